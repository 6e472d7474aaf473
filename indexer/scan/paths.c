#include "indexer/scan/paths.h"

#include <string.h>

gboolean
tc_path_is_below(const char *path, const char *root)
{
    gsize len = strlen(root);

    if (len && root[len - 1] == '/')
        return strncmp(path, root, len) == 0;
    return strncmp(path, root, len) == 0 && (path[len] == '\0' || path[len] == '/');
}

gboolean
tc_path_is_below_any(const char *path, const char *const *roots)
{
    for (; *roots != NULL; roots++)
        if (tc_path_is_below(path, *roots))
            return TRUE;
    return FALSE;
}
