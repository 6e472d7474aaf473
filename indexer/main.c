/* tracuu-index: brings an index of documents in line with the files on disk. */
#include "indexer/command/metrics.h"
#include "indexer/command/verbs.h"
#include "indexer/display.h"
#include "indexer/options.h"
#include "indexer/run/report.h"
#include "indexer/run/stop.h"
#include "indexer/scan/hang.h"
#include "option/help.h"
#include "option/locale.h"
#include "option/terminal.h"
#include "store/folder/runs.h"
#include "store/generation.h"
#include "store/standard.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Everything printed must have arrived, or the run has failed: `stats >/dev/full` must say so. */
static gboolean
close_stdout(TcReport *report)
{
    int failed = ferror(stdout);

    errno = 0;
    if (fclose(stdout) == 0 && !failed)
        return TRUE;
    g_autofree char *message = g_strdup_printf(_("standard output: %s"),
                                               errno ? g_strerror(errno) : _("cannot be written"));
    tc_report_error(report, "output", message);
    return FALSE;
}

/* Of several indexes, the end that is farthest from "done". */
static TcExit
worse(TcExit one, TcExit other)
{
    static const TcExit order[] = {TC_EXIT_DONE,   TC_EXIT_PROBLEMS, TC_EXIT_LOCKED,
                                   TC_EXIT_DAMAGE, TC_EXIT_FAILED,   TC_EXIT_USAGE};

    for (gsize i = G_N_ELEMENTS(order); i-- > 0;)
        if (one == order[i] || other == order[i])
            return order[i];
    return TC_EXIT_FAILED;
}

/* Whether the run has figures: only runs that read files have any. */
static gboolean
wants_metrics(const TcOptions *options)
{
    return options->metrics != NULL && !options->dry_run &&
           (g_str_equal(options->verb, "update") || g_str_equal(options->verb, "rebuild"));
}

static TcExit
report_failure(const TcOptions *options, TcReport *report, const GError *error)
{
    const char *remedy = NULL;

    if (g_error_matches(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT) &&
        (options == NULL ||
         !g_str_equal(options->verb, "load"))) /* which means that the dump is damaged */
        remedy =
            _("“tracuu-index verify” looks for more, “tracuu-index rebuild PATH...” makes a new "
              "index");
    else if (g_error_matches(error, TC_STORE_ERROR, TC_STORE_ERROR_SYSTEM))
        remedy =
            _("that says nothing of the index: try again; if it stays so, “tracuu-index rebuild "
              "--allow-shrink PATH...” makes a new one");
    g_autofree char *message = remedy != NULL ? g_strdup_printf("%s: %s", error->message, remedy)
                                              : g_strdup(error->message);

    tc_report_error(report, tc_exit_reason(error), message);
    return tc_exit_of_error(error);
}

/* "3 indexed, 1 failed": what became of the files. */
static char *
counts_of(const TcReport *report)
{
    GString *counts = g_string_new(NULL);

    for (guint i = 0; i < TC_OUTCOME_COUNT; i++)
        if (report->outcomes[i])
            g_string_append_printf(counts, "%s%u %s", counts->len ? ", " : "", report->outcomes[i],
                                   tc_outcome_name((TcOutcome)i));
    return g_string_free(counts, FALSE);
}

/* Keeps what became of the run with the index. A run that another one kept out, or that was wrong
 * use, is not kept. */
static void
note_run(const TcOptions *options, TcReport *report, TcExit status, gint64 begun_s)
{
    g_autoptr(GError) error = NULL;
    TcRunNote note = {
        .verb = g_strdup(options->verb),
        .begun_s = begun_s,
        .ended_s = g_get_real_time() / G_USEC_PER_SEC,
        .status = (int)status,
        .is_stopped = report->is_stopped,
        .is_good = tc_report_is_good(report, status),
        .is_configured = options->is_configured,
        .counts = counts_of(report),
        .told_count = report->told_count,
        .unconfined = g_strdup(report->unconfined),
    };

    note.told = g_new0(char *, report->told->len + 1);
    for (guint i = 0; i < report->told->len; i++)
        note.told[i] = g_strdup(g_ptr_array_index(report->told, i));
    if (!tc_runs_add(options->index_dir, &note, &error))
        tc_report_note(report, "not-noted", error->message);
    tc_run_note_clear(&note);
}

