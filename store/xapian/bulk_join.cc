#include "store/xapian/bulk.h"
#include "store/xapian/glass_pack.h"
#include "store/xapian/glass_table.h"
#include "store/xapian/private.h"
#include "store/xapian/spool.h"

#include <cerrno>
#include <exception>
#include <optional>
#include <queue>
#include <sys/random.h>
#include <sys/stat.h>
#include <thread>

using namespace tc;

namespace
{

/* A list of postings or values of more bytes than this is several entries of the table. */
constexpr size_t CHUNK_LEN = 2000;

/* What the keys of the table of postings begin with, except those of terms. */
const std::string KEY_METADATA("\0\xc0", 2), KEY_VALUE_BOUNDS("\0\xd0", 2), KEY_VALUES("\0\xd8", 2),
    KEY_LENGTHS("\0\xe0", 2);

/* Every SAMPLE_STEP-th term is looked up again in the finished database. */
constexpr size_t SAMPLE_STEP = 997;
constexpr size_t SAMPLES_MAX = 200;

/* A spool, and the number behind which its documents begin in the database. */
struct Part {
    std::string folder;
    SpoolSummary summary;
    uint32_t offset;
};

struct Sample {
    std::string term;
    uint64_t documents, occurrences;
    uint32_t first;            /* document that has it */
    std::string position_list; /* in that one, packed */
};

/* ---- documents ---- */

/* The tables of data and of term lists. */
void
join_documents(const std::vector<Part> &parts, GlassTable &data, GlassTable &terms)
{
    std::string key;
    for (const Part &part : parts) {
        Input from(part.folder + "/documents", size_t{256} << 10);
        for (uint32_t i = 1; i <= part.summary.totals.documents; i++) {
            key.clear();
            append_sorted(key, part.offset + i);
            size_t len = from.take_number();
            const uint8_t *tag = from.take(len);
            if (len > 0)
                data.add(key, tag, len, false);
            const uint64_t len_and_flag = from.take_number();
            len = len_and_flag >> 1;
            terms.add(key, from.take(len), len, (len_and_flag & 1) != 0);
            len = from.take_number();
            if (len > 0) {
                key += '\0';
                terms.add(key, from.take(len), len, false);
            }
        }
    }
    data.finish();
    terms.finish();
}

/* ---- metadata ---- */

struct MetadataCursor {
    Input file;
    size_t part, run;
    std::string key = {}, value = {};

