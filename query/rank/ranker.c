#include "query/rank/ranker.h"

#include "base/free.h"
#include "base/order.h"
#include "query/words/spellings.h"

#include <math.h>
#include <string.h>

/* What the less likely reading of a word is worth that may be keystrokes. */
#define SECOND_READING_SHARE 0.9
#define TITLE_POWER          1.50 /* of the share of the title that the query says */
#define TITLE_SAYS           0.80 /* an official title that says the query, against one that is it */
#define TITLE_SAYS_POWER     4.00 /* of the share of the query that it says */
#define SPARSE               128 /* positions for a word: with more, sorting is faster than a table */

static void
find_pairs(TcRanker *ranker)
{
    const GArray *sequence = ranker->words->sequence;
    guint w = ranker->word_count;
    ranker->pair_of = g_new(guint16, (gsize)w * w + 1);
    for (gsize i = 0; i < (gsize)w * w; i++)
        ranker->pair_of[i] = TC_NO_PAIR;
    ranker->pairs = g_new0(TcWordPair, sequence->len + 1);
    for (guint i = 1; i < sequence->len; i++) {
        const TcWordAt *at = tc_word_at(sequence, i);
        if (at->position != at[-1].position + 1)
            continue;
        guint16 *cell = &ranker->pair_of[at[-1].word * w + at->word];
        if (*cell == TC_NO_PAIR) {
            *cell = (guint16)ranker->pair_count;
            ranker->pairs[ranker->pair_count++] =
                (TcWordPair){.first = (guint16)at[-1].word, .second = (guint16)at->word};
        }
    }
}

static guint16
add_form(TcRanker *ranker, guint word, gboolean is_meant, double weight, double idf)
{
    TcForm form = {.word = (guint16)word, .is_meant = is_meant, .weight = weight, .idf = idf};
    g_array_append_val(ranker->forms, form);
    return (guint16)(ranker->forms->len - 1);
}

/* What a word is worth that may be any of its likely spellings, but for the first `from`; *idf is
 * set to its idf. */
static double
expected_weight(const TcWord *word, guint from, double *idf)
{
    double sum = 0;
    double idf_sum = 0;
    double likely = 0;
    for (guint s = from; s < word->spellings->len; s++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
        if (!spelling->is_unmarked && tc_spelling_is_meant(word, spelling)) {
            sum += spelling->rarity * spelling->posterior;
            idf_sum += spelling->idf * spelling->posterior;
            likely += spelling->posterior;
        }
    }
    *idf = likely > 0 ? idf_sum / likely : 0;
    return likely > 0 ? sum / likely : 0;
}

/* The posteriors of the likely forms are taken to add up to 1. */
static void
find_open_forms(TcRanker *ranker, guint index, const TcWord *word)
{
    guint16 *form_of = ranker->form_of[index];
    guint16 unlikely = add_form(ranker, index, FALSE, 0, 0);
    double likely = 0;
    for (guint s = 0; s < word->spellings->len; s++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
        form_of[s] = unlikely;
        if (!spelling->is_unmarked && tc_spelling_is_meant(word, spelling))
            likely += spelling->posterior;
    }
    ranker->weight[index] = expected_weight(word, 0, &ranker->idf[index]);
    for (guint s = 0; s < word->spellings->len; s++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
        if (spelling->is_unmarked) {
            /* In documents without marks a bare word may be any of the others; that few documents
             * lack marks does not make it rare. */
            double idf = 0;
            double others = expected_weight(word, 1, &idf);
            double weight = others > 0 ? MIN(others, ranker->weight[index]) : ranker->weight[index];
            idf = idf > 0 ? MIN(idf, ranker->idf[index]) : ranker->idf[index];
            form_of[s] = add_form(ranker, index, TRUE, weight, idf);
        } else if (tc_spelling_is_meant(word, spelling)) {
            double share = spelling->posterior / likely;
            form_of[s] =
                add_form(ranker, index, TRUE, spelling->rarity * share, spelling->idf * share);
        }
    }
}

