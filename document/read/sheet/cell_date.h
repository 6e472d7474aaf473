/* document/read/sheet/cell_date.h - a number of a cell as a date or a time. Private to sheet/. */
#ifndef TC_DOCUMENT_CELL_DATE_H
#define TC_DOCUMENT_CELL_DATE_H

#include "document/read/sheet/cell_token.h"

G_BEGIN_DECLS

typedef struct {
    gboolean is_date, is_half_day, is_english, has_fraction;
} TcDateParts;

/* What of a date a section of a format shows. */
TcDateParts tc_cell_date_find(TcFormatPart section);

/* Append `number` as the section shows it; FALSE when it is no day that can be shown. Days are
 * counted from 1900, or from 1904. */
gboolean tc_cell_date_append(GString *out, TcFormatPart section, TcDateParts parts, double number,
                             gboolean is_1904);

G_END_DECLS

#endif
