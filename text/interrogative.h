/* text/interrogative.h - words that ask.
 *
 * "Quần đảo này thuộc lục địa nào?": texts answer questions and seldom ask any, so that the words
 * of asking are rare in them, and rare words weigh most. What is asked about is said by the others.
 */
#ifndef TC_TEXT_INTERROGATIVE_H
#define TC_TEXT_INTERROGATIVE_H

#include <glib.h>

G_BEGIN_DECLS

/* Whether the word of this key (text/key/syllable.h) is gì, nào, đâu, or the nhiêu of "bao nhiêu".
 * Not "ai", which is also an abbreviation, nor "sao", "bao" and "mấy", which mean other things too.
 */
gboolean tc_key_is_interrogative(const char *key, gsize key_len);

/* Two words that ask together: "bao nhiêu". Keys, as above. */
typedef struct {
    const char *first;
    const char *second;
    gboolean ends; /* only at the end of what is asked: "ở đầu" goes on, "ở đâu" does not */
} TcAskingPair;

/* All of them; borrowed, with their number in *count. Without marks "bao nhieu" is hard to read by
 * what texts repeat, as they ask so seldom. */
const TcAskingPair *tc_asking_pairs(gsize *count);

G_END_DECLS

#endif
