/* indexer/command/tasks.c: which paths go into which index. */
#include "indexer/command/tasks.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

/* Two archives that share the index of the main group, and one with its own. */
static const char three[] = "[tracuu]\nindex=/shared\n"
                            "[archive a]\npath=/srv/a\n"
                            "[archive b]\npath=/srv/b;/srv/b2\n"
                            "[archive c]\npath=/srv/c\nindex=/own\n";
/* No archive names an index, and neither does the main group. */
static const char plain[] = "[archive a]\npath=/srv/a\n";

/* Words are given with blanks between them; tasks expected as "INDEX: PATH PATH | INDEX: PATH". */
static const struct {
    const char *config, *index, *words;
    gboolean indexes_paths, is_whole;
    const char *expect;
} rows[] = {
    /* Nothing is configured. */
    {"", NULL, "", TRUE, FALSE, "/fallback:"},
    {"", NULL, "/x a", TRUE, FALSE, "/fallback: /x a"},
    {"", "/said", "", TRUE, FALSE, "/said:"},
    {"", "/said", "/x", TRUE, FALSE, "/said: /x"},
    {"[tracuu]\nindex=/i\n", NULL, "", TRUE, FALSE, "/i:"},
    /* Without words: all archives, each into its index. */
    {three, NULL, "", TRUE, FALSE, "/shared: /srv/a /srv/b /srv/b2 | /own: /srv/c"},
    {three, NULL, "", TRUE, TRUE, "/shared: /srv/a /srv/b /srv/b2 | /own: /srv/c"},
    {three, NULL, "", FALSE, FALSE, "/shared: | /own:"},
    {plain, NULL, "", TRUE, FALSE, "/fallback: /srv/a"},
    /* Names. */
    {three, NULL, "a", TRUE, FALSE, "/shared: /srv/a"},
    {three, NULL, "c b", TRUE, FALSE, "/own: /srv/c | /shared: /srv/b /srv/b2"},
    {three, NULL, "b", FALSE, FALSE, "/shared: /srv/b /srv/b2"},
    {three, NULL, "nothing", TRUE, FALSE, "/shared: nothing"},
    /* To rebuild one of those that share an index is to rebuild all of them. */
    {three, NULL, "a", TRUE, TRUE, "/shared: /srv/a /srv/b /srv/b2"},
    {three, NULL, "c", TRUE, TRUE, "/own: /srv/c"},
    /* A path goes into the index of the archive that it lies in. */
    {three, NULL, "/srv/c/2020/x.txt", TRUE, FALSE, "/own: /srv/c/2020/x.txt"},
    {three, NULL, "/srv/c /srv/c/1 /srv/a", TRUE, FALSE, "/own: /srv/c /srv/c/1 | /shared: /srv/a"},
    {three, NULL, "/srv/cc", TRUE, FALSE, "/shared: /srv/cc"},
    {three, NULL, "./c", TRUE, FALSE, "/shared: ./c"},
    /* What is said counts more: one index for everything. */
    {three, "/said", "c /srv/a", TRUE, FALSE, "/said: /srv/c /srv/a"},
    {three, "/own", "", TRUE, FALSE, "/own: /srv/c"},
    {three, "/shared", "", TRUE, FALSE, "/shared: /srv/a /srv/b /srv/b2"},
    {three, "/said", "", TRUE, FALSE, "/said: /srv/a /srv/b /srv/b2"},
    {three, "/said", "", FALSE, FALSE, "/said:"},
    {plain, "/said", "", TRUE, FALSE, "/said: /srv/a"},
    /* An index may be said by the name of an archive. */
    {three, "c", "", TRUE, FALSE, "/own: /srv/c"},
    {three, "b", "", TRUE, FALSE, "/shared: /srv/a /srv/b /srv/b2"},
    {three, "c", "", FALSE, FALSE, "/own:"},
};

EACH_ROW(tasks, paths_go_into_their_index, rows)
ROW_TEST(size_t *row, tasks, paths_go_into_their_index)
{
    const char *text = rows[*row].config;
    g_autoptr(TcConfig) config = tc_config_parse("/c", text, strlen(text), "/h", NULL);
    g_auto(GStrv) words = g_strsplit(rows[*row].words, " ", -1);
    TcTaskRequest request = {
        .config = config,
        .index = rows[*row].index,
        .fallback = "/fallback",
        .words = (const char *const *)words,
        .indexes_paths = rows[*row].indexes_paths,
        .is_whole = rows[*row].is_whole,
    };
    g_autoptr(GPtrArray) tasks = tc_tasks_new(&request);
    g_autoptr(GString) got = g_string_new(NULL);

    for (guint i = 0; i < tasks->len; i++) {
        const TcTask *task = g_ptr_array_index(tasks, i);

        g_string_append_printf(got, "%s%s:", i ? " | " : "", task->index_dir);
        for (char **path = task->paths; *path != NULL; path++)
            g_string_append_printf(got, " %s", *path);
    }
    cr_assert(eq(str, got->str, (char *)rows[*row].expect));
}
