#include "query/command/watch.h"

#include "base/free.h"
#include "base/order.h"
#include "query/command/fetch.h"
#include "query/command/mistake.h"
#include "query/command/topics.h"
#include "query/command/watch_state.h"
#include "query/search/candidates.h"
#include "store/schema.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Writers commit every few seconds at most: a topic that is overtaken this often is not unlucky. */
#define ATTEMPTS_MAX 8
/* New texts that are searched at once, together with the best of all: what two neighbouring words
 * are worth depends on the documents that are ranked together, and only there scores compare. Both
 * are no more than the second stage ranks. */
#define COMPANY_MAX  (TC_POOL_SIZE / 2)
#define BATCH_MAX    (TC_POOL_SIZE - COMPANY_MAX)
/* "H" and 32 hex digits. */
#define TERM_LEN     33

typedef struct {
    char *id;
    char *query;
    TcNode *node;
    guint line;
} Topic;

static void
topic_free(gpointer data)
{
    Topic *topic = data;
    tc_free_all(topic->id, topic->query);
    tc_node_free(topic->node);
    g_free(topic);
}

typedef struct {
    const TcOptions *options;
    const TcAnalyzer *analyzer;
    const TcAbbreviations *abbreviations;
    TcReader *reader;
    TcWatchState *state;
    GPtrArray *topics; /* Topic */
    GPtrArray *texts;  /* terms of new texts, in their order */
    guint32 text_count;
    FILE *out; /* memory */
    FILE *err;
} Watch;

/* ---- the topics ---- */

static gboolean
fail_at(const Watch *watch, guint line, gsize column, const char *reason, GError **error)
{
    const char *path = watch->options->watch;
    if (column > 0) {
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                    _("%s: line %u, column %zu: %s"), path, line, column, reason);
    } else {
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, _("%s: line %u: %s"), path,
                    line, reason);
    }
    return FALSE;
}

static gboolean
read_topic(char *line, gsize len, guint number, gpointer user, GError **error)
{
    const Watch *watch = user;
    if (strlen(line) != len)
        return fail_at(watch, number, 0, _("holds a NUL byte"), error);
    if (tc_topic_is_none(line))
        return TRUE;
    const char *query = tc_topic_split(line);
    if (query == NULL)
        return fail_at(watch, number, 0, _("not ID<TAB>QUERY"), error);
    gsize column = 0;
    g_autoptr(GError) local = NULL;
    TcNode *node = tc_parse(query, &column, &local);
    if (node == NULL)
        return fail_at(watch, number, column, local->message, error);
    tc_tell_note(watch->err, watch->options->watch, number, node);
    Topic *topic = g_new0(Topic, 1);
    topic->id = g_strdup(line);
    topic->query = g_strdup(query);
    topic->node = node;
    topic->line = number;
    g_ptr_array_add(watch->topics, topic);
    return TRUE;
}

static gboolean
read_topics(Watch *watch, GError **error)
{
    const char *path = watch->options->watch;
    if (!tc_topics_read(path, read_topic, watch, error))
        return FALSE;
    if (watch->topics->len == 0) {
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, _("%s: no topics in it"),
                    path);
        return FALSE;
    }
    return TRUE;
}

/* ---- asking the index ---- */

typedef gboolean (*Attempt)(Watch *watch, gpointer user, GError **error);

/* `attempt` until no writer overtakes it. */
static gboolean
repeat(Watch *watch, Attempt attempt, gpointer user, GError **error)
{
    const GPtrArray *indexes = watch->options->indexes;
    for (guint attempts = 1;; attempts++) {
        g_autoptr(GError) local = NULL;
        if (watch->reader == NULL) {
            watch->reader = tc_reader_open((const char *const *)indexes->pdata, indexes->len,
                                           TC_ANALYZER_VERSION, error);
            if (watch->reader == NULL)
                return FALSE;
        }
        if (attempt(watch, user, &local))
            return TRUE;
        if (attempts == ATTEMPTS_MAX ||
            !g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_MODIFIED)) {
            g_propagate_error(error, g_steal_pointer(&local));
            return FALSE;
        }
        g_clear_pointer(&watch->reader, tc_reader_close);
    }
}

