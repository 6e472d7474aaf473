/* indexer/command/status_file.h - all that is known of one file, and why one is not indexed. */
#ifndef TC_INDEXER_STATUS_FILE_H
#define TC_INDEXER_STATUS_FILE_H

#include "indexer/options.h"
#include "indexer/state/snapshot.h"

#include <jansson.h>

G_BEGIN_DECLS

/* What the index says of the file of `entry` besides the entry itself, printed below its line:
 * format, encoding, pages, when it was read, and the fields of its document. */
void tc_status_print_details(const TcOptions *options, const TcLedgerEntry *entry);
/* The same as members of `object`. */
void tc_status_set_details(json_t *object, const TcOptions *options, const TcLedgerEntry *entry);

/* Why the index knows nothing of `path`, which is absolute: a sentence, and in *code a word for
 * programs. `begun_s` is when the last run began, 0 when that is not known. Free with g_free(). */
char *tc_status_explain(const TcOptions *options, const TcSnapshot *snapshot, gint64 begun_s,
                        const char *path, const char **code);

G_END_DECLS

#endif
