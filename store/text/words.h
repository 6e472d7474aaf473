/* store/text/words.h - the words that have a code of their own in stored texts. Private to
 * store/text/.
 *
 * words.txt has them, one on a line and the most frequent first: counted in laws, pages of an
 * encyclopedia and letters. gen_words.c makes the arrays at build time, so that no program spends
 * time on them at its start. Indexes hold what was coded with them: neither words nor their order
 * are ever to be changed. */
#ifndef TC_STORE_TEXT_WORDS_H
#define TC_STORE_TEXT_WORDS_H

#include <glib.h>

G_BEGIN_DECLS

/* How many there are; letters and bytes of the longest. */
#define TC_CODED_WORDS            8053
#define TC_CODED_WORD_LETTERS_MAX 8
#define TC_CODED_WORD_MAX         (3 * TC_CODED_WORD_LETTERS_MAX)

/* The i-th is at tc_coded_words + tc_coded_word_at[i], small letters in UTF-8, up to where the next
 * one begins; TC_CODED_WORD_MAX bytes can be read from each. */
extern const char tc_coded_words[];
extern const guint16 tc_coded_word_at[TC_CODED_WORDS + 1];

G_END_DECLS

#endif
