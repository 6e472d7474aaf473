#include "query/search/scores.h"

/* By how much a score is below one that it must not reach: more than is lost in writing it. */
#define BELOW (1 - 1e-6)

void
tc_scores_next(TcScores *scores, TcRanked *ranked)
{
    double score = ranked->score * scores->share;
    if (score >= scores->last && score > 0)
        scores->share *= scores->last / score * BELOW;
    ranked->score *= scores->share;
    for (guint part = 0; part < TC_PART_COUNT; part++)
        ranked->parts[part] *= scores->share;
    scores->last = ranked->score;
}
