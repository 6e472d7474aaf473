#include "base/free.h"
#include "store/generation.h"
#include "store/record.h"
#include "store/record/old.h"
#include "store/text/code.h"
#include "store/text/dictionary.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <zstd.h>

#define LARGE_PAGE ((gsize)2 << 20) /* bytes, of most machines */

/* Bytes of code that are unpacked at a time: as many as zstd makes a block of. */
#define UNPACKED_STEP ((gsize)128 << 10)

#define COMPRESSION_LEVEL 3
/* Words have one or two bytes: two or three that come again are worth a match. */
#define MATCH_LEN_MIN     4

/* Longer texts than this, in bytes of code, hold what is in the dictionary themselves: to look
 * through it costs more than it brings. */
#define DICTIONARY_TEXT_MAX ((gsize)2 << 10)
#define SHORT_STRATEGY      ZSTD_lazy
/* A strategy that looks at more than the level's makes texts from here on 1.5 % shorter, those
 * between 1 %. */
#define LONG_TEXT_MIN       ((gsize)16 << 10)
#define LONG_STRATEGY       ZSTD_greedy

struct TcRecordEncoder {
    ZSTD_CCtx *short_texts; /* with the dictionary */
    ZSTD_CCtx *long_texts;
    GByteArray *code;
    GByteArray *out;
};

struct TcStoredRecord {
    TcRecord record;
    char *data;
    char *memory;     /* of strings and landmarks */
    GVariant *header; /* the same of an old record */
    char *text;
    char *code;              /* of a text that is not decoded whole yet; else NULL */
    TcTextDecoder decoder;   /* of it */
    ZSTD_DCtx *zstd;         /* that unpacks a code which is not there whole yet; else NULL */
    ZSTD_inBuffer frame;     /* its bytes, in `data` */
    ZSTD_outBuffer unpacked; /* the code as far as it is there */
    gsize code_len;
};

static ZSTD_CCtx *
new_compressor(void)
{
    ZSTD_CCtx *zstd = ZSTD_createCCtx();
    if (zstd == NULL)
        g_error("out of memory"); /* as GLib's own allocation does */
    ZSTD_CCtx_setParameter(zstd, ZSTD_c_compressionLevel, COMPRESSION_LEVEL);
    ZSTD_CCtx_setParameter(zstd, ZSTD_c_minMatch, MATCH_LEN_MIN);
    ZSTD_CCtx_setParameter(zstd, ZSTD_c_checksumFlag, 1);
    return zstd;
}

TcRecordEncoder *
tc_record_encoder_new(void)
{
    TcRecordEncoder *encoder = g_new0(TcRecordEncoder, 1);
    encoder->short_texts = new_compressor();
    encoder->long_texts = new_compressor();
    ZSTD_CCtx_setParameter(encoder->short_texts, ZSTD_c_strategy, SHORT_STRATEGY);
    if (ZSTD_isError(ZSTD_CCtx_loadDictionary(encoder->short_texts, tc_coded_text_dictionary,
                                              tc_coded_text_dictionary_len)))
        g_error("out of memory");
    encoder->code = g_byte_array_new();
    encoder->out = g_byte_array_new();
    return encoder;
}

void
tc_record_encoder_free(TcRecordEncoder *encoder)
{
    if (encoder == NULL)
        return;
    ZSTD_freeCCtx(encoder->short_texts);
    ZSTD_freeCCtx(encoder->long_texts);
    g_byte_array_unref(encoder->code);
    g_byte_array_unref(encoder->out);
    g_free(encoder);
}

/* Appends the frame of what is a text, or its code. */
static void
append_frame(TcRecordEncoder *encoder, const void *bytes, gsize len)
{
    GByteArray *out = encoder->out;
    const gsize begin = out->len, bound = ZSTD_compressBound(len);
    g_byte_array_set_size(out, (guint)(begin + bound));
    ZSTD_CCtx *zstd = len <= DICTIONARY_TEXT_MAX ? encoder->short_texts : encoder->long_texts;
    if (zstd == encoder->long_texts) /* 0: as the level has it */
        ZSTD_CCtx_setParameter(zstd, ZSTD_c_strategy, len > LONG_TEXT_MIN ? LONG_STRATEGY : 0);
    const gsize frame_len = ZSTD_compress2(zstd, out->data + begin, bound, bytes, len);
    if (ZSTD_isError(frame_len)) {
        /* There is room enough and the parameters are valid: only memory can be lacking. */
        g_error("cannot compress: %s", ZSTD_getErrorName(frame_len));
    }
    g_byte_array_set_size(out, (guint)(begin + frame_len));
}

