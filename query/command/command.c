#include "query/command/command.h"

#include "query/command/fetch.h"
#include "query/command/watch.h"
#include "query/command/watch_state.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Writers commit every few seconds at most: a query that is overtaken this often is not unlucky. */
#define ATTEMPTS_MAX   8
/* Characters of a query that are shown with a mistake in it. */
#define LINE_MAX_SHOWN 100

typedef struct {
    const TcOptions *options;
    FILE *out;
    FILE *err;
    TcAnalyzer *analyzer;
    TcAbbreviations *abbreviations;
    TcReader *reader;
} Command;

static gboolean
open_reader(Command *command, GError **error)
{
    const GPtrArray *indexes = command->options->indexes;
    g_clear_pointer(&command->reader, tc_reader_close);
    command->reader = tc_reader_open((const char *const *)indexes->pdata, indexes->len,
                                     TC_ANALYZER_VERSION, error);
    return command->reader != NULL;
}

static gboolean
fetch(Command *command, const TcResults *results, GPtrArray *out, GError **error)
{
    for (guint i = 0; i < results->hits->len; i++) {
        TcFetchedHit *fetched =
            tc_fetch_hit(command->reader, command->analyzer, command->options, results,
                         &g_array_index(results->hits, TcSearchHit, i), error);
        if (fetched == NULL) {
            return FALSE;
        }
        g_ptr_array_add(out, fetched);
    }
    return TRUE;
}

/* Facets of a query, indexed by TcFacet; NULL where not wanted. */
static void
facets_free(GArray **facets)
{
    for (guint i = 0; i < TC_FACET_COUNT; i++) {
        g_clear_pointer(&facets[i], g_array_unref);
    }
}

static gboolean
fetch_facets(Command *command, const TcResults *results, GArray **facets, GError **error)
{
    gboolean any = FALSE;
    g_autoptr(GArray) copies = NULL;
    for (guint i = 0; i < TC_FACET_COUNT; i++) {
        any |= command->options->facets[i];
    }
    if (any && command->options->search.collapse) {
        copies = tc_facet_copies(command->reader, results->plan, error);
        if (copies == NULL) {
            return FALSE;
        }
    }
    for (guint i = 0; i < TC_FACET_COUNT; i++) {
        if (command->options->facets[i]) {
            facets[i] = tc_facet_count(command->reader, results->plan, i, copies, error);
            if (facets[i] == NULL) {
                return FALSE;
            }
        }
    }
    return TRUE;
}

static void
print(Command *command, const TcResults *results, const GPtrArray *fetched, GArray *const *facets,
      const char *query_id)
{
    const TcOptions *options = command->options;
    if (options->search.count_only) {
        if (query_id != NULL) {
            fprintf(command->out, "%s\t", query_id);
        }
        fprintf(command->out, "%u\n", results->matches);
        return;
    }
    /* In JSON these are fields of the hits; without one, nothing else says them. */
    gboolean none = fetched->len == 0;
    if (options->output == TC_OUTPUT_TEXT ||
        (options->output == TC_OUTPUT_JSON && none && query_id == NULL)) {
        tc_print_reading(none ? command->err : command->out, options, results->reading,
                         results->suggestion);
    }
    for (guint i = 0; i < fetched->len; i++) {
        tc_fetched_hit_print(g_ptr_array_index(fetched, i), command->out, options, query_id);
    }
    for (guint i = 0; i < TC_FACET_COUNT; i++) {
        if (facets[i] != NULL) {
            tc_print_facet(command->out, options, i, facets[i], query_id);
        }
    }
}

/* One attempt at one query: all is fetched before anything is printed. */
static gboolean
attempt(Command *command, const TcNode *node, const char *query_id, gboolean *found, gsize *column,
        GError **error)
{
    g_autoptr(TcResults) results =
        tc_search(command->reader, command->analyzer, command->abbreviations, node,
                  &command->options->search, column, error);
    if (results == NULL) {
        return FALSE;
    }
    g_autoptr(GPtrArray) fetched =
        g_ptr_array_new_with_free_func((GDestroyNotify)tc_fetched_hit_free);
    GArray *facets[TC_FACET_COUNT] = {NULL};
    if (!fetch(command, results, fetched, error) ||
        !fetch_facets(command, results, facets, error)) {
        facets_free(facets);
        return FALSE;
    }
    const TcSearchOptions *search = &command->options->search;
    *found |= search->count_only   ? results->matches > 0
              : search->limit == 0 ? results->any
                                   : fetched->len > 0;
    print(command, results, fetched, facets, query_id);
    facets_free(facets);
    return TRUE;
}

