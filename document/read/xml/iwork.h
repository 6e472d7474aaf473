/* document/read/xml/iwork.h - Pages, Numbers and Keynote of Apple. Private to document/. */
#ifndef TC_DOCUMENT_IWORK_H
#define TC_DOCUMENT_IWORK_H

#include "document/read/reader.h"

G_BEGIN_DECLS

/* The reader of TC_FORMAT_IWORK: those of iWork '09, which are XML. A line for each paragraph
 * and each text of a cell. Later ones are UNSUPPORTED, those with a password ENCRYPTED. */
TcFileReader tc_iwork_read;

G_END_DECLS

#endif
