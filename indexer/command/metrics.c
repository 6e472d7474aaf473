#include "indexer/command/metrics.h"

#include "indexer/scan/disk.h"
#include "indexer/state/snapshot.h"
#include "store/reader.h"
#include "store/standard.h"
#include "text/analyzer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define CONFINED     "tracuu_readers_confined"
#define LAST_SUCCESS "tracuu_last_success_timestamp_seconds"

/* All are gauges, as each run counts anew. */
static const struct {
    const char *name;
    const char *help;
} families[] = {
    {LAST_SUCCESS, "When the last run ended that brought the index in line with the files."},
    {"tracuu_last_run_timestamp_seconds", "When the last run ended, however it did."},
    {"tracuu_last_run_exit_status", "Exit status of the last run."},
    {"tracuu_last_run_stopped", "Whether a signal or --max-time ended the last run early."},
    {"tracuu_last_run_duration_seconds", "How long the last run took."},
    {"tracuu_last_run_files", "Files of the last run by what became of them."},
    {"tracuu_last_run_read_bytes", "Bytes of files that the last run read."},
    {"tracuu_last_run_commits", "How often the last run published changes."},
    {"tracuu_unreachable_path", "Paths that the last run was to look at and could not."},
    {CONFINED, "Whether all that confines readers was there in the last run that needed it."},
    {"tracuu_documents", "Documents in the index."},
    {"tracuu_failed_files", "Files that are not indexed, by reason."},
    {"tracuu_index_bytes", "Bytes that the index takes on disk."},
};

static gboolean
fail(GError **error, const char *file, const char *reason)
{
    g_autofree char *shown = g_filename_display_name(file);

    g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                _("cannot write metrics to %s: %s"), shown, reason);
    return FALSE;
}

gboolean
tc_metrics_check(const char *file, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(file);
    struct stat st;

    if (g_access(folder, W_OK | X_OK) != 0)
        return fail(error, file, g_strerror(errno));
    if (stat(file, &st) == 0 && !S_ISREG(st.st_mode))
        return fail(error, file, g_strerror(S_ISDIR(st.st_mode) ? EISDIR : EINVAL));
    return TRUE;
}

/* ---- merging ------------------------------------------------------------------------------- */

/* The value of a label as it stands between quotes. */
static char *
escaped(const char *value)
{
    g_autofree char *valid = g_utf8_make_valid(value, -1);
    GString *label = g_string_new(NULL);

    for (const char *at = valid; *at; at++)
        if (*at == '\n')
            g_string_append(label, "\\n");
        else if (*at == '\\' || *at == '"')
            g_string_append_printf(label, "\\%c", *at);
        else
            g_string_append_c(label, *at);
    return g_string_free(label, FALSE);
}

/* index="..." as it stands in a sample. */
static char *
index_label(const char *index)
{
    g_autofree char *value = escaped(index);

    return g_strdup_printf("index=\"%s\"", value);
}

static gboolean
is_of_family(const char *line, const char *name)
{
    gsize len = strlen(name);

    return strncmp(line, name, len) == 0 && (line[len] == '{' || line[len] == ' ');
}

/* Whether a line that we have written is about the index, whose label always comes first. */
static gboolean
is_of_index(const char *line, const char *label)
{
    const char *brace = strchr(line, '{');
    gsize len = strlen(label);

    return brace != NULL && strncmp(brace + 1, label, len) == 0 &&
           (brace[1 + len] == '}' || brace[1 + len] == ',');
}

/* Appends a sample, with the label of its index. */
static void
append_sample(GString *out, const char *line, const char *label)
{
    gsize name_len = strcspn(line, "{ ");
    const char *rest = line + name_len;

    g_string_append_len(out, line, (gssize)name_len);
    if (*rest == '{')
        g_string_append_printf(out, "{%s,%s\n", label, rest + 1);
    else
        g_string_append_printf(out, "{%s}%s\n", label, rest);
}

char *
tc_metrics_merge(const char *old, const char *index, const char *samples)
{
    g_autofree char *label = index_label(index);
    g_auto(GStrv) old_lines = g_strsplit(old != NULL ? old : "", "\n", -1);
    g_auto(GStrv) new_lines = g_strsplit(samples, "\n", -1);
    GString *out = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(families); i++) {
        const char *name = families[i].name;
        g_autoptr(GString) lines = g_string_new(NULL);
        gboolean is_said = FALSE;

        for (char **line = new_lines; *line != NULL; line++)
            is_said |= is_of_family(*line, name);
        for (char **line = old_lines; *line != NULL; line++) {
            /* A run without success says nothing about the last success, which stays. */
            gboolean keeps =
                (g_str_equal(name, LAST_SUCCESS) || g_str_equal(name, CONFINED)) && !is_said;

            if (is_of_family(*line, name) && (keeps || !is_of_index(*line, label)))
                g_string_append_printf(lines, "%s\n", *line);
        }
        for (char **line = new_lines; *line != NULL; line++)
            if (is_of_family(*line, name))
                append_sample(lines, *line, label);
        if (lines->len)
            g_string_append_printf(out, "# HELP %s %s\n# TYPE %s gauge\n%s", name, families[i].help,
                                   name, lines->str);
    }
    return g_string_free(out, FALSE);
}

/* ---- samples ------------------------------------------------------------------------------- */

