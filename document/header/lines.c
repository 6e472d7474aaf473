/* The lines of a letterhead: numbers, the state, the issuing body. */
#include "document/header/head.h"
#include "document/header/header.h"
#include "document/header/name/name.h"
#include "text/key/letter.h"

#include <string.h>

gboolean
tc_head_is_table_row(const TcHead *head, guint i)
{
    const TcCell *cell = tc_head_cell(head, i);
    guint first = i;
    while (first > 0 && tc_head_cell(head, first - 1)->line == cell->line)
        first--;
    guint count = 0;
    while (first + count < head->cells->len &&
           tc_head_cell(head, first + count)->line == cell->line)
        count++;
    if (count != 3)
        return count > 3;
    for (guint k = first; k < first + count; k++) {
        const TcCell *other = tc_head_cell(head, k);
        const char *after;
        if (tc_head_find_motto(other->start, other->end, &after) != NULL ||
            tc_phrase_find(other->start, other->end, "tháng", NULL) != NULL ||
            /* "Date   month   year", below a dateline in Vietnamese */
            tc_phrase_at(other->start, other->end, "month") == other->end ||
            (k == first && tc_phrase_at(other->start, other->end, "số") != NULL))
            return FALSE;
    }
    return TRUE;
}

/* ---- the lines of a letterhead ---- */

/* The name of the State and the motto as they are read: bare letters, run together. */
static const struct {
    const char *letters;
    guint words;
    guint slips; /* letters that may be wrong: slips of typists, and of scans */
} mottos[] = {
    {"conghoaxahoichunghiavietnam", 8, 2},
    {"vietnamdanchuconghoa", 6, 1},
    {"doclaptudohanhphuc", 6, 1},
    {"dangcongsanvietnam", 5, 1},
    {"hoaxahoichunghiavietnam", 7, 2}, /* a stamp covers its first word */
    {"conghoaxahoi", 5, 1},            /* or its end */
};
enum {
    STATES = 1,
    PARTY = 3,
    COVERED = 4,
    BEGUN = 5,
    MOTTO_LETTERS_MAX = TC_LETTERS_APART_MAX,
    REST_BYTES = 24,
    WORDS_MAX = 256
};

guint
tc_letters_apart(const char *a, gsize a_len, const char *b, gsize b_len, guint most,
                 gboolean is_begun)
{
    guint rows[2][TC_LETTERS_APART_MAX + 1];
    guint nearest = 0;
    /* What is further on differs by more than that. */
    b_len = is_begun ? MIN(b_len, a_len + most) : b_len;
    for (gsize k = 0; k <= b_len; k++)
        rows[0][k] = (guint)k;
    for (gsize i = 1; i <= a_len; i++) {
        guint *above = rows[(i + 1) % 2];
        guint *row = rows[i % 2];
        guint least = row[0] = (guint)i;
        for (gsize k = 1; k <= b_len; k++) {
            guint change = above[k - 1] + (a[i - 1] != b[k - 1]);
            row[k] = MIN(change, MIN(above[k], row[k - 1]) + 1);
            least = MIN(least, row[k]);
        }
        if (least > most)
            return most + 1;
        nearest = least;
    }
    return is_begun ? nearest : rows[a_len % 2][b_len];
}

/* `count` letters before `p`, which is the end of a word. */
static const char *
back_letters(const char *p, gsize count)
{
    for (; count > 0; count--)
        p = g_utf8_prev_char(p);
    return p;
}