/* The word, made for another way of writing, that is this very term: "lái" of "giấy phép lái xe"
 * where "bang lai xe" was typed. 1 + its index; 0 without. */
static guint16
find_twin(const TcRanker *ranker, const TcSpelling *spelling)
{
    for (guint w = 0; w < ranker->word_count; w++) {
        const TcWord *word = g_ptr_array_index(ranker->words->words, w);
        if (word->is_derived && word->key_len == spelling->term_len &&
            memcmp(word->key, spelling->term, word->key_len) == 0)
            return (guint16)(w + 1);
    }
    return 0;
}

/* Tell which forms of an open word are the terms of others, too. */
static void
note_twins(TcRanker *ranker, guint index, const TcWord *word)
{
    for (guint s = 0; s < word->spellings->len; s++) {
        guint16 *form = &ranker->form_of[index][s];
        guint16 twin = find_twin(ranker, tc_spelling_at(word->spellings, s));
        if (twin == 0)
            continue;
        /* Those that nobody means share a form. */
        if (!tc_ranker_form(ranker, *form)->is_meant)
            *form = add_form(ranker, index, FALSE, 0, 0);
        g_array_index(ranker->forms, TcForm, *form).twin = twin;
    }
}

static void
find_forms(TcRanker *ranker)
{
    ranker->forms = g_array_new(FALSE, FALSE, sizeof(TcForm));
    ranker->form_of = g_new0(guint16 *, ranker->word_count + 1);
    ranker->weight = g_new0(double, ranker->word_count + 1);
    ranker->idf = g_new0(double, ranker->word_count + 1);
    /* What is excluded, or only another way of writing, is no word to be ranked by. */
    g_autofree gboolean *is_ranked = g_new0(gboolean, ranker->word_count + 1);
    for (guint i = 0; i < ranker->words->sequence->len; i++)
        is_ranked[tc_word_at(ranker->words->sequence, i)->word] = TRUE;
    for (guint i = 0; i < ranker->word_count; i++) {
        const TcWord *word = g_ptr_array_index(ranker->words->words, i);
        guint first = ranker->forms->len;
        ranker->has_marked |= word->is_marked && !word->is_derived;
        ranker->form_of[i] = g_new0(guint16, word->spellings->len + 1);
        if (word->is_open) {
            find_open_forms(ranker, i, word);
            note_twins(ranker, i, word);
        } else {
            guint16 form = add_form(ranker, i, TRUE, word->rarity, word->idf);
            ranker->weight[i] = word->rarity;
            ranker->idf[i] = word->idf;
            for (guint s = 0; s < word->spellings->len; s++) {
                const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
                ranker->form_of[i][s] =
                    spelling->is_second
                        ? add_form(ranker, i, TRUE, SECOND_READING_SHARE * word->rarity,
                                   SECOND_READING_SHARE * word->idf)
                        : form;
            }
        }
        for (guint f = first; !is_ranked[i] && f < ranker->forms->len; f++)
            g_array_index(ranker->forms, TcForm, f).weight =
                g_array_index(ranker->forms, TcForm, f).idf = 0;
        ranker->weight[i] = is_ranked[i] ? ranker->weight[i] : 0;
        ranker->idf[i] = is_ranked[i] ? ranker->idf[i] : 0;
    }
}

