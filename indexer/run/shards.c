#include "indexer/run/shards.h"

#include "indexer/display.h"
#include "indexer/run/stop.h"
#include "indexer/scan/hang.h"
#include "text/analyzer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* A message of a child: this header, then path, reason and text, each ended by NUL ("" for none).
 * */
typedef struct {
    guint32 body_len;
    guint32 kind;  /* a TcOutcome, with MESSAGE_MEMBER for a file in an archive; or one of these */
    guint64 bytes; /* of the file */
} MessageHeader;
#define MESSAGE_ERROR  ((guint32)TC_OUTCOME_COUNT)
#define MESSAGE_HUNG   (MESSAGE_ERROR + 1)
#define MESSAGE_MEMBER 0x100u

typedef struct {
    pid_t pid;
    int fd;             /* of its messages, -1 when they have ended */
    GByteArray *unread; /* what came and is not a whole message yet */
    char *path;         /* of its shard */
} Child;

/* What the processes have to do. */
typedef struct {
    TcShareFunc func;
    gpointer user;
} Work;

gboolean
tc_shards_set_stopped(GError **error)
{
    g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                        _("stopped before it was done; the index is as it was"));
    return FALSE;
}

guint *
tc_shards_split(const TcPacked *files, guint jobs)
{
    guint *bounds = g_new(guint, jobs + 1);
    guint64 total = 0, sum = 0;
    guint next = 0, count = tc_packed_count(files);

    for (guint i = 0; i < count; i++)
        total += tc_packed_size(files, i) + 1;
    bounds[0] = 0;
    for (guint share = 1; share < jobs; share++) {
        guint64 wanted = total / jobs * share;
        guint most = count - (jobs - share); /* one for each share that follows */

        do {
            sum += tc_packed_size(files, next) + 1;
            next++;
        } while (next < most && sum < wanted);
        bounds[share] = next;
    }
    bounds[jobs] = count;
    return bounds;
}

/* ---- in the child ---- */

static gboolean
write_all(int fd, const void *bytes, gsize len)
{
    const char *at = bytes;

    while (len) {
        ssize_t written = write(fd, at, len);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return FALSE;
        at += written;
        len -= (gsize)written;
    }
    return TRUE;
}

static void
send_message(int fd, guint32 kind, guint64 bytes, const char *path, const char *reason,
             const char *text)
{
    g_autoptr(GByteArray) message = g_byte_array_new();
    const char *parts[] = {path != NULL ? path : "", reason != NULL ? reason : "",
                           text != NULL ? text : ""};
    MessageHeader header = {.kind = kind, .bytes = bytes};

    g_byte_array_append(message, (const guint8 *)&header, sizeof header);
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        g_byte_array_append(message, (const guint8 *)parts[i], (guint)strlen(parts[i]) + 1);
    header.body_len = message->len - (guint32)sizeof header;
    memcpy(message->data, &header, sizeof header);
    /* If there is no parent to read it, nobody can be told of a failure. */
    if (!write_all(fd, message->data, message->len))
        _exit(1);
}

static void
send_file_done(gpointer user, const char *path, TcOutcome outcome, guint64 bytes,
               const char *reason, const char *message)
{
    send_message(*(const int *)user, outcome, bytes, path, reason, message);
}

static void
send_member_done(gpointer user, const char *path, TcOutcome outcome, const char *reason,
                 const char *message)
{
    send_message(*(const int *)user, outcome | MESSAGE_MEMBER, 0, path, reason, message);
}

/* What this process has done of its share, while it works on files and that part may be kept. */
static struct {
    gboolean (*finish)(gpointer user, GError **error);
    gpointer user; /* NULL for nothing */
} part;

/* The disk of a file does not answer, and the run has to end. */
static void
send_hang(gpointer user, const char *path)
{
    if (part.user != NULL && part.finish(part.user, NULL)) {
        send_message(*(const int *)user, MESSAGE_HUNG, 0, path, NULL, NULL);
        _exit(0);
    }
    g_autofree char *shown = tc_display(path);
    g_autofree char *message = g_strdup_printf(_("%s does not answer"), shown);

    send_message(*(const int *)user, MESSAGE_ERROR, 0, NULL, NULL, message);
    _exit(1);
}

