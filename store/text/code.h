/* store/text/code.h - texts of records with a byte or two for each of their words.
 *
 * Vietnamese takes five or six bytes for a syllable and the blank behind it. What packs bytes
 * (zstd) sees letters of two and three bytes where there are some thousand words; coded texts are
 * packed to seven tenths of what plain ones are, in less time. A code is one byte or two:
 *
 *     09 0a 0d, 20 to 7e   the character itself
 *     01                   a number (a byte), and as many bytes as they are
 *     02, 03               the word that follows begins with a capital, or is all in capitals
 *     all others but 00    in their order: six marks with their blanks (code.c), then 117 words;
 *                          the last 31 are followed by a byte, for 256 words each
 *
 * and between two words that follow each other stands a blank that is not coded. Words are those of
 * words.h, in small letters. Any bytes at all can be coded, and come back as they were; what is
 * gained depends on what they are. Indexes hold what was coded: nothing of this may change. */
#ifndef TC_STORE_TEXT_CODE_H
#define TC_STORE_TEXT_CODE_H

#include <glib.h>

G_BEGIN_DECLS

/* No more than this many bytes of text come of one byte of code. */
#define TC_TEXT_CODE_GAIN_MAX 25

/* Codes `text` into at most `room` bytes at `to`. Returns how many these are, 0 when there is no
 * room for them. Thread-safe. */
gsize tc_text_code(const char *text, gsize len, guint8 *to, gsize room);

/* Decoding step by step: what a long text begins with is there before all of it is. */
typedef struct {
    const guint8 *at, *end; /* of the code */
    char *to, *to_end;      /* of the text: up to `to` it is there */
    gboolean is_behind_word;
    gboolean is_partial; /* more of the code will be behind `end` */
} TcTextDecoder;

/* Go on up to `stop`, or a little further; less far where the code is partial and not there up to
 * then. FALSE when the code is none, or ends where the text does not. */
gboolean tc_text_decode_until(TcTextDecoder *decoder, const char *stop);

/* Puts the text of `code` at `to`. FALSE when it is not exactly `text_len` bytes, or the code is
 * none. */
gboolean tc_text_decode(const guint8 *code, gsize len, char *to, gsize text_len);

G_END_DECLS

#endif
