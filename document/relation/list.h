/* document/relation/list.h - a list of documents behind a verb, while it is read. Private to
 * document/relation/.
 *
 *     Bãi bỏ Quyết định số 1 sửa đổi Quyết định số 2; khoản 3 Điều 4 Quyết định số 5
 *            ^ an item                                ^ the next */
#ifndef TC_DOCUMENT_RELATION_LIST_H
#define TC_DOCUMENT_RELATION_LIST_H

#include "document/relation/parts.h"

G_BEGIN_DECLS

/* What was taken of a list so far. */
typedef struct {
    const TcSource *source;
    guint first; /* of its relations */
} TcList;

/* Whether [p, end) tells that a document changes one of the list, by its number or its name: "...
 * sửa đổi, bổ sung Điều 21 Nghị định số 1", "... sửa đổi một số điều của Pháp lệnh A". */
gboolean tc_list_changes(const TcList *list, const char *p, const char *end);

/* Behind a verb that an item of a list begins with, "b) Bãi bỏ toàn bộ Quyết định số 2", which is
 * what `kind` becomes. `p` where there is none. */
const char *tc_list_skip_verb(const char *p, const char *end, TcRelationKind *kind);

/* Where the next item of the list begins, after the citation that ends at `p`, of a document of
 * `type`, of which a part was meant or not. What is done to it is `kind`, unless it has a verb of
 * its own. NULL if there is none. */
const char *tc_list_next(const TcList *list, const char *p, const char *end, const char *type,
                         gboolean is_part, TcRelationKind *kind);

G_END_DECLS

#endif
