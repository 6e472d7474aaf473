#include "document/read/text/decode.h"

#include "base/utf8.h"
#include "document/message.h"
#include "document/read/reader.h"
#include "text/encoding/encoding.h"

#include <errno.h>
#include <string.h>

/* This many bytes of a text are looked at to see whether it was misread. */
#define SAMPLE_MAX 65536u

/* How far bytes are UTF-8. */
typedef struct {
    gsize multibyte; /* well-formed characters of two bytes and more */
    gsize bad;       /* ill-formed sequences, except one that the end of the file cuts */
} Utf8State;

/* How long the ill-formed sequence at `p` is: its first byte and the continuation bytes after it.
 * */
static gsize
bad_sequence_len(const guchar *p, gsize len)
{
    gsize want = *p >= 0xF0 ? 4 : *p >= 0xE0 ? 3 : *p >= 0xC0 ? 2 : 1;
    gsize n = 1;
    while (n < want && n < len && (p[n] & 0xC0) == 0x80)
        n++;
    return n;
}

/* Whether the ill-formed sequence of `n` bytes that ends the text is the start of a character. */
static gboolean
is_cut(const guchar *p, gsize n)
{
    return (*p >= 0xC2 && *p < 0xF5) && n < (*p >= 0xF0 ? 4u : *p >= 0xE0 ? 3u : 2u);
}

/* Walks over `bytes`. Appends what is well-formed, and U+FFFD for what is not, to `out` unless that
 * is NULL. */
static void
scan_utf8(const char *bytes, gsize len, gsize text_max, GString *out, Utf8State *state)
{
    const char *p = bytes;
    const char *end = bytes + len;

    *state = (Utf8State){0};
    while (p < end && (out == NULL || out->len <= text_max)) {
        const char *valid_end = p;
        g_utf8_validate_len(p, end - p, &valid_end);
        if (out != NULL)
            g_string_append_len(out, p, valid_end - p);
        else
            for (const char *q = p; q < valid_end; q++)
                state->multibyte += (guchar)*q >= 0xC0;
        p = valid_end;
        if (p == end)
            break;
        if (*p == '\0') {
            while (p < end && *p == '\0')
                p++;
            continue;
        }
        gsize n = bad_sequence_len((const guchar *)p, end - p);
        if (p + n < end || !is_cut((const guchar *)p, n))
            state->bad++;
        if (out != NULL)
            g_string_append(out, "\uFFFD");
        p += n;
    }
}

/* A few bad bytes in UTF-8 are damage; many show that it is another encoding. Bytes of the old
 * Vietnamese encodings hardly ever look like UTF-8: a lead byte must be followed by continuation
 * bytes. */
static gboolean
decode_utf8(const char *bytes, gsize len, gboolean is_certain, const TcReadLimits *limits,
            TcDecoded *out)
{
    Utf8State state;

    if (tc_utf8_is_valid(bytes, len)) {
        out->text = g_string_new_len(bytes, (gssize)MIN(len, limits->text_max + 1));
        out->encoding = "UTF-8";
        out->confidence = 1;
        return TRUE;
    }
    scan_utf8(bytes, len, limits->text_max, NULL, &state);
    if (!is_certain && (state.bad * 4 > state.multibyte || state.multibyte == 0))
        return FALSE;
    out->encoding = "UTF-8";
    out->confidence =
        is_certain || state.bad == 0 ? 1 : (double)state.multibyte / (state.multibyte + state.bad);
    out->text = g_string_sized_new(MIN(len, limits->text_max));
    scan_utf8(bytes, len, limits->text_max, out->text, &state);
    return TRUE;
}

/* What a page may declare, and what that means in practice: pages that declare ISO-8859-1 are read
 * as windows-1252, as browsers do. Those without a TcEncoding are left to iconv. */
