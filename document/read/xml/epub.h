/* document/read/xml/epub.h - electronic books. Private to document/. */
#ifndef TC_DOCUMENT_EPUB_H
#define TC_DOCUMENT_EPUB_H

#include "document/read/reader.h"

G_BEGIN_DECLS

/* The reader of TC_FORMAT_EPUB: the chapters in the order of the book, each as the HTML page
 * that it is, and the title of the book. One that only its shop's program opens is ENCRYPTED. */
TcFileReader tc_epub_read;

G_END_DECLS

#endif
