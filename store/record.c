#include "store/record.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include <sys/mman.h>
#include <zstd.h>

#include "base/free.h"
#include "store/generation.h"
#include "store/text_dictionary.h"

/* Bytes of a record:
 *
 *     0   magic, version: guint32 in the byte order of the machine, so that a record of another
 *         byte order is refused
 *     4   header_len   guint32
 *     8   text_len     guint32, bytes of the text before compression
 *     12  frame_len    guint32, bytes of the zstd frame, 0 without text
 *     16  header       GVariant a{sv} in normal form; 16 keeps it aligned
 *     ..  frame        zstd, one frame with content size and checksum, see text_dictionary.h */
#define MAGIC    0x54435201u
#define TEXT_MAX (1u << 30)

#define LARGE_PAGE ((gsize)2 << 20) /* bytes, of most machines */

typedef struct {
    guint32 magic;
    guint32 header_len;
    guint32 text_len;
    guint32 frame_len;
} Prefix;
G_STATIC_ASSERT(sizeof(Prefix) == 16);
G_STATIC_ASSERT(sizeof(TcLandmark) == 2 * sizeof(guint32));

#define COMPRESSION_LEVEL 3

/* Longer texts than this hold what is in the dictionary themselves; to prepare the tables for them
 * costs more than it brings. */
#define DICTIONARY_TEXT_MAX ((gsize)64 << 10)

struct TcRecordEncoder {
    ZSTD_CCtx *zstd;
    ZSTD_CDict *dictionary;
    GByteArray *out;
};

struct TcStoredRecord {
    TcRecord record;
    char *data;
    GVariant *header;
    char *text;
};

const char **
tc_record_field(TcRecord *record, TcField field)
{
#define OFFSET(ID, member) [TC_FIELD_##ID] = G_STRUCT_OFFSET(TcRecord, member),
    static const gsize offsets[TC_FIELD_COUNT] = {TC_FIELDS(OFFSET, TC_FIELD_NOTHING)};
#undef OFFSET
    return tc_field_is_text(field) ? (const char **)G_STRUCT_MEMBER_P(record, offsets[field])
                                   : NULL;
}

const char *
tc_record_string(const TcRecord *record, TcField field)
{
    const char **string = tc_record_field((TcRecord *)record, field);
    return string != NULL ? *string : NULL;
}

const char **
tc_record_string_at(TcRecord *record, guint i, const char **name)
{
    static const struct {
        const char *name;
        gsize offset;
    } others[TC_RECORD_STRINGS - TC_FIELD_COUNT] = {
        {"format", G_STRUCT_OFFSET(TcRecord, format)},
        {"encoding", G_STRUCT_OFFSET(TcRecord, encoding)},
        {"relations", G_STRUCT_OFFSET(TcRecord, relations)},
        {"corrected", G_STRUCT_OFFSET(TcRecord, corrected)},
    };
    if (i < G_N_ELEMENTS(others)) {
        *name = others[i].name;
        return (const char **)G_STRUCT_MEMBER_P(record, others[i].offset);
    }
    const TcField field = (TcField)(i - G_N_ELEMENTS(others));
    *name = tc_field_row(field)->name;
    return tc_record_field(record, field);
}

TcRecordEncoder *
tc_record_encoder_new(void)
{
    TcRecordEncoder *encoder = g_new0(TcRecordEncoder, 1);
    encoder->zstd = ZSTD_createCCtx();
    encoder->dictionary =
        ZSTD_createCDict(tc_text_dictionary, tc_text_dictionary_len, COMPRESSION_LEVEL);
    if (encoder->zstd == NULL || encoder->dictionary == NULL)
        g_error("out of memory"); /* as GLib's own allocation does */
    ZSTD_CCtx_setParameter(encoder->zstd, ZSTD_c_compressionLevel, COMPRESSION_LEVEL);
    ZSTD_CCtx_setParameter(encoder->zstd, ZSTD_c_checksumFlag, 1);
    encoder->out = g_byte_array_new();
    return encoder;
}

