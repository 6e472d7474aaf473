#include "query/rank/names/typed_first.h"

#include "base/order.h"
#include "query/rank/about.h"

/* More than sums of the same in another order differ. */
#define BEFORE      1e-3
/* Of its score, what a document gains for what things are one of, were that as rare as the query.
 */
#define WORTH_SHARE 0.5

/* What a document is to the names: TcNaming, as bits, and one more. */
enum {
    WITHOUT = TC_NAMING_NONE | TC_NAMING_FEW, /* a name */
    WITH_ALIAS = TC_NAMING_BY_ALIAS | TC_NAMING_PARTLY,
    APART = 64,   /* it is what the query names: no name decides of it */
    WIDELY = 128, /* besides: its aliases are only what things are one of */
};

/* A document in the order of scores, and what it says. */
typedef struct {
    TcRanked *ranked;
    const TcSaid *said;
    guint naming;
} Item;

typedef struct {
    const TcNamings *namings;
    Item *items;
    guint count;
} Order;

static void
order_clear(Order *order)
{
    g_free(order->items);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Order, order_clear)

static void
order_init(Order *order, const TcNamings *namings, GArray *ranked)
{
    *order = (Order){namings, g_new(Item, ranked->len + 1), ranked->len};
    for (guint i = 0; i < ranked->len; i++) {
        TcRanked *item = tc_ranked_at(ranked, i);
        const TcSaid *said = tc_namings_of(namings, item->docid);
        gboolean is_named = item->is_named || item->parts[TC_PART_EVIDENCE] > 0;
        gboolean is_apart = is_named && (said->naming & (WITHOUT | TC_NAMING_NAMED)) != 0;
        guint naming = said->naming | (said->is_wider && !said->has_same ? WIDELY : 0);
        order->items[i] = (Item){item, said, is_apart ? APART : naming};
    }
}

static gboolean
is_of(const Item *item, guint namings)
{
    return (item->naming & namings) != 0;
}

/* The best scores of some documents, of those that are not about the topic and of those that are,
 * which stand before all others anyway; 0 without any. */
typedef struct {
    double score[2];
} Floor;

static void
floor_add(Floor *floor, const TcRanked *ranked)
{
    double *score = &floor->score[ranked->is_about ? 1 : 0];
    *score = MAX(*score, ranked->score);
}

static void
floor_join(Floor *floor, const Floor *other)
{
    for (guint i = 0; i < G_N_ELEMENTS(floor->score); i++)
        floor->score[i] = MAX(floor->score[i], other->score[i]);
}

/* Lift a document to right above `floor` unless it stands there: of those that are, the ones with
 * the greater `key` come first, then those with the greater score. */
static void
lift(TcRanked *item, const Floor *floor, double key)
{
    double best = floor->score[item->is_about ? 1 : 0];
    if (best <= 0)
        return;
    double lifted = best + BEFORE * (1 + key + MIN(1, item->score / best));
    if (item->score >= lifted)
        return;
    item->parts[TC_PART_TYPED] += lifted - item->score;
    item->score = lifted;
}

/* Lift what is `high` above all that is `low`. */
static void
lift_above(const Order *order, guint high, guint low)
{
    Floor floor = {{0}};
    for (guint i = 0; i < order->count; i++)
        if (is_of(&order->items[i], low))
            floor_add(&floor, order->items[i].ranked);
    for (guint i = 0; i < order->count; i++)
        if (is_of(&order->items[i], high))
            lift(order->items[i].ranked, &floor, 0);
}

/* ---- what says no more of the query ---- */

/* A document, and the best of those that are not rarer. */
typedef struct {
    double rarity;
    Floor floor;
} Low;

static int
by_rarity(gconstpointer a, gconstpointer b)
{
    const Low *x = a;
    const Low *y = b;
    return TC_ORDER(x->rarity, y->rarity);
}

static inline Low *
low_at(const GArray *lows, guint index)
{
    return &g_array_index(lows, Low, index);
}

/* Documents without what is asked for, by how much of the query they say. */
typedef struct {
    GArray *by_rarity;                /* of Low, ascending */
    Floor by_count[TC_WORDS_MAX + 1]; /* [words]: the best of those that say as many, or fewer */
} Lows;

static void
lows_clear(Lows *lows)
{
    g_array_unref(lows->by_rarity);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Lows, lows_clear)

