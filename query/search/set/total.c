#include "query/search/set/total.h"

#include "query/rank/names/typed_first.h"
#include "query/search/first_stage.h"
#include "query/search/set/set.h"
#include "store/schema.h"

#include <string.h>

struct TcTotal {
    TcXQuery *query;
    TcAbout *about;
    TcNamings *namings;
    gboolean is_settled;
    GArray *candidates;
    GArray *ranked;
    gboolean is_counted;
    guint32 count;
};

TcTotal *
tc_total_new(TcXQuery *query, TcAbout *about, TcNamings *namings, gboolean is_settled,
             GArray *candidates, GArray *ranked)
{
    TcTotal *total = g_new(TcTotal, 1);
    *total = (TcTotal){.query = query,
                       .about = about,
                       .namings = namings,
                       .is_settled = is_settled,
                       .candidates = g_array_ref(candidates),
                       .ranked = g_array_ref(ranked)};
    return total;
}

void
tc_total_free(TcTotal *total)
{
    if (total == NULL)
        return;
    tc_x_query_free(total->query);
    tc_about_free(total->about);
    tc_namings_free(total->namings);
    g_array_unref(total->candidates);
    g_array_unref(total->ranked);
    g_free(total);
}

static void
note_text(gsize i, const char *bytes, gsize len, gpointer user)
{
    TcXHit *hit = tc_x_hit_at(user, i);
    hit->key_len = len == sizeof hit->key ? TC_X_KEY_MAX : 0;
    memcpy(hit->key, bytes, hit->key_len);
}

/* The value of a text is a hash of it. */
static guint
hash_text(gconstpointer data)
{
    const TcXHit *hit = data;
    guint hash = 0;
    memcpy(&hash, hit->key, sizeof hash);
    return hash;
}

static gboolean
is_same_text(gconstpointer a, gconstpointer b)
{
    const TcXHit *x = a;
    const TcXHit *y = b;
    return memcmp(x->key, y->key, sizeof x->key) == 0;
}

/* Leave one of `hits` (ascending) for each text, which the first stage would put first, and none
 * whose text is among the candidates. */
static gboolean
drop_copies(const TcTotal *total, TcReader *reader, GArray *hits, GError **error)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(hash_text, is_same_text);
    g_autoptr(GHashTable) best = g_hash_table_new(hash_text, is_same_text);
    g_autofree guint32 *docids = g_new(guint32, hits->len + 1);
    guint kept = 0;
    for (guint i = 0; i < hits->len; i++)
        docids[i] = tc_x_hit_at(hits, i)->docid;
    if (!tc_x_database_doc_values(tc_reader_database(reader), TC_SLOT_CONTENT, docids, hits->len,
                                  note_text, hits, error))
        return FALSE;
    for (guint i = 0; i < total->candidates->len; i++) {
        TcXHit *hit = tc_x_hit_at(total->candidates, i);
        if (hit->key_len == TC_X_KEY_MAX)
            g_hash_table_add(taken, hit);
    }
    for (guint i = 0; i < hits->len; i++) {
        TcXHit *hit = tc_x_hit_at(hits, i);
        if (hit->key_len == 0 || g_hash_table_contains(taken, hit))
            continue;
        const TcXHit *other = g_hash_table_lookup(best, hit);
        if (other == NULL || hit->weight > other->weight)
            g_hash_table_add(best, hit);
    }
    g_autofree gboolean *is_kept = g_new(gboolean, hits->len + 1);
    for (guint i = 0; i < hits->len; i++) {
        const TcXHit *hit = tc_x_hit_at(hits, i);
        is_kept[i] = hit->key_len == 0 || g_hash_table_lookup(best, hit) == hit;
    }
    for (guint i = 0; i < hits->len; i++)
        if (is_kept[i])
            *tc_x_hit_at(hits, kept++) = *tc_x_hit_at(hits, i);
    g_array_set_size(hits, kept);
    return TRUE;
}

