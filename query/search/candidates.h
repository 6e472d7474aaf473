/* query/search/candidates.h - which hits of the first stage the second one looks at.
 *
 * The best ones by weight, and of those that follow the ones that repeat neighbouring words of the
 * query (TC_TERM_PAIR): a long document is seldom among the best by its single words, but one that
 * is about "cải cách hành chính" says "hành chính" more than once. Asking for that costs one
 * posting list a pair, where the positions of a document cost one read a word. */
#ifndef TC_QUERY_CANDIDATES_H
#define TC_QUERY_CANDIDATES_H

#include "query/words/evidence.h"
#include "query/words/words.h"

G_BEGIN_DECLS

/* Hits that the first stage is asked for, and of these the ones that are candidates whether they
 * repeat anything or not. */
#define TC_CANDIDATES_MAX 500
#define TC_POOL_SIZE      200

/* Reduce `hits` (of TcXHit, best first) to candidates, in the same order. Open words count in the
 * spelling with the highest posterior: restore them before (query/rank/restore.h). */
gboolean tc_candidates_choose(TcReader *reader, const TcWords *words, GArray *hits, GError **error);

/* Documents with a bonus, and those that have the words as typed (`runs`, of TcRunHit; NULL
 * without), are candidates whatever the first stage thought of them; with `collapses` each text
 * once. */
gboolean tc_candidates_add(TcReader *reader, gboolean collapses, const TcBonuses *bonuses,
                           const GArray *runs, GArray *hits, GError **error);

/* Append a document that is none of `hits`, nor is its text. */
gboolean tc_candidates_append(TcReader *reader, gboolean collapses, guint32 docid, GArray *hits,
                              GError **error);

/* Add to `copies` the documents among `hits` that have the text of a candidate: they are one. */
void tc_candidates_note_copies(const GArray *candidates, const GArray *hits, GHashTable *copies);

G_END_DECLS

#endif
