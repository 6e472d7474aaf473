/* query/suggest/suggest.c: what may have been meant. */
#include "query/suggest/suggest.h"
#include "tests/unit/query/opened.h"

TestSuite(suggest, .init = index_open, .fini = index_close);

static const struct {
    const char *query;
    const char *suggestion; /* NULL: nothing */
} rows[] = {
    {"cải cách hành chính", NULL},
    {"cải cáchh hành chính", "cải cách hành chính"},
    {"cải cách hàhn chính", "cải cách hành chính"},
    {"ngân sách tăngg", "ngân sách tăng"},
    {"giao đấtt giao rừngg", "giao đất giao rừng"},
    {"đấtđai", "đất đai"}, /* a space that is missing, or two */
    {"cảicáchhành", "cải cách hành"},
    {"qwrtpsdf", NULL},
    {"2045", NULL},
};

EACH_ROW(suggest, words_of_the_index_for_those_it_lacks, rows)
ROW_TEST(size_t *row, suggest, words_of_the_index_for_those_it_lacks)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcPlan) plan = plan_of(rows[*row].query, NULL, NULL, &error);
    g_autofree char *suggestion = NULL;

    cr_assert(plan != NULL);
    cr_assert(tc_suggest(reader, tc_plan_words(plan), NULL, FALSE, &suggestion, &error), "%s",
              rows[*row].query);
    cr_assert(eq(int, g_strcmp0(suggestion, rows[*row].suggestion), 0), "%s: %s", rows[*row].query,
              suggestion);
}

/* No more words than this are looked at, however many are wrong. */
Test(suggest, is_bounded)
{
    g_autoptr(GString) query = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autofree char *suggestion = NULL;

    for (guint i = 0; i < 3 * TC_SUGGEST_WORDS_MAX; i++)
        g_string_append(query, "hànhh đấtt ");
    g_autoptr(TcPlan) plan = plan_of(query->str, NULL, NULL, &error);
    cr_assert(plan != NULL);
    cr_assert(tc_suggest(reader, tc_plan_words(plan), NULL, FALSE, &suggestion, &error));
    guint put_right = 0;
    for (const char *at = suggestion; at != NULL && (at = strstr(at, "hành ")) != NULL; at++)
        put_right++;
    cr_expect(le(uint, put_right, 3 * TC_SUGGEST_WORDS_MAX));
}
