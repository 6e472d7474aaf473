/* indexer/run/put.h - a document into the index of a run: as it was read, but where people put it
 * right. */
#ifndef TC_INDEXER_RUN_PUT_H
#define TC_INDEXER_RUN_PUT_H

#include "indexer/run/run_private.h"

G_BEGIN_DECLS

/* `document`, of the content `hash`, under the name of its format. `postings` are of it as it was
 * read; where it was put right they are made again. */
gboolean tc_run_put_document(TcRun *run, const char *path, const char *format, const guint8 *hash,
                             const TcDocument *document, const TcPostings *postings,
                             const guint8 *text_hash, GError **error);

/* What is stored for the path `from`, of the content `hash`, as the document of `path`. *put is
 * FALSE when nothing is stored, or its text is refused. */
gboolean tc_run_put_stored(TcRun *run, const char *path, const char *from, const guint8 *hash,
                           gboolean *is_put, GError **error);

/* The content of a file has changed, which people had put right: tell what does not apply to it any
 * more. */
void tc_run_tell_left(TcRun *run, const TcLedgerEntry *known, const guint8 *hash);

G_END_DECLS

#endif
