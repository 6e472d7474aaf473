#include "store/xapian/xapian_c.h"

#include "store/xapian/best_hits.h"

#include <glib/gi18n-lib.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <functional>
#include <iterator>
#include <memory>
#include <new>
#include <sstream>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include <unistd.h>
#include <xapian.h>

static_assert(sizeof(Xapian::docid) == sizeof(guint32), "document ids are passed as guint32");
static_assert(sizeof(Xapian::termpos) == sizeof(guint32), "positions are passed as guint32");
static_assert(sizeof(Xapian::termcount) == sizeof(guint32), "frequencies are passed as guint32");

struct TcXDatabase {
    Xapian::Database db;
    bool remote = false; /* some shard is served by another machine or program */
    std::vector<Xapian::Database> parts = {}; /* what `db` was put together of */
};

struct TcXQuery {
    Xapian::Query query;
    tc::SumPtr sum = {}; /* the same, where it is no more than a sum */
};

struct TcXEnquire {
    Xapian::Enquire enquire;
    Xapian::Database db;
    std::vector<Xapian::Database> parts;
    bool remote;
    tc::SumPtr sum = {};
    tc::Bm25 bm25 = {1, 1, 0.5, 0.5}; /* as Xapian weighs when nothing is said */
    std::vector<Xapian::valueno> counted = {};
    bool weighted = true;
    bool summed = true;    /* weights are of `bm25` alone */
    bool by_value = false; /* sorted by a value first */
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
    bool late; /* `hits` counts, not the hits of `mset` */
    size_t wanted;
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
    bool in_transaction;
    /* Xapian drops all that is pending when adding or replacing a document fails half-way, but
     * leaves the transaction open: committing it would publish less than was written. */
    bool broken;
};

G_DEFINE_QUARK(tc - xapian - error - quark, tc_xapian_error)

namespace
{

/* Whether the system did not give what is there. Other reasons, as that a file is missing, say
 * something of the database. */
bool
is_refused(const Xapian::Error &e)
{
    const char *reason = e.get_error_string();
    const int refusals[] = {EMFILE, ENFILE, ENOMEM, EIO, EACCES, EPERM, ESTALE};
    return reason && std::any_of(std::begin(refusals), std::end(refusals),
                                 [&](int number) { return strcmp(reason, strerror(number)) == 0; });
}

/* Sets `error` from a Xapian exception: "message (context: reason)". */
void
set_error(GError **error, TcXapianError code, const Xapian::Error &e)
{
    const char *reason = e.get_error_string();
    const std::string &context = e.get_context();
    GString *text = g_string_new_len(e.get_msg().data(), e.get_msg().size());
    if (text->len == 0) {
        g_string_append(text, e.get_type());
    }
    if (!context.empty()) {
        g_string_append_printf(text, " (%s)", context.c_str());
    }
    if (reason && !strstr(text->str, reason)) {
        g_string_append_printf(text, ": %s", reason);
    }
    /* Xapian quotes terms and paths as they are; a message is one line of UTF-8. */
    char *valid = g_utf8_make_valid(text->str, text->len);
    g_strdelimit(valid, "\n\r", ' ');
    g_set_error_literal(error, TC_XAPIAN_ERROR, code, valid);
    g_free(valid);
    g_string_free(text, TRUE);
}

/* The one translation from exception to error. To be called inside a catch block. */
void
translate(GError **error) noexcept
{
    try {
        try {
            throw;
        } catch (const Xapian::DatabaseModifiedError &e) {
            set_error(error, TC_XAPIAN_ERROR_MODIFIED, e);
        } catch (const Xapian::DatabaseLockError &e) {
            set_error(error, TC_XAPIAN_ERROR_LOCKED, e);
        } catch (const Xapian::DatabaseNotFoundError &e) {
            set_error(error, TC_XAPIAN_ERROR_NOT_FOUND, e);
        } catch (const Xapian::DocNotFoundError &e) {
            set_error(error, TC_XAPIAN_ERROR_NOT_FOUND, e);
        } catch (const Xapian::DatabaseVersionError &e) {
            set_error(error, TC_XAPIAN_ERROR_VERSION, e);
        } catch (const Xapian::FeatureUnavailableError &e) {
            set_error(error, TC_XAPIAN_ERROR_VERSION, e);
        } catch (const Xapian::DatabaseCorruptError &e) {
            set_error(error, TC_XAPIAN_ERROR_CORRUPT, e);
        } catch (const Xapian::NetworkError &e) {
            set_error(error, TC_XAPIAN_ERROR_NETWORK, e);
        } catch (const Xapian::InvalidArgumentError &e) {
            set_error(error, TC_XAPIAN_ERROR_INVALID, e);
        } catch (const Xapian::InvalidOperationError &e) {
            set_error(error, TC_XAPIAN_ERROR_INVALID, e);
        } catch (const Xapian::UnimplementedError &e) {
            set_error(error, TC_XAPIAN_ERROR_INVALID, e);
        } catch (const Xapian::Error &e) {
            set_error(error, is_refused(e) ? TC_XAPIAN_ERROR_SYSTEM : TC_XAPIAN_ERROR_FAILED, e);
        } catch (const std::bad_alloc &) {
            g_set_error_literal(error, TC_XAPIAN_ERROR, TC_XAPIAN_ERROR_NO_MEMORY,
                                _("out of memory"));
        } catch (const std::exception &e) {
            g_set_error_literal(error, TC_XAPIAN_ERROR, TC_XAPIAN_ERROR_FAILED, e.what());
        } catch (...) {
            g_set_error_literal(error, TC_XAPIAN_ERROR, TC_XAPIAN_ERROR_FAILED,
                                _("unknown exception"));
        }
    } catch (...) {
        /* Memory ran out while the message was put together. */
        if (error && !*error) {
            g_set_error_literal(error, TC_XAPIAN_ERROR, TC_XAPIAN_ERROR_NO_MEMORY,
                                _("out of memory"));
        }
    }
}

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

std::string
bytes(const char *data, gsize len)
{
    return len == 0 ? std::string() : std::string(data, len);
}

/* A term as Xapian can store it. In keys of its tables a zero byte takes two; the length is checked
 * here because Xapian would find out only at the commit, and lose everything pending. */
std::string
term_bytes(const char *term, gsize len)
{
    gsize zeros = 0;
    if (len <= TC_X_TERM_MAX) {
        zeros = std::count(term, term + len, '\0');
    }
    if (len + zeros > TC_X_TERM_MAX) {
        throw Xapian::InvalidArgumentError("term too long: " + std::to_string(len + zeros) +
                                           " bytes, at most " + std::to_string(TC_X_TERM_MAX));
    }
    return bytes(term, len);
}

std::string
nonempty_term(const char *term, gsize len)
{
    if (len == 0) {
        throw Xapian::InvalidArgumentError("empty term");
    }
    return term_bytes(term, len);
}

/* Hands a string to C, ended with a NUL that does not count. */
void
give(const std::string &from, char **to, gsize *len)
{
    auto *copy = static_cast<char *>(g_try_malloc(from.size() + 1));
    if (!copy) {
        throw std::bad_alloc();
    }
    memcpy(copy, from.data(), from.size());
    copy[from.size()] = '\0';
    *to = copy;
    *len = from.size();
}

template <typename Iterator>
void
each_item(Iterator it, Iterator end, bool with_freq, TcXTermFunc func, gpointer user)
{
    for (; it != end; ++it) {
        const std::string item = *it;
        if (!func(item.data(), item.size(), with_freq ? it.get_termfreq() : 0, user)) {
            break;
        }
    }
}

} // namespace

