#include "query/rank/about.h"
#include "query/rank/about_topic.h"

#include <math.h>
#include <string.h>

/* Constants of the rule, as those of query/rank/about.c. */
#define LACKING_ONE_OF 7    /* one of so many words may not be said */
#define DECIDING_SHARE 0.20 /* ... but none that is so much of what its words are worth */
#define LONELY_ONE_OF  4    /* ... and one of so many may be near none of its others */
#define APART          14   /* so many others stand between words where none is said of another */

/* There is room for it. */
static inline void
add_place(TcAbout *about, guint32 position, guint part)
{
    if (about->value[part] > 0)
        ((TcAboutPlace *)(gpointer)about->places->data)[about->places->len++] =
            (TcAboutPlace){position, part};
}

/* An abbreviation says the words that it stands for, and the pairs that they are part of. */
static void
add_group(TcAbout *about, const TcRanker *ranker, const TcEvent *event)
{
    for (guint w = 0; w < about->word_count; w++)
        if (ranker->group_of_word[w] == tc_event_group(event) + 1)
            add_place(about, event->position, w);
    for (guint p = 0; p < about->pair_count; p++)
        if (ranker->group_of_pair[p] == tc_event_group(event) + 1)
            add_place(about, event->position, about->word_count + p);
}

/* The pair of a word beside an abbreviation and the first, or the last, of what it stands for. */
static void
add_pair_beside(TcAbout *about, const TcRanker *ranker, guint32 position, guint first, guint second)
{
    guint16 pair = ranker->pair_of[(gsize)first * ranker->word_count + second];
    if (pair != TC_NO_PAIR)
        add_place(about, position, about->word_count + pair);
}

/* Where no group is written in another way, which is mostly so. */
static void
find_plain_places(TcAbout *about, const TcEvent *events, gsize count)
{
    guint filled = 0;
    g_array_set_size(about->places, (guint)MIN(2 * count, G_MAXINT32));
    TcAboutPlace *places = (TcAboutPlace *)(gpointer)about->places->data;
    for (gsize i = 0; i < count; i++) {
        const TcEvent *event = &events[i];
        if (event->meant && about->value[event->word] > 0)
            places[filled++] = (TcAboutPlace){event->position, event->word};
        if (event->pair != TC_NO_PAIR && about->value[about->word_count + event->pair] > 0)
            places[filled++] = (TcAboutPlace){event->position, about->word_count + event->pair};
    }
    g_array_set_size(about->places, filled);
}

/* As many places as an abbreviation takes at most. */
static gsize
group_places_max(const TcAbout *about, const TcRanker *ranker)
{
    gsize count = 2; /* pairs with its neighbours */
    for (guint w = 0; w < about->word_count; w++)
        count += ranker->group_of_word[w] > 0;
    for (guint p = 0; p < about->pair_count; p++)
        count += ranker->group_of_pair[p] > 0;
    return count;
}

static void
find_places(TcAbout *about, const TcRanker *ranker, gsize d)
{
    const TcEvent *events =
        (const TcEvent *)(gpointer)ranker->events->data + ranker->event_start[d];
    gsize count = ranker->event_start[d + 1] - ranker->event_start[d];
    if (!ranker->has_other[d]) {
        find_plain_places(about, events, count);
        return;
    }
    const gsize of_group = group_places_max(about, ranker);
    gsize room = 2 * count;
    for (gsize i = 0; i < count; i++)
        room += events[i].group > 0 ? of_group : 0;
    g_array_set_size(about->places, (guint)MIN(room, G_MAXINT32));
    about->places->len = 0;
    for (gsize i = 0; i < count; i++) {
        const TcEvent *event = &events[i];
        if (event->meant)
            add_place(about, event->position, event->word);
        if (event->pair != TC_NO_PAIR)
            add_place(about, event->position, about->word_count + event->pair);
        if (event->group == 0 || tc_alternatives_is_less(ranker, d, i))
            continue;
        const TcRankedGroup *group = &ranker->groups[tc_event_group(event)];
        add_group(about, ranker, event);
        /* Short forms are one word mostly: its neighbours are those of the group. */
        if (i > 0 && event[-1].position + 1 == event->position)
            add_pair_beside(about, ranker, event->position, event[-1].word, group->first_word);
        if (i + 1 < count && event->position + 1 == event[1].position)
            add_pair_beside(about, ranker, event->position, group->last_word, event[1].word);
    }
}

/* What stands within a cluster. */
typedef struct {
    double sum;          /* of what its parts are worth */
    guint found;         /* parts */
    guint needed;        /* ... that are needed words */
    double needed_value; /* ... what these are worth */
} Cluster;

static inline void
note_place(TcAbout *about, guint part, Cluster *cluster)
{
    if (about->counts[part]++ > 0)
        return;
    cluster->sum += about->said_value[part];
    cluster->found++;
    cluster->needed += about->is_needed[part];
    cluster->needed_value += about->is_needed[part] ? about->value[part] : 0;
}

static inline void
forget_place(TcAbout *about, guint part, Cluster *cluster)
{
    if (--about->counts[part] > 0)
        return;
    cluster->sum -= about->said_value[part];
    cluster->found--;
    cluster->needed -= about->is_needed[part];
    cluster->needed_value -= about->is_needed[part] ? about->value[part] : 0;
}

