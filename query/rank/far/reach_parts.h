/* query/rank/far/reach_parts.h - what query/rank/far/reach.c and query/rank/far/screen.c share: the
 * inside of TcReach. Nobody else includes it. */
#ifndef TC_QUERY_REACH_PARTS_H
#define TC_QUERY_REACH_PARTS_H

#include "query/rank/about.h"

G_BEGIN_DECLS

/* Words and pairs of a query that is told of: as many bits. */
#define TC_REACH_BITS_MAX   32
/* Words between which there are others are nearly a pair within so many positions. */
#define TC_REACH_GAP_LEN    3
/* Sets whose worth is remembered. */
#define TC_REACH_WORTH_BITS 9

/* A set of words, and behind them of pairs, a bit each. */
typedef guint32 TcReachSet;

/* What a set is worth within one window, at most. */
typedef struct {
    TcReachSet set;
    double value;  /* of the topic */
    double weight; /* to a cluster */
} TcReachWorth;

typedef struct TcReach TcReach; /* query/rank/far/reach.h */

struct TcReach {
    const TcRanker *ranker;
    const TcAbout *about;
    TcTopicValues values;
    double *weight; /* of the words: the most that one occurrence of each form adds up to */
    TcReachSet group_sets[TC_RANKED_GROUPS_MAX]; /* what a group says that is written in another way
                                                  */
    gboolean is_exact;                           /* what stands in a place can be told */
    TcReachWorth worth[1 << TC_REACH_WORTH_BITS];
    guint32 *ends; /* tc_reach_find_alternative() */
    gsize ends_len;
    TcReachSet *blocks; /* scratch: what stands in each block */
    gsize blocks_len;
    guint32 *cursors; /* scratch: of the words */
    guint *counts;    /* scratch: of words and pairs */
};

static inline TcReachSet
tc_reach_word_bit(guint w)
{
    return (TcReachSet)1 << w;
}

static inline TcReachSet
tc_reach_pair_bit(const TcRanker *ranker, guint p)
{
    return (TcReachSet)1 << (ranker->word_count + p);
}

/* Sets what a set is worth. */
void tc_reach_weigh_set(const TcReach *reach, TcReachSet set, TcReachWorth *worth);

/* Borrowed until the next call. */
static inline const TcReachWorth *
tc_reach_worth(TcReach *reach, TcReachSet set)
{
    TcReachWorth *worth = &reach->worth[set * 0x9e3779b9u >> (32 - TC_REACH_WORTH_BITS)];
    if (worth->set != set)
        tc_reach_weigh_set(reach, set, worth);
    return worth;
}

static inline gboolean
tc_reach_is_meant(const TcRanker *ranker, guint word, const TcOccurrence *occurrence)
{
    return tc_ranker_form(ranker, ranker->form_of[word][occurrence->spelling])->is_meant;
}

/* The occurrences of a word in a document. */
typedef struct {
    const TcOccurrence *begin;
    const TcOccurrence *end;
} TcReachRun;

static inline TcReachRun
tc_reach_run(const TcRanker *ranker, guint w, gsize d)
{
    const TcWordHits *hits = &ranker->pool->hits[w];
    return (TcReachRun){hits->items + hits->offsets[d], hits->items + hits->offsets[d + 1]};
}

/* How often two words stand as a pair in a document, at most. */
typedef struct {
    guint32 exact;
    guint32 spelled;
    guint32 gap;
} TcReachCounts;

/* What a pair that stands so often in a document adds to the score at most, but for the cluster. */
double tc_reach_pair_score(const TcWordPair *pair, const TcReachCounts *counts, double norm_len);

/* Sets reach->ends to where another way of writing a group ends; how often that is. */
guint32 tc_reach_find_alternative(TcReach *reach, gsize d, const TcAlternative *other);
/* What groups that are written so often in another way add to the score, and how often a pair may
 * stand in a document by that. */
double tc_reach_groups_score(const TcReach *reach, const guint32 *counts);
guint32 tc_reach_pairs_of_groups(const TcReach *reach, guint p, const guint32 *counts);

G_END_DECLS

#endif
