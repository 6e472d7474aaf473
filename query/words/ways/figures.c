/* Letters and figures: "QL27" and "QL 27", "8h30" and "8 giờ 30", "5tr" and "5.000.000 đồng". */
#include "query/words/finding.h"
#include "query/words/ways/variants.h"
#include "store/schema.h"
#include "text/key/letter.h"
#include "text/key/syllable.h"
#include "text/number/money.h"
#include "text/unit.h"

#include <string.h>

/* Parts of "H5N1". */
#define PARTS_MAX 4

/* What was typed without marks, as most documents have it. */
static gboolean
find_marked(const TcAbbreviated *piece, const char *text, char **out, GError **error)
{
    gsize len = 0;
    g_autofree char *key = tc_word_key(piece->analyzer, text, &len);
    return key == NULL || tc_key_is_marked(key, len) ||
           tc_finding_spelling(piece, text, out, error);
}

/* The same for one word, which may lack its marks. */
static gboolean
add_word(const TcFinding *finding, char *text, GError **error)
{
    g_autofree char *owned = text;
    char *marked = NULL;
    if (!find_marked(finding->piece, owned, &marked, error))
        return FALSE;
    return tc_finding_add(finding, "", marked != NULL ? marked : g_steal_pointer(&owned), error);
}

static gboolean
add_known(const TcFinding *finding, char *text, GError **error)
{
    return tc_finding_add(finding, "", text, error);
}

static gboolean
is_figure(const char *at)
{
    return g_ascii_isdigit(*at) || *at == '.' || *at == ',';
}

/* "5.000.000đ" -> "5.000.000 đ"; *parts is set to how many there are then. */
static char *
part_figures(const char *start, const char *end, guint *parts)
{
    GString *out = g_string_new(NULL);
    *parts = 1;
    for (const char *at = start; at < end;) {
        const char *next = g_utf8_next_char(at);
        if (at > start && is_figure(at) != is_figure(g_utf8_prev_char(at))) {
            g_string_append_c(out, ' ');
            (*parts)++;
        }
        g_string_append_len(out, at, next - at);
        at = next;
    }
    return g_string_free(out, FALSE);
}

/* The letters before figures may be short: "QĐ1483" is "quyết định số 1483". */
static gboolean
add_spelled_out(const TcFinding *finding, const char *parted, GError **error)
{
    const char *space = strchr(parted, ' ');
    g_autoptr(GPtrArray) meant = g_ptr_array_new();
    gsize len = (gsize)(space - parted);
    const char *first = NULL;
    if (g_ascii_isdigit(*parted))
        return g_ascii_strcasecmp(space + 1, "h") != 0 ||
               add_known(finding, g_strdup_printf("%.*s giờ", (int)len, parted), error);
    /* "Q1", "P5" */
    char letter = len == 1 ? g_ascii_tolower(*parted) : '\0';
    if (letter == 'q' || letter == 'p')
        return add_known(finding, g_strconcat(letter == 'q' ? "quận" : "phường", space, NULL),
                         error);
    if (tc_abbreviations_expand(finding->piece->table, parted, len, meant) == 0)
        return TRUE;
    first = g_ptr_array_index(meant, 0);
    return add_known(finding, g_strdup_printf("%s%s", first, space), error) &&
           add_known(finding, g_strdup_printf("%s số%s", first, space), error);
}

/* "8 h 30" of "8h30" -> "8 giờ 30". */
static gboolean
find_hour(const TcFinding *finding, const char *parted, GError **error)
{
    gsize hour = strspn(parted, "0123456789");
    const char *minutes = parted + hour + 3;
    if (hour == 0 || hour > 2 || g_ascii_strncasecmp(parted + hour, " h ", 3) != 0 ||
        strspn(minutes, "0123456789") != 2 || minutes[2] != '\0')
        return TRUE;
    return add_known(finding, g_strdup_printf("%.*s giờ %s", (int)hour, parted, minutes), error);
}

/* `parted` with those of its spaces alone that are bits of `kept`. */
static char *
keep_spaces(const char *parted, guint kept)
{
    GString *out = g_string_new(NULL);
    for (const char *at = parted; *at != '\0'; at++) {
        if (*at == ' ') {
            if ((kept & 1) != 0)
                g_string_append_c(out, ' ');
            kept >>= 1;
        } else {
            g_string_append_c(out, *at);
        }
    }
    return g_string_free(out, FALSE);
}

