/* query/words/ways/codes.c - figures that are no count: "0912.345.678" and "0912345678",
 * "29A-567.89" and "29A 56789", "mẫu số 01" and "mẫu 01", "43/2006" and "43 năm 2006". */
#include "query/words/finding.h"
#include "text/key/syllable.h"

#include <string.h>

/* Figures of the shortest number that people part as they like, and of that behind the head of a
 * plate ("29A"); of the longest of either. */
#define DIGITS_MIN       7
#define PLATE_DIGITS_MIN 4
#define DIGITS_MAX       20
/* Phrases that are counted for one of them. */
#define TRIES_MAX        80
/* The code of the country in which a number begins with a nought instead. */
#define COUNTRY_CODE     "84"
#define PHONE_DIGITS_MIN 9
#define PHONE_DIGITS_MAX 10

/* ---- figures that are parted ---- */

/* Figures that are being parted as documents have them. */
typedef struct {
    const TcFinding *finding;
    const char *head; /* what stands before them, with a space behind it */
    const char *typed;
    guint tries; /* counts that are left */
} Parting;

/* Part what begins at `rest`; `before` has the parts so far, with a space behind each. */
static gboolean
part(Parting *parting, const char *before, const char *rest, GError **error)
{
    const TcAbbreviated *piece = parting->finding->piece;
    const gsize len = strlen(rest);
    for (gsize i = *before == '\0' && len > 2 ? 2 : 1; i <= len; i++) {
        guint32 count = 0;
        g_autofree char *own = g_strndup(rest, i);
        g_autofree char *text = g_strconcat(before, own, NULL);
        if (!tc_finding_rarest(piece, own, &count, error))
            return FALSE;
        if (count > 0 && (*before != '\0' || *parting->head != '\0')) {
            g_autofree char *whole = g_strconcat(parting->head, text, NULL);
            if (parting->tries == 0)
                return TRUE;
            parting->tries--;
            if (!tc_finding_count_text(piece, whole, FALSE, 0, &count, error))
                return FALSE;
        }
        if (count == 0)
            continue;
        g_autofree char *next = g_strconcat(text, " ", NULL);
        if (i < len ? !part(parting, next, rest + i, error)
                    : strcmp(text, parting->typed) != 0 &&
                          !tc_finding_add(parting->finding, parting->head, g_steal_pointer(&text),
                                          error))
            return FALSE;
    }
    return TRUE;
}

/* The figures of adjacent tokens from the first on, without what parts them; *words is set to how
 * many tokens these are, `typed` to the figures with a space between tokens. */
static char *
run_of_figures(const TcFinding *finding, guint from, guint *words, GString *typed)
{
    const TcAbbreviated *piece = finding->piece;
    GString *out = g_string_new(NULL);
    for (*words = 0; from + *words < finding->count; (*words)++) {
        const TcToken *token = &finding->tokens[from + *words];
        if (!tc_finding_are_figures(piece, token, TRUE) ||
            (*words > 0 && !tc_are_adjacent(token - 1, token)))
            break;
        g_string_append(typed, *words > 0 ? " " : "");
        for (const char *at = piece->text + token->start; at < piece->text + token->end; at++)
            if (g_ascii_isdigit(*at)) {
                g_string_append_c(out, *at);
                g_string_append_c(typed, *at);
            }
    }
    return g_string_free(out, FALSE);
}

/* "+84 912…" is "0912…", and the other way round; NULL for what is no telephone. */
static char *
other_phone(const char *figures)
{
    const gsize len = strlen(figures);
    const gsize code = strlen(COUNTRY_CODE);
    if (*figures == '0' && len > PHONE_DIGITS_MIN && len <= PHONE_DIGITS_MAX + 1)
        return g_strconcat(COUNTRY_CODE, figures + 1, NULL);
    if (g_str_has_prefix(figures, COUNTRY_CODE) && len >= code + PHONE_DIGITS_MIN &&
        len <= code + PHONE_DIGITS_MAX)
        return g_strconcat("0", figures + code, NULL);
    return NULL;
}

