/* Items that differ in the number of a document alone: tc_table_run_find(). */
#include "store/glass/position_list.h"
#include "store/glass/table.h"
#include "store/glass/table_parts.h"

#include <string.h>

/* Bytes of the number of a document in a key. */
#define DOCUMENT_LEN_MAX 5

void
tc_table_run_init(TcTableRun *run, const guint8 *prefix, gsize prefix_len)
{
    *run = (TcTableRun){.prefix = prefix, .prefix_len = prefix_len, .block = TC_TABLE_BLOCK_NONE};
}

/* The key of an item of a leaf; NULL when it makes no sense. */
static inline const guint8 *
leaf_key(const TcTableLevel *at, guint index, guint *key_len)
{
    const guint begin = tc_table_read16(at->bytes + TC_TABLE_HEAD_LEN + 2 * index);
    if (begin < at->directory_end || begin + TC_TABLE_LEAF_HEAD_LEN > TC_TABLE_BLOCK_LEN)
        return NULL;
    *key_len = at->bytes[begin + TC_TABLE_LEAF_HEAD_LEN - 1];
    return begin + TC_TABLE_LEAF_HEAD_LEN + *key_len > TC_TABLE_BLOCK_LEN
               ? NULL
               : at->bytes + begin + TC_TABLE_LEAF_HEAD_LEN;
}

/* Finds the first item from `low` on that is not before those of the prefix, or with `is_end` the
 * first one behind them. */
