/* Capitals with tones of TCVN 5712:1993 in its full set (VN1), which programs for DOS and
 * converters write. They stand where the fonts of Windows have quotation marks and dashes, and at
 * control characters: only words tell which is meant. "QUY\xDAT \x90NH" is "QUYẾT ĐỊNH",
 * "\x93A\x94" is "A" in quotation marks. */
#include "text/encoding/codec.h"
#include "text/encoding/score.h"
#include "text/encoding/table.h"
#include "text/key/orthography.h"
#include "text/key/syllable.h"

#include <string.h>

/* Longest syllable, "nghiêng", and quotation marks around it. */
#define WORD_MAX 9

static const TcCodeByte capitals[] = {
    {0x01, 0x00DA}, {0x02, 0x1EE4}, {0x04, 0x1EEA}, {0x05, 0x1EEC}, {0x06, 0x1EEE}, {0x11, 0x1EE8},
    {0x12, 0x1EF0}, {0x13, 0x1EF2}, {0x14, 0x1EF6}, {0x15, 0x1EF8}, {0x16, 0x00DD}, {0x17, 0x1EF4},
    {0x80, 0x00C0}, {0x81, 0x1EA2}, {0x82, 0x00C3}, {0x83, 0x00C1}, {0x84, 0x1EA0}, {0x85, 0x1EB6},
    {0x86, 0x1EAC}, {0x87, 0x00C8}, {0x88, 0x1EBA}, {0x89, 0x1EBC}, {0x8A, 0x00C9}, {0x8B, 0x1EB8},
    {0x8C, 0x1EC6}, {0x8D, 0x00CC}, {0x8E, 0x1EC8}, {0x8F, 0x0128}, {0x90, 0x00CD}, {0x91, 0x1ECA},
    {0x92, 0x00D2}, {0x93, 0x1ECE}, {0x94, 0x00D5}, {0x95, 0x00D3}, {0x96, 0x1ECC}, {0x97, 0x1ED8},
    {0x98, 0x1EDC}, {0x99, 0x1EDE}, {0x9A, 0x1EE0}, {0x9B, 0x1EDA}, {0x9C, 0x1EE2}, {0x9D, 0x00D9},
    {0x9E, 0x1EE6}, {0x9F, 0x0168},
};

static gunichar
capital(guint8 byte)
{
    return tc_code_byte_find(capitals, G_N_ELEMENTS(capitals), byte, 0);
}

static gboolean
is_of_word(guint8 byte)
{
    return g_ascii_isalpha((char)byte) || byte >= 0xA1 || capital(byte) != 0;
}

/* Whether the bytes are a syllable in capitals, or with a capital first, that has one of these. */
static gboolean
is_syllable(const guint8 *bytes, gsize len)
{
    g_autoptr(GString) toneless = g_string_new(NULL);
    int tone = TC_TONE_NONE;
    guint found = 0, inside = 0, small = 0;

    /* No word begins with the letters that are opening marks, bullets and dashes. */
    static const char marks[] = "\x82\x84\x85\x8B\x91\x92\x93\x94\x95\x96\x97\x9B";
    if (memchr(marks, bytes[0], sizeof marks - 1) != NULL)
        return FALSE;
    /* Ò and Õ are closing quotation marks as well, and follow no vowel in syllables. */
    if (len > 1 && (bytes[len - 1] == 0x92 || bytes[len - 1] == 0x94) &&
        memchr("AEIOUY", bytes[len - 2], strlen("AEIOUY")) != NULL)
        return FALSE;

    for (gsize i = 0; i < len; i++) {
        TcCodeLetter letter;
        gunichar c = capital(bytes[i]);
        found += c != 0;
        inside += c != 0 && i > 0;
        small += g_ascii_islower((char)bytes[i]) != 0;
        if (c == 0)
            c = tc_code_byte_char(TC_ENCODING_TCVN3, bytes[i]);
        if (!tc_code_letter_split(c, &letter) ||
            (letter.tone != TC_TONE_NONE && tone != TC_TONE_NONE))
            return FALSE;
        if (letter.tone != TC_TONE_NONE)
            tone = letter.tone;
        letter.tone = TC_TONE_NONE;
        letter.is_upper = FALSE;
        g_string_append_unichar(toneless, tc_code_letter_join(&letter));
    }
    /* Alone, a dash is one. */
    return found > 0 && found < len && (small == 0 || inside == 0) &&
           tc_code_is_syllable(toneless, tone);
}

/* A word that has such bytes: with the marks before and behind it, or without. */
static void
append_word(const guint8 *bytes, gsize len, GString *out)
{
    for (gsize skip = 0; skip < 4 && len <= WORD_MAX; skip++) {
        gsize before = skip & 1, behind = skip >> 1;
        if (before + behind >= len || !is_syllable(bytes + before, len - before - behind))
            continue;
        tc_encoding_decode(TC_ENCODING_TCVN3, (const char *)bytes, before, out);
        for (gsize i = before; i < len - behind; i++) {
            gunichar c = capital(bytes[i]);
            if (c != 0)
                g_string_append_unichar(out, c);
            else
                tc_encoding_decode(TC_ENCODING_TCVN3, (const char *)bytes + i, 1, out);
        }
        tc_encoding_decode(TC_ENCODING_TCVN3, (const char *)bytes + len - behind, behind, out);
        return;
    }
    tc_encoding_decode(TC_ENCODING_TCVN3, (const char *)bytes, len, out);
}

void
tc_decode_tcvn3(const char *line, gsize len, GString *out)
{
    const guint8 *bytes = (const guint8 *)line;
    gsize from = 0; /* what is not written yet */

    for (gsize i = 0; i < len;) {
        gsize start = i;
        gboolean is_found = FALSE;
        for (; i < len && is_of_word(bytes[i]); i++)
            is_found |= capital(bytes[i]) != 0;
        if (is_found) {
            /* Tones that combine belong to the letter before: the rest goes in one piece. */
            tc_encoding_decode(TC_ENCODING_TCVN3, line + from, start - from, out);
            append_word(bytes + start, i - start, out);
            from = i;
        }
        if (i == start)
            i++;
    }
    tc_encoding_decode(TC_ENCODING_TCVN3, line + from, len - from, out);
}
