/* query/suggest/suggest.h - what may have been meant by words that the archive does not have, or
 * not there.
 *
 * Looks one edit away from a word that is in no document: another tone or mark, a letter too many,
 * too few, swapped or beside the right one on the keyboard, or a space that is missing. In a short
 * query a word that is known is doubted as well, when no document has it beside a neighbour of the
 * query: "hàng" in "cải cách hàng chính"; so are two that stand the wrong way round: "tụng tố hình
 * sự". Only words of the index are suggested, those that stand
 * beside their neighbours in the query first; numbers, abbreviations and names are left alone. */
#ifndef TC_QUERY_SUGGEST_H
#define TC_QUERY_SUGGEST_H

#include "query/rank/pool.h"
#include "query/words/words.h"

G_BEGIN_DECLS

/* *suggestion is the whole query with such words replaced, as text; NULL when there is nothing to
 * suggest. Free with g_free(). Looks at TC_SUGGEST_WORDS_MAX words at most. Without a `pool`
 * (NULL) only unknown words are doubted; where more documents than TC_SUGGEST_FEW are about the
 * topic
 * (`is_found`) what some document says is not. Whether it finds anything under the filters of the
 * search is for the caller to see. */
#define TC_SUGGEST_WORDS_MAX 4
gboolean tc_suggest(TcReader *reader, const TcWords *words, const TcPool *pool, gboolean is_found,
                    char **suggestion, GError **error);

/* Documents up to which words side by side, or what is no syllable, may be a slip of theirs. */
#define TC_SUGGEST_FEW 4

/* query/suggest/absent.c, for tc_suggest(): set is_absent[i] where no candidate document has the
 * i-th word of the sequence right before the next one, or hardly any; where enough of them are
 * found (`is_found`), these only where no document has the two at an end of the query with the word
 * beside them. In a long query, and without a `pool`, it is not asked. */
void tc_suggest_find_absent(const TcWords *words, const TcPool *pool, gboolean is_found,
                            gboolean *is_absent);

G_END_DECLS

#endif
