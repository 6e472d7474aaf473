#include "indexer/state/plan.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

/* A disk and a ledger made by hand: files are added in order of path. */
typedef struct {
    TcScan scan;
    GHashTable *ledger;
    GArray *mounts; /* that the ledger knows */
} World;

static World
world_new(void)
{
    return (World){
        .scan.files = g_array_new(FALSE, FALSE, sizeof(TcScanFile)),
        .scan.problems = g_array_new(FALSE, FALSE, sizeof(TcScanProblem)),
        .scan.mounts = tc_scan_mounts_new(),
        .scan.unchanged_folders = g_ptr_array_new_with_free_func(g_free),
        .ledger = tc_ledger_new(),
        .mounts = tc_scan_mounts_new(),
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
    plan = tc_plan_new(&world.scan, world.ledger, world.mounts, root_d, NULL, FALSE);
    cr_assert(eq(uint, plan->to_read->len, 3));
    cr_assert(eq(u64, plan->bytes, 1110));
    cr_assert(eq(uint, plan->gone->len, 0));
}

Test(plan, failed_files_are_read_again_only_when_asked)
{
    const TcPlanRetry all = {.is_all = TRUE};
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL, retry = NULL;

    on_disk(&world, "/d/failed", 1, 1);
    in_ledger(&world, "/d/failed", 1, 1)->indexed = FALSE;
    plan = tc_plan_new(&world.scan, world.ledger, world.mounts, root_d, NULL, FALSE);
    cr_assert(eq(uint, plan->to_read->len, 0));
    retry = tc_plan_new(&world.scan, world.ledger, world.mounts, root_d, &all, FALSE);
    cr_assert(eq(uint, retry->to_read->len, 1));
}

/* How many of these would be read again, of those that have failed for `reason`. */
static guint
count_retried(const char *reason, const char *attempt, guint64 size, gsize input_max)
{
    const TcReadLimits limits = {.input_max = input_max, .text_max = 48u << 20};
    const TcPlanRetry retry = {.limits = &limits};
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL;
    TcLedgerEntry *entry;

    on_disk(&world, "/d/failed", 1, size);
    entry = in_ledger(&world, "/d/failed", 1, size);
    entry->indexed = FALSE;
    tc_ledger_set_string(entry, &entry->format, "doc");
    tc_ledger_set_string(entry, &entry->reason, reason);
    tc_ledger_set_string(entry, &entry->message, "x");
    tc_ledger_set_string(entry, &entry->attempt, attempt);
    plan = tc_plan_new(&world.scan, world.ledger, world.mounts, root_d, &retry, FALSE);
    return plan->to_read->len;
}

Test(plan, a_failure_ends_with_its_cause)
{
    guint version = tc_format_reader_version(TC_FORMAT_DOC);
    g_autofree char *same = g_strdup_printf("%u 1000 50331648 1073741824 30000", version);
    g_autofree char *older = g_strdup_printf("%u 1000 50331648 1073741824 30000", version - 1);
    g_autofree char *newer = g_strdup_printf("%u 1000 50331648 1073741824 30000", version + 1);
    g_autofree char *hasty = g_strdup_printf("%u 1000 50331648 1073741824 3000", version);

    /* A newer reader. */
    cr_assert(eq(uint, count_retried("damaged", older, 10, 1000), 1));
    cr_assert(eq(uint, count_retried("damaged", same, 10, 1000), 0));
    cr_assert(eq(uint, count_retried("damaged", newer, 10, 1000), 0));
    /* An entry of an older version says nothing. */
    cr_assert(eq(uint, count_retried("damaged", "", 10, 1000), 1));
    cr_assert(eq(uint, count_retried("damaged", "nonsense", 10, 1000), 1));
    /* A raised limit, for those that it kept out and that fit now. */
    cr_assert(eq(uint, count_retried("too-large", same, 1500, 2000), 1));
    cr_assert(eq(uint, count_retried("too-large", same, 1500, 1000), 0));
    cr_assert(eq(uint, count_retried("too-large", same, 1500, 1200), 0));
    cr_assert(eq(uint, count_retried("too-large", same, 500, 2000), 0));
    cr_assert(eq(uint, count_retried("damaged", same, 1500, 2000), 0));
    cr_assert(eq(uint, count_retried("crashed", hasty, 10, 1000), 1));
    cr_assert(eq(uint, count_retried("crashed", same, 10, 1000), 0));
    /* Links that lead out of the archive have no reader. */
    cr_assert(eq(uint, count_retried("outside", "", 10, 1000), 0));
}

Test(plan, only_what_is_below_the_roots_and_was_looked_for_is_gone)
{
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL;

    on_disk(&world, "/d/here", 9, 1);
    in_ledger(&world, "/d/closed/kept", 1, 1);
    in_ledger(&world, "/d/gone", 2, 1);
    in_ledger(&world, "/dd/elsewhere", 3, 1);
    cannot_list(&world, "/d/closed");
    plan = tc_plan_new(&world.scan, world.ledger, world.mounts, root_d, NULL, FALSE);
    cr_assert(eq(uint, plan->known, 2));
    cr_assert(eq(uint, plan->gone->len, 1));
    cr_assert(
        eq(str, ((TcLedgerEntry *)g_ptr_array_index(plan->gone, 0))->path, (char *)"/d/gone"));
}

/* `kept` of `known` files are still there. */
static gboolean
shrinks_to(guint known, guint kept, gboolean has_moved)
{
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL;

    for (guint i = 0; i < known; i++) {
        g_autofree char *path = g_strdup_printf("/d/%03u", i);

        in_ledger(&world, path, i, 1);
        if (i < kept)
            on_disk(&world, path, i, 1);
    }
    for (guint i = kept; has_moved && i < known; i++) {
        g_autofree char *path = g_strdup_printf("/d/new/%03u", i);

        on_disk(&world, path, i, 1);
    }
    plan = tc_plan_new(&world.scan, world.ledger, world.mounts, root_d, NULL, FALSE);
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

Test(plan, one_of_two_roots_that_is_empty_keeps_its_files_and_all_are_refused)
{
    static const char *const roots[] = {"/a", "/b", NULL};
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL, neither = NULL, allowed = NULL;

    on_disk(&world, "/a/1", 1, 1);
    on_disk(&world, "/a/2", 2, 1);
    in_ledger(&world, "/a/1", 1, 1);
    in_ledger(&world, "/a/2", 2, 1);
    in_ledger(&world, "/b/3", 3, 1);
    plan = tc_plan_new(&world.scan, world.ledger, world.mounts, roots, NULL, FALSE);
    cr_assert(may_shrink(&world, plan, roots));
    cr_assert(eq(uint, plan->gone->len, 0));
    cr_assert(eq(uint, plan->unreachable->len, 1));
    cr_assert(eq(str, (char *)g_ptr_array_index(plan->unreachable, 0), (char *)"/b"));
    g_array_set_size(world.scan.files, 0);
    neither = tc_plan_new(&world.scan, world.ledger, world.mounts, roots, NULL, FALSE);
    cr_assert(not(may_shrink(&world, neither, roots)));
    allowed = tc_plan_new(&world.scan, world.ledger, world.mounts, roots, NULL, TRUE);
    cr_assert(eq(uint, allowed->gone->len, 3));
}

Test(plan, a_root_that_cannot_be_listed_is_not_empty)
{
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL;

    in_ledger(&world, "/d/1", 1, 1);
    cannot_list(&world, "/d");
    plan = tc_plan_new(&world.scan, world.ledger, world.mounts, root_d, NULL, FALSE);
    cr_assert(not(may_shrink(&world, plan, root_d)), "there is nothing else to do");
    cr_assert(eq(uint, plan->gone->len, 0));
}

Test(plan, a_deleted_file_that_is_a_root_itself_is_no_mount)
{
    static const char *const roots[] = {"/d/1", NULL};
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL;

    in_ledger(&world, "/d/1", 1, 1);
    plan = tc_plan_new(&world.scan, world.ledger, world.mounts, roots, NULL, FALSE);
    cr_assert(eq(uint, plan->gone->len, 1));
    cr_assert(may_shrink(&world, plan, roots));
}

/* ---- archives ---- */

static TcLedgerEntry *
in_archive(World *world, const char *archive, const char *name)
{
    g_autofree char *path = g_strconcat(archive, TC_MEMBER_SEPARATOR, name, NULL);
    TcLedgerEntry *entry = in_ledger(world, path, 0, 1);

    entry->stamp = tc_ledger_member_stamp(1, 1, strlen(archive));
    return entry;
}

static TcLedgerEntry *
archive_in_ledger(World *world, const char *path, guint64 inode)
{
    TcLedgerEntry *entry = in_ledger(world, path, inode, 1);

    entry->indexed = FALSE;
    tc_ledger_set_string(entry, &entry->format, "zip");
    return entry;
}

Test(plan, what_is_in_an_archive_stays_while_the_archive_does)
{
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL;

    on_disk(&world, "/d/a.zip", 1, 1);
    archive_in_ledger(&world, "/d/a.zip", 1);
    in_archive(&world, "/d/a.zip", "x");
    in_archive(&world, "/d/a.zip", "y.zip!/z");
    archive_in_ledger(&world, "/d/gone.zip", 2);
    in_archive(&world, "/d/gone.zip", "x");
    /* Of no archive: a folder with such a name. */
    in_ledger(&world, "/d/a.zip!/on-disk", 3, 1);
    plan = tc_plan_new(&world.scan, world.ledger, world.mounts, root_d, NULL, FALSE);
    cr_assert(zero(uint, plan->to_read->len));
    cr_assert(eq(uint, plan->gone->len, 3));
    cr_expect(eq(str, ((TcLedgerEntry *)plan->gone->pdata[0])->path, (char *)"/d/a.zip!/on-disk"));
    cr_expect(eq(str, ((TcLedgerEntry *)plan->gone->pdata[1])->path, (char *)"/d/gone.zip"));
    cr_expect(eq(str, ((TcLedgerEntry *)plan->gone->pdata[2])->path, (char *)"/d/gone.zip!/x"));
    cr_expect(eq(uint, plan->known, 3));
    cr_expect(eq(uint, plan->lost, 2));
}

Test(plan, what_is_in_an_archive_is_below_the_paths_of_the_archive)
{
    static const char *const roots[] = {"/d/a.zip", "/e", NULL};
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL;

    archive_in_ledger(&world, "/d/a.zip", 1);
    in_archive(&world, "/d/a.zip", "x");
    /* Not below "/e": of an archive in a folder that is called "e!". */
    archive_in_ledger(&world, "/e!/b.zip", 2);
    in_archive(&world, "/e!/b.zip", "x");
    plan = tc_plan_new(&world.scan, world.ledger, world.mounts, roots, NULL, FALSE);
    cr_assert(eq(uint, plan->gone->len, 2));
    cr_expect(eq(str, ((TcLedgerEntry *)plan->gone->pdata[1])->path, (char *)"/d/a.zip!/x"));
}

Test(plan, an_archive_below_a_folder_that_cannot_be_listed_is_not_gone)
{
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL;

    cannot_list(&world, "/d/locked");
    archive_in_ledger(&world, "/d/locked/a.zip", 1);
    in_archive(&world, "/d/locked/a.zip", "x");
    plan = tc_plan_new(&world.scan, world.ledger, world.mounts, root_d, NULL, FALSE);
    cr_assert(zero(uint, plan->gone->len));
}

Test(plan, an_archive_is_one_file_for_the_guard)
{
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL;

    for (guint i = 0; i < 10; i++) {
        g_autofree char *path = g_strdup_printf("/d/%u", i);

        on_disk(&world, path, i + 1, 1);
        in_ledger(&world, path, i + 1, 1);
    }
    archive_in_ledger(&world, "/d/a.zip", 100);
    for (guint i = 0; i < 1000; i++) {
        g_autofree char *name = g_strdup_printf("%u", i);

        in_archive(&world, "/d/a.zip", name);
    }
    plan = tc_plan_new(&world.scan, world.ledger, world.mounts, root_d, NULL, FALSE);
    cr_expect(eq(uint, plan->gone->len, 1001));
    cr_expect(may_shrink(&world, plan, root_d));
}

Test(plan, an_archive_is_tried_again_for_what_failed_in_it)
{
    const TcPlanRetry all = {.is_all = TRUE};
    World world = world_new();
    g_autoptr(TcPlan) plan = NULL, retry = NULL;
    TcLedgerEntry *failed;

    on_disk(&world, "/d/bad.zip", 1, 1);
    on_disk(&world, "/d/good.zip", 2, 1);
    archive_in_ledger(&world, "/d/bad.zip", 1);
    archive_in_ledger(&world, "/d/good.zip", 2);
    in_archive(&world, "/d/good.zip", "x");
    failed = in_archive(&world, "/d/bad.zip", "x");
    failed->indexed = FALSE;
    tc_ledger_set_string(failed, &failed->reason, "damaged");
    plan = tc_plan_new(&world.scan, world.ledger, world.mounts, root_d, NULL, FALSE);
    cr_expect(zero(uint, plan->to_read->len));
    retry = tc_plan_new(&world.scan, world.ledger, world.mounts, root_d, &all, FALSE);
    cr_assert(eq(uint, retry->to_read->len, 1));
    cr_expect(eq(str, ((TcScanFile *)retry->to_read->pdata[0])->path, (char *)"/d/bad.zip"));
}

static void
knows_disk(World *world, const char *path, guint64 dev)
{
    tc_scan_mounts_add(world->mounts, path, dev);
}

Test(plan, a_disk_that_is_not_mounted_keeps_its_files)
{
    World world = world_new();
    g_autoptr(TcPlan) away = NULL, other = NULL, back = NULL, allowed = NULL, partly = NULL;

    for (guint i = 0; i < 20; i++) {
        g_autofree char *path = g_strdup_printf("/d/%03u", i);

        on_disk(&world, path, i + 1, 1);
        in_ledger(&world, path, i + 1, 1);
    }
    in_ledger(&world, "/d/disk/a", 100, 1);
    in_ledger(&world, "/d/disk/b", 101, 1);
    knows_disk(&world, "/d/disk", 5);
    away = tc_plan_new(&world.scan, world.ledger, world.mounts, root_d, NULL, FALSE);
    cr_assert(eq(uint, away->gone->len, 0));
    cr_assert(eq(uint, away->away->len, 1));
    cr_assert(eq(uint, away->mounts->len, 1), "it is still known the next time");
    allowed = tc_plan_new(&world.scan, world.ledger, world.mounts, root_d, NULL, TRUE);
    cr_assert(eq(uint, allowed->gone->len, 2));
    cr_assert(eq(uint, allowed->mounts->len, 0));
    /* Another disk in its place. */
    tc_scan_mounts_add(world.scan.mounts, "/d/disk", 6);
    other = tc_plan_new(&world.scan, world.ledger, world.mounts, root_d, NULL, FALSE);
    cr_assert(eq(uint, other->gone->len, 0));
    /* The same by another number, and one of its files was deleted. */
    on_disk(&world, "/d/disk/a", 100, 1);
    partly = tc_plan_new(&world.scan, world.ledger, world.mounts, root_d, NULL, FALSE);
    cr_assert(eq(uint, partly->gone->len, 1));
    cr_assert(eq(uint, partly->away->len, 0));
    /* The same disk, which was emptied. */
    g_array_set_size(world.scan.files, 20);
    tc_scan_mount_at(world.scan.mounts, 0)->dev = 5;
    back = tc_plan_new(&world.scan, world.ledger, world.mounts, root_d, NULL, FALSE);
    cr_assert(eq(uint, back->gone->len, 2));
}
