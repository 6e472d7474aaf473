/* How a text writes out a name that its letterhead has in capitals. */
#include "document/header/name/name.h"
#include "text/key/letter.h"
#include "text/key/normalize.h"

#include <string.h>

/* If the words of [p, end) stand at `q`, in any case and with the same marks, where they end there;
 * otherwise NULL. Anything but letters may stand between words. */
static const char *
words_at(const char *q, const char *text_end, const char *p, const char *end)
{
    while (p < end) {
        TcLetters want;
        TcLetters have;
        gsize want_len = tc_letters_read(p, end, &want);
        gsize len = tc_letters_read(q, text_end, &have);
        if (want_len == 0 || len == 0 || want.count != have.count || want.foreign || have.foreign)
            return NULL;
        for (guint i = 0; i < want.count; i++)
            if (want.letters[i].base != have.letters[i].base ||
                want.letters[i].quality != have.letters[i].quality ||
                want.letters[i].tone != have.letters[i].tone)
                return NULL;
        p += want_len;
        q += len;
        const char *next = tc_skip_between(p, end);
        if (next >= end)
            return q;
        if (next == p)
            return NULL;
        p = next;
        const char *after = tc_skip_between(q, text_end);
        if (after == q)
            return NULL;
        q = after;
    }
    return NULL;
}

/* Where the word before `p` starts, with white space and the like between; NULL if there is none.
 * */
static const char *
word_before(const char *start, const char *p)
{
    TcLetters word;
    return tc_letters_before(start, tc_skip_between_back(start, p), &word);
}

/* [p, end) in NFC, with each stretch of white space as a single space. */
static char *
take(const char *p, const char *end)
{
    g_autofree char *tidy = tc_tidy(p, end, (gsize)(end - p));
    g_autoptr(GString) composed = g_string_new(NULL);
    if (tidy == NULL || !tc_normalize(TC_NORMAL_NFC, tidy, strlen(tidy), composed, NULL))
        return NULL;
    return g_strdup(composed->str);
}

/* Whether a word has a capital behind a small letter: "nẴNG", as old fonts and slips have them.
 */
static gboolean
has_capital_inside(const char *p, const char *end)
{
    gboolean is_small = FALSE;
    for (; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (is_small && g_unichar_isupper(c))
            return TRUE;
        is_small = g_unichar_islower(c);
    }
    return FALSE;
}

char *
tc_usage_find(const char *text, gsize len, const char *name, const char *p, const char *end)
{
    const char *text_end = text + len;
    const char *context = word_before(name, p);
    const char *lower = NULL;
    const char *lower_end = NULL;
    char first = tc_first_letter(p, end);
    for (const char *q = text; q < text_end; q = tc_next_word(q, text_end)) {
        if (tc_first_letter(q, text_end) != first)
            continue;
        const char *after = words_at(q, text_end, p, end);
        const char *before = after != NULL && context != NULL ? word_before(text, q) : NULL;
        if (after == NULL || (context != NULL && before == NULL) ||
            (context != NULL && words_at(before, q, context, p) == NULL))
            continue;
        if (has_capital_inside(q, after))
            continue;
        /* Capitals that belong together, as in "ABC", stand among other letters. */
        if (tc_is_capitals(q, after) &&
            (before == NULL || tc_is_capitals(before, q) || tc_next_word(q, after) < after))
            continue;
        if (g_unichar_isupper(g_utf8_get_char(q)))
            return take(q, after);
        if (lower == NULL) {
            lower = q;
            lower_end = after;
        }
    }
    g_autofree char *rest = lower != NULL ? take(lower, lower_end) : NULL;
    if (rest == NULL)
        return NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    g_string_append_unichar(out, g_unichar_toupper(g_utf8_get_char(rest)));
    g_string_append(out, g_utf8_next_char(rest));
    return g_strdup(out->str);
}
