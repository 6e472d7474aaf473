#include "query/words.h"

#include "store/schema.h"
#include "text/date.h"
#include "text/number.h"
#include "text/telex.h"

#include <math.h>
#include <string.h>

/* However many words are marked, one may lack its marks: what is known of its neighbours decides.
 */
#define UNCERTAINTY_MIN         0.003
/* Below this uncertainty a word is presumed to be meant as typed: with 0.5, half-marked queries
 * fell from .899 to .822 MRR@10 on xquad_hard (docs/ranking.md). */
#define OPEN_MIN                0.03
/* How much better the index must know the decoded word than the raw one. A query that has marks was
 * typed with an input method: what still looks like keystrokes in it is rather a name ("Max",
 * "Lee") than a slip of the fingers. */
#define TELEX_RATIO             5
#define TELEX_RATIO_AMONG_MARKS 50
/* Letters of an abbreviation that is looked for when its words were typed. */
#define CONTRACTION_MIN         3
/* Documents from which on a definition must be made by two of them. */
#define LARGE_ARCHIVE           2000
#define ABBREVIATION_TOKENS_MAX 4
#define ALTERNATIVES_MAX        4
#define LEARNED_MAX             8
#define MEANT_MIN               0.05
#define LEVEL_TONE_SHARE        0.35
#define TONELESS_QUERIES        0.1

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
    g_free(word->decoded);
    g_free(word);
}

static void
group_clear(gpointer data)
{
    TcGroup *group = data;
    g_array_unref(group->alternatives);
}

static void
evidence_clear(gpointer data)
{
    TcEvidence *evidence = data;
    g_free(evidence->own);
    g_free(evidence->term);
}

static void
shown_word_clear(gpointer data)
{
    g_free(((TcShownWord *)data)->key);
}

TcWords *
tc_words_new(const TcAnalyzer *analyzer, const TcAbbreviations *abbreviations, TcReader *reader)
{
    TcWords *words = g_new0(TcWords, 1);
    words->analyzer = analyzer;
    words->abbreviations = abbreviations;
    words->reader = reader;
    words->words = g_ptr_array_new_with_free_func(word_free);
    words->sequence = g_array_new(FALSE, FALSE, sizeof(TcWordAt));
    words->groups = g_array_new(FALSE, FALSE, sizeof(TcGroup));
    g_array_set_clear_func(words->groups, group_clear);
    words->evidence = g_array_new(FALSE, FALSE, sizeof(TcEvidence));
    g_array_set_clear_func(words->evidence, evidence_clear);
    words->shown = g_array_new(FALSE, FALSE, sizeof(TcShownWord));
    g_array_set_clear_func(words->shown, shown_word_clear);
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
    g_array_unref(words->groups);
    g_array_unref(words->evidence);
    g_array_unref(words->shown);
    tc_tokens_clear(&words->tokens);
    g_free(words);
}

void
tc_words_add_shown(TcWords *words, const char *text, gboolean prefix)
{
    tc_analyze(words->analyzer, text, strlen(text), &words->tokens);
    for (gsize i = 0; i < words->tokens.count && words->shown->len < TC_WORDS_MAX; i++) {
        const TcToken *token = &words->tokens.items[i];
        TcShownWord word = {.key = g_memdup2(token->key, token->key_len),
                            .key_len = token->key_len,
                            .prefix = prefix && i + 1 == words->tokens.count};
        g_array_append_val(words->shown, word);
    }
}

void
tc_words_add_shown_keys(TcWords *words, const GArray *keys)
{
    for (guint i = 0; i < keys->len && words->shown->len < TC_WORDS_MAX; i++) {
        const TcWordKey *key = &g_array_index(keys, TcWordKey, i);
        gboolean known = FALSE;
        for (guint k = 0; k < words->shown->len && !known; k++) {
            const TcShownWord *shown = &g_array_index(words->shown, TcShownWord, k);
            known = shown->key_len == key->len && memcmp(shown->key, key->key, key->len) == 0;
        }
        if (!known) {
            TcShownWord word = {.key = g_memdup2(key->key, key->len),
                                .key_len = (guint32)key->len,
                                .derived = TRUE};
            g_array_append_val(words->shown, word);
        }
    }
}

