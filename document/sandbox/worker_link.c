#include "document/sandbox/worker_link.h"

#include "document/message.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- patience ---- */

/* How often a worker that does not answer is looked at. */
#define LOOK_MS     100
/* A worker that gets nothing from the machine is given up after this many times its limit. */
#define STALL_TIMES 20

/* Processor time that the worker has used; -1 when the worker is gone. */
static gint64
cpu_time_us(const TcWorkerLink *link)
{
    clockid_t clock;
    struct timespec used;

    if (clock_getcpuclockid(link->pid, &clock) != 0 || clock_gettime(clock, &used) != 0)
        return -1;
    return (gint64)used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

/* A file of the worker's in /proc, cut at `size`; empty when there is none. */
static void
read_proc(const TcWorkerLink *link, const char *name, char *text, gsize size)
{
    char path[64];
    gssize n = -1;

    g_snprintf(path, sizeof path, "/proc/%d/%s", (int)link->pid, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        n = read(fd, text, size - 1);
        close(fd);
    }
    text[MAX(n, 0)] = '\0';
}

/* For how long the worker could have run but got no processor; 0 where the kernel does not say. */
static gint64
delay_us(const TcWorkerLink *link)
{
    char text[128];

    read_proc(link, "schedstat", text, sizeof text);
    const char *second = strchr(text, ' ');
    return second != NULL ? (gint64)(g_ascii_strtoull(second, NULL, 10) / 1000) : 0;
}

/* Whether the worker stands still of itself: it was not stopped, and does not wait for the disk or
 * a processor. */
static gboolean
is_sleeping(const TcWorkerLink *link)
{
    char text[512];

    read_proc(link, "stat", text, sizeof text);
    const char *state = strrchr(text, ')');
    return state != NULL && state[1] == ' ' && state[2] == 'S';
}

TcPatience
tc_worker_patience(const TcSandboxLimits *limits, const TcWorkerLink *link)
{
    gint64 limit_us = (gint64)limits->time_max_ms * 1000;
    gint64 cpu = MAX(cpu_time_us(link), 0);

    return (TcPatience){
        .cpu_seen_us = cpu,
        .delay_seen_us = delay_us(link),
        .cpu_end_us = cpu + limit_us,
        .idle_left_us = limit_us,
        .end_us = g_get_monotonic_time() + limit_us * STALL_TIMES,
        .stop = limits->stop,
        .stop_us = (gint64)limits->stop_max_ms * 1000,
    };
}

/* Charges the worker for `elapsed_us`, in which it answered or not. */
static TcTalk
charge(const TcWorkerLink *link, gint64 elapsed_us, gboolean is_answered, TcPatience *patience)
{
    gint64 now = g_get_monotonic_time();
    gint64 cpu = cpu_time_us(link), delay;

    if (cpu < 0)
        return TC_TALK_DONE; /* it is gone, as the socket will tell */
    if (cpu >= patience->cpu_end_us)
        return TC_TALK_TIMEOUT;
    if (is_answered || is_sleeping(link)) {
        delay = delay_us(link);
        elapsed_us -= (cpu - patience->cpu_seen_us) + (delay - patience->delay_seen_us);
        patience->delay_seen_us = delay;
        patience->idle_left_us -= MAX(elapsed_us, 0);
    }
    patience->cpu_seen_us = cpu;
    if (patience->idle_left_us <= 0)
        return TC_TALK_TIMEOUT;
    if (!patience->is_stopping && patience->stop != NULL && patience->stop()) {
        patience->is_stopping = TRUE;
        patience->end_us = MIN(patience->end_us, now + patience->stop_us);
    }
    return now >= patience->end_us ? TC_TALK_STALLED : TC_TALK_DONE;
}

/* Waits for the worker to take or give something. */
static TcTalk
wait_for(const TcWorkerLink *link, short events, TcPatience *patience)
{
    struct pollfd wait = {.fd = link->fd, .events = events};
    gint64 begun = g_get_monotonic_time(), elapsed;
    gint64 look_us = MIN(patience->idle_left_us, LOOK_MS * 1000);

    int ready = poll(&wait, 1, (int)((look_us + 999) / 1000));
    elapsed = g_get_monotonic_time() - begun;
    /* Most answers come at once. */
    if (ready > 0 && elapsed < 1000)
        return TC_TALK_DONE;
    /* If this process did not run, that is not the worker's doing. */
    return charge(link, MIN(elapsed, look_us), ready > 0, patience);
}

/* ---- talk ---- */

/* Whether a call that moved nothing is to be tried again. */
static gboolean
is_patient(gssize n)
{
    return n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
}

TcTalk
tc_worker_send(const TcWorkerLink *link, const void *bytes, gsize len, TcPatience *patience)
{
    const char *p = bytes;

    while (len > 0) {
        gssize n = send(link->fd, p, len, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n > 0) {
            p += n;
            len -= (gsize)n;
            continue;
        }
        if (!is_patient(n))
            return TC_TALK_CLOSED;
        TcTalk talk = wait_for(link, POLLOUT, patience);
        if (talk != TC_TALK_DONE)
            return talk;
    }
    return TC_TALK_DONE;
}

TcTalk
tc_worker_receive_some(const TcWorkerLink *link, void *bytes, gsize max, gsize *len,
                       TcPatience *patience)
{
    for (;;) {
        gssize n = recv(link->fd, bytes, max, MSG_DONTWAIT);
        if (n > 0) {
            *len = (gsize)n;
            return TC_TALK_DONE;
        }
        if (!is_patient(n))
            return TC_TALK_CLOSED;
        TcTalk talk = wait_for(link, POLLIN, patience);
        if (talk != TC_TALK_DONE)
            return talk;
    }
}

TcTalk
tc_worker_receive(const TcWorkerLink *link, void *bytes, gsize len, TcPatience *patience)
{
    char *p = bytes;

    for (gsize n; len > 0; p += n, len -= n) {
        TcTalk talk = tc_worker_receive_some(link, p, len, &n, patience);
        if (talk != TC_TALK_DONE)
            return talk;
    }
    return TC_TALK_DONE;
}

gboolean
tc_worker_is_own_fault(TcTalk talk, int status)
{
    /* The system kills with this signal, for want of memory or otherwise. */
    return talk != TC_TALK_STALLED &&
           !(talk == TC_TALK_CLOSED && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

void
tc_worker_set_crash(const TcSandboxLimits *limits, TcTalk talk, int status, GError **error)
{
    gboolean is_own = tc_worker_is_own_fault(talk, status);
    g_autofree char *message = NULL;

    if (talk == TC_TALK_STALLED)
        message =
            g_strdup(_("reader given up: the machine did not let it work, or the run had to end"));
    else if (!is_own)
        message = g_strdup(_("reader killed by the system (signal 9), which may lack memory"));
    else if (talk == TC_TALK_TIMEOUT || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
        message = g_strdup_printf(_("reader took longer than %g s"), limits->time_max_ms / 1000.0);
    else if (talk == TC_TALK_NONSENSE)
        message = g_strdup(_("reader gave more or other data than it may"));
    else if (WIFEXITED(status) && WEXITSTATUS(status) == TC_WIRE_EXIT_MEMORY)
        message = g_strdup_printf(_("reader used more than %zu MB"), limits->memory_max >> 20);
    else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
        message = g_strdup(_("reader killed for a forbidden system call"));
    else if (WIFSIGNALED(status))
        message = g_strdup_printf(_("reader killed by signal %d"), WTERMSIG(status));
    else
        message = g_strdup_printf(_("reader ended with status %d"), WEXITSTATUS(status));
    g_set_error_literal(error, TC_DOCUMENT_ERROR,
                        is_own ? TC_DOCUMENT_ERROR_CRASHED : TC_DOCUMENT_ERROR_UNREADABLE, message);
}
