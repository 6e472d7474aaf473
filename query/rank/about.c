#include "query/rank/about.h"

#include "base/free.h"
#include "query/rank/near.h"
#include "query/rank/topic_words.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Constants of the rule: fitted on judged topics of an archive of laws and office documents, round
 * numbers on a plateau (docs/ranking.md). */
#define VALUE_BASE     0.3  /* of a word or pair, however common */
#define IDF_MAX        3    /* rarer is not worth more */
#define CLINGS_MIN     4    /* times as often beside each other as by chance */
#define CHANCE_MAX     10   /* ... and below this they may stand there by chance */
#define CHANCE_WORTH   0.4  /* of the value of such a pair */
#define GATE           0.56 /* nothing says more of the topic: nothing is about it */
#define OPEN_GATE      0.65 /* ... without any marks, where all pairs count whole */
#define LACKING_GATE   0.85 /* ... where a word of it is not said at all */
#define LACKING_ONE_OF 7    /* ... one of so many may be */
#define DECIDING_SHARE 0.20 /* ... but none that is so much of what its words are worth */
#define NONE_LACKS     3    /* ... of so few none may be, where others lack none */
#define LONELY_ONE_OF  4    /* words of a topic may be near none of its others */
#define SHORT_TOPIC    5    /* of so few words, that stand in one place */
#define APART          14 /* ... so many others stand between them where none is said of another */
#define SAYS           0.60 /* where another name may say it */
#define LONG_TEXTS     3000 /* words on average: half of a topic stands somewhere by chance */
#define LACKING_SHARE  0.85 /* ... of the best coverage, where others lack no word */
#define SAID           0.75 /* of the best coverage, where documents say all of it */
#define FULL_COUNT     2    /* ... which takes this many of them */
#define CUT            0.60
#define COVERAGE_POWER 0.75
#define SCORE_POWER    0.25
#define LONG_TOPIC     7    /* words: no document says all of it in one place */
#define LONG_SCORE     0.60 /* ... and one that has so much of the best score is about it */
#define SHORT_SCORE    0.70 /* ... of a shorter topic */
#define SHORT_SHARE    0.60 /* ... that has so much of the best coverage */
#define TOP_SCORE      0.90 /* ... of any */
#define TOP_SHARE      0.40
#define SMALL_ARCHIVE  10 /* documents; fewer tell nothing of what is rare */
#define ROUNDING       1e-9

/* A word or pair at a position. */
typedef struct {
    guint32 position;
    guint32 part; /* the word, or word_count + the pair */
} Place;

struct TcAbout {
    const TcWords *words;
    const GArray *topic;
    guint word_count;
    guint pair_count;
    double *value;       /* of the words, and behind them of the pairs */
    double *said_value;  /* ... of one that is found: less where it may stand there by chance */
    gboolean *is_needed; /* ... words that are no small ones */
    double needed_value; /* of these */
    TcNear needed;       /* ... where these stand in the topic */
    gboolean is_pair;    /* they are two, and there are no others */
    guint part_count;    /* words and pairs that have a value */
    double sum;
    gboolean is_weighed;
    gboolean is_small; /* the archive: all words are asked for */
    gboolean has_long_texts;
    double best_coverage;
    gboolean is_said;         /* well enough for anything to be about it */
    gboolean is_said_in_full; /* ... and without a word lacking */
    guint full_count;
    double best_score;
    /* Of the first pool: what pairs are worth. */
    double *pair_idf;
    double *pair_spelled_idf;
    double pair_weight[TC_RANKED_GROUPS_MAX];
    double pair_document_idf[TC_RANKED_GROUPS_MAX];
    TcWordPair *pairs;
    guint *by_worth; /* parts: those that add most to a cluster for their value first */
    guint32 *counts; /* scratch: per part */
    guint32 *last;   /* scratch: where a needed word was last */
    GArray *places;  /* scratch: of Place */
};

