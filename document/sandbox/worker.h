/* document/sandbox/worker.h - the other side of the sandbox: zygote and worker. Private to
 * document/. */
#ifndef TC_DOCUMENT_WORKER_H
#define TC_DOCUMENT_WORKER_H

#include "document/dispatch.h"
#include "document/sandbox/limits.h"

G_BEGIN_DECLS

/* Be the zygote: what the child does right after fork(). Forks a worker when `control` says so, and
 * ends when it is closed. `prepare` is called before each fork, while files can still be opened. */
void tc_zygote_run(int control, const TcSandboxLimits *limits, void (*prepare)(void),
                   TcReadFunc reader) G_GNUC_NORETURN;

/* Seconds of processor time after which the kernel ends a worker: twice what one file may take, so
 * that a worker which has used less than half has enough for one more file. */
guint tc_worker_cpu_max_s(const TcSandboxLimits *limits);

G_END_DECLS

#endif
