#include "query/search/search.h"

#include "base/free.h"
#include "query/rank/names/typed_first.h"
#include "query/rank/restore.h"
#include "query/search/candidates.h"
#include "query/search/names.h"
#include "query/search/relevance.h"
#include "query/search/runs.h"
#include "query/search/set/set.h"
#include "query/search/set/total.h"
#include "query/suggest/suggest.h"

/* Documents that tell the readings of open words when nothing is ranked. */
#define RESTORE_POOL 100

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

/* Members as hits; what they were found with is not known any more, but for their texts. */
static gboolean
add_members(TcReader *reader, TcResults *results, const TcSearchOptions *options, GError **error)
{
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(TcXHit));
    guint64 end = MIN((guint64)options->offset + options->limit, results->set->len);
    for (guint i = options->offset; i < end; i++) {
        const TcRanked *item = tc_ranked_at(results->set, i);
        g_array_set_size(hits, 0);
        if (!tc_candidates_append(reader, options->collapses, item->docid, hits, error))
            return FALSE;
        tc_page_add(results->hits, options, i, item, tc_x_hit_at(hits, 0), TRUE);
    }
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
    tc_results_set_meanings(results, words, readings);
    return TRUE;
}

/* What is known of open words before documents are ranked, and who has the words as typed. */
static gboolean
restore_first(TcSearchState *search, GError **error)
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

/* The whole set, in the order that is asked for, or only how many it has. */
static gboolean
search_set(TcSearchState *search, GError **error)
{
    const TcSearchOptions *options = search->options;
    TcResults *results = search->results;
    TcWanted kind = options->counts_only && !options->wants_set ? TC_WANTED_COUNT : TC_WANTED_SET;
    g_autoptr(GArray) first =
        tc_first_by_relevance(search, TC_STAGE_QUERY, TC_CANDIDATES_MAX, error);
    if (first == NULL || !tc_search_by_relevance(search, first, kind, error))
        return FALSE;
    if (kind == TC_WANTED_COUNT || options->counts_only)
        return TRUE;
    if (options->sort == TC_SORT_RELEVANCE) {
        tc_rank_sort(results->set);
        if (search->others != NULL)
            tc_rank_own_first(search->others, results->set);
    } else if (!tc_set_sort_by_date(search->reader, options->sort == TC_SORT_NEWEST, results->set,
                                    error)) {
        return FALSE;
    }
    return add_members(search->reader, results, options, error);
}

/* Everything that matches, in the order of Xapian: nothing is ranked. */
static gboolean
search_matches(TcSearchState *search, guint wanted, gboolean is_read, GError **error)
{
    TcResults *results = search->results;
    g_autoptr(GArray) first = tc_first_stage_of(search, TC_STAGE_QUERY, search->options, wanted,
                                                &results->matches, error);
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
    g_auto(TcSearchState) search = {.reader = reader,
                                    .options = options,
                                    .results = results,
                                    .words = tc_plan_words(results->plan)};
    results->also = tc_words_other_names(search.words);
    const GArray *topic = tc_plan_topic(results->plan);
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
    if (results->has_set && !shows_beyond(options))
        return search_set(&search, error) ? g_steal_pointer(&results) : NULL;
    if (!is_by_relevance) {
        gboolean is_read = is_ranked && search.words->has_open;
        return search_matches(&search, wanted, is_read, error) ? g_steal_pointer(&results) : NULL;
    }
    g_autoptr(GArray) first = tc_first_stage_of(
        &search, TC_STAGE_QUERY, options, MAX(wanted, TC_CANDIDATES_MAX), &results->matches, error);
    if (first == NULL)
        return NULL;
    results->has_any = !results->has_set && first->len > 0;
    return tc_search_by_relevance(&search, first, TC_WANTED_PAGE, error) ? g_steal_pointer(&results)
                                                                         : NULL;
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
                guint32 enough, guint32 *count, gboolean *is_all, GError **error)
{
    *is_all = TRUE;
    if (results->set != NULL) {
        *count = results->set->len;
        return TRUE;
    }
    if (results->total != NULL)
        return tc_total_count(results->total, reader, results->pool, tc_plan_words(results->plan),
                              options->collapses, enough, count, is_all, error);
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
