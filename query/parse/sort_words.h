/* query/parse/sort_words.h - "mới nhất" and "cũ nhất" at the beginning or end of a query, or after
 * the kind of documents that it begins with ("thông tư mới nhất của ..."): an order, not words to
 * look for. */
#ifndef TC_QUERY_SORT_WORDS_H
#define TC_QUERY_SORT_WORDS_H

#include "query/parse/node.h"

G_BEGIN_DECLS

typedef enum { TC_SORT_WORDS_NONE, TC_SORT_WORDS_NEWEST, TC_SORT_WORDS_OLDEST } TcSortWords;

/* Take such words out of a query that says anything besides; with or without marks, not in quotes.
 */
TcSortWords tc_sort_words_take(TcNode *node);

G_END_DECLS

#endif
