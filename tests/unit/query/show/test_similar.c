#include "query/show/similar.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static int
compare(const char *a, const char *b, char **differences)
{
    return tc_similar_compare(a, strlen(a), b, strlen(b), differences);
}

Test(similar, tells_what_differs_figures_first)
{
    g_autofree char *differences = NULL;

    cr_assert(eq(int,
                 compare("Kế hoạch của tỉnh về cải cách hành chính năm 2018, số 15/KH-UBND",
                         "Kế hoạch của huyện về cải cách hành chính năm 2019, số 15/KH-UBND.",
                         &differences),
                 84));
    cr_assert_str_eq(differences, "2018 → 2019; tỉnh → huyện");
}

Test(similar, marks_case_and_spaces_are_nothing)
{
    g_autofree char *differences = NULL;

    cr_assert(eq(
        int, compare("Điều 1: \"Quy chế\"\n\n này", "điều 1. “Quy  chế” này -", &differences), 80));
    cr_assert_str_eq(differences, "Điều → điều");
    g_autofree char *none = NULL;
    cr_assert(eq(int, compare("a  b, c.", "(A b) C", &none), 100));
    cr_assert_null(none);
}

Test(similar, what_comes_and_what_goes)
{
    g_autofree char *more = NULL, *less = NULL, *empty = NULL;

    cr_assert(eq(int, compare("a b c d", "a b x c d", &more), 88));
    cr_assert_str_eq(more, "+ x");
    cr_assert(eq(int, compare("x a b c d", "a b c d", &less), 88));
    cr_assert_str_eq(less, "− x");
    cr_assert(eq(int, compare("", "a", &empty), 0));
    cr_assert_str_eq(empty, "+ a");
}

Test(similar, many_places_are_counted)
{
    g_autoptr(GString) a = g_string_new(NULL), b = g_string_new(NULL);
    g_autofree char *differences = NULL;

    for (int i = 0; i < 9; i++) {
        g_string_append_printf(a, "như nhau ở đây %d ", i);
        g_string_append_printf(b, "như nhau ở đây %d ", i + 100);
    }
    g_string_append(a, "x");
    g_string_append(b, "y");
    cr_assert(eq(int, compare(a->str, b->str, &differences), 78));
    cr_assert_str_eq(differences, "0 → 100; 1 → 101; 2 → 102; 3 → 103 … (5 more, 5 of them with "
                                  "figures)");
}

Test(similar, what_differs_in_too_much_is_not_compared)
{
    g_autoptr(GString) a = g_string_new(NULL), b = g_string_new(NULL);
    g_autofree char *differences = NULL;

    for (int i = 0; i < TC_SIMILAR_WORDS_MAX; i++) {
        g_string_append_printf(a, "%d ", i);
        g_string_append_printf(b, "x%d ", i);
    }
    cr_assert(eq(int, compare(a->str, b->str, &differences), -1));
    cr_assert_null(differences);
}

static guint
percent_max(const char *a, const char *b)
{
    g_autoptr(TcWordCounts) one = tc_word_counts_new(a, strlen(a));
    g_autoptr(TcWordCounts) other = tc_word_counts_new(b, strlen(b));
    return tc_word_counts_percent_max(one, other);
}

Test(word_counts, tell_what_is_possible_at_most)
{
    cr_assert(eq(uint, percent_max("", " ."), 100));
    cr_assert(eq(uint, percent_max("", "a"), 0));
    cr_assert(
        eq(uint, percent_max("Điều 1: \"Quy chế\"\n\n này", "Điều 1. “QUY  chế” này -"), 100));
    cr_assert(eq(uint, percent_max("một hai ba bốn", "bốn ba hai một"), 100)); /* in any order */
    cr_assert(eq(uint, percent_max("một hai ba bốn", "một hai ba"), 85));
    cr_assert(le(uint, percent_max("một hai ba bốn năm sáu", "một x y z t u"), 50));
}

/* Words of a few, so that texts have many in common: short and long, with marks around them. */
static char *
some_words(GRand *random, guint count)
{
    static const char *const kinds[] = {
        "a%d ", "A%d, ", "“A%d” ", "nghiên-cứu-%d\n", "Nghiên-Cứu-%d: ", "− (a%d) "};
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < count; i++) {
        const char *kind = kinds[g_rand_int_range(random, 0, G_N_ELEMENTS(kinds))];
        g_autofree char *number = g_strdup_printf("%d", g_rand_int_range(random, 0, 30));
        g_auto(GStrv) parts = g_strsplit(kind, "%d", 2);
        g_string_append_printf(text, "%s%s%s", parts[0], number, parts[1]);
    }
    return g_string_free(text, FALSE);
}

Test(word_counts, never_tell_less_than_the_comparison)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    guint alike = 0;

    for (int i = 0; i < 200; i++) {
        g_autofree char *common = some_words(random, 40);
        g_autofree char *more = some_words(random, (guint)g_rand_int_range(random, 0, 10));
        g_autofree char *other = some_words(random, (guint)g_rand_int_range(random, 0, 10));
        g_autofree char *a = g_strconcat(more, common, NULL);
        g_autofree char *b = g_strconcat(common, other, NULL);
        g_autofree char *differences = NULL;
        g_strchomp(i % 2 == 0 ? a : b);
        const int percent = compare(a, b, &differences);

        cr_assert(ge(int, (int)percent_max(a, b), percent));
        alike += percent >= 95;
    }
    cr_assert(gt(uint, alike, 0));
}

static TcSketch *
sketch_of(int words, int changed)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (int i = 0; i < words; i++)
        g_string_append_printf(text, "%s%d ", changed > 0 && i % changed == 0 ? "x" : "w", i);
    return tc_sketch_new(text->str, text->len);
}

Test(sketch, tells_near_from_far)
{
    static const int lengths[] = {5, 300, 20000};

    for (gsize i = 0; i < G_N_ELEMENTS(lengths); i++) {
        g_autoptr(TcSketch) a = sketch_of(lengths[i], 0), same = sketch_of(lengths[i], 0),
                            near = sketch_of(lengths[i], 50), far = sketch_of(lengths[i], 1);

        cr_assert(eq(uint, tc_sketch_percent(a, same), 100));
        cr_assert(eq(uint, tc_sketch_percent(a, far), 0));
        if (lengths[i] > 50) {
            cr_assert(ge(uint, tc_sketch_percent(a, near), 82));
            cr_assert(le(uint, tc_sketch_percent(a, near), 95));
        }
    }
}

Test(sketch, of_nothing_is_like_nothing)
{
    g_autoptr(TcSketch) none = tc_sketch_new("", 0), also = tc_sketch_new(" .", 2);

    cr_assert(eq(uint, tc_sketch_percent(none, also), 0));
}
