#include "field/names.h"
#include "indexer/carry/upgrade.h"
#include "indexer/command/assignment.h"
#include "indexer/command/set_file.h"
#include "indexer/command/verbs.h"
#include "indexer/display.h"
#include "indexer/postings/corrections.h"
#include "indexer/run/locking.h"
#include "indexer/run/put.h"
#include "indexer/run/scanning.h"
#include "indexer/run/stop.h"
#include "indexer/state/snapshot.h"
#include "text/analyzer.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* ---- what the index knows ---- */

typedef struct {
    const TcOptions *options;
    TcReport *report;
    TcSnapshot *snapshot;
    TcCorrections *corrections; /* as they will be */
    GHashTable *files;          /* 16 bytes of a hash -> GPtrArray of TcLedgerEntry, by path */
    GPtrArray *changed;         /* TcCorrection, some of them empty: what has to be written */
} Setting;

static void
free_array(gpointer array)
{
    g_ptr_array_unref(array);
}

static void
free_correction(gpointer correction)
{
    tc_correction_free(correction);
}

/* Lists the files by their content. */
static GHashTable *
files_by_hash(const TcSnapshot *snapshot)
{
    GHashTable *files =
        g_hash_table_new_full(tc_ledger_hash_hash, tc_ledger_hash_equal, NULL, free_array);
    g_autoptr(GPtrArray) sorted = tc_ledger_sorted(snapshot->ledger);

    for (guint i = 0; i < sorted->len; i++) {
        TcLedgerEntry *entry = g_ptr_array_index(sorted, i);
        GPtrArray *same = entry->has_hash ? g_hash_table_lookup(files, entry->hash) : NULL;

        if (!entry->has_hash)
            continue;
        if (same == NULL) {
            same = g_ptr_array_new();
            g_hash_table_insert(files, entry->hash, same);
        }
        g_ptr_array_add(same, entry);
    }
    return files;
}

static void
setting_clear(Setting *setting)
{
    tc_snapshot_free(setting->snapshot);
    tc_corrections_free(setting->corrections);
    g_clear_pointer(&setting->files, g_hash_table_unref);
    g_clear_pointer(&setting->changed, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Setting, setting_clear)

static gboolean
load(Setting *setting, GError **error)
{
    const char *dir = setting->options->index_dir;

    setting->snapshot = tc_snapshot_load(dir, TRUE, error);
    if (setting->snapshot == NULL ||
        (setting->corrections = tc_corrections_load_live(dir, error)) == NULL)
        return FALSE;
    setting->files = files_by_hash(setting->snapshot);
    setting->changed = g_ptr_array_new_with_free_func(free_correction);
    return TRUE;
}

/* ---- one file ---- */

/* Whether what is on disk is what was indexed: the file, or the archive that it is in. If it is not
 * there, that tells nothing. */
static gboolean
is_as_indexed(const Setting *setting, const TcLedgerEntry *entry)
{
    const gsize archive_len = tc_ledger_archive_len(entry);
    g_autofree char *path =
        archive_len > 0 ? g_strndup(entry->path, archive_len) : g_strdup(entry->path);
    const TcLedgerEntry *file = g_hash_table_lookup(setting->snapshot->ledger, path);
    struct stat st;

    if (file == NULL || stat(path, &st) != 0)
        return TRUE;
    return (guint64)st.st_size == file->stamp.size &&
           st.st_mtim.tv_sec * G_GINT64_CONSTANT(1000000000) + st.st_mtim.tv_nsec ==
               file->stamp.mtime_ns;
}

static const TcLedgerEntry *
find_file(const Setting *setting, const char *path, GError **error)
{
    const TcLedgerEntry *entry = g_hash_table_lookup(setting->snapshot->ledger, path);
    const char *why = NULL;

    if (entry == NULL)
        why = _("the index does not know this file; “tracuu-index status” of it says why");
    else if (tc_ledger_is_archive(entry))
        why = _("it is an archive: name a file in it, ARCHIVE!/NAME");
    else if (!entry->has_hash)
        why = _("it could not be read");
    else if (!is_as_indexed(setting, entry))
        why = _("it has changed since it was indexed: first “tracuu-index update”");
    if (why == NULL)
        return entry;
    g_autofree char *shown = tc_display(path);
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, "%s: %s", shown, why);
    return NULL;
}

