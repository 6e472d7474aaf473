#include "indexer/run/input.h"

#include "document/message.h"
#include "indexer/scan/hang.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

void
tc_input_clear(TcInput *input)
{
    g_free(input->bytes);
    *input = (TcInput){0};
}

void
tc_input_done(TcInput *input)
{
    if (input->capacity > TC_INPUT_LARGE)
        tc_input_clear(input);
}

static gboolean
set_error(GError **error, TcDocumentError code, const char *message)
{
    g_set_error_literal(error, TC_DOCUMENT_ERROR, (gint)code, message);
    return FALSE;
}

static gboolean
set_changed(GError **error)
{
    return set_error(error, TC_DOCUMENT_ERROR_CHANGED, _("it changed while it was read"));
}

/* "1000 bytes", "1.5 MiB": the same in every locale, as it is kept. */
static char *
size_text(guint64 size)
{
    static const char *const units[] = {"KiB", "MiB", "GiB", "TiB"};
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    gdouble value = (gdouble)size / 1024;
    guint unit = 0;

    if (size < 1024)
        return g_strdup_printf(N_("%u bytes"), (guint)size);
    for (; value >= 1024 && unit + 1 < G_N_ELEMENTS(units); unit++)
        value /= 1024;
    return g_strdup_printf("%s %s", g_ascii_formatd(number, sizeof number, "%.1f", value),
                           units[unit]);
}

static gboolean
grow(TcInput *input, gsize capacity, GError **error)
{
    char *bytes;

    if (capacity <= input->capacity)
        return TRUE;
    bytes = g_try_realloc(input->bytes, capacity);
    if (bytes == NULL)
        return set_error(error, TC_DOCUMENT_ERROR_TOO_LARGE, _("not enough memory to read it"));
    input->bytes = bytes;
    input->capacity = capacity;
    return TRUE;
}

/* Reads on until input->len is `len`, or the file ends. */
static gboolean
read_up_to(TcInput *input, int fd, gsize len, GError **error)
{
    while (input->len < len) {
        ssize_t got = read(fd, input->bytes + input->len, len - input->len);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return set_error(error, TC_DOCUMENT_ERROR_UNREADABLE, tc_said_errno(errno));
        if (got == 0)
            break;
        input->len += (gsize)got;
    }
    return TRUE;
}

/* Whether a large file is worth reading. What was read of it stays in `input`. */
static gboolean
check_large(TcInput *input, int fd, guint64 size, const char *path, const TcReadLimits *limits,
            GError **error)
{
    char last = 1;

    if (!grow(input, TC_DETECT_LEN, error) || !read_up_to(input, fd, TC_DETECT_LEN, error))
        return FALSE;
    /* If it cannot be read there, that will show when it is read. */
    return pread(fd, &last, 1, (off_t)size - 1) != 1 ||
           tc_document_check_head(input->bytes, input->len, size, last == '\0', path, limits,
                                  error);
}

static gboolean
read_open_file(TcInput *input, int fd, const char *path, const TcReadLimits *limits,
               TcFileStamp *stamp, GError **error)
{
    struct stat before, after;
    TcFileStamp first, last;
    gsize size;

    if (fstat(fd, &before) != 0)
        return set_error(error, TC_DOCUMENT_ERROR_UNREADABLE, tc_said_errno(errno));
    if (!S_ISREG(before.st_mode))
        return set_changed(error);
    first = tc_file_stamp(&before);
    if (first.size > limits->input_max) {
        g_autofree char *have = size_text(first.size);
        g_autofree char *most = size_text(limits->input_max);

        g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE,
                    _("too large: %s, at most %s are read"), have, most);
        return FALSE;
    }
    size = (gsize)first.size;
    input->len = 0;
    if (size > TC_INPUT_LARGE && !check_large(input, fd, first.size, path, limits, error))
        return FALSE;
    /* One byte more than expected, to see whether it has grown. */
    if (!grow(input, size + 1, error) || !read_up_to(input, fd, size + 1, error))
        return FALSE;
    if (fstat(fd, &after) != 0)
        return set_error(error, TC_DOCUMENT_ERROR_UNREADABLE, tc_said_errno(errno));
    last = tc_file_stamp(&after);
    if (input->len != size || !tc_file_stamp_equal(&first, &last))
        return set_changed(error);
    *stamp = first;
    return TRUE;
}

static gboolean
read_path(TcInput *input, const char *path, const TcBounds *bounds, const TcReadLimits *limits,
          TcFileStamp *stamp, GError **error)
{
    /* Without blocking: what was a file when it was found may be a pipe without a writer by now. */
    int fd = tc_bounds_open(bounds, path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    gboolean is_done;

    if (fd < 0) {
        if (errno == ENOENT || errno == ENOTDIR) {
            g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, tc_said_errno(errno));
            return FALSE;
        }
        return set_error(error,
                         errno == EXDEV ? TC_DOCUMENT_ERROR_OUTSIDE : TC_DOCUMENT_ERROR_UNREADABLE,
                         tc_bounds_strerror(errno));
    }
    is_done = read_open_file(input, fd, path, limits, stamp, error);
    close(fd);
    if (!is_done)
        tc_input_done(input);
    return is_done;
}

gboolean
tc_input_read(TcInput *input, const char *path, const TcBounds *bounds, const TcReadLimits *limits,
              TcFileStamp *stamp, GError **error)
{
    TcHang hang;

    tc_hang_begin(&hang, path);
    gboolean is_done = read_path(input, path, bounds, limits, stamp, error);
    tc_hang_end(&hang);
    return is_done;
}
