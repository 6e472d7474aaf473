#include "query/search.h"

#include "query/candidates.h"
#include "query/evidence.h"
#include "query/restore.h"
#include "query/suggest.h"
#include "store/schema.h"

#include <string.h>

/* Okapi BM25 as measured best for syllables: docs/ranking.md. */
#define BM25_K1          0.6
#define BM25_K3          1.0
#define BM25_B           0.75
#define BM25_MIN_NORMLEN 0.5

/* Documents that tell the readings of open words when nothing is ranked, and the posterior, by what
 * the index knows of neighbours, below which a spelling is not looked at. */
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

/* Which documents of a query are looked at. Those of known date are sorted by it. */
typedef enum { DATES_ANY, DATES_KNOWN, DATES_UNKNOWN } Dates;

static TcXEnquire *
enquire_new(TcReader *reader, TcXQuery *query, Dates dates, const TcSearchOptions *options,
            GError **error)
{
    GError *local = NULL;
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(tc_reader_database(reader), &local);
    gboolean ok =
        enquire != NULL && tc_x_enquire_set_query(enquire, query, &local) &&
        tc_x_enquire_set_bm25(enquire, BM25_K1, 0, BM25_K3, BM25_B, BM25_MIN_NORMLEN, &local);
    if (ok) {
        ok = dates == DATES_KNOWN ? tc_x_enquire_set_sort(enquire, TC_SLOT_DATE,
                                                          options->sort == TC_SORT_NEWEST, &local)
                                  : tc_x_enquire_set_tie_order(enquire, TC_SLOT_PATH, &local);
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
    return order != 0 ? order : x->path_len < y->path_len ? -1 : x->path_len > y->path_len;
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
        GError *local = NULL;
        Tied item = {.hit = g_array_index(hits, TcXHit, i)};
        if (!tc_x_database_doc_value(tc_reader_database(reader), item.hit.docid, TC_SLOT_PATH,
                                     &item.path, &item.path_len, &local)) {
            return tc_store_propagate(error, local);
        }
        g_array_append_val(tied, item);
    }
    g_array_sort(tied, by_path);
    for (guint i = 0; i < tied->len; i++) {
        g_array_index(hits, TcXHit, begin + i) = g_array_index(tied, Tied, i).hit;
    }
    return TRUE;
}

/* Of identical texts of one day Xapian has taken the one with the lowest number: take the one that
 * would come first. */
static gboolean
choose_copy(TcReader *reader, TcXQuery *query, TcXHit *hit, GError **error)
{
    TcXDatabase *db = tc_reader_database(reader);
    GError *local = NULL;
    guint32 freq = 0;
    g_autoptr(GString) term = g_string_new(TC_TERM_CONTENT);
    g_autoptr(TcXQuery) same = NULL;
    g_autoptr(TcXQuery) both = NULL;
    g_autoptr(TcXEnquire) enquire = NULL;
    g_autoptr(TcXMSet) mset = NULL;
    for (guint i = 0; i < hit->key_len; i++) {
        g_string_append_printf(term, "%02x", hit->key[i]);
    }
    if (!tc_reader_term_freq(reader, term->str, term->len, &freq, error)) {
        return FALSE;
    }
    if (freq < 2) {
        return TRUE;
    }
    same = tc_x_query_term(term->str, term->len, 1, &local);
    if (same != NULL) {
        TcXQuery *parts[] = {query, same};
        both = tc_x_query_combine(TC_X_FILTER, parts, 2, 0, &local);
    }
    enquire = both == NULL ? NULL : tc_x_enquire_new(db, &local);
    if (enquire != NULL && tc_x_enquire_set_query(enquire, both, &local) &&
        tc_x_enquire_set_tie_order(enquire, TC_SLOT_PATH, &local) &&
        tc_x_enquire_set_bm25(enquire, BM25_K1, 0, BM25_K3, BM25_B, BM25_MIN_NORMLEN, &local)) {
        mset = tc_x_enquire_run(enquire, 0, 1, 0, &local);
    }
    if (mset == NULL) {
        return tc_store_propagate(error, local);
    }
    if (tc_x_mset_size(mset) > 0) {
        hit->docid = tc_x_mset_hit(mset, 0).docid;
    }
    return TRUE;
}

