#include "query/rank/far/reach.h"

#include "base/free.h"
#include "query/rank/far/reach_parts.h"

#include <string.h>

/* Positions that are looked at together: a cluster, and the word before it, lie in two of these. */
#define BLOCK_LEN 32
G_STATIC_ASSERT(TC_CLUSTER_LEN < BLOCK_LEN);
/* More than sums of the same in another order differ. */
#define ROUNDING 1e-6
#define NO_WORD  G_MAXUINT16

static const TcWord *
word_at(const TcRanker *ranker, guint w)
{
    return g_ptr_array_index(ranker->words->words, w);
}

/* Whether a form of an open word is that of documents without marks. */
static gboolean
is_unmarked_form(const TcRanker *ranker, guint w, guint form)
{
    const TcWord *word = word_at(ranker, w);
    gboolean is = FALSE;
    for (guint s = 0; word->is_open && s < word->spellings->len && !is; s++)
        is = tc_spelling_at(word->spellings, s)->is_unmarked && ranker->form_of[w][s] == form;
    return is;
}

/* Where a position can be one of two words, the ranker decides which. */
static gboolean
has_shared_spelling(const TcRanker *ranker)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint w = 0; w < ranker->word_count; w++) {
        const GArray *spellings = word_at(ranker, w)->spellings;
        for (guint s = 0; s < spellings->len; s++) {
            const TcSpelling *spelling = tc_spelling_at(spellings, s);
            if (!g_hash_table_add(known, g_strndup(spelling->term, spelling->term_len)))
                return TRUE;
        }
    }
    return FALSE;
}

/* The words of a group and their pairs, and those with its neighbours. */
static TcReachSet
group_set(const TcRanker *ranker, guint g)
{
    const TcRankedGroup *group = &ranker->groups[g];
    TcReachSet set = 0;
    for (guint w = 0; w < ranker->word_count; w++)
        set |= ranker->group_of_word[w] == g + 1 ? tc_reach_word_bit(w) : 0;
    for (guint p = 0; p < ranker->pair_count; p++) {
        const TcWordPair *pair = &ranker->pairs[p];
        if (ranker->group_of_pair[p] == g + 1 || pair->second == group->first_word ||
            pair->first == group->last_word)
            set |= tc_reach_pair_bit(ranker, p);
    }
    return set;
}

/* `lacks`: what may be lacking, which is not looked for here. */
static gboolean
holds(const TcReach *reach, double value, double score, TcLack lacks)
{
    const TcRanked ranked = {
        .coverage = MIN(1, value / reach->values.sum), .score = score, .lacks = lacks};
    return tc_about_holds(reach->about, &ranked);
}

TcReach *
tc_reach_new(const TcRanker *ranker, const TcAbout *about)
{
    TcTopicValues values = tc_about_values(about);
    if (values.is_small || values.sum <= 0 ||
        ranker->word_count + ranker->pair_count > TC_REACH_BITS_MAX)
        return NULL;
    TcReach *reach = g_new0(TcReach, 1);
    reach->ranker = ranker;
    reach->about = about;
    reach->values = values;
    reach->weight = g_new0(double, ranker->word_count + 1);
    reach->cursors = g_new0(guint32, ranker->word_count + 1);
    reach->counts = g_new0(guint, ranker->word_count + ranker->pair_count + 1);
    reach->is_exact = ranker->group_count == 0 && !has_shared_spelling(ranker);
    for (guint g = 0; g < ranker->group_count; g++)
        reach->group_sets[g] = group_set(ranker, g);
    for (guint f = 0; f < ranker->forms->len; f++) {
        const TcForm *form = tc_ranker_form(ranker, (guint16)f);
        double *weight = &reach->weight[form->word];
        if (is_unmarked_form(ranker, form->word, f))
            continue;
        /* Each likely spelling of an open word counts for itself. */
        *weight = word_at(ranker, form->word)->is_open ? *weight + form->weight
                                                       : MAX(*weight, form->weight);
    }
    return reach;
}

void
tc_reach_free(TcReach *reach)
{
    if (reach == NULL)
        return;
    tc_free_all(reach->weight, reach->blocks, reach->cursors, reach->counts, reach->ends, reach);
}

void
tc_reach_weigh_set(const TcReach *reach, TcReachSet set, TcReachWorth *worth)
{
    const TcRanker *ranker = reach->ranker;
    *worth = (TcReachWorth){.set = set};
    for (guint w = 0; w < ranker->word_count; w++) {
        if ((set & tc_reach_word_bit(w)) != 0) {
            worth->value += reach->values.value[w];
            worth->weight += reach->weight[w];
        }
    }
    for (guint p = 0; p < ranker->pair_count; p++) {
        if ((set & tc_reach_pair_bit(ranker, p)) != 0) {
            worth->value += reach->values.value[ranker->word_count + p];
            worth->weight += TC_WINDOW_PAIR * ranker->pairs[p].idf;
        }
    }
}

