/* indexer/postings/definitions.h - abbreviations that a text defines itself, as terms without
 * position.
 *
 * "kinh tế - xã hội (KT-XH)" gives a term for the look-up of KT-XH and one for that of kinh tế xã
 * hội (store/schema.h). As terms they come and go with the documents that say so, are counted by
 * them, and join with shards. */
#ifndef TC_INDEXER_DEFINITIONS_H
#define TC_INDEXER_DEFINITIONS_H

#include "store/writer.h"
#include "text/analyzer.h"

G_BEGIN_DECLS

/* Distinct terms taken from one text at most. */
#define TC_DEFINITIONS_MAX 500

/* Append to `items` (TcPosting), each once, the terms TC_TERM_DEFINED and TC_TERM_EXPANDED of what
 * `text` defines by initials, and TC_TERM_NAMED of names of three words or more; shorter ones ("gọi
 * chung là cán bộ") are left out, as they mean something else in every
 * document. `scratch` is overwritten; the terms live in `terms`. */
void tc_definitions_add(const TcAnalyzer *analyzer, TcTokens *scratch, const char *text, gsize len,
                        GStringChunk *terms, GArray *items);

G_END_DECLS

#endif
