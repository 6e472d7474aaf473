#include "store/isolated.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Longer ones are cut. */
#define REPORT_MAX 65536

/* How the child ends: with 0, or with this plus the code of its error. */
enum { CHILD_DONE = 0, CHILD_LOST = 1, CHILD_FAILED = 2 };

static void
say(int fd, const char *text)
{
    gsize left = MIN(strlen(text), (gsize)REPORT_MAX);
    while (left > 0) {
        const ssize_t done = write(fd, text, left);
        if (done < 0 && errno != EINTR)
            return;
        text += MAX(done, 0);
        left -= (gsize)MAX(done, 0);
    }
}

static void run_child(TcIsolatedFunc func, gpointer user, int fd, pid_t parent) G_GNUC_NORETURN;

static void
run_child(TcIsolatedFunc func, gpointer user, int fd, pid_t parent)
{
    g_autoptr(GString) report = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    /* A crash is a fault of the index and no fault of a program, which would leave a core file. */
    const int crashes[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
    for (gsize i = 0; i < G_N_ELEMENTS(crashes); i++)
        signal(crashes[i], SIG_DFL);
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(CHILD_LOST);
    if (func(user, report, &error)) {
        say(fd, report->str);
        _exit(CHILD_DONE);
    }
    say(fd, error->message);
    _exit(CHILD_FAILED +
          (error->domain == TC_STORE_ERROR ? error->code : (int)TC_STORE_ERROR_FAILED));
}

static char *
read_report(int fd)
{
    g_autoptr(GString) text = g_string_new(NULL);
    char buffer[4096];
    for (;;) {
        const ssize_t got = read(fd, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        if (text->len < REPORT_MAX)
            g_string_append_len(text, buffer, got);
    }
    return g_strchomp(g_utf8_make_valid(text->str, (gssize)text->len));
}

static gboolean
set_system(GError **error, const char *path, const char *reason)
{
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_SYSTEM, "%s: %s", path, reason);
    return FALSE;
}

/* For a child that was ended by a signal. A signal from outside tells something about this machine,
 * not about the index. */
static gboolean
set_crashed(GError **error, const char *path, int number)
{
    const gboolean is_from_outside = number == SIGKILL || number == SIGTERM;
    g_autofree char *reason =
        g_strdup_printf(_("checking it ended with signal %d (%s)"), number, g_strsignal(number));
    if (is_from_outside)
        return set_system(error, path, reason);
    g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT, reason);
    return FALSE;
}

gboolean
tc_store_isolated(TcIsolatedFunc func, gpointer user, const char *path, char **report,
                  GError **error)
{
    int ends[2];
    int status = 0;
    const pid_t parent = getpid();
    if (pipe2(ends, O_CLOEXEC) != 0)
        return set_system(error, path, g_strerror(errno));
    /* The child must not write once more what is buffered here. */
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        run_child(func, user, ends[1], parent);
    }
    const int number = errno;
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return set_system(error, path, g_strerror(number));
    }
    g_autofree char *said = read_report(ends[0]);
    close(ends[0]);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFSIGNALED(status))
        return set_crashed(error, path, WTERMSIG(status));
    if (WEXITSTATUS(status) == CHILD_LOST)
        return set_system(error, path, g_strerror(ECHILD));
    if (WEXITSTATUS(status) >= CHILD_FAILED) {
        g_set_error_literal(error, TC_STORE_ERROR, WEXITSTATUS(status) - CHILD_FAILED, said);
        return FALSE;
    }
    *report = g_steal_pointer(&said);
    return TRUE;
}
