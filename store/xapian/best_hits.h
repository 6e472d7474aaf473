/* best_hits.h - the best documents of a query that adds weights up, without weighing all that
 * match.
 *
 * C++, private to store/: match.cc runs with it what it can, and everything else with Xapian's
 * own matcher. The hits, their weights to the last bit, and ties are those of Xapian; tests compare
 * them.
 *
 * Xapian walks through every posting of a word that is written in several ways (OP_SYNONYM), twice
 * through those that are scaled besides, and leaves out common words only in the order in which the
 * query has them. Here each list of postings is read once, and those of the words that could not
 * bring a document among the best by themselves only at documents that the other words have made
 * likely (MaxScore: Turtle and Flood, "Query evaluation: strategies and optimizations", 1995). */
#ifndef TC_STORE_BEST_HITS_H
#define TC_STORE_BEST_HITS_H

#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

#include "store/xapian/own/own.h"
#include "store/xapian/own/phrase.h"

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

struct BestHit {
    Xapian::docid docid;
    double weight;
};

/* Whether best_hits() weighs with these as Xapian does. */
bool can_weigh(const Bm25 &bm25);

/* The best `max` (> 0) documents and those that are worth as much as the last of them, in no order.
 * `all` is the databases of `shards` together: document d of shard s is number (d - 1) * shards + s
 * + 1. */
std::vector<BestHit> best_hits(const Xapian::Database &all, std::vector<ReadPart> shards,
                               const Sum &sum, const Bm25 &bm25, size_t max);

/* What best_hits() would say of these documents (ascending), all of which must exist; -1 for what
 * does not match. `weights` has `count` elements. */
void weigh_these(const Xapian::Database &all, std::vector<ReadPart> shards, const Sum &sum,
                 const Bm25 &bm25, const Xapian::docid *docids, size_t count, double *weights);

} // namespace tc

#endif