TcAbout *
tc_about_new(const TcWords *words, const GArray *topic)
{
    TcAbout *about = g_new0(TcAbout, 1);
    about->words = words;
    about->topic = topic;
    about->word_count = words->words->len;
    about->is_small = tc_words_doc_count(words) < SMALL_ARCHIVE;
    about->places = g_array_new(FALSE, FALSE, sizeof(Place));
    tc_near_init(&about->needed);
    return about;
}

void
tc_about_free(TcAbout *about)
{
    if (about == NULL)
        return;
    tc_free_all(about->value, about->said_value, about->pair_idf, about->pair_spelled_idf,
                about->pairs, about->by_worth, about->counts, about->last, about->is_needed);
    tc_near_clear(&about->needed);
    g_array_unref(about->places);
    g_free(about);
}

gboolean
tc_about_is_weighed(const TcAbout *about)
{
    return about->is_weighed;
}

/* Whether two neighbours of the query stand together in texts `least` times as often as they would
 * by chance. */
static gboolean
clings(const TcRanker *ranker, guint16 pair, double least)
{
    const TcPool *pool = ranker->pool;
    const TcWordPair *of = &ranker->pairs[pair];
    double together = 0;
    double first = 0;
    double second = 0;
    double length = 0;
    for (gsize d = 0; d < pool->doc_count; d++) {
        together += ranker->counts[d * ranker->pair_count + pair].exact;
        length += pool->norm_lens[d] * pool->average_length;
    }
    first = pool->hits[of->first].offsets[pool->doc_count];
    second = pool->hits[of->second].offsets[pool->doc_count];
    return together > 0 && together * length >= least * first * second;
}

/* What it is worth that two words of the topic stand side by side: "phê đặc" says nothing of "cà
 * phê đặc sản". Words of a name that has others are no neighbours by chance, and open words have
 * too many spellings to tell. */
static double
worth_of_pair(const TcRanker *ranker, guint16 pair)
{
    const TcWordPair *of = &ranker->pairs[pair];
    const TcWord *first = g_ptr_array_index(ranker->words->words, of->first);
    const TcWord *second = g_ptr_array_index(ranker->words->words, of->second);
    gboolean is_known = !first->is_open && !second->is_open && ranker->group_of_pair[pair] == 0;
    return is_known && !clings(ranker, pair, CHANCE_MAX) ? CHANCE_WORTH : 1;
}

static guint16
pair_between(const TcRanker *ranker, const TcWordAt *first, const TcWordAt *second)
{
    return second->position == first->position + 1
               ? ranker->pair_of[(gsize)first->word * ranker->word_count + second->word]
               : TC_NO_PAIR;
}

/* Whether a pair is part of a name that has others, and no candidate says it. */
static gboolean
is_unsaid_name(const TcRanker *ranker, guint16 pair)
{
    guint of = pair != TC_NO_PAIR ? ranker->group_of_pair[pair] : 0;
    if (of == 0 || tc_alternatives_count(ranker->groups[of - 1].group->alternatives,
                                         TC_ALTERNATIVE_ALIAS) == 0)
        return FALSE;
    for (gsize d = 0; d < ranker->pool->doc_count; d++)
        if (ranker->counts[d * ranker->pair_count + pair].exact > 0)
            return FALSE;
    return TRUE;
}

/* "bằng" joins words, but not in "bằng lái xe", which is another thing than "lái xe": where no
 * document says the name, nothing tells that its words cling. */
static void
speak_names(const TcAbout *about, const TcRanker *ranker, TcSilence *silences)
{
    for (guint i = 1; i < about->topic->len; i++) {
        const TcWordAt *at = tc_word_at(about->topic, i);
        if (!is_unsaid_name(ranker, pair_between(ranker, at - 1, at)))
            continue;
        for (guint k = i - 1; k <= i; k++)
            silences[k] = silences[k] == TC_SILENT_ALONE ? TC_SPEAKS : silences[k];
    }
}

