#include "store/folder/names.h"

#include <string.h>
#include <unistd.h>

/* What Xapian tells a database by. */
#define DATABASE "iamglass"

gboolean
tc_index_is_folder(int dirfd)
{
    return faccessat(dirfd, DATABASE, F_OK, 0) == 0 ||
           faccessat(dirfd, TC_INDEX_STUB, F_OK, 0) == 0;
}

gboolean
tc_index_owns_name(const char *name)
{
    static const char *const names[] = {DATABASE,          "flintlock",   TC_INDEX_STUB,
                                        TC_INDEX_STUB_NEW, TC_INDEX_LOCK, TC_INDEX_RUNS,
                                        "manifest.0",      "manifest.1"};
    gboolean is_own = g_str_has_suffix(name, ".glass");
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        is_own |= strcmp(name, names[i]) == 0;
    return is_own;
}
