/* store/glass/value_list.h - the values that documents have in a slot of a glass database, read
 * without Xapian.
 *
 * Values stand in the table of postings in entries of about 2,000 bytes, each under the slot and
 * the number of its first document: a value after its length, and how far it is to the next
 * document that has one. The entry at hand is copied, so that several slots can be read side by
 * side.
 *
 * As everywhere here, whatever is not as expected is left to Xapian. */
#ifndef TC_STORE_GLASS_VALUE_LIST_H
#define TC_STORE_GLASS_VALUE_LIST_H

#include "store/glass/table.h"

G_BEGIN_DECLS

/* Bytes of the longest key of an entry. */
#define TC_VALUE_KEY_MAX 16

typedef struct {
    TcTable *table;
    GByteArray *entry;
    const guint8 *p; /* behind the value at hand */
    const guint8 *end;
    guint32 first; /* document of the entry; 0 before one was read */
    guint32 docid; /* that has the value at hand; 0 before one was read */
    guint32 next;  /* where the entry was read to its end: where the next one begins, if known */
    const guint8 *value;
    gsize value_len;
    gsize key_len; /* of the slot */
    guint8 key[TC_VALUE_KEY_MAX];
} TcValueList;

/* Values of `slot` in `table`, a table of postings, which must outlive `values`. */
void tc_value_list_init(TcValueList *values, TcTable *table, guint32 slot);
void tc_value_list_clear(TcValueList *values);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcValueList, tc_value_list_clear)

/* The value of a document, which is not before the one that was asked for last; borrowed until the
 * next look-up. TC_TABLE_ABSENT where it has none. */
TcTableAnswer tc_value_list_find(TcValueList *values, guint32 docid, const guint8 **value,
                                 gsize *value_len);

G_END_DECLS

#endif
