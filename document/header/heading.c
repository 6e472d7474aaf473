/* Headings in capitals, of texts that name no type, and the subjects of letters: "V/v ...". */
#include "document/header/head.h"
#include "document/header/header.h"
#include "document/header/name/name.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    LONG_HEADING_BYTES = 2000,
    PLACE_BYTES = 40,
    HEADING_LINE_BYTES = 160, /* of a line that continues one in capitals */
    MARKS_BYTES = 400,        /* in which Vietnamese has a letter with a mark */
};

/* "Phú Thọ, 2012", "HÀ NỘI 2012": where and when a paper was written, on its first page. */
static gboolean
is_place_and_year(const TcCell *cell)
{
    static const char *const cities[] = {"hà nội",  "hải phòng", "đà nẵng",
                                         "cần thơ", "huế",       "tp hồ chí minh"};
    const char *year = cell->end;
    while (year > cell->start && g_ascii_isdigit(year[-1]))
        year--;
    if (cell->end - year != 4)
        return FALSE;
    const char *end = tc_skip_between_back(cell->start, year);
    const char *space = year;
    while (space > end && space[-1] == ' ')
        space--;
    return (space > end && end - cell->start < PLACE_BYTES) || tc_is_province(cell->start, end) ||
           tc_phrase_any(cell->start, end, cities, G_N_ELEMENTS(cities), NULL) == end;
}

/* "THÔNG TIN CHUNG     2": a line of a table of contents. */
static gboolean
is_line_of_contents(const TcHead *head, guint i)
{
    if (i + 1 == head->cells->len || tc_head_cell(head, i + 1)->line != tc_head_cell(head, i)->line)
        return FALSE;
    const TcCell *page = tc_head_cell(head, i + 1);
    for (const char *p = page->start; p < page->end; p++)
        if (!g_ascii_isdigit(*p))
            return FALSE;
    return TRUE;
}

/* "CHƯƠNG 2", "CHƯƠNG", not "CHƯƠNG TRÌNH TRỒNG RỪNG"; "Câu hỏi 1"; "TÓM TẮT" */
static gboolean
heads_part(const char *p, const char *end)
{
    static const char *const alone[] = {"tóm tắt", "abstract", "lời nói đầu", "mở đầu"};
    static const char *const questions[] = {"câu hỏi", "câu"};
    const char *after = tc_phrase_any(p, end, questions, G_N_ELEMENTS(questions), NULL);
    if (after != NULL && g_ascii_isdigit(*tc_skip_between(after, end)))
        return TRUE;
    after = tc_phrase_at(p, end, "chương");
    return (after != NULL && tc_phrase_at(tc_skip_between(after, end), end, "trình") == NULL) ||
           tc_phrase_any(p, end, alone, G_N_ELEMENTS(alone), NULL) == end;
}

/* "ĐINH THỊ THANH MAI*, NGUYỄN THỊ BÉ BA**", "LÊ THỊ MƠ", "Lê Văn An – Trần Thị Bình": who wrote
 * it, not "VĂN BẢN ĐỀ NGHỊ", "QUẢN LÝ CẤP PHÁT". */
static gboolean
names_person(const TcCell *cell)
{
    static const char *const words[] = {"văn bản", "quản lý", "quản trị"};
    const char *end = cell->end;
    const char *after = tc_person_at(cell->start, end, FALSE);
    if (after == NULL || tc_phrase_any(cell->start, end, words, G_N_ELEMENTS(words), NULL) != NULL)
        return FALSE;
    return after == end || strchr("*,123", *after) != NULL ||
           tc_dash_len(tc_space_skip(after, end), end) > 0;
}

