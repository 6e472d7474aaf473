/* Records what a run does to the files of an index, to be replayed up to a point: for LD_PRELOAD.
 *
 *   TC_RECORD       file to append records to
 *   TC_RECORD_BELOW absolute path of the folder whose files count
 *
 * A record is one line "OP PATH ARGUMENTS\n", then, for W, that many bytes. Paths are below the
 * folder, and hold no spaces: an index has none.
 *
 *   O PATH        opened for writing, made if it was not there   T PATH LENGTH   cut to
 *   W PATH OFFSET LENGTH   written                               S PATH          synced
 *   R FROM TO     renamed       U PATH   deleted                 M PATH  folder made   D PATH
 * deleted
 *
 * Records of several processes come in the order of their calls, by a lock of the file. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t offset);
int open64(const char *path, int flags, ...);
int openat64(int at, const char *path, int flags, ...);
int ftruncate64(int fd, off64_t len);

/* The path below the folder, NULL for others. */
static const char *
below(const char *path)
{
    const char *folder = getenv("TC_RECORD_BELOW");
    const size_t len = folder != NULL ? strlen(folder) : 0;

    return len > 0 && strncmp(path, folder, len) == 0 && path[len] == '/' ? path + len + 1 : NULL;
}

/* The absolute path of a name in the folder `at`. */
static const char *
absolute(int at, const char *name, char path[PATH_MAX])
{
    char link[64];
    ssize_t len;

    if (*name == '/')
        return name;
    snprintf(link, sizeof link, at == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", at);
    len = readlink(link, path, PATH_MAX - 1);
    if (len < 0 || (size_t)len + strlen(name) + 2 > PATH_MAX)
        return "";
    path[len] = '/';
    strcpy(path + len + 1, name);
    return path;
}

static const char *
path_of(int fd, char path[PATH_MAX])
{
    char link[64];
    ssize_t len;

    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    len = readlink(link, path, PATH_MAX - 1);
    if (len < 0)
        return NULL;
    path[len] = '\0';
    return below(path);
}

static void
record(const char *line, const void *bytes, size_t len)
{
    const int number = errno;
    const int fd = (int)syscall(SYS_openat, AT_FDCWD, getenv("TC_RECORD"),
                                O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);

    if (fd >= 0 && flock(fd, LOCK_EX) == 0) {
        syscall(SYS_write, fd, line, strlen(line));
        for (size_t done = 0; done < len;) {
            const ssize_t got = syscall(SYS_write, fd, (const char *)bytes + done, len - done);

            if (got < 0)
                abort();
            done += (size_t)got;
        }
    }
    if (fd >= 0)
        close(fd);
    errno = number;
}

static void
record_name(const char *op, int at, const char *name)
{
    char path[PATH_MAX], line[PATH_MAX + 64];
    const char *inner = below(absolute(at, name, path));

    if (inner == NULL)
        return;
    snprintf(line, sizeof line, "%s %s\n", op, inner);
    record(line, NULL, 0);
}

static int
opened(int fd, int flags)
{
    char path[PATH_MAX], line[PATH_MAX + 64];
    const char *inner;

    if (fd < 0 || (flags & O_ACCMODE) == O_RDONLY || (inner = path_of(fd, path)) == NULL)
        return fd;
    snprintf(line, sizeof line, "O %s\n", inner);
    record(line, NULL, 0);
    if (flags & O_TRUNC) {
        snprintf(line, sizeof line, "T %s 0\n", inner);
        record(line, NULL, 0);
    }
    return fd;
}

static int
open_any(int at, const char *path, int flags, mode_t mode)
{
    return opened((int)syscall(SYS_openat, at, path, flags, mode), flags);
}

#define MODE(flags)                                                                                \
    mode_t mode = 0;                                                                               \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                                         \
        va_list args;                                                                              \
        va_start(args, flags);                                                                     \
        mode = va_arg(args, mode_t);                                                               \
        va_end(args);                                                                              \
    }

