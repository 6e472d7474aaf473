/* document/read/odf/odf.h - OpenDocument text, presentations and sheets. Private to document/.
 *
 * OASIS OpenDocument 1.0 to 1.3, as packages and as single XML files. */
#ifndef TC_DOCUMENT_ODF_H
#define TC_DOCUMENT_ODF_H

#include "document/read/reader.h"

G_BEGIN_DECLS

/* The reader of TC_FORMAT_ODT, ODP and ODS. A line for each paragraph and table row, cells
 * parted by tabs and never repeated, automatic numbers; then text boxes within paragraphs, notes,
 * comments, and of a text its headers and footers, and embedded documents. The notes of a slide
 * follow it, a sheet begins with its name. Tracked deletions and hidden text are left out. */
TcFileReader tc_odf_read;

G_END_DECLS

#endif
