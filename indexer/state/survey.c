#include "indexer/state/survey.h"

#include "indexer/state/known.h"

/* Whether all paths that were given are files or folders. For others the whole ledger has to tell
 * what it knows. */
static gboolean
are_there(const char *const *paths)
{
    struct stat st;

    for (; *paths != NULL; paths++)
        if (stat(*paths, &st) != 0 || (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)))
            return FALSE;
    return TRUE;
}

TcSnapshot *
tc_survey_begin(const char *dir, const char *const *paths, TcReader **reader, GError **error)
{
    TcSnapshot *snapshot = are_there(paths) ? tc_snapshot_load_partly(dir, reader) : NULL;

    return snapshot != NULL ? snapshot : tc_snapshot_load_records(dir, error);
}

/* TcScanListener: takes everything. */
static void
take_all(gpointer user, TcScan *scan, G_GNUC_UNUSED const char *folder, guint begin)
{
    const TcSurvey *survey = user;

    for (guint i = begin; i < scan->files->len; i++) {
        const TcScanFile *file = tc_scan_file_at(scan->files, i);

        if (tc_shard_has(survey->shard, file->path))
            tc_packed_add(survey->all, file);
    }
    scan->unchanged += scan->files->len - begin;
    g_array_set_size(scan->files, begin);
}

static TcScan *
walk(const TcSurvey *survey, const TcScanListener *listener)
{
    return tc_scan_new_listening(survey->roots, survey->index_dir, survey->excludes, survey->bounds,
                                 listener);
}

/* Leaves out of scan and ledger what has not changed. NULL when that cannot be done. */
static TcScan *
walk_known(const TcSurvey *survey, TcReader *reader, TcSnapshot *before)
{
    g_autoptr(TcKnown) known = tc_known_new(reader, survey->roots);
    g_autoptr(TcScan) scan = NULL;
    TcScanListener listener;
    GHashTable *ledger;

    if (known == NULL)
        return NULL;
    if (survey->all != NULL)
        tc_known_set_same(known, survey->all, survey->shard);
    listener = tc_known_listener(known);
    scan = walk(survey, &listener);
    ledger = tc_known_finish(known);
    if (ledger == NULL)
        return NULL;
    g_hash_table_unref(before->ledger);
    before->ledger = ledger;
    return g_steal_pointer(&scan);
}

TcScan *
tc_survey_disk(const TcSurvey *survey, TcReader *reader, TcSnapshot **before, GError **error)
{
    const TcScanListener all = {.listed = take_all, .user = (gpointer)survey};
    TcScan *scan = reader != NULL ? walk_known(survey, reader, *before) : NULL;

    if (scan != NULL)
        return scan;
    if (reader != NULL) {
        if (survey->all != NULL)
            tc_packed_clear(survey->all);
        tc_snapshot_free(*before);
        *before = tc_snapshot_load_records(survey->index_dir, error);
        if (*before == NULL)
            return NULL;
    }
    return walk(survey, survey->all != NULL && !(*before)->exists ? &all : NULL);
}

void
tc_survey_finish(const TcSurvey *survey, const TcScan *scan)
{
    for (guint i = 0; i < scan->files->len; i++) {
        const TcScanFile *file = tc_scan_file_at(scan->files, i);

        if (tc_shard_has(survey->shard, file->path))
            tc_packed_add(survey->all, file);
    }
    tc_packed_sort(survey->all);
}

void
tc_survey_undo(const TcSurvey *survey, TcScan *scan)
{
    g_autoptr(GString) path = g_string_new(NULL);

    g_array_set_size(scan->files, 0);
    for (guint i = 0; i < tc_packed_count(survey->all); i++) {
        TcScanFile file;

        tc_packed_get(survey->all, i, path, &file);
        file.path = g_strdup(file.path);
        g_array_append_val(scan->files, file);
    }
    scan->unchanged = 0;
}
