#include "store/xapian/own/phrase.h"

#include "store/glass/position_list.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <memory>
#include <numeric>

namespace tc
{

namespace
{

/* The documents of a window are looked at together, a bit each. */
const size_t WINDOW = 4096;
const size_t WORD_BITS = 64;
const size_t WORDS = WINDOW / WORD_BITS;
struct Bits {
    uint64_t words[WORDS];
};
const Xapian::docid LAST = std::numeric_limits<Xapian::docid>::max();

/* Position lists are read of this many of them at a time: few at first, as often enough is found at
 * once, and BATCH_EACH for each that is wanted where these are fewer. */
const size_t BATCH_EACH = 4;
const size_t BATCH_MIN = 32;
const size_t BATCH_MAX = 1024;

/* Calls `func` with the place of each bit, ascending. */
template <typename Func>
void
each_bit(const Bits &bits, Func func)
{
    for (size_t i = 0; i < WORDS; i++)
        for (uint64_t left = bits.words[i]; left != 0; left &= left - 1)
            func(WORD_BITS * i + static_cast<size_t>(__builtin_ctzll(left)));
}

size_t
count_bits(const Bits &bits)
{
    size_t count = 0;
    for (const uint64_t word : bits.words)
        count += static_cast<size_t>(__builtin_popcountll(word));
    return count;
}

/* Moves the first `max` of the bits out of `from`. */
Bits
take_first(Bits &from, size_t max)
{
    Bits taken = {};
    for (size_t i = 0; i < WORDS && max > 0; i++) {
        for (; from.words[i] != 0 && max > 0; max--) {
            taken.words[i] |= from.words[i] & -from.words[i];
            from.words[i] &= from.words[i] - 1;
        }
    }
    return taken;
}

/* One way of spelling the word of a place. */
struct Spelling {
    std::string name;
    std::unique_ptr<OwnPostings> postings;
    Bits here = {}; /* which documents of the window have it, of those that are in question */

    /* The first document from `from` on; 0 behind the last one. */
    Xapian::docid
    next(Xapian::docid from)
    {
        if (postings->docid() != 0 && postings->docid() < from)
            postings->skip_to(from);
        return postings->docid();
    }

    /* Sets `here`, where `count` documents are in question. */
    void
    look(Xapian::docid begin, const Bits &wanted, size_t count)
    {
        here = {};
        if (next(begin) == 0)
            return;
        if (std::min<size_t>(postings->documents(), WINDOW) <= GO_COST * count) {
            postings->mark(begin, WINDOW, here.words);
            for (size_t i = 0; i < WORDS; i++)
                here.words[i] &= wanted.words[i];
            return;
        }
        each_bit(wanted, [&](size_t place) {
            const auto docid = static_cast<Xapian::docid>(begin + place);
            if (next(docid) == docid)
                here.words[place / WORD_BITS] |= uint64_t{1} << place % WORD_BITS;
        });
    }
};

struct Place {
    guint32 index; /* in the phrase */
    uint64_t freq = 0;
    std::vector<Spelling> spellings = {};
};

/* Where one spelling stands in a document, and which of these is the one before of the same. */
struct Row {
    Stretch part;
    size_t before;
};
const size_t NO_ROW = std::numeric_limits<size_t>::max();

/* A document of the batch: where the phrase may begin in it, by the words that were looked at, and
 * the last row that was read of the word at hand. */
struct Candidate {
    Stretch begins = {};
    size_t row = NO_ROW;
};

class Search
{
    const PhraseTables &tables_;
    std::vector<Place> places_ = {}; /* the rarest first */
    Xapian::docid begin_ = 1;        /* of the window */
    Bits left_ = {};                 /* of the window: has all words, and was not looked at */
    Bits batch_ = {};                /* what may have the phrase */
    std::vector<Candidate> candidates_ =
        {}; /* of the batch, and by the place in the window which */
    std::unique_ptr<uint16_t[]> candidate_at_ = std::unique_ptr<uint16_t[]>(new uint16_t[WINDOW]);
    Numbers begins_ = {}; /* of all of the batch */
    KeptPositions &positions_;
    /* Scratch: what is at hand of the place that is looked at. */
    std::vector<Row> rows_ = {};
    std::vector<guint32> merged_ = {};
    std::vector<guint32> before_ = {}; /* the same before another row */
    std::vector<bool> has_ = {};       /* which begins the word stands behind */
    Numbers next_ = {};

