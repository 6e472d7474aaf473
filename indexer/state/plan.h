/* indexer/state/plan.h - what there is to do: what the disk has, against what the ledger has. */
#ifndef TC_INDEXER_PLAN_H
#define TC_INDEXER_PLAN_H

#include "indexer/scan/scan.h"
#include "indexer/state/attempt.h"

G_BEGIN_DECLS

typedef struct {
    GPtrArray *to_read; /* const TcScanFile *: new, changed, or to be tried again; by path */
    guint64 bytes;      /* of those together */
    GPtrArray *gone;    /* TcLedgerEntry *: below the roots, not found any more; by path. A file
                         * in an archive is gone with the archive; what else went out of it is
                         * found when it is read */
    /* Files on disk only: an archive counts as one, whatever it holds. */
    guint known;    /* ledger entries below the roots */
    guint lost;     /* of `gone` */
    guint moved;    /* of `lost`: found again under another name */
    guint excluded; /* of `lost`: left out by the configuration, wherever they are */
    guint outside;  /* of `lost`: behind a link that leads out of the archive */

    GPtrArray *unreachable; /* const char *: roots that could not be listed, or of which nothing is
                             * left of what the ledger has: what that has below is not gone */
    GPtrArray *away; /* const TcScanMount *: disks that are not mounted. What the ledger has of them
                      * is not gone */
    GArray *mounts;  /* TcScanMount: what the ledger has to know of disks from now on; owned */
} TcPlan;

/* Which files that could not be read are read again though they are unchanged. */
typedef struct {
    gboolean is_all;
    const TcReadLimits *limits; /* those whose failure has ended, see attempt.h; NULL: none */
} TcPlanRetry;

/* What a listener took out of the scan need not be in `ledger` (indexer/state/known.h).
 *
 * Everything in it is borrowed from `scan`, `ledger` and `mounts`. Entries below folders that could
 * not be listed are not gone. Nor are those of a disk of `mounts` (TcScanMount, those that the
 * ledger knows) of which nothing is found any more, if another device, or none, is in its place;
 * unless `may_shrink`. `retry` NULL: no failure is tried again. */
TcPlan *tc_plan_new(const TcScan *scan, GHashTable *ledger, const GArray *mounts,
                    const char *const *roots, const TcPlanRetry *retry, gboolean may_shrink);
void tc_plan_free(TcPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcPlan, tc_plan_free)

/* Refuse (FALSE, TC_STORE_ERROR_FAILED) what looks like a mount that is gone: all roots are
 * unreachable, or more than half of at least TC_PLAN_SHRINK_MIN files are gone and not moved. */
#define TC_PLAN_SHRINK_MIN 10
gboolean tc_plan_check_shrink(const TcPlan *plan, const TcScan *scan, GHashTable *ledger,
                              const char *const *roots, GError **error);

/* Refuse (FALSE, TC_STORE_ERROR_FAILED) when a pattern of the configuration leaves nothing of a
 * root: more likely a slip than meant. */
gboolean tc_plan_check_excludes(const TcScan *scan, GError **error);

/* For an index that is built anew and so cannot keep what it has of files that cannot be seen:
 * refuse (FALSE, TC_STORE_ERROR_FAILED) when there are such, below folders that cannot be listed,
 * on disks that are away, or not to be opened by this user. */
gboolean tc_plan_check_unseen(const TcPlan *plan, const TcScan *scan, GHashTable *ledger,
                              const char *const *roots, GError **error);

/* Whether the index has text for the entry that would be lost with it. */
gboolean tc_plan_has_text(const TcLedgerEntry *entry);

G_END_DECLS

#endif
