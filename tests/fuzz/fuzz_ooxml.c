/* Any bytes as a Word, Excel and PowerPoint file. */
#include "tests/fuzz/document_laws.h"
#include "tests/fuzz/package_input.h"

int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    gsize len;
    g_autofree char *zip = package_input(data, size, &len);
    check_reader(TC_FORMAT_DOCX, (const guint8 *)zip, len);
    check_reader(TC_FORMAT_XLSX, (const guint8 *)zip, len);
    check_reader(TC_FORMAT_PPTX, (const guint8 *)zip, len);
    return 0;
}
