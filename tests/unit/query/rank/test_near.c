#include "query/rank/near.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

/* Words that stand at these positions, in the order of a topic of three: 0 1 2. */
static guint
count_lonely(TcNear *near, const guint32 (*places)[2], gsize count)
{
    tc_near_begin(near);
    for (gsize i = 0; i < count; i++)
        tc_near_note(near, places[i][0], places[i][1]);
    return tc_near_count_lonely(near);
}

Test(near, words_are_near_what_they_follow_in_the_topic)
{
    static const guint32 together[][2] = {{0, 10}, {1, 11}, {2, 12}};
    static const guint32 spread[][2] = {{0, 10}, {1, 13}, {2, 16}};
    static const guint32 turned[][2] = {{2, 9}, {1, 10}, {0, 11}};
    static const guint32 apart[][2] = {{0, 10}, {1, 11}, {2, 15}};
    static const guint32 ends[][2] = {{0, 10}, {2, 11}};
    static const guint32 twice[][2] = {{0, 10}, {1, 20}, {2, 30}, {1, 40}, {2, 41}};
    g_auto(TcNear) near;
    tc_near_init(&near);
    for (guint w = 0; w < 3; w++)
        cr_assert(tc_near_add(&near, w, w));

    cr_assert(eq(uint, near.words, 3));
    cr_assert(eq(uint, count_lonely(&near, together, 3), 0));
    cr_assert(eq(uint, count_lonely(&near, spread, 3), 0));
    cr_assert(eq(uint, count_lonely(&near, turned, 3), 0));
    cr_assert(eq(uint, count_lonely(&near, apart, 3), 1));
    cr_assert(eq(uint, count_lonely(&near, ends, 2), 2)); /* what is not there is not lonely */
    cr_assert(eq(uint, count_lonely(&near, twice, 5), 1));
}

/* "tiền đất khi chuyển đất vườn": 0 1 2 1 3. */
Test(near, a_word_that_the_topic_has_twice_has_the_neighbours_of_both)
{
    static const guint32 behind[][2] = {{1, 10}, {3, 11}};
    static const guint32 before[][2] = {{0, 10}, {1, 11}};
    static const guint at[] = {0, 1, 2, 1, 3};
    g_auto(TcNear) near;
    tc_near_init(&near);
    for (guint i = 0; i < G_N_ELEMENTS(at); i++)
        cr_assert(eq(int, tc_near_add(&near, at[i], i), i != 3));

    cr_assert(eq(uint, near.words, 4));
    cr_assert(eq(uint, count_lonely(&near, behind, 2), 0));
    cr_assert(eq(uint, count_lonely(&near, before, 2), 0));
}

Test(near, a_span_is_as_short_as_the_last_places_are)
{
    g_auto(TcNear) near;
    tc_near_init(&near);
    tc_near_add(&near, 7, 0);
    tc_near_add(&near, 8, 1);

    tc_near_note(&near, 7, 3);
    cr_assert(eq(u32, tc_near_span(&near), G_MAXUINT32));
    tc_near_note(&near, 9, 4); /* no word of these */
    cr_assert(eq(u32, tc_near_span(&near), G_MAXUINT32));
    tc_near_note(&near, 8, 9);
    cr_assert(eq(u32, tc_near_span(&near), 6));
    tc_near_note(&near, 7, 11);
    cr_assert(eq(u32, tc_near_span(&near), 2));
    tc_near_begin(&near);
    cr_assert(eq(u32, tc_near_span(&near), G_MAXUINT32));
}

/* Of two documents, the second one: the first word at 1 4 5 9, the other at 2 3 6 10. */
Test(near, words_side_by_side_are_told_place_by_place)
{
    TcOccurrence first[] = {{7, 0}, {1, 0}, {4, 1}, {5, 0}, {9, 0}};
    TcOccurrence second[] = {{8, 0}, {2, 0}, {3, 0}, {6, 2}, {10, 0}};
    guint32 offsets[] = {0, 1, 5};
    const TcWordHits a = {.items = first, .offsets = offsets};
    const TcWordHits b = {.items = second, .offsets = offsets};
    static const guint32 expected[][2] = {{1, 0}, {5, 2}, {9, 0}};
    TcBeside at = tc_beside_begin(&a, &b, 1);

    for (gsize i = 0; i < G_N_ELEMENTS(expected); i++) {
        cr_assert(tc_beside_next(&at));
        cr_assert(eq(u32, at.first->position, expected[i][0]));
        cr_assert(eq(u32, at.second->spelling, expected[i][1]));
    }
    cr_assert(not(tc_beside_next(&at)));
    TcBeside turned = tc_beside_begin(&b, &a, 1); /* 3 4 */
    cr_assert(tc_beside_next(&turned));
    cr_assert(eq(u32, turned.first->position, 3));
    cr_assert(not(tc_beside_next(&turned)));
}
