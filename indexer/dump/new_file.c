#include "indexer/dump/new_file.h"

#include "base/free.h"
#include "indexer/display.h"
#include "store/generation.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct TcNewFile {
    char *path;
    char *fresh; /* where it is written at first */
    int fd;
};

static gboolean
fail(const char *path, const char *reason, GError **error)
{
    g_autofree char *shown = tc_display(path);

    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot write %s: %s"), shown,
                reason);
    return FALSE;
}

/* The absolute path, or what a link there points to. NULL when something other than a file lies
 * there. */
static char *
resolve(const char *path, GError **error)
{
    g_autofree char *resolved = NULL;
    struct stat st;

    if (stat(path, &st) != 0)
        return g_canonicalize_filename(path, NULL);
    if (!S_ISREG(st.st_mode)) {
        fail(path, _("it is no regular file"), error);
        return NULL;
    }
    resolved = realpath(path, NULL);
    if (resolved == NULL) {
        fail(path, g_strerror(errno), error);
        return NULL;
    }
    return g_steal_pointer(&resolved);
}

/* Whether `fd`, which is locked, is the file that stands at `path`, and belongs to us. */
static gboolean
is_ours(int fd, const char *path)
{
    struct stat held, named;

    return fstat(fd, &held) == 0 && lstat(path, &named) == 0 && held.st_ino == named.st_ino &&
           held.st_dev == named.st_dev && S_ISREG(held.st_mode) && held.st_nlink == 1 &&
           held.st_uid == geteuid();
}

TcNewFile *
tc_new_file_open(const char *path, GError **error)
{
    g_autoptr(TcNewFile) file = g_new0(TcNewFile, 1);

    file->fd = -1;
    file->path = resolve(path, error);
    if (file->path == NULL)
        return NULL;
    file->fresh = g_strconcat(file->path, ".new", NULL);
    file->fd = open(file->fresh, O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
    if (file->fd < 0) {
        fail(file->fresh, g_strerror(errno), error);
        return NULL;
    }
    if (flock(file->fd, LOCK_EX | LOCK_NB) != 0 || !is_ours(file->fd, file->fresh)) {
        fail(file->fresh, _("another run writes it, or it is not ours"), error);
        close(file->fd);
        file->fd = -1;
        return NULL;
    }
    if (ftruncate(file->fd, 0) != 0 || fchmod(file->fd, 0600) != 0) {
        fail(file->fresh, g_strerror(errno), error);
        return NULL;
    }
    return g_steal_pointer(&file);
}

int
tc_new_file_fd(const TcNewFile *file)
{
    return file->fd;
}

static gboolean
sync_folder_of(const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    gboolean is_done = fd >= 0 && fsync(fd) == 0;

    if (!is_done)
        fail(path, g_strerror(errno), error);
    if (fd >= 0)
        close(fd);
    return is_done;
}

gboolean
tc_new_file_finish(TcNewFile *file, GError **error)
{
    gboolean is_done = fsync(file->fd) == 0 && rename(file->fresh, file->path) == 0;

    if (!is_done)
        fail(file->path, g_strerror(errno), error);
    else
        g_clear_pointer(&file->fresh, g_free);
    is_done = is_done && sync_folder_of(file->path, error);
    tc_new_file_abandon(file);
    return is_done;
}

void
tc_new_file_abandon(TcNewFile *file)
{
    if (file == NULL)
        return;
    /* Nobody else has it while it is locked. */
    if (file->fd >= 0) {
        if (file->fresh != NULL)
            unlink(file->fresh);
        close(file->fd);
    }
    tc_free_all(file->fresh, file->path, file);
}
