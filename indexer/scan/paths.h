/* indexer/scan/paths.h - which path lies below which. Nothing is looked up on disk. */
#ifndef TC_INDEXER_STATE_PATHS_H
#define TC_INDEXER_STATE_PATHS_H

#include <glib.h>

G_BEGIN_DECLS

/* Whether `path` is `root` or below it. */
gboolean tc_path_is_below(const char *path, const char *root);
/* The same for any of `roots`. */
gboolean tc_path_is_below_any(const char *path, const char *const *roots);

G_END_DECLS

#endif
