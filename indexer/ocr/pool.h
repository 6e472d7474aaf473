/* indexer/ocr/pool.h - threads that have pages recognised, each by a sandboxed process of its own.
 *
 * The pool takes tasks and gives results, in whatever order they end; everything else, the index
 * above all, stays with the thread that owns it. */
#ifndef TC_INDEXER_OCR_POOL_H
#define TC_INDEXER_OCR_POOL_H

#include "document/ocr/ocr.h"

G_BEGIN_DECLS

typedef struct TcOcrPool TcOcrPool;

/* One page of a file, and what came of it. */
typedef struct {
    GBytes *bytes;        /* of the file; owned */
    char *name;           /* of the file; owned */
    guint page;           /* from 1; 0: only how many pages there are */
    gpointer owner;       /* the caller's */
    TcDocument *document; /* see tc_ocr_sandbox_new(); NULL: */
    GError *error;        /* TC_DOCUMENT_ERROR: what is wrong with this page */
    gboolean is_stuck;    /* the error is ours: no process could be started */
} TcOcrTask;
void tc_ocr_task_free(TcOcrTask *task);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcOcrTask, tc_ocr_task_free)

/* Fork `jobs` processes; call it before there are threads. Fails with TC_DOCUMENT_ERROR when
 * tesseract or its data cannot be loaded. */
TcOcrPool *tc_ocr_pool_new(guint jobs, GError **error);
/* Waits for the tasks at hand, and drops them. Accepts NULL. */
void tc_ocr_pool_free(TcOcrPool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcOcrPool, tc_ocr_pool_free)

guint tc_ocr_pool_jobs(const TcOcrPool *pool);
/* "tesseract 5.3.0 vie"; borrowed. */
const char *tc_ocr_pool_engine(const TcOcrPool *pool);

/* Takes `task`. */
void tc_ocr_pool_push(TcOcrPool *pool, TcOcrTask *task);
/* The next task that is done, or NULL after `wait_ms`. Free with tc_ocr_task_free(). */
TcOcrTask *tc_ocr_pool_pop(TcOcrPool *pool, guint wait_ms);

G_END_DECLS

#endif
