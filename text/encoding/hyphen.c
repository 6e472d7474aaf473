/* TCVN3's ư is the byte 0xAD, which windows-1252 has for the soft hyphen. Programs that go by what
 * glyphs look like - PDF above all, whose WinAnsiEncoding names 0xAD and 0x2D both "hyphen" - make
 * it one with the hyphen: "nước" is "n-íc", "như" is "nh-". Which of them is a letter shows only by
 * what it makes of its word. */
#include "text/encoding/reread.h"
#include "text/encoding/score.h"

#include <string.h>

/* Hyphens of one word that are tried in every combination. */
#define HYPHENS_MAX 5u

static gboolean
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Bytes of the hyphen at `p`, 0 if there is none. */
static gsize
hyphen_len(const char *p, const char *end)
{
    if (*p == '-')
        return 1;
    /* U+2010, U+2011 */
    return end - p >= 3 && memcmp(p, "\xE2\x80", 2) == 0 && (p[2] == '\x90' || p[2] == '\x91') ? 3
                                                                                               : 0;
}

/* Whether the hyphen of `len` bytes at `p` has the neighbours that a small ư may have. Its bytes
 * are small letters: a capital stands at most where a word begins. */
static gboolean
may_be_letter(const char *word, const char *p, gsize len, const char *end)
{
    const char *next = p + len;
    gboolean has_letter_after = next < end && (g_ascii_isalpha(*next) || (guchar)*next >= 0x80);
    gboolean has_letter_before = p > word && (g_ascii_isalpha(p[-1]) || (guchar)p[-1] >= 0x80);

    if (!has_letter_before && !has_letter_after)
        return FALSE;
    if (next < end && (g_ascii_isupper(*next) || g_ascii_isdigit(*next)))
        return FALSE;
    return p == word || (!g_ascii_isdigit(p[-1]) &&
                         (!g_ascii_isupper(p[-1]) || p - 1 == word || !g_ascii_isalpha(p[-2])));
}

/* "a- Nội dung" at the start of a line is a label of a list, not "aư". */
static gboolean
is_label(const char *line, const char *word, const char *word_end, const char *end)
{
    for (const char *p = line; p < word; p++)
        if (!is_blank(*p))
            return FALSE;
    /* 0xAE is đ. */
    gboolean is_letter = (word_end - word == 2 && g_ascii_isalpha(*word) &&
                          g_ascii_tolower(*word) <= 'h' && word[1] == '-') ||
                         (word_end - word == 3 && memcmp(word, "\xC2\xAE-", 3) == 0);
    const char *next = word_end;
    while (next < end && is_blank(*next))
        next++;
    return is_letter && next < end && g_ascii_isupper(*next);
}

/* What speaks for a reading of one word: see tc_word_score_text(); and a consonant alone is none.
 */
static double
value_of(const char *text, gsize len)
{
    TcWordScore score = {0};
    double lone = 0;

    tc_word_score_text(text, len, &score);
    for (gsize i = 0; i < len; i++) {
        gboolean begins = i == 0 || !(g_ascii_isalpha(text[i - 1]) || (guchar)text[i - 1] >= 0x80);
        gboolean ends =
            i + 1 == len || !(g_ascii_isalpha(text[i + 1]) || (guchar)text[i + 1] >= 0x80);
        lone += begins && ends && g_ascii_islower(text[i]) && strchr("aeiouy", text[i]) == NULL;
    }
    return tc_word_score_value(&score) - (double)score.plain_invalid - lone;
}

/* `word` with the hyphens in `chosen` as U+00AD. */
static void
write_reading(const char *word, const char *end, const guint *hyphens, guint count, guint chosen,
              GString *out)
{
    g_string_truncate(out, 0);
    guint at = 0;
    for (const char *p = word; p < end;) {
        if (at < count && p == word + hyphens[at]) {
            gsize len = hyphen_len(p, end);
            if ((chosen >> at & 1) != 0)
                g_string_append(out, "\u00AD");
            else
                g_string_append_len(out, p, (gssize)len);
            p += len;
            at++;
        } else {
            g_string_append_c(out, *p++);
        }
    }
}

static void
append_word(const char *word, const char *end, GString *out)
{
    guint hyphens[HYPHENS_MAX];
    guint count = 0;

    for (const char *p = word; p < end;) {
        gsize len = hyphen_len(p, end);
        if (len > 0 && may_be_letter(word, p, len, end)) {
            if (count == HYPHENS_MAX) {
                count = 0;
                break;
            }
            hyphens[count++] = (guint)(p - word);
        }
        p += MAX(len, 1);
    }
    /* Longer ones are no words: a rule of dashes, an address. */
    if (count == 0 || end - word > 64) {
        g_string_append_len(out, word, end - word);
        return;
    }
    g_autoptr(GString) reading = g_string_new(NULL);
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autoptr(GString) decoded = g_string_new(NULL);
    double best_value = 0;
    guint best = 0;
    for (guint chosen = 0; chosen < 1u << count; chosen++) {
        write_reading(word, end, hyphens, count, chosen, reading);
        g_string_truncate(decoded, 0);
        tc_reread_legacy(reading->str, reading->len, TC_ENCODING_TCVN3, bytes, decoded);
        double value = value_of(decoded->str, decoded->len);
        /* "-ơm": both "ơm" and "ươm" are words, and dashes stand apart from the next word. */
        if ((chosen & 1) != 0 && hyphens[0] == 0)
            value += 0.5;
        if (chosen == 0 || value > best_value) {
            best_value = value;
            best = chosen;
        }
    }
    write_reading(word, end, hyphens, count, best, reading);
    g_string_append_len(out, reading->str, (gssize)reading->len);
}

void
tc_restore_hyphens(const char *line, gsize len, GString *out)
{
    const char *end = line + len;

    for (const char *p = line; p < end;) {
        const char *word = p;
        while (p < end && is_blank(*p))
            p++;
        g_string_append_len(out, word, p - word);
        word = p;
        while (p < end && !is_blank(*p))
            p++;
        if (is_label(line, word, p, end))
            g_string_append_len(out, word, p - word);
        else
            append_word(word, p, out);
    }
}
