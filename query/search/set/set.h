/* query/search/set/set.h - the set of a topic: all documents that are about it, not only those that
 * are shown.
 *
 * What it takes is fixed by the best documents of the topic in the whole archive
 * (query/rank/about.h), so that restrictions take documents out of the set and put none in.
 * Documents that cannot reach it are left out by their postings, before any position is read. */
#ifndef TC_QUERY_SET_H
#define TC_QUERY_SET_H

#include "query/plan/plan.h"
#include "query/rank/about.h"
#include "store/reader.h"

G_BEGIN_DECLS

/* How documents are chosen. */
typedef struct {
    gboolean are_possible; /* all are of tc_set_possible() */
    gboolean has_scores;   /* those that are chosen get theirs */
    guint enough;          /* when more than these are chosen, no others are looked at */
    guint unscreened;      /* private, 0 at first: hits may be handed over in parts */
} TcSetChoice;

/* Append to `out` (of TcRanked) those of `hits` (of TcXHit, in any order) that are about the topic;
 * `about` must be settled. NULL `have`, or the documents (docid) that are known already and passed
 * over. */
gboolean tc_set_choose(TcReader *reader, const TcWords *words, struct TcAbout *about,
                       const GArray *hits, GHashTable *have, TcSetChoice *choice, GArray *out,
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

G_END_DECLS

#endif
