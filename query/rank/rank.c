#include "query/rank/rank.h"

#include "base/order.h"
#include "query/rank/about.h"
#include "query/rank/far/reach.h"
#include "query/rank/ranker.h"

#include <math.h>
#include <string.h>

#define UNMARKED_FACTOR   0.85 /* bare words for marked ones are the last tier */
#define ABBREVIATED_PAIRS 0.50 /* of how rare the pairs are that it stands for */
#define SHORT_TEXTS       200  /* words, on average */
#define LONGER_TEXTS      450
#define SHORT_SHARE       0.7  /* of what the best passage is worth in longer texts */
#define ROUNDING          1e-6 /* more than sums of the same in another order differ */

/* Take note of the words of the title. */
static void
see_title(const TcRanker *ranker, gsize d, double *worth, double *group_short)
{
    for (guint w = 0; w < ranker->word_count; w++) {
        if (tc_ranker_is_in_title(ranker, d, w)) {
            guint spelling = ranker->pool->in_title[w * ranker->pool->doc_count + d] - 1U;
            worth[w] = MAX(worth[w], tc_ranker_form(ranker, ranker->form_of[w][spelling])->weight);
        }
    }
    for (guint g = 0; g < ranker->group_count; g++) {
        const GArray *others = ranker->groups[g].group->alternatives;
        for (guint a = 0; a < others->len; a++) {
            const TcAlternative *other = tc_alternative_at(others, a);
            guint found = 0;
            while (found < other->count && tc_ranker_is_in_title(ranker, d, other->words[found]))
                found++;
            if (found == other->count) {
                double share =
                    other->kind == TC_ALTERNATIVE_ALIAS ? ranker->groups[g].group->alias_share : 1;
                group_short[g] = MAX(group_short[g], share * ranker->groups[g].word_weight);
            }
        }
    }
}

/* The words of the query at the beginning of the text or in the title, each once. An official
 * document begins with the names of its office and of the state; what it is about is said further
 * on, in the title. */
static double
lead(const TcRanker *ranker, gsize d)
{
    const TcEvent *events =
        (const TcEvent *)(gpointer)ranker->events->data + ranker->event_start[d];
    gsize count = ranker->event_start[d + 1] - ranker->event_start[d];
    double worth[TC_WORDS_MAX];
    double group_words[TC_RANKED_GROUPS_MAX] = {0};
    double group_short[TC_RANKED_GROUPS_MAX] = {0};
    double sum = 0;
    memset(worth, 0, ranker->word_count * sizeof *worth);
    for (gsize i = 0; i < count && events[i].position <= TC_LEAD_LEN; i++) {
        const TcEvent *event = &events[i];
        if (event->group > 0) {
            guint group = (event->group - 1U) % TC_RANKED_GROUPS_MAX;
            double share =
                event->group > TC_RANKED_GROUPS_MAX ? ranker->groups[group].group->alias_share : 1;
            group_short[group] = MAX(group_short[group], share * ranker->groups[group].word_weight);
        }
        worth[event->word] = MAX(worth[event->word], tc_ranker_form(ranker, event->form)->weight);
    }
    if (ranker->pool->in_title != NULL)
        see_title(ranker, d, worth, group_short);
    for (guint w = 0; w < ranker->word_count; w++) {
        guint8 group = ranker->group_of_word[w];
        *(group == 0 ? &sum : &group_words[group - 1]) += worth[w];
    }
    for (guint g = 0; g < ranker->group_count; g++)
        sum += MAX(group_words[g], group_short[g]);
    return sum;
}

/* Whether the word is ranked only because an abbreviation stands for it, or because it is one. */
static gboolean
is_only_alternative(const TcRanker *ranker, guint w)
{
    return ranker->group_of_word[w] == 0 && ranker->weight[w] <= 0;
}

/* How rare the words of another way of writing are together. */
static double
alternative_idf(const TcRanker *ranker, const TcAlternative *other)
{
    double idf = 0;
    for (guint i = 0; i < other->count; i++)
        idf += ((const TcWord *)g_ptr_array_index(ranker->words->words, other->words[i]))->idf;
    return idf;
}

/* What a group is worth at most, however it is written: as much as its words are rare, and half as
 * much as their pairs or again as they, since a short form says all of them together; or the
 * abbreviation that was typed for them where that is rarer. By documents, as the first stage
 * counts. */
