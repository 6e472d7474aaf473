#include "query/command/command_line.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <locale.h>
#include <string.h>

/* Parse a command line whose arguments are separated by '|', as if typed behind "tracuu". */
static TcOptions *
parse(const char *line, gboolean terminal, GError **error)
{
    g_autofree char *whole = g_strconcat("tracuu|", line, NULL);
    g_auto(GStrv) argv = g_strsplit(whole, "|", -1);

    return tc_options_parse((int)g_strv_length(argv), argv, terminal, error);
}

static TcOptions *
parsed(const char *line)
{
    g_autoptr(GError) error = NULL;
    TcOptions *options = parse(line, FALSE, &error);

    cr_assert(options != NULL, "%s: %s", line, error == NULL ? "" : error->message);
    cr_assert(error == NULL);
    return options;
}

static void
clear_environment(void)
{
    setlocale(LC_CTYPE, "C.UTF-8"); /* as main() does */
    g_unsetenv("TRACUU_INDEX");
    g_unsetenv("NO_COLOR");
    g_setenv("XDG_DATA_HOME", "/data", TRUE);
}

TestSuite(options, .init = clear_environment);

static const struct {
    const char *line;
    const char *query;
} queries[] = {
    {"cải cách", "cải cách"},
    {"cải|cách", "cải cách"},
    {"cải|-thuế", "cải -thuế"},
    {"-thuế|cải", "-thuế cải"},
    /* Words that begin as our short options do. */
    {"cải|-nghị", "cải -nghị"},
    {"cải|-nước|sạch", "cải -nước sạch"},
    {"cải|-in|-internet", "cải -in -internet"},
    {"cải|-hội|-V8|-0x", "cải -hội -V8 -0x"},
    {"cải|-\"hai từ\"", "cải -\"hai từ\""},
    {"cải|-(a|OR|b)", "cải -(a OR b)"},
    {"a|-", "a -"},
    {"--|--limit|-n", "--limit -n"},
    {"a|--|-0|--|b", "a -0 -- b"},
    {"a|-n|3|b|--offset=2|c", "a b c"},
    {"a|-n3|b|-i./x|-i/y|c", "a b c"},
    {"|", " "},
    {"--from|2020", ""},
};

EACH_ROW(options, words_of_the_query_keep_their_order, queries)
ROW_TEST(size_t *row, options, words_of_the_query_keep_their_order)
{
    g_autoptr(TcOptions) options = NULL;

    clear_environment();
    options = parsed(queries[*row].line);
    cr_assert(eq(str, options->query, (char *)queries[*row].query), "%s", queries[*row].line);
}

static const char *const wrong[] = {
    "",
    "--no-such|a",
    "--limit|x|a",
    "--limit=-1|a",
    "--limit=1000001|a",
    "--offset=-1|a",
    "--offset=99999999999|a",
    "-n|x|a",
    "--sort=best|a",
    "--sort=|a",
    "--format=xml|a",
    "--color=maybe|a",
    "--from=hôm kia|a",
    "--to=31/2/2020|a",
    "--from=2021|--to=2020|a",
    "--topics=t|a",
    "--topics=t|--format=text",
    "--topics=t|--format=paths",
    "-0|--format=json|a",
    "--index",
};

EACH_ROW(options, wrong_use_is_an_error, wrong)
ROW_TEST(size_t *row, options, wrong_use_is_an_error)
{
    g_autoptr(GError) error = NULL;
    /* "" is no argument at all. */
    char *bare[] = {(char *)"tracuu", NULL};
    TcOptions *options = *wrong[*row] == '\0' ? tc_options_parse(1, bare, FALSE, &error)
                                              : parse(wrong[*row], FALSE, &error);

    cr_assert(options == NULL, "%s", wrong[*row]);
    cr_assert(g_error_matches(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE));
    cr_assert(strchr(error->message, '\n') == NULL, "%s", error->message);
}

