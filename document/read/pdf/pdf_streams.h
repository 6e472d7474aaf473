/* document/read/pdf/pdf_streams.h - whether what a PDF packs can be unpacked. Private to document/.
 *
 * poppler reads on when it cannot, and gives pages without a word. */
#ifndef TC_DOCUMENT_PDF_STREAMS_H
#define TC_DOCUMENT_PDF_STREAMS_H

#include <glib.h>

G_BEGIN_DECLS

/* Whether one of the first streams of a file is damaged. FALSE for one that is encrypted, whose
 * streams are not what they seem. */
gboolean tc_pdf_has_broken_stream(const char *bytes, gsize len);

G_END_DECLS

#endif
