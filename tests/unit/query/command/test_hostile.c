/* What is printed of documents that want more than to be found. */
#include "tests/unit/query/support.h"

static const TcSampleDocument hostile[] = {
    {.path = "/x/two\nlines\x1B[31m\xFF .txt",
     .title = "Đỏ \x1B[31mđỏ\x07\ttab\nline \u202Eđảo\u2066",
     .type = "Báo\x1B]0;cáo",
     .text = "Lũ \x1B[2J quét \x9B"
             "31m tràn\x08\x08 về\r\nbản \u202Eđảo\u202C ngược\x7F\u2069."},
    {.path = "/x/2", .text = "không liên quan"},
};

Test(command_hostile, nothing_of_a_document_commands_the_terminal, .init = folder_make,
     .fini = folder_remove)
{
    static const char *const formats[] = {"text", "tsv"};

    make_index("i", hostile, G_N_ELEMENTS(hostile));
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autofree char *line = g_strdup_printf("--format=%s|lũ quét", formats[i]);
        g_auto(Run) result = run(line);

        cr_assert(eq(int, result.status, TC_EXIT_FOUND));
        cr_assert(g_utf8_validate(result.out, -1, NULL));
        for (const char *at = result.out; *at != '\0'; at = g_utf8_next_char(at)) {
            gunichar c = g_utf8_get_char(at);

            cr_assert(c == '\n' || c == '\t' || !g_unichar_iscntrl(c), "U+%04X", c);
            cr_assert(c < 0x202A || c > 0x2069 || (c > 0x202E && c < 0x2060), "U+%04X", c);
        }
        assert_contains(result.out, "Lũ [2J quét");
    }
}

Test(command_hostile, a_tsv_hit_is_one_line, .init = folder_make, .fini = folder_remove)
{
    make_index("i", hostile, G_N_ELEMENTS(hostile));

    g_auto(Run) result = run("--format=tsv|lũ quét");
    g_auto(GStrv) lines = g_strsplit(result.out, "\n", -1);
    g_auto(GStrv) columns = g_strsplit(lines[0], "\t", -1);

    cr_assert(eq(u32, g_strv_length(lines), 2));
    cr_assert(eq(u32, g_strv_length(columns), 9));
}

Test(command_hostile, paths_are_the_bytes_of_the_file_system, .init = folder_make,
     .fini = folder_remove)
{
    make_index("i", hostile, G_N_ELEMENTS(hostile));

    g_auto(Run) result = run("-0|lũ quét");

    assert_str(result.out, hostile[0].path);
    cr_assert(eq(sz, result.out_len, strlen(hostile[0].path) + 1));
}

Test(command_hostile, trec_paths_have_no_spaces_or_lines, .init = folder_make,
     .fini = folder_remove)
{
    make_index("i", hostile, G_N_ELEMENTS(hostile));

    g_auto(Run) result = run("--format=trec|lũ quét");

    assert_contains(result.out, " /x/two%0Alines%1B%5B31m%FF%20.txt 1 ");
}

Test(command_hostile, json_is_valid_whatever_the_bytes, .init = folder_make, .fini = folder_remove)
{
    make_index("i", hostile, G_N_ELEMENTS(hostile));

    json_t *hits = hits_of("lũ quét");
    g_autofree char *lit = lit_in(json_array_get(hits, 0));

    assert_str(string_of(json_array_get(hits, 0), "path"), "/x/two\nlines\x1B[31m\uFFFD .txt");
    assert_str(lit, "Lũ|quét");
    json_decref(hits);
}
