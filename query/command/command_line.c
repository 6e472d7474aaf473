#include "query/command/command_line.h"

#include "config/config.h"
#include "query/command/option_table.h"
#include "query/command/options_check.h"
#include "text/date/date.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LIMIT       10
/* Hits that people are shown beyond the set of a topic, and of a topic that nothing is about. */
#define BEYOND_MAX  5
#define NEAREST_MAX 3
#define LIMIT_WATCH 100

static void
raw_clear(TcRawOptions *raw)
{
    tc_option_clear(tc_query_options(), raw);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcRawOptions, raw_clear)

/* "-thuế" excludes a word and "-0" is an option: what begins with one dash and is no short option
 * of ours belongs to the query. What may follow such an option in the same argument cannot begin a
 * word that anybody excludes: "-n5", "-i/srv/index", but "-nước" and "-in" are words. */
static gboolean
is_query_argument(const char *argument)
{
    if (argument[0] != '-' || argument[1] == '\0' || argument[1] == '-')
        return FALSE;
    const TcOptionRow *row = tc_option_of_letter(tc_query_options(), argument[1]);
    if (row == NULL)
        return TRUE;
    if (argument[2] == '\0')
        return FALSE;
    return row->kind == TC_OPTION_NUMBER
               ? !g_ascii_isdigit(argument[2])
               : row->kind == TC_OPTION_FLAG || (argument[2] != '/' && argument[2] != '.');
}

/* Which of the option's choices it is, -1 for none of them. */
static int
choice_of(const char *option, const char *value)
{
    const TcOptionRow *row = tc_option_of_name(tc_query_options(), option);
    for (int i = 0; value != NULL && row->choices[i] != NULL; i++)
        if (strcmp(value, row->choices[i]) == 0)
            return i;
    return -1;
}

static gboolean
has_attached_value(const char *argument)
{
    const TcOptionRow *row =
        argument[0] == '-' ? tc_option_of_letter(tc_query_options(), argument[1]) : NULL;
    return row != NULL && row->kind != TC_OPTION_FLAG && argument[2] != '\0';
}

/* NULL leaves *out alone. */
static gboolean
read_choice(const char *option, const char *value, int *out, GError **error)
{
    if (value == NULL)
        return TRUE;
    *out = choice_of(option, value);
    if (*out < 0) {
        const TcOptionRow *row = tc_option_of_name(tc_query_options(), option);
        g_autofree char *known = g_strjoinv(", ", (char **)row->choices);
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, _("--%s=%s is not one of %s"),
                    option, value, known);
        return FALSE;
    }
    return TRUE;
}

/* NULL leaves *out alone. */
static gboolean
read_number(const char *name, const char *value, guint *out, GError **error)
{
    guint64 number = 0;
    if (value == NULL)
        return TRUE;
    if (!g_ascii_string_to_unsigned(value, 10, 0, TC_LIMIT_MAX, &number, NULL)) {
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                    _("--%s=%s is not a number between 0 and %d"), name, value, TC_LIMIT_MAX);
        return FALSE;
    }
    *out = (guint)number;
    return TRUE;
}

/* What GOption says of an option that it does not know, in our words: it has the translations of
 * the system, and puts a full stop behind some. */
static char *
describe_option_error(const GError *from)
{
    const char *dash = strchr(from->message, '-');
    if (g_error_matches(from, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION) && dash != NULL) {
        g_autofree char *name = g_strndup(dash, strcspn(dash, " "));
        gsize len = strlen(name);
        if (len > 2 && name[len - 1] == '.')
            name[len - 1] = '\0';
        return g_strdup_printf(_("there is no option %s"), name);
    }
    if (g_error_matches(from, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE) && dash != NULL) {
        g_autofree char *name = g_strndup(dash, strcspn(dash, " "));
        return g_strdup_printf(_("%s needs a value"), name);
    }
    return g_strdup(from->message);
}

static void
set_date_error(const char *name, const char *value, GError **error)
{
    gboolean is_reversed = tc_date_query_is_reversed(value, strlen(value));
    g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                is_reversed ? _("the end of --%s=%s is before its beginning")
                            : _("--%s=%s is not a date"),
                name, value);
}

static gboolean
read_dates(const TcRawOptions *raw, TcFilters *filters, GError **error)
{
    guint32 other;
    if (raw->from != NULL &&
        (!tc_date_parse_query(raw->from, strlen(raw->from), &filters->from, &other) ||
         filters->from == 0)) {
        set_date_error("from", raw->from, error);
        return FALSE;
    }
    if (raw->to != NULL && (!tc_date_parse_query(raw->to, strlen(raw->to), &other, &filters->to) ||
                            filters->to == 0)) {
        set_date_error("to", raw->to, error);
        return FALSE;
    }
    if (filters->from > 0 && filters->to > 0 && filters->from > filters->to) {
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                    _("--from=%s is later than --to=%s"), raw->from, raw->to);
        return FALSE;
    }
    return TRUE;
}

