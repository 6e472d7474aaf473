/* query/search/search.h - one query from its parsed form to ranked hits.
 *
 * Two stages: the index gives the best candidates by single words, query/rank/rank.h ranks them
 * again. Open words are restored from the candidates in between (query/rank/restore.h). */
#ifndef TC_QUERY_SEARCH_H
#define TC_QUERY_SEARCH_H

#include "query/plan/plan.h"
#include "query/rank/rank.h"
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

/* Returns NULL and sets `error` (TC_PARSE_ERROR with *column, or TC_STORE_ERROR). `node` must
 * outlive the results. */
TcResults *tc_search(TcReader *reader, const TcAnalyzer *analyzer,
                     const TcAbbreviations *abbreviations, const TcNode *node,
                     const TcSearchOptions *options, gsize *column, GError **error);

/* How many documents are found in all: what a search with `count_only` has for matches. `results`
 * are those of `node` and `options`, of a search with `want_total` mostly: others cost a search. */
gboolean tc_search_total(TcReader *reader, const TcAnalyzer *analyzer,
                         const TcAbbreviations *abbreviations, const TcNode *node,
                         const TcSearchOptions *options, TcResults *results, guint32 *count,
                         GError **error);
void tc_results_free(TcResults *results);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcResults, tc_results_free)

G_END_DECLS

#endif
