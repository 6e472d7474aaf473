#include "indexer/scan/scan.h"
#include "tests/support/folder.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

TestSuite(scan, .init = folder_make, .fini = folder_remove);

static void
make_folder(const char *name)
{
    g_autofree char *path = in_folder(name);

    cr_assert(eq(int, g_mkdir_with_parents(path, 0700), 0));
}

static void
make_file(const char *name)
{
    g_autofree char *path = in_folder(name);

    cr_assert(g_file_set_contents(path, "x", 1, NULL));
}

static void
make_link(const char *name, const char *target)
{
    g_autofree char *path = in_folder(name);

    cr_assert(eq(int, symlink(target, path), 0));
}

/* What is found below the folder, names from there, one a line; "!" before what cannot be looked
 * at. */
static char *
found(const char *const *roots, const char *skip)
{
    g_autoptr(TcScan) scan = tc_scan_new(roots, skip, NULL, NULL);
    GString *names = g_string_new(NULL);

    for (guint i = 0; i < scan->files->len; i++) {
        const TcScanFile *file = tc_scan_file_at(scan->files, i);

        g_string_append_printf(names, "%s%s\n", file->error_number ? "!" : "",
                               file->path + strlen(folder) + 1);
    }
    cr_assert(eq(uint, scan->problems->len, 0));
    return g_string_free(names, FALSE);
}

static char *
found_in_top(void)
{
    const char *const roots[] = {folder, NULL};

    return found(roots, NULL);
}

Test(scan, finds_files_in_order_of_path)
{
    make_folder("b/c");
    make_file("b/c/2");
    make_file("b.txt");
    make_file("a");
    g_autofree char *names = found_in_top();
    cr_assert(eq(str, names, (char *)"a\nb.txt\nb/c/2\n"));
}

Test(scan, leaves_out_hidden_names_and_leftovers)
{
    static const char *const left_out[] = {".hidden",
                                           "a~",
                                           "a.swp",
                                           "~$a.docx",
                                           "#a#",
                                           ".~lock.a.odt#",
                                           "Thumbs.db",
                                           "desktop.ini",
                                           "~",
                                           "#recycle",
                                           "@Recycle",
                                           "@eaDir",
                                           "#snapshot",
                                           "~snapshot",
                                           "$RECYCLE.BIN",
                                           "System Volume Information"};

    for (gsize i = 0; i < G_N_ELEMENTS(left_out); i++)
        make_file(left_out[i]);
    make_folder(".git");
    make_file(".git/config");
    make_folder("lost+found");
    make_file("lost+found/a");
    make_file("#a");
    make_file("a#b#c");
    g_autofree char *names = found_in_top();
    cr_assert(eq(str, names, (char *)"#a\na#b#c\n"));
}

Test(scan, leaves_out_pipes_and_the_index)
{
    g_autofree char *pipe = in_folder("pipe");
    g_autofree char *skip = in_folder("index");
    const char *const roots[] = {folder, NULL};

    cr_assert(eq(int, mkfifo(pipe, 0600), 0));
    make_folder("index");
    make_file("index/a");
    make_file("b");
    g_autofree char *names = found(roots, skip);
    cr_assert(eq(str, names, (char *)"b\n"));
}

Test(scan, follows_links_but_walks_each_folder_once_by_its_own_name)
{
    make_folder("z/deep");
    make_file("z/deep/file");
    make_link("a", "z");
    make_link("z/up", "..");
    make_link("z/deep/self", ".");
    make_link("file", "z/deep/file");
    g_autofree char *names = found_in_top();
    cr_assert(eq(str, names, (char *)"file\nz/deep/file\n"));
}

/* As found(), within the bounds of `roots` but for what `exclude` leaves out. */
static char *
found_within(const char *const *roots, const char *exclude)
{
    g_autoptr(TcExcludes) excludes = tc_excludes_new();
    g_autoptr(TcBounds) bounds = NULL;
    g_autoptr(TcScan) scan = NULL;
    GString *names = g_string_new(NULL);

    if (exclude != NULL)
        tc_excludes_add(excludes, NULL, exclude, NULL);
    bounds = tc_bounds_new(roots, excludes, FALSE);
    scan = tc_scan_new(roots, NULL, excludes, bounds);
    for (guint i = 0; i < scan->files->len; i++) {
        const TcScanFile *file = tc_scan_file_at(scan->files, i);

        g_string_append_printf(names, "%s%s\n", file->error_number == EXDEV ? "!" : "",
                               file->path + strlen(folder) + 1);
    }
    return g_string_free(names, FALSE);
}

Test(scan, links_out_of_the_roots_are_told_and_not_followed)
{
    g_autofree char *root = in_folder("in"), *other = in_folder("also");
    const char *const one[] = {root, NULL}, *const both[] = {root, other, NULL};

    make_folder("in/deep");
    make_folder("also");
    make_file("in/file");
    make_file("also/more");
    make_link("in/deep/inside", "../file");
    make_link("in/out-file", "../also/more");
    make_link("in/out-folder", "../also");
    make_link("in/up", "..");
    g_autofree char *alone = found_within(one, NULL);
    cr_assert(
        eq(str, alone, (char *)"in/deep/inside\nin/file\n!in/out-file\n!in/out-folder\n!in/up\n"));
    g_autofree char *with = found_within(both, NULL);
    cr_assert(eq(str, with, (char *)"also/more\nin/deep/inside\nin/file\nin/out-file\n!in/up\n"));
    g_autofree char *without = found_within(both, "more");
    cr_assert(eq(str, without, (char *)"in/deep/inside\nin/file\n!in/out-file\n!in/up\n"));
}

