/* query/search/search.h - one query from its parsed form to ranked hits.
 *
 * Two stages: the index gives the best candidates by single words, query/rank/rank.h ranks them
 * again. Open words are restored from the candidates in between (query/rank/restore.h). */
#ifndef TC_QUERY_SEARCH_H
#define TC_QUERY_SEARCH_H

#include "query/plan/plan.h"
#include "query/search/results.h"

G_BEGIN_DECLS

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

G_END_DECLS

#endif
