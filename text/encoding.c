/* Detection. A candidate's score is what its words are: Vietnamese syllables with marks speak for
 * it, words with marks that are no syllables against it; words of plain letters tell Vietnamese
 * from other languages. "C¸c c¬ quan" as TCVN3 is "Các cơ quan" (3 of 3), as VNI two broken words.
 *
 * A wrong candidate turns nearly every marked word into something else, so a few words suffice;
 * where fewer speak for the best candidate than MARKED_MIN, or the second is as good, it is
 * unknown. */
#include "text/encoding.h"

#include <math.h>
#include <string.h>

#include "text/encoding_table.h"
#include "text/syllable.h"

/* Marked syllables without which nothing is said, and by how many the best must lead. */
#define MARKED_MIN   3
#define LEAD_MIN     2
/* Bytes that are looked at to tell the encoding of a whole file. */
#define SAMPLE_MAX   (256u << 10)
/* Letters of the longest syllable: "nghiêng". */
#define SYLLABLE_MAX 7

static const TcEncoding eight_bit[] = {TC_ENCODING_TCVN3, TC_ENCODING_VNI, TC_ENCODING_WINDOWS_1258,
                                       TC_ENCODING_VISCII, TC_ENCODING_VPS};

const char *
tc_encoding_name(TcEncoding encoding)
{
    static const char *const names[] = {
        [TC_ENCODING_UNKNOWN] = "unknown",
        [TC_ENCODING_UTF8] = "UTF-8",
        [TC_ENCODING_UTF16LE] = "UTF-16LE",
        [TC_ENCODING_UTF16BE] = "UTF-16BE",
        [TC_ENCODING_UTF32LE] = "UTF-32LE",
        [TC_ENCODING_UTF32BE] = "UTF-32BE",
        [TC_ENCODING_TCVN3] = "TCVN3",
        [TC_ENCODING_VNI] = "VNI",
        [TC_ENCODING_VISCII] = "VISCII",
        [TC_ENCODING_VPS] = "VPS",
        [TC_ENCODING_VIQR] = "VIQR",
        [TC_ENCODING_WINDOWS_1258] = "WINDOWS-1258",
        [TC_ENCODING_WINDOWS_1252] = "WINDOWS-1252",
    };
    G_STATIC_ASSERT(G_N_ELEMENTS(names) == TC_ENCODING_COUNT);
    return (guint)encoding < TC_ENCODING_COUNT ? names[encoding] : names[TC_ENCODING_UNKNOWN];
}

/* Words of a text. */
typedef struct {
    gsize valid;         /* marked Vietnamese syllables */
    gsize invalid;       /* words with other marks or strange letters */
    gsize plain_valid;   /* unmarked syllables */
    gsize plain_invalid; /* other words of plain letters */
    guint32 seen[MARKED_MIN];
    guint distinct; /* different words among the valid, MARKED_MIN at most */
} Score;

/* One word many times is one witness. */
static void
score_see(Score *score, guint32 hash)
{
    for (guint i = 0; i < score->distinct; i++) {
        if (score->seen[i] == hash)
            return;
    }
    if (score->distinct < MARKED_MIN)
        score->seen[score->distinct++] = hash;
}

static void
score_add(Score *to, const Score *from)
{
    to->valid += from->valid;
    to->invalid += from->invalid;
    to->plain_valid += from->plain_valid;
    to->plain_invalid += from->plain_invalid;
    for (guint i = 0; i < from->distinct; i++)
        score_see(to, from->seen[i]);
}

static double
score_value(const Score *score)
{
    return (double)score->valid - 2.0 * (double)score->invalid;
}

/* Whether the words are those of a Vietnamese text: mostly syllables, many of them marked. */
static gboolean
score_is_vietnamese(const Score *score, double marked_share)
{
    double words =
        (double)(score->valid + score->invalid + score->plain_valid) + (double)score->plain_invalid;

    return score->distinct >= MARKED_MIN && (double)score->valid >= 3.0 * (double)score->invalid &&
           (double)(score->valid + score->plain_valid) >= 0.55 * words &&
           (double)score->valid >= marked_share * words;
}

/* A word while its letters come in. */
typedef struct {
    TcCodeLetter letters[SYLLABLE_MAX];
    guint count;      /* letters, also those beyond SYLLABLE_MAX */
    guint upper;      /* of them capitals */
    gboolean humped;  /* a capital after a small letter, as wrong tables give: "diỀn" */
    gboolean marked;  /* a Vietnamese letter with a mark */
    gboolean strange; /* anything that no Vietnamese word has */
    gboolean any;     /* some letter at all, not only signs */
} Word;

