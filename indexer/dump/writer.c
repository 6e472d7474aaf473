#include "indexer/dump/writer.h"

#include "indexer/display.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>
#include <zstd.h>

#define LEVEL 3

struct TcDumpWriter {
    int fd;
    char *name; /* as shown */
    ZSTD_CStream *zstd;
    GString *plain; /* what will be compressed next */
    char *out;
    GChecksum *checksum;
    TcDumpEnd written;
};

TcDumpWriter *
tc_dump_writer_new(int fd, const char *name)
{
    TcDumpWriter *writer = g_new0(TcDumpWriter, 1);

    writer->fd = fd;
    writer->name = tc_display(name);
    writer->zstd = ZSTD_createCStream();
    if (writer->zstd == NULL)
        g_error("out of memory"); /* as GLib's own allocation does */
    ZSTD_CCtx_setParameter(writer->zstd, ZSTD_c_compressionLevel, LEVEL);
    ZSTD_CCtx_setParameter(writer->zstd, ZSTD_c_checksumFlag, 1);
    writer->plain = g_string_sized_new(ZSTD_CStreamInSize());
    writer->out = g_malloc(ZSTD_CStreamOutSize());
    writer->checksum = g_checksum_new(G_CHECKSUM_SHA256);
    return writer;
}

void
tc_dump_writer_free(TcDumpWriter *writer)
{
    if (writer == NULL)
        return;
    g_free(writer->name);
    ZSTD_freeCStream(writer->zstd);
    g_string_free(writer->plain, TRUE);
    g_free(writer->out);
    g_checksum_free(writer->checksum);
    g_free(writer);
}

static gboolean
write_out(TcDumpWriter *writer, gsize len, GError **error)
{
    const char *at = writer->out;

    while (len) {
        ssize_t written = write(writer->fd, at, len);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot write %s: %s"),
                        writer->name, g_strerror(errno));
            return FALSE;
        }
        at += written;
        len -= (gsize)written;
    }
    return TRUE;
}

/* Compresses what has gathered. */
static gboolean
compress(TcDumpWriter *writer, ZSTD_EndDirective how, GError **error)
{
    ZSTD_inBuffer in = {writer->plain->str, writer->plain->len, 0};
    size_t left;

    g_checksum_update(writer->checksum, (const guchar *)writer->plain->str,
                      (gssize)writer->plain->len);
    do {
        ZSTD_outBuffer out = {writer->out, ZSTD_CStreamOutSize(), 0};

        left = ZSTD_compressStream2(writer->zstd, &out, &in, how);
        if (ZSTD_isError(left)) {
            g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot write %s: %s"),
                        writer->name, ZSTD_getErrorName(left));
            return FALSE;
        }
        if (!write_out(writer, out.pos, error))
            return FALSE;
    } while (in.pos < in.size || (how == ZSTD_e_end && left));
    g_string_truncate(writer->plain, 0);
    return TRUE;
}

typedef struct {
    TcDumpWriter *writer;
    GError *error;
} Sink;

/* A long text never exists as JSON in one piece. */
static int
take_json(const char *bytes, size_t len, void *user)
{
    Sink *sink = user;
    GString *plain = sink->writer->plain;

    while (len) {
        gsize room = ZSTD_CStreamInSize() - plain->len;
        gsize part = MIN(len, room);

        g_string_append_len(plain, bytes, (gssize)part);
        bytes += part;
        len -= part;
        if (part == room && !compress(sink->writer, ZSTD_e_continue, &sink->error))
            return -1;
    }
    return 0;
}

/* Takes ownership of `json`. */
static gboolean
write_line(TcDumpWriter *writer, json_t *json, GError **error)
{
    Sink sink = {.writer = writer};
    gboolean is_done = json_dump_callback(json, take_json, &sink, JSON_COMPACT) == 0 &&
                       take_json("\n", 1, &sink) == 0;

    json_decref(json);
    if (is_done)
        return TRUE;
    if (sink.error != NULL)
        g_propagate_error(error, sink.error);
    else
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot write %s: %s"),
                    writer->name, _("not enough memory"));
    return FALSE;
}

gboolean
tc_dump_writer_begin(TcDumpWriter *writer, const TcDumpHeader *header, GError **error)
{
    return write_line(writer, tc_dump_header_json(header), error);
}

gboolean
tc_dump_writer_put(TcDumpWriter *writer, const TcLedgerEntry *file, const TcRecord *record,
                   GError **error)
{
    writer->written.lines++;
    if (record != NULL) {
        writer->written.documents++;
        writer->written.text_bytes += record->text_len;
    }
    return write_line(writer, tc_dump_entry_json(file, record), error);
}

gboolean
tc_dump_writer_put_page(TcDumpWriter *writer, const TcDumpPage *page, GError **error)
{
    writer->written.lines++;
    return write_line(writer, tc_dump_page_json(page), error);
}

gboolean
tc_dump_writer_put_correction(TcDumpWriter *writer, const TcCorrection *correction, GError **error)
{
    writer->written.lines++;
    return write_line(writer, tc_dump_correction_json(correction), error);
}

gboolean
tc_dump_writer_end(TcDumpWriter *writer, GError **error)
{
    /* The checksum covers what was compressed. */
    if (!compress(writer, ZSTD_e_continue, error))
        return FALSE;
    g_strlcpy(writer->written.sha256, g_checksum_get_string(writer->checksum),
              sizeof writer->written.sha256);
    g_checksum_reset(writer->checksum);
    return write_line(writer, tc_dump_end_json(&writer->written), error) &&
           compress(writer, ZSTD_e_end, error);
}
