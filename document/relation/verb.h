/* document/relation/verb.h - verbs that change or end other documents: "Sửa đổi, bổ sung", "Bãi
 * bỏ". Private to document/relation/. */
#ifndef TC_DOCUMENT_VERB_H
#define TC_DOCUMENT_VERB_H

#include "text/relation/relation.h"

G_BEGIN_DECLS

/* The verb at `p`: its end, and what it does; NULL without one. */
const char *tc_verb_at(const char *p, const char *end, TcRelationKind *kind);

/* The same in two steps, for those who look at each line: which of the first letters of verbs stand
 * at `p` (TC_VERB_BEGINNINGS for none, and most words are left at once), and the verb there. */
#define TC_VERB_BEGINNINGS 8
#define TC_VERB_ARTICLE    6 /* "điều" begins as "đính chính" does */
gsize tc_verb_beginning_at(const char *p, const char *end);
const char *tc_verb_of(gsize beginning, const char *p, const char *end, TcRelationKind *kind);

G_END_DECLS

#endif
