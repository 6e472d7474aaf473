#include "store/glass/table.h"

#include "base/order.h"
#include "store/glass/number.h"
#include "store/glass/table_parts.h"
#include "store/guard/read_at.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The version file: a magic, the day of the format, an identity, the revision, the tables. */
#define VERSION_FILE "iamglass"
#define VERSION_MAX  256
#define MAGIC        "\x0f\x0dXapian Glass"
#define MAGIC_LEN    14
#define FORMAT_LEN   2
#define IDENTITY_LEN 16
#define FORMAT_DAY   ((2016u - 2014) << 9 | 3u << 5 | 14u)
#define ROOT_IS_FAKE 1u
#define LEVEL_MAX    10u
#define TAG_MAX      (64u << 20) /* a longer one is left to Xapian */

static int
open_file(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    /* Somebody may have put a pipe there: never wait for it. */
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat info;
    if (fd >= 0 && (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Finds where the table begins, from the version file. */
static gboolean
read_version(const guint8 *bytes, gsize len, TcTableKind kind, guint64 revision, guint32 *root,
             guint *level)
{
    const guint8 *p = bytes + MAGIC_LEN + FORMAT_LEN + IDENTITY_LEN;
    const guint8 *end = bytes + len;
    guint64 number = 0;
    if (len < MAGIC_LEN + FORMAT_LEN + IDENTITY_LEN || memcmp(bytes, MAGIC, MAGIC_LEN) != 0 ||
        tc_table_read16(bytes + MAGIC_LEN) != FORMAT_DAY ||
        !tc_glass_take_number(&p, end, &number) || number != revision || revision > G_MAXUINT32)
        return FALSE;
    for (guint table = 0; table <= kind; table++) {
        enum { ROOT, LEVEL, ITEMS, BLOCK, COMPRESS, FREE, NUMBERS };
        guint64 numbers[NUMBERS];
        for (guint i = 0; i < NUMBERS; i++)
            if (!tc_glass_take_number(&p, end, &numbers[i]))
                return FALSE;
        if (numbers[FREE] > (gsize)(end - p))
            return FALSE;
        p += numbers[FREE];
        if (table == kind) {
            *root = (guint32)numbers[ROOT];
            *level = (guint)(numbers[LEVEL] >> 2);
            return numbers[ROOT] < TC_TABLE_BLOCK_NONE && numbers[LEVEL] >> 2 < LEVEL_MAX &&
                   (numbers[LEVEL] & ROOT_IS_FAKE) == 0 &&
                   numbers[BLOCK] == TC_TABLE_BLOCK_LEN >> 11;
        }
    }
    return FALSE;
}

TcTable *
tc_table_open(const char *folder, TcTableKind kind, guint64 revision)
{
    guint8 version[VERSION_MAX];
    guint32 root = 0;
    guint level = 0;
    const int version_fd = open_file(folder, VERSION_FILE);
    if (version_fd < 0)
        return NULL;
    const gssize len = tc_read_at(version_fd, version, sizeof version, 0);
    close(version_fd);
    if (len < 0 || !read_version(version, (gsize)len, kind, revision, &root, &level))
        return NULL;
    const int fd = open_file(folder, tc_glass_table_names[kind]);
    if (fd < 0)
        return NULL;
    TcTable *table = g_malloc(sizeof(TcTable) + (level + 1) * sizeof(TcTableLevel));
    *table = (TcTable){.fd = fd,
                       .revision = (guint32)revision,
                       .root = root,
                       .level_count = level + 1,
                       .tag = g_byte_array_new()};
    tc_guard_file(fd, &table->file);
    for (guint i = 0; i <= level; i++)
        table->levels[i] = (TcTableLevel){.number = TC_TABLE_BLOCK_NONE};
    return table;
}

void
tc_table_close(TcTable *table)
{
    if (table == NULL)
        return;
    close(table->fd);
    for (guint i = 0; i < table->level_count; i++)
        tc_guard_give_back(table->levels[i].bytes);
    g_byte_array_unref(table->tag);
    g_free(table);
}

guint64
tc_table_blocks_read(const TcTable *table)
{
    return table->blocks_read;
}

/* Makes block `number` the one at hand on its level. */
static gboolean
load(TcTable *table, guint level, guint32 number)
{
    TcTableLevel *at = &table->levels[level];
    if (at->number == number)
        return TRUE;
    at->number = TC_TABLE_BLOCK_NONE;
    table->blocks_read++;
    tc_guard_give_back(at->bytes);
    at->bytes = tc_guard_take(table->fd, &table->file, TC_TABLE_BLOCK_LEN,
                              (guint64)number * TC_TABLE_BLOCK_LEN);
    if (at->bytes == NULL)
        return FALSE;
    at->directory_end = tc_table_read16(at->bytes + 7 + 2);
    /* A block of a later revision has replaced ours. */
    if (tc_table_read32(at->bytes) > table->revision || at->bytes[4] != level ||
        at->directory_end <= TC_TABLE_HEAD_LEN || at->directory_end > TC_TABLE_BLOCK_LEN ||
        (at->directory_end - TC_TABLE_HEAD_LEN) % 2 != 0)
        return FALSE;
    at->number = number;
    at->near = 0;
    return TRUE;
}

static int
compare(const TcTableEntry *item, const guint8 *key, gsize key_len, guint component)
{
    const int order = memcmp(item->key, key, MIN(item->key_len, key_len));
    if (order != 0)
        return order;
    if (item->key_len != key_len)
        return TC_ORDER(item->key_len, key_len);
    return TC_ORDER(item->component, component);
}

/* Where a key is looked for: the items [low, high) of a block have not been looked at; those before
 * are not behind the key, and `found` is the last of them; those after are behind it. */
typedef struct {
    guint low;
    guint high;
    int found; /* -1 for none */
    TcTableEntry *item;
} Range;

/* Looks at one item of the range. */
static gboolean
probe(const TcTableLevel *at, guint level, const guint8 *key, gsize key_len, guint component,
      guint index, Range *range)
{
    TcTableEntry seen;
    if (!tc_table_read_item(at, level == 0, index, &seen))
        return FALSE;
    /* The first item of a branch counts as the least, whatever its key. */
    if ((level > 0 && index == 0) || compare(&seen, key, key_len, component) <= 0) {
        range->found = (int)index;
        range->low = index + 1;
        *range->item = seen;
    } else {
        range->high = index;
    }
    return TRUE;
}

/* Finds the last item that is not behind the key, `at[level]`; -1 if all are. */
static gboolean
search(TcTable *table, guint level, const guint8 *key, gsize key_len, guint component, int *found,
       TcTableEntry *item)
{
    TcTableLevel *at = &table->levels[level];
    Range range = {.high = tc_table_item_count(at), .found = -1, .item = item};
    /* In growing steps from where the last one was, as most keys are a little behind it. */
    guint index = at->near;
    for (guint step = 1; range.low <= index && index < range.high; step *= 2) {
        if (!probe(at, level, key, key_len, component, index, &range))
            return FALSE;
        index += step;
    }
    while (range.low < range.high)
        if (!probe(at, level, key, key_len, component, range.low + (range.high - range.low) / 2,
                   &range))
            return FALSE;
    *found = range.found;
    at->near = (guint)MAX(range.found, 0);
    return TRUE;
}

/* Where the way down to the leaf at hand is lost, it is at hand no more. */
static gboolean
lose_leaf(TcTable *table)
{
    table->levels[0].number = TC_TABLE_BLOCK_NONE;
    return FALSE;
}

/* Goes down to the leaf where the key would be. */
static gboolean
descend(TcTable *table, const guint8 *key, gsize key_len, guint component)
{
    guint32 number = table->root;
    for (guint level = table->level_count - 1;; level--) {
        int index = -1;
        TcTableEntry item;
        if (!load(table, level, number))
            return lose_leaf(table);
        if (level == 0)
            return TRUE;
        if (!search(table, level, key, key_len, component, &index, &item) || index < 0)
            return lose_leaf(table);
        table->levels[level].index = (guint)index;
        number = item.block;
    }
}

/* Finds the item of a component of a key. Sets `is_inner` when there are items on both sides of
 * where it is or would be, so that no other leaf can hold it. */
static gboolean
find_here(TcTable *table, const guint8 *key, gsize key_len, guint component, TcTableEntry *item,
          gboolean *is_here, gboolean *is_inner)
{
    int index = -1;
    if (!search(table, 0, key, key_len, component, &index, item))
        return FALSE;
    *is_here = index >= 0 && compare(item, key, key_len, component) == 0;
    *is_inner = index >= 0 && (guint)index + 1 < tc_table_item_count(&table->levels[0]);
    return TRUE;
}

static gboolean
find_component(TcTable *table, const guint8 *key, gsize key_len, guint component,
               TcTableEntry *item, gboolean *is_here)
{
    gboolean is_inner = FALSE;
    *is_here = FALSE;
    if (table->levels[0].number != TC_TABLE_BLOCK_NONE &&
        (!find_here(table, key, key_len, component, item, is_here, &is_inner) || *is_here ||
         is_inner))
        return *is_here || is_inner;
    return descend(table, key, key_len, component) &&
           find_here(table, key, key_len, component, item, is_here, &is_inner);
}

TcTableAnswer
tc_table_find(TcTable *table, const guint8 *key, gsize key_len, const guint8 **tag, gsize *tag_len,
              gboolean *is_compressed)
{
    TcTableEntry item;
    gboolean is_here = FALSE;
    if (key_len == 0 || key_len > TC_TABLE_KEY_MAX ||
        !find_component(table, key, key_len, 1, &item, &is_here))
        return TC_TABLE_ASK;
    if (!is_here)
        return TC_TABLE_ABSENT;
    if ((item.flags & TC_TABLE_IS_FIRST) == 0)
        return TC_TABLE_ASK;
    *is_compressed = (item.flags & TC_TABLE_IS_COMPRESSED) != 0;
    *tag = item.tag;
    *tag_len = item.tag_len;
    if ((item.flags & TC_TABLE_IS_LAST) != 0)
        return TC_TABLE_FOUND;
    g_byte_array_set_size(table->tag, 0);
    g_byte_array_append(table->tag, item.tag, item.tag_len);
    for (guint component = 2; (item.flags & TC_TABLE_IS_LAST) == 0; component++) {
        if (component > G_MAXUINT16 || table->tag->len > TAG_MAX ||
            !find_component(table, key, key_len, component, &item, &is_here) || !is_here ||
            (item.flags & TC_TABLE_IS_FIRST) != 0)
            return TC_TABLE_ASK;
        g_byte_array_append(table->tag, item.tag, item.tag_len);
    }
    *tag = table->tag->data;
    *tag_len = table->tag->len;
    return TC_TABLE_FOUND;
}

/* Goes to the first item of the next leaf. `*is_end` when there is none. */
static gboolean
next_leaf(TcTable *table, gboolean *is_end)
{
    guint level = 1;
    while (level < table->level_count &&
           table->levels[level].index + 1 >= tc_table_item_count(&table->levels[level]))
        level++;
    *is_end = level >= table->level_count;
    if (*is_end)
        return TRUE;
    for (table->levels[level].index++; level > 0; level--) {
        TcTableEntry item;
        if (!tc_table_read_item(&table->levels[level], FALSE, table->levels[level].index, &item) ||
            !load(table, level - 1, item.block))
            return lose_leaf(table);
        table->levels[level - 1].index = 0;
    }
    return TRUE;
}

/* Reads the item at hand or, behind the end of its leaf, the first one of the next leaf. */
static gboolean
read_here(TcTable *table, TcTableEntry *item, gboolean *is_end)
{
    *is_end = FALSE;
    while (!*is_end && table->levels[0].index >= tc_table_item_count(&table->levels[0]))
        if (!next_leaf(table, is_end))
            return FALSE;
    return *is_end || tc_table_read_item(&table->levels[0], TRUE, table->levels[0].index, item);
}

/* Gives the item at hand with all its components, then goes on to the next. */
static TcTableAnswer
give_here(TcTable *table, TcTableItem *given)
{
    TcTableEntry item;
    gboolean is_end = FALSE;
    do {
        if (!read_here(table, &item, &is_end))
            return TC_TABLE_ASK;
        if (is_end)
            return TC_TABLE_ABSENT;
        table->levels[0].index++;
        /* Components of an item that was passed over, or the empty key, which is the very first. */
    } while ((item.flags & TC_TABLE_IS_FIRST) == 0 || item.key_len == 0);
    memcpy(table->key, item.key, item.key_len);
    *given = (TcTableItem){.key = table->key,
                           .key_len = item.key_len,
                           .tag = item.tag,
                           .tag_len = item.tag_len,
                           .is_compressed = (item.flags & TC_TABLE_IS_COMPRESSED) != 0};
    if ((item.flags & TC_TABLE_IS_LAST) != 0)
        return TC_TABLE_FOUND;
    g_byte_array_set_size(table->tag, 0);
    g_byte_array_append(table->tag, item.tag, item.tag_len);
    for (guint component = 2; (item.flags & TC_TABLE_IS_LAST) == 0; component++) {
        if (!read_here(table, &item, &is_end) || is_end || (item.flags & TC_TABLE_IS_FIRST) != 0 ||
            component > G_MAXUINT16 || table->tag->len > TAG_MAX ||
            compare(&item, table->key, given->key_len, component) != 0)
            return TC_TABLE_ASK;
        g_byte_array_append(table->tag, item.tag, item.tag_len);
        table->levels[0].index++;
    }
    given->tag = table->tag->data;
    given->tag_len = table->tag->len;
    return TC_TABLE_FOUND;
}

/* Finds the last item that is not behind a component of a key, in the leaf at hand where it has
 * items on both sides of it, else in the one where it would be. */
static gboolean
find_leaf(TcTable *table, const guint8 *key, gsize key_len, guint component, int *index,
          TcTableEntry *item)
{
    if (table->levels[0].number != TC_TABLE_BLOCK_NONE) {
        if (!search(table, 0, key, key_len, component, index, item))
            return FALSE;
        if (*index >= 0 && (guint)*index + 1 < tc_table_item_count(&table->levels[0]))
            return TRUE;
    }
    return descend(table, key, key_len, component) &&
           search(table, 0, key, key_len, component, index, item);
}

TcTableAnswer
tc_table_seek(TcTable *table, const guint8 *key, gsize key_len, TcTableItem *item)
{
    TcTableEntry before;
    int index = -1;
    if (key_len > TC_TABLE_KEY_MAX || !find_leaf(table, key, key_len, 1, &index, &before))
        return TC_TABLE_ASK;
    const gboolean is_it = index >= 0 && compare(&before, key, key_len, 1) == 0;
    table->levels[0].index = (guint)(is_it ? index : index + 1);
    return give_here(table, item);
}

TcTableAnswer
tc_table_next(TcTable *table, TcTableItem *item)
{
    return give_here(table, item);
}

/* Go to the last item of the leaf before. */
static gboolean
previous_leaf(TcTable *table, gboolean *is_begin)
{
    guint level = 1;
    while (level < table->level_count && table->levels[level].index == 0)
        level++;
    *is_begin = level >= table->level_count;
    if (*is_begin)
        return TRUE;
    for (table->levels[level].index--; level > 0; level--) {
        TcTableEntry item;
        if (!tc_table_read_item(&table->levels[level], FALSE, table->levels[level].index, &item) ||
            !load(table, level - 1, item.block))
            return lose_leaf(table);
        table->levels[level - 1].index = tc_table_item_count(&table->levels[level - 1]) - 1;
    }
    return TRUE;
}

TcTableAnswer
tc_table_seek_back(TcTable *table, const guint8 *key, gsize key_len, TcTableItem *given)
{
    TcTableEntry item;
    int index = -1;
    gboolean is_begin = FALSE;
    if (key_len > TC_TABLE_KEY_MAX || !find_leaf(table, key, key_len, G_MAXUINT16, &index, &item))
        return TC_TABLE_ASK;
    if (index < 0) {
        /* Keys of branches are cut short: it may be behind that of the leaf, and before its first.
         */
        if (!previous_leaf(table, &is_begin))
            return TC_TABLE_ASK;
        if (is_begin)
            return TC_TABLE_ABSENT;
        if (!tc_table_read_item(&table->levels[0], TRUE, table->levels[0].index, &item))
            return TC_TABLE_ASK;
    }
    if (item.key_len == 0)
        return TC_TABLE_ABSENT; /* the empty key that is the very first */
    memcpy(table->key, item.key, item.key_len);
    given->key = table->key;
    given->key_len = item.key_len;
    if ((item.flags & (TC_TABLE_IS_FIRST | TC_TABLE_IS_LAST)) ==
        (TC_TABLE_IS_FIRST | TC_TABLE_IS_LAST)) {
        given->tag = item.tag;
        given->tag_len = item.tag_len;
        given->is_compressed = (item.flags & TC_TABLE_IS_COMPRESSED) != 0;
        return TC_TABLE_FOUND;
    }
    const TcTableAnswer answer = tc_table_find(table, table->key, given->key_len, &given->tag,
                                               &given->tag_len, &given->is_compressed);
    return answer == TC_TABLE_FOUND ? TC_TABLE_FOUND : TC_TABLE_ASK;
}
