#include "text/key/syllable.h"

#include "text/key/char_table.h"
#include "text/key/marks.h"
#include "text/key/normalize.h"
#include "text/key/orthography.h"
#include "text/key/utf8.h"

#include <string.h>

/* A key taken apart. */
typedef struct {
    gunichar letters[TC_KEY_MAX];
    guint letter_count;
    struct {
        guint8 index;
        guint8 code;
    } marks[TC_KEY_MAX];
    guint mark_count;
    int tone;
} Parts;

gsize
tc_key_bare_len(const char *key, gsize key_len)
{
    const char *separator = key_len > 0 ? memchr(key, TC_KEY_SEPARATOR, key_len) : NULL;

    return separator != NULL ? (gsize)(separator - key) : key_len;
}

gboolean
tc_key_has_letters(const char *key, gsize key_len, const char *letters)
{
    const gsize len = tc_key_bare_len(key, key_len);
    return strlen(letters) == len && memcmp(key, letters, len) == 0;
}

guint
tc_key_year(const char *key, gsize key_len)
{
    guint year = 0;
    if (tc_key_bare_len(key, key_len) != 4)
        return 0;
    for (gsize i = 0; i < 4; i++) {
        if (!g_ascii_isdigit(key[i]))
            return 0;
        year = year * 10 + (guint)g_ascii_digit_value(key[i]);
    }
    return year >= 1900 && year <= 2099 ? year : 0;
}

int
tc_key_tone(const char *key, gsize key_len)
{
    gsize bare_len = tc_key_bare_len(key, key_len);

    /* A tone is below every other byte of the marks. */
    if (bare_len + 1 < key_len && (guchar)key[key_len - 1] <= TC_TONE_NANG)
        return key[key_len - 1];
    return TC_TONE_NONE;
}

gboolean
tc_key_is_marked(const char *key, gsize key_len)
{
    return tc_key_bare_len(key, key_len) + 1 < key_len;
}

/* Keys come from an index, which may be damaged: whatever does not fit is left out. */
static void
take_apart(const char *key, gsize key_len, Parts *parts)
{
    gsize bare_len = tc_key_bare_len(key, key_len);
    const guchar *p = (const guchar *)key;
    const guchar *end = p + MIN(bare_len, TC_KEY_MAX);

    parts->letter_count = 0;
    parts->mark_count = 0;
    parts->tone = tc_key_tone(key, key_len);
    while (p < end)
        p += tc_utf8_decode(p, end, &parts->letters[parts->letter_count++]);
    if (bare_len == key_len)
        return;
    p = (const guchar *)key + bare_len + 1;
    end = (const guchar *)key + key_len;
    while (p < end && parts->mark_count < TC_KEY_MAX) {
        guint index;
        guint code;

        if (*p >= 0x20 && *p < 0x60) {
            index = (*p - 0x20u) / 4;
            code = tc_quality_mark((*p - 0x20) % 4);
            p++;
        } else if (*p >= 0x80 && end - p >= 2 && p[1] >= 0x60) {
            index = *p & 0x7Fu;
            code = p[1] - 0x60u;
            p += 2;
        } else {
            p++;
            continue;
        }
        if (index >= parts->letter_count || code >= TC_MARK_COUNT)
            continue;
        parts->marks[parts->mark_count].index = (guint8)index;
        parts->marks[parts->mark_count++].code = (guint8)code;
    }
}

/* Whether `parts` has the mark, its tone included, wherever the tone may stand. */
static gboolean
has_mark(const Parts *parts, guint index, guint code)
{
    for (guint i = 0; i < parts->mark_count; i++)
        if (parts->marks[i].index == index && parts->marks[i].code == code)
            return TRUE;
    return FALSE;
}

static gboolean
has_tone(const Parts *parts, int tone)
{
    if (parts->tone == tone)
        return TRUE;
    for (guint i = 0; i < parts->mark_count; i++)
        if (tc_mark_tone(parts->marks[i].code) == tone)
            return TRUE;
    return FALSE;
}

