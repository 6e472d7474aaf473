#include "query/rank/restore.h"

#include "query/rank/near.h"
#include "text/interrogative.h"

#include <string.h>

/* Constants of the recipe: fitted on the even halves of three retrieval tasks, round numbers. */
#define PAIR_SHARE     0.7  /* of a transition that comes from counted pairs */
#define REPEATED_SHARE 8    /* of the share of documents with the first that repeat both */
#define SINGLE_SHARE   0.03 /* of a transition that comes from the frequency of the spelling */
#define UNNAMED_SHARE  0.01 /* of other spellings than that of a document's name which was typed */
#define HELD_SHARE     0.7 /* of a posterior that comes from documents with all the words, if any */
#define ASKING_SHARE   1   /* of a transition between two words that ask together */
#define NAME_SHARE     1   /* ... between two words of a name in the table of aliases */
#define LONG_NAME      3   /* words of a name that is hardly another by chance */
#define LONG_SHARE     0.3 /* ... of a transition within it, also where documents say both words */
#define NAME_START     0.5 /* of the most frequent spelling: what the first word of such a name is */
/* With 0.7, headings with half of their marks fall from .4705 to .4665, even half. */
#define SETTLED_MIN    0.9

/* Pairs of spellings counted for two words side by side: counts[a * b_count + b]. */
static double *
count_pairs(const TcPool *pool, const TcWordHits *a, const TcWordHits *b, guint a_count,
            guint b_count)
{
    double *counts = g_new0(double, (gsize)a_count *b_count);
    for (gsize d = 0; d < pool->doc_count; d++) {
        TcBeside at = tc_beside_begin(a, b, d);
        while (tc_beside_next(&at))
            counts[at.first->spelling * b_count + at.second->spelling]++;
    }
    return counts;
}

static double *
count_single(const TcPool *pool, const TcWordHits *a, guint a_count)
{
    double *counts = g_new0(double, a_count);
    for (gsize d = 0; d < pool->doc_count; d++)
        for (guint32 i = a->offsets[d]; i < a->offsets[d + 1]; i++)
            counts[a->items[i].spelling]++;
    return counts;
}

static void
normalize(double *values, guint count)
{
    double sum = 0;
    for (guint i = 0; i < count; i++)
        sum += values[i];
    for (guint i = 0; i < count && sum > 0; i++)
        values[i] /= sum;
}

/* One of the best ways from the beginning of the query to a spelling. */
typedef struct {
    double weight; /* 0 for none */
    guint before;  /* the step before, as an index into those of the word before */
} Step;

/* The words of the query, one after the other. */
typedef struct {
    const TcPool *pool; /* NULL without */
    const TcWords *words;
    const TcNeighbours *neighbours;
    double doc_count;
    double **forward; /* per sequence element, per spelling */
    double *
        *transition; /* from the element before, [a * count(b) + b]; NULL at the start of a run */
    Step **steps;    /* the best ways to each spelling, [s * TC_READINGS_MAX + k], best first */
} Chain;

static const TcWord *
word_of(const Chain *chain, guint i)
{
    return tc_words_at(chain->words, i);
}

static const TcWordHits *
hits_of(const Chain *chain, guint i)
{
    return &chain->pool->hits[tc_word_at(chain->words->sequence, i)->word];
}

static double
emission(const Chain *chain, const TcWord *word, guint s)
{
    const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
    if (spelling->is_unmarked)
        return 0; /* another form of the same reading, not another reading */
    if (word->named == s + 1)
        return 1;
    return (1 - spelling->unsaid) * (word->named > 0 ? UNNAMED_SHARE : 1) *
           (spelling->tier == TC_TIER_EXACT      ? 1
            : spelling->tier == TC_TIER_TONELESS ? chain->words->tone_uncertainty
                                                 : chain->words->uncertainty);
}

/* The index of the spelling with this key; the number of spellings without one. */
static guint
index_of_key(const TcWord *word, const char *key)
{
    guint s = 0;
    for (; s < word->spellings->len; s++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
        if (!spelling->is_unmarked && tc_spelling_is(spelling, key))
            break;
    }
    return s;
}

/* How many documents have a spelling of the word at `i`; the first word of a name in the table of
 * aliases is not rare for being in few of them. */
