#include "store/xapian/own/values.h"
#include "store/xapian/private.h"

using namespace tc;

void
tc_x_positions_clear(TcXPositions *positions)
{
    g_free(positions->positions);
    g_free(positions->offsets);
    *positions = TcXPositions();
}

namespace
{

/* Grows an array so that it holds at least `need` elements. */
void
reserve(guint32 **array, gsize *capacity, gsize need)
{
    if (need <= *capacity)
        return;
    const gsize wanted = std::max(need, *capacity * 2);
    auto *grown = static_cast<guint32 *>(g_try_realloc_n(*array, wanted, sizeof(guint32)));
    if (grown == nullptr)
        throw std::bad_alloc();
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

/* With this many position lists of a shard, or more, guiding its cursor pays. */
const gsize GUIDE_MIN = 40;
/* A short document is looked for among this many of a shard. They are those in the middle: where
 * all position lists lie in a few blocks, most lie in the middle one. */
const gsize GUIDE_AMONG = 24;

/* Each position list is opened with a cursor of its own, which reads the blocks on the way to it:
 * two of 8 KB, except those where the cursor of the table itself stands. Reading position lists
 * never moves that one, only counting them does, as a list of terms can: once it is on the way to
 * one of a term's position lists, half of the reads are saved, as these lie side by side. A short
 * document has a short list of terms. */
void
guide_cursors(const TcXDatabase *db, const std::string &term, const std::vector<Wanted> &wanted)
{
    const gsize shards = db->db.size();
    if (db->is_remote || wanted.size() < GUIDE_MIN * shards)
        return;
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
        if (known.docid == 0 || length < known.length)
            known = {wanted[i].docid, length};
    }
    for (const Shortest &item : shortest) {
        if (item.docid != 0) {
            Xapian::TermIterator it = db->db.termlist_begin(item.docid);
            it.skip_to(term);
            if (it != db->db.termlist_end(item.docid))
                it.positionlist_count();
        }
    }
}

} // namespace

namespace
{

/* False when Xapian is to be asked. */
bool
read_by_own(TcXDatabase *db, const std::string &term, const guint32 *docids, gsize count,
            guint32 most, TcXPositions *out)
try {
    const gsize shards = db->parts.size();
    if (db->is_only_xapian || db->is_remote || shards != db->db.size())
        return false;
    const std::vector<TcTable *> tables = own_tables(TC_TABLE_POSITION, db->own, db->parts);
    if (tables.empty())
        return false;
    std::vector<std::unique_ptr<Positions>> lists;
    for (gsize i = 0; i < shards; i++) {
        db->own[i]->positions().make_room();
        lists.push_back(std::make_unique<Positions>(tables[i], db->own[i]->positions(), term));
    }
    gsize used = 0;
    for (gsize i = 0; i < count; i++) {
        out->offsets[i] = static_cast<guint32>(used);
        if (docids[i] == 0)
            continue;
        const gsize shard = (docids[i] - 1) % shards;
        const Stretch part =
            lists[shard]->of(static_cast<Xapian::docid>((docids[i] - 1) / shards + 1));
        const gsize taken = std::min<gsize>(most, part.end - part.begin);
        reserve(&out->positions, &out->positions_capacity, used + taken);
        const guint32 *from = db->own[shard]->positions().at(part.begin);
        std::copy(from, from + taken, out->positions + used);
        used += taken;
        if (used > G_MAXUINT32)
            throw Xapian::RangeError("too many positions");
    }
    out->offsets[count] = static_cast<guint32>(used);
    out->positions_len = used;
    return true;
} catch (const AskXapian &) {
    return false;
}

void
read_by_xapian(TcXDatabase *db, const std::string &name, const guint32 *docids, gsize count,
               guint32 most, TcXPositions *out)
{
    std::vector<Wanted> wanted;
    wanted.reserve(count);
    const Xapian::PostingIterator end = db->db.postlist_end(name);
    Xapian::PostingIterator it = db->db.postlist_begin(name);
    for (gsize i = 0; i < count && it != end; i++) {
        if (docids[i] == 0)
            continue; /* of several databases Xapian would go to the end */
        it.skip_to(docids[i]);
        if (it != end && *it == docids[i])
            wanted.push_back({i, docids[i]});
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
            if (used == out->positions_capacity)
                reserve(&out->positions, &out->positions_capacity, used + 1);
            out->positions[used++] = *at;
        }
    }
    std::fill(out->offsets + next, out->offsets + count, used);
    if (used > G_MAXUINT32)
        throw Xapian::RangeError("too many positions");
    out->offsets[count] = used;
    out->positions_len = used;
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
        if (!read_by_own(db, name, docids, count, most, out))
            read_by_xapian(db, name, docids, count, most, out);
    });
}

