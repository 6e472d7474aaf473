#include "query/rank/typed_first.h"

#include "query/rank/about.h"
#include "query/words/spellings.h"
#include "text/interrogative.h"

#include <string.h>

/* More than sums of the same in another order differ. */
#define BEFORE 1e-3

/* Whether the word stands at `position` of a document, as it was likely meant, or with this key. */
static gboolean
stands_at(const TcPool *pool, const TcWords *words, gsize d, guint w, guint32 position,
          const char *key)
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
    if (low >= hits->offsets[d + 1] || hits->items[low].position != position)
        return FALSE;
    guint s = hits->items[low].spelling;
    const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
    if (key != NULL)
        return spelling->is_unmarked || tc_spelling_is(spelling, key);
    return (s == 0 && word->is_shared) || tc_spelling_is_meant(word, spelling);
}

static guint32
times(const TcPool *pool, gsize d, guint word)
{
    return pool->hits[word].offsets[d + 1] - pool->hits[word].offsets[d];
}

static gboolean
has_word(const TcPool *pool, gsize d, guint word)
{
    return times(pool, d, word) > 0;
}

/* Whether these words stand one after another in a document, with these keys unless they are NULL.
 */
static gboolean
has_words(const TcPool *pool, const TcWords *words, gsize d, const guint *list, guint count,
          char *const *keys)
{
    guint rarest = 0;
    if (count == 0)
        return FALSE;
    for (guint k = 0; k < count; k++) {
        if (!has_word(pool, d, list[k]))
            return FALSE;
        rarest = times(pool, d, list[k]) < times(pool, d, list[rarest]) ? k : rarest;
    }
    const TcWordHits *hits = &pool->hits[list[rarest]];
    for (guint32 i = hits->offsets[d]; i < hits->offsets[d + 1]; i++) {
        guint k = 0;
        if (hits->items[i].position < rarest)
            continue;
        while (k < count && stands_at(pool, words, d, list[k], hits->items[i].position - rarest + k,
                                      keys != NULL ? keys[k] : NULL))
            k++;
        if (k == count)
            return TRUE;
    }
    return FALSE;
}

/* What a document is to the names of a query, as bits. */
typedef enum {
    FEW = 32, /* none of what follows, and less than half of the words */
    NEITHER = 1,
    PARTLY_BY_ALIAS = 2, /* has another name for some of it, not the one that was typed */
    BY_ALIAS = 4,        /* the same, and all the rest of the query */
    AS_TYPED = 8,        /* has all of the words, and the names as they were typed */
    APART = 16,          /* it is what the query names: no name decides of it */
    NAMED = 64,          /* has a name that was typed, in whatever spelling, and not all the rest */
} Naming;

/* The same, and how much of the query the document says: how many of its words, names as a whole or
 * not at all, and how rare these are and their pairs that stand side by side. */
typedef struct {
    Naming naming;
    guint said;
    double rarity;
    guint64 typed; /* names that it says as they were typed, as bits; further ones are not told */
    guint64 by_equal;  /* names that it says by another one of the same thing */
    gboolean is_less;  /* some other name in it says less than what was typed */
    gboolean is_wider; /* ... and is what the thing is one of */
} Said;

/* Whether one of the other ways of writing a group stands there: its aliases, or those that are
 * none. */
static gboolean
has_other(const TcPool *pool, const TcWords *words, gsize d, const TcGroup *group,
          gboolean is_by_alias)
{
    for (guint a = 0; a < group->alternatives->len; a++) {
        const TcAlternative *other = tc_alternative_at(group->alternatives, a);
        if ((other->kind == TC_ALTERNATIVE_ALIAS) == is_by_alias &&
            has_words(pool, words, d, other->words, other->count, NULL))
            return TRUE;
    }
    return FALSE;
}

/* Whether an alias stands there that is not what the thing is one of; without `may_be_less` one
 * that says no less than what was typed. */
static gboolean
has_equal(const TcPool *pool, const TcWords *words, gsize d, const TcGroup *group,
          gboolean may_be_less)
{
    for (guint a = 0; a < group->alternatives->len; a++) {
        const TcAlternative *other = tc_alternative_at(group->alternatives, a);
        gboolean is_less = may_be_less ? other->is_wider : tc_group_is_less(group, other);
        if (other->kind == TC_ALTERNATIVE_ALIAS && !is_less &&
            has_words(pool, words, d, other->words, other->count, NULL))
            return TRUE;
    }
    return FALSE;
}