/* The key of text/syllable.h for the word. Returns its length; 0: more than one tone. */
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
    for (guint i = 0; i < word->count; i++) {
        if (word->letters[i].quality >= 0)
            key[len++] = (char)(0x20 + 4 * i + (guint)word->letters[i].quality);
    }
    if (tone != TC_TONE_NONE)
        key[len++] = (char)tone;
    return len;
}

static void
word_end(Word *word, Score *score)
{
    if (word->any && (word->count > 1 || word->marked || word->strange)) {
        gboolean valid = FALSE;
        guint32 hash = 5381;
        if (!word->strange && word->count <= SYLLABLE_MAX) {
            char key[SYLLABLE_MAX * 2 + 2];
            gsize key_len = word_key(word, key);
            valid = key_len > 0 && tc_key_is_syllable(key, key_len, TRUE);
            for (gsize i = 0; i < key_len; i++)
                hash = hash * 33 + (guint8)key[i];
        }
        if (word->strange) {
            score->invalid++;
        } else if (word->marked && valid && !word->humped) {
            /* A lone letter is a word in any reading: "ở", "ý", but also "«". */
            if (word->count > 1) {
                score->valid++;
                score_see(score, hash);
            }
        } else if (word->marked) {
            score->invalid++;
        } else if (valid) {
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

/* Where fonts with the symbol charset keep their bytes. */
static gboolean
is_symbol(gunichar c)
{
    return c >= 0xF020 && c <= 0xF0FF;
}

/* "m²", "m³": Unicode as it should be, though "mỗ" in VISCII. */
static gboolean
is_unit(gunichar before, gunichar c, const char *next, const char *end)
{
    return (c == 0xB2 || c == 0xB3) && before == 'm' && (next >= end || !g_ascii_isalpha(*next));
}

/* Bytes of the HTML tag or entity at `p`, 0 if there is none: sources of pages are text too, and
 * their markup is in no language. */
static gsize
markup_len(const char *p, const char *end)
{
    gsize max = MIN((gsize)(end - p), *p == '<' ? 2000 : 12);
    gboolean tag = *p == '<';

    if (max < 3 || !(g_ascii_isalpha(p[1]) || (tag && strchr("/!?", p[1]) != NULL && p[1] != '\0')))
        return 0;
    for (gsize i = 2; i < max; i++) {
        if (p[i] == (tag ? '>' : ';'))
            return i + 1;
        if (tag ? p[i] == '<' : !g_ascii_isalnum(p[i]))
            return 0;
    }
    return 0;
}

/* Count the words of UTF-8 text. Plain ASCII text is quick to pass, and most of every text is. */
static void
score_text(const char *text, gsize len, Score *score)
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
        gboolean was_symbol = is_symbol(before);
        gboolean unit = is_unit(before, c, p, end);
        before = c;
        if (c == 0xAD || unit)
            continue;
        if (tc_code_letter_split(c, &letter)) {
            if (word.count < SYLLABLE_MAX)
                word.letters[word.count] = letter;
            word.humped |= letter.upper && c >= 0x80 && word.upper < word.count;
            word.count++;
            word.upper += letter.upper != 0;
            word.marked |= c >= 0x80;
            word.any = TRUE;
        } else if (is_separator(c)) {
            word_end(&word, score);
        } else {
            word.strange = TRUE;
            word.any |= g_unichar_isalpha(c) || (is_symbol(c) && was_symbol);
        }
    }
    word_end(&word, score);
}

static gboolean
has_high(const char *bytes, gsize len)
{
    for (gsize i = 0; i < len; i++) {
        if ((guchar)bytes[i] >= 0x80)
            return TRUE;
    }
    return FALSE;
}

/* Whole sequences of two bytes and more, and bytes that are in none. */
static void
count_utf8(const char *bytes, gsize len, gsize *sequences, gsize *broken)
{
    *sequences = *broken = 0;
    for (gsize i = 0; i < len;) {
        if ((guchar)bytes[i] < 0x80) {
            i++;
            continue;
        }
        gunichar c = g_utf8_get_char_validated(bytes + i, (gssize)(len - i));
        if (c == (gunichar)-1 || c == (gunichar)-2) {
            ++*broken;
            i++;
        } else {
            ++*sequences;
            i += (gsize)g_unichar_to_utf8(c, NULL);
        }
    }
}

/* How sure the best is with its lead over the second, in words. */
static double
confidence_of(const Score *best, double lead)
{
    double marked = (double)(best->valid + best->invalid);

    return marked == 0 ? 0 : (double)best->valid / marked * (1 - exp(-lead / 2.5));
}

/* The end of the line at `from`, its line feed included. */
static gsize
line_end(const char *bytes, gsize len, gsize from)
{
    const char *feed = memchr(bytes + from, '\n', len - from);

    return feed != NULL ? (gsize)(feed - bytes) + 1 : len;
}

/* The lines with high bytes: the others say nothing of the encoding. */
static GString *
telling_lines(const char *bytes, gsize len)
{
    GString *lines = g_string_sized_new(len);

    for (gsize at = 0, end; at < len; at = end) {
        end = line_end(bytes, len, at);
        if (has_high(bytes + at, end - at))
            g_string_append_len(lines, bytes + at, (gssize)(end - at));
    }
    return lines;
}

/* The best 8-bit candidate for `bytes` alone; unknown if none is good enough, or, with
 * `undecided`, several are. */
static TcEncoding
best_eight_bit(const char *bytes, gsize len, double *confidence, gboolean *undecided)
{
    GString *decoded[G_N_ELEMENTS(eight_bit)];
    g_autoptr(GString) lines = telling_lines(bytes, len);
    Score scores[G_N_ELEMENTS(eight_bit)] = {{0}};
    guint best = 0;

    for (guint i = 0; i < G_N_ELEMENTS(eight_bit); i++) {
        decoded[i] = g_string_sized_new(lines->len + lines->len / 2);
        tc_encoding_decode(eight_bit[i], lines->str, lines->len, decoded[i]);
        score_text(decoded[i]->str, decoded[i]->len, &scores[i]);
        if (score_value(&scores[i]) > score_value(&scores[best]))
            best = i;
    }
    double lead = score_value(&scores[best]);
    for (guint i = 0; i < G_N_ELEMENTS(eight_bit); i++) {
        /* Another that reads the same is no rival. */
        if (i != best && !g_string_equal(decoded[i], decoded[best]))
            lead = MIN(lead, score_value(&scores[best]) - score_value(&scores[i]));
    }
    for (guint i = 0; i < G_N_ELEMENTS(eight_bit); i++)
        g_string_free(decoded[i], TRUE);
    *confidence = 0;
    gboolean vietnamese = score_is_vietnamese(&scores[best], 0.2);
    *undecided = vietnamese && lead < LEAD_MIN;
    if (!vietnamese || lead < LEAD_MIN)
        return TC_ENCODING_UNKNOWN;
    *confidence = confidence_of(&scores[best], lead);
    return eight_bit[best];
}

/* ASCII that is Vietnamese only when its marks are read as such. Full stops and question marks are
 * marks too, so others must be there as well. */
static gboolean
is_viqr(const char *bytes, gsize len, double *confidence)
{
    gsize marks = 0;

    for (gsize i = 1; i < len; i++) {
        switch (bytes[i]) {
        case '^':
        case '(':
        case '+':
        case '`':
        case '~':
        case '\'':
        case '*':
            marks += bytes[i - 1] != '\0' && strchr("aeiouyAEIOUY", bytes[i - 1]) != NULL;
            break;
        default:
            break;
        }
    }
    if (marks < MARKED_MIN)
        return FALSE;

    g_autoptr(GString) decoded = g_string_sized_new(len);
    Score score = {0};
    tc_encoding_decode(TC_ENCODING_VIQR, bytes, len, decoded);
    score_text(decoded->str, decoded->len, &score);
    if (!score_is_vietnamese(&score, 0.35) || score.valid <= MARKED_MIN || marks * 3 < score.valid)
        return FALSE;
    *confidence = confidence_of(&score, score_value(&score));
    return TRUE;
}

/* Words enough, and high bytes only where Western European text has them. */
static gboolean
is_western(const char *bytes, gsize len)
{
    gsize words = 0, letters = 0, high = 0, odd = 0;

    for (gsize i = 0; i < len; i++) {
        guint8 byte = (guint8)bytes[i];
        gboolean letter = g_ascii_isalpha(byte) || (byte >= 0xC0 && byte != 0xD7 && byte != 0xF7);
        gboolean before = i > 0 && g_ascii_isalpha(bytes[i - 1]);
        gboolean after = i + 1 < len && g_ascii_isalpha(bytes[i + 1]);
        letters += letter;
        words += letter && !before && after;
        high += letter && byte >= 0x80;
        /* A sign within a word, but for an apostrophe. */
        odd += !letter && byte >= 0x80 && byte != 0x92 && byte != 0xB4 && before && after;
        odd += byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D;
    }
    return words >= 10 && high * 4 < letters && odd * 50 < words;
}

/* Bytes that no text has. `letters` of VISCII and VPS are among the control bytes. */
static gboolean
is_binary(const char *bytes, gsize len)
{
    gsize zero = 0, control = 0, letters = 0;

    for (gsize i = 0; i < len; i++) {
        guint8 byte = (guint8)bytes[i];
        if (byte >= 0x20 && byte != 0x7F)
            continue;
        if (byte == 0)
            zero++;
        else if (memchr("\x02\x03\x04\x05\x06\x10\x11\x12\x13\x14\x15\x19\x1C\x1D\x1E", byte, 15))
            letters++;
        else if (memchr("\t\n\v\f\r\b\x1A\x1B", byte, 8) == NULL)
            control++;
    }
    return zero * 1000 > len || control * 100 > len || letters * 8 > len;
}

/* Wide code units without a byte order mark: nearly all of them of a kind that Vietnamese and
 * Western text has, many of them letters. */
static gboolean
is_wide(const char *bytes, gsize len, gsize width, gboolean big)
{
    gsize units = len / width, plausible = 0, letters = 0;

    if (units < 8 || len % width != 0)
        return FALSE;
    for (gsize i = 0; i < units; i++) {
        guint32 c = 0;
        for (gsize b = 0; b < width; b++)
            c = c << 8 | (guint8)bytes[i * width + (big ? b : width - 1 - b)];
        gboolean plain = (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n' || c == '\r';
        TcCodeLetter letter;
        letters += c == ' ' || tc_code_letter_split(c, &letter);
        plausible += plain || (c >= 0xA0 && c < 0x200) || (c >= 0x300 && c < 0x330) ||
                     (c >= 0x1EA0 && c < 0x1F00) || (c >= 0x2010 && c < 0x2030) || c == 0x20AB;
    }
    return plausible * 50 >= units * 49 && letters * 3 >= units;
}

static TcEncoding
detect_wide(const char *bytes, gsize len, double *confidence)
{
    static const struct {
        TcEncoding encoding;
        gsize width;
        const char *mark;
    } wide[] = {{TC_ENCODING_UTF32LE, 4, "\xFF\xFE\0\0"},
                {TC_ENCODING_UTF32BE, 4, "\0\0\xFE\xFF"},
                {TC_ENCODING_UTF16LE, 2, "\xFF\xFE"},
                {TC_ENCODING_UTF16BE, 2, "\xFE\xFF"}};

    for (guint i = 0; i < G_N_ELEMENTS(wide); i++) {
        if (len >= wide[i].width && len % wide[i].width == 0 &&
            memcmp(bytes, wide[i].mark, wide[i].width) == 0) {
            *confidence = 1;
            return wide[i].encoding;
        }
    }
    if (len >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0)) {
        /* A cut-off last character. */
        *confidence = 0.9;
        return bytes[0] == '\xFF' ? TC_ENCODING_UTF16LE : TC_ENCODING_UTF16BE;
    }
    if (memchr(bytes, '\0', len) == NULL)
        return TC_ENCODING_UNKNOWN;
    for (guint i = 0; i < G_N_ELEMENTS(wide); i++) {
        if (is_wide(bytes, len, wide[i].width, i % 2 != 0)) {
            *confidence = 0.95;
            return wide[i].encoding;
        }
    }
    return TC_ENCODING_UNKNOWN;
}

/* Bytes that are neither ASCII, UTF-16 nor binary: each line votes where the whole does not agree
 * with itself. */
static void
detect_bytes(const char *bytes, gsize len, TcEncodingGuess *guess)
{
    gsize sequences, broken;
    gsize votes[TC_ENCODING_COUNT] = {0};
    gsize sum = 0;
    gboolean undecided;

    count_utf8(bytes, len, &sequences, &broken);
    if (sequences > 0 && broken * 50 <= sequences) {
        guess->encoding = TC_ENCODING_UTF8;
        guess->confidence =
            broken == 0 ? 1 : 1 - (double)broken / (double)(sequences + broken) * 10;
        guess->mixed = broken > 0;
        return;
    }
    guess->encoding = best_eight_bit(bytes, len, &guess->confidence, &undecided);
    if (guess->encoding != TC_ENCODING_UNKNOWN && sequences == 0)
        return;

    for (gsize at = 0; at < len;) {
        gsize end = line_end(bytes, len, at);
        const char *line = bytes + at;
        gsize line_len = end - at;
        at = end;
        if (!has_high(line, line_len))
            continue;
        count_utf8(line, line_len, &sequences, &broken);
        double confidence;
        gboolean either;
        TcEncoding encoding = sequences > 0 && broken == 0
                                  ? TC_ENCODING_UTF8
                                  : best_eight_bit(line, line_len, &confidence, &either);
        votes[encoding] += line_len;
        sum += line_len;
    }
    TcEncoding best = TC_ENCODING_UTF8;
    for (guint i = TC_ENCODING_UTF8; i < TC_ENCODING_COUNT; i++) {
        if (votes[i] > votes[best])
            best = (TcEncoding)i;
    }
    gsize told = sum - votes[TC_ENCODING_UNKNOWN];
    guess->mixed = told > votes[best];
    if (guess->encoding != TC_ENCODING_UNKNOWN)
        return; /* the whole agreed; only whether it is mixed was open */
    guess->mixed = FALSE;
    if (told * 2 > sum && votes[best] > 0) {
        guess->encoding = best;
        guess->confidence = (double)told / (double)sum;
        guess->mixed = told > votes[best];
    } else if (!undecided && is_western(bytes, len)) {
        guess->encoding = TC_ENCODING_WINDOWS_1252;
        guess->confidence = 0.5;
    }
}

void
tc_encoding_detect(const char *bytes, gsize len, TcEncodingGuess *guess)
{
    *guess = (TcEncodingGuess){.encoding = TC_ENCODING_UNKNOWN};
    if (len == 0)
        return;
    guess->encoding = detect_wide(bytes, len, &guess->confidence);
    if (guess->encoding != TC_ENCODING_UNKNOWN)
        return;

    gsize sample = len;
    if (sample > SAMPLE_MAX) {
        /* From the first byte that tells anything, up to the end of a line or character. */
        gsize first = 0;
        while (first < len && (guchar)bytes[first] < 0x80)
            first++;
        first = first == len || first < 1024 ? 0 : first - 1024;
        bytes += first;
        len -= first;
        sample = MIN(len, SAMPLE_MAX);
        while (sample < len && sample > SAMPLE_MAX / 2 && bytes[sample - 1] != '\n' &&
               bytes[sample - 1] != ' ')
            sample--;
    }
    if (is_binary(bytes, sample))
        return;
    if (has_high(bytes, sample)) {
        detect_bytes(bytes, sample, guess);
    } else if (is_viqr(bytes, sample, &guess->confidence)) {
        guess->encoding = TC_ENCODING_VIQR;
    } else {
        guess->encoding = TC_ENCODING_UTF8;
        guess->confidence = 1;
    }
}

/* A line, or a word, whose other letters are all capitals was set in a font of capitals. */
#define CAPITALS_MIN 2

/* The capitals-only fonts of TCVN3 show lower-case bytes as capitals; in the text it is capitals
 * only where the letters around them are: "QUYếT ĐịNH" becomes "QUYẾT ĐỊNH". `from` is where the
 * line starts in `text`. */
static void
raise_capitals(GString *text, gsize from)
{
    guint upper = 0, lower = 0;

    for (gsize i = from; i < text->len; i++) {
        upper += g_ascii_isupper(text->str[i]) != 0;
        lower += g_ascii_islower(text->str[i]) != 0;
    }
    if (upper < CAPITALS_MIN)
        return;
    gboolean whole = lower == 0 && upper >= 2 * CAPITALS_MIN;
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
        gboolean raise = lower == 0 && (whole || upper >= CAPITALS_MIN);
        for (; word < p; word = g_utf8_next_char(word)) {
            gunichar c = g_utf8_get_char(word);
            g_string_append_unichar(text, raise ? g_unichar_toupper(c) : c);
        }
        if (*p != '\0') {
            g_string_append_unichar(text, g_utf8_get_char(p));
            p = g_utf8_next_char(p);
        }
    }
}