static double
freq_of(const Chain *chain, guint i, const TcWord *word, guint s)
{
    const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
    const TcGroup *group =
        tc_words_group_at(chain->words, tc_word_at(chain->words->sequence, i)->position);
    double most = 0;
    gboolean is_named = FALSE;
    for (guint n = 0; group != NULL && n < tc_group_name_count(group); n++) {
        const char *key = tc_group_key(group, n, 0);
        const TcWord *next = group->count > 1 ? word_of(chain, i + 1) : NULL;
        guint b = next != NULL ? index_of_key(next, tc_group_key(group, n, 1)) : 0;
        is_named |= tc_spelling_is(spelling, key) && next != NULL && b < next->spellings->len &&
                    tc_neighbours_count(chain->neighbours, i + 1, s, b) == 0;
    }
    for (guint k = 0; is_named && k < word->spellings->len; k++)
        most = MAX(most, tc_spelling_at(word->spellings, k)->freq);
    return MAX(spelling->freq, NAME_START * most);
}

/* Words that ask are neighbours in questions, though they are not in texts. */
static void
add_asking(const Chain *chain, guint i, const TcWord *before, const TcWord *word, double *cells)
{
    const GArray *sequence = chain->words->sequence;
    const TcWordAt *at = tc_word_at(sequence, i);
    gboolean ends = i + 1 == sequence->len || at[1].position != at->position + 1;
    gsize count = 0;
    const TcAskingPair *pairs = tc_asking_pairs(&count);
    for (gsize p = 0; p < count; p++) {
        guint a = index_of_key(before, pairs[p].first);
        guint b = a < before->spellings->len ? index_of_key(word, pairs[p].second) : 0;
        if (a < before->spellings->len && b < word->spellings->len && (ends || !pairs[p].ends))
            cells[a * word->spellings->len + b] += ASKING_SHARE * emission(chain, word, b);
    }
}

/* Two words (a cell) of a name in the table of aliases. */
typedef struct {
    guint cell;
    double share; /* what that adds to the transition */
} NamePair;

/* Those of names which no document says: what others say may stand there by another name. What
 * documents say is read as often as they say it, "gia dinh" as gia đình before Gia Định; but a long
 * name is hardly another by chance: "vuot den do" is vượt đèn đỏ, though "đèn do" stands
 * somewhere. */
static GArray *
find_named(const Chain *chain, guint i, const TcWord *before, const TcWord *word,
           const double *counts)
{
    GArray *named = g_array_new(FALSE, FALSE, sizeof(NamePair));
    guint32 position = tc_word_at(chain->words->sequence, i)->position;
    for (guint g = 0; g < chain->words->groups->len; g++) {
        const TcGroup *group = tc_group_at(chain->words->groups, g);
        guint32 k = position - group->position;
        if (position <= group->position || k >= group->count)
            continue;
        for (guint n = 0; n < tc_group_name_count(group); n++) {
            guint a = index_of_key(before, tc_group_key(group, n, k - 1));
            guint b = index_of_key(word, tc_group_key(group, n, k));
            guint cell = a * word->spellings->len + b;
            if (a >= before->spellings->len || b >= word->spellings->len)
                continue;
            NamePair pair = {.cell = cell,
                             .share = counts[cell] == 0 &&
                                              tc_neighbours_count(chain->neighbours, i, a, b) == 0
                                          ? NAME_SHARE
                                      : group->count >= LONG_NAME ? LONG_SHARE
                                                                  : 0};
            if (pair.share > 0)
                g_array_append_val(named, pair);
        }
    }
    return named;
}

/* From the spellings of a word to those of the next one, times their emission. */
static double *
transitions(const Chain *chain, guint i, const TcWord *before, const TcWord *word)
{
    guint count = word->spellings->len;
    guint before_count = before->spellings->len;
    double *cells = NULL;
    g_autofree double *singles = NULL;
    if (chain->pool != NULL) {
        cells =
            count_pairs(chain->pool, hits_of(chain, i - 1), hits_of(chain, i), before_count, count);
        singles = count_single(chain->pool, hits_of(chain, i - 1), before_count);
    } else {
        cells = g_new0(double, (gsize)before_count *count);
        singles = g_new0(double, before_count);
    }
    g_autoptr(GArray) named = find_named(chain, i, before, word, cells);
    double freqs[TC_SPELLINGS_MAX + 2];
    for (guint b = 0; b < count; b++)
        freqs[b] = freq_of(chain, i, word, b);
    for (guint a = 0; a < before_count; a++) {
        double before_freq = tc_spelling_at(before->spellings, a)->freq;
        for (guint b = 0; b < count; b++) {
            double *cell = &cells[a * count + b];
            *cell = (PAIR_SHARE * *cell / (singles[a] + 1) +
                     SINGLE_SHARE * (freqs[b] + 0.1) / chain->doc_count);
            *cell += REPEATED_SHARE * tc_neighbours_count(chain->neighbours, i, a, b) /
                     (before_freq + 1);
            *cell *= emission(chain, word, b);
        }
    }
    add_asking(chain, i, before, word, cells);
    for (guint n = 0; n < named->len; n++) {
        const NamePair *pair = &g_array_index(named, NamePair, n);
        cells[pair->cell] += pair->share * emission(chain, word, pair->cell % count);
    }
    return cells;
}

