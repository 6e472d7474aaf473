/* text/word.h - the key of one word, from its folded characters.
 *
 * Private to text/. Collects letters and marks in whatever order they come, and writes them in the
 * one order of text/key/syllable.h. Bounded: a word may be of any length. */
#ifndef TC_TEXT_WORD_H
#define TC_TEXT_WORD_H

#include "text/cursor.h"
#include "text/key/syllable.h"

#include <glib.h>

G_BEGIN_DECLS

/* What of TC_KEY_MAX is for bare letters; the rest, after the separator, is for marks. Fixed, so
 * that the bare prefix of a long word's key does not depend on its marks. */
#define TC_WORD_BARE_MAX  96
#define TC_WORD_MARKS_MAX (TC_KEY_MAX - TC_WORD_BARE_MAX - 1)

typedef struct {
    gunichar letters[TC_WORD_BARE_MAX];
    guint8 classes[TC_WORD_BARE_MAX]; /* combining classes */
    guint letter_count;
    guint bare_len;   /* bytes of `letters` in UTF-8 */
    guint starter;    /* index of the last letter that is no combining mark */
    guint class_max;  /* combining marks of this class and above no more fit after it */
    gboolean is_cut;  /* the word was too long; only what belongs to `starter` still comes in */
    gboolean is_lost; /* ... and the letter itself was cut off: its marks go too */
    guint16 marks[TC_WORD_MARKS_MAX]; /* index << 8 | code, sorted, each once */
    guint mark_count;
} TcWord;

void tc_word_init(TcWord *word);
/* Add a letter, digit or mark; the first must not be a mark. */
void tc_word_add(TcWord *word, const TcFolded *folded);
/* Write the key. Returns its length. */
gsize tc_word_write_key(const TcWord *word, char key[TC_KEY_MAX]);

/* Make Latin letters of those that look like them. */
void tc_word_make_latin(TcWord *word);

/* Make "năm" of "nǎm": some keyboards and fonts have a caron for the breve. Other words with a
 * caron, as of Pinyin, stay what they are unless they could be a Vietnamese syllable. */
void tc_word_mend_breve(TcWord *word);

/* y -> i in the bare letters, in place: after a lone onset h k l m s t, and in "quy". */
static inline void
tc_bare_fold_y(char *bare, gsize bare_len)
{
    if (bare_len == 2 && bare[1] == 'y') {
        switch (bare[0]) {
        case 'h':
        case 'k':
        case 'l':
        case 'm':
        case 's':
        case 't':
            bare[1] = 'i';
        }
    } else if (bare_len == 3 && bare[0] == 'q' && bare[1] == 'u' && bare[2] == 'y') {
        bare[2] = 'i';
    }
}

G_END_DECLS

#endif
