#include "indexer/options.h"

#include "document/document.h"
#include "indexer/command/tasks.h"

#include <glib/gi18n.h>
#include <string.h>

GQuark
tc_options_error_quark(void)
{
    return g_quark_from_static_string("tc-indexer-options-error");
}

/* Which options a verb understands: one that it would ignore is refused as wrong use. */
enum {
    SCANS = 1 << 0,   /* reads files: --dry-run, --shard, --max-time, ... */
    LOCKS = 1 << 1,   /* --wait */
    LISTS = 1 << 2,   /* --files, --failed, --check */
    JSON = 1 << 3,    /* --json */
    RETRIES = 1 << 4, /* --retry-failed */
    MAPS = 1 << 6,    /* --map */
    SETS = 1 << 7,    /* --unset, --file */
    BUILDS = 1 << 5,  /* --jobs, --allow-shrink */
};

static const struct {
    const char *name;
    guint accepts;
    guint paths_min, paths_max;
} verbs[] = {
    {"update", SCANS | BUILDS | LOCKS | RETRIES, 0, G_MAXUINT},
    {"rebuild", SCANS | BUILDS | LOCKS, 0, G_MAXUINT},
    {"status", LISTS | JSON, 0, G_MAXUINT},
    {"verify", LOCKS, 0, 0},
    {"compact", LOCKS, 0, 0},
    {"stats", JSON, 0, 0},
    {"dump", LOCKS, 1, 1},
    {"load", BUILDS | LOCKS | MAPS, 1, 1},
    {"extract", 0, 1, 1},
    {"set", LOCKS | SETS | JSON, 0, G_MAXUINT},
};

