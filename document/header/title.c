/* Titles: how far they go. */
#include "document/header/head.h"
#include "document/header/header.h"
#include "document/header/name/name.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    TITLE_LINES_MAX = 12,
    LONG_TITLE_BYTES = 2000,
};

gboolean
tc_title_opens(const char *p, const char *end)
{
    static const char *const openers[] = {
        "về",      "v v",     "ban hành", "phê duyệt", "quy định",   "hướng dẫn",
        "công bố", "sửa đổi", "bổ sung",  "bãi bỏ",    "đính chính", "thông qua",
    };
    return tc_phrase_any(p, end, openers, G_N_ELEMENTS(openers), NULL) != NULL;
}

/* Whether a title may be longer than a line of running text: it is in capitals, or says that it is
 * one. */
static gboolean
is_long_title(const TcCell *cell)
{
    gsize len = (gsize)(cell->end - cell->start);
    return len > TC_BODY_LINE_BYTES && len <= LONG_TITLE_BYTES &&
           (tc_is_capitals(cell->start, cell->end) || tc_title_opens(cell->start, cell->end));
}

/* "(Về việc thu hồi đất)", "(V/v ...)": a title, or the rest of one, in parentheses. */
static gboolean
is_about_in_parentheses(const TcCell *cell)
{
    return *cell->start == '(' && cell->end[-1] == ')' &&
           tc_head_subject_mark_at(cell->start + 1, cell->end) != NULL;
}

/* "(thực hiện khoản 4 Điều 35 Luật Thủ đô)", "(sửa đổi)": what belongs to the title above it, not
 * what it goes with or whom a form is for. */
static gboolean
goes_on_in_parentheses(const TcCell *cell)
{
    /* "(giai đoạn 1) tại thị trấn Sông Nước": the line breaks in front of them. */
    const char *close = memchr(cell->start, ')', (gsize)(cell->end - cell->start));
    if (*cell->start == '(' && close != NULL && close + 2 < cell->end && close[1] == ' ' &&
        g_unichar_islower(g_utf8_get_char(close + 2)))
        return TRUE;
    static const char *const openers[] = {"thực hiện", "sửa đổi", "thay thế",
                                          "bổ sung",   "đợt",     "giai đoạn"};
    return *cell->start == '(' && cell->end[-1] == ')' &&
           tc_phrase_any(cell->start + 1, cell->end, openers, G_N_ELEMENTS(openers), NULL) != NULL;
}

/* "Họ và tên: Lê Văn An", "Chúng tôi gồm có:": what is filled in below the title of a form, but not
 * "Gói thầu: xây dựng ...". */
static gboolean
is_form_line(const TcCell *cell)
{
    static const char *const parts[] = {
        "dự án",  "dự toán", "công trình", "gói thầu",     "đề tài", "hạng mục",     "chuyên đề",
        "chủ đề", "môn",     "lĩnh vực",   "ngành",        "nghề",   "chuyên ngành", "định hướng",
        "đề án",  "đợt",     "giai đoạn",  "chương trình", "thuộc",
    };
    enum { LABEL_BYTES = 40 };
    const char *p = cell->start;
    const char *colon = memchr(p, ':', (gsize)(cell->end - p));
    if (colon == NULL || tc_is_capitals(p, cell->end) || !g_unichar_isupper(g_utf8_get_char(p)) ||
        tc_head_subject_mark_at(p, cell->end) != NULL ||
        tc_phrase_any(p, cell->end, parts, G_N_ELEMENTS(parts), NULL) != NULL)
        return FALSE;
    return colon + 1 == cell->end || colon - p < LABEL_BYTES;
}

