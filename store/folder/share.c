#include "store/folder/share.h"

#include "store/folder/names.h"
#include "store/generation.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static mode_t
file_bits(TcShare share)
{
    return share == TC_SHARE_EVERYONE ? 0044 : 0040;
}

static mode_t
folder_bits(TcShare share)
{
    return share == TC_SHARE_EVERYONE ? 0055 : 0050;
}

void
tc_share_set_umask(TcShare share)
{
    if (share != TC_SHARE_UNSET)
        umask(share == TC_SHARE_EVERYONE ? 0022 : 0027);
}

/* ---- setting ---- */

static gboolean
fail(const char *path, GError **error)
{
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot change the mode of %s: %s"),
                path, g_strerror(errno));
    return FALSE;
}

/* For an open file or folder of the index. All that an index holds in a folder of a group belongs
 * to that group. */
static gboolean
open_up(int fd, const struct stat *st, TcShare share, gid_t group)
{
    mode_t bits = S_ISDIR(st->st_mode) ? folder_bits(share) : file_bits(share);
    mode_t mode = (st->st_mode & 07700) | bits;

    if (share == TC_SHARE_GROUP && S_ISDIR(st->st_mode))
        mode |= S_ISGID; /* what is made in it belongs to the group, too */
    if (share == TC_SHARE_GROUP && st->st_gid != group && fchown(fd, (uid_t)-1, group) != 0)
        return FALSE;
    if (mode == (st->st_mode & 07777) || fchmod(fd, mode) == 0)
        return TRUE;
    /* A systemd unit may forbid just that bit (RestrictSUIDSGID). */
    return errno == EPERM && (mode & S_ISGID) && !(st->st_mode & S_ISGID) &&
           fchmod(fd, mode & 0777) == 0;
}

static gboolean apply_to_folder(int fd, const char *path, gboolean is_generation, TcShare share,
                                gid_t group, GError **error);

static gboolean
apply_to_entry(int parent, const char *name, const char *path, TcShare share, gid_t group,
               GError **error)
{
    int fd = openat(parent, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat st;
    gboolean is_done = TRUE;

    /* It has gone meanwhile, or somebody else put it there. */
    if (fd < 0)
        return errno == ENOENT || errno == ELOOP || errno == ENXIO || fail(path, error);
    if (fstat(fd, &st) != 0)
        is_done = fail(path, error);
    else if (S_ISDIR(st.st_mode) && g_str_has_prefix(name, "gen."))
        return apply_to_folder(fd, path, TRUE, share, group, error);
    else if (S_ISREG(st.st_mode) && st.st_nlink == 1)
        is_done = open_up(fd, &st, share, group) || fail(path, error);
    close(fd);
    return is_done;
}

/* Takes ownership of `fd`. */
static gboolean
apply_to_folder(int fd, const char *path, gboolean is_generation, TcShare share, gid_t group,
                GError **error)
{
    struct stat st;
    DIR *entries;
    const struct dirent *entry;
    gboolean is_done = TRUE;

    if (fstat(fd, &st) != 0 || !open_up(fd, &st, share, group) ||
        (entries = fdopendir(fd)) == NULL) {
        fail(path, error);
        close(fd);
        return FALSE;
    }
    while (is_done && (entry = readdir(entries)) != NULL) {
        g_autofree char *inner = g_build_filename(path, entry->d_name, NULL);

        /* Nobody else has to open the lock, and a generation holds no folders. */
        if (entry->d_name[0] == '.' ||
            (!is_generation && g_str_equal(entry->d_name, TC_INDEX_LOCK)))
            continue;
        is_done = apply_to_entry(dirfd(entries), entry->d_name, inner, share, group, error);
    }
    closedir(entries);
    return is_done;
}

static gboolean
is_index(const char *dir)
{
    g_autofree char *stub = g_build_filename(dir, TC_INDEX_STUB, NULL);

    return g_file_test(stub, G_FILE_TEST_EXISTS);
}

gboolean
tc_share_apply(const char *dir, TcShare share, GError **error)
{
    mode_t mode = 0700 | folder_bits(share);
    struct stat st;
    int fd;

    if (share == TC_SHARE_UNSET)
        return TRUE;
    if (!g_file_test(dir, G_FILE_TEST_EXISTS)) {
        mode_t before = umask(share == TC_SHARE_EVERYONE ? 0022 : 0027);
        int made = g_mkdir_with_parents(dir, (int)mode), number = errno;

        umask(before);
        if (made != 0) {
            g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot create %s: %s"),
                        dir, g_strerror(number));
            return FALSE;
        }
    } else if (!is_index(dir)) {
        return TRUE;
    }
    fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0) {
        fail(dir, error);
        if (fd >= 0)
            close(fd);
        return FALSE;
    }
    return apply_to_folder(fd, dir, FALSE, share, st.st_gid, error);
}

