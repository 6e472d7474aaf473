/* text/telex.h - words that still hold Telex or VNI keystrokes.
 *
 * Someone types a query where no input method is switched on, or one that missed a key: "cair
 * cachs hanhf chinhs", "ca3i ca1ch", "ddường". This finds the words that were meant.
 *
 *     Telex  s f r x j  sắc huyền hỏi ngã nặng     aa ee oo  â ê ô     z  takes the tone away
 *            w          ă ơ ư; uow, uwo is ươ; ư where there is nothing for it to mark     dd  đ
 *     VNI    1 2 3 4 5  the tones in that order    6  â ê ô    7  ơ ư    8  ă    9  đ    0  as z
 *
 * As with common input methods a key may come anywhere after the letter that it marks ("vietej",
 * "duongwdf"), and a key typed twice is taken for itself ("ooo" is oo, so "booong" is boong). */
#ifndef TC_TEXT_TELEX_H
#define TC_TEXT_TELEX_H

#include <glib.h>

G_BEGIN_DECLS

/* The words that the keystrokes of `word` can mean: Vietnamese syllables in NFC, other than `word`
 * itself, the likeliest first, with its capitals ("DDooij", "Ddooij" are "Đội"). Marks that are
 * already there stay; a word that has a tone takes no second one. Mostly none or one.
 *
 * Nothing here knows what is likely: English and unmarked Vietnamese words decode as well ("test"
 * is "tét", "was" "ứa", "of" "ò"). The caller must weigh the decoded word against the raw one, by
 * how often each is in the index, before it believes either.
 * Never NULL. Free with g_ptr_array_unref(), which frees the strings. */
GPtrArray *tc_telex_decode(const char *word, gsize len);

typedef enum {
    TC_TELEX_TELEX,
    TC_TELEX_VNI,
} TcTelexMethod;

/* How someone types; may be combined. */
typedef enum {
    TC_TELEX_PLAIN = 0,            /* "dduwowngf": marks after their letter, the tone at the end */
    TC_TELEX_TONE_INLINE = 1 << 0, /* "dduwowfng": the tone after its letter */
    TC_TELEX_MARKS_LAST = 1 << 1,  /* "duongdwf" */
    TC_TELEX_SHORT_UO = 1 << 2,    /* "dduowngf" */
    TC_TELEX_W_FOR_U = 1 << 3,     /* "ddwowngf"; Telex only */
} TcTelexStyle;

/* The keystrokes that type `word`, one word of UTF-8; what is no Vietnamese letter stays.
 * Decoding them gives the word back, for every syllable and style. Free with g_free(). */
char *tc_telex_encode(const char *word, gsize len, TcTelexMethod method, TcTelexStyle style);

G_END_DECLS

#endif
