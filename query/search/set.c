#include "query/search/set.h"

#include "base/free.h"
#include "query/rank/pool.h"
#include "query/rank/rank.h"
#include "query/words/spellings.h"
#include "store/schema.h"

#include <string.h>

/* Documents whose positions are in memory at a time. */
#define BATCH_LEN    1000
/* Spellings that nobody means are not looked at: as in the pool of a query. */
#define SPELLING_MIN 0.002

static int
by_docid(gconstpointer a, gconstpointer b)
{
    const TcXHit *x = a;
    const TcXHit *y = b;
    return x->docid < y->docid ? -1 : x->docid > y->docid;
}

/* Which documents of `hits`, ascending, hold a term. */
static gboolean
note_word(TcReader *reader, const TcWord *word, const guint32 *docids, gsize count,
          gboolean *scratch, gboolean *has, gsize stride, GError **error)
{
    for (guint s = 0; s < word->spellings->len; s++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
        if (spelling->freq == 0 || !tc_spelling_is_meant(word, spelling))
            continue;
        if (!tc_x_database_have_term(tc_reader_database(reader), spelling->term, spelling->term_len,
                                     docids, count, scratch, error))
            return FALSE;
        for (gsize d = 0; d < count; d++)
            has[d * stride] |= scratch[d];
    }
    return TRUE;
}

/* What is written in another way has the words that it stands for, too. */
static void
note_groups(const TcWords *words, gboolean *has)
{
    for (guint g = 0; g < words->groups->len; g++) {
        const TcGroup *group = tc_group_at(words->groups, g);
        gboolean said = FALSE;
        for (guint a = 0; a < group->alternatives->len; a++) {
            const TcAlternative *other = tc_alternative_at(group->alternatives, a);
            guint found = 0;
            while (found < other->count && has[other->words[found]])
                found++;
            said |= found == other->count;
        }
        for (guint i = 0; said && i < words->sequence->len; i++) {
            const TcWordAt *at = tc_word_at(words->sequence, i);
            if (at->position >= group->position && at->position < group->position + group->count)
                has[at->word] = TRUE;
        }
    }
}

/* Drop of `hits`, ascending, those that lack too many words to be about the topic. */
static gboolean
keep_possible(TcReader *reader, const TcWords *words, const TcAbout *about, GArray *hits,
              GError **error)
{
    gsize count = hits->len;
    guint word_count = words->words->len;
    g_autofree guint32 *docids = g_new(guint32, count + 1);
    g_autofree gboolean *scratch = g_new(gboolean, count + 1);
    g_autofree gboolean *has = g_new0(gboolean, count * word_count + 1);
    guint kept = 0;
    for (gsize i = 0; i < count; i++)
        docids[i] = tc_x_hit_at(hits, i)->docid;
    for (guint w = 0; w < word_count; w++)
        if (!note_word(reader, g_ptr_array_index(words->words, w), docids, count, scratch, has + w,
                       word_count, error))
            return FALSE;
    for (gsize i = 0; i < count; i++) {
        gboolean *of = has + i * word_count;
        note_groups(words, of);
        if (tc_about_may_hold(about, of))
            *tc_x_hit_at(hits, kept++) = *tc_x_hit_at(hits, i);
    }
    g_array_set_size(hits, kept);
    return TRUE;
}

static gboolean
choose_batch(TcReader *reader, const TcWords *words, TcAbout *about, GArray *batch, GArray *out,
             GError **error)
{
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(TcRanked));
    if (!keep_possible(reader, words, about, batch, error))
        return FALSE;
    g_autoptr(TcPool) pool = tc_pool_new(reader, words, (const TcXHit *)(gpointer)batch->data,
                                         batch->len, SPELLING_MIN, error);
    if (pool == NULL || !tc_pool_load_titles(reader, pool, words, error))
        return FALSE;
    tc_rank(pool, words, G_MAXUINT, about, ranked);
    for (guint i = 0; i < ranked->len; i++) {
        TcRanked *item = tc_ranked_at(ranked, i);
        if (tc_about_holds(about, item)) {
            item->about = TRUE;
            g_array_append_val(out, *item);
        }
    }
    return TRUE;
}

gboolean
tc_set_choose(TcReader *reader, const TcWords *words, struct TcAbout *about, const GArray *hits,
              GHashTable *have, GArray *out, GError **error)
{
    g_autoptr(GArray) rest = g_array_new(FALSE, FALSE, sizeof(TcXHit));
    g_autoptr(GArray) batch = g_array_new(FALSE, FALSE, sizeof(TcXHit));
    for (guint i = 0; i < hits->len; i++) {
        const TcXHit *hit = tc_x_hit_at(hits, i);
        if (have == NULL || !g_hash_table_contains(have, GUINT_TO_POINTER(hit->docid)))
            g_array_append_val(rest, *hit);
    }
    g_array_sort(rest, by_docid);
    for (guint i = 0; i < rest->len; i += BATCH_LEN) {
        g_array_set_size(batch, 0);
        g_array_append_vals(batch, tc_x_hit_at(rest, i), MIN(BATCH_LEN, rest->len - i));
        if (!choose_batch(reader, words, about, batch, out, error))
            return FALSE;
    }
    return TRUE;
}

/* A member with what it is sorted by. */
typedef struct {
    TcRanked ranked;
    char *date;
    char *path;
    gboolean newest;
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
    gboolean x_known = *x->date != '\0';
    gboolean y_known = *y->date != '\0';
    int order = strcmp(x->date, y->date);
    if (x_known != y_known)
        return x_known ? -1 : 1;
    if (order != 0)
        return x->newest ? -order : order;
    if (x->ranked.score != y->ranked.score)
        return x->ranked.score > y->ranked.score ? -1 : 1;
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
tc_set_sort_by_date(TcReader *reader, gboolean newest, GArray *members, GError **error)
{
    g_autoptr(GArray) dated = g_array_new(FALSE, TRUE, sizeof(Dated));
    g_array_set_clear_func(dated, dated_clear);
    for (guint i = 0; i < members->len; i++) {
        const TcRanked *member = tc_ranked_at(members, i);
        Dated item = {.ranked = *member, .newest = newest};
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
