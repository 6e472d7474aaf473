#include "document/read/mail/tnef.h"

#include "base/free.h"
#include "document/read/embedded.h"
#include "document/read/mail/mapi.h"
#include "document/read/reader.h"
#include "document/read/text/decode.h"

#include <string.h>

/* Attributes, without their types. */
enum {
    ATTRIBUTE_SUBJECT = 0x8004,
    ATTRIBUTE_BODY = 0x800C,
    ATTRIBUTE_DATA = 0x800F,
    ATTRIBUTE_NAME = 0x8010,
    ATTRIBUTE_BEGIN_FILE = 0x9002,
    ATTRIBUTE_PROPERTIES = 0x9003,
    ATTRIBUTE_FILE_PROPERTIES = 0x9005,
};
enum { HEAD_LEN = 6, ATTRIBUTE_HEAD_LEN = 9, CHECKSUM_LEN = 2 };
#define FILES_MAX 2000u
#define TEXT_MAX  65536u /* of names and subjects */

/* What is left of some bytes. */
typedef struct {
    const guint8 *p, *end;
} Cursor;

static gboolean
take(Cursor *cursor, gsize len, const guint8 **bytes)
{
    if ((gsize)(cursor->end - cursor->p) < len)
        return FALSE;
    *bytes = cursor->p;
    cursor->p += len;
    return TRUE;
}

static gboolean
take_number(Cursor *cursor, guint len, guint32 *number)
{
    const guint8 *p;

    if (!take(cursor, len, &p))
        return FALSE;
    *number = 0;
    for (guint i = len; i > 0; i--)
        *number = *number << 8 | p[i - 1];
    return TRUE;
}

/* Takes bytes whose length was given, padded to a multiple of four. */
static gboolean
take_padded(Cursor *cursor, gsize len, const guint8 **bytes)
{
    gsize pad = (4 - len % 4) % 4;
    const guint8 *skipped;

    return len <= (gsize)(cursor->end - cursor->p) && take(cursor, len, bytes) &&
           take(cursor, MIN(pad, (gsize)(cursor->end - cursor->p)), &skipped);
}

static void
file_free(gpointer data)
{
    TcTnefFile *file = data;

    g_free(file->name);
    if (file->bytes != NULL)
        g_bytes_unref(file->bytes);
    g_free(file);
}

/* Decodes text in some 8-bit encoding. What the file says of it is often wrong. */
static char *
decode(const guint8 *bytes, gsize len, gsize max)
{
    const TcReadLimits limits = {.input_max = G_MAXSIZE, .text_max = max};
    TcDecoded decoded;

    while (len > 0 && bytes[len - 1] == '\0')
        len--;
    if (len == 0 || !tc_decode((const char *)bytes, len, "windows-1252", &limits, &decoded, NULL))
        return NULL;
    tc_decode_repair(&decoded);
    return g_string_free(decoded.text, FALSE);
}

static char *
decode_wide(const guint8 *bytes, gsize len, gsize max)
{
    GString *text = g_string_new(NULL);

    tc_unicode_append(TC_UNICODE_UTF16LE, (const char *)bytes, len & ~(gsize)1, max, text);
    return g_string_free(text, FALSE);
}

static void
set_bytes(GBytes **to, const guint8 *bytes, gsize len)
{
    if (*to == NULL && len > 0)
        *to = g_bytes_new(bytes, len);
}

