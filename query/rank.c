#include "query/rank.h"

#include <math.h>
#include <string.h>

/* Weights of the parts: fitted on the even halves of xquad_hard, law_title and wiki_heading, round
 * numbers; the ablation is in docs/ranking.md. */
#define PAIR_WEIGHT     0.18
#define SPELLED_WEIGHT  0.30
#define PASSAGE_WEIGHT  0.50
#define CLUSTER_WEIGHT  0.60
#define WINDOW_PAIR     0.30 /* a pair against a word within a window */
#define LEAD_WEIGHT     0.25
#define GAP_WEIGHT      0.15
#define UNMARKED_FACTOR 0.85 /* bare words for marked ones are the last tier */
#define K1              0.6
#define B               0.75
#define WINDOW_TF_MAX   255
#define NO_PAIR         G_MAXUINT16
#define SPARSE          128  /* positions for a word: with more, sorting is faster than a table */
#define ROUNDING        1e-6 /* more than sums of the same in another order differ */
#define GROUPS_MAX      8    /* abbreviations of one query that are looked at */

/* One word of the query at one position of a document. */
typedef struct {
    guint32 position;
    guint16 word;
    guint16 pair; /* formed with the event before it, NO_PAIR without */
    guint8 group; /* 1 + the group that ends here in another way of writing, 0 without */
    guint8 meant; /* in a likely spelling */
} Event;

typedef struct {
    guint16 first;
    guint16 second;
    double idf;
    double spelled_idf;
} Pair;

typedef struct {
    guint32 exact;
    guint32 spelled;
    guint32 gap;
} PairCount;

/* Words that an abbreviation stands for: it counts as all of them and their pairs. */
typedef struct {
    const TcGroup *group;
    guint first_word; /* of its first and last word in the sequence */
    guint last_word;
    double word_weight; /* sum over its words */
    double pair_weight; /* sum over its pairs, their idf */
} Group;

typedef struct {
    const TcPool *pool;
    const TcWords *words;
    guint group_count;
    Group groups[GROUPS_MAX];
    guint8 *group_of_word; /* 1 + group of a word that stands in it only, 0 without */
    guint8 *group_of_pair;
    guint word_count;
    guint pair_count;
    gboolean any_marked; /* a word was typed with marks */
    Pair *pairs;
    guint16 *pair_of;   /* [first * word_count + second] */
    gboolean **meant;   /* per word, per spelling */
    double *weight;     /* w(t) */
    PairCount *counts;  /* [document * pair_count + pair] */
    GArray *events;     /* of Event, all documents */
    gsize *event_start; /* per document, and one more */
    guint16 *slots;     /* scratch: word + 1 at a position, 0x8000 when meant */
    guint64 *taken;     /* ... and which positions have one, a bit each */
    gsize slots_len;
} Ranker;

static double
saturate(double tf, double norm_len)
{
    return (K1 + 1) * tf / (K1 * (1 - B + B * norm_len) + tf);
}

/* The same at average length. */
static double
saturate_window(double tf)
{
    return (K1 + 1) * tf / (K1 + tf);
}

static void
find_pairs(Ranker *ranker)
{
    const GArray *sequence = ranker->words->sequence;
    guint w = ranker->word_count;
    ranker->pair_of = g_new(guint16, (gsize)w * w + 1);
    for (gsize i = 0; i < (gsize)w * w; i++) {
        ranker->pair_of[i] = NO_PAIR;
    }
    ranker->pairs = g_new0(Pair, sequence->len + 1);
    for (guint i = 1; i < sequence->len; i++) {
        const TcWordAt *at = &g_array_index(sequence, TcWordAt, i);
        if (at->position != at[-1].position + 1) {
            continue;
        }
        guint16 *cell = &ranker->pair_of[at[-1].word * w + at->word];
        if (*cell == NO_PAIR) {
            *cell = (guint16)ranker->pair_count;
            ranker->pairs[ranker->pair_count++] =
                (Pair){.first = (guint16)at[-1].word, .second = (guint16)at->word};
        }
    }
}

static void
find_meant(Ranker *ranker)
{
    ranker->meant = g_new0(gboolean *, ranker->word_count + 1);
    ranker->weight = g_new0(double, ranker->word_count + 1);
    for (guint i = 0; i < ranker->word_count; i++) {
        const TcWord *word = g_ptr_array_index(ranker->words->words, i);
        guint64 freq = 0;
        ranker->any_marked |= word->marked && !word->derived;
        ranker->meant[i] = g_new0(gboolean, word->spellings->len + 1);
        for (guint s = 0; s < word->spellings->len; s++) {
            const TcSpelling *spelling = &g_array_index(word->spellings, TcSpelling, s);
            ranker->meant[i][s] = tc_spelling_is_meant(word, spelling);
            freq += ranker->meant[i][s] && !spelling->unmarked ? spelling->freq : 0;
        }
        guint32 documents = ranker->pool->collection_count;
        ranker->weight[i] =
            word->open ? tc_words_idf((guint32)MIN(freq, documents), documents) : word->idf;
    }
    /* What is excluded, or only another way of writing, is no word to be ranked by. */
    g_autofree gboolean *ranked = g_new0(gboolean, ranker->word_count + 1);
    for (guint i = 0; i < ranker->words->sequence->len; i++) {
        ranked[g_array_index(ranker->words->sequence, TcWordAt, i).word] = TRUE;
    }
    for (guint i = 0; i < ranker->word_count; i++) {
        ranker->weight[i] = ranked[i] ? ranker->weight[i] : 0;
    }
}