/* Whether the index has not had the text of this term before. */
static gboolean
note_text(const char *term, gsize len, G_GNUC_UNUSED guint32 freq, gpointer user)
{
    Watch *watch = user;
    char digits[17] = "";
    if (len == TERM_LEN) {
        memcpy(digits, term + strlen(TC_TERM_CONTENT), sizeof digits - 1);
        watch->text_count++;
        if (!tc_watch_state_has(watch->state, g_ascii_strtoull(digits, NULL, 16)))
            g_ptr_array_add(watch->texts, g_strndup(term, len));
    }
    return TRUE;
}

static gboolean
note_texts(Watch *watch, G_GNUC_UNUSED gpointer user, GError **error)
{
    g_ptr_array_set_size(watch->texts, 0);
    watch->text_count = 0;
    return tc_x_database_each_term(tc_reader_database(watch->reader), TC_TERM_CONTENT,
                                   strlen(TC_TERM_CONTENT), note_text, watch, error);
}

/* A topic that cannot be searched for is told at once, not in the night when something is new. */
static gboolean
check_topic(Watch *watch, gpointer user, GError **error)
{
    const Topic *topic = user;
    gsize column = 0;
    g_autoptr(GError) local = NULL;
    g_autoptr(TcPlan) plan =
        tc_plan_new(topic->node, &watch->options->search.filters, watch->analyzer,
                    watch->abbreviations, watch->reader, &column, &local);
    if (plan == NULL && !g_error_matches(local, TC_PARSE_ERROR, TC_PARSE_ERROR_SYNTAX)) {
        g_propagate_error(error, g_steal_pointer(&local));
        return FALSE;
    }
    if (plan == NULL)
        return fail_at(watch, topic->line, column, local->message, error);
    return !tc_plan_is_empty(plan) ||
           fail_at(watch, topic->line, 0, _("the query is empty"), error);
}

/* ---- one topic ---- */

/* A new document on the topic, with the search that found it (borrowed). */
typedef struct {
    TcSearchHit hit;
    const TcResults *results;
} Found;

static int
best_first(gconstpointer a, gconstpointer b)
{
    const Found *x = a;
    const Found *y = b;
    if (x->hit.ranked.score != y->hit.ranked.score)
        return TC_ORDER(y->hit.ranked.score, x->hit.ranked.score);
    /* Whatever batch it was in: the order of a text's hash is that of all runs. */
    return memcmp(x->hit.content, y->hit.content, sizeof x->hit.content);
}

static TcResults *
search(Watch *watch, const Topic *topic, const char *const *texts, guint limit, GError **error)
{
    TcSearchOptions options = watch->options->search;
    options.is_set_only = texts != NULL;
    gsize column = 0;
    options.filters.texts = texts;
    options.limit = limit;
    options.offset = 0;
    options.collapses = TRUE;
    return tc_search(watch->reader, watch->analyzer, watch->abbreviations, topic->node, &options,
                     &column, error);
}

/* The term of the text of a hit. */
static char *
text_of(const TcSearchHit *hit)
{
    return tc_content_term(hit->content, sizeof hit->content);
}

static gboolean
is_among(const char *const *texts, guint count, const char *text)
{
    for (guint i = 0; i < count; i++)
        if (strcmp(texts[i], text) == 0)
            return TRUE;
    return FALSE;
}

/* Search the new texts from `begin` on beside the best ones (`company`), and add those that are
 * close enough to the best. */
