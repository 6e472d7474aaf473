#include "indexer/command/compact.h"

#include "indexer/command/verbs.h"
#include "indexer/run/locking.h"
#include "indexer/run/shards.h"
#include "indexer/run/stop.h"
#include "indexer/scan/disk.h"
#include "store/check.h"
#include "store/guard/manifest.h"
#include "store/reader.h"
#include "store/schema.h"
#include "store/writer.h"
#include "text/analyzer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* So much is left to others on a disk that is nearly full. */
#define SPARE_BYTES ((guint64)16 << 20)

gboolean
tc_compact_pays(const TcGrowth *growth)
{
    const double bytes = (double)growth->bytes, made = (double)growth->made_bytes;

    if (growth->bytes < TC_COMPACT_BYTES_MIN || bytes < made * TC_COMPACT_GROWTH)
        return FALSE;
    return bytes >= made * TC_COMPACT_GROWTH_MAX ||
           (double)growth->changed >= (double)growth->documents * TC_COMPACT_CHANGED_SHARE;
}

guint64
tc_compact_room(guint64 bytes)
{
    /* The new index is hardly ever larger than the old one. */
    return bytes + bytes / 10 + SPARE_BYTES;
}

/* ---- in a process of its own ---- */

/* How the child ends when it found damage, which its message tells. */
#define CHILD_DAMAGED 3

static void child_run(const char *live, const char *next, int fd, pid_t parent) G_GNUC_NORETURN;

static void
child_run(const char *live, const char *next, int fd, pid_t parent)
{
    g_autoptr(GError) error = NULL;

    /* The parent stops it. If it outlived a killed parent it would hold its lock. */
    signal(SIGTERM, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    /* Compacting reads all that is in use, and compares it where there are checksums. Where there
     * are none, it would carry damage over into an index that looks whole. */
    if ((tc_manifest_exists(live) || tc_store_check_whole(live, &error)) &&
        tc_writer_join(&live, 1, next, &error) && tc_store_check_whole(next, &error))
        _exit(0);
    /* The message is cut so that writing need not wait: a pipe takes that much at once. */
    if (write(fd, error->message, MIN(strlen(error->message), (gsize)PIPE_BUF)) < 0)
        _exit(2);
    _exit(error->code == TC_STORE_ERROR_CORRUPT ? CHILD_DAMAGED : 1);
}

/* Waits until the child has closed its end of the pipe, and takes what it says. Ends the child when
 * the run is to stop. */
static gboolean
hear_child(pid_t child, int fd, GString *message)
{
    for (;;) {
        struct pollfd polled = {.fd = fd, .events = POLLIN};
        char buffer[512];
        ssize_t got;

        if (tc_stop_is_requested()) {
            kill(child, SIGKILL);
            return FALSE;
        }
        /* poll() wakes up by itself for --max-time, and for a signal that came just before. */
        if (poll(&polled, 1, 200) <= 0)
            continue;
        got = read(fd, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return TRUE;
        g_string_append_len(message, buffer, got);
    }
}

static gboolean
set_failed(GError **error, const char *message)
{
    g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, message);
    return FALSE;
}

/* FALSE with `error` when it failed or was stopped. */
static gboolean
join_in_child(const char *live, const char *next, GError **error)
{
    g_autoptr(GString) message = g_string_new(NULL);
    pid_t parent = getpid(), child;
    gboolean is_heard;
    int ends[2], status = 0;

    if (pipe2(ends, O_CLOEXEC) != 0)
        return set_failed(error, g_strerror(errno));
    /* The child must not write once more what is buffered here. */
    fflush(NULL);
    child = fork();
    if (child == 0)
        child_run(live, next, ends[1], parent);
    status = errno;
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return set_failed(error, g_strerror(status));
    }
    is_heard = hear_child(child, ends[0], message);
    close(ends[0]);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (!is_heard)
        return tc_shards_set_stopped(error);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return TRUE;
    if (WIFEXITED(status) && WEXITSTATUS(status) == CHILD_DAMAGED) {
        g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT, message->str);
        return FALSE;
    }
    return set_failed(error, message->len ? message->str : _("a process of the run failed"));
}

/* ---- here ---- */

