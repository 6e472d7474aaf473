#include "text/key/letter.h"

#include "text/key/char_table.h"
#include "text/key/marks.h"
#include "text/key/syllable.h"
#include "text/key/utf8.h"

#include <string.h>

/* The character at `p` and its bytes; 0 with 0 bytes at the end. */
static gunichar
character_at(const char *p, const char *end, gsize *len)
{
    gunichar c = 0;
    *len = p < end ? tc_utf8_decode((const guchar *)p, (const guchar *)end, &c) : 0;
    return c;
}

static gunichar
character_before(const char *begin, const char *p, gsize *len)
{
    const char *start = p;
    while (start > begin && p - start < 4) {
        start--;
        if (((guchar)*start & 0xc0) != 0x80)
            break;
    }
    gunichar c = character_at(start, p, len);
    if (start + *len == p)
        return c;
    *len = p > begin ? 1 : 0;
    return TC_REPLACEMENT_CHARACTER;
}

static guint
kind_of(gunichar c)
{
    return TC_CHAR_KIND(tc_char_entry(c));
}

gsize
tc_letter_read(const char *p, const char *end, TcLetter *letter)
{
    gsize len = 1;
    const gboolean is_ascii = p < end && (guchar)*p < 0x80;
    guint32 entry = tc_char_entry(is_ascii ? (guchar)*p : character_at(p, end, &len));
    if (len == 0 || !TC_CHAR_IS_WORD(TC_CHAR_KIND(entry)))
        return 0;
    TcLetter result = {.base = '?'};
    if (TC_CHAR_KIND(entry) == TC_CHAR_LATIN) {
        result.base = (char)TC_CHAR_BYTE(entry);
        result.quality = TC_CHAR_QUALITY(entry);
        result.tone = TC_CHAR_TONE(entry);
        result.upper = (entry & (TC_CHAR_LOWER | TC_CHAR_DIGIT)) == 0;
    }
    const char *q = p + len;
    for (; q < end && (guchar)*q >= 0x80; q += len) {
        entry = tc_char_entry(character_at(q, end, &len));
        if (TC_CHAR_KIND(entry) != TC_CHAR_MARK)
            break;
        if (TC_CHAR_TONE(entry) != 0)
            result.tone = TC_CHAR_TONE(entry);
        else if (TC_CHAR_QUALITY(entry) != 0)
            result.quality = TC_CHAR_QUALITY(entry);
        else
            result.base = '?';
    }
    *letter = result;
    return (gsize)(q - p);
}

gsize
tc_letters_read(const char *p, const char *end, TcLetters *word)
{
    memset(word, 0, sizeof *word);
    const char *q = p;
    TcLetter letter;
    for (gsize len; (len = tc_letter_read(q, end, &letter)) > 0; q += len) {
        if (word->count == TC_LETTERS_MAX) {
            word->foreign = 1;
            continue;
        }
        if (letter.quality != 0 || letter.tone != TC_TONE_NONE)
            word->marked = 1;
        if (!g_ascii_isalpha(letter.base))
            word->foreign = 1;
        word->letters[word->count++] = letter;
    }
    return (gsize)(q - p);
}

/* Where the next combining mark in [p, end) begins, U+0300 to U+036F; `end` if there is none. */
static const char *
find_mark(const char *p, const char *end)
{
    /* Whole blocks without a branch inside, which compilers turn into vector code. */
    while (end - p >= 32) {
        guchar found = 0;
        for (int i = 0; i < 32; i++)
            found |= (guchar)(((guchar)p[i] | 1) == 0xcd);
        if (found)
            break;
        p += 32;
    }
    while (p < end && ((guchar)*p | 1) != 0xcd)
        p++;
    return p;
}

void
tc_letters_compose(const char *text, gsize len, GString *out)
{
    const char *end = text + len;
    const char *done = text;
    for (const char *mark = text; (mark = find_mark(mark, end)) < end;) {
        TcLetter letter;
        gsize base_len;
        (void)character_before(done, mark, &base_len);
        const char *start = mark - base_len;
        gsize taken = base_len > 0 ? tc_letter_read(start, end, &letter) : 0;
        gunichar c =
            taken > base_len && letter.base != '?'
                ? tc_char_compose((gunichar)letter.base, (int)letter.quality - 1, letter.tone)
                : 0;
        if (c == 0) {
            mark += 2; /* and of such a letter nothing is composed */
            continue;
        }
        g_string_append_len(out, done, start - done);
        g_string_append_unichar(out, letter.upper ? g_unichar_toupper(c) : c);
        done = mark = start + taken;
    }
    g_string_append_len(out, done, end - done);
}

const char *
tc_space_skip(const char *p, const char *end)
{
    int lines = 0;
    for (gsize len; p < end; p += len) {
        gunichar c = character_at(p, end, &len);
        if (kind_of(c) != TC_CHAR_SPACE && c != '\r' && (c != '\n' || lines++ > 0))
            break;
    }
    return p;
}

const char *
tc_space_skip_back(const char *begin, const char *p)
{
    int lines = 0;
    for (gsize len; p > begin; p -= len) {
        gunichar c = character_before(begin, p, &len);
        if (kind_of(c) != TC_CHAR_SPACE && c != '\r' && (c != '\n' || lines++ > 0))
            break;
    }
    return p;
}

gboolean
tc_is_word_at(const char *p, const char *end)
{
    gsize len;
    gunichar c = character_at(p, end, &len);
    return len > 0 && TC_CHAR_IS_WORD(kind_of(c));
}

