#include "query/search/first_stage.h"

#include "base/order.h"
#include "query/rank/bm25.h"
#include "query/words/queries.h"
#include "store/schema.h"

#include <string.h>

/* Documents of one day, worth the same, that are put in order before a page is cut out of them. */
#define TIES_MAX 4096

/* Which documents of a query are looked at. Those of known date are sorted by it. */
typedef enum { DATES_ANY, DATES_KNOWN, DATES_UNKNOWN } Dates;

static TcXEnquire *
enquire_new(TcReader *reader, TcXQuery *query, Dates dates, const TcSearchOptions *options,
            GError **error)
{
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(tc_reader_database(reader), error);
    gboolean is_ok = enquire != NULL && tc_x_enquire_set_query(enquire, query, error) &&
                     tc_x_enquire_set_bm25(enquire, TC_BM25_K1, 0, TC_BM25_K3, TC_BM25_B,
                                           TC_BM25_MIN_NORMLEN, error);
    if (is_ok) {
        is_ok = dates == DATES_KNOWN ? tc_x_enquire_set_sort(enquire, TC_SLOT_DATE,
                                                             options->sort == TC_SORT_NEWEST, error)
                                     : tc_x_enquire_set_tie_order(enquire, TC_SLOT_PATH, error);
    }
    if (is_ok && options->collapses)
        is_ok = tc_x_enquire_set_collapse(enquire, TC_SLOT_CONTENT, error);
    if (!is_ok)
        return NULL;
    return g_steal_pointer(&enquire);
}

/* By which names of bodies and places in fields documents are found. */
typedef enum { NAMES_ANY, NAMES_OWN, NAMES_OTHER } Names;

/* The whole query for documents that have the names as they are asked for, or only others. */
static TcXQuery *
query_by_names(TcPlan *plan, gboolean is_restored, Names names, GError **error)
{
    g_autoptr(TcXQuery) own =
        names == NAMES_ANY ? NULL : tc_plan_own_query(plan, is_restored, error);
    if (names == NAMES_OWN || (names == NAMES_OTHER && own == NULL))
        return g_steal_pointer(&own);
    g_autoptr(TcXQuery) any = tc_plan_query(plan, is_restored, error);
    return any == NULL || own == NULL ? g_steal_pointer(&any)
                                      : tc_query_combine_two(TC_X_AND_NOT, any, own, error);
}

/* `query` with only the documents of known, or of unknown date; takes it. */
static TcXQuery *
with_dates(TcXQuery *query, Dates dates, GError **error)
{
    g_autoptr(TcXQuery) all = query;
    if (dates == DATES_ANY || all == NULL)
        return g_steal_pointer(&all);
    g_autoptr(TcXQuery) dated = tc_x_query_value_range(TC_SLOT_DATE, "0", 1, NULL, 0, error);
    if (dated == NULL)
        return NULL;
    return tc_query_combine_two(dates == DATES_KNOWN ? TC_X_FILTER : TC_X_AND_NOT, all, dated,
                                error);
}

/* A hit among those of one day that are worth the same. */
typedef struct {
    TcXHit hit;
    char *path;
    gsize path_len;
} Tied;

static int
by_path(gconstpointer a, gconstpointer b)
{
    const Tied *x = a;
    const Tied *y = b;
    int order = memcmp(x->path, y->path, MIN(x->path_len, y->path_len));
    return order != 0 ? order : TC_ORDER(x->path_len, y->path_len);
}

static void
tied_clear(gpointer data)
{
    g_free(((Tied *)data)->path);
}

/* Put hits [begin, end) in the order of their paths. */
static gboolean
sort_ties(TcReader *reader, GArray *hits, guint begin, guint end, GError **error)
{
    g_autoptr(GArray) tied = g_array_new(FALSE, TRUE, sizeof(Tied));
    g_array_set_clear_func(tied, tied_clear);
    for (guint i = begin; end - begin > 1 && i < end; i++) {
        Tied item = {.hit = *tc_x_hit_at(hits, i)};
        if (!tc_x_database_doc_value(tc_reader_database(reader), item.hit.docid, TC_SLOT_PATH,
                                     &item.path, &item.path_len, error))
            return FALSE;
        g_array_append_val(tied, item);
    }
    g_array_sort(tied, by_path);
    for (guint i = 0; i < tied->len; i++)
        *tc_x_hit_at(hits, begin + i) = g_array_index(tied, Tied, i).hit;
    return TRUE;
}

/* Of identical texts of one day Xapian has taken the one with the lowest number: take the one that
 * would come first. */