/* If the motto `which` stands at `p`, where it ends. */
static const char *
motto_at(const char *p, const char *end, gsize which)
{
    const char *motto = mottos[which].letters;
    gsize motto_len = strlen(motto);
    char letters[MOTTO_LETTERS_MAX];
    gsize len = 0;
    if (tc_first_letter(p, end) != *motto)
        return NULL;
    for (guint words = 0; words < mottos[which].words && len < motto_len;) {
        TcLetters word;
        gsize bytes = tc_letters_read(p, end, &word);
        if (bytes == 0 || word.count > 15 || len + word.count > MOTTO_LETTERS_MAX)
            return NULL;
        for (guint i = 0; i < word.count; i++)
            letters[len++] = word.letters[i].base == '?' ? '-' : word.letters[i].base;
        p += bytes;
        words++;
        /* "VIỆT NAMĐộc lập" of a title: lines of a cell that were run together */
        if (len > motto_len + mottos[which].slips && memcmp(letters, motto, motto_len) == 0)
            return back_letters(p, len - motto_len);
        /* The words may be typed without a space between them: "CỘNGHÒA". */
        const gboolean is_long = len + mottos[which].slips >= motto_len;
        const gboolean is_like =
            tc_letters_apart(letters, len, motto, motto_len, mottos[which].slips, !is_long) <=
            mottos[which].slips;
        if (is_long && is_like)
            return p;
        /* Most words that begin with its letter are told by the first or the second. */
        if (!is_long && !is_like)
            return NULL;
        const char *next = tc_skip_between(p, end);
        if (next == p)
            return NULL;
        p = next;
    }
    return NULL;
}

/* The words of [p, end) that a motto may begin with, by their first letters; as many as `words`
 * holds. */
static gsize
words_of_mottos(const char *p, const char *end, const char *words[WORDS_MAX])
{
    gsize count = 0;
    for (; p < end && count < WORDS_MAX; p = tc_next_word(p, end))
        if (!g_ascii_isalpha(*p) || strchr("cdvh", g_ascii_tolower(*p)) != NULL)
            words[count++] = p;
    return count;
}

/* The name of the state, of the Party or the motto in [p, end), but not "Quốc hội nước Cộng hòa
 * ...". */
const char *
tc_head_find_motto(const char *p, const char *end, const char **after)
{
    const char *begun = NULL; /* where what a stamp has left of the state's name begins */
    const char *begun_end = NULL;
    const char *words[WORDS_MAX];
    const gsize count = words_of_mottos(p, end, words);
    for (gsize i = 0; i < G_N_ELEMENTS(mottos); i++) {
        const char *at = i == BEGUN ? begun : NULL;
        if (at != NULL)
            *after = begun_end;
        for (gsize k = 0; k < count && i < BEGUN && at == NULL; k++) {
            const char *q = words[k];
            if (g_ascii_isalpha(*q) && g_ascii_tolower(*q) != *mottos[i].letters)
                continue;
            const char *found = motto_at(q, end, i);
            if (found != NULL) {
                at = q;
                *after = found;
            } else if (i == 0 && *q == 'C' && begun == NULL) {
                begun_end = motto_at(q, end, BEGUN);
                begun = begun_end != NULL ? q : NULL;
            }
        }
        TcLetters before;
        if (at == NULL)
            continue;
        /* "ĐẢNG CỘNG SẢN VIỆT NAM" must be in capitals, or a sentence could be taken for it. */
        if (i == PARTY && !tc_is_capitals(at, *after))
            continue;
        /* "NG HÒA XÃ HỘI": what is left of the first word */
        if (i >= COVERED && !tc_is_capitals(at, *after))
            continue;
        /* "CỘNG HÒA XÃ HỘI CH": what is left of the rest belongs to it. */
        if (i == BEGUN && end - *after > REST_BYTES)
            continue;
        if (i == BEGUN)
            *after = end;
        /* "Hà Nội, Việt Nam Dân chủ Cộng hòa", where somebody was born; "Hiến pháp Cộng hòa ..." */
        if (i <= STATES && (i == STATES || at > p) && !tc_is_capitals(at, *after))
            continue;
        const char *rest = i == COVERED ? tc_letters_before(p, at, &before) : NULL;
        if (rest != NULL && before.count <= 4 && !tc_letters_are(&before, "phủ"))
            at = rest;
        /* "Quốc hội nước Cộng hòa ...", "Chính phủ Việt Nam dân chủ cộng hòa" */
        if ((i <= STATES || i >= COVERED) && at > p && tc_letters_before(p, at, &before) != NULL &&
            (tc_letters_are(&before, "nước") || (i == STATES && tc_letters_are(&before, "phủ"))))
            continue;
        return at;
    }
    return NULL;
}