/* Which words of the topic are worth something. */
static gboolean *
find_speaking(const TcAbout *about, const TcRanker *ranker, const TcSilence *silences)
{
    guint len = about->topic->len;
    gboolean *speaks = g_new0(gboolean, len + 1);
    gboolean has_any = FALSE;
    for (guint i = 0; i < len; i++) {
        const TcWordAt *at = tc_word_at(about->topic, i);
        guint16 before = i > 0 ? pair_between(ranker, at - 1, at) : TC_NO_PAIR;
        guint16 after = i + 1 < len ? pair_between(ranker, at, at + 1) : TC_NO_PAIR;
        speaks[i] = silences[i] == TC_SPEAKS || (silences[i] == TC_SILENT_ALONE && len == 2) ||
                    (silences[i] == TC_SILENT_ALONE &&
                     ((before != TC_NO_PAIR && silences[i - 1] != TC_SILENT &&
                       clings(ranker, before, CLINGS_MIN)) ||
                      (after != TC_NO_PAIR && silences[i + 1] != TC_SILENT &&
                       clings(ranker, after, CLINGS_MIN))));
        has_any |= speaks[i];
    }
    for (guint i = 0; i < len && !has_any; i++)
        speaks[i] = TRUE; /* "của" alone is what is asked for */
    return speaks;
}

static double
value_of(double idf)
{
    return VALUE_BASE + MIN(idf, IDF_MAX);
}

/* What a word or pair adds to a cluster. */
static double
weight_of_part(const TcRanker *ranker, guint part)
{
    return part < ranker->word_count
               ? ranker->weight[part]
               : TC_WINDOW_PAIR * ranker->pairs[part - ranker->word_count].idf;
}

static gboolean
has_part(const TcRanker *ranker, gsize d, guint part)
{
    if (part >= ranker->word_count)
        return ranker->counts[d * ranker->pair_count + part - ranker->word_count].exact > 0;
    const guint32 *offsets = ranker->pool->hits[part].offsets;
    return offsets[d + 1] > offsets[d];
}

/* What a part adds to a cluster for each unit of its value. */
static double
worth_of(const TcAbout *about, const TcRanker *ranker, guint part)
{
    const double value = about->said_value[part];
    return value > 0 ? weight_of_part(ranker, part) / value : DBL_MAX;
}

static void
sort_by_worth(TcAbout *about, const TcRanker *ranker)
{
    const guint count = about->word_count + about->pair_count;
    about->by_worth = g_new(guint, count + 1);
    for (guint part = 0; part < count; part++) {
        const double worth = worth_of(about, ranker, part);
        guint at = part;
        for (; at > 0 && worth_of(about, ranker, about->by_worth[at - 1]) < worth; at--)
            about->by_worth[at] = about->by_worth[at - 1];
        about->by_worth[at] = part;
    }
}

static void
find_needed(TcAbout *about)
{
    guint speaking = 0;
    for (guint i = 0; i < about->topic->len; i++) {
        const TcWordAt *at = tc_word_at(about->topic, i);
        if (about->is_needed[at->word] && tc_near_add(&about->needed, at->word, at->position))
            about->needed_value += about->value[at->word];
    }
    for (guint w = 0; w < about->word_count; w++)
        speaking += about->value[w] > 0;
    about->is_pair = about->needed.words == 2 && speaking == 2;
}