static gboolean
is_noted(const TcOptions *options, TcExit status)
{
    static const char *const verbs[] = {"update", "rebuild", "load", NULL};

    return !options->dry_run && status != TC_EXIT_LOCKED && status != TC_EXIT_USAGE &&
           g_strv_contains(verbs, options->verb);
}

/* "1 min 5 s". Free with g_free(). */
static char *
describe_time(gint64 seconds)
{
    return seconds < 60
               ? g_strdup_printf(_("%d s"), (int)seconds)
               : g_strdup_printf(_("%d min %d s"), (int)(seconds / 60), (int)(seconds % 60));
}

/* Takes ownership of `part`, which is left out where it counts nothing. */
static void
add_part(GString *line, guint count, char *part)
{
    if (count > 0)
        g_string_append_printf(line, "%s%s", line->len > 0 ? ", " : "", part);
    g_free(part);
}

/* On a terminal the run ends with one line: what was done, how long it took, and how to see what
 * could not be read. */
static void
tell_end(const TcReport *report, gint64 seconds)
{
    g_autofree char *time = describe_time(seconds);
    const guint *outcomes = report->outcomes;
    guint indexed = outcomes[TC_OUTCOME_INDEXED], moved = outcomes[TC_OUTCOME_MOVED];
    guint removed = outcomes[TC_OUTCOME_REMOVED];
    guint failed = outcomes[TC_OUTCOME_FAILED] + outcomes[TC_OUTCOME_POSTPONED];
    g_autoptr(GString) line = g_string_new(NULL);

    add_part(line, indexed, g_strdup_printf(_("%u read anew"), indexed));
    add_part(line, moved, g_strdup_printf(_("%u moved"), moved));
    add_part(line, removed, g_strdup_printf(_("%u gone"), removed));
    add_part(
        line, failed,
        g_strdup_printf(_("%u could not be read (tracuu-index status --failed says why)"), failed));
    fprintf(stderr, "tracuu-index: %s; %s\n", line->len > 0 ? line->str : _("nothing was new"),
            time);
}

/* Whether the run changes the index, and the configuration says who may read it. */
static gboolean
shares(const TcOptions *options)
{
    return options->share != TC_SHARE_UNSET && !options->dry_run && tc_verb_writes(options->verb) &&
           !g_str_equal(options->verb, "dump");
}

/* Opens what was written to those who are to read it, and tells who can. */
static void
tell_share(const TcOptions *options, TcReport *report)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *obstacle = NULL, *who = NULL;

    if (!tc_share_apply(options->index_dir, options->share, &error)) {
        tc_report_warning(report, "not-shared", error->message);
        return;
    }
    obstacle = tc_share_obstacle(options->index_dir, options->share);
    if (obstacle != NULL) {
        g_autofree char *shown = tc_display(obstacle);
        g_autofree char *message =
            g_strdup_printf(_("share=%s: %s keeps them out: chmod %s %s"),
                            options->share == TC_SHARE_GROUP ? "group" : "everyone", shown,
                            options->share == TC_SHARE_GROUP ? "g+x" : "o+x", shown);

        tc_report_warning(report, "not-shared", message);
        return;
    }
    who = tc_share_describe(options->index_dir);
    tc_report_note(report, "shared", who);
}