/* ---- in the parent ---- */

static gboolean
set_start_error(GError **error, int error_number)
{
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot start a process: %s"),
                g_strerror(error_number));
    return FALSE;
}

static gboolean
start_child(Child *child, guint share, const Work *work, GError **error)
{
    int ends[2];
    pid_t parent = getpid();

    if (pipe2(ends, O_CLOEXEC) != 0)
        return set_start_error(error, errno);
    child->pid = fork();
    if (child->pid < 0) {
        set_start_error(error, errno);
        close(ends[0]);
        close(ends[1]);
        return FALSE;
    }
    if (child->pid == 0) {
        TcRunEvents events = {
            .file_done = send_file_done, .member_done = send_member_done, .user = &ends[1]};
        g_autoptr(GError) local = NULL;

        close(ends[0]);
        /* If a child outlived a killed parent it would go on writing into a dead folder. */
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent)
            _exit(1);
        tc_hang_watch(tc_stop_is_requested, send_hang, &ends[1]);
        if (work->func(child->path, share, &events, work->user, &local))
            _exit(0);
        send_message(ends[1], MESSAGE_ERROR, 0, NULL, NULL, local->message);
        _exit(1);
    }
    close(ends[1]);
    child->fd = ends[0];
    return TRUE;
}

/* Takes the whole messages out of what was read. FALSE when there was a MESSAGE_ERROR. */
static gboolean
take_messages(Child *child, const TcRunEvents *events, GError **error)
{
    gsize at = 0;
    gboolean is_fine = TRUE;

    while (is_fine && child->unread->len - at >= sizeof(MessageHeader)) {
        MessageHeader header;
        const char *path, *reason, *text;

        memcpy(&header, child->unread->data + at, sizeof header);
        if (child->unread->len - at - sizeof header < header.body_len)
            break;
        path = (const char *)child->unread->data + at + sizeof header;
        reason = path + strlen(path) + 1;
        text = reason + strlen(reason) + 1;
        if (header.kind == MESSAGE_ERROR) {
            g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, text);
            is_fine = FALSE;
        } else if (header.kind == MESSAGE_HUNG) {
            if (events->hung != NULL)
                events->hung(events->user, path);
        } else if (header.kind & MESSAGE_MEMBER) {
            events->member_done(events->user, path, (TcOutcome)(header.kind & ~MESSAGE_MEMBER),
                                *reason ? reason : NULL, *text ? text : NULL);
        } else {
            events->file_done(events->user, path, (TcOutcome)header.kind, header.bytes,
                              *reason ? reason : NULL, *text ? text : NULL);
        }
        at += sizeof header + header.body_len;
    }
    g_byte_array_remove_range(child->unread, 0, (guint)at);
    return is_fine;
}

/* Reads once from a child that has something to say. */
static gboolean
hear_child(Child *child, const TcRunEvents *events, GError **error)
{
    guint8 buffer[16384];
    ssize_t got = read(child->fd, buffer, sizeof buffer);

    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return TRUE;
    if (got <= 0) {
        close(child->fd);
        child->fd = -1;
        return TRUE;
    }
    g_byte_array_append(child->unread, buffer, (guint)got);
    return take_messages(child, events, error);
}

static void
tell_children_to_stop(const Child *children, guint count)
{
    for (guint i = 0; i < count; i++)
        if (children[i].pid > 0)
            kill(children[i].pid, SIGTERM);
}

/* Until all have closed their pipes, or one has failed. */
static gboolean
hear_children(Child *children, guint count, const TcRunEvents *events, GError **error)
{
    g_autofree struct pollfd *polled = g_new(struct pollfd, count);
    gboolean is_told = FALSE;

    for (;;) {
        guint open_count = 0;

        for (guint i = 0; i < count; i++) {
            polled[i] = (struct pollfd){.fd = children[i].fd, .events = POLLIN};
            open_count += children[i].fd >= 0;
        }
        if (!open_count)
            return TRUE;
        if (tc_stop_is_requested() && !is_told) {
            tell_children_to_stop(children, count);
            is_told = TRUE;
        }
        /* poll() wakes up by itself for --max-time, and for a signal that came just before. */
        if (poll(polled, count, 500) < 0 && errno != EINTR) {
            g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, g_strerror(errno));
            return FALSE;
        }
        for (guint i = 0; i < count; i++)
            if (children[i].fd >= 0 && polled[i].revents &&
                !hear_child(&children[i], events, error))
                return FALSE;
    }
}

