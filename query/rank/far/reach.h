/* query/rank/far/reach.h - which documents can be about a topic, told without ranking them.
 *
 * A document is about a topic when a passage says enough of it (query/rank/about.h), which takes
 * all occurrences of the words in their order, and the whole score. Most documents that have the
 * words are far from it: here each is told by what its parts can be at most. Of many that are near
 * the place alone tells that they are about it. */
#ifndef TC_QUERY_REACH_H
#define TC_QUERY_REACH_H

#include "query/rank/about.h"

G_BEGIN_DECLS

typedef struct TcReach TcReach;

/* For documents of the ranker's pool, which need not have been read; both are borrowed. NULL where
 * that cannot be told: with many words, or few documents in the archive. */
TcReach *tc_reach_new(const TcRanker *ranker, const TcAbout *about);
void tc_reach_free(TcReach *reach);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcReach, tc_reach_free)

typedef enum {
    TC_REACH_NO,    /* it is not about the topic */
    TC_REACH_MAYBE, /* it has to be ranked */
    TC_REACH_YES,   /* it is about the topic */
} TcReachAnswer;

/* Whether document `d` is about the topic; `known` is what its words and its title are worth in the
 * score, at most; with `is_exact` just that. */
TcReachAnswer tc_reach_ask(TcReach *reach, gsize d, double known, gboolean is_exact);

G_END_DECLS

#endif