/* "Chương XV", "Mục 2": what follows is its heading. */
static gboolean
is_part_heading(const TcCell *cell)
{
    enum { HEADING_BYTES = 40 };
    static const char *const parts[] = {"chương", "mục", "phần", "phần thứ"};
    static const char *const firsts[] = {"quy định chung", "những quy định chung",
                                         "điều khoản chung"};
    const gboolean is_short = cell->end - cell->start <= HEADING_BYTES;
    if (is_short &&
        tc_phrase_any(cell->start, cell->end, firsts, G_N_ELEMENTS(firsts), NULL) == cell->end)
        return TRUE;
    const char *p = tc_phrase_any(cell->start, cell->end, parts, G_N_ELEMENTS(parts), NULL);
    if (p == NULL)
        return FALSE;
    p = tc_skip_between(p, cell->end);
    return p < cell->end && (gsize)(cell->end - p) <= strspn(p, "IVX0123456789. ");
}

/* Whether running text begins here. */
gboolean
tc_head_begins_body(const TcCell *cell, gboolean may_be_title)
{
    static const char *const openers[] = {
        "căn cứ", "xét", "chiểu", "kính thưa", "chương i", "phần i", "phần thứ nhất", "lời nói đầu",
    };
    /* With a capital: "..., xét chọn tổ chức / thực hiện nhiệm vụ" continues a title. */
    static const char *const sentences[] = {
        "nay",
        "theo đề nghị",
        "thực hiện",
        "thưa",
        "hôm nay",
        "thời gian",
        "thành phần",
        "địa điểm",
        "để",
        "nhằm",
        "sau khi",
        "trước tình hình",
        "qua kiểm tra",
        "chúng tôi",
        "tôi tên",
        "tôi là",
        "được hội đồng thẩm phán",
    };
    const char *end = cell->end;
    /* Behind the rule above it, as scans are read: "__ Căn cứ Luật ..."; "*Căn cứ Luật ..." */
    const char *p = cell->start;
    if (*p == '_' || *p == '*')
        p = tc_skip_between(p + (*p == '*'), end);
    if (end - p > TC_BODY_LINE_BYTES)
        return TRUE;
    /* "Thực hiện Chương trình mục tiêu quốc gia ..." is a title as well. */
    if (may_be_title ? tc_phrase_at(p, end, openers[0]) != NULL
                     : tc_phrase_any(p, end, openers, G_N_ELEMENTS(openers), NULL) != NULL)
        return TRUE;
    /* Not "THỰC HIỆN CÔNG VIỆC CHUYÊN MÔN" below "HỢP ĐỒNG LAO ĐỘNG". */
    if (!may_be_title && !g_unichar_islower(g_utf8_get_char(p)) &&
        tc_phrase_any(p, end, sentences, G_N_ELEMENTS(sentences), NULL) != NULL &&
        !(tc_phrase_at(p, end, "thực hiện") != NULL && tc_is_capitals(p, end) && end[-1] != ':'))
        return TRUE;
    if (!may_be_title && is_part_heading(cell))
        return TRUE;
    const char *article = tc_phrase_at(p, end, "điều");
    if (article != NULL && article < end && end - article > 2 && *article == ' ' &&
        g_ascii_isdigit(article[1]))
        return TRUE;
    /* "I.", "I-", "1." */
    const char *q = p;
    while (q < end && strchr("IVX", *q) != NULL && *q != '\0')
        q++;
    if (q == p)
        while (q < end && g_ascii_isdigit(*q))
            q++;
    if (q > p && q + 1 < end && *q == ' ' && q[1] == '.') /* "I . CÁC CĂN CỨ" */
        q++;
    /* "1.GIẢI THÍCH TỪ NGỮ", not "1.2" */
    return q > p && q - p <= 4 && q < end && (*q == '.' || *q == '-' || *q == '/' || *q == ')') &&
           (q + 1 == end || q[1] == ' ' ||
            (*q == '.' && g_unichar_isupper(g_utf8_get_char(q + 1)) && tc_is_capitals(q, end)));
}

