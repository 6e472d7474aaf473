#include "query/words/abbreviations.h"

#include "query/words/beside.h"
#include "query/words/queries.h"
#include "store/schema.h"
#include "text/alias/alias.h"
#include "text/key/syllable.h"

#include <string.h>

/* Letters of an abbreviation that is looked for when its words were typed. */
#define CONTRACTION_MIN         3
/* Documents from which on a definition must be made by two of them. */
#define LARGE_ARCHIVE           2000
#define ABBREVIATION_TOKENS_MAX 8
#define LEARNED_MAX             8

static void
add_copies(GPtrArray *out, const GPtrArray *borrowed)
{
    for (guint i = 0; i < borrowed->len; i++) {
        const char *string = g_ptr_array_index(borrowed, i);
        if (!g_ptr_array_find_with_equal_func(out, string, g_str_equal, NULL))
            g_ptr_array_add(out, g_strdup(string));
    }
}

/* What documents of this archive say: terms PREFIX key 0x02 TEXT (store/schema.h). */
static gboolean
add_learned(const TcAbbreviated *piece, const char *prefix, const char *key, GPtrArray *out,
            GError **error)
{
    g_autoptr(GArray) terms = tc_reader_terms_new();
    g_autofree char *begin = g_strconcat(prefix, key, TC_DEFINITION_SEPARATOR, NULL);
    if (!tc_reader_terms(piece->reader, begin, strlen(begin), LEARNED_MAX, terms, error))
        return FALSE;
    for (guint i = 0; i < terms->len; i++) {
        const TcReaderTerm *term = tc_reader_term_at(terms, i);
        g_autofree char *text = NULL;
        /* In a large archive what one document alone says is that document's own affair. */
        if (term->freq == 1 && tc_reader_doc_count(piece->reader) >= LARGE_ARCHIVE)
            continue;
        text = g_strndup(term->term + strlen(begin), term->term_len - strlen(begin));
        if (!g_ptr_array_find_with_equal_func(out, text, g_str_equal, NULL))
            g_ptr_array_add(out, g_steal_pointer(&text));
    }
    return TRUE;
}

/* Whether something else than spaces joins two words: "KT - XH". */
static gboolean
are_joined(const char *text, guint32 start, guint32 end)
{
    gboolean is_spaced = FALSE;
    gboolean is_joined = FALSE;
    for (const char *at = text + start; at < text + end; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        is_spaced |= g_unichar_isspace(c) != 0;
        is_joined |= g_unichar_type(c) == G_UNICODE_DASH_PUNCTUATION || c == '&';
    }
    return is_joined || !is_spaced;
}

/* Whether the word at a token goes on behind an apostrophe: the Kh of "Kh'mer" is no kế hoạch. */
static gboolean
is_cut(const char *text, const TcToken *token)
{
    const char *at = text + token->end;
    gunichar c = g_utf8_get_char(at);
    return (c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 || c == 0x2BC) &&
           g_unichar_isalpha(g_utf8_get_char(g_utf8_next_char(at)));
}

/* Letters with full stops between them, "u.b.", which no words are. */
static gboolean
are_stopped_letters(const char *text, const TcToken *tokens, guint count)
{
    for (guint i = 0; i < count; i++)
        if (g_utf8_next_char(text + tokens[i].start) != text + tokens[i].end ||
            !g_unichar_isalpha(g_utf8_get_char(text + tokens[i].start)) ||
            (i > 0 && (text[tokens[i - 1].end] != '.' || tokens[i].start != tokens[i - 1].end + 1)))
            return FALSE;
    return count > 1;
}

/* Words that could be Vietnamese are taken as such, whatever they abbreviate, unless they are all
 * in capitals and others of the query are not: "Tu" of "Tu do" is no TU. */
static gboolean
could_be_abbreviation(const TcAbbreviated *piece, const TcToken *tokens, guint count)
{
    gboolean has_small = FALSE;
    if (is_cut(piece->text, &tokens[count - 1]))
        return FALSE;
    for (guint i = 0; i < count; i++) {
        if (i > 0 && !are_joined(piece->text, tokens[i - 1].end, tokens[i].start))
            return FALSE;
        for (const char *at = piece->text + tokens[i].start; at < piece->text + tokens[i].end;
             at = g_utf8_next_char(at))
            has_small |= g_unichar_islower(g_utf8_get_char(at)) != 0;
    }
    return (!has_small && !piece->are_capitals) ||
           are_stopped_letters(piece->text, tokens, count) ||
           !tc_key_may_be_syllable(tokens[0].key, tokens[0].key_len);
}

