/* text/segment.h - what looks like the end of a segment of a text, and is none. */
#ifndef TC_TEXT_SEGMENT_H
#define TC_TEXT_SEGMENT_H

#include <glib.h>

G_BEGIN_DECLS

/* Words of a line up to its heading's number: "Phụ lục II.". */
#define TC_HEADING_WORDS_MAX 3

/* Whether the word of this key is a short form whose full stop ends no sentence, so that "TP. Hà
 * Nội" is as near as "TP Hà Nội". Of a long key its beginning is enough; `word` is the word itself
 * up to `end`. */
gboolean tc_segment_is_short_form(const char *key, const guchar *word, const guchar *end);

/* Whether a word behind a full stop is the U of "H.U." or the Ư of "T.Ư.", committees of the Party.
 */
gboolean tc_segment_is_committee(const char *key, const guchar *word, const guchar *end);

/* Whether the word of this key, the last of `line_words` of its line so far, is the number of a
 * heading or an item: what "Điều 3. Kinh phí" says is "Điều 3 Kinh phí" as well. */
gboolean tc_segment_is_heading(const char *key, guint line_words);

/* A line end between two words: byte offsets into `text`. */
typedef struct {
    const guchar *text;
    gsize len;
    gsize before_start, before_end; /* the word before it */
    gsize after_start, after_end; /* the one behind it, which does not begin with a small letter */
    gboolean is_full;             /* the line is long enough to have been wrapped */
} TcLineEnd;

/* Whether the line end is only layout: the line was full, the next one is in capitals, or both
 * sides are of a name, which was cut in a cell of a table. A number or letter with a mark begins an
 * item of a list. */
gboolean tc_segment_goes_on(const TcLineEnd *line_end);

G_END_DECLS

#endif
