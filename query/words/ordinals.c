/* query/words/ordinals.c - "khóa XIII", "thứ mười ba", "quý iii", "tháng Chạp": one ordinal in all
 * ways of writing it. */
#include "query/words/finding.h"
#include "text/key/syllable.h"
#include "text/number/ordinal.h"

#include <string.h>

/* How many tokens end at or before `end`. */
static guint
tokens_until(const TcFinding *finding, guint from, const char *end)
{
    guint taken = from;
    while (taken < finding->count && finding->piece->text + finding->tokens[taken].end <= end)
        taken++;
    return taken;
}

/* The words that say that a number follows, which may be in words or in Roman figures; behind
 * others only figures are one: "Điều XII" is Điều 12, but "bài tư" is no fourth one. */
static gboolean
is_counted(const TcAbbreviated *piece, const TcToken *before, gboolean is_in_figures)
{
    static const char *const words[] = {"khóa", "quý",  "lần",  "kỳ",    "họp",   "hội",  "chương",
                                        "phần", "mục",  "lục",  "tháng", "kỷ",    "hạng", "loại",
                                        "khu",  "vùng", "tập",  "cấp",   "lớp",   "bậc",  "đợt",
                                        "nhóm", "đoạn", "vòng", "bước",  "chặng", "giải", NULL};
    static const char *const of_figures[] = {
        "điều", "đai", "đoàn", "ương",  "biểu",  "bảng", "bài", "hình",   "khối", "tuyến",
        "án",   "đề",  "cụm",  "quyển", "khoản", "tổ",   "đội", "trường", NULL};
    return tc_finding_token_is(piece, before, words) ||
           (is_in_figures && tc_finding_token_is(piece, before, of_figures));
}

/* "tháng Giêng", "tháng Chạp": which month; 0 for none. */
static guint
old_month(const TcFinding *finding)
{
    static const char *const first[] = {"giêng", NULL};
    static const char *const last[] = {"chạp", NULL};
    return tc_finding_token_is(finding->piece, finding->tokens, first)  ? 1
           : tc_finding_token_is(finding->piece, finding->tokens, last) ? 12
                                                                        : 0;
}

/* Only I, V and X: "CC" and "CD" are rather something else. */
static gboolean
is_plain_roman(const char *start, const char *end)
{
    return end - start >= 2 && strspn(start, "IVX") >= (gsize)(end - start);
}

/* "quý iii", "khóa xv": Roman figures in small letters, where a number is to follow. Those that are
 * syllables ("xi", "vi", "i") are figures only where nothing follows that they could belong to. */
static guint
small_roman(const TcFinding *finding, const TcToken *token)
{
    const TcAbbreviated *piece = finding->piece;
    const char *start = piece->text + token->start;
    gsize len = token->end - token->start;
    const TcToken *next = token + 1;
    gboolean is_last = next == finding->tokens + finding->count || !tc_are_adjacent(token, next) ||
                       g_ascii_isdigit(piece->text[next->start]);
    guint value = 0;
    if (strspn(start, "ivx") < len ||
        (tc_key_may_be_syllable(token->key, token->key_len) && !is_last))
        return 0;
    g_autofree char *capitals = g_ascii_strup(start, (gssize)len);
    return tc_ordinal_read(capitals, capitals + len, &value, NULL) != NULL ? value : 0;
}

/* The ways of writing `value`, each behind `lead`. */
static gboolean
add_ordinal(const TcFinding *finding, const char *lead, guint value, gboolean is_month,
            GError **error)
{
    g_autofree char *roman = tc_ordinal_roman(value);
    g_autofree char *words = tc_ordinal_words(value);
    static const char *const others[] = {NULL, "nhất", "nhì", NULL, "tư"};
    if (!tc_finding_add(finding, lead, g_strdup_printf("%u", value), error) ||
        !tc_finding_add(finding, lead, g_strdup(roman), error) ||
        (words != NULL && !tc_finding_add(finding, lead, g_strdup(words), error)) ||
        (value < 10 && !tc_finding_add(finding, lead, g_strdup_printf("0%u", value), error)) ||
        (value < G_N_ELEMENTS(others) && others[value] != NULL &&
         !tc_finding_add(finding, lead, g_strdup(others[value]), error)))
        return FALSE;
    return !is_month || (value != 1 && value != 12) ||
           tc_finding_add(finding, lead, g_strdup(value == 1 ? "giêng" : "chạp"), error);
}

gboolean
tc_ordinals_find(const TcFinding *finding, guint *taken, GError **error)
{
    static const char *const lead_words[] = {"thứ", NULL};
    static const char *const month_words[] = {"tháng", NULL};
    static const char *const year_words[] = {"năm", NULL};
    static const char *const congress_words[] = {"hội", NULL};
    const TcAbbreviated *piece = finding->piece;
    const TcToken *tokens = finding->tokens;
    const char *end = piece->text + tokens[finding->count - 1].end;
    gboolean is_led = finding->count > 1 && tc_are_adjacent(&tokens[0], &tokens[1]) &&
                      tc_finding_token_is(piece, &tokens[0], lead_words);
    gboolean has_before =
        !is_led && finding->before > 0 && tc_are_adjacent(&tokens[-1], &tokens[0]);
    gboolean has_count = has_before && is_counted(piece, &tokens[-1], FALSE);
    gboolean is_month = has_count && tc_finding_token_is(piece, &tokens[-1], month_words);
    gboolean is_congress = has_count && tc_finding_token_is(piece, &tokens[-1], congress_words);
    const char *start = piece->text + tokens[is_led].start;
    TcOrdinalForm form = TC_ORDINAL_WORDS;
    guint value = is_month               ? old_month(finding)
                  : is_led || has_before ? small_roman(finding, &tokens[is_led])
                                         : 0;
    /* "iii" is nothing else. */
    if (value > 0 && !is_month &&
        !tc_key_may_be_syllable(tokens[is_led].key, tokens[is_led].key_len))
        form = TC_ORDINAL_ROMAN;
    const char *after =
        value > 0 ? piece->text + tokens[is_led].end : tc_ordinal_read(start, end, &value, &form);
    *taken = 1;
    if (after == NULL)
        return TRUE;
    has_count =
        has_count || (has_before && is_counted(piece, &tokens[-1], form != TC_ORDINAL_WORDS));
    /* "XIII" says what it is; "khóa năm 2020" is no fifth one. */
    if (!is_led && !has_count &&
        !(form == TC_ORDINAL_ROMAN && !piece->are_capitals && is_plain_roman(start, after)))
        return TRUE;
    if (!is_led && !is_month && form == TC_ORDINAL_WORDS &&
        tc_finding_token_is(piece, &tokens[0], year_words))
        return TRUE;
    /* Without marks "loai tu" is rather "loại từ" than a fourth class; a phrase is only as it is.
     */
    if (!is_led && !is_month && !finding->is_quoted && form == TC_ORDINAL_WORDS &&
        g_str_is_ascii(piece->text) && tokens_until(finding, 0, after) <= 1)
        return TRUE;
    g_autofree char *lead = is_led ? g_strndup(piece->text + tokens[0].start,
                                               (gsize)(start - piece->text) - tokens[0].start)
                                   : g_strdup("");
    *taken = tokens_until(finding, is_led, after);
    return add_ordinal(finding, lead, value, is_month, error) &&
           (!is_led || !finding->is_quoted || add_ordinal(finding, "", value, FALSE, error)) &&
           (is_led || !finding->is_quoted || !has_count || is_month ||
            add_ordinal(finding, is_congress ? "lần thứ " : "thứ ", value, FALSE, error));
}
