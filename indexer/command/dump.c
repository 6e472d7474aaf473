#include "indexer/carry/stored.h"
#include "indexer/command/verbs.h"
#include "indexer/dump/new_file.h"
#include "indexer/dump/still.h"
#include "indexer/dump/writer.h"
#include "indexer/options.h"
#include "indexer/postings/corrections.h"
#include "indexer/run/locking.h"
#include "indexer/run/shards.h"
#include "indexer/run/stop.h"
#include "text/analyzer.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    TcDumpWriter *writer;
    TcReport *report;
} Dump;

static gboolean
put(const TcRecord *record, TcLedgerEntry *entry, gpointer user, GError **error)
{
    Dump *dump = user;

    if (tc_stop_is_requested())
        return tc_shards_set_stopped(error);
    if (!tc_dump_writer_put(dump->writer, entry, record, error))
        return FALSE;
    tc_progress_add(&dump->report->progress, 1, record != NULL ? record->text_len : 0);
    return TRUE;
}

static gboolean
put_page(const guint8 hash[TC_HASH_LEN], guint number, const TcPage *page, gpointer user,
         GError **error)
{
    Dump *dump = user;
    TcDumpPage line = {.number = number, .page = *page};

    if (tc_stop_is_requested())
        return tc_shards_set_stopped(error);
    memcpy(line.hash, hash, TC_HASH_LEN);
    if (!tc_dump_writer_put_page(dump->writer, &line, error))
        return FALSE;
    tc_progress_add(&dump->report->progress, 1, strlen(page->text));
    return TRUE;
}

static gboolean
count_page(G_GNUC_UNUSED const guint8 hash[TC_HASH_LEN], G_GNUC_UNUSED guint number,
           G_GNUC_UNUSED const TcPage *page, gpointer user, G_GNUC_UNUSED GError **error)
{
    ++*(guint64 *)user;
    return TRUE;
}

static gboolean
put_corrections(const TcCorrections *corrections, TcDumpWriter *writer, GError **error)
{
    g_autoptr(GPtrArray) sorted = tc_corrections_sorted(corrections);

    for (guint i = 0; i < sorted->len; i++)
        if (!tc_dump_writer_put_correction(writer, g_ptr_array_index(sorted, i), error))
            return FALSE;
    return TRUE;
}

static gboolean
write_header(TcReader *reader, const TcIndexVersion *version, guint corrections,
             TcDumpWriter *writer, TcReport *report, GError **error)
{
    TcDumpHeader header = {.version = corrections > 0 ? TC_DUMP_VERSION : 1,
                           .schema = version->schema,
                           .analyzer = version->analyzer,
                           .documents = tc_reader_doc_count(reader)};
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    guint entries, others;
    guint64 pages = 0;
    gboolean is_done;

    if (!tc_stored_count(reader, &entries, &others, error) ||
        !tc_stored_each_page(reader, count_page, &pages, error) ||
        !tc_shard_load(reader, &header.shard, error) ||
        (header.roots = tc_ledger_roots(reader, error)) == NULL)
        return FALSE;
    header.lines = header.documents + others + pages + corrections;
    header.created = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
    is_done = tc_dump_writer_begin(writer, &header, error);
    tc_progress_begin(&report->progress, (guint)header.lines, 0);
    tc_dump_header_clear(&header);
    return is_done;
}

static gboolean
write_dump(const char *dir, int fd, const char *name, TcReport *report, GError **error)
{
    TcIndexVersion version;
    g_autoptr(TcReader) reader = tc_reader_open_records(dir, TC_ANALYZER_VERSION, &version, error);
    g_autoptr(TcDumpWriter) writer = tc_dump_writer_new(fd, name);
    g_autoptr(TcCorrections) corrections =
        reader != NULL ? tc_corrections_load(reader, error) : NULL;
    Dump dump = {.writer = writer, .report = report};

    /* In the order of the index, so that documents of the same score come out in the same order
     * later. */
    return corrections != NULL &&
           write_header(reader, &version, tc_corrections_count(corrections), writer, report,
                        error) &&
           tc_stored_each_document(reader, 1, G_MAXUINT32, put, &dump, error) &&
           tc_stored_each_other(reader, put, &dump, error) &&
           tc_stored_each_page(reader, put_page, &dump, error) &&
           put_corrections(corrections, writer, error) && tc_dump_writer_end(writer, error);
}

