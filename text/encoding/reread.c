#include "text/encoding/reread.h"

#include "text/encoding/codec.h"
#include "text/encoding/score.h"
#include "text/encoding/table.h"

int
tc_legacy_byte(gunichar c)
{
    if (c < 0x20)
        return -1;
    return tc_is_symbol_byte(c) ? (int)(c - 0xF000) : tc_windows_1252_byte(c);
}

/* A symbol beside one is a letter too. */
static gboolean
is_of_word(gunichar c)
{
    return tc_is_symbol_byte(c) || (c < 0x80 && g_ascii_isalpha((char)c));
}

void
tc_reread_legacy(const char *text, gsize len, TcEncoding encoding, GString *bytes, GString *out)
{
    const char *end = text + len;
    gunichar before = 0;
    gsize from = out->len;

    g_string_truncate(bytes, 0);
    for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        const char *next = g_utf8_next_char(p);
        int byte = tc_legacy_byte(c);
        if (tc_is_unit_exponent(before, c, next, end))
            byte = -1;
        if (tc_is_symbol_byte(c) && !is_of_word(before) &&
            !(next < end && is_of_word(g_utf8_get_char(next))))
            byte = -1; /* a bullet */
        before = c;
        if (byte >= 0) {
            g_string_append_c(bytes, (char)byte);
            continue;
        }
        tc_encoding_decode(encoding, bytes->str, bytes->len, out);
        g_string_truncate(bytes, 0);
        g_string_append_unichar(out, c);
    }
    tc_encoding_decode(encoding, bytes->str, bytes->len, out);
    if (encoding == TC_ENCODING_TCVN3)
        tc_raise_capitals(out, from);
}