/* The groups of the query and their words. */
static void
find_groups(Ranker *ranker)
{
    const GArray *sequence = ranker->words->sequence;
    ranker->group_of_word = g_new0(guint8, ranker->word_count + 1);
    ranker->group_of_pair = g_new0(guint8, ranker->pair_count + 1);
    for (guint i = 0; i < sequence->len && ranker->group_count < GROUPS_MAX; i++) {
        const TcGroup *found =
            tc_words_group_at(ranker->words, g_array_index(sequence, TcWordAt, i).position);
        if (found == NULL || i + found->count > sequence->len) {
            continue;
        }
        Group *group = &ranker->groups[ranker->group_count++];
        group->group = found;
        group->first_word = g_array_index(sequence, TcWordAt, i).word;
        group->last_word = g_array_index(sequence, TcWordAt, i + found->count - 1).word;
        for (guint j = i; j < i + found->count; j++) {
            guint word = g_array_index(sequence, TcWordAt, j).word;
            ranker->group_of_word[word] = (guint8)ranker->group_count;
            group->word_weight += ranker->weight[word];
            if (j > i) {
                guint before = g_array_index(sequence, TcWordAt, j - 1).word;
                guint16 pair = ranker->pair_of[before * ranker->word_count + word];
                if (pair != NO_PAIR) {
                    ranker->group_of_pair[pair] = (guint8)ranker->group_count;
                }
            }
        }
        i += found->count - 1;
    }
}

static int
by_event_position(gconstpointer a, gconstpointer b)
{
    const Event *x = a;
    const Event *y = b;
    return x->position < y->position ? -1 : x->position > y->position;
}

/* All occurrences in one document in order of position. A position holds one term; where two words
 * of the query share a spelling the later word has it. */
static void
collect_events(Ranker *ranker, gsize d)
{
    const TcPool *pool = ranker->pool;
    guint32 low = G_MAXUINT32;
    guint32 high = 0;
    gsize total = 0;
    for (guint w = 0; w < ranker->word_count; w++) {
        const TcWordHits *hits = &pool->hits[w];
        if (hits->offsets[d] < hits->offsets[d + 1]) {
            low = MIN(low, hits->items[hits->offsets[d]].position);
            high = MAX(high, hits->items[hits->offsets[d + 1] - 1].position);
            total += hits->offsets[d + 1] - hits->offsets[d];
        }
    }
    if (total == 0) {
        return;
    }
    gsize span = (gsize)high - low + 1;
    gsize first = ranker->events->len;
    if (span / SPARSE > total) {
        for (guint w = 0; w < ranker->word_count; w++) {
            const TcWordHits *hits = &pool->hits[w];
            for (guint32 i = hits->offsets[d]; i < hits->offsets[d + 1]; i++) {
                Event event = {hits->items[i].position, (guint16)w, NO_PAIR, 0,
                               (guint8)ranker->meant[w][hits->items[i].spelling]};
                g_array_append_val(ranker->events, event);
            }
        }
        qsort(&g_array_index(ranker->events, Event, first), total, sizeof(Event),
              by_event_position);
        return;
    }
    if (ranker->slots_len < span) {
        g_free(ranker->slots);
        g_free(ranker->taken);
        ranker->slots_len = span * 2;
        ranker->slots = g_new(guint16, ranker->slots_len);
        ranker->taken = g_new(guint64, ranker->slots_len / 64 + 1);
    }
    guint16 *slots = ranker->slots;
    guint64 *taken = ranker->taken;
    memset(taken, 0, (span / 64 + 1) * sizeof *taken);
    for (guint w = 0; w < ranker->word_count; w++) {
        const TcWordHits *hits = &pool->hits[w];
        const gboolean *meant = ranker->meant[w];
        for (guint32 i = hits->offsets[d]; i < hits->offsets[d + 1]; i++) {
            gsize place = hits->items[i].position - low;
            slots[place] = (guint16)((w + 1) | (meant[hits->items[i].spelling] ? 0x8000 : 0));
            taken[place / 64] |= (guint64)1 << place % 64;
        }
    }
    g_array_set_size(ranker->events, (guint)(first + total));
    Event *events = &g_array_index(ranker->events, Event, first);
    gsize filled = 0;
    for (gsize i = 0; i <= span / 64; i++) {
        for (guint64 left = taken[i]; left != 0; left &= left - 1) {
            gsize place = 64 * i + (gsize)__builtin_ctzll(left);
            guint16 slot = slots[place];
            events[filled++] = (Event){(guint32)(low + place), (guint16)((slot & 0x7FFF) - 1),
                                       NO_PAIR, 0, (slot & 0x8000) != 0};
        }
    }
    g_array_set_size(ranker->events, (guint)(first + filled));
}

