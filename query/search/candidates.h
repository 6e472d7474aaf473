/* query/search/candidates.h - which hits of the first stage the second one looks at.
 *
 * The best ones by weight, and of those that follow the ones that repeat neighbouring words of the
 * query (TC_TERM_PAIR): a long document is seldom among the best by its single words, but one that
 * is about "cải cách hành chính" says "hành chính" more than once. Asking for that costs one
 * posting list a pair, where the positions of a document cost one read a word. */
#ifndef TC_QUERY_CANDIDATES_H
#define TC_QUERY_CANDIDATES_H

#include "query/words/words.h"

G_BEGIN_DECLS

/* Hits that the first stage is asked for, and of these the ones that are candidates whether they
 * repeat anything or not. */
#define TC_CANDIDATES_MAX 500
#define TC_POOL_SIZE      200

/* Reduce `hits` (of TcXHit, best first) to candidates, in the same order. Open words count in the
 * spelling with the highest posterior: restore them before (query/rank/restore.h). */
gboolean tc_candidates_choose(TcReader *reader, const TcWords *words, GArray *hits, GError **error);

G_END_DECLS

#endif