/* The groups of the query and their words. */
static void
find_groups(TcRanker *ranker)
{
    const GArray *sequence = ranker->words->sequence;
    ranker->group_of_word = g_new0(guint8, ranker->word_count + 1);
    ranker->group_of_pair = g_new0(guint8, ranker->pair_count + 1);
    g_autofree guint8 *ends = g_new0(guint8, ranker->word_count + 1);
    G_STATIC_ASSERT(TC_RANKED_GROUPS_MAX <= 8);
    ranker->stray_form = g_new0(guint16, ranker->word_count + 1);
    for (guint i = 0; i < sequence->len && ranker->group_count < TC_RANKED_GROUPS_MAX; i++) {
        const TcGroup *found = tc_words_group_at(ranker->words, tc_word_at(sequence, i)->position);
        if (found == NULL || i + found->count > sequence->len)
            continue;
        const guint8 bit = (guint8)(1U << ranker->group_count);
        TcRankedGroup *group = &ranker->groups[ranker->group_count++];
        group->group = found;
        for (guint a = 0; a < found->alternatives->len; a++) {
            const TcAlternative *other = tc_alternative_at(found->alternatives, a);
            ends[other->words[other->count - 1]] |= bit;
        }
        group->first_word = tc_word_at(sequence, i)->word;
        group->last_word = tc_word_at(sequence, i + found->count - 1)->word;
        for (guint j = i; j < i + found->count; j++) {
            guint word = tc_word_at(sequence, j)->word;
            ranker->group_of_word[word] = (guint8)ranker->group_count;
            ranker->stray_form[word] = add_form(ranker, word, FALSE, 0, 0);
            group->word_weight += ranker->weight[word];
            group->word_idf += ranker->idf[word];
            if (j > i) {
                guint before = tc_word_at(sequence, j - 1)->word;
                guint16 pair = ranker->pair_of[before * ranker->word_count + word];
                if (pair != TC_NO_PAIR)
                    ranker->group_of_pair[pair] = (guint8)ranker->group_count;
            }
        }
        i += found->count - 1;
    }
    for (guint f = 0; f < ranker->forms->len; f++) {
        TcForm *form = &g_array_index(ranker->forms, TcForm, f);
        form->ends = ends[form->word] | (form->twin > 0 ? ends[form->twin - 1] : 0);
    }
}

/* Tell the words that stand only in other ways of writing. */
static void
find_others(TcRanker *ranker)
{
    ranker->is_other = g_new0(guint8, ranker->word_count + 1);
    ranker->tells_of_other = g_new0(guint8, ranker->word_count + 1);
    for (guint w = 0; w < ranker->word_count; w++) {
        const TcWord *word = g_ptr_array_index(ranker->words->words, w);
        ranker->is_other[w] =
            word->is_derived && ranker->group_of_word[w] == 0 && ranker->weight[w] <= 0;
        ranker->tells_of_other[w] = ranker->is_other[w];
    }
    for (guint f = 0; f < ranker->forms->len; f++) {
        const TcForm *form = &g_array_index(ranker->forms, TcForm, f);
        ranker->tells_of_other[form->word] |= form->ends != 0;
    }
}

static inline TcEvent
event_at(const TcRanker *ranker, guint32 position, guint16 index)
{
    const TcForm *form = tc_ranker_form(ranker, index);
    return (TcEvent){.position = position,
                     .word = form->word,
                     .pair = TC_NO_PAIR,
                     .meant = (guint8)form->is_meant,
                     .form = index};
}

/* Puts the occurrences of one document into `events` in order of position: those of one word after
 * the other, from the end, as each word has its own in order. */
static void
merge_events(const TcRanker *ranker, gsize d, TcEvent *events)
{
    gsize filled = 0;
    for (guint w = 0; w < ranker->word_count; w++) {
        const TcWordHits *hits = &ranker->pool->hits[w];
        const TcOccurrence *first = hits->items + hits->offsets[d];
        const TcOccurrence *item = hits->items + hits->offsets[d + 1];
        gsize before = filled;
        filled += (gsize)(item - first);
        for (gsize at = filled; item > first;) {
            if (before > 0 && events[before - 1].position > item[-1].position) {
                events[--at] = events[--before];
                continue;
            }
            item--;
            events[--at] = event_at(ranker, item->position, ranker->form_of[w][item->spelling]);
        }
    }
}

/* A position holds one term. Where two words of the query share it the one that was typed has it:
 * words of other ways of writing are found by its twin. */
static gboolean
gives_way(const TcRanker *ranker, const TcEvent *event, const TcEvent *next)
{
    const TcWord *word = g_ptr_array_index(ranker->words->words, event->word);
    const TcWord *other = g_ptr_array_index(ranker->words->words, next->word);
    return word->is_derived || !other->is_derived;
}

