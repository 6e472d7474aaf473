#include "store/generation.h"

#include "store/folder/names.h"
#include "store/guard/manifest.h"
#include "store/standard.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GENERATION "gen."
#define DIGITS     6
#define NUMBER_MAX 999999u
#define NAME_LEN   (sizeof GENERATION - 1 + DIGITS)

/* ---- helpers ------------------------------------------------------------------------------- */

/* Sets the error from a format and its values. Returns FALSE. */
#define fail(error, ...)                                                                           \
    (g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, __VA_ARGS__), FALSE)

/* `path` could not be opened. Names the folder that refuses, if one does: its remedy is another. */
static gboolean
fail_to_open(const char *path, int number, GError **error)
{
    g_autofree char *refusing = number == EACCES ? tc_path_refusing(path) : NULL;

    if (refusing != NULL && strcmp(refusing, path) != 0)
        return fail(error, _("cannot open %s: %s is closed to this user"), path, refusing);
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_SYSTEM, _("cannot open %s: %s"), path,
                g_strerror(number));
    return FALSE;
}

/* The number of "gen.NNNNNN", 0 when `name` is not exactly that. */
static guint
generation_number(const char *name)
{
    if (!g_str_has_prefix(name, GENERATION) || strlen(name) != NAME_LEN)
        return 0;
    guint number = 0;
    for (const char *at = name + strlen(GENERATION); *at; at++) {
        if (!g_ascii_isdigit(*at))
            return 0;
        number = number * 10 + (guint)(*at - '0');
    }
    return number;
}

/* Whether `name` is a generation, or a folder that belongs to one: "gen.NNNNNN" or
 * "gen.NNNNNN.anything". */
static gboolean
is_generation_name(const char *name)
{
    if (strlen(name) < NAME_LEN || (name[NAME_LEN] != '\0' && name[NAME_LEN] != '.'))
        return FALSE;
    g_autofree char *head = g_strndup(name, NAME_LEN);
    return generation_number(head) != 0;
}

static gboolean
sync_path(const char *path, GError **error)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return fail(error, _("cannot open %s: %s"), path, g_strerror(errno));
    const int result = fsync(fd);
    const int number = errno;
    close(fd);
    return result == 0 ? TRUE : fail(error, _("cannot sync %s: %s"), path, g_strerror(number));
}

gboolean
tc_generation_check_folder(const char *dir, GError **error)
{
    g_autoptr(GError) local = NULL;
    g_autoptr(GDir) entries = g_dir_open(dir, 0, &local);
    if (entries == NULL) {
        if (!g_error_matches(local, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
            return fail(error, _("cannot read %s: %s"), dir, tc_standard_reason(local));
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX, _("%s is not a folder"), dir);
        return FALSE;
    }
    gboolean is_foreign = FALSE;
    const char *name = NULL;
    while ((name = g_dir_read_name(entries)) != NULL) {
        if (strcmp(name, TC_INDEX_STUB) == 0 || is_generation_name(name))
            return TRUE;
        is_foreign =
            is_foreign || (strcmp(name, TC_INDEX_LOCK) != 0 &&
                           strcmp(name, TC_INDEX_STUB_NEW) != 0 && strcmp(name, "lost+found") != 0);
    }
    if (is_foreign) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX,
                    _("%s is not empty and is not an index"), dir);
        return FALSE;
    }
    return TRUE;
}

/* ---- generations --------------------------------------------------------------------------- */

/* Whether a generation in `dir` has been live, or was about to be when its stub was not yet begun.
 * A first run that was killed leaves generations without a manifest, or with the beginning of a
 * stub beside them. */
static gboolean
has_lost_stub(const char *dir)
{
    g_autoptr(GDir) entries = g_dir_open(dir, 0, NULL);
    g_autofree char *begun = g_build_filename(dir, TC_INDEX_STUB_NEW, NULL);
    const char *name = NULL;
    if (g_access(begun, F_OK) == 0)
        return FALSE;
    while (entries != NULL && (name = g_dir_read_name(entries)) != NULL) {
        g_autofree char *path = g_build_filename(dir, name, NULL);
        if (generation_number(name) != 0 && tc_manifest_exists(path))
            return TRUE;
    }
    return FALSE;
}