/* Whether a line of the letterhead does not name a part of the issuing body. */
static gboolean
is_no_org(TcHead *head, const char *p, const char *end)
{
    static const char *const youth[] = {
        "đoàn tncs hồ chí minh",
        "đoàn thanh niên cộng sản hồ chí minh",
    };
    /* "V/P", "NQ/ĐTN-ĐHKT": a code, and what is left of a number. */
    if (memchr(p, '/', (gsize)(end - p)) != NULL && memchr(p, ' ', (gsize)(end - p)) == NULL)
        return TRUE;
    /* The first word of the name of the state, where a line ends in it; "HỎA TỐC"; "LỚP 8A" */
    const TcCell line = {.start = p, .end = end};
    if (tc_phrase_at(p, end, "cộng") == end || tc_head_is_stamp(&line) ||
        tc_phrase_at(p, end, "lớp") != NULL)
        return TRUE;
    /* "CÁC VĂN KIỆN" / "TRÌNH ĐẠI HỘI ...", on a cover below the body */
    static const char *const books[] = {"các văn kiện", "văn kiện", "trình đại hội",
                                        "trình hội nghị"};
    if (tc_phrase_any(p, end, books, G_N_ELEMENTS(books), NULL) != NULL)
        return TRUE;
    /* "BỘ MÔN DUYỆT": who signs a plan of lessons */
    TcLetters last;
    if (tc_letters_before(p, end, &last) != NULL && tc_letters_are(&last, "duyệt"))
        return TRUE;
    /* "T NAM", "ÉT NAM": what a stamp has left of the name of the state */
    TcLetters first;
    const gsize first_len = tc_letters_read(p, end, &first);
    if (first_len > 0 && first.count <= 2 &&
        tc_phrase_at(tc_skip_between(p + first_len, end), end, "nam") == end &&
        !tc_is_province(p, end))
        return TRUE;
    /* Two copies side by side have each line twice. */
    for (guint i = 0; i < head->org_count; i++)
        if (head->org[i].end - head->org[i].start == end - p &&
            memcmp(head->org[i].start, p, (gsize)(end - p)) == 0)
            return TRUE;
    /* Beside a union's own name, it stands where others have the State's. */
    if (head->org_count > 0 && tc_org_begins(head->org[0].start, head->org[0].end) &&
        tc_phrase_any(p, end, youth, G_N_ELEMENTS(youth), NULL) == end)
        head->has_motto = TRUE;
    else
        return FALSE;
    return TRUE;
}

/* Where [p, end) ends without signs that scans have behind a line: "SỞ Y TẾ ¬". */
static const char *
without_specks(const char *p, const char *end)
{
    while (end > p) {
        const char *last = g_utf8_prev_char(end);
        gunichar c = g_utf8_get_char(last);
        /* "SỞ Y TẾ '": one that stands alone is none of a word. */
        const gboolean is_alone = last > p && last[-1] == ' ';
        if (g_unichar_isalnum(c) || g_unichar_ismark(c) ||
            (!is_alone && g_utf8_strchr(")\"”’'»", -1, c) != NULL))
            break;
        end = last;
    }
    return end;
}