/* Leave one event at each position. */
static gsize
drop_shared(const TcRanker *ranker, TcEvent *events, gsize count)
{
    gsize kept = 0;
    for (gsize i = 0; i < count; i++)
        if (kept == 0 || events[kept - 1].position != events[i].position)
            events[kept++] = events[i];
        else if (gives_way(ranker, &events[kept - 1], &events[i]))
            events[kept - 1] = events[i];
    return kept;
}

/* Note the occurrences in one document of the words that were typed, or of the others, in the table
 * of positions from `low` on. */
static void
take_slots(TcRanker *ranker, gsize d, gboolean is_derived, guint32 low)
{
    for (guint w = 0; w < ranker->word_count; w++) {
        const TcWord *word = g_ptr_array_index(ranker->words->words, w);
        const TcWordHits *hits = &ranker->pool->hits[w];
        if ((word->is_derived != FALSE) == (is_derived != FALSE)) {
            for (guint32 i = hits->offsets[d]; i < hits->offsets[d + 1]; i++) {
                gsize place = hits->items[i].position - low;
                ranker->slots[place] = ranker->form_of[w][hits->items[i].spelling];
                ranker->taken[place / 64] |= (guint64)1 << place % 64;
            }
        }
    }
}

/* All occurrences in one document in order of position. */
static void
collect_events(TcRanker *ranker, gsize d)
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
    if (total == 0)
        return;
    gsize span = (gsize)high - low + 1;
    gsize first = ranker->events->len;
    if (span / SPARSE > total) {
        g_array_set_size(ranker->events, (guint)(first + total));
        merge_events(ranker, d, tc_event_at(ranker->events, first));
        total = drop_shared(ranker, tc_event_at(ranker->events, first), total);
        g_array_set_size(ranker->events, (guint)(first + total));
        return;
    }
    if (ranker->slots_len < span) {
        g_free(ranker->slots);
        g_free(ranker->taken);
        ranker->slots_len = span * 2;
        ranker->slots = g_new(guint16, ranker->slots_len);
        ranker->taken = g_new(guint64, ranker->slots_len / 64 + 1);
    }
    memset(ranker->taken, 0, (span / 64 + 1) * sizeof *ranker->taken);
    /* What was typed has its places, whatever else stands there. */
    take_slots(ranker, d, TRUE, low);
    take_slots(ranker, d, FALSE, low);
    g_array_set_size(ranker->events, (guint)(first + total));
    TcEvent *events = tc_event_at(ranker->events, first);
    gsize filled = 0;
    for (gsize i = 0; i <= span / 64; i++) {
        for (guint64 left = ranker->taken[i]; left != 0; left &= left - 1) {
            gsize place = 64 * i + (gsize)__builtin_ctzll(left);
            events[filled++] = event_at(ranker, (guint32)(low + place), ranker->slots[place]);
        }
    }
    g_array_set_size(ranker->events, (guint)(first + filled));
}

/* Find the pairs among the events of one document and count them. */
static void
count_pairs(TcRanker *ranker, gsize d)
{
    TcEvent *events = (TcEvent *)(gpointer)ranker->events->data + ranker->event_start[d];
    gsize count = ranker->events->len - ranker->event_start[d];
    TcPairCount *counts = ranker->counts + d * ranker->pair_count;
    for (gsize i = 0; i < count; i++) {
        const guint16 *pair_of = ranker->pair_of + (gsize)events[i].word * ranker->word_count;
        for (gsize j = i + 1; j < count && events[j].position <= events[i].position + 3; j++) {
            guint16 pair = pair_of[events[j].word];
            if (pair == TC_NO_PAIR)
                continue;
            gboolean is_meant = events[i].meant && events[j].meant;
            if (events[j].position == events[i].position + 1) {
                if (is_meant) {
                    counts[pair].exact++;
                    events[j].pair = pair;
                } else {
                    counts[pair].spelled++;
                }
            } else if (is_meant && events[j].position > events[i].position + 1) {
                counts[pair].gap++;
            }
        }
    }
}