/* Whether the cell, of any number of words, may be a heading or continue one. */
static gboolean
is_heading_word(const TcHead *head, guint i)
{
    static const char *const others[] = {
        "số",
        "mẫu số",
        "mẫu",
        "phụ lục",
        "biểu số",
        "mục lục",
        "họ và tên",
        "họ tên",
        "khóa",
        "kỳ họp",
        "tỉnh",
        "thành phố",
        "huyện",
        "quận",
        "thị xã",
        "phường",
        "xã",
        "dự thảo",
        "mst",
        "nhiệm kỳ",
        "nơi nhận",
        "kính gửi",
        "kính gởi",
        "mã số",
        "mã ngành",
        "mã xét tuyển",
        "nội dung chương trình",
        "văn bản quy phạm pháp luật",
        "văn bản khác",
        "phần văn bản",
        "tcvn",
        "qcvn",
        "tiêu chuẩn quốc gia",
        "socialist republic of",
    };
    const TcCell *cell = tc_head_cell(head, i);
    const char *p = cell->start;
    const char *end = cell->end;
    const char *after;
    return !cell->is_taken && tc_is_capitals(p, end) && strchr("([#", *p) == NULL &&
           !tc_org_begins(p, end) && !tc_is_english_company(p, end) && !tc_head_is_stamp(cell) &&
           !tc_is_signature(p, end) &&
           tc_phrase_any(p, end, others, G_N_ELEMENTS(others), NULL) == NULL &&
           tc_head_find_motto(p, end, &after) == NULL && !tc_head_is_table_row(head, i) &&
           !tc_head_begins_body(cell, FALSE) && !is_line_of_contents(head, i) &&
           !is_place_and_year(cell) && !heads_part(p, end);
}

/* The same, with at least three words. */
static gboolean
is_heading(const TcHead *head, guint i)
{
    const TcCell *cell = tc_head_cell(head, i);
    const char *second = tc_next_word(cell->start, cell->end);
    return tc_next_word(second, cell->end) < cell->end && is_heading_word(head, i) &&
           !tc_head_is_numbered_part(cell);
}

/* "Khóa luận tốt nghiệp đại học", which stands below the title of one. */
static gboolean
is_kind_of_thesis(const TcCell *cell)
{
    static const char *const kinds[] = {"khóa luận", "luận văn",  "luận án",
                                        "đồ án",     "tiểu luận", "báo cáo thực tập"};
    return tc_phrase_any(cell->start, cell->end, kinds, G_N_ELEMENTS(kinds), NULL) != NULL;
}

/* "GIẢNG VIÊN HƯỚNG DẪN: LÊ VĂN AN", "NHÓM: 07", "NHÓM 9": who wrote a paper, below its title. */
static gboolean
is_label_of_writer(const TcCell *cell)
{
    static const char *const writers[] = {"giảng viên",
                                          "giáo viên",
                                          "cán bộ hướng dẫn",
                                          "người hướng dẫn",
                                          "sinh viên",
                                          "học viên",
                                          "nhóm",
                                          "thành viên",
                                          "lớp",
                                          "gvhd",
                                          "svth"};
    const char *group = tc_phrase_at(cell->start, cell->end, "nhóm");
    return cell->end[-1] == ':' ||
           (group != NULL && g_ascii_isdigit(*tc_skip_between(group, cell->end))) ||
           (memchr(cell->start, ':', (gsize)(cell->end - cell->start)) != NULL &&
            tc_phrase_any(cell->start, cell->end, writers, G_N_ELEMENTS(writers), NULL) != NULL);
}

/* What else stands on the cover of a paper and on the leaves behind it: who wrote it, for which
 * course, "LỜI CẢM ƠN". */
static gboolean
is_beside_topic(const TcCell *cell)
{
    static const char *const others[] = {"học kỳ",       "năm học",     "ngành",
                                         "chuyên ngành", "lời cảm ơn",  "lời cam đoan",
                                         "nhận xét",     "lời nói đầu", "lời mở đầu",
                                         "danh mục",     "tóm tắt",     "hà nội",
                                         "lời cám ơn",   "nhiệm vụ",    "niên khóa",
                                         "họ tên",       "họ và tên",   "sinh viên thực hiện",
                                         "mã sinh viên"};
    static const char *const topic[] = {"đề tài", "tên đề tài"};
    return tc_head_is_kind_on_cover(cell) || is_label_of_writer(cell) ||
           tc_person_at(cell->start, cell->end, FALSE) == cell->end ||
           tc_phrase_any(cell->start, cell->end, others, G_N_ELEMENTS(others), NULL) != NULL ||
           tc_phrase_any(cell->start, cell->end, topic, G_N_ELEMENTS(topic), NULL) == cell->end;
}

