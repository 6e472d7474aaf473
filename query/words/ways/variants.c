#include "query/words/ways/variants.h"

#include "query/words/beside.h"
#include "query/words/finding.h"
#include "query/words/queries.h"
#include "text/alike.h"
#include "text/key/syllable.h"

#include <string.h>

/* A joined form that is so much rarer than its parts is a slip, and not looked for; of words in
 * small letters that lost marks, or of any. */
#define BARE_SHARE    5
#define JOINED_SHARE  50
/* Words of a name that may be joined: "Buôn Ma Thuột". */
#define JOINED_MAX    4
/* Spellings of a word without marks that are looked at. */
#define SPELLINGS_MAX 64

/* ---- names apart, joined and with an apostrophe ---- */

/* What may stand between the parts of a name; *hard: nothing else would. */
static gboolean
joins_name(const char *text, guint32 start, guint32 end, gboolean *is_hard)
{
    *is_hard = FALSE;
    for (const char *at = text + start; at < text + end; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 || c == 0x2BC)
            *is_hard = TRUE;
        else if (c != ' ' && c != '-')
            return FALSE;
    }
    return end > start;
}

static char *
join(const TcAbbreviated *piece, const TcToken *tokens, guint count)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < count; i++)
        g_string_append_len(out, piece->text + tokens[i].start,
                            (gssize)tokens[i].end - (gssize)tokens[i].start);
    return g_string_free(out, FALSE);
}

/* Whether the words are a name by their capitals, or might be where there are none. */
static gboolean
may_be_name(const TcAbbreviated *piece, const TcToken *tokens, guint count)
{
    for (guint i = 0; i < count; i++)
        if (!g_unichar_isupper(g_utf8_get_char(piece->text + tokens[i].start)))
            return !tc_finding_has_capitals(piece->text);
    return TRUE;
}

gboolean
tc_variants_join(const TcAbbreviated *piece, const TcToken *tokens, guint count, char **joined,
                 GError **error)
{
    g_autofree char *typed = join(piece, tokens, count);
    gsize len = 0;
    g_autofree char *key = tc_word_key(piece->analyzer, typed, &len);
    guint32 freq = 0;
    if (key == NULL)
        return TRUE;
    /* "K'Ho" is Kho, and not "khó"; "Krông Búk" is Krôngbuk, too. */
    if (!tc_key_may_be_syllable(key, len) &&
        (!tc_key_is_marked(key, len) || may_be_name(piece, tokens, count)))
        return tc_finding_spelling(piece, typed, joined, error);
    if (!tc_finding_rarest(piece, typed, &freq, error))
        return FALSE;
    if (freq > 0)
        *joined = g_steal_pointer(&typed);
    return TRUE;
}

gboolean
tc_finding_count_as_read(const TcAbbreviated *piece, const TcToken *token, guint32 *freq,
                         GError **error)
{
    g_autoptr(GArray) terms = tc_reader_terms_new();
    gsize prefix_len = MIN(tc_key_bare_len(token->key, token->key_len) + 1, token->key_len);
    gboolean is_name = !g_str_is_ascii(piece->text) && !piece->are_capitals &&
                       g_unichar_isupper(g_utf8_get_char(piece->text + token->start));
    if (tc_key_is_marked(token->key, token->key_len) || is_name)
        return tc_reader_term_freq(piece->reader, token->key, token->key_len, freq, error);
    if (!tc_reader_terms(piece->reader, token->key, prefix_len, SPELLINGS_MAX, terms, error))
        return FALSE;
    for (guint i = 0; i < terms->len; i++)
        *freq = MAX(*freq, tc_reader_term_at(terms, i)->freq);
    return TRUE;
}

/* tokens[0 .. count) as one word. */
static gboolean
join_all(const TcFinding *finding, guint count, GError **error)
{
    const TcAbbreviated *piece = finding->piece;
    const TcToken *tokens = finding->tokens;
    gboolean is_hard = FALSE;
    guint32 freq = 0;
    guint32 rarest = G_MAXUINT32;
    gsize len = 0;
    for (guint i = 1; i < count; i++) {
        gboolean is_hard_here = FALSE;
        if (!tc_are_adjacent(&tokens[i - 1], &tokens[i]) ||
            !tc_finding_are_figures(piece, &tokens[i], FALSE) ||
            !joins_name(piece->text, tokens[i - 1].end, tokens[i].start, &is_hard_here))
            return TRUE;
        is_hard |= is_hard_here;
    }
    g_autofree char *typed = join(piece, tokens, count);
    g_autofree char *key = tc_word_key(piece->analyzer, typed, &len);
    g_autofree char *joined = NULL;
    if (key == NULL || (!is_hard && tc_key_may_be_syllable(key, len)))
        return TRUE;
    if (!tc_variants_join(piece, tokens, count, &joined, error))
        return FALSE;
    if (joined == NULL)
        return TRUE;
    if (!tc_finding_rarest(piece, joined, &freq, error))
        return FALSE;
    for (guint i = 0; i < count; i++) {
        guint32 own = 0;
        if (!tc_finding_count_as_read(piece, &tokens[i], &own, error))
            return FALSE;
        rarest = MIN(rarest, own);
    }
    guint64 share = !tc_finding_has_capitals(piece->text) && tc_key_is_marked(key, len)
                        ? BARE_SHARE
                        : JOINED_SHARE;
    if (freq * share >= rarest)
        g_ptr_array_add(finding->out, g_steal_pointer(&joined));
    return TRUE;
}