/* Find the pairs among the events of one document and count them. */
static void
count_pairs(Ranker *ranker, gsize d)
{
    Event *events = (Event *)(gpointer)ranker->events->data + ranker->event_start[d];
    gsize count = ranker->events->len - ranker->event_start[d];
    PairCount *counts = ranker->counts + d * ranker->pair_count;
    for (gsize i = 0; i < count; i++) {
        const guint16 *pair_of = ranker->pair_of + (gsize)events[i].word * ranker->word_count;
        for (gsize j = i + 1; j < count && events[j].position <= events[i].position + 3; j++) {
            guint16 pair = pair_of[events[j].word];
            if (pair == NO_PAIR) {
                continue;
            }
            gboolean meant = events[i].meant && events[j].meant;
            if (events[j].position == events[i].position + 1) {
                if (meant) {
                    counts[pair].exact++;
                    events[j].pair = pair;
                } else {
                    counts[pair].spelled++;
                }
            } else if (meant && events[j].position > events[i].position + 1) {
                counts[pair].gap++;
            }
        }
    }
}

/* Whether the words of an alternative end at the i-th event. */
static gboolean
ends_alternative(const Event *events, gsize i, const TcAlternative *alternative)
{
    if (i + 1 < alternative->count) {
        return FALSE;
    }
    for (guint k = 0; k < alternative->count; k++) {
        const Event *event = &events[i - k];
        if (event->word != alternative->words[alternative->count - 1 - k] ||
            event->position + k != events[i].position) {
            return FALSE;
        }
    }
    return TRUE;
}

static void
count_pair_between(Ranker *ranker, PairCount *counts, guint first, guint second)
{
    guint16 pair = ranker->pair_of[(gsize)first * ranker->word_count + second];
    if (pair != NO_PAIR) {
        counts[pair].exact++;
    }
}

/* Find where groups of the query are written in another way, and count their pairs, and those that
 * they form with their neighbours: "đẩy mạnh CCHC". */
static void
find_alternatives(Ranker *ranker, gsize d)
{
    Event *events = (Event *)(gpointer)ranker->events->data + ranker->event_start[d];
    gsize count = ranker->events->len - ranker->event_start[d];
    PairCount *counts = ranker->counts + d * ranker->pair_count;
    for (gsize i = 0; i < count; i++) {
        for (guint g = 0; g < ranker->group_count; g++) {
            const Group *group = &ranker->groups[g];
            for (guint a = 0; a < group->group->alternatives->len; a++) {
                const TcAlternative *alternative =
                    &g_array_index(group->group->alternatives, TcAlternative, a);
                if (!ends_alternative(events, i, alternative)) {
                    continue;
                }
                events[i].group = (guint8)(g + 1);
                for (guint p = 0; p < ranker->pair_count; p++) {
                    counts[p].exact += ranker->group_of_pair[p] == g + 1;
                }
                gsize begin = i + 1 - alternative->count;
                if (begin > 0 && events[begin - 1].position + 1 == events[begin].position) {
                    count_pair_between(ranker, counts, events[begin - 1].word, group->first_word);
                }
                if (i + 1 < count && events[i].position + 1 == events[i + 1].position) {
                    count_pair_between(ranker, counts, group->last_word, events[i + 1].word);
                }
                break;
            }
        }
    }
}

static void
weigh_pairs(Ranker *ranker)
{
    guint32 documents = ranker->pool->collection_count;
    for (guint p = 0; p < ranker->pair_count; p++) {
        guint32 exact = 0;
        guint32 any = 0;
        for (gsize d = 0; d < ranker->pool->doc_count; d++) {
            const PairCount *count = &ranker->counts[d * ranker->pair_count + p];
            exact += count->exact > 0;
            any += count->exact > 0 || count->spelled > 0;
        }
        ranker->pairs[p].idf = tc_words_idf(exact, documents);
        ranker->pairs[p].spelled_idf = tc_words_idf(any, documents);
        if (ranker->group_of_pair[p] > 0) {
            ranker->groups[ranker->group_of_pair[p] - 1].pair_weight += ranker->pairs[p].idf;
        }
    }
}

/* [tf]: what the tf-th occurrence adds, within a passage, and within a cluster, where only presence
 * counts. */
typedef struct {
    double passage[WINDOW_TF_MAX + 1];
    double cluster[WINDOW_TF_MAX + 1];
} Gains;

