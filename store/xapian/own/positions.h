/* store/xapian/own/positions.h - where terms stand in the documents of one part, as it was read.
 *
 * Private to store/xapian/. A query asks for the same lists more than once: for phrases, for what
 * is ranked, and for what is only counted. So they are kept, by term and document, until the part
 * is another one or they have become too many. */
#ifndef TC_STORE_XAPIAN_OWN_POSITIONS_H
#define TC_STORE_XAPIAN_OWN_POSITIONS_H

#include "store/glass/position_list.h"
#include "store/glass/table.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>
#include <xapian.h>

namespace tc
{

struct AskXapian {
};

/* Numbers, with room that is not cleared when it grows. */
class Numbers
{
    std::unique_ptr<guint32[]> items_ = nullptr;
    size_t size_ = 0;

  public:
    size_t len = 0;

    /* Room for so many more, behind those that are there. */
    guint32 *
    more(size_t count)
    {
        if (len + count > size_) {
            const size_t wanted = 2 * (len + count);
            std::unique_ptr<guint32[]> grown(new guint32[wanted]);
            std::copy(items_.get(), items_.get() + len, grown.get());
            items_ = std::move(grown);
            size_ = wanted;
        }
        return items_.get() + len;
    }

    const guint32 *
    at(size_t index) const
    {
        return items_.get() + index;
    }
};

/* Some of a row of numbers. */
struct Stretch {
    size_t begin = 0;
    size_t end = 0;
};

class KeptPositions
{
    /* More numbers than this are too many, or more lists: of many small documents each list is new,
     * and what is kept of them is not in the processor's cache any more. */
    static const size_t NUMBERS_MAX = size_t{1} << 20;
    static const size_t LISTS_MAX = size_t{1} << 15;
    static const size_t FIRST_BITS = 12;
    struct Item {
        Xapian::docid docid = 0; /* 0 for none */
        uint32_t term = 0;
        uint32_t begin = 0;
        uint32_t len = 0; /* 0 where the document does not have the term */
    };
    std::vector<Item> items_ =
        {}; /* a power of two of them, each at the place of its hash or behind */
    unsigned bits_ = 0;
    size_t used_ = 0;
    std::map<std::string, uint32_t> terms_ = {};
    Numbers numbers_ = {};

    Item &
    place_of(Xapian::docid docid, uint32_t term)
    {
        const uint64_t mixed = (uint64_t{term} << 32 | docid) * 0x9E3779B97F4A7C15U;
        size_t i = static_cast<size_t>(mixed >> (64 - bits_));
        while (items_[i].docid != 0 && (items_[i].docid != docid || items_[i].term != term))
            i = (i + 1) & (items_.size() - 1);
        return items_[i];
    }

    void
    grow()
    {
        std::vector<Item> before;
        before.swap(items_);
        bits_ = before.empty() ? FIRST_BITS : bits_ + 1;
        items_.resize(size_t{1} << bits_);
        for (const Item &item : before)
            if (item.docid != 0)
                place_of(item.docid, item.term) = item;
    }

  public:
    /* The memory is used again. */
    void
    clear()
    {
        std::fill(items_.begin(), items_.end(), Item());
        terms_.clear();
        used_ = 0;
        numbers_.len = 0;
    }

    /* Before lists are read: forgets those that were, if they are too many. */
    void
    make_room()
    {
        if (numbers_.len > NUMBERS_MAX || used_ > LISTS_MAX)
            clear();
    }

    /* The number of a term, until there is room to be made. */
    uint32_t
    number_of(const std::string &term)
    {
        return terms_.emplace(term, static_cast<uint32_t>(terms_.size())).first->second;
    }

    /* Null where it is not known. */
    const Stretch *
    find(Xapian::docid docid, uint32_t term, Stretch *part)
    {
        if (bits_ == 0)
            return nullptr;
        const Item &item = place_of(docid, term);
        *part = {item.begin, size_t{item.begin} + item.len};
        return item.docid == 0 ? nullptr : part;
    }

    /* Room for the list that is kept next. */
    guint32 *
    more(size_t len)
    {
        return numbers_.more(len);
    }

    Stretch
    keep(Xapian::docid docid, uint32_t term, size_t len)
    {
        if (numbers_.len + len > std::numeric_limits<uint32_t>::max())
            throw AskXapian();
        if (2 * (used_ + 1) > items_.size())
            grow();
        place_of(docid, term) = {docid, term, static_cast<uint32_t>(numbers_.len),
                                 static_cast<uint32_t>(len)};
        used_++;
        numbers_.len += len;
        return {numbers_.len - len, numbers_.len};
    }

    /* Until the next list is read. */
    const guint32 *
    at(size_t index) const
    {
        return numbers_.at(index);
    }
};

/* The lists of one term; documents are best asked for in their order. */
class Positions
{
    TcTable *table_;
    KeptPositions &kept_;
    const uint32_t term_;
    TcTableRun run_;
    guint8 key_[TC_POSITION_KEY_MAX];

  public:
    Positions(TcTable *table, KeptPositions &kept, const std::string &term)
        : table_(table), kept_(kept), term_(kept.number_of(term))
    {
        tc_table_run_init(&run_, key_, tc_position_key_begin(term.data(), term.size(), key_));
    }

    Positions(const Positions &) = delete;
    Positions &operator=(const Positions &) = delete;

    /* Empty where the document does not have the term. Throws AskXapian. */
    Stretch
    of(Xapian::docid docid)
    {
        Stretch part;
        if (kept_.find(docid, term_, &part) != nullptr)
            return part;
        const guint8 *tag = nullptr;
        gsize tag_len = 0;
        gboolean is_compressed = FALSE;
        TcPositionList list;
        const TcTableAnswer answer =
            tc_table_run_find(table_, &run_, docid, &tag, &tag_len, &is_compressed);
        if (answer == TC_TABLE_ABSENT)
            return kept_.keep(docid, term_, 0);
        if (answer != TC_TABLE_FOUND || is_compressed ||
            !tc_position_list_open(&list, tag, tag_len) ||
            !tc_position_list_read(&list, list.count, kept_.more(list.count)))
            throw AskXapian();
        return kept_.keep(docid, term_, list.count);
    }
};

} // namespace tc

#endif
