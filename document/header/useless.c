/* Titles that say nothing of what a document is. */
#include "document/header/head.h"
#include "document/header/name/name.h"
#include "text/key/letter.h"

#include <string.h>

/* Whether a title says less than what the text may give: it is only a type. */
gboolean
tc_title_is_generic(const char *title)
{
    const char *end = title + strlen(title);
    const char *type;
    const char *after = tc_type_at(title, end, &type);
    if (strchr(title, ' ') == NULL && strchr(title, '/') != NULL)
        return TRUE; /* "238/2026/NĐ-CP" */
    const char *p = after != NULL ? tc_skip_between(after, end) : end;
    /* "Nghị định số 158/2024/NĐ-CP" */
    const char *counted = after != NULL ? tc_phrase_at(p, end, "số") : NULL;
    p = counted != NULL ? tc_skip_between(counted, end) : p;
    return after != NULL &&
           (p == end || (counted != NULL && strchr(p, ' ') == NULL && strchr(p, '/') != NULL));
}

/* "ÒA XÃ ỘI C Ủ NG ĨA VIỆT NAM": the name of the state in a font that lacks a letter. */
static gboolean
is_rest_of_state(const char *p, const char *end)
{
    const char *name = tc_phrase_find(p, end, "việt nam", NULL);
    return name != NULL && tc_is_capitals(p, end) && tc_phrase_at(name, end, "việt nam") == end &&
           tc_phrase_find(p, name, "xã", NULL) != NULL && tc_phrase_at(p, end, "hội") == NULL;
}

gboolean
tc_title_is_hollow(const char *title)
{
    enum { WORDS_MAX = 4 };
    const char *end = title + strlen(title);
    gboolean has_room = FALSE;
    guint words = 0;
    for (const char *p = title; p < end;) {
        const char *after = tc_room_at(p, end);
        TcLetters word;
        gsize len = after == NULL ? tc_letters_read(p, end, &word) : 0;
        has_room = has_room || after != NULL;
        words += len > 0 && !g_ascii_isdigit(*p);
        p = after != NULL ? after : len > 0 ? p + len : g_utf8_next_char(p);
    }
    return has_room && words <= WORDS_MAX;
}

/* Whether a title is none, but a line of the letterhead. */
gboolean
tc_title_is_letterhead(const char *title)
{
    const char *end = title + strlen(title);
    const char *after;
    return tc_head_find_motto(title, end, &after) != NULL ||
           (tc_is_capitals(title, end) &&
            (tc_org_begins(title, end) || is_rest_of_state(title, end)));
}

/* "Phụ lục IV", "Mẫu số 03", "Phần thứ ba": it does not say what it is about. */
static gboolean
is_annex_caption(const char *title)
{
    static const char *const captions[] = {"phụ lục", "phụ lục số", "mẫu số", "mẫu",     "biểu số",
                                           "chương",  "mục",        "phần",   "phần thứ"};
    static const char *const ordinals[] = {"nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám"};
    const char *end = title + strlen(title);
    const char *p = tc_phrase_any(title, end, captions, G_N_ELEMENTS(captions), NULL);
    if (p == NULL)
        return FALSE;
    p = tc_skip_between(p, end);
    /* "Mẫu số 01/ĐK-GCN (Thông tư số ...)", not "Mẫu 09/XN-NPT-TNCN bản kê khai" */
    const char *digits_end = p + strspn(p, "0123456789");
    if (digits_end > p && *digits_end == '/') {
        const char *rest = tc_space_skip(digits_end + strcspn(digits_end, " "), end);
        return rest == end || strchr("(-:", *rest) != NULL;
    }
    if (tc_phrase_any(p, end, ordinals, G_N_ELEMENTS(ordinals), NULL) == end)
        return TRUE;
    return p[strspn(p, "IVX0123456789.:- ")] == '\0';
}

/* "Kính gửi: Thuế tỉnh An Giang", "Nơi nhận:": other parts of a document, which look like headings.
 */
static gboolean
is_other_line(const char *title)
{
    static const char *const parts[] = {"kính gửi", "kính gởi", "kính thưa", "nơi nhận", "gửi"};
    /* The letterhead of samples. */
    static const char *const samples[] = {"tên cơ quan", "tên cq", "tên đơn vị", "tên tổ chức"};
    const char *end = title + strlen(title);
    const char *after = tc_phrase_any(title, end, parts, G_N_ELEMENTS(parts), NULL);
    return (after != NULL && *after == ':') ||
           tc_phrase_any(title, end, samples, G_N_ELEMENTS(samples), NULL) != NULL ||
           tc_phrase_at(title, end, "bản dịch này thuộc quyền") != NULL ||
           tc_phrase_at(title, end, "thư viện pháp luật") != NULL ||
           tc_phrase_find(title, end, "mọi hành vi sao chép", NULL) != NULL;
}

