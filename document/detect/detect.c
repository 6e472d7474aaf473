#include "document/detect/detect.h"

#include "document/detect/container.h"
#include "document/detect/flat_kind.h"
#include "document/detect/html_kind.h"
#include "document/detect/unicode.h"

#include <string.h>

/* The bytes at the start that tell whether this is text, HTML, mail or garbage. */
#define SAMPLE_MAX     TC_DETECT_LEN
/* How far into the file the PDF reference lets the header stand. */
#define PDF_HEADER_MAX 1024u

static gboolean
has_prefix(const char *bytes, gsize len, const char *prefix, gsize prefix_len)
{
    return len >= prefix_len && memcmp(bytes, prefix, prefix_len) == 0;
}
#define HAS_PREFIX(bytes, len, literal) has_prefix(bytes, len, literal, sizeof(literal) - 1)

static gboolean
is_pdf(const char *bytes, gsize len)
{
    const char *header = memmem(bytes, MIN(len, PDF_HEADER_MAX), "%PDF-", 5);
    if (header == NULL)
        return FALSE;
    if (header == bytes)
        return TRUE;
    /* A text may mention it, but then no object follows. */
    gsize rest = len - (header - bytes);
    return rest >= 8 && g_ascii_isdigit(header[5]) && header[6] == '.' &&
           memmem(header, rest, " obj", 4) != NULL && memmem(header, rest, "endobj", 6) != NULL;
}

gboolean
tc_detect_is_settled(const char *head, gsize len)
{
    return memmem(head, MIN(len, PDF_HEADER_MAX), "%PDF-", 5) == NULL;
}

static gboolean
is_compressed(const char *bytes, gsize len)
{
    return HAS_PREFIX(bytes, len, "\x1F\x8B\x08") ||
           HAS_PREFIX(bytes, len,
                      "\xFD"
                      "7zXZ\0") ||
           HAS_PREFIX(bytes, len, "\x28\xB5\x2F\xFD") ||
           (HAS_PREFIX(bytes, len, "BZh") && len >= 10 && bytes[3] >= '1' && bytes[3] <= '9' &&
            (memcmp(bytes + 4, "1AY&SY", 6) == 0 ||
             memcmp(bytes + 4, "\x17\x72\x45\x38\x50\x90", 6) == 0));
}

static gboolean
is_bmp(const char *bytes, gsize len)
{
    /* Two letters are not much; the size of the second header can only have these values. */
    static const guchar sizes[] = {12, 16, 40, 52, 56, 64, 108, 124};
    return HAS_PREFIX(bytes, len, "BM") && len >= 26 && memcmp(bytes + 6, "\0\0\0\0", 4) == 0 &&
           memchr(sizes, (guchar)bytes[14], sizeof sizes) != NULL &&
           memcmp(bytes + 15, "\0\0\0", 3) == 0;
}

static gboolean
is_image(const char *bytes, gsize len)
{
    return HAS_PREFIX(bytes, len, "\x89PNG\r\n\x1A\n") || HAS_PREFIX(bytes, len, "\xFF\xD8\xFF") ||
           HAS_PREFIX(bytes, len, "GIF87a") || HAS_PREFIX(bytes, len, "GIF89a") ||
           HAS_PREFIX(bytes, len, "II*\0") || HAS_PREFIX(bytes, len, "MM\0*") ||
           HAS_PREFIX(bytes, len, "II+\0") || HAS_PREFIX(bytes, len, "MM\0+") ||
           (HAS_PREFIX(bytes, len, "RIFF") && len >= 12 && memcmp(bytes + 8, "WEBP", 4) == 0) ||
           is_bmp(bytes, len);
}

/* The header block of a tar file holds the sum of its own bytes, in which the sum itself counts as
 * spaces. */
gboolean
tc_is_tar(const char *bytes, gsize len)
{
    enum { BLOCK_LEN = 512, SUM_START = 148, SUM_LEN = 8 };
    guint sum = 0;
    guint stored = 0;
    gsize digits = 0;

    if (len < BLOCK_LEN || bytes[0] == '\0')
        return FALSE;
    if (memcmp(bytes + 257, "ustar", 5) == 0)
        return TRUE;
    for (gsize i = 0; i < BLOCK_LEN; i++)
        sum += i >= SUM_START && i < SUM_START + SUM_LEN ? ' ' : (guchar)bytes[i];
    for (gsize i = SUM_START; i < SUM_START + SUM_LEN; i++) {
        if (bytes[i] >= '0' && bytes[i] <= '7') {
            stored = stored * 8 + (guint)(bytes[i] - '0');
            digits++;
        } else if (bytes[i] != ' ' || digits > 0) {
            break;
        }
    }
    return digits > 0 && stored == sum;
}

