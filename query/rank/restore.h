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

/* The likeliest readings that are told. */
#define TC_READINGS_MAX 3

/* One reading of all words. */
typedef struct {
    guint *spellings; /* for each element of words->sequence: index into TcWord.spellings */
    double weight;    /* its share of what the likeliest ones are worth, 0..1 */
} TcReading;

static inline const TcReading *
tc_reading_at(const GArray *readings, guint i)
{
    return &g_array_index(readings, TcReading, i);
}

/* Set TcSpelling.posterior of every open word from what the index knows of its neighbours and from
 * the documents of the pool, which may be NULL: before the first search there is none. Returns the
 * most probable readings, best first, at least one: GArray of TcReading. */
GArray *tc_restore(const TcPool *pool, const TcWords *words, const TcNeighbours *neighbours);

/* Lead the posteriors of open words to these readings, which documents have word for word. */
void tc_restore_lead(const TcWords *words, const GArray *readings);

/* An empty list of readings. */
GArray *tc_readings_new(void);

/* Every word as it was typed: the only reading where none is open. */
GArray *tc_restore_nothing(const TcWords *words);

/* Close the presumed words that by their posterior mean what was typed: they are single terms from
 * now on. */
void tc_restore_settle(TcWords *words);

G_END_DECLS

#endif
