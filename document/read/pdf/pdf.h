/* document/read/pdf/pdf.h - PDF. Private to document/.
 *
 * Most PDF files of an archive are scans. What their text layers hold, if they have any, is a
 * watermark, the note of an electronic signature, or what a scanner without Vietnamese made of it:
 * to index that would hide that the document was not read. */
#ifndef TC_DOCUMENT_PDF_H
#define TC_DOCUMENT_PDF_H

#include "document/read/reader.h"

G_BEGIN_DECLS

/* The reader of TC_FORMAT_PDF. The text page by page in reading order, columns one after the
 * other, an empty line between pages; words parted at the end of a line are joined. Text layers in
 * TCVN3 or VNI are repaired.
 *
 * A page is a scan when a picture covers half of it and the text on it is short, or has accents on
 * fewer than a fifth of its words. Scans among other pages are left out, but for what may be the
 * caption of a picture. Fails with
 * TC_DOCUMENT_ERROR_NEEDS_OCR when there are scans and no page of Vietnamese text, with ENCRYPTED
 * when it opens only with a password. */
TcFileReader tc_pdf_read;

/* How many pages of a file are looked at, at most all; 0 when it cannot be read. */
guint tc_pdf_page_count(const char *bytes, gsize len);

/* Read a small file, so that what poppler loads on first use is there before the sandbox closes. */
void tc_pdf_prepare(void);

G_END_DECLS

#endif