/* "dh 13" of "dh13" as documents have it: "ĐH 13". */
static gboolean
add_marked_parts(const TcFinding *finding, const char *parted, GError **error)
{
    const char *space = strchr(parted, ' ');
    g_autofree char *letters = g_strndup(parted, (gsize)(space - parted));
    g_autofree char *marked = NULL;
    guint32 freq = 0;
    if (g_ascii_isdigit(*parted))
        return TRUE;
    if (!tc_finding_rarest(finding->piece, letters, &freq, error) ||
        (freq == 0 && !find_marked(finding->piece, letters, &marked, error)))
        return FALSE;
    return marked == NULL || add_known(finding, g_strconcat(marked, space, NULL), error);
}

gboolean
tc_figures_find_parted(const TcFinding *finding, GError **error)
{
    const TcToken *token = finding->tokens;
    guint parts = 0;
    g_autofree char *parted = part_figures(finding->piece->text + token->start,
                                           finding->piece->text + token->end, &parts);
    if (parts < 2 || parts > PARTS_MAX || token->end - token->start > TC_NAME_MAX_LEN)
        return TRUE;
    if (parts == 2)
        return add_known(finding, g_strdup(parted), error) &&
               add_marked_parts(finding, parted, error) && add_spelled_out(finding, parted, error);
    /* "100m2" is "100 m2", "QL1A" is "QL 1A", "H5N1" is "H5 N1": some of the parts together. */
    for (guint kept = 1; kept < 1U << (parts - 1); kept++)
        if (!add_known(finding, keep_spaces(parted, kept), error))
            return FALSE;
    return find_hour(finding, parted, error);
}

/* "1A", "m2", "H5" */
static gboolean
is_mixed(const TcAbbreviated *piece, const TcToken *token)
{
    gboolean has_digit = FALSE;
    gboolean has_letter = FALSE;
    for (const char *at = piece->text + token->start; at < piece->text + token->end;
         at = g_utf8_next_char(at)) {
        has_digit |= g_ascii_isdigit(*at) != 0;
        has_letter |= g_unichar_isalpha(g_utf8_get_char(at)) != 0;
        if (*at == '.' || *at == ',')
            return FALSE;
    }
    return has_digit && has_letter;
}

/* "8 giờ 30" -> "8h30", "8 giờ" -> "8h"; *taken is set to the words that it is for, if any. */
static gboolean
find_brief_hour(const TcFinding *finding, guint *taken, GError **error)
{
    const TcAbbreviated *piece = finding->piece;
    const TcToken *tokens = finding->tokens;
    const char *figures = piece->text + tokens[0].start;
    int len = (int)(tokens[0].end - tokens[0].start);
    static const char *const hour[] = {"giờ", NULL};
    if (len > 2 || !tc_finding_token_is(piece, &tokens[1], hour))
        return TRUE;
    gboolean has_minutes = finding->count > 2 && tc_are_adjacent(&tokens[1], &tokens[2]) &&
                           tokens[2].end - tokens[2].start == 2 &&
                           tc_finding_are_figures(piece, &tokens[2], TRUE);
    gboolean is_read = add_known(finding,
                                 g_strdup_printf("%.*sh%.*s", len, figures, has_minutes ? 2 : 0,
                                                 piece->text + tokens[2 * has_minutes].start),
                                 error);
    *taken = finding->out->len == 0 ? 1 : has_minutes ? 3 : 2;
    return is_read;
}

/* "1 tỷ 200 triệu" */
static gboolean
has_parts(const char *way)
{
    const char *space = strchr(way, ' ');
    while (space != NULL && !g_ascii_isdigit(space[1]))
        space = strchr(space + 1, ' ');
    return space != NULL;
}

/* "1,5 triệu đồng" -> "1.500.000", "1,5tr"; *taken is set to the words that it is for, if any. */
static gboolean
find_amount(const TcFinding *finding, guint *taken, GError **error)
{
    const TcToken *tokens = finding->tokens;
    const char *start = finding->piece->text + tokens[0].start;
    const char *end = finding->piece->text + tokens[finding->count - 1].end;
    TcAmount amount;
    const char *after = tc_amount_read(start, end, &amount);
    if (after == NULL)
        return TRUE;
    guint words = 1;
    while (words < finding->count && finding->piece->text + tokens[words].end <= after)
        words++;
    g_autoptr(GPtrArray) ways = tc_amount_writings(&amount);
    g_autofree char *typed = g_strndup(start, (gsize)(after - start));
    for (guint i = 0; i < ways->len; i++) {
        const char *way = g_ptr_array_index(ways, i);
        /* Within quotes "150.000 đồng" is no "150.000" of people. */
        gboolean is_bare = way[strspn(way, "0123456789.,")] == '\0';
        guint32 count = 1;
        if ((is_bare && finding->is_quoted && amount.is_money) ||
            g_ascii_strcasecmp(way, typed) == 0)
            continue;
        /* Nearly all archives have the words of a number in words, and of one in parts. */
        if (strstr(way, " trăm ") != NULL || !g_ascii_isdigit(*way) || has_parts(way))
            if (!tc_finding_count_text(finding->piece, way, FALSE, 0, &count, error))
                return FALSE;
        if (count > 0 && !add_known(finding, g_strdup(way), error))
            return FALSE;
    }
    *taken = finding->out->len > 0 ? words : 1;
    return TRUE;
}

