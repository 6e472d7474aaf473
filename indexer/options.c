#include "indexer/options.h"

#include "document/document.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

G_DEFINE_QUARK(tc - options - error - quark, tc_options_error)

/* Which options a verb understands: one that it would ignore is refused as wrong use. */
enum {
    SCANS = 1 << 0,   /* reads files: --dry-run, --max-time, ... */
    LOCKS = 1 << 1,   /* --wait */
    LISTS = 1 << 2,   /* --failed */
    JSON = 1 << 3,    /* --json */
    RETRIES = 1 << 4, /* --retry-failed */
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
    {"load", BUILDS | LOCKS, 1, 1},
};

static gboolean set_usage_error(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean
set_usage_error(GError **error, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    if (error)
        *error = g_error_new_valist(TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, format, args);
    va_end(args);
    return FALSE;
}

gboolean
tc_options_parse_size(const char *text, gsize *size, GError **error)
{
    char *unit = NULL;
    double number = g_ascii_strtod(text, &unit);
    double factor = 1;
    static const char letters[] = "KMGT";

    if (unit == text || !isfinite(number) || number < 0)
        return set_usage_error(error, _("not a size: “%s” (as in 500K, 64M, 2G)"), text);
    if (*unit) {
        const char *letter = strchr(letters, g_ascii_toupper(*unit));

        if (letter) {
            factor = pow(1024, (double)(letter - letters + 1));
            unit++;
            if (*unit == 'i')
                unit++;
        }
        if (*unit == 'B')
            unit++;
    }
    number *= factor;
    if (*unit || number < 1)
        return set_usage_error(error, _("not a size: “%s” (as in 500K, 64M, 2G)"), text);
    /* Offsets into a text are 32-bit (text/analyzer.h), and a file is read whole. */
    if (number > G_MAXUINT32 / 2)
        return set_usage_error(error, _("too large: “%s” (at most 2G)"), text);
    *size = (gsize)number;
    return TRUE;
}

static char *
index_dir_of(const char *option)
{
    const char *dir = option;

    if (!dir)
        dir = g_getenv("TRACUU_INDEX");
    if (dir && *dir)
        return g_canonicalize_filename(dir, NULL);
    return g_build_filename(g_get_user_data_dir(), "tracuu", "index", NULL);
}

/* What --help says of the verbs. */
static char *
verb_summary(void)
{
    return g_strconcat(
        _("Verbs:"), "\n  update PATH...    ",
        _("bring the index in line with the files below PATH"), "\n  rebuild PATH...   ",
        _("build a fresh index of the files below PATH and switch to it"), "\n  status [FILE...]  ",
        _("what is indexed, what is not, and why"), "\n  verify            ",
        _("check the index against itself, its ledger and the disk"), "\n  compact           ",
        _("make the index smaller after many updates"), "\n  stats             ",
        _("figures of the index"), "\n  dump FILE         ",
        _("write all that the index holds to FILE, or to standard output (-)"),
        "\n  load FILE         ", _("make the index anew from a dump, or from standard input (-)"),
        NULL);
}

static const char exit_summary[] =
    N_("Exit status: 0 done; 1 failed, the index is as it was; 2 wrong use; 3 done, but some\n"
       "files could not be read; 4 verify found damage; 75 another run holds the lock.");

/* Whether the verb understands everything that was said. */
static gboolean
check_verb(const TcOptions *options, guint said, GError **error)
{
    static const struct {
        guint flag;
        const char *names;
    } groups[] = {
        {SCANS, "--dry-run, --max-time, --max-file-size"},
        {BUILDS, "--jobs, --allow-shrink"},
        {RETRIES, "--retry-failed"},
        {LOCKS, "--wait"},
        {LISTS, "--failed"},
        {JSON, "--json"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++) {
        if (!g_str_equal(options->verb, verbs[i].name))
            continue;
        for (gsize j = 0; j < G_N_ELEMENTS(groups); j++)
            if (said & groups[j].flag & ~verbs[i].accepts)
                return set_usage_error(error, _("“%s” does not take: %s"), options->verb,
                                       groups[j].names);
        if (g_strv_length(options->paths) > verbs[i].paths_max && !verbs[i].paths_max)
            return set_usage_error(error, _("“%s” takes no arguments"), options->verb);
        if (g_strv_length(options->paths) < verbs[i].paths_min ||
            g_strv_length(options->paths) > verbs[i].paths_max)
            return set_usage_error(error, _("“%s” takes the name of one file, or -"),
                                   options->verb);
        for (char **path = options->paths; *path; path++)
            if (!**path)
                return set_usage_error(error, _("an empty file name"));
        return TRUE;
    }
    g_autofree char *verb = g_utf8_make_valid(options->verb, -1);
    return set_usage_error(error, _("no such verb: “%s”; see tracuu-index --help"), verb);
}

TcOptions *
tc_options_parse(int argc, char **argv, GError **error)
{
    g_autoptr(TcOptions) options = g_new0(TcOptions, 1);
    int jobs = -1, wait = -1, max_time = -1;
    g_autofree char *index = NULL, *log_format = NULL, *size = NULL;
    g_auto(GStrv) words = NULL;
    g_autoptr(GError) local = NULL;
    const GOptionEntry entries[] = {
        {"index", 'i', 0, G_OPTION_ARG_FILENAME, &index, N_("the folder of the index"), N_("DIR")},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs, N_("processes for rebuild and load"), N_("N")},
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
        {"retry-failed", 0, 0, G_OPTION_ARG_NONE, &options->retry_failed,
         N_("read files again that could not be read, though they are unchanged"), NULL},
        {"failed", 0, 0, G_OPTION_ARG_NONE, &options->failed,
         N_("status: only files that are not indexed"), NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_("status, stats: write JSON"), NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &options->quiet, N_("no progress line"), NULL},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &options->verbose,
         N_("a line for each file on standard error"), NULL},
        {"log-format", 0, 0, G_OPTION_ARG_STRING, &log_format,
         N_("how messages are written: text or json"), N_("FORMAT")},
        {"version", 'V', 0, G_OPTION_ARG_NONE, &options->version, N_("print the version"), NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &words, NULL, NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    g_autoptr(GOptionContext) context = g_option_context_new(_("VERB [PATH...]"));
    g_autofree char *summary = verb_summary();
    guint said;

    g_option_context_set_summary(context, summary);
    g_option_context_set_description(context, _(exit_summary));
    g_option_context_add_main_entries(context, entries, GETTEXT_PACKAGE);
    if (!g_option_context_parse(context, &argc, &argv, &local)) {
        set_usage_error(error, "%s", local->message);
        return NULL;
    }
    if (options->version)
        return g_steal_pointer(&options);
    if (!words || !words[0]) {
        set_usage_error(error, _("no verb given; see tracuu-index --help"));
        return NULL;
    }
    options->verb = g_strdup(words[0]);
    options->paths = g_strdupv(words + 1);

    options->file_size_max = ((TcReadLimits)TC_READ_LIMITS_INIT).input_max;
    if (size && !tc_options_parse_size(size, &options->file_size_max, error))
        return NULL;
    if (jobs != -1 && (jobs < 1 || jobs > 64)) {
        set_usage_error(error, _("--jobs takes a number from 1 to 64"));
        return NULL;
    }
    if (wait < -1 || (max_time != -1 && max_time < 1)) {
        set_usage_error(error, _("--wait and --max-time take a number of seconds"));
        return NULL;
    }
    if (log_format && !g_str_equal(log_format, "text") && !g_str_equal(log_format, "json")) {
        set_usage_error(error, _("--log-format is text or json, not “%s”"), log_format);
        return NULL;
    }
    if (index && !*index) {
        set_usage_error(error, _("--index is empty"));
        return NULL;
    }
    options->log_json = g_strcmp0(log_format, "json") == 0;
    options->jobs = (guint)MAX(jobs, 0);
    options->wait_s = (guint)MAX(wait, 0);
    options->max_time_s = (guint)MAX(max_time, 0);
    options->index_dir = index_dir_of(index);

    said = 0;
    if (max_time != -1 || size || options->dry_run)
        said |= SCANS;
    if (jobs != -1 || options->allow_shrink)
        said |= BUILDS;
    if (wait != -1)
        said |= LOCKS;
    if (options->failed)
        said |= LISTS;
    if (options->json)
        said |= JSON;
    if (options->retry_failed)
        said |= RETRIES;
    if (!check_verb(options, said, error))
        return NULL;
    return g_steal_pointer(&options);
}

void
tc_options_free(TcOptions *options)
{
    if (!options)
        return;
    g_free(options->verb);
    g_strfreev(options->paths);
    g_free(options->index_dir);
    g_free(options);
}
