/* indexer/command/metrics.h - figures of a run for Prometheus: a file in its text format, as
 * node_exporter's textfile collector reads it.
 *
 * Every sample has a label `index`, so that one file serves all indexes of a machine: a run
 * replaces the samples of its own index and keeps those of others. A failed run keeps the time of
 * the last success. docs/tracuu-index.1 lists the names. */
#ifndef TC_INDEXER_METRICS_H
#define TC_INDEXER_METRICS_H

#include "indexer/options.h"
#include "indexer/run/report.h"

G_BEGIN_DECLS

/* Whether `file` can be written, as far as that can be told before a run. */
gboolean tc_metrics_check(const char *file, GError **error);

/* Write what is to be said of the run that just ended: it worked on options->index_dir, began at
 * `begun_us` (g_get_monotonic_time()) and ended with `status`. The file is replaced in one rename
 * and readable by all. */
gboolean tc_metrics_write(const TcOptions *options, const TcReport *report, TcExit status,
                          gint64 begun_us, GError **error);

/* The new content of the file, from its `old` content (NULL for none) and `samples`, lines of
 * "NAME VALUE" or "NAME{LABELS} VALUE" about `index`. For tests. */
char *tc_metrics_merge(const char *old, const char *index, const char *samples);

G_END_DECLS

#endif
