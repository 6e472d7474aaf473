#include "query/search/rest.h"

/* Whether the options ask for a page of hits, and not for all that a query matches. */
static gboolean
is_page(const TcSearchOptions *options)
{
    return options->sort == TC_SORT_RELEVANCE && !options->counts_only && !options->is_set_only &&
           !options->wants_set && options->limit > 0;
}

/* Drop the hits of the pages before. */
static void
keep_page(GArray *hits, guint offset)
{
    guint before = 0;
    while (before < hits->len && tc_search_hit_at(hits, before)->rank <= offset)
        before++;
    g_array_remove_range(hits, 0, before);
}

/* Of people's output: nothing that only comes near, but where there is nothing else. */
static void
keep_near(GArray *hits, gboolean has_about)
{
    for (guint i = hits->len; i-- > 0;)
        if (!has_about || !tc_search_hit_at(hits, i)->ranked.is_about)
            g_array_remove_index(hits, i);
}

/* Scores go down with the ranks: those of the rest are as much smaller as it takes to be below
 * `least`. */
static void
lower_scores(GArray *hits, double least)
{
    double best = hits->len > 0 ? tc_search_hit_at(hits, 0)->ranked.score : 0;
    double share = best > 0 ? MAX(least, 0) / best * (1 - 1e-6) : 1;
    for (guint i = 0; share < 1 && i < hits->len; i++) {
        TcRanked *ranked = &tc_search_hit_at(hits, i)->ranked;
        ranked->score *= share;
        for (guint part = 0; part < TC_PART_COUNT; part++)
            ranked->parts[part] *= share;
    }
}

/* The hits of the rest come behind `count` others, of which the last has the score `least`. */
static void
join(TcResults *results, const TcSearchOptions *options, guint count, double least)
{
    TcResults *rest = results->rest;
    gboolean are_people = options->beyond_max > 0 || options->nearest_max > 0;
    if (are_people && rest->has_set && (rest->has_any || count > 0))
        keep_near(rest->hits, rest->has_any);
    if (count > 0)
        lower_scores(rest->hits, least);
    for (guint i = 0; i < rest->hits->len; i++) {
        TcSearchHit *hit = tc_search_hit_at(rest->hits, i);
        hit->rank += count;
        hit->is_without_phrase = TRUE;
        /* The set is that of the query as it was typed. */
        hit->ranked.is_about &= !rest->has_set;
    }
    keep_page(rest->hits, options->offset);
    guint room = options->limit - MIN(options->limit, results->hits->len);
    g_array_set_size(rest->hits, MIN(rest->hits->len, room));
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
    double least = count > 0 ? tc_search_hit_at(results->hits, count - 1)->ranked.score : 0;
    keep_page(results->hits, options->offset);
    /* What looked like a field in pasted text was none if nothing has it. */
    g_autoptr(TcNode) loose = tc_node_without_phrases(node, FALSE);
    results->is_rest_lacking_field = loose == NULL;
    if (count == 0) {
        tc_node_free(loose);
        loose = g_steal_pointer(&loosest);
    }
    if (count < first.limit && loose != NULL) {
        results->rest_node = g_steal_pointer(&loose);
        results->rest =
            tc_search(reader, analyzer, abbreviations, results->rest_node, &first, column, error);
        if (results->rest == NULL)
            return NULL;
        join(results, options, count, least);
    }
    return g_steal_pointer(&results);
}
