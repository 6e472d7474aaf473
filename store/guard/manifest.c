#include "store/guard/manifest.h"

#include "store/guard/read_at.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#define MAGIC      "tracuu manifest\n"
#define MAGIC_LEN  16
#define FORMAT     1u
#define HEAD_LEN   1024
#define VERSION_AT 32
#define TABLES_AT  (VERSION_AT + TC_GLASS_VERSION_MAX)
#define TABLE_LEN  40
#define HASH_AT    (HEAD_LEN - 8)

#define NEW_NAME "manifest.new"

/* How often a version file is read again when a writer has replaced it meanwhile. */
#define TRIES_MAX 100

G_STATIC_ASSERT(TABLES_AT + TC_GLASS_TABLES * TABLE_LEN <= HASH_AT);

GQuark
tc_guard_error_quark(void)
{
    return g_quark_from_static_string("tc-guard-error");
}

/* ---- errors -------------------------------------------------------------------------------- */

static gboolean
set_damaged(GError **error, const char *path, const char *what)
{
    g_set_error(error, TC_GUARD_ERROR, TC_GUARD_ERROR_DAMAGED, "%s: %s", path, what);
    return FALSE;
}

/* Something could not be read or written. If it is missing, that is damage; any other reason is the
 * system's. */
static gboolean
set_failed(GError **error, const char *path, int number)
{
    const gboolean is_gone = number == ENOENT || number == ENOTDIR;
    if (is_gone || number == EINVAL || number == EISDIR || number == ELOOP)
        return set_damaged(error, path, is_gone ? _("the file is gone") : _("is not a file"));
    g_set_error(error, TC_GUARD_ERROR, TC_GUARD_ERROR_SYSTEM, "%s: %s", path, g_strerror(number));
    return FALSE;
}

/* ---- files --------------------------------------------------------------------------------- */

/* Opens a regular file; -1 with errno. */
static int
open_file(const char *path)
{
    const int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat info;
    if (fd >= 0 && (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))) {
        close(fd);
        errno = EINVAL;
        return -1;
    }
    return fd;
}

gssize
tc_guard_read_file(const char *path, void *bytes, gsize len)
{
    const int fd = open_file(path);
    if (fd < 0)
        return -1;
    const gssize got = tc_read_at(fd, bytes, len, 0);
    const int number = errno;
    close(fd);
    errno = number;
    return got;
}

static char *
manifest_path(const char *folder, guint32 revision)
{
    return g_strdup_printf("%s/manifest.%u", folder, revision & 1);
}

/* ---- the form ------------------------------------------------------------------------------ */

static void
put32(guint8 *at, guint32 number)
{
    number = GUINT32_TO_LE(number);
    memcpy(at, &number, sizeof number);
}

static void
put64(guint8 *at, guint64 number)
{
    number = GUINT64_TO_LE(number);
    memcpy(at, &number, sizeof number);
}

static guint32
get32(const guint8 *at)
{
    guint32 number = 0;
    memcpy(&number, at, sizeof number);
    return GUINT32_FROM_LE(number);
}

static guint64
get64(const guint8 *at)
{
    guint64 number = 0;
    memcpy(&number, at, sizeof number);
    return GUINT64_FROM_LE(number);
}

static void
encode(const TcManifest *manifest, guint8 head[HEAD_LEN])
{
    memset(head, 0, HEAD_LEN);
    memcpy(head, MAGIC, MAGIC_LEN);
    put32(head + 16, FORMAT);
    put32(head + 20, manifest->revision);
    put32(head + 24, (guint32)manifest->version_len);
    memcpy(head + VERSION_AT, manifest->version, manifest->version_len);
    for (guint i = 0; i < TC_GLASS_TABLES; i++) {
        const TcManifestTable *table = &manifest->tables[i];
        guint8 *at = head + TABLES_AT + i * TABLE_LEN;
        put32(at, table->is_there ? 1 : 0);
        put32(at + 4, table->block_size);
        put64(at + 8, table->bytes);
        put32(at + 16, table->blocks);
        put64(at + 24, table->sums_at);
        put64(at + 32, table->sums_hash);
    }
    put64(head + HASH_AT, XXH3_64bits(head, HASH_AT));
}

