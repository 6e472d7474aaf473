/* Makes the disk, or the system, fail on demand: for LD_PRELOAD.
 *
 *   TC_FAULT_AT     number of the call to fail, from 1; unset or 0: none
 *   TC_FAULT_ERRNO  what it fails with: ENOSPC (that without it), EIO, EMFILE, ESTALE or EACCES
 *   TC_FAULT_STAYS  set: all later calls fail too, as on a disk that stays full
 *   TC_FAULT_MARK   file to create when the first call was made to fail
 *
 *   TC_FAULT_OPEN   opening a file to read whose path has this in it fails
 *   TC_FAULT_READ   the pread of this number, from 1, and later ones fail
 *   TC_FAULT_AWAY   the file or folder whose path ends in this is not given: no call that names it,
 *                   or what is below it, succeeds
 *   TC_FAULT_BLOCKS reading from the file whose path ends in this fails; it can be opened
 *   TC_FAULT_FORK   the fork of this number, from 1, and later ones fail; a child counts on
 *
 *   TC_FAULT_HANG   opening a file whose path has this in it never ends, as on a disk that is away;
 *                   with TC_FAULT_MARK, that file is made before
 *   TC_FAULT_STALL  the same for reading from the file whose path ends in this; it can be opened
 *   TC_FAULT_STAND  readers that are given a file that has this in it stand still
 *
 *   TC_FAULT_HURRY  the monotonic clock goes so many times faster, and what waits by poll() or by
 *                   sleeping waits shorter: half a minute is over in a second
 *
 *   TC_FAULT_KILL   the system kills readers when they are given a file, as when memory is short;
 *                   all with 1, else those whose file has this in it
 *
 *   TC_FAULT_CONFINE  the kernel has neither seccomp nor Landlock
 *
 *   TC_FAULT_INODES every folder has the same inode number, as on disks that are shared or merged
 *
 * Calls are write, pwrite, fsync, fdatasync on regular files but the standard streams, fsync on
 * folders, and rename, counted in each process.
 * Half of what a failing write was given is written first, as a disk does that fills up. */
/* What takes the place of calls of libc must not be what checks them. */
#undef _FORTIFY_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

ssize_t pread64(int fd, void *bytes, size_t len, off64_t offset);
ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t offset);

static atomic_long call_count;

static int is_reader;

static void leave_mark(void);

static int
fault_errno(void)
{
    static const struct {
        const char *name;
        int number;
    } known[] = {{"EIO", EIO}, {"EMFILE", EMFILE}, {"ESTALE", ESTALE}, {"EACCES", EACCES}};
    const char *with = getenv("TC_FAULT_ERRNO");

    for (size_t i = 0; with != NULL && i < sizeof known / sizeof *known; i++)
        if (strcmp(with, known[i].name) == 0)
            return known[i].number;
    return ENOSPC;
}

/* A call is to fail: leaves the mark, sets errno. Returns 1. */
static int
fail(void)
{
    leave_mark();
    errno = fault_errno();
    return 1;
}

/* Whether `path` ends in `end`, or lies below what does. */
static int
is_below(const char *path, const char *end)
{
    size_t len = end != NULL ? strlen(end) : 0;
    const char *at = len > 0 && path != NULL ? strstr(path, end) : NULL;

    while (at != NULL && at[len] != '\0' && at[len] != '/')
        at = strstr(at + 1, end);
    return at != NULL;
}

/* Whether a call that names `path` is to fail; sets errno then. */
static int
is_away(const char *path)
{
    if (!is_below(path, getenv("TC_FAULT_AWAY")))
        return 0;
    return fail();
}

/* The same for reading from what is open. */
static void
stand_still(void)
{
    leave_mark();
    for (;;)
        pause();
}

/* Whether `fd` is of a file whose path ends in `end`. */
static int
is_file(int fd, const char *end)
{
    char name[64], path[4096];

    if (end == NULL)
        return 0;
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t len = readlink(name, path, sizeof path - 1);
    path[len < 0 ? 0 : len] = '\0';
    return is_below(path, end);
}

static int
is_unreadable(int fd)
{
    if (is_file(fd, getenv("TC_FAULT_STALL")))
        stand_still();
    if (!is_file(fd, getenv("TC_FAULT_BLOCKS")))
        return 0;
    return fail();
}

static void
hang(const char *path)
{
    const char *fault = getenv("TC_FAULT_HANG");

    if (fault == NULL || strstr(path, fault) == NULL)
        return;
    stand_still();
}

/* ---- time ---- */

static long
hurry(void)
{
    const char *times = getenv("TC_FAULT_HURRY");

    return times != NULL ? atol(times) : 1;
}

