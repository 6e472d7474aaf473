#include "document/header.h"

#include <string.h>

#include "document/header_parts.h"
#include "document/reader.h"
#include "text/date.h"
#include "text/letter.h"
#include "text/normalize.h"
#include "text/number.h"

enum {
    HEAD_BYTES = 8192,
    TAIL_BYTES = 3072,
    CELLS_MAX = 160,
    ZONE_LINES_MAX = 60,      /* a letterhead with its empty lines */
    LETTERHEAD_CELLS_MAX = 8, /* lines of the issuing body */
    SUBJECT_BYTES_MAX = 60,   /* of a headline: "Tỉnh ủy Ninh Thuận", not a longer sentence */
    PROSE_BYTES = 200,        /* so long is no line of a letterhead, though a title may be */
    FRUITLESS_CELLS_MAX = 12,
    BODY_LINE_BYTES = 400, /* a longer line is running text */
    PLACE_BYTES_MAX = 60,
    PLACE_WORDS_MAX = 5,
    TITLE_LINES_MAX = 12,
    LEAD_BYTES = 1200, /* of a report of a meeting: where its day is named */
};

typedef struct {
    const char *text; /* NFC */
    gsize len;
    GArray *cells; /* TcCell */
    guint zone;    /* the first cell of running text, or past what was read */
    guint next;    /* the first cell not read */
    TcCell org[LETTERHEAD_CELLS_MAX];
    guint org_count;
    gboolean motto;  /* the name of the state or of the Party stands there */
    gboolean letter; /* "Kính gửi", "V/v" */
    gboolean labels; /* "Tiêu đề:", as e-mail has */
    const char *type;
    gboolean type_in_title;
    TcCell type_cell;
    char *number;
    char symbol[TC_NUMBER_KEY_MAX + 1];
    guint32 date;
    char *place;
    char *title;
    char *headline;    /* below "TIN HỘI NGHỊ" */
    char *caption_org; /* of "CỦA CHÍNH PHỦ SỐ ... NGÀY ..." */
} Head;

static const TcCell *
cell_at(const Head *head, guint i)
{
    return &g_array_index(head->cells, TcCell, i);
}

/* ---- numbers ---- */

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
static const char *
read_number(Head *head, const char *introduction, const char *p, const char *end, gboolean bare)
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

typedef struct {
    TcDate date;
    gboolean found;
} FoundDate;

static void
take_day(const TcDate *date, gpointer user)
{
    FoundDate *found = user;
    if (found->found || date->type != TC_DATE_DAY || date->from == 0)
        return;
    *found = (FoundDate){.date = *date, .found = TRUE};
}

