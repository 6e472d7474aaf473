#include "query/search/search.h"

#include "base/free.h"
#include "query/rank/names/typed_first.h"
#include "query/rank/restore.h"
#include "query/search/candidates.h"
#include "query/search/first_stage.h"
#include "query/search/names.h"
#include "query/search/runs.h"
#include "query/search/set/set.h"
#include "query/search/set/total.h"
#include "query/suggest/suggest.h"
#include "query/words/evidence.h"
#include "store/schema.h"

#include <string.h>

/* Documents that tell the readings of open words when nothing is ranked, and the posterior, by what
 * the index knows of neighbours, below which a spelling is not looked at. */
#define RESTORE_POOL 100
#define SPELLING_MIN 0.002

void
tc_results_free(TcResults *results)
{
    if (results == NULL)
        return;
    g_array_unref(results->hits);
    g_clear_pointer(&results->set, g_array_unref);
    tc_free_all(results->reading, results->suggestion, results->also);
    g_clear_pointer(&results->meanings, g_array_unref);
    tc_total_free(results->total);
    tc_pool_free(results->pool);
    tc_plan_free(results->plan);
    tc_results_free(results->rest);
    tc_node_free(results->rest_node);
    g_free(results);
}

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
} Search;

static void
search_clear(Search *search)
{
    g_clear_pointer(&search->neighbours, tc_neighbours_free);
    g_clear_pointer(&search->about, tc_about_free);
    g_clear_pointer(&search->namings, tc_namings_free);
    g_clear_pointer(&search->runs, g_array_unref);
    g_clear_pointer(&search->readings, g_array_unref);
    g_clear_pointer(&search->named, g_hash_table_unref);
    g_clear_pointer(&search->others, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

static void
add_bonuses(GArray *ranked, const TcBonuses *bonuses)
{
    if (bonuses->items->len == 0)
        return;
    double highest = 0;
    for (guint i = 0; i < ranked->len; i++)
        highest = MAX(highest, tc_ranked_at(ranked, i)->score);
    for (guint i = 0; i < ranked->len; i++) {
        TcRanked *item = tc_ranked_at(ranked, i);
        const TcBonus *known = tc_bonus_of(bonuses, item->docid);
        if (known != NULL) {
            item->parts[TC_PART_EVIDENCE] = known->bonus;
            item->score += known->bonus;
            item->is_named = known->is_named;
            item->is_of_other_year = known->is_of_other_year;
            highest = MAX(highest, item->score);
        }
    }
    /* Scores go down with the ranks. */
    for (guint i = 0; i < ranked->len; i++) {
        TcRanked *item = tc_ranked_at(ranked, i);
        if (item->is_named) {
            item->parts[TC_PART_EVIDENCE] += highest;
            item->score += highest;
        }
    }
    tc_rank_sort(ranked);
}

/* The first stage; takes note of what has only another name in a field. */
static GArray *
run_first_stage(Search *search, TcStage stage, const TcSearchOptions *options, guint max,
                guint32 *matches, GError **error)
{
    guint own = 0;
    GArray *hits = tc_first_stage(search->reader, search->results->plan, search->neighbours != NULL,
                                  stage, options, max, matches, &own, error);
    for (guint i = own; hits != NULL && i < hits->len; i++) {
        guint32 docid = tc_x_hit_at(hits, i)->docid;
        search->others = search->others != NULL ? search->others : g_hash_table_new(NULL, NULL);
        g_hash_table_add(search->others, GUINT_TO_POINTER(docid));
    }
    return hits;
}

/* The first stage in the order of relevance, whatever order is asked for. */
static GArray *
first_by_relevance(Search *search, TcStage stage, guint max, GError **error)
{
    TcSearchOptions options = *search->options;
    guint32 matches = 0;
    options.sort = TC_SORT_RELEVANCE;
    options.counts_only = FALSE;
    return run_first_stage(search, stage, &options, max, &matches, error);
}

/* Which documents of the pool are known to have the words as typed; both are ascending. */
static void
note_runs(const GArray *runs, TcPool *pool)
{
    gsize d = 0;
    for (guint i = 0; i < runs->len; i++) {
        const TcRunHit *hit = tc_run_hit_at(runs, i);
        while (d < pool->doc_count && pool->docids[d] < hit->docid)
            d++;
        if (d < pool->doc_count && pool->docids[d] == hit->docid)
            pool->run_worths[d] = hit->worth;
    }
}

static void
set_meanings(TcResults *results, const TcWords *words, const GArray *readings)
{
    g_clear_pointer(&results->reading, g_free);
    g_clear_pointer(&results->meanings, g_array_unref);
    results->meanings = tc_meanings_new(words, readings, &results->reading);
}

/* The second stage on the best of these hits (of TcXHit, best first), read as their documents have
 * the words. `candidates` is set to those that were looked at. */
static TcPool *
rank_pool(Search *search, const TcBonuses *bonuses, gsize wanted, const GArray *first,
          GArray *candidates, GArray *ranked, GError **error)
{
    TcWords *words = search->words;
    g_array_append_vals(candidates, first->data, MIN(first->len, TC_CANDIDATES_MAX));
    if (!tc_candidates_choose(search->reader, words, candidates, error) ||
        !tc_candidates_add(search->reader, search->options->collapses, bonuses, search->runs,
                           candidates, error))
        return NULL;
    g_autoptr(TcPool) pool =
        tc_pool_new(search->reader, words, (const TcXHit *)(gpointer)candidates->data,
                    candidates->len, SPELLING_MIN, error);
    if (pool == NULL)
        return NULL;
    if (search->runs != NULL)
        note_runs(search->runs, pool);
    g_autoptr(GArray) readings =
        words->has_open ? tc_restore(pool, words, search->neighbours) : tc_restore_nothing(words);
    if (search->readings != NULL)
        tc_restore_lead(words, search->readings);
    set_meanings(search->results, words, search->readings != NULL ? search->readings : readings);
    if (search->is_file) {
        g_clear_pointer(&search->results->reading, g_free);
        g_clear_pointer(&search->results->meanings, g_array_unref);
    }
    search->results->is_named = search->named != NULL && g_hash_table_size(search->named) > 0;
    if (!tc_pool_load_titles(search->reader, pool, words, error))
        return NULL;
    /* Names put others among the best, and without a topic no score is made exact afterwards. */
    if (search->about == NULL && words->groups->len > 0)
        wanted = G_MAXUINT;
    tc_rank(pool, words, wanted, search->about, ranked);
    return g_steal_pointer(&pool);
}

/* What it takes to be about the topic is told by the best of its documents in the whole archive. */
static gboolean
settle_by_topic(Search *search, GError **error)
{
    g_auto(TcBonuses) none;
    tc_bonuses_init(&none);
    g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(TcXHit));
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(TcRanked));
    g_autoptr(GArray) first = first_by_relevance(search, TC_STAGE_TOPIC, TC_CANDIDATES_MAX, error);
    g_autoptr(TcPool) pool =
        first == NULL ? NULL : rank_pool(search, &none, 1, first, candidates, ranked, error);
    if (pool == NULL)
        return FALSE;
    tc_about_settle(search->about, ranked);
    return TRUE;
}

