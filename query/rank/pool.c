#include "query/rank/pool.h"

#include "base/free.h"
#include "base/order.h"
#include "query/rank/topic_words.h"
#include "query/words/spellings.h"
#include "store/schema.h"

#include <string.h>

#define FORMAL_LEN_MAX 240 /* bytes of the value */

void
tc_pool_free(TcPool *pool)
{
    if (pool == NULL)
        return;
    for (gsize i = 0; pool->hits != NULL && i < pool->word_count; i++) {
        g_free(pool->hits[i].items);
        g_free(pool->hits[i].offsets);
        g_free(pool->hits[i].times);
    }
    tc_free_all(pool->hits, pool->docids, pool->weights, pool->ranks, pool->norm_lens,
                pool->run_worths, pool->is_unmarked, pool->in_title, pool->title_words,
                pool->is_official, pool->formal, pool->formal_offsets, pool);
}

const TcOccurrence *
tc_word_hits_at(const TcWordHits *hits, gsize d, guint32 position)
{
    guint32 low = hits->offsets[d];
    guint32 high = hits->offsets[d + 1];
    while (low < high) {
        guint32 middle = low + (high - low) / 2;
        if (hits->items[middle].position < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low < hits->offsets[d + 1] && hits->items[low].position == position ? &hits->items[low]
                                                                               : NULL;
}

gsize
tc_pool_place(const TcPool *pool, guint32 docid)
{
    gsize d = 0;
    gsize end = pool->doc_count;
    while (d < end) {
        gsize middle = d + (end - d) / 2;
        if (pool->docids[middle] < docid)
            d = middle + 1;
        else
            end = middle;
    }
    return d;
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
    return TC_ORDER(x->docid, y->docid);
}

/* Which documents of the pool have no marks at all. */
typedef struct {
    const TcPool *pool;
    gsize next;
    gboolean *is_unmarked;
} UnmarkedScan;

static gboolean
note_unmarked(guint32 docid, G_GNUC_UNUSED guint32 wdf, G_GNUC_UNUSED guint32 doc_length,
              gpointer user)
{
    UnmarkedScan *scan = user;
    while (scan->next < scan->pool->doc_count && scan->pool->docids[scan->next] < docid)
        scan->next++;
    if (scan->next == scan->pool->doc_count)
        return FALSE;
    if (scan->pool->docids[scan->next] == docid)
        scan->is_unmarked[scan->next] = TRUE;
    return TRUE;
}

/* Merge the neighbouring runs [0, middle) and [middle, count), each ascending; `scratch` has room
 * for the first. */
static void
merge_runs(TcOccurrence *items, gsize middle, gsize count, TcOccurrence *scratch)
{
    gsize i = 0;
    gsize j = middle;
    gsize out = 0;
    memcpy(scratch, items, middle * sizeof *items);
    while (i < middle && j < count)
        items[out++] = items[j].position < scratch[i].position ? items[j++] : scratch[i++];
    memcpy(items + out, scratch + i, (middle - i) * sizeof *items);
}

/* `items` are a few ascending runs one after another: the lists of a word's spellings, the longest
 * ones first. Merged from the end, the short ones are copied most. */
static void
sort_occurrences(TcOccurrence *items, gsize count, const gsize *runs, guint run_count,
                 TcOccurrence *scratch)
{
    for (guint r = run_count - 1; r-- > 0;)
        merge_runs(items + runs[r], runs[r + 1] - runs[r], count - runs[r], scratch);
}

/* What is fetched for one word. */
typedef struct {
    TcXPositions lists[TC_SPELLINGS_MAX + 2]; /* per spelling, of the documents in `docids` */
    guint count;
} Fetched;

static void
fetched_clear(Fetched *fetched)
{
    for (guint s = 0; s < fetched->count; s++)
        tc_x_positions_clear(&fetched->lists[s]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fetched, fetched_clear)

static gboolean
is_wanted(const TcWord *word, guint s, double posterior_min)
{
    const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
    return spelling->freq > 0 &&
           (!word->is_open || spelling->is_unmarked || spelling->posterior >= posterior_min ||
            (s == 0 && word->is_shared));
}

/* Fetch the positions of all spellings of a word and merge them document by document; `docids` are
 * those of the pool, or 0 for none. */
static gboolean
load_word(TcReader *reader, TcPool *pool, const guint32 *docids, guint index, const TcWord *word,
          double posterior_min, GError **error)
{
    g_auto(Fetched) fetched = {.count = word->spellings->len};
    TcWordHits *hits = &pool->hits[index];
    gsize total = 0;
    for (guint s = 0; s < fetched.count; s++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
        if (!is_wanted(word, s, posterior_min))
            continue;
        if (!tc_x_database_positions(tc_reader_database(reader), spelling->term, spelling->term_len,
                                     docids, pool->doc_count, 0, &fetched.lists[s], error))
            return FALSE;
        total += fetched.lists[s].offsets[pool->doc_count];
    }
    gboolean is_also_bare = !word->is_marked && tc_word_unmarked_form(word) != NULL;
    hits->offsets = g_new0(guint32, pool->doc_count + 1);
    hits->items = g_new(TcOccurrence, total + 1);
    g_autofree TcOccurrence *scratch = fetched.count > 1 ? g_new(TcOccurrence, total + 1) : NULL;
    guint32 filled = 0;
    for (gsize d = 0; d < pool->doc_count; d++) {
        guint32 start = filled;
        gsize runs[TC_SPELLINGS_MAX + 2];
        guint run_count = 0;
        hits->offsets[d] = start;
        for (guint s = 0; s < fetched.count; s++) {
            const TcXPositions *list = &fetched.lists[s];
            if (list->offsets == NULL || list->offsets[d] == list->offsets[d + 1])
                continue;
            /* In a document without marks the bare form is no reading of its own. */
            gboolean is_bare = tc_spelling_at(word->spellings, s)->is_unmarked;
            if (pool->is_unmarked[d] ? s == 0 && is_also_bare : is_bare)
                continue;
            runs[run_count++] = filled - start;
            for (guint32 i = list->offsets[d]; i < list->offsets[d + 1]; i++) {
                hits->items[filled++] =
                    (TcOccurrence){.position = list->positions[i], .spelling = s};
            }
        }
        if (run_count > 1)
            sort_occurrences(hits->items + start, filled - start, runs, run_count, scratch);
    }
    hits->offsets[pool->doc_count] = filled;
    return TRUE;
}

static gboolean
has_unmarked_form(const TcWords *words)
{
    for (guint w = 0; w < words->words->len; w++) {
        const TcWord *word = g_ptr_array_index(words->words, w);
        for (guint s = 0; s < word->spellings->len; s++)
            if (tc_spelling_at(word->spellings, s)->is_unmarked)
                return TRUE;
    }
    return FALSE;
}

static gboolean
load_documents(TcReader *reader, TcPool *pool, const TcXHit *hits, gsize count, GError **error)
{
    TcXDatabase *db = tc_reader_database(reader);
    double average = tc_reader_average_length(reader);
    g_autofree Candidate *candidates = g_new(Candidate, count + 1);
    for (gsize i = 0; i < count; i++)
        candidates[i] = (Candidate){hits[i].docid, (guint32)i, hits[i].weight};
    gsize ascending = 1;
    while (ascending < count && candidates[ascending - 1].docid < candidates[ascending].docid)
        ascending++;
    if (ascending < count)
        qsort(candidates, count, sizeof *candidates, by_docid);
    pool->doc_count = count;
    pool->average_length = average;
    pool->collection_count = tc_reader_doc_count(reader);
    pool->docids = g_new(guint32, count + 1);
    pool->weights = g_new(double, count + 1);
    pool->ranks = g_new(guint32, count + 1);
    pool->norm_lens = g_new(double, count + 1);
    pool->run_worths = g_new0(double, count + 1);
    for (gsize i = 0; i < count; i++) {
        pool->docids[i] = candidates[i].docid;
        pool->ranks[i] = candidates[i].rank;
        pool->weights[i] = candidates[i].weight;
    }
    g_autofree guint32 *lengths = g_new(guint32, count + 1);
    gboolean are_known = TRUE;
    for (gsize i = 0; i < count; i++) {
        lengths[i] = hits[candidates[i].rank].length;
        are_known &= lengths[i] > 0;
    }
    if (!are_known && !tc_x_database_doc_lengths(db, pool->docids, count, lengths, error))
        return FALSE;
    for (gsize i = 0; i < count; i++)
        pool->norm_lens[i] = MAX(0.5, average > 0 ? lengths[i] / average : 1);
    return TRUE;
}

static gboolean
find_unmarked(TcReader *reader, const TcPool *pool, gboolean *is_unmarked, GError **error)
{
    UnmarkedScan scan = {pool, 0, is_unmarked};
    return tc_x_database_each_posting(tc_reader_database(reader), TC_TERM_UNMARKED,
                                      strlen(TC_TERM_UNMARKED), pool->docids[0], note_unmarked,
                                      &scan, error);
}

/* Where formal parts of documents are gathered, in the order of the pool. */
typedef struct {
    GArray *ranges; /* of TcFormalRange */
    guint *offsets;
} FormalScan;

/* "3-81 402-455", as TC_SLOT_FORMAL has it; what is no such pair ends it. */
static void
note_formal(gsize i, const char *bytes, gsize len, gpointer user)
{
    FormalScan *scan = user;
    char text[FORMAL_LEN_MAX + 1];
    g_strlcpy(text, bytes, MIN(len + 1, sizeof text));
    const char *at = text;
    while (g_ascii_isdigit(*at)) {
        char *end = NULL;
        TcFormalRange range = {.first = (guint32)g_ascii_strtoull(at, &end, 10)};
        if (*end != '-' || !g_ascii_isdigit(end[1]))
            break;
        range.last = (guint32)g_ascii_strtoull(end + 1, &end, 10);
        g_array_append_val(scan->ranges, range);
        at = *end == ' ' ? end + 1 : end;
    }
    scan->offsets[i + 1] = scan->ranges->len;
}

gboolean
tc_pool_read_formal(TcReader *reader, TcPool *pool, GError **error)
{
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(TcFormalRange));
    FormalScan scan = {ranges, g_new0(guint, pool->doc_count + 1)};
    pool->formal_offsets = scan.offsets;
    if (!tc_x_database_doc_values(tc_reader_database(reader), TC_SLOT_FORMAL, pool->docids,
                                  pool->doc_count, note_formal, &scan, error))
        return FALSE;
    pool->formal = (TcFormalRange *)(gpointer)g_array_steal(ranges, NULL);
    return TRUE;
}

TcPool *
tc_pool_new_unread(TcReader *reader, const TcWords *words, const TcXHit *hits, gsize count,
                   GError **error)
{
    g_autoptr(TcPool) pool = g_new0(TcPool, 1);
    if (!load_documents(reader, pool, hits, count, error))
        return NULL;
    pool->is_unmarked = g_new0(gboolean, count + 1);
    if (count > 0 && has_unmarked_form(words) &&
        !find_unmarked(reader, pool, pool->is_unmarked, error))
        return NULL;
    pool->word_count = words->words->len;
    pool->hits = g_new0(TcWordHits, pool->word_count + 1);
    return g_steal_pointer(&pool);
}

gboolean
tc_pool_read_word(TcReader *reader, TcPool *pool, const TcWords *words, guint word,
                  const guint32 *docids, double posterior_min, GError **error)
{
    return load_word(reader, pool, docids, word, g_ptr_array_index(words->words, word),
                     posterior_min, error);
}

/* Moves what was read of a word to the documents that are left. */
static void
keep_occurrences(TcWordHits *hits, gsize doc_count, const guint32 *docids)
{
    guint32 filled = 0;
    gsize kept = 0;
    if (hits->offsets == NULL)
        return;
    for (gsize d = 0; d < doc_count; d++) {
        const guint32 begin = hits->offsets[d];
        const guint32 count = hits->offsets[d + 1] - begin;
        if (docids[d] == 0)
            continue;
        memmove(hits->items + filled, hits->items + begin, count * sizeof *hits->items);
        if (hits->times != NULL)
            hits->times[kept] = hits->times[d];
        hits->offsets[kept++] = filled;
        filled += count;
    }
    hits->offsets[kept] = filled;
}

void
tc_pool_keep(TcPool *pool, const guint32 *docids)
{
    const gsize before = pool->doc_count;
    gsize kept = 0;
    for (gsize d = 0; d < before; d++)
        kept += docids[d] != 0;
    if (kept == before)
        return;
    for (gsize w = 0; w < pool->word_count; w++) {
        keep_occurrences(&pool->hits[w], before, docids);
        gsize to = w * kept;
        for (gsize d = 0; pool->in_title != NULL && d < before; d++)
            if (docids[d] != 0)
                pool->in_title[to++] = pool->in_title[w * before + d];
    }
    kept = 0;
    for (gsize d = 0; d < before; d++) {
        if (docids[d] == 0)
            continue;
        pool->docids[kept] = pool->docids[d];
        pool->weights[kept] = pool->weights[d];
        pool->ranks[kept] = (guint32)kept;
        pool->norm_lens[kept] = pool->norm_lens[d];
        pool->run_worths[kept] = pool->run_worths[d];
        pool->is_unmarked[kept] = pool->is_unmarked[d];
        if (pool->title_words != NULL) {
            pool->title_words[kept] = pool->title_words[d];
            pool->is_official[kept] = pool->is_official[d];
        }
        kept++;
    }
    pool->doc_count = kept;
}

static gboolean
is_likelier(const TcWord *word, guint s, guint than)
{
    return tc_spelling_at(word->spellings, s)->posterior >
           tc_spelling_at(word->spellings, than)->posterior;
}

typedef struct {
    TcPool *pool;
    const guint *indexes; /* of the documents asked for, in the pool */
} TcTitles;

static void
note_title_words(gsize i, const char *bytes, gsize len, gpointer user)
{
    const TcTitles *titles = user;
    char digits[16];
    g_strlcpy(digits, bytes, MIN(len + 1, sizeof digits));
    titles->pool->title_words[titles->indexes[i]] =
        (guint)MIN(g_ascii_strtoull(digits, NULL, 10), G_MAXINT);
}

static void
note_official(gsize i, const char *bytes, gsize len, gpointer user)
{
    const TcTitles *titles = user;
    titles->pool->is_official[titles->indexes[i]] = bytes != NULL && len > 0;
}

/* Sets what is known of the documents whose title has a word of the query: pool->title_words,
 * pool->is_official. */
static gboolean
read_titles(TcReader *reader, TcPool *pool, GError **error)
{
    g_autofree guint32 *docids = g_new(guint32, pool->doc_count + 1);
    g_autofree guint *indexes = g_new(guint, pool->doc_count + 1);
    gsize count = 0;
    for (gsize d = 0; d < pool->doc_count; d++) {
        gboolean has_any = FALSE;
        for (gsize w = 0; w < pool->word_count && !has_any; w++)
            has_any = pool->in_title[w * pool->doc_count + d] > 0;
        if (has_any) {
            docids[count] = pool->docids[d];
            indexes[count++] = (guint)d;
        }
    }
    TcTitles titles = {.pool = pool, .indexes = indexes};
    TcXDatabase *database = tc_reader_database(reader);
    return tc_x_database_doc_values(database, TC_SLOT_TITLE_WORDS, docids, count, note_title_words,
                                    &titles, error) &&
           tc_x_database_doc_values(database, tc_field_row(TC_FIELD_TYPE)->slot, docids, count,
                                    note_official, &titles, error);
}

/* What is read of titles. */
typedef struct {
    TcReader *reader;
    const TcPool *pool;
    gboolean *has_it; /* by document, of one term */
    guint8 *in_title; /* as in the pool */
} TitleRead;

/* Note which documents have a word in this field. */
static gboolean
note_in_field(TitleRead *read, const TcWord *word, guint w, TcField field, GError **error)
{
    const TcPool *pool = read->pool;
    const gsize count = pool->doc_count;
    g_autoptr(GString) term = g_string_new(NULL);
    for (guint s = 0; s < word->spellings->len; s++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
        if (spelling->freq == 0 || !tc_spelling_is_meant(word, spelling))
            continue;
        g_string_assign(term, tc_field_row(field)->term);
        g_string_append_len(term, spelling->term, spelling->term_len);
        if (!tc_x_database_have_term(tc_reader_database(read->reader), term->str, term->len,
                                     pool->docids, count, read->has_it, error))
            return FALSE;
        for (gsize d = 0; d < count; d++) {
            guint8 *in = &read->in_title[w * count + d];
            if (read->has_it[d] && (!spelling->is_unmarked || pool->is_unmarked[d]) &&
                (*in == 0 || is_likelier(word, s, *in - 1U)))
                *in = (guint8)(s + 1);
        }
    }
    return TRUE;
}

gboolean
tc_pool_load_titles(TcReader *reader, TcPool *pool, const TcWords *words, GError **error)
{
    gsize count = pool->doc_count;
    g_autofree gboolean *has_it = g_new(gboolean, count + 1);
    g_autofree guint8 *in_title = g_new0(guint8, pool->word_count * count + 1);
    const guint heading = tc_topic_heading(words, words->sequence);
    TitleRead read = {reader, pool, has_it, in_title};
    for (guint w = 0; w < pool->word_count; w++)
        if (!note_in_field(&read, g_ptr_array_index(words->words, w), w, TC_FIELD_TITLE, error))
            return FALSE;
    /* "báo cáo cải cách hành chính": what a document is stands above its title. */
    for (guint i = 0; i < heading; i++) {
        const guint w = tc_word_at(words->sequence, i)->word;
        if (!note_in_field(&read, g_ptr_array_index(words->words, w), w, TC_FIELD_TYPE, error))
            return FALSE;
    }
    g_free(pool->in_title);
    pool->in_title = g_steal_pointer(&in_title);
    g_free(pool->title_words);
    pool->title_words = g_new0(guint, count + 1);
    g_free(pool->is_official);
    pool->is_official = g_new0(gboolean, count + 1);
    return read_titles(reader, pool, error);
}
