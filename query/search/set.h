/* query/search/set.h - the set of a topic: all documents that are about it, not only those that are
 * shown.
 *
 * What it takes is fixed by the best documents of the topic in the whole archive
 * (query/rank/about.h), so that restrictions take documents out of the set and put none in.
 * Documents that cannot reach it are left out by their postings, before any position is read. */
#ifndef TC_QUERY_SET_H
#define TC_QUERY_SET_H

#include "query/plan/plan.h"
#include "query/rank/about.h"
#include "query/rank/names/naming.h"
#include "store/reader.h"

G_BEGIN_DECLS

/* Append to `out` (of TcRanked) those of `hits` (of TcXHit, in any order) that are about the topic,
 * with `has_scores` with theirs; `about` must be settled. NULL `have`, or the documents (docid)
 * that are known already and passed over. */
gboolean tc_set_choose(TcReader *reader, const TcWords *words, struct TcAbout *about,
                       const GArray *hits, GHashTable *have, gboolean has_scores, GArray *out,
                       GError **error);

/* Append to `docids` (of guint32, ascending) the documents that have enough words of the topic to
 * be about it, but for those in `have`. *known is FALSE when the numbers of documents are spread
 * too far for that. */
gboolean tc_set_possible(TcReader *reader, const TcWords *words, const struct TcAbout *about,
                         GHashTable *have, GArray *docids, gboolean *is_known, GError **error);

/* Put `members` (of TcRanked) in the order of their dates, newest or oldest first; those of one day
 * by score and path, those without a date last. */
gboolean tc_set_sort_by_date(TcReader *reader, gboolean is_newest_first, GArray *members,
                             GError **error);

/* How many documents are about a topic, told after a page of them was ranked. What the page was
 * made of is kept: the words as they were read, the candidates and what it takes to be about the
 * topic. Beyond the candidates only those are looked at that have enough of the words by their
 * postings. */
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
 * identical texts are one. */
gboolean tc_total_count(TcTotal *total, TcReader *reader, const TcPool *pool, const TcWords *words,
                        gboolean collapses, guint32 *count, GError **error);

/* Append to `members` (of TcRanked, best first) what is about the topic beyond the candidates,
 * where all that is about it among them has its exact score; the count is known from then on. */
gboolean tc_total_beyond(TcTotal *total, TcReader *reader, const TcWords *words, gboolean collapses,
                         GArray *members, GError **error);

G_END_DECLS

#endif
