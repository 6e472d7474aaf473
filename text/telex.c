#include "text/telex.h"

#include "text/key/letter.h"
#include "text/key/marks.h"
#include "text/key/syllable.h"
#include "text/word.h"

#include <string.h>

enum {
    LETTERS_MAX = 7, /* nghiêng */
    KEYS_MAX = 15,
    /* A word is tried in every way its keys can be read. Real ones take less than 30 steps. */
    STEPS_MAX = 2000,
};

/* Values of TcLetter.quality. */
enum {
    NONE = 0,
    CIRCUMFLEX = 1 + TC_QUALITY_CIRCUMFLEX,
    BREVE = 1 + TC_QUALITY_BREVE,
    HORN = 1 + TC_QUALITY_HORN,
    STROKE = 1 + TC_QUALITY_STROKE,
};

/* What the keys so far have made. */
typedef struct {
    TcLetter letters[LETTERS_MAX];
    guint count;
    guint8 tone;
    gboolean is_tone_composed; /* the tone was on a letter, not typed as a key */
} Syllable;

typedef struct {
    TcLetters keys;
    const char *word;
    gsize word_len;
    guint steps;
    GPtrArray *found;
} Decoding;

static void step(Decoding *decoding, guint at, const Syllable *before);

static gboolean
is_vowel(char base)
{
    return base != '\0' && strchr("aeiouy", base) != NULL;
}

static gboolean
has_vowel(const Syllable *syllable)
{
    for (guint i = 0; i < syllable->count; i++)
        if (is_vowel(syllable->letters[i].base))
            return TRUE;
    return FALSE;
}

static gsize
write_key(const Syllable *syllable, char key[TC_KEY_MAX])
{
    gsize len = 0;
    for (guint i = 0; i < syllable->count; i++)
        key[len++] = syllable->letters[i].base;
    tc_bare_fold_y(key, len);
    key[len++] = TC_KEY_SEPARATOR;
    for (guint i = 0; i < syllable->count; i++)
        if (syllable->letters[i].quality != NONE)
            key[len++] = (char)(0x20 + 4 * i + (syllable->letters[i].quality - 1u));
    if (syllable->tone != TC_TONE_NONE)
        key[len++] = (char)syllable->tone;
    return len;
}

/* "uơ" or "ưo" before another letter is half of "ươ": "đuơng", "nguwoif". */
static gboolean
complete_horn(Syllable *syllable)
{
    for (guint i = 0; i + 2 < syllable->count; i++) {
        TcLetter *u = &syllable->letters[i];
        if (u[0].base == 'u' && u[1].base == 'o' &&
            ((u[0].quality == NONE && u[1].quality == HORN) ||
             (u[0].quality == HORN && u[1].quality == NONE))) {
            u[0].quality = HORN;
            u[1].quality = HORN;
            return TRUE;
        }
    }
    return FALSE;
}

/* Whether a letter of the word was taken for a key: a key leaves no letter, but for w as ư. */
static gboolean
used_keys(const Decoding *decoding, const Syllable *made)
{
    for (guint i = 0; i < decoding->keys.count; i++)
        if (decoding->keys.letters[i].base == 'w')
            return TRUE;
    return made->count < decoding->keys.count;
}

static void
finish(Decoding *decoding, const Syllable *made)
{
    if (!used_keys(decoding, made))
        return;
    Syllable syllable = *made;
    char key[TC_KEY_MAX];
    gsize key_len = write_key(&syllable, key);
    /* The tone itself may be left out, as hurried people do; a wrong one means that it is no
     * Vietnamese word: "text" is not "tẽt". */
    gboolean is_strict = syllable.tone != TC_TONE_NONE;
    if (!tc_key_is_syllable(key, key_len, is_strict)) {
        if (!complete_horn(&syllable))
            return;
        key_len = write_key(&syllable, key);
        if (!tc_key_is_syllable(key, key_len, is_strict))
            return;
    }
    char letters[LETTERS_MAX + 1] = {0};
    for (guint i = 0; i < syllable.count; i++) {
        char base = syllable.letters[i].base;
        letters[i] = syllable.letters[i].upper ? g_ascii_toupper(base) : base;
    }
    g_autoptr(GString) word = g_string_new(NULL);
    tc_key_append_word(key, key_len, letters, word);
    if (word->len == decoding->word_len && memcmp(word->str, decoding->word, word->len) == 0)
        return;
    if (!g_ptr_array_find_with_equal_func(decoding->found, word->str, g_str_equal, NULL))
        g_ptr_array_add(decoding->found, g_strndup(word->str, word->len));
}

/* Go on with one more letter. */
static void
append(Decoding *decoding, guint at, const Syllable *before, TcLetter letter)
{
    Syllable syllable = *before;
    if (syllable.count == LETTERS_MAX)
        return;
    if (letter.tone != TC_TONE_NONE) {
        if (syllable.tone != TC_TONE_NONE)
            return;
        syllable.tone = letter.tone;
        syllable.is_tone_composed = TRUE;
    }
    syllable.letters[syllable.count++] = letter;
    step(decoding, at + 1, &syllable);
}

