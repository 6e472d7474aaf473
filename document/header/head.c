/* What all files that read a head ask of it. */
#include "document/header/head.h"

#include "document/header/name/name.h"
#include "text/key/letter.h"

const TcCell *
tc_head_cell(const TcHead *head, guint i)
{
    return tc_cell_at(head->cells, i);
}

/* Whether there is anything that official documents have, besides the type itself. */
gboolean
tc_head_is_official(const TcHead *head)
{
    return head->has_motto || head->number != NULL || head->date != 0 ||
           (head->org_count > 0 && tc_org_begins(head->org[0].start, head->org[0].end) &&
            tc_is_capitals(head->org[0].start, head->org[0].end));
}

void
tc_head_take_date(TcHead *head, guint32 date)
{
    if (head->date == 0 && !head->is_date_blank)
        head->date = date;
}

char *
tc_head_capitalized(char *title)
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

/* How soon it has to be delivered, or who may see it, in a line of its own. */
gboolean
tc_head_is_stamp(const TcCell *cell)
{
    static const char *const stamps[] = {"hỏa tốc", "thượng khẩn", "khẩn",    "mật",
                                         "tối mật", "tuyệt mật",   "dự thảo", "hỏa tốc hẹn giờ"};
    static const char *const warnings[] = {"tài liệu nội bộ", "lưu hành nội bộ",
                                           "tài liệu lưu hành nội bộ", "tài liệu mật"};
    const char *end = tc_skip_between_back(cell->start, cell->end);
    const char *word = g_ascii_isalpha(*cell->start) || (guchar)*cell->start < 0xe2
                           ? cell->start
                           : tc_next_word(cell->start, end);

    if (tc_phrase_any(cell->start, end, warnings, G_N_ELEMENTS(warnings), NULL) != NULL ||
        tc_phrase_any(word, end, warnings, G_N_ELEMENTS(warnings), NULL) != NULL)
        return TRUE;

    return tc_phrase_any(cell->start, end, stamps, G_N_ELEMENTS(stamps), NULL) == end;
}

/* "• Tổng quan": a list begins, as on the second page of slides. */
gboolean
tc_is_bullet(const TcCell *cell)
{
    const gunichar c = g_utf8_get_char(cell->start);
    return c == 0x2022 || c == 0x25AA || c == 0x25CF || c == 0x27A2 || (c >= 0xF000 && c < 0xF100);
}

/* Whether the line that starts with the cell `i` is one of a table of contents: it ends in the
 * number of a page, behind a gap or dots. `next` gets the first cell behind it. */
static gboolean
is_line_of_contents(const TcHead *head, guint i, guint *next)
{
    *next = i + 1;
    while (*next < head->cells->len &&
           tc_head_cell(head, *next)->line == tc_head_cell(head, i)->line)
        (*next)++;
    const TcCell *last = tc_head_cell(head, *next - 1);
    const char *digits = last->end;
    while (digits > last->start && g_ascii_isdigit(digits[-1]))
        digits--;
    if (digits == last->end || last->end - digits > 3)
        return FALSE;
    const char *dots = digits;
    while (dots > last->start && dots[-1] == ' ')
        dots--;
    return digits == last->start ? *next > i + 1
                                 : dots - last->start > 3 && memcmp(dots - 3, "...", 3) == 0;
}

void
tc_head_leave_out_contents(TcHead *head)
{
    enum { LINES_MIN = 3 };
    for (guint i = 0; i < head->cells->len; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        if (*cell->start != 'M' || tc_phrase_at(cell->start, cell->end, "mục lục") != cell->end ||
            !tc_is_capitals(cell->start, cell->end))
            continue;
        guint lines = 0;
        guint end = i + 1;
        guint next;
        for (; end < head->cells->len && is_line_of_contents(head, end, &next); end = next)
            lines++;
        if (lines >= LINES_MIN)
            g_array_remove_range(head->cells, i, end - i);
        return;
    }
}

const char *
tc_head_stamp_time(const char *p, const char *end)
{
    static const char zone[] = "+07:00";
    const char *at = g_strstr_len(p, end - p, zone);
    if (at == NULL)
        return NULL;
    while (at > p && strchr("0123456789:.-T ", at[-1]) != NULL)
        at--;
    return at;
}

const char *
tc_head_subject_mark_at(const char *p, const char *end)
{
    static const char *const marks[] = {"v v", "vv", "về việc", "trích yếu"};
    return tc_phrase_any(p, end, marks, G_N_ELEMENTS(marks), NULL);
}

gboolean
tc_head_is_kind_on_cover(const TcCell *cell)
{
    static const char *const kinds[] = {"khóa luận",
                                        "luận văn",
                                        "luận án",
                                        "tiểu luận",
                                        "đồ án tốt nghiệp",
                                        "đồ án môn học",
                                        "đồ án chuyên ngành",
                                        "đồ án cơ sở",
                                        "thực tập đồ án",
                                        "bài tập lớn",
                                        "báo cáo thực tập",
                                        "báo cáo đồ án",
                                        "báo cáo bài tập lớn",
                                        "báo cáo môn học",
                                        "báo cáo tốt nghiệp",
                                        "chuyên đề tốt nghiệp",
                                        "đề án tốt nghiệp",
                                        "tóm tắt luận văn",
                                        "tóm tắt luận án",
                                        "đề cương luận văn",
                                        "đề cương luận án",
                                        "đề cương khóa luận"};
    return tc_is_capitals(cell->start, cell->end) &&
           memchr(cell->start, ':', (gsize)(cell->end - cell->start)) == NULL &&
           tc_phrase_any(cell->start, cell->end, kinds, G_N_ELEMENTS(kinds), NULL) != NULL;
}

guint
tc_head_find_kind_on_cover(const TcHead *head)
{
    enum { COVER_CELLS = 15 };
    const guint last = MIN(head->zone, head->cells->len);
    for (guint i = 0; i < last && i < COVER_CELLS; i++)
        if (tc_head_is_kind_on_cover(tc_head_cell(head, i)))
            return i;
    return last;
}

gboolean
tc_head_is_below_cover(const TcHead *head, const TcCell *cell)
{
    for (const TcCell *above = tc_head_cell(head, 0); above < cell; above++)
        if (tc_head_is_kind_on_cover(above))
            return TRUE;
    return FALSE;
}
