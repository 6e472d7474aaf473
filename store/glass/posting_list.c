#include "store/glass/posting_list.h"

#include "store/glass/number.h"
#include "store/glass/position_list.h"

#include <string.h>

/* The key of the list of all documents and their lengths. */
#define LENGTHS_KEY     "\0\xe0"
#define LENGTHS_KEY_LEN 2u
#define TERM_MAX        255u

static void
ask(TcPostingList *postings)
{
    postings->is_ask = TRUE;
    postings->docid = 0;
    postings->p = postings->end = NULL;
    postings->is_last = TRUE;
    postings->last = G_MAXUINT32;
}

/* How often the term is in the document at hand. */
static inline gboolean
take_wdf(TcPostingList *postings)
{
    guint64 wdf = 0;
    if (!tc_glass_take_number(&postings->p, postings->end, &wdf) || wdf > G_MAXUINT32)
        return FALSE;
    postings->wdf = (guint32)wdf;
    return TRUE;
}

/* Stand at the first document of an entry, copied from `tag`; the number of the first one stands in
 * the entry, or in its key. */
static gboolean
enter(TcPostingList *postings, const guint8 *tag, gsize tag_len, guint32 first)
{
    guint64 number = 0;
    g_byte_array_set_size(postings->entry, 0);
    g_byte_array_append(postings->entry, tag, (guint)tag_len);
    postings->p = postings->entry->data;
    postings->end = postings->p + tag_len;
    if (first == 0) {
        guint64 documents = 0; /* ... and how often the term occurs in them */
        if (!tc_glass_take_number(&postings->p, postings->end, &documents) ||
            documents > G_MAXUINT32 ||
            !tc_glass_take_number(&postings->p, postings->end, &number) ||
            !tc_glass_take_number(&postings->p, postings->end, &number) || number >= G_MAXUINT32)
            return FALSE;
        first = (guint32)number + 1;
        postings->documents = (guint32)documents;
    }
    if (postings->p == postings->end || (*postings->p != '0' && *postings->p != '1'))
        return FALSE;
    postings->is_last = *postings->p++ == '1';
    if (!tc_glass_take_number(&postings->p, postings->end, &number) || number > G_MAXUINT32 - first)
        return FALSE;
    postings->docid = first;
    postings->last = first + (guint32)number;
    return take_wdf(postings);
}

/* The number in a key of this list; 0 when it makes no sense. */
static guint32
document_of_key(const TcPostingList *postings, const guint8 *key, gsize key_len)
{
    if (key_len <= postings->key_len || memcmp(key, postings->key, postings->key_len) != 0)
        return 0;
    return tc_position_key_document(key + postings->key_len, key_len - postings->key_len);
}

gboolean
tc_posting_list_begin(TcPostingList *postings, TcTable *table, const char *term, gsize term_len)
{
    const guint8 *tag = NULL;
    gsize tag_len = 0;
    gboolean is_compressed = FALSE;
    memset(postings, 0, G_STRUCT_OFFSET(TcPostingList, key));
    postings->table = table;
    postings->entry = g_byte_array_new();
    postings->is_last = TRUE;
    if (term_len > TERM_MAX) {
        ask(postings);
        return FALSE;
    }
    gsize first_len = 0;
    if (term_len == 0) {
        memcpy(postings->key, LENGTHS_KEY, LENGTHS_KEY_LEN);
        first_len = postings->key_len = LENGTHS_KEY_LEN;
        postings->has_lengths = TRUE;
    } else {
        postings->key_len = tc_position_key_begin(term, term_len, postings->key);
        first_len = postings->key_len - 1; /* nothing comes behind the term */
    }
    switch (tc_table_find(table, postings->key, first_len, &tag, &tag_len, &is_compressed)) {
    case TC_TABLE_ABSENT:
        return TRUE;
    case TC_TABLE_FOUND:
        if (!is_compressed && enter(postings, tag, tag_len, 0))
            return TRUE;
        break;
    case TC_TABLE_ASK:
        break;
    }
    ask(postings);
    return FALSE;
}

void
tc_posting_list_clear(TcPostingList *postings)
{
    if (postings->entry != NULL)
        g_byte_array_unref(postings->entry);
    memset(postings, 0, sizeof *postings);
}

/* Go to the entry behind this one. */
static void
enter_next(TcPostingList *postings)
{
    TcTableItem item;
    if (postings->is_last) {
        postings->docid = 0;
        return;
    }
    const guint32 before = postings->last;
    const gsize len =
        before == G_MAXUINT32
            ? 0
            : tc_position_key_set_document(postings->key, postings->key_len, before + 1);
    guint32 first = 0;
    if (len > 0 && tc_table_seek(postings->table, postings->key, len, &item) == TC_TABLE_FOUND &&
        !item.is_compressed)
        first = document_of_key(postings, item.key, item.key_len);
    if (first == 0 || !enter(postings, item.tag, item.tag_len, first))
        ask(postings);
}