Test(options, defaults_are_those_of_the_contract)
{
    g_autoptr(TcOptions) options = parsed("a");

    cr_assert(eq(u32, options->search.limit, 10));
    cr_assert(eq(u32, options->search.offset, 0));
    cr_assert(options->search.sort == TC_SORT_RELEVANCE);
    cr_assert(options->output == TC_OUTPUT_TEXT);
    cr_assert(options->search.collapses);
    cr_assert(options->topics == NULL && !options->zero && !options->color && !options->explain &&
              !options->search.counts_only);
}

Test(options, all_are_read)
{
    g_autoptr(TcOptions) options =
        parsed("--sort=oldest|--from=2020-12|--to=4/12/2021|--type=nghị quyết|--org=tỉnh ủy|"
               "--place=Hà Nội|--number=30c/NQ-CP|--title=đất|--format=json|--count|--explain|"
               "--no-collapse|-n|7|--offset|14|a");
    const TcFilters *filters = &options->search.filters;

    cr_assert(options->search.sort == TC_SORT_OLDEST);
    cr_assert(eq(u32, filters->from, 20201201));
    cr_assert(eq(u32, filters->to, 20211204));
    cr_assert(eq(str, (char *)filters->fields[TC_FIELD_TYPE], (char *)"nghị quyết"));
    cr_assert(eq(str, (char *)filters->fields[TC_FIELD_ORG], (char *)"tỉnh ủy"));
    cr_assert(eq(str, (char *)filters->fields[TC_FIELD_PLACE], (char *)"Hà Nội"));
    cr_assert(eq(str, (char *)filters->fields[TC_FIELD_NUMBER], (char *)"30c/NQ-CP"));
    cr_assert(eq(str, (char *)filters->fields[TC_FIELD_TITLE], (char *)"đất"));
    cr_assert(options->output == TC_OUTPUT_JSON);
    cr_assert(options->search.counts_only && options->explain && !options->search.collapses);
    cr_assert(eq(u32, options->search.limit, 7));
    cr_assert(eq(u32, options->search.offset, 14));
}

Test(options, a_date_is_its_first_day_for_from_and_its_last_for_to)
{
    g_autoptr(TcOptions) options = parsed("--from=2020|--to=2020|a");

    cr_assert(eq(u32, options->search.filters.from, 20200101));
    cr_assert(eq(u32, options->search.filters.to, 20201231));
}

Test(options, a_filter_alone_is_enough)
{
    g_autoptr(TcOptions) options = parsed("--type=nghị quyết");

    cr_assert(eq(str, options->query, (char *)""));
}

Test(options, topics_give_a_run)
{
    g_autoptr(TcOptions) options = parsed("--topics=-");

    cr_assert(options->output == TC_OUTPUT_TREC);
    cr_assert(eq(str, options->topics, (char *)"-"));
    cr_assert(options->query == NULL);
}

Test(options, zero_means_paths)
{
    g_autoptr(TcOptions) options = parsed("-0|a");

    cr_assert(options->output == TC_OUTPUT_PATHS && options->zero);
}

Test(options, indexes_may_be_several)
{
    g_autoptr(TcOptions) options = parsed("--index=/a|-i|/b|-i/c|x");

    cr_assert(eq(u32, options->indexes->len, 3));
    cr_assert(eq(str, g_ptr_array_index(options->indexes, 0), (char *)"/a"));
    cr_assert(eq(str, g_ptr_array_index(options->indexes, 1), (char *)"/b"));
    cr_assert(eq(str, g_ptr_array_index(options->indexes, 2), (char *)"/c"));
    cr_assert(eq(str, options->query, (char *)"x"));
}

Test(options, index_comes_from_the_environment)
{
    g_autoptr(TcOptions) options = NULL;

    g_setenv("TRACUU_INDEX", "/e", TRUE);
    options = parsed("x");
    cr_assert(eq(str, g_ptr_array_index(options->indexes, 0), (char *)"/e"));
}

