#include "indexer/options.h"

#include "base/free.h"
#include "document/document.h"
#include "indexer/command/tasks.h"
#include "indexer/option_table.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

GQuark
tc_options_error_quark(void)
{
    return g_quark_from_static_string("tc-indexer-options-error");
}

#define set_usage_error(error, ...)                                                                \
    g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, __VA_ARGS__)
/* Sets the error and returns FALSE. */
#define usage_error(error, ...) (set_usage_error(error, __VA_ARGS__), FALSE)

gboolean
tc_options_want_json(int argc, char *const *argv)
{
    for (int i = 1; i < argc && !g_str_equal(argv[i], "--"); i++)
        if (g_str_equal(argv[i], "--log-format=json") ||
            (g_str_equal(argv[i], "--log-format") && i + 1 < argc &&
             g_str_equal(argv[i + 1], "json")))
            return TRUE;
    return FALSE;
}

/* The configuration that was named, or that of the user or the system. */
static TcConfig *
load_config(const char *given, GError **error)
{
    g_autofree char *file =
        given != NULL ? g_strdup(given) : tc_config_default_file(g_get_user_config_dir());
    g_autoptr(GError) local = NULL;
    TcConfig *config;

    if (file == NULL)
        return tc_config_new();
    config = tc_config_load(file, g_get_home_dir(), &local);
    if (config == NULL)
        set_usage_error(error, "%s", local->message);
    return config;
}

static TcExcludes *
excludes_of(const TcConfig *config)
{
    TcExcludes *excludes = tc_excludes_new();
    g_autofree char *main_origin = g_strdup_printf("%s:%u", config->file, config->exclude_line);

    for (char **pattern = config->exclude; *pattern != NULL; pattern++)
        tc_excludes_add(excludes, NULL, *pattern, main_origin);
    for (guint i = 0; i < config->archives->len; i++) {
        const TcArchive *archive = g_ptr_array_index(config->archives, i);

        g_autofree char *origin = g_strdup_printf("%s:%u", config->file, archive->exclude_line);

        for (char **pattern = archive->exclude; *pattern != NULL; pattern++)
            for (char **path = archive->paths; *path != NULL; path++)
                tc_excludes_add(excludes, *path, *pattern, origin);
    }
    return excludes;
}

char *
tc_options_here(const GPtrArray *show_as, const char *said)
{
    struct stat st;
    char *real = lstat(said, &st) == 0 ? NULL : tc_show_as_real(show_as, said);

    return real != NULL ? real : g_strdup(said);
}

/* Whether the verb takes a file of its own rather than one of an archive. */
static gboolean
takes_file(const char *verb)
{
    return tc_verb_of_name(tc_indexer_verbs(), verb)->argument == TC_OPTION_FILE;
}

/* The paths of archives among the arguments, which may be typed as show-as gives them. */
static void
take_shown_paths(const TcConfig *config, const TcVerbRow *verb, char **words)
{
    const gboolean wants_only_first = verb->argument == TC_OPTION_FIELDS;

    if (takes_file(verb->name) && verb->writes) /* a dump */
        return;
    for (guint i = 0; words[i] != NULL && (i == 0 || !wants_only_first); i++) {
        char *here = tc_options_here(config->show_as, words[i]);

        g_free(words[i]);
        words[i] = here;
    }
}

static GPtrArray *
make_tasks(const TcConfig *config, const char *index, const char *verb, char **words,
           gboolean is_many, GError **error)
{
    static const char *const none[] = {NULL};
    /* Behind the file comes what is to be set. */
    const char *const first[] = {words[0], NULL};
    const char *said = index != NULL ? index : g_getenv("TRACUU_INDEX");
    g_autofree char *fallback = g_build_filename(g_get_user_data_dir(), "tracuu", "index", NULL);
    gboolean rebuilds = g_str_equal(verb, "rebuild");
    TcTaskRequest request = {
        .config = config,
        .index = said != NULL && *said ? said : NULL,
        .fallback = fallback,
        .words = takes_file(verb)           ? none
                 : g_str_equal(verb, "set") ? first
                                            : (const char *const *)words,
        .indexes_paths = rebuilds || g_str_equal(verb, "update"),
        .is_whole = rebuilds,
    };

    g_autoptr(GPtrArray) tasks = tc_tasks_new(&request);

    if (g_str_equal(verb, "extract")) { /* it reads the disk, no index */
        TcTask *task = g_ptr_array_index(tasks, 0);

        g_ptr_array_set_size(tasks, 1);
        g_strfreev(task->paths);
        task->paths = g_strdupv(words);
        return g_steal_pointer(&tasks);
    }
    for (guint i = 0; i < tasks->len; i++) {
        const TcTask *task = g_ptr_array_index(tasks, i);

        /* It would lie wherever the run was started. */
        if (!g_path_is_absolute(task->index_dir)) {
            set_usage_error(error, _("there is no home folder for the index: say which with "
                                     "--index"));
            return NULL;
        }
    }
    if (takes_file(verb) || (g_str_equal(verb, "set") && (words[0] != NULL || is_many))) {
        TcTask *task = g_ptr_array_index(tasks, 0);

        if (tasks->len > 1) {
            set_usage_error(error, _("“%s” works on one index: say which with --index"), verb);
            return NULL;
        }
        g_strfreev(task->paths);
        task->paths = g_strdupv(words);
    }
    return g_steal_pointer(&tasks);
}

