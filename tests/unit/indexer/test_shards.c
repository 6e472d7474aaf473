#include "indexer/run/shards.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static TcPacked *
files_of(const guint64 *sizes, guint count)
{
    TcPacked *files = tc_packed_new();

    for (guint i = 0; i < count; i++) {
        g_autofree char *path = g_strdup_printf("/d/%u", i);
        TcScanFile file = {.path = path, .stamp.size = sizes[i]};

        tc_packed_add(files, &file);
    }
    return files;
}

Test(shards, are_of_about_the_same_size)
{
    static const guint64 sizes[] = {10, 10, 10, 10, 10, 10, 30, 30};
    g_autoptr(TcPacked) files = files_of(sizes, G_N_ELEMENTS(sizes));
    g_autofree guint *bounds = tc_shards_split(files, 2);

    cr_assert(eq(uint, bounds[0], 0));
    cr_assert(eq(uint, bounds[1], 6));
    cr_assert(eq(uint, bounds[2], 8));
}

/* Whatever the sizes: all files, in order, none twice, none of the shares empty. */
Test(shards, cover_all_files_and_none_is_empty)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(1);

    for (guint round = 0; round < 500; round++) {
        guint count = (guint)g_rand_int_range(random, 1, 20);
        guint jobs = (guint)g_rand_int_range(random, 1, (gint)count + 1);
        g_autofree guint64 *sizes = g_new(guint64, count);

        for (guint i = 0; i < count; i++)
            sizes[i] = g_rand_boolean(random) ? 0 : (guint64)g_rand_int(random) << 8;
        g_autoptr(TcPacked) files = files_of(sizes, count);
        g_autofree guint *bounds = tc_shards_split(files, jobs);
        cr_assert(eq(uint, bounds[0], 0));
        for (guint i = 0; i < jobs; i++)
            cr_assert(lt(uint, bounds[i], bounds[i + 1]));
        cr_assert(eq(uint, bounds[jobs], count));
    }
}
