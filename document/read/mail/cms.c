/* ContentInfo { type, [0] SignedData { version, digests, { type, [0] OCTET STRING }, ... } }
 * ContentInfo { type, [0] CompressedData { version, algorithm, { type, [0] OCTET STRING } } }
 *
 * Programs that write while they sign do not know lengths before: elements of indefinite length,
 * which end with two zero bytes, and strings in pieces. */
#include "document/read/mail/cms.h"

#include "document/detect/detect.h"
#include "document/message.h"
#include "document/read/reader.h"

#include <gio/gio.h>
#include <string.h>

/* Elements within each other are followed this deep; signed data has its content at the sixth. */
#define DEPTH_MAX 32u

enum {
    TAG_INTEGER = 0x02,
    TAG_OCTETS = 0x04,
    TAG_ID = 0x06,
    TAG_SEQUENCE = 0x30,
    TAG_SET = 0x31,
    TAG_OCTET_PIECES = 0x24,
    TAG_FIRST = 0xA0, /* [0], constructed */
    CONSTRUCTED = 0x20,
};

/* What is left to be read. */
typedef struct {
    const guint8 *at;
    const guint8 *end;
} Span;

typedef struct {
    guint8 tag;
    gboolean is_open; /* of indefinite length: `content` is all that follows */
    Span content;
} Element;

/* Reads the head of the element that `from` begins with, and steps behind it: over its content,
 * too, where the length is known. FALSE when there is none. */
static gboolean
next_element(Span *from, Element *element)
{
    if (from->end - from->at < 2 || (from->at[0] & 0x1F) == 0x1F)
        return FALSE;
    *element = (Element){.tag = from->at[0]};
    guint8 first = from->at[1];
    guint64 len = first;
    from->at += 2;
    if (first == 0x80) {
        element->is_open = TRUE;
        element->content = *from;
        return (element->tag & CONSTRUCTED) != 0;
    }
    if (first > 0x80) {
        guint count = first & 0x7F;
        if (count > 8 || (gsize)(from->end - from->at) < count)
            return FALSE;
        for (len = 0; count > 0; count--)
            len = len << 8 | *from->at++;
    }
    /* What is cut off is read as far as it goes. */
    len = MIN(len, (guint64)(from->end - from->at));
    element->content = (Span){.at = from->at, .end = from->at + len};
    from->at += len;
    return TRUE;
}

static gboolean
is_end_mark(const Span *span)
{
    return span->end - span->at >= 2 && span->at[0] == 0 && span->at[1] == 0;
}

/* Steps over one element of any kind. */
static gboolean
skip_element(Span *from)
{
    guint open = 0; /* elements of indefinite length that have not ended */

    do {
        Element element;
        if (open > 0 && is_end_mark(from)) {
            from->at += 2;
            open--;
            continue;
        }
        if (!next_element(from, &element))
            return FALSE;
        if (element.is_open && ++open > DEPTH_MAX)
            return FALSE;
    } while (open > 0);
    return TRUE;
}

/* Enters the element that `span` begins with, if it is `tag`. */
static gboolean
enter(Span *span, guint8 tag)
{
    Element element;

    if (!next_element(span, &element) || element.tag != tag)
        return FALSE;
    *span = element.content;
    return TRUE;
}

/* Appends the string that `from` begins with, in one piece or in many, to `out`. */
static void
append_string(Span from, GByteArray *out)
{
    /* Where the pieces around the present one end; an open piece ends with its mark. */
    struct {
        const guint8 *end;
        gboolean is_open;
    } around[DEPTH_MAX];
    guint depth = 0;

    do {
        Element element;
        if (depth > 0 && around[depth - 1].is_open && is_end_mark(&from)) {
            from.at += 2;
            depth--;
            continue;
        }
        if (depth > 0 && !around[depth - 1].is_open && from.at >= around[depth - 1].end) {
            depth--;
            continue;
        }
        if (!next_element(&from, &element))
            return;
        if (element.tag == TAG_OCTETS) {
            g_byte_array_append(out, element.content.at,
                                (guint)(element.content.end - element.content.at));
        } else if (element.tag == TAG_OCTET_PIECES && depth < DEPTH_MAX) {
            around[depth].end = element.content.end;
            around[depth++].is_open = element.is_open;
            from.at = element.content.at;
        } else {
            return;
        }
    } while (depth > 0);
}

/* The last bytes of types: data, signed data, enveloped, signed and enveloped, encrypted; and, of
 * another root, compressed (RFC 3274). */
enum {
    TYPE_SIGNED = 2,
    TYPE_ENVELOPED = 3,
    TYPE_SIGNED_AND_ENVELOPED = 4,
    TYPE_ENCRYPTED = 6,
    TYPE_COMPRESSED = 9,
};

/* Steps into a ContentInfo. `*type` is the last of the bytes that tell its type, 0 without one. */
static gboolean
enter_wrapper(Span *span, guint8 *type)
{
    /* 1.2.840.113549.1.7.N */
    static const guint8 prefix[] = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07};
    /* 1.2.840.113549.1.9.16.1.9 */
    static const guint8 compressed[] = {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D,
                                        0x01, 0x09, 0x10, 0x01, 0x09};
    Element id;

    *type = 0;
    if (!enter(span, TAG_SEQUENCE) || !next_element(span, &id) || id.tag != TAG_ID || id.is_open)
        return FALSE;
    gsize id_len = (gsize)(id.content.end - id.content.at);
    if (id_len == sizeof prefix + 1 && memcmp(id.content.at, prefix, sizeof prefix) == 0)
        *type = id.content.at[sizeof prefix];
    if (id_len == sizeof compressed && memcmp(id.content.at, compressed, id_len) == 0)
        *type = TYPE_COMPRESSED;
    return TRUE;
}