static gboolean
search_batch(Watch *watch, const Topic *topic, guint begin, const GPtrArray *company,
             GPtrArray *searches, GArray *found, GError **error)
{
    const char *texts[BATCH_MAX + COMPANY_MAX + 1] = {NULL};
    guint count = 0;
    for (; count < BATCH_MAX && begin + count < watch->texts->len; count++)
        texts[count] = g_ptr_array_index(watch->texts, begin + count);
    for (guint i = 0; i < company->len; i++)
        texts[count + i] = g_ptr_array_index(company, i);
    g_autoptr(TcResults) results = search(watch, topic, texts, BATCH_MAX + COMPANY_MAX, error);
    if (results == NULL)
        return FALSE;
    guint before = found->len;
    const TcSearchHit *best = (const TcSearchHit *)(gpointer)results->hits->data;
    for (guint i = 0; i < results->hits->len; i++) {
        Found item = {.hit = *tc_search_hit_at(results->hits, i), .results = results};
        g_autofree char *text = text_of(&item.hit);
        /* What the second stage left out is far behind; scores of the first do not compare. */
        if (results->has_set ? item.hit.ranked.is_about
                             : item.hit.is_reranked == best->is_reranked &&
                                   item.hit.ranked.score >= TC_WATCH_SHARE * best->ranked.score &&
                                   is_among(texts, count, text))
            g_array_append_val(found, item);
    }
    if (!watch->options->explain)
        g_clear_pointer(&results->pool, tc_pool_free);
    if (found->len > before)
        g_ptr_array_add(searches, g_steal_pointer(&results));
    return TRUE;
}

static void
print_heading(const Watch *watch, const Topic *topic)
{
    g_autoptr(GString) line = g_string_new(NULL);
    tc_append_printable(line, topic->id, strlen(topic->id));
    g_string_append(line, ": ");
    tc_append_printable(line, topic->query, strlen(topic->query));
    fprintf(watch->out, "%s== %s ==%s\n\n", watch->options->color ? "\033[1m" : "", line->str,
            watch->options->color ? "\033[0m" : "");
}

static void
print_more(const Watch *watch, const Topic *topic, guint more)
{
    if (watch->options->output == TC_OUTPUT_TEXT) {
        fprintf(watch->out, _("... and %u more\n\n"), more);
    } else {
        g_autoptr(GString) id = g_string_new(NULL);
        tc_append_printable(id, topic->id, strlen(topic->id));
        fprintf(watch->err, _("tracuu: topic %s: %u more are new than --limit lets through\n"),
                id->str, more);
    }
}

static gboolean
run_topic(Watch *watch, gpointer user, GError **error)
{
    const Topic *topic = user;
    const guint limit = watch->options->search.limit;
    g_autoptr(GPtrArray) searches = g_ptr_array_new_with_free_func((GDestroyNotify)tc_results_free);
    g_autoptr(GPtrArray) fetched =
        g_ptr_array_new_with_free_func((GDestroyNotify)tc_fetched_hit_free);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Found));
    g_autoptr(GPtrArray) company = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(TcResults) all = search(watch, topic, NULL, COMPANY_MAX, error);
    if (all == NULL)
        return FALSE;
    /* What is about a topic is known without company. */
    for (guint i = 0; !all->has_set && i < all->hits->len; i++)
        g_ptr_array_add(company, text_of(tc_search_hit_at(all->hits, i)));
    for (guint i = 0; all->hits->len > 0 && i < watch->texts->len; i += BATCH_MAX)
        if (!search_batch(watch, topic, i, company, searches, found, error))
            return FALSE;
    g_array_sort(found, best_first);
    for (guint i = 0; i < MIN(found->len, limit); i++) {
        Found *item = &g_array_index(found, Found, i);
        item->hit.rank = i + 1;
        TcFetchedHit *hit = tc_fetch_hit(watch->reader, watch->analyzer, watch->options,
                                         item->results, &item->hit, error);
        if (hit == NULL)
            return FALSE;
        g_ptr_array_add(fetched, hit);
    }
    if (found->len > 0 && watch->options->output == TC_OUTPUT_TEXT)
        print_heading(watch, topic);
    for (guint i = 0; i < fetched->len; i++)
        tc_fetched_hit_print(g_ptr_array_index(fetched, i), watch->out, watch->options, topic->id);
    if (found->len > limit)
        print_more(watch, topic, found->len - limit);
    return TRUE;
}

