#include "query/show/light.h"

#include "query/plan/fields.h"
#include "query/words/evidence.h"
#include "query/words/spellings.h"

#include <string.h>

/* Prefixes are always highlighted, words of fields where the query has no other. */
static TcLit
match_shown(const TcWords *words, const TcToken *token, gboolean is_unmarked)
{
    TcLit best = {-1, TC_TIER_NONE, FALSE};
    for (guint i = 0; i < words->shown->len; i++) {
        const TcShownWord *word = tc_shown_word_at(words->shown, i);
        TcTier tier = TC_TIER_NONE;
        if (word->is_prefix &&
            tc_prefix_agrees(word->key, word->key_len, token->key, token->key_len)) {
            tier = tc_key_is_marked(word->key, word->key_len) ||
                           !tc_key_is_marked(token->key, token->key_len)
                       ? TC_TIER_EXACT
                       : TC_TIER_BARE;
        } else if (!word->is_prefix && words->sequence->len == 0) {
            tier = tc_key_tier(word->key, word->key_len, token->key, token->key_len);
            if (is_unmarked && tc_key_bare_len(word->key, word->key_len) + 1 == token->key_len &&
                memcmp(word->key, token->key, token->key_len) == 0)
                tier = word->key_len > token->key_len ? TC_TIER_BARE : tier;
            else if (word->is_settled && tier != TC_TIER_EXACT)
                tier = TC_TIER_NONE;
        }
        if (tier != TC_TIER_NONE && (best.word < 0 || tier < best.tier))
            best = (TcLit){(gint)(words->words->len + i), tier, TRUE};
    }
    return best;
}

/* What a token is taken for. */
typedef struct {
    gboolean is_document; /* has no mark at all: its bare words stand for marked ones */
    gboolean is_passage;  /* nor has anything around: a bare form stands for any spelling */
} Unmarked;

static TcLit
match_token(const TcWords *words, const TcToken *token, Unmarked unmarked)
{
    TcLit best = {-1, TC_TIER_NONE, FALSE};
    for (guint w = 0; w < words->words->len; w++) {
        const TcWord *word = g_ptr_array_index(words->words, w);
        gsize bare = word->bare_len;
        if (token->key[0] != word->key[0] || token->key_len <= bare ||
            token->key[bare] != TC_KEY_SEPARATOR || memcmp(token->key, word->key, bare) != 0)
            continue;
        for (guint s = 0; s < word->spellings->len; s++) {
            const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
            if (spelling->term_len == token->key_len &&
                memcmp(spelling->term, token->key, token->key_len) == 0 &&
                (!spelling->is_unmarked || unmarked.is_document) && spelling->tier <= best.tier) {
                best.word = (gint)w;
                best.tier = spelling->tier;
                best.is_likely =
                    !word->is_open || spelling->posterior >= TC_MEANT_MIN || unmarked.is_passage;
            }
        }
    }
    return best.word < 0 ? match_shown(words, token, unmarked.is_document) : best;
}

/* Mark in `is_whole` the tokens from the i-th on that are these words one after another. */
static void
note_whole(const TcTokens *tokens, const TcLit *matches, gsize i, const guint *list, guint count,
           gboolean *is_whole)
{
    for (guint k = 0; k < count; k++)
        if (i + k >= tokens->count || matches[i + k].word != (gint)list[k] ||
            tokens->items[i + k].position != tokens->items[i].position + k)
            return;
    for (guint k = 0; k < count; k++)
        is_whole[i + k] = TRUE;
}

/* What an abbreviation stands for is lit where it stands whole: of "CT" not every "trình", which
 * "chương trình" has. */
