#include "query/command/command.h"

#include "base/free.h"
#include "query/command/fetch.h"
#include "query/command/freshness.h"
#include "query/command/mistake.h"
#include "query/command/open.h"
#include "query/command/similar.h"
#include "query/command/topics.h"
#include "query/command/watch.h"
#include "query/command/watch_state.h"
#include "query/output/pager.h"
#include "query/parse/sort_words.h"
#include "query/plan/fields.h"
#include "query/plan/reread.h"
#include "query/search/missing.h"
#include "query/search/rest.h"
#include "query/show/like.h"
#include "store/standard.h"
#include "text/alias/alias.h"
#include "text/date/date.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Writers commit every few seconds at most: a query that is overtaken this often is not unlucky. */
#define ATTEMPTS_MAX 8

typedef struct {
    const TcOptions *options;
    FILE *out;
    FILE *err;
    TcAnalyzer *analyzer;
    TcAbbreviations *abbreviations;
    TcAliases *aliases; /* NULL without */
    TcReader *reader;
    TcSearchOptions search;  /* as the options say, with the document that they name */
    GPtrArray *ended;        /* with --current: terms of what is left out */
    TcSort sorted;           /* by words of the query: newest or oldest first */
    char *opened;            /* with --open: the path of the file */
    gboolean is_topic_found; /* with --topics: some document, for any of them */
    TcStoredRecord *named;   /* with --similar: the document that is named, with its text */
} Command;

/* With --current, once for each reader. */
static gboolean
leave_out_ended(Command *command, GError **error)
{
    if (!command->options->current || command->ended != NULL)
        return TRUE;
    command->ended = tc_related_ended(command->reader, tc_date_today(), error);
    if (command->ended == NULL)
        return FALSE;
    command->search.filters.ended = (const char *const *)command->ended->pdata;
    return TRUE;
}

static gboolean
open_reader(Command *command, GError **error)
{
    const GPtrArray *indexes = command->options->indexes;
    g_clear_pointer(&command->reader, tc_reader_close);
    g_clear_pointer(&command->ended, g_ptr_array_unref);
    command->search.filters.ended = NULL;
    command->reader = tc_reader_open((const char *const *)indexes->pdata, indexes->len,
                                     TC_ANALYZER_VERSION, error);
    if (command->reader == NULL)
        return FALSE;
    /* That many are enough for --list, and memory is asked for that many. */
    command->search.limit =
        MIN(command->options->search.limit, MAX(tc_reader_doc_count(command->reader), 1));
    return TRUE;
}

/* Facets of a query, indexed by TcFacet; NULL where not wanted. */
static void
facets_free(GArray **facets)
{
    for (guint i = 0; i < TC_FACET_COUNT; i++)
        g_clear_pointer(&facets[i], g_array_unref);
}

static gboolean
fetch_facets(Command *command, const TcResults *results, GArray **facets, GError **error)
{
    gboolean has_any = FALSE;
    g_autoptr(GArray) copies = NULL;
    for (guint i = 0; i < TC_FACET_COUNT; i++)
        has_any |= command->options->facets[i];
    if (has_any && results->set == NULL && command->search.collapses) {
        copies = tc_facet_copies(command->reader, results->plan, error);
        if (copies == NULL)
            return FALSE;
    }
    for (guint i = 0; i < TC_FACET_COUNT; i++) {
        if (command->options->facets[i]) {
            facets[i] = results->set != NULL
                            ? tc_facet_count_set(command->reader, results->set, i, error)
                            : tc_facet_count(command->reader, results->plan, i, copies, error);
            if (facets[i] == NULL)
                return FALSE;
        }
    }
    return TRUE;
}

