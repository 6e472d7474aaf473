/* One decoder and one encoder for each way of writing a letter: one byte (TCVN3, VISCII, VPS,
 * windows-1252), vowel and mark (VNI), vowel and tone (windows-1258), ASCII marks (VIQR). */
#include "text/encoding/codec.h"

#include "text/encoding/table.h"
#include "text/key/syllable.h"

#include <string.h>

/* What the second byte of VNI adds: quality and tone. Its capitals are 0x20 less. */
static const struct {
    guint8 byte;
    gint8 quality;
    guint8 tone;
} vni_marks[] = {
    {0xF9, -1, TC_TONE_SAC},
    {0xF8, -1, TC_TONE_HUYEN},
    {0xFB, -1, TC_TONE_HOI},
    {0xF5, -1, TC_TONE_NGA},
    {0xEF, -1, TC_TONE_NANG},
    {0xE2, TC_CODE_CIRCUMFLEX, TC_TONE_NONE},
    {0xE1, TC_CODE_CIRCUMFLEX, TC_TONE_SAC},
    {0xE0, TC_CODE_CIRCUMFLEX, TC_TONE_HUYEN},
    {0xE5, TC_CODE_CIRCUMFLEX, TC_TONE_HOI},
    {0xE3, TC_CODE_CIRCUMFLEX, TC_TONE_NGA},
    {0xE4, TC_CODE_CIRCUMFLEX, TC_TONE_NANG},
    {0xEA, TC_CODE_BREVE, TC_TONE_NONE},
    {0xE9, TC_CODE_BREVE, TC_TONE_SAC},
    {0xE8, TC_CODE_BREVE, TC_TONE_HUYEN},
    {0xFA, TC_CODE_BREVE, TC_TONE_HOI},
    {0xFC, TC_CODE_BREVE, TC_TONE_NGA},
    {0xEB, TC_CODE_BREVE, TC_TONE_NANG},
};
/* The letters that VNI writes as one byte. */
static const TcCodeByte vni_single[] = {{0xED, 0x00ED}, {0xEC, 0x00EC}, {0xE6, 0x1EC9},
                                        {0xF3, 0x0129}, {0xF2, 0x1ECB}, {0xEE, 0x1EF5},
                                        {0xF1, 0x0111}, {0xF4, 0x01A1}, {0xF6, 0x01B0}};

static guint8
tone_of_combining(gunichar c)
{
    switch (c) {
    case 0x300:
        return TC_TONE_HUYEN;
    case 0x301:
        return TC_TONE_SAC;
    case 0x303:
        return TC_TONE_NGA;
    case 0x309:
        return TC_TONE_HOI;
    case 0x323:
        return TC_TONE_NANG;
    default:
        return TC_TONE_NONE;
    }
}

/* The last letter written, in case a mark follows. */
typedef struct {
    GString *out;
    gsize last_at;
    gunichar last; /* 0: nothing that takes a mark */
} Sink;

static void
put(Sink *sink, gunichar c)
{
    guint8 tone = tone_of_combining(c);
    TcCodeLetter letter;

    if (tone != TC_TONE_NONE && sink->last != 0 && tc_code_letter_split(sink->last, &letter) &&
        letter.tone == TC_TONE_NONE) {
        letter.tone = tone;
        gunichar joined = tc_code_letter_join(&letter);
        if (joined != 0) {
            g_string_truncate(sink->out, sink->last_at);
            g_string_append_unichar(sink->out, joined);
            sink->last = 0;
            return;
        }
    }
    sink->last_at = sink->out->len;
    sink->last = c;
    g_string_append_unichar(sink->out, c == 0 ? 0xFFFD : c);
}

static void
decode_bytes(TcEncoding encoding, const guint8 *bytes, gsize len, GString *out)
{
    Sink sink = {.out = out};

    for (gsize i = 0; i < len; i++) {
        gunichar c = tc_code_byte_char(encoding, bytes[i]);
        /* TCVN3's combining tones stand where Windows fonts have ° ± ² ³ ´. */
        if (encoding == TC_ENCODING_TCVN3 && tone_of_combining(c) != TC_TONE_NONE) {
            TcCodeLetter letter;
            if (sink.last == 0 || !tc_code_letter_split(sink.last, &letter) ||
                strchr("aeiouy", letter.base) == NULL || letter.tone != TC_TONE_NONE)
                c = tc_code_byte_char(TC_ENCODING_WINDOWS_1252, bytes[i]);
        }
        put(&sink, c);
    }
}

