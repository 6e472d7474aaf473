#include "store/terms.h"

#include "base/first_bytes.h"
#include "base/free.h"

#include <stdlib.h>
#include <string.h>

/* Chunks of a term, in `pool`:
 *
 *     head                                 tail
 *     | 12 bytes | link |---> | 24 bytes | link |---> | 48 bytes | link |
 *
 * They hold the differences of neighbouring positions, seven bits a byte, low ones first, the top
 * bit set in all bytes but the last. Differences are taken modulo 2^32, so positions may come in
 * any order; most words of a text are rare, so the first chunks are small. */
#define CHUNK_FIRST 12u
#define CHUNK_LAST  384u
#define LINK_LEN    4u

/* A buffer that has grown beyond these is given back. */
#define KEEP_POOL   ((gsize)8 << 20)
#define KEEP_GROUPS ((gsize)1 << 17)

/* What the peak of a process grew by, with texts of random words (where every word is another) and
 * of random letters (where none is): nodes of Xapian's maps and of their strings, and positions in
 * a vector and encoded. */
#define COST_OF_TERM     640u
#define COST_OF_POSITION 7u

/* All occurrences of one term. */
typedef struct {
    guint32 term_at; /* in `names` */
    guint32 term_len;
    guint32 hash;
    guint32 count; /* occurrences with a position */
    guint32 last;  /* position */
    guint32 head, tail, tail_end;
    guint32 chunk; /* bytes of the last one */
    gboolean is_unsorted;
} Group;

static inline Group *
group_at(const GArray *groups, gsize index)
{
    return &g_array_index(groups, Group, index);
}

/* Runs of this many places are put in order one by one before longer runs are merged. */
#define SORT_RUN ((gsize)8)

/* How a group is handed over. */
typedef struct {
    guint64 first_bytes;
    guint32 group;
} Place;

struct TcTerms {
    GArray *groups; /* Group */
    GByteArray *names;
    guint8 *pool;
    gsize pool_len, pool_capacity;
    guint32 *slots;   /* hash table of group index + 1 */
    gsize slot_count; /* a power of two */
    GArray *order;    /* Place */
    GArray *positions;
    gsize occurrences;
};

TcTerms *
tc_terms_new(void)
{
    TcTerms *terms = g_new0(TcTerms, 1);

    terms->groups = g_array_new(FALSE, FALSE, sizeof(Group));
    terms->names = g_byte_array_new();
    terms->order = g_array_new(FALSE, FALSE, sizeof(Place));
    terms->positions = g_array_new(FALSE, FALSE, sizeof(guint32));
    terms->slot_count = 1024;
    terms->slots = g_new0(guint32, terms->slot_count);
    return terms;
}

static void
free_content(TcTerms *terms)
{
    g_array_unref(terms->groups);
    g_byte_array_unref(terms->names);
    g_array_unref(terms->order);
    g_array_unref(terms->positions);
    tc_free_all(terms->pool, terms->slots);
}

void
tc_terms_free(TcTerms *terms)
{
    if (terms == NULL)
        return;
    free_content(terms);
    g_free(terms);
}

/* After one long document the table is large, and short ones use little of it. What is in use lies
 * without a gap between where a term belongs and the next free slot. */
static void
clear_slots(TcTerms *terms)
{
    const gsize mask = terms->slot_count - 1;

    if ((gsize)terms->groups->len * 16 > terms->slot_count) {
        memset(terms->slots, 0, terms->slot_count * sizeof *terms->slots);
        return;
    }
    for (guint i = 0; i < terms->groups->len; i++) {
        gsize at = group_at(terms->groups, i)->hash & mask;

        for (; terms->slots[at] != 0; at = (at + 1) & mask)
            terms->slots[at] = 0;
    }
}

void
tc_terms_reset(TcTerms *terms)
{
    if (terms->pool_capacity > KEEP_POOL || terms->groups->len > KEEP_GROUPS) {
        TcTerms *fresh = tc_terms_new();

        free_content(terms);
        *terms = *fresh;
        g_free(fresh);
        return;
    }
    clear_slots(terms);
    g_array_set_size(terms->groups, 0);
    g_byte_array_set_size(terms->names, 0);
    terms->pool_len = 0;
    terms->occurrences = 0;
}