/* A window that moves along the events of a document. What belongs to a group is summed apart: the
 * group is worth its words or its abbreviation, whichever is more, so that a document that writes
 * both gains nothing. */
typedef struct {
    const Ranker *ranker;
    const double *gain; /* [tf]: what the tf-th occurrence adds */
    guint16 word_tf[TC_WORDS_MAX];
    guint16 *pair_tf;
    guint16 group_tf[GROUPS_MAX];
    double sum;
    double group_words[GROUPS_MAX];
    double group_short[GROUPS_MAX];
} Window;

/* `grouped` is constant where these are called: most queries have no groups, and their windows move
 * along twice as fast without looking for any. */
static inline double *
sum_for(Window *window, const guint8 *groups, guint index, gboolean grouped)
{
    guint8 group = grouped ? groups[index] : 0;
    return group == 0 ? &window->sum : &window->group_words[group - 1];
}

static inline void
add_event(Window *window, const Event *event, gboolean with_pair, gboolean grouped)
{
    const Ranker *ranker = window->ranker;
    if (event->meant) {
        guint16 tf = ++window->word_tf[event->word];
        *sum_for(window, ranker->group_of_word, event->word, grouped) +=
            ranker->weight[event->word] * window->gain[MIN(tf, WINDOW_TF_MAX)];
    }
    if (with_pair && event->pair != NO_PAIR) {
        guint16 tf = ++window->pair_tf[event->pair];
        *sum_for(window, ranker->group_of_pair, event->pair, grouped) +=
            WINDOW_PAIR * ranker->pairs[event->pair].idf * window->gain[MIN(tf, WINDOW_TF_MAX)];
    }
    if (grouped && event->group > 0) {
        const Group *group = &ranker->groups[event->group - 1];
        guint16 tf = ++window->group_tf[event->group - 1];
        window->group_short[event->group - 1] +=
            (group->word_weight + WINDOW_PAIR * group->pair_weight) *
            window->gain[MIN(tf, WINDOW_TF_MAX)];
    }
}

static inline void
drop_event(Window *window, const Event *event, gboolean grouped)
{
    const Ranker *ranker = window->ranker;
    if (event->meant) {
        guint16 tf = window->word_tf[event->word]--;
        *sum_for(window, ranker->group_of_word, event->word, grouped) -=
            ranker->weight[event->word] * window->gain[MIN(tf, WINDOW_TF_MAX)];
    }
    if (grouped && event->group > 0) {
        const Group *group = &ranker->groups[event->group - 1];
        guint16 tf = window->group_tf[event->group - 1]--;
        window->group_short[event->group - 1] -=
            (group->word_weight + WINDOW_PAIR * group->pair_weight) *
            window->gain[MIN(tf, WINDOW_TF_MAX)];
    }
}

/* The pair whose first word has left. */
static inline void
drop_pair(Window *window, const Event *event, gboolean grouped)
{
    const Ranker *ranker = window->ranker;
    if (event->pair != NO_PAIR) {
        guint16 tf = window->pair_tf[event->pair]--;
        *sum_for(window, ranker->group_of_pair, event->pair, grouped) -=
            WINDOW_PAIR * ranker->pairs[event->pair].idf * window->gain[MIN(tf, WINDOW_TF_MAX)];
    }
}

static inline double
window_sum(const Window *window, gboolean grouped)
{
    double sum = window->sum;
    for (guint g = 0; grouped && g < window->ranker->group_count; g++) {
        sum += MAX(window->group_words[g], window->group_short[g]);
    }
    return sum;
}

/* The best window of `length` positions: the sum over the words in it of weight times what their
 * occurrences add, and over the pairs with WINDOW_PAIR. */
static inline double
slide_window(const Ranker *ranker, gsize d, guint32 length, const double *gain, gboolean grouped,
             guint32 *at)
{
    const Event *events = (const Event *)(gpointer)ranker->events->data + ranker->event_start[d];
    gsize count = ranker->event_start[d + 1] - ranker->event_start[d];
    guint16 few_pairs[64] = {0};
    g_autofree guint16 *many_pairs =
        ranker->pair_count > G_N_ELEMENTS(few_pairs) ? g_new0(guint16, ranker->pair_count) : NULL;
    Window window = {.ranker = ranker, .gain = gain};
    window.pair_tf = many_pairs != NULL ? many_pairs : few_pairs;
    double best = 0;
    gsize left = 0;
    for (gsize right = 0; right < count; right++) {
        while (events[left].position + length <= events[right].position) {
            drop_event(&window, &events[left], grouped);
            left++;
            if (left < right) {
                drop_pair(&window, &events[left], grouped);
            }
        }
        add_event(&window, &events[right], right > left, grouped);
        double sum = window_sum(&window, grouped);
        if (sum > best + 1e-9) {
            best = sum;
            *at = events[left].position;
        }
    }
    return best;
}

