#include "document/read/pdf/poppler.h"

#include <dlfcn.h>
#include <string.h>

static void
load(TcPoppler *poppler)
{
#define FUNCTION(name) {#name, G_STRUCT_OFFSET(TcPoppler, name)},
    static const struct {
        const char *name;
        gsize offset;
    } functions[] = {TC_POPPLER_FUNCTIONS(FUNCTION)};
#undef FUNCTION
    /* What it needs is looked through as well. */
    void *library = dlopen(TC_POPPLER_LIBRARY, RTLD_LAZY | RTLD_LOCAL);

    for (gsize i = 0; library != NULL && i < G_N_ELEMENTS(functions); i++) {
        void *function = dlsym(library, functions[i].name);

        memcpy(G_STRUCT_MEMBER_P(poppler, functions[i].offset), &function, sizeof function);
        if (function == NULL)
            library = NULL;
    }
    if (library == NULL)
        poppler->problem = g_strdup(dlerror());
}

const TcPoppler *
tc_poppler(void)
{
    static TcPoppler poppler;
    static gsize loaded;

    if (g_once_init_enter(&loaded)) {
        load(&poppler);
        g_once_init_leave(&loaded, 1);
    }
    return &poppler;
}
