#include "indexer/run/locking.h"

#include "indexer/run/stop.h"

typedef TcLock *(*TakeFunc)(const char *dir, guint wait_s, GError **error);

static TcLock *
take(TakeFunc func, const TcOptions *options, TcReport *report, GError **error)
{
    gint64 until = g_get_monotonic_time() + (gint64)options->wait_s * G_USEC_PER_SEC;

    for (;;) {
        GError *local = NULL;
        gboolean waits = g_get_monotonic_time() < until && !tc_stop_is_requested();
        TcLock *lock = func(options->index_dir, waits ? 1 : 0, &local);

        if (lock != NULL) {
            tc_progress_clear(&report->progress);
            return lock;
        }
        if (!waits || !g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_LOCKED)) {
            g_propagate_error(error, local);
            return NULL;
        }
        tc_progress_wait(&report->progress, local->message,
                         (guint)((until - g_get_monotonic_time()) / G_USEC_PER_SEC));
        g_error_free(local);
    }
}

TcLock *
tc_locking_take(const TcOptions *options, TcReport *report, GError **error)
{
    return take(tc_lock_take, options, report, error);
}

TcLock *
tc_locking_take_to_read(const TcOptions *options, TcReport *report, GError **error)
{
    return take(tc_lock_take_to_read, options, report, error);
}
