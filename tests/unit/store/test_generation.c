#include "store/lock.h"
#include "tests/unit/rows.h"
#include "tests/unit/store/support.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/stat.h>

TestSuite(lock, .init = folder_make, .fini = folder_remove);
TestSuite(generation, .init = folder_make, .fini = folder_remove);

static void
write_file(const char *dir, const char *name, const char *content)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    cr_assert(g_file_set_contents(path, content, -1, NULL));
}

static gboolean
exists(const char *dir, const char *name)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    return g_file_test(path, G_FILE_TEST_EXISTS);
}

static guint
mode_of(const char *path)
{
    struct stat info;
    cr_assert(stat(path, &info) == 0);
    return info.st_mode & 0777;
}

/* ---- lock ---------------------------------------------------------------------------------- */

Test(lock, makes_the_folder_and_its_parents_private)
{
    g_autofree char *dir = in_folder("a/b/index");
    g_autofree char *parent = in_folder("a");
    GError *error = NULL;
    g_autoptr(TcLock) lock = tc_lock_take(dir, 0, &error);
    assert_ok(lock, error);
    cr_assert(eq(uint, mode_of(dir), 0700));
    cr_assert(eq(uint, mode_of(parent), 0700));
}

Test(lock, names_the_process_that_holds_it)
{
    GError *error = NULL;
    g_autoptr(TcLock) lock = tc_lock_take(folder, 0, &error);
    assert_ok(lock, error);
    cr_assert(tc_lock_take(folder, 0, &error) == NULL);
    g_autofree char *pid = g_strdup_printf("process %ld since 2", (long)getpid());
    assert_contains(error->message, pid);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_LOCKED);
}

Test(lock, is_free_after_release)
{
    GError *error = NULL;
    for (int i = 0; i < 3; i++) {
        TcLock *lock = tc_lock_take(folder, 0, &error);
        assert_ok(lock, error);
        tc_lock_release(lock);
    }
    tc_lock_release(NULL);
}

/* A process that has the lock until it is told to give it up, or killed. */
typedef struct {
    pid_t pid;
    int orders; /* to be closed for it to go on */
} Holder;

/* Wait until somebody opens the lock of the index in `tmp`, as who wants it does. */
static gboolean
wait_for_open(void)
{
    g_autofree char *path = g_build_filename(folder, "lock", NULL);
    char events[4096] __attribute__((aligned(8)));
    const int watch = inotify_init1(IN_CLOEXEC);

    return watch >= 0 && inotify_add_watch(watch, path, IN_OPEN) >= 0 &&
           read(watch, events, sizeof events) > 0;
}

static int
take_and_hold(int orders, int answers, gboolean is_waited_for)
{
    char none;
    TcLock *lock = tc_lock_take(folder, 0, NULL);
    if (lock == NULL || write(answers, "", 1) != 1)
        return 1;
    if (read(orders, &none, 1) != 0)
        return 2;
    if (is_waited_for && !wait_for_open())
        return 3;
    tc_lock_release(lock);
    return 0;
}

/* Returns when it has the lock. Told to give it up, it waits for somebody to want it if
 * `is_waited_for`. */
static Holder
start_holder(gboolean is_waited_for)
{
    int orders[2];
    int answers[2];
    char got = 1;
    cr_assert(pipe(orders) == 0 && pipe(answers) == 0);
    const pid_t child = fork();
    if (child == 0) {
        close(orders[1]);
        _exit(take_and_hold(orders[0], answers[1], is_waited_for));
    }
    cr_assert(child > 0);
    close(orders[0]);
    close(answers[1]);
    cr_assert(read(answers[0], &got, 1) == 1, "the child took no lock");
    close(answers[0]);
    return (Holder){child, orders[1]};
}

