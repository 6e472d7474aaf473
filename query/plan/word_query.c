#include "query/plan/word_query.h"

#include "query/words/queries.h"
#include "query/words/spellings.h"
#include "store/schema.h"

#include <string.h>

#define POSTERIOR_MIN    0.05
#define SYNONYM_WEIGHT   0.4
#define POSTERIOR_WEIGHT 0.6

/* The query for the unmarked form of a word, which must have one: it weighs as much as the word
 * itself. That few documents lack marks does not make their words rare. */
static TcXQuery *
unmarked_query(const TcWord *word, GError **error)
{
    const TcSpelling *spelling = tc_word_unmarked_form(word);
    g_autoptr(TcXQuery) bare = tc_x_query_term(spelling->term, spelling->term_len, 1, error);
    g_autoptr(TcXQuery) only =
        bare == NULL ? NULL : tc_x_query_term(TC_TERM_UNMARKED, strlen(TC_TERM_UNMARKED), 1, error);
    if (only == NULL)
        return NULL;
    g_autoptr(TcXQuery) filtered = tc_query_combine_two(TC_X_FILTER, bare, only, error);
    return filtered == NULL ? NULL
                            : tc_x_query_scale(filtered, MIN(1, word->idf / spelling->idf), error);
}

/* The term of a spelling. */
static TcXQuery *
term_query(const TcSpelling *spelling, GError **error)
{
    return tc_x_query_term(spelling->term, spelling->term_len, 1, error);
}

TcXQuery *
tc_word_query(const TcWord *word, GError **error)
{
    g_autoptr(GPtrArray) terms = tc_queries_new();
    for (guint i = 0; i < word->spellings->len; i++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, i);
        if (!spelling->is_unmarked && (i == 0 || spelling->freq > 0) &&
            !tc_queries_add(terms, term_query(spelling, error)))
            return NULL;
    }
    g_autoptr(TcXQuery) query = tc_queries_combine(TC_X_SYNONYM, terms, 0, error);
    if (query != NULL && !word->is_open && tc_word_share(word) < 1) {
        g_autoptr(TcXQuery) whole = g_steal_pointer(&query);
        query = tc_x_query_scale(whole, tc_word_share(word), error);
    }
    /* Of a word without marks the bare form is one of its spellings. */
    if (query == NULL || !word->is_marked || tc_word_unmarked_form(word) == NULL)
        return g_steal_pointer(&query);
    g_autoptr(TcXQuery) bare = unmarked_query(word, error);
    return bare == NULL ? NULL : tc_query_combine_two(TC_X_OR, query, bare, error);
}

/* `query` with its weight times `factor`, added to `queries`; takes it, NULL is a failure. */
static gboolean
add_scaled(GPtrArray *queries, TcXQuery *query, double factor, GError **error)
{
    g_autoptr(TcXQuery) whole = query;
    return whole != NULL && tc_queries_add(queries, tc_x_query_scale(whole, factor, error));
}

TcXQuery *
tc_restored_query(const TcWord *word, GError **error)
{
    g_autoptr(TcXQuery) synonym = tc_word_query(word, error);
    if (synonym == NULL || !word->is_open || word->spellings->len < 2)
        return g_steal_pointer(&synonym);
    g_autoptr(GPtrArray) parts = tc_queries_new();
    double best = 0;
    if (!add_scaled(parts, g_steal_pointer(&synonym), SYNONYM_WEIGHT * tc_word_share(word), error))
        return NULL;
    for (guint s = 0; s < word->spellings->len; s++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
        if (spelling->posterior < POSTERIOR_MIN || spelling->is_unmarked)
            continue;
        best = MAX(best, spelling->posterior);
        if (!add_scaled(parts, term_query(spelling, error),
                        spelling->share * POSTERIOR_WEIGHT * spelling->posterior *
                            spelling->posterior,
                        error))
            return NULL;
    }
    /* A document without marks has only the bare form for whichever spelling is meant. */
    if (!word->is_marked && tc_word_unmarked_form(word) != NULL &&
        !add_scaled(parts, unmarked_query(word, error), POSTERIOR_WEIGHT * best * best, error))
        return NULL;
    return tc_x_query_sum(TC_X_OR, (TcXQuery *const *)parts->pdata, parts->len, error);
}

TcXQuery *
tc_word_leaf(const TcWord *word, gboolean is_unmarked, GError **error)
{
    const TcSpelling *bare = is_unmarked ? tc_word_unmarked_form(word) : NULL;
    if (bare != NULL)
        return term_query(bare, error);
    g_autoptr(GPtrArray) terms = tc_queries_new();
    for (guint i = 0; i < word->spellings->len; i++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, i);
        if (!spelling->is_unmarked && !tc_queries_add(terms, term_query(spelling, error)))
            return NULL;
    }
    return tc_queries_leaf(terms, error);
}
