/* query/command/mistake.h - what is told of a query: the place of its mistake, that it finds less
 * than was asked for. */
#ifndef TC_QUERY_MISTAKE_H
#define TC_QUERY_MISTAKE_H

#include "query/parse/node.h"

#include <stdio.h>

G_BEGIN_DECLS

/* Put what the parser said in `error` together with the place, the character `column` of `query`
 * from 1, that it points at. Other errors, and a column of 0, change nothing. */
void tc_point_at(GError **error, const char *query, gsize column);

/* Tell what is to be told of a topic that was understood otherwise than it seems to be meant, a
 * word before a colon that names no field: with the file, and its line from 1. Mostly nothing. */
void tc_tell_note(FILE *err, const char *file, guint line, const TcNode *node);

/* Tell that no document of this rank was found, which was to be shown or opened. */
void tc_tell_beyond(FILE *err, guint rank);

G_END_DECLS

#endif
