#include "query/search.h"

#include "query/restore.h"
#include "query/suggest.h"
#include "store/schema.h"

#include <string.h>

/* Okapi BM25 as measured best for syllables: docs/ranking.md. */
#define BM25_K1          0.6
#define BM25_K3          1.0
#define BM25_B           0.75
#define BM25_MIN_NORMLEN 0.5

/* Candidates that tell the likely readings of open words, and the posterior below which a spelling
 * is not looked at any more. */
#define RESTORE_POOL 100
#define SPELLING_MIN 0.002

void
tc_results_free(TcResults *results)
{
    if (results == NULL) {
        return;
    }
    g_array_unref(results->hits);
    g_free(results->reading);
    g_free(results->suggestion);
    tc_pool_free(results->pool);
    tc_plan_free(results->plan);
    g_free(results);
}

static TcXEnquire *
enquire_new(TcReader *reader, TcXQuery *query, const TcSearchOptions *options, GError **error)
{
    GError *local = NULL;
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(tc_reader_database(reader), &local);
    gboolean ok =
        enquire != NULL && tc_x_enquire_set_query(enquire, query, &local) &&
        tc_x_enquire_set_bm25(enquire, BM25_K1, 0, BM25_K3, BM25_B, BM25_MIN_NORMLEN, &local);
    if (ok && options->sort != TC_SORT_RELEVANCE) {
        ok = tc_x_enquire_set_sort(enquire, TC_SLOT_DATE, options->sort == TC_SORT_NEWEST, &local);
    }
    if (ok && options->collapse) {
        ok = tc_x_enquire_set_collapse(enquire, TC_SLOT_CONTENT, &local);
    }
    if (!ok) {
        tc_store_propagate(error, local);
        return NULL;
    }
    return g_steal_pointer(&enquire);
}

/* Which documents of a query are looked at. */
typedef enum { DATES_ANY, DATES_KNOWN, DATES_UNKNOWN } Dates;

/* `query` with only the documents of known, or of unknown date; takes it. */
static TcXQuery *
with_dates(TcXQuery *query, Dates dates, GError **error)
{
    g_autoptr(TcXQuery) all = query;
    if (dates == DATES_ANY || all == NULL) {
        return g_steal_pointer(&all);
    }
    g_autoptr(TcXQuery) dated = tc_x_query_value_range(TC_SLOT_DATE, "0", 1, NULL, 0, error);
    if (dated == NULL) {
        return NULL;
    }
    TcXQuery *both[] = {all, dated};
    return tc_x_query_combine(dates == DATES_KNOWN ? TC_X_FILTER : TC_X_AND_NOT, both, 2, 0, error);
}

/* Run the first stage: hits (of TcXHit), best first. */
static GArray *
run_with(TcReader *reader, TcPlan *plan, gboolean restored, Dates dates,
         const TcSearchOptions *options, guint max, guint32 *matches, GError **error)
{
    GError *local = NULL;
    g_autoptr(TcXQuery) query = with_dates(tc_plan_query(plan, restored, error), dates, error);
    if (query == NULL) {
        return NULL;
    }
    g_autoptr(TcXEnquire) enquire = enquire_new(reader, query, options, error);
    if (enquire == NULL) {
        return NULL;
    }
    guint32 check = options->count_only ? tc_reader_doc_count(reader) : 0;
    g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, max, check, &local);
    if (mset == NULL) {
        tc_store_propagate(error, local);
        return NULL;
    }
    guint32 lower = 0;
    guint32 estimated = 0;
    guint32 upper = 0;
    tc_x_mset_bounds(mset, &lower, &estimated, &upper);
    /* With collapsing only the lower bound is right. */
    *matches = options->collapse ? lower : estimated;
    GArray *hits = g_array_new(FALSE, FALSE, sizeof(TcXHit));
    gsize size = tc_x_mset_size(mset);
    for (gsize i = 0; i < size; i++) {
        TcXHit hit = tc_x_mset_hit(mset, i);
        g_array_append_val(hits, hit);
    }
    return hits;
}

/* The same. Oldest first, documents without a date come last: Xapian sorts a missing value before
 * all others. */
static GArray *
run(TcReader *reader, TcPlan *plan, gboolean restored, const TcSearchOptions *options, guint max,
    guint32 *matches, GError **error)
{
    if (options->sort != TC_SORT_OLDEST || options->count_only) {
        return run_with(reader, plan, restored, DATES_ANY, options, max, matches, error);
    }
    guint32 undated_matches = 0;
    g_autoptr(GArray) hits =
        run_with(reader, plan, restored, DATES_KNOWN, options, max, matches, error);
    if (hits == NULL) {
        return NULL;
    }
    guint missing = max - MIN(max, hits->len);
    g_autoptr(GArray) undated =
        run_with(reader, plan, restored, DATES_UNKNOWN, options, missing, &undated_matches, error);
    if (undated == NULL) {
        return NULL;
    }
    g_array_append_vals(hits, undated->data, undated->len);
    *matches += undated_matches;
    return g_steal_pointer(&hits);
}

