#include "document/sandbox/sandbox.h"

#include "base/utf8.h"
#include "document/dispatch.h"
#include "document/message.h"
#include "document/sandbox/convert.h"
#include "document/sandbox/wire.h"
#include "document/sandbox/worker.h"
#include "document/sandbox/worker_link.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* When its reader has failed this often on a file, each time in another worker, the file is to
 * blame. */
#define FAULTS_MIN 2u

struct TcSandbox {
    TcSandboxLimits limits;
    TcReadFunc reader; /* NULL: tc_document_read(), and plain text without a worker */
    void (*prepare)(void);
    pid_t zygote; /* 0: none */
    int control;  /* socket to it; -1: none */

    TcWorkerLink reading; /* the worker that reads file after file */
    guint files;          /* that it has read */
    guint strength;       /* as the last worker said */
};

/* Waits for the zygote's answer. FALSE when the zygote is gone. */
static gboolean
zygote_answer(TcSandbox *sandbox, TcWireAnswer *answer)
{
    gssize n;
    do
        n = recv(sandbox->control, answer, sizeof *answer, 0);
    while (n < 0 && errno == EINTR);
    return n == (gssize)sizeof *answer;
}

static void
close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void
forget_zygote(TcSandbox *sandbox)
{
    close_fd(&sandbox->reading.fd);
    close_fd(&sandbox->control); /* this ends it, and it ends its workers */
    sandbox->reading.pid = 0;
    if (sandbox->zygote > 0)
        while (waitpid(sandbox->zygote, NULL, 0) < 0 && errno == EINTR)
            ;
    sandbox->zygote = 0;
}

static gboolean
start_zygote(TcSandbox *sandbox, GError **error)
{
    int ends[2];
    TcWireAnswer ready;

    if (!tc_document_load(error))
        return FALSE;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0) {
        g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNREADABLE,
                    _("reader not started: %s"), tc_said_errno(errno));
        return FALSE;
    }
    pid_t pid = fork();
    if (pid == 0)
        tc_zygote_run(ends[1], &sandbox->limits, sandbox->prepare,
                      sandbox->reader != NULL ? sandbox->reader : tc_document_read);
    int code = errno;
    close(ends[1]);
    sandbox->control = ends[0];
    sandbox->zygote = MAX(pid, 0);
    if (pid < 0 || !zygote_answer(sandbox, &ready)) {
        forget_zygote(sandbox);
        g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNREADABLE,
                    _("reader not started: %s"),
                    pid < 0 ? tc_said_errno(code) : _("its process ended at once"));
        return FALSE;
    }
    return TRUE;
}

TcSandbox *
tc_sandbox_new_prepared(const TcSandboxLimits *limits, void (*prepare)(void), TcReadFunc reader,
                        GError **error)
{
    static const TcSandboxLimits defaults = TC_SANDBOX_LIMITS_INIT;
    TcSandbox *sandbox = g_new0(TcSandbox, 1);

    sandbox->limits = limits != NULL ? *limits : defaults;
    sandbox->reader = reader;
    sandbox->prepare = prepare;
    sandbox->control = -1;
    sandbox->reading = (TcWorkerLink)TC_WORKER_LINK_INIT;
    if (!start_zygote(sandbox, error)) {
        g_free(sandbox);
        return NULL;
    }
    return sandbox;
}

TcSandbox *
tc_sandbox_new_with_reader(const TcSandboxLimits *limits, TcReadFunc reader, GError **error)
{
    return tc_sandbox_new_prepared(limits, tc_document_prepare, reader, error);
}

TcSandbox *
tc_sandbox_new(const TcSandboxLimits *limits, GError **error)
{
    return tc_sandbox_new_with_reader(limits, NULL, error);
}

void
tc_sandbox_free(TcSandbox *sandbox)
{
    if (sandbox == NULL)
        return;
    forget_zygote(sandbox);
    g_free(sandbox);
}

const TcSandboxLimits *
tc_sandbox_limits(const TcSandbox *sandbox)
{
    return &sandbox->limits;
}

int
tc_sandbox_end_worker(TcSandbox *sandbox, TcWorkerLink *link)
{
    TcWireOrder order = {.kind = TC_WIRE_END, .pid = link->pid};
    TcWireAnswer answer;

    close_fd(&link->fd);
    if (link->pid == 0)
        return 0;
    link->pid = 0;
    if (send(sandbox->control, &order, sizeof order, MSG_NOSIGNAL) != (gssize)sizeof order ||
        !zygote_answer(sandbox, &answer)) {
        forget_zygote(sandbox);
        return 0;
    }
    return answer.status;
}