static void
light_whole(const TcWords *words, const TcTokens *tokens, TcLit *matches)
{
    g_autofree gboolean *is_whole = g_new0(gboolean, tokens->count + 1);
    for (guint g = 0; g < words->groups->len; g++) {
        const TcGroup *group = tc_group_at(words->groups, g);
        guint members[TC_EXPANSION_WORDS_MAX];
        guint count = 0;
        for (guint s = 0; s < words->sequence->len && count < G_N_ELEMENTS(members); s++) {
            const TcWordAt *at = tc_word_at(words->sequence, s);
            if (at->position >= group->position && at->position < group->position + group->count)
                members[count++] = at->word;
        }
        for (gsize i = 0; i < tokens->count; i++) {
            note_whole(tokens, matches, i, members, count, is_whole);
            for (guint a = 0; a < group->alternatives->len; a++) {
                const TcAlternative *other = tc_alternative_at(group->alternatives, a);
                note_whole(tokens, matches, i, other->words, other->count, is_whole);
            }
        }
    }
    for (gsize i = 0; i < tokens->count; i++) {
        gboolean is_derived =
            matches[i].word >= 0 && (guint)matches[i].word < words->words->len &&
            ((const TcWord *)g_ptr_array_index(words->words, (guint)matches[i].word))->is_derived;
        matches[i].is_likely &= !is_derived || is_whole[i];
    }
}

/* Numbers and dates of the query are lit however they are written: "4-12" for 2020-12-04. They
 * come behind all words. */
static void
match_evidence(const TcWords *words, const char *text, gsize len, const TcTokens *tokens,
               TcLit *matches)
{
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(TcSpan));
    tc_evidence_places(words->evidence, text, len, spans);
    for (guint s = 0; s < spans->len; s++) {
        TcSpan *span = &g_array_index(spans, TcSpan, s);
        /* The words that introduce a date are not typed with it: "ngày". */
        gsize digit = span->start;
        while (digit < span->end && !g_ascii_isdigit(text[digit]))
            digit++;
        span->start = digit < span->end ? digit : span->start;
        for (gsize i = 0; i < tokens->count && tokens->items[i].start < span->end; i++) {
            if (tokens->items[i].end > span->start && matches[i].word < 0) {
                matches[i] =
                    (TcLit){(gint)(words->words->len + words->shown->len), TC_TIER_EXACT, TRUE};
            }
        }
    }
}

/* Where no spelling that was probably meant stands, another one is why the document was found. */
static void
explain_all(TcLit *lit, gsize count)
{
    for (gsize i = 0; i < count; i++)
        if (lit[i].word >= 0 && lit[i].is_likely)
            return;
    for (gsize i = 0; i < count; i++)
        lit[i].is_likely = lit[i].word >= 0;
}

/* ---- runs ---- */

#define PAIR(a, b) GUINT_TO_POINTER((((guint)(a)) << 16) | (guint)(b))

/* Which words of the query follow each other there, or with one between them, and which have a
 * neighbour at all. */
typedef struct {
    GHashTable *next;
    GHashTable *next_but_one;
    GHashTable *neighboured;
} Runs;

static void
add_pair(Runs *runs, guint a, guint b)
{
    g_hash_table_add(runs->next, PAIR(a, b));
    g_hash_table_add(runs->neighboured, GUINT_TO_POINTER(a));
    g_hash_table_add(runs->neighboured, GUINT_TO_POINTER(b));
}

/* The words at both sides of a group stand beside what it is written as, too. */
static void
add_group(Runs *runs, const TcWords *words, const TcGroup *group)
{
    const TcWordAt *before = NULL;
    const TcWordAt *behind = NULL;
    for (guint i = 0; i < words->sequence->len; i++) {
        const TcWordAt *at = tc_word_at(words->sequence, i);
        before = at->position + 1 == group->position ? at : before;
        behind = at->position == group->position + group->count ? at : behind;
    }
    for (guint a = 0; a < group->alternatives->len; a++) {
        const TcAlternative *other = tc_alternative_at(group->alternatives, a);
        for (guint i = 1; i < other->count; i++)
            add_pair(runs, other->words[i - 1], other->words[i]);
        if (before != NULL && other->count > 0)
            add_pair(runs, before->word, other->words[0]);
        if (behind != NULL && other->count > 0)
            add_pair(runs, other->words[other->count - 1], behind->word);
    }
}

