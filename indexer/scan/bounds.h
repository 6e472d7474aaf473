/* indexer/scan/bounds.h - which files a run may look at: those that really lie below its roots.
 *
 * Who may write into an archive may put a link there to a file that he cannot read but the run can,
 * such as root's; indexed, all who search would read it. So a link is followed only to what lies
 * below one of the roots, where the index has it anyway, and only where the configuration does not
 * leave it out. Files are opened by a path without a link in it: what is put in place of a folder
 * after it was looked at leads nowhere. */
#ifndef TC_INDEXER_STATE_BOUNDS_H
#define TC_INDEXER_STATE_BOUNDS_H

#include "indexer/scan/exclude.h"

#include <glib.h>

G_BEGIN_DECLS

typedef struct TcBounds TcBounds;

/* `roots` (from tc_scan_root(), NULL-ended) may be links themselves: who gives them is trusted.
 * `excludes` (borrowed) may be NULL. `is_anywhere`: links may lead wherever they do. */
TcBounds *tc_bounds_new(const char *const *roots, const TcExcludes *excludes, gboolean is_anywhere);
/* Accepts NULL. */
void tc_bounds_free(TcBounds *bounds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcBounds, tc_bounds_free)

/* Whether the file at `real`, a path without links (realpath()), may be looked at through a link.
 * `bounds` may be NULL: then all may. */
gboolean tc_bounds_hold(const TcBounds *bounds, const char *real);

/* As open() for reading, of an absolute path. Returns -1 and sets errno, EXDEV when the path leads
 * out of the bounds. */
int tc_bounds_open(const TcBounds *bounds, const char *path, int flags);

/* What is said of an errno of this and of other calls: as g_strerror(), but for EXDEV. */
const char *tc_bounds_strerror(int error_number);

G_END_DECLS

#endif
