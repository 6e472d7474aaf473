/* Reports of meetings, as newspapers and web pages have them. */
#include "document/header_head.h"

#include <string.h>

#include "document/reader.h"

enum {
    SUBJECT_BYTES_MAX = 60, /* of a headline: "Tỉnh ủy Ninh Thuận", not a longer sentence */
    LEAD_BYTES = 1200,      /* of the first paragraph: where the day is named */
    LEAD_BYTES_MIN = 150,   /* a shorter line is a headline */
};

/* "Thứ Ba, 16-11-2021, 09:12" */
gboolean
tc_head_read_dateline(TcHead *head, const TcCell *cell)
{
    TcFoundDay found;
    const char *p = cell->start;
    if (cell->end - p > 80)
        return FALSE;
    const char *weekday = tc_phrase_at(p, cell->end, "thứ");
    if (weekday == NULL)
        weekday = tc_phrase_at(p, cell->end, "chủ nhật");
    if (weekday == NULL || !tc_head_find_day(p, cell->end, &found) || found.date.year_inferred)
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
    if (cell != NULL && head->cells->len > 1 &&
        tc_phrase_any(cell->start, cell->end, kinds, G_N_ELEMENTS(kinds), NULL) == cell->end)
        head->headline =
            tc_tidy(tc_head_cell(head, 1)->start, tc_head_cell(head, 1)->end, TC_TITLE_MAX);
    const char *after = cell != NULL ? tc_phrase_at(cell->start, cell->end, "hội nghị") : NULL;
    if (after == NULL) {
        read_subject_body(head, head->headline != NULL ? tc_head_cell(head, 1) : cell);
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
void
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
    static const char *const before_day[] = {"hôm", "sáng", "chiều", "tối", "trong", "vào"};

    /* The first running text. */
    const TcCell *lead = NULL;
    for (guint i = 0; i < head->cells->len && lead == NULL; i++)
        if (tc_head_cell(head, i)->end - tc_head_cell(head, i)->start > LEAD_BYTES_MIN)
            lead = tc_head_cell(head, i);
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
    TcFoundDay found;
    tc_head_find_day(p, head->text + head->len, &found);
    if (found.found && found.date.start <= (gsize)(day - p))
        head->date = found.date.from;
}
