#include "store/xapian/private.h"

#include <algorithm>
#include <cmath>

using namespace tc;

namespace tc
{

SumPtr
sum_of_term(const std::string &term)
{
    return std::make_shared<Sum>(Sum{Sum::Kind::TERM, term});
}

SumPtr
sum_of_either(const SumPtr &first, const SumPtr &second)
{
    return first && second ? std::make_shared<Sum>(Sum{Sum::Kind::OR, {}, 1, first, second})
                           : nullptr;
}

SumPtr
sum_of_synonyms(const SumPtr &first, const SumPtr &second)
{
    const auto fits = [](const SumPtr &sum) {
        return sum && (sum->kind == Sum::Kind::TERM || sum->kind == Sum::Kind::SYNONYM);
    };
    return fits(first) && fits(second)
               ? std::make_shared<Sum>(Sum{Sum::Kind::SYNONYM, {}, 1, first, second})
               : nullptr;
}

SumPtr
sum_scaled(double factor, const SumPtr &sum)
{
    return sum && factor > 0 ? std::make_shared<Sum>(Sum{Sum::Kind::SCALE, {}, factor, sum})
                             : nullptr;
}

SumPtr
sum_filtered(const SumPtr &sum, const SumPtr &term)
{
    return sum && term && term->kind == Sum::Kind::TERM && sum->kind == Sum::Kind::TERM
               ? std::make_shared<Sum>(Sum{Sum::Kind::FILTER, term->term, 1, sum})
               : nullptr;
}

namespace
{

/* The terms of a sum that count in documents with `filter`. */
void
take_terms(const Sum &sum, const std::string &filter, std::vector<std::string> &terms)
{
    if (sum.kind == Sum::Kind::FILTER && sum.term != filter)
        return;
    if (sum.kind == Sum::Kind::TERM)
        terms.push_back(sum.term);
    for (const SumPtr &part : {sum.first, sum.second})
        if (part)
            take_terms(*part, filter, terms);
}

/* Whether a part is there wherever the phrase is. */
bool
is_implied(const SumPtr &part, const Places &places)
{
    std::vector<std::string> terms;
    take_terms(*part, places.filter, terms);
    const auto is_of_part = [&](const std::string &term) {
        return std::find(terms.begin(), terms.end(), term) != terms.end();
    };
    const auto is_implying = [&](const std::vector<std::string> &place) {
        return std::all_of(place.begin(), place.end(), is_of_part);
    };
    return std::any_of(places.phrase.begin(), places.phrase.end(), is_implying);
}

bool
has_phrase(const Sum &sum)
{
    return sum.within || (sum.first && has_phrase(*sum.first)) ||
           (sum.second && has_phrase(*sum.second));
}

} // namespace

SumPtr
sum_within(const SumPtr &sum, const std::vector<SumPtr> &each,
           const std::vector<PhraseQuery> &phrases, const Xapian::Query &query)
{
    std::vector<Places> any;
    any.reserve(phrases.size());
    for (const PhraseQuery &one : phrases)
        any.push_back({phrase_of(one.query), one.filter});
    const auto is_unknown = [](const Places &places) { return places.phrase.empty(); };
    const auto is_implied_by_all = [&](const SumPtr &part) {
        return std::all_of(any.begin(), any.end(),
                           [&](const Places &places) { return is_implied(part, places); });
    };
    if (!sum || has_phrase(*sum) || std::any_of(any.begin(), any.end(), is_unknown) ||
        !std::all_of(each.begin(), each.end(), is_implied_by_all))
        return nullptr;
    auto within = std::make_shared<Within>(Within{query, std::move(any)});
    return std::make_shared<Sum>(Sum{Sum::Kind::WITHIN, {}, 1, sum, {}, std::move(within)});
}

} // namespace tc

TcXQuery *
tc_x_query_term(const char *term, gsize term_len, guint32 wqf, GError **error)
{
    return guard_new(error, [&] {
        const std::string name = nonempty_term(term, term_len);
        return new TcXQuery{Xapian::Query(name, wqf), wqf == 1 ? tc::sum_of_term(name) : nullptr};
    });
}