/* ---- which group a term has ---- */

static guint32
hash_bytes(const char *bytes, gsize len)
{
    guint64 hash = len * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);

    for (gsize at = 0; at < len; at += sizeof hash) {
        hash =
            (hash ^ tc_first_bytes(bytes + at, len - at)) * G_GUINT64_CONSTANT(0xff51afd7ed558ccd);
        hash ^= hash >> 32;
    }
    return (guint32)hash;
}

static void
grow_slots(TcTerms *terms)
{
    gsize mask;

    g_free(terms->slots);
    terms->slot_count *= 2;
    terms->slots = g_new0(guint32, terms->slot_count);
    mask = terms->slot_count - 1;
    for (guint i = 0; i < terms->groups->len; i++) {
        gsize at = group_at(terms->groups, i)->hash & mask;

        while (terms->slots[at] != 0)
            at = (at + 1) & mask;
        terms->slots[at] = i + 1;
    }
}

/* The group of a term, which is made for its first occurrence. Valid until the next one is made. */
static Group *
group_of(TcTerms *terms, const char *term, gsize term_len)
{
    const guint32 hash = hash_bytes(term, term_len);
    const gsize mask = terms->slot_count - 1;
    gsize at = hash & mask;
    Group fresh = {.hash = hash, .term_at = terms->names->len, .term_len = (guint32)term_len};

    for (; terms->slots[at] != 0; at = (at + 1) & mask) {
        Group *group = group_at(terms->groups, terms->slots[at] - 1);

        if (group->hash == hash && group->term_len == term_len &&
            memcmp(terms->names->data + group->term_at, term, term_len) == 0)
            return group;
    }
    g_byte_array_append(terms->names, (const guint8 *)term, (guint)term_len);
    g_array_append_val(terms->groups, fresh);
    terms->slots[at] = terms->groups->len;
    if ((gsize)terms->groups->len * 2 > terms->slot_count)
        grow_slots(terms);
    return group_at(terms->groups, terms->groups->len - 1);
}

/* ---- positions ---- */

/* Adds a chunk at the end of those of `group`. */
static void
add_chunk(TcTerms *terms, Group *group)
{
    const guint32 len = group->chunk == 0 ? CHUNK_FIRST : MIN(group->chunk * 2, CHUNK_LAST);
    const guint32 at = (guint32)terms->pool_len;

    if (terms->pool_len + len + LINK_LEN > terms->pool_capacity) {
        terms->pool_capacity = terms->pool_capacity * 3 / 2 + 65536;
        terms->pool = g_realloc(terms->pool, terms->pool_capacity);
    }
    terms->pool_len += len + LINK_LEN;
    g_assert(terms->pool_len <= G_MAXUINT32);
    if (group->chunk == 0)
        group->head = at;
    else
        memcpy(terms->pool + group->tail_end, &at, LINK_LEN);
    group->chunk = len;
    group->tail = at;
    group->tail_end = at + len;
}

static inline void
add_byte(TcTerms *terms, Group *group, guint8 byte)
{
    if (group->tail == group->tail_end)
        add_chunk(terms, group);
    terms->pool[group->tail++] = byte;
}

guint32
tc_terms_add(TcTerms *terms, const char *term, gsize term_len, guint32 position)
{
    Group *group = group_of(terms, term, term_len);
    const guint32 number = (guint32)(group - (const Group *)(const void *)terms->groups->data);
    guint32 step = position - group->last;

    if (position == 0)
        return number;
    group->is_unsorted |= position < group->last;
    group->last = position;
    group->count++;
    terms->occurrences++;
    for (; step >= 0x80; step >>= 7)
        add_byte(terms, group, (guint8)(step | 0x80));
    add_byte(terms, group, (guint8)step);
    return number;
}

static int
compare_positions(const void *a, const void *b)
{
    const guint32 left = *(const guint32 *)a;
    const guint32 right = *(const guint32 *)b;

    return (left > right) - (left < right);
}