static double
group_worth_max(const TcRanker *ranker, const TcRankedGroup *group)
{
    const GArray *alternatives = group->group->alternatives;
    double most =
        group->word_idf + ABBREVIATED_PAIRS * MIN(group->pair_document_idf, group->word_idf);
    for (guint a = 0; a < alternatives->len; a++)
        if (tc_alternative_at(alternatives, a)->is_typed)
            most = MAX(most, alternative_idf(ranker, tc_alternative_at(alternatives, a)));
    return most;
}

/* Whether all of it are syllables: words in full, so another meaning of what was typed. */
static gboolean
is_in_full(const TcRanker *ranker, const TcAlternative *other)
{
    for (guint i = 0; i < other->count; i++) {
        const TcWord *word = g_ptr_array_index(ranker->words->words, other->words[i]);
        if (!tc_key_is_syllable(word->key, word->key_len, FALSE))
            return FALSE;
    }
    return other->count > 1;
}

/* What another way of writing is worth in a document. "CT" stands for "chương trình", not for
 * "chương" here and "trình" there. It is worth no more than what was typed, however rare: "HĐND" in
 * a list of recipients is "hội đồng nhân dân" once, and another meaning of "CT" is worth no more
 * than the first one. One of several words must stand there. */
static double
alternative_worth(const TcRanker *ranker, gsize d, const TcRankedGroup *group,
                  const TcAlternative *other)
{
    double worth = 0;
    for (guint i = 0; i < other->count; i++)
        worth += tc_ranker_word(ranker, d, other->words[i]);
    if (worth <= 0)
        return 0;
    double idf = alternative_idf(ranker, other);
    double most = is_in_full(ranker, other) || other->kind != TC_ALTERNATIVE_SHORT
                      ? group->word_idf
                      : group_worth_max(ranker, group);
    worth *= other->kind == TC_ALTERNATIVE_ALIAS ? group->group->alias_share : 1;
    return idf > 0 ? worth * MIN(1, most / idf) : worth;
}

/* What the first stage added for another name that stands there, which it takes as a whole. */
static double
alias_sum(const TcRanker *ranker, gsize d, const TcGroup *group, const TcAlternative *alias)
{
    double sum = 0;
    for (guint i = 0; i < alias->count; i++)
        sum += tc_ranker_word(ranker, d, alias->words[i]);
    return group->alias_share * sum;
}

/* What the first stage counted twice: a group is worth its words or what else stands for them, in
 * one way of writing, not all of these together. It added up their BM25 weights, which are known
 * from here to the third digit. */
static double
counted_twice(const TcRanker *ranker, gsize d)
{
    double twice = 0;
    gboolean is_seen[TC_WORDS_MAX] = {FALSE};
    for (guint g = 0; g < ranker->group_count; g++) {
        const TcGroup *group = ranker->groups[g].group;
        double all = 0;
        double best = 0;
        for (guint w = 0; w < ranker->word_count; w++)
            best += ranker->group_of_word[w] == g + 1 ? tc_ranker_word(ranker, d, w) : 0;
        all = best;
        gboolean is_name = group->count < 2;
        gboolean is_asked = is_name;
        for (guint a = 0; a < group->alternatives->len; a++) {
            const TcAlternative *other = tc_alternative_at(group->alternatives, a);
            gboolean is_alias = other->kind == TC_ALTERNATIVE_ALIAS;
            gboolean is_there =
                (is_alias || other->count > 1) && tc_alternatives_has(ranker, d, other);
            if (is_alias) {
                double sum = is_there ? alias_sum(ranker, d, group, other) : 0;
                all += sum;
                if (sum > 0 && !is_asked)
                    is_name = tc_alternatives_has_name(ranker, d, g);
                is_asked |= sum > 0;
                /* Its own words are strays there. */
                best = sum > 0 && !is_name ? 0 : best;
            } else {
                for (guint i = 0; i < other->count; i++) {
                    guint w = other->words[i];
                    all += is_only_alternative(ranker, w) && !is_seen[w]
                               ? tc_ranker_word(ranker, d, w)
                               : 0;
                    is_seen[w] |= is_only_alternative(ranker, w);
                }
            }
            if (is_there || other->count < 2)
                best = MAX(best, alternative_worth(ranker, d, &ranker->groups[g], other));
        }
        twice += MAX(all - best, 0);
    }
    return twice;
}

