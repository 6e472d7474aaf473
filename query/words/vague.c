/* Whether words of a query that are a name in the table of aliases are that name here, and whether
 * documents say it, or another name of it. */
#include "query/words/beside.h"
#include "query/words/finding.h"

#include <string.h>

/* In so many documents two words must be pairs with their neighbours, to belong to these. */
#define TORN_MIN       2
/* A word is drawn to a neighbour beyond its name by so many documents that have both as a pair, so
 * many times those that have the name, and one in so many of those that have the word. */
#define DRAWN_MIN      8
#define DRAWN_SHARE    30
/* Two words that so many times as few documents have side by side as have the rarer of them, and so
 * many times as few more than once, stand so by chance. */
#define CHANCE_TIMES   6
#define REPEATED_TIMES 4
/* Spellings of a pair that are looked at. */
#define PAIRS_MAX      64

/* Whether a longer name begins within these words; where they have only names of what they are one
 * of, any other name that ends behind them, and has another word for it: "đòi nợ thuê" of "giang hồ
 * đòi nợ thuê". */
static gboolean
find_longer(const TcAbbreviated *piece, const TcAliases *aliases, const TcToken *tokens,
            guint count, guint taken, gboolean are_wider, gboolean *is_overlapped, GError **error)
{
    *is_overlapped = FALSE;
    for (guint j = 1; aliases != NULL && j < taken; j++) {
        g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(TcAlias));
        const char *text = piece->text + tokens[j].start;
        gsize end = tokens[j].start + tc_aliases_find(aliases, text, strlen(text), found);
        guint words = 0;
        while (j + words < count && tokens[j + words].end <= end)
            words++;
        gboolean is_beyond = words > taken || (are_wider && words > 1 && j + words > taken);
        for (guint i = 0; is_beyond && i < found->len; i++) {
            if (tc_alias_at(found, i)->kind == TC_ALIAS_WIDER)
                continue;
            if (!tc_finding_is_said(piece, tc_alias_at(found, i)->name, words <= taken,
                                    is_overlapped, error))
                return FALSE;
            if (*is_overlapped)
                return TRUE;
        }
    }
    return TRUE;
}

/* Whether the two words at tokens[0] belong to their neighbours rather than to each other. */
static gboolean
find_torn(const TcAbbreviated *piece, const TcToken *tokens, gboolean *is_torn, GError **error)
{
    guint32 before = 0;
    guint32 own = 0;
    guint32 behind = 0;
    if (!tc_finding_pair_freq(piece, &tokens[-1], &tokens[0], &before, error) ||
        (before > 0 && (!tc_finding_pair_freq(piece, &tokens[1], &tokens[2], &behind, error) ||
                        !tc_finding_pair_freq(piece, &tokens[0], &tokens[1], &own, error))))
        return FALSE;
    *is_torn = MIN(before, behind) >= TORN_MIN && MIN(before, behind) > own;
    return TRUE;
}

/* Whether a word at the edge of a name, of which documents have `own` pairs, rather belongs to its
 * neighbour beyond: the đồ of "bản đồ cổ". */
static gboolean
is_drawn(const TcAbbreviated *piece, const TcToken *first, const TcToken *word, guint32 own,
         gboolean *is_so, GError **error)
{
    guint32 beyond = 0;
    guint32 freq = 0;
    if (!tc_finding_pair_freq(piece, first, first + 1, &beyond, error) ||
        !tc_reader_term_freq(piece->reader, word->key, word->key_len, &freq, error))
        return FALSE;
    *is_so |= beyond >= DRAWN_MIN && beyond / DRAWN_MIN >= own && beyond * DRAWN_SHARE >= freq;
    return TRUE;
}

/* Whether a name of two words is doubted for one of them. */
static gboolean
find_doubt(const TcAbbreviated *piece, const TcToken *tokens, gboolean has_before,
           gboolean has_behind, gboolean *is_doubted, GError **error)
{
    guint32 own = 0;
    return tc_finding_pair_freq(piece, &tokens[0], &tokens[1], &own, error) &&
           (!has_before || is_drawn(piece, &tokens[-1], &tokens[0], own, is_doubted, error)) &&
           (!has_behind || is_drawn(piece, &tokens[1], &tokens[1], own, is_doubted, error));
}

gboolean
tc_finding_is_part(const TcAbbreviated *piece, const TcAliases *aliases, const TcToken *tokens,
                   guint count, guint taken, gboolean has_before, gboolean are_wider,
                   gboolean *is_part, gboolean *is_doubted, GError **error)
{
    has_before = has_before && tc_are_adjacent(&tokens[-1], &tokens[0]);
    gboolean has_behind = taken == 2 && count > 2 && tc_are_adjacent(&tokens[1], &tokens[2]);
    *is_doubted = FALSE;
    if (!find_longer(piece, aliases, tokens, count, taken, are_wider, is_part, error))
        return FALSE;
    if (*is_part || taken != 2)
        return TRUE;
    return (!has_before || !has_behind || find_torn(piece, tokens, is_part, error)) &&
           find_doubt(piece, tokens, has_before, has_behind, is_doubted, error);
}