/* ---- telling ---- */

/* Whether members of `group`, or everybody, may do what `bits` say, which are those of others. */
static gboolean
lets(const struct stat *st, TcShare share, gid_t group, mode_t bits)
{
    if (share == TC_SHARE_GROUP && st->st_gid == group)
        bits <<= 3;
    return (st->st_mode & bits) == bits;
}

/* The first of the folders above `path` that does not let them through. */
static char *
obstacle_above(const char *path, TcShare share, gid_t group)
{
    for (const char *slash = path; (slash = strchr(slash, '/')) != NULL; slash++) {
        g_autofree char *folder = slash == path ? g_strdup("/") : g_strndup(path, slash - path);
        struct stat st;

        if (stat(folder, &st) != 0 || !lets(&st, share, group, S_IXOTH))
            return g_steal_pointer(&folder);
    }
    return NULL;
}

/* The first thing in the folder `path`, of an index or of a generation, that they may not read. */
static char *
obstacle_in(const char *path, gboolean is_generation, TcShare share, gid_t group)
{
    g_autoptr(GDir) entries = NULL;
    char *found = NULL;
    const char *name;
    struct stat st;

    if (stat(path, &st) != 0 || !lets(&st, share, group, S_IROTH | S_IXOTH) ||
        (entries = g_dir_open(path, 0, NULL)) == NULL)
        return g_strdup(path);
    while (found == NULL && (name = g_dir_read_name(entries)) != NULL) {
        g_autofree char *inner = g_build_filename(path, name, NULL);

        if ((!is_generation && !g_str_equal(name, TC_INDEX_STUB)) || stat(inner, &st) != 0)
            continue;
        if (S_ISREG(st.st_mode) && !lets(&st, share, group, S_IROTH))
            found = g_steal_pointer(&inner);
    }
    return found;
}

char *
tc_share_obstacle(const char *dir, TcShare share)
{
    g_autofree char *real = g_canonicalize_filename(dir, NULL);
    g_autofree char *live = NULL;
    struct stat st;
    char *found;

    if (stat(real, &st) != 0)
        return g_strdup(real);
    found = obstacle_above(real, share, st.st_gid);
    if (found == NULL)
        found = obstacle_in(real, FALSE, share, st.st_gid);
    if (found == NULL && (live = tc_generation_live(real, NULL)) != NULL)
        found = obstacle_in(live, TRUE, share, st.st_gid);
    return found;
}

char *
tc_share_describe(const char *dir)
{
    g_autofree char *others = tc_share_obstacle(dir, TC_SHARE_EVERYONE), *members = NULL;
    const struct group *group;
    const struct passwd *user;
    struct stat st;

    if (others == NULL)
        return g_strdup(_("everyone on this machine may search it"));
    members = tc_share_obstacle(dir, TC_SHARE_GROUP);
    if (stat(dir, &st) != 0)
        return g_strdup_printf(_("nobody may search it: %s is not to be read"), others);
    group = getgrgid(st.st_gid);
    user = getpwuid(st.st_uid);
    g_autofree char *gid = g_strdup_printf("%u", (guint)st.st_gid);
    g_autofree char *uid = g_strdup_printf("%u", (guint)st.st_uid);
    if (members == NULL)
        return g_strdup_printf(_("the group %s may search it; others are kept out by %s"),
                               group != NULL ? group->gr_name : gid, others);
    return g_strdup_printf(_("only the user %s may search it; others are kept out by %s"),
                           user != NULL ? user->pw_name : uid, others);
}
