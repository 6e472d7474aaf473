/* query/rank/ranked.h - what the second stage says of a document. */
#ifndef TC_QUERY_RANKED_H
#define TC_QUERY_RANKED_H

#include <glib.h>

G_BEGIN_DECLS

/* What a score is made of, for --explain. */
typedef enum {
    TC_PART_WORDS,    /* first stage: BM25 of the single words */
    TC_PART_PAIRS,    /* neighbours in the query that are neighbours in the document */
    TC_PART_SPELLED,  /* the same in another spelling than the likely reading */
    TC_PART_PASSAGE,  /* best passage of TC_PASSAGE_LEN words */
    TC_PART_CLUSTER,  /* best cluster of TC_CLUSTER_LEN words */
    TC_PART_RUN,      /* the words of the topic one after another */
    TC_PART_LEAD,     /* words within the first TC_LEAD_LEN */
    TC_PART_GAP,      /* neighbours in the query with a word or two between them */
    TC_PART_EVIDENCE, /* document numbers and dates of the query */
    TC_PART_TITLE,    /* the title of an official document says what was asked for */
    TC_PART_TYPED,    /* what it takes to stand before aliases: query/rank/names/typed_first.h */
    TC_PART_COUNT
} TcRankPart;

#define TC_PASSAGE_LEN 220 /* positions */
#define TC_CLUSTER_LEN 30
#define TC_LEAD_LEN    32

/* What the best place lacks of the topic. */
typedef enum {
    TC_LACKS_NOTHING,
    TC_LACKS_WORD,     /* a word, or too many words are near none of their neighbours in it */
    TC_LACKS_NEARNESS, /* its few words stand there, but too far from each other */
} TcLack;

/* Why a document is about the topic, or is not. */
typedef enum {
    TC_WHY_UNKNOWN,  /* nobody asked */
    TC_WHY_NAME,     /* about it: the query is its name or its number */
    TC_WHY_WHOLE,    /* it says all of it */
    TC_WHY_TOP,      /* nearly the best score */
    TC_WHY_SCORE,    /* much of the best score, and enough of the topic in one place */
    TC_WHY_COVERAGE, /* most of what the best say in one place */
    TC_WHY_BOTH,     /* what it says in one place and its score are enough together */
    TC_WHY_UNSAID,   /* not about it: no document says enough of it in one place */
    TC_WHY_LACKS,    /* it lacks what others do not */
    TC_WHY_PART,     /* it says less than all of it, in a small archive */
    TC_WHY_LITTLE,   /* it says too little of it beside the best */
} TcWhy;

typedef struct {
    guint32 docid;
    double score;
    double parts[TC_PART_COUNT];
    guint32 cluster;           /* position where the best cluster begins, 0 if there is none */
    guint32 rank;              /* in the first stage, from 0 */
    double coverage;           /* how much of the topic a passage says, 0..1: query/rank/about.h */
    TcLack lacks;              /* ... and what that lacks */
    gboolean is_about;         /* it is about the topic */
    TcWhy why;                 /* ... by its words; another name may say it all the same */
    gboolean is_bounded;       /* `score` is what it cannot exceed */
    gboolean is_named;         /* the query is its name */
    gboolean is_of_other_year; /* ... but for the year, of which no document of the name is */
    gboolean is_by_other_name; /* it has another name for a field of the query, others have that */
} TcRanked;

/* The score without what tells which document was meant, and no more of the topic than its words in
 * one place do. */
static inline double
tc_ranked_topic_score(const TcRanked *ranked)
{
    return ranked->score - ranked->parts[TC_PART_RUN] - ranked->parts[TC_PART_TITLE];
}

/* Whether that is a reason to be about the topic. */
static inline gboolean
tc_why_is_about(TcWhy why)
{
    return why > TC_WHY_UNKNOWN && why < TC_WHY_UNSAID;
}

static inline TcRanked *
tc_ranked_at(const GArray *ranked, gsize index)
{
    return &g_array_index(ranked, TcRanked, index);
}

G_END_DECLS

#endif
