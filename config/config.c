#include "config/config.h"

#include "base/free.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define MAIN_GROUP     "tracuu"
#define ARCHIVE_PREFIX "archive "

/* ---- values -------------------------------------------------------------------------------- */

/* What is being read, for values and for messages. */
typedef struct {
    const char *file;
    const char *home;
    GKeyFile *keys;
    GHashTable *lines;   /* "GROUP\nKEY", and "GROUP" -> number of the line */
    GPtrArray *repeated; /* Line * of the keys that may come several times */
    TcConfig *config;
    TcArchive *archive; /* that the group is of, NULL in the main group */
} Parser;

/* A line as it is written: backslashes in it stand for themselves. */
typedef struct {
    char *name;
    char *value;
    guint number;
} Line;

static void
line_free(gpointer data)
{
    Line *line = data;

    tc_free_all(line->name, line->value, line);
}

static void
archive_free(gpointer item)
{
    TcArchive *archive = item;

    g_free(archive->name);
    g_strfreev(archive->paths);
    g_free(archive->index);
    g_strfreev(archive->exclude);
    g_free(archive);
}

TcConfig *
tc_config_new(void)
{
    TcConfig *config = g_new0(TcConfig, 1);

    config->exclude = g_new0(char *, 1);
    config->jobs = -1;
    config->wait_s = -1;
    config->max_time_s = -1;
    config->stale_after_s = -1;
    config->show_as = tc_show_as_new();
    config->archives = g_ptr_array_new_with_free_func(archive_free);
    return config;
}

void
tc_config_free(TcConfig *config)
{
    if (config == NULL)
        return;
    tc_free_all(config->index, config->file);
    g_strfreev(config->exclude);
    tc_free_all(config->metrics, config->opener);
    g_ptr_array_unref(config->show_as);
    g_ptr_array_unref(config->archives);
    g_free(config);
}

static char *
absolute_path(const Parser *parser, const char *text, GError **error)
{
    if (g_str_has_prefix(text, "~/") && parser->home != NULL)
        return g_build_filename(parser->home, text + 2, NULL);
    if (*text != '/') {
        tc_config_set_error(
            error, _("not an absolute path: “%s” (as in /srv/archive or ~/archive)"), text);
        return NULL;
    }
    return g_canonicalize_filename(text, "/");
}

static gboolean
read_path(const Parser *parser, const char *text, char **path, GError **error)
{
    char *absolute = absolute_path(parser, text, error);

    if (absolute == NULL)
        return FALSE;
    g_free(*path);
    *path = absolute;
    return TRUE;
}

static gboolean
read_paths(const Parser *parser, char **list, char ***paths, GError **error)
{
    g_autoptr(GPtrArray) absolute = g_ptr_array_new_with_free_func(g_free);

    for (; *list != NULL; list++) {
        char *path = absolute_path(parser, *list, error);

        if (path == NULL)
            return FALSE;
        g_ptr_array_add(absolute, path);
    }
    if (!absolute->len)
        return tc_config_fail(error, _("it is empty; it takes paths with “;” between them"));
    g_ptr_array_add(absolute, NULL);
    g_strfreev(*paths);
    *paths = (char **)g_ptr_array_free(g_steal_pointer(&absolute), FALSE);
    return TRUE;
}

/* Whether a part of a pattern looks like one of its own. */
static gboolean
begins_pattern(const char *part)
{
    return *part == '/' || g_str_has_prefix(part, "*.") || g_str_has_prefix(part, "~/");
}

/* Whether `pattern` is several, with blanks or commas between them, as other programs have it: it
 * would match nothing, without a word. */
static gboolean
is_several(const char *pattern)
{
    gboolean is_first = begins_pattern(pattern);

    for (const char *at = pattern; (at = strpbrk(at, " \t,")) != NULL;) {
        gboolean has_comma = *at == ',';

        for (; *at == ' ' || *at == '\t' || *at == ','; at++)
            has_comma |= *at == ',';
        if (*at == '\0')
            return FALSE;
        if (begins_pattern(at) || (has_comma && is_first))
            return TRUE;
    }
    return FALSE;
}