TcXQuery *
tc_x_query_all(void)
{
    return guard_new(nullptr, [] { return new TcXQuery{Xapian::Query(std::string()), {}}; });
}

TcXQuery *
tc_x_query_nothing(void)
{
    return guard_new(nullptr, [] { return new TcXQuery{Xapian::Query(), {}}; });
}

namespace
{

/* Note the phrases of `parts` in what was made of them; `listed` is the same made of their lists.
 */
template <typename Parts, typename Make>
void
note_phrases(TcXQuery &query, const Parts &parts, Make listed)
{
    for (const TcXQuery &part : parts) {
        query.has_places |= part.has_places;
        query.found.insert(query.found.end(), part.found.begin(), part.found.end());
    }
    if (!query.found.empty())
        query.listed = listed();
}

Xapian::Query::op
operator_of(TcXOp op)
{
    switch (op) {
    case TC_X_AND:
        return Xapian::Query::OP_AND;
    case TC_X_OR:
        return Xapian::Query::OP_OR;
    case TC_X_AND_NOT:
        return Xapian::Query::OP_AND_NOT;
    case TC_X_FILTER:
        return Xapian::Query::OP_FILTER;
    case TC_X_AND_MAYBE:
        return Xapian::Query::OP_AND_MAYBE;
    case TC_X_NEAR:
        return Xapian::Query::OP_NEAR;
    case TC_X_PHRASE:
        return Xapian::Query::OP_PHRASE;
    case TC_X_SYNONYM:
        return Xapian::Query::OP_SYNONYM;
    case TC_X_MAX:
        return Xapian::Query::OP_MAX;
    }
    throw Xapian::InvalidArgumentError("unknown query operator");
}

std::vector<TcXQuery>
parts_of(TcXQuery *const *children, gsize count)
{
    std::vector<TcXQuery> parts;
    parts.reserve(count);
    for (gsize i = 0; i < count; i++) {
        if (children[i] == nullptr)
            throw Xapian::InvalidArgumentError("missing part of a query");
        parts.push_back(*children[i]);
    }
    return parts;
}

/* Xapian arranges the parts of an OR by how frequent they are in the database at hand. In a SYNONYM
 * that decides how its frequency is estimated, with rounding at each step, and in a sum in which
 * order it is added up: both would give other weights in each shard. Pairs within pairs are left as
 * they are; a SYNONYM within another is not taken apart, and anything else only when it is scaled.
 * */
TcXQuery
pair_of(Xapian::Query::op op, const TcXQuery &first, const TcXQuery &second)
{
    const auto closed = [op](const Xapian::Query &query) {
        return op == Xapian::Query::OP_SYNONYM || query.get_num_subqueries() < 2
                   ? query
                   : Xapian::Query(1.0, query);
    };
    TcXQuery pair{{op, closed(first.query), closed(second.query)}};
    note_phrases(pair, std::initializer_list<TcXQuery>{first, second}, [&] {
        return Xapian::Query(op, closed(first.with_lists()), closed(second.with_lists()));
    });
    if (op == Xapian::Query::OP_SYNONYM) {
        pair.sum = tc::sum_of_synonyms(first.sum, second.sum);
        return pair;
    }
    if (op == Xapian::Query::OP_OR) {
        pair.sum = tc::sum_of_either(first.sum, second.sum);
    } else {
        const auto added = [](const TcXQuery &part) { return part.all ? part.all : part.sum; };
        pair.all = tc::sum_of_either(added(first), added(second));
        if (pair.all) {
            for (const TcXQuery &part : {first, second}) {
                if (part.all)
                    pair.each.insert(pair.each.end(), part.each.begin(), part.each.end());
                else
                    pair.each.push_back(part.sum);
            }
        }
    }
    return pair;
}

/* The first ones alone, as they cost most when they lie deep; when there are many rare ones, these
 * as a balanced tree. */
const size_t ALONE_MAX = 8;

TcXQuery
pairs_of(Xapian::Query::op op, const std::vector<TcXQuery> &parts, size_t begin, size_t end)
{
    if (end - begin == 1)
        return parts[begin];
    const size_t middle = begin < ALONE_MAX ? begin + 1 : begin + (end - begin) / 2;
    return pair_of(op, pairs_of(op, parts, begin, middle), pairs_of(op, parts, middle, end));
}

} // namespace