static double
best_window(const Ranker *ranker, gsize d, guint32 length, const double *gain, guint32 *at)
{
    return ranker->group_count > 0 ? slide_window(ranker, d, length, gain, TRUE, at)
                                   : slide_window(ranker, d, length, gain, FALSE, at);
}

static gboolean
is_in_title(const Ranker *ranker, gsize d, guint w)
{
    return ranker->pool->in_title[w * ranker->pool->doc_count + d];
}

/* Add the words of the title that were not seen at the beginning of the text. */
static void
add_title(const Ranker *ranker, gsize d, const gboolean *seen, double *sum, double *group_words,
          double *group_short)
{
    for (guint w = 0; w < ranker->word_count; w++) {
        if (ranker->weight[w] > 0 && !seen[w] && is_in_title(ranker, d, w)) {
            guint8 group = ranker->group_of_word[w];
            *(group == 0 ? sum : &group_words[group - 1]) += ranker->weight[w];
        }
    }
    for (guint g = 0; g < ranker->group_count; g++) {
        const GArray *others = ranker->groups[g].group->alternatives;
        for (guint a = 0; a < others->len; a++) {
            const TcAlternative *other = &g_array_index(others, TcAlternative, a);
            guint found = 0;
            while (found < other->count && is_in_title(ranker, d, other->words[found])) {
                found++;
            }
            if (found == other->count) {
                group_short[g] = ranker->groups[g].word_weight;
            }
        }
    }
}

/* The words of the query at the beginning of the text or in the title, each once. An official
 * document begins with the names of its office and of the state; what it is about is said further
 * on, in the title. */
static double
lead(const Ranker *ranker, gsize d)
{
    const Event *events = (const Event *)(gpointer)ranker->events->data + ranker->event_start[d];
    gsize count = ranker->event_start[d + 1] - ranker->event_start[d];
    gboolean seen[TC_WORDS_MAX] = {FALSE};
    double group_words[GROUPS_MAX] = {0};
    double group_short[GROUPS_MAX] = {0};
    double sum = 0;
    for (gsize i = 0; i < count && events[i].position <= TC_LEAD_LEN; i++) {
        if (events[i].group > 0) {
            group_short[events[i].group - 1] = ranker->groups[events[i].group - 1].word_weight;
        }
        if (events[i].meant && !seen[events[i].word]) {
            guint8 group = ranker->group_of_word[events[i].word];
            seen[events[i].word] = TRUE;
            *(group == 0 ? &sum : &group_words[group - 1]) += ranker->weight[events[i].word];
        }
    }
    if (ranker->pool->in_title != NULL) {
        add_title(ranker, d, seen, &sum, group_words, group_short);
    }
    for (guint g = 0; g < ranker->group_count; g++) {
        sum += MAX(group_words[g], group_short[g]);
    }
    return sum;
}

static double
word_weight(const Ranker *ranker, gsize d, guint w)
{
    const TcWord *word = g_ptr_array_index(ranker->words->words, w);
    const TcWordHits *hits = &ranker->pool->hits[w];
    guint32 tf = hits->offsets[d + 1] - hits->offsets[d];
    return tf == 0 ? 0 : word->idf * saturate(tf, ranker->pool->norm_lens[d]);
}

/* What the first stage counted twice: a group is worth its words or its abbreviations, not both. It
 * added up their BM25 weights, which are known from here to the third digit. */
static double
counted_twice(const Ranker *ranker, gsize d)
{
    double twice = 0;
    for (guint g = 0; g < ranker->group_count; g++) {
        const TcGroup *group = ranker->groups[g].group;
        double members = 0;
        double others = 0;
        for (guint w = 0; w < ranker->word_count; w++) {
            members += ranker->group_of_word[w] == g + 1 ? word_weight(ranker, d, w) : 0;
        }
        for (guint a = 0; a < group->alternatives->len; a++) {
            const TcAlternative *other = &g_array_index(group->alternatives, TcAlternative, a);
            for (guint i = 0; i < other->count; i++) {
                guint w = other->words[i];
                others += ranker->group_of_word[w] == 0 && ranker->weight[w] <= 0
                              ? word_weight(ranker, d, w)
                              : 0;
            }
        }
        twice += MIN(members, others);
    }
    return twice;
}

/* All parts of a score but the windows. */
static TcRanked
score_without_windows(const Ranker *ranker, gsize d)
{
    const TcPool *pool = ranker->pool;
    TcRanked ranked = {.docid = pool->docids[d], .rank = pool->ranks[d]};
    double *parts = ranked.parts;
    parts[TC_PART_WORDS] = pool->weights[d] - counted_twice(ranker, d);
    for (guint p = 0; p < ranker->pair_count; p++) {
        const PairCount *count = &ranker->counts[d * ranker->pair_count + p];
        const Pair *pair = &ranker->pairs[p];
        if (count->exact > 0) {
            parts[TC_PART_PAIRS] +=
                PAIR_WEIGHT * pair->idf * saturate(count->exact, pool->norm_lens[d]);
        } else if (count->spelled > 0) {
            parts[TC_PART_SPELLED] +=
                SPELLED_WEIGHT * pair->spelled_idf * saturate(count->spelled, pool->norm_lens[d]);
        } else if (count->gap > 0) {
            parts[TC_PART_GAP] += GAP_WEIGHT * pair->idf * saturate(count->gap, pool->norm_lens[d]);
        }
    }
    parts[TC_PART_LEAD] = LEAD_WEIGHT * lead(ranker, d);
    return ranked;
}

