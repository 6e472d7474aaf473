#include "query/words/spellings.h"

#include "base/order.h"
#include "query/words/keystrokes.h"
#include "store/schema.h"
#include "text/alias/alias.h"
#include "text/interrogative.h"

#include <math.h>
#include <string.h>

/* However many words are marked, one may lack its marks: what is known of its neighbours decides.
 */
#define UNCERTAINTY_MIN     0.003
/* Below this uncertainty a word is presumed to be meant as typed: with 0.5, half-marked queries
 * fell from .899 to .822 MRR@10 on xquad_hard (docs/ranking.md). */
#define OPEN_MIN            0.03
#define LEVEL_TONE_SHARE    0.35
#define TONELESS_QUERIES    0.1
/* What a word that asks weighs: MRR@10 of questions is the same from 0.02 to 0.25
 * (docs/ranking.md). */
#define INTERROGATIVE_SHARE 0.1

/* How far words without marks, and words without a tone, are open. Natural Vietnamese leaves about
 * three words in ten without any mark; the more of a query is unmarked beyond that, the less it is
 * meant so (docs/ranking.md, open words). About 0.35 of all words have the level tone, which is not
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
        if (word->is_syllable && !word->is_derived && !word->is_whole) {
            syllables++;
            unmarked += !word->is_marked;
            toneless += tc_key_tone(word->key, word->key_len) == TC_TONE_NONE;
        }
    }
    words->uncertainty = UNCERTAINTY_MIN;
    if (unmarked > 0) {
        double share = (double)unmarked / syllables;
        words->uncertainty =
            unmarked == syllables ? 1 : CLAMP((share - 0.30) / 0.70, UNCERTAINTY_MIN, 1);
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
    for (gsize i = 0; i < bare_len; i++)
        if (!g_ascii_islower(word->key[i]))
            return FALSE;
    return bare_len > 0;
}

static void
add_spelling(TcWord *word, const char *term, guint32 len, guint32 freq, TcTier tier,
             gboolean is_unmarked)
{
    TcSpelling spelling = {
        .term = g_memdup2(term, len),
        .term_len = len,
        .freq = freq,
        .tier = tier,
        .posterior = tier == TC_TIER_EXACT,
        .is_unmarked = is_unmarked,
    };
    g_array_append_val(word->spellings, spelling);
}

static int
by_freq(gconstpointer a, gconstpointer b)
{
    const TcSpelling *x = a;
    const TcSpelling *y = b;
    if ((x->tier == TC_TIER_EXACT) != (y->tier == TC_TIER_EXACT))
        return x->tier == TC_TIER_EXACT ? -1 : 1;
    return TC_ORDER(y->freq, x->freq);
}

static gboolean
scan_spellings(TcWord *word, TcReader *reader, GError **error)
{
    gsize prefix_len = tc_key_bare_len(word->key, word->key_len) + 1;
    g_autoptr(GArray) terms = tc_reader_terms_new();
    if (!tc_reader_terms(reader, word->key, prefix_len, G_MAXUINT, terms, error))
        return FALSE;
    for (guint i = 0; i < terms->len; i++) {
        const TcReaderTerm *found = tc_reader_term_at(terms, i);
        TcTier tier = tc_key_tier(word->key, word->key_len, found->term, found->term_len);
        if (tier != TC_TIER_NONE && tier != TC_TIER_EXACT)
            add_spelling(word, found->term, found->term_len, found->freq, tier, FALSE);
    }
    g_array_sort(word->spellings, by_freq);
    if (word->spellings->len > TC_SPELLINGS_MAX)
        g_array_set_size(word->spellings, TC_SPELLINGS_MAX);
    return TRUE;
}

/* Documents with any spelling of the bare word, an estimate. */
static guint64
total_freq(const TcWord *word)
{
    guint64 total = 0;
    for (guint i = 0; i < word->spellings->len; i++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, i);
        total += spelling->is_unmarked ? 0 : spelling->freq;
    }
    return total;
}

