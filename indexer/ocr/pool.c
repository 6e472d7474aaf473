#include "indexer/ocr/pool.h"

#include "base/free.h"

typedef struct {
    TcOcrPool *pool;
    TcSandbox *sandbox;
    GThread *thread; /* started with the first task */
} Member;

struct TcOcrPool {
    char *engine;
    guint jobs;
    Member *members;
    gboolean is_running;
    GAsyncQueue *tasks; /* TcOcrTask, or the pool itself: the end */
    GAsyncQueue *done;  /* TcOcrTask */
};

void
tc_ocr_task_free(TcOcrTask *task)
{
    if (task == NULL)
        return;
    g_bytes_unref(task->bytes);
    g_free(task->name);
    tc_document_free(task->document);
    g_clear_error(&task->error);
    g_free(task);
}

static void
work_on(TcSandbox *sandbox, TcOcrTask *task)
{
    TcReadLimits limits = TC_READ_LIMITS_INIT;
    gsize len = 0;
    const char *bytes = g_bytes_get_data(task->bytes, &len);

    limits.page = task->page;
    limits.input_max = MAX(limits.input_max, len);
    /* If no process can be started, that says nothing about the page. */
    task->is_stuck = tc_sandbox_strength(sandbox, &task->error) == 0 && task->error != NULL;
    if (!task->is_stuck)
        task->document = tc_sandbox_read(sandbox, bytes, len, task->name, &limits, &task->error);
}

static gpointer
run_member(gpointer user)
{
    Member *member = user;
    TcOcrPool *pool = member->pool;

    for (;;) {
        gpointer next = g_async_queue_pop(pool->tasks);

        if (next == pool)
            return NULL;
        work_on(member->sandbox, next);
        g_async_queue_push(pool->done, next);
    }
}

TcOcrPool *
tc_ocr_pool_new(guint jobs, GError **error)
{
    g_autoptr(TcOcrPool) pool = g_new0(TcOcrPool, 1);

    pool->jobs = jobs;
    pool->members = g_new0(Member, jobs);
    pool->tasks = g_async_queue_new_full((GDestroyNotify)tc_ocr_task_free);
    pool->done = g_async_queue_new_full((GDestroyNotify)tc_ocr_task_free);
    for (guint i = 0; i < jobs; i++) {
        pool->members[i].pool = pool;
        pool->members[i].sandbox = tc_ocr_sandbox_new(error);
        if (pool->members[i].sandbox == NULL)
            return NULL;
    }
    pool->engine = tc_ocr_engine(pool->members[0].sandbox, error);
    return pool->engine != NULL ? g_steal_pointer(&pool) : NULL;
}

void
tc_ocr_pool_free(TcOcrPool *pool)
{
    if (pool == NULL)
        return;
    for (guint i = 0; pool->is_running && i < pool->jobs; i++)
        g_async_queue_push_front(pool->tasks, pool);
    for (guint i = 0; i < pool->jobs; i++) {
        if (pool->members[i].thread != NULL)
            g_thread_join(pool->members[i].thread);
        tc_sandbox_free(pool->members[i].sandbox);
    }
    g_async_queue_unref(pool->tasks);
    g_async_queue_unref(pool->done);
    tc_free_all(pool->members, pool->engine, pool);
}

guint
tc_ocr_pool_jobs(const TcOcrPool *pool)
{
    return pool->jobs;
}

const char *
tc_ocr_pool_engine(const TcOcrPool *pool)
{
    return pool->engine;
}

void
tc_ocr_pool_push(TcOcrPool *pool, TcOcrTask *task)
{
    /* Not before there is something to do: whoever forks until then must find a single thread. */
    for (guint i = 0; !pool->is_running && i < pool->jobs; i++)
        pool->members[i].thread = g_thread_new("ocr", run_member, &pool->members[i]);
    pool->is_running = TRUE;
    g_async_queue_push(pool->tasks, task);
}

TcOcrTask *
tc_ocr_pool_pop(TcOcrPool *pool, guint wait_ms)
{
    return g_async_queue_timeout_pop(pool->done, (guint64)wait_ms * 1000);
}
