/* indexer/run/shards.h - building a new generation with several processes, a shard each.
 *
 * Xapian's inverter works on one core. Each process gets a run of neighbouring paths of about the
 * same size, so that the joined index has its documents in order of path, whatever the number of
 * processes. */
#ifndef TC_INDEXER_SHARDS_H
#define TC_INDEXER_SHARDS_H

#include "indexer/run/run.h"
#include "indexer/scan/packed.h"

G_BEGIN_DECLS

/* Fill a new database at `path` with share number `share`. Runs in a process of its own when there
 * are several: whatever it must tell goes through `events`. It asks tc_stop_is_requested() now and
 * then and fails with tc_shards_set_stopped(). */
typedef gboolean (*TcShareFunc)(const char *path, guint share, const TcRunEvents *events,
                                gpointer user, GError **error);

/* Build `generation` (must not exist) of `jobs` shares, each in a process of its own; one, in this
 * process. The shares are joined in their order. The events are called in this process, with
 * several in no particular order. On failure returns FALSE; what was written of `generation` is
 * then to be removed by the caller. */
gboolean tc_shards_run(const char *generation, guint jobs, TcShareFunc func, gpointer user,
                       const TcRunEvents *events, GError **error);

/* The error of a run that was told to stop before it was done. Returns FALSE. */
gboolean tc_shards_set_stopped(GError **error);

/* Build `generation` (must not exist) from `files` (sorted) with `jobs` processes, at most one
 * for each file; with one, in this process. The events are called in this process, with several in
 * no particular order of files. On failure, and when it was asked to stop before it was done,
 * returns FALSE; what was written of `generation` is then to be removed by the caller. With
 * settings->keeps_part also one file has another process, and it ends well when it is asked to
 * stop, with the files done by then, also where a disk does not answer any more: `hung` tells of
 * that. */
gboolean tc_shards_build(const char *generation, const TcPacked *files, guint jobs,
                         const char *const *roots, const TcRunSettings *settings,
                         const TcRunEvents *events, GError **error);

/* The boundaries of `jobs` shares of about the same number of bytes: share i is [result[i],
 * result[i + 1]). Each has at least one file; there are at most as many as files. Free with
 * g_free(). */
guint *tc_shards_split(const TcPacked *files, guint jobs);

G_END_DECLS

#endif
