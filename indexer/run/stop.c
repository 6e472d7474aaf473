#include "indexer/run/stop.h"

#include <signal.h>
#include <string.h>

static volatile sig_atomic_t stop_signal;
static gint64 deadline_us; /* monotonic, 0 for none */
static gboolean is_time_ignored;

static void
on_signal(int number)
{
    stop_signal = number;
}

void
tc_stop_install(gboolean catches, guint max_time_s)
{
    static const int caught[] = {SIGTERM, SIGINT, SIGHUP};
    struct sigaction action;

    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    /* Libraries need not deal with EINTR. What waits is poll(), which is never restarted. */
    action.sa_flags = SA_RESTART;
    action.sa_handler = on_signal;
    for (gsize i = 0; catches && i < G_N_ELEMENTS(caught); i++) {
        struct sigaction old;

        /* The run was started under nohup, or in the background by a shell: keep ignoring it. */
        if (sigaction(caught[i], NULL, &old) == 0 && old.sa_handler == SIG_IGN)
            continue;
        sigaction(caught[i], &action, NULL);
    }
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
    if (max_time_s)
        deadline_us = g_get_monotonic_time() + (gint64)max_time_s * G_USEC_PER_SEC;
}

gboolean
tc_stop_is_requested(void)
{
    return stop_signal != 0 ||
           (deadline_us && !is_time_ignored && g_get_monotonic_time() >= deadline_us);
}

gboolean
tc_stop_is_by_user(void)
{
    return stop_signal == SIGINT;
}

void
tc_stop_ignore_time(gboolean ignores)
{
    is_time_ignored = ignores;
}