static gboolean
read_patterns(char **list, char ***patterns, GError **error)
{
    for (char **pattern = list; *pattern != NULL; pattern++) {
        if (!**pattern)
            return tc_config_fail(error, _("an empty pattern"));
        if (is_several(*pattern))
            return tc_config_fail(
                error,
                _("several patterns have “;” between them: “%s” (if it is one, write ? for "
                  "its blanks and commas)"),
                *pattern);
        /* "drafts/" is a folder of that name, as others write it. */
        const char *slash = strchr(*pattern, '/');
        if (**pattern != '/' && slash != NULL && strspn(slash, "/") != strlen(slash))
            return tc_config_fail(
                error,
                _("a pattern with a slash begins with one: “%s” (as in /srv/archive/drafts "
                  "or *.tmp)"),
                *pattern);
    }
    g_strfreev(*patterns);
    *patterns = g_strdupv(list);
    return TRUE;
}

static guint
line_of(const Parser *parser, const char *group, const char *name)
{
    g_autofree char *id = name != NULL ? g_strconcat(group, "\n", name, NULL) : g_strdup(group);

    return GPOINTER_TO_UINT(g_hash_table_lookup(parser->lines, id));
}

static gboolean
read_number(const char *text, int least, int most, int *number, GError **error)
{
    gint64 value = 0;

    if (!g_ascii_string_to_signed(text, 10, least, most, &value, NULL)) {
        if (most == G_MAXINT)
            return tc_config_fail(error, _("not a number of seconds, at least %d: “%s”"), least,
                                  text);
        return tc_config_fail(error, _("not a number from %d to %d: “%s”"), least, most, text);
    }
    *number = (int)value;
    return TRUE;
}

static gboolean
read_switch(const char *text, const char *off, const char *on, TcSwitch *value, GError **error)
{
    if (!g_str_equal(text, off) && !g_str_equal(text, on))
        return tc_config_fail(error, _("“%s” is neither %s nor %s"), text, off, on);
    *value = g_str_equal(text, on) ? TC_SWITCH_ON : TC_SWITCH_OFF;
    return TRUE;
}

/* One line of the table below: a value as text, or its parts where it is a list. */
typedef gboolean (*ReadFunc)(Parser *parser, const char *text, char **list, GError **error);

static gboolean
read_index(Parser *parser, const char *text, G_GNUC_UNUSED char **list, GError **error)
{
    return read_path(parser, text, &parser->config->index, error);
}

static gboolean
read_exclude(Parser *parser, G_GNUC_UNUSED const char *text, char **list, GError **error)
{
    parser->config->exclude_line = line_of(parser, MAIN_GROUP, "exclude");
    return read_patterns(list, &parser->config->exclude, error);
}

static gboolean
read_jobs(Parser *parser, const char *text, G_GNUC_UNUSED char **list, GError **error)
{
    return read_number(text, 1, TC_CONFIG_JOBS_MAX, &parser->config->jobs, error);
}

static gboolean
read_wait(Parser *parser, const char *text, G_GNUC_UNUSED char **list, GError **error)
{
    return read_number(text, 0, G_MAXINT, &parser->config->wait_s, error);
}

static gboolean
read_max_time(Parser *parser, const char *text, G_GNUC_UNUSED char **list, GError **error)
{
    return read_number(text, 1, G_MAXINT, &parser->config->max_time_s, error);
}

static gboolean
read_file_size(Parser *parser, const char *text, G_GNUC_UNUSED char **list, GError **error)
{
    return tc_config_size(text, &parser->config->file_size_max, error);
}

static gboolean
read_metrics(Parser *parser, const char *text, G_GNUC_UNUSED char **list, GError **error)
{
    return read_path(parser, text, &parser->config->metrics, error);
}

static gboolean
read_log_format(Parser *parser, const char *text, G_GNUC_UNUSED char **list, GError **error)
{
    return read_switch(text, "text", "json", &parser->config->log_json, error);
}

static gboolean
read_compact(Parser *parser, const char *text, G_GNUC_UNUSED char **list, GError **error)
{
    return read_switch(text, "never", "auto", &parser->config->compact, error);
}

static gboolean
read_ocr(Parser *parser, const char *text, G_GNUC_UNUSED char **list, GError **error)
{
    return read_switch(text, "false", "true", &parser->config->ocr, error);
}

static gboolean
read_follow_links(Parser *parser, const char *text, G_GNUC_UNUSED char **list, GError **error)
{
    return read_switch(text, "inside", "anywhere", &parser->config->follow_anywhere, error);
}

static gboolean
read_opener(Parser *parser, const char *text, G_GNUC_UNUSED char **list, GError **error)
{
    g_autoptr(GError) local = NULL;

    if (!g_shell_parse_argv(text, NULL, NULL, &local))
        return tc_config_fail(
            error, _("not a command: “%s” (as in xdg-open or libreoffice --view)"), text);
    g_free(parser->config->opener);
    parser->config->opener = g_strdup(text);
    return TRUE;
}