/* Sets reach->blocks to nothing, as many as the document has; how many these are. */
static gsize
clear_blocks(TcReach *reach, gsize d)
{
    gsize count = 0;
    for (guint w = 0; w < reach->ranker->word_count; w++) {
        const TcReachRun run = tc_reach_run(reach->ranker, w, d);
        if (run.begin < run.end)
            count = MAX(count, run.end[-1].position / BLOCK_LEN + 1U);
    }
    if (count > reach->blocks_len) {
        g_free(reach->blocks);
        reach->blocks = g_new(TcReachSet, count);
        reach->blocks_len = count;
    }
    if (count > 0)
        memset(reach->blocks, 0, count * sizeof *reach->blocks);
    return count;
}

/* Count where a pair stands side by side, as it is meant or in other spellings, and nearly so; note
 * the blocks where it does as it is meant. */
static TcReachCounts
count_pair(TcReach *reach, guint p, TcReachRun first, TcReachRun second)
{
    const TcRanker *ranker = reach->ranker;
    const TcWordPair *pair = &ranker->pairs[p];
    const TcOccurrence *b = second.begin;
    TcReachCounts counts = {0};
    for (const TcOccurrence *a = first.begin; a < first.end; a++) {
        while (b < second.end && b->position <= a->position)
            b++;
        const TcOccurrence *near = b;
        if (near < second.end && a->position + 1 == near->position) {
            if (tc_reach_is_meant(ranker, pair->first, a) &&
                tc_reach_is_meant(ranker, pair->second, near)) {
                counts.exact++;
                reach->blocks[near->position / BLOCK_LEN] |= tc_reach_pair_bit(ranker, p);
            } else {
                counts.spelled++;
            }
            near++;
        }
        for (; near < second.end && near->position <= a->position + TC_REACH_GAP_LEN; near++)
            counts.gap++;
    }
    return counts;
}

double
tc_reach_pair_score(const TcWordPair *pair, const TcReachCounts *counts, double norm_len)
{
    const double side_by_side =
        pair->idf * (TC_RANK_PAIR * tc_saturate(counts->exact, norm_len) +
                     TC_RANK_PASSAGE * TC_WINDOW_PAIR * tc_saturate_window(counts->exact));
    const double otherwise =
        TC_RANK_SPELLED * pair->spelled_idf * tc_saturate(counts->spelled, norm_len);
    const double nearly = TC_RANK_GAP * pair->idf * tc_saturate(counts->gap, norm_len);
    return MAX(MAX(side_by_side, otherwise), nearly);
}

/* What a pair adds to the score of a document, but for the cluster; `more` times it may stand there
 * in another way. */
static double
pair_score(TcReach *reach, gsize d, guint p, guint32 more)
{
    const TcRanker *ranker = reach->ranker;
    const TcWordPair *pair = &ranker->pairs[p];
    const TcReachRun first = tc_reach_run(ranker, pair->first, d);
    const TcReachRun second = tc_reach_run(ranker, pair->second, d);
    TcReachCounts counts = {0};
    if (first.begin < first.end && second.begin < second.end)
        counts = count_pair(reach, p, first, second);
    counts.exact += more;
    return counts.exact + counts.spelled + counts.gap == 0
               ? 0
               : tc_reach_pair_score(pair, &counts, ranker->pool->norm_lens[d]);
}

static gboolean
stands_at(TcReachRun run, guint64 position)
{
    gsize low = 0;
    gsize high = (gsize)(run.end - run.begin);
    while (low < high) {
        const gsize middle = low + (high - low) / 2;
        if (run.begin[middle].position < position)
            low = middle + 1;
        else
            high = middle;
    }
    return run.begin + low < run.end && run.begin[low].position == position;
}

guint32
tc_reach_find_alternative(TcReach *reach, gsize d, const TcAlternative *other)
{
    const TcRanker *ranker = reach->ranker;
    guint rarest = 0;
    gsize least = G_MAXSIZE;
    guint32 found = 0;
    for (guint i = 0; i < other->count; i++) {
        const TcReachRun run = tc_reach_run(ranker, other->words[i], d);
        const gsize count = (gsize)(run.end - run.begin);
        if (count < least) {
            least = count;
            rarest = i;
        }
    }
    if (least > reach->ends_len) {
        reach->ends_len = 2 * least;
        reach->ends = g_renew(guint32, reach->ends, reach->ends_len);
    }
    const TcReachRun run = tc_reach_run(ranker, other->words[rarest], d);
    for (const TcOccurrence *at = run.begin; at < run.end; at++) {
        const guint64 begin = (guint64)at->position - rarest;
        gboolean is_there = at->position >= rarest;
        for (guint i = 0; i < other->count && is_there; i++)
            is_there =
                i == rarest || stands_at(tc_reach_run(ranker, other->words[i], d), begin + i);
        if (is_there)
            reach->ends[found++] = (guint32)(begin + other->count - 1);
    }
    return found;
}

