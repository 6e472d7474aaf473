#include "store/xapian/own/terms.h"
#include "store/xapian/own/values.h"
#include "store/xapian/private.h"

using namespace tc;

namespace
{

/* How often a database is opened again when a writer changes it meanwhile. */
const int OPEN_TRIES = 20;

/* Opens it at the revision of its guard. A writer may have committed between the two. */
void
open_guarded(TcXDatabase &all, const char *path)
{
    for (int tries = 0;; tries++) {
        const GuardPtr guard = guard_database(path, false);
        try {
            const Xapian::Database opened(path);
            if (!guard || opened.get_revision() == tc_guard_revision(guard.get()) ||
                tries >= OPEN_TRIES) {
                all.parts.push_back(opened);
                all.db.add_database(opened);
                all.guards.push_back(guard);
                all.own.push_back(std::make_shared<OwnTables>(path));
                return;
            }
        } catch (const Xapian::DatabaseModifiedError &) {
            if (tries >= OPEN_TRIES) {
                throw;
            }
        }
    }
}

/* How often a term is in the whole database; FALSE where Xapian is to be asked. */
bool
read_counts(const TcXDatabase *db, const std::string &name, TermCounts *counts)
{
    try {
        const std::vector<TcTable *> tables = own_postings(db);
        for (TcTable *table : tables) {
            const TermCounts one = own_term_counts(table, name);
            counts->documents += one.documents;
            counts->occurrences += one.occurrences;
        }
        return !tables.empty();
    } catch (const AskXapian &) {
        return false;
    }
}

/* Tells the terms, as they are stored, that begin with `common`, from `from` on, and how many
 * documents have each, until one is not wanted any more: then FALSE. */
template <typename Tell>
bool
each_from(TcXDatabase *db, const std::string &common, std::string from, Tell tell)
{
    bool is_told = false; /* `from` itself was */
    from = std::max(from, common);
    try {
        const std::vector<TcTable *> tables = own_postings(db);
        if (tables.size() == 1 && !common.empty()) {
            for (OwnTerms at(tables[0], from); at.term().compare(0, common.size(), common) == 0;
                 at.next()) {
                if (!tell(at.term(), at.documents()))
                    return false;
                from = at.term();
                is_told = true;
            }
            return true;
        }
    } catch (const AskXapian &) {
        /* It goes on from there. */
    }
    const Xapian::TermIterator end = db->db.allterms_end(common);
    Xapian::TermIterator it = db->db.allterms_begin(common);
    if (it != end && from > common)
        it.skip_to(from);
    if (it != end && is_told && *it == from)
        ++it;
    for (; it != end; ++it) {
        if (!tell(*it, it.get_termfreq()))
            return false;
    }
    return true;
}

/* What the table of texts holds of a document; FALSE where Xapian is to be asked, which also tells
 * whether there is such a document. */
bool
read_data(TcXDatabase *db, guint32 docid, char **data, gsize *len)
{
    const size_t parts = db->parts.size();
    if (docid == 0 || parts == 0 || db->is_only_xapian || db->is_remote || parts != db->db.size() ||
        parts != db->own.size())
        return false;
    const size_t part = (docid - 1) % parts;
    TcTable *table = db->own[part]->get(TC_TABLE_DOCDATA, db->parts[part]);
    const guint8 *bytes = nullptr;
    gsize bytes_len = 0;
    gboolean is_compressed = FALSE;
    guint8 key[TC_POSITION_KEY_MAX];
    const auto own = static_cast<guint32>((docid - 1) / parts + 1);
    const gsize key_len = tc_position_key_set_document(key, 0, own);
    if (table == nullptr ||
        tc_table_find(table, key, key_len, &bytes, &bytes_len, &is_compressed) != TC_TABLE_FOUND ||
        is_compressed)
        return false;
    give(reinterpret_cast<const char *>(bytes), bytes_len, data, len);
    return true;
}

} // namespace

