/* store/folder/runs.h - the last runs on an index: a file beside its generations, so that a run
 * that could not open them is noted, too. For people and for both programs; the index does not
 * depend on it.
 *
 * A key file as GLib reads it (GKeyFile) with a group [run N] for each, the newest last; what is
 * not understood of it is left out. docs/index-format.md has the keys. */
#ifndef TC_STORE_RUNS_H
#define TC_STORE_RUNS_H

#include <glib.h>

G_BEGIN_DECLS

#define TC_RUNS_MAX     10u /* that are kept */
#define TC_RUN_TOLD_MAX 20u /* messages of one that are kept */

typedef struct {
    char *verb;
    gint64 begun_s, ended_s; /* since 1970 */
    int status;              /* exit status */
    gboolean is_stopped;     /* early, by a signal or --max-time */
    gboolean is_good;       /* it brought the index in line with all files that it was to look at */
    gboolean is_configured; /* it was a run of what the configuration says */
    char *counts;           /* "3 indexed, 1 failed"; may be empty */
    char **told;            /* messages, the first of them; NULL-ended */
    guint told_count;       /* all of them */
    char *unconfined;       /* what readers ran without: "landlock"; NULL where that is not known */
} TcRunNote;

void tc_run_note_clear(TcRunNote *note);

/* Those of the index in `dir` (TcRunNote *, the newest last); empty when there are none. NULL and
 * `error` when they cannot be read just now. */
GPtrArray *tc_runs_load(const char *dir, GError **error);

/* The last one that was good, NULL for none. Borrowed from `runs`. */
const TcRunNote *tc_runs_last_good(const GPtrArray *runs);

/* Note a run. Where there is no index in `dir`, nothing is. */
gboolean tc_runs_add(const char *dir, const TcRunNote *note, GError **error);

/* Who holds the lock of `dir`, as it says itself ("1234 since 2024-05-01T02:00:00Z"); NULL when
 * nobody does, or that cannot be told. Free with g_free(). */
char *tc_runs_at_work(const char *dir);

G_END_DECLS

#endif
