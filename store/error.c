#include "store/error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

GQuark
tc_store_error_quark(void)
{
    return g_quark_from_static_string("tc-store-error");
}

char *
tc_path_refusing(const char *path)
{
    g_autofree char *real = g_canonicalize_filename(path, NULL);

    for (const char *slash = real + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
        g_autofree char *folder = g_strndup(real, slash - real);

        if (faccessat(AT_FDCWD, folder, X_OK, AT_EACCESS) != 0 && errno == EACCES)
            return g_steal_pointer(&folder);
    }
    if (faccessat(AT_FDCWD, real, R_OK, AT_EACCESS) != 0 && errno == EACCES)
        return g_steal_pointer(&real);
    return NULL;
}