const char *
tc_x_version(void)
{
    return Xapian::version_string();
}

/* ---- Reading ------------------------------------------------------------------------------- */

TcXDatabase *
tc_x_database_open(const char *const *paths, gsize count, GError **error)
{
    const char *current = nullptr;
    GError *local = nullptr;
    TcXDatabase *db = guard_new(&local, [&] {
        auto all = std::make_unique<TcXDatabase>();
        for (gsize i = 0; i < count; i++) {
            current = paths[i];
            all->parts.emplace_back(current);
            all->db.add_database(all->parts.back());
        }
        return all.release();
    });
    if (local) {
        if (current && !strstr(local->message, current)) {
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
        return new TcXDatabase{Xapian::Remote::open(host, port), true, {}};
    });
}

TcXDatabase *
tc_x_database_open_program(const char *program, const char *arguments, GError **error)
{
    return guard_new(error, [&] {
        return new TcXDatabase{Xapian::Remote::open(program, arguments), true, {}};
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
        db->remote |= other->remote;
        db->parts.insert(db->parts.end(), other->parts.begin(), other->parts.end());
    });
}

gboolean
tc_x_database_reopen(TcXDatabase *db, gboolean *moved, GError **error)
{
    return guard(error, [&] { *moved = db->db.reopen(); });
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
    return guard(error, [&] { *freq = db->db.get_termfreq(nonempty_term(term, term_len)); });
}

gboolean
tc_x_database_collection_freq(TcXDatabase *db, const char *term, gsize term_len, guint64 *freq,
                              GError **error)
{
    return guard(error, [&] { *freq = db->db.get_collection_freq(nonempty_term(term, term_len)); });
}

gboolean
tc_x_database_doc_length(TcXDatabase *db, guint32 docid, guint32 *length, GError **error)
{
    return guard(error, [&] { *length = db->db.get_doclength(docid); });
}

gboolean
tc_x_database_doc_data(TcXDatabase *db, guint32 docid, char **data, gsize *len, GError **error)
{
    return guard(error, [&] { give(db->db.get_document(docid).get_data(), data, len); });
}

gboolean
tc_x_database_doc_value(TcXDatabase *db, guint32 docid, guint32 slot, char **value, gsize *len,
                        GError **error)
{
    return guard(error, [&] { give(db->db.get_document(docid).get_value(slot), value, len); });
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
        each_item(db->db.allterms_begin(start), db->db.allterms_end(start), true, func, user);
    });
}

gboolean
tc_x_database_each_metadata_key(TcXDatabase *db, const char *prefix, gsize prefix_len,
                                TcXTermFunc func, gpointer user, GError **error)
{
    return guard(error, [&] {
        const std::string start = bytes(prefix, prefix_len);
        each_item(db->db.metadata_keys_begin(start), db->db.metadata_keys_end(start), false, func,
                  user);
    });
}

