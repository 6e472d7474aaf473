/* query/rank/about.h - which documents are about a topic: those of which a passage says it.
 *
 * Measured in windows of TC_CLUSTER_LEN words: how much of the topic's words and pairs of
 * neighbours stands in the best one. Where documents say all of it, about it is what says three
 * quarters; else coverage and score decide together. docs/ranking.md has the rule and what it is
 * worth.
 *
 * The inside of the second stage, for query/rank/rank.c and query/search/set/set.c. */
#ifndef TC_QUERY_ABOUT_H
#define TC_QUERY_ABOUT_H

#include "query/rank/ranked.h"
#include "query/rank/ranker.h"

G_BEGIN_DECLS

/* What a topic is made of, and what it takes to be about it. */
typedef struct TcAbout TcAbout;

/* `topic` (of TcWordAt, in order, borrowed) are the words that are a topic; not all of the query
 * need be. */
TcAbout *tc_about_new(const TcWords *words, const GArray *topic);
void tc_about_free(TcAbout *about);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcAbout, tc_about_free)

/* Weigh the topic by what the first pool tells: how rare its words and pairs are. */
void tc_about_weigh(TcAbout *about, const TcRanker *ranker);
gboolean tc_about_is_weighed(const TcAbout *about);

/* How much of the topic stands in the best place of document `d`, 0..1; *lacks is set to what does
 * not. */
double tc_about_coverage(TcAbout *about, const TcRanker *ranker, gsize d, TcLack *lacks);

/* Append to `unsaid` (of guint) the words that the topic needs and that this place has not. None
 * where another place than that of `coverage` would be looked at, as other documents gave the
 * weights. */
void tc_about_unsaid(TcAbout *about, const TcRanker *ranker, gsize d, double coverage,
                     GArray *unsaid);

/* What a cluster of document `d`, which has been read, is worth at most that says so much of the
 * topic; without abbreviations. */
double tc_about_cluster_max(const TcAbout *about, const TcRanker *ranker, gsize d, double coverage);

/* Fix what it takes, by the coverages and scores of all that was ranked (of TcRanked, best first).
 */
void tc_about_settle(TcAbout *about, const GArray *ranked);

/* The coverage below which none of these is about it, as far as they tell. */
double tc_about_least(const TcRanked *ranked, gsize count);

/* Why a document is about it, or is not; after tc_about_settle(). */
TcWhy tc_about_why(const TcAbout *about, const TcRanked *ranked);

/* Whether it is. */
gboolean tc_about_holds(const TcAbout *about, const TcRanked *ranked);

/* No document with this score is about it with a smaller coverage; but for small archives. */
double tc_about_least_coverage(const TcAbout *about, double score);

/* Whether one place of it says enough of the topic for something to be about that; elsewhere the
 * words only stand here and there. */
gboolean tc_about_says(const TcRanked *ranked);

/* The same, and enough to be about it whatever others say: more where a word of it is lacking. */
gboolean tc_about_says_well(const TcRanked *ranked);

/* Whether a document that has these words of the query (`has`: word -> TRUE), wherever they stand,
 * may be about it. */
gboolean tc_about_may_hold(const TcAbout *about, const gboolean *has);

/* What words and pairs of the query are worth of the topic, as tc_about_weigh() found; borrowed. */
typedef struct {
    const double *value; /* of the words, and behind them of the pairs */
    const double
        *said_value;  /* ... of one that is found: less where it may stand there by chance, */
    guint part_count; /* but where all of these, that have a value, stand together */
    double sum;
    TcLack lack_most;  /* what a document may lack that does not say all of it */
    gboolean is_small; /* the archive: other rules hold */
} TcTopicValues;

TcTopicValues tc_about_values(const TcAbout *about);

/* Weigh the pairs of another pool as those of the first one were. */
void tc_about_share_weights(const TcAbout *about, TcRanker *ranker);

G_END_DECLS

#endif