/* Waits for all. FALSE when one has not ended well. */
static gboolean
end_children(Child *children, guint count, GError **error)
{
    gboolean is_fine = TRUE;

    for (guint i = 0; i < count; i++) {
        int status = 0;

        if (children[i].pid <= 0)
            continue;
        while (waitpid(children[i].pid, &status, 0) < 0 && errno == EINTR)
            ;
        children[i].pid = 0;
        if (is_fine && WIFSIGNALED(status)) {
            g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                        _("a process of the run was killed by signal %d (%s)"), WTERMSIG(status),
                        g_strsignal(WTERMSIG(status)));
            is_fine = FALSE;
        } else if (is_fine && status != 0) {
            g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                                _("a process of the run failed"));
            is_fine = FALSE;
        }
    }
    return is_fine;
}

static gboolean
run_children(Child *children, guint jobs, const Work *work, const TcRunEvents *events,
             GError **error)
{
    gboolean is_fine = TRUE;

    /* The children must not each write once more what is buffered here. */
    fflush(NULL);
    for (guint i = 0; is_fine && i < jobs; i++)
        is_fine = start_child(&children[i], i, work, error);
    is_fine = is_fine && hear_children(children, jobs, events, error);
    if (!is_fine) {
        tell_children_to_stop(children, jobs);
        /* They may be writing into a full pipe that nobody reads any more. */
        for (guint i = 0; i < jobs; i++)
            if (children[i].fd >= 0) {
                close(children[i].fd);
                children[i].fd = -1;
            }
        end_children(children, jobs, NULL);
        return FALSE;
    }
    return end_children(children, jobs, error);
}

static Child *
children_new(const char *generation, guint count)
{
    Child *children = g_new0(Child, count);

    for (guint i = 0; i < count; i++) {
        children[i].fd = -1;
        children[i].unread = g_byte_array_new();
        children[i].path = g_strdup_printf("%s.shard%u", generation, i);
    }
    return children;
}

static void
children_free(Child *children, guint count)
{
    for (guint i = 0; i < count; i++) {
        g_byte_array_unref(children[i].unread);
        g_free(children[i].path);
    }
    g_free(children);
}

/* Joins the shards, then deletes them, which is done after a failure, too. */
static gboolean
join_shards(const Child *children, guint count, const char *generation, gboolean is_built,
            GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new();
    gboolean is_done = is_built;

    for (guint i = 0; i < count; i++)
        g_ptr_array_add(paths, children[i].path);
    is_done =
        is_done && tc_writer_join((const char *const *)paths->pdata, count, generation, error);
    for (guint i = 0; i < count; i++)
        if (!tc_generation_remove(children[i].path, is_done ? error : NULL))
            is_done = FALSE;
    return is_done;
}

/* With `is_apart`, even a single share has a process of its own. */
static gboolean
run_shares(const char *generation, guint jobs, gboolean is_apart, TcShareFunc func, gpointer user,
           const TcRunEvents *events, GError **error)
{
    Child *children = children_new(generation, jobs);
    const Work work = {.func = func, .user = user};
    gboolean is_built;

    if (!is_apart)
        is_built = func(children[0].path, 0, events, user, error);
    else
        is_built = run_children(children, jobs, &work, events, error);
    /* A single shard is joined, too: that compacts it to about half of its size. */
    is_built = join_shards(children, jobs, generation, is_built, error);
    children_free(children, jobs);
    return is_built;
}

gboolean
tc_shards_run(const char *generation, guint jobs, TcShareFunc func, gpointer user,
              const TcRunEvents *events, GError **error)
{
    return run_shares(generation, jobs, jobs > 1, func, user, events, error);
}