static gboolean
expand_all(const TcAbbreviated *piece, const TcToken *tokens, guint count, GPtrArray *out,
           GError **error)
{
    guint32 start = tokens[0].start;
    guint32 end = tokens[count - 1].end;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    g_autoptr(GString) key = g_string_new(NULL);
    tc_abbreviations_expand(piece->table, piece->text + start, end - start, known);
    for (guint i = 0; i < count; i++) {
        g_string_append_len(key, tokens[i].key,
                            (gssize)tc_key_bare_len(tokens[i].key, tokens[i].key_len));
    }
    /* What the archive says of itself comes first. */
    if (!add_learned(piece, TC_TERM_DEFINED, key->str, out, error))
        return FALSE;
    add_copies(out, known);
    return TRUE;
}

/* A foreign word: letters of English, one of them a vowel, not all capitals, that make no
 * Vietnamese syllable. */
static gboolean
is_foreign(const TcAbbreviated *piece, const TcToken *token)
{
    gboolean has_small = FALSE;
    gboolean has_vowel = FALSE;
    for (guint32 at = token->start; at < token->end; at++) {
        char c = piece->text[at];
        if (!g_ascii_isalpha(c))
            return FALSE;
        has_small |= g_ascii_islower(c) != 0;
        has_vowel |= strchr("aeiouy", g_ascii_tolower(c)) != NULL;
    }
    return token->end - token->start >= CONTRACTION_MIN && has_small && has_vowel &&
           !tc_key_may_be_syllable(token->key, token->key_len);
}

/* Two letters beside a foreign word are no abbreviation of ours: "Sky+ HD", "CT scan". */
static gboolean
is_foreign_abbreviation(const TcAbbreviated *piece, const TcToken *tokens, guint count,
                        guint before)
{
    glong letters =
        g_utf8_strlen(piece->text + tokens[0].start, (gssize)(tokens[0].end - tokens[0].start));
    return letters < CONTRACTION_MIN && ((before > 0 && is_foreign(piece, &tokens[-1])) ||
                                         (count > 1 && is_foreign(piece, &tokens[1])));
}

/* Whether a longer name that has several spellings begins there: the PA of "PA-RI" is short for
 * nothing. */
static gboolean
is_in_name(const TcAbbreviated *piece, const TcToken *tokens, guint count)
{
    const TcAliases *aliases = tc_abbreviations_aliases(piece->table);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(TcAlias));
    const char *text = piece->text + tokens[0].start;
    if (aliases == NULL || tc_aliases_find(aliases, text, strlen(text), found) <=
                               tokens[count - 1].end - tokens[0].start)
        return FALSE;
    for (guint i = 0; i < found->len; i++)
        if (tc_alias_at(found, i)->kind == TC_ALIAS_SPELLING)
            return TRUE;
    return FALSE;
}

gboolean
tc_abbreviated_expand(const TcAbbreviated *piece, const TcToken *tokens, guint count, guint before,
                      guint *taken, GPtrArray *out, GError **error)
{
    *taken = 0;
    for (guint k = MIN(count, ABBREVIATION_TOKENS_MAX); k > 0; k--) {
        if (tokens[k - 1].position == tokens[0].position + k - 1 &&
            could_be_abbreviation(piece, tokens, k) &&
            !(k == 1 && is_foreign_abbreviation(piece, tokens, count, before))) {
            if (!expand_all(piece, tokens, k, out, error))
                return FALSE;
            if (out->len > 0) {
                *taken = k;
                if (is_in_name(piece, tokens, k)) {
                    g_ptr_array_set_size(out, 0);
                    *taken = 0;
                }
                return TRUE;
            }
        }
    }
    return TRUE;
}

static gboolean
are_same_bare_words(const TcToken *a, const TcToken *b, guint count)
{
    for (guint i = 0; i < count; i++) {
        gsize len = tc_key_bare_len(a[i].key, a[i].key_len);
        if (len != tc_key_bare_len(b[i].key, b[i].key_len) || memcmp(a[i].key, b[i].key, len) != 0)
            return FALSE;
    }
    return TRUE;
}

/* Whether a key has marks and lacks the tone that a syllable with such an end has: NGƯT. */
static gboolean
lacks_tone(const TcToken *token)
{
    gsize len = tc_key_bare_len(token->key, token->key_len);
    return tc_key_is_marked(token->key, token->key_len) &&
           tc_key_tone(token->key, token->key_len) == TC_TONE_NONE &&
           (strchr("cpt", token->key[len - 1]) != NULL ||
            (len > 1 && strncmp(token->key + len - 2, "ch", 2) == 0));
}

gboolean
tc_abbreviated_reads_as_word(const TcAbbreviated *piece, const char *abbreviation)
{
    g_auto(TcTokens) tokens;
    tc_tokens_init(&tokens);
    tc_analyze(piece->analyzer, abbreviation, strlen(abbreviation), &tokens);
    return tokens.count == 1 &&
           tc_key_may_be_syllable(tokens.items[0].key, tokens.items[0].key_len) &&
           !lacks_tone(&tokens.items[0]);
}

