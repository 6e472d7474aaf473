/* query/show/facet.h - how the hits of a query spread over types, issuing bodies, years and places.
 *
 * Counts are over all documents that match, not only over those shown. */
#ifndef TC_QUERY_FACET_H
#define TC_QUERY_FACET_H

#include "query/plan/plan.h"

G_BEGIN_DECLS

/* A TcField that has a value slot, or a unit of time. */
typedef guint TcFacet;
enum {
    TC_FACET_YEAR = TC_FIELD_COUNT,
    TC_FACET_MONTH, /* of --timeline month only */
    TC_FACET_COUNT
};

/* Whether it can be counted by: TcFields without a slot cannot. */
gboolean tc_facet_is(TcFacet facet);

/* "type", "year". Static. */
const char *tc_facet_name(TcFacet facet);

/* For people; to be translated. Static. */
const char *tc_facet_label(TcFacet facet);

/* Whether its values are in order of time. */
gboolean tc_facet_is_time(TcFacet facet);

/* The one of this name, for --facets; TC_FACET_COUNT when there is none. */
TcFacet tc_facet_of_name(const char *name);

/* The names of these, with ", " between. Free with g_free(). */
char *tc_facets_known(void);

typedef struct {
    char *value;   /* as shown; of a month "2020-12" */
    guint32 count; /* documents */
} TcFacetValue;

static inline TcFacetValue *
tc_facet_value_at(const GArray *values, gsize index)
{
    return &g_array_index(values, TcFacetValue, index);
}

/* The documents (guint32) among what the plan matches whose text another one has, which is the hit
 * that stands for them: not to be counted where identical texts are one hit. NULL on failure. */
GArray *tc_facet_copies(TcReader *reader, TcPlan *plan, GError **error);

/* Count the values of `facet` over what the plan matches, but for the documents `except` (of
 * guint32; NULL: all count). Years and months come in order of time,
 * the others most frequent first, equal ones by value; spellings of one name ("Bộ Nông Nghiệp") are
 * one value, the most frequent of them. Returns a GArray of TcFacetValue that frees
 * its values; NULL on failure. */
GArray *tc_facet_count(TcReader *reader, TcPlan *plan, TcFacet facet, const GArray *except,
                       GError **error);

/* The same over the documents of a set (of TcRanked). */
GArray *tc_facet_count_set(TcReader *reader, const GArray *set, TcFacet facet, GError **error);

G_END_DECLS

#endif
