/* document/read/sheet/cells.h - the text of a workbook, cell by cell. Private to document/.
 *
 * What the readers of all kinds of spreadsheets do with what they find: a line for each row, cells
 * parted by tabs, the name of a sheet before its first text. */
#ifndef TC_DOCUMENT_CELLS_H
#define TC_DOCUMENT_CELLS_H

#include "document/document.h"
#include "document/read/sheet/cell_format.h"
#include "document/read/xml/package.h"

G_BEGIN_DECLS

typedef struct {
    const TcReadLimits *limits;
    TcFlow flow;
    GPtrArray *strings; /* those that cells share: char * */
    TcCellFormats formats;
    char *sheet_name; /* to be written before the first text of the sheet; then NULL */
    GString *shown;   /* room to work in */
    gboolean is_too_large;
} TcCells;

void tc_cells_init(TcCells *cells, const TcReadLimits *limits);
void tc_cells_clear(TcCells *cells);

/* The sheet whose cells follow; NULL when it has no name. */
void tc_cells_start_sheet(TcCells *cells, const char *name);

/* A cell of the row that is open, its lines joined by spaces; one without text is nothing. */
void tc_cells_add_text(TcCells *cells, const char *text);
void tc_cells_add_shared(TcCells *cells, guint64 index);
void tc_cells_add_number(TcCells *cells, guint32 style, double number);
void tc_cells_end_row(TcCells *cells);

/* Text on a line of its own: of a comment, or of a box. */
void tc_cells_add_line(TcCells *cells, const char *text);

/* A header or footer of the pages, with the signs that format it. */
void tc_cells_add_header(TcCells *cells, const char *header);

G_END_DECLS

#endif
