/* query/command/fetch.h - everything that is printed of a hit, fetched before the first line is
 * written. */
#ifndef TC_QUERY_FETCH_H
#define TC_QUERY_FETCH_H

#include "query/output/pager.h"
#include "query/output/print.h"

G_BEGIN_DECLS

typedef struct TcFetchedHit TcFetchedHit;

/* Returns NULL and sets `error` (TC_STORE_ERROR). `results` must outlive it. */
TcFetchedHit *tc_fetch_hit(TcReader *reader, const TcAnalyzer *analyzer, const TcOptions *options,
                           const TcResults *results, const TcSearchHit *hit, GError **error);
/* Append the hits of `results` and of its rest to `out` (of TcFetchedHit, which it frees), in the
 * order in which they are shown; the same otherwise. */
gboolean tc_fetch_page(TcReader *reader, const TcAnalyzer *analyzer, const TcOptions *options,
                       const TcResults *results, GPtrArray *out, GError **error);
/* Accepts NULL. */
void tc_fetched_hit_free(TcFetchedHit *fetched);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcFetchedHit, tc_fetched_hit_free)

/* `query_id` may be NULL. */
void tc_fetched_hit_print(const TcFetchedHit *fetched, FILE *out, const TcOptions *options,
                          const char *query_id);

/* With --show: the documents one after the other, in a pager where there is one; a list of them
 * where one is to be named, since what was typed begins several numbers. Texts are decoded while
 * they are shown: FALSE where one is damaged. */
gboolean tc_fetched_show(const GPtrArray *fetched, FILE *out, const TcOptions *options,
                         GError **error);

/* Borrowed. */
const char *tc_fetched_hit_path(const TcFetchedHit *fetched);
/* Without the text, where that is not shown itself. Borrowed. */
const TcRecord *tc_fetched_hit_record(const TcFetchedHit *fetched);
guint32 tc_fetched_hit_docid(const TcFetchedHit *fetched);

/* Its place among the hits. */
void tc_fetched_hit_set_rank(TcFetchedHit *fetched, guint rank);

/* Show another hit with this one, as nearly the same; it is not shown by itself. */
void tc_fetched_hit_add_near(TcFetchedHit *fetched, TcFetchedHit *near, guint percent,
                             const char *differences);
gboolean tc_fetched_hit_is_shown(const TcFetchedHit *fetched);

/* How like it is to the document that --similar names. */
void tc_fetched_hit_set_likeness(TcFetchedHit *fetched, guint percent, const char *differences);

G_END_DECLS

#endif
