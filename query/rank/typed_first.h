/* query/rank/typed_first.h - what was typed stands before what only another name was found for. */
#ifndef TC_QUERY_TYPED_FIRST_H
#define TC_QUERY_TYPED_FIRST_H

#include "query/rank/rank.h"

G_BEGIN_DECLS

/* Where words of the query have aliases: raise the documents that have all that was typed, those
 * words one after another, by what it takes to stand before each that has only an alias of them;
 * where such words are half of the query or more, those that have an alias and all the rest are
 * about the topic, too, and stand before what has neither, and so do those that have the names in
 * other spellings; those that have a name or an alias and not all the rest stand before what has
 * neither and says no more of the query. Where all of the query stands in quotes, what has it in
 * just these letters stands before what has it in others. `ranked` (of TcRanked) is put in order
 * again. */
void tc_rank_typed_first(const TcPool *pool, const TcWords *words, GArray *ranked);

/* The same for the documents that are none of `others` (set of document numbers), as those have
 * only another name for the value of a field. */
void tc_rank_own_first(GHashTable *others, GArray *ranked);

G_END_DECLS

#endif