/* Whether any word of the index begins with the letters of tokens[0] and tokens[1]: mostly none
 * does, which one look tells. */
static gboolean
begins_word(const TcFinding *finding, gboolean *is_so, GError **error)
{
    const TcAbbreviated *piece = finding->piece;
    gsize len = 0;
    g_autofree char *typed = join(piece, finding->tokens, 2);
    g_autofree char *key = tc_word_key(piece->analyzer, typed, &len);
    g_autoptr(GArray) terms = tc_reader_terms_new();
    *is_so = FALSE;
    if (key == NULL)
        return TRUE;
    if (!tc_reader_terms(piece->reader, key, tc_key_bare_len(key, len), 1, terms, error))
        return FALSE;
    *is_so = terms->len > 0;
    return TRUE;
}

static gboolean
find_joined(const TcFinding *finding, guint *taken, GError **error)
{
    const TcToken *tokens = finding->tokens;
    gboolean is_begun = FALSE;
    if (finding->count < 2 || !tc_finding_are_figures(finding->piece, &tokens[0], FALSE) ||
        !tc_are_adjacent(&tokens[0], &tokens[1]))
        return TRUE;
    if (!begins_word(finding, &is_begun, error))
        return FALSE;
    if (!is_begun)
        return TRUE;
    for (guint count = MIN(finding->count, JOINED_MAX); count >= 2; count--) {
        if (tokens[count - 1].end - tokens[0].start > TC_NAME_MAX_LEN)
            continue;
        if (!join_all(finding, count, error))
            return FALSE;
        if (finding->out->len > 0) {
            *taken = count;
            return TRUE;
        }
    }
    return TRUE;
}

/* "Đắk Nia" -> "Đăk Nia": a word of the highlands that is written with and without its tone, before
 * the rest of a name of *taken words, or of two. */
static gboolean
find_other_tone(const TcFinding *finding, guint *taken, GError **error)
{
    static const char *const forms[] = {"đắk", "đăk", "đak", NULL};
    const TcAbbreviated *piece = finding->piece;
    const TcToken *tokens = finding->tokens;
    if (finding->count < 2 || !tc_are_adjacent(&tokens[0], &tokens[1]) ||
        !tc_finding_token_is(piece, &tokens[0], forms))
        return TRUE;
    guint count = MAX(*taken, 2);
    for (const char *const *form = forms; *form != NULL; form++) {
        const char *const same[] = {*form, NULL};
        if (!tc_finding_token_is(piece, &tokens[0], same) &&
            !tc_finding_add(finding, "",
                            g_strdup_printf("%s %.*s", *form,
                                            (int)(tokens[count - 1].end - tokens[1].start),
                                            piece->text + tokens[1].start),
                            error))
            return FALSE;
    }
    *taken = finding->out->len > 0 ? count : 1;
    return TRUE;
}

/* In how many documents `first` stands right before `second`; of more it is not asked how many. */
#define APART_MAX 8

static gboolean
count_beside(const TcAbbreviated *piece, const char *first, gsize first_len, const char *second,
             gsize second_len, guint32 *count, GError **error)
{
    g_autoptr(GPtrArray) leaves = tc_queries_new();
    return tc_queries_add(leaves, tc_x_query_term(first, first_len, 1, error)) &&
           tc_queries_add(leaves, tc_x_query_term(second, second_len, 1, error)) &&
           tc_beside_count(piece->reader, leaves, APART_MAX, count, error);
}