static void
lows_init(Lows *lows, const Order *order, guint low)
{
    *lows = (Lows){.by_rarity = g_array_new(FALSE, FALSE, sizeof(Low))};
    for (guint i = 0; i < order->count; i++) {
        const Item *item = &order->items[i];
        Low own = {.rarity = item->said->rarity};
        if (!is_of(item, low))
            continue;
        floor_add(&own.floor, item->ranked);
        g_array_append_val(lows->by_rarity, own);
        guint words = item->naming == TC_NAMING_FEW ? 0 : item->said->count;
        floor_add(&lows->by_count[MIN(words, TC_WORDS_MAX)], item->ranked);
    }
    g_array_sort(lows->by_rarity, by_rarity);
    for (guint i = 1; i < lows->by_rarity->len; i++)
        floor_join(&low_at(lows->by_rarity, i)->floor, &low_at(lows->by_rarity, i - 1)->floor);
    for (guint w = 1; w <= TC_WORDS_MAX; w++)
        floor_join(&lows->by_count[w], &lows->by_count[w - 1]);
}

/* The best of those that say no more than this: nothing so rare, or, where names are half of the
 * query, no more words. */
static Floor
floor_below(const Lows *lows, const TcSaid *said, gboolean are_half)
{
    guint low = 0;
    guint high = lows->by_rarity->len;
    Floor floor = {{0}};
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (low_at(lows->by_rarity, middle)->rarity <= said->rarity)
            low = middle + 1;
        else
            high = middle;
    }
    if (low > 0)
        floor = low_at(lows->by_rarity, low - 1)->floor;
    if (are_half)
        floor_join(&floor, &lows->by_count[MIN(said->count, TC_WORDS_MAX)]);
    return floor;
}

/* Whether a document has an alias of a name that no document says as it was typed. */
static gboolean
says_unsaid(const TcNamings *namings, const Item *item)
{
    return is_of(item, WITH_ALIAS) && (item->said->other & namings->unsaid) != 0;
}

/* Whether a document stands before those without names that say no more of the query. Where names
 * are few of the words it does so as it has all of them, or an alias for what no document names. */
static gboolean
is_before_less(const TcNamings *namings, const Item *item)
{
    if (namings->are_half)
        return is_of(item, TC_NAMING_PARTLY | TC_NAMING_NAMED);
    return is_of(item, TC_NAMING_TYPED) || says_unsaid(namings, item);
}

/* Lift those above what says no more: those that have the name first, then those that have an
 * alias, those that say more of the query first. One that lacks some of it is as much about the
 * topic as what it stands before. What has some name and says no more is stood before, too, but
 * where names are half of the query only by an alias for what no document names; so is what has
 * only what things are one of ("cho vay" for "vay tiền"). */
static void
lift_above_less(const Order *order)
{
    const TcNamings *namings = order->namings;
    const gboolean are_half = namings->are_half;
    g_auto(Lows) without = {0};
    g_auto(Lows) named = {0};
    g_auto(Lows) widely = {0};
    lows_init(&without, order, WITHOUT);
    lows_init(&named, order, TC_NAMING_NAMED);
    lows_init(&widely, order, WIDELY);
    for (guint i = 0; i < order->count; i++) {
        const Item *item = &order->items[i];
        const TcSaid *said = item->said;
        if (!is_before_less(namings, item))
            continue;
        Floor floor = floor_below(&without, said, are_half);
        if (!are_half || says_unsaid(namings, item)) {
            Floor other = floor_below(&named, said, FALSE);
            floor_join(&floor, &other);
        }
        if (said->has_same && says_unsaid(namings, item)) {
            Floor other = floor_below(&widely, said, FALSE);
            floor_join(&floor, &other);
        }
        double key = is_of(item, TC_NAMING_NAMED | TC_NAMING_TYPED) ? 4 : said->is_wider ? 0 : 2;
        item->ranked->is_about |= floor.score[1] > 0 && !is_of(item, TC_NAMING_TYPED);
        lift(item->ranked, &floor, key + said->rarity / (BEFORE + namings->rarity));
    }
}

/* ---- what is about the topic ---- */

/* Whether a document has an alias for each name, and none of these is said as it was typed. */
static gboolean
says_all_unsaid(const TcNamings *namings, const Item *item)
{
    return is_of(item, TC_NAMING_BY_ALIAS) && item->said->typed == 0 &&
           (item->said->other & ~namings->unsaid) == 0;
}

/* An alias that says no less is as good as the name, where this is most of the query. Where no
 * document says the name, any alias is as good as its words here and there. */
