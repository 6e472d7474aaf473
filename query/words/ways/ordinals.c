/* query/words/ways/ordinals.c - "khóa XIII", "thứ mười ba", "quý iii", "tháng Chạp": one ordinal in
 * all ways of writing it. */
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

/* Larger numbers have no Roman figures but behind what is counted. */
#define STANDING_MAX 50
/* Documents that are looked at for how they read two words without marks. */
#define LOOKED_MAX   50

/* The words that say that a number follows, which may be in words or in Roman figures. */
static const char *const counted[] = {
    "khóa", "quý", "quí",   "kì",   "kỉ",   "lần",  "kỳ",    "họp",  "hội", "chương", "phần",
    "mục",  "lục", "tháng", "kỷ",   "hạng", "loại", "khu",   "vùng", "tập", "cấp",    "lớp",
    "bậc",  "đợt", "nhóm",  "đoạn", "vòng", "bước", "chặng", "giải", NULL};

/* Behind others figures are one, and the plain words for them: "Điều XII" is Điều 12, and "quân
 * đoàn bốn" Quân đoàn 4, but "bài tư" is no fourth one. */
static gboolean
is_counted(const TcAbbreviated *piece, const TcToken *before, gboolean is_plain)
{
    static const char *const of_figures[] = {
        "điều", "đai", "đoàn", "ương",  "biểu",  "bảng", "bài", "hình",   "khối", "tuyến",
        "án",   "đề",  "cụm",  "quyển", "khoản", "tổ",   "đội", "trường", "nghị", NULL};
    return tc_finding_token_is(piece, before, counted) ||
           (is_plain && tc_finding_token_is(piece, before, of_figures));
}

/* "tháng Giêng", "tháng Chạp": which month; 0 for none. */
static guint
old_month(const TcFinding *finding, const TcToken *token)
{
    static const char *const first[] = {"giêng", NULL};
    static const char *const last[] = {"chạp", NULL};
    return tc_finding_token_is(finding->piece, token, first)  ? 1
           : tc_finding_token_is(finding->piece, token, last) ? 12
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

/* What stands before a number: "khóa", "lần thứ", "hội lần thứ"; all of it belongs to the ordinal,
 * as "lớp chín" is lớp 9, but a nine anywhere is not. */
typedef struct {
    guint count;         /* tokens before the number */
    gboolean has_what;   /* the first says what is counted */
    gboolean is_nth;     /* the last is "thứ" */
    gboolean is_month;   /* the first is "tháng" */
    gboolean is_meeting; /* the first is "hội" */
} Lead;

static gboolean
goes_on(const TcFinding *finding, guint i)
{
    return i + 1 < finding->count && tc_are_adjacent(&finding->tokens[i], &finding->tokens[i + 1]);
}

static Lead
read_lead(const TcFinding *finding)
{
    static const char *const nth[] = {"thứ", NULL};
    static const char *const month[] = {"tháng", NULL};
    static const char *const meeting[] = {"hội", "nghị", NULL};
    static const char *const time[] = {"lần", NULL};
    const TcAbbreviated *piece = finding->piece;
    const TcToken *tokens = finding->tokens;
    Lead lead = {.has_what = goes_on(finding, 0) && is_counted(piece, &tokens[0], TRUE)};
    lead.count = lead.has_what;
    lead.is_month = lead.has_what && tc_finding_token_is(piece, &tokens[0], month);
    lead.is_meeting = lead.has_what && tc_finding_token_is(piece, &tokens[0], meeting);
    if (lead.is_meeting && goes_on(finding, 1) && tc_finding_token_is(piece, &tokens[1], time))
        lead.count = 2;
    lead.is_nth =
        goes_on(finding, lead.count) && tc_finding_token_is(piece, &tokens[lead.count], nth);
    lead.count += lead.is_nth;
    return lead;
}

/* A number as it was typed. */
typedef struct {
    guint value;
    TcOrdinalForm form;
    guint end; /* token behind it */
} Number;

/* The number at tokens[at]; FALSE when there is none. */
static gboolean
read_number(const TcFinding *finding, guint at, gboolean is_month, gboolean has_lead, Number *out)
{
    const TcAbbreviated *piece = finding->piece;
    const TcToken *token = &finding->tokens[at];
    const char *end = piece->text + finding->tokens[finding->count - 1].end;
    guint value = is_month ? old_month(finding, token) : has_lead ? small_roman(finding, token) : 0;
    *out = (Number){value, TC_ORDINAL_WORDS, at + 1};
    if (value > 0) {
        /* "iii" is nothing else. */
        if (!is_month && !tc_key_may_be_syllable(token->key, token->key_len))
            out->form = TC_ORDINAL_ROMAN;
        return TRUE;
    }
    const char *after = tc_ordinal_read(piece->text + token->start, end, &out->value, &out->form);
    if (after != NULL)
        out->end = tokens_until(finding, at, after);
    return after != NULL && out->end > at;
}

/* What a lead is to the one that was typed. */
typedef enum {
    LEAD_TYPED,
    LEAD_LONGER,  /* "kỳ họp 9" -> "kỳ họp thứ 9" */
    LEAD_SHORTER, /* "lần thứ 2" -> "lần 2": words would say how many */
} LeadKind;

/* The other ways of writing `number`, each behind `lead`. */
static gboolean
add_ordinal(const TcFinding *finding, const char *lead, const Number *number, gboolean is_month,
            LeadKind kind, GError **error)
{
    static const char *const others[] = {NULL, "nhất", "nhì", NULL, "tư"};
    const guint value = number->value;
    char *ways[] = {
        g_strdup_printf("%u", value),
        tc_ordinal_roman(value),
        tc_ordinal_words(value),
        value < 10 ? g_strdup_printf("0%u", value) : NULL,
        value < G_N_ELEMENTS(others) ? g_strdup(others[value]) : NULL,
        is_month && (value == 1 || value == 12) ? g_strdup(value == 1 ? "giêng" : "chạp") : NULL,
    };
    gboolean is_read = TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(ways); i++) {
        char *way = ways[i];
        /* As it was typed it is looked for anyway. */
        gboolean is_same = kind == LEAD_TYPED && ((i == 0 && number->form == TC_ORDINAL_DIGITS) ||
                                                  (i == 1 && number->form == TC_ORDINAL_ROMAN));
        gboolean is_passed_over = kind == LEAD_SHORTER && i >= 2;
        if (way == NULL || is_same || is_passed_over || !is_read)
            g_free(way);
        else
            is_read = tc_finding_add(finding, lead, way, error);
    }
    return is_read;
}

