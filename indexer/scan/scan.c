#include "indexer/scan/scan.h"

#include "base/free.h"
#include "indexer/scan/hang.h"
#include "store/folder/names.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

/* What tells a folder from others that look the same by chance: a number alone does not. */
typedef struct {
    guint64 dev, inode;
    gint64 mtime_ns, ctime_ns;
    guint64 link_count;
} FolderId;

/* A folder on the way down to the one that is being walked. */
typedef struct Folder Folder;
struct Folder {
    guint refs;
    Folder *parent; /* NULL: found through a link, or given */
    FolderId id;
};

/* A folder to walk. */
typedef struct {
    char *path;
    char *real;     /* the same without links */
    Folder *parent; /* that it was found in; NULL: it is linked, or given */
} Pending;

typedef struct {
    TcScan *scan;
    const TcBounds *bounds;
    const TcScanListener *listener; /* NULL: none */
    GHashTable *visited;            /* set of real paths of folders */
    GPtrArray *pending;             /* Pending, a stack */
    GPtrArray *linked;              /* Pending, found through links, to walk after all others */
    char *skip;                     /* a real path, NULL: none */
    const TcExcludeRule *last_rule; /* the last that left out something below this root */
} Walk;

static Folder *
folder_new(Folder *parent, const struct stat *st)
{
    Folder *folder = g_new(Folder, 1);

    *folder = (Folder){
        .refs = 1,
        .parent = parent,
        .id = {.dev = st->st_dev,
               .inode = st->st_ino,
               .mtime_ns = (gint64)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec,
               .ctime_ns = (gint64)st->st_ctim.tv_sec * 1000000000 + st->st_ctim.tv_nsec,
               .link_count = st->st_nlink},
    };
    if (parent != NULL)
        parent->refs++;
    return folder;
}

static void
folder_unref(Folder *folder)
{
    while (folder != NULL && --folder->refs == 0) {
        Folder *parent = folder->parent;

        g_free(folder);
        folder = parent;
    }
}

/* A folder that is its own ancestor without any link: only a broken file system shows such a thing.
 * */
static gboolean
is_loop(const Folder *folder)
{
    for (const Folder *above = folder->parent; above != NULL; above = above->parent)
        if (memcmp(&above->id, &folder->id, sizeof folder->id) == 0)
            return TRUE;
    return FALSE;
}

static Pending *
pending_new(char *path_taken, char *real_taken, Folder *parent)
{
    Pending *pending = g_new(Pending, 1);

    *pending = (Pending){.path = path_taken, .real = real_taken, .parent = parent};
    if (parent != NULL)
        parent->refs++;
    return pending;
}

