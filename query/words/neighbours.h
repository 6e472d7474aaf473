/* query/words/neighbours.h - what the index knows of the neighbouring words of a query.
 *
 * Documents that repeat two syllables side by side are counted by terms of their own
 * (TC_TERM_PAIR), over all shards. Which spellings of "tieu hanh" stand together is one scan of
 * such terms, before any document is looked at. */
#ifndef TC_QUERY_NEIGHBOURS_H
#define TC_QUERY_NEIGHBOURS_H

#include "query/words/words.h"

G_BEGIN_DECLS

typedef struct TcNeighbours TcNeighbours;

/* Look up each word of the sequence with the one before it, where either is open. `words` must be
 * resolved, and outlive the result. */
TcNeighbours *tc_neighbours_new(TcReader *reader, const TcWords *words, GError **error);
void tc_neighbours_free(TcNeighbours *neighbours);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcNeighbours, tc_neighbours_free)

/* Documents that repeat the i-th word of the sequence in its spelling `b` right after the one
 * before it in its spelling `a`; 0 where it was not looked up. Spellings that words have lost
 * since, at the end of their lists, do no harm. */
guint32 tc_neighbours_count(const TcNeighbours *neighbours, guint i, guint a, guint b);

G_END_DECLS

#endif