static void
runs_init(Runs *runs, const TcWords *words)
{
    runs->next = g_hash_table_new(NULL, NULL);
    runs->next_but_one = g_hash_table_new(NULL, NULL);
    runs->neighboured = g_hash_table_new(NULL, NULL);
    for (guint i = 1; i < words->sequence->len; i++) {
        const TcWordAt *first = tc_word_at(words->sequence, i - 1);
        const TcWordAt *second = tc_word_at(words->sequence, i);
        if (second->position == first->position + 1)
            add_pair(runs, first->word, second->word);
        first = i > 1 ? first - 1 : NULL;
        if (first != NULL && second->position == first->position + 2)
            g_hash_table_add(runs->next_but_one, PAIR(first->word, second->word));
    }
    for (guint g = 0; g < words->groups->len; g++)
        add_group(runs, words, tc_group_at(words->groups, g));
}

static void
runs_clear(Runs *runs)
{
    g_hash_table_unref(runs->next);
    g_hash_table_unref(runs->next_but_one);
    g_hash_table_unref(runs->neighboured);
}

/* A syllable of the topic that stands alone is most often one of another word: "hành" of "ban
 * hành" is not of "cải cách hành chính". */
static gboolean
may_be_stray(const Runs *runs, const TcWords *words, const TcLit *lit)
{
    if (lit->word < 0 || (guint)lit->word >= words->words->len ||
        !g_hash_table_contains(runs->neighboured, GINT_TO_POINTER(lit->word)))
        return FALSE;
    const TcWord *word = g_ptr_array_index(words->words, (guint)lit->word);
    return word->is_syllable && !word->is_whole && !word->is_numeral;
}

/* Neighbours of the query, with one other word between them at most: "cải cách nền hành chính"; or
 * without one that the query has between them. */
static gboolean
is_run(const Runs *runs, const TcTokens *tokens, const TcLit *lit, gsize a, gsize b)
{
    guint32 distance = tokens->items[b].position - tokens->items[a].position;
    if (lit[a].word < 0 || lit[b].word < 0 || !lit[a].is_likely || !lit[b].is_likely ||
        distance > 2)
        return FALSE;
    gpointer pair = PAIR(lit[a].word, lit[b].word);
    return g_hash_table_contains(runs->next, pair) ||
           (distance == 1 && g_hash_table_contains(runs->next_but_one, pair));
}

/* Put out what stands alone. With `is_anything` all stays as it is where nothing else would be
 * left.
 */
static void
put_out_strays(const TcWords *words, const TcTokens *tokens, TcLit *lit, gboolean is_anything)
{
    g_autofree gboolean *stays = g_new0(gboolean, tokens->count + 1);
    gboolean has_any = FALSE;
    Runs runs;
    runs_init(&runs, words);
    for (gsize i = 0; i < tokens->count; i++) {
        if (lit[i].word < 0 || !lit[i].is_likely)
            continue;
        stays[i] |= !may_be_stray(&runs, words, &lit[i]);
        for (gsize j = i + 1; j < tokens->count && j <= i + 2; j++) {
            if (is_run(&runs, tokens, lit, i, j)) {
                stays[i] = TRUE;
                stays[j] = TRUE;
            }
        }
        has_any |= stays[i];
    }
    for (gsize i = 0; (has_any || !is_anything) && i < tokens->count; i++)
        lit[i].is_likely &= stays[i];
    runs_clear(&runs);
}

TcLit *
tc_light(const TcWords *words, const TcTokens *tokens, const char *text, gsize len,
         gboolean is_unmarked, gboolean is_anything)
{
    g_autofree TcLit *lit = g_new(TcLit, tokens->count + 1);
    Unmarked without = {.is_document = is_unmarked, .is_passage = TRUE};
    for (gsize i = 0; i < tokens->count && without.is_passage; i++)
        without.is_passage = !tc_key_is_marked(tokens->items[i].key, tokens->items[i].key_len);
    for (gsize i = 0; i < tokens->count; i++)
        lit[i] = match_token(words, &tokens->items[i], without);
    if (words->groups->len > 0)
        light_whole(words, tokens, lit);
    match_evidence(words, text, len, tokens, lit);
    if (is_anything)
        explain_all(lit, tokens->count);
    put_out_strays(words, tokens, lit, is_anything);
    return g_steal_pointer(&lit);
}
