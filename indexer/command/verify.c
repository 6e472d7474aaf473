#include "indexer/command/verbs.h"
#include "indexer/display.h"
#include "indexer/postings/corrections.h"
#include "indexer/run/locking.h"
#include "indexer/state/snapshot.h"
#include "store/check.h"
#include "store/schema.h"
#include "text/analyzer.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    guint damage;
    GString *said; /* lines of it */
    gboolean has_manifest;
    gboolean is_unfinished;
} Findings;

static void
add_damage(Findings *findings, const char *path, const char *message)
{
    g_autofree char *shown = path != NULL ? tc_display(path) : NULL;

    findings->damage++;
    if (shown != NULL)
        g_string_append_printf(findings->said, "%s: %s\n", shown, message);
    else
        g_string_append_printf(findings->said, "%s\n", message);
}

/* Lets Xapian check the tables of the live generation. If they cannot be checked, that is a finding
 * too: the stub names this database, so it has to be there and whole. FALSE when the system refused
 * to read them. */
static gboolean
check_tables(const char *generation, Findings *findings, GError **error)
{
    g_auto(TcCheck) check = {0};

    if (!tc_store_check(generation, &check, error))
        return FALSE;
    if (check.faults) {
        g_autofree char *message = g_strdup_printf(
            ngettext("%zu fault in its tables", "%zu faults in its tables", check.faults),
            (gsize)check.faults);

        add_damage(findings, generation, message);
        g_string_append_printf(findings->said, "%s\n", check.report);
    }
    findings->has_manifest = check.has_manifest;
    return TRUE;
}

typedef struct {
    guint32 docid;
    guint count;
} Posting;

static gboolean
take_posting(guint32 docid, G_GNUC_UNUSED guint32 wdf, G_GNUC_UNUSED guint32 doc_length,
             gpointer user)
{
    Posting *posting = user;

    posting->docid = docid;
    posting->count++;
    return TRUE;
}

/* Whether the document is what was read, except for what people put right in its content, and tells
 * both. */
static gboolean
is_corrected(const TcRecord *record, const TcCorrection *correction)
{
    g_auto(TcCorrected) wanted = {.strings = NULL};
    gboolean is_same;

    tc_corrected_init(&wanted, record, correction);
    is_same = g_strcmp0(wanted.record.corrected, record->corrected) == 0 &&
              wanted.record.date == record->date;
    for (guint i = 0; i < TC_FIELD_COUNT; i++)
        is_same = is_same && g_strcmp0(tc_record_string(&wanted.record, (TcField)i),
                                       tc_record_string(record, (TcField)i)) == 0;
    return is_same;
}

/* Each indexed file must have one document, whose record can be opened, names that file, and is put
 * right as the index says. */
static gboolean
check_entry(TcReader *reader, const TcLedgerEntry *entry, const TcCorrections *corrections,
            Findings *findings, GError **error)
{
    g_autofree char *id = tc_ledger_document_id(entry->path);
    g_autoptr(TcStoredRecord) stored = NULL;
    g_autoptr(GError) problem = NULL;
    Posting posting = {0};

    if (!tc_x_database_each_posting(tc_reader_database(reader), id, strlen(id), 0, take_posting,
                                    &posting, error))
        return FALSE;
    if (posting.count != (entry->indexed ? 1 : 0)) {
        add_damage(findings, entry->path,
                   entry->indexed ? _("the ledger has it, but the index has not its document")
                                  : _("the index has a document that the ledger has not"));
        return TRUE;
    }
    if (!entry->indexed)
        return TRUE;
    stored = tc_reader_record(reader, posting.docid, TRUE, &problem);
    if (stored == NULL && (g_error_matches(problem, TC_STORE_ERROR, TC_STORE_ERROR_MODIFIED) ||
                           g_error_matches(problem, TC_STORE_ERROR, TC_STORE_ERROR_SYSTEM))) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return FALSE;
    }
    if (stored == NULL)
        add_damage(findings, entry->path, problem->message);
    else if (g_strcmp0(tc_stored_record_get(stored)->path, entry->path) != 0)
        add_damage(findings, entry->path, _("its document is of another file"));
    else if (!is_corrected(tc_stored_record_get(stored),
                           entry->has_hash ? tc_corrections_find(corrections, entry->hash) : NULL))
        add_damage(findings, entry->path, _("its document is not as it was set by hand"));
    return TRUE;
}

static gboolean
check_ledger(TcReader *reader, GHashTable *ledger, const TcCorrections *corrections,
             Findings *findings, GError **error)
{
    g_autoptr(GPtrArray) entries = tc_ledger_sorted(ledger);
    guint indexed = 0;

    for (guint i = 0; i < entries->len; i++) {
        const TcLedgerEntry *entry = g_ptr_array_index(entries, i);

        indexed += entry->indexed ? 1 : 0;
        if (!check_entry(reader, entry, corrections, findings, error))
            return FALSE;
    }
    if (indexed != tc_reader_doc_count(reader)) {
        g_autofree char *message =
            g_strdup_printf(_("the ledger has %u indexed files, the index %u documents"), indexed,
                            tc_reader_doc_count(reader));

        add_damage(findings, NULL, message);
    }
    return TRUE;
}

