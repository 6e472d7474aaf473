/* Tables first, then one decoder and one encoder for each way of writing a letter: one byte
 * (TCVN3, VISCII, VPS, windows-1252), vowel and mark (VNI), vowel and tone (windows-1258), ASCII
 * marks (VIQR). Sources are named in text/encoding.h. */
#include "text/encoding_table.h"

#include <string.h>

#include "text/syllable.h"

/* Vowels by quality, with the tones in the order of `tones`. Capitals of letters below U+0100 are
 * 0x20 less, of all others one less. */
static const guint8 tones[6] = {TC_TONE_NONE, TC_TONE_HUYEN, TC_TONE_HOI,
                                TC_TONE_NGA,  TC_TONE_SAC,   TC_TONE_NANG};
enum { CIRCUMFLEX, BREVE, HORN, STROKE };
static const struct {
    char base;
    gint8 quality;
    guint16 chars[6];
} vowels[12] = {
    {'a', -1, {0x0061, 0x00E0, 0x1EA3, 0x00E3, 0x00E1, 0x1EA1}},
    {'a', BREVE, {0x0103, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB7}},
    {'a', CIRCUMFLEX, {0x00E2, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD}},
    {'e', -1, {0x0065, 0x00E8, 0x1EBB, 0x1EBD, 0x00E9, 0x1EB9}},
    {'e', CIRCUMFLEX, {0x00EA, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7}},
    {'i', -1, {0x0069, 0x00EC, 0x1EC9, 0x0129, 0x00ED, 0x1ECB}},
    {'o', -1, {0x006F, 0x00F2, 0x1ECF, 0x00F5, 0x00F3, 0x1ECD}},
    {'o', CIRCUMFLEX, {0x00F4, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED1, 0x1ED9}},
    {'o', HORN, {0x01A1, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3}},
    {'u', -1, {0x0075, 0x00F9, 0x1EE7, 0x0169, 0x00FA, 0x1EE5}},
    {'u', HORN, {0x01B0, 0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1}},
    {'y', -1, {0x0079, 0x1EF3, 0x1EF7, 0x1EF9, 0x00FD, 0x1EF5}},
};

