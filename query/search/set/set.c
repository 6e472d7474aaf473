#include "query/search/set/set.h"

#include "base/free.h"
#include "base/order.h"
#include "query/rank/far/screen.h"
#include "query/rank/pool.h"
#include "query/rank/rank.h"
#include "query/words/spellings.h"
#include "store/schema.h"

#include <string.h>

/* Documents whose positions are in memory at a time. */
#define BATCH_LEN    1000
/* Spellings that nobody means are not looked at: as in the pool of a query. */
#define SPELLING_MIN 0.002
/* Where a batch was screened and more than one of so many documents were left, the next batches are
 * not, so many of them: documents are about a topic in one part of an archive as in another. */
#define SCREEN_LEFT  1.5
#define SCREEN_NEXT  8
/* Documents of a database have numbers up to this many times as many as they are, mostly. */
#define SPREAD_MAX   64

static int
by_docid(gconstpointer a, gconstpointer b)
{
    const TcXHit *x = a;
    const TcXHit *y = b;
    return TC_ORDER(x->docid, y->docid);
}

static gboolean
are_ascending(const GArray *hits)
{
    guint i = 1;
    while (i < hits->len && tc_x_hit_at(hits, i - 1)->docid <= tc_x_hit_at(hits, i)->docid)
        i++;
    return i >= hits->len;
}

/* Which documents of `hits`, ascending, hold a term. */
static gboolean
note_word(TcReader *reader, const TcWord *word, const guint32 *docids, gsize count,
          gboolean *has_word, gboolean *has, gsize stride, GError **error)
{
    for (guint s = 0; s < word->spellings->len; s++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
        if (spelling->freq == 0 || !tc_spelling_is_meant(word, spelling))
            continue;
        if (!tc_x_database_have_term(tc_reader_database(reader), spelling->term, spelling->term_len,
                                     docids, count, has_word, error))
            return FALSE;
        for (gsize d = 0; d < count; d++)
            has[d * stride] |= has_word[d];
    }
    return TRUE;
}

/* What is written in another way has the words that it stands for, too. */
static void
note_groups(const TcWords *words, gboolean *has)
{
    for (guint g = 0; g < words->groups->len; g++) {
        const TcGroup *group = tc_group_at(words->groups, g);
        gboolean is_said = FALSE;
        for (guint a = 0; a < group->alternatives->len; a++) {
            const TcAlternative *other = tc_alternative_at(group->alternatives, a);
            guint found = 0;
            while (found < other->count && has[other->words[found]])
                found++;
            is_said |= found == other->count;
        }
        for (guint i = 0; is_said && i < words->sequence->len; i++) {
            const TcWordAt *at = tc_word_at(words->sequence, i);
            if (at->position >= group->position && at->position < group->position + group->count)
                has[at->word] = TRUE;
        }
    }
}

/* A word and in how many documents it stands, at most. */
typedef struct {
    guint word;
    guint64 freq;
} Frequency;

static int
rarest_first(gconstpointer a, gconstpointer b)
{
    const Frequency *x = a;
    const Frequency *y = b;
    if (x->freq != y->freq)
        return TC_ORDER(x->freq, y->freq);
    return TC_ORDER(x->word, y->word);
}

/* Free with g_free(). */
static Frequency *
words_by_frequency(const TcWords *words)
{
    Frequency *order = g_new0(Frequency, words->words->len + 1);
    for (guint w = 0; w < words->words->len; w++) {
        const TcWord *word = g_ptr_array_index(words->words, w);
        order[w].word = w;
        for (guint s = 0; s < word->spellings->len; s++) {
            const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
            order[w].freq += tc_spelling_is_meant(word, spelling) ? spelling->freq : 0;
        }
    }
    qsort(order, words->words->len, sizeof *order, rarest_first);
    return order;
}

/* Whether a document may be about the topic that has these words, and of those from order[known] on
 * all. */
