/* gen_options - at build time, writes what follows from the tables of options: completions, and the
 * options of the manual.
 *
 *   gen_options bash|zsh PROGRAM        the completion
 *   gen_options PROGRAM PAGE            the page of the manual, with its options; in the language
 *                                       of the locale
 */
#include "browse/option_table.h"
#include "field/field.h"
#include "indexer/option_table.h"
#include "option/completion.h"
#include "option/manual.h"
#include "query/command/option_table.h"

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    const char *name;
    const TcOptionRow *options;
    const TcVerbRow *verbs; /* NULL for none */
} Program;

/* What `set` takes: the Vietnamese names, then the English ones. Free with g_free(). */
static const char **
field_names(void)
{
    const char **names = g_new0(const char *, 2 * TC_FIELD_COUNT + 1);
    for (TcField field = 0; field < TC_FIELD_COUNT; field++) {
        const TcFieldRow *row = tc_field_row(field);
        names[field] = row->column != NULL ? row->column : row->names[0];
        names[TC_FIELD_COUNT + field] = row->name;
    }
    return names;
}

static char *
make_page(const Program *program, const char *path, GError **error)
{
    g_autofree char *page = NULL;
    if (!g_file_get_contents(path, &page, NULL, error))
        return NULL;
    return tc_manual_fill(page, program->options, error);
}

static char *
make(const Program *program, const char *first, const char *second, GError **error)
{
    g_autofree const char **fields = field_names();
    if (strcmp(first, "bash") == 0)
        return tc_completion_bash(program->name, program->options, program->verbs, fields);
    if (strcmp(first, "zsh") == 0)
        return tc_completion_zsh(program->name, program->options, program->verbs);
    return make_page(program, second, error);
}

int
main(int argc, char **argv)
{
    const Program programs[] = {
        {"tracuu", tc_query_options(), NULL},
        {"tracuu-index", tc_indexer_options(), tc_indexer_verbs()},
        {"tracuu-browse", tc_browse_options(), NULL},
    };
    const char *localedir = g_getenv("TRACUU_LOCALEDIR");
    setlocale(LC_ALL, "");
    bindtextdomain(GETTEXT_PACKAGE, localedir != NULL ? localedir : TC_LOCALEDIR);
    bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
    textdomain(GETTEXT_PACKAGE);
    for (gsize i = 0; argc == 3 && i < G_N_ELEMENTS(programs); i++) {
        g_autoptr(GError) error = NULL;
        gboolean is_page = strcmp(argv[1], programs[i].name) == 0;
        if (!is_page && strcmp(argv[2], programs[i].name) != 0)
            continue;
        g_autofree char *made = make(&programs[i], argv[1], argv[2], &error);
        if (made == NULL) {
            fprintf(stderr, "gen_options: %s: %s\n", argv[2], error->message);
            return 1;
        }
        return fputs(made, stdout) < 0 || fflush(stdout) != 0;
    }
    fputs("usage: gen_options bash|zsh PROGRAM, or gen_options PROGRAM PAGE\n", stderr);
    return 2;
}
