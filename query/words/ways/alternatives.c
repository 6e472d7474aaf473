#include "query/words/ways/alternatives.h"

#include "query/words/finding.h"
#include "text/alias/alias.h"
#include "text/key/syllable.h"

#include <string.h>

#define ALIASES_MAX 8 /* other names that are looked for, and as many spellings */
#define FEW_ALIASES 2 /* of more it is looked first whether documents say them at all */
/* Names of so many words have shorter ones within, which may be said where their own other names
 * are not: these are not taken for granted. */
#define LONG_NAME   3

gboolean
tc_alternative_add(TcWords *words, const char *text, TcAlternativeKind kind, GArray *alternatives)
{
    g_auto(TcTokens) tokens;
    tc_tokens_init(&tokens);
    tc_analyze(words->analyzer, text, strlen(text), &tokens);
    TcAlternative alternative = {.count = 0, .kind = kind};
    if (tokens.count == 0 || tokens.count > TC_EXPANSION_WORDS_MAX ||
        words->words->len + tokens.count > TC_WORDS_MAX)
        return FALSE;
    for (gsize i = 0; i < tokens.count; i++)
        if (!tc_words_put(words, &tokens.items[i], text, TRUE,
                          &alternative.words[alternative.count++]))
            return FALSE;
    for (guint i = 0; i < alternatives->len; i++) {
        const TcAlternative *other = tc_alternative_at(alternatives, i);
        if (other->count == alternative.count &&
            memcmp(other->words, alternative.words, sizeof(guint) * other->count) == 0)
            return FALSE;
    }
    g_array_append_val(alternatives, alternative);
    return TRUE;
}

gboolean
tc_alternative_add_alias(TcWords *words, const TcAbbreviated *piece, const char *name,
                         TcAliasKind kind, gboolean are_many, GArray *alternatives, GError **error)
{
    gboolean is_spelling = kind == TC_ALIAS_SPELLING;
    TcAlternativeKind as = is_spelling ? TC_ALTERNATIVE_WRITING : TC_ALTERNATIVE_ALIAS;
    gboolean is_alias_said = words->is_of_field;
    if (tc_alternatives_count(alternatives, as) >= ALIASES_MAX ||
        (words->is_quoted && !is_spelling))
        return TRUE;
    if (!is_alias_said && !tc_finding_is_said(piece, name, are_many, &is_alias_said, error))
        return FALSE;
    if (!is_alias_said || !tc_alternative_add(words, name, as, alternatives))
        return TRUE;
    TcAlternative *added = tc_alternative_at(alternatives, alternatives->len - 1);
    added->is_word = kind == TC_ALIAS_WORD || kind == TC_ALIAS_WIDER;
    added->is_wider = kind == TC_ALIAS_WIDER;
    if (!is_spelling && !g_ptr_array_find_with_equal_func(words->also, name, g_str_equal, NULL))
        g_ptr_array_add(words->also, g_strdup(name));
    return TRUE;
}

/* Add the name at `text` with the shorter names within it that have another spelling in that one:
 * "ủy ban hành chánh" has another name, and is written "ủy ban hành chính". */
static gboolean
add_inner_spellings(TcWords *words, const TcAbbreviated *piece, const char *text, gsize len,
                    GArray *alternatives, GError **error)
{
    const TcAliases *aliases = tc_abbreviations_aliases(words->abbreviations);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(TcAlias));
    const char *space = memchr(text, ' ', len);
    for (const char *at = text; space != NULL && at != NULL;) {
        const gsize rest = len - (gsize)(at - text);
        g_array_set_size(found, 0);
        const gsize inner = tc_aliases_find(aliases, at, rest, found);
        for (guint i = 0; inner < len && i < found->len; i++) {
            const TcAlias *alias = tc_alias_at(found, i);
            g_autofree char *whole = g_strdup_printf("%.*s%s%.*s", (int)(at - text), text,
                                                     alias->name, (int)(rest - inner), at + inner);
            if (alias->kind == TC_ALIAS_SPELLING &&
                !tc_alternative_add_alias(words, piece, whole, alias->kind, TRUE, alternatives,
                                          error))
                return FALSE;
        }
        at = memchr(at, ' ', rest);
        at = at == NULL ? NULL : at + 1;
    }
    return TRUE;
}

/* Whether some document says the name at `text`, or another spelling of it, which is added. */
static gboolean
is_said(TcWords *words, const TcAbbreviated *piece, const char *text, gsize len,
        GArray *alternatives, gboolean *is_so, GError **error)
{
    const guint known = alternatives->len;
    if (!tc_finding_is_typed_said(piece, text, len, is_so, error) ||
        (!*is_so && !add_inner_spellings(words, piece, text, len, alternatives, error)))
        return FALSE;
    *is_so |= alternatives->len > known;
    return TRUE;
}

/* Add what the name at `text` is one of, among the other names of it in `found`, where no document
 * says it. */
