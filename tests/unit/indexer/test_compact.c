/* indexer/compact.c: when compacting pays, and what room it takes. */
#include "indexer/compact.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#define MB ((guint64)1 << 20)

Test(compact, pays_when_grown_to_half_as_much_again)
{
    cr_assert(not(tc_compact_pays(100 * MB, 100 * MB)));
    cr_assert(not(tc_compact_pays(149 * MB, 100 * MB)));
    cr_assert(tc_compact_pays(150 * MB, 100 * MB));
    cr_assert(tc_compact_pays(G_MAXUINT64, 1));
}

Test(compact, does_not_pay_for_what_is_small)
{
    cr_assert(not(tc_compact_pays(MB - 1, 1)));
    cr_assert(tc_compact_pays(MB, 1));
    cr_assert(not(tc_compact_pays(0, 0)));
}

Test(compact, pays_when_it_was_never_compacted)
{
    cr_assert(tc_compact_pays(MB, 0));
}

Test(compact, takes_the_room_of_a_second_index_and_some_more)
{
    cr_assert(gt(u64, tc_compact_room(0), 0));
    cr_assert(gt(u64, tc_compact_room(1000 * MB), 1000 * MB));
    cr_assert(lt(u64, tc_compact_room(1000 * MB), 1200 * MB));
}
