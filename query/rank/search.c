#include "query/rank/search.h"

#include "query/rank/candidates.h"
#include "query/rank/first_stage.h"
#include "query/rank/restore.h"
#include "query/rank/suggest.h"
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

/* What the query was understood as; NULL when that is what was typed. */
static char *
describe_reading(const TcWords *words, const guint *reading)
{
    GString *out = g_string_new(NULL);
    gboolean differs = FALSE;
    for (guint i = 0; i < words->sequence->len; i++) {
        const TcWord *word = tc_words_at(words, i);
        const TcSpelling *spelling = &g_array_index(word->spellings, TcSpelling, reading[i]);
        const TcTyped *typed = &g_array_index(words->typed, TcTyped, i);
        /* Keystrokes are decoded there; what stands for an abbreviation was not typed. */
        const char *letters = typed->typed != NULL ? typed->typed
                              : word->keystrokes   ? word->decoded
                                                   : word->typed;
        gboolean read = word->open && spelling->tier != TC_TIER_EXACT;
        g_string_append(out, typed->before);
        if (read) {
            tc_key_append_word(spelling->term, spelling->term_len, letters, out);
        } else {
            g_string_append(out, letters);
        }
        differs |= read || word->keystrokes;
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
               const TcBonuses *bonuses, GError **error)
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
        TcXHit hit = {.docid = g_array_index(bonuses->items, TcBonus, i).docid, .weight = least};
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
add_bonuses(GArray *ranked, const TcBonuses *bonuses)
{
    if (bonuses->items->len == 0) {
        return;
    }
    for (guint i = 0; i < ranked->len; i++) {
        TcRanked *item = &g_array_index(ranked, TcRanked, i);
        const TcBonus *known = tc_bonus_of(bonuses, item->docid);
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
    g_auto(TcBonuses) bonuses;
    tc_bonuses_init(&bonuses);
    if (words->evidence->len > 0) {
        g_autoptr(TcXQuery) query = tc_plan_query(results->plan, FALSE, error);
        if (query == NULL || !tc_bonuses_find(reader, words->evidence, query, &bonuses, error)) {
            return FALSE;
        }
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
        tc_first_stage(reader, results->plan, neighbours != NULL, options,
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
