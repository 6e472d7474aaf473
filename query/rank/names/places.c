/* query/rank/names/places.c - where words stand that are only looked for as parts of other names.
 *
 * "hợp" and "đồng" of "hợp đồng làm việc" are in most documents, and say nothing but where that
 * name stands as a whole. So they are read the rarest first, each only where those before it stand
 * as they should, and what is in no such name is left out. */
#include "base/order.h"
#include "query/rank/pool.h"

#include <string.h>

/* Another name of several words, and where it may begin by the words of it that were read. */
typedef struct {
    const TcAlternative *other;
    GArray *begins;   /* of guint32, document by document, ascending */
    guint32 *offsets; /* of the documents in it, and one more; NULL before there are any */
} Name;

/* A word that stands in such names alone. */
typedef struct {
    guint word;
    guint32 freq;
} Part;

typedef struct {
    TcPool *pool;
    GArray *names; /* of Name */
    Part parts[TC_WORDS_MAX];
    guint part_count;
    guint32 *docids; /* where the word at hand is read, 0 elsewhere */
} Places;

static void
name_clear(gpointer data)
{
    Name *name = data;
    g_array_unref(name->begins);
    g_free(name->offsets);
}

static void
places_clear(Places *places)
{
    g_array_unref(places->names);
    g_free(places->docids);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Places, places_clear)

static Name *
name_at(const Places *places, guint index)
{
    return &g_array_index(places->names, Name, index);
}

static gboolean
is_whole_name(const TcAlternative *other)
{
    return other->kind == TC_ALTERNATIVE_ALIAS && other->count > 1;
}

static int
rarest_first(gconstpointer a, gconstpointer b)
{
    const Part *x = a;
    const Part *y = b;
    return x->freq != y->freq ? TC_ORDER(x->freq, y->freq) : TC_ORDER(x->word, y->word);
}

/* Tell which words are looked for as parts of such names alone. */
static void
find_parts(const TcWords *words, const TcPool *pool, gboolean *is_part)
{
    memset(is_part, 0, words->words->len * sizeof *is_part);
    for (guint pass = 0; pass < 2; pass++)
        for (guint g = 0; g < words->groups->len; g++) {
            const GArray *others = tc_group_at(words->groups, g)->alternatives;
            for (guint a = 0; a < others->len; a++) {
                const TcAlternative *other = tc_alternative_at(others, a);
                for (guint k = 0; is_whole_name(other) == (pass == 0) && k < other->count; k++)
                    is_part[other->words[k]] = pass == 0;
            }
        }
    for (guint i = 0; i < words->sequence->len; i++)
        is_part[tc_word_at(words->sequence, i)->word] = FALSE;
    for (guint w = 0; w < words->words->len; w++) {
        const TcWord *word = g_ptr_array_index(words->words, w);
        is_part[w] = is_part[w] && word->is_derived && pool->hits[w].offsets == NULL;
    }
}

static void
places_init(Places *places, const TcWords *words, TcPool *pool, const gboolean *is_part)
{
    *places = (Places){.pool = pool,
                       .names = g_array_new(FALSE, FALSE, sizeof(Name)),
                       .docids = g_new(guint32, pool->doc_count + 1)};
    g_array_set_clear_func(places->names, name_clear);
    for (guint w = 0; w < words->words->len; w++) {
        const TcWord *word = g_ptr_array_index(words->words, w);
        if (is_part[w])
            places->parts[places->part_count++] = (Part){w, word->freq};
    }
    qsort(places->parts, places->part_count, sizeof *places->parts, rarest_first);
    for (guint g = 0; g < words->groups->len; g++) {
        const GArray *others = tc_group_at(words->groups, g)->alternatives;
        for (guint a = 0; a < others->len; a++) {
            Name name = {.other = tc_alternative_at(others, a)};
            if (!is_whole_name(name.other))
                continue;
            name.begins = g_array_new(FALSE, FALSE, sizeof(guint32));
            g_array_append_val(places->names, name);
        }
    }
}

static gboolean
has_word(const TcAlternative *other, guint word)
{
    guint k = 0;
    while (k < other->count && other->words[k] != word)
        k++;
    return k < other->count;
}