/* Whether the whole query ends at the i-th event of those from `begin` on. */
static gboolean
ends_whole(const TcRanker *ranker, gsize begin, gsize i)
{
    const TcEvent *events = (const TcEvent *)(gpointer)ranker->events->data;
    const GArray *sequence = ranker->words->sequence;
    if (i - begin + 1 < sequence->len)
        return FALSE;
    for (guint k = sequence->len; k-- > 1; i--) {
        const TcWordAt *at = tc_word_at(sequence, k);
        if (events[i].pair == TC_NO_PAIR || events[i].word != at->word ||
            events[i - 1].word != at[-1].word || at->position != at[-1].position + 1)
            return FALSE;
    }
    return TRUE;
}

/* Whether the whole query, of two words at least, stands in the document: the last one collected.
 */
static gboolean
has_whole(const TcRanker *ranker, gsize d)
{
    gsize begin = ranker->event_start[d];
    const GArray *sequence = ranker->words->sequence;
    gboolean is_found = FALSE;
    if (sequence->len < 2)
        return FALSE;
    guint last = tc_word_at(sequence, sequence->len - 1)->word;
    for (gsize i = begin + 1; !is_found && i < ranker->events->len; i++) {
        const TcEvent *event = tc_event_at(ranker->events, i);
        is_found = event->pair != TC_NO_PAIR && event->word == last && ends_whole(ranker, begin, i);
    }
    return is_found;
}

/* Leave out what stands in formal parts of the document, the last one collected: that "Căn cứ Luật
 * Ngân sách nhà nước" stands in it makes no document one about the budget. Its first word remains
 * where there is nothing else: the place is shown. Who asks for a number or a day asks for those
 * that cite it, and most do in their recitals. */
static void
drop_formal(TcRanker *ranker, gsize d)
{
    const TcPool *pool = ranker->pool;
    const TcFormalRange *range = pool->formal + pool->formal_offsets[d];
    const TcFormalRange *end = pool->formal + pool->formal_offsets[d + 1];
    gsize begin = ranker->event_start[d];
    gsize kept = begin;
    if (range == end || ranker->words->evidence->len > 0)
        return;
    TcEvent *events = (TcEvent *)(gpointer)ranker->events->data;
    for (gsize i = begin; i < ranker->events->len; i++) {
        while (range < end && range->last < events[i].position)
            range++;
        if (range == end || events[i].position < range->first)
            events[kept++] = events[i];
    }
    if (kept == ranker->events->len)
        return;
    ranker->formal[d] = (guint32)(ranker->events->len - kept);
    kept = MAX(kept, begin + 1);
    g_array_set_size(ranker->events, (guint)kept);
    for (gsize i = begin; i < kept; i++)
        events[i].pair = TC_NO_PAIR;
    memset(ranker->counts + d * ranker->pair_count, 0, ranker->pair_count * sizeof *ranker->counts);
    count_pairs(ranker, d);
}

static double
pair_share(const TcRanker *ranker, const TcWordPair *pair)
{
    double first = tc_word_share(g_ptr_array_index(ranker->words->words, pair->first));
    double second = tc_word_share(g_ptr_array_index(ranker->words->words, pair->second));
    return MIN(first, second);
}

static void
weigh_pairs(TcRanker *ranker)
{
    const TcPool *pool = ranker->pool;
    guint32 documents = pool->collection_count;
    double average = pool->average_length;
    double passages = documents * tc_words_passages(documents, average, average);
    for (guint p = 0; p < ranker->pair_count; p++) {
        guint32 having = 0;
        double exact = 0;
        double any = 0;
        for (gsize d = 0; d < pool->doc_count; d++) {
            const TcPairCount *count = &ranker->counts[d * ranker->pair_count + p];
            double cut = tc_words_passages(documents, average, pool->norm_lens[d] * average);
            having += count->exact > 0;
            exact += count->exact > 0 ? tc_words_passages_with(cut, count->exact) : 0;
            any += count->exact > 0 || count->spelled > 0
                       ? tc_words_passages_with(cut, (double)count->exact + count->spelled)
                       : 0;
        }
        double share = pair_share(ranker, &ranker->pairs[p]);
        ranker->pairs[p].idf = share * tc_words_rarity(MIN(exact, passages), passages);
        ranker->pairs[p].document_idf = share * tc_words_idf(having, documents);
        ranker->pairs[p].spelled_idf = share * tc_words_rarity(MIN(any, passages), passages);
        if (ranker->group_of_pair[p] > 0) {
            TcRankedGroup *group = &ranker->groups[ranker->group_of_pair[p] - 1];
            group->pair_weight += ranker->pairs[p].idf;
            group->pair_document_idf += ranker->pairs[p].document_idf;
        }
    }
}

