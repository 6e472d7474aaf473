/* document/read/pdf/pdf_drawn.h - whether the words of a page can be seen on it. Private to
 * document/.
 *
 * What a scanner recognised lies on its picture without colour, or below it: whoever looks at the
 * page sees the picture. What a program set on a picture (a slide, a cover) is drawn after it. */
#ifndef TC_DOCUMENT_PDF_DRAWN_H
#define TC_DOCUMENT_PDF_DRAWN_H

#include "document/read/pdf/poppler.h"

G_BEGIN_DECLS

/* Whether most of what a page writes, which is so many words, is drawn in a colour and after a
 * picture or ground. The page is drawn for that, small, but its pictures are decoded whole. */
gboolean tc_pdf_page_draws_words(TcPdfPage *page, gsize words);

G_END_DECLS

#endif
