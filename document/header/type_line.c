/* The line that names the type, and what belongs to it. */
#include "document/header/head.h"
#include "document/header/header.h"
#include "document/header/name/name.h"
#include "text/key/letter.h"

#include <string.h>

/* "V/v đề nghị ..." without "V/v". */
static char *
without_about(const char *title)
{
    static const char *const about[] = {"v v", "vv"};
    const char *end = title + strlen(title);
    const char *after = tc_phrase_any(title, end, about, G_N_ELEMENTS(about), NULL);
    const char *rest = after != NULL ? tc_skip_between(after, end) : title;
    return g_strdup(rest < end ? rest : title);
}

/* The line that names the type. */
typedef struct {
    const TcCell *cell;
    const char *type; /* "" for a type that has no name of its own */
    const char *rest; /* what stands behind it */
    gboolean has_parenthesis;
    gboolean is_in_title; /* the type belongs to the title: "BÁO CÁO KẾT QUẢ ..." */
} TypeLine;

/* "TÀI LIỆU" / "HƯỚNG DẪN SỬ DỤNG", "TÀI LIỆU ĐÁNH GIÁ CHẤT LƯỢNG" / "CHƯƠNG TRÌNH TRỒNG RỪNG": a
 * title, whose second line names no type. */
static gboolean
is_below_kind_of_book(const TcHead *head, const TcCell *cell, const char *type)
{
    static const char *const kinds[] = {"tài liệu", "sổ tay", "sách", "cẩm nang"};
    static const char *const objects[] = {"Chương trình", "Dự án", "Đề án", "Quy trình", NULL};
    if (cell == tc_head_cell(head, 0) || cell[-1].line + 1 != cell->line)
        return FALSE;
    const char *kind =
        tc_phrase_any(cell[-1].start, cell[-1].end, kinds, G_N_ELEMENTS(kinds), NULL);
    return kind == cell[-1].end ||
           (kind != NULL && g_strv_contains(objects, type) &&
            tc_is_capitals(cell[-1].start, cell[-1].end) && tc_is_capitals(cell->start, cell->end));
}

/* "SỰ LAN TRUYỀN CỦA" / "CHƯƠNG TRÌNH TRỒNG RỪNG": whether the line goes on with the one above it,
 * which ends in a word that joins. */
static gboolean
goes_on_with_line_above(const TcHead *head, const TcCell *cell)
{
    const TcCell *above = cell == tc_head_cell(head, 0) ? NULL : cell - 1;
    if (above == NULL || above->line + 1 != cell->line || above->column != cell->column ||
        !tc_is_capitals(above->start, above->end) || !tc_is_capitals(cell->start, cell->end))
        return FALSE;
    g_autoptr(GString) line = g_string_new_len(above->start, above->end - above->start);
    return tc_title_is_unfinished(line);
}

/* "NHẬN XÉT CỦA GIẢNG VIÊN HƯỚNG DẪN" on a leaf of a paper, whose cover stands above; "DANH SÁCH
 * HÌNH ẢNH", which is a leaf without one. */
static gboolean
is_leaf_of_paper(const TcHead *head, const TcCell *cell, const char *type)
{
    static const char *const leaves[] = {"Bản nhận xét", "Danh sách", "Phiếu", "Phiếu đánh giá",
                                         "Bản cam kết",  "Báo cáo",   NULL};
    static const char *const shown[] = {"từ viết tắt", "chữ viết tắt", "ký hiệu",           "ảnh",
                                        "hình",        "hình ảnh",     "hình vẽ",           "bảng",
                                        "bảng biểu",   "thuật ngữ",    "tài liệu tham khảo"};
    const char *named = NULL;
    const char *listed =
        strcmp(type, "Danh sách") == 0 ? tc_type_at(cell->start, cell->end, &named) : NULL;
    const char *p = listed != NULL ? tc_skip_between(listed, cell->end) : NULL;
    const char *all = p != NULL ? tc_phrase_at(p, cell->end, "các") : NULL;
    p = all != NULL ? tc_skip_between(all, cell->end) : p;
    p = p != NULL ? tc_phrase_any(p, cell->end, shown, G_N_ELEMENTS(shown), NULL) : NULL;
    /* "DANH SÁCH ẢNH ........ 4" */
    const char *rest = p != NULL ? tc_skip_between(p, cell->end) : NULL;
    return (rest != NULL && (rest == cell->end || g_ascii_isdigit(*rest))) ||
           (g_strv_contains(leaves, type) && tc_head_is_below_cover(head, cell));
}

/* Whether the cell stands in the middle of a paper, whose cover has no more than the names of
 * bodies. */
static gboolean
is_in_paper(const TcHead *head, const TcCell *cell)
{
    enum { LINES_ABOVE_MAX = 30 };
    return cell->line > LINES_ABOVE_MAX && !head->has_motto && head->number == NULL &&
           !head->is_number_blank && head->date == 0 && *head->symbol == '\0';
}

