#include "indexer/postings/pairs.h"

#include "store/schema.h"
#include "store/writer.h"
#include "text/pair.h"

#include <string.h>

/* A text with this many pairs is long. In such a text a pair that stands twice may be chance: only
 * three times count. */
#define LONG_TEXT_MIN ((gsize)3000)
#define COST_OF_TERM  ((gsize)640) /* as in store/terms.c */
#define SLOTS_FIRST   ((gsize)1 << 12)
/* A table larger than this is given back. */
#define SLOTS_KEEP    ((gsize)1 << 15)

/* A slot of a hash table: the document that it was filled for, so that a new document needs no
 * clearing, the numbers of both words, and how often the pair stands there, up to COUNT_MAX. */
#define NUMBER_BITS    24
#define NUMBER_MAX     (1u << NUMBER_BITS)
#define COUNT_BITS     2
#define COUNT_MAX      3u
#define ROUND_MAX      ((1u << (64 - COUNT_BITS - 2 * NUMBER_BITS)) - 1)
#define ROUND_OF(SLOT) ((SLOT) >> (COUNT_BITS + 2 * NUMBER_BITS))

/* Whether a word may be half of a pair. */
typedef enum { HALF_UNKNOWN, HALF_NO, HALF_YES } Half;

/* Keys of pairs, with a length byte before each. */
typedef struct {
    GByteArray *bytes;
    gsize count;
} Keys;

struct TcPairs {
    guint64 *slots; /* a slot of another round than this is free */
    guint64 round;  /* from 1 */
    gsize slot_count, used;
    gsize words;        /* pairs that were added */
    Keys twice;         /* those that stand twice, while the text is not long */
    Keys three_times;   /* and of a long one */
    GByteArray *halves; /* Half of each word that was looked at, by its number */
};

TcPairs *
tc_pairs_new(void)
{
    TcPairs *pairs = g_new0(TcPairs, 1);

    pairs->slot_count = SLOTS_FIRST;
    pairs->slots = g_new0(guint64, pairs->slot_count);
    pairs->round = 1;
    pairs->twice.bytes = g_byte_array_new();
    pairs->three_times.bytes = g_byte_array_new();
    pairs->halves = g_byte_array_new();
    return pairs;
}

void
tc_pairs_free(TcPairs *pairs)
{
    if (pairs == NULL)
        return;
    g_free(pairs->slots);
    g_byte_array_unref(pairs->twice.bytes);
    g_byte_array_unref(pairs->three_times.bytes);
    g_byte_array_unref(pairs->halves);
    g_free(pairs);
}

static void
drop_keys(Keys *keys)
{
    g_byte_array_set_size(keys->bytes, 0);
    keys->count = 0;
}

void
tc_pairs_reset(TcPairs *pairs)
{
    drop_keys(&pairs->twice);
    drop_keys(&pairs->three_times);
    g_byte_array_set_size(pairs->halves, 0);
    pairs->words = 0;
    if (pairs->used == 0)
        return;
    pairs->used = 0;
    pairs->round++;
    if (pairs->slot_count > SLOTS_KEEP || pairs->round > ROUND_MAX) {
        g_free(pairs->slots);
        pairs->slot_count = SLOTS_FIRST;
        pairs->slots = g_new0(guint64, pairs->slot_count);
        pairs->round = 1;
    }
}

/* The slot of a pair with its round, or the free slot where it would be. */
static guint64 *
slot_of(guint64 *slots, gsize slot_count, guint64 pair)
{
    gsize at = (gsize)(pair * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) >> 32) & (slot_count - 1);

    while (slots[at] >> COUNT_BITS != pair && ROUND_OF(slots[at]) == pair >> (2 * NUMBER_BITS))
        at = (at + 1) & (slot_count - 1);
    return &slots[at];
}

static void
grow(TcPairs *pairs)
{
    const gsize slot_count = pairs->slot_count * 2;
    guint64 *slots = g_new0(guint64, slot_count);

    for (gsize i = 0; i < pairs->slot_count; i++)
        if (ROUND_OF(pairs->slots[i]) == pairs->round)
            *slot_of(slots, slot_count, pairs->slots[i] >> COUNT_BITS) = pairs->slots[i];
    g_free(pairs->slots);
    pairs->slots = slots;
    pairs->slot_count = slot_count;
}

static gboolean
is_half(TcPairs *pairs, const TcToken *token, guint32 number)
{
    const guint known = pairs->halves->len;

    if (number >= known) {
        g_byte_array_set_size(pairs->halves, number + 1);
        memset(pairs->halves->data + known, HALF_UNKNOWN, number + 1 - known);
    }
    if (pairs->halves->data[number] == HALF_UNKNOWN)
        pairs->halves->data[number] =
            tc_pair_has_half(token->key, token->key_len) ? HALF_YES : HALF_NO;
    return pairs->halves->data[number] == HALF_YES;
}

static void
add_key(Keys *keys, const TcToken *a, const TcToken *b)
{
    char key[TC_PAIR_KEY_MAX];
    const guint8 len = (guint8)tc_pair_key_of_halves(a->key, a->key_len, b->key, b->key_len, key);

    if (len == 0)
        return;
    g_byte_array_append(keys->bytes, &len, 1);
    g_byte_array_append(keys->bytes, (const guint8 *)key, len);
    keys->count++;
}

void
tc_pairs_add(TcPairs *pairs, const TcToken *a, guint32 a_number, const TcToken *b, guint32 b_number)
{
    const guint64 pair = (pairs->round << NUMBER_BITS | a_number) << NUMBER_BITS | b_number;

    pairs->words++;
    if (a_number >= NUMBER_MAX || b_number >= NUMBER_MAX)
        return;
    guint64 *slot = slot_of(pairs->slots, pairs->slot_count, pair);
    if (ROUND_OF(*slot) != pairs->round) {
        if (pairs->used == TC_PAIRS_MAX)
            return;
        *slot = pair << COUNT_BITS | 1;
        pairs->used++;
        if (pairs->used * 2 > pairs->slot_count)
            grow(pairs);
        return;
    }
    if ((*slot & ((1u << COUNT_BITS) - 1)) == COUNT_MAX)
        return;
    const guint count = ++*slot & ((1u << COUNT_BITS) - 1);
    if ((count == COUNT_MAX || pairs->words < LONG_TEXT_MIN) && is_half(pairs, a, a_number) &&
        is_half(pairs, b, b_number))
        add_key(count == COUNT_MAX ? &pairs->three_times : &pairs->twice, a, b);
}

gsize
tc_pairs_cost(const TcPairs *pairs)
{
    return MAX(pairs->twice.count, pairs->three_times.count) * COST_OF_TERM +
           pairs->slot_count * sizeof *pairs->slots;
}

void
tc_pairs_finish(const TcPairs *pairs, GStringChunk *terms, GArray *items)
{
    const gsize prefix_len = strlen(TC_TERM_PAIR);
    const GByteArray *keys =
        pairs->words < LONG_TEXT_MIN ? pairs->twice.bytes : pairs->three_times.bytes;
    char term[8 + TC_PAIR_KEY_MAX];

    memcpy(term, TC_TERM_PAIR, prefix_len);
    for (guint at = 0; at < keys->len; at += 1u + keys->data[at]) {
        const guint8 len = keys->data[at];
        TcPosting posting = {.term_len = (guint32)prefix_len + len};

        memcpy(term + prefix_len, keys->data + at + 1, len);
        posting.term = g_string_chunk_insert_len(terms, term, posting.term_len);
        g_array_append_val(items, posting);
    }
}
