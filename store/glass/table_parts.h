/* store/glass/table_parts.h - what store/glass/table.c and store/glass/table_run.c share: a block
 * of a table and its items. Nobody else includes it. */
#ifndef TC_STORE_GLASS_TABLE_PARTS_H
#define TC_STORE_GLASS_TABLE_PARTS_H

#include "store/guard/guard.h"

G_BEGIN_DECLS

typedef struct TcTable TcTable; /* store/glass/table.h */

#define TC_TABLE_HEAD_LEN        11u
#define TC_TABLE_KEY_MAX         255u
#define TC_TABLE_BLOCK_LEN       8192u
#define TC_TABLE_IS_COMPRESSED   0x80u
#define TC_TABLE_IS_LAST         0x40u
#define TC_TABLE_IS_FIRST        0x20u
#define TC_TABLE_SIZE_MASK       0x1FFFu
#define TC_TABLE_BRANCH_HEAD_LEN 5u
#define TC_TABLE_LEAF_HEAD_LEN   3u
#define TC_TABLE_COMPONENT_LEN   2u
#define TC_TABLE_BLOCK_NONE      G_MAXUINT32

/* The block of a level that was read last. */
typedef struct {
    guint32 number;
    guint directory_end;
    guint index; /* of the item that the way down went through */
    guint near;  /* of the item that was found last in a leaf: the next one is mostly close to it */
    const guint8 *bytes; /* TC_TABLE_BLOCK_LEN of them; NULL before the first */
} TcTableLevel;

struct TcTable {
    int fd;
    TcGuardFile file;
    guint32 revision;
    guint32 root;
    guint level_count;
    GByteArray *tag;                  /* of several components, put together */
    guint8 key[TC_TABLE_KEY_MAX + 1]; /* of the item that was given last */
    guint64 blocks_read;
    TcTableLevel levels[];
};

/* An item of a block, once its bounds have been checked. */
typedef struct {
    const guint8 *key;
    guint key_len;
    guint component;
    /* In a leaf. */
    const guint8 *tag;
    guint tag_len;
    guint flags;
    /* In a branch. */
    guint32 block;
} TcTableEntry;

static inline guint
tc_table_read16(const guint8 *p)
{
    return (guint)p[0] << 8 | p[1];
}

static inline guint32
tc_table_read32(const guint8 *p)
{
    return (guint32)tc_table_read16(p) << 16 | tc_table_read16(p + 2);
}

static inline guint
tc_table_item_count(const TcTableLevel *at)
{
    return (at->directory_end - TC_TABLE_HEAD_LEN) / 2;
}

/* Reads an item of a block, which is a leaf or a branch; FALSE when it makes no sense. */
static inline gboolean
tc_table_read_item(const TcTableLevel *at, gboolean is_leaf, guint index, TcTableEntry *item)
{
    const guint begin = tc_table_read16(at->bytes + TC_TABLE_HEAD_LEN + 2 * index);
    const guint head_len = is_leaf ? TC_TABLE_LEAF_HEAD_LEN : TC_TABLE_BRANCH_HEAD_LEN;
    if (begin < at->directory_end || begin + head_len > TC_TABLE_BLOCK_LEN)
        return FALSE;
    const guint8 *bytes = at->bytes + begin;
    item->key_len = bytes[head_len - 1];
    item->key = bytes + head_len;
    guint key_end = begin + head_len + item->key_len;
    if (!is_leaf) {
        item->block = tc_table_read32(bytes);
        if (key_end + TC_TABLE_COMPONENT_LEN > TC_TABLE_BLOCK_LEN)
            return FALSE;
        item->component = tc_table_read16(at->bytes + key_end);
        return TRUE;
    }
    const guint item_end =
        begin + (tc_table_read16(bytes) & TC_TABLE_SIZE_MASK) + TC_TABLE_LEAF_HEAD_LEN;
    item->flags = bytes[0];
    item->component = 1;
    if ((item->flags & TC_TABLE_IS_FIRST) == 0) {
        if (key_end + TC_TABLE_COMPONENT_LEN > TC_TABLE_BLOCK_LEN)
            return FALSE;
        item->component = tc_table_read16(at->bytes + key_end);
        key_end += TC_TABLE_COMPONENT_LEN;
    }
    if (item_end > TC_TABLE_BLOCK_LEN || key_end > item_end)
        return FALSE;
    item->tag = at->bytes + key_end;
    item->tag_len = item_end - key_end;
    return TRUE;
}

G_END_DECLS

#endif
