#include "indexer/state/snapshot.h"

#include "indexer/display.h"
#include "indexer/options.h"
#include "indexer/scan/hang.h"
#include "store/schema.h"
#include "text/analyzer.h"

#include <errno.h>
#include <glib/gi18n.h>

#define RETRIES_MAX 5

static gboolean
load(TcSnapshot *snapshot, const char *dir, gboolean may_be_outdated, GError **error)
{
    g_autoptr(TcReader) reader =
        may_be_outdated
            ? tc_reader_open_records(dir, TC_ANALYZER_VERSION, &snapshot->version, error)
            : tc_reader_open(&dir, 1, TC_ANALYZER_VERSION, error);
    g_autoptr(GHashTable) ledger = NULL;

    if (reader == NULL || (ledger = tc_ledger_load(reader, error)) == NULL ||
        !tc_shard_load(reader, &snapshot->shard, error) ||
        !tc_ledger_unfinished(reader, &snapshot->is_unfinished, error))
        return FALSE;
    g_clear_pointer(&snapshot->roots, g_strfreev);
    g_clear_pointer(&snapshot->mounts, g_array_unref);
    if ((snapshot->roots = tc_ledger_roots(reader, error)) == NULL ||
        (snapshot->mounts = tc_ledger_mounts(reader, error)) == NULL)
        return FALSE;
    snapshot->ledger = g_steal_pointer(&ledger);
    snapshot->exists = TRUE;
    return TRUE;
}

static TcSnapshot *
load_retrying(const char *dir, gboolean must_exist, gboolean may_be_outdated, GError **error)
{
    g_autoptr(TcSnapshot) snapshot = g_new0(TcSnapshot, 1);

    for (guint i = 0; i < RETRIES_MAX; i++) {
        g_autoptr(GError) local = NULL;

        if (load(snapshot, dir, may_be_outdated, &local))
            return g_steal_pointer(&snapshot);
        if (g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND) && !must_exist) {
            snapshot->ledger = tc_ledger_new();
            snapshot->shard = TC_SHARD_WHOLE;
            snapshot->roots = g_new0(char *, 1);
            snapshot->mounts = tc_scan_mounts_new();
            return g_steal_pointer(&snapshot);
        }
        if (i + 1 < RETRIES_MAX && g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_MODIFIED))
            continue;
        g_propagate_error(error, g_steal_pointer(&local));
        return NULL;
    }
    return NULL;
}

const char *
tc_snapshot_said_unfinished(void)
{
    return _("unfinished: the last run did not come to its end; what it had done is in the index, "
             "the next update goes on");
}

TcSnapshot *
tc_snapshot_load(const char *dir, gboolean must_exist, GError **error)
{
    return load_retrying(dir, must_exist, FALSE, error);
}

TcSnapshot *
tc_snapshot_load_records(const char *dir, GError **error)
{
    return load_retrying(dir, FALSE, TRUE, error);
}

TcSnapshot *
tc_snapshot_load_partly(const char *dir, TcReader **reader)
{
    g_autoptr(TcSnapshot) snapshot = g_new0(TcSnapshot, 1);
    g_autoptr(TcReader) opened = tc_reader_open(&dir, 1, TC_ANALYZER_VERSION, NULL);

    if (opened == NULL || !tc_shard_load(opened, &snapshot->shard, NULL) ||
        (snapshot->roots = tc_ledger_roots(opened, NULL)) == NULL ||
        (snapshot->mounts = tc_ledger_mounts(opened, NULL)) == NULL)
        return NULL;
    snapshot->version =
        (TcIndexVersion){.schema = TC_SCHEMA_VERSION, .analyzer = TC_ANALYZER_VERSION};
    snapshot->ledger = tc_ledger_new();
    snapshot->exists = TRUE;
    *reader = g_steal_pointer(&opened);
    return g_steal_pointer(&snapshot);
}

void
tc_snapshot_free(TcSnapshot *snapshot)
{
    if (snapshot == NULL)
        return;
    g_clear_pointer(&snapshot->ledger, g_hash_table_unref);
    g_strfreev(snapshot->roots);
    g_clear_pointer(&snapshot->mounts, g_array_unref);
    g_free(snapshot);
}

static gboolean
knows_below(const TcSnapshot *snapshot, const char *root)
{
    GHashTableIter iter;
    gpointer path;

    g_hash_table_iter_init(&iter, snapshot->ledger);
    while (g_hash_table_iter_next(&iter, &path, NULL))
        if (tc_path_is_below(path, root))
            return TRUE;
    return FALSE;
}

/* A device or a pipe. The scan leaves it out where it finds one; if it is given as a root, the run
 * would do nothing, and succeed. */
static gboolean
is_special(const char *root)
{
    struct stat st;

    return stat(root, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

/* A root that does not answer goes by its name. */
static char *
root_of(const char *path, GError **error)
{
    return tc_hang_answers(path) ? tc_scan_root(path, FALSE, error)
                                 : g_canonicalize_filename(path, NULL);
}

char **
tc_snapshot_roots(const TcSnapshot *snapshot, const char *const *paths, GError **error)
{
    g_autoptr(GPtrArray) roots = g_ptr_array_new_with_free_func(g_free);

    if (*paths == NULL) {
        if (snapshot->roots[0] == NULL) {
            g_set_error_literal(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                                _("no paths given, and there is no earlier run to take them from"));
            return NULL;
        }
        return g_strdupv(snapshot->roots);
    }
    for (; *paths != NULL; paths++) {
        g_autoptr(GError) local = NULL;
        g_autofree char *root = root_of(*paths, &local);
        struct stat st;

        if (root != NULL && !tc_hang_answers(root) && knows_below(snapshot, root))
            ; /* the scan tells */
        else if (root != NULL && !tc_hang_answers(root))
            g_set_error_literal(&local, G_FILE_ERROR, G_FILE_ERROR_IO, g_strerror(ETIMEDOUT));
        else if (root != NULL && lstat(root, &st) != 0 && !knows_below(snapshot, root))
            g_set_error_literal(&local, G_FILE_ERROR, g_file_error_from_errno(errno),
                                g_strerror(errno));
        else if (root != NULL && is_special(root) && !knows_below(snapshot, root))
            g_set_error_literal(&local, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                                _("neither a file nor a folder"));
        if (local != NULL) {
            g_autofree char *shown = tc_display(*paths);

            g_set_error(error, local->domain, local->code, "%s: %s", shown, local->message);
            return NULL;
        }
        g_ptr_array_add(roots, g_steal_pointer(&root));
    }
    g_ptr_array_add(roots, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&roots), FALSE);
}

/* Adds `root` unless it is covered. What it covers goes. */
static void
join_root(GPtrArray *joined, const char *root)
{
    for (guint i = 0; i < joined->len; i++)
        if (tc_path_is_below(root, g_ptr_array_index(joined, i)))
            return;
    for (guint i = joined->len; i-- > 0;)
        if (tc_path_is_below(g_ptr_array_index(joined, i), root))
            g_ptr_array_remove_index(joined, i);
    g_ptr_array_add(joined, g_strdup(root));
}

char **
tc_roots_join(const char *const *known, const char *const *roots)
{
    g_autoptr(GPtrArray) joined = g_ptr_array_new_with_free_func(g_free);

    for (; *known != NULL; known++)
        join_root(joined, *known);
    for (; *roots != NULL; roots++)
        join_root(joined, *roots);
    g_ptr_array_add(joined, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&joined), FALSE);
}