double
tc_run_idf(guint32 having, guint32 common, guint32 documents)
{
    double rare = tc_words_idf(having, documents) - tc_words_idf(common, documents);
    return MAX(0, rare);
}

static void
weigh_whole(TcRanker *ranker)
{
    guint32 having = 0;
    for (gsize d = 0; d < ranker->pool->doc_count; d++)
        having += ranker->is_whole[d];
    ranker->whole_idf = tc_run_idf(having, TC_RUN_COMMON, ranker->pool->collection_count);
}

void
tc_ranker_clear(TcRanker *ranker)
{
    for (guint w = 0; w < ranker->word_count; w++)
        g_free(ranker->form_of[w]);
    g_array_unref(ranker->forms);
    tc_free_all(ranker->form_of, ranker->weight, ranker->idf, ranker->pairs, ranker->pair_of,
                ranker->counts, ranker->is_whole, ranker->has_other, ranker->other_times,
                ranker->is_other, ranker->tells_of_other, ranker->stray_form, ranker->formal,
                ranker->group_of_word, ranker->group_of_pair, ranker->event_start, ranker->slots,
                ranker->taken);
    g_array_unref(ranker->events);
    g_byte_array_unref(ranker->is_part);
}

void
tc_ranker_begin(TcRanker *ranker, const TcPool *pool, const TcWords *words)
{
    *ranker = (TcRanker){
        .pool = pool,
        .words = words,
        .word_count = words->words->len,
        .events = g_array_new(FALSE, FALSE, sizeof(TcEvent)),
        .is_part = g_byte_array_new(),
        .event_start = g_new0(gsize, pool->doc_count + 1),
    };
    find_pairs(ranker);
    find_forms(ranker);
    find_groups(ranker);
    find_others(ranker);
    ranker->counts = g_new0(TcPairCount, pool->doc_count * ranker->pair_count + 1);
    ranker->is_whole = g_new0(gboolean, pool->doc_count + 1);
    ranker->has_other = g_new0(gboolean, pool->doc_count + 1);
    if (ranker->group_count > 0)
        ranker->other_times = g_new0(guint32, pool->doc_count * TC_OTHER_TIMES + 1);
    ranker->formal = g_new0(guint32, pool->doc_count + 1);
}

/* The next document. */
static void
add_document(TcRanker *ranker, gsize d)
{
    ranker->event_start[d] = ranker->events->len;
    collect_events(ranker, d);
    count_pairs(ranker, d);
    ranker->is_whole[d] = has_whole(ranker, d);
    drop_formal(ranker, d);
    ranker->has_other[d] = ranker->group_count > 0 && tc_alternatives_find(ranker, d);
    ranker->event_start[d + 1] = ranker->events->len;
}

void
tc_ranker_read(TcRanker *ranker, gsize d)
{
    memset(ranker->counts + d * ranker->pair_count, 0, ranker->pair_count * sizeof *ranker->counts);
    ranker->formal[d] = 0;
    g_array_set_size(ranker->events, 0);
    add_document(ranker, d);
}