static gboolean
send_socket(int control, guint32 kind, int fd)
{
    TcWireOrder order = {.kind = kind};
    union {
        struct cmsghdr header;
        char bytes[CMSG_SPACE(sizeof(int))];
    } extra;
    struct iovec part = {.iov_base = &order, .iov_len = sizeof order};
    struct msghdr header = {
        .msg_iov = &part,
        .msg_iovlen = 1,
        .msg_control = extra.bytes,
        .msg_controllen = sizeof extra.bytes,
    };

    memset(&extra, 0, sizeof extra);
    struct cmsghdr *rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(rights), &fd, sizeof fd);
    return sendmsg(control, &header, MSG_NOSIGNAL) == (gssize)sizeof order;
}

gboolean
tc_sandbox_start_worker(TcSandbox *sandbox, guint32 kind, TcWorkerLink *link, GError **error)
{
    TcWireAnswer answer = {0};
    int ends[2];

    /* The zygote can only be gone if something killed it. This process then forks another one,
     * although it may have threads by now: otherwise all files to come would fail. */
    if (sandbox->zygote == 0 && !start_zygote(sandbox, error))
        return FALSE;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0) {
        g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNREADABLE,
                    _("reader not started: %s"), tc_said_errno(errno));
        return FALSE;
    }
    gboolean is_sent = send_socket(sandbox->control, kind, ends[1]);
    close(ends[1]);
    link->fd = ends[0];
    if (!is_sent || !zygote_answer(sandbox, &answer)) {
        forget_zygote(sandbox);
        close_fd(&link->fd);
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNREADABLE,
                            _("reader not started: its parent process is gone"));
        return FALSE;
    }
    if (answer.pid <= 0) {
        close_fd(&link->fd);
        g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNREADABLE,
                    _("reader not started: %s"), tc_said_errno(-answer.pid));
        return FALSE;
    }
    link->pid = answer.pid;

    TcWireHello hello;
    TcPatience patience = tc_worker_patience(&sandbox->limits, link);
    if (tc_worker_receive(link, &hello, sizeof hello, &patience) != TC_TALK_DONE ||
        hello.magic != TC_WIRE_MAGIC) {
        tc_sandbox_end_worker(sandbox, link);
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNREADABLE,
                            _("reader not started: it does not answer"));
        return FALSE;
    }
    sandbox->strength = hello.strength;
    return TRUE;
}

/* Makes sure that a worker waits for a file. */
static gboolean
ensure_worker(TcSandbox *sandbox, GError **error)
{
    if (sandbox->reading.pid > 0)
        return TRUE;
    sandbox->files = 0;
    return tc_sandbox_start_worker(sandbox, TC_WIRE_START, &sandbox->reading, error);
}

guint
tc_sandbox_strength(TcSandbox *sandbox, GError **error)
{
    return ensure_worker(sandbox, error) ? sandbox->strength : 0;
}

static TcTalk
send_file(TcSandbox *sandbox, const char *bytes, gsize len, const char *name,
          const TcReadLimits *limits, TcPatience *patience)
{
    TcWireRequest request = {
        .magic = TC_WIRE_MAGIC,
        .name_len = TC_WIRE_NULL,
        .len = len,
        .input_max = limits->input_max,
        .text_max = limits->text_max,
        .page = limits->page,
    };
    if (name != NULL) {
        /* If it ends, that tells enough. */
        gsize name_len = strlen(name);
        name += name_len > TC_WIRE_NAME_MAX ? name_len - TC_WIRE_NAME_MAX : 0;
        request.name_len = (guint32)MIN(name_len, TC_WIRE_NAME_MAX);
    }
    TcTalk talk = tc_worker_send(&sandbox->reading, &request, sizeof request, patience);
    if (talk == TC_TALK_DONE && name != NULL)
        talk = tc_worker_send(&sandbox->reading, name, request.name_len, patience);
    if (talk == TC_TALK_DONE)
        talk = tc_worker_send(&sandbox->reading, bytes, len, patience);
    return talk;
}

static TcTalk
receive_document(TcSandbox *sandbox, const TcReadLimits *limits, TcPatience *patience,
                 TcDocument **document, GError **error)
{
    TcWireReply reply;
    gsize strings_len = 0;
    gboolean is_valid = FALSE;

    TcTalk talk = tc_worker_receive(&sandbox->reading, &reply, sizeof reply, patience);
    if (talk != TC_TALK_DONE)
        return talk;
    if (!tc_wire_check_reply(&reply, limits))
        return TC_TALK_NONSENSE;
    for (gsize i = 0; i < TC_WIRE_STRING_COUNT; i++)
        strings_len += reply.string_lens[i] == TC_WIRE_NULL ? 0 : reply.string_lens[i];
    g_autofree char *strings = g_malloc(strings_len + 1);
    talk = tc_worker_receive(&sandbox->reading, strings, strings_len, patience);
    if (talk != TC_TALK_DONE)
        return talk;
    g_autofree char *text = g_try_malloc(reply.text_len + 1);
    if (text == NULL)
        return TC_TALK_NONSENSE;
    talk = tc_worker_receive(&sandbox->reading, text, reply.text_len, patience);
    if (talk != TC_TALK_DONE)
        return talk;
    text[reply.text_len] = '\0';
    *document = tc_wire_take_reply(&reply, strings, g_steal_pointer(&text), &is_valid, error);
    return is_valid ? TC_TALK_DONE : TC_TALK_NONSENSE;
}

