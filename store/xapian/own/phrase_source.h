/* store/xapian/own/phrase_source.h - a phrase in a query that Xapian runs, found by our own reader.
 *
 * C++, private to store/. Xapian's matcher opens the position lists of all words of a phrase for
 * each document that has them all. Here the documents of the phrase are found beforehand, and the
 * matcher is given their numbers: it adds up the same weights of the same words. */
#ifndef TC_STORE_XAPIAN_OWN_PHRASE_SOURCE_H
#define TC_STORE_XAPIAN_OWN_PHRASE_SOURCE_H

#include "store/xapian/own/phrase.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>
#include <xapian.h>

namespace tc
{

/* A phrase of a query, and the documents that have it in the database that the query is to run on.
 * Parts of a query that are used more than once share it. */
struct FoundPhrase {
    Within within;
    std::vector<Xapian::docid> documents = {}; /* ascending */
};
using FoundPhrasePtr = std::shared_ptr<FoundPhrase>;

/* Lists the documents of a phrase of the only part of a database, without weights. */
class PhraseSource : public Xapian::PostingSource
{
    const FoundPhrasePtr phrase;
    size_t next_ = 0; /* one after the current document */

  public:
    explicit PhraseSource(FoundPhrasePtr phrase_) : phrase(std::move(phrase_))
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
        return static_cast<Xapian::doccount>(phrase->documents.size());
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
        const auto begin = phrase->documents.begin();
        const auto at = begin + static_cast<std::ptrdiff_t>(next_ == 0 ? 0 : next_ - 1);
        next_ =
            static_cast<size_t>(std::lower_bound(at, phrase->documents.end(), docid) - begin) + 1;
    }
    bool
    at_end() const override
    {
        return next_ > phrase->documents.size();
    }
    Xapian::docid
    get_docid() const override
    {
        return phrase->documents[next_ - 1];
    }

    PostingSource *
    clone() const override
    {
        return new PhraseSource(phrase);
    }
    std::string
    get_description() const override
    {
        return "PhraseSource(" + phrase->within.query.get_description() + ")";
    }
};

} // namespace tc

#endif