/* Everything up to the scores themselves. */
void
tc_ranker_init(TcRanker *ranker, const TcPool *pool, const TcWords *words)
{
    gsize total = 0;
    tc_ranker_begin(ranker, pool, words);
    for (gsize w = 0; w < pool->word_count; w++)
        total += pool->hits[w].offsets[pool->doc_count];
    g_array_set_size(ranker->events, (guint)MIN(total, G_MAXINT32)); /* room for all */
    g_array_set_size(ranker->events, 0);
    for (gsize d = 0; d < pool->doc_count; d++)
        add_document(ranker, d);
    weigh_pairs(ranker);
    weigh_whole(ranker);
}

void
tc_gains_fill(TcGains *gains)
{
    for (guint tf = 0; tf <= TC_WINDOW_TF_MAX; tf++) {
        gains->passage[tf] = tf == 0 ? 0 : tc_saturate_window(tf) - tc_saturate_window(tf - 1);
        gains->cluster[tf] = tf == 1;
    }
}

double
tc_ranker_word(const TcRanker *ranker, gsize d, guint w)
{
    const TcWord *word = g_ptr_array_index(ranker->words->words, w);
    guint32 tf = tc_word_hits_times(&ranker->pool->hits[w], d);
    return tf == 0 ? 0 : word->idf * tc_saturate(tf, ranker->pool->norm_lens[d]);
}

double
tc_ranker_read_word(const TcRanker *ranker, gsize d, guint w)
{
    const TcWord *word = g_ptr_array_index(ranker->words->words, w);
    const TcWordHits *hits = &ranker->pool->hits[w];
    const guint16 *form_of = ranker->form_of[w];
    guint32 counts[TC_SPELLINGS_MAX + 3];
    guint first = form_of[0];
    guint last = first;
    double sum = 0;
    if (ranker->weight[w] <= 0 || !word->is_open)
        return ranker->weight[w] <= 0 ? 0 : tc_ranker_word(ranker, d, w);
    if (hits->offsets[d] == hits->offsets[d + 1])
        return 0;
    for (guint s = 0; s < word->spellings->len; s++) {
        first = MIN(first, form_of[s]);
        last = MAX(last, form_of[s]);
    }
    memset(counts, 0, (last - first + 1) * sizeof *counts);
    for (guint32 i = hits->offsets[d]; i < hits->offsets[d + 1]; i++)
        counts[form_of[hits->items[i].spelling] - first]++;
    for (guint f = first; f <= last; f++) {
        if (counts[f - first] > 0)
            sum += tc_ranker_form(ranker, (guint16)f)->idf *
                   tc_saturate(counts[f - first], ranker->pool->norm_lens[d]);
    }
    return sum;
}

/* The words of the query in the title of a document: what they weigh, and the share of the title
 * that they are, to a power. */
typedef struct {
    double weight;
    double share;
} TitleWords;

static TitleWords
words_in_title(const TcRanker *ranker, gsize d)
{
    const TcPool *pool = ranker->pool;
    TitleWords words = {0};
    guint found = 0;
    if (pool->title_words == NULL || pool->title_words[d] == 0)
        return words;
    for (guint w = 0; w < ranker->word_count; w++) {
        if (tc_ranker_is_in_title(ranker, d, w) && ranker->weight[w] > 0) {
            guint spelling = pool->in_title[w * pool->doc_count + d] - 1U;
            words.weight += tc_ranker_form(ranker, ranker->form_of[w][spelling])->weight;
            found++;
        }
    }
    words.share = pow(MIN(1, (double)found / pool->title_words[d]), TITLE_POWER);
    return words;
}

double
tc_ranker_title(const TcRanker *ranker, gsize d)
{
    TitleWords words = words_in_title(ranker, d);
    return words.weight * words.share;
}

double
tc_ranker_said_by_title(const TcRanker *ranker, gsize d)
{
    double all = 0;
    if (ranker->pool->title_words == NULL || !ranker->pool->is_official[d])
        return 0;
    TitleWords words = words_in_title(ranker, d);
    for (guint w = 0; w < ranker->word_count; w++)
        all += ranker->weight[w];
    double said = all > 0 ? TITLE_SAYS * pow(MIN(1, words.weight / all), TITLE_SAYS_POWER) : 0;
    return words.weight * MAX(0, said - words.share);
}
