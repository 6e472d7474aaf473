#include "query/show/facet.h"

#include "base/order.h"
#include "query/rank/rank.h"
#include "query/words/queries.h"
#include "store/schema.h"
#include "text/analyzer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The days of issue, by parts: what they are counted as. */
static const struct {
    const char *name;
    const char *label;
    guint32 slot;
} times[] = {
    [TC_FACET_YEAR] = {.name = "year", .label = N_("year"), .slot = TC_SLOT_YEAR},
    [TC_FACET_MONTH] = {.name = "month", .label = N_("month"), .slot = TC_SLOT_DATE},
};
G_STATIC_ASSERT(G_N_ELEMENTS(times) == TC_FACET_COUNT);

static guint32
slot_of(TcFacet facet)
{
    return facet < TC_FIELD_COUNT ? tc_field_row((TcField)facet)->slot : times[facet].slot;
}

gboolean
tc_facet_is(TcFacet facet)
{
    return slot_of(facet) != 0;
}

const char *
tc_facet_name(TcFacet facet)
{
    return facet < TC_FIELD_COUNT ? tc_field_row((TcField)facet)->name : times[facet].name;
}

const char *
tc_facet_label(TcFacet facet)
{
    return facet < TC_FIELD_COUNT ? tc_field_row((TcField)facet)->label : times[facet].label;
}

gboolean
tc_facet_is_time(TcFacet facet)
{
    return facet >= TC_FIELD_COUNT;
}

TcFacet
tc_facet_of_name(const char *name)
{
    for (TcFacet facet = 0; facet < TC_FACET_MONTH; facet++)
        if (tc_facet_is(facet) && strcmp(name, tc_facet_name(facet)) == 0)
            return facet;
    return TC_FACET_COUNT;
}