/* "Ngày 20 tháng 11 năm 2025, Phó Thủ tướng ...": a text that begins with its day. */
static gboolean
is_day_of_text(const char *p, const char *end)
{
    static const char *const words[] = {"ngày", "từ ngày", "sáng ngày", "chiều ngày", "trong ngày"};
    const char *after = g_unichar_isupper(g_utf8_get_char(p))
                            ? tc_phrase_any(p, end, words, G_N_ELEMENTS(words), NULL)
                            : NULL;
    return after != NULL && !tc_is_capitals(p, end) &&
           g_ascii_isdigit(*tc_skip_between(after, end)) &&
           memchr(after, ',', (gsize)(end - after)) != NULL;
}

/* Whether [p, end) begins with the motto or the name of the state above it, not with a part of a
 * title: "... giữa" / "Cộng hòa xã hội chủ nghĩa Việt Nam và Liên hiệp Vương quốc Anh". */
static gboolean
is_motto(const char *p, const char *end)
{
    const char *after;
    if (tc_head_find_motto(p, end, &after) != p)
        return FALSE;
    const char *rest = tc_skip_between(after, end);
    return tc_is_capitals(p, end) || rest == end || !g_unichar_islower(g_utf8_get_char(rest));
}

/* "Số: 12/QĐ-UBND" */
static gboolean
is_number_line(const char *p, const char *end)
{
    const char *after = tc_phrase_at(p, end, "số");
    /* "... quy định" / "số lượng cán bộ", which is no number */
    if (after == NULL ||
        (g_unichar_islower(g_utf8_get_char(p)) && memchr(p, ':', (gsize)(end - p)) == NULL))
        return FALSE;
    /* "Số................/HĐ-XD" */
    if (tc_room_at(tc_space_skip(after, end), end) != NULL)
        return TRUE;
    const char *q = tc_skip_between(after, end);
    /* "SỐ 11/2013/TT-NHNN NGÀY ..." may go on with a title in capitals. */
    return !tc_is_capitals(p, end) || (q < end && memchr(p, ':', (gsize)(q - p)) != NULL);
}

/* "ACE CHI NHÁNH : {{CHI_NHANH}}", "Ngày ${date_now}": a line that a program fills in. */
static gboolean
has_field(const char *p, const char *end)
{
    for (; p < end; p++)
        if (strchr("{$<", *p) != NULL && tc_room_at(p, end) != NULL)
            return TRUE;
    return FALSE;
}

/* "Ngày     tháng     năm 2026", "Phiếu số ...../2026", "......(Tên đề tài)......": to be filled in
 * below a title. */
static gboolean
is_blank_to_fill_in(const char *p, const char *end)
{
    if (g_str_has_prefix(p, "...") || g_str_has_prefix(p, "…") || has_field(p, end))
        return TRUE;
    /* "Dự toán mua sắm: ________" */
    const char *colon = memchr(p, ':', (gsize)(end - p));
    const char *room = colon != NULL ? tc_space_skip(colon + 1, end) : end;
    if (room < end && tc_room_at(room, end) == end)
        return TRUE;
    const char *type;
    const char *named = tc_type_at(p, end, &type);
    const char *counted =
        named != NULL ? tc_phrase_at(tc_skip_between(named, end), end, "số") : NULL;
    return tc_phrase_at(p, end, "ngày tháng năm") != NULL ||
           (counted != NULL && tc_room_at(tc_space_skip(counted, end), end) != NULL);
}

/* "2" | "trân trọng giới thiệu:": the number of a note, alone in its cell. */
static gboolean
is_number_of_note(const char *p, const char *end)
{
    return end - p <= 2 && g_ascii_isdigit(*p) && g_ascii_isdigit(end[-1]);
}

/* "Theo Thông tư số 04/2016/TT-BGDĐT ngày ...": what a guide or a form follows, below its title. */
static gboolean
is_act_that_it_follows(const char *p, const char *end)
{
    const char *type;
    const char *after = g_unichar_isupper(g_utf8_get_char(p)) ? tc_phrase_at(p, end, "theo") : NULL;
    after = after != NULL ? tc_type_at(tc_skip_between(after, end), end, &type) : NULL;
    return after != NULL && tc_phrase_at(tc_skip_between(after, end), end, "số") != NULL;
}

