/* document/read/xml/ooxml_numbering.h - the numbers that Word puts before paragraphs. Private to
 * document/.
 *
 * The part "numbering" has the lists and their instances, which share the count of their list. A
 * paragraph names an instance and a level, or its style does. */
#ifndef TC_DOCUMENT_OOXML_NUMBERING_H
#define TC_DOCUMENT_OOXML_NUMBERING_H

#include "document/read/xml/ooxml_style.h"

G_BEGIN_DECLS

typedef struct TcNumbering TcNumbering;

/* What the part that `relations` of the main part name says; `styles` must live as long. Never
 * NULL: a part that is damaged or not there says nothing. */
TcNumbering *tc_numbering_new(const TcPackage *package, const GPtrArray *relations,
                              const TcWordStyles *styles);
void tc_numbering_free(TcNumbering *numbering);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcNumbering, tc_numbering_free)

/* Count a paragraph and append to `out` what stands before its text, with the space behind it.
 * `style` is its style's id, NULL for none; `instance` and `level` are what it says itself, -1 for
 * nothing. */
void tc_numbering_next(TcNumbering *numbering, const char *style, int instance, int level,
                       GString *out);

G_END_DECLS

#endif
