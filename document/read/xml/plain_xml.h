/* document/read/xml/plain_xml.h - XML of no kind that is known. Private to document/. */
#ifndef TC_DOCUMENT_PLAIN_XML_H
#define TC_DOCUMENT_PLAIN_XML_H

#include "document/read/reader.h"

G_BEGIN_DECLS

/* The reader of TC_FORMAT_XML: the text between the tags, a line for each element that does not
 * stand within a text. Names of elements and attributes are no words of a document. A damaged file
 * gives what can be told from its tags. */
TcFileReader tc_plain_xml_read;

G_END_DECLS

#endif
