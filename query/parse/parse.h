/* query/parse/parse.h - the query language.
 *
 *   cải cách hành chính     a topic: ranked, not all required
 *   "cải cách hành chính"   an exact phrase, required
 *   +word -word             required, excluded
 *   a AND b, a OR b, a NOT b
 *                           boolean; words beside each other belong together, parentheses group
 *   hành*                   words that begin so
 *   a NEAR/5 b              within 5 words of each other; operands are words or phrases
 *   loại:"nghị quyết"       fields, see TcField; the value follows the colon without a space
 *   thay-thế:12/2010/QĐ-UBND
 *                           what documents say that they do to the one of this number
 *
 * Parsing knows nothing of Vietnamese or of the index: it cuts the query into pieces of text and
 * says how they are combined. */
#ifndef TC_QUERY_PARSE_H
#define TC_QUERY_PARSE_H

#include "query/parse/node.h"

G_BEGIN_DECLS

/* Parse `query`, UTF-8. A query without any word gives an empty LIST. On failure the message is one
 * line and *column, when not NULL, the character (from 1) that it points at. Free with
 * tc_node_free(). */
TcNode *tc_parse(const char *query, gsize *column, GError **error);

/* The query as plain words, no character being an operator: for topics and fall-backs. */
TcNode *tc_parse_plain(const char *query);

G_END_DECLS

#endif