static const struct {
    const char *declared;
    TcEncoding encoding;
    const char *iconv;
    double confidence;
} charsets[] = {
    {"windows-1258", TC_ENCODING_WINDOWS_1258, NULL, 0.9},
    {"viscii", TC_ENCODING_VISCII, NULL, 0.9},
    {"x-viet-vps", TC_ENCODING_VPS, NULL, 0.9},
    {"x-viet-tcvn5712", TC_ENCODING_TCVN3, NULL, 0.9},
    {"tcvn5712-1", TC_ENCODING_TCVN3, NULL, 0.9},
    {"x-viet-vni", TC_ENCODING_VNI, NULL, 0.9},
    {"iso-8859-1", TC_ENCODING_WINDOWS_1252, NULL, 0.5},
    {"latin1", TC_ENCODING_WINDOWS_1252, NULL, 0.5},
    {"us-ascii", TC_ENCODING_WINDOWS_1252, NULL, 0.3},
    {"windows-1252", TC_ENCODING_WINDOWS_1252, NULL, 0.5},
    {"utf-7", TC_ENCODING_UNKNOWN, "UTF-7", 0.9},
    {"unicode-1-1-utf-7", TC_ENCODING_UNKNOWN, "UTF-7", 0.9},
    {"iso-2022-jp", TC_ENCODING_UNKNOWN, "ISO-2022-JP", 0.9},
    {"iso-2022-kr", TC_ENCODING_UNKNOWN, "ISO-2022-KR", 0.9},
    {"iso-8859-2", TC_ENCODING_UNKNOWN, "ISO-8859-2", 0.6},
    {"iso-8859-15", TC_ENCODING_UNKNOWN, "ISO-8859-15", 0.6},
    {"windows-1250", TC_ENCODING_UNKNOWN, "CP1250", 0.7},
    {"iso-8859-5", TC_ENCODING_UNKNOWN, "ISO-8859-5", 0.6},
    {"iso-8859-9", TC_ENCODING_UNKNOWN, "ISO-8859-9", 0.6},
    {"windows-1251", TC_ENCODING_UNKNOWN, "CP1251", 0.7},
    {"koi8-r", TC_ENCODING_UNKNOWN, "KOI8-R", 0.7},
    {"koi8-u", TC_ENCODING_UNKNOWN, "KOI8-U", 0.7},
    {"gb2312", TC_ENCODING_UNKNOWN, "GBK", 0.7},
    {"gbk", TC_ENCODING_UNKNOWN, "GBK", 0.7},
    {"gb18030", TC_ENCODING_UNKNOWN, "GB18030", 0.7},
    {"big5", TC_ENCODING_UNKNOWN, "BIG5", 0.7},
    {"shift_jis", TC_ENCODING_UNKNOWN, "SHIFT_JIS", 0.7},
    {"euc-jp", TC_ENCODING_UNKNOWN, "EUC-JP", 0.7},
    {"euc-kr", TC_ENCODING_UNKNOWN, "EUC-KR", 0.7},
    {"ks_c_5601-1987", TC_ENCODING_UNKNOWN, "UHC", 0.7},
    {"tis-620", TC_ENCODING_UNKNOWN, "CP874", 0.7},
    {"windows-874", TC_ENCODING_UNKNOWN, "CP874", 0.7},
    {"iso-8859-3", TC_ENCODING_UNKNOWN, "ISO-8859-3", 0.6},
    {"iso-8859-4", TC_ENCODING_UNKNOWN, "ISO-8859-4", 0.6},
    {"iso-8859-6", TC_ENCODING_UNKNOWN, "ISO-8859-6", 0.6},
    {"iso-8859-7", TC_ENCODING_UNKNOWN, "ISO-8859-7", 0.6},
    {"iso-8859-8", TC_ENCODING_UNKNOWN, "ISO-8859-8", 0.6},
    {"iso-8859-8-i", TC_ENCODING_UNKNOWN, "ISO-8859-8", 0.6},
    {"iso-8859-13", TC_ENCODING_UNKNOWN, "ISO-8859-13", 0.6},
    {"windows-1253", TC_ENCODING_UNKNOWN, "CP1253", 0.7},
    {"windows-1254", TC_ENCODING_UNKNOWN, "CP1254", 0.7},
    {"windows-1255", TC_ENCODING_UNKNOWN, "CP1255", 0.7},
    {"windows-1256", TC_ENCODING_UNKNOWN, "CP1256", 0.7},
    {"windows-1257", TC_ENCODING_UNKNOWN, "CP1257", 0.7},
    {"cp936", TC_ENCODING_UNKNOWN, "GBK", 0.7},
    {"x-sjis", TC_ENCODING_UNKNOWN, "SHIFT_JIS", 0.7},
    {"windows-31j", TC_ENCODING_UNKNOWN, "CP932", 0.7},
};