/* Numbers and dates say what a document is about, too: its own number, and all that was asked for
 * where nothing but them was. */
static gboolean
is_about(const Search *search, const TcBonuses *bonuses, const TcRanked *ranked)
{
    const TcBonus *bonus = tc_bonus_of(bonuses, ranked->docid);
    const GArray *topic = tc_plan_topic(search->results->plan);
    gboolean is_only = bonus != NULL && !bonus->is_own;
    for (guint i = 0; is_only && i < topic->len; i++) {
        const TcWord *word = g_ptr_array_index(search->words->words, tc_word_at(topic, i)->word);
        is_only = tc_word_is_of_number(word);
    }
    return is_only || ranked->is_named || (bonus != NULL && bonus->is_own) ||
           tc_about_holds(search->about, ranked);
}

static gboolean
find_bonuses(const Search *search, TcBonuses *bonuses, GError **error)
{
    GHashTableIter iter;
    gpointer docid;
    gpointer naming;
    if (search->named != NULL) {
        g_hash_table_iter_init(&iter, search->named);
        while (g_hash_table_iter_next(&iter, &docid, &naming))
            tc_bonuses_add_named(bonuses, GPOINTER_TO_UINT(docid),
                                 GPOINTER_TO_INT(naming) == TC_NAME_OF_OTHER_YEAR);
    }
    if (search->words->evidence->len == 0)
        return TRUE;
    g_autoptr(TcXQuery) query = tc_plan_query(search->results->plan, FALSE, error);
    return query != NULL &&
           tc_bonuses_find(search->reader, search->words->evidence, query, bonuses, error);
}