/* "... điện:": whom a telegram goes to comes next. */
static gboolean
calls(const char *p, const char *end)
{
    TcLetters word;
    return end[-1] == ':' && tc_letters_before(p, tc_skip_between_back(p, end), &word) != NULL &&
           tc_letters_are(&word, "điện");
}

/* "Ngày 17 tháng 4 năm 2023", and nothing else. */
static gboolean
is_day_alone(const char *p, const char *end)
{
    TcFoundDay found;
    return tc_phrase_at(p, end, "ngày") != NULL && g_unichar_isupper(g_utf8_get_char(p)) &&
           tc_head_find_day(p, end, &found) && !found.date.is_year_inferred &&
           found.date.start == 0 && tc_skip_between(p + found.date.end, end) == end;
}

/* "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH": who decides, above "Căn cứ". */
static gboolean
names_authority(const char *p, const char *end)
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
        "trưởng ban",      "thẩm quyền ban",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(authorities); i++)
        if (tc_phrase_at_bare(p, end, authorities[i]) != NULL)
            return TRUE;
    return FALSE;
}

/* What else stands below a title: addressees, a table of contents, the days of a week, who wrote a
 * paper. "... quy định" / "mã số, tiêu chuẩn chức danh" goes on, in small letters. */
static gboolean
stands_below_title(const char *p, const char *end)
{
    static const char *const others[] = {
        "nơi nhận",
        "mục lục",
        "thứ hai",
        "thứ ba",
        "thứ tư",
        "thứ năm",
        "thứ sáu",
        "thứ bảy",
        "thứ 2",
        "thứ 3",
        "chủ nhật",
        "mã xét tuyển",
        "mã số",
        "mã ngành",
        "nội dung chương trình",
        "sinh viên thực hiện",
        "người thực hiện",
        "nhóm thực hiện",
        "giảng viên hướng dẫn",
        "giáo viên hướng dẫn",
        "người hướng dẫn",
    };
    return !g_unichar_islower(g_utf8_get_char(p)) &&
           tc_phrase_any(p, end, others, G_N_ELEMENTS(others), NULL) != NULL;
}

/* Lines that end a title. */
gboolean
tc_head_ends_title(const TcCell *cell, gboolean is_any)
{
    const char *p = cell->start;
    const char *end = cell->end;
    /* "V/v ..." below "BIÊN BẢN HỌP TỔ CHUYÊN GIA" may be as long as one that stands alone. */
    if ((!is_any || tc_head_subject_mark_at(p, end) != NULL) && is_long_title(cell))
        return FALSE;
    if (tc_is_rule(p, end) || tc_head_begins_body(cell, !is_any) ||
        (strchr("(-+[", *p) != NULL && !is_about_in_parentheses(cell) &&
         !(is_any && goes_on_in_parentheses(cell))))
        return TRUE;
    if (is_any && (is_form_line(cell) || is_day_of_text(p, end) || is_day_alone(p, end)))
        return TRUE;
    if (stands_below_title(p, end))
        return TRUE;
    if (tc_head_is_stamp(cell) || tc_phrase_find(p, end, "kính mời", NULL) != NULL ||
        tc_phrase_find(p, end, "trân trọng giới thiệu", NULL) != NULL)
        return TRUE;
    if (tc_addressees_at(p, end) != NULL)
        return TRUE;
    if (is_motto(p, end) || (is_any && is_blank_to_fill_in(p, end)) || is_number_line(p, end) ||
        is_number_of_note(p, end) || is_act_that_it_follows(p, end))
        return TRUE;
    /* "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:" of a telegram */
    if (is_any && calls(p, end))
        return TRUE;
    /* "Nghị định số 8/2020/NĐ-CP ngày ... của Chính phủ;" is what it is based on. */
    if (is_any && end[-1] == ';')
        return TRUE;
    /* A short text has its signature right below: "TM. BAN THƯỜNG VỤ", "KT. GIÁM ĐỐC". */
    if (is_any && tc_is_capitals(p, end) && tc_is_signature(p, end))
        return TRUE;
    /* The body that decides, above "Căn cứ". */
    return is_any && tc_is_capitals(p, end) && names_authority(p, end);
}

