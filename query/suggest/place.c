#include "query/suggest/place.h"

#include "query/words/beside.h"
#include "query/words/queries.h"
#include "query/words/spellings.h"

/* Of a count that ended early: there may be more. */
#define HAS_MORE ((guint)1 << 31)

/* What is known of a phrase, at most `max`; FALSE where that must be counted. */
static gboolean
find_known(const TcPlace *place, const char *name, guint32 max, guint32 *count)
{
    gpointer value = NULL;
    if (name == NULL || !g_hash_table_lookup_extended(place->counts, name, NULL, &value))
        return FALSE;
    const guint known = GPOINTER_TO_UINT(value);
    *count = MIN(known & ~HAS_MORE, max);
    return (known & HAS_MORE) == 0 || *count == max;
}

gboolean
tc_place_count(const TcPlace *place, GPtrArray *leaves, guint32 max, guint32 *count, GError **error)
{
    g_autoptr(TcXQuery) phrase = tc_queries_combine(TC_X_PHRASE, leaves, leaves->len, error);
    g_autofree char *name = phrase == NULL ? NULL : tc_x_query_describe(phrase);
    if (find_known(place, name, max, count))
        return TRUE;
    if (phrase == NULL || !tc_beside_count(place->reader, leaves, max, count, error))
        return FALSE;
    if (name != NULL) {
        const guint more = *count == max && max < TC_PLACE_COUNT_MAX ? HAS_MORE : 0;
        g_hash_table_insert(place->counts, g_steal_pointer(&name), GUINT_TO_POINTER(*count | more));
    }
    return TRUE;
}

TcXQuery *
tc_place_leaf(const TcWord *word, gboolean is_as_read, GError **error)
{
    g_autoptr(GPtrArray) terms = tc_queries_new();
    for (guint s = 0; s < word->spellings->len; s++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
        gboolean is_wanted =
            s == 0 || (is_as_read ? tc_word_is_likely(word, s) : !spelling->is_unmarked);
        if (is_wanted &&
            !tc_queries_add(terms, tc_x_query_term(spelling->term, spelling->term_len, 1, error)))
            return NULL;
    }
    return tc_queries_leaf(terms, error);
}

char *
tc_with_capital(const char *text, const char *typed)
{
    gboolean is_capital = g_unichar_isupper(g_utf8_get_char(typed));
    GString *out = g_string_new(NULL);
    gunichar first = g_utf8_get_char(text);
    g_string_append_unichar(out, is_capital ? g_unichar_toupper(first) : first);
    g_string_append(out, g_utf8_next_char(text));
    return g_string_free(out, FALSE);
}
