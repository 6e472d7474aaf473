/* option/: what follows from a row of a table. */
#include "option/completion.h"
#include "option/manual.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

typedef struct {
    int jobs;
    gboolean quiet;
    char **maps;
    char *format;
} Parsed;

static const char *const formats[] = {"text", "json", NULL};
static const TcOptionRow rows[] = {
    {.name = "jobs",
     .letter = 'j',
     .kind = TC_OPTION_INT,
     .at = G_STRUCT_OFFSET(Parsed, jobs),
     .group = 1,
     .what = "processes",
     .value = "N"},
    {.name = "quiet",
     .kind = TC_OPTION_FLAG,
     .at = G_STRUCT_OFFSET(Parsed, quiet),
     .what = "no: [progress]"},
    {.name = "map",
     .kind = TC_OPTION_BYTES,
     .is_repeated = TRUE,
     .at = G_STRUCT_OFFSET(Parsed, maps),
     .what = "was below OLD",
     .value = "OLD=NEW"},
    {.name = "log-format",
     .kind = TC_OPTION_CHOICE,
     .choices = formats,
     .at = G_STRUCT_OFFSET(Parsed, format),
     .what = "text or json",
     .value = "A|B"},
    {.name = NULL},
};
static const TcVerbRow none = {.name = "none"};

Test(option, parsing_fills_the_member_of_each_row)
{
    const char *arguments[] = {"x",          "-j",           "3",    "--map", "/a=/b",
                               "--map=\xff", "--log-format", "json", NULL};
    char **argv = (char **)arguments;
    int argc = G_N_ELEMENTS(arguments) - 1;
    Parsed parsed;
    tc_option_init(rows, &parsed);
    for (const TcOptionRow *row = rows; row->name != NULL; row++)
        cr_expect(not(tc_option_is_given(row, &parsed)), "%s", row->name);
    g_autofree GOptionEntry *entries = tc_option_entries(rows, NULL, &parsed);
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_option_context_add_main_entries(context, entries, NULL);
    cr_assert(g_option_context_parse(context, &argc, &argv, NULL));
    cr_expect(eq(int, parsed.jobs, 3));
    cr_expect(eq(int, parsed.quiet, FALSE));
    cr_expect_str_eq(parsed.maps[1], "\xff");
    cr_expect_str_eq(parsed.format, "json");
    cr_expect(tc_option_is_given(&rows[0], &parsed));
    cr_expect(not(tc_option_is_given(&rows[1], &parsed)));
    tc_option_clear(rows, &parsed);
}

Test(option, a_verb_has_the_options_of_its_groups)
{
    Parsed parsed;
    g_autofree GOptionEntry *entries = tc_option_entries(rows, &none, &parsed);
    cr_expect_str_eq(entries[0].long_name, "quiet");
    cr_expect(eq(ptr, (void *)entries[3].long_name, NULL));
}

Test(option, a_page_gets_letters_and_values_and_what_it_does_not_say)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *page = tc_manual_fill(".Bl\n.It Fl \\-quiet , Fl \\-jobs\nProse.\n"
                                           ".\\\" further options\n.El\n",
                                           rows, &error);
    cr_assert(error == NULL);
    cr_expect_str_eq(page, ".Bl\n.It Fl \\-quiet , Fl j Ar n , Fl \\-jobs Ns = Ns Ar n\nProse.\n"
                           ".It Fl \\-map Ns = Ns Ar old Ns = Ns Ar new\nWas below OLD.\n"
                           ".It Fl \\-log\\-format Ns = Ns Ar a , Fl \\-log\\-format Ns = Ns Ar b\n"
                           "Text or json.\n.El\n");
}

Test(option, a_page_that_names_an_option_which_is_not_there_is_refused)
{
    g_autoptr(GError) error = NULL;
    char *page = tc_manual_fill(".It Fl \\-gone\n.\\\" further options\n", rows, &error);
    cr_expect(eq(ptr, page, NULL));
    cr_expect(g_error_matches(error, TC_MANUAL_ERROR, TC_MANUAL_ERROR_OPTION));
    g_clear_error(&error);
    page = tc_manual_fill(".It Fl \\-quiet\n", rows, &error);
    cr_expect(eq(ptr, page, NULL));
    cr_expect(g_error_matches(error, TC_MANUAL_ERROR, TC_MANUAL_ERROR_OPTION));
}

Test(option, shells_read_what_help_says_as_text)
{
    g_autofree char *zsh = tc_completion_zsh("x", rows, NULL);
    cr_expect(strstr(zsh, "    '--quiet[no\\: \\[progress\\]]' \\\n") != NULL, "%s", zsh);
    cr_expect(strstr(zsh, "    '(-j --jobs)'{-j+,--jobs=}'[processes]:n:' \\\n") != NULL, "%s",
              zsh);
    cr_expect(strstr(zsh, "    '*--map=[was below OLD]:old=new:' \\\n") != NULL, "%s", zsh);
    cr_expect(strstr(zsh, ":a|b:(text json)' \\\n") != NULL, "%s", zsh);
}
