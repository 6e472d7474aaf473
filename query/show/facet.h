/* query/show/facet.h - how the hits of a query spread over types, issuing bodies, years and places.
 *
 * Counts are over all documents that match, not only over those shown. */
#ifndef TC_QUERY_FACET_H
#define TC_QUERY_FACET_H

#include "query/plan/plan.h"

G_BEGIN_DECLS

typedef enum {
    TC_FACET_TYPE,
    TC_FACET_ORG,
    TC_FACET_YEAR,
    TC_FACET_PLACE,
    TC_FACET_TERM,
    TC_FACET_MONTH, /* of --timeline month only */
    TC_FACET_COUNT
} TcFacet;

/* "type", "org", "year", "place", "term", "month". Static. */
const char *tc_facet_name(TcFacet facet);

typedef struct {
    char *value;   /* as shown; of a month "2020-12" */
    guint32 count; /* documents */
} TcFacetValue;

/* The documents (guint32) among what the plan matches whose text another one has, which is the hit
 * that stands for them: not to be counted where identical texts are one hit. NULL on failure. */
GArray *tc_facet_copies(TcReader *reader, TcPlan *plan, GError **error);

/* Count the values of `facet` over what the plan matches, but for the documents `except` (of
 * guint32; NULL: all count). Years and months come in order of time,
 * the others most frequent first, equal ones by value. Returns a GArray of TcFacetValue that frees
 * its values; NULL on failure. */
GArray *tc_facet_count(TcReader *reader, TcPlan *plan, TcFacet facet, const GArray *except,
                       GError **error);

/* The same over the documents of a set (of TcRanked). */
GArray *tc_facet_count_set(TcReader *reader, const GArray *set, TcFacet facet, GError **error);

G_END_DECLS

#endif