void
tc_record_encoder_free(TcRecordEncoder *encoder)
{
    if (encoder == NULL)
        return;
    ZSTD_freeCCtx(encoder->zstd);
    ZSTD_freeCDict(encoder->dictionary);
    g_byte_array_unref(encoder->out);
    g_free(encoder);
}

static GVariant *
string_variant(const char *text)
{
    if (g_utf8_validate(text, -1, NULL))
        return g_variant_new_string(text);
    return g_variant_new_take_string(g_utf8_make_valid(text, -1));
}

static GVariant *
encode_header(const TcRecord *record)
{
    GVariantBuilder builder;
    const char *name = NULL;
    g_variant_builder_init(&builder, G_VARIANT_TYPE_VARDICT);
    if (record->path != NULL)
        g_variant_builder_add(&builder, "{sv}", "path", g_variant_new_bytestring(record->path));
    for (guint i = 0; i < TC_RECORD_STRINGS; i++) {
        const char **value = tc_record_string_at((TcRecord *)record, i, &name);
        if (value != NULL && *value != NULL)
            g_variant_builder_add(&builder, "{sv}", name, string_variant(*value));
    }
    if (record->date != 0)
        g_variant_builder_add(&builder, "{sv}", "date", g_variant_new_uint32(record->date));
    if (record->is_ocr)
        g_variant_builder_add(&builder, "{sv}", "ocr", g_variant_new_boolean(TRUE));
    if (record->landmark_count > 0) {
        g_variant_builder_add(&builder, "{sv}", "marks",
                              g_variant_new_fixed_array(G_VARIANT_TYPE("(uu)"), record->landmarks,
                                                        record->landmark_count,
                                                        sizeof(TcLandmark)));
    }
    return g_variant_ref_sink(g_variant_builder_end(&builder));
}

const char *
tc_record_encoder_encode(TcRecordEncoder *encoder, const TcRecord *record, gsize *len)
{
    /* Text beyond what a record can hold is cut off, at a character boundary. */
    gsize text_len = record->text != NULL ? record->text_len : 0;
    if (text_len > TEXT_MAX) {
        text_len = TEXT_MAX;
        while (text_len > 0 && ((guchar)record->text[text_len] & 0xc0) == 0x80)
            text_len--;
    }
    g_autoptr(GVariant) header = encode_header(record);
    const gsize header_len = g_variant_get_size(header);
    const gsize bound = text_len > 0 ? ZSTD_compressBound(text_len) : 0;

    GByteArray *out = encoder->out;
    g_byte_array_set_size(out, sizeof(Prefix) + header_len + bound);
    g_variant_store(header, out->data + sizeof(Prefix));
    gsize frame_len = 0;
    if (text_len > 0) {
        ZSTD_CCtx_refCDict(encoder->zstd,
                           text_len <= DICTIONARY_TEXT_MAX ? encoder->dictionary : NULL);
        frame_len = ZSTD_compress2(encoder->zstd, out->data + sizeof(Prefix) + header_len, bound,
                                   record->text, text_len);
        if (ZSTD_isError(frame_len)) {
            /* There is room enough and the parameters are valid: only memory can be lacking. */
            g_error("cannot compress: %s", ZSTD_getErrorName(frame_len));
        }
    }
    const Prefix prefix = {MAGIC, header_len, text_len, frame_len};
    memcpy(out->data, &prefix, sizeof prefix);
    *len = sizeof prefix + header_len + frame_len;
    return (const char *)out->data;
}

char *
tc_record_encode(const TcRecord *record, gsize *len)
{
    g_autoptr(TcRecordEncoder) encoder = tc_record_encoder_new();
    const char *bytes = tc_record_encoder_encode(encoder, record, len);
    return g_memdup2(bytes, *len);
}

static gboolean
damaged(GError **error, const char *what)
{
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT, _("damaged record: %s"), what);
    return FALSE;
}

