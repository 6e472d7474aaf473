#include "store/xapian/best_hits.h"

#include "store/xapian/own/cursor.h"
#include "store/xapian/own/weigher.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <queue>
#include <utility>

namespace tc
{

bool
can_weigh(const Bm25 &bm25)
{
    /* Xapian scales others to the range; where lengths do not count it does not read them. */
    return bm25.k1 > 0 && bm25.b > 0 && bm25.b <= 1 && bm25.k3 >= 0;
}

namespace
{

/* This many documents are looked at together: what is known of each then stays in the first cache.
 */
const Xapian::docid WINDOW = 4096;
const Xapian::docid LAST = std::numeric_limits<Xapian::docid>::max();
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
};

/* The query, made ready to run on any shard. */
struct Plan {
    Weigher weigher;
    std::vector<Term> terms = {};
    std::vector<Part> parts = {};
    std::vector<int> program = {}; /* a part each, or NONE: add up the last two */
    std::vector<Group> groups = {};
    std::vector<int> group_of = {};      /* by term */
    std::vector<int> filters = {};       /* terms that let parts through */
    std::vector<int> phrases = {};       /* the same of those that stand for phrases */
    std::vector<bool> is_filter = {};    /* by term */
    std::vector<int> order[BOUNDS] = {}; /* groups, those of the lowest bound first */
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
        plan.program.push_back(static_cast<int>(plan.parts.size()));
        plan.parts.push_back(std::move(part));
    }

