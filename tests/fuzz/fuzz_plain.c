/* Any bytes as plain text in any encoding. */
#include "tests/fuzz/document_laws.h"

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    check_reader(TC_FORMAT_TEXT, data, size);
    return 0;
}
