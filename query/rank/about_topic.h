/* query/rank/about_topic.h - what a topic is made of, which three files ask: about.c weighs it,
 * about_place.c finds how much of it stands in the best place of a document, and about_set.c
 * decides by that which documents are about it.
 *
 * For these alone. */
#ifndef TC_QUERY_ABOUT_TOPIC_H
#define TC_QUERY_ABOUT_TOPIC_H

#include "query/rank/near.h"
#include "query/rank/ranked.h"
#include "query/rank/ranker.h"

G_BEGIN_DECLS

#define TC_NONE_LACKS     3 /* of so few needed words none may lack, where others lack none */
#define TC_ABOUT_ROUNDING 1e-9

/* A word or pair at a position. */
typedef struct {
    guint32 position;
    guint32 part; /* the word, or word_count + the pair */
} TcAboutPlace;

struct TcAbout {
    const TcWords *words;
    const GArray *topic;
    guint word_count;
    guint pair_count;
    double *value;         /* of the words, and behind them of the pairs */
    double *said_value;    /* ... of one that is found: less where it may stand there by chance */
    gboolean *is_needed;   /* ... words that are no small ones */
    double needed_value;   /* of these */
    TcNear needed;         /* ... where these stand in the topic */
    gboolean is_pair;      /* they are two, and there are no others */
    gboolean may_be_apart; /* few that stand in one place may say nothing of each other */
    guint part_count;      /* words and pairs that have a value */
    double sum;
    gboolean is_weighed;
    gboolean is_small; /* the archive: all words are asked for */
    gboolean has_long_texts;
    double best_coverage;
    gboolean is_said;         /* well enough for anything to be about it */
    gboolean is_said_in_full; /* ... and without a word lacking */
    guint full_count;
    double best_score;
    /* Of the first pool: what pairs are worth. */
    double *pair_idf;
    double *pair_spelled_idf;
    double pair_weight[TC_RANKED_GROUPS_MAX];
    double pair_document_idf[TC_RANKED_GROUPS_MAX];
    TcWordPair *pairs;
    guint *by_worth; /* parts: those that add most to a cluster for their value first */
    guint32 *counts; /* scratch: per part */
    guint32 *last;   /* scratch: where a needed word was last */
    GArray *places;  /* scratch: of TcAboutPlace */
};

G_END_DECLS

#endif