static gboolean
run_query(Command *command, const TcNode *node, const char *query_id, gboolean *found,
          gsize *column, GError **error)
{
    for (guint attempts = 1;; attempts++) {
        g_autoptr(GError) local = NULL;
        if (attempt(command, node, query_id, found, column, &local)) {
            return TRUE;
        }
        if (attempts == ATTEMPTS_MAX ||
            !g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_MODIFIED)) {
            g_propagate_error(error, g_steal_pointer(&local));
            return FALSE;
        }
        if (!open_reader(command, error)) {
            return FALSE;
        }
    }
}

/* Of a line that is too long for a terminal keep what is around the end of `before`, which is its
 * beginning. */
static void
cut_long_line(GString *line, GString *before)
{
    const glong before_max = LINE_MAX_SHOWN / 2;
    glong ahead = g_utf8_strlen(before->str, -1);
    if (ahead > before_max && g_utf8_strlen(line->str, -1) > LINE_MAX_SHOWN) {
        gssize cut = g_utf8_offset_to_pointer(before->str, ahead - before_max) - before->str;
        g_string_erase(line, 0, cut);
        g_string_erase(before, 0, cut);
        g_string_prepend(line, "…");
        g_string_prepend(before, "…");
    }
    if (g_utf8_strlen(line->str, -1) > LINE_MAX_SHOWN) {
        char *end = g_utf8_offset_to_pointer(line->str, LINE_MAX_SHOWN);
        g_string_truncate(line, (gsize)(end - line->str));
        g_string_append(line, "…");
    }
}

/* Put what the parser said together with the place it points at. */
static void
point_at(GError **error, const char *query, gsize column)
{
    if (!g_error_matches(*error, TC_PARSE_ERROR, TC_PARSE_ERROR_SYNTAX) || column == 0) {
        return;
    }
    g_autoptr(GString) shown = g_string_new(NULL);
    g_autoptr(GString) before = g_string_new(NULL);
    tc_append_printable(shown, query, strlen(query));
    /* What is hidden is not shown before the place either, and marks take no room of their own. */
    const char *at = query;
    for (gsize i = 1; i < column && *at != '\0'; i++) {
        at = g_utf8_next_char(at);
    }
    tc_append_printable(before, query, (gsize)(at - query));
    cut_long_line(shown, before);
    int width = 0;
    for (const char *c = before->str; *c != '\0'; c = g_utf8_next_char(c)) {
        width += !g_unichar_iszerowidth(g_utf8_get_char(c));
    }
    char *message = g_strdup_printf(_("query, column %zu: %s\n  %s\n  %*s"), column,
                                    (*error)->message, shown->str, width + 1, "^");
    g_free((*error)->message);
    (*error)->message = message;
}

static void
warn_of_topic(const Command *command, guint number, gsize column, const GError *reason)
{
    fprintf(command->err, _("tracuu: %s: line %u, column %u: %s; taken as plain words\n"),
            command->options->topics, number, (guint)column, reason->message);
}

/* One topic: "ID<TAB>QUERY". A query that cannot be parsed is taken as plain words, so that one odd
 * line does not spoil a long run; it is said. */
