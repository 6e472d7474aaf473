/* store/xapian/term_list.h - the term list of a document as it stands in its table. Private to
 * store/xapian/.
 *
 * Its length and number of terms; then for each term how many bytes it shares with the one before,
 * how many more it has, these, and its frequency. A small frequency is packed into one number with
 * the bytes that are shared. */
#ifndef TC_STORE_TERM_LIST_H
#define TC_STORE_TERM_LIST_H

#include "store/xapian/glass_pack.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace tc
{

class TermList
{
  public:
    void
    clear()
    {
        len_ = last_len_ = 0;
        count_ = length_ = wdf_max_ = 0;
    }

    /* The terms come in byte order; each has at most 255 bytes. */
    void
    add(const char *term, size_t term_len, uint32_t wdf)
    {
        if (list_.size() < len_ + ITEM_MAX)
            list_.resize(std::max(2 * list_.size(), len_ + ITEM_MAX));
        uint8_t *to = &list_[len_];
        if (count_++ == 0) {
            *to++ = static_cast<uint8_t>(term_len);
            to = std::copy(term, term + term_len, to);
            to = put_packed(to, wdf);
        } else {
            const size_t common_max = std::min(last_len_, term_len);
            size_t common = 0;
            while (common < common_max && last_[common] == term[common])
                common++;
            const size_t both = wdf < 127 ? (wdf + 1) * (last_len_ + 1) + common : 256;
            *to++ = static_cast<uint8_t>(both < 256 ? both : common);
            *to++ = static_cast<uint8_t>(term_len - common);
            to = std::copy(term + common, term + term_len, to);
            if (both >= 256)
                to = put_packed(to, wdf);
        }
        len_ = static_cast<size_t>(to - list_.data());
        std::copy(term, term + term_len, last_);
        last_len_ = term_len;
        length_ += wdf;
        wdf_max_ = std::max(wdf_max_, wdf);
    }

    std::string
    tag() const
    {
        std::string tag;
        append_packed(tag, length_);
        append_packed(tag, count_);
        return tag.append(reinterpret_cast<const char *>(list_.data()), len_);
    }

    uint32_t
    length() const
    {
        return length_;
    }
    uint32_t
    wdf_max() const
    {
        return wdf_max_;
    }

  private:
    static constexpr size_t TERM_LEN_MAX = 255, ITEM_MAX = TERM_LEN_MAX + 2 + PACKED_MAX;

    std::vector<uint8_t> list_;
    size_t len_ = 0; /* in use */
    char last_[TERM_LEN_MAX];
    size_t last_len_ = 0;
    uint32_t count_ = 0, length_ = 0, wdf_max_ = 0;
};

} // namespace tc

#endif