/* Enter a way among the best ones to a spelling, of which those that were first stay before equals.
 */
static void
enter(Step *ways, double weight, guint before)
{
    guint k = TC_READINGS_MAX;
    while (k > 0 && weight > ways[k - 1].weight)
        k--;
    if (k == TC_READINGS_MAX)
        return;
    memmove(&ways[k + 1], &ways[k], (TC_READINGS_MAX - 1 - k) * sizeof *ways);
    ways[k] = (Step){weight, before};
}

/* What the word at `i` may be when it begins a run of neighbours. */
static double
start_of(const Chain *chain, guint i, const TcWord *word, guint s)
{
    double freq = freq_of(chain, i, word, s);
    return (freq + 0.1) / chain->doc_count * emission(chain, word, s);
}

/* The best ways to the spellings of the word at `i`, with those to the word before. */
static void
find_ways(Chain *chain, guint i)
{
    const TcWord *word = word_of(chain, i);
    guint count = word->spellings->len;
    const double *transition = chain->transition[i];
    Step *ways = g_new0(Step, (gsize)count * TC_READINGS_MAX);
    guint before_count = i == 0 ? 0 : word_of(chain, i - 1)->spellings->len * TC_READINGS_MAX;
    double most = 0;
    for (guint s = 0; s < count; s++) {
        double start = transition == NULL ? start_of(chain, i, word, s) : 0;
        Step *here = &ways[s * TC_READINGS_MAX];
        if (i == 0)
            enter(here, start, 0);
        for (guint b = 0; b < before_count; b++) {
            double cell = transition == NULL ? start : transition[b / TC_READINGS_MAX * count + s];
            if (chain->steps[i - 1][b].weight > 0)
                enter(here, chain->steps[i - 1][b].weight * cell, b);
        }
        most = MAX(most, here->weight);
    }
    for (guint w = 0; w < count * TC_READINGS_MAX && most > 0; w++)
        ways[w].weight /= most;
    chain->steps[i] = ways;
}

static void
step(Chain *chain, guint i, gboolean starts)
{
    const TcWord *word = word_of(chain, i);
    guint count = word->spellings->len;
    chain->forward[i] = g_new0(double, count);
    if (starts) {
        for (guint s = 0; s < count; s++)
            chain->forward[i][s] = start_of(chain, i, word, s);
    } else {
        guint before_count = word_of(chain, i - 1)->spellings->len;
        chain->transition[i] = transitions(chain, i, word_of(chain, i - 1), word);
        for (guint b = 0; b < count; b++)
            for (guint a = 0; a < before_count; a++)
                chain->forward[i][b] +=
                    chain->forward[i - 1][a] * chain->transition[i][a * count + b];
    }
    normalize(chain->forward[i], count);
    find_ways(chain, i);
}

/* Backward over a run of neighbours that ends before `end`; adds posteriors to their words. */
static void
finish_run(Chain *chain, guint begin, guint end)
{
    double backward[TC_SPELLINGS_MAX + 2];
    for (guint s = 0; s < TC_SPELLINGS_MAX + 2; s++)
        backward[s] = 1;
    for (guint i = end; i-- > begin;) {
        const TcWord *word = word_of(chain, i);
        guint count = word->spellings->len;
        double posterior[TC_SPELLINGS_MAX + 2];
        for (guint s = 0; s < count; s++)
            posterior[s] = chain->forward[i][s] * backward[s];
        normalize(posterior, count);
        for (guint s = 0; s < count; s++) {
            TcSpelling *spelling = tc_spelling_at(word->spellings, s);
            spelling->posterior = MAX(spelling->posterior, posterior[s]);
        }
        if (i > begin) {
            guint before_count = word_of(chain, i - 1)->spellings->len;
            double next[TC_SPELLINGS_MAX + 2];
            for (guint a = 0; a < before_count; a++) {
                next[a] = 0;
                for (guint b = 0; b < count; b++)
                    next[a] += chain->transition[i][a * count + b] * backward[b];
            }
            normalize(next, before_count);
            memcpy(backward, next, before_count * sizeof(double));
        }
    }
}

static void
reading_clear(TcReading *reading)
{
    g_free(reading->spellings);
}