gboolean
tc_head_is_beside_title(const TcHead *head, guint i)
{
    const TcCell *cell = tc_head_cell(head, i);
    return is_place_and_year(cell) || names_person(cell) || is_line_of_contents(head, i) ||
           heads_part(cell->start, cell->end) ||
           (tc_head_find_kind_on_cover(head) < head->cells->len ? is_beside_topic(cell)
                                                                : is_label_of_writer(cell));
}

gboolean
tc_head_is_numbered_part(const TcCell *cell)
{
    const char *p = cell->start;
    if (g_ascii_isupper(*p) && p + 1 < cell->end && p[1] == '.')
        return p + 2 < cell->end && p[2] == ' ';
    guint dots = 0;
    for (; p < cell->end && (g_ascii_isdigit(*p) || *p == '.'); p++)
        dots += *p == '.';
    return dots > 0 && g_ascii_isdigit(*cell->start) && p < cell->end && *p == ' ';
}

/* Whether the cell `i`, which is in capitals, goes on with a heading: two words may. */
static gboolean
goes_on_in_capitals(const TcHead *head, guint i)
{
    const TcCell *cell = tc_head_cell(head, i);
    return tc_next_word(cell->start, cell->end) < cell->end && is_heading_word(head, i) &&
           !is_label_of_writer(cell) && !is_kind_of_thesis(cell) &&
           !tc_head_is_numbered_part(cell) && !tc_is_province(cell->start, cell->end) &&
           !names_person(cell);
}

/* Whether the cell, which is not in capitals, continues a heading: "Phân loại cán bộ công chức năm
 * 2011". */
static gboolean
goes_on_with_heading(const TcHead *head, guint i)
{
    const TcCell *cell = tc_head_cell(head, i);
    return cell->end - cell->start < HEADING_LINE_BYTES && cell->column == 0 &&
           strchr(".:;,", cell->end[-1]) == NULL && !tc_head_is_translation(cell) &&
           !is_kind_of_thesis(cell) &&
           memchr(cell->start, ':', (gsize)(cell->end - cell->start)) == NULL &&
           !is_place_and_year(cell) && !tc_head_is_table_row(head, i) &&
           (i + 1 == head->cells->len || tc_head_cell(head, i + 1)->line > cell->line) &&
           !tc_org_begins(cell->start, cell->end);
}

/* Whether the cell goes on with the name of a body above it, of which nothing else is known: "CHI
 * CỤC QUẢN LÝ" / "CHẤT LƯỢNG NÔNG" / "LÂM SẢN VÀ THỦY SẢN". */
static gboolean
goes_on_with_body(const TcHead *head, guint i)
{
    for (; i > 0; i--) {
        const TcCell *cell = tc_head_cell(head, i);
        const TcCell *above = cell - 1;
        if (above->line + 1 != cell->line || above->column != cell->column ||
            !tc_is_capitals(above->start, above->end))
            return FALSE;
        if (tc_org_begins(above->start, above->end))
            return TRUE;
    }
    return FALSE;
}

/* "... CHO" / "TRƯỜNG ĐẠI HỌC SÔNG NƯỚC": the body that an unfinished heading goes on with. */
static gboolean
goes_on_with_place(const TcCell *cell, const GString *heading)
{
    return tc_is_capitals(cell->start, cell->end) && tc_org_begins(cell->start, cell->end) &&
           tc_title_is_unfinished(heading);
}

/* "GVHD: Lê Văn An", "SVTH: Nhóm 3": who taught and who wrote, on a cover that may name no kind of
 * paper. */
static gboolean
names_writers(const TcHead *head, guint last)
{
    static const char *const writers[] = {"gvhd", "svth", "giảng viên hướng dẫn",
                                          "giáo viên hướng dẫn", "sinh viên thực hiện"};
    for (guint i = 0; i < last; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        if (tc_phrase_any(cell->start, cell->end, writers, G_N_ELEMENTS(writers), NULL) != NULL)
            return TRUE;
    }
    return FALSE;
}

