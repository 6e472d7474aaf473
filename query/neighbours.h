/* query/neighbours.h - what the index knows of the neighbouring words of a query.
 *
 * Documents that repeat two syllables side by side are counted by terms of their own
 * (TC_TERM_PAIR), over all shards. Which spellings of "tieu hanh" stand together is one scan of
 * such terms, before any document is looked at. */
#ifndef TC_QUERY_NEIGHBOURS_H
#define TC_QUERY_NEIGHBOURS_H

#include "query/words.h"

G_BEGIN_DECLS

typedef struct TcNeighbours TcNeighbours;

/* Look up each word of the sequence with the one before it, where either is open. `words` must be
 * resolved, and outlive the result. */
TcNeighbours *tc_neighbours_new(TcReader *reader, const TcWords *words, GError **error);
void tc_neighbours_free(TcNeighbours *neighbours);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcNeighbours, tc_neighbours_free)

/* Documents that repeat the i-th word of the sequence right after the one before it:
 * counts[a * spellings of the i-th word + b] for spellings a and b. NULL where it was not looked
 * up. */
const guint32 *tc_neighbours_counts(const TcNeighbours *neighbours, guint i);

G_END_DECLS

#endif
