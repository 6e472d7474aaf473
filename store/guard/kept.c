#include "store/guard/kept.h"

#include "store/guard/glass.h"

#include <string.h>

/* A block as it was written. */
typedef struct {
    guint8 *bytes; /* NULL for none */
    guint table;
    guint64 block;
} Place;

struct TcKept {
    Place places[TC_KEPT_GROUPS][TC_KEPT_PLACES];
};

TcKept *
tc_kept_new(void)
{
    return g_new0(TcKept, 1);
}

void
tc_kept_free(TcKept *kept)
{
    for (guint i = 0; kept != NULL && i < TC_KEPT_MAX; i++)
        if (kept->places[i / TC_KEPT_PLACES][i % TC_KEPT_PLACES].bytes != NULL)
            g_atomic_rc_box_release(kept->places[i / TC_KEPT_PLACES][i % TC_KEPT_PLACES].bytes);
    g_free(kept);
}

/* The places of a block. Tables begin at places of their own, as their upper blocks have the same
 * numbers. */
static Place *
group_of(TcKept *kept, guint table, guint64 block)
{
    return kept
        ->places[(block + (guint64)table * (TC_KEPT_GROUPS / TC_GLASS_TABLES)) % TC_KEPT_GROUPS];
}

/* At which of these it is; TC_KEPT_PLACES for none. */
static guint
place_of(const Place *group, guint table, guint64 block)
{
    guint at = 0;
    while (at < TC_KEPT_PLACES &&
           (group[at].bytes == NULL || group[at].table != table || group[at].block != block))
        at++;
    return at;
}

static void
put_first(Place *group, guint at)
{
    const Place place = group[at];
    memmove(&group[1], &group[0], at * sizeof *group);
    group[0] = place;
}

guint8 *
tc_kept_find(TcKept *kept, guint table, guint64 block)
{
    Place *group = group_of(kept, table, block);
    const guint at = place_of(group, table, block);
    if (at == TC_KEPT_PLACES)
        return NULL;
    put_first(group, at);
    return group->bytes;
}

void
tc_kept_put(TcKept *kept, guint table, guint64 block, guint8 *bytes)
{
    Place *group = group_of(kept, table, block);
    put_first(group, MIN(place_of(group, table, block), TC_KEPT_PLACES - 1));
    /* Whoever has taken what was here before goes on with it. */
    if (group->bytes != NULL)
        g_atomic_rc_box_release(group->bytes);
    *group = (Place){bytes, table, block};
}
