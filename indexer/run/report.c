#include "indexer/run/report.h"

#include "document/said.h"
#include "indexer/display.h"
#include "option/help.h"
#include "option/terminal.h"
#include "store/folder/runs.h"
#include "store/standard.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

void
tc_report_init(TcReport *report, const TcOptions *options, gboolean is_json)
{
    gboolean is_terminal = isatty(STDERR_FILENO);

    *report = (TcReport){.is_json = is_json};
    if (options != NULL) {
        report->is_json = options->log_json;
        report->is_verbose = options->verbose;
    }
    tc_progress_init(&report->progress, options != NULL && is_terminal && !options->quiet &&
                                            !options->verbose && !options->log_json);
}

void
tc_report_begin(TcReport *report)
{
    report->problem_count = 0;
    memset(report->outcomes, 0, sizeof report->outcomes);
    report->read_bytes = 0;
    report->commits = 0;
    report->is_stopped = FALSE;
    if (report->told != NULL)
        g_ptr_array_unref(report->told);
    report->told = g_ptr_array_new_with_free_func(g_free);
    report->told_count = 0;
    if (report->unreachable != NULL)
        g_ptr_array_unref(report->unreachable);
    report->unreachable = g_ptr_array_new_with_free_func(g_free);
    g_clear_pointer(&report->unconfined, g_free);
    report->replaced = NULL;
    report->replaced_index = NULL;
    report->lost_count = 0;
}

void
tc_report_clear(TcReport *report)
{
    g_clear_pointer(&report->told, g_ptr_array_unref);
    g_clear_pointer(&report->unreachable, g_ptr_array_unref);
    g_clear_pointer(&report->unconfined, g_free);
}

gboolean
tc_report_is_good(const TcReport *report, TcExit status)
{
    return (status == TC_EXIT_DONE || status == TC_EXIT_PROBLEMS) && !report->is_stopped &&
           report->unreachable->len == 0;
}

void
tc_json_set_path(json_t *object, const char *path)
{
    g_autofree char *valid = g_utf8_make_valid(path, -1);

    json_object_set_new(object, "path", json_string(valid));
    if (!g_str_equal(valid, path)) {
        g_autofree char *uri = g_filename_to_uri(path, NULL, NULL);

        if (uri != NULL)
            json_object_set_new(object, "path_uri", json_string(uri));
    }
}

void
tc_json_write_line(json_t *object, FILE *stream)
{
    json_dumpf(object, stream, JSON_COMPACT | JSON_REAL_PRECISION(10));
    putc('\n', stream);
    json_decref(object);
}

static void
write_json(const char *level, const char *event, const char *path, const char *reason,
           const char *message)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *time = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
    g_autofree char *valid = g_utf8_make_valid(message, -1);
    json_t *line = json_object();

    json_object_set_new(line, "time", json_string(time));
    json_object_set_new(line, "level", json_string(level));
    json_object_set_new(line, "event", json_string(event));
    if (path != NULL)
        tc_json_set_path(line, path);
    if (reason != NULL)
        json_object_set_new(line, "reason", json_string(reason));
    json_object_set_new(line, "message", json_string(valid));
    tc_json_write_line(line, stderr);
}

/* Keeps what is said for the note of the run: in the language of the source, not in that of the
 * run, as status says it in the reader's. */
static void
keep(TcReport *report, const char *path, const char *message)
{
    report->told_count++;
    if (report->told != NULL && report->told->len < TC_RUN_TOLD_MAX) {
        g_autofree char *shown = path != NULL ? tc_display(path) : NULL;
        g_autofree char *code = tc_unsaid(message);
        g_autofree char *valid = g_utf8_make_valid(code, -1);

        g_ptr_array_add(report->told, shown != NULL ? g_strconcat(shown, "\t", valid, NULL)
                                                    : g_steal_pointer(&valid));
    }
}

static void
print_message(const char *message)
{
    g_autofree char *text = tc_message_wrap(message, tc_terminal_message_width(STDERR_FILENO));

    fprintf(stderr, "%s\n", text);
}

static void
say(const char *message)
{
    g_autofree char *safe = tc_standard_message(message, FALSE);
    g_autofree char *whole = g_strdup_printf("tracuu-index: %s", safe);

    print_message(whole);
}

void
tc_report_error(TcReport *report, const char *reason, const char *message)
{
    g_autofree char *said = tc_said(message);

    message = said;
    keep(report, NULL, message);
    tc_progress_clear(&report->progress);
    if (report->is_json)
        write_json("error", "failed", NULL, reason, message);
    else
        say(message);
}

void
tc_report_problem(TcReport *report, const char *path, const char *reason, const char *message)
{
    g_autofree char *said = tc_said(message);

    report->problem_count++;
    keep(report, path, message);
    tc_progress_clear(&report->progress);
    if (report->is_json) {
        write_json("warning", "problem", path, reason, said);
    } else {
        g_autofree char *shown = tc_display(path);

        g_autofree char *safe = tc_standard_message(said, FALSE);
        g_autofree char *whole = g_strdup_printf("tracuu-index: %s: %s", shown, safe);

        print_message(whole);
    }
}

void
tc_report_file(TcReport *report, const char *event, const char *path)
{
    if (!report->is_verbose)
        return;
    tc_progress_clear(&report->progress);
    if (report->is_json) {
        write_json("info", event, path, NULL, event);
    } else {
        g_autofree char *shown = tc_display(path);

        fprintf(stderr, "%s %s\n", event, shown);
    }
}

void
tc_report_unreachable(TcReport *report, const char *path, const char *message)
{
    g_ptr_array_add(report->unreachable, g_strdup(path));
    tc_report_problem(report, path, "unreachable", message);
}

void
tc_report_warning(TcReport *report, const char *event, const char *message)
{
    tc_progress_clear(&report->progress);
    if (report->is_json)
        write_json("warning", event, NULL, NULL, message);
    else
        say(message);
}

void
tc_report_note(TcReport *report, const char *event, const char *message)
{
    if (!report->is_verbose)
        return;
    tc_progress_clear(&report->progress);
    if (report->is_json)
        write_json("info", event, NULL, NULL, message);
    else
        say(message);
}
