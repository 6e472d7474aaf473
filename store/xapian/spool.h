/* store/xapian/spool.h - the files of a spool, for those that write and those that merge them.
 * Private to store/xapian/; its face is bulk.h.
 *
 *     documents     of each document: data, termlist tag and the slots it has values in, each after
 *                   its length; and whether the termlist is compressed
 *     lengths       of each document: its length
 *     values.SLOT   of each document with one: how many documents further it is, and the value
 *     metadata.N    keys in byte order, each after its length, and their values in the same way; of
 *                   several files the last one counts, and an empty value removes
 *
 *     run.N         terms in byte order: the term, in how many documents it is, how often, how many
 *                   bytes follow; then of each document: id, frequency, and the position list
 *
 *     spool         written last: how many of these files and documents there are, and bounds
 *
 * Numbers are packed (glass_pack.h). */
#ifndef TC_STORE_SPOOL_H
#define TC_STORE_SPOOL_H

#include "store/xapian/output.h"
#include "store/xapian/term_list.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tc
{

/* What is known of the values of a slot. */
struct SlotBounds {
    uint32_t count = 0;
    std::string least, greatest;

    void add(const std::string &value);
    void add(const SlotBounds &other);
};

/* What is known of all documents. */
struct SpoolTotals {
    uint32_t documents = 0;
    uint64_t length = 0;                     /* of all together */
    uint32_t length_min = 0, length_max = 0; /* the least that is not 0 */
    uint32_t wdf_max = 0;

    void add_document(uint32_t document_length, uint32_t document_wdf_max);
    void add(const SpoolTotals &other);
};

/* The content of the file "spool". */
struct SpoolSummary {
    uint32_t runs = 0;
    uint32_t metadata_runs = 0;
    SpoolTotals totals;
    std::map<uint32_t, SlotBounds> slots;

    void write(const std::string &folder) const;
    static SpoolSummary read(const std::string &folder);
};

/* Gathers the occurrences of terms in memory and writes them as sorted runs. An occurrence is
 * appended to a log with the number of its term; only when the log is full are the terms sorted and
 * the occurrences put in their order, each moved once. What a term is coded as (term/code.h) is
 * kept with it, so that it is found with the number. */
class Inverter
{
  public:
    explicit Inverter(const std::string &folder);

    /* Whether a term of the document at hand comes behind those that it has already. */
    bool is_in_order(const char *term, size_t term_len) const;
    void add(const char *term, size_t term_len, uint32_t docid, const uint32_t *positions,
             size_t count);
    /* To be called after each document: makes `list` that of its terms, and writes a run when there
     * is enough for one. */
    void end_document(TermList &list);
    void finish();
    uint32_t
    runs() const
    {
        return runs_;
    }

  private:
    struct Term {
        uint32_t name_at; /* the term, and its code behind it */
        uint16_t name_len, code_len;
        uint32_t hash;
        uint32_t documents = 0;
        uint64_t occurrences = 0;
        size_t bytes = 0;
    };
    /* A term of the document at hand: it waits until all are there, so that the places in memory
     * where they are looked up can be asked for before they are needed. */
    struct Waiting {
        uint32_t hash, name_len, count;
        size_t at, body_len; /* of name and body in pending_ */
    };

    uint32_t number_of(const char *term, uint32_t term_len, uint32_t hash);
    const char *
    code_of(const Term &term) const
    {
        return &names_[term.name_at + term.name_len];
    }
    void grow();
    void ask_for(size_t i) const;
    void take(const Waiting &item, TermList &list);
    void write_run();

    std::string folder_;
    uint32_t runs_ = 0;
    std::vector<uint8_t> log_;
    size_t log_len_ = 0; /* in use */
    std::vector<Term> terms_;
    std::vector<char> names_;
    std::vector<uint64_t> slots_; /* hash << 32 | number + 1, 0 for an empty one */
    std::vector<Waiting> waiting_;
    std::vector<uint8_t> pending_;
    size_t pending_len_ = 0;
};

/* Metadata while they are written: what was set last in memory, the rest in sorted files, so that
 * the ledger of a million files takes no more memory than that of ten thousand. */
class SpoolMetadata
{
  public:
    explicit SpoolMetadata(const std::string &folder) : folder_(folder)
    {
    }

    void set(const std::string &key, const char *value, size_t len);
    /* Empty when it is not set. */
    std::string get(const std::string &key) const;
    void
    finish()
    {
        write_run();
    }
    uint32_t
    runs() const
    {
        return static_cast<uint32_t>(runs_.size());
    }

  private:
    /* Each of some keys of a file, and where it stands. */
    using Index = std::vector<std::pair<std::string, uint64_t>>;

    void write_run();

    std::string folder_;
    std::map<std::string, std::string> fresh_;
    size_t fresh_len_ = 0;
    std::vector<Index> runs_;
};

std::string metadata_path(const std::string &folder, uint32_t run);
inline std::string
run_path(const std::string &folder, uint32_t run)
{
    return folder + "/run." + std::to_string(run);
}
std::string values_path(const std::string &folder, uint32_t slot);

} // namespace tc

#endif
