#include "store/glass/value_list.h"

#include "store/glass/number.h"
#include "store/glass/position_list.h"

#include <string.h>

#define VALUES_KEY     "\0\xd8"
#define VALUES_KEY_LEN 2u

void
tc_value_list_init(TcValueList *values, TcTable *table, guint32 slot)
{
    *values = (TcValueList){.table = table, .entry = g_byte_array_new()};
    memcpy(values->key, VALUES_KEY, VALUES_KEY_LEN);
    values->key_len = VALUES_KEY_LEN;
    for (; slot >= 0x80; slot >>= 7)
        values->key[values->key_len++] = (guint8)(slot | 0x80);
    values->key[values->key_len++] = (guint8)slot;
}

void
tc_value_list_clear(TcValueList *values)
{
    if (values->entry != NULL)
        g_byte_array_unref(values->entry);
    memset(values, 0, sizeof *values);
}

/* Takes the value that follows, of the document `docid`. */
static gboolean
take_value(TcValueList *values)
{
    guint64 len = 0;
    if (!tc_glass_take_number(&values->p, values->end, &len) ||
        len > (gsize)(values->end - values->p))
        return FALSE;
    values->value = values->p;
    values->value_len = (gsize)len;
    values->p += len;
    return TRUE;
}

/* Takes the next value of the entry. */
static gboolean
step(TcValueList *values)
{
    guint64 gap = 0;
    if (!tc_glass_take_number(&values->p, values->end, &gap) || gap >= G_MAXUINT32 - values->docid)
        return FALSE;
    values->docid += (guint32)gap + 1;
    return take_value(values);
}

/* The first document of an item of the table; 0 where it is none of the slot's. */
static guint32
first_of(const TcValueList *values, const TcTableItem *item)
{
    return item->key_len > values->key_len && memcmp(item->key, values->key, values->key_len) == 0
               ? tc_position_key_document(item->key + values->key_len,
                                          item->key_len - values->key_len)
               : 0;
}

/* Goes to the entry in which a document would be, which is behind the one at hand; TC_TABLE_ABSENT
 * where it would be between two. */
static TcTableAnswer
enter(TcValueList *values, guint32 docid)
{
    TcTableItem item;
    const gsize len = tc_position_key_set_document(values->key, values->key_len, docid);
    const TcTableAnswer answer = tc_table_seek_back(values->table, values->key, len, &item);
    guint32 first = answer == TC_TABLE_FOUND ? first_of(values, &item) : 0;
    if (answer == TC_TABLE_ASK)
        return answer;
    if (first > values->first) {
        if (item.is_compressed)
            return TC_TABLE_ASK;
        g_byte_array_set_size(values->entry, 0);
        g_byte_array_append(values->entry, item.tag, (guint)item.tag_len);
        values->p = values->entry->data;
        values->end = values->p + item.tag_len;
        values->first = values->docid = first;
        return take_value(values) ? TC_TABLE_FOUND : TC_TABLE_ASK;
    }
    const TcTableAnswer behind = tc_table_seek(values->table, values->key, len, &item);
    first = behind == TC_TABLE_FOUND ? first_of(values, &item) : 0;
    values->next = first == 0 ? G_MAXUINT32 : first;
    return behind == TC_TABLE_ASK ? TC_TABLE_ASK : TC_TABLE_ABSENT;
}

/* Goes on in the entry at hand to a document, or to the first one behind it; FALSE when the entry
 * makes no sense. */
static gboolean
walk(TcValueList *values, guint32 docid)
{
    const guint8 *p = values->p;
    guint32 at = values->docid;
    /* Mostly a byte for how far it is and one for how long. */
    while (at < docid && values->end - p >= 2 && ((p[0] | p[1]) & 0x80) == 0 &&
           values->end - p >= 2 + p[1]) {
        at += p[0] + 1u;
        values->value = p + 2;
        values->value_len = p[1];
        p += 2 + p[1];
    }
    values->p = p;
    values->docid = at;
    while (values->docid < docid && values->p != values->end)
        if (!step(values))
            return FALSE;
    return TRUE;
}

TcTableAnswer
tc_value_list_find(TcValueList *values, guint32 docid, const guint8 **value, gsize *value_len)
{
    if (values->docid < docid) {
        if (docid < values->next)
            return TC_TABLE_ABSENT;
        if (!walk(values, docid))
            return TC_TABLE_ASK;
    }
    if (values->docid < docid) {
        const TcTableAnswer answer = enter(values, docid);
        if (answer != TC_TABLE_FOUND)
            return answer;
        if (!walk(values, docid))
            return TC_TABLE_ASK;
    }
    *value = values->value;
    *value_len = values->value_len;
    return values->docid == docid ? TC_TABLE_FOUND : TC_TABLE_ABSENT;
}
