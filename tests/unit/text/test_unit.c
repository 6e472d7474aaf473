#include "tests/unit/rows.h"
#include "text/unit.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

/* The other ways of writing what the text begins with, joined by |, and how many words it takes. */
static const struct {
    const char *text;
    guint taken;
    const char *ways;
} rows[] = {
    {"15% hộ", 2, "15 phần trăm"},
    {"15 phần trăm hộ", 3, "15%"},
    {"15 phan tram", 3, "15%|15 phần trăm"},
    {"3\u2030", 2, "3 phần nghìn|3 phần ngàn"},
    {"$20", 2, "20$|20 USD|20USD|USD 20|20 đô la|20 đô"},
    {"38°C", 2, "38oC|38 độ C|38 độ"},
    {"38 C", 0, ""},
    {"30'", 1, "30 phút"},
    {"30", 0, ""},
    {"50kg phân", 1, "50 kg|50 kí lô|50 ki lô gam|50 kilôgam|50 cân|50 kí"},
    {"20 cân", 2, "20 kg|20kg|20 kí lô|20 ki lô gam|20 kilôgam|20 kí"},
    {"50 kí phân", 2, "50 kg|50kg|50 kí lô|50 ki lô gam|50 kilôgam|50 cân"},
    {"50 KÝ", 2, "50 kg|50kg|50 kí lô|50 ki lô gam|50 kilôgam|50 cân"},
    {"20 can ho", 0, ""},
    {"2 ky", 0, ""},
    {"1.200 m2", 2, "1.200m2|1.200 mét vuông"},
    {"kg 50", 0, ""},
    {"covid 19", 0, ""},
    {"1234567890123456 kg", 0, ""},
};

EACH_ROW(unit, has_other_writings, rows)
ROW_TEST(size_t *row, unit, has_other_writings)
{
    g_autoptr(TcAnalyzer) analyzer = tc_analyzer_new(NULL);
    g_auto(TcTokens) tokens;
    guint taken = 99;
    tc_tokens_init(&tokens);
    tc_analyze(analyzer, rows[*row].text, strlen(rows[*row].text), &tokens);
    g_autoptr(GPtrArray) ways =
        tc_unit_writings(analyzer, rows[*row].text, tokens.items, (guint)tokens.count, &taken);
    GString *joined = g_string_new(NULL);
    for (guint i = 0; ways != NULL && i < ways->len; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? "|" : "",
                               (const char *)g_ptr_array_index(ways, i));
    g_autofree char *got = g_string_free(joined, FALSE);
    cr_assert(eq(str, got, (char *)rows[*row].ways));
    cr_assert(eq(u32, taken, rows[*row].taken));
}
