/* document/ocr/ocr.h - the text of scans, recognised page by page.
 *
 * A page takes seconds, so pages are what is read in parallel, kept, and not read again. The
 * readers of document.h say which files need it: TC_DOCUMENT_ERROR_NEEDS_OCR, or a scan_count.
 *
 * Pages are those of a PDF file or of a picture. Of any other file that has scans in it (a mail,
 * what was packed with gzip) the first page is its own text, and the pages of the scans follow. */
#ifndef TC_DOCUMENT_OCR_H
#define TC_DOCUMENT_OCR_H

#include "document/sandbox/sandbox.h"

G_BEGIN_DECLS

/* A sandbox whose worker recognises; tesseract is loaded when it is first used. Its limits are
 * wider than those of other readers. To read a page call tc_sandbox_read() with `page` of the
 * limits set, from 1 on. What comes back:
 *   text        of that page, with TC_OCR_DOUBT (module.h); "" when there is none on it; a page of
 * a PDF that has a text layer worth having gives that ocr         TRUE when it was recognised
 *   confidence  of the recognised words, their mean: 0..1
 *   encoding    the name and version of the engine
 * and nothing else. Page 0 gives only `page_count`, 0 for a file without pages, and `encoding`. */
TcSandbox *tc_ocr_sandbox_new(GError **error);

/* Load tesseract and see whether it works. Returns its name and version, "tesseract 5.3.0 vie", or
 * NULL and TC_DOCUMENT_ERROR_UNSUPPORTED with what is missing. Free with g_free(). */
char *tc_ocr_engine(TcSandbox *sandbox, GError **error);

G_END_DECLS

#endif
