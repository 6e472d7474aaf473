/* tracuu-index: brings an index of documents in line with the files on disk. */
#include "indexer/command/metrics.h"
#include "indexer/command/verbs.h"
#include "indexer/options.h"
#include "indexer/run/report.h"
#include "indexer/run/stop.h"
#include "store/standard.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

/* Arguments and messages are UTF-8 whatever the locale: cron sets none, and GOption would refuse
 * Vietnamese in the C locale. */
static void
init_locale(void)
{
    /* Programs that are not installed have their translations elsewhere. */
    const char *localedir = g_getenv("TRACUU_LOCALEDIR");

    setlocale(LC_ALL, "");
    if (!g_str_equal(nl_langinfo(CODESET), "UTF-8"))
        setlocale(LC_CTYPE, "C.UTF-8");
    bindtextdomain(GETTEXT_PACKAGE, localedir && *localedir ? localedir : TC_LOCALEDIR);
    bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
    textdomain(GETTEXT_PACKAGE);
}

/* What was printed has arrived, or the run has failed: `stats >/dev/full` must say so. */
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

/* Of several indexes, how far from "done" the run ended. */
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

/* Whether figures of the run are wanted: only runs that read files have any. */
static gboolean
wants_metrics(const TcOptions *options)
{
    return options->metrics && !options->dry_run &&
           (g_str_equal(options->verb, "update") || g_str_equal(options->verb, "rebuild"));
}

static TcExit
report_failure(TcReport *report, const GError *error)
{
    tc_report_error(report, tc_exit_reason(error), error->message);
    return tc_exit_of_error(error);
}

/* One index. */
static TcExit
run_task(const TcOptions *options, TcReport *report)
{
    g_autoptr(GError) error = NULL;
    gint64 begun_us = g_get_monotonic_time();
    TcExit status;

    tc_report_begin(report);
    status = tc_verb_find(options->verb)(options, report, &error);
    tc_progress_clear(&report->progress);
    if (error)
        status = report_failure(report, error);
    g_clear_error(&error);
    if (wants_metrics(options) && !tc_metrics_write(options, report, status, begun_us, &error)) {
        report_failure(report, error);
        status = worse(status, TC_EXIT_FAILED);
    }
    return status;
}

/* One index after another; that one fails does not keep the others from being worked on. */
static TcExit
run_tasks(TcOptions *options, TcReport *report)
{
    g_autoptr(GError) error = NULL;
    TcExit status = TC_EXIT_DONE;

    if (wants_metrics(options) && !tc_metrics_check(options->metrics, &error))
        return report_failure(report, error);
    tc_stop_install(tc_verb_writes(options->verb), options->max_time_s);
    for (guint i = 0; i < options->tasks->len && !(i && tc_stop_requested()); i++) {
        tc_options_take_task(options, i);
        status = worse(status, run_task(options, report));
    }
    return status;
}

int
main(int argc, char **argv)
{
    g_autoptr(TcOptions) options = NULL;
    g_autoptr(GError) error = NULL;
    gboolean json = tc_options_want_json(argc, argv);
    TcReport report;
    TcExit status = TC_EXIT_DONE;

    if (!tc_standard_hold())
        return TC_EXIT_FAILED;
    init_locale();
    options = tc_options_parse(argc, argv, &error);
    tc_report_init(&report, options, json);
    if (!options) {
        status = report_failure(&report, error);
    } else if (options->version) {
        puts("tracuu-index " TC_VERSION);
    } else {
        status = run_tasks(options, &report);
    }
    if (!close_stdout(&report) && status == TC_EXIT_DONE)
        status = TC_EXIT_FAILED;
    return status;
}