static void
add_windows(const Ranker *ranker, gsize d, const Gains *gains, TcRanked *ranked)
{
    guint32 at = 0;
    ranked->parts[TC_PART_PASSAGE] =
        PASSAGE_WEIGHT * best_window(ranker, d, TC_PASSAGE_LEN, gains->passage, &at);
    ranked->cluster = at;
    ranked->parts[TC_PART_CLUSTER] =
        CLUSTER_WEIGHT * best_window(ranker, d, TC_CLUSTER_LEN, gains->cluster, &ranked->cluster);
}

/* What the windows of a document can be worth at most: as if it were all in one. Without groups. */
static double
windows_bound(const Ranker *ranker, gsize d)
{
    double passage = 0;
    double cluster = 0;
    for (guint w = 0; w < ranker->word_count; w++) {
        const guint32 *offsets = ranker->pool->hits[w].offsets;
        passage += ranker->weight[w] * saturate_window(offsets[d + 1] - offsets[d]);
        cluster += offsets[d + 1] > offsets[d] ? ranker->weight[w] : 0;
    }
    for (guint p = 0; p < ranker->pair_count; p++) {
        guint32 exact = ranker->counts[d * ranker->pair_count + p].exact;
        passage += WINDOW_PAIR * ranker->pairs[p].idf * saturate_window(exact);
        cluster += exact > 0 ? WINDOW_PAIR * ranker->pairs[p].idf : 0;
    }
    return PASSAGE_WEIGHT * passage + CLUSTER_WEIGHT * cluster;
}

static double
tier_factor(const Ranker *ranker, gsize d)
{
    return ranker->pool->unmarked[d] && ranker->any_marked ? UNMARKED_FACTOR : 1;
}

static void
sum_parts(const Ranker *ranker, gsize d, TcRanked *ranked)
{
    ranked->score = 0;
    for (guint i = 0; i < TC_PART_COUNT; i++) {
        ranked->parts[i] *= tier_factor(ranker, d);
        ranked->score += ranked->parts[i];
    }
}