/* The name of the live generation: what the stub says, in the one form that we write. */
static char *
live_name(const char *dir, GError **error)
{
    g_autofree char *path = g_build_filename(dir, TC_INDEX_STUB, NULL);
    char text[64];
    const gssize len = tc_guard_read_file(path, text, sizeof text - 1);
    const int number = errno;
    /* A link to nothing, or to itself, is no stub: somebody put it in the place of one. */
    struct stat info;
    if (len < 0 && (number == EINVAL || number == ELOOP ||
                    (number == ENOENT && lstat(path, &info) == 0 && S_ISLNK(info.st_mode)))) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT, _("%s is not a file"), path);
        return NULL;
    }
    if (len < 0 && number == ENOENT && has_lost_stub(dir)) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT,
                    _("%s is gone, which names the generation of the index"), path);
        return NULL;
    }
    if (len < 0 && (number == ENOENT || number == ENOTDIR)) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND,
                    _("no index at %s: “tracuu-index update PATH...” makes one"), dir);
        return NULL;
    }
    if (len < 0) {
        fail_to_open(path, number, error);
        return NULL;
    }
    text[len] = '\0';
    const char *name = text + strlen("auto ");
    if ((gsize)len == strlen("auto ") + NAME_LEN + 1 && g_str_has_prefix(text, "auto ") &&
        text[len - 1] == '\n') {
        text[len - 1] = '\0';
        if (generation_number(name) != 0)
            return g_strdup(name);
    }
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT,
                _("%s does not name one generation of the index"), path);
    return NULL;
}

char *
tc_generation_live(const char *dir, GError **error)
{
    g_autofree char *name = live_name(dir, error);
    return name != NULL ? g_build_filename(dir, name, NULL) : NULL;
}

/* Deletes what the folder `fd` holds, and closes it. Symbolic links are deleted, not followed. */
static gboolean
remove_content(int fd, const char *path, GError **error)
{
    DIR *entries = fdopendir(fd);
    if (entries == NULL) {
        const int number = errno;
        close(fd);
        return fail(error, _("cannot read %s: %s"), path, g_strerror(number));
    }
    gboolean is_done = TRUE;
    const struct dirent *entry = NULL;
    while (is_done && (entry = readdir(entries)) != NULL) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
            unlinkat(dirfd(entries), name, 0) == 0 || errno == ENOENT)
            continue;
        const int number = errno;
        g_autofree char *inner = g_build_filename(path, name, NULL);
        const int child =
            openat(dirfd(entries), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (child < 0) {
            is_done = fail(error, _("cannot delete %s: %s"), inner, g_strerror(number));
        } else {
            is_done = remove_content(child, inner, error);
            if (is_done && unlinkat(dirfd(entries), name, AT_REMOVEDIR) != 0)
                is_done = fail(error, _("cannot delete %s: %s"), inner, g_strerror(errno));
        }
    }
    closedir(entries);
    return is_done;
}

gboolean
tc_generation_remove(const char *generation, GError **error)
{
    g_autofree char *name = g_path_get_basename(generation);
    if (!is_generation_name(name)) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX,
                    _("%s is not a generation of an index"), generation);
        return FALSE;
    }
    /* A switch that failed in its last step, syncing or deleting, has taken place all the same:
     * whoever tidies up afterwards must not remove the index. */
    g_autofree char *dir = g_path_get_dirname(generation);
    g_autofree char *live = live_name(dir, NULL);
    if (g_strcmp0(live, name) == 0) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                    _("%s is the live generation of the index"), generation);
        return FALSE;
    }
    if (unlink(generation) == 0 || errno == ENOENT)
        return TRUE;
    const int number = errno;
    const int fd = open(generation, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return fail(error, _("cannot delete %s: %s"), generation, g_strerror(number));
    if (!remove_content(fd, generation, error))
        return FALSE;
    if (rmdir(generation) != 0)
        return fail(error, _("cannot delete %s: %s"), generation, g_strerror(errno));
    return TRUE;
}

