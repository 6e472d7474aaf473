#include "query/show/explain.h"

#include "base/free.h"
#include "query/rank/about.h"
#include "query/rank/ranker.h"
#include "query/words/spellings.h"

#include <string.h>

static void
explained_clear(gpointer data)
{
    TcExplained *item = data;
    tc_free_all(item->typed, item->found);
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
add_explained(GArray *list, char *typed, char *found, guint count, double worth,
              gboolean is_derived)
{
    TcExplained item = {typed, found, count, 0, worth, is_derived};
    g_array_append_val(list, item);
}

/* Make shares of what the items are worth. */
static void
finish_shares(GArray *list)
{
    double sum = 0;
    for (guint i = 0; i < list->len; i++) {
        const TcExplained *item = tc_explained_at(list, i);
        sum += item->is_derived ? 0 : item->share;
    }
    for (guint i = 0; i < list->len; i++) {
        TcExplained *item = tc_explained_at(list, i);
        item->share = item->is_derived || sum <= 0 ? 0 : item->share / sum;
    }
}

/* What the occurrences of one spelling are worth. */
static double
spelling_worth(const TcRanker *ranker, gsize d, guint w, guint s, guint count)
{
    const TcWord *word = g_ptr_array_index(ranker->words->words, w);
    const guint32 *offsets = ranker->pool->hits[w].offsets;
    if (!word->is_open)
        return tc_ranker_word(ranker, d, w) * count / (offsets[d + 1] - offsets[d]);
    return tc_ranker_form(ranker, ranker->form_of[w][s])->idf *
           tc_saturate(count, ranker->pool->norm_lens[d]);
}

/* The spellings in which a word stands in the document. */
static void
explain_word(const TcRanker *ranker, gsize d, guint w, TcExplanation *explanation)
{
    const TcWord *word = g_ptr_array_index(ranker->words->words, w);
    const TcWordHits *hits = &ranker->pool->hits[w];
    guint total = hits->offsets[d + 1] - hits->offsets[d];
    if (total == 0) {
        /* What is only another way of writing may be missing. */
        if (!word->is_derived && ranker->weight[w] > 0) {
            add_explained(word->is_open ? explanation->unread : explanation->missing,
                          g_strdup(word->typed), NULL, 0, 0, FALSE);
        }
        return;
    }
    for (guint s = 0; s < word->spellings->len; s++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
        guint count = 0;
        for (guint32 i = hits->offsets[d]; i < hits->offsets[d + 1]; i++)
            count += hits->items[i].spelling == s;
        if (count > 0) {
            g_autoptr(GString) text = g_string_new(NULL);
            tc_key_append_word(spelling->term, spelling->term_len,
                               word->are_keystrokes ? word->decoded : word->typed, text);
            add_explained(explanation->words, g_strdup(word->typed),
                          g_string_free(g_steal_pointer(&text), FALSE), count,
                          spelling_worth(ranker, d, w, s, count),
                          word->is_derived || ranker->weight[w] <= 0);
        }
    }
}

/* A word as it was read, which for one without marks is its likeliest spelling. */
static void
append_read(const TcWord *word, gboolean is_as_typed, GString *out)
{
    const TcSpelling *best = tc_word_likely_spelling(word);
    if (word->are_keystrokes || (word->is_open && !is_as_typed && best->tier != TC_TIER_EXACT)) {
        tc_key_append_word(best->term, best->term_len,
                           word->are_keystrokes ? word->decoded : word->typed, out);
    } else {
        g_string_append(out, word->typed);
    }
}

/* How often two words stand side by side as they are, not by an abbreviation of theirs. */
static guint
count_neighbours(const TcRanker *ranker, gsize d, guint p)
{
    guint count = 0;
    for (gsize i = ranker->event_start[d]; i < ranker->event_start[d + 1]; i++)
        count += tc_event_at(ranker->events, i)->pair == p;
    return count;
}

static void
explain_pair(const TcRanker *ranker, gsize d, guint p, TcExplanation *explanation)
{
    const TcWordPair *pair = &ranker->pairs[p];
    const TcPairCount *count = &ranker->counts[d * ranker->pair_count + p];
    const TcWord *first = g_ptr_array_index(ranker->words->words, pair->first);
    const TcWord *second = g_ptr_array_index(ranker->words->words, pair->second);
    double norm_len = ranker->pool->norm_lens[d];
    guint near = count->exact + count->spelled;
    if (near == 0 && count->gap == 0)
        return;
    /* A document without marks has them as they were typed. */
    gboolean is_as_typed = ranker->pool->is_unmarked[d];
    g_autoptr(GString) read = g_string_new(NULL);
    append_read(first, is_as_typed, read);
    g_string_append_c(read, ' ');
    append_read(second, is_as_typed, read);
    double worth = count->exact > 0 ? pair->idf * tc_saturate(count->exact, norm_len)
                   : near > 0       ? pair->spelled_idf * tc_saturate(near, norm_len)
                                    : pair->idf * tc_saturate(count->gap, norm_len);
    add_explained(count->exact > 0 ? explanation->pairs
                  : near > 0       ? explanation->spelled
                                   : explanation->gaps,
                  g_strdup_printf("%s %s", first->typed, second->typed),
                  g_string_free(g_steal_pointer(&read), FALSE), near > 0 ? near : count->gap, worth,
                  FALSE);
    if (count->exact > 0) {
        TcExplained *item = tc_explained_at(explanation->pairs, explanation->pairs->len - 1);
        guint apart = count_neighbours(ranker, d, p);
        /* What is counted by an abbreviation, too; two in a row of the same words share one. */
        item->otherwise = count->exact > apart ? count->exact - apart : 0;
        item->count = near - item->otherwise;
    }
}

/* What is needed of the topic and not said where most of it is. */
static void
explain_unsaid(const TcRanker *ranker, gsize d, const GArray *topic, double coverage,
               TcExplanation *explanation)
{
    if (coverage <= 0 || topic->len == 0)
        return;
    g_autoptr(TcAbout) about = tc_about_new(ranker->words, topic);
    g_autoptr(GArray) unsaid = g_array_new(FALSE, FALSE, sizeof(guint));
    tc_about_weigh(about, ranker);
    tc_about_unsaid(about, ranker, d, coverage, unsaid);
    for (guint i = 0; i < unsaid->len; i++) {
        const TcWord *word =
            g_ptr_array_index(ranker->words->words, g_array_index(unsaid, guint, i));
        add_explained(explanation->unsaid, g_strdup(word->typed), NULL, 0, 0, FALSE);
    }
}

TcExplanation *
tc_rank_explain(const TcPool *pool, const TcWords *words, const GArray *topic,
                const TcRanked *ranked)
{
    gsize d = 0;
    while (d < pool->doc_count && pool->docids[d] != ranked->docid)
        d++;
    if (d == pool->doc_count)
        return NULL;
    g_auto(TcRanker) ranker;
    TcGains gains;
    tc_ranker_init(&ranker, pool, words);
    tc_gains_fill(&gains);
    TcExplanation *explanation = g_new0(TcExplanation, 1);
    explanation->words = explained_new();
    explanation->missing = explained_new();
    explanation->unsaid = explained_new();
    explanation->unread = explained_new();
    explanation->pairs = explained_new();
    explanation->spelled = explained_new();
    explanation->gaps = explained_new();
    for (guint w = 0; w < ranker.word_count; w++)
        explain_word(&ranker, d, w, explanation);
    for (guint p = 0; p < ranker.pair_count; p++)
        explain_pair(&ranker, d, p, explanation);
    explain_unsaid(&ranker, d, topic, ranked->coverage, explanation);
    finish_shares(explanation->words);
    finish_shares(explanation->pairs);
    finish_shares(explanation->spelled);
    finish_shares(explanation->gaps);
    explanation->formal = ranker.formal[d];
    tc_ranker_window(&ranker, d, TC_PASSAGE_LEN, gains.passage, &explanation->passage);
    tc_ranker_window(&ranker, d, TC_CLUSTER_LEN, gains.cluster, &explanation->cluster);
    return explanation;
}

void
tc_explanation_free(TcExplanation *explanation)
{
    if (explanation == NULL)
        return;
    g_array_unref(explanation->words);
    g_array_unref(explanation->missing);
    g_array_unref(explanation->unsaid);
    g_array_unref(explanation->unread);
    g_array_unref(explanation->pairs);
    g_array_unref(explanation->spelled);
    g_array_unref(explanation->gaps);
    g_free(explanation);
}
