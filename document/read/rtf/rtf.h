/* document/read/rtf/rtf.h - Rich Text Format 1.0 to 1.9. Private to document/. */
#ifndef TC_DOCUMENT_RTF_H
#define TC_DOCUMENT_RTF_H

#include "document/read/reader.h"

G_BEGIN_DECLS

/* The reader of TC_FORMAT_RTF. The body in reading order, a line for each paragraph and table
 * row, cells parted by tabs, the results of fields; then headers, footers, notes and comments.
 * Deleted and hidden text is left out. A file that ends early is read as far as it goes; braces
 * nested deeper than TC_RTF_DEPTH_MAX have the state of that depth. */
TcFileReader tc_rtf_read;

#define TC_RTF_DEPTH_MAX 500

G_END_DECLS

#endif
