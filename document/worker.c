#include "document/worker.h"

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

#include "document/confine.h"
#include "document/wire.h"

enum { SOCKET_FD = 3 }; /* after the three standard ones, which lead to /dev/null */

guint
tc_worker_cpu_max_s(const TcSandboxLimits *limits)
{
    return 2 * (limits->time_max_ms / 1000 + 1);
}

/* Room that a process which is not at its limit must still have; see on_crash(). */
static gsize spare_room;

/* Parsers that get no memory crash in their own ways. Tell that from other crashes by whether there
 * is memory left. */
static void
on_crash(int number)
{
    void *room = mmap(NULL, spare_room, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED)
        _exit(TC_WIRE_EXIT_MEMORY);
    munmap(room, spare_room);
    /* The handler is used up (SA_RESETHAND): this ends the process when we return. */
    raise(number);
}

/* g_malloc() that fails logs an error, which would end in a trap. */
static void
on_log(const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
    (void)domain;
    (void)data;
    if ((level & G_LOG_FLAG_FATAL) != 0 && strstr(message, "failed to allocate") != NULL)
        _exit(TC_WIRE_EXIT_MEMORY);
}

static void
watch_crashes(gsize memory_max)
{
    static char stack[65536]; /* a handler must run when the stack is what overflowed */
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

    TcReadLimits limits = {.input_max = request.input_max, .text_max = request.text_max};
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document =
        reader(bytes, request.len, has_name ? name : NULL, &limits, &error);
    return tc_wire_write_reply(SOCKET_FD, document, error);
}

static void worker_run(pid_t zygote, const TcSandboxLimits *limits,
                       TcReadFunc reader) G_GNUC_NORETURN;

static void
worker_run(pid_t zygote, const TcSandboxLimits *limits, TcReadFunc reader)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != zygote) /* it died before that call */
        _exit(1);
    watch_crashes(limits->memory_max);

    TcWireHello hello = {
        .magic = TC_WIRE_MAGIC,
        .strength = tc_confine(limits->memory_max, tc_worker_cpu_max_s(limits)),
    };
    if (!tc_wire_write(SOCKET_FD, &hello, sizeof hello))
        _exit(1);
    while (serve_one(reader))
        ;
    /* Not exit(): what the parent registered to happen then is not ours. */
    _exit(0);
}

/* Nothing of the parent stays: not its files, nor its handlers. */
static gboolean
shed_parent(int control)
{
    /* The terminal and systemd send these to all processes; it is for the parent to say when
     * reading ends. */
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

/* The next message, and the file that comes with it (-1: none). FALSE when the parent is gone. */
static gboolean
receive(char *message, int *fd)
{
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int))];
    } extra;
    struct iovec part = {.iov_base = message, .iov_len = 1};
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
    if (n != 1)
        return FALSE;
    *fd = -1;
    struct cmsghdr *control = CMSG_FIRSTHDR(&header);
    if (control && control->cmsg_level == SOL_SOCKET && control->cmsg_type == SCM_RIGHTS)
        memcpy(fd, CMSG_DATA(control), sizeof *fd);
    return TRUE;
}

static pid_t
start_worker(int fd, const TcSandboxLimits *limits, TcReadFunc reader)
{
    pid_t zygote = getpid();

    tc_document_prepare();
    pid_t pid = fork();
    if (pid == 0) {
        if (dup2(fd, SOCKET_FD) < 0 || close_range(SOCKET_FD + 1, G_MAXUINT, 0) < 0)
            _exit(1);
        worker_run(zygote, limits, reader);
    }
    return pid > 0 ? pid : -errno;
}

/* The way a process ended, by itself or by us. */
static int
end_worker(pid_t pid)
{
    int status = 0;
    /* No harm to one that has ended: its status stays what it was. */
    kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

void
tc_zygote_run(int control, const TcSandboxLimits *limits, TcReadFunc reader)
{
    TcWireAnswer answer = {0};
    pid_t worker = 0;
    char message;
    int fd;

    if (!shed_parent(control))
        _exit(1);
    prctl(PR_SET_NAME, "tracuu-reader");
    /* Ready. */
    if (!tc_wire_write(SOCKET_FD, &answer, sizeof answer))
        _exit(1);
    while (receive(&message, &fd)) {
        if (worker > 0)
            answer.status = end_worker(worker);
        worker = 0;
        if (message == TC_WIRE_START && fd >= 0) {
            worker = start_worker(fd, limits, reader);
            answer.pid = worker;
        }
        if (fd >= 0)
            close(fd);
        if (!tc_wire_write(SOCKET_FD, &answer, sizeof answer))
            break;
    }
    if (worker > 0)
        end_worker(worker);
    _exit(0);
}
