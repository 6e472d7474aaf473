/* indexer/run/locking.h - the lock of an index, for who may be told to stop while waiting for it.
 */
#ifndef TC_INDEXER_LOCKING_H
#define TC_INDEXER_LOCKING_H

#include "indexer/options.h"
#include "indexer/run/report.h"
#include "store/lock.h"

G_BEGIN_DECLS

/* As tc_lock_take() of the index that `options` name, and tc_lock_take_to_read(), for as long as
 * they let it wait. When the run is to stop meanwhile it is as if that time had passed. */
TcLock *tc_locking_take(const TcOptions *options, TcReport *report, GError **error);
TcLock *tc_locking_take_to_read(const TcOptions *options, TcReport *report, GError **error);

G_END_DECLS

#endif
