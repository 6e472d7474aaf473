/* store/xapian/own/own.h - what is read here in place of Xapian: tables of local databases
 * (store/glass/), as of the revision that Xapian has open. Private to store/xapian/.
 *
 * Wherever that cannot be, AskXapian is thrown, which never leaves the binding: the same is then
 * done by Xapian, which answers, or tells what is wrong. */
#ifndef TC_STORE_XAPIAN_OWN_H
#define TC_STORE_XAPIAN_OWN_H

#include "store/glass/posting_list.h"
#include "store/xapian/own/positions.h"

#include <iterator>

namespace tc
{

/* One folder of a database and its tables. */
class OwnTables
{
    static const size_t KEPT_MAX = 16;
    struct Close {
        void
        operator()(TcTable *table) const
        {
            tc_table_close(table);
        }
    };
    struct Opened {
        bool is_tried = false; /* with the revision below */
        Xapian::rev revision = 0;
        std::unique_ptr<TcTable, Close> table = nullptr;
    };
    std::string folder_;
    Opened opened_[TC_TABLE_POSITION + 1];
    Xapian::rev kept_at_ = 0; /* the revision that what is kept is of: */
    std::map<std::string, std::vector<Xapian::docid>> found_ = {};
    KeptPositions kept_positions_ = {};

  public:
    explicit OwnTables(const std::string &folder) : folder_(folder)
    {
    }

    const std::string &
    folder() const
    {
        return folder_;
    }

    /* Null where Xapian is to be asked. `part` is the database in the folder. */
    TcTable *
    get(TcTableKind kind, const Xapian::Database &part)
    {
        Opened &opened = opened_[kind];
        if (part.size() != 1)
            return nullptr;
        const Xapian::rev revision = part.get_revision();
        if (kept_at_ != revision) {
            found_.clear();
            kept_positions_.clear();
            kept_at_ = revision;
        }
        if (!opened.is_tried || opened.revision != revision) {
            opened.is_tried = true;
            opened.revision = revision;
            opened.table.reset(tc_table_open(folder_.c_str(), kind, revision));
        }
        return opened.table.get();
    }

    /* Of the table of positions that get() gave last. */
    KeptPositions &
    positions()
    {
        return kept_positions_;
    }

    /* What was found in the tables that get() gave last, by a name of what was looked for; null for
     * what was not. A query asks more than once: for its best documents, and how many it has. */
    const std::vector<Xapian::docid> *
    kept(const std::string &name) const
    {
        const auto found = found_.find(name);
        return found == found_.end() ? nullptr : &found->second;
    }

    void
    keep(const std::string &name, const std::vector<Xapian::docid> &documents)
    {
        if (found_.size() == KEPT_MAX)
            found_.clear();
        found_[name] = documents;
    }
};

using OwnTablesPtr = std::shared_ptr<OwnTables>;

/* A part of a database, and its tables; null to have Xapian read them. */
struct ReadPart {
    Xapian::Database db;
    TcTable *postings;
    TcTable *positions;
    OwnTables *own; /* that these are of; null with them */
};

/* A table of each of the parts of a database; none where Xapian is to be asked. */
inline std::vector<TcTable *>
own_tables(TcTableKind kind, const std::vector<OwnTablesPtr> &own,
           const std::vector<Xapian::Database> &parts)
{
    std::vector<TcTable *> tables;
    for (size_t i = 0; i < parts.size() && own.size() == parts.size(); i++) {
        tables.push_back(own[i]->get(kind, parts[i]));
        if (tables.back() == nullptr)
            return {};
    }
    return tables;
}

/* The documents of a term in one part; of the empty term all of them, with their lengths in place
 * of how often. */
class OwnPostings
{
    TcPostingList at_;

    void
    look() const
    {
        if (at_.is_ask)
            throw AskXapian();
    }

  public:
    OwnPostings(TcTable *table, const std::string &term)
    {
        if (!tc_posting_list_begin(&at_, table, term.data(), term.size())) {
            tc_posting_list_clear(&at_);
            throw AskXapian();
        }
    }

    OwnPostings(const OwnPostings &) = delete;
    OwnPostings &operator=(const OwnPostings &) = delete;

    ~OwnPostings()
    {
        tc_posting_list_clear(&at_);
    }

    /* 0 behind the last one. */
    Xapian::docid
    docid() const
    {
        return at_.docid;
    }

    /* That have the term. */
    Xapian::doccount
    documents() const
    {
        return at_.documents;
    }

    Xapian::termcount
    wdf() const
    {
        return at_.wdf;
    }

    void
    next()
    {
        tc_posting_list_next(&at_);
        look();
    }

    void
    skip_to(Xapian::docid docid)
    {
        tc_posting_list_skip_to(&at_, docid);
        look();
    }

    size_t
    take(Xapian::docid begin, size_t count, uint16_t *places, Xapian::termcount *wdfs)
    {
        const size_t taken = tc_posting_list_take(&at_, begin, count, places, wdfs);
        look();
        return taken;
    }

    void
    mark(Xapian::docid begin, size_t count, uint64_t *bits)
    {
        tc_posting_list_mark(&at_, begin, count, bits);
        look();
    }

    size_t
    match(const Xapian::docid *docids, size_t count, uint16_t *places, Xapian::termcount *wdfs)
    {
        const size_t found = tc_posting_list_match(&at_, docids, count, places, wdfs);
        look();
        return found;
    }
};

/* Reading over so many postings costs what going to one document of them does. */
const size_t GO_COST = 8;

/* Which documents of one part have a term; they are asked for in their order, about `count` of
 * them. Where these are many the list is read over, a window of documents at a time. */
class Having
{
    static const size_t WINDOW = 4096;
    static const size_t WORD_BITS = 64;
    OwnPostings at_;
    const bool is_read_over_;
    Xapian::docid begin_ = 0; /* of the window; 0 before the first */
    uint64_t bits_[WINDOW / WORD_BITS] = {};

  public:
    Having(TcTable *table, const std::string &term, size_t count)
        : at_(table, term), is_read_over_(at_.documents() <= GO_COST * count)
    {
    }

    bool
    has(Xapian::docid docid)
    {
        if (!is_read_over_) {
            at_.skip_to(docid);
            return at_.docid() == docid;
        }
        if (begin_ == 0 || docid - begin_ >= WINDOW) {
            begin_ = docid;
            std::fill(std::begin(bits_), std::end(bits_), 0);
            at_.skip_to(docid);
            at_.mark(begin_, WINDOW, bits_);
        }
        return (bits_[(docid - begin_) / WORD_BITS] >> (docid - begin_) % WORD_BITS & 1) != 0;
    }
};

} // namespace tc

#endif
