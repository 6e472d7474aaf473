/* document/read/sheet/biff.h - the records of an Excel workbook before 2007. Private to document/.
 *
 * A workbook is one stream of records: the file itself, or a stream of a compound file (from Excel
 * 5 on). Layout after [MS-XLS] for Excel 97 and later (BIFF8), and after OpenOffice's description
 * of the format for Excel 2 to 4 (BIFF2 to BIFF4, and the workbooks of Excel 4) and for Excel 5 and
 * 95 (BIFF5). */
#ifndef TC_DOCUMENT_BIFF_H
#define TC_DOCUMENT_BIFF_H

#include "document/read/sheet/cells.h"

G_BEGIN_DECLS

typedef enum {
    TC_BIFF_READ,
    TC_BIFF_NO_WORKBOOK, /* or one of a version that is not read */
    TC_BIFF_ENCRYPTED,
} TcBiffResult;

/* Add the cells, comments, text boxes and page headers of the workbook in `len` bytes to `cells`.
 * A stream that is cut gives what it has. `cells` tells whether the text is too large. */
TcBiffResult tc_biff_read(const guint8 *data, gsize len, TcCells *cells);

G_END_DECLS

#endif
