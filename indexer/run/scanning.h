/* indexer/run/scanning.h - what update and rebuild do alike around a run. */
#ifndef TC_INDEXER_SCANNING_H
#define TC_INDEXER_SCANNING_H

#include "indexer/run/report.h"
#include "indexer/run/run.h"
#include "indexer/scan/packed.h"
#include "indexer/state/plan.h"

G_BEGIN_DECLS

/* The settings of a run as the options say. */
/* How the shards of a new index are written. */
TcWriterMode tc_build_mode(const TcOptions *options);

TcRunSettings tc_run_settings(const TcOptions *options, gboolean is_fresh);

/* How many processes build an index of about `bytes` bytes of text, unless the options say. */
guint tc_job_count(const TcOptions *options, guint64 bytes);

/* Whether a first index of `count` files of `bytes` bytes is better built apart and joined than in
 * place. */
gboolean tc_builds_apart(const TcOptions *options, guint64 bytes, guint count);

/* Events that go to `report`. */
TcRunEvents tc_report_events(TcReport *report);

/* Find out what confines the readers of this run, by `sandbox` or, where that is NULL, one of its
 * own, and tell what does not; once per run, before the index is opened. FALSE when the
 * configuration asks for more (sandbox=required). */
gboolean tc_check_sandbox(const TcOptions *options, TcSandbox *sandbox, TcReport *report,
                          GError **error);

/* Report the folders that could not be listed, and the disks that are away. */
void tc_report_scan_problems(TcReport *report, const TcScan *scan, const TcPlan *plan);

/* With --verbose, name the patterns of the configuration that leave nothing out; only in a run over
 * all archives of the index. */
void tc_report_idle_excludes(const TcOptions *options, const TcScan *scan, const char *const *roots,
                             TcReport *report);

/* Write what the plan would do to standard output, a line each: "new PATH", "changed PATH", "retry
 * PATH", "gone PATH". */
void tc_plan_print(const TcPlan *plan, GHashTable *ledger);
/* The same for a build of these files: all are new. */
void tc_plan_print_all(const TcPacked *files);

G_END_DECLS

#endif
