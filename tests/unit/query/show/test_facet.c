/* query/show/facet.c: how hits spread over types, bodies, years and months. */
#include "query/show/facet.h"
#include "tests/unit/query/opened.h"

TestSuite(facet, .init = index_open, .fini = index_close);

/* "Báo cáo=3 Nghị quyết=1", of all documents that the query matches. */
static char *
counted(const char *query, const char *name, gboolean is_without_copies)
{
    const TcFilters all = {.is_everything = TRUE};
    g_autoptr(GError) error = NULL;
    g_autoptr(TcPlan) plan = plan_of(query, &all, NULL, &error);
    TcFacet facet = strcmp(name, "month") == 0 ? (TcFacet)TC_FACET_MONTH : tc_facet_of_name(name);

    cr_assert(plan != NULL && facet < TC_FACET_COUNT, "%s", name);
    g_autoptr(GArray) copies = is_without_copies ? tc_facet_copies(reader, plan, &error) : NULL;
    cr_assert(eq(int, copies != NULL, is_without_copies));
    g_autoptr(GArray) values = tc_facet_count(reader, plan, facet, copies, &error);
    cr_assert(values != NULL, "%s", error != NULL ? error->message : "");
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < values->len; i++) {
        const TcFacetValue *value = tc_facet_value_at(values, i);

        g_string_append_printf(out, "%s%s=%u", i > 0 ? "; " : "", value->value, value->count);
    }
    return g_string_free(out, FALSE);
}

static const struct {
    const char *query, *facet, *values;
} rows[] = {
    {"", "type", "Báo cáo=3; Nghị quyết=1"}, /* two spellings of one name are one */
    {"", "year", "2011=1; 2020=1; 2021=2"},
    {"", "month", "2011-11=1; 2020-12=1; 2021-03=1; 2021-04=1"},
    {"", "org", "UBND tỉnh Nghệ An=2; Chính phủ=1"},
    {"", "place", "Hà Nội=1; Vinh=1"}, /* equal counts by value */
    {"+cải", "type", "Báo cáo=1; Nghị quyết=1"},
    {"+cải date:2020", "year", "2020=1"},
    {"+khôngcótừnày", "type", ""},
};

EACH_ROW(facet, counts_what_matches, rows)
ROW_TEST(size_t *row, facet, counts_what_matches)
{
    g_autofree char *values = counted(rows[*row].query, rows[*row].facet, FALSE);

    cr_assert(eq(str, values, (char *)rows[*row].values), "%s by %s", rows[*row].query,
              rows[*row].facet);
}

Test(facet, a_text_that_is_there_twice_counts_once)
{
    g_autofree char *both = counted("+rừng", "type", FALSE);
    g_autofree char *one = counted("+rừng", "year", TRUE);

    cr_expect(eq(str, both, (char *)"báo cáo=1"));
    cr_expect(eq(str, one, (char *)"2021=1"));
    g_autoptr(GError) error = NULL;
    g_autoptr(TcPlan) plan = plan_of("+rừng", NULL, NULL, &error);
    g_autoptr(GArray) copies = tc_facet_copies(reader, plan, &error);
    cr_expect(eq(uint, copies->len, 1));
}

Test(facet, names_are_known_and_fields_without_a_slot_are_none)
{
    g_autofree char *known = tc_facets_known();

    for (TcFacet facet = 0; facet < TC_FACET_COUNT; facet++) {
        if (!tc_facet_is(facet) || facet == TC_FACET_MONTH)
            continue;
        cr_expect(strstr(known, tc_facet_name(facet)) != NULL, "%s", known);
        cr_expect(eq(uint, tc_facet_of_name(tc_facet_name(facet)), facet));
        cr_expect(ne(sz, strlen(tc_facet_label(facet)), 0));
    }
    cr_expect(not(tc_facet_is(TC_FIELD_NUMBER)));
    cr_expect(tc_facet_is_time(TC_FACET_YEAR) && !tc_facet_is_time(TC_FIELD_TYPE));
    static const char *const none[] = {"", "number", "Type", "typ", "type,org", "năm"};
    for (gsize i = 0; i < G_N_ELEMENTS(none); i++)
        cr_expect(eq(uint, tc_facet_of_name(none[i]), TC_FACET_COUNT), "%s", none[i]);
}