static gboolean set_usage_error(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean
set_usage_error(GError **error, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    if (error != NULL)
        *error = g_error_new_valist(TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, format, args);
    va_end(args);
    return FALSE;
}

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

/* The configuration that is given, or that of the user or the system. */
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

/* Whether the argument of the verb is a file of its own, not one of an archive. */
static gboolean
takes_file(const char *verb)
{
    return g_str_equal(verb, "dump") || g_str_equal(verb, "load") || g_str_equal(verb, "extract");
}

static GPtrArray *
make_tasks(const TcConfig *config, const char *index, const char *verb, char **words,
           gboolean is_many, GError **error)
{
    static const char *const none[] = {NULL};
    /* Behind the file comes what is set. */
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
        .whole = rebuilds,
    };

    g_autoptr(GPtrArray) tasks = tc_tasks_new(&request);

    if (g_str_equal(verb, "extract")) { /* from disk: of no index */
        TcTask *task = g_ptr_array_index(tasks, 0);

        g_ptr_array_set_size(tasks, 1);
        g_strfreev(task->paths);
        task->paths = g_strdupv(words);
        return g_steal_pointer(&tasks);
    }
    for (guint i = 0; i < tasks->len; i++) {
        const TcTask *task = g_ptr_array_index(tasks, i);

        /* It would be wherever the run was started. */
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

/* What --help says of the verbs, in the order of `verbs`. */
static const struct {
    const char *usage, *what;
} rows[] = {
    {N_("update PATH..."), N_("bring the index in line with the files below PATH")},
    {N_("rebuild PATH..."), N_("build a fresh index of the files below PATH and switch to it")},
    {N_("status [FILE...]"), N_("what is indexed, what is not, and why")},
    {N_("verify"), N_("check the index against itself, its ledger and the disk")},
    {N_("compact"), N_("make the index smaller after many updates")},
    {N_("stats"), N_("figures of the index")},
    {N_("dump FILE"), N_("write all that the index holds to FILE, or to standard output (-)")},
    {N_("load FILE"), N_("make the index anew from a dump, or from standard input (-)")},
    {N_("extract FILE"), N_("write a file in an archive, ARCHIVE!/NAME, to standard output")},
    {N_("set FILE [FIELD=VALUE...]"),
     N_("put right what was read wrong; without FILE, all that is")},
};
G_STATIC_ASSERT(G_N_ELEMENTS(rows) == G_N_ELEMENTS(verbs));

static char *
verb_summary(void)
{
    GString *summary = g_string_new(_("Verbs:"));
    glong width = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        width = MAX(width, g_utf8_strlen(_(rows[i].usage), -1));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *usage = _(rows[i].usage);

        g_string_append_printf(summary, "\n  %s%*s  %s", usage,
                               (int)(width - g_utf8_strlen(usage, -1)), "", _(rows[i].what));
    }
    return g_string_free(summary, FALSE);
}

static const char exit_summary[] =
    N_("Exit status: 0 done; 1 failed, the index is as it was; 2 wrong use; 3 done, but some\n"
       "files could not be read; 4 verify found damage; 75 another run holds the lock.");

/* "/old=/new", each as OLD, NEW in the result; NULL-ended. */
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

/* Whether the verb understands everything that was said. */
static gboolean
check_verb(const TcOptions *options, char **words, guint said, GError **error)
{
    static const struct {
        guint flag;
        const char *names;
    } groups[] = {
        {SCANS, "--dry-run, --shard, --max-time, --max-file-size, --metrics, --ocr"},
        {BUILDS, "--jobs, --allow-shrink"},
        {RETRIES, "--retry-failed"},
        {MAPS, "--map"},
        {SETS, "--unset, --file"},
        {LOCKS, "--wait"},
        {LISTS, "--files, --failed, --check"},
        {JSON, "--json"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++) {
        if (!g_str_equal(options->verb, verbs[i].name))
            continue;
        for (gsize j = 0; j < G_N_ELEMENTS(groups); j++)
            if (said & groups[j].flag & ~verbs[i].accepts)
                return set_usage_error(error, _("“%s” does not take: %s"), options->verb,
                                       groups[j].names);
        if (g_strv_length(words) > verbs[i].paths_max && !verbs[i].paths_max)
            return set_usage_error(error, _("“%s” takes no arguments"), options->verb);
        if (g_str_equal(options->verb, "extract") && g_strv_length(words) != 1)
            return set_usage_error(error, _("“%s” takes one file in an archive: ARCHIVE!/NAME"),
                                   options->verb);
        if (options->set_file != NULL && *words != NULL)
            return set_usage_error(error, _("--file has all that is to be set: nothing beside it"));
        if (options->unset && *words == NULL)
            return set_usage_error(error, _("--unset: of which file?"));
        if (g_strv_length(words) < verbs[i].paths_min || g_strv_length(words) > verbs[i].paths_max)
            return set_usage_error(error, _("“%s” takes the name of one file, or -"),
                                   options->verb);
        for (; *words != NULL; words++)
            if (!**words)
                return set_usage_error(error, _("an empty file name"));
        return TRUE;
    }
    g_autofree char *verb = g_utf8_make_valid(options->verb, -1);
    return set_usage_error(error, _("no such verb: “%s”; see tracuu-index --help"), verb);
}

/* What an option is for: one of the groups that verbs accept, 0 for all of them. */
static guint
group_of(const char *option)
{
    static const struct {
        const char *name;
        guint group;
    } groups[] = {
        {"dry-run", SCANS},        {"shard", SCANS},   {"max-time", SCANS},
        {"max-file-size", SCANS},  {"metrics", SCANS}, {"ocr", SCANS},
        {"jobs", BUILDS},          {"wait", LOCKS},    {"allow-shrink", BUILDS},
        {"retry-failed", RETRIES}, {"json", JSON},     {"files", LISTS},
        {"failed", LISTS},         {"check", LISTS},   {"map", MAPS},
        {"unset", SETS},           {"file", SETS},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(groups); i++)
        if (g_str_equal(option, groups[i].name))
            return groups[i].group;
    return 0;
}

/* GLib has no Vietnamese for it. Takes `help`. */
static char *
translate_usage(char *help)
{
    g_autofree char *owned = help;
    g_auto(GStrv) parts = g_strsplit(owned, "[OPTION…]", 2);

    return g_strjoinv(_("[OPTION…]"), parts);
}

/* What --help says of one verb: the options that it takes; NULL when there is no such verb. */
static char *
verb_help(const char *verb, const GOptionEntry *entries)
{
    g_autoptr(GArray) taken = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    gsize i = 0;

    while (i < G_N_ELEMENTS(verbs) && !g_str_equal(verb, verbs[i].name))
        i++;
    if (i == G_N_ELEMENTS(verbs))
        return NULL;
    for (; entries->long_name != NULL; entries++) {
        guint group = group_of(entries->long_name);

        if (*entries->long_name && (!group || (verbs[i].accepts & group)))
            g_array_append_val(taken, *entries);
    }
    g_autoptr(GOptionContext) context = g_option_context_new(_(rows[i].usage));
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_summary(context, _(rows[i].what));
    g_option_context_set_description(context, _("See also: man tracuu-index"));
    g_option_context_add_main_entries(context, (const GOptionEntry *)(gpointer)taken->data,
                                      GETTEXT_PACKAGE);
    return translate_usage(g_option_context_get_help(context, TRUE, NULL));
}

TcOptions *
tc_options_parse(int argc, char **argv, GError **error)
{
    g_autoptr(TcOptions) options = g_new0(TcOptions, 1);
    int jobs = -1, wait = -1, max_time = -1;
    g_autofree char *index = NULL, *log_format = NULL, *size = NULL, *config_file = NULL;
    g_autofree char *metrics = NULL, *shard = NULL;
    g_auto(GStrv) words = NULL;
    g_auto(GStrv) maps = NULL;
    gboolean help = FALSE;
    g_autoptr(GError) local = NULL;
    g_autoptr(TcConfig) config = NULL;
    const GOptionEntry entries[] = {
        {"index", 'i', 0, G_OPTION_ARG_FILENAME, &index,
         N_("the folder of the index, or the name of an archive"), N_("DIR")},
        {"config", 0, 0, G_OPTION_ARG_FILENAME, &config_file,
         N_("the configuration, instead of the user's or the system's"), N_("FILE")},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs,
         N_("processes for update, rebuild, load and --ocr"), N_("N")},
        {"shard", 0, 0, G_OPTION_ARG_STRING, &shard,
         N_("update, rebuild: only the K-th of N parts, by path"), N_("K/N")},
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &options->dry_run,
         N_("only tell what would be done"), NULL},
        {"wait", 0, 0, G_OPTION_ARG_INT, &wait, N_("wait that long for another run to end"),
         N_("SECONDS")},
        {"max-time", 0, 0, G_OPTION_ARG_INT, &max_time,
         N_("stop cleanly after that time; the next update goes on"), N_("SECONDS")},
        {"max-file-size", 0, 0, G_OPTION_ARG_STRING, &size,
         N_("leave out larger files (256M); takes K, M, G"), N_("BYTES")},
        {"allow-shrink", 0, 0, G_OPTION_ARG_NONE, &options->allow_shrink,
         N_("go on although most of the files are gone"), NULL},
        {"map", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &maps,
         N_("load: what was below OLD is below NEW now"), N_("OLD=NEW")},
        {"retry-failed", 0, 0, G_OPTION_ARG_NONE, &options->retry_failed,
         N_("read files again that could not be read, though they are unchanged"), NULL},
        {"ocr", 0, 0, G_OPTION_ARG_NONE, &options->ocr,
         N_("recognise the text of scans and pictures"), NULL},
        {"files", 0, 0, G_OPTION_ARG_NONE, &options->files, N_("status: list all files"), NULL},
        {"check", 0, 0, G_OPTION_ARG_NONE, &options->check,
         N_("status: fail unless the last run was good and is not long ago"), NULL},
        {"failed", 0, 0, G_OPTION_ARG_NONE, &options->failed,
         N_("status: only files that are not indexed, or not all of them"), NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_("status, stats, set: write JSON"),
         NULL},
        {"unset", 0, 0, G_OPTION_ARG_NONE, &options->unset,
         N_("set: back to what was read, of these fields or of all"), NULL},
        {"file", 0, 0, G_OPTION_ARG_FILENAME, &options->set_file,
         N_("set: for many files, lines of PATH<TAB>FIELD=VALUE<TAB>..."), N_("FILE")},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &options->quiet, N_("no progress line"), NULL},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &options->verbose,
         N_("a line for each file on standard error"), NULL},
        {"log-format", 0, 0, G_OPTION_ARG_STRING, &log_format,
         N_("how messages are written: text or json"), N_("FORMAT")},
        {"metrics", 0, 0, G_OPTION_ARG_FILENAME, &metrics,
         N_("write figures of the run there, for Prometheus"), N_("FILE")},
        {"version", 'V', 0, G_OPTION_ARG_NONE, &options->version, N_("print the version"), NULL},
        {"help", 'h', 0, G_OPTION_ARG_NONE, &help,
         N_("print this help; behind a verb, that of the verb"), NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &words, NULL, NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    g_autoptr(GOptionContext) context = g_option_context_new(_("VERB [PATH...]"));
    g_autofree char *summary = verb_summary();
    guint said;

    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_summary(context, summary);
    g_option_context_set_description(context, _(exit_summary));
    g_option_context_add_main_entries(context, entries, GETTEXT_PACKAGE);
    if (!g_option_context_parse(context, &argc, &argv, &local)) {
        set_usage_error(error, "%s", local->message);
        return NULL;
    }
    if (help) {
        options->help = words != NULL && words[0] != NULL
                            ? verb_help(words[0], entries)
                            : translate_usage(g_option_context_get_help(context, TRUE, NULL));
        if (options->help != NULL)
            return g_steal_pointer(&options);
        g_autofree char *verb = g_utf8_make_valid(words[0], -1);
        set_usage_error(error, _("no such verb: “%s”; see tracuu-index --help"), verb);
        return NULL;
    }
    if (options->version)
        return g_steal_pointer(&options);
    if (words == NULL || words[0] == NULL) {
        set_usage_error(error, _("no verb given; see tracuu-index --help"));
        return NULL;
    }
    options->verb = g_strdup(words[0]);

    options->file_size_max = ((TcReadLimits)TC_READ_LIMITS_INIT).input_max;
    if (size != NULL && !tc_config_size(size, &options->file_size_max, &local)) {
        set_usage_error(error, "%s", local->message);
        return NULL;
    }
    if (jobs != -1 && (jobs < 1 || jobs > TC_CONFIG_JOBS_MAX)) {
        set_usage_error(error, _("--jobs takes a number from 1 to 64"));
        return NULL;
    }
    if (shard != NULL && !tc_shard_parse(shard, strlen(shard), &options->shard)) {
        set_usage_error(error, _("--shard is K/N, as in 2/3: the K-th of N parts, not “%s”"),
                        shard);
        return NULL;
    }
    if (wait < -1 || (max_time != -1 && max_time < 1)) {
        set_usage_error(error, _("--wait and --max-time take a number of seconds"));
        return NULL;
    }
    if (log_format != NULL && !g_str_equal(log_format, "text") &&
        !g_str_equal(log_format, "json")) {
        set_usage_error(error, _("--log-format is text or json, not “%s”"), log_format);
        return NULL;
    }
    if ((index != NULL && !*index) || (config_file != NULL && !*config_file) ||
        (metrics != NULL && !*metrics)) {
        set_usage_error(error, _("%s is empty"),
                        index != NULL && !*index       ? "--index"
                        : metrics != NULL && !*metrics ? "--metrics"
                                                       : "--config");
        return NULL;
    }

    if ((options->maps = read_maps(maps, error)) == NULL)
        return NULL;
    said = 0;
    if (max_time != -1 || shard != NULL || size != NULL || options->dry_run || metrics != NULL ||
        options->ocr)
        said |= SCANS;
    if (jobs != -1 || options->allow_shrink)
        said |= BUILDS;
    if (wait != -1)
        said |= LOCKS;
    if (options->failed || options->files || options->check)
        said |= LISTS;
    if (options->json)
        said |= JSON;
    if (options->retry_failed)
        said |= RETRIES;
    if (maps != NULL)
        said |= MAPS;
    if (options->unset || options->set_file != NULL)
        said |= SETS;
    if (!check_verb(options, words + 1, said, error) ||
        (config = load_config(config_file, error)) == NULL)
        return NULL;

    if (size == NULL && config->file_size_max)
        options->file_size_max = config->file_size_max;
    options->log_json =
        log_format != NULL ? g_str_equal(log_format, "json") : config->log_json == TC_SWITCH_ON;
    options->jobs = (guint)MAX(jobs != -1 ? jobs : config->jobs, 0);
    options->wait_s = (guint)MAX(wait != -1 ? wait : config->wait_s, 0);
    options->max_time_s = (guint)MAX(max_time != -1 ? max_time : config->max_time_s, 0);
    options->metrics =
        metrics != NULL ? g_canonicalize_filename(metrics, NULL) : g_strdup(config->metrics);
    /* Only where it means something: the option itself is refused elsewhere. */
    if (config->ocr == TC_SWITCH_ON &&
        (g_str_equal(options->verb, "update") || g_str_equal(options->verb, "rebuild")))
        options->ocr = TRUE;
    options->share = config->share == TC_CONFIG_SHARE_EVERYONE ? TC_SHARE_EVERYONE
                     : config->share == TC_CONFIG_SHARE_GROUP  ? TC_SHARE_GROUP
                                                               : TC_SHARE_UNSET;
    options->sandbox_required = config->sandbox == TC_SWITCH_ON;
    options->stale_after_s =
        config->stale_after_s >= 0 ? config->stale_after_s : TC_CONFIG_STALE_AFTER_S;
    options->configured = config->archives->len > 0 && index == NULL && words[1] == NULL;
    options->follow_anywhere = config->follow_anywhere == TC_SWITCH_ON;
    options->never_compact = config->compact == TC_SWITCH_OFF;
    options->excludes = excludes_of(config);
    options->tasks =
        make_tasks(config, index, options->verb, words + 1, options->set_file != NULL, error);
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
    g_free(options->verb);
    g_free(options->help);
    g_clear_pointer(&options->tasks, g_ptr_array_unref);
    tc_excludes_free(options->excludes);
    g_free(options->metrics);
    g_free(options->set_file);
    g_strfreev(options->maps);
    g_free(options);
}
