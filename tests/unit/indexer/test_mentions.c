#include "indexer/postings/mentions.h"
#include "indexer/postings/postings.h"
#include "store/schema.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static TcAnalyzer *analyzer;
static TcPostings postings;

static void
start(void)
{
    analyzer = tc_analyzer_new(NULL);
    cr_assert(analyzer != NULL);
    tc_postings_init(&postings);
}

static void
finish(void)
{
    tc_postings_clear(&postings);
    tc_analyzer_free(analyzer);
}

TestSuite(mentions, .init = start, .fini = finish);

static void
make(const char *text, const char *number)
{
    TcDocument document = {
        .text = (char *)text, .text_len = strlen(text), .number = (char *)number};

    tc_postings_make(&postings, analyzer, &document, "/kho/van-ban.txt");
}

/* The terms without position that begin with `prefix` and then a digit or nothing, in their order,
 * one space between. */
static char *
boolean_terms(const char *prefix)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < postings.items->len; i++) {
        TcPosting item = *tc_posting_at(postings.items, i);
        gsize len = strlen(prefix);

        if (item.term_len < len || memcmp(item.term, prefix, len) != 0 ||
            (item.term_len > len && !g_ascii_isdigit(item.term[len])))
            continue;
        /* Only the document's own number weighs anything. */
        cr_assert(eq(u32, item.position, g_str_equal(prefix, TC_TERM_OWN_NUMBER) ? 1 : 0));
        if (out->len > 0)
            g_string_append_c(out, ' ');
        g_string_append_len(out, item.term, item.term_len);
    }
    return g_string_free(out, FALSE);
}

static void
expect(const char *prefix, const char *want)
{
    g_autofree char *got = boolean_terms(prefix);

    cr_assert(eq(str, got, (char *)want));
}

Test(mentions, own_number_is_one_term)
{
    make("Nghị quyết", "015/2020/NQ-HĐND");
    expect(TC_TERM_OWN_NUMBER, "XN15/2020/nq-hdnd");
}

Test(mentions, own_number_without_symbol_is_found_as_a_beginning)
{
    make("Sắc lệnh", "3");
    expect(TC_TERM_OWN_NUMBER, "XN3/");
}

Test(mentions, what_is_no_number_adds_no_own_number)
{
    make("Không số", "chưa có số");
    expect(TC_TERM_OWN_NUMBER, "");
    make("Không số", NULL);
    expect(TC_TERM_OWN_NUMBER, "");
}

Test(mentions, each_cited_number_is_one_term)
{
    make("Căn cứ Nghị quyết số 30c/NQ-CP; Nghị định 15/2020/NĐ-CP. Theo 30c/NQ-CP, 12-NQ/TU.",
         NULL);
    expect(TC_TERM_NUMBER, "N30c/nq-cp N15/2020/nd-cp N12/nq-tu");
}

Test(mentions, days_and_months_are_terms)
{
    make("Ngày 04 tháng 12 năm 2020 họp; ngày 4/12/2020 nữa; tháng 11/2020 thì chưa.", NULL);
    expect(TC_TERM_DAY, "D20201204");
    expect(TC_TERM_MONTH, "M202011 M202012");
}

Test(mentions, years_ranges_and_days_of_no_year_are_no_terms)
{
    make("Năm 2020, quý I/2021, nhiệm kỳ 2020-2025.", NULL);
    expect(TC_TERM_DAY, "");
    expect(TC_TERM_MONTH, "");
    make("Ngày 4-12, Tỉnh ủy họp.", NULL);
    expect(TC_TERM_DAY, "");
}

Test(mentions, a_table_of_numbers_and_days_is_cut)
{
    g_autoptr(GString) text = g_string_new(NULL);
    guint numbers = 0, days = 0;

    for (guint i = 1; i <= 2 * TC_MENTIONS_MAX; i++)
        g_string_append_printf(text, "%u/QĐ-UBND ngày %u/%u/%u\n", i, 1 + i % 28, 1 + i / 28 % 12,
                               1950 + i / 336);
    make(text->str, NULL);
    for (guint i = 0; i < postings.items->len; i++) {
        TcPosting item = *tc_posting_at(postings.items, i);

        numbers += item.position == 0 && item.term[0] == TC_TERM_NUMBER[0];
        days += item.position == 0 &&
                (item.term[0] == TC_TERM_DAY[0] || item.term[0] == TC_TERM_MONTH[0]);
    }
    cr_assert(eq(u32, numbers, TC_MENTIONS_MAX));
    cr_assert(eq(u32, days, TC_MENTIONS_MAX));
}
