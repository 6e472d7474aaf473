#include "indexer/state/scan.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A folder is known by where it is on disk, not by its names. */
typedef struct {
    guint64 dev;
    guint64 inode;
} FolderId;

typedef struct {
    TcScan *scan;
    GHashTable *visited; /* set of FolderId */
    GPtrArray *pending;  /* folders to walk, a stack of paths */
    GPtrArray *linked;   /* folders found through links, to walk after all others */
    FolderId skip;
    gboolean has_skip;
} Walk;

static guint
folder_id_hash(gconstpointer key)
{
    const FolderId *id = key;
    guint64 mixed = (id->inode ^ (id->dev << 32)) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);

    return (guint)(mixed >> 32);
}

static gboolean
folder_id_equal(gconstpointer a, gconstpointer b)
{
    const FolderId *one = a, *other = b;

    return one->inode == other->inode && one->dev == other->dev;
}

TcFileStamp
tc_file_stamp(const struct stat *st)
{
    TcFileStamp stamp = {
        .size = (guint64)st->st_size,
        .mtime_ns = (gint64)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec,
        .ctime_ns = (gint64)st->st_ctim.tv_sec * 1000000000 + st->st_ctim.tv_nsec,
        .inode = st->st_ino,
        .dev = st->st_dev,
    };

    return stamp;
}

gboolean
tc_file_stamp_equal(const TcFileStamp *a, const TcFileStamp *b)
{
    /* Not the device: its number may differ after each mount. */
    return a->size == b->size && a->mtime_ns == b->mtime_ns && a->ctime_ns == b->ctime_ns &&
           a->inode == b->inode;
}

gboolean
tc_scan_skips_name(const char *name)
{
    static const char *const system_names[] = {"Thumbs.db", "desktop.ini", "lost+found"};
    gsize len = strlen(name);

    if (name[0] == '.')
        return TRUE;
    if (g_str_has_prefix(name, "~$")) /* Word's note of who has a document open */
        return TRUE;
    if (len && name[len - 1] == '~')
        return TRUE;
    if (len > 1 && name[0] == '#' && name[len - 1] == '#')
        return TRUE;
    if (g_str_has_suffix(name, ".swp"))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(system_names); i++)
        if (g_str_equal(name, system_names[i]))
            return TRUE;
    return FALSE;
}

static void
add_problem(Walk *walk, const char *path, int error_number)
{
    TcScanProblem problem = {.path = g_strdup(path), .error_number = error_number};

    g_array_append_val(walk->scan->problems, problem);
}

static void
add_file(Walk *walk, char *path_taken, const struct stat *st, int error_number)
{
    TcScanFile file = {
        .path = path_taken, .stamp = tc_file_stamp(st), .error_number = error_number};

    g_array_append_val(walk->scan->files, file);
}

/* Sort out one name. `dirfd` and `name` lead to it, `path_taken` is its full path. `given`: it was
 * not found but typed. */
static void
look_at(Walk *walk, int dirfd, const char *name, char *path_taken, gboolean given)
{
    g_autofree char *path = path_taken;
    struct stat st, target;

    if (!given && tc_excludes_match(walk->scan->excludes, path))
        return;
    if (fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
        /* Gone since the folder was listed: as if it had never been there. */
        if (errno != ENOENT && errno != ENOTDIR)
            add_problem(walk, path, errno);
        return;
    }
    if (S_ISLNK(st.st_mode)) {
        if (fstatat(dirfd, name, &target, 0) != 0) {
            add_file(walk, g_steal_pointer(&path), &st, errno);
            return;
        }
        if (S_ISDIR(target.st_mode) && !given) {
            g_ptr_array_add(walk->linked, g_steal_pointer(&path));
            return;
        }
        st = target;
    }
    if (S_ISDIR(st.st_mode))
        g_ptr_array_add(walk->pending, g_steal_pointer(&path));
    else if (S_ISREG(st.st_mode))
        add_file(walk, g_steal_pointer(&path), &st, 0);
}

static void
walk_folder(Walk *walk, const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC);
    struct stat st;
    DIR *dir = NULL;
    FolderId *id;

    if (fd < 0) {
        if (errno != ENOENT && errno != ENOTDIR)
            add_problem(walk, path, errno);
        return;
    }
    if (fstat(fd, &st) != 0 || !(dir = fdopendir(fd))) {
        add_problem(walk, path, errno);
        close(fd);
        return;
    }
    id = g_new(FolderId, 1);
    *id = (FolderId){.dev = st.st_dev, .inode = st.st_ino};
    if ((walk->has_skip && folder_id_equal(id, &walk->skip)) ||
        g_hash_table_contains(walk->visited, id)) {
        g_free(id);
        closedir(dir);
        return;
    }
    g_hash_table_add(walk->visited, id);
    for (;;) {
        struct dirent *entry;

        errno = 0;
        entry = readdir(dir);
        if (!entry) {
            if (errno)
                add_problem(walk, path, errno);
            break;
        }
        if (tc_scan_skips_name(entry->d_name))
            continue;
        look_at(walk, dirfd(dir), entry->d_name,
                g_strconcat(path, g_str_has_suffix(path, "/") ? "" : "/", entry->d_name, NULL),
                FALSE);
    }
    closedir(dir);
}

static void
walk_pending(Walk *walk)
{
    while (walk->pending->len) {
        g_autofree char *path = g_ptr_array_steal_index(walk->pending, walk->pending->len - 1);

        walk_folder(walk, path);
    }
}

