#include "query/command/command_line.h"

#include "config/config.h"
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
    g_strfreev(raw->indexes);
    g_free(raw->config);
    g_free(raw->limit);
    g_free(raw->offset);
    g_free(raw->sort);
    g_free(raw->from);
    g_free(raw->to);
    for (guint i = 0; i < TC_FIELD_COUNT; i++)
        g_free(raw->fields[i]);
    g_free(raw->format);
    g_free(raw->color);
    g_free(raw->topics);
    g_free(raw->watch);
    g_free(raw->state);
    g_free(raw->abbreviations);
    g_free(raw->aliases);
    g_free(raw->facets);
    g_free(raw->timeline);
    g_free(raw->show);
    g_free(raw->open);
    g_free(raw->like);
    g_free(raw->under);
    g_free(raw->columns);
    g_free(raw->context);
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
    switch (argument[1]) {
    case '0':
    case 'h':
    case 'V':
        return argument[2] != '\0';
    case 'n':
        return argument[2] != '\0' && !g_ascii_isdigit(argument[2]);
    case 'i':
        return argument[2] != '\0' && argument[2] != '/' && argument[2] != '.';
    default:
        return TRUE;
    }
}

/* Whether the argument behind --color, NULL for none, is its value. */
static gboolean
is_color(const char *argument)
{
    return argument != NULL && (strcmp(argument, "auto") == 0 || strcmp(argument, "always") == 0 ||
                                strcmp(argument, "never") == 0);
}

static gboolean
has_attached_value(const char *argument)
{
    return argument[0] == '-' && (argument[1] == 'n' || argument[1] == 'i') && argument[2] != '\0';
}

static int
choice(const char *value, const char *const *names)
{
    for (int i = 0; names[i] != NULL; i++)
        if (strcmp(value, names[i]) == 0)
            return i;
    return -1;
}