static void
decode_line_as(TcEncoding encoding, const char *line, gsize len, GString *out)
{
    gsize from = out->len;

    tc_encoding_decode(encoding, line, len, out);
    if (encoding == TC_ENCODING_TCVN3)
        raise_capitals(out, from);
}

/* Decode one line of a file that is mostly in `usual`; `decoded` and `other` are for use. */
static void
decode_line(const char *line, gsize len, TcEncoding usual, GString *decoded, GString *other,
            TcEncodingGuess *guess)
{
    Score score = {0}, rival = {0};
    gsize sequences, broken;

    g_string_truncate(decoded, 0);
    decode_line_as(usual, line, len, decoded);
    if (usual == TC_ENCODING_VIQR || !has_high(line, len))
        return;
    count_utf8(line, len, &sequences, &broken);
    if (usual == TC_ENCODING_UTF8 ? broken == 0 : sequences == 0)
        score_text(decoded->str, decoded->len, &score);
    if (usual != TC_ENCODING_UTF8 && sequences > 0 && broken == 0) {
        score_text(decoded->str, decoded->len, &score);
        g_string_truncate(other, 0);
        decode_line_as(TC_ENCODING_UTF8, line, len, other);
        score_text(other->str, other->len, &rival);
        if (score_value(&rival) >= score_value(&score)) {
            g_string_assign(decoded, other->str);
            guess->mixed = TRUE;
        }
        return;
    }
    if ((usual == TC_ENCODING_UTF8 && broken == 0) ||
        (usual != TC_ENCODING_UTF8 && score.valid >= 4 * score.invalid && score.valid > 0))
        return;
    double confidence;
    gboolean either;
    TcEncoding best = best_eight_bit(line, len, &confidence, &either);
    if (best == TC_ENCODING_UNKNOWN || best == usual)
        return;
    g_string_truncate(other, 0);
    decode_line_as(best, line, len, other);
    score_text(other->str, other->len, &rival);
    if (usual == TC_ENCODING_UTF8 || score_value(&rival) >= score_value(&score) + MARKED_MIN) {
        g_string_assign(decoded, other->str);
        guess->mixed = TRUE;
    }
}