/* Note where groups are written in another way; how often, in `counts`. */
static void
note_groups(TcReach *reach, gsize d, guint32 *counts)
{
    const TcRanker *ranker = reach->ranker;
    for (guint g = 0; g < ranker->group_count; g++) {
        const GArray *others = ranker->groups[g].group->alternatives;
        for (guint a = 0; a < others->len; a++) {
            const guint32 found = tc_reach_find_alternative(reach, d, tc_alternative_at(others, a));
            for (guint32 i = 0; i < found; i++)
                reach->blocks[reach->ends[i] / BLOCK_LEN] |= reach->group_sets[g];
            counts[g] += found;
        }
    }
}

double
tc_reach_groups_score(const TcReach *reach, const guint32 *counts)
{
    double score = 0;
    for (guint g = 0; g < reach->ranker->group_count; g++) {
        const TcRankedGroup *group = &reach->ranker->groups[g];
        const double weight = group->word_weight + TC_WINDOW_PAIR * group->pair_weight;
        score += TC_RANK_LEAD * group->word_weight;
        if (counts[g] > 0)
            score += (TC_RANK_PASSAGE * tc_saturate_window(counts[g]) + TC_RANK_CLUSTER) * weight;
    }
    return score;
}

guint32
tc_reach_pairs_of_groups(const TcReach *reach, guint p, const guint32 *counts)
{
    guint32 more = 0;
    for (guint g = 0; g < reach->ranker->group_count; g++)
        if ((reach->group_sets[g] & tc_reach_pair_bit(reach->ranker, p)) != 0)
            more += 2 * counts[g];
    return more;
}

/* What stands in the blocks of a document, and what that adds to the score but for the cluster. */
static double
read_document(TcReach *reach, gsize d)
{
    const TcRanker *ranker = reach->ranker;
    const TcPool *pool = ranker->pool;
    guint32 groups[TC_RANKED_GROUPS_MAX] = {0};
    note_groups(reach, d, groups);
    double score = tc_reach_groups_score(reach, groups);
    for (guint w = 0; w < ranker->word_count; w++) {
        const TcReachRun run = tc_reach_run(ranker, w, d);
        gboolean is_in_lead = pool->in_title != NULL && pool->in_title[w * pool->doc_count + d] > 0;
        for (const TcOccurrence *at = run.begin; at < run.end; at++)
            reach->blocks[at->position / BLOCK_LEN] |= tc_reach_word_bit(w);
        is_in_lead |= run.begin < run.end && run.begin->position <= TC_LEAD_LEN;
        score += reach->weight[w] *
                 (TC_RANK_PASSAGE * tc_saturate_window((double)(run.end - run.begin)) +
                  (is_in_lead ? TC_RANK_LEAD : 0));
    }
    for (guint p = 0; p < ranker->pair_count; p++)
        score += pair_score(reach, d, p, tc_reach_pairs_of_groups(reach, p, groups));
    return score;
}

/* ---- what stands in a place ---- */

typedef struct {
    guint32 position;
    guint part; /* the word, or word_count + the pair */
} Place;

/* Sets slots[i] to the word at position `first` + i, as it is meant; cursors only go on. */
static void
fill_slots(TcReach *reach, gsize d, guint32 first, guint count, guint16 *slots)
{
    const TcRanker *ranker = reach->ranker;
    memset(slots, 0xff, count * sizeof *slots);
    for (guint w = 0; w < ranker->word_count; w++) {
        const TcReachRun run = tc_reach_run(ranker, w, d);
        const TcOccurrence *at = run.begin + reach->cursors[w];
        while (at < run.end && at->position < first)
            at++;
        reach->cursors[w] = (guint32)(at - run.begin);
        for (; at < run.end && at->position < first + count; at++)
            if (tc_reach_is_meant(ranker, w, at))
                slots[at->position - first] = (guint16)w;
    }
}

/* What of the topic stands within a cluster. */
typedef struct {
    double sum; /* of what its parts are worth */
    guint found;
} Said;

static inline void
note_place(TcReach *reach, guint part, Said *said)
{
    if (reach->counts[part]++ > 0)
        return;
    said->sum += reach->values.said_value[part];
    said->found++;
}

