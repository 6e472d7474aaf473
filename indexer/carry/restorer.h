/* indexer/carry/restorer.h - a new database from records that are there already: of a dump, or of
 * an index of an older version.
 *
 * Texts are analysed anew, so that what comes out is as if the files had been read again. */
#ifndef TC_INDEXER_RESTORER_H
#define TC_INDEXER_RESTORER_H

#include "indexer/run/run.h"
#include "indexer/state/ledger.h"
#include "text/analyzer.h"

G_BEGIN_DECLS

typedef struct TcRestorer TcRestorer;

/* Into a new database at `path`, by BUILD or SPOOL. `schema` is the TC_SCHEMA_VERSION that the
 * records are of: what they lack for this version is taken from their text. `analyzer` and `events`
 * are borrowed. */
TcRestorer *tc_restorer_new(const char *path, TcWriterMode mode, guint schema,
                            const TcAnalyzer *analyzer, const TcRunEvents *events, GError **error);
/* From here on relations are taken from texts, whatever records have: these are by older rules. */
void tc_restorer_read_relations(TcRestorer *restorer);

/* Drops what was not finished. Accepts NULL. */
void tc_restorer_free(TcRestorer *restorer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcRestorer, tc_restorer_free)

/* Put what is known of a file that was not put before: its entry of the ledger, and its document,
 * which may be NULL. A text that is refused (TC_POSTINGS_COST_MAX, as another version counts
 * otherwise) is a file that failed: the entry is changed to say so. `bytes` is what the event tells
 * of it. */
gboolean tc_restorer_put(TcRestorer *restorer, const TcRecord *record, TcLedgerEntry *entry,
                         guint64 bytes, GError **error);

/* For what else the index is to hold. Borrowed. */
TcWriter *tc_restorer_writer(TcRestorer *restorer);

gboolean tc_restorer_finish(TcRestorer *restorer, const char *const *roots, GError **error);

G_END_DECLS

#endif