/* Uses the value of a property of variable length. `file` is the one that is open, or NULL. */
static void
use_value(TcTnef *tnef, TcTnefFile *file, guint32 id, guint32 type, const guint8 *bytes, gsize len,
          gsize max)
{
    gboolean is_text = type == TC_MAPI_TYPE_BYTES || type == TC_MAPI_TYPE_WIDE;
    char *(*text_of)(const guint8 *, gsize, gsize) =
        type == TC_MAPI_TYPE_WIDE ? decode_wide : decode;

    if (file != NULL) {
        if (id == TC_MAPI_LONG_NAME && is_text) {
            g_free(file->name);
            file->name = text_of(bytes, len, TEXT_MAX);
        } else if (id == TC_MAPI_DATA && type == TC_MAPI_TYPE_OBJECT && len > 16) {
            /* A message, behind the number of its interface. */
            set_bytes(&file->bytes, bytes + 16, len - 16);
        }
        return;
    }
    if (id == TC_MAPI_BODY && is_text && tnef->text == NULL) {
        tnef->text = text_of(bytes, len, max);
    } else if (id == TC_MAPI_SUBJECT && is_text && tnef->subject == NULL) {
        tnef->subject = text_of(bytes, len, TEXT_MAX);
    } else if (id == TC_MAPI_HTML) {
        set_bytes(&tnef->html, bytes, len);
    } else if (id == TC_MAPI_RTF && type == TC_MAPI_TYPE_BINARY && tnef->rtf == NULL) {
        GString *rtf = tc_mapi_unpack_rtf(bytes, len, max);
        if (rtf != NULL)
            tnef->rtf = g_string_free_to_bytes(rtf);
    }
}

/* How many bytes a value of a type of fixed length has; 0 for other types. */
static gsize
fixed_len(guint32 type)
{
    switch (type) {
    case 0x0002: /* 2 bytes, padded */
    case 0x0003:
    case 0x0004:
    case 0x000A:
    case 0x000B:
        return 4;
    case 0x0005:
    case 0x0006:
    case 0x0007:
    case 0x0014:
    case 0x0040:
        return 8;
    case 0x0048:
        return 16;
    default:
        return 0;
    }
}

/* Reads one property. FALSE when not all of it is there, or its type does not exist. */
static gboolean
read_property(TcTnef *tnef, TcTnefFile *file, Cursor *cursor, gsize max)
{
    guint32 type, id, count = 1, kind, len;
    const guint8 *bytes;

    if (!take_number(cursor, 2, &type) || !take_number(cursor, 2, &id))
        return FALSE;
    if (id >= 0x8000) { /* named by a string or a number of its program */
        if (!take(cursor, 16, &bytes) || !take_number(cursor, 4, &kind) ||
            !take_number(cursor, 4, &len) || (kind == 1 && !take_padded(cursor, len, &bytes)))
            return FALSE;
    }
    gsize fixed = fixed_len(type & ~0x1000u);
    gboolean is_variable = (type & ~0x1000u) == TC_MAPI_TYPE_BYTES ||
                           (type & ~0x1000u) == TC_MAPI_TYPE_WIDE ||
                           (type & ~0x1000u) == TC_MAPI_TYPE_BINARY || type == TC_MAPI_TYPE_OBJECT;
    if (fixed == 0 && !is_variable)
        return FALSE;
    if ((is_variable || (type & 0x1000)) && !take_number(cursor, 4, &count))
        return FALSE;
    for (; count > 0; count--) {
        if (fixed > 0) {
            if (!take(cursor, fixed, &bytes))
                return FALSE;
            continue;
        }
        if (!take_number(cursor, 4, &len) || !take_padded(cursor, len, &bytes))
            return FALSE;
        use_value(tnef, file, id, type, bytes, len, max);
    }
    return TRUE;
}

static void
read_properties(TcTnef *tnef, TcTnefFile *file, Cursor cursor, gsize max)
{
    guint32 count;

    if (!take_number(&cursor, 4, &count))
        return;
    while (count-- > 0 && read_property(tnef, file, &cursor, max))
        ;
}

