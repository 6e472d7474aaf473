#include "indexer/dump/reader.h"

#include "base/free.h"
#include "indexer/display.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

/* The window of zstd -19; dump itself uses a smaller one. */
#define WINDOW_LOG_MAX 25
/* After a line longer than this, its memory is given back. */
#define KEEP_MAX       ((gsize)16 << 20)

struct TcDumpReader {
    int fd; /* -1: from memory */
    gboolean is_seekable;
    char *name; /* as shown */
    TcDumpLimits limits;
    guint64 position;
    ZSTD_DStream *zstd;
    ZSTD_inBuffer in;
    char *in_bytes;         /* what `in` points to, unless the caller owns that memory */
    gboolean is_frame_done; /* the last frame is complete */
    gboolean was_full;      /* the output was full: there may be more without more input */
    gboolean is_finished;   /* there is no more input */
    char *bytes;            /* decompressed: lines not yet read are [begin, end) */
    gsize begin, end, capacity;
    guint64 expanded; /* bytes decompressed in all */
    guint64 line_number;
    gsize line_len;
    TcDumpHeader header;
    TcDumpLine line;
    GChecksum *checksum;
    TcDumpEnd seen;    /* what was counted */
    GHashTable *paths; /* hashes of the paths so far: guint8[TC_HASH_LEN] */
    GPtrArray *blocks; /* where these lie */
    gsize block_left;  /* hashes that fit into the last one */
};

#define BLOCK_HASHES 4096

/* ---- errors ---- */

static gboolean
fail(const TcDumpReader *reader, TcStoreError code, const char *message, GError **error)
{
    g_set_error(error, TC_STORE_ERROR, (gint)code, _("%s: line %" PRIu64 ": %s"), reader->name,
                reader->line_number, message);
    return FALSE;
}

static gboolean
damaged(const TcDumpReader *reader, const char *message, GError **error)
{
    return fail(reader, TC_STORE_ERROR_CORRUPT, message, error);
}

/* ---- bytes ---- */

static gboolean
read_input(TcDumpReader *reader, GError **error)
{
    ssize_t got;

    if (reader->fd < 0) {
        reader->is_finished = TRUE;
        return TRUE;
    }
    do {
        if (reader->is_seekable)
            got =
                pread(reader->fd, reader->in_bytes, ZSTD_DStreamInSize(), (off_t)reader->position);
        else
            got = read(reader->fd, reader->in_bytes, ZSTD_DStreamInSize());
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot read %s: %s"),
                    reader->name, g_strerror(errno));
        return FALSE;
    }
    reader->is_finished = got == 0;
    reader->position += (guint64)got;
    reader->in = (ZSTD_inBuffer){reader->in_bytes, (size_t)got, 0};
    return TRUE;
}

/* Makes room for more bytes behind `end`. */
static gboolean
make_room(TcDumpReader *reader, GError **error)
{
    gsize used = reader->end - reader->begin, wanted = reader->capacity;
    char *grown;

    if (reader->begin) {
        memmove(reader->bytes, reader->bytes + reader->begin, used);
        reader->begin = 0;
        reader->end = used;
    }
    if (reader->capacity - used >= ZSTD_DStreamOutSize())
        return TRUE;
    wanted = MAX(wanted * 3 / 2, used + ZSTD_DStreamOutSize());
    grown = g_try_realloc(reader->bytes, wanted);
    if (grown == NULL)
        return damaged(reader, _("not enough memory for so long a line"), error);
    reader->bytes = grown;
    reader->capacity = wanted;
    return TRUE;
}

/* Decompresses some more. *has_ended is TRUE when there is no more. */
static gboolean
expand(TcDumpReader *reader, gboolean *has_ended, GError **error)
{
    ZSTD_outBuffer out;
    size_t result;

    *has_ended = FALSE;
    if (reader->in.pos == reader->in.size && !reader->was_full) {
        if (!reader->is_finished && !read_input(reader, error))
            return FALSE;
        if (reader->is_finished) {
            *has_ended = TRUE;
            /* A file without any frame is no dump; the caller says so. */
            return reader->is_frame_done || damaged(reader, _("the dump is cut off"), error);
        }
    }
    if (!make_room(reader, error))
        return FALSE;
    out = (ZSTD_outBuffer){reader->bytes, reader->capacity, reader->end};
    result = ZSTD_decompressStream(reader->zstd, &out, &reader->in);
    if (ZSTD_isError(result)) {
        g_autofree char *message = NULL;

        if (!reader->expanded)
            message = g_strdup(_("not a dump: it is not compressed with zstd"));
        else
            message = g_strdup_printf(_("damaged: %s"), ZSTD_getErrorName(result));
        return damaged(reader, message, error);
    }
    reader->is_frame_done = result == 0;
    reader->was_full = out.pos == out.size && result != 0;
    reader->expanded += out.pos - reader->end;
    reader->end = out.pos;
    if (reader->expanded > reader->limits.expansion_free &&
        reader->expanded / reader->limits.expansion_max > reader->position)
        return damaged(reader, _("it expands more than any archive of documents does"), error);
    return TRUE;
}