/* ---- from files ---- */

typedef struct {
    const TcPacked *files;
    const guint *bounds;
    const char *const *roots;
    const TcAnalyzer *analyzer;
    const TcRunSettings *settings;
} Files;

/* What is being made of a share. */
typedef struct {
    const Files *from;
    guint share;
    TcWriter *writer;
} Share;

/* All shares have the same roots: joining keeps what agrees. */
static gboolean
finish_share(const Share *share, gboolean is_whole, GError **error)
{
    const Files *from = share->from;
    TcWriter *writer = share->writer;

    return (share->share != 0 ||
            tc_corrections_put_all(from->settings->corrections, writer, error)) &&
           (is_whole || tc_ledger_put_unfinished(writer, TRUE, error)) &&
           tc_ledger_put_roots(writer, from->roots, error) &&
           (from->settings->mounts == NULL ||
            tc_ledger_put_mounts(writer, from->settings->mounts, error)) &&
           tc_shard_put(writer, from->settings->shard, error) && tc_writer_commit(writer, error);
}

static gboolean
finish_part(gpointer user, GError **error)
{
    return finish_share(user, FALSE, error);
}

/* Works on the files of one share until the run is to stop. */
static gboolean
work_on_share(const Files *from, guint share, TcRun *run, GError **error)
{
    g_autoptr(GString) path = g_string_new(NULL);

    for (guint i = from->bounds[share]; i < from->bounds[share + 1]; i++) {
        TcScanFile file;

        if (tc_stop_is_requested())
            break;
        tc_packed_get(from->files, i, path, &file);
        if (!tc_run_file(run, &file, NULL, NULL, error))
            return FALSE;
    }
    return TRUE;
}

/* Indexes the files of one share. */
static gboolean
index_share(const char *path, guint share, const TcRunEvents *events, gpointer user, GError **error)
{
    const Files *from = user;
    /* Before the writer: it forks, and its processes have no need of an open database. */
    g_autoptr(TcSandbox) sandbox = tc_run_sandbox_new(error);
    g_autoptr(TcReader) old = NULL;
    g_autoptr(TcWriter) writer = NULL;
    g_autoptr(TcRun) run = NULL;
    gboolean is_done;

    if (sandbox == NULL || (writer = tc_writer_open(path, from->settings->build_mode,
                                                    TC_ANALYZER_VERSION, error)) == NULL)
        return FALSE;
    run = tc_run_new(writer, from->analyzer, sandbox, from->settings, events);
    /* An index that cannot be read has no pages to take over. */
    if (from->settings->old_dir != NULL)
        old = tc_reader_open_records(from->settings->old_dir, TC_ANALYZER_VERSION, NULL, NULL);
    tc_run_set_old(run, old);
    Share made = {from, share, writer};
    part.finish = finish_part;
    part.user = from->settings->keeps_part ? &made : NULL;
    is_done = work_on_share(from, share, run, error);
    part.user = NULL;
    if (!is_done)
        return FALSE;
    /* It may have come in the middle of an archive. */
    if (tc_stop_is_requested() && !from->settings->keeps_part)
        return tc_shards_set_stopped(error);
    return finish_share(&made, !tc_stop_is_requested(), error);
}

gboolean
tc_shards_build(const char *generation, const TcPacked *files, guint jobs, const char *const *roots,
                const TcRunSettings *settings, const TcRunEvents *events, GError **error)
{
    /* Made before the processes, which share its tables. */
    g_autoptr(TcAnalyzer) analyzer = tc_analyzer_new(error);
    Files from = {.files = files, .roots = roots, .analyzer = analyzer, .settings = settings};

    if (analyzer == NULL)
        return FALSE;
    jobs = CLAMP(jobs, 1, MAX(tc_packed_count(files), 1));
    g_autofree guint *bounds = tc_shards_split(files, jobs);
    from.bounds = bounds;
    /* A process that hangs can be left behind if it is another one. */
    return run_shares(generation, jobs, jobs > 1 || settings->keeps_part, index_share, &from,
                      events, error);
}
