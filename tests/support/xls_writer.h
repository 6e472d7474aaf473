/* tests/support/xls_writer.h - make workbooks of Excel 2 to 2003, record by record.
 *
 * What is made is the stream "Workbook" (or "Book") of a compound file, see ole_writer.h; before
 * Excel 5, and of programs that write no compound file, it is the file. Written
 * from the description of the format, independent of the reader: only what its tests need is there.
 */
#ifndef TC_TESTS_SUPPORT_XLS_WRITER_H
#define TC_TESTS_SUPPORT_XLS_WRITER_H

#include <glib.h>

G_BEGIN_DECLS

/* Begin a record of BIFF. Its data follow, and tc_xls_end_record() is told what this returns. */
guint tc_xls_begin_record(GByteArray *out, guint16 type);
void tc_xls_end_record(GByteArray *out, guint start);

/* Begin and end a part: `version` is 0x0500 or 0x0600, `kind` 0x0005 for what all sheets share,
 * 0x0010 for a sheet, 0x0020 for a chart. */
void tc_xls_begin(GByteArray *out, guint16 version, guint16 kind);
void tc_xls_end(GByteArray *out);

/* Begin a sheet of Excel 2, 3 or 4 (`excel`); `kind` may also be 0x0100, what all sheets of a
 * workbook of Excel 4 share. */
void tc_xls_begin_old(GByteArray *out, guint excel, guint16 kind);

/* The bytes of a string, without its zero. */
void tc_xls_add_bytes(GByteArray *out, const char *bytes);
/* Text with its length, in UTF-16. */
void tc_xls_add_wide(GByteArray *out, const char *text);

/* Where a cell is; what it holds follows. */
void tc_xls_add_cell(GByteArray *out, guint16 row, guint16 column);
/* Whole cells: one of the shared strings by its number, and a number. */
void tc_xls_add_shared(GByteArray *out, guint16 row, guint16 column, guint32 string);
void tc_xls_add_number(GByteArray *out, guint16 row, guint16 column, double number);

/* A workbook of Excel 97: two sheets, the second without text; every kind of cell; shared strings
 * that a record's end parts, between one- and two-byte characters. */
GByteArray *tc_xls_book(void);

G_END_DECLS

#endif