static gboolean
read_sandbox(Parser *parser, const char *text, G_GNUC_UNUSED char **list, GError **error)
{
    return read_switch(text, "preferred", "required", &parser->config->sandbox, error);
}

static gboolean
read_share(Parser *parser, const char *text, G_GNUC_UNUSED char **list, GError **error)
{
    TcSwitch everyone = TC_SWITCH_UNSET;

    if (!read_switch(text, "group", "everyone", &everyone, error))
        return FALSE;
    parser->config->share =
        everyone == TC_SWITCH_ON ? TC_CONFIG_SHARE_EVERYONE : TC_CONFIG_SHARE_GROUP;
    return TRUE;
}

static gboolean
read_stale_after(Parser *parser, const char *text, G_GNUC_UNUSED char **list, GError **error)
{
    return tc_config_duration(text, &parser->config->stale_after_s, error);
}

static gboolean
read_show_as(Parser *parser, const char *text, G_GNUC_UNUSED char **list, GError **error)
{
    return tc_show_as_add(parser->config->show_as, text, parser->home, error);
}

static gboolean
read_archive_path(Parser *parser, G_GNUC_UNUSED const char *text, char **list, GError **error)
{
    return read_paths(parser, list, &parser->archive->paths, error);
}

static gboolean
read_archive_index(Parser *parser, const char *text, G_GNUC_UNUSED char **list, GError **error)
{
    return read_path(parser, text, &parser->archive->index, error);
}

static gboolean
read_archive_exclude(Parser *parser, G_GNUC_UNUSED const char *text, char **list, GError **error)
{
    g_autofree char *group = g_strconcat(ARCHIVE_PREFIX, parser->archive->name, NULL);

    parser->archive->exclude_line = line_of(parser, group, "exclude");
    return read_patterns(list, &parser->archive->exclude, error);
}

typedef enum {
    KEY_TEXT,
    KEY_LIST,
    KEY_REPEATED, /* may come several times, and is read as it is written */
} KeyKind;

typedef struct {
    const char *name;
    ReadFunc read;
    KeyKind kind;
} Key;

static const Key main_keys[] = {
    {"index", read_index, KEY_TEXT},
    {"exclude", read_exclude, KEY_LIST},
    {"jobs", read_jobs, KEY_TEXT},
    {"wait", read_wait, KEY_TEXT},
    {"max-time", read_max_time, KEY_TEXT},
    {"max-file-size", read_file_size, KEY_TEXT},
    {"ocr", read_ocr, KEY_TEXT},
    {"follow-links", read_follow_links, KEY_TEXT},
    {"sandbox", read_sandbox, KEY_TEXT},
    {"share", read_share, KEY_TEXT},
    {"stale-after", read_stale_after, KEY_TEXT},
    {"compact", read_compact, KEY_TEXT},
    {"log-format", read_log_format, KEY_TEXT},
    {"metrics", read_metrics, KEY_TEXT},
    {"opener", read_opener, KEY_TEXT},
    {"show-as", read_show_as, KEY_REPEATED},
    {NULL, NULL, KEY_TEXT},
};

static const Key archive_keys[] = {
    {"path", read_archive_path, KEY_LIST},
    {"index", read_archive_index, KEY_TEXT},
    {"exclude", read_archive_exclude, KEY_LIST},
    {NULL, NULL, KEY_TEXT},
};

/* ---- the file ------------------------------------------------------------------------------ */

/* The keys that a group may have; NULL for a group that there is not. */
static const Key *
keys_of_group(const char *group)
{
    if (g_str_equal(group, MAIN_GROUP))
        return main_keys;
    return g_str_has_prefix(group, ARCHIVE_PREFIX) ? archive_keys : NULL;
}

static const Key *
find_key(const Key *keys, const char *name)
{
    for (; keys->name != NULL; keys++)
        if (g_str_equal(keys->name, name))
            return keys;
    return NULL;
}

static char *
names_of_keys(const Key *keys)
{
    GString *names = g_string_new(NULL);

    for (; keys->name != NULL; keys++)
        g_string_append_printf(names, "%s%s", names->len ? ", " : "", keys->name);
    return g_string_free(names, FALSE);
}

/* Note where `id` stands. FALSE when it has been there before. */
static gboolean
note_line(Parser *parser, const char *id, guint number)
{
    if (g_hash_table_contains(parser->lines, id))
        return FALSE;
    g_hash_table_insert(parser->lines, g_strdup(id), GUINT_TO_POINTER(number));
    return TRUE;
}