static void
pending_free(gpointer item)
{
    Pending *pending = item;

    tc_free_all(pending->path, pending->real);
    folder_unref(pending->parent);
    g_free(pending);
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
    /* The last ones are recycle bins and snapshots of Windows and of network storage: files that
     * were deleted, and every file once more for each day. */
    static const char *const system_names[] = {
        "Thumbs.db",          "desktop.ini", "lost+found", "$RECYCLE.BIN",
        "RECYCLER",           "#recycle",    "@Recycle",   "@eaDir",
        "@Recently-Snapshot", "#snapshot",   "~snapshot",  "System Volume Information",
    };
    gsize len = strlen(name);

    if (name[0] == '.')
        return TRUE;
    if (g_str_has_prefix(name, "~$")) /* Word notes here who has a document open */
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

static char *
join(const char *folder, const char *name)
{
    return g_strconcat(folder, g_str_has_suffix(folder, "/") ? "" : "/", name, NULL);
}

/* The path without the links in it. NULL with errno when there is no such file. */
static char *
real_path(const char *path)
{
    char *real = realpath(path, NULL);
    char *copy = g_strdup(real);

    free(real);
    return copy;
}

/* What was found at `path` is a link. `st` is that of the link itself. */
static void
look_behind(Walk *walk, char *path_taken, const struct stat *st)
{
    g_autofree char *path = path_taken;
    g_autofree char *real = real_path(path);
    struct stat target;

    if (real == NULL || stat(real, &target) != 0)
        add_file(walk, g_steal_pointer(&path), st, errno);
    else if (!S_ISDIR(target.st_mode) && !S_ISREG(target.st_mode))
        return;
    else if (!tc_bounds_hold(walk->bounds, real))
        add_file(walk, g_steal_pointer(&path), st, EXDEV);
    else if (S_ISDIR(target.st_mode))
        g_ptr_array_add(walk->linked,
                        pending_new(g_steal_pointer(&path), g_steal_pointer(&real), NULL));
    else
        add_file(walk, g_steal_pointer(&path), &target, 0);
}

static void
note_left_out(Walk *walk, const TcExcludeRule *rule)
{
    GHashTable *counts = walk->scan->left_out;
    gpointer count = g_hash_table_lookup(counts, rule);

    g_hash_table_insert(counts, (gpointer)rule, GUINT_TO_POINTER(GPOINTER_TO_UINT(count) + 1));
    walk->last_rule = rule;
}

/* Sorts out a name that was found in the folder `dirfd`, which is `in`. */
static void
look_at(Walk *walk, int dirfd, const char *name, const Pending *in, Folder *folder)
{
    g_autofree char *path = join(in->path, name);
    const TcExcludeRule *rule;
    struct stat st;

    if ((rule = tc_excludes_find(walk->scan->excludes, path)) != NULL) {
        note_left_out(walk, rule);
        return;
    }
    if (fstatat(dirfd, name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
        /* It has gone since the folder was listed: as if it had never been there. */
        if (errno != ENOENT && errno != ENOTDIR)
            add_problem(walk, path, errno);
        return;
    }
    if (S_ISLNK(st.st_mode))
        look_behind(walk, g_steal_pointer(&path), &st);
    else if (S_ISDIR(st.st_mode))
        g_ptr_array_add(walk->pending,
                        pending_new(g_steal_pointer(&path), join(in->real, name), folder));
    else if (S_ISREG(st.st_mode))
        add_file(walk, g_steal_pointer(&path), &st, 0);
}

/* A path that was given may be a link: whoever gives it means what it leads to. */
static void
look_at_root(Walk *walk, const char *path)
{
    struct stat st, target;

    if (!tc_hang_answers(path)) {
        add_problem(walk, path, ETIMEDOUT);
        return;
    }
    if (lstat(path, &st) != 0) {
        if (errno != ENOENT && errno != ENOTDIR)
            add_problem(walk, path, errno);
        return;
    }
    if (S_ISLNK(st.st_mode)) {
        if (stat(path, &target) != 0) {
            add_file(walk, g_strdup(path), &st, errno);
            return;
        }
        st = target;
    }
    if (S_ISDIR(st.st_mode)) {
        char *real = real_path(path);

        g_ptr_array_add(walk->pending,
                        pending_new(g_strdup(path), real != NULL ? real : g_strdup(path), NULL));
    } else if (S_ISREG(st.st_mode)) {
        add_file(walk, g_strdup(path), &st, 0);
    }
}

static void
list_folder(Walk *walk, DIR *dir, const Pending *in, Folder *folder)
{
    gboolean is_index = tc_index_is_folder(dirfd(dir));

    for (;;) {
        struct dirent *entry;

        errno = 0;
        entry = readdir(dir);
        if (entry == NULL) {
            if (errno)
                add_problem(walk, in->path, errno);
            break;
        }
        if (!tc_scan_skips_name(entry->d_name) && !(is_index && tc_index_owns_name(entry->d_name)))
            look_at(walk, dirfd(dir), entry->d_name, in, folder);
    }
}

/* When a disk is gone, the number of its device may be given to another; many file systems have a
 * mark of their own. */
static guint64
mark_of_device(int fd, const struct stat *st)
{
    struct statfs fs;
    guint64 mark = 0;

    if (fstatfs(fd, &fs) == 0)
        memcpy(&mark, &fs.f_fsid, MIN(sizeof mark, sizeof fs.f_fsid));
    return mark ? mark : st->st_dev;
}

static void
walk_folder(Walk *walk, const Pending *in)
{
    int fd;
    struct stat st;
    DIR *dir = NULL;
    Folder *folder;
    guint begin = walk->scan->files->len;

    if (g_strcmp0(in->real, walk->skip) == 0 || g_hash_table_contains(walk->visited, in->real))
        return;
    fd = tc_bounds_open(walk->bounds, in->path, O_RDONLY | O_DIRECTORY | O_NONBLOCK);
    if (fd < 0) {
        if (errno != ENOENT && errno != ENOTDIR)
            add_problem(walk, in->path, errno);
        return;
    }
    if (fstat(fd, &st) != 0 || (dir = fdopendir(fd)) == NULL) {
        add_problem(walk, in->path, errno);
        close(fd);
        return;
    }
    g_hash_table_add(walk->visited, g_strdup(in->real));
    folder = folder_new(in->parent, &st);
    if (in->parent != NULL && in->parent->id.dev != folder->id.dev)
        tc_scan_mounts_add(walk->scan->mounts, in->path, mark_of_device(fd, &st));
    if (is_loop(folder))
        add_problem(walk, in->path, ELOOP);
    else
        list_folder(walk, dir, in, folder);
    if (walk->listener != NULL)
        walk->listener->listed(walk->listener->user, walk->scan, in->path, begin);
    folder_unref(folder);
    closedir(dir);
}

static void
walk_pending(Walk *walk)
{
    while (walk->pending->len) {
        Pending *in = g_ptr_array_steal_index(walk->pending, walk->pending->len - 1);
        TcHang hang;

        tc_hang_begin(&hang, in->path);
        walk_folder(walk, in);
        tc_hang_end(&hang);
        pending_free(in);
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
compare_mounts(gconstpointer a, gconstpointer b)
{
    return strcmp(((const TcScanMount *)a)->path, ((const TcScanMount *)b)->path);
}

static int
compare_pending(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const Pending *const *)a)->path, (*(const Pending *const *)b)->path);
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

static void
clear_mount(gpointer item)
{
    g_free(((TcScanMount *)item)->path);
}

GArray *
tc_scan_mounts_new(void)
{
    GArray *mounts = g_array_new(FALSE, FALSE, sizeof(TcScanMount));

    g_array_set_clear_func(mounts, clear_mount);
    return mounts;
}

void
tc_scan_mounts_add(GArray *mounts, const char *path, guint64 dev)
{
    TcScanMount mount = {.path = g_strdup(path), .dev = dev};

    g_array_append_val(mounts, mount);
}

gboolean
tc_scan_mounts_equal(const GArray *a, const GArray *b)
{
    if (a->len != b->len)
        return FALSE;
    for (guint i = 0; i < a->len; i++) {
        const TcScanMount *one = tc_scan_mount_at(a, i);
        const TcScanMount *other = tc_scan_mount_at(b, i);

        if (one->dev != other->dev || !g_str_equal(one->path, other->path))
            return FALSE;
    }
    return TRUE;
}

/* A path that was given twice, or a file that was given besides its folder, is found twice. */
static void
drop_repeated_files(GArray *files)
{
    guint kept = 0;

    for (guint i = 0; i < files->len; i++) {
        TcScanFile *file = tc_scan_file_at(files, i);

        if (kept && g_str_equal(file->path, tc_scan_file_at(files, kept - 1)->path)) {
            g_free(file->path);
            continue;
        }
        *tc_scan_file_at(files, kept++) = *file;
    }
    g_array_set_clear_func(files, NULL);
    g_array_set_size(files, kept);
    g_array_set_clear_func(files, clear_file);
}

/* Links to folders wait until all folders have been walked under their own names, and are then
 * taken in the order of paths, so that the outcome does not depend on the order of a listing. */
static void
walk_linked(Walk *walk)
{
    while (walk->linked->len) {
        g_autoptr(GPtrArray) round = walk->linked;

        walk->linked = g_ptr_array_new_with_free_func(pending_free);
        g_ptr_array_sort(round, compare_pending);
        for (guint i = 0; i < round->len; i++) {
            walk_folder(walk, g_ptr_array_index(round, i));
            walk_pending(walk);
        }
    }
}

TcScan *
tc_scan_new(const char *const *roots, const char *skip, const TcExcludes *excludes,
            const TcBounds *bounds)
{
    return tc_scan_new_listening(roots, skip, excludes, bounds, NULL);
}

TcScan *
tc_scan_new_listening(const char *const *roots, const char *skip, const TcExcludes *excludes,
                      const TcBounds *bounds, const TcScanListener *listener)
{
    TcScan *scan = g_new0(TcScan, 1);
    Walk walk = {.scan = scan,
                 .bounds = bounds,
                 .listener = listener,
                 .skip = skip != NULL ? real_path(skip) : NULL};

    scan->excludes = excludes;
    scan->files = g_array_new(FALSE, FALSE, sizeof(TcScanFile));
    g_array_set_clear_func(scan->files, clear_file);
    scan->problems = g_array_new(FALSE, FALSE, sizeof(TcScanProblem));
    g_array_set_clear_func(scan->problems, clear_problem);
    scan->mounts = tc_scan_mounts_new();
    scan->left_out = g_hash_table_new(NULL, NULL);
    scan->emptied = g_ptr_array_new_with_free_func(g_free);
    scan->unchanged_folders = g_ptr_array_new_with_free_func(g_free);
    walk.visited = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    walk.pending = g_ptr_array_new_with_free_func(pending_free);
    walk.linked = g_ptr_array_new_with_free_func(pending_free);

    for (; *roots != NULL; roots++) {
        guint files = scan->files->len + scan->unchanged, links = walk.linked->len;
        guint problems = scan->problems->len;

        walk.last_rule = NULL;
        look_at_root(&walk, *roots);
        walk_pending(&walk);
        if (walk.last_rule != NULL && scan->files->len + scan->unchanged == files &&
            walk.linked->len == links && scan->problems->len == problems) {
            TcScanEmptied *emptied = g_new(TcScanEmptied, 1);

            *emptied = (TcScanEmptied){.root = *roots, .rule = walk.last_rule};
            g_ptr_array_add(scan->emptied, emptied);
        }
    }
    walk_linked(&walk);

    g_array_sort(scan->files, compare_files);
    drop_repeated_files(scan->files);
    g_array_sort(scan->problems, compare_problems);
    g_array_sort(scan->mounts, compare_mounts);
    g_hash_table_unref(walk.visited);
    g_ptr_array_unref(walk.pending);
    g_ptr_array_unref(walk.linked);
    g_free(walk.skip);
    return scan;
}

void
tc_scan_free(TcScan *scan)
{
    if (scan == NULL)
        return;
    g_array_unref(scan->files);
    g_array_unref(scan->problems);
    g_array_unref(scan->mounts);
    g_hash_table_unref(scan->left_out);
    g_ptr_array_unref(scan->emptied);
    g_ptr_array_unref(scan->unchanged_folders);
    g_free(scan);
}

gboolean
tc_scan_has_unchanged_below(const TcScan *scan, const char *path)
{
    for (guint i = 0; i < scan->unchanged_folders->len; i++)
        if (tc_path_is_below(g_ptr_array_index(scan->unchanged_folders, i), path))
            return TRUE;
    return FALSE;
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
        /* It has no name of its own to keep. */
        real = realpath(trimmed, NULL);
        saved = errno;
        result = g_strdup(real);
    } else {
        folder = g_path_get_dirname(trimmed);
        real = realpath(folder, NULL);
        saved = errno;
        if (real != NULL)
            result = g_strconcat(real, g_str_equal(real, "/") ? "" : "/", name, NULL);
    }
    free(real);
    if (result != NULL && must_exist && lstat(result, &st) != 0) {
        saved = errno;
        g_clear_pointer(&result, g_free);
    } else if (result == NULL && !must_exist) {
        return g_steal_pointer(&absolute);
    }
    if (result == NULL)
        g_set_error_literal(error, G_FILE_ERROR, g_file_error_from_errno(saved), g_strerror(saved));
    return g_steal_pointer(&result);
}

gboolean
tc_scan_is_unknown(const TcScan *scan, const char *path)
{
    for (guint i = 0; i < scan->problems->len; i++)
        if (tc_path_is_below(path, tc_scan_problem_at(scan->problems, i)->path))
            return TRUE;
    return FALSE;
}
