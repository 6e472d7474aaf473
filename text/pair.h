/* text/pair.h - the key of two neighbouring syllables.
 *
 * As with single words (text/key/syllable.h), all spellings of a bare pair are neighbours in the
 * index:
 *
 *     "tiểu hành"  ->  t i e u 01 h a n h 01 | marks of tiểu | 01 | marks of hành
 *
 * so which readings of "tieu hanh" an archive knows is one scan of terms. */
#ifndef TC_TEXT_PAIR_H
#define TC_TEXT_PAIR_H

#include <glib.h>

G_BEGIN_DECLS

/* Longest key in bytes: two syllables of at most 7 bare letters and 4 marks each, with room. */
#define TC_PAIR_KEY_MAX 64

/* Write the key of the words with the keys `a` and `b`, not NUL-ended; returns its bytes, 0 when
 * either is no syllable of Vietnamese. */
gsize tc_pair_key(const char *a, gsize a_len, const char *b, gsize b_len,
                  char out[TC_PAIR_KEY_MAX]);

/* Whether a word may be half of a pair, and the key when both are known to be: who makes many pairs
 * of few words looks at each once. */
gboolean tc_pair_has_half(const char *key, gsize key_len);
gsize tc_pair_key_of_halves(const char *a, gsize a_len, const char *b, gsize b_len,
                            char out[TC_PAIR_KEY_MAX]);

/* The bytes that all spellings of the bare pair begin with; 0 when they would be too long for
 * syllables. */
gsize tc_pair_key_begin(const char *a, gsize a_len, const char *b, gsize b_len,
                        char out[TC_PAIR_KEY_MAX]);

/* Whether a key that begins with the first `begin` bytes, as told by tc_pair_key_begin(), goes on
 * with two lists of marks: *a_marks and *b_marks point into `key`. FALSE for what is no key. */
gboolean tc_pair_key_marks(const char *key, gsize len, gsize begin, const char **a_marks,
                           gsize *a_marks_len, const char **b_marks, gsize *b_marks_len);

G_END_DECLS

#endif
