#include "store/xapian/own/values.h"
#include "store/xapian/private.h"

#include <string_view>
#include <unordered_set>

using namespace tc;

TcXEnquire *
tc_x_enquire_new(TcXDatabase *db, GError **error)
{
    return guard_new(error, [&] {
        if (db->db.size() == 0) {
            /* Xapian refuses to search no database at all; an empty one gives no hits. */
            const Xapian::Database none(std::string(), Xapian::DB_BACKEND_INMEMORY);
            return new TcXEnquire{Xapian::Enquire(none), none, {none}, false};
        }
        /* Some databases have shards of their own, as a stub has, or are being written. */
        const bool is_known = db->parts.size() == db->db.size() &&
                              std::all_of(db->parts.begin(), db->parts.end(),
                                          [](const auto &part) { return part.size() == 1; });
        return new TcXEnquire{Xapian::Enquire(db->db), db->db,
                              is_known ? db->parts : std::vector{db->db}, db->is_remote,
                              is_known && !db->is_only_xapian && !db->is_remote
                                  ? db->own
                                  : std::vector<OwnTablesPtr>{}};
    });
}

void
tc_x_enquire_free(TcXEnquire *enquire)
{
    delete enquire;
}

gboolean
tc_x_enquire_set_query(TcXEnquire *enquire, TcXQuery *query, GError **error)
{
    return guard(error, [&] {
        enquire->enquire.set_query(query->query);
        enquire->query = query->query;
        enquire->sum = query->sum;
        enquire->found = query->found;
        enquire->listed = query->listed;
        const bool is_phrase = query->phrases.size() == 1 && query->phrases[0].filter.empty();
        enquire->phrase = is_phrase ? tc::phrase_of(query->query) : tc::Phrase();
    });
}

gboolean
tc_x_enquire_set_bm25(TcXEnquire *enquire, double k1, double k2, double k3, double b,
                      double min_normlen, GError **error)
{
    return guard(error, [&] {
        enquire->enquire.set_weighting_scheme(Xapian::BM25Weight(k1, k2, k3, b, min_normlen));
        enquire->is_weighted = true;
        enquire->bm25 = {k1, k3, b, min_normlen};
        enquire->is_summed = k2 == 0;
    });
}

gboolean
tc_x_enquire_set_boolean(TcXEnquire *enquire, GError **error)
{
    return guard(error, [&] {
        enquire->enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire->is_weighted = false;
        enquire->is_summed = false;
    });
}

gboolean
tc_x_enquire_set_sort(TcXEnquire *enquire, guint32 slot, gboolean is_descending, GError **error)
{
    return guard(error, [&] {
        enquire->enquire.set_sort_by_value_then_relevance(slot, is_descending != FALSE);
        enquire->is_by_value = true;
    });
}

gboolean
tc_x_enquire_set_tie_order(TcXEnquire *enquire, guint32 slot, GError **error)
{
    return guard(error, [&] {
        enquire->tie_slot = slot;
        enquire->is_by_value = false;
    });
}

gboolean
tc_x_enquire_set_collapse(TcXEnquire *enquire, guint32 slot, GError **error)
{
    return guard(error, [&] { enquire->collapse_slot = slot; });
}

gboolean
tc_x_enquire_count_values(TcXEnquire *enquire, guint32 slot, GError **error)
{
    return guard(error, [&] {
        auto &counted = enquire->counted;
        if (std::find(counted.begin(), counted.end(), slot) == counted.end())
            counted.push_back(slot);
    });
}

