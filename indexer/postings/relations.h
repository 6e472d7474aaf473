/* indexer/postings/relations.h - what a document says that it does to others, as terms without
 * position: TC_TERM_RELATION + the letter of the kind + the key of the other document, and its own
 * keys behind TC_RELATION_OWN. See text/relation/relation.h. */
#ifndef TC_INDEXER_RELATIONS_H
#define TC_INDEXER_RELATIONS_H

#include "document/document.h"
#include "store/writer.h"

G_BEGIN_DECLS

/* Append the terms to `items` (TcPosting), each once. They live in `terms`. */
void tc_relation_terms_add(const TcDocument *document, GStringChunk *terms, GArray *items);

G_END_DECLS

#endif
