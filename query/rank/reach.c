#include "query/rank/reach.h"

#include "base/free.h"

#include <string.h>

/* Words and pairs of a query that is told of: as many bits. */
#define BITS_MAX  14
/* Positions that are looked at together: a cluster, and the word before it, lie in two of these. */
#define BLOCK_LEN 32
G_STATIC_ASSERT(TC_CLUSTER_LEN < BLOCK_LEN);
/* Words between which there are others are nearly a pair within so many positions. */
#define GAP_LEN  3
#define UNKNOWN  -1.0
/* More than sums of the same in another order differ. */
#define ROUNDING 1e-6

/* A set of words, and behind them of pairs, a bit each. */
typedef guint32 Set;

/* What a set is worth within one window, at most. */
typedef struct {
    double value;  /* of the topic; or UNKNOWN */
    double weight; /* to a cluster */
} Worth;

struct TcReach {
    const TcRanker *ranker;
    const TcAbout *about;
    TcTopicValues values;
    double *weight; /* of the words: the most that one occurrence of each form adds up to */
    Worth *worth;   /* by set */
    Set *blocks;    /* scratch: what stands in each block */
    gsize blocks_len;
};

/* Whether a form of an open word is that of documents without marks. */
static gboolean
is_unmarked_form(const TcRanker *ranker, guint w, guint form)
{
    const TcWord *word = g_ptr_array_index(ranker->words->words, w);
    gboolean is = FALSE;
    for (guint s = 0; word->is_open && s < word->spellings->len && !is; s++)
        is = tc_spelling_at(word->spellings, s)->is_unmarked && ranker->form_of[w][s] == form;
    return is;
}

TcReach *
tc_reach_new(const TcRanker *ranker, const TcAbout *about)
{
    TcTopicValues values = tc_about_values(about);
    const guint bits = ranker->word_count + ranker->pair_count;
    if (ranker->group_count > 0 || values.is_small || values.sum <= 0 || bits > BITS_MAX)
        return NULL;
    TcReach *reach = g_new0(TcReach, 1);
    reach->ranker = ranker;
    reach->about = about;
    reach->values = values;
    reach->weight = g_new0(double, ranker->word_count + 1);
    for (guint f = 0; f < ranker->forms->len; f++) {
        const TcForm *form = tc_ranker_form(ranker, (guint16)f);
        const TcWord *word = g_ptr_array_index(ranker->words->words, form->word);
        double *weight = &reach->weight[form->word];
        if (is_unmarked_form(ranker, form->word, f))
            continue;
        /* Each likely spelling of an open word counts for itself. */
        *weight = word->is_open ? *weight + form->weight : MAX(*weight, form->weight);
    }
    const gsize sets = (gsize)1 << bits;
    reach->worth = g_new(Worth, sets);
    for (gsize i = 0; i < sets; i++)
        reach->worth[i].value = UNKNOWN;
    return reach;
}

void
tc_reach_free(TcReach *reach)
{
    if (reach == NULL)
        return;
    tc_free_all(reach->weight, reach->worth, reach->blocks, reach);
}

static const Worth *
worth_of(const TcReach *reach, Set set)
{
    const TcRanker *ranker = reach->ranker;
    Worth *worth = &reach->worth[set];
    if (worth->value != UNKNOWN)
        return worth;
    *worth = (Worth){0, 0};
    for (guint w = 0; w < ranker->word_count; w++) {
        if ((set >> w & 1) != 0) {
            worth->value += reach->values.value[w];
            worth->weight += reach->weight[w];
        }
    }
    for (guint p = 0; p < ranker->pair_count; p++) {
        if ((set >> (ranker->word_count + p) & 1) != 0) {
            worth->value += reach->values.value[ranker->word_count + p];
            worth->weight += TC_WINDOW_PAIR * ranker->pairs[p].idf;
        }
    }
    return worth;
}

static inline gboolean
is_meant(const TcRanker *ranker, guint word, const TcOccurrence *occurrence)
{
    return tc_ranker_form(ranker, ranker->form_of[word][occurrence->spelling])->is_meant;
}

/* Sets reach->blocks to nothing, as many as the document has; how many these are. */
static gsize
clear_blocks(TcReach *reach, gsize d)
{
    const TcPool *pool = reach->ranker->pool;
    gsize count = 0;
    for (guint w = 0; w < reach->ranker->word_count; w++) {
        const TcWordHits *hits = &pool->hits[w];
        if (hits->offsets[d + 1] > hits->offsets[d])
            count = MAX(count, hits->items[hits->offsets[d + 1] - 1].position / BLOCK_LEN + 1U);
    }
    if (count > reach->blocks_len) {
        g_free(reach->blocks);
        reach->blocks = g_new(Set, count);
        reach->blocks_len = count;
    }
    if (count > 0)
        memset(reach->blocks, 0, count * sizeof *reach->blocks);
    return count;
}

