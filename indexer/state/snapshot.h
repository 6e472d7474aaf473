/* indexer/state/snapshot.h - what the index holds at one moment, without its documents. */
#ifndef TC_INDEXER_SNAPSHOT_H
#define TC_INDEXER_SNAPSHOT_H

#include "indexer/state/shard.h"

G_BEGIN_DECLS

/* What is said of an index whose last run has not come to its end. */
const char *tc_snapshot_said_unfinished(void);

typedef struct {
    gboolean is_unfinished; /* see tc_ledger_unfinished() */
    gboolean exists;        /* FALSE: there is no index yet, the rest is empty */
    GHashTable *ledger;     /* path -> TcLedgerEntry */
    TcShard shard;          /* which part of the archive it holds */
    char **roots; /* what the index is of: the paths of its last rebuild and of all updates since */
    GArray *mounts;         /* TcScanMount, see tc_ledger_mounts() */
    TcIndexVersion version; /* set by tc_snapshot_load_records() */
} TcSnapshot;

/* Read the ledger of the index in `dir`, retrying while a writer overtakes it. That there is no
 * index is an error only when `must_exist`. */
TcSnapshot *tc_snapshot_load(const char *dir, gboolean must_exist, GError **error);
/* The same of an index that may be of an older version; that there is none is no error. */
TcSnapshot *tc_snapshot_load_records(const char *dir, GError **error);
/* The same of an index of this version, with an empty ledger; NULL when it is none, or cannot be
 * read. The database that it was read from is `*reader`. */
TcSnapshot *tc_snapshot_load_partly(const char *dir, TcReader **reader);
void tc_snapshot_free(TcSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcSnapshot, tc_snapshot_free)

/* The roots that a run works on: `paths` as typed made absolute, or those of the index. Fails
 * with TC_OPTIONS_ERROR_USAGE when there are none, and when a path neither exists nor has files in
 * the ledger. */
char **tc_snapshot_roots(const TcSnapshot *snapshot, const char *const *paths, GError **error);

/* What the index is of after an update of `roots`: those it had and those, without any that lies at
 * or below another. So an update of one folder does not make later runs forget the others. */
char **tc_roots_join(const char *const *known, const char *const *roots);

G_END_DECLS

#endif