/* 0xFFFD: no meaning in this encoding. */
static const guint16 windows_1252_c1[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, /* 80 */
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F, /* 88 */
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, /* 90 */
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178, /* 98 */
};
static const guint16 tcvn3_high[96] = {
    0x00A0, 0x0102, 0x00C2, 0x00CA, 0x00D4, 0x01A0, 0x01AF, 0x0110, /* A0 */
    0x0103, 0x00E2, 0x00EA, 0x00F4, 0x01A1, 0x01B0, 0x0111, 0x1EB0, /* A8 */
    0x0300, 0x0309, 0x0303, 0x0301, 0x0323, 0x00E0, 0x1EA3, 0x00E3, /* B0 */
    0x00E1, 0x1EA1, 0x1EB2, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB4, /* B8 */
    0x1EAE, 0x1EA6, 0x1EA8, 0x1EAA, 0x1EA4, 0x1EC0, 0x1EB7, 0x1EA7, /* C0 */
    0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD, 0x00E8, 0x1EC2, 0x1EBB, 0x1EBD, /* C8 */
    0x00E9, 0x1EB9, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7, 0x00EC, /* D0 */
    0x1EC9, 0x1EC4, 0x1EBE, 0x1ED2, 0x0129, 0x00ED, 0x1ECB, 0x00F2, /* D8 */
    0x1ED4, 0x1ECF, 0x00F5, 0x00F3, 0x1ECD, 0x1ED3, 0x1ED5, 0x1ED7, /* E0 */
    0x1ED1, 0x1ED9, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3, 0x00F9, /* E8 */
    0x1ED6, 0x1EE7, 0x0169, 0x00FA, 0x1EE5, 0x1EEB, 0x1EED, 0x1EEF, /* F0 */
    0x1EE9, 0x1EF1, 0x1EF3, 0x1EF7, 0x1EF9, 0x00FD, 0x1EF5, 0x1ED0, /* F8 */
};
static const guint16 viscii_high[128] = {
    0x1EA0, 0x1EAE, 0x1EB0, 0x1EB6, 0x1EA4, 0x1EA6, 0x1EA8, 0x1EAC, /* 80 */
    0x1EBC, 0x1EB8, 0x1EBE, 0x1EC0, 0x1EC2, 0x1EC4, 0x1EC6, 0x1ED0, /* 88 */
    0x1ED2, 0x1ED4, 0x1ED6, 0x1ED8, 0x1EE2, 0x1EDA, 0x1EDC, 0x1EDE, /* 90 */
    0x1ECA, 0x1ECE, 0x1ECC, 0x1EC8, 0x1EE6, 0x0168, 0x1EE4, 0x1EF2, /* 98 */
    0x00D5, 0x1EAF, 0x1EB1, 0x1EB7, 0x1EA5, 0x1EA7, 0x1EA9, 0x1EAD, /* A0 */
    0x1EBD, 0x1EB9, 0x1EBF, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EC7, 0x1ED1, /* A8 */
    0x1ED3, 0x1ED5, 0x1ED7, 0x1EE0, 0x01A0, 0x1ED9, 0x1EDD, 0x1EDF, /* B0 */
    0x1ECB, 0x1EF0, 0x1EE8, 0x1EEA, 0x1EEC, 0x01A1, 0x1EDB, 0x01AF, /* B8 */
    0x00C0, 0x00C1, 0x00C2, 0x00C3, 0x1EA2, 0x0102, 0x1EB3, 0x1EB5, /* C0 */
    0x00C8, 0x00C9, 0x00CA, 0x1EBA, 0x00CC, 0x00CD, 0x0128, 0x1EF3, /* C8 */
    0x0110, 0x1EE9, 0x00D2, 0x00D3, 0x00D4, 0x1EA1, 0x1EF7, 0x1EEB, /* D0 */
    0x1EED, 0x00D9, 0x00DA, 0x1EF9, 0x1EF5, 0x00DD, 0x1EE1, 0x01B0, /* D8 */
    0x00E0, 0x00E1, 0x00E2, 0x00E3, 0x1EA3, 0x0103, 0x1EEF, 0x1EAB, /* E0 */
    0x00E8, 0x00E9, 0x00EA, 0x1EBB, 0x00EC, 0x00ED, 0x0129, 0x1EC9, /* E8 */
    0x0111, 0x1EF1, 0x00F2, 0x00F3, 0x00F4, 0x00F5, 0x1ECF, 0x1ECD, /* F0 */
    0x1EE5, 0x00F9, 0x00FA, 0x0169, 0x1EE7, 0x00FD, 0x1EE3, 0x1EEE, /* F8 */
};
static const guint16 vps_high[128] = {
    0x00C0, 0x1EA2, 0x00C3, 0x1EA4, 0x1EA6, 0x1EA8, 0x1ECD, 0x1ED7, /* 80 */
    0x0102, 0x1EBF, 0x1EC1, 0x1EC3, 0x1EC7, 0x1EAE, 0x1EB0, 0x1EB2, /* 88 */
    0x1EBE, 0x2018, 0x2019, 0x1EC0, 0x1EC2, 0x1EC4, 0x1ED0, 0x1ED2, /* 90 */
    0x1ED4, 0x1ED6, 0x00FD, 0x1EF7, 0x1EF5, 0x1EDA, 0x1EDC, 0x1EDE, /* 98 */
    0x00A0, 0x1EAF, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EB7, 0x1EE0, 0x1EDB, /* A0 */
    0x00D9, 0x1EDD, 0x1EDF, 0x1EE1, 0x0168, 0x1EE8, 0x1EE3, 0x1EEA, /* A8 */
    0x1ED5, 0x1EEC, 0x1EF2, 0x1EF8, 0x00CD, 0x00CC, 0x1ED9, 0x1EC8, /* B0 */
    0x0128, 0x00D3, 0x1EED, 0x1EEF, 0x00D2, 0x1ECE, 0x00D5, 0x1EF1, /* B8 */
    0x1EA7, 0x00C1, 0x00C2, 0x1EA5, 0x1EA9, 0x1EAB, 0x1EAD, 0x0111, /* C0 */
    0x1EBB, 0x00C9, 0x00CA, 0x1EB9, 0x1EC9, 0x1EC5, 0x1ECB, 0x1EF9, /* C8 */
    0x01AF, 0x1EE6, 0x1ED3, 0x1ED1, 0x00D4, 0x1ECF, 0x01A1, 0x00C8, /* D0 */
    0x1EEB, 0x1EE9, 0x00DA, 0x0169, 0x01B0, 0x00DD, 0x1EBA, 0xFFFD, /* D8 */
    0x00E0, 0x00E1, 0x00E2, 0x00E3, 0x1EA3, 0x1EA1, 0x0103, 0xFFFD, /* E0 */
    0x00E8, 0x00E9, 0x00EA, 0x1EBD, 0x00EC, 0x00ED, 0xFFFD, 0x0129, /* E8 */
    0x1EB4, 0x0110, 0x00F2, 0x00F3, 0x00F4, 0x00F5, 0xFFFD, 0x01A0, /* F0 */
    0x1EE5, 0x00F9, 0x00FA, 0x1EE7, 0xFFFD, 0x1EF6, 0x1EBC, 0x1EF3, /* F8 */
};
/* Capitals for which the high half had no room left. */
typedef struct {
    guint8 byte;
    guint16 c;
} LowLetter;
static const LowLetter viscii_low[] = {{0x02, 0x1EB2}, {0x05, 0x1EB4}, {0x06, 0x1EAA},
                                       {0x14, 0x1EF6}, {0x19, 0x1EF8}, {0x1E, 0x1EF4}};
