/* query/command/topics.h - a file of topics, "ID<TAB>QUERY" on each line. Empty lines say nothing,
 * nor do those that begin with #. */
#ifndef TC_QUERY_TOPICS_H
#define TC_QUERY_TOPICS_H

#include <glib.h>

G_BEGIN_DECLS

/* One line of `len` bytes without its end, which may be changed, and its number from 1. */
typedef gboolean (*TcTopicFunc)(char *line, gsize len, guint number, gpointer user, GError **error);

/* Call `each` for all lines of the file `path`, "-" being standard input, until it gives FALSE.
 * Fails as `each` did, or with TC_OPTIONS_ERROR_USAGE when the file cannot be read. */
gboolean tc_topics_read(const char *path, TcTopicFunc each, gpointer user, GError **error);

/* Whether the line says nothing. */
gboolean tc_topic_is_none(const char *line);

/* Parts ID and query of a line; the latter, or NULL where the line has not both. */
char *tc_topic_split(char *line);

G_END_DECLS

#endif
