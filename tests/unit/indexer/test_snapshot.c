/* indexer/state/snapshot.c: which paths a run works on, and which an index is of. */
#include "indexer/state/snapshot.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

/* Paths are given and expected with blanks between them. */
static const struct {
    const char *known, *roots, *expect;
} rows[] = {
    {"", "", ""},
    {"", "/a", "/a"},
    {"/a", "", "/a"},
    {"/a", "/a", "/a"},
    {"/a", "/b", "/a /b"},
    {"/b", "/a", "/b /a"},
    /* What lies below another adds nothing. */
    {"/a", "/a/sub", "/a"},
    {"/a", "/a/sub/1.txt /b", "/a /b"},
    /* A folder takes the place of what lies below it. */
    {"/a/1 /b /a/2", "/a", "/b /a"},
    {"", "/a/1 /a /a/2", "/a"},
    {"/a /b/1", "/", "/"},
    /* A name that begins alike is another one. */
    {"/a", "/ab", "/a /ab"},
    {"/ab", "/a", "/ab /a"},
};

EACH_ROW(snapshot, joined_roots_cover_both_and_repeat_nothing, rows)
ROW_TEST(size_t *row, snapshot, joined_roots_cover_both_and_repeat_nothing)
{
    g_auto(GStrv) known = g_strsplit(rows[*row].known, " ", -1);
    g_auto(GStrv) roots = g_strsplit(rows[*row].roots, " ", -1);
    g_auto(GStrv) joined = tc_roots_join((const char *const *)known, (const char *const *)roots);
    g_autofree char *got = g_strjoinv(" ", joined);

    cr_assert(eq(str, got, (char *)rows[*row].expect));
}
