#include "query/rank/names/naming.h"

#include "query/words/spellings.h"
#include "text/interrogative.h"

#include <string.h>

/* Of how rare it is, what a word counts that stands beside none of its neighbours in the query, and
 * a name by another that says less. */
#define LONE_SHARE 0.25
#define LESS_SHARE 0.5

/* ---- words that stand one after another ---- */

/* Whether the word stands at `position` of a document, as it was likely meant, or with this key. */
static gboolean
stands_at(const TcPool *pool, const TcWords *words, gsize d, guint w, guint32 position,
          const char *key)
{
    const TcWord *word = g_ptr_array_index(words->words, w);
    const TcOccurrence *at = tc_word_hits_at(&pool->hits[w], d, position);
    if (at == NULL)
        return FALSE;
    guint s = at->spelling;
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

/* ---- the names of the query ---- */

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

/* A piece of the query: a name, or a word that is in none. */
typedef struct {
    guint at; /* in the sequence */
    guint count;
    const TcGroup *group;                /* NULL of a word */
    char *const *keys;                   /* of the name that it is read as; NULL where marks tell */
    gboolean is_sure;                    /* a name that has marks, or is read so */
    guint64 bit;                         /* of a name */
    guint typed[TC_EXPANSION_WORDS_MAX]; /* the words of a name */
    guint typed_count;
} Piece;

static inline const Piece *
piece_at(const GArray *pieces, guint index)
{
    return &g_array_index(pieces, Piece, index);
}

static Piece
name_at(const TcWords *words, const TcGroup *group, guint at)
{
    gsize index = (gsize)(group - tc_group_at(words->groups, 0));
    Piece piece = {.at = at,
                   .count = group->count,
                   .group = group,
                   .keys = keys_read(words, group, at),
                   .bit = index < 64 ? (guint64)1 << index : 0,
                   .typed_count = MIN(group->count, TC_EXPANSION_WORDS_MAX)};
    piece.is_sure = group->names == NULL || piece.keys != NULL;
    for (guint k = 0; k < piece.typed_count; k++)
        piece.typed[k] = tc_word_at(words->sequence, at + k)->word;
    return piece;
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

/* A query as it is told by: its names, and the words that are in none and do not only ask. */
typedef struct {
    const TcPool *pool;
    const TcWords *words;
    GArray *pieces; /* of Piece */
    guint count;    /* of words that do not only ask */
    double *rarity; /* of each word, for its pair with the one before it add the lesser of both */
} Query;

static void
query_clear(Query *query)
{
    g_array_unref(query->pieces);
    g_free(query->rarity);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Query, query_clear)

static void
query_init(Query *query, const TcPool *pool, const TcWords *words)
{
    guint len = words->sequence->len;
    *query = (Query){.pool = pool,
                     .words = words,
                     .pieces = g_array_new(FALSE, FALSE, sizeof(Piece)),
                     .rarity = g_new(double, len + 1)};
    for (guint i = 0; i < len; i++) {
        query->rarity[i] = tc_words_at(words, i)->rarity;
        query->count += is_asking(words, i) ? 0 : 1;
    }
    for (guint i = 0; i < len;) {
        const TcGroup *group = tc_words_group_at(words, tc_word_at(words->sequence, i)->position);
        Piece piece = {.at = i, .count = 1};
        if (group != NULL && i + group->count <= len)
            piece = name_at(words, group, i);
        if (piece.group != NULL || group != NULL || !is_asking(words, i))
            g_array_append_val(query->pieces, piece);
        i += piece.count;
    }
}

static double
pair_rarity(const Query *query, guint i)
{
    return i == 0 ? 0 : MIN(query->rarity[i - 1], query->rarity[i]);
}

/* ---- what a document says ---- */

/* Whether one of the other ways of writing a name stands there: its aliases, or those that are
 * none. */
static gboolean
has_other(const Query *query, gsize d, const TcGroup *group, gboolean is_by_alias)
{
    for (guint a = 0; a < group->alternatives->len; a++) {
        const TcAlternative *other = tc_alternative_at(group->alternatives, a);
        if ((other->kind == TC_ALTERNATIVE_ALIAS) == is_by_alias &&
            has_words(query->pool, query->words, d, other->words, other->count, NULL))
            return TRUE;
    }
    return FALSE;
}

/* Whether an earlier name of the query is one of the same: "thiên tai" once tells of one name, and
 * not of each that falls under it. */
static gboolean
is_of_earlier(const TcWords *words, const TcGroup *group, const TcAlternative *wider)
{
    for (const TcGroup *g = tc_group_at(words->groups, 0); g < group; g++)
        for (guint a = 0; a < g->alternatives->len; a++) {
            const TcAlternative *other = tc_alternative_at(g->alternatives, a);
            if (other->is_wider && other->count == wider->count &&
                memcmp(other->words, wider->words, sizeof(guint) * other->count) == 0)
                return TRUE;
        }
    return FALSE;
}

/* What the aliases of a name that stand in a document say of it. */
typedef struct {
    gboolean is_any;
    gboolean is_same;  /* one that is not what the thing is one of */
    gboolean is_equal; /* ... and says no less than what was typed */
    double worth;      /* how rare the words of those are that the thing is one of */
} Aliases;

/* How rare the words of another name are. */
static double
rarity_of_other(const TcWords *words, const TcAlternative *other)
{
    double rarity = 0;
    for (guint k = 0; k < other->count; k++)
        rarity += ((const TcWord *)g_ptr_array_index(words->words, other->words[k]))->rarity;
    return rarity;
}

static Aliases
aliases_in(const Query *query, gsize d, const TcGroup *group)
{
    Aliases found = {FALSE, FALSE, FALSE, 0};
    for (guint a = 0; a < group->alternatives->len && !found.is_equal; a++) {
        const TcAlternative *other = tc_alternative_at(group->alternatives, a);
        gboolean is_equal = !tc_group_is_less(group, other);
        /* One that tells no more than those that stand there need not be looked for. */
        if (other->kind != TC_ALTERNATIVE_ALIAS || (found.is_any && !is_equal && found.is_same) ||
            !has_words(query->pool, query->words, d, other->words, other->count, NULL) ||
            (other->is_wider && is_of_earlier(query->words, group, other)))
            continue;
        found.is_any = TRUE;
        found.is_same |= !other->is_wider;
        found.is_equal |= is_equal;
        if (other->is_wider)
            found.worth = MAX(found.worth, rarity_of_other(query->words, other));
    }
    return found;
}

/* Whether the i-th word of the query stands right behind the one before. */
static gboolean
is_beside(const Query *query, gsize d, guint i)
{
    const TcWordAt *at = tc_word_at(query->words->sequence, i);
    if (i == 0 || at[-1].position + 1 != at->position || !has_word(query->pool, d, at->word))
        return FALSE;
    const guint both[] = {at[-1].word, at->word};
    return has_words(query->pool, query->words, d, both, 2, NULL);
}

/* A name as it stands, or in another way of writing that is no alias. */
static gboolean
has_name(const Query *query, gsize d, const Piece *name)
{
    return has_words(query->pool, query->words, d, name->typed, name->typed_count, name->keys) ||
           has_other(query, d, name->group, FALSE);
}

/* What is gathered of a document, piece by piece. */
typedef struct {
    gboolean lacks_typed; /* something does not stand there as it was typed */
    gboolean lacks_any;   /* ... nor by an alias */
    gboolean has_alias;
    gboolean has_name;
    guint words; /* that stand there, of names, too */
} Gathered;

static double
rarity_of_name(const Query *query, gsize d, const Piece *name)
{
    double rarity = query->rarity[name->at];
    rarity += is_beside(query, d, name->at) ? pair_rarity(query, name->at) : 0;
    for (guint i = name->at + 1; i < name->at + name->count; i++)
        rarity += query->rarity[i] + pair_rarity(query, i);
    return rarity;
}

/* How much of the name a document says, 0 .. 1, and note how. What the thing is one of says as much
 * as it is rare ("chất thải rắn sinh hoạt" for "vứt rác"), but without marks the name may be none:
 * "cong ty ma" is mostly công ty mà. */
static double
says_name(const Query *query, gsize d, const Piece *name, Gathered *gathered, TcSaid *said)
{
    gboolean is_typed = has_name(query, d, name);
    Aliases aliases = {FALSE, FALSE, FALSE, 0};
    if (!is_typed)
        aliases = aliases_in(query, d, name->group);
    gathered->lacks_typed |= !is_typed;
    gathered->lacks_any |= !is_typed && !aliases.is_any;
    gathered->has_alias |= aliases.is_any;
    gathered->has_name |= is_typed && has_other_names(name->group);
    said->typed |= is_typed ? name->bit : 0;
    said->other |= aliases.is_any && name->is_sure ? name->bit : 0;
    said->is_less |= aliases.is_any && !aliases.is_equal;
    said->is_wider |= aliases.is_any && !aliases.is_same;
    said->has_same |= aliases.is_same;
    said->worth += aliases.worth;
    if (is_typed || aliases.is_equal)
        return 1;
    if (!aliases.is_any)
        return 0;
    if (aliases.is_same || name->group->names != NULL)
        return LESS_SHARE;
    return MIN(1, aliases.worth / rarity_of_name(query, d, name));
}

static gboolean
says_word(const Query *query, gsize d, const Piece *word, Gathered *gathered)
{
    gboolean is_there =
        has_word(query->pool, d, tc_word_at(query->words->sequence, word->at)->word);
    gathered->lacks_typed |= !is_there;
    gathered->lacks_any |= !is_there;
    return is_there;
}

static TcNaming
naming_of(const Query *query, const Gathered *gathered)
{
    if (gathered->has_alias)
        return gathered->lacks_any ? TC_NAMING_PARTLY : TC_NAMING_BY_ALIAS;
    if (!gathered->lacks_typed)
        return TC_NAMING_TYPED;
    if (gathered->has_name)
        return TC_NAMING_NAMED;
    return 2 * gathered->words < query->count ? TC_NAMING_FEW : TC_NAMING_NONE;
}

/* How rare the i-th word of the query is in a document that has it, and its pair with the one
 * before if that stands beside it. Of two syllables that are one word the one alone is another
 * word, so that a word beside neither of its neighbours counts less. */
static double
rarity_in(const Query *query, gsize d, guint i)
{
    if (is_beside(query, d, i))
        return query->rarity[i] + pair_rarity(query, i);
    gboolean is_last = i + 1 == query->words->sequence->len;
    return !is_last && is_beside(query, d, i + 1) ? query->rarity[i]
                                                  : LONE_SHARE * query->rarity[i];
}

static TcSaid
said_of(const Query *query, gsize d)
{
    const GArray *sequence = query->words->sequence;
    Gathered gathered = {0};
    TcSaid said = {0};
    for (guint p = 0; p < query->pieces->len; p++) {
        const Piece *piece = piece_at(query->pieces, p);
        gboolean is_name = piece->group != NULL;
        double share = is_name ? says_name(query, d, piece, &gathered, &said)
                               : says_word(query, d, piece, &gathered);
        for (guint i = piece->at; i < piece->at + piece->count; i++)
            gathered.words += has_word(query->pool, d, tc_word_at(sequence, i)->word);
        if (share <= 0)
            continue;
        said.count += piece->count;
        said.rarity +=
            share * (is_name ? rarity_of_name(query, d, piece) : rarity_in(query, d, piece->at));
    }
    said.naming = naming_of(query, &gathered);
    return said;
}

/* Whether all that has other ways of writing stands as it was typed: "5 triệu đồng". */
static gboolean
is_literal(const Query *query, gsize d)
{
    for (guint p = 0; p < query->pieces->len; p++) {
        const Piece *piece = piece_at(query->pieces, p);
        const TcAlternative *brief = piece->group == NULL ? NULL : short_form_of(piece->group);
        const guint *list = brief != NULL ? brief->words : piece->typed;
        guint count = brief != NULL ? brief->count : piece->typed_count;
        if (piece->group != NULL && !has_words(query->pool, query->words, d, list, count, NULL))
            return FALSE;
    }
    return TRUE;
}

/* ---- all of them ---- */

/* Tell how many of the words that were typed are names; FALSE where these decide nothing. */
static gboolean
weigh_names(const Query *query, TcNamings *namings)
{
    const TcWords *words = query->words;
    guint typed = query->count;
    guint aliased = 0;
    guint any = 0;
    for (guint g = 0; g < words->groups->len; g++) {
        const TcGroup *group = tc_group_at(words->groups, g);
        const TcAlternative *brief = short_form_of(group);
        guint count = brief != NULL ? brief->count : group->count;
        /* Those that a short form stands for are in the sequence. */
        typed = typed + count - MIN(typed + count, group->count);
        aliased += tc_alternatives_count(group->alternatives, TC_ALTERNATIVE_ALIAS) > 0 ? count : 0;
        any += has_other_names(group) ? count : 0;
    }
    namings->are_half = any > 0 && 2 * any >= typed;
    namings->are_whole = any >= typed;
    namings->are_half_aliased = aliased > 0 && 2 * aliased >= typed;
    namings->is_quoted = any > 0 && words->quoted_count == words->sequence->len;
    namings->has_aliases = aliased > 0;
    return namings->are_half || namings->has_aliases || namings->is_quoted;
}

TcNamings *
tc_namings_new(const TcPool *pool, const TcWords *words)
{
    g_autoptr(TcNamings) namings = g_new0(TcNamings, 1);
    g_auto(Query) query = {0};
    query_init(&query, pool, words);
    if (!weigh_names(&query, namings))
        return NULL;
    namings->pool = pool;
    namings->said = g_new(TcSaid, pool->doc_count + 1);
    namings->unsaid = G_MAXUINT64;
    for (guint i = 0; i < words->sequence->len; i++)
        namings->rarity += query.rarity[i] + pair_rarity(&query, i);
    for (gsize d = 0; d < pool->doc_count; d++) {
        namings->said[d] = said_of(&query, d);
        namings->said[d].is_literal = namings->is_quoted && is_literal(&query, d);
        namings->unsaid &= ~namings->said[d].typed;
    }
    return g_steal_pointer(&namings);
}

void
tc_namings_free(TcNamings *namings)
{
    if (namings == NULL)
        return;
    g_free(namings->said);
    g_free(namings);
}

const TcSaid *
tc_namings_of(const TcNamings *namings, guint32 docid)
{
    return &namings->said[tc_pool_place(namings->pool, docid)];
}
