/* store/glass/position_list.h - the position lists of a glass database, read without Xapian. */
#ifndef TC_STORE_GLASS_POSITION_LIST_H
#define TC_STORE_GLASS_POSITION_LIST_H

#include <glib.h>

G_BEGIN_DECLS

/* Positions of the longest list that is read here. */
#define TC_POSITION_LIST_MAX (1u << 24)
/* Bytes of the longest key: a term in which each byte is zero takes two of each. */
#define TC_POSITION_KEY_MAX  (2 * 256 + 1 + 5)

/* Writes the key of a term at `key`, which has room for TC_POSITION_KEY_MAX bytes; returns its
 * length, to be handed to tc_position_key_set_document(). `term_len` is at most 256. */
gsize tc_position_key_begin(const char *term, gsize term_len, guint8 *key);
/* Writes the number of a document behind that; returns the length of the whole. */
gsize tc_position_key_set_document(guint8 *key, gsize term_len, guint32 docid);
/* The number that the end of such a key says; 0 when it makes no sense. */
guint32 tc_position_key_document(const guint8 *end, gsize len);

/* A list whose beginning was read. */
typedef struct {
    guint32 count; /* of its positions, 1 at least */
    /* Private. */
    guint32 first;
    guint32 last;
    struct {
        const guint8 *begin;
        const guint8 *p;
        const guint8 *end;
        guint64 bits;
        guint count;
        guint zeros;
    } rest;
} TcPositionList;

/* Begin with the list in `tag`, which must outlive `list`. FALSE when it makes no sense. */
gboolean tc_position_list_open(TcPositionList *list, const guint8 *tag, gsize tag_len);
/* Its first `count` positions, at most list->count, ascending; once. FALSE when the list makes no
 * sense. */
gboolean tc_position_list_read(TcPositionList *list, guint32 count, guint32 *positions);

G_END_DECLS

#endif
