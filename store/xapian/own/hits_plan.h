/* store/xapian/own/hits_plan.h - what a query is to the search for its best hits: which terms are
 * read, what they can be worth, and how weights are added up. For best_hits.cc alone. */
#ifndef TC_STORE_XAPIAN_OWN_HITS_PLAN_H
#define TC_STORE_XAPIAN_OWN_HITS_PLAN_H

#include "store/xapian/own/sum.h"
#include "store/xapian/own/weigher.h"

#include <algorithm>
#include <cfloat>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tc
{

/* For within-document frequencies up to this a table keeps the most that they are worth; larger
 * ones count as the largest of the term. */
const size_t TABLE = 32;
/* Bounds are sums of single-precision numbers, added in another order than weights: they are raised
 * by this share, and by what rounding can take from each addend. */
const double SLACK = 1e-4;
const double SLACK_EACH = 2 * FLT_EPSILON;
const double TINY = 1e-6;

const int NONE = -1;

/* One addend of a document's weight: a term, or synonyms that count as one. */
struct Part {
    std::vector<int> terms;
    int filter;    /* a term that must be there, too, or NONE */
    int within;    /* the same of phrases; few documents have them, and the part is in no bounds */
    double weight; /* of BM25, without the document's share */
};

/* Whose bounds they are: those of documents that no filter lets through, and those of all. What
 * phrases let through is in neither: documents that have one are raised each. */
enum Bounds { UNFILTERED, ALL, BOUNDS };

/* Parts that share terms: in most queries a word. Its terms are read, or left for later, together.
 * */
struct Group {
    std::vector<int> terms;
    double most[BOUNDS] = {0, 0};
};

struct Term {
    std::string name;
    std::shared_ptr<const Within> within = {}; /* no term, but the documents of these phrases */
    double aside = 0;                          /* ... and the most that these gain by it */
    Xapian::termcount wdf_max = 0;
    /* The most that the parts with this term can gain by it, given its frequency there. */
    std::vector<float> gain[BOUNDS] = {std::vector<float>(TABLE, 0), std::vector<float>(TABLE, 0)};
    double weight[BOUNDS] = {0, 0}; /* of these parts, without the document's share */
};

/* The query, made ready to run on any shard. */
struct Plan {
    Weigher weigher;
    std::vector<Term> terms = {};
    std::vector<Part> parts = {};
    std::vector<std::pair<int, int>> sums = {}; /* parts: to the first one the second is added */
    std::vector<Group> groups = {};
    std::vector<int> group_of = {};              /* by term */
    std::vector<std::vector<int>> parts_of = {}; /* by term */
    std::vector<int> filters = {};               /* terms that let parts through */
    std::vector<int> phrases = {};               /* the same of those that stand for phrases */
    std::vector<int> parts_within = {};          /* parts that phrases let through */
    std::vector<bool> is_filter = {};            /* by term */
    std::vector<int> order[BOUNDS] = {};         /* groups, those of the lowest bound first */
    double slack = SLACK;

    Plan(const Xapian::Database &db, const Bm25 &bm25) : weigher(db, bm25)
    {
    }
};

class Planner
{
    const Xapian::Database &db;
    Plan &plan;
    std::map<std::string, int> known = {};
    std::vector<int> joined = {}; /* by term: another one that belongs to it, itself at the end */

    int
    term(const std::string &name)
    {
        const auto added = known.emplace(name, static_cast<int>(plan.terms.size()));
        if (added.second) {
            plan.terms.emplace_back();
            plan.terms.back().name = name;
            plan.terms.back().wdf_max = db.get_wdf_upper_bound(name);
            joined.push_back(added.first->second);
        }
        return added.first->second;
    }

    int
    documents_of(const std::shared_ptr<const Within> &within)
    {
        const int index = static_cast<int>(plan.terms.size());
        plan.terms.emplace_back();
        plan.terms.back().within = within;
        joined.push_back(index);
        return index;
    }

    int
    leader(int term)
    {
        while (joined[term] != term)
            term = joined[term] = joined[joined[term]];
        return term;
    }

    void
    collect(const Sum &sum, std::vector<int> &terms)
    {
        if (sum.kind == Sum::Kind::TERM) {
            terms.push_back(term(sum.term));
            return;
        }
        collect(*sum.first, terms);
        collect(*sum.second, terms);
    }

    void
    add_part(const Sum &sum, double factor, int filter, int within)
    {
        Part part = {
            {}, filter, within, plan.weigher.of_frequency(plan.weigher.frequency(sum), factor)};
        collect(sum, part.terms);
        for (const int other : part.terms)
            joined[leader(other)] = leader(part.terms[0]);
        plan.parts.push_back(std::move(part));
    }

    void
    walk(const Sum &sum, double factor, int filter, int within)
    {
        switch (sum.kind) {
        case Sum::Kind::OR: {
            const size_t first = plan.parts.size();
            walk(*sum.first, factor, filter, within);
            const size_t second = plan.parts.size();
            walk(*sum.second, factor, filter, within);
            plan.sums.emplace_back(static_cast<int>(first), static_cast<int>(second));
            break;
        }
        case Sum::Kind::SCALE:
            walk(*sum.first, factor * sum.factor, filter, within);
            break;
        case Sum::Kind::FILTER: {
            const int own = term(sum.term);
            if (std::find(plan.filters.begin(), plan.filters.end(), own) == plan.filters.end())
                plan.filters.push_back(own);
            walk(*sum.first, factor, own, within);
            break;
        }
        case Sum::Kind::WITHIN: {
            const int own = documents_of(sum.within);
            plan.phrases.push_back(own);
            walk(*sum.first, factor, filter, own);
            break;
        }
        case Sum::Kind::TERM:
        case Sum::Kind::SYNONYM:
            add_part(sum, factor, filter, within);
            break;
        }
    }

    void
    bound(const Part &part)
    {
        Group &group = plan.groups[plan.group_of[part.terms[0]]];
        Xapian::termcount wdf_max = 0;
        for (const int index : part.terms) {
            Term &own = plan.terms[index];
            wdf_max += std::min(own.wdf_max, plan.weigher.longest() - wdf_max);
            if (part.within == NONE) {
                own.weight[ALL] += part.weight;
                own.weight[UNFILTERED] += part.filter == NONE ? part.weight : 0;
            }
            for (size_t wdf = 0; part.within == NONE && wdf < TABLE; wdf++) {
                const Xapian::termcount count =
                    wdf + 1 < TABLE ? wdf : std::max<Xapian::termcount>(own.wdf_max, wdf);
                const double most = plan.weigher.most(part.weight, count) * (1 + plan.slack) + TINY;
                own.gain[ALL][wdf] += static_cast<float>(most);
                own.gain[UNFILTERED][wdf] += static_cast<float>(part.filter == NONE ? most : 0);
            }
        }
        const double most = plan.weigher.most(part.weight, wdf_max) * (1 + plan.slack) + TINY;
        if (part.within != NONE) {
            plan.terms[part.within].aside += most;
            return;
        }
        group.most[ALL] += most;
        group.most[UNFILTERED] += part.filter == NONE ? most : 0;
    }

  public:
    Planner(const Xapian::Database &db_, Plan &plan_) : db(db_), plan(plan_)
    {
    }

    void
    make(const Sum &sum)
    {
        walk(sum, 1, NONE, NONE);
        plan.is_filter.assign(plan.terms.size(), false);
        for (const int filter : plan.filters)
            plan.is_filter[filter] = true;
        std::map<int, int> by_leader;
        plan.group_of.assign(plan.terms.size(), NONE);
        for (const Part &part : plan.parts) {
            for (const int index : part.terms) {
                const auto found =
                    by_leader.emplace(leader(index), static_cast<int>(plan.groups.size()));
                if (found.second)
                    plan.groups.emplace_back();
                if (plan.group_of[index] == NONE) {
                    plan.group_of[index] = found.first->second;
                    plan.groups[found.first->second].terms.push_back(index);
                }
            }
        }
        plan.parts_of.resize(plan.terms.size());
        for (size_t i = 0; i < plan.parts.size(); i++) {
            for (const int index : plan.parts[i].terms)
                plan.parts_of[index].push_back(static_cast<int>(i));
            if (plan.parts[i].within != NONE)
                plan.parts_within.push_back(static_cast<int>(i));
        }
        for (const Part &part : plan.parts)
            plan.slack += SLACK_EACH * static_cast<double>(part.terms.size());
        for (const Part &part : plan.parts)
            bound(part);
        for (const Bounds bounds : {UNFILTERED, ALL}) {
            for (size_t group = 0; group < plan.groups.size(); group++)
                plan.order[bounds].push_back(static_cast<int>(group));
            std::sort(plan.order[bounds].begin(), plan.order[bounds].end(), [&](int a, int b) {
                const double first = plan.groups[a].most[bounds];
                const double second = plan.groups[b].most[bounds];
                return first != second ? first < second : a < b;
            });
        }
    }
};

} // namespace tc

#endif
