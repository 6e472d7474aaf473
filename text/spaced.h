/* text/spaced.h - words that are set with spaces between their letters: "Q U Y Ế T   Đ Ị N H".
 *
 * Private to the analyzer. Headings are written so. Where more than one space parts the words, each
 * group of letters is a word if it could be a syllable; where all spaces are single, as on pages
 * whose spaces were joined, the letters are taken apart into frequent syllables, and are such a
 * heading only if they all are. A mark is asked for, so that the letters of a table, of sums and of
 * answers ("A C B D") stay letters. */
#ifndef TC_TEXT_SPACED_H
#define TC_TEXT_SPACED_H

#include "text/cursor.h"

G_BEGIN_DECLS

/* How many letters make the word that begins with the letter `first`, `cursor` being after it; 0 if
 * it is not set so, or has one letter only. *end is where the words that were so understood
 * end: what begins before it goes on with them. */
guint tc_spaced_letters(TcCursor cursor, const TcFolded *first, gsize *end);

G_END_DECLS

#endif
