#include "store/glass/position_list.h"

#include <string.h>

gsize
tc_position_key_begin(const char *term, gsize term_len, guint8 *key)
{
    gsize len = 0;
    for (gsize i = 0; i < term_len; i++) {
        key[len++] = (guint8)term[i];
        if (term[i] == '\0')
            key[len++] = 0xFF;
    }
    key[len++] = 0;
    return len;
}

/* Packs a number so that bytes sort as numbers do: two bytes below 2^15, otherwise three to five,
 * whose number the leading ones of the first byte tell. */
gsize
tc_position_key_set_document(guint8 *key, gsize term_len, guint32 docid)
{
    if (docid < 0x8000) {
        key[term_len] = (guint8)(docid >> 8);
        key[term_len + 1] = (guint8)docid;
        return term_len + 2;
    }
    const gsize len = (32 + 5 - (gsize)__builtin_clz(docid)) / 7;
    const guint mark = 0xFFu << (10 - len);
    for (gsize i = 1; i < len; i++, docid >>= 8)
        key[term_len + len - i] = (guint8)docid;
    key[term_len] = (guint8)(docid | mark);
    return term_len + len;
}

/* Reads bits, lowest first. Behind the end there are zeros, as many as are asked for: whoever takes
 * one has taken too much. */
typedef struct {
    const guint8 *p;
    const guint8 *end;
    guint64 bits;
    guint count;
    guint zeros; /* of `count` */
} Bits;

/* Makes sure that at least 32 bits are at hand. */
static inline void
fill(Bits *in)
{
    if (in->count >= 32)
        return;
    if (in->end - in->p >= 4) {
        guint32 more;
        memcpy(&more, in->p, sizeof more);
        in->bits |= (guint64)GUINT32_FROM_LE(more) << in->count;
        in->p += sizeof more;
        in->count += 32;
        return;
    }
    for (; in->count < 32; in->count += 8)
        if (in->p < in->end)
            in->bits |= (guint64)*in->p++ << in->count;
        else
            in->zeros += 8;
}

static inline gboolean
is_over(const Bits *in)
{
    return in->count < in->zeros;
}

static inline void
drop(Bits *in, guint count)
{
    in->bits >>= count;
    in->count -= count;
}

/* One of `outof` values. Where that is no power of two, the values in the middle take one bit less:
 * those whose lower bits are not below what the upper half lacks of the lower one. */
static inline guint32
take_of(Bits *in, guint32 outof)
{
    if (outof <= 1)
        return 0;
    const guint len = 31 ^ (guint)__builtin_clz(outof - 1); /* of the lower bits */
    const guint64 half = G_GUINT64_CONSTANT(1) << len;
    fill(in);
    const guint64 low = in->bits & (half - 1);
    const guint has_upper = low < outof - half ? 1 : 0;
    const guint64 value = low | (in->bits & (half & -(guint64)has_upper));
    drop(in, len + has_upper);
    return (guint32)value;
}

/* The beginning of a list: its last position and, where there are several, the first one and how
 * many there are. */
static gboolean
read_head(const guint8 *tag, gsize tag_len, Bits *in, guint32 *first, guint32 *last, guint32 *count)
{
    const guint8 *p = tag;
    const guint8 *end = tag + tag_len;
    guint64 number = 0;
    for (guint shift = 0;; shift += 7) {
        if (p == end || shift > 28)
            return FALSE;
        number |= (guint64)(*p & 0x7F) << shift;
        if (*p++ < 0x80)
            break;
    }
    if (number > G_MAXUINT32)
        return FALSE;
    *last = (guint32)number;
    *first = *last;
    *count = 1;
    if (p == end)
        return TRUE;
    *in = (Bits){.p = p, .end = end};
    if (*last == 0)
        return FALSE;
    *first = take_of(in, *last);
    if (*first >= *last)
        return FALSE;
    const guint32 between = take_of(in, *last - *first);
    if (between > TC_POSITION_LIST_MAX - 2 || is_over(in))
        return FALSE;
    *count = between + 2;
    return TRUE;
}

gboolean
tc_position_list_open(TcPositionList *list, const guint8 *tag, gsize tag_len)
{
    Bits in = {0};
    if (!read_head(tag, tag_len, &in, &list->first, &list->last, &list->count))
        return FALSE;
    list->rest.p = in.p;
    list->rest.end = in.end;
    list->rest.bits = in.bits;
    list->rest.count = in.count;
    list->rest.zeros = in.zeros;
    return TRUE;
}

/* More halves than a list of TC_POSITION_LIST_MAX has within one another. */
#define DEPTH_MAX 32

/* A place of a list and its position. */
typedef struct {
    guint32 place;
    guint32 position;
} End;

/* Reads all that stands between both ends: the one in the middle, within the bounds that the ends
 * leave, then both halves in the same way, the first half first. What stands from `count` on is not
 * read, as nothing before it comes after it. */
static void
read_between(Bits *from, End first, End last, guint32 count, guint32 *positions)
{
    Bits in = *from;
    End later[DEPTH_MAX]; /* where halves end that are not read yet */
    guint depth = 0;
    while (first.place + 1 < count) {
        const guint32 places = last.place - first.place;
        if (places <= 1) {
            if (depth == 0)
                break;
            first = last;
            last = later[--depth];
            continue;
        }
        const guint32 half = places / 2;
        const guint32 room = last.position - first.position - places + 1;
        const End middle = {first.place + half, first.position + half + take_of(&in, room)};
        if (middle.place < count)
            positions[middle.place] = middle.position;
        if (half > 1) {
            later[depth++] = last;
            last = middle;
        } else {
            first = middle;
        }
    }
    *from = in;
}

gboolean
tc_position_list_read(TcPositionList *list, guint32 count, guint32 *positions)
{
    Bits in = {list->rest.p, list->rest.end, list->rest.bits, list->rest.count, list->rest.zeros};
    if (count > list->count || count == 0)
        return FALSE;
    positions[0] = list->first;
    if (list->count == 1)
        return TRUE;
    if (count == list->count)
        positions[count - 1] = list->last;
    read_between(&in, (End){0, list->first}, (End){list->count - 1, list->last}, count, positions);
    return !is_over(&in);
}
