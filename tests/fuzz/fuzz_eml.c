/* Any bytes as a mail message. */
#include "tests/fuzz/document_laws.h"

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    check_reader(TC_FORMAT_EML, data, size);
    return 0;
}