static const LowLetter vps_low[] = {{0x02, 0x1EA0}, {0x03, 0x1EAC}, {0x04, 0x1EB6}, {0x05, 0x1EB8},
                                    {0x06, 0x1EC6}, {0x10, 0x1ECA}, {0x11, 0x1ECC}, {0x12, 0x1ED8},
                                    {0x13, 0x1EE2}, {0x14, 0x1EE4}, {0x15, 0x1EF0}, {0x19, 0x1EF4},
                                    {0x1C, 0x1EAA}, {0x1D, 0x1EEE}};

/* windows-1258 is windows-1252 but for these. */
static const LowLetter windows_1258_own[] = {
    {0x8A, 0x008A}, {0x8E, 0x008E}, {0x9A, 0x009A}, {0x9E, 0x009E}, {0xC3, 0x0102}, {0xCC, 0x0300},
    {0xD0, 0x0110}, {0xD2, 0x0309}, {0xD5, 0x01A0}, {0xDD, 0x01AF}, {0xDE, 0x0303}, {0xE3, 0x0103},
    {0xEC, 0x0301}, {0xF0, 0x0111}, {0xF2, 0x0323}, {0xF5, 0x01A1}, {0xFD, 0x01B0}, {0xFE, 0x20AB}};

/* What the second byte of VNI adds: quality and tone. Its capitals are 0x20 less. */
static const struct {
    guint8 byte;
    gint8 quality;
    guint8 tone;
} vni_marks[] = {
    {0xF9, -1, TC_TONE_SAC},          {0xF8, -1, TC_TONE_HUYEN},
    {0xFB, -1, TC_TONE_HOI},          {0xF5, -1, TC_TONE_NGA},
    {0xEF, -1, TC_TONE_NANG},         {0xE2, CIRCUMFLEX, TC_TONE_NONE},
    {0xE1, CIRCUMFLEX, TC_TONE_SAC},  {0xE0, CIRCUMFLEX, TC_TONE_HUYEN},
    {0xE5, CIRCUMFLEX, TC_TONE_HOI},  {0xE3, CIRCUMFLEX, TC_TONE_NGA},
    {0xE4, CIRCUMFLEX, TC_TONE_NANG}, {0xEA, BREVE, TC_TONE_NONE},
    {0xE9, BREVE, TC_TONE_SAC},       {0xE8, BREVE, TC_TONE_HUYEN},
    {0xFA, BREVE, TC_TONE_HOI},       {0xFC, BREVE, TC_TONE_NGA},
    {0xEB, BREVE, TC_TONE_NANG},
};
/* The letters that VNI writes as one byte. */
static const LowLetter vni_single[] = {{0xED, 0x00ED}, {0xEC, 0x00EC}, {0xE6, 0x1EC9},
                                       {0xF3, 0x0129}, {0xF2, 0x1ECB}, {0xEE, 0x1EF5},
                                       {0xF1, 0x0111}, {0xF4, 0x01A1}, {0xF6, 0x01B0}};

static gunichar
upper_of(gunichar c)
{
    return c < 0x100 ? c - 0x20 : c - 1;
}

