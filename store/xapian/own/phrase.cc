#include "store/xapian/own/phrase.h"

#include "store/glass/position_list.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>

namespace tc
{

namespace
{

/* Documents that are looked at together: few at first, as often enough is found at once, and
 * BATCH_EACH for each that is wanted where these are fewer. */
const size_t BATCH_EACH = 4;
const size_t BATCH_MIN = 32;
const size_t BATCH_MAX = 1024;

/* One way of spelling the word of a place. */
struct Spelling {
    std::string name;
    std::unique_ptr<OwnPostings> postings;
    std::vector<size_t> documents = {}; /* of the batch that have it */
};

struct Place {
    guint32 index; /* in the phrase */
    uint64_t freq = 0;
    std::vector<Spelling> spellings = {};
};

bool
is_in(Spelling &spelling, Xapian::docid docid)
{
    if (spelling.postings->docid() != 0 && spelling.postings->docid() < docid)
        spelling.postings->skip_to(docid);
    return spelling.postings->docid() == docid;
}

bool
is_in(Place &place, Xapian::docid docid)
{
    return std::any_of(place.spellings.begin(), place.spellings.end(),
                       [&](Spelling &spelling) { return is_in(spelling, docid); });
}

/* The first document from `from` on that has the word; 0 where none has. */
Xapian::docid
next(Place &place, Xapian::docid from)
{
    Xapian::docid nearest = 0;
    for (Spelling &spelling : place.spellings) {
        is_in(spelling, from);
        const Xapian::docid docid = spelling.postings->docid();
        if (docid != 0 && (nearest == 0 || docid < nearest))
            nearest = docid;
    }
    return nearest;
}

/* Some of a row of positions. */
struct Part {
    size_t begin = 0;
    size_t end = 0;
};

/* Where one spelling stands in a document, and which of these is the one before of the same. */
struct Row {
    Part part;
    size_t before;
};
const size_t NO_ROW = std::numeric_limits<size_t>::max();

/* A document of the batch: where the phrase may begin in it, by the words that were looked at, and
 * the last row that was read of the word at hand. */
struct Candidate {
    Xapian::docid docid;
    Part begins = {};
    size_t row = NO_ROW;
};

class Search
{
    const PhraseTables &tables_;
    std::vector<Place> places_ = {}; /* the rarest first */
    std::vector<Candidate> batch_ = {};
    std::vector<guint32> begins_ = {}; /* of all of the batch */
    Xapian::docid from_ = 1;
    /* Scratch: what is at hand of the place that is looked at. */
    std::vector<guint32> positions_ = {};
    size_t positions_len_ = 0;
    std::vector<Row> rows_ = {};
    std::vector<guint32> merged_ = {};
    std::vector<guint32> before_ = {}; /* the same before another row */
    std::vector<guint32> left_ = {};

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
            /* The frequent ones are met first. */
            std::sort(place.spellings.begin(), place.spellings.end(),
                      [](const Spelling &a, const Spelling &b) {
                          return a.postings->documents() > b.postings->documents();
                      });
            places_.push_back(std::move(place));
        }
        std::sort(places_.begin(), places_.end(), [](const Place &a, const Place &b) {
            return a.freq != b.freq ? a.freq < b.freq : a.index < b.index;
        });
        return true;
    }

    /* The next documents that have all the words. */
    void
    gather(size_t count)
    {
        batch_.clear();
        for (Place &place : places_)
            for (Spelling &spelling : place.spellings)
                spelling.documents.clear();
        while (batch_.size() < count) {
            const Xapian::docid docid = next(places_[0], from_);
            if (docid == 0)
                return;
            from_ = docid + 1;
            if (!std::all_of(places_.begin() + 1, places_.end(),
                             [&](Place &place) { return is_in(place, docid); }))
                continue;
            for (Place &place : places_)
                for (Spelling &spelling : place.spellings)
                    if (is_in(spelling, docid))
                        spelling.documents.push_back(batch_.size());
            batch_.push_back({docid});
        }
    }

