/* document/sandbox/worker_link.h - the sandbox's end of the line to one worker. Private to
 * document/. */
#ifndef TC_DOCUMENT_WORKER_LINK_H
#define TC_DOCUMENT_WORKER_LINK_H

#include "document/sandbox/limits.h"
#include "document/sandbox/wire.h"

G_BEGIN_DECLS

typedef struct TcSandbox TcSandbox;

/* Initialise with TC_WORKER_LINK_INIT. */
typedef struct {
    pid_t pid; /* 0: none */
    int fd;    /* socket to it; -1: none */
} TcWorkerLink;
#define TC_WORKER_LINK_INIT                                                                        \
    {                                                                                              \
        .pid = 0, .fd = -1                                                                         \
    }

/* How talking to a worker went. */
typedef enum {
    TC_TALK_DONE,
    TC_TALK_CLOSED,   /* it is dead or dying: its exit status says why */
    TC_TALK_TIMEOUT,  /* it took too much processor time, or did nothing for too long */
    TC_TALK_STALLED,  /* it got no processor time for too long, or we are to stop */
    TC_TALK_NONSENSE, /* it said what no reader says, or too much */
} TcTalk;

/* How long a worker may go on with what it was asked. What counts is what it does itself: its
 * processor time, and the time for which it stands still of its own accord. That it has to wait for
 * the processor or for memory that was swapped out, that it was stopped, or all of the machine, is
 * not its file's fault, and ends in TC_TALK_STALLED at last. */
typedef struct {
    gint64 cpu_seen_us;   /* processor time of the worker, as last seen */
    gint64 delay_seen_us; /* time for which it waited for a processor */
    gint64 cpu_end_us;    /* processor time at which it is over */
    gint64 idle_left_us;
    gint64 end_us; /* g_get_monotonic_time(), whatever it does */
    gboolean (*stop)(void);
    gint64 stop_us;       /* how long it is waited for then */
    gboolean is_stopping; /* the end was brought forward */
} TcPatience;

/* Of its workers. */
const TcSandboxLimits *tc_sandbox_limits(const TcSandbox *sandbox);

/* For what the worker is asked now. */
TcPatience tc_worker_patience(const TcSandboxLimits *limits, const TcWorkerLink *link);

/* Start a worker for TC_WIRE_START or TC_WIRE_START_WALK. */
gboolean tc_sandbox_start_worker(TcSandbox *sandbox, guint32 kind, TcWorkerLink *link,
                                 GError **error);

/* End the worker, if there is one. Returns its exit status, 0 when that is not to be had. */
int tc_sandbox_end_worker(TcSandbox *sandbox, TcWorkerLink *link);

/* Move exactly `len` bytes to or from the worker. */
TcTalk tc_worker_send(const TcWorkerLink *link, const void *bytes, gsize len, TcPatience *patience);
TcTalk tc_worker_receive(const TcWorkerLink *link, void *bytes, gsize len, TcPatience *patience);
/* At least one byte, at most `max`. */
TcTalk tc_worker_receive_some(const TcWorkerLink *link, void *bytes, gsize max, gsize *len,
                              TcPatience *patience);

/* Whether it is the file that made the talk fail, and not something outside. */
gboolean tc_worker_is_own_fault(TcTalk talk, int status);

/* The error for talk that failed, with the worker's exit status: TC_DOCUMENT_ERROR_CRASHED, or
 * UNREADABLE where the file is not to blame. */
void tc_worker_set_crash(const TcSandboxLimits *limits, TcTalk talk, int status, GError **error);

G_END_DECLS

#endif