static gboolean
find_day(const char *p, const char *end, FoundDate *found)
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
read_place_and_date(Head *head, const char *p, const char *end)
{
    FoundDate found;
    p = tc_skip_between(p, end);
    if (end - p > 200 || !find_day(p, end, &found) || found.date.year_inferred)
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
static const char *
find_motto(const char *p, const char *end, const char **after)
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

static const char *const subject_marks[] = {"v v", "vv", "về việc", "trích yếu"};

/* What begins running text. */
static gboolean
begins_body(const TcCell *cell, gboolean may_be_title)
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
    if (end - p > BODY_LINE_BYTES)
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
take_org(Head *head, const TcCell *cell, const char *p, const char *end)
{
    /* "Sở Nội vụ Nghệ An » Tin tức » Văn bản": the way to a web page. */
    const char *crumb = g_strstr_len(p, end - p, "»");
    p = tc_skip_between(p, end);
    end = tc_skip_between_back(p, crumb != NULL && crumb > p ? crumb : end);
    if (p >= end || head->org_count == LETTERHEAD_CELLS_MAX)
        return;
    head->org[head->org_count++] =
        (TcCell){.start = p, .end = end, .line = cell->line, .column = cell->column};
}

static gboolean read_part(Head *head, const TcCell *cell, const char *p, const char *end);

/* "Số: 15/2020/QĐ-UBND", and what comes after it on the line; "Luật số: 91/2015/QH13", "Cong van so
 * 302-CV/BCD ngay 29-01-2021". */
static gboolean
read_number_part(Head *head, const TcCell *cell, const char *p, const char *end)
{
    const char *type = NULL;
    const char *q = p;
    const char *type_end = tc_type_at(p, end, &type);
    if (type_end != NULL)
        q = tc_skip_between(type_end, end);
    const char *after = tc_phrase_at(q, end, "số");
    if (after == NULL)
        return FALSE;
    const char *number_end = read_number(head, q, after, end, FALSE);
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
    if (rest < end)
        read_part(head, cell, rest, end);
    return TRUE;
}

/* The number in the middle of a line: "UBND huyện Đơn Dương — Số: 312/BC-UBND — Thạnh Mỹ, ngày ..."
 */
static gboolean
read_inner_number(Head *head, const TcCell *cell, const char *p, const char *end)
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
static gboolean
read_part(Head *head, const TcCell *cell, const char *p, const char *end)
{
    const char *after;
    /* "Số:        /QĐ-UBND": what is left of a number to be written in by hand. */
    if (p < end && *p == '/')
        return TRUE;
    p = tc_skip_between(p, end);
    if (p >= end || tc_is_rule(p, end))
        return TRUE;
    const char *motto = find_motto(p, end, &after);
    if (motto != NULL) {
        head->motto = TRUE;
        if (motto > p)
            read_part(head, cell, p, motto);
        if (after < end)
            read_part(head, cell, after, end);
        return TRUE;
    }
    if (read_number_part(head, cell, p, end) || read_inner_number(head, cell, p, end) ||
        read_place_and_date(head, p, end))
        return TRUE;
    /* "ỦY BAN NHÂN DÂN" of one column, in one of the ways that it is written. */
    if (tc_is_capitals(p, end) || tc_org_begins(p, end)) {
        take_org(head, cell, p, end);
        return TRUE;
    }
    return FALSE;
}

/* ---- titles ---- */

/* Lines that end a title. */
static gboolean
ends_title(const TcCell *cell, gboolean any)
{
    static const char *const authorities[] = {
        "chủ tịch",        "thủ tướng",
        "bộ trưởng",       "thống đốc",
        "cục trưởng",      "giám đốc",
        "tổng giám đốc",   "hội đồng nhân dân",
        "ủy ban nhân dân", "quốc hội",
        "chính phủ",       "ban thường vụ",
        "ban chấp hành",   "ủy ban thường vụ quốc hội",
        "ban bí thư",      "tổng cục trưởng",
        "chủ nhiệm",       "viện trưởng",
        "chánh án",        "bộ chính trị",
    };
    const char *p = cell->start;
    const char *end = cell->end;
    const char *after;
    if (tc_is_rule(p, end) || begins_body(cell, !any) || *p == '(' || *p == '-' || *p == '+')
        return TRUE;
    if (tc_phrase_at(p, end, "kính gửi") != NULL || find_motto(p, end, &after) != NULL)
        return TRUE;
    if (tc_phrase_at(p, end, "số") != NULL) {
        const char *q = tc_skip_between(tc_phrase_at(p, end, "số"), end);
        /* "SỐ 11/2013/TT-NHNN NGÀY ..." may go on with a title in capitals. */
        if (!tc_is_capitals(p, end) || (!any && q < end && memchr(p, ':', (gsize)(q - p)) != NULL))
            return TRUE;
    }
    /* The body that decides, above "Căn cứ". */
    return any && tc_is_capitals(p, end) &&
           tc_phrase_any(p, end, authorities, G_N_ELEMENTS(authorities), NULL) != NULL;
}

/* Join the lines of a title from cell `i` on. */
static char *
collect_title(Head *head, const char *first, const char *first_end, guint i, guint last_line)
{
    g_autoptr(GString) out = g_string_new(NULL);
    guint lines = 0;
    if (first < first_end) {
        g_string_append_len(out, first, first_end - first);
        lines++;
    }
    for (; i < head->cells->len && lines < TITLE_LINES_MAX; i++) {
        const TcCell *cell = cell_at(head, i);
        if ((lines > 0 && cell->line > last_line + 1) || cell->line > last_line + 4 ||
            ends_title(cell, lines > 0))
            break;
        if (out->len + (gsize)(cell->end - cell->start) + 1 > TC_TITLE_MAX)
            break;
        if (out->len > 0)
            g_string_append_c(out, ' ');
        g_string_append_len(out, cell->start, cell->end - cell->start);
        last_line = cell->line;
        lines++;
    }
    head->next = i;
    return out->len > 0 ? g_strdup(out->str) : NULL;
}

/* "LUẬT CÔNG TY CỦA QUỐC HỘI SỐ 47-LCT/HĐNN8 NGÀY 21/12/1990": cut at the number, when it is the
 * document's own. */
static void
cut_own_number(const Head *head, char *title)
{
    const char *end = title + strlen(title);
    const char *after;
    if (head->number == NULL)
        return;
    const char *at = tc_phrase_find(title, end, "số", &after);
    if (at == NULL || at == title)
        return;
    const char *number = tc_skip_between(after, end);
    if (!g_str_has_prefix(number, head->number))
        return;
    const char *of = tc_phrase_find(title, at, "của quốc hội", NULL);
    title[tc_skip_between_back(title, of != NULL ? of : at) - title] = '\0';
}

/* "của Quốc hội về dầu khí" after a number and a date: who decides, and where the title begins. */
static const char *
skip_of(Head *head, const char *p, const char *end)
{
    const char *of = tc_phrase_at(p, end, "của");
    const char *about = of != NULL ? tc_phrase_find(of, end, "về", NULL) : NULL;
    const char *org = of != NULL ? tc_skip_between(of, end) : NULL;
    if (about == NULL || about - org > 120 || !tc_org_begins(org, about))
        return p;
    if (head->caption_org == NULL) {
        TcCell cell = {.start = org, .end = tc_skip_between_back(org, about)};
        head->caption_org = tc_org_of_letterhead(&cell, 1);
    }
    return about;
}

/* "CỦA CHÍNH PHỦ SỐ 05/2010/NĐ-CP NGÀY 18 THÁNG 01 NĂM 2010 QUY ĐỊNH ...": take out all but the
 * title. */
static void
read_caption(Head *head, char **title)
{
    const char *p = *title;
    const char *end = p + strlen(p);
    const char *of = tc_phrase_at(p, end, "của");
    const char *org = of != NULL ? tc_skip_between(of, end) : NULL;
    const char *after;
    const char *at = tc_phrase_find(p, end, "số", &after);
    if (at == NULL || (at != p && org == NULL))
        return;
    /* Without a body before it the number may be one that is cited: "Sửa đổi Quyết định số ...". */
    gboolean decree = head->type != NULL && strcmp(head->type, "Sắc lệnh") == 0;
    const char *number_end = read_number(head, at, after, end, decree);
    if (number_end == NULL)
        return;
    if (org != NULL && org < at && tc_org_begins(org, at)) {
        TcCell cell = {.start = org, .end = tc_skip_between_back(org, at)};
        head->caption_org = tc_org_of_letterhead(&cell, 1);
    }
    FoundDate found;
    const char *rest = tc_skip_between(number_end, end);
    const char *date_end = end - rest > 80 ? rest + 80 : end;
    while (date_end < end && (*date_end & 0xC0) == 0x80)
        date_end++;
    if (find_day(rest, date_end, &found) && found.date.start == 0 && !found.date.year_inferred) {
        if (head->date == 0)
            head->date = found.date.from;
        rest = tc_skip_between(rest + found.date.end, end);
    }
    rest = skip_of(head, rest, end);
    char *left = rest < end ? g_strdup(rest) : NULL;
    g_free(*title);
    *title = left;
}

/* "của Ban Chấp hành Đảng bộ tỉnh về ...": who decides, where no letterhead says it. */
static void
read_of(Head *head, const char *title)
{
    const char *end = title + strlen(title);
    const char *of = tc_phrase_at(title, end, "của");
    if (of == NULL || head->caption_org != NULL)
        return;
    const char *org = tc_skip_between(of, end);
    const char *about = tc_phrase_find(org, end, "về", NULL);
    if (about == NULL || about - org > 120 || !tc_org_begins(org, about))
        return;
    TcCell cell = {.start = org, .end = tc_skip_between_back(org, about)};
    head->caption_org = tc_org_of_letterhead(&cell, 1);
}

/* The first letter of a title is a capital. */
static char *
capitalized(char *title)
{
    if (title == NULL)
        return NULL;
    gunichar c = g_utf8_get_char(title);
    if (!g_unichar_islower(c))
        return title;
    GString *out = g_string_new(NULL);
    g_string_append_unichar(out, g_unichar_toupper(c));
    g_string_append(out, g_utf8_next_char(title));
    g_free(title);
    return g_string_free(out, FALSE);
}

/* Whether there is anything that official documents have, other than the type itself. */
static gboolean
is_official(const Head *head)
{
    return head->motto || head->number != NULL || head->date != 0 ||
           (head->org_count > 0 && tc_org_begins(head->org[0].start, head->org[0].end) &&
            tc_is_capitals(head->org[0].start, head->org[0].end));
}

/* Whether the line `i` names the type; reads the title below it. */
static gboolean
read_type(Head *head, guint i)
{
    const TcCell *cell = cell_at(head, i);
    const char *type = NULL;
    const char *after = tc_type_at(cell->start, cell->end, &type);
    if (after == NULL)
        return FALSE;
    const char *rest = tc_skip_between(after, cell->end);
    gboolean parenthesis = rest < cell->end && *rest == '(';
    gboolean capitals = tc_is_capitals(cell->start, parenthesis ? after : cell->end);
    /* "Luật số: 91/2015/QH13" stands in the letterhead. */
    if (!capitals && tc_phrase_at(rest, cell->end, "số") != NULL)
        return FALSE;
    const char *said = *head->symbol != '\0' ? tc_type_of_symbol(head->symbol) : NULL;
    if (rest == cell->end || parenthesis) {
        /* "Kế hoạch (tỷ đồng)" heads a column of a table. */
        if (!capitals &&
            (parenthesis || !is_official(head) || (said != NULL && strcmp(said, type) != 0)))
            return FALSE;
    } else {
        const char *number = tc_phrase_at(rest, cell->end, "số");
        if (number != NULL)
            ; /* "NGHỊ QUYẾT SỐ 05-NQ/TU" */
        else if (capitals ? !is_official(head) && !tc_type_is_in_title(type)
                          : said == NULL || strcmp(said, type) != 0)
            return FALSE;
    }
    head->type = type;
    head->type_cell = *cell;
    gboolean in_title = tc_type_is_in_title(type);
    const char *first = parenthesis ? cell->end : rest;
    /* "BÁO CÁO KẾT QUẢ ..." is all title; "QUYẾT ĐỊNH CỦA ..." and "... SỐ" are not. */
    if (first < cell->end && (in_title || (tc_phrase_at(first, cell->end, "của") == NULL &&
                                           tc_phrase_at(first, cell->end, "số") == NULL &&
                                           tc_phrase_at(first, cell->end, "về") == NULL)))
        first = cell->start;
    gboolean whole = first == cell->start;
    char *title = collect_title(head, first, cell->end, i + 1, cell->line);
    if (title != NULL && !whole)
        read_caption(head, &title);
    if (title != NULL && !whole)
        read_of(head, title);
    if (title != NULL && in_title)
        cut_own_number(head, title);
    if (title != NULL && in_title && !whole) {
        g_autofree char *name = g_strndup(cell->start, (gsize)(rest - cell->start));
        char *joined = g_strconcat(g_strstrip(name), " ", title, NULL);
        g_free(title);
        title = joined;
    }
    /* "Nghị quyết của Ban Chấp hành Đảng bộ tỉnh về ..." */
    if (title != NULL && !whole && tc_phrase_at(title, title + strlen(title), "của") != NULL) {
        char *joined = g_strconcat(type, " ", title, NULL);
        g_free(title);
        title = joined;
    }
    if (title != NULL && !tc_is_rule(title, title + strlen(title)))
        head->title = capitalized(title);
    else
        g_free(title);
    /* "(Chủ tịch HĐND tỉnh, chiều ngày 10/7/2024)" below the title of a speech. */
    if (in_title && head->date == 0 && head->next < head->cells->len) {
        const TcCell *note = cell_at(head, head->next);
        FoundDate found;
        if (*note->start == '(' && note->end - note->start < BODY_LINE_BYTES &&
            find_day(note->start, note->end, &found) && !found.date.year_inferred)
            head->date = found.date.from;
    }
    return TRUE;
}

/* "V/v bảo đảm an toàn đê điều", over several lines of its column. */
static gboolean
read_subject(Head *head, guint i)
{
    const TcCell *cell = cell_at(head, i);
    const char *p = tc_skip_between(cell->start, cell->end);
    if (*p == '(')
        p++;
    const char *after =
        tc_phrase_any(p, cell->end, subject_marks, G_N_ELEMENTS(subject_marks), NULL);
    if (after == NULL || head->title != NULL)
        return FALSE;
    p = tc_skip_between(after, cell->end);
    if (p >= cell->end)
        return FALSE;
    g_autoptr(GString) out = g_string_new_len(p, cell->end - p);
    guint line = cell->line;
    for (guint k = i + 1; k < head->cells->len; k++) {
        const TcCell *next = cell_at(head, k);
        const char *motto;
        if (next->line > line + 1)
            break;
        if (next->line == cell->line || next->column != 0)
            continue;
        if (next->line == line || ends_title(next, TRUE) ||
            find_day(next->start, next->end, &(FoundDate){.found = FALSE}) ||
            find_motto(next->start, next->end, &motto) != NULL ||
            out->len + (gsize)(next->end - next->start) > TC_TITLE_MAX)
            break;
        g_string_append_c(out, ' ');
        g_string_append_len(out, next->start, next->end - next->start);
        line = next->line;
    }
    if (out->str[out->len - 1] == ')')
        g_string_truncate(out, out->len - 1);
    head->title = capitalized(g_strdup(out->str));
    head->letter = TRUE;
    return TRUE;
}

/* "Ngày gửi: 14/11/2017 15:42", "Tiêu đề: ...", "Thời gian: 8 giờ 00, ngày 11-7-2019" */
static gboolean
read_label(Head *head, const TcCell *cell)
{
    static const char *const labels[] = {
        "tiêu đề", "chủ đề", "trích yếu", "subject", "ngày gửi",
        "ngày",    "date",   "thời gian", "từ",      "người gửi",
    };
    enum { TITLES = 4, DATES = 8 };
    gsize which;
    const char *after = tc_phrase_any(cell->start, cell->end, labels, G_N_ELEMENTS(labels), &which);
    if (after == NULL || after >= cell->end || *after != ':')
        return FALSE;
    const char *p = tc_skip_between(after, cell->end);
    if (which < TITLES) {
        if (head->title == NULL && p < cell->end)
            head->title = tc_tidy(p, cell->end, TC_TITLE_MAX);
        head->labels = TRUE;
        return TRUE;
    }
    if (which < DATES) {
        FoundDate found;
        if (head->date == 0 && find_day(p, cell->end, &found) && !found.date.year_inferred)
            head->date = found.date.from;
        head->labels = head->labels || found.found;
        return found.found;
    }
    if (!tc_org_begins(p, cell->end))
        return FALSE;
    if (head->caption_org == NULL) {
        TcCell from = {.start = p, .end = cell->end};
        head->caption_org = tc_org_of_letterhead(&from, 1);
    }
    head->labels = TRUE;
    return TRUE;
}

/* ---- reports of meetings ---- */

/* "Thứ Ba, 16-11-2021, 09:12" */
static gboolean
read_dateline(Head *head, const TcCell *cell)
{
    FoundDate found;
    const char *p = cell->start;
    if (cell->end - p > 80)
        return FALSE;
    const char *weekday = tc_phrase_at(p, cell->end, "thứ");
    if (weekday == NULL)
        weekday = tc_phrase_at(p, cell->end, "chủ nhật");
    if (weekday == NULL || !find_day(p, cell->end, &found) || found.date.year_inferred)
        return FALSE;
    const char *rest = p + found.date.end;
    for (; rest < cell->end; rest = g_utf8_next_char(rest))
        if (g_unichar_isalpha(g_utf8_get_char(rest)))
            return FALSE;
    if (head->date == 0)
        head->date = found.date.from;
    return TRUE;
}

/* "Tỉnh ủy Ninh Thuận họp phiên thứ hai": who meets. */
static void
read_subject_body(Head *head, const TcCell *cell)
{
    static const char *const verbs[] = {"họp", "tổ chức", "khai mạc", "bế mạc", "tổng kết"};
    const char *verb = NULL;
    if (cell == NULL || !tc_org_begins(cell->start, cell->end))
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++) {
        const char *at = tc_phrase_find(cell->start, cell->end, verbs[i], NULL);
        if (at != NULL && (verb == NULL || at < verb))
            verb = at;
    }
    if (verb == NULL || verb - cell->start > SUBJECT_BYTES_MAX)
        return;
    TcCell name = {.start = cell->start, .end = tc_skip_between_back(cell->start, verb)};
    head->caption_org = tc_org_of_letterhead(&name, 1);
}

