/* store/xapian/private.h - what the files of the binding share: the handles, and the one way from
 * an exception to a GError. Private to store/xapian/. */
#ifndef TC_STORE_XAPIAN_PRIVATE_H
#define TC_STORE_XAPIAN_PRIVATE_H

#include "store/glass/table.h"
#include "store/guard/guard.h"
#include "store/xapian/best_hits.h"
#include "store/xapian/own/list_source.h"
#include "store/xapian/own/own.h"
#include "store/xapian/own/phrase.h"
#include "store/xapian/term/code.h"
#include "store/xapian/xapian_c.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <utility>
#include <vector>
#include <xapian.h>

static_assert(sizeof(Xapian::docid) == sizeof(guint32), "document ids are passed as guint32");
static_assert(sizeof(Xapian::termpos) == sizeof(guint32), "positions are passed as guint32");
static_assert(sizeof(Xapian::termcount) == sizeof(guint32), "frequencies are passed as guint32");

namespace tc
{

using GuardPtr = std::shared_ptr<TcGuard>;

/* Guards a database that is to be opened, after a look at it that does without Xapian. Null where
 * none is, which is for Xapian to tell; throws what Xapian would. */
GuardPtr guard_database(const char *path, bool writes);

} // namespace tc

struct TcXDatabase {
    Xapian::Database db;
    bool is_remote = false; /* some shard is served by another machine or program */
    std::vector<Xapian::Database> parts = {}; /* what `db` was put together of */
    std::vector<tc::GuardPtr> guards = {};    /* of those that are here */
    /* One for each of `parts`. Two databases that share parts share these. */
    std::vector<tc::OwnTablesPtr> own = {};
    bool is_only_xapian = false; /* reads */
};

struct TcXQuery {
    Xapian::Query query;
    tc::SumPtr sum = {};                       /* the same, where it is no more than a sum */
    std::vector<tc::PhraseQuery> phrases = {}; /* where it is only any of these */
    tc::SumPtr all = {}; /* what it adds up where all its parts must be there, which are these */
    std::vector<tc::SumPtr> each = {};
    bool has_places = false; /* some of its words must stand somewhere */
    /* The same with its phrases as lists of documents, which must be found first. */
    Xapian::Query listed = {};
    std::vector<tc::FoundPhrasePtr> found = {}; /* these; none where it has no phrase */

    const Xapian::Query &
    with_lists() const
    {
        return found.empty() ? query : listed;
    }
};

struct TcXEnquire {
    Xapian::Enquire enquire;
    Xapian::Database db;
    std::vector<Xapian::Database> parts;
    bool is_remote;
    /* Of `parts`; none where Xapian is to read all. */
    std::vector<tc::OwnTablesPtr> own = {};
    Xapian::Query query = {};
    Xapian::Query listed = {}; /* as in TcXQuery, with these */
    std::vector<tc::FoundPhrasePtr> found = {};
    tc::SumPtr sum = {};
    tc::Phrase phrase = {};           /* what is looked for is no more than that */
    tc::Bm25 bm25 = {1, 1, 0.5, 0.5}; /* as Xapian weighs when nothing is said */
    std::vector<Xapian::valueno> counted = {};
    bool is_weighted = true;
    bool is_summed = true;    /* weights are of `bm25` alone */
    bool is_by_value = false; /* sorted by a value first */
    Xapian::valueno tie_slot = Xapian::BAD_VALUENO;
    Xapian::valueno collapse_slot = Xapian::BAD_VALUENO;
};

/* A hit of a run whose equals and copies were looked for afterwards. */
struct TcXLateHit {
    Xapian::docid docid;
    double weight;
    std::string key;
};

