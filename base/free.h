/* base/free.h - what an object owns, freed in one line. */
#ifndef TC_BASE_FREE_H
#define TC_BASE_FREE_H

#include <glib.h>

static inline void
tc_free_pointers(const gpointer *pointers, gsize count)
{
    for (gsize i = 0; i < count; i++)
        g_free(pointers[i]);
}

/* g_free() for each; all are evaluated before the first is freed, so that the object that holds the
 * others may be the last. */
#define tc_free_all(...)                                                                           \
    tc_free_pointers((const gpointer[]){__VA_ARGS__},                                              \
                     G_N_ELEMENTS(((const gpointer[]){__VA_ARGS__})))

#endif
