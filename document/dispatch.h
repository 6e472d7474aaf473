/* document/dispatch.h - which reader a file goes to, and what is made of what it gives. Private to
 * document/; readers never see it, they get at it through TcReading. */
#ifndef TC_DOCUMENT_DISPATCH_H
#define TC_DOCUMENT_DISPATCH_H

#include "document/document.h"
#include "document/read/reader.h"

G_BEGIN_DECLS

/* tc_document_read() when the format is known already. */
TcDocument *tc_document_read_format(TcFormat format, const char *bytes, gsize len, const char *name,
                                    const TcReadLimits *limits, GError **error);

/* tc_document_read() for a file that may have scans in it, which go to `scans` (TcAttachedScan) in
 * the order in which they are read. NULL and `error` as there; there may be scans all the same. */
TcDocument *tc_document_read_with_scans(const char *bytes, gsize len, const char *name,
                                        const TcReadLimits *limits, GArray *scans, GError **error);

/* What tc_document_read() does with what a reader gave: takes `document`, gives it `format`, tidies
 * its title and reads its header. NULL and `error` when it has no text, or too much. */
TcDocument *tc_document_finish(TcDocument *document, TcFormat format, const TcReadLimits *limits,
                               GError **error);

/* The document of a text that another program took out of a file: `*text` is taken and set to NULL,
 * misread letters are repaired, and tc_document_finish() does the rest. */
TcDocument *tc_document_of_text(GString **text, TcFormat format, const TcReadLimits *limits,
                                GError **error);

/* Make sure that there are readers: of `tracuu-index` they are a module (document/late.c),
 * elsewhere a part of the program. FALSE and TC_DOCUMENT_ERROR_UNREADABLE when it cannot be loaded.
 */
gboolean tc_document_load(GError **error);

/* Load what readers would otherwise load from files while they read (character set converters),
 * because the sandbox forbids opening files. Calling it again costs nothing. */
void tc_document_prepare(void);

G_END_DECLS

#endif
