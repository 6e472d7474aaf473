/* tracuu-index: brings an index of documents in line with the files on disk. */
#include "indexer/options.h"
#include "indexer/report.h"
#include "indexer/stop.h"
#include "indexer/verbs.h"

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
    tc_report_error(report, message);
    return FALSE;
}

int
main(int argc, char **argv)
{
    g_autoptr(TcOptions) options = NULL;
    g_autoptr(GError) error = NULL;
    TcReport report;
    TcExit status = TC_EXIT_DONE;

    init_locale();
    options = tc_options_parse(argc, argv, &error);
    tc_report_init(&report, options);
    if (options && options->version) {
        puts("tracuu-index " TC_VERSION);
    } else if (options) {
        tc_stop_install(options->max_time_s);
        status = tc_verb_find(options->verb)(options, &report, &error);
        tc_progress_clear(&report.progress);
    }
    if (error) {
        tc_report_error(&report, error->message);
        status = tc_exit_of_error(error);
    }
    if (!close_stdout(&report) && status == TC_EXIT_DONE)
        status = TC_EXIT_FAILED;
    return status;
}
