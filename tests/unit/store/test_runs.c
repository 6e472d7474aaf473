#include "store/folder/runs.h"
#include "tests/unit/store/support.h"

TestSuite(runs, .init = folder_make, .fini = folder_remove);

static guint
count_runs(void)
{
    GError *error = NULL;
    g_autoptr(GPtrArray) runs = tc_runs_load(folder, &error);
    assert_ok(runs != NULL, error);
    return runs->len;
}

static void
add_run(void)
{
    GError *error = NULL;
    char *told[] = {NULL};
    TcRunNote note = {.told = told,
                      .verb = (char *)"update",
                      .counts = (char *)"",
                      .begun_s = 1,
                      .ended_s = 2,
                      .is_good = TRUE};
    assert_ok(tc_runs_add(folder, &note, &error), error);
}

/* All names in the folder. */
static char *
names(void)
{
    g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
    GString *all = g_string_new(NULL);
    const char *name = NULL;
    while ((name = g_dir_read_name(entries)) != NULL)
        if (!g_str_equal(name, "XAPIANDB"))
            g_string_append_printf(all, "%s ", name);
    return g_string_free(all, FALSE);
}

Test(runs, what_a_killed_run_has_left_of_them_goes_with_the_next)
{
    g_autofree char *stub = in_folder("XAPIANDB");
    g_autofree char *left = in_folder("runs.new");
    g_autofree char *elsewhere = in_folder("elsewhere");

    cr_assert(g_file_set_contents(stub, "auto gen.000001\n", -1, NULL));
    add_run();
    cr_assert(g_file_set_contents(left, "[run 1]\nhalf", -1, NULL));
    add_run();
    cr_assert(g_mkdir(left, 0700) == 0);
    add_run();
    /* Nor is anything written through a link. */
    cr_assert(symlink(elsewhere, left) == 0);
    add_run();
    cr_assert(eq(uint, count_runs(), 4));
    g_autofree char *found = names();
    cr_assert(eq(str, found, (char *)"runs "));
}