/* "ĐỀ TÀI :" / "Hệ thống hỗ trợ thủ tục hành chính", "Tên đề tài: ...", "1. Tên đề tài:": the topic
 * of a paper, which its cover names in any letters. NULL when none does; owned by the caller. */
static char *
find_topic(const TcHead *head, guint last)
{
    static const char *const labels[] = {"đề tài", "tên đề tài"};
    enum { LINES_MAX = 6 };
    for (guint i = 0; i < last; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        const char *label =
            tc_head_is_numbered_part(cell) ? tc_next_word(cell->start, cell->end) : cell->start;
        const char *after = tc_phrase_any(label, cell->end, labels, G_N_ELEMENTS(labels), NULL);
        const char *rest = after != NULL ? tc_skip_between(after, cell->end) : NULL;
        if (rest == NULL || (rest < cell->end && memchr(after, ':', (gsize)(rest - after)) == NULL))
            continue;
        g_autoptr(GString) out = g_string_new_len(rest, cell->end - rest);
        guint line = cell->line;
        for (guint k = i + 1; k < last && k <= i + LINES_MAX; k++) {
            const TcCell *next = tc_head_cell(head, k);
            const gboolean is_far = next->line > line + (out->len == 0 ? 2 : 1);
            if (is_far || is_beside_topic(next) || tc_head_is_table_row(head, k) ||
                memchr(next->start, ':', (gsize)(next->end - next->start)) != NULL ||
                (out->len > 0 && tc_head_ends_title(next, TRUE)))
                break;
            g_string_append_printf(out, "%s%.*s", out->len > 0 ? " " : "",
                                   (int)(next->end - next->start), next->start);
            line = next->line;
        }
        if (memchr(out->str, ' ', out->len) != NULL)
            return tc_tidy(out->str, out->str + out->len, LONG_HEADING_BYTES);
    }
    return NULL;
}

char *
tc_head_find_topic(const TcHead *head)
{
    /* "1. Tên đề tài:" looks like the first part of a text. */
    enum { NUMBERED_CELLS = 8 };
    const guint last = MIN(head->zone, head->cells->len);
    if (tc_head_find_kind_on_cover(head) >= last && !names_writers(head, last))
        return NULL;
    return find_topic(head, MIN(last + NUMBERED_CELLS, head->cells->len));
}

/* "DATA", "DON VI ......": the name of a sheet, or a label with room behind it, above a heading. */
static gboolean
is_name_of_sheet(const TcCell *cell)
{
    if (tc_has_marks(cell->start, cell->end))
        return FALSE;
    for (const char *p = cell->start; p < cell->end; p = g_utf8_next_char(p))
        if (p > cell->start && tc_room_at(p, cell->end) == cell->end)
            return TRUE;
    return tc_next_word(cell->start, cell->end) == cell->end;
}