gboolean
tc_encoding_decode_auto(const char *bytes, gsize len, GString *out, TcEncodingGuess *guess)
{
    tc_encoding_detect(bytes, len, guess);
    if (guess->encoding == TC_ENCODING_UNKNOWN)
        return FALSE;

    g_autoptr(GString) text = g_string_sized_new(len + len / 4);
    switch (guess->encoding) {
    case TC_ENCODING_UTF16LE:
    case TC_ENCODING_UTF16BE:
    case TC_ENCODING_UTF32LE:
    case TC_ENCODING_UTF32BE:
        tc_encoding_decode(guess->encoding, bytes, len, text);
        break;
    default: {
        g_autoptr(GString) decoded = g_string_new(NULL);
        g_autoptr(GString) other = g_string_new(NULL);
        for (gsize at = 0; at < len;) {
            gsize end = line_end(bytes, len, at);
            decode_line(bytes + at, end - at, guess->encoding, decoded, other, guess);
            g_string_append_len(text, decoded->str, (gssize)decoded->len);
            at = end;
        }
    }
    }
    if (guess->encoding <= TC_ENCODING_UTF32BE) {
        /* Unicode by its bytes; its letters may still have been misread before. */
        TcEncodingGuess meant;
        tc_encoding_repair(text->str, text->len, out, &meant);
        if (meant.misread) {
            meant.mixed |= guess->mixed;
            *guess = meant;
        }
    } else {
        g_string_append_len(out, text->str, (gssize)text->len);
    }
    return TRUE;
}

