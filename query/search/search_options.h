/* query/search/search_options.h - what is wanted of a search besides its query. */
#ifndef TC_QUERY_SEARCH_OPTIONS_H
#define TC_QUERY_SEARCH_OPTIONS_H

#include "query/plan/filters.h"

G_BEGIN_DECLS

typedef enum { TC_SORT_RELEVANCE, TC_SORT_NEWEST, TC_SORT_OLDEST } TcSort;

typedef struct {
    TcFilters filters;
    TcSort sort;
    guint limit;
    guint offset;
    gboolean counts_only; /* how many match; no hits */
    gboolean collapses;   /* identical texts are one hit */
    gboolean matches_any; /* whatever shares a word with a topic, not only its set */
    gboolean is_set_only; /* by relevance, too, nothing beyond the set */
    gboolean wants_set;   /* results->set is wanted besides, for facets */
    gboolean is_plain;    /* what is about a topic is not told: the page ends with the candidates */
    gboolean keeps_scores; /* hits have the scores by which they were ranked */
    guint beyond_max;      /* hits beyond the set, and of a topic that has none the nearest; with */
    guint nearest_max;     /* both 0 up to the limit */
} TcSearchOptions;

G_END_DECLS

#endif