gboolean
tc_x_database_each_doc_term(TcXDatabase *db, guint32 docid, TcXTermFunc func, gpointer user,
                            GError **error)
{
    return guard(error, [&] {
        const Xapian::TermIterator end = db->db.termlist_end(docid);
        for (Xapian::TermIterator it = db->db.termlist_begin(docid); it != end; ++it) {
            const std::string term = *it;
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
        const std::string name = term_bytes(term, term_len);
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

void
tc_x_positions_clear(TcXPositions *positions)
{
    g_free(positions->positions);
    g_free(positions->offsets);
    *positions = TcXPositions();
}

namespace
{

/* Grows an array to hold at least `need` elements. */
void
reserve(guint32 **array, gsize *capacity, gsize need)
{
    if (need <= *capacity) {
        return;
    }
    const gsize wanted = std::max(need, *capacity * 2);
    auto *grown = static_cast<guint32 *>(g_try_realloc_n(*array, wanted, sizeof(guint32)));
    if (!grown) {
        throw std::bad_alloc();
    }
    *array = grown;
    *capacity = wanted;
}

} // namespace

namespace
{

/* One of the documents in which a term's positions are wanted. */
struct Wanted {
    gsize index;
    Xapian::docid docid;
};

/* From so many position lists of a shard on it is worth to guide its cursor. */
const gsize GUIDE_MIN = 40;
/* Among so many documents of a shard a short one is found. They are those in the middle: where all
 * position lists lie in a few blocks, most lie in the middle one. */
const gsize GUIDE_AMONG = 24;

/* Each position list is opened with a cursor of its own, which reads the blocks on the way to it:
 * two of 8 KB, but for those in which the cursor of the table itself stands. That one is moved by
 * nothing that reads position lists, only by counting them, which a list of terms can do: once on
 * the way to one of a term's position lists it saves half of the reads, as they lie side by side.
 * A short document has a short list of terms. */
void
guide_cursors(const TcXDatabase *db, const std::string &term, const std::vector<Wanted> &wanted)
{
    const gsize shards = db->db.size();
    if (db->remote || wanted.size() < GUIDE_MIN * shards) {
        return;
    }
    struct Shortest {
        Xapian::docid docid;
        Xapian::termcount length;
    };
    std::vector<Shortest> shortest(shards, {0, 0});
    const gsize among = std::min(wanted.size(), GUIDE_AMONG * shards);
    const gsize begin = (wanted.size() - among) / 2;
    for (gsize i = begin; i < begin + among; i++) {
        Shortest &known = shortest[(wanted[i].docid - 1) % shards];
        const Xapian::termcount length = db->db.get_doclength(wanted[i].docid);
        if (known.docid == 0 || length < known.length) {
            known = {wanted[i].docid, length};
        }
    }
    for (const Shortest &item : shortest) {
        if (item.docid != 0) {
            Xapian::TermIterator it = db->db.termlist_begin(item.docid);
            it.skip_to(term);
            if (it != db->db.termlist_end(item.docid)) {
                it.positionlist_count();
            }
        }
    }
}

} // namespace

gboolean
tc_x_database_positions(TcXDatabase *db, const char *term, gsize term_len, const guint32 *docids,
                        gsize count, guint32 each_max, TcXPositions *out, GError **error)
{
    return guard(error, [&] {
        const std::string name = nonempty_term(term, term_len);
        const guint32 most = each_max == 0 ? G_MAXUINT32 : each_max;
        out->positions_len = 0;
        reserve(&out->positions, &out->positions_capacity, 256);
        reserve(&out->offsets, &out->offsets_capacity, count + 1);
        std::vector<Wanted> wanted;
        wanted.reserve(count);
        const Xapian::PostingIterator end = db->db.postlist_end(name);
        Xapian::PostingIterator it = db->db.postlist_begin(name);
        for (gsize i = 0; i < count && it != end; i++) {
            it.skip_to(docids[i]);
            if (it != end && *it == docids[i]) {
                wanted.push_back({i, docids[i]});
            }
        }
        guide_cursors(db, name, wanted);

        gsize used = 0;
        gsize next = 0;
        for (const Wanted &item : wanted) {
            std::fill(out->offsets + next, out->offsets + item.index + 1, used);
            next = item.index + 1;
            guint32 taken = 0;
            const Xapian::PositionIterator last = db->db.positionlist_end(item.docid, name);
            for (Xapian::PositionIterator at = db->db.positionlist_begin(item.docid, name);
                 at != last && taken < most; ++at, ++taken) {
                if (used == out->positions_capacity) {
                    reserve(&out->positions, &out->positions_capacity, used + 1);
                }
                out->positions[used++] = *at;
            }
        }
        std::fill(out->offsets + next, out->offsets + count, used);
        if (used > G_MAXUINT32) {
            throw Xapian::RangeError("too many positions");
        }
        out->offsets[count] = used;
        out->positions_len = used;
    });
}

gboolean
tc_x_database_have_term(TcXDatabase *db, const char *term, gsize term_len, const guint32 *docids,
                        gsize count, gboolean *have, GError **error)
{
    return guard(error, [&] {
        const std::string name = nonempty_term(term, term_len);
        const Xapian::PostingIterator end = db->db.postlist_end(name);
        Xapian::PostingIterator it = db->db.postlist_begin(name);
        for (gsize i = 0; i < count; i++) {
            if (it != end) {
                it.skip_to(docids[i]);
            }
            have[i] = it != end && *it == docids[i];
        }
    });
}

gboolean
tc_x_check(const char *path, gsize *problems, char **report, GError **error)
{
    return guard(error, [&] {
        std::ostringstream text;
        gsize found = 0;
        try {
            /* Which check() itself takes for a fault of the database, whatever the reason. */
            Xapian::Database probe(path);
        } catch (const Xapian::Error &e) {
            if (is_refused(e)) {
                throw;
            }
        }
        try {
            found = Xapian::Database::check(path, 0, &text);
        } catch (const Xapian::DatabaseCorruptError &e) {
            /* What it cannot even walk through is found damage as well, not a failure to check. */
            found = 1;
            text << e.get_msg() << '\n';
        }
        gsize len = 0;
        give(text.str(), report, &len);
        *problems = found;
    });
}

/* ---- Query trees --------------------------------------------------------------------------- */

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
        if (!children[i]) {
            throw Xapian::InvalidArgumentError("missing part of a query");
        }
        parts.push_back(*children[i]);
    }
    return parts;
}

/* Xapian arranges the parts of an OR by how frequent they are in the database at hand. That of a
 * SYNONYM decides how its frequency is estimated, rounding at each step, and that of a sum in which
 * order it is added up: both would give other weights in each shard. Pairs within pairs are left as
 * they are; a SYNONYM within another is not taken apart, anything else only when it is scaled. */
TcXQuery
pair_of(Xapian::Query::op op, const TcXQuery &first, const TcXQuery &second)
{
    if (op == Xapian::Query::OP_SYNONYM) {
        return {{op, first.query, second.query}, tc::sum_of_synonyms(first.sum, second.sum)};
    }
    const auto closed = [](const Xapian::Query &query) {
        return query.get_num_subqueries() < 2 ? query : Xapian::Query(1.0, query);
    };
    return {{op, closed(first.query), closed(second.query)},
            op == Xapian::Query::OP_OR ? tc::sum_of_either(first.sum, second.sum) : nullptr};
}

/* The first ones alone, as they cost most when they lie deep; many rare ones as a balanced tree. */
const size_t ALONE_MAX = 8;

TcXQuery
pairs_of(Xapian::Query::op op, const std::vector<TcXQuery> &parts, size_t begin, size_t end)
{
    if (end - begin == 1) {
        return parts[begin];
    }
    const size_t middle = begin < ALONE_MAX ? begin + 1 : begin + (end - begin) / 2;
    return pair_of(op, pairs_of(op, parts, begin, middle), pairs_of(op, parts, middle, end));
}

} // namespace

namespace
{

/* Xapian takes an OR within another apart, and adds the parts up in an order of its own. */
tc::SumPtr
combined_sum(TcXOp op, const std::vector<TcXQuery> &parts)
{
    const auto stays = [](const TcXQuery &part) {
        return part.sum && part.sum->kind != tc::Sum::Kind::OR;
    };
    if (parts.size() == 1 && (op == TC_X_AND || op == TC_X_OR)) {
        return parts[0].sum;
    }
    if (parts.size() != 2) {
        return nullptr;
    }
    if (op == TC_X_OR && stays(parts[0]) && stays(parts[1])) {
        return tc::sum_of_either(parts[0].sum, parts[1].sum);
    }
    return op == TC_X_FILTER ? tc::sum_filtered(parts[0].sum, parts[1].sum) : nullptr;
}

} // namespace

TcXQuery *
tc_x_query_sum(TcXOp op, TcXQuery *const *children, gsize count, GError **error)
{
    return guard_new(error, [&]() -> TcXQuery * {
        if (op != TC_X_AND && op != TC_X_OR && op != TC_X_SYNONYM) {
            throw Xapian::InvalidArgumentError("not an operator that adds weights up");
        }
        const std::vector<TcXQuery> parts = parts_of(children, count);
        if (parts.empty()) {
            return new TcXQuery{Xapian::Query(), {}};
        }
        return new TcXQuery(pairs_of(operator_of(op), parts, 0, parts.size()));
    });
}

TcXQuery *
tc_x_query_combine(TcXOp op, TcXQuery *const *children, gsize count, guint32 window, GError **error)
{
    return guard_new(error, [&] {
        const std::vector<TcXQuery> parts = parts_of(children, count);
        const bool windowed = op == TC_X_NEAR || op == TC_X_PHRASE;
        std::vector<Xapian::Query> queries;
        for (const TcXQuery &part : parts) {
            queries.push_back(part.query);
        }
        return new TcXQuery{
            Xapian::Query(operator_of(op), queries.begin(), queries.end(), windowed ? window : 0),
            combined_sum(op, parts)};
    });
}

TcXQuery *
tc_x_query_scale(TcXQuery *query, double factor, GError **error)
{
    return guard_new(error, [&] {
        if (!std::isfinite(factor)) {
            throw Xapian::InvalidArgumentError("weights can be scaled by finite numbers only");
        }
        return new TcXQuery{Xapian::Query(factor, query->query),
                            tc::sum_scaled(factor, query->sum)};
    });
}

TcXQuery *
tc_x_query_prefix(const char *prefix, gsize prefix_len, guint32 max_expansion, GError **error)
{
    return guard_new(error, [&] {
        /* With MOST_FREQUENT, 0 would be a limit: no term at all. */
        const int limit = max_expansion == 0 ? Xapian::Query::WILDCARD_LIMIT_ERROR
                                             : Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT;
        const std::string start = nonempty_term(prefix, prefix_len);
        return new TcXQuery{Xapian::Query(Xapian::Query::OP_WILDCARD, start, max_expansion, limit,
                                          Xapian::Query::OP_SYNONYM),
                            {}};
    });
}

TcXQuery *
tc_x_query_value_range(guint32 slot, const char *begin, gsize begin_len, const char *end,
                       gsize end_len, GError **error)
{
    return guard_new(error, [&]() -> TcXQuery * {
        if (begin && end) {
            return new TcXQuery{Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot,
                                              bytes(begin, begin_len), bytes(end, end_len)),
                                {}};
        }
        if (begin) {
            return new TcXQuery{
                Xapian::Query(Xapian::Query::OP_VALUE_GE, slot, bytes(begin, begin_len)), {}};
        }
        if (end) {
            return new TcXQuery{
                Xapian::Query(Xapian::Query::OP_VALUE_LE, slot, bytes(end, end_len)), {}};
        }
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

/* ---- Matching ------------------------------------------------------------------------------ */

TcXEnquire *
tc_x_enquire_new(TcXDatabase *db, GError **error)
{
    return guard_new(error, [&] {
        if (db->db.size() == 0) {
            /* Xapian refuses to search no database; one without documents gives no hits. */
            const Xapian::Database none(std::string(), Xapian::DB_BACKEND_INMEMORY);
            return new TcXEnquire{Xapian::Enquire(none), none, {none}, false};
        }
        /* Some have shards of their own, as a stub has, or are being written. */
        const bool known = db->parts.size() == db->db.size() &&
                           std::all_of(db->parts.begin(), db->parts.end(),
                                       [](const auto &part) { return part.size() == 1; });
        return new TcXEnquire{Xapian::Enquire(db->db), db->db,
                              known ? db->parts : std::vector{db->db}, db->remote};
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
        enquire->sum = query->sum;
    });
}

gboolean
tc_x_enquire_set_bm25(TcXEnquire *enquire, double k1, double k2, double k3, double b,
                      double min_normlen, GError **error)
{
    return guard(error, [&] {
        enquire->enquire.set_weighting_scheme(Xapian::BM25Weight(k1, k2, k3, b, min_normlen));
        enquire->weighted = true;
        enquire->bm25 = {k1, k3, b, min_normlen};
        enquire->summed = k2 == 0;
    });
}

gboolean
tc_x_enquire_set_boolean(TcXEnquire *enquire, GError **error)
{
    return guard(error, [&] {
        enquire->enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire->weighted = false;
        enquire->summed = false;
    });
}

gboolean
tc_x_enquire_set_sort(TcXEnquire *enquire, guint32 slot, gboolean descending, GError **error)
{
    return guard(error, [&] {
        enquire->enquire.set_sort_by_value_then_relevance(slot, descending != FALSE);
        enquire->by_value = true;
    });
}

gboolean
tc_x_enquire_set_tie_order(TcXEnquire *enquire, guint32 slot, GError **error)
{
    return guard(error, [&] {
        enquire->tie_slot = slot;
        enquire->by_value = false;
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
        if (std::find(counted.begin(), counted.end(), slot) == counted.end()) {
            counted.push_back(slot);
        }
    });
}

namespace
{

/* The best of all matches, with what is left to do done by Xapian while it matches: it reads the
 * values of each document that it weighs. */
void
run_in_full(TcXEnquire *enquire, guint32 first, guint32 max, guint32 check_at_least, TcXMSet *out)
{
    Xapian::Enquire &how = enquire->enquire;
    how.set_collapse_key(enquire->collapse_slot);
    if (!enquire->by_value) {
        if (enquire->tie_slot == Xapian::BAD_VALUENO) {
            how.set_sort_by_relevance();
        } else {
            how.set_sort_by_relevance_then_value(enquire->tie_slot, false);
        }
    }
    /* A spy adds up over runs: each run gets new ones, and they go with its result. */
    how.clear_matchspies();
    for (const Xapian::valueno slot : enquire->counted) {
        out->spies.emplace_back(slot, std::make_unique<Xapian::ValueCountMatchSpy>(slot));
        how.add_matchspy(out->spies.back().second.get());
    }
    out->mset = how.get_mset(first, max, check_at_least);
    how.clear_matchspies();
}

/* Keeps what Xapian weighs and is worth as much as the best that are asked for, or more: of equals
 * that are worth as much as the last of those it would itself return the first ones that it met. */
class Keeper : public Xapian::MatchSpy
{
    const size_t max;
    std::vector<TcXLateHit> &hits;
    size_t enough; /* so many are gone through */

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
        if (hits.size() <= max) {
            return;
        }
        std::vector<double> weights;
        for (const TcXLateHit &hit : hits) {
            weights.push_back(hit.weight);
        }
        std::nth_element(weights.begin(), weights.begin() + (max - 1), weights.end(),
                         std::greater<>());
        const double least = weights[max - 1];
        hits.erase(std::remove_if(hits.begin(), hits.end(),
                                  [&](const TcXLateHit &hit) { return hit.weight < least; }),
                   hits.end());
    }
};

/* The best `max` by weight, and all that are worth as much as the last of them. FALSE when it is
 * not known which these are. */
bool
weigh(TcXEnquire *enquire, size_t max, std::vector<TcXLateHit> &hits)
{
    hits.clear();
    if (enquire->sum && enquire->summed && tc::can_weigh(enquire->bm25)) {
        for (const tc::BestHit &hit :
             tc::best_hits(enquire->db, enquire->parts, *enquire->sum, enquire->bm25, max)) {
            hits.push_back({hit.docid, hit.weight, {}});
        }
        return true;
    }
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
    /* Of several shards a spy is told numbers of documents, but not which shard they are of. */
    const Xapian::MSet mset = enquire->enquire.get_mset(0, static_cast<Xapian::doccount>(max + 1));
    for (Xapian::MSetIterator it = mset.begin(); it != mset.end(); ++it) {
        hits.push_back({*it, it.get_weight(), {}});
    }
    if (hits.size() > max) {
        const double next = hits.back().weight;
        hits.pop_back();
        return enquire->tie_slot == Xapian::BAD_VALUENO || hits.back().weight != next;
    }
    return true;
}

/* Calls `func` with each hit's value of the slot, in the order of documents. */
template <typename Func>
void
each_value(const Xapian::Database &db, Xapian::valueno slot, const std::vector<TcXLateHit> &hits,
           size_t begin, size_t end, Func func)
{
    std::vector<size_t> by_docid;
    for (size_t i = begin; i < end; i++) {
        by_docid.push_back(i);
    }
    std::sort(by_docid.begin(), by_docid.end(),
              [&](size_t a, size_t b) { return hits[a].docid < hits[b].docid; });
    const Xapian::ValueIterator last = db.valuestream_end(slot);
    Xapian::ValueIterator it = db.valuestream_begin(slot);
    for (const size_t i : by_docid) {
        if (it != last) {
            it.skip_to(hits[i].docid);
        }
        func(i, it != last && it.get_docid() == hits[i].docid ? *it : std::string());
    }
}

/* Put hits, best first, of the same weight in the order of their values, then of their numbers. */
void
order_equals(const Xapian::Database &db, Xapian::valueno slot, std::vector<TcXLateHit> &hits)
{
    for (size_t begin = 0, end = 0; begin < hits.size(); begin = end) {
        end = begin + 1;
        while (end < hits.size() && hits[end].weight == hits[begin].weight) {
            end++;
        }
        if (end - begin == 1) {
            continue;
        }
        std::vector<std::pair<std::string, TcXLateHit>> equals;
        each_value(db, slot, hits, begin, end, [&](size_t i, const std::string &value) {
            equals.emplace_back(value, hits[i]);
        });
        std::sort(equals.begin(), equals.end(), [](const auto &a, const auto &b) {
            return a.first != b.first ? a.first < b.first : a.second.docid < b.second.docid;
        });
        for (size_t i = begin; i < end; i++) {
            hits[i] = equals[i - begin].second;
        }
    }
}

/* Leave the first one of those with the same key, and none behind the first `max`. */
void
drop_copies(const Xapian::Database &db, Xapian::valueno slot, size_t max,
            std::vector<TcXLateHit> &hits)
{
    std::unordered_set<std::string> seen;
    std::vector<TcXLateHit> kept;
    for (size_t begin = 0; begin < hits.size() && kept.size() < max;) {
        const size_t end = std::min(hits.size(), begin + (max - kept.size()));
        each_value(db, slot, hits, begin, end,
                   [&](size_t i, const std::string &value) { hits[i].key = value; });
        for (; begin < end; begin++) {
            if (hits[begin].key.empty() || seen.insert(hits[begin].key).second) {
                kept.push_back(hits[begin]);
            }
        }
    }
    hits = std::move(kept);
}

/* The same by weight alone, which is much less work; equals are put in order and copies looked for
 * among the hits that are left. FALSE when that cannot tell the result. */
bool
run_by_weight(TcXEnquire *enquire, guint32 max, TcXMSet *out)
{
    size_t wanted = max;
    for (bool more = true; more;) {
        if (!weigh(enquire, wanted, out->hits)) {
            return false;
        }
        const size_t found = out->hits.size();
        std::sort(out->hits.begin(), out->hits.end(), [](const auto &a, const auto &b) {
            return a.weight != b.weight ? a.weight > b.weight : a.docid < b.docid;
        });
        if (enquire->tie_slot != Xapian::BAD_VALUENO) {
            order_equals(enquire->db, enquire->tie_slot, out->hits);
        }
        if (enquire->collapse_slot != Xapian::BAD_VALUENO) {
            drop_copies(enquire->db, enquire->collapse_slot, max, out->hits);
        }
        /* So many copies that others are wanted in their place. */
        more = out->hits.size() < max && found >= wanted;
        wanted = std::min<size_t>(wanted + 2 * (found - out->hits.size()) + max,
                                  size_t{enquire->db.get_doccount()} + 1);
    }
    if (out->hits.size() > max) {
        out->hits.resize(max);
    }
    return true;
}

} // namespace

TcXMSet *
tc_x_enquire_run(TcXEnquire *enquire, guint32 first, guint32 max, guint32 check_at_least,
                 GError **error)
{
    return guard_new(error, [&] {
        auto result = std::make_unique<TcXMSet>();
        const bool values = enquire->tie_slot != Xapian::BAD_VALUENO ||
                            enquire->collapse_slot != Xapian::BAD_VALUENO;
        /* A value of another machine costs a message; without weights all are equals. */
        result->late = values && enquire->weighted && !enquire->by_value && !enquire->remote &&
                       enquire->counted.empty() && first == 0 && check_at_least == 0 && max > 0 &&
                       max < G_MAXUINT32 / 8 && run_by_weight(enquire, max, result.get());
        result->db = enquire->db;
        result->wanted = max;
        result->tie_slot = enquire->tie_slot;
        if (!result->late) {
            run_in_full(enquire, first, max, check_at_least, result.get());
        }
        return result.release();
    });
}

gboolean
tc_x_enquire_each_matching_term(TcXEnquire *enquire, guint32 docid, TcXTermFunc func, gpointer user,
                                GError **error)
{
    return guard(error, [&] {
        each_item(enquire->enquire.get_matching_terms_begin(docid),
                  enquire->enquire.get_matching_terms_end(docid), false, func, user);
    });
}

gsize
tc_x_mset_size(TcXMSet *mset)
{
    return mset->late ? mset->hits.size() : mset->mset.size();
}

TcXHit
tc_x_mset_hit(TcXMSet *mset, gsize index)
{
    TcXHit hit = {};
    g_return_val_if_fail(index < tc_x_mset_size(mset), hit);
    guard(nullptr, [&] {
        std::string key;
        if (mset->late) {
            hit.docid = mset->hits[index].docid;
            hit.weight = mset->hits[index].weight;
            key = mset->hits[index].key;
        } else {
            const Xapian::MSetIterator it = mset->mset[index];
            hit.docid = *it;
            hit.weight = it.get_weight();
            key = it.get_collapse_key();
        }
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
        if (index >= tc_x_mset_size(mset)) {
            throw Xapian::RangeError("no such hit");
        }
        if (!mset->late) {
            give(mset->mset[index].get_sort_key(), key, len);
        } else if (mset->tie_slot == Xapian::BAD_VALUENO) {
            give(std::string(), key, len);
        } else {
            give(mset->db.get_document(mset->hits[index].docid).get_value(mset->tie_slot), key,
                 len);
        }
    });
}

void
tc_x_mset_bounds(TcXMSet *mset, guint32 *lower, guint32 *estimated, guint32 *upper)
{
    if (mset->late) {
        /* Nothing was counted; where fewer were found than wanted, these are all. */
        *lower = *estimated = static_cast<guint32>(mset->hits.size());
        *upper = mset->hits.size() < mset->wanted ? *lower : mset->db.get_doccount();
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
                each_item(spy.second->values_begin(), spy.second->values_end(), true, func, user);
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

/* ---- Documents to write -------------------------------------------------------------------- */

TcXDocument *
tc_x_document_new(GError **error)
{
    return guard_new(error, [] { return new TcXDocument; });
}

void
tc_x_document_free(TcXDocument *document)
{
    delete document;
}

gboolean
tc_x_document_add_posting(TcXDocument *document, const char *term, gsize term_len, guint32 position,
                          GError **error)
{
    return guard(error,
                 [&] { document->document.add_posting(nonempty_term(term, term_len), position); });
}

gboolean
tc_x_document_add_postings(TcXDocument *document, const char *term, gsize term_len,
                           const guint32 *positions, gsize count, GError **error)
{
    return guard(error, [&] {
        const std::string name = nonempty_term(term, term_len);
        for (gsize i = 0; i < count; i++) {
            document->document.add_posting(name, positions[i]);
        }
    });
}

gboolean
tc_x_document_add_term(TcXDocument *document, const char *term, gsize term_len, guint32 wdf,
                       GError **error)
{
    return guard(error, [&] { document->document.add_term(nonempty_term(term, term_len), wdf); });
}

gboolean
tc_x_document_set_data(TcXDocument *document, const char *data, gsize len, GError **error)
{
    return guard(error, [&] { document->document.set_data(bytes(data, len)); });
}

gboolean
tc_x_document_set_value(TcXDocument *document, guint32 slot, const char *value, gsize len,
                        GError **error)
{
    return guard(error, [&] { document->document.add_value(slot, bytes(value, len)); });
}

/* ---- Writing ------------------------------------------------------------------------------- */

namespace
{

void
require_transaction(const TcXWritable *db)
{
    if (!db->in_transaction) {
        throw Xapian::InvalidOperationError("not inside a transaction");
    }
    if (db->broken) {
        throw Xapian::InvalidOperationError("an earlier write failed: cancel the transaction");
    }
}

/* A change that Xapian may leave half done when it throws. */
template <typename Change>
void
change(TcXWritable *db, Change make)
{
    require_transaction(db);
    try {
        make();
    } catch (...) {
        db->broken = true;
        throw;
    }
}

} // namespace

TcXWritable *
tc_x_writable_open(const char *path, TcXOpenFlags flags, GError **error)
{
    GError *local = nullptr;
    TcXWritable *db = guard_new(&local, [&] {
        int how = Xapian::DB_OPEN;
        if (flags & TC_X_REPLACE) {
            how = Xapian::DB_CREATE_OR_OVERWRITE;
        } else if (flags & TC_X_CREATE) {
            how = Xapian::DB_CREATE_OR_OPEN;
        }
        how |= Xapian::DB_BACKEND_GLASS;
        how |= flags & TC_X_NO_SYNC ? Xapian::DB_NO_SYNC : 0;
        how |= flags & TC_X_FULL_SYNC ? Xapian::DB_FULL_SYNC : 0;
        const Xapian::WritableDatabase opened(path, how);
        return new TcXWritable{opened, TcXDatabase{opened}, false, false};
    });
    if (local) {
        if (!strstr(local->message, path)) {
            g_prefix_error(&local, "%s: ", path);
        }
        g_propagate_error(error, local);
    }
    return db;
}

void
tc_x_writable_free(TcXWritable *db)
{
    if (!db) {
        return;
    }
    /* Closing inside a transaction is what makes Xapian drop the changes instead of committing
     * them; what a failed commit left behind is pending outside of one. */
    guard(nullptr, [&] {
        if (!db->in_transaction) {
            db->db.begin_transaction(false);
        }
    });
    guard(nullptr, [&] { db->db.close(); });
    delete db;
}

gboolean
tc_x_writable_begin(TcXWritable *db, GError **error)
{
    return guard(error, [&] {
        db->db.begin_transaction();
        db->in_transaction = true;
        db->broken = false;
    });
}

gboolean
tc_x_writable_commit(TcXWritable *db, GError **error)
{
    return guard(error, [&] {
        require_transaction(db);
        /* Xapian ends the transaction also when its commit fails. */
        db->in_transaction = false;
        db->db.commit_transaction();
    });
}

gboolean
tc_x_writable_cancel(TcXWritable *db, GError **error)
{
    return guard(error, [&] {
        db->in_transaction = false;
        db->db.cancel_transaction();
        db->broken = false;
    });
}

gboolean
tc_x_writable_add(TcXWritable *db, TcXDocument *document, guint32 *docid, GError **error)
{
    return guard(error, [&] {
        change(db, [&] {
            const Xapian::docid id = db->db.add_document(document->document);
            if (docid) {
                *docid = id;
            }
        });
    });
}

gboolean
tc_x_writable_replace(TcXWritable *db, const char *unique_term, gsize term_len,
                      TcXDocument *document, guint32 *docid, GError **error)
{
    return guard(error, [&] {
        const std::string name = nonempty_term(unique_term, term_len);
        change(db, [&] {
            const Xapian::docid id = db->db.replace_document(name, document->document);
            if (docid) {
                *docid = id;
            }
        });
    });
}

gboolean
tc_x_writable_delete(TcXWritable *db, const char *unique_term, gsize term_len, GError **error)
{
    return guard(error, [&] {
        const std::string name = nonempty_term(unique_term, term_len);
        change(db, [&] { db->db.delete_document(name); });
    });
}

gboolean
tc_x_writable_delete_docid(TcXWritable *db, guint32 docid, GError **error)
{
    return guard(error, [&] {
        require_transaction(db);
        db->db.get_document(docid); /* no such document is the caller's error, nothing is broken */
        change(db, [&] { db->db.delete_document(docid); });
    });
}

gboolean
tc_x_writable_set_metadata(TcXWritable *db, const char *key, gsize key_len, const char *value,
                           gsize len, GError **error)
{
    return guard(error, [&] {
        const std::string name = nonempty_term(key, key_len);
        change(db, [&] { db->db.set_metadata(name, bytes(value, len)); });
    });
}

TcXDatabase *
tc_x_writable_database(TcXWritable *db)
{
    return &db->view;
}

namespace
{

/* Joins metadata of several databases; never throws into Xapian, remembers the first conflict. */
class Joiner : public Xapian::Compactor
{
  public:
    Joiner(TcXResolveFunc resolve, gpointer user) : resolve_(resolve), user_(user)
    {
    }

    std::string
    resolve_duplicate_metadata(const std::string &table_key, size_t count,
                               const std::string values[]) override
    {
        /* Glass hands over the key as its table has it, with two bytes before the name. */
        const std::string mark("\0\xc0", 2);
        const std::string key =
            table_key.compare(0, 2, mark) == 0 ? table_key.substr(2) : table_key;
        std::string kept = values[0];
        for (size_t i = 1; i < count; i++) {
            if (values[i] == kept) {
                continue;
            }
            const int choice = resolve_ ? resolve_(key.data(), key.size(), kept.data(), kept.size(),
                                                   values[i].data(), values[i].size(), user_)
                                        : 0;
            if (choice == 0 && conflict_.empty()) {
                conflict_ = key;
            } else if (choice > 0) {
                kept = values[i];
            }
        }
        return kept;
    }

    const std::string &
    conflict() const
    {
        return conflict_;
    }

  private:
    TcXResolveFunc resolve_;
    gpointer user_;
    std::string conflict_;
};

/* Removes the half-made result of a failed compaction: a folder of plain files. */
void
remove_flat_folder(const char *path)
{
    GDir *dir = g_dir_open(path, 0, nullptr);
    if (dir) {
        const char *name = nullptr;
        while ((name = g_dir_read_name(dir))) {
            char *file = g_build_filename(path, name, nullptr);
            unlink(file);
            g_free(file);
        }
        g_dir_close(dir);
    }
    rmdir(path);
}

} // namespace

gboolean
tc_x_compact_resolving(const char *const *sources, gsize count, const char *target,
                       TcXResolveFunc resolve, gpointer user, GError **error)
{
    bool made = false;
    const gboolean done = guard(error, [&] {
        Xapian::Database all;
        for (gsize i = 0; i < count; i++) {
            all.add_database(Xapian::Database(sources[i]));
        }
        if (all.size() == 0) {
            throw Xapian::InvalidArgumentError("nothing to compact");
        }
        /* Xapian would overwrite what is there, and make the folder readable by all. */
        if (mkdir(target, 0700) != 0) {
            throw Xapian::DatabaseCreateError(std::string("cannot create ") + target, errno);
        }
        made = true;
        Joiner joiner(resolve, user);
        all.compact(target, all.size() == 1 ? Xapian::DBCOMPACT_NO_RENUMBER : 0, 0, joiner);
        if (!joiner.conflict().empty()) {
            throw Xapian::InvalidArgumentError("metadata differ between the sources: " +
                                               joiner.conflict());
        }
    });
    if (!done && made) {
        remove_flat_folder(target);
    }
    return done;
}

gboolean
tc_x_compact(const char *const *sources, gsize count, const char *target, GError **error)
{
    return tc_x_compact_resolving(sources, count, target, nullptr, nullptr, error);
}
