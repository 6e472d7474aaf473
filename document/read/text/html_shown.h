/* document/read/text/html_shown.h - the line that a page of a site shows as its title. Private to
 * the reader of HTML.
 *
 * Portals give each of their pages the site's name as <title>, and the name of the site again, or
 * nothing, as <h1>. The title of what the page is about is in an element that is called a title, or
 * in large bold letters; or in an <h2>, where each box of the page has an <h1>. Links are titles of
 * other pages.
 * Letters are measured in pixels on such pages: what has points is of a word processor, whose
 * letterhead would be taken for one. */
#ifndef TC_DOCUMENT_HTML_SHOWN_H
#define TC_DOCUMENT_HTML_SHOWN_H

#include "document/read/text/html_element.h"

G_BEGIN_DECLS

/* Everything is empty at first. Depths are those of open elements, from 1. */
typedef struct {
    gsize depth; /* of the element that may be the title; 0: none is open */
    gsize link_depth;
    guint rank;
    guint best_rank;
    GString *text;
    char *best; /* tidied */
} TcHtmlShown;

void tc_html_shown_clear(TcHtmlShown *shown);

/* An element starts, and is the `depth`th of those that are open. */
void tc_html_shown_start(TcHtmlShown *shown, gsize depth, const xmlChar *name,
                         const xmlChar **attributes);

/* Text that is shown; or a blank, where a line of it ends. */
void tc_html_shown_text(TcHtmlShown *shown, const char *text, gsize len);

/* The `depth`th of the open elements ends. */
void tc_html_shown_end(TcHtmlShown *shown, gsize depth);

/* The title; NULL without one. `has_boxes`: the page has more than one <h1>. */
const char *tc_html_shown_title(const TcHtmlShown *shown, gboolean has_boxes);

G_END_DECLS

#endif
