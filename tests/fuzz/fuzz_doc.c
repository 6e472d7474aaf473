/* Any bytes as a compound file with a Word document; or, behind an 'S' and a length in two bytes,
 * as the streams WordDocument and 1Table of one, so that mutations reach their structures and not
 * only the sectors around them. */
#include "tests/fuzz/document_laws.h"
#include "tests/support/word_writer.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    if (size < 4 || data[0] != 'S') {
        check_reader(TC_FORMAT_DOC, data, size);
        return 0;
    }
    gsize main_len = MIN((gsize)(data[1] | data[2] << 8), size - 3);
    g_autoptr(GByteArray) main = g_byte_array_new();
    g_autoptr(GByteArray) table = g_byte_array_new();
    g_byte_array_append(main, data + 3, (guint)main_len);
    g_byte_array_append(table, data + 3 + main_len, (guint)(size - 3 - main_len));
    g_autoptr(GBytes) file = tc_word_wrap(main, table, "1Table");
    check_reader_of_file(TC_FORMAT_DOC, file);
    return 0;
}
