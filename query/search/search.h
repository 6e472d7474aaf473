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

/* How many documents are found in all: what a search with `counts_only` has for matches. Where more
 * than `enough` are about a topic, counting them may end there: *is_all is FALSE, and there are
 * more than *count. `results` are those of `node` and `options`. */
gboolean tc_search_total(TcReader *reader, const TcAnalyzer *analyzer,
                         const TcAbbreviations *abbreviations, const TcNode *node,
                         const TcSearchOptions *options, TcResults *results, guint32 enough,
                         guint32 *count, gboolean *is_all, GError **error);

G_END_DECLS

#endif