/* Takes [p, end) for a line of the issuing body. */
static void
take_org(TcHead *head, const TcCell *cell, const char *p, const char *end)
{
    /* "Sở Nội vụ Nghệ An » Tin tức » Văn bản": the path to a web page. */
    const char *crumb = g_strstr_len(p, end - p, "»");
    p = tc_skip_between(p, end);
    while (p < end && strchr("/\\|~^`' ", *p) != NULL) /* "/ỦY BAN NHÂN DÂN": a slip */
        p++;
    const char *raw_end = crumb != NULL && crumb > p ? crumb : end;
    end = tc_skip_between_back(p, raw_end);
    /* "Phòng: ________", to be filled in */
    const char *colon = memchr(end, ':', (gsize)(raw_end - end));
    if (colon != NULL && tc_room_at(tc_space_skip(colon + 1, raw_end), raw_end) != NULL)
        return;
    /* "VĂN PHÒNG 10:21:06 +07:00": the stamp of a signature beside it */
    const char *stamp = tc_head_stamp_time(p, end);
    end = stamp != NULL && stamp > p ? tc_skip_between_back(p, stamp) : end;
    /* "CHỦ TỊCH NƯỚC - QUỐC HỘI" heads the laws in a gazette: the President made them known. */
    const char *president = tc_phrase_at(p, end, "chủ tịch nước");
    const char *parliament = president != NULL ? tc_skip_between(president, end) : NULL;
    if (parliament != NULL && tc_phrase_at(parliament, end, "quốc hội") == end)
        p = parliament;
    /* "BỘ TRƯỞNG BỘ CÔNG THƯƠNG", where no letterhead names the body. */
    const char *minister = tc_phrase_at(p, end, "bộ trưởng");
    if (minister != NULL && tc_phrase_at(tc_skip_between(minister, end), end, "bộ") != NULL)
        p = tc_skip_between(minister, end);
    /* "UBND TỈNH PHÚ THỌ š": a speck between the columns of a scan. */
    TcLetters last;
    const char *word = tc_is_capitals(p, end) ? tc_letters_before(p, end, &last) : NULL;
    end = without_specks(p, end);
    /* Signs that no name has: the text layer of a scan is poor. */
    const gboolean goes_on =
        head->org_count > 0 && head->org[head->org_count - 1].line + 1 == cell->line;
    /* "ISO 9001:2015", which stands below many a name */
    if (tc_phrase_at(p, end, "iso") != NULL)
        return;
    for (const char *q = p; q < end; q++)
        if (strchr(":!?=", *q) != NULL) {
            /* "GIẢNG VIÊN: BÙI VĂN LÚA" */
            const gboolean is_label = *q == ':' && q + 2 < end && q[1] == ' ';
            head->has_lost_org |=
                tc_is_capitals(p, q) && ((goes_on && !is_label) || tc_org_begins(p, end));
            return;
        }
    if (word != NULL && word > p && last.count == 1 && !g_ascii_isalnum(*word) &&
        !last.letters[0].upper)
        end = tc_skip_between_back(p, word);
    /* "... NGHỀ NGHIỆP -", which goes on below */
    if (end + 2 == cell->end && memcmp(end, " -", 2) == 0)
        end = cell->end;
    if (p >= end || head->org_count == TC_LETTERHEAD_CELLS_MAX || is_no_org(head, p, end))
        return;
    head->org[head->org_count++] =
        (TcCell){.start = p, .end = end, .line = cell->line, .column = cell->column};
}

/* Whether "(Tiếp theo Công báo số 897 + 898)" stands within a few lines below the cell. */
static gboolean
is_above_continuation(const TcHead *head, const TcCell *cell)
{
    enum { LINES = 4 };
    const TcCell *end = tc_head_cell(head, 0) + head->cells->len;
    for (const TcCell *below = cell + 1; below < end && below <= cell + LINES; below++)
        if (*below->start == '(' &&
            tc_phrase_at(below->start + 1, below->end, "tiếp theo công báo") != NULL)
            return TRUE;
    return FALSE;
}

/* In a gazette that begins in the middle of an act: "Nghị định số 99/2022/NĐ-CP ngày 30 tháng 11
 * năm 2022" / "về đăng ký biện pháp bảo đảm" / "(Tiếp theo Công báo số 897 + 898)". `p` is behind
 * the day in `cell`. */