static gboolean
vni_letter(guint8 byte, TcCodeLetter *letter)
{
    gboolean is_upper = byte >= 0xC0 && byte < 0xE0;
    gunichar c =
        tc_code_byte_find(vni_single, G_N_ELEMENTS(vni_single), is_upper ? byte + 0x20 : byte, 0);

    if (c == 0)
        return byte < 0x80 && tc_code_letter_split(byte, letter);
    tc_code_letter_split(c, letter);
    letter->is_upper = is_upper;
    return TRUE;
}

static void
decode_vni(const guint8 *bytes, gsize len, GString *out)
{
    for (gsize i = 0; i < len; i++) {
        TcCodeLetter letter;
        gunichar c = bytes[i] == 0 ? 0xFFFD : tc_code_byte_char(TC_ENCODING_WINDOWS_1252, bytes[i]);

        if (!vni_letter(bytes[i], &letter)) {
            g_string_append_unichar(out, c);
            continue;
        }
        gboolean is_marked = FALSE;
        if (i + 1 < len && bytes[i + 1] >= 0xC0) {
            guint8 mark = bytes[i + 1] < 0xE0 ? bytes[i + 1] + 0x20 : bytes[i + 1];
            for (guint m = 0; m < G_N_ELEMENTS(vni_marks) && !is_marked; m++) {
                TcCodeLetter with = letter;
                if (vni_marks[m].byte != mark || letter.tone != TC_TONE_NONE)
                    continue;
                if (vni_marks[m].quality >= 0) {
                    if (letter.quality >= 0)
                        continue;
                    with.quality = vni_marks[m].quality;
                }
                with.tone = vni_marks[m].tone;
                c = tc_code_letter_join(&with);
                is_marked = c != 0;
            }
        }
        if (!is_marked)
            c = tc_code_letter_join(&letter);
        g_string_append_unichar(out, c);
        i += is_marked;
    }
}

static guint8
viqr_tone(char c)
{
    switch (c) {
    case '`':
        return TC_TONE_HUYEN;
    case '?':
        return TC_TONE_HOI;
    case '~':
        return TC_TONE_NGA;
    case '\'':
        return TC_TONE_SAC;
    case '.':
        return TC_TONE_NANG;
    default:
        return TC_TONE_NONE;
    }
}

/* Whether the mark behind a word is a tone of its last letter, which `letter` is, and not the full
 * stop or question mark that programs forget to put a backslash before: "cấy.", "III." `word` is
 * what stands before that letter. */
static gboolean
is_tone_behind(const char *word, const TcCodeLetter *letter, int tone)
{
    g_autoptr(GString) toneless = g_string_new(NULL);
    TcCodeLetter part;
    gboolean is_numeral = letter->base == 'i' && letter->is_upper && letter->quality < 0;

    for (const char *p = word; *p != '\0'; p = g_utf8_next_char(p)) {
        if (!tc_code_letter_split(g_utf8_get_char(p), &part) || part.tone != TC_TONE_NONE)
            return FALSE;
        is_numeral &= strchr("IVX", *p) != NULL;
        part.is_upper = FALSE;
        g_string_append_unichar(toneless, tc_code_letter_join(&part));
    }
    part = *letter;
    part.is_upper = FALSE;
    g_string_append_unichar(toneless, tc_code_letter_join(&part));
    return !is_numeral && tc_code_is_syllable(toneless, tone);
}

/* Whether "DD" in the middle of a word is Đ: in abbreviations, "HĐND", where no vowel is before. */
static gboolean
is_stroke_inside(const char *word, char c, char next)
{
    gsize len = strlen(word);

    return c == 'D' && next == 'D' && len > 0 && g_ascii_isupper(word[len - 1]) &&
           strchr("AEIOUY", word[len - 1]) == NULL;
}

/* RFC 1456, 3: marks after the vowel, dd for đ (here only where a word starts, and in
 * abbreviations: Vietnamese has it nowhere else, other words do), a backslash before what is no
 * mark, \L and \V to leave and enter Vietnamese. */
