/* Any bytes as the stream of a workbook in a compound file; or, when they begin as a compound file
 * or as the records of a workbook alone, as that. */
#include "tests/fuzz/document_laws.h"
#include "tests/support/ole_writer.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    if (size > 0 && (data[0] == 0xD0 || data[0] == 0x09)) {
        check_reader(TC_FORMAT_XLS, data, size);
        return 0;
    }
    const TcOleStream streams[] = {{"Workbook", data, size}};
    g_autoptr(GBytes) file = tc_ole_file(streams, G_N_ELEMENTS(streams));
    check_reader_of_file(TC_FORMAT_XLS, file);
    return 0;
}
