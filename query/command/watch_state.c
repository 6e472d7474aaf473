#include "query/command/watch_state.h"

#include "base/free.h"
#include "base/order.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC      "TCWATCH1"
#define MAGIC_LEN  8
#define HEAD_LEN   (MAGIC_LEN + 8)
#define DIGEST_LEN 32
/* An index has at most 2^32 documents. */
#define COUNT_MAX  (G_GUINT64_CONSTANT(1) << 32)

GQuark
tc_watch_state_error_quark(void)
{
    return g_quark_from_static_string("tc-watch-state-error");
}

struct TcWatchState {
    char *path;
    char *fresh;       /* where it is written; NULL once that has got its name */
    int fd;            /* of `fresh`, locked */
    gboolean is_first; /* nothing at `path` */
    GArray *known;     /* of guint64, ascending */
    GArray *added;     /* of guint64 */
};

static gboolean
fail_read(const char *path, int number, GError **error)
{
    g_autofree char *shown = g_filename_display_name(path);
    g_set_error(error, TC_WATCH_STATE_ERROR, TC_WATCH_STATE_ERROR_FAILED, _("cannot read %s: %s"),
                shown, g_strerror(number));
    return FALSE;
}

static gboolean
fail_write(const char *path, int number, GError **error)
{
    g_autofree char *shown = g_filename_display_name(path);
    g_set_error(error, TC_WATCH_STATE_ERROR, TC_WATCH_STATE_ERROR_FAILED, _("cannot write %s: %s"),
                shown, g_strerror(number));
    return FALSE;
}

/* It may be anything: nobody should be told to delete it. */
static gboolean
fail_foreign(const char *path, GError **error)
{
    g_autofree char *shown = g_filename_display_name(path);
    g_set_error(error, TC_WATCH_STATE_ERROR, TC_WATCH_STATE_ERROR_DAMAGED,
                _("%s is not a state of --watch; --state=FILE names another"), shown);
    return FALSE;
}

static gboolean
fail_damaged(const char *path, GError **error)
{
    g_autofree char *shown = g_filename_display_name(path);
    g_set_error(error, TC_WATCH_STATE_ERROR, TC_WATCH_STATE_ERROR_DAMAGED,
                _("%s is damaged; delete it, and the next run takes note of what is there and "
                  "prints nothing"),
                shown);
    return FALSE;
}

static gboolean
fail_locked(const char *path, GError **error)
{
    g_autofree char *shown = g_filename_display_name(path);
    g_set_error(error, TC_WATCH_STATE_ERROR, TC_WATCH_STATE_ERROR_LOCKED,
                _("%s is in use by another run"), shown);
    return FALSE;
}

static int
ascending(gconstpointer a, gconstpointer b)
{
    const guint64 x = *(const guint64 *)a;
    const guint64 y = *(const guint64 *)b;
    return TC_ORDER(x, y);
}

/* Reads all `len` bytes; FALSE with errno set, 0 at a sudden end. */
static gboolean
read_all(int fd, guint8 *into, gsize len)
{
    while (len > 0) {
        const ssize_t got = read(fd, into, len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            errno = got == 0 ? 0 : errno;
            return FALSE;
        }
        into += got;
        len -= (gsize)got;
    }
    return TRUE;
}

