/* query/command/similar.h - hits whose texts are nearly the same.
 *
 * Only the hits at hand are compared, when they are shown: the index holds nothing for it, so that
 * building costs nothing, and a text that changes is never compared as it was. */
#ifndef TC_QUERY_SIMILAR_COMMAND_H
#define TC_QUERY_SIMILAR_COMMAND_H

#include "query/command/fetch.h"

G_BEGIN_DECLS

/* Among hits (TcFetchedHit), show those that differ in a few percent of their words with the first
 * of them. */
gboolean tc_similar_join(TcReader *reader, const GPtrArray *hits, GError **error);

/* --similar: the candidates that are fetched, and the least percent that counts. */
#define TC_SIMILAR_CANDIDATES  50
#define TC_SIMILAR_PERCENT_MIN 50

/* Keep those that are like the document `path`, most alike first, at most `max`, with their
 * likeness; not the document itself. */
gboolean tc_similar_keep(TcReader *reader, GPtrArray *hits, const TcRecord *record, guint max,
                         GError **error);

G_END_DECLS

#endif
