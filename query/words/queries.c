#include "query/words/queries.h"

static void
query_free(gpointer query)
{
    tc_x_query_free(query);
}

GPtrArray *
tc_queries_new(void)
{
    return g_ptr_array_new_with_free_func(query_free);
}

gboolean
tc_queries_add(GPtrArray *queries, TcXQuery *query)
{
    if (query != NULL)
        g_ptr_array_add(queries, query);
    return query != NULL;
}

TcXQuery *
tc_queries_combine(TcXOp op, GPtrArray *queries, guint window, GError **error)
{
    TcXQuery *const *parts = (TcXQuery *const *)queries->pdata;
    if (queries->len == 1)
        return tc_x_query_combine(TC_X_AND, parts, 1, 0, error);
    if (op == TC_X_AND || op == TC_X_OR || op == TC_X_SYNONYM)
        return tc_x_query_sum(op, parts, queries->len, error);
    return tc_x_query_combine(op, parts, queries->len, window, error);
}

TcXQuery *
tc_queries_leaf(GPtrArray *terms, GError **error)
{
    return terms->len == 1
               ? g_ptr_array_steal_index(terms, 0)
               : tc_x_query_combine(TC_X_OR, (TcXQuery *const *)terms->pdata, terms->len, 0, error);
}

TcXQuery *
tc_query_combine_two(TcXOp op, TcXQuery *first, TcXQuery *second, GError **error)
{
    TcXQuery *both[] = {first, second};
    return tc_x_query_combine(op, both, 2, 0, error);
}
