/* document/read/odf/odf_names.h - the namespaces of OpenDocument. Private to document/. */
#ifndef TC_DOCUMENT_ODF_NAMES_H
#define TC_DOCUMENT_ODF_NAMES_H

#include <glib.h>

G_BEGIN_DECLS

/* Whether `ns` is the namespace `part` ("text", "table") of OpenDocument, or of OpenOffice.org 1,
 * whose elements have the same names. */
gboolean tc_odf_ns_is(const char *ns, const char *part);

G_END_DECLS

#endif