namespace
{

/* Xapian takes an OR within another apart, and adds up the parts in an order of its own. */
tc::SumPtr
combined_sum(TcXOp op, const std::vector<TcXQuery> &parts)
{
    const auto stays = [](const TcXQuery &part) {
        return part.sum && part.sum->kind != tc::Sum::Kind::OR;
    };
    if (parts.size() == 1 && (op == TC_X_AND || op == TC_X_OR))
        return parts[0].sum;
    if (parts.size() != 2)
        return nullptr;
    if (op == TC_X_OR && stays(parts[0]) && stays(parts[1]))
        return tc::sum_of_either(parts[0].sum, parts[1].sum);
    if (op != TC_X_FILTER)
        return nullptr;
    return parts[1].phrases.empty()
               ? tc::sum_filtered(parts[0].sum, parts[1].sum)
               : tc::sum_within(parts[0].all ? parts[0].all : parts[0].sum, parts[0].each,
                                parts[1].phrases, parts[1].query);
}

/* The phrases of a query that finds only these: one, one in the documents with a term, or any. */
std::vector<tc::PhraseQuery>
combined_phrases(TcXOp op, const std::vector<TcXQuery> &parts, const Xapian::Query &query,
                 guint32 window)
{
    if (op == TC_X_PHRASE && (window == 0 || window == parts.size()))
        return {tc::PhraseQuery{query}};
    if (parts.size() != 2 || parts[0].phrases.empty())
        return {};
    std::vector<tc::PhraseQuery> phrases = parts[0].phrases;
    if (op == TC_X_FILTER && phrases.size() == 1 && phrases[0].filter.empty() && parts[1].sum &&
        parts[1].sum->kind == tc::Sum::Kind::TERM) {
        phrases[0].filter = parts[1].sum->term;
        return phrases;
    }
    if (op != TC_X_OR || parts[1].phrases.empty())
        return {};
    phrases.insert(phrases.end(), parts[1].phrases.begin(), parts[1].phrases.end());
    return phrases;
}

/* A phrase as the documents with all its words, which weigh, that are in a list. */
void
list_phrase(TcXQuery &query, const std::vector<TcXQuery> &parts, guint32 window)
{
    tc::Phrase places = tc::phrase_of(query.query);
    if (parts.size() < 2 || (window != 0 && window != parts.size()) || places.empty())
        return;
    auto found = std::make_shared<tc::FoundPhrase>(
        tc::FoundPhrase{{query.query, {{std::move(places), {}}}}});
    std::vector<Xapian::Query> words;
    for (const TcXQuery &part : parts)
        words.push_back(part.query);
    query.listed =
        tc::query_among({Xapian::Query::OP_AND, words.begin(), words.end()}, found->documents);
    query.found = {std::move(found)};
}

} // namespace

TcXQuery *
tc_x_query_sum(TcXOp op, TcXQuery *const *children, gsize count, GError **error)
{
    return guard_new(error, [&]() -> TcXQuery * {
        if (op != TC_X_AND && op != TC_X_OR && op != TC_X_SYNONYM)
            throw Xapian::InvalidArgumentError("not an operator that adds weights up");
        const std::vector<TcXQuery> parts = parts_of(children, count);
        if (parts.empty())
            return new TcXQuery{Xapian::Query(), {}};
        return new TcXQuery(pairs_of(operator_of(op), parts, 0, parts.size()));
    });
}

