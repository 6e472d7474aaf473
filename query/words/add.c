/* query/words/add.c - a piece of a query becomes words: what of it has short forms, other names, or
 * other ways of writing, and which words these are. */
#include "query/words/decoded.h"
#include "query/words/defined_names.h"
#include "query/words/evidence.h"
#include "query/words/finding.h"
#include "query/words/ways/alternatives.h"
#include "query/words/ways/variants.h"
#include "query/words/words.h"
#include "text/alias/alias.h"

#include <string.h>

#define ALTERNATIVES_MAX 4 /* ways of writing that are looked for */

/* One piece of the query that is added. */
typedef struct {
    TcWords *words;
    TcAbbreviated of;
    GArray *out;
    guint32 position; /* of the next word */
    guint32 done;     /* bytes of the text that are behind */
    GArray *decoded;  /* of TcDecodedPlace */
    GArray *numbers;  /* of TcSpan: the numbers of documents in it */
} Piece;

/* A short form without its full stops and hyphens, if documents write it so, too: "TP.HCM" and
 * "TPHCM"; else NULL, as of "Đ U", which would be found in "đu đủ". */
static gboolean
join_short(const Piece *piece, const char *form, char **out, GError **error)
{
    g_autofree char *joined = g_strdup(form);
    guint32 freq = 0;
    gsize len = 0;
    *out = NULL;
    for (const char *at = form; *at != '\0'; at++)
        if (strchr(".-&/ ", *at) == NULL)
            joined[len++] = *at;
    joined[len] = '\0';
    if (len == 0 || strlen(form) == len || tc_abbreviated_reads_as_word(&piece->of, joined))
        return TRUE;
    if (!tc_finding_rarest(&piece->of, joined, &freq, error))
        return FALSE;
    *out = freq > 0 ? g_steal_pointer(&joined) : NULL;
    return TRUE;
}

/* Add a short form of what was typed, in both ways. */
static gboolean
add_short(Piece *piece, const char *form, GArray *alternatives, GError **error)
{
    g_autofree char *joined = NULL;
    tc_alternative_add(piece->words, form, TC_ALTERNATIVE_SHORT, alternatives);
    if (!join_short(piece, form, &joined, error))
        return FALSE;
    if (joined != NULL)
        tc_alternative_add(piece->words, joined, TC_ALTERNATIVE_SHORT, alternatives);
    return TRUE;
}

/* Drop the short forms that no document has: "phát triển kinh tế" of "phát triển kinh tế - xã hội"
 * is not to be taken for PTKT where only KT-XH is written. */
static gboolean
drop_unknown(const Piece *piece, GPtrArray *shorts, GError **error)
{
    for (guint i = shorts->len; i-- > 0;) {
        const char *form = g_ptr_array_index(shorts, i);
        g_autofree char *joined = NULL;
        guint32 freq = 0;
        if (!tc_finding_rarest(&piece->of, form, &freq, error) ||
            (freq == 0 && !join_short(piece, form, &joined, error)))
            return FALSE;
        if (freq == 0 && joined == NULL)
            g_ptr_array_remove_index(shorts, i);
    }
    return TRUE;
}

/* The same for the words from tokens[0] on, *taken of which they are for: where no document has any
 * of the other names, those of a shorter name, if it is one. */
static gboolean
add_longest(Piece *piece, const TcToken *tokens, guint count, GArray *alternatives, guint *taken,
            GError **error)
{
    const char *text = piece->of.text + tokens[0].start;
    gsize limit = strlen(text);
    for (*taken = 0; alternatives->len == 0;) {
        gsize len = 0;
        guint words = 0;
        if (!tc_alternative_add_aliases(piece->words, &piece->of, text, limit, FALSE, alternatives,
                                        &len, error))
            return FALSE;
        while (words < count && tokens[words].end <= tokens[0].start + len &&
               tokens[words].position == tokens[0].position + words)
            words++;
        *taken = words;
        if (words == 0 || tokens[words - 1].end != tokens[0].start + len) {
            *taken = 0;
            return TRUE;
        }
        if (words == 1)
            return TRUE;
        limit = tokens[words - 2].end - tokens[0].start;
    }
    return TRUE;
}

/* The same of names that the archive defines, which begin at tokens[0]: where they take more words
 * than the *taken that aliases are known for, these are dropped. */
