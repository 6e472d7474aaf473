#include "query/search/candidates.h"

#include "base/free.h"
#include "base/order.h"
#include "query/search/runs.h"
#include "query/words/beside.h"
#include "query/words/spellings.h"
#include "store/schema.h"

#include <string.h>

/* Hits below this share of the best weight are no candidates, but for a few: neighbours and
 * passages do not make up for it. On xquad_hard 110 of 200 are left, on wiki_heading 180, and
 * MRR@10 is the same within .001; at 0.6 it falls by .002 to .004. In a small archive all are
 * looked at, as they tell how rare a pair of words is. */
#define WEIGHT_LEAST  0.4
#define POOL_LEAST    20
#define SMALL_ARCHIVE 2000

static int
by_number(gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *)a;
    guint32 y = *(const guint32 *)b;
    return TC_ORDER(x, y);
}

/* Whether documents that repeat the pair of words are among `docids`; found ones are set in
 * `is_repeating` (of the same length), the others left as they are. */
static gboolean
find_repeating(TcReader *reader, const TcWord *first, const TcWord *second, const guint32 *docids,
               gsize count, gboolean *is_repeating, GError **error)
{
    const TcSpelling *a = tc_word_likely_spelling(first);
    const TcSpelling *b = tc_word_likely_spelling(second);
    const TcPairTerm pair = tc_pair_term(a->term, a->term_len, b->term, b->term_len);
    g_autofree gboolean *has = g_new(gboolean, count);
    if (pair.len == 0)
        return TRUE;
    if (!tc_x_database_have_term(tc_reader_database(reader), pair.bytes, pair.len, docids, count,
                                 has, error))
        return FALSE;
    for (gsize i = 0; i < count; i++)
        is_repeating[i] |= has[i];
    return TRUE;
}

/* Drop of the hits from `begin` on those that repeat no pair of the query. */
static gboolean
keep_repeating(TcReader *reader, const TcWords *words, GArray *hits, guint begin, GError **error)
{
    gsize count = hits->len - begin;
    g_autofree guint32 *docids = g_new(guint32, count);
    g_autofree gboolean *is_repeating = g_new0(gboolean, count);
    guint kept = begin;
    for (gsize i = 0; i < count; i++)
        docids[i] = tc_x_hit_at(hits, begin + i)->docid;
    qsort(docids, count, sizeof *docids, by_number);
    for (guint i = 1; i < words->sequence->len; i++) {
        const TcWordAt *at = tc_word_at(words->sequence, i);
        if (at->position == at[-1].position + 1 &&
            !find_repeating(reader, g_ptr_array_index(words->words, at[-1].word),
                            g_ptr_array_index(words->words, at->word), docids, count, is_repeating,
                            error))
            return FALSE;
    }
    for (guint i = begin; i < hits->len; i++) {
        TcXHit hit = *tc_x_hit_at(hits, i);
        const guint32 *found = bsearch(&hit.docid, docids, count, sizeof *docids, by_number);
        if (is_repeating[found - docids])
            *tc_x_hit_at(hits, kept++) = hit;
    }
    g_array_set_size(hits, kept);
    return TRUE;
}

gboolean
tc_candidates_choose(TcReader *reader, const TcWords *words, GArray *hits, GError **error)
{
    guint size = MIN(hits->len, TC_CANDIDATES_MAX);
    while (tc_reader_doc_count(reader) > SMALL_ARCHIVE && size > POOL_LEAST &&
           tc_x_hit_at(hits, size - 1)->weight < WEIGHT_LEAST * tc_x_hit_at(hits, 0)->weight)
        size--;
    g_array_set_size(hits, size);
    return size <= TC_POOL_SIZE || keep_repeating(reader, words, hits, TC_POOL_SIZE, error);
}

/* ---- whatever the first stage thought of them ---- */