static gboolean
may_hold_with(const TcWords *words, const TcAbout *about, const Frequency *order, guint known,
              const gboolean *has)
{
    gboolean is_all[TC_WORDS_MAX];
    memcpy(is_all, has, words->words->len * sizeof *is_all);
    for (guint i = known; i < words->words->len; i++)
        is_all[order[i].word] = TRUE;
    note_groups(words, is_all);
    return tc_about_may_hold(about, is_all);
}

/* Numbers of documents, a bit each. */
typedef struct {
    guint64 *bits;
    guint32 max; /* the largest there may be */
    gboolean is_over;
} Marks;

static gboolean
mark(guint32 docid, gpointer user)
{
    Marks *marks = user;
    marks->is_over |= docid > marks->max;
    if (!marks->is_over)
        marks->bits[docid / 64] |= (guint64)1 << docid % 64;
    return !marks->is_over;
}

static gboolean
mark_word(TcReader *reader, const TcWord *word, Marks *marks, GError **error)
{
    for (guint s = 0; s < word->spellings->len && !marks->is_over; s++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
        if (spelling->freq > 0 && tc_spelling_is_meant(word, spelling) &&
            !tc_x_database_each_docid(tc_reader_database(reader), spelling->term,
                                      spelling->term_len, mark, marks, error))
            return FALSE;
    }
    return TRUE;
}

/* What becomes of a kind of documents: 1 + the number of the next one, 0 when nobody asked yet, or
 * this. */
#define KIND_DROPPED G_MAXUINT32

/* Add what is a kind of documents that have the i-th word, or that lack it, to `next`. */
static guint32
add_kind(const TcWords *words, const TcAbout *about, const Frequency *order, guint i,
         const gboolean *has_before, gboolean has_word, GPtrArray *next)
{
    guint word_count = words->words->len;
    g_autofree gboolean *has = g_memdup2(has_before, word_count * sizeof *has);
    has[order[i].word] = has_word;
    if (!may_hold_with(words, about, order, i + 1, has))
        return KIND_DROPPED;
    g_ptr_array_add(next, g_steal_pointer(&has));
    return next->len;
}

/* Keep of `docids` those that may be about the topic, asking for one word after the other, the
 * rarest first. Documents that have the same of these words are of a kind: what holds for one of
 * them holds for all, and there are far fewer kinds than documents. */
static gboolean
keep_with_words(TcReader *reader, const TcWords *words, const TcAbout *about,
                const Frequency *order, GArray *docids, GError **error)
{
    guint word_count = words->words->len;
    guint32 *numbers = (guint32 *)(gpointer)docids->data;
    g_autofree gboolean *has_spelling = g_new(gboolean, docids->len + 1);
    g_autofree gboolean *has = g_new(gboolean, docids->len + 1);
    g_autofree guint32 *kind_of = g_new0(guint32, docids->len + 1);
    g_autoptr(GPtrArray) kinds = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(kinds, g_new0(gboolean, word_count + 1));
    for (guint i = 0; i < word_count; i++) {
        g_autofree guint32 *become = g_new0(guint32, 2 * (gsize)kinds->len);
        g_autoptr(GPtrArray) next = g_ptr_array_new_with_free_func(g_free);
        guint kept = 0;
        memset(has, 0, docids->len * sizeof *has);
        if (!note_word(reader, g_ptr_array_index(words->words, order[i].word), numbers, docids->len,
                       has_spelling, has, 1, error))
            return FALSE;
        for (guint d = 0; d < docids->len; d++) {
            const gboolean *has_before = g_ptr_array_index(kinds, kind_of[d]);
            guint32 *to = &become[2 * (gsize)kind_of[d] + (has[d] ? 1 : 0)];
            if (*to == 0)
                *to = add_kind(words, about, order, i, has_before, has[d], next);
            if (*to == KIND_DROPPED)
                continue;
            kind_of[kept] = *to - 1;
            numbers[kept++] = numbers[d];
        }
        g_array_set_size(docids, kept);
        g_ptr_array_unref(kinds);
        kinds = g_steal_pointer(&next);
    }
    return TRUE;
}