/* Words of the topic that are said between these places, near none of their neighbours in it. */
static guint
count_lonely(TcAbout *about, guint begin, guint end)
{
    tc_near_begin(&about->needed);
    for (guint i = begin; i < end; i++) {
        const TcAboutPlace *place = &g_array_index(about->places, TcAboutPlace, i);
        tc_near_note(&about->needed, place->part, place->position);
    }
    return tc_near_count_lonely(&about->needed);
}

/* Whether a word that the topic needs is not said in a cluster: of long ones some may lack, if they
 * do not decide what it is. "Lệ phí trước bạ xe đạp điện" is nothing without its bicycle. */
static gboolean
lacks_word(const TcAbout *about, const Cluster *cluster)
{
    const guint lacking = about->needed.words - cluster->needed;
    const double value = about->needed_value - cluster->needed_value;
    return lacking > about->needed.words / LACKING_ONE_OF ||
           (lacking > 0 && value > DECIDING_SHARE * about->needed_value);
}

/* Whether the words that are needed, all of which stand in the cluster that ends here, have few
 * others between them. */
static gboolean
are_together(const TcAbout *about, guint32 position)
{
    guint32 first = position;
    for (guint w = 0; w < about->word_count; w++)
        if (about->is_needed[w])
            first = MIN(first, about->last[w]);
    return position - first < about->needed.words + APART;
}

/* What the best cluster of a document lacks, which has the places from `begin` to before `end`. */
static TcLack
lack_of(TcAbout *about, const Cluster *best, gboolean is_together, guint begin, guint end)
{
    if (lacks_word(about, best))
        return TC_LACKS_WORD;
    if (!is_together && best->needed == about->needed.words)
        return TC_LACKS_NEARNESS;
    /* Elsewhere few words may be near each other that are not so in the first of equal places. */
    if (about->may_be_apart) {
        begin = 0;
        end = about->places->len;
    }
    return about->needed.words > 1 &&
                   count_lonely(about, begin, end) > about->needed.words / LONELY_ONE_OF
               ? TC_LACKS_WORD
               : TC_LACKS_NOTHING;
}

/* The best cluster of a document: its places are those from `begin` to before `end`. */
typedef struct {
    Cluster of;
    guint begin;
    guint end;
    gboolean is_all;      /* all of the topic is said in it, as in no other */
    gboolean is_together; /* somewhere the words that are needed stand together, or need not */
} Best;

static Best
find_best(TcAbout *about, const TcRanker *ranker, gsize d)
{
    Cluster here = {0};
    Best best = {.is_together = !about->may_be_apart};
    guint left = 0;
    guint64 length = about->is_small ? G_MAXUINT32 : TC_CLUSTER_LEN;
    find_places(about, ranker, d);
    const TcAboutPlace *places = (const TcAboutPlace *)(gpointer)about->places->data;
    memset(about->counts, 0, (about->word_count + about->pair_count) * sizeof *about->counts);
    for (guint right = 0; right < about->places->len; right++) {
        const TcAboutPlace *place = &places[right];
        for (; places[left].position + length <= place->position; left++)
            forget_place(about, places[left].part, &here);
        note_place(about, place->part, &here);
        /* Where all of it is said nothing stands there by chance. */
        if (here.found == about->part_count) {
            best.is_all = TRUE;
            return best;
        }
        if (!best.is_together && about->is_needed[place->part]) {
            about->last[place->part] = place->position;
            best.is_together =
                here.needed == about->needed.words && are_together(about, place->position);
        }
        if (here.sum > best.of.sum + TC_ABOUT_ROUNDING ||
            (here.sum > best.of.sum - TC_ABOUT_ROUNDING && here.needed > best.of.needed)) {
            best.of = here;
            best.begin = left;
            best.end = right + 1;
        }
    }
    return best;
}

double
tc_about_coverage(TcAbout *about, const TcRanker *ranker, gsize d, TcLack *lacks)
{
    *lacks = about->needed.words > 0 ? TC_LACKS_WORD : TC_LACKS_NOTHING;
    if (about->sum <= 0)
        return 0;
    const Best best = find_best(about, ranker, d);
    *lacks = best.is_all ? TC_LACKS_NOTHING
                         : lack_of(about, &best.of, best.is_together, best.begin, best.end);
    return best.is_all ? 1 : MIN(1, best.of.sum / about->sum);
}

void
tc_about_unsaid(TcAbout *about, const TcRanker *ranker, gsize d, double coverage, GArray *unsaid)
{
    if (about->sum <= 0)
        return;
    const Best best = find_best(about, ranker, d);
    if (best.is_all || fabs(MIN(1, best.of.sum / about->sum) - coverage) > TC_ABOUT_ROUNDING)
        return;
    memset(about->counts, 0, (about->word_count + about->pair_count) * sizeof *about->counts);
    for (guint i = best.begin; i < best.end; i++)
        about->counts[g_array_index(about->places, TcAboutPlace, i).part]++;
    for (guint w = 0; w < about->word_count; w++)
        if (about->is_needed[w] && about->counts[w] == 0)
            g_array_append_val(unsaid, w);
}