char *
tc_head_find_heading(const TcHead *head, const char *letterhead_end)
{
    guint last = MIN(head->zone, head->cells->len);
    const guint kind = tc_head_find_kind_on_cover(head);
    const gboolean is_cover = kind < last;
    /* Beside Vietnamese a line of English is the name of a body, or what is said once more. */
    const gboolean has_marks = tc_has_marks(head->text, head->text + MIN(head->len, MARKS_BYTES));
    guint i = 0;
    while (i < last &&
           ((has_marks && tc_head_is_translation(tc_head_cell(head, i))) ||
            (is_cover && is_beside_topic(tc_head_cell(head, i))) ||
            (letterhead_end != NULL && tc_head_cell(head, i)->start < letterhead_end) ||
            !is_heading(head, i) ||
            ((letterhead_end == NULL || head->has_lost_org) && goes_on_with_body(head, i))))
        i++;
    if (i == last)
        return is_cover ? tc_tidy(tc_head_cell(head, kind)->start, tc_head_cell(head, kind)->end,
                                  LONG_HEADING_BYTES)
                        : NULL;
    /* "NHẬP MÔN" / "CÔNG NGHỆ PHẦN MỀM", not "ĐỀ 2" / "ĐỀ THI GIỮA KỲ" */
    if (i > 0 && is_heading_word(head, i - 1) && !is_name_of_sheet(tc_head_cell(head, i - 1)) &&
        !g_ascii_isdigit(tc_head_cell(head, i - 1)->end[-1]) &&
        !(is_cover && is_beside_topic(tc_head_cell(head, i - 1))) &&
        (letterhead_end == NULL || tc_head_cell(head, i - 1)->start > letterhead_end) &&
        tc_head_cell(head, i - 1)->line + 1 == tc_head_cell(head, i)->line)
        i--;
    const TcCell *cell = tc_head_cell(head, i);
    g_autoptr(GString) out = g_string_new_len(cell->start, cell->end - cell->start);
    guint line = cell->line;
    gboolean is_letterhead = letterhead_end != NULL || head->has_motto;
    gboolean is_mixed = FALSE;
    for (i++; i < last && out->len < TC_TITLE_MAX; i++) {
        const TcCell *next = tc_head_cell(head, i);
        if ((is_mixed && !g_unichar_islower(g_utf8_get_char(next->start))) ||
            (is_cover && is_beside_topic(next)))
            break;
        is_mixed = !tc_is_capitals(next->start, next->end);
        if (next->line != line + 1 || tc_head_ends_title(next, TRUE) ||
            (tc_has_marks(out->str, out->str + out->len) && tc_head_is_translation(next)) ||
            !(is_mixed ? is_letterhead && goes_on_with_heading(head, i)
                       : goes_on_in_capitals(head, i) || goes_on_with_place(next, out)))
            break;
        g_string_append_c(out, ' ');
        g_string_append_len(out, next->start, next->end - next->start);
        line = next->line;
    }
    tc_title_cut_code(out);
    /* "GIẤY NHẬN NỢ." */
    if (out->len > 1 && out->str[out->len - 1] == '.' && out->str[out->len - 2] != '.')
        g_string_truncate(out, out->len - 1);
    return tc_tidy(out->str, out->str + out->len, LONG_HEADING_BYTES);
}

/* ---- subjects ---- */

/* "Hà" / "Nội, ngày 27 tháng 11 năm 2025": the first word of a place, in the cell `i`. */
static gboolean
is_place_above_day(const TcHead *head, guint i)
{
    const TcCell *cell = tc_head_cell(head, i);
    const TcCell *below = i + 1 < head->cells->len ? cell + 1 : NULL;
    TcFoundDay found;
    return below != NULL && below->line == cell->line + 1 &&
           tc_next_word(cell->start, cell->end) == cell->end &&
           g_unichar_isupper(g_utf8_get_char(cell->start)) &&
           tc_head_find_day(below->start, below->end, &found) && !found.date.is_year_inferred;
}

/* "V/v mua sắm tài sản Sông Nước, ngày 18 tháng 01 năm 2017": columns that were run together. Takes
 * the day of [p, end), a subject, and returns where it ends without the place; `end` when there is
 * none. */
static const char *
cut_place_and_day(TcHead *head, const char *p, const char *end)
{
    TcFoundDay found;
    TcLetters word;
    if (!tc_head_find_day(p, end, &found) || found.date.is_year_inferred ||
        tc_skip_between(p + found.date.end, end) < end)
        return end;
    const char *comma = p + found.date.start;
    while (comma > p && comma[-1] == ' ')
        comma--;
    if (comma == p || comma[-1] != ',')
        return end;
    const char *place = comma - 1;
    for (const char *q = place;
         (q = tc_letters_before(p, tc_skip_between_back(p, q), &word)) != NULL &&
         word.letters[0].upper;)
        place = q;
    if (place <= p || place == comma - 1)
        return end;
    tc_head_take_date(head, found.date.from);
    return tc_skip_between_back(p, place);
}

/* "QUYẾT ĐỊNH" below the subject of one. */
static gboolean
is_type_alone(const TcCell *cell)
{
    const char *type;
    return tc_is_capitals(cell->start, cell->end) &&
           tc_type_at(cell->start, cell->end, &type) == cell->end;
}