static inline void
forget_place(TcReach *reach, guint part, Said *said)
{
    if (--reach->counts[part] > 0)
        return;
    said->sum -= reach->values.said_value[part];
    said->found--;
}

/* How much of the topic stands in the best cluster within two blocks, the second of which is
 * `block`: as tc_about_coverage() tells it, before it is divided. */
static double
best_within(TcReach *reach, gsize d, gsize block)
{
    const TcRanker *ranker = reach->ranker;
    const double *value = reach->values.value;
    guint16 slots[2 * BLOCK_LEN + 1];
    Place places[4 * BLOCK_LEN];
    guint filled = 0;
    guint left = 0;
    Said said = {0};
    double best = 0;
    /* One position more, as the first word of a pair may be there. */
    const guint32 begin = block > 0 ? (guint32)(block - 1) * BLOCK_LEN : 0;
    const guint32 first = begin > 0 ? begin - 1 : 0;
    const guint count = (guint)((block + 1) * BLOCK_LEN - first);
    fill_slots(reach, d, first, count, slots);
    for (guint i = begin - first; i < count; i++) {
        if (slots[i] == NO_WORD)
            continue;
        if (value[slots[i]] > 0)
            places[filled++] = (Place){i, slots[i]};
        const guint16 pair =
            i > 0 && slots[i - 1] != NO_WORD
                ? ranker->pair_of[(gsize)slots[i - 1] * ranker->word_count + slots[i]]
                : TC_NO_PAIR;
        if (pair != TC_NO_PAIR && value[ranker->word_count + pair] > 0)
            places[filled++] = (Place){i, ranker->word_count + pair};
    }
    memset(reach->counts, 0, (ranker->word_count + ranker->pair_count) * sizeof *reach->counts);
    for (guint right = 0; right < filled; right++) {
        for (; places[left].position + TC_CLUSTER_LEN <= places[right].position; left++)
            forget_place(reach, places[left].part, &said);
        note_place(reach, places[right].part, &said);
        if (said.found == reach->values.part_count)
            return reach->values.sum;
        best = MAX(best, said.sum);
    }
    return best;
}

/* Whether the ranker takes all of the document as it stands. */
static gboolean
is_exact(const TcReach *reach, gsize d)
{
    const TcPool *pool = reach->ranker->pool;
    return reach->is_exact && (pool->formal_offsets[d] == pool->formal_offsets[d + 1] ||
                               reach->ranker->words->evidence->len > 0);
}

/* How much of the topic the best place says, of those that may say enough, given the most that the
 * score can be. */
static double
best_value(TcReach *reach, gsize d, gsize count, double most)
{
    double best = 0;
    TcReachSet before = 0;
    memset(reach->cursors, 0, reach->ranker->word_count * sizeof *reach->cursors);
    for (gsize b = 0; b < count; b++) {
        const double value = tc_reach_worth(reach, before | reach->blocks[b])->value;
        before = reach->blocks[b];
        if (value > best && holds(reach, value * (1 + ROUNDING), most, TC_LACKS_NOTHING))
            best = MAX(best, best_within(reach, d, b));
    }
    return best;
}

TcReachAnswer
tc_reach_ask(TcReach *reach, gsize d, double known, gboolean is_known)
{
    if (reach->ranker->pool->is_unmarked[d])
        return TC_REACH_MAYBE; /* weighed otherwise, and rare */
    const gsize count = clear_blocks(reach, d);
    const double score = known + read_document(reach, d) + ROUNDING;
    TcReachWorth best = {.value = 0};
    TcReachSet before = 0;
    TcReachSet last = 0;
    for (gsize b = 0; b < count; b++) {
        const TcReachSet own = reach->blocks[b];
        const TcReachSet here = before | own;
        before = own;
        if (here == last)
            continue;
        last = here;
        const TcReachWorth *worth = tc_reach_worth(reach, here);
        best.value = MAX(best.value, worth->value);
        best.weight = MAX(best.weight, worth->weight);
    }
    const double most = score + TC_RANK_CLUSTER * best.weight;
    if (!holds(reach, best.value * (1 + ROUNDING), most, TC_LACKS_NOTHING))
        return TC_REACH_NO;
    if (!is_exact(reach, d))
        return TC_REACH_MAYBE;
    const double value = best_value(reach, d, count, most);
    if (!holds(reach, value * (1 + ROUNDING), most, TC_LACKS_NOTHING))
        return TC_REACH_NO;
    const TcLack lacks = value < reach->values.sum ? reach->values.lack_most : TC_LACKS_NOTHING;
    return is_known && holds(reach, value * (1 - ROUNDING), known - ROUNDING, lacks)
               ? TC_REACH_YES
               : TC_REACH_MAYBE;
}