    MetadataCursor(const Part &from, size_t part_number, uint32_t run_number)
        : file(metadata_path(from.folder, run_number)), part(part_number), run(run_number)
    {
    }
    bool
    next()
    {
        if (file.at_end())
            return false;
        file.take_text(key);
        file.take_text(value);
        return true;
    }
};

/* The lowest key is on top. Of equal keys the parts come in their order, and within a part the
 * newest first. */
struct MetadataAfter {
    bool
    operator()(const MetadataCursor *a, const MetadataCursor *b) const
    {
        const int order = a->key.compare(b->key);
        if (order != 0)
            return order > 0;
        return a->part != b->part ? a->part > b->part : a->run < b->run;
    }
};

void
join_metadata(const std::vector<Part> &parts, TcXResolveFunc resolve, gpointer user,
              GlassTable &postings)
{
    std::vector<std::unique_ptr<MetadataCursor>> cursors;
    std::priority_queue<MetadataCursor *, std::vector<MetadataCursor *>, MetadataAfter> queue;
    for (size_t i = 0; i < parts.size(); i++) {
        for (uint32_t run = 0; run < parts[i].summary.metadata_runs; run++) {
            cursors.push_back(std::make_unique<MetadataCursor>(parts[i], i, run));
            if (cursors.back()->next())
                queue.push(cursors.back().get());
        }
    }
    while (!queue.empty()) {
        const std::string key = queue.top()->key;
        std::string kept;
        size_t seen_part = SIZE_MAX;
        while (!queue.empty() && queue.top()->key == key) {
            MetadataCursor *at = queue.top();
            queue.pop();
            if (at->part != seen_part && !at->value.empty() && at->value != kept) {
                const int choice = kept.empty() ? 1
                                   : resolve != nullptr
                                       ? resolve(key.data(), key.size(), kept.data(), kept.size(),
                                                 at->value.data(), at->value.size(), user)
                                       : 0;
                if (choice == 0) {
                    throw Xapian::InvalidArgumentError("metadata differ between the sources: " +
                                                       key);
                }
                if (choice > 0)
                    kept = at->value;
            }
            seen_part = at->part;
            if (at->next())
                queue.push(at);
        }
        if (!kept.empty())
            postings.add(KEY_METADATA + key, kept.data(), kept.size(), false);
    }
}

/* ---- values ---- */

void
join_slot(const std::vector<Part> &parts, uint32_t slot, GlassTable &postings)
{
    std::string tag, value;
    uint32_t first = 0, last = 0;
    const auto write = [&] {
        std::string key = KEY_VALUES;
        append_packed(key, slot);
        append_sorted(key, first);
        postings.add(key, tag.data(), tag.size(), false);
        tag.clear();
    };
    for (const Part &part : parts) {
        const auto known = part.summary.slots.find(slot);
        if (known == part.summary.slots.end())
            continue;
        Input from(values_path(part.folder, slot));
        uint32_t docid = part.offset;
        for (uint32_t i = 0; i < known->second.count; i++) {
            docid += static_cast<uint32_t>(from.take_number());
            from.take_text(value);
            if (tag.empty())
                first = docid;
            else
                append_packed(tag, docid - last - 1);
            append_packed(tag, value.size());
            tag += value;
            last = docid;
            if (tag.size() >= CHUNK_LEN)
                write();
        }
    }
    if (!tag.empty())
        write();
}

void
add_bounds(const std::string &key, const SlotBounds &bounds, GlassTable &postings)
{
    std::string tag;
    append_packed(tag, bounds.count);
    append_packed(tag, bounds.least.size());
    tag += bounds.least;
    if (bounds.least != bounds.greatest)
        tag += bounds.greatest;
    postings.add(key, tag.data(), tag.size(), false);
}

void
join_values(const std::vector<Part> &parts, GlassTable &postings)
{
    /* By their keys, which do not sort as the slots do. */
    std::map<std::string, const SlotBounds *> by_bounds_key;
    std::map<std::string, uint32_t> by_values_key;
    std::map<uint32_t, SlotBounds> slots;
    for (const Part &part : parts)
        for (const auto &slot : part.summary.slots)
            slots[slot.first].add(slot.second);
    for (const auto &slot : slots) {
        std::string key = KEY_VALUE_BOUNDS;
        for (uint32_t rest = slot.first; rest > 0; rest >>= 8)
            key += static_cast<char>(rest);
        by_bounds_key[key] = &slot.second;
        key = KEY_VALUES;
        append_packed(key, slot.first);
        by_values_key[key] = slot.first;
    }
    for (const auto &item : by_bounds_key)
        add_bounds(item.first, *item.second, postings);
    for (const auto &item : by_values_key)
        join_slot(parts, item.second, postings);
}

/* ---- postings ---- */

/* A list of documents with their frequencies, in entries of about CHUNK_LEN bytes. The first entry
 * begins with the totals of the list; each says whether it is the last, and how far it reaches. */
class PostingList
{
  public:
    explicit PostingList(GlassTable &to) : to_(to)
    {
    }

    /* The empty term stands for the lengths of all documents. */
    void
    begin(const char *term, size_t term_len, uint64_t documents, uint64_t occurrences)
    {
        term_.assign(term, term_len);
        documents_ = documents;
        occurrences_ = occurrences;
        chunk_.clear();
        is_begun_ = false;
        entries_ = 0;
    }

    void
    add(uint32_t docid, uint32_t wdf)
    {
        if (!is_begun_) {
            is_begun_ = true;
            first_ = docid;
        } else if (chunk_.size() >= CHUNK_LEN) {
            write(false);
            first_ = docid;
            chunk_.clear();
        } else {
            append_packed(chunk_, docid - last_ - 1);
        }
        last_ = docid;
        append_packed(chunk_, wdf);
    }

    void
    end()
    {
        if (is_begun_)
            write(true);
    }

  private:
    void
    write(bool is_last)
    {
        key_.clear();
        tag_.clear();
        if (term_.empty())
            key_ = KEY_LENGTHS;
        else
            append_term(key_, term_.data(), term_.size(), entries_ == 0);
        if (entries_++ == 0) {
            append_packed(tag_, documents_);
            append_packed(tag_, occurrences_);
            append_packed(tag_, first_ - 1);
        } else {
            append_sorted(key_, first_);
        }
        tag_ += is_last ? '1' : '0';
        append_packed(tag_, last_ - first_);
        tag_ += chunk_;
        to_.add(key_, tag_.data(), tag_.size(), false);
    }

