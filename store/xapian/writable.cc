#include "store/xapian/private.h"

using namespace tc;

namespace
{

void
require_transaction(const TcXWritable *db)
{
    if (!db->is_in_transaction)
        throw Xapian::InvalidOperationError("not inside a transaction");
    if (db->is_broken)
        throw Xapian::InvalidOperationError("an earlier write failed: cancel the transaction");
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
        db->is_broken = true;
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
        if (flags & TC_X_REPLACE)
            how = Xapian::DB_CREATE_OR_OVERWRITE;
        else if (flags & TC_X_CREATE)
            how = Xapian::DB_CREATE_OR_OPEN;
        how |= Xapian::DB_BACKEND_GLASS;
        how |= flags & TC_X_NO_SYNC ? Xapian::DB_NO_SYNC : 0;
        how |= flags & TC_X_FULL_SYNC ? Xapian::DB_FULL_SYNC : 0;
        const GuardPtr guard = flags & TC_X_REPLACE ? nullptr : guard_database(path, true);
        const Xapian::WritableDatabase opened(path, how);
        return new TcXWritable{opened, TcXDatabase{opened}, false, false, guard};
    });
    if (local != nullptr) {
        if (strstr(local->message, path) == nullptr)
            g_prefix_error(&local, "%s: ", path);
        g_propagate_error(error, local);
    }
    return db;
}

void
tc_x_writable_free(TcXWritable *db)
{
    if (db == nullptr)
        return;
    /* Closing it within a transaction makes Xapian drop the changes instead of committing them.
     * What a failed commit has left is pending outside of a transaction. */
    guard(nullptr, [&] {
        if (!db->is_in_transaction) {
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
        db->is_in_transaction = true;
        db->is_broken = false;
    });
}

gboolean
tc_x_writable_commit(TcXWritable *db, GError **error)
{
    return guard(error, [&] {
        require_transaction(db);
        /* Xapian ends the transaction even when its commit fails. */
        db->is_in_transaction = false;
        db->db.commit_transaction();
    });
}

gboolean
tc_x_writable_cancel(TcXWritable *db, GError **error)
{
    return guard(error, [&] {
        db->is_in_transaction = false;
        db->db.cancel_transaction();
        db->is_broken = false;
    });
}

gboolean
tc_x_writable_add(TcXWritable *db, TcXDocument *document, guint32 *docid, GError **error)
{
    return guard(error, [&] {
        change(db, [&] {
            const Xapian::docid id = db->db.add_document(document->document);
            if (docid != nullptr)
                *docid = id;
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
            if (docid != nullptr)
                *docid = id;
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
        db->db.get_document(docid); /* no such document is the caller's error: nothing is broken */
        change(db, [&] { db->db.delete_document(docid); });
    });
}

gboolean
tc_x_writable_set_metadata(TcXWritable *db, const char *key, gsize key_len, const char *value,
                           gsize len, GError **error)
{
    return guard(error, [&] {
        const std::string name = metadata_key(key, key_len);
        change(db, [&] { db->db.set_metadata(name, bytes(value, len)); });
    });
}

TcXDatabase *
tc_x_writable_database(TcXWritable *db)
{
    return &db->view;
}