    /* False when some place has no word at all. */
    bool
    open(const Phrase &phrase)
    {
        for (const std::vector<std::string> &terms : phrase) {
            Place place{static_cast<guint32>(&terms - phrase.data())};
            for (const std::string &term : terms) {
                auto postings = std::make_unique<OwnPostings>(tables_.postings, term);
                if (postings->docid() == 0)
                    continue;
                place.freq += postings->documents();
                place.spellings.push_back({term, std::move(postings)});
            }
            if (place.spellings.empty())
                return false;
            places_.push_back(std::move(place));
        }
        std::sort(places_.begin(), places_.end(), [](const Place &a, const Place &b) {
            return a.freq != b.freq ? a.freq < b.freq : a.index < b.index;
        });
        return true;
    }

    /* Goes to the next documents that have the rarest word, from `from` on, and tells which of them
     * have all. False where there is none. */
    bool
    go_on(Xapian::docid from)
    {
        begin_ = 0;
        for (Spelling &spelling : places_[0].spellings) {
            const Xapian::docid docid = spelling.next(from);
            if (docid != 0 && (begin_ == 0 || docid < begin_))
                begin_ = docid;
        }
        std::fill(std::begin(left_.words), std::end(left_.words), ~uint64_t{0});
        for (Place &place : places_) {
            const size_t count = count_bits(left_);
            Bits any = {};
            /* What is here of the window before is none of this one. */
            if (begin_ == 0 || count == 0) {
                left_ = {};
                break;
            }
            for (Spelling &spelling : place.spellings) {
                spelling.look(begin_, left_, count);
                for (size_t i = 0; i < WORDS; i++)
                    any.words[i] |= spelling.here.words[i];
            }
            left_ = any;
        }
        return begin_ != 0;
    }

    void
    begin_batch(size_t count)
    {
        batch_ = take_first(left_, count);
        candidates_.clear();
        each_bit(batch_, [&](size_t place) {
            candidate_at_[place] = static_cast<uint16_t>(candidates_.size());
            candidates_.emplace_back();
        });
    }

    /* Append the positions of a spelling in those documents of the batch that are still in
     * question, a row each. */
    void
    read(const Spelling &spelling)
    {
        Positions positions(tables_.positions, positions_, spelling.name);
        Bits wanted;
        for (size_t i = 0; i < WORDS; i++)
            wanted.words[i] = batch_.words[i] & spelling.here.words[i];
        each_bit(wanted, [&](size_t place) {
            const Stretch part = positions.of(static_cast<Xapian::docid>(begin_ + place));
            /* What a term without positions means in a phrase is for Xapian to say. */
            if (part.begin == part.end)
                throw AskXapian();
            Candidate &candidate = candidates_[candidate_at_[place]];
            rows_.push_back({part, candidate.row});
            candidate.row = rows_.size() - 1;
        });
    }

    /* All positions of the rarest word in a document, ascending: those of its only row, or else
     * merged_. */
    Stretch
    merge(size_t row)
    {
        merged_.clear();
        if (rows_[row].before == NO_ROW)
            return rows_[row].part;
        for (; row != NO_ROW; row = rows_[row].before) {
            const guint32 *begin = positions_.at(rows_[row].part.begin);
            const guint32 *end = positions_.at(rows_[row].part.end);
            before_.swap(merged_);
            merged_.resize(before_.size() + static_cast<size_t>(end - begin));
            std::merge(before_.begin(), before_.end(), begin, end, merged_.begin());
        }
        return Stretch();
    }