static void
read_reference_title(TcHead *head, const TcCell *cell, const char *type, const char *p,
                     const char *end)
{
    enum { LINES = 4 };
    g_autoptr(GString) out = g_string_new_len(p, end - p);
    const TcCell *last = tc_head_cell(head, head->cells->len - 1);
    const TcCell *next = cell + 1;
    gboolean goes_on = TRUE;
    for (guint i = 0; i < LINES && next <= last && goes_on && next->line == next[-1].line + 1;
         i++, next++) {
        /* "Luật Đất đai" */
        const gboolean is_first = i == 0 && out->len == 0 && is_above_continuation(head, next);
        goes_on = g_unichar_islower(g_utf8_get_char(next->start)) || is_first;
        if (goes_on)
            g_string_append_printf(out, " %.*s", (int)(next->end - next->start), next->start);
    }
    /* "VĂN BẢN HỢP NHẤT - VĂN PHÒNG QUỐC HỘI" above it */
    const TcCell *above = cell > tc_head_cell(head, 0) ? cell - 1 : NULL;
    const char *section =
        above != NULL ? tc_phrase_at(above->start, above->end, "văn bản hợp nhất") : NULL;
    const TcCell body = {.start = section != NULL ? tc_skip_between(section, above->end) : NULL,
                         .end = above != NULL ? above->end : NULL};
    if (section != NULL && head->caption_org == NULL && tc_org_begins(body.start, body.end))
        head->caption_org = tc_org_of_letterhead(&body, 1);
    /* Without the line that tells where it continues from, it is one that is cited. */
    if (next > last || *next[-1].start != '(' || out->len == 0)
        return;
    g_strstrip(out->str);
    const char *named = NULL;
    if (tc_type_at(out->str, out->str + strlen(out->str), &named) == NULL)
        named = type;
    head->title = tc_head_capitalized(g_strdup(out->str));
    /* What follows is the middle of the act. */
    head->has_type_line = TRUE;
    if (head->type == NULL && *named != '\0')
        head->type = named;
}

/* "Thông báo số 369/TB-VPCP ngày 30/12/2009 của Văn phòng Chính phủ về việc ...": reads what
 * follows the number on pages that name the document in this way. */
static void
read_reference(TcHead *head, const TcCell *cell, const char *type, const char *p, const char *end)
{
    TcFoundDay found;
    if (!tc_head_find_day(p, end, &found) || found.date.start > 0 || found.date.is_year_inferred)
        return;
    tc_head_take_date(head, found.date.from);
    const char *of = tc_skip_between(p + found.date.end, end);
    if (tc_phrase_at(of, end, "của") == NULL && !head->has_motto && head->title == NULL)
        read_reference_title(head, cell, type, of, end);
    of = tc_phrase_at(of, end, "của");
    const char *org = of != NULL ? tc_skip_between(of, end) : end;
    const char *about = tc_phrase_find(org, end, "về", NULL);
    if (about == NULL || !tc_org_begins(org, about) || head->caption_org != NULL)
        return;
    TcCell name = {.start = org, .end = tc_skip_between_back(org, about)};
    head->caption_org = tc_org_of_letterhead(&name, 1);
}

/* The end of "Só:", "Sổ:" before a digit, as scans are read. NULL when it is something else. */
static const char *
number_word_of_scan(const char *p, const char *end)
{
    const char *after = tc_phrase_at_bare(p, end, "số");
    if (after == NULL || after >= end || *after != ':')
        return NULL;
    const char *digit = after + 1;
    while (digit < end && *digit == ' ')
        digit++;
    return digit < end && g_ascii_isdigit(*digit) ? after : NULL;
}

/* Whether a page without a letterhead only tells of the act whose type and number stand in `cell`;
 * `p` is where the number begins: "Nghị định số 93/2025/NĐ-CP sửa đổi ..." begins a paragraph,
 * "Giấy phép số 08/GP-BTTTT do Bộ ... cấp" is a row of a table. What names itself so goes on with
 * its day. */
