#include "store/xapian/glass_pack.h"

namespace
{

/* Bits, lowest first. */
struct Bits {
    uint8_t *to;
    uint64_t pending = 0;
    unsigned pending_len = 0;

    /* One of `outof` values, in the fewest bits: where `outof` is no power of two, the values in
     * the middle take one bit less. */
    void
    put(uint32_t value, uint32_t outof)
    {
        unsigned len = outof > 1 ? 32 - static_cast<unsigned>(__builtin_clz(outof - 1)) : 0;
        const uint32_t spare = static_cast<uint32_t>((uint64_t{1} << len) - outof);
        if (spare > 0) {
            const uint32_t middle = (outof - spare) / 2;
            if (value >= middle + spare)
                value = (value - (middle + spare)) | (uint32_t{1} << (len - 1));
            else if (value >= middle)
                len--;
        }
        pending |= uint64_t{value} << pending_len;
        for (pending_len += len; pending_len >= 8; pending_len -= 8, pending >>= 8)
            *to++ = static_cast<uint8_t>(pending);
    }

    /* All between positions[first] and positions[last], which are known. The depth of recursion is
     * the logarithm of their number. */
    void
    put_between(const guint32 *positions, size_t first, size_t last)
    {
        while (first + 1 < last) {
            const size_t middle = first + (last - first) / 2;
            const uint32_t room =
                positions[last] - positions[first] - static_cast<uint32_t>(last - first) + 1;
            const uint32_t least = positions[first] + static_cast<uint32_t>(middle - first);
            put(positions[middle] - least, room);
            put_between(positions, first, middle);
            first = middle;
        }
    }
};

} // namespace

size_t
tc::encode_positions(uint8_t *to, const guint32 *positions, size_t count)
{
    const uint32_t first = positions[0], last = positions[count - 1];
    Bits bits{put_packed(to, last)};
    if (count > 1) {
        bits.put(first, last);
        bits.put(static_cast<uint32_t>(count - 2), last - first);
        bits.put_between(positions, 0, count - 1);
        if (bits.pending_len > 0)
            *bits.to++ = static_cast<uint8_t>(bits.pending);
    }
    return static_cast<size_t>(bits.to - to);
}