/* "V/v triển khai Kế hoạch số" / "524/KH-UBND ngày 28/4/2026 của Ủy ban", "... Kế hoạch số
 * 524/KH-UBND" / "ngày 28/4/2026 ...", "... ngày" / "28/4/2026 ...": number and day of what it is
 * about. */
static gboolean
goes_on_with_number(const GString *subject, const TcCell *cell)
{
    TcLetters word;
    const char *end = subject->str + subject->len;
    const char *last = tc_letters_before(subject->str, end, &word);
    if (g_ascii_isdigit(*cell->start))
        return last != NULL && last > subject->str &&
               (tc_letters_are(&word, "số") || tc_letters_are(&word, "ngày"));
    const char *space = strrchr(subject->str, ' ');
    return g_str_has_prefix(cell->start, "ngày ") && space != NULL && g_ascii_isdigit(space[1]) &&
           strchr(space, '/') != NULL;
}

/* "V/v bảo đảm an toàn đê điều", over several lines of its column. */
gboolean
tc_head_read_subject(TcHead *head, guint i)
{
    const TcCell *cell = tc_head_cell(head, i);
    const char *p = tc_skip_between(cell->start, cell->end);
    static const char quote[] = "“";
    if (*p == '(' || *p == '"')
        p++;
    else if (g_str_has_prefix(p, quote))
        p += strlen(quote);
    const char *after = tc_head_subject_mark_at(p, cell->end);
    if (after == NULL || head->title != NULL)
        return FALSE;
    p = tc_skip_between(after, cell->end);
    /* "V/v" / "chính sách thuế" */
    const TcCell *below = i + 1 < head->cells->len ? tc_head_cell(head, i + 1) : NULL;
    if (p >= cell->end && (below == NULL || below->line != cell->line + 1 ||
                           tc_is_capitals(below->start, below->end)))
        return FALSE;
    const char *end = cut_place_and_day(head, p, cell->end);
    g_autoptr(GString) out = g_string_new_len(p, end - p);
    guint line = cell->line;
    for (guint k = i + 1; k < head->cells->len && end == cell->end; k++) {
        const TcCell *next = tc_head_cell(head, k);
        const char *motto;
        /* Scans have an empty line where one was set apart. */
        gboolean goes_on = g_unichar_islower(g_utf8_get_char(next->start));
        if (next->line > line + 1 + (guint)goes_on)
            break;
        if (next->line == cell->line || next->column != 0)
            continue;
        /* "V/v triển khai Quyết định" / "số 3916/QĐ-BYT của Bộ Y tế" */
        const char *number = tc_phrase_at(next->start, next->end, "số");
        gboolean is_number = goes_on && number != NULL && number < next->end && *number == ' ' &&
                             tc_type_ends(out->str, out->str + out->len);
        const gboolean is_cited = goes_on_with_number(out, next);
        if (next->line == line || (!is_number && !is_cited && tc_head_ends_title(next, TRUE)) ||
            is_place_above_day(head, k) || is_type_alone(next) ||
            (!is_cited &&
             tc_head_find_day(next->start, next->end, &(TcFoundDay){.is_found = FALSE})) ||
            tc_head_find_motto(next->start, next->end, &motto) != NULL ||
            out->len + (gsize)(next->end - next->start) > TC_TITLE_MAX)
            break;
        if (out->len > 0)
            g_string_append_c(out, ' ');
        g_string_append_len(out, next->start, next->end - next->start);
        line = next->line;
        tc_cell_at(head->cells, k)->is_taken = TRUE;
    }
    if (out->len == 0)
        return FALSE;
    if ((out->str[out->len - 1] == ')' && p > cell->start &&
         memchr(cell->start, '(', (gsize)(after - cell->start)) != NULL) ||
        (cell->start[0] == '"' && g_str_has_suffix(out->str, "\"")))
        g_string_truncate(out, out->len - 1);
    else if (g_str_has_prefix(cell->start, quote) && g_str_has_suffix(out->str, "”"))
        g_string_truncate(out, out->len - strlen("”"));
    head->is_letter = TRUE;
    if (!tc_title_is_hollow(out->str))
        head->title = tc_head_capitalized(g_strdup(out->str));
    return TRUE;
}