static gboolean
read_facets(const TcRawOptions *raw, TcOptions *options, GError **error)
{
    if (raw->facets != NULL) {
        g_auto(GStrv) names = g_strsplit(raw->facets, ",", -1);
        for (guint i = 0; i == 0 || names[i] != NULL; i++) { /* "" has no name, which is wrong */
            const char *name = names[i] != NULL ? names[i] : "";
            TcFacet facet = tc_facet_of_name(name);
            if (facet == TC_FACET_COUNT) {
                g_autofree char *known = tc_facets_known();
                g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                            _("--facets: “%s” is not one of %s"), name, known);
                return FALSE;
            }
            options->facets[facet] = TRUE;
        }
    }
    if (raw->timeline != NULL) {
        int unit;
        if (!read_choice("timeline", raw->timeline, &unit, error))
            return FALSE;
        options->facets[unit == 0 ? TC_FACET_YEAR : TC_FACET_MONTH] = TRUE;
        options->timeline = TRUE;
    }
    return TRUE;
}

/* The configuration that is given, or that of the user or the system. */
static TcConfig *
load_config(const TcRawOptions *raw, GError **error)
{
    g_autofree char *file = raw->config != NULL ? g_strdup(raw->config)
                                                : tc_config_default_file(g_get_user_config_dir());
    if (file == NULL)
        return tc_config_new();
    GError *local = NULL;
    TcConfig *config = tc_config_load(file, g_get_home_dir(), &local);
    if (config == NULL) {
        g_set_error_literal(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, local->message);
        g_error_free(local);
    }
    return config;
}

/* The program for files, and where those go that come out of archives. */
static void
read_opener(const TcConfig *config, TcOptions *options)
{
    options->opener = g_strdup(config->opener != NULL ? config->opener : "xdg-open");
    options->cache = g_build_filename(g_get_user_cache_dir(), "tracuu", "open", NULL);
}

/* What --index says, folders or names of archives; else the environment; else the configuration. */
static GPtrArray *
read_indexes(const TcRawOptions *raw, TcOptions *options, GError **error)
{
    g_autoptr(TcConfig) config = load_config(raw, error);
    if (config == NULL)
        return NULL;
    read_opener(config, options);
    options->show_as = g_ptr_array_ref(config->show_as);
    options->stale_after_s =
        config->stale_after_s >= 0 ? config->stale_after_s : TC_CONFIG_STALE_AFTER_S;
    g_autofree char *fallback = g_build_filename(g_get_user_data_dir(), "tracuu", "index", NULL);
    const char *from_environment = g_getenv("TRACUU_INDEX");
    GPtrArray *indexes = g_ptr_array_new_with_free_func(g_free);
    for (gsize i = 0; raw->indexes != NULL && raw->indexes[i] != NULL; i++) {
        g_ptr_array_add(indexes,
                        g_strdup(tc_config_resolve_index(config, raw->indexes[i], fallback)));
    }
    if (indexes->len == 0 && from_environment != NULL && *from_environment != '\0')
        g_ptr_array_add(indexes, g_strdup(from_environment));
    if (indexes->len == 0) {
        g_autoptr(GPtrArray) all = tc_config_indexes(config, fallback);
        for (guint i = 0; i < all->len; i++)
            g_ptr_array_add(indexes, g_strdup(g_ptr_array_index(all, i)));
    }
    return indexes;
}

static gboolean
read_columns(const TcRawOptions *raw, TcOutput output, TcOptions *options, GError **error)
{
    g_autofree char *wrong = NULL;
    if (raw->columns == NULL) {
        options->columns = output == TC_OUTPUT_CSV ? tc_columns_register() : NULL;
        return TRUE;
    }
    if (output != TC_OUTPUT_CSV && output != TC_OUTPUT_TSV) {
        g_set_error_literal(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                            _("--columns goes with --format csv or tsv"));
        return FALSE;
    }
    options->columns = tc_columns_parse(raw->columns, &wrong);
    if (options->columns == NULL) {
        g_autofree char *known = tc_columns_known();
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                    _("--columns: “%s” is not one of %s"), wrong, known);
        return FALSE;
    }
    return TRUE;
}

