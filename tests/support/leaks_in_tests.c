/* LeakSanitizer asks this at the end of a process. Criterion's runner loses 48 bytes of its own now
 * and then; each test runs in a worker (boxfort names its memory in BXFI_MAP), and what a test of
 * ours leaks is looked for there. */
#include <stdlib.h>

int __lsan_is_turned_off(void);

int
__lsan_is_turned_off(void)
{
    return getenv("BXFI_MAP") == NULL;
}
