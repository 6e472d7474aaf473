/* text/key/letter.h - Vietnamese letters and words as they stand in UTF-8 text.
 *
 * What number.c, date.c, abbreviation.c and telex.c, and the letterheads of
 * document/header/header.c, are read with: one letter or one word at a given place, without making
 * anything of the rest. Precomposed and decomposed letters give the same result; bytes that are not
 * UTF-8 are no letters. Nothing here reads outside [begin, end). */
#ifndef TC_TEXT_LETTER_H
#define TC_TEXT_LETTER_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    char base;      /* 'a'..'z', or '0'..'9' for a digit; '?' for a letter of no Vietnamese word */
    guint8 quality; /* 1 + TC_QUALITY_, of text/key/marks.h; 0 for none */
    guint8 tone;    /* TC_TONE_, of text/key/syllable.h */
    guint8 upper;   /* 1 when it is a capital */
} TcLetter;

/* Read the letter or digit at `p` together with the combining marks after it. Returns the bytes it
 * takes, 0 when there is none. U+00D0 (eth), often used for Đ, is Đ, and so is U+0189. */
gsize tc_letter_read(const char *p, const char *end, TcLetter *letter);

/* Letters kept of a word. No Vietnamese syllable has more than 7, "nghiêng". */
#define TC_LETTERS_MAX 15

typedef struct {
    TcLetter letters[TC_LETTERS_MAX];
    guint8 count;   /* letters kept */
    guint8 marked;  /* 1 when a letter has a quality or a tone */
    guint8 foreign; /* 1 when it was longer, or has a digit, or a letter of no Vietnamese word */
} TcLetters;

/* Read the run of letters and digits at `p`. Returns its bytes, 0 when there is none. */
gsize tc_letters_read(const char *p, const char *end, TcLetters *word);

/* Read the last word that ends at or before `p`, over spaces only (also U+00A0, a tab, at most one
 * line end), and within 64 bytes. Returns its start, NULL when there is none. */
const char *tc_letters_before(const char *begin, const char *p, TcLetters *word);

/* Whether `word` is `expected`, a Vietnamese word in lower case: the same letters and marks, or the
 * same letters without any mark. The place of the tone does not matter. */
gboolean tc_letters_are(const TcLetters *word, const char *expected);

/* Append `text` with the decomposed letters of Vietnamese words as one character each, as NFC has
 * them. Letters and marks of no Vietnamese word stay as they are. */
void tc_letters_compose(const char *text, gsize len, GString *out);

/* Skip spaces as tc_letters_before() does. */
const char *tc_space_skip(const char *p, const char *end);
const char *tc_space_skip_back(const char *begin, const char *p);

/* The length of the hyphen or dash at `p`: -, U+00AD, U+2010 to U+2015 or U+2212; 0 if there is
 * none. */
gsize tc_dash_len(const char *p, const char *end);

/* The same for a dash that ends at `p`. */
gsize tc_dash_len_before(const char *begin, const char *p);

/* The first ASCII digit at or after `p`, `end` if there is none. Made for text that has few. */
const char *tc_digit_find(const char *p, const char *end);

/* Whether the character at `p`, or the one that ends at `p`, is a letter, a digit or a combining
 * mark. */
gboolean tc_is_word_at(const char *p, const char *end);
gboolean tc_is_word_before(const char *begin, const char *p);

/* Append the word to `out` in bare letters, as keys have them: "Đường" -> "duong", with i for y
 * after a lone onset h k l m s t or qu. A '?' stands for a foreign letter. */
void tc_letters_append_bare(const TcLetters *word, GString *out);

/* Append `meant`, a word of `len` bytes in small letters, written as the word [p, end) is: in
 * capitals where it begins and ends with one, else with a capital where it begins with one. The
 * letters need not be the same: "DDaats" is how "Đất" is typed. Unlike the rest it takes any
 * letters. */
void tc_word_append_like(GString *out, const char *meant, gsize len, const char *p,
                         const char *end);

/* Whether `typed` can stand for `meant`: the same bare letters (y and i as above), and either no
 * marks at all or the same marks. */
gboolean tc_letters_stand_for(const TcLetters *typed, const TcLetters *meant);

G_END_DECLS

#endif
