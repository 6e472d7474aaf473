#include "indexer/dump/still.h"

#include "store/check.h"
#include "store/generation.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* How often copying is tried. */
#define TRIES 5

#define AT_ONCE ((gsize)1 << 30)

static gboolean
set_failed(const char *path, int number, GError **error)
{
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot copy %s: %s"), path,
                g_strerror(number));
    return FALSE;
}

/* For file systems between which the kernel does not copy. */
static gboolean
copy_by_hand(int from, int to)
{
    char bytes[65536];

    for (;;) {
        ssize_t got = read(from, bytes, sizeof bytes);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        for (ssize_t done = 0, written; done < got; done += written) {
            written = write(to, bytes + done, (gsize)(got - done));
            if (written < 0 && errno == EINTR)
                written = 0;
            else if (written < 0)
                return FALSE;
        }
    }
}

gboolean
tc_still_copy_bytes(int from, int to)
{
    for (;;) {
        ssize_t done = copy_file_range(from, NULL, to, NULL, AT_ONCE, 0);

        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0 &&
            (errno == EXDEV || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP))
            return copy_by_hand(from, to);
        if (done <= 0)
            return done == 0;
    }
}

static gboolean
copy_file(const char *from, const char *to, GError **error)
{
    int source = open(from, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    int target = source >= 0 ? open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
    gboolean is_done = target >= 0 && tc_still_copy_bytes(source, target);
    int number = errno;

    if (source >= 0)
        close(source);
    if (target >= 0 && close(target) != 0 && is_done) {
        number = errno;
        is_done = FALSE;
    }
    return is_done || set_failed(from, number, error);
}

static gboolean
copy_files(const char *generation, const char *copy, GError **error)
{
    GError *local = NULL;
    g_autoptr(GDir) entries = g_dir_open(generation, 0, &local);
    const char *name;

    if (entries == NULL) {
        g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, local->message);
        g_error_free(local);
        return FALSE;
    }
    while ((name = g_dir_read_name(entries)) != NULL) {
        g_autofree char *from = g_build_filename(generation, name, NULL);
        g_autofree char *to = g_build_filename(copy, name, NULL);

        /* The lock of Xapian's writer does not belong to it; nor does anything that is just being
         * written. */
        if (!g_str_equal(name, "flintlock") && !g_str_has_suffix(name, ".new") &&
            !g_str_has_suffix(name, ".tmp") && !copy_file(from, to, error))
            return FALSE;
    }
    return TRUE;
}

/* As long as the version file stays the same, no writer touches a block of that version. */
static gboolean
copy_once(const char *dir, const char *copy, GError **error)
{
    g_autofree char *before = tc_store_state(dir), *after = NULL;
    g_autofree char *generation = tc_generation_live(dir, error);
    gboolean is_done;

    if (generation == NULL)
        return FALSE;
    is_done = copy_files(generation, copy, error);
    after = tc_store_state(dir);
    if (before == NULL || g_strcmp0(before, after) == 0)
        return is_done;
    g_clear_error(error);
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_MODIFIED,
                _("%s was changed by another run meanwhile"), dir);
    return FALSE;
}

char *
tc_still_copy(const char *dir, GError **error)
{
    g_autofree char *template = g_build_filename(g_get_tmp_dir(), "tracuu-dump.XXXXXX", NULL);
    GError *local = NULL;

    for (guint i = 0; i < TRIES; i++) {
        g_autofree char *copy = g_strdup(template);

        g_clear_error(&local);
        if (g_mkdtemp(copy) == NULL) {
            set_failed(copy, errno, error);
            return NULL;
        }
        if (copy_once(dir, copy, &local))
            return g_steal_pointer(&copy);
        tc_still_remove(g_steal_pointer(&copy));
        if (!g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_MODIFIED))
            break;
    }
    g_propagate_error(error, local);
    return NULL;
}

void
tc_still_remove(char *copy)
{
    g_autoptr(GDir) entries = g_dir_open(copy, 0, NULL);
    const char *name;

    while (entries != NULL && (name = g_dir_read_name(entries)) != NULL) {
        g_autofree char *path = g_build_filename(copy, name, NULL);

        unlink(path);
    }
    g_rmdir(copy);
    g_free(copy);
}
