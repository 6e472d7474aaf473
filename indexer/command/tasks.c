#include "indexer/command/tasks.h"

#include "indexer/scan/scan.h"

/* While it is being made. */
typedef struct {
    char *index_dir;
    GPtrArray *paths;
} Draft;

static void
task_free(gpointer item)
{
    TcTask *task = item;

    g_free(task->index_dir);
    g_strfreev(task->paths);
    g_free(task);
}

static void
draft_free(gpointer item)
{
    Draft *draft = item;

    g_free(draft->index_dir);
    g_ptr_array_unref(draft->paths);
    g_free(draft);
}

static Draft *
draft_of(GPtrArray *drafts, const char *index_dir)
{
    Draft *draft;

    for (guint i = 0; i < drafts->len; i++) {
        draft = g_ptr_array_index(drafts, i);
        if (g_str_equal(draft->index_dir, index_dir))
            return draft;
    }
    draft = g_new0(Draft, 1);
    draft->index_dir = g_strdup(index_dir);
    draft->paths = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(drafts, draft);
    return draft;
}

static void
add_path(Draft *draft, const char *path)
{
    if (!g_ptr_array_find_with_equal_func(draft->paths, path, g_str_equal, NULL))
        g_ptr_array_add(draft->paths, g_strdup(path));
}

static void
add_archive(Draft *draft, const TcArchive *archive)
{
    for (char **path = archive->paths; *path != NULL; path++)
        add_path(draft, *path);
}

/* Adds all archives whose index is `index_dir`. */
static gboolean
add_archives_of(Draft *draft, const TcTaskRequest *request, const char *index_dir)
{
    const GPtrArray *archives = request->config->archives;
    gboolean is_found = FALSE;

    for (guint i = 0; i < archives->len; i++) {
        const TcArchive *archive = g_ptr_array_index(archives, i);
        const char *index = tc_config_index_of(request->config, archive, request->fallback);

        if (!g_str_equal(index, index_dir))
            continue;
        add_archive(draft, archive);
        is_found = TRUE;
    }
    return is_found;
}

/* Without paths, what goes into an index that was named: the archives of that index. If the
 * configuration does not know the index, those archives that name none, and so follow what is
 * named. */
static void
add_default_archives(Draft *draft, const TcTaskRequest *request)
{
    const GPtrArray *archives = request->config->archives;

    if (add_archives_of(draft, request, draft->index_dir))
        return;
    for (guint i = 0; i < archives->len; i++) {
        const TcArchive *archive = g_ptr_array_index(archives, i);

        if (archive->index == NULL)
            add_archive(draft, archive);
    }
}

/* The archive that a path lies in, either by its name or by where its folder really is. */
static const TcArchive *
archive_of_path(const TcConfig *config, const char *path)
{
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    g_autofree char *real = tc_scan_root(path, FALSE, NULL);

    for (guint i = 0; i < config->archives->len; i++) {
        const TcArchive *archive = g_ptr_array_index(config->archives, i);
        const char *const *paths = (const char *const *)archive->paths;

        if (tc_path_is_below_any(absolute, paths) ||
            (real != NULL && tc_path_is_below_any(real, paths)))
            return archive;
    }
    return NULL;
}

static void
add_word(GPtrArray *drafts, const TcTaskRequest *request, const char *said, const char *word)
{
    const TcArchive *named = tc_config_archive(request->config, word);
    const TcArchive *archive = named != NULL ? named : archive_of_path(request->config, word);
    const char *index =
        said != NULL ? said : tc_config_index_of(request->config, archive, request->fallback);
    Draft *draft = draft_of(drafts, index);

    if (named == NULL)
        add_path(draft, word);
    else if (!request->is_whole || !add_archives_of(draft, request, index))
        add_archive(draft, named);
}

GPtrArray *
tc_tasks_new(const TcTaskRequest *request)
{
    GPtrArray *tasks = g_ptr_array_new_with_free_func(task_free);
    g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func(draft_free);
    g_autofree char *said = NULL;

    if (request->index != NULL)
        said = g_canonicalize_filename(
            tc_config_resolve_index(request->config, request->index, request->fallback), NULL);
    if (request->words[0] != NULL) {
        for (const char *const *word = request->words; *word != NULL; word++)
            add_word(drafts, request, said, *word);
    } else if (said != NULL) {
        Draft *draft = draft_of(drafts, said);

        if (request->indexes_paths)
            add_default_archives(draft, request);
    } else {
        g_autoptr(GPtrArray) indexes = tc_config_indexes(request->config, request->fallback);

        for (guint i = 0; i < indexes->len; i++) {
            Draft *draft = draft_of(drafts, g_ptr_array_index(indexes, i));

            if (request->indexes_paths)
                add_archives_of(draft, request, draft->index_dir);
        }
    }
    for (guint i = 0; i < drafts->len; i++) {
        Draft *draft = g_ptr_array_index(drafts, i);
        TcTask *task = g_new0(TcTask, 1);

        task->index_dir = g_strdup(draft->index_dir);
        task->paths = g_new0(char *, draft->paths->len + 1);
        for (guint j = 0; j < draft->paths->len; j++)
            task->paths[j] = g_strdup(g_ptr_array_index(draft->paths, j));
        g_ptr_array_add(tasks, task);
    }
    return tasks;
}