static void
decode_viqr(const guint8 *bytes, gsize len, GString *out)
{
    gboolean is_literal = FALSE;
    gboolean is_in_word = FALSE;
    gsize word = out->len; /* where the word begins, when in one */

    for (gsize i = 0; i < len; i++) {
        char c = (char)bytes[i];
        char next = i + 1 < len ? (char)bytes[i + 1] : '\0';
        TcCodeLetter letter;

        if (!is_in_word)
            word = out->len;
        if (c == '\\' && next != '\0' && strchr("LlVvMm", next) != NULL) {
            is_literal = g_ascii_tolower(next) == 'l';
            i++;
        } else if (c == '\\' && !is_literal && next > ' ') {
            g_string_append_c(out, next);
            is_in_word = g_ascii_isalpha(next) != 0;
            i++;
        } else if (is_literal || bytes[i] >= 0x80 || !tc_code_letter_split(bytes[i], &letter)) {
            g_string_append_unichar(out, bytes[i] == 0 || bytes[i] >= 0x80 ? 0xFFFD : bytes[i]);
            is_in_word = FALSE;
        } else if (letter.base == 'd') {
            gboolean has_stroke = (!is_in_word && g_ascii_tolower(next) == 'd') ||
                                  (is_in_word && is_stroke_inside(out->str + word, c, next));
            if (has_stroke) {
                letter.quality = TC_CODE_STROKE;
                i++;
            }
            g_string_append_unichar(out, tc_code_letter_join(&letter));
            is_in_word = TRUE;
        } else {
            if (next == '^' && strchr("aeo", letter.base) != NULL)
                letter.quality = TC_CODE_CIRCUMFLEX;
            else if (next == '(' && letter.base == 'a')
                letter.quality = TC_CODE_BREVE;
            else if ((next == '+' || next == '*') && strchr("ou", letter.base) != NULL)
                letter.quality = TC_CODE_HORN;
            if (letter.quality >= 0) {
                i++;
                next = i + 1 < len ? (char)bytes[i + 1] : '\0';
            }
            if (viqr_tone(next) != TC_TONE_NONE && strchr("aeiouy", letter.base) != NULL &&
                ((i + 2 < len && g_ascii_isalpha((char)bytes[i + 2])) ||
                 is_tone_behind(out->str + word, &letter, viqr_tone(next)))) {
                letter.tone = viqr_tone(next);
                i++;
            }
            g_string_append_unichar(out, tc_code_letter_join(&letter));
            is_in_word = TRUE;
        }
    }
}

static void
decode_utf8(const char *bytes, gsize len, GString *out)
{
    gsize i = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    while (i < len) {
        gsize from = i;
        while (i < len && (guchar)bytes[i] < 0x80 && bytes[i] != '\0')
            i++;
        g_string_append_len(out, bytes + from, (gssize)(i - from));
        if (i == len)
            break;
        gunichar c = bytes[i] == '\0' ? (gunichar)-1
                                      : g_utf8_get_char_validated(bytes + i, (gssize)(len - i));
        if (c == (gunichar)-1 || c == (gunichar)-2) {
            g_string_append(out, "\xEF\xBF\xBD");
            i++;
        } else {
            gsize size = (gsize)g_unichar_to_utf8(c, NULL);
            g_string_append_len(out, bytes + i, (gssize)size);
            i += size;
        }
    }
}

static guint32
wide_unit(const guint8 *bytes, gsize width, gboolean is_big_endian)
{
    guint32 unit = 0;

    for (gsize i = 0; i < width; i++)
        unit = unit << 8 | bytes[is_big_endian ? i : width - 1 - i];
    return unit;
}