/* Whether a name may stand in a document by the words of it that were read. */
static gboolean
may_stand(const Places *places, const Name *name, gsize d)
{
    if (name->offsets != NULL)
        return name->offsets[d] < name->offsets[d + 1];
    for (guint k = 0; k < name->other->count; k++) {
        const TcWordHits *hits = &places->pool->hits[name->other->words[k]];
        if (hits->offsets != NULL && hits->offsets[d] == hits->offsets[d + 1])
            return FALSE;
    }
    return TRUE;
}

/* Whether a word stands at a position of a document, of which the places before `*from` are behind
 * it: positions are asked for in their order, so that each begins where the one before ended. */
static gboolean
stands_from(const TcWordHits *hits, guint32 end, guint32 *from, guint32 position)
{
    guint32 at = *from;
    while (at < end && hits->items[at].position < position) {
        guint32 step = 1;
        while (at + 2 * step < end && hits->items[at + 2 * step].position < position)
            step *= 2;
        at += step;
    }
    *from = at;
    return at < end && hits->items[at].position == position;
}

/* Where the words of a name were looked for in a document. */
typedef struct {
    gboolean is_read[TC_EXPANSION_WORDS_MAX];
    guint32 from[TC_EXPANSION_WORDS_MAX];
} Cursors;

/* Of a name whose begins are not known yet all words that were read, else just this one. */
static void
cursors_init(Cursors *cursors, const Places *places, const Name *name, gboolean is_first,
             guint word, gsize d)
{
    for (guint k = 0; k < name->other->count; k++) {
        const TcWordHits *hits = &places->pool->hits[name->other->words[k]];
        cursors->is_read[k] = hits->offsets != NULL && (is_first || name->other->words[k] == word);
        cursors->from[k] = cursors->is_read[k] ? hits->offsets[d] : 0;
    }
}

/* Whether these words stand where they should if the name begins there. */
static gboolean
begins_at(const Places *places, const Name *name, Cursors *cursors, gsize d, guint32 begin)
{
    for (guint k = 0; k < name->other->count; k++) {
        const TcWordHits *hits = &places->pool->hits[name->other->words[k]];
        if (cursors->is_read[k] &&
            !stands_from(hits, hits->offsets[d + 1], &cursors->from[k], begin + k))
            return FALSE;
    }
    return TRUE;
}

/* Leave those begins of a name behind which the word that was read last stands in its turn; where
 * it is the first one, these are by its places. */
static void
note_read(const Places *places, Name *name, guint word)
{
    const gsize doc_count = places->pool->doc_count;
    const TcWordHits *hits = &places->pool->hits[word];
    const gboolean is_first = name->offsets == NULL;
    guint32 turn = 0;
    guint filled = 0;
    while (name->other->words[turn] != word)
        turn++;
    if (is_first) {
        name->offsets = g_new(guint32, doc_count + 1);
        g_array_set_size(name->begins, hits->offsets[doc_count]);
    }
    guint32 *begins = (guint32 *)(gpointer)name->begins->data;
    Cursors cursors;
    for (gsize d = 0; d < doc_count; d++) {
        const guint32 first = is_first ? hits->offsets[d] : name->offsets[d];
        const guint32 end = is_first ? hits->offsets[d + 1] : name->offsets[d + 1];
        name->offsets[d] = filled;
        if (first < end)
            cursors_init(&cursors, places, name, is_first, word, d);
        for (guint32 i = first; i < end; i++) {
            const guint32 at = is_first ? hits->items[i].position : begins[i] + turn;
            if (at >= turn && begins_at(places, name, &cursors, d, at - turn))
                begins[filled++] = at - turn;
        }
        if (d + 1 == doc_count)
            name->offsets[doc_count] = filled;
    }
    g_array_set_size(name->begins, filled);
}

static gboolean
read_part(Places *places, TcReader *reader, const TcWords *words, const guint32 *docids, guint word,
          double posterior_min, GError **error)
{
    for (gsize d = 0; d < places->pool->doc_count; d++) {
        gboolean is_wanted = FALSE;
        for (guint n = 0; n < places->names->len && !is_wanted && docids[d] != 0; n++)
            is_wanted = has_word(name_at(places, n)->other, word) &&
                        may_stand(places, name_at(places, n), d);
        places->docids[d] = is_wanted ? docids[d] : 0;
    }
    if (!tc_pool_read_word(reader, places->pool, words, word, places->docids, posterior_min, error))
        return FALSE;
    for (guint n = 0; n < places->names->len; n++)
        if (has_word(name_at(places, n)->other, word))
            note_read(places, name_at(places, n), word);
    return TRUE;
}