/* Whether the i-th hit has the day and the weight of the one before. */
static gboolean
is_tied(TcXMSet *mset, gsize i, gboolean *tied, GError **error)
{
    GError *local = NULL;
    g_autofree char *day = NULL;
    g_autofree char *before = NULL;
    gsize len = 0;
    gsize len_before = 0;
    *tied = tc_x_mset_hit(mset, i).weight == tc_x_mset_hit(mset, i - 1).weight;
    if (!*tied) {
        return TRUE;
    }
    if (!tc_x_mset_sort_key(mset, i, &day, &len, &local) ||
        !tc_x_mset_sort_key(mset, i - 1, &before, &len_before, &local)) {
        return tc_store_propagate(error, local);
    }
    *tied = len == len_before && memcmp(day, before, len) == 0;
    return TRUE;
}

/* Xapian leaves equals sorted by date in the order of their numbers, which differs from shard to
 * shard: sort them by path. *complete is FALSE when `mset` ends amid equals, so that others may
 * belong before its last ones. */
static gboolean
order_ties(TcReader *reader, TcXMSet *mset, GArray *hits, guint max, gboolean *complete,
           GError **error)
{
    guint begin = 0;
    for (guint i = 1; i < hits->len; i++) {
        gboolean tied = FALSE;
        if (!is_tied(mset, i, &tied, error)) {
            return FALSE;
        }
        if (!tied) {
            if (!sort_ties(reader, hits, begin, i, error)) {
                return FALSE;
            }
            begin = i;
        }
    }
    *complete = hits->len < max || begin + 1 == hits->len;
    return sort_ties(reader, hits, begin, hits->len, error);
}

/* One run of the first stage: hits (of TcXHit), best first. */
static GArray *
run_once(TcReader *reader, TcXQuery *query, Dates dates, const TcSearchOptions *options, guint max,
         guint32 *matches, gboolean *complete, GError **error)
{
    GError *local = NULL;
    g_autoptr(TcXEnquire) enquire = enquire_new(reader, query, dates, options, error);
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
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(TcXHit));
    gsize size = tc_x_mset_size(mset);
    for (gsize i = 0; i < size; i++) {
        TcXHit hit = tc_x_mset_hit(mset, i);
        g_array_append_val(hits, hit);
    }
    *complete = TRUE;
    for (guint i = 0; dates == DATES_KNOWN && i < hits->len; i++) {
        TcXHit *hit = &g_array_index(hits, TcXHit, i);
        if (hit->key_len == TC_X_KEY_MAX && !choose_copy(reader, query, hit, error)) {
            return NULL;
        }
    }
    if (dates == DATES_KNOWN && !order_ties(reader, mset, hits, max, complete, error)) {
        return NULL;
    }
    return g_steal_pointer(&hits);
}

/* Documents of one day, worth the same, that are put in order before a page is cut out of them. */
#define TIES_MAX 4096

static GArray *
run_with(TcReader *reader, TcPlan *plan, gboolean restored, Dates dates,
         const TcSearchOptions *options, guint max, guint32 *matches, GError **error)
{
    gboolean complete = FALSE;
    g_autoptr(GArray) hits = NULL;
    g_autoptr(TcXQuery) query = with_dates(tc_plan_query(plan, restored, error), dates, error);
    for (guint more = 0; query != NULL && !complete; more = 4 * more + 16) {
        g_clear_pointer(&hits, g_array_unref);
        hits = run_once(reader, query, dates, options, max + more, matches, &complete, error);
        if (hits == NULL) {
            return NULL;
        }
        complete |= more >= TIES_MAX || max == 0;
    }
    if (hits != NULL && hits->len > max) {
        g_array_set_size(hits, max);
    }
    return g_steal_pointer(&hits);
}

/* Run the first stage. By date, documents without one come last: Xapian sorts a missing value
 * before all others. */
static GArray *
run(TcReader *reader, TcPlan *plan, gboolean restored, const TcSearchOptions *options, guint max,
    guint32 *matches, GError **error)
{
    if (options->sort == TC_SORT_RELEVANCE || options->count_only) {
        return run_with(reader, plan, restored, DATES_ANY, options, max, matches, error);
    }
    guint32 undated_matches = 0;
    g_autoptr(GArray) hits =
        run_with(reader, plan, restored, DATES_KNOWN, options, max, matches, error);
    if (hits == NULL || hits->len == max) {
        return g_steal_pointer(&hits);
    }
    g_autoptr(GArray) undated = run_with(reader, plan, restored, DATES_UNKNOWN, options,
                                         max - hits->len, &undated_matches, error);
    if (undated == NULL) {
        return NULL;
    }
    g_array_append_vals(hits, undated->data, undated->len);
    *matches += undated_matches;
    return g_steal_pointer(&hits);
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
        const char *typed = word->keystrokes ? word->decoded : word->typed;
        if (word->open && spelling->tier != TC_TIER_EXACT) {
            tc_key_append_word(spelling->term, spelling->term_len, typed, out);
            differs = TRUE;
        } else if (word->keystrokes) {
            g_string_append(out, typed);
            differs = TRUE;
        } else {
            g_string_append(out, word->typed);
        }
    }
    return g_string_free(out, !differs);
}

