/* query/plan/plan.c: which documents a query matches, and what of it is a topic. */
#include "query/plan/plan.h"
#include "tests/unit/query/opened.h"

TestSuite(plan, .init = index_open, .fini = index_close);

static const struct {
    const char *query;
    const char *documents; /* that match */
    const char *topic;     /* what of it is ranked */
    gboolean is_restricted;
} rows[] = {
    {"cải cách hành chính", "1 2 4 5", "cải cách hành chính", FALSE},
    {"cai cach", "1 2", "cai cach", FALSE},
    {"\"cải cách hành chính\"", "1 2", "", TRUE},
    {"+cải +ngân", "2", "", TRUE},
    {"đất -quản", "4 5", "đất", TRUE},
    {"kinh AND đất", "", "", TRUE},
    {"kinh OR quản", "2 3", "", TRUE},
    {"đất NOT rừng", "3", "", TRUE},
    {"hành NEAR/2 bảo", "4 5", "", TRUE},
    {"ngâ*", "2", "", TRUE},
    {"loại:\"báo cáo\"", "2 3 4", "", TRUE},
    {"đất loại:\"báo cáo\"", "2 3 4", "đất", TRUE}, /* words beside a field only rank */
    {"ngày:2021", "3 4", "", TRUE},
    {"ngày:2011..2020", "1 2", "", TRUE},
    {"số:30c/NQ-CP", "1", "", TRUE},
    {"xyzxyz", "", "xyzxyz", FALSE},
};

EACH_ROW(plan, matches, rows)
ROW_TEST(size_t *row, plan, matches)
{
    g_autoptr(GError) error = NULL;
    gsize column = 0;
    g_autoptr(TcPlan) plan = plan_of(rows[*row].query, NULL, &column, &error);

    cr_assert(plan != NULL, "%s: %s", rows[*row].query, error != NULL ? error->message : "");
    g_autofree char *documents = matching(tc_plan_query(plan, FALSE, &error));
    cr_assert(eq(str, documents, (char *)rows[*row].documents), "%s", rows[*row].query);
    g_autofree char *topic = g_strstrip(g_strdup(tc_plan_topic_text(plan)));
    cr_assert(eq(str, topic, (char *)rows[*row].topic), "%s", rows[*row].query);
    cr_assert(eq(int, tc_plan_is_restricted(plan), rows[*row].is_restricted), "%s",
              rows[*row].query);
    cr_assert(not(tc_plan_is_empty(plan)), "%s", rows[*row].query);
}

Test(plan, filters_restrict_what_the_words_match)
{
    TcFilters filters = {.from = 20200101, .to = 20210331};
    g_autoptr(GError) error = NULL;
    g_autoptr(TcPlan) plan = plan_of("cải đất", &filters, NULL, &error);

    cr_assert(plan != NULL);
    g_autofree char *dated = matching(tc_plan_query(plan, FALSE, &error));
    cr_assert(eq(str, dated, (char *)"2 3"));

    TcFilters below = {.under = "/kho/con"};
    tc_plan_free(g_steal_pointer(&plan));
    plan = plan_of("cải đất", &below, NULL, &error);
    g_autofree char *documents = matching(tc_plan_query(plan, FALSE, &error));
    cr_assert(eq(str, documents, (char *)"4 5"));
}

Test(plan, a_query_of_nothing_is_empty_unless_all_is_asked_for)
{
    TcFilters everything = {.is_everything = TRUE};
    g_autoptr(GError) error = NULL;
    g_autoptr(TcPlan) plan = plan_of(" … ", NULL, NULL, &error);

    cr_assert(plan != NULL && tc_plan_is_empty(plan));
    tc_plan_free(g_steal_pointer(&plan));
    plan = plan_of("", &everything, NULL, &error);
    cr_assert(plan != NULL && !tc_plan_is_empty(plan));
    g_autofree char *documents = matching(tc_plan_query(plan, FALSE, &error));
    cr_assert(eq(str, documents, (char *)"1 2 3 4 5"));
}

Test(plan, fields_are_told_but_for_those_that_are_excluded)
{
    gboolean is_field_asked[TC_FIELD_COUNT] = {FALSE};
    g_autoptr(GError) error = NULL;
    g_autoptr(TcPlan) plan = plan_of("loại:báo -cơ-quan:Vinh đất", NULL, NULL, &error);

    cr_assert(plan != NULL);
    tc_plan_fields(plan, is_field_asked);
    cr_expect(eq(int, is_field_asked[TC_FIELD_TYPE], TRUE));
    cr_expect(eq(int, is_field_asked[TC_FIELD_ORG], FALSE));
}

Test(plan, a_value_that_is_no_date_is_pointed_at)
{
    g_autoptr(GError) error = NULL;
    gsize column = 0;
    g_autoptr(TcPlan) plan = plan_of("đất ngày:hôm", NULL, &column, &error);

    cr_assert(plan == NULL);
    cr_assert(error->domain == TC_PARSE_ERROR);
    cr_expect(eq(sz, column, 5));
}

/* More words than are looked at, phrases and all. */
Test(plan, is_bounded_in_its_words)
{
    g_autoptr(GString) query = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < 3 * TC_WORDS_MAX; i++)
        g_string_append_printf(query, i % 3 == 0 ? "\"đất x%u\" " : "x%u ", i);
    g_autoptr(TcPlan) plan = plan_of(query->str, NULL, NULL, &error);
    cr_assert(plan != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(le(uint, tc_plan_words(plan)->words->len, TC_WORDS_MAX));
}