    GlassTable &to_;
    std::string term_, chunk_, key_, tag_;
    uint64_t documents_ = 0, occurrences_ = 0;
    uint32_t first_ = 0, last_ = 0;
    bool is_begun_ = false;
    size_t entries_ = 0;
};

void
join_lengths(const std::vector<Part> &parts, GlassTable &postings)
{
    PostingList list(postings);
    list.begin("", 0, 0, 0);
    for (const Part &part : parts) {
        Input from(part.folder + "/lengths");
        for (uint32_t i = 1; i <= part.summary.totals.documents; i++)
            list.add(part.offset + i, static_cast<uint32_t>(from.take_number()));
    }
    list.end();
}

/* A run, which stands before the documents of a term. */
struct TermCursor {
    Input file;
    size_t number; /* of runs of all parts, in their order */
    uint32_t offset;
    std::string term = {};
    uint64_t documents = 0, occurrences = 0;

    TermCursor(const Part &part, uint32_t run, size_t number_of_run)
        : file(run_path(part.folder, run), size_t{128} << 10), number(number_of_run),
          offset(part.offset)
    {
    }
    bool
    next()
    {
        if (file.at_end())
            return false;
        file.take_text(term);
        documents = file.take_number();
        occurrences = file.take_number();
        file.take_number();
        return true;
    }
};

struct TermAfter {
    bool
    operator()(const TermCursor *a, const TermCursor *b) const
    {
        const int order = a->term.compare(b->term);
        return order != 0 ? order > 0 : a->number > b->number;
    }
};

/* The tables of postings and of positions. */
std::vector<Sample>
join_terms(const std::vector<Part> &parts, GlassTable &postings, GlassTable &positions)
{
    std::vector<std::unique_ptr<TermCursor>> cursors;
    std::priority_queue<TermCursor *, std::vector<TermCursor *>, TermAfter> queue;
    for (const Part &part : parts) {
        for (uint32_t run = 0; run < part.summary.runs; run++) {
            cursors.push_back(std::make_unique<TermCursor>(part, run, cursors.size()));
            if (cursors.back()->next())
                queue.push(cursors.back().get());
        }
    }
    PostingList list(postings);
    std::vector<TermCursor *> same;
    std::vector<Sample> samples;
    std::string key;
    for (size_t count = 0; !queue.empty(); count++) {
        same.clear();
        uint64_t documents = 0, occurrences = 0;
        do {
            same.push_back(queue.top());
            queue.pop();
            documents += same.back()->documents;
            occurrences += same.back()->occurrences;
        } while (!queue.empty() && queue.top()->term == same.front()->term);
        const std::string &term = same.front()->term;
        const bool is_sample = count % SAMPLE_STEP == 0 && samples.size() < SAMPLES_MAX;
        if (is_sample)
            samples.push_back({term, documents, occurrences, 0, {}});
        list.begin(term.data(), term.size(), documents, occurrences);
        key.clear();
        append_term(key, term.data(), term.size(), false);
        const size_t key_len = key.size();
        for (TermCursor *at : same) {
            for (uint64_t i = 0; i < at->documents; i++) {
                const uint32_t docid = at->offset + static_cast<uint32_t>(at->file.take_number());
                list.add(docid, static_cast<uint32_t>(at->file.take_number()));
                const size_t len = at->file.take_number();
                const uint8_t *tag = at->file.take(len);
                if (is_sample && samples.back().first == 0) {
                    samples.back().first = docid;
                    samples.back().position_list.assign(reinterpret_cast<const char *>(tag), len);
                }
                if (len > 0) {
                    key.resize(key_len);
                    append_sorted(key, docid);
                    positions.add(key, tag, len, false);
                }
            }
        }
        list.end();
        for (TermCursor *at : same)
            if (at->next())
                queue.push(at);
    }
    return samples;
}

/* ---- the database ---- */

void
write_version(const std::string &target, const SpoolTotals &totals, const GlassTable &postings,
              const GlassTable &data, const GlassTable &terms, const GlassTable &positions)
{
    /* Two bytes, "Xapian Glass", the day of the format (years since 2014, month and day in 7, 4 and
     * 5 bits), an identity, the revision. */
    std::string text("\x0f\x0dXapian Glass", 14);
    const unsigned day = (2016u - 2014) << 9 | 3u << 5 | 14u;
    text += static_cast<char>(day >> 8);
    text += static_cast<char>(day);
    char identity[16];
    if (getrandom(identity, sizeof identity, 0) != sizeof identity)
        throw Xapian::DatabaseError("no random numbers", target, errno);
    text.append(identity, sizeof identity);
    append_packed(text, GLASS_REVISION);
    /* Records are packed already: updates would gain nothing by deflating them. */
    text +=
        postings.root_info(0) + data.root_info(0) + terms.root_info(18) + positions.root_info(0);
    /* The tables of spellings and synonyms, which do not exist: a root of no level, without items.
     * */
    for (int i = 0; i < 2; i++)
        for (const unsigned number : {0u, 1u << 0 | 1u << 1, 0u, 4u, 18u, 0u})
            append_packed(text, number);
    append_packed(text, totals.documents);
    append_packed(text, 0); /* how much greater the last document id is */
    append_packed(text, totals.length_min);
    append_packed(text, totals.wdf_max);
    append_packed(text, totals.length_max - totals.wdf_max);
    append_packed(text, 0); /* oldest change set */
    append_packed(text, totals.length);
    append_packed(text, 0); /* frequency of the most frequent word of a spelling table */
    Output file(target + "/iamglass");
    file.append(text.data(), text.size());
    file.close();
    /* Xapian's lock, which readers and writers look for. */
    Output(target + "/flintlock").close();
}

/* Opens what was built as everybody will, and compares. */
void
check_samples(const std::string &target, const SpoolTotals &totals,
              const std::vector<Sample> &samples)
{
    const auto differs = [&](const std::string &what) {
        throw Xapian::DatabaseCorruptError("built wrong: " + what, target);
    };
    const Xapian::Database db(target);
    if (db.get_doccount() != totals.documents || db.get_lastdocid() != totals.documents ||
        db.get_total_length() != totals.length)
        differs("number or length of documents");
    for (const Sample &sample : samples) {
        if (db.get_termfreq(sample.term) != sample.documents ||
            db.get_collection_freq(sample.term) != sample.occurrences ||
            *db.postlist_begin(sample.term) != sample.first)
            differs("postings");
        if (sample.position_list.empty())
            continue;
        std::vector<guint32> found(db.positionlist_begin(sample.first, sample.term),
                                   db.positionlist_end(sample.first, sample.term));
        std::vector<uint8_t> tag(positions_len_max(found.size()));
        if (found.empty())
            differs("positions");
        tag.resize(encode_positions(tag.data(), found.data(), found.size()));
        if (std::string(tag.begin(), tag.end()) != sample.position_list)
            differs("positions");
    }
    for (const Xapian::docid docid : {Xapian::docid{1}, Xapian::docid{totals.documents}}) {
        if (totals.documents > 0) {
            // They throw where they cannot be read.
            (void)db.get_document(docid).get_data();
            (void)std::distance(db.termlist_begin(docid), db.termlist_end(docid));
        }
    }
}

void
join(const std::vector<Part> &parts, const std::string &target, TcXResolveFunc resolve,
     gpointer user)
{
    SpoolTotals totals;
    for (const Part &part : parts)
        totals.add(part.summary.totals);
    GlassTable postings(target + "/postlist.glass"), positions(target + "/position.glass");
    GlassTable data(target + "/docdata.glass"), terms(target + "/termlist.glass");
    /* Two halves that share nothing and are about the same work. */
    std::exception_ptr problem;
    std::thread other([&] {
        try {
            join_documents(parts, data, terms);
        } catch (...) {
            problem = std::current_exception();
        }
    });
    std::vector<Sample> samples;
    try {
        join_metadata(parts, resolve, user, postings);
        join_values(parts, postings);
        if (totals.documents > 0)
            join_lengths(parts, postings);
        samples = join_terms(parts, postings, positions);
        postings.finish();
        positions.finish();
    } catch (...) {
        other.join();
        throw;
    }
    other.join();
    if (problem)
        std::rethrow_exception(problem);
    write_version(target, totals, postings, data, terms, positions);
    check_samples(target, totals, samples);
}

} // namespace

gboolean
tc_x_bulk_is_supported(void)
{
#if XAPIAN_MAJOR_VERSION == 1 && XAPIAN_MINOR_VERSION == 4
    return Xapian::major_version() == 1 && Xapian::minor_version() == 4;
#else
    return FALSE;
#endif
}

gboolean
tc_x_bulk_join(const char *const *folders, gsize count, const char *target, TcXResolveFunc resolve,
               gpointer user, GError **error)
{
    bool is_made = false;
    const gboolean is_done = guard(error, [&] {
        std::vector<Part> parts;
        uint64_t documents = 0;
        for (gsize i = 0; i < count; i++) {
            parts.push_back(
                {folders[i], SpoolSummary::read(folders[i]), static_cast<uint32_t>(documents)});
            documents += parts.back().summary.totals.documents;
        }
        if (documents >= UINT32_MAX)
            throw Xapian::DatabaseError("too many documents");
        if (mkdir(target, 0700) != 0)
            throw Xapian::DatabaseCreateError(std::string("cannot create ") + target, errno);
        is_made = true;
        join(parts, target, resolve, user);
    });
    if (!is_done && is_made)
        remove_flat_folder(target);
    return is_done;
}