/* Behind the last document of the entry nothing is left of it. */
static inline gboolean
step(TcPostingList *postings)
{
    guint64 gap = 0;
    guint16 both = 0; /* how far it is and how often, mostly a byte each */
    if (G_LIKELY(postings->end - postings->p >= 2)) {
        memcpy(&both, postings->p, sizeof both);
        if (G_LIKELY((both & 0x8080) == 0)) {
            gap = postings->p[0];
            postings->wdf = postings->p[1];
            postings->p += 2;
            if (gap >= postings->last - postings->docid)
                return FALSE;
            postings->docid += (guint32)gap + 1;
            return TRUE;
        }
    }
    if (!tc_glass_take_number(&postings->p, postings->end, &gap) ||
        gap >= postings->last - postings->docid || !take_wdf(postings))
        return FALSE;
    postings->docid += (guint32)gap + 1;
    return TRUE;
}

void
tc_posting_list_next(TcPostingList *postings)
{
    if (postings->docid == 0)
        return;
    if (postings->docid < postings->last) {
        if (!step(postings))
            ask(postings);
    } else if (postings->p != postings->end) {
        ask(postings);
    } else {
        enter_next(postings);
    }
}

/* In the list of lengths, most of which take two bytes: the same as step() where this one does, and
 * how far it is takes one. */
static inline gboolean
step_length(TcPostingList *postings)
{
    guint32 bytes;
    if (postings->end - postings->p < (gssize)sizeof bytes)
        return FALSE;
    memcpy(&bytes, postings->p, sizeof bytes);
    bytes = GUINT32_FROM_LE(bytes);
    const guint32 gap = bytes & 0x7F;
    if ((bytes & 0x808080) != 0x8000 || gap >= postings->last - postings->docid)
        return FALSE;
    postings->docid += gap + 1;
    postings->wdf = (bytes >> 8 & 0x7F) | (bytes >> 16 & 0x7F) << 7;
    postings->p += 3;
    return TRUE;
}

/* Goes on while how far it is and how often take a byte each, up to `limit` or the last document of
 * the entry; each is a bit in `bits`, or else noted in `places` and `wdfs`, whichever is given.
 * Returns how many these are. */
static G_ALWAYS_INLINE inline gsize
go_on_short(TcPostingList *postings, guint32 begin, guint32 limit, guint64 *bits, guint16 *places,
            guint32 *wdfs)
{
    const guint8 *p = postings->p;
    const guint8 *end = postings->end;
    const guint32 last = MIN(limit, postings->last);
    guint32 docid = postings->docid;
    gsize count = 0;
    for (; end - p >= 2; p += 2) {
        guint16 both;
        memcpy(&both, p, sizeof both);
        if ((both & 0x8080) != 0 || p[0] >= last - docid)
            break;
        docid += p[0] + 1U;
        if (bits != NULL) {
            bits[(docid - begin) / 64] |= (guint64)1 << (docid - begin) % 64;
        } else {
            places[count] = (guint16)(docid - begin);
            wdfs[count++] = p[1];
        }
    }
    if (p != postings->p)
        postings->wdf = p[-1];
    postings->docid = docid;
    postings->p = p;
    return count;
}

gsize
tc_posting_list_take(TcPostingList *postings, guint32 begin, gsize count, guint16 *places,
                     guint32 *wdfs)
{
    gsize taken = 0;
    const guint32 limit = (guint32)MIN(begin + (guint64)count - 1, G_MAXUINT32);
    while (postings->docid != 0 && postings->docid <= limit) {
        places[taken] = (guint16)(postings->docid - begin);
        wdfs[taken++] = postings->wdf;
        if (!postings->has_lengths)
            taken += go_on_short(postings, begin, limit, NULL, places + taken, wdfs + taken);
        if (postings->docid >= postings->last)
            tc_posting_list_next(postings);
        else if (!(postings->has_lengths && step_length(postings)) && !step(postings))
            ask(postings);
    }
    return taken;
}

void
tc_posting_list_mark(TcPostingList *postings, guint32 begin, gsize count, guint64 *bits)
{
    const guint32 limit = (guint32)MIN(begin + (guint64)count - 1, G_MAXUINT32);
    while (postings->docid != 0 && postings->docid <= limit) {
        bits[(postings->docid - begin) / 64] |= (guint64)1 << (postings->docid - begin) % 64;
        go_on_short(postings, begin, limit, bits, NULL, NULL);
        tc_posting_list_next(postings);
    }
}

