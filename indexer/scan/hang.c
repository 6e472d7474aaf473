#include "indexer/scan/hang.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- before ---- */

/* Runs in a child: does everything that will be asked of a root. */
static void
ask(const char *path)
{
    char *real = realpath(path, NULL);
    struct stat st;
    int fd;

    if (real != NULL && stat(real, &st) == 0) {
        fd = open(real, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        if (fd >= 0)
            close(fd);
    }
    free(real);
}

/* FALSE when the child did not end in time. It is then left alone, as one cannot wait for something
 * that waits for such a disk. */
static gboolean
ask_in_child(const char *path)
{
    struct pollfd wait = {.events = POLLIN};
    gint64 until = g_get_monotonic_time() + (gint64)TC_HANG_S * G_USEC_PER_SEC;
    int ends[2], ready;
    pid_t child;

    if (pipe2(ends, O_CLOEXEC) != 0)
        return TRUE;
    child = fork();
    if (child < 0) { /* the disk is asked directly then */
        close(ends[0]);
        close(ends[1]);
        return TRUE;
    }
    if (child == 0) {
        ask(path);
        _exit(0);
    }
    close(ends[1]);
    wait.fd = ends[0];
    do
        ready = poll(&wait, 1, (int)MAX((until - g_get_monotonic_time()) / 1000, 0));
    while (ready < 0 && errno == EINTR);
    close(ends[0]);
    if (ready == 0) {
        kill(child, SIGKILL);
        return FALSE;
    }
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
        ;
    return TRUE;
}

gboolean
tc_hang_answers(const char *path)
{
    static GHashTable *known; /* path -> whether it answered, as 1 or 2 */
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    gpointer answer;

    if (known == NULL)
        known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    answer = g_hash_table_lookup(known, absolute);
    if (answer == NULL) {
        answer = GINT_TO_POINTER(ask_in_child(absolute) ? 1 : 2);
        g_hash_table_insert(known, g_steal_pointer(&absolute), answer);
    }
    return GPOINTER_TO_INT(answer) == 1;
}

/* ---- meanwhile ---- */

static GMutex mutex;
static GCond begun;
static gboolean has_begun; /* the thread */
static GPtrArray *asking;  /* TcHang, borrowed */
static gboolean (*is_stopping)(void);
static void (*tell)(gpointer user, const char *path);
static gpointer tell_user;

/* The path that has been asked in vain since `stopping_us`; NULL if there is none. Called with the
 * mutex. */
static const char *
find_hanging(gint64 stopping_us)
{
    gint64 before = g_get_monotonic_time() - (gint64)TC_HANG_S * G_USEC_PER_SEC;

    for (guint i = 0; stopping_us <= before && i < asking->len; i++) {
        const TcHang *hang = g_ptr_array_index(asking, i);

        if (hang->since_us <= before)
            return hang->path;
    }
    return NULL;
}

static gpointer
watch(G_GNUC_UNUSED gpointer data)
{
    gint64 stopping_us = 0;

    g_mutex_lock(&mutex);
    has_begun = TRUE;
    g_cond_signal(&begun);
    g_mutex_unlock(&mutex);
    for (;;) {
        const char *path;

        g_usleep(G_USEC_PER_SEC);
        if (!is_stopping()) {
            stopping_us = 0;
            continue;
        }
        if (stopping_us == 0)
            stopping_us = g_get_monotonic_time();
        /* The mutex is held while it is told: whoever gets an answer meanwhile waits in
         * tc_hang_end(). */
        g_mutex_lock(&mutex);
        path = find_hanging(stopping_us);
        if (path != NULL)
            tell(tell_user, path);
        g_mutex_unlock(&mutex);
    }
    return NULL;
}

void
tc_hang_watch(gboolean (*stop)(void), void (*on_hang)(gpointer user, const char *path),
              gpointer user)
{
    GThread *thread;
    sigset_t all, before;

    g_mutex_init(&mutex); /* it may have been locked when the child was forked */
    g_cond_init(&begun);
    has_begun = FALSE;
    is_stopping = stop;
    tell = on_hang;
    tell_user = user;
    g_clear_pointer(&asking, g_ptr_array_unref);
    asking = g_ptr_array_new();
    /* Signals are for the run, which they wake up. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    thread = g_thread_try_new("watch", watch, NULL, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    /* Without the thread, a run works as it otherwise would. */
    if (thread == NULL)
        return;
    g_thread_unref(thread);
    /* From here on it allocates nothing until something hangs: a process that is forked now must
     * not inherit a lock of the allocator that a thread holds which it does not have. */
    g_mutex_lock(&mutex);
    while (!has_begun)
        g_cond_wait(&begun, &mutex);
    g_mutex_unlock(&mutex);
}

void
tc_hang_begin(TcHang *hang, const char *path)
{
    hang->path = path;
    hang->since_us = g_get_monotonic_time();
    if (asking == NULL)
        return;
    g_mutex_lock(&mutex);
    g_ptr_array_add(asking, hang);
    g_mutex_unlock(&mutex);
}

void
tc_hang_end(TcHang *hang)
{
    if (asking == NULL)
        return;
    g_mutex_lock(&mutex);
    g_ptr_array_remove_fast(asking, hang);
    g_mutex_unlock(&mutex);
}