void
tc_options_take_task(TcOptions *options, guint i)
{
    const TcTask *task = g_ptr_array_index(options->tasks, i);

    options->index_dir = task->index_dir;
    options->builds_by_api = g_strcmp0(g_getenv("TRACUU_BUILD"), "api") == 0;
    options->paths = (const char *const *)task->paths;
}

static char *
verb_summary(void)
{
    GString *summary = g_string_new(_("Verbs:"));
    glong width = 0;

    for (const TcVerbRow *verb = tc_indexer_verbs(); verb->name != NULL; verb++)
        width = MAX(width, g_utf8_strlen(_(verb->usage), -1));
    for (const TcVerbRow *verb = tc_indexer_verbs(); verb->name != NULL; verb++) {
        const char *usage = _(verb->usage);

        g_string_append_printf(summary, "\n  %s%*s  %s", usage,
                               (int)(width - g_utf8_strlen(usage, -1)), "", _(verb->what));
    }
    return g_string_free(summary, FALSE);
}

static const char exit_summary[] =
    N_("Exit status: 0 done; 1 failed, the index is as it was; 2 wrong use; 3 done, but some\n"
       "files could not be read; 4 verify found damage; 75 another run holds the lock.");

/* "/old=/new": the result holds OLD and NEW of each, and ends in NULL. */
static char **
read_maps(char **maps, GError **error)
{
    g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func(g_free);

    for (; maps != NULL && *maps != NULL; maps++) {
        const char *equals = strstr(*maps, "=/");

        if (**maps != '/' || equals == NULL) {
            set_usage_error(error, _("--map is OLD=NEW, two absolute paths, not “%s”"), *maps);
            return NULL;
        }
        g_autofree char *old = g_strndup(*maps, (gsize)(equals - *maps));
        g_ptr_array_add(pairs, g_canonicalize_filename(old, "/"));
        g_ptr_array_add(pairs, g_canonicalize_filename(equals + 1, "/"));
    }
    g_ptr_array_add(pairs, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&pairs), FALSE);
}

/* "--files, --check": the options of a group. Free with g_free(). */
static char *
names_of_group(guint group)
{
    GString *names = g_string_new(NULL);

    for (const TcOptionRow *row = tc_indexer_options(); row->name != NULL; row++)
        if (row->group == group)
            g_string_append_printf(names, "%s--%s", names->len > 0 ? ", " : "", row->name);
    return g_string_free(names, FALSE);
}

/* Whether the verb takes all options that were given. */
static gboolean
check_options(const TcVerbRow *verb, const TcRawOptions *raw, GError **error)
{
    guint given = 0;

    for (const TcOptionRow *row = tc_indexer_options(); row->name != NULL; row++)
        if (tc_option_is_given(row, raw))
            given |= row->group;
    for (guint group = 1; group < TC_TAKES_END; group <<= 1) {
        g_autofree char *names = names_of_group(group);

        if (given & group & ~verb->accepts)
            return usage_error(error, _("“%s” does not take: %s"), verb->name, names);
    }
    return TRUE;
}

/* Whether the verb understands all that was said. */
static gboolean
check_verb(const TcVerbRow *verb, const TcRawOptions *raw, char **words, GError **error)
{
    guint count = g_strv_length(words);

    if (!check_options(verb, raw, error))
        return FALSE;
    if (count > verb->arguments_max && verb->arguments_max == 0)
        return usage_error(error, _("“%s” takes no arguments"), verb->name);
    if (g_str_equal(verb->name, "extract") && count != 1)
        return usage_error(error, _("“%s” takes one file in an archive: ARCHIVE!/NAME"),
                           verb->name);
    if (raw->file != NULL && *words != NULL)
        return usage_error(error, _("--file has all that is to be set: nothing beside it"));
    if (raw->unset && *words == NULL)
        return usage_error(error, _("--unset: of which file?"));
    if (count < verb->arguments_min || count > verb->arguments_max)
        return usage_error(error, _("“%s” takes the name of one file, or -"), verb->name);
    for (; *words != NULL; words++)
        if (!**words)
            return usage_error(error, _("an empty file name"));
    return TRUE;
}

