#include "query/search/missing.h"

#include "query/parse/parse.h"
#include "store/folder/runs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Documents whose paths have the words of a name, which are looked at for it. */
#define CANDIDATES_MAX 100

static TcResults *
search(const TcMissing *missing, const char *query, const TcSearchOptions *options, GError **error)
{
    gsize column = 0;
    g_autoptr(TcNode) node = tc_parse(query, &column, NULL);
    return node == NULL ? NULL
                        : tc_search(missing->reader, missing->analyzer, missing->abbreviations,
                                    node, options, &column, error);
}

gboolean
tc_missing_find(const TcMissing *missing, const char *typed, char **path, GError **error)
{
    const TcSearchOptions options = {.limit = CANDIDATES_MAX};
    *path = NULL;
    if (strpbrk(typed, "/\\\"") != NULL || !g_utf8_validate(typed, -1, NULL))
        return TRUE;
    GError *local = NULL;
    g_autofree char *query = g_strdup_printf("path:\"%s\"", typed);
    g_autoptr(TcResults) results = search(missing, query, &options, &local);
    if (local != NULL && !g_error_matches(local, TC_PARSE_ERROR, TC_PARSE_ERROR_SYNTAX)) {
        g_propagate_error(error, local);
        return FALSE;
    }
    g_clear_error(&local); /* a name without words */
    g_autofree char *found = NULL;
    for (guint i = 0; results != NULL && i < results->hits->len; i++) {
        g_autoptr(TcStoredRecord) record = tc_reader_record(
            missing->reader, tc_search_hit_at(results->hits, i)->ranked.docid, FALSE, error);
        if (record == NULL)
            return FALSE;
        const char *whole = tc_stored_record_get(record)->path;
        g_autofree char *name = g_path_get_basename(whole);
        if (strcmp(name, typed) != 0)
            continue;
        if (found != NULL)
            return TRUE;
        found = g_strdup(whole);
    }
    *path = g_steal_pointer(&found);
    return TRUE;
}

/* Why the file at `path` is no document, as the last run said that tells of it; NULL when none
 * does. In the language of the locale where nothing was put into the sentence. */
static char *
why_not_in(const char *index, const char *path)
{
    g_autoptr(GPtrArray) runs = tc_runs_load(index, NULL);
    gsize len = strlen(path);
    for (guint i = runs != NULL ? runs->len : 0; i-- > 0;) {
        const TcRunNote *run = g_ptr_array_index(runs, i);
        for (char **told = run->told; told != NULL && *told != NULL; told++)
            if (strncmp(*told, path, len) == 0 && (*told)[len] == '\t')
                return g_strdup(_(*told + len + 1));
    }
    return NULL;
}

static char *
why_not(const GPtrArray *indexes, const char *path)
{
    char *why = NULL;
    for (guint i = 0; why == NULL && i < indexes->len; i++)
        why = why_not_in(g_ptr_array_index(indexes, i), path);
    return why;
}

/* What is in the index below `path`; NULL on failure. */
static TcResults *
search_below(const TcMissing *missing, const char *path, GError **error)
{
    const TcSearchOptions options = {
        .limit = 1, .counts_only = TRUE, .filters = {.under = path, .is_everything = TRUE}};
    return search(missing, "", &options, error);
}

gboolean
tc_missing_is_empty(const TcMissing *missing, const char *folder, gboolean *is_empty,
                    GError **error)
{
    g_autoptr(TcResults) below = search_below(missing, folder, error);
    if (below != NULL)
        *is_empty = below->matches == 0;
    return below != NULL;
}

char *
tc_missing_text(const TcMissing *missing, const char *typed, const char *path, GError **error)
{
    g_autoptr(TcResults) below = search_below(missing, path, error);
    if (below == NULL)
        return NULL;
    g_autofree char *shown = g_filename_display_name(typed);
    g_autofree char *why = below->matches == 0 ? why_not(missing->indexes, path) : NULL;
    if (why != NULL)
        return g_strdup_printf(_("%s could not be read into the index: %s"), shown, why);
    if (below->matches == 0)
        return g_strdup_printf(_("no document of the index has this path or number: %s"), shown);
    return g_strdup_printf(ngettext("%s is no document; %u is below it: tracuu --list --under=...",
                                    "%s is no document; %u are below it: tracuu --list --under=...",
                                    below->matches),
                           shown, below->matches);
}
