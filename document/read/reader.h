/* document/read/reader.h - what the readers of single formats share. Private to document/.
 *
 * A reader is one function; dispatch.c holds the table of them. It is handed bytes that were
 * recognised as its format and are within `limits->input_max`, and may be damaged or hostile all
 * the same. It fills `text`, and what else it knows for sure; the dispatcher sets `format`, tidies
 * the title, and turns a text without a word into TC_DOCUMENT_ERROR_EMPTY, so a reader need not. */
#ifndef TC_DOCUMENT_READER_H
#define TC_DOCUMENT_READER_H

#include "document/document.h"

G_BEGIN_DECLS

/* Returns NULL and sets `error` (TC_DOCUMENT_ERROR), TOO_LARGE as soon as the text goes over
 * `limits->text_max`. Must not recurse as deep as the file says. */
typedef TcDocument *TcFileReader(const char *bytes, gsize len, const char *name,
                                 const TcReadLimits *limits, GError **error);
typedef TcFileReader *TcReadFunc;

/* Takes what `text` holds and leaves it NULL. */
TcDocument *tc_document_new_take(GString **text, const char *encoding, double confidence);

/* A scan in another file: attached to a mail, or packed in it. */
typedef struct {
    TcFormat format; /* PDF or IMAGE */
    GBytes *bytes;
} TcAttachedScan;
void tc_attached_scan_clear(TcAttachedScan *scan);

struct _GsfInfile;

/* The one reading of a file and of all that is in it. Readers are handed no more than bytes and
 * limits; what must hold for the file as a whole comes with the limits, as limits->reading, which a
 * reader passes on with the limits that it leaves to a document within. It is NULL only where a
 * reader is run by itself: then nothing within is read. */
typedef struct TcReading {
    /* The dispatcher, which readers do not know: see tc_read_inner(). */
    TcDocument *(*read)(TcFormat format, const char *bytes, gsize len, const char *name,
                        const TcReadLimits *limits, GError **error);
    /* The object `folder` (a TcFolder, see ole.h) of a compound file of `max` bytes. FALSE when it
     * is of no known kind; else *document is what was read, NULL with `error` set. */
    gboolean (*read_object)(struct _GsfInfile *folder, gsize max, const TcReadLimits *limits,
                            TcDocument **document, GError **error);
    guint depth;        /* documents within each other that are being read */
    guint64 scan_pages; /* of the scans within */
    guint unread_count; /* files within that have a name and could not be read, scans not counted */
    char *unread_name;  /* of the first of them, and why */
    char *unread_reason;
    GArray *scans;      /* TcAttachedScan: where they go, NULL for nowhere */
    guint object_depth; /* objects within each other, see embedded.h */
    guint object_count; /* objects seen so far */
    guint packed_depth; /* archives within each other, see packed.h */
    guint packed_count; /* files in archives seen so far */
} TcReading;

/* Read a document that stands in the one that is being read. What its format is, tc_detect_format()
 * tells. */
TcDocument *tc_read_inner(TcFormat format, const char *bytes, gsize len, const char *name,
                          const TcReadLimits *limits, GError **error);

/* Whether a document within the one that is being read would be nested too deep to be read. */
gboolean tc_is_deepest(const TcReadLimits *limits);

/* Append what a document within gave, which ends with a line end then. FALSE, and nothing is
 * appended, when that would be more than `limits->text_max`. */
gboolean tc_append_text(GString *text, const char *more, const TcReadLimits *limits);

/* Sets TC_DOCUMENT_ERROR_TOO_LARGE with the message that every reader gives. */
void tc_set_text_too_large(const TcReadLimits *limits, GError **error);

G_END_DECLS

#endif
