/* indexer/state/known.c: a plan that is made of what is left is the plan that is made of all. */
#include "indexer/state/known.h"
#include "indexer/state/plan.h"
#include "store/guard/manifest.h"
#include "tests/support/folder.h"
#include "text/analyzer.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Names that sort between others and what is below them, that look like folders of archives, and
 * that make paths too long for a key. */
static const char *const names[] = {
    "a",      "a b",
    "a!",     "a.zip",
    "a.zip!", "a-",
    "a0",     "b",
    "đại",    "z\x01",
    "\x7f",   "tên rất dài tên rất dài tên rất dài tên rất dài tên rất dài tên rất dài tên",
};

TestSuite(known, .init = folder_make, .fini = folder_remove);

static void
make_tree(GRand *rand, const char *top, guint depth)
{
    cr_assert(eq(int, g_mkdir_with_parents(top, 0755), 0));
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(top, names[i], NULL);
        gint kind = g_rand_int_range(rand, 0, 10);

        if (kind < 2 && depth > 0)
            make_tree(rand, path, depth - 1);
        else if (kind < 7)
            cr_assert(g_file_set_contents(path, path, -1, NULL));
    }
}

static void
put_entry(TcWriter *writer, const char *path, const TcFileStamp *stamp, guint kind)
{
    g_autoptr(TcLedgerEntry) entry = tc_ledger_entry_new(path, stamp);
    GError *error = NULL;

    entry->settled = kind != 0;
    entry->indexed = kind != 1;
    if (kind == 1 || kind == 2)
        tc_ledger_set_string(entry, &entry->reason, "damaged");
    if (kind == 3)
        entry->stamp.mtime_ns++;
    if (kind == 4)
        entry->stamp = tc_ledger_member_stamp(9, 9, strlen(path) - 2);
    cr_assert(tc_ledger_put(writer, entry, &error), "%s", error != NULL ? error->message : "");
}

/* An index that knows most of what is below `tree`, some of it otherwise, and things that are not.
 */
static char *
make_index(GRand *rand, const char *tree)
{
    const char *const roots[] = {tree, NULL};
    char *dir = g_build_filename(folder, "ix", NULL);
    GError *error = NULL;
    g_autoptr(TcScan) scan = tc_scan_new(roots, NULL, NULL, NULL);
    g_autoptr(TcWriter) writer = tc_writer_open(dir, TC_WRITER_BUILD, TC_ANALYZER_VERSION, &error);

    cr_assert(writer != NULL, "%s", error != NULL ? error->message : "");
    for (guint i = 0; i < scan->files->len; i++) {
        const TcScanFile *file = tc_scan_file_at(scan->files, i);
        gint kind = g_rand_int_range(rand, 0, 40);

        if (kind == 39)
            continue;
        put_entry(writer, file->path, &file->stamp, kind == 4 ? 5 : (guint)kind);
        if (kind >= 35) {
            g_autofree char *member = g_strconcat(file->path, "!/in/x", NULL);
            g_autofree char *gone = g_strconcat(file->path, kind == 36 ? "/below" : "~gone", NULL);
            TcFileStamp stamp = tc_ledger_member_stamp(5, 5, strlen(file->path));
            g_autoptr(TcLedgerEntry) entry = tc_ledger_entry_new(member, &stamp);

            entry->indexed = entry->settled = TRUE;
            cr_assert(tc_ledger_put(writer, entry, NULL));
            put_entry(writer, gone, &file->stamp, 5);
        }
    }
    put_entry(writer, "/elsewhere/1", &tc_scan_file_at(scan->files, 0)->stamp, 5);
    cr_assert(tc_writer_commit(writer, &error) && tc_manifest_take(dir, &error), "%s",
              error != NULL ? error->message : "");
    return dir;
}

static void
append_paths(GString *text, const char *what, const GPtrArray *items, gboolean are_entries)
{
    for (guint i = 0; i < items->len; i++)
        g_string_append_printf(text, "%s %s\n", what,
                               are_entries
                                   ? ((const TcLedgerEntry *)g_ptr_array_index(items, i))->path
                                   : ((const TcScanFile *)g_ptr_array_index(items, i))->path);
}

