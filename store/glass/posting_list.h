/* store/glass/posting_list.h - the list of documents of a term in a glass database, read without
 * Xapian.
 *
 * A list stands in the table of postings in entries of about 2,000 bytes, each under the term and
 * the number of its first document: whether it is the last one, how far it reaches, and then, byte
 * by byte, how often the term is in a document and how far it is to the next. The entry at hand is
 * copied, so that any number of lists can be read side by side from one table.
 *
 * As everywhere here, whatever is not as expected is left to Xapian: then is_ask is set. */
#ifndef TC_STORE_GLASS_POSTING_LIST_H
#define TC_STORE_GLASS_POSTING_LIST_H

#include "store/glass/table.h"

G_BEGIN_DECLS

/* Bytes of the longest term and key, each zero byte of a term being two. */
#define TC_POSTING_KEY_MAX 520

typedef struct {
    guint32 docid;     /* where it stands; 0 behind the last document */
    guint32 wdf;       /* how often the term is there */
    guint32 documents; /* that have it, all in all */
    gboolean is_ask;
    /* Private. */
    TcTable *table;
    const guint8 *p; /* behind what stands here */
    const guint8 *end;
    guint32 last; /* document of the entry */
    gboolean is_last;
    gboolean has_lengths; /* of documents, in place of how often */
    GByteArray *entry;
    gsize key_len; /* of the term in the keys of all entries but the first */
    guint8 key[TC_POSTING_KEY_MAX];
} TcPostingList;

/* Go to the first document of `term` (as it is stored) in `table`, a table of postings, which must
 * outlive `postings`. An empty term stands for all documents, with their lengths in place of how
 * often. FALSE when Xapian is to be asked; to be cleared all the same. */
gboolean tc_posting_list_begin(TcPostingList *postings, TcTable *table, const char *term,
                               gsize term_len);
void tc_posting_list_clear(TcPostingList *postings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcPostingList, tc_posting_list_clear)

/* The next document, and the first one from `docid` on, which is never before where it stands. */
void tc_posting_list_next(TcPostingList *postings);
void tc_posting_list_skip_to(TcPostingList *postings, guint32 docid);
/* The documents from the one where it stands, which is not before `begin`, up to `begin` + `count`
 * (at most 65,536): how far each is from `begin`, and how often it has the term. Returns how many
 * these are; it stands at the next one then. Both arrays have room for `count`. */
gsize tc_posting_list_take(TcPostingList *postings, guint32 begin, gsize count, guint16 *places,
                           guint32 *wdfs);
/* The same with a bit set for each, the lowest of bits[0] for `begin`; none is cleared. */
void tc_posting_list_mark(TcPostingList *postings, guint32 begin, gsize count, guint64 *bits);
/* Which of these documents have the term (`docids`, ascending, at most 65,536, none before where it
 * stands): their places among them, and how often. Returns how many these are. Both arrays have
 * room for `count`. */
gsize tc_posting_list_match(TcPostingList *postings, const guint32 *docids, gsize count,
                            guint16 *places, guint32 *wdfs);

G_END_DECLS

#endif