TcXDatabase *
tc_x_database_open(const char *const *paths, gsize count, GError **error)
{
    const char *current = nullptr;
    GError *local = nullptr;
    TcXDatabase *db = guard_new(&local, [&] {
        auto all = std::make_unique<TcXDatabase>();
        for (gsize i = 0; i < count; i++) {
            current = paths[i];
            open_guarded(*all, current);
        }
        return all.release();
    });
    if (local != nullptr) {
        if (current != nullptr && strstr(local->message, current) == nullptr) {
            g_prefix_error(&local, "%s: ", current);
        }
        g_propagate_error(error, local);
    }
    return db;
}

TcXDatabase *
tc_x_database_open_host(const char *host, guint port, GError **error)
{
    return guard_new(error, [&] {
        return new TcXDatabase{Xapian::Remote::open(host, port), true, {}, {}, {}, true};
    });
}

TcXDatabase *
tc_x_database_open_program(const char *program, const char *arguments, GError **error)
{
    return guard_new(error, [&] {
        return new TcXDatabase{Xapian::Remote::open(program, arguments), true, {}, {}, {}, true};
    });
}

void
tc_x_database_free(TcXDatabase *db)
{
    delete db;
}

gboolean
tc_x_database_add(TcXDatabase *db, TcXDatabase *other, GError **error)
{
    return guard(error, [&] {
        db->db.add_database(other->db);
        db->is_remote |= other->is_remote;
        db->parts.insert(db->parts.end(), other->parts.begin(), other->parts.end());
        db->guards.insert(db->guards.end(), other->guards.begin(), other->guards.end());
        db->own.insert(db->own.end(), other->own.begin(), other->own.end());
    });
}

gboolean
tc_x_database_revision(TcXDatabase *db, guint64 *revision, GError **error)
{
    return guard(error, [&] { *revision = db->db.get_revision(); });
}

TcTable *
tc_x_database_table(TcXDatabase *db, TcTableKind kind)
{
    return guard_new(nullptr, [&]() -> TcTable * {
        if (db->is_only_xapian || db->parts.size() != 1 || db->db.size() != 1) {
            return nullptr;
        }
        return tc_table_open(db->own[0]->folder().c_str(), kind, db->parts[0].get_revision());
    });
}

void
tc_x_database_read_by_xapian(TcXDatabase *db)
{
    db->is_only_xapian = true;
}

gboolean
tc_x_database_reopen(TcXDatabase *db, gboolean *has_moved, GError **error)
{
    return guard(error, [&] { *has_moved = db->db.reopen(); });
}

gsize
tc_x_database_shard_count(TcXDatabase *db)
{
    return db->db.size();
}

gboolean
tc_x_database_doc_count(TcXDatabase *db, guint32 *count, GError **error)
{
    return guard(error, [&] { *count = db->db.get_doccount(); });
}

gboolean
tc_x_database_average_length(TcXDatabase *db, double *length, GError **error)
{
    return guard(error, [&] { *length = db->db.get_average_length(); });
}

gboolean
tc_x_database_last_docid(TcXDatabase *db, guint32 *docid, GError **error)
{
    return guard(error, [&] { *docid = db->db.get_lastdocid(); });
}

gboolean
tc_x_database_term_freq(TcXDatabase *db, const char *term, gsize term_len, guint32 *freq,
                        GError **error)
{
    return guard(error, [&] {
        const std::string name = nonempty_term(term, term_len);
        TermCounts counts;
        *freq = read_counts(db, name, &counts) ? counts.documents : db->db.get_termfreq(name);
    });
}

gboolean
tc_x_database_collection_freq(TcXDatabase *db, const char *term, gsize term_len, guint64 *freq,
                              GError **error)
{
    return guard(error, [&] {
        const std::string name = nonempty_term(term, term_len);
        TermCounts counts;
        *freq =
            read_counts(db, name, &counts) ? counts.occurrences : db->db.get_collection_freq(name);
    });
}

gboolean
tc_x_database_doc_length(TcXDatabase *db, guint32 docid, guint32 *length, GError **error)
{
    return guard(error, [&] { *length = db->db.get_doclength(docid); });
}

gboolean
tc_x_database_doc_data(TcXDatabase *db, guint32 docid, char **data, gsize *len, GError **error)
{
    return guard(error, [&] {
        if (!read_data(db, docid, data, len))
            give(db->db.get_document(docid).get_data(), data, len);
    });
}

