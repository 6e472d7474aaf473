/* document/read/odf/odf_list.h - what the styles of OpenDocument say: the numbers before
 * paragraphs, and how these look. Private to document/.
 *
 * Paragraphs in lists are counted by the style of the list, headings outside of lists by the style
 * of the outline. The reader tells where it is; a list within a text box or note is one of its own.
 */
#ifndef TC_DOCUMENT_ODF_LIST_H
#define TC_DOCUMENT_ODF_LIST_H

#include "document/layout.h"
#include "document/read/list_number.h"
#include "document/read/xml/package.h"

G_BEGIN_DECLS

typedef struct TcOdfLists TcOdfLists;

/* The styles of `content`, and those of `styles` (NULL for none) that it does not have itself; both
 * are members, and damaged ones have none. */
TcOdfLists *tc_odf_lists_new(const TcPackage *package, const char *styles, const char *content);
void tc_odf_lists_free(TcOdfLists *lists);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcOdfLists, tc_odf_lists_free)

/* Where in lists the text is. All zeros is outside. */
typedef struct {
    guint depth;                             /* open lists */
    gboolean is_item;                        /* the next paragraph is the first of an item */
    const char *style_names[TC_LIST_LEVELS]; /* of the open lists, NULL for what the paragraph's
                                              * own says; owned by the lists */
    const char *item_style; /* the one that the open item has instead; NULL for none */
    TcListCount *count;     /* of the outermost list */
} TcOdfListPlace;

/* An element of the namespace of text starts or ends; what is no list changes nothing. */
void tc_odf_lists_start(TcOdfLists *lists, TcOdfListPlace *place, const TcXml *xml,
                        const char *name);
void tc_odf_lists_end(TcOdfListPlace *place, const char *name);

/* The paragraph or heading (`is_heading`) that starts: append what stands before its text, with the
 * space behind it. */
void tc_odf_lists_label(TcOdfLists *lists, TcOdfListPlace *place, const TcXml *xml,
                        gboolean is_heading, GString *out);

/* How the paragraph or heading that starts looks. */
TcLook tc_odf_lists_look(const TcOdfLists *lists, const TcXml *xml);

/* How the words of the span that starts look, in a paragraph that looks so. */
TcLook tc_odf_lists_span_look(const TcOdfLists *lists, const TcXml *xml, TcLook paragraph);

G_END_DECLS

#endif