static void
add_hit(TcResults *results, const TcSearchOptions *options, guint index, const TcRanked *ranked,
        const TcXHit *from, gboolean reranked)
{
    if (index < options->offset || index >= options->offset + options->limit) {
        return;
    }
    TcSearchHit hit = {.ranked = *ranked,
                       .rank = index + 1,
                       .has_content = from->key_len == TC_X_KEY_MAX,
                       .reranked = reranked};
    memcpy(hit.content, from->key, sizeof hit.content);
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
        add_hit(results, options, index++, item, hit, TRUE);
    }
    /* Pages beyond the pool go on in the order of the first stage. */
    for (guint i = 0; i < rest->len; i++) {
        const TcXHit *hit = &g_array_index(rest, TcXHit, i);
        if (!g_hash_table_contains(by_docid, GUINT_TO_POINTER(hit->docid))) {
            TcRanked plain = {.docid = hit->docid, .score = hit->weight, .rank = i};
            add_hit(results, options, index++, &plain, hit, FALSE);
        }
    }
}

/* ---- document numbers and dates ---- */

/* What a document of that number is worth against one that only names it. */
#define OWN_NUMBER_WEIGHT 2.0
/* Documents that are looked at for one number or date. */
#define EVIDENCE_MAX      50

/* What a document has of the numbers and dates of the query. */
typedef struct {
    guint32 docid;
    double bonus;
} Bonus;

/* The bonuses of documents, in the order in which they were found: that of their worth. */
typedef struct {
    GArray *items;      /* of Bonus */
    GHashTable *places; /* docid -> index + 1 */
} Bonuses;

static void
bonuses_clear(Bonuses *bonuses)
{
    g_clear_pointer(&bonuses->items, g_array_unref);
    g_clear_pointer(&bonuses->places, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bonuses, bonuses_clear)

/* Borrowed, NULL when there is none. */
static Bonus *
bonus_of(const Bonuses *bonuses, guint32 docid)
{
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(bonuses->places, GUINT_TO_POINTER(docid)));
    return place == 0 ? NULL : &g_array_index(bonuses->items, Bonus, place - 1);
}

static gboolean
add_bonus(TcReader *reader, const char *term, gboolean begins, double factor, TcXQuery *query,
          Bonuses *bonuses, GError **error)
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
    if (enquire != NULL && tc_x_enquire_set_query(enquire, both, &local) &&
        tc_x_enquire_set_tie_order(enquire, TC_SLOT_PATH, &local)) {
        mset = tc_x_enquire_run(enquire, 0, EVIDENCE_MAX, 0, &local);
    }
    if (mset == NULL) {
        return tc_store_propagate(error, local);
    }
    gsize size = tc_x_mset_size(mset);
    double idf = tc_words_idf((guint32)size, tc_reader_doc_count(reader));
    for (gsize i = 0; i < size; i++) {
        guint32 docid = tc_x_mset_hit(mset, i).docid;
        Bonus *known = bonus_of(bonuses, docid);
        if (known == NULL) {
            Bonus bonus = {docid, 0};
            g_array_append_val(bonuses->items, bonus);
            g_hash_table_insert(bonuses->places, GUINT_TO_POINTER(docid),
                                GUINT_TO_POINTER(bonuses->items->len));
            known = bonus_of(bonuses, docid);
        }
        known->bonus += factor * idf;
    }
    return TRUE;
}