GArray *
tc_readings_new(void)
{
    GArray *readings = g_array_new(FALSE, FALSE, sizeof(TcReading));
    g_array_set_clear_func(readings, (GDestroyNotify)reading_clear);
    return readings;
}

/* The way back from this step of the last word. */
static TcReading
trace(const Chain *chain, guint at, double weight)
{
    guint length = chain->words->sequence->len;
    TcReading reading = {g_new0(guint, length + 1), weight};
    for (guint i = length; i-- > 0;) {
        reading.spellings[i] = at / TC_READINGS_MAX;
        at = chain->steps[i][at].before;
    }
    return reading;
}

static GArray *
best_readings(const Chain *chain)
{
    GArray *readings = tc_readings_new();
    guint length = chain->words->sequence->len;
    Step best[TC_READINGS_MAX] = {{0, 0}};
    double sum = 0;
    guint count = length == 0 ? 0 : word_of(chain, length - 1)->spellings->len * TC_READINGS_MAX;
    for (guint w = 0; w < count; w++)
        enter(best, chain->steps[length - 1][w].weight, w);
    for (guint k = 0; k < TC_READINGS_MAX; k++)
        sum += best[k].weight;
    for (guint k = 0; k < TC_READINGS_MAX && (k == 0 || best[k].weight > 0); k++) {
        TcReading reading = trace(chain, best[k].before, sum > 0 ? best[k].weight / sum : 1);
        g_array_append_val(readings, reading);
    }
    return readings;
}

void
tc_restore_lead(const TcWords *words, const GArray *readings)
{
    for (guint w = 0; w < words->words->len; w++) {
        const TcWord *word = g_ptr_array_index(words->words, w);
        for (guint s = 0; word->is_open && s < word->spellings->len; s++)
            tc_spelling_at(word->spellings, s)->posterior *= 1 - HELD_SHARE;
    }
    for (guint i = 0; i < words->sequence->len; i++) {
        const TcWord *word = tc_words_at(words, i);
        for (guint r = 0; word->is_open && r < readings->len; r++) {
            const TcReading *reading = tc_reading_at(readings, r);
            TcSpelling *spelling = tc_spelling_at(word->spellings, reading->spellings[i]);
            spelling->posterior = MIN(1, spelling->posterior + HELD_SHARE * reading->weight);
        }
    }
}

GArray *
tc_restore_nothing(const TcWords *words)
{
    GArray *readings = tc_readings_new();
    TcReading reading = {g_new0(guint, words->sequence->len + 1), 1};
    g_array_append_val(readings, reading);
    return readings;
}

GArray *
tc_restore(const TcPool *pool, const TcWords *words, const TcNeighbours *neighbours)
{
    guint length = words->sequence->len;
    Chain chain = {
        .pool = pool,
        .words = words,
        .neighbours = neighbours,
        .doc_count = MAX(1, tc_words_doc_count(words)),
        .forward = g_new0(double *, length + 1),
        .transition = g_new0(double *, length + 1),
        .steps = g_new0(Step *, length + 1),
    };
    for (guint w = 0; w < words->words->len; w++) {
        const TcWord *word = g_ptr_array_index(words->words, w);
        for (guint s = 0; word->is_open && s < word->spellings->len; s++)
            tc_spelling_at(word->spellings, s)->posterior = 0;
    }
    guint begin = 0;
    for (guint i = 0; i < length; i++) {
        const TcWordAt *at = tc_word_at(words->sequence, i);
        gboolean starts = i == 0 || at->position != at[-1].position + 1;
        if (starts && i > 0) {
            finish_run(&chain, begin, i);
            begin = i;
        }
        step(&chain, i, starts);
    }
    if (length > 0)
        finish_run(&chain, begin, length);
    GArray *readings = best_readings(&chain);
    for (guint i = 0; i < length; i++) {
        g_free(chain.forward[i]);
        g_free(chain.transition[i]);
        g_free(chain.steps[i]);
    }
    g_free(chain.forward);
    g_free(chain.transition);
    g_free(chain.steps);
    return readings;
}

void
tc_restore_settle(TcWords *words)
{
    words->has_open = FALSE;
    for (guint w = 0; w < words->words->len; w++) {
        TcWord *word = g_ptr_array_index(words->words, w);
        TcSpelling *typed = tc_spelling_at(word->spellings, 0);
        if (word->is_presumed && typed->posterior >= SETTLED_MIN) {
            typed->posterior = 1;
            word->is_open = FALSE;
            word->freq = typed->freq;
            word->idf = typed->idf;
            word->rarity = typed->rarity;
            g_array_set_size(word->spellings, 1);
        }
        words->has_open |= word->is_open;
    }
}