/* Whether the worker is still good for another file. */
static gboolean
is_worker_fresh(TcSandbox *sandbox)
{
    clockid_t clock;
    struct timespec used;
    char extra;

    /* More than one answer is waiting: this is no longer a reader. */
    if (recv(sandbox->reading.fd, &extra, 1, MSG_DONTWAIT | MSG_PEEK) >= 0)
        return FALSE;
    if (++sandbox->files >= sandbox->limits.files_max)
        return FALSE;
    return clock_getcpuclockid(sandbox->reading.pid, &clock) == 0 &&
           clock_gettime(clock, &used) == 0 &&
           used.tv_sec < (time_t)tc_worker_cpu_max_s(&sandbox->limits) / 2;
}

/* Telling the format looks at names and a few offsets, all of them checked, and is done here, too.
 *
 * Valid UTF-8 in plain text needs no worker, and is the bulk of what is read fast: what reads it is
 * a few hundred lines of our own, with no library, no recursion, no sizes taken from the file, in
 * time linear in its length, and fuzzed. Markup and every other encoding, where tables and
 * libraries come in, go to a worker. */
static gboolean
is_harmless(TcFormat format, const char *bytes, gsize len)
{
    return tc_format_is_plain(format) && tc_utf8_is_valid(bytes, len);
}

TcDocument *
tc_sandbox_read(TcSandbox *sandbox, const char *bytes, gsize len, const char *name,
                const TcReadLimits *limits, GError **error)
{
    /* With a reader of its own, the format does not matter. */
    const TcFormat format = sandbox != NULL && sandbox->reader == NULL
                                ? tc_detect_format(bytes, len, name)
                                : TC_FORMAT_UNKNOWN;

    return tc_sandbox_read_format(sandbox, format, bytes, len, name, limits, error);
}

TcDocument *
tc_sandbox_read_format(TcSandbox *sandbox, TcFormat format, const char *bytes, gsize len,
                       const char *name, const TcReadLimits *limits, GError **error)
{
    static const TcReadLimits defaults = TC_READ_LIMITS_INIT;
    TcDocument *document = NULL;

    g_return_val_if_fail(sandbox != NULL, NULL);
    g_return_val_if_fail(bytes != NULL || len == 0, NULL);
    if (limits == NULL)
        limits = &defaults;
    if (sandbox->reader == NULL) {
        /* What will not be looked at need not be sent. */
        if (len > limits->input_max || format == TC_FORMAT_EMPTY || tc_format_is_archive(format) ||
            is_harmless(format, bytes, len))
            return tc_document_read_format(format, bytes, len, name, limits, error);
        if (tc_format_is_converted(format))
            return tc_sandbox_convert(&sandbox->limits, format, bytes, len, limits, error);
    }

    for (guint own = 0, outside = 0;;) {
        if (!ensure_worker(sandbox, error))
            return NULL;
        gboolean is_new = sandbox->files == 0;
        TcPatience patience = tc_worker_patience(&sandbox->limits, &sandbox->reading);
        TcTalk talk = send_file(sandbox, bytes, len, name, limits, &patience);
        if (talk == TC_TALK_DONE)
            talk = receive_document(sandbox, limits, &patience, &document, error);
        if (talk == TC_TALK_DONE)
            break;
        int status = tc_sandbox_end_worker(sandbox, &sandbox->reading);
        /* A file must not suffer for what one before it did to the worker. */
        if (talk == TC_TALK_CLOSED && !is_new)
            continue;
        if (tc_worker_is_own_fault(talk, status))
            own++;
        else
            outside++;
        /* Once may be chance; but a machine that does not let a reader work is not asked again. */
        if (own < FAULTS_MIN && outside < FAULTS_MIN && talk != TC_TALK_STALLED)
            continue;
        tc_worker_set_crash(&sandbox->limits, talk, status, error);
        return NULL;
    }
    if (!is_worker_fresh(sandbox))
        tc_sandbox_end_worker(sandbox, &sandbox->reading);
    return document;
}