gboolean
tc_prefix_agrees(const char *typed, gsize typed_len, const char *key, gsize key_len)
{
    gsize typed_bare = tc_key_bare_len(typed, typed_len);
    gsize bare = tc_key_bare_len(key, key_len);
    const char *marks = key + MIN(bare + 1, key_len);
    gsize marks_len = key_len - MIN(bare + 1, key_len);
    if (bare < typed_bare || memcmp(key, typed, typed_bare) != 0) {
        return FALSE;
    }
    for (gsize i = typed_bare + 1; i < typed_len; i++) {
        if (memchr(marks, typed[i], marks_len) == NULL) {
            return FALSE;
        }
    }
    return TRUE;
}

const TcGroup *
tc_words_group_at(const TcWords *words, guint32 position)
{
    for (guint i = 0; i < words->groups->len; i++) {
        const TcGroup *group = &g_array_index(words->groups, TcGroup, i);
        if (group->position == position) {
            return group;
        }
    }
    return NULL;
}

static guint
find_or_add(TcWords *words, const TcToken *token, const char *text, gboolean derived)
{
    for (guint i = 0; i < words->words->len; i++) {
        TcWord *word = g_ptr_array_index(words->words, i);
        if (word->key_len == token->key_len && memcmp(word->key, token->key, token->key_len) == 0) {
            word->derived &= derived;
            return i;
        }
    }
    TcWord *word = g_new0(TcWord, 1);
    word->key = g_strndup(token->key, token->key_len);
    word->key_len = token->key_len;
    word->bare_len = (guint32)tc_key_bare_len(word->key, word->key_len);
    word->typed = g_strndup(text + token->start, token->end - token->start);
    word->marked = tc_key_is_marked(token->key, token->key_len);
    word->derived = derived;
    word->spellings = g_array_new(FALSE, TRUE, sizeof(TcSpelling));
    g_array_set_clear_func(word->spellings, spelling_clear);
    g_ptr_array_add(words->words, word);
    return words->words->len - 1;
}

/* ---- abbreviations ---- */

/* What an abbreviation or an expansion was found to stand for: strings, owned. */
static GPtrArray *
strings_new(void)
{
    return g_ptr_array_new_with_free_func(g_free);
}

static void
add_copies(GPtrArray *out, const GPtrArray *borrowed)
{
    for (guint i = 0; i < borrowed->len; i++) {
        const char *string = g_ptr_array_index(borrowed, i);
        if (!g_ptr_array_find_with_equal_func(out, string, g_str_equal, NULL)) {
            g_ptr_array_add(out, g_strdup(string));
        }
    }
}

/* What documents of this archive say: terms PREFIX key 0x02 TEXT (store/schema.h). */
static gboolean
add_learned(TcWords *words, const char *prefix, const char *key, GPtrArray *out, GError **error)
{
    g_autoptr(GArray) terms = tc_reader_terms_new();
    g_autofree char *begin = g_strconcat(prefix, key, TC_DEFINITION_SEPARATOR, NULL);
    if (!tc_reader_terms(words->reader, begin, strlen(begin), LEARNED_MAX, terms, error)) {
        return FALSE;
    }
    for (guint i = 0; i < terms->len; i++) {
        const TcReaderTerm *term = &g_array_index(terms, TcReaderTerm, i);
        g_autofree char *text = NULL;
        /* In a large archive what one document alone says is that document's own affair. */
        if (term->freq == 1 && tc_reader_doc_count(words->reader) >= LARGE_ARCHIVE) {
            continue;
        }
        text = g_strndup(term->term + strlen(begin), term->term_len - strlen(begin));
        if (!g_ptr_array_find_with_equal_func(out, text, g_str_equal, NULL)) {
            g_ptr_array_add(out, g_steal_pointer(&text));
        }
    }
    return TRUE;
}