/* "150.000 lượt" -> "150 nghìn"; *taken is set to the words that it is for, if any. Within quotes
 * only before what is counted: a number by itself is that, and nothing else. */
static gboolean
find_round(const TcFinding *finding, guint *taken, GError **error)
{
    const TcToken *tokens = finding->tokens;
    const char *start = finding->piece->text + tokens[0].start;
    const char *end = finding->piece->text + tokens[0].end;
    gboolean is_counting = finding->count > 1 && tc_are_adjacent(&tokens[0], &tokens[1]);
    TcAmount amount;
    if (!g_ascii_isdigit(*start) || (finding->is_quoted && !is_counting) ||
        tc_amount_read_round(start, end, &amount) != end || *end == '/')
        return TRUE;
    g_autoptr(GPtrArray) ways = tc_amount_writings(&amount);
    for (guint i = 0; i < ways->len; i++) {
        const char *way = g_ptr_array_index(ways, i);
        /* Points make no other key. */
        if (way[strspn(way, "0123456789.")] != '\0' && !add_known(finding, g_strdup(way), error))
            return FALSE;
    }
    *taken = 1;
    return TRUE;
}

/* "15%" -> "15 phần trăm"; *taken is set to the words that it is for, if any. */
static gboolean
find_unit(const TcFinding *finding, guint *taken, GError **error)
{
    const TcAbbreviated *piece = finding->piece;
    guint words = 1;
    g_autoptr(GPtrArray) ways =
        tc_unit_writings(piece->analyzer, piece->text, finding->tokens, finding->count, &words);
    for (guint i = 0; ways != NULL && i < ways->len; i++)
        if (!add_known(finding, g_strdup(g_ptr_array_index(ways, i)), error))
            return FALSE;
    if (finding->out->len > 0 && !tc_shares_add_words(finding, words, error))
        return FALSE;
    *taken = finding->out->len > 0 ? words : 1;
    return TRUE;
}

/* "2 x 3,5 m" -> "2x3,5m", and fewer of it. */
static gboolean
find_measures(const TcFinding *finding, guint *taken, GError **error)
{
    static const char *const times[] = {"x", NULL};
    const TcAbbreviated *piece = finding->piece;
    const TcToken *tokens = finding->tokens;
    if (finding->count < 3 || !tc_finding_are_figures(piece, &tokens[0], TRUE) ||
        !tc_finding_token_is(piece, &tokens[1], times) ||
        !tc_finding_are_figures(piece, &tokens[2], TRUE))
        return TRUE;
    for (guint count = MIN(finding->count, PARTS_MAX); count >= 3 && finding->out->len == 0;
         count--) {
        g_autoptr(GString) joined = g_string_new(NULL);
        for (guint i = 0; i < count; i++)
            g_string_append_len(joined, piece->text + tokens[i].start,
                                (gssize)tokens[i].end - (gssize)tokens[i].start);
        if (tokens[count - 1].position != tokens[0].position + count - 1)
            continue;
        if (!add_known(finding, g_strdup(joined->str), error))
            return FALSE;
        *taken = finding->out->len > 0 ? count : 1;
    }
    return TRUE;
}

gboolean
tc_figures_run_together(const TcFinding *finding, guint *taken, GError **error)
{
    const TcAbbreviated *piece = finding->piece;
    const TcToken *tokens = finding->tokens;
    if (!find_measures(finding, taken, error))
        return FALSE;
    if (finding->out->len > 0)
        return TRUE;
    gboolean are_figures = finding->count > 1 && tc_finding_are_figures(piece, &tokens[0], TRUE);
    if (finding->count < 2 || !tc_are_adjacent(&tokens[0], &tokens[1]) ||
        !(is_mixed(piece, &tokens[0]) || is_mixed(piece, &tokens[1]) ||
          tc_finding_are_figures(piece, &tokens[1], !are_figures)) ||
        tokens[1].end - tokens[0].start > TC_NAME_MAX_LEN)
        return TRUE;
    const char *first = piece->text + tokens[0].start;
    const char *second = piece->text + tokens[1].start;
    int first_len = (int)(tokens[0].end - tokens[0].start);
    int second_len = (int)(tokens[1].end - tokens[1].start);
    if (!add_word(finding, g_strdup_printf("%.*s%.*s", first_len, first, second_len, second),
                  error))
        return FALSE;
    *taken = finding->out->len > 0 ? 2 : 1;
    return !are_figures || finding->out->len > 0 || find_brief_hour(finding, taken, error);
}

