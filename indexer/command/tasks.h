/* indexer/command/tasks.h - what one call of tracuu-index works on: one index after another, each
 * with the paths that go into it. */
#ifndef TC_INDEXER_TASKS_H
#define TC_INDEXER_TASKS_H

#include "config/config.h"

G_BEGIN_DECLS

typedef struct {
    char *index_dir; /* absolute */
    char **paths;    /* NULL-ended; empty: what the verb takes without paths */
} TcTask;

typedef struct {
    const TcConfig *config;
    const char *index;        /* as said by --index or the environment; NULL: not said */
    const char *fallback;     /* the index where nothing says which */
    const char *const *words; /* paths and names of archives, NULL-ended */
    gboolean indexes_paths;   /* without words, the archives of the configuration are meant */
    gboolean is_whole;        /* a name means all archives of the same index (rebuild) */
} TcTaskRequest;

/* TcTask, at least one. An argument that is the name of an archive stands for it; any other is a
 * path, and goes into the index of the archive that it lies in. When an index is said, everything
 * goes into that one. */
GPtrArray *tc_tasks_new(const TcTaskRequest *request);

G_END_DECLS

#endif
