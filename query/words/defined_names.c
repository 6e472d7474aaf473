#include "query/words/defined_names.h"

#include "query/words/finding.h"
#include "store/schema.h"
#include "text/key/syllable.h"

#include <string.h>

/* Names that begin with the same two words that are looked at, and other names of one. */
#define NAMES_MAX   64
#define OTHERS_MAX  8
/* Documents that must define a pair of names, and how many times as many may use the short one. */
#define DEFINED_MIN 2
#define USED_MAX    10

gboolean
tc_defined_names_any(TcReader *reader, gboolean *has_any, GError **error)
{
    g_autoptr(GArray) terms = tc_reader_terms_new();
    if (!tc_reader_terms(reader, TC_TERM_NAMED, strlen(TC_TERM_NAMED), 1, terms, error))
        return FALSE;
    *has_any = terms->len > 0;
    return TRUE;
}

/* The bare words of tokens, with spaces between. */
static char *
bare_words(const TcToken *tokens, gsize count)
{
    GString *out = g_string_new(NULL);
    for (gsize i = 0; i < count; i++)
        g_string_append_printf(out, "%s%.*s", i > 0 ? " " : "",
                               (int)tc_key_bare_len(tokens[i].key, tokens[i].key_len),
                               tokens[i].key);
    return g_string_free(out, FALSE);
}

/* How many words the name `key`, bare words with spaces between, has of those that begin at
 * tokens[0]: all or none. */
static guint
matches(const char *key, gsize len, const TcToken *tokens, guint count)
{
    guint found = 0;
    for (const char *at = key; at < key + len; found++) {
        const char *space = memchr(at, ' ', (gsize)(key + len - at));
        const char *end = space != NULL ? space : key + len;
        if (found == count || (found > 0 && tokens[found].position != tokens[0].position + found) ||
            tc_key_bare_len(tokens[found].key, tokens[found].key_len) != (gsize)(end - at) ||
            memcmp(tokens[found].key, at, (gsize)(end - at)) != 0)
            return 0;
        at = space != NULL ? space + 1 : end;
    }
    return found;
}

/* Names that were defined for the one of these bare words, to `out` (of TcReaderTerm). */
static gboolean
find_others(const TcAbbreviated *piece, const char *words, GArray *out, GError **error)
{
    g_autofree char *begin = g_strconcat(TC_TERM_NAMED, words, TC_DEFINITION_SEPARATOR, NULL);
    return tc_reader_terms(piece->reader, begin, strlen(begin), OTHERS_MAX, out, error);
}

static const char *
other_of(const TcReaderTerm *term, gsize *len)
{
    const char *at = memchr(term->term, *TC_DEFINITION_SEPARATOR, term->term_len);
    *len = term->term_len - (gsize)(at + 1 - term->term);
    return at + 1;
}

/* Whether all of `terms` define one and the same, however it is written. */
static gboolean
are_one(const TcAbbreviated *piece, const GArray *terms)
{
    g_autofree char *first = NULL;
    for (guint i = 0; i < terms->len; i++) {
        g_auto(TcTokens) tokens;
        gsize len = 0;
        const char *other = other_of(tc_reader_term_at(terms, i), &len);
        tc_tokens_init(&tokens);
        tc_analyze(piece->analyzer, other, len, &tokens);
        g_autofree char *words = bare_words(tokens.items, tokens.count);
        if (first == NULL)
            first = g_steal_pointer(&words);
        else if (strcmp(first, words) != 0)
            return FALSE;
    }
    return TRUE;
}

/* Whether the words that were typed are those of the name as documents write it, or have no marks.
 */
static gboolean
is_typed_so(const TcAbbreviated *piece, const TcToken *tokens, guint count, const GArray *names)
{
    gboolean is_marked = FALSE;
    for (guint i = 0; i < count; i++)
        is_marked |= tc_key_is_marked(tokens[i].key, tokens[i].key_len);
    for (guint n = 0; is_marked && n < names->len; n++) {
        g_auto(TcTokens) written;
        gsize len = 0;
        const char *name = other_of(tc_reader_term_at(names, n), &len);
        guint same = 0;
        tc_tokens_init(&written);
        tc_analyze(piece->analyzer, name, len, &written);
        while (written.count == count && same < count &&
               written.items[same].key_len == tokens[same].key_len &&
               memcmp(written.items[same].key, tokens[same].key, tokens[same].key_len) == 0)
            same++;
        if (same == count)
            return TRUE;
    }
    return !is_marked;
}

/* Whether the name that was typed and the `other` one, which `defined` documents define for it, are
 * names of the archive. */
static gboolean
is_settled(const TcAbbreviated *piece, const TcToken *tokens, guint count, const char *other,
           gsize other_len, guint32 defined, gboolean *is_so, GError **error)
{
    g_auto(TcTokens) words;
    tc_tokens_init(&words);
    tc_analyze(piece->analyzer, other, other_len, &words);
    *is_so = FALSE;
    if (defined < DEFINED_MIN || words.count == 0 || words.count > TC_EXPANSION_WORDS_MAX)
        return TRUE;
    gboolean is_short = count < words.count;
    g_autofree char *typed_words = bare_words(tokens, count);
    g_autofree char *other_words = bare_words(words.items, words.count);
    g_autoptr(GArray) of_typed = tc_reader_terms_new();
    g_autoptr(GArray) of_other = tc_reader_terms_new();
    if (!find_others(piece, typed_words, of_typed, error) ||
        !find_others(piece, other_words, of_other, error))
        return FALSE;
    if (!is_typed_so(piece, tokens, count, of_other) ||
        !are_one(piece, is_short ? of_typed : of_other))
        return TRUE;
    /* A long name is nothing that others mean, too. */
    *is_so = is_short;
    if (is_short)
        return TRUE;
    g_autofree char *name = g_strndup(other, other_len);
    guint32 used = 0;
    if (!tc_finding_count_text(piece, name, FALSE, USED_MAX * defined, &used, error))
        return FALSE;
    *is_so = used <= USED_MAX * defined;
    return TRUE;
}

gboolean
tc_defined_names_find(const TcAbbreviated *piece, const TcToken *tokens, guint count, guint *taken,
                      GPtrArray *out, GError **error)
{
    g_autoptr(GArray) terms = tc_reader_terms_new();
    *taken = 0;
    if (count < TC_NAME_WORDS_MIN)
        return TRUE;
    g_autofree char *two = bare_words(tokens, 2);
    g_autofree char *begin = g_strconcat(TC_TERM_NAMED, two, " ", NULL);
    if (!tc_reader_terms(piece->reader, begin, strlen(begin), NAMES_MAX, terms, error))
        return FALSE;
    for (guint i = 0; i < terms->len; i++) {
        const TcReaderTerm *term = tc_reader_term_at(terms, i);
        gsize len = 0;
        gboolean is_name_settled = FALSE;
        const char *other = other_of(term, &len);
        const char *key = term->term + strlen(TC_TERM_NAMED);
        guint words = matches(key, (gsize)(other - 1 - key), tokens, count);
        if (words < *taken || words == 0)
            continue;
        if (!is_settled(piece, tokens, words, other, len, term->freq, &is_name_settled, error))
            return FALSE;
        if (!is_name_settled)
            continue;
        if (words > *taken)
            g_ptr_array_set_size(out, 0);
        *taken = words;
        g_ptr_array_add(out, g_strndup(other, len));
    }
    return TRUE;
}
