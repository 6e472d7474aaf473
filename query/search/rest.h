/* query/search/rest.h - a page of hits, filled up with those that lack a phrase of the query.
 *
 * A phrase beside plain words (a pasted headline, say) is required as it stands. Where that leaves
 * fewer hits than a page has room for, the documents follow in which its words are plain words, and
 * they are marked. Beside many words the phrase is rather a part of a title that was pasted, and
 * what says far more of it all than a document with the phrase stands before that. So it
 * is with a field behind a space ("Chủ trì: đồng chí An") where nothing has it. What is exact stays
 * so: a phrase alone or with a sign, counts, facets, sorting by date, and whatever calls
 * tc_search() itself. */
#ifndef TC_QUERY_REST_H
#define TC_QUERY_REST_H

#include "query/search/search.h"

G_BEGIN_DECLS

/* As tc_search(); results->rest is what follows, or stands among the hits, by its ranks. */
TcResults *tc_search_page(TcReader *reader, const TcAnalyzer *analyzer,
                          const TcAbbreviations *abbreviations, const TcNode *node,
                          const TcSearchOptions *options, gsize *column, GError **error);

/* Whether the next hit in order of rank is one of the rest, behind so many hits of its own and of
 * the rest. */
gboolean tc_rest_is_next(const TcResults *results, guint own, guint rest);

G_END_DECLS

#endif
