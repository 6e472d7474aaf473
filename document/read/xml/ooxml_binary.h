/* document/read/xml/ooxml_binary.h - Excel's binary workbooks (.xlsb). Private to document/.
 *
 * The package of an xlsx file, but its parts are records instead of XML. After [MS-XLSB]. */
#ifndef TC_DOCUMENT_OOXML_BINARY_H
#define TC_DOCUMENT_OOXML_BINARY_H

#include "document/read/embedded.h"
#include "document/read/sheet/cells.h"

G_BEGIN_DECLS

/* Read the workbook whose main part is `main_part` into `cells`, and what is embedded in its sheets
 * into `embedded`. FALSE with DAMAGED or TOO_LARGE. */
gboolean tc_ooxml_read_binary(const TcPackage *package, const char *main_part, TcCells *cells,
                              TcEmbedded *embedded, GError **error);

G_END_DECLS

#endif
