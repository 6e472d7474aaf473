#include "query/words.h"

#include "store/schema.h"
#include "text/telex.h"

#include <math.h>
#include <string.h>

/* Below this uncertainty an unmarked word is taken as meant so: with 0.5, half-marked queries fell
 * from .899 to .822 MRR@10 on xquad_hard (RANKING). */
#define OPEN_MIN         0.03
/* How much better the index must know the decoded word than the raw one (DESIGN, Vietnamese text).
 */
#define TELEX_RATIO      5
#define LEVEL_TONE_SHARE 0.35
#define TONELESS_QUERIES 0.1

static void
spelling_clear(gpointer data)
{
    TcSpelling *spelling = data;
    g_free(spelling->term);
}

static void
word_free(gpointer data)
{
    TcWord *word = data;
    g_array_unref(word->spellings);
    g_free(word->key);
    g_free(word->typed);
    g_free(word);
}

TcWords *
tc_words_new(const TcAnalyzer *analyzer)
{
    TcWords *words = g_new0(TcWords, 1);
    words->analyzer = analyzer;
    words->words = g_ptr_array_new_with_free_func(word_free);
    words->sequence = g_array_new(FALSE, FALSE, sizeof(TcWordAt));
    words->next_position = 1;
    tc_tokens_init(&words->tokens);
    return words;
}

void
tc_words_free(TcWords *words)
{
    if (words == NULL) {
        return;
    }
    g_ptr_array_unref(words->words);
    g_array_unref(words->sequence);
    tc_tokens_clear(&words->tokens);
    g_free(words);
}

static guint
find_or_add(TcWords *words, const TcToken *token, const char *text)
{
    for (guint i = 0; i < words->words->len; i++) {
        const TcWord *word = g_ptr_array_index(words->words, i);
        if (word->key_len == token->key_len && memcmp(word->key, token->key, token->key_len) == 0) {
            return i;
        }
    }
    TcWord *word = g_new0(TcWord, 1);
    word->key = g_strndup(token->key, token->key_len);
    word->key_len = token->key_len;
    word->typed = g_strndup(text + token->start, token->end - token->start);
    word->marked = tc_key_is_marked(token->key, token->key_len);
    word->spellings = g_array_new(FALSE, TRUE, sizeof(TcSpelling));
    g_array_set_clear_func(word->spellings, spelling_clear);
    g_ptr_array_add(words->words, word);
    return words->words->len - 1;
}

void
tc_words_add(TcWords *words, const char *text, gboolean ranked, GArray *out)
{
    tc_analyze(words->analyzer, text, strlen(text), &words->tokens);
    guint32 last = 0;
    for (gsize i = 0; i < words->tokens.count; i++) {
        const TcToken *token = &words->tokens.items[i];
        if (words->words->len >= TC_WORDS_MAX) {
            break;
        }
        TcWordAt at = {
            .word = find_or_add(words, token, text),
            .position = words->next_position + token->position,
        };
        g_array_append_val(out, at);
        if (ranked) {
            g_array_append_val(words->sequence, at);
        }
        last = token->position;
    }
    words->next_position += last + TC_SEGMENT_GAP;
}

double
tc_words_idf(guint32 freq, guint32 doc_count)
{
    double ratio = ((double)doc_count - freq + 0.5) / ((double)freq + 0.5);
    if (ratio < 2) {
        ratio = ratio * 0.5 + 1; /* never negative, as in Xapian::BM25Weight::init() */
    }
    return log(ratio);
}

/* How far words without marks, and words without a tone, are open. Natural Vietnamese leaves about
 * three words in ten without any mark; the more of a query is unmarked beyond that, the less it is
 * meant so (RANKING: unmarked syllables). About 0.35 of all words have the level tone, which is not
 * written: where every word of a query lacks a tone, the odds are those of a keyboard without
 * tones, put at one query in ten, against chance. */
static void
estimate_uncertainty(TcWords *words)
{
    guint syllables = 0;
    guint unmarked = 0;
    guint toneless = 0;
    for (guint i = 0; i < words->words->len; i++) {
        const TcWord *word = g_ptr_array_index(words->words, i);
        if (word->syllable) {
            syllables++;
            unmarked += !word->marked;
            toneless += tc_key_tone(word->key, word->key_len) == TC_TONE_NONE;
        }
    }
    words->uncertainty = 0.001;
    if (unmarked > 0) {
        double share = (double)unmarked / syllables;
        words->uncertainty = unmarked == syllables ? 1 : CLAMP((share - 0.30) / 0.70, 0.001, 1);
    }
    words->tone_uncertainty = words->uncertainty;
    if (toneless == syllables && syllables > 0) {
        double chance = pow(LEVEL_TONE_SHARE, syllables) * (1 - TONELESS_QUERIES);
        words->tone_uncertainty =
            MAX(words->uncertainty, TONELESS_QUERIES / (TONELESS_QUERIES + chance));
    }
}