/* What is left of the name of a charset that programs write in many ways: "koi8_r", "ISO8859-15",
 * "x-cp1258" for "windows-1258". */
static void
bare_name(const char *name, char *bare, gsize size)
{
    static const char *const same[] = {"windows", "win", "cp"};
    gsize len = 0;

    if (g_ascii_strncasecmp(name, "x-cp", strlen("x-cp")) == 0)
        name += strlen("x-");
    for (gsize i = 0; i < G_N_ELEMENTS(same); i++) {
        gsize same_len = strlen(same[i]);
        if (g_ascii_strncasecmp(name, same[i], same_len) == 0) {
            name += same_len;
            bare[len++] = 'w';
            break;
        }
    }
    for (; *name != '\0' && len + 1 < size; name++)
        if (g_ascii_isalnum(*name))
            bare[len++] = g_ascii_tolower(*name);
    bare[len] = '\0';
}

static gboolean
is_charset(const char *declared, const char *name)
{
    char one[32];
    char other[32];

    bare_name(declared, one, sizeof one);
    bare_name(name, other, sizeof other);
    return strcmp(one, other) == 0;
}

/* Encodings whose bytes are all ASCII: only the file's declaration tells them. */
static gboolean
is_seven_bit(const char *declared)
{
    static const char *const names[] = {"utf-7", "unicode-1-1-utf-7", "iso-2022-jp", "iso-2022-kr"};

    for (gsize i = 0; declared != NULL && i < G_N_ELEMENTS(names); i++)
        if (is_charset(declared, names[i]))
            return TRUE;
    return FALSE;
}

/* A converter that is open keeps its module loaded. */
static GIConv opened[G_N_ELEMENTS(charsets)];

void
tc_decode_prepare(void)
{
    static gsize done = 0;

    if (!g_once_init_enter(&done))
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(charsets); i++)
        if (charsets[i].iconv != NULL)
            opened[i] = g_iconv_open("UTF-8", charsets[i].iconv);
    g_once_init_leave(&done, 1);
}

/* FALSE when iconv does not know the encoding. */
static gboolean
decode_charset(const char *bytes, gsize len, const char *charset, const TcReadLimits *limits,
               GString **text)
{
    GIConv converter = g_iconv_open("UTF-8", charset);
    if (converter == (GIConv)-1) // NOLINT(performance-no-int-to-ptr)
        return FALSE;

    g_autoptr(GString) out = g_string_sized_new(len);
    gchar *in = (gchar *)bytes; /* iconv() does not take const, but does not write */
    gsize in_left = len;
    while (in_left > 0 && out->len <= limits->text_max) {
        gchar buffer[4096];
        gchar *to = buffer;
        gsize to_left = sizeof buffer;
        gsize result = g_iconv(converter, &in, &in_left, &to, &to_left);
        int code = errno;
        g_string_append_len(out, buffer, to - buffer);
        if (result == (gsize)-1 && code != E2BIG) {
            /* This is no character of it (EILSEQ), or one that the end of the file cuts (EINVAL).
             * */
            g_string_append(out, "\uFFFD");
            in++;
            in_left--;
        }
    }
    /* What the converter still holds back: the last letter, waiting for a mark. */
    gchar buffer[64];
    gchar *to = buffer;
    gsize to_left = sizeof buffer;
    if (g_iconv(converter, NULL, NULL, &to, &to_left) != (gsize)-1)
        g_string_append_len(out, buffer, to - buffer);
    g_iconv_close(converter);
    *text = g_steal_pointer(&out);
    return TRUE;
}