gboolean
tc_codes_find_figures(const TcFinding *finding, guint *taken, GError **error)
{
    guint words = 0;
    g_autoptr(GString) typed = g_string_new(NULL);
    g_autofree char *figures = run_of_figures(finding, 0, &words, typed);
    const gsize len = strlen(figures);
    if (len < DIGITS_MIN || len > DIGITS_MAX)
        return TRUE;
    g_autofree char *other = other_phone(figures);
    Parting own = {finding, "", typed->str, TRIES_MAX};
    Parting phone = {finding, "", typed->str, TRIES_MAX};
    if (!part(&own, "", figures, error) || (other != NULL && !part(&phone, "", other, error)))
        return FALSE;
    *taken = finding->out->len > 0 ? words : 1;
    return TRUE;
}

/* How long the head of a plate is at the beginning of `text`: "29A", "60H2", "51LD"; 0 for anything
 * else. With `has_digit` it takes the figure of its series. */
static gsize
plate_head_len(const char *text, gsize len, gboolean has_digit)
{
    gsize at = 2;
    if (len < 3 || !g_ascii_isdigit(text[0]) || !g_ascii_isdigit(text[1]))
        return 0;
    while (at < len && at < 4 && g_ascii_isalpha(text[at]))
        at++;
    if (at == 2 || (has_digit && (at >= len || !g_ascii_isdigit(text[at]))))
        return 0;
    return at + has_digit;
}

/* "29A-567.89" -> "29A 56789", "37C01234" -> "37C 012 34". */
gboolean
tc_codes_find_plate(const TcFinding *finding, guint *taken, GError **error)
{
    const TcToken *token = &finding->tokens[0];
    const char *text = finding->piece->text + token->start;
    const gsize len = token->end - token->start;
    for (int has_digit = 0; has_digit < 2; has_digit++) {
        gsize head_len = plate_head_len(text, len, has_digit == 1);
        guint words = 0;
        g_autoptr(GString) typed = g_string_new(NULL);
        g_autofree char *figures = NULL;
        g_autofree char *head = g_strdup_printf("%.*s ", (int)head_len, text);
        if (head_len == 0)
            continue;
        if (head_len == len) {
            if (finding->count < 2 || !tc_are_adjacent(token, token + 1))
                continue;
            figures = run_of_figures(finding, 1, &words, typed);
        } else if (strspn(text + head_len, "0123456789") >= len - head_len) {
            figures = g_strndup(text + head_len, len - head_len);
        } else {
            continue;
        }
        if (strlen(figures) < PLATE_DIGITS_MIN || strlen(figures) > DIGITS_MAX)
            continue;
        Parting parting = {finding, head, typed->str, TRIES_MAX};
        if (!part(&parting, "", figures, error))
            return FALSE;
        g_autofree char *joined = g_strdup_printf("%.*s%s", (int)head_len, text, figures);
        if (head_len == len && !tc_finding_add(finding, "", g_steal_pointer(&joined), error))
            return FALSE;
        if (finding->out->len > 0) {
            *taken = words + 1;
            return TRUE;
        }
    }
    return TRUE;
}

/* ---- what may stand before a number or not ---- */

static const char *const number_words[] = {"số", NULL};
static const char *const year_words[] = {"năm", NULL};

static gboolean
begins_with_figure(const TcFinding *finding, const TcToken *token)
{
    return g_ascii_isdigit(finding->piece->text[token->start]) != 0;
}

static gboolean
has_figure(const TcFinding *finding, const TcToken *token)
{
    for (guint32 i = token->start; i < token->end; i++)
        if (g_ascii_isdigit(finding->piece->text[i]))
            return TRUE;
    return FALSE;
}

/* Add `way` if documents have it behind the word before, or anywhere where there is none. */
static gboolean
add_behind(const TcFinding *finding, const char *way, GError **error)
{
    const TcAbbreviated *piece = finding->piece;
    guint32 count = 0;
    gboolean has_before =
        finding->before > 0 && tc_are_adjacent(&finding->tokens[-1], &finding->tokens[0]);
    const TcToken *before = &finding->tokens[has_before ? -1 : 0];
    g_autofree char *whole = has_before
                                 ? g_strdup_printf("%.*s %s", (int)(before->end - before->start),
                                                   piece->text + before->start, way)
                                 : g_strdup(way);
    if (!tc_finding_count_readings(piece, whole, 0, &count, error))
        return FALSE;
    return count == 0 || tc_finding_add(finding, "", g_strdup(way), error);
}