/* "Hội nghị Ban Chấp hành Đảng bộ tỉnh lần thứ 2": whose meeting it was. */
static void
read_headline(Head *head)
{
    static const char *const kinds[] = {"tin hội nghị", "tin", "tin tức", "tin vắn"};
    const TcCell *cell = head->cells->len > 0 ? cell_at(head, 0) : NULL;
    if (cell != NULL && head->cells->len > 1 &&
        tc_phrase_any(cell->start, cell->end, kinds, G_N_ELEMENTS(kinds), NULL) == cell->end)
        head->headline = tc_tidy(cell_at(head, 1)->start, cell_at(head, 1)->end, TC_TITLE_MAX);
    const char *after = cell != NULL ? tc_phrase_at(cell->start, cell->end, "hội nghị") : NULL;
    if (after == NULL) {
        read_subject_body(head, head->headline != NULL ? cell_at(head, 1) : cell);
        return;
    }
    const char *org = tc_skip_between(after, cell->end);
    const char *time = tc_phrase_find(org, cell->end, "lần thứ", NULL);
    if (time == NULL || !tc_org_begins(org, time))
        return;
    TcCell name = {.start = org, .end = tc_skip_between_back(org, time)};
    head->caption_org = tc_org_of_letterhead(&name, 1);
}

