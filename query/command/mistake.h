/* query/command/mistake.h - the place in a query where its mistake is. */
#ifndef TC_QUERY_MISTAKE_H
#define TC_QUERY_MISTAKE_H

#include <glib.h>

G_BEGIN_DECLS

/* Put what the parser said in `error` together with the place, the character `column` of `query`
 * from 1, that it points at. Other errors, and a column of 0, change nothing. */
void tc_point_at(GError **error, const char *query, gsize column);

G_END_DECLS

#endif
