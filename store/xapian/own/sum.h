/* store/xapian/own/sum.h - queries that do no more than add weights up.
 *
 * C++, private to store/. */
#ifndef TC_STORE_XAPIAN_OWN_SUM_H
#define TC_STORE_XAPIAN_OWN_SUM_H

#include "store/xapian/own/phrase.h"

#include <memory>
#include <string>
#include <vector>
#include <xapian.h>

namespace tc
{

/* What a query adds up, beside the Xapian::Query of the same meaning. NULL is one that does
 * something else: its parts are then not known, and Xapian has to run it. */
struct Sum {
    enum class Kind { TERM, OR, SYNONYM, SCALE, FILTER, WITHIN };
    Kind kind;
    std::string term;  /* TERM; of FILTER the one that must be there */
    double factor = 1; /* SCALE */
    std::shared_ptr<const Sum> first = {};
    std::shared_ptr<const Sum> second = {};    /* OR, SYNONYM */
    std::shared_ptr<const Within> within = {}; /* WITHIN: the documents of these phrases alone */
};
using SumPtr = std::shared_ptr<const Sum>;

SumPtr sum_of_term(const std::string &term);
SumPtr sum_of_either(const SumPtr &first, const SumPtr &second);
/* Of terms, and of such synonyms. */
SumPtr sum_of_synonyms(const SumPtr &first, const SumPtr &second);
SumPtr sum_scaled(double factor, const SumPtr &sum);
/* A term where another one is there, too. */
SumPtr sum_filtered(const SumPtr &term, const SumPtr &filter);

/* What a sum adds up in the documents with any of some phrases, which `query` finds. `each` are
 * those of its parts, if any, all of which must be there: they are where some place of each phrase
 * takes no term that is not of the part. */
SumPtr sum_within(const SumPtr &sum, const std::vector<SumPtr> &each,
                  const std::vector<PhraseQuery> &phrases, const Xapian::Query &query);

/* Of Xapian::BM25Weight, where k2 is 0. */
struct Bm25 {
    double k1;
    double k3;
    double b;
    double min_normlen;
};

} // namespace tc

#endif
