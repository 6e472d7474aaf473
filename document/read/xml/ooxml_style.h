/* document/read/xml/ooxml_style.h - the styles of a Word document: what its paragraphs look like
 * and which lists they are in, where they do not say so themselves. Private to document/. */
#ifndef TC_DOCUMENT_OOXML_STYLE_H
#define TC_DOCUMENT_OOXML_STYLE_H

#include "document/layout.h"
#include "document/read/xml/package.h"

G_BEGIN_DECLS

/* How many styles a style may be based on, one on the other. */
#define TC_WORD_BASES_MAX 20u

/* What a style says itself; -1 for nothing. */
typedef struct {
    char *base;          /* what it is based on; NULL for nothing */
    int instance, level; /* of the list that it is in */
    int size;            /* half points */
    gint8 is_bold, is_centred;
    gint8 is_hidden; /* its text is not shown */
    gboolean is_heading;
} TcWordStyle;

typedef struct TcWordStyles TcWordStyles;

/* What the part that `relations` of the main part name says. Never NULL: a part that is damaged or
 * not there says nothing. */
TcWordStyles *tc_word_styles_new(const TcPackage *package, const GPtrArray *relations);
void tc_word_styles_free(TcWordStyles *styles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcWordStyles, tc_word_styles_free)

/* The style `id`; NULL when there is none. Borrowed. */
const TcWordStyle *tc_word_styles_get(const TcWordStyles *styles, const char *id);

/* How a paragraph in the style `id`, NULL for the usual one, looks. */
TcLook tc_word_styles_look(const TcWordStyles *styles, const char *id);

/* Whether text in the style `id`, NULL for the usual one of paragraphs, is hidden: 1, 0, or -1
 * where neither it says so nor those that it is based on. */
int tc_word_styles_hides(const TcWordStyles *styles, const char *id);

/* The number in an attribute; -1 when there is none. */
int tc_word_attribute_number(const TcXml *xml, const char *name);

/* Whether the element, which is one that switches something, switches it on. */
gboolean tc_word_is_switched_on(const TcXml *xml);

G_END_DECLS

#endif