/* Letters a to z only: what could lack marks. */
static gboolean
is_plain_letters(const TcWord *word)
{
    gsize bare_len = tc_key_bare_len(word->key, word->key_len);
    for (gsize i = 0; i < bare_len; i++) {
        if (!g_ascii_islower(word->key[i])) {
            return FALSE;
        }
    }
    return bare_len > 0;
}

static void
add_spelling(TcWord *word, const char *term, guint32 len, guint32 freq, TcTier tier,
             gboolean unmarked)
{
    TcSpelling spelling = {
        .term = g_memdup2(term, len),
        .term_len = len,
        .freq = freq,
        .tier = tier,
        .posterior = tier == TC_TIER_EXACT,
        .unmarked = unmarked,
    };
    g_array_append_val(word->spellings, spelling);
}

static int
by_freq(gconstpointer a, gconstpointer b)
{
    const TcSpelling *x = a;
    const TcSpelling *y = b;
    if ((x->tier == TC_TIER_EXACT) != (y->tier == TC_TIER_EXACT)) {
        return x->tier == TC_TIER_EXACT ? -1 : 1;
    }
    return x->freq < y->freq ? 1 : x->freq > y->freq ? -1 : 0;
}

static gboolean
scan_spellings(TcWord *word, TcReader *reader, GError **error)
{
    gsize prefix_len = tc_key_bare_len(word->key, word->key_len) + 1;
    g_autoptr(GArray) terms = tc_reader_terms_new();
    if (!tc_reader_terms(reader, word->key, prefix_len, G_MAXUINT, terms, error)) {
        return FALSE;
    }
    for (guint i = 0; i < terms->len; i++) {
        const TcReaderTerm *found = &g_array_index(terms, TcReaderTerm, i);
        TcTier tier = tc_key_tier(word->key, word->key_len, found->term, found->term_len);
        if (tier != TC_TIER_NONE && tier != TC_TIER_EXACT) {
            add_spelling(word, found->term, found->term_len, found->freq, tier, FALSE);
        }
    }
    g_array_sort(word->spellings, by_freq);
    if (word->spellings->len > TC_SPELLINGS_MAX) {
        g_array_set_size(word->spellings, TC_SPELLINGS_MAX);
    }
    return TRUE;
}

/* Documents with any spelling of the bare word, an estimate. */
static guint64
total_freq(const TcWord *word)
{
    guint64 total = 0;
    for (guint i = 0; i < word->spellings->len; i++) {
        total += g_array_index(word->spellings, TcSpelling, i).freq;
    }
    return total;
}

static gboolean
term_freq(TcReader *reader, const char *term, gsize len, guint32 *freq, GError **error)
{
    GError *local = NULL;
    return tc_x_database_term_freq(tc_reader_database(reader), term, len, freq, &local) ||
           tc_store_propagate(error, local);
}

/* Take the word for keystrokes when the index knows what they mean far better than what stands
 * there. */
static gboolean
decode_keystrokes(TcWords *words, TcWord *word, TcReader *reader, GError **error)
{
    g_autoptr(GPtrArray) candidates = tc_telex_decode(word->typed, strlen(word->typed));
    g_autofree char *best_key = NULL;
    gsize best_len = 0;
    guint32 best_freq = 0;
    for (guint i = 0; i < candidates->len; i++) {
        gsize len = 0;
        guint32 freq = 0;
        g_autofree char *key = tc_word_key(words->analyzer, g_ptr_array_index(candidates, i), &len);
        if (key != NULL && !term_freq(reader, key, len, &freq, error)) {
            return FALSE;
        }
        if (freq > best_freq) {
            g_free(best_key);
            best_key = g_steal_pointer(&key);
            best_len = len;
            best_freq = freq;
        }
    }
    if (best_freq > 0 && best_freq >= TELEX_RATIO * total_freq(word)) {
        g_free(word->key);
        word->key = g_steal_pointer(&best_key);
        word->key_len = (guint32)best_len;
        word->marked = tc_key_is_marked(word->key, word->key_len);
        word->syllable = TRUE;
        word->keystrokes = TRUE;
        g_array_set_size(word->spellings, 0);
        add_spelling(word, word->key, word->key_len, best_freq, TC_TIER_EXACT, FALSE);
    }
    return TRUE;
}

/* Find the spellings of one word, as if it were open. */
static gboolean
look_up(TcWords *words, TcWord *word, TcReader *reader, GError **error)
{
    guint32 freq = 0;
    if (!term_freq(reader, word->key, word->key_len, &freq, error)) {
        return FALSE;
    }
    add_spelling(word, word->key, word->key_len, freq, TC_TIER_EXACT, FALSE);
    if (tc_key_tone(word->key, word->key_len) != TC_TONE_NONE && freq > 0) {
        word->syllable = TRUE; /* fully typed, and known so */
        return TRUE;
    }
    if (is_plain_letters(word)) {
        if (!scan_spellings(word, reader, error)) {
            return FALSE;
        }
        /* A foreign word has no other spellings: it says nothing of how the query was typed. */
        word->syllable = word->marked || word->spellings->len > 1;
    }
    return decode_keystrokes(words, word, reader, error);
}

