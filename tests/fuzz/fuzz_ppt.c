/* Any bytes as the streams of a presentation: 32 bytes of "Current User", then the other. Or, when
 * they begin as a compound file, as that. */
#include "tests/fuzz/document_laws.h"
#include "tests/support/ole_writer.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    gsize user_len = MIN(size, 32);

    if (size > 0 && data[0] == 0xD0) {
        check_reader(TC_FORMAT_PPT, data, size);
        return 0;
    }
    const TcOleStream streams[] = {{"Current User", data, user_len},
                                   {"PowerPoint Document", data + user_len, size - user_len}};
    g_autoptr(GBytes) file = tc_ole_file(streams, G_N_ELEMENTS(streams));
    check_reader_of_file(TC_FORMAT_PPT, file);
    return 0;
}
