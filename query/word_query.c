#include "query/word_query.h"

#include "query/spellings.h"
#include "store/schema.h"

#include <string.h>

#define POSTERIOR_MIN    0.05
#define SYNONYM_WEIGHT   0.4
#define POSTERIOR_WEIGHT 0.6

typedef struct {
    TcXQuery *items[TC_SPELLINGS_MAX + 2];
    gsize count;
} Children;

static void
children_clear(Children *children)
{
    for (gsize i = 0; i < children->count; i++) {
        tc_x_query_free(children->items[i]);
    }
    children->count = 0;
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Children, children_clear)

/* The query for the unmarked form of a word, which must have one: it weighs as much as the word
 * itself. That few documents lack marks does not make their words rare. */
static TcXQuery *
unmarked_query(const TcWord *word, GError **error)
{
    const TcSpelling *spelling = tc_word_unmarked_form(word);
    g_autoptr(TcXQuery) bare = tc_x_query_term(spelling->term, spelling->term_len, 1, error);
    g_autoptr(TcXQuery) only =
        bare == NULL ? NULL : tc_x_query_term(TC_TERM_UNMARKED, strlen(TC_TERM_UNMARKED), 1, error);
    if (only == NULL) {
        return NULL;
    }
    TcXQuery *both[] = {bare, only};
    g_autoptr(TcXQuery) filtered = tc_x_query_combine(TC_X_FILTER, both, 2, 0, error);
    return filtered == NULL ? NULL
                            : tc_x_query_scale(filtered, MIN(1, word->idf / spelling->idf), error);
}

TcXQuery *
tc_word_query(const TcWord *word, GError **error)
{
    g_auto(Children) children = {0};
    for (guint i = 0; i < word->spellings->len; i++) {
        const TcSpelling *spelling = &g_array_index(word->spellings, TcSpelling, i);
        if (spelling->unmarked || (i > 0 && spelling->freq == 0)) {
            continue;
        }
        TcXQuery *term = tc_x_query_term(spelling->term, spelling->term_len, 1, error);
        if (term == NULL) {
            return NULL;
        }
        children.items[children.count++] = term;
    }
    g_autoptr(TcXQuery) query =
        children.count == 1 ? g_steal_pointer(&children.items[--children.count])
                            : tc_x_query_sum(TC_X_SYNONYM, children.items, children.count, error);
    /* Of a word without marks the bare form is one of its spellings. */
    if (query == NULL || !word->marked || tc_word_unmarked_form(word) == NULL) {
        return g_steal_pointer(&query);
    }
    g_autoptr(TcXQuery) bare = unmarked_query(word, error);
    if (bare == NULL) {
        return NULL;
    }
    TcXQuery *both[] = {query, bare};
    return tc_x_query_combine(TC_X_OR, both, 2, 0, error);
}

TcXQuery *
tc_restored_query(const TcWord *word, GError **error)
{
    g_autoptr(TcXQuery) synonym = tc_word_query(word, error);
    if (synonym == NULL || !word->open || word->spellings->len < 2) {
        return g_steal_pointer(&synonym);
    }
    TcXQuery *parts[TC_SPELLINGS_MAX + 3];
    double best = 0;
    gsize count = 0;
    parts[count] = tc_x_query_scale(synonym, SYNONYM_WEIGHT, error);
    gboolean ok = parts[count] != NULL;
    count += ok;
    for (guint s = 0; ok && s < word->spellings->len; s++) {
        const TcSpelling *spelling = &g_array_index(word->spellings, TcSpelling, s);
        if (spelling->posterior < POSTERIOR_MIN || spelling->unmarked) {
            continue;
        }
        best = MAX(best, spelling->posterior);
        g_autoptr(TcXQuery) term = tc_x_query_term(spelling->term, spelling->term_len, 1, error);
        TcXQuery *scaled =
            term == NULL
                ? NULL
                : tc_x_query_scale(
                      term, POSTERIOR_WEIGHT * spelling->posterior * spelling->posterior, error);
        ok = scaled != NULL;
        if (ok) {
            parts[count++] = scaled;
        }
    }
    /* A document without marks has only the bare form for whichever spelling is meant. */
    if (ok && !word->marked && tc_word_unmarked_form(word) != NULL) {
        g_autoptr(TcXQuery) bare = unmarked_query(word, error);
        parts[count] =
            bare == NULL ? NULL : tc_x_query_scale(bare, POSTERIOR_WEIGHT * best * best, error);
        ok = parts[count] != NULL;
        count += ok;
    }
    TcXQuery *query = ok ? tc_x_query_sum(TC_X_OR, parts, count, error) : NULL;
    for (gsize i = 0; i < count; i++) {
        tc_x_query_free(parts[i]);
    }
    return query;
}

TcXQuery *
tc_word_leaf(const TcWord *word, GError **error)
{
    g_auto(Children) children = {0};
    for (guint i = 0; i < word->spellings->len; i++) {
        const TcSpelling *spelling = &g_array_index(word->spellings, TcSpelling, i);
        TcXQuery *term = tc_x_query_term(spelling->term, spelling->term_len, 1, error);
        if (term == NULL) {
            return NULL;
        }
        children.items[children.count++] = term;
    }
    if (children.count == 1) {
        return g_steal_pointer(&children.items[--children.count]);
    }
    return tc_x_query_combine(TC_X_OR, children.items, children.count, 0, error);
}
