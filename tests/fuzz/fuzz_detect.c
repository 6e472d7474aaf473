/* Any bytes: some format is told, and the name settles nothing but Markdown. */
#include <stdlib.h>

#include "document/document.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    TcFormat format = tc_detect_format((const char *)data, size, "a.md");

    if ((guint)format >= TC_FORMAT_COUNT || format == TC_FORMAT_TEXT)
        abort();
    TcFormat other = tc_detect_format((const char *)data, size, "a.pdf");
    if (other != (format == TC_FORMAT_MARKDOWN ? TC_FORMAT_TEXT : format))
        abort();
    return 0;
}