/* How often two words stand as a pair in a document, at most. */
typedef struct {
    guint32 exact;
    guint32 spelled;
    guint32 gap;
} Counts;

/* Count where a pair stands side by side, as it is meant or in other spellings, and nearly so; note
 * the blocks where it does as it is meant. */
static Counts
count_pair(TcReach *reach, gsize d, guint p)
{
    const TcRanker *ranker = reach->ranker;
    const TcWordPair *pair = &ranker->pairs[p];
    const TcWordHits *first = &ranker->pool->hits[pair->first];
    const TcWordHits *second = &ranker->pool->hits[pair->second];
    const TcOccurrence *a = first->items + first->offsets[d];
    const TcOccurrence *a_end = first->items + first->offsets[d + 1];
    const TcOccurrence *b = second->items + second->offsets[d];
    const TcOccurrence *b_end = second->items + second->offsets[d + 1];
    Counts counts = {0};
    while (a < a_end && b < b_end) {
        if (a->position >= b->position) {
            b++;
            continue;
        }
        const TcOccurrence *near = b;
        if (a->position + 1 == b->position) {
            if (is_meant(ranker, pair->first, a) && is_meant(ranker, pair->second, b)) {
                counts.exact++;
                reach->blocks[b->position / BLOCK_LEN] |= (Set)1 << (ranker->word_count + p);
            } else {
                counts.spelled++;
            }
            near++;
        }
        for (; near < b_end && near->position <= a->position + GAP_LEN; near++)
            counts.gap++;
        a++;
    }
    return counts;
}

/* What a pair that stands so often in a document adds to the score at most, but for the cluster. */
static double
score_of_counts(const TcWordPair *pair, const Counts *counts, double norm_len)
{
    const double side_by_side =
        pair->idf * (TC_RANK_PAIR * tc_saturate(counts->exact, norm_len) +
                     TC_RANK_PASSAGE * TC_WINDOW_PAIR * tc_saturate_window(counts->exact));
    const double otherwise =
        TC_RANK_SPELLED * pair->spelled_idf * tc_saturate(counts->spelled, norm_len);
    const double nearly = TC_RANK_GAP * pair->idf * tc_saturate(counts->gap, norm_len);
    return MAX(MAX(side_by_side, otherwise), nearly);
}

/* What a pair adds to the score of a document, but for the cluster. */
static double
pair_score(TcReach *reach, gsize d, guint p)
{
    const TcPool *pool = reach->ranker->pool;
    const TcWordPair *pair = &reach->ranker->pairs[p];
    const guint32 *first = pool->hits[pair->first].offsets + d;
    const guint32 *second = pool->hits[pair->second].offsets + d;
    if (first[0] == first[1] || second[0] == second[1])
        return 0;
    const Counts counts = count_pair(reach, d, p);
    return score_of_counts(pair, &counts, pool->norm_lens[d]);
}

/* What stands in the blocks of a document, and what that adds to the score but for the cluster. */
static double
read_document(TcReach *reach, gsize d)
{
    const TcRanker *ranker = reach->ranker;
    const TcPool *pool = ranker->pool;
    double score = 0;
    for (guint w = 0; w < ranker->word_count; w++) {
        const TcWordHits *hits = &pool->hits[w];
        const guint32 begin = hits->offsets[d];
        const guint32 end = hits->offsets[d + 1];
        gboolean is_in_lead = pool->in_title != NULL && pool->in_title[w * pool->doc_count + d] > 0;
        for (guint32 i = begin; i < end; i++)
            reach->blocks[hits->items[i].position / BLOCK_LEN] |= (Set)1 << w;
        is_in_lead |= begin < end && hits->items[begin].position <= TC_LEAD_LEN;
        score += reach->weight[w] * (TC_RANK_PASSAGE * tc_saturate_window(end - begin) +
                                     (is_in_lead ? TC_RANK_LEAD : 0));
    }
    for (guint p = 0; p < ranker->pair_count; p++)
        score += pair_score(reach, d, p);
    return score;
}

gboolean
tc_reach_may_hold(TcReach *reach, gsize d, double known)
{
    if (reach->ranker->pool->is_unmarked[d])
        return TRUE; /* weighed otherwise, and rare */
    const gsize count = clear_blocks(reach, d);
    const double score = known + read_document(reach, d);
    Worth best = {0, 0};
    Set before = 0;
    Set last = 0;
    for (gsize b = 0; b < count; b++) {
        const Set own = reach->blocks[b];
        const Set here = before | own;
        before = own;
        if (here == last)
            continue;
        last = here;
        const Worth *worth = worth_of(reach, here);
        best.value = MAX(best.value, worth->value);
        best.weight = MAX(best.weight, worth->weight);
    }
    const TcRanked most = {.coverage = MIN(1, best.value / reach->values.sum) + ROUNDING,
                           .score = score + TC_RANK_CLUSTER * best.weight + ROUNDING};
    return tc_about_holds(reach->about, &most);
}
