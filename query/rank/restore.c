#include "query/rank/restore.h"

#include "text/interrogative.h"

#include <string.h>

/* Constants of the recipe: fitted on the even halves of three retrieval tasks, round numbers. */
#define PAIR_SHARE     0.7  /* of a transition that comes from counted pairs */
#define REPEATED_SHARE 8    /* of the share of documents with the first that repeat both */
#define SINGLE_SHARE   0.03 /* of a transition that comes from the frequency of the spelling */
#define UNNAMED_SHARE  0.01 /* of other spellings than that of a document's name which was typed */
#define ASKING_SHARE   1    /* of a transition between two words that ask together */
/* With 0.7, headings with half of their marks fall from .4705 to .4665, even half. */
#define SETTLED_MIN    0.9

/* Pairs of spellings counted for two words side by side: counts[a * b_count + b]. */
static double *
count_pairs(const TcPool *pool, const TcWordHits *a, const TcWordHits *b, guint a_count,
            guint b_count)
{
    double *counts = g_new0(double, (gsize)a_count *b_count);
    for (gsize d = 0; d < pool->doc_count; d++) {
        guint32 j = b->offsets[d];
        guint32 j_end = b->offsets[d + 1];
        for (guint32 i = a->offsets[d]; i < a->offsets[d + 1] && j < j_end; i++) {
            guint32 next = a->items[i].position + 1;
            while (j < j_end && b->items[j].position < next)
                j++;
            if (j < j_end && b->items[j].position == next)
                counts[a->items[i].spelling * b_count + b->items[j].spelling]++;
        }
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

/* One run of neighbouring words, sequence[begin .. end). */
typedef struct {
    const TcPool *pool; /* NULL without */
    const TcWords *words;
    const TcNeighbours *neighbours;
    double doc_count;
    double **forward; /* per sequence element, per spelling */
    double *
        *transition; /* from the element before, [a * count(b) + b]; NULL at the start of a run */
    guint **back;    /* best predecessor, for the best path */
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
    if (spelling->unmarked)
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
    gsize len = strlen(key);
    for (; s < word->spellings->len; s++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
        if (!spelling->unmarked && spelling->term_len == len &&
            memcmp(spelling->term, key, len) == 0)
            break;
    }
    return s;
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
    for (guint a = 0; a < before_count; a++) {
        double before_freq = tc_spelling_at(before->spellings, a)->freq;
        for (guint b = 0; b < count; b++) {
            double freq = tc_spelling_at(word->spellings, b)->freq;
            double *cell = &cells[a * count + b];
            *cell = (PAIR_SHARE * *cell / (singles[a] + 1) +
                     SINGLE_SHARE * (freq + 0.1) / chain->doc_count);
            *cell += REPEATED_SHARE * tc_neighbours_count(chain->neighbours, i, a, b) /
                     (before_freq + 1);
            *cell *= emission(chain, word, b);
        }
    }
    add_asking(chain, i, before, word, cells);
    return cells;
}

static void
step(Chain *chain, guint i, gboolean starts, double *best)
{
    const TcWord *word = word_of(chain, i);
    guint count = word->spellings->len;
    chain->forward[i] = g_new0(double, count);
    chain->back[i] = g_new0(guint, count);
    if (starts) {
        for (guint s = 0; s < count; s++) {
            double freq = tc_spelling_at(word->spellings, s)->freq;
            chain->forward[i][s] = best[s] =
                (freq + 0.1) / chain->doc_count * emission(chain, word, s);
        }
    } else {
        const TcWord *before = word_of(chain, i - 1);
        guint before_count = before->spellings->len;
        g_autofree double *before_best = g_memdup2(best, before_count * sizeof(double));
        chain->transition[i] = transitions(chain, i, before, word);
        const double *transition = chain->transition[i];
        for (guint b = 0; b < count; b++) {
            double sum = 0;
            best[b] = -1;
            for (guint a = 0; a < before_count; a++) {
                double cell = transition[a * count + b];
                sum += chain->forward[i - 1][a] * cell;
                if (before_best[a] * cell > best[b]) {
                    best[b] = before_best[a] * cell;
                    chain->back[i][b] = a;
                }
            }
            chain->forward[i][b] = sum;
        }
    }
    normalize(chain->forward[i], count);
    normalize(best, count);
}

static guint
index_of_max(const double *values, guint count)
{
    guint best = 0;
    for (guint i = 1; i < count; i++)
        if (values[i] > values[best])
            best = i;
    return best;
}

/* Backward over a run that ends before `end`; adds posteriors to their words. */
static void
finish_run(Chain *chain, guint begin, guint end, const double *best, guint *reading)
{
    double backward[TC_SPELLINGS_MAX + 2];
    for (guint s = 0; s < TC_SPELLINGS_MAX + 2; s++)
        backward[s] = 1;
    guint path = index_of_max(best, word_of(chain, end - 1)->spellings->len);
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
        reading[i] = path;
        path = chain->back[i][path];
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

void
tc_restore(const TcPool *pool, const TcWords *words, const TcNeighbours *neighbours,
           guint **reading)
{
    guint length = words->sequence->len;
    Chain chain = {
        .pool = pool,
        .words = words,
        .neighbours = neighbours,
        .doc_count = MAX(1, tc_words_doc_count(words)),
        .forward = g_new0(double *, length + 1),
        .transition = g_new0(double *, length + 1),
        .back = g_new0(guint *, length + 1),
    };
    guint *path = g_new0(guint, length + 1);
    double best[TC_SPELLINGS_MAX + 2];
    for (guint w = 0; w < words->words->len; w++) {
        const TcWord *word = g_ptr_array_index(words->words, w);
        for (guint s = 0; word->open && s < word->spellings->len; s++)
            tc_spelling_at(word->spellings, s)->posterior = 0;
    }
    guint begin = 0;
    for (guint i = 0; i < length; i++) {
        const TcWordAt *at = tc_word_at(words->sequence, i);
        gboolean starts = i == 0 || at->position != at[-1].position + 1;
        if (starts && i > 0) {
            finish_run(&chain, begin, i, best, path);
            begin = i;
        }
        step(&chain, i, starts, best);
    }
    if (length > 0)
        finish_run(&chain, begin, length, best, path);
    for (guint i = 0; i < length; i++) {
        g_free(chain.forward[i]);
        g_free(chain.transition[i]);
        g_free(chain.back[i]);
    }
    g_free(chain.forward);
    g_free(chain.transition);
    g_free(chain.back);
    if (reading != NULL)
        *reading = path;
    else
        g_free(path);
}

void
tc_restore_settle(TcWords *words)
{
    words->any_open = FALSE;
    for (guint w = 0; w < words->words->len; w++) {
        TcWord *word = g_ptr_array_index(words->words, w);
        TcSpelling *typed = tc_spelling_at(word->spellings, 0);
        if (word->presumed && typed->posterior >= SETTLED_MIN) {
            typed->posterior = 1;
            word->open = FALSE;
            word->freq = typed->freq;
            word->idf = typed->idf;
            g_array_set_size(word->spellings, 1);
        }
        words->any_open |= word->open;
    }
}
