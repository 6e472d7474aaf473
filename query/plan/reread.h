/* query/plan/reread.h - a query that was pasted from a document in an old font: "nghÞ quyÕt" is
 * nghị quyết in TCVN3, "coâng vaên" công văn in VNI. */
#ifndef TC_QUERY_REREAD_H
#define TC_QUERY_REREAD_H

#include "query/parse/node.h"
#include "store/reader.h"
#include "text/analyzer.h"

G_BEGIN_DECLS

/* tc_parse() of `query`, of what it means in such a font where all of it does: the archive has all
 * words that it means, and not all that were typed, which are kept in the node and are looked for
 * as well. */
TcNode *tc_query_parse(const TcAnalyzer *analyzer, TcReader *reader, const char *query,
                       gsize *column, GError **error);

G_END_DECLS

#endif