static gboolean
decode(const guint8 head[HEAD_LEN], TcManifest *manifest)
{
    if (memcmp(head, MAGIC, MAGIC_LEN) != 0 ||
        get64(head + HASH_AT) != XXH3_64bits(head, HASH_AT) || get32(head + 16) != FORMAT ||
        get32(head + 24) > TC_GLASS_VERSION_MAX)
        return FALSE;
    manifest->revision = get32(head + 20);
    manifest->version_len = get32(head + 24);
    memcpy(manifest->version, head + VERSION_AT, manifest->version_len);
    for (guint i = 0; i < TC_GLASS_TABLES; i++) {
        const guint8 *at = head + TABLES_AT + i * TABLE_LEN;
        manifest->tables[i] = (TcManifestTable){.is_there = get32(at) != 0,
                                                .block_size = get32(at + 4),
                                                .bytes = get64(at + 8),
                                                .blocks = get32(at + 16),
                                                .sums_at = get64(at + 24),
                                                .sums_hash = get64(at + 32)};
    }
    return TRUE;
}

/* ---- reading ------------------------------------------------------------------------------- */

/* Opens the manifest of a revision. *fd is -1, without an error, when there is none. */
static gboolean
open_manifest(const char *folder, guint32 revision, TcManifest *manifest, int *fd, GError **error)
{
    g_autofree char *path = manifest_path(folder, revision);
    guint8 head[HEAD_LEN];
    *fd = open_file(path);
    if (*fd < 0)
        return errno == ENOENT || set_failed(error, path, errno);
    const gssize got = tc_read_at(*fd, head, sizeof head, 0);
    const int number = errno;
    if (got == (gssize)sizeof head && decode(head, manifest))
        return TRUE;
    close(*fd);
    *fd = -1;
    return got < 0 ? set_failed(error, path, number)
                   : set_damaged(error, path, _("is not as it was written"));
}

/* Checks that each table is a file, of the size that it had, and may be opened: Xapian takes some
 * tables that it cannot open for empty ones. In a database without a manifest only tables with a
 * root must be there. */
static gboolean
check_tables(const char *folder, const TcManifest *manifest, const TcGlassVersion *version,
             gboolean has_manifest, GError **error)
{
    for (guint i = 0; i < TC_GLASS_TABLES; i++) {
        const TcManifestTable *table = &manifest->tables[i];
        g_autofree char *path = g_build_filename(folder, tc_glass_table_names[i], NULL);
        const gboolean must = has_manifest ? table->is_there : !version->tables[i].is_empty;
        const guint64 bytes =
            has_manifest ? table->bytes
                         : ((guint64)version->tables[i].root + 1) * version->tables[i].block_size;
        const int fd = open_file(path);
        struct stat info;
        if (fd < 0) {
            if (must || errno != ENOENT)
                return set_failed(error, path, errno);
            continue;
        }
        const gboolean is_known = fstat(fd, &info) == 0;
        close(fd);
        if (must && (!is_known || (guint64)info.st_size < bytes))
            return set_damaged(error, path, _("the end of the file is gone"));
    }
    return TRUE;
}

static gboolean
read_version(const char *folder, TcManifest *manifest, GError **error)
{
    g_autofree char *path = g_build_filename(folder, TC_GLASS_VERSION, NULL);
    guint8 bytes[TC_GLASS_VERSION_MAX + 1];
    const gssize len = tc_guard_read_file(path, bytes, sizeof bytes);
    if (len < 0 && (errno == ENOENT || errno == ENOTDIR)) {
        g_set_error(error, TC_GUARD_ERROR, TC_GUARD_ERROR_NONE, "%s: %s", path, g_strerror(errno));
        return FALSE;
    }
    if (len < 0)
        return set_failed(error, path, errno);
    manifest->version_len = MIN((gsize)len, sizeof manifest->version);
    memcpy(manifest->version, bytes, manifest->version_len);
    return (gsize)len <= sizeof manifest->version ||
           set_damaged(error, path, _("is not as it was written"));
}

static gboolean
has_version(const TcManifest *manifest, const TcManifest *wanted)
{
    return manifest->version_len == wanted->version_len &&
           memcmp(manifest->version, wanted->version, wanted->version_len) == 0;
}

/* `found` is what the version file says, even where that does not fit. */
static gboolean
load_once(const char *folder, TcManifest *found, TcManifest *manifest, int *fd, GError **error)
{
    g_autofree char *path = g_build_filename(folder, TC_GLASS_VERSION, NULL);
    TcGlassVersion version;
    if (!read_version(folder, found, error))
        return FALSE;
    if (!tc_glass_parse(found->version, found->version_len, &version))
        return set_damaged(error, path, _("is not as it was written"));
    found->revision = version.revision;
    if (!open_manifest(folder, version.revision, manifest, fd, error))
        return FALSE;
    if (*fd < 0) {
        *manifest = *found;
        if (!tc_manifest_exists(folder))
            return check_tables(folder, manifest, &version, FALSE, error);
        /* The manifest of another revision shows that there was one. */
        g_autofree char *missing = manifest_path(folder, version.revision);
        return set_damaged(error, missing, _("the file is gone"));
    }
    if (!has_version(manifest, found))
        return set_damaged(error, path, _("is not as it was written"));
    return check_tables(folder, manifest, &version, TRUE, error);
}