/* Whether `text` is a word that has other words, and not the name of a place or a body. */
static gboolean
is_word(const TcAliases *aliases, const char *text, gsize len)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(TcAlias));

    if (aliases != NULL)
        tc_aliases_find(aliases, text, len, found);
    for (guint i = 0; i < found->len; i++)
        if (tc_alias_at(found, i)->kind != TC_ALIAS_WORD &&
            tc_alias_at(found, i)->kind != TC_ALIAS_WIDER)
            return FALSE;
    return found->len > 0;
}

/* Two words without marks as the archive has them side by side. */
typedef struct {
    guint32 said;     /* in so many documents */
    guint32 repeated; /* in so many more than once, in the spellings that have most */
    guint32 named;    /* in so many as the name in the table */
    guint32 least;    /* documents that have the rarer of both */
} Pair;

static gboolean
count_pair(const TcAbbreviated *piece, const TcAliases *aliases, const TcToken *tokens,
           const char *text, Pair *pair, GError **error)
{
    const TcPairTerm begin =
        tc_pair_term_begin(tokens[0].key, tokens[0].key_len, tokens[1].key, tokens[1].key_len);
    g_autoptr(GArray) terms = tc_reader_terms_new();
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    guint32 second = 0;
    if (begin.len > 0 &&
        !tc_reader_terms(piece->reader, begin.bytes, begin.len, PAIRS_MAX, terms, error))
        return FALSE;
    for (guint i = 0; i < terms->len; i++)
        pair->repeated = MAX(pair->repeated, tc_reader_term_at(terms, i)->freq);
    tc_aliases_spell(aliases, text, strlen(text), names);
    for (guint i = 0; i < names->len; i++) {
        guint32 count = 0;
        if (!tc_finding_count_text(piece, g_ptr_array_index(names, i), FALSE, 0, &count, error))
            return FALSE;
        pair->named += count;
    }
    if (!tc_finding_count_as_read(piece, &tokens[0], &pair->least, error) ||
        !tc_finding_count_as_read(piece, &tokens[1], &second, error))
        return FALSE;
    pair->least = MIN(pair->least, second);
    return TRUE;
}

/* "kháng nghị, đề nghị": words that are in many documents stand side by side in few of them, and
 * not twice in one. */
static gboolean
is_by_chance(const Pair *pair)
{
    return pair->said * CHANCE_TIMES <= pair->least && pair->repeated * REPEATED_TIMES < pair->said;
}

gboolean
tc_finding_is_vague(const TcAbbreviated *piece, const TcAliases *aliases, const TcToken *tokens,
                    guint count, gboolean *is_vague, GError **error)
{
    gsize len = tokens[count - 1].end - tokens[0].start;
    g_autofree char *text = g_strndup(piece->text + tokens[0].start, len);
    Pair pair = {0, 0, 0, 0};
    if (is_word(aliases, text, len) &&
        !tc_finding_count_readings(piece, text, 0, &pair.said, error))
        return FALSE;
    if (pair.said > 0 && count == 2 && !count_pair(piece, aliases, tokens, text, &pair, error))
        return FALSE;
    *is_vague = pair.said > 0 && 2 * pair.named < pair.said && !is_by_chance(&pair);
    return TRUE;
}

/* Whether some document says `name` with these marks. Pairs are told by a look. */
static gboolean
is_said_so(const TcAbbreviated *piece, const char *name, gboolean *is_so, GError **error)
{
    guint32 count = 0;
    g_auto(TcTokens) tokens;
    tc_tokens_init(&tokens);
    tc_analyze(piece->analyzer, name, strlen(name), &tokens);
    if ((tokens.count == 2 &&
         !tc_finding_pair_freq(piece, &tokens.items[0], &tokens.items[1], &count, error)) ||
        (count == 0 && !tc_finding_count_text(piece, name, FALSE, 0, &count, error)))
        return FALSE;
    *is_so = count > 0;
    return TRUE;
}

gboolean
tc_finding_is_said(const TcAbbreviated *piece, const char *name, gboolean is_whole, gboolean *is_so,
                   GError **error)
{
    guint32 count = 0;
    *is_so = FALSE;
    if (!tc_finding_rarest(piece, name, &count, error))
        return FALSE;
    if (count > 0 && is_whole && strchr(name, ' ') != NULL) {
        if (!is_said_so(piece, name, is_so, error) ||
            (!*is_so && !tc_finding_count_text(piece, name, TRUE, 0, &count, error)))
            return FALSE;
    }
    *is_so |= count > 0;
    return TRUE;
}

gboolean
tc_finding_is_typed_said(const TcAbbreviated *piece, const char *typed, gsize len, gboolean *is_so,
                         GError **error)
{
    g_autofree char *name = g_strndup(typed, len);
    const TcAliases *aliases = tc_abbreviations_aliases(piece->table);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    guint32 count = 0;
    *is_so = FALSE;
    if (!g_str_is_ascii(piece->text))
        return is_said_so(piece, name, is_so, error);
    /* With the marks of the table it is mostly said, and one spelling is found sooner than all. */
    if (aliases != NULL && tc_aliases_spell(aliases, name, len, names) < len)
        g_ptr_array_set_size(names, 0);
    for (guint i = 0; i < names->len && !*is_so; i++)
        if (!is_said_so(piece, g_ptr_array_index(names, i), is_so, error))
            return FALSE;
    if (*is_so)
        return TRUE;
    if (!tc_finding_count_readings(piece, name, 0, &count, error))
        return FALSE;
    *is_so = count > 0;
    return TRUE;
}