/* Go to the entry in which a document would be that lies behind the one at hand. */
static void
enter_at(TcPostingList *postings, guint32 docid)
{
    TcTableItem item;
    const gsize len = tc_position_key_set_document(postings->key, postings->key_len, docid);
    guint32 first = 0;
    if (tc_table_seek_back(postings->table, postings->key, len, &item) == TC_TABLE_FOUND &&
        !item.is_compressed)
        first = document_of_key(postings, item.key, item.key_len);
    if (first > postings->last) {
        if (!enter(postings, item.tag, item.tag_len, first))
            ask(postings);
        return;
    }
    /* It would be between this entry and the next one. */
    enter_next(postings);
}

#define EVERY_UPPER_BIT G_GUINT64_CONSTANT(0x8080808080808080)
#define EVEN_BYTES      G_GUINT64_CONSTANT(0x00FF00FF00FF00FF)
/* Multiplied by this, the four numbers of 16 bits are added up in the highest. */
#define ADD_UP          G_GUINT64_CONSTANT(0x0001000100010001)

/* The next eight bytes of the entry, the first one lowest; FALSE near its end. */
static inline gboolean
look_ahead(const TcPostingList *postings, guint64 *bytes)
{
    if (postings->end - postings->p < (gssize)sizeof *bytes)
        return FALSE;
    memcpy(bytes, postings->p, sizeof *bytes);
    *bytes = GUINT64_FROM_LE(*bytes);
    return TRUE;
}

/* Go on by four documents at once, where each takes two bytes and none lies behind `docid`. */
static inline gboolean
stride(TcPostingList *postings, guint32 docid)
{
    guint64 bytes;
    if (!look_ahead(postings, &bytes))
        return FALSE;
    const guint32 gaps = (guint32)((bytes & EVEN_BYTES) * ADD_UP >> 48) + 4;
    if ((bytes & EVERY_UPPER_BIT) != 0 || gaps > MIN(docid, postings->last) - postings->docid)
        return FALSE;
    postings->docid += gaps;
    postings->wdf = (guint32)(bytes >> 56);
    postings->p += 8;
    return TRUE;
}

/* Of two documents, a byte for how far it is and two for how often, the highest bits. */
#define TWO_LONG_BITS   G_GUINT64_CONSTANT(0x0000808080808080)
#define TWO_LONG_WANTED G_GUINT64_CONSTANT(0x0000008000008000)

/* Go on by two documents at once in the list of lengths, most of which take two bytes. */
static inline gboolean
stride_lengths(TcPostingList *postings, guint32 docid)
{
    guint64 bytes;
    if (!look_ahead(postings, &bytes))
        return FALSE;
    const guint32 gaps = (guint32)(bytes & 0x7F) + (guint32)(bytes >> 24 & 0x7F) + 2;
    if ((bytes & TWO_LONG_BITS) != TWO_LONG_WANTED ||
        gaps > MIN(docid, postings->last) - postings->docid)
        return FALSE;
    postings->docid += gaps;
    postings->wdf = (guint32)(bytes >> 32 & 0x7F) | (guint32)(bytes >> 40 & 0x7F) << 7;
    postings->p += 6;
    return TRUE;
}

void
tc_posting_list_skip_to(TcPostingList *postings, guint32 docid)
{
    if (postings->docid == 0 || postings->docid >= docid)
        return;
    if (docid > postings->last) {
        if (postings->is_last) {
            postings->docid = 0;
            return;
        }
        enter_at(postings, docid);
        if (postings->docid != 0 && docid > postings->last)
            enter_next(postings);
    }
    while (postings->docid != 0 && postings->docid < docid) {
        const gboolean has_gone =
            postings->has_lengths ? stride_lengths(postings, docid) : stride(postings, docid);
        if (!has_gone && !step(postings)) {
            ask(postings);
            return;
        }
    }
}

gsize
tc_posting_list_match(TcPostingList *postings, const guint32 *docids, gsize count, guint16 *places,
                      guint32 *wdfs)
{
    gsize found = 0;
    gsize i = 0;
    while (i < count) {
        tc_posting_list_skip_to(postings, docids[i]);
        if (postings->docid == 0)
            break;
        if (postings->docid == docids[i]) {
            places[found] = (guint16)i;
            wdfs[found++] = postings->wdf;
            i++;
        }
        while (i < count && docids[i] < postings->docid)
            i++;
    }
    return found;
}
