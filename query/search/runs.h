/* query/search/runs.h - documents that have the words of a topic one after another, as they were
 * typed.
 *
 * A name of common words ("Trần Quốc Nam") is not found by its words one by one: any of them weighs
 * next to nothing, and whole documents of them come before the one that has the name. So the topic
 * is looked for as a run of words, too, unless documents in plenty are known to have its
 * neighbours. What has it is a candidate whatever its words weigh, and tells how words without
 * marks are read. */
#ifndef TC_QUERY_RUNS_H
#define TC_QUERY_RUNS_H

#include "query/plan/plan.h"
#include "query/rank/restore.h"
#include "query/words/neighbours.h"

G_BEGIN_DECLS

/* A document that holds a run. */
typedef struct {
    guint32 docid;
    double worth; /* the rarer the run and the more of the query it is, less where others spell it
                     more likely; 0 for a common one */
} TcRunHit;

static inline TcRunHit *
tc_run_hit_at(const GArray *hits, gsize index)
{
    return &g_array_index(hits, TcRunHit, index);
}

/* Find the documents that hold a run of the topic of `plan`, and that it matches: GArray of
 * TcRunHit, ascending by docid, each once; NULL on failure. `neighbours` may be NULL when no word
 * is open; sets TcSpelling.unsaid of the words that are. *readings is set to how documents have the
 * whole of a query without marks (of TcReading, best first), NULL where none has. */
GArray *tc_runs_find(TcReader *reader, TcPlan *plan, const TcNeighbours *neighbours,
                     GArray **readings, GError **error);

G_END_DECLS

#endif
