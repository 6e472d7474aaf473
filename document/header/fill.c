/* What was read, into the fields of a document. */
#include "document/header/head.h"
#include "document/header/header.h"
#include "document/header/name/name.h"
#include "text/key/letter.h"
#include "text/key/normalize.h"

#include <string.h>

enum {
    SENTENCE_BYTES = 120,
    FIRST_LINES_MAX = 15,  /* cells in which a title may begin */
    BODY_LINE_BYTES = 80,  /* of one that names a body */
    SHORT_TITLE_BYTES = 2, /* "C": from the properties of a file */
};

/* The heading of a text without a type or a subject: its topic, what its page shows as a title, or
 * what is in capitals. NULL when there is none. */
static char *
heading(const TcHead *head)
{
    guint first;
    guint last;
    gboolean is_official_letter =
        head->is_letter && (head->number != NULL || head->is_number_blank);
    if (head->title != NULL || (head->type != NULL && !head->is_paper) || is_official_letter ||
        head->has_labels)
        return NULL;
    g_autofree char *found = tc_head_find_topic(head);
    if (found == NULL)
        found = tc_head_find_shown(head);
    if (found == NULL)
        found = tc_head_find_heading(
            head, tc_head_find_issuer(head, &first, &last) ? head->org[last - 1].end : NULL);
    return found != NULL && !tc_title_is_useless(found) ? g_steal_pointer(&found) : NULL;
}

/* 0 without a motto. */
static guint
line_below_motto(const TcHead *head)
{
    const char *after;
    for (guint i = 0; i < head->cells->len; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        if (tc_head_find_motto(cell->start, cell->end, &after) != NULL)
            return cell->line + 1;
    }
    return 0;
}

/* "PHIẾU YÊU CẦU MUA SẮM" above "Kính gửi": the heading of what has a number and addressees, but is
 * no letter. NULL without one. */
static char *
heading_of_form(const TcHead *head)
{
    guint first;
    guint last;
    if (head->title != NULL || !head->is_addressed ||
        (*head->symbol == '\0' && !head->is_number_blank))
        return NULL;
    const gboolean has_issuer = tc_head_find_issuer(head, &first, &last);
    if (!has_issuer && !head->has_motto)
        return NULL;
    g_autofree char *found =
        tc_head_find_heading(head, has_issuer ? head->org[last - 1].end : NULL);
    if (found == NULL || tc_title_is_useless(found))
        return NULL;
    /* It stands above the addressees; without an issuer, what stands above the motto or beside it
     * is a body that was not understood. */
    const guint first_line = has_issuer ? 0 : line_below_motto(head);
    for (guint i = 0; i < head->cells->len; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        if (tc_addressees_at(cell->start, cell->end) != NULL)
            return NULL;
        if (cell->line < first_line)
            continue;
        g_autofree char *line = tc_tidy(cell->start, cell->end, TC_TITLE_MAX);
        if (line != NULL && g_str_has_prefix(found, line) &&
            tc_is_capitals(line, line + strlen(line)))
            return g_steal_pointer(&found);
    }
    return NULL;
}

/* Whether running text begins with the cell `i`: "Mong muốn nắm rõ kiến thức chuyên môn" / "và được
 * làm việc ...". */
static gboolean
is_running_text(const TcHead *head, guint i)
{
    enum { TEXT_BYTES = 60 };
    const TcCell *cell = tc_head_cell(head, i);
    const TcCell *below = i + 1 < head->cells->len ? cell + 1 : NULL;
    return below != NULL && below->line == cell->line + 1 && cell->end - cell->start > TEXT_BYTES &&
           !tc_is_capitals(cell->start, cell->end) &&
           g_unichar_islower(g_utf8_get_char(below->start));
}

/* "Hình 1. Sơ đồ tổ chức   12": a line of a list of figures, with its page. */
static gboolean
is_line_of_contents(const TcHead *head, guint i)
{
    const TcCell *cell = tc_head_cell(head, i);
    const TcCell *page = i + 1 < head->cells->len ? cell + 1 : NULL;
    return page != NULL && page->line == cell->line && g_ascii_isdigit(*page->start) &&
           g_ascii_isdigit(page->end[-1]) && page->end - page->start <= 3;
}