const char *
tc_record_encoder_encode(TcRecordEncoder *encoder, const TcRecord *record, gsize *len)
{
    /* Text beyond what a record can hold is cut off, at a character boundary. */
    gsize text_len = record->text != NULL ? record->text_len : 0;
    if (text_len > TC_RECORD_TEXT_MAX) {
        text_len = TC_RECORD_TEXT_MAX;
        while (text_len > 0 && ((guchar)record->text[text_len] & 0xc0) == 0x80)
            text_len--;
    }
    if (encoder->code->len < text_len)
        g_byte_array_set_size(encoder->code, (guint)text_len);
    const gsize code_len =
        text_len > 0 ? tc_text_code(record->text, text_len, encoder->code->data, text_len) : 0;
    g_byte_array_set_size(encoder->out, 0);
    tc_record_header_write(encoder->out, record, text_len, code_len > 0);
    if (code_len > 0)
        append_frame(encoder, encoder->code->data, code_len);
    else if (text_len > 0)
        append_frame(encoder, record->text, text_len);
    *len = encoder->out->len;
    return (const char *)encoder->out->data;
}

char *
tc_record_encode(const TcRecord *record, gsize *len)
{
    g_autoptr(TcRecordEncoder) encoder = tc_record_encoder_new();
    const char *bytes = tc_record_encoder_encode(encoder, record, len);
    return g_memdup2(bytes, *len);
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

static const ZSTD_DDict *
prepare_dictionary(const guint8 *bytes, gsize len)
{
    const ZSTD_DDict *made = ZSTD_createDDict(bytes, len);
    if (made == NULL)
        g_error("out of memory"); /* as GLib's own allocation does */
    return made;
}

/* The dictionary that a frame names, NULL when it names none; FALSE when it is not ours. */
static gboolean
find_dictionary(const guint8 *frame, gsize frame_len, const ZSTD_DDict **dictionary)
{
    static const ZSTD_DDict *of_code, *of_plain;
    static gsize is_code_made, is_plain_made;
    const guint id = ZSTD_getDictID_fromFrame(frame, frame_len);
    *dictionary = NULL;
    if (id == 0)
        return TRUE;
    if (id == TC_PLAIN_TEXT_DICTIONARY) {
        if (g_once_init_enter(&is_plain_made)) {
            of_plain = prepare_dictionary(tc_plain_text_dictionary, tc_plain_text_dictionary_len);
            g_once_init_leave(&is_plain_made, 1);
        }
        *dictionary = of_plain;
    } else {
        if (g_once_init_enter(&is_code_made)) {
            of_code = prepare_dictionary(tc_coded_text_dictionary, tc_coded_text_dictionary_len);
            g_once_init_leave(&is_code_made, 1);
        }
        *dictionary = of_code;
    }
    return ZSTD_getDictID_fromDDict(*dictionary) == id;
}

static gboolean
set_no_memory(GError **error, gsize len)
{
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                _("no memory for a text of %zu bytes"), len);
    return FALSE;
}

/* Unpacks a frame of `len` bytes to `to`. */
static gboolean
unpack(const TcRecordParts *parts, char *to, gsize len, GError **error)
{
    const ZSTD_DDict *dictionary = NULL;
    ZSTD_DCtx *zstd = decompressor();
    if (!find_dictionary(parts->frame, parts->frame_len, &dictionary))
        return tc_record_is_damaged(error, _("dictionary of the text"));
    if (zstd == NULL)
        return set_no_memory(error, len);
    const gsize got =
        ZSTD_decompress_usingDDict(zstd, to, len, parts->frame, parts->frame_len, dictionary);
    if (ZSTD_isError(got) || got != len)
        return tc_record_is_damaged(error, _("text"));
    return TRUE;
}

/* Begins to unpack a frame step by step. */
static gboolean
begin_unpacking(TcStoredRecord *stored, const TcRecordParts *parts, GError **error)
{
    const ZSTD_DDict *dictionary = NULL;
    if (!find_dictionary(parts->frame, parts->frame_len, &dictionary))
        return tc_record_is_damaged(error, _("dictionary of the text"));
    stored->zstd = ZSTD_createDCtx();
    if (stored->zstd == NULL || ZSTD_isError(ZSTD_DCtx_refDDict(stored->zstd, dictionary)))
        return set_no_memory(error, stored->code_len);
    stored->frame = (ZSTD_inBuffer){parts->frame, parts->frame_len, 0};
    stored->unpacked = (ZSTD_outBuffer){stored->code, 0, 0};
    return TRUE;
}

/* Unpacks some more of the code of a text. FALSE where it is damaged. */
static gboolean
unpack_more(TcStoredRecord *stored)
{
    ZSTD_outBuffer *out = &stored->unpacked;
    const gsize before = out->pos, read_before = stored->frame.pos;
    out->size = MIN(out->pos + UNPACKED_STEP, stored->code_len);
    const gsize rest = ZSTD_decompressStream(stored->zstd, out, &stored->frame);
    stored->decoder.end = (const guint8 *)stored->code + out->pos;
    if (ZSTD_isError(rest))
        return FALSE;
    if (rest > 0) /* the end of a frame is a checksum */
        return out->pos > before || stored->frame.pos > read_before;
    stored->decoder.is_partial = FALSE;
    ZSTD_freeDCtx(stored->zstd);
    stored->zstd = NULL;
    return out->pos == stored->code_len;
}

