#include "query/search/rest.h"

/* Beside so many plain words a phrase is a part of a title that was pasted, and a document may
 * stand before all that have it whose score is so much better than theirs; at most so many do
 * (docs/ranking.md). */
#define PASTED_WORDS 4
#define OUTRANKS     1.1
#define AHEAD_MAX    3

/* Whether the options ask for a page of hits, and not for all that a query matches. */
static gboolean
is_page(const TcSearchOptions *options)
{
    return options->sort == TC_SORT_RELEVANCE && !options->counts_only && !options->is_set_only &&
           !options->wants_set && options->limit > 0;
}

/* Keep the hits of this page. */
static void
keep_page(GArray *hits, const TcSearchOptions *options)
{
    guint before = 0;
    while (before < hits->len && tc_search_hit_at(hits, before)->rank <= options->offset)
        before++;
    g_array_remove_range(hits, 0, before);
    guint count = 0;
    while (count < hits->len &&
           tc_search_hit_at(hits, count)->rank - options->offset <= options->limit)
        count++;
    g_array_set_size(hits, count);
}

/* Of people's output, behind the first `ahead`: nothing that only comes near, but where there is
 * nothing else. */
static void
keep_near(GArray *hits, guint ahead, gboolean has_about)
{
    for (guint i = hits->len; i-- > ahead;)
        if (!has_about || !tc_search_hit_at(hits, i)->ranked.is_about)
            g_array_remove_index(hits, i);
}

/* Scores go down with the ranks: those behind the first `ahead` are as much smaller as it takes to
 * be below `least`. */
static void
lower_scores(GArray *hits, guint ahead, double least)
{
    double best = hits->len > ahead ? tc_search_hit_at(hits, ahead)->ranked.score : 0;
    double share = best > 0 ? MAX(least, 0) / best * (1 - 1e-6) : 1;
    for (guint i = ahead; share < 1 && i < hits->len; i++) {
        TcRanked *ranked = &tc_search_hit_at(hits, i)->ranked;
        ranked->score *= share;
        for (guint part = 0; part < TC_PART_COUNT; part++)
            ranked->parts[part] *= share;
    }
}

static double
best_score(const GArray *hits)
{
    double best = 0;
    for (guint i = 0; i < hits->len; i++)
        best = MAX(best, tc_search_hit_at(hits, i)->ranked.score);
    return best;
}

/* How many of the rest stand before what has the phrase. */
static guint
count_ahead(const TcResults *results)
{
    double best = best_score(results->hits);
    const GArray *hits = results->rest->hits;
    guint count = 0;
    while (results->hits->len > 0 && count < MIN(hits->len, AHEAD_MAX) &&
           tc_search_hit_at(hits, count)->ranked.score > OUTRANKS * best)
        count++;
    return count;
}

/* The hits of the rest come behind the others, but for the first `ahead`. Leaves those of the page.
 */
static void
join(TcResults *results, const TcSearchOptions *options, guint ahead)
{
    TcResults *rest = results->rest;
    guint count = results->hits->len;
    gboolean are_people = options->beyond_max > 0 || options->nearest_max > 0;
    if (are_people && rest->has_set && (rest->has_any || count > 0))
        keep_near(rest->hits, ahead, rest->has_any);
    if (count > 0)
        lower_scores(rest->hits, ahead, tc_search_hit_at(results->hits, count - 1)->ranked.score);
    for (guint i = 0; i < count; i++)
        tc_search_hit_at(results->hits, i)->rank += ahead;
    for (guint i = 0; i < rest->hits->len; i++) {
        TcSearchHit *hit = tc_search_hit_at(rest->hits, i);
        hit->rank = i + 1 + (i < ahead ? 0 : count);
        hit->is_without_phrase = TRUE;
        /* The set is that of the query as it was typed. */
        hit->ranked.is_about &= !rest->has_set;
    }
    keep_page(results->hits, options);
    keep_page(rest->hits, options);
    results->rest_ahead = MAX(ahead, options->offset) - options->offset;
    results->rest_ahead = MIN(results->rest_ahead, rest->hits->len);
}

TcResults *
tc_search_page(TcReader *reader, const TcAnalyzer *analyzer, const TcAbbreviations *abbreviations,
               const TcNode *node, const TcSearchOptions *options, gsize *column, GError **error)
{
    g_autoptr(TcNode) loosest = is_page(options) ? tc_node_without_phrases(node, TRUE) : NULL;
    if (loosest == NULL)
        return tc_search(reader, analyzer, abbreviations, node, options, column, error);
    /* All pages until this one: the rest begins behind the last hit of the query itself. */
    TcSearchOptions first = *options;
    guint end = (guint)MIN((guint64)options->offset + options->limit, tc_reader_doc_count(reader));
    first.offset = 0;
    first.limit = MAX(end, 1);
    g_autoptr(TcResults) results =
        tc_search(reader, analyzer, abbreviations, node, &first, column, error);
    if (results == NULL)
        return NULL;
    guint count = results->hits->len;
    /* What looked like a field in pasted text was none if nothing has it. */
    g_autoptr(TcNode) loose = tc_node_without_phrases(node, FALSE);
    gboolean is_pasted = loose != NULL && tc_node_plain_words(node) >= PASTED_WORDS;
    results->is_rest_lacking_field = loose == NULL;
    if (count == 0) {
        tc_node_free(loose);
        loose = g_steal_pointer(&loosest);
    }
    if (loose == NULL || (count >= first.limit && !is_pasted)) {
        keep_page(results->hits, options);
        return g_steal_pointer(&results);
    }
    results->rest_node = g_steal_pointer(&loose);
    results->rest =
        tc_search(reader, analyzer, abbreviations, results->rest_node, &first, column, error);
    if (results->rest == NULL)
        return NULL;
    join(results, options, is_pasted ? count_ahead(results) : 0);
    return g_steal_pointer(&results);
}