static void
read_documents(TcRawOptions *raw, TcOptions *options)
{
    TcFilters *filters = &options->search.filters;
    options->show = g_strdup(raw->show);
    options->open = g_strdup(raw->open);
    options->like = g_strdup(raw->similar != NULL ? raw->similar : raw->like);
    options->similar = raw->similar != NULL;
    options->list = raw->list;
    /* The words that tell a document from others are no topic that another one says. */
    options->search.matches_any |= options->like != NULL;
    if (raw->list) {
        filters->is_everything = TRUE;
        options->search.is_set_only = TRUE;
        options->search.collapses = FALSE;
        options->search.limit = raw->limit != NULL ? options->search.limit : G_MAXINT;
    }
}

static int
by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* $XDG_STATE_HOME/tracuu/watch-NAME.seen, with a name of its own for each topics file and set of
 * indexes, in whatever order they are named. */
static char *
default_state(const char *watch, const GPtrArray *indexes)
{
    const char *home = g_getenv("XDG_STATE_HOME");
    g_autofree char *fallback = g_build_filename(g_get_home_dir(), ".local", "state", NULL);
    g_autofree char *topics = g_canonicalize_filename(watch, NULL);
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autoptr(GPtrArray) sorted = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < indexes->len; i++)
        g_ptr_array_add(sorted, g_canonicalize_filename(g_ptr_array_index(indexes, i), NULL));
    g_ptr_array_sort(sorted, by_name);
    g_checksum_update(checksum, (const guchar *)topics, (gssize)strlen(topics) + 1);
    for (guint i = 0; i < sorted->len; i++) {
        const char *index = g_ptr_array_index(sorted, i);
        g_checksum_update(checksum, (const guchar *)index, (gssize)strlen(index) + 1);
    }
    g_autofree char *name = g_strdup_printf("watch-%.16s.seen", g_checksum_get_string(checksum));
    /* The specification passes over a path that is not absolute. */
    return g_build_filename(home != NULL && g_path_is_absolute(home) ? home : fallback, "tracuu",
                            name, NULL);
}

/* Whether the way of output goes with what is asked for. */
static gboolean
check_output(const TcRawOptions *raw, TcOutput output, GError **error)
{
    const char *fault = NULL;
    if (raw->topics != NULL && output != TC_OUTPUT_TREC && output != TC_OUTPUT_JSON)
        fault = _("--topics goes with --format trec or json");
    else if ((raw->facets != NULL || raw->timeline != NULL) &&
             (raw->count || (output != TC_OUTPUT_TEXT && output != TC_OUTPUT_JSON)))
        fault = _("--facets and --timeline go with --format text or json");
    else if (raw->zero && output != TC_OUTPUT_PATHS)
        fault = _("-0 goes with --format paths");
    if (fault != NULL)
        g_set_error_literal(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, fault);
    return fault == NULL;
}

/* A file of the user's, beside the configuration where the command line does not name it. */
static char *
users_table(char **given, const char *name)
{
    return *given != NULL ? g_steal_pointer(given)
                          : g_build_filename(g_get_user_config_dir(), "tracuu", name, NULL);
}

static void
take_search(TcRawOptions *raw, TcSort sort, TcOutput output, TcOptions *options)
{
    TcSearchOptions *search = &options->search;
    search->sort = sort;
    search->counts_only = raw->count;
    search->collapses = !raw->no_collapse;
    search->matches_any = raw->any;
    search->wants_set = raw->facets != NULL || raw->timeline != NULL;
    search->is_plain = output == TC_OUTPUT_TREC;
    if (output == TC_OUTPUT_TEXT && raw->watch == NULL) {
        search->beyond_max = BEYOND_MAX;
        search->nearest_max = NEAREST_MAX;
    }
    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        options->strings[i] = g_steal_pointer(&raw->fields[i]);
        search->filters.fields[i] = options->strings[i];
    }
}

