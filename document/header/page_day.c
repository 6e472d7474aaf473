/* On which day a page of the web came out. */
#include "base/line.h"
#include "document/header/head.h"

#include <string.h>

enum {
    DATELINE_BYTES_MAX = 80,
    PAGE_BYTES = 256 << 10, /* of a page, in which its title is looked for */
    LINES_BELOW_TITLE = 4,  /* in which the day of an article stands */
    LINE_CELLS_MAX = 8,
};

/* Whether [p, end) is a time of day and marks: ", 08:11 [GMT+7]", "9:05 AM", "8 giờ". */
static gboolean
is_time_of_day(const char *p, const char *end)
{
    static const char *const words[] = {"gmt", "am", "pm", "sa", "ch", "giờ", "phút", "h"};
    for (const char *start = p; p < end;) {
        const char *after = tc_phrase_any(p, end, words, G_N_ELEMENTS(words), NULL);
        if (after == NULL && g_unichar_isalpha(g_utf8_get_char(p)) &&
            !(*p == 'h' && p > start && g_ascii_isdigit(p[-1])))
            return FALSE;
        p = after != NULL ? after : g_utf8_next_char(p);
    }
    return TRUE;
}

/* The day of "Thứ Ba, 16-11-2021, 09:12", "Ngày đăng: 29/02/2024 - Lượt xem: 123"; 0 when [p, end)
 * is something else. */
static guint32
dateline_day(const char *p, const char *end)
{
    static const char *const captions[] = {
        "cập nhật",      "cập nhật lúc", "cập nhật ngày", "ngày đăng",     "đăng ngày",
        "ngày cập nhật", "đăng lúc",     "xuất bản",      "ngày xuất bản", "thời gian đăng"};
    TcFoundDay found;
    gsize which;
    const char *caption = tc_phrase_any(p, end, captions, G_N_ELEMENTS(captions), &which);
    const char *weekday = caption != NULL ? caption : tc_phrase_at(p, end, "thứ");
    if (weekday == NULL)
        weekday = tc_phrase_at(p, end, "chủ nhật");
    if (weekday == NULL || end - p > DATELINE_BYTES_MAX || !tc_head_find_day(p, end, &found) ||
        found.date.is_year_inferred)
        return 0;
    const char *day = caption != NULL ? tc_skip_between(caption, end) : NULL;
    gboolean is_behind_caption = day != NULL && p + found.date.start <= day;
    return is_behind_caption || is_time_of_day(p + found.date.end, end) ? found.date.from : 0;
}

