/* document/detect/html_kind.h - whether a text is HTML. Private to document/detect/. */
#ifndef TC_DOCUMENT_HTML_KIND_H
#define TC_DOCUMENT_HTML_KIND_H

#include <glib.h>

G_BEGIN_DECLS

/* Whether a text begins as a whole page does, not as a piece of one: "<!doctype html>", "<html>",
 * "<head>" or "<body>", behind comments. Markdown may begin with any other element. */
gboolean tc_begins_html_page(const char *text, gsize len);

/* Whether a text begins with an element of a page, or is made of HTML tags for a good part; of what
 * is called HTML (`is_called_so`) a few suffice. */
gboolean tc_looks_like_html(const char *text, gsize len, gboolean is_called_so);

G_END_DECLS

#endif
