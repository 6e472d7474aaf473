/* document/read/text/html.h - HTML pages. Private to document/. */
#ifndef TC_DOCUMENT_HTML_H
#define TC_DOCUMENT_HTML_H

#include "document/read/reader.h"

G_BEGIN_DECLS

/* The reader of TC_FORMAT_HTML. The text of the body in reading order: a line for each block and
 * table row, cells parted by tabs. Scripts and styles are left out, and so are navigation and page
 * footer unless there is nothing else. The title is that of the head, else the first h1.
 *
 * The page is never built in memory as a tree, so that depth costs nothing, and the parser is told
 * to fetch nothing. */
TcFileReader tc_html_read;

/* The encoding that the start of a page names, in a meta element or an XML declaration; NULL when
 * it does not. Free with g_free(). */
char *tc_html_declared_charset(const char *bytes, gsize len);

/* Set up the parser's tables before the sandbox closes. */
void tc_html_prepare(void);

G_END_DECLS

#endif
