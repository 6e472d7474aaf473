/* query/words/ways/shares.c - "mười lăm phần trăm" and "15%", "hai phần ba" and "2/3". */
#include "query/words/finding.h"
#include "text/number/ordinal.h"

#include <stdlib.h>
#include <string.h>

/* Add a way of writing with words of numbers, which nearly all archives have, if one says it. */
static gboolean
add_said(const TcFinding *finding, char *way, GError **error)
{
    guint32 count = 0;
    g_autofree char *owned = way;
    return tc_finding_count_text(finding->piece, owned, FALSE, 0, &count, error) &&
           (count == 0 || tc_finding_add(finding, "", g_steal_pointer(&owned), error));
}

gboolean
tc_shares_add_words(const TcFinding *finding, guint taken, GError **error)
{
    static const char *const hundred[] = {"trăm", NULL};
    const char *start = finding->piece->text + finding->tokens[0].start;
    const TcToken *last = &finding->tokens[taken - 1];
    const gsize digits = strspn(start, "0123456789");
    const guint value = digits <= 2 ? (guint)strtoul(start, NULL, 10) : 0;
    if (value == 0 || (start[digits] != '%' && !tc_finding_token_is(finding->piece, last, hundred)))
        return TRUE;
    g_autofree char *words = tc_ordinal_words(value);
    return add_said(finding, g_strconcat(words, " phần trăm", NULL), error);
}

/* The token behind a number in words, or in figures, at tokens[at]; `at` where there is none. */
static guint
read_count(const TcFinding *finding, guint at, guint *value)
{
    const char *text = finding->piece->text;
    const char *end = text + finding->tokens[finding->count - 1].end;
    const char *after = at < finding->count
                            ? tc_ordinal_read(text + finding->tokens[at].start, end, value, NULL)
                            : NULL;
    while (after != NULL && at < finding->count && text + finding->tokens[at].end <= after)
        at++;
    return at;
}

/* "mười lăm phần trăm" -> "15%", "hai phần ba" -> "2/3". */
static gboolean
find_words(const TcFinding *finding, guint *taken, GError **error)
{
    static const char *const part_words[] = {"phần", NULL};
    static const char *const hundred[] = {"trăm", NULL};
    const TcAbbreviated *piece = finding->piece;
    const TcToken *tokens = finding->tokens;
    guint value = 0;
    guint whole = 0;
    const guint part = read_count(finding, 0, &value);
    if (part == 0 || part + 1 >= finding->count)
        return TRUE;
    gboolean is_read = TRUE;
    guint words = part + 2;
    if (tc_finding_token_is(piece, &tokens[part], part_words) &&
        tc_finding_token_is(piece, &tokens[part + 1], hundred)) {
        is_read = tc_finding_add(finding, "", g_strdup_printf("%u%%", value), error) &&
                  tc_finding_add(finding, "", g_strdup_printf("%u phần trăm", value), error);
    } else if (tc_finding_token_is(piece, &tokens[part], part_words)) {
        words = read_count(finding, part + 1, &whole);
        if (words > part + 1 && value < whole)
            is_read = tc_finding_add(finding, "", g_strdup_printf("%u/%u", value, whole), error);
    }
    *taken = finding->out->len > 0 ? words : 1;
    return is_read;
}

/* "2/3" -> "hai phần ba", where a document says it. */
static gboolean
find_fraction(const TcFinding *finding, guint *taken, GError **error)
{
    const TcToken *tokens = finding->tokens;
    const char *text = finding->piece->text;
    if (finding->count < 2 || tokens[0].end - tokens[0].start != 1 ||
        tokens[1].start != tokens[0].end + 1 || tokens[1].end != tokens[1].start + 1 ||
        text[tokens[0].end] != '/' || text[tokens[0].start] < '1' ||
        text[tokens[1].start] <= text[tokens[0].start] ||
        !tc_finding_are_figures(finding->piece, &tokens[1], TRUE))
        return TRUE;
    g_autofree char *part = tc_ordinal_words((guint)(text[tokens[0].start] - '0'));
    g_autofree char *whole = tc_ordinal_words((guint)(text[tokens[1].start] - '0'));
    if (!add_said(finding, g_strconcat(part, " phần ", whole, NULL), error))
        return FALSE;
    *taken = finding->out->len > 0 ? 2 : 1;
    return TRUE;
}

gboolean
tc_shares_find(const TcFinding *finding, guint *taken, GError **error)
{
    return find_words(finding, taken, error) &&
           (finding->out->len > 0 || find_fraction(finding, taken, error));
}