/* Reads them into terms->positions. */
static void
read_positions(TcTerms *terms, const Group *group)
{
    guint32 *positions;
    guint32 at = group->head, chunk = CHUNK_FIRST, end = at + chunk, position = 0;

    g_array_set_size(terms->positions, group->count);
    positions = (guint32 *)(void *)terms->positions->data;
    for (guint32 i = 0; i < group->count; i++) {
        guint32 step = 0;
        guint shift = 0;
        guint8 byte;

        do {
            if (at == end) {
                memcpy(&at, terms->pool + end, LINK_LEN);
                chunk = MIN(chunk * 2, CHUNK_LAST);
                end = at + chunk;
            }
            byte = terms->pool[at++];
            step |= (guint32)(byte & 0x7f) << shift;
            shift += 7;
        } while (byte & 0x80);
        position += step;
        positions[i] = position;
    }
    if (group->is_unsorted)
        qsort(positions, group->count, sizeof *positions, compare_positions);
}

/* ---- handing over ---- */

guint
tc_terms_count(const TcTerms *terms)
{
    return terms->groups->len;
}

gsize
tc_terms_cost(const TcTerms *terms)
{
    return (gsize)terms->groups->len * COST_OF_TERM + terms->occurrences * COST_OF_POSITION;
}

/* The first bytes of a term, to be compared all at once. */
static guint64
first_bytes(const char *term, gsize len)
{
    return GUINT64_FROM_BE(tc_first_bytes(term, len));
}

static gboolean
is_before(const TcTerms *terms, const Place *x, const Place *y)
{
    if (x->first_bytes != y->first_bytes)
        return x->first_bytes < y->first_bytes;

    const Group *left = group_at(terms->groups, x->group);
    const Group *right = group_at(terms->groups, y->group);
    const int order =
        memcmp(terms->names->data + left->term_at, terms->names->data + right->term_at,
               MIN(left->term_len, right->term_len));

    return order != 0 ? order < 0 : left->term_len < right->term_len;
}

/* Merge sort with comparisons in place: it takes a third of the time of qsort(). `spare` has as
 * much room as what is sorted. */
static void
sort_places(const TcTerms *terms, Place *places, Place *spare, gsize count)
{
    for (gsize begin = 0; begin < count; begin += SORT_RUN) {
        const gsize end = MIN(begin + SORT_RUN, count);

        for (gsize i = begin + 1; i < end; i++) {
            const Place place = places[i];
            gsize at = i;

            for (; at > begin && is_before(terms, &place, &places[at - 1]); at--)
                places[at] = places[at - 1];
            places[at] = place;
        }
    }
    for (gsize run = SORT_RUN; run < count; run *= 2) {
        for (gsize begin = 0; begin < count; begin += 2 * run) {
            const gsize middle = MIN(begin + run, count), end = MIN(begin + 2 * run, count);
            gsize left = begin, right = middle;

            for (gsize to = begin; to < end; to++) {
                const gboolean is_right =
                    left == middle ||
                    (right < end && is_before(terms, &places[right], &places[left]));

                spare[to] = places[is_right ? right++ : left++];
            }
        }
        memcpy(places, spare, count * sizeof *places);
    }
}

gboolean
tc_terms_each(TcTerms *terms, TcTermsFunc func, gpointer user)
{
    /* As much room again to sort them in. */
    g_array_set_size(terms->order, terms->groups->len * 2);
    for (guint i = 0; i < terms->groups->len; i++) {
        const Group *group = group_at(terms->groups, i);
        const char *term = (const char *)terms->names->data + group->term_at;

        g_array_index(terms->order, Place, i) = (Place){first_bytes(term, group->term_len), i};
    }
    /* In byte order: Xapian walks them in that order later, and then they lie in memory in it,
     * which is a few per cent faster than by frequency or as they come. */
    if (terms->groups->len > 0)
        sort_places(terms, &g_array_index(terms->order, Place, 0),
                    &g_array_index(terms->order, Place, terms->groups->len), terms->groups->len);
    for (guint i = 0; i < terms->groups->len; i++) {
        const Group *group = group_at(terms->groups, g_array_index(terms->order, Place, i).group);

        read_positions(terms, group);
        if (!func((const char *)terms->names->data + group->term_at, group->term_len,
                  (const guint32 *)(const void *)terms->positions->data, group->count, user))
            return FALSE;
    }
    return TRUE;
}
