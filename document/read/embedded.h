/* document/read/embedded.h - documents in documents: annexes in a Word file, a sheet in a report.
 * Private to document/.
 *
 * Their text belongs to the document, behind its own. What is embedded is a file, or an object: a
 * folder of a compound file that holds what the file of its program would. What cannot be read, or
 * has no text, is left out: the document is there all the same. Deeper than a few levels, or beyond
 * TC_EMBEDDED_MAX objects of one file, nothing is looked at. */
#ifndef TC_DOCUMENT_EMBEDDED_H
#define TC_DOCUMENT_EMBEDDED_H

#include "document/document.h"
#include "document/read/ole/ole.h"

G_BEGIN_DECLS

/* Objects in one file, and in those in it, all together. */
#define TC_EMBEDDED_MAX 2000u

typedef struct {
    const TcReadLimits *limits;
    GString *text;     /* of all so far, each ending with a line end; owned */
    char *title;       /* of the first that has one; owned */
    GError *too_large; /* why no more is read, NULL while all is well */
} TcEmbedded;

void tc_embedded_init(TcEmbedded *embedded, const TcReadLimits *limits);
void tc_embedded_clear(TcEmbedded *embedded);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcEmbedded, tc_embedded_clear)

/* The file `bytes`, of any format. */
void tc_embedded_add(TcEmbedded *embedded, const char *bytes, gsize len);

/* The object `folder` of a compound file of `max` bytes. */
void tc_embedded_add_object(TcEmbedded *embedded, TcFolder *folder, gsize max);

/* What Windows' packager made of a file that no program wanted: names, then its bytes. */
void tc_embedded_add_packaged(TcEmbedded *embedded, const guint8 *bytes, gsize len);

/* Office files (`bytes`, a ZIP file) whose own text of `text_len` bytes is next to nothing, and
 * which have large pictures, are scans that someone put into a document: note them as such. */
void tc_embedded_add_scans(TcEmbedded *embedded, const char *bytes, gsize len, gsize text_len);

/* Put the text behind that of `document`, which is taken. Returns it; NULL with `error` set when
 * there is too much, and NULL for NULL. */
TcDocument *tc_embedded_append(TcEmbedded *embedded, TcDocument *document, GError **error);

G_END_DECLS

#endif
