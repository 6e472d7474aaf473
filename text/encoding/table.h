/* text/encoding/table.h - the letters of Vietnamese and the bytes that stand for them.
 *
 * Private to text/encoding*.c; others include "text/encoding/encoding.h". */
#ifndef TC_TEXT_ENCODING_TABLE_H
#define TC_TEXT_ENCODING_TABLE_H

#include "text/encoding/encodings.h"

#include <glib.h>

G_BEGIN_DECLS

/* What a vowel or d may have on it, apart from its tone; the codes of text/key/syllable.h. */
enum { TC_CODE_CIRCUMFLEX, TC_CODE_BREVE, TC_CODE_HORN, TC_CODE_STROKE };

/* A letter taken apart: 'ệ' is e, circumflex, nang. */
typedef struct {
    char base;         /* a-z, lower case */
    gint8 quality;     /* -1 none, or TC_CODE_* */
    guint8 tone;       /* TC_TONE_* */
    gboolean is_upper; /* a capital */
} TcCodeLetter;

/* Take apart a letter of the Vietnamese alphabet, or any of a-z. FALSE for all else. */
gboolean tc_code_letter_split(gunichar c, TcCodeLetter *letter);

/* The letter put together; 0 if there is none such (a tone on a consonant). */
gunichar tc_code_letter_join(const TcCodeLetter *letter);

/* The byte that windows-1252 has for `c`, the five undefined bytes being U+0081 and so on; -1 if
 * none. */
int tc_windows_1252_byte(gunichar c);

/* The character of `byte` in an encoding of one byte a character (TCVN3, VISCII, VPS, windows-1258,
 * windows-1252); those of tones are combining. */
gunichar tc_code_byte_char(TcEncoding encoding, guint8 byte);

/* A byte and what it stands for. */
typedef struct {
    guint8 byte;
    guint16 c;
} TcCodeByte;

/* What `byte` stands for in a table; `otherwise` if it is not there. */
gunichar tc_code_byte_find(const TcCodeByte *table, guint count, guint8 byte, gunichar otherwise);

/* Whether `toneless`, lower case and without tone, is a syllable of Vietnamese that can have this
 * tone; "ky" is "ki". May change `toneless`. */
gboolean tc_code_is_syllable(GString *toneless, int tone);

G_END_DECLS

#endif