static gboolean
has_room(const char *dir, guint64 bytes, char **message)
{
    guint64 free_bytes = 0;

    if (!tc_disk_free(dir, &free_bytes) || free_bytes >= tc_compact_room(bytes))
        return TRUE;
    g_autofree char *shown = g_filename_display_name(dir);
    g_autofree char *needed = g_format_size(tc_compact_room(bytes));
    g_autofree char *have = g_format_size(free_bytes);

    *message = g_strdup_printf(
        _("not enough room on the disk to compact %s: it takes %s, and %s are free"), shown, needed,
        have);
    return FALSE;
}

/* Compacts, then switches. */
static gboolean
compact(const char *dir, const char *live, GError **error)
{
    g_autofree char *next = tc_generation_next(dir, error);

    if (next == NULL)
        return FALSE;
    if (join_in_child(live, next, error) && tc_generation_switch(dir, next, error))
        return TRUE;
    /* When the switch has only failed to delete the old index, the new one is live. */
    g_autofree char *now = tc_generation_live(dir, NULL);
    if (g_strcmp0(now, next) != 0 && g_file_test(next, G_FILE_TEST_EXISTS))
        tc_generation_remove(next, NULL);
    return FALSE;
}

static gboolean
read_number(TcReader *reader, const char *key, guint64 *number, GError **error)
{
    g_autofree char *value = NULL;
    gsize len;

    if (!tc_reader_metadata(reader, key, &value, &len, error))
        return FALSE;
    *number = len ? g_ascii_strtoull(value, NULL, 10) : 0;
    return TRUE;
}

static gboolean
read_growth(const char *dir, const char *live, TcGrowth *growth, GError **error)
{
    g_autoptr(TcReader) reader = tc_reader_open(&dir, 1, TC_ANALYZER_VERSION, error);

    if (reader == NULL || !tc_generation_size(live, &growth->bytes, error))
        return FALSE;
    growth->documents = tc_reader_doc_count(reader);
    return read_number(reader, TC_META_COMPACTED, &growth->made_bytes, error) &&
           read_number(reader, TC_META_CHANGED, &growth->changed, error);
}

gboolean
tc_compact_when_it_pays(const TcOptions *options, TcReport *report, GError **error)
{
    const char *dir = options->index_dir;
    g_autofree char *live = NULL, *message = NULL;
    g_autoptr(GError) local = NULL;
    TcGrowth growth;

    if (options->never_compact || tc_stop_is_requested())
        return TRUE;
    live = tc_generation_live(dir, &local);
    if (live != NULL && read_growth(dir, live, &growth, &local)) {
        if (!tc_compact_pays(&growth))
            return TRUE;
        if (!has_room(dir, growth.bytes, &message)) {
            tc_report_note(report, "not-compacted", message);
            return TRUE;
        }
        if (compact(dir, live, &local)) {
            report->commits++;
            tc_report_note(report, "compacted", _("the index was compacted"));
            return TRUE;
        }
        if (tc_stop_is_requested()) {
            tc_report_note(report, "not-compacted", _("stopped before the index was compacted"));
            return TRUE;
        }
    }
    g_set_error(error, local->domain, local->code,
                _("the index is up to date, but could not be compacted: %s"), local->message);
    return FALSE;
}

TcExit
tc_verb_compact(const TcOptions *options, G_GNUC_UNUSED TcReport *report, GError **error)
{
    const char *dir = options->index_dir;
    g_autofree char *live = NULL, *message = NULL;
    g_autoptr(TcLock) lock = NULL;
    g_autoptr(TcReader) reader = NULL;
    guint64 bytes;

    /* Opening tells an index of ours from other folders and versions, and does so before the lock
     * makes a folder where there is none. */
    reader = tc_reader_open(&dir, 1, TC_ANALYZER_VERSION, error);
    if (reader == NULL)
        return TC_EXIT_FAILED;
    g_clear_pointer(&reader, tc_reader_close);
    lock = tc_locking_take(options, report, error);
    if (lock == NULL)
        return TC_EXIT_FAILED;
    live = tc_generation_live(dir, error);
    if (live == NULL || !tc_generation_size(live, &bytes, error))
        return TC_EXIT_FAILED;
    if (!has_room(dir, bytes, &message)) {
        set_failed(error, message);
        return TC_EXIT_FAILED;
    }
    return compact(dir, live, error) ? TC_EXIT_DONE : TC_EXIT_FAILED;
}