Test(options, an_option_beats_the_environment)
{
    g_autoptr(TcOptions) options = NULL;

    g_setenv("TRACUU_INDEX", "/e", TRUE);
    options = parsed("--index=/a|x");
    cr_assert(eq(u32, options->indexes->len, 1));
    cr_assert(eq(str, g_ptr_array_index(options->indexes, 0), (char *)"/a"));
}

Test(options, an_empty_variable_is_none)
{
    g_autoptr(TcOptions) options = NULL;

    g_setenv("TRACUU_INDEX", "", TRUE);
    options = parsed("x");
    cr_assert(eq(str, g_ptr_array_index(options->indexes, 0), (char *)"/data/tracuu/index"));
}

static const struct {
    const char *line;
    const char *no_color; /* NULL: not set */
    gboolean terminal;
    gboolean color;
} colors[] = {
    {"a", NULL, TRUE, TRUE},
    {"a", NULL, FALSE, FALSE},
    {"a", "1", TRUE, FALSE},
    {"a", "", TRUE, TRUE}, /* https://no-color.org: "when present and not an empty string" */
    {"--color=auto|a", NULL, TRUE, TRUE},
    {"--color=always|a", NULL, FALSE, TRUE},
    {"--color=always|a", "1", FALSE, TRUE},
    {"--color=never|a", NULL, TRUE, FALSE},
};

EACH_ROW(options, color_follows_terminal_and_environment, colors)
ROW_TEST(size_t *row, options, color_follows_terminal_and_environment)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcOptions) options = NULL;

    clear_environment();
    if (colors[*row].no_color != NULL)
        g_setenv("NO_COLOR", colors[*row].no_color, TRUE);
    options = parse(colors[*row].line, colors[*row].terminal, &error);
    cr_assert(options != NULL);
    cr_assert(options->color == colors[*row].color);
}

Test(options, help_names_every_option_of_the_contract)
{
    static const char *const names[] = {
        "--index", "--limit", "--offset", "--sort",  "--from",   "--to",     "--type",  "--org",
        "--place", "--title", "--format", "--color", "--number", "--topics", "--count", "--explain",
    };
    g_autoptr(TcOptions) options = parsed("--help");

    cr_assert(options->help != NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        cr_expect(strstr(options->help, names[i]) != NULL, "%s", names[i]);
}

Test(options, version_needs_no_query)
{
    g_autoptr(TcOptions) options = parsed("--version");

    cr_assert(options->version);
}

Test(options, a_watch_shows_more_and_keeps_its_state_by_index)
{
    g_setenv("XDG_STATE_HOME", "/state", TRUE);
    g_autoptr(TcOptions) watch = parsed("--watch|/t.tsv|-i|/x|-i|/y");
    g_autoptr(TcOptions) swapped = parsed("-i|/y|-i|/x/../x|--watch|/./t.tsv");
    g_autoptr(TcOptions) one = parsed("--watch|/t.tsv|-i|/x");
    g_autoptr(TcOptions) given = parsed("--watch|-|--state|s|--limit|7|--format|json");

    cr_assert(eq(uint, watch->search.limit, 100));
    cr_assert(eq(int, watch->output, TC_OUTPUT_TEXT));
    cr_assert(watch->query == NULL);
    cr_assert(not(watch->has_state));
    cr_assert(g_str_has_prefix(watch->state, "/state/tracuu/watch-"), "%s", watch->state);
    cr_assert(eq(str, watch->state, swapped->state));
    cr_assert(ne(str, watch->state, one->state));
    cr_assert(given->has_state);
    cr_assert(eq(str, given->state, (char *)"s"));
    cr_assert(eq(uint, given->search.limit, 7));
}

Test(options, a_state_home_that_is_not_absolute_is_passed_over)
{
    g_setenv("XDG_STATE_HOME", "state", TRUE);
    g_setenv("HOME", "/home-of-test", TRUE);
    g_autoptr(TcOptions) options = parsed("--watch|/t.tsv|-i|/x");

    cr_assert(g_str_has_prefix(options->state, "/home-of-test/.local/state/tracuu/"), "%s",
              options->state);
}