gboolean
tc_is_word_before(const char *begin, const char *p)
{
    gsize len;
    gunichar c = character_before(begin, p, &len);
    return len > 0 && TC_CHAR_IS_WORD(kind_of(c));
}

const char *
tc_letters_before(const char *begin, const char *p, TcLetters *word)
{
    if (p - begin > 64) {
        begin = p - 64;
        while (begin < p && ((guchar)*begin & 0xc0) == 0x80)
            begin++;
    }
    const char *end = tc_space_skip_back(begin, p);
    const char *start = end;
    gsize len;
    while (start > begin && TC_CHAR_IS_WORD(kind_of(character_before(begin, start, &len))))
        start -= len;
    /* A combining mark with no letter before it is not the start of a word. */
    if (start == end || tc_letters_read(start, end, word) != (gsize)(end - start))
        return NULL;
    return start;
}

gboolean
tc_letters_are(const TcLetters *word, const char *expected)
{
    /* Most words differ in their first letter. */
    if (g_ascii_isalpha(*expected) && (word->count == 0 || word->letters[0].base != *expected))
        return FALSE;
    gsize expected_len = strlen(expected);
    const char *end = expected + expected_len;
    guint8 tone = TC_TONE_NONE;
    guint8 expected_tone = TC_TONE_NONE;
    gboolean is_same_quality = TRUE;
    guint i = 0;
    for (gsize len; expected < end; expected += len, i++) {
        TcLetter letter;
        len = tc_letter_read(expected, end, &letter);
        if (len == 0 || i >= word->count || word->letters[i].base != letter.base)
            return FALSE;
        is_same_quality = is_same_quality && word->letters[i].quality == letter.quality;
        tone = word->letters[i].tone != TC_TONE_NONE ? word->letters[i].tone : tone;
        expected_tone = letter.tone != TC_TONE_NONE ? letter.tone : expected_tone;
    }
    return i == word->count && (!word->marked || (is_same_quality && tone == expected_tone));
}

gsize
tc_dash_len(const char *p, const char *end)
{
    if (p < end && *p == '-')
        return 1;
    if (end - p >= 2 && (guchar)p[0] == 0xc2 && (guchar)p[1] == 0xad)
        return 2;
    if (end - p >= 3 && (guchar)p[0] == 0xe2) {
        guchar b = (guchar)p[1];
        guchar c = (guchar)p[2];
        if ((b == 0x80 && c >= 0x90 && c <= 0x95) || (b == 0x88 && c == 0x92))
            return 3;
    }
    return 0;
}

gsize
tc_dash_len_before(const char *begin, const char *p)
{
    for (gsize len = 1; len <= 3 && (gsize)(p - begin) >= len; len++)
        if (tc_dash_len(p - len, p) == len)
            return len;
    return 0;
}

const char *
tc_digit_find(const char *p, const char *end)
{
    /* Whole blocks without a branch inside, which compilers turn into vector code. */
    while (end - p >= 32) {
        guchar found = 0;
        for (int i = 0; i < 32; i++)
            found |= (guchar)((guchar)(p[i] - '0') < 10);
        if (found)
            break;
        p += 32;
    }
    while (p < end && !g_ascii_isdigit(*p))
        p++;
    return p;
}

/* 'i' for a y that only spelling tells from i. */
static char
bare_letter(const TcLetters *word, guint i)
{
    char base = word->letters[i].base;
    if (base != 'y' || i + 1 != word->count)
        return base;
    char before = i > 0 ? word->letters[i - 1].base : 0;
    if (i == 1 && before != 0 && strchr("hklmst", before) != NULL)
        return 'i';
    return i == 2 && before == 'u' && word->letters[0].base == 'q' ? 'i' : base;
}

void
tc_letters_append_bare(const TcLetters *word, GString *out)
{
    for (guint i = 0; i < word->count; i++)
        g_string_append_c(out, bare_letter(word, i));
}

gboolean
tc_letters_stand_for(const TcLetters *typed, const TcLetters *meant)
{
    if (typed->count != meant->count)
        return FALSE;
    guint8 typed_tone = TC_TONE_NONE;
    guint8 meant_tone = TC_TONE_NONE;
    gboolean is_same_quality = TRUE;
    for (guint i = 0; i < typed->count; i++) {
        const TcLetter *a = &typed->letters[i];
        const TcLetter *b = &meant->letters[i];
        if (a->base == '?' || bare_letter(typed, i) != bare_letter(meant, i))
            return FALSE;
        is_same_quality = is_same_quality && a->quality == b->quality;
        typed_tone = a->tone != TC_TONE_NONE ? a->tone : typed_tone;
        meant_tone = b->tone != TC_TONE_NONE ? b->tone : meant_tone;
    }
    return !typed->marked || (is_same_quality && typed_tone == meant_tone);
}

void
tc_word_append_like(GString *out, const char *meant, gsize len, const char *p, const char *end)
{
    const gboolean is_begun = p < end && g_unichar_isupper(g_utf8_get_char(p));
    gunichar last = 0; /* of the letters after the first */
    while (p < end && (p = g_utf8_next_char(p)) < end)
        if (g_unichar_isalpha(g_utf8_get_char(p)))
            last = g_utf8_get_char(p);
    if (len == 0)
        return;
    if (is_begun && g_unichar_isupper(last)) {
        g_autofree char *upper = g_utf8_strup(meant, (gssize)len);
        g_string_append(out, upper);
        return;
    }
    const char *rest = g_utf8_next_char(meant);
    const gunichar first = g_utf8_get_char(meant);
    g_string_append_unichar(out, is_begun ? g_unichar_toupper(first) : first);
    g_string_append_len(out, rest, (gssize)(len - (gsize)(rest - meant)));
}