TcTier
tc_key_tier(const char *typed, gsize typed_len, const char *indexed, gsize indexed_len)
{
    gsize bare_len = tc_key_bare_len(typed, typed_len);
    Parts wanted;
    Parts found;

    if (typed_len == indexed_len && (typed_len == 0 || memcmp(typed, indexed, typed_len) == 0))
        return TC_TIER_EXACT;
    if (bare_len == 0 || bare_len != tc_key_bare_len(indexed, indexed_len) ||
        memcmp(typed, indexed, bare_len) != 0)
        return TC_TIER_NONE;
    take_apart(typed, typed_len, &wanted);
    take_apart(indexed, indexed_len, &found);
    if (wanted.tone != TC_TONE_NONE && !has_tone(&found, wanted.tone))
        return TC_TIER_NONE;
    for (guint i = 0; i < wanted.mark_count; i++)
        if (!has_mark(&found, wanted.marks[i].index, wanted.marks[i].code))
            return TC_TIER_NONE;
    return wanted.tone == TC_TONE_NONE && wanted.mark_count == found.mark_count ? TC_TIER_TONELESS
                                                                                : TC_TIER_BARE;
}

static gboolean
is_vowel(gunichar letter)
{
    return letter < 0x80 && letter != 0 && strchr("aeiouy", (int)letter) != NULL;
}

/* The letter to put the tone on, in the new way, which leaves it on the first of oa, oe, uy:
 *
 *     a quality mark            the last of them: giữa, tiếng, nước, thuở
 *     else a consonant after    the last vowel: hoàn, toán, huỳnh
 *     else three vowels         the second: hoài, khuỷu, ngoèo
 *     else                      the first: hòa, thủy, của, già, quý
 *
 * where u after q, and i after g when a vowel follows, are not vowels. Without any vowel, the last
 * letter. Looks at the first group of vowels: words that have more are not Vietnamese. */
static guint
tone_index(const Parts *parts)
{
    guint begin = 0;
    guint end;
    guint last = parts->letter_count - 1;
    int quality_index = -1;

    if (parts->letter_count > 2 && is_vowel(parts->letters[2]) &&
        ((parts->letters[0] == 'q' && parts->letters[1] == 'u') ||
         (parts->letters[0] == 'g' && parts->letters[1] == 'i')))
        begin = 2;
    while (begin < parts->letter_count && !is_vowel(parts->letters[begin]))
        begin++;
    if (begin == parts->letter_count) {
        while (last > 0 && TC_CHAR_KIND(tc_char_entry(parts->letters[last])) == TC_CHAR_NONSTARTER)
            last--;
        return last;
    }
    end = begin;
    while (end < parts->letter_count && is_vowel(parts->letters[end]))
        end++;
    for (guint i = 0; i < parts->mark_count; i++)
        if (parts->marks[i].index >= begin && parts->marks[i].index < end &&
            tc_mark_quality(parts->marks[i].code) >= 0)
            quality_index = MAX(quality_index, parts->marks[i].index);
    if (quality_index >= 0)
        return (guint)quality_index;
    if (end < parts->letter_count)
        return end - 1;
    return end - begin >= 3 ? begin + 1 : begin;
}

/* The bare letters of `letters` with their case; FALSE if they are not those of `parts`. */
static gboolean
take_letters(const char *letters, Parts *parts)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    const guchar *p;
    const guchar *end;
    gunichar kept[TC_KEY_MAX];
    guint count = 0;

    if (!tc_normalize(TC_NORMAL_NFKD, letters, strlen(letters), plain, NULL))
        return FALSE;
    p = (const guchar *)plain->str;
    end = p + plain->len;
    while (p < end) {
        gunichar cp;
        gunichar folded[TC_CHAR_EXPANSION_MAX];
        guint folded_count;

        p += tc_utf8_decode(p, end, &cp);
        folded_count = tc_char_fold(cp, folded);
        if (folded_count == 0 || TC_CHAR_KIND(tc_char_entry(folded[0])) == TC_CHAR_MARK)
            continue;
        if (count == parts->letter_count)
            return FALSE;
        /* Only the stroke of đ makes two of one that NFKD left whole. */
        if (folded_count == 2 && folded[0] == 'd')
            cp = (tc_char_entry(cp) & TC_CHAR_LOWER) != 0 ? 'd' : 'D';
        else if (folded_count != 1)
            return FALSE;
        if (folded[0] != parts->letters[count] &&
            !(folded[0] == 'y' && parts->letters[count] == 'i') &&
            !(folded[0] == 'i' && parts->letters[count] == 'y'))
            return FALSE;
        kept[count++] = cp;
    }
    if (count != parts->letter_count)
        return FALSE;
    memcpy(parts->letters, kept, count * sizeof(kept[0]));
    return TRUE;
}

