#include "text/key/spelling.h"

#include "text/key/char_table.h"
#include "text/key/marks.h"
#include "text/key/normalize.h"
#include "text/key/utf8.h"

/* Append a word of characters that the table knows whole; FALSE, with nothing appended, if there is
 * another character or a mark. */
static gboolean
append_simple_word(const guchar *word, gsize len, GString *out)
{
    const guchar *end = word + len;
    gsize before = out->len;

    while (word < end) {
        gunichar cp;
        guint32 entry;

        word += tc_utf8_decode(word, end, &cp);
        entry = tc_char_entry(cp);
        cp = TC_CHAR_KIND(entry) == TC_CHAR_LATIN
                 ? tc_char_compose(TC_CHAR_BYTE(entry), (int)TC_CHAR_QUALITY(entry) - 1,
                                   (int)TC_CHAR_TONE(entry))
                 : 0;
        if (cp == 0) {
            g_string_truncate(out, before);
            return FALSE;
        }
        g_string_append_unichar(out, cp);
    }
    return TRUE;
}

/* The kind of what a character folds to first. */
static guint
first_kind(gunichar cp)
{
    gunichar folded[TC_CHAR_EXPANSION_MAX];

    return tc_char_fold(cp, folded) > 0 ? TC_CHAR_KIND(tc_char_entry(folded[0])) : TC_CHAR_IGNORE;
}

/* Append the words of `text`, normalized already, with a space before each but the first since
 * `begin`: folding may have made separators ("½" is "1⁄2"). */
static void
append_words(const char *text, gsize len, gsize begin, GString *out)
{
    const guchar *p = (const guchar *)text;
    const guchar *end = p + len;
    gboolean is_in_word = FALSE;

    while (p < end) {
        gunichar cp;
        guint kind;

        p += tc_utf8_decode(p, end, &cp);
        kind = first_kind(cp);
        if (!TC_CHAR_IS_WORD(kind) || (!is_in_word && TC_CHAR_IS_MARK(kind))) {
            is_in_word = FALSE;
            continue;
        }
        if (!is_in_word && out->len > begin)
            g_string_append_c(out, ' ');
        is_in_word = TRUE;
        /* Eth, the African D and the sign of money for đ, as in keys. */
        g_string_append_unichar(out, cp == 0xF0 || cp == 0x256 || cp == 0x20AB ? 0x111 : cp);
    }
}

/* Append the words of `len` bytes that need ICU. */
static void
append_complete_words(const guchar *p, gsize len, gsize begin, GString *out)
{
    const guchar *end = p + len;
    g_autoptr(GString) seen = g_string_sized_new(len);
    g_autoptr(GString) folded = g_string_sized_new(len);
    g_autoptr(GError) error = NULL;

    /* What is ignored goes first: it may stand between a letter and its mark. */
    while (p < end) {
        gunichar cp;
        guint bytes = tc_utf8_decode(p, end, &cp);

        if (TC_CHAR_KIND(tc_char_entry(cp)) != TC_CHAR_IGNORE)
            g_string_append_len(seen, (const char *)p, bytes);
        p += bytes;
    }
    /* It was loaded by tc_analyzer_new(), or could be later. */
    if (!tc_normalize(TC_SPELLING_FORM, seen->str, seen->len, folded, &error))
        g_error("%s", error->message);
    append_words(folded->str, folded->len, begin, out);
}

/* Bytes at `p` that are one kind: of words, or of what separates them. */
static gsize
span(const guchar *p, const guchar *end, gboolean *is_word)
{
    const guchar *q = p;

    while (q < end) {
        gunichar cp;
        guint bytes = tc_utf8_decode(q, end, &cp);
        guint kind = TC_CHAR_KIND(tc_char_entry(cp));
        gboolean is_of_word = kind >= TC_CHAR_IGNORE;

        if (q == p)
            *is_word = is_of_word;
        else if (is_of_word != *is_word)
            break;
        q += bytes;
    }
    return (gsize)(q - p);
}

void
tc_spelling_append(const char *text, gsize len, GString *out)
{
    const guchar *p = (const guchar *)text;
    const guchar *end = p + len;
    gsize begin = out->len;

    while (p < end) {
        gboolean is_word = FALSE;
        gsize bytes = span(p, end, &is_word);
        gsize before = out->len;

        if (is_word) {
            if (before > begin)
                g_string_append_c(out, ' ');
            if (!append_simple_word(p, bytes, out)) {
                g_string_truncate(out, before);
                append_complete_words(p, bytes, begin, out);
            }
        }
        p += bytes;
    }
}