/* Members of which it is asked one by one whether there is another document with their text. */
#define ASKED_MAX 32

/* Whether any of `members` (ascending) may have a copy. */
static gboolean
may_have_copies(TcReader *reader, const GArray *members, gboolean *may, GError **error)
{
    g_autoptr(GArray) hits = g_array_new(FALSE, TRUE, sizeof(TcXHit));
    guint32 docids[ASKED_MAX];
    *may = members->len > ASKED_MAX;
    if (*may || members->len == 0)
        return TRUE;
    g_array_set_size(hits, members->len);
    for (guint i = 0; i < members->len; i++)
        docids[i] = tc_ranked_at(members, i)->docid;
    if (!tc_x_database_doc_values(tc_reader_database(reader), TC_SLOT_CONTENT, docids, members->len,
                                  note_text, hits, error))
        return FALSE;
    for (guint i = 0; i < hits->len && !*may; i++) {
        const TcXHit *hit = tc_x_hit_at(hits, i);
        g_autofree char *term = tc_content_term(hit->key, sizeof hit->key);
        guint32 freq = 1;
        if (hit->key_len > 0 && !tc_reader_term_freq(reader, term, strlen(term), &freq, error))
            return FALSE;
        *may = freq != 1;
    }
    return TRUE;
}

/* Leave one of `members`, which are of `others`, for each text. To know all texts takes more than
 * to know that a member has one of its own. */
static gboolean
drop_copied_members(const TcTotal *total, TcReader *reader, GArray *others, GArray *members,
                    GError **error)
{
    g_autoptr(GHashTable) kept = g_hash_table_new(NULL, NULL);
    gboolean may = FALSE;
    guint count = 0;
    if (!may_have_copies(reader, members, &may, error))
        return FALSE;
    if (!may)
        return TRUE;
    if (!drop_copies(total, reader, others, error))
        return FALSE;
    for (guint i = 0; i < others->len; i++)
        g_hash_table_add(kept, GUINT_TO_POINTER(tc_x_hit_at(others, i)->docid));
    for (guint i = 0; i < members->len; i++)
        if (g_hash_table_contains(kept, GUINT_TO_POINTER(tc_ranked_at(members, i)->docid)))
            *tc_ranked_at(members, count++) = *tc_ranked_at(members, i);
    g_array_set_size(members, count);
    return TRUE;
}

/* In a smaller archive running a restricted query again takes less than reading the postings of all
 * its words. Of a million documents "du lịch -biển" takes 430 ms by them instead of 1,380, of 7,864
 * pages "lịch sử +hà" 74 million instructions instead of 65. */
#define LISTED_MIN 50000

/* What may be about the topic beyond the candidates. */
typedef struct {
    GHashTable *have; /* documents (docid) that are known */
    GArray *docids;   /* of guint32, ascending: all that have enough words, copies among them */
    gboolean are_possible; /* there are `docids`; else hits are those of the first stage, of which
                            * some have too few words */
} Others;

static void
others_clear(Others *others)
{
    g_clear_pointer(&others->have, g_hash_table_unref);
    g_clear_pointer(&others->docids, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Others, others_clear)

/* Tell by postings, where the first stage need not be run again. */
static gboolean
list_others(const TcTotal *total, TcReader *reader, const TcWords *words, Others *others,
            GError **error)
{
    gboolean is_listed = !total->is_settled || tc_reader_doc_count(reader) >= LISTED_MIN;
    others->have = g_hash_table_new(NULL, NULL);
    others->docids = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = 0; i < total->ranked->len; i++)
        g_hash_table_add(others->have, GUINT_TO_POINTER(tc_ranked_at(total->ranked, i)->docid));
    return !is_listed || (tc_first_stage_weigh(reader, total->query, NULL, 0, NULL, NULL,
                                               &others->are_possible, error) &&
                          (!others->are_possible ||
                           tc_set_possible(reader, words, total->about, others->have,
                                           others->docids, &others->are_possible, error)));
}