static gboolean
run_topic(Command *command, char *line, guint number, gboolean *found, GError **error)
{
    char *tab = strchr(line, '\t');
    if (tab == NULL || tab == line) {
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                    _("%s: line %u: not ID<TAB>QUERY"), command->options->topics, number);
        return FALSE;
    }
    *tab = '\0';
    gsize column = 0;
    g_autoptr(GError) local = NULL;
    g_autoptr(TcNode) node = tc_parse(tab + 1, &column, &local);
    if (node == NULL) {
        warn_of_topic(command, number, column, local);
        node = tc_parse_plain(tab + 1);
    }
    g_clear_error(&local);
    if (run_query(command, node, line, found, &column, &local)) {
        return TRUE;
    }
    if (!g_error_matches(local, TC_PARSE_ERROR, TC_PARSE_ERROR_SYNTAX)) {
        g_propagate_error(error, g_steal_pointer(&local));
        return FALSE;
    }
    /* A field whose value says nothing is found only now. */
    warn_of_topic(command, number, column, local);
    tc_node_free(node);
    node = tc_parse_plain(tab + 1);
    return run_query(command, node, line, found, &column, error);
}

static gboolean
run_topics(Command *command, gboolean *found, GError **error)
{
    const char *path = command->options->topics;
    gboolean standard_input = strcmp(path, "-") == 0;
    FILE *file = standard_input ? stdin : fopen(path, "re");
    char *line = NULL;
    size_t capacity = 0;
    gboolean ok = file != NULL;
    if (!ok) {
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, "%s: %s", path,
                    g_strerror(errno));
    }
    ssize_t len = 0;
    for (guint number = 1; ok && (len = getline(&line, &capacity, file)) >= 0; number++) {
        while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r')) {
            line[--len] = '\0';
        }
        char *start = number == 1 && g_str_has_prefix(line, "\xEF\xBB\xBF") ? line + 3 : line;
        if (*start != '\0') {
            ok = run_topic(command, start, number, found, error);
        }
    }
    if (ok && ferror(file)) {
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, "%s: %s", path,
                    g_strerror(errno));
        ok = FALSE;
    }
    if (file != NULL && !standard_input) {
        fclose(file);
    }
    free(line);
    return ok;
}

static gboolean
run_single(Command *command, gboolean *found, GError **error)
{
    const char *query = command->options->query;
    gsize column = 0;
    g_autoptr(TcNode) node = tc_parse(query, &column, error);
    if (node == NULL || !run_query(command, node, NULL, found, &column, error)) {
        point_at(error, query, column);
        return FALSE;
    }
    return TRUE;
}

/* The user's own abbreviations; that the default file is absent is no error. */
static gboolean
load_abbreviations(Command *command, GError **error)
{
    const char *path = command->options->abbreviations;
    g_autofree char *text = NULL;
    gsize len = 0;
    g_autoptr(GError) local = NULL;
    command->abbreviations = tc_abbreviations_new();
    if (!g_file_get_contents(path, &text, &len, &local)) {
        if (!command->options->abbreviations_given &&
            g_error_matches(local, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
            return TRUE;
        }
        g_propagate_error(error, g_steal_pointer(&local));
        return FALSE;
    }
    if (!tc_abbreviations_load(command->abbreviations, text, len, error)) {
        g_prefix_error(error, "%s: ", path);
        return FALSE;
    }
    return TRUE;
}

int
tc_command_run(const TcOptions *options, FILE *out, FILE *err, GError **error)
{
    Command command = {.options = options, .out = out, .err = err};
    gboolean found = FALSE;
    gboolean locked = FALSE;
    command.analyzer = tc_analyzer_new_later();
    gboolean ok = load_abbreviations(&command, error);
    if (options->watch != NULL) {
        GError *local = NULL;
        ok = ok && tc_watch_run(options, command.analyzer, command.abbreviations, out, err, &local);
        locked = g_error_matches(local, TC_WATCH_STATE_ERROR, TC_WATCH_STATE_ERROR_LOCKED);
        found = TRUE; /* that nothing is new is what mostly happens */
        if (local != NULL) {
            g_propagate_error(error, local);
        }
    } else {
        ok = ok && open_reader(&command, error) &&
             (options->topics != NULL ? run_topics(&command, &found, error)
                                      : run_single(&command, &found, error));
    }
    tc_reader_close(command.reader);
    tc_abbreviations_free(command.abbreviations);
    tc_analyzer_free(command.analyzer);
    return locked ? TC_EXIT_LOCKED : !ok ? TC_EXIT_ERROR : found ? TC_EXIT_FOUND : TC_EXIT_NOTHING;
}
