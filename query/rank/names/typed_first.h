/* query/rank/names/typed_first.h - what was typed stands before what only another name was found
 * for.
 *
 * Scores do not know that "sổ đỏ" is one thing and that a document which has another name for it
 * says it, where one with a red book in it does not. So documents are told by what they say of the
 * names of the query (query/rank/names/naming.h), and each that must stand before others is lifted
 * to right above the best of these; those that are lifted keep their order. With all of the query
 * and the names as typed a document stands before those that have aliases. Where names are half of
 * the query or more it also stands before those that lack a name, and so does one with an alias for
 * it that says no less and all of the rest; one that has a name and lacks some of the rest stands
 * before those that have no name and say no more. Where names are few of the words, a document with
 * all of them, or with an alias of a name that nobody says, stands before those that lack the name
 * and say no more. Where all of the query stands in quotes, what has it in just these letters
 * stands before what has it in others. */
#ifndef TC_QUERY_TYPED_FIRST_H
#define TC_QUERY_TYPED_FIRST_H

#include "query/rank/names/naming.h"
#include "query/rank/rank.h"

G_BEGIN_DECLS

/* Put `ranked` (of TcRanked, all documents of the pool of `namings`) in that order, and note what
 * is about the topic since it has the names. May be asked again after scores became exact or what
 * is about the topic was told anew: what it added before is taken back. */
void tc_rank_typed_first(const TcNamings *namings, GArray *ranked);

/* Take back what that added to scores. */
void tc_rank_take_back(GArray *ranked);

/* The same order for the documents that are none of `others` (set of document numbers), as those
 * have only another name for the value of a field: they stand behind, also when the query is the
 * name of one of them. */
void tc_rank_own_first(GHashTable *others, GArray *ranked);

G_END_DECLS

#endif