/* Reads the next line, without its end: *bytes is NULL when there is none. Valid until the next
 * call. */
static gboolean
next_line(TcDumpReader *reader, const char **bytes, gsize *len, GError **error)
{
    gsize searched = 0;

    *bytes = NULL;
    reader->line_number++;
    for (;;) {
        gsize have = reader->end - reader->begin;
        const char *start = reader->bytes != NULL ? reader->bytes + reader->begin : NULL;
        const char *newline = start != NULL && have > searched
                                  ? memchr(start + searched, '\n', have - searched)
                                  : NULL;
        gboolean has_ended;

        if (newline != NULL) {
            *bytes = start;
            *len = (gsize)(newline - start);
            reader->begin += *len + 1;
            reader->line_len = *len + 1;
            return TRUE;
        }
        if (have > reader->limits.line_max)
            return damaged(reader, _("too long a line"), error);
        searched = have;
        if (!expand(reader, &has_ended, error))
            return FALSE;
        if (has_ended && have)
            return damaged(reader, _("the dump is cut off"), error);
        if (has_ended)
            return TRUE;
    }
}

/* ---- lines ---- */

/* FALSE when the path was there before. Takes some forty bytes a path. */
static gboolean
note_path(TcDumpReader *reader, const char *path)
{
    guint8 hash[TC_HASH_LEN], *kept;

    tc_ledger_hash(path, strlen(path), hash);
    if (g_hash_table_contains(reader->paths, hash))
        return FALSE;
    if (!reader->block_left) {
        g_ptr_array_add(reader->blocks, g_malloc((gsize)BLOCK_HASHES * TC_HASH_LEN));
        reader->block_left = BLOCK_HASHES;
    }
    kept = (guint8 *)reader->blocks->pdata[reader->blocks->len - 1] +
           (BLOCK_HASHES - reader->block_left--) * TC_HASH_LEN;
    memcpy(kept, hash, TC_HASH_LEN);
    g_hash_table_add(reader->paths, kept);
    return TRUE;
}

/* The bytes of the line have been read; memory is needed next for its terms. */
static void
give_back(TcDumpReader *reader)
{
    gsize used = reader->end - reader->begin;

    memmove(reader->bytes, reader->bytes + reader->begin, used);
    reader->bytes = g_realloc(reader->bytes, used + ZSTD_DStreamOutSize());
    reader->capacity = used + ZSTD_DStreamOutSize();
    reader->begin = 0;
    reader->end = used;
}

static gboolean
read_line(TcDumpReader *reader, GError **error)
{
    const char *bytes;
    gsize len;
    GError *local = NULL;

    /* Two long lines need not be in memory at the same time. */
    tc_dump_line_clear(&reader->line);
    if (!next_line(reader, &bytes, &len, error))
        return FALSE;
    if (bytes == NULL)
        return damaged(reader, _("the dump is cut off"), error);
    if (!tc_dump_line_read(&reader->line, bytes, len, &local)) {
        fail(reader, (TcStoreError)local->code, local->message, error);
        g_error_free(local);
        return FALSE;
    }
    if (reader->line.kind != TC_DUMP_END)
        g_checksum_update(reader->checksum, (const guchar *)bytes, (gssize)len + 1);
    if (len > KEEP_MAX)
        give_back(reader);
    return TRUE;
}

static gboolean
read_header(TcDumpReader *reader, GError **error)
{
    if (!read_line(reader, error))
        return FALSE;
    if (reader->line.kind != TC_DUMP_HEADER)
        return damaged(reader, _("not a dump of tracuu-index"), error);
    reader->header = reader->line.header;
    reader->line.header = (TcDumpHeader){0};
    return TRUE;
}

static gboolean
take_entry(TcDumpReader *reader, GError **error)
{
    TcDumpEntry *entry = &reader->line.entry;
    /* What begins like the keys of metadata is no path. */
    g_autofree char *name = entry->page != NULL
                                ? tc_page_key(entry->page->hash, entry->page->number)
                            : entry->correction != NULL ? tc_correction_key(entry->correction->hash)
                                                        : g_strdup(entry->path);

    if (!note_path(reader, name)) {
        g_autofree char *shown = tc_display(name);
        g_autofree char *message = g_strdup_printf(_("%s is there twice"), shown);

        return damaged(reader, message, error);
    }
    reader->seen.lines++;
    if (entry->record != NULL) {
        reader->seen.documents++;
        reader->seen.text_bytes += entry->record->text_len;
    }
    if (reader->seen.lines > reader->header.lines ||
        reader->seen.documents > reader->header.documents)
        return damaged(reader, _("there is more in it than its first line says"), error);
    return TRUE;
}