static void
take(Setting *setting, TcCorrection *correction)
{
    TcCorrection *copy = tc_correction_new(correction->hash, correction->path);

    copy->when_s = correction->when_s;
    for (guint i = 0; i < TC_FIELD_COUNT; i++)
        tc_correction_set(copy, (TcField)i, correction->values[i]);
    g_ptr_array_add(setting->changed, copy);
    tc_corrections_take(setting->corrections, correction);
}

/* Drops what was set for this path and no longer belongs to any file. */
static guint
drop_left(Setting *setting, const char *path)
{
    g_autoptr(GPtrArray) sorted = tc_corrections_sorted(setting->corrections);
    guint dropped = 0;

    for (guint i = 0; i < sorted->len; i++) {
        const TcCorrection *left = g_ptr_array_index(sorted, i);

        if (!g_str_equal(left->path, path) || g_hash_table_contains(setting->files, left->hash))
            continue;
        take(setting, tc_correction_new(left->hash, left->path));
        dropped++;
    }
    return dropped;
}

/* Whether the document has this value already. In a register that comes back, most have. */
static gboolean
has_value(const TcRecord *record, const TcCorrection *before, TcField field, const char *value)
{
    const char *string = record == NULL ? NULL : tc_record_string(record, field);

    if (before->values[field] != NULL)
        return g_str_equal(before->values[field], value);
    if (record != NULL && field == TC_FIELD_DATE)
        return record->date == tc_correction_date(value);
    return string != NULL && g_str_equal(string, value);
}

static void
change(Setting *setting, const TcSetRequest *request, const TcLedgerEntry *entry,
       const TcRecord *record)
{
    const TcCorrection *before = tc_corrections_find(setting->corrections, entry->hash);
    TcCorrection *after = tc_correction_new(entry->hash, entry->path);
    gboolean differs = FALSE;

    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        const TcField field = (TcField)i;
        const char *old = before == NULL ? NULL : before->values[field];
        const char *value = request->unsets_all || request->is_unset[field] ? NULL
                            : request->values[field] != NULL                ? request->values[field]
                                                                            : old;

        tc_correction_set(after, field, old);
        if (request->differs && value != NULL && has_value(record, after, field, value))
            value = old;
        differs |= g_strcmp0(value, old) != 0;
        tc_correction_set(after, field, value);
    }
    after->when_s = g_get_real_time() / G_USEC_PER_SEC;
    if (differs)
        take(setting, after);
    else
        tc_correction_free(after);
}

static TcStoredRecord *
record_of(TcReader *reader, const TcLedgerEntry *entry, GError **error)
{
    g_autofree char *id = tc_ledger_document_id(entry->path);
    guint32 docid = 0;

    if (!entry->indexed || !tc_reader_find(reader, id, &docid, error) || docid == 0)
        return NULL;
    return tc_reader_record(reader, docid, FALSE, error);
}

static gboolean
prepare(Setting *setting, TcReader *reader, const TcSetRequest *request, GError **error)
{
    const guint dropped = request->unsets_all ? drop_left(setting, request->path) : 0;
    GError *local = NULL;
    const TcLedgerEntry *entry = find_file(setting, request->path, &local);
    g_autoptr(TcStoredRecord) stored = NULL;

    if (entry == NULL && dropped > 0) {
        g_error_free(local);
        return TRUE;
    }
    if (entry != NULL)
        stored = record_of(reader, entry, &local);
    if (local != NULL) {
        g_propagate_error(error, local);
        return FALSE;
    }
    change(setting, request, entry, stored != NULL ? tc_stored_record_get(stored) : NULL);
    return TRUE;
}

/* ---- into the index ---- */

/* Puts all files of the content, as they are the same document. */
static gboolean
put_files(Setting *setting, TcRun *run, const TcCorrection *correction, GError **error)
{
    const GPtrArray *same = g_hash_table_lookup(setting->files, correction->hash);

    for (guint i = 0; same != NULL && i < same->len; i++) {
        const TcLedgerEntry *entry = g_ptr_array_index(same, i);
        gboolean is_put = FALSE;

        if (entry->indexed &&
            !tc_run_put_stored(run, entry->path, entry->path, entry->hash, &is_put, error))
            return FALSE;
        if (!entry->indexed) {
            g_autofree char *shown = tc_display(entry->path);
            g_autofree char *message =
                g_strdup_printf(_("%s is not indexed: what was set is kept for when it is"), shown);

            tc_report_warning(setting->report, "correction", message);
        } else {
            tc_report_file(setting->report, "set", entry->path);
        }
    }
    return TRUE;
}