gboolean
tc_title_is_garbled(const char *title)
{
    enum { SINGLE_MIN = 3, MARKED_MIN = 2 };
    guint words = 0;
    guint single = 0;
    guint marked = 0;
    guint inside = 0; /* of a word: others may end a question */
    for (const char *p = title; *p != '\0'; p++) {
        gboolean starts = p == title || p[-1] == ' ';
        words += starts;
        single += starts && g_ascii_isupper(*p) && (p[1] == ' ' || p[1] == '\0');
        if (*p != '?' || p == title ||
            !(p[-1] == '?' || g_ascii_isalpha(p[-1]) || (guchar)p[-1] >= 0x80))
            continue;
        inside += p[1] == '?' || g_ascii_isalpha(p[1]);
        marked += p[1] != '\0';
    }
    return (inside > 0 && marked >= MARKED_MIN) || (single >= SINGLE_MIN && 3 * single >= words);
}

/* "Người ký: CỔNG THÔNG TIN ...", which the stamp of a digital signature shows, or "TÀI LIỆU NỘI
 * BỘ". */
static gboolean
is_stamp(const char *title)
{
    static const char *const labels[] = {"người ký", "ký bởi", "thời gian ký", "ngày ký",
                                         "cơ quan phát hành"};
    const char *after =
        tc_phrase_any(title, title + strlen(title), labels, G_N_ELEMENTS(labels), NULL);
    const TcCell whole = {.start = title, .end = title + strlen(title)};
    /* "Người ký;": a colon that recognition read as another sign */
    return (after != NULL && *after != '\0' && strchr(":;", *after) != NULL) ||
           tc_head_is_stamp(&whole);
}

/* "Tạp chí Khoa học, Vol. 16, Special Issue (2024): 52-57", "Tạp chí KHOA HỌC   Số 44 năm 2013",
 * "ISSN 1859-2333": the head of the pages of a journal. */
static gboolean
is_running_head(const char *title)
{
    static const char *const marks[] = {"vol", "issn", "isbn", "doi"};
    const char *end = title + strlen(title);
    /* "CÔNG BÁO/Số 244/Ngày 23-04-2026" */
    const char *gazette = tc_phrase_at(title, end, "công báo");
    if (gazette != NULL && *gazette == '/')
        return TRUE;
    if (tc_phrase_at(title, end, "tạp chí") != NULL && strpbrk(title, "0123456789") != NULL)
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        const char *after;
        if (tc_phrase_find(title, end, marks[i], &after) != NULL &&
            g_ascii_isdigit(*tc_skip_between(after, end)))
            return TRUE;
    }
    return FALSE;
}

/* "SONGNUOC © 2024 SONGNUOC © 2024 SONGNUOC © 2024": a mark that a site prints on each page. */
static gboolean
is_mark_over_and_over(const char *title)
{
    enum { TIMES_MIN = 3 };
    const char *end = title + strlen(title);
    const char *second = title;
    guint times = 1;
    do {
        second = tc_next_word(second, end);
    } while (second < end && strncmp(second, title, strcspn(title, " ")) != 0);
    const gsize len = (gsize)(second - title);
    if (second == end || memchr(title, ' ', len - 1) == NULL)
        return FALSE;
    for (const char *p = second; (gsize)(end - p) >= len - 1 && memcmp(p, title, len - 1) == 0;
         p += MIN(len, (gsize)(end - p)))
        times++;
    return times >= TIMES_MIN;
}

gboolean
tc_title_is_greeting(const char *title)
{
    static const char *const words[] = {"chào", "kính chào", "xin chào", "thân gửi", "dear"};
    const char *end = title + strlen(title);
    return tc_phrase_any(title, end, words, G_N_ELEMENTS(words), NULL) != NULL &&
           strchr(",!", end[-1]) != NULL;
}

/* "TCVN 13926:2023", "QCVN …:2025/BCA", "TCVN TIÊU CHUẨN QUỐC GIA": what the first page of a
 * standard shows above its name. */
static gboolean
is_mark_of_standard(const char *title)
{
    static const char *const marks[] = {"tcvn", "qcvn", "tiêu chuẩn quốc gia"};
    const char *end = title + strlen(title);
    const char *after = tc_phrase_any(title, end, marks, G_N_ELEMENTS(marks), NULL);
    const char *p = after != NULL ? tc_skip_between(after, end) : end;
    if (after == NULL || p == end || tc_phrase_at(p, end, "tiêu chuẩn quốc gia") == end)
        return after != NULL;
    /* A number is one word, with or without a space before its year. */
    for (; p < end; p = g_utf8_next_char(p))
        if (*p == ' ' && p + 1 < end && !g_ascii_isdigit(p[1]) && p[1] != ':')
            return FALSE;
    return strchr(after, ':') != NULL;
}

