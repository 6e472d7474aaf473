/* indexer/state/known.h - what is as it was, taken out folder by folder while the disk is walked.
 *
 * Of a million files a night changes a few. Whatever lists a folder hands its files over (it is
 * TcScanListener), and they are compared with what the ledger has of that folder, read from the
 * index in order of path: a file that is as it was goes out of the scan, and its entry is never
 * kept. What is left, of both, is all that tc_plan_new() and a run need to know, so memory grows
 * with what changed and with the number of folders, not of files.
 *
 * Only what is plainly the same goes: a file on disk, read in whole and indexed, to be told by its
 * times. The rest stays on both sides, as do archives with all that is in them. A build wants to
 * know what went out of the scan: tc_known_set_same(). */
#ifndef TC_INDEXER_KNOWN_H
#define TC_INDEXER_KNOWN_H

#include "indexer/scan/packed.h"
#include "indexer/state/ledger.h"
#include "indexer/state/shard.h"

G_BEGIN_DECLS

typedef struct TcKnown TcKnown;

/* For a walk below `roots` (borrowed). NULL when the ledger of `reader` (borrowed) cannot be read
 * so: then it has to be loaded. */
TcKnown *tc_known_new(TcReader *reader, const char *const *roots);
void tc_known_free(TcKnown *known);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcKnown, tc_known_free)

/* For a new index in place of this one: what goes out of the scan is added to `same` (borrowed) if
 * it is of `shard`, and files that cannot be opened any more stay in the scan. Before the walk. */
void tc_known_set_same(TcKnown *known, TcPacked *same, TcShard shard);

/* To be handed to tc_scan_new_listening(). */
TcScanListener tc_known_listener(TcKnown *known);

/* After the walk: the entries below the roots but for those whose files went out of the scan, as
 * tc_ledger_load() would give them. NULL when something could not be read: the scan is of no use
 * then, and both have to be made without this. */
GHashTable *tc_known_finish(TcKnown *known);

G_END_DECLS

#endif