static void
decode_wide(const guint8 *bytes, gsize len, gsize width, gboolean is_big_endian, GString *out)
{
    gsize i = 0;

    if (len >= width && wide_unit(bytes, width, is_big_endian) == 0xFEFF)
        i = width;
    for (; i + width <= len; i += width) {
        gunichar c = wide_unit(bytes + i, width, is_big_endian);
        if (width == 2 && c >= 0xD800 && c < 0xDC00 && i + 4 <= len) {
            guint32 low = wide_unit(bytes + i + 2, 2, is_big_endian);
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        g_string_append_unichar(out, c == 0 || !g_unichar_validate(c) ? 0xFFFD : c);
    }
    if (i < len)
        g_string_append_unichar(out, 0xFFFD);
}

void
tc_encoding_decode(TcEncoding encoding, const char *bytes, gsize len, GString *out)
{
    const guint8 *raw = (const guint8 *)bytes;

    switch (encoding) {
    case TC_ENCODING_UTF16LE:
    case TC_ENCODING_UTF16BE:
        decode_wide(raw, len, 2, encoding == TC_ENCODING_UTF16BE, out);
        break;
    case TC_ENCODING_UTF32LE:
    case TC_ENCODING_UTF32BE:
        decode_wide(raw, len, 4, encoding == TC_ENCODING_UTF32BE, out);
        break;
    case TC_ENCODING_VNI:
        decode_vni(raw, len, out);
        break;
    case TC_ENCODING_VIQR:
        decode_viqr(raw, len, out);
        break;
    case TC_ENCODING_TCVN3:
    case TC_ENCODING_VISCII:
    case TC_ENCODING_VPS:
    case TC_ENCODING_WINDOWS_1258:
    case TC_ENCODING_WINDOWS_1252:
        decode_bytes(encoding, raw, len, out);
        break;
    default:
        decode_utf8(bytes, len, out);
    }
}

static int
find_byte(TcEncoding encoding, gunichar c)
{
    /* ASCII first: letters never hide behind it, but control bytes may be letters. */
    if (c < 0x80 && tc_code_byte_char(encoding, (guint8)c) == c)
        return (int)c;
    for (int byte = 1; byte < 256; byte++)
        if (tc_code_byte_char(encoding, (guint8)byte) == c)
            return byte;
    return -1;
}

static gboolean
encode_vni(gunichar c, GString *out)
{
    TcCodeLetter letter;

    if (c < 0x80) {
        g_string_append_c(out, (char)c);
        return TRUE;
    }
    if (!tc_code_letter_split(c, &letter)) {
        int byte = tc_windows_1252_byte(c);
        /* Above 0xC0 all are marks and letters. */
        if (byte < 0 || byte >= 0xC0)
            return FALSE;
        g_string_append_c(out, (char)byte);
        return TRUE;
    }
    int shift = letter.is_upper ? 0x20 : 0;
    TcCodeLetter lower = letter;
    lower.is_upper = FALSE;
    gunichar single = tc_code_letter_join(&lower);
    for (guint i = 0; i < G_N_ELEMENTS(vni_single); i++) {
        if (vni_single[i].c == single) {
            g_string_append_c(out, (char)(vni_single[i].byte - shift));
            return TRUE;
        }
    }
    TcCodeLetter plain = {letter.base, -1, TC_TONE_NONE, letter.is_upper};
    gint8 wanted = letter.quality;
    if (letter.quality ==
        TC_CODE_HORN) { /* ơ and ư are letters of their own, the tone comes after */
        plain.quality = TC_CODE_HORN;
        wanted = -1;
        encode_vni(tc_code_letter_join(&plain), out);
    } else {
        g_string_append_unichar(out, tc_code_letter_join(&plain));
    }
    for (guint i = 0; i < G_N_ELEMENTS(vni_marks); i++) {
        if (vni_marks[i].quality == wanted && vni_marks[i].tone == letter.tone) {
            g_string_append_c(out, (char)(vni_marks[i].byte - shift));
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
encode_windows_1258(gunichar c, GString *out)
{
    static const struct {
        guint8 tone, byte;
    } marks[] = {{TC_TONE_HUYEN, 0xCC},
                 {TC_TONE_SAC, 0xEC},
                 {TC_TONE_NGA, 0xDE},
                 {TC_TONE_HOI, 0xD2},
                 {TC_TONE_NANG, 0xF2}};
    TcCodeLetter letter;

    if (tc_code_letter_split(c, &letter) && letter.tone != TC_TONE_NONE) {
        guint8 tone = letter.tone;
        letter.tone = TC_TONE_NONE;
        g_string_append_c(out,
                          (char)find_byte(TC_ENCODING_WINDOWS_1258, tc_code_letter_join(&letter)));
        for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
            if (marks[i].tone == tone)
                g_string_append_c(out, (char)marks[i].byte);
        return TRUE;
    }
    int byte = find_byte(TC_ENCODING_WINDOWS_1258, c);
    if (byte >= 0)
        g_string_append_c(out, (char)byte);
    return byte >= 0;
}

static gboolean
encode_viqr(gunichar c, char before, GString *out)
{
    static const char qualities[] = "^(+";
    TcCodeLetter letter;

    if (c == '\\' || (c < 0x80 && before != '\0' &&
                      (viqr_tone((char)c) != TC_TONE_NONE || strchr("^(+*", (int)c) != NULL))) {
        /* Would be taken for a mark of the vowel before it. */
        g_string_append_c(out, '\\');
        g_string_append_c(out, (char)c);
        return TRUE;
    }
    if (c < 0x80) {
        g_string_append_c(out, (char)c);
        return TRUE;
    }
    if (!tc_code_letter_split(c, &letter))
        return FALSE;
    char base = letter.is_upper ? g_ascii_toupper(letter.base) : letter.base;
    g_string_append_c(out, base);
    if (letter.quality == TC_CODE_STROKE)
        g_string_append_c(out, base);
    else if (letter.quality >= 0)
        g_string_append_c(out, qualities[letter.quality]);
    for (const char *mark = "`?~'."; *mark != '\0'; mark++)
        if (viqr_tone(*mark) == letter.tone)
            g_string_append_c(out, *mark);
    return TRUE;
}

static void
append_wide(gunichar c, gsize width, gboolean is_big_endian, GString *out)
{
    for (gsize i = 0; i < width; i++)
        g_string_append_c(out, (char)(c >> 8 * (is_big_endian ? width - 1 - i : i)));
}

static gboolean
encode_char(TcEncoding encoding, gunichar c, char before, GString *out)
{
    gboolean is_big_endian = encoding == TC_ENCODING_UTF16BE || encoding == TC_ENCODING_UTF32BE;
    int byte;

    switch (encoding) {
    case TC_ENCODING_UNKNOWN:
    case TC_ENCODING_UTF8:
        g_string_append_unichar(out, c);
        return TRUE;
    case TC_ENCODING_UTF16LE:
    case TC_ENCODING_UTF16BE:
        if (c >= 0x10000) {
            append_wide(0xD800 + ((c - 0x10000) >> 10), 2, is_big_endian, out);
            c = 0xDC00 + ((c - 0x10000) & 0x3FF);
        }
        append_wide(c, 2, is_big_endian, out);
        return TRUE;
    case TC_ENCODING_UTF32LE:
    case TC_ENCODING_UTF32BE:
        append_wide(c, 4, is_big_endian, out);
        return TRUE;
    case TC_ENCODING_VNI:
        return encode_vni(c, out);
    case TC_ENCODING_WINDOWS_1258:
        return encode_windows_1258(c, out);
    case TC_ENCODING_VIQR:
        return encode_viqr(c, before, out);
    case TC_ENCODING_TCVN3: {
        TcCodeLetter letter;
        if (c >= 0x80 && tc_code_letter_split(c, &letter) && letter.is_upper &&
            letter.tone != TC_TONE_NONE) {
            letter.is_upper = FALSE;
            c = tc_code_letter_join(&letter);
        }
        byte = find_byte(encoding, c);
        if (byte < 0 && c == 0xB0)
            byte = 0xB0;
        break;
    }
    default:
        byte = find_byte(encoding, c);
    }
    if (byte >= 0)
        g_string_append_c(out, (char)byte);
    return byte >= 0;
}

gsize
tc_encoding_encode(TcEncoding encoding, const char *text, gsize len, GString *out)
{
    gsize lacking = 0;
    char vowel = '\0'; /* the vowel just written, in VIQR */

    for (gsize i = 0; i < len;) {
        gunichar c =
            text[i] == '\0' ? (gunichar)-1 : g_utf8_get_char_validated(text + i, (gssize)(len - i));
        gboolean is_valid = c != (gunichar)-1 && c != (gunichar)-2;
        if (!is_valid || !encode_char(encoding, c, vowel, out)) {
            encode_char(encoding, '?', '\0', out);
            lacking++;
        }
        TcCodeLetter letter;
        vowel =
            is_valid && tc_code_letter_split(c, &letter) && strchr("aeiouy", letter.base) != NULL
                ? letter.base
                : '\0';
        i += is_valid ? (gsize)g_unichar_to_utf8(c, NULL) : 1;
    }
    return lacking;
}