/* From when the first one asks; a child goes on with it. */
int
clock_gettime(clockid_t clock, struct timespec *now)
{
    static int (*real)(clockid_t, struct timespec *);
    static struct timespec first;
    long times = hurry();

    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "clock_gettime");
    if (real(clock, now) != 0)
        return -1;
    if (clock != CLOCK_MONOTONIC || times == 1)
        return 0;
    if (first.tv_sec == 0)
        first = *now;
    long long passed =
        ((now->tv_sec - first.tv_sec) * 1000000000LL + (now->tv_nsec - first.tv_nsec)) * times;
    passed += first.tv_nsec;
    now->tv_sec = first.tv_sec + passed / 1000000000;
    now->tv_nsec = passed % 1000000000;
    return 0;
}

int
poll(struct pollfd *fds, nfds_t count, int timeout)
{
    static int (*real)(struct pollfd *, nfds_t, int);

    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "poll");
    return real(fds, count, timeout > 0 ? (int)((timeout + hurry() - 1) / hurry()) : timeout);
}

static struct timespec
shorter(const struct timespec *time)
{
    long long wait = (time->tv_sec * 1000000000LL + time->tv_nsec) / hurry();

    return (struct timespec){wait / 1000000000, wait % 1000000000};
}

int
nanosleep(const struct timespec *wanted, struct timespec *left)
{
    static int (*real)(const struct timespec *, struct timespec *);
    struct timespec wait = shorter(wanted);

    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "nanosleep");
    return real(&wait, left);
}

int
clock_nanosleep(clockid_t clock, int flags, const struct timespec *wanted, struct timespec *left)
{
    static int (*real)(clockid_t, int, const struct timespec *, struct timespec *);
    struct timespec wait = flags == 0 ? shorter(wanted) : *wanted;

    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "clock_nanosleep");
    return real(clock, flags, &wait, left);
}

/* Where the C library has its own, it is this one that programs call for openat2(). */
long
syscall(long number, ...)
{
    static long (*real)(long, ...);
    long a[6];
    va_list args;

    va_start(args, number);
    for (int i = 0; i < 6; i++)
        a[i] = va_arg(args, long);
    va_end(args);
    is_reader |= number == SYS_capset; /* nobody else gives its rights away */
    if ((number == SYS_seccomp || number == SYS_landlock_create_ruleset) &&
        getenv("TC_FAULT_CONFINE") != NULL) {
        errno = ENOSYS;
        return -1;
    }
    if (number == SYS_openat2)
        hang((const char *)a[1]);
    if (number == SYS_openat2 && is_away((const char *)a[1]))
        return -1;
    if (number == SYS_openat2 && getenv("TC_FAULT_OPEN") != NULL) {
        const char *path = (const char *)a[1];
        const unsigned long long *flags = (const void *)a[2];

        if ((*flags & O_DIRECTORY) == 0 && strstr(path, getenv("TC_FAULT_OPEN")) != NULL) {
            errno = getenv("TC_FAULT_ERRNO") != NULL ? fault_errno() : EMFILE;
            return -1;
        }
    }
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "syscall");
    return real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

ssize_t
read(int fd, void *bytes, size_t len)
{
    const char *kill_at = is_reader ? getenv("TC_FAULT_KILL") : NULL;
    const char *stand_at = is_reader ? getenv("TC_FAULT_STAND") : NULL;
    long got;

    if (kill_at != NULL && strcmp(kill_at, "1") == 0)
        raise(SIGKILL);
    if (is_unreadable(fd))
        return -1;
    got = syscall(SYS_read, fd, bytes, len);
    if (kill_at != NULL && got > 0 && memmem(bytes, (size_t)got, kill_at, strlen(kill_at)) != NULL)
        raise(SIGKILL);
    if (stand_at != NULL && got > 0 &&
        memmem(bytes, (size_t)got, stand_at, strlen(stand_at)) != NULL)
        stand_still();
    return got;
}

int
fstat(int fd, struct stat *st)
{
    int result = (int)syscall(SYS_newfstatat, fd, "", st, AT_EMPTY_PATH);

    if (result == 0 && S_ISDIR(st->st_mode) && getenv("TC_FAULT_INODES") != NULL)
        st->st_ino = 7;
    return result;
}

/* The other way to seccomp. */
int
prctl(int option, ...)
{
    unsigned long a[4];
    va_list args;

    va_start(args, option);
    for (int i = 0; i < 4; i++)
        a[i] = va_arg(args, unsigned long);
    va_end(args);
    if (option == PR_SET_SECCOMP && getenv("TC_FAULT_CONFINE") != NULL) {
        errno = EINVAL;
        return -1;
    }
    return (int)syscall(SYS_prctl, option, a[0], a[1], a[2], a[3]);
}

static void
leave_mark(void)
{
    const char *path = getenv("TC_FAULT_MARK");

    if (path != NULL) {
        int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

        if (fd >= 0)
            close(fd);
    }
}

/* Whether this call is to fail; sets errno then. */
static int
fails(void)
{
    const char *at = getenv("TC_FAULT_AT");
    long wanted = at != NULL ? strtol(at, NULL, 10) : 0;
    long now = atomic_fetch_add(&call_count, 1) + 1;

    if (wanted <= 0 || now < wanted || (now > wanted && getenv("TC_FAULT_STAYS") == NULL))
        return 0;
    return fail();
}

