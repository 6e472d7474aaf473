/* store/xapian/glass_pack.h - how the tables of Xapian's glass format spell numbers, terms and
 * position lists. Private to store/xapian/.
 *
 * The format is that of 2016-03-14, which all of Xapian 1.4 writes. Numbers stand in groups of
 * seven bits, lowest first, each byte but the last with its top bit set ("packed"); in keys in a
 * form that sorts as they do ("sorted"). In keys a zero byte of a term is followed by 0xFF, and a
 * term by a zero where something comes behind it. */
#ifndef TC_STORE_GLASS_PACK_H
#define TC_STORE_GLASS_PACK_H

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <glib.h>
#include <string>

namespace tc
{

/* Bytes of the longest packed number. */
constexpr size_t PACKED_MAX = 10;

/* Writes a packed number at `to`, which has room for PACKED_MAX bytes; returns what is behind it.
 */
inline uint8_t *
put_packed(uint8_t *to, uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        *to++ = static_cast<uint8_t>(value | 0x80);
    *to++ = static_cast<uint8_t>(value);
    return to;
}

inline void
append_packed(std::string &to, uint64_t value)
{
    uint8_t text[PACKED_MAX];
    to.append(reinterpret_cast<char *>(text), put_packed(text, value) - text);
}

/* A number of 32 bits so that bytes sort as numbers do: two bytes below 2^15; else three to five,
 * whose first byte tells how many by its leading ones. */
inline void
append_sorted(std::string &to, uint32_t value)
{
    if (value < 0x8000) {
        to += static_cast<char>(value >> 8);
        to += static_cast<char>(value);
        return;
    }
    const size_t len = (32 + 5 - static_cast<size_t>(__builtin_clz(value))) / 7;
    const unsigned mark = 0xFFu << (10 - len);
    const size_t at = to.size();
    to.resize(at + len);
    for (size_t i = 1; i < len; i++, value >>= 8)
        to[at + len - i] = static_cast<char>(value);
    to[at] = static_cast<char>(value | mark);
}

/* A term in a key. */
inline void
append_term(std::string &to, const char *term, size_t len, bool is_last)
{
    if (memchr(term, 0, len) == nullptr) {
        to.append(term, len);
    } else {
        for (size_t i = 0; i < len; i++) {
            to += term[i];
            if (term[i] == '\0')
                to += '\xff';
        }
    }
    if (!is_last)
        to += '\0';
}

/* Bytes that encode_positions() takes at most. */
constexpr size_t
positions_len_max(size_t count)
{
    return PACKED_MAX + 4 * count + 16;
}

/* Writes a position list of count > 0 ascending positions at `to`: the last one packed; then, as
 * bits, the first, how many there are, and by interpolation those between: the middle one within
 * the bounds that its neighbours leave, and so on in both halves (Moffat and Stuiver, "Binary
 * Interpolative Coding for Effective Index Compression", 2000). Returns its length. */
size_t encode_positions(uint8_t *to, const guint32 *positions, size_t count);

} // namespace tc

#endif