/* "MỤC LỤC", "Nội dung:", "LỜI CẢM ƠN": the heading of a part that many documents have. */
static gboolean
is_heading_of_part(const char *title)
{
    static const char *const headings[] = {"mục lục",
                                           "thông tin văn bản",
                                           "thuộc tính văn bản",
                                           "thông tin chung",
                                           "văn bản",
                                           "phụ lục",
                                           "tải ứng dụng",
                                           "các nội dung được sửa đổi hướng dẫn",
                                           "văn bản khác",
                                           "văn bản quy phạm pháp luật",
                                           "văn bản pháp luật",
                                           "phần văn bản quy phạm pháp luật",
                                           "nội dung",
                                           "lời cảm ơn",
                                           "lời cám ơn",
                                           "lời cam đoan",
                                           "lời nói đầu",
                                           "lời mở đầu",
                                           "danh mục hình ảnh",
                                           "danh mục hình vẽ",
                                           "danh mục bảng biểu",
                                           "mục tiêu nghề nghiệp",
                                           "kinh nghiệm làm việc",
                                           "thông tin cá nhân"};
    const char *end = title + strlen(title);
    const char *after = tc_phrase_any(title, end, headings, G_N_ELEMENTS(headings), NULL);
    return after != NULL && after[strspn(after, " :!.")] == '\0';
}

/* "Ngày 18/7/2018" */
static gboolean
is_day(const char *title)
{
    const char *end = title + strlen(title);
    const char *after = tc_phrase_at(title, end, "ngày");
    const char *p = after != NULL ? tc_space_skip(after, end) : end;
    return p < end && strchr(p, ' ') == NULL && p[strspn(p, "0123456789/.-")] == '\0' &&
           strchr(p, '/') != strrchr(p, '/');
}

/* Whether it is a title that programs give where nobody gave one: those of scanners and of new
 * files, the name of a file, the heading of a table of contents. */
gboolean
tc_title_is_useless(const char *title)
{
    static const char *const starts[] = {
        "CamScanner",
        "Microsoft Word -",
        "Microsoft PowerPoint -",
        "PowerPoint Presentation",
        "Document",
        "Untitled",
        "Scanned",
        "Scan",
        "Sheet",
        "Book",
        "Slide",
        "New Microsoft",
        "Tài liệu",
        "IMG_",
        "Trang tính",
        "Văn bản liên quan",
        "Export HTML To Doc",
    };
    static const char *const ends[] = {".doc", ".docx", ".pdf", ".xls", ".xlsx", ".rtf", ".tif"};
    const char *end = title + strlen(title);
    if (is_heading_of_part(title) || is_day(title) || *title == ')' || is_annex_caption(title) ||
        tc_title_is_garbled(title) || is_stamp(title) || is_other_line(title) ||
        is_running_head(title) || is_mark_of_standard(title) || tc_title_is_hollow(title) ||
        is_rest_of_state(title, end) || is_mark_over_and_over(title) || tc_title_is_greeting(title))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++)
        if (g_str_has_suffix(title, ends[i]) && strchr(title, ' ') == NULL)
            return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(starts); i++) {
        /* "CamScanner 13-08-24 16.56", "Sheet1", not "Tài liệu hội nghị" */
        const char *rest = title + strlen(starts[i]);
        if (g_str_has_prefix(title, starts[i]) &&
            (starts[i][strlen(starts[i]) - 1] == '-' || i == 3 || i == 11 ||
             rest[strspn(rest, " 0123456789-_.:()")] == '\0'))
            return TRUE;
    }
    return FALSE;
}

gboolean
tc_head_is_translation(const TcCell *cell)
{
    enum { WORDS_MIN = 5, CAPITAL_WORDS_MIN = 3, LETTERS_MIN = 12 };
    const guint least = tc_is_capitals(cell->start, cell->end) ? CAPITAL_WORDS_MIN : WORDS_MIN;
    guint words = 0;
    gboolean is_long = FALSE; /* "LABOURCONTRACT": no syllable has so many letters */
    for (const char *p = cell->start; p < cell->end; p = tc_next_word(p, cell->end)) {
        words += g_ascii_isalpha(*p);
        is_long = is_long || strspn(p, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") >= LETTERS_MIN;
    }
    return (words >= least || is_long) && !tc_has_marks(cell->start, cell->end) &&
           g_strstr_len(cell->start, cell->end - cell->start, "TNHH") == NULL;
}