/* "... QUY PHẠM PHÁP LUẬT CỦA CHỦ TỊCH": it continues with the body that comes next. */
gboolean
tc_title_is_unfinished(const GString *title)
{
    static const char *const joints[] = {"của", "thuộc", "và",    "do",   "với", "về",    "cho",
                                         "tại", "giữa",  "trong", "nhằm", "các", "những", "hoặc"};
    static const char *const heads[] = {"chủ tịch", "bộ trưởng"};
    const char *end = tc_skip_between_back(title->str, title->str + title->len);
    TcLetters word;
    if (g_str_has_suffix(title->str, " -") || g_str_has_suffix(title->str, " –"))
        return TRUE;
    const char *last = tc_letters_before(title->str, end, &word);
    for (gsize i = 0; last != NULL && i < G_N_ELEMENTS(joints); i++)
        if (tc_letters_are(&word, joints[i]))
            return TRUE;
    const char *before = last != NULL ? tc_skip_between_back(title->str, last) : NULL;
    const char *head = before != NULL ? tc_letters_before(title->str, before, &word) : NULL;
    return head != NULL && tc_phrase_any(head, end, heads, G_N_ELEMENTS(heads), NULL) == end;
}

/* Whether the cell `i` is the label of a row that stands below a title: "NHÓM ĐĂNG KÝ | Sinh học",
 * "Giảng viên | : Lê Văn An". */
static gboolean
is_label_of_row(const TcHead *head, guint i)
{
    const TcCell *cell = tc_head_cell(head, i);
    const TcCell *next = i + 1 < head->cells->len ? cell + 1 : NULL;
    return next != NULL && next->line == cell->line &&
           (*next->start == ':' ||
            (tc_is_capitals(cell->start, cell->end) && !tc_is_capitals(next->start, next->end)));
}

/* Whether the cell begins with the number of the act that is consolidated: "Thông tư số
 * 37/2016/TT-BTC ngày ... của Bộ trưởng ..., có hiệu lực", below the title that goes with it. */
static gboolean
is_consolidated_act(const TcHead *head, const TcCell *cell, const GString *title)
{
    static const char *const joints[] = {"hành", "hiện", "bỏ", "thế", "theo", "tại", "sung", "dẫn"};
    const char *type = NULL;
    const char *after = tc_type_at(cell->start, cell->end, &type);
    const char *number = after != NULL ? tc_skip_between(after, cell->end) : NULL;
    if (number == NULL || head->type == NULL || strcmp(head->type, type) != 0)
        return FALSE;
    /* "LUẬT" / "PHÍ VÀ LỆ PHÍ" / "Luật Phí và lệ phí số 97/2015/QH13 ngày ..." */
    gboolean is_named = tc_type_is_in_title(type) && !tc_is_capitals(cell->start, cell->end);
    const char *counted = is_named ? tc_phrase_find(number, cell->end, "số", &after)
                                   : (after = tc_phrase_at(number, cell->end, "số"));
    /* "Thông tư 38/2015/TT-BLĐTBXH ngày ..." */
    if (counted == NULL && !is_named && g_ascii_isdigit(*number))
        counted = after = number;
    number = counted;
    if (number == NULL || tc_phrase_find(after, cell->end, "ngày", NULL) == NULL ||
        (is_named && !g_ascii_isdigit(*tc_skip_between(after, cell->end))))
        return FALSE;
    TcLetters word;
    const char *end = tc_skip_between_back(title->str, title->str + title->len);
    if (tc_letters_before(title->str, end, &word) == NULL)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(joints); i++)
        if (tc_letters_are(&word, joints[i]))
            return FALSE;
    return TRUE;
}