/* The day of the meeting, from the first sentence of a report: "Ngày 4-12, Tỉnh ủy tổ chức Hội
 * nghị lần thứ 2 ...". Its year may be inferred, from the text. */
static void
read_report(Head *head)
{
    static const char *const meetings[] = {
        "hội nghị", "kỳ họp", "phiên họp", "đại hội",
        "cuộc họp", "họp",    "tọa đàm",   "tiếp xúc cử tri",
    };
    static const char *const bodies[] = {
        "tỉnh ủy",
        "thành ủy",
        "huyện ủy",
        "ủy ban nhân dân",
        "ubnd",
        "hội đồng nhân dân",
        "hđnd",
        "đảng bộ",
        "ban chấp hành",
        "ban thường vụ",
        "mttq",
        "mặt trận tổ quốc",
        "liên đoàn lao động",
        "quận ủy",
        "thị ủy",
    };
    static const char *const before_day[] = {"hôm", "sáng", "chiều", "tối", "trong", "vào"};

    /* The first running text. */
    const TcCell *lead = NULL;
    for (guint i = 0; i < head->cells->len && lead == NULL; i++)
        if (cell_at(head, i)->end - cell_at(head, i)->start > 150)
            lead = cell_at(head, i);
    if (lead == NULL)
        return;
    const char *p = lead->start;
    const char *end = lead->end - p > LEAD_BYTES ? p + LEAD_BYTES : lead->end;
    while (end < lead->end && (*end & 0xC0) == 0x80)
        end++;
    const char *after = tc_phrase_any(p, end, before_day, G_N_ELEMENTS(before_day), NULL);
    const char *day = after != NULL ? tc_skip_between(after, end) : p;
    if (!g_ascii_isdigit(*day) && tc_phrase_at(day, end, "ngày") == NULL)
        return;
    gboolean meeting = FALSE;
    gboolean body = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(meetings) && !meeting; i++)
        meeting = tc_phrase_find(head->text, end, meetings[i], NULL) != NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(bodies) && !body; i++)
        body = tc_phrase_find(head->text, end, bodies[i], NULL) != NULL;
    if (!meeting || !body)
        return;
    read_headline(head);
    /* The whole head is read, because the year may stand anywhere in it. */
    FoundDate found = {.found = FALSE};
    tc_dates_find(head->text + (p - head->text), head->len - (gsize)(p - head->text), take_day,
                  &found);
    if (found.found && found.date.start <= (gsize)(day - p))
        head->date = found.date.from;
}

