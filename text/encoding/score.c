/* A candidate's score is what its words are: Vietnamese syllables with marks speak for
 * it, words with marks that are no syllables against it; words of plain letters tell Vietnamese
 * from other languages. "C¸c c¬ quan" as TCVN3 is "Các cơ quan" (3 of 3), as VNI two broken words.
 *
 * A wrong candidate turns nearly every marked word into something else, so a few words suffice;
 * where fewer speak for the best candidate than TC_MARKED_MIN, or the second is as good, it is
 * unknown. */
#include "text/encoding/score.h"

#include "text/encoding/codec.h"
#include "text/encoding/table.h"
#include "text/key/syllable.h"

#include <math.h>
#include <string.h>

/* Letters of the longest syllable: "nghiêng". */
#define SYLLABLE_MAX 7

/* All of them: another count than that of score.h does not compile. */
const TcEncoding tc_eight_bit[] = {TC_ENCODING_TCVN3, TC_ENCODING_VNI, TC_ENCODING_WINDOWS_1258,
                                   TC_ENCODING_VISCII, TC_ENCODING_VPS};

/* One word many times is one witness. */
static void
score_see(TcWordScore *score, guint32 hash)
{
    for (guint i = 0; i < score->distinct; i++)
        if (score->seen[i] == hash)
            return;
    if (score->distinct < TC_MARKED_MIN)
        score->seen[score->distinct++] = hash;
}

void
tc_word_score_add(TcWordScore *to, const TcWordScore *from)
{
    to->valid += from->valid;
    to->invalid += from->invalid;
    to->plain_valid += from->plain_valid;
    to->plain_invalid += from->plain_invalid;
    for (guint i = 0; i < from->distinct; i++)
        score_see(to, from->seen[i]);
}

double
tc_word_score_value(const TcWordScore *score)
{
    return (double)score->valid - 2.0 * (double)score->invalid;
}

gboolean
tc_word_score_is_vietnamese(const TcWordScore *score, double marked_share)
{
    double words =
        (double)(score->valid + score->invalid + score->plain_valid) + (double)score->plain_invalid;

    return score->distinct >= TC_MARKED_MIN &&
           (double)score->valid >= 3.0 * (double)score->invalid &&
           (double)(score->valid + score->plain_valid) >= 0.55 * words &&
           (double)score->valid >= marked_share * words;
}

/* A word while its letters come in. */
typedef struct {
    TcCodeLetter letters[SYLLABLE_MAX];
    guint count;         /* letters, also those beyond SYLLABLE_MAX */
    guint upper;         /* of them capitals */
    gboolean is_humped;  /* a capital after a small letter, as wrong tables give: "diỀn" */
    gboolean is_marked;  /* a Vietnamese letter with a mark */
    gboolean is_strange; /* anything that no Vietnamese word has */
    gboolean has_any;    /* some letter at all, not only signs */
} Word;

/* The key of text/key/syllable.h for the word. Returns its length; 0: more than one tone. */
static gsize
word_key(const Word *word, char key[SYLLABLE_MAX * 2 + 2])
{
    gsize len = 0;
    guint8 tone = TC_TONE_NONE;

    for (guint i = 0; i < word->count; i++) {
        key[len++] = word->letters[i].base;
        if (word->letters[i].tone != TC_TONE_NONE) {
            if (tone != TC_TONE_NONE)
                return 0;
            tone = word->letters[i].tone;
        }
    }
    if (key[len - 1] == 'y' && ((len == 2 && strchr("hklmst", key[0]) != NULL) ||
                                (len == 3 && key[0] == 'q' && key[1] == 'u')))
        key[len - 1] = 'i';
    key[len++] = TC_KEY_SEPARATOR;
    for (guint i = 0; i < word->count; i++)
        if (word->letters[i].quality >= 0)
            key[len++] = (char)(0x20 + 4 * i + (guint)word->letters[i].quality);
    if (tone != TC_TONE_NONE)
        key[len++] = (char)tone;
    return len;
}

static void
word_end(Word *word, TcWordScore *score)
{
    if (word->has_any && (word->count > 1 || word->is_marked || word->is_strange)) {
        gboolean is_valid = FALSE;
        guint32 hash = 5381;
        if (!word->is_strange && word->count <= SYLLABLE_MAX) {
            char key[SYLLABLE_MAX * 2 + 2];
            gsize key_len = word_key(word, key);
            is_valid = key_len > 0 && tc_key_is_syllable(key, key_len, TRUE);
            for (gsize i = 0; i < key_len; i++)
                hash = hash * 33 + (guint8)key[i];
        }
        if (word->is_strange) {
            score->invalid++;
        } else if (word->is_marked && is_valid && !word->is_humped) {
            /* A lone letter is a word in any reading: "ở", "ý", but also "«". */
            if (word->count > 1) {
                score->valid++;
                score_see(score, hash);
            }
        } else if (word->is_marked) {
            score->invalid++;
        } else if (is_valid) {
            score->plain_valid++;
        } else if (word->upper < word->count) { /* UBND says nothing */
            score->plain_invalid++;
        }
    }
    memset(word, 0, sizeof *word);
}

/* Signs that stand next to words in any text. */
static gboolean
is_separator(gunichar c)
{
    return c < 0x80 || c == 0xA0 || c == 0xAB || c == 0xBB || c == 0xB0 || c == 0xB7 || c == 0xD7 ||
           (c >= 0x2000 && c <= 0x206F) || (c >= 0x2190 && c <= 0x25FF) || c == 0xFEFF ||
           (c >= 0x3000 && c <= 0x3002);
}

