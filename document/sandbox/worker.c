#include "document/sandbox/worker.h"

#include "document/detect/archive.h"
#include "document/sandbox/confine.h"
#include "document/sandbox/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SOCKET_FD = 3 }; /* after the three standard ones, which lead to /dev/null */

/* A whole archive may take this many times what a file may. */
enum { WALK_CPU_TIMES = 10 };

/* Workers of one zygote at a time: a reader, and one for each archive within an archive. */
enum { WORKERS_MAX = 16 };

guint
tc_worker_cpu_max_s(const TcSandboxLimits *limits)
{
    return 2 * (limits->time_max_ms / 1000 + 1);
}

/* A process that is not at its limit must still have so much room; see on_crash(). */
static gsize spare_room;

/* Parsers that get no memory crash in ways of their own. They are told from other crashes by
 * whether there is memory left. */
static void
on_crash(int number)
{
    void *room = mmap(NULL, spare_room, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED)
        _exit(TC_WIRE_EXIT_MEMORY);
    munmap(room, spare_room);
    /* The handler is gone by now (SA_RESETHAND): when we return, this ends the process. */
    raise(number);
}

/* When g_malloc() fails it logs an error, which would end in a trap. */
static void
on_log(G_GNUC_UNUSED const char *domain, GLogLevelFlags level, const char *message,
       G_GNUC_UNUSED gpointer data)
{
    if ((level & G_LOG_FLAG_FATAL) != 0 && strstr(message, "failed to allocate") != NULL)
        _exit(TC_WIRE_EXIT_MEMORY);
}

static void
watch_crashes(gsize memory_max)
{
    static char stack[65536]; /* a handler must run when it is the stack that overflowed */
    static const int signals[] = {SIGSEGV, SIGBUS, SIGABRT, SIGTRAP, SIGILL};
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    struct sigaction action = {
        .sa_handler = on_crash,
        .sa_flags = (int)(SA_ONSTACK | SA_RESETHAND),
    };

    spare_room = memory_max / 8;
    sigaltstack(&alternate, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(signals); i++)
        sigaction(signals[i], &action, NULL);
    g_log_set_default_handler(on_log, NULL);
}

