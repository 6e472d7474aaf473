/* query/suggest/slips.c: which words of the index are one slip of the fingers away. */
#include "query/suggest/slips.h"
#include "query/words/spellings.h"
#include "tests/unit/query/opened.h"

TestSuite(slips, .init = index_open, .fini = index_close);

/* How likely it is that `meant` was meant by `typed`; 0 when it is not thought of. */
static double
slip(const char *typed, const char *meant)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcPlan) plan = plan_of(typed, NULL, NULL, &error);
    g_autoptr(GArray) slips = tc_slips_new();
    g_auto(TcTokens) tokens = {0};
    double best = 0;

    tc_tokens_init(&tokens);
    tc_analyze(analyzer, meant, strlen(meant), &tokens);
    cr_assert(eq(sz, tokens.count, 1), "%s", meant);

    cr_assert(plan != NULL && tc_plan_words(plan)->words->len > 0, "%s", typed);
    cr_assert(tc_slips_find(reader, tc_words_at(tc_plan_words(plan), 0), FALSE, slips, &error));
    for (guint i = 0; i < slips->len; i++) {
        const TcSlip *found = &g_array_index(slips, TcSlip, i);

        cr_assert(found->slip > 0 && found->slip <= 1, "%s", typed);
        cr_assert(gt(u32, found->freq, 0), "%s", typed);
        if (found->term_len == tokens.items[0].key_len &&
            memcmp(found->term, tokens.items[0].key, found->term_len) == 0)
            best = MAX(best, found->slip);
    }
    return best;
}

static const struct {
    const char *typed, *meant;
    gboolean is_slip;
} rows[] = {
    {"hànhh", "hành", TRUE}, /* a letter too many */
    {"hàh", "hành", TRUE},   /* too few */
    {"hàhn", "hành", TRUE},  /* swapped */
    {"hành", "hành", TRUE},  /* itself */
    {"hãnh", "hành", TRUE},  /* another tone */
    {"dất", "đất", TRUE},    /* a mark that a keyboard lost */
    {"xách", "cách", TRUE},  /* beside it on the keyboard */
    {"thương", "rừng", FALSE}, {"kinh", "đất", FALSE}, {"mmm", "hành", FALSE},
};

EACH_ROW(slips, are_one_edit_away, rows)
ROW_TEST(size_t *row, slips, are_one_edit_away)
{
    double found = slip(rows[*row].typed, rows[*row].meant);

    cr_assert(eq(int, found > 0, rows[*row].is_slip), "%s for %s: %g", rows[*row].typed,
              rows[*row].meant, found);
}

Test(slips, the_word_itself_is_likelier_than_another)
{
    cr_assert(gt(dbl, slip("hành", "hành"), slip("hãnh", "hành")));
    cr_assert(gt(dbl, slip("đất", "đất"), slip("dất", "đất")));
}

/* Other letters than a to z, numbers, and what is too long for a syllable. */
Test(slips, nothing_is_thought_of_what_is_no_syllable)
{
    static const char *const words[] = {"30c", "2020", "nghiêngnghiêngnghiêng", "привет"};

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(TcPlan) plan = plan_of(words[i], NULL, NULL, &error);
        g_autoptr(GArray) slips = tc_slips_new();

        cr_assert(plan != NULL && tc_plan_words(plan)->words->len > 0, "%s", words[i]);
        cr_assert(tc_slips_find(reader, tc_words_at(tc_plan_words(plan), 0), FALSE, slips, &error));
        cr_assert(eq(uint, slips->len, 0), "%s", words[i]);
    }
}