/* The legacy byte that `c` may have been; -1: `c` is what it is, as control characters are. */
static int
legacy_byte(gunichar c)
{
    if (c < 0x20)
        return -1;
    return is_symbol(c) ? (int)(c - 0xF000) : tc_windows_1252_byte(c);
}

static gboolean
is_legacy_char(gunichar c)
{
    return c >= 0x80 && legacy_byte(c) >= 0;
}

/* A symbol beside one is a letter too. */
static gboolean
is_of_word(gunichar c)
{
    return is_symbol(c) || (c < 0x80 && g_ascii_isalpha((char)c));
}

/* `text` with its legacy bytes read as `encoding`; what never was a byte stays. */
static void
reread(const char *text, gsize len, TcEncoding encoding, GString *bytes, GString *out)
{
    const char *end = text + len;
    gunichar before = 0;
    gsize from = out->len;

    g_string_truncate(bytes, 0);
    for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        const char *next = g_utf8_next_char(p);
        int byte = legacy_byte(c);
        if (is_unit(before, c, next, end))
            byte = -1;
        if (is_symbol(c) && !is_of_word(before) &&
            !(next < end && is_of_word(g_utf8_get_char(next))))
            byte = -1; /* a bullet */
        before = c;
        if (byte >= 0) {
            g_string_append_c(bytes, (char)byte);
            continue;
        }
        tc_encoding_decode(encoding, bytes->str, bytes->len, out);
        g_string_truncate(bytes, 0);
        g_string_append_unichar(out, c);
    }
    tc_encoding_decode(encoding, bytes->str, bytes->len, out);
    if (encoding == TC_ENCODING_TCVN3)
        raise_capitals(out, from);
}