gboolean
tc_code_letter_split(gunichar c, TcCodeLetter *letter)
{
    /* Index + 1 into vowels * 6 + tone; 127 is đ. Bit 7: a capital. */
    static guint8 low[0x200];
    static guint8 high[0x60];
    static gsize ready = 0;

    if (g_once_init_enter(&ready)) {
        for (guint v = 0; v < G_N_ELEMENTS(vowels); v++) {
            for (guint t = 0; t < 6; t++) {
                gunichar lower = vowels[v].chars[t];
                guint8 index = (guint8)(v * 6 + t + 1);
                *(lower < 0x200 ? &low[lower] : &high[lower - 0x1EA0]) = index;
                lower = upper_of(lower);
                *(lower < 0x200 ? &low[lower] : &high[lower - 0x1EA0]) = index | 0x80;
            }
        }
        low[0x111] = 127;
        low[0x110] = 127 | 0x80;
        g_once_init_leave(&ready, 1);
    }

    guint8 found = 0;
    if (c < G_N_ELEMENTS(low))
        found = low[c];
    else if (c >= 0x1EA0 && c < 0x1EA0 + G_N_ELEMENTS(high))
        found = high[c - 0x1EA0];
    if (found == 0) {
        if (c >= 0x80 || !g_ascii_isalpha((char)c))
            return FALSE;
        *letter = (TcCodeLetter){g_ascii_tolower((char)c), -1, TC_TONE_NONE,
                                 g_ascii_isupper((char)c) != 0};
        return TRUE;
    }
    guint8 index = found & 0x7F;
    letter->upper = (found & 0x80) != 0;
    if (index == 127) {
        letter->base = 'd';
        letter->quality = STROKE;
        letter->tone = TC_TONE_NONE;
    } else {
        letter->base = vowels[(index - 1) / 6].base;
        letter->quality = vowels[(index - 1) / 6].quality;
        letter->tone = tones[(index - 1) % 6];
    }
    return TRUE;
}

gunichar
tc_code_letter_join(const TcCodeLetter *letter)
{
    gunichar c = 0;

    if (letter->base == 'd' && letter->quality == STROKE && letter->tone == TC_TONE_NONE)
        c = 0x111;
    for (guint v = 0; v < G_N_ELEMENTS(vowels) && c == 0; v++) {
        if (vowels[v].base == letter->base && vowels[v].quality == letter->quality) {
            for (guint t = 0; t < 6; t++) {
                if (tones[t] == letter->tone)
                    c = vowels[v].chars[t];
            }
        }
    }
    if (c == 0 && letter->quality < 0 && letter->tone == TC_TONE_NONE)
        c = (guchar)letter->base;
    return letter->upper && c != 0 ? upper_of(c) : c;
}

int
tc_windows_1252_byte(gunichar c)
{
    if (c < 0x80 || (c >= 0xA0 && c < 0x100))
        return (int)c;
    for (guint i = 0; i < 32; i++) {
        if (windows_1252_c1[i] == c)
            return (int)(0x80 + i);
    }
    return -1;
}

static gunichar
windows_1252_char(guint8 byte)
{
    return byte >= 0x80 && byte < 0xA0 ? windows_1252_c1[byte - 0x80] : byte;
}

static gunichar
find_low(const LowLetter *table, guint count, guint8 byte, gunichar otherwise)
{
    for (guint i = 0; i < count; i++) {
        if (table[i].byte == byte)
            return table[i].c;
    }
    return otherwise;
}

/* One byte, one code point; combining tones are put on by put(). */
static gunichar
byte_char(TcEncoding encoding, guint8 byte)
{
    gunichar c;

    switch (encoding) {
    case TC_ENCODING_TCVN3:
        return byte >= 0xA0 ? tcvn3_high[byte - 0xA0] : windows_1252_char(byte);
    case TC_ENCODING_VISCII:
        return byte >= 0x80 ? viscii_high[byte - 0x80]
                            : find_low(viscii_low, G_N_ELEMENTS(viscii_low), byte, byte);
    case TC_ENCODING_VPS:
        c = byte >= 0x80 ? vps_high[byte - 0x80]
                         : find_low(vps_low, G_N_ELEMENTS(vps_low), byte, byte);
        return c == 0xFFFD ? byte : c; /* the Latin-1 letters that were left in place */
    case TC_ENCODING_WINDOWS_1258:
        return find_low(windows_1258_own, G_N_ELEMENTS(windows_1258_own), byte,
                        windows_1252_char(byte));
    default:
        return windows_1252_char(byte);
    }
}

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
        gunichar c = byte_char(encoding, bytes[i]);
        /* TCVN3's combining tones stand where Windows fonts have ° ± ² ³ ´. */
        if (encoding == TC_ENCODING_TCVN3 && tone_of_combining(c) != TC_TONE_NONE) {
            TcCodeLetter letter;
            if (sink.last == 0 || !tc_code_letter_split(sink.last, &letter) ||
                strchr("aeiouy", letter.base) == NULL || letter.tone != TC_TONE_NONE)
                c = windows_1252_char(bytes[i]);
        }
        put(&sink, c);
    }
}