/* How the words were typed, before any of them is taken for something else. */
static void
note_typing(TcWords *words)
{
    for (guint i = 0; i < words->words->len; i++) {
        const TcWord *word = g_ptr_array_index(words->words, i);
        gboolean has_small;
        if (!word->is_derived && !word->are_keystrokes) {
            words->has_marked |= word->is_marked;
            words->has_toned |= tc_key_tone(word->key, word->key_len) != TC_TONE_NONE;
            tc_count_letters(word->typed, &has_small);
            words->has_small |= has_small;
        }
    }
}

/* What the word may be, too: as typed, or decoded. */
static void
add_second(TcWord *word, const char *key, guint32 len, guint32 freq)
{
    add_spelling(word, key, len, freq, TC_TIER_EXACT, FALSE);
    TcSpelling *spelling = tc_spelling_at(word->spellings, word->spellings->len - 1);
    spelling->posterior = 0;
    spelling->is_second = TRUE;
}

/* Keystrokes stay what was typed, too: "las vegas". */
static gboolean
add_raw(const TcWords *words, TcWord *word, GError **error)
{
    guint32 freq = 0;
    gsize len = 0;
    g_autofree char *key = tc_word_key(words->analyzer, word->typed, &len);
    if (key == NULL)
        return TRUE;
    if (!tc_reader_term_freq(words->reader, key, len, &freq, error))
        return FALSE;
    if (freq > 0)
        add_second(word, key, (guint32)len, freq);
    return TRUE;
}

/* Take the word for keystrokes when the index knows what they mean far better than what stands
 * there. */
static gboolean
take_for_keystrokes(const TcWords *words, TcWord *word, GError **error)
{
    g_auto(TcDecoded) decoded = {NULL, NULL, 0, 0};
    const TcSpelling *typed = tc_spelling_at(word->spellings, 0);
    if (word->is_of_name)
        return TRUE;
    if (!tc_keystrokes_decode(words, word->typed, total_freq(word), &decoded, error))
        return FALSE;
    if (decoded.text != NULL && word->is_literal && typed->freq > 0) {
        g_array_set_size(word->spellings, 1);
        add_second(word, decoded.key, (guint32)decoded.key_len, decoded.freq);
        word->is_whole = TRUE;
    } else if (decoded.text != NULL) {
        g_free(word->key);
        word->key = g_steal_pointer(&decoded.key);
        word->key_len = (guint32)decoded.key_len;
        word->bare_len = (guint32)tc_key_bare_len(word->key, word->key_len);
        word->is_marked = tc_key_is_marked(word->key, word->key_len);
        word->is_syllable = TRUE;
        word->are_keystrokes = TRUE;
        word->decoded = g_steal_pointer(&decoded.text);
        g_array_set_size(word->spellings, 0);
        add_spelling(word, word->key, word->key_len, decoded.freq, TC_TIER_EXACT, FALSE);
        return add_raw(words, word, error);
    }
    return TRUE;
}

/* Find the spellings of one word, as if it were open. */
static gboolean
look_up(TcWords *words, TcWord *word, TcReader *reader, GError **error)
{
    guint32 freq = 0;
    if (!tc_reader_term_freq(reader, word->key, word->key_len, &freq, error))
        return FALSE;
    add_spelling(word, word->key, word->key_len, freq, TC_TIER_EXACT, FALSE);
    word->is_syllable |= word->are_keystrokes;
    if (word->are_keystrokes)
        return add_raw(words, word, error);
    if (word->is_derived || word->is_whole || word->is_numeral)
        return TRUE; /* as it is: nobody typed it, or it says what it means */
    if (tc_key_tone(word->key, word->key_len) != TC_TONE_NONE && freq > 0) {
        word->is_syllable = TRUE; /* fully typed, and known so */
        return TRUE;
    }
    if (is_plain_letters(word)) {
        if (!scan_spellings(word, reader, error))
            return FALSE;
        /* A foreign word has no other spellings: it says nothing of how the query was typed. */
        word->is_syllable = word->is_marked || word->spellings->len > 1;
    }
    return take_for_keystrokes(words, word, error);
}