/* ---- the run ---- */

static gboolean
run_topics(Watch *watch, GError **error)
{
    const GPtrArray *topics = watch->topics;
    for (guint i = 0; i < topics->len; i++)
        if (!repeat(watch, check_topic, g_ptr_array_index(topics, i), error))
            return FALSE;
    if (tc_watch_state_is_first(watch->state)) {
        if (isatty(fileno(watch->err))) {
            fprintf(watch->err,
                    _("tracuu: first run: took note of %u documents; what is new from now on is "
                      "printed by the next\n"),
                    watch->text_count);
        }
        return TRUE;
    }
    for (guint i = 0; watch->texts->len > 0 && i < topics->len; i++)
        if (!repeat(watch, run_topic, g_ptr_array_index(topics, i), error))
            return FALSE;
    return TRUE;
}

/* Remember the texts that were searched: those that came meanwhile are for the next run. */
static gboolean
remember(Watch *watch, GError **error)
{
    for (guint i = 0; i < watch->texts->len; i++) {
        const char *term = g_ptr_array_index(watch->texts, i);
        g_autofree char *digits = g_strndup(term + strlen(TC_TERM_CONTENT), 16);
        tc_watch_state_add(watch->state, g_ascii_strtoull(digits, NULL, 16));
    }
    return tc_watch_state_save(watch->state, error);
}

static gboolean
print_all(FILE *out, const char *text, gsize len, GError **error)
{
    if (fwrite(text, 1, len, out) != len || fflush(out) != 0) {
        g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "%s: %s",
                    _("cannot write the output"), g_strerror(errno));
        return FALSE;
    }
    return TRUE;
}

/* The folder of the default place is made; that of another place has to be there. */
static gboolean
make_folder(const TcOptions *options, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(options->state);
    if (options->has_state || g_mkdir_with_parents(folder, 0700) == 0)
        return TRUE;
    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno),
                _("cannot create %s: %s; --state=FILE puts the state elsewhere"), folder,
                g_strerror(errno));
    return FALSE;
}

gboolean
tc_watch_run(const TcOptions *options, const TcAnalyzer *analyzer,
             const TcAbbreviations *abbreviations, FILE *out, FILE *err, GError **error)
{
    Watch watch = {
        .options = options, .analyzer = analyzer, .abbreviations = abbreviations, .err = err};
    g_autoptr(GPtrArray) topics = g_ptr_array_new_with_free_func(topic_free);
    char *text = NULL;
    size_t len = 0;
    watch.topics = topics;
    watch.texts = g_ptr_array_new_with_free_func(g_free);
    /* All is gathered before any is printed: a topic that fails must not repeat those before it. */
    watch.out = open_memstream(&text, &len);
    gboolean is_ok = watch.out != NULL;
    if (!is_ok)
        g_set_error_literal(error, G_FILE_ERROR, g_file_error_from_errno(errno), g_strerror(errno));
    is_ok = is_ok && read_topics(&watch, error) && make_folder(options, error) &&
            (watch.state = tc_watch_state_open(options->state, error)) != NULL &&
            repeat(&watch, note_texts, NULL, error) && run_topics(&watch, error);
    if (watch.out != NULL && fclose(watch.out) != 0 && is_ok) {
        g_set_error_literal(error, G_FILE_ERROR, g_file_error_from_errno(errno), g_strerror(errno));
        is_ok = FALSE;
    }
    is_ok = is_ok && print_all(out, text, len, error) && remember(&watch, error);
    free(text);
    tc_watch_state_close(watch.state);
    g_clear_pointer(&watch.reader, tc_reader_close);
    g_ptr_array_unref(watch.texts);
    return is_ok;
}
