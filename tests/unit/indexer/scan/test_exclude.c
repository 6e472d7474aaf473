/* indexer/scan/exclude.c: which of the found files and folders are left out. */
#include "indexer/scan/exclude.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <locale.h>

static const struct {
    const char *below, *pattern, *path;
    gboolean matches, covers; /* the latter below /srv */
} rows[] = {
    {NULL, "*.tmp", "/srv/a.tmp", TRUE, TRUE},
    {NULL, "*.tmp", "/srv/a.txt", FALSE, FALSE},
    {NULL, "*.tmp", "/srv/x.tmp/a.txt", FALSE, TRUE},
    {NULL, "nháp", "/srv/nháp", TRUE, TRUE},
    {NULL, "nh?p", "/srv/nháp", TRUE, TRUE},
    {NULL, "nh?p", "/srv/1/nháp/2/3", FALSE, TRUE},
    {NULL, "[a-c]*", "/srv/b1", TRUE, TRUE},
    {NULL, "srv", "/srv/a", FALSE, FALSE},
    /* The whole path, and all that is below it. */
    {NULL, "/srv/old", "/srv/old", TRUE, TRUE},
    {NULL, "/srv/old", "/srv/old/1/2", TRUE, TRUE},
    {NULL, "/srv/old", "/srv/older", FALSE, FALSE},
    {NULL, "/srv/*/drafts", "/srv/1/drafts/a", TRUE, TRUE},
    {NULL, "/srv/*/drafts", "/srv/1/2/drafts", FALSE, FALSE},
    /* Of one archive only. */
    {"/srv/one", "*.bak", "/srv/one/1/a.bak", TRUE, TRUE},
    {"/srv/one", "*.bak", "/srv/two/a.bak", FALSE, FALSE},
    {"/srv/one", "*.bak", "/srv/one.bak", FALSE, FALSE},
    /* Names are bytes. */
    {NULL, "*.tmp", "/srv/\xff.tmp", TRUE, TRUE},
    {NULL, "a*", "/srv/\xff", FALSE, FALSE},
};

EACH_ROW(exclude, patterns_match_names_and_paths, rows)
ROW_TEST(size_t *row, exclude, patterns_match_names_and_paths)
{
    g_autoptr(TcExcludes) excludes = tc_excludes_new();

    setlocale(LC_CTYPE, "C.UTF-8");
    tc_excludes_add(excludes, rows[*row].below, rows[*row].pattern, NULL);
    cr_assert(eq(int, tc_excludes_match(excludes, rows[*row].path), rows[*row].matches), "%s %s",
              rows[*row].pattern, rows[*row].path);
    cr_assert(eq(int, tc_excludes_cover(excludes, rows[*row].path, "/srv"), rows[*row].covers),
              "%s %s", rows[*row].pattern, rows[*row].path);
}

Test(exclude, nothing_leaves_out_nothing)
{
    g_autoptr(TcExcludes) none = tc_excludes_new();

    cr_assert(not(tc_excludes_match(NULL, "/a")));
    cr_assert(not(tc_excludes_match(none, "/a")));
    cr_assert(not(tc_excludes_cover(NULL, "/a/b", "/a")));
}

Test(exclude, what_was_given_itself_is_not_covered)
{
    g_autoptr(TcExcludes) excludes = tc_excludes_new();

    tc_excludes_add(excludes, NULL, "*.tmp", NULL);
    cr_assert(not(tc_excludes_cover(excludes, "/srv/a.tmp", "/srv/a.tmp")));
    cr_assert(tc_excludes_cover(excludes, "/srv/b.tmp/c", "/srv"));
    cr_assert(tc_excludes_cover(excludes, "/b.tmp", "/"));
}