static gboolean
find_edge(const TcTableLevel *at, const TcTableRun *run, guint low, guint high, gboolean is_end,
          guint *edge)
{
    /* Mostly all items of a leaf are of one prefix. */
    for (guint middle = is_end ? high - 1 : low; low < high; middle = low + (high - low) / 2) {
        guint key_len = 0;
        const guint8 *key = leaf_key(at, middle, &key_len);
        if (key == NULL)
            return FALSE;
        const int order = memcmp(key, run->prefix, MIN(key_len, run->prefix_len));
        const gboolean is_before = order < 0 || (order == 0 && key_len < run->prefix_len);
        if (is_before || (is_end && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    *edge = low;
    return TRUE;
}

/* The end of a key as a number that is in the order of keys; G_MAXUINT64 for what is none. */
static inline guint64
order_of_end(const guint8 *end, gsize len)
{
    guint64 order = 0;
    if (G_LIKELY(len == 2))
        return (guint64)tc_table_read16(end) << 27 | len;
    if (len > DOCUMENT_LEN_MAX)
        return G_MAXUINT64;
    for (gsize i = 0; i < DOCUMENT_LEN_MAX; i++)
        order = order << 8 | (i < len ? end[i] : 0);
    return order << 3 | len;
}

/* Where an item of the run is looked for: those before `low` come before it, those from `high` on
 * do not; `found` is the one at `high`. */
typedef struct {
    guint low;
    guint high;
    guint64 found;
} RunRange;

static inline gboolean
probe_run(const TcTableLevel *at, const TcTableRun *run, guint64 wanted, guint index,
          RunRange *range)
{
    guint key_len = 0;
    const guint8 *key = leaf_key(at, index, &key_len);
    if (key == NULL)
        return FALSE;
    const guint64 order = order_of_end(key + run->prefix_len, key_len - run->prefix_len);
    if (order < wanted) {
        range->low = index + 1;
        return TRUE;
    }
    /* No two items have the same key. */
    if (order == wanted)
        range->low = index;
    range->high = index;
    range->found = order;
    return TRUE;
}

/* Where an item may be that is not before the last one: documents are spread about evenly. */
static inline guint
guess(const TcTableRun *run, guint64 wanted)
{
    const guint left = run->end - 1 - run->near;
    if (wanted <= run->near_order || run->last_order <= run->near_order)
        return run->near;
    if (wanted >= run->last_order)
        return run->end - 1;
    return run->near +
           (guint)((wanted - run->near_order) * left / (run->last_order - run->near_order));
}

/* Narrows the range in growing steps from a guess, then by halves. */
static inline gboolean
narrow(const TcTableLevel *at, const TcTableRun *run, guint64 wanted, RunRange *range)
{
    guint index = guess(run, wanted);
    gboolean is_before = TRUE; /* what is looked for is before the item that was looked at */
    for (guint step = 1; range->low <= index && index < range->high; step *= 2) {
        if (!probe_run(at, run, wanted, index, range))
            return FALSE;
        if (step > 1 && is_before != (range->high == index))
            break;
        is_before = range->high == index;
        if (is_before && index < range->low + step)
            break;
        index = is_before ? index - step : index + step;
    }
    while (range->low < range->high)
        if (!probe_run(at, run, wanted, range->low + (range->high - range->low) / 2, range))
            return FALSE;
    return TRUE;
}

/* Looks at the items of the leaf at hand, which are those of the run. TC_TABLE_ASK when they cannot
 * tell. */
static TcTableAnswer
find_in_run(const TcTableLevel *at, TcTableRun *run, guint64 wanted, TcTableEntry *item)
{
    RunRange range = {run->begin, run->end, G_MAXUINT64};
    if (!narrow(at, run, wanted, &range))
        return TC_TABLE_ASK;
    if (range.low == run->end) {
        run->near = run->end - 1;
        run->near_order = run->last_order;
        /* It may be in the next leaf. */
        return run->end == tc_table_item_count(at) ? TC_TABLE_ASK : TC_TABLE_ABSENT;
    }
    run->near = range.low;
    run->near_order = range.found;
    if (range.found != wanted)
        return range.low > 0 ? TC_TABLE_ABSENT : TC_TABLE_ASK;
    const guint whole = TC_TABLE_IS_FIRST | TC_TABLE_IS_LAST;
    const gboolean is_plain = tc_table_read_item(at, TRUE, range.low, item) &&
                              (item->flags & whole) == whole &&
                              memcmp(item->key, run->prefix, run->prefix_len) == 0;
    return is_plain ? TC_TABLE_FOUND : TC_TABLE_ASK;
}

/* The end of the key of an item of the run; G_MAXUINT64 for what makes no sense. */
static guint64
order_at(const TcTableLevel *at, const TcTableRun *run, guint index)
{
    guint key_len = 0;
    const guint8 *key = leaf_key(at, index, &key_len);
    return key == NULL || key_len < run->prefix_len
               ? G_MAXUINT64
               : order_of_end(key + run->prefix_len, key_len - run->prefix_len);
}

/* Takes note of which items of the leaf at hand are those of the run. */
static void
take_leaf(const TcTable *table, TcTableRun *run)
{
    const TcTableLevel *at = &table->levels[0];
    const guint count = tc_table_item_count(at);
    run->block = TC_TABLE_BLOCK_NONE;
    if (at->number != TC_TABLE_BLOCK_NONE && find_edge(at, run, 0, count, FALSE, &run->begin) &&
        run->begin < count && find_edge(at, run, run->begin, count, TRUE, &run->end) &&
        run->begin < run->end) {
        run->block = at->number;
        run->near = CLAMP(at->near, run->begin, run->end - 1);
        run->near_order = order_at(at, run, run->near);
        run->last_order = order_at(at, run, run->end - 1);
    }
}

TcTableAnswer
tc_table_run_find(TcTable *table, TcTableRun *run, guint32 docid, const guint8 **tag,
                  gsize *tag_len, gboolean *is_compressed)
{
    guint8 key[TC_TABLE_KEY_MAX + DOCUMENT_LEN_MAX];
    if (run->prefix_len > TC_TABLE_KEY_MAX)
        return TC_TABLE_ASK;
    const gsize end_len = tc_position_key_set_document(key + run->prefix_len, 0, docid);
    if (run->block != TC_TABLE_BLOCK_NONE && run->block == table->levels[0].number) {
        TcTableEntry item;
        const TcTableAnswer answer = find_in_run(
            &table->levels[0], run, order_of_end(key + run->prefix_len, end_len), &item);
        if (answer == TC_TABLE_FOUND) {
            *is_compressed = (item.flags & TC_TABLE_IS_COMPRESSED) != 0;
            *tag = item.tag;
            *tag_len = item.tag_len;
        }
        if (answer != TC_TABLE_ASK)
            return answer;
    }
    memcpy(key, run->prefix, run->prefix_len);
    const TcTableAnswer answer =
        tc_table_find(table, key, run->prefix_len + end_len, tag, tag_len, is_compressed);
    take_leaf(table, run);
    return answer;
}