/* "số 01" -> "01", "năm 2006" -> "2006" behind figures. */
gboolean
tc_codes_find_less(const TcFinding *finding, guint *taken, GError **error)
{
    const TcToken *tokens = finding->tokens;
    if (!finding->is_quoted || finding->count < 2 || !tc_are_adjacent(&tokens[0], &tokens[1]) ||
        !has_figure(finding, &tokens[1]) || finding->before == 0 ||
        !tc_are_adjacent(&tokens[-1], &tokens[0]))
        return TRUE;
    gboolean is_number = tc_finding_token_is(finding->piece, &tokens[0], number_words);
    gboolean is_year = begins_with_figure(finding, &tokens[-1]) &&
                       tokens[1].end - tokens[1].start == 4 &&
                       tc_finding_are_figures(finding->piece, &tokens[1], TRUE) &&
                       tc_finding_token_is(finding->piece, &tokens[0], year_words);
    if (!is_number && !is_year)
        return TRUE;
    g_autofree char *rest =
        g_strndup(finding->piece->text + tokens[1].start, tokens[1].end - tokens[1].start);
    if (!add_behind(finding, rest, error))
        return FALSE;
    *taken = finding->out->len > 0 ? 2 : 1;
    return TRUE;
}

/* "01" -> "số 01" behind a word, "2006" of "43/2006" -> "năm 2006". */
static gboolean
add_more(const TcFinding *finding, GError **error)
{
    const TcToken *tokens = finding->tokens;
    const TcAbbreviated *piece = finding->piece;
    if (finding->before == 0 || !tc_are_adjacent(&tokens[-1], &tokens[0]) ||
        !has_figure(finding, &tokens[0]))
        return TRUE;
    gboolean is_year = begins_with_figure(finding, &tokens[-1]) &&
                       tokens[0].end - tokens[0].start == 4 &&
                       tc_finding_are_figures(piece, &tokens[0], TRUE);
    gboolean is_number = !has_figure(finding, &tokens[-1]) &&
                         !tc_finding_token_is(piece, &tokens[-1], number_words) &&
                         !tc_finding_token_is(piece, &tokens[-1], year_words);
    if (!is_year && !is_number)
        return TRUE;
    g_autofree char *way =
        g_strdup_printf("%s %.*s", is_year ? year_words[0] : number_words[0],
                        (int)(tokens[0].end - tokens[0].start), piece->text + tokens[0].start);
    return add_behind(finding, way, error);
}

/* The same of the word before figures, where both have other ways of writing already, or where
 * these begin the number of a document, which is looked for as it stands. */
static gboolean
add_between(const TcFinding *finding, guint *taken, GError **error)
{
    const TcToken *tokens = finding->tokens;
    const TcAbbreviated *piece = finding->piece;
    guint32 count = 0;
    if (finding->count < 2 || !tc_are_adjacent(&tokens[0], &tokens[1]) ||
        has_figure(finding, &tokens[0]) || !begins_with_figure(finding, &tokens[1]) ||
        tc_finding_token_is(piece, &tokens[0], number_words))
        return TRUE;
    char behind = piece->text[tokens[1].end];
    if (*taken == 1 && behind != '/' && behind != '-')
        return TRUE;
    g_autofree char *way = g_strdup_printf(
        "%.*s số %.*s", (int)(tokens[0].end - tokens[0].start), piece->text + tokens[0].start,
        (int)(tokens[1].end - tokens[1].start), piece->text + tokens[1].start);
    if (!tc_finding_count_readings(piece, way, 0, &count, error))
        return FALSE;
    if (count > 0) {
        g_ptr_array_add(finding->out, g_steal_pointer(&way));
        *taken = 2;
    }
    return TRUE;
}

gboolean
tc_codes_find_more(const TcFinding *finding, guint *taken, GError **error)
{
    if (!finding->is_quoted || *taken > 2)
        return TRUE;
    if (*taken == 1 && !add_more(finding, error))
        return FALSE;
    return (*taken == 1 && finding->out->len > 0) || add_between(finding, taken, error);
}