/* Works on one index. */
static TcExit
run_task(const TcOptions *options, TcReport *report)
{
    g_autoptr(GError) error = NULL;
    gint64 begun_us = g_get_monotonic_time(), begun_s = g_get_real_time() / G_USEC_PER_SEC;
    TcExit status;

    tc_report_begin(report);
    if (shares(options) && !tc_share_apply(options->index_dir, options->share, &error))
        return report_failure(options, report, error);
    status = tc_verb_find(options->verb)(options, report, &error);
    tc_progress_clear(&report->progress);
    if (error != NULL)
        status = report_failure(options, report, error);
    g_clear_error(&error);
    if (is_noted(options, status))
        note_run(options, report, status, begun_s);
    if (report->progress.is_shown && is_noted(options, status) &&
        (status == TC_EXIT_DONE || status == TC_EXIT_PROBLEMS))
        tell_end(report, (g_get_monotonic_time() - begun_us) / G_USEC_PER_SEC);
    if (shares(options) && status != TC_EXIT_USAGE && status != TC_EXIT_LOCKED)
        tell_share(options, report);
    if (wants_metrics(options) && !tc_metrics_write(options, report, status, begun_us, &error)) {
        report_failure(options, report, error);
        status = worse(status, TC_EXIT_FAILED);
    }
    return status;
}

typedef struct {
    const TcOptions *options;
    TcReport *report;
    gint64 begun_s;
} Watched;

/* A disk does not answer, and the run has to end: it ends here. What was committed stays. */
static void
end_hanging(gpointer user, const char *path)
{
    const Watched *watched = user;
    g_autofree char *message = tc_display_hanging(path);

    tc_report_error(watched->report, "hanging", message);
    if (is_noted(watched->options, TC_EXIT_FAILED))
        note_run(watched->options, watched->report, TC_EXIT_FAILED, watched->begun_s);
    fflush(NULL);
    _exit(TC_EXIT_FAILED);
}

/* One index after another. If one fails, the others are still worked on. */
static TcExit
run_tasks(TcOptions *options, TcReport *report)
{
    g_autoptr(GError) error = NULL;
    TcExit status = TC_EXIT_DONE;
    Watched watched = {options, report, g_get_real_time() / G_USEC_PER_SEC};

    if (wants_metrics(options) && !tc_metrics_check(options->metrics, &error))
        return report_failure(options, report, error);
    if (shares(options))
        tc_share_set_umask(options->share);
    tc_stop_install(tc_verb_writes(options->verb), options->max_time_s);
    if (is_noted(options, TC_EXIT_DONE))
        tc_hang_watch(tc_stop_is_requested, end_hanging, &watched);
    for (guint i = 0; i < options->tasks->len && !(i && tc_stop_is_requested()); i++) {
        tc_options_take_task(options, i);
        status = worse(status, run_task(options, report));
    }
    if (!tc_stop_is_by_user() || !tc_verb_writes(options->verb))
        return status;
    tc_report_warning(report, "interrupted",
                      g_str_equal(options->verb, "update")
                          ? _("interrupted: what was done is in the index, the next update goes on")
                          : _("interrupted: the index is as it was"));
    return TC_EXIT_INTERRUPTED;
}

static void
print_help(const char *verb)
{
    g_autofree char *help = tc_help_for(verb, STDOUT_FILENO);
    fputs(help, stdout);
}

int
main(int argc, char **argv)
{
    g_autoptr(TcOptions) options = NULL;
    g_autoptr(GError) error = NULL;
    gboolean is_json = tc_options_want_json(argc, argv);
    TcReport report;
    TcExit status = TC_EXIT_DONE;

    if (!tc_standard_hold())
        return TC_EXIT_FAILED;
    tc_locale_begin();
    options = tc_options_parse(argc, argv, &error);
    tc_report_init(&report, options, is_json);
    if (options == NULL)
        status = report_failure(NULL, &report, error);
    else if (options->help != NULL)
        print_help(options->help);
    else if (options->version)
        puts("tracuu-index " TC_VERSION);
    else
        status = run_tasks(options, &report);
    if (!close_stdout(&report) && status == TC_EXIT_DONE)
        status = TC_EXIT_FAILED;
    tc_report_clear(&report);
    return status;
}