static void
mark_aliased(const Order *order)
{
    gboolean is_any_without = FALSE;
    for (guint i = 0; i < order->count; i++)
        is_any_without |= is_of(&order->items[i], WITHOUT | TC_NAMING_NAMED | TC_NAMING_PARTLY) &&
                          order->items[i].ranked->is_about;
    for (guint i = 0; i < order->count; i++) {
        const Item *item = &order->items[i];
        gboolean is_good = (!item->said->is_less && tc_about_says_well(item->ranked)) ||
                           (is_any_without && says_all_unsaid(order->namings, item));
        item->ranked->is_about |= is_of(item, TC_NAMING_BY_ALIAS) && is_good;
    }
}

/* What was typed is about the topic where what has only aliases for it is, so that it stands before
 * these; where the names are all that was typed, also where what has only words of it here and
 * there is. A set without such is what it would be without names. */
static void
mark_typed(const Order *order)
{
    const gboolean are_whole = order->namings->are_whole;
    gboolean is_any_other = FALSE;
    for (guint i = 0; i < order->count; i++)
        is_any_other |= is_of(&order->items[i], are_whole ? WITH_ALIAS | WITHOUT : WITH_ALIAS) &&
                        order->items[i].ranked->is_about;
    for (guint i = 0; is_any_other && i < order->count; i++) {
        const Item *item = &order->items[i];
        item->ranked->is_about |=
            is_of(item, TC_NAMING_TYPED) && (are_whole || tc_about_says_well(item->ranked));
    }
}

/* ---- the order ---- */

/* Of what has only what things are one of the rarest comes first: "mê tín dị đoan" tells more of a
 * fortune teller than "tôn giáo" does. */
static void
prefer_rarer(const Order *order)
{
    for (guint i = 0; i < order->count; i++) {
        const Item *item = &order->items[i];
        double share = item->said->worth / (BEFORE + order->namings->rarity);
        double more = is_of(item, WIDELY) ? WORTH_SHARE * MIN(1, share) * item->ranked->score : 0;
        item->ranked->parts[TC_PART_TYPED] += more;
        item->ranked->score += more;
    }
}

/* Where names are most of the query, some of their words here and there say less of them than their
 * other names do: a document that has these and all the rest, or else no less of the query. "Băng
 * Cốc" is Bangkok, and no ice in a glass. */
static void
order_by_names(const Order *order)
{
    const TcNamings *namings = order->namings;
    if (namings->are_half)
        prefer_rarer(order);
    lift_above_less(order);
    if (namings->are_half_aliased) {
        mark_aliased(order);
        lift_above(order, TC_NAMING_BY_ALIAS, WITHOUT | TC_NAMING_NAMED | TC_NAMING_PARTLY);
    }
    if (namings->are_half) {
        mark_typed(order);
        lift_above(order, TC_NAMING_TYPED | APART, WITHOUT | TC_NAMING_NAMED);
    }
    lift_above(order, TC_NAMING_TYPED, WITH_ALIAS);
}

/* In quotes the same thing in other letters is found, but stands behind what was typed. */
static void
order_literally(const Order *order)
{
    Floor floor = {{0}};
    for (guint i = 0; i < order->count; i++)
        if (!order->items[i].said->is_literal)
            floor_add(&floor, order->items[i].ranked);
    for (guint i = 0; i < order->count; i++)
        if (order->items[i].said->is_literal)
            lift(order->items[i].ranked, &floor, 0);
}

void
tc_rank_take_back(GArray *ranked)
{
    for (guint i = 0; i < ranked->len; i++) {
        TcRanked *item = tc_ranked_at(ranked, i);
        item->score -= item->parts[TC_PART_TYPED];
        item->parts[TC_PART_TYPED] = 0;
    }
}

void
tc_rank_typed_first(const TcNamings *namings, GArray *ranked)
{
    g_auto(Order) order = {0};
    tc_rank_take_back(ranked);
    order_init(&order, namings, ranked);
    if (namings->are_half || namings->has_aliases)
        order_by_names(&order);
    if (namings->is_quoted)
        order_literally(&order);
    tc_rank_sort(ranked);
}

void
tc_rank_own_first(GHashTable *others, GArray *ranked)
{
    Floor floor = {{0}};
    guint own = 0;
    for (guint i = 0; i < ranked->len; i++) {
        TcRanked *item = tc_ranked_at(ranked, i);
        if (g_hash_table_contains(others, GUINT_TO_POINTER(item->docid)))
            floor_add(&floor, item);
        else
            own++;
    }
    for (guint i = 0; own > 0 && i < ranked->len; i++) {
        TcRanked *item = tc_ranked_at(ranked, i);
        item->is_by_other_name = g_hash_table_contains(others, GUINT_TO_POINTER(item->docid));
        if (!item->is_by_other_name)
            lift(item, &floor, 0);
    }
    tc_rank_sort(ranked);
}
