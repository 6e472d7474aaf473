/* document/detect/flat_kind.h - which office format a file is that is one XML document. Private to
 * document/. */
#ifndef TC_DOCUMENT_FLAT_KIND_H
#define TC_DOCUMENT_FLAT_KIND_H

#include "document/document.h"

G_BEGIN_DECLS

/* The namespace of a package that is written as one XML file ("Flat OPC"). */
#define TC_FLAT_PACKAGE_NS "http://schemas.microsoft.com/office/2006/xmlPackage"

/* What the first element says, TC_FORMAT_UNKNOWN where it is none of these. `text` is the beginning
 * of a file, in UTF-8, without byte order mark and white space before it. */
TcFormat tc_flat_kind(const char *text, gsize len);

/* Whether it says that it is XML, or its first element does by a namespace. HTML may do so, too. */
gboolean tc_is_xml(const char *text, gsize len);

G_END_DECLS

#endif