/* A document without marks has only the bare form to be found by. */
static gboolean
add_unmarked_form(TcWord *word, TcReader *reader, GError **error)
{
    guint32 freq = 0;
    gsize len = tc_key_bare_len(word->key, word->key_len) + 1;
    if (!tc_reader_term_freq(reader, word->key, len, &freq, error))
        return FALSE;
    if (freq > 0)
        add_spelling(word, word->key, (guint32)len, freq, TC_TIER_BARE, TRUE);
    return TRUE;
}

/* Documents with a word of the same bare form, an estimate. */
static gboolean
count_bare(const TcWord *word, TcReader *reader, guint64 *count, GError **error)
{
    g_autoptr(GArray) terms = tc_reader_terms_new();
    gsize len = tc_key_bare_len(word->key, word->key_len) + 1;
    if (!tc_reader_terms(reader, word->key, len, G_MAXUINT, terms, error))
        return FALSE;
    *count = 0;
    for (guint i = 0; i < terms->len; i++)
        *count += tc_reader_term_at(terms, i)->freq;
    return TRUE;
}

/* How rare that is which `freq` documents have `occurrences` times in all, by passages. */
static double
rarity_of(const TcReader *reader, guint64 freq, guint64 occurrences)
{
    guint32 doc_count = tc_reader_doc_count(reader);
    double average = tc_reader_average_length(reader);
    double passages = tc_words_passages(doc_count, average, average);
    double each = freq == 0 ? 1 : (double)occurrences / (double)freq;
    double with = (double)MIN(freq, doc_count) * tc_words_passages_with(passages, each);
    return tc_words_rarity(with, doc_count * passages);
}

/* How frequent the word is. One that no document has can be found by its bare form alone, in
 * documents without marks; it is no rarer than that: "xu" is worth no more for being asked for as
 * "xự". */
static gboolean
note_frequency(TcWord *word, TcReader *reader, GError **error)
{
    guint32 doc_count = tc_reader_doc_count(reader);
    guint64 freq = total_freq(word);
    guint64 known = freq;
    if (freq == 0 && tc_word_unmarked_form(word) != NULL &&
        !count_bare(word, reader, &known, error))
        return FALSE;
    word->freq = (guint32)MIN(freq, doc_count);
    word->idf = tc_words_idf((guint32)MIN(known, doc_count), doc_count);
    guint64 all = 0;
    for (guint i = 0; i < word->spellings->len; i++) {
        TcSpelling *spelling = tc_spelling_at(word->spellings, i);
        guint64 occurrences = 0;
        if (!tc_x_database_collection_freq(tc_reader_database(reader), spelling->term,
                                           spelling->term_len, &occurrences, error))
            return FALSE;
        all += occurrences;
        spelling->share =
            tc_key_is_interrogative(spelling->term, spelling->term_len) ? INTERROGATIVE_SHARE : 1;
        spelling->idf = spelling->share * tc_words_idf(spelling->freq, doc_count);
        spelling->rarity = spelling->share * rarity_of(reader, spelling->freq, occurrences);
    }
    word->rarity = rarity_of(reader, known, MAX(all, known));
    if (!word->is_open) {
        word->idf *= tc_spelling_at(word->spellings, 0)->share;
        word->rarity *= tc_spelling_at(word->spellings, 0)->share;
    }
    return TRUE;
}

/* Marks that were typed, and stand so in the archive, lack at most the tone: "Dương" is not
 * "đường". */
static void
keep_toneless(TcWord *word)
{
    for (guint i = word->spellings->len; i-- > 1;)
        if (tc_spelling_at(word->spellings, i)->tier != TC_TIER_TONELESS)
            g_array_remove_index(word->spellings, i);
    word->is_open = word->spellings->len > 1;
}

