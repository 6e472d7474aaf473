#include "document/sandbox/convert.h"

#include "document/message.h"
#include "document/read/reader.h"
#include "document/sandbox/convert_result.h"
#include "document/sandbox/installed.h"
#include "document/sandbox/worker.h"
#include "document/sandbox/worker_link.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM_NAME "tracuu-convert"

#define PART_LEN ((gsize)1 << 16)

gboolean
tc_sandbox_has_converter(void)
{
    g_autofree char *program = tc_installed_file(PROGRAM_NAME);

    return program != NULL;
}

static gboolean
start(const TcSandboxLimits *limits, gsize len, TcWorkerLink *link, GError **error)
{
    int ends[2];
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    char *environment[] = {(char *)"LC_ALL=C.UTF-8", NULL};
    g_autofree char *program = tc_installed_file(PROGRAM_NAME);
    g_autofree char *size = g_strdup_printf("%zu", len);
    g_autofree char *memory = g_strdup_printf("%zu", limits->memory_max);
    g_autofree char *seconds = g_strdup_printf("%u", tc_worker_cpu_max_s(limits));
    char *arguments[] = {(char *)PROGRAM_NAME, size, memory, seconds, NULL};

    if (program == NULL || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0) {
        g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNREADABLE,
                    _("reader not started: %s"), tc_said_errno(program != NULL ? errno : ENOENT));
        return FALSE;
    }
    sigemptyset(&none);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&attributes, &none);
    int code = posix_spawn(&link->pid, program, &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    link->fd = ends[0];
    if (code == 0)
        return TRUE;
    close(ends[0]);
    *link = (TcWorkerLink)TC_WORKER_LINK_INIT;
    g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNREADABLE, _("reader not started: %s"),
                tc_said_errno(code));
    return FALSE;
}

static int
end(TcWorkerLink *link, gboolean is_done)
{
    int status = 0;

    if (!is_done)
        kill(link->pid, SIGKILL);
    while (waitpid(link->pid, &status, 0) < 0 && errno == EINTR)
        ;
    close(link->fd);
    *link = (TcWorkerLink)TC_WORKER_LINK_INIT;
    return status;
}

/* Receives all that it writes until it ends, but no more than one byte beyond the limit. */
static TcTalk
receive_text(const TcWorkerLink *link, gsize max, GString *text, TcPatience *patience)
{
    g_autofree char *part = g_malloc(PART_LEN);
    TcTalk talk = TC_TALK_DONE;

    while (talk == TC_TALK_DONE && text->len <= max) {
        gsize len = 0;
        talk = tc_worker_receive_some(link, part, PART_LEN, &len, patience);
        g_string_append_len(text, part, (gssize)len);
    }
    return talk;
}

/* Sets the reason for an exit status that the converter itself gave. FALSE for any other status. */
static gboolean
set_reason(int status, TcFormat format, GError **error)
{
    const char *name = tc_format_name(format);

    if (!WIFEXITED(status))
        return FALSE;
    switch (WEXITSTATUS(status)) {
    case TC_CONVERT_UNKNOWN:
        g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNSUPPORTED, _("not read yet: %s"),
                    name);
        return TRUE;
    case TC_CONVERT_DAMAGED:
        g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED,
                    _("damaged, or not as other files of %s are"), name);
        return TRUE;
    case TC_CONVERT_ENCRYPTED:
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ENCRYPTED,
                            _("it needs a password"));
        return TRUE;
    case TC_CONVERT_MEMORY:
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE,
                            _("not enough memory to read it"));
        return TRUE;
    default:
        return FALSE;
    }
}

TcDocument *
tc_sandbox_take_converted(const GString *text, TcFormat format, const TcReadLimits *limits,
                          GError **error)
{
    g_autofree char *valid = g_utf8_make_valid(text->str, (gssize)text->len);
    GString *whole = g_string_new(valid);

    return tc_document_of_text(&whole, format, limits, error);
}

TcDocument *
tc_sandbox_convert(const TcSandboxLimits *worker, TcFormat format, const char *bytes, gsize len,
                   const TcReadLimits *limits, GError **error)
{
    TcWorkerLink link = TC_WORKER_LINK_INIT;
    g_autoptr(GString) text = g_string_new(NULL);

    if (!tc_sandbox_has_converter())
        return tc_document_read_format(format, bytes, len, NULL, limits, error);
    if (!start(worker, len, &link, error))
        return NULL;
    TcPatience patience = tc_worker_patience(worker, &link);
    TcTalk talk = tc_worker_send(&link, bytes, len, &patience);
    if (talk == TC_TALK_DONE) {
        shutdown(link.fd, SHUT_WR);
        talk = receive_text(&link, limits->text_max, text, &patience);
    }
    int status = end(&link, talk == TC_TALK_CLOSED);
    if (text->len > limits->text_max) {
        tc_set_text_too_large(limits, error);
        return NULL;
    }
    if (talk == TC_TALK_CLOSED && WIFEXITED(status) && WEXITSTATUS(status) == TC_CONVERT_DONE)
        return tc_sandbox_take_converted(text, format, limits, error);
    if (talk != TC_TALK_CLOSED || !set_reason(status, format, error))
        tc_worker_set_crash(worker, talk, status, error);
    return NULL;
}
