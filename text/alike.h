/* text/alike.h - letters of Greek and Cyrillic that are meant as the Latin ones they look like.
 *
 * They are so in a word that has Latin letters, too ("НĐND"), and in a
 * short word of nothing else beside Latin words ("UBND ТР"); what stands among Russian words is
 * Russian, and one letter alone is a sign ("hệ số α"). */
#ifndef TC_TEXT_ALIKE_H
#define TC_TEXT_ALIKE_H

#include "text/tokens.h"
#include "text/word.h"

G_BEGIN_DECLS

/* Of the analyzer only: make Latin letters of them in `word`. `previous` is how the key of the word
 * before begins, with a NUL at its end; `next` is what stands behind the word, `cursor` being after
 * it, NULL at the end of the text. */
void tc_alike_settle(TcWord *word, const char *previous, const TcCursor *cursor,
                     const TcFolded *next);

/* Of the analyzer's two ways of reading a word of only such letters the one that it did not take
 * for `token` of `text`: "CCCP" of a Russian "СССР", and "СССР" where it was taken for Latin
 * letters, as documents may have either. NULL for any other word. Free with g_free(). */
char *tc_alike_other(const char *text, const TcToken *token);

G_END_DECLS

#endif