static gboolean
serve_one(TcReadFunc reader)
{
    char name[TC_WIRE_NAME_MAX + 1] = "";
    TcWireRequest request;

    if (!tc_wire_read(SOCKET_FD, &request, sizeof request) || request.magic != TC_WIRE_MAGIC)
        return FALSE;
    gboolean has_name = request.name_len != TC_WIRE_NULL;
    if (has_name &&
        (request.name_len > TC_WIRE_NAME_MAX || !tc_wire_read(SOCKET_FD, name, request.name_len)))
        return FALSE;
    g_autofree char *bytes = g_malloc(request.len + 1); /* never NULL */
    if (!tc_wire_read(SOCKET_FD, bytes, request.len))
        return FALSE;

    TcReadLimits limits = {
        .input_max = request.input_max,
        .text_max = request.text_max,
        .page = (guint)request.page,
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document =
        reader(bytes, request.len, has_name ? name : NULL, &limits, &error);
    return tc_wire_write_reply(SOCKET_FD, document, error);
}

/* ---- walking through an archive ---- */

/* Sends what has gathered: one call for the answers to many small files. */
static gboolean
flush(GByteArray *out)
{
    gboolean is_done = tc_wire_write(SOCKET_FD, out->data, out->len);
    g_byte_array_set_size(out, 0);
    return is_done;
}

static gboolean
send_frame(GByteArray *out, TcWireFrame frame, const char *bytes, gsize len)
{
    frame.magic = TC_WIRE_MAGIC;
    frame.len = (guint32)MIN(len, TC_WIRE_DATA_MAX);
    g_byte_array_append(out, (const guint8 *)&frame, sizeof frame);
    if (frame.len > 0)
        g_byte_array_append(out, (const guint8 *)bytes, frame.len);
    return out->len < TC_WIRE_DATA_MAX || flush(out);
}

static gboolean
send_begin(gpointer out, const char *name, gint64 mtime_s)
{
    TcWireFrame frame = {.kind = TC_WIRE_MEMBER, .error_code = -1, .mtime_s = mtime_s};
    return send_frame(out, frame, name, strlen(name));
}

static gboolean
send_data(gpointer out, const char *bytes, gsize len)
{
    for (gsize part; len > 0; bytes += part, len -= part) {
        TcWireFrame frame = {.kind = TC_WIRE_DATA, .error_code = -1};
        part = MIN(len, TC_WIRE_DATA_MAX);
        if (!send_frame(out, frame, bytes, part))
            return FALSE;
    }
    return TRUE;
}

/* Sent at once: the worker may die of what comes next. */
static gboolean
send_end(gpointer out, const GError *error)
{
    TcWireFrame frame = {.kind = TC_WIRE_MEMBER_END,
                         .error_code = error != NULL ? error->code : -1};
    const char *message = error != NULL ? error->message : "";
    return send_frame(out, frame, message, strlen(message)) && flush(out);
}

static void
serve_walk(void)
{
    TcWireWalkRequest request;

    if (!tc_wire_read(SOCKET_FD, &request, sizeof request) || request.magic != TC_WIRE_MAGIC)
        return;
    g_autofree char *bytes = g_malloc(request.len + 1); /* never NULL */
    if (!tc_wire_read(SOCKET_FD, bytes, request.len))
        return;

    TcArchiveLimits limits = {
        .member_max = request.member_max,
        .total_max = request.total_max,
        .members_max = request.members_max,
    };
    g_autoptr(GByteArray) out = g_byte_array_new();
    TcArchiveSink sink = {.begin = send_begin, .data = send_data, .end = send_end, .user = out};
    g_autoptr(GError) error = NULL;
    tc_archive_walk(bytes, request.len, &limits, &sink, &error);
    TcWireFrame frame = {.kind = TC_WIRE_WALK_END, .error_code = error != NULL ? error->code : -1};
    const char *message = error != NULL ? error->message : "";
    /* Nobody is left to be told when this fails: the parent sees the end of the stream. */
    (void)(send_frame(out, frame, message, strlen(message)) && flush(out));
}

/* ---- */

static void worker_run(pid_t zygote, guint32 kind, const TcSandboxLimits *limits,
                       TcReadFunc reader) G_GNUC_NORETURN;

static void
worker_run(pid_t zygote, guint32 kind, const TcSandboxLimits *limits, TcReadFunc reader)
{
    guint cpu_max_s = tc_worker_cpu_max_s(limits);

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != zygote) /* it died before that call */
        _exit(1);
    watch_crashes(limits->memory_max);

    TcWireHello hello = {
        .magic = TC_WIRE_MAGIC,
        .strength = tc_confine(limits->memory_max,
                               kind == TC_WIRE_START_WALK ? cpu_max_s * WALK_CPU_TIMES : cpu_max_s),
    };
    if (!tc_wire_write(SOCKET_FD, &hello, sizeof hello))
        _exit(1);
    if (kind == TC_WIRE_START_WALK)
        serve_walk();
    else
        while (serve_one(reader))
            ;
    /* Not exit(): what the parent has registered to be done there is not ours. */
    _exit(0);
}

/* Nothing of the parent stays, neither its files nor its handlers. */
static gboolean
shed_parent(int control)
{
    /* The terminal and systemd send these to all processes. The parent says when reading ends. */
    static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGUSR1, SIGUSR2};
    static const int restored[] = {SIGCHLD, SIGPIPE, SIGXCPU, SIGXFSZ, SIGALRM, SIGSYS, SIGFPE};
    sigset_t none;

    for (gsize i = 0; i < G_N_ELEMENTS(ignored); i++)
        signal(ignored[i], SIG_IGN);
    for (gsize i = 0; i < G_N_ELEMENTS(restored); i++)
        signal(restored[i], SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);

    if (control < SOCKET_FD) { /* the parent had closed a standard file */
        control = fcntl(control, F_DUPFD, SOCKET_FD);
        if (control < 0)
            return FALSE;
    }
    int null = open("/dev/null", O_RDWR);
    if (null < 0)
        return FALSE;
    for (int fd = 0; fd < SOCKET_FD; fd++)
        if (dup2(null, fd) < 0)
            return FALSE;
    return dup2(control, SOCKET_FD) == SOCKET_FD && close_range(SOCKET_FD + 1, G_MAXUINT, 0) == 0 &&
           prctl(PR_SET_DUMPABLE, 0) == 0;
}