/* "2   Bộ môn Hóa": the foot of a page. */
static gboolean
is_footer(const TcHead *head, guint i)
{
    const TcCell *cell = tc_head_cell(head, i);
    return i > 0 && cell[-1].line == cell->line && g_ascii_isdigit(*cell[-1].start);
}

/* "Lê Thị Mơ – Khoa CNTT": who wrote the pages, in their head. */
static gboolean
is_person_of_body(const char *title)
{
    static const char dash[] = "–";
    const char *end = title + strlen(title);
    const char *after = tc_person_at(title, end, FALSE);
    after = after != NULL ? tc_space_skip(after, end) : NULL;
    return after != NULL && (*after == '-' || g_str_has_prefix(after, dash));
}

/* The first line that may be a title, for a file whose own title says nothing. */
static char *
first_line(const TcHead *head)
{
    static const char *const speech[] = {"kính thưa", "thưa"};
    for (guint i = 0; i < head->cells->len; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        const char *after;
        g_autofree char *line = tc_tidy(cell->start, cell->end, TC_TITLE_MAX);
        guint words = 0;
        for (const char *p = line; p != NULL && *p != '\0'; p++)
            words += *p == ' ';
        if (i >= FIRST_LINES_MAX || tc_addressees_at(cell->start, cell->end) != NULL ||
            (tc_is_capitals(cell->start, cell->end) && tc_is_signature(cell->start, cell->end)) ||
            is_running_text(head, i) || tc_is_bullet(cell) ||
            cell->end - cell->start > TC_BODY_LINE_BYTES ||
            tc_phrase_any(cell->start, cell->end, speech, G_N_ELEMENTS(speech), NULL) != NULL ||
            (line != NULL && tc_title_is_greeting(line)))
            break;
        static const char ellipsis[] = "…";
        if (line == NULL || words < 2 || strchr("+-*.", *line) != NULL ||
            g_str_has_prefix(line, ellipsis) || line[strlen(line) - 1] == ':' ||
            tc_title_is_useless(line) || is_person_of_body(line) ||
            tc_head_begins_body(cell, TRUE) || tc_head_is_table_row(head, i) ||
            is_line_of_contents(head, i) ||
            (strlen(line) > SENTENCE_BYTES && strchr(".,:;", line[strlen(line) - 1]) != NULL) ||
            g_ascii_isdigit(line[strlen(line) - 1]) || is_footer(head, i) ||
            tc_head_find_motto(cell->start, cell->end, &after) != NULL ||
            tc_person_at(cell->start, cell->end, FALSE) == cell->end ||
            (tc_is_capitals(cell->start, cell->end) &&
             (tc_org_begins(cell->start, cell->end) ||
              tc_is_english_company(cell->start, cell->end))))
            continue;
        if (strchr("IVX0123456789", line[0]) != NULL && strcspn(line, ".)") < 5)
            continue;
        return g_steal_pointer(&line);
    }
    return NULL;
}

/* "Doanh nghiệp: AN PHÁT GROUP", "Đơn vị: ..........": who uses a form, above its heading. */
static gboolean
is_label_with_name(const char *title)
{
    static const char *const labels[] = {"doanh nghiệp", "đơn vị", "công ty", "cơ quan", "tổ chức"};
    const char *after =
        tc_phrase_any(title, title + strlen(title), labels, G_N_ELEMENTS(labels), NULL);
    return after != NULL && *after == ':';
}

/* Whether `title` is all of the first line, with both columns: above a type it is of a letterhead.
 */
static gboolean
is_first_line(const TcHead *head, const char *title)
{
    const char *end = memchr(head->text, '\n', head->len);
    g_autofree char *line =
        tc_tidy(head->text, end != NULL ? end : head->text + head->len, TC_TITLE_MAX);
    return line != NULL && strcmp(line, title) == 0;
}

/* "TỈNH NGHỆ AN   Biểu mẫu số 01": which unit of administration fills in a form, above its heading.
 */
