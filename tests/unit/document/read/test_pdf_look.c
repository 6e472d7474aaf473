#include "document/read/pdf/pdf_look.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

/* One line of a page, and what became of it in the text. */
static const struct {
    const char *page, *text;
    gboolean is_same;
} rows[] = {
    {"Vườn ươm cây giống", "Vườn ươm cây giống", TRUE},
    {"Vườn ươm cây giống", "Vườn ươm", FALSE},
    {"Số 12", "Số 13", FALSE},
    /* letters of an old font, which were put in order */
    {"V\u00ADên \u00AD¬m c©y gièng", "Vườn ươm cây giống", TRUE},
    /* a font that shows small letters as capitals */
    {"§Ò ¸n trång rõng", "ĐỀ ÁN TRỒNG RỪNG", TRUE},
    {"§Ò ¸n trång rõng", "ĐỀ ÁN TRỒNG 1 RỪNG", FALSE},
};

EACH_ROW(pdf_look, lines_are_found_again, rows)
ROW_TEST(size_t *row, pdf_look, lines_are_found_again)
{
    const TcPdfLine line = {.end = strlen(rows[*row].page), .look = {.size = 40}};
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(TcPdfLine));
    g_autoptr(TcLayout) layout = tc_layout_new();
    TcLook look = {.size = 0};

    g_array_append_val(lines, line);
    tc_pdf_lines_note(lines, rows[*row].page, rows[*row].text, rows[*row].text, layout);
    const gboolean is_same = tc_layout_line(layout, 0, &look) && look.size == 40;
    cr_expect(is_same == rows[*row].is_same, "%s: %s", rows[*row].page, rows[*row].text);
}