int
open(const char *path, int flags, ...)
{
    MODE(flags)
    return open_any(AT_FDCWD, path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
    MODE(flags)
    return open_any(AT_FDCWD, path, flags, mode);
}

int
openat(int at, const char *path, int flags, ...)
{
    MODE(flags)
    return open_any(at, path, flags, mode);
}

int
openat64(int at, const char *path, int flags, ...)
{
    MODE(flags)
    return open_any(at, path, flags, mode);
}

static void
wrote(int fd, const void *bytes, ssize_t len, off_t offset)
{
    char path[PATH_MAX], line[PATH_MAX + 64];
    const char *inner = len > 0 ? path_of(fd, path) : NULL;

    if (inner == NULL)
        return;
    snprintf(line, sizeof line, "W %s %lld %zd\n", inner, (long long)offset, len);
    record(line, bytes, (size_t)len);
}

ssize_t
write(int fd, const void *bytes, size_t len)
{
    const off_t at = lseek(fd, 0, SEEK_CUR);
    const ssize_t done = syscall(SYS_write, fd, bytes, len);

    if (at >= 0)
        wrote(fd, bytes, done, at);
    return done;
}

ssize_t
pwrite(int fd, const void *bytes, size_t len, off_t offset)
{
    const ssize_t done = syscall(SYS_pwrite64, fd, bytes, len, offset);

    wrote(fd, bytes, done, offset);
    return done;
}

ssize_t
pwrite64(int fd, const void *bytes, size_t len, off64_t offset)
{
    return pwrite(fd, bytes, len, offset);
}

static int
cut(int fd, off_t len)
{
    char path[PATH_MAX], line[PATH_MAX + 64];
    const int result = (int)syscall(SYS_ftruncate, fd, len);
    const char *inner = result == 0 ? path_of(fd, path) : NULL;

    if (inner != NULL) {
        snprintf(line, sizeof line, "T %s %lld\n", inner, (long long)len);
        record(line, NULL, 0);
    }
    return result;
}

int
ftruncate(int fd, off_t len)
{
    return cut(fd, len);
}

int
ftruncate64(int fd, off64_t len)
{
    return cut(fd, len);
}

static int
synced(int fd, long call)
{
    char path[PATH_MAX], line[PATH_MAX + 64];
    const int result = (int)syscall(call, fd);
    const char *inner = path_of(fd, path);
    const char *folder = getenv("TC_RECORD_BELOW");

    if (inner == NULL && folder != NULL && strcmp(path, folder) == 0)
        inner = ".";
    if (result == 0 && inner != NULL) {
        snprintf(line, sizeof line, "S %s\n", inner);
        record(line, NULL, 0);
    }
    return result;
}

int
fsync(int fd)
{
    return synced(fd, SYS_fsync);
}

int
fdatasync(int fd)
{
    return synced(fd, SYS_fdatasync);
}

static int
renamed(int from_at, const char *from, int to_at, const char *to)
{
    char from_path[PATH_MAX], to_path[PATH_MAX], line[2 * PATH_MAX + 64];
    const int result = (int)syscall(SYS_renameat, from_at, from, to_at, to);
    const char *inner = below(absolute(from_at, from, from_path));
    const char *target = below(absolute(to_at, to, to_path));

    if (result == 0 && inner != NULL && target != NULL) {
        snprintf(line, sizeof line, "R %s %s\n", inner, target);
        record(line, NULL, 0);
    }
    return result;
}

int
rename(const char *from, const char *to)
{
    return renamed(AT_FDCWD, from, AT_FDCWD, to);
}

int
renameat(int from_at, const char *from, int to_at, const char *to)
{
    return renamed(from_at, from, to_at, to);
}

int
unlinkat(int at, const char *name, int flags)
{
    const int result = (int)syscall(SYS_unlinkat, at, name, flags);

    if (result == 0)
        record_name(flags & AT_REMOVEDIR ? "D" : "U", at, name);
    return result;
}

int
unlink(const char *path)
{
    return unlinkat(AT_FDCWD, path, 0);
}

int
rmdir(const char *path)
{
    return unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

int
remove(const char *path)
{
    struct stat info;

    return lstat(path, &info) == 0 && S_ISDIR(info.st_mode) ? rmdir(path) : unlink(path);
}

int
mkdir(const char *path, mode_t mode)
{
    const int result = (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);

    if (result == 0)
        record_name("M", AT_FDCWD, path);
    return result;
}