/* Words that could be Vietnamese are taken as such, whatever they abbreviate, unless they are all
 * in capitals and others of the query are not: "Tu" of "Tu do" is no TU. */
static gboolean
could_be_abbreviation(const TcToken *tokens, guint count, const char *text, gboolean capitals)
{
    gboolean any_small = FALSE;
    for (guint32 at = tokens[0].start; at < tokens[count - 1].end;
         at += (guint32)g_utf8_skip[(guchar)text[at]]) {
        gunichar c = g_utf8_get_char(text + at);
        if (g_unichar_isspace(c)) {
            return FALSE;
        }
        any_small |= g_unichar_islower(c) != 0;
    }
    return (!any_small && !capitals) ||
           !tc_key_is_syllable(tokens[0].key, tokens[0].key_len, FALSE);
}

static gboolean
expand(TcWords *words, const char *text, const TcToken *tokens, guint count, GPtrArray *out,
       GError **error)
{
    guint32 start = tokens[0].start;
    guint32 end = tokens[count - 1].end;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    g_autoptr(GString) key = g_string_new(NULL);
    tc_abbreviations_expand(words->abbreviations, text + start, end - start, known);
    for (guint i = 0; i < count; i++) {
        g_string_append_len(key, tokens[i].key,
                            (gssize)tc_key_bare_len(tokens[i].key, tokens[i].key_len));
    }
    /* What the archive says of itself comes first. */
    if (!add_learned(words, TC_TERM_DEFINED, key->str, out, error)) {
        return FALSE;
    }
    add_copies(out, known);
    return TRUE;
}