/* Mark what is about the topic, and put it first, and what was typed before what has only other
 * names for it. */
static void
mark_set(const Search *search, const TcBonuses *bonuses, GArray *ranked)
{
    tc_rank_take_back(ranked);
    for (guint i = 0; i < ranked->len; i++) {
        TcRanked *item = tc_ranked_at(ranked, i);
        item->is_about = search->about == NULL || is_about(search, bonuses, item);
        search->results->has_any |= item->is_about;
    }
    if (search->namings != NULL)
        tc_rank_typed_first(search->namings, ranked);
    else
        tc_rank_sort(ranked);
}

/* All of `first` that is about the topic, of which `ranked` have been looked at: results->set. */
static gboolean
find_set(Search *search, const GArray *first, const GArray *candidates, const GArray *ranked,
         GError **error)
{
    TcResults *results = search->results;
    g_autoptr(GHashTable) have = g_hash_table_new(NULL, NULL);
    results->set = g_array_new(FALSE, FALSE, sizeof(TcRanked));
    tc_candidates_note_copies(candidates, first, have);
    for (guint i = 0; i < ranked->len; i++) {
        const TcRanked *item = tc_ranked_at(ranked, i);
        g_hash_table_add(have, GUINT_TO_POINTER(item->docid));
        if (item->is_about)
            g_array_append_val(results->set, *item);
    }
    if (!tc_set_choose(search->reader, search->words, search->about, first, have, FALSE,
                       !search->options->counts_only, results->set, error))
        return FALSE;
    results->matches = results->set->len;
    results->has_any = results->set->len > 0;
    return TRUE;
}

/* The hash of the text is wanted of members, too. */
static void
add_members(TcResults *results, const TcSearchOptions *options, const GArray *first)
{
    g_autoptr(GHashTable) by_docid = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < first->len; i++) {
        TcXHit *hit = tc_x_hit_at(first, i);
        g_hash_table_insert(by_docid, GUINT_TO_POINTER(hit->docid), hit);
    }
    for (guint i = 0; i < results->set->len; i++) {
        const TcRanked *item = tc_ranked_at(results->set, i);
        const TcXHit *hit = g_hash_table_lookup(by_docid, GUINT_TO_POINTER(item->docid));
        TcXHit unknown = {.docid = item->docid};
        tc_page_add(results->hits, options, i, item, hit != NULL ? hit : &unknown, TRUE);
    }
}

static guint
count_members(const GArray *ranked)
{
    guint members = 0;
    while (members < ranked->len && tc_ranked_at(ranked, members)->is_about)
        members++;
    return members;
}

/* Cut off what lies far beyond the set. */
static void
cut_beyond(TcResults *results, const TcSearchOptions *options, const GArray *ranked)
{
    guint members = count_members(ranked);
    guint end = 0;
    if (options->beyond_max == 0 && options->nearest_max == 0)
        return;
    end = members > 0 ? members + options->beyond_max : options->nearest_max;
    while (results->hits->len > 0 &&
           tc_search_hit_at(results->hits, results->hits->len - 1)->rank > end)
        g_array_set_size(results->hits, results->hits->len - 1);
}

/* Whether what is about the topic beyond the candidates, if anything is, comes on this page. */
static gboolean
reaches_beyond(const TcSearchOptions *options, const GArray *first, const GArray *candidates,
               const GArray *ranked)
{
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    if (count_members(ranked) >= (guint64)options->offset + options->limit)
        return FALSE;
    for (guint i = 0; i < candidates->len; i++)
        g_hash_table_add(known, GUINT_TO_POINTER(tc_x_hit_at(candidates, i)->docid));
    guint i = 0;
    while (i < first->len &&
           g_hash_table_contains(known, GUINT_TO_POINTER(tc_x_hit_at(first, i)->docid)))
        i++;
    return i < first->len || first->len >= TC_CANDIDATES_MAX;
}

