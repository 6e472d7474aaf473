/* document/read/sheet/cell_format.h - the number of a cell as the cell shows it. Private to
 * document/.
 *
 * A cell holds a number; its format makes a date, a percentage or an amount of it, and that is what
 * people see and search. Formats are those of Excel ("dd/mm/yyyy", "#,##0.00;(#,##0.00)"), with its
 * numbers for the built-in ones. What depends on the user's country is shown as in Vietnam: a comma
 * before decimals, dots between thousands, the day before the month. */
#ifndef TC_DOCUMENT_CELL_FORMAT_H
#define TC_DOCUMENT_CELL_FORMAT_H

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of a format that are looked at; Excel takes 255 characters. */
#define TC_CELL_FORMAT_MAX 1024u

/* The format of this number, NULL for "General" and for numbers that are not built in. */
const char *tc_cell_builtin_format(guint number);

/* Append `number` in `format` (UTF-8, NULL for "General"). Days are counted from 1900 as Excel
 * does, its 29 February 1900 included, or from 1904. What the format cannot show is shown as a
 * number. */
void tc_cell_number_append(GString *out, const char *format, double number, gboolean is_1904);

/* The number that Excel packed into 30 bits and two flags: the upper bits of a double, or whole;
 * maybe hundredths. */
double tc_cell_rk(guint32 bits);

/* The number of days of a date in the form of ISO 8601, "2021-03-15T08:30:00", counted from 1900.
 * FALSE when it is none. */
gboolean tc_cell_parse_date(const char *text, double *number);

/* The formats of a workbook: cells have a style, styles the number of a format. */
typedef struct {
    GHashTable *codes; /* number -> format */
    GArray *styles;    /* the number of the format of each, guint32 */
    gboolean is_1904;  /* days are counted from 1904 */
} TcCellFormats;
void tc_cell_formats_init(TcCellFormats *formats);
void tc_cell_formats_clear(TcCellFormats *formats);

/* The format that has this number; a later one counts. */
void tc_cell_formats_add(TcCellFormats *formats, guint32 number, const char *format);

/* The next style has the format of this number. */
void tc_cell_formats_add_style(TcCellFormats *formats, guint32 number);

/* Another sheet has styles of its own, numbered from 0 again. */
void tc_cell_formats_clear_styles(TcCellFormats *formats);

/* Append the number of a cell of this style, from 0, as it shows it. */
void tc_cell_formats_show(const TcCellFormats *formats, guint32 style, double number, GString *out);

G_END_DECLS

#endif