void
tc_key_append_word(const char *key, gsize key_len, const char *letters, GString *out)
{
    Parts parts;
    guint tone_at;
    gboolean is_simple = TRUE;
    g_autoptr(GString) word = g_string_new(NULL);

    take_apart(key, key_len, &parts);
    if (parts.letter_count == 0)
        return;
    tone_at = tone_index(&parts);
    /* "qui" is written "quy" by nearly everyone; for the other onsets usage differs by word. */
    if (parts.letter_count == 3 && parts.letters[0] == 'q' && parts.letters[1] == 'u' &&
        parts.letters[2] == 'i')
        parts.letters[2] = 'y';
    if (letters != NULL)
        take_letters(letters, &parts);
    for (guint i = 0; i < parts.letter_count; i++) {
        gunichar letter = parts.letters[i];

        /* NFC does not make đ. */
        gboolean has_stroke =
            (letter == 'd' || letter == 'D') && has_mark(&parts, i, TC_MARK_STROKE);

        if (has_stroke)
            letter = letter == 'd' ? 0x111 : 0x110;
        g_string_append_unichar(word, letter);
        is_simple = is_simple && letter < 0x80;
        for (guint j = 0; j < parts.mark_count; j++) {
            if (parts.marks[j].index != i || (has_stroke && parts.marks[j].code == TC_MARK_STROKE))
                continue;
            g_string_append_unichar(word, tc_mark_char(parts.marks[j].code));
            is_simple = FALSE;
        }
        if (parts.tone != TC_TONE_NONE && i == tone_at) {
            g_string_append_unichar(word, tc_mark_char(tc_tone_mark(parts.tone)));
            is_simple = FALSE;
        }
    }
    /* ICU's NFC data are part of its library: this cannot fail. */
    if (is_simple || !tc_normalize(TC_NORMAL_NFC, word->str, word->len, out, NULL))
        g_string_append_len(out, word->str, (gssize)word->len);
}

gboolean
tc_key_is_syllable(const char *key, gsize key_len, gboolean is_tone_strict)
{
    Parts parts;
    char toneless[TC_KEY_MAX];
    gsize len = 0;

    take_apart(key, key_len, &parts);
    /* "nghiêng" is the longest. */
    if (parts.letter_count == 0 || parts.letter_count > 7)
        return FALSE;
    for (guint i = 0; i < parts.letter_count; i++) {
        gunichar letter = parts.letters[i];
        int quality = -1;

        for (guint j = 0; j < parts.mark_count; j++) {
            if (parts.marks[j].index != i)
                continue;
            if (quality >= 0 || tc_mark_quality(parts.marks[j].code) < 0)
                return FALSE;
            quality = tc_mark_quality(parts.marks[j].code);
        }
        letter = tc_char_compose(letter, quality, TC_TONE_NONE);
        if (letter == 0)
            return FALSE;
        len += (gsize)g_unichar_to_utf8(letter, toneless + len);
    }
    toneless[len] = '\0';
    return tc_spelling_is_allowed(toneless, parts.tone, is_tone_strict);
}

gboolean
tc_key_may_be_syllable(const char *key, gsize key_len)
{
    gsize len = tc_key_bare_len(key, key_len);
    char bare[8];

    /* "nghieng" is the longest. */
    if (len == 0 || len >= sizeof bare)
        return FALSE;
    memcpy(bare, key, len);
    bare[len] = '\0';
    return tc_spelling_may_be(bare);
}
