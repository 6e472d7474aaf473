#include "query/rank/about.h"
#include "query/rank/about_topic.h"

#include <float.h>
#include <math.h>

/* Constants of the rule, as those of query/rank/about.c. */
#define GATE           0.56 /* nothing says more of the topic: nothing is about it */
#define OPEN_GATE      0.65 /* ... without any marks, where all pairs count whole */
#define LACKING_GATE   0.85 /* ... where a word of it is not said at all */
#define SAYS           0.60 /* where another name may say it */
#define LACKING_SHARE  0.85 /* of the best coverage, where others lack no word */
#define SAID           0.75 /* of the best coverage, where documents say all of it */
#define FULL_COUNT     2    /* ... which takes this many of them */
#define CUT            0.60
#define COVERAGE_POWER 0.75
#define SCORE_POWER    0.25
#define MUCH_SCORE     0.70 /* one that has so much of the best score is about it */
#define MUCH_SHARE     0.60 /* ... and so much of the best coverage */
#define LONG_TOPIC     7    /* words: no document says all of it in one place, */
#define LONG_SHARE     0.50 /* ... and so much is enough */
#define LACKING_MUCH   0.65 /* ... but not of what lacks a word, where others lack none */
#define LACKING_CUT    0.70
#define TOP_SCORE      0.90 /* ... of any */
#define TOP_SHARE      0.40

/* Whether so much is enough for anything to be about the topic: where a word of it is not said at
 * all, something else is said. "Tiêm vắc xin cho chó" is not about any vaccination. */
static gboolean
passes_gate(const TcAbout *about, const TcRanked *item)
{
    const double gate = !about->words->has_marked ? OPEN_GATE
                        : about->needed.words > 0 ? GATE
                                                  : SAYS;
    return item->coverage >= (item->lacks ? LACKING_GATE : gate);
}

void
tc_about_settle(TcAbout *about, const GArray *ranked)
{
    about->is_said = about->is_said_in_full = FALSE;
    about->best_coverage = about->best_score = 0;
    about->full_count = 0;
    for (guint i = 0; i < ranked->len; i++) {
        const TcRanked *item = tc_ranked_at(ranked, i);
        about->best_coverage = MAX(about->best_coverage, item->coverage);
        about->is_said |= passes_gate(about, item);
        about->is_said_in_full |= passes_gate(about, item) && !item->lacks;
        about->full_count += item->coverage >= 1 - TC_ABOUT_ROUNDING;
        about->best_score = MAX(about->best_score, tc_ranked_topic_score(item));
    }
}

double
tc_about_least(const TcRanked *ranked, gsize count)
{
    double best = 0;
    for (gsize i = 0; i < count; i++)
        best = MAX(best, ranked[i].coverage);
    return best * pow(CUT, 1 / COVERAGE_POWER) - TC_ABOUT_ROUNDING;
}

static TcWhy
decide(const TcAbout *about, const TcRanked *ranked)
{
    double share = about->best_coverage > 0 ? ranked->coverage / about->best_coverage : 0;
    if (about->is_small)
        return ranked->coverage >= 1 - TC_ABOUT_ROUNDING ? TC_WHY_WHOLE : TC_WHY_PART;
    if (!about->is_said)
        return TC_WHY_UNSAID;
    if ((about->is_pair && ranked->lacks) ||
        (about->needed.words <= TC_NONE_LACKS && about->is_said_in_full &&
         ranked->lacks == TC_LACKS_WORD) ||
        (about->has_long_texts && about->is_said_in_full && ranked->lacks && share < LACKING_SHARE))
        return TC_WHY_LACKS;
    if (!ranked->is_bounded && share >= TOP_SHARE &&
        tc_ranked_topic_score(ranked) >= TOP_SCORE * about->best_score)
        return TC_WHY_TOP;
    if (about->is_said_in_full && ranked->lacks == TC_LACKS_NEARNESS)
        return TC_WHY_LACKS;
    const gboolean is_long = about->topic->len >= LONG_TOPIC;
    const gboolean is_lacking = is_long && ranked->lacks && about->is_said_in_full;
    if (share >= (is_lacking ? LACKING_MUCH
                  : is_long  ? LONG_SHARE
                             : MUCH_SHARE) &&
        tc_ranked_topic_score(ranked) >= MUCH_SCORE * about->best_score)
        return TC_WHY_SCORE;
    if (about->full_count >= FULL_COUNT)
        return share >= SAID - TC_ABOUT_ROUNDING ? TC_WHY_COVERAGE : TC_WHY_LITTLE;
    double score =
        about->best_score > 0 ? MIN(1, tc_ranked_topic_score(ranked) / about->best_score) : 0;
    const double both = pow(share, COVERAGE_POWER) * pow(MAX(score, 0), SCORE_POWER);
    return both >= (is_lacking ? LACKING_CUT : CUT) - TC_ABOUT_ROUNDING ? TC_WHY_BOTH
                                                                        : TC_WHY_LITTLE;
}

TcWhy
tc_about_why(const TcAbout *about, const TcRanked *ranked)
{
    const TcWhy why = decide(about, ranked);
    return tc_why_is_about(why) && ranked->coverage >= 1 - TC_ABOUT_ROUNDING ? TC_WHY_WHOLE : why;
}

gboolean
tc_about_holds(const TcAbout *about, const TcRanked *ranked)
{
    return tc_why_is_about(decide(about, ranked));
}

double
tc_about_least_coverage(const TcAbout *about, double score)
{
    const gboolean is_long = about->topic->len >= LONG_TOPIC;
    const double of_best =
        about->best_score > 0 ? CLAMP(score / about->best_score, DBL_MIN, 1) : DBL_MIN;
    /* (share^COVERAGE_POWER * of_best^SCORE_POWER >= CUT) solved for the share. */
    double share = about->full_count >= FULL_COUNT
                       ? SAID
                       : pow(CUT, 1 / COVERAGE_POWER) * pow(of_best, -SCORE_POWER / COVERAGE_POWER);
    if (about->is_small || !about->is_said)
        return DBL_MAX;
    if (score >= MUCH_SCORE * about->best_score)
        share = MIN(share, is_long ? LONG_SHARE : MUCH_SHARE);
    if (score >= TOP_SCORE * about->best_score)
        share = MIN(share, TOP_SHARE);
    return share * about->best_coverage - 10 * TC_ABOUT_ROUNDING;
}

gboolean
tc_about_says(const TcRanked *ranked)
{
    return ranked->coverage >= SAYS;
}

gboolean
tc_about_says_well(const TcRanked *ranked)
{
    return ranked->coverage >= (ranked->lacks ? LACKING_GATE : SAYS);
}

gboolean
tc_about_may_hold(const TcAbout *about, const gboolean *has)
{
    double sum = 0;
    double least = about->is_small                   ? 1
                   : about->full_count >= FULL_COUNT ? SAID
                                                     : pow(CUT, 1 / COVERAGE_POWER);
    if (!about->is_said && !about->is_small)
        return FALSE;
    for (guint w = 0; w < about->word_count; w++)
        sum += has[w] ? about->value[w] : 0;
    for (guint p = 0; p < about->pair_count; p++) {
        gboolean are_both = has[about->pairs[p].first] && has[about->pairs[p].second];
        sum += are_both ? about->value[about->word_count + p] : 0;
    }
    return sum >=
           least * (about->is_small ? 1 : about->best_coverage) * about->sum - TC_ABOUT_ROUNDING;
}
