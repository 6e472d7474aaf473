#include "store/xapian/best_hits.h"

#include "store/xapian/own/cursor.h"
#include "store/xapian/own/hits_plan.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
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
/* With so many postings in a window most of its documents are looked at. */
const size_t MANY = WINDOW / 2;
/* Looking so many documents up in the lists that were left costs more than reading these. */
const size_t MANY_LIKELY = WINDOW / 16;
const Xapian::docid LAST = std::numeric_limits<Xapian::docid>::max();

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

    size_t
    wanted() const
    {
        return max;
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
    bool is_there;
    Xapian::termcount wdf;
};
const Found NOT_FOUND = {false, 0};

/* A term that was read in a document. */
struct ReadTerm {
    int term;
    Xapian::termcount wdf;
};

/* The last document that was found to have a part, and how often. */
struct PartFound {
    Xapian::docid docid = 0;
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
    std::unique_ptr<OwnPostings> lengths = nullptr; /* of documents; null where Xapian reads */
    Taken scratch = {};
    /* What was read of the documents at hand: row i is read_terms[rows[i] .. rows[i + 1]). */
    std::vector<ReadTerm> read_terms = {};
    std::vector<size_t> rows = {};
    /* What the document has that is weighed: of terms the last one that has it. */
    std::vector<Xapian::docid> seen;
    std::vector<PartFound> of_part;
    std::vector<float> gained = std::vector<float>(WINDOW, 0);
    std::vector<float> of_group = std::vector<float>(WINDOW, 0);
    std::vector<int> parts_there = {}; /* in the document that is weighed */
    std::vector<double> worth;         /* scratch: of each part; 0 in between */
    /* How long the documents of the window are, where it has many of them at hand. */
    std::vector<Xapian::termcount> window_lengths = {};
    bool are_lengths_known = false;
    Xapian::termcount weighed_length = 0; /* of the document that was weighed last */
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
        if (cursor.docid != 0 && in_window(cursor.docid))
            cursor.take(begin, WINDOW, scratch);
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

    /* What a document must have gained from the groups that were read, rounded down. */
    float
    threshold() const
    {
        const auto least = static_cast<float>(best.least() - added[later]);
        return std::max(std::nextafter(least, -1.0F), static_cast<float>(TINY / 2));
    }

    /* Where many documents may still be hits, what was left is read as well. */
    void
    read_later()
    {
        if (later == 0)
            return;
        const float least = threshold();
        const auto count =
            std::count_if(gained.begin(), gained.end(), [&](float one) { return one >= least; });
        if (static_cast<size_t>(count) < MANY_LIKELY)
            return;
        while (later > 0)
            read_group(plan.groups[plan.order[bounds][--later]]);
    }

    /* What a document of the window has of a term of a group that was left for later. They are
     * asked for in their order. */
    Found
    find(int term, Xapian::docid docid)
    {
        Cursor &cursor = cursors[term];
        if (plan.is_filter[term]) { /* these are read first of all */
            const size_t row = docid - begin;
            for (size_t i = rows[row]; i < rows[row + 1]; i++)
                if (read_terms[i].term == term)
                    return {true, read_terms[i].wdf};
            return NOT_FOUND;
        }
        if (cursor.docid != 0 && cursor.docid < docid)
            cursor.skip_to(docid);
        return {cursor.docid == docid, cursor.docid == docid ? cursor.wdf() : 0};
    }

    /* Sorts what was read of all terms by document. */
    void
    sort_read(size_t count)
    {
        size_t total = 0;
        rows.assign(count + 2, 0);
        for (const Cursor &cursor : cursors) {
            total += cursor.places.size();
            for (const uint16_t place : cursor.places)
                rows[place + 2U]++;
        }
        for (size_t i = 2; i < rows.size(); i++)
            rows[i] += rows[i - 1];
        read_terms.resize(total);
        for (size_t term = 0; term < cursors.size(); term++) {
            const Cursor &cursor = cursors[term];
            for (size_t i = 0; i < cursor.places.size(); i++)
                read_terms[rows[cursor.places[i] + 1U]++] = {static_cast<int>(term),
                                                             cursor.wdfs[i]};
        }
    }

    void
    forget_read()
    {
        for (Cursor &cursor : cursors) {
            cursor.places.clear();
            cursor.wdfs.clear();
        }
    }

