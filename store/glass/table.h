/* store/glass/table.h - looking things up in a table of a glass database, without Xapian.
 *
 * A query reads a thousand position lists and more, and Xapian opens each with a cursor of its own,
 * which reads every block on the way to it. They lie side by side, though: here the blocks of the
 * last look-up are kept, one a level, and most lists are found in the leaf that is at hand.
 *
 * Nothing is decided here. Whatever is not as expected - another format, another revision, a block
 * that a commit has overtaken, one that is cut off, damaged, or makes no sense - is TC_TABLE_ASK:
 * Xapian is to be asked, which answers, or says what is wrong. Blocks are read with pread() into
 * memory of our own, never mapped: a file that is truncated meanwhile costs no signal, and what was
 * checked stays as it was. (A mapping was no faster: blocks are few.)
 *
 * The format is told by store/xapian/glass_table.h. A handle belongs to one thread at a time. */
#ifndef TC_STORE_GLASS_TABLE_READER_H
#define TC_STORE_GLASS_TABLE_READER_H

#include "store/guard/glass.h"

#include <glib.h>

G_BEGIN_DECLS

typedef struct TcTable TcTable;

/* Those that can be looked into. */
typedef enum {
    TC_TABLE_POSTLIST = TC_GLASS_POSTLIST,
    TC_TABLE_DOCDATA = TC_GLASS_DOCDATA,
    TC_TABLE_TERMLIST = TC_GLASS_TERMLIST,
    TC_TABLE_POSITION = TC_GLASS_POSITION,
} TcTableKind;

typedef enum {
    TC_TABLE_FOUND,
    TC_TABLE_ABSENT,
    TC_TABLE_ASK, /* Xapian */
} TcTableAnswer;

/* A table of the database in `folder` as of `revision`; NULL when that cannot be had: then Xapian
 * is to be asked. */
TcTable *tc_table_open(const char *folder, TcTableKind kind, guint64 revision);
void tc_table_close(TcTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcTable, tc_table_close)

/* The tag of `key`, borrowed until the next look-up, and whether it is compressed (by raw DEFLATE).
 * Keys in ascending order are found fastest. */
TcTableAnswer tc_table_find(TcTable *table, const guint8 *key, gsize key_len, const guint8 **tag,
                            gsize *tag_len, gboolean *is_compressed);

/* The items of one key but for the number of a document at its end (tc_position_key_begin(),
 * tc_position_key_set_document()): they lie side by side, and are told apart by that number alone.
 */
typedef struct {
    const guint8 *prefix; /* borrowed */
    gsize prefix_len;
    /* Private: the leaf that was looked at last, which of its items these are, where the last one
     * was found, and the ends of the keys of that one and of the last as numbers. */
    guint32 block;
    guint begin;
    guint end;
    guint near;
    guint64 near_order;
    guint64 last_order;
} TcTableRun;

void tc_table_run_init(TcTableRun *run, const guint8 *prefix, gsize prefix_len);
/* The same as tc_table_find() with the number of a document behind the prefix; for many of them,
 * ascending. */
TcTableAnswer tc_table_run_find(TcTable *table, TcTableRun *run, guint32 docid, const guint8 **tag,
                                gsize *tag_len, gboolean *is_compressed);

/* An item, borrowed until the next look-up. */
typedef struct {
    const guint8 *key;
    gsize key_len;
    const guint8 *tag;
    gsize tag_len;
    gboolean is_compressed;
} TcTableItem;

/* The first item whose key is not before this one, and the one after the last that was given;
 * TC_TABLE_ABSENT behind the end. tc_table_next() comes directly after one of the two. */
TcTableAnswer tc_table_seek(TcTable *table, const guint8 *key, gsize key_len, TcTableItem *item);
TcTableAnswer tc_table_next(TcTable *table, TcTableItem *item);

/* The last item whose key is not behind this one; TC_TABLE_ABSENT before the first. */
TcTableAnswer tc_table_seek_back(TcTable *table, const guint8 *key, gsize key_len,
                                 TcTableItem *item);

/* How many blocks were read so far. */
guint64 tc_table_blocks_read(const TcTable *table);

G_END_DECLS

#endif