/* Receives the next order, and the file that comes with it (-1: none). FALSE when the parent is
 * gone. */
static gboolean
receive(TcWireOrder *order, int *fd)
{
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int))];
    } extra;
    struct iovec part = {.iov_base = order, .iov_len = sizeof *order};
    struct msghdr header = {
        .msg_iov = &part,
        .msg_iovlen = 1,
        .msg_control = extra.bytes,
        .msg_controllen = sizeof extra.bytes,
    };
    gssize n;

    do
        n = recvmsg(SOCKET_FD, &header, MSG_CMSG_CLOEXEC);
    while (n < 0 && errno == EINTR);
    if (n != (gssize)sizeof *order)
        return FALSE;
    *fd = -1;
    struct cmsghdr *control = CMSG_FIRSTHDR(&header);
    if (control != NULL && control->cmsg_level == SOL_SOCKET && control->cmsg_type == SCM_RIGHTS)
        memcpy(fd, CMSG_DATA(control), sizeof *fd);
    return TRUE;
}

static pid_t
start_worker(int fd, guint32 kind, const TcSandboxLimits *limits, void (*prepare)(void),
             TcReadFunc reader)
{
    pid_t zygote = getpid();

    prepare();
    pid_t pid = fork();
    if (pid == 0) {
        if (dup2(fd, SOCKET_FD) < 0 || close_range(SOCKET_FD + 1, G_MAXUINT, 0) < 0)
            _exit(1);
        worker_run(zygote, kind, limits, reader);
    }
    return pid > 0 ? pid : -errno;
}

/* How a process ended, by itself or by us. */
static int
end_worker(pid_t pid)
{
    int status = 0;
    /* This does no harm to one that has ended: its status stays what it was. */
    kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

/* The place of a worker in the list; of a free place for 0. -1 when there is none. */
static int
find_worker(const pid_t *workers, pid_t pid)
{
    for (int i = 0; i < WORKERS_MAX; i++)
        if (workers[i] == pid)
            return i;
    return -1;
}

static void
obey(const TcWireOrder *order, int fd, pid_t *workers, const TcSandboxLimits *limits,
     void (*prepare)(void), TcReadFunc reader, TcWireAnswer *answer)
{
    if (order->kind == TC_WIRE_END) {
        int place = order->pid > 0 ? find_worker(workers, order->pid) : -1;
        answer->status = place < 0 ? 0 : end_worker(order->pid);
        if (place >= 0)
            workers[place] = 0;
        return;
    }
    int place = find_worker(workers, 0);
    answer->pid = fd < 0      ? -EINVAL
                  : place < 0 ? -EAGAIN
                              : start_worker(fd, order->kind, limits, prepare, reader);
    if (answer->pid > 0)
        workers[place] = answer->pid;
}

void
tc_zygote_run(int control, const TcSandboxLimits *limits, void (*prepare)(void), TcReadFunc reader)
{
    TcWireAnswer answer = {0};
    pid_t workers[WORKERS_MAX] = {0};
    TcWireOrder order;
    int fd;

    if (!shed_parent(control))
        _exit(1);
    prctl(PR_SET_NAME, "tracuu-reader");
    /* Ready. */
    if (!tc_wire_write(SOCKET_FD, &answer, sizeof answer))
        _exit(1);
    while (receive(&order, &fd)) {
        obey(&order, fd, workers, limits, prepare, reader, &answer);
        if (fd >= 0)
            close(fd);
        if (!tc_wire_write(SOCKET_FD, &answer, sizeof answer))
            break;
    }
    for (int i = 0; i < WORKERS_MAX; i++)
        if (workers[i] > 0)
            end_worker(workers[i]);
    _exit(0);
}
