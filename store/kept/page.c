#include "store/kept/page.h"

#include "base/free.h"
#include "store/generation.h"
#include "store/kept/little_endian.h"
#include "store/schema.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zstd.h>

/* version; pages of the file; recognised; confidence; engine, reason, message; bytes of the text;
 * the text as a zstd frame with a checksum, empty without text. Little endian. */
#define PAGE_TYPE         "(yubysssuay)"
#define PAGE_VERSION      1
#define COMPRESSION_LEVEL 9

struct TcStoredPage {
    TcPage page;
    GVariant *value;
    char *text;
};

char *
tc_page_key(const guint8 hash[TC_HASH_LEN], guint number)
{
    GString *key = g_string_new(TC_META_PAGE);

    for (gsize i = 0; i < TC_HASH_LEN; i++)
        g_string_append_printf(key, "%02x", hash[i]);
    g_string_append_printf(key, ".%u", number);
    return g_string_free(key, FALSE);
}

/* The frame of a text. NULL, and *frame_len 0, without text. */
static char *
compress(const char *text, gsize len, gsize *frame_len)
{
    *frame_len = 0;
    if (len == 0)
        return NULL;
    ZSTD_CCtx *zstd = ZSTD_createCCtx();
    if (zstd == NULL)
        g_error("out of memory"); /* as GLib's own allocation does */
    ZSTD_CCtx_setParameter(zstd, ZSTD_c_compressionLevel, COMPRESSION_LEVEL);
    ZSTD_CCtx_setParameter(zstd, ZSTD_c_checksumFlag, 1);
    const gsize bound = ZSTD_compressBound(len);
    char *frame = g_malloc(bound);
    *frame_len = ZSTD_compress2(zstd, frame, bound, text, len);
    if (ZSTD_isError(*frame_len)) {
        /* There is room enough and the parameters are valid: only memory can be lacking. */
        g_error("cannot compress: %s", ZSTD_getErrorName(*frame_len));
    }
    ZSTD_freeCCtx(zstd);
    return frame;
}

static gsize
text_len_of(const char *text)
{
    gsize len = strlen(text);
    if (len > TC_PAGE_TEXT_MAX) {
        len = TC_PAGE_TEXT_MAX;
        while (len > 0 && ((guchar)text[len] & 0xc0) == 0x80)
            len--;
    }
    return len;
}

char *
tc_page_encode(const TcPage *page, gsize *len)
{
    const gsize text_len = text_len_of(page->text);
    gsize frame_len = 0;
    g_autofree char *frame = compress(page->text, text_len, &frame_len);
    g_autoptr(GVariant) value = tc_little_endian(g_variant_ref_sink(g_variant_new(
        "(yubysssu@ay)", PAGE_VERSION, page->page_count, page->is_ocr, MIN(page->confidence, 100),
        page->engine, page->reason, page->message, (guint32)text_len,
        g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, frame, frame_len, 1))));
    *len = g_variant_get_size(value);
    char *bytes = g_malloc(*len);
    g_variant_store(value, bytes);
    return bytes;
}

static TcStoredPage *
damaged(GError **error)
{
    g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT,
                        _("a recognised page of the index is damaged"));
    return NULL;
}

TcStoredPage *
tc_page_decode(const char *bytes, gsize len, GError **error)
{
    /* GVariant wants its memory to be aligned. */
    g_autoptr(GBytes) aligned = g_bytes_new(bytes, len);
    g_autoptr(TcStoredPage) stored = g_new0(TcStoredPage, 1);
    g_autoptr(GVariant) frame = NULL;
    guint8 version = 0, confidence = 0;
    guint32 text_len = 0;
    gsize frame_len = 0;

    stored->value = tc_little_endian(
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(PAGE_TYPE), aligned, FALSE)));
    if (!g_variant_is_normal_form(stored->value))
        return damaged(error);
    TcPage *page = &stored->page;
    g_variant_get(stored->value, "(yuby&s&s&su@ay)", &version, &page->page_count, &page->is_ocr,
                  &confidence, &page->engine, &page->reason, &page->message, &text_len, &frame);
    const char *compressed = g_variant_get_fixed_array(frame, &frame_len, 1);
    if (version != PAGE_VERSION || confidence > 100 || text_len > TC_PAGE_TEXT_MAX ||
        (text_len == 0) != (frame_len == 0))
        return damaged(error);
    page->confidence = confidence;
    stored->text = g_malloc0((gsize)text_len + 1);
    if (text_len > 0 &&
        (ZSTD_getFrameContentSize(compressed, frame_len) != text_len ||
         ZSTD_decompress(stored->text, text_len, compressed, frame_len) != text_len))
        return damaged(error);
    if (!g_utf8_validate_len(stored->text, text_len, NULL))
        return damaged(error);
    page->text = stored->text;
    return g_steal_pointer(&stored);
}

const TcPage *
tc_stored_page_get(const TcStoredPage *stored)
{
    return &stored->page;
}

void
tc_stored_page_free(TcStoredPage *stored)
{
    if (stored == NULL)
        return;
    g_clear_pointer(&stored->value, g_variant_unref);
    tc_free_all(stored->text, stored);
}
