/* Any bytes as a single compressed file, with whatever document in it. */
#include "tests/fuzz/document_laws.h"

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    check_reader(TC_FORMAT_GZIP, data, size);
    return 0;
}
