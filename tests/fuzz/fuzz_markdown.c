/* Any bytes as Markdown. */
#include "tests/fuzz/document_laws.h"

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    check_reader(TC_FORMAT_MARKDOWN, data, size);
    return 0;
}
