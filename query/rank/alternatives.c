/* query/rank/alternatives.c - where a document says a part of the query in another way of writing.
 */
#include "query/rank/near.h"
#include "query/rank/ranker.h"

#include <string.h>

/* Whether the words of an alternative end at the i-th event. */
static gboolean
ends_alternative(const TcRanker *ranker, const TcEvent *events, gsize i,
                 const TcAlternative *alternative)
{
    if (i + 1 < alternative->count)
        return FALSE;
    for (guint k = 0; k < alternative->count; k++) {
        const TcEvent *event = &events[i - k];
        guint word = alternative->words[alternative->count - 1 - k];
        if ((event->word != word && tc_ranker_form(ranker, event->form)->twin != word + 1) ||
            event->position + k != events[i].position)
            return FALSE;
    }
    return TRUE;
}

gboolean
tc_alternatives_has(const TcRanker *ranker, gsize d, const TcAlternative *alternative)
{
    const TcEvent *events =
        (const TcEvent *)(gpointer)ranker->events->data + ranker->event_start[d];
    gsize count = ranker->has_other[d] ? ranker->event_start[d + 1] - ranker->event_start[d] : 0;
    for (gsize i = 0; i < count; i++)
        /* Where no group is noted, no other way of writing ends. */
        if (events[i].group > 0 && ends_alternative(ranker, events, i, alternative))
            return TRUE;
    return FALSE;
}

gboolean
tc_alternatives_is_less(const TcRanker *ranker, gsize d, gsize event)
{
    const TcEvent *events =
        (const TcEvent *)(gpointer)ranker->events->data + ranker->event_start[d];
    const TcGroup *group = ranker->groups[tc_event_group(&events[event])].group;
    for (guint a = 0; a < group->alternatives->len; a++) {
        const TcAlternative *other = tc_alternative_at(group->alternatives, a);
        if (!tc_group_is_less(group, other) && ends_alternative(ranker, events, event, other))
            return FALSE;
    }
    return TRUE;
}

static void
count_pair_between(TcRanker *ranker, TcPairCount *counts, guint first, guint second)
{
    guint16 pair = ranker->pair_of[(gsize)first * ranker->word_count + second];
    if (pair != TC_NO_PAIR)
        counts[pair].exact++;
}

/* Words between those of a name: "tuyên bố một người là đã chết" is "tuyên bố chết". */
#define NAME_SPREAD   8
/* Places of two words of a name side by side that are no chance. */
#define PART_REPEATED 2

/* Whether all words of a group stand near each other among the first `count` events of a document.
 */
static gboolean
are_near(const TcRanker *ranker, gsize d, guint group, gsize count)
{
    const TcEvent *events =
        (const TcEvent *)(gpointer)ranker->events->data + ranker->event_start[d];
    g_auto(TcNear) near;
    tc_near_init(&near);
    for (guint w = 0; w < ranker->word_count; w++)
        if (ranker->group_of_word[w] == group + 1)
            tc_near_add(&near, w, w);
    for (gsize i = 0; i < count; i++) {
        if (ranker->group_of_word[events[i].word] != group + 1 || !events[i].meant)
            continue;
        tc_near_note(&near, events[i].word, events[i].position);
        if (tc_near_span(&near) <= NAME_SPREAD)
            return TRUE;
    }
    return FALSE;
}

static gboolean
has_name(const TcRanker *ranker, gsize d, guint group, gsize count)
{
    gboolean has_all = TRUE;
    for (guint p = 0; p < ranker->pair_count; p++)
        has_all &= ranker->group_of_pair[p] != group + 1 ||
                   ranker->counts[d * ranker->pair_count + p].exact > 0;
    return has_all || are_near(ranker, d, group, count);
}

gboolean
tc_alternatives_has_name(const TcRanker *ranker, gsize d, guint group)
{
    return has_name(ranker, d, group, ranker->event_start[d + 1] - ranker->event_start[d]);
}

/* Note which events are the words of a group as another name of it says them. */
static void
note_named(const TcRanker *ranker, guint group, const TcEvent *events, gsize count,
           gboolean *is_named)
{
    const GArray *alternatives = ranker->groups[group].group->alternatives;
    for (gsize i = 0; i < count; i++)
        for (guint a = 0;
             events[i].group == TC_RANKED_GROUPS_MAX + group + 1 && a < alternatives->len; a++) {
            const TcAlternative *other = tc_alternative_at(alternatives, a);
            for (guint k = 0; ends_alternative(ranker, events, i, other) && k < other->count; k++)
                is_named[i - k] = TRUE;
        }
}

/* Whether a pair joins two words of a group that are neighbours here more than once: one place is
 * chance, as "cấp, sổ danh bạ" is for "cấp sổ đỏ". */
static gboolean
is_repeated_part(const TcRanker *ranker, const TcPairCount *counts, guint group, guint16 pair)
{
    return pair != TC_NO_PAIR && ranker->group_of_pair[pair] == group + 1 &&
           counts[pair].exact >= PART_REPEATED;
}

/* A word that says nothing has no neighbours. */
static void
drop_pair(TcPairCount *counts, TcEvent *event)
{
    if (event->pair == TC_NO_PAIR)
        return;
    counts[event->pair].exact -= counts[event->pair].exact > 0;
    event->pair = TC_NO_PAIR;
}

/* Where a document says a name of several words by another one, and nowhere as it was typed, those
 * words say nothing of it here and there: "lan hài đỏ" is no "sổ đỏ", however rare red is. */