/* Whether the cell `i` tells in capitals who decides, right above "Căn cứ". */
static gboolean
is_authority_above_body(const TcHead *head, guint i)
{
    const TcCell *cell = tc_head_cell(head, i);
    if (i + 1 >= head->cells->len || !tc_is_capitals(cell->start, cell->end) ||
        !(tc_org_begins(cell->start, cell->end) || tc_position_at(cell->start, cell->end) != NULL))
        return FALSE;
    const TcCell *next = tc_head_cell(head, i + 1);
    /* "VIỆN TRƯỞNG" / "VIỆN SINH HỌC" */
    if (tc_position_at(cell->start, cell->end) == cell->end && i + 2 < head->cells->len &&
        tc_is_capitals(next->start, next->end) && tc_org_begins(next->start, next->end))
        next++;
    return !tc_is_capitals(next->start, next->end) && tc_head_begins_body(next, FALSE);
}

/* "Hải An", "TP. HẢI AN": whether all words of [p, end) begin with a capital, as a place does, not
 * "Lễ tốt nghiệp đợt 2". */
static gboolean
is_like_place(const char *p, const char *end)
{
    for (; p < end; p = tc_next_word(p, end))
        if (!g_unichar_isupper(g_utf8_get_char(p)))
            return FALSE;
    return TRUE;
}

/* "Hải An, tháng 6 năm 2021", "HẢI AN, NĂM 2021": where and when, on the first page of a paper. */
static gboolean
is_place_and_month(const TcCell *cell)
{
    enum { PLACE_BYTES = 60 };
    const char *comma = memchr(cell->start, ',', (gsize)(cell->end - cell->start));
    const char *p = comma != NULL ? tc_skip_between(comma, cell->end) : NULL;
    return p != NULL && cell->end - cell->start < PLACE_BYTES &&
           is_like_place(cell->start, comma) &&
           (tc_phrase_at(p, cell->end, "tháng") != NULL ||
            tc_phrase_at(p, cell->end, "ngày") != NULL ||
            (tc_phrase_at(p, cell->end, "năm") != NULL && g_ascii_isdigit(cell->end[-1])));
}

/* Whether the cell is the first sentence of the text, below a title. */
static gboolean
is_sentence_below(const GString *title, const TcCell *cell)
{
    enum { SENTENCE_BYTES = 60 };
    const char *p = cell->start;
    const char *end = cell->end;
    if (strchr(".;", end[-1]) == NULL || tc_is_capitals(p, end) ||
        !g_unichar_isupper(g_utf8_get_char(p)))
        return FALSE;
    /* Below one in other letters it has parts, and the title is at its end. */
    return tc_is_capitals(title->str, title->str + title->len) ||
           (end - p > SENTENCE_BYTES && memchr(p, ',', (gsize)(end - p)) != NULL &&
            !tc_title_is_unfinished(title));
}

/* Whether the text begins with the cell, below a type that is a title by itself: "GIẤY XÁC NHẬN" /
 * "Xét đề nghị của ...". */
static gboolean
is_text_of_form(const TcHead *head, const TcCell *cell)
{
    static const char *const openers[] = {"xét",    "theo đề nghị", "căn cứ", "chúng tôi",
                                          "tôi là", "tôi tên",      "hôm nay"};
    return head->type != NULL && tc_type_is_in_title(head->type) &&
           !tc_is_capitals(cell->start, cell->end) &&
           (is_form_line(cell) ||
            tc_phrase_any(cell->start, cell->end, openers, G_N_ELEMENTS(openers), NULL) != NULL);
}

/* "... (1) Tình trạng ngập úng;" / "(2) Ùn tắc giao thông; ...": whether the cell goes on counting
 * what the title counts. */
