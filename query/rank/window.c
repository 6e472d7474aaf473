#include "query/rank/ranker.h"

/* A window that moves along the events of a document. What belongs to a group is summed apart: the
 * group is worth its words or its abbreviation, whichever is more, so that a document that writes
 * both gains nothing. */
typedef struct {
    const TcRanker *ranker;
    const double *gain; /* [tf]: what the tf-th occurrence adds */
    guint16 *form_tf;
    guint16 *pair_tf;
    guint16 group_tf[2 * TC_RANKED_GROUPS_MAX];
    double sum;
    double group_words[TC_RANKED_GROUPS_MAX];
    double group_short[2 * TC_RANKED_GROUPS_MAX];
} Window;

/* `is_grouped` is constant where these are called: most documents write no group in another way,
 * and their windows move along twice as fast without looking for any. */
static inline double *
sum_for(Window *window, const guint8 *groups, guint index, gboolean is_grouped)
{
    guint8 group = is_grouped ? groups[index] : 0;
    return group == 0 ? &window->sum : &window->group_words[group - 1];
}

static inline double
form_weight(const TcRanker *ranker, const TcEvent *event)
{
    return tc_ranker_form(ranker, event->form)->weight;
}

static inline void
add_event(Window *window, const TcEvent *event, gboolean has_pair, gboolean is_grouped)
{
    const TcRanker *ranker = window->ranker;
    if (event->meant) {
        guint16 tf = ++window->form_tf[event->form];
        *sum_for(window, ranker->group_of_word, event->word, is_grouped) +=
            form_weight(ranker, event) * window->gain[MIN(tf, TC_WINDOW_TF_MAX)];
    }
    if (has_pair && event->pair != TC_NO_PAIR) {
        guint16 tf = ++window->pair_tf[event->pair];
        *sum_for(window, ranker->group_of_pair, event->pair, is_grouped) +=
            TC_WINDOW_PAIR * ranker->pairs[event->pair].idf *
            window->gain[MIN(tf, TC_WINDOW_TF_MAX)];
    }
    if (is_grouped && event->group > 0) {
        const TcRankedGroup *group = &ranker->groups[(event->group - 1) % TC_RANKED_GROUPS_MAX];
        guint16 tf = ++window->group_tf[event->group - 1];
        window->group_short[event->group - 1] +=
            (group->word_weight + TC_WINDOW_PAIR * group->pair_weight) *
            window->gain[MIN(tf, TC_WINDOW_TF_MAX)];
    }
}

static inline void
drop_event(Window *window, const TcEvent *event, gboolean is_grouped)
{
    const TcRanker *ranker = window->ranker;
    if (event->meant) {
        guint16 tf = window->form_tf[event->form]--;
        *sum_for(window, ranker->group_of_word, event->word, is_grouped) -=
            form_weight(ranker, event) * window->gain[MIN(tf, TC_WINDOW_TF_MAX)];
    }
    if (is_grouped && event->group > 0) {
        const TcRankedGroup *group = &ranker->groups[(event->group - 1) % TC_RANKED_GROUPS_MAX];
        guint16 tf = window->group_tf[event->group - 1]--;
        window->group_short[event->group - 1] -=
            (group->word_weight + TC_WINDOW_PAIR * group->pair_weight) *
            window->gain[MIN(tf, TC_WINDOW_TF_MAX)];
    }
}

/* The pair whose first word has left. */
static inline void
drop_pair(Window *window, const TcEvent *event, gboolean is_grouped)
{
    const TcRanker *ranker = window->ranker;
    if (event->pair != TC_NO_PAIR) {
        guint16 tf = window->pair_tf[event->pair]--;
        *sum_for(window, ranker->group_of_pair, event->pair, is_grouped) -=
            TC_WINDOW_PAIR * ranker->pairs[event->pair].idf *
            window->gain[MIN(tf, TC_WINDOW_TF_MAX)];
    }
}

static inline double
window_sum(const Window *window, gboolean is_grouped)
{
    double sum = window->sum;
    for (guint g = 0; is_grouped && g < window->ranker->group_count; g++) {
        double alias_share = window->ranker->groups[g].group->alias_share;
        double other = MAX(window->group_short[g],
                           alias_share * window->group_short[TC_RANKED_GROUPS_MAX + g]);
        sum += MAX(window->group_words[g], other);
    }
    return sum;
}

/* The best window of `length` positions: the sum over the words in it of weight times what their
 * occurrences add, and over the pairs with TC_WINDOW_PAIR. */
static inline double
slide_window(const TcRanker *ranker, gsize d, guint32 length, const double *gain,
             gboolean is_grouped, guint32 *at)
{
    const TcEvent *events =
        (const TcEvent *)(gpointer)ranker->events->data + ranker->event_start[d];
    gsize count = ranker->event_start[d + 1] - ranker->event_start[d];
    guint16 few_pairs[64] = {0};
    g_autofree guint16 *many_pairs =
        ranker->pair_count > G_N_ELEMENTS(few_pairs) ? g_new0(guint16, ranker->pair_count) : NULL;
    guint16 few_forms[TC_WORDS_MAX] = {0};
    g_autofree guint16 *many_forms =
        ranker->forms->len > G_N_ELEMENTS(few_forms) ? g_new0(guint16, ranker->forms->len) : NULL;
    Window window = {.ranker = ranker, .gain = gain};
    window.pair_tf = many_pairs != NULL ? many_pairs : few_pairs;
    window.form_tf = many_forms != NULL ? many_forms : few_forms;
    double best = 0;
    gsize left = 0;
    for (gsize right = 0; right < count; right++) {
        while (events[left].position + length <= events[right].position) {
            drop_event(&window, &events[left], is_grouped);
            left++;
            if (left < right)
                drop_pair(&window, &events[left], is_grouped);
        }
        add_event(&window, &events[right], right > left, is_grouped);
        double sum = window_sum(&window, is_grouped);
        if (sum > best + 1e-9) {
            best = sum;
            *at = events[left].position;
        }
    }
    return best;
}

double
tc_ranker_window(const TcRanker *ranker, gsize d, guint32 length, const double *gain, guint32 *at)
{
    return ranker->has_other[d] ? slide_window(ranker, d, length, gain, TRUE, at)
                                : slide_window(ranker, d, length, gain, FALSE, at);
}
