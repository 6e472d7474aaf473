/* text/encoding_table.h - the letters of Vietnamese and the bytes that stand for them.
 *
 * Inside of text/encoding.c; other modules include "text/encoding.h". */
#ifndef TC_TEXT_ENCODING_TABLE_H
#define TC_TEXT_ENCODING_TABLE_H

#include <glib.h>

#include "text/encoding.h"

G_BEGIN_DECLS

/* A letter taken apart: 'ệ' is e, circumflex, nang. */
typedef struct {
    char base;      /* a-z, lower case */
    gint8 quality;  /* -1 none, 0 circumflex, 1 breve, 2 horn, 3 stroke (as in text/syllable.h) */
    guint8 tone;    /* TC_TONE_* */
    gboolean upper; /* a capital */
} TcCodeLetter;

/* Take apart a letter of the Vietnamese alphabet, or any of a-z. FALSE for all else. */
gboolean tc_code_letter_split(gunichar c, TcCodeLetter *letter);

/* The letter put together; 0 if there is none such (a tone on a consonant). */
gunichar tc_code_letter_join(const TcCodeLetter *letter);

/* The byte that windows-1252 has for `c`, the five undefined bytes being U+0081 and so on; -1 if
 * none. */
int tc_windows_1252_byte(gunichar c);

G_END_DECLS

#endif
