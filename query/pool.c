#include "query/pool.h"

#include "store/schema.h"

#include <string.h>

void
tc_pool_free(TcPool *pool)
{
    if (pool == NULL) {
        return;
    }
    for (gsize i = 0; pool->hits != NULL && i < pool->word_count; i++) {
        g_free(pool->hits[i].items);
        g_free(pool->hits[i].offsets);
    }
    g_free(pool->hits);
    g_free(pool->docids);
    g_free(pool->weights);
    g_free(pool->ranks);
    g_free(pool->norm_lens);
    g_free(pool);
}

typedef struct {
    guint32 docid;
    guint32 rank;
    double weight;
} Candidate;

static int
by_docid(gconstpointer a, gconstpointer b)
{
    const Candidate *x = a;
    const Candidate *y = b;
    return x->docid < y->docid ? -1 : x->docid > y->docid;
}

/* Which documents of the pool have no marks at all. */
typedef struct {
    const TcPool *pool;
    gsize next;
    gboolean *unmarked;
} UnmarkedScan;

static gboolean
note_unmarked(guint32 docid, guint32 wdf, guint32 doc_length, gpointer user)
{
    UnmarkedScan *scan = user;
    (void)wdf;
    (void)doc_length;
    while (scan->next < scan->pool->doc_count && scan->pool->docids[scan->next] < docid) {
        scan->next++;
    }
    if (scan->next == scan->pool->doc_count) {
        return FALSE;
    }
    if (scan->pool->docids[scan->next] == docid) {
        scan->unmarked[scan->next] = TRUE;
    }
    return TRUE;
}

static int
by_position(gconstpointer a, gconstpointer b)
{
    const TcOccurrence *x = a;
    const TcOccurrence *y = b;
    return x->position < y->position ? -1 : x->position > y->position;
}

/* Lists of one document are few and each ascending: sort only what is out of order. */
static void
sort_occurrences(TcOccurrence *items, gsize count)
{
    for (gsize i = 1; i < count; i++) {
        if (items[i].position < items[i - 1].position) {
            if (count < 24) {
                for (gsize j = i; j < count; j++) {
                    TcOccurrence item = items[j];
                    gsize k = j;
                    for (; k > 0 && items[k - 1].position > item.position; k--) {
                        items[k] = items[k - 1];
                    }
                    items[k] = item;
                }
            } else {
                qsort(items, count, sizeof *items, by_position);
            }
            return;
        }
    }
}

/* Fetch the positions of all spellings of a word and merge them document by document. */
static gboolean
load_word(TcReader *reader, TcPool *pool, const TcWord *word, TcWordHits *hits,
          const gboolean *unmarked, TcXPositions *lists, GError **error)
{
    guint spelling_count = word->spellings->len;
    gsize n = pool->doc_count;
    gsize total = 0;
    hits->offsets = g_new0(guint32, n + 1);
    for (guint s = 0; s < spelling_count; s++) {
        const TcSpelling *spelling = &g_array_index(word->spellings, TcSpelling, s);
        lists[s] = (TcXPositions)TC_X_POSITIONS_INIT;
        if (spelling->freq == 0) {
            continue;
        }
        GError *local = NULL;
        if (!tc_x_database_positions(tc_reader_database(reader), spelling->term, spelling->term_len,
                                     pool->docids, n, 0, &lists[s], &local)) {
            return tc_store_propagate(error, local);
        }
        total += lists[s].offsets[n];
    }
    hits->items = g_new(TcOccurrence, total + 1);
    guint32 filled = 0;
    for (gsize d = 0; d < n; d++) {
        guint32 start = filled;
        guint lists_used = 0;
        hits->offsets[d] = start;
        for (guint s = 0; s < spelling_count; s++) {
            const TcXPositions *list = &lists[s];
            if (list->offsets == NULL || list->offsets[d] == list->offsets[d + 1]) {
                continue;
            }
            if (g_array_index(word->spellings, TcSpelling, s).unmarked && !unmarked[d]) {
                continue;
            }
            for (guint32 i = list->offsets[d]; i < list->offsets[d + 1]; i++) {
                hits->items[filled++] =
                    (TcOccurrence){.position = list->positions[i], .spelling = s};
            }
            lists_used++;
        }
        if (lists_used > 1) {
            sort_occurrences(hits->items + start, filled - start);
        }
    }
    hits->offsets[n] = filled;
    return TRUE;
}

TcPool *
tc_pool_new(TcReader *reader, const TcWords *words, const TcXHit *hits, gsize count, GError **error)
{
    g_autoptr(TcPool) pool = g_new0(TcPool, 1);
    TcXDatabase *db = tc_reader_database(reader);
    double average = tc_reader_average_length(reader);
    GError *local = NULL;
    g_autofree Candidate *candidates = g_new(Candidate, count + 1);
    for (gsize i = 0; i < count; i++) {
        candidates[i] = (Candidate){hits[i].docid, (guint32)i, hits[i].weight};
    }
    qsort(candidates, count, sizeof *candidates, by_docid);
    pool->doc_count = count;
    pool->collection_count = tc_reader_doc_count(reader);
    pool->docids = g_new(guint32, count + 1);
    pool->weights = g_new(double, count + 1);
    pool->ranks = g_new(guint32, count + 1);
    pool->norm_lens = g_new(double, count + 1);
    for (gsize i = 0; i < count; i++) {
        guint32 length = 0;
        pool->docids[i] = candidates[i].docid;
        pool->ranks[i] = candidates[i].rank;
        pool->weights[i] = candidates[i].weight;
        if (!tc_x_database_doc_length(db, candidates[i].docid, &length, &local)) {
            tc_store_propagate(error, local);
            return NULL;
        }
        pool->norm_lens[i] = MAX(0.5, average > 0 ? length / average : 1);
    }
    g_autofree gboolean *unmarked = g_new0(gboolean, count + 1);
    gboolean any_unmarked = FALSE;
    for (guint w = 0; w < words->words->len && !any_unmarked; w++) {
        const TcWord *word = g_ptr_array_index(words->words, w);
        for (guint s = 0; s < word->spellings->len; s++) {
            any_unmarked |= g_array_index(word->spellings, TcSpelling, s).unmarked;
        }
    }
    if (any_unmarked && count > 0) {
        UnmarkedScan scan = {pool, 0, unmarked};
        if (!tc_x_database_each_posting(db, TC_TERM_UNMARKED, strlen(TC_TERM_UNMARKED),
                                        pool->docids[0], note_unmarked, &scan, &local)) {
            tc_store_propagate(error, local);
            return NULL;
        }
    }
    pool->word_count = words->words->len;
    pool->hits = g_new0(TcWordHits, pool->word_count + 1);
    for (gsize w = 0; w < pool->word_count; w++) {
        const TcWord *word = g_ptr_array_index(words->words, w);
        TcXPositions lists[TC_SPELLINGS_MAX + 2] = {TC_X_POSITIONS_INIT};
        gboolean loaded = load_word(reader, pool, word, &pool->hits[w], unmarked, lists, error);
        for (guint s = 0; s < word->spellings->len; s++) {
            tc_x_positions_clear(&lists[s]);
        }
        if (!loaded) {
            return NULL;
        }
    }
    return g_steal_pointer(&pool);
}
