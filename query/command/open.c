#include "query/command/open.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define MEMBER_SEPARATOR "!/"
#define KEEP_S           (24 * 60 * 60)

static gboolean
fail(GError **error, const char *path, int number)
{
    g_autofree char *shown = g_filename_display_name(path);
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(number), "%s: %s", shown,
                g_strerror(number));
    return FALSE;
}

/* Remove what earlier calls took out. What cannot be removed stays: it is in nobody's way. */
static void
clean(const char *cache)
{
    g_autoptr(GDir) dir = g_dir_open(cache, 0, NULL);
    gint64 now = g_get_real_time() / G_USEC_PER_SEC;
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *folder = g_build_filename(cache, name, NULL);
        struct stat st;
        if (lstat(folder, &st) != 0 || !S_ISDIR(st.st_mode) || st.st_mtime + KEEP_S > now)
            continue;
        g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
        const char *file;
        while (files != NULL && (file = g_dir_read_name(files)) != NULL) {
            g_autofree char *path = g_build_filename(folder, file, NULL);
            g_unlink(path);
        }
        g_rmdir(folder);
    }
}

/* tracuu-index beside this program, else that of $PATH. */
static char *
find_indexer(void)
{
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = self == NULL ? NULL : g_path_get_dirname(self);
    g_autofree char *beside =
        folder == NULL ? NULL : g_build_filename(folder, "tracuu-index", NULL);
    return beside != NULL && g_file_test(beside, G_FILE_TEST_IS_EXECUTABLE)
               ? g_steal_pointer(&beside)
               : g_find_program_in_path("tracuu-index");
}

static void
send_to_file(gpointer user)
{
    dup2(GPOINTER_TO_INT(user), STDOUT_FILENO);
}

static gboolean
extract(const char *member, int into, GError **error)
{
    g_autofree char *indexer = find_indexer();
    char *argv[] = {indexer, (char *)"extract", (char *)"--", (char *)member, NULL};
    g_autofree char *said = NULL;
    int status = 0;
    if (indexer == NULL) {
        g_set_error(error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT,
                    _("tracuu-index, which takes files out of archives, is not there"));
        return FALSE;
    }
    if (!g_spawn_sync(NULL, argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, send_to_file,
                      GINT_TO_POINTER(into), NULL, &said, &status, error))
        return FALSE;
    if (status != 0) {
        const char *reason = g_str_has_prefix(said, "tracuu-index: ") ? said + 14 : said;
        g_set_error(error, G_SPAWN_ERROR, G_SPAWN_ERROR_FAILED, "%s", g_strchomp((char *)reason));
        return FALSE;
    }
    return TRUE;
}

/* The file taken out of its archive; NULL on failure. */
static char *
take_out(const char *member, const char *cache, GError **error)
{
    g_autofree char *folder = g_build_filename(cache, "XXXXXX", NULL);
    const char *slash = strrchr(member, '/');
    if (g_mkdir_with_parents(cache, 0700) != 0) {
        fail(error, cache, errno);
        return NULL;
    }
    clean(cache);
    if (g_mkdtemp_full(folder, 0700) == NULL) {
        fail(error, folder, errno);
        return NULL;
    }
    g_autofree char *path = g_build_filename(folder, slash + 1, NULL);
    int fd = g_open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
    if (fd < 0) {
        fail(error, path, errno);
        g_rmdir(folder);
        return NULL;
    }
    gboolean is_done = extract(member, fd, error);
    close(fd);
    if (!is_done) {
        g_unlink(path);
        g_rmdir(folder);
        return NULL;
    }
    return g_steal_pointer(&path);
}

static gboolean
run_opener(const char *opener, const char *path, GError **error)
{
    g_auto(GStrv) words = NULL;
    g_autoptr(GPtrArray) argv = g_ptr_array_new();
    g_autoptr(GError) failure = NULL;
    int status = 0;
    if (!g_shell_parse_argv(opener, NULL, &words, error)) {
        g_prefix_error(error, "opener: ");
        return FALSE;
    }
    for (char **word = words; *word != NULL; word++)
        g_ptr_array_add(argv, *word);
    g_ptr_array_add(argv, (char *)path);
    g_ptr_array_add(argv, NULL);
    if (!g_spawn_sync(NULL, (char **)argv->pdata, NULL,
                      G_SPAWN_SEARCH_PATH | G_SPAWN_CHILD_INHERITS_STDIN, NULL, NULL, NULL, NULL,
                      &status, &failure)) {
        if (g_error_matches(failure, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT))
            g_set_error(error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT,
                        _("--open: %s is not installed; opener= in the configuration names another "
                          "program that opens files"),
                        words[0]);
        else
            g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    if (status != 0) {
        g_autofree char *shown = g_filename_display_name(path);
        g_set_error(error, G_SPAWN_ERROR, G_SPAWN_ERROR_FAILED,
                    _("%s: “%s” could not open it (exit status %d)"), shown, words[0],
                    WIFEXITED(status) ? WEXITSTATUS(status) : -1);
        return FALSE;
    }
    return TRUE;
}

gboolean
tc_open_file(const char *path, const char *opener, const char *cache, GError **error)
{
    struct stat st;
    if (stat(path, &st) == 0)
        return run_opener(opener, path, error);
    int number = errno;
    if (strstr(path, MEMBER_SEPARATOR) == NULL)
        return fail(error, path, number);
    g_autofree char *copy = take_out(path, cache, error);
    return copy != NULL && run_opener(opener, copy, error);
}