    /* A document has a term. */
    void
    note(int term, Xapian::termcount wdf, Xapian::docid docid)
    {
        seen[term] = docid;
        for (const int index : plan.parts_of[term]) {
            PartFound &part = of_part[index];
            if (part.docid != docid) {
                part = {docid, 0};
                parts_there.push_back(index);
            }
            part.wdf += wdf;
        }
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
                const Found one = gains[1] > 0 ? find(term, docid) : NOT_FOUND;
                if (one.is_there)
                    gain += gains[std::min<size_t>(one.wdf, TABLE - 1)];
            }
            sum += std::min(gain, group.most[bounds]);
        }
        return sum >= best.least();
    }

    /* What phrases let through is in no bounds, so that no other part has had it read. */
    void
    note_within(Xapian::docid docid)
    {
        for (const int index : plan.parts_within) {
            if (seen[plan.parts[index].within] != docid)
                continue;
            for (const int term : plan.parts[index].terms) {
                const bool is_known = seen[term] == docid || plan.is_filter[term];
                const Found one = is_known ? NOT_FOUND : find(term, docid);
                if (one.is_there)
                    note(term, one.wdf, docid);
            }
        }
    }

    /* The weight of a part of the query, of which some term is there, in a document of this length.
     * `matches` is set where the part counts. */
    double
    weigh_part(int index, Xapian::docid docid, Xapian::termcount length, double of_length,
               bool *matches) const
    {
        const Part &part = plan.parts[index];
        if ((part.filter != NONE && seen[part.filter] != docid) ||
            (part.within != NONE && seen[part.within] != docid))
            return 0;
        Xapian::termcount wdf = of_part[index].wdf;
        *matches = true;
        if (part.terms.size() > 1)
            wdf = std::min(wdf, length); /* the query may hold a word several times */
        return Weigher::share(part.weight, wdf, of_length);
    }

    Xapian::termcount
    length_of(Xapian::docid docid)
    {
        if (are_lengths_known)
            return window_lengths[docid - begin];
        if (!lengths)
            return db.get_doclength(docid);
        lengths->skip_to(docid);
        if (lengths->docid() != docid)
            throw AskXapian();
        return lengths->wdf();
    }

    /* Documents of a window are many where most of them have a word: then all are read at once. */
    void
    read_lengths()
    {
        are_lengths_known = lengths != nullptr && read_terms.size() >= MANY;
        if (!are_lengths_known)
            return;
        window_lengths.assign(WINDOW, 0);
        lengths->skip_to(begin);
        scratch.make_room(WINDOW);
        const size_t count =
            lengths->take(begin, WINDOW, scratch.places.data(), scratch.wdfs.data());
        for (size_t i = 0; i < count; i++)
            window_lengths[scratch.places[i]] = scratch.wdfs[i];
    }

    /* The weight of a document of this shard, of which that row was read; -1 where it holds nothing
     * of the query. */
    double
    weight_of(Xapian::docid docid, size_t row)
    {
        bool matches = false;
        const Xapian::termcount length = length_of(docid);
        weighed_length = length;
        const double of_length = plan.weigher.of_length(length);
        parts_there.clear();
        for (size_t i = rows[row]; i < rows[row + 1]; i++)
            note(read_terms[i].term, read_terms[i].wdf, docid);
        for (size_t i = 0; i < later; i++) {
            for (const int term : plan.groups[plan.order[bounds][i]].terms) {
                const Found one = plan.is_filter[term] ? NOT_FOUND : find(term, docid);
                if (one.is_there)
                    note(term, one.wdf, docid);
            }
        }
        note_within(docid);
        for (const int index : parts_there)
            worth[index] = weigh_part(index, docid, length, of_length, &matches);
        /* In the order of Xapian, to whom what is not there is 0. */
        for (const std::pair<int, int> &sum : plan.sums)
            worth[sum.first] += worth[sum.second];
        const double weight = worth[0];
        std::fill(worth.begin(), worth.end(), 0);
        return matches ? weight : -1;
    }

    void
    weigh(Xapian::docid docid)
    {
        const double weight = weight_of(docid, docid - begin);
        if (weight >= 0)
            best.add((docid - 1) * stride + offset + 1, weight);
    }

    /* Weighs the documents of the window that can be hits, of those that may be worth at least
     * `from` and less than `below`. */
    void
    weigh_likely(float from, float below)
    {
        const size_t step = 16;
        float least = std::max(from, threshold());
        for (size_t first = 0; first < WINDOW; first += step) {
            bool has_any = false;
            for (size_t i = first; i < first + step; i++)
                has_any |= gained[i] >= least;
            for (size_t i = first; has_any && i < first + step; i++) {
                const auto docid = static_cast<Xapian::docid>(begin + i);
                if (gained[i] >= least && gained[i] < below && is_likely(docid, gained[i])) {
                    weigh(docid);
                    least = std::max(from, threshold());
                }
            }
        }
    }

    /* The most that the document of a row gains from what was read, by its length. */
    float
    most_of(size_t row) const
    {
        const double of_length = plan.weigher.of_length(window_lengths[row]);
        double sum = 0;
        for (size_t i = rows[row]; i < rows[row + 1]; i++) {
            const Term &term = plan.terms[read_terms[i].term];
            sum += Weigher::share(term.weight[bounds], read_terms[i].wdf, of_length) + term.aside;
        }
        return static_cast<float>(sum * (1 + plan.slack) +
                                  TINY * static_cast<double>(plan.parts.size()));
    }

    /* Lowers what documents may be worth to that, where lengths are at hand. */
    void
    tighten()
    {
        const float least = threshold();
        for (size_t i = 0; are_lengths_known && i < WINDOW; i++)
            if (gained[i] >= least)
                gained[i] = std::min(gained[i], most_of(i));
    }

    /* While any hit is among the best, documents that may be worth most are weighed first: few of
     * the others can be hits after them. Not so where documents are asked for in their order. */
    void
    weigh_window()
    {
        const float none = -1;
        const float all = std::numeric_limits<float>::infinity();
        float middle = none;
        if (best.least() < 0 && best.wanted() < WINDOW && are_lengths_known &&
            plan.parts_within.empty()) {
            std::vector<float> sorted = gained;
            std::nth_element(sorted.begin(),
                             sorted.begin() + static_cast<std::ptrdiff_t>(best.wanted()) - 1,
                             sorted.end(), std::greater<>());
            middle = sorted[best.wanted() - 1];
            weigh_likely(middle, all);
        }
        weigh_likely(none, middle > none ? middle : all);
    }

  public:
    Run(const Plan &plan_, const ReadPart &part, Xapian::docid stride_, Xapian::docid offset_,
        Best &best_)
        : plan(plan_), db(part.db), stride(stride_), offset(offset_), best(best_),
          seen(plan_.terms.size(), 0), of_part(plan_.parts.size()), worth(plan_.parts.size(), 0)
    {
        if (part.postings != nullptr)
            lengths = std::make_unique<OwnPostings>(part.postings, "");
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
            read_later();
            sort_read(WINDOW);
            read_lengths();
            tighten();
            weigh_window();
            std::fill(gained.begin(), gained.end(), 0);
            forget_read();
            if (begin > LAST - WINDOW)
                break;
            begin += WINDOW;
        }
    }

    /* Those of `docids` (ascending, of all shards) that are in this shard. */
    void
    weigh_these(const Xapian::docid *docids, size_t count, double *weights,
                Xapian::termcount *all_lengths)
    {
        std::vector<size_t> indexes;
        std::vector<Xapian::docid> here;
        for (size_t next = 0; next < count; forget_read()) {
            indexes.clear();
            here.clear();
            for (; next < count && here.size() < WINDOW; next++) {
                if ((docids[next] - 1) % stride == offset) {
                    indexes.push_back(next);
                    here.push_back((docids[next] - 1) / stride + 1);
                }
            }
            for (Cursor &cursor : cursors)
                cursor.match(here, scratch);
            sort_read(here.size());
            for (size_t row = 0; row < here.size(); row++) {
                weights[indexes[row]] = weight_of(here[row], row);
                all_lengths[indexes[row]] = weighed_length;
            }
        }
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
            const Bm25 &bm25, const Xapian::docid *docids, size_t count, double *weights,
            Xapian::termcount *lengths)
{
    Plan plan(all, bm25);
    Planner(all, plan).make(sum);
    const auto parts = static_cast<Xapian::docid>(shards.size());
    with_parts(shards, [&] {
        Best none(1);
        for (Xapian::docid i = 0; i < parts; i++)
            Run(plan, shards[i], parts, i, none).weigh_these(docids, count, weights, lengths);
    });
}

} // namespace tc
