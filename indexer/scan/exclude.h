/* indexer/scan/exclude.h - what the configuration leaves out of the index.
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

/* A pattern, as it was added. */
typedef struct {
    char *below;   /* NULL: everywhere */
    char *pattern; /* without a slash at its end */
    char *origin;  /* where it was said, "" when that is not known */
} TcExcludeRule;

/* Leave out what matches `pattern`; only at or below the folder `below` unless that is NULL.
 * `origin` is where the pattern was said ("/etc/tracuu.conf:3"), NULL for nowhere. */
void tc_excludes_add(TcExcludes *excludes, const char *below, const char *pattern,
                     const char *origin);

/* 0 when `excludes` are NULL. */
guint tc_excludes_count(const TcExcludes *excludes);
/* Rule `i`, in the order of adding; it stays where it is for as long as the excludes. */
const TcExcludeRule *tc_excludes_get(const TcExcludes *excludes, guint i);

/* The rule by which what was found at `path`, in a folder that is not left out, is left out; NULL
 * when none does. */
const TcExcludeRule *tc_excludes_find(const TcExcludes *excludes, const char *path);
/* That by which `path`, or a folder that it lies in below `root`, is left out. */
const TcExcludeRule *tc_excludes_find_above(const TcExcludes *excludes, const char *path,
                                            const char *root);

/* Whether what was found at `path`, in a folder that is not left out, is left out. `excludes` may
 * be NULL: nothing is. */
gboolean tc_excludes_match(const TcExcludes *excludes, const char *path);

/* Whether `path` or a folder that it lies in, below `root`, is left out. */
gboolean tc_excludes_cover(const TcExcludes *excludes, const char *path, const char *root);

G_END_DECLS

#endif
