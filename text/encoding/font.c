/* Runs of text in an old Vietnamese font, too short for their words to tell the encoding alone. */
#include "text/encoding/encoding.h"
#include "text/encoding/reread.h"
#include "text/encoding/score.h"

#include <string.h>

TcEncoding
tc_encoding_of_font(const char *font)
{
    static const struct {
        const char *prefix;
        TcEncoding encoding;
    } fonts[] = {{"VNI-", TC_ENCODING_VNI}, {".Vn", TC_ENCODING_TCVN3}, {"VPS ", TC_ENCODING_VPS}};

    for (gsize i = 0; i < G_N_ELEMENTS(fonts); i++)
        if (g_ascii_strncasecmp(font, fonts[i].prefix, strlen(fonts[i].prefix)) == 0)
            return fonts[i].encoding;
    return TC_ENCODING_UNKNOWN;
}

gboolean
tc_encoding_repair_run(TcEncoding encoding, const char *text, gsize len, GString *out)
{
    TcWordScore as_is = {0}, meant = {0};

    if (encoding == TC_ENCODING_UNKNOWN || !tc_has_high(text, len))
        return FALSE;
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autoptr(GString) again = g_string_new(NULL);
    tc_reread_legacy(text, len, encoding, bytes, again);
    tc_word_score_text(text, len, &as_is);
    tc_word_score_text(again->str, again->len, &meant);
    if (meant.invalid > 0 || meant.valid == 0 ||
        tc_word_score_value(&meant) <= tc_word_score_value(&as_is))
        return FALSE;
    g_string_append_len(out, again->str, (gssize)again->len);
    return TRUE;
}

gboolean
tc_encoding_repair_words(const char *text, gsize len, GString *out)
{
    return tc_is_suspicious(text, len, 1) &&
           (tc_encoding_repair_run(TC_ENCODING_TCVN3, text, len, out) ||
            tc_encoding_repair_run(TC_ENCODING_VNI, text, len, out));
}