/* ---- the whole ---- */

/* Above the type: letterhead, number, place and date. Then the type and the title, or what letters
 * and e-mail have. */
static void
read_head(Head *head)
{
    gboolean body = FALSE;
    for (guint i = 0; i < head->cells->len;) {
        const TcCell *cell = cell_at(head, i);
        head->next = i + 1;
        if (cell->line > ZONE_LINES_MAX)
            break;
        if (tc_phrase_at(cell->start, cell->end, "kính gửi") != NULL)
            head->letter = TRUE;
        else if (read_label(head, cell) || read_dateline(head, cell))
            ;
        else if (read_subject(head, i))
            ;
        else if (body || head->letter || head->labels)
            ; /* the addressees of a letter */
        else if (head->type_cell.start == NULL && read_type(head, i))
            ;
        else if (begins_body(cell, FALSE)) {
            /* Labels may stand below the first words ("Thời gian:"), nothing else. */
            body = TRUE;
            head->zone = i;
            if (cell->end - cell->start > BODY_LINE_BYTES)
                break;
        } else if (head->type_cell.start == NULL)
            read_part(head, cell, cell->start, cell->end);
        else if (head->number == NULL || head->date == 0) {
            /* Below the title: "*Số 08-NQ/TU — Cần Thơ, ngày 24 tháng 3 năm 2017*". Bodies that
             * are named there are those that decide. */
            guint count = head->org_count;
            read_part(head, cell, cell->start, cell->end);
            if (count > 0)
                head->org_count = count;
        }
        /* Articles have none of this: they are left after a few lines. */
        gboolean long_line = cell->end - cell->start > PROSE_BYTES;
        if ((long_line || i >= FRUITLESS_CELLS_MAX) && !is_official(head) && head->type == NULL &&
            head->org_count == 0 && !head->letter && !head->labels)
            break;
        i = head->next;
        if (!body)
            head->zone = i;
        if (body && (head->date != 0 || cell->line > 30))
            break;
    }
}

