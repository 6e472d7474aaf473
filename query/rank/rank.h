/* query/rank/rank.h - the second stage: candidates ranked again from the positions of the query's
 * words.
 *
 * A document is the better, the more neighbouring words of the query are neighbours in it, the more
 * of the query stands together in one passage, and the earlier. The recipe, its constants and their
 * worth are measured with scripts/evaluate; see docs/ranking.md. */
#ifndef TC_QUERY_RANK_H
#define TC_QUERY_RANK_H

#include "query/rank/pool.h"
#include "query/rank/ranked.h"

G_BEGIN_DECLS

struct TcAbout;

/* Rank the documents of the pool, best first; equal scores by rank in the first stage. The `wanted`
 * best are exact; of those behind them the score may be one that they cannot exceed, without the
 * parts of windows. With `about` their coverage is set, too: the first pool weighs the topic, and
 * later ones are weighed alike. Appends to `out` (of TcRanked). */
void tc_rank(const TcPool *pool, const TcWords *words, gsize wanted, struct TcAbout *about,
             GArray *out);

/* Append to `out` (of TcRanked) those documents of the pool that are about the topic, in no order;
 * `about` must be settled. Without `has_scores` theirs may be anything. */
void tc_rank_members(const TcPool *pool, const TcWords *words, struct TcAbout *about,
                     gboolean has_scores, GArray *out);

/* Give those of `ranked`, all documents of the pool, whose scores are bounds the exact ones, or
 * some that tell the same, where that may change which of them are about the topic, and fix what it
 * takes anew by them when `settles` is set. Only for what tc_rank() left so: `pool` and `words` are
 * those that it was given.
 */
void tc_rank_settle(const TcPool *pool, const TcWords *words, struct TcAbout *about,
                    gboolean settles, GArray *ranked);

/* Give the first `count` of `ranked` their exact scores, where these are bounds; whether any was.
 * The same holds of `pool` and `words`. */
gboolean tc_rank_make_exact(const TcPool *pool, const TcWords *words, const struct TcAbout *about,
                            gsize count, GArray *ranked);

/* Put `out` in order again after parts were changed: best first. */
void tc_rank_sort(GArray *out);

G_END_DECLS

#endif
