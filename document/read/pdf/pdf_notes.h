/* document/read/pdf/pdf_notes.h - what stands on a page of a PDF without being of its content:
 * stamps, the appearance of signatures, fields of forms, notes. Private to document/. */
#ifndef TC_DOCUMENT_PDF_NOTES_H
#define TC_DOCUMENT_PDF_NOTES_H

#include "document/read/pdf/poppler.h"

G_BEGIN_DECLS

/* Whether there is any but links. */
gboolean tc_pdf_page_has_notes(TcPdfPage *page);

/* A PDF of one page that shows as its content what `page` shows with its notes; NULL when it cannot
 * be drawn or grows beyond some tens of megabytes. Text of fonts that are not in the file may be
 * missing in it: the caller compares. */
GBytes *tc_pdf_page_flatten(TcPdfPage *page);

/* Whether `flat`, the text of such a page, has what notes and fields show on it: where a note has
 * no appearance poppler makes one, in a font that lacks letters of Vietnamese. Some may be shown in
 * another form than they are kept, as numbers are ("232324", "232.324,00"). */
gboolean tc_pdf_page_shows_notes(TcPdfPage *page, const GString *flat);

/* Append, each on a line of its own, the values of fields and the words of notes that `text` does
 * not have already. */
void tc_pdf_page_append_notes(TcPdfPage *page, GString *text);

G_END_DECLS

#endif
