/* base/first_bytes.h - the first bytes of a string as a number, for hashing and comparing.
 *
 * What is shorter than a number is read piece by piece, without a call: words are. */
#ifndef TC_BASE_FIRST_BYTES_H
#define TC_BASE_FIRST_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The first eight bytes of `len`, the first one lowest, zeros behind the last. Nothing beyond `len`
 * is read. (Machines whose numbers begin with their highest byte have another order, the same
 * everywhere.) */
static inline uint64_t
tc_first_bytes(const char *bytes, size_t len)
{
    uint64_t number = 0;
    uint32_t head, tail;

    if (len >= sizeof number) {
        memcpy(&number, bytes, sizeof number);
        return number;
    }
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (len >= sizeof head) {
        memcpy(&head, bytes, sizeof head);
        memcpy(&tail, bytes + len - sizeof tail, sizeof tail);
        return head | (uint64_t)tail << (len - sizeof tail) * 8;
    }
    if (len == 0)
        return 0;
    /* The first, the one in the middle and the last, some of which may be the same. */
    head = (unsigned char)bytes[0] | (uint32_t)(unsigned char)bytes[len / 2] << len / 2 * 8;
    return head | (uint32_t)(unsigned char)bytes[len - 1] << (len - 1) * 8;
#else
    (void)head;
    (void)tail;
    memcpy(&number, bytes, len);
    return number;
#endif
}

#endif
