/* query/search/results.h - what a search has found. */
#ifndef TC_QUERY_RESULTS_H
#define TC_QUERY_RESULTS_H

#include "query/plan/plan.h"
#include "query/rank/pool.h"
#include "query/search/meanings.h"
#include "query/search/page.h"

G_BEGIN_DECLS

typedef struct TcResults {
    GArray *hits; /* of TcSearchHit */
    gboolean
        has_any; /* some document is found, shown or not: is about the topic, if there is one */
    gboolean is_named; /* the query is the name of a document */
    gboolean has_set;  /* the query has a topic, and hits tell whether they are about it */
    GArray *set; /* of TcRanked: all that is about the topic, where it was asked for; else NULL */
    guint32 matches;  /* exact when count_only, else an estimate */
    char *suggestion; /* what may have been meant, when a word is in no document; NULL otherwise */
    char *reading;    /* the likely reading of a query with unmarked words; NULL if as typed */
    GArray
        *meanings; /* of TcMeaning: the likely readings, best first; NULL when one is far ahead */
    char *also;    /* other names that were looked for, too: a list; NULL without */
    TcPool *pool;  /* what the second stage ranked, for --explain; NULL when sorted by date */
    TcPlan *plan;  /* for snippets and --explain */
    struct TcResults *rest; /* what follows without a phrase; NULL mostly, and of itself always */
    TcNode *rest_node;      /* what `rest` was asked for */
    gboolean is_rest_lacking_field; /* not a phrase, but a field that no document has */
    struct TcTotal *total;          /* for tc_search_total(); NULL mostly */
} TcResults;

void tc_results_free(TcResults *results);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcResults, tc_results_free)

G_END_DECLS

#endif
