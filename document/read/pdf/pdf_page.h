/* document/read/pdf/pdf_page.h - one page of a PDF: its text, what kind of page it is, its picture.
 * Private to document/. */
#ifndef TC_DOCUMENT_PDF_PAGE_H
#define TC_DOCUMENT_PDF_PAGE_H

#include "document/document.h"
#include "document/read/pdf/pdf_look.h"
#include "document/read/pdf/poppler.h"

G_BEGIN_DECLS

/* Pages that are looked at; damaged files claim millions. */
#define TC_PDF_PAGES_MAX   100000
/* Pages in a row that are not there, after which none is expected. */
#define TC_PDF_MISSING_MAX 1000

typedef enum {
    TC_PAGE_EMPTY,
    TC_PAGE_SCAN,    /* a picture, without text or with text that is not worth having */
    TC_PAGE_TEXT,    /* Vietnamese */
    TC_PAGE_FOREIGN, /* text in another language, or figures */
    TC_PAGE_SCANT,   /* the same, but a few words only */
    TC_PAGE_KIND_COUNT
} TcPageKind;

/* Open a PDF. `bytes` are borrowed as long as it lives. Fails with TC_DOCUMENT_ERROR: ENCRYPTED,
 * DAMAGED. */
TcPdf *tc_pdf_open(const char *bytes, gsize len, GError **error);

/* What the fonts of a page say, with its stamps, fields and notes, valid UTF-8. Old encodings are
 * not repaired. `lines` gets a TcPdfLine for each that is set by itself, in this order; NULL: they
 * are not asked for. Free with g_string_free(). */
GString *tc_pdf_page_text(TcPdfPage *page, GArray *lines);

/* `text` is that of the page, repaired. What nothing else tells is told by drawing the page;
 * `*drawings` counts down how many more may be drawn in vain. */
TcPageKind tc_pdf_page_kind(TcPdfPage *page, const GString *text, guint *drawings);

/* Whether the few words of a TC_PAGE_SCAN may say what the picture shows, where other pages of the
 * document have text: the page may be a picture in it. `is_foreign`: they need not look like
 * words, as a document in another language has captions in that. */
gboolean tc_pdf_is_caption(const GString *text, gboolean is_foreign);

/* Whether the pictures of a page are too coarse for letters: a cover, or a coloured ground. They
 * are decoded for that. */
gboolean tc_pdf_page_is_coarse(TcPdfPage *page);

/* A picture in shades of grey: `height` rows of `width` bytes, 0 black, 255 white. */
typedef struct {
    guint8 *pixels; /* owned: g_free() */
    guint width;
    guint height;
    guint dpi; /* dots per inch */
} TcPicture;

/* Draw a page on white at 300 dots per inch, or fewer where it would have more than
 * TC_PICTURE_PIXELS_MAX. Fails with TC_DOCUMENT_ERROR: TOO_LARGE when it would be too coarse to
 * read then, DAMAGED. */
#define TC_PICTURE_PIXELS_MAX ((gsize)16 << 20)
gboolean tc_pdf_page_draw(TcPdfPage *page, TcPicture *picture, GError **error);

G_END_DECLS

#endif