    void
    walk(const Sum &sum, double factor, int filter, int within)
    {
        switch (sum.kind) {
        case Sum::Kind::OR:
            walk(*sum.first, factor, filter, within);
            walk(*sum.second, factor, filter, within);
            plan.program.push_back(NONE);
            break;
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

/* The best so far, from all shards. */
class Best
{
    const size_t max;
    /* The weights of the best `max`, the lowest one first. */
    std::priority_queue<double, std::vector<double>, std::greater<double>> weights = {};
    std::vector<BestHit> hits = {};
    size_t enough; /* prune when this many have gathered */

    void
    forget()
    {
        hits.erase(std::remove_if(hits.begin(), hits.end(),
                                  [&](const BestHit &hit) { return hit.weight < least(); }),
                   hits.end());
    }

  public:
    explicit Best(size_t max_) : max(max_), enough(8 * max_ + 1024)
    {
    }

    /* What a hit must be worth; below any weight while there are too few hits. */
    double
    least() const
    {
        return weights.size() < max ? -1 : weights.top();
    }

    void
    add(Xapian::docid docid, double weight)
    {
        if (weight < least())
            return;
        if (weights.size() == max)
            weights.pop();
        weights.push(weight);
        hits.push_back({docid, weight});
        if (hits.size() >= enough) {
            forget();
            enough = 2 * hits.size() + 8 * max + 1024;
        }
    }

    std::vector<BestHit>
    take()
    {
        forget();
        return std::move(hits);
    }
};

/* What a document has of a term. */
struct Found {
    Xapian::docid docid = 0; /* the document that was asked about last */
    bool is_there = false;
    Xapian::termcount wdf = 0;
};

class Run
{
    const Plan &plan;
    const Xapian::Database &db;
    const Xapian::docid stride;
    const Xapian::docid offset;
    Best &best;
    std::vector<Cursor> cursors;
    std::vector<Found> found;
    std::vector<float> gained = std::vector<float>(WINDOW, 0);
    std::vector<float> of_group = std::vector<float>(WINDOW, 0);
    std::vector<double> stack = {};
    /* The window: its first document, which bounds hold in it, how many groups are left for later,
     * and what these can add: the first of them, the first two, ... */
    Xapian::docid begin = 0;
    Bounds bounds = UNFILTERED;
    size_t later = 0;
    std::vector<double> added = {};

    bool
    in_window(Xapian::docid docid) const
    {
        return docid >= begin && docid - begin < WINDOW;
    }

    /* Leaves for later what cannot make a hit by itself. */
    void
    choose(Bounds which)
    {
        double sum = 0;
        bounds = which;
        later = 0;
        added.assign(1, 0);
        for (const int group : plan.order[bounds]) {
            sum += plan.groups[group].most[bounds];
            if (sum >= best.least())
                break;
            added.push_back(sum);
            later++;
        }
    }

    /* The next document that may be a hit; 0 if there is none. */
    Xapian::docid
    next(Xapian::docid from)
    {
        Xapian::docid nearest = 0;
        const auto meet = [&](int term) {
            Cursor &cursor = cursors[term];
            cursor.skip_to(from);
            if (cursor.docid != 0 && (nearest == 0 || cursor.docid < nearest))
                nearest = cursor.docid;
        };
        for (size_t i = later; i < plan.order[bounds].size(); i++) {
            for (const int term : plan.groups[plan.order[bounds][i]].terms)
                if (plan.terms[term].gain[bounds][1] > 0)
                    meet(term);
        }
        for (const std::vector<int> *filters : {&plan.filters, &plan.phrases})
            for (const int filter : *filters)
                meet(filter);
        return nearest;
    }

    /* Reads the postings of the window. */
    void
    read(int term)
    {
        Cursor &cursor = cursors[term];
        cursor.skip_to(begin);
        while (cursor.docid != 0 && in_window(cursor.docid)) {
            cursor.places.push_back(static_cast<uint16_t>(cursor.docid - begin));
            cursor.wdfs.push_back(cursor.wdf());
            cursor.next();
        }
    }

    void
    read_group(const Group &group)
    {
        const bool is_alone = group.terms.size() == 1;
        std::vector<float> &target = is_alone ? gained : of_group;
        for (const int term : group.terms) {
            const std::vector<float> &gain = plan.terms[term].gain[bounds];
            if (gain[1] == 0)
                continue;
            if (!plan.is_filter[term])
                read(term);
            const Cursor &cursor = cursors[term];
            for (size_t i = 0; i < cursor.places.size(); i++)
                target[cursor.places[i]] += gain[std::min<size_t>(cursor.wdfs[i], TABLE - 1)];
        }
        if (!is_alone) {
            const auto most = static_cast<float>(group.most[bounds] * (1 + plan.slack));
            for (size_t i = 0; i < WINDOW; i++) {
                gained[i] += std::min(of_group[i], most);
                of_group[i] = 0;
            }
        }
    }

    /* Documents with a phrase gain by it, each for itself. */
    void
    raise(int within)
    {
        const auto most = static_cast<float>(plan.terms[within].aside * (1 + plan.slack));
        read(within);
        for (const uint16_t place : cursors[within].places)
            gained[place] += most;
    }

    const Found &
    find(int term, Xapian::docid docid)
    {
        Found &result = found[term];
        if (result.docid == docid)
            return result;
        Cursor &cursor = cursors[term];
        const auto place = static_cast<uint16_t>(docid - begin);
        /* Documents of a window are asked for in their order. */
        while (cursor.near < cursor.places.size() && cursor.places[cursor.near] < place)
            cursor.near++;
        result = {docid, false, 0};
        if (cursor.near < cursor.places.size() && cursor.places[cursor.near] == place) {
            result = {docid, true, cursor.wdfs[cursor.near]};
        } else {
            cursor.skip_to(docid);
            if (cursor.docid == docid)
                result = {docid, true, cursor.wdf()};
        }
        return result;
    }

    /* Whether the document can be a hit, `sum` being the most that it has from what was read. */
    bool
    is_likely(Xapian::docid docid, double sum)
    {
        for (size_t i = later; i-- > 0;) {
            if (sum + added[i + 1] < best.least())
                return false;
            const Group &group = plan.groups[plan.order[bounds][i]];
            double gain = 0;
            for (const int term : group.terms) {
                const std::vector<float> &gains = plan.terms[term].gain[bounds];
                if (gains[1] > 0 && find(term, docid).is_there)
                    gain += gains[std::min<size_t>(find(term, docid).wdf, TABLE - 1)];
            }
            sum += std::min(gain, group.most[bounds]);
        }
        return sum >= best.least();
    }

    /* The weight of a part of the query in a document of this length. `matches` is set where the
     * part is there. */
    double
    weigh_part(const Part &part, Xapian::docid docid, Xapian::termcount length, double of_length,
               bool *matches)
    {
        bool is_there = false;
        Xapian::termcount wdf = 0;
        if ((part.filter != NONE && !find(part.filter, docid).is_there) ||
            (part.within != NONE && !find(part.within, docid).is_there))
            return 0;
        for (const int term : part.terms) {
            const Found &one = find(term, docid);
            is_there |= one.is_there;
            wdf += one.wdf;
        }
        *matches |= is_there;
        if (part.terms.size() > 1)
            wdf = std::min(wdf, length); /* the query may hold a word several times */
        return is_there ? Weigher::share(part.weight, wdf, of_length) : 0;
    }

    /* The weight of a document of this shard; -1 where it holds nothing of the query. */
    double
    weight_of(Xapian::docid docid)
    {
        bool matches = false;
        const Xapian::termcount length = db.get_doclength(docid);
        const double of_length = plan.weigher.of_length(length);
        stack.clear();
        for (const int step : plan.program) {
            if (step != NONE) {
                stack.push_back(weigh_part(plan.parts[step], docid, length, of_length, &matches));
                continue;
            }
            const double second = stack.back();
            stack.pop_back();
            stack.back() += second;
        }
        return matches ? stack.back() : -1;
    }

    void
    weigh(Xapian::docid docid)
    {
        const double weight = weight_of(docid);
        if (weight >= 0)
            best.add((docid - 1) * stride + offset + 1, weight);
    }

    /* What a document must have gained from the groups that were read, rounded down. */
    float
    threshold() const
    {
        const auto least = static_cast<float>(best.least() - added[later]);
        return std::max(std::nextafter(least, -1.0F), static_cast<float>(TINY / 2));
    }

    void
    weigh_likely()
    {
        const size_t step = 16;
        float least = threshold();
        for (size_t from = 0; from < WINDOW; from += step) {
            bool has_any = false;
            for (size_t i = from; i < from + step; i++)
                has_any |= gained[i] >= least;
            for (size_t i = from; has_any && i < from + step; i++) {
                const auto docid = static_cast<Xapian::docid>(begin + i);
                if (gained[i] >= least && is_likely(docid, gained[i])) {
                    weigh(docid);
                    least = threshold();
                }
            }
        }
    }

  public:
    Run(const Plan &plan_, const ReadPart &part, Xapian::docid stride_, Xapian::docid offset_,
        Best &best_)
        : plan(plan_), db(part.db), stride(stride_), offset(offset_), best(best_),
          found(plan_.terms.size())
    {
        cursors.reserve(plan.terms.size());
        for (const Term &term : plan.terms) {
            if (term.within)
                cursors.emplace_back(documents_within(part, *term.within));
            else
                cursors.emplace_back(part, term.name);
        }
    }

    void
    run()
    {
        for (choose(UNFILTERED); (begin = next(begin)) != 0; choose(UNFILTERED)) {
            bool is_filtered = false;
            for (const int filter : plan.filters) {
                read(filter);
                is_filtered |= !cursors[filter].places.empty();
            }
            if (is_filtered)
                choose(ALL);
            for (size_t i = later; i < plan.order[bounds].size(); i++)
                read_group(plan.groups[plan.order[bounds][i]]);
            for (const int within : plan.phrases)
                raise(within);
            weigh_likely();
            std::fill(gained.begin(), gained.end(), 0);
            for (Cursor &cursor : cursors) {
                cursor.places.clear();
                cursor.wdfs.clear();
                cursor.near = 0;
            }
            if (begin > LAST - WINDOW)
                break;
            begin += WINDOW;
        }
    }

    /* Those of `docids` (ascending, of all shards) that are in this shard. */
    void
    weigh_these(const Xapian::docid *docids, size_t count, double *weights)
    {
        for (size_t i = 0; i < count; i++)
            if ((docids[i] - 1) % stride == offset)
                weights[i] = weight_of((docids[i] - 1) / stride + 1);
    }
};

/* Has `body` run; once more, with all read by Xapian, where that cannot be done without. */
template <typename Body>
void
with_parts(std::vector<ReadPart> &parts, Body body)
{
    try {
        body();
    } catch (const AskXapian &) {
        for (ReadPart &part : parts)
            part.postings = nullptr;
        body();
    }
}

} // namespace

std::vector<BestHit>
best_hits(const Xapian::Database &all, std::vector<ReadPart> shards, const Sum &sum,
          const Bm25 &bm25, size_t max)
{
    std::vector<BestHit> hits;
    if (all.get_doccount() == 0)
        return hits;
    Plan plan(all, bm25);
    Planner(all, plan).make(sum);
    const auto count = static_cast<Xapian::docid>(shards.size());
    with_parts(shards, [&] {
        Best best(max);
        for (Xapian::docid i = 0; i < count; i++)
            Run(plan, shards[i], count, i, best).run();
        hits = best.take();
    });
    return hits;
}

void
weigh_these(const Xapian::Database &all, std::vector<ReadPart> shards, const Sum &sum,
            const Bm25 &bm25, const Xapian::docid *docids, size_t count, double *weights)
{
    Plan plan(all, bm25);
    Planner(all, plan).make(sum);
    const auto parts = static_cast<Xapian::docid>(shards.size());
    with_parts(shards, [&] {
        Best none(1);
        for (Xapian::docid i = 0; i < parts; i++)
            Run(plan, shards[i], parts, i, none).weigh_these(docids, count, weights);
    });
}

} // namespace tc