static gboolean
check_end(TcDumpReader *reader, GError **error)
{
    const TcDumpEnd *end = &reader->line.end, *seen = &reader->seen;
    const char *bytes;
    gsize len;

    if (end->lines != seen->lines || end->documents != seen->documents ||
        end->text_bytes != seen->text_bytes || end->lines != reader->header.lines ||
        end->documents != reader->header.documents)
        return damaged(reader, _("lines are missing: the counts do not agree"), error);
    if (!g_str_equal(end->sha256, g_checksum_get_string(reader->checksum)))
        return damaged(reader, _("the checksum is wrong"), error);
    if (!next_line(reader, &bytes, &len, error))
        return FALSE;
    return bytes == NULL || damaged(reader, _("there is more after its last line"), error);
}

gboolean
tc_dump_reader_next(TcDumpReader *reader, TcDumpEntry **entry, GError **error)
{
    *entry = NULL;
    if (!read_line(reader, error))
        return FALSE;
    switch (reader->line.kind) {
    case TC_DUMP_HEADER:
        return damaged(reader, _("a second first line"), error);
    case TC_DUMP_END:
        return check_end(reader, error);
    case TC_DUMP_ENTRY:
        break;
    }
    if (!take_entry(reader, error))
        return FALSE;
    *entry = &reader->line.entry;
    return TRUE;
}

gboolean
tc_dump_reader_skip(TcDumpReader *reader, guint64 lines, GError **error)
{
    for (; lines; lines--) {
        const char *bytes;
        gsize len;

        if (!next_line(reader, &bytes, &len, error))
            return FALSE;
        if (bytes == NULL)
            return damaged(reader, _("the dump is cut off"), error);
    }
    return TRUE;
}

/* ---- the whole ---- */

static TcDumpReader *
reader_new(int fd, const char *name, const TcDumpLimits *limits)
{
    TcDumpReader *reader = g_new0(TcDumpReader, 1);

    reader->fd = fd;
    reader->name = tc_display(name);
    reader->limits = *limits;
    reader->zstd = ZSTD_createDStream();
    if (reader->zstd == NULL)
        g_error("out of memory"); /* as GLib's own allocation does */
    ZSTD_DCtx_setParameter(reader->zstd, ZSTD_d_windowLogMax, WINDOW_LOG_MAX);
    reader->checksum = g_checksum_new(G_CHECKSUM_SHA256);
    reader->paths = g_hash_table_new(tc_ledger_hash_hash, tc_ledger_hash_equal);
    reader->blocks = g_ptr_array_new_with_free_func(g_free);
    return reader;
}

TcDumpReader *
tc_dump_reader_new(int fd, const char *name, GError **error)
{
    static const TcDumpLimits limits = TC_DUMP_LIMITS_INIT;
    g_autoptr(TcDumpReader) reader = reader_new(fd, name, &limits);
    struct stat st;

    reader->is_seekable = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    reader->in_bytes = g_malloc(ZSTD_DStreamInSize());
    return read_header(reader, error) ? g_steal_pointer(&reader) : NULL;
}

TcDumpReader *
tc_dump_reader_new_from_bytes(const char *bytes, gsize len, const TcDumpLimits *limits,
                              GError **error)
{
    g_autoptr(TcDumpReader) reader = reader_new(-1, "dump", limits);

    reader->in = (ZSTD_inBuffer){bytes, len, 0};
    reader->position = len;
    return read_header(reader, error) ? g_steal_pointer(&reader) : NULL;
}

void
tc_dump_reader_free(TcDumpReader *reader)
{
    if (reader == NULL)
        return;
    g_free(reader->name);
    ZSTD_freeDStream(reader->zstd);
    tc_free_all(reader->in_bytes, reader->bytes);
    tc_dump_header_clear(&reader->header);
    tc_dump_line_clear(&reader->line);
    g_checksum_free(reader->checksum);
    g_hash_table_unref(reader->paths);
    g_ptr_array_unref(reader->blocks);
    g_free(reader);
}

const TcDumpHeader *
tc_dump_reader_header(const TcDumpReader *reader)
{
    return &reader->header;
}

guint64
tc_dump_reader_position(const TcDumpReader *reader)
{
    return reader->position;
}

gsize
tc_dump_reader_line_len(const TcDumpReader *reader)
{
    return reader->line_len;
}
