/* document/relation/relation.h - what the text of a document says that it does to others.
 *
 *     Căn cứ Luật Đất đai ngày 29 tháng 11 năm 2013;                          based on
 *     Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.              promulgates
 *     Điều 2. Quyết định này thay thế Quyết định số 12/2010/QĐ-UBND ...       replaces
 *
 * Only what the document says of itself counts: "Nghị định số 12 đã được sửa đổi bởi Nghị định số
 * 13" is about others. Nothing is taken from annexes, forms, quotations and drafts, and nothing is
 * guessed: a false "replaced" is worse than none. */
#ifndef TC_DOCUMENT_RELATION_H
#define TC_DOCUMENT_RELATION_H

#include "document/document.h"

G_BEGIN_DECLS

/* Fill in `relations` of `document`, whose header was read, where it is NULL, from its text
 * (UTF-8). */
void tc_relations_extract(const char *text, gsize len, TcDocument *document);

G_END_DECLS

#endif