gboolean
tc_manifest_load(const char *folder, TcManifest *manifest, int *fd, GError **error)
{
    for (guint tries = 0;; tries++) {
        GError *local = NULL;
        TcManifest found = {0};
        *fd = -1;
        if (load_once(folder, &found, manifest, fd, &local))
            return TRUE;
        if (*fd >= 0) {
            close(*fd);
            *fd = -1;
        }
        /* A commit between looking at the two files looks like damage at first. */
        if (found.version_len == 0 || tries >= TRIES_MAX ||
            tc_manifest_is_current(folder, &found)) {
            g_propagate_error(error, local);
            return FALSE;
        }
        g_error_free(local);
    }
}

gboolean
tc_manifest_is_current(const char *folder, const TcManifest *manifest)
{
    TcManifest now = {0};
    return read_version(folder, &now, NULL) && has_version(&now, manifest);
}

guint32 *
tc_manifest_some_sums(const TcManifest *manifest, int fd, guint table, gsize part)
{
    const TcManifestTable *of = &manifest->tables[table];
    const guint64 first = (guint64)part * TC_MANIFEST_SUMS;
    const gsize count = first < of->blocks ? MIN(TC_MANIFEST_SUMS, of->blocks - first) : 0;
    g_autofree guint32 *sums = g_new0(guint32, TC_MANIFEST_SUMS);
    if (tc_read_at(fd, sums, 4 * count, of->sums_at + 4 * first) != (gssize)(4 * count))
        return NULL;
    for (gsize i = 0; i < count; i++)
        sums[i] = GUINT32_FROM_LE(sums[i]);
    return g_steal_pointer(&sums);
}

GArray *
tc_manifest_sums(const char *folder, const TcManifest *manifest, int fd, guint table,
                 GError **error)
{
    const TcManifestTable *of = &manifest->tables[table];
    g_autofree char *path = manifest_path(folder, manifest->revision);
    const gsize bytes = (gsize)of->blocks * 4;
    struct stat info;
    /* Checked before memory is asked for. */
    if (fstat(fd, &info) != 0 || of->sums_at + bytes > (guint64)info.st_size) {
        set_damaged(error, path, _("the end of the file is gone"));
        return NULL;
    }
    g_autoptr(GArray) sums = g_array_sized_new(FALSE, TRUE, 4, of->blocks);
    g_array_set_size(sums, of->blocks);
    if (tc_read_at(fd, sums->data, bytes, of->sums_at) != (gssize)bytes) {
        set_failed(error, path, errno);
        return NULL;
    }
    if (XXH3_64bits(sums->data, bytes) != of->sums_hash) {
        set_damaged(error, path, _("is not as it was written"));
        return NULL;
    }
    for (guint i = 0; i < sums->len; i++) {
        guint32 *sum = &g_array_index(sums, guint32, i);
        *sum = GUINT32_FROM_LE(*sum);
    }
    return g_steal_pointer(&sums);
}

/* ---- writing ------------------------------------------------------------------------------- */

static gboolean
write_all(int fd, const void *bytes, gsize len)
{
    const char *at = bytes;
    while (len > 0) {
        const ssize_t done = write(fd, at, len);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return FALSE;
        at += done;
        len -= (gsize)done;
    }
    return TRUE;
}

/* The sums of all tables, as they stand in the file. */
static GByteArray *
lay_out(const char *folder, TcManifest *manifest, const TcGlassVersion *version,
        GArray *const *sums)
{
    GByteArray *body = g_byte_array_new();
    for (guint i = 0; i < TC_GLASS_TABLES; i++) {
        TcManifestTable *table = &manifest->tables[i];
        g_autofree char *path = g_build_filename(folder, tc_glass_table_names[i], NULL);
        const guint before = body->len;
        struct stat info;
        table->is_there = stat(path, &info) == 0;
        table->block_size = version->tables[i].block_size;
        table->bytes = table->is_there ? (guint64)info.st_size : 0;
        table->blocks = sums[i]->len;
        table->sums_at = HEAD_LEN + before;
        g_byte_array_set_size(body, before + 4 * sums[i]->len);
        for (guint j = 0; j < sums[i]->len; j++)
            put32(body->data + before + (gsize)4 * j, g_array_index(sums[i], guint32, j));
        table->sums_hash = XXH3_64bits(body->data + before, body->len - before);
    }
    return body;
}