static int
best_first(gconstpointer a, gconstpointer b)
{
    const TcRanked *x = a;
    const TcRanked *y = b;
    if (x->score != y->score) {
        return x->score > y->score ? -1 : 1;
    }
    /* The number of a document tells only where and when it was indexed. */
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

static void
ranker_clear(Ranker *ranker)
{
    for (guint w = 0; w < ranker->word_count; w++) {
        g_free(ranker->meant[w]);
    }
    g_free(ranker->meant);
    g_free(ranker->weight);
    g_free(ranker->pairs);
    g_free(ranker->pair_of);
    g_free(ranker->counts);
    g_free(ranker->group_of_word);
    g_free(ranker->group_of_pair);
    g_free(ranker->event_start);
    g_free(ranker->slots);
    g_free(ranker->taken);
    g_array_unref(ranker->events);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Ranker, ranker_clear)

/* Everything up to the scores themselves. */
static void
ranker_init(Ranker *ranker, const TcPool *pool, const TcWords *words)
{
    gsize total = 0;
    for (gsize w = 0; w < pool->word_count; w++) {
        total += pool->hits[w].offsets[pool->doc_count];
    }
    *ranker = (Ranker){
        .pool = pool,
        .words = words,
        .word_count = words->words->len,
        .events = g_array_sized_new(FALSE, FALSE, sizeof(Event), (guint)MIN(total, G_MAXINT32)),
        .event_start = g_new0(gsize, pool->doc_count + 1),
    };
    find_pairs(ranker);
    find_meant(ranker);
    find_groups(ranker);
    ranker->counts = g_new0(PairCount, pool->doc_count * ranker->pair_count + 1);
    for (gsize d = 0; d < pool->doc_count; d++) {
        ranker->event_start[d] = ranker->events->len;
        collect_events(ranker, d);
        count_pairs(ranker, d);
        if (ranker->group_count > 0) {
            find_alternatives(ranker, d);
        }
    }
    ranker->event_start[pool->doc_count] = ranker->events->len;
    weigh_pairs(ranker);
}

static void
fill_gains(Gains *gains)
{
    for (guint tf = 0; tf <= WINDOW_TF_MAX; tf++) {
        gains->passage[tf] = tf == 0 ? 0 : saturate_window(tf) - saturate_window(tf - 1);
        gains->cluster[tf] = tf == 1;
    }
}

/* A document of the pool and what it can be worth at most. */
typedef struct {
    gsize document;
    double bound;
} Bounded;

static int
by_bound(gconstpointer a, gconstpointer b)
{
    const Bounded *x = a;
    const Bounded *y = b;
    if (x->bound != y->bound) {
        return x->bound > y->bound ? -1 : 1;
    }
    return x->document < y->document ? -1 : x->document > y->document;
}

/* The best `max` scores so far, descending. */
typedef struct {
    double *scores;
    gsize count;
    gsize max;
} Best;

static void
keep_best(Best *best, double score)
{
    gsize at = best->count;
    if (best->count < best->max) {
        best->count++;
    } else if (score <= best->scores[best->max - 1]) {
        return;
    } else {
        at = best->max - 1;
    }
    for (; at > 0 && best->scores[at - 1] < score; at--) {
        best->scores[at] = best->scores[at - 1];
    }
    best->scores[at] = score;
}

/* The windows take most of the time of the second stage, and most documents cannot come among the
 * `wanted` best whatever theirs hold: these keep their bound for a score, which puts them behind
 * (threshold algorithm: Fagin, Lotem and Naor, "Optimal aggregation algorithms for middleware",
 * 2003). On the Wikipedia pages the windows of one document in three are looked at. */
static void
rank_best(const Ranker *ranker, const Gains *gains, gsize wanted, TcRanked *ranked)
{
    gsize count = ranker->pool->doc_count;
    g_autofree Bounded *order = g_new(Bounded, count);
    g_autofree double *scores = g_new(double, wanted);
    Best best = {.scores = scores, .max = wanted};
    for (gsize d = 0; d < count; d++) {
        double known = windows_bound(ranker, d);
        for (guint i = 0; i < TC_PART_COUNT; i++) {
            known += ranked[d].parts[i];
        }
        order[d] = (Bounded){d, known * tier_factor(ranker, d)};
    }
    qsort(order, count, sizeof *order, by_bound);
    for (gsize i = 0; i < count; i++) {
        TcRanked *item = &ranked[order[i].document];
        if (best.count == wanted && order[i].bound + ROUNDING < scores[wanted - 1]) {
            item->score = order[i].bound;
            continue;
        }
        add_windows(ranker, order[i].document, gains, item);
        sum_parts(ranker, order[i].document, item);
        keep_best(&best, item->score);
    }
}

void
tc_rank(const TcPool *pool, const TcWords *words, gsize wanted, GArray *out)
{
    g_auto(Ranker) ranker;
    Gains gains;
    gsize before = out->len;
    ranker_init(&ranker, pool, words);
    fill_gains(&gains);
    g_array_set_size(out, (guint)(before + pool->doc_count));
    TcRanked *ranked = (TcRanked *)(gpointer)out->data + before;
    for (gsize d = 0; d < pool->doc_count; d++) {
        ranked[d] = score_without_windows(&ranker, d);
    }
    if (wanted > 0 && wanted < pool->doc_count && ranker.group_count == 0) {
        rank_best(&ranker, &gains, wanted, ranked);
    } else {
        for (gsize d = 0; d < pool->doc_count; d++) {
            add_windows(&ranker, d, &gains, &ranked[d]);
            sum_parts(&ranker, d, &ranked[d]);
        }
    }
    tc_rank_sort(out);
}

/* ---- in words ---- */

static void
explained_clear(gpointer data)
{
    TcExplained *item = data;
    g_free(item->typed);
    g_free(item->found);
}

static GArray *
explained_new(void)
{
    GArray *list = g_array_new(FALSE, TRUE, sizeof(TcExplained));
    g_array_set_clear_func(list, explained_clear);
    return list;
}

/* Takes the strings. */
static void
add_explained(GArray *list, char *typed, char *found, guint count, double worth, gboolean derived)
{
    TcExplained item = {typed, found, count, worth, derived};
    g_array_append_val(list, item);
}

/* Make shares of what the items are worth. */
static void
finish_shares(GArray *list)
{
    double sum = 0;
    for (guint i = 0; i < list->len; i++) {
        const TcExplained *item = &g_array_index(list, TcExplained, i);
        sum += item->derived ? 0 : item->share;
    }
    for (guint i = 0; i < list->len; i++) {
        TcExplained *item = &g_array_index(list, TcExplained, i);
        item->share = item->derived || sum <= 0 ? 0 : item->share / sum;
    }
}

/* The spellings in which a word stands in the document. */
static void
explain_word(const Ranker *ranker, gsize d, guint w, TcExplanation *explanation)
{
    const TcWord *word = g_ptr_array_index(ranker->words->words, w);
    const TcWordHits *hits = &ranker->pool->hits[w];
    guint total = hits->offsets[d + 1] - hits->offsets[d];
    double worth = word_weight(ranker, d, w);
    if (total == 0) {
        /* What is only another way of writing may be missing. */
        if (!word->derived && ranker->weight[w] > 0) {
            add_explained(word->open ? explanation->unread : explanation->missing,
                          g_strdup(word->typed), NULL, 0, 0, FALSE);
        }
        return;
    }
    for (guint s = 0; s < word->spellings->len; s++) {
        const TcSpelling *spelling = &g_array_index(word->spellings, TcSpelling, s);
        guint count = 0;
        for (guint32 i = hits->offsets[d]; i < hits->offsets[d + 1]; i++) {
            count += hits->items[i].spelling == s;
        }
        if (count > 0) {
            g_autoptr(GString) text = g_string_new(NULL);
            tc_key_append_word(spelling->term, spelling->term_len,
                               word->keystrokes ? word->decoded : word->typed, text);
            add_explained(explanation->words, g_strdup(word->typed),
                          g_string_free(g_steal_pointer(&text), FALSE), count,
                          worth * count / total, word->derived || ranker->weight[w] <= 0);
        }
    }
}

/* A word as it was read, which for one without marks is its likeliest spelling. */
static void
append_read(const TcWord *word, GString *out)
{
    const TcSpelling *best = NULL;
    for (guint s = 0; s < word->spellings->len; s++) {
        const TcSpelling *spelling = &g_array_index(word->spellings, TcSpelling, s);
        if (!spelling->unmarked && (best == NULL || spelling->posterior > best->posterior)) {
            best = spelling;
        }
    }
    if (best != NULL && (word->keystrokes || (word->open && best->tier != TC_TIER_EXACT))) {
        tc_key_append_word(best->term, best->term_len,
                           word->keystrokes ? word->decoded : word->typed, out);
    } else {
        g_string_append(out, word->typed);
    }
}

static void
explain_pair(const Ranker *ranker, gsize d, guint p, TcExplanation *explanation)
{
    const Pair *pair = &ranker->pairs[p];
    const PairCount *count = &ranker->counts[d * ranker->pair_count + p];
    const TcWord *first = g_ptr_array_index(ranker->words->words, pair->first);
    const TcWord *second = g_ptr_array_index(ranker->words->words, pair->second);
    double norm_len = ranker->pool->norm_lens[d];
    guint near = count->exact + count->spelled;
    if (near == 0 && count->gap == 0) {
        return;
    }
    g_autoptr(GString) read = g_string_new(NULL);
    append_read(first, read);
    g_string_append_c(read, ' ');
    append_read(second, read);
    double worth = count->exact > 0 ? pair->idf * saturate(count->exact, norm_len)
                   : near > 0       ? pair->spelled_idf * saturate(near, norm_len)
                                    : pair->idf * saturate(count->gap, norm_len);
    add_explained(count->exact > 0 ? explanation->pairs
                  : near > 0       ? explanation->spelled
                                   : explanation->gaps,
                  g_strdup_printf("%s %s", first->typed, second->typed),
                  g_string_free(g_steal_pointer(&read), FALSE), near > 0 ? near : count->gap, worth,
                  FALSE);
}

TcExplanation *
tc_rank_explain(const TcPool *pool, const TcWords *words, guint32 docid)
{
    gsize d = 0;
    while (d < pool->doc_count && pool->docids[d] != docid) {
        d++;
    }
    if (d == pool->doc_count) {
        return NULL;
    }
    g_auto(Ranker) ranker;
    Gains gains;
    ranker_init(&ranker, pool, words);
    fill_gains(&gains);
    TcExplanation *explanation = g_new0(TcExplanation, 1);
    explanation->words = explained_new();
    explanation->missing = explained_new();
    explanation->unread = explained_new();
    explanation->pairs = explained_new();
    explanation->spelled = explained_new();
    explanation->gaps = explained_new();
    for (guint w = 0; w < ranker.word_count; w++) {
        explain_word(&ranker, d, w, explanation);
    }
    for (guint p = 0; p < ranker.pair_count; p++) {
        explain_pair(&ranker, d, p, explanation);
    }
    finish_shares(explanation->words);
    finish_shares(explanation->pairs);
    finish_shares(explanation->spelled);
    finish_shares(explanation->gaps);
    best_window(&ranker, d, TC_PASSAGE_LEN, gains.passage, &explanation->passage);
    best_window(&ranker, d, TC_CLUSTER_LEN, gains.cluster, &explanation->cluster);
    return explanation;
}

void
tc_explanation_free(TcExplanation *explanation)
{
    if (explanation == NULL) {
        return;
    }
    g_array_unref(explanation->words);
    g_array_unref(explanation->missing);
    g_array_unref(explanation->unread);
    g_array_unref(explanation->pairs);
    g_array_unref(explanation->spelled);
    g_array_unref(explanation->gaps);
    g_free(explanation);
}

void
tc_rank_sort(GArray *out)
{
    g_array_sort(out, best_first);
}