/* The names of all generations in `dir`, and of the folders that belong to them. */
static GPtrArray *
list_generations(const char *dir, GError **error)
{
    g_autoptr(GError) local = NULL;
    g_autoptr(GDir) entries = g_dir_open(dir, 0, &local);
    if (entries == NULL) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot read %s: %s"), dir,
                    tc_standard_reason(local));
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    const char *name = NULL;
    while ((name = g_dir_read_name(entries)) != NULL)
        if (is_generation_name(name))
            g_ptr_array_add(names, g_strdup(name));
    return names;
}

/* Deletes all generations except `keep`. */
static gboolean
remove_others(const char *dir, const char *keep, GError **error)
{
    g_autoptr(GPtrArray) names = list_generations(dir, error);
    if (names == NULL)
        return FALSE;
    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        if (g_strcmp0(name, keep) != 0) {
            g_autofree char *path = g_build_filename(dir, name, NULL);
            if (!tc_generation_remove(path, error))
                return FALSE;
        }
    }
    return TRUE;
}

gboolean
tc_generation_tidy(const char *dir, GError **error)
{
    g_autofree char *live = live_name(dir, NULL);
    return live == NULL || remove_others(dir, live, error);
}

char *
tc_generation_next(const char *dir, GError **error)
{
    g_autoptr(GError) local = NULL;
    g_autofree char *live = live_name(dir, &local);
    /* A stub that is damaged or cannot be read does not say which generation is live. All are kept
     * then until the next switch, and the index can be rebuilt. */
    if ((live != NULL || g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND)) &&
        !remove_others(dir, live, error))
        return NULL;
    g_autoptr(GPtrArray) names = list_generations(dir, error);
    if (names == NULL)
        return NULL;
    guint highest = 0;
    for (guint i = 0; i < names->len; i++)
        highest = MAX(highest, generation_number(names->pdata[i]));
    for (guint tried = 0; tried < NUMBER_MAX; tried++) {
        const guint number = (highest + tried) % NUMBER_MAX + 1;
        g_autofree char *path = g_strdup_printf("%s/" GENERATION "%0*u", dir, DIGITS, number);
        if (g_access(path, F_OK) != 0)
            return g_steal_pointer(&path);
    }
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("no free generation in %s"), dir);
    return NULL;
}

gboolean
tc_generation_size(const char *generation, guint64 *bytes, GError **error)
{
    g_autoptr(GError) local = NULL;
    g_autoptr(GDir) entries = g_dir_open(generation, 0, &local);
    if (entries == NULL)
        return fail(error, _("cannot read %s: %s"), generation, tc_standard_reason(local));
    guint64 sum = 0;
    const char *name = NULL;
    while ((name = g_dir_read_name(entries)) != NULL) {
        g_autofree char *path = g_build_filename(generation, name, NULL);
        struct stat info;
        if (stat(path, &info) == 0)
            sum += (guint64)info.st_size;
    }
    *bytes = sum;
    return TRUE;
}

gboolean
tc_generation_may_be_checked(const char *generation, GError **error)
{
    /* If the generation is gone, checking will find that. */
    g_autoptr(GDir) entries = g_dir_open(generation, 0, NULL);
    g_autoptr(GArray) opened = g_array_new(FALSE, FALSE, sizeof(int));
    const char *name = NULL;
    gboolean may = TRUE;
    while (may && entries != NULL && (name = g_dir_read_name(entries)) != NULL) {
        g_autofree char *path = g_build_filename(generation, name, NULL);
        struct stat info;
        /* Whatever is no file is damage, which checking will find, too. */
        if (stat(path, &info) == 0 ? !S_ISREG(info.st_mode) : errno == ELOOP)
            continue;
        const int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        if (fd >= 0)
            g_array_append_val(opened, fd);
        if (fd < 0 && errno != ENOENT) {
            g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_SYSTEM, _("cannot check %s: %s"),
                        path, g_strerror(errno));
            may = FALSE;
        }
    }
    for (guint i = 0; i < opened->len; i++)
        close(g_array_index(opened, int, i));
    return may;
}