static void
read_attribute(TcTnef *tnef, TcTnefFile **file, guint32 id, const guint8 *bytes, gsize len,
               gsize max)
{
    const Cursor cursor = {bytes, bytes + len};

    switch (id & 0xFFFF) {
    case ATTRIBUTE_SUBJECT:
        if (tnef->subject == NULL)
            tnef->subject = decode(bytes, len, TEXT_MAX);
        break;
    case ATTRIBUTE_BODY:
        if (tnef->text == NULL)
            tnef->text = decode(bytes, len, max);
        break;
    case ATTRIBUTE_PROPERTIES:
        read_properties(tnef, NULL, cursor, max);
        break;
    case ATTRIBUTE_BEGIN_FILE:
        *file = NULL;
        if (tnef->files->len < FILES_MAX) {
            *file = g_new0(TcTnefFile, 1);
            g_ptr_array_add(tnef->files, *file);
        }
        break;
    case ATTRIBUTE_NAME:
        if (*file != NULL && (*file)->name == NULL)
            (*file)->name = decode(bytes, len, TEXT_MAX);
        break;
    case ATTRIBUTE_DATA:
        if (*file != NULL)
            set_bytes(&(*file)->bytes, bytes, len);
        break;
    case ATTRIBUTE_FILE_PROPERTIES:
        if (*file != NULL)
            read_properties(tnef, *file, cursor, max);
        break;
    default:
        break;
    }
}

void
tc_tnef_init(TcTnef *tnef, const char *bytes, gsize len, gsize max)
{
    Cursor cursor = {(const guint8 *)bytes, (const guint8 *)bytes + len};
    TcTnefFile *file = NULL;
    guint32 level, id, part;
    const guint8 *data;

    *tnef = (TcTnef){.files = g_ptr_array_new_with_free_func(file_free)};
    if (!take(&cursor, HEAD_LEN, &data))
        return;
    while (take_number(&cursor, 1, &level) && take_number(&cursor, 4, &id) &&
           take_number(&cursor, 4, &part)) {
        /* The last one may be cut. */
        gsize there = MIN(part, (gsize)(cursor.end - cursor.p));
        if (!take(&cursor, there, &data))
            return;
        read_attribute(tnef, &file, id, data, there, max);
        if (there < part || !take(&cursor, CHECKSUM_LEN, &data))
            return;
    }
}

void
tc_tnef_clear(TcTnef *tnef)
{
    tc_free_all(tnef->subject, tnef->text);
    if (tnef->html != NULL)
        g_bytes_unref(tnef->html);
    if (tnef->rtf != NULL)
        g_bytes_unref(tnef->rtf);
    if (tnef->files != NULL)
        g_ptr_array_unref(tnef->files);
    *tnef = (TcTnef){0};
}

TcDocument *
tc_tnef_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
             const TcReadLimits *limits, GError **error)
{
    g_auto(TcEmbedded) embedded = {0};
    TcTnef tnef;
    gsize part_len;

    tc_tnef_init(&tnef, bytes, len, limits->text_max);
    tc_embedded_init(&embedded, limits);
    GString *text = g_string_new(NULL);
    if (tnef.subject != NULL)
        g_string_append_printf(text, "%s\n", tnef.subject);
    if (tnef.text != NULL && *g_strchug(tnef.text) != '\0') {
        g_string_append_printf(text, "%s\n", tnef.text);
    } else if (tnef.html != NULL || tnef.rtf != NULL) {
        const char *part = g_bytes_get_data(tnef.html != NULL ? tnef.html : tnef.rtf, &part_len);
        tc_embedded_add(&embedded, part, part_len);
    }
    for (guint i = 0; i < tnef.files->len; i++) {
        const TcTnefFile *file = g_ptr_array_index(tnef.files, i);
        const char *part = file->bytes != NULL ? g_bytes_get_data(file->bytes, &part_len) : NULL;
        if (part != NULL)
            tc_embedded_add(&embedded, part, part_len);
    }
    TcDocument *document = tc_document_new_take(&text, "UTF-8", 1);
    document->title = g_steal_pointer(&tnef.subject);
    tc_tnef_clear(&tnef);
    return tc_embedded_append(&embedded, document, error);
}