/* Go on with `quality` on the letter at `index`. */
static void
mark(Decoding *decoding, guint at, const Syllable *before, guint index, guint8 quality)
{
    Syllable syllable = *before;
    syllable.letters[index].quality = quality;
    step(decoding, at + 1, &syllable);
}

/* Go on with `quality` on each letter of `bases` in turn that lacks it, the last one first.
 * Returns whether there was one. */
static gboolean
mark_each(Decoding *decoding, guint at, const Syllable *before, const char *bases, guint8 quality)
{
    gboolean has_any = FALSE;
    for (guint i = before->count; i-- > 0;) {
        if (strchr(bases, before->letters[i].base) != NULL &&
            before->letters[i].quality != quality) {
            has_any = TRUE;
            mark(decoding, at, before, i, quality);
        }
    }
    return has_any;
}

/* The horn: on u and o together before either alone. */
static void
mark_horn(Decoding *decoding, guint at, const Syllable *before)
{
    for (guint i = 0; i + 1 < before->count; i++) {
        if (before->letters[i].base == 'u' && before->letters[i + 1].base == 'o' &&
            before->letters[i].quality != HORN && before->letters[i + 1].quality != HORN) {
            Syllable syllable = *before;
            syllable.letters[i].quality = HORN;
            syllable.letters[i + 1].quality = HORN;
            step(decoding, at + 1, &syllable);
        }
    }
    mark_each(decoding, at, before, "uo", HORN);
}

static void
set_tone(Decoding *decoding, guint at, const Syllable *before, guint8 tone)
{
    /* The same tone again is how one types the key itself: no Vietnamese word. */
    if (before->is_tone_composed || before->tone == tone)
        return;
    Syllable syllable = *before;
    syllable.tone = tone;
    step(decoding, at + 1, &syllable);
}

/* The value of `c` in a list of keys and values, 0 if it is not there. */
static guint8
value_of(char c, const char *keys, const guint8 *values)
{
    const char *found = c != '\0' ? strchr(keys, c) : NULL;
    return found != NULL ? values[found - keys] : 0;
}

static void
telex_key(Decoding *decoding, guint at, const Syllable *before, TcLetter letter)
{
    static const guint8 tones[] = {TC_TONE_SAC, TC_TONE_HUYEN, TC_TONE_HOI, TC_TONE_NGA,
                                   TC_TONE_NANG};
    guint8 tone = value_of(letter.base, "sfrxj", tones);
    const TcLetter *last = before->count > 0 ? &before->letters[before->count - 1] : NULL;
    const char base[] = {letter.base, '\0'};
    if (tone != 0 && has_vowel(before)) {
        set_tone(decoding, at, before, tone);
        return;
    }
    switch (letter.base) {
    case 'z':
        if (before->tone != TC_TONE_NONE)
            set_tone(decoding, at, before, TC_TONE_NONE);
        return;
    case 'w':
        mark_horn(decoding, at, before);
        mark_each(decoding, at, before, "a", BREVE);
        letter.base = 'u';
        letter.quality = HORN;
        append(decoding, at, before, letter);
        return;
    case 'd':
        if (!mark_each(decoding, at, before, base, STROKE) && before->count == 0)
            append(decoding, at, before, letter);
        return;
    case 'a':
    case 'e':
    case 'o':
        if (last != NULL && last->base == letter.base && last->quality == CIRCUMFLEX) {
            Syllable plain = *before;
            plain.letters[plain.count - 1].quality = NONE;
            append(decoding, at, &plain, letter);
            return;
        }
        mark_each(decoding, at, before, base, CIRCUMFLEX);
        if (last == NULL || last->base != letter.base || last->quality != NONE)
            append(decoding, at, before, letter);
        return;
    default:
        append(decoding, at, before, letter);
    }
}

static void
vni_key(Decoding *decoding, guint at, const Syllable *before, char digit)
{
    static const guint8 tones[] = {TC_TONE_SAC, TC_TONE_HUYEN, TC_TONE_HOI, TC_TONE_NGA,
                                   TC_TONE_NANG};
    switch (digit) {
    case '0':
        if (before->tone != TC_TONE_NONE)
            set_tone(decoding, at, before, TC_TONE_NONE);
        return;
    case '6':
        mark_each(decoding, at, before, "aeo", CIRCUMFLEX);
        return;
    case '7':
        mark_horn(decoding, at, before);
        return;
    case '8':
        mark_each(decoding, at, before, "a", BREVE);
        return;
    case '9':
        mark_each(decoding, at, before, "d", STROKE);
        return;
    default:
        if (has_vowel(before))
            set_tone(decoding, at, before, value_of(digit, "12345", tones));
    }
}

