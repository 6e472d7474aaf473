#include "indexer/run/scanning.h"

#include "document/document.h"
#include "indexer/display.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* Below this the processes cost more than they gain. */
#define PARALLEL_BYTES_MIN ((guint64)20 << 20)
#define DEFAULT_JOBS_MAX   4u
/* An update holds each file to read in memory, a build packed. */
#define APART_FILES_MIN    50000u

TcWriterMode
tc_build_mode(const TcOptions *options)
{
    return options->builds_by_api ? TC_WRITER_BUILD : TC_WRITER_SPOOL;
}

TcRunSettings
tc_run_settings(const TcOptions *options, gboolean is_fresh)
{
    TcRunSettings settings = {
        .file_size_max = options->file_size_max,
        .retries_failed = options->retry_failed,
        .wants_ocr = options->ocr,
        .excludes = options->excludes,
        .is_fresh = is_fresh,
        .build_mode = tc_build_mode(options),
    };

    return settings;
}

guint
tc_job_count(const TcOptions *options, guint64 bytes)
{
    if (options->jobs)
        return options->jobs;
    return bytes < PARALLEL_BYTES_MIN ? 1 : MIN(g_get_num_processors(), DEFAULT_JOBS_MAX);
}

gboolean
tc_builds_apart(const TcOptions *options, guint64 bytes, guint count)
{
    return options->jobs > 1 || bytes >= PARALLEL_BYTES_MIN || count >= APART_FILES_MIN;
}

/* Whether the content of the file was looked at. */
static gboolean
was_read(TcOutcome outcome, const char *reason)
{
    if (outcome != TC_OUTCOME_FAILED)
        return outcome == TC_OUTCOME_INDEXED || outcome == TC_OUTCOME_SAME ||
               outcome == TC_OUTCOME_OPENED;
    return !g_str_equal(reason, tc_document_reason(TC_DOCUMENT_ERROR_UNREADABLE)) &&
           !g_str_equal(reason, tc_document_reason(TC_DOCUMENT_ERROR_TOO_LARGE));
}

static void
report_outcome(TcReport *report, const char *path, TcOutcome outcome, const char *reason,
               const char *message)
{
    if (message != NULL)
        tc_report_problem(report, path, reason, message);
    else
        tc_report_file(report, tc_outcome_name(outcome), path);
}

/* Whether the index that is replaced has a text of the file; also when it cannot tell. */
static gboolean
had_text(const TcReport *report, const char *path)
{
    const TcLedgerEntry *known = g_hash_table_lookup(report->replaced, path);
    g_autoptr(TcLedgerEntry) entry = NULL;
    g_autofree char *key = NULL, *value = NULL;
    gsize len = 0;

    if (known != NULL || report->replaced_index == NULL)
        return known != NULL && tc_plan_has_text(known);
    key = tc_ledger_key(path);
    if (!tc_reader_metadata(report->replaced_index, key, &value, &len, NULL))
        return TRUE;
    if (!len)
        return FALSE;
    entry = tc_ledger_decode(value, len, NULL);
    return entry == NULL || tc_plan_has_text(entry);
}

/* Counts a file that only trouble from outside keeps from being read again. */
static void
count_lost(TcReport *report, const char *path, TcOutcome outcome, const char *reason)
{
    if (report->replaced == NULL || outcome != TC_OUTCOME_FAILED ||
        !g_str_equal(reason, tc_document_reason(TC_DOCUMENT_ERROR_UNREADABLE)))
        return;
    report->lost_count += had_text(report, path);
}

static void
report_file_done(gpointer user, const char *path, TcOutcome outcome, guint64 bytes,
                 const char *reason, const char *message)
{
    TcReport *report = user;

    report->outcomes[outcome]++;
    count_lost(report, path, outcome, reason);
    if (was_read(outcome, reason))
        report->read_bytes += bytes;
    report_outcome(report, path, outcome, reason, message);
    tc_progress_add(&report->progress, 1, bytes);
}

static void
report_member_done(gpointer user, const char *path, TcOutcome outcome, const char *reason,
                   const char *message)
{
    TcReport *report = user;

    report->outcomes[outcome]++;
    count_lost(report, path, outcome, reason);
    report_outcome(report, path, outcome, reason, message);
    /* An archive counts as one file, with its bytes on disk, when it is done. */
    tc_progress_add(&report->progress, 0, 0);
}

/* Tells with what it is set again, as one line for a shell: it may still hold. */
static void
report_correction_left(gpointer user, const char *path, const TcCorrection *correction)
{
    g_autofree char *shown = tc_display(path), *quoted = g_shell_quote(path);
    g_autofree char *file = tc_display(quoted);
    g_autofree char *said = tc_correction_said(correction, " ", TRUE);
    g_autofree char *message =
        g_strdup_printf(_("%s has changed: what was set by hand stays with its earlier content; if "
                          "it still holds: tracuu-index set %s %s"),
                        shown, file, said);

    tc_report_warning(user, "correction", message);
}

static void
report_hung(gpointer user, const char *path)
{
    TcReport *report = user;
    g_autofree char *message = tc_display_hanging(path);

    report->is_hung = TRUE;
    tc_report_error(report, "hanging", message);
}

TcRunEvents
tc_report_events(TcReport *report)
{
    return (TcRunEvents){.file_done = report_file_done,
                         .member_done = report_member_done,
                         .correction_left = report_correction_left,
                         .hung = report_hung,
                         .user = report};
}

