/* query/words/queries.h - several queries put together to one. */
#ifndef TC_QUERY_QUERIES_H
#define TC_QUERY_QUERIES_H

#include "store/xapian/xapian_c.h"

G_BEGIN_DECLS

/* A list of TcXQuery that owns them. */
GPtrArray *tc_queries_new(void);

/* Takes `query`. FALSE, and nothing is added, when it is NULL, as what failed to be made is. */
gboolean tc_queries_add(GPtrArray *queries, TcXQuery *query);

/* All of `queries`, of which there is one at least, under `op`, with `window` for PHRASE and NEAR;
 * one alone is itself. Weights do not depend on how the documents are spread over shards. Nothing
 * is taken; NULL on failure. */
TcXQuery *tc_queries_combine(TcXOp op, GPtrArray *queries, guint window, GError **error);

/* Any of these terms, of which there is one at least: without weights, for PHRASE and NEAR. */
TcXQuery *tc_queries_leaf(GPtrArray *terms, GError **error);

/* Two queries under an `op` that tells them apart: FILTER, AND_NOT, AND_MAYBE, or OR. Neither is
 * taken; NULL on failure. */
TcXQuery *tc_query_combine_two(TcXOp op, TcXQuery *first, TcXQuery *second, GError **error);

G_END_DECLS

#endif
