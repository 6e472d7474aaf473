/* text/key/utf8.h - reading UTF-8 that may be anything.
 *
 * Private to text/. One decoder for all of the module, so that everything agrees on what a bad byte
 * is: each byte that does not belong to a well-formed sequence is one U+FFFD. */
#ifndef TC_TEXT_UTF8_H
#define TC_TEXT_UTF8_H

#include <glib.h>

G_BEGIN_DECLS

#define TC_REPLACEMENT_CHARACTER 0xFFFD

/* Decode the character at `p`, which is before `end`. Returns its bytes, 1 with *cp U+FFFD for a
 * byte that begins no well-formed sequence (table 3-7 of the Unicode Standard: no overlong forms,
 * no surrogates, nothing above U+10FFFF). */
static inline guint
tc_utf8_decode(const guchar *p, const guchar *end, gunichar *cp)
{
    guint lead = p[0];
    gsize left = (gsize)(end - p);

    if (lead < 0x80) {
        *cp = lead;
        return 1;
    }
    if (lead >= 0xC2 && lead < 0xE0) {
        if (left >= 2 && (p[1] & 0xC0) == 0x80) {
            *cp = (lead & 0x1F) << 6 | (p[1] & 0x3F);
            return 2;
        }
    } else if (lead >= 0xE0 && lead < 0xF0) {
        if (left >= 3 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
            guint c = (lead & 0x0F) << 12 | (guint)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);

            if (c >= 0x800 && (c < 0xD800 || c > 0xDFFF)) {
                *cp = c;
                return 3;
            }
        }
    } else if (lead >= 0xF0 && lead < 0xF5) {
        if (left >= 4 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80 && (p[3] & 0xC0) == 0x80) {
            guint c = (lead & 0x07) << 18 | (guint)(p[1] & 0x3F) << 12 | (guint)(p[2] & 0x3F) << 6 |
                      (p[3] & 0x3F);

            if (c >= 0x10000 && c <= 0x10FFFF) {
                *cp = c;
                return 4;
            }
        }
    }
    *cp = TC_REPLACEMENT_CHARACTER;
    return 1;
}

G_END_DECLS

#endif