static gboolean
read_choice(const char *name, const char *value, const char *const *names, int *out, GError **error)
{
    if (value == NULL)
        return TRUE;
    *out = choice(value, names);
    if (*out < 0) {
        g_autofree char *known = g_strjoinv(", ", (char **)names);
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, _("--%s=%s is not one of %s"),
                    name, value, known);
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
    gboolean reversed = tc_date_query_is_reversed(value, strlen(value));
    g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                reversed ? _("the end of --%s=%s is before its beginning")
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
        gboolean month = strcmp(raw->timeline, "month") == 0;
        if (!month && strcmp(raw->timeline, "year") != 0) {
            g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                        _("--timeline=%s is not one of %s"), raw->timeline, "year, month");
            return FALSE;
        }
        options->facets[month ? TC_FACET_MONTH : TC_FACET_YEAR] = TRUE;
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
    options->like = g_strdup(raw->like);
    options->list = raw->list;
    /* The words that tell a document from others are no topic that another one says. */
    options->search.any |= raw->like != NULL;
    if (raw->list) {
        filters->everything = TRUE;
        options->search.set_only = TRUE;
        options->search.collapse = FALSE;
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

static gboolean
interpret(TcRawOptions *raw, TcOptions *options, gboolean terminal, GError **error)
{
    static const char *const sorts[] = {"relevance", "newest", "oldest", NULL};
    static const char *const formats[] = {"text", "json", "tsv", "paths", "trec", "csv", NULL};
    static const char *const colors[] = {"auto", "always", "never", NULL};
    int sort = TC_SORT_RELEVANCE;
    int output = raw->topics != NULL ? TC_OUTPUT_TREC : TC_OUTPUT_TEXT;
    int color = 0;
    options->search.limit = raw->watch != NULL ? LIMIT_WATCH : LIMIT;
    if (raw->zero && raw->format == NULL)
        output = TC_OUTPUT_PATHS;
    if (!read_choice("sort", raw->sort, sorts, &sort, error) ||
        !read_choice("format", raw->format, formats, &output, error) ||
        !read_choice("color", raw->color, colors, &color, error) ||
        !read_number("limit", raw->limit, &options->search.limit, error) ||
        !read_number("offset", raw->offset, &options->search.offset, error) ||
        !read_number("context", raw->context, &options->context, error) ||
        !read_dates(raw, &options->search.filters, error) || !read_facets(raw, options, error))
        return FALSE;
    if (raw->topics != NULL && output != TC_OUTPUT_TREC && output != TC_OUTPUT_JSON) {
        g_set_error_literal(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                            _("--topics goes with --format trec or json"));
        return FALSE;
    }
    if ((raw->facets != NULL || raw->timeline != NULL) &&
        (raw->count || (output != TC_OUTPUT_TEXT && output != TC_OUTPUT_JSON))) {
        g_set_error_literal(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                            _("--facets and --timeline go with --format text or json"));
        return FALSE;
    }
    if (raw->zero && output != TC_OUTPUT_PATHS) {
        g_set_error_literal(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                            _("-0 goes with --format paths"));
        return FALSE;
    }
    if (!tc_options_check(raw, (TcOutput)output, error) ||
        !read_columns(raw, (TcOutput)output, options, error))
        return FALSE;
    tc_screen_init(&options->screen, terminal, (TcColorWhen)color,
                   raw->no_pager || output != TC_OUTPUT_TEXT);
    options->color = options->screen.color;
    options->output = (TcOutput)output;
    options->zero = raw->zero;
    options->explain = raw->explain;
    options->real_paths = raw->real_paths;
    options->current = raw->current;
    options->context_given = raw->context != NULL;
    options->version = raw->version;
    options->topics = g_steal_pointer(&raw->topics);
    options->watch = g_steal_pointer(&raw->watch);
    options->state_given = raw->state != NULL;
    options->state = g_steal_pointer(&raw->state);
    options->abbreviations_given = raw->abbreviations != NULL;
    options->abbreviations =
        raw->abbreviations != NULL
            ? g_steal_pointer(&raw->abbreviations)
            : g_build_filename(g_get_user_config_dir(), "tracuu", "abbreviations.tsv", NULL);
    options->no_aliases = raw->no_aliases;
    options->aliases_given = raw->aliases != NULL;
    options->aliases = raw->aliases != NULL ? g_steal_pointer(&raw->aliases)
                                            : g_build_filename(g_get_user_config_dir(), "tracuu",
                                                               "aliases.tsv", NULL);
    options->search.sort = (TcSort)sort;
    options->search.count_only = raw->count;
    options->search.collapse = !raw->no_collapse;
    options->search.any = raw->any;
    options->search.want_set = raw->facets != NULL || raw->timeline != NULL;
    if (output == TC_OUTPUT_TEXT && raw->watch == NULL) {
        options->search.beyond_max = BEYOND_MAX;
        options->search.nearest_max = NEAREST_MAX;
    }
    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        options->strings[i] = g_steal_pointer(&raw->fields[i]);
        options->search.filters.fields[i] = options->strings[i];
    }
    read_documents(raw, options);
    return TRUE;
}

/* " title: date:", in lines of some length and in the language of the messages. */
static char *
field_names(void)
{
    /* To translators: your language, "vi". */
    gboolean vietnamese = strcmp(_("en"), "vi") == 0;
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        const TcFieldRow *row = tc_field_row((TcField)i);
        g_string_append_printf(names, "%s%s:", i > 0 && i % 6 == 0 ? "\n" : " ",
                               vietnamese ? row->names[0] : row->name);
    }
    return g_string_free(names, FALSE);
}