/* What differs from the ledger is no damage, but work for the next update. */
static void
compare_with_disk(GHashTable *ledger, TcReport *report)
{
    GHashTableIter iter;
    gpointer value;
    guint gone = 0, changed = 0;

    g_hash_table_iter_init(&iter, ledger);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const TcLedgerEntry *entry = value;
        struct stat st;
        TcFileStamp stamp;

        /* It changes with its archive. */
        if (tc_ledger_archive_len(entry))
            continue;
        if (stat(entry->path, &st) != 0 && lstat(entry->path, &st) != 0) {
            gone++;
            continue;
        }
        stamp = tc_file_stamp(&st);
        if (!tc_file_stamp_equal(&stamp, &entry->stamp))
            changed++;
    }
    if (gone || changed) {
        g_autofree char *message = g_strdup_printf(
            _("%u files are gone and %u have changed since the last update"), gone, changed);

        tc_report_note(report, "outdated", message);
    }
}

/* Indexes of earlier versions have no manifest, and say so. */
static gboolean
check_manifest(TcReader *reader, TcReport *report, Findings *findings, GError **error)
{
    g_autofree char *value = NULL;
    gsize len;

    if (findings->has_manifest)
        return TRUE;
    if (!tc_reader_metadata(reader, TC_META_MANIFEST, &value, &len, error))
        return FALSE;
    if (len)
        add_damage(findings, NULL, _("the manifest, with the checksums of the index, is gone"));
    else
        tc_report_note(report, "no-manifest",
                       _("the index has no checksums yet, the next update makes them: not every "
                         "damage can be seen"));
    return TRUE;
}

/* An index without a manifest has just been checked as far as possible, and is not refused for
 * lacking it. */
static TcReader *
open_checked(const char *dir, const Findings *findings, GError **error)
{
    TcIndexVersion version;
    g_autoptr(TcReader) records = NULL;

    if (findings->has_manifest)
        return tc_reader_open(&dir, 1, TC_ANALYZER_VERSION, error);
    records = tc_reader_open_records(dir, TC_ANALYZER_VERSION, &version, error);
    if (records != NULL && version.is_outdated)
        return tc_reader_open(&dir, 1, TC_ANALYZER_VERSION, error);
    return g_steal_pointer(&records);
}

static gboolean
check_content(const char *dir, TcReport *report, Findings *findings, GError **error)
{
    g_autoptr(TcReader) reader = open_checked(dir, findings, error);
    g_autoptr(GHashTable) ledger = NULL;
    g_autoptr(TcCorrections) corrections = NULL;

    if (reader == NULL || !check_manifest(reader, report, findings, error) ||
        (ledger = tc_ledger_load(reader, error)) == NULL ||
        (corrections = tc_corrections_load(reader, error)) == NULL ||
        !check_ledger(reader, ledger, corrections, findings, error))
        return FALSE;
    compare_with_disk(ledger, report);
    if (!tc_ledger_unfinished(reader, &findings->is_unfinished, error))
        return FALSE;
    return TRUE;
}

/* Checks the live generation and what is in it. What is wrong is added to `findings`. */
static gboolean
check_index(const TcOptions *options, TcReport *report, Findings *findings, GError **error)
{
    const char *dir = options->index_dir;
    g_autofree char *generation = tc_generation_live(dir, error);
    GError *local = NULL;

    if (generation == NULL || !tc_generation_may_be_checked(generation, error) ||
        !check_tables(generation, findings, error))
        return FALSE;
    if (check_content(dir, report, findings, &local))
        return TRUE;
    /* Something that cannot be read because of damage found before, or that is damage itself, is
     * one more finding. Something of another version is none. */
    if (!findings->damage && !g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT)) {
        g_propagate_error(error, local);
        return FALSE;
    }
    add_damage(findings, NULL, local->message);
    g_error_free(local);
    return TRUE;
}

static gboolean
verify(const TcOptions *options, TcReport *report, Findings *findings, GError **error)
{
    const char *dir = options->index_dir;
    g_autofree char *live = tc_generation_live(dir, error);
    g_autofree char *before = NULL, *after = NULL;
    g_autoptr(TcLock) lock = NULL;
    gboolean is_done;

    /* A commit in between would look like damage. */
    if (live == NULL || (lock = tc_locking_take_to_read(options, report, error)) == NULL)
        return FALSE;
    before = tc_store_state(dir);
    is_done = check_index(options, report, findings, error);
    after = tc_store_state(dir);
    if (tc_lock_is_held(lock) || g_strcmp0(before, after) == 0)
        return is_done;
    g_clear_error(error);
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_LOCKED,
                _("%s was changed by another run while it was checked, which this user cannot keep "
                  "away: try again"),
                dir);
    return FALSE;
}

TcExit
tc_verb_verify(const TcOptions *options, TcReport *report, GError **error)
{
    g_autoptr(GString) said = g_string_new(NULL);
    Findings findings = {.said = said};
    GError *local = NULL;

    if (!verify(options, report, &findings, &local)) {
        /* The stub is damaged. */
        if (!g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT)) {
            g_propagate_error(error, local);
            return TC_EXIT_FAILED;
        }
        add_damage(&findings, NULL, local->message);
        g_error_free(local);
    }
    fputs(said->str, stdout);
    /* This is no damage, but not what the files would give, either. */
    if (findings.is_unfinished)
        puts(tc_snapshot_said_unfinished());
    if (!findings.damage)
        return TC_EXIT_DONE;
    printf(_("The index is damaged: tracuu-index rebuild makes a new one\n"));
    return TC_EXIT_DAMAGE;
}