static gboolean
add_defined(Piece *piece, const TcToken *tokens, guint count, GArray *alternatives, guint *taken,
            GError **error)
{
    TcWords *words = piece->words;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    guint named = 0;
    if (words->is_quoted || tc_abbreviations_aliases(words->abbreviations) == NULL)
        return TRUE;
    if (!words->asks_for_names &&
        !tc_defined_names_any(words->reader, &words->has_defined_name, error))
        return FALSE;
    words->asks_for_names = TRUE;
    if (!words->has_defined_name)
        return TRUE;
    if (!tc_defined_names_find(&piece->of, tokens, count, &named, names, error))
        return FALSE;
    if (named == 0 || named < *taken)
        return TRUE;
    if (named > *taken)
        g_array_set_size(alternatives, 0);
    *taken = named;
    for (guint i = 0; i < names->len; i++)
        if (!tc_alternative_add_alias(words, &piece->of, g_ptr_array_index(names, i), TC_ALIAS_WORD,
                                      FALSE, alternatives, error))
            return FALSE;
    return TRUE;
}

/* "=con": it says that it has all its marks. */
static gboolean
is_as_typed(const char *text, const TcToken *token)
{
    const char *at = text + token->start;
    if (at == text || at[-1] != '=')
        return FALSE;
    return at - 1 == text || g_ascii_isspace(at[-2]);
}

/* "Las", not "LAS" and not "las". */
static gboolean
has_capital(const char *text, const TcToken *token)
{
    const char *next = g_utf8_next_char(text + token->start);
    return g_unichar_isupper(g_utf8_get_char(text + token->start)) && next < text + token->end &&
           g_unichar_islower(g_utf8_get_char(next));
}

/* Sets *index to the word that stands at a token of the piece; FALSE when there is no room for it.
 */
static gboolean
word_of(Piece *piece, const TcToken *token, guint *index)
{
    if (!tc_words_put(piece->words, token, piece->of.text, FALSE, index))
        return FALSE;
    TcWord *word = g_ptr_array_index(piece->words->words, *index);
    word->is_literal |= piece->words->is_quoted || has_capital(piece->of.text, token);
    word->is_whole |= is_as_typed(piece->of.text, token);
    for (guint i = 0; i < piece->decoded->len && !word->are_keystrokes; i++) {
        const TcDecodedPlace *one = &g_array_index(piece->decoded, TcDecodedPlace, i);
        if (token->start >= one->start && token->end <= one->end) {
            word->are_keystrokes = TRUE;
            word->decoded = g_steal_pointer(&word->typed);
            word->typed = g_strdup(one->keys);
        }
    }
    return TRUE;
}

/* What stands between two words, on one line. */
static char *
text_between(const char *text, guint32 start, guint32 end)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text + start; at < text + end; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!g_unichar_isspace(c))
            g_string_append_unichar(out, c);
        else if (out->len == 0 || out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    return g_string_free(out, FALSE);
}

/* `token` is where the word was typed; NULL for one that nobody typed. */
static void
append_word(Piece *piece, guint word, const TcToken *token)
{
    TcWords *words = piece->words;
    const char *text = piece->of.text;
    TcWordAt at = {.word = word, .position = piece->position++};
    TcTyped typed = {g_strdup(words->sequence->len > 0 ? " " : ""), NULL};
    if (token != NULL) {
        if (piece->done > 0) {
            g_free(typed.before);
            typed.before = text_between(text, piece->done, token->start);
        }
        typed.typed = g_strndup(text + token->start, token->end - token->start);
        piece->done = token->end;
    }
    g_array_append_val(piece->out, at);
    g_array_append_val(words->sequence, at);
    g_array_append_val(words->typed, typed);
}

/* The words at tokens[0 .. count) as they were typed, until there is no room. */
static gboolean
append_typed(Piece *piece, const TcToken *tokens, guint count)
{
    for (guint i = 0; i < count; i++) {
        guint word;
        if (!word_of(piece, &tokens[i], &word))
            return FALSE;
        append_word(piece, word, &tokens[i]);
    }
    return TRUE;
}

/* Other names for what an abbreviation stands for, by itself or with the word before it: "GTVT" has
 * none, "Bộ GTVT" is Bộ Xây dựng. */