/* Append where the word stands in names in a document, in no order. */
static void
add_places(const Places *places, guint word, gsize d, GArray *out)
{
    for (guint n = 0; n < places->names->len; n++) {
        const Name *name = name_at(places, n);
        for (guint32 k = 0; k < name->other->count; k++) {
            if (name->other->words[k] != word)
                continue;
            for (guint32 i = name->offsets[d]; i < name->offsets[d + 1]; i++) {
                guint32 at = g_array_index(name->begins, guint32, i) + k;
                g_array_append_val(out, at);
            }
        }
    }
}

static int
ascending(gconstpointer a, gconstpointer b)
{
    return TC_ORDER(*(const guint32 *)a, *(const guint32 *)b);
}

/* Leave of the occurrences of a word those in names. */
static void
keep_places(const Places *places, guint word)
{
    TcWordHits *hits = &places->pool->hits[word];
    g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(guint32));
    guint32 filled = 0;
    guint32 first = 0;
    hits->times = g_new(guint32, places->pool->doc_count + 1);
    for (gsize d = 0; d < places->pool->doc_count; d++) {
        const guint32 end = hits->offsets[d + 1];
        guint32 from = first;
        hits->times[d] = end - first;
        hits->offsets[d] = filled;
        g_array_set_size(wanted, 0);
        if (first < end)
            add_places(places, word, d, wanted);
        if (wanted->len > 1)
            g_array_sort(wanted, ascending);
        for (guint n = 0; n < wanted->len; n++)
            if (stands_from(hits, end, &from, g_array_index(wanted, guint32, n)))
                hits->items[filled++] = hits->items[from++];
        first = end;
    }
    hits->offsets[places->pool->doc_count] = filled;
}

gboolean
tc_pool_read_names(TcReader *reader, TcPool *pool, const TcWords *words, const guint32 *docids,
                   double posterior_min, GError **error)
{
    gboolean is_part[TC_WORDS_MAX];
    g_auto(Places) places = {0};
    find_parts(words, pool, is_part);
    places_init(&places, words, pool, is_part);
    for (guint n = 0; places.part_count > 0 && n < places.names->len; n++) {
        const TcAlternative *other = name_at(&places, n)->other;
        for (guint k = 0; k < other->count; k++)
            if (!is_part[other->words[k]] && pool->hits[other->words[k]].offsets == NULL &&
                !tc_pool_read_word(reader, pool, words, other->words[k], docids, posterior_min,
                                   error))
                return FALSE;
    }
    for (guint i = 0; i < places.part_count; i++)
        if (!read_part(&places, reader, words, docids, places.parts[i].word, posterior_min, error))
            return FALSE;
    for (guint i = 0; i < places.part_count; i++)
        keep_places(&places, places.parts[i].word);
    return TRUE;
}

gboolean
tc_pool_read_rest(TcReader *reader, TcPool *pool, const TcWords *words, double posterior_min,
                  GError **error)
{
    if (!tc_pool_read_formal(reader, pool, error) ||
        !tc_pool_read_names(reader, pool, words, pool->docids, posterior_min, error))
        return FALSE;
    for (guint w = 0; w < pool->word_count; w++)
        if (pool->hits[w].offsets == NULL &&
            !tc_pool_read_word(reader, pool, words, w, pool->docids, posterior_min, error))
            return FALSE;
    return TRUE;
}

TcPool *
tc_pool_new(TcReader *reader, const TcWords *words, const TcXHit *hits, gsize count,
            double posterior_min, GError **error)
{
    g_autoptr(TcPool) pool = tc_pool_new_unread(reader, words, hits, count, error);
    if (pool == NULL || !tc_pool_read_rest(reader, pool, words, posterior_min, error))
        return NULL;
    return g_steal_pointer(&pool);
}
