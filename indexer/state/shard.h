/* indexer/state/shard.h - which part of an archive an index holds, when several machines share it.
 *
 * A file belongs to the shard that the hash of its path says: the path under which it is found, so
 * the archive has to be mounted under the same name everywhere. It is the path that hits show, too.
 * All shards together hold each file once, whatever paths a run was given, and in whatever order.
 * The index remembers which shard it is. */
#ifndef TC_INDEXER_SHARD_H
#define TC_INDEXER_SHARD_H

#include "indexer/state/plan.h"

G_BEGIN_DECLS

#define TC_SHARD_COUNT_MAX 1000

typedef struct {
    guint number; /* from 1 */
    guint count;  /* 1: the whole archive; 0: not said */
} TcShard;
#define TC_SHARD_WHOLE ((TcShard){1, 1})

/* "2/3". FALSE when it is anything else; there is no message. */
gboolean tc_shard_parse(const char *text, gsize len, TcShard *shard);
gboolean tc_shard_equal(TcShard a, TcShard b);
/* "2/3". Free with g_free(). */
char *tc_shard_name(TcShard shard);

gboolean tc_shard_has(TcShard shard, const char *path);
/* Drop the files of other shards from what is to be read. A survey leaves them out of a build. */
void tc_shard_limit_plan(TcShard shard, TcPlan *plan);

/* What the index says of itself; TC_SHARD_WHOLE when it says nothing. */
gboolean tc_shard_load(TcReader *reader, TcShard *shard, GError **error);
gboolean tc_shard_put(TcWriter *writer, TcShard shard, GError **error);

G_END_DECLS

#endif