/* Read the key at `at` in every way it can be meant. */
static void
step(Decoding *decoding, guint at, const Syllable *before)
{
    if (decoding->steps++ >= STEPS_MAX)
        return;
    if (at == decoding->keys.count) {
        finish(decoding, before);
        return;
    }
    TcLetter letter = decoding->keys.letters[at];
    if (g_ascii_isdigit(letter.base))
        vni_key(decoding, at, before, letter.base);
    else if (decoding->keys.foreign || letter.quality != NONE || letter.tone != TC_TONE_NONE)
        append(decoding, at, before, letter); /* with digits it is VNI, whose letters are letters */
    else
        telex_key(decoding, at, before, letter);
}

GPtrArray *
tc_telex_decode(const char *word, gsize len)
{
    GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
    Decoding decoding = {.word = word, .word_len = len, .found = found};
    TcLetters *keys = &decoding.keys;
    /* Words longer than keys can hold are foreign too, and of no syllable. */
    if (tc_letters_read(word, word + len, keys) != len || keys->count == 0 ||
        (keys->foreign && keys->count >= KEYS_MAX))
        return found;
    for (guint i = 0; i < keys->count; i++)
        if (keys->letters[i].base == '?')
            return found;
    Syllable empty = {.count = 0};
    step(&decoding, 0, &empty);
    return found;
}

/* What is typed after a letter for its quality. */
static char
quality_key(const TcLetter *letter, TcTelexMethod method)
{
    static const char vni[] = {[CIRCUMFLEX] = '6', [BREVE] = '8', [HORN] = '7', [STROKE] = '9'};
    if (method == TC_TELEX_VNI)
        return vni[letter->quality];
    char key = letter->quality == BREVE || letter->quality == HORN ? 'w' : letter->base;
    return letter->upper ? g_ascii_toupper(key) : key;
}

static char
tone_key(guint8 tone, TcTelexMethod method)
{
    static const char keys[2][TC_TONE_NANG + 1] = {
        [TC_TELEX_TELEX] = {[TC_TONE_SAC] = 's',
                            [TC_TONE_HUYEN] = 'f',
                            [TC_TONE_HOI] = 'r',
                            [TC_TONE_NGA] = 'x',
                            [TC_TONE_NANG] = 'j'},
        [TC_TELEX_VNI] = {[TC_TONE_SAC] = '1',
                          [TC_TONE_HUYEN] = '2',
                          [TC_TONE_HOI] = '3',
                          [TC_TONE_NGA] = '4',
                          [TC_TONE_NANG] = '5'},
    };
    return keys[method][tone];
}

char *
tc_telex_encode(const char *word, gsize len, TcTelexMethod method, TcTelexStyle style)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GString) last = g_string_new(NULL); /* keys that wait for the end */
    const char *end = word + len;
    char tone = '\0';
    TcLetter letter;
    TcLetter before = {.base = '\0'};
    for (gsize step_len; word < end; word += step_len, before = letter) {
        TcLetter next;
        step_len = tc_letter_read(word, end, &letter);
        if (step_len == 0 || letter.base == '?') {
            letter = (TcLetter){.base = '\0'};
            step_len = step_len > 0 ? step_len : 1;
            g_string_append_len(out, word, (gssize)step_len);
            continue;
        }
        gboolean has_horned_u = letter.base == 'u' && letter.quality == HORN;
        gboolean is_pair = has_horned_u && tc_letter_read(word + step_len, end, &next) > 0 &&
                           next.base == 'o' && next.quality == HORN;
        gboolean is_joined = is_pair && (style & (TC_TELEX_SHORT_UO | TC_TELEX_MARKS_LAST)) != 0;
        if (has_horned_u && !is_joined && method == TC_TELEX_TELEX &&
            (style & TC_TELEX_W_FOR_U) != 0) {
            g_string_append_c(out, letter.upper ? 'W' : 'w');
        } else {
            g_string_append_c(out, letter.upper ? g_ascii_toupper(letter.base) : letter.base);
            /* Two plain o: the third keeps them apart. */
            if (method == TC_TELEX_TELEX && letter.base == 'o' && before.base == 'o' &&
                letter.quality == NONE && before.quality == NONE)
                g_string_append_c(out, 'o');
            if (letter.quality != NONE && !is_joined)
                g_string_append_c((style & TC_TELEX_MARKS_LAST) != 0 ? last : out,
                                  quality_key(&letter, method));
        }
        if (letter.tone == TC_TONE_NONE)
            continue;
        if ((style & TC_TELEX_TONE_INLINE) != 0)
            g_string_append_c(out, tone_key(letter.tone, method));
        else
            tone = tone_key(letter.tone, method);
    }
    g_string_append_len(out, last->str, (gssize)last->len);
    if (tone != '\0')
        g_string_append_c(out, tone);
    return g_string_free(g_steal_pointer(&out), FALSE);
}
