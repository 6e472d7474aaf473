#include "store/lock.h"

#include "store/folder/names.h"
#include "store/generation.h"
#include "store/guard/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define POLL_MS 50

struct TcLock {
    int fd; /* -1 for who may not even open it */
};

/* Something that is no file, a pipe or a folder, would keep all runs away for good if it lay in the
 * place of the lock: it is removed, unless it is a folder with something in it. Only one run at a
 * time looks, so that none deletes the lock that another has just made. */
static gboolean
clear_way(const char *dir, const char *path)
{
    const int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct stat info;
    if (fd < 0 || flock(fd, LOCK_EX) != 0) {
        if (fd >= 0)
            close(fd);
        return FALSE;
    }
    const gboolean is_clear = lstat(path, &info) != 0 || S_ISREG(info.st_mode) ||
                              (S_ISDIR(info.st_mode) ? rmdir(path) == 0 : unlink(path) == 0);
    close(fd);
    return is_clear;
}

/* Opens the lock file, and never waits for anything else. -1 with errno, EINVAL for what is no
 * file. */
static int
open_lock(const char *dir, const char *path)
{
    for (guint tries = 0;; tries++) {
        struct stat info;
        const int fd =
            open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0600);
        const int number = errno;
        if (fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode))
            return fd;
        if (fd >= 0)
            close(fd);
        errno = fd >= 0 || number == EISDIR || number == ELOOP || number == ENXIO ? EINVAL : number;
        if (errno != EINVAL || tries > 0)
            return -1;
        if (!clear_way(dir, path)) {
            errno = EINVAL;
            return -1;
        }
    }
}

/* The lock for users who may not write to it: it keeps writers away, but lets other readers in. -1,
 * with *number 0 when a writer is at work, or the number of the error. */
static int
try_shared_lock(const char *path, int *number)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    struct stat info;
    *number = fd < 0 ? errno : 0;
    if (fd < 0)
        return -1;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        *number = EINVAL;
    else if (flock(fd, LOCK_SH | LOCK_NB) == 0)
        return fd;
    else
        *number = errno == EWOULDBLOCK || errno == EINTR ? 0 : errno;
    close(fd);
    return -1;
}

/* Opens the lock file and tries to lock it. Returns the descriptor; -1, with *number 0 when another
 * process has the lock, or the number of the error. */
static int
try_lock(const char *dir, const char *path, int *number)
{
    *number = 0;
    const int fd = open_lock(dir, path);
    if (fd < 0) {
        *number = errno;
        return -1;
    }
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        *number = errno == EWOULDBLOCK || errno == EINTR ? 0 : errno;
        close(fd);
        return -1;
    }
    /* The file may have been removed and made anew meanwhile: this lock would then guard nothing.
     * */
    struct stat held;
    struct stat named;
    if (fstat(fd, &held) != 0 || stat(path, &named) != 0 || held.st_ino != named.st_ino ||
        held.st_dev != named.st_dev) {
        close(fd);
        return -1;
    }
    return fd;
}

static void
set_locked_error(GError **error, const char *dir, const char *path)
{
    char holder[82] = "";
    const gssize len = tc_guard_read_file(path, holder, sizeof holder - 1);
    holder[MAX(len, 0)] = '\0';
    g_strstrip(holder);
    if (strlen(holder) > 80 || !g_str_is_ascii(holder) || strpbrk(holder, "\r\n") != NULL)
        holder[0] = '\0';
    if (*holder) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_LOCKED,
                    _("%s is in use by another run (process %s)"), dir, holder);
    } else {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_LOCKED, _("%s is in use by another run"),
                    dir);
    }
}

/* Whether the file has only this name. Another name may be that of somebody else's file, which a
 * user who may write to the folder has linked here to have it emptied. */
static gboolean
is_only_name(int fd)
{
    struct stat info;
    return fstat(fd, &info) == 0 && info.st_nlink == 1;
}

/* Writes who holds it, for the message that others get: "1234 since 2024-05-01T02:00:00Z". On a
 * full disk the message goes without: verify needs the lock there, although nothing can be written.
 * */
static void
write_holder(int fd)
{
    if (!is_only_name(fd))
        return;
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *since = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
    g_autofree char *line = g_strdup_printf("%ld since %s\n", (long)getpid(), since);
    const ssize_t len = (ssize_t)strlen(line);
    if (ftruncate(fd, 0) == 0 && pwrite(fd, line, (size_t)len, 0) != len && ftruncate(fd, 0) != 0)
        errno = 0; /* half a line is no worse than none */
}

static TcLock *
lock_new(int fd)
{
    TcLock *lock = g_new(TcLock, 1);
    lock->fd = fd;
    return lock;
}

static gboolean
may_not_write(int number)
{
    return number == EROFS || number == EACCES || number == EPERM;
}

static TcLock *
take(const char *dir, guint wait_s, gboolean is_to_read, GError **error)
{
    if (g_mkdir_with_parents(dir, 0700) != 0) {
        const int number = errno;
        if (number == EEXIST || number == ENOTDIR) {
            g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX, _("%s is not a folder"),
                        dir);
        } else {
            g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot create %s: %s"),
                        dir, g_strerror(number));
        }
        return NULL;
    }
    if (!tc_generation_check_folder(dir, error))
        return NULL;
    g_autofree char *path = g_build_filename(dir, TC_INDEX_LOCK, NULL);
    const gint64 until = g_get_monotonic_time() + (gint64)wait_s * G_USEC_PER_SEC;
    for (;;) {
        int number = 0;
        int fd = try_lock(dir, path, &number);
        if (fd >= 0) {
            write_holder(fd);
            return lock_new(fd);
        }
        if (is_to_read && may_not_write(number)) {
            fd = try_shared_lock(path, &number);
            /* It cannot be opened, or there is none and none can be made. */
            if (fd >= 0 || may_not_write(number) || number == ENOENT)
                return lock_new(fd);
        }
        if (number == EINVAL) {
            g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                        _("cannot lock %s, which is not a file: delete it"), path);
            return NULL;
        }
        if (number != 0) {
            g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot lock %s: %s"), path,
                        g_strerror(number));
            return NULL;
        }
        if (g_get_monotonic_time() >= until) {
            set_locked_error(error, dir, path);
            return NULL;
        }
        g_usleep(POLL_MS * 1000);
    }
}

TcLock *
tc_lock_take(const char *dir, guint wait_s, GError **error)
{
    return take(dir, wait_s, FALSE, error);
}

TcLock *
tc_lock_take_to_read(const char *dir, guint wait_s, GError **error)
{
    return take(dir, wait_s, TRUE, error);
}

gboolean
tc_lock_is_held(const TcLock *lock)
{
    return lock->fd >= 0;
}

void
tc_lock_release(TcLock *lock)
{
    if (lock == NULL)
        return;
    if (lock->fd < 0) {
        g_free(lock);
        return;
    }
    /* The file stays: if it were removed, two runs could lock two different files. If it cannot be
     * emptied, a name stays in it that nobody reads while the lock is free. */
    if (is_only_name(lock->fd) && ftruncate(lock->fd, 0) != 0)
        errno = 0;
    /* Explicitly, as a child that was forked meanwhile shares the lock. */
    flock(lock->fd, LOCK_UN);
    close(lock->fd);
    g_free(lock);
}