namespace
{

/* The parts, with their tables where they can be read here. */
std::vector<tc::ReadPart>
parts_to_read(const TcXEnquire *enquire)
{
    std::vector<tc::ReadPart> parts;
    const std::vector<TcTable *> tables =
        own_tables(TC_TABLE_POSTLIST, enquire->own, enquire->parts);
    const std::vector<TcTable *> positions =
        own_tables(TC_TABLE_POSITION, enquire->own, enquire->parts);
    for (size_t i = 0; i < enquire->parts.size(); i++)
        parts.push_back({enquire->parts[i], tables.empty() ? nullptr : tables[i],
                         positions.empty() ? nullptr : positions[i],
                         tables.empty() ? nullptr : enquire->own[i].get()});
    return parts;
}

/* Xapian is about to run the query: find its phrases for it, where they can be read here. Lists are
 * numbered as documents of one part are. */
void
find_phrases(TcXEnquire *enquire)
{
    if (enquire->found.empty() || enquire->parts.size() != 1)
        return;
    const tc::ReadPart part = parts_to_read(enquire)[0];
    if (part.postings == nullptr || part.positions == nullptr)
        return;
    try {
        for (const tc::FoundPhrasePtr &phrase : enquire->found)
            *phrase->documents = tc::documents_within(part, phrase->within);
        enquire->enquire.set_query(enquire->listed);
    } catch (const AskXapian &) {
        enquire->enquire.set_query(enquire->query);
    }
}

/* The best of all matches, with everything done by Xapian while it matches: it reads the values of
 * each document that it weighs. */
void
run_in_full(TcXEnquire *enquire, guint32 first, guint32 max, guint32 check_at_least, TcXMSet *out)
{
    Xapian::Enquire &how = enquire->enquire;
    find_phrases(enquire);
    how.set_collapse_key(enquire->collapse_slot);
    if (!enquire->is_by_value) {
        if (enquire->tie_slot == Xapian::BAD_VALUENO)
            how.set_sort_by_relevance();
        else
            how.set_sort_by_relevance_then_value(enquire->tie_slot, false);
    }
    /* A spy adds up over several runs. So each run gets new ones, which go with its result. */
    how.clear_matchspies();
    for (const Xapian::valueno slot : enquire->counted) {
        out->spies.emplace_back(slot, std::make_unique<Xapian::ValueCountMatchSpy>(slot));
        how.add_matchspy(out->spies.back().second.get());
    }
    out->mset = how.get_mset(first, max, check_at_least);
    how.clear_matchspies();
}

/* Keeps what Xapian weighs and what is worth at least as much as the best that are asked for: among
 * equals Xapian itself would only return the first ones that it met. */
class Keeper : public Xapian::MatchSpy
{
    const size_t max;
    std::vector<TcXLateHit> &hits;
    size_t enough; /* prune when this many have gathered */

  public:
    Keeper(size_t max_, std::vector<TcXLateHit> &hits_)
        : max(max_), hits(hits_), enough(4 * max_ + 1024)
    {
    }

    void
    operator()(const Xapian::Document &document, double weight) override
    {
        hits.push_back({document.get_docid(), weight, {}});
        if (hits.size() == enough) {
            keep_best(max, hits);
            enough = 2 * hits.size() + 4 * max + 1024;
        }
    }

