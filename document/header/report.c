/* Reports of meetings, as newspapers and web pages have them. */
#include "document/header/head.h"
#include "document/header/name/name.h"

#include <string.h>

enum {
    AGENCY_BYTES_MAX = 30,  /* "(TTXVN)" */
    MINUTES_DAY_MAX = 80,   /* bytes before the day, in the sentence that minutes begin with */
    SUBJECT_BYTES_MAX = 90, /* of a headline: "Tỉnh ủy Ninh Thuận", not a longer sentence */
    LEAD_DAY_MAX = 40,      /* bytes before the day in the first sentence */
    LEAD_BYTES = 1200,      /* of the first paragraph: where the day is named */
    LEAD_BYTES_MIN = 150,   /* a shorter line is a headline */
};

/* "Tỉnh ủy Ninh Thuận họp phiên thứ hai": who meets. */
static void
read_subject_body(TcHead *head, const TcCell *cell)
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
read_headline(TcHead *head)
{
    static const char *const kinds[] = {"tin hội nghị", "tin", "tin tức", "tin vắn"};
    const TcCell *cell = head->cells->len > 0 ? tc_head_cell(head, 0) : NULL;
    gboolean is_news =
        cell != NULL && head->cells->len > 1 &&
        tc_phrase_any(cell->start, cell->end, kinds, G_N_ELEMENTS(kinds), NULL) == cell->end;
    if (is_news)
        head->headline =
            tc_tidy(tc_head_cell(head, 1)->start, tc_head_cell(head, 1)->end, TC_TITLE_MAX);
    else if (cell != NULL && cell->end - cell->start < TC_BODY_LINE_BYTES &&
             !tc_is_capitals(cell->start, cell->end))
        head->headline = tc_tidy(cell->start, cell->end, TC_TITLE_MAX);
    const char *after = cell != NULL ? tc_phrase_at(cell->start, cell->end, "hội nghị") : NULL;
    if (after == NULL) {
        read_subject_body(head, is_news ? tc_head_cell(head, 1) : cell);
        return;
    }
    const char *org = tc_skip_between(after, cell->end);
    const char *time = tc_phrase_find(org, cell->end, "lần thứ", NULL);
    if (time == NULL || !tc_org_begins(org, time))
        return;
    TcCell name = {.start = org, .end = tc_skip_between_back(org, time)};
    head->caption_org = tc_org_of_letterhead(&name, 1);
}

/* "(TTXVN) - ", "(NTO) ", "BTO- ": who reports. */
static const char *
skip_agency(const char *p, const char *end)
{
    const char *q = p;
    gboolean has_parenthesis = q < end && *q == '(';
    q += has_parenthesis;
    const char *name = q;
    while (q < end && (g_ascii_isupper(*q) || *q == '.' || *q == ' ' || (guchar)*q >= 0x80))
        q = g_utf8_next_char(q);
    if (q - name < 2 || q - name > AGENCY_BYTES_MAX || q >= end)
        return p;
    if (has_parenthesis ? *q == ')' : *q == '-')
        return tc_skip_between(q + 1, end);
    return p;
}

/* Whether a report begins in one of these ways: "Ngày 4-12", "Sáng nay (5/7)", "Trong 2 ngày 10 và
 * 11/8", "Vừa qua, ngày 3/2", but not "Trong năm 2020". */
static gboolean
begins_with_day(const char *p, const char *end)
{
    static const char *const openers[] = {
        "ngày", "hôm", "sáng", "chiều", "tối", "trưa", "vào", "vừa qua", "từ ngày", "mới đây",
    };
    static const char *const counts[] = {"hai", "ba", "bốn", "các"};
    if (p < end && g_ascii_isdigit(*p))
        return TRUE;
    if (tc_phrase_any(p, end, openers, G_N_ELEMENTS(openers), NULL) != NULL)
        return TRUE;
    const char *within = tc_phrase_at(p, end, "trong");
    const char *count = within != NULL ? tc_skip_between(within, end) : p;
    const char *after = within != NULL && count < end && g_ascii_isdigit(*count)
                            ? count + 1
                            : tc_phrase_any(count, end, counts, G_N_ELEMENTS(counts), NULL);
    return within != NULL && after != NULL &&
           tc_phrase_at(tc_skip_between(after, end), end, "ngày") != NULL;
}

/* "..., HĐND tỉnh Ninh Thuận khóa XI khai mạc Kỳ họp thứ 7": who meets, if the headline does not
 * tell, or tells less. */
static void
read_lead_body(TcHead *head, const char *p, const char *end)
{
    static const char *const stops[] = {
        "họp",  "tổ chức",   "khai mạc", "bế mạc",   "tổng kết",   "tiến hành", "đã",
        "khóa", "lần",       "nhiệm kỳ", "phối hợp", "triển khai", "và",        "chủ trì",
        "mở",   "thông qua", "có",       "tham dự",  "dự",
    };
    const char *stop = NULL;
    if (p < end && *p == ')')
        p++;
    p = tc_skip_between(p, end);
    if (!tc_org_begins(p, end))
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(stops); i++) {
        const char *at = tc_phrase_find(p, end, stops[i], NULL);
        if (at != NULL && (stop == NULL || at < stop))
            stop = at;
    }
    for (const char *q = p; stop != NULL && q < stop; q++)
        if (strchr(",.;:(\n", *q) != NULL)
            stop = q;
    if (stop == NULL || stop - p > SUBJECT_BYTES_MAX)
        return;
    TcCell name = {.start = p, .end = tc_skip_between_back(p, stop)};
    g_autofree char *org = tc_org_of_letterhead(&name, 1);
    /* "Tỉnh ủy" alone tells less than the headline, "Ủy ban MTTQ Việt Nam tỉnh An Giang" more. */
    if (org == NULL || (head->caption_org != NULL && !g_str_has_prefix(org, head->caption_org)))
        return;
    g_free(head->caption_org);
    head->caption_org = g_steal_pointer(&org);
}

