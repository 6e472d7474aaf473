/* Write the lines of standard input, UTF-8, as a document of Word 95 in TCVN3, for tests:
 *     tc_word_file >OUT.doc */
#include "tests/support/word_writer.h"

#include <stdio.h>

int
main(void)
{
    g_autofree char *text = NULL;
    gsize len = 0;
    if (!g_file_get_contents("/dev/stdin", &text, &len, NULL))
        return 1;
    g_strdelimit(text, "\n", '\r');
    const TcWordPiece piece = {text, TC_ENCODING_TCVN3, 0};
    const TcWordSpec spec = {.is_old = TRUE, .pieces = &piece, .piece_count = 1};
    g_autoptr(GBytes) bytes = tc_word_file(&spec, NULL);
    gconstpointer data = g_bytes_get_data(bytes, &len);
    return fwrite(data, 1, len, stdout) == len && fflush(stdout) == 0 ? 0 : 1;
}