/* The first stage weighed open words by what was likely before any document was read: half of that
 * is weighed anew. Not where there are abbreviations, as those were not weighed word by word. */
static double
words_worth(const TcRanker *ranker, gsize d)
{
    gboolean is_known = ranker->pool->weights[d] >= 0;
    double found = is_known ? ranker->pool->weights[d] - counted_twice(ranker, d) : 0;
    double read = 0;
    if (is_known && (!ranker->words->has_open || ranker->group_count > 0))
        return found;
    for (guint w = 0; w < ranker->word_count; w++)
        read += tc_ranker_read_word(ranker, d, w);
    if (!is_known)
        return read;
    return TC_RANK_READ_SHARE * read + (1 - TC_RANK_READ_SHARE) * found;
}

/* What it is worth that the whole query stands in a document as it was typed, or a run of it that
 * is known before words are read (query/search/runs.h): as much as it is rare. */
static double
run_worth(const TcRanker *ranker, gsize d)
{
    double known = ranker->pool->run_worths[d];
    return ranker->is_whole[d] ? MAX(ranker->whole_idf, known) : known;
}

/* All parts of a score but the windows. */
static TcRanked
score_without_windows(const TcRanker *ranker, gsize d)
{
    const TcPool *pool = ranker->pool;
    TcRanked ranked = {.docid = pool->docids[d], .rank = pool->ranks[d]};
    double *parts = ranked.parts;
    parts[TC_PART_WORDS] = words_worth(ranker, d);
    for (guint p = 0; p < ranker->pair_count; p++) {
        const TcPairCount *count = &ranker->counts[d * ranker->pair_count + p];
        const TcWordPair *pair = &ranker->pairs[p];
        if (count->exact > 0) {
            parts[TC_PART_PAIRS] +=
                TC_RANK_PAIR * pair->idf * tc_saturate(count->exact, pool->norm_lens[d]);
        } else if (count->spelled > 0) {
            parts[TC_PART_SPELLED] += TC_RANK_SPELLED * pair->spelled_idf *
                                      tc_saturate(count->spelled, pool->norm_lens[d]);
        } else if (count->gap > 0) {
            parts[TC_PART_GAP] +=
                TC_RANK_GAP * pair->idf * tc_saturate(count->gap, pool->norm_lens[d]);
        }
    }
    parts[TC_PART_RUN] = TC_RANK_RUN * run_worth(ranker, d);
    parts[TC_PART_LEAD] =
        TC_RANK_LEAD * lead(ranker, d) + TC_RANK_TITLE * tc_ranker_title(ranker, d);
    parts[TC_PART_TITLE] = TC_RANK_TITLE * tc_ranker_said_by_title(ranker, d);
    return ranked;
}

/* Where the texts of an archive are hardly longer than a passage on average, the best passage is
 * the text, which the words have been counted in already, with regard to its length. Of a query
 * without marks it also tells whether the words that stand there are those that were meant. */
static double
passage_weight(const TcRanker *ranker)
{
    if (!ranker->has_marked)
        return TC_RANK_PASSAGE;
    double share = (ranker->pool->average_length - SHORT_TEXTS) / (LONGER_TEXTS - SHORT_TEXTS);
    return TC_RANK_PASSAGE * (SHORT_SHARE + (1 - SHORT_SHARE) * CLAMP(share, 0, 1));
}

static void
add_windows(const TcRanker *ranker, gsize d, const TcGains *gains, TcRanked *ranked)
{
    guint32 at = 0;
    ranked->parts[TC_PART_PASSAGE] =
        passage_weight(ranker) * tc_ranker_window(ranker, d, TC_PASSAGE_LEN, gains->passage, &at);
    ranked->cluster = at;
    ranked->parts[TC_PART_CLUSTER] =
        TC_RANK_CLUSTER *
        tc_ranker_window(ranker, d, TC_CLUSTER_LEN, gains->cluster, &ranked->cluster);
}

/* What windows are worth at most: as if a document were all in one passage, and a cluster said as
 * much of the query as any of it does. */
typedef struct {
    double passage;
    double cluster;
} WindowsMax;

static void
add_times(WindowsMax *most, double weight, guint32 times)
{
    most->passage += weight * tc_saturate_window(times);
    most->cluster += times > 0 ? weight : 0;
}

