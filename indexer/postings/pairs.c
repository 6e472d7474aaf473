#include "indexer/postings/pairs.h"

#include "store/schema.h"
#include "store/writer.h"
#include "text/pair.h"

#include <string.h>

#define REPEATED_MIN 2            /* with 3, a third of the terms, and a third of what they bring */
#define COST_OF_TERM ((gsize)640) /* as in store/terms.c */
#define SLOTS_FIRST  ((gsize)1 << 12)
/* Above it the table is given back. */
#define SLOTS_KEEP   ((gsize)1 << 15)

typedef struct {
    guint64 pair; /* both numbers */
    guint32 count;
    guint32 round; /* of the document that it was filled for */
} Slot;

/* Whether a word may be half of a pair. */
typedef enum { HALF_UNKNOWN, HALF_NO, HALF_YES } Half;

struct TcPairs {
    Slot *slots;   /* a hash table; free where the round is another one */
    guint32 round; /* never 0: a new table needs no filling, and an old one no clearing */
    gsize slot_count, used, repeated;
    GByteArray *keys;   /* of the repeated pairs: a length byte before each */
    GByteArray *halves; /* Half of each word that was looked at, by its number */
};

TcPairs *
tc_pairs_new(void)
{
    TcPairs *pairs = g_new0(TcPairs, 1);

    pairs->slot_count = SLOTS_FIRST;
    pairs->slots = g_new0(Slot, pairs->slot_count);
    pairs->round = 1;
    pairs->keys = g_byte_array_new();
    pairs->halves = g_byte_array_new();
    return pairs;
}

void
tc_pairs_free(TcPairs *pairs)
{
    if (pairs == NULL)
        return;
    g_free(pairs->slots);
    g_byte_array_unref(pairs->keys);
    g_byte_array_unref(pairs->halves);
    g_free(pairs);
}

void
tc_pairs_reset(TcPairs *pairs)
{
    g_byte_array_set_size(pairs->keys, 0);
    g_byte_array_set_size(pairs->halves, 0);
    pairs->repeated = 0;
    if (pairs->used == 0)
        return;
    pairs->used = 0;
    pairs->round++;
    if (pairs->slot_count > SLOTS_KEEP || pairs->round == 0) {
        g_free(pairs->slots);
        pairs->slot_count = SLOTS_FIRST;
        pairs->slots = g_new0(Slot, pairs->slot_count);
        pairs->round = 1;
    }
}

/* The slot of a pair, or the free one where it would be. */
static Slot *
slot_of(Slot *slots, gsize slot_count, guint32 round, guint64 pair)
{
    gsize at = (gsize)(pair * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) >> 32) & (slot_count - 1);

    while (slots[at].round == round && slots[at].pair != pair)
        at = (at + 1) & (slot_count - 1);
    return &slots[at];
}

static void
grow(TcPairs *pairs)
{
    const gsize slot_count = pairs->slot_count * 2;
    Slot *slots = g_new0(Slot, slot_count);

    for (gsize i = 0; i < pairs->slot_count; i++)
        if (pairs->slots[i].round == pairs->round)
            *slot_of(slots, slot_count, pairs->round, pairs->slots[i].pair) = pairs->slots[i];
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

void
tc_pairs_add(TcPairs *pairs, const TcToken *a, guint32 a_number, const TcToken *b, guint32 b_number)
{
    const guint64 pair = (guint64)a_number << 32 | b_number;
    Slot *slot = slot_of(pairs->slots, pairs->slot_count, pairs->round, pair);

    if (slot->round != pairs->round) {
        if (pairs->used == TC_PAIRS_MAX)
            return;
        *slot = (Slot){.pair = pair, .round = pairs->round};
        pairs->used++;
    }
    slot->count++;
    if (slot->count == REPEATED_MIN && is_half(pairs, a, a_number) && is_half(pairs, b, b_number)) {
        char key[TC_PAIR_KEY_MAX];
        const guint8 len =
            (guint8)tc_pair_key_of_halves(a->key, a->key_len, b->key, b->key_len, key);

        if (len > 0) {
            g_byte_array_append(pairs->keys, &len, 1);
            g_byte_array_append(pairs->keys, (const guint8 *)key, len);
            pairs->repeated++;
        }
    }
    if (pairs->used * 2 > pairs->slot_count)
        grow(pairs);
}

gsize
tc_pairs_cost(const TcPairs *pairs)
{
    return pairs->repeated * COST_OF_TERM + pairs->slot_count * sizeof *pairs->slots;
}

void
tc_pairs_finish(const TcPairs *pairs, GStringChunk *terms, GArray *items)
{
    const gsize prefix_len = strlen(TC_TERM_PAIR);
    char term[8 + TC_PAIR_KEY_MAX];

    memcpy(term, TC_TERM_PAIR, prefix_len);
    for (guint at = 0; at < pairs->keys->len; at += 1u + pairs->keys->data[at]) {
        const guint8 len = pairs->keys->data[at];
        TcPosting posting = {.term_len = (guint32)prefix_len + len};

        memcpy(term + prefix_len, pairs->keys->data + at + 1, len);
        posting.term = g_string_chunk_insert_len(terms, term, posting.term_len);
        g_array_append_val(items, posting);
    }
}
