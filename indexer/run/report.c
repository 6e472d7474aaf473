#include "indexer/run/report.h"

#include "indexer/display.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

void
tc_report_init(TcReport *report, const TcOptions *options, gboolean json)
{
    gboolean terminal = isatty(STDERR_FILENO);

    *report = (TcReport){.json = json};
    if (options) {
        report->json = options->log_json;
        report->verbose = options->verbose;
    }
    tc_progress_init(&report->progress, options && terminal && !options->quiet &&
                                            !options->verbose && !options->log_json);
}

void
tc_report_begin(TcReport *report)
{
    report->problem_count = 0;
    memset(report->outcomes, 0, sizeof report->outcomes);
    report->read_bytes = 0;
    report->commits = 0;
    report->stopped = FALSE;
    report->replaced = NULL;
    report->lost_count = 0;
}

void
tc_json_set_path(json_t *object, const char *path)
{
    g_autofree char *valid = g_utf8_make_valid(path, -1);

    json_object_set_new(object, "path", json_string(valid));
    if (!g_str_equal(valid, path)) {
        g_autofree char *uri = g_filename_to_uri(path, NULL, NULL);

        if (uri)
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
    if (path)
        tc_json_set_path(line, path);
    if (reason)
        json_object_set_new(line, "reason", json_string(reason));
    json_object_set_new(line, "message", json_string(valid));
    tc_json_write_line(line, stderr);
}

void
tc_report_error(TcReport *report, const char *reason, const char *message)
{
    tc_progress_clear(&report->progress);
    if (report->json)
        write_json("error", "failed", NULL, reason, message);
    else
        fprintf(stderr, "tracuu-index: %s\n", message);
}

void
tc_report_problem(TcReport *report, const char *path, const char *reason, const char *message)
{
    report->problem_count++;
    tc_progress_clear(&report->progress);
    if (report->json) {
        write_json("warning", "problem", path, reason, message);
    } else {
        g_autofree char *shown = tc_display(path);

        fprintf(stderr, "tracuu-index: %s: %s\n", shown, message);
    }
}

void
tc_report_file(TcReport *report, const char *event, const char *path)
{
    if (!report->verbose)
        return;
    tc_progress_clear(&report->progress);
    if (report->json) {
        write_json("info", event, path, NULL, event);
    } else {
        g_autofree char *shown = tc_display(path);

        fprintf(stderr, "%s %s\n", event, shown);
    }
}

void
tc_report_note(TcReport *report, const char *event, const char *message)
{
    if (!report->verbose)
        return;
    tc_progress_clear(&report->progress);
    if (report->json)
        write_json("info", event, NULL, NULL, message);
    else
        fprintf(stderr, "tracuu-index: %s\n", message);
}
