/* query/command/watch.c: what is new for saved topics. */
#include "tests/unit/query/support.h"

#include <glib/gstdio.h>

TestSuite(watch, .init = folder_make, .fini = folder_remove);

#define WATCH "--watch=@topics|--state=@state|--format=tsv"

static void
write_topics(const char *text)
{
    g_autofree char *path = in_folder("topics");

    cr_assert(g_file_set_contents(path, text, -1, NULL));
}

static const TcSampleDocument archive[] = {
    {.path = "/1.txt", .text = "Nghị quyết về cải cách hành chính của tỉnh"},
    {.path = "/2.txt", .text = "Báo cáo về đất đai và môi trường"},
    {.path = "/3.txt", .text = "Kế hoạch cải cách hành chính năm 2023"},
    {.path = "/4.txt", .text = "Lễ hội hoa xuân"},
    {.path = "/moved.txt", .text = "Nghị quyết về cải cách hành chính của tỉnh"},
};

/* "TOPIC PATH" of each line, with "; " between. */
static char *
watched(void)
{
    g_auto(Run) result = run(WATCH);
    g_auto(GStrv) lines = g_strsplit(result.out, "\n", -1);
    GString *out = g_string_new(NULL);

    cr_assert(result.error == NULL, "%s", result.error);
    for (char **line = lines; *line != NULL && **line != '\0'; line++) {
        g_auto(GStrv) cells = g_strsplit(*line, "\t", -1);

        cr_assert(ge(uint, g_strv_length(cells), 4));
        g_string_append_printf(out, "%s%s %s", out->len > 0 ? "; " : "", cells[0], cells[3]);
    }
    return g_string_free(out, FALSE);
}

Test(watch, prints_what_is_new_once)
{
    write_topics("cchc\tcải cách hành chính\nđất\t\"đất đai\"\n");
    make_index("i", archive, 2);
    g_autofree char *first = watched();
    cr_expect(eq(str, first, (char *)""));
    make_index("i", archive, 4);
    g_autofree char *second = watched();
    cr_expect(eq(str, second, (char *)"cchc /3.txt"));
    g_autofree char *third = watched();
    cr_expect(eq(str, third, (char *)""));
    /* A known text under another name, and none of the old ones: nothing is new. */
    make_index("i", archive + 2, 3);
    g_autofree char *moved = watched();
    cr_expect(eq(str, moved, (char *)""));
    make_index("i", archive, 2);
    g_autofree char *back = watched();
    cr_expect(eq(str, back, (char *)""));
}

/* What is no topic is told before anything is printed or taken note of. */
Test(watch, a_wrong_line_is_named_and_nothing_is_lost)
{
    static const struct {
        const char *topics, *line;
    } rows[] = {
        {"cchc\tcải cách\nđất đai\n", "line 2"},
        {"\tcải cách\n", "line 1"},
        {"# ghi chú\n\ncchc\tcải cách\nx\t\"đất\n", "line 4"},
    };
    g_autofree char *state = in_folder("state");

    make_index("i", archive, 2);
    write_topics("cchc\tcải cách hành chính\n");
    g_autofree char *first = watched();
    make_index("i", archive, 4);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *before = NULL, *after = NULL;
        gsize before_len = 0, after_len = 0;

        write_topics(rows[i].topics);
        cr_assert(g_file_get_contents(state, &before, &before_len, NULL));
        g_auto(Run) result = run(WATCH);
        cr_assert(eq(int, result.status, TC_EXIT_ERROR), "row %zu", i);
        assert_contains(result.error, "topics");
        assert_contains(result.error, rows[i].line);
        assert_str(result.out, "");
        cr_assert(g_file_get_contents(state, &after, &after_len, NULL));
        cr_assert(before_len == after_len && memcmp(before, after, after_len) == 0, "row %zu", i);
    }
    write_topics("cchc\tcải cách hành chính\n");
    g_autofree char *second = watched();
    cr_expect(eq(str, second, (char *)"cchc /3.txt"));
}

Test(watch, what_is_missing_or_damaged_is_named)
{
    g_autofree char *state = in_folder("state");

    make_index("i", archive, 2);
    g_auto(Run) none = run(WATCH);
    assert_contains(none.error, "topics");
    write_topics("cchc\tcải cách hành chính\n");
    cr_assert(g_file_set_contents(state, "TCWATCH1 and no more", -1, NULL));
    g_auto(Run) damaged = run(WATCH);
    assert_contains(damaged.error, "state");
    assert_str(damaged.out, "");
    g_unlink(state);
    g_auto(Run) lost = run("--index=@none|" WATCH);
    assert_contains(lost.error, "none");
    cr_expect(not(g_file_test(state, G_FILE_TEST_EXISTS)));
}
