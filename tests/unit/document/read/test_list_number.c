#include "document/read/list_number.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static const struct {
    TcNumberStyle style;
    guint value;
    const char *expect;
} numbers[] = {
    {TC_NUMBER_DECIMAL, 12, "12"},
    {TC_NUMBER_DECIMAL_ZERO, 3, "03"},
    {TC_NUMBER_DECIMAL_ZERO, 112, "112"},
    {TC_NUMBER_UPPER_ROMAN, 1994, "MCMXCIV"},
    {TC_NUMBER_LOWER_ROMAN, 4, "iv"},
    {TC_NUMBER_UPPER_ROMAN, 0, "0"},
    {TC_NUMBER_UPPER_ROMAN, 4000000000, "4000000000"},
    {TC_NUMBER_LOWER_LETTER, 1, "a"},
    {TC_NUMBER_LOWER_LETTER, 28, "bb"},
    {TC_NUMBER_LOWER_LETTER, 0, "0"},
    {TC_NUMBER_LOWER_LETTER, 4000000000, "4000000000"},
    {TC_NUMBER_UPPER_LETTER_PAIRS, 26, "Z"},
    {TC_NUMBER_UPPER_LETTER_PAIRS, 28, "AB"},
    {TC_NUMBER_UPPER_LETTER_PAIRS, 703, "AAA"},
    {TC_NUMBER_NONE, 5, ""},
    {TC_NUMBER_BULLET, 5, ""},
};

EACH_ROW(list_number, number, numbers)
ROW_TEST(size_t *row, list_number, number)
{
    g_autoptr(GString) out = g_string_new(NULL);
    tc_number_append(out, numbers[*row].style, numbers[*row].value);
    cr_expect(eq(str, out->str, (char *)numbers[*row].expect));
}

/* Levels "1.", "1.1", "1.1.1"; `restart` as the third has it. */
static TcListStyle *
nested(guint restart)
{
    TcListStyle *style = tc_list_style_new();

    for (guint i = 0; i < 3; i++)
        for (guint k = 0; k <= i; k++) {
            tc_list_level_add_number(&style->levels[i], k);
            tc_list_level_add_text(&style->levels[i], ".", 1);
        }
    style->levels[2].restart = restart;
    return style;
}

static char *
count(const TcListStyle *style, const char *levels)
{
    TcListCount so_far = {0};
    GString *out = g_string_new(NULL);

    for (; *levels; levels++)
        tc_list_count_next(&so_far, style, (guint)(*levels - '0'), out);
    return g_string_free(out, FALSE);
}

Test(list_number, levels_begin_anew_below_those_above_them)
{
    g_autoptr(TcListStyle) style = nested(2);
    g_autofree char *text = count(style, "012202");
    cr_expect(eq(str, text, (char *)"1. 1.1. 1.1.1. 1.1.2. 2. 2.1.1. "));
}

Test(list_number, a_level_may_go_on_below_another)
{
    g_autoptr(TcListStyle) behind_the_first = nested(1);
    g_autoptr(TcListStyle) never = nested(0);
    g_autofree char *text = count(behind_the_first, "0121202");
    g_autofree char *other = count(never, "012102");
    cr_expect(eq(str, text, (char *)"1. 1.1. 1.1.1. 1.2. 1.2.2. 2. 2.1.1. "));
    cr_expect(eq(str, other, (char *)"1. 1.1. 1.1.1. 1.2. 2. 2.1.2. "));
}

Test(list_number, a_level_that_was_passed_over_goes_on_from_its_first_number)
{
    g_autoptr(TcListStyle) style = nested(2);
    g_autofree char *text = count(style, "0212");
    cr_expect(eq(str, text, (char *)"1. 1.1.1. 1.2. 1.2.1. "));
}

Test(list_number, legal_levels_are_decimal)
{
    g_autoptr(TcListStyle) style = nested(2);
    style->levels[0].style = TC_NUMBER_UPPER_ROMAN;
    style->levels[2].is_legal = TRUE;
    style->levels[2].has_no_space = TRUE;
    g_autofree char *text = count(style, "012");
    cr_expect(eq(str, text, (char *)"I. I.1. 1.1.1."));
    /* "Section 1.01": a zero in front is decimal, too. */
    style->levels[1].style = TC_NUMBER_DECIMAL_ZERO;
    g_autofree char *zero = count(style, "012");
    cr_expect(eq(str, zero, (char *)"I. I.01. 1.01.1."));
}

Test(list_number, an_instance_begins_anew_and_looks_otherwise)
{
    g_autoptr(TcListStyle) style = nested(2);
    TcListCount so_far = {0};
    TcListInstance same = {0};
    TcListInstance other = {0};
    g_autoptr(GString) out = g_string_new(NULL);

    TcListLevel *level = tc_list_instance_level(&other, 0);
    tc_list_level_add_text(level, "Phần ", strlen("Phần "));
    tc_list_level_add_number(level, 0);
    tc_list_instance_start(&other, 0, 5);
    tc_list_instance_next(&same, style, &so_far, 0, out);
    tc_list_instance_next(&other, style, &so_far, 0, out);
    tc_list_instance_next(&other, style, &so_far, 0, out);
    tc_list_instance_next(&other, style, &so_far, 1, out);
    tc_list_instance_next(&same, style, &so_far, 0, out);
    cr_expect(eq(str, out->str, (char *)"1. Phần 5 Phần 6 6.1. 7. "));
    tc_list_instance_clear(&same);
    tc_list_instance_clear(&other);
}

Test(list_number, a_text_is_bounded_and_has_no_controls)
{
    g_autoptr(TcListStyle) style = tc_list_style_new();
    TcListLevel *level = &style->levels[0];

    tc_list_level_add_text(level, "a\x01\tb", 4);
    for (guint i = 0; i < 1000; i++)
        tc_list_level_add_text(level, "xyz", 3);
    g_autofree char *text = count(style, "0");
    cr_expect(lt(sz, strlen(text), 300));
    cr_expect(g_str_has_prefix(text, "abxyz"));
}
