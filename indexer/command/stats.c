#include "indexer/command/verbs.h"
#include "indexer/display.h"
#include "indexer/scan/disk.h"
#include "indexer/state/snapshot.h"
#include "store/schema.h"
#include "text/analyzer.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

typedef struct {
    guint32 documents;
    guint failed;
    guint64 file_bytes; /* of the indexed files */
    guint64 terms;
    double average_length; /* words of a document */
    guint64 index_bytes;   /* on disk */
    char *created;         /* RFC 3339 */
    TcShard shard;
} Stats;

static gboolean
count_term(G_GNUC_UNUSED const char *bytes, G_GNUC_UNUSED gsize len, G_GNUC_UNUSED guint32 freq,
           gpointer user)
{
    ++*(guint64 *)user;
    return TRUE;
}

static gboolean
collect(const TcOptions *options, Stats *stats, GError **error)
{
    const char *dir = options->index_dir;
    g_autoptr(TcSnapshot) snapshot = tc_snapshot_load(dir, TRUE, error);
    g_autoptr(TcReader) reader = NULL;
    GHashTableIter iter;
    gpointer value;
    gsize len;

    if (snapshot == NULL || (reader = tc_reader_open(&dir, 1, TC_ANALYZER_VERSION, error)) == NULL)
        return FALSE;
    stats->shard = snapshot->shard;
    g_hash_table_iter_init(&iter, snapshot->ledger);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const TcLedgerEntry *entry = value;

        if (entry->indexed)
            stats->file_bytes += entry->stamp.size;
        else if (!tc_ledger_is_archive(entry))
            stats->failed++;
    }
    stats->documents = tc_reader_doc_count(reader);
    stats->average_length = tc_reader_average_length(reader);
    stats->index_bytes = tc_disk_usage(dir);
    if (!tc_x_database_each_term(tc_reader_database(reader), "", 0, count_term, &stats->terms,
                                 error))
        return FALSE;
    return tc_reader_metadata(reader, TC_META_CREATED, &stats->created, &len, error);
}

static void
print_json(const TcOptions *options, const Stats *stats)
{
    json_t *object = json_object();
    g_autofree char *dir = g_utf8_make_valid(options->index_dir, -1);

    json_object_set_new(object, "index", json_string(dir));
    json_object_set_new(object, "documents", json_integer(stats->documents));
    json_object_set_new(object, "failed", json_integer(stats->failed));
    json_object_set_new(object, "file_bytes", json_integer((json_int_t)stats->file_bytes));
    json_object_set_new(object, "index_bytes", json_integer((json_int_t)stats->index_bytes));
    json_object_set_new(object, "terms", json_integer((json_int_t)stats->terms));
    json_object_set_new(object, "average_length", json_real(stats->average_length));
    json_object_set_new(object, "schema", json_integer(TC_SCHEMA_VERSION));
    json_object_set_new(object, "analyzer", json_integer(TC_ANALYZER_VERSION));
    if (stats->shard.count > 1) {
        g_autofree char *shard = tc_shard_name(stats->shard);

        json_object_set_new(object, "shard", json_string(shard));
    }
    json_object_set_new(object, "created", json_string(stats->created));
    tc_json_write_line(object, stdout);
}

static void
print_text(const TcOptions *options, const Stats *stats)
{
    g_autofree char *dir = tc_display(options->index_dir);
    g_autofree char *files = g_format_size(stats->file_bytes);
    g_autofree char *index = g_format_size(stats->index_bytes);

    printf(_("index: %s\n"), dir);
    printf(_("documents: %u\n"), stats->documents);
    printf(_("failed: %u\n"), stats->failed);
    printf(_("size of the documents: %s\n"), files);
    printf(_("size of the index: %s\n"), index);
    printf(_("terms: %" PRIu64 "\n"), stats->terms);
    printf(_("average length: %.1f words\n"), stats->average_length);
    printf(_("schema version: %d, analyzer version: %d\n"), TC_SCHEMA_VERSION, TC_ANALYZER_VERSION);
    if (stats->shard.count > 1)
        printf(_("shard: %u of %u\n"), stats->shard.number, stats->shard.count);
    printf(_("created: %s\n"), stats->created);
}

TcExit
tc_verb_stats(const TcOptions *options, G_GNUC_UNUSED TcReport *report, GError **error)
{
    Stats stats = {0};

    if (!collect(options, &stats, error))
        return TC_EXIT_FAILED;
    if (options->json)
        print_json(options, &stats);
    else
        print_text(options, &stats);
    g_free(stats.created);
    return TC_EXIT_DONE;
}
