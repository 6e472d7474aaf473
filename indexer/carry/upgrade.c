#include "indexer/carry/upgrade.h"

#include "indexer/carry/restorer.h"
#include "indexer/carry/stored.h"
#include "indexer/postings/corrections.h"
#include "indexer/run/scanning.h"
#include "indexer/run/shards.h"
#include "indexer/run/stop.h"
#include "indexer/state/pages.h"
#include "store/guard/manifest.h"
#include "store/schema.h"

#include <glib/gi18n.h>

/* Bytes of a word with what stands between it and the next, as measured. */
#define BYTES_OF_WORD 6.5

/* The first version of the analyzer whose indexes have relations by the rules of today. */
#define ANALYZER_OF_RELATIONS 5

typedef struct {
    const char *dir;
    guint schema;             /* that it is of */
    gboolean reads_relations; /* those it has are by older rules */
    const TcAnalyzer *analyzer;
    guint32 docid_count; /* docids go from 1 to this */
    guint jobs;
    TcWriterMode mode;
    char **roots;
    TcShard shard;
} Upgrade;

static gboolean
carry_over(const TcRecord *record, TcLedgerEntry *entry, gpointer user, GError **error)
{
    guint64 bytes = record != NULL ? record->text_len : 0;

    if (tc_stop_is_requested())
        return tc_shards_set_stopped(error);
    return tc_restorer_put(user, record, entry, bytes, error);
}

/* The first docid of a share. For the share after the last it is one more than there are. */
static guint32
share_begin(const Upgrade *upgrade, guint share)
{
    return (guint32)((guint64)upgrade->docid_count * share / upgrade->jobs) + 1;
}

static gboolean
upgrade_share(const char *path, guint share, const TcRunEvents *events, gpointer user,
              GError **error)
{
    const Upgrade *upgrade = user;
    g_autoptr(TcReader) reader =
        tc_reader_open_records(upgrade->dir, TC_ANALYZER_VERSION, NULL, error);
    g_autoptr(TcCorrections) corrections = NULL;
    g_autoptr(TcRestorer) restorer = NULL;
    g_autoptr(GArray) mounts = NULL;

    if (reader == NULL || (restorer = tc_restorer_new(path, upgrade->mode, upgrade->schema,
                                                      upgrade->analyzer, events, error)) == NULL)
        return FALSE;
    if (upgrade->reads_relations)
        tc_restorer_read_relations(restorer);
    if (!tc_stored_each_document(reader, share_begin(upgrade, share),
                                 share_begin(upgrade, share + 1) - 1, carry_over, restorer, error))
        return FALSE;
    if (share == 0 && (!tc_stored_each_other(reader, carry_over, restorer, error) ||
                       !tc_pages_copy_all(reader, tc_restorer_writer(restorer), error) ||
                       (corrections = tc_corrections_load(reader, error)) == NULL ||
                       !tc_corrections_put_all(corrections, tc_restorer_writer(restorer), error)))
        return FALSE;
    mounts = tc_ledger_mounts(reader, error);
    return mounts != NULL && tc_ledger_put_mounts(tc_restorer_writer(restorer), mounts, error) &&
           tc_shard_put(tc_restorer_writer(restorer), upgrade->shard, error) &&
           tc_restorer_finish(restorer, (const char *const *)upgrade->roots, error);
}

static gboolean
build(Upgrade *upgrade, TcReport *report, GError **error)
{
    TcRunEvents events = tc_report_events(report);
    g_autofree char *generation = tc_generation_next(upgrade->dir, error);
    gboolean is_done;

    if (generation == NULL)
        return FALSE;
    tc_stop_ignore_time(TRUE);
    is_done = tc_shards_run(generation, upgrade->jobs, upgrade_share, upgrade, &events, error) &&
              tc_generation_switch(upgrade->dir, generation, error);
    tc_stop_ignore_time(FALSE);
    tc_progress_clear(&report->progress);
    if (!is_done && g_file_test(generation, G_FILE_TEST_EXISTS))
        tc_generation_remove(generation, NULL);
    return is_done;
}

/* Whether the index has no checksums yet. If it has lost them, that is an error. */
static gboolean
check_manifest(const char *generation, TcReader *reader, gboolean *is_missing, GError **error)
{
    g_autofree char *value = NULL;
    gsize len = 0;

    *is_missing = tc_manifest_is_missing(generation);
    if (*is_missing && !tc_reader_metadata(reader, TC_META_MANIFEST, &value, &len, error))
        return FALSE;
    if (len == 0)
        return TRUE;
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT, "%s: %s", generation,
                _("the manifest, with the checksums of the index, is gone"));
    return FALSE;
}

gboolean
tc_upgrade(const TcOptions *options, TcReport *report, GError **error)
{
    Upgrade upgrade = {.dir = options->index_dir};
    TcIndexVersion version = {0};
    GError *local = NULL;
    g_autoptr(TcReader) reader =
        tc_reader_open_records(options->index_dir, TC_ANALYZER_VERSION, &version, &local);
    g_autoptr(TcAnalyzer) analyzer = NULL;
    g_autofree char *live = NULL;
    g_auto(GStrv) roots = NULL;
    gboolean is_bare = FALSE;
    guint entries = 0, others = 0;
    guint64 bytes;

    if (g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND)) {
        g_error_free(local);
        return TRUE;
    }
    if (reader == NULL) {
        g_propagate_error(error, local);
        return FALSE;
    }
    if ((live = tc_generation_live(options->index_dir, error)) == NULL ||
        !check_manifest(live, reader, &is_bare, error))
        return FALSE;
    if (!version.is_outdated)
        return !is_bare || tc_writer_adopt(live, error);
    tc_report_note(report, "upgrade",
                   _("the index is of an older version: rebuilding it from its own texts"));
    if ((roots = tc_ledger_roots(reader, error)) == NULL ||
        !tc_shard_load(reader, &upgrade.shard, error) ||
        !tc_stored_count(reader, &entries, &others, error) ||
        (analyzer = tc_analyzer_new(error)) == NULL)
        return FALSE;
    if (!tc_x_database_last_docid(tc_reader_database(reader), &upgrade.docid_count, error))
        return FALSE;
    bytes =
        (guint64)(tc_reader_average_length(reader) * tc_reader_doc_count(reader) * BYTES_OF_WORD);
    upgrade.schema = version.schema;
    upgrade.reads_relations = version.analyzer < ANALYZER_OF_RELATIONS;
    upgrade.analyzer = analyzer;
    upgrade.roots = roots;
    upgrade.mode = tc_build_mode(options);
    upgrade.jobs = MAX(1, MIN(tc_job_count(options, bytes), tc_reader_doc_count(reader)));
    tc_progress_begin(&report->progress, tc_reader_doc_count(reader) + others, bytes);
    return build(&upgrade, report, error);
}
