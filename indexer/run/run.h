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
#include "indexer/state/ledger.h"
#include "indexer/state/shard.h"

G_BEGIN_DECLS

/* What became of a file. */
typedef enum {
    TC_OUTCOME_INDEXED,   /* its text is in the index now */
    TC_OUTCOME_MOVED,     /* known under another path: the stored text was taken over */
    TC_OUTCOME_SAME,      /* only its times differ; the ledger follows */
    TC_OUTCOME_FAILED,    /* cannot be read; what was known of it is replaced by the reason */
    TC_OUTCOME_POSTPONED, /* trouble that may pass: what was known of it stays, next run tries again
                           */
    TC_OUTCOME_WAITING,   /* has scans, which are recognised when all files have been looked at */
    TC_OUTCOME_GONE,      /* vanished since the scan; next run removes it */
    TC_OUTCOME_OPENED,    /* an archive: what it holds was told before */
    TC_OUTCOME_REMOVED,   /* not there any more; an event only of a file in an archive */
    TC_OUTCOME_COUNT
} TcOutcome;

/* The word for programs and logs: "indexed", "moved", ... */
const char *tc_outcome_name(TcOutcome outcome);

typedef struct {
    /* `reason` and `message` for FAILED and POSTPONED, and for INDEXED where a part could not be
     * read; else NULL. `bytes`: size of the file. */
    void (*file_done)(gpointer user, const char *path, TcOutcome outcome, guint64 bytes,
                      const char *reason, const char *message);
    /* The same for a file in an archive, before the archive itself is done. */
    void (*member_done)(gpointer user, const char *path, TcOutcome outcome, const char *reason,
                        const char *message);
    gpointer user;
} TcRunEvents;

typedef struct {
    gsize file_size_max;
    gboolean retry_failed;
    const TcBounds *bounds;     /* that links lead no further than, NULL: anywhere; borrowed */
    const TcExcludes *excludes; /* what is left out of archives, NULL for nothing; borrowed */
    gboolean ocr;               /* scans will be recognised: they are WAITING, not FAILED */
    const char *old_dir;  /* the index that this run replaces: recognised pages are taken over */
    gboolean fresh;       /* the writer's index is new: nothing needs to be replaced */
    TcShard shard;        /* for the metadata of a new index; files are taken as they are given */
    const GArray *mounts; /* TcScanMount, for the metadata of a new index, NULL for none */
    TcWriterMode build_mode; /* of the shards of a new index: SPOOL or BUILD */
    gboolean keeps_part;     /* what was done is kept when it is to stop, see tc_shards_build() */
} TcRunSettings;

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
