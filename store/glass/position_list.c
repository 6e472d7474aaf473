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

guint32
tc_position_key_document(const guint8 *end, gsize len)
{
    guint8 again[TC_POSITION_KEY_MAX];
    guint64 docid = 0;
    if (len == 2)
        docid = (guint32)end[0] << 8 | end[1];
    else if (len > 2 && len <= 5) {
        docid = end[0] & (0xFFu >> (len - 1));
        for (gsize i = 1; i < len; i++)
            docid = docid << 8 | end[i];
    }
    /* Spelt in the one way that there is. */
    return docid > 0 && docid <= G_MAXUINT32 &&
                   tc_position_key_set_document(again, 0, (guint32)docid) == len &&
                   memcmp(again, end, len) == 0
               ? (guint32)docid
               : 0;
}

/* Reads bits, lowest first. Behind the end there are zeros, as many as are asked for: whoever takes
 * one has taken too much. */
typedef struct {
    const guint8 *begin;
    const guint8 *p;
    const guint8 *end;
    guint64 bits; /* above `count` of them are some that will be read again, or zeros */
    guint count;
    guint zeros; /* of `count` */
} Bits;

static inline guint64
read_eight(const guint8 *p)
{
    guint64 bytes;
    memcpy(&bytes, p, sizeof bytes);
    return GUINT64_FROM_LE(bytes);
}

/* The same with less than eight bytes left: most lists are short, and end so. */
static void
fill_up(Bits *in)
{
    const gsize left = (gsize)(in->end - in->p);
    guint64 bytes = 0;
    if (left > 0 && in->end - in->begin >= 8)
        bytes = read_eight(in->end - 8) >> (64 - 8 * left);
    else
        for (gsize i = 0; i < left; i++)
            bytes |= (guint64)in->p[i] << (8 * i);
    const guint taken = MIN((guint)left, (64 - in->count) / 8);
    in->bits |= bytes << in->count;
    in->count += 8 * taken;
    in->p += taken;
    if (in->count < 32) {
        in->zeros += 32;
        in->count += 32;
    }
}

/* Makes sure that at least 32 bits are at hand. `in` is a copy that stays in registers, as nobody
 * else knows where it is; `kept` is not. */
static inline void
fill(Bits *in, Bits *kept)
{
    if (G_LIKELY(in->count >= 32))
        return;
    if (in->end - in->p >= 8) {
        in->bits |= read_eight(in->p) << in->count;
        in->p += (63 - in->count) / 8;
        in->count |= 56;
        return;
    }
    *kept = *in;
    fill_up(kept);
    *in = *kept;
}

static inline gboolean
is_over(const Bits *in)
{
    return in->count < in->zeros;
}

/* One of `most` + 1 values, `most` above 0. Where these are no power of two, the values in the
 * middle take one bit less: those whose lower bits are above those of `most`. */
static inline guint32
take_up_to(Bits *in, Bits *kept, guint32 most)
{
    const guint len = 31 ^ (guint)__builtin_clz(most); /* of the lower bits */
    const guint32 half = 1u << len;
    fill(in, kept);
    const guint32 low = (guint32)in->bits & (half - 1);
    const gboolean has_upper = low <= most - half;
    const guint32 value = has_upper ? low | ((guint32)in->bits & half) : low;
    const guint taken = len + (guint)has_upper;
    in->bits >>= taken;
    in->count -= taken;
    return value;
}

/* One of `outof` values. */
static inline guint32
take_of(Bits *in, guint32 outof)
{
    Bits kept;
    return outof <= 1 ? 0 : take_up_to(in, &kept, outof - 1);
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
    *in = (Bits){.begin = tag, .p = p, .end = end};
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
    list->rest.begin = in.begin;
    list->rest.p = in.p;
    list->rest.end = in.end;
    list->rest.bits = in.bits;
    list->rest.count = in.count;
    list->rest.zeros = in.zeros;
    return TRUE;
}

/* More halves than a list of TC_POSITION_LIST_MAX has within one another. */
#define DEPTH_MAX 32

/* What lies between two places of a list. */
typedef struct {
    guint32 places; /* from the first to the last */
    guint32 last;   /* the position there */
} Between;

/* How far behind the first position the one is that stands `half` places behind it, within the
 * bounds that both ends leave. */
static inline guint32
take_step(Bits *in, Bits *kept, guint32 first, const Between *here, guint32 half)
{
    const guint32 room = here->last - first - here->places;
    return half + (room == 0 ? 0 : take_up_to(in, kept, room));
}

/* Reads all that stands between the first position, which is at `at`, and the last: the one in the
 * middle, within the bounds that the ends leave, then both halves in the same way, the first half
 * first. What would be at `end` or behind is not kept, nor read where nothing before it comes after
 * it; `is_whole`, where that is behind the last one, is constant where this is called. */
static G_ALWAYS_INLINE inline void
read_between(Bits *kept, guint32 *at, Between here, gboolean is_whole, const guint32 *end)
{
    Bits in = *kept;
    Between later[DEPTH_MAX]; /* what follows, and is not read yet */
    guint depth = 0;
    guint32 first = *at;
    while (is_whole || at + 1 < end) {
        while (here.places > 3) {
            const guint32 half = here.places / 2;
            const guint32 middle = first + take_step(&in, kept, first, &here, half);
            if (is_whole || at + half < end)
                at[half] = middle;
            later[depth++] = (Between){here.places - half, here.last};
            here = (Between){half, middle};
        }
        for (; here.places > 1; here.places--) {
            first += take_step(&in, kept, first, &here, 1);
            at++;
            if (is_whole || at < end)
                *at = first;
        }
        if (depth == 0)
            break;
        first = here.last;
        at++;
        here = later[--depth];
    }
    *kept = in;
}

gboolean
tc_position_list_read(TcPositionList *list, guint32 count, guint32 *positions)
{
    Bits in = {list->rest.begin, list->rest.p,     list->rest.end,
               list->rest.bits,  list->rest.count, list->rest.zeros};
    const Between all = {list->count - 1, list->last};
    if (count > list->count || count == 0)
        return FALSE;
    positions[0] = list->first;
    if (list->count == 1)
        return TRUE;
    if (count == list->count) {
        positions[count - 1] = list->last;
        read_between(&in, positions, all, TRUE, NULL);
    } else {
        read_between(&in, positions, all, FALSE, positions + count);
    }
    return !is_over(&in);
}