static gboolean
check_group_line(Parser *parser, const char *group, guint number, GError **error)
{
    if (keys_of_group(group) == NULL)
        return tc_config_fail(error,
                              _("%s:%u: unknown group [%s]: there are [tracuu] and [archive NAME]"),
                              parser->file, number, group);
    if (g_str_has_prefix(group, ARCHIVE_PREFIX)) {
        const char *name = group + strlen(ARCHIVE_PREFIX);

        if (!tc_config_is_name(name) || *name == ' ' || g_str_has_suffix(name, " "))
            return tc_config_fail(
                error,
                _("%s:%u: not a name for an archive: “%s” (no slash, nor - or . at its "
                  "beginning, nor blanks around it)"),
                parser->file, number, name);
    }
    if (!note_line(parser, group, number))
        return tc_config_fail(error, _("%s:%u: there is a second group [%s]"), parser->file, number,
                              group);
    return TRUE;
}

static gboolean
check_key_line(Parser *parser, const char *group, const char *name, const char *value, guint number,
               GError **error)
{
    const Key *keys = keys_of_group(group);
    const Key *key = find_key(keys, name);
    g_autofree char *id = g_strconcat(group, "\n", name, NULL);

    if (key == NULL) {
        g_autofree char *names = names_of_keys(keys);

        return tc_config_fail(error, _("%s:%u: unknown key “%s” in [%s]: there are %s"),
                              parser->file, number, name, group, names);
    }
    if (key->kind == KEY_REPEATED) {
        Line *line = g_new0(Line, 1);
        line->name = g_strdup(name);
        line->value = g_strstrip(g_strdup(value));
        line->number = number;
        g_ptr_array_add(parser->repeated, line);
    } else if (!note_line(parser, id, number))
        return tc_config_fail(error, _("%s:%u: the key “%s” comes twice in [%s]"), parser->file,
                              number, name, group);
    return TRUE;
}

/* One line, without its end; `group` is the one it stands in, NULL before the first. */
static gboolean
check_line(Parser *parser, char *line, guint number, char **group, GError **error)
{
    const char *equals;
    gsize len;

    g_strstrip(line);
    len = strlen(line);
    if (!len || *line == '#')
        return TRUE;
    if (*line == '[' && line[len - 1] == ']') {
        g_free(*group);
        *group = g_strndup(line + 1, len - 2);
        return check_group_line(parser, *group, number, error);
    }
    equals = strchr(line, '=');
    if (equals == NULL || equals == line)
        return tc_config_fail(error, _("%s:%u: neither [GROUP] nor KEY=VALUE: “%s”"), parser->file,
                              number, line);
    if (*group == NULL)
        return tc_config_fail(error, _("%s:%u: before the first group: “%s” (begin with [tracuu])"),
                              parser->file, number, line);
    if (strstr(equals, " # ") != NULL)
        return tc_config_fail(error, _("%s:%u: a note needs a line of its own: “%s”"), parser->file,
                              number, strstr(equals, " # ") + 1);
    g_autofree char *name = g_strchomp(g_strndup(line, (gsize)(equals - line)));
    return check_key_line(parser, *group, name, equals + 1, number, error);
}

/* Everything that GKeyFile would pass over or put together, and where each thing stands. */
static gboolean
check_lines(Parser *parser, const char *text, gsize len, GError **error)
{
    g_autofree char *group = NULL;
    g_auto(GStrv) lines = NULL;
    const char *bad = NULL;

    if (!g_utf8_validate_len(text, len, &bad)) {
        guint number = 1;

        for (const char *at = text; at < bad; at++)
            number += *at == '\n';
        return tc_config_fail(error, _("%s:%u: not UTF-8"), parser->file, number);
    }
    lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++)
        if (!check_line(parser, lines[i], i + 1, &group, error))
            return FALSE;
    return TRUE;
}

static gboolean
read_value(Parser *parser, const char *group, const Key *key, GError **error)
{
    g_autoptr(GError) local = NULL;
    g_autofree char *text = NULL;
    g_auto(GStrv) list = NULL;

    if (key->kind == KEY_LIST)
        list = g_key_file_get_string_list(parser->keys, group, key->name, NULL, &local);
    else if ((text = g_key_file_get_string(parser->keys, group, key->name, &local)) != NULL)
        g_strchomp(text);
    for (char **part = list; part != NULL && *part != NULL; part++)
        g_strstrip(*part);
    if (local == NULL && key->read(parser, text, list, &local))
        return TRUE;
    return tc_config_fail(error, "%s:%u: %s: %s", parser->file, line_of(parser, group, key->name),
                          key->name, local->message);
}

