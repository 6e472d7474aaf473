/* query/search/search.c: hits, their numbers, and what is told besides. */
#include "query/search/search.h"
#include "tests/unit/query/opened.h"

TestSuite(search, .init = index_open, .fini = index_close);

static TcResults *
search(const char *query, const TcSearchOptions *options, GError **error)
{
    gsize column = 0;

    g_clear_pointer(&parsed, tc_node_free);
    parsed = tc_parse(query, &column, error);
    return parsed == NULL
               ? NULL
               : tc_search(reader, analyzer, abbreviations, parsed, options, &column, error);
}

/* "2 1": the hits in order. */
static char *
hits_of(const TcResults *results)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < results->hits->len; i++)
        g_string_append_printf(out, "%s%u", i > 0 ? " " : "",
                               tc_search_hit_at(results->hits, i)->ranked.docid);
    return g_string_free(out, FALSE);
}

static const struct {
    const char *query;
    TcSearchOptions options;
    const char *hits;
    guint first_rank;
} rows[] = {
    {"\"cải cách hành chính\"", {.limit = 10}, "1 2", 1},
    {"+rừng", {.limit = 10}, "4 5", 1},
    {"+rừng", {.limit = 10, .collapses = TRUE}, "4", 1},
    {"+cải", {.limit = 10, .sort = TC_SORT_NEWEST}, "2 1", 1},
    {"+cải", {.limit = 10, .sort = TC_SORT_OLDEST}, "1 2", 1},
    {"+cải", {.limit = 1, .sort = TC_SORT_OLDEST, .offset = 1}, "2", 2},
    {"+cải", {.limit = 0}, "", 0},
    {"+cải", {.limit = 10, .offset = 1000000}, "", 0},
    {"+khôngcótừnày", {.limit = 10}, "", 0},
    {"loại:\"báo cáo\"", {.limit = 10, .sort = TC_SORT_NEWEST}, "4 3 2", 1},
    {"", {.limit = 2, .filters = {.is_everything = TRUE}, .sort = TC_SORT_NEWEST}, "4 3", 1},
};

EACH_ROW(search, gives_hits_in_order, rows)
ROW_TEST(size_t *row, search, gives_hits_in_order)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcResults) results = search(rows[*row].query, &rows[*row].options, &error);

    cr_assert(results != NULL, "row %zu: %s", *row, error != NULL ? error->message : "");
    g_autofree char *hits = hits_of(results);
    cr_assert(eq(str, hits, (char *)rows[*row].hits), "row %zu: %s", *row, rows[*row].query);
    if (results->hits->len > 0)
        cr_assert(eq(uint, tc_search_hit_at(results->hits, 0)->rank, rows[*row].first_rank),
                  "row %zu", *row);
}

Test(search, counts_without_hits)
{
    const TcSearchOptions options = {.counts_only = TRUE, .limit = 10};
    g_autoptr(GError) error = NULL;
    g_autoptr(TcResults) results = search("+cải", &options, &error);

    cr_assert(results != NULL);
    cr_expect(eq(u32, results->matches, 2));
    cr_expect(eq(uint, results->hits->len, 0));
}

Test(search, tells_how_it_was_read_and_what_may_be_meant)
{
    const TcSearchOptions options = {.limit = 10};
    g_autoptr(GError) error = NULL;
    g_autoptr(TcResults) bare = search("ngan sach", &options, &error);

    cr_assert(bare != NULL);
    cr_expect(eq(int, g_strcmp0(bare->reading, "ngân sách"), 0), "%s", bare->reading);
    tc_results_free(g_steal_pointer(&bare));
    g_autoptr(TcResults) slip = search("ngân sáchh", &options, &error);
    cr_expect(eq(int, g_strcmp0(slip->suggestion, "ngân sách"), 0), "%s", slip->suggestion);
}

Test(search, a_fault_of_the_query_is_an_error_with_its_column)
{
    const TcSearchOptions options = {.limit = 10};
    g_autoptr(GError) error = NULL;
    gsize column = 0;

    parsed = tc_parse("đất ngày:hôm", &column, &error);
    cr_assert(parsed != NULL);
    g_autoptr(TcResults) results =
        tc_search(reader, analyzer, abbreviations, parsed, &options, &column, &error);
    cr_assert(results == NULL);
    cr_expect(error->domain == TC_PARSE_ERROR);
    cr_expect(eq(sz, column, 5));
}
