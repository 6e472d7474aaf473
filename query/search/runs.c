#include "query/search/runs.h"

#include "base/order.h"
#include "query/rank/pool.h"
#include "query/rank/ranker.h"
#include "query/search/capitals.h"
#include "query/words/beside.h"
#include "query/words/queries.h"
#include "query/words/spellings.h"

#include <math.h>
#include <string.h>

/* Longer runs are cut: no document has more by chance. */
#define RUN_WORDS_MAX   12
/* A pair of neighbours that more documents repeat is well known: those that have it are candidates
 * anyway. */
#define REPEATED_MAX    20
/* Documents that are found for one run; with more of them it is nothing rare. */
#define FOUND_MAX       200
/* What is left of a spelling that no document has in the run. */
#define UNSAID_SHARE    0.001
/* What other spellings are worth where the words stand as they were typed, with marks. */
#define OTHERS_SHARE    0.02
/* A way of spelling that documents write as a name, or as part of one, against one that they do
 * not. */
#define NAME_FACTOR     10
#define PART_FACTOR     2
/* Documents that have a name; with more of them it is nothing rare. */
#define NAME_COMMON     10
/* A spelling that so many times as many documents have makes the one that was typed a slip. */
#define WORD_TIMES      100
/* Ways of spelling of which it is looked up how they are written. */
#define WAYS_LOOKED_MAX 16
/* Words of a name in the table of aliases that so many times as few documents have in other
 * spellings side by side as any of them stand so by chance: "kháng nghị, đề nghị" is no "nghi de".
 */
#define CHANCE_TIMES    6
/* Runs that are looked for. */
#define RUNS_MAX        4

/* Words topic[begin .. begin + count) that follow each other. */
typedef struct {
    guint begin;
    guint count;
} Run;

typedef struct {
    TcReader *reader;
    TcPlan *plan;
    const TcWords *words;
    const GArray *topic;
    const TcNeighbours *neighbours;
    GHashTable *found; /* docid -> TcRunHit */
    GArray *readings;  /* of TcReading; NULL without */
} Runs;

