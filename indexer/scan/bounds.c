#include "indexer/scan/bounds.h"

#include "base/free.h"
#include "document/message.h"
#include "indexer/scan/hang.h"
#include "indexer/scan/paths.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A root by the name that it was given, and where that really is. */
typedef struct {
    char *given;
    char *real;
} Root;

struct TcBounds {
    GArray *roots; /* Root */
    const TcExcludes *excludes;
    gboolean is_anywhere;
};

static void
clear_root(gpointer item)
{
    Root *root = item;

    tc_free_all(root->given, root->real);
}

TcBounds *
tc_bounds_new(const char *const *roots, const TcExcludes *excludes, gboolean is_anywhere)
{
    TcBounds *bounds = g_new0(TcBounds, 1);

    bounds->roots = g_array_new(FALSE, FALSE, sizeof(Root));
    g_array_set_clear_func(bounds->roots, clear_root);
    bounds->excludes = excludes;
    bounds->is_anywhere = is_anywhere;
    for (; *roots != NULL; roots++) {
        char *real = tc_hang_answers(*roots) ? realpath(*roots, NULL) : NULL;
        Root root = {.given = g_strdup(*roots), .real = g_strdup(real != NULL ? real : *roots)};

        free(real);
        g_array_append_val(bounds->roots, root);
    }
    return bounds;
}

void
tc_bounds_free(TcBounds *bounds)
{
    if (bounds == NULL)
        return;
    g_array_unref(bounds->roots);
    g_free(bounds);
}

/* Whether the configuration leaves out what is really at `real`, below `root`: its patterns are
 * about paths as they are given. */
static gboolean
is_left_out(const TcBounds *bounds, const Root *root, const char *real)
{
    const char *rest = real + strlen(root->real);
    g_autofree char *path = NULL;

    if (*rest == '\0')
        return FALSE;
    path = g_build_filename(root->given, rest, NULL);
    return tc_excludes_cover(bounds->excludes, path, root->given);
}

gboolean
tc_bounds_hold(const TcBounds *bounds, const char *real)
{
    if (bounds == NULL || bounds->is_anywhere)
        return TRUE;
    for (guint i = 0; i < bounds->roots->len; i++) {
        const Root *root = &g_array_index(bounds->roots, Root, i);

        if (tc_path_is_below(real, root->real) && !is_left_out(bounds, root, real))
            return TRUE;
    }
    return FALSE;
}

/* open() of a path in which no part is a link; ELOOP where one is. */
static int
open_without_links(const char *path, int flags)
{
    struct open_how how = {.flags = (guint64)(flags | O_CLOEXEC), .resolve = RESOLVE_NO_SYMLINKS};
    int fd;

    do
        fd = (int)syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof how);
    while (fd < 0 && (errno == EINTR || errno == EAGAIN));
    return fd;
}

/* For kernels before 5.6: opens one part of the path after the other. */
static int
open_in_steps(const char *path, int flags)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    int at = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);

    for (char **part = parts; at >= 0 && *part != NULL; part++) {
        gboolean is_last = part[1] == NULL;
        int next, saved;

        if (**part == '\0' && !is_last)
            continue;
        next = openat(at, **part ? *part : ".",
                      is_last ? flags | O_NOFOLLOW | O_CLOEXEC
                              : O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        saved = errno;
        close(at);
        /* This is what O_DIRECTORY says of a link. */
        errno = saved == ENOTDIR && (!is_last || flags & O_DIRECTORY) ? ELOOP : saved;
        at = next;
    }
    return at;
}

static int
open_real(const char *path, int flags)
{
    int fd = open_without_links(path, flags);

    return fd < 0 && (errno == ENOSYS || errno == EPERM) ? open_in_steps(path, flags) : fd;
}

int
tc_bounds_open(const TcBounds *bounds, const char *path, int flags)
{
    char *real;
    int fd;

    if (bounds == NULL || bounds->is_anywhere)
        return open(path, flags | O_CLOEXEC);
    fd = open_real(path, flags);
    if (fd >= 0 || errno != ELOOP)
        return fd;
    real = realpath(path, NULL);
    if (real == NULL)
        return -1;
    fd = -1;
    if (!tc_bounds_hold(bounds, real))
        errno = EXDEV;
    else if ((fd = open_real(real, flags)) < 0 && errno == ELOOP)
        errno = EXDEV; /* a link was put there meanwhile */
    free(real);
    return fd;
}

const char *
tc_bounds_strerror(int error_number)
{
    return error_number == EXDEV ? _("it points out of the archive") : tc_said_errno(error_number);
}
