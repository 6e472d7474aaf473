/* document/sandbox/worker_link.h - the sandbox's end of the line to one worker. Private to
 * document/. */
#ifndef TC_DOCUMENT_WORKER_LINK_H
#define TC_DOCUMENT_WORKER_LINK_H

#include "document/sandbox/sandbox.h"
#include "document/sandbox/wire.h"

G_BEGIN_DECLS

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
    TC_TALK_TIMEOUT,  /* we gave up waiting */
    TC_TALK_NONSENSE, /* it said what no reader says, or too much */
} TcTalk;

/* When a worker that is asked something now must have answered. */
gint64 tc_sandbox_deadline(const TcSandbox *sandbox);

/* Start a worker for TC_WIRE_START or TC_WIRE_START_WALK. */
gboolean tc_sandbox_start_worker(TcSandbox *sandbox, guint32 kind, TcWorkerLink *link,
                                 GError **error);

/* End the worker, if there is one. Returns its exit status, 0 when that is not to be had. */
int tc_sandbox_end_worker(TcSandbox *sandbox, TcWorkerLink *link);

/* Move exactly `len` bytes to or from the worker before `deadline` (g_get_monotonic_time()). */
TcTalk tc_worker_send(const TcWorkerLink *link, const void *bytes, gsize len, gint64 deadline);
TcTalk tc_worker_receive(const TcWorkerLink *link, void *bytes, gsize len, gint64 deadline);
/* At least one byte, at most `max`. */
TcTalk tc_worker_receive_some(const TcWorkerLink *link, void *bytes, gsize max, gsize *len,
                              gint64 deadline);

/* TC_DOCUMENT_ERROR_CRASHED for talk that failed, with the worker's exit status. */
void tc_sandbox_set_crash(const TcSandbox *sandbox, TcTalk talk, int status, GError **error);

G_END_DECLS

#endif
