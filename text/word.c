#include "text/word.h"

#include "text/key/look_alike.h"
#include "text/key/marks.h"

#include <string.h>

void
tc_word_init(TcWord *word)
{
    word->letter_count = 0;
    word->bare_len = 0;
    word->starter = 0;
    word->class_max = G_MAXUINT8;
    word->is_cut = FALSE;
    word->is_lost = FALSE;
    word->mark_count = 0;
}

static guint
utf8_len(gunichar cp)
{
    return cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
}

static void
add_starter(TcWord *word, gunichar cp)
{
    guint len = utf8_len(cp);

    if (word->is_cut || word->bare_len + len > TC_WORD_BARE_MAX) {
        word->is_cut = TRUE;
        word->is_lost = TRUE;
        return;
    }
    word->starter = word->letter_count;
    word->class_max = G_MAXUINT8;
    word->letters[word->letter_count] = cp;
    word->classes[word->letter_count++] = 0;
    word->bare_len += len;
}

/* In canonical order: after the marks of the same or a lower class. What does not fit is cut from
 * the end, and then nothing may come in behind the cut, so that the order of arrival does not
 * matter. */
static void
add_nonstarter(TcWord *word, gunichar cp, guint8 combining_class)
{
    guint at = word->letter_count;

    if (word->is_lost || combining_class >= word->class_max)
        return;
    while (at > word->starter + 1 && word->classes[at - 1] > combining_class)
        at--;
    word->bare_len += utf8_len(cp);
    while (word->bare_len > TC_WORD_BARE_MAX && at < word->letter_count) {
        word->letter_count--;
        word->bare_len -= utf8_len(word->letters[word->letter_count]);
        word->class_max = word->classes[word->letter_count];
        word->is_cut = TRUE;
    }
    if (word->bare_len > TC_WORD_BARE_MAX) {
        word->bare_len -= utf8_len(cp);
        word->class_max = combining_class;
        word->is_cut = TRUE;
        return;
    }
    memmove(&word->letters[at + 1], &word->letters[at],
            (word->letter_count - at) * sizeof(word->letters[0]));
    memmove(&word->classes[at + 1], &word->classes[at], word->letter_count - at);
    word->letters[at] = cp;
    word->classes[at] = combining_class;
    word->letter_count++;
}

/* Of too many marks the smallest stay, whatever their order. */
static void
add_mark(TcWord *word, guint code)
{
    guint16 mark = (guint16)(word->starter << 8 | code);
    guint at = word->mark_count;

    if (word->is_lost)
        return;
    while (at > 0 && word->marks[at - 1] > mark)
        at--;
    if (at > 0 && word->marks[at - 1] == mark)
        return;
    if (word->mark_count == TC_WORD_MARKS_MAX) {
        if (at == TC_WORD_MARKS_MAX)
            return;
        word->mark_count--;
    }
    memmove(&word->marks[at + 1], &word->marks[at],
            (word->mark_count - at) * sizeof(word->marks[0]));
    word->marks[at] = mark;
    word->mark_count++;
}

void
tc_word_add(TcWord *word, const TcFolded *folded)
{
    switch (folded->kind) {
    case TC_CHAR_MARK:
        add_mark(word, folded->code);
        break;
    case TC_CHAR_NONSTARTER:
        add_nonstarter(word, folded->cp, folded->code);
        break;
    default:
        add_starter(word, folded->cp);
    }
}

/* Bytes of a mark in a key when `tones` of the word's marks are tones. */
static guint
mark_len(guint16 mark, guint tones)
{
    guint code = mark & 0xFF;

    if (tc_mark_tone(code) != TC_TONE_NONE)
        return tones == 1 ? 1 : 2;
    return tc_mark_quality(code) >= 0 && mark >> 8 < 16 ? 1 : 2;
}

/* How many of the marks fit, from the first, and how many of those are tones. */
static guint
fitting_marks(const TcWord *word, guint *tones)
{
    for (guint count = word->mark_count;; count--) {
        guint len = 0;

        *tones = 0;
        for (guint i = 0; i < count; i++)
            *tones += tc_mark_tone(word->marks[i] & 0xFF) != TC_TONE_NONE;
        for (guint i = 0; i < count; i++)
            len += mark_len(word->marks[i], *tones);
        if (len <= TC_WORD_MARKS_MAX)
            return count;
    }
}

gsize
tc_word_write_key(const TcWord *word, char key[TC_KEY_MAX])
{
    gsize len = 0;
    guint tones;
    guint count = fitting_marks(word, &tones);
    int tone = TC_TONE_NONE;

    for (guint i = 0; i < word->letter_count; i++)
        len += (gsize)g_unichar_to_utf8(word->letters[i], key + len);
    tc_bare_fold_y(key, len);
    key[len++] = TC_KEY_SEPARATOR;
    for (guint i = 0; i < count; i++) {
        guint index = word->marks[i] >> 8;
        guint code = word->marks[i] & 0xFF;
        int quality = tc_mark_quality(code);

        if (tones == 1 && tc_mark_tone(code) != TC_TONE_NONE) {
            tone = tc_mark_tone(code);
        } else if (quality >= 0 && index < 16) {
            key[len++] = (char)(0x20 + 4 * index + (guint)quality);
        } else {
            key[len++] = (char)(0x80 | index);
            key[len++] = (char)(0x60 + code);
        }
    }
    if (tone != TC_TONE_NONE)
        key[len++] = (char)tone;
    return len;
}

void
tc_word_make_latin(TcWord *word)
{
    for (guint i = 0; i < word->letter_count; i++) {
        char latin = tc_look_alike(word->letters[i]);

        if (latin == '\0')
            continue;
        word->bare_len -= utf8_len(word->letters[i]) - 1;
        word->letters[i] = (gunichar)latin;
    }
}

#define MARK_CARON 0x0C

void
tc_word_mend_breve(TcWord *word)
{
    TcWord mended = *word;
    char key[TC_KEY_MAX];
    gboolean has_caron = FALSE;

    mended.mark_count = 0;
    for (guint i = 0; i < word->mark_count; i++) {
        guint index = word->marks[i] >> 8;
        gboolean is_caron = (word->marks[i] & 0xFF) == MARK_CARON && word->letters[index] == 'a';

        has_caron |= is_caron;
        mended.starter = index;
        add_mark(&mended, is_caron ? TC_MARK_BREVE : word->marks[i] & 0xFFu);
    }
    mended.starter = word->starter;
    if (has_caron && tc_key_is_syllable(key, tc_word_write_key(&mended, key), FALSE))
        *word = mended;
}