/* Remove from the lines of the issuing body what stands before its name: menus of web pages. */
static char *
issuer(const Head *head)
{
    guint first = 0;
    while (first < head->org_count && !tc_org_begins(head->org[first].start, head->org[first].end))
        first++;
    guint last = first;
    /* Lines that follow each other; "KHÓA XI, KỲ HỌP THỨ 2" is not part of a name. */
    while (last < head->org_count) {
        const TcCell *cell = &head->org[last];
        if (tc_phrase_at(cell->start, cell->end, "khóa") != NULL ||
            tc_phrase_at(cell->start, cell->end, "kỳ họp") != NULL ||
            tc_phrase_at(cell->start, cell->end, "nhiệm kỳ") != NULL ||
            (last > first && cell->line > head->org[last - 1].line + 1 &&
             !tc_org_begins(cell->start, cell->end)))
            break;
        last++;
    }
    if (last == first)
        return NULL;
    if (!tc_is_capitals(head->org[first].start, head->org[first].end) && head->number == NULL)
        return NULL;
    return tc_org_of_letterhead(head->org + first, last - first);
}

/* A title that is less than what the text may give: only a type. */
static gboolean
is_generic(const char *title)
{
    const char *end = title + strlen(title);
    const char *type;
    const char *after = tc_type_at(title, end, &type);
    return after != NULL && tc_skip_between(after, end) == end;
}