/* With --open: keep which file is meant. */
static gboolean
choose_file(Command *command, const GPtrArray *fetched, GError **error)
{
    if (fetched->len > 1) {
        g_autoptr(GString) paths = g_string_new(NULL);
        for (guint i = 0; i < fetched->len; i++) {
            g_autofree char *path = tc_options_shown(
                command->options, tc_fetched_hit_path(g_ptr_array_index(fetched, i)));
            g_string_append(paths, i > 0 ? ", " : "");
            tc_append_printable(paths, path, strlen(path));
        }
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                    _("--open=%s: several documents have this number; say which by its path: %s"),
                    command->options->open, paths->str);
        return FALSE;
    }
    g_free(command->opened);
    command->opened =
        fetched->len == 0 ? NULL : g_strdup(tc_fetched_hit_path(g_ptr_array_index(fetched, 0)));
    return TRUE;
}

/* Whether one hit is meant by its rank, near the topic or not. */
static gboolean
is_named(const TcOptions *options)
{
    return options->show != NULL || options->open != NULL;
}

/* Whether the set of the topic ends before the i-th hit that is shown. */
static gboolean
ends_set(const TcResults *results, guint i)
{
    const TcSearchHit *hit = tc_search_hit_at(results->hits, i);
    return results->has_set && !hit->ranked.is_about && (i == 0 || hit[-1].ranked.is_about);
}

/* What people are told before the next hit, behind so many of the query itself. */
static void
print_borders(const Command *command, const TcResults *results, guint own, gboolean is_rest,
              gboolean was_rest)
{
    const TcOptions *options = command->options;
    const TcResults *rest = results->rest;
    gboolean has_any = results->has_any || (rest != NULL && rest->has_any);
    gboolean is_first = own == 0 && !was_rest;
    if (!is_rest && was_rest)
        tc_print_phrase_begin(command->out, options);
    /* That nothing is about the topic is said of all hits, so before the first. */
    if (has_any ? !is_rest && ends_set(results, own)
                : is_first && (is_rest ? rest : results)->has_set)
        tc_print_set_end(command->out, options, has_any);
    if (is_rest && !was_rest)
        tc_print_rest(command->out, options, results->is_rest_lacking_field);
}

/* The hits that belong to what was asked for: with a topic, those about it. */
static guint
count_about(const TcResults *results)
{
    guint count = 0;
    for (guint i = 0; i < results->hits->len; i++)
        count += !results->has_set || tc_search_hit_at(results->hits, i)->ranked.is_about;
    return count;
}

/* The hits that are shown with another one. */
static guint
count_joined(const GPtrArray *fetched)
{
    guint count = 0;
    for (guint i = 0; i < fetched->len; i++)
        count += !tc_fetched_hit_is_shown(g_ptr_array_index(fetched, i));
    return count;
}

/* Documents about a topic that are counted for the first line of a page; --count counts all. Of a
 * million documents the first ten take a quarter of the time that counting 83,524 takes. */
#define COUNTED_MAX 1000

/* How many are found, for the first line. What one page holds is counted by it. */
static gboolean
count_all(Command *command, const TcNode *node, TcResults *results, TcSummary *summary,
          GError **error)
{
    const TcSearchOptions *search = &command->search;
    guint about = count_about(results);
    gboolean ends = about < results->hits->len || results->hits->len < search->limit;
    guint shown = search->offset + about;
    guint enough = search->limit > 0 ? MAX(COUNTED_MAX, shown) : G_MAXUINT;
    *summary = (TcSummary){.total = shown, .is_all = TRUE, .is_about_topic = results->has_set};
    return command->options->output != TC_OUTPUT_TEXT || search->counts_only ||
           (ends && (about > 0 || search->offset == 0)) ||
           tc_search_total(command->reader, command->analyzer, command->abbreviations, node, search,
                           results, enough, &summary->total, &summary->is_all, error);
}