static gboolean
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

/* Nothing but white space, zero bytes and a byte order mark. White space in UTF-16 and UTF-32 is
 * the same bytes with zeros between. */
static gboolean
is_empty(const char *bytes, gsize len, gsize bom_len)
{
    for (gsize i = bom_len; i < len; i++)
        if (!is_space(bytes[i]) && bytes[i] != '\0')
            return FALSE;
    return TRUE;
}

/* How many bytes there are before the next control character, in steps of eight; at least the first
 * one, which is none. */
static gsize
printable_len(const char *bytes, gsize len)
{
    const guint64 ones = G_GUINT64_CONSTANT(0x0101010101010101), high = ones << 7;
    gsize at = 0;

    while (len - at >= sizeof(guint64)) {
        guint64 eight, dels;

        memcpy(&eight, bytes + at, sizeof eight);
        dels = eight ^ (ones * 0x7F);
        /* A byte below 0x20, or 0x7F, leaves its highest bit; now and then others above it do. */
        if ((((eight - ones * 0x20) & ~eight) | ((dels - ones) & ~dels)) & high)
            break;
        at += sizeof eight;
    }
    return MAX(at, 1);
}

/* Text in some single- or multi-byte encoding has hardly any control characters. Old Vietnamese
 * encodings have a few capital letters there. */
static gboolean
is_text(const char *bytes, gsize len)
{
    gsize controls = 0;

    /* A file that was open when the power failed may end in zeros. */
    len = MIN(len, SAMPLE_MAX);
    while (len > 0 && bytes[len - 1] == '\0')
        len--;
    for (gsize i = 0; i < len; i++) {
        guchar c = (guchar)bytes[i];
        if (c >= 0x20 && c != 0x7F) {
            i += printable_len(bytes + i, len - i) - 1;
            continue;
        }
        /* ESC does occur in text, and so do 0x1E and 0x1F, which Word writes for hyphens. */
        if ((c < 0x1B && !is_space((char)c)) || c == 0x1C || c == 0x1D || c == 0x7F)
            controls += c == 0 ? 4 : 1;
    }
    return controls * 20 <= len;
}

/* The field that a line of a header begins with, one bit, or 0 for one that is not known; -1 when
 * it is none. */
static int
field_of(const char *p, const char *line_end)
{
    /* Pages that Word and browsers save together with their pictures (.mht) have no more than the
     * type. The last ones are written by programs alone. */
    static const char *const fields[] = {"from",     "to",           "subject",
                                         "date",     "mime-version", "message-id",
                                         "received", "content-type", "content-transfer-encoding"};
    const char *colon = p;

    while (colon < line_end && (g_ascii_isalnum(*colon) || *colon == '-' || *colon == '_'))
        colon++;
    if (colon == p || colon == line_end || *colon != ':')
        return -1;
    for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
        if (strlen(fields[i]) == (gsize)(colon - p) &&
            g_ascii_strncasecmp(p, fields[i], (gsize)(colon - p)) == 0)
            return 1 << i;
    return 0;
}

gboolean
tc_looks_like_mail(const char *text, gsize len)
{
    /* Lines that servers and their filters broke, among fields that only programs write. */
    enum { BROKEN_MAX = 3, OF_PROGRAMS = 0x1F0 };
    int seen = 0; /* one bit for each field */
    guint broken = 0;
    const char *p = text;
    const char *end = text + MIN(len, SAMPLE_MAX);
    gboolean is_first = TRUE;

    /* The line before the header in a mailbox file. */
    if (HAS_PREFIX(p, len, "From ")) {
        p = memchr(p, '\n', end - p);
        if (p == NULL)
            return FALSE;
        p++;
    }
    while (p < end && *p != '\n' && *p != '\r') {
        const char *line_end = memchr(p, '\n', end - p);
        if (line_end == NULL)
            line_end = end;
        if (is_first || (*p != ' ' && *p != '\t')) { /* otherwise it continues the field before */
            const int field = field_of(p, line_end);
            if (field < 0 && (is_first || ++broken > BROKEN_MAX))
                return FALSE;
            seen |= MAX(field, 0);
        }
        is_first = FALSE;
        p = MIN(line_end + 1, end);
    }
    const int counted = broken > 0 ? seen & OF_PROGRAMS : seen;
    return (counted & (counted - 1)) != 0; /* at least two bits */
}