/* A group is worth its words or what else stands for them, whichever is more. */
static void
add_group_max(const TcRanker *ranker, gsize d, guint g, const WindowsMax *words, WindowsMax *most)
{
    const TcRankedGroup *group = &ranker->groups[g];
    const double weight = group->word_weight + TC_WINDOW_PAIR * group->pair_weight;
    WindowsMax brief = {0};
    WindowsMax alias = {0};
    if (ranker->has_other[d]) {
        const guint32 *times = ranker->other_times + d * TC_OTHER_TIMES;
        add_times(&brief, weight, times[g]);
        add_times(&alias, group->group->alias_share * weight, times[TC_RANKED_GROUPS_MAX + g]);
    }
    most->passage += MAX(words->passage, MAX(brief.passage, alias.passage));
    most->cluster += MAX(words->cluster, MAX(brief.cluster, alias.cluster));
}

static double
windows_bound(const TcRanker *ranker, gsize d, const TcAbout *about, double coverage)
{
    WindowsMax most = {0};
    WindowsMax groups[TC_RANKED_GROUPS_MAX] = {{0}};
    for (guint w = 0; w < ranker->word_count; w++) {
        const guint32 *offsets = ranker->pool->hits[w].offsets;
        guint8 group = ranker->group_of_word[w];
        add_times(group == 0 ? &most : &groups[group - 1], ranker->weight[w],
                  offsets[d + 1] - offsets[d]);
    }
    for (guint p = 0; p < ranker->pair_count; p++) {
        guint8 group = ranker->group_of_pair[p];
        add_times(group == 0 ? &most : &groups[group - 1], TC_WINDOW_PAIR * ranker->pairs[p].idf,
                  ranker->counts[d * ranker->pair_count + p].exact);
    }
    for (guint g = 0; g < ranker->group_count; g++)
        add_group_max(ranker, d, g, &groups[g], &most);
    if (about != NULL && ranker->group_count == 0)
        most.cluster = tc_about_cluster_max(about, ranker, d, coverage);
    return passage_weight(ranker) * most.passage + TC_RANK_CLUSTER * most.cluster;
}

static double
tier_factor(const TcRanker *ranker, gsize d)
{
    return ranker->pool->is_unmarked[d] && ranker->has_marked ? UNMARKED_FACTOR : 1;
}

static void
sum_parts(const TcRanker *ranker, gsize d, TcRanked *ranked)
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
    const gboolean is_first = x->is_named && !x->is_by_other_name;
    if (is_first != (y->is_named && !y->is_by_other_name))
        return is_first ? -1 : 1;
    if (x->is_about != y->is_about)
        return x->is_about ? -1 : 1;
    if (x->score != y->score)
        return TC_ORDER(y->score, x->score);
    /* The number of a document tells only where and when it was indexed. */
    return TC_ORDER(x->rank, y->rank);
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
    if (x->bound != y->bound)
        return TC_ORDER(y->bound, x->bound);
    return TC_ORDER(x->document, y->document);
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
    if (best->count < best->max)
        best->count++;
    else if (score <= best->scores[best->max - 1])
        return;
    else
        at = best->max - 1;
    for (; at > 0 && best->scores[at - 1] < score; at--)
        best->scores[at] = best->scores[at - 1];
    best->scores[at] = score;
}

/* The windows take most of the time of the second stage, and most documents cannot come among the
 * `wanted` best whatever theirs hold: these keep their bound for a score, which puts them behind
 * (threshold algorithm: Fagin, Lotem and Naor, "Optimal aggregation algorithms for middleware",
 * 2003). On the Wikipedia pages the windows of one document in three are looked at. Only of
 * documents with a coverage from `coverage_min` to below `coverage_below`. */
static void
rank_best(const TcRanker *ranker, const TcAbout *about, const TcGains *gains, gsize wanted,
          double coverage_min, double coverage_below, TcRanked *ranked)
{
    gsize count = 0;
    g_autofree Bounded *order = g_new(Bounded, ranker->pool->doc_count);
    g_autofree double *scores = g_new(double, wanted);
    Best best = {.scores = scores, .max = wanted};
    for (gsize d = 0; d < ranker->pool->doc_count; d++) {
        if (ranked[d].coverage < coverage_min || ranked[d].coverage >= coverage_below)
            continue;
        double known = windows_bound(ranker, d, about, ranked[d].coverage);
        for (guint i = 0; i < TC_PART_COUNT; i++)
            known += ranked[d].parts[i];
        order[count++] = (Bounded){d, known * tier_factor(ranker, d)};
    }
    qsort(order, count, sizeof *order, by_bound);
    for (gsize i = 0; i < count; i++) {
        TcRanked *item = &ranked[order[i].document];
        if (best.count == wanted && order[i].bound + ROUNDING < scores[wanted - 1]) {
            item->score = order[i].bound;
            item->is_bounded = TRUE;
            continue;
        }
        add_windows(ranker, order[i].document, gains, item);
        sum_parts(ranker, order[i].document, item);
        keep_best(&best, item->score);
    }
}