/* A correction and its documents go into one commit, so that a run that is killed leaves no half of
 * it. */
static gboolean
write_changes(Setting *setting, GError **error)
{
    const TcOptions *options = setting->options;
    TcRunSettings settings = tc_run_settings(options, FALSE);
    const TcRunEvents events = tc_report_events(setting->report);
    g_autofree char *generation = tc_generation_live(options->index_dir, error);
    g_autoptr(TcAnalyzer) analyzer = NULL;
    g_autoptr(TcWriter) writer = NULL;
    g_autoptr(TcRun) run = NULL;

    if (generation == NULL || (analyzer = tc_analyzer_new(error)) == NULL ||
        (writer = tc_writer_open(generation, TC_WRITER_UPDATE, TC_ANALYZER_VERSION, error)) == NULL)
        return FALSE;
    settings.corrections = setting->corrections;
    run = tc_run_new(writer, analyzer, NULL, &settings, &events);
    for (guint i = 0; i < setting->changed->len; i++) {
        const TcCorrection *correction = g_ptr_array_index(setting->changed, i);

        if (tc_stop_is_requested()) {
            setting->report->is_stopped = TRUE;
            break;
        }
        if (!tc_correction_put(writer, correction, error) ||
            !put_files(setting, run, correction, error) ||
            (tc_writer_is_full(writer) && !tc_writer_commit(writer, error)))
            return FALSE;
    }
    return tc_writer_commit(writer, error);
}

static gboolean
prepare_all(Setting *setting, const GPtrArray *requests, GError **error)
{
    const char *dir = setting->options->index_dir;
    g_autoptr(TcReader) reader = tc_reader_open(&dir, 1, TC_ANALYZER_VERSION, error);
    guint wrong = 0;

    for (guint i = 0; reader != NULL && i < requests->len; i++) {
        const TcSetRequest *request = g_ptr_array_index(requests, i);
        GError *local = NULL;

        if (prepare(setting, reader, request, &local))
            continue;
        if (request->origin == NULL) {
            g_propagate_error(error, local);
            return FALSE;
        }
        wrong++;
        tc_report_problem(setting->report, request->origin, "correction", local->message);
        g_error_free(local);
    }
    if (wrong > 0)
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                    ngettext("nothing was set: %u line is wrong",
                             "nothing was set: %u lines are wrong", wrong),
                    wrong);
    return reader != NULL && wrong == 0;
}

static gboolean
set_all(Setting *setting, const GPtrArray *requests, GError **error)
{
    const TcOptions *options = setting->options;
    g_autoptr(TcReader) reader = NULL;
    g_autoptr(TcLock) lock = NULL;

    /* Before the lock makes a folder where there is none. */
    reader = tc_reader_open_records(options->index_dir, TC_ANALYZER_VERSION, NULL, error);
    if (reader == NULL)
        return FALSE;
    g_clear_pointer(&reader, tc_reader_close);
    lock = tc_locking_take(options, setting->report, error);
    return lock != NULL && tc_generation_tidy(options->index_dir, error) &&
           tc_upgrade(options, setting->report, error) && load(setting, error) &&
           prepare_all(setting, requests, error) &&
           (setting->changed->len == 0 || write_changes(setting, error));
}

/* ---- what is set ---- */

/* A path in the form that a line of such a file can hold. */
static char *
path_text(const char *path)
{
    g_autofree char *shown = tc_display(path);

    if (g_str_equal(shown, path) && *path != '#')
        return g_strdup(path);
    return g_filename_to_uri(path, NULL, NULL);
}

static void
print_json(const TcCorrection *correction, const char *path, const TcRecord *record)
{
    json_t *object = json_object(), *fields = json_object();

    tc_json_set_path(object, path != NULL ? path : correction->path);
    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        if (correction->values[i] == NULL)
            continue;
        g_autofree char *read = record == NULL ? NULL : tc_record_as_read(record, (TcField)i);
        json_t *field = json_object();

        json_object_set_new(field, "value", json_string(correction->values[i]));
        if (read != NULL)
            json_object_set_new(field, "read", json_string(read));
        json_object_set_new(fields, tc_field_row((TcField)i)->name, field);
    }
    json_object_set_new(object, "corrected", fields);
    json_object_set_new(object, "set", json_integer((json_int_t)correction->when_s));
    if (path == NULL)
        json_object_set_new(object, "left", json_true());
    tc_json_write_line(object, stdout);
}