static gboolean
add_expanded_aliases(Piece *piece, const TcToken *tokens, const char *expansion,
                     GArray *alternatives, GError **error)
{
    TcWords *words = piece->words;
    gsize len = 0;
    if (!tc_alternative_add_aliases(words, &piece->of, expansion, strlen(expansion), TRUE,
                                    alternatives, &len, error))
        return FALSE;
    if (len > 0 || tokens == words->tokens.items || tokens[-1].position + 1 != tokens[0].position)
        return TRUE;
    GString *headed = g_string_new_len(piece->of.text + tokens[-1].start,
                                       (gssize)(tokens[-1].end - tokens[-1].start));
    g_string_append_printf(headed, " %s", expansion);
    /* Where all was typed without marks, the word before it stands for itself with marks as well.
     */
    if (g_str_is_ascii(piece->of.text))
        tc_finding_take_marks_off(headed);
    guint before = alternatives->len;
    gboolean is_ok = tc_alternative_add_aliases(words, &piece->of, headed->str, headed->len, TRUE,
                                                alternatives, &len, error);
    /* In a field the word before it is there already: "Bộ" and Xây dựng. */
    for (guint i = before; words->is_of_field && i < alternatives->len; i++) {
        TcAlternative *other = tc_alternative_at(alternatives, i);
        const TcWordAt *head = tc_word_at(words->sequence, words->sequence->len - 1);
        if (other->count > 1 && words->sequence->len > 0 && other->words[0] == head->word)
            memmove(other->words, other->words + 1, sizeof(guint) * --other->count);
    }
    g_string_free(headed, TRUE);
    return is_ok;
}

/* Add the short form of a committee of the Party that was typed, with and without full stops:
 * "T.Ư" and "TƯ". */
static gboolean
add_stopped(Piece *piece, const TcToken *tokens, guint count, GArray *alternatives, GError **error)
{
    g_autoptr(GString) form = g_string_new(NULL);
    g_autofree char *apart = NULL;
    for (guint i = 0; i < count; i++)
        g_string_append_len(form, piece->of.text + tokens[i].start,
                            (gssize)(tokens[i].end - tokens[i].start));
    if (g_utf8_strlen(form->str, -1) != 2)
        return TRUE;
    if (count == 1 && !tc_abbreviated_stopped(&piece->of, form->str, &apart, error))
        return FALSE;
    /* "TƯ" is a word as well, which only its neighbours in a phrase tell from. */
    gboolean is_sure = (piece->words->is_quoted && piece->words->tokens.count > count) ||
                       !tc_abbreviated_reads_as_word(&piece->of, form->str);
    const char *other = count == 1 ? apart : is_sure ? form->str : NULL;
    if (other != NULL &&
        tc_alternative_add(piece->words, other, TC_ALTERNATIVE_SHORT, alternatives)) {
        const TcAlternative *added = tc_alternative_at(alternatives, alternatives->len - 1);
        for (guint i = 0; i < added->count; i++)
            ((TcWord *)g_ptr_array_index(piece->words->words, added->words[i]))->is_whole = TRUE;
    }
    return TRUE;
}

/* The abbreviation tokens[0 .. *taken) is ranked by the words of its first expansion; what was
 * typed and the other expansions are alternatives. *taken becomes 0 when there is no room for what
 * was typed. */
