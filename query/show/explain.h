/* query/show/explain.h - what made the score of a document, so that a person can follow it:
 * --explain.
 */
#ifndef TC_QUERY_EXPLAIN_H
#define TC_QUERY_EXPLAIN_H

#include "query/rank/rank.h"

G_BEGIN_DECLS

/* A word or two neighbouring words of the query in one document. */
typedef struct {
    char *typed;         /* as typed, with what one of them was read as */
    char *found;         /* as it is spelled there; NULL when it is not */
    guint count;         /* how often */
    guint otherwise;     /* how often besides by an abbreviation, or by what one stands for */
    double share;        /* of its part of the score, 0..1 */
    gboolean is_derived; /* nobody typed it: an abbreviation, or what one stands for */
} TcExplained;

static inline TcExplained *
tc_explained_at(const GArray *explained, gsize index)
{
    return &g_array_index(explained, TcExplained, index);
}

/* What made the score of one document. */
typedef struct {
    GArray *words;   /* of TcExplained: words of the query that stand in it */
    GArray *missing; /* words of the query that do not */
    GArray *unsaid;  /* words that the topic needs and that are not in the place of its coverage */
    GArray *unread;  /* words that may stand in it, in a spelling that is probably not meant */
    GArray *pairs;   /* neighbours that are neighbours in it */
    GArray *spelled; /* the same in another spelling than the likely reading */
    GArray *gaps;    /* neighbours with others between them */
    guint32 formal;  /* words in recitals and lists of recipients, which count one by one only */
    guint32 passage; /* position where its best passage begins, 0 without */
    guint32 cluster; /* position where its best cluster begins, 0 without */
} TcExplanation;

/* Explain a document of the pool, of which `topic` (of TcWordAt) was asked for. Returns NULL when
 * it is not in the pool. */
TcExplanation *tc_rank_explain(const TcPool *pool, const TcWords *words, const GArray *topic,
                               const TcRanked *ranked);
void tc_explanation_free(TcExplanation *explanation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcExplanation, tc_explanation_free)

G_END_DECLS

#endif