static gboolean
goes_on_counting(const GString *title, const TcCell *cell)
{
    static const char first[] = "(1)";
    return title->len > 0 && strchr(";,", title->str[title->len - 1]) != NULL &&
           strstr(title->str, first) != NULL &&
           (*cell->start == '(' ? g_ascii_isdigit(cell->start[1])
                                : g_unichar_islower(g_utf8_get_char(cell->start)));
}

/* "... CHUYÊN NGÀNH: TOÁN ỨNG DỤNG MÃ SỐ: 60460112": without the code, which a line of its own has
 * elsewhere. */
void
tc_title_cut_code(GString *title)
{
    const char *end = title->str + title->len;
    const char *after;
    const char *code = tc_phrase_find(title->str, end, "mã số", &after);
    if (code == NULL || code == title->str || *after != ':')
        return;
    const char *digits = tc_space_skip(after + 1, end);
    for (const char *p = digits; p < end; p++)
        if (!g_ascii_isdigit(*p))
            return;
    g_string_truncate(title, (gsize)(tc_skip_between_back(title->str, code) - title->str));
}

/* Whether the cell `i` is not set as the line above it, the last one of a title in bold: what
 * stands below that is none of it. "... và thực hiện" goes on, in small letters. */
static gboolean
is_set_otherwise(const TcHead *head, guint i)
{
    const TcCell *cell = tc_head_cell(head, i);
    const TcCell *above = i > 0 ? cell - 1 : NULL;
    return above != NULL && above->has_look && above->look.is_bold && cell->has_look &&
           !cell->look.is_bold && !tc_is_capitals(cell->start, cell->end) &&
           !g_unichar_islower(g_utf8_get_char(cell->start)) && *cell->start != '(';
}

char *
tc_head_collect_title(TcHead *head, const char *first, const char *first_end, guint i,
                      guint last_line)
{
    g_autoptr(GString) out = g_string_new(NULL);
    guint lines = 0;
    if (first < first_end) {
        g_string_append_len(out, first, first_end - first);
        lines++;
    }
    for (; i < head->cells->len && lines < TITLE_LINES_MAX; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        if ((lines > 0 && cell->line > last_line + 1) || cell->line > last_line + 4 ||
            (tc_head_ends_title(cell, lines > 0 && !tc_title_is_unfinished(out)) &&
             !goes_on_counting(out, cell)) ||
            (lines == 0 && is_text_of_form(head, cell)) || tc_head_is_table_row(head, i) ||
            (lines > 0 && is_label_of_row(head, i)) ||
            (lines > 0 && !tc_title_is_unfinished(out) && is_authority_above_body(head, i)) ||
            (lines == 0 && tc_position_at(cell->start, cell->end) != NULL &&
             is_authority_above_body(head, i)))
            break;
        if (lines > 0 && !tc_title_is_unfinished(out) && is_consolidated_act(head, cell, out)) {
            /* It has neither number nor day of its own, or these stand below all acts that are
             * named. */
            head->is_number_blank = head->number == NULL;
            head->is_date_blank = head->date == 0;
            break;
        }
        if (out->len >= TC_TITLE_MAX || (lines > 0 && is_sentence_below(out, cell)) ||
            (lines > 0 && tc_has_marks(out->str, out->str + out->len) &&
             tc_head_is_translation(cell)) ||
            is_place_and_month(cell))
            break;
        if (lines > 0 && is_set_otherwise(head, i))
            break;
        if (out->len > 0)
            g_string_append_c(out, ' ');
        /* tc_tidy_title() cuts what is longer than a title may be. */
        gboolean is_inside = out->len == 0 && is_about_in_parentheses(cell);
        g_string_append_len(out, cell->start + is_inside, cell->end - cell->start - 2 * is_inside);
        last_line = cell->line;
        lines++;
    }
    head->next = i;
    tc_title_cut_code(out);
    return out->len > 0 ? g_strdup(out->str) : NULL;
}
