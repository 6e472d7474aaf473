/* query/search/first_stage.h - the documents that match, in the order in which Xapian has them.
 *
 * By relevance that is BM25 of single words, of which query/rank/rank.h makes the order that is
 * shown; by date it is what is shown. */
#ifndef TC_QUERY_FIRST_STAGE_H
#define TC_QUERY_FIRST_STAGE_H

#include "query/plan/plan.h"
#include "query/search/search_options.h"

G_BEGIN_DECLS

/* Whose documents are wanted: those of the whole query, or of its topic alone. */
typedef enum { TC_STAGE_QUERY, TC_STAGE_TOPIC } TcStage;

/* The `max` best hits (of TcXHit), best first. Of `options`, `sort`, `collapses` and `count_only`
 * are looked at; equals stand in the order of their paths, whatever the shards. With `is_restored`,
 * open words are weighted by their posteriors (query/plan/plan.h). *matches is set to how many
 * match, exact with `count_only`, else an estimate. By relevance the documents come last that have
 * only another name for the value of a field; *own is set to how many stand before these. Returns
 * NULL when the index cannot be read. */
GArray *tc_first_stage(TcReader *reader, TcPlan *plan, gboolean is_restored, TcStage stage,
                       const TcSearchOptions *options, guint max, guint32 *matches, guint *own,
                       GError **error);

/* What `query`, that of a plan, weighs in these documents (ascending), -1 in those that it does not
 * match, and the lengths of the others; `weights` and `lengths` have `count` elements. *known is
 * FALSE when it does more than add words up and the index lies in several parts, so that only a run
 * of the first stage tells. */
gboolean tc_first_stage_weigh(TcReader *reader, TcXQuery *query, const guint32 *docids, gsize count,
                              double *weights, guint32 *lengths, gboolean *is_known,
                              GError **error);

/* All hits (of TcXHit) of `query`, best first; with `collapses` one for each text. NULL when the
 * index cannot be read. */
GArray *tc_first_stage_all(TcReader *reader, TcXQuery *query, gboolean collapses, GError **error);

G_END_DECLS

#endif
