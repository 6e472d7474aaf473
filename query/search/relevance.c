#include "query/search/relevance.h"

#include "query/rank/names/typed_first.h"
#include "query/rank/restore.h"
#include "query/search/candidates.h"
#include "query/search/names.h"
#include "query/search/runs.h"
#include "query/search/set/set.h"
#include "query/search/set/total.h"
#include "query/words/evidence.h"

/* The posterior, by what the index knows of neighbours, below which a spelling is not looked at. */
#define SPELLING_MIN 0.002

void
tc_search_state_clear(TcSearchState *search)
{
    g_clear_pointer(&search->neighbours, tc_neighbours_free);
    g_clear_pointer(&search->about, tc_about_free);
    g_clear_pointer(&search->namings, tc_namings_free);
    g_clear_pointer(&search->runs, g_array_unref);
    g_clear_pointer(&search->readings, g_array_unref);
    g_clear_pointer(&search->named, g_hash_table_unref);
    g_clear_pointer(&search->others, g_hash_table_unref);
}

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
GArray *
tc_first_stage_of(TcSearchState *search, TcStage stage, const TcSearchOptions *options, guint max,
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
GArray *
tc_first_by_relevance(TcSearchState *search, TcStage stage, guint max, GError **error)
{
    TcSearchOptions options = *search->options;
    guint32 matches = 0;
    options.sort = TC_SORT_RELEVANCE;
    options.counts_only = FALSE;
    return tc_first_stage_of(search, stage, &options, max, &matches, error);
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

void
tc_results_set_meanings(TcResults *results, const TcWords *words, const GArray *readings)
{
    g_clear_pointer(&results->reading, g_free);
    g_clear_pointer(&results->meanings, g_array_unref);
    results->meanings = tc_meanings_new(words, readings, &results->reading);
}

/* The second stage on the best of these hits (of TcXHit, best first), read as their documents have
 * the words. `candidates` is set to those that were looked at. */
static TcPool *
rank_pool(TcSearchState *search, const TcBonuses *bonuses, gsize wanted, const GArray *first,
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
    tc_results_set_meanings(search->results, words,
                            search->readings != NULL ? search->readings : readings);
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
settle_by_topic(TcSearchState *search, GError **error)
{
    g_auto(TcBonuses) none;
    tc_bonuses_init(&none);
    g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(TcXHit));
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(TcRanked));
    g_autoptr(GArray) first =
        tc_first_by_relevance(search, TC_STAGE_TOPIC, TC_CANDIDATES_MAX, error);
    g_autoptr(TcPool) pool =
        first == NULL ? NULL : rank_pool(search, &none, 1, first, candidates, ranked, error);
    if (pool == NULL)
        return FALSE;
    tc_about_settle(search->about, ranked);
    return TRUE;
}

/* Numbers and dates say what a document is about, too: its own number, and all that was asked for
 * where nothing but them was. */
static TcWhy
why_about(const TcSearchState *search, const TcBonuses *bonuses, const TcRanked *ranked)
{
    const TcBonus *bonus = tc_bonus_of(bonuses, ranked->docid);
    const GArray *topic = tc_plan_topic(search->results->plan);
    gboolean is_only = bonus != NULL && !bonus->is_own;
    for (guint i = 0; is_only && i < topic->len; i++) {
        const TcWord *word = g_ptr_array_index(search->words->words, tc_word_at(topic, i)->word);
        is_only = tc_word_is_of_number(word);
    }
    return is_only || ranked->is_named || (bonus != NULL && bonus->is_own)
               ? TC_WHY_NAME
               : tc_about_why(search->about, ranked);
}

static gboolean
find_bonuses(const TcSearchState *search, TcBonuses *bonuses, GError **error)
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
mark_set(const TcSearchState *search, const TcBonuses *bonuses, GArray *ranked)
{
    tc_rank_take_back(ranked);
    for (guint i = 0; i < ranked->len; i++) {
        TcRanked *item = tc_ranked_at(ranked, i);
        item->why = search->about == NULL ? TC_WHY_UNKNOWN : why_about(search, bonuses, item);
        item->is_about = search->about == NULL || tc_why_is_about(item->why);
        search->results->has_any |= item->is_about;
    }
    if (search->namings != NULL)
        tc_rank_typed_first(search->namings, ranked);
    else
        tc_rank_sort(ranked);
}

/* All that matches and is about the topic, beyond `ranked`, which have been looked at, where it is
 * not known how to tell that by postings. */
static gboolean
choose_of_all(TcSearchState *search, const GArray *candidates, const GArray *ranked, GError **error)
{
    TcResults *results = search->results;
    g_autoptr(GHashTable) have = g_hash_table_new(NULL, NULL);
    g_autoptr(GArray) all =
        tc_first_by_relevance(search, TC_STAGE_QUERY, tc_reader_doc_count(search->reader), error);
    if (all == NULL)
        return FALSE;
    tc_candidates_note_copies(candidates, all, have);
    for (guint i = 0; i < ranked->len; i++) {
        const TcRanked *item = tc_ranked_at(ranked, i);
        g_hash_table_add(have, GUINT_TO_POINTER(item->docid));
        if (item->is_about)
            g_array_append_val(results->set, *item);
    }
    TcSetChoice choice = {.has_scores = !search->options->counts_only, .enough = G_MAXUINT};
    return tc_set_choose(search->reader, search->words, search->about, all, have, &choice,
                         results->set, error);
}

/* All that is about the topic: results->set. With `has_scores` members have their exact scores, as
 * those of `ranked` have already. */
static gboolean
find_set(TcSearchState *search, gboolean has_scores, const GArray *candidates, const GArray *ranked,
         GError **error)
{
    TcResults *results = search->results;
    results->set = g_array_new(FALSE, FALSE, sizeof(TcRanked));
    if (results->total != NULL
            ? !tc_total_members(results->total, search->reader, results->pool, search->words,
                                search->options->collapses, has_scores, results->set, error)
            : !choose_of_all(search, candidates, ranked, error))
        return FALSE;
    results->matches = results->set->len;
    results->has_any = results->set->len > 0;
    return TRUE;
}

/* How many documents are about the topic. */
static gboolean
count_set(TcSearchState *search, const GArray *candidates, const GArray *ranked, GError **error)
{
    TcResults *results = search->results;
    if (results->total == NULL)
        return find_set(search, FALSE, candidates, ranked, error);
    gboolean is_all = FALSE;
    if (!tc_total_count(results->total, search->reader, results->pool, search->words,
                        search->options->collapses, G_MAXUINT32, &results->matches, &is_all, error))
        return FALSE;
    results->has_any = results->matches > 0;
    return TRUE;
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
find_beyond(TcSearchState *search, const GArray *candidates, const GArray *ranked, GArray *members,
            GError **error)
{
    TcResults *results = search->results;
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    if (results->set == NULL && results->total != NULL)
        return tc_total_beyond(results->total, search->reader, search->words,
                               search->options->collapses, members, error);
    if (results->set == NULL && !find_set(search, TRUE, candidates, ranked, error))
        return FALSE;
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
add_beyond(TcSearchState *search, GArray *candidates, GArray *ranked, GError **error)
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

/* The page that is asked for, with what is about the topic beyond the candidates where it reaches
 * so far, and the set where that is asked for besides. */
static gboolean
make_page(TcSearchState *search, const GArray *first, GArray *candidates, GArray *ranked,
          GError **error)
{
    TcResults *results = search->results;
    const TcSearchOptions *options = search->options;
    gboolean is_beyond = results->has_set && !options->is_plain &&
                         reaches_beyond(options, first, candidates, ranked);
    if (is_beyond && ((options->wants_set && !find_set(search, TRUE, candidates, ranked, error)) ||
                      !add_beyond(search, candidates, ranked, error)))
        return FALSE;
    tc_page_add_ranked(results->hits, options, ranked, candidates, first);
    cut_beyond(results, options, ranked);
    /* Telling the others may put them in another order. */
    return !results->has_set || !options->wants_set || results->set != NULL ||
           find_set(search, FALSE, candidates, ranked, error);
}

gboolean
tc_search_by_relevance(TcSearchState *search, const GArray *first, TcWanted kind, GError **error)
{
    TcResults *results = search->results;
    const TcSearchOptions *options = search->options;
    gboolean is_restricted = tc_plan_is_restricted(results->plan);
    g_autoptr(TcXQuery) query = NULL;
    g_auto(TcBonuses) bonuses;
    tc_bonuses_init(&bonuses);
    if (search->about != NULL && !options->is_plain) {
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
    gsize wanted = kind == TC_WANTED_SET || bonuses.items->len > 0 || search->others != NULL
                       ? G_MAXUINT
                   : kind == TC_WANTED_COUNT ? 1
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
    /* Where what has a name stands is told by the scores of what has none, also far behind. */
    gsize exact = search->namings != NULL && kind != TC_WANTED_COUNT ? G_MAXUINT : wanted;
    /* Some of the best may not be about the topic, and give way to others. */
    while (search->about != NULL &&
           tc_rank_make_exact(pool, search->words, search->about, exact, ranked))
        mark_set(search, &bonuses, ranked);
    results->has_any |= ranked->len > 0 && tc_ranked_at(ranked, 0)->is_about;
    if (search->others != NULL)
        tc_rank_own_first(search->others, ranked);
    /* The set was looked for before. */
    tc_pool_free(results->pool);
    results->pool = g_steal_pointer(&pool);
    if (query != NULL && !tc_plan_has_other_names(results->plan))
        results->total =
            tc_total_new(g_steal_pointer(&query), g_steal_pointer(&search->about),
                         g_steal_pointer(&search->namings), is_restricted, hits, ranked);
    switch (kind) {
    case TC_WANTED_COUNT:
        return count_set(search, hits, ranked, error);
    case TC_WANTED_SET:
        return find_set(search, TRUE, hits, ranked, error);
    case TC_WANTED_PAGE:
        break;
    }
    return make_page(search, first, hits, ranked, error);
}
