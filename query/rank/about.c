#include "query/rank/about.h"

#include "base/free.h"
#include "query/rank/about_topic.h"
#include "query/rank/topic_words.h"

#include <float.h>

/* Constants of the rule: fitted on judged topics of an archive of laws and office documents, round
 * numbers on a plateau (docs/ranking.md). */
#define VALUE_BASE    0.3  /* of a word or pair, however common */
#define IDF_MAX       3    /* rarer is not worth more */
#define CLINGS_MIN    4    /* times as often beside each other as by chance */
#define CHANCE_MAX    10   /* ... and below this they may stand there by chance */
#define CHANCE_WORTH  0.4  /* of the value of such a pair */
#define ASKED_WORTH   0.2  /* of the value of a word that says what is asked of the others */
#define SHORT_TOPIC   5    /* of so few words, that may stand in one place and be apart */
#define LONG_TEXTS    3000 /* words on average: half of a topic stands somewhere by chance */
#define SMALL_ARCHIVE 10   /* documents; fewer tell nothing of what is rare */

TcAbout *
tc_about_new(const TcWords *words, const GArray *topic)
{
    TcAbout *about = g_new0(TcAbout, 1);
    about->words = words;
    about->topic = topic;
    about->word_count = words->words->len;
    about->is_small = tc_words_doc_count(words) < SMALL_ARCHIVE;
    about->places = g_array_new(FALSE, FALSE, sizeof(TcAboutPlace));
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
        speaks[i] = silences[i] == TC_SPEAKS || silences[i] == TC_ASKED ||
                    (silences[i] == TC_SILENT_ALONE && len == 2) ||
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
    about->may_be_apart =
        about->needed.words > 1 && about->needed.words <= SHORT_TOPIC && !about->is_small;
}

void
tc_about_weigh(TcAbout *about, const TcRanker *ranker)
{
    guint words = about->word_count;
    g_autofree TcSilence *silences = tc_topic_silences(about->words, about->topic);
    const guint heading = tc_topic_heading(about->words, about->topic);
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
        const double worth = silences[i] == TC_ASKED ? ASKED_WORTH : 1;
        about->value[at->word] =
            MAX(about->value[at->word], worth * value_of(ranker->idf[at->word]));
        about->said_value[at->word] = about->value[at->word];
        /* Numbers and dates are written in many ways (query/words/evidence.h). */
        if ((silences[i] == TC_SPEAKS || about->topic->len == 2) && !about->is_needed[at->word] &&
            !tc_topic_is_of_number(about->words, about->topic, i))
            about->is_needed[at->word] = TRUE;
        if (pair != TC_NO_PAIR && speaks[i - 1] && !about->is_small &&
            (i != heading || clings(ranker, pair, CLINGS_MIN))) {
            about->value[words + pair] = (silences[i - 1] == TC_ASKED ? ASKED_WORTH : worth) *
                                         value_of(ranker->pairs[pair].document_idf);
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
    double left =
        about->is_small || coverage >= 1 ? DBL_MAX : coverage * about->sum + TC_ABOUT_ROUNDING;
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

TcTopicValues
tc_about_values(const TcAbout *about)
{
    const gboolean is_apart = about->may_be_apart && about->needed.words > TC_NONE_LACKS;
    return (TcTopicValues){.value = about->value,
                           .said_value = about->said_value,
                           .part_count = about->part_count,
                           .sum = about->sum,
                           .lack_most = is_apart ? TC_LACKS_NEARNESS : TC_LACKS_WORD,
                           .is_small = about->is_small};
}
