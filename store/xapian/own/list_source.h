/* store/xapian/own/list_source.h - documents that were found beforehand, in a query that Xapian
 * runs.
 *
 * C++, private to store/. Xapian's matcher opens the position lists of all words of a phrase for
 * each document that has them all, and weighs whatever a query matches. Given a list of documents
 * it looks only at these, and adds up the same weights. */
#ifndef TC_STORE_XAPIAN_OWN_LIST_SOURCE_H
#define TC_STORE_XAPIAN_OWN_LIST_SOURCE_H

#include "store/xapian/own/phrase.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>
#include <xapian.h>

namespace tc
{

/* Numbers of documents of the only part of a database, ascending. */
using ListPtr = std::shared_ptr<std::vector<Xapian::docid>>;

/* A phrase of a query, and the documents that have it in the database that the query is to run on.
 * Parts of a query that are used more than once share it. */
struct FoundPhrase {
    Within within;
    ListPtr documents = std::make_shared<std::vector<Xapian::docid>>();
};
using FoundPhrasePtr = std::shared_ptr<FoundPhrase>;

/* Lists documents, without weights. */
class ListSource : public Xapian::PostingSource
{
    const ListPtr documents;
    size_t next_ = 0; /* one after the current document */

  public:
    explicit ListSource(ListPtr documents_) : documents(std::move(documents_))
    {
    }

    void
    init(const Xapian::Database &) override
    {
        next_ = 0;
    }

    Xapian::doccount
    get_termfreq_min() const override
    {
        return static_cast<Xapian::doccount>(documents->size());
    }
    Xapian::doccount
    get_termfreq_est() const override
    {
        return get_termfreq_min();
    }
    Xapian::doccount
    get_termfreq_max() const override
    {
        return get_termfreq_min();
    }

    void
    next(double) override
    {
        next_++;
    }
    void
    skip_to(Xapian::docid docid, double) override
    {
        /* Stays where it is when that is not before `docid`. */
        const auto begin = documents->begin();
        const auto at = begin + static_cast<std::ptrdiff_t>(next_ == 0 ? 0 : next_ - 1);
        next_ = static_cast<size_t>(std::lower_bound(at, documents->end(), docid) - begin) + 1;
    }
    bool
    at_end() const override
    {
        return next_ > documents->size();
    }
    Xapian::docid
    get_docid() const override
    {
        return (*documents)[next_ - 1];
    }

    PostingSource *
    clone() const override
    {
        return new ListSource(documents);
    }
    std::string
    get_description() const override
    {
        return "ListSource";
    }
};

/* The documents of the list that `query` finds, with their weights. */
inline Xapian::Query
query_among(const Xapian::Query &query, const ListPtr &documents)
{
    return {Xapian::Query::OP_FILTER, query, Xapian::Query((new ListSource(documents))->release())};
}

} // namespace tc

#endif
