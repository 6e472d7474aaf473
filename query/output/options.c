#include "query/output/options.h"

#include "base/free.h"

GQuark
tc_options_error_quark(void)
{
    return g_quark_from_static_string("tc-query-options-error");
}

char *
tc_options_path(const TcOptions *options, const char *typed)
{
    g_autofree char *real = tc_show_as_real(options->show_as, typed);
    return g_canonicalize_filename(real != NULL ? real : typed, NULL);
}

char *
tc_options_shown(const TcOptions *options, const char *path)
{
    return options->real_paths ? g_strdup(path) : tc_show_as(options->show_as, path);
}

void
tc_options_free(TcOptions *options)
{
    if (options == NULL)
        return;
    g_ptr_array_unref(options->indexes);
    tc_free_all(options->topics, options->watch, options->state, options->abbreviations,
                options->aliases, options->query, options->help);
    tc_screen_clear(&options->screen);
    tc_free_all(options->show, options->open, options->like, options->opener, options->cache,
                options->under);
    g_clear_pointer(&options->show_as, g_ptr_array_unref);
    g_clear_pointer(&options->columns, g_array_unref);
    for (gsize i = 0; i < G_N_ELEMENTS(options->strings); i++)
        g_free(options->strings[i]);
    g_free(options);
}
