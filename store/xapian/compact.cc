#include "store/xapian/private.h"

#include <cerrno>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

using namespace tc;

gboolean
tc_x_check(const char *path, gsize *problems, char **report, GError **error)
{
    return guard(error, [&] {
        /* Opened as if for writing, which compares the manifest as a whole. */
        const GuardPtr guarded = guard_database(path, true);
        const guint64 before = tc_guard_damage_count();
        std::ostringstream text;
        gsize found = 0;
        try {
            /* What check() itself takes for a fault of the database, whatever the reason. */
            Xapian::Database probe(path);
        } catch (const Xapian::Error &e) {
            if (is_refused(e))
                throw;
        }
        try {
            found = Xapian::Database::check(path, 0, &text);
        } catch (const Xapian::DatabaseCorruptError &e) {
            /* A database that cannot even be walked through has been found damaged; checking has
             * not failed. */
            found = 1;
            text << e.get_msg() << '\n';
        } catch (const Xapian::DatabaseError &e) {
            if (tc_guard_damage_count() == before)
                throw;
            found = 1;
            text << tc_guard_last_damage() << '\n';
        }
        if (found == 0 && tc_guard_damage_count() != before) {
            found = 1;
            text << tc_guard_last_damage() << '\n';
        }
        gsize len = 0;
        give(text.str(), report, &len);
        *problems = found;
    });
}

namespace
{

/* Joins the metadata of several databases. Never throws into Xapian; remembers the first conflict.
 * */
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
        /* Glass hands over the key as it stands in the table, with two bytes before the name. */
        const std::string mark("\0\xc0", 2);
        const std::string key =
            table_key.compare(0, 2, mark) == 0 ? table_key.substr(2) : table_key;
        std::string kept = values[0];
        for (size_t i = 1; i < count; i++) {
            if (values[i] == kept)
                continue;
            const int choice = resolve_ != nullptr
                                   ? resolve_(key.data(), key.size(), kept.data(), kept.size(),
                                              values[i].data(), values[i].size(), user_)
                                   : 0;
            if (choice == 0 && conflict_.empty())
                conflict_ = key;
            else if (choice > 0)
                kept = values[i];
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

} // namespace

void
tc::remove_flat_folder(const char *path)
{
    GDir *dir = g_dir_open(path, 0, nullptr);
    if (dir != nullptr) {
        const char *name = nullptr;
        while ((name = g_dir_read_name(dir)) != nullptr) {
            char *file = g_build_filename(path, name, nullptr);
            unlink(file);
            g_free(file);
        }
        g_dir_close(dir);
    }
    rmdir(path);
}

gboolean
tc_x_compact_resolving(const char *const *sources, gsize count, const char *target,
                       TcXResolveFunc resolve, gpointer user, GError **error)
{
    bool is_made = false;
    const gboolean is_done = guard(error, [&] {
        Xapian::Database all;
        std::vector<GuardPtr> guards;
        for (gsize i = 0; i < count; i++) {
            guards.push_back(guard_database(sources[i], false));
            all.add_database(Xapian::Database(sources[i]));
        }
        if (all.size() == 0)
            throw Xapian::InvalidArgumentError("nothing to compact");
        /* Xapian would overwrite what is there, and make the folder readable by all. */
        if (mkdir(target, 0700) != 0)
            throw Xapian::DatabaseCreateError(std::string("cannot create ") + target, errno);
        is_made = true;
        Joiner joiner(resolve, user);
        all.compact(target, all.size() == 1 ? Xapian::DBCOMPACT_NO_RENUMBER : 0, 0, joiner);
        if (!joiner.conflict().empty())
            throw Xapian::InvalidArgumentError("metadata differ between the sources: " +
                                               joiner.conflict());
    });
    if (!is_done && is_made)
        remove_flat_folder(target);
    return is_done;
}

gboolean
tc_x_compact(const char *const *sources, gsize count, const char *target, GError **error)
{
    return tc_x_compact_resolving(sources, count, target, nullptr, nullptr, error);
}
