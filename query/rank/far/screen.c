#include "query/rank/far/screen.h"

#include "base/free.h"
#include "query/rank/far/reach.h"
#include "query/rank/far/reach_parts.h"

#include <string.h>

/* So few are read as a whole at once. */
#define FEW      16
/* All are looked at when half of a sample of one in so many drop out. */
#define SAMPLE   16
/* More than sums of the same in another order differ. */
#define ROUNDING 1e-6
#define NO_WORD  TC_REACH_BITS_MAX

/* An occurrence of a word that was read, or where a group is written in another way. */
typedef struct {
    guint32 position;
    guint16 word; /* or NO_WORD */
    guint16 is_meant;
    TcReachSet set; /* what stands there by it */
} Spot;

/* Spots in order of position, of one document or of one after the other. */
typedef struct {
    Spot *items;
    gsize len;
    gsize size;
} Spots;

/* What is known of a document. */
typedef struct {
    gsize begin; /* its spots that may be part of a place which says enough */
    gsize end;
    double weight;       /* the most that another place of it adds to a cluster */
    gboolean is_covered; /* no place says enough without one of these spots */
} Document;

/* One word after the other is read, of the documents that are left. The words that are not read yet
 * are taken to stand wherever they would do most. */
typedef struct {
    TcReader *reader;
    const TcWords *words;
    const TcAbout *about;
    TcPool *pool;
    TcRanker ranker;
    TcReach *reach;
    guint32 *docids; /* of the pool, 0 for what is far from the topic */
    gsize left;
    gboolean has_begun; /* documents have been looked at */
    Document *documents;
    TcReachCounts *counts; /* of pairs that were read: [document * pair_count + pair] */
    guint32 *group_counts; /* [document * group_count + group] */
    Spots spots;           /* of all documents */
    Spots next;            /* ... as they will be */
    Spots here;            /* of the document at hand */
    TcReachSet *around;    /* per spot of that: what stands in the cluster that begins there */
    gsize around_size;
    gboolean is_unread[TC_WORDS_MAX];
    double idf[TC_WORDS_MAX]; /* at most, as words are weighed that were read */
    TcReachSet anywhere;      /* what the unread words may be part of */
    double unread_score;      /* what they add at most, with their pairs, but for the cluster */
    TcReachSet beside[NO_WORD + 1]; /* per word that was read: its pairs with others */
} Screen;

/* ---- spots ---- */

static void
reserve(Spots *spots, gsize more)
{
    if (spots->len + more <= spots->size)
        return;
    spots->size = 2 * (spots->len + more);
    spots->items = g_renew(Spot, spots->items, spots->size);
}

/* Whether an occurrence can stand in one place with one of the spots, the first of which that is
 * not too far before it is `*near`, which only goes on. */
static inline gboolean
is_near(const Spots *spots, gsize *near, guint32 position)
{
    while (*near < spots->len && spots->items[*near].position + TC_CLUSTER_LEN < position)
        (*near)++;
    return *near < spots->len && spots->items[*near].position <= position + TC_CLUSTER_LEN;
}

/* Adds the occurrences of a word to the spots at hand; those near others alone where the document
 * is covered. */
static void
add_word(Screen *screen, gsize d, guint w)
{
    Spots *spots = &screen->here;
    const TcReachRun run = tc_reach_run(&screen->ranker, w, d);
    const gsize before = spots->len;
    gsize near = 0;
    reserve(spots, 2 * (gsize)(run.end - run.begin));
    /* The new ones come behind the others first. */
    Spot *added = spots->items + before + (run.end - run.begin);
    gsize count = 0;
    for (const TcOccurrence *at = run.begin; at < run.end; at++)
        if (!screen->documents[d].is_covered || is_near(spots, &near, at->position))
            added[count++] =
                (Spot){at->position, (guint16)w, (guint16)tc_reach_is_meant(&screen->ranker, w, at),
                       tc_reach_word_bit(w)};
    if (count > 0 && (before == 0 || spots->items[before - 1].position <= added->position)) {
        memmove(spots->items + before, added, count * sizeof *added);
        spots->len = before + count;
        return;
    }
    gsize old = before;
    for (gsize to = before + count; count > 0;) {
        if (old > 0 && spots->items[old - 1].position > added[count - 1].position)
            spots->items[--to] = spots->items[--old];
        else
            spots->items[--to] = added[--count];
        spots->len = MAX(spots->len, to + 1);
    }
}