static void
print(Command *command, const TcResults *results, const GPtrArray *fetched, GArray *const *facets,
      TcSummary *summary, const char *query_id)
{
    const TcOptions *options = command->options;
    if (options->search.counts_only) {
        if (query_id != NULL)
            fprintf(command->out, "%s\t", query_id);
        fprintf(command->out, "%u\n", results->matches);
        return;
    }
    /* In JSON these are fields of the hits; without one, nothing else says them. */
    gboolean is_none = fetched->len == 0;
    if (options->output == TC_OUTPUT_TEXT ||
        (options->output == TC_OUTPUT_JSON && is_none && query_id == NULL))
        tc_print_reading(is_none ? command->err : command->out, options, results);
    if (options->output == TC_OUTPUT_TEXT && command->sorted != TC_SORT_RELEVANCE)
        tc_print_order(is_none ? command->err : command->out, options,
                       command->sorted == TC_SORT_NEWEST);
    summary->shown = command->named != NULL ? fetched->len : count_about(results);
    summary->joined = count_joined(fetched);
    if (options->output == TC_OUTPUT_TEXT && summary->total > 0 &&
        (!is_none || command->search.limit == 0))
        tc_print_summary(command->out, options, summary);
    tc_print_header(command->out, options);
    guint own = 0;
    gboolean was_rest = FALSE;
    for (guint i = 0; i < fetched->len; i++) {
        const TcFetchedHit *hit = g_ptr_array_index(fetched, i);
        gboolean is_rest = tc_rest_is_next(results, own, i - own);
        if (options->output == TC_OUTPUT_TEXT && command->named == NULL)
            print_borders(command, results, own, is_rest, was_rest);
        own += !is_rest;
        was_rest = is_rest;
        if (options->output != TC_OUTPUT_TEXT || tc_fetched_hit_is_shown(hit))
            tc_fetched_hit_print(hit, command->out, options, query_id);
    }
    for (guint i = 0; i < TC_FACET_COUNT; i++)
        if (facets[i] != NULL)
            tc_print_facet(command->out, options, i, facets[i], query_id);
}

/* What is nearly the same is shown as one, in JSON told of one another; with --similar, what is
 * like the document stays. */
static gboolean
compare(Command *command, GPtrArray *fetched, GError **error)
{
    const TcOptions *options = command->options;
    if (command->named != NULL)
        return tc_similar_keep(command->reader, fetched, tc_stored_record_get(command->named),
                               options->search.limit, error);
    if ((options->output != TC_OUTPUT_TEXT && options->output != TC_OUTPUT_JSON) ||
        !options->search.collapses || options->list || is_named(options) || fetched->len < 2)
        return TRUE;
    return tc_similar_join(command->reader, fetched, error);
}

/* One attempt at one query: all is fetched before anything is printed. */
static gboolean
attempt(Command *command, const TcNode *node, const char *query_id, gboolean *is_found,
        gsize *column, GError **error)
{
    if (!leave_out_ended(command, error))
        return FALSE;
    g_autoptr(TcResults) results =
        tc_search_page(command->reader, command->analyzer, command->abbreviations, node,
                       &command->search, column, error);
    if (results == NULL)
        return FALSE;
    g_autoptr(GPtrArray) fetched =
        g_ptr_array_new_with_free_func((GDestroyNotify)tc_fetched_hit_free);
    GArray *facets[TC_FACET_COUNT] = {NULL};
    TcSummary summary = {0};
    if (!tc_fetch_page(command->reader, command->analyzer, command->options, results, fetched,
                       error) ||
        !compare(command, fetched, error) || !count_all(command, node, results, &summary, error) ||
        !fetch_facets(command, results, facets, error)) {
        facets_free(facets);
        return FALSE;
    }
    const TcSearchOptions *search = &command->search;
    if (command->options->open != NULL && !choose_file(command, fetched, error)) {
        facets_free(facets);
        return FALSE;
    }
    if (command->named != NULL)
        summary.total = fetched->len;
    *is_found |= command->named != NULL ? fetched->len > 0
                 : search->counts_only  ? results->matches > 0
                 : results->has_set && !is_named(command->options)
                     ? results->has_any && (search->limit == 0 || fetched->len > 0)
                 : search->limit == 0 ? results->has_any
                                      : fetched->len > 0;
    if (fetched->len == 0 && command->options->target_rank > 0)
        tc_tell_beyond(command->err, command->options->target_rank);
    gboolean is_shown = TRUE;
    if (command->options->show != NULL && command->options->output == TC_OUTPUT_TEXT) {
        if (fetched->len > 0)
            is_shown = tc_fetched_show(fetched, command->out, command->options, error);
    } else if (command->options->open == NULL) {
        print(command, results, fetched, facets, &summary, query_id);
    }
    facets_free(facets);
    return is_shown;
}