char *
tc_facets_known(void)
{
    GString *out = g_string_new(NULL);
    for (TcFacet facet = 0; facet < TC_FACET_MONTH; facet++)
        if (tc_facet_is(facet))
            g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", tc_facet_name(facet));
    return g_string_free(out, FALSE);
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

static char *
shown_value(TcFacet facet, const char *bytes, gsize len)
{
    return facet == TC_FACET_MONTH && len == 8 ? g_strdup_printf("%.4s-%.2s", bytes, bytes + 4)
                                               : g_strndup(bytes, len);
}

/* Values come in byte order, so that the days of one month follow each other. */
static gboolean
collect(const char *bytes, gsize len, guint32 freq, gpointer user)
{
    Collector *collector = user;
    GArray *values = collector->values;
    g_autofree char *value = shown_value(collector->facet, bytes, len);
    if (values->len > 0) {
        TcFacetValue *last = tc_facet_value_at(values, values->len - 1);
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
    if (x->count != y->count)
        return TC_ORDER(y->count, x->count);
    return strcmp(x->value, y->value);
}

/* A text that several of the matches have. */
typedef struct {
    char *content;
    gsize len;
} Repeated;

static void
repeated_clear(gpointer data)
{
    g_free(((Repeated *)data)->content);
}

static gboolean
note_repeated(const char *bytes, gsize len, guint32 freq, gpointer user)
{
    if (freq > 1) {
        Repeated item = {g_memdup2(bytes, len), len};
        g_array_append_val((GArray *)user, item);
    }
    return TRUE;
}

/* A run over all that matches, in the order of paths, with the values of `slot` counted. */
static TcXMSet *
run_counting(TcReader *reader, TcXQuery *query, guint32 slot, GError **error)
{
    g_autoptr(TcXMSet) mset = NULL;
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(tc_reader_database(reader), error);
    if (enquire != NULL && tc_x_enquire_set_query(enquire, query, error) &&
        tc_x_enquire_set_boolean(enquire, error) && tc_x_enquire_count_values(enquire, slot, error))
        mset = tc_x_enquire_run(enquire, 0, 0, tc_reader_doc_count(reader), error);
    if (mset == NULL)
        return NULL;
    return g_steal_pointer(&mset);
}

/* Append the documents with this text but for the first one, which is shown. */
static gboolean
add_copies(TcReader *reader, TcXQuery *query, const Repeated *repeated, GArray *copies,
           GError **error)
{
    g_autofree char *term = tc_content_term(repeated->content, repeated->len);
    g_autoptr(TcXQuery) same = tc_x_query_term(term, strlen(term), 1, error);
    g_autoptr(TcXQuery) both =
        same == NULL ? NULL : tc_query_combine_two(TC_X_FILTER, query, same, error);
    g_autoptr(TcXEnquire) enquire =
        both == NULL ? NULL : tc_x_enquire_new(tc_reader_database(reader), error);
    g_autoptr(TcXMSet) mset = NULL;
    if (enquire != NULL && tc_x_enquire_set_query(enquire, both, error) &&
        tc_x_enquire_set_boolean(enquire, error) &&
        tc_x_enquire_set_tie_order(enquire, TC_SLOT_PATH, error))
        mset = tc_x_enquire_run(enquire, 0, tc_reader_doc_count(reader), 0, error);
    if (mset == NULL)
        return FALSE;
    gsize size = tc_x_mset_size(mset);
    for (gsize i = 1; i < size; i++) {
        guint32 docid = tc_x_mset_hit(mset, i).docid;
        g_array_append_val(copies, docid);
    }
    return TRUE;
}

GArray *
tc_facet_copies(TcReader *reader, TcPlan *plan, GError **error)
{
    g_autoptr(GArray) copies = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GArray) repeated = g_array_new(FALSE, FALSE, sizeof(Repeated));
    g_array_set_clear_func(repeated, repeated_clear);
    g_autoptr(TcXQuery) query = tc_plan_query(plan, FALSE, error);
    g_autoptr(TcXMSet) mset =
        query == NULL ? NULL : run_counting(reader, query, TC_SLOT_CONTENT, error);
    if (mset == NULL)
        return NULL;
    if (!tc_x_mset_each_value(mset, TC_SLOT_CONTENT, note_repeated, repeated, error))
        return NULL;
    for (guint i = 0; i < repeated->len; i++)
        if (!add_copies(reader, query, &g_array_index(repeated, Repeated, i), copies, error))
            return NULL;
    return g_steal_pointer(&copies);
}

/* Take a document out of the counts. */
static gboolean
discount(TcReader *reader, Collector *collector, guint32 docid, GError **error)
{
    gsize len = 0;
    g_autofree char *bytes = NULL;
    if (!tc_x_database_doc_value(tc_reader_database(reader), docid, slot_of(collector->facet),
                                 &bytes, &len, error))
        return FALSE;
    g_autofree char *value = shown_value(collector->facet, bytes, len);
    for (guint i = 0; len > 0 && i < collector->values->len; i++) {
        TcFacetValue *item = tc_facet_value_at(collector->values, i);
        if (strcmp(item->value, value) == 0) {
            if (--item->count == 0)
                g_array_remove_index(collector->values, i);
            break;
        }
    }
    return TRUE;
}

/* The words of a name, whatever its capitals, its punctuation, and where its tones stand. */
static char *
key_of_name(const TcAnalyzer *analyzer, const char *name, TcTokens *tokens)
{
    g_autoptr(GString) key = g_string_new(NULL);
    tc_analyze(analyzer, name, strlen(name), tokens);
    for (gsize i = 0; i < tokens->count; i++) {
        g_string_append_len(key, tokens->items[i].key, tokens->items[i].key_len);
        g_string_append_c(key, ' ');
    }
    return key->len > 0 ? g_string_free(g_steal_pointer(&key), FALSE) : g_strdup(name);
}

/* Spellings of one name become one value, "Bộ Nông Nghiệp" and "Bộ Nông nghiệp": the most frequent
 * one, of equal ones that with fewer capitals. */
static GArray *
join_spellings(GArray *values)
{
    g_autoptr(TcAnalyzer) analyzer = tc_analyzer_new_later();
    g_auto(TcTokens) tokens = {0};
    g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GArray *joined = g_array_new(FALSE, FALSE, sizeof(TcFacetValue));
    g_autoptr(GArray) most = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_array_set_clear_func(joined, value_clear);
    tc_tokens_init(&tokens);
    for (guint i = 0; i < values->len; i++) {
        TcFacetValue *item = tc_facet_value_at(values, i);
        char *key = key_of_name(analyzer, item->value, &tokens);
        guint place = GPOINTER_TO_UINT(g_hash_table_lookup(places, key));
        if (place == 0) {
            TcFacetValue first = {g_strdup(item->value), item->count};
            g_array_append_val(joined, first);
            g_array_append_val(most, item->count);
            g_hash_table_insert(places, key, GUINT_TO_POINTER(joined->len));
            continue;
        }
        g_free(key);
        TcFacetValue *known = tc_facet_value_at(joined, place - 1);
        guint32 *best = &g_array_index(most, guint32, place - 1);
        known->count += item->count;
        /* Small letters come behind capitals. */
        if (item->count > *best ||
            (item->count == *best && strcmp(item->value, known->value) > 0)) {
            *best = item->count;
            g_free(known->value);
            known->value = g_strdup(item->value);
        }
    }
    return joined;
}

/* The counted values of a facet, as they are shown. */
static GArray *
in_order(GArray *values, TcFacet facet)
{
    GArray *shown = tc_facet_is_time(facet) ? g_array_ref(values) : join_spellings(values);
    if (!tc_facet_is_time(facet))
        g_array_sort(shown, most_frequent_first);
    return shown;
}

static int
by_value(gconstpointer a, gconstpointer b)
{
    return strcmp(((const TcFacetValue *)a)->value, ((const TcFacetValue *)b)->value);
}

GArray *
tc_facet_count_set(TcReader *reader, const GArray *set, TcFacet facet, GError **error)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(TcFacetValue));
    g_array_set_clear_func(values, value_clear);
    GHashTableIter iter;
    gpointer key;
    gpointer count;
    for (guint i = 0; i < set->len; i++) {
        gsize len = 0;
        g_autofree char *bytes = NULL;
        if (!tc_x_database_doc_value(tc_reader_database(reader), tc_ranked_at(set, i)->docid,
                                     slot_of(facet), &bytes, &len, error))
            return NULL;
        if (len > 0) {
            char *value = shown_value(facet, bytes, len);
            guint before = GPOINTER_TO_UINT(g_hash_table_lookup(counts, value));
            g_hash_table_replace(counts, value, GUINT_TO_POINTER(before + 1));
        }
    }
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &key, &count)) {
        TcFacetValue item = {g_strdup(key), GPOINTER_TO_UINT(count)};
        g_array_append_val(values, item);
    }
    g_array_sort(values, by_value);
    return in_order(values, facet);
}

GArray *
tc_facet_count(TcReader *reader, TcPlan *plan, TcFacet facet, const GArray *except, GError **error)
{
    g_autoptr(TcXQuery) query = tc_plan_query(plan, FALSE, error);
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(TcFacetValue));
    g_array_set_clear_func(values, value_clear);
    Collector collector = {values, facet};
    g_autoptr(TcXMSet) mset =
        query == NULL ? NULL : run_counting(reader, query, slot_of(facet), error);
    if (mset == NULL)
        return NULL;
    if (!tc_x_mset_each_value(mset, slot_of(facet), collect, &collector, error))
        return NULL;
    for (guint i = 0; except != NULL && i < except->len; i++)
        if (!discount(reader, &collector, g_array_index(except, guint32, i), error))
            return NULL;
    return in_order(values, facet);
}