static void
add_groups(Screen *screen, gsize d)
{
    const TcRanker *ranker = &screen->ranker;
    Spots *spots = &screen->here;
    for (guint g = 0; g < ranker->group_count; g++) {
        screen->group_counts[d * ranker->group_count + g] = 0;
        const GArray *others = ranker->groups[g].group->alternatives;
        for (guint a = 0; a < others->len; a++) {
            const guint32 found =
                tc_reach_find_alternative(screen->reach, d, tc_alternative_at(others, a));
            reserve(spots, found);
            for (guint32 i = 0; i < found; i++) {
                const guint32 position = screen->reach->ends[i];
                gsize at = spots->len++;
                for (; at > 0 && spots->items[at - 1].position > position; at--)
                    spots->items[at] = spots->items[at - 1];
                spots->items[at] = (Spot){position, NO_WORD, FALSE, screen->reach->group_sets[g]};
            }
            screen->group_counts[d * ranker->group_count + g] += found;
        }
    }
}

/* Notes the pairs that stand among the spots at hand, by their second words. */
static void
note_pairs(Screen *screen)
{
    const TcRanker *ranker = &screen->ranker;
    Spot *spots = screen->here.items;
    for (gsize i = 0; i < screen->here.len; i++) {
        for (gsize j = i + 1; j < screen->here.len && spots[j].position <= spots[i].position + 1;
             j++) {
            if (spots[j].position == spots[i].position || !spots[i].is_meant || !spots[j].is_meant)
                continue;
            const guint16 pair =
                ranker->pair_of[(gsize)spots[i].word * ranker->word_count + spots[j].word];
            spots[j].set |= pair == TC_NO_PAIR ? 0 : tc_reach_pair_bit(ranker, pair);
        }
    }
}

/* ---- what a document is worth at most ---- */

static TcReachCounts
count_pair(const TcRanker *ranker, const TcWordPair *pair, gsize d)
{
    const TcReachRun first = tc_reach_run(ranker, pair->first, d);
    const TcReachRun second = tc_reach_run(ranker, pair->second, d);
    const TcOccurrence *b = second.begin;
    TcReachCounts counts = {0};
    for (const TcOccurrence *a = first.begin; a < first.end && b < second.end; a++) {
        while (b < second.end && b->position <= a->position)
            b++;
        for (const TcOccurrence *near = b;
             near < second.end && near->position <= a->position + TC_REACH_GAP_LEN; near++)
            if (near->position > a->position + 1)
                counts.gap++;
            else if (tc_reach_is_meant(ranker, pair->first, a) &&
                     tc_reach_is_meant(ranker, pair->second, near))
                counts.exact++;
            else
                counts.spelled++;
    }
    return counts;
}

/* What the pairs of a document add at most of which a word was read, but for the cluster. */
static double
pairs_score(const Screen *screen, gsize d)
{
    const TcRanker *ranker = &screen->ranker;
    const guint32 *groups = screen->group_counts + d * ranker->group_count;
    double score = 0;
    for (guint p = 0; p < ranker->pair_count; p++) {
        const TcWordPair *pair = &ranker->pairs[p];
        TcReachCounts counts = screen->counts[d * ranker->pair_count + p];
        if (screen->is_unread[pair->first] && screen->is_unread[pair->second])
            continue;
        if (screen->is_unread[pair->first] || screen->is_unread[pair->second]) {
            const guint read = screen->is_unread[pair->first] ? pair->second : pair->first;
            const TcReachRun run = tc_reach_run(ranker, read, d);
            const guint32 most = (guint32)(run.end - run.begin);
            counts = (TcReachCounts){most, most, TC_REACH_GAP_LEN * most};
        }
        if (ranker->group_count > 0)
            counts.exact += tc_reach_pairs_of_groups(screen->reach, p, groups);
        if (counts.exact + counts.spelled + counts.gap > 0)
            score += tc_reach_pair_score(pair, &counts, screen->pool->norm_lens[d]);
    }
    return score;
}

