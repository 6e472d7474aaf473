/* query/plan/fields.c: prefixes and fields. */
#include "query/plan/fields.h"
#include "tests/unit/query/opened.h"

TestSuite(fields, .init = index_open, .fini = index_close);

static const struct {
    TcField field;
    const char *text;
    const char *documents; /* NULL: it is no value of that field */
} rows[] = {
    {TC_FIELD_TYPE, "báo cáo", "2 3 4"},
    {TC_FIELD_TYPE, "bao cao", "2 3 4"},
    {TC_FIELD_TYPE, "nghị", "1"},
    {TC_FIELD_TYPE, "thông báo", ""},
    {TC_FIELD_NUMBER, "30c NQ CP", "1"},
    {TC_FIELD_NUMBER, "12/BC-UBND", "2"},
    {TC_FIELD_ORG, "nghệ an", "2 3"},
    {TC_FIELD_PLACE, "vinh", "2"},
    {TC_FIELD_TITLE, "đất đai", "3"},
    {TC_FIELD_DATE, "2021", "3 4"},
    {TC_FIELD_DATE, "2021-03", "3"},
    {TC_FIELD_DATE, "4/12/2020", "2"},
    {TC_FIELD_DATE, "2011..2020-12", "1 2"},
    {TC_FIELD_DATE, "hôm kia", NULL},
    {TC_FIELD_DATE, "2021-13", NULL},
};

EACH_ROW(fields, find_their_documents, rows)
ROW_TEST(size_t *row, fields, find_their_documents)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GError) fault = NULL;
    g_autoptr(TcPlan) plan = plan_of("x", NULL, NULL, &error);
    const TcWords *words = tc_plan_words(plan);

    if (rows[*row].documents == NULL) {
        cr_assert(not(tc_field_check(rows[*row].field, rows[*row].text, &fault)), "%s",
                  rows[*row].text);
        cr_assert(fault != NULL && fault->domain == TC_PARSE_ERROR, "%s", rows[*row].text);
        return;
    }
    cr_assert(tc_field_check(rows[*row].field, rows[*row].text, &fault), "%s", rows[*row].text);
    g_autofree char *documents =
        matching(tc_field_query(words, rows[*row].field, rows[*row].text, FALSE, &error));
    cr_assert(eq(str, documents, (char *)rows[*row].documents), "%s", rows[*row].text);
}

Test(fields, days_of_a_range_are_counted_at_both_ends)
{
    static const struct {
        guint32 from, to;
        const char *documents;
    } ranges[] = {
        {20201204, 20210305, "2 3"}, {20201205, 20210304, ""}, {0, 20201204, "1 2"},
        {20210417, 0, "4"},          {20210417, 20201204, ""}, {20990101, 0, ""},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(ranges); i++) {
        g_autofree char *documents =
            matching(tc_date_range_query(ranges[i].from, ranges[i].to, NULL));
        cr_assert(eq(str, documents, (char *)ranges[i].documents), "row %zu", i);
    }
}

Test(fields, a_prefix_is_the_beginning_of_a_word_with_its_marks)
{
    static const struct {
        const char *text, *documents;
    } prefixes[] = {{"ngâ", "2"}, {"nga", "2"}, {"ngã", ""}, {"hành l", "4 5"}, {"thể ch", "1"}};

    for (gsize i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(TcPlan) plan = plan_of("x", NULL, NULL, &error);
        g_autofree char *documents =
            matching(tc_prefix_query(tc_plan_words(plan), prefixes[i].text, &error));
        cr_assert(eq(str, documents, (char *)prefixes[i].documents), "%s", prefixes[i].text);
    }
}
