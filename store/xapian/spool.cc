#include "store/xapian/spool.h"

#include "store/xapian/bulk.h"
#include "store/xapian/glass_pack.h"
#include "store/xapian/private.h"

#include <libdeflate.h>
#include <sys/stat.h>

using namespace tc;

namespace
{

/* From this length on Xapian compresses the tags of term lists, when that makes them shorter. */
constexpr size_t COMPRESS_MIN = 18;

/* Lists of coded terms have little that is twice: level 6 makes those of Wikipedia half a hundredth
 * shorter than level 1 and takes half as long again. */
constexpr int COMPRESS_LEVEL = 1;

/* The first bytes of the file that completes a spool. */
const char SUMMARY_MARK[] = "tracuu spool 1\n";

class Deflate
{
  public:
    Deflate() : compressor_(libdeflate_alloc_compressor(COMPRESS_LEVEL))
    {
        if (compressor_ == nullptr)
            throw std::bad_alloc();
    }
    ~Deflate()
    {
        libdeflate_free_compressor(compressor_);
    }
    Deflate(const Deflate &) = delete;
    Deflate &operator=(const Deflate &) = delete;

    /* Makes `tag` shorter, if possible. Whether it has. */
    bool
    shorten(std::string &tag)
    {
        if (tag.size() <= COMPRESS_MIN)
            return false;
        out_.resize(tag.size());
        const size_t len = libdeflate_deflate_compress(compressor_, tag.data(), tag.size(),
                                                       &out_[0], tag.size() - 1);
        if (len == 0)
            return false;
        tag.assign(out_, 0, len);
        return true;
    }

  private:
    libdeflate_compressor *compressor_;
    std::string out_;
};

/* The values of a slot. */
struct Slot {
    std::unique_ptr<Output> file;
    uint32_t last = 0; /* the last document that has one */
};

std::string
summary_path(const std::string &folder)
{
    return folder + "/spool";
}

} // namespace

std::string
tc::values_path(const std::string &folder, uint32_t slot)
{
    return folder + "/values." + std::to_string(slot);
}

void
SlotBounds::add(const std::string &value)
{
    if (count == 0 || value < least)
        least = value;
    if (count == 0 || value > greatest)
        greatest = value;
    count++;
}

void
SlotBounds::add(const SlotBounds &other)
{
    if (other.count == 0)
        return;
    const uint32_t sum = count + other.count;
    add(other.least);
    add(other.greatest);
    count = sum;
}

void
SpoolTotals::add_document(uint32_t document_length, uint32_t document_wdf_max)
{
    documents++;
    length += document_length;
    if (document_length > 0 && (length_min == 0 || document_length < length_min))
        length_min = document_length;
    length_max = std::max(length_max, document_length);
    wdf_max = std::max(wdf_max, document_wdf_max);
}

void
SpoolTotals::add(const SpoolTotals &other)
{
    documents += other.documents;
    length += other.length;
    if (other.length_min > 0 && (length_min == 0 || other.length_min < length_min))
        length_min = other.length_min;
    length_max = std::max(length_max, other.length_max);
    wdf_max = std::max(wdf_max, other.wdf_max);
}

void
SpoolSummary::write(const std::string &folder) const
{
    Output file(summary_path(folder));
    file.append(SUMMARY_MARK, sizeof SUMMARY_MARK);
    for (const uint64_t number :
         {uint64_t{runs}, uint64_t{metadata_runs}, uint64_t{totals.documents}, totals.length,
          uint64_t{totals.length_min}, uint64_t{totals.length_max}, uint64_t{totals.wdf_max},
          uint64_t{slots.size()}})
        file.append_number(number);
    for (const auto &slot : slots) {
        file.append_number(slot.first);
        file.append_number(slot.second.count);
        for (const std::string *value : {&slot.second.least, &slot.second.greatest}) {
            file.append_number(value->size());
            file.append(value->data(), value->size());
        }
    }
    file.close();
}

SpoolSummary
SpoolSummary::read(const std::string &folder)
{
    Input file(summary_path(folder));
    if (memcmp(file.take(sizeof SUMMARY_MARK), SUMMARY_MARK, sizeof SUMMARY_MARK) != 0)
        throw Xapian::DatabaseCorruptError("not a spool", folder);
    SpoolSummary summary;
    summary.runs = static_cast<uint32_t>(file.take_number());
    summary.metadata_runs = static_cast<uint32_t>(file.take_number());
    summary.totals.documents = static_cast<uint32_t>(file.take_number());
    summary.totals.length = file.take_number();
    summary.totals.length_min = static_cast<uint32_t>(file.take_number());
    summary.totals.length_max = static_cast<uint32_t>(file.take_number());
    summary.totals.wdf_max = static_cast<uint32_t>(file.take_number());
    for (uint64_t count = file.take_number(); count > 0; count--) {
        SlotBounds &slot = summary.slots[static_cast<uint32_t>(file.take_number())];
        slot.count = static_cast<uint32_t>(file.take_number());
        file.take_text(slot.least);
        file.take_text(slot.greatest);
    }
    return summary;
}

struct TcXSpool {
    explicit TcXSpool(const std::string &path)
        : folder(path), documents(path + "/documents"), lengths(path + "/lengths"), inverter(path),
          metadata(path)
    {
    }

