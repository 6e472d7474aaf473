/* Any bytes as a file of the format FUZZ_FORMAT, which the build sets: for readers that need no
 * more than that. */
#include "tests/fuzz/document_laws.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    check_reader(FUZZ_FORMAT, data, size);
    return 0;
}