static int
compare_files(gconstpointer a, gconstpointer b)
{
    return strcmp(((const TcScanFile *)a)->path, ((const TcScanFile *)b)->path);
}

static int
compare_problems(gconstpointer a, gconstpointer b)
{
    return strcmp(((const TcScanProblem *)a)->path, ((const TcScanProblem *)b)->path);
}

static int
compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
clear_file(gpointer item)
{
    g_free(((TcScanFile *)item)->path);
}

static void
clear_problem(gpointer item)
{
    g_free(((TcScanProblem *)item)->path);
}

/* A path given twice, or a file given beside its folder, is found twice. */
static void
drop_repeated_files(GArray *files)
{
    guint kept = 0;

    for (guint i = 0; i < files->len; i++) {
        TcScanFile *file = &g_array_index(files, TcScanFile, i);

        if (kept && g_str_equal(file->path, g_array_index(files, TcScanFile, kept - 1).path)) {
            g_free(file->path);
            continue;
        }
        g_array_index(files, TcScanFile, kept++) = *file;
    }
    g_array_set_clear_func(files, NULL);
    g_array_set_size(files, kept);
    g_array_set_clear_func(files, clear_file);
}

TcScan *
tc_scan_new(const char *const *roots, const char *skip, const TcExcludes *excludes)
{
    TcScan *scan = g_new0(TcScan, 1);
    Walk walk = {.scan = scan};
    struct stat st;

    scan->excludes = excludes;
    scan->files = g_array_new(FALSE, FALSE, sizeof(TcScanFile));
    g_array_set_clear_func(scan->files, clear_file);
    scan->problems = g_array_new(FALSE, FALSE, sizeof(TcScanProblem));
    g_array_set_clear_func(scan->problems, clear_problem);
    walk.visited = g_hash_table_new_full(folder_id_hash, folder_id_equal, g_free, NULL);
    walk.pending = g_ptr_array_new_with_free_func(g_free);
    walk.linked = g_ptr_array_new_with_free_func(g_free);
    if (skip && stat(skip, &st) == 0) {
        walk.has_skip = TRUE;
        walk.skip = (FolderId){.dev = st.st_dev, .inode = st.st_ino};
    }

    for (; *roots; roots++) {
        look_at(&walk, AT_FDCWD, *roots, g_strdup(*roots), TRUE);
        walk_pending(&walk);
    }
    /* Links to folders wait until all folders have been walked by their own names, and are taken
     * in order of path, so that the outcome does not depend on the order of a listing. */
    while (walk.linked->len) {
        g_autoptr(GPtrArray) round = walk.linked;

        walk.linked = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_sort(round, compare_strings);
        for (guint i = 0; i < round->len; i++) {
            walk_folder(&walk, g_ptr_array_index(round, i));
            walk_pending(&walk);
        }
    }

    g_array_sort(scan->files, compare_files);
    drop_repeated_files(scan->files);
    g_array_sort(scan->problems, compare_problems);
    g_hash_table_unref(walk.visited);
    g_ptr_array_unref(walk.pending);
    g_ptr_array_unref(walk.linked);
    return scan;
}

void
tc_scan_free(TcScan *scan)
{
    if (!scan)
        return;
    g_array_unref(scan->files);
    g_array_unref(scan->problems);
    g_free(scan);
}

char *
tc_scan_root(const char *path, gboolean must_exist, GError **error)
{
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    g_autofree char *trimmed = g_strdup(path);
    g_autofree char *folder = NULL, *name = NULL, *result = NULL;
    char *real;
    struct stat st;
    int saved;

    for (gsize len = strlen(trimmed); len > 1 && trimmed[len - 1] == '/'; len--)
        trimmed[len - 1] = '\0';
    name = g_path_get_basename(trimmed);
    if (g_str_equal(name, ".") || g_str_equal(name, "..") || g_str_equal(name, "/")) {
        /* No name of its own to keep. */
        real = realpath(trimmed, NULL);
        saved = errno;
        result = g_strdup(real);
    } else {
        folder = g_path_get_dirname(trimmed);
        real = realpath(folder, NULL);
        saved = errno;
        if (real)
            result = g_strconcat(real, g_str_equal(real, "/") ? "" : "/", name, NULL);
    }
    free(real);
    if (result && must_exist && lstat(result, &st) != 0) {
        saved = errno;
        g_clear_pointer(&result, g_free);
    } else if (!result && !must_exist) {
        return g_steal_pointer(&absolute);
    }
    if (!result)
        g_set_error_literal(error, G_FILE_ERROR, g_file_error_from_errno(saved), g_strerror(saved));
    return g_steal_pointer(&result);
}

gboolean
tc_path_is_below(const char *path, const char *root)
{
    gsize len = strlen(root);

    if (len && root[len - 1] == '/')
        return strncmp(path, root, len) == 0;
    return strncmp(path, root, len) == 0 && (path[len] == '\0' || path[len] == '/');
}

gboolean
tc_path_is_below_any(const char *path, const char *const *roots)
{
    for (; *roots; roots++)
        if (tc_path_is_below(path, *roots))
            return TRUE;
    return FALSE;
}

gboolean
tc_scan_is_unknown(const TcScan *scan, const char *path)
{
    for (guint i = 0; i < scan->problems->len; i++)
        if (tc_path_is_below(path, g_array_index(scan->problems, TcScanProblem, i).path))
            return TRUE;
    return FALSE;
}
