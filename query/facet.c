#include "query/facet.h"

#include "store/schema.h"

#include <string.h>

const char *
tc_facet_name(TcFacet facet)
{
    static const char *const names[TC_FACET_COUNT] = {"type",  "org",  "year",
                                                      "place", "term", "month"};
    return names[facet];
}

static guint32
slot_of(TcFacet facet)
{
    static const guint32 slots[TC_FACET_COUNT] = {TC_SLOT_TYPE,  TC_SLOT_ORG,  TC_SLOT_YEAR,
                                                  TC_SLOT_PLACE, TC_SLOT_TERM, TC_SLOT_DATE};
    return slots[facet];
}

static void
value_clear(gpointer data)
{
    g_free(((TcFacetValue *)data)->value);
}

typedef struct {
    GArray *values;
    TcFacet facet;
} Collector;

/* Values come in byte order, so that the days of one month follow each other. */
static gboolean
collect(const char *bytes, gsize len, guint32 freq, gpointer user)
{
    Collector *collector = user;
    GArray *values = collector->values;
    g_autofree char *value = collector->facet == TC_FACET_MONTH && len == 8
                                 ? g_strdup_printf("%.4s-%.2s", bytes, bytes + 4)
                                 : g_strndup(bytes, len);
    if (values->len > 0) {
        TcFacetValue *last = &g_array_index(values, TcFacetValue, values->len - 1);
        if (strcmp(last->value, value) == 0) {
            last->count += freq;
            return TRUE;
        }
    }
    TcFacetValue item = {g_steal_pointer(&value), freq};
    g_array_append_val(values, item);
    return TRUE;
}

static int
most_frequent_first(gconstpointer a, gconstpointer b)
{
    const TcFacetValue *x = a;
    const TcFacetValue *y = b;
    if (x->count != y->count) {
        return x->count > y->count ? -1 : 1;
    }
    return strcmp(x->value, y->value);
}

GArray *
tc_facet_count(TcReader *reader, TcPlan *plan, TcFacet facet, GError **error)
{
    GError *local = NULL;
    g_autoptr(TcXQuery) query = tc_plan_query(plan, FALSE, error);
    if (query == NULL) {
        return NULL;
    }
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(TcFacetValue));
    g_array_set_clear_func(values, value_clear);
    Collector collector = {values, facet};
    g_autoptr(TcXMSet) mset = NULL;
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(tc_reader_database(reader), &local);
    if (enquire != NULL && tc_x_enquire_set_query(enquire, query, &local) &&
        tc_x_enquire_set_boolean(enquire, &local) &&
        tc_x_enquire_count_values(enquire, slot_of(facet), &local)) {
        mset = tc_x_enquire_run(enquire, 0, 0, tc_reader_doc_count(reader), &local);
    }
    if (mset == NULL || !tc_x_mset_each_value(mset, slot_of(facet), collect, &collector, &local)) {
        tc_store_propagate(error, local);
        return NULL;
    }
    if (facet != TC_FACET_YEAR && facet != TC_FACET_MONTH) {
        g_array_sort(values, most_frequent_first);
    }
    return g_steal_pointer(&values);
}