static gboolean
decode_declared(const char *bytes, gsize len, const char *declared, const TcReadLimits *limits,
                TcDecoded *out)
{
    for (gsize i = 0; declared != NULL && i < G_N_ELEMENTS(charsets); i++) {
        if (!is_charset(declared, charsets[i].declared))
            continue;
        if (charsets[i].iconv == NULL) {
            out->text = g_string_sized_new(len);
            tc_encoding_decode(charsets[i].encoding, bytes, len, out->text);
            out->encoding = tc_encoding_name(charsets[i].encoding);
        } else if (decode_charset(bytes, len, charsets[i].iconv, limits, &out->text)) {
            out->encoding = charsets[i].iconv;
        } else {
            return FALSE;
        }
        out->confidence = charsets[i].confidence;
        return TRUE;
    }
    return FALSE;
}

/* Bytes that are not UTF-8: one of the old Vietnamese encodings if the words show that; otherwise
 * what the file declares, which is wrong too often to be asked first. */
static gboolean
decode_legacy(const char *bytes, gsize len, const char *declared, const TcReadLimits *limits,
              TcDecoded *out)
{
    TcEncodingGuess guess;
    g_autoptr(GString) text = g_string_new(NULL);
    gboolean is_known = tc_encoding_decode_auto(bytes, len, text, &guess);

    if ((!is_known || guess.encoding == TC_ENCODING_WINDOWS_1252) &&
        decode_declared(bytes, len, declared, limits, out))
        return TRUE;
    if (!is_known)
        return FALSE;
    out->text = g_steal_pointer(&text);
    out->encoding = tc_encoding_name(guess.encoding);
    out->confidence = guess.confidence;
    return TRUE;
}

static gboolean
decode_seven_bit(const char *bytes, gsize len, const char *declared, const TcReadLimits *limits,
                 TcDecoded *out)
{
    if (!is_seven_bit(declared))
        return FALSE;
    for (gsize i = 0; i < len; i++)
        if ((guchar)bytes[i] >= 0x80)
            return FALSE;
    return decode_declared(bytes, len, declared, limits, out);
}

/* What is all ASCII may still be Vietnamese: "Co^.ng ho`a". */
static void
decode_viqr(TcDecoded *decoded)
{
    TcEncodingGuess guess;

    for (gsize i = 0; i < decoded->text->len; i++)
        if ((guchar)decoded->text->str[i] >= 0x80)
            return;
    tc_encoding_detect(decoded->text->str, decoded->text->len, &guess);
    if (guess.encoding != TC_ENCODING_VIQR)
        return;
    GString *text = g_string_sized_new(decoded->text->len);
    tc_encoding_decode(TC_ENCODING_VIQR, decoded->text->str, decoded->text->len, text);
    g_string_free(decoded->text, TRUE);
    decoded->text = text;
    decoded->encoding = tc_encoding_name(guess.encoding);
    decoded->confidence = guess.confidence;
}

/* What a text in UTF-8 is made up of. */
typedef struct {
    gsize vietnamese; /* letters and marks that no other Latin script uses much */
    gsize latin; /* what old Vietnamese encodings turn into when they are taken for windows-1252 */
} Letters;

static Letters
count_letters(const GString *text)
{
    Letters letters = {0};
    gsize len = MIN(text->len, SAMPLE_MAX);

    for (const guchar *p = (const guchar *)text->str, *end = p + len; p < end; p++) {
        if (*p < 0xC2)
            continue; /* ASCII, or the later bytes of a character */
        if (*p == 0xE1 || (*p >= 0xC4 && *p <= 0xC6) || *p == 0xCC)
            letters.vietnamese++; /* U+1Exx; ă đ ĩ ũ ơ ư; combining marks */
        else if (*p == 0xC2 || *p == 0xC3 || *p == 0xEF)
            letters.latin++; /* U+0080-00FF; U+F0xx of symbol fonts */
    }
    return letters;
}