static int
fails_on(int fd)
{
    struct stat st;

    return fd > STDERR_FILENO && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && fails();
}

ssize_t
write(int fd, const void *bytes, size_t len)
{
    if (fails_on(fd)) {
        int why = errno;

        syscall(SYS_write, fd, bytes, len / 2);
        errno = why;
        return -1;
    }
    return syscall(SYS_write, fd, bytes, len);
}

/* Not one of them through the other's name: programs may answer both themselves. */
static ssize_t
write_at(int fd, const void *bytes, size_t len, off64_t offset)
{
    if (fails_on(fd)) {
        int why = errno;

        syscall(SYS_pwrite64, fd, bytes, len / 2, offset);
        errno = why;
        return -1;
    }
    return syscall(SYS_pwrite64, fd, bytes, len, offset);
}

ssize_t
pwrite64(int fd, const void *bytes, size_t len, off64_t offset)
{
    return write_at(fd, bytes, len, offset);
}

ssize_t
pwrite(int fd, const void *bytes, size_t len, off_t offset)
{
    return write_at(fd, bytes, len, offset);
}

static ssize_t
read_at(int fd, void *bytes, size_t len, off64_t offset)
{
    static atomic_int count;
    const char *fault = getenv("TC_FAULT_READ");

    if (fault != NULL && atomic_fetch_add(&count, 1) + 1 >= atoi(fault)) {
        fail();
        return -1;
    }
    if (is_unreadable(fd))
        return -1;
    return syscall(SYS_pread64, fd, bytes, len, offset);
}

ssize_t
pread64(int fd, void *bytes, size_t len, off64_t offset)
{
    return read_at(fd, bytes, len, offset);
}

ssize_t
pread(int fd, void *bytes, size_t len, off_t offset)
{
    return read_at(fd, bytes, len, offset);
}

int
fsync(int fd)
{
    struct stat st;

    /* Folders are synced, too. */
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode) && fails())
        return -1;
    return fails_on(fd) ? -1 : (int)syscall(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
    return fails_on(fd) ? -1 : (int)syscall(SYS_fdatasync, fd);
}

int
rename(const char *from, const char *to)
{
    return fails() ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

static int
fails_to_open(const char *path)
{
    const char *fault = getenv("TC_FAULT_OPEN");

    if (fault == NULL || strstr(path, fault) == NULL)
        return 0;
    return fail();
}

static int
open_at(const char *path, int flags, mode_t mode)
{
    hang(path);
    if (is_away(path) || ((flags & O_ACCMODE) == O_RDONLY && fails_to_open(path)))
        return -1;
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int
open(const char *path, int flags, ...)
{
    va_list args;
    mode_t mode = 0;

    va_start(args, flags);
    if (flags & (O_CREAT | O_TMPFILE))
        mode = va_arg(args, mode_t);
    va_end(args);
    return open_at(path, flags, mode);
}

/* The same on machines of 64 bits. */
int open64(const char *path, int flags, ...) __attribute__((alias("open")));

FILE *
fopen(const char *path, const char *mode)
{
    static FILE *(*real)(const char *, const char *);

    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "fopen");
    return is_away(path) || (*mode == 'r' && fails_to_open(path)) ? NULL : real(path, mode);
}

FILE *fopen64(const char *path, const char *mode);

FILE *
fopen64(const char *path, const char *mode)
{
    return fopen(path, mode);
}

pid_t
fork(void)
{
    static int count;
    static pid_t (*real)(void);
    const char *fault = getenv("TC_FAULT_FORK");

    if (fault != NULL && ++count >= atoi(fault)) {
        errno = EAGAIN;
        return -1;
    }
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "fork");
    return real();
}

int
openat(int folder, const char *path, int flags, ...)
{
    va_list args;
    mode_t mode = 0;

    va_start(args, flags);
    if (flags & (O_CREAT | O_TMPFILE))
        mode = va_arg(args, mode_t);
    va_end(args);
    return is_away(path) ? -1 : (int)syscall(SYS_openat, folder, path, flags, mode);
}

int
stat(const char *path, struct stat *info)
{
    return is_away(path) ? -1 : (int)syscall(SYS_newfstatat, AT_FDCWD, path, info, 0);
}

int
lstat(const char *path, struct stat *info)
{
    return is_away(path) ? -1
                         : (int)syscall(SYS_newfstatat, AT_FDCWD, path, info, AT_SYMLINK_NOFOLLOW);
}

int
access(const char *path, int mode)
{
    return is_away(path) ? -1 : (int)syscall(SYS_faccessat, AT_FDCWD, path, mode);
}

DIR *
opendir(const char *path)
{
    static DIR *(*real)(const char *);

    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "opendir");
    return is_away(path) ? NULL : real(path);
}
