/* document/read/pdf/pdf_look.h - how the lines of the first pages of a PDF look. Private to
 * document/.
 *
 * Lines come and go while pages become one text (running heads, torn words): each is found again by
 * its letters. */
#ifndef TC_DOCUMENT_PDF_LOOK_H
#define TC_DOCUMENT_PDF_LOOK_H

#include "document/layout.h"
#include "document/read/pdf/poppler.h"

G_BEGIN_DECLS

/* A line of a page; `start` and `end` are bytes of the text of the page. */
typedef struct {
    gsize start, end;
    TcLook look;
} TcPdfLine;

static inline TcPdfLine *
tc_pdf_line_at(const GArray *lines, gsize index)
{
    return &g_array_index(lines, TcPdfLine, index);
}

/* The font of a letter. */
typedef struct {
    guint16 size; /* half points */
    gboolean is_bold;
} TcPdfFont;

/* The fonts of the first `count` letters of `area`, as poppler gives its text; NULL when they
 * cannot be had. Free with g_free(). */
TcPdfFont *tc_pdf_fonts(TcPdfPage *page, PopplerRectangle *area, gsize count);

/* Note for `text` how the lines behind `from`, a place in it, look that are found among `lines` of
 * `page`. Returns where the next page may begin. */
const char *tc_pdf_lines_note(const GArray *lines, const char *page, const char *text,
                              const char *from, TcLayout *layout);

G_END_DECLS

#endif