    static void
    keep_best(size_t max, std::vector<TcXLateHit> &hits)
    {
        if (hits.size() <= max)
            return;
        std::vector<double> weights;
        for (const TcXLateHit &hit : hits)
            weights.push_back(hit.weight);
        std::nth_element(weights.begin(), weights.begin() + (max - 1), weights.end(),
                         std::greater<>());
        const double least = weights[max - 1];
        hits.erase(std::remove_if(hits.begin(), hits.end(),
                                  [&](const TcXLateHit &hit) { return hit.weight < least; }),
                   hits.end());
    }
};

/* The best `max` by weight, and all that are worth as much as the last of them. FALSE when it
 * cannot tell which these are. */
bool
weigh(TcXEnquire *enquire, size_t max, std::vector<TcXLateHit> &hits)
{
    hits.clear();
    if (enquire->sum && enquire->is_summed && tc::can_weigh(enquire->bm25)) {
        for (const tc::BestHit &hit :
             tc::best_hits(enquire->db, parts_to_read(enquire), *enquire->sum, enquire->bm25, max))
            hits.push_back({hit.docid, hit.weight, {}});
        return true;
    }
    find_phrases(enquire);
    enquire->enquire.set_collapse_key(Xapian::BAD_VALUENO);
    enquire->enquire.set_sort_by_relevance();
    enquire->enquire.clear_matchspies();
    if (enquire->db.size() == 1) {
        Keeper keeper(max, hits);
        enquire->enquire.add_matchspy(&keeper);
        enquire->enquire.get_mset(0, static_cast<Xapian::doccount>(max));
        enquire->enquire.clear_matchspies();
        Keeper::keep_best(max, hits);
        return true;
    }
    /* With several shards a spy is told numbers of documents, but not of which shard. */
    const Xapian::MSet mset = enquire->enquire.get_mset(0, static_cast<Xapian::doccount>(max + 1));
    for (Xapian::MSetIterator it = mset.begin(); it != mset.end(); ++it)
        hits.push_back({*it, it.get_weight(), {}});
    if (hits.size() > max) {
        const double next = hits.back().weight;
        hits.pop_back();
        return enquire->tie_slot == Xapian::BAD_VALUENO || hits.back().weight != next;
    }
    return true;
}

/* Calls `func` with each hit's value of the slot, which is its own, in the order of documents. */
template <typename Func>
void
each_value(const TcXEnquire *enquire, Xapian::valueno slot, const std::vector<TcXLateHit> &hits,
           size_t begin, size_t end, Func func)
{
    std::vector<size_t> by_docid;
    for (size_t i = begin; i < end; i++)
        by_docid.push_back(i);
    std::sort(by_docid.begin(), by_docid.end(),
              [&](size_t a, size_t b) { return hits[a].docid < hits[b].docid; });
    Values values(enquire->db, own_tables(TC_TABLE_POSTLIST, enquire->own, enquire->parts), slot);
    for (const size_t i : by_docid)
        func(i, std::string(values.of(hits[i].docid)));
}

/* Puts hits of the same weight in the order of their values, then of their numbers. The best come
 * first already. */
void
order_equals(const TcXEnquire *enquire, Xapian::valueno slot, std::vector<TcXLateHit> &hits)
{
    for (size_t begin = 0, end = 0; begin < hits.size(); begin = end) {
        end = begin + 1;
        while (end < hits.size() && hits[end].weight == hits[begin].weight)
            end++;
        if (end - begin == 1)
            continue;
        std::vector<std::pair<std::string, TcXLateHit>> equals;
        each_value(enquire, slot, hits, begin, end, [&](size_t i, std::string &&value) {
            equals.emplace_back(std::move(value), hits[i]);
        });
        std::sort(equals.begin(), equals.end(), [](const auto &a, const auto &b) {
            return a.first != b.first ? a.first < b.first : a.second.docid < b.second.docid;
        });
        for (size_t i = begin; i < end; i++)
            hits[i] = equals[i - begin].second;
    }
}

/* Leaves the first of those with the same key, and none behind the first `max`. */
void
drop_copies(const TcXEnquire *enquire, Xapian::valueno slot, size_t max,
            std::vector<TcXLateHit> &hits)
{
    std::unordered_set<std::string_view> seen; /* keys of those that are kept, which stay there */
    std::vector<TcXLateHit> kept;
    kept.reserve(std::min(max, hits.size()));
    for (size_t begin = 0; begin < hits.size() && kept.size() < max;) {
        const size_t end = std::min(hits.size(), begin + (max - kept.size()));
        each_value(enquire, slot, hits, begin, end,
                   [&](size_t i, std::string &&value) { hits[i].key = std::move(value); });
        for (; begin < end; begin++) {
            if (seen.count(hits[begin].key) > 0)
                continue;
            kept.push_back(std::move(hits[begin]));
            if (!kept.back().key.empty())
                seen.insert(kept.back().key);
        }
    }
    hits = std::move(kept);
}

/* The same by weight alone, which is much less work: equals are put in order, and copies found,
 * among the hits that are left. FALSE when that cannot tell the result. */
bool
run_by_weight(TcXEnquire *enquire, guint32 max, TcXMSet *out)
{
    size_t wanted = max;
    for (bool has_more = true; has_more;) {
        if (!weigh(enquire, wanted, out->hits))
            return false;
        const size_t found = out->hits.size();
        std::sort(out->hits.begin(), out->hits.end(), [](const auto &a, const auto &b) {
            return a.weight != b.weight ? a.weight > b.weight : a.docid < b.docid;
        });
        if (enquire->tie_slot != Xapian::BAD_VALUENO)
            order_equals(enquire, enquire->tie_slot, out->hits);
        if (enquire->collapse_slot != Xapian::BAD_VALUENO)
            drop_copies(enquire, enquire->collapse_slot, max, out->hits);
        /* So many are copies that other hits are wanted in their place. */
        has_more = out->hits.size() < max && found >= wanted;
        wanted = std::min<size_t>(wanted + 2 * (found - out->hits.size()) + max,
                                  size_t{enquire->db.get_doccount()} + 1);
    }
    if (out->hits.size() > max)
        out->hits.resize(max);
    out->found = out->hits.size();
    return true;
}

/* The first documents with a phrase, without weights: `max` of them, and `check_at_least` counted.
 * FALSE when Xapian is to be asked. */
bool
run_phrase(TcXEnquire *enquire, guint32 max, guint32 check_at_least, TcXMSet *out)
{
    const std::vector<TcTable *> postings =
        own_tables(TC_TABLE_POSTLIST, enquire->own, enquire->parts);
    const std::vector<TcTable *> positions =
        own_tables(TC_TABLE_POSITION, enquire->own, enquire->parts);
    std::vector<tc::PhraseTables> parts;
    if (postings.empty() || positions.empty())
        return false;
    for (size_t i = 0; i < postings.size(); i++)
        parts.push_back({postings[i], positions[i], enquire->own[i].get()});
    try {
        const auto found =
            tc::phrase_documents(parts, enquire->phrase, std::max(max, check_at_least));
        out->found = found.size();
        for (size_t i = 0; i < found.size() && i < max; i++)
            out->hits.push_back({found[i], 0, {}});
    } catch (const AskXapian &) {
        return false;
    }
    return true;
}

/* As tc_x_enquire_weigh(), by Xapian. */
void
weigh_among(TcXEnquire *enquire, const guint32 *docids, gsize count, double *weights,
            guint32 *lengths)
{
    Xapian::Enquire &how = enquire->enquire;
    find_phrases(enquire);
    const Xapian::Query query = how.get_query();
    how.set_query(tc::query_among(
        query, std::make_shared<std::vector<Xapian::docid>>(docids, docids + count)));
    how.set_collapse_key(Xapian::BAD_VALUENO);
    how.set_sort_by_relevance();
    how.clear_matchspies();
    const Xapian::MSet found = how.get_mset(0, static_cast<Xapian::doccount>(count));
    how.set_query(query);
    std::fill(weights, weights + count, -1);
    std::fill(lengths, lengths + count, 0);
    for (Xapian::MSetIterator it = found.begin(); it != found.end(); ++it) {
        const auto i = std::lower_bound(docids, docids + count, *it) - docids;
        weights[i] = it.get_weight();
        lengths[i] = enquire->db.get_doclength(*it);
    }
}

} // namespace

