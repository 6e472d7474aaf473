#include "text/alike.h"

#include "text/key/char_table.h"
#include "text/key/look_alike.h"

#define NEXT_MAX  200 /* characters that are looked at for the letters of the next words */
#define SHORT_MAX 4   /* letters of a short form, which need be no syllable: "ТР", "ХНСМ" */

/* What the letters of a word are of. */
typedef enum {
    LETTERS_NONE,  /* it has none, only digits */
    LETTERS_LATIN, /* Latin ones; among them there may be such as look like Latin ones */
    LETTERS_ALIKE, /* of Greek or Cyrillic, which all look like Latin ones: "ТР" */
    LETTERS_OTHER,
} Letters;

/* Whether a word of only such letters could be a Vietnamese word or short form. */
static gboolean
is_plausible(const TcWord *word, guint letters)
{
    TcWord latin = *word;
    char key[TC_KEY_MAX];

    /* One alone is mostly a sign. */
    if (letters <= SHORT_MAX)
        return letters > 1;
    tc_word_make_latin(&latin);
    return tc_key_may_be_syllable(key, tc_word_write_key(&latin, key));
}

/* Latin letters with marks of their own, as "ł", end where IPA begins; more follow later. */
static gboolean
is_latin(gunichar cp)
{
    return cp <= 0x24F || (cp >= 0x1E00 && cp <= 0x1EFF);
}

static Letters
letters_of(const TcWord *word)
{
    guint latin = 0;
    guint alike = 0;

    for (guint i = 0; i < word->letter_count; i++) {
        gunichar cp = word->letters[i];

        if (word->classes[i] != 0 || (cp < 0x80 && g_ascii_isdigit((char)cp)))
            continue;
        if (is_latin(cp))
            latin++;
        else if (tc_look_alike(cp) != '\0')
            alike++;
        else
            return LETTERS_OTHER;
    }
    if (latin > 0)
        return LETTERS_LATIN;
    if (alike == 0)
        return LETTERS_NONE;
    return is_plausible(word, alike) ? LETTERS_ALIKE : LETTERS_OTHER;
}

/* The same of the word before, as far as the beginning of its key tells. */
static Letters
letters_of_key(const char *key)
{
    Letters letters = LETTERS_NONE;

    for (; *key != '\0' && *key != TC_KEY_SEPARATOR; key++) {
        if ((guchar)*key >= 0x80)
            return LETTERS_OTHER;
        if (g_ascii_isalpha(*key))
            letters = LETTERS_LATIN;
    }
    return letters;
}

/* The same of the words that begin at `folded`, the first that tells. */
static Letters
letters_behind(TcCursor cursor, TcFolded folded)
{
    Letters letters;
    gboolean has_more = TRUE;
    guint seen = 0;

    do {
        TcWord word;

        tc_word_init(&word);
        while (has_more && !TC_CHAR_IS_STARTER(folded.kind) && ++seen < NEXT_MAX)
            has_more = tc_cursor_next(&cursor, &folded);
        while (has_more && TC_CHAR_IS_WORD(folded.kind) && ++seen < NEXT_MAX) {
            tc_word_add(&word, &folded);
            has_more = tc_cursor_next(&cursor, &folded);
        }
        letters = letters_of(&word);
    } while (has_more && seen < NEXT_MAX && (letters == LETTERS_NONE || letters == LETTERS_ALIKE));
    return letters;
}

void
tc_alike_settle(TcWord *word, const char *previous, const TcCursor *cursor, const TcFolded *next)
{
    Letters letters = letters_of(word);

    if (letters == LETTERS_ALIKE) {
        Letters before = letters_of_key(previous);
        Letters behind = next != NULL ? letters_behind(*cursor, *next) : LETTERS_NONE;

        if (before == LETTERS_OTHER || behind == LETTERS_OTHER ||
            (before != LETTERS_LATIN && behind != LETTERS_LATIN))
            return;
        letters = LETTERS_LATIN;
    }
    if (letters == LETTERS_LATIN)
        tc_word_make_latin(word);
}

char *
tc_alike_other(const char *text, const TcToken *token)
{
    g_autoptr(GString) latin = g_string_new(NULL);
    TcCursor cursor;
    TcFolded folded;
    TcWord word;

    if (G_LIKELY((guchar)text[token->start] < 0x80))
        return NULL;
    tc_word_init(&word);
    tc_cursor_init(&cursor, (const guchar *)text, token->end, token->start);
    while (tc_cursor_next(&cursor, &folded)) {
        char letter = tc_look_alike(folded.cp);

        tc_word_add(&word, &folded);
        if (letter != '\0')
            g_string_append_c(latin, letter);
        else
            g_string_append_unichar(latin, folded.cp);
    }
    if (letters_of(&word) != LETTERS_ALIKE)
        return NULL;
    return (guchar)*token->key < 0x80 ? g_strndup(text + token->start, token->end - token->start)
                                      : g_strdup(latin->str);
}
