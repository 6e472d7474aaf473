/* text/lookahead.h - what follows in a text, where that decides what a word is. Private to the
 * analyzer. A cursor is passed by value: looking ahead moves nothing. */
#ifndef TC_TEXT_LOOKAHEAD_H
#define TC_TEXT_LOOKAHEAD_H

#include "text/cursor.h"

G_BEGIN_DECLS

/* The next character that is no combining mark: one without a letter before it is nothing. */
gboolean tc_lookahead_next(TcCursor *cursor, TcFolded *folded);

/* "1.500.000" -> 2: how many separators lie inside the number that begins with the digit `first`,
 * `cursor` being after it. 0 if it is not written in thousands. */
guint tc_lookahead_thousands(TcCursor cursor, const TcFolded *first);

/* "U.B.N.D" -> 3: how many full stops part single letters, of which `first` is the first, `cursor`
 * being after it. 0 when a part has more letters ("TP.HCM" is two words), and for two letters alone
 * ("v.v"). */
guint tc_lookahead_initials(TcCursor cursor, const TcFolded *first);

/* Whether a word goes on or begins right after. */
gboolean tc_lookahead_has_word(TcCursor cursor);

/* How the key of a sign of a share or of money begins, also of the full-width and small forms; NULL
 * when it is none. */
const char *tc_lookahead_sign(gunichar cp);

G_END_DECLS

#endif
