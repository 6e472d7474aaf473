/* store/xapian/own/weigher.h - what a part of a query is worth in a document.
 *
 * For best_hits.cc alone. */
#ifndef TC_STORE_XAPIAN_OWN_WEIGHER_H
#define TC_STORE_XAPIAN_OWN_WEIGHER_H

#include "store/xapian/own/sum.h"

#include <algorithm>
#include <cmath>

namespace tc
{

/* BM25Weight of Xapian 1.4, step by step: the results are the same to the last bit. */
class Weigher
{
    const Xapian::Database &db;
    const Bm25 bm25;
    const Xapian::doccount doc_count;
    const Xapian::termcount length_min;
    const Xapian::termcount length_max;
    double len_factor = 0;

  public:
    Weigher(const Xapian::Database &db_, const Bm25 &bm25_)
        : db(db_), bm25(bm25_), doc_count(db_.get_doccount()),
          length_min(db_.get_doclength_lower_bound()), length_max(db_.get_doclength_upper_bound())
    {
        if (doc_count > 0) {
            const double average = static_cast<double>(db.get_total_length()) / doc_count;
            len_factor = average != 0 ? 1 / average : 0;
        }
    }

    Xapian::doccount
    frequency(const Sum &sum) const
    {
        if (sum.kind == Sum::Kind::TERM)
            return db.get_termfreq(sum.term);
        const double first = frequency(*sum.first);
        const double second = frequency(*sum.second);
        return static_cast<Xapian::doccount>(first + second - (first * second / doc_count) + 0.5);
    }

    double
    of_frequency(Xapian::doccount freq, double factor) const
    {
        double weight = (doc_count - freq + 0.5) / (freq + 0.5);
        if (weight < 2)
            weight = weight * 0.5 + 1;
        weight = std::log(weight) * factor;
        if (bm25.k3 != 0)
            weight *= (bm25.k3 + 1) * 1.0 / (bm25.k3 + 1.0);
        return weight * (bm25.k1 + 1);
    }

    /* What a document of this length adds to the denominator. */
    double
    of_length(Xapian::termcount length) const
    {
        const double normlen = std::max(length * len_factor, bm25.min_normlen);
        return bm25.k1 * (normlen * bm25.b + (1 - bm25.b));
    }

    static double
    share(double weight, Xapian::termcount wdf, double of_length)
    {
        const double count = wdf;
        const double denominator = of_length + count;
        return weight * (count / denominator);
    }

    /* The most that any document can have with this frequency, as none is shorter. */
    double
    most(double weight, Xapian::termcount wdf) const
    {
        return share(weight, wdf, of_length(std::max(wdf, length_min)));
    }

    Xapian::termcount
    longest() const
    {
        return length_max;
    }
};

} // namespace tc

#endif