/* Whether what stands before a day in its line tells that it is another one: "Hạn nộp hồ sơ:". */
static gboolean
is_of_another_day(const char *p, const char *end)
{
    static const char *const words[] = {"hạn",  "thời gian", "đến",  "từ",       "trước",
                                        "sau",  "kèm",       "theo", "hiệu lực", "sinh",
                                        "khai", "tổ chức",   "số"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (tc_phrase_find(p, end, words[i], NULL) != NULL)
            return TRUE;
    return FALSE;
}

/* Whether [p, end), which stands before a day in brackets, is the title of another article: "Khai
 * mạc hội thi nấu ăn của các xã (12/07/2022)". */
static gboolean
is_of_other_article(const char *p, const char *end)
{
    enum { OTHER_WORDS_MIN = 6 };
    guint words = 0;
    if (p == end || end[-1] != '(')
        return FALSE;
    for (const char *q = p; q < end && words < OTHER_WORDS_MIN; q = tc_next_word(q, end))
        words++;
    return words >= OTHER_WORDS_MIN;
}

/* Whether a line goes on behind its day with the time, and then only with what is apart from that:
 * " - 08:11 - 345 lượt xem". */
static gboolean
ends_behind_day(const char *p, const char *end)
{
    const char *apart = p;
    while (apart < end && strchr("|-", *apart) == NULL)
        apart++;
    return is_time_of_day(p, end) || (apart < end && is_time_of_day(p, apart));
}

/* The day of a line beside the title of a page, where it may stand by itself, or behind the name of
 * a place or of who wrote it: "08:11 | 12/07/2022", "12.07.2022", "Tác giả: Minh Hà | 12/07/2022".
 */
static guint32
day_beside_title(const char *p, const char *end)
{
    static const char marks[] = ":,|-([";
    TcFoundDay found;
    guint32 day = dateline_day(p, end);
    if (day != 0 || end - p > DATELINE_BYTES_MAX)
        return day;
    for (const char *q = p; q < end && day == 0; q = tc_next_word(q, end))
        day = tc_date_of_page_at(q, end);
    if (day != 0)
        return day;
    if (!tc_head_find_day(p, end, &found) || found.date.is_year_inferred)
        return 0;
    const char *start = p + found.date.start;
    const char *before = start;
    while (before > p && before[-1] == ' ')
        before--;
    const char *word = tc_phrase_find(p, start, "ngày", NULL);
    const gboolean is_apart =
        before == p || strchr(marks, before[-1]) != NULL ||
        (word != NULL && tc_skip_between(tc_phrase_at(word, start, "ngày"), start) >= before) ||
        tc_phrase_at(start, end, "ngày") != NULL || is_time_of_day(p, start);
    return is_apart && !is_of_another_day(p, start) && !is_of_other_article(p, start) &&
                   ends_behind_day(p + found.date.end, end)
               ? found.date.from
               : 0;
}

gboolean
tc_head_read_dateline(TcHead *head, const TcCell *cell)
{
    /* Portals of laws name it beside the day on which they last changed what they say of it. */
    if (cell->end - cell->start <= DATELINE_BYTES_MAX &&
        tc_phrase_at(cell->start, cell->end, "ngày có hiệu lực") != NULL)
        return head->is_of_record = TRUE;
    const guint32 day = dateline_day(cell->start, cell->end);
    if (head->page_date == 0)
        head->page_date = day;
    return day != 0;
}

/* "08:11:35": the clock of a site, which says when its page was saved. */
static gboolean
has_seconds(const char *p, const char *end)
{
    guint parts = 0;
    for (; p < end; p++) {
        if (!g_ascii_isdigit(*p)) {
            parts = *p == ':' && parts > 0 ? parts : 0;
            continue;
        }
        parts++;
        while (p + 1 < end && g_ascii_isdigit(p[1]))
            p++;
        if (parts == 3)
            return TRUE;
    }
    return FALSE;
}

/* Whether the line [p, end) is one or more sentences. */
static gboolean
is_running_text(const char *p, const char *end)
{
    enum { SENTENCE_BYTES = 160 };
    return end - p > TC_BODY_LINE_BYTES || (end - p > SENTENCE_BYTES && end[-1] == '.');
}

/* The first day in the lines from `p` on, `lines` of them at most; 0 when none has one. */
static guint32
day_below(const char *p, const char *end, guint lines)
{
    guint32 day = 0;
    while (p < end && lines > 0 && day == 0) {
        const char *line_end = memchr(p, '\n', (gsize)(end - p));
        line_end = line_end != NULL ? line_end : end;
        g_autoptr(GArray) cells = tc_cells_split(p, (gsize)(line_end - p), LINE_CELLS_MAX);
        for (guint i = 0; i < cells->len && day == 0; i++)
            day = day_beside_title(tc_cell_at(cells, i)->start, tc_cell_at(cells, i)->end);
        /* A running text has begun. */
        lines = is_running_text(p, line_end) ? 0 : lines - (line_end > p);
        p = line_end + (line_end < end);
    }
    return day;
}

/* The day in the line above the one that begins at `p`; 0 without one, and of a clock. */
static guint32
day_above(const char *text, const char *p)
{
    const char *end = p;
    while (end > text && end[-1] == '\n')
        end--;
    const char *line = end > text ? memrchr(text, '\n', (gsize)(end - text)) : NULL;
    line = line != NULL ? line + 1 : text;
    return has_seconds(line, end) ? 0 : day_below(line, end, 1);
}

void
tc_head_read_page_day(TcHead *head, const char *text, gsize len, const char *title)
{
    const char *line = tc_last_line(text, MIN(len, (gsize)PAGE_BYTES), title);
    if (line == NULL)
        return;
    const char *below = line + strlen(title);
    const guint32 day = day_below(below, text + len, LINES_BELOW_TITLE);
    head->page_date = day != 0 ? day : day_above(text, line);
}
