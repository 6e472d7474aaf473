/* Any bytes as a message of Outlook: the values of some properties, which make its streams, parted
 * by "\n=". Or, when they begin as a compound file, as that. */
#include "tests/fuzz/document_laws.h"
#include "tests/support/ole_writer.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    static const char *const names[] = {
        "__properties_version1.0",
        "__substg1.0_0037001F",
        "__substg1.0_0C1A001E",
        "__substg1.0_1000001F",
        "__substg1.0_1000001E",
        "__substg1.0_10130102",
        "__attach_version1.0_#00000000/__substg1.0_3707001F",
        "__attach_version1.0_#00000000/__substg1.0_37010102",
    };
    TcOleStream streams[G_N_ELEMENTS(names)];
    gsize count = 0;

    if (size > 0 && data[0] == 0xD0) {
        check_reader(TC_FORMAT_MSG, data, size);
        return 0;
    }
    for (gsize at = 0; at < size && count < G_N_ELEMENTS(names); count++) {
        const guint8 *end = memmem(data + at, size - at, "\n=", 2);
        gsize len = end != NULL ? (gsize)(end - data) - at : size - at;
        streams[count] = (TcOleStream){names[count], data + at, len};
        at += len + 2;
    }
    g_autoptr(GBytes) file = tc_ole_file(streams, count);
    check_reader_of_file(TC_FORMAT_MSG, file);
    return 0;
}