/* Behind "1.", "I.", "a)", "-" at the start of a line. */
static const char *
after_enumerator(const char *p, const char *end)
{
    const char *q = p;
    while (q < end && q - p < 4 && g_ascii_isalnum(*q))
        q++;
    if (q > p && q < end && (*q == '.' || *q == ')' || *q == '/'))
        p = q + 1;
    return tc_skip_between(p, end);
}

/* "Hôm nay, vào lúc 14 giờ 00 ngày 12 tháng 7 năm 2021, tại ...": the day of minutes. Contracts
 * only have the first opener. */
void
tc_head_read_minutes(TcHead *head)
{
    static const char *const openers[] = {"hôm nay", "vào hồi", "vào lúc",   "hồi",
                                          "lúc",     "ngày",    "thời gian", "thời gian bắt đầu",
                                          "bắt đầu"};
    static const char *const others[] = {"ngày sinh", "ngày cấp", "ngày tháng năm sinh",
                                         "ngày vào đảng", "ngày chính thức"};
    gboolean is_minutes = strcmp(head->type, "Biên bản") == 0;
    if (!is_minutes && strcmp(head->type, "Hợp đồng") != 0 &&
        strcmp(head->type, "Bản thỏa thuận") != 0 && strcmp(head->type, "Phụ lục hợp đồng") != 0)
        return;
    for (guint i = 0; i < head->cells->len && head->date == 0; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        TcFoundDay found;
        const char *p = after_enumerator(cell->start, cell->end);
        if (tc_phrase_any(p, cell->end, openers, is_minutes ? G_N_ELEMENTS(openers) : 1, NULL) ==
                NULL ||
            tc_phrase_any(p, cell->end, others, G_N_ELEMENTS(others), NULL) != NULL)
            continue;
        if (tc_head_find_day(p, cell->end, &found) && !found.date.is_year_inferred &&
            found.date.start < MINUTES_DAY_MAX)
            tc_head_take_date(head, found.date.from);
    }
}

/* "Ngày 26/11, UBND tỉnh đã ban hành Kế hoạch ... Nghị quyết Đại hội": what was issued comes before
 * the first of `count` meetings. */
static gboolean
tells_what_was_issued(const char *p, const char *end, const char *const *meetings, gsize count)
{
    static const char *const verbs[] = {"ban hành",    "thông qua nghị quyết", "ra quyết định",
                                        "có tờ trình", "có công văn",          "có văn bản"};
    const char *first = end;
    for (gsize i = 0; i < count; i++) {
        const char *at = tc_phrase_find(p, first, meetings[i], NULL);
        first = at != NULL ? at : first;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++)
        if (tc_phrase_find(p, first, verbs[i], NULL) != NULL)
            return TRUE;
    return FALSE;
}

/* The day of the meeting, from the first sentence of a report: "Ngày 4-12, Tỉnh ủy tổ chức Hội nghị
 * lần thứ 2 ...". Its year may be inferred from the text. */
gboolean
tc_head_read_report(TcHead *head)
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
    /* The first running text. */
    const TcCell *lead = NULL;
    for (guint i = 0; i < head->cells->len && lead == NULL; i++)
        if (tc_head_cell(head, i)->end - tc_head_cell(head, i)->start > LEAD_BYTES_MIN)
            lead = tc_head_cell(head, i);
    if (lead == NULL)
        return FALSE;
    const char *p = lead->start;
    const char *end = lead->end - p > LEAD_BYTES ? p + LEAD_BYTES : lead->end;
    while (end < lead->end && (*end & 0xC0) == 0x80)
        end++;
    p = skip_agency(p, end);
    if (!begins_with_day(p, end))
        return FALSE;
    gboolean is_meeting = FALSE;
    gboolean is_body = FALSE;
    for (const char *q = head->text; q < end && !(is_meeting && is_body);
         q = tc_next_word(q, end)) {
        is_meeting =
            is_meeting || tc_phrase_any(q, end, meetings, G_N_ELEMENTS(meetings), NULL) != NULL;
        is_body = is_body || tc_phrase_any(q, end, bodies, G_N_ELEMENTS(bodies), NULL) != NULL;
    }
    if (!is_meeting || !is_body || tells_what_was_issued(p, end, meetings, G_N_ELEMENTS(meetings)))
        return FALSE;
    read_headline(head);
    /* The whole head is read, as the year may stand anywhere in it. */
    TcFoundDay found;
    tc_head_find_day(p, head->text + head->len, &found);
    if (found.is_found && found.date.start <= LEAD_DAY_MAX) {
        tc_head_take_date(head, found.date.from);
        read_lead_body(head, p + found.date.end, end);
    }
    return TRUE;
}