/* Whether a name ends in one of the `endings`, the last of which is NULL. */
static gboolean
ends_in(const char *name, const char *const *endings)
{
    const char *dot = name != NULL ? strrchr(name, '.') : NULL;

    for (; dot != NULL && *endings != NULL; endings++)
        if (g_ascii_strcasecmp(dot, *endings) == 0)
            return TRUE;
    return FALSE;
}

/* What a text is that no mark tells. Markdown may hold any HTML but a whole page. */
static TcFormat
text_kind(const char *text, gsize len, const char *name)
{
    static const char *const markdown[] = {".md", ".markdown", NULL};
    static const char *const html[] = {".html", ".htm", ".xhtml", NULL};
    gsize sample_len = MIN(len, SAMPLE_MAX);
    gboolean is_markdown = ends_in(name, markdown);

    if (is_markdown ? tc_begins_html_page(text, sample_len)
                    : tc_looks_like_html(text, sample_len, ends_in(name, html)))
        return TC_FORMAT_HTML;
    if (tc_is_xml(text, len))
        return TC_FORMAT_XML;
    return is_markdown ? TC_FORMAT_MARKDOWN : TC_FORMAT_TEXT;
}

/* The start of a text, in UTF-8 or at least compatible with ASCII, without its mark, in `*text`.
 * `owner` frees it. */
static gsize
text_sample(TcUnicode unicode, const char *bytes, gsize len, GString *owner, const char **text)
{
    if (unicode <= TC_UNICODE_UTF8) {
        *text = bytes;
        return len;
    }
    tc_unicode_append(unicode, bytes, MIN(len, SAMPLE_MAX) & ~(gsize)3, SAMPLE_MAX, owner);
    *text = owner->str;
    return owner->len;
}

/* The program that made a compound file, told by a stream that no other program writes. */
static TcFormat
ole_kind(const char *bytes, gsize len)
{
    static const struct {
        const char *stream;
        TcFormat format;
    } kinds[] = {
        /* Beside it is a document that says so, for programs that know no encryption. */
        {"EncryptedPackage", TC_FORMAT_OLE},
        {"WordDocument", TC_FORMAT_DOC},
        {"Workbook", TC_FORMAT_XLS},
        {"Book", TC_FORMAT_XLS},
        {"PowerPoint Document", TC_FORMAT_PPT},
        {"__properties_version1.0", TC_FORMAT_MSG},
        {"VisioDocument", TC_FORMAT_VISIO},
        {"Quill", TC_FORMAT_PUBLISHER},
        {"PerfectOffice_MAIN", TC_FORMAT_WORDPERFECT},
        {"MatOST", TC_FORMAT_WORKS},
        {"WksSSWorkBook", TC_FORMAT_WORKS},
        {"SPELLING", TC_FORMAT_WORKS},           /* 4 and later */
        {"NativeContent_MAIN", TC_FORMAT_LOTUS}, /* Quattro Pro 7 and later */
    };

    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (tc_ole_has_stream(bytes, len, kinds[i].stream))
            return kinds[i].format;
    return TC_FORMAT_OLE;
}

/* Bytes of a TNEF file before its first attribute: signature and key. */
#define TNEF_HEAD_LEN 6

gboolean
tc_is_cms(const char *bytes, gsize len)
{
    /* A sequence of some length that begins with 1.2.840.113549.1.7.N: signed data, or three kinds
     * of encrypted data. */
    static const char id[] = "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07";
    /* Compressed data. */
    static const char other[] = "\x06\x0B\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x01\x09";
    gsize id_len = sizeof id - 1;

    if (len < 2 || bytes[0] != 0x30)
        return FALSE;
    guint8 first = (guint8)bytes[1];
    gsize at = first <= 0x80 ? 2 : 2 + (gsize)(first & 0x7F);
    if (at <= 10 && len >= at + sizeof other - 1 &&
        memcmp(bytes + at, other, sizeof other - 1) == 0)
        return TRUE;
    return at <= 10 && len > at + id_len && memcmp(bytes + at, id, id_len) == 0 &&
           strchr("\x02\x03\x04\x06", bytes[at + id_len]) != NULL && bytes[at + id_len] != '\0';
}

gboolean
tc_is_tnef(const char *bytes, gsize len)
{
    return len > TNEF_HEAD_LEN && memcmp(bytes, "\x78\x9F\x3E\x22", 4) == 0;
}