/* Without marks "loai tu" is rather "loại từ" than a fourth class: in how many documents these
 * words stand side by side in any spelling, and whether in all of them as the ordinal. */
static gboolean
reads_as_ordinal(const TcFinding *finding, const Number *number, gboolean *is_so, GError **error)
{
    const TcAbbreviated *piece = finding->piece;
    const TcToken *what = &finding->tokens[0];
    const TcToken *typed = &finding->tokens[number->end - 1];
    g_autofree char *text = g_strndup(piece->text + what->start, typed->end - what->start);
    g_autofree char *words = tc_ordinal_words(number->value);
    guint32 all = 0;
    guint32 meant = 0;
    if (!tc_finding_count_readings(piece, text, LOOKED_MAX, &all, error))
        return FALSE;
    for (guint i = 0; all > 0 && counted[i] != NULL; i++) {
        const char *const one[] = {counted[i], NULL};
        g_autofree char *whole = g_strdup_printf("%s %s", counted[i], words);
        guint32 count = 0;
        if (!tc_finding_token_is(piece, what, one))
            continue;
        if (!tc_finding_count_text(piece, whole, FALSE, LOOKED_MAX, &count, error))
            return FALSE;
        meant += count;
    }
    *is_so = meant >= all;
    return TRUE;
}

/* In figures, or in the words that numbers have in their row. */
static gboolean
is_plain(const TcFinding *finding, const Lead *lead, const Number *number)
{
    const TcToken *tokens = finding->tokens;
    g_autofree char *words = tc_ordinal_words(number->value);
    const char *const row[] = {words, NULL};
    return number->form != TC_ORDINAL_WORDS || number->end - lead->count > 1 ||
           tc_finding_token_is(finding->piece, &tokens[lead->count], row);
}

/* "năm" before this token is a year: "khóa năm 2020", "kỳ họp năm nay". */
static gboolean
is_of_year(const TcFinding *finding, guint at)
{
    static const char *const words[] = {"học", "nay", "ngoái", "trước", "qua", "sau", "tới", "một",
                                        "hai", "ba",  "tháng", "này",   "đó",  "cũ",  NULL};
    if (at >= finding->count || !tc_are_adjacent(&finding->tokens[at - 1], &finding->tokens[at]))
        return FALSE;
    return g_ascii_isdigit(finding->piece->text[finding->tokens[at].start]) ||
           tc_finding_token_is(finding->piece, &finding->tokens[at], words);
}

/* Whether it is an ordinal at all. */
static gboolean
is_meant(const TcFinding *finding, const Lead *lead, const Number *number, gboolean has_count,
         gboolean *is_so, GError **error)
{
    static const char *const year_words[] = {"năm", NULL};
    const TcAbbreviated *piece = finding->piece;
    const TcToken *first = &finding->tokens[lead->count];
    const char *start = piece->text + first->start;
    const char *end = piece->text + finding->tokens[number->end - 1].end;
    gboolean are_words = number->form == TC_ORDINAL_WORDS;
    *is_so = lead->is_nth || lead->is_month;
    /* "XIII" says what it is; "khóa năm 2020" is no fifth one. */
    if (*is_so)
        return TRUE;
    if (!has_count &&
        !(number->form == TC_ORDINAL_ROMAN && !piece->are_capitals && is_plain_roman(start, end)))
        return TRUE;
    if (are_words && number->end - lead->count == 1 &&
        tc_finding_token_is(piece, first, year_words) && is_of_year(finding, number->end))
        return TRUE;
    *is_so = TRUE;
    if (!are_words || finding->is_quoted || !g_str_is_ascii(piece->text) ||
        number->end - lead->count > 1)
        return TRUE;
    *is_so = FALSE;
    return !lead->has_what || reads_as_ordinal(finding, number, is_so, error);
}

