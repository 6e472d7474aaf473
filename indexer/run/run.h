/* indexer/run/run.h - the work on one file after another: read, analyse, put, note in the ledger.
 *
 * Shared by update, rebuild and the processes that build a shard each. Says nothing by itself: what
 * happens goes to the events. */
#ifndef TC_INDEXER_RUN_H
#define TC_INDEXER_RUN_H

#include "document/sandbox/sandbox.h"
#include "indexer/postings/postings.h"
#include "indexer/run/ahead.h"
#include "indexer/run/input.h"
#include "indexer/run/settings.h"
#include "indexer/state/ledger.h"
#include "indexer/state/shard.h"

G_BEGIN_DECLS

typedef struct TcRun TcRun;

/* Everything is borrowed and must outlive the run. `events` is copied. */
TcRun *tc_run_new(TcWriter *writer, const TcAnalyzer *analyzer, TcSandbox *sandbox,
                  const TcRunSettings *settings, const TcRunEvents *events);
void tc_run_free(TcRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcRun, tc_run_free)

/* What the ledger knows: files in archives are looked up in it. Not for an index that is new. */
void tc_run_set_ledger(TcRun *run, GHashTable *ledger);

/* Files that the ledger knows and that are gone (TcLedgerEntry, borrowed): a new file that is one
 * of them under another name takes over its text. */
void tc_run_set_gone(TcRun *run, GPtrArray *entries);

/* Bring the index in line with one file. `known` is its ledger entry, NULL for a new one. `ahead`
 * is what of it was done before, NULL for nothing. Commits when enough has gathered. FALSE only
 * when the index itself cannot be written. */
gboolean tc_run_file(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known,
                     TcAheadFile *ahead, GError **error);

/* Which files are not worth reading ahead of the run; for as long as the run is not freed, and what
 * it was set to is not changed. */
TcAheadFilter tc_run_ahead_filter(TcRun *run);

/* A sandbox for the files of a run, which hurries when the run is to stop. As tc_sandbox_new(). */
TcSandbox *tc_run_sandbox_new(GError **error);

/* What is read of a file. */
TcReadLimits tc_run_limits(const TcRunSettings *settings);

/* Pages that are there already come from the writer's index, or from `old` (borrowed), which a
 * rebuild replaces. */
void tc_run_set_old(TcRun *run, TcReader *old);

/* The pages of the file of `known`, which is WAITING, have all been recognised: index it. Needs
 * no sandbox. */
gboolean tc_run_recognised(TcRun *run, const TcLedgerEntry *known, GError **error);

/* Whether the file has scans that were not recognised, all of it or some of its pages. */
gboolean tc_run_needs_ocr(const TcLedgerEntry *entry);

/* Remove a file that is gone. */
gboolean tc_run_remove(TcRun *run, const TcLedgerEntry *entry, GError **error);

G_END_DECLS

#endif