static gboolean
sync_folder(const char *folder)
{
    const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const gboolean is_done = fd >= 0 && fsync(fd) == 0;
    const int number = errno;
    if (fd >= 0)
        close(fd);
    errno = number;
    return is_done;
}

/* Makes way for a new file: an empty folder of its name is removed. */
static gboolean
take_name(const char *from, const char *to)
{
    /* Not rename(): that is answered by store/guard/guard.h, which has called this. */
    return renameat(AT_FDCWD, from, AT_FDCWD, to) == 0 ||
           (errno == EISDIR && rmdir(to) == 0 && renameat(AT_FDCWD, from, AT_FDCWD, to) == 0);
}

gboolean
tc_manifest_write(const char *folder, const guint8 *version, gsize version_len, GArray *const *sums,
                  gboolean syncs, GError **error)
{
    TcManifest manifest = {.version_len = MIN(version_len, TC_GLASS_VERSION_MAX)};
    TcGlassVersion parsed;
    g_autofree char *fresh = g_build_filename(folder, NEW_NAME, NULL);
    guint8 head[HEAD_LEN];
    if (!tc_glass_parse(version, version_len, &parsed))
        return set_damaged(error, folder, _("has a version file that is not known"));
    memcpy(manifest.version, version, manifest.version_len);
    manifest.revision = parsed.revision;
    g_autofree char *path = manifest_path(folder, parsed.revision);
    g_autoptr(GByteArray) body = lay_out(folder, &manifest, &parsed, sums);
    encode(&manifest, head);
    /* Whatever lies there is not written into. */
    if (unlink(fresh) != 0 && errno == EISDIR)
        rmdir(fresh);
    const int fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return set_failed(error, fresh, errno);
    gboolean is_done = write_all(fd, head, sizeof head) && write_all(fd, body->data, body->len) &&
                       (!syncs || fsync(fd) == 0);
    int number = errno;
    if (close(fd) != 0 && is_done) {
        number = errno;
        is_done = FALSE;
    }
    if (is_done && (!take_name(fresh, path) || (syncs && !sync_folder(folder)))) {
        number = errno;
        is_done = FALSE;
    }
    if (!is_done) {
        unlink(fresh);
        return set_failed(error, path, number);
    }
    return TRUE;
}

/* The sums of all blocks of a table. There are none where there is no such file. */
static GArray *
sum_table(const char *folder, guint table, guint32 block_size, GError **error)
{
    g_autofree char *path = g_build_filename(folder, tc_glass_table_names[table], NULL);
    g_autoptr(GArray) sums = g_array_new(FALSE, TRUE, sizeof(guint32));
    g_autofree guint8 *block = g_malloc(block_size);
    const int fd = open_file(path);
    if (fd < 0) {
        if (errno == ENOENT)
            return g_steal_pointer(&sums);
        set_failed(error, path, errno);
        return NULL;
    }
    gssize got = 0;
    for (guint64 at = 0; (got = tc_read_at(fd, block, block_size, at)) == (gssize)block_size;
         at += block_size) {
        const guint32 sum = tc_glass_sum(block, block_size);
        g_array_append_val(sums, sum);
    }
    const int number = errno;
    close(fd);
    if (got < 0) {
        set_failed(error, path, number);
        return NULL;
    }
    return g_steal_pointer(&sums);
}

gboolean
tc_manifest_take(const char *folder, GError **error)
{
    TcManifest manifest = {0};
    TcGlassVersion version;
    GArray *sums[TC_GLASS_TABLES] = {NULL};
    if (!read_version(folder, &manifest, error))
        return FALSE;
    gboolean is_done = tc_glass_parse(manifest.version, manifest.version_len, &version) ||
                       set_damaged(error, folder, _("has a version file that is not known"));
    for (guint i = 0; is_done && i < TC_GLASS_TABLES; i++) {
        sums[i] = sum_table(folder, i, version.tables[i].block_size, error);
        is_done = sums[i] != NULL;
    }
    is_done = is_done &&
              tc_manifest_write(folder, manifest.version, manifest.version_len, sums, TRUE, error);
    for (guint i = 0; i < TC_GLASS_TABLES; i++)
        if (sums[i] != NULL)
            g_array_unref(sums[i]);
    return is_done;
}

gboolean
tc_manifest_exists(const char *folder)
{
    for (guint32 i = 0; i < 2; i++) {
        g_autofree char *path = manifest_path(folder, i);
        if (access(path, F_OK) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
tc_manifest_is_missing(const char *folder)
{
    g_autofree char *version_file = g_build_filename(folder, TC_GLASS_VERSION, NULL);
    return !tc_manifest_exists(folder) && access(version_file, F_OK) == 0;
}
