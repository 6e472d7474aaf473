/* query/rank/far/screen.h - which of many documents need not be read as a whole to be told not to
 * be about a topic.
 *
 * Nearly all documents that have the words of a topic have them here and there: the rarer words
 * tell, wherever the others stand. Most of all positions are those of the most frequent words. */
#ifndef TC_QUERY_SCREEN_H
#define TC_QUERY_SCREEN_H

#include "query/rank/about.h"
#include "query/rank/pool.h"

G_BEGIN_DECLS

/* Drop of `pool`, of which nothing but titles was read, such as are not about the topic; of those
 * that are left some may not be either. What was read of these stays. `order` are the words of the
 * query, those in the fewest documents first. Spellings of open words with a posterior below
 * `posterior_min` are passed over. */
gboolean tc_screen(TcReader *reader, const TcWords *words, const TcAbout *about, const guint *order,
                   double posterior_min, TcPool *pool, GError **error);

G_END_DECLS

#endif
