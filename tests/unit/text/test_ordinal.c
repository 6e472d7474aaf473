#include "tests/unit/rows.h"
#include "text/number/ordinal.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static const struct {
    const char *text;
    guint value; /* 0: none */
    const char *rest;
} texts[] = {
    {"2", 2, ""},
    {"02 của", 2, " của"},
    {"12, khóa X", 12, ", khóa X"},
    {"399", 399, ""},
    {"400", 0, NULL},
    {"0", 0, NULL},
    {"2020", 0, NULL},
    {"12A", 0, NULL},
    {"4/2020", 0, NULL},
    {"4-12", 0, NULL},
    {"XII.", 12, "."},
    {"XIV", 14, ""},
    {"XL", 40, ""},
    {"IX khóa", 9, " khóa"},
    {"IIII", 0, NULL},
    {"VX", 0, NULL},
    {"XIIb", 0, NULL},
    {"xii", 0, NULL},
    {"nhất", 1, ""},
    {"hai", 2, ""},
    {"HAI của", 2, " của"},
    {"nhì", 2, ""},
    {"tư", 4, ""},
    {"bẩy", 7, ""},
    {"mười", 10, ""},
    {"mười, ngày", 10, ", ngày"},
    {"mười một", 11, ""},
    {"mười lăm của", 15, " của"},
    {"muoi hai", 12, ""},
    {"hai mươi", 20, ""},
    {"hai mươi mốt", 21, ""},
    {"hai mươi tư", 24, ""},
    {"chín mươi chín", 99, ""},
    {"hai nhất", 2, " nhất"},
    {"mươi", 0, NULL},
    {"hội", 0, NULL},
    {"", 0, NULL},
};

EACH_ROW(ordinal, reads, texts)
ROW_TEST(size_t *row, ordinal, reads)
{
    const char *text = texts[*row].text;
    guint value = 0;
    const char *after = tc_ordinal_read(text, text + strlen(text), &value, NULL);

    cr_assert(eq(u32, value, texts[*row].value), "%s", text);
    cr_assert(eq(int, after != NULL, texts[*row].rest != NULL), "%s", text);
    if (after != NULL)
        cr_assert(eq(str, (char *)after, (char *)texts[*row].rest));
}

Test(ordinal, reads_no_further_than_the_end)
{
    const char *text = "XIV";
    guint value;

    cr_assert(eq(ptr, (void *)tc_ordinal_read(text, text + 2, &value, NULL), (void *)(text + 2)));
    cr_assert(eq(u32, value, 11));
    text = "X IV";
    cr_assert(eq(ptr, (void *)tc_ordinal_read(text, text + 1, &value, NULL), (void *)(text + 1)));
    cr_assert(eq(u32, value, 10));
}

Test(ordinal, what_is_written_is_read_again)
{
    for (guint value = 1; value <= TC_ORDINAL_MAX; value++) {
        g_autofree char *roman = tc_ordinal_roman(value);
        g_autofree char *spellings = tc_ordinal_spellings(value);
        TcOrdinalForm form;
        guint got = 0;

        cr_assert(tc_ordinal_read(roman, roman + strlen(roman), &got, &form) != NULL);
        cr_assert(eq(u32, got, value));
        cr_assert(eq(int, (int)form, TC_ORDINAL_ROMAN));
        cr_assert(tc_ordinal_read(spellings, spellings + strlen(spellings), &got, &form) != NULL);
        cr_assert(eq(u32, got, value));
    }
}

Test(ordinal, spellings_are_those_that_people_ask_for)
{
    static const struct {
        guint value;
        const char *want;
    } rows[] = {
        {1, "1 I một nhất"},
        {2, "2 II hai nhì"},
        {4, "4 IV bốn tư"},
        {5, "5 V năm"},
        {14, "14 XIV mười bốn"},
        {15, "15 XV mười lăm"},
        {21, "21 XXI hai mươi mốt"},
        {24, "24 XXIV hai mươi bốn tư"},
        {120, "120 CXX"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = tc_ordinal_spellings(rows[i].value);

        cr_expect(eq(str, got, (char *)rows[i].want));
    }
}