/* The keys of the name that a group without marks is read as; NULL when it is read otherwise. */
static char *const *
keys_read(const TcWords *words, const TcGroup *group, guint at)
{
    g_autofree const TcSpelling **likely = g_new(const TcSpelling *, group->count + 1);
    for (guint k = 0; k < group->count; k++)
        likely[k] = tc_word_likely_spelling(tc_words_at(words, at + k));
    guint n = tc_group_name_of(group, likely);
    return n < tc_group_name_count(group) ? (char *const *)&group->names->pdata[n * group->count]
                                          : NULL;
}

/* A group as it stands, or in another way of writing that is no alias. */
static gboolean
is_named_as_typed(const TcPool *pool, const TcWords *words, gsize d, const TcGroup *group, guint at)
{
    guint typed[TC_EXPANSION_WORDS_MAX];
    guint count = MIN(group->count, TC_EXPANSION_WORDS_MAX);
    for (guint i = 0; i < count; i++)
        typed[i] = tc_word_at(words->sequence, at + i)->word;
    return has_words(pool, words, d, typed, count, keys_read(words, group, at)) ||
           has_other(pool, words, d, group, FALSE);
}

/* "ĐBQH": nobody typed the words that it stands for, so here and there they are none. NULL where
 * the words of a group were typed. */
static const TcAlternative *
short_form_of(const TcGroup *group)
{
    for (guint a = 0; a < group->alternatives->len; a++)
        if (tc_alternative_at(group->alternatives, a)->is_typed)
            return tc_alternative_at(group->alternatives, a);
    return NULL;
}

static gboolean
has_other_names(const TcGroup *group)
{
    return tc_alternatives_count(group->alternatives, TC_ALTERNATIVE_ALIAS) > 0 ||
           tc_alternatives_count(group->alternatives, TC_ALTERNATIVE_WRITING) > 0 ||
           tc_alternatives_count(group->alternatives, TC_ALTERNATIVE_SHORT) > 0 ||
           short_form_of(group) != NULL;
}

static gboolean
is_key(const TcWords *words, guint i, const char *key)
{
    const TcSpelling *typed = tc_spelling_at(tc_words_at(words, i)->spellings, 0);
    return tc_spelling_is(typed, key);
}

/* Whether a word only asks ("được bao nhiêu tiền"): documents answer, and need not say it. */
static gboolean
is_asking(const TcWords *words, guint i)
{
    const TcSpelling *typed = tc_spelling_at(tc_words_at(words, i)->spellings, 0);
    gsize count;
    const TcAskingPair *pairs = tc_asking_pairs(&count);
    for (gsize p = 0; p < count; p++)
        if ((i + 1 < words->sequence->len && is_key(words, i, pairs[p].first) &&
             is_key(words, i + 1, pairs[p].second)) ||
            (i > 0 && is_key(words, i - 1, pairs[p].first) && is_key(words, i, pairs[p].second)))
            return TRUE;
    return tc_key_is_interrogative(typed->term, typed->term_len);
}

/* A query, and which of its words only ask. */
typedef struct {
    const TcWords *words;
    guint count;    /* of words that do not */
    gboolean *asks; /* for each; the caller frees them */
} Asked;

static void
asked_clear(Asked *asked)
{
    g_free(asked->asks);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Asked, asked_clear)

static void
asked_init(Asked *asked, const TcWords *words)
{
    guint len = words->sequence->len;
    *asked = (Asked){words, len, g_new0(gboolean, len + 1)};
    for (guint i = 0; i < len; i++) {
        asked->asks[i] = is_asking(words, i);
        asked->count -= asked->asks[i] ? 1 : 0;
    }
}

/* Whether a group was meant as the name that it is: it has marks, or is read so. */
static gboolean
is_sure(const TcWords *words, const TcGroup *group, guint at)
{
    return group->names == NULL || keys_read(words, group, at) != NULL;
}

static guint64
name_bit(const TcWords *words, const TcGroup *group)
{
    gsize at = (gsize)(group - tc_group_at(words->groups, 0));
    return at < 64 ? (guint64)1 << at : 0;
}