static gboolean
interpret(TcRawOptions *raw, TcOptions *options, gboolean is_terminal, GError **error)
{
    int sort = TC_SORT_RELEVANCE;
    int output = raw->topics != NULL ? TC_OUTPUT_TREC : TC_OUTPUT_TEXT;
    int color = 0;
    options->search.limit = raw->watch != NULL ? LIMIT_WATCH : LIMIT;
    if (raw->zero && raw->format == NULL)
        output = TC_OUTPUT_PATHS;
    if (!read_choice("sort", raw->sort, &sort, error) ||
        !read_choice("format", raw->format, &output, error) ||
        !read_choice("color", raw->color, &color, error) ||
        !read_number("limit", raw->limit, &options->search.limit, error) ||
        !read_number("offset", raw->offset, &options->search.offset, error) ||
        !read_number("context", raw->context, &options->context, error) ||
        !read_dates(raw, &options->search.filters, error) || !read_facets(raw, options, error))
        return FALSE;
    if (!check_output(raw, (TcOutput)output, error) ||
        !tc_options_check(raw, (TcOutput)output, error) ||
        !read_columns(raw, (TcOutput)output, options, error))
        return FALSE;
    tc_screen_init(&options->screen, is_terminal, (TcColorWhen)color,
                   raw->no_pager || output != TC_OUTPUT_TEXT);
    options->color = options->screen.has_color;
    options->output = (TcOutput)output;
    options->zero = raw->zero;
    options->explain = raw->explain;
    options->real_paths = raw->real_paths;
    options->current = raw->current;
    options->has_context = raw->context != NULL;
    options->version = raw->version;
    options->topics = g_steal_pointer(&raw->topics);
    options->watch = g_steal_pointer(&raw->watch);
    options->has_state = raw->state != NULL;
    options->state = g_steal_pointer(&raw->state);
    options->has_abbreviations = raw->abbreviations != NULL;
    options->abbreviations = users_table(&raw->abbreviations, "abbreviations.tsv");
    options->no_aliases = raw->no_aliases;
    options->has_aliases = raw->aliases != NULL;
    options->aliases = users_table(&raw->aliases, "aliases.tsv");
    take_search(raw, (TcSort)sort, (TcOutput)output, options);
    read_documents(raw, options);
    return TRUE;
}

/* " title: date:", in lines of some length and in the language of the messages. */
static char *
field_names(void)
{
    /* To translators: your language, "vi". */
    gboolean is_vietnamese = strcmp(_("en"), "vi") == 0;
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        const TcFieldRow *row = tc_field_row((TcField)i);
        g_string_append_printf(names, "%s%s:", i > 0 && i % 6 == 0 ? "\n" : " ",
                               is_vietnamese ? row->names[0] : row->name);
    }
    return g_string_free(names, FALSE);
}

/* Whether the next argument is the value of this one, which is an option. */
static gboolean
takes_next(const char *argument)
{
    const TcOptionRow *rows = tc_query_options();
    const TcOptionRow *row = NULL;
    if (g_str_has_prefix(argument, "--"))
        row = tc_option_of_name(rows, argument + 2);
    else if (argument[0] == '-' && argument[1] != '\0' && argument[2] == '\0')
        row = tc_option_of_letter(rows, argument[1]);
    return row != NULL && row->kind != TC_OPTION_FLAG;
}

/* The arguments for GOption. The order of the query's words must stay, so what belongs to it is
 * hidden behind a mark that GOption passes over, and taken back afterwards. */
static GPtrArray *
mark_query(int argc, char **argv)
{
    gboolean is_only_query = FALSE;
    gboolean is_value = FALSE;
    GPtrArray *marked = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < argc; i++) {
        if (i > 0 && !is_only_query && strcmp(argv[i], "--") == 0) {
            is_only_query = TRUE;
            continue;
        }
        /* "--limit -1" */
        if (is_value) {
            is_value = FALSE;
            g_ptr_array_add(marked, g_strdup(argv[i]));
            continue;
        }
        /* "--color" alone, before the query: as in other programs. */
        if (i > 0 && !is_only_query && strcmp(argv[i], "--color") == 0 &&
            choice_of("color", argv[i + 1]) < 0) {
            g_ptr_array_add(marked, g_strdup("--color=always"));
            continue;
        }
        gboolean hides = i > 0 && (is_only_query || is_query_argument(argv[i]));
        is_value = i > 0 && !hides && takes_next(argv[i]);
        if (!hides && has_attached_value(argv[i])) { /* which GOption does not know */
            g_ptr_array_add(marked, g_strndup(argv[i], 2));
            g_ptr_array_add(marked, g_strdup(argv[i] + 2));
        } else {
            g_ptr_array_add(marked, hides ? g_strconcat("\x01", argv[i], NULL) : g_strdup(argv[i]));
        }
    }
    return marked;
}

/* With all that --help says of it. */
static GOptionContext *
make_context(const GOptionEntry *entries)
{
    GOptionContext *context = g_option_context_new(_("QUERY..."));
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_translation_domain(context, GETTEXT_PACKAGE);
    g_option_context_add_main_entries(context, entries, GETTEXT_PACKAGE);
    g_autofree char *fields = field_names();
    g_autofree char *summary = g_strconcat(
        _("Search archives of Vietnamese documents by topic.\n"
          "Plain words are a topic: ranked, not all required. \"...\" an exact phrase,\n"
          "+word required, -word excluded, AND OR NOT and parentheses, word* prefix,\n"
          "a NEAR/5 b, fields"),
        fields, NULL);
    g_option_context_set_summary(context, summary);
    g_option_context_set_description(context,
                                     _("Exit status: 0 something found, 1 nothing found, 2 error,\n"
                                       "75 another run with --watch uses the same state."));
    return context;
}

