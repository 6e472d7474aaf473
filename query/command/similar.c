#include "query/command/similar.h"

#include "query/show/similar.h"

#include <string.h>

/* Hits that are compared with one another: more are not read at a glance. */
#define JOINED_MAX         50
/* Lengths that are farther apart, in percent of the longer, are not compared. */
#define LENGTH_PERCENT     88
/* Neighbouring words in common from which on texts are compared word by word: a word that is
 * changed takes three pairs of neighbours with it. */
#define SKETCH_PERCENT     70
/* Words in common from which on hits are shown as one. */
#define JOIN_PERCENT       95
/* The same of --similar, for which half of the words is enough. */
#define SKETCH_PERCENT_MIN 15

/* A hit with its text, as far as that is needed. */
typedef struct {
    TcFetchedHit *hit;
    TcStoredRecord *stored; /* NULL where the hit still has its text */
    TcWordCounts *counts;
    TcSketch *sketch; /* of those whose counts are alike */
} Compared;

static void
compared_clear(gpointer data)
{
    Compared *compared = data;
    tc_stored_record_free(compared->stored);
    tc_word_counts_free(compared->counts);
    tc_sketch_free(compared->sketch);
}

static const TcRecord *
record_of(const Compared *compared)
{
    return compared->stored != NULL ? tc_stored_record_get(compared->stored)
                                    : tc_fetched_hit_record(compared->hit);
}

static gboolean
read_text(TcReader *reader, Compared *compared, GError **error)
{
    if (compared->counts != NULL)
        return TRUE;
    if (tc_fetched_hit_record(compared->hit)->text == NULL) {
        compared->stored =
            tc_reader_record(reader, tc_fetched_hit_docid(compared->hit), TRUE, error);
        if (compared->stored == NULL)
            return FALSE;
    }
    compared->counts = tc_word_counts_new(record_of(compared)->text, record_of(compared)->text_len);
    return TRUE;
}

static const TcSketch *
sketch_of(Compared *compared)
{
    if (compared->sketch == NULL)
        compared->sketch = tc_sketch_new(record_of(compared)->text, record_of(compared)->text_len);
    return compared->sketch;
}

static gboolean
are_alike_in_length(const Compared *a, const Compared *b)
{
    const gsize one = tc_fetched_hit_record(a->hit)->text_len;
    const gsize other = tc_fetched_hit_record(b->hit)->text_len;
    return MAX(one, other) <= TC_SIMILAR_TEXT_MAX && MIN(one, other) > 0 &&
           MIN(one, other) * 100 >= MAX(one, other) * LENGTH_PERCENT;
}

/* Show `b` with `a` where they are nearly the same. */
static gboolean
join(TcReader *reader, Compared *a, Compared *b, GError **error)
{
    g_autofree char *differences = NULL;
    if (!are_alike_in_length(a, b))
        return TRUE;
    if (!read_text(reader, a, error) || !read_text(reader, b, error))
        return FALSE;
    if (tc_word_counts_percent_max(a->counts, b->counts) < JOIN_PERCENT ||
        tc_sketch_percent(sketch_of(a), sketch_of(b)) < SKETCH_PERCENT)
        return TRUE;
    const int percent =
        tc_similar_compare(record_of(a)->text, record_of(a)->text_len, record_of(b)->text,
                           record_of(b)->text_len, &differences);
    if (percent >= JOIN_PERCENT)
        tc_fetched_hit_add_near(a->hit, b->hit, (guint)percent, differences);
    return TRUE;
}

gboolean
tc_similar_join(TcReader *reader, const GPtrArray *hits, GError **error)
{
    g_autoptr(GArray) all = g_array_new(FALSE, TRUE, sizeof(Compared));
    g_array_set_clear_func(all, compared_clear);
    for (guint i = 0; i < MIN(hits->len, JOINED_MAX); i++) {
        const Compared one = {.hit = g_ptr_array_index(hits, i)};
        g_array_append_val(all, one);
    }
    for (guint i = 0; i < all->len; i++) {
        Compared *a = &g_array_index(all, Compared, i);
        for (guint j = i + 1; tc_fetched_hit_is_shown(a->hit) && j < all->len; j++) {
            Compared *b = &g_array_index(all, Compared, j);
            if (tc_fetched_hit_is_shown(b->hit) && !join(reader, a, b, error))
                return FALSE;
        }
    }
    return TRUE;
}

/* ---- --similar ---- */

typedef struct {
    TcFetchedHit *hit;
    int percent;
    char *differences;
} Likeness;

static int
most_alike_first(gconstpointer a, gconstpointer b)
{
    const Likeness *x = a;
    const Likeness *y = b;
    return x->percent != y->percent
               ? y->percent - x->percent
               : strcmp(tc_fetched_hit_path(x->hit), tc_fetched_hit_path(y->hit));
}

static void
likeness_clear(gpointer data)
{
    Likeness *likeness = data;
    tc_fetched_hit_free(likeness->hit);
    g_free(likeness->differences);
}

/* How much of it is the same: by words, or where they differ in too much, as the samples tell. */
static int
compare(const TcRecord *record, const TcSketch *sketch, const TcRecord *other, char **differences)
{
    g_autoptr(TcSketch) theirs = tc_sketch_new(other->text, other->text_len);
    const int estimate = (int)tc_sketch_percent(sketch, theirs);
    int percent = -1;
    if (estimate >= SKETCH_PERCENT_MIN)
        percent = tc_similar_compare(record->text, record->text_len, other->text, other->text_len,
                                     differences);
    return percent >= 0 ? percent : MIN(estimate, 99);
}

gboolean
tc_similar_keep(TcReader *reader, GPtrArray *hits, const TcRecord *record, guint max,
                GError **error)
{
    g_autoptr(TcSketch) sketch = tc_sketch_new(record->text, record->text_len);
    g_autoptr(GArray) kept = g_array_new(FALSE, TRUE, sizeof(Likeness));
    g_array_set_clear_func(kept, likeness_clear);
    while (hits->len > 0) {
        g_autoptr(TcFetchedHit) hit = g_ptr_array_steal_index(hits, 0);
        if (strcmp(tc_fetched_hit_path(hit), record->path) == 0)
            continue;
        g_autoptr(TcStoredRecord) stored =
            tc_reader_record(reader, tc_fetched_hit_docid(hit), TRUE, error);
        if (stored == NULL)
            return FALSE;
        Likeness likeness = {0};
        likeness.percent =
            compare(record, sketch, tc_stored_record_get(stored), &likeness.differences);
        if (likeness.percent < TC_SIMILAR_PERCENT_MIN) {
            g_free(likeness.differences);
            continue;
        }
        likeness.hit = g_steal_pointer(&hit);
        g_array_append_val(kept, likeness);
    }
    g_array_sort(kept, most_alike_first);
    for (guint i = 0; i < MIN(kept->len, max); i++) {
        Likeness *likeness = &g_array_index(kept, Likeness, i);
        tc_fetched_hit_set_rank(likeness->hit, i + 1);
        tc_fetched_hit_set_likeness(likeness->hit, (guint)likeness->percent, likeness->differences);
        g_ptr_array_add(hits, g_steal_pointer(&likeness->hit));
    }
    return TRUE;
}