Test(scan, a_file_behind_a_link_put_there_later_is_not_opened)
{
    g_autofree char *root = in_folder("in"), *file = in_folder("in/deep/file"),
                    *deep = in_folder("in/deep");
    const char *const roots[] = {root, NULL};
    g_autoptr(TcBounds) bounds = NULL;
    int fd;

    make_folder("in/deep");
    make_folder("out");
    make_file("in/deep/file");
    make_file("out/file");
    bounds = tc_bounds_new(roots, NULL, FALSE);
    fd = tc_bounds_open(bounds, file, O_RDONLY);
    cr_assert(ge(int, fd, 0));
    close(fd);
    cr_assert(eq(int, unlink(file), 0));
    cr_assert(eq(int, rmdir(deep), 0));
    make_link("in/deep", "../out");
    cr_assert(eq(int, tc_bounds_open(bounds, file, O_RDONLY), -1));
    cr_assert(eq(int, errno, EXDEV));
}

Test(scan, two_links_to_one_folder_outside_count_once)
{
    g_autofree char *root = in_folder("in");
    const char *const roots[] = {root, NULL};

    make_folder("in");
    make_folder("out");
    make_file("out/file");
    make_link("in/two", "../out");
    make_link("in/one", "../out");
    g_autofree char *names = found(roots, NULL);
    cr_assert(eq(str, names, (char *)"in/one/file\n"));
}

Test(scan, dangling_links_and_loops_are_files_with_an_error)
{
    make_link("dangling", "nowhere");
    make_link("loop", "loop");
    g_autofree char *names = found_in_top();
    cr_assert(eq(str, names, (char *)"!dangling\n!loop\n"));
}

Test(scan, a_given_path_may_be_hidden_a_file_or_a_link_and_counts_once)
{
    g_autofree char *hidden = in_folder(".hidden"), *file = in_folder("file"),
                    *link = in_folder("link");
    const char *const roots[] = {hidden, file, file, link, folder, NULL};

    make_folder(".hidden");
    make_file(".hidden/a");
    make_folder("folder");
    make_file("folder/b");
    make_file("file");
    make_link("link", "folder");
    g_autofree char *names = found(roots, NULL);
    cr_assert(eq(str, names, (char *)".hidden/a\nfile\nlink/b\n"));
}

Test(scan, names_are_bytes)
{
    make_file("\xff\n\"' ");
    g_autofree char *names = found_in_top();
    cr_assert(eq(str, names, (char *)"\xff\n\"' \n"));
}

Test(scan, a_path_too_long_to_be_opened_is_a_problem)
{
    g_autofree char *name = g_strnfill(250, 'n');
    const char *const roots[] = {folder, NULL};
    g_autoptr(TcScan) scan = NULL;

    /* Deeper than PATH_MAX, which only relative names reach. */
    cr_assert(eq(int, g_chdir(folder), 0));
    for (guint i = 0; i < 20; i++) {
        cr_assert(eq(int, g_mkdir(name, 0700), 0));
        cr_assert(eq(int, g_chdir(name), 0));
    }
    cr_assert(g_file_set_contents("file", "x", 1, NULL));
    cr_assert(eq(int, g_chdir("/"), 0));
    scan = tc_scan_new(roots, NULL, NULL, NULL);
    cr_assert(eq(uint, scan->files->len, 0));
    cr_assert(eq(uint, scan->problems->len, 1));
    cr_assert(eq(int, tc_scan_problem_at(scan->problems, 0)->error_number, ENAMETOOLONG));
}

Test(scan, a_root_that_does_not_exist_has_no_files)
{
    g_autofree char *missing = in_folder("missing");
    const char *const roots[] = {missing, NULL};
    g_autofree char *names = found(roots, NULL);

    cr_assert(eq(str, names, (char *)""));
}

Test(scan, roots_are_absolute_and_keep_their_own_name)
{
    make_folder("real/sub");
    make_link("link", "real");
    cr_assert(eq(int, g_chdir(folder), 0));
    static const struct {
        const char *typed, *expect; /* below top */
    } rows[] = {
        {"real", "real"},         {"./real/", "real"},     {"real///", "real"},
        {"link", "link"},         {"link/", "link"},       {"link/sub", "real/sub"},
        {"real/../link", "link"}, {"real/sub/..", "real"}, {"link/.", "real"},
        {"missing", "missing"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *root = tc_scan_root(rows[i].typed, FALSE, NULL);
        g_autofree char *expect = in_folder(rows[i].expect);

        cr_assert(eq(str, root, expect), "%s", rows[i].typed);
    }
    g_autofree char *slash = tc_scan_root("///", TRUE, NULL);
    cr_assert(eq(str, slash, (char *)"/"));
    g_autofree char *gone = tc_scan_root("no/such/file", FALSE, NULL);
    g_autofree char *expect = in_folder("no/such/file");
    cr_assert(eq(str, gone, expect));
    g_autoptr(GError) error = NULL;
    cr_assert(eq(ptr, tc_scan_root("missing", TRUE, &error), NULL));
    cr_assert(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT));
}

Test(paths, below_means_the_same_or_inside)
{
    cr_assert(tc_path_is_below("/a", "/a"));
    cr_assert(tc_path_is_below("/a/b", "/a"));
    cr_assert(not(tc_path_is_below("/ab", "/a")));
    cr_assert(not(tc_path_is_below("/", "/a")));
    cr_assert(tc_path_is_below("/a", "/"));
}
