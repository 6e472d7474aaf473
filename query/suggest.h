/* query/suggest.h - what may have been meant by words that the archive does not have.
 *
 * Looks one edit away from a word that is in no document: another tone or mark, a letter too many,
 * too few, swapped or beside the right one on the keyboard. Only words of the index are suggested,
 * those that stand beside their neighbours in the query first. */
#ifndef TC_QUERY_SUGGEST_H
#define TC_QUERY_SUGGEST_H

#include "query/words.h"

G_BEGIN_DECLS

/* *suggestion is the whole query with unknown words replaced, as text; NULL when there is nothing
 * to suggest. Free with g_free(). Looks at the first TC_SUGGEST_WORDS_MAX unknown words only. */
#define TC_SUGGEST_WORDS_MAX 4
gboolean tc_suggest(TcReader *reader, const TcWords *words, char **suggestion, GError **error);

G_END_DECLS

#endif
