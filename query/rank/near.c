#include "query/rank/near.h"

#define NEAR 2 /* words more between: "giá bán lẻ điện" speaks of "giá điện" */

/* A word where the topic has it. */
typedef struct {
    guint word;
    guint32 at;       /* in the topic */
    guint first;      /* ... of those of this word */
    gint64 last;      /* where it was noted last, or -1 */
    gboolean is_near; /* to a neighbour, somewhere */
} Place;

static Place *
place_at(const TcNear *near, guint i)
{
    return &g_array_index(near->places, Place, i);
}

void
tc_near_init(TcNear *near)
{
    *near = (TcNear){.places = g_array_new(FALSE, FALSE, sizeof(Place))};
}

void
tc_near_clear(TcNear *near)
{
    g_clear_pointer(&near->places, g_array_unref);
}

gboolean
tc_near_add(TcNear *near, guint word, guint32 at)
{
    Place place = {.word = word, .at = at, .last = -1};
    while (place.first < near->places->len && place_at(near, place.first)->word != word)
        place.first++;
    const gboolean is_new = place.first == near->places->len;
    near->words += is_new ? 1 : 0;
    g_array_append_val(near->places, place);
    return is_new;
}

void
tc_near_begin(TcNear *near)
{
    for (guint i = 0; i < near->places->len; i++) {
        place_at(near, i)->last = -1;
        place_at(near, i)->is_near = FALSE;
    }
}

/* Whether two words that follow each other in the topic stand near each other: in order with a word
 * or two more between them, or the other way round ("cháy rừng" for "rừng cháy"). */
static gboolean
are_near(const Place *first, const Place *second)
{
    if (first->last < 0 || second->last < 0)
        return FALSE;
    return first->last <= second->last
               ? second->last - first->last <= (gint64)second->at - first->at + NEAR
               : first->last - second->last == 1;
}

void
tc_near_note(TcNear *near, guint word, guint32 position)
{
    for (guint i = 0; i < near->places->len; i++) {
        Place *here = place_at(near, i);
        if (here->word != word)
            continue;
        here->last = position;
        if (i > 0 && are_near(here - 1, here))
            here[-1].is_near = here->is_near = TRUE;
        if (i + 1 < near->places->len && are_near(here, here + 1))
            here[1].is_near = here->is_near = TRUE;
    }
}

guint
tc_near_count_lonely(const TcNear *near)
{
    guint lonely = 0;
    for (guint i = 0; i < near->places->len; i++)
        place_at(near, place_at(near, i)->first)->is_near |= place_at(near, i)->is_near;
    for (guint i = 0; i < near->places->len; i++) {
        const Place *here = place_at(near, i);
        lonely += here->first == i && here->last >= 0 && !here->is_near;
    }
    return lonely;
}

guint32
tc_near_span(const TcNear *near)
{
    gint64 first = G_MAXINT64;
    gint64 last = -1;
    for (guint i = 0; i < near->places->len; i++) {
        first = MIN(first, place_at(near, i)->last);
        last = MAX(last, place_at(near, i)->last);
    }
    return first < 0 || last < 0 ? G_MAXUINT32 : (guint32)(last - first);
}