/* The same by way of its code, which is unpacked and decoded later where it `is_later`. */
static gboolean
unpack_code(TcStoredRecord *stored, const TcRecordParts *parts, gsize code_len, gboolean is_later,
            GError **error)
{
    stored->code = g_try_malloc(code_len);
    if (stored->code == NULL)
        return set_no_memory(error, code_len);
    stored->code_len = code_len;
    if (!(is_later ? begin_unpacking(stored, parts, error)
                   : unpack(parts, stored->code, code_len, error)))
        return FALSE;
    const guint8 *code = (const guint8 *)stored->code;
    stored->decoder = (TcTextDecoder){code,         is_later ? code : code + code_len,
                                      stored->text, stored->text + parts->text_len,
                                      FALSE,        is_later};
    return is_later || tc_stored_record_reach(stored, parts->text_len, error);
}

static gboolean
decode_text(TcStoredRecord *stored, const TcRecordParts *parts, gboolean is_later, GError **error)
{
    const gsize text_len = parts->text_len;
    const unsigned long long content_len =
        text_len > 0 ? ZSTD_getFrameContentSize(parts->frame, parts->frame_len) : 0;
    /* Texts are only coded where that makes them shorter. */
    if (text_len > 0 &&
        (parts->is_coded ? content_len > text_len || text_len / TC_TEXT_CODE_GAIN_MAX > content_len
                         : content_len != text_len))
        return tc_record_is_damaged(error, _("length of the text"));
    stored->text = allocate_text(text_len + 1);
    if (stored->text == NULL)
        return set_no_memory(error, text_len);
    if (text_len > 0 && !(parts->is_coded ? unpack_code(stored, parts, content_len, is_later, error)
                                          : unpack(parts, stored->text, text_len, error)))
        return FALSE;
    stored->text[text_len] = '\0';
    stored->record.text = stored->text;
    return TRUE;
}

static TcStoredRecord *
decode(char *data, gsize len, gboolean wants_text, gboolean is_later, GError **error)
{
    g_autoptr(TcStoredRecord) stored = g_new0(TcStoredRecord, 1);
    const guint8 *bytes = (const guint8 *)data;
    const gboolean is_new = len > 0 && bytes[0] == TC_RECORD_LAYOUT;
    TcRecordParts parts;
    stored->data = data;
    if (!(is_new ? tc_record_header_find(bytes, len, &parts, error)
                 : tc_old_record_find(bytes, len, &parts, error)))
        return NULL;
    if (parts.text_len > 0 &&
        ZSTD_findFrameCompressedSize(parts.frame, parts.frame_len) != parts.frame_len) {
        tc_record_is_damaged(error, _("length of the text"));
        return NULL;
    }
    stored->record.text_len = parts.text_len;
    if (!(is_new ? tc_record_header_read(&parts, &stored->record, &stored->memory, error)
                 : tc_old_record_read(&parts, &stored->record, &stored->header, error)))
        return NULL;
    if (wants_text && !decode_text(stored, &parts, is_later, error))
        return NULL;
    return g_steal_pointer(&stored);
}

TcStoredRecord *
tc_record_decode(char *data, gsize len, gboolean wants_text, GError **error)
{
    return decode(data, len, wants_text, FALSE, error);
}

TcStoredRecord *
tc_record_decode_later(char *data, gsize len, GError **error)
{
    return decode(data, len, TRUE, TRUE, error);
}

gboolean
tc_stored_record_reach(TcStoredRecord *stored, gsize until, GError **error)
{
    if (stored->code == NULL)
        return TRUE;
    TcTextDecoder *decoder = &stored->decoder;
    const char *stop = stored->text + MIN(until, stored->record.text_len);
    if (!tc_text_decode_until(decoder, stop))
        return tc_record_is_damaged(error, _("text"));
    while (stored->zstd != NULL && (decoder->to < stop || stop == decoder->to_end))
        if (!unpack_more(stored) || !tc_text_decode_until(decoder, stop))
            return tc_record_is_damaged(error, _("text"));
    if (decoder->to == decoder->to_end)
        g_clear_pointer(&stored->code, g_free);
    return TRUE;
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
    g_clear_pointer(&stored->code, g_free);
    ZSTD_freeDCtx(stored->zstd);
    stored->zstd = NULL;
    stored->record.text = NULL;
}

void
tc_stored_record_free(TcStoredRecord *stored)
{
    if (stored == NULL)
        return;
    ZSTD_freeDCtx(stored->zstd);
    g_clear_pointer(&stored->header, g_variant_unref);
    tc_free_all(stored->text, stored->code, stored->memory, stored->data, stored);
}