gboolean
tc_spelling_is_meant(const TcWord *word, const TcSpelling *spelling)
{
    const gboolean is_other =
        word->is_among_toned && spelling != tc_spelling_at(word->spellings, 0);
    return !word->is_open || spelling->is_unmarked ||
           spelling->posterior >= (is_other ? TC_PRESUMED_MIN : TC_MEANT_MIN);
}

gboolean
tc_word_is_likely(const TcWord *word, guint s)
{
    const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
    return !spelling->is_unmarked && tc_spelling_is_meant(word, spelling);
}

const TcSpelling *
tc_word_unmarked_form(const TcWord *word)
{
    for (guint i = word->spellings->len; i-- > 0;) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, i);
        if (spelling->is_unmarked)
            return spelling;
    }
    return NULL;
}

const TcSpelling *
tc_word_likely_spelling(const TcWord *word)
{
    const TcSpelling *best = tc_spelling_at(word->spellings, 0);
    for (guint s = 1; word->is_open && s < word->spellings->len; s++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
        best = !spelling->is_unmarked && spelling->posterior > best->posterior ? spelling : best;
    }
    return best;
}

double
tc_word_share(const TcWord *word)
{
    double sum = 0;
    double likely = 0;
    for (guint s = 0; word->is_open && s < word->spellings->len; s++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
        if (!spelling->is_unmarked) {
            sum += spelling->share * spelling->posterior;
            likely += spelling->posterior;
        }
    }
    return likely > 0 ? sum / likely : tc_spelling_at(word->spellings, 0)->share;
}

/* Where no document can say what was typed, another name for it is all there is. */
static void
weigh_aliases(TcWords *words)
{
    for (guint g = 0; g < words->groups->len; g++) {
        TcGroup *group = tc_group_at(words->groups, g);
        for (guint i = 0; i < words->sequence->len; i++) {
            guint32 position = tc_word_at(words->sequence, i)->position;
            if (position >= group->position && position < group->position + group->count &&
                tc_words_at(words, i)->freq == 0)
                group->alias_share = 1;
        }
    }
}

static gboolean
has_spelling(const TcWord *word, const char *key)
{
    guint s = 0;
    while (s < word->spellings->len && !tc_spelling_is(tc_spelling_at(word->spellings, s), key))
        s++;
    return s < word->spellings->len;
}

/* Append the keys of a name, if it has `count` words. */
static void
add_name_keys(const TcAnalyzer *analyzer, const char *name, guint count, GPtrArray *keys)
{
    g_auto(TcTokens) tokens;
    tc_tokens_init(&tokens);
    tc_analyze(analyzer, name, strlen(name), &tokens);
    for (gsize i = 0; tokens.count == count && i < count; i++)
        g_ptr_array_add(keys, g_strndup(tokens.items[i].key, tokens.items[i].key_len));
}

/* Set the names of a group with aliases whose words, from the i-th on, were typed without marks. */
static void
note_names(const TcWords *words, guint i, TcGroup *group)
{
    const TcAliases *aliases = tc_abbreviations_aliases(words->abbreviations);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    if (aliases == NULL || i + group->count > words->sequence->len ||
        tc_alternatives_count(group->alternatives, TC_ALTERNATIVE_ALIAS) == 0)
        return;
    for (guint k = 0; k < group->count; k++) {
        const TcWord *word = tc_words_at(words, i + k);
        if (word->is_marked || word->is_whole || word->are_keystrokes)
            return;
        g_string_append_printf(text, "%s%s", k > 0 ? " " : "", word->typed);
    }
    if (tc_aliases_spell(aliases, text->str, text->len, names) != text->len)
        return;
    group->names = g_ptr_array_new_with_free_func(g_free);
    for (guint n = 0; n < names->len; n++)
        add_name_keys(words->analyzer, g_ptr_array_index(names, n), group->count, group->names);
}

