/* store/xapian/own/cursor.h - a walk along the postings of a term, read here or by Xapian.
 *
 * For best_hits.cc alone. */
#ifndef TC_STORE_XAPIAN_CURSOR_H
#define TC_STORE_XAPIAN_CURSOR_H

#include "store/xapian/own/own.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace tc
{

/* Room for what is read at a time. */
struct Taken {
    std::vector<uint16_t> places = {};
    std::vector<Xapian::termcount> wdfs = {};

    void
    make_room(size_t count)
    {
        if (places.size() < count) {
            places.resize(count);
            wdfs.resize(count);
        }
    }
};

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

    void
    keep(const Taken &taken, size_t count)
    {
        places.assign(taken.places.data(), taken.places.data() + count);
        wdfs.assign(taken.wdfs.data(), taken.wdfs.data() + count);
        look();
    }

  public:
    Xapian::docid docid = 0; /* 0 behind the last one */
    /* Those of the documents at hand that have the term, when it was read: their places among
     * them, and frequencies. */
    std::vector<uint16_t> places = {};
    std::vector<Xapian::termcount> wdfs = {};

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

    /* Reads on up to `begin` + `count`, from where it stands, which is not before `begin`. */
    void
    take(Xapian::docid begin, size_t count, Taken &scratch)
    {
        if (own) {
            scratch.make_room(count);
            keep(scratch, own->take(begin, count, scratch.places.data(), scratch.wdfs.data()));
            return;
        }
        while (docid != 0 && docid - begin < count) {
            places.push_back(static_cast<uint16_t>(docid - begin));
            wdfs.push_back(wdf());
            next();
        }
    }

    /* Finds which of these documents have the term: ascending, none before where it stands. */
    void
    match(const std::vector<Xapian::docid> &docids, Taken &scratch)
    {
        if (own) {
            scratch.make_room(docids.size());
            keep(scratch, own->match(docids.data(), docids.size(), scratch.places.data(),
                                     scratch.wdfs.data()));
            return;
        }
        for (size_t i = 0; i < docids.size() && docid != 0; i++) {
            skip_to(docids[i]);
            if (docid == docids[i]) {
                places.push_back(static_cast<uint16_t>(i));
                wdfs.push_back(wdf());
            }
        }
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
