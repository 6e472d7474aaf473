/* query/rank/restore.h - which spellings of unmarked words are meant, told by the candidates
 * themselves.
 *
 * Forward-backward over the words of the query, as in a hidden Markov model (Rabiner, "A tutorial
 * on hidden Markov models", 1989): the states of a word are its spellings in the index, transitions
 * are how often two spellings stand side by side in the pool, and in how many documents of the
 * whole index repeatedly. It re-ranks and suggests; no document is hidden by it. */
#ifndef TC_QUERY_RESTORE_H
#define TC_QUERY_RESTORE_H

#include "query/rank/pool.h"
#include "query/words/neighbours.h"

G_BEGIN_DECLS

/* Set TcSpelling.posterior of every open word from what the index knows of its neighbours and from
 * the documents of the pool, which may be NULL: before the first search there is none. *reading,
 * when not NULL, is set to the most probable spelling index for each element of words->sequence
 * (free with g_free()). */
void tc_restore(const TcPool *pool, const TcWords *words, const TcNeighbours *neighbours,
                guint **reading);

/* Close the presumed words that by their posterior mean what was typed: they are single terms from
 * now on. */
void tc_restore_settle(TcWords *words);

G_END_DECLS

#endif