void
tc_about_weigh(TcAbout *about, const TcRanker *ranker)
{
    guint words = about->word_count;
    g_autofree TcSilence *silences = tc_topic_silences(about->words, about->topic);
    speak_names(about, ranker, silences);
    g_autofree gboolean *speaks = find_speaking(about, ranker, silences);
    about->has_long_texts = ranker->pool->average_length >= LONG_TEXTS;
    about->pair_count = ranker->pair_count;
    about->value = g_new0(double, words + ranker->pair_count + 1);
    about->said_value = g_new0(double, words + ranker->pair_count + 1);
    about->pairs = g_memdup2(ranker->pairs, (ranker->pair_count + 1) * sizeof *ranker->pairs);
    about->is_needed = g_new0(gboolean, words + ranker->pair_count + 1);
    about->counts = g_new0(guint32, words + ranker->pair_count + 1);
    about->last = g_new0(guint32, words + 1);
    about->pair_idf = g_new0(double, ranker->pair_count + 1);
    about->pair_spelled_idf = g_new0(double, ranker->pair_count + 1);
    for (guint p = 0; p < ranker->pair_count; p++) {
        about->pair_idf[p] = ranker->pairs[p].idf;
        about->pair_spelled_idf[p] = ranker->pairs[p].spelled_idf;
    }
    for (guint g = 0; g < ranker->group_count; g++) {
        about->pair_weight[g] = ranker->groups[g].pair_weight;
        about->pair_document_idf[g] = ranker->groups[g].pair_document_idf;
    }
    for (guint i = 0; i < about->topic->len; i++) {
        const TcWordAt *at = tc_word_at(about->topic, i);
        guint16 pair = i > 0 ? pair_between(ranker, at - 1, at) : TC_NO_PAIR;
        if (!speaks[i])
            continue;
        about->value[at->word] = value_of(ranker->idf[at->word]);
        about->said_value[at->word] = about->value[at->word];
        /* Numbers and dates are written in many ways (query/words/evidence.h). */
        if ((silences[i] == TC_SPEAKS || about->topic->len == 2) && !about->is_needed[at->word] &&
            !tc_topic_is_of_number(about->words, about->topic, i))
            about->is_needed[at->word] = TRUE;
        if (pair != TC_NO_PAIR && speaks[i - 1] && !about->is_small) {
            about->value[words + pair] = value_of(ranker->pairs[pair].document_idf);
            about->said_value[words + pair] =
                about->value[words + pair] * worth_of_pair(ranker, pair);
        }
    }
    about->sum = 0;
    for (guint i = 0; i < words + ranker->pair_count; i++) {
        about->sum += about->value[i];
        about->part_count += about->value[i] > 0;
    }
    find_needed(about);
    sort_by_worth(about, ranker);
    about->is_weighed = TRUE;
}

double
tc_about_cluster_max(const TcAbout *about, const TcRanker *ranker, gsize d, double coverage)
{
    double left = about->is_small || coverage >= 1 ? DBL_MAX : coverage * about->sum + ROUNDING;
    double sum = 0;
    for (guint i = 0; i < about->word_count + about->pair_count; i++) {
        const guint part = about->by_worth[i];
        const double value = about->said_value[part];
        if (!has_part(ranker, d, part))
            continue;
        if (value > left) {
            sum += weight_of_part(ranker, part) * left / value;
            left = 0;
        } else {
            sum += weight_of_part(ranker, part);
            left -= value;
        }
    }
    return sum;
}

void
tc_about_share_weights(const TcAbout *about, TcRanker *ranker)
{
    for (guint p = 0; p < ranker->pair_count; p++) {
        ranker->pairs[p].idf = about->pair_idf[p];
        ranker->pairs[p].spelled_idf = about->pair_spelled_idf[p];
    }
    for (guint g = 0; g < ranker->group_count; g++) {
        ranker->groups[g].pair_weight = about->pair_weight[g];
        ranker->groups[g].pair_document_idf = about->pair_document_idf[g];
    }
}