/* The pool of a restored query: the best half of the first search, filled up from the second;
 * weights are those of the second, which knows more. */
static GArray *
merge_pools(const GArray *first, const GArray *second)
{
    GArray *pool = g_array_new(FALSE, FALSE, sizeof(TcXHit));
    g_autoptr(GHashTable) weights = g_hash_table_new(NULL, NULL); /* docid -> hit of `second` */
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    double least = 0;
    for (guint i = 0; i < second->len; i++) {
        TcXHit *hit = &g_array_index(second, TcXHit, i);
        g_hash_table_insert(weights, GUINT_TO_POINTER(hit->docid), hit);
        least = hit->weight;
    }
    for (guint i = 0; i < MIN(first->len, TC_POOL_SIZE / 2); i++) {
        TcXHit hit = g_array_index(first, TcXHit, i);
        const TcXHit *again = g_hash_table_lookup(weights, GUINT_TO_POINTER(hit.docid));
        hit.weight = again != NULL ? again->weight : least;
        g_array_append_val(pool, hit);
        g_hash_table_add(taken, GUINT_TO_POINTER(hit.docid));
    }
    for (guint i = 0; i < second->len && pool->len < TC_POOL_SIZE; i++) {
        TcXHit hit = g_array_index(second, TcXHit, i);
        if (!g_hash_table_contains(taken, GUINT_TO_POINTER(hit.docid))) {
            g_array_append_val(pool, hit);
        }
    }
    return pool;
}

/* What the query was understood as; NULL when that is what was typed. */
static char *
describe_reading(const TcWords *words, const guint *reading)
{
    GString *out = g_string_new(NULL);
    gboolean differs = FALSE;
    for (guint i = 0; i < words->sequence->len; i++) {
        const TcWord *word =
            g_ptr_array_index(words->words, g_array_index(words->sequence, TcWordAt, i).word);
        const TcSpelling *spelling = &g_array_index(word->spellings, TcSpelling, reading[i]);
        if (i > 0) {
            g_string_append_c(out, ' ');
        }
        if (word->keystrokes || (word->open && spelling->tier != TC_TIER_EXACT)) {
            tc_key_append_word(spelling->term, spelling->term_len,
                               word->keystrokes ? NULL : word->typed, out);
            differs = TRUE;
        } else {
            g_string_append(out, word->typed);
        }
    }
    return g_string_free(out, !differs);
}

static void
add_hit(TcResults *results, const TcSearchOptions *options, guint index, const TcRanked *ranked,
        guint32 copies, gboolean reranked)
{
    if (index < options->offset || index >= options->offset + options->limit) {
        return;
    }
    TcSearchHit hit = {
        .ranked = *ranked, .rank = index + 1, .copies = copies, .reranked = reranked};
    g_array_append_val(results->hits, hit);
}

static void
add_ranked(TcResults *results, const TcSearchOptions *options, const GArray *ranked,
           const GArray *pool, const GArray *rest)
{
    g_autoptr(GHashTable) by_docid = g_hash_table_new(NULL, NULL);
    guint index = 0;
    for (guint i = 0; i < pool->len; i++) {
        TcXHit *hit = &g_array_index(pool, TcXHit, i);
        g_hash_table_insert(by_docid, GUINT_TO_POINTER(hit->docid), hit);
    }
    for (guint i = 0; i < ranked->len; i++) {
        const TcRanked *item = &g_array_index(ranked, TcRanked, i);
        const TcXHit *hit = g_hash_table_lookup(by_docid, GUINT_TO_POINTER(item->docid));
        add_hit(results, options, index++, item, hit->collapse_count, TRUE);
    }
    /* Pages beyond the pool go on in the order of the first stage. */
    for (guint i = 0; i < rest->len; i++) {
        const TcXHit *hit = &g_array_index(rest, TcXHit, i);
        if (!g_hash_table_contains(by_docid, GUINT_TO_POINTER(hit->docid))) {
            TcRanked plain = {.docid = hit->docid, .score = hit->weight, .rank = i};
            add_hit(results, options, index++, &plain, hit->collapse_count, FALSE);
        }
    }
}

/* ---- document numbers and dates ---- */

/* What a document of that number is worth against one that only names it. */
#define OWN_NUMBER_WEIGHT 2.0
/* Documents that are looked at for one number or date. */
#define EVIDENCE_MAX      50