/* What the words of a document are worth at most, as by words_worth() of query/rank/rank.c. */
static double
words_bound(const Screen *screen, gsize d)
{
    const TcRanker *ranker = &screen->ranker;
    const double found = screen->pool->weights[d];
    double read = 0;
    if (found >= 0 && (!screen->words->has_open || ranker->group_count > 0))
        return found;
    for (guint w = 0; w < ranker->word_count; w++)
        read += screen->is_unread[w] ? screen->idf[w] * (TC_BM25_K1 + 1)
                                     : tc_ranker_read_word(ranker, d, w);
    return found < 0 ? read : TC_RANK_READ_SHARE * read + (1 - TC_RANK_READ_SHARE) * found;
}

/* The most that the score of a document can be, but for the cluster. */
static double
score_bound(const Screen *screen, gsize d)
{
    const TcRanker *ranker = &screen->ranker;
    double score =
        words_bound(screen, d) + TC_RANK_TITLE * tc_ranker_title(ranker, d) +
        tc_reach_groups_score(screen->reach, screen->group_counts + d * ranker->group_count) +
        screen->unread_score + pairs_score(screen, d);
    for (guint w = 0; w < ranker->word_count; w++) {
        if (screen->is_unread[w] || screen->reach->weight[w] <= 0)
            continue;
        const TcReachRun run = tc_reach_run(ranker, w, d);
        const gboolean is_in_lead = tc_ranker_is_in_title(ranker, d, w) ||
                                    (run.begin < run.end && run.begin->position <= TC_LEAD_LEN);
        score += screen->reach->weight[w] *
                 (TC_RANK_PASSAGE * tc_saturate_window((double)(run.end - run.begin)) +
                  (is_in_lead ? TC_RANK_LEAD : 0));
    }
    return score;
}

/* Sets screen->around; the most that a place of the document says, and that one adds to a cluster.
 */
static TcReachWorth
best_place(Screen *screen)
{
    const Spots *spots = &screen->here;
    TcReachWorth best = *tc_reach_worth(screen->reach, screen->anywhere);
    if (spots->len > screen->around_size) {
        screen->around_size = 2 * spots->len;
        screen->around = g_renew(TcReachSet, screen->around, screen->around_size);
    }
    for (gsize i = 0; i < spots->len; i++) {
        /* One position more, as the first word of a pair may be there. */
        const guint32 last = spots->items[i].position + TC_CLUSTER_LEN;
        TcReachSet set = screen->anywhere;
        for (gsize j = i; j < spots->len && spots->items[j].position <= last; j++)
            set |= spots->items[j].set | screen->beside[spots->items[j].word];
        screen->around[i] = set;
        if (i > 0 && set == screen->around[i - 1])
            continue;
        const TcReachWorth *worth = tc_reach_worth(screen->reach, set);
        best.value = MAX(best.value, worth->value);
        best.weight = MAX(best.weight, worth->weight);
    }
    return best;
}

/* ---- documents ---- */

/* Keeps those spots at hand that may be part of a place which says enough. */
static void
keep_spots(Screen *screen, Document *document, double least)
{
    const Spots *here = &screen->here;
    const TcReachWorth *without = tc_reach_worth(screen->reach, screen->anywhere);
    gsize kept = 0;
    document->is_covered = without->value < least;
    document->begin = screen->next.len;
    reserve(&screen->next, here->len);
    for (gsize i = 0; i < here->len; i++) {
        const TcReachWorth *worth = tc_reach_worth(screen->reach, screen->around[i]);
        if (document->is_covered && worth->value < least) {
            document->weight = MAX(document->weight, worth->weight);
            continue;
        }
        const guint32 last = here->items[i].position + TC_CLUSTER_LEN;
        for (kept = MAX(kept, i); kept < here->len && here->items[kept].position <= last; kept++)
            screen->next.items[screen->next.len++] = here->items[kept];
    }
    document->end = screen->next.len;
}

/* Words that were read since documents were looked at, and the pairs that have one of them, and
 * another that was read. */
typedef struct {
    const guint *words;
    guint count;
    guint pairs[TC_REACH_BITS_MAX];
    guint pair_count;
} Fresh;

static void
find_fresh_pairs(const Screen *screen, Fresh *fresh)
{
    const TcRanker *ranker = &screen->ranker;
    fresh->pair_count = 0;
    for (guint p = 0; p < ranker->pair_count; p++) {
        const TcWordPair *pair = &ranker->pairs[p];
        gboolean is_fresh = FALSE;
        for (guint i = 0; i < fresh->count; i++)
            is_fresh |= pair->first == fresh->words[i] || pair->second == fresh->words[i];
        if (is_fresh && !screen->is_unread[pair->first] && !screen->is_unread[pair->second])
            fresh->pairs[fresh->pair_count++] = p;
    }
}

