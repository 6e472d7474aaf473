#include "store/check.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/guard/manifest.h"
#include "store/reader.h"
#include "store/xapian/xapian_c.h"

/* Of a report; what is longer is cut. */
#define REPORT_MAX 65536

/* How the child ends. */
enum { CHILD_CHECKED = 0, CHILD_REFUSED = 1, CHILD_DAMAGED = 2 };

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

static void run_child(const char *generation, int fd, pid_t parent) G_GNUC_NORETURN;

static void
run_child(const char *generation, int fd, pid_t parent)
{
    g_autofree char *report = NULL;
    g_autoptr(GError) error = NULL;
    gsize faults = 0;
    /* As a fault of the database, not as that of a program, with a file of its memory. */
    const int crashes[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
    for (gsize i = 0; i < G_N_ELEMENTS(crashes); i++)
        signal(crashes[i], SIG_DFL);
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(CHILD_REFUSED);
    if (tc_x_check(generation, &faults, &report, &error)) {
        if (faults > 0)
            say(fd, report);
        _exit(faults > 0 ? CHILD_DAMAGED : CHILD_CHECKED);
    }
    say(fd, error->message);
    _exit(g_error_matches(error, TC_STORE_ERROR, TC_STORE_ERROR_SYSTEM) ? CHILD_REFUSED
                                                                        : CHILD_DAMAGED);
}

static char *
read_report(int fd)
{
    GString *text = g_string_new(NULL);
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
    char *valid = g_utf8_make_valid(text->str, (gssize)text->len);
    g_string_free(text, TRUE);
    return g_strchomp(valid);
}

static guint64
count_lines(const char *text)
{
    guint64 count = 1;
    for (; *text; text++)
        count += *text == '\n';
    return count;
}

static gboolean
set_system(GError **error, const char *generation, const char *reason)
{
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_SYSTEM, "%s: %s", generation, reason);
    return FALSE;
}

gboolean
tc_store_check(const char *generation, TcCheck *check, GError **error)
{
    int ends[2];
    int status = 0;
    const pid_t parent = getpid();
    *check = (TcCheck){.has_manifest = tc_manifest_exists(generation)};
    if (pipe2(ends, O_CLOEXEC) != 0)
        return set_system(error, generation, g_strerror(errno));
    /* What is buffered must not be written once more by the child. */
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        run_child(generation, ends[1], parent);
    }
    const int number = errno;
    close(ends[1]);
    if (child < 0) {
        close(ends[0]);
        return set_system(error, generation, g_strerror(number));
    }
    check->report = read_report(ends[0]);
    close(ends[0]);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFSIGNALED(status)) {
        g_free(check->report);
        check->report = g_strdup_printf(_("checking it ended with signal %d (%s)"),
                                        WTERMSIG(status), g_strsignal(WTERMSIG(status)));
        check->faults = 1;
        /* Which says something of this machine, not of the database. */
        return WTERMSIG(status) != SIGKILL && WTERMSIG(status) != SIGTERM
                   ? TRUE
                   : set_system(error, generation, check->report);
    }
    if (WEXITSTATUS(status) == CHILD_REFUSED)
        return set_system(error, generation, check->report);
    check->faults = WEXITSTATUS(status) == CHILD_CHECKED ? 0 : count_lines(check->report);
    return TRUE;
}

void
tc_check_clear(TcCheck *check)
{
    g_clear_pointer(&check->report, g_free);
}

gboolean
tc_store_check_whole(const char *generation, GError **error)
{
    g_auto(TcCheck) check = {0};
    if (!tc_store_check(generation, &check, error))
        return FALSE;
    if (check.faults == 0)
        return TRUE;
    g_autofree char *first = g_strndup(check.report, strcspn(check.report, "\n"));
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT, _("%s is damaged: %s"), generation,
                first);
    return FALSE;
}
