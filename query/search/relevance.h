/* query/search/relevance.h - the two stages of a search by relevance, and the set of its topic.
 *
 * The inside of query/search/search.c: what the first stage found is ranked again, told whether it
 * is about the topic, and made the page, the set or the count that is asked for. */
#ifndef TC_QUERY_RELEVANCE_H
#define TC_QUERY_RELEVANCE_H

#include "query/rank/about.h"
#include "query/rank/names/naming.h"
#include "query/search/first_stage.h"
#include "query/search/results.h"

G_BEGIN_DECLS

/* What a topic is searched for. */
typedef enum { TC_WANTED_PAGE, TC_WANTED_SET, TC_WANTED_COUNT } TcWanted;

/* One search on its way. */
typedef struct {
    TcReader *reader;
    const TcSearchOptions *options;
    TcResults *results;
    TcWords *words;
    TcNeighbours *neighbours; /* NULL when no word is open */
    TcAbout *about;           /* NULL when there is no set */
    TcNamings *namings;       /* NULL where names decide nothing */
    GHashTable *others;       /* found by another name in a field alone (set of docids) */
    GArray *runs;      /* of TcRunHit: documents that have the words as typed; NULL without */
    GArray *readings;  /* of TcReading: those that documents have word for word; NULL without */
    GHashTable *named; /* documents that the query is the name of; NULL without */
    gboolean is_file;  /* ... the name of their file, which is read as it is */
} TcSearchState;

void tc_search_state_clear(TcSearchState *search);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcSearchState, tc_search_state_clear)

/* The first stage (as tc_first_stage()); takes note of what has only another name in a field. */
GArray *tc_first_stage_of(TcSearchState *search, TcStage stage, const TcSearchOptions *options,
                          guint max, guint32 *matches, GError **error);

/* The first stage in the order of relevance, whatever order is asked for. */
GArray *tc_first_by_relevance(TcSearchState *search, TcStage stage, guint max, GError **error);

/* What the words of the query were read as: results->reading and results->meanings. `readings` are
 * those of tc_restore() or of runs, best first. */
void tc_results_set_meanings(TcResults *results, const TcWords *words, const GArray *readings);

/* Rank what the first stage put `first` (of TcXHit), and make of it, as `kind` says: the hits of a
 * page, with results->set where facets want it; results->set in no order, scores exact; or the
 * number of its members alone, results->matches. */
gboolean tc_search_by_relevance(TcSearchState *search, const GArray *first, TcWanted kind,
                                GError **error);

G_END_DECLS

#endif