typedef struct {
    gboolean legacy;     /* some letter may be a misread byte */
    gboolean vietnamese; /* some letter is Vietnamese and cannot be one */
} LineKind;

static LineKind
line_kind(const char *line, gsize len)
{
    LineKind kind = {FALSE, FALSE};
    const char *end = line + len;

    for (const char *p = line; p < end; p = g_utf8_next_char(p)) {
        if ((guchar)*p < 0x80)
            continue;
        gunichar c = g_utf8_get_char(p);
        TcCodeLetter letter;
        if (is_legacy_char(c))
            kind.legacy = TRUE;
        else if (tc_code_letter_split(c, &letter))
            kind.vietnamese = TRUE;
    }
    return kind;
}

/* Whether `text` has enough of what Vietnamese in Unicode never has and misread letters always do:
 * signs and letters of other languages in the range of bytes. A quick look, which nearly every text
 * ends with. */
static gboolean
is_suspicious(const char *text, gsize len)
{
    guint found = 0;

    for (gsize i = 0; i + 1 < len; i++) {
        guint8 lead = (guint8)text[i], next = (guint8)text[i + 1];
        if (lead < 0x80)
            continue;
        if (lead == 0xC2) /* but for « ° » and no-break space */
            found += next > 0xA0 && next != 0xAB && next != 0xBB && next != 0xB0;
        else if (lead == 0xC3) /* but for the Vietnamese among the letters */
            found += memchr("\x84\x85\x86\x87\x8B\x8E\x8F\x90\x91\x96\x97\x98\x9B\x9C\x9E\x9F",
                            next & ~0x20, 16) != NULL;
        else
            found += lead == 0xEF && next >= 0x80 && next <= 0x83;
        if (found >= MARKED_MIN)
            return TRUE;
    }
    return FALSE;
}

