/* store/xapian/own/cursor.h - a walk along the postings of a term, read here or by Xapian.
 *
 * For best_hits.cc alone. */
#ifndef TC_STORE_XAPIAN_CURSOR_H
#define TC_STORE_XAPIAN_CURSOR_H

#include "store/xapian/own/own.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace tc
{

/* Where a shard's postings of a term have been read to; or documents that are known, which stand
 * for those of a term that occurs nowhere. */
class Cursor
{
    std::unique_ptr<OwnPostings> own = nullptr; /* null where Xapian reads */
    Xapian::PostingIterator at = {};
    Xapian::PostingIterator end = {};
    std::vector<Xapian::docid> known = {};
    size_t place = 0; /* in `known` */
    bool is_known = false;

    void
    look()
    {
        if (is_known)
            docid = place < known.size() ? known[place] : 0;
        else if (own)
            docid = own->docid();
        else
            docid = at == end ? 0 : *at;
    }

  public:
    Xapian::docid docid = 0; /* 0 behind the last one */
    /* Those of the window, when it was read: places in it, and frequencies. */
    std::vector<uint16_t> places = {};
    std::vector<Xapian::termcount> wdfs = {};
    size_t near = 0; /* the place that was found last */

    Cursor(const ReadPart &part, const std::string &term)
    {
        if (part.postings != nullptr) {
            own = std::make_unique<OwnPostings>(part.postings, term);
        } else {
            at = part.db.postlist_begin(term);
            end = part.db.postlist_end(term);
        }
        look();
    }

    /* Ascending. */
    explicit Cursor(std::vector<Xapian::docid> documents)
        : known(std::move(documents)), is_known(true)
    {
        look();
    }

    Xapian::termcount
    wdf() const
    {
        if (is_known)
            return 0;
        return own ? own->wdf() : at.get_wdf();
    }

    void
    next()
    {
        if (is_known)
            place++;
        else if (own)
            own->next();
        else
            ++at;
        look();
    }

    void
    skip_to(Xapian::docid target)
    {
        if (docid != 0 && docid < target) {
            if (is_known)
                place = static_cast<size_t>(
                    std::lower_bound(known.begin() + static_cast<std::ptrdiff_t>(place),
                                     known.end(), target) -
                    known.begin());
            else if (own)
                own->skip_to(target);
            else
                at.skip_to(target);
            look();
            if (docid != 0 && docid < target) {
                throw Xapian::DatabaseCorruptError(
                    "postings end before the last one of their part");
            }
        }
    }
};

} // namespace tc

#endif