/* There is room for it. */
static inline void
add_place(TcAbout *about, guint32 position, guint part)
{
    if (about->value[part] > 0)
        ((Place *)(gpointer)about->places->data)[about->places->len++] = (Place){position, part};
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
    Place *places = (Place *)(gpointer)about->places->data;
    for (gsize i = 0; i < count; i++) {
        const TcEvent *event = &events[i];
        if (event->meant && about->value[event->word] > 0)
            places[filled++] = (Place){event->position, event->word};
        if (event->pair != TC_NO_PAIR && about->value[about->word_count + event->pair] > 0)
            places[filled++] = (Place){event->position, about->word_count + event->pair};
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
        const Place *place = &g_array_index(about->places, Place, i);
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

/* Whether words that stand in one place may say nothing of each other: few ones may. */
static gboolean
may_be_apart(const TcAbout *about)
{
    return about->needed.words > 1 && about->needed.words <= SHORT_TOPIC && !about->is_small;
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
    if (may_be_apart(about)) {
        begin = 0;
        end = about->places->len;
    }
    return about->needed.words > 1 &&
                   count_lonely(about, begin, end) > about->needed.words / LONELY_ONE_OF
               ? TC_LACKS_WORD
               : TC_LACKS_NOTHING;
}

double
tc_about_coverage(TcAbout *about, const TcRanker *ranker, gsize d, TcLack *lacks)
{
    Cluster here = {0};
    Cluster best = {0};
    guint left = 0;
    guint begin = 0;
    guint end = 0;
    guint64 length = about->is_small ? G_MAXUINT32 : TC_CLUSTER_LEN;
    gboolean is_together = !may_be_apart(about);
    *lacks = about->needed.words > 0 ? TC_LACKS_WORD : TC_LACKS_NOTHING;
    if (about->sum <= 0)
        return 0;
    find_places(about, ranker, d);
    const Place *places = (const Place *)(gpointer)about->places->data;
    memset(about->counts, 0, (about->word_count + about->pair_count) * sizeof *about->counts);
    for (guint right = 0; right < about->places->len; right++) {
        const Place *place = &places[right];
        for (; places[left].position + length <= place->position; left++)
            forget_place(about, places[left].part, &here);
        note_place(about, place->part, &here);
        /* Where all of it is said nothing stands there by chance. */
        if (here.found == about->part_count) {
            *lacks = TC_LACKS_NOTHING;
            return 1;
        }
        if (!is_together && about->is_needed[place->part]) {
            about->last[place->part] = place->position;
            is_together =
                here.needed == about->needed.words && are_together(about, place->position);
        }
        if (here.sum > best.sum + ROUNDING ||
            (here.sum > best.sum - ROUNDING && here.needed > best.needed)) {
            best = here;
            begin = left;
            end = right + 1;
        }
    }
    *lacks = lack_of(about, &best, is_together, begin, end);
    return MIN(1, best.sum / about->sum);
}

/* Whether so much is enough for anything to be about the topic: where a word of it is not said at
 * all, something else is said. "Tiêm vắc xin cho chó" is not about any vaccination. */
static gboolean
passes_gate(const TcAbout *about, const TcRanked *item)
{
    const double gate = !about->words->has_marked ? OPEN_GATE
                        : about->needed.words > 0 ? GATE
                                                  : SAYS;
    return item->coverage >= (item->lacks ? LACKING_GATE : gate);
}

void
tc_about_settle(TcAbout *about, const GArray *ranked)
{
    about->is_said = about->is_said_in_full = FALSE;
    about->best_coverage = about->best_score = 0;
    about->full_count = 0;
    for (guint i = 0; i < ranked->len; i++) {
        const TcRanked *item = tc_ranked_at(ranked, i);
        about->best_coverage = MAX(about->best_coverage, item->coverage);
        about->is_said |= passes_gate(about, item);
        about->is_said_in_full |= passes_gate(about, item) && !item->lacks;
        about->full_count += item->coverage >= 1 - ROUNDING;
        about->best_score = MAX(about->best_score, tc_ranked_topic_score(item));
    }
}

double
tc_about_least(const TcRanked *ranked, gsize count)
{
    double best = 0;
    for (gsize i = 0; i < count; i++)
        best = MAX(best, ranked[i].coverage);
    return best * pow(CUT, 1 / COVERAGE_POWER) - ROUNDING;
}

gboolean
tc_about_holds(const TcAbout *about, const TcRanked *ranked)
{
    double share = about->best_coverage > 0 ? ranked->coverage / about->best_coverage : 0;
    if (about->is_small)
        return ranked->coverage >= 1 - ROUNDING;
    if (!about->is_said || (about->is_pair && ranked->lacks) ||
        (about->needed.words <= NONE_LACKS && about->is_said_in_full &&
         ranked->lacks == TC_LACKS_WORD) ||
        (about->has_long_texts && about->is_said_in_full && ranked->lacks && share < LACKING_SHARE))
        return FALSE;
    if (!ranked->is_bounded && share >= TOP_SHARE &&
        tc_ranked_topic_score(ranked) >= TOP_SCORE * about->best_score)
        return TRUE;
    if (about->is_said_in_full && ranked->lacks == TC_LACKS_NEARNESS)
        return FALSE;
    gboolean is_long = about->topic->len >= LONG_TOPIC;
    if (share >= (is_long ? 0 : SHORT_SHARE) &&
        tc_ranked_topic_score(ranked) >= (is_long ? LONG_SCORE : SHORT_SCORE) * about->best_score)
        return TRUE;
    if (about->full_count >= FULL_COUNT)
        return share >= SAID - ROUNDING;
    double score =
        about->best_score > 0 ? MIN(1, tc_ranked_topic_score(ranked) / about->best_score) : 0;
    return pow(share, COVERAGE_POWER) * pow(MAX(score, 0), SCORE_POWER) >= CUT - ROUNDING;
}

double
tc_about_least_coverage(const TcAbout *about, double score)
{
    const gboolean is_long = about->topic->len >= LONG_TOPIC;
    const double of_best =
        about->best_score > 0 ? CLAMP(score / about->best_score, DBL_MIN, 1) : DBL_MIN;
    /* (share^COVERAGE_POWER * of_best^SCORE_POWER >= CUT) solved for the share. */
    double share = about->full_count >= FULL_COUNT
                       ? SAID
                       : pow(CUT, 1 / COVERAGE_POWER) * pow(of_best, -SCORE_POWER / COVERAGE_POWER);
    if (about->is_small || !about->is_said)
        return DBL_MAX;
    if (score >= (is_long ? LONG_SCORE : SHORT_SCORE) * about->best_score)
        share = MIN(share, is_long ? 0 : SHORT_SHARE);
    if (score >= TOP_SCORE * about->best_score)
        share = MIN(share, TOP_SHARE);
    return share * about->best_coverage - 10 * ROUNDING;
}

gboolean
tc_about_says(const TcRanked *ranked)
{
    return ranked->coverage >= SAYS;
}

gboolean
tc_about_says_well(const TcRanked *ranked)
{
    return ranked->coverage >= (ranked->lacks ? LACKING_GATE : SAYS);
}

gboolean
tc_about_may_hold(const TcAbout *about, const gboolean *has)
{
    double sum = 0;
    double least = about->is_small                   ? 1
                   : about->full_count >= FULL_COUNT ? SAID
                                                     : pow(CUT, 1 / COVERAGE_POWER);
    if (!about->is_said && !about->is_small)
        return FALSE;
    for (guint w = 0; w < about->word_count; w++)
        sum += has[w] ? about->value[w] : 0;
    for (guint p = 0; p < about->pair_count; p++) {
        gboolean are_both = has[about->pairs[p].first] && has[about->pairs[p].second];
        sum += are_both ? about->value[about->word_count + p] : 0;
    }
    return sum >= least * (about->is_small ? 1 : about->best_coverage) * about->sum - ROUNDING;
}

TcTopicValues
tc_about_values(const TcAbout *about)
{
    const gboolean is_apart = may_be_apart(about) && about->needed.words > NONE_LACKS;
    return (TcTopicValues){.value = about->value,
                           .said_value = about->said_value,
                           .part_count = about->part_count,
                           .sum = about->sum,
                           .lack_most = is_apart ? TC_LACKS_NEARNESS : TC_LACKS_WORD,
                           .is_small = about->is_small};
}