gboolean
tc_set_possible(TcReader *reader, const TcWords *words, const TcAbout *about, GHashTable *have,
                GArray *docids, gboolean *is_known, GError **error)
{
    const gboolean is_none[TC_WORDS_MAX] = {FALSE};
    g_autofree Frequency *order = words_by_frequency(words);
    guint64 max = (guint64)tc_reader_doc_count(reader) * SPREAD_MAX + SPREAD_MAX;
    g_autofree guint64 *bits = g_new0(guint64, max / 64 + 1);
    Marks marks = {.bits = bits, .max = (guint32)MIN(max, G_MAXUINT32)};
    /* What has none of the first words is not about the topic, whatever else it has. */
    for (guint i = 0; i < words->words->len && may_hold_with(words, about, order, i, is_none);
         i++) {
        const TcWord *word = g_ptr_array_index(words->words, order[i].word);
        if (!mark_word(reader, word, &marks, error))
            return FALSE;
    }
    *is_known = !marks.is_over;
    for (gsize i = 0; *is_known && i <= max / 64; i++) {
        for (guint64 left = bits[i]; left != 0; left &= left - 1) {
            guint32 docid = (guint32)(64 * i) + (guint32)__builtin_ctzll(left);
            if (!g_hash_table_contains(have, GUINT_TO_POINTER(docid)))
                g_array_append_val(docids, docid);
        }
    }
    return !*is_known || keep_with_words(reader, words, about, order, docids, error);
}

/* Drop of `hits`, ascending, those that lack too many words to be about the topic. */
static gboolean
keep_possible(TcReader *reader, const TcWords *words, const TcAbout *about, GArray *hits,
              GError **error)
{
    gsize count = hits->len;
    guint word_count = words->words->len;
    g_autofree guint32 *docids = g_new(guint32, count + 1);
    g_autofree gboolean *has_word = g_new(gboolean, count + 1);
    g_autofree gboolean *has = g_new0(gboolean, count * word_count + 1);
    guint kept = 0;
    for (gsize i = 0; i < count; i++)
        docids[i] = tc_x_hit_at(hits, i)->docid;
    for (guint w = 0; w < word_count; w++)
        if (!note_word(reader, g_ptr_array_index(words->words, w), docids, count, has_word, has + w,
                       word_count, error))
            return FALSE;
    for (gsize i = 0; i < count; i++) {
        gboolean *has_of = has + i * word_count;
        note_groups(words, has_of);
        if (tc_about_may_hold(about, has_of))
            *tc_x_hit_at(hits, kept++) = *tc_x_hit_at(hits, i);
    }
    g_array_set_size(hits, kept);
    return TRUE;
}

/* Drops of a pool what is far from the topic, unless that was in vain of late: then *unscreened is
 * how many batches more are read as they are. */
static gboolean
screen(TcReader *reader, const TcWords *words, const TcAbout *about, guint *unscreened,
       TcPool *pool, GError **error)
{
    guint order[TC_WORDS_MAX];
    if (*unscreened > 0) {
        (*unscreened)--;
        return TRUE;
    }
    const gsize before = pool->doc_count;
    g_autofree Frequency *by_frequency = words_by_frequency(words);
    for (guint i = 0; i < words->words->len; i++)
        order[i] = by_frequency[i].word;
    if (!tc_screen(reader, words, about, order, SPELLING_MIN, pool, error))
        return FALSE;
    *unscreened = SCREEN_LEFT * (double)pool->doc_count > (double)before ? SCREEN_NEXT : 0;
    return TRUE;
}

