/* indexer/run/report.h - everything that tracuu-index says on standard error, as text or JSON
 * Lines.
 *
 * Text: "tracuu-index: MESSAGE". JSON: an object a line with time (UTC), level (error, warning,
 * info), event and message; path where it is about a file or folder, and reason where something is
 * wrong: a word for programs. Results go to standard output and are not written here. */
#ifndef TC_INDEXER_REPORT_H
#define TC_INDEXER_REPORT_H

#include "indexer/options.h"
#include "indexer/run/progress.h"
#include "indexer/run/run.h"

#include <jansson.h>

G_BEGIN_DECLS

typedef struct {
    gboolean is_json;
    gboolean is_verbose;
    TcProgress progress;
    guint problem_count; /* files and folders named by tc_report_problem() */
    /* Of the index at hand. */
    guint outcomes[TC_OUTCOME_COUNT]; /* files by what became of them */
    guint64 read_bytes;
    guint commits;
    gboolean is_hung;    /* a disk did not answer, and the run ended without it */
    gboolean is_stopped; /* early, by a signal or --max-time */
    GPtrArray *told;     /* what was said of problems, the first TC_RUN_TOLD_MAX of it */
    guint told_count;
    GPtrArray *unreachable; /* paths that the run was to look at and could not */
    char *unconfined;       /* what readers run without, "" for nothing; NULL: none was started */
    /* With a new index that replaces another: what that knows (TcLedgerEntry by path, borrowed),
     * the rest in `replaced_index` where that is not NULL (borrowed); and of how many files it has
     * text which could not be read again. */
    GHashTable *replaced;
    TcReader *replaced_index;
    guint lost_count;
} TcReport;

/* `options` may be NULL: the command line could not be read; then `is_json` says how to tell it. */
void tc_report_init(TcReport *report, const TcOptions *options, gboolean is_json);

/* The next index is worked on: nothing is counted yet. */
void tc_report_begin(TcReport *report);

/* Free what it holds. */
void tc_report_clear(TcReport *report);

/* Whether the run, which ends with `status`, has brought the index in line with all files that it
 * was to look at. */
gboolean tc_report_is_good(const TcReport *report, TcExit status);

/* Why the run ends. `reason` is a word for programs. */
void tc_report_error(TcReport *report, const char *reason, const char *message);

/* A file or folder that could not be read. `reason` is a word for programs. */
void tc_report_problem(TcReport *report, const char *path, const char *reason, const char *message);

/* What was done with a file; said only with --verbose. */
void tc_report_file(TcReport *report, const char *event, const char *path);

/* A path that the run was to look at, with all that is below it, and cannot. */
void tc_report_unreachable(TcReport *report, const char *path, const char *message);

/* Something about the run as a whole, which is no failure; always said. */
void tc_report_warning(TcReport *report, const char *event, const char *message);

/* Something about the run as a whole; said only with --verbose. */
void tc_report_note(TcReport *report, const char *event, const char *message);

/* Put a path into a JSON object: `path`, made valid UTF-8, and where that changed it, `path_uri`,
 * the exact bytes as a file: URI. */
void tc_json_set_path(json_t *object, const char *path);

/* Write `object` as one line and free it. Whether that succeeded is asked when the stream is
 * closed. */
void tc_json_write_line(json_t *object, FILE *stream);

G_END_DECLS

#endif
