/* document/read/xml/iwork.h - Pages, Numbers and Keynote of Apple. Private to document/. */
#ifndef TC_DOCUMENT_IWORK_H
#define TC_DOCUMENT_IWORK_H

#include "document/document.h"

G_BEGIN_DECLS

/* A TcReadFunc for TC_FORMAT_IWORK: those of iWork '09, which are XML. A line for each paragraph
 * and each text of a cell. Later ones are UNSUPPORTED, those with a password ENCRYPTED. */
TcDocument *tc_iwork_read(const char *bytes, gsize len, const char *name,
                          const TcReadLimits *limits, GError **error);

G_END_DECLS

#endif