void
tc_decode_repair(TcDecoded *decoded)
{
    GString *narrow = g_string_new(NULL);
    if (tc_encoding_repair_utf8(decoded->text->str, decoded->text->len, narrow)) {
        GString *swap = decoded->text;
        decoded->text = narrow;
        narrow = swap;
    }
    g_string_free(narrow, TRUE);
    /* Cheap signs first: recognising and repairing take longer than all other reading. */
    Letters letters = count_letters(decoded->text);
    TcEncodingGuess guess;

    decode_viqr(decoded);
    if (letters.latin < 4 || letters.vietnamese * 4 > letters.latin)
        return;
    g_autoptr(GString) repaired = g_string_sized_new(decoded->text->len);
    tc_encoding_repair(decoded->text->str, decoded->text->len, repaired, &guess);
    if (!guess.is_misread || guess.encoding == TC_ENCODING_UTF8)
        return; /* a few words at most, which may be meant as they are */
    g_string_free(decoded->text, TRUE);
    decoded->text = g_steal_pointer(&repaired);
    decoded->encoding = tc_encoding_name(guess.encoding);
    decoded->confidence = guess.confidence;
}

/* U+0000 ends a C string, and never belongs to a text. `to` may be `bytes`; NULL: only count what
 * is left. */
static gsize
drop_zeros(const char *bytes, gsize len, char *to)
{
    gsize left = 0;

    for (gsize i = 0; i < len; i++) {
        if (bytes[i] == '\0')
            continue;
        if (to != NULL)
            to[left] = bytes[i];
        left++;
    }
    return left;
}

gboolean
tc_decode(const char *bytes, gsize len, const char *declared, const TcReadLimits *limits,
          TcDecoded *out, GError **error)
{
    static const char *const names[] = {
        [TC_UNICODE_NONE] = NULL,          [TC_UNICODE_UTF8] = "UTF-8",
        [TC_UNICODE_UTF16LE] = "UTF-16LE", [TC_UNICODE_UTF16BE] = "UTF-16BE",
        [TC_UNICODE_UTF32LE] = "UTF-32LE", [TC_UNICODE_UTF32BE] = "UTF-32BE",
    };
    TcDecoded decoded = {0};
    gsize bom_len = 0;
    TcUnicode unicode = tc_unicode_detect(bytes, len, &bom_len);
    g_autofree char *without_zeros = NULL;

    bytes += bom_len;
    len -= bom_len;
    /* Before it is cut to the length that it may have. */
    if (unicode <= TC_UNICODE_UTF8 && len && memchr(bytes, '\0', len) != NULL) {
        without_zeros = g_malloc(drop_zeros(bytes, len, NULL) + 1);
        len = drop_zeros(bytes, len, without_zeros);
        bytes = without_zeros;
    }
    if (unicode > TC_UNICODE_UTF8) {
        decoded.encoding = names[unicode];
        decoded.confidence = bom_len > 0 ? 1 : 0.95;
        decoded.text = g_string_sized_new(MIN(len, limits->text_max));
        tc_unicode_append(unicode, bytes, len, limits->text_max, decoded.text);
    } else if (!decode_seven_bit(bytes, len, declared, limits, &decoded) &&
               !decode_utf8(bytes, len, unicode == TC_UNICODE_UTF8, limits, &decoded) &&
               !decode_legacy(bytes, len, declared, limits, &decoded)) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ENCODING,
                            _("text in an encoding that could not be told"));
        return FALSE;
    }
    if (memchr(decoded.text->str, '\0', decoded.text->len) != NULL)
        g_string_truncate(decoded.text,
                          drop_zeros(decoded.text->str, decoded.text->len, decoded.text->str));
    if (decoded.text->len > limits->text_max) {
        g_string_free(decoded.text, TRUE);
        tc_set_text_too_large(limits, error);
        return FALSE;
    }
    *out = decoded;
    return TRUE;
}

char *
tc_decode_short(const char *bytes, gsize len, const char *declared)
{
    static const TcReadLimits limits = TC_READ_LIMITS_INIT;
    TcDecoded decoded;

    if (!tc_decode(bytes, len, declared, &limits, &decoded, NULL))
        return g_utf8_make_valid(bytes, (gssize)len);
    tc_decode_repair(&decoded);
    return g_string_free(decoded.text, FALSE);
}