/* Of all that matches, what is about the topic and not among `ranked`, best first. */
static gboolean
find_beyond(Search *search, const GArray *candidates, const GArray *ranked, GArray *members,
            GError **error)
{
    TcResults *results = search->results;
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    g_autoptr(GArray) first = NULL;
    if (results->set == NULL && results->total != NULL)
        return tc_total_beyond(results->total, search->reader, search->words,
                               search->options->collapses, members, error);
    if (results->set == NULL) {
        first =
            first_by_relevance(search, TC_STAGE_QUERY, tc_reader_doc_count(search->reader), error);
        if (first == NULL || !find_set(search, first, candidates, ranked, error))
            return FALSE;
    }
    for (guint i = 0; i < ranked->len; i++)
        g_hash_table_add(known, GUINT_TO_POINTER(tc_ranked_at(ranked, i)->docid));
    for (guint i = 0; i < results->set->len; i++) {
        const TcRanked *item = tc_ranked_at(results->set, i);
        if (!g_hash_table_contains(known, GUINT_TO_POINTER(item->docid)))
            g_array_append_val(members, *item);
    }
    tc_rank_sort(members);
    return TRUE;
}

/* What is about the topic beyond the candidates comes behind what is among them, so that a document
 * stands at the same place whatever pages are asked for. */
static gboolean
add_beyond(Search *search, GArray *candidates, GArray *ranked, GError **error)
{
    const TcSearchOptions *options = search->options;
    guint at = count_members(ranked);
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(TcRanked));
    if (!find_beyond(search, candidates, ranked, members, error))
        return FALSE;
    search->results->has_any |= members->len > 0;
    g_array_insert_vals(ranked, at, members->data, members->len);
    for (guint i = 0; i < members->len; i++)
        if (!tc_candidates_append(search->reader, options->collapses,
                                  tc_ranked_at(members, i)->docid, candidates, error))
            return FALSE;
    return TRUE;
}

static gboolean
search_by_relevance(Search *search, const GArray *first, gboolean is_whole, GError **error)
{
    TcResults *results = search->results;
    const TcSearchOptions *options = search->options;
    gboolean is_restricted = tc_plan_is_restricted(results->plan);
    g_autoptr(TcXQuery) query = NULL;
    g_auto(TcBonuses) bonuses;
    tc_bonuses_init(&bonuses);
    if (search->about != NULL && !is_whole && !options->is_plain) {
        /* As the first stage had it, before the candidates tell more of the readings. */
        query = tc_plan_query(results->plan, search->neighbours != NULL, error);
        if (query == NULL)
            return FALSE;
    }
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(TcXHit));
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(TcRanked));
    if (!find_bonuses(search, &bonuses, error) ||
        (search->about != NULL && is_restricted && !settle_by_topic(search, error)))
        return FALSE;
    /* What numbers, dates and names of bodies add is not known to the ranker. */
    gsize wanted = is_whole || bonuses.items->len > 0 || search->others != NULL
                       ? G_MAXUINT
                       : (gsize)options->offset + options->limit;
    g_autoptr(TcPool) pool = rank_pool(search, &bonuses, wanted, first, hits, ranked, error);
    if (pool == NULL)
        return FALSE;
    if (search->about != NULL && !is_restricted)
        tc_about_settle(search->about, ranked);
    add_bonuses(ranked, &bonuses);
    g_clear_pointer(&search->namings, tc_namings_free);
    search->namings = tc_namings_new(pool, search->words);
    mark_set(search, &bonuses, ranked);
    /* Some of the best may not be about the topic, and give way to others. */
    while (search->about != NULL &&
           tc_rank_make_exact(pool, search->words, search->about, wanted, ranked))
        mark_set(search, &bonuses, ranked);
    results->has_any |= ranked->len > 0 && tc_ranked_at(ranked, 0)->is_about;
    if (search->others != NULL)
        tc_rank_own_first(search->others, ranked);
    /* The set was looked for before. */
    tc_pool_free(results->pool);
    results->pool = g_steal_pointer(&pool);
    if (is_whole)
        return find_set(search, first, hits, ranked, error);
    if (query != NULL && !tc_plan_has_other_names(results->plan))
        results->total =
            tc_total_new(g_steal_pointer(&query), g_steal_pointer(&search->about),
                         g_steal_pointer(&search->namings), is_restricted, hits, ranked);
    if (results->has_set && !options->is_plain && reaches_beyond(options, first, hits, ranked) &&
        !add_beyond(search, hits, ranked, error))
        return FALSE;
    tc_page_add_ranked(results->hits, options, ranked, hits, first);
    cut_beyond(results, options, ranked);
    return TRUE;
}