static const TcVerbRow *
find_verb(const char *name, GError **error)
{
    const TcVerbRow *verb = tc_verb_of_name(tc_indexer_verbs(), name);
    g_autofree char *shown = g_utf8_make_valid(name, -1);

    if (verb == NULL)
        set_usage_error(error, _("no such verb: “%s”; see tracuu-index --help"), shown);
    return verb;
}

/* GLib has no Vietnamese word for it. Takes ownership of `help`. */
static char *
translate_usage(char *help)
{
    g_autofree char *owned = help;
    g_auto(GStrv) parts = g_strsplit(owned, "[OPTION…]", 2);

    return g_strjoinv(_("[OPTION…]"), parts);
}

/* What --help says of one verb: the options that it takes. NULL when there is no such verb. */
static char *
verb_help(const char *name, TcRawOptions *raw, GError **error)
{
    const TcVerbRow *verb = find_verb(name, error);

    if (verb == NULL)
        return NULL;
    g_autofree GOptionEntry *entries = tc_option_entries(tc_indexer_options(), verb, raw);
    g_autoptr(GOptionContext) context = g_option_context_new(_(verb->usage));
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_summary(context, _(verb->what));
    g_option_context_set_description(context, _("See also: man tracuu-index"));
    g_option_context_add_main_entries(context, entries, GETTEXT_PACKAGE);
    return translate_usage(g_option_context_get_help(context, TRUE, NULL));
}

static void
raw_clear(TcRawOptions *raw)
{
    tc_option_clear(tc_indexer_options(), raw);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcRawOptions, raw_clear)

/* What --help prints, if it is given. NULL when the verb behind it is wrong. */
static char *
make_help(GOptionContext *context, TcRawOptions *raw, char **words, GError **error)
{
    return words != NULL && words[0] != NULL
               ? verb_help(words[0], raw, error)
               : translate_usage(g_option_context_get_help(context, TRUE, NULL));
}

