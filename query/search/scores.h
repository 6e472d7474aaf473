/* query/search/scores.h - scores that go down with the ranks.
 *
 * Hits are not in the order of their scores alone: the set of a topic stands before what only comes
 * near it, what is about it beyond the candidates stands behind those, and what was not ranked
 * again has the score of the first stage. Whoever sorts hits by their scores, as trec_eval does,
 * must get the same order; so each that is not below the one before it is made smaller, and all
 * behind it in the same ratio. */
#ifndef TC_QUERY_SCORES_H
#define TC_QUERY_SCORES_H

#include "query/rank/ranked.h"

G_BEGIN_DECLS

typedef struct {
    double last;  /* the score before */
    double share; /* what scores are multiplied by */
} TcScores;

static inline TcScores
tc_scores_begin(void)
{
    return (TcScores){G_MAXDOUBLE, 1};
}

/* Make the score of the next document, and its parts, smaller than that of the one before. A score
 * of 0 stays: nothing was there to rank by. */
void tc_scores_next(TcScores *scores, TcRanked *ranked);

G_END_DECLS

#endif