/* A title that is none: a line of the letterhead. */
static gboolean
is_letterhead(const char *title)
{
    const char *end = title + strlen(title);
    const char *after;
    return find_motto(title, end, &after) != NULL ||
           (tc_is_capitals(title, end) && tc_org_begins(title, end));
}

/* Headings, subjects and the like; not what the properties of a file say, which is often that of
 * the file it was copied from. */
static gboolean
is_from_markup(const TcDocument *document)
{
    switch (document->format) {
    case TC_FORMAT_HTML:
    case TC_FORMAT_MARKDOWN:
    case TC_FORMAT_EML:
    case TC_FORMAT_PPTX:
    case TC_FORMAT_ODP:
        return TRUE;
    default:
        return FALSE;
    }
}

static void
fill_string(char **field, char **value, gsize max)
{
    if (*field == NULL && *value != NULL && strlen(*value) <= max)
        *field = g_steal_pointer(value);
}

/* Write what was read into the fields that are empty. */
static void
fill(Head *head, TcDocument *document)
{
    g_autofree char *org = issuer(head);
    if (org == NULL)
        org = g_steal_pointer(&head->caption_org);
    const char *type = head->type;
    if (type == NULL && *head->symbol != '\0') {
        type = tc_type_of_symbol(head->symbol);
        if (type == NULL && head->letter)
            type = "Công văn";
    }
    if (!document->ocr)
        fill_string(&document->number, &head->number, TC_HEADER_FIELD_MAX);
    if (document->type == NULL && type != NULL)
        document->type = g_strdup(type);
    fill_string(&document->org, &org, TC_HEADER_ORG_MAX);
    fill_string(&document->place, &head->place, TC_HEADER_FIELD_MAX);
    if (document->date == 0)
        document->date = head->date;
    gboolean no_title = document->title != NULL && is_letterhead(document->title);
    gboolean weak = document->title != NULL &&
                    (no_title || is_generic(document->title) || !is_from_markup(document));
    if (head->title != NULL ? weak : no_title && !is_from_markup(document))
        g_clear_pointer(&document->title, g_free);
    if (document->title != NULL && head->headline != NULL && !is_from_markup(document) &&
        tc_phrase_at(document->title, document->title + strlen(document->title), "tin") != NULL) {
        g_free(document->title);
        document->title = tc_tidy_title(head->headline);
    }
    if (document->title == NULL && head->title != NULL)
        document->title = tc_tidy_title(head->title);
}