/* The parser of options, which leaves the verb and its arguments in `words`. */
static GOptionContext *
make_context(const GOptionEntry *entries, char ***words)
{
    const GOptionEntry rest[] = {
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, words, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    GOptionContext *context = g_option_context_new(_("VERB [PATH...]"));
    g_autofree char *summary = verb_summary();

    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_summary(context, summary);
    g_option_context_set_description(context, _(exit_summary));
    g_option_context_add_main_entries(context, entries, GETTEXT_PACKAGE);
    g_option_context_add_main_entries(context, rest, GETTEXT_PACKAGE);
    return context;
}

/* Whether an empty name was given. */
static gboolean
is_empty(const char *name)
{
    return name != NULL && *name == '\0';
}

static gboolean
check_numbers(const TcRawOptions *raw, GError **error)
{
    if (raw->jobs != -1 && (raw->jobs < 1 || raw->jobs > TC_CONFIG_JOBS_MAX))
        return usage_error(error, _("--jobs takes a number from 1 to 64"));
    if (raw->wait < -1 || (raw->max_time != -1 && raw->max_time < 1))
        return usage_error(error, _("--wait and --max-time take a number of seconds"));
    return TRUE;
}

/* Reads what the command line itself says. */
static gboolean
read_values(TcOptions *options, const TcRawOptions *raw, GError **error)
{
    g_autoptr(GError) local = NULL;

    options->file_size_max = ((TcReadLimits)TC_READ_LIMITS_INIT).input_max;
    if (raw->max_file_size != NULL &&
        !tc_config_size(raw->max_file_size, &options->file_size_max, &local))
        return usage_error(error, "%s", local->message);
    if (!check_numbers(raw, error))
        return FALSE;
    if (raw->shard != NULL && !tc_shard_parse(raw->shard, strlen(raw->shard), &options->shard))
        return usage_error(error, _("--shard is K/N, as in 2/3: the K-th of N parts, not “%s”"),
                           raw->shard);
    if (raw->log_format != NULL && !g_str_equal(raw->log_format, "text") &&
        !g_str_equal(raw->log_format, "json"))
        return usage_error(error, _("--log-format is text or json, not “%s”"), raw->log_format);
    if (is_empty(raw->index) || is_empty(raw->config) || is_empty(raw->metrics))
        return usage_error(error, _("%s is empty"),
                           is_empty(raw->index)     ? "--index"
                           : is_empty(raw->metrics) ? "--metrics"
                                                    : "--config");
    options->dry_run = raw->dry_run;
    options->quiet = raw->quiet;
    options->verbose = raw->verbose;
    options->allow_shrink = raw->allow_shrink;
    options->retry_failed = raw->retry_failed;
    options->ocr = raw->ocr;
    options->failed = raw->failed;
    options->files = raw->files;
    options->check = raw->check;
    options->json = raw->json;
    options->unset = raw->unset;
    options->set_file = g_strdup(raw->file);
    options->maps = read_maps(raw->map, error);
    return options->maps != NULL;
}

/* Reads from the configuration what the command line leaves open. */
static void
read_config(TcOptions *options, const TcRawOptions *raw, const TcConfig *config)
{
    if (raw->max_file_size == NULL && config->file_size_max)
        options->file_size_max = config->file_size_max;
    options->log_json = raw->log_format != NULL ? g_str_equal(raw->log_format, "json")
                                                : config->log_json == TC_SWITCH_ON;
    options->jobs = (guint)MAX(raw->jobs != -1 ? raw->jobs : config->jobs, 0);
    options->wait_s = (guint)MAX(raw->wait != -1 ? raw->wait : config->wait_s, 0);
    options->max_time_s = (guint)MAX(raw->max_time != -1 ? raw->max_time : config->max_time_s, 0);
    options->metrics = raw->metrics != NULL ? g_canonicalize_filename(raw->metrics, NULL)
                                            : g_strdup(config->metrics);
    /* Only where it has a meaning: elsewhere the option itself is refused. */
    if (config->ocr == TC_SWITCH_ON &&
        (g_str_equal(options->verb, "update") || g_str_equal(options->verb, "rebuild")))
        options->ocr = TRUE;
    options->share = config->share == TC_CONFIG_SHARE_EVERYONE ? TC_SHARE_EVERYONE
                     : config->share == TC_CONFIG_SHARE_GROUP  ? TC_SHARE_GROUP
                                                               : TC_SHARE_UNSET;
    options->sandbox_required = config->sandbox == TC_SWITCH_ON;
    options->stale_after_s =
        config->stale_after_s >= 0 ? config->stale_after_s : TC_CONFIG_STALE_AFTER_S;
    options->follow_anywhere = config->follow_anywhere == TC_SWITCH_ON;
    options->never_compact = config->compact == TC_SWITCH_OFF;
    options->excludes = excludes_of(config);
    options->show_as = g_ptr_array_ref(config->show_as);
}

TcOptions *
tc_options_parse(int argc, char **argv, GError **error)
{
    g_autoptr(TcOptions) options = g_new0(TcOptions, 1);
    g_auto(TcRawOptions) raw = {0};
    g_auto(GStrv) words = NULL;
    g_autoptr(GError) local = NULL;
    g_autoptr(TcConfig) config = NULL;

    tc_option_init(tc_indexer_options(), &raw);
    g_autofree GOptionEntry *entries = tc_option_entries(tc_indexer_options(), NULL, &raw);
    g_autoptr(GOptionContext) context = make_context(entries, &words);
    if (!g_option_context_parse(context, &argc, &argv, &local)) {
        set_usage_error(error, "%s", local->message);
        return NULL;
    }
    if (raw.help) {
        options->help = make_help(context, &raw, words, error);
        return options->help != NULL ? g_steal_pointer(&options) : NULL;
    }
    options->version = raw.version;
    if (options->version)
        return g_steal_pointer(&options);
    if (words == NULL || words[0] == NULL) {
        set_usage_error(error, _("no verb given; see tracuu-index --help"));
        return NULL;
    }
    options->verb = g_strdup(words[0]);
    if (!read_values(options, &raw, error))
        return NULL;
    const TcVerbRow *verb = find_verb(words[0], error);
    if (verb == NULL || !check_verb(verb, &raw, words + 1, error) ||
        (config = load_config(raw.config, error)) == NULL)
        return NULL;
    take_shown_paths(config, verb, words + 1);
    read_config(options, &raw, config);
    options->is_configured = config->archives->len > 0 && raw.index == NULL && words[1] == NULL;
    options->tasks =
        make_tasks(config, raw.index, options->verb, words + 1, options->set_file != NULL, error);
    if (options->tasks == NULL)
        return NULL;
    tc_options_take_task(options, 0);
    return g_steal_pointer(&options);
}

void
tc_options_free(TcOptions *options)
{
    if (options == NULL)
        return;
    tc_free_all(options->verb, options->help);
    g_clear_pointer(&options->tasks, g_ptr_array_unref);
    tc_excludes_free(options->excludes);
    tc_free_all(options->metrics, options->set_file);
    g_clear_pointer(&options->show_as, g_ptr_array_unref);
    g_strfreev(options->maps);
    g_free(options);
}