/* Whether document `d` is far from the topic by what was read, with these words now; if not, at
 * least how much a place of it must say. */
static gboolean
is_far(Screen *screen, gsize d, const Fresh *fresh, double *least)
{
    const TcRanker *ranker = &screen->ranker;
    const Document *document = &screen->documents[d];
    const gsize known = document->end - document->begin;
    screen->here.len = 0;
    reserve(&screen->here, known);
    if (known > 0)
        memcpy(screen->here.items, screen->spots.items + document->begin, known * sizeof(Spot));
    screen->here.len = known;
    for (guint i = 0; i < fresh->count; i++)
        add_word(screen, d, fresh->words[i]);
    for (guint i = 0; i < fresh->pair_count; i++) {
        const guint p = fresh->pairs[i];
        screen->counts[d * ranker->pair_count + p] = count_pair(ranker, &ranker->pairs[p], d);
    }
    if (!screen->has_begun && ranker->group_count > 0)
        add_groups(screen, d);
    note_pairs(screen);
    const TcReachWorth best = best_place(screen);
    const double score =
        score_bound(screen, d) + TC_RANK_CLUSTER * MAX(best.weight, document->weight) + ROUNDING;
    *least =
        tc_about_least_coverage(screen->about, score) * screen->reach->values.sum * (1 - ROUNDING);
    return best.value < *least;
}

/* Tells what may stand anywhere by the words that are not read. */
static void
note_unread(Screen *screen)
{
    const TcRanker *ranker = &screen->ranker;
    const TcReachCounts most = {G_MAXUINT16, G_MAXUINT16, G_MAXUINT16};
    screen->anywhere = 0;
    screen->unread_score = 0;
    memset(screen->beside, 0, sizeof screen->beside);
    for (guint w = 0; w < ranker->word_count; w++) {
        if (screen->is_unread[w]) {
            screen->anywhere |= tc_reach_word_bit(w);
            screen->unread_score +=
                screen->reach->weight[w] *
                (TC_RANK_PASSAGE * tc_saturate_window(G_MAXUINT32) + TC_RANK_LEAD);
        }
    }
    for (guint p = 0; p < ranker->pair_count; p++) {
        const TcWordPair *pair = &ranker->pairs[p];
        const TcReachSet bit = tc_reach_pair_bit(ranker, p);
        if (screen->is_unread[pair->first] && screen->is_unread[pair->second]) {
            screen->anywhere |= bit;
            screen->unread_score += tc_reach_pair_score(pair, &most, 0);
        } else if (screen->is_unread[pair->first]) {
            screen->beside[pair->second] |= bit;
        } else if (screen->is_unread[pair->second]) {
            screen->beside[pair->first] |= bit;
        }
    }
}

/* Whether enough documents drop out by now, as far as some of them tell. */
static gboolean
is_time(Screen *screen, const Fresh *fresh)
{
    double least = 0;
    gsize looked = 0;
    gsize far = 0;
    for (gsize d = 0; d < screen->pool->doc_count; d += SAMPLE) {
        while (d < screen->pool->doc_count && screen->docids[d] == 0)
            d++;
        if (d < screen->pool->doc_count && !screen->pool->is_unmarked[d]) {
            looked++;
            far += is_far(screen, d, fresh, &least);
        }
    }
    return 2 * far >= looked;
}

static void
drop_far(Screen *screen, const Fresh *fresh)
{
    screen->next.len = 0;
    for (gsize d = 0; d < screen->pool->doc_count; d++) {
        double least = 0;
        if (screen->docids[d] == 0 || screen->pool->is_unmarked[d])
            continue; /* these are weighed otherwise, and rare */
        if (is_far(screen, d, fresh, &least)) {
            screen->docids[d] = 0;
            screen->left--;
        } else {
            keep_spots(screen, &screen->documents[d], least);
        }
    }
    const Spots old = screen->spots;
    screen->spots = screen->next;
    screen->next = old;
    screen->has_begun = TRUE;
}

/* ---- words ---- */