/* docid -> bonus; the bonus is a double of its own, owned. */
static gboolean
add_bonus(TcReader *reader, const char *term, gboolean begins, double factor, TcXQuery *query,
          GHashTable *bonuses, GError **error)
{
    GError *local = NULL;
    g_autoptr(TcXMSet) mset = NULL;
    g_autoptr(TcXQuery) both = NULL;
    g_autoptr(TcXEnquire) enquire = NULL;
    g_autoptr(TcXQuery) leaf = begins ? tc_x_query_prefix(term, strlen(term), 0, &local)
                                      : tc_x_query_term(term, strlen(term), 1, &local);
    if (leaf != NULL) {
        TcXQuery *parts[] = {query, leaf};
        both = tc_x_query_combine(TC_X_FILTER, parts, 2, 0, &local);
    }
    if (both != NULL) {
        enquire = tc_x_enquire_new(tc_reader_database(reader), &local);
    }
    if (enquire != NULL && tc_x_enquire_set_query(enquire, both, &local)) {
        mset = tc_x_enquire_run(enquire, 0, EVIDENCE_MAX, 0, &local);
    }
    if (mset == NULL) {
        return tc_store_propagate(error, local);
    }
    gsize size = tc_x_mset_size(mset);
    double idf = tc_words_idf((guint32)size, tc_reader_doc_count(reader));
    for (gsize i = 0; i < size; i++) {
        gpointer docid = GUINT_TO_POINTER(tc_x_mset_hit(mset, i).docid);
        double *bonus = g_hash_table_lookup(bonuses, docid);
        if (bonus == NULL) {
            bonus = g_new0(double, 1);
            g_hash_table_insert(bonuses, docid, bonus);
        }
        *bonus += factor * idf;
    }
    return TRUE;
}

/* What the numbers and dates of the query add to documents that have them, however written. */
static GHashTable *
find_bonuses(TcReader *reader, TcPlan *plan, GError **error)
{
    g_autoptr(GHashTable) bonuses = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    const GArray *evidence = tc_plan_words(plan)->evidence;
    g_autoptr(TcXQuery) query = evidence->len == 0 ? NULL : tc_plan_query(plan, FALSE, error);
    if (evidence->len > 0 && query == NULL) {
        return NULL;
    }
    for (guint i = 0; i < evidence->len; i++) {
        const TcEvidence *item = &g_array_index(evidence, TcEvidence, i);
        if (item->own != NULL &&
            !add_bonus(reader, item->own, item->begins, OWN_NUMBER_WEIGHT, query, bonuses, error)) {
            return NULL;
        }
        if (!add_bonus(reader, item->term, item->begins, 1, query, bonuses, error)) {
            return NULL;
        }
    }
    return g_steal_pointer(&bonuses);
}

/* Documents with a bonus are candidates whatever the first stage thought of them. */
static void
add_candidates(GArray *hits, GHashTable *bonuses)
{
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    double least = 0;
    for (guint i = 0; i < hits->len; i++) {
        const TcXHit *hit = &g_array_index(hits, TcXHit, i);
        g_hash_table_add(known, GUINT_TO_POINTER(hit->docid));
        least = hit->weight;
    }
    GHashTableIter iter;
    gpointer docid;
    g_hash_table_iter_init(&iter, bonuses);
    while (g_hash_table_iter_next(&iter, &docid, NULL)) {
        if (!g_hash_table_contains(known, docid)) {
            TcXHit hit = {.docid = GPOINTER_TO_UINT(docid), .weight = least};
            g_array_append_val(hits, hit);
        }
    }
}

static void
add_bonuses(GArray *ranked, GHashTable *bonuses)
{
    for (guint i = 0; i < ranked->len && g_hash_table_size(bonuses) > 0; i++) {
        TcRanked *item = &g_array_index(ranked, TcRanked, i);
        const double *bonus = g_hash_table_lookup(bonuses, GUINT_TO_POINTER(item->docid));
        if (bonus != NULL) {
            item->parts[TC_PART_EVIDENCE] = *bonus;
            item->score += *bonus;
        }
    }
    tc_rank_sort(ranked);
}

/* Candidates, best first: those of the first stage; for open words, what the restored query adds.
 * The last pool read is left in *pool for what it holds already. */