struct TcXMSet {
    Xapian::MSet mset;
    std::vector<std::pair<Xapian::valueno, std::unique_ptr<Xapian::ValueCountMatchSpy>>> spies;
    bool is_late; /* `hits` counts, not the hits of `mset` */
    size_t wanted;
    size_t found; /* hits, also those that were only counted */
    std::vector<TcXLateHit> hits;
    Xapian::Database db; /* for the values that late hits were sorted by */
    Xapian::valueno tie_slot;
};

struct TcXDocument {
    Xapian::Document document;
};

struct TcXWritable {
    Xapian::WritableDatabase db;
    TcXDatabase view; /* shares the tables of `db` */
    bool is_in_transaction;
    /* Xapian drops all that is pending when adding or replacing a document fails half-way, but
     * leaves the transaction open: committing it would publish less than was written. */
    bool is_broken;
    tc::GuardPtr guard;
};

namespace tc
{

/* The tables of postings, by parts; none where Xapian is to be asked. */
inline std::vector<TcTable *>
own_postings(const TcXDatabase *db)
{
    if (db->is_only_xapian || db->is_remote || db->parts.size() != db->db.size())
        return {};
    return own_tables(TC_TABLE_POSTLIST, db->own, db->parts);
}

/* Whether the system refused to read or write what is there. Other reasons, such as a missing file,
 * say something of the database. */
bool is_refused(const Xapian::Error &e);

/* The one translation from exception to error. To be called inside a catch block. */
void translate(GError **error) noexcept;

/* Removes the half-made result of a failed compaction: a folder of plain files. */
void remove_flat_folder(const char *path);

/* Each function of the binding is its body only, run in here. */
template <typename Body>
gboolean
guard(GError **error, Body body) noexcept
{
    try {
        body();
        return TRUE;
    } catch (...) {
        translate(error);
        return FALSE;
    }
}

/* The same for bodies that make a handle: NULL on failure. */
template <typename Body>
auto
guard_new(GError **error, Body body) noexcept -> decltype(body())
{
    try {
        return body();
    } catch (...) {
        translate(error);
        return nullptr;
    }
}

inline std::string
bytes(const char *data, gsize len)
{
    return len == 0 ? std::string() : std::string(data, len);
}

/* In keys of Xapian's tables a zero byte takes two; the length is checked here because Xapian would
 * find out only at the commit, and lose everything pending. They are
 * counted where they can matter. */
inline void
check_length(const char *term, gsize len)
{
    gsize zeros = 0;
    if (len > TC_X_TERM_MAX / 2 && len <= TC_X_TERM_MAX)
        zeros = std::count(term, term + len, '\0');
    if (len + zeros > TC_X_TERM_MAX) {
        throw Xapian::InvalidArgumentError("term too long: " + std::to_string(len + zeros) +
                                           " bytes, at most " + std::to_string(TC_X_TERM_MAX));
    }
}

/* A term as it is stored (term/code.h). */
inline std::string
stored_term(const char *term, gsize len)
{
    check_length(term, len);
    std::string code = coded_term(term, len);
    check_length(code.data(), code.size());
    return code;
}

inline std::string
nonempty_term(const char *term, gsize len)
{
    if (len == 0)
        throw Xapian::InvalidArgumentError("empty term");
    return stored_term(term, len);
}

/* A key of metadata, which is limited as terms are. */
inline std::string
metadata_key(const char *key, gsize len)
{
    if (len == 0)
        throw Xapian::InvalidArgumentError("empty key");
    check_length(key, len);
    return bytes(key, len);
}

/* Hands a string to C, ended with a NUL that does not count. */
inline void
give(const void *from, size_t from_len, char **to, gsize *len)
{
    auto *copy = static_cast<char *>(g_try_malloc(from_len + 1));
    if (copy == nullptr)
        throw std::bad_alloc();
    memcpy(copy, from, from_len);
    copy[from_len] = '\0';
    *to = copy;
    *len = from_len;
}

inline void
give(const std::string &from, char **to, gsize *len)
{
    give(from.data(), from.size(), to, len);
}

} // namespace tc

#endif