static gboolean
append_expansion(Piece *piece, const TcToken *tokens, const GPtrArray *expansions, guint *taken,
                 GError **error)
{
    TcWords *words = piece->words;
    g_autoptr(GArray) alternatives = g_array_new(FALSE, FALSE, sizeof(TcAlternative));
    g_autoptr(GPtrArray) shorts = g_ptr_array_new();
    guint count = *taken;
    TcAlternative typed = {.count = count, .is_typed = TRUE};
    for (guint i = 0; i < count; i++) {
        if (!word_of(piece, &tokens[i], &typed.words[i])) {
            *taken = 0;
            return TRUE;
        }
        ((TcWord *)g_ptr_array_index(words->words, typed.words[i]))->is_whole = TRUE;
    }
    if (!tc_alternative_add(words, g_ptr_array_index(expansions, 0), TC_ALTERNATIVE_SHORT,
                            alternatives)) {
        *taken = append_typed(piece, tokens, count) ? count : 0;
        return TRUE;
    }
    TcAlternative main = *tc_alternative_at(alternatives, 0);
    TcGroup group = {
        .position = piece->position, .count = main.count, .alias_share = TC_ALIAS_SHARE};
    g_array_set_size(alternatives, 0);
    g_array_append_val(alternatives, typed);
    for (guint i = 1; i < MIN(expansions->len, ALTERNATIVES_MAX); i++) {
        tc_alternative_add(words, g_ptr_array_index(expansions, i), TC_ALTERNATIVE_SHORT,
                           alternatives);
    }
    const char *expansion = g_ptr_array_index(expansions, 0);
    tc_abbreviations_contract(words->abbreviations, expansion, strlen(expansion), shorts);
    for (guint i = 0; i < MIN(shorts->len, ALTERNATIVES_MAX); i++) {
        const char *other = g_ptr_array_index(shorts, i);
        if (!tc_abbreviated_reads_as_word(&piece->of, other) &&
            !add_short(piece, other, alternatives, error))
            return FALSE;
    }
    g_autofree char *apart = NULL;
    if ((count == 2 &&
         !tc_alternative_add_parts(words, &piece->of, tokens, expansion, alternatives, error)) ||
        !add_stopped(piece, tokens, count, alternatives, error) ||
        !add_expanded_aliases(piece, tokens, expansion, alternatives, error) ||
        (count == 1 && !tc_variants_find_apart(&piece->of, tokens, &apart, error)))
        return FALSE;
    if (apart != NULL)
        tc_alternative_add(words, apart, TC_ALTERNATIVE_WRITING, alternatives);
    group.alternatives = g_steal_pointer(&alternatives);
    g_array_append_val(words->groups, group);
    for (guint i = 0; i < main.count; i++)
        append_word(piece, main.words[i], NULL);
    /* What stands before the abbreviation stands before its first word. */
    TcTyped *first = &g_array_index(words->typed, TcTyped, words->typed->len - main.count);
    if (piece->done > 0) {
        g_free(first->before);
        first->before = text_between(piece->of.text, piece->done, tokens[0].start);
    }
    piece->done = tokens[count - 1].end;
    return TRUE;
}

/* The words tokens[0 .. *taken) with other ways of writing them. *taken becomes 0 when there is no
 * room for all that was typed: the words that are in already stay, and stand for themselves. */
static gboolean
append_with(Piece *piece, const TcToken *tokens, const GPtrArray *others, guint max,
            TcAlternativeKind kind, guint *taken, GError **error)
{
    TcWords *words = piece->words;
    g_autoptr(GArray) alternatives = g_array_new(FALSE, FALSE, sizeof(TcAlternative));
    TcGroup group = {.position = piece->position, .count = *taken, .alias_share = TC_ALIAS_SHARE};
    if (!append_typed(piece, tokens, *taken)) {
        *taken = 0;
        return TRUE;
    }
    for (guint i = 0; i < MIN(others->len, max); i++) {
        const char *other = g_ptr_array_index(others, i);
        if (kind != TC_ALTERNATIVE_SHORT)
            tc_alternative_add(words, other, kind, alternatives);
        else if (!add_short(piece, other, alternatives, error))
            return FALSE;
    }
    if (alternatives->len > 0) {
        group.alternatives = g_steal_pointer(&alternatives);
        g_array_append_val(words->groups, group);
    }
    return TRUE;
}

/* Names that are spelled in several ways may be joined as well: "Krông Pắc", "Krôngpăk". */
static gboolean
add_joined(Piece *piece, const TcToken *tokens, guint count, GArray *alternatives, GError **error)
{
    g_autofree char *joined = NULL;
    if (count < 2 || tc_alternative_at(alternatives, 0)->kind != TC_ALTERNATIVE_WRITING)
        return TRUE;
    if (!tc_variants_join(&piece->of, tokens, count, &joined, error))
        return FALSE;
    if (joined != NULL)
        tc_alternative_add(piece->words, joined, TC_ALTERNATIVE_WRITING, alternatives);
    return TRUE;
}

/* What such a name begins with may be written in another way: "Q. Gò Vấp". */
static gboolean
add_writings(Piece *piece, const TcToken *tokens, guint count, GArray *alternatives, GError **error)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    guint before = (guint)(tokens - piece->words->tokens.items);
    guint taken = 1;
    if (!tc_variants_find(&piece->of, tokens, count, before, piece->words->is_quoted, &taken, found,
                          error))
        return FALSE;
    for (guint i = 0; i < found->len; i++) {
        guint32 end = tokens[count - 1].end;
        guint32 start = taken < count ? tokens[taken].start : end;
        g_autofree char *whole =
            g_strdup_printf("%s %.*s", (const char *)g_ptr_array_index(found, i),
                            (int)(end - start), piece->of.text + start);
        tc_alternative_add(piece->words, whole, TC_ALTERNATIVE_WRITING, alternatives);
    }
    return TRUE;
}

