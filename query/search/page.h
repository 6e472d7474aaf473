/* query/search/page.h - the hits of the page that is asked for. */
#ifndef TC_QUERY_PAGE_H
#define TC_QUERY_PAGE_H

#include "query/rank/ranked.h"
#include "query/search/search_options.h"
#include "store/xapian/xapian_c.h"

G_BEGIN_DECLS

typedef struct {
    TcRanked ranked;
    guint rank;                   /* from 1, offset included */
    guint8 content[TC_X_KEY_MAX]; /* hash of the text, when identical texts are one hit */
    gboolean has_content;
    gboolean is_reranked;       /* by the second stage: parts are set */
    gboolean is_without_phrase; /* it lacks a phrase of the query: query/search/rest.h */
} TcSearchHit;

static inline TcSearchHit *
tc_search_hit_at(const GArray *hits, gsize index)
{
    return &g_array_index(hits, TcSearchHit, index);
}

/* Add the document of that `index` in the order of all hits (from 0) to `hits` (of TcSearchHit), if
 * it is on the page; `from` is what the first stage had of it. */
void tc_page_add(GArray *hits, const TcSearchOptions *options, guint index, const TcRanked *ranked,
                 const TcXHit *from, gboolean is_reranked);

/* Add `ranked`, which are all of `pool` (of TcXHit), and behind them what `rest` has besides, in
 * the order of the first stage. */
void tc_page_add_ranked(GArray *hits, const TcSearchOptions *options, const GArray *ranked,
                        const GArray *pool, const GArray *rest);

G_END_DECLS

#endif