gboolean
tc_x_database_doc_value(TcXDatabase *db, guint32 docid, guint32 slot, char **value, gsize *len,
                        GError **error)
{
    return guard(error, [&] {
        const std::vector<TcTable *> tables = own_postings(db);
        std::string own;
        if (docid > 0 && !tables.empty())
            own = Values(db->db, tables, slot).of(docid);
        /* Of a document that has none, Xapian tells whether it is there. */
        give(!own.empty() ? own : db->db.get_document(docid).get_value(slot), value, len);
    });
}

gboolean
tc_x_database_metadata(TcXDatabase *db, const char *key, gsize key_len, char **value, gsize *len,
                       GError **error)
{
    return guard(error, [&] { give(db->db.get_metadata(bytes(key, key_len)), value, len); });
}

gboolean
tc_x_database_each_term(TcXDatabase *db, const char *prefix, gsize prefix_len, TcXTermFunc func,
                        gpointer user, GError **error)
{
    return guard(error, [&] {
        const std::string start = bytes(prefix, prefix_len);
        std::string from = coded_term(prefix, prefix_len), term;
        const auto tell = [&](const std::string &code, Xapian::doccount documents) {
            decode_term(code, term);
            return term.compare(0, start.size(), start) == 0 &&
                   func(term.data(), term.size(), documents, user);
        };
        for (const std::string &common : beginnings_of_prefix(start, Beginnings::ROUGH)) {
            if (!each_from(db, common, from, tell))
                return;
            from.clear();
        }
    });
}

gboolean
tc_x_database_each_metadata_key(TcXDatabase *db, const char *prefix, gsize prefix_len,
                                TcXTermFunc func, gpointer user, GError **error)
{
    return guard(error, [&] {
        const std::string start = bytes(prefix, prefix_len);
        const Xapian::TermIterator end = db->db.metadata_keys_end(start);
        for (Xapian::TermIterator it = db->db.metadata_keys_begin(start); it != end; ++it) {
            const std::string key = *it;
            if (!func(key.data(), key.size(), 0, user))
                break;
        }
    });
}

gboolean
tc_x_database_each_doc_term(TcXDatabase *db, guint32 docid, TcXTermFunc func, gpointer user,
                            GError **error)
{
    return guard(error, [&] {
        const Xapian::TermIterator end = db->db.termlist_end(docid);
        std::string term;
        for (Xapian::TermIterator it = db->db.termlist_begin(docid); it != end; ++it) {
            decode_term(*it, term);
            if (!func(term.data(), term.size(), it.get_wdf(), user)) {
                break;
            }
        }
    });
}

gboolean
tc_x_database_each_posting(TcXDatabase *db, const char *term, gsize term_len, guint32 from,
                           TcXPostingFunc func, gpointer user, GError **error)
{
    return guard(error, [&] {
        const std::string name = stored_term(term, term_len);
        const Xapian::PostingIterator end = db->db.postlist_end(name);
        Xapian::PostingIterator it = db->db.postlist_begin(name);
        if (from > 0 && it != end) {
            it.skip_to(from);
        }
        for (; it != end; ++it) {
            if (!func(*it, it.get_wdf(), it.get_doclength(), user)) {
                break;
            }
        }
    });
}

gboolean
tc_x_database_each_docid(TcXDatabase *db, const char *term, gsize term_len, TcXDocidFunc func,
                         gpointer user, GError **error)
{
    return guard(error, [&] {
        const std::string name = stored_term(term, term_len);
        const std::vector<TcTable *> tables = own_postings(db);
        Xapian::docid told = 0;
        try {
            if (tables.size() == 1) {
                for (OwnPostings at(tables[0], name); at.docid() != 0; at.next()) {
                    if (!func(at.docid(), user))
                        return;
                    told = at.docid();
                }
                return;
            }
        } catch (const AskXapian &) {
            /* It goes on from there. */
        }
        const Xapian::PostingIterator end = db->db.postlist_end(name);
        Xapian::PostingIterator it = db->db.postlist_begin(name);
        if (told != 0 && it != end) {
            it.skip_to(told);
            if (it != end && *it == told)
                ++it;
        }
        while (it != end && func(*it, user))
            ++it;
    });
}
