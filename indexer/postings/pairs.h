/* indexer/postings/pairs.h - neighbouring syllables that a text repeats, as terms without position.
 *
 * A pair that one document has twice is seldom chance: "tiểu hành" of "tiểu hành tinh" is repeated,
 * "Các tiểu" is not. In how many documents it is tells which reading of words without marks is
 * meant (query/rank/restore.h). Terms come and go with their documents and are counted over shards,
 * which no table beside the documents would be. Of the pairs of a text about one in twelve is
 * repeated.
 */
#ifndef TC_INDEXER_PAIRS_H
#define TC_INDEXER_PAIRS_H

#include "text/analyzer.h"

G_BEGIN_DECLS

typedef struct TcPairs TcPairs;

TcPairs *tc_pairs_new(void);
/* Accepts NULL. */
void tc_pairs_free(TcPairs *pairs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcPairs, tc_pairs_free)

/* Forget all; memory is kept, but for what an unusually long document needed. */
void tc_pairs_reset(TcPairs *pairs);

/* Different pairs of one text that are counted; of a longer one, those that come first. */
#define TC_PAIRS_MAX ((gsize)1 << 18)

/* `b` stands right after `a`; their numbers, the same for the same word, are given by the caller
 * (tc_terms_add()). */
void tc_pairs_add(TcPairs *pairs, const TcToken *a, guint32 a_number, const TcToken *b,
                  guint32 b_number);

/* About how many bytes of memory the terms take on their way into an index. */
gsize tc_pairs_cost(const TcPairs *pairs);

/* Append to `items` (TcPosting) a term TC_TERM_PAIR for each pair of Vietnamese syllables that was
 * added at least twice, or three times where at least three thousand were added: long texts have
 * most of the pairs, and there twice may be chance. The terms live in `terms`. */
void tc_pairs_finish(const TcPairs *pairs, GStringChunk *terms, GArray *items);

G_END_DECLS

#endif
