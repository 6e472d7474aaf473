/* indexer/state/exclude.h - what the configuration leaves out of the index.
 *
 * A pattern of the shell (glob(7)) without a slash is compared with the name of each file and
 * folder that is found, wherever it is. One that begins with a slash is compared with the whole
 * path; its
 * `*` and `?` stand for no slash. A folder that is left out is left out with all that is in it. */
#ifndef TC_INDEXER_EXCLUDE_H
#define TC_INDEXER_EXCLUDE_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct TcExcludes TcExcludes;

TcExcludes *tc_excludes_new(void);
void tc_excludes_free(TcExcludes *excludes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcExcludes, tc_excludes_free)

/* Leave out what matches `pattern`; only at or below the folder `below` unless that is NULL. */
void tc_excludes_add(TcExcludes *excludes, const char *below, const char *pattern);

/* Whether what was found at `path`, in a folder that is not left out, is left out. `excludes` may
 * be NULL: nothing is. */
gboolean tc_excludes_match(const TcExcludes *excludes, const char *path);

/* Whether `path` or a folder that it lies in, below `root`, is left out. */
gboolean tc_excludes_cover(const TcExcludes *excludes, const char *path, const char *root);

G_END_DECLS

#endif
