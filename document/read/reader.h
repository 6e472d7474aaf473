/* document/read/reader.h - what the readers of single formats share. Private to document/.
 *
 * A reader is one function; document.c holds the table of them. It is handed bytes that were
 * recognised as its format and are within `limits->input_max`, and may be damaged or hostile all
 * the same. It fills `text`, and what else it knows for sure; the dispatcher sets `format`, tidies
 * the title, and turns a text without a word into TC_DOCUMENT_ERROR_EMPTY, so a reader need not. */
#ifndef TC_DOCUMENT_READER_H
#define TC_DOCUMENT_READER_H

#include "document/document.h"

G_BEGIN_DECLS

/* Longest title that is kept, bytes; a longer one is cut at a character. */
#define TC_TITLE_MAX 1000

/* Returns NULL and sets `error` (TC_DOCUMENT_ERROR), TOO_LARGE as soon as the text goes over
 * `limits->text_max`. Must not recurse as deep as the file says. */
typedef TcDocument *(*TcReadFunc)(const char *bytes, gsize len, const char *name,
                                  const TcReadLimits *limits, GError **error);

/* Takes what `text` holds and leaves it NULL. */
TcDocument *tc_document_new_take(GString **text, const char *encoding, double confidence);

/* tc_document_read() when the format is known already. */
TcDocument *tc_document_read_format(TcFormat format, const char *bytes, gsize len, const char *name,
                                    const TcReadLimits *limits, GError **error);

/* A scan in another file: attached to a mail, or packed in it. */
typedef struct {
    TcFormat format; /* PDF or IMAGE */
    GBytes *bytes;
} TcAttachedScan;
void tc_attached_scan_clear(TcAttachedScan *scan);

/* tc_document_read() for a file that may have scans in it, which go to `scans` (TcAttachedScan) in
 * the order in which they are read. NULL and `error` as there; there may be scans all the same. */
TcDocument *tc_document_read_with_scans(const char *bytes, gsize len, const char *name,
                                        const TcReadLimits *limits, GArray *scans, GError **error);

/* Whether a document within the one that is being read would be nested too deep to be read. */
gboolean tc_document_is_deepest(void);

/* What tc_document_read() does with what a reader gave: takes `document`, gives it `format`, tidies
 * its title and reads its header. NULL and `error` when it has no text, or too much. */
TcDocument *tc_document_finish(TcDocument *document, TcFormat format, const TcReadLimits *limits,
                               GError **error);

/* Load what readers would otherwise load from files while they read (character set converters),
 * because the sandbox forbids opening files. Calling it again costs nothing. */
void tc_document_prepare(void);

/* Sets TC_DOCUMENT_ERROR_TOO_LARGE with the message that every reader gives. */
void tc_set_text_too_large(const TcReadLimits *limits, GError **error);

/* `text` as a title: white space collapsed, at most TC_TITLE_MAX bytes; NULL when nothing is left.
 * Free with g_free(). */
char *tc_tidy_title(const char *text);

G_END_DECLS

#endif
