/* indexer/scan/scan.h - which files are below the given paths.
 *
 * Paths are bytes, absolute, never resolved below the given path: a file is known by the name under
 * which it was found. Links to files and to folders are followed within the bounds; each folder is
 * walked once, by its own name rather than through a link, so links cannot loop. Which folder is
 * which is told by where it is: numbers of inodes come twice on disks that are shared with a
 * virtual machine, merged, or reached by a network. Left out: hidden names, leftovers
 * of editors and systems, and everything that is no regular file; a path that is given itself is
 * taken even if its name is of this kind. */
#ifndef TC_INDEXER_SCAN_H
#define TC_INDEXER_SCAN_H

#include "indexer/scan/bounds.h"
#include "indexer/scan/exclude.h"
#include "indexer/scan/paths.h"

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* What tells that a file is as it was. */
typedef struct {
    guint64 size;
    gint64 mtime_ns;
    gint64 ctime_ns;
    guint64 inode;
    guint64 dev;
} TcFileStamp;

TcFileStamp tc_file_stamp(const struct stat *st);
gboolean tc_file_stamp_equal(const TcFileStamp *a, const TcFileStamp *b);

typedef struct {
    char *path;
    TcFileStamp stamp; /* of the link itself when `error_number` is set */
    int error_number;  /* why it cannot be looked at: a dangling link, or one that leads out of the
                        * bounds (EXDEV); else 0 */
} TcScanFile;

static inline TcScanFile *
tc_scan_file_at(const GArray *files, gsize index)
{
    return &g_array_index(files, TcScanFile, index);
}

/* A folder that could not be listed: what is below it is not known. */
typedef struct {
    char *path;
    int error_number;
} TcScanProblem;

static inline TcScanProblem *
tc_scan_problem_at(const GArray *problems, gsize index)
{
    return &g_array_index(problems, TcScanProblem, index);
}

/* A folder below a root where another device begins: a disk that is mounted there. */
typedef struct {
    char *path;
    guint64 dev; /* what tells it from another there: the file system's own mark, else its number */
} TcScanMount;

static inline TcScanMount *
tc_scan_mount_at(const GArray *mounts, gsize index)
{
    return &g_array_index(mounts, TcScanMount, index);
}

/* A root of which nothing is indexed because of a pattern. */
typedef struct {
    const char *root; /* borrowed from the caller's roots */
    const TcExcludeRule *rule;
} TcScanEmptied;

typedef struct {
    GArray *files;              /* TcScanFile, sorted by path, each once */
    GArray *problems;           /* TcScanProblem, sorted by path */
    GArray *mounts;             /* TcScanMount, sorted by path */
    const TcExcludes *excludes; /* borrowed */
    GHashTable *left_out; /* const TcExcludeRule * -> how many files and folders it left out */
    GPtrArray *emptied;   /* TcScanEmptied *: roots in which it left nothing */
    guint unchanged;      /* files that were found, but taken out by a listener */
    GPtrArray *unchanged_folders; /* char *: where they lie, each once */
} TcScan;

/* Who is told when a folder, as it is called here, has been listed: what was found directly in it
 * is from `begin` on in the files of the scan, in no order. Some of it may be taken out, which is
 * noted in the scan. */
typedef struct {
    void (*listed)(gpointer user, TcScan *scan, const char *folder, guint begin);
    gpointer user;
} TcScanListener;

/* Walk `roots` (from tc_scan_root(), NULL-ended). A root that does not exist has no files, which is
 * not a problem here. `skip`, when not NULL, is a folder to leave out: the index. Files of other
 * indexes are left out by their names, but not what else lies there. `excludes`, which
 * may be NULL, must outlive the scan; a path that is given itself is not looked up there. Where
 * `bounds` are NULL, links lead anywhere. */
TcScan *tc_scan_new(const char *const *roots, const char *skip, const TcExcludes *excludes,
                    const TcBounds *bounds);
/* The same with a listener, which may be NULL. */
TcScan *tc_scan_new_listening(const char *const *roots, const char *skip,
                              const TcExcludes *excludes, const TcBounds *bounds,
                              const TcScanListener *listener);
void tc_scan_free(TcScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcScan, tc_scan_free)

/* The absolute form of a path as typed: links and ".." in its folder are resolved, its last part is
 * kept. Fails when the folder it is in does not exist and `must_exist`, or it does not itself. */
char *tc_scan_root(const char *path, gboolean must_exist, GError **error);

/* Whether `path` may exist although it was not found: it lies below a folder that could not be
 * listed. */
gboolean tc_scan_is_unknown(const TcScan *scan, const char *path);

/* Whether a listener took out a file at or below `path`, a folder. */
gboolean tc_scan_has_unchanged_below(const TcScan *scan, const char *path);

/* TcScanMount *, as elements of such an array. */
GArray *tc_scan_mounts_new(void);
void tc_scan_mounts_add(GArray *mounts, const char *path, guint64 dev);
gboolean tc_scan_mounts_equal(const GArray *a, const GArray *b);

/* Whether a name found in a folder is left out. */
gboolean tc_scan_skips_name(const char *name);

G_END_DECLS

#endif