/* Whether the header is in order. Where the bytes are damaged, GLib gives an empty name and "()".
 * The order of landmarks is only checked when all is known: a long text has thousands, which need
 * not be looked at twice. */
static gboolean
is_sound(const char *name, GVariant *value)
{
    return *name != '\0' && !g_variant_is_of_type(value, G_VARIANT_TYPE_UNIT) &&
           (g_variant_is_of_type(value, G_VARIANT_TYPE("a(uu)"))
                ? g_variant_get_size(value) % sizeof(TcLandmark) == 0
                : g_variant_is_normal_form(value));
}

/* Names that are not known are passed over. */
static void
take_string(TcRecord *record, const char *stored, const char *value)
{
    for (guint i = 0; i < TC_RECORD_STRINGS; i++) {
        const char *name = NULL;
        const char **string = tc_record_string_at(record, i, &name);
        if (string != NULL && strcmp(stored, name) == 0) {
            *string = value;
            return;
        }
    }
}

static gboolean
decode_header(TcStoredRecord *stored, GError **error)
{
    TcRecord *record = &stored->record;
    GVariantIter iter;
    const char *name = NULL;
    GVariant *value = NULL;
    g_variant_iter_init(&iter, stored->header);
    /* Serialised data: what is borrowed from a child stays valid as long as the header. */
    while (g_variant_iter_next(&iter, "{&sv}", &name, &value)) {
        if (!is_sound(name, value)) {
            g_variant_unref(value);
            return damaged(error, _("header"));
        }
        if (g_variant_is_of_type(value, G_VARIANT_TYPE_STRING)) {
            take_string(record, name, g_variant_get_string(value, NULL));
        } else if (strcmp(name, "path") == 0 &&
                   g_variant_is_of_type(value, G_VARIANT_TYPE_BYTESTRING)) {
            record->path = g_variant_get_bytestring(value);
        } else if (strcmp(name, "date") == 0 &&
                   g_variant_is_of_type(value, G_VARIANT_TYPE_UINT32)) {
            record->date = g_variant_get_uint32(value);
        } else if (strcmp(name, "ocr") == 0 &&
                   g_variant_is_of_type(value, G_VARIANT_TYPE_BOOLEAN)) {
            record->is_ocr = g_variant_get_boolean(value);
        } else if (strcmp(name, "marks") == 0 &&
                   g_variant_is_of_type(value, G_VARIANT_TYPE("a(uu)"))) {
            record->landmarks =
                g_variant_get_fixed_array(value, &record->landmark_count, sizeof(TcLandmark));
        }
        g_variant_unref(value);
    }
    for (gsize i = 0; i < record->landmark_count; i++)
        if (record->landmarks[i].offset > record->text_len ||
            (i > 0 && (record->landmarks[i].offset < record->landmarks[i - 1].offset ||
                       record->landmarks[i].position < record->landmarks[i - 1].position)))
            return damaged(error, _("marks"));
    return TRUE;
}

/* Frames are decompressed with this. Its tables take 160 KiB: the hits of a query share them. */
static void
free_decompressor(gpointer zstd)
{
    ZSTD_freeDCtx(zstd);
}

static ZSTD_DCtx *
decompressor(void)
{
    static GPrivate kept = G_PRIVATE_INIT(free_decompressor);
    ZSTD_DCtx *zstd = g_private_get(&kept);
    if (zstd == NULL) {
        zstd = ZSTD_createDCtx();
        g_private_set(&kept, zstd);
    }
    return zstd;
}

/* Allocates memory for a text. For a long one the kernel is asked for large pages: handing out 10
 * MB in small ones takes longer than decompressing them. */
static char *
allocate_text(gsize len)
{
    const gsize whole = (len + LARGE_PAGE - 1) & ~(LARGE_PAGE - 1);
    if (len < LARGE_PAGE)
        return g_try_malloc(len);
    char *text = aligned_alloc(LARGE_PAGE, whole);
    if (text != NULL) /* if this fails, it only costs time */
        (void)madvise(text, whole, MADV_HUGEPAGE);
    return text;
}

