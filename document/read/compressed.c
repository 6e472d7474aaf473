#include "document/read/compressed.h"

#include "document/detect/archive.h"
#include "document/detect/detect.h"
#include "document/message.h"
#include "document/read/reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Archive, archive_read_free)

static void
set_damaged(GError **error)
{
    g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED,
                        _("damaged compressed file"));
}

/* What `bytes` unpack to, or NULL with `error` set. */
static GByteArray *
unpack(const char *bytes, gsize len, gsize max, GError **error)
{
    g_autoptr(Archive) archive = archive_read_new();
    g_autoptr(GByteArray) out = g_byte_array_new();
    struct archive_entry *entry;
    guint8 block[16384];

    /* These by name: among "all" there are some that run other programs. */
    if (archive == NULL || archive_read_support_filter_gzip(archive) != ARCHIVE_OK ||
        archive_read_support_filter_bzip2(archive) != ARCHIVE_OK ||
        archive_read_support_filter_xz(archive) != ARCHIVE_OK ||
        archive_read_support_filter_zstd(archive) != ARCHIVE_OK ||
        archive_read_support_format_raw(archive) != ARCHIVE_OK ||
        archive_read_support_format_empty(archive) != ARCHIVE_OK ||
        archive_read_open_memory(archive, bytes, len) != ARCHIVE_OK) {
        set_damaged(error);
        return NULL;
    }
    int status = archive_read_next_header(archive, &entry);
    if (status == ARCHIVE_EOF)
        return g_steal_pointer(&out);
    if (status != ARCHIVE_OK) {
        set_damaged(error);
        return NULL;
    }
    /* libarchive would hand on bytes that no filter took. */
    if (archive_filter_count(archive) < 2) {
        set_damaged(error);
        return NULL;
    }
    for (;;) {
        la_ssize_t n = archive_read_data(archive, block, sizeof block);
        if (n == 0)
            return g_steal_pointer(&out);
        if (n < 0) {
            set_damaged(error);
            return NULL;
        }
        if ((gsize)n > max - out->len) {
            g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE,
                        _("it unpacks to more than %zu bytes"), max);
            return NULL;
        }
        gboolean is_start = out->len < TC_ARCHIVE_HEAD_LEN;
        g_byte_array_append(out, block, (guint)n);
        /* An archive is recognised before it is unpacked as a whole. */
        if (is_start && tc_is_tar((const char *)out->data, out->len)) {
            g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ARCHIVE,
                                _("an archive"));
            return NULL;
        }
    }
}

TcDocument *
tc_compressed_read(const char *bytes, gsize len, const char *name, const TcReadLimits *limits,
                   GError **error)
{
    gsize max = MIN(MIN(limits->text_max, G_MAXUINT / 8) * 4, limits->input_max);
    g_autofree char *inner = g_strdup(name);
    char *dot = inner != NULL ? strrchr(inner, '.') : NULL;

    if (dot != NULL && strchr(dot, '/') == NULL)
        *dot = '\0';
    g_autoptr(GByteArray) data = unpack(bytes, len, max, error);
    if (data == NULL)
        return NULL;
    const char *content = (const char *)data->data;
    return tc_read_inner(tc_detect_format(content, data->len, inner), content, data->len, inner,
                         limits, error);
}
