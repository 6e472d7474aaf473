/* indexer/carry/stored.h - all that an index holds and cannot make anew by itself: records and
 * ledger.
 *
 * What a dump is written from, and what an index of an older version is rebuilt from. */
#ifndef TC_INDEXER_STORED_H
#define TC_INDEXER_STORED_H

#include "indexer/state/ledger.h"
#include "store/kept/page.h"

G_BEGIN_DECLS

/* `record`, with its text, of a document, and `entry`, what the ledger says of the same path;
 * either may be NULL, not both. Borrowed during the call; FALSE with `error` ends the walk. */
typedef gboolean (*TcStoredFunc)(const TcRecord *record, TcLedgerEntry *entry, gpointer user,
                                 GError **error);

/* Each document with a docid from `first` to `last`, in this order. */
gboolean tc_stored_each_document(TcReader *reader, guint32 first, guint32 last, TcStoredFunc func,
                                 gpointer user, GError **error);

/* Each entry of the ledger that has no document: files that could not be read. */
gboolean tc_stored_each_other(TcReader *reader, TcStoredFunc func, gpointer user, GError **error);

/* Each recognised page, by the content of its file; those that are damaged count as not there.
 * `page` is borrowed during the call. */
typedef gboolean (*TcStoredPageFunc)(const guint8 hash[TC_HASH_LEN], guint number,
                                     const TcPage *page, gpointer user, GError **error);
gboolean tc_stored_each_page(TcReader *reader, TcStoredPageFunc func, gpointer user,
                             GError **error);

/* How many entries the ledger has, and how many of these have no document. */
gboolean tc_stored_count(TcReader *reader, guint *entries, guint *others, GError **error);

G_END_DECLS

#endif