/* Prints lines that `set --file` takes. What no longer belongs to any file becomes a remark there.
 * */
static void
print_line(const TcCorrection *correction, const char *path)
{
    g_autofree char *said = tc_correction_said(correction, "\t", FALSE);
    g_autofree char *shown = path_text(path != NULL ? path : correction->path);

    if (path == NULL)
        printf("# %s ", _("file gone or changed:"));
    printf("%s\t%s\n", shown, said);
}

static gboolean
list_all(Setting *setting, GError **error)
{
    g_autoptr(GPtrArray) sorted = NULL;

    if (!load(setting, error))
        return FALSE;
    sorted = tc_corrections_sorted(setting->corrections);
    for (guint i = 0; i < sorted->len; i++) {
        const TcCorrection *correction = g_ptr_array_index(sorted, i);
        const GPtrArray *same = g_hash_table_lookup(setting->files, correction->hash);
        const TcLedgerEntry *entry = same == NULL ? NULL : g_ptr_array_index(same, 0);
        const char *path = entry == NULL ? NULL : entry->path;

        if (setting->options->json)
            print_json(correction, path, NULL);
        else
            print_line(correction, path);
    }
    return TRUE;
}

static void
print_fields(const TcCorrection *correction, const TcRecord *record)
{
    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        const char *value = correction->values[i];

        if (value == NULL)
            continue;
        g_autofree char *read = record == NULL ? NULL : tc_record_as_read(record, (TcField)i);

        printf("%s: %s", tc_field_typed_name((TcField)i), *value != '\0' ? value : _("nothing"));
        if (read != NULL)
            printf(_(" (read: %s)"), *read != '\0' ? read : _("nothing"));
        putchar('\n');
    }
}

static gboolean
show_one(Setting *setting, const TcSetRequest *request, GError **error)
{
    const char *dir = setting->options->index_dir;
    const TcLedgerEntry *entry;
    const TcCorrection *correction;
    g_autoptr(TcReader) reader = NULL;
    g_autoptr(TcStoredRecord) stored = NULL;
    GError *local = NULL;

    if (!load(setting, error) || (entry = find_file(setting, request->path, error)) == NULL ||
        (reader = tc_reader_open(&dir, 1, TC_ANALYZER_VERSION, error)) == NULL)
        return FALSE;
    correction = tc_corrections_find(setting->corrections, entry->hash);
    stored = record_of(reader, entry, &local);
    if (local != NULL) {
        g_propagate_error(error, local);
        return FALSE;
    }
    if (correction == NULL)
        return TRUE;
    if (setting->options->json)
        print_json(correction, entry->path, stored != NULL ? tc_stored_record_get(stored) : NULL);
    else
        print_fields(correction, stored != NULL ? tc_stored_record_get(stored) : NULL);
    return TRUE;
}

TcExit
tc_verb_set(const TcOptions *options, TcReport *report, GError **error)
{
    g_auto(Setting) setting = {.options = options, .report = report};
    g_autoptr(GPtrArray) requests = NULL;
    TcSetRequest *request;
    gboolean is_done;

    if (options->set_file == NULL && options->paths[0] == NULL)
        return list_all(&setting, error) ? TC_EXIT_DONE : TC_EXIT_FAILED;
    if (options->set_file != NULL) {
        requests = tc_set_file_read(options, report, error);
        return requests != NULL && set_all(&setting, requests, error) ? TC_EXIT_DONE
                                                                      : TC_EXIT_FAILED;
    }
    request = tc_set_request_parse(options->paths, options->unset, error);
    if (request == NULL)
        return TC_EXIT_FAILED;
    requests = g_ptr_array_new();
    g_ptr_array_add(requests, request);
    is_done = options->paths[1] == NULL && !options->unset ? show_one(&setting, request, error)
                                                           : set_all(&setting, requests, error);
    tc_set_request_free(request);
    return is_done ? TC_EXIT_DONE : TC_EXIT_FAILED;
}
