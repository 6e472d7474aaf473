/* The functions of the C library that are defined here must not be those that its headers rename.
 * */
#undef _FORTIFY_SOURCE
#include "store/guard/guard.h"

#include "base/free.h"
#include "store/guard/kept.h"
#include "store/guard/read_at.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <pthread.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

struct TcGuard {
    char *folder;
    char *version_path;
    TcManifest manifest;
    int fd; /* of the manifest, -1 without one */
    gboolean writes;
    GArray *sums[TC_GLASS_TABLES];     /* of guint32; NULL unless it writes */
    guint8 *compared[TC_GLASS_TABLES]; /* a bit for each block that was; NULL before the first */
    guint32 **known[TC_GLASS_TABLES];  /* parts of the sums; NULL before the first */
    TcGuardFile files[TC_GLASS_TABLES];
    TcKept *kept; /* NULL before the first */
    guint64 checked;
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static GPtrArray *guards; /* of TcGuard, borrowed; NULL before the first */
static gint guard_count;
static guint64 damage_count;
static _Thread_local char last_damage[512];

/* ---- the functions behind ------------------------------------------------------------------ */

typedef ssize_t (*ReadFunc)(int fd, void *bytes, size_t len, off_t offset);
typedef ssize_t (*WriteFunc)(int fd, const void *bytes, size_t len, off_t offset);
typedef int (*RenameFunc)(const char *from, const char *to);
typedef int (*OpenFunc)(const char *path, int flags, mode_t mode);

static ReadFunc real_read;
static WriteFunc real_write;
static RenameFunc real_rename;
static OpenFunc real_open;
static gboolean reads_only;
static gboolean keeps_blocks;

static void
lock_all(void)
{
    pthread_mutex_lock(&mutex);
}

static void
unlock_all(void)
{
    pthread_mutex_unlock(&mutex);
}

/* Before main(), and before any process that is confined further than this one. */
__attribute__((constructor)) static void
find_functions(void)
{
    *(void **)&real_read = dlsym(RTLD_NEXT, "pread");
    *(void **)&real_write = dlsym(RTLD_NEXT, "pwrite");
    *(void **)&real_rename = dlsym(RTLD_NEXT, "rename");
    *(void **)&real_open = dlsym(RTLD_NEXT, "open");
    /* A child that was forked while another thread held it would wait forever. */
    pthread_atfork(lock_all, unlock_all, unlock_all);
}

/* ---- finding ------------------------------------------------------------------------------- */

static void
find_files(TcGuard *guard)
{
    for (guint i = 0; i < TC_GLASS_TABLES; i++) {
        g_autofree char *path = g_build_filename(guard->folder, tc_glass_table_names[i], NULL);
        struct stat info;
        const gboolean is_there = stat(path, &info) == 0;
        guard->files[i].dev = is_there ? info.st_dev : 0;
        guard->files[i].ino = is_there ? info.st_ino : 0;
    }
}

/* Which table of `guard` this file is; TC_GLASS_TABLES if none. */
static guint
table_of(const TcGuard *guard, const TcGuardFile *file)
{
    for (guint i = 0; i < TC_GLASS_TABLES; i++)
        if (guard->files[i].ino == file->ino && guard->files[i].dev == file->dev)
            return i;
    return TC_GLASS_TABLES;
}

gboolean
tc_guard_file(int fd, TcGuardFile *file)
{
    struct stat info;
    *file = (TcGuardFile){0, 0};
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        return FALSE;
    *file = (TcGuardFile){info.st_dev, info.st_ino};
    return TRUE;
}

static gboolean
may_be_block(size_t len, off_t offset)
{
    return g_atomic_int_get(&guard_count) > 0 && len >= TC_GLASS_BLOCK_MIN &&
           len <= TC_GLASS_BLOCK_MAX && (len & (len - 1)) == 0 && offset >= 0 &&
           (guint64)offset % len == 0;
}

static gsize
parts_of(const TcGuard *guard, guint table)
{
    return guard->manifest.tables[table].blocks / TC_MANIFEST_SUMS + 1;
}

/* Of a handle that only reads: 0 where the manifest has none. */
static guint32
read_sum(TcGuard *guard, guint table, guint64 block)
{
    const guint32 blocks = guard->manifest.tables[table].blocks;
    const gsize part = (gsize)block / TC_MANIFEST_SUMS;
    if (block >= blocks)
        return 0;
    if (guard->known[table] == NULL)
        guard->known[table] = g_new0(guint32 *, parts_of(guard, table));
    guint32 **sums = &guard->known[table][part];
    if (*sums == NULL)
        *sums = tc_manifest_some_sums(&guard->manifest, guard->fd, table, part);
    return *sums != NULL ? (*sums)[block % TC_MANIFEST_SUMS] : 0;
}

static guint32
known_sum(TcGuard *guard, guint table, guint64 block)
{
    if (!guard->writes)
        return read_sum(guard, table, block);
    const GArray *sums = guard->sums[table];
    return block < sums->len ? g_array_index(sums, guint32, block) : 0;
}

/* ---- reading ------------------------------------------------------------------------------- */

static void
note_damage(const TcGuard *guard, guint table, guint64 block)
{
    damage_count++;
    g_snprintf(last_damage, sizeof last_damage, _("%s/%s: block %zu is damaged"), guard->folder,
               tc_glass_table_names[table], (gsize)block);
}

/* Queries read the upper blocks of a table again and again: each is compared once. Whether a block
 * has been overwritten by a commit is for Xapian to notice, by its revision. A process that writes
 * compares at each read, as it also reads what it has written itself. */
static gboolean
was_compared(const TcGuard *guard, guint table, guint64 block)
{
    return guard->compared[table] != NULL && block < guard->manifest.tables[table].blocks &&
           (guard->compared[table][block / 8] & 1u << block % 8) != 0;
}

/* The only handle on this file, if it keeps blocks of this length. NULL for none. */
static TcGuard *
find_keeping(const TcGuardFile *file, gsize len, guint *table)
{
    TcGuard *only = NULL;
    for (guint i = 0; keeps_blocks && guards != NULL && i < guards->len; i++) {
        TcGuard *guard = guards->pdata[i];
        const guint found = guard->fd >= 0 ? table_of(guard, file) : TC_GLASS_TABLES;
        if (found == TC_GLASS_TABLES)
            continue;
        if (only != NULL || guard->writes || guard->manifest.tables[found].block_size != len)
            return NULL;
        only = guard;
        *table = found;
    }
    return only;
}

/* The block, if it was read and compared before: then it is handed out again. NULL if not. */
static guint8 *
take_kept(const TcGuardFile *file, gsize len, guint64 block)
{
    guint table = 0;
    guint8 *bytes = NULL;
    if (!keeps_blocks)
        return NULL;
    pthread_mutex_lock(&mutex);
    TcGuard *guard = find_keeping(file, len, &table);
    guint8 *kept =
        guard != NULL && guard->kept != NULL ? tc_kept_find(guard->kept, table, block) : NULL;
    if (kept != NULL)
        bytes = g_atomic_rc_box_acquire(kept);
    pthread_mutex_unlock(&mutex);
    return bytes;
}

/* After it has been compared; `counted` are the same bytes, and NULL where they are to be copied.
 */
static void
keep_block(const TcGuardFile *file, const guint8 *bytes, guint8 *counted, gsize len, guint64 block)
{
    guint table = 0;
    TcGuard *guard = find_keeping(file, len, &table);
    if (guard == NULL)
        return;
    if (guard->kept == NULL)
        guard->kept = tc_kept_new();
    tc_kept_put(guard->kept, table, block,
                counted != NULL ? g_atomic_rc_box_acquire(counted)
                                : g_atomic_rc_box_dup(len, (gpointer)bytes));
}

static void
set_compared(TcGuard *guard, guint table, guint64 block)
{
    const guint32 blocks = guard->manifest.tables[table].blocks;
    if (guard->writes || block >= blocks)
        return;
    if (guard->compared[table] == NULL)
        guard->compared[table] = g_malloc0((gsize)blocks / 8 + 1);
    guard->compared[table][block / 8] |= (guint8)(1u << block % 8);
}

/* Whether a block that was read may be handed on. If it is not what any of the handles on its file
 * expects, it is damaged when one of these is of the newest revision. Otherwise commits have
 * overtaken the readers, and Xapian is told so in its own way: by a block that is newer than any.
 * */
static gboolean
check_block(const TcGuardFile *file, guint8 *bytes, guint8 *counted, size_t len, guint64 block)
{
    const TcGuard *owner = NULL;
    guint table = 0;
    gboolean is_damaged = FALSE;
    pthread_mutex_lock(&mutex);
    for (guint i = 0; guards != NULL && i < guards->len; i++) {
        TcGuard *guard = guards->pdata[i];
        const guint found = guard->fd >= 0 ? table_of(guard, file) : TC_GLASS_TABLES;
        if (found == TC_GLASS_TABLES || guard->manifest.tables[found].block_size != len)
            continue;
        if (was_compared(guard, found, block)) {
            pthread_mutex_unlock(&mutex);
            return TRUE;
        }
        guard->checked++;
        if (tc_glass_agrees(bytes, len, known_sum(guard, found, block))) {
            set_compared(guard, found, block);
            keep_block(file, bytes, counted, len, block);
            pthread_mutex_unlock(&mutex);
            return TRUE;
        }
        if (owner == NULL || guard->writes ||
            tc_manifest_is_current(guard->folder, &guard->manifest)) {
            is_damaged = guard->writes || tc_manifest_is_current(guard->folder, &guard->manifest);
            owner = guard;
            table = found;
        }
    }
    if (owner != NULL && is_damaged)
        note_damage(owner, table, block);
    else if (owner != NULL)
        memset(bytes, 0xff, 4);
    pthread_mutex_unlock(&mutex);
    return !is_damaged;
}

/* Reads as much as there is. Some file systems give less at a time, and then what Xapian asks for
 * next would no longer be a block. */
static ssize_t
read_whole(int fd, void *bytes, size_t len, off_t offset)
{
    size_t done = 0;
    while (done < len) {
        const ssize_t got = real_read(fd, (char *)bytes + done, len - done, offset + (off_t)done);
        if (got < 0 && errno == EINTR && done > 0)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (size_t)got;
    }
    return (ssize_t)done;
}

/* Reads a block that is not kept of a file that may be guarded. `counted`: see keep_block(). */
static ssize_t
read_new(int fd, const TcGuardFile *file, void *bytes, guint8 *counted, size_t len, off_t offset)
{
    const ssize_t got = read_whole(fd, bytes, len, offset);
    if (got != (ssize_t)len || check_block(file, bytes, counted, len, (guint64)offset / len))
        return got;
    errno = EBADMSG;
    return -1;
}

static ssize_t
read_block(int fd, const TcGuardFile *file, void *bytes, size_t len, off_t offset)
{
    guint8 *const kept = take_kept(file, len, (guint64)offset / len);
    if (kept == NULL)
        return read_new(fd, file, bytes, NULL, len, offset);
    memcpy(bytes, kept, len);
    g_atomic_rc_box_release(kept);
    return (ssize_t)len;
}

static ssize_t
checked_read(int fd, void *bytes, size_t len, off_t offset)
{
    TcGuardFile file;
    return may_be_block(len, offset) && tc_guard_file(fd, &file)
               ? read_block(fd, &file, bytes, len, offset)
               : real_read(fd, bytes, len, offset);
}

/* As tc_read_at(). */
static gboolean
read_counted(int fd, const TcGuardFile *file, guint8 *bytes, gsize len, guint64 offset)
{
    if (!may_be_block(len, (off_t)offset) || file->ino == 0)
        return tc_read_at(fd, bytes, len, offset) == (gssize)len;
    gssize got = 0;
    do
        got = read_new(fd, file, bytes, bytes, len, (off_t)offset);
    while (got < 0 && errno == EINTR);
    return got == (gssize)len;
}

const guint8 *
tc_guard_take(int fd, const TcGuardFile *file, gsize len, guint64 offset)
{
    guint8 *bytes = file->ino != 0 ? take_kept(file, len, offset / len) : NULL;
    if (bytes != NULL)
        return bytes;
    bytes = g_atomic_rc_box_alloc(len);
    if (offset <= G_MAXINT64 && read_counted(fd, file, bytes, len, offset))
        return bytes;
    g_atomic_rc_box_release(bytes);
    return NULL;
}

void
tc_guard_give_back(const guint8 *bytes)
{
    if (bytes != NULL)
        g_atomic_rc_box_release((gpointer)bytes);
}

/* ---- writing ------------------------------------------------------------------------------- */

static TcGuard *
find_writing(const TcGuardFile *file, guint *table)
{
    for (guint again = 0; again < 2; again++) {
        for (guint i = 0; guards != NULL && i < guards->len; i++) {
            TcGuard *guard = guards->pdata[i];
            if (!guard->writes || guard->fd < 0)
                continue;
            /* A table is only made when it has something to hold. */
            if (again)
                find_files(guard);
            *table = table_of(guard, file);
            if (*table < TC_GLASS_TABLES)
                return guard;
        }
    }
    return NULL;
}

static void
note_block(const TcGuardFile *file, const guint8 *bytes, size_t len, guint64 block)
{
    guint table = 0;
    pthread_mutex_lock(&mutex);
    TcGuard *guard = find_writing(file, &table);
    if (guard != NULL && guard->manifest.tables[table].block_size == len && block < G_MAXUINT32) {
        GArray *sums = guard->sums[table];
        if (block >= sums->len)
            g_array_set_size(sums, (guint)block + 1);
        g_array_index(sums, guint32, block) = tc_glass_sum(bytes, len);
    }
    pthread_mutex_unlock(&mutex);
}

static ssize_t
noted_write(int fd, const void *bytes, size_t len, off_t offset)
{
    TcGuardFile file;
    if (may_be_block(len, offset) && tc_guard_file(fd, &file))
        note_block(&file, bytes, len, (guint64)offset / len);
    return real_write(fd, bytes, len, offset);
}

/* Writes the manifest of the revision whose version file is `from`. FALSE with errno. */
static gboolean
write_manifest(TcGuard *guard, const char *from)
{
    guint8 bytes[TC_GLASS_VERSION_MAX + 1];
    g_autoptr(GError) error = NULL;
    const gssize len = tc_guard_read_file(from, bytes, sizeof bytes);
    if (len < 0)
        return FALSE;
    if (tc_manifest_write(guard->folder, bytes, (gsize)len, guard->sums, TRUE, &error))
        return TRUE;
    errno = error->code == TC_GUARD_ERROR_SYSTEM && errno ? errno : EIO;
    return FALSE;
}

static int
preceded_rename(const char *from, const char *to)
{
    gboolean may = TRUE;
    if (g_atomic_int_get(&guard_count) > 0) {
        pthread_mutex_lock(&mutex);
        for (guint i = 0; may && guards != NULL && i < guards->len; i++) {
            TcGuard *guard = guards->pdata[i];
            if (guard->writes && guard->fd >= 0 && strcmp(to, guard->version_path) == 0)
                may = write_manifest(guard, from);
        }
        pthread_mutex_unlock(&mutex);
    }
    return may ? real_rename(from, to) : -1;
}

/* ---- the names that Xapian calls ----------------------------------------------------------- */

/* A program's own function is used before that of a library. They have other names here, as headers
 * may define these as macros. */
__attribute__((visibility("default"))) ssize_t tc_c_pread(int fd, void *bytes, size_t len,
                                                          off_t offset) __asm__("pread");
__attribute__((visibility("default"))) ssize_t tc_c_pread64(int fd, void *bytes, size_t len,
                                                            off_t offset) __asm__("pread64");
__attribute__((visibility("default"))) ssize_t tc_c_pwrite(int fd, const void *bytes, size_t len,
                                                           off_t offset) __asm__("pwrite");
__attribute__((visibility("default"))) ssize_t tc_c_pwrite64(int fd, const void *bytes, size_t len,
                                                             off_t offset) __asm__("pwrite64");
__attribute__((visibility("default"))) int tc_c_rename(const char *from,
                                                       const char *to) __asm__("rename");

__attribute__((visibility("default"))) int tc_c_open(const char *path, int flags,
                                                     ...) __asm__("open");
__attribute__((visibility("default"))) int tc_c_open64(const char *path, int flags,
                                                       ...) __asm__("open64");

G_STATIC_ASSERT(sizeof(off_t) == 8);

ssize_t
tc_c_pread(int fd, void *bytes, size_t len, off_t offset)
{
    return checked_read(fd, bytes, len, offset);
}

ssize_t
tc_c_pread64(int fd, void *bytes, size_t len, off_t offset)
{
    return checked_read(fd, bytes, len, offset);
}

ssize_t
tc_c_pwrite(int fd, const void *bytes, size_t len, off_t offset)
{
    return noted_write(fd, bytes, len, offset);
}

ssize_t
tc_c_pwrite64(int fd, const void *bytes, size_t len, off_t offset)
{
    return noted_write(fd, bytes, len, offset);
}

int
tc_c_rename(const char *from, const char *to)
{
    return preceded_rename(from, to);
}

/* Libraries may open files before find_functions() has been called. */
static int
open_as_allowed(const char *path, int flags, mode_t mode)
{
    if (reads_only && (flags & (O_ACCMODE | O_CREAT)) == O_RDWR)
        flags = (flags & ~O_ACCMODE) | O_RDONLY;
    return real_open != NULL ? real_open(path, flags, mode) : openat(AT_FDCWD, path, flags, mode);
}

/* Only a new file has a mode. */
static mode_t
take_mode(int flags, va_list args)
{
    return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(args, mode_t) : 0;
}

int
tc_c_open(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    const mode_t mode = take_mode(flags, args);
    va_end(args);
    return open_as_allowed(path, flags, mode);
}

int
tc_c_open64(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    const mode_t mode = take_mode(flags, args);
    va_end(args);
    return open_as_allowed(path, flags, mode);
}

/* ---- handles ------------------------------------------------------------------------------- */

static gboolean
load_sums(TcGuard *guard, GError **error)
{
    for (guint i = 0; i < TC_GLASS_TABLES; i++) {
        guard->sums[i] = tc_manifest_sums(guard->folder, &guard->manifest, guard->fd, i, error);
        if (guard->sums[i] == NULL)
            return FALSE;
    }
    return TRUE;
}

static void
enlist(TcGuard *guard)
{
    pthread_mutex_lock(&mutex);
    if (guards == NULL)
        guards = g_ptr_array_new();
    g_ptr_array_add(guards, guard);
    g_atomic_int_inc(&guard_count);
    pthread_mutex_unlock(&mutex);
}

/* Xapian opens this to keep other writers away; if it cannot, it takes the database for locked. */
static gboolean
check_lock(const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, "flintlock", NULL);
    struct stat info;
    if (lstat(path, &info) != 0 || S_ISREG(info.st_mode))
        return TRUE;
    g_set_error(error, TC_GUARD_ERROR, TC_GUARD_ERROR_DAMAGED, "%s: %s", path, _("is not a file"));
    return FALSE;
}