/* How rare a word of the query is, and its pair with the one before: no less than either. */
static double
rarity_of(const TcWords *words, guint i, gboolean is_beside)
{
    double own = tc_words_at(words, i)->rarity;
    return is_beside ? own + MIN(own, tc_words_at(words, i - 1)->rarity) : own;
}

/* Whether the i-th word of the query stands right behind the one before. */
static gboolean
is_beside(const TcPool *pool, const TcWords *words, gsize d, guint i)
{
    const TcWordAt *at = tc_word_at(words->sequence, i);
    if (i == 0 || at[-1].position + 1 != at->position || !has_word(pool, d, at->word))
        return FALSE;
    const guint both[] = {at[-1].word, at->word};
    return has_words(pool, words, d, both, 2, NULL);
}

static Said
said_of(const TcPool *pool, const Asked *asked, gsize d)
{
    const TcWords *words = asked->words;
    gboolean is_all = TRUE;
    gboolean are_all_said = TRUE;
    gboolean is_by_alias = FALSE;
    gboolean is_named = FALSE;
    guint has = 0;
    Said said = {0};
    for (guint i = 0; i < words->sequence->len;) {
        const TcWordAt *at = tc_word_at(words->sequence, i);
        const TcGroup *group = tc_words_group_at(words, at->position);
        gboolean is_typed = has_word(pool, d, at->word);
        gboolean is_other = FALSE;
        guint count = 1;
        if (group == NULL && asked->asks[i]) {
            i++;
            continue;
        }
        if (group != NULL && i + group->count <= words->sequence->len) {
            is_typed = is_named_as_typed(pool, words, d, group, i);
            is_other = !is_typed && has_other(pool, words, d, group, TRUE);
            is_named |= is_typed && has_other_names(group);
            said.typed |= is_typed ? name_bit(words, group) : 0;
            if (is_other && is_sure(words, group, i) && has_equal(pool, words, d, group, FALSE))
                said.by_equal |= name_bit(words, group);
            count = group->count;
        }
        is_all &= is_typed;
        are_all_said &= is_typed || is_other;
        is_by_alias |= is_other;
        said.is_less |= is_other && !has_equal(pool, words, d, group, FALSE);
        said.is_wider |= is_other && !has_equal(pool, words, d, group, TRUE);
        for (guint k = 0; k < count; k++)
            has += has_word(pool, d, tc_word_at(words->sequence, i + k)->word);
        for (guint k = 0; (is_typed || is_other) && k < count; k++)
            said.rarity += rarity_of(words, i + k, k > 0 || is_beside(pool, words, d, i));
        said.said += is_typed || is_other ? count : 0;
        i += count;
    }
    if (is_by_alias)
        said.naming = are_all_said ? BY_ALIAS : PARTLY_BY_ALIAS;
    else if (is_all)
        said.naming = AS_TYPED;
    else if (is_named)
        said.naming = NAMED;
    else
        said.naming = 2 * has < asked->count ? FEW : NEITHER;
    return said;
}

/* How many words were typed, and are names: of things that have another name, and of things that
 * are written in another way, too. */
typedef struct {
    guint typed;
    guint with_alias;
    guint any;
} Named;

static Named
count_named(const TcWords *words)
{
    Named named = {.typed = words->sequence->len};
    for (guint g = 0; g < words->groups->len; g++) {
        const TcGroup *group = tc_group_at(words->groups, g);
        const TcAlternative *brief = short_form_of(group);
        guint count = brief != NULL ? brief->count : group->count;
        /* Those that a short form stands for are in the sequence. */
        named.typed = named.typed + count - MIN(named.typed + count, group->count);
        named.with_alias +=
            tc_alternatives_count(group->alternatives, TC_ALTERNATIVE_ALIAS) > 0 ? count : 0;
        named.any += has_other_names(group) ? count : 0;
    }
    return named;
}

/* Raise what is `high` (Naming; `said` has that of each of `ranked`) above all that is `low`. */
static void
raise_above(const Said *said, guint high, guint low, GArray *ranked)
{
    double best_low = -G_MAXDOUBLE;
    double least_high = G_MAXDOUBLE;
    for (guint i = 0; i < ranked->len; i++) {
        double score = tc_ranked_at(ranked, i)->score;
        best_low = (said[i].naming & low) != 0 ? MAX(best_low, score) : best_low;
        least_high = (said[i].naming & high) != 0 ? MIN(least_high, score) : least_high;
    }
    if (best_low < least_high)
        return;
    double raise = best_low - least_high + BEFORE;
    for (guint i = 0; i < ranked->len; i++) {
        if ((said[i].naming & high) != 0) {
            TcRanked *item = tc_ranked_at(ranked, i);
            item->parts[TC_PART_TYPED] += raise;
            item->score += raise;
        }
    }
}

