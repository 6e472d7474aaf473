#include "indexer/options.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static TcOptions *
parse(const char *line, GError **error)
{
    g_auto(GStrv) argv = NULL;
    g_autofree char **reordered = NULL; /* GOption does that */
    int argc = 0;

    cr_assert(g_shell_parse_argv(line, &argc, &argv, NULL));
    reordered = g_memdup2(argv, sizeof *argv * ((gsize)argc + 1));
    return tc_options_parse(argc, reordered, error);
}

Test(options, say_what_was_typed)
{
    g_autoptr(TcOptions) options = parse(
        "tracuu-index --index /i --wait 5 update --jobs 3 a -n --max-time 60 --quiet -- -b", NULL);

    cr_assert(ne(ptr, options, NULL));
    cr_assert(eq(str, options->verb, (char *)"update"));
    cr_assert(eq(str, (char *)options->paths[0], (char *)"a"));
    cr_assert(eq(str, (char *)options->paths[1], (char *)"-b"));
    cr_assert(eq(ptr, (char *)options->paths[2], NULL));
    cr_assert(eq(str, (char *)options->index_dir, (char *)"/i"));
    cr_assert(eq(uint, options->wait_s, 5));
    cr_assert(eq(uint, options->jobs, 3));
    cr_assert(eq(uint, options->max_time_s, 60));
    cr_assert(options->dry_run && options->quiet && !options->verbose);
    cr_assert(eq(sz, options->file_size_max, (gsize)256 << 20));
}

Test(options, the_index_comes_from_the_option_then_the_environment_then_the_data_folder)
{
    g_setenv("TRACUU_INDEX", "/from/environment", TRUE);
    g_setenv("XDG_DATA_HOME", "/data", TRUE);
    g_autoptr(TcOptions) typed = parse("tracuu-index stats --index /typed", NULL);
    g_autoptr(TcOptions) environment = parse("tracuu-index stats", NULL);
    g_unsetenv("TRACUU_INDEX");
    g_autoptr(TcOptions) folder = parse("tracuu-index stats", NULL);

    cr_assert(eq(str, (char *)typed->index_dir, (char *)"/typed"));
    cr_assert(eq(str, (char *)environment->index_dir, (char *)"/from/environment"));
    cr_assert(eq(str, (char *)folder->index_dir, (char *)"/data/tracuu/index"));
}

static const char *const refused[] = {
    "tracuu-index",
    "tracuu-index frobnicate",
    "tracuu-index dump",
    "tracuu-index update --frobnicate",
    "tracuu-index update --jobs 0",
    "tracuu-index update --jobs 65",
    "tracuu-index update --max-time 0",
    "tracuu-index update --wait -2",
    "tracuu-index update --log-format xml",
    "tracuu-index update --json",
    "tracuu-index update --failed",
    "tracuu-index update ''",
    "tracuu-index rebuild --retry-failed",
    "tracuu-index status --wait 1",
    "tracuu-index status --dry-run",
    "tracuu-index stats file",
    "tracuu-index verify --json",
    "tracuu-index compact --max-file-size 1M",
};

EACH_ROW(options, wrong_use_is_refused, refused)
ROW_TEST(size_t *row, options, wrong_use_is_refused)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcOptions) options = parse(refused[*row], &error);

    cr_assert(eq(ptr, options, NULL), "%s", refused[*row]);
    cr_assert(g_error_matches(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE));
}
