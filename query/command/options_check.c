#include "query/command/options_check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What --watch goes with. */
static gboolean
check_watch(const TcRawOptions *raw, TcOutput output, GError **error)
{
    const struct {
        const char *name;
        gboolean is_given;
    } others[] = {
        {"topics", raw->topics != NULL},   {"sort", raw->sort != NULL},
        {"offset", raw->offset != NULL},   {"count", raw->count},
        {"facets", raw->facets != NULL},   {"timeline", raw->timeline != NULL},
        {"no-collapse", raw->no_collapse}, {"current", raw->current},
    };
    if (raw->watch == NULL) {
        if (raw->state != NULL) {
            g_set_error_literal(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                                _("--state goes with --watch"));
        }
        return raw->state == NULL;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
        if (others[i].is_given) {
            g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                        _("--watch does not go with --%s"), others[i].name);
            return FALSE;
        }
    }
    if (output != TC_OUTPUT_TEXT && output != TC_OUTPUT_JSON && output != TC_OUTPUT_TSV) {
        g_set_error_literal(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                            _("--watch goes with --format text, json or tsv"));
        return FALSE;
    }
    if (raw->state == NULL && strcmp(raw->watch, "-") == 0) {
        g_set_error_literal(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                            _("--watch of standard input needs --state"));
        return FALSE;
    }
    return TRUE;
}

/* Whether two options that exclude each other are both given. */
static gboolean
exclude_each_other(const char *name, gboolean is_given, const char *other, gboolean is_other_given,
                   GError **error)
{
    if (is_given && is_other_given) {
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                    _("--%s does not go with --%s"), name, other);
    }
    return is_given && is_other_given;
}

/* Whether each field that is asked for by option has a value. */
static gboolean
check_fields(const TcRawOptions *raw, GError **error)
{
    for (guint i = 0; i < TC_FIELD_COUNT; i++)
        if (raw->fields[i] != NULL && raw->fields[i][strspn(raw->fields[i], " ")] == '\0') {
            g_autofree char *name = g_strconcat("--", tc_field_row((TcField)i)->name, NULL);
            g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, _("%s needs a value"),
                        name);
            return FALSE;
        }
    return TRUE;
}

/* --show, --open, --like and --list: what they go with. */
static gboolean
check_documents(const TcRawOptions *raw, TcOutput output, GError **error)
{
    const struct {
        const char *name;
        gboolean is_given;
    } modes[] = {
        {"show", raw->show != NULL},     {"open", raw->open != NULL},   {"list", raw->list},
        {"topics", raw->topics != NULL}, {"watch", raw->watch != NULL}, {"count", raw->count},
    };
    gsize own = 3; /* the first ones are ours */
    for (gsize i = 0; i < own; i++) {
        for (gsize j = i + 1; j < G_N_ELEMENTS(modes); j++)
            if (exclude_each_other(modes[i].name, modes[i].is_given, modes[j].name,
                                   modes[j].is_given, error))
                return FALSE;
        if (i < 2 && (exclude_each_other(modes[i].name, modes[i].is_given, "facets",
                                         raw->facets != NULL, error) ||
                      exclude_each_other(modes[i].name, modes[i].is_given, "timeline",
                                         raw->timeline != NULL, error)))
            return FALSE;
    }
    if (exclude_each_other("list", raw->list, "context", raw->context != NULL, error) ||
        exclude_each_other("open", raw->open != NULL, "context", raw->context != NULL, error))
        return FALSE;
    if (exclude_each_other("similar", raw->similar != NULL, "like", raw->like != NULL, error) ||
        exclude_each_other("similar", raw->similar != NULL, "topics", raw->topics != NULL, error) ||
        exclude_each_other("similar", raw->similar != NULL, "watch", raw->watch != NULL, error) ||
        exclude_each_other("similar", raw->similar != NULL, "count", raw->count, error) ||
        exclude_each_other("similar", raw->similar != NULL, "facets", raw->facets != NULL, error) ||
        exclude_each_other("similar", raw->similar != NULL, "timeline", raw->timeline != NULL,
                           error))
        return FALSE;
    if (exclude_each_other("like", raw->like != NULL, "topics", raw->topics != NULL, error) ||
        exclude_each_other("like", raw->like != NULL, "watch", raw->watch != NULL, error))
        return FALSE;
    if (raw->show != NULL && output != TC_OUTPUT_TEXT && output != TC_OUTPUT_JSON) {
        g_set_error_literal(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                            _("--show goes with --format text or json"));
        return FALSE;
    }
    if (raw->context != NULL && output != TC_OUTPUT_TEXT && output != TC_OUTPUT_JSON) {
        g_set_error_literal(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                            _("--context goes with --format text or json"));
        return FALSE;
    }
    const char *empty = raw->show != NULL && *raw->show == '\0'         ? "--show"
                        : raw->open != NULL && *raw->open == '\0'       ? "--open"
                        : raw->like != NULL && *raw->like == '\0'       ? "--like"
                        : raw->similar != NULL && *raw->similar == '\0' ? "--similar"
                        : raw->under != NULL && *raw->under == '\0'     ? "--under"
                                                                        : NULL;
    if (empty != NULL) {
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, _("%s needs a value"), empty);
        return FALSE;
    }
    return TRUE;
}

gboolean
tc_options_check(const TcRawOptions *raw, TcOutput output, GError **error)
{
    return check_fields(raw, error) && check_watch(raw, output, error) &&
           check_documents(raw, output, error);
}

gboolean
tc_options_read_target(const TcRawOptions *raw, TcOptions *options, gboolean is_query,
                       GError **error)
{
    const char *target = raw->show != NULL ? raw->show : raw->open;
    guint64 rank = 0;
    if (target == NULL || strspn(target, "0123456789") != strlen(target))
        return TRUE;
    const char *name = raw->show != NULL ? "show" : "open";
    if (!is_query) {
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                    _("--%s=%s: a query is missing; without one it takes a path or the number of a "
                      "document"),
                    name, target);
        return FALSE;
    }
    if (!g_ascii_string_to_unsigned(target, 10, 1, TC_LIMIT_MAX, &rank, NULL)) {
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                    _("--%s=%s is not a number between 1 and %d"), name, target, TC_LIMIT_MAX);
        return FALSE;
    }
    options->target_rank = (guint)rank;
    options->search.offset = (guint)rank - 1;
    options->search.limit = 1;
    return TRUE;
}