static gboolean
same_bare_words(const TcToken *a, const TcToken *b, guint count)
{
    for (guint i = 0; i < count; i++) {
        gsize len = tc_key_bare_len(a[i].key, a[i].key_len);
        if (len != tc_key_bare_len(b[i].key, b[i].key_len) ||
            memcmp(a[i].key, b[i].key, len) != 0) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Whether a short form stands first of all for these words: "CT" is chỉ thị before chương trình,
 * and two letters stand for too much. */
static gboolean
stands_for(TcWords *words, const char *abbreviation, const TcToken *tokens, guint count)
{
    g_autoptr(GPtrArray) expansions = g_ptr_array_new();
    g_auto(TcTokens) first;
    guint letters = 0;
    tc_tokens_init(&first);
    for (const char *at = abbreviation; *at != '\0'; at = g_utf8_next_char(at)) {
        letters += g_unichar_isalnum(g_utf8_get_char(at)) != 0;
    }
    if (letters < CONTRACTION_MIN ||
        tc_abbreviations_expand(words->abbreviations, abbreviation, strlen(abbreviation),
                                expansions) == 0) {
        return FALSE;
    }
    const char *expansion = g_ptr_array_index(expansions, 0);
    tc_analyze(words->analyzer, expansion, strlen(expansion), &first);
    return first.count == count && same_bare_words(first.items, tokens, count);
}

/* How many tokens from `tokens` on are the expansion of something; its abbreviations to `out`. */
static gboolean
contract(TcWords *words, const char *text, const TcToken *tokens, guint count, guint *taken,
         GPtrArray *out, GError **error)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    g_autoptr(GString) key = g_string_new(NULL);
    gsize len = tc_abbreviations_contract(words->abbreviations, text + tokens[0].start,
                                          strlen(text + tokens[0].start), known);
    *taken = 0;
    while (*taken < count && tokens[*taken].end <= tokens[0].start + len) {
        (*taken)++;
    }
    for (guint i = known->len; i-- > 0;) {
        if (!stands_for(words, g_ptr_array_index(known, i), tokens, *taken)) {
            g_ptr_array_remove_index(known, i);
        }
    }
    add_copies(out, known);
    for (guint i = 0; i < MIN(count, TC_ALTERNATIVE_WORDS_MAX); i++) {
        if (i > 0 && tokens[i].position != tokens[i - 1].position + 1) {
            break;
        }
        g_string_append_printf(key, "%s%.*s", i > 0 ? " " : "",
                               (int)tc_key_bare_len(tokens[i].key, tokens[i].key_len),
                               tokens[i].key);
        guint before = out->len;
        if (i >= 1 && i + 1 >= *taken && key->len < TC_DEFINITION_MAX &&
            !add_learned(words, TC_TERM_EXPANDED, key->str, out, error)) {
            return FALSE;
        }
        if (out->len > before && i + 1 > *taken) {
            /* Longer than what the table knows: those do not stand for it. */
            g_ptr_array_remove_range(out, 0, before);
            *taken = i + 1;
        }
    }
    return TRUE;
}

/* Add the words of `text`, which nobody typed. FALSE when they are none or too many. */
static gboolean
add_alternative(TcWords *words, const char *text, GArray *alternatives)
{
    g_auto(TcTokens) tokens;
    tc_tokens_init(&tokens);
    tc_analyze(words->analyzer, text, strlen(text), &tokens);
    TcAlternative alternative = {.count = 0};
    if (tokens.count == 0 || tokens.count > TC_ALTERNATIVE_WORDS_MAX ||
        words->words->len + tokens.count > TC_WORDS_MAX) {
        return FALSE;
    }
    for (gsize i = 0; i < tokens.count; i++) {
        alternative.words[alternative.count++] = find_or_add(words, &tokens.items[i], text, TRUE);
    }
    for (guint i = 0; i < alternatives->len; i++) {
        const TcAlternative *other = &g_array_index(alternatives, TcAlternative, i);
        if (other->count == alternative.count &&
            memcmp(other->words, alternative.words, sizeof(guint) * other->count) == 0) {
            return FALSE;
        }
    }
    g_array_append_val(alternatives, alternative);
    return TRUE;
}

/* The state of adding one piece of the query. */
typedef struct {
    TcWords *words;
    const char *text;
    GArray *out;
    guint32 position; /* of the next word */
} Piece;

static void
append_word(Piece *piece, guint word)
{
    TcWordAt at = {.word = word, .position = piece->position++};
    g_array_append_val(piece->out, at);
    g_array_append_val(piece->words->sequence, at);
}

/* The abbreviation tokens[0 .. count) is ranked by the words of its first expansion; what was typed
 * and the other expansions are alternatives. */
static void
append_expansion(Piece *piece, const TcToken *tokens, guint count, const GPtrArray *expansions)
{
    TcWords *words = piece->words;
    g_autoptr(GArray) alternatives = g_array_new(FALSE, FALSE, sizeof(TcAlternative));
    g_autoptr(GPtrArray) shorts = g_ptr_array_new();
    TcAlternative typed = {.count = count};
    for (guint i = 0; i < count; i++) {
        typed.words[i] = find_or_add(words, &tokens[i], piece->text, FALSE);
        ((TcWord *)g_ptr_array_index(words->words, typed.words[i]))->whole = TRUE;
    }
    if (!add_alternative(words, g_ptr_array_index(expansions, 0), alternatives)) {
        for (guint i = 0; i < count; i++) {
            append_word(piece, typed.words[i]);
        }
        return;
    }
    TcAlternative main = g_array_index(alternatives, TcAlternative, 0);
    TcGroup group = {.position = piece->position, .count = main.count};
    g_array_set_size(alternatives, 0);
    g_array_append_val(alternatives, typed);
    for (guint i = 1; i < MIN(expansions->len, ALTERNATIVES_MAX); i++) {
        add_alternative(words, g_ptr_array_index(expansions, i), alternatives);
    }
    const char *expansion = g_ptr_array_index(expansions, 0);
    tc_abbreviations_contract(words->abbreviations, expansion, strlen(expansion), shorts);
    for (guint i = 0; i < MIN(shorts->len, ALTERNATIVES_MAX); i++) {
        add_alternative(words, g_ptr_array_index(shorts, i), alternatives);
    }
    group.alternatives = g_steal_pointer(&alternatives);
    g_array_append_val(words->groups, group);
    for (guint i = 0; i < main.count; i++) {
        append_word(piece, main.words[i]);
    }
}

static void
append_contraction(Piece *piece, const TcToken *tokens, guint count, const GPtrArray *shorts)
{
    TcWords *words = piece->words;
    g_autoptr(GArray) alternatives = g_array_new(FALSE, FALSE, sizeof(TcAlternative));
    TcGroup group = {.position = piece->position, .count = count};
    for (guint i = 0; i < count; i++) {
        append_word(piece, find_or_add(words, &tokens[i], piece->text, FALSE));
    }
    for (guint i = 0; i < MIN(shorts->len, ALTERNATIVES_MAX); i++) {
        add_alternative(words, g_ptr_array_index(shorts, i), alternatives);
    }
    if (alternatives->len > 0) {
        group.alternatives = g_steal_pointer(&alternatives);
        g_array_append_val(words->groups, group);
    }
}

/* Append the next word or abbreviation; *taken tokens were used. */
static gboolean
append_next(Piece *piece, const TcToken *tokens, guint count, gboolean capitals, guint *taken,
            GError **error)
{
    TcWords *words = piece->words;
    g_autoptr(GPtrArray) found = strings_new();
    for (guint k = MIN(count, ABBREVIATION_TOKENS_MAX); k > 0; k--) {
        if (tokens[k - 1].position == tokens[0].position + k - 1 &&
            could_be_abbreviation(tokens, k, piece->text, capitals)) {
            if (!expand(words, piece->text, tokens, k, found, error)) {
                return FALSE;
            }
            if (found->len > 0) {
                append_expansion(piece, tokens, k, found);
                *taken = k;
                return TRUE;
            }
        }
    }
    if (!contract(words, piece->text, tokens, count, taken, found, error)) {
        return FALSE;
    }
    if (found->len > 0 && *taken > 1) {
        append_contraction(piece, tokens, *taken, found);
    } else {
        append_word(piece, find_or_add(words, &tokens[0], piece->text, FALSE));
        *taken = 1;
    }
    return TRUE;
}

/* How many letters there are; *any_small: whether one of them is small. */
static guint
count_letters(const char *text, gboolean *any_small)
{
    guint letters = 0;
    *any_small = FALSE;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        *any_small |= g_unichar_islower(c) != 0;
        letters += g_unichar_isalpha(c) != 0;
    }
    return letters;
}