    /* Where the phrase may begin in a document by the rarest word. */
    void
    begin_with(Candidate &candidate, guint32 index)
    {
        const Stretch only = merge(candidate.row);
        const guint32 *at = merged_.empty() ? positions_.at(only.begin) : merged_.data();
        const guint32 *end =
            merged_.empty() ? positions_.at(only.end) : merged_.data() + merged_.size();
        while (at != end && *at < index)
            at++;
        guint32 *to = next_.more(static_cast<size_t>(end - at));
        candidate.begins = {next_.len, next_.len + static_cast<size_t>(end - at)};
        next_.len = candidate.begins.end;
        for (; at != end; at++)
            *to++ = *at - index;
    }

    /* Leave of the begins of a document those after which the word stands in its turn, in whatever
     * spelling. */
    void
    keep(Candidate &candidate, guint32 index)
    {
        const guint32 *begins = begins_.at(candidate.begins.begin);
        const size_t count = candidate.begins.end - candidate.begins.begin;
        has_.assign(count, false);
        for (size_t row = candidate.row; row != NO_ROW; row = rows_[row].before) {
            const guint32 *at = positions_.at(rows_[row].part.begin);
            const guint32 *end = positions_.at(rows_[row].part.end);
            for (size_t i = 0; i < count && at != end;) {
                const guint32 wanted = begins[i] + index;
                if (*at < wanted) {
                    at++;
                    continue;
                }
                if (*at == wanted)
                    has_[i] = true;
                i++;
            }
        }
        guint32 *to = next_.more(count);
        candidate.begins = {next_.len, next_.len};
        for (size_t i = 0; i < count; i++)
            if (has_[i])
                to[candidate.begins.end++ - next_.len] = begins[i];
        next_.len = candidate.begins.end;
    }

    void
    look_at(const Place &place, bool is_first)
    {
        next_.len = 0;
        rows_.clear();
        positions_.make_room();
        for (const Spelling &spelling : place.spellings)
            read(spelling);
        each_bit(batch_, [&](size_t at) {
            Candidate &candidate = candidates_[candidate_at_[at]];
            if (is_first)
                begin_with(candidate, place.index);
            else
                keep(candidate, place.index);
            candidate.row = NO_ROW;
            if (candidate.begins.begin == candidate.begins.end)
                batch_.words[at / WORD_BITS] &= ~(uint64_t{1} << at % WORD_BITS);
        });
        std::swap(begins_, next_);
    }

  public:
    explicit Search(const PhraseTables &tables)
        : tables_(tables), positions_(tables.own->positions())
    {
    }