/* Roads by what they are of, in short and in full. */
static const struct {
    const char *brief;
    const char *words[2];
} roads[] = {
    {"ql", {"quốc", "lộ"}},  {"tl", {"tỉnh", "lộ"}},    {"hl", {"hương", "lộ"}},
    {"hl", {"huyện", "lộ"}}, {"đt", {"đường", "tỉnh"}}, {"đh", {"đường", "huyện"}},
    {"đx", {"đường", "xã"}},
};

/* The number of the road of this kind that stands at tokens[0], NULL for none; *words is set to how
 * many take it. */
static const char *
number_of_road(const TcFinding *finding, gsize kind, guint *words)
{
    const TcAbbreviated *piece = finding->piece;
    const TcToken *tokens = finding->tokens;
    const char *const brief[] = {roads[kind].brief, NULL};
    const char *const first[] = {roads[kind].words[0], NULL};
    const char *const second[] = {roads[kind].words[1], NULL};
    guint at = 0;
    if (tc_finding_token_is(piece, &tokens[0], brief))
        at = 1;
    else if (finding->count > 2 && tc_finding_token_is(piece, &tokens[0], first) &&
             tc_are_adjacent(&tokens[0], &tokens[1]) &&
             tc_finding_token_is(piece, &tokens[1], second))
        at = 2;
    *words = at + 1;
    if (at > 0)
        return at < finding->count && tc_are_adjacent(&tokens[at - 1], &tokens[at]) &&
                       g_ascii_isdigit(piece->text[tokens[at].start])
                   ? piece->text + tokens[at].start
                   : NULL;
    /* "QL14" */
    const char *start = piece->text + tokens[0].start;
    const char *figures = g_utf8_offset_to_pointer(start, 2);
    TcToken letters = {.start = tokens[0].start, .end = (guint32)(figures - piece->text)};
    return figures < piece->text + tokens[0].end && g_ascii_isdigit(*figures) &&
                   tc_finding_token_is(piece, &letters, brief)
               ? figures
               : NULL;
}

/* "quốc lộ 14", "QL 14", "QL14": each is the others; *taken is set to the words that it is for, if
 * any. */
static gboolean
find_road(const TcFinding *finding, guint *taken, GError **error)
{
    const TcAbbreviated *piece = finding->piece;
    guint words = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(roads); i++) {
        const char *number = number_of_road(finding, i, &words);
        if (number == NULL)
            continue;
        g_autofree char *name =
            g_strndup(number, (gsize)(piece->text + finding->tokens[words - 1].end - number));
        if (!add_known(finding, g_strconcat(roads[i].brief, name, NULL), error) ||
            !add_known(finding, g_strconcat(roads[i].brief, " ", name, NULL), error) ||
            !add_known(finding, g_strjoin(" ", roads[i].words[0], roads[i].words[1], name, NULL),
                       error))
            return FALSE;
        *taken = finding->out->len > 0 ? words : 1;
    }
    return TRUE;
}

gboolean
tc_variants_find_figures(const TcAbbreviated *piece, const TcToken *tokens, guint count,
                         guint before, gboolean is_quoted, guint *taken, GPtrArray *out,
                         GError **error)
{
    const TcFinding finding = {piece, tokens, count, before, is_quoted, out};
    *taken = 1;
    if (!tc_dates_find_ways(&finding, taken, error) ||
        (out->len == 0 && !find_amount(&finding, taken, error)) ||
        (out->len == 0 && !find_unit(&finding, taken, error)) ||
        (out->len == 0 && !tc_shares_find(&finding, taken, error)) ||
        (out->len == 0 && !find_road(&finding, taken, error)) ||
        (out->len == 0 && !tc_finding_typed_number(&finding, taken, error)) ||
        (out->len == 0 && !find_round(&finding, taken, error)) ||
        (out->len == 0 && !tc_codes_find_figures(&finding, taken, error)) ||
        (out->len == 0 && !tc_codes_find_plate(&finding, taken, error)) ||
        (out->len == 0 && !tc_codes_find_less(&finding, taken, error)))
        return FALSE;
    if (out->len > 0)
        return TRUE;
    if (!tc_figures_run_together(&finding, taken, error))
        return FALSE;
    if (out->len == 0)
        return TRUE;
    g_autofree char *apart = g_strdup_printf(
        "%.*s %.*s", (int)(tokens[0].end - tokens[0].start), piece->text + tokens[0].start,
        (int)(tokens[1].end - tokens[1].start), piece->text + tokens[1].start);
    return g_ascii_isdigit(*apart) || add_spelled_out(&finding, apart, error);
}