static char *
told(const TcScan *scan, GHashTable *ledger, const char *const *roots, gboolean retries_all)
{
    g_autoptr(GArray) mounts = tc_scan_mounts_new();
    const TcPlanRetry retry = {.is_all = retries_all};
    g_autoptr(TcPlan) plan = tc_plan_new(scan, ledger, mounts, roots, &retry, FALSE);
    GString *text = g_string_new(NULL);

    append_paths(text, "read", plan->to_read, FALSE);
    append_paths(text, "gone", plan->gone, TRUE);
    for (guint i = 0; i < plan->unreachable->len; i++)
        g_string_append_printf(text, "unreachable %s\n",
                               (char *)g_ptr_array_index(plan->unreachable, i));
    g_string_append_printf(text, "%u known %u lost %u moved %u bytes, shrink %d\n", plan->known,
                           plan->lost, plan->moved, (guint)plan->bytes,
                           tc_plan_check_shrink(plan, scan, ledger, roots, NULL));
    return g_string_free(text, FALSE);
}

/* What a build reads: what went out of the scan, and what is left in it. */
static void
assert_all_found(const TcScan *all, const TcScan *scan, TcPacked *same)
{
    g_autoptr(GString) path = g_string_new(NULL);

    for (guint i = 0; i < scan->files->len; i++)
        tc_packed_add(same, tc_scan_file_at(scan->files, i));
    tc_packed_sort(same);
    cr_assert(eq(u32, tc_packed_count(same), all->files->len));
    for (guint i = 0; i < all->files->len; i++) {
        TcScanFile file;

        tc_packed_get(same, i, path, &file);
        cr_assert(eq(str, file.path, tc_scan_file_at(all->files, i)->path));
    }
}

/* Whether both ways lead to the same plan; `*taken_out`: how many files needed no look. */
static void
assert_same_plan(const char *index, const char *const *roots, guint *taken_out)
{
    GError *error = NULL;
    g_autoptr(TcReader) reader = tc_reader_open(&index, 1, TC_ANALYZER_VERSION, &error);

    cr_assert(reader != NULL, "%s", error != NULL ? error->message : "");
    for (guint retry = 0; retry < 2; retry++) {
        g_autoptr(TcScan) all = tc_scan_new(roots, NULL, NULL, NULL);
        g_autoptr(GHashTable) ledger = tc_ledger_load(reader, &error);
        g_autofree char *expect = told(all, ledger, roots, retry != 0);
        g_autoptr(TcKnown) known = tc_known_new(reader, roots);

        cr_assert(known != NULL);
        g_autoptr(TcPacked) same = tc_packed_new();

        tc_known_set_same(known, same, TC_SHARD_WHOLE);
        TcScanListener listener = tc_known_listener(known);
        g_autoptr(TcScan) scan = tc_scan_new_listening(roots, NULL, NULL, NULL, &listener);
        g_autoptr(GHashTable) left = tc_known_finish(known);

        cr_assert(left != NULL);
        cr_assert(eq(u32, scan->files->len + scan->unchanged, all->files->len));
        cr_assert(eq(u32, tc_packed_count(same), scan->unchanged));
        assert_all_found(all, scan, same);
        g_autofree char *got = told(scan, left, roots, retry != 0);

        cr_assert(eq(str, got, expect));
        *taken_out += scan->unchanged;
    }
}

Test(known, what_is_left_gives_the_same_plan)
{
    guint taken_out = 0;

    for (guint32 seed = 1; seed <= 4; seed++) {
        g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
        g_autofree char *tree = g_build_filename(folder, "tree", NULL);
        g_autofree char *below = g_build_filename(tree, "a b", NULL);
        g_autofree char *file = g_build_filename(tree, "single", NULL);
        const char *const whole[] = {tree, NULL};
        const char *const nested[] = {below, tree, file, NULL};
        const char *const part[] = {below, NULL};

        make_tree(rand, tree, 3);
        cr_assert(g_file_set_contents(file, "x", -1, NULL));
        folder_delete(below);
        make_tree(rand, below, 2);
        g_autofree char *index = make_index(rand, tree);

        assert_same_plan(index, whole, &taken_out);
        assert_same_plan(index, nested, &taken_out);
        assert_same_plan(index, part, &taken_out);
        /* Things go, and come in the place of others. */
        for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
            g_autofree char *path = g_build_filename(tree, names[i], NULL);
            g_autofree char *link = g_strconcat(tree, "/link-", names[i], NULL);

            switch (g_rand_int_range(rand, 0, 5)) {
            case 0:
                folder_delete(path);
                break;
            case 1:
                folder_delete(path);
                make_tree(rand, path, 1);
                break;
            case 2:
                cr_assert(eq(int, symlink(names[i], link), 0));
                break;
            default:
                break;
            }
        }
        assert_same_plan(index, whole, &taken_out);
        assert_same_plan(index, nested, &taken_out);
        folder_delete(tree);
        assert_same_plan(index, whole, &taken_out);
        folder_delete(index);
    }
    cr_assert(taken_out > 200);
}