static void
drop_strays(TcRanker *ranker, gsize d, guint group)
{
    TcEvent *events = (TcEvent *)(gpointer)ranker->events->data + ranker->event_start[d];
    gsize count = ranker->events->len - ranker->event_start[d];
    TcPairCount *counts = ranker->counts + d * ranker->pair_count;
    if (ranker->groups[group].group->count < 2 || has_name(ranker, d, group, count))
        return;
    g_autofree gboolean *is_named = g_new0(gboolean, count + 1);
    note_named(ranker, group, events, count, is_named);
    for (gsize i = 0; i < count; i++) {
        gboolean is_beside =
            is_repeated_part(ranker, counts, group, events[i].pair) ||
            (i + 1 < count && is_repeated_part(ranker, counts, group, events[i + 1].pair));
        if (ranker->group_of_word[events[i].word] != group + 1 || is_named[i] || is_beside)
            continue;
        events[i].form = ranker->stray_form[events[i].word];
        events[i].meant = FALSE;
        drop_pair(counts, &events[i]);
        if (i + 1 < count)
            drop_pair(counts, &events[i + 1]);
    }
}

/* The other way of writing of a group that ends at the i-th event; NULL without. Notes the words of
 * all that end there. */
static const TcAlternative *
alternative_ending(const TcRanker *ranker, const TcEvent *events, gsize i, const TcGroup *group)
{
    const guint word = events[i].word;
    const guint twin = tc_ranker_form(ranker, events[i].form)->twin;
    const TcAlternative *first = NULL;
    for (guint a = 0; a < group->alternatives->len; a++) {
        const TcAlternative *other = tc_alternative_at(group->alternatives, a);
        guint last = other->words[other->count - 1];
        if ((last != word && last + 1 != twin) || !ends_alternative(ranker, events, i, other))
            continue;
        memset(ranker->is_part->data + (i + 1 - other->count), TRUE, other->count);
        first = first != NULL ? first : other;
    }
    return first;
}

/* Words that are only looked for as other ways of writing say nothing where they stand in none, and
 * mostly they are more than all others: leave them out of the events of the last document. */
static void
drop_unsaid(TcRanker *ranker, TcEvent *events, gsize count)
{
    const guint8 *is_part = ranker->is_part->data;
    gsize kept = 0;
    for (gsize i = 0; i < count; i++)
        if (is_part[i] || !ranker->is_other[events[i].word])
            events[kept++] = events[i];
    g_array_set_size(ranker->events, (guint)(ranker->events->len - (count - kept)));
}

/* A short form that ends at the i-th of `count` events counts as the pairs of what it stands for,
 * and forms others with its neighbours. */
static void
count_short(TcRanker *ranker, TcPairCount *counts, const TcEvent *events, gsize count, gsize i,
            const TcAlternative *brief)
{
    const guint g = tc_event_group(&events[i]);
    const TcRankedGroup *group = &ranker->groups[g];
    const gsize begin = i + 1 - brief->count;
    for (guint p = 0; p < ranker->pair_count; p++)
        counts[p].exact += ranker->group_of_pair[p] == g + 1;
    if (begin > 0 && events[begin - 1].position + 1 == events[begin].position)
        count_pair_between(ranker, counts, events[begin - 1].word, group->first_word);
    if (i + 1 < count && events[i].position + 1 == events[i + 1].position)
        count_pair_between(ranker, counts, group->last_word, events[i + 1].word);
}

/* Whether a document has a word that tells of another way of writing. */
static gboolean
may_have_other(const TcRanker *ranker, gsize d)
{
    for (guint w = 0; w < ranker->word_count; w++) {
        const guint32 *offsets = ranker->pool->hits[w].offsets;
        if (ranker->tells_of_other[w] && offsets[d] < offsets[d + 1])
            return TRUE;
    }
    return FALSE;
}

gboolean
tc_alternatives_find(TcRanker *ranker, gsize d)
{
    TcEvent *events = (TcEvent *)(gpointer)ranker->events->data + ranker->event_start[d];
    gsize count = ranker->events->len - ranker->event_start[d];
    TcPairCount *counts = ranker->counts + d * ranker->pair_count;
    guint32 *times = ranker->other_times + d * TC_OTHER_TIMES;
    gboolean has_any = FALSE;
    gboolean has_alias[TC_RANKED_GROUPS_MAX] = {FALSE};
    memset(times, 0, TC_OTHER_TIMES * sizeof *times);
    if (count == 0 || !may_have_other(ranker, d))
        return FALSE;
    g_byte_array_set_size(ranker->is_part, (guint)count);
    memset(ranker->is_part->data, FALSE, count);
    for (gsize i = 0; i < count; i++) {
        const guint groups = tc_ranker_form(ranker, events[i].form)->ends;
        for (guint g = 0; groups >> g != 0; g++) {
            const TcGroup *group = ranker->groups[g].group;
            const TcAlternative *other = NULL;
            if ((groups >> g & 1U) != 0)
                other = alternative_ending(ranker, events, i, group);
            if (other == NULL)
                continue;
            has_any = TRUE;
            if (other->kind == TC_ALTERNATIVE_ALIAS) {
                /* No neighbours of what was typed. */
                has_alias[g] |= !tc_group_is_less(group, other);
                events[i].group = (guint8)(TC_RANKED_GROUPS_MAX + g + 1);
            } else {
                events[i].group = (guint8)(g + 1);
                count_short(ranker, counts, events, count, i, other);
            }
            times[events[i].group - 1]++;
        }
    }
    for (guint g = 0; g < ranker->group_count; g++)
        if (has_alias[g])
            drop_strays(ranker, d, g);
    drop_unsaid(ranker, events, count);
    return has_any;
}