/* Append to `hits` documents that were listed, from the i-th on, with what they weigh. */
static gboolean
weigh(const TcTotal *total, TcReader *reader, const Others *others, guint from, guint count,
      GArray *hits, GError **error)
{
    const guint32 *numbers = (const guint32 *)(gpointer)others->docids->data + from;
    g_autofree double *weights = g_new(double, count + 1);
    g_autofree guint32 *lengths = g_new(guint32, count + 1);
    gboolean is_known = FALSE;
    if (!tc_first_stage_weigh(reader, total->query, numbers, count, weights, lengths, &is_known,
                              error))
        return FALSE;
    for (guint i = 0; i < count; i++) {
        TcXHit hit = {.docid = numbers[i], .weight = weights[i], .length = lengths[i]};
        if (hit.weight >= 0)
            g_array_append_val(hits, hit);
    }
    return TRUE;
}

/* Leave of `hits` the members. */
static void
keep_members(GArray *hits, const GArray *members)
{
    g_autoptr(GHashTable) docids = g_hash_table_new(NULL, NULL);
    guint kept = 0;
    for (guint i = 0; i < members->len; i++)
        g_hash_table_add(docids, GUINT_TO_POINTER(tc_ranked_at(members, i)->docid));
    for (guint i = 0; i < hits->len; i++)
        if (g_hash_table_contains(docids, GUINT_TO_POINTER(tc_x_hit_at(hits, i)->docid)))
            *tc_x_hit_at(hits, kept++) = *tc_x_hit_at(hits, i);
    g_array_set_size(hits, kept);
}

/* So many of those that were listed are weighed at a time, where some may be enough. */
#define WEIGHED_LEN 2000

/* Append to `members` what is about the topic of those that were listed, and to `hits` all that
 * were looked at. */
static gboolean
choose_listed(TcTotal *total, TcReader *reader, const TcWords *words, const Others *others,
              guint enough, GArray *hits, GArray *members, GError **error)
{
    TcSetChoice choice = {.are_possible = TRUE, .enough = enough};
    guint step = enough == G_MAXUINT ? G_MAXUINT : WEIGHED_LEN;
    g_autoptr(GArray) part = g_array_new(FALSE, TRUE, sizeof(TcXHit));
    for (guint i = 0; i < others->docids->len && members->len <= enough;
         i += MIN(step, others->docids->len - i)) {
        g_array_set_size(part, 0);
        if (!weigh(total, reader, others, i, MIN(step, others->docids->len - i), part, error) ||
            !tc_set_choose(reader, words, total->about, part, others->have, &choice, members,
                           error))
            return FALSE;
        g_array_append_vals(hits, part->data, part->len);
    }
    return TRUE;
}

/* Append to `members` what is about the topic beyond the candidates, in no order. When there are
 * more than `enough`, copies among them, these are some of it, and *is_all is FALSE. */
static gboolean
choose_beyond(TcTotal *total, TcReader *reader, const TcWords *words, gboolean collapses,
              gboolean has_scores, guint enough, gboolean *is_all, GArray *members, GError **error)
{
    g_auto(Others) others = {0};
    g_autoptr(GArray) hits = NULL;
    TcSetChoice choice = {.enough = enough};
    if (!list_others(total, reader, words, &others, error))
        return FALSE;
    hits = others.are_possible ? g_array_new(FALSE, TRUE, sizeof(TcXHit))
                               : tc_first_stage_all(reader, total->query, collapses, error);
    if (hits == NULL ||
        !(others.are_possible
              ? choose_listed(total, reader, words, &others, enough, hits, members, error)
              : tc_set_choose(reader, words, total->about, hits, others.have, &choice, members,
                              error)))
        return FALSE;
    *is_all = members->len <= enough;
    if (!*is_all)
        keep_members(hits, members);
    if (others.are_possible && collapses &&
        !drop_copied_members(total, reader, hits, members, error))
        return FALSE;
    if (!has_scores || members->len == 0)
        return TRUE;
    /* Which they are takes less than what their scores are. */
    keep_members(hits, members);
    g_array_set_size(members, 0);
    choice = (TcSetChoice){.are_possible = TRUE, .has_scores = TRUE, .enough = G_MAXUINT};
    return tc_set_choose(reader, words, total->about, hits, NULL, &choice, members, error);
}

