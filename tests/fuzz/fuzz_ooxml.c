/* Any bytes as a Word, Excel and PowerPoint file; XML as files of 2003, too. */
#include "tests/fuzz/document_laws.h"
#include "tests/fuzz/package_input.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    gsize len;
    g_autofree char *zip = package_input(data, size, &len);
    check_reader(TC_FORMAT_DOCX, (const guint8 *)zip, len);
    check_reader(TC_FORMAT_XLSX, (const guint8 *)zip, len);
    check_reader(TC_FORMAT_PPTX, (const guint8 *)zip, len);
    if (len > 0 && zip[0] == '<') {
        check_reader(TC_FORMAT_WORD_XML, (const guint8 *)zip, len);
        check_reader(TC_FORMAT_EXCEL_XML, (const guint8 *)zip, len);
    }
    return 0;
}
