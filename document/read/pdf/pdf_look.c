#include "document/read/pdf/pdf_look.h"

#include <string.h>

/* Lines of the page that may have been left out between two that were not. */
#define LEFT_OUT_MAX 8u
/* Bytes that tell that a line is the same. */
#define SAME_MIN     24u

/* "TimesNewRomanPS-BoldMT", "Arial,Bold" */
static gboolean
is_bold_font(const char *name)
{
    static const char *const marks[] = {"bold", "black", "heavy"};

    g_autofree char *lower = name != NULL ? g_ascii_strdown(name, -1) : NULL;
    for (gsize i = 0; lower != NULL && i < G_N_ELEMENTS(marks); i++)
        if (strstr(lower, marks[i]) != NULL)
            return TRUE;
    return FALSE;
}

TcPdfFont *
tc_pdf_fonts(TcPdfPage *page, PopplerRectangle *area, gsize count)
{
    const TcPoppler *poppler = tc_poppler();
    GList *attributes = poppler->poppler_page_get_text_attributes_for_area(page, area);
    TcPdfFont *fonts = attributes != NULL ? g_new0(TcPdfFont, count) : NULL;

    for (GList *l = attributes; l != NULL; l = l->next) {
        const PopplerTextAttributes *found = l->data;
        const double size = found->font_size * 2 + 0.5;
        const TcPdfFont font = {
            .size = size > 0 && size < G_MAXUINT16 ? (guint16)size : 0,
            .is_bold = is_bold_font(found->font_name),
        };
        for (gsize i = (gsize)MAX(found->start_index, 0);
             i < count && i <= (gsize)MAX(found->end_index, 0); i++)
            fonts[i] = font;
    }
    poppler->poppler_page_free_text_attributes(attributes);
    return fonts;
}

static const char *
skip_blank(const char *p, const char *end)
{
    for (gsize len; p < end && (len = tc_layout_blank_len(p, end)) > 0;)
        p += len;
    return p;
}

/* Whether both show the same letters, or as many of them as tell. Those with marks may differ, as
 * letters of old fonts were put in order in the text; so may capitals, which their fonts made of
 * small letters. */
static gboolean
is_same(const char *a, const char *a_end, const char *b, const char *b_end)
{
    for (gsize same = 0; same < SAME_MIN; same++) {
        a = skip_blank(a, a_end);
        b = skip_blank(b, b_end);
        if (a == a_end || b == b_end)
            return a == a_end && b == b_end;
        const gboolean has_marks = (guchar)*a >= 0x80 || (guchar)*b >= 0x80;
        if (has_marks ? g_ascii_isdigit(*a) || g_ascii_isdigit(*b)
                      : g_ascii_tolower(*a) != g_ascii_tolower(*b))
            return FALSE;
        a = g_utf8_next_char(a);
        b = g_utf8_next_char(b);
    }
    return TRUE;
}

const char *
tc_pdf_lines_note(const GArray *lines, const char *page, const char *text, const char *from,
                  TcLayout *layout)
{
    guint next = 0;
    guint missed = 0;

    for (const char *p = from; *p != '\0' && next < lines->len && missed < LEFT_OUT_MAX;) {
        const char *end = p + strcspn(p, "\n");
        gboolean is_found = FALSE;
        for (guint i = next; i < lines->len && i < next + LEFT_OUT_MAX && !is_found; i++) {
            const TcPdfLine *line = tc_pdf_line_at(lines, i);
            is_found = is_same(p, end, page + line->start, page + line->end);
            if (is_found) {
                tc_layout_note(layout, text, (gsize)(p - text), (gsize)(end - text), &line->look);
                next = i + 1;
            }
        }
        p = *end != '\0' ? end + 1 : end;
        missed = is_found ? 0 : missed + 1;
        from = is_found ? p : from;
    }
    return from;
}
