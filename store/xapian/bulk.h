/* store/xapian/bulk.h - building a database at once, in place of adding documents one by one.
 *
 * Xapian's own inverter keeps what it gathers in trees of strings, and changes its tables at each
 * flush. Where a database is made from nothing both can be had for a third: each process gathers
 * what its documents hold in a spool, a folder of sorted runs, and one merge of all spools writes
 * the tables from their first key to their last. What comes out is an ordinary glass database, with
 * the documents of the spools one after the other.
 *
 * Nothing here is for changing a database that is there. A handle belongs to one thread at a time.
 */
#ifndef TC_STORE_BULK_H
#define TC_STORE_BULK_H

#include "store/xapian/xapian_c.h"

G_BEGIN_DECLS

/* Whether tables written here are those that the linked Xapian reads: of format 2016-03-14, which
 * all of 1.4 has. */
gboolean tc_x_bulk_is_supported(void);

typedef struct TcXSpool TcXSpool;

/* Begin a spool in `folder`, which is there and empty. */
TcXSpool *tc_x_spool_new(const char *folder, GError **error);
/* Drop what tc_x_spool_finish() has not written, and free the handle. Accepts NULL. */
void tc_x_spool_free(TcXSpool *spool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcXSpool, tc_x_spool_free)

/* A document: begin, then its values, and its terms in byte order, each once; then end. Document
 * ids count from 1. After a failure nothing more can be added. */
gboolean tc_x_spool_begin(TcXSpool *spool, const char *data, gsize len, GError **error);
/* Slots in ascending order; an empty value is none. */
gboolean tc_x_spool_set_value(TcXSpool *spool, guint32 slot, const char *value, gsize len,
                              GError **error);
/* `positions` ascend, each once; how many there are is the frequency in the document, 0 for a term
 * without position. */
gboolean tc_x_spool_add_term(TcXSpool *spool, const char *term, gsize term_len,
                             const guint32 *positions, gsize count, GError **error);
gboolean tc_x_spool_end(TcXSpool *spool, GError **error);

/* As tc_x_writable_set_metadata() and tc_x_database_metadata(). */
gboolean tc_x_spool_set_metadata(TcXSpool *spool, const char *key, gsize key_len, const char *value,
                                 gsize len, GError **error);
gboolean tc_x_spool_metadata(TcXSpool *spool, const char *key, gsize key_len, char **value,
                             gsize *len, GError **error);

/* Write all that is gathered: from here on the folder is a whole spool. Nothing can be added after
 * it, and it can be called once. */
gboolean tc_x_spool_finish(TcXSpool *spool, GError **error);

/* Whether `folder` is a spool that was finished. */
gboolean tc_x_is_spool(const char *folder);

/* Merge finished spools into a new database at `target`, which must not exist; its folder gets mode
 * 0700. Of metadata keys that several have `resolve` says which is kept, as for
 * tc_x_compact_resolving(). The result is opened by Xapian, and samples of it are compared with
 * what the spools hold: what differs is TC_STORE_ERROR_CORRUPT. Not synced. On failure nothing is
 * left at `target`. */
gboolean tc_x_bulk_join(const char *const *folders, gsize count, const char *target,
                        TcXResolveFunc resolve, gpointer user, GError **error);

G_END_DECLS

#endif
