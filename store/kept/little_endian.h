/* store/kept/little_endian.h - GVariant stores numbers in the order of the machine; an index may be
 * copied to another one, so what is kept is little-endian everywhere. */
#ifndef TC_STORE_LITTLE_ENDIAN_H
#define TC_STORE_LITTLE_ENDIAN_H

#include <glib.h>

/* Takes `value`, and gives it with its numbers in little-endian order; unref it. The same turns
 * what was kept back into the order of the machine. */
static inline GVariant *
tc_little_endian(GVariant *value)
{
#if G_BYTE_ORDER == G_BIG_ENDIAN
    GVariant *swapped = g_variant_byteswap(value);

    g_variant_unref(value);
    return swapped;
#else
    return value;
#endif
}

#endif
