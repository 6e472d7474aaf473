/* indexer/carry/upgrade.h - an index of an older version becomes one of this version.
 *
 * It is rebuilt from its own records and ledger, so that no file needs to be there: beside the live
 * generation, which stays as it was until the new one is complete. */
#ifndef TC_INDEXER_UPGRADE_H
#define TC_INDEXER_UPGRADE_H

#include "indexer/options.h"
#include "indexer/run/report.h"

G_BEGIN_DECLS

/* The lock must be held. Does nothing for an index of this version, or when there is none.
 * --max-time does not end it, as it would begin anew each night; a signal does, and the index is as
 * it was. */
gboolean tc_upgrade(const TcOptions *options, TcReport *report, GError **error);

G_END_DECLS

#endif