/* What the numbers and dates of the query add to documents that have them, however written. */
static gboolean
find_bonuses(TcReader *reader, TcPlan *plan, Bonuses *bonuses, GError **error)
{
    const GArray *evidence = tc_plan_words(plan)->evidence;
    g_autoptr(TcXQuery) query = evidence->len == 0 ? NULL : tc_plan_query(plan, FALSE, error);
    bonuses->items = g_array_new(FALSE, FALSE, sizeof(Bonus));
    bonuses->places = g_hash_table_new(NULL, NULL);
    if (evidence->len > 0 && query == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < evidence->len; i++) {
        const TcEvidence *item = &g_array_index(evidence, TcEvidence, i);
        if (item->own != NULL &&
            !add_bonus(reader, item->own, item->begins, OWN_NUMBER_WEIGHT, query, bonuses, error)) {
            return FALSE;
        }
        if (!add_bonus(reader, item->term, item->begins, 1, query, bonuses, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Sets the hash of the text of a hit; without collapsing it is not asked for. */
static gboolean
fetch_content(TcReader *reader, const TcSearchOptions *options, TcXHit *hit, GError **error)
{
    GError *local = NULL;
    g_autofree char *content = NULL;
    gsize len = 0;
    if (!options->collapse) {
        return TRUE;
    }
    if (!tc_x_database_doc_value(tc_reader_database(reader), hit->docid, TC_SLOT_CONTENT, &content,
                                 &len, &local)) {
        return tc_store_propagate(error, local);
    }
    if (len == sizeof hit->key) {
        hit->key_len = sizeof hit->key;
        memcpy(hit->key, content, sizeof hit->key);
    }
    return TRUE;
}

static char *
content_name(const TcXHit *hit)
{
    return hit->key_len == 0 ? g_strdup_printf("%u", hit->docid)
                             : g_base64_encode(hit->key, hit->key_len);
}

/* Documents with a bonus are candidates whatever the first stage thought of them, each text once.
 */
static gboolean
add_candidates(TcReader *reader, const TcSearchOptions *options, GArray *hits,
               const Bonuses *bonuses, GError **error)
{
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    double least = 0;
    for (guint i = 0; bonuses->items->len > 0 && i < hits->len; i++) {
        const TcXHit *hit = &g_array_index(hits, TcXHit, i);
        g_hash_table_add(known, GUINT_TO_POINTER(hit->docid));
        g_hash_table_add(texts, content_name(hit));
        least = hit->weight;
    }
    for (guint i = 0; i < bonuses->items->len; i++) {
        TcXHit hit = {.docid = g_array_index(bonuses->items, Bonus, i).docid, .weight = least};
        if (g_hash_table_contains(known, GUINT_TO_POINTER(hit.docid))) {
            continue;
        }
        if (!fetch_content(reader, options, &hit, error)) {
            return FALSE;
        }
        if (g_hash_table_add(texts, content_name(&hit))) {
            g_array_append_val(hits, hit);
        }
    }
    return TRUE;
}

static void
add_bonuses(GArray *ranked, const Bonuses *bonuses)
{
    if (bonuses->items->len == 0) {
        return;
    }
    for (guint i = 0; i < ranked->len; i++) {
        TcRanked *item = &g_array_index(ranked, TcRanked, i);
        const Bonus *known = bonus_of(bonuses, item->docid);
        if (known != NULL) {
            item->parts[TC_PART_EVIDENCE] = known->bonus;
            item->score += known->bonus;
        }
    }
    tc_rank_sort(ranked);
}

static gboolean
search_by_relevance(TcReader *reader, TcResults *results, const TcSearchOptions *options,
                    const TcNeighbours *neighbours, const GArray *first, GError **error)
{
    TcWords *words = tc_plan_words(results->plan);
    g_auto(Bonuses) bonuses = {NULL, NULL};
    if (!find_bonuses(reader, results->plan, &bonuses, error)) {
        return FALSE;
    }
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(TcXHit));
    g_array_append_vals(hits, first->data, first->len);
    if (!tc_candidates_choose(reader, words, hits, error) ||
        !add_candidates(reader, options, hits, &bonuses, error)) {
        return FALSE;
    }
    g_autoptr(TcPool) pool = tc_pool_new(reader, words, (const TcXHit *)(gpointer)hits->data,
                                         hits->len, SPELLING_MIN, error);
    if (pool == NULL) {
        return FALSE;
    }
    g_autofree guint *reading = NULL;
    if (words->any_open) {
        tc_restore(pool, words, neighbours, &reading);
    } else {
        reading = g_new0(guint, words->sequence->len + 1);
    }
    results->reading = describe_reading(words, reading);
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(TcRanked));
    if (!tc_pool_load_titles(reader, pool, words, error)) {
        return FALSE;
    }
    /* What numbers and dates add is not known to the ranker. */
    tc_rank(pool, words,
            bonuses.items->len > 0 ? G_MAXUINT : (gsize)options->offset + options->limit, ranked);
    add_bonuses(ranked, &bonuses);
    add_ranked(results, options, ranked, hits, first);
    results->pool = g_steal_pointer(&pool);
    return TRUE;
}

/* Sorted by date, the reading of open words is wanted all the same: snippets light it. */
static gboolean
read_words(TcReader *reader, TcResults *results, const TcNeighbours *neighbours,
           const GArray *first, GError **error)
{
    TcWords *words = tc_plan_words(results->plan);
    g_autofree guint *reading = NULL;
    g_autoptr(TcPool) pool = tc_pool_new(reader, words, (const TcXHit *)(gpointer)first->data,
                                         MIN(first->len, RESTORE_POOL), 0, error);
    if (pool == NULL) {
        return FALSE;
    }
    tc_restore(pool, words, neighbours, &reading);
    results->reading = describe_reading(words, reading);
    return TRUE;
}

static TcResults *
search(TcReader *reader, const TcAnalyzer *analyzer, const TcAbbreviations *abbreviations,
       const TcNode *node, const TcSearchOptions *options, gsize *column, GError **error)
{
    g_autoptr(TcResults) results = g_new0(TcResults, 1);
    results->hits = g_array_new(FALSE, FALSE, sizeof(TcSearchHit));
    results->plan =
        tc_plan_new(node, &options->filters, analyzer, abbreviations, reader, column, error);
    if (results->plan == NULL) {
        return NULL;
    }
    TcWords *words = tc_plan_words(results->plan);
    gboolean by_relevance = options->sort == TC_SORT_RELEVANCE && words->sequence->len > 0;
    gboolean ranked = (by_relevance || words->any_open) && !options->count_only;
    /* Without hits to show one is fetched all the same: it says whether there are any. */
    guint wanted = options->count_only ? 0 : MAX(options->offset + options->limit, 1);
    g_autoptr(TcNeighbours) neighbours = NULL;
    if (words->any_open && ranked) {
        neighbours = tc_neighbours_new(reader, words, error);
        if (neighbours == NULL) {
            return NULL;
        }
        tc_restore(NULL, words, neighbours, NULL);
        tc_restore_settle(words);
    }
    g_autoptr(GArray) first =
        run(reader, results->plan, neighbours != NULL, options,
            ranked ? MAX(wanted, TC_CANDIDATES_MAX) : wanted, &results->matches, error);
    if (first == NULL) {
        return NULL;
    }
    if (options->count_only) {
        return g_steal_pointer(&results);
    }
    results->any = first->len > 0;
    if (by_relevance) {
        if (!search_by_relevance(reader, results, options, neighbours, first, error)) {
            return NULL;
        }
    } else {
        if (words->any_open && !read_words(reader, results, neighbours, first, error)) {
            return NULL;
        }
        for (guint i = 0; i < first->len; i++) {
            const TcXHit *hit = &g_array_index(first, TcXHit, i);
            TcRanked plain = {.docid = hit->docid, .score = hit->weight, .rank = i};
            add_hit(results, options, i, &plain, hit, FALSE);
        }
    }
    return g_steal_pointer(&results);
}

/* What may have been meant, if that finds anything under the same filters, read as any query. */
static gboolean
add_suggestion(TcReader *reader, const TcAnalyzer *analyzer, const TcAbbreviations *abbreviations,
               const TcSearchOptions *options, TcResults *results, GError **error)
{
    g_autofree char *text = NULL;
    gsize column = 0;
    if (!tc_suggest(reader, tc_plan_words(results->plan), results->pool, &text, error)) {
        return FALSE;
    }
    if (text == NULL) {
        return TRUE;
    }
    TcSearchOptions trial = *options;
    trial.sort = TC_SORT_RELEVANCE;
    trial.offset = 0;
    trial.limit = 1;
    g_autoptr(TcNode) node = tc_parse_plain(text);
    g_autoptr(TcResults) found =
        search(reader, analyzer, abbreviations, node, &trial, &column, error);
    if (found == NULL) {
        return FALSE;
    }
    if (found->any) {
        char **meant = found->reading != NULL ? &found->reading : &text;
        results->suggestion = g_steal_pointer(meant);
    }
    return TRUE;
}

TcResults *
tc_search(TcReader *reader, const TcAnalyzer *analyzer, const TcAbbreviations *abbreviations,
          const TcNode *node, const TcSearchOptions *options, gsize *column, GError **error)
{
    g_autoptr(TcResults) results =
        search(reader, analyzer, abbreviations, node, options, column, error);
    if (results != NULL && !options->count_only &&
        !add_suggestion(reader, analyzer, abbreviations, options, results, error)) {
        return NULL;
    }
    return g_steal_pointer(&results);
}