/* Find what the letters of `text` were meant to be; unknown when they are what they are. */
static TcEncoding
detect_misread(const char *text, gsize len, TcEncodingGuess *guess, gboolean *usual)
{
    Score scores[G_N_ELEMENTS(eight_bit)] = {{0}};
    Score fine = {0}, doubtful = {0};
    gsize looked = 0;
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autoptr(GString) again = g_string_new(NULL);

    for (gsize at = 0; at < len && looked < SAMPLE_MAX;) {
        gsize end = line_end(text, len, at);
        const char *line = text + at;
        gsize line_len = end - at;
        Score as_is = {0};
        at = end;
        if (!has_high(line, line_len))
            continue;
        LineKind kind = line_kind(line, line_len);
        score_text(line, line_len, &as_is);
        if (!kind.legacy || (as_is.invalid == 0 && as_is.plain_invalid <= as_is.plain_valid)) {
            /* "nội dung" as it is, or nothing but punctuation. */
            score_add(&fine, &as_is);
            if (as_is.valid > 0 || as_is.invalid == 0)
                continue;
        }
        looked += line_len;
        score_add(&doubtful, &as_is);
        for (guint i = 0; i < G_N_ELEMENTS(eight_bit); i++) {
            g_string_truncate(again, 0);
            reread(line, line_len, eight_bit[i], bytes, again);
            score_text(again->str, again->len, &scores[i]);
        }
    }
    guint best = 0;
    double second = MAX(0, score_value(&doubtful));
    for (guint i = 1; i < G_N_ELEMENTS(eight_bit); i++) {
        if (score_value(&scores[i]) > score_value(&scores[best]))
            best = i;
    }
    for (guint i = 0; i < G_N_ELEMENTS(eight_bit); i++) {
        if (i != best)
            second = MAX(second, score_value(&scores[i]));
    }
    double lead = score_value(&scores[best]) - second;
    if (lead < LEAD_MIN + 1 || scores[best].valid <= doubtful.valid + LEAD_MIN ||
        !score_is_vietnamese(&scores[best], 0.2))
        return TC_ENCODING_UNKNOWN;
    guess->confidence = confidence_of(&scores[best], lead);
    *usual = scores[best].valid - doubtful.valid > fine.valid + doubtful.valid;
    return eight_bit[best];
}