/* After an attempt that failed with `failure`: whether a writer had overtaken the reader, which is
 * open again. Else the failure is handed on. */
static gboolean
may_repeat(Command *command, guint attempts, GError **failure, GError **error)
{
    if (attempts == ATTEMPTS_MAX ||
        !g_error_matches(*failure, TC_STORE_ERROR, TC_STORE_ERROR_MODIFIED)) {
        g_propagate_error(error, g_steal_pointer(failure));
        return FALSE;
    }
    return open_reader(command, error);
}

static gboolean
run_query(Command *command, const TcNode *node, const char *query_id, gboolean *is_found,
          gsize *column, GError **error)
{
    for (guint attempts = 1;; attempts++) {
        g_autoptr(GError) local = NULL;
        if (attempt(command, node, query_id, is_found, column, &local))
            return TRUE;
        if (!may_repeat(command, attempts, &local, error))
            return FALSE;
    }
}

static void
warn_of_topic(const Command *command, guint number, gsize column, const GError *reason)
{
    fprintf(command->err, _("tracuu: %s: line %u, column %u: %s; taken as plain words\n"),
            command->options->topics, number, (guint)column, reason->message);
}

/* One topic: "ID<TAB>QUERY"; lines that begin with # are remarks. A query that cannot be parsed is
 * taken as plain words, so that one odd line does not spoil a long run; it is said. */
static gboolean
run_topic(char *line, gsize len G_GNUC_UNUSED, guint number, gpointer user, GError **error)
{
    Command *command = user;
    if (tc_topic_is_none(line))
        return TRUE;
    const char *query = tc_topic_split(line);
    if (query == NULL) {
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                    _("%s: line %u: not ID<TAB>QUERY"), command->options->topics, number);
        return FALSE;
    }
    gsize column = 0;
    g_autoptr(GError) local = NULL;
    g_autoptr(TcNode) node =
        tc_query_parse(command->analyzer, command->reader, query, &column, &local);
    if (node == NULL && local->domain != TC_PARSE_ERROR) {
        g_propagate_error(error, g_steal_pointer(&local));
        return FALSE;
    }
    if (node == NULL) {
        warn_of_topic(command, number, column, local);
        node = tc_parse_plain(query);
    }
    tc_tell_note(command->err, command->options->topics, number, node);
    g_clear_error(&local);
    if (run_query(command, node, line, &command->is_topic_found, &column, &local))
        return TRUE;
    if (!g_error_matches(local, TC_PARSE_ERROR, TC_PARSE_ERROR_SYNTAX)) {
        g_propagate_error(error, g_steal_pointer(&local));
        return FALSE;
    }
    /* A field whose value says nothing is found only now. */
    warn_of_topic(command, number, column, local);
    tc_node_free(node);
    node = tc_parse_plain(query);
    return run_query(command, node, line, &command->is_topic_found, &column, error);
}

static gboolean
run_topics(Command *command, gboolean *is_found, GError **error)
{
    const gboolean is_ok = tc_topics_read(command->options->topics, run_topic, command, error);
    *is_found = command->is_topic_found;
    return is_ok;
}

/* ---- documents that are named ---- */

/* Restrict what is searched to the document of this path; with `is_as_number` to those of this
 * number. */