/* How often a dump begins again when a writer overtakes it, before it copies the index. */
#define TRIES_BESIDE_WRITERS 3

/* Once more from its beginning, on a file. */
static gboolean
write_anew(const char *dir, int fd, const char *name, TcReport *report, GError **error)
{
    if (lseek(fd, 0, SEEK_SET) < 0 || ftruncate(fd, 0) != 0) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot write %s: %s"), name,
                    g_strerror(errno));
        return FALSE;
    }
    return write_dump(dir, fd, name, report, error);
}

static gboolean
write_from_copy(const char *dir, int fd, const char *name, TcReport *report, GError **error)
{
    char *copy = tc_still_copy(dir, error);
    gboolean is_done;

    if (copy == NULL)
        return FALSE;
    is_done = write_anew(copy, fd, name, report, error);
    tc_still_remove(copy);
    return is_done;
}

/* Dumps beside a run that writes, as a search does, one of its commits: neither waits for the
 * other. If it takes longer than two commits it is overtaken and dumps a copy; where a copy cannot
 * be made, writers are kept away. */
static gboolean
write_beside(const TcOptions *options, int fd, const char *name, TcReport *report, GError **error)
{
    const char *dir = options->index_dir;
    g_autoptr(TcLock) lock = NULL;
    GError *local = NULL;

    for (guint i = 0; i < TRIES_BESIDE_WRITERS; i++) {
        g_clear_error(&local);
        if (write_anew(dir, fd, name, report, &local))
            return TRUE;
        if (!g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_MODIFIED)) {
            g_propagate_error(error, local);
            return FALSE;
        }
    }
    g_clear_error(&local);
    if (write_from_copy(dir, fd, name, report, &local))
        return TRUE;
    g_clear_error(&local);
    lock = tc_locking_take_to_read(options, report, error);
    return lock != NULL && write_anew(dir, fd, name, report, error);
}

static gboolean
dump_to_file(const TcOptions *options, const char *path, TcReport *report, GError **error)
{
    g_autoptr(TcNewFile) file = tc_new_file_open(path, error);

    return file != NULL && write_beside(options, tc_new_file_fd(file), path, report, error) &&
           tc_new_file_finish(g_steal_pointer(&file), error);
}

/* What has been written to a pipe cannot be taken back, so it goes through a file without a name.
 * */
static gboolean
dump_to_stdout(const TcOptions *options, TcReport *report, GError **error)
{
    g_autofree char *name = NULL;
    GError *local = NULL;
    int fd = g_file_open_tmp("tracuu-dump.XXXXXX", &name, &local);
    gboolean is_done;

    if (fd < 0) {
        g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, local->message);
        g_error_free(local);
        return FALSE;
    }
    unlink(name);
    is_done = write_beside(options, fd, name, report, error);
    if (is_done && (lseek(fd, 0, SEEK_SET) < 0 || !tc_still_copy_bytes(fd, STDOUT_FILENO))) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot write %s: %s"),
                    _("standard output"), g_strerror(errno));
        is_done = FALSE;
    }
    close(fd);
    return is_done;
}

TcExit
tc_verb_dump(const TcOptions *options, TcReport *report, GError **error)
{
    const char *target = options->paths[0];
    gboolean is_to_stdout = g_str_equal(target, "-");
    g_autoptr(TcReader) reader = NULL;
    gboolean is_done;

    if (is_to_stdout && isatty(STDOUT_FILENO)) {
        g_set_error_literal(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                            _("a dump is not written to a terminal; name a file"));
        return TC_EXIT_USAGE;
    }
    /* If it is no index, that is said before anything is made. */
    reader = tc_reader_open_records(options->index_dir, TC_ANALYZER_VERSION, NULL, error);
    if (reader == NULL)
        return TC_EXIT_FAILED;
    g_clear_pointer(&reader, tc_reader_close);
    is_done = is_to_stdout ? dump_to_stdout(options, report, error)
                           : dump_to_file(options, target, report, error);
    return is_done ? TC_EXIT_DONE : TC_EXIT_FAILED;
}
