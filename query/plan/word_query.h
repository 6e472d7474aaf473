/* query/plan/word_query.h - what the index is asked for one word: its spellings, which weigh as
 * one.
 *
 * All return NULL and set `error` when the binding to Xapian fails. */
#ifndef TC_QUERY_WORD_QUERY_H
#define TC_QUERY_WORD_QUERY_H

#include "query/words/words.h"

G_BEGIN_DECLS

/* A term, or the SYNONYM of the spellings. */
TcXQuery *tc_word_query(const TcWord *word, GError **error);

/* The same after restoration (query/rank/restore.h): 0.4 SYNONYM + 0.6 sum of posterior^2 term, for
 * posteriors over 0.05 (docs/ranking.md, open words). */
TcXQuery *tc_restored_query(const TcWord *word, GError **error);

/* As OP_PHRASE and OP_NEAR take it: a term, or an OR of terms; no weights. `is_unmarked`: as it
 * stands in documents without marks, where the bare form is all there is; in others it is another
 * word. */
TcXQuery *tc_word_leaf(const TcWord *word, gboolean is_unmarked, GError **error);

G_END_DECLS

#endif