static gboolean
choose_copy(TcReader *reader, TcXQuery *query, TcXHit *hit, GError **error)
{
    TcXDatabase *db = tc_reader_database(reader);
    guint32 freq = 0;
    g_autofree char *term = tc_content_term(hit->key, hit->key_len);
    g_autoptr(TcXQuery) same = NULL;
    g_autoptr(TcXQuery) both = NULL;
    g_autoptr(TcXEnquire) enquire = NULL;
    g_autoptr(TcXMSet) mset = NULL;
    if (!tc_reader_term_freq(reader, term, strlen(term), &freq, error))
        return FALSE;
    if (freq < 2)
        return TRUE;
    same = tc_x_query_term(term, strlen(term), 1, error);
    if (same != NULL)
        both = tc_query_combine_two(TC_X_FILTER, query, same, error);
    enquire = both == NULL ? NULL : tc_x_enquire_new(db, error);
    if (enquire != NULL && tc_x_enquire_set_query(enquire, both, error) &&
        tc_x_enquire_set_tie_order(enquire, TC_SLOT_PATH, error) &&
        tc_x_enquire_set_bm25(enquire, TC_BM25_K1, 0, TC_BM25_K3, TC_BM25_B, TC_BM25_MIN_NORMLEN,
                              error))
        mset = tc_x_enquire_run(enquire, 0, 1, 0, error);
    if (mset == NULL)
        return FALSE;
    if (tc_x_mset_size(mset) > 0)
        hit->docid = tc_x_mset_hit(mset, 0).docid;
    return TRUE;
}

/* Whether the i-th hit has the day and the weight of the one before. */
static gboolean
is_tied(TcXMSet *mset, gsize i, gboolean *is_so, GError **error)
{
    g_autofree char *day = NULL;
    g_autofree char *before = NULL;
    gsize len = 0;
    gsize len_before = 0;
    *is_so = tc_x_mset_hit(mset, i).weight == tc_x_mset_hit(mset, i - 1).weight;
    if (!*is_so)
        return TRUE;
    if (!tc_x_mset_sort_key(mset, i, &day, &len, error) ||
        !tc_x_mset_sort_key(mset, i - 1, &before, &len_before, error))
        return FALSE;
    *is_so = len == len_before && memcmp(day, before, len) == 0;
    return TRUE;
}

/* Xapian leaves equals sorted by date in the order of their numbers, which differs from shard to
 * shard: sort them by path. *complete is FALSE when `mset` ends amid equals, so that others may
 * belong before its last ones. */
static gboolean
order_ties(TcReader *reader, TcXMSet *mset, GArray *hits, guint max, gboolean *is_complete,
           GError **error)
{
    guint begin = 0;
    for (guint i = 1; i < hits->len; i++) {
        gboolean are_tied = FALSE;
        if (!is_tied(mset, i, &are_tied, error))
            return FALSE;
        if (!are_tied) {
            if (!sort_ties(reader, hits, begin, i, error))
                return FALSE;
            begin = i;
        }
    }
    *is_complete = hits->len < max || begin + 1 == hits->len;
    return sort_ties(reader, hits, begin, hits->len, error);
}

/* One run of the first stage: hits (of TcXHit), best first. */
static GArray *
run_once(TcReader *reader, TcXQuery *query, Dates dates, const TcSearchOptions *options, guint max,
         guint32 *matches, gboolean *is_complete, GError **error)
{
    g_autoptr(TcXEnquire) enquire = enquire_new(reader, query, dates, options, error);
    if (enquire == NULL)
        return NULL;
    guint32 check = options->counts_only ? tc_reader_doc_count(reader) : 0;
    g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, max, check, error);
    if (mset == NULL)
        return NULL;
    guint32 lower = 0;
    guint32 estimated = 0;
    guint32 upper = 0;
    tc_x_mset_bounds(mset, &lower, &estimated, &upper);
    /* With collapsing only the lower bound is right. */
    *matches = options->collapses ? lower : estimated;
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(TcXHit));
    gsize size = tc_x_mset_size(mset);
    for (gsize i = 0; i < size; i++) {
        TcXHit hit = tc_x_mset_hit(mset, i);
        g_array_append_val(hits, hit);
    }
    *is_complete = TRUE;
    for (guint i = 0; dates == DATES_KNOWN && i < hits->len; i++) {
        TcXHit *hit = tc_x_hit_at(hits, i);
        if (hit->key_len == TC_X_KEY_MAX && !choose_copy(reader, query, hit, error))
            return NULL;
    }
    if (dates == DATES_KNOWN && !order_ties(reader, mset, hits, max, is_complete, error))
        return NULL;
    return g_steal_pointer(&hits);
}