    std::string folder;
    Output documents, lengths;
    Inverter inverter;
    SpoolMetadata metadata;
    SpoolSummary summary;
    std::map<uint32_t, Slot> slots;
    Deflate deflate;
    bool is_broken = false; /* something failed half-way */

    /* The document at hand. */
    bool is_open = false;
    uint32_t docid = 0;
    std::string data, used_slots;
    gint64 last_slot = -1;
    TermList terms;
};

namespace
{

/* A step that may be left half done when it throws. */
template <typename Step>
gboolean
step(TcXSpool *spool, GError **error, Step take)
{
    return guard(error, [&] {
        if (spool->is_broken)
            throw Xapian::InvalidOperationError("an earlier write failed");
        spool->is_broken = true;
        take();
        spool->is_broken = false;
    });
}

void
require_document(const TcXSpool *spool, bool is_wanted)
{
    if (spool->is_open != is_wanted) {
        throw Xapian::InvalidOperationError(is_wanted ? "no document is begun"
                                                      : "a document is not ended");
    }
}

} // namespace

TcXSpool *
tc_x_spool_new(const char *folder, GError **error)
{
    return guard_new(error, [&] { return new TcXSpool(folder); });
}

void
tc_x_spool_free(TcXSpool *spool)
{
    delete spool;
}

gboolean
tc_x_spool_begin(TcXSpool *spool, const char *data, gsize len, GError **error)
{
    return step(spool, error, [&] {
        require_document(spool, false);
        spool->is_open = true;
        spool->docid++;
        spool->data.assign(data, len);
        spool->used_slots.clear();
        spool->last_slot = -1;
    });
}

gboolean
tc_x_spool_set_value(TcXSpool *spool, guint32 slot, const char *value, gsize len, GError **error)
{
    return step(spool, error, [&] {
        require_document(spool, true);
        if (gint64{slot} <= spool->last_slot)
            throw Xapian::InvalidArgumentError("slots out of order");
        if (len == 0)
            return;
        Slot &at = spool->slots[slot];
        if (!at.file)
            at.file = std::make_unique<Output>(values_path(spool->folder, slot), size_t{16} << 10);
        at.file->append_number(spool->docid - at.last);
        at.file->append_number(len);
        at.file->append(value, len);
        at.last = spool->docid;
        spool->summary.slots[slot].add(bytes(value, len));
        append_packed(spool->used_slots, slot - static_cast<guint32>(spool->last_slot + 1));
        spool->last_slot = slot;
    });
}

gboolean
tc_x_spool_add_term(TcXSpool *spool, const char *term, gsize term_len, const guint32 *positions,
                    gsize count, GError **error)
{
    return step(spool, error, [&] {
        require_document(spool, true);
        if (term_len == 0)
            throw Xapian::InvalidArgumentError("empty term");
        check_length(term, term_len);
        if (term_len > TC_X_TERM_MAX - TERM_GROWS_MAX)
            (void)stored_term(term, term_len);
        if (!spool->inverter.is_in_order(term, term_len))
            throw Xapian::InvalidArgumentError("terms out of order");
        spool->inverter.add(term, term_len, spool->docid, positions, count);
    });
}

gboolean
tc_x_spool_end(TcXSpool *spool, GError **error)
{
    return step(spool, error, [&] {
        require_document(spool, true);
        spool->inverter.end_document(spool->terms);
        std::string tag = spool->terms.tag();
        const bool is_compressed = spool->deflate.shorten(tag);
        Output &to = spool->documents;
        to.append_number(spool->data.size());
        to.append(spool->data.data(), spool->data.size());
        to.append_number(uint64_t{tag.size()} << 1 | (is_compressed ? 1 : 0));
        to.append(tag.data(), tag.size());
        to.append_number(spool->used_slots.size());
        to.append(spool->used_slots.data(), spool->used_slots.size());
        spool->lengths.append_number(spool->terms.length());
        spool->summary.totals.add_document(spool->terms.length(), spool->terms.wdf_max());
        spool->is_open = false;
    });
}

gboolean
tc_x_spool_set_metadata(TcXSpool *spool, const char *key, gsize key_len, const char *value,
                        gsize len, GError **error)
{
    return step(spool, error, [&] { spool->metadata.set(metadata_key(key, key_len), value, len); });
}

gboolean
tc_x_spool_metadata(TcXSpool *spool, const char *key, gsize key_len, char **value, gsize *len,
                    GError **error)
{
    return guard(error, [&] { give(spool->metadata.get(bytes(key, key_len)), value, len); });
}

gboolean
tc_x_spool_finish(TcXSpool *spool, GError **error)
{
    return step(spool, error, [&] {
        require_document(spool, false);
        spool->documents.close();
        spool->lengths.close();
        for (auto &slot : spool->slots)
            slot.second.file->close();
        spool->inverter.finish();
        spool->metadata.finish();
        spool->summary.runs = spool->inverter.runs();
        spool->summary.metadata_runs = spool->metadata.runs();
        spool->summary.write(spool->folder);
    });
}

gboolean
tc_x_is_spool(const char *folder)
{
    struct stat at;
    return guard(nullptr, [&] {
        if (lstat(summary_path(folder).c_str(), &at) != 0 || !S_ISREG(at.st_mode))
            throw Xapian::DatabaseNotFoundError("not a spool");
    });
}