/* Sets the hash of the text of a hit; without collapsing it is not asked for. */
static gboolean
fetch_content(TcReader *reader, gboolean collapses, TcXHit *hit, GError **error)
{
    g_autofree char *content = NULL;
    gsize len = 0;
    if (!collapses)
        return TRUE;
    if (!tc_x_database_doc_value(tc_reader_database(reader), hit->docid, TC_SLOT_CONTENT, &content,
                                 &len, error))
        return FALSE;
    if (len == sizeof hit->key) {
        hit->key_len = sizeof hit->key;
        memcpy(hit->key, content, sizeof hit->key);
    }
    return TRUE;
}

static char *
content_name(const TcXHit *hit)
{
    return hit->key_len == 0 ? g_strdup_printf("%u", hit->docid)
                             : g_base64_encode(hit->key, hit->key_len);
}

/* Candidates and what is known of them. */
typedef struct {
    GArray *hits;      /* of TcXHit */
    GHashTable *known; /* their docids */
    GHashTable *texts; /* their content_name() */
} Candidates;

static void
candidates_clear(Candidates *candidates)
{
    g_clear_pointer(&candidates->known, g_hash_table_unref);
    g_clear_pointer(&candidates->texts, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Candidates, candidates_clear)

/* One more document, unless its text is there. */
static gboolean
add_candidate(TcReader *reader, gboolean collapses, Candidates *candidates, guint32 docid,
              double weight, GError **error)
{
    TcXHit hit = {.docid = docid, .weight = weight};
    if (!g_hash_table_add(candidates->known, GUINT_TO_POINTER(docid)))
        return TRUE;
    if (!fetch_content(reader, collapses, &hit, error))
        return FALSE;
    if (g_hash_table_add(candidates->texts, content_name(&hit)))
        g_array_append_val(candidates->hits, hit);
    return TRUE;
}

gboolean
tc_candidates_add(TcReader *reader, gboolean collapses, const TcBonuses *bonuses,
                  const GArray *runs, GArray *hits, GError **error)
{
    guint run_count = runs == NULL ? 0 : runs->len;
    double least = 0;
    if (bonuses->items->len == 0 && run_count == 0)
        return TRUE;
    g_auto(Candidates) candidates = {hits, g_hash_table_new(NULL, NULL),
                                     g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    for (guint i = 0; i < hits->len; i++) {
        const TcXHit *hit = tc_x_hit_at(hits, i);
        g_hash_table_add(candidates.known, GUINT_TO_POINTER(hit->docid));
        g_hash_table_add(candidates.texts, content_name(hit));
        least = hit->weight;
    }
    for (guint i = 0; i < bonuses->items->len; i++) {
        guint32 docid = g_array_index(bonuses->items, TcBonus, i).docid;
        if (!add_candidate(reader, collapses, &candidates, docid, least, error))
            return FALSE;
    }
    for (guint i = 0; i < run_count; i++) {
        guint32 docid = tc_run_hit_at(runs, i)->docid;
        if (!add_candidate(reader, collapses, &candidates, docid, TC_WEIGHT_UNKNOWN, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
tc_candidates_append(TcReader *reader, gboolean collapses, guint32 docid, GArray *hits,
                     GError **error)
{
    TcXHit hit = {.docid = docid, .weight = TC_WEIGHT_UNKNOWN};
    if (!fetch_content(reader, collapses, &hit, error))
        return FALSE;
    g_array_append_val(hits, hit);
    return TRUE;
}

void
tc_candidates_note_copies(const GArray *candidates, const GArray *hits, GHashTable *copies)
{
    g_autoptr(GHashTable) texts =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    for (guint i = 0; i < candidates->len; i++) {
        const TcXHit *hit = tc_x_hit_at(candidates, i);
        if (hit->key_len > 0)
            g_hash_table_add(texts, g_bytes_new(hit->key, hit->key_len));
    }
    for (guint i = 0; i < hits->len; i++) {
        const TcXHit *hit = tc_x_hit_at(hits, i);
        g_autoptr(GBytes) text = g_bytes_new_static(hit->key, hit->key_len);
        if (hit->key_len > 0 && g_hash_table_contains(texts, text))
            g_hash_table_add(copies, GUINT_TO_POINTER(hit->docid));
    }
}