/* Whether the one says no more of the query than the other: no more words, or none so rare. Where
 * names are few of the words it is only these that tell. */
static gboolean
says_no_more(const Said *one, const Said *other, gboolean are_names)
{
    return one->rarity <= other->rarity ||
           (are_names && (one->naming == FEW || one->said <= other->said));
}

/* Raise a document above what has none of the names and says no more of the query; where names are
 * few of the words, above what has some of them, too. */
static void
raise_above_less(const Said *said, guint at, gboolean are_names, double all, GArray *ranked)
{
    const guint low_ones = NEITHER | FEW | (are_names ? 0u : NAMED);
    TcRanked *item = tc_ranked_at(ranked, at);
    double low = 0;
    for (guint i = 0; i < ranked->len; i++) {
        const TcRanked *other = tc_ranked_at(ranked, i);
        if ((said[i].naming & low_ones) == 0 || !says_no_more(&said[i], &said[at], are_names))
            continue;
        low = MAX(low, other->score);
        item->is_about |= other->is_about;
    }
    if (item->score > low || low <= 0)
        return;
    double first = said[at].naming == NAMED ? 4 : said[at].is_wider ? 0 : 2;
    double raise = low - item->score + BEFORE * (first + said[at].rarity / all + item->score / low);
    item->parts[TC_PART_TYPED] += raise;
    item->score += raise;
}

/* Raise each that has a name of the query to right above what has none and says no more of it:
 * those that have the name first, then those that have another name, those that say more of it
 * first. They are as much about the topic as that. Where names are few of the words (without
 * `are_names`) that is so of those that have another name for what no document names. */
static void
raise_partly(const Said *said, const TcWords *words, gboolean are_names, GArray *ranked)
{
    double all = BEFORE;
    guint64 unsaid = G_MAXUINT64;
    for (guint i = 0; i < words->sequence->len; i++)
        all += rarity_of(words, i, i > 0);
    for (guint i = 0; !are_names && i < ranked->len; i++)
        unsaid &= ~said[i].typed;
    for (guint i = 0; i < ranked->len; i++)
        if (are_names ? (said[i].naming & (PARTLY_BY_ALIAS | NAMED)) != 0
                      : said[i].naming == PARTLY_BY_ALIAS && (said[i].by_equal & unsaid) != 0)
            raise_above_less(said, i, are_names, all, ranked);
}

/* What was typed is about the topic where what has only other names for it is, so that it stands
 * before these; where the names are all that was typed (`is_whole`), also where what has only words
 * of it here and there is. A set without such is what it would be without names. */
static void
mark_typed(const Said *said, gboolean is_whole, GArray *ranked)
{
    const guint others = BY_ALIAS | PARTLY_BY_ALIAS | (is_whole ? NEITHER | FEW : 0u);
    gboolean is_any_other = FALSE;
    for (guint i = 0; i < ranked->len; i++)
        is_any_other |= (said[i].naming & others) != 0 && tc_ranked_at(ranked, i)->is_about;
    for (guint i = 0; is_any_other && i < ranked->len; i++)
        tc_ranked_at(ranked, i)->is_about |=
            said[i].naming == AS_TYPED && (is_whole || tc_about_says_well(tc_ranked_at(ranked, i)));
}

/* Where each document (its number) is in the pool. */
static GHashTable *
find_places(const TcPool *pool)
{
    GHashTable *places = g_hash_table_new(NULL, NULL);
    for (gsize d = 0; d < pool->doc_count; d++)
        g_hash_table_insert(places, GUINT_TO_POINTER(pool->docids[d]), GSIZE_TO_POINTER(d));
    return places;
}

static gsize
place_of(GHashTable *places, const TcRanked *item)
{
    return GPOINTER_TO_SIZE(g_hash_table_lookup(places, GUINT_TO_POINTER(item->docid)));
}