/* One line after the other. */
static gboolean
read_repeated(Parser *parser, const Key *key, GError **error)
{
    for (guint i = 0; i < parser->repeated->len; i++) {
        const Line *line = g_ptr_array_index(parser->repeated, i);
        g_autoptr(GError) local = NULL;

        if (g_str_equal(line->name, key->name) && !key->read(parser, line->value, NULL, &local))
            return tc_config_fail(error, "%s:%u: %s: %s", parser->file, line->number, key->name,
                                  local->message);
    }
    return TRUE;
}

static gboolean
read_group(Parser *parser, const char *group, GError **error)
{
    parser->archive = NULL;
    if (!g_str_equal(group, MAIN_GROUP)) {
        parser->archive = g_new0(TcArchive, 1);
        parser->archive->name = g_strdup(group + strlen(ARCHIVE_PREFIX));
        parser->archive->exclude = g_new0(char *, 1);
        g_ptr_array_add(parser->config->archives, parser->archive);
    }
    for (const Key *key = keys_of_group(group); key->name != NULL; key++)
        if (g_key_file_has_key(parser->keys, group, key->name, NULL) &&
            !(key->kind == KEY_REPEATED ? read_repeated(parser, key, error)
                                        : read_value(parser, group, key, error)))
            return FALSE;
    if (parser->archive != NULL && parser->archive->paths == NULL)
        return tc_config_fail(error, _("%s:%u: the archive has no path (as in path=/srv/archive)"),
                              parser->file, line_of(parser, group, NULL));
    return TRUE;
}

TcConfig *
tc_config_parse(const char *file, const char *text, gsize len, const char *home, GError **error)
{
    g_autoptr(TcConfig) config = tc_config_new();
    g_autoptr(GKeyFile) keys = g_key_file_new();
    g_autoptr(GHashTable) lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) repeated = g_ptr_array_new_with_free_func(line_free);
    g_auto(GStrv) groups = NULL;
    g_autoptr(GError) local = NULL;
    Parser parser = {.file = file,
                     .home = home,
                     .keys = keys,
                     .lines = lines,
                     .repeated = repeated,
                     .config = config};

    config->file = g_strdup(file);
    /* A text without a byte is no key file to GLib. */
    if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        len -= 3;
    }
    if (!check_lines(&parser, text, len, error))
        return NULL;
    if (len && !g_key_file_load_from_data(keys, text, len, G_KEY_FILE_NONE, &local)) {
        tc_config_set_error(error, "%s: %s", file, local->message);
        return NULL;
    }
    groups = g_key_file_get_groups(keys, NULL);
    for (char **group = groups; *group != NULL; group++)
        if (!read_group(&parser, *group, error))
            return NULL;
    return g_steal_pointer(&config);
}

TcConfig *
tc_config_load(const char *file, const char *home, GError **error)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) local = NULL;
    gsize len = 0;

    if (!g_file_test(file, G_FILE_TEST_IS_REGULAR) && g_file_test(file, G_FILE_TEST_EXISTS)) {
        tc_config_set_error(error, _("the configuration %s is not a file"), file);
        return NULL;
    }
    if (!g_file_get_contents(file, &text, &len, &local)) {
        g_autofree char *shown = g_filename_display_name(file);
        /* GLib names the file in a sentence of its own before what the C library says. */
        const char *reason = g_strrstr(local->message, ": ");

        tc_config_set_error(error, _("the configuration %s cannot be read: %s"), shown,
                            reason != NULL ? reason + 2 : local->message);
        return NULL;
    }
    if (len > TC_CONFIG_SIZE_MAX) {
        tc_config_set_error(error, _("the configuration %s is too large"), file);
        return NULL;
    }
    return tc_config_parse(file, text, len, home, error);
}

char *
tc_config_default_file(const char *user_dir)
{
    g_autofree char *own = g_build_filename(user_dir, "tracuu", "tracuu.conf", NULL);

    /* One that this user may not read is another's, whose HOME it is: sudo may keep it. */
    if (g_file_test(own, G_FILE_TEST_EXISTS) && (access(own, R_OK) == 0 || errno != EACCES))
        return g_steal_pointer(&own);
    if (g_file_test(TC_SYSCONFDIR "/tracuu.conf", G_FILE_TEST_EXISTS))
        return g_strdup(TC_SYSCONFDIR "/tracuu.conf");
    return NULL;
}