/* "MẪU 7: BÁO CÁO KẾT QUẢ": where the line goes on behind the number of the sample; its start when
 * it has none. */
static const char *
skip_sample(const TcCell *cell)
{
    static const char *const samples[] = {"mẫu số", "mẫu", "biểu mẫu"};
    const char *p = tc_phrase_any(cell->start, cell->end, samples, G_N_ELEMENTS(samples), NULL);
    p = p != NULL ? tc_space_skip(p, cell->end) : cell->start;
    const char *digits = p;
    while (p < cell->end && g_ascii_isdigit(*p))
        p++;
    return p > digits && p < cell->end && strchr(":.", *p) != NULL ? tc_skip_between(p, cell->end)
                                                                   : cell->start;
}

/* Whether "Kính gửi" stands within a few lines below the cell. */
static gboolean
is_above_addressees(const TcHead *head, const TcCell *cell)
{
    enum { LINES = 4 };
    const TcCell *end = tc_head_cell(head, 0) + head->cells->len;
    for (const TcCell *below = cell + 1; below < end && below->line <= cell->line + LINES; below++)
        if (tc_addressees_at(below->start, below->end) != NULL)
            return TRUE;
    return FALSE;
}

/* "(Ban hành kèm theo Quyết định số ...": whether a note below the cell says which act it goes
 * with.
 */
static gboolean
is_above_adoption(const TcHead *head, const TcCell *cell)
{
    enum { LINES = 6 };
    const TcCell *end = tc_head_cell(head, 0) + head->cells->len;
    for (const TcCell *below = cell + 1; below < end && below->line <= cell->line + LINES; below++)
        if (*below->start == '(' &&
            tc_phrase_at(below->start + 1, below->end, "ban hành") != NULL &&
            tc_phrase_find(below->start, below->end, "theo", NULL) != NULL)
            return TRUE;
    return FALSE;
}

/* Whether the line begins with a type, rather than with a word that only looks like one. */
static gboolean
is_type_line(const TcHead *head, TcCell *cell, TypeLine *line)
{
    const char *type = NULL;
    const char *after = tc_type_at(cell->start, cell->end, &type);
    /* "THÔNG TƯ1": with the number of a note; "VĂN BẢN HỢP NHẤT - " heads a part of a gazette. */
    const char *digits = cell->end;
    while (digits > cell->start && cell->end - digits < 2 && g_ascii_isdigit(digits[-1]))
        digits--;
    if (after == NULL && digits < cell->end && tc_type_at(cell->start, digits, &type) == digits)
        after = cell->end = digits;
    if (after != NULL && cell->end[-1] == '-' && tc_skip_between(after, cell->end) == cell->end)
        return FALSE;
    /* Behind specks of a scan: "¬ _ ĐƠN ĐỀ NGHỊ" */
    const char *word = tc_next_word(cell->start, cell->end);
    if (after == NULL && word < cell->end && tc_is_rule(cell->start, word)) {
        after = tc_type_at(word, cell->end, &type);
        if (after != NULL && tc_is_capitals(word, after))
            cell->start = word;
        else
            after = NULL;
    }
    /* "DỰ THẢO HỢP ĐỒNG", "[DỰ THẢO] QUY CHẾ" */
    const char *open = cell->start + (strchr("[(", *cell->start) != NULL);
    const char *draft = after == NULL ? tc_phrase_at(open, cell->end, "dự thảo") : NULL;
    if (draft != NULL && tc_is_capitals(cell->start, cell->end)) {
        draft += draft < cell->end && strchr("])", *draft) != NULL;
        draft = tc_skip_between(draft, cell->end);
        after = tc_type_at(draft, cell->end, &type);
        cell->start = after != NULL ? draft : cell->start;
    }
    const char *sample = after == NULL ? skip_sample(cell) : cell->start;
    if (sample > cell->start && (after = tc_type_at(sample, cell->end, &type)) != NULL)
        cell->start = sample;
    if (after == NULL || is_in_paper(head, cell) || is_below_kind_of_book(head, cell, type) ||
        is_leaf_of_paper(head, cell, type) || goes_on_with_line_above(head, cell) ||
        (!tc_head_is_official(head) && tc_head_is_below_larger(head, cell)))
        return FALSE;
    const char *rest = tc_skip_between(after, cell->end);
    /* "KẾ HOẠCH LIÊN TỊCH", "CÔNG ĐIỆN KHẨN" */
    static const char *const together[] = {"liên tịch", "liên ngành", "phối hợp",
                                           "khẩn",      "hỏa tốc",    "thượng khẩn"};
    if (tc_phrase_any(rest, cell->end, together, G_N_ELEMENTS(together), NULL) == cell->end)
        rest = after = cell->end;
    const gboolean has_parenthesis = rest < cell->end && *rest == '(';
    const gboolean is_capitals = tc_is_capitals(cell->start, has_parenthesis ? after : cell->end);
    const gboolean has_number = tc_phrase_at(rest, cell->end, "số") != NULL;
    *line = (TypeLine){.cell = cell,
                       .type = type,
                       .rest = rest,
                       .has_parenthesis = has_parenthesis,
                       .is_in_title = tc_type_is_in_title(type)};
    /* "Luật số: 91/2015/QH13" stands in the letterhead, "NGHỊ QUYẾT SỐ 05-NQ/TU" does not. */
    if (has_number && (!is_capitals || !has_parenthesis))
        return is_capitals;
    const char *said = *head->symbol != '\0' ? tc_type_of_symbol(head->symbol) : NULL;
    /* "Kế hoạch (tỷ đồng)" is the heading of a table's column. */
    if (rest == cell->end || has_parenthesis)
        return is_capitals || !(has_parenthesis || !tc_head_is_official(head) || *type == '\0' ||
                                (said != NULL && strcmp(said, type) != 0));
    return is_capitals ? tc_head_is_official(head) || tc_type_stands_alone(type) ||
                             is_above_addressees(head, cell) || is_above_adoption(head, cell)
                       : said != NULL && strcmp(said, type) == 0;
}