static gboolean
is_all_capitals(const char *text)
{
    gboolean any_small;
    guint letters = count_letters(text, &any_small);
    /* "CCHC" alone is an abbreviation. */
    return letters > 0 && !any_small && strchr(text, ' ') != NULL;
}

/* ---- numbers and dates ---- */

/* Bytes of a piece of the query. */
typedef struct {
    gsize start;
    gsize end;
} Span;

typedef struct {
    TcWords *words;
    GArray *spans; /* of Span: the document numbers */
} EvidenceScan;

static void
add_number(const TcNumber *number, gsize start, gsize end, gpointer user)
{
    EvidenceScan *scan = user;
    TcWords *words = scan->words;
    Span span = {start, end};
    g_array_append_val(scan->spans, span);
    gboolean begins = number->key[number->symbol] == '\0';
    TcEvidence evidence = {
        .own = g_strconcat(TC_TERM_OWN_NUMBER, number->key, begins ? "/" : NULL, NULL),
        .term = g_strconcat(TC_TERM_NUMBER, number->key, begins ? "/" : NULL, NULL),
        .begins = begins,
    };
    g_array_append_val(words->evidence, evidence);
}

static void
add_date(const TcDate *date, gpointer user)
{
    TcWords *words = ((EvidenceScan *)user)->words;
    TcEvidence evidence = {NULL, NULL, FALSE};
    if (date->from == 0 || (date->type != TC_DATE_DAY && date->type != TC_DATE_MONTH)) {
        return; /* the words of a year or of a range stand together as they are */
    }
    evidence.term = date->type == TC_DATE_DAY
                        ? g_strdup_printf(TC_TERM_DAY "%08u", date->from)
                        : g_strdup_printf(TC_TERM_MONTH "%06u", date->from / 100);
    g_array_append_val(words->evidence, evidence);
}