static gboolean
add_wider(TcWords *words, const TcAbbreviated *piece, const char *text, gsize len,
          const GArray *found, GArray *alternatives, GError **error)
{
    gboolean is_typed_said = words->is_of_field || words->is_quoted;
    gboolean is_asked = is_typed_said;
    for (guint i = 0; i < found->len; i++) {
        const TcAlias *alias = tc_alias_at(found, i);
        if (alias->kind != TC_ALIAS_WIDER)
            continue;
        if (!is_asked && !is_said(words, piece, text, len, alternatives, &is_typed_said, error))
            return FALSE;
        is_asked = TRUE;
        if (is_typed_said)
            return TRUE;
        if (!tc_alternative_add_alias(words, piece, alias->name, alias->kind, TRUE, alternatives,
                                      error))
            return FALSE;
    }
    return TRUE;
}

gboolean
tc_alternative_add_aliases(TcWords *words, const TcAbbreviated *piece, const char *text, gsize len,
                           gboolean is_whole, GArray *alternatives, gsize *taken, GError **error)
{
    const TcAliases *aliases = tc_abbreviations_aliases(words->abbreviations);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(TcAlias));
    guint spaces = 0;
    *taken = aliases == NULL ? 0 : tc_aliases_find(aliases, text, len, found);
    if (is_whole && *taken < len)
        return TRUE;
    for (gsize i = 0; i < *taken; i++)
        spaces += text[i] == ' ';
    gboolean are_doubted = found->len > FEW_ALIASES || spaces + 1 >= LONG_NAME;
    guint known = alternatives->len;
    for (guint i = 0; i < found->len; i++) {
        const TcAlias *alias = tc_alias_at(found, i);
        if (alias->kind == TC_ALIAS_WIDER)
            continue;
        /* "chánh sách" is one of the few with words that all archives have. */
        if (!tc_alternative_add_alias(words, piece, alias->name, alias->kind,
                                      are_doubted || alias->kind == TC_ALIAS_SPELLING, alternatives,
                                      error))
            return FALSE;
    }
    return alternatives->len > known ||
           add_wider(words, piece, text, *taken, found, alternatives, error);
}

/* How a word of a short form may be written: as it was typed, as most documents have it, and in
 * full. */
static gboolean
find_forms(const TcAbbreviated *piece, const TcToken *token, GPtrArray *out, GError **error)
{
    char *spelled = NULL;
    g_autoptr(GPtrArray) meant = g_ptr_array_new();
    char *typed = g_strndup(piece->text + token->start, token->end - token->start);
    g_ptr_array_add(out, typed);
    if (!tc_key_is_marked(token->key, token->key_len) &&
        !tc_finding_spelling(piece, typed, &spelled, error))
        return FALSE;
    if (spelled != NULL)
        g_ptr_array_add(out, spelled);
    if (tc_abbreviations_expand(piece->table, typed, strlen(typed), meant) > 0)
        g_ptr_array_add(out, g_strdup(g_ptr_array_index(meant, 0)));
    return TRUE;
}

/* "phòng" of "Phòng Tài nguyên và Môi trường", of which `second` (forms of it) is the rest; NULL
 * when none of them is. */
static char *
before_rest(const char *whole, const GPtrArray *second)
{
    g_autofree char *small = g_utf8_strdown(whole, -1);
    for (guint i = 0; i < second->len; i++) {
        g_autofree char *rest = g_utf8_strdown(g_ptr_array_index(second, i), -1);
        const char *at =
            g_str_has_suffix(small, rest) ? small + strlen(small) - strlen(rest) : small;
        if (at > small + 1 && at[-1] == ' ')
            return g_strndup(small, (gsize)(at - 1 - small));
    }
    return NULL;
}

gboolean
tc_alternative_add_parts(TcWords *words, const TcAbbreviated *piece, const TcToken *tokens,
                         const char *whole, GArray *alternatives, GError **error)
{
    g_autoptr(GPtrArray) first = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) second = g_ptr_array_new_with_free_func(g_free);
    if (!find_forms(piece, &tokens[0], first, error) ||
        !find_forms(piece, &tokens[1], second, error))
        return FALSE;
    char *lead = before_rest(whole, second);
    if (lead != NULL)
        g_ptr_array_add(first, lead);
    /* "NN&PTNT", of nông nghiệp và phát triển nông thôn, is "NN và PTNT". As they were typed they
     * are looked for anyway. */
    const guint pairs = first->len * second->len;
    const guint ways = strstr(whole, " và ") != NULL ? 2 * pairs : pairs;
    for (guint i = 1; i < ways; i++) {
        guint32 count = 0;
        g_autofree char *way = g_strjoin(i < pairs ? " " : " và ",
                                         (char *)g_ptr_array_index(first, i % pairs / second->len),
                                         (char *)g_ptr_array_index(second, i % second->len), NULL);
        if (!tc_finding_count_text(piece, way, FALSE, 0, &count, error))
            return FALSE;
        if (count > 0)
            tc_alternative_add(words, way, TC_ALTERNATIVE_SHORT, alternatives);
    }
    return TRUE;
}
