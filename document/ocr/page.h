/* document/ocr/page.h - recognising one page, in the worker, and what is made of all of them. */
#ifndef TC_DOCUMENT_OCR_PAGE_H
#define TC_DOCUMENT_OCR_PAGE_H

#include "document/document.h"

G_BEGIN_DECLS

/* Load the module for scans, before the worker is confined; whether that went well is told by
 * tc_ocr_read_page(). */
void tc_ocr_prepare(void);

/* A TcFileReader for one page; see tc_ocr_sandbox_new(). */
TcDocument *tc_ocr_read_page(const char *bytes, gsize len, const char *name,
                             const TcReadLimits *limits, GError **error);

/* Make the document of a file from the texts of its pages, in their order, NULL for a page without
 * text. Its number and its day are those whose digits were read cleanly; pages that were recognised
 * before that was noted give no number. Fails with TC_DOCUMENT_ERROR: EMPTY, TOO_LARGE. */
TcDocument *tc_ocr_document(TcFormat format, const char *const *pages, gsize count,
                            const TcReadLimits *limits, GError **error);

G_END_DECLS

#endif