TcXMSet *
tc_x_enquire_run(TcXEnquire *enquire, guint32 first, guint32 max, guint32 check_at_least,
                 GError **error)
{
    return guard_new(error, [&] {
        auto result = std::make_unique<TcXMSet>();
        const bool has_values = enquire->tie_slot != Xapian::BAD_VALUENO ||
                                enquire->collapse_slot != Xapian::BAD_VALUENO;
        /* A value of another machine costs a message; without weights all hits are equals. */
        result->is_late = has_values && enquire->is_weighted && !enquire->is_by_value &&
                          !enquire->is_remote && enquire->counted.empty() && first == 0 &&
                          check_at_least == 0 && max > 0 && max < G_MAXUINT32 / 8 &&
                          run_by_weight(enquire, max, result.get());
        if (!enquire->phrase.empty() && !enquire->is_weighted && !enquire->is_by_value &&
            !has_values && enquire->counted.empty() && first == 0)
            result->is_late = run_phrase(enquire, max, check_at_least, result.get());
        result->db = enquire->db;
        result->wanted = std::max(max, check_at_least);
        result->tie_slot = enquire->tie_slot;
        if (!result->is_late)
            run_in_full(enquire, first, max, check_at_least, result.get());
        return result.release();
    });
}

gboolean
tc_x_enquire_weigh(TcXEnquire *enquire, const guint32 *docids, gsize count, double *weights,
                   guint32 *lengths, gboolean *is_known, GError **error)
{
    return guard(error, [&] {
        const bool is_sum = enquire->sum && tc::can_weigh(enquire->bm25);
        *is_known = enquire->is_weighted && enquire->is_summed && !enquire->is_remote &&
                    (is_sum || enquire->parts.size() == 1);
        if (!*is_known || count == 0)
            return;
        if (is_sum)
            tc::weigh_these(enquire->db, parts_to_read(enquire), *enquire->sum, enquire->bm25,
                            docids, count, weights, lengths);
        else
            weigh_among(enquire, docids, count, weights, lengths);
    });
}

