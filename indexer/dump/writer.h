/* indexer/dump/writer.h - writing a dump, line by line: see indexer/dump/reader.h. */
#ifndef TC_INDEXER_DUMP_WRITER_H
#define TC_INDEXER_DUMP_WRITER_H

#include "indexer/dump/line.h"

G_BEGIN_DECLS

typedef struct TcDumpWriter TcDumpWriter;

/* To `fd`, which stays the caller's; `name` is for messages. */
TcDumpWriter *tc_dump_writer_new(int fd, const char *name);
void tc_dump_writer_free(TcDumpWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcDumpWriter, tc_dump_writer_free)

/* First the header, then each file, page and correction, then the end; after a failure nothing
 * more. */
gboolean tc_dump_writer_begin(TcDumpWriter *writer, const TcDumpHeader *header, GError **error);
gboolean tc_dump_writer_put(TcDumpWriter *writer, const TcLedgerEntry *file, const TcRecord *record,
                            GError **error);
gboolean tc_dump_writer_put_page(TcDumpWriter *writer, const TcDumpPage *page, GError **error);
gboolean tc_dump_writer_put_correction(TcDumpWriter *writer, const TcCorrection *correction,
                                       GError **error);
/* Writes the last line and all that was held back. Syncing is the caller's. */
gboolean tc_dump_writer_end(TcDumpWriter *writer, GError **error);

G_END_DECLS

#endif