gboolean
tc_is_symbol_byte(gunichar c)
{
    return c >= 0xF020 && c <= 0xF0FF;
}

gboolean
tc_is_unit_exponent(gunichar before, gunichar c, const char *next, const char *end)
{
    return (c == 0xB2 || c == 0xB3) && before == 'm' && (next >= end || !g_ascii_isalpha(*next));
}

/* Bytes of the HTML tag or entity at `p`, 0 if there is none: sources of pages are text too, and
 * their markup is in no language. */
static gsize
markup_len(const char *p, const char *end)
{
    gsize max = MIN((gsize)(end - p), *p == '<' ? 2000 : 12);
    gboolean is_tag = *p == '<';

    if (max < 3 ||
        !(g_ascii_isalpha(p[1]) || (is_tag && strchr("/!?", p[1]) != NULL && p[1] != '\0')))
        return 0;
    for (gsize i = 2; i < max; i++) {
        if (p[i] == (is_tag ? '>' : ';'))
            return i + 1;
        if (is_tag ? p[i] == '<' : !g_ascii_isalnum(p[i]))
            return 0;
    }
    return 0;
}

/* Count the words of UTF-8 text. Plain ASCII text is quick to pass, and most of every text is. */
void
tc_word_score_text(const char *text, gsize len, TcWordScore *score)
{
    Word word = {.count = 0};
    gunichar before = 0;
    const char *end = text + len;

    for (const char *p = text; p < end;) {
        gunichar c;
        gsize markup = *p == '<' || *p == '&' ? markup_len(p, end) : 0;
        if (markup > 0) {
            word_end(&word, score);
            p += markup;
            continue;
        }
        if ((guchar)*p < 0x80) {
            c = (guchar)*p++;
        } else {
            c = g_utf8_get_char(p);
            p = g_utf8_next_char(p);
        }
        TcCodeLetter letter;
        gboolean was_symbol = tc_is_symbol_byte(before);
        gboolean is_unit = tc_is_unit_exponent(before, c, p, end);
        before = c;
        if (c == 0xAD || is_unit)
            continue;
        if (tc_code_letter_split(c, &letter)) {
            if (word.count < SYLLABLE_MAX)
                word.letters[word.count] = letter;
            word.is_humped |= letter.is_upper && c >= 0x80 && word.upper < word.count;
            word.count++;
            word.upper += letter.is_upper != 0;
            word.is_marked |= c >= 0x80;
            word.has_any = TRUE;
        } else if (is_separator(c)) {
            word_end(&word, score);
        } else {
            word.is_strange = TRUE;
            word.has_any |= g_unichar_isalpha(c) || (tc_is_symbol_byte(c) && was_symbol);
        }
    }
    word_end(&word, score);
}

double
tc_word_score_confidence(const TcWordScore *best, double lead)
{
    double marked = (double)(best->valid + best->invalid);

    return marked == 0 ? 0 : (double)best->valid / marked * (1 - exp(-lead / 2.5));
}

gsize
tc_line_end(const char *bytes, gsize len, gsize from)
{
    const char *feed = memchr(bytes + from, '\n', len - from);

    return feed != NULL ? (gsize)(feed - bytes) + 1 : len;
}

gboolean
tc_has_high(const char *bytes, gsize len)
{
    for (gsize i = 0; i < len; i++)
        if ((guchar)bytes[i] >= 0x80)
            return TRUE;
    return FALSE;
}

/* A line, or a word, whose other letters are all capitals was set in a font of capitals. */
#define CAPITALS_MIN 2

/* The capitals-only fonts of TCVN3 show lower-case bytes as capitals; in the text it is capitals
 * only where the letters around them are: "QUYếT ĐịNH" becomes "QUYẾT ĐỊNH". `from` is where the
 * line starts in `text`. */
void
tc_raise_capitals(GString *text, gsize from)
{
    guint upper = 0, lower = 0;

    for (gsize i = from; i < text->len; i++) {
        upper += g_ascii_isupper(text->str[i]) != 0;
        lower += g_ascii_islower(text->str[i]) != 0;
    }
    if (upper < CAPITALS_MIN)
        return;
    gboolean is_whole = lower == 0 && upper >= 2 * CAPITALS_MIN;
    g_autofree char *line = g_strndup(text->str + from, text->len - from);
    g_string_truncate(text, from);
    for (const char *p = line; *p != '\0';) {
        const char *word = p;
        TcCodeLetter letter;
        upper = lower = 0;
        while (*p != '\0' && tc_code_letter_split(g_utf8_get_char(p), &letter)) {
            upper += g_ascii_isupper(*p) != 0;
            lower += g_ascii_islower(*p) != 0;
            p = g_utf8_next_char(p);
        }
        gboolean raises = lower == 0 && (is_whole || upper >= CAPITALS_MIN);
        for (; word < p; word = g_utf8_next_char(word)) {
            gunichar c = g_utf8_get_char(word);
            g_string_append_unichar(text, raises ? g_unichar_toupper(c) : c);
        }
        if (*p != '\0') {
            g_string_append_unichar(text, g_utf8_get_char(p));
            p = g_utf8_next_char(p);
        }
    }
}

void
tc_decode_line(TcEncoding encoding, const char *line, gsize len, GString *out)
{
    gsize from = out->len;

    if (encoding == TC_ENCODING_TCVN3) {
        tc_decode_tcvn3(line, len, out);
        tc_raise_capitals(out, from);
    } else {
        tc_encoding_decode(encoding, line, len, out);
    }
}
