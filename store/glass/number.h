/* store/glass/number.h - numbers as they stand in the tables of a glass database. */
#ifndef TC_STORE_GLASS_NUMBER_H
#define TC_STORE_GLASS_NUMBER_H

#include <glib.h>

G_BEGIN_DECLS

/* A number in groups of seven bits, lowest first; FALSE behind the end and beyond 64 bits. */
static inline gboolean
tc_glass_take_number(const guint8 **p, const guint8 *end, guint64 *number)
{
    if (G_LIKELY(*p < end && **p < 0x80)) {
        *number = *(*p)++;
        return TRUE;
    }
    if (G_LIKELY(end - *p >= 2 && (*p)[1] < 0x80)) {
        *number = (guint64)((*p)[0] & 0x7F) | (guint64)(*p)[1] << 7;
        *p += 2;
        return TRUE;
    }
    *number = 0;
    for (guint shift = 0; *p < end && shift < 63; shift += 7) {
        const guint8 byte = *(*p)++;
        *number |= (guint64)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return TRUE;
    }
    return FALSE;
}

G_END_DECLS

#endif