/* Behind any other word a number in figures is the same in Roman figures, and the other way round,
 * where the archive has them so: "khu vực 3" and "khu vực III". */
static gboolean
find_standing(const TcFinding *finding, const TcToken *what, const Number *number, guint *taken,
              GError **error)
{
    const TcAbbreviated *piece = finding->piece;
    guint32 count = 0;
    if (what == NULL || number->form == TC_ORDINAL_WORDS || number->value > STANDING_MAX)
        return TRUE;
    g_autofree char *other = number->form == TC_ORDINAL_DIGITS
                                 ? tc_ordinal_roman(number->value)
                                 : g_strdup_printf("%u", number->value);
    g_autofree char *whole = g_strdup_printf("%.*s %s", (int)(what->end - what->start),
                                             piece->text + what->start, other);
    /* "V" and "X" are more than numbers. */
    if (number->form == TC_ORDINAL_DIGITS && strlen(other) == 1 && *other != 'I')
        return TRUE;
    if (!tc_finding_rarest(piece, other, &count, error) ||
        (count > 0 && !tc_finding_count_readings(piece, whole, 0, &count, error)))
        return FALSE;
    if (count > 0) {
        /* With the word before it, if that begins what is looked at. */
        g_ptr_array_add(finding->out, what == finding->tokens ? g_steal_pointer(&whole)
                                                              : g_steal_pointer(&other));
        *taken = number->end;
    }
    return TRUE;
}

/* The same of the word that stands here and the number right behind it. */
static gboolean
find_standing_behind(const TcFinding *finding, guint *taken, GError **error)
{
    Number number;
    return !goes_on(finding, 0) || !read_number(finding, 1, FALSE, TRUE, &number) ||
           find_standing(finding, finding->tokens, &number, taken, error);
}

gboolean
tc_ordinals_find(const TcFinding *finding, guint *taken, GError **error)
{
    const TcAbbreviated *piece = finding->piece;
    const TcToken *tokens = finding->tokens;
    const Lead lead = read_lead(finding);
    gboolean has_before =
        lead.count == 0 && finding->before > 0 && tc_are_adjacent(&tokens[-1], &tokens[0]);
    const TcToken *what = lead.has_what ? &tokens[0] : has_before ? &tokens[-1] : NULL;
    static const char *const month[] = {"tháng", NULL};
    gboolean is_month = !lead.is_nth && what != NULL && tc_finding_token_is(piece, what, month);
    gboolean is_so = FALSE;
    Number number;
    *taken = 1;
    if (!read_number(finding, lead.count, is_month, lead.count > 0 || has_before, &number))
        return lead.count > 0 || find_standing_behind(finding, taken, error);
    gboolean has_count =
        what != NULL && is_counted(piece, what, lead.is_nth || is_plain(finding, &lead, &number));
    if (!is_meant(finding, &lead, &number, has_count, &is_so, error))
        return FALSE;
    if (!is_so)
        return lead.count > 0 || find_standing(finding, what, &number, taken, error);
    const char *start = piece->text + tokens[0].start;
    g_autofree char *typed = g_strndup(start, tokens[lead.count].start - tokens[0].start);
    g_autofree char *stem =
        lead.has_what ? g_strdup_printf("%.*s ", (int)(tokens[0].end - tokens[0].start), start)
                      : g_strdup("");
    g_autofree char *nth = g_strconcat(stem, lead.is_meeting ? "lần thứ " : "thứ ", NULL);
    *taken = number.end;
    /* What is counted says enough: "kỳ họp 9", "lần 2"; a phrase needs no more. */
    static const char *const time[] = {"lần", NULL};
    gboolean is_enough = (lead.has_what || finding->is_quoted) && has_count && !lead.is_month;
    gboolean is_time = what != NULL && tc_finding_token_is(piece, what, time);
    if (!add_ordinal(finding, typed, &number, is_month, LEAD_TYPED, error))
        return FALSE;
    if (lead.is_nth)
        return lead.is_month || !(is_enough || finding->is_quoted) ||
               add_ordinal(finding, stem, &number, FALSE, is_time ? LEAD_LONGER : LEAD_SHORTER,
                           error);
    return is_month || !is_enough || add_ordinal(finding, nth, &number, FALSE, LEAD_LONGER, error);
}
