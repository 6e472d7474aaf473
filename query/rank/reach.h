/* query/rank/reach.h - which documents can be about a topic, told without ranking them.
 *
 * A document is about a topic when a passage says enough of it (query/rank/about.h), which takes
 * all occurrences of the words in their order, and the whole score. Most documents that have the
 * words are far from it: here each is told by what its parts can be at most. */
#ifndef TC_QUERY_REACH_H
#define TC_QUERY_REACH_H

#include "query/rank/about.h"

G_BEGIN_DECLS

typedef struct TcReach TcReach;

/* For documents of the ranker's pool, which need not have been read; both are borrowed. NULL where
 * that cannot be told: with abbreviations, many words, or few documents in the archive. */
TcReach *tc_reach_new(const TcRanker *ranker, const TcAbout *about);
void tc_reach_free(TcReach *reach);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcReach, tc_reach_free)

/* Whether document `d` may be about the topic; `known` is what its words and its title are worth in
 * the score. It is not where this says no; of the others some are not, either. */
gboolean tc_reach_may_hold(TcReach *reach, gsize d, double known);

G_END_DECLS

#endif