/* Two letters that everybody writes for one thing, of places and before names. */
static gboolean
is_brief(const char *abbreviation)
{
    static const char *const forms[] = {"BS", "GS", "TP", "TS", "TX"};
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++)
        if (strcmp(forms[i], abbreviation) == 0)
            return TRUE;
    return FALSE;
}

/* Whether a short form stands first of all for these words: "CT" is chỉ thị before chương trình. */
static gboolean
stands_first_for(const TcAbbreviated *piece, const char *abbreviation, const TcToken *tokens,
                 guint count)
{
    g_autoptr(GPtrArray) expansions = g_ptr_array_new();
    g_auto(TcTokens) first;
    tc_tokens_init(&first);
    if (tc_abbreviations_expand(piece->table, abbreviation, strlen(abbreviation), expansions) == 0)
        return FALSE;
    const char *expansion = g_ptr_array_index(expansions, 0);
    tc_analyze(piece->analyzer, expansion, strlen(expansion), &first);
    return first.count == count && are_same_bare_words(first.items, tokens, count);
}

/* The same of one that says so by itself: two letters stand for too much. */
static gboolean
stands_for(const TcAbbreviated *piece, const char *abbreviation, const TcToken *tokens, guint count)
{
    guint letters = 0;
    for (const char *at = abbreviation; *at != '\0'; at = g_utf8_next_char(at))
        letters += g_unichar_isalnum(g_utf8_get_char(at)) != 0;
    return (letters >= CONTRACTION_MIN || is_brief(abbreviation)) &&
           !tc_abbreviated_reads_as_word(piece, abbreviation) &&
           stands_first_for(piece, abbreviation, tokens, count);
}

gboolean
tc_abbreviated_stopped(const TcAbbreviated *piece, const char *form, char **apart, GError **error)
{
    g_autoptr(GPtrArray) letters = tc_queries_new();
    g_auto(TcTokens) tokens = {0};
    guint32 count = 0;
    const char *second = g_utf8_next_char(form);
    gunichar last = g_unichar_tolower(g_utf8_get_char(second));
    if (g_utf8_strlen(form, -1) != 2 || (last != 'u' && last != 0x1B0))
        return TRUE;
    g_autofree char *text = g_strdup_printf("%.*s %s", (int)(second - form), form, second);
    tc_tokens_init(&tokens);
    tc_analyze(piece->analyzer, text, strlen(text), &tokens);
    for (gsize i = 0; i < tokens.count; i++)
        if (!tc_queries_add(
                letters, tc_x_query_term(tokens.items[i].key, tokens.items[i].key_len, 1, error)))
            return FALSE;
    if (letters->len == 0 || !tc_beside_count(piece->reader, letters, 1, &count, error))
        return letters->len == 0;
    if (count > 0)
        *apart = g_steal_pointer(&text);
    return TRUE;
}

/* Leave of the short forms of these words those that stand for them. */
static gboolean
keep_good(const TcAbbreviated *piece, const GPtrArray *known, const TcToken *tokens, guint count,
          GPtrArray *out, GError **error)
{
    for (guint i = 0; i < known->len; i++) {
        const char *form = g_ptr_array_index(known, i);
        char *good = NULL;
        if (stands_for(piece, form, tokens, count))
            good = g_strdup(form);
        else if (stands_first_for(piece, form, tokens, count) &&
                 !tc_abbreviated_stopped(piece, form, &good, error))
            return FALSE;
        if (good != NULL)
            g_ptr_array_add(out, good);
    }
    return TRUE;
}

gboolean
tc_abbreviated_contract(const TcAbbreviated *piece, const TcToken *tokens, guint count,
                        guint *taken, GPtrArray *out, GError **error)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    g_autoptr(GString) key = g_string_new(NULL);
    const char *text = piece->text + tokens[0].start;
    gsize len = tc_abbreviations_contract(piece->table, text, strlen(text), known);
    *taken = 0;
    while (*taken < count && tokens[*taken].end <= tokens[0].start + len)
        (*taken)++;
    if (!keep_good(piece, known, tokens, *taken, out, error))
        return FALSE;
    for (guint i = 0; i < MIN(count, TC_EXPANSION_WORDS_MAX); i++) {
        if (i > 0 && tokens[i].position != tokens[i - 1].position + 1)
            break;
        g_string_append_printf(key, "%s%.*s", i > 0 ? " " : "",
                               (int)tc_key_bare_len(tokens[i].key, tokens[i].key_len),
                               tokens[i].key);
        guint before = out->len;
        if (i >= 1 && i + 1 >= *taken && key->len < TC_DEFINITION_MAX &&
            !add_learned(piece, TC_TERM_EXPANDED, key->str, out, error))
            return FALSE;
        if (out->len > before && i + 1 > *taken) {
            /* Longer than what the table knows: those do not stand for it. */
            g_ptr_array_remove_range(out, 0, before);
            *taken = i + 1;
        }
    }
    return TRUE;
}
