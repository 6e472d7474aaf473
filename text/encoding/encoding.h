/* text/encoding/encoding.h - bytes in, Unicode out: the encodings that Vietnamese archives hold.
 *
 * No byte says which encoding it is in, so every candidate is tried: the text is decoded with each,
 * and the one whose words are Vietnamese syllables wins. What cannot be told is unknown, never
 * guessed. Font names, file names and declared code pages are not asked: they are often wrong.
 *
 * Decoding never fails: bytes without meaning become U+FFFD, or what windows-1252 has there. */
#ifndef TC_TEXT_ENCODING_H
#define TC_TEXT_ENCODING_H

#include "text/encoding/codec.h"

#include <glib.h>

G_BEGIN_DECLS

/* As iconv names it, where iconv knows it: "UTF-8", "TCVN3"; "unknown". */
const char *tc_encoding_name(TcEncoding encoding);

/* What a text turned out to be. */
typedef struct {
    TcEncoding encoding; /* of most of it */
    double confidence;   /* 0..1 that it is; 0 when unknown */
    gboolean is_mixed;   /* some lines are in another encoding */
    gboolean is_misread; /* the bytes are UTF-8 or UTF-16, but hold letters of `encoding` that were
                         taken for windows-1252 on the way ("Céng hßa" for "Cộng hòa") */
} TcEncodingGuess;

/* Tell the encoding of one piece of text. */
void tc_encoding_detect(const char *bytes, gsize len, TcEncodingGuess *guess);

/* Tell the encoding and append the text to `out` in UTF-8, line by line where a file mixes
 * encodings. Words of TCVN3 whose plain letters are capitals become capitals ("QUYếT" "QUYẾT").
 * Returns FALSE, with nothing appended, when the encoding is unknown. */
gboolean tc_encoding_decode_auto(const char *bytes, gsize len, GString *out,
                                 TcEncodingGuess *guess);

/* How Vietnamese the words of UTF-8 text are: marked syllables, less twice the words with marks
 * that are none. Of two readings of the same bytes the one that has more is the better. */
double tc_encoding_word_value(const char *text, gsize len);

/* For readers of formats that hold Unicode or claim a code page: `text` is UTF-8 in which legacy
 * bytes may have been taken for windows-1252 (0xB5 as U+00B5, 0x93 as U+201C) or for a symbol font
 * (U+F0B5). Where its words say so, line by line and word by word, appends the text decoded as it
 * was meant; the rest as it is. U+00AD is ư in TCVN3: call this before soft hyphens are dropped. */
void tc_encoding_repair(const char *text, gsize len, GString *out, TcEncodingGuess *guess);

/* For UTF-8 text that may have been UTF-8 before, taken for windows-1252 or 1258 on the way once or
 * more often ("Cá»™ng hÃ²a"). Where it was, appends it line by line as it was meant, U+FFFD for
 * letters of which bytes are lost, and returns TRUE; else FALSE, with nothing appended.
 * tc_encoding_repair() does it first. */
gboolean tc_encoding_repair_utf8(const char *text, gsize len, GString *out);

/* The encoding that a font is made for by its name ("VNI-Times", ".VnTime"); unknown for others. */
TcEncoding tc_encoding_of_font(const char *font);

/* For a run of text in such a font, as tc_encoding_repair() has it, of a word or two: appends what
 * was meant where all its marked words are syllables in `encoding`, and more than as it stands.
 * FALSE otherwise, with nothing appended: the names of fonts are often wrong. */
gboolean tc_encoding_repair_run(TcEncoding encoding, const char *text, gsize len, GString *out);

/* The same where no font is known, for words that were pasted from such a document: in TCVN3 or
 * VNI, whichever makes syllables of them all. */
gboolean tc_encoding_repair_words(const char *text, gsize len, GString *out);

/* The same as tc_encoding_repair() for text that was told by the shapes of letters, as in PDF,
 * where TCVN3's ư looks like a hyphen and has become one: "n-íc" is "nước", "kinh tÕ-x· héi" stays
 * "kinh tế-xã hội". */
void tc_encoding_repair_glyphs(const char *text, gsize len, GString *out, TcEncodingGuess *guess);

G_END_DECLS

#endif
