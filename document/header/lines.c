/* The lines of a letterhead: numbers, dates and places, the state, the issuing body. */
#include "document/header/head.h"

#include <string.h>

#include "document/header/header.h"
#include "text/key/letter.h"

enum { PLACE_BYTES_MAX = 60, PLACE_WORDS_MAX = 5 };

const TcCell *
tc_head_cell(const TcHead *head, guint i)
{
    return &g_array_index(head->cells, TcCell, i);
}

typedef struct {
    TcNumber number;
    gsize start;
    gsize end;
    gboolean found;
} FoundNumber;

static void
take_number(const TcNumber *number, gsize start, gsize end, gpointer user)
{
    FoundNumber *found = user;
    if (found->found)
        return;
    *found = (FoundNumber){.number = *number, .start = start, .end = end, .found = TRUE};
}

/* The number as it is written, without the spaces in it. */
static char *
tidy_number(const char *p, const char *end)
{
    GString *out = g_string_new(NULL);
    for (; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c >= 0x2010 && c <= 0x2015)
            c = '-';
        if (!g_unichar_isspace(c))
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

/* Read the number that stands right after `p`, where "số" ends. Returns its end, NULL when there is
 * none: "Số:    /QĐ-UBND" was to be filled in by hand. `introduction` is where "số" starts. */
const char *
tc_head_read_number(TcHead *head, const char *introduction, const char *p, const char *end,
                    gboolean bare)
{
    while (p < end && (*p == ':' || *p == '.' || g_unichar_isspace(g_utf8_get_char(p))))
        p = g_utf8_next_char(p);
    if (p >= end || !g_ascii_isdigit(*p))
        return NULL;
    FoundNumber found = {.found = FALSE};
    tc_numbers_find(introduction, (gsize)(end - introduction), take_number, &found);
    if (found.found && introduction + found.start == p) {
        const char *after = introduction + found.end;
        /* "103-SL/L.005" is more than is understood. */
        if (end - after >= 2 && strchr("./-", *after) != NULL && g_ascii_isalnum(after[1]))
            return NULL;
        /* "QH 11" */
        const char *digits = after;
        while (digits < end && *digits == ' ')
            digits++;
        const char *digits_end = digits;
        while (digits_end < end && g_ascii_isdigit(*digits_end))
            digits_end++;
        if (digits > after && digits_end > digits && digits_end - digits <= 2 && after - p > 2 &&
            (strncmp(after - 2, "QH", 2) == 0))
            after = digits_end;
        if (head->number == NULL) {
            head->number = tidy_number(p, after);
            g_strlcpy(head->symbol, found.number.key + found.number.symbol, sizeof head->symbol);
        }
        return after;
    }
    /* "Sắc lệnh số 6 ngày 5 tháng 9 năm 1945" */
    const char *digits_end = p;
    while (digits_end < end && g_ascii_isdigit(*digits_end))
        digits_end++;
    if (!bare || digits_end - p > 4 || (digits_end < end && *digits_end != ' '))
        return NULL;
    if (head->number == NULL)
        head->number = g_strndup(p, (gsize)(digits_end - p));
    return digits_end;
}

/* ---- dates and places ---- */

static void
take_day(const TcDate *date, gpointer user)
{
    TcFoundDay *found = user;
    if (found->found || date->type != TC_DATE_DAY || date->from == 0)
        return;
    *found = (TcFoundDay){.date = *date, .found = TRUE};
}

gboolean
tc_head_find_day(const char *p, const char *end, TcFoundDay *found)
{
    found->found = FALSE;
    tc_dates_find(p, (gsize)(end - p), take_day, found);
    return found->found;
}

/* The name of a place that is all of [p, end): "Nghệ An", "TP. Hồ Chí Minh". */
static char *
read_place(const char *p, const char *end)
{
    guint words = 0;
    end = tc_skip_between_back(p, end);
    if (end - p > PLACE_BYTES_MAX || p >= end)
        return NULL;
    for (const char *q = p; q < end;) {
        TcLetters word;
        gsize len = tc_letters_read(q, end, &word);
        if (len == 0) {
            if (*q != ' ' && *q != '.' && *q != '-' && *q != '\'')
                return NULL;
            q++;
            continue;
        }
        if (word.foreign || (!word.letters[0].upper && words == 0) || ++words > PLACE_WORDS_MAX)
            return NULL;
        q += len;
    }
    if (words == 0)
        return NULL;
    g_autofree char *place = tc_tidy(p, end, PLACE_BYTES_MAX);
    if (place == NULL || words == 1 || !tc_is_capitals(place, place + strlen(place)))
        return g_steal_pointer(&place);
    /* "HÀ NỘI" */
    GString *out = g_string_new(NULL);
    gboolean inside = FALSE;
    for (const char *q = place; *q != '\0'; q = g_utf8_next_char(q)) {
        gunichar c = g_utf8_get_char(q);
        g_string_append_unichar(out, inside ? g_unichar_tolower(c) : c);
        inside = g_unichar_isalpha(c);
    }
    return g_string_free(out, FALSE);
}

/* Read "Nghệ An, ngày 04 tháng 12 năm 2020", all of [p, end). */
static gboolean
read_place_and_date(TcHead *head, const char *p, const char *end)
{
    TcFoundDay found;
    p = tc_skip_between(p, end);
    if (end - p > 200 || !tc_head_find_day(p, end, &found) || found.date.year_inferred)
        return FALSE;
    const char *date_end = p + found.date.end;
    const char *rest = tc_skip_between(date_end, end);
    if (rest < end && *rest != '(' && *rest != ')')
        return FALSE;
    const char *before = p + found.date.start;
    char *place = NULL;
    if (before > p) {
        const char *q = before;
        while (q > p && g_ascii_isspace(q[-1]))
            q--;
        if (q == p || q[-1] != ',')
            return FALSE;
        place = read_place(p, q);
        if (place == NULL)
            return FALSE;
    }
    if (head->date == 0)
        head->date = found.date.from;
    if (head->place == NULL)
        head->place = place;
    else
        g_free(place);
    return TRUE;
}

/* ---- the lines of a letterhead ---- */

static const char *const mottos[] = {
    "cộng hòa xã hội chủ nghĩa việt nam",
    "việt nam dân chủ cộng hòa",
    "độc lập tự do hạnh phúc",
    "đảng cộng sản việt nam",
};

/* The name of the state, of the Party or the motto in [p, end), but not "Quốc hội nước Cộng hòa
 * ...". */
const char *
tc_head_find_motto(const char *p, const char *end, const char **after)
{
    for (gsize i = 0; i < G_N_ELEMENTS(mottos); i++) {
        const char *at = tc_phrase_find(p, end, mottos[i], after);
        TcLetters before;
        if (at == NULL)
            continue;
        /* "ĐẢNG CỘNG SẢN VIỆT NAM" must be in capitals, lest a sentence be taken for one. */
        if (i == 3 && !tc_is_capitals(at, *after))
            continue;
        if (at > p && tc_letters_before(p, at, &before) != NULL &&
            (tc_letters_are(&before, "nước") || tc_letters_are(&before, "chính")))
            continue;
        return at;
    }
    return NULL;
}

/* What begins running text. */
gboolean
tc_head_begins_body(const TcCell *cell, gboolean may_be_title)
{
    static const char *const openers[] = {
        "căn cứ",        "xét",         "theo đề nghị", "thực hiện", "chiểu",
        "kính thưa",     "thưa",        "điều 1",       "chương i",  "phần i",
        "phần thứ nhất", "lời nói đầu", "hôm nay",      "thời gian", "thành phần",
        "địa điểm",      "để",          "nhằm",         "sau khi",   "trước tình hình",
        "qua kiểm tra",
    };
    const char *p = cell->start;
    const char *end = cell->end;
    if (end - p > TC_BODY_LINE_BYTES)
        return TRUE;
    /* "Thực hiện Chương trình mục tiêu quốc gia ..." is a title as well. */
    if (may_be_title ? tc_phrase_at(p, end, openers[0]) != NULL
                     : tc_phrase_any(p, end, openers, G_N_ELEMENTS(openers), NULL) != NULL)
        return TRUE;
    /* "I.", "I-", "1." */
    const char *q = p;
    while (q < end && strchr("IVX", *q) != NULL && *q != '\0')
        q++;
    if (q == p)
        while (q < end && g_ascii_isdigit(*q))
            q++;
    return q > p && q - p <= 4 && q < end && (*q == '.' || *q == '-' || *q == '/' || *q == ')') &&
           (q + 1 == end || q[1] == ' ');
}

/* Take [p, end) for a line of the issuing body. */
static void
take_org(TcHead *head, const TcCell *cell, const char *p, const char *end)
{
    /* "Sở Nội vụ Nghệ An » Tin tức » Văn bản": the way to a web page. */
    const char *crumb = g_strstr_len(p, end - p, "»");
    p = tc_skip_between(p, end);
    end = tc_skip_between_back(p, crumb != NULL && crumb > p ? crumb : end);
    if (p >= end || head->org_count == TC_LETTERHEAD_CELLS_MAX)
        return;
    head->org[head->org_count++] =
        (TcCell){.start = p, .end = end, .line = cell->line, .column = cell->column};
}

/* "Thông báo số 369/TB-VPCP ngày 30/12/2009 của Văn phòng Chính phủ về việc ...": what follows the
 * number, on pages that name the document in this way. */
static void
read_reference(TcHead *head, const char *p, const char *end)
{
    TcFoundDay found;
    if (!tc_head_find_day(p, end, &found) || found.date.start > 0 || found.date.year_inferred)
        return;
    if (head->date == 0)
        head->date = found.date.from;
    const char *of = tc_skip_between(p + found.date.end, end);
    of = tc_phrase_at(of, end, "của");
    const char *org = of != NULL ? tc_skip_between(of, end) : end;
    const char *about = tc_phrase_find(org, end, "về", NULL);
    if (about == NULL || !tc_org_begins(org, about) || head->caption_org != NULL)
        return;
    TcCell name = {.start = org, .end = tc_skip_between_back(org, about)};
    head->caption_org = tc_org_of_letterhead(&name, 1);
}

/* "Số: 15/2020/QĐ-UBND", and what comes after it on the line; "Luật số: 91/2015/QH13", "Cong van so
 * 302-CV/BCD ngay 29-01-2021". */
static gboolean
read_number_part(TcHead *head, const TcCell *cell, const char *p, const char *end)
{
    const char *type = NULL;
    const char *q = p;
    const char *type_end = tc_type_at(p, end, &type);
    if (type_end != NULL)
        q = tc_skip_between(type_end, end);
    const char *after = tc_phrase_at(q, end, "số");
    if (after == NULL)
        return FALSE;
    const char *number_end = tc_head_read_number(head, q, after, end, FALSE);
    if (number_end == NULL) {
        /* "Số:     /QĐ-UBND" */
        const char *sign = after;
        while (sign < end && (*sign == ':' || *sign == ' ' || *sign == '.'))
            sign++;
        if (sign == end || *sign == '/' || *sign == '-')
            return TRUE;
        return FALSE;
    }
    if (type != NULL && head->type == NULL && !tc_type_is_in_title(type))
        head->type = type;
    const char *rest = tc_skip_between(number_end, end);
    if (type != NULL && tc_phrase_at(rest, end, "ngày") != NULL)
        read_reference(head, rest, end);
    else if (rest < end)
        tc_head_read_part(head, cell, rest, end);
    return TRUE;
}

/* The number in the middle of a line: "UBND huyện Đơn Dương — Số: 312/BC-UBND — Thạnh Mỹ, ngày ..."
 */
static gboolean
read_inner_number(TcHead *head, const TcCell *cell, const char *p, const char *end)
{
    const char *at = tc_phrase_find(p, end, "số", NULL);
    if (at == NULL || at == p)
        return FALSE;
    const char *before = tc_skip_between_back(p, at);
    gboolean apart = before < at && strcspn(before, "-,*|") < (gsize)(at - before);
    apart = apart || (before < at && (guchar)before[strspn(before, " ")] >= 0x80);
    const char *after = tc_phrase_at(at, end, "số");
    if (!(apart || *after == ':') || !tc_org_begins(p, before))
        return FALSE;
    if (!read_number_part(head, cell, at, end))
        return FALSE;
    take_org(head, cell, p, before);
    return TRUE;
}

/* Read a part of a line above the type. FALSE when it says nothing that is known. */
gboolean
tc_head_read_part(TcHead *head, const TcCell *cell, const char *p, const char *end)
{
    const char *after;
    /* "Số:        /QĐ-UBND": what is left of a number to be written in by hand. */
    if (p < end && *p == '/')
        return TRUE;
    p = tc_skip_between(p, end);
    if (p >= end || tc_is_rule(p, end))
        return TRUE;
    const char *motto = tc_head_find_motto(p, end, &after);
    if (motto != NULL) {
        head->motto = TRUE;
        if (motto > p)
            tc_head_read_part(head, cell, p, motto);
        if (after < end)
            tc_head_read_part(head, cell, after, end);
        return TRUE;
    }
    if (read_number_part(head, cell, p, end) || read_inner_number(head, cell, p, end) ||
        read_place_and_date(head, p, end))
        return TRUE;
    /* A number that cannot be read is no name; "SO XAY DUNG" is one. */
    const char *digits = tc_phrase_at(p, end, "số");
    digits = digits != NULL ? tc_skip_between(digits, end) : NULL;
    if (digits != NULL && digits < end && g_ascii_isdigit(*digits))
        return FALSE;
    /* "ỦY BAN NHÂN DÂN" of one column, in one of the ways that it is written; but no sentence that
     * begins with a body. */
    gboolean sentence = memchr("./;!?", end[-1], 5) != NULL && !tc_is_capitals(p, end);
    if (tc_is_capitals(p, end) || (tc_org_begins(p, end) && !sentence)) {
        take_org(head, cell, p, end);
        return TRUE;
    }
    return FALSE;
}

/* Whether there is anything that official documents have, other than the type itself. */
gboolean
tc_head_is_official(const TcHead *head)
{
    return head->motto || head->number != NULL || head->date != 0 ||
           (head->org_count > 0 && tc_org_begins(head->org[0].start, head->org[0].end) &&
            tc_is_capitals(head->org[0].start, head->org[0].end));
}