/* Words of other ways of writing come first: where these stand must be known. How many they are. */
static guint
put_others_first(const TcWords *words, const guint *order, guint *sorted)
{
    gboolean is_other[TC_WORDS_MAX] = {FALSE};
    guint count = 0;
    for (guint g = 0; g < words->groups->len; g++) {
        const GArray *others = tc_group_at(words->groups, g)->alternatives;
        for (guint a = 0; a < others->len; a++)
            for (guint i = 0; i < tc_alternative_at(others, a)->count; i++)
                is_other[tc_alternative_at(others, a)->words[i]] = TRUE;
    }
    for (guint i = 0; i < words->words->len; i++)
        if (is_other[order[i]])
            sorted[count++] = order[i];
    const guint other_count = count;
    for (guint i = 0; i < words->words->len; i++)
        if (!is_other[order[i]])
            sorted[count++] = order[i];
    return other_count;
}

/* The last word is not read: what is left by then is read as a whole. */
static gboolean
read_words(Screen *screen, const guint *order, double posterior_min, GError **error)
{
    guint sorted[TC_WORDS_MAX];
    Fresh fresh = {.words = sorted};
    const guint other_count = put_others_first(screen->words, order, sorted);
    if (other_count > 0 && !tc_pool_read_names(screen->reader, screen->pool, screen->words,
                                               screen->docids, posterior_min, error))
        return FALSE;
    for (guint i = 0; i + 1 < screen->words->words->len && screen->left > FEW; i++) {
        /* Those of other names were read together. */
        if (screen->pool->hits[sorted[i]].offsets == NULL &&
            !tc_pool_read_word(screen->reader, screen->pool, screen->words, sorted[i],
                               screen->docids, posterior_min, error))
            return FALSE;
        screen->is_unread[sorted[i]] = FALSE;
        fresh.count++;
        if (i + 1 < other_count)
            continue;
        note_unread(screen);
        find_fresh_pairs(screen, &fresh);
        if (!is_time(screen, &fresh))
            continue;
        drop_far(screen, &fresh);
        fresh.words += fresh.count;
        fresh.count = 0;
    }
    return TRUE;
}

/* What a word of which nothing is known but that it may be there is worth at most. */
static double
idf_of(const TcRanker *ranker, guint w)
{
    const TcWord *word = g_ptr_array_index(ranker->words->words, w);
    double idf = word->is_open ? 0 : word->idf;
    if (ranker->weight[w] <= 0)
        return 0;
    for (guint f = 0; word->is_open && f < ranker->forms->len; f++)
        if (tc_ranker_form(ranker, (guint16)f)->word == w)
            idf += tc_ranker_form(ranker, (guint16)f)->idf;
    return idf;
}

static void
screen_clear(Screen *screen)
{
    tc_reach_free(screen->reach);
    tc_ranker_clear(&screen->ranker);
    tc_free_all(screen->docids, screen->documents, screen->counts, screen->group_counts,
                screen->spots.items, screen->next.items, screen->here.items, screen->around);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Screen, screen_clear)

/* All documents, of which nothing was read. */
static void
begin(Screen *screen)
{
    const gsize count = screen->pool->doc_count;
    tc_ranker_begin(&screen->ranker, screen->pool, screen->words);
    tc_about_share_weights(screen->about, &screen->ranker);
    screen->reach = tc_reach_new(&screen->ranker, screen->about);
    screen->docids = g_memdup2(screen->pool->docids, count * sizeof *screen->docids);
    screen->left = count;
    screen->documents = g_new0(Document, count);
    screen->counts = g_new0(TcReachCounts, count * screen->ranker.pair_count + 1);
    screen->group_counts = g_new0(guint32, count * screen->ranker.group_count + 1);
    for (guint w = 0; w < screen->words->words->len; w++) {
        screen->is_unread[w] = TRUE;
        screen->idf[w] = idf_of(&screen->ranker, w);
    }
}

gboolean
tc_screen(TcReader *reader, const TcWords *words, const TcAbout *about, const guint *order,
          double posterior_min, TcPool *pool, GError **error)
{
    if (pool->doc_count <= FEW)
        return TRUE;
    g_auto(Screen) screen = {.reader = reader, .words = words, .about = about, .pool = pool};
    begin(&screen);
    if (screen.reach == NULL)
        return TRUE;
    if (!read_words(&screen, order, posterior_min, error))
        return FALSE;
    tc_pool_keep(pool, screen.docids);
    return TRUE;
}