/* "(Chủ tịch HĐND tỉnh, chiều ngày 10/7/2024)" below the title of a speech. */
static void
read_day_below(TcHead *head)
{
    TcFoundDay found;
    if (head->date != 0 || head->next >= head->cells->len)
        return;
    const TcCell *note = tc_head_cell(head, head->next);
    if (*note->start == '(' && note->end - note->start < TC_BODY_LINE_BYTES &&
        tc_phrase_find(note->start, note->end, "theo", NULL) == NULL &&
        tc_phrase_find(note->start, note->end, "từ", NULL) == NULL &&
        tc_phrase_find(note->start, note->end, "ban hành", NULL) == NULL &&
        tc_head_find_day(note->start, note->end, &found) && !found.date.is_year_inferred)
        tc_head_take_date(head, found.date.from);
}

/* "SẮC LỆNH" / "Số 63 ngày 22 tháng 11 năm 1945", "HỢP ĐỒNG KINH TẾ" / "(Số: 07/2019/HĐKT)": the
 * number right below the type. Returns where the title goes on: `i`, or the cell after it; `*line`
 * is moved there, too. */
static guint
read_number_below(TcHead *head, guint i, gboolean is_bare, guint *line)
{
    if (i >= head->cells->len || head->number != NULL)
        return i;
    const TcCell *cell = tc_head_cell(head, i);
    const char *p = cell->start + (*cell->start == '(');
    const char *end = cell->end - (cell->end[-1] == ')' && p > cell->start);
    /* "HỢP ĐỒNG" / "Hợp đồng số: 12/HĐKT" */
    const char *type = NULL;
    const char *named = tc_type_at(p, end, &type);
    const char *said = named != NULL ? tc_skip_between(named, end) : p;
    if (named != NULL && head->type != NULL && strcmp(type, head->type) == 0 &&
        memchr(said, ':', (gsize)(end - said)) != NULL)
        p = said;
    const char *after = tc_phrase_at(p, end, "số");
    const gboolean is_room = after != NULL && tc_room_at(tc_space_skip(after, end), end) != NULL;
    if (after == NULL || after == end || cell->line > *line + 2 ||
        (head->is_number_blank && !is_room) ||
        !(*after == ':' || is_room || g_ascii_isdigit(*tc_skip_between(after, end))))
        return i;
    if (is_bare) {
        const char *number_end = tc_head_read_number(head, p, after, end, TRUE);
        if (number_end == NULL)
            return i;
        tc_head_read_part(head, cell, number_end, end);
    } else {
        /* "SỐ 05/2010/NĐ-CP NGÀY ... QUY ĐỊNH": a caption, which is read with the title */
        if (*after != ':' && !is_room && tc_is_capitals(p, end))
            return i;
        tc_head_read_part(head, cell, p, end);
    }
    *line = cell->line;
    return i + 1;
}

/* Puts `name` and a space before the title. */
static void
prepend(char **title, const char *name)
{
    char *joined = g_strconcat(name, " ", *title, NULL);
    g_free(*title);
    *title = joined;
}

/* "QUYẾT ĐỊNH CỦA ỦY BAN NHÂN DÂN TỈNH" / "Về việc ...": what stands behind the type, at `p` in the
 * cell `i`, is no part of the title. */