TcXQuery *
tc_x_query_combine(TcXOp op, TcXQuery *const *children, gsize count, guint32 window, GError **error)
{
    /* Xapian adds what a phrase, or NEAR, on the right of AND_MAYBE weighs wherever its words are,
     * also far from each other: what is on both sides is added to the left instead. */
    if (op == TC_X_AND_MAYBE && count == 2 && children[1] != nullptr && children[1]->has_places) {
        TcXQuery *both[] = {children[1], children[0]};
        const std::unique_ptr<TcXQuery> right(tc_x_query_combine(TC_X_FILTER, both, 2, 0, error));
        TcXQuery *either[] = {children[0], right.get()};
        return right ? tc_x_query_combine(TC_X_OR, either, 2, 0, error) : nullptr;
    }
    return guard_new(error, [&] {
        const std::vector<TcXQuery> parts = parts_of(children, count);
        const bool is_windowed = op == TC_X_NEAR || op == TC_X_PHRASE;
        const auto combine = [&](auto query_of) {
            std::vector<Xapian::Query> queries;
            queries.reserve(parts.size());
            for (const TcXQuery &part : parts)
                queries.push_back(query_of(part));
            return Xapian::Query(operator_of(op), queries.begin(), queries.end(),
                                 is_windowed ? window : 0);
        };
        const Xapian::Query query = combine([](const TcXQuery &part) { return part.query; });
        auto result = std::make_unique<TcXQuery>(
            TcXQuery{query, combined_sum(op, parts), combined_phrases(op, parts, query, window)});
        result->has_places = is_windowed;
        if (is_windowed)
            list_phrase(*result, parts, window);
        else
            note_phrases(*result, parts, [&] {
                return combine([](const TcXQuery &part) { return part.with_lists(); });
            });
        return result.release();
    });
}

TcXQuery *
tc_x_query_scale(TcXQuery *query, double factor, GError **error)
{
    return guard_new(error, [&] {
        if (!std::isfinite(factor))
            throw Xapian::InvalidArgumentError("weights can be scaled by finite numbers only");
        auto result = std::make_unique<TcXQuery>(
            TcXQuery{Xapian::Query(factor, query->query), tc::sum_scaled(factor, query->sum)});
        note_phrases(*result, std::initializer_list<TcXQuery>{*query},
                     [&] { return Xapian::Query(factor, query->with_lists()); });
        return result.release();
    });
}

TcXQuery *
tc_x_query_prefix(const char *prefix, gsize prefix_len, GError **error)
{
    return guard_new(error, [&] {
        if (prefix_len == 0)
            throw Xapian::InvalidArgumentError("empty prefix");
        check_length(prefix, prefix_len);
        std::vector<Xapian::Query> all;
        for (const std::string &start :
             beginnings_of_prefix(bytes(prefix, prefix_len), Beginnings::EXACT))
            all.emplace_back(Xapian::Query::OP_WILDCARD, start, 0,
                             Xapian::Query::WILDCARD_LIMIT_ERROR, Xapian::Query::OP_SYNONYM);
        return new TcXQuery{all.size() == 1
                                ? all[0]
                                : Xapian::Query(Xapian::Query::OP_SYNONYM, all.begin(), all.end()),
                            {}};
    });
}

TcXQuery *
tc_x_query_value_range(guint32 slot, const char *begin, gsize begin_len, const char *end,
                       gsize end_len, GError **error)
{
    return guard_new(error, [&]() -> TcXQuery * {
        if (begin != nullptr && end != nullptr)
            return new TcXQuery{Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot,
                                              bytes(begin, begin_len), bytes(end, end_len)),
                                {}};
        if (begin != nullptr)
            return new TcXQuery{
                Xapian::Query(Xapian::Query::OP_VALUE_GE, slot, bytes(begin, begin_len)), {}};
        if (end != nullptr)
            return new TcXQuery{
                Xapian::Query(Xapian::Query::OP_VALUE_LE, slot, bytes(end, end_len)), {}};
        return new TcXQuery{Xapian::Query(std::string()), {}};
    });
}

char *
tc_x_query_describe(TcXQuery *query)
{
    return guard_new(nullptr, [&] {
        char *text = nullptr;
        gsize len = 0;
        give(query->query.get_description(), &text, &len);
        return text;
    });
}

void
tc_x_query_free(TcXQuery *query)
{
    delete query;
}