gboolean
tc_check_sandbox(const TcOptions *options, TcSandbox *sandbox, TcReport *report, GError **error)
{
    static const struct {
        guint bit;
        const char *name;
    } parts[] = {{TC_SANDBOX_SECCOMP, "seccomp"},
                 {TC_SANDBOX_LANDLOCK, "landlock"},
                 {TC_SANDBOX_RLIMITS, "limits"}};
    g_autoptr(GError) problem = NULL;
    g_autoptr(TcSandbox) own = sandbox != NULL ? NULL : tc_run_sandbox_new(&problem);
    guint strength =
        problem != NULL ? 0 : tc_sandbox_strength(sandbox != NULL ? sandbox : own, &problem);
    g_autoptr(GString) missing = g_string_new(NULL);
    g_autofree char *message = NULL;

    /* Each file that needs a reader tells that there is none. */
    if (problem != NULL)
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (!(strength & parts[i].bit))
            g_string_append_printf(missing, "%s%s", missing->len ? ", " : "", parts[i].name);
    g_free(report->unconfined);
    report->unconfined = g_strdup(missing->str);
    if (missing->len == 0)
        return TRUE;
    message = g_strdup_printf(_("readers run without %s: this system does not give it, and a "
                                "hostile file could do more harm"),
                              missing->str);
    if (options->sandbox_required) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, "sandbox=required: %s", message);
        return FALSE;
    }
    /* Without Landlock alone, a reader can open no file at all. Without the list of calls, it can
     * do whatever its user can. */
    if (strength & TC_SANDBOX_SECCOMP)
        tc_report_note(report, "unconfined", message);
    else
        tc_report_warning(report, "unconfined", message);
    return TRUE;
}

void
tc_report_scan_problems(TcReport *report, const TcScan *scan, const TcPlan *plan)
{
    for (guint i = 0; i < scan->problems->len; i++) {
        const TcScanProblem *problem = tc_scan_problem_at(scan->problems, i);
        const char *message = tc_bounds_strerror(problem->error_number);

        if (g_ptr_array_find_with_equal_func(plan->unreachable, problem->path, g_str_equal, NULL))
            tc_report_unreachable(report, problem->path, message);
        else
            tc_report_problem(report, problem->path,
                              tc_document_reason(TC_DOCUMENT_ERROR_UNREADABLE), message);
    }
    for (guint i = 0; i < plan->unreachable->len; i++) {
        const char *root = g_ptr_array_index(plan->unreachable, i);

        if (!tc_scan_is_unknown(scan, root))
            tc_report_unreachable(report, root,
                                  _("nothing is left here of what the index has: is it mounted? It "
                                    "stays in the index; with --allow-shrink it is taken out"));
    }
    for (guint i = 0; i < plan->away->len; i++) {
        const TcScanMount *mount = g_ptr_array_index(plan->away, i);

        tc_report_problem(report, mount->path, "not-mounted",
                          _("the disk that was mounted here is away: what the index has of its "
                            "files stays; with --allow-shrink it is taken out"));
    }
}

/* Whether a rule for the same pattern, from the same line, has left something out. An archive of
 * several folders has one for each. */
static gboolean
is_busy(const TcScan *scan, const TcExcludeRule *rule)
{
    for (guint i = 0; i < tc_excludes_count(scan->excludes); i++) {
        const TcExcludeRule *other = tc_excludes_get(scan->excludes, i);

        if (g_str_equal(other->pattern, rule->pattern) &&
            g_str_equal(other->origin, rule->origin) &&
            g_hash_table_contains(scan->left_out, other))
            return TRUE;
    }
    return FALSE;
}

void
tc_report_idle_excludes(const TcOptions *options, const TcScan *scan, const char *const *roots,
                        TcReport *report)
{
    g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *shown = tc_display(options->index_dir);

    for (guint i = 0; options->is_configured && i < tc_excludes_count(scan->excludes); i++) {
        const TcExcludeRule *rule = tc_excludes_get(scan->excludes, i);
        char *message;

        if ((rule->below != NULL && !tc_path_is_below_any(rule->below, roots)) ||
            is_busy(scan, rule))
            continue;
        message = g_strdup_printf(_("%s: the pattern “%s” leaves nothing out of %s"), rule->origin,
                                  rule->pattern, shown);
        if (!g_hash_table_contains(told, message))
            tc_report_note(report, "idle-exclude", message);
        g_hash_table_add(told, message);
    }
}

static void
print_line(const char *what, const char *path)
{
    g_autofree char *shown = tc_display(path);

    printf("%s %s\n", what, shown);
}

void
tc_plan_print(const TcPlan *plan, GHashTable *ledger)
{
    for (guint i = 0; i < plan->to_read->len; i++) {
        const TcScanFile *file = g_ptr_array_index(plan->to_read, i);
        const TcLedgerEntry *known = g_hash_table_lookup(ledger, file->path);

        if (known == NULL)
            print_line("new", file->path);
        else if (!tc_file_stamp_equal(&known->stamp, &file->stamp))
            print_line("changed", file->path);
        else if (!known->indexed)
            print_line("retry", file->path);
        else
            print_line("check", file->path);
    }
    for (guint i = 0; i < plan->gone->len; i++)
        print_line("gone", ((const TcLedgerEntry *)g_ptr_array_index(plan->gone, i))->path);
}

void
tc_plan_print_all(const TcPacked *files)
{
    g_autoptr(GString) path = g_string_new(NULL);

    for (guint i = 0; i < tc_packed_count(files); i++) {
        TcScanFile file;

        tc_packed_get(files, i, path, &file);
        print_line("new", file.path);
    }
}