/* What is told by its first bytes, and is no compound file: most of it is for the converter. */
static TcFormat
old_kind(const char *bytes, gsize len)
{
    static const struct {
        const char *prefix;
        gsize prefix_len, at;
        TcFormat format;
    } kinds[] = {
        {"\xDB\xA5\x2D\0", 4, 0, TC_FORMAT_WORD_2},
        {"\xFFWPC", 4, 0, TC_FORMAT_WORDPERFECT},
        {"\x31\xBE\0\0", 4, 0, TC_FORMAT_WORKS}, /* Write, Word for DOS */
        {"\x32\xBE\0\0", 4, 0, TC_FORMAT_WORKS},
        {"\x01\xFE\x32", 3, 0, TC_FORMAT_WORKS}, /* 2 */
        {"\x01\xFE\x33", 3, 0, TC_FORMAT_WORKS},
        {"\xFF\0\x02\0\x04\x04", 6, 0, TC_FORMAT_WORKS}, /* sheets */
        {"\xFF\0\x02\0\x04\x05", 6, 0, TC_FORMAT_WORKS},
        {"\0\0\x02\0\x04\x04", 6, 0, TC_FORMAT_LOTUS}, /* WKS */
        {"\0\0\x02\0\x05\x04", 6, 0, TC_FORMAT_LOTUS},
        {"\0\0\x02\0\x06\x04", 6, 0, TC_FORMAT_LOTUS}, /* WK1 */
        {"\0\0\x02\0\x20\x51", 6, 0, TC_FORMAT_LOTUS}, /* Quattro Pro */
        {"\0\0\x02\0\x21\x51", 6, 0, TC_FORMAT_LOTUS},
        {"\0\0\x02\0\x01\x10", 6, 0, TC_FORMAT_LOTUS},
        {"\0\0\x02\0\x02\x10", 6, 0, TC_FORMAT_LOTUS},
        {"\0\0\x1A\0\0\x10", 6, 0, TC_FORMAT_LOTUS}, /* WK3 */
        {"\0\0\x1A\0\x02\x10", 6, 0, TC_FORMAT_LOTUS},
        {"\0\0\x1A\0\x03\x10", 6, 0, TC_FORMAT_LOTUS},
        {"BOBO", 4, 4, TC_FORMAT_MAC},         /* ClarisWorks, AppleWorks */
        {"\xFE\x34\0\0", 4, 0, TC_FORMAT_MAC}, /* Word 3 */
        {"\xFE\x37\0\x1C", 4, 0, TC_FORMAT_MAC},
        {"\xFE\x37\0\x23", 4, 0, TC_FORMAT_MAC},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (len >= kinds[i].at + kinds[i].prefix_len &&
            memcmp(bytes + kinds[i].at, kinds[i].prefix, kinds[i].prefix_len) == 0)
            return kinds[i].format;
    return TC_FORMAT_UNKNOWN;
}

/* The records of a workbook without a compound file around them: the first says that a sheet or a
 * workbook begins. So Excel wrote until 4, and programs that write the records by hand. */
static gboolean
is_workbook(const char *bytes, gsize len)
{
    static const char *const kinds[] = {"\x05\0", "\x06\0", "\x10\0", "\x20\0", "\x40\0", "\0\x01"};

    if (len < 8 || bytes[0] != 0x09 || bytes[3] != 0 ||
        !((bytes[1] == 0 && bytes[2] == 4) || ((bytes[1] == 2 || bytes[1] == 4) && bytes[2] == 6) ||
          (bytes[1] == 8 && (bytes[2] == 8 || bytes[2] == 16))))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (memcmp(bytes + 6, kinds[i], 2) == 0)
            return TRUE;
    return FALSE;
}

/* WordPerfect 4 has no head. It begins with a code, and a code is closed by the byte that opens it;
 * between them there is text. */
static gboolean
is_wordperfect_4(const char *bytes, gsize len)
{
    enum { SAMPLE = 4096, CODE_MAX = 128, CODES_MIN = 4, LETTERS_MIN = 16 };
    const guint8 *p = (const guint8 *)bytes, *end = p + MIN(len, SAMPLE);
    guint codes = 0, letters = 0, others = 0;

    if (len < CODE_MAX || *p < 0xC0)
        return FALSE;
    while (end - p > CODE_MAX) {
        if (*p >= 0xC0) {
            const guint8 *close = memchr(p + 1, *p, CODE_MAX);
            if (close == NULL)
                return FALSE;
            codes++;
            p = close;
        } else if (*p >= ' ' && *p < 0x7F) {
            letters++;
        } else {
            others++;
        }
        p++;
    }
    return codes >= CODES_MIN && letters >= LETTERS_MIN && letters > others;
}

TcFormat
tc_detect_format(const char *bytes, gsize len, const char *name)
{
    g_return_val_if_fail(bytes != NULL || len == 0, TC_FORMAT_UNKNOWN);
    if (len == 0)
        return TC_FORMAT_EMPTY;
    if (tc_is_ole(bytes, len))
        return ole_kind(bytes, len);
    if (tc_is_zip(bytes, len))
        return tc_zip_kind(bytes, len);
    if (HAS_PREFIX(bytes, len, "Rar!\x1A\x07"))
        return TC_FORMAT_RAR;
    if (HAS_PREFIX(bytes, len, "7z\xBC\xAF\x27\x1C"))
        return TC_FORMAT_7ZIP;
    if (is_compressed(bytes, len))
        return TC_FORMAT_GZIP;
    if (is_image(bytes, len))
        return TC_FORMAT_IMAGE;
    if (tc_is_cms(bytes, len))
        return TC_FORMAT_CMS;
    if (tc_is_tnef(bytes, len))
        return TC_FORMAT_TNEF;

    if (is_workbook(bytes, len))
        return TC_FORMAT_XLS;
    TcFormat old = old_kind(bytes, len);
    if (old != TC_FORMAT_UNKNOWN)
        return old;

    gsize bom_len = 0;
    TcUnicode unicode = tc_unicode_detect(bytes, len, &bom_len);
    if (is_empty(bytes, len, bom_len))
        return TC_FORMAT_EMPTY;
    if (tc_is_tar(bytes, len))
        return TC_FORMAT_TAR;

    g_autoptr(GString) owner = g_string_new(NULL);
    const char *text;
    gsize text_len = text_sample(unicode, bytes + bom_len, len - bom_len, owner, &text);
    const char *start = text;
    while (start < text + text_len && is_space(*start))
        start++;
    gsize start_len = text_len - (start - text);
    if (HAS_PREFIX(start, start_len, "{\\rtf"))
        return TC_FORMAT_RTF;
    if (HAS_PREFIX(bytes, len, "-----BEGIN PKCS7-----") ||
        HAS_PREFIX(bytes, len, "-----BEGIN CMS-----") ||
        HAS_PREFIX(bytes, len, "-----BEGIN PKCS #7 SIGNED DATA-----"))
        return TC_FORMAT_CMS;
    if (tc_looks_like_mail(start, start_len))
        return TC_FORMAT_EML;
    if (is_pdf(bytes, len))
        return TC_FORMAT_PDF;
    if (!is_text(text, text_len))
        return is_wordperfect_4(bytes, len) ? TC_FORMAT_WORDPERFECT : TC_FORMAT_UNKNOWN;
    TcFormat flat = tc_flat_kind(start, start_len);
    return flat != TC_FORMAT_UNKNOWN ? flat : text_kind(start, start_len, name);
}

const char *
tc_detect_kind(const char *bytes, gsize len)
{
    static const struct {
        const char *prefix;
        gsize prefix_len, at;
        const char *kind;
    } kinds[] = {
        {"\x9B\xA5", 2, 0, "Word 1"},
        {"MSCF\0\0\0\0", 8, 0, "Cabinet"},
        {"ITSF", 4, 0, "CHM"},
        {"AT&TFORM", 8, 0, "DjVu"},
        {"Standard Jet DB", 15, 4, "Access"},
        {"SQLite format 3", 16, 0, "SQLite"},
        {"\x7F"
         "ELF",
         4, 0, "program"},
        {"MZ", 2, 0, "program"},
        {"OggS", 4, 0, "audio"},
        {"ID3", 3, 0, "audio"},
        {"WAVEfmt ", 8, 8, "audio"},
        {"AVI LIST", 8, 8, "video"},
        {"ftyp", 4, 4, "video"},
        {"\x1A\x45\xDF\xA3", 4, 0, "video"},
        {"8BPS", 4, 0, "Photoshop"},
        {"AC10", 4, 0, "AutoCAD"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (len >= kinds[i].at + kinds[i].prefix_len &&
            memcmp(bytes + kinds[i].at, kinds[i].prefix, kinds[i].prefix_len) == 0)
            return kinds[i].kind;
    return NULL;
}