static gboolean
is_told_of(const TcHead *head, const TcCell *cell, const char *type, const char *p, const char *end)
{
    static const char *const verbs[] = {"được", "đã", "có", "quy định", "nêu", "sửa đổi"};
    static const char *const givers[] = {"của", "do"};
    enum { PARAGRAPH_BYTES = 120, NUMBER_BYTES = 48 };
    TcFoundDay found;
    const char *day = tc_phrase_find(p, end, "ngày", NULL);
    const gboolean is_dated =
        day != NULL && day - p <= NUMBER_BYTES && tc_head_find_day(day, end, &found);
    const char *behind = is_dated ? tc_skip_between(day + found.date.end, end) : end;
    /* "Giấy phép số 12/GP-TTĐT ngày 05/02/2018 của Sở ...", at the foot of each page of a site */
    if (g_strcmp0(type, "Giấy phép") == 0 &&
        tc_phrase_any(behind, end, givers, G_N_ELEMENTS(givers), NULL) != NULL)
        return TRUE;
    if (tc_head_is_official(head) || (is_dated && is_above_continuation(head, cell)))
        return FALSE;
    if (!is_dated)
        return cell->end - cell->start > PARAGRAPH_BYTES || cell->column > 0 || end[-1] == ':' ||
               memchr(cell->start, '\t', (gsize)(p - cell->start)) != NULL;
    /* "... ngày 01/4/2025 được Chính phủ ban hành nhằm ..." */
    return tc_phrase_any(behind, end, verbs, G_N_ELEMENTS(verbs), NULL) != NULL;
}

/* "Số: 77-b", of before 1976, and nothing behind it. `after` is where "số" ends. */
static gboolean
is_old_number(const char *after, const char *end)
{
    const char *p = after < end && *after == ':' ? tc_skip_between(after, end) : end;
    const char *digits = p;
    while (p < end && g_ascii_isdigit(*p))
        p++;
    const char *letter = p + tc_dash_len(p, end);
    return p > digits && letter > p && letter + 1 == end && g_ascii_islower(*letter);
}

/* "Số: 15/2020/QĐ-UBND", and what comes after it on the line; "Luật số: 91/2015/QH13", "Cong van so
 * 302-CV/BCD ngay 29-01-2021". */
static gboolean
read_number_part(TcHead *head, const TcCell *cell, const char *p, const char *end)
{
    const char *type = NULL;
    const char *q = p;
    const char *type_end = tc_type_at(p, end, &type);
    if (type_end != NULL)
        q = tc_skip_between(type_end, end);
    const char *after = tc_phrase_at(q, end, "số");
    after = after != NULL ? after : number_word_of_scan(q, end);
    if (after == NULL)
        return FALSE;
    /* "- Thông báo số 01/2011/TB-THC ngày ..." is an item of a list. */
    if (type != NULL && *cell->start == '-')
        return FALSE;
    /* "Nghị định số 777/2020/NĐ-CP ngày ..." below a title: a document that is cited; but the
     * letterhead of an act, "Luật số: 119/2025/QH15", may stand below the heading of a page. */
    if (type != NULL && head->has_type_line &&
        ((head->has_motto && *after != ':') || head->type == NULL || strcmp(head->type, type) != 0))
        return FALSE;
    if ((type != NULL || *after != ':') && is_told_of(head, cell, type, after, end))
        return FALSE;
    const char *number_end = tc_head_read_number(head, q, after, end, is_old_number(after, end));
    if (number_end == NULL && tc_head_read_parted_number(head, cell, after, end))
        return TRUE;
    if (number_end == NULL) {
        const char *behind;
        if (!tc_head_read_blank_number(head, after, end, &behind))
            return FALSE;
        behind = tc_skip_between(behind, end);
        if (behind < end)
            tc_head_read_part(head, cell, behind, end);
        return TRUE;
    }
    if (type != NULL && head->type == NULL && !tc_type_is_in_title(type))
        head->type = type;
    head->named_type = type;
    const char *rest = tc_skip_between(number_end, end);
    if (type != NULL && tc_phrase_at(rest, end, "ngày") != NULL)
        read_reference(head, cell, type, rest, end);
    else if (rest < end)
        tc_head_read_part(head, cell, rest, end);
    return TRUE;
}