/* Sorted by date, the reading of open words is wanted all the same: snippets light it. */
static gboolean
read_words(TcReader *reader, TcResults *results, const TcNeighbours *neighbours,
           const GArray *first, GError **error)
{
    TcWords *words = tc_plan_words(results->plan);
    g_autoptr(TcPool) pool = tc_pool_new(reader, words, (const TcXHit *)(gpointer)first->data,
                                         MIN(first->len, RESTORE_POOL), 0, error);
    if (pool == NULL)
        return FALSE;
    g_autoptr(GArray) readings = tc_restore(pool, words, neighbours);
    set_meanings(results, words, readings);
    return TRUE;
}

/* What is known of open words before documents are ranked, and who has the words as typed. */
static gboolean
restore_first(Search *search, GError **error)
{
    gboolean is_open = search->words->has_open;
    if (is_open) {
        search->neighbours = tc_neighbours_new(search->reader, search->words, error);
        if (search->neighbours == NULL)
            return FALSE;
    }
    if (search->results->has_set) {
        search->runs = tc_runs_find(search->reader, search->results->plan, search->neighbours,
                                    &search->readings, error);
        if (search->runs == NULL)
            return FALSE;
    }
    if (is_open) {
        g_array_unref(tc_restore(NULL, search->words, search->neighbours));
        if (search->readings != NULL)
            tc_restore_lead(search->words, search->readings);
        tc_restore_settle(search->words);
    }
    return TRUE;
}

/* Whether hits by relevance are shown, with what lies beyond the set. */
static gboolean
shows_beyond(const TcSearchOptions *options)
{
    return options->sort == TC_SORT_RELEVANCE && !options->counts_only && !options->is_set_only;
}

/* The whole set, in the order that is asked for. */
static gboolean
search_set(Search *search, GError **error)
{
    const TcSearchOptions *options = search->options;
    TcResults *results = search->results;
    g_autoptr(GArray) first =
        first_by_relevance(search, TC_STAGE_QUERY, tc_reader_doc_count(search->reader), error);
    if (first == NULL || !search_by_relevance(search, first, TRUE, error))
        return FALSE;
    if (options->sort == TC_SORT_RELEVANCE) {
        tc_rank_sort(results->set);
        if (search->others != NULL)
            tc_rank_own_first(search->others, results->set);
    } else if (!tc_set_sort_by_date(search->reader, options->sort == TC_SORT_NEWEST, results->set,
                                    error)) {
        return FALSE;
    }
    /* With facets hits are shown as ever, also those beyond the set. */
    if (!options->counts_only && !shows_beyond(options))
        add_members(results, options, first);
    return TRUE;
}

/* Everything that matches, in the order of Xapian: nothing is ranked. */
static gboolean
search_matches(Search *search, guint wanted, gboolean is_read, GError **error)
{
    TcResults *results = search->results;
    g_autoptr(GArray) first =
        run_first_stage(search, TC_STAGE_QUERY, search->options, wanted, &results->matches, error);
    if (first == NULL)
        return FALSE;
    results->has_any = first->len > 0;
    if (is_read && !read_words(search->reader, results, search->neighbours, first, error))
        return FALSE;
    for (guint i = 0; !search->options->counts_only && i < first->len; i++) {
        const TcXHit *hit = tc_x_hit_at(first, i);
        TcRanked plain = {.docid = hit->docid, .score = hit->weight, .rank = i, .is_about = TRUE};
        tc_page_add(results->hits, search->options, i, &plain, hit, FALSE);
    }
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
    if (results->plan == NULL)
        return NULL;
    g_auto(Search) search = {.reader = reader,
                             .options = options,
                             .results = results,
                             .words = tc_plan_words(results->plan)};
    results->also = tc_words_other_names(search.words);
    const GArray *topic = tc_plan_topic(results->plan);
    gboolean is_whole = options->counts_only || options->sort != TC_SORT_RELEVANCE ||
                        options->is_set_only || options->wants_set;
    results->has_set = !options->matches_any && topic->len > 0;
    gboolean is_by_relevance = options->sort == TC_SORT_RELEVANCE &&
                               search.words->sequence->len > 0 && !options->counts_only;
    gboolean is_ranked =
        results->has_set || ((is_by_relevance || search.words->has_open) && !options->counts_only);
    if (results->has_set) {
        search.named = tc_names_find(reader, results->plan, &search.is_file, error);
        if (search.named == NULL)
            return NULL;
    }
    if (is_ranked && !restore_first(&search, error))
        return NULL;
    if (results->has_set)
        search.about = tc_about_new(search.words, topic);
    /* Without hits to show one is fetched all the same: it says whether there are any. */
    guint wanted = options->counts_only ? 0 : MAX(options->offset + options->limit, 1);
    if (results->has_set && is_whole && !search_set(&search, error))
        return NULL;
    if (results->has_set && is_whole && !shows_beyond(options))
        return g_steal_pointer(&results);
    if (!is_by_relevance) {
        gboolean is_read = is_ranked && search.words->has_open;
        return search_matches(&search, wanted, is_read, error) ? g_steal_pointer(&results) : NULL;
    }
    g_autoptr(GArray) first = run_first_stage(
        &search, TC_STAGE_QUERY, options, MAX(wanted, TC_CANDIDATES_MAX), &results->matches, error);
    if (first == NULL)
        return NULL;
    results->has_any = !results->has_set && first->len > 0;
    return search_by_relevance(&search, first, FALSE, error) ? g_steal_pointer(&results) : NULL;
}