namespace
{

/* False when Xapian is to be asked. */
bool
have_by_own(const TcXDatabase *db, const std::string &term, const guint32 *docids, gsize count,
            gboolean *has_it)
{
    const std::vector<TcTable *> tables = own_postings(db);
    const gsize shards = tables.size();
    try {
        for (gsize shard = 0; shard < shards; shard++) {
            Having at(tables[shard], term, count / shards);
            for (gsize i = 0; i < count; i++) {
                if (docids[i] == 0 || (docids[i] - 1) % shards != shard)
                    continue;
                const auto docid = static_cast<Xapian::docid>((docids[i] - 1) / shards + 1);
                has_it[i] = at.has(docid);
            }
        }
    } catch (const AskXapian &) {
        return false;
    }
    return shards > 0;
}

} // namespace

gboolean
tc_x_database_have_term(TcXDatabase *db, const char *term, gsize term_len, const guint32 *docids,
                        gsize count, gboolean *has_it, GError **error)
{
    return guard(error, [&] {
        const std::string name = nonempty_term(term, term_len);
        if (have_by_own(db, name, docids, count, has_it))
            return;
        const Xapian::PostingIterator end = db->db.postlist_end(name);
        Xapian::PostingIterator it = db->db.postlist_begin(name);
        for (gsize i = 0; i < count; i++) {
            if (it != end)
                it.skip_to(docids[i]);
            has_it[i] = it != end && *it == docids[i];
        }
    });
}

namespace
{

/* False when Xapian is to be asked. */
bool
lengths_by_own(const TcXDatabase *db, const guint32 *docids, gsize count, guint32 *lengths)
{
    const std::vector<TcTable *> tables = own_postings(db);
    const gsize shards = tables.size();
    try {
        for (gsize shard = 0; shard < shards; shard++) {
            OwnPostings all(tables[shard], "");
            for (gsize i = 0; i < count; i++) {
                if (docids[i] == 0 || (docids[i] - 1) % shards != shard)
                    continue;
                const auto docid = static_cast<Xapian::docid>((docids[i] - 1) / shards + 1);
                all.skip_to(docid);
                if (all.docid() != docid)
                    return false;
                lengths[i] = all.wdf();
            }
        }
    } catch (const AskXapian &) {
        return false;
    }
    return shards > 0 && std::find(docids, docids + count, 0) == docids + count;
}

} // namespace

gboolean
tc_x_database_doc_lengths(TcXDatabase *db, const guint32 *docids, gsize count, guint32 *lengths,
                          GError **error)
{
    return guard(error, [&] {
        if (lengths_by_own(db, docids, count, lengths))
            return;
        for (gsize i = 0; i < count; i++)
            lengths[i] = db->db.get_doclength(docids[i]);
    });
}

gboolean
tc_x_database_doc_values(TcXDatabase *db, guint32 slot, const guint32 *docids, gsize count,
                         TcXValueFunc func, gpointer user, GError **error)
{
    return guard(error, [&] {
        if (db->is_remote) {
            for (gsize i = 0; i < count; i++) {
                const std::string value = db->db.get_document(docids[i]).get_value(slot);
                func(i, value.data(), value.size(), user);
            }
            return;
        }
        Values values(db->db, own_postings(db), slot);
        for (gsize i = 0; i < count; i++) {
            const std::string &value = values.of(docids[i]);
            func(i, value.data(), value.size(), user);
        }
    });
}