Test(lock, another_process_is_waited_for)
{
    const Holder holder = start_holder(TRUE);
    GError *error = NULL;
    cr_assert(tc_lock_take(folder, 0, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_LOCKED);
    close(holder.orders);
    g_autoptr(TcLock) lock = tc_lock_take(folder, 60, &error);
    assert_ok(lock, error);
    int status = 0;
    cr_assert(waitpid(holder.pid, &status, 0) == holder.pid && status == 0);
}

Test(lock, a_killed_holder_leaves_it_free)
{
    const Holder holder = start_holder(FALSE);
    cr_assert(kill(holder.pid, SIGKILL) == 0);
    cr_assert(waitpid(holder.pid, NULL, 0) == holder.pid);
    close(holder.orders);
    GError *error = NULL;
    g_autoptr(TcLock) lock = tc_lock_take(folder, 0, &error);
    assert_ok(lock, error);
}

Test(lock, a_child_that_outlives_the_run_does_not_keep_it)
{
    GError *error = NULL;
    TcLock *lock = tc_lock_take(folder, 0, &error);
    assert_ok(lock, error);
    const pid_t child = fork();
    if (child == 0) {
        pause();
        _exit(0);
    }
    tc_lock_release(lock);
    lock = tc_lock_take(folder, 0, &error);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    assert_ok(lock, error);
    tc_lock_release(lock);
}

/* Who else's folder it is, by its only entry. */
static const struct {
    const char *entry;
    gboolean is_accepted;
} folders[] = {
    {NULL, TRUE},           {"lock", TRUE},       {"lost+found", TRUE},  {"XAPIANDB.new", TRUE},
    {"XAPIANDB", TRUE},     {"gen.000001", TRUE}, {"thesis.doc", FALSE}, {"gen.1", FALSE},
    {"gen.0000010", FALSE}, {".bashrc", FALSE},
};

EACH_ROW(lock, a_folder_of_others_is_left_alone, folders)
AFRESH_ROW_TEST(folder_make, folder_remove, size_t *row, lock, a_folder_of_others_is_left_alone)
{
    if (folders[*row].entry != NULL)
        write_file(folder, folders[*row].entry, "x");
    GError *error = NULL;
    g_autoptr(TcLock) lock = tc_lock_take(folder, 0, &error);
    if (folders[*row].is_accepted) {
        assert_ok(lock, error);
    } else {
        cr_assert(lock == NULL);
        assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX);
        cr_assert(not(exists(folder, "lock")));
    }
}

