/* text/key/marks.h - the marks of Vietnamese letters: numbers, characters, and letters made with
 * them.
 *
 * Private to text/. */
#ifndef TC_TEXT_MARKS_H
#define TC_TEXT_MARKS_H

#include <glib.h>

G_BEGIN_DECLS

enum {
    TC_QUALITY_CIRCUMFLEX,
    TC_QUALITY_BREVE,
    TC_QUALITY_HORN,
    TC_QUALITY_STROKE,
};

/* Codes of marks, as in a key: U+0300..036F less 0x300, then the two voicing marks of kana. The
 * stroke of đ counts as U+0335. */
#define TC_MARK_GRAVE      0x00
#define TC_MARK_ACUTE      0x01
#define TC_MARK_CIRCUMFLEX 0x02
#define TC_MARK_TILDE      0x03
#define TC_MARK_BREVE      0x06
#define TC_MARK_HOOK       0x09
#define TC_MARK_HORN       0x1B
#define TC_MARK_DOT_BELOW  0x23
#define TC_MARK_STROKE     0x35
#define TC_MARK_VOICED     0x70 /* U+3099 */
#define TC_MARK_SEMIVOICED 0x71 /* U+309A */
#define TC_MARK_COUNT      0x72

/* The combining character of a code below TC_MARK_COUNT. */
gunichar tc_mark_char(guint code);
/* The tone (TC_TONE_NONE if it is none) and the quality (-1 if it is none) that a code stands for,
 * and back: from TC_TONE_HUYEN up, and from 0 to 3. */
int tc_mark_tone(guint code);
int tc_mark_quality(guint code);
guint tc_tone_mark(int tone);
guint tc_quality_mark(int quality);

/* The one character, lower case, that a bare ASCII letter makes with a quality (-1: none) and a
 * tone; 0 if Vietnamese has none. */
gunichar tc_char_compose(gunichar bare, int quality, int tone);

G_END_DECLS

#endif
