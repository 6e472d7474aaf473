#include "document/sandbox/installed.h"

#include <unistd.h>

char *
tc_installed_file(const char *name)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = program != NULL ? g_path_get_dirname(program) : NULL;
    g_autofree char *built = folder != NULL ? g_build_filename(folder, name, NULL) : NULL;
    g_autofree char *moved =
        folder != NULL ? g_build_filename(folder, TC_BIN_TO_MODULES, name, NULL) : NULL;
    g_autofree char *installed = g_build_filename(TC_MODULES, name, NULL);
    char **paths[] = {&built, &moved, &installed};

    for (gsize i = 0; i < G_N_ELEMENTS(paths); i++)
        if (*paths[i] != NULL && access(*paths[i], F_OK) == 0)
            return g_steal_pointer(paths[i]);
    return NULL;
}