gboolean
tc_x_enquire_each_matching_term(TcXEnquire *enquire, guint32 docid, TcXTermFunc func, gpointer user,
                                GError **error)
{
    return guard(error, [&] {
        const Xapian::TermIterator end = enquire->enquire.get_matching_terms_end(docid);
        std::string term;
        for (Xapian::TermIterator it = enquire->enquire.get_matching_terms_begin(docid); it != end;
             ++it) {
            decode_term(*it, term);
            if (!func(term.data(), term.size(), 0, user))
                break;
        }
    });
}

gsize
tc_x_mset_size(TcXMSet *mset)
{
    return mset->is_late ? mset->hits.size() : mset->mset.size();
}

TcXHit
tc_x_mset_hit(TcXMSet *mset, gsize index)
{
    TcXHit hit = {};
    g_return_val_if_fail(index < tc_x_mset_size(mset), hit);
    guard(nullptr, [&] {
        std::string given;
        if (mset->is_late) {
            hit.docid = mset->hits[index].docid;
            hit.weight = mset->hits[index].weight;
        } else {
            const Xapian::MSetIterator it = mset->mset[index];
            hit.docid = *it;
            hit.weight = it.get_weight();
            given = it.get_collapse_key();
        }
        const std::string &key = mset->is_late ? mset->hits[index].key : given;
        if (key.size() <= TC_X_KEY_MAX) {
            hit.key_len = static_cast<guint8>(key.size());
            std::copy(key.begin(), key.end(), hit.key);
        }
    });
    return hit;
}

gboolean
tc_x_mset_sort_key(TcXMSet *mset, gsize index, char **key, gsize *len, GError **error)
{
    return guard(error, [&] {
        if (index >= tc_x_mset_size(mset))
            throw Xapian::RangeError("no such hit");
        if (!mset->is_late)
            give(mset->mset[index].get_sort_key(), key, len);
        else if (mset->tie_slot == Xapian::BAD_VALUENO)
            give(std::string(), key, len);
        else
            give(mset->db.get_document(mset->hits[index].docid).get_value(mset->tie_slot), key,
                 len);
    });
}

void
tc_x_mset_bounds(TcXMSet *mset, guint32 *lower, guint32 *estimated, guint32 *upper)
{
    if (mset->is_late) {
        /* Nothing was counted; where fewer were found than wanted, these are all. */
        *lower = *estimated = static_cast<guint32>(mset->found);
        *upper = mset->found < mset->wanted ? *lower : mset->db.get_doccount();
        return;
    }
    guard(nullptr, [&] {
        *lower = mset->mset.get_matches_lower_bound();
        *estimated = mset->mset.get_matches_estimated();
        *upper = mset->mset.get_matches_upper_bound();
    });
}

gboolean
tc_x_mset_each_value(TcXMSet *mset, guint32 slot, TcXTermFunc func, gpointer user, GError **error)
{
    return guard(error, [&] {
        for (const auto &spy : mset->spies) {
            if (spy.first == slot) {
                for (auto it = spy.second->values_begin(); it != spy.second->values_end(); ++it) {
                    const std::string value = *it;
                    if (!func(value.data(), value.size(), it.get_termfreq(), user))
                        break;
                }
                return;
            }
        }
        throw Xapian::InvalidArgumentError("values of slot " + std::to_string(slot) +
                                           " were not counted");
    });
}

void
tc_x_mset_free(TcXMSet *mset)
{
    delete mset;
}