/* A name that the table of aliases has may be what was typed without marks though no document has
 * all of its words: "nghi de" is nghỉ đẻ where documents only say thai sản. */
static void
add_named_spellings(TcWords *words)
{
    for (guint i = 0; i < words->sequence->len; i++) {
        TcGroup *group = NULL;
        for (guint g = 0; g < words->groups->len && group == NULL; g++)
            if (tc_group_at(words->groups, g)->position == tc_word_at(words->sequence, i)->position)
                group = tc_group_at(words->groups, g);
        if (group != NULL && group->names == NULL)
            note_names(words, i, group);
        for (guint m = 0; group != NULL && m < tc_group_name_count(group) * group->count; m++) {
            TcWord *word = g_ptr_array_index(
                words->words, tc_word_at(words->sequence, i + m % group->count)->word);
            const char *key = g_ptr_array_index(group->names, m);
            gsize len = strlen(key);
            TcTier tier = tc_key_tier(word->key, word->key_len, key, len);
            if (tier != TC_TIER_NONE && word->spellings->len < TC_SPELLINGS_MAX &&
                !has_spelling(word, key))
                add_spelling(word, key, (guint32)len, 0, tier, FALSE);
        }
    }
}

/* Whether a word with marks is one of a name that the table of aliases knows as it was typed: it is
 * no slip then, though no document has it. "Hiến tạng" is not "hiến tặng". */
static gboolean
is_of_known_name(const TcWords *words, const TcWord *word)
{
    for (guint i = 0; word->is_marked && i < words->sequence->len; i++) {
        const TcGroup *group = tc_words_group_at(words, tc_word_at(words->sequence, i)->position);
        if (group == NULL || tc_alternatives_count(group->alternatives, TC_ALTERNATIVE_ALIAS) == 0)
            continue;
        for (guint k = 0; k < group->count && i + k < words->sequence->len; k++)
            if (tc_words_at(words, i + k) == word)
                return group->count > 1;
    }
    return FALSE;
}

gboolean
tc_words_resolve(TcWords *words, GError **error)
{
    TcReader *reader = words->reader;
    guint32 unmarked_docs = 0;
    if (!tc_reader_term_freq(reader, TC_TERM_UNMARKED, strlen(TC_TERM_UNMARKED), &unmarked_docs,
                             error))
        return FALSE;
    note_typing(words);
    for (guint i = 0; i < words->words->len; i++)
        if (!look_up(words, g_ptr_array_index(words->words, i), reader, error))
            return FALSE;
    add_named_spellings(words);
    estimate_uncertainty(words);
    for (guint i = 0; i < words->words->len; i++) {
        TcWord *word = g_ptr_array_index(words->words, i);
        guint32 exact_freq = tc_spelling_at(word->spellings, 0)->freq;
        gboolean is_settled = word->is_marked && words->has_toned;
        gboolean is_doubted =
            (words->tone_uncertainty >= OPEN_MIN && !is_settled) || exact_freq == 0;
        gboolean has_second_tier =
            tc_spelling_at(word->spellings, word->spellings->len - 1)->is_second;
        word->is_open =
            !has_second_tier && word->spellings->len > 1 && (is_doubted || !word->is_marked);
        if (word->is_open && exact_freq == 0 && is_of_known_name(words, word))
            word->is_open = FALSE;
        word->is_presumed = word->is_open && !is_doubted;
        word->is_among_toned = word->is_open && !word->is_marked && words->has_toned;
        if (word->is_open && word->is_marked && exact_freq > 0)
            keep_toneless(word);
        if (!word->is_open && !has_second_tier)
            g_array_set_size(word->spellings, 1);
        words->has_open |= word->is_open;
        if ((word->is_marked || word->is_open) && !word->is_whole && unmarked_docs > 0 &&
            !add_unmarked_form(word, reader, error))
            return FALSE;
        if (!note_frequency(word, reader, error))
            return FALSE;
    }
    weigh_aliases(words);
    return TRUE;
}