TcOptions *
tc_options_parse(int argc, char **argv, gboolean terminal, GError **error)
{
    g_auto(TcRawOptions) raw = {0};
    const GOptionEntry entries[] = {
        {"index", 'i', 0, G_OPTION_ARG_FILENAME_ARRAY, &raw.indexes,
         N_("Search this index, or that of an archive; may be repeated"), N_("DIR")},
        {"config", 0, 0, G_OPTION_ARG_FILENAME, &raw.config,
         N_("The configuration, instead of the user's or the system's"), N_("FILE")},
        {"limit", 'n', 0, G_OPTION_ARG_STRING, &raw.limit, N_("Show at most N hits (10)"), "N"},
        {"offset", 0, 0, G_OPTION_ARG_STRING, &raw.offset, N_("Skip the first N hits"), "N"},
        {"sort", 0, 0, G_OPTION_ARG_STRING, &raw.sort, N_("relevance, newest or oldest"),
         N_("ORDER")},
        {"from", 0, 0, G_OPTION_ARG_STRING, &raw.from, N_("Only documents of this date or later"),
         N_("DATE")},
        {"to", 0, 0, G_OPTION_ARG_STRING, &raw.to, N_("Only documents of this date or earlier"),
         N_("DATE")},
        {"format", 0, 0, G_OPTION_ARG_STRING, &raw.format,
         N_("text, json, tsv, csv, paths or trec"), N_("FORMAT")},
        {"null", '0', 0, G_OPTION_ARG_NONE, &raw.zero, N_("End paths with NUL"), NULL},
        {"color", 0, 0, G_OPTION_ARG_STRING, &raw.color, N_("auto, always or never"), N_("WHEN")},
        {"any", 0, 0, G_OPTION_ARG_NONE, &raw.any, N_("A topic is whatever shares a word with it"),
         NULL},
        {"count", 0, 0, G_OPTION_ARG_NONE, &raw.count, N_("Print only how many documents match"),
         NULL},
        {"topics", 0, 0, G_OPTION_ARG_FILENAME, &raw.topics,
         N_("Run many queries: lines of ID<TAB>QUERY"), N_("FILE")},
        {"watch", 0, 0, G_OPTION_ARG_FILENAME, &raw.watch,
         N_("Print only what is new for these topics since the last run"), N_("FILE")},
        {"state", 0, 0, G_OPTION_ARG_FILENAME, &raw.state,
         N_("Where --watch keeps what it has seen"), N_("FILE")},
        {"facets", 0, 0, G_OPTION_ARG_STRING, &raw.facets,
         N_("Count all hits by type, org, year, place, term (a list)"), N_("LIST")},
        {"timeline", 0, 0, G_OPTION_ARG_STRING, &raw.timeline,
         N_("Show all hits over time: year or month"), N_("UNIT")},
        {"abbreviations", 0, 0, G_OPTION_ARG_FILENAME, &raw.abbreviations,
         N_("Know these abbreviations, too: lines of SHORT<TAB>LONG"), N_("FILE")},
        {"show", 0, 0, G_OPTION_ARG_FILENAME, &raw.show,
         N_("Show the whole text of the N-th hit, or of a path or number"), N_("N|PATH")},
        {"open", 0, 0, G_OPTION_ARG_FILENAME, &raw.open,
         N_("Open the file of the N-th hit, or of a path or number"), N_("N|PATH")},
        {"like", 0, 0, G_OPTION_ARG_FILENAME, &raw.like, N_("Find documents like this one"),
         N_("PATH")},
        {"list", 0, 0, G_OPTION_ARG_NONE, &raw.list,
         N_("List all documents, or all that match, with their fields"), NULL},
        {"columns", 0, 0, G_OPTION_ARG_STRING, &raw.columns,
         N_("Columns of csv and tsv: number,date,title ... (số,ngày,trích-yếu ...)"), N_("LIST")},
        {"context", 0, 0, G_OPTION_ARG_STRING, &raw.context,
         N_("Show whole lines: that of the passage, and N before and behind it"), "N"},
        {"under", 0, 0, G_OPTION_ARG_FILENAME, &raw.under, N_("Only below this folder"),
         N_("FOLDER")},
        {"real-paths", 0, 0, G_OPTION_ARG_NONE, &raw.real_paths,
         N_("Paths as they are on this machine, not as show-as= shows them"), NULL},
        {"current", 0, 0, G_OPTION_ARG_NONE, &raw.current,
         N_("Without what others of the archive replace or repeal as a whole"), NULL},
        {"no-pager", 0, 0, G_OPTION_ARG_NONE, &raw.no_pager,
         N_("Never show long output in a pager"), NULL},
        {"aliases", 0, 0, G_OPTION_ARG_FILENAME, &raw.aliases,
         N_("Know these other names for things, too"), N_("FILE")},
        {"no-aliases", 0, 0, G_OPTION_ARG_NONE, &raw.no_aliases,
         N_("Search only what was typed, not other names for it"), NULL},
        {"explain", 0, 0, G_OPTION_ARG_NONE, &raw.explain, N_("Say why each hit was found"), NULL},
        {"no-collapse", 0, 0, G_OPTION_ARG_NONE, &raw.no_collapse,
         N_("Show identical documents one by one"), NULL},
        {"version", 'V', 0, G_OPTION_ARG_NONE, &raw.version, N_("Print the version"), NULL},
        {"help", 'h', 0, G_OPTION_ARG_NONE, &raw.help, N_("Print this help"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    GOptionEntry field_entries[TC_FIELD_COUNT + 1] = {{0}};
    for (guint i = 0, count = 0; i < TC_FIELD_COUNT; i++) {
        const TcFieldRow *row = tc_field_row((TcField)i);
        if (row->option != NULL) {
            field_entries[count++] = (GOptionEntry){
                row->name, 0, 0, G_OPTION_ARG_STRING, &raw.fields[i], row->option, row->value};
        }
    }
    g_autoptr(GPtrArray) for_options = g_ptr_array_new();
    gboolean only_query = FALSE;
    /* The order of the query's words must stay, so what belongs to it is hidden behind a mark that
     * GOption passes over, and taken back afterwards. */
    g_autoptr(GPtrArray) marked = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < argc; i++) {
        if (i > 0 && !only_query && strcmp(argv[i], "--") == 0) {
            only_query = TRUE;
            continue;
        }
        /* "--color" alone, before the query: as in other programs. */
        if (i > 0 && !only_query && strcmp(argv[i], "--color") == 0 && !is_color(argv[i + 1])) {
            g_ptr_array_add(marked, g_strdup("--color=always"));
            continue;
        }
        gboolean hide = i > 0 && (only_query || is_query_argument(argv[i]));
        if (!hide && has_attached_value(argv[i])) { /* which GOption does not know */
            g_ptr_array_add(marked, g_strndup(argv[i], 2));
            g_ptr_array_add(marked, g_strdup(argv[i] + 2));
        } else {
            g_ptr_array_add(marked, hide ? g_strconcat("\x01", argv[i], NULL) : g_strdup(argv[i]));
        }
    }
    for (guint i = 0; i < marked->len; i++)
        g_ptr_array_add(for_options, g_ptr_array_index(marked, i));
    int rest_count = (int)for_options->len;
    g_ptr_array_add(for_options, NULL);
    char **rest = (char **)for_options->pdata;
    g_autoptr(GOptionContext) context = g_option_context_new(_("QUERY..."));
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_translation_domain(context, GETTEXT_PACKAGE);
    g_option_context_add_main_entries(context, entries, GETTEXT_PACKAGE);
    g_option_context_add_main_entries(context, field_entries, GETTEXT_PACKAGE);
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
        /* GLib has no Vietnamese for it. */
        g_autofree char *help = g_option_context_get_help(context, TRUE, NULL);
        g_auto(GStrv) parts = g_strsplit(help, "[OPTION…]", 2);
        options->help = g_strjoinv(_("[OPTION…]"), parts);
        return g_steal_pointer(&options);
    }
    if (!interpret(&raw, options, terminal, error))
        return NULL;
    g_autoptr(GString) query = g_string_new(NULL);
    for (int i = 1; i < rest_count; i++) {
        g_string_append_printf(query, "%s%s", i > 1 ? " " : "",
                               rest[i][0] == '\x01' ? rest[i] + 1 : rest[i]);
    }
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
    const TcFilters *filters = &options->search.filters;
    gboolean filtered = filters->from > 0 || filters->to > 0 || filters->under != NULL ||
                        options->list || options->like != NULL ||
                        ((raw.show != NULL || raw.open != NULL) && rest_count < 2);
    for (guint i = 0; i < TC_FIELD_COUNT; i++)
        filtered |= filters->fields[i] != NULL;
    gboolean from_file = options->topics != NULL || options->watch != NULL;
    if (from_file ? rest_count > 1 : rest_count < 2 && !filtered) {
        g_set_error_literal(
            error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
            options->topics != NULL  ? _("--topics takes no query beside it; see tracuu --help")
            : options->watch != NULL ? _("--watch takes no query beside it; see tracuu --help")
                                     : _("a query is missing; see tracuu --help"));
        return NULL;
    }
    if (options->like != NULL && rest_count > 1) {
        g_set_error_literal(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                            _("--like takes no query beside it; see tracuu --help"));
        return NULL;
    }
    if (!tc_options_read_target(&raw, options, rest_count > 1 || options->like != NULL, error))
        return NULL;
    if (options->watch != NULL && options->state == NULL)
        options->state = default_state(options->watch, options->indexes);
    if (!from_file)
        options->query = g_string_free(g_steal_pointer(&query), FALSE);
    return g_steal_pointer(&options);
}