void
tc_rank(const TcPool *pool, const TcWords *words, gsize wanted, struct TcAbout *about, GArray *out)
{
    g_auto(TcRanker) ranker;
    TcGains gains;
    gsize before = out->len;
    tc_ranker_init(&ranker, pool, words);
    tc_gains_fill(&gains);
    if (about != NULL && tc_about_is_weighed(about))
        tc_about_share_weights(about, &ranker);
    else if (about != NULL)
        tc_about_weigh(about, &ranker);
    g_array_set_size(out, (guint)(before + pool->doc_count));
    TcRanked *ranked = (TcRanked *)(gpointer)out->data + before;
    for (gsize d = 0; d < pool->doc_count; d++) {
        ranked[d] = score_without_windows(&ranker, d);
        ranked[d].coverage =
            about == NULL ? 0 : tc_about_coverage(about, &ranker, d, &ranked[d].lacks);
    }
    if (wanted > 0 && wanted < pool->doc_count) {
        /* What may be about the topic comes first, whatever else the others have. */
        double part = about == NULL ? 0 : tc_about_least(ranked, pool->doc_count);
        rank_best(&ranker, about, &gains, wanted, part, 2, ranked);
        rank_best(&ranker, about, &gains, wanted, -1, part, ranked);
    } else {
        for (gsize d = 0; d < pool->doc_count; d++) {
            add_windows(&ranker, d, &gains, &ranked[d]);
            sum_parts(&ranker, d, &ranked[d]);
        }
    }
    tc_rank_sort(out);
}

/* Whether a document is about the topic, if windows added this much to its score. */
static gboolean
holds_with(const TcRanker *ranker, gsize d, const TcAbout *about, const TcRanked *item,
           double windows)
{
    TcRanked whole = *item;
    whole.parts[TC_PART_PASSAGE] = windows;
    sum_parts(ranker, d, &whole);
    return tc_about_holds(about, &whole);
}

/* Add document `d` to `out` if it is about the topic. */
static void
add_member(const TcRanker *ranker, gsize d, TcAbout *about, const TcGains *gains,
           gboolean has_scores, GArray *out)
{
    TcRanked item = score_without_windows(ranker, d);
    item.coverage = tc_about_coverage(about, ranker, d, &item.lacks);
    const double windows = windows_bound(ranker, d, about, item.coverage) + ROUNDING;
    /* Windows take long, and mostly it is plain without. */
    if (!holds_with(ranker, d, about, &item, windows))
        return;
    item.is_about = !has_scores && holds_with(ranker, d, about, &item, -ROUNDING);
    if (!item.is_about)
        add_windows(ranker, d, gains, &item);
    sum_parts(ranker, d, &item);
    item.why = tc_about_why(about, &item);
    item.is_about |= tc_why_is_about(item.why);
    if (item.is_about)
        g_array_append_val(out, item);
}

/* What the words of a document that has not been read are worth, at most: all that the first stage
 * found, part of which groups may have counted twice. */
static double
words_bound(const TcRanker *ranker, gsize d)
{
    const double found = ranker->pool->weights[d];
    return ranker->group_count > 0 && found >= 0 ? found : words_worth(ranker, d);
}

/* How many are about the topic does not take all that they are: most are far from it. */
static void
find_members(const TcPool *pool, const TcWords *words, TcAbout *about, const TcGains *gains,
             GArray *out)
{
    g_auto(TcRanker) ranker;
    tc_ranker_begin(&ranker, pool, words);
    tc_about_share_weights(about, &ranker);
    g_autoptr(TcReach) reach = tc_reach_new(&ranker, about);
    for (gsize d = 0; d < pool->doc_count; d++) {
        TcReachAnswer answer = TC_REACH_MAYBE;
        if (reach != NULL)
            answer = tc_reach_ask(
                reach, d, words_bound(&ranker, d) + TC_RANK_TITLE * tc_ranker_title(&ranker, d),
                ranker.group_count == 0);
        if (answer == TC_REACH_MAYBE) {
            tc_ranker_read(&ranker, d);
            add_member(&ranker, d, about, gains, FALSE, out);
        } else if (answer == TC_REACH_YES) {
            const TcRanked member = {.docid = pool->docids[d], .is_about = TRUE};
            g_array_append_val(out, member);
        }
    }
}

