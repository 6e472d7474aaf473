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

#include "store/xapian/own/own.h"
#include "store/xapian/own/sum.h"

#include <vector>
#include <xapian.h>

namespace tc
{

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

/* What best_hits() would say of these documents (ascending), all of which must exist, -1 for what
 * does not match; and their lengths. `weights` and `lengths` have `count` elements. */
void weigh_these(const Xapian::Database &all, std::vector<ReadPart> shards, const Sum &sum,
                 const Bm25 &bm25, const Xapian::docid *docids, size_t count, double *weights,
                 Xapian::termcount *lengths);

} // namespace tc

#endif