static void
restrict_to(Command *command, const char *target, const char *path, gboolean is_as_number)
{
    command->search.filters.path = is_as_number ? NULL : path;
    command->search.filters.own_number = is_as_number ? target : NULL;
}

/* The query that says nothing: all that options do not leave out. */
static TcNode *
parse_nothing(void)
{
    gsize column = 0;
    return tc_parse("", &column, NULL);
}

/* Whether it is a number as the field takes it: "14/2010", "58/QĐ-TTg 2012", too. */
static gboolean
is_number(const char *target)
{
    return g_utf8_validate(target, -1, NULL) && tc_own_number_check(target);
}

static TcMissing
missing_of(const Command *command)
{
    return (TcMissing){command->reader, command->analyzer, command->abbreviations,
                       command->options->indexes};
}

static gboolean
say_missing(Command *command, const char *target, GError **error)
{
    const TcMissing missing = missing_of(command);
    g_autofree char *path = tc_options_path(command->options, target);
    g_autofree char *text = tc_missing_text(&missing, target, path, error);
    if (text != NULL)
        fprintf(command->err, "tracuu: %s\n", text);
    return text != NULL;
}

/* --show and --open of a document by its path or number. `node` is what to light in it. */
static gboolean
run_target(Command *command, const char *target, const TcNode *node, gboolean *is_found,
           gsize *column, GError **error)
{
    g_autofree char *path = tc_options_path(command->options, target);
    g_autoptr(TcNode) nothing = parse_nothing();
    const TcNode *const queries[] = {node, nothing};
    for (guint as_number = 0; as_number < (is_number(target) ? 2 : 1); as_number++) {
        restrict_to(command, target, path, as_number == 1);
        for (gsize i = 0; i < G_N_ELEMENTS(queries) && !*is_found; i++)
            if (!run_query(command, queries[i], NULL, is_found, column, error))
                return FALSE;
    }
    const TcMissing missing = missing_of(command);
    g_autofree char *meant = NULL;
    if (!*is_found && !tc_missing_find(&missing, target, &meant, error))
        return FALSE;
    restrict_to(command, target, meant, FALSE);
    for (gsize i = 0; meant != NULL && i < G_N_ELEMENTS(queries) && !*is_found; i++)
        if (!run_query(command, queries[i], NULL, is_found, column, error))
            return FALSE;
    restrict_to(command, NULL, NULL, FALSE);
    return *is_found || say_missing(command, target, error);
}

/* What --like is about, and which text is not to be found again. */
typedef struct {
    char *topic;
    char *text; /* a term with TC_TERM_CONTENT */
} Like;