static gboolean
is_unit_above_form(const TcHead *head, const char *title)
{
    static const char *const units[] = {"tỉnh",   "thành phố", "huyện", "quận",
                                        "thị xã", "phường",    "xã"};
    const TcCell *cell = head->cells->len > 0 ? tc_head_cell(head, 0) : NULL;
    return cell != NULL && tc_is_capitals(cell->start, cell->end) &&
           tc_phrase_any(cell->start, cell->end, units, G_N_ELEMENTS(units), NULL) != NULL &&
           is_first_line(head, title);
}

/* Whether `title` is a line of the cover of a paper, above its topic: "ĐỀ CƯƠNG CHI TIẾT". */
static gboolean
is_line_of_cover(const TcHead *head, const char *title)
{
    const guint kind = tc_head_find_kind_on_cover(head);
    for (guint i = 0; i <= kind && kind < MIN(head->zone, head->cells->len); i++) {
        const TcCell *cell = tc_head_cell(head, i);
        g_autofree char *line = tc_tidy(cell->start, cell->end, TC_TITLE_MAX);
        if (line != NULL && strcmp(line, title) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_sheet(const TcDocument *document)
{
    return document->format == TC_FORMAT_XLS || document->format == TC_FORMAT_XLSX ||
           document->format == TC_FORMAT_ODS || document->format == TC_FORMAT_EXCEL_XML;
}

/* "STT   Nội dung   Địa phương": whether the title is the first line of all, with the headings of
 * the columns of a table. */
static gboolean
is_row_of_columns(const TcHead *head, const char *title)
{
    enum { COLUMNS_MIN = 3 };
    guint columns = 0;
    while (columns < head->cells->len && columns < COLUMNS_MIN &&
           tc_head_cell(head, columns)->line == tc_head_cell(head, 0)->line)
        columns++;
    return columns == COLUMNS_MIN && is_first_line(head, title);
}

/* Whether a title from the properties of a file is the first line of a heading, or the name of the
 * body or of the sheet above it, as programs take it from the text. */
static gboolean
is_above_heading(const TcHead *head, const TcDocument *document, const char *capitals)
{
    const char *title = document->title;
    /* "ĐỀ THI KẾT THÚC HỌC PHẦN   Trưởng bộ môn": both columns of the line that the heading begins
     */
    if (g_str_has_prefix(title, capitals) && is_first_line(head, title))
        return TRUE;
    /* "14.Tien mat", the name of a sheet */
    if (is_sheet(document) && is_first_line(head, title) &&
        !tc_is_capitals(title, title + strlen(title)))
        return TRUE;
    if (g_str_has_prefix(capitals, title) || tc_title_is_useless(title) ||
        is_unit_above_form(head, title) || is_line_of_cover(head, title))
        return TRUE;
    const TcCell *cell = head->cells->len > 0 ? tc_head_cell(head, 0) : NULL;
    g_autofree char *line = cell != NULL ? tc_tidy(cell->start, cell->end, TC_TITLE_MAX) : NULL;
    const char *end = title + strlen(title);
    return line != NULL && strcmp(line, title) == 0 &&
           (tc_org_begins(title, end) || tc_is_english_company(title, end) ||
            strchr(title, ' ') == NULL || is_label_with_name(title));
}

gboolean
tc_head_is_from_markup(const TcDocument *document)
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

/* "Trường Đại học Sông Nước" / "Khoa Công nghệ thông tin": whether a title is the first of two
 * lines that name bodies, in small letters. */
static gboolean
is_first_of_bodies(const TcHead *head, const char *title)
{
    if (head->cells->len < 2 || !is_first_line(head, title) ||
        !tc_org_begins(title, title + strlen(title)))
        return FALSE;
    const TcCell *second = tc_head_cell(head, 1);
    return tc_head_cell(head, 0)->line + 1 == second->line && second->column == 0 &&
           second->end - second->start < BODY_LINE_BYTES &&
           tc_org_begins(second->start, second->end);
}

void
tc_head_fill_string(char **field, char **value, gsize max)
{
    if (*field == NULL && *value != NULL && strlen(*value) <= max)
        *field = g_steal_pointer(value);
}

/* "5642/CT-CS", "/CĐ-BTCD": with a subject and addressees they are letters of a tax office, and of
 * one that hands complaints on. Directives and telegrams name themselves. */
static gboolean
is_letter_all_the_same(const TcHead *head, const char *type)
{
    return type != NULL && head->is_letter && head->title != NULL &&
           (strcmp(type, "Chỉ thị") == 0 || strcmp(type, "Công điện") == 0);
}

/* The type of what names none in a line of its own: by its symbol, or a letter by its addressees.
 * NULL when it is not known; a form with a heading gets its title. */
static const char *
type_without_line(TcHead *head, const char *org)
{
    const char *type = *head->symbol != '\0' ? tc_type_of_symbol(head->symbol) : NULL;
    g_autofree char *form = heading_of_form(head);
    if (form != NULL) {
        g_free(head->title);
        head->title = g_steal_pointer(&form);
        return type;
    }
    /* Below a letterhead, what has a subject and addressees is a letter, though its number be lost.
     */
    gboolean has_body = org != NULL || (head->is_scan && head->org_count > 0);
    gboolean is_sure = *head->symbol != '\0' || head->is_number_blank ||
                       (head->is_addressed && head->has_motto && has_body && head->title != NULL);
    if (is_letter_all_the_same(head, type) || (type == NULL && head->is_letter && is_sure))
        return "Công văn";
    return type;
}

/* "LUẬT Đất đai" is the name of a law. */
static gboolean
is_law(const char *type)
{
    static const char *const laws[] = {"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp", NULL};
    return g_strv_contains(laws, type);
}

/* "NGHỊ ĐỊNH Quy định chi tiết ...": type and title of one line. */
static void
drop_type(char *title)
{
    const char *end = title + strlen(title);
    const char *name;
    const char *after = tc_type_at(title, end, &name);
    if (after == NULL || *after != ' ' || !tc_is_capitals(title, after) || is_law(name) ||
        !g_unichar_isupper(g_utf8_get_char(after + 1)) ||
        tc_is_capitals(after + 1, tc_next_word(after + 1, end)))
        return;
    memmove(title, after + 1, (gsize)(end - after));
}

/* "LUẬT AN NINH MẠNG SỐ 116/2025/QH15": the heading of a page, cut at the number, which is the
 * document's own. "--- Số: 57/QĐ-UBND" is nothing else, and no title. */
static void
drop_number_at_end(char **title, const char *number)
{
    const char *start = *title;
    const char *end = start + strlen(start);
    const gsize len = strlen(number);
    if ((gsize)(end - start) <= len || g_ascii_strcasecmp(end - len, number) != 0)
        return;
    TcLetters word;
    const char *counted = tc_letters_before(start, tc_skip_between_back(start, end - len), &word);
    if (counted == NULL || counted == start || !tc_letters_are(&word, "số"))
        return;
    const gsize left = (gsize)(tc_skip_between_back(start, counted) - start);
    if (left == 0)
        g_clear_pointer(title, g_free);
    else
        (*title)[left] = '\0';
}

/* "BÀI GIẢNG" / "Nuôi cá nước ngọt": what it is about, below the kind of a book. */
static void
add_line_below_kind(const TcHead *head, char **title)
{
    static const char *const kinds[] = {"bài giảng", "giáo trình", "đề cương", "đề cương ôn tập",
                                        "sổ tay",    "cẩm nang",   "tài liệu", "bài thu hoạch"};
    const char *end = *title + strlen(*title);
    if (tc_phrase_any(*title, end, kinds, G_N_ELEMENTS(kinds), NULL) != end ||
        !is_first_line(head, *title) || head->cells->len < 2)
        return;
    const TcCell *below = tc_head_cell(head, 1);
    if (below->line > tc_head_cell(head, 0)->line + 2 || tc_head_is_table_row(head, 1) ||
        tc_head_ends_title(below, TRUE) ||
        memchr(below->start, ':', (gsize)(below->end - below->start)) != NULL ||
        tc_person_at(below->start, below->end, FALSE) == below->end)
        return;
    g_autofree char *line = tc_tidy(below->start, below->end, TC_TITLE_MAX);
    char *whole = line != NULL ? g_strconcat(*title, " ", line, NULL) : NULL;
    if (whole == NULL)
        return;
    g_free(*title);
    *title = whole;
}

/* "Sơ lược về giao ban tuần ... của Bệnh viện" / "Sông Nước" / "A. Tổng quan": the end of a title
 * that fills its line, above the first part. */
static void
add_rest_of_line(const TcHead *head, char **title)
{
    enum { FULL_LINE_BYTES = 80 };
    if (strlen(*title) < FULL_LINE_BYTES || head->cells->len < 3 || !is_first_line(head, *title))
        return;
    const TcCell *rest = tc_head_cell(head, 1);
    const TcCell *part = tc_head_cell(head, 2);
    const gsize len = (gsize)(rest->end - rest->start);
    if (rest->line != tc_head_cell(head, 0)->line + 1 || part->line == rest->line ||
        len > strlen(*title) / 2 || strchr(".:;,", rest->end[-1]) != NULL ||
        tc_head_ends_title(rest, TRUE) || !tc_head_is_numbered_part(part))
        return;
    g_autofree char *line = tc_tidy(rest->start, rest->end, TC_TITLE_MAX);
    char *whole = line != NULL ? g_strconcat(*title, " ", line, NULL) : NULL;
    if (whole == NULL)
        return;
    g_free(*title);
    *title = whole;
}

/* "Một số kiểu dữ liệu và từ khóa" / "đặc biệt": the rest of a title of two lines, in small letters
 * that look alike. */
static void
add_line_that_looks_alike(const TcHead *head, char **title)
{
    if (head->cells->len < 2 || !is_first_line(head, *title))
        return;
    const TcCell *first = tc_head_cell(head, 0);
    const TcCell *rest = first + 1;
    if (rest->line != first->line + 1 || !first->has_look || !rest->has_look ||
        first->look.size != rest->look.size || first->look.is_bold != rest->look.is_bold ||
        !first->look.is_bold || !g_unichar_islower(g_utf8_get_char(rest->start)) ||
        strchr(".:;,", rest->end[-1]) != NULL ||
        strlen(*title) + (gsize)(rest->end - rest->start) > SENTENCE_BYTES)
        return;
    g_autofree char *line = tc_tidy(rest->start, rest->end, TC_TITLE_MAX);
    char *whole = line != NULL ? g_strconcat(*title, " ", line, NULL) : NULL;
    if (whole == NULL)
        return;
    g_free(*title);
    *title = whole;
}

/* "Điều 1. Sửa đổi ...": the heading of an article, where the document has a title of its own. */
static gboolean
is_heading_of_article(const char *title)
{
    const char *end = title + strlen(title);
    const char *number = tc_phrase_at(title, end, "điều");
    return number != NULL && g_ascii_isdigit(*tc_skip_between(number, end));
}

/* Makes letters with combining marks one character each, as all other fields have them. */
static void
compose(char **title)
{
    g_autoptr(GString) composed = g_string_new(NULL);
    if (*title == NULL || (strchr(*title, 0xcc) == NULL && strchr(*title, 0xcd) == NULL) ||
        !tc_normalize(TC_NORMAL_NFC, *title, strlen(*title), composed, NULL))
        return;
    g_free(*title);
    *title = g_strdup(composed->str);
}

/* Whether the title of the file is none: "CamScanner", "C", or the headings of columns. */
static gboolean
says_nothing(const TcHead *head, const TcDocument *document)
{
    return tc_title_is_useless(document->title) || is_row_of_columns(head, document->title) ||
           is_person_of_body(document->title) ||
           (!tc_head_is_from_markup(document) && strlen(document->title) <= SHORT_TITLE_BYTES);
}

/* "ĐỀ THI KẾT THÚC HỌC PHẦN   Trưởng bộ môn": who signs beside a heading is no part of it. */
static void
cut_second_column(const TcHead *head, char **title)
{
    static const char *const heads[] = {"trưởng bộ môn", "trưởng khoa", "trưởng phòng"};
    const TcCell *first = head->cells->len > 1 ? tc_head_cell(head, 0) : NULL;
    if (first == NULL || first[1].line != first->line ||
        !tc_is_capitals(first->start, first->end) || !is_first_line(head, *title))
        return;
    const TcCell *second = first + 1;
    if (tc_position_at(second->start, second->end) == NULL &&
        tc_phrase_any(second->start, second->end, heads, G_N_ELEMENTS(heads), NULL) == NULL)
        return;
    char *line = tc_tidy(first->start, first->end, TC_TITLE_MAX);
    if (line != NULL) {
        g_free(*title);
        *title = line;
    }
}

/* "I. Thông tin chung" above "NGÀNH KHOA HỌC DỮ LIỆU": a line in capitals below the first part of
 * the text, which programs take for its title. */
static void
take_line_below_part(const TcHead *head, char **title)
{
    const TcCell own = {.start = *title, .end = *title + strlen(*title)};
    if (strchr("IVX", *own.start) == NULL || tc_is_capitals(own.start, own.end) ||
        !tc_head_begins_body(&own, FALSE))
        return;
    char *line = first_line(head);
    if (line != NULL && tc_is_capitals(line, line + strlen(line))) {
        g_free(*title);
        *title = line;
    } else
        g_free(line);
}

/* Whether a text, of which nothing is set apart, begins with `title`, a sentence or an item of a
 * list: it has no title. */
static gboolean
is_note(const TcHead *head, const char *title)
{
    enum { SENTENCE_MIN = 90 };
    const TcCell *first = head->cells->len > 0 ? tc_head_cell(head, 0) : NULL;
    return first != NULL && first->has_look && !first->look.is_bold && !first->look.is_centred &&
           is_first_line(head, title) &&
           (strchr("-+*", *title) != NULL || title[strlen(title) - 1] == ':' ||
            (strlen(title) > SENTENCE_MIN &&
             (strchr(title, ',') != NULL || strstr(title, ". ") != NULL ||
              strchr(".?", title[strlen(title) - 1]) != NULL)));
}

/* "... người quản lý, Kiểm soát viên1 công ty": without the numbers of notes, which stand behind
 * words in texts that were put together of several acts. */
static void
drop_numbers_of_notes(char *title)
{
    enum { WORD_BYTES_MIN = 3 }; /* "km2" is none */
    char *to = title;
    const char *word = title;
    for (const char *p = title; *p != '\0'; p++) {
        word = *p == ' ' ? p + 1 : word;
        const gboolean is_note = g_ascii_isdigit(*p) && p - word >= WORD_BYTES_MIN &&
                                 (g_ascii_islower(p[-1]) || (guchar)p[-1] >= 0x80) &&
                                 (p[1] == '\0' || strchr(" ,;.\"", p[1]) != NULL);
        if (!is_note)
            *to++ = *p;
    }
    *to = '\0';
}

/* The title: of the text, unless that of the file says more. */
static void
fill_title(TcHead *head, const char *text, gsize len, TcDocument *document)
{
    const gboolean is_of_no_use = document->title != NULL && says_nothing(head, document);
    if (is_of_no_use)
        g_clear_pointer(&document->title, g_free);
    gboolean has_no_title =
        document->title != NULL &&
        (tc_title_is_letterhead(document->title) ||
         (!tc_head_is_from_markup(document) && is_first_of_bodies(head, document->title)));
    gboolean is_weak =
        document->title != NULL &&
        (has_no_title || tc_title_is_generic(document->title) ||
         is_heading_of_article(document->title) || !tc_head_is_from_markup(document));
    /* In Markdown that was made from an official document, the letterhead above a rule looks like a
     * heading. */
    gboolean is_rule = document->format == TC_FORMAT_MARKDOWN;
    if (head->title != NULL ? is_weak
                            : has_no_title && (is_rule || !tc_head_is_from_markup(document)))
        g_clear_pointer(&document->title, g_free);
    if (document->title != NULL && head->headline != NULL && !tc_head_is_from_markup(document) &&
        tc_phrase_at(document->title, document->title + strlen(document->title), "tin") != NULL) {
        g_free(document->title);
        document->title = tc_tidy_title(head->headline);
    }
    if (document->title != NULL && head->has_type_line && head->title == NULL &&
        !tc_head_is_from_markup(document) && is_first_line(head, document->title))
        g_clear_pointer(&document->title, g_free);
    if (document->title == NULL && head->title != NULL && *head->title != ')' &&
        !tc_title_is_garbled(head->title))
        document->title = tc_tidy_title(head->title);
    if (document->title == NULL && head->headline != NULL && !tc_title_is_useless(head->headline))
        document->title = tc_tidy_title(head->headline);
    g_autofree char *capitals = heading(head);
    /* What the page shows as its title is that, whatever the properties of the file say. */
    const gboolean is_shown = capitals != NULL && head->usual_size > 0;
    if (document->title != NULL && head->title == NULL && !tc_head_is_from_markup(document) &&
        (is_shown || is_note(head, document->title)))
        g_clear_pointer(&document->title, g_free);
    if (capitals != NULL && document->title != NULL && !tc_head_is_from_markup(document) &&
        (is_above_heading(head, document, capitals) ||
         (tc_head_is_official(head) &&
          memmem(text, len, document->title, strlen(document->title)) == NULL)))
        g_clear_pointer(&document->title, g_free);
    if (document->title == NULL && capitals != NULL)
        document->title = tc_tidy_title(capitals);
    else if (document->title != NULL && !tc_head_is_from_markup(document)) {
        add_line_below_kind(head, &document->title);
        add_rest_of_line(head, &document->title);
        add_line_that_looks_alike(head, &document->title);
        take_line_below_part(head, &document->title);
        cut_second_column(head, &document->title);
    }
    /* What has a number or a type has a title of its own, which was not found. */
    if (document->title == NULL && is_of_no_use && document->number == NULL &&
        !head->has_type_line && !head->is_number_blank && !is_sheet(document))
        document->title = first_line(head);
    if (document->title != NULL && document->number != NULL) {
        drop_type(document->title);
        drop_number_at_end(&document->title, document->number);
    }
}

/* "QUY ĐỊNH CHI TIẾT ...", "HƯỚNG DẪN THI HÀNH ..." begin the titles of decrees, too: in a scan,
 * the line above that has the type may be lost. */
static gboolean
is_said_of_others(const char *type)
{
    return strcmp(type, "Quy định") == 0 || strcmp(type, "Hướng dẫn") == 0;
}

void
tc_head_fill(TcHead *head, const char *text, gsize len, TcDocument *document)
{
    g_autofree char *org = tc_head_issuer(head, text, len);
    const char *type = head->type;
    /* Below its letterhead, "92/VBHN-BQP" has the type of what was put together. */
    const char *said = *head->symbol != '\0' ? tc_type_of_symbol(head->symbol) : NULL;
    if (said != NULL && strcmp(said, "Văn bản hợp nhất") == 0)
        type = said;
    if (head->is_scan && said != NULL && type != NULL && is_said_of_others(type))
        type = said;
    if (type == NULL)
        type = type_without_line(head, org);
    /* Numbers of scans are written by hand, unless it is known how they were read. */
    if (!document->is_ocr || document->sure_text != NULL)
        tc_head_fill_string(&document->number, &head->number, TC_HEADER_FIELD_MAX);
    if (document->type == NULL && type != NULL)
        document->type = g_strdup(type);
    tc_head_fill_string(&document->org, &org, TC_HEADER_ORG_MAX);
    tc_head_fill_string(&document->place, &head->place, TC_HEADER_FIELD_MAX);
    if (document->date == 0)
        document->date = head->date;
    fill_title(head, text, len, document);
    if (document->title != NULL && g_strcmp0(document->type, "Văn bản hợp nhất") == 0)
        drop_numbers_of_notes(document->title);
    compose(&document->title);
}