/* Look for numbers and dates; the spans of the numbers go to `spans`. */
static void
add_evidence(TcWords *words, const char *text, GArray *spans)
{
    TcNumber number;
    EvidenceScan scan = {words, spans};
    tc_numbers_find(text, strlen(text), add_number, &scan);
    if (spans->len == 0 && tc_number_parse(text, strlen(text), &number)) {
        add_number(&number, 0, strlen(text), &scan);
    }
    tc_dates_find(text, strlen(text), add_date, &scan);
}

static gboolean
is_within(const GArray *spans, const TcToken *token)
{
    for (guint i = 0; i < spans->len; i++) {
        const Span *span = &g_array_index(spans, Span, i);
        if (token->start >= span->start && token->end <= span->end) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
tc_words_add(TcWords *words, const char *text, gboolean ranked, GArray *out, GError **error)
{
    TcTokens *tokens = &words->tokens;
    tc_analyze(words->analyzer, text, strlen(text), tokens);
    if (tokens->count == 0) {
        return TRUE;
    }
    Piece piece = {words, text, out, words->next_position};
    gboolean capitals = is_all_capitals(text);
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(Span));
    if (ranked) {
        add_evidence(words, text, numbers);
    }
    for (guint i = 0; i < tokens->count && words->words->len < TC_WORDS_MAX;) {
        guint taken = 1;
        if (i > 0 && tokens->items[i].position > tokens->items[i - 1].position + 1) {
            piece.position += TC_SEGMENT_GAP;
        }
        if (!ranked) {
            TcWordAt at = {find_or_add(words, &tokens->items[i], text, FALSE), piece.position++};
            g_array_append_val(out, at);
        } else if (is_within(numbers, &tokens->items[i])) {
            /* The CP of "30c/NQ-CP" is not to be spelled out. */
            guint part = find_or_add(words, &tokens->items[i], text, FALSE);
            ((TcWord *)g_ptr_array_index(words->words, part))->numeral = TRUE;
            append_word(&piece, part);
        } else if (!append_next(&piece, &tokens->items[i], (guint)tokens->count - i, capitals,
                                &taken, error)) {
            return FALSE;
        }
        i += taken;
    }
    words->next_position = piece.position + TC_SEGMENT_GAP;
    return TRUE;
}

/* The keys of these words: of the sequence but for the group at `first`, which is written as
 * `other`. */
static GArray *
list_keys(const TcWords *words, const GArray *at, guint first, const TcGroup *group,
          const TcAlternative *other)
{
    GArray *keys = g_array_new(FALSE, FALSE, sizeof(TcWordKey));
    for (guint i = 0; i < at->len;) {
        gboolean replaced = other != NULL && i == first;
        for (guint k = 0; k < (replaced ? other->count : 1); k++) {
            const TcWord *word = g_ptr_array_index(
                words->words, replaced ? other->words[k] : g_array_index(at, TcWordAt, i).word);
            TcWordKey key = {word->key, word->key_len};
            g_array_append_val(keys, key);
        }
        i += replaced ? group->count : 1;
    }
    return keys;
}

TcWordReadings *
tc_words_read(const TcWords *words, const char *text, gboolean abbreviations, GError **error)
{
    g_autoptr(TcWordReadings) readings = g_new0(TcWordReadings, 1);
    g_autoptr(GArray) at = g_array_new(FALSE, FALSE, sizeof(TcWordAt));
    readings->lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    readings->scratch = tc_words_new(words->analyzer, words->abbreviations, words->reader);
    if (!tc_words_add(readings->scratch, text, abbreviations, at, error)) {
        return NULL;
    }
    if (at->len == 0) {
        return g_steal_pointer(&readings);
    }
    g_ptr_array_add(readings->lists, list_keys(readings->scratch, at, 0, NULL, NULL));
    for (guint i = 0; i < at->len; i++) {
        const TcGroup *group =
            tc_words_group_at(readings->scratch, g_array_index(at, TcWordAt, i).position);
        for (guint a = 0; group != NULL && a < group->alternatives->len; a++) {
            g_ptr_array_add(readings->lists,
                            list_keys(readings->scratch, at, i, group,
                                      &g_array_index(group->alternatives, TcAlternative, a)));
        }
    }
    return g_steal_pointer(&readings);
}

void
tc_word_readings_free(TcWordReadings *readings)
{
    if (readings == NULL) {
        return;
    }
    g_ptr_array_unref(readings->lists);
    tc_words_free(readings->scratch);
    g_free(readings);
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
        if (word->syllable && !word->derived && !word->whole) {
            syllables++;
            unmarked += !word->marked;
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
        const TcSpelling *spelling = &g_array_index(word->spellings, TcSpelling, i);
        total += spelling->unmarked ? 0 : spelling->freq;
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

static gboolean
looks_abbreviated(const char *word)
{
    gboolean any_small;
    return count_letters(word, &any_small) > 1 && !any_small;
}

/* How the words were typed, before any of them is taken for something else. */
static void
note_typing(TcWords *words)
{
    for (guint i = 0; i < words->words->len; i++) {
        const TcWord *word = g_ptr_array_index(words->words, i);
        gboolean any_small;
        if (!word->derived) {
            words->any_marked |= word->marked;
            words->any_toned |= tc_key_tone(word->key, word->key_len) != TC_TONE_NONE;
            count_letters(word->typed, &any_small);
            words->any_small |= any_small;
        }
    }
}

/* Take the word for keystrokes when the index knows what they mean far better than what stands
 * there. Of a query in small letters, what is in capitals is an abbreviation: "ARF" is no "à". */
static gboolean
decode_keystrokes(TcWords *words, TcWord *word, TcReader *reader, GError **error)
{
    if (words->any_small && looks_abbreviated(word->typed)) {
        return TRUE;
    }
    const guint64 ratio = words->any_marked ? TELEX_RATIO_AMONG_MARKS : TELEX_RATIO;
    g_autoptr(GPtrArray) candidates = tc_telex_decode(word->typed, strlen(word->typed));
    const char *best = NULL;
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
            best = g_ptr_array_index(candidates, i);
        }
    }
    if (best_freq > 0 && best_freq >= ratio * total_freq(word)) {
        g_free(word->key);
        word->key = g_steal_pointer(&best_key);
        word->key_len = (guint32)best_len;
        word->bare_len = (guint32)tc_key_bare_len(word->key, word->key_len);
        word->marked = tc_key_is_marked(word->key, word->key_len);
        word->syllable = TRUE;
        word->keystrokes = TRUE;
        word->decoded = g_strdup(best);
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
    if (word->derived || word->whole) {
        return TRUE; /* as it is: nobody typed it, or it is an abbreviation */
    }
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
add_unmarked_form(TcWord *word, TcReader *reader, GError **error)
{
    guint32 freq = 0;
    gsize len = tc_key_bare_len(word->key, word->key_len) + 1;
    if (!term_freq(reader, word->key, len, &freq, error)) {
        return FALSE;
    }
    if (freq > 0) {
        add_spelling(word, word->key, (guint32)len, freq, TC_TIER_BARE, TRUE);
    }
    return TRUE;
}

/* Marks that were typed, and stand so in the archive, lack at most the tone: "Dương" is not
 * "đường". */
static void
keep_toneless(TcWord *word)
{
    for (guint i = word->spellings->len; i-- > 1;) {
        if (g_array_index(word->spellings, TcSpelling, i).tier != TC_TIER_TONELESS) {
            g_array_remove_index(word->spellings, i);
        }
    }
    word->open = word->spellings->len > 1;
}

gboolean
tc_spelling_is_meant(const TcWord *word, const TcSpelling *spelling)
{
    return !word->open || spelling->unmarked || spelling->posterior >= MEANT_MIN;
}

guint32
tc_words_doc_count(const TcWords *words)
{
    return tc_reader_doc_count(words->reader);
}

gboolean
tc_words_resolve(TcWords *words, GError **error)
{
    TcReader *reader = words->reader;
    guint32 doc_count = tc_reader_doc_count(reader);
    guint32 unmarked_docs = 0;
    if (!term_freq(reader, TC_TERM_UNMARKED, strlen(TC_TERM_UNMARKED), &unmarked_docs, error)) {
        return FALSE;
    }
    note_typing(words);
    for (guint i = 0; i < words->words->len; i++) {
        if (!look_up(words, g_ptr_array_index(words->words, i), reader, error)) {
            return FALSE;
        }
    }
    estimate_uncertainty(words);
    for (guint i = 0; i < words->words->len; i++) {
        TcWord *word = g_ptr_array_index(words->words, i);
        guint32 exact_freq = g_array_index(word->spellings, TcSpelling, 0).freq;
        gboolean settled = word->marked && words->any_toned;
        gboolean doubted = (words->tone_uncertainty >= OPEN_MIN && !settled) || exact_freq == 0;
        word->open = word->spellings->len > 1 && (doubted || !word->marked);
        word->presumed = word->open && !doubted;
        if (word->open && word->marked && exact_freq > 0) {
            keep_toneless(word);
        }
        if (!word->open) {
            g_array_set_size(word->spellings, 1);
        }
        words->any_open |= word->open;
        if ((word->marked || word->open) && !word->whole && unmarked_docs > 0 &&
            !add_unmarked_form(word, reader, error)) {
            return FALSE;
        }
        word->freq = (guint32)MIN(total_freq(word), doc_count);
        word->idf = tc_words_idf(word->freq, doc_count);
        for (guint j = 0; j < word->spellings->len; j++) {
            TcSpelling *spelling = &g_array_index(word->spellings, TcSpelling, j);
            spelling->idf = tc_words_idf(spelling->freq, doc_count);
        }
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

const TcSpelling *
tc_word_unmarked_form(const TcWord *word)
{
    for (guint i = word->spellings->len; i-- > 0;) {
        const TcSpelling *spelling = &g_array_index(word->spellings, TcSpelling, i);
        if (spelling->unmarked) {
            return spelling;
        }
    }
    return NULL;
}

/* That few documents lack marks does not make their words rare. */
TcXQuery *
tc_word_unmarked_query(const TcWord *word, GError **error)
{
    const TcSpelling *spelling = tc_word_unmarked_form(word);
    g_autoptr(TcXQuery) bare = tc_x_query_term(spelling->term, spelling->term_len, 1, error);
    g_autoptr(TcXQuery) only =
        bare == NULL ? NULL : tc_x_query_term(TC_TERM_UNMARKED, strlen(TC_TERM_UNMARKED), 1, error);
    if (only == NULL) {
        return NULL;
    }
    TcXQuery *both[] = {bare, only};
    g_autoptr(TcXQuery) filtered = tc_x_query_combine(TC_X_FILTER, both, 2, 0, error);
    return filtered == NULL ? NULL
                            : tc_x_query_scale(filtered, MIN(1, word->idf / spelling->idf), error);
}

TcXQuery *
tc_word_query(const TcWord *word, GError **error)
{
    g_auto(Children) children = {0};
    for (guint i = 0; i < word->spellings->len; i++) {
        const TcSpelling *spelling = &g_array_index(word->spellings, TcSpelling, i);
        if (spelling->unmarked || (i > 0 && spelling->freq == 0)) {
            continue;
        }
        TcXQuery *term = tc_x_query_term(spelling->term, spelling->term_len, 1, error);
        if (term == NULL) {
            return NULL;
        }
        children.items[children.count++] = term;
    }
    g_autoptr(TcXQuery) query =
        children.count == 1 ? g_steal_pointer(&children.items[--children.count])
                            : tc_x_query_sum(TC_X_SYNONYM, children.items, children.count, error);
    /* Of a word without marks the bare form is one of its spellings. */
    if (query == NULL || !word->marked || tc_word_unmarked_form(word) == NULL) {
        return g_steal_pointer(&query);
    }
    g_autoptr(TcXQuery) bare = tc_word_unmarked_query(word, error);
    if (bare == NULL) {
        return NULL;
    }
    TcXQuery *both[] = {query, bare};
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