static void
runs_clear(Runs *runs)
{
    g_clear_pointer(&runs->found, g_hash_table_unref);
    g_clear_pointer(&runs->readings, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Runs, runs_clear)

static const TcWord *
word_at(const Runs *runs, guint i)
{
    return g_ptr_array_index(runs->words->words, tc_word_at(runs->topic, i)->word);
}

/* Where the i-th word of the topic is in the sequence of the query. */
static guint
index_in_sequence(const Runs *runs, guint i)
{
    guint32 position = tc_word_at(runs->topic, i)->position;
    guint low = 0;
    guint high = runs->words->sequence->len;
    while (low + 1 < high) {
        guint middle = low + (high - low) / 2;
        if (tc_word_at(runs->words->sequence, middle)->position <= position)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* In how many documents the words i - 1 and i of the topic are neighbours more than once, in the
 * spellings that have most. */
static gboolean
count_repeated(const Runs *runs, guint i, guint32 *repeated, GError **error)
{
    const TcWord *first = word_at(runs, i - 1);
    const TcWord *second = word_at(runs, i);
    guint at = index_in_sequence(runs, i);
    *repeated = 0;
    if (first->is_open || second->is_open) {
        for (guint a = 0; a < first->spellings->len; a++)
            for (guint b = 0; b < second->spellings->len; b++)
                *repeated = MAX(*repeated, tc_neighbours_count(runs->neighbours, at, a, b));
        return TRUE;
    }
    return tc_beside_repeated(runs->reader, first->key, first->key_len, second->key,
                              second->key_len, repeated, error);
}

static gboolean
has_open_word(const Runs *runs, Run run)
{
    gboolean has_any = FALSE;
    for (guint i = run.begin; i < run.begin + run.count; i++)
        has_any |= word_at(runs, i)->is_open;
    return has_any;
}

static gboolean
is_well_known(const Runs *runs, Run run, gboolean *is_known, GError **error)
{
    /* Two well-known pairs may make a name that is not: "Trần Quốc" and "quốc nam". */
    *is_known = run.count == 2 && !(runs->words->has_marked && has_open_word(runs, run));
    for (guint i = run.begin + 1; *is_known && i < run.begin + run.count; i++) {
        guint32 repeated = 0;
        if (!count_repeated(runs, i, &repeated, error))
            return FALSE;
        *is_known = repeated > REPEATED_MAX;
    }
    return TRUE;
}

/* Whether the words of the run stand one after another from an occurrence of the first one on;
 * *spellings are those that they have. */
static gboolean
stands_at(const Runs *runs, const TcPool *pool, gsize d, Run run, const TcOccurrence *first,
          guint *spellings)
{
    spellings[0] = first->spelling;
    for (guint k = 1; k < run.count; k++) {
        const TcWordHits *hits = &pool->hits[tc_word_at(runs->topic, run.begin + k)->word];
        guint32 low = hits->offsets[d];
        guint32 high = hits->offsets[d + 1];
        guint32 end = high;
        while (low < high) {
            guint32 middle = low + (high - low) / 2;
            if (hits->items[middle].position < first->position + k)
                low = middle + 1;
            else
                high = middle;
        }
        if (low == end || hits->items[low].position != first->position + k)
            return FALSE;
        spellings[k] = hits->items[low].spelling;
    }
    return TRUE;
}

/* A way in which documents spell the run, and how much speaks for it. */
typedef struct {
    guint spellings[RUN_WORDS_MAX];
    gsize last; /* 1 + the document that was counted last */
    guint documents;
    gsize last_twice; /* the same of those that have it more than once */
    guint repeating;
    TcPlace first;
    TcNaming naming;   /* how it is written there */
    gboolean is_exact; /* as typed */
    double weight;
} Spelled;

static inline Spelled *
spelled_at(const GArray *list, gsize index)
{
    return &g_array_index(list, Spelled, index);
}

/* What one document says for a way of spelling: less where words were typed with marks and lack
 * others. */
static double
weight_of_spelled(const Runs *runs, Run run, const guint *spellings, gboolean *is_exact)
{
    double weight = 1;
    *is_exact = TRUE;
    for (guint k = 0; k < run.count; k++) {
        TcTier tier = tc_spelling_at(word_at(runs, run.begin + k)->spellings, spellings[k])->tier;
        *is_exact &= tier == TC_TIER_EXACT;
        weight *= tier == TC_TIER_EXACT      ? 1
                  : tier == TC_TIER_TONELESS ? runs->words->tone_uncertainty
                                             : runs->words->uncertainty;
    }
    return weight;
}

/* A way in `list`, where it is added if need be. */
static Spelled *
find_way(Run run, GArray *list, const guint *spellings)
{
    Spelled fresh = {.weight = 0};
    for (guint i = 0; i < list->len; i++) {
        Spelled *item = spelled_at(list, i);
        if (memcmp(item->spellings, spellings, run.count * sizeof *spellings) == 0)
            return item;
    }
    memcpy(fresh.spellings, spellings, run.count * sizeof *spellings);
    g_array_append_val(list, fresh);
    return spelled_at(list, list->len - 1);
}

typedef void (*RunFunc)(Spelled *way, gsize d, guint32 position, gpointer user);

/* Each place of the run in these documents; those without marks tell nothing. `position` is that of
 * its first word. */
static void
each_place(const Runs *runs, const TcPool *pool, Run run, GArray *list, RunFunc func, gpointer user)
{
    const TcWordHits *first = &pool->hits[tc_word_at(runs->topic, run.begin)->word];
    guint spellings[RUN_WORDS_MAX] = {0};
    for (gsize d = 0; d < pool->doc_count; d++) {
        for (guint32 i = first->offsets[d]; !pool->is_unmarked[d] && i < first->offsets[d + 1]; i++)
            if (stands_at(runs, pool, d, run, &first->items[i], spellings))
                func(find_way(run, list, spellings), d, first->items[i].position, user);
    }
}

static void
note_way(Spelled *way, gsize d, guint32 position, gpointer user)
{
    const TcPool *pool = user;
    if (way->documents == 0)
        way->first = (TcPlace){.docid = pool->docids[d], .position = position};
    if (way->last != d + 1) {
        way->documents++;
    } else if (way->last_twice != d + 1) {
        way->repeating++;
        way->last_twice = d + 1;
    }
    way->last = d + 1;
}

/* The way of each document that most speaks for. */
static void
note_best_way(Spelled *way, gsize d, G_GNUC_UNUSED guint32 position, gpointer user)
{
    const Spelled **best = user;
    if (best[d] == NULL || best[d]->weight < way->weight)
        best[d] = way;
}

/* Which ways are written as names are, where that may tell anything. */
static gboolean
note_names(const Runs *runs, Run run, GArray *list, GError **error)
{
    guint count = MIN(list->len, WAYS_LOOKED_MAX);
    for (guint i = 0; i < count; i++) {
        Spelled *item = spelled_at(list, i);
        if (list->len == 1 && item->documents >= NAME_COMMON)
            continue;
        item->first.count = run.count;
        if (!tc_place_naming(runs->reader, runs->words->analyzer, &item->first, &item->naming,
                             error))
            return FALSE;
    }
    return TRUE;
}

/* How likely it is that somebody asks for words that these documents have side by side: by chance
 * more of them have some than others, but what a document repeats, or writes as a name, are words
 * that belong together. */
static double
asked_for(const Spelled *way)
{
    static const double factors[] = {1, PART_FACTOR, NAME_FACTOR};
    return (1 + way->repeating) * factors[way->naming];
}

/* What speaks for each way, the best of them 1. Who typed marks means what was typed, if it is
 * there: all else is far behind. */
static void
weigh_ways(const Runs *runs, Run run, GArray *list)
{
    double most = 0;
    gboolean has_exact = FALSE;
    for (guint i = 0; i < list->len; i++) {
        Spelled *item = spelled_at(list, i);
        item->weight =
            asked_for(item) * weight_of_spelled(runs, run, item->spellings, &item->is_exact);
        item->is_exact &= runs->words->has_marked;
        has_exact |= item->is_exact;
        most = item->is_exact ? most : MAX(most, item->weight);
    }
    for (guint i = 0; i < list->len; i++) {
        Spelled *item = spelled_at(list, i);
        item->weight =
            item->is_exact ? 1 : item->weight / MAX(most, 1e-9) * (has_exact ? OTHERS_SHARE : 1);
    }
}

/* NULL when there is none. */
static const Spelled *
likeliest(const GArray *list)
{
    const Spelled *best = NULL;
    for (guint i = 0; i < list->len; i++) {
        const Spelled *item = spelled_at(list, i);
        best = best == NULL || item->weight > best->weight ? item : best;
    }
    return best;
}

/* Open words are read as the documents have them that hold the run. */
static void
take_spelled(const Runs *runs, Run run, const GArray *list)
{
    for (guint k = 0; list->len > 0 && k < run.count; k++) {
        const TcWord *word = word_at(runs, run.begin + k);
        double said[TC_SPELLINGS_MAX + 2] = {0};
        for (guint i = 0; i < list->len; i++) {
            const Spelled *item = spelled_at(list, i);
            said[item->spellings[k]] = MAX(said[item->spellings[k]], item->weight);
        }
        for (guint s = 0; word->is_open && s < word->spellings->len; s++) {
            TcSpelling *spelling = tc_spelling_at(word->spellings, s);
            /* Texts do not ask: that they do not say "ở đâu" tells nothing. */
            spelling->unsaid = spelling->share < 1 ? 0 : 1 - MAX(said[s], UNSAID_SHARE);
        }
    }
}

static int
by_weight(gconstpointer a, gconstpointer b)
{
    const TcReading *x = a;
    const TcReading *y = b;
    return x->weight > y->weight ? -1 : x->weight < y->weight;
}

/* Whether other things tell how it is read: the name of a document, or that it may ask, which texts
 * do not. */
static gboolean
is_read_otherwise(const Runs *runs, Run run)
{
    for (guint i = run.begin; i < run.begin + run.count; i++) {
        const TcWord *word = word_at(runs, i);
        if (word->named > 0)
            return TRUE;
        for (guint s = 0; s < word->spellings->len; s++)
            if (tc_spelling_at(word->spellings, s)->share < 1)
                return TRUE;
    }
    return FALSE;
}

/* Whether each word of the run is one as it was typed: documents have it, if fewer than another
 * spelling. "gia" is, "thien" is not where one document lacks the marks of a thousand. */
static gboolean
are_words(const Runs *runs, Run run)
{
    for (guint i = run.begin; i < run.begin + run.count; i++) {
        const TcWord *word = word_at(runs, i);
        guint32 typed = tc_spelling_at(word->spellings, 0)->freq;
        for (guint s = 1; word->is_open && s < word->spellings->len; s++)
            if (tc_spelling_at(word->spellings, s)->freq / WORD_TIMES > typed)
                return FALSE;
    }
    return TRUE;
}

/* Keep the ways as readings of the query, where they are all of it. Of one with marks only what was
 * typed is, if documents have it. */
static void
keep_readings(Runs *runs, Run run, const GArray *list)
{
    gboolean is_marked = runs->words->has_marked;
    double sum = 0;
    if (run.count != runs->words->sequence->len || list->len == 0 || is_read_otherwise(runs, run))
        return;
    for (guint i = 0; i < list->len; i++)
        if (!is_marked || spelled_at(list, i)->is_exact)
            sum += spelled_at(list, i)->weight;
    if (sum == 0 || (is_marked && !are_words(runs, run)))
        return;
    g_clear_pointer(&runs->readings, g_array_unref);
    runs->readings = tc_readings_new();
    for (guint i = 0; i < list->len; i++) {
        const Spelled *way = spelled_at(list, i);
        if (is_marked && !way->is_exact)
            continue;
        TcReading reading = {g_memdup2(way->spellings, run.count * sizeof *way->spellings),
                             way->weight / sum};
        g_array_append_val(runs->readings, reading);
    }
    g_array_sort(runs->readings, by_weight);
}

static GHashTable *
found_new(void)
{
    return g_hash_table_new_full(NULL, NULL, NULL, g_free);
}

static void
add_found(Runs *runs, guint32 docid, double worth)
{
    TcRunHit *known = g_hash_table_lookup(runs->found, GUINT_TO_POINTER(docid));
    if (known == NULL) {
        known = g_new0(TcRunHit, 1);
        known->docid = docid;
        g_hash_table_insert(runs->found, GUINT_TO_POINTER(docid), known);
    }
    known->worth = MAX(known->worth, worth);
}

/* What it is worth that a document has the run in this way, NULL without one, if as many documents
 * have it at all. */
static double
worth_of_run(const Runs *runs, Run run, const Spelled *way, guint documents)
{
    double whole = (double)run.count / runs->words->sequence->len;
    guint common = TC_RUN_COMMON;
    double weight = 1;
    if (way != NULL) {
        /* Who asks for a part of a name and nothing else means that: "Văn Huyến". */
        gboolean is_all = run.count == runs->words->sequence->len;
        if (way->naming == TC_NAMING_WHOLE || (way->naming == TC_NAMING_PART && is_all))
            common = NAME_COMMON;
        documents = way->documents;
        weight = way->weight;
    }
    return whole * whole * weight *
           tc_run_idf(documents, common, tc_reader_doc_count(runs->reader));
}

/* Whether a way spells the run as a name in the table of aliases, which a group is. */
static gboolean
is_name(const Runs *runs, Run run, const TcGroup *group, const Spelled *way)
{
    const TcSpelling *spellings[RUN_WORDS_MAX];
    for (guint k = 0; k < run.count; k++)
        spellings[k] = tc_spelling_at(word_at(runs, run.begin + k)->spellings, way->spellings[k]);
    return tc_group_name_of(group, spellings) < tc_group_name_count(group);
}

/* Drop the ways that stand by chance where the run is a name without its marks. */
static void
drop_chance(const Runs *runs, Run run, GArray *list)
{
    const TcGroup *group =
        tc_words_group_at(runs->words, tc_word_at(runs->topic, run.begin)->position);
    if (group == NULL || tc_group_name_count(group) == 0 || group->count != run.count ||
        run.count > 2)
        return;
    for (guint i = list->len; i-- > 0;) {
        const Spelled *way = spelled_at(list, i);
        guint32 least = G_MAXUINT32;
        for (guint k = 0; k < run.count; k++)
            least = MIN(
                least,
                tc_spelling_at(word_at(runs, run.begin + k)->spellings, way->spellings[k])->freq);
        if (!is_name(runs, run, group, way) && way->documents * CHANCE_TIMES <= least)
            g_array_remove_index(list, i);
    }
}

/* Read the run as these documents have it, and take note of them. */
static gboolean
read_run(Runs *runs, Run run, const GArray *hits, GError **error)
{
    g_autofree const Spelled **best = g_new0(const Spelled *, hits->len + 1);
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(Spelled));
    g_autoptr(TcPool) pool = tc_pool_new(runs->reader, runs->words,
                                         (const TcXHit *)(gpointer)hits->data, hits->len, 0, error);
    if (pool == NULL)
        return FALSE;
    each_place(runs, pool, run, list, note_way, pool);
    if (!note_names(runs, run, list, error))
        return FALSE;
    drop_chance(runs, run, list);
    if (list->len == 0)
        return TRUE;
    weigh_ways(runs, run, list);
    each_place(runs, pool, run, list, note_best_way, best);
    take_spelled(runs, run, list);
    keep_readings(runs, run, list);
    for (gsize d = 0; d < pool->doc_count; d++) {
        /* A document without marks may mean any of them. */
        const Spelled *way = best[d] != NULL ? best[d] : likeliest(list);
        add_found(runs, pool->docids[d], worth_of_run(runs, run, way, hits->len));
    }
    return TRUE;
}

/* The documents that hold the run, in the order of their numbers, FOUND_MAX + 1 at most. */
static GArray *
find_documents(const Runs *runs, Run run, gboolean is_exact, GError **error)
{
    g_autoptr(TcXQuery) query =
        tc_plan_run_query(runs->plan, run.begin, run.count, is_exact, error);
    if (query == NULL)
        return NULL;
    g_autoptr(TcXMSet) mset = NULL;
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(tc_reader_database(runs->reader), error);
    if (enquire != NULL && tc_x_enquire_set_query(enquire, query, error) &&
        tc_x_enquire_set_boolean(enquire, error))
        mset = tc_x_enquire_run(enquire, 0, FOUND_MAX + 1, 0, error);
    if (mset == NULL)
        return NULL;
    g_autoptr(GArray) hits = g_array_new(FALSE, TRUE, sizeof(TcXHit));
    gsize size = tc_x_mset_size(mset);
    for (gsize i = 0; i < size; i++) {
        TcXHit hit = tc_x_mset_hit(mset, i);
        g_array_append_val(hits, hit);
    }
    return g_steal_pointer(&hits);
}

/* Whether these are few enough to tell anything. */
static gboolean
are_rare(const GArray *hits)
{
    return hits->len > 0 && hits->len <= FOUND_MAX;
}

static gboolean
look_for(Runs *runs, Run run, GError **error)
{
    const gboolean is_open = has_open_word(runs, run);
    g_autoptr(GArray) hits = find_documents(runs, run, !is_open, error);
    if (hits == NULL)
        return FALSE;
    if (is_open && are_rare(hits))
        return read_run(runs, run, hits, error);
    /* Who types marks means what stands there, before all that it might stand for: few documents
     * may have that where many have the run in any spelling. */
    g_autoptr(GArray) exact = NULL;
    if (!is_open)
        exact = g_steal_pointer(&hits);
    else if (hits->len > 0 && runs->words->has_marked &&
             (exact = find_documents(runs, run, TRUE, error)) == NULL)
        return FALSE;
    if (exact == NULL || !are_rare(exact))
        return TRUE;
    for (guint i = 0; i < exact->len; i++)
        add_found(runs, tc_x_hit_at(exact, i)->docid, worth_of_run(runs, run, NULL, exact->len));
    return !is_open || read_run(runs, run, exact, error);
}

/* Only documents that the query matches. */
static gboolean
restrict_found(Runs *runs, GError **error)
{
    g_autoptr(GHashTable) all = g_steal_pointer(&runs->found);
    runs->found = found_new();
    g_autoptr(TcXQuery) query = tc_plan_query(runs->plan, FALSE, error);
    if (query == NULL)
        return FALSE;
    g_autoptr(TcXMSet) mset = NULL;
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(tc_reader_database(runs->reader), error);
    if (enquire != NULL && tc_x_enquire_set_query(enquire, query, error) &&
        tc_x_enquire_set_boolean(enquire, error))
        mset = tc_x_enquire_run(enquire, 0, tc_reader_doc_count(runs->reader), 0, error);
    if (mset == NULL)
        return FALSE;
    gsize size = tc_x_mset_size(mset);
    for (gsize i = 0; i < size; i++) {
        guint32 docid = tc_x_mset_hit(mset, i).docid;
        const TcRunHit *hit = g_hash_table_lookup(all, GUINT_TO_POINTER(docid));
        if (hit != NULL)
            add_found(runs, docid, hit->worth);
    }
    return TRUE;
}

static int
by_docid(gconstpointer a, gconstpointer b)
{
    const TcRunHit *x = a;
    const TcRunHit *y = b;
    return TC_ORDER(x->docid, y->docid);
}

/* The end of the run of neighbours that begins at the i-th word of the topic. */
static guint
end_of_run(const GArray *topic, guint i)
{
    do {
        i++;
    } while (i < topic->len &&
             tc_word_at(topic, i)->position == tc_word_at(topic, i - 1)->position + 1);
    return i;
}

GArray *
tc_runs_find(TcReader *reader, TcPlan *plan, const TcNeighbours *neighbours, GArray **readings,
             GError **error)
{
    g_autoptr(GArray) out = g_array_new(FALSE, FALSE, sizeof(TcRunHit));
    g_auto(Runs) runs = {reader,      plan, tc_plan_words(plan), tc_plan_topic(plan), neighbours,
                         found_new(), NULL};
    guint looked = 0;
    for (guint begin = 0; begin < runs.topic->len && looked < RUNS_MAX;) {
        guint end = end_of_run(runs.topic, begin);
        Run run = {begin, MIN(end - begin, RUN_WORDS_MAX)};
        gboolean is_known = TRUE;
        begin = end;
        if (run.count < 2)
            continue;
        if (!is_well_known(&runs, run, &is_known, error) ||
            (!is_known && !look_for(&runs, run, error)))
            return NULL;
        looked += !is_known;
    }
    if (g_hash_table_size(runs.found) > 0 && tc_plan_is_restricted(plan) &&
        !restrict_found(&runs, error))
        return NULL;
    GHashTableIter iter;
    gpointer hit;
    g_hash_table_iter_init(&iter, runs.found);
    while (g_hash_table_iter_next(&iter, NULL, &hit))
        g_array_append_vals(out, hit, 1);
    g_array_sort(out, by_docid);
    *readings = g_steal_pointer(&runs.readings);
    return g_steal_pointer(&out);
}