static gboolean
write_all(int fd, const void *from, gsize len)
{
    const guint8 *at = from;
    while (len > 0) {
        const ssize_t put = write(fd, at, len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return FALSE;
        at += put;
        len -= (gsize)put;
    }
    return TRUE;
}

/* Take the hashes out of the bytes of a file that begins as it should. */
static gboolean
decode(const guint8 *bytes, gsize len, GArray *known)
{
    guint64 count = 0;
    guint8 digest[DIGEST_LEN];
    gsize digest_len = sizeof digest;
    if (len < HEAD_LEN + DIGEST_LEN)
        return FALSE;
    memcpy(&count, bytes + MAGIC_LEN, sizeof count);
    count = GUINT64_FROM_LE(count);
    if (count > COUNT_MAX || count > G_MAXUINT || len - HEAD_LEN - DIGEST_LEN != count * 8)
        return FALSE;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    for (gsize at = 0; at < len - DIGEST_LEN;) { /* its lengths are signed */
        const gsize part = MIN(len - DIGEST_LEN - at, (gsize)1 << 30);
        g_checksum_update(checksum, bytes + at, (gssize)part);
        at += part;
    }
    g_checksum_get_digest(checksum, digest, &digest_len);
    if (memcmp(digest, bytes + len - DIGEST_LEN, DIGEST_LEN) != 0)
        return FALSE;
    g_array_set_size(known, (guint)count);
    for (guint i = 0; i < count; i++) {
        guint64 hash = 0;
        memcpy(&hash, bytes + HEAD_LEN + 8 * (gsize)i, sizeof hash);
        hash = GUINT64_FROM_LE(hash);
        if (i > 0 && hash <= g_array_index(known, guint64, i - 1))
            return FALSE;
        g_array_index(known, guint64, i) = hash;
    }
    return TRUE;
}

/* What is at `path`, opened before it is looked at, so that it is the same. */
static gboolean
load(TcWatchState *state, GError **error)
{
    struct stat st;
    const int fd = open(state->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && errno == ENOENT) {
        state->is_first = TRUE;
        return TRUE;
    }
    if (fd < 0)
        return fail_read(state->path, errno, error);
    gboolean is_ok = FALSE;
    g_autofree guint8 *bytes = NULL;
    if (fstat(fd, &st) != 0)
        fail_read(state->path, errno, error);
    else if (!S_ISREG(st.st_mode) || st.st_size < MAGIC_LEN ||
             (guint64)st.st_size > HEAD_LEN + DIGEST_LEN + 8 * COUNT_MAX)
        fail_foreign(state->path, error);
    else if ((bytes = g_try_malloc((gsize)st.st_size)) == NULL)
        fail_read(state->path, ENOMEM, error);
    else if (!read_all(fd, bytes, (gsize)st.st_size) && errno != 0)
        fail_read(state->path, errno, error);
    else if (memcmp(bytes, MAGIC, MAGIC_LEN) != 0)
        fail_foreign(state->path, error);
    else
        is_ok = decode(bytes, (gsize)st.st_size, state->known) || fail_damaged(state->path, error);
    close(fd);
    return is_ok;
}

/* Whether `fd`, which is locked, is what stands at `path`, and nobody else's: another run may have
 * finished and given the file its name between the opening and the lock. */
static gboolean
is_ours(int fd, const char *path)
{
    struct stat held;
    struct stat named;
    return fstat(fd, &held) == 0 && lstat(path, &named) == 0 && held.st_ino == named.st_ino &&
           held.st_dev == named.st_dev && S_ISREG(held.st_mode) && held.st_nlink == 1;
}

/* FILE.new is the lock: what a killed run left is locked by nobody, and written over. */
static gboolean
lock(TcWatchState *state, GError **error)
{
    g_autofree char *fresh = g_strconcat(state->path, ".new", NULL);
    state->fd = open(fresh, O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
    if (state->fd < 0)
        return fail_write(fresh, errno, error);
    if (flock(state->fd, LOCK_EX | LOCK_NB) != 0) {
        return errno == EWOULDBLOCK ? fail_locked(state->path, error)
                                    : fail_write(fresh, errno, error);
    }
    if (!is_ours(state->fd, fresh))
        return fail_locked(state->path, error);
    state->fresh = g_steal_pointer(&fresh);
    return TRUE;
}

TcWatchState *
tc_watch_state_open(const char *path, GError **error)
{
    g_autoptr(TcWatchState) state = g_new0(TcWatchState, 1);
    char *target = realpath(path, NULL); /* of a link; else there is nothing yet */
    state->fd = -1;
    state->path = target != NULL ? g_strdup(target) : g_canonicalize_filename(path, NULL);
    free(target);
    state->known = g_array_new(FALSE, FALSE, sizeof(guint64));
    state->added = g_array_new(FALSE, FALSE, sizeof(guint64));
    if (!lock(state, error) || !load(state, error))
        return NULL;
    return g_steal_pointer(&state);
}

gboolean
tc_watch_state_is_first(const TcWatchState *state)
{
    return state->is_first;
}

gboolean
tc_watch_state_has(const TcWatchState *state, guint64 hash)
{
    return g_array_binary_search(state->known, &hash, ascending, NULL);
}

void
tc_watch_state_add(TcWatchState *state, guint64 hash)
{
    g_array_append_val(state->added, hash);
}

/* Bytes of the file. */
static GByteArray *
encode(TcWatchState *state)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    GByteArray *bytes = g_byte_array_new();
    guint8 digest[DIGEST_LEN];
    gsize digest_len = sizeof digest;
    guint64 count = 0;
    g_array_append_vals(state->known, state->added->data, state->added->len);
    g_array_set_size(state->added, 0);
    g_array_sort(state->known, ascending);
    g_byte_array_append(bytes, (const guint8 *)MAGIC, MAGIC_LEN);
    g_byte_array_append(bytes, (const guint8 *)&count, sizeof count);
    for (guint i = 0; i < state->known->len; i++) {
        const guint64 hash = g_array_index(state->known, guint64, i);
        if (i > 0 && hash == g_array_index(state->known, guint64, i - 1))
            continue;
        const guint64 little = GUINT64_TO_LE(hash);
        g_byte_array_append(bytes, (const guint8 *)&little, sizeof little);
        count++;
    }
    count = GUINT64_TO_LE(count);
    memcpy(bytes->data + MAGIC_LEN, &count, sizeof count);
    g_checksum_update(checksum, bytes->data, (gssize)bytes->len);
    g_checksum_get_digest(checksum, digest, &digest_len);
    g_byte_array_append(bytes, digest, DIGEST_LEN);
    return bytes;
}

static gboolean
sync_folder_of(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return FALSE;
    const gboolean is_done = fsync(fd) == 0;
    const int number = errno;
    close(fd);
    errno = number;
    return is_done;
}

gboolean
tc_watch_state_save(TcWatchState *state, GError **error)
{
    g_assert(state->fresh != NULL);
    if (state->added->len == 0 && !state->is_first)
        return TRUE;
    g_autoptr(GByteArray) bytes = encode(state);
    if (ftruncate(state->fd, 0) != 0 || fchmod(state->fd, 0600) != 0 ||
        !write_all(state->fd, bytes->data, bytes->len) || fsync(state->fd) != 0 ||
        rename(state->fresh, state->path) != 0)
        return fail_write(state->path, errno, error);
    g_clear_pointer(&state->fresh, g_free);
    return sync_folder_of(state->path) || fail_write(state->path, errno, error);
}

void
tc_watch_state_close(TcWatchState *state)
{
    if (state == NULL)
        return;
    /* While it is locked nobody else has it. */
    if (state->fresh != NULL)
        unlink(state->fresh);
    if (state->fd >= 0)
        close(state->fd);
    g_array_unref(state->known);
    g_array_unref(state->added);
    tc_free_all(state->fresh, state->path, state);
}
