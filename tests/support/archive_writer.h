/* tests/support/archive_writer.h - archives made of rows, for tests. */
#ifndef TC_TESTS_ARCHIVE_WRITER_H
#define TC_TESTS_ARCHIVE_WRITER_H

#include <archive.h>
#include <archive_entry.h>
#include <glib.h>
#include <string.h>

typedef struct {
    const char *name; /* bytes as they are to stand in the archive */
    const char *content;
    gssize len; /* of the content; -1: up to its closing zero */
} ArchiveRow;

static inline la_ssize_t
archive_writer_append(G_GNUC_UNUSED struct archive *archive, void *user, const void *bytes,
                      size_t len)
{
    g_byte_array_append(user, bytes, (guint)len);
    return (la_ssize_t)len;
}

/* `format` is "zip", "ustar", "gnutar" or "pax"; `filter` "none", "gzip", "xz", "bzip2" or "zstd".
 */
static inline GByteArray *
archive_writer_make(const char *format, const char *filter, const ArchiveRow *rows, gsize count)
{
    GByteArray *out = g_byte_array_new();
    struct archive *archive = archive_write_new();

    g_assert(archive_write_set_format_by_name(archive, format) == ARCHIVE_OK);
    if (strcmp(filter, "none") != 0)
        g_assert(archive_write_add_filter_by_name(archive, filter) == ARCHIVE_OK);
    archive_write_set_bytes_in_last_block(archive, 1);
    g_assert(archive_write_open(archive, out, NULL, archive_writer_append, NULL) == ARCHIVE_OK);
    for (gsize i = 0; i < count; i++) {
        gsize len = rows[i].len < 0 ? strlen(rows[i].content) : (gsize)rows[i].len;
        struct archive_entry *entry = archive_entry_new();

        archive_entry_set_pathname(entry, rows[i].name);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_mtime(entry, 1577934245, 0);
        archive_entry_set_size(entry, (la_int64_t)len);
        /* A name that is not of the locale is written as it is, which is a warning. */
        g_assert(archive_write_header(archive, entry) >= ARCHIVE_WARN);
        if (len > 0)
            g_assert(archive_write_data(archive, rows[i].content, len) == (la_ssize_t)len);
        archive_entry_free(entry);
    }
    g_assert(archive_write_close(archive) == ARCHIVE_OK);
    archive_write_free(archive);
    return out;
}

#endif