static GArray *
run_with(TcReader *reader, TcPlan *plan, gboolean is_restored, TcStage stage, Names names,
         Dates dates, const TcSearchOptions *options, guint max, guint32 *matches, GError **error)
{
    gboolean is_complete = FALSE;
    g_autoptr(GArray) hits = NULL;
    g_autoptr(TcXQuery) query =
        with_dates(stage == TC_STAGE_TOPIC ? tc_plan_topic_query(plan, is_restored, error)
                                           : query_by_names(plan, is_restored, names, error),
                   dates, error);
    for (guint more = 0; query != NULL && !is_complete; more = 4 * more + 16) {
        g_clear_pointer(&hits, g_array_unref);
        hits = run_once(reader, query, dates, options, max + more, matches, &is_complete, error);
        if (hits == NULL)
            return NULL;
        is_complete |= more >= TIES_MAX || max == 0;
    }
    if (hits != NULL && hits->len > max)
        g_array_set_size(hits, max);
    return g_steal_pointer(&hits);
}

/* Append the hits of a further run, which are taken, and its matches. FALSE when it failed. */
static gboolean
append_run(GArray *hits, GArray *more, guint32 *matches, guint32 more_matches)
{
    g_autoptr(GArray) owned = more;
    if (owned == NULL)
        return FALSE;
    g_array_append_vals(hits, owned->data, owned->len);
    *matches += more_matches;
    return TRUE;
}

static GArray *
run_by_relevance(TcReader *reader, TcPlan *plan, gboolean is_restored, TcStage stage,
                 const TcSearchOptions *options, guint max, guint32 *matches, guint *own,
                 GError **error)
{
    guint32 others = 0;
    gboolean is_apart =
        stage == TC_STAGE_QUERY && !options->counts_only && tc_plan_has_other_names(plan);
    g_autoptr(GArray) hits =
        run_with(reader, plan, is_restored, stage, is_apart ? NAMES_OWN : NAMES_ANY, DATES_ANY,
                 options, max, matches, error);
    if (hits == NULL)
        return NULL;
    *own = hits->len;
    if (is_apart && hits->len < max) {
        GArray *more = run_with(reader, plan, is_restored, stage, NAMES_OTHER, DATES_ANY, options,
                                max - hits->len, &others, error);
        if (!append_run(hits, more, matches, others))
            return NULL;
    }
    return g_steal_pointer(&hits);
}

GArray *
tc_first_stage(TcReader *reader, TcPlan *plan, gboolean is_restored, TcStage stage,
               const TcSearchOptions *options, guint max, guint32 *matches, guint *own,
               GError **error)
{
    if (options->sort == TC_SORT_RELEVANCE || options->counts_only)
        return run_by_relevance(reader, plan, is_restored, stage, options, max, matches, own,
                                error);
    /* Documents without a date come last: Xapian sorts a missing value before all others. */
    guint32 undated = 0;
    g_autoptr(GArray) hits = run_with(reader, plan, is_restored, stage, NAMES_ANY, DATES_KNOWN,
                                      options, max, matches, error);
    if (hits == NULL)
        return NULL;
    if (hits->len < max) {
        GArray *more = run_with(reader, plan, is_restored, stage, NAMES_ANY, DATES_UNKNOWN, options,
                                max - hits->len, &undated, error);
        if (!append_run(hits, more, matches, undated))
            return NULL;
    }
    *own = hits->len;
    return g_steal_pointer(&hits);
}

gboolean
tc_first_stage_weigh(TcReader *reader, TcXQuery *query, const guint32 *docids, gsize count,
                     double *weights, guint32 *lengths, gboolean *is_known, GError **error)
{
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(tc_reader_database(reader), error);
    return enquire != NULL && tc_x_enquire_set_query(enquire, query, error) &&
           tc_x_enquire_set_bm25(enquire, TC_BM25_K1, 0, TC_BM25_K3, TC_BM25_B, TC_BM25_MIN_NORMLEN,
                                 error) &&
           tc_x_enquire_weigh(enquire, docids, count, weights, lengths, is_known, error);
}

GArray *
tc_first_stage_all(TcReader *reader, TcXQuery *query, gboolean collapses, GError **error)
{
    const TcSearchOptions options = {.sort = TC_SORT_RELEVANCE, .collapses = collapses};
    guint32 matches = 0;
    gboolean is_complete = FALSE;
    return run_once(reader, query, DATES_ANY, &options, tc_reader_doc_count(reader), &matches,
                    &is_complete, error);
}
