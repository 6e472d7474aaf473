#include "indexer/scan/packed.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static TcScanFile
file_of(char *path, GRand *random)
{
    TcScanFile file = {.path = path};

    file.stamp.size = (guint64)g_rand_int(random) << g_rand_int_range(random, 0, 32);
    file.stamp.mtime_ns = (gint64)((guint64)g_rand_int(random) << 32);
    file.stamp.ctime_ns = -(gint64)g_rand_int(random);
    file.stamp.inode = g_rand_int(random);
    file.stamp.dev = g_rand_int(random);
    file.error_number = g_rand_int_range(random, 0, 200);
    return file;
}

/* A path of few letters, so that folders are called as files, and as the beginning of others. */
static char *
random_path(GRand *random)
{
    static const char *const names[] = {"a", "a-", "a!", "ab", "a0", "\xc4\x91", "\xff", "b"};
    GString *path = g_string_new(NULL);
    gint depth = g_rand_int_range(random, 1, 5);

    for (gint i = 0; i < depth; i++)
        g_string_append_printf(path, "/%s",
                               names[g_rand_int_range(random, 0, (gint)G_N_ELEMENTS(names))]);
    return g_string_free(path, FALSE);
}

static int
compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(((const TcScanFile *)a)->path, ((const TcScanFile *)b)->path);
}

/* Whatever is added in whatever order: the same comes out, in the order of strcmp(). */
Test(packed, gives_back_all_in_order_of_path_each_once)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(7);

    for (guint round = 0; round < 200; round++) {
        g_autoptr(TcPacked) packed = tc_packed_new();
        g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(TcScanFile));
        g_autoptr(GString) path = g_string_new(NULL);
        gint count = g_rand_int_range(random, 0, 60);

        for (gint i = 0; i < count; i++) {
            char *name = random_path(random);
            TcScanFile file = file_of(name, random);

            /* One that comes again is the same file. */
            if (!g_hash_table_contains(seen, name)) {
                g_hash_table_add(seen, name);
                g_array_append_val(files, file);
                tc_packed_add(packed, &file);
                continue;
            }
            g_free(name);
            tc_packed_add(packed, &g_array_index(files, TcScanFile, files->len - 1));
        }
        g_array_sort(files, compare_paths);
        tc_packed_sort(packed);
        cr_assert(eq(uint, tc_packed_count(packed), files->len));
        for (guint i = 0; i < files->len; i++) {
            const TcScanFile *expect = &g_array_index(files, TcScanFile, i);
            TcScanFile got = {.path = NULL};

            tc_packed_get(packed, i, path, &got);
            cr_assert(eq(str, got.path, expect->path));
            cr_assert(zero(int, memcmp(&got.stamp, &expect->stamp, sizeof got.stamp)));
            cr_assert(eq(int, got.error_number, expect->error_number));
            cr_assert(tc_packed_size(packed, i) == expect->stamp.size);
        }
    }
}
