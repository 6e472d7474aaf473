/* Telling the encoding of a file, and decoding it line by line. Every 8-bit candidate is tried, and
 * the words decide: text/encoding/score.h. */
#include "text/encoding/encoding.h"

#include "text/encoding/score.h"
#include "text/encoding/table.h"

#include <string.h>

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

/* The lines with high bytes: the others say nothing of the encoding. */
static GString *
telling_lines(const char *bytes, gsize len)
{
    GString *lines = g_string_sized_new(len);

    for (gsize at = 0, end; at < len; at = end) {
        end = tc_line_end(bytes, len, at);
        if (tc_has_high(bytes + at, end - at))
            g_string_append_len(lines, bytes + at, (gssize)(end - at));
    }
    return lines;
}

/* The best 8-bit candidate for `bytes` alone; unknown if none is good enough, or, with
 * `is_undecided`, several are. */
static TcEncoding
best_eight_bit(const char *bytes, gsize len, double *confidence, gboolean *is_undecided)
{
    GString *decoded[TC_EIGHT_BIT_COUNT];
    g_autoptr(GString) lines = telling_lines(bytes, len);
    TcWordScore scores[TC_EIGHT_BIT_COUNT] = {{0}};
    guint best = 0;

    for (guint i = 0; i < TC_EIGHT_BIT_COUNT; i++) {
        decoded[i] = g_string_sized_new(lines->len + lines->len / 2);
        tc_encoding_decode(tc_eight_bit[i], lines->str, lines->len, decoded[i]);
        tc_word_score_text(decoded[i]->str, decoded[i]->len, &scores[i]);
        if (tc_word_score_value(&scores[i]) > tc_word_score_value(&scores[best]))
            best = i;
    }
    double lead = tc_word_score_value(&scores[best]);
    for (guint i = 0; i < TC_EIGHT_BIT_COUNT; i++) {
        /* Another that reads the same is no rival. */
        if (i != best && !g_string_equal(decoded[i], decoded[best]))
            lead = MIN(lead, tc_word_score_value(&scores[best]) - tc_word_score_value(&scores[i]));
    }
    for (guint i = 0; i < TC_EIGHT_BIT_COUNT; i++)
        g_string_free(decoded[i], TRUE);
    *confidence = 0;
    gboolean is_vietnamese = tc_word_score_is_vietnamese(&scores[best], 0.2);
    *is_undecided = is_vietnamese && lead < TC_LEAD_MIN;
    if (!is_vietnamese || lead < TC_LEAD_MIN)
        return TC_ENCODING_UNKNOWN;
    *confidence = tc_word_score_confidence(&scores[best], lead);
    return tc_eight_bit[best];
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
    if (marks < TC_MARKED_MIN)
        return FALSE;

    g_autoptr(GString) decoded = g_string_sized_new(len);
    TcWordScore score = {0};
    tc_encoding_decode(TC_ENCODING_VIQR, bytes, len, decoded);
    tc_word_score_text(decoded->str, decoded->len, &score);
    if (!tc_word_score_is_vietnamese(&score, 0.35) || score.valid <= TC_MARKED_MIN ||
        marks * 3 < score.valid)
        return FALSE;
    *confidence = tc_word_score_confidence(&score, tc_word_score_value(&score));
    return TRUE;
}

/* Words enough, and high bytes only where Western European text has them. */
static gboolean
is_western(const char *bytes, gsize len)
{
    gsize words = 0, letters = 0, high = 0, odd = 0;

    for (gsize i = 0; i < len; i++) {
        guint8 byte = (guint8)bytes[i];
        gboolean is_letter =
            g_ascii_isalpha(byte) || (byte >= 0xC0 && byte != 0xD7 && byte != 0xF7);
        gboolean has_letter_before = i > 0 && g_ascii_isalpha(bytes[i - 1]);
        gboolean has_letter_after = i + 1 < len && g_ascii_isalpha(bytes[i + 1]);
        letters += is_letter;
        words += is_letter && !has_letter_before && has_letter_after;
        high += is_letter && byte >= 0x80;
        /* A sign within a word, but for an apostrophe. */
        odd += !is_letter && byte >= 0x80 && byte != 0x92 && byte != 0xB4 && has_letter_before &&
               has_letter_after;
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
        else if (memchr("\x02\x03\x04\x05\x06\x10\x11\x12\x13\x14\x15\x19\x1C\x1D\x1E", byte, 15) !=
                 NULL)
            letters++;
        else if (memchr("\t\n\v\f\r\b\x1A\x1B", byte, 8) == NULL)
            control++;
    }
    return zero * 1000 > len || control * 100 > len || letters * 8 > len;
}

/* Wide code units without a byte order mark: nearly all of them of a kind that Vietnamese and
 * Western text has, many of them letters. */