/* Tell anew which of the candidates are about the topic, where some scores are bounds. */
static void
tell_members(TcTotal *total, const TcPool *pool, const TcWords *words)
{
    tc_rank_take_back(total->ranked);
    tc_rank_settle(pool, words, total->about, !total->is_settled, total->ranked);
    for (guint i = 0; i < total->ranked->len; i++) {
        TcRanked *item = tc_ranked_at(total->ranked, i);
        item->why = item->is_named ? TC_WHY_NAME : tc_about_why(total->about, item);
        item->is_about = tc_why_is_about(item->why);
    }
    if (total->namings != NULL)
        tc_rank_typed_first(total->namings, total->ranked);
}

static void
tell_bounded(TcTotal *total, const TcPool *pool, const TcWords *words)
{
    gboolean is_bounded = FALSE;
    for (guint i = 0; i < total->ranked->len; i++)
        is_bounded |= tc_ranked_at(total->ranked, i)->is_bounded;
    if (is_bounded)
        tell_members(total, pool, words);
}

/* How many of the candidates are about the topic, as far as that was told. */
static guint32
count_among(const TcTotal *total)
{
    guint32 count = 0;
    for (guint i = 0; i < total->ranked->len; i++)
        count += tc_ranked_at(total->ranked, i)->is_about;
    return count;
}

gboolean
tc_total_count(TcTotal *total, TcReader *reader, const TcPool *pool, const TcWords *words,
               gboolean collapses, guint32 enough, guint32 *count, gboolean *is_all, GError **error)
{
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(TcRanked));
    *is_all = TRUE;
    *count = total->count;
    if (total->is_counted)
        return TRUE;
    tell_bounded(total, pool, words);
    guint32 among = count_among(total);
    guint others = enough > among ? enough - among : 0;
    /* Twice as many, since some may be copies. */
    guint limit = others > G_MAXUINT / 2 ? G_MAXUINT : 2 * others;
    do {
        g_array_set_size(members, 0);
        if (!choose_beyond(total, reader, words, collapses, FALSE, limit, &total->is_counted,
                           members, error))
            return FALSE;
        total->count = among + members->len;
        limit = G_MAXUINT;
    } while (!total->is_counted && total->count <= enough);
    *is_all = total->is_counted;
    *count = *is_all ? total->count : enough;
    return TRUE;
}

gboolean
tc_total_beyond(TcTotal *total, TcReader *reader, const TcWords *words, gboolean collapses,
                GArray *members, GError **error)
{
    guint32 among = count_among(total);
    if (!choose_beyond(total, reader, words, collapses, TRUE, G_MAXUINT, &total->is_counted,
                       members, error))
        return FALSE;
    tc_rank_sort(members);
    total->count = among + members->len;
    return TRUE;
}

gboolean
tc_total_members(TcTotal *total, TcReader *reader, const TcPool *pool, const TcWords *words,
                 gboolean collapses, gboolean has_scores, GArray *members, GError **error)
{
    g_autoptr(GArray) beyond = g_array_new(FALSE, FALSE, sizeof(TcRanked));
    gboolean is_all = FALSE;
    if (!has_scores)
        tell_bounded(total, pool, words);
    if (!choose_beyond(total, reader, words, collapses, has_scores, G_MAXUINT, &is_all, beyond,
                       error))
        return FALSE;
    for (guint i = 0; i < total->ranked->len; i++) {
        const TcRanked *item = tc_ranked_at(total->ranked, i);
        if (item->is_about)
            g_array_append_val(members, *item);
    }
    g_array_append_vals(members, beyond->data, beyond->len);
    return TRUE;
}