/* A document without marks has only the bare form to be found by. */
static gboolean
add_unmarked_form(TcWord *word, TcReader *reader, guint32 unmarked_docs, GError **error)
{
    guint32 freq = 0;
    gsize len = tc_key_bare_len(word->key, word->key_len) + 1;
    if (!term_freq(reader, word->key, len, &freq, error)) {
        return FALSE;
    }
    freq = MIN(freq, unmarked_docs);
    if (freq > 0) {
        add_spelling(word, word->key, (guint32)len, freq, TC_TIER_BARE, TRUE);
    }
    return TRUE;
}

gboolean
tc_words_resolve(TcWords *words, TcReader *reader, GError **error)
{
    guint32 doc_count = tc_reader_doc_count(reader);
    guint32 unmarked_docs = 0;
    if (!term_freq(reader, TC_TERM_UNMARKED, strlen(TC_TERM_UNMARKED), &unmarked_docs, error)) {
        return FALSE;
    }
    for (guint i = 0; i < words->words->len; i++) {
        if (!look_up(words, g_ptr_array_index(words->words, i), reader, error)) {
            return FALSE;
        }
    }
    estimate_uncertainty(words);
    for (guint i = 0; i < words->words->len; i++) {
        TcWord *word = g_ptr_array_index(words->words, i);
        guint32 exact_freq = g_array_index(word->spellings, TcSpelling, 0).freq;
        word->open =
            word->spellings->len > 1 && (words->tone_uncertainty >= OPEN_MIN || exact_freq == 0);
        if (!word->open) {
            g_array_set_size(word->spellings, 1);
        }
        words->any_open |= word->open;
        if (word->marked && unmarked_docs > 0 &&
            !add_unmarked_form(word, reader, unmarked_docs, error)) {
            return FALSE;
        }
        word->freq = (guint32)MIN(total_freq(word), doc_count);
        word->idf = tc_words_idf(word->freq, doc_count);
    }
    return TRUE;
}

typedef struct {
    TcXQuery *items[TC_SPELLINGS_MAX + 2];
    gsize count;
} Children;

static void
children_clear(Children *children)
{
    for (gsize i = 0; i < children->count; i++) {
        tc_x_query_free(children->items[i]);
    }
    children->count = 0;
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Children, children_clear)

/* The bare form, in documents without marks only. */
static TcXQuery *
unmarked_query(const TcSpelling *spelling, GError **error)
{
    g_auto(Children) both = {0};
    both.items[0] = tc_x_query_term(spelling->term, spelling->term_len, 1, error);
    if (both.items[0] == NULL) {
        return NULL;
    }
    both.count = 1;
    both.items[1] = tc_x_query_term(TC_TERM_UNMARKED, strlen(TC_TERM_UNMARKED), 1, error);
    if (both.items[1] == NULL) {
        return NULL;
    }
    both.count = 2;
    return tc_x_query_combine(TC_X_FILTER, both.items, 2, 0, error);
}

TcXQuery *
tc_word_query(const TcWord *word, GError **error)
{
    g_auto(Children) children = {0};
    const TcSpelling *unmarked = NULL;
    for (guint i = 0; i < word->spellings->len; i++) {
        const TcSpelling *spelling = &g_array_index(word->spellings, TcSpelling, i);
        if (spelling->unmarked) {
            unmarked = spelling;
            continue;
        }
        if (i > 0 && spelling->freq == 0) {
            continue;
        }
        TcXQuery *term = tc_x_query_term(spelling->term, spelling->term_len, 1, error);
        if (term == NULL) {
            return NULL;
        }
        children.items[children.count++] = term;
    }
    g_autoptr(TcXQuery) query =
        children.count == 1
            ? g_steal_pointer(&children.items[--children.count])
            : tc_x_query_combine(TC_X_SYNONYM, children.items, children.count, 0, error);
    if (query == NULL || unmarked == NULL) {
        return g_steal_pointer(&query);
    }
    g_autoptr(TcXQuery) bare = unmarked_query(unmarked, error);
    if (bare == NULL) {
        return NULL;
    }
    /* Bare words say less than marked ones: below every document that has the word itself. */
    g_autoptr(TcXQuery) scaled = tc_x_query_scale(bare, 0.5, error);
    if (scaled == NULL) {
        return NULL;
    }
    TcXQuery *both[] = {query, scaled};
    return tc_x_query_combine(TC_X_OR, both, 2, 0, error);
}

TcXQuery *
tc_word_leaf(const TcWord *word, GError **error)
{
    g_auto(Children) children = {0};
    for (guint i = 0; i < word->spellings->len; i++) {
        const TcSpelling *spelling = &g_array_index(word->spellings, TcSpelling, i);
        TcXQuery *term = tc_x_query_term(spelling->term, spelling->term_len, 1, error);
        if (term == NULL) {
            return NULL;
        }
        children.items[children.count++] = term;
    }
    if (children.count == 1) {
        return g_steal_pointer(&children.items[--children.count]);
    }
    return tc_x_query_combine(TC_X_OR, children.items, children.count, 0, error);
}