static void
add_run(GString *samples, const TcReport *report, TcExit status, gint64 begun_us)
{
    gint64 now = g_get_real_time() / G_USEC_PER_SEC;
    double seconds = (double)(g_get_monotonic_time() - begun_us) / G_USEC_PER_SEC;
    char duration[G_ASCII_DTOSTR_BUF_SIZE];

    if (tc_report_is_good(report, status))
        g_string_append_printf(samples, LAST_SUCCESS " %" PRId64 "\n", now);
    g_string_append_printf(samples, "tracuu_last_run_timestamp_seconds %" PRId64 "\n", now);
    g_string_append_printf(samples, "tracuu_last_run_exit_status %d\n", (int)status);
    g_string_append_printf(samples, "tracuu_last_run_stopped %d\n", report->is_stopped ? 1 : 0);
    g_string_append_printf(samples, "tracuu_last_run_duration_seconds %s\n",
                           g_ascii_formatd(duration, sizeof duration, "%.3f", seconds));
    for (guint i = 0; i < TC_OUTCOME_COUNT; i++)
        g_string_append_printf(samples, "tracuu_last_run_files{outcome=\"%s\"} %u\n",
                               tc_outcome_name((TcOutcome)i), report->outcomes[i]);
    g_string_append_printf(samples, "tracuu_last_run_read_bytes %" PRIu64 "\n", report->read_bytes);
    g_string_append_printf(samples, "tracuu_last_run_commits %u\n", report->commits);
    for (guint i = 0; i < report->unreachable->len; i++) {
        g_autofree char *path = escaped(g_ptr_array_index(report->unreachable, i));

        g_string_append_printf(samples, "tracuu_unreachable_path{path=\"%s\"} 1\n", path);
    }
    if (report->unconfined != NULL)
        g_string_append_printf(samples, "tracuu_readers_confined %d\n", *report->unconfined == 0);
}

static void
add_failures(GString *samples, GHashTable *ledger)
{
    guint counts[TC_DOCUMENT_ERROR_COUNT] = {0};
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, ledger);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const TcLedgerEntry *entry = value;

        for (guint i = 0; !entry->indexed && i < TC_DOCUMENT_ERROR_COUNT; i++)
            counts[i] += g_str_equal(entry->reason, tc_document_reason((TcDocumentError)i));
    }
    for (guint i = 0; i < TC_DOCUMENT_ERROR_COUNT; i++)
        g_string_append_printf(samples, "tracuu_failed_files{reason=\"%s\"} %u\n",
                               tc_document_reason((TcDocumentError)i), counts[i]);
}

/* What the index holds now. Nothing when it cannot be read. */
static void
add_index(GString *samples, const char *dir)
{
    g_autoptr(TcSnapshot) snapshot = tc_snapshot_load(dir, TRUE, NULL);
    g_autoptr(TcReader) reader =
        snapshot != NULL ? tc_reader_open(&dir, 1, TC_ANALYZER_VERSION, NULL) : NULL;

    if (reader == NULL)
        return;
    g_string_append_printf(samples, "tracuu_documents %u\n", tc_reader_doc_count(reader));
    add_failures(samples, snapshot->ledger);
    g_string_append_printf(samples, "tracuu_index_bytes %" PRIu64 "\n", tc_disk_usage(dir));
}

/* ---- the file ------------------------------------------------------------------------------ */

static gboolean
write_all(int fd, const char *text)
{
    gsize left = strlen(text);

    while (left) {
        ssize_t written = write(fd, text, left);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return FALSE;
        text += written;
        left -= (gsize)written;
    }
    return TRUE;
}

static gboolean
replace_file(const char *file, const char *text, GError **error)
{
    /* The collector reads files whose names end in .prom, so it does not read this one. */
    g_autofree char *fresh = g_strconcat(file, ".XXXXXX", NULL);
    int fd = g_mkstemp_full(fresh, O_WRONLY | O_CLOEXEC, 0600);
    int number;
    gboolean is_done;

    if (fd < 0)
        return fail(error, file, g_strerror(errno));
    /* Whatever the umask says: the collector is another user. */
    is_done = write_all(fd, text) && fchmod(fd, 0644) == 0 && fsync(fd) == 0;
    number = errno;
    if (close(fd) != 0 && is_done) {
        number = errno;
        is_done = FALSE;
    }
    if (is_done && rename(fresh, file) != 0) {
        number = errno;
        is_done = FALSE;
    }
    if (is_done)
        return TRUE;
    unlink(fresh);
    return fail(error, file, g_strerror(number));
}

gboolean
tc_metrics_write(const TcOptions *options, const TcReport *report, TcExit status, gint64 begun_us,
                 GError **error)
{
    g_autoptr(GString) samples = g_string_new(NULL);
    g_autofree char *old = NULL, *text = NULL, *folder = NULL;
    g_autoptr(GError) unread = NULL;
    gboolean is_done;
    int lock;

    /* Several runs may share the file at the same time: each reads what the one before has written.
     * */
    folder = g_path_get_dirname(options->metrics);
    lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock < 0 || flock(lock, LOCK_EX) != 0) {
        fail(error, options->metrics, g_strerror(errno));
        if (lock >= 0)
            close(lock);
        return FALSE;
    }
    add_run(samples, report, status, begun_us);
    add_index(samples, options->index_dir);
    /* If there is no file, this run is the first. If it cannot be read, it has figures of other
     * runs. */
    if (!g_file_get_contents(options->metrics, &old, NULL, &unread) &&
        !g_error_matches(unread, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
        close(lock);
        return fail(error, options->metrics, tc_standard_reason(unread));
    }
    text = tc_metrics_merge(old, options->index_dir, samples->str);
    is_done = replace_file(options->metrics, text, error);
    close(lock);
    return is_done;
}
