#include "document/read/pdf/pdf_streams.h"

#include <gio/gio.h>
#include <string.h>

enum {
    STREAMS_MAX = 200,
    /* Bytes before "stream" in which it is said how it is packed. */
    DICTIONARY_MAX = 1024,
    PART_LEN = 16 << 10,
    UNPACKED_MAX = 1 << 20,
};

/* Whether the stream whose data begin at `data` is packed by Flate, and not twice. */
static gboolean
is_deflated(const char *bytes, const char *data)
{
    static const char flate[] = "FlateDecode";
    const char *from = data - bytes > DICTIONARY_MAX ? data - DICTIONARY_MAX : bytes;
    const char *filter = NULL;

    for (const char *p = from; (p = memmem(p, (gsize)(data - p), "obj", 3)) != NULL; p += 3)
        from = p;
    filter = memmem(from, (gsize)(data - from), "/Filter", strlen("/Filter"));
    if (filter == NULL)
        return FALSE;
    filter += strlen("/Filter");
    while (filter < data && strchr(" \t\r\n[/", *filter) != NULL)
        filter++;
    return (gsize)(data - filter) > strlen(flate) && memcmp(filter, flate, strlen(flate)) == 0;
}

static gboolean
can_be_unpacked(const char *data, gsize len)
{
    g_autoptr(GZlibDecompressor) zlib = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
    g_autofree char *part = g_malloc(PART_LEN);
    gsize unpacked = 0;

    while (unpacked < UNPACKED_MAX) {
        gsize used = 0, written = 0;
        g_autoptr(GError) error = NULL;
        GConverterResult result =
            g_converter_convert(G_CONVERTER(zlib), data, len, part, PART_LEN,
                                G_CONVERTER_INPUT_AT_END, &used, &written, &error);
        if (result == G_CONVERTER_ERROR)
            return FALSE;
        if (result == G_CONVERTER_FINISHED)
            return TRUE;
        data += used;
        len -= used;
        unpacked += written;
    }
    return TRUE;
}

gboolean
tc_pdf_has_broken_stream(const char *bytes, gsize len)
{
    static const char word[] = "stream";
    const char *end = bytes + len;
    guint looked_at = 0;

    if (memmem(bytes, len, "/Encrypt", strlen("/Encrypt")) != NULL)
        return FALSE;
    for (const char *p = bytes; looked_at < STREAMS_MAX; p += strlen(word)) {
        p = memmem(p, (gsize)(end - p), word, strlen(word));
        if (p == NULL)
            return FALSE;
        const char *data = p + strlen(word);
        if ((p > bytes && g_ascii_isalpha(p[-1])) || !is_deflated(bytes, p)) /* "endstream" */
            continue;
        data += end - data >= 2 && data[0] == '\r' && data[1] == '\n' ? 2 : data < end ? 1 : 0;
        looked_at++;
        if (!can_be_unpacked(data, (gsize)(end - data)))
            return TRUE;
    }
    return FALSE;
}
