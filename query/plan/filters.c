#include "query/plan/filters.h"

#include "query/plan/fields.h"
#include "query/words/queries.h"
#include "store/schema.h"

#include <string.h>

gboolean
tc_filters_are_empty(const TcFilters *filters)
{
    for (guint i = 0; i < TC_FIELD_COUNT; i++)
        if (filters->fields[i] != NULL)
            return FALSE;
    return filters->from == 0 && filters->to == 0 && filters->under == NULL &&
           filters->path == NULL && filters->own_number == NULL && !filters->is_everything;
}

void
tc_filters_fields(const TcFilters *filters, gboolean is_field_asked[TC_FIELD_COUNT])
{
    for (guint i = 0; i < TC_FIELD_COUNT; i++)
        is_field_asked[i] |= filters->fields[i] != NULL;
    is_field_asked[TC_FIELD_DATE] |= filters->from > 0 || filters->to > 0;
}

/* Documents with one of these terms. */
static TcXQuery *
texts_query(const char *const *texts, GError **error)
{
    g_autoptr(GPtrArray) queries = tc_queries_new();
    for (; *texts != NULL; texts++)
        if (!tc_queries_add(queries, tc_x_query_term(*texts, strlen(*texts), 1, error)))
            return NULL;
    return queries->len == 0 ? tc_x_query_nothing()
                             : tc_queries_combine(TC_X_OR, queries, 0, error);
}

static gboolean
add_range(GPtrArray *queries, const char *begin, const char *end, GError **error)
{
    return tc_queries_add(queries, tc_x_query_value_range(TC_SLOT_PATH, begin, strlen(begin), end,
                                                          strlen(end), error));
}

/* The document of this path; `is_below`: and what lies in it, when it is a folder or an archive.
 * The slot holds paths, of very long ones the beginning. */
static TcXQuery *
path_query(const char *path, gboolean is_below, GError **error)
{
    g_autoptr(GPtrArray) queries = tc_queries_new();
    g_autofree char *folder =
        g_str_has_suffix(path, "/") ? g_strdup(path) : g_strconcat(path, "/", NULL);
    g_autofree char *behind = g_strdup(folder);
    g_autofree char *members = g_strconcat(path, "!/", NULL);
    g_autofree char *behind_members = g_strconcat(path, "!0", NULL);
    behind[strlen(behind) - 1] = '/' + 1;
    if (!add_range(queries, path, path, error) ||
        (is_below && (!add_range(queries, folder, behind, error) ||
                      !add_range(queries, members, behind_members, error))))
        return NULL;
    return tc_queries_combine(TC_X_OR, queries, 0, error);
}

/* Combine `query`, which is taken, with `filter`, which is taken, too; NULL for either is a
 * failure. */
static TcXQuery *
combine(TcXOp op, TcXQuery *query, TcXQuery *filter, GError **error)
{
    g_autoptr(TcXQuery) first = query;
    g_autoptr(TcXQuery) second = filter;
    return first == NULL || second == NULL ? NULL : tc_query_combine_two(op, first, second, error);
}

TcXQuery *
tc_filters_apply(const TcFilters *filters, const TcWords *words, gboolean has_other_names,
                 TcXQuery *query, GError **error)
{
    for (guint i = 0; query != NULL && i < TC_FIELD_COUNT; i++) {
        if (filters->fields[i] != NULL) {
            query = combine(
                TC_X_FILTER, query,
                tc_field_query(words, (TcField)i, filters->fields[i], has_other_names, error),
                error);
        }
    }
    if (query != NULL && filters->own_number != NULL) {
        query = combine(TC_X_FILTER, query, tc_own_number_query(words, filters->own_number, error),
                        error);
    }
    if (query != NULL && filters->texts != NULL)
        query = combine(TC_X_FILTER, query, texts_query(filters->texts, error), error);
    if (query != NULL && filters->except != NULL)
        query = combine(TC_X_AND_NOT, query, texts_query(filters->except, error), error);
    if (query != NULL && filters->ended != NULL && filters->ended[0] != NULL)
        query = combine(TC_X_AND_NOT, query, texts_query(filters->ended, error), error);
    if (query != NULL && filters->path != NULL)
        query = combine(TC_X_FILTER, query, path_query(filters->path, FALSE, error), error);
    if (query != NULL && filters->under != NULL)
        query = combine(TC_X_FILTER, query, path_query(filters->under, TRUE, error), error);
    if (query != NULL && (filters->from > 0 || filters->to > 0)) {
        query = combine(TC_X_FILTER, query, tc_date_range_query(filters->from, filters->to, error),
                        error);
    }
    return query;
}