/* The last words of the query are a name of the table of aliases. */
static void
note_name(const TcWords *words, guint count)
{
    for (guint i = words->sequence->len - count; i < words->sequence->len; i++) {
        guint word = tc_word_at(words->sequence, i)->word;
        ((TcWord *)g_ptr_array_index(words->words, word))->is_of_name = TRUE;
    }
}

/* The words tokens[0 .. *named), `least` or more, that have other names; where as many have short
 * forms, with these. *named stays 0 when there are none, *room tells whether they fit in. */
static gboolean
append_named(Piece *piece, const TcToken *tokens, guint count, guint least, const GPtrArray *shorts,
             guint *named, gboolean *has_room, GError **error)
{
    TcWords *words = piece->words;
    const TcAliases *aliases = tc_abbreviations_aliases(words->abbreviations);
    g_autoptr(GArray) alternatives = g_array_new(FALSE, FALSE, sizeof(TcAlternative));
    TcGroup group = {.position = piece->position, .alias_share = TC_ALIAS_SHARE};
    guint taken = 0;
    guint also = words->also->len;
    gboolean is_part = FALSE;
    gboolean is_doubted = FALSE;
    if (!add_longest(piece, tokens, count, alternatives, &taken, error) ||
        (alternatives->len > 0 && !tc_finding_is_part(&piece->of, aliases, tokens, count, taken,
                                                      tokens > words->tokens.items,
                                                      tc_alternative_at(alternatives, 0)->is_wider,
                                                      &is_part, &is_doubted, error)))
        return FALSE;
    if (is_part || taken == 0) {
        taken = 0;
        g_array_set_size(alternatives, 0);
        g_ptr_array_set_size(words->also, (gint)also);
    }
    if (!add_defined(piece, tokens, count, alternatives, &taken, error))
        return FALSE;
    /* A syllable is part of many words ("lợn" by itself is heo, "heo" of "heo may" is not lợn), and
     * without marks it may be many others. */
    gboolean is_vague = taken == 1 && words->tokens.count > 1 &&
                        tc_key_may_be_syllable(tokens[0].key, tokens[0].key_len);
    /* Without marks it is one where no document has others: "ghe" may be ghế. So may two be others:
     * "doi so" of "chuyen doi so", where the archive says đổi số, is no đổi sổ. */
    gboolean may_be_others = taken == 1 || (taken == 2 && words->tokens.count > 2);
    if (alternatives->len > 0 && may_be_others && !is_vague && !words->is_of_field &&
        g_str_is_ascii(piece->of.text) &&
        !tc_finding_is_vague(&piece->of, aliases, tokens, taken, &is_vague, error))
        return FALSE;
    /* What a thing is one of is not looked for, either, where documents have its short form. */
    if (alternatives->len == 0 || taken < MAX(least, 1) || is_vague ||
        (taken == least && tc_alternative_at(alternatives, 0)->is_wider)) {
        g_ptr_array_set_size(words->also, (gint)also);
        return TRUE;
    }
    for (guint i = 0; taken == least && i < MIN(shorts->len, ALTERNATIVES_MAX); i++)
        if (!add_short(piece, g_ptr_array_index(shorts, i), alternatives, error))
            return FALSE;
    if (!add_joined(piece, tokens, taken, alternatives, error) ||
        !add_writings(piece, tokens, taken, alternatives, error))
        return FALSE;
    *named = taken;
    *has_room = append_typed(piece, tokens, taken);
    if (*has_room) {
        group.count = taken;
        note_name(words, taken);
        tc_words_note_less(words, taken, is_doubted, alternatives);
        group.alternatives = g_steal_pointer(&alternatives);
        g_array_append_val(words->groups, group);
    }
    return TRUE;
}

/* How many of the tokens stand before the number of a document: "dẫn 06" of "hướng dẫn 06-HD/TW" is
 * no ordinal. */
static guint
count_before_number(const Piece *piece, const TcToken *tokens, guint count)
{
    guint before = 0;
    while (before < count && !tc_evidence_is_within(piece->numbers, &tokens[before]))
        before++;
    return before;
}