void
tc_rank_members(const TcPool *pool, const TcWords *words, TcAbout *about, gboolean has_scores,
                GArray *out)
{
    TcGains gains;
    tc_gains_fill(&gains);
    if (!has_scores) {
        find_members(pool, words, about, &gains, out);
        return;
    }
    g_auto(TcRanker) ranker;
    tc_ranker_init(&ranker, pool, words);
    tc_about_share_weights(about, &ranker);
    for (gsize d = 0; d < pool->doc_count; d++)
        add_member(&ranker, d, about, &gains, TRUE, out);
}

/* A ranker that is made when it is needed. */
typedef struct {
    const TcPool *pool;
    const TcWords *words;
    const TcAbout *about;
    TcRanker ranker;
    TcGains gains;
    gboolean is_made;
} LateRanker;

static void
late_ranker_clear(LateRanker *late)
{
    if (late->is_made)
        tc_ranker_clear(&late->ranker);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LateRanker, late_ranker_clear)

static void
make_ranker(LateRanker *late)
{
    if (late->is_made)
        return;
    tc_ranker_begin(&late->ranker, late->pool, late->words);
    tc_about_share_weights(late->about, &late->ranker);
    tc_gains_fill(&late->gains);
    late->is_made = TRUE;
}

/* The exact score of a document whose score is a bound. */
static void
make_exact(LateRanker *late, TcRanked *item)
{
    const gsize d = tc_pool_place(late->pool, item->docid);
    make_ranker(late);
    tc_ranker_read(&late->ranker, d);
    add_windows(&late->ranker, d, &late->gains, item);
    sum_parts(&late->ranker, d, item);
    item->is_bounded = FALSE;
}

/* Whether a document whose score is a bound is about the topic by what is known of it: then that
 * is its score. */
static gboolean
holds_as_known(LateRanker *late, TcRanked *item)
{
    TcRanked least = *item;
    make_ranker(late);
    least.is_bounded = FALSE;
    sum_parts(&late->ranker, tc_pool_place(late->pool, item->docid), &least);
    if (!tc_about_holds(late->about, &least))
        return FALSE;
    *item = least;
    return TRUE;
}

void
tc_rank_settle(const TcPool *pool, const TcWords *words, TcAbout *about, gboolean settles,
               GArray *ranked)
{
    g_auto(LateRanker) late = {.pool = pool, .words = words, .about = about};
    double best = 0;
    for (guint i = 0; i < ranked->len; i++) {
        const TcRanked *item = tc_ranked_at(ranked, i);
        best = item->is_bounded ? best : MAX(best, tc_ranked_topic_score(item));
    }
    for (guint i = 0; settles && i < ranked->len; i++) {
        TcRanked *item = tc_ranked_at(ranked, i);
        if (item->is_bounded && item->score > best) {
            make_exact(&late, item);
            best = MAX(best, tc_ranked_topic_score(item));
        }
    }
    if (settles)
        tc_about_settle(about, ranked);
    for (guint i = 0; i < ranked->len; i++) {
        TcRanked *item = tc_ranked_at(ranked, i);
        TcRanked most = *item;
        most.is_bounded = FALSE;
        most.parts[TC_PART_RUN] = 0;
        most.parts[TC_PART_TITLE] = 0;
        if (item->is_bounded && tc_about_holds(about, &most) && !holds_as_known(&late, item))
            make_exact(&late, item);
    }
}

gboolean
tc_rank_make_exact(const TcPool *pool, const TcWords *words, const TcAbout *about, gsize count,
                   GArray *ranked)
{
    g_auto(LateRanker) late = {.pool = pool, .words = words, .about = about};
    for (gsize i = 0; i < MIN(count, ranked->len); i++)
        if (tc_ranked_at(ranked, i)->is_bounded)
            make_exact(&late, tc_ranked_at(ranked, i));
    return late.is_made;
}

void
tc_rank_sort(GArray *out)
{
    g_array_sort(out, best_first);
}
