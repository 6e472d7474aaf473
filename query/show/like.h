/* query/show/like.h - the topic of a document, to find others like it. */
#ifndef TC_QUERY_LIKE_H
#define TC_QUERY_LIKE_H

#include "store/reader.h"
#include "text/analyzer.h"

G_BEGIN_DECLS

/* The pairs of neighbouring syllables that the title has or the text repeats, and few others
 * repeat, as plain words of a query, in the spelling of the document; empty when there are none.
 * `record` is with its text. NULL when the index cannot be read. Free with g_free(). */
char *tc_like_topic(TcReader *reader, const TcAnalyzer *analyzer, const TcRecord *record,
                    GError **error);

G_END_DECLS

#endif
