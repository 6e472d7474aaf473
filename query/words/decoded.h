/* query/words/decoded.h - text in which words stand in place of the keystrokes that mean them.
 *
 * For query/words/ and for who asks for names by text that was typed. */
#ifndef TC_QUERY_DECODED_H
#define TC_QUERY_DECODED_H

#include "query/words/words.h"

G_BEGIN_DECLS

/* What keystrokes were put in place of, as bytes of the text that has them. */
typedef struct {
    guint32 start;
    guint32 end;
    char *keys;
} TcDecodedPlace;

/* A GArray of TcDecodedPlace that owns their keys. */
GArray *tc_decoded_places_new(void);

/* `text` with words in place of the keystrokes that stand for them; where they are goes to `out`
 * (of TcDecodedPlace). NULL when there are none. Free with g_free(). */
char *tc_decoded_text(const TcWords *words, const char *text, GArray *out);

G_END_DECLS

#endif