/* The dictionary that a frame names, NULL when it names none; FALSE when it is not ours. */
static gboolean
find_dictionary(const char *frame, gsize frame_len, const ZSTD_DDict **dictionary)
{
    static const ZSTD_DDict *made;
    static gsize is_made;
    const guint id = ZSTD_getDictID_fromFrame(frame, frame_len);
    *dictionary = NULL;
    if (id == 0)
        return TRUE;
    if (g_once_init_enter(&is_made)) {
        made = ZSTD_createDDict(tc_text_dictionary, tc_text_dictionary_len);
        if (made == NULL)
            g_error("out of memory"); /* as GLib's own allocation does */
        g_once_init_leave(&is_made, 1);
    }
    *dictionary = made;
    return ZSTD_getDictID_fromDDict(*dictionary) == id;
}

static gboolean
decode_text(TcStoredRecord *stored, const char *frame, gsize frame_len, GError **error)
{
    const gsize text_len = stored->record.text_len;
    if (text_len > 0 && (ZSTD_getFrameContentSize(frame, frame_len) != text_len ||
                         ZSTD_findFrameCompressedSize(frame, frame_len) != frame_len))
        return damaged(error, _("length of the text"));
    const ZSTD_DDict *dictionary = NULL;
    if (text_len > 0 && !find_dictionary(frame, frame_len, &dictionary))
        return damaged(error, _("dictionary of the text"));
    ZSTD_DCtx *zstd = decompressor();
    stored->text = zstd != NULL ? allocate_text(text_len + 1) : NULL;
    if (stored->text == NULL) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                    _("no memory for a text of %zu bytes"), text_len);
        return FALSE;
    }
    if (text_len > 0) {
        const gsize got =
            ZSTD_decompress_usingDDict(zstd, stored->text, text_len, frame, frame_len, dictionary);
        if (ZSTD_isError(got) || got != text_len)
            return damaged(error, _("text"));
    }
    stored->text[text_len] = '\0';
    stored->record.text = stored->text;
    return TRUE;
}

TcStoredRecord *
tc_record_decode(char *data, gsize len, gboolean wants_text, GError **error)
{
    g_autoptr(TcStoredRecord) stored = g_new0(TcStoredRecord, 1);
    stored->data = data;
    Prefix prefix;
    if (len < sizeof prefix) {
        damaged(error, _("too short"));
        return NULL;
    }
    memcpy(&prefix, data, sizeof prefix);
    if (prefix.magic != MAGIC) {
        damaged(error, _("not a record"));
        return NULL;
    }
    const gsize rest = len - sizeof prefix;
    if (prefix.header_len > rest || prefix.frame_len != rest - prefix.header_len ||
        prefix.text_len > TEXT_MAX || (prefix.text_len == 0) != (prefix.frame_len == 0)) {
        damaged(error, _("lengths"));
        return NULL;
    }
    stored->record.text_len = prefix.text_len;
    stored->header = g_variant_ref_sink(g_variant_new_from_data(
        G_VARIANT_TYPE_VARDICT, data + sizeof prefix, prefix.header_len, FALSE, NULL, NULL));
    if (!decode_header(stored, error))
        return NULL;
    if (wants_text &&
        !decode_text(stored, data + sizeof prefix + prefix.header_len, prefix.frame_len, error))
        return NULL;
    return g_steal_pointer(&stored);
}

const TcRecord *
tc_stored_record_get(const TcStoredRecord *stored)
{
    return &stored->record;
}

void
tc_stored_record_drop_text(TcStoredRecord *stored)
{
    g_clear_pointer(&stored->text, g_free);
    stored->record.text = NULL;
}

void
tc_stored_record_free(TcStoredRecord *stored)
{
    if (stored == NULL)
        return;
    g_clear_pointer(&stored->header, g_variant_unref);
    tc_free_all(stored->text, stored->data, stored);
}