static gboolean
is_of_body_above_subject(const TcHead *head, guint i, const char *p)
{
    const TcCell *cell = tc_head_cell(head, i);
    const char *of = tc_phrase_at(p, cell->end, "của");
    if (of == NULL || i + 1 >= head->cells->len || !tc_is_capitals(p, cell->end) ||
        !tc_org_begins(tc_skip_between(of, cell->end), cell->end))
        return FALSE;
    const TcCell *next = tc_head_cell(head, i + 1);
    return tc_is_capitals(next->start, next->end)
               ? tc_title_opens(next->start, next->end)
               : tc_head_subject_mark_at(next->start, next->end) != NULL;
}

/* "NGHỊ ĐỊNH SỐ 158/2024/NĐ-CP": whether all of [p, end), which stands behind the type, is the
 * number; reads it. */
static gboolean
is_number_alone(TcHead *head, const char *p, const char *end)
{
    const char *after = tc_phrase_at(p, end, "số");
    const char *number_end = after != NULL ? tc_head_read_number(head, p, after, end, FALSE) : NULL;
    return number_end != NULL && tc_skip_between(number_end, end) == end;
}

/* "Nghị quyết số 12-NQ/TU" above "KẾ HOẠCH": a line that names another act, of which `type` is
 * none, with its day and its body. */
static void
drop_number_of_other(TcHead *head, const char *type)
{
    const char *said = *head->symbol != '\0' ? tc_type_of_symbol(head->symbol) : NULL;
    if (head->named_type == NULL || head->number == NULL || said == NULL || *type == '\0' ||
        strcmp(said, head->named_type) != 0 || strcmp(said, type) == 0)
        return;
    g_clear_pointer(&head->number, g_free);
    g_clear_pointer(&head->caption_org, g_free);
    *head->symbol = '\0';
    head->date = head->has_motto ? head->date : 0;
}

/* Whether the line `i` names the type. If so, reads the title below it. */
gboolean
tc_head_read_type(TcHead *head, guint i)
{
    TcCell *cell = tc_cell_at(head->cells, i);
    TypeLine line;
    if (!is_type_line(head, cell, &line))
        return FALSE;
    const char *type = line.type;
    drop_number_of_other(head, type);
    head->type = *type != '\0' ? type : NULL;
    head->has_type_line = TRUE;
    /* "BÁO CÁO THỰC TẬP TỐT NGHIỆP": its topic stands below, among other lines of a cover. */
    head->is_paper = strcmp(type, "Báo cáo") == 0 && tc_head_is_kind_on_cover(cell);
    if (head->is_paper)
        return TRUE;
    const gboolean is_in_title = line.is_in_title;
    const char *first = line.has_parenthesis ? (is_in_title ? cell->start : cell->end) : line.rest;
    /* "BÁO CÁO KẾT QUẢ ..." is all title; "QUYẾT ĐỊNH CỦA ..." and "... SỐ" are not. */
    if (first < cell->end && (is_in_title || (tc_phrase_at(first, cell->end, "của") == NULL &&
                                              tc_phrase_at(first, cell->end, "số") == NULL &&
                                              tc_phrase_at(first, cell->end, "về") == NULL)))
        first = cell->start;
    gboolean is_whole = first == cell->start;
    if (is_of_body_above_subject(head, i, first))
        first = cell->end;
    if (is_number_alone(head, first, cell->end))
        first = cell->end;
    guint last_line = cell->line;
    guint below = read_number_below(head, i + 1, strcmp(type, "Sắc lệnh") == 0, &last_line);
    char *title = tc_head_collect_title(head, first, cell->end, below, last_line);
    if (title != NULL && tc_title_is_hollow(title))
        g_clear_pointer(&title, g_free);
    if (title != NULL && !is_whole)
        tc_head_read_caption(head, &title);
    if (title != NULL && !is_whole)
        tc_head_read_of(head, title);
    if (title != NULL && !is_whole)
        tc_head_read_of_quoted(head, &title);
    if (title != NULL && is_in_title)
        tc_head_cut_own_number(head, title);
    if (title != NULL && is_in_title && !is_whole) {
        g_autofree char *name = g_strndup(cell->start, (gsize)(line.rest - cell->start));
        prepend(&title, g_strstrip(name));
    }
    /* "Nghị quyết của Ban Chấp hành Đảng bộ tỉnh về ..." */
    if (title != NULL && !is_whole && tc_phrase_at(title, title + strlen(title), "của") != NULL)
        prepend(&title, type);
    /* "LỊCH CÔNG TÁC", "DANH SÁCH" above a table */
    if (title == NULL && is_in_title)
        title = g_strndup(cell->start, (gsize)(cell->end - cell->start));
    if (title != NULL && !tc_is_rule(title, title + strlen(title))) {
        g_free(head->title); /* that of a subject above */
        head->title = tc_head_capitalized(without_about(title));
    }
    g_free(title);
    if (is_in_title)
        read_day_below(head);
    return TRUE;
}
