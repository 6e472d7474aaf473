/* Any bytes as an OpenDocument file. */
#include "tests/fuzz/document_laws.h"
#include "tests/fuzz/package_input.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    gsize len;
    g_autofree char *zip = package_input(data, size, &len);
    check_reader(TC_FORMAT_ODT, (const guint8 *)zip, len);
    return 0;
}