static char *
help_of(GOptionContext *context)
{
    /* GLib has no Vietnamese for it. */
    g_autofree char *help = g_option_context_get_help(context, TRUE, NULL);
    g_auto(GStrv) parts = g_strsplit(help, "[OPTION…]", 2);
    return g_strjoinv(_("[OPTION…]"), parts);
}

/* The `count` arguments that are no options, as one query. Free with g_free(). */
static char *
join_query(char **rest, int count)
{
    GString *query = g_string_new(NULL);
    for (int i = 1; i < count; i++)
        g_string_append_printf(query, "%s%s", i > 1 ? " " : "",
                               rest[i][0] == '\x01' ? rest[i] + 1 : rest[i]);
    return g_string_free(query, FALSE);
}

/* Whether a query is there if and only if it must be. */
static gboolean
check_query(const TcRawOptions *raw, const TcOptions *options, gboolean has_query, GError **error)
{
    const TcFilters *filters = &options->search.filters;
    const char *fault = NULL;
    gboolean is_filtered = filters->from > 0 || filters->to > 0 || filters->under != NULL ||
                           options->list || options->like != NULL ||
                           ((raw->show != NULL || raw->open != NULL) && !has_query);
    for (guint i = 0; i < TC_FIELD_COUNT; i++)
        is_filtered |= filters->fields[i] != NULL;
    if (options->topics != NULL && has_query)
        fault = _("--topics takes no query beside it; see tracuu --help");
    else if (options->topics == NULL && options->watch != NULL && has_query)
        fault = _("--watch takes no query beside it; see tracuu --help");
    else if (options->topics == NULL && options->watch == NULL && !has_query && !is_filtered)
        fault = _("a query is missing; see tracuu --help");
    else if (options->like != NULL && has_query)
        fault = _("--like and --similar take no query beside them; see tracuu --help");
    if (fault != NULL)
        g_set_error_literal(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, fault);
    return fault == NULL;
}

TcOptions *
tc_options_parse(int argc, char **argv, gboolean is_terminal, GError **error)
{
    g_auto(TcRawOptions) raw = {0};
    const TcOptionRow *rows = tc_query_options();
    g_autofree GOptionEntry *entries = tc_option_entries(rows, NULL, &raw);
    g_autoptr(GPtrArray) marked = mark_query(argc, argv);
    g_autoptr(GPtrArray) for_options = g_ptr_array_new();
    for (guint i = 0; i < marked->len; i++)
        g_ptr_array_add(for_options, g_ptr_array_index(marked, i));
    int rest_count = (int)for_options->len;
    g_ptr_array_add(for_options, NULL);
    char **rest = (char **)for_options->pdata;
    g_autoptr(GOptionContext) context = make_context(entries);
    g_autoptr(TcOptions) options = g_new0(TcOptions, 1);
    options->indexes = g_ptr_array_new_with_free_func(g_free);
    GError *local = NULL;
    if (!g_option_context_parse(context, &rest_count, &rest, &local)) {
        g_autofree char *said = describe_option_error(local);
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, _("%s; see tracuu --help"),
                    said);
        g_error_free(local);
        return NULL;
    }
    if (raw.help) {
        options->help = help_of(context);
        return g_steal_pointer(&options);
    }
    if (!interpret(&raw, options, is_terminal, error))
        return NULL;
    if (options->version)
        return g_steal_pointer(&options);
    GPtrArray *indexes = read_indexes(&raw, options, error);
    if (indexes == NULL)
        return NULL;
    g_ptr_array_unref(options->indexes);
    options->indexes = indexes;
    options->search.filters.show_as = options->show_as;
    if (raw.under != NULL)
        options->under = tc_options_path(options, raw.under);
    options->search.filters.under = options->under;
    const gboolean has_query = rest_count > 1;
    if (!check_query(&raw, options, has_query, error))
        return NULL;
    if (!tc_options_read_target(&raw, options, has_query || options->like != NULL, error))
        return NULL;
    if (options->watch != NULL && options->state == NULL)
        options->state = default_state(options->watch, options->indexes);
    if (options->topics == NULL && options->watch == NULL)
        options->query = join_query(rest, rest_count);
    return g_steal_pointer(&options);
}