/* Whether all that has other ways of writing stands as it was typed: "5 triệu đồng". */
static gboolean
is_as_typed(const TcPool *pool, const TcWords *words, gsize d)
{
    for (guint i = 0; i < words->sequence->len; i++) {
        const TcGroup *group = tc_words_group_at(words, tc_word_at(words->sequence, i)->position);
        if (group == NULL || i + group->count > words->sequence->len)
            continue;
        const TcAlternative *brief = short_form_of(group);
        TcAlternative typed = {.count = MIN(group->count, TC_EXPANSION_WORDS_MAX)};
        for (guint k = 0; k < typed.count; k++)
            typed.words[k] = tc_word_at(words->sequence, i + k)->word;
        if (brief == NULL)
            brief = &typed;
        if (!has_words(pool, words, d, brief->words, brief->count, NULL))
            return FALSE;
    }
    return TRUE;
}

/* In quotes the same thing in other letters is found, but stands behind what was typed. */
static void
raise_literal(const TcPool *pool, const TcWords *words, GHashTable *places, GArray *ranked)
{
    g_autofree Said *said = g_new0(Said, ranked->len + 1);
    for (guint i = 0; i < ranked->len; i++) {
        gsize d = place_of(places, tc_ranked_at(ranked, i));
        said[i].naming = is_as_typed(pool, words, d) ? AS_TYPED : BY_ALIAS;
    }
    raise_above(said, AS_TYPED, BY_ALIAS, ranked);
}

static void
raise_names(const TcPool *pool, const TcWords *words, const Named named, GHashTable *places,
            GArray *ranked)
{
    g_auto(Asked) asked = {0};
    asked_init(&asked, words);
    guint len = named.typed - MIN(named.typed, words->sequence->len - asked.count);
    if (2 * named.any < len && named.with_alias == 0)
        return;
    g_autofree Said *said = g_new0(Said, ranked->len + 1);
    for (guint i = 0; i < ranked->len; i++) {
        const TcRanked *item = tc_ranked_at(ranked, i);
        said[i] = said_of(pool, &asked, place_of(places, item));
        if ((said[i].naming & (FEW | NEITHER | NAMED)) != 0 &&
            (item->is_named || item->parts[TC_PART_EVIDENCE] > 0))
            said[i].naming = APART;
    }
    gboolean are_names = 2 * named.any >= len;
    raise_partly(said, words, are_names, ranked);
    /* Where names are most of the query, some of their words here and there say less of them than
     * their other names do: a document that has these and all the rest, or else no less of the
     * query. "Băng Cốc" is Bangkok, and no ice in a glass. */
    if (2 * named.with_alias >= len && named.with_alias > 0) {
        for (guint i = 0; i < ranked->len; i++)
            tc_ranked_at(ranked, i)->is_about |= said[i].naming == BY_ALIAS && !said[i].is_less &&
                                                 tc_about_says_well(tc_ranked_at(ranked, i));
        raise_above(said, BY_ALIAS, NEITHER | NAMED | FEW | PARTLY_BY_ALIAS, ranked);
    }
    if (are_names) {
        mark_typed(said, named.any >= len, ranked);
        raise_above(said, AS_TYPED | APART, NEITHER | NAMED | FEW, ranked);
    }
    raise_above(said, AS_TYPED, BY_ALIAS | PARTLY_BY_ALIAS, ranked);
}

void
tc_rank_typed_first(const TcPool *pool, const TcWords *words, GArray *ranked)
{
    const Named named = count_named(words);
    if (named.any == 0)
        return;
    g_autoptr(GHashTable) places = find_places(pool);
    raise_names(pool, words, named, places, ranked);
    if (words->quoted_count == words->sequence->len)
        raise_literal(pool, words, places, ranked);
    tc_rank_sort(ranked);
}

void
tc_rank_own_first(GHashTable *others, GArray *ranked)
{
    g_autofree Said *said = g_new0(Said, ranked->len + 1);
    for (guint i = 0; i < ranked->len; i++) {
        guint32 docid = tc_ranked_at(ranked, i)->docid;
        said[i].naming =
            g_hash_table_contains(others, GUINT_TO_POINTER(docid)) ? BY_ALIAS : AS_TYPED;
    }
    raise_above(said, AS_TYPED, BY_ALIAS, ranked);
    tc_rank_sort(ranked);
}