static void
like_clear(Like *like)
{
    tc_free_all(like->topic, like->text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Like, like_clear)

static gboolean
read_like(Command *command, const char *target, Like *like, GError **error)
{
    g_clear_pointer(&command->named, tc_stored_record_free);
    const TcMissing missing = missing_of(command);
    g_autofree char *path = tc_options_path(command->options, target);
    g_autofree char *meant = NULL;
    g_autoptr(TcNode) nothing = parse_nothing();
    if (!tc_missing_find(&missing, target, &meant, error))
        return FALSE;
    const TcFilters ways[] = {{.path = path}, {.own_number = target}, {.path = meant}};
    for (guint i = 0; like->topic == NULL && i < G_N_ELEMENTS(ways); i++) {
        if ((i == 1 && !is_number(target)) || (i == 2 && meant == NULL))
            continue;
        TcSearchOptions one = {.limit = 1, .collapses = TRUE, .filters = ways[i]};
        gsize column = 0;
        g_autoptr(TcResults) results =
            tc_search(command->reader, command->analyzer, command->abbreviations, nothing, &one,
                      &column, error);
        if (results == NULL)
            return FALSE;
        if (results->hits->len == 0)
            continue;
        const TcSearchHit *hit = tc_search_hit_at(results->hits, 0);
        g_autoptr(TcStoredRecord) record =
            tc_reader_record(command->reader, hit->ranked.docid, TRUE, error);
        if (record == NULL)
            return FALSE;
        like->topic =
            tc_like_topic(command->reader, command->analyzer, tc_stored_record_get(record), error);
        like->text = hit->has_content ? tc_content_term(hit->content, sizeof hit->content) : NULL;
        if (like->topic == NULL)
            return FALSE;
        if (command->options->similar)
            command->named = g_steal_pointer(&record);
    }
    return TRUE;
}

static gboolean
run_like(Command *command, gboolean *is_found, GError **error)
{
    const char *target = command->options->like;
    g_auto(Like) like = {NULL, NULL};
    gsize column = 0;
    for (guint attempts = 1;; attempts++) {
        g_autoptr(GError) local = NULL;
        if (read_like(command, target, &like, &local))
            break;
        if (!may_repeat(command, attempts, &local, error))
            return FALSE;
    }
    if (like.topic == NULL)
        return say_missing(command, target, error);
    const char *except[] = {command->named == NULL ? like.text : NULL, NULL};
    g_autoptr(TcNode) node = tc_parse_plain(like.topic);
    if (command->named != NULL) { /* copies are alike, too */
        command->search.collapses = FALSE;
        command->search.limit = TC_SIMILAR_CANDIDATES;
        command->search.offset = 0;
    }
    command->search.filters.except = except;
    gboolean is_ok = run_query(command, node, NULL, is_found, &column, error);
    command->search.filters.except = NULL;
    return is_ok;
}

/* "học phí mới nhất": unless an order was asked for by option, or one document. */
static void
take_order(Command *command, TcNode *node)
{
    const TcOptions *options = command->options;
    if (options->search.sort != TC_SORT_RELEVANCE || options->target_rank > 0 ||
        options->show != NULL || options->open != NULL)
        return;
    TcSortWords order = tc_sort_words_take(node);
    if (order != TC_SORT_WORDS_NONE)
        command->search.sort = command->sorted =
            order == TC_SORT_WORDS_NEWEST ? TC_SORT_NEWEST : TC_SORT_OLDEST;
}

static gboolean
run_single(Command *command, gboolean *is_found, GError **error)
{
    const TcOptions *options = command->options;
    const char *query = options->query;
    const char *target = options->show != NULL ? options->show : options->open;
    gsize column = 0;
    if (options->like != NULL)
        return run_like(command, is_found, error);
    g_autoptr(TcNode) node =
        tc_query_parse(command->analyzer, command->reader, query, &column, error);
    if (node != NULL && node->note != NULL)
        fprintf(command->err, "tracuu: %s\n", node->note);
    if (node != NULL)
        take_order(command, node);
    if (node != NULL && target != NULL && options->target_rank == 0) {
        if (!run_target(command, target, node, is_found, &column, error)) {
            tc_point_at(error, query, column);
            return FALSE;
        }
        return TRUE;
    }
    if (node == NULL || !run_query(command, node, NULL, is_found, &column, error)) {
        tc_point_at(error, query, column);
        return FALSE;
    }
    return TRUE;
}

/* A table of the user's; that a file which was not `is_given` is absent is no error: *text is NULL.
 */
static gboolean
read_table(const char *path, gboolean is_given, char **text, gsize *len, GError **error)
{
    g_autoptr(GError) local = NULL;
    if (!g_file_get_contents(path, text, len, &local) &&
        (is_given || (!g_error_matches(local, G_FILE_ERROR, G_FILE_ERROR_NOENT) &&
                      !g_error_matches(local, G_FILE_ERROR, G_FILE_ERROR_ACCES)))) {
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, "%s: %s", path,
                    tc_standard_reason(local));
        return FALSE;
    }
    return TRUE;
}