TcGuard *
tc_guard_open(const char *folder, gboolean writes, GError **error)
{
    g_autoptr(TcGuard) guard = g_new0(TcGuard, 1);
    guard->fd = -1;
    guard->folder = g_strdup(folder);
    guard->version_path = g_strconcat(folder, "/" TC_GLASS_VERSION, NULL);
    guard->writes = writes;
    if ((writes && !check_lock(folder, error)) ||
        !tc_manifest_load(folder, &guard->manifest, &guard->fd, error) ||
        (writes && guard->fd >= 0 && !load_sums(guard, error)))
        return NULL;
    find_files(guard);
    enlist(guard);
    return g_steal_pointer(&guard);
}

void
tc_guard_close(TcGuard *guard)
{
    if (guard == NULL)
        return;
    pthread_mutex_lock(&mutex);
    if (guards != NULL && g_ptr_array_remove_fast(guards, guard))
        g_atomic_int_add(&guard_count, -1);
    pthread_mutex_unlock(&mutex);
    if (guard->fd >= 0)
        close(guard->fd);
    for (guint i = 0; i < TC_GLASS_TABLES; i++) {
        if (guard->sums[i] != NULL)
            g_array_unref(guard->sums[i]);
        g_free(guard->compared[i]);
        for (gsize part = 0; guard->known[i] != NULL && part < parts_of(guard, i); part++)
            g_free(guard->known[i][part]);
        g_free(guard->known[i]);
    }
    tc_kept_free(guard->kept);
    tc_free_all(guard->folder, guard->version_path, guard);
}

void
tc_guard_only_read(void)
{
    reads_only = TRUE;
}

void
tc_guard_keep_blocks(void)
{
    keeps_blocks = TRUE;
}

gboolean
tc_guard_has_manifest(const TcGuard *guard)
{
    return guard->fd >= 0;
}

guint32
tc_guard_revision(const TcGuard *guard)
{
    return guard->manifest.revision;
}

guint64
tc_guard_checked(const TcGuard *guard)
{
    return guard->checked;
}

const char *
tc_guard_last_damage(void)
{
    return last_damage;
}

guint64
tc_guard_damage_count(void)
{
    return damage_count;
}
