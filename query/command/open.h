/* query/command/open.h - --open: the file of a hit in the program for it. */
#ifndef TC_QUERY_OPEN_H
#define TC_QUERY_OPEN_H

#include <glib.h>

G_BEGIN_DECLS

/* Run `opener`, words of a command line, with `path` behind it, never through a shell, and wait
 * until it ends. A file in an archive ("ARCHIVE!/NAME") is taken out first, by tracuu-index
 * extract, into a folder below `cache` that only this user can read; what was taken out there more
 * than a day ago is removed. FALSE and `error` (G_FILE_ERROR, G_SPAWN_ERROR) when the file is not
 * there or the program fails. */
gboolean tc_open_file(const char *path, const char *opener, const char *cache, GError **error);

G_END_DECLS

#endif