static gboolean
is_wide(const char *bytes, gsize len, gsize width, gboolean is_big_endian)
{
    gsize units = len / width, plausible = 0, letters = 0;

    if (units < 8 || len % width != 0)
        return FALSE;
    for (gsize i = 0; i < units; i++) {
        guint32 c = 0;
        for (gsize b = 0; b < width; b++)
            c = c << 8 | (guint8)bytes[i * width + (is_big_endian ? b : width - 1 - b)];
        gboolean is_plain = (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n' || c == '\r';
        TcCodeLetter letter;
        letters += c == ' ' || tc_code_letter_split(c, &letter);
        plausible += is_plain || (c >= 0xA0 && c < 0x200) || (c >= 0x300 && c < 0x330) ||
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
    gboolean is_undecided;

    count_utf8(bytes, len, &sequences, &broken);
    if (sequences > 0 && broken * 50 <= sequences) {
        guess->encoding = TC_ENCODING_UTF8;
        guess->confidence =
            broken == 0 ? 1 : 1 - (double)broken / (double)(sequences + broken) * 10;
        guess->is_mixed = broken > 0;
        return;
    }
    guess->encoding = best_eight_bit(bytes, len, &guess->confidence, &is_undecided);
    if (guess->encoding != TC_ENCODING_UNKNOWN && sequences == 0)
        return;

    for (gsize at = 0; at < len;) {
        gsize end = tc_line_end(bytes, len, at);
        const char *line = bytes + at;
        gsize line_len = end - at;
        at = end;
        if (!tc_has_high(line, line_len))
            continue;
        count_utf8(line, line_len, &sequences, &broken);
        double confidence;
        gboolean is_either;
        TcEncoding encoding = sequences > 0 && broken == 0
                                  ? TC_ENCODING_UTF8
                                  : best_eight_bit(line, line_len, &confidence, &is_either);
        votes[encoding] += line_len;
        sum += line_len;
    }
    TcEncoding best = TC_ENCODING_UTF8;
    for (guint i = TC_ENCODING_UTF8; i < TC_ENCODING_COUNT; i++)
        if (votes[i] > votes[best])
            best = (TcEncoding)i;
    gsize told = sum - votes[TC_ENCODING_UNKNOWN];
    guess->is_mixed = told > votes[best];
    if (guess->encoding != TC_ENCODING_UNKNOWN)
        return; /* the whole agreed; only whether it is mixed was open */
    guess->is_mixed = FALSE;
    if (told * 2 > sum && votes[best] > 0) {
        guess->encoding = best;
        guess->confidence = (double)told / (double)sum;
        guess->is_mixed = told > votes[best];
    } else if (!is_undecided && is_western(bytes, len)) {
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
    if (sample > TC_SAMPLE_MAX) {
        /* From the first byte that tells anything, up to the end of a line or character. */
        gsize first = 0;
        while (first < len && (guchar)bytes[first] < 0x80)
            first++;
        first = first == len || first < 1024 ? 0 : first - 1024;
        bytes += first;
        len -= first;
        sample = MIN(len, TC_SAMPLE_MAX);
        while (sample < len && sample > TC_SAMPLE_MAX / 2 && bytes[sample - 1] != '\n' &&
               bytes[sample - 1] != ' ')
            sample--;
    }
    if (is_binary(bytes, sample))
        return;
    if (tc_has_high(bytes, sample)) {
        detect_bytes(bytes, sample, guess);
    } else if (is_viqr(bytes, sample, &guess->confidence)) {
        guess->encoding = TC_ENCODING_VIQR;
    } else {
        guess->encoding = TC_ENCODING_UTF8;
        guess->confidence = 1;
    }
}

/* Decode one line of a file that is mostly in `usual`; `decoded` and `other` are for use. */
static void
decode_line(const char *line, gsize len, TcEncoding usual, GString *decoded, GString *other,
            TcEncodingGuess *guess)
{
    TcWordScore score = {0}, rival = {0};
    gsize sequences, broken;

    g_string_truncate(decoded, 0);
    tc_decode_line(usual, line, len, decoded);
    if (usual == TC_ENCODING_VIQR || !tc_has_high(line, len))
        return;
    count_utf8(line, len, &sequences, &broken);
    if (usual == TC_ENCODING_UTF8 ? broken == 0 : sequences == 0)
        tc_word_score_text(decoded->str, decoded->len, &score);
    if (usual != TC_ENCODING_UTF8 && sequences > 0 && broken == 0) {
        tc_word_score_text(decoded->str, decoded->len, &score);
        g_string_truncate(other, 0);
        tc_decode_line(TC_ENCODING_UTF8, line, len, other);
        tc_word_score_text(other->str, other->len, &rival);
        if (tc_word_score_value(&rival) >= tc_word_score_value(&score)) {
            g_string_assign(decoded, other->str);
            guess->is_mixed = TRUE;
        }
        return;
    }
    if ((usual == TC_ENCODING_UTF8 && broken == 0) ||
        (usual != TC_ENCODING_UTF8 && score.valid >= 4 * score.invalid && score.valid > 0))
        return;
    double confidence;
    gboolean is_either;
    TcEncoding best = best_eight_bit(line, len, &confidence, &is_either);
    if (best == TC_ENCODING_UNKNOWN || best == usual)
        return;
    g_string_truncate(other, 0);
    tc_decode_line(best, line, len, other);
    tc_word_score_text(other->str, other->len, &rival);
    if (usual == TC_ENCODING_UTF8 ||
        tc_word_score_value(&rival) >= tc_word_score_value(&score) + TC_MARKED_MIN) {
        g_string_assign(decoded, other->str);
        guess->is_mixed = TRUE;
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
            gsize end = tc_line_end(bytes, len, at);
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
        if (meant.is_misread) {
            meant.is_mixed |= guess->is_mixed;
            *guess = meant;
        }
    } else {
        g_string_append_len(out, text->str, (gssize)text->len);
    }
    return TRUE;
}

double
tc_encoding_word_value(const char *text, gsize len)
{
    TcWordScore score = {0};

    tc_word_score_text(text, len, &score);
    return tc_word_score_value(&score);
}
