/* text/encoding/score.h - how Vietnamese the words of a decoded text are. Private to
 * text/encoding*.c. */
#ifndef TC_TEXT_ENCODING_SCORE_H
#define TC_TEXT_ENCODING_SCORE_H

#include "text/encoding/encodings.h"

#include <glib.h>

G_BEGIN_DECLS

/* Marked syllables without which nothing is said, and by how many the best must lead. */
#define TC_MARKED_MIN 3
#define TC_LEAD_MIN   2
/* Bytes that are looked at to tell the encoding of a whole file. */
#define TC_SAMPLE_MAX (256u << 10)

/* The encodings in which high bytes are letters. */
#define TC_EIGHT_BIT_COUNT 5
extern const TcEncoding tc_eight_bit[TC_EIGHT_BIT_COUNT];

/* Words of a text. */
typedef struct {
    gsize valid;         /* marked Vietnamese syllables */
    gsize invalid;       /* words with other marks or strange letters */
    gsize plain_valid;   /* unmarked syllables */
    gsize plain_invalid; /* other words of plain letters */
    guint32 seen[TC_MARKED_MIN];
    guint distinct; /* different words among the valid, TC_MARKED_MIN at most */
} TcWordScore;

/* Count the words of UTF-8 text into `score`. Markup of HTML is passed over. */
void tc_word_score_text(const char *text, gsize len, TcWordScore *score);

void tc_word_score_add(TcWordScore *to, const TcWordScore *from);

/* What speaks for it less what speaks against it, in words. */
double tc_word_score_value(const TcWordScore *score);

/* Whether the words are those of a Vietnamese text: mostly syllables, and at least `marked_share`
 * of them marked. */
gboolean tc_word_score_is_vietnamese(const TcWordScore *score, double marked_share);

/* How sure the best is with its lead over the second, in words: 0..1. */
double tc_word_score_confidence(const TcWordScore *best, double lead);

/* U+F020..U+F0FF, where fonts with the symbol charset keep their bytes. */
gboolean tc_is_symbol_byte(gunichar c);

/* The exponent of "m²" and "m³": Unicode as it should be, though "mỗ" in VISCII. `next` is behind
 * `c`. */
gboolean tc_is_unit_exponent(gunichar before, gunichar c, const char *next, const char *end);

gboolean tc_has_high(const char *bytes, gsize len);

/* Whether `text` has `least` of what Vietnamese in Unicode never has and misread letters always do:
 * signs and letters of other languages in the range of bytes. A quick look, which nearly every text
 * ends with. */
gboolean tc_is_suspicious(const char *text, gsize len, guint least);

/* The end of the line at `from`, its line feed included. */
gsize tc_line_end(const char *bytes, gsize len, gsize from);

/* Decode one line; the words of TCVN3's capitals-only fonts become capitals. */
void tc_decode_line(TcEncoding encoding, const char *line, gsize len, GString *out);

/* Append a line in TCVN3 decoded, capitals with tones of its full set included. */
void tc_decode_tcvn3(const char *line, gsize len, GString *out);

/* Of text from TCVN3 in `text` behind `from`, one line: see tc_decode_line(). */
void tc_raise_capitals(GString *text, gsize from);

/* Append one line of misread TCVN3 to `out`, the hyphens that are ư by the words they make as
 * U+00AD, as which ư is misread elsewhere. */
void tc_restore_hyphens(const char *line, gsize len, GString *out);

G_END_DECLS

#endif
