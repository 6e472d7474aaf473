#include "indexer/plan.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

/* A disk and a ledger made by hand: files are added in order of path. */
typedef struct {
    TcScan scan;
    GHashTable *ledger;
} World;

static World
world_new(void)
{
    return (World){
        .scan.files = g_array_new(FALSE, FALSE, sizeof(TcScanFile)),
        .scan.problems = g_array_new(FALSE, FALSE, sizeof(TcScanProblem)),
        .ledger = tc_ledger_new(),
    };
}

static TcFileStamp
stamp_of(guint64 inode, guint64 size)
{
    return (TcFileStamp){.inode = inode, .size = size, .mtime_ns = 7, .ctime_ns = 8};
}

static void
on_disk(World *world, const char *path, guint64 inode, guint64 size)
{
    TcScanFile file = {.path = g_strdup(path), .stamp = stamp_of(inode, size)};

    g_array_append_val(world->scan.files, file);
}

static TcLedgerEntry *
in_ledger(World *world, const char *path, guint64 inode, guint64 size)
{
    TcFileStamp stamp = stamp_of(inode, size);
    TcLedgerEntry *entry = tc_ledger_entry_new(path, &stamp);

    entry->indexed = TRUE;
    entry->settled = TRUE;
    g_hash_table_replace(world->ledger, entry->path, entry);
    return entry;
}

static void
cannot_list(World *world, const char *path)
{
    TcScanProblem problem = {.path = g_strdup(path), .error_number = 13};

    g_array_append_val(world->scan.problems, problem);
}

static gboolean
may_shrink(World *world, const TcPlan *plan, const char *const *roots)
{
    return tc_plan_check_shrink(plan, &world->scan, world->ledger, roots, NULL);
}

static const char *const root_d[] = {"/d", NULL};

Test(plan, reads_what_is_new_changed_or_not_settled)
{
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL;

    on_disk(&world, "/d/changed", 1, 100);
    on_disk(&world, "/d/new", 2, 10);
    on_disk(&world, "/d/same", 3, 1);
    on_disk(&world, "/d/unsettled", 4, 1000);
    in_ledger(&world, "/d/changed", 1, 99);
    in_ledger(&world, "/d/same", 3, 1);
    in_ledger(&world, "/d/unsettled", 4, 1000)->settled = FALSE;
    plan = tc_plan_new(&world.scan, world.ledger, root_d, FALSE);
    cr_assert(eq(uint, plan->to_read->len, 3));
    cr_assert(eq(u64, plan->bytes, 1110));
    cr_assert(eq(uint, plan->gone->len, 0));
}

Test(plan, failed_files_are_read_again_only_when_asked)
{
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL, retry = NULL;

    on_disk(&world, "/d/failed", 1, 1);
    in_ledger(&world, "/d/failed", 1, 1)->indexed = FALSE;
    plan = tc_plan_new(&world.scan, world.ledger, root_d, FALSE);
    cr_assert(eq(uint, plan->to_read->len, 0));
    retry = tc_plan_new(&world.scan, world.ledger, root_d, TRUE);
    cr_assert(eq(uint, retry->to_read->len, 1));
}

Test(plan, only_what_is_below_the_roots_and_was_looked_for_is_gone)
{
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL;

    in_ledger(&world, "/d/closed/kept", 1, 1);
    in_ledger(&world, "/d/gone", 2, 1);
    in_ledger(&world, "/dd/elsewhere", 3, 1);
    cannot_list(&world, "/d/closed");
    plan = tc_plan_new(&world.scan, world.ledger, root_d, FALSE);
    cr_assert(eq(uint, plan->known, 2));
    cr_assert(eq(uint, plan->gone->len, 1));
    cr_assert(
        eq(str, ((TcLedgerEntry *)g_ptr_array_index(plan->gone, 0))->path, (char *)"/d/gone"));
}

/* `kept` of `known` files are still there. */
static gboolean
shrinks_to(guint known, guint kept, gboolean moved)
{
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL;

    for (guint i = 0; i < known; i++) {
        g_autofree char *path = g_strdup_printf("/d/%03u", i);

        in_ledger(&world, path, i, 1);
        if (i < kept)
            on_disk(&world, path, i, 1);
    }
    for (guint i = kept; moved && i < known; i++) {
        g_autofree char *path = g_strdup_printf("/d/new/%03u", i);

        on_disk(&world, path, i, 1);
    }
    plan = tc_plan_new(&world.scan, world.ledger, root_d, FALSE);
    return may_shrink(&world, plan, root_d);
}

Test(plan, losing_more_than_half_of_ten_is_refused)
{
    cr_assert(shrinks_to(10, 5, FALSE));
    cr_assert(not(shrinks_to(10, 4, FALSE)));
    cr_assert(shrinks_to(9, 1, FALSE));
    cr_assert(not(shrinks_to(9, 0, FALSE)));
    cr_assert(not(shrinks_to(1, 0, FALSE)));
}

Test(plan, moved_files_are_not_lost)
{
    cr_assert(shrinks_to(10, 0, TRUE));
}

Test(plan, one_of_two_roots_that_is_empty_is_refused)
{
    static const char *const roots[] = {"/a", "/b", NULL};
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL;

    on_disk(&world, "/a/1", 1, 1);
    on_disk(&world, "/a/2", 2, 1);
    in_ledger(&world, "/a/1", 1, 1);
    in_ledger(&world, "/a/2", 2, 1);
    in_ledger(&world, "/b/3", 3, 1);
    plan = tc_plan_new(&world.scan, world.ledger, roots, FALSE);
    cr_assert(not(may_shrink(&world, plan, roots)));
}

Test(plan, a_root_that_cannot_be_listed_is_not_empty)
{
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL;

    in_ledger(&world, "/d/1", 1, 1);
    cannot_list(&world, "/d");
    plan = tc_plan_new(&world.scan, world.ledger, root_d, FALSE);
    cr_assert(may_shrink(&world, plan, root_d));
    cr_assert(eq(uint, plan->gone->len, 0));
}

Test(plan, a_deleted_file_that_is_a_root_itself_is_no_mount)
{
    static const char *const roots[] = {"/d/1", NULL};
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL;

    in_ledger(&world, "/d/1", 1, 1);
    plan = tc_plan_new(&world.scan, world.ledger, roots, FALSE);
    cr_assert(eq(uint, plan->gone->len, 1));
    cr_assert(may_shrink(&world, plan, roots));
}
