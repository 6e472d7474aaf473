#include "query/search/page.h"

#include "query/search/scores.h"

#include <string.h>

void
tc_page_add(GArray *hits, const TcSearchOptions *options, guint index, const TcRanked *ranked,
            const TcXHit *from, gboolean is_reranked)
{
    if (index < options->offset || index >= options->offset + options->limit)
        return;
    TcSearchHit hit = {.ranked = *ranked,
                       .rank = index + 1,
                       .has_content = from->key_len == TC_X_KEY_MAX,
                       .is_reranked = is_reranked};
    memcpy(hit.content, from->key, sizeof hit.content);
    g_array_append_val(hits, hit);
}

void
tc_page_add_ranked(GArray *hits, const TcSearchOptions *options, const GArray *ranked,
                   const GArray *pool, const GArray *rest)
{
    g_autoptr(GHashTable) by_docid = g_hash_table_new(NULL, NULL);
    TcScores scores = tc_scores_begin();
    guint index = 0;
    for (guint i = 0; i < pool->len; i++) {
        TcXHit *hit = tc_x_hit_at(pool, i);
        g_hash_table_insert(by_docid, GUINT_TO_POINTER(hit->docid), hit);
    }
    for (guint i = 0; i < ranked->len; i++) {
        TcRanked item = *tc_ranked_at(ranked, i);
        const TcXHit *hit = g_hash_table_lookup(by_docid, GUINT_TO_POINTER(item.docid));
        if (!options->keeps_scores)
            tc_scores_next(&scores, &item);
        tc_page_add(hits, options, index++, &item, hit, TRUE);
    }
    /* Pages beyond the pool go on in the order of the first stage. */
    for (guint i = 0; i < rest->len; i++) {
        const TcXHit *hit = tc_x_hit_at(rest, i);
        if (!g_hash_table_contains(by_docid, GUINT_TO_POINTER(hit->docid))) {
            TcRanked plain = {.docid = hit->docid, .score = hit->weight, .rank = i};
            if (!options->keeps_scores)
                tc_scores_next(&scores, &plain);
            tc_page_add(hits, options, index++, &plain, hit, FALSE);
        }
    }
}