/* Whether a query is one phrase and no more. */
static gboolean
is_phrase(const TcNode *node)
{
    return node->type == TC_NODE_LIST && node->children->len == 1 &&
           ((const TcNode *)g_ptr_array_index(node->children, 0))->type == TC_NODE_PHRASE;
}

/* What may have been meant, if that finds anything under the same filters, read as any query, and
 * for a phrase (`is_exact`) as one. */
static gboolean
add_suggestion(TcReader *reader, const TcAnalyzer *analyzer, const TcAbbreviations *abbreviations,
               const TcSearchOptions *options, gboolean is_exact, TcResults *results,
               GError **error)
{
    g_autofree char *text = NULL;
    gsize column = 0;
    guint found_count = 0;
    for (guint i = 0; i < results->hits->len; i++)
        found_count += tc_about_says(&tc_search_hit_at(results->hits, i)->ranked);
    if (!tc_suggest(reader, tc_plan_words(results->plan), results->pool,
                    found_count > TC_SUGGEST_FEW, &text, error))
        return FALSE;
    if (text == NULL)
        return TRUE;
    TcSearchOptions trial = *options;
    trial.sort = TC_SORT_RELEVANCE;
    trial.offset = 0;
    trial.limit = 1;
    g_autoptr(TcNode) node = tc_parse_plain(text);
    if (is_exact)
        ((TcNode *)g_ptr_array_index(node->children, 0))->type = TC_NODE_PHRASE;
    g_autoptr(TcResults) found =
        search(reader, analyzer, abbreviations, node, &trial, &column, error);
    if (found == NULL)
        return FALSE;
    /* No set is needed for that: it is enough that a document says most of it. */
    if (found->has_any ||
        (found->hits->len > 0 && tc_about_says(&tc_search_hit_at(found->hits, 0)->ranked))) {
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
    /* Nothing else is meant by the name of a document. */
    if (results != NULL && !options->counts_only && !results->is_named &&
        !add_suggestion(reader, analyzer, abbreviations, options, is_phrase(node), results, error))
        return NULL;
    return g_steal_pointer(&results);
}

gboolean
tc_search_total(TcReader *reader, const TcAnalyzer *analyzer, const TcAbbreviations *abbreviations,
                const TcNode *node, const TcSearchOptions *options, TcResults *results,
                guint32 *count, GError **error)
{
    if (results->set != NULL) {
        *count = results->set->len;
        return TRUE;
    }
    if (results->total != NULL)
        return tc_total_count(results->total, reader, results->pool, tc_plan_words(results->plan),
                              options->collapses, count, error);
    TcSearchOptions all = *options;
    gsize column = 0;
    all.counts_only = TRUE;
    all.offset = 0;
    g_autoptr(TcResults) counted =
        tc_search(reader, analyzer, abbreviations, node, &all, &column, error);
    if (counted != NULL)
        *count = counted->matches;
    return counted != NULL;
}
