/* document/bytes.h - numbers in binary files, lowest byte first, and pieces of them. */
#ifndef TC_DOCUMENT_BYTES_H
#define TC_DOCUMENT_BYTES_H

#include <glib.h>
#include <string.h>

static inline guint16
tc_get16(const guint8 *p)
{
    return (guint16)(p[0] | p[1] << 8);
}

static inline guint32
tc_get32(const guint8 *p)
{
    return tc_get16(p) | (guint32)tc_get16(p + 2) << 16;
}

/* A number of 64 bits with a point. */
static inline double
tc_get_double(const guint8 *p)
{
    const guint64 bits = tc_get32(p) | (guint64)tc_get32(p + 4) << 32;
    double number;

    memcpy(&number, &bits, sizeof number);
    return number;
}

/* What is still to be read. */
typedef struct {
    const guint8 *p;
    const guint8 *end;
} TcBytes;

/* The next `len` bytes; NULL when fewer are left. */
static inline const guint8 *
tc_bytes_take(TcBytes *bytes, gsize len)
{
    const guint8 *p = bytes->p;

    if ((gsize)(bytes->end - p) < len)
        return NULL;
    bytes->p += len;
    return p;
}

/* The next unit of UTF-16. FALSE when it is the first half of a pair, which is kept in `high` (0 at
 * first) for the second; a second half without a first is U+FFFD. */
static inline gboolean
tc_utf16_next(gunichar unit, gunichar *high, gunichar *c)
{
    if (unit >= 0xD800 && unit < 0xDC00) {
        *high = unit;
        return FALSE;
    }
    *c = unit;
    if (unit >= 0xDC00 && unit < 0xE000)
        *c = *high != 0 ? 0x10000 + ((*high - 0xD800) << 10) + (unit - 0xDC00) : 0xFFFD;
    *high = 0;
    return TRUE;
}

#endif
