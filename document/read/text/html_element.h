/* document/read/text/html_element.h - what an element of HTML does to the text, by its name and
 * attributes. Private to the reader of HTML; attributes are libxml2's names and values by turns. */
#ifndef TC_DOCUMENT_HTML_ELEMENT_H
#define TC_DOCUMENT_HTML_ELEMENT_H

#include <glib.h>
#include <libxml/xmlstring.h>

G_BEGIN_DECLS

typedef enum {
    TC_HTML_INLINE,
    TC_HTML_APART, /* stands in a line, parted from what is beside it: a button, a picture */
    TC_HTML_BLOCK,
    TC_HTML_BREAK,       /* br, hr: ends a line, has no content */
    TC_HTML_OPPORTUNITY, /* wbr: a line may end there */
    TC_HTML_ROW,
    TC_HTML_CELL,
    TC_HTML_HIDDEN,      /* its content is no text for a reader */
    TC_HTML_DELETED,     /* the same, in the middle of a line */
    TC_HTML_BOILERPLATE, /* its content belongs to the site, not to the page */
    TC_HTML_TITLE,
    TC_HTML_H1,
    TC_HTML_PRE,
} TcHtmlKind;

/* What an element is by its name or, if that says nothing, by its style. `attributes` may be NULL.
 */
TcHtmlKind tc_html_kind(const xmlChar *name, const xmlChar **attributes);

/* Whether an element declares itself navigation, a row of tabs, or the site's footer. */
gboolean tc_html_has_boilerplate_role(const xmlChar **attributes);

/* Whether an element stands beside an article: a menu, links to other articles, comments. */
gboolean tc_html_is_aside(TcHtmlKind kind, const xmlChar **attributes);

/* Text that Word hides. What pages hide until someone clicks is text all the same. */
gboolean tc_html_is_hidden_by_word(const xmlChar **attributes);

/* The mark of a note: LibreOffice writes no space between it and the text. */
gboolean tc_html_is_mark_of_note(const xmlChar **attributes);

/* Whether an element is called a label ("ant-descriptions-item-label"): pages part it from its
 * value by how they are laid out. */
gboolean tc_html_is_label(const xmlChar **attributes);

G_END_DECLS

#endif