/* Append the next word or abbreviation; *taken tokens were used, 0 when there is no room. */
static gboolean
append_next(Piece *piece, const TcToken *tokens, guint count, guint *taken, GError **error)
{
    gboolean has_room = TRUE;
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    guint before = (guint)(tokens - piece->words->tokens.items);
    guint named = 0;
    if (is_as_typed(piece->of.text, tokens)) {
        *taken = append_typed(piece, tokens, 1) ? 1 : 0;
        return TRUE;
    }
    if (!tc_variants_find_figures(&piece->of, tokens, count, before, piece->words->is_quoted, taken,
                                  found, error))
        return FALSE;
    if (found->len > 0)
        return append_with(piece, tokens, found, TC_VARIANTS_MAX, TC_ALTERNATIVE_WRITING, taken,
                           error);
    if (!tc_variants_join_shorts(&piece->of, tokens, count, taken, found, error))
        return FALSE;
    if (found->len > 0)
        return append_with(piece, tokens, found, ALTERNATIVES_MAX, TC_ALTERNATIVE_WRITING, taken,
                           error);
    if (!tc_abbreviated_expand(&piece->of, tokens, count, before, taken, found, error) ||
        (found->len == 0 && !tc_finding_expand_two(&piece->of, tokens, taken, found, error)))
        return FALSE;
    if (found->len > 0)
        return append_expansion(piece, tokens, found, taken, error);
    if (!tc_abbreviated_contract(&piece->of, tokens, count, taken, found, error) ||
        !tc_finding_contract_two(&piece->of, tokens, count, taken, found, error) ||
        !drop_unknown(piece, found, error) ||
        !append_named(piece, tokens, count, found->len > 0 ? *taken : 0, found, &named, &has_room,
                      error))
        return FALSE;
    if (named > 0) {
        *taken = has_room ? named : 0;
        return TRUE;
    }
    if (*taken <= 1)
        g_ptr_array_set_size(found, 0);
    gboolean is_quoted = piece->words->is_quoted;
    if (found->len > 0)
        return append_with(piece, tokens, found, ALTERNATIVES_MAX, TC_ALTERNATIVE_SHORT, taken,
                           error);
    if (!tc_finding_in_phrase(&piece->of, tokens, count, before, is_quoted, taken, found, error))
        return FALSE;
    if (found->len > 0)
        return append_with(piece, tokens, found, ALTERNATIVES_MAX, TC_ALTERNATIVE_WRITING, taken,
                           error);
    return tc_variants_find(&piece->of, tokens, count_before_number(piece, tokens, count), before,
                            is_quoted, taken, found, error) &&
           append_with(piece, tokens, found, TC_VARIANTS_MAX, TC_ALTERNATIVE_WRITING, taken, error);
}

gboolean
tc_words_add(TcWords *words, const char *typed, gboolean is_ranked, GArray *out, GError **error)
{
    TcTokens *tokens = &words->tokens;
    g_autoptr(GArray) decoded = tc_decoded_places_new();
    g_autofree char *meant = tc_decoded_text(words, typed, decoded);
    const char *text = meant != NULL ? meant : typed;
    tc_words_analyze(words, text, tokens);
    if (tokens->count == 0)
        return TRUE;
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(TcSpan));
    Piece piece = {
        .words = words,
        .of = {text, tc_is_all_capitals(text), words->analyzer, words->abbreviations,
               words->reader},
        .out = out,
        .position = words->next_position,
        .decoded = decoded,
        .numbers = numbers,
    };
    if (is_ranked) {
        tc_evidence_find(text, tokens, words->evidence, numbers);
        if (!tc_evidence_find_issued(&piece.of, tokens, words->evidence, error))
            return FALSE;
    }
    for (guint i = 0; i < tokens->count && words->sequence->len < TC_PLACES_MAX;) {
        guint taken = 1;
        guint word;
        if (i > 0 && tokens->items[i].position > tokens->items[i - 1].position + 1)
            piece.position += TC_SEGMENT_GAP;
        if (!is_ranked) {
            if (!word_of(&piece, &tokens->items[i], &word))
                break;
            TcWordAt at = {word, piece.position++};
            g_array_append_val(out, at);
        } else if (tc_evidence_is_within(numbers, &tokens->items[i])) {
            /* The CP of "30c/NQ-CP" is not to be spelled out. */
            if (!word_of(&piece, &tokens->items[i], &word))
                break;
            ((TcWord *)g_ptr_array_index(words->words, word))->is_numeral = TRUE;
            append_word(&piece, word, &tokens->items[i]);
        } else if (!append_next(&piece, &tokens->items[i], (guint)tokens->count - i, &taken,
                                error)) {
            return FALSE;
        }
        if (taken == 0)
            break;
        i += taken;
    }
    words->next_position = piece.position + TC_SEGMENT_GAP;
    return TRUE;
}