/* "Pleiku" -> "Plei ku" where the archive has it so: the split that it has most often. */
static gboolean
find_apart(const TcFinding *finding, GError **error)
{
    const TcAbbreviated *piece = finding->piece;
    const TcToken *token = finding->tokens;
    const char *start = piece->text + token->start;
    const char *end = piece->text + token->end;
    g_autofree char *best = NULL;
    guint32 best_count = 0;
    guint32 own = 0;
    if (end - start < 3 || end - start > TC_NAME_MAX_LEN ||
        !tc_finding_are_figures(piece, token, FALSE) ||
        tc_key_may_be_syllable(token->key, token->key_len))
        return TRUE;
    if (!tc_reader_term_freq(piece->reader, token->key, token->key_len, &own, error))
        return FALSE;
    for (const char *at = g_utf8_next_char(start); at < end; at = g_utf8_next_char(at)) {
        g_autofree char *left = g_strndup(start, (gsize)(at - start));
        g_autofree char *right = g_strndup(at, (gsize)(end - at));
        guint32 freq = 0;
        gsize left_len = 0;
        gsize right_len = 0;
        guint32 count = 0;
        g_autofree char *text = g_strconcat(left, " ", right, NULL);
        g_autofree char *first = tc_word_key(piece->analyzer, left, &left_len);
        g_autofree char *second = tc_word_key(piece->analyzer, right, &right_len);
        if (!tc_finding_rarest(piece, text, &freq, error))
            return FALSE;
        /* What runs two words together that no document has so is suggested instead; a name may be
         * written so: "Cơtu". */
        if (first == NULL || second == NULL || freq == 0 ||
            (own == 0 && !g_unichar_isupper(g_utf8_get_char(start)) &&
             tc_key_may_be_syllable(first, left_len) && tc_key_may_be_syllable(second, right_len)))
            continue;
        if (!count_beside(piece, first, left_len, second, right_len, &count, error))
            return FALSE;
        if (count > best_count) {
            best_count = count;
            g_free(best);
            best = g_steal_pointer(&text);
        }
    }
    if (best != NULL)
        g_ptr_array_add(finding->out, g_steal_pointer(&best));
    return TRUE;
}

/* ---- short forms side by side ---- */

gboolean
tc_variants_find_apart(const TcAbbreviated *piece, const TcToken *token, char **apart,
                       GError **error)
{
    g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func(g_free);
    const TcFinding finding = {.piece = piece, .tokens = token, .count = 1, .out = out};
    if (!find_apart(&finding, error))
        return FALSE;
    /* A letter by itself is no short form. */
    if (out->len > 0) {
        const char *found = g_ptr_array_index(out, 0);
        const char *space = strchr(found, ' ');
        if (g_utf8_strlen(found, space - found) > 1 && g_utf8_strlen(space + 1, -1) > 1)
            *apart = g_strdup(found);
    }
    return TRUE;
}

gboolean
tc_variants_join_shorts(const TcAbbreviated *piece, const TcToken *tokens, guint count,
                        guint *taken, GPtrArray *out, GError **error)
{
    guint32 freq = 0;
    if (count < 2 || !tc_are_adjacent(&tokens[0], &tokens[1]))
        return TRUE;
    g_autofree char *joined = join(piece, tokens, 2);
    g_autofree char *first = join(piece, &tokens[0], 1);
    g_autofree char *second = join(piece, &tokens[1], 1);
    g_autoptr(GPtrArray) of_first = g_ptr_array_new();
    g_autoptr(GPtrArray) of_second = g_ptr_array_new();
    GPtrArray *const meant[2] = {of_first, of_second};
    const char *const forms[2] = {first, second};
    for (guint i = 0; i < 2; i++)
        if (tc_key_may_be_syllable(tokens[i].key, tokens[i].key_len) ||
            !tc_finding_are_figures(piece, &tokens[i], FALSE) ||
            tc_abbreviations_expand(piece->table, forms[i], strlen(forms[i]), meant[i]) == 0)
            return TRUE;
    if (!tc_finding_rarest(piece, joined, &freq, error))
        return FALSE;
    if (freq == 0)
        return TRUE;
    const char *full[2] = {g_ptr_array_index(meant[0], 0), g_ptr_array_index(meant[1], 0)};
    g_ptr_array_add(out, g_steal_pointer(&joined));
    g_ptr_array_add(out, g_strjoin(" ", full[0], full[1], NULL));
    g_ptr_array_add(out, g_strjoin(" ", full[0], second, NULL));
    g_ptr_array_add(out, g_strjoin(" ", first, full[1], NULL));
    *taken = 2;
    return TRUE;
}

/* "СССР" as the index may have it, too: in letters that look the same. */
static gboolean
find_alike(const TcFinding *finding, GError **error)
{
    char *other = tc_alike_other(finding->piece->text, finding->tokens);
    return other == NULL || tc_finding_add(finding, "", other, error);
}

gboolean
tc_variants_find(const TcAbbreviated *piece, const TcToken *tokens, guint count, guint before,
                 gboolean is_quoted, guint *taken, GPtrArray *out, GError **error)
{
    const TcFinding finding = {piece, tokens, count, before, is_quoted, out};
    if (!tc_kinds_of_place_find(&finding, taken, error))
        return FALSE;
    if (out->len == 0 && !tc_ordinals_find(&finding, taken, error))
        return FALSE;
    if (out->len > 0)
        return tc_codes_find_more(&finding, taken, error);
    *taken = 1;
    return tc_figures_find_parted(&finding, error) &&
           (out->len > 0 || tc_figures_run_together(&finding, taken, error)) &&
           (out->len > 0 ||
            (find_joined(&finding, taken, error) && find_other_tone(&finding, taken, error))) &&
           (out->len > 0 || find_apart(&finding, error)) &&
           (out->len > 0 || find_alike(&finding, error)) &&
           (out->len > 0 || tc_old_spellings_find(&finding, error)) &&
           tc_codes_find_more(&finding, taken, error);
}