static gboolean
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Word by word, for a line that holds Unicode and misread words together. A word that could be
 * either ("nhân" as TCVN3 is "nhõn") goes with the sure word before it, or the first one. */
static void
repair_words(const char *line, gsize len, TcEncoding encoding, GString *bytes, GString *again,
             GString *out)
{
    enum { NOT_SURE, AS_IS, MISREAD } state = NOT_SURE;
    gsize open_at = out->len; /* words before the first sure one start here */
    const char *open_from = line;
    const char *end = line + len;

    for (const char *p = line; p < end;) {
        const char *from = p;
        while (p < end && is_blank(*p))
            p++;
        g_string_append_len(out, from, p - from);
        from = p;
        while (p < end && !is_blank(*p))
            p = g_utf8_next_char(p);
        gsize word_len = (gsize)(p - from);
        LineKind kind = line_kind(from, word_len);
        Score as_is = {0}, meant = {0};
        gboolean first = state == NOT_SURE;

        g_string_truncate(again, 0);
        reread(from, word_len, encoding, bytes, again);
        score_text(from, word_len, &as_is);
        score_text(again->str, again->len, &meant);
        if (kind.vietnamese || (kind.legacy && score_value(&as_is) > score_value(&meant)))
            state = AS_IS;
        else if (kind.legacy && score_value(&meant) > score_value(&as_is))
            state = MISREAD;
        if (kind.legacy && !kind.vietnamese && state == MISREAD)
            g_string_append_len(out, again->str, (gssize)again->len);
        else
            g_string_append_len(out, from, (gssize)word_len);
        if (first && state == MISREAD) {
            g_string_truncate(out, open_at);
            reread(open_from, (gsize)(p - open_from), encoding, bytes, out);
        }
    }
}

void
tc_encoding_repair(const char *text, gsize len, GString *out, TcEncodingGuess *guess)
{
    gboolean usual = FALSE;

    *guess = (TcEncodingGuess){.encoding = TC_ENCODING_UTF8, .confidence = 1};
    TcEncodingGuess meant = {.encoding = TC_ENCODING_UNKNOWN};
    if (is_suspicious(text, len))
        meant.encoding = detect_misread(text, len, &meant, &usual);
    if (meant.encoding == TC_ENCODING_UNKNOWN) {
        g_string_append_len(out, text, (gssize)len);
        return;
    }
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autoptr(GString) again = g_string_new(NULL);
    for (gsize at = 0; at < len;) {
        gsize end = line_end(text, len, at);
        const char *line = text + at;
        gsize line_len = end - at;
        at = end;
        LineKind kind = line_kind(line, line_len);
        if (!kind.legacy) {
            guess->mixed |= kind.vietnamese;
            g_string_append_len(out, line, (gssize)line_len);
            continue;
        }
        Score as_is = {0}, score = {0};
        g_string_truncate(again, 0);
        reread(line, line_len, meant.encoding, bytes, again);
        score_text(line, line_len, &as_is);
        score_text(again->str, again->len, &score);
        double gain = score_value(&score) - score_value(&as_is);
        if (kind.vietnamese) {
            guess->mixed = TRUE;
            if (gain <= 0 && as_is.invalid == 0)
                g_string_append_len(out, line, (gssize)line_len);
            else
                repair_words(line, line_len, meant.encoding, bytes, again, out);
        } else if (usual ? gain >= 0 : gain >= MARKED_MIN) {
            g_string_append_len(out, again->str, (gssize)again->len);
        } else {
            guess->mixed |= as_is.valid > 0;
            g_string_append_len(out, line, (gssize)line_len);
        }
    }
    guess->misread = TRUE;
    if (usual) {
        guess->encoding = meant.encoding;
        guess->confidence = meant.confidence;
    } else {
        guess->mixed = TRUE;
    }
}
