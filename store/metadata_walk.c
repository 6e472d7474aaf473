#include "store/metadata_walk.h"

#include <string.h>

/* What Xapian puts before the keys of metadata in its table of postings. */
#define PREFIX     "\0\xc0"
#define PREFIX_LEN 2u

struct TcMetadataWalk {
    TcTable *table;
};

TcMetadataWalk *
tc_metadata_walk_new(TcReader *reader)
{
    TcTable *table = tc_x_database_table(tc_reader_database(reader), TC_TABLE_POSTLIST);
    if (table == NULL)
        return NULL;
    TcMetadataWalk *walk = g_new(TcMetadataWalk, 1);
    walk->table = table;
    return walk;
}

void
tc_metadata_walk_free(TcMetadataWalk *walk)
{
    if (walk == NULL)
        return;
    tc_table_close(walk->table);
    g_free(walk);
}

static TcMetadataStep
give(TcTableAnswer answer, const TcTableItem *found, TcMetadataItem *item)
{
    if (answer == TC_TABLE_ASK || (answer == TC_TABLE_FOUND && found->is_compressed))
        return TC_METADATA_FAILED;
    if (answer == TC_TABLE_ABSENT || found->key_len < PREFIX_LEN ||
        memcmp(found->key, PREFIX, PREFIX_LEN) != 0)
        return TC_METADATA_END;
    *item = (TcMetadataItem){(const char *)found->key + PREFIX_LEN, found->key_len - PREFIX_LEN,
                             (const char *)found->tag, found->tag_len};
    return TC_METADATA_ITEM;
}

TcMetadataStep
tc_metadata_walk_seek(TcMetadataWalk *walk, const char *key, gsize key_len, TcMetadataItem *item)
{
    guint8 whole[256];
    TcTableItem found;
    if (key_len > sizeof whole - PREFIX_LEN)
        return TC_METADATA_FAILED;
    memcpy(whole, PREFIX, PREFIX_LEN);
    memcpy(whole + PREFIX_LEN, key, key_len);
    return give(tc_table_seek(walk->table, whole, PREFIX_LEN + key_len, &found), &found, item);
}

TcMetadataStep
tc_metadata_walk_next(TcMetadataWalk *walk, TcMetadataItem *item)
{
    TcTableItem found;
    return give(tc_table_next(walk->table, &found), &found, item);
}