/* At most `max` bytes of `text`, from its start or its end, cut between characters and in NFC. NULL
 * when they are not UTF-8. */
static char *
take_text(const char *text, gsize len, gsize max, gboolean from_end, gsize *taken)
{
    const char *start = text;
    const char *end = text + len;
    if (len > max && from_end) {
        start = end - max;
        while (start < end && (*start & 0xC0) == 0x80)
            start++;
    } else if (len > max) {
        end = text + max;
        while (end > text && (*end & 0xC0) == 0x80)
            end--;
    }
    g_autofree char *copy = g_strndup(start, (gsize)(end - start));
    *taken = (gsize)(end - start);
    /* Controls, NUL among them, are gaps. */
    for (gsize i = 0; i < *taken; i++) {
        copy[i] = start[i];
        if (g_ascii_iscntrl(copy[i]) && copy[i] != '\n' && copy[i] != '\t')
            copy[i] = ' ';
    }
    /* Only combining marks (U+0300..U+036F) matter, and few texts have any. */
    gboolean marks = memchr(copy, 0xcc, *taken) != NULL || memchr(copy, 0xcd, *taken) != NULL;
    if (!g_utf8_validate(copy, (gssize)*taken, NULL))
        return NULL;
    if (!marks)
        return g_steal_pointer(&copy);
    g_autoptr(GString) composed = g_string_sized_new(*taken);
    if (!tc_normalize(TC_NORMAL_NFC, copy, *taken, composed, NULL))
        return NULL;
    *taken = composed->len;
    return g_string_free(g_steal_pointer(&composed), FALSE);
}

void
tc_header_read(const char *text, gsize len, TcDocument *document)
{
    g_return_if_fail(text != NULL || len == 0);
    g_return_if_fail(document != NULL);
    Head head = {.text = NULL};
    g_autofree char *start = take_text(text, len, HEAD_BYTES, FALSE, &head.len);
    if (start == NULL)
        return;
    head.text = start;
    head.cells = tc_cells_split(head.text, head.len, CELLS_MAX);
    read_head(&head);
    if (head.date == 0 && head.number == NULL && head.type == NULL)
        read_report(&head);
    gboolean official = is_official(&head) || head.type != NULL || head.letter || head.labels;
    guint body_line = head.zone < head.cells->len ? cell_at(&head, head.zone)->line : 0;
    fill(&head, document);
    g_array_unref(head.cells);
    g_free(head.number);
    g_free(head.place);
    g_free(head.title);
    g_free(head.headline);
    g_free(head.caption_org);

    if (!official || document->signer != NULL)
        return;
    /* A short text ends within its head: the letterhead is no signature. */
    const char *body = text;
    for (guint line = 0; line < body_line; line++) {
        const char *next = memchr(body, '\n', (gsize)(text + len - body));
        if (next == NULL)
            return;
        body = next + 1;
    }
    gsize end_len;
    g_autofree char *end = take_text(body, (gsize)(text + len - body), TAIL_BYTES, TRUE, &end_len);
    if (end != NULL)
        document->signer = tc_signer_find(end, end_len);
}