    /* Append the positions of a spelling in those documents of the batch that are still in
     * question, a row each. */
    void
    read(const Spelling &spelling, bool is_first)
    {
        guint8 key[TC_POSITION_KEY_MAX];
        TcTableRun run;
        tc_table_run_init(&run, key,
                          tc_position_key_begin(spelling.name.data(), spelling.name.size(), key));
        for (const size_t i : spelling.documents) {
            Candidate &candidate = batch_[i];
            const guint8 *tag = nullptr;
            gsize tag_len = 0;
            gboolean is_compressed = FALSE;
            TcPositionList list;
            if (!is_first && candidate.begins.begin == candidate.begins.end)
                continue;
            const TcTableAnswer answer = tc_table_run_find(tables_.positions, &run, candidate.docid,
                                                           &tag, &tag_len, &is_compressed);
            /* What a term without positions means in a phrase is for Xapian to say. */
            if (answer != TC_TABLE_FOUND || is_compressed ||
                !tc_position_list_open(&list, tag, tag_len))
                throw AskXapian();
            const size_t known = positions_len_;
            positions_len_ += list.count;
            /* More than is needed now, as what is added is cleared. */
            if (positions_.size() < positions_len_)
                positions_.resize(2 * positions_len_);
            if (!tc_position_list_read(&list, list.count, positions_.data() + known))
                throw AskXapian();
            rows_.push_back({{known, positions_len_}, candidate.row});
            candidate.row = rows_.size() - 1;
        }
    }

    /* All positions of the word in a document of the batch, ascending: those of its only row, or
     * else merged_. */
    Part
    merge(size_t row)
    {
        merged_.clear();
        if (row == NO_ROW || rows_[row].before == NO_ROW)
            return row == NO_ROW ? Part() : rows_[row].part;
        for (; row != NO_ROW; row = rows_[row].before) {
            const guint32 *begin = positions_.data() + rows_[row].part.begin;
            const guint32 *end = positions_.data() + rows_[row].part.end;
            before_.swap(merged_);
            merged_.resize(before_.size() + static_cast<size_t>(end - begin));
            std::merge(before_.begin(), before_.end(), begin, end, merged_.begin());
        }
        return Part();
    }

    /* Leave of the begins of a document those after which the word stands in its turn. */
    void
    keep(Candidate &candidate, const guint32 *at, const guint32 *end, guint32 index, bool is_first)
    {
        const size_t begin = left_.size();
        size_t known = candidate.begins.begin;
        while (at != end && *at < index)
            at++;
        for (; at != end; at++) {
            const guint32 wanted = *at - index;
            while (!is_first && known < candidate.begins.end && begins_[known] < wanted)
                known++;
            if (!is_first && known == candidate.begins.end)
                break;
            if (is_first || begins_[known] == wanted)
                left_.push_back(wanted);
        }
        candidate.begins = {begin, left_.size()};
    }

    void
    look_at(const Place &place, bool is_first)
    {
        positions_len_ = 0;
        left_.clear();
        rows_.clear();
        for (const Spelling &spelling : place.spellings)
            read(spelling, is_first);
        for (Candidate &candidate : batch_) {
            const Part only = merge(candidate.row);
            candidate.row = NO_ROW;
            if (merged_.empty())
                keep(candidate, positions_.data() + only.begin, positions_.data() + only.end,
                     place.index, is_first);
            else
                keep(candidate, merged_.data(), merged_.data() + merged_.size(), place.index,
                     is_first);
        }
        begins_.swap(left_);
    }

  public:
    explicit Search(const PhraseTables &tables) : tables_(tables)
    {
    }

    std::vector<Xapian::docid>
    run(const Phrase &phrase, size_t max)
    {
        std::vector<Xapian::docid> found;
        if (!open(phrase))
            return found;
        size_t count = max < BATCH_MIN / BATCH_EACH ? BATCH_EACH * max : BATCH_MIN;
        for (; found.size() < max; count = std::min(4 * count, BATCH_MAX)) {
            gather(count);
            for (const Place &place : places_)
                look_at(place, &place == &places_[0]);
            for (const Candidate &candidate : batch_)
                if (candidate.begins.begin != candidate.begins.end && found.size() < max)
                    found.push_back(candidate.docid);
            if (batch_.size() < count)
                break;
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
    std::vector<Xapian::docid> documents = phrase_documents(
        {{part.postings, part.positions}}, places.phrase, std::numeric_limits<size_t>::max());
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