/* Syncs each file of a folder, then the folder. */
static gboolean
sync_folder(const char *path, GError **error)
{
    g_autoptr(GError) local = NULL;
    g_autoptr(GDir) entries = g_dir_open(path, 0, &local);
    if (entries == NULL)
        return fail(error, _("cannot read %s: %s"), path, tc_standard_reason(local));
    const char *name = NULL;
    while ((name = g_dir_read_name(entries)) != NULL) {
        g_autofree char *file = g_build_filename(path, name, NULL);
        if (!sync_path(file, error))
            return FALSE;
    }
    return sync_path(path, error);
}

/* Writes the stub that will replace the old one. It is there before the manifest, see
 * has_lost_stub(). */
static gboolean
begin_stub(const char *dir, const char *name, mode_t mode, GError **error)
{
    g_autofree char *fresh = g_build_filename(dir, TC_INDEX_STUB_NEW, NULL);
    g_autofree char *line = g_strdup_printf("auto %s\n", name);
    /* Anything may lie there; an empty folder is removed, too. */
    if (unlink(fresh) != 0 && errno != ENOENT && rmdir(fresh) != 0)
        return fail(error, _("cannot delete %s: %s"), fresh, g_strerror(errno));
    const int fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail(error, _("cannot create %s: %s"), fresh, g_strerror(errno));
    const ssize_t len = (ssize_t)strlen(line);
    errno = ENOSPC; /* this is what a short write means */
    gboolean is_done =
        write(fd, line, (size_t)len) == len && fchmod(fd, mode) == 0 && fsync(fd) == 0;
    int number = errno;
    if (close(fd) != 0 && is_done) {
        number = errno;
        is_done = FALSE;
    }
    if (!is_done) {
        unlink(fresh);
        return fail(error, _("cannot write %s: %s"), fresh, g_strerror(number));
    }
    return sync_path(dir, error);
}

static gboolean
finish_stub(const char *dir, GError **error)
{
    g_autofree char *path = g_build_filename(dir, TC_INDEX_STUB, NULL);
    g_autofree char *fresh = g_build_filename(dir, TC_INDEX_STUB_NEW, NULL);
    /* An empty folder in its place is removed. */
    if (rename(fresh, path) != 0 &&
        (errno != EISDIR || rmdir(path) != 0 || rename(fresh, path) != 0))
        return fail(error, _("cannot write %s: %s"), path, g_strerror(errno));
    return sync_path(dir, error);
}

/* Makes the manifest of a generation that goes live, unless it has one: from here on no change in
 * it goes unseen. */
static gboolean
take_manifest(const char *generation, GError **error)
{
    GError *local = NULL;
    if (tc_manifest_exists(generation) || tc_manifest_take(generation, &local))
        return TRUE;
    g_set_error(error, TC_STORE_ERROR,
                local->code == TC_GUARD_ERROR_DAMAGED ? TC_STORE_ERROR_CORRUPT
                                                      : TC_STORE_ERROR_FAILED,
                "%s", local->message);
    g_error_free(local);
    return FALSE;
}

gboolean
tc_generation_switch(const char *dir, const char *generation, GError **error)
{
    g_autofree char *name = g_path_get_basename(generation);
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_autofree char *version_file = g_build_filename(path, "iamglass", NULL);
    struct stat given;
    struct stat ours;
    struct stat folder;
    if (generation_number(name) == 0 || stat(generation, &given) != 0 || stat(path, &ours) != 0 ||
        given.st_ino != ours.st_ino || given.st_dev != ours.st_dev ||
        g_access(version_file, F_OK) != 0) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX,
                    _("%s is not a generation of %s"), generation, dir);
        return FALSE;
    }
    /* Whoever may read the folder of the index may read its generations: an administrator shares an
     * index with one chmod. */
    if (stat(dir, &folder) != 0)
        return fail(error, _("cannot read %s: %s"), dir, g_strerror(errno));
    if ((ours.st_mode & 07777) != (folder.st_mode & 07777) &&
        chmod(path, folder.st_mode & 07777) != 0)
        return fail(error, _("cannot change the mode of %s: %s"), path, g_strerror(errno));
    if (!begin_stub(dir, name, 0600 | (folder.st_mode & 0044), error) ||
        !take_manifest(path, error) || !sync_folder(path, error) || !finish_stub(dir, error))
        return FALSE;
    /* Readers that have an old one open keep it. */
    return remove_others(dir, name, error);
}
