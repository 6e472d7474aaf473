#include "query/search/rest.h"

#include "query/search/scores.h"

/* Beside so many plain words a phrase is a part of a title that was pasted, and a document stands
 * before those that have it whose scores it outranks so much; before all of them, so many do at
 * most (docs/ranking.md). */
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

/* Of people's output, behind the first `among`: nothing that only comes near, but where there is
 * nothing else. */
static void
keep_near(GArray *hits, guint among, gboolean has_about)
{
    for (guint i = hits->len; i-- > among;)
        if (!has_about || !tc_search_hit_at(hits, i)->ranked.is_about)
            g_array_remove_index(hits, i);
}

/* Gives the hits of the rest their ranks among the others. In what was pasted one stands before the
 * first whose score it outranks, whatever comes behind that, which is not known on a first page.
 * How many of them do not come behind all others. */
static guint
place_rest(TcResults *results, gboolean is_pasted)
{
    GArray *own = results->hits;
    GArray *rest = results->rest->hits;
    guint before = is_pasted ? 0 : own->len;
    guint among = 0;
    for (guint i = 0; i < rest->len; i++) {
        TcSearchHit *hit = tc_search_hit_at(rest, i);
        while (before < own->len &&
               (hit->ranked.score <= OUTRANKS * tc_search_hit_at(own, before)->ranked.score ||
                (before == 0 && i >= AHEAD_MAX)))
            tc_search_hit_at(own, before++)->rank += i;
        hit->rank = i + 1 + before;
        among += before < own->len;
    }
    while (before < own->len)
        tc_search_hit_at(own, before++)->rank += rest->len;
    return among;
}

gboolean
tc_rest_is_next(const TcResults *results, guint own, guint rest)
{
    if (results->rest == NULL || rest >= results->rest->hits->len)
        return FALSE;
    return own >= results->hits->len || tc_search_hit_at(results->rest->hits, rest)->rank <
                                            tc_search_hit_at(results->hits, own)->rank;
}

/* Of all hits, those of the rest among them, from the first on. */
static void
lower_scores(TcResults *results)
{
    TcScores scores = tc_scores_begin();
    guint own_count = results->hits->len;
    guint rest_count = results->rest != NULL ? results->rest->hits->len : 0;
    guint own = 0;
    for (guint i = 0; i < own_count + rest_count; i++) {
        gboolean is_rest = tc_rest_is_next(results, own, i - own);
        GArray *hits = is_rest ? results->rest->hits : results->hits;
        tc_scores_next(&scores, &tc_search_hit_at(hits, is_rest ? i - own : own)->ranked);
        own += !is_rest;
    }
}

/* The hits of the rest come behind the others, or among them. Leaves those of the page. */
static void
join(TcResults *results, const TcSearchOptions *options, gboolean is_pasted)
{
    TcResults *rest = results->rest;
    guint count = results->hits->len;
    gboolean are_people = options->beyond_max > 0 || options->nearest_max > 0;
    guint among = place_rest(results, is_pasted && count > 0);
    if (are_people && rest->has_set && (rest->has_any || count > 0))
        keep_near(rest->hits, among, rest->has_any);
    for (guint i = 0; i < rest->hits->len; i++) {
        TcSearchHit *hit = tc_search_hit_at(rest->hits, i);
        hit->rank = i < among ? hit->rank : i + 1 + count;
        hit->is_without_phrase = TRUE;
        /* The set is that of the query as it was typed. */
        hit->ranked.is_about &= !rest->has_set;
    }
    lower_scores(results);
    keep_page(results->hits, options);
    keep_page(rest->hits, options);
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
    first.keeps_scores = TRUE;
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
        lower_scores(results);
        keep_page(results->hits, options);
        return g_steal_pointer(&results);
    }
    results->rest_node = g_steal_pointer(&loose);
    results->rest =
        tc_search(reader, analyzer, abbreviations, results->rest_node, &first, column, error);
    if (results->rest == NULL)
        return NULL;
    join(results, options, is_pasted);
    return g_steal_pointer(&results);
}