static guint8
wrapper_type(const char *bytes, gsize len)
{
    const guint8 *start = (const guint8 *)bytes;
    Span span = {.at = start, .end = start + len};
    guint8 type;

    return enter_wrapper(&span, &type) ? type : 0;
}

static gboolean
is_encrypted(guint8 type)
{
    return type == TYPE_ENVELOPED || type == TYPE_SIGNED_AND_ENVELOPED || type == TYPE_ENCRYPTED;
}

/* What is signed or compressed; empty when it stands elsewhere. */
static GByteArray *
signed_content(const char *bytes, gsize len)
{
    const guint8 *start = (const guint8 *)bytes;
    Span span = {.at = start, .end = start + len};
    GByteArray *content = g_byte_array_new();
    guint8 type;

    if (enter_wrapper(&span, &type) && enter(&span, TAG_FIRST) && enter(&span, TAG_SEQUENCE) &&
        skip_element(&span) /* version */ && skip_element(&span) /* digests, algorithm */ &&
        enter_wrapper(&span, &type) && enter(&span, TAG_FIRST))
        append_string(span, content);
    return content;
}

/* Whether it is a part of mail: its first line is a field of the header that such parts have. */
static gboolean
is_mail_part(const GByteArray *content)
{
    static const char *const fields[] = {"content-", "mime-version:"};

    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
        if (content->len > strlen(fields[i]) &&
            g_ascii_strncasecmp((const char *)content->data, fields[i], strlen(fields[i])) == 0)
            return TRUE;
    return FALSE;
}

/* Unpacks `*content`. FALSE when it is damaged, or more than `max` bytes. */
static gboolean
unpack(GByteArray **content, gsize max, GError **error)
{
    g_autoptr(GZlibDecompressor) zlib = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
    g_autoptr(GByteArray) out = g_byte_array_new();
    guint8 piece[16384];
    gsize at = 0;
    GConverterResult result = G_CONVERTER_CONVERTED;

    while (result != G_CONVERTER_FINISHED) {
        gsize used = 0;
        gsize made = 0;
        result =
            g_converter_convert(G_CONVERTER(zlib), (*content)->data + at, (*content)->len - at,
                                piece, sizeof piece, G_CONVERTER_INPUT_AT_END, &used, &made, NULL);
        if (result == G_CONVERTER_ERROR) {
            g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED,
                                _("its compressed content is damaged"));
            return FALSE;
        }
        if (made > max - out->len) {
            g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE,
                        _("it is larger than %zu bytes"), max);
            return FALSE;
        }
        g_byte_array_append(out, piece, (guint)made);
        at += used;
    }
    g_byte_array_unref(*content);
    *content = g_steal_pointer(&out);
    return TRUE;
}

/* The wrapper that stands in text between two lines of dashes; NULL when there is none. */
static GByteArray *
from_armour(const char *bytes, gsize len)
{
    static const char dashes[] = "-----";
    gsize dashes_len = strlen(dashes);

    if (len < dashes_len || memcmp(bytes, dashes, dashes_len) != 0)
        return NULL;
    const char *start = memchr(bytes, '\n', len);
    if (start == NULL)
        return NULL;
    const char *end = memmem(start, (gsize)(bytes + len - start), dashes, dashes_len);
    end = end != NULL ? end : bytes + len;
    GByteArray *out = g_byte_array_new();
    gint state = 0;
    guint save = 0;
    g_byte_array_set_size(out, (guint)((end - start) / 4 * 3 + 3));
    gsize made = g_base64_decode_step(start, (gsize)(end - start), out->data, &state, &save);
    g_byte_array_set_size(out, (guint)made);
    return out;
}

TcDocument *
tc_cms_read(const char *bytes, gsize len, const char *name, const TcReadLimits *limits,
            GError **error)
{
    g_autofree char *inner = g_strdup(name);
    g_autoptr(GByteArray) binary = from_armour(bytes, len);

    if (binary != NULL) {
        bytes = (const char *)binary->data;
        len = binary->len;
    }
    guint8 type = wrapper_type(bytes, len);
    if (is_encrypted(type)) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ENCRYPTED,
                            _("its content is encrypted"));
        return NULL;
    }
    g_autoptr(GByteArray) content = signed_content(bytes, len);
    if (content->len == 0) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNSUPPORTED,
                            _("a signature without what it signs"));
        return NULL;
    }
    if (type == TYPE_COMPRESSED && !unpack(&content, limits->input_max, error))
        return NULL;
    if (inner != NULL && (g_str_has_suffix(inner, ".p7m") || g_str_has_suffix(inner, ".p7z")))
        inner[strlen(inner) - strlen(".p7m")] = '\0';
    const char *data = (const char *)content->data;
    if (is_mail_part(content))
        return tc_read_inner(TC_FORMAT_EML, data, content->len, inner, limits, error);
    return tc_read_inner(tc_detect_format(data, content->len, inner), data, content->len, inner,
                         limits, error);
}
