#include "query/search/candidates.h"

#include "base/order.h"
#include "query/words/spellings.h"
#include "store/schema.h"
#include "text/pair.h"

#include <string.h>

/* Hits below this share of the best weight are no candidates, but for a few: neighbours and
 * passages do not make up for it. On xquad_hard 110 of 200 are left, on wiki_heading 180, and
 * MRR@10 is the same within .001; at 0.6 it falls by .002 to .004. In a small archive all are
 * looked at, as they tell how rare a pair of words is. */
#define WEIGHT_LEAST  0.4
#define POOL_LEAST    20
#define SMALL_ARCHIVE 2000

static int
by_number(gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *)a;
    guint32 y = *(const guint32 *)b;
    return TC_ORDER(x, y);
}

/* Whether documents that repeat the pair of words are among `docids`; found ones are set in
 * `is_repeating` (of the same length), the others left as they are. */
static gboolean
find_repeating(TcReader *reader, const TcWord *first, const TcWord *second, const guint32 *docids,
               gsize count, gboolean *is_repeating, GError **error)
{
    const TcSpelling *a = tc_word_likely_spelling(first);
    const TcSpelling *b = tc_word_likely_spelling(second);
    char term[sizeof TC_TERM_PAIR + TC_PAIR_KEY_MAX] = TC_TERM_PAIR;
    gsize prefix_len = strlen(TC_TERM_PAIR);
    gsize len = tc_pair_key(a->term, a->term_len, b->term, b->term_len, term + prefix_len);
    g_autofree gboolean *has = g_new(gboolean, count);
    if (len == 0)
        return TRUE;
    if (!tc_x_database_have_term(tc_reader_database(reader), term, prefix_len + len, docids, count,
                                 has, error))
        return FALSE;
    for (gsize i = 0; i < count; i++)
        is_repeating[i] |= has[i];
    return TRUE;
}

/* Drop of the hits from `begin` on those that repeat no pair of the query. */
static gboolean
keep_repeating(TcReader *reader, const TcWords *words, GArray *hits, guint begin, GError **error)
{
    gsize count = hits->len - begin;
    g_autofree guint32 *docids = g_new(guint32, count);
    g_autofree gboolean *is_repeating = g_new0(gboolean, count);
    guint kept = begin;
    for (gsize i = 0; i < count; i++)
        docids[i] = tc_x_hit_at(hits, begin + i)->docid;
    qsort(docids, count, sizeof *docids, by_number);
    for (guint i = 1; i < words->sequence->len; i++) {
        const TcWordAt *at = tc_word_at(words->sequence, i);
        if (at->position == at[-1].position + 1 &&
            !find_repeating(reader, g_ptr_array_index(words->words, at[-1].word),
                            g_ptr_array_index(words->words, at->word), docids, count, is_repeating,
                            error))
            return FALSE;
    }
    for (guint i = begin; i < hits->len; i++) {
        TcXHit hit = *tc_x_hit_at(hits, i);
        const guint32 *found = bsearch(&hit.docid, docids, count, sizeof *docids, by_number);
        if (is_repeating[found - docids])
            *tc_x_hit_at(hits, kept++) = hit;
    }
    g_array_set_size(hits, kept);
    return TRUE;
}

gboolean
tc_candidates_choose(TcReader *reader, const TcWords *words, GArray *hits, GError **error)
{
    guint size = MIN(hits->len, TC_CANDIDATES_MAX);
    while (tc_reader_doc_count(reader) > SMALL_ARCHIVE && size > POOL_LEAST &&
           tc_x_hit_at(hits, size - 1)->weight < WEIGHT_LEAST * tc_x_hit_at(hits, 0)->weight)
        size--;
    g_array_set_size(hits, size);
    return size <= TC_POOL_SIZE || keep_repeating(reader, words, hits, TC_POOL_SIZE, error);
}
