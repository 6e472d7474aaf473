/* indexer/command/compact.c: when compacting pays, and what room it takes. */
#include "indexer/command/compact.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#define MB ((guint64)1 << 20)

/* Of an index of a hundred documents. */
static gboolean
pays(guint64 bytes, guint64 made_bytes, guint64 changed)
{
    const TcGrowth growth = {
        .bytes = bytes, .made_bytes = made_bytes, .documents = 100, .changed = changed};

    return tc_compact_pays(&growth);
}

Test(compact, pays_when_grown_to_half_as_much_again_and_a_fifth_has_changed)
{
    cr_assert(not(pays(100 * MB, 100 * MB, 20)));
    cr_assert(not(pays(149 * MB, 100 * MB, 20)));
    cr_assert(not(pays(150 * MB, 100 * MB, 19)));
    cr_assert(pays(150 * MB, 100 * MB, 20));
    cr_assert(pays(150 * MB, 100 * MB, 1000));
}

Test(compact, pays_when_grown_to_twice_the_size)
{
    cr_assert(not(pays(199 * MB, 100 * MB, 0)));
    cr_assert(pays(200 * MB, 100 * MB, 0));
    cr_assert(pays(G_MAXUINT64, 1, 0));
}

Test(compact, does_not_pay_for_what_is_small)
{
    cr_assert(not(pays(MB - 1, 1, 100)));
    cr_assert(pays(MB, 1, 100));
    cr_assert(not(pays(0, 0, 0)));
}

Test(compact, pays_when_it_was_never_compacted)
{
    cr_assert(pays(MB, 0, 0));
}

Test(compact, takes_the_room_of_a_second_index_and_some_more)
{
    cr_assert(gt(u64, tc_compact_room(0), 0));
    cr_assert(gt(u64, tc_compact_room(1000 * MB), 1000 * MB));
    cr_assert(lt(u64, tc_compact_room(1000 * MB), 1200 * MB));
}
