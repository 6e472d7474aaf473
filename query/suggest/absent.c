/* query/suggest/absent.c - which words of a query stand side by side in no candidate document, or
 * in so few that it may be a slip of theirs. */
#include "query/rank/near.h"
#include "query/suggest/place.h"
#include "query/suggest/suggest.h"
#include "query/words/spellings.h"

/* Words of a query up to which known words are doubted: a longer one is no topic but a sentence. */
#define DOUBTED_MAX 8
/* Of how many candidate documents with one of two words one may have them side by side by a slip.
 */
#define FEW_OF      25

/* Whether a document of the pool has the i-th word, as it was read, at `position`. */
static gboolean
has_at(const TcPool *pool, const TcWords *words, guint i, gsize doc, guint32 position)
{
    const TcWordHits *hits = &pool->hits[tc_word_at(words->sequence, i)->word];
    const TcOccurrence *at = tc_word_hits_at(hits, doc, position);
    return at != NULL && tc_word_is_likely(tc_words_at(words, i), at->spelling);
}

/* Whether it has `count` words, two or three, from the i-th on one after another. */
static gboolean
has_run(const TcPool *pool, const TcWords *words, guint i, guint count, gsize doc)
{
    TcBeside at = tc_beside_begin(&pool->hits[tc_word_at(words->sequence, i)->word],
                                  &pool->hits[tc_word_at(words->sequence, i + 1)->word], doc);
    while (tc_beside_next(&at))
        if (tc_word_is_likely(tc_words_at(words, i), at.first->spelling) &&
            tc_word_is_likely(tc_words_at(words, i + 1), at.second->spelling) &&
            (count == 2 || has_at(pool, words, i + 2, doc, at.second->position + 1)))
            return TRUE;
    return FALSE;
}

/* Whether none of the candidate documents has the i-th word right before the next one, or so few of
 * those with one of the two that it may be a slip of theirs. */
static gboolean
is_pair_absent(const TcPool *pool, const TcWords *words, guint i, guint most)
{
    const TcWordHits *a = &pool->hits[tc_word_at(words->sequence, i)->word];
    const TcWordHits *b = &pool->hits[tc_word_at(words->sequence, i + 1)->word];
    const TcWord *next = tc_words_at(words, i + 1);
    guint pairs = 0;
    guint with[2] = {0, 0};
    for (gsize d = 0; d < pool->doc_count; d++) {
        with[0] += a->offsets[d + 1] > a->offsets[d];
        with[1] += b->offsets[d + 1] > b->offsets[d];
        pairs += has_run(pool, words, i, 2, d);
        if (pairs > most)
            return FALSE;
    }
    /* Names are as rare as they are. */
    gboolean is_name = g_unichar_isupper(g_utf8_get_char(next->typed));
    return pairs == 0 || (!is_name && FEW_OF * pairs <= MAX(with[0], with[1]));
}

/* Whether the i-th and the next word are the two at an end of a query of three or more, and no
 * candidate document has the one before or behind them there, too: "xã hộ" of "bảo hiểm xã hộ",
 * which some have side by side by chance. */
static gboolean
is_end_absent(const TcPool *pool, const TcWords *words, guint i, guint len)
{
    gboolean is_last = i + 2 == len && i > 0 && tc_words_are_beside(words, i - 1);
    gboolean is_first = i == 0 && len > 2 && tc_words_are_beside(words, 1);
    if (!is_last && !is_first)
        return FALSE;
    for (gsize d = 0; d < pool->doc_count; d++)
        if (has_run(pool, words, is_last ? i - 1 : i, 3, d))
            return FALSE;
    return is_pair_absent(pool, words, i, TC_SUGGEST_FEW);
}

void
tc_suggest_find_absent(const TcWords *words, const TcPool *pool, gboolean is_found,
                       gboolean *is_absent)
{
    guint len = words->sequence->len;
    for (guint i = 0; i + 1 < len; i++) {
        is_absent[i] = pool != NULL && pool->doc_count > 0 && len <= DOUBTED_MAX &&
                       tc_words_are_beside(words, i) && tc_words_at(words, i)->freq > 0 &&
                       tc_words_at(words, i + 1)->freq > 0 &&
                       (is_pair_absent(pool, words, i, is_found ? 0 : TC_SUGGEST_FEW) ||
                        (is_found && is_end_absent(pool, words, i, len)));
    }
}
