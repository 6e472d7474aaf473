/* document/read/ole/xls.h - Excel workbooks before 2007. Private to document/. */
#ifndef TC_DOCUMENT_XLS_H
#define TC_DOCUMENT_XLS_H

#include "document/read/ole/ole.h"
#include "document/read/reader.h"

G_BEGIN_DECLS

/* The reader of TC_FORMAT_XLS: as tc_xlsx_read() does, of each sheet with text its name, a line
 * for each row with the cells parted by tabs, numbers as they are stored, comments and text boxes,
 * and at last what is embedded.
 * The records are read by sheet/biff.h. */
TcFileReader tc_xls_read;

/* The same for a folder of a compound file of `len` bytes. */
TcDocument *tc_xls_read_folder(TcFolder *folder, gsize len, const TcReadLimits *limits,
                               GError **error);

G_END_DECLS

#endif
