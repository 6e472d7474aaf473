/* query/suggest/swapped.c - words that stand the wrong way round. */
#include "query/suggest/place.h"
#include "query/words/queries.h"

/* Documents that must have the words the other way round, with the word beside them. */
#define SWAPPED_MIN 10

/* The same with one of these neighbours: the words `run`. */
static gboolean
is_said(const TcPlace *place, const TcWord *const run[3], gboolean *is_so, GError **error)
{
    g_autoptr(GPtrArray) leaves = tc_queries_new();
    guint32 count = 0;
    *is_so = FALSE;
    for (int k = 0; k < 3; k++)
        if (run[k]->freq < SWAPPED_MIN)
            return TRUE;
    for (int k = 0; k < 3; k++)
        if (!tc_queries_add(leaves, tc_place_leaf(run[k], TRUE, error)))
            return FALSE;
    if (!tc_place_count(place, leaves, SWAPPED_MIN, &count, error))
        return FALSE;
    *is_so = count >= SWAPPED_MIN;
    return TRUE;
}

/* Only a space stands before the i-th word. */
static gboolean
follows(const TcWords *words, guint i)
{
    const char *before = g_array_index(words->typed, TcTyped, i).before;
    return before[0] == ' ' && before[1] == '\0' && tc_words_are_beside(words, i - 1);
}

gboolean
tc_place_swap(const TcPlace *place, guint i, GArray *replacements, gboolean *is_so, GError **error)
{
    const TcWords *words = place->words;
    const TcWord *a = tc_words_at(words, i);
    const TcWord *b = tc_words_at(words, i + 1);
    *is_so = FALSE;
    if (!follows(words, i + 1))
        return TRUE;
    if (i > 0 && follows(words, i)) {
        const TcWord *const run[3] = {tc_words_at(words, i - 1), b, a};
        if (!is_said(place, run, is_so, error))
            return FALSE;
    }
    if (!*is_so && i + 2 < words->sequence->len && follows(words, i + 2)) {
        const TcWord *const run[3] = {b, a, tc_words_at(words, i + 2)};
        if (!is_said(place, run, is_so, error))
            return FALSE;
    }
    if (*is_so) {
        TcReplacement *own = &g_array_index(replacements, TcReplacement, i);
        own[0].text = tc_with_capital(b->typed, a->typed);
        own[1].text = tc_with_capital(a->typed, b->typed);
    }
    return TRUE;
}
