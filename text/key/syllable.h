/* text/key/syllable.h - the tiered key of a word.
 *
 * A key is what the index holds for a word: its bare letters, the byte 0x01, then the marks that
 * were taken off. All spellings of one bare word are neighbours in the index, as in a collation
 * key, so an exact word is one term and an unmarked one is a prefix scan.
 *
 *     "Đường"  ->  d u o n g 01 | 23 26 2a | 02      stroke at 0, horn at 1 and 2, huyen
 *     "duong"  ->  d u o n g 01 |          |
 *     "hoà", "hòa" -> h o a 01  |          | 02      the tone is apart: its place does not matter
 *     "lý", "lí"   -> l i 01    |          | 05      y -> i after a lone onset h k l m s t or qu
 *
 * Bare letters: lower case, no marks (đ -> d); letters of other scripts and digits as they are,
 * UTF-8. Marks: for each marked letter, in order, one byte
 *     0x20 + 4 * index + quality     index: of the letter in the bare word, 0..15, code points
 *                                    quality: 0 circumflex, 1 breve, 2 horn, 3 stroke
 * or, for any other mark or a later letter, two bytes 0x80 | index (capped at 0x7f), 0x60 + code;
 * (code: the combining character less U+0300; 0x70 and 0x71 for the kana voicing marks U+3099 and
 * U+309A; the stroke of đ counts as U+0335); marks of one letter by rising code; then at most one
 * tone byte, always the last. A word with more than one tone (no Vietnamese
 * syllable has) keeps each of them as such an "other mark" in its place.
 * Quality bytes are < 0x60, so no mark byte is a tone byte.
 */
#ifndef TC_TEXT_SYLLABLE_H
#define TC_TEXT_SYLLABLE_H

#include "text/key/tone.h"

#include <glib.h>

G_BEGIN_DECLS

#define TC_KEY_SEPARATOR '\x01'
/* Longest key in bytes; a longer word is cut at a character boundary before its marks are put on.
 * Xapian's limit is 245. */
#define TC_KEY_MAX       128

/* How near a spelling that was found is to what was typed; the smaller the better. */
typedef enum {
    TC_TIER_EXACT,    /* the same letters and marks */
    TC_TIER_SPELLING, /* another tone placement, or i for y: the same key, other letters */
    TC_TIER_TONELESS, /* the typed word lacks the tone only */
    TC_TIER_BARE,     /* the typed word lacks marks */
    TC_TIER_NONE,     /* not a spelling of it: some typed mark differs */
} TcTier;

/* Bytes of `key` before the separator; key_len if there is none. */
gsize tc_key_bare_len(const char *key, gsize key_len);

/* Whether these are the letters of `key`, "dieu" of "điều" and of "dieu". */
gboolean tc_key_has_letters(const char *key, gsize key_len, const char *letters);

/* The year that `key` is, four digits from 1900 to 2099; else 0. */
guint tc_key_year(const char *key, gsize key_len);

/* The tone byte of `key`, TC_TONE_NONE without one. */
int tc_key_tone(const char *key, gsize key_len);

/* Whether `key` has any mark, tone or quality. */
gboolean tc_key_is_marked(const char *key, gsize key_len);

/* The tier at which the typed key finds the indexed one. Every mark that was typed must be there;
 * what was not typed may be anything: "duong" finds "đường" (BARE), "đương" finds "đường"
 * (TONELESS), "đuong" finds "đường" (BARE), "đường" does not find "dương" (NONE).
 * Equal keys are TC_TIER_EXACT; this function cannot tell TC_TIER_SPELLING. */
TcTier tc_key_tier(const char *typed, gsize typed_len, const char *indexed, gsize indexed_len);

/* Append the readable word of `key` in NFC with new tone placement ("hòa", "thủy", "quý", "giữa").
 * `letters`, when not NULL, is a word of the same bare letters but for i and y ("Ly"): its letters
 * and their case are kept, only marks are put on. */
void tc_key_append_word(const char *key, gsize key_len, const char *letters, GString *out);

/* Whether the bare letters and marks make a syllable that Vietnamese spelling allows: onset, rime
 * and tone (closed syllables in c, ch, p, t take only sac and nang when `is_tone_strict`). Used to
 * tell Vietnamese from other text and to score decoded text. */
gboolean tc_key_is_syllable(const char *key, gsize key_len, gboolean is_tone_strict);

/* Whether it is one, or becomes one with marks that were not typed: "tien" may be "tiền". */
gboolean tc_key_may_be_syllable(const char *key, gsize key_len);

G_END_DECLS

#endif
