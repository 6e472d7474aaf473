/* query/search/set.h - the set of a topic: all documents that are about it, not only those that are
 * shown.
 *
 * What it takes is fixed by the best documents of the topic in the whole archive
 * (query/rank/about.h), so that restrictions take documents out of the set and put none in.
 * Documents that cannot reach it are left out by their postings, before any position is read. */
#ifndef TC_QUERY_SET_H
#define TC_QUERY_SET_H

#include "query/rank/about.h"
#include "store/reader.h"

G_BEGIN_DECLS

/* Append to `out` (of TcRanked) those of `hits` (of TcXHit, in any order) that are about the topic,
 * with their scores; `about` must be settled. NULL `have`, or the documents (docid) that are known
 * already and passed over. */
gboolean tc_set_choose(TcReader *reader, const TcWords *words, struct TcAbout *about,
                       const GArray *hits, GHashTable *have, GArray *out, GError **error);

/* Put `members` (of TcRanked) in the order of their dates, newest or oldest first; those of one day
 * by score and path, those without a date last. */
gboolean tc_set_sort_by_date(TcReader *reader, gboolean newest, GArray *members, GError **error);

G_END_DECLS

#endif
