/* query/words/keystrokes.h - keystrokes of Telex and VNI that were left in a query: "cair" for
 * "cải".
 *
 * What they may mean is known to text/telex.h; the index tells whether it is believed. */
#ifndef TC_QUERY_KEYSTROKES_H
#define TC_QUERY_KEYSTROKES_H

#include "query/words/words.h"

G_BEGIN_DECLS

/* The word that keystrokes mean. */
typedef struct {
    char *text; /* NULL when there is none */
    char *key;
    gsize key_len;
    guint32 freq; /* documents that have it */
} TcDecoded;

void tc_decoded_clear(TcDecoded *decoded);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcDecoded, tc_decoded_clear)

/* Set *decoded, which must be empty, to what `typed` means when the index has that in far more
 * documents than the `known` ones with what stands there; how far depends on how the other `words`
 * were typed. FALSE when the index cannot be read. */
gboolean tc_keystrokes_decode(const TcWords *words, const char *typed, guint64 known,
                              TcDecoded *decoded, GError **error);

/* Set *meant to `text` with words in place of the keystrokes that mean them; it is the value of a
 * field. FALSE when the index cannot be read. */
gboolean tc_keystrokes_decode_text(const TcWords *words, const char *text, char **meant,
                                   GError **error);

/* The keystrokes among the words and what they mean (char * -> char *), in small letters; NULL when
 * there are none. */
GHashTable *tc_keystrokes_among(const TcWords *words);

G_END_DECLS

#endif
