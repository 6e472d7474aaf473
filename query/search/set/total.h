/* query/search/set/total.h - how many documents are about a topic, and which, told after a page of
 * them.
 *
 * What the page was made of is kept: the words as they were read, the candidates and what it takes
 * to be about the topic. Beyond the candidates only those are looked at that have enough of the
 * words by their postings. */
#ifndef TC_QUERY_TOTAL_H
#define TC_QUERY_TOTAL_H

#include "query/rank/about.h"
#include "query/rank/names/naming.h"
#include "query/rank/pool.h"
#include "store/reader.h"
#include "store/xapian/xapian_c.h"

G_BEGIN_DECLS

typedef struct TcTotal TcTotal;

/* `query` is that of the first stage; `candidates` (of TcXHit) and `ranked` (of TcRanked) are what
 * it and the second made of it; with `is_settled`, what it takes was fixed by other documents than
 * these. `query`, `about` and `namings`, which may be NULL, are taken; the pool of these must
 * outlive the total. */
TcTotal *tc_total_new(TcXQuery *query, TcAbout *about, TcNamings *namings, gboolean is_settled,
                      GArray *candidates, GArray *ranked);
void tc_total_free(TcTotal *total);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcTotal, tc_total_free)

/* Count what is about the topic, once; `pool` is that of the second stage, and `collapses` whether
 * identical texts are one. When there are more than `enough` documents it may end there: *is_all
 * is FALSE, and there are more than *count. */
gboolean tc_total_count(TcTotal *total, TcReader *reader, const TcPool *pool, const TcWords *words,
                        gboolean collapses, guint32 enough, guint32 *count, gboolean *is_all,
                        GError **error);

/* Append to `members` (of TcRanked, best first) what is about the topic beyond the candidates,
 * where all that is about it among them has its exact score; the count is known from then on. */
gboolean tc_total_beyond(TcTotal *total, TcReader *reader, const TcWords *words, gboolean collapses,
                         GArray *members, GError **error);

/* Append to `members` (of TcRanked, in no order) all that is about the topic. With `has_scores`
 * they have theirs, where all among the candidates has its exact one already; else the order of the
 * candidates may become another. */
gboolean tc_total_members(TcTotal *total, TcReader *reader, const TcPool *pool,
                          const TcWords *words, gboolean collapses, gboolean has_scores,
                          GArray *members, GError **error);

G_END_DECLS

#endif