/* The number in the middle of a line: "UBND huyện Đơn Dương — Số: 312/BC-UBND — Thạnh Mỹ, ngày ..."
 */
static gboolean
read_inner_number(TcHead *head, const TcCell *cell, const char *p, const char *end)
{
    const char *at = tc_phrase_find(p, end, "số", NULL);
    if (at == NULL || at == p)
        return FALSE;
    const char *before = tc_skip_between_back(p, at);
    gboolean is_apart = before < at && strcspn(before, "-,*|") < (gsize)(at - before);
    is_apart = is_apart || (before < at && (guchar)before[strspn(before, " ")] >= 0x80);
    const char *after = tc_phrase_at(at, end, "số");
    if (!(is_apart || *after == ':') || !tc_org_begins(p, before))
        return FALSE;
    if (!read_number_part(head, cell, at, end))
        return FALSE;
    take_org(head, cell, p, before);
    return TRUE;
}

/* "/ỦY BAN MTTQ VIỆT NAM": a body behind a slash that slipped in, not "/UBND-VX", the symbol of a
 * number to be written in. */
static gboolean
is_body_behind_slip(const char *p, const char *end)
{
    const char *space = memchr(p, ' ', (gsize)(end - p));
    return space != NULL && tc_is_capitals(p, end) && tc_org_begins(p, end) &&
           memchr(p, '-', (gsize)(space - p)) == NULL;
}

/* Reads a part of a line above the type. FALSE when it says nothing that is known. */
gboolean
tc_head_read_part(TcHead *head, const TcCell *cell, const char *p, const char *end)
{
    const char *after;
    /* "Số:        /QĐ-UBND": what is left of a number to be written in by hand. */
    if (p < end && *p == '/' && !is_body_behind_slip(p + 1, end))
        return TRUE;
    p = tc_skip_between(p, end);
    if (p >= end || tc_is_rule(p, end))
        return TRUE;
    const char *motto = tc_head_find_motto(p, end, &after);
    if (motto != NULL) {
        head->has_motto = TRUE;
        if (motto > p)
            tc_head_read_part(head, cell, p, motto);
        if (after < end)
            tc_head_read_part(head, cell, after, end);
        return TRUE;
    }
    if (read_number_part(head, cell, p, end) || read_inner_number(head, cell, p, end) ||
        tc_head_read_place_and_date(head, cell, p, end))
        return TRUE;
    /* A number that cannot be read is no name, but "SO XAY DUNG" is one. */
    const char *digits = tc_phrase_at(p, end, "số");
    digits = digits != NULL ? tc_skip_between(digits, end) : NULL;
    if (digits != NULL && digits < end && g_ascii_isdigit(*digits))
        return FALSE;
    /* "Đơn vị: Bệnh viện Hải An", above the forms of accountants */
    enum { UNIT_LINES = 4 };
    const char *unit = cell->line < UNIT_LINES ? tc_phrase_at(p, end, "đơn vị") : NULL;
    const char *named = unit != NULL && unit < end && *unit == ':' ? tc_skip_between(unit, end) : p;
    if (named > p && tc_org_begins(named, end)) {
        const TcCell body = {.start = named, .end = end};
        if (head->caption_org == NULL)
            head->caption_org = tc_org_of_letterhead(&body, 1);
        return TRUE;
    }
    /* "ỦY BAN NHÂN DÂN" of one column, in one of the ways in which it is written; but no sentence
     * that begins with a body. */
    gboolean is_sentence = memchr("./;:!?", end[-1], 6) != NULL && !tc_is_capitals(p, end);
    /* "TRUNG TÂM PHÁT TRIỂN" / "và" / "ỨNG DỤNG PHẦN MỀM" */
    gboolean is_joint = head->org_count > 0 && tc_phrase_at(p, end, "và") == end;
    if (is_joint || tc_is_capitals(p, end) || (tc_org_begins(p, end) && !is_sentence)) {
        take_org(head, cell, p, end);
        return TRUE;
    }
    return FALSE;
}