    std::vector<Xapian::docid>
    run(const Phrase &phrase, size_t max)
    {
        std::vector<Xapian::docid> found;
        if (!open(phrase))
            return found;
        size_t count = max < BATCH_MIN / BATCH_EACH ? BATCH_EACH * max : BATCH_MIN;
        Xapian::docid from = 1;
        while (found.size() < max && go_on(from)) {
            for (; found.size() < max && count_bits(left_) > 0;
                 count = std::min(4 * count, BATCH_MAX)) {
                begin_batch(count);
                for (const Place &place : places_)
                    look_at(place, &place == &places_[0]);
                each_bit(batch_, [&](size_t place) {
                    if (found.size() < max)
                        found.push_back(static_cast<Xapian::docid>(begin_ + place));
                });
            }
            if (begin_ > LAST - WINDOW)
                break;
            from = static_cast<Xapian::docid>(begin_ + WINDOW);
        }
        return found;
    }
};

/* The terms of a term, or of an OR of terms; else none. */
std::vector<std::string>
terms_of(const Xapian::Query &query)
{
    std::vector<std::string> terms;
    if (query.get_type() == Xapian::Query::LEAF_TERM)
        return {*query.get_terms_begin()};
    if (query.get_type() != Xapian::Query::OP_OR)
        return {};
    for (size_t i = 0; i < query.get_num_subqueries(); i++) {
        const Xapian::Query part = query.get_subquery(i);
        if (part.get_type() != Xapian::Query::LEAF_TERM)
            return {};
        terms.push_back(*part.get_terms_begin());
    }
    /* One that stands there twice is read once. */
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    return terms;
}

} // namespace

Phrase
phrase_of(const Xapian::Query &query)
{
    Phrase phrase;
    if (query.get_type() != Xapian::Query::OP_PHRASE)
        return {};
    for (size_t i = 0; i < query.get_num_subqueries(); i++) {
        phrase.push_back(terms_of(query.get_subquery(i)));
        if (phrase.back().empty() || phrase.back()[0].empty())
            return {};
    }
    return phrase;
}

std::vector<Xapian::docid>
phrase_documents(const std::vector<PhraseTables> &parts, const Phrase &phrase, size_t max)
{
    std::vector<Xapian::docid> all;
    for (size_t i = 0; i < parts.size(); i++)
        for (const Xapian::docid docid : Search(parts[i]).run(phrase, max))
            all.push_back(static_cast<Xapian::docid>((docid - 1) * parts.size() + i + 1));
    std::sort(all.begin(), all.end());
    if (all.size() > max)
        all.resize(max);
    return all;
}

namespace
{

void
append_term(std::string &name, const std::string &term)
{
    name += std::to_string(term.size());
    name += ' ';
    name += term;
}

/* No other phrase has the same. */
std::string
name_of(const Places &places)
{
    std::string name;
    append_term(name, places.filter);
    for (const std::vector<std::string> &terms : places.phrase) {
        name += '/';
        for (const std::string &term : terms)
            append_term(name, term);
    }
    return name;
}

/* By the tables of the part. */
std::vector<Xapian::docid>
find_with(const ReadPart &part, const Places &places)
{
    std::vector<Xapian::docid> documents =
        phrase_documents({{part.postings, part.positions, part.own}}, places.phrase,
                         std::numeric_limits<size_t>::max());
    if (places.filter.empty() || documents.empty())
        return documents;
    OwnPostings filter(part.postings, places.filter);
    const auto is_out = [&](Xapian::docid docid) {
        if (filter.docid() != 0 && filter.docid() < docid)
            filter.skip_to(docid);
        return filter.docid() != docid;
    };
    documents.erase(std::remove_if(documents.begin(), documents.end(), is_out), documents.end());
    return documents;
}

/* The same, once. */
std::vector<Xapian::docid>
documents_with(const ReadPart &part, const Places &places)
{
    const std::string name = name_of(places);
    const std::vector<Xapian::docid> *known = part.own->kept(name);
    if (known != nullptr)
        return *known;
    std::vector<Xapian::docid> documents = find_with(part, places);
    part.own->keep(name, documents);
    return documents;
}

} // namespace

std::vector<Xapian::docid>
documents_within(const ReadPart &part, const Within &within)
{
    std::vector<Xapian::docid> documents;
    if (part.postings != nullptr && part.positions != nullptr) {
        for (const Places &places : within.any) {
            const std::vector<Xapian::docid> found = documents_with(part, places);
            documents.insert(documents.end(), found.begin(), found.end());
        }
        std::sort(documents.begin(), documents.end());
        documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
        return documents;
    }
    Xapian::Enquire enquire(part.db);
    enquire.set_query(within.query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Xapian::MSet found = enquire.get_mset(0, part.db.get_doccount());
    for (Xapian::MSetIterator it = found.begin(); it != found.end(); ++it)
        documents.push_back(*it);
    std::sort(documents.begin(), documents.end());
    return documents;
}

} // namespace tc