/* Whether a table was `is_loaded`; its faults are told with the file. */
static gboolean
check_table(gboolean is_loaded, const char *path, GError **error)
{
    if (!is_loaded)
        g_prefix_error(error, "%s: ", path);
    return is_loaded;
}

static gboolean
load_aliases(Command *command, GError **error)
{
    const char *path = command->options->aliases;
    g_autofree char *text = NULL;
    gsize len = 0;
    if (command->options->no_aliases)
        return TRUE;
    command->aliases = tc_aliases_new();
    tc_abbreviations_set_aliases(command->abbreviations, command->aliases);
    return read_table(path, command->options->has_aliases, &text, &len, error) &&
           (text == NULL ||
            check_table(tc_aliases_load(command->aliases, text, len, error), path, error));
}

static gboolean
load_abbreviations(Command *command, GError **error)
{
    const char *path = command->options->abbreviations;
    g_autofree char *text = NULL;
    gsize len = 0;
    command->abbreviations = tc_abbreviations_new();
    return read_table(path, command->options->has_abbreviations, &text, &len, error) &&
           (text == NULL ||
            check_table(tc_abbreviations_load(command->abbreviations, text, len, error), path,
                        error));
}

/* Where nothing is found below a folder, it may be that the index has nothing of it at all. */
static gboolean
say_empty_folder(Command *command, GError **error)
{
    const TcMissing missing = missing_of(command);
    const char *folder = command->options->under;
    gboolean is_empty = FALSE;
    if (!tc_missing_is_empty(&missing, folder, &is_empty, error))
        return FALSE;
    g_autofree char *shown = g_filename_display_name(folder);
    if (is_empty)
        fprintf(command->err, _("tracuu: --under: no document of the index is below %s\n"), shown);
    return TRUE;
}

int
tc_command_run(const TcOptions *options, FILE *out, FILE *err, GError **error)
{
    Command command = {.options = options, .out = out, .err = err, .search = options->search};
    g_autoptr(TcPager) pager = NULL;
    gboolean is_found = FALSE;
    gboolean is_locked = FALSE;
    tc_reader_keep_blocks();
    command.analyzer = tc_analyzer_new_later();
    gboolean is_ok = load_abbreviations(&command, error) && load_aliases(&command, error);
    if (options->watch != NULL) {
        GError *local = NULL;
        is_ok = is_ok &&
                tc_watch_run(options, command.analyzer, command.abbreviations, out, err, &local);
        is_locked = g_error_matches(local, TC_WATCH_STATE_ERROR, TC_WATCH_STATE_ERROR_LOCKED);
        is_found = TRUE; /* that nothing is new is what mostly happens */
        if (local != NULL)
            g_propagate_error(error, local);
    } else {
        if (options->output == TC_OUTPUT_TEXT && options->show == NULL) {
            pager = tc_pager_new(&options->screen, out);
            command.out = tc_pager_file(pager);
        }
        is_ok = is_ok && open_reader(&command, error) &&
                (options->topics != NULL ? run_topics(&command, &is_found, error)
                                         : run_single(&command, &is_found, error));
    }
    if (is_ok && !is_found && options->under != NULL && command.reader != NULL)
        is_ok = say_empty_folder(&command, error);
    if (is_ok)
        tc_freshness_tell(options, err);
    g_clear_pointer(&pager, tc_pager_close);
    if (is_ok && command.opened != NULL)
        is_ok = tc_open_file(command.opened, options->opener, options->cache, error);
    g_free(command.opened);
    tc_stored_record_free(command.named);
    g_clear_pointer(&command.ended, g_ptr_array_unref);
    tc_reader_close(command.reader);
    tc_abbreviations_free(command.abbreviations);
    tc_aliases_free(command.aliases);
    tc_analyzer_free(command.analyzer);
    return is_locked  ? TC_EXIT_LOCKED
           : !is_ok   ? TC_EXIT_ERROR
           : is_found ? TC_EXIT_FOUND
                      : TC_EXIT_NOTHING;
}