Test(lock, a_lock_file_among_strange_files_is_not_ours)
{
    write_file(folder, "lock", "theirs");
    write_file(folder, "mail", "x");
    GError *error = NULL;
    cr_assert(tc_lock_take(folder, 0, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX);
    g_autofree char *path = in_folder("lock");
    g_autofree char *content = NULL;
    cr_assert(g_file_get_contents(path, &content, NULL, NULL));
    assert_str(content, "theirs");
}

Test(lock, a_file_in_the_way_is_not_an_index)
{
    write_file(folder, "file", "x");
    g_autofree char *path = in_folder("file");
    g_autofree char *below = in_folder("file/index");
    GError *error = NULL;
    cr_assert(tc_lock_take(path, 0, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX);
    cr_assert(tc_lock_take(below, 0, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX);
}

Test(lock, a_symbolic_link_is_not_written_through)
{
    write_file(folder, "precious", "keep me");
    g_autofree char *dir = in_folder("index");
    g_autofree char *link = in_folder("index/lock");
    cr_assert(g_mkdir(dir, 0700) == 0 && symlink("../precious", link) == 0);
    GError *error = NULL;
    g_autoptr(TcLock) lock = tc_lock_take(dir, 0, &error);
    cr_assert(lock != NULL);
    cr_assert(g_file_test(link, G_FILE_TEST_IS_SYMLINK) == FALSE);
    g_autofree char *path = in_folder("precious");
    g_autofree char *content = NULL;
    cr_assert(g_file_get_contents(path, &content, NULL, NULL));
    assert_str(content, "keep me");
}

/* ---- generations --------------------------------------------------------------------------- */

Test(generation, a_folder_without_stub_has_none)
{
    GError *error = NULL;
    cr_assert(tc_generation_live(folder, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND);
    g_autofree char *absent = in_folder("absent");
    cr_assert(tc_generation_live(absent, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND);
}

static const char *const strange_stubs[] = {
    "",
    "\n",
    "auto gen.000001",
    "auto gen.000001\n\n",
    "auto gen.000001\nauto gen.000002\n",
    "auto gen.1\n",
    "auto gen.000000\n",
    "auto gen.00000a\n",
    "auto ../../etc\n",
    "auto /tmp/gen.000001\n",
    "glass gen.000001\n",
    "remote localhost:1\n",
    "# auto gen.000001\n",
};

EACH_ROW(generation, a_strange_stub_is_damage, strange_stubs)
AFRESH_ROW_TEST(folder_make, folder_remove, size_t *row, generation, a_strange_stub_is_damage)
{
    write_file(folder, "XAPIANDB", strange_stubs[*row]);
    GError *error = NULL;
    cr_assert(tc_generation_live(folder, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT);
}

Test(generation, goes_live_and_the_old_one_goes)
{
    GError *error = NULL;
    for (int i = 1; i <= 3; i++) {
        g_autofree char *next = tc_generation_next(folder, &error);
        assert_ok(next, error);
        g_autofree char *name = g_strdup_printf("%s/gen.%06d", folder, i);
        assert_str(next, name);
        cr_assert(not(g_file_test(next, G_FILE_TEST_EXISTS)));
        build(next, "văn bản", "cải cách", 1);
        assert_ok(tc_generation_switch(folder, next, &error), error);
        g_autofree char *live = tc_generation_live(folder, &error);
        assert_ok(live, error);
        assert_str(live, next);
    }
    cr_assert(not(exists(folder, "gen.000001")));
    cr_assert(not(exists(folder, "gen.000002")));
    cr_assert(not(exists(folder, "XAPIANDB.new")));
    g_autofree char *stub = in_folder("XAPIANDB");
    g_autofree char *content = NULL;
    cr_assert(g_file_get_contents(stub, &content, NULL, NULL));
    assert_str(content, "auto gen.000003\n");
}

Test(generation, takes_over_the_mode_of_the_folder)
{
    GError *error = NULL;
    g_autofree char *first = tc_generation_next(folder, &error);
    build(first, "a", "b", 1);
    cr_assert(eq(uint, mode_of(first), 0700));
    cr_assert(chmod(folder, 0750) == 0);
    assert_ok(tc_generation_switch(folder, first, &error), error);
    g_autofree char *stub = in_folder("XAPIANDB");
    cr_assert(eq(uint, mode_of(first), 0750));
    cr_assert(eq(uint, mode_of(stub), 0640));
}

Test(generation, leftovers_are_deleted_and_strange_files_kept)
{
    GError *error = NULL;
    g_autofree char *first = tc_generation_next(folder, &error);
    build(first, "a", "b", 1);
    assert_ok(tc_generation_switch(folder, first, &error), error);
    g_autofree char *killed = in_folder("gen.000009");
    g_autofree char *shard = in_folder("gen.000009.shard0");
    g_autofree char *deep = in_folder("gen.000009/deep/er");
    build(shard, "a", "b", 1);
    cr_assert(g_mkdir_with_parents(deep, 0700) == 0);
    write_file(killed, "deep/file", "x");
    write_file(folder, "gen.note", "x");
    g_autofree char *next = tc_generation_next(folder, &error);
    assert_ok(next, error);
    cr_assert(g_str_has_suffix(next, "/gen.000002"));
    cr_assert(not(exists(folder, "gen.000009")));
    cr_assert(not(exists(folder, "gen.000009.shard0")));
    cr_assert(exists(folder, "gen.000001"));
    cr_assert(exists(folder, "gen.note"));
}

Test(generation, tidying_leaves_the_live_one_and_all_when_none_is)
{
    GError *error = NULL;
    g_autofree char *first = tc_generation_next(folder, &error);
    g_autofree char *shard = in_folder("gen.000009.shard0");
    build(first, "a", "b", 1);
    build(shard, "a", "b", 1);
    assert_ok(tc_generation_tidy(folder, &error), error);
    cr_assert(exists(folder, "gen.000001") && exists(folder, "gen.000009.shard0"));
    assert_ok(tc_generation_switch(folder, first, &error), error);
    build(shard, "a", "b", 1);
    assert_ok(tc_generation_tidy(folder, &error), error);
    cr_assert(exists(folder, "gen.000001") && !exists(folder, "gen.000009.shard0"));
}

Test(generation, with_a_damaged_stub_nothing_is_deleted_before_the_switch)
{
    GError *error = NULL;
    g_autofree char *first = in_folder("gen.000004");
    build(first, "a", "b", 1);
    write_file(folder, "XAPIANDB", "");
    g_autofree char *next = tc_generation_next(folder, &error);
    assert_ok(next, error);
    cr_assert(g_str_has_suffix(next, "/gen.000005"));
    cr_assert(exists(folder, "gen.000004"));
    build(next, "a", "b", 1);
    assert_ok(tc_generation_switch(folder, next, &error), error);
    cr_assert(not(exists(folder, "gen.000004")));
}

Test(generation, numbers_begin_again_after_the_last)
{
    GError *error = NULL;
    g_autofree char *last = in_folder("gen.999999");
    build(last, "a", "b", 1);
    assert_ok(tc_generation_switch(folder, last, &error), error);
    g_autofree char *next = tc_generation_next(folder, &error);
    assert_ok(next, error);
    cr_assert(g_str_has_suffix(next, "/gen.000001"));
}

Test(generation, only_a_database_of_this_folder_goes_live)
{
    GError *error = NULL;
    g_autofree char *elsewhere = in_folder("other");
    g_autofree char *foreign = in_folder("other/gen.000001");
    g_autofree char *unnamed = in_folder("shard");
    g_autofree char *hollow = in_folder("gen.000002");
    cr_assert(g_mkdir(elsewhere, 0700) == 0 && g_mkdir(hollow, 0700) == 0);
    build(foreign, "a", "b", 1);
    build(unnamed, "a", "b", 1);
    const char *const refused[] = {foreign, unnamed, hollow};
    for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
        cr_assert(not(tc_generation_switch(folder, refused[i], &error)), "%s", refused[i]);
        assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX);
        cr_assert(not(exists(folder, "XAPIANDB")));
    }
}

Test(generation, removing_refuses_what_is_none)
{
    GError *error = NULL;
    g_autofree char *foreign = in_folder("archive");
    cr_assert(g_mkdir(foreign, 0700) == 0);
    cr_assert(not(tc_generation_remove(foreign, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX);
    cr_assert(exists(folder, "archive"));
    g_autofree char *absent = in_folder("gen.000123");
    assert_ok(tc_generation_remove(absent, &error), error);
}

/* As one does who takes a switch that failed at its very end for one that did not take place. */
Test(generation, the_live_one_is_not_removed)
{
    GError *error = NULL;
    write_file(folder, "XAPIANDB", "auto gen.000007\n");
    g_autofree char *live = in_folder("gen.000007");
    g_autofree char *other = in_folder("gen.000008");
    cr_assert(g_mkdir(live, 0700) == 0 && g_mkdir(other, 0700) == 0);
    write_file(live, "iamglass", "x");
    cr_assert(not(tc_generation_remove(live, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(exists(live, "iamglass"));
    assert_ok(tc_generation_remove(other, &error), error);
    cr_assert(not(exists(folder, "gen.000008")));
}

Test(generation, removing_does_not_follow_links)
{
    GError *error = NULL;
    g_autofree char *outside = in_folder("outside");
    g_autofree char *gen = in_folder("gen.000001");
    g_autofree char *inner = in_folder("gen.000001/link");
    g_autofree char *linked = in_folder("gen.000002");
    cr_assert(g_mkdir(outside, 0700) == 0 && g_mkdir(gen, 0700) == 0);
    write_file(outside, "file", "x");
    cr_assert(symlink(outside, inner) == 0 && symlink(outside, linked) == 0);
    assert_ok(tc_generation_remove(gen, &error), error);
    assert_ok(tc_generation_remove(linked, &error), error);
    cr_assert(not(exists(folder, "gen.000001")));
    cr_assert(not(exists(folder, "gen.000002")));
    cr_assert(exists(outside, "file"));
}