static gboolean
vni_letter(guint8 byte, TcCodeLetter *letter)
{
    gboolean upper = byte >= 0xC0 && byte < 0xE0;
    gunichar c = find_low(vni_single, G_N_ELEMENTS(vni_single), upper ? byte + 0x20 : byte, 0);

    if (c == 0)
        return byte < 0x80 && tc_code_letter_split(byte, letter);
    tc_code_letter_split(c, letter);
    letter->upper = upper;
    return TRUE;
}

static void
decode_vni(const guint8 *bytes, gsize len, GString *out)
{
    for (gsize i = 0; i < len; i++) {
        TcCodeLetter letter;
        gunichar c = bytes[i] == 0 ? 0xFFFD : windows_1252_char(bytes[i]);

        if (!vni_letter(bytes[i], &letter)) {
            g_string_append_unichar(out, c);
            continue;
        }
        gboolean marked = FALSE;
        if (i + 1 < len && bytes[i + 1] >= 0xC0) {
            guint8 mark = bytes[i + 1] < 0xE0 ? bytes[i + 1] + 0x20 : bytes[i + 1];
            for (guint m = 0; m < G_N_ELEMENTS(vni_marks) && !marked; m++) {
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
                marked = c != 0;
            }
        }
        if (!marked)
            c = tc_code_letter_join(&letter);
        g_string_append_unichar(out, c);
        i += marked;
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

/* RFC 1456, 3: marks after the vowel, dd for đ (here only where a word starts: Vietnamese has it
 * nowhere else, other words do), a backslash before what is no mark, \L and \V to leave and enter
 * Vietnamese. */
static void
decode_viqr(const guint8 *bytes, gsize len, GString *out)
{
    gboolean literal = FALSE;
    gboolean in_word = FALSE;

    for (gsize i = 0; i < len; i++) {
        char c = (char)bytes[i];
        char next = i + 1 < len ? (char)bytes[i + 1] : '\0';
        TcCodeLetter letter;

        if (c == '\\' && next != '\0' && strchr("LlVvMm", next) != NULL) {
            literal = g_ascii_tolower(next) == 'l';
            i++;
        } else if (c == '\\' && !literal && next > ' ') {
            g_string_append_c(out, next);
            in_word = g_ascii_isalpha(next) != 0;
            i++;
        } else if (literal || bytes[i] >= 0x80 || !tc_code_letter_split(bytes[i], &letter)) {
            g_string_append_unichar(out, bytes[i] == 0 || bytes[i] >= 0x80 ? 0xFFFD : bytes[i]);
            in_word = FALSE;
        } else if (letter.base == 'd') {
            gboolean stroke = !in_word && g_ascii_tolower(next) == 'd';
            if (stroke) {
                letter.quality = STROKE;
                i++;
            }
            g_string_append_unichar(out, tc_code_letter_join(&letter));
            in_word = TRUE;
        } else {
            if (next == '^' && strchr("aeo", letter.base) != NULL)
                letter.quality = CIRCUMFLEX;
            else if (next == '(' && letter.base == 'a')
                letter.quality = BREVE;
            else if ((next == '+' || next == '*') && strchr("ou", letter.base) != NULL)
                letter.quality = HORN;
            if (letter.quality >= 0) {
                i++;
                next = i + 1 < len ? (char)bytes[i + 1] : '\0';
            }
            if (viqr_tone(next) != TC_TONE_NONE && strchr("aeiouy", letter.base) != NULL) {
                letter.tone = viqr_tone(next);
                i++;
            }
            g_string_append_unichar(out, tc_code_letter_join(&letter));
            in_word = TRUE;
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
wide_unit(const guint8 *bytes, gsize width, gboolean big)
{
    guint32 unit = 0;

    for (gsize i = 0; i < width; i++)
        unit = unit << 8 | bytes[big ? i : width - 1 - i];
    return unit;
}

static void
decode_wide(const guint8 *bytes, gsize len, gsize width, gboolean big, GString *out)
{
    gsize i = 0;

    if (len >= width && wide_unit(bytes, width, big) == 0xFEFF)
        i = width;
    for (; i + width <= len; i += width) {
        gunichar c = wide_unit(bytes + i, width, big);
        if (width == 2 && c >= 0xD800 && c < 0xDC00 && i + 4 <= len) {
            guint32 low = wide_unit(bytes + i + 2, 2, big);
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
    if (c < 0x80 && byte_char(encoding, (guint8)c) == c)
        return (int)c;
    for (int byte = 1; byte < 256; byte++) {
        if (byte_char(encoding, (guint8)byte) == c)
            return byte;
    }
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
    int shift = letter.upper ? 0x20 : 0;
    TcCodeLetter lower = letter;
    lower.upper = FALSE;
    gunichar single = tc_code_letter_join(&lower);
    for (guint i = 0; i < G_N_ELEMENTS(vni_single); i++) {
        if (vni_single[i].c == single) {
            g_string_append_c(out, (char)(vni_single[i].byte - shift));
            return TRUE;
        }
    }
    TcCodeLetter plain = {letter.base, -1, TC_TONE_NONE, letter.upper};
    gint8 wanted = letter.quality;
    if (letter.quality == HORN) { /* ơ and ư are letters of their own, the tone comes after */
        plain.quality = HORN;
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
        for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
            if (marks[i].tone == tone)
                g_string_append_c(out, (char)marks[i].byte);
        }
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
    char base = letter.upper ? g_ascii_toupper(letter.base) : letter.base;
    g_string_append_c(out, base);
    if (letter.quality == STROKE)
        g_string_append_c(out, base);
    else if (letter.quality >= 0)
        g_string_append_c(out, qualities[letter.quality]);
    for (const char *mark = "`?~'."; *mark != '\0'; mark++) {
        if (viqr_tone(*mark) == letter.tone)
            g_string_append_c(out, *mark);
    }
    return TRUE;
}

static void
append_wide(gunichar c, gsize width, gboolean big, GString *out)
{
    for (gsize i = 0; i < width; i++)
        g_string_append_c(out, (char)(c >> 8 * (big ? width - 1 - i : i)));
}

static gboolean
encode_char(TcEncoding encoding, gunichar c, char before, GString *out)
{
    gboolean big = encoding == TC_ENCODING_UTF16BE || encoding == TC_ENCODING_UTF32BE;
    int byte;

    switch (encoding) {
    case TC_ENCODING_UNKNOWN:
    case TC_ENCODING_UTF8:
        g_string_append_unichar(out, c);
        return TRUE;
    case TC_ENCODING_UTF16LE:
    case TC_ENCODING_UTF16BE:
        if (c >= 0x10000) {
            append_wide(0xD800 + ((c - 0x10000) >> 10), 2, big, out);
            c = 0xDC00 + ((c - 0x10000) & 0x3FF);
        }
        append_wide(c, 2, big, out);
        return TRUE;
    case TC_ENCODING_UTF32LE:
    case TC_ENCODING_UTF32BE:
        append_wide(c, 4, big, out);
        return TRUE;
    case TC_ENCODING_VNI:
        return encode_vni(c, out);
    case TC_ENCODING_WINDOWS_1258:
        return encode_windows_1258(c, out);
    case TC_ENCODING_VIQR:
        return encode_viqr(c, before, out);
    case TC_ENCODING_TCVN3: {
        TcCodeLetter letter;
        if (c >= 0x80 && tc_code_letter_split(c, &letter) && letter.upper &&
            letter.tone != TC_TONE_NONE) {
            letter.upper = FALSE;
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
        gboolean valid = c != (gunichar)-1 && c != (gunichar)-2;
        if (!valid || !encode_char(encoding, c, vowel, out)) {
            encode_char(encoding, '?', '\0', out);
            lacking++;
        }
        TcCodeLetter letter;
        vowel = valid && tc_code_letter_split(c, &letter) && strchr("aeiouy", letter.base) != NULL
                    ? letter.base
                    : '\0';
        i += valid ? (gsize)g_unichar_to_utf8(c, NULL) : 1;
    }
    return lacking;
}
