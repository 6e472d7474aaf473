/* Any bytes in any encoding: what comes out is UTF-8, telling agrees with decoding, and text that
 * was encoded comes back. */
#include "tests/fuzz/fuzz.h"
#include "text/encoding/encoding.h"

#include <stdlib.h>
#include <string.h>

static void
check_text(const GString *text)
{
    require(g_utf8_validate_len(text->str, text->len, NULL));
}

static void
check_guess(const TcEncodingGuess *guess)
{
    require((guint)guess->encoding < TC_ENCODING_COUNT);
    require(guess->confidence >= 0 && guess->confidence <= 1);
    require((guess->encoding == TC_ENCODING_UNKNOWN) == (guess->confidence == 0));
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    const char *bytes = (const char *)data;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) again = g_string_new(NULL);
    g_autoptr(GString) back = g_string_new(NULL);
    TcEncodingGuess guess, detected;

    for (guint e = 0; e < TC_ENCODING_COUNT; e++) {
        g_string_truncate(text, 0);
        tc_encoding_decode((TcEncoding)e, bytes, size, text);
        check_text(text);
        /* Encoding what was decoded, and decoding that, changes nothing more. */
        g_string_truncate(again, 0);
        gsize lacking = tc_encoding_encode((TcEncoding)e, text->str, text->len, again);
        g_string_truncate(back, 0);
        tc_encoding_decode((TcEncoding)e, again->str, again->len, back);
        check_text(back);
        if (e <= TC_ENCODING_UTF32BE && lacking == 0 &&
            (text->len < 3 || memcmp(text->str, "\xEF\xBB\xBF", 3) != 0))
            require(g_string_equal(text, back));
    }
    g_string_assign(text, "x");
    gboolean is_known = tc_encoding_decode_auto(bytes, size, text, &guess);
    tc_encoding_detect(bytes, size, &detected);
    check_text(text);
    check_guess(&guess);
    check_guess(&detected);
    require(is_known == (detected.encoding != TC_ENCODING_UNKNOWN));
    require(is_known || strcmp(text->str, "x") == 0);

    g_string_truncate(text, 0);
    tc_encoding_decode(TC_ENCODING_UTF8, bytes, size, text);
    g_string_truncate(again, 0);
    tc_encoding_repair(text->str, text->len, again, &guess);
    check_text(again);
    check_guess(&guess);
    require(guess.is_misread || g_string_equal(text, again));
    g_string_truncate(again, 0);
    tc_encoding_repair_glyphs(text->str, text->len, again, &guess);
    check_text(again);
    check_guess(&guess);
    require(guess.is_misread || g_string_equal(text, again));
    return 0;
}
