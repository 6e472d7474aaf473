#include "query/rank/typed_first.h"

#include "query/words/spellings.h"

/* More than sums of the same in another order differ. */
#define BEFORE 1e-3

/* Whether the word stands at `position` of a document, as it was likely meant. */
static gboolean
stands_at(const TcPool *pool, const TcWords *words, gsize d, guint w, guint32 position)
{
    const TcWordHits *hits = &pool->hits[w];
    const TcWord *word = g_ptr_array_index(words->words, w);
    guint32 low = hits->offsets[d];
    guint32 high = hits->offsets[d + 1];
    while (low < high) {
        guint32 middle = low + (high - low) / 2;
        if (hits->items[middle].position < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low < hits->offsets[d + 1] && hits->items[low].position == position &&
           tc_spelling_is_meant(word, tc_spelling_at(word->spellings, hits->items[low].spelling));
}

/* Whether these words stand one after another in a document. */
static gboolean
has_words(const TcPool *pool, const TcWords *words, gsize d, const guint *list, guint count)
{
    const TcWordHits *hits = &pool->hits[list[0]];
    for (guint32 i = hits->offsets[d]; i < hits->offsets[d + 1]; i++) {
        guint k = 0;
        while (k < count && stands_at(pool, words, d, list[k], hits->items[i].position + k))
            k++;
        if (k == count)
            return TRUE;
    }
    return FALSE;
}

/* What a document is to the names of a query. */
typedef enum {
    NEITHER,
    BY_ALIAS, /* has another name for some of it, not the one that was typed */
    AS_TYPED, /* has all of the words, and the names as they were typed */
} Naming;

/* A group as it stands, or in another way of writing that is no alias. */
static gboolean
is_named_as_typed(const TcPool *pool, const TcWords *words, gsize d, const TcGroup *group, guint at)
{
    guint typed[TC_EXPANSION_WORDS_MAX];
    guint count = MIN(group->count, TC_EXPANSION_WORDS_MAX);
    for (guint i = 0; i < count; i++)
        typed[i] = tc_word_at(words->sequence, at + i)->word;
    if (has_words(pool, words, d, typed, count))
        return TRUE;
    for (guint a = 0; a < group->alternatives->len; a++) {
        const TcAlternative *other = tc_alternative_at(group->alternatives, a);
        if (other->kind != TC_ALTERNATIVE_ALIAS &&
            has_words(pool, words, d, other->words, other->count))
            return TRUE;
    }
    return FALSE;
}

static gboolean
has_alias(const TcPool *pool, const TcWords *words, gsize d, const TcGroup *group)
{
    for (guint a = 0; a < group->alternatives->len; a++) {
        const TcAlternative *other = tc_alternative_at(group->alternatives, a);
        if (other->kind == TC_ALTERNATIVE_ALIAS &&
            has_words(pool, words, d, other->words, other->count))
            return TRUE;
    }
    return FALSE;
}

static Naming
naming_of(const TcPool *pool, const TcWords *words, gsize d)
{
    gboolean all = TRUE;
    gboolean by_alias = FALSE;
    for (guint i = 0; i < words->sequence->len;) {
        const TcWordAt *at = tc_word_at(words->sequence, i);
        const TcGroup *group = tc_words_group_at(words, at->position);
        if (group != NULL && i + group->count <= words->sequence->len) {
            gboolean typed = is_named_as_typed(pool, words, d, group, i);
            all &= typed;
            by_alias |= !typed && has_alias(pool, words, d, group);
            i += group->count;
        } else {
            all &= pool->hits[at->word].offsets[d] < pool->hits[at->word].offsets[d + 1];
            i++;
        }
    }
    return by_alias ? BY_ALIAS : all ? AS_TYPED : NEITHER;
}

static gboolean
any_alias(const TcWords *words)
{
    for (guint g = 0; g < words->groups->len; g++) {
        const TcGroup *group = tc_group_at(words->groups, g);
        for (guint a = 0; a < group->alternatives->len; a++)
            if (tc_alternative_at(group->alternatives, a)->kind == TC_ALTERNATIVE_ALIAS)
                return TRUE;
    }
    return FALSE;
}

/* Raise what is AS_TYPED (`naming`, for each of `ranked`) above what is BY_ALIAS. */
static void
raise_typed(const Naming *naming, GArray *ranked)
{
    double best_alias = -G_MAXDOUBLE;
    double least_typed = G_MAXDOUBLE;
    for (guint i = 0; i < ranked->len; i++) {
        double score = tc_ranked_at(ranked, i)->score;
        best_alias = naming[i] == BY_ALIAS ? MAX(best_alias, score) : best_alias;
        least_typed = naming[i] == AS_TYPED ? MIN(least_typed, score) : least_typed;
    }
    if (best_alias < least_typed)
        return;
    double raise = best_alias - least_typed + BEFORE;
    for (guint i = 0; i < ranked->len; i++) {
        if (naming[i] == AS_TYPED) {
            TcRanked *item = tc_ranked_at(ranked, i);
            item->parts[TC_PART_TYPED] += raise;
            item->score += raise;
        }
    }
    tc_rank_sort(ranked);
}

void
tc_rank_typed_first(const TcPool *pool, const TcWords *words, GArray *ranked)
{
    if (!any_alias(words))
        return;
    g_autoptr(GHashTable) places = g_hash_table_new(NULL, NULL);
    g_autofree Naming *naming = g_new0(Naming, ranked->len + 1);
    for (gsize d = 0; d < pool->doc_count; d++)
        g_hash_table_insert(places, GUINT_TO_POINTER(pool->docids[d]), GSIZE_TO_POINTER(d));
    for (guint i = 0; i < ranked->len; i++) {
        guint32 docid = tc_ranked_at(ranked, i)->docid;
        gpointer d = g_hash_table_lookup(places, GUINT_TO_POINTER(docid));
        naming[i] = naming_of(pool, words, GPOINTER_TO_SIZE(d));
    }
    raise_typed(naming, ranked);
}

void
tc_rank_own_first(GHashTable *others, GArray *ranked)
{
    g_autofree Naming *naming = g_new0(Naming, ranked->len + 1);
    for (guint i = 0; i < ranked->len; i++) {
        guint32 docid = tc_ranked_at(ranked, i)->docid;
        naming[i] = g_hash_table_contains(others, GUINT_TO_POINTER(docid)) ? BY_ALIAS : AS_TYPED;
    }
    raise_typed(naming, ranked);
}