static gboolean
choose_batch(TcReader *reader, const TcWords *words, TcAbout *about, TcSetChoice *choice,
             GArray *batch, GArray *out, GError **error)
{
    if (!choice->are_possible && !keep_possible(reader, words, about, batch, error))
        return FALSE;
    g_autoptr(TcPool) pool =
        tc_pool_new_unread(reader, words, (const TcXHit *)(gpointer)batch->data, batch->len, error);
    if (pool == NULL || !tc_pool_load_titles(reader, pool, words, error) ||
        !screen(reader, words, about, &choice->unscreened, pool, error) ||
        !tc_pool_read_rest(reader, pool, words, SPELLING_MIN, error))
        return FALSE;
    tc_rank_members(pool, words, about, choice->has_scores, out);
    return TRUE;
}

gboolean
tc_set_choose(TcReader *reader, const TcWords *words, TcAbout *about, const GArray *hits,
              GHashTable *have, TcSetChoice *choice, GArray *out, GError **error)
{
    g_autoptr(GArray) rest = g_array_new(FALSE, FALSE, sizeof(TcXHit));
    g_autoptr(GArray) batch = g_array_new(FALSE, FALSE, sizeof(TcXHit));
    for (guint i = 0; i < hits->len; i++) {
        const TcXHit *hit = tc_x_hit_at(hits, i);
        if (have == NULL || !g_hash_table_contains(have, GUINT_TO_POINTER(hit->docid)))
            g_array_append_val(rest, *hit);
    }
    if (!are_ascending(rest))
        g_array_sort(rest, by_docid);
    for (guint i = 0; i < rest->len && out->len <= choice->enough; i += BATCH_LEN) {
        g_array_set_size(batch, 0);
        g_array_append_vals(batch, tc_x_hit_at(rest, i), MIN(BATCH_LEN, rest->len - i));
        if (!choose_batch(reader, words, about, choice, batch, out, error))
            return FALSE;
    }
    return TRUE;
}

/* A member with what it is sorted by. */
typedef struct {
    TcRanked ranked;
    char *date;
    char *path;
    gboolean is_newest_first;
} Dated;

static void
dated_clear(gpointer data)
{
    Dated *dated = data;
    tc_free_all(dated->date, dated->path);
}

static int
by_date(gconstpointer a, gconstpointer b)
{
    const Dated *x = a;
    const Dated *y = b;
    gboolean is_x_known = *x->date != '\0';
    gboolean is_y_known = *y->date != '\0';
    int order = strcmp(x->date, y->date);
    if (is_x_known != is_y_known)
        return is_x_known ? -1 : 1;
    if (order != 0)
        return x->is_newest_first ? -order : order;
    if (x->ranked.score != y->ranked.score)
        return TC_ORDER(y->ranked.score, x->ranked.score);
    return strcmp(x->path, y->path);
}

/* Free with g_free(); NULL on failure. */
static char *
value_of(TcReader *reader, guint32 docid, guint32 slot, GError **error)
{
    g_autofree char *bytes = NULL;
    gsize len = 0;
    if (!tc_x_database_doc_value(tc_reader_database(reader), docid, slot, &bytes, &len, error))
        return NULL;
    return g_strndup(bytes != NULL ? bytes : "", len);
}

gboolean
tc_set_sort_by_date(TcReader *reader, gboolean is_newest_first, GArray *members, GError **error)
{
    g_autoptr(GArray) dated = g_array_new(FALSE, TRUE, sizeof(Dated));
    g_array_set_clear_func(dated, dated_clear);
    for (guint i = 0; i < members->len; i++) {
        const TcRanked *member = tc_ranked_at(members, i);
        Dated item = {.ranked = *member, .is_newest_first = is_newest_first};
        item.date = value_of(reader, member->docid, TC_SLOT_DATE, error);
        item.path = item.date == NULL ? NULL : value_of(reader, member->docid, TC_SLOT_PATH, error);
        g_array_append_val(dated, item);
        if (item.path == NULL)
            return FALSE;
    }
    g_array_sort(dated, by_date);
    for (guint i = 0; i < dated->len; i++)
        *tc_ranked_at(members, i) = g_array_index(dated, Dated, i).ranked;
    return TRUE;
}