static GArray *
candidates(TcReader *reader, TcPlan *plan, const TcSearchOptions *options, GArray *first,
           GArray **rest, TcPool **pool, GError **error)
{
    TcWords *words = tc_plan_words(plan);
    guint32 matches = 0;
    *rest = g_array_ref(first);
    if (!words->any_open) {
        GArray *hits = g_array_new(FALSE, FALSE, sizeof(TcXHit));
        g_array_append_vals(hits, first->data, MIN(first->len, TC_POOL_SIZE));
        return hits;
    }
    /* For the first restoration fewer documents do. */
    *pool = tc_pool_new(reader, words, (const TcXHit *)(gpointer)first->data,
                        MIN(first->len, RESTORE_POOL), 0, NULL, error);
    if (*pool == NULL) {
        return NULL;
    }
    tc_restore(*pool, words, 0, NULL);
    g_autoptr(GArray) second =
        run(reader, plan, TRUE, options, MAX(2 * TC_POOL_SIZE, options->offset + options->limit),
            &matches, error);
    if (second == NULL) {
        return NULL;
    }
    g_array_unref(*rest);
    *rest = g_array_ref(second);
    return merge_pools(first, second);
}

static gboolean
search_by_relevance(TcReader *reader, TcResults *results, const TcSearchOptions *options,
                    GArray *first, GError **error)
{
    TcWords *words = tc_plan_words(results->plan);
    g_autoptr(GArray) rest = NULL;
    g_autoptr(TcPool) before = NULL;
    g_autoptr(GHashTable) bonuses = find_bonuses(reader, results->plan, error);
    g_autoptr(GArray) hits =
        bonuses == NULL ? NULL
                        : candidates(reader, results->plan, options, first, &rest, &before, error);
    if (hits == NULL) {
        return FALSE;
    }
    add_candidates(hits, bonuses);
    g_autoptr(TcPool) pool = tc_pool_new(reader, words, (const TcXHit *)(gpointer)hits->data,
                                         hits->len, SPELLING_MIN, before, error);
    if (pool == NULL) {
        return FALSE;
    }
    g_autofree guint *reading = NULL;
    if (words->any_open) {
        tc_restore(pool, words, 0, &reading);
    } else {
        reading = g_new0(guint, words->sequence->len + 1);
    }
    results->reading = describe_reading(words, reading);
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(TcRanked));
    tc_rank(pool, words, ranked);
    add_bonuses(ranked, bonuses);
    add_ranked(results, options, ranked, hits, rest);
    results->pool = g_steal_pointer(&pool);
    return tc_suggest(reader, words, &results->suggestion, error);
}

/* Sorted by date, the reading of open words is wanted all the same: snippets light it. */
static gboolean
read_words(TcReader *reader, TcResults *results, const GArray *first, GError **error)
{
    TcWords *words = tc_plan_words(results->plan);
    g_autofree guint *reading = NULL;
    g_autoptr(TcPool) pool = tc_pool_new(reader, words, (const TcXHit *)(gpointer)first->data,
                                         MIN(first->len, RESTORE_POOL), 0, NULL, error);
    if (pool == NULL) {
        return FALSE;
    }
    tc_restore(pool, words, 0, &reading);
    results->reading = describe_reading(words, reading);
    return TRUE;
}

TcResults *
tc_search(TcReader *reader, const TcAnalyzer *analyzer, const TcAbbreviations *abbreviations,
          const TcNode *node, const TcSearchOptions *options, gsize *column, GError **error)
{
    g_autoptr(TcResults) results = g_new0(TcResults, 1);
    results->hits = g_array_new(FALSE, FALSE, sizeof(TcSearchHit));
    results->plan =
        tc_plan_new(node, &options->filters, analyzer, abbreviations, reader, column, error);
    if (results->plan == NULL) {
        return NULL;
    }
    gboolean by_relevance =
        options->sort == TC_SORT_RELEVANCE && tc_plan_words(results->plan)->sequence->len > 0;
    guint wanted = options->count_only ? 0 : options->offset + options->limit;
    gboolean open = tc_plan_words(results->plan)->any_open;
    guint max = (by_relevance || open) && !options->count_only ? MAX(wanted, TC_POOL_SIZE) : wanted;
    g_autoptr(GArray) first =
        run(reader, results->plan, FALSE, options, max, &results->matches, error);
    if (first == NULL) {
        return NULL;
    }
    if (options->count_only) {
        return g_steal_pointer(&results);
    }
    if (by_relevance) {
        if (!search_by_relevance(reader, results, options, first, error)) {
            return NULL;
        }
    } else {
        if (open && !read_words(reader, results, first, error)) {
            return NULL;
        }
        for (guint i = 0; i < first->len; i++) {
            const TcXHit *hit = &g_array_index(first, TcXHit, i);
            TcRanked plain = {.docid = hit->docid, .score = hit->weight, .rank = i};
            add_hit(results, options, i, &plain, hit->collapse_count, FALSE);
        }
    }
    return g_steal_pointer(&results);
}
