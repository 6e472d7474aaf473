/* Who signed: the name below the last signature caption. */
#include "document/header/header.h"
#include "document/header/name/name.h"
#include "document/header/parts.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    CELLS_MAX = 400,
    LINES_BESIDE_MAX = 30,
    LINES_BELOW_MAX = 10, /* from a caption down to the name: stamp, "(Đã ký)", empty lines */
    NAME_WORDS_MIN = 2,
    NAME_WORDS_MAX = 6,
    NAME_WORD_LETTERS_MAX = 7,
    SIGNERS_MAX = 6,
    ANNEX_LINE_BYTES = 200,
    CAPTION_BYTES_MAX = 200,
    COLUMNS_MAX = 6,       /* of signatures side by side, in capitals */
    COLUMNS_MIXED_MAX = 3, /* in other letters: those of a list have more */
};

/* TM., T/M, KT., TL., T/L, TUQ., Q.: on behalf of. The phrase reader takes "t/m" for two words. */
static const char *const on_behalf[] = {"tm",  "t m", "kt", "k t",     "tl",
                                        "t l", "tuq", "q",  "thay mặt"};

/* Who signs in his own name. */
static const char *const writers[] = {
    "người làm đơn",
    "người viết đơn",
    "người khai",
    "người tự kiểm điểm",
    "người viết bản",
    "người viết kiểm điểm",
    "người kiểm điểm",
    "người đề nghị",
    "người viết tờ khai",
    "người viết bản kiểm điểm",
    "người viết cam kết",
    "người lập biên bản",
    "người khiếu nại",
    "người tố cáo",
    "người tố giác",
    "người khởi kiện",
    "người kháng cáo",
    "người yêu cầu",
    "người kiến nghị",
    "người phản ánh",
    "người trình báo",
    "người cam kết",
    "người nhận xét",
    "người tường trình",
    "người đăng ký",
    "người báo cáo",
    "người lập biểu",
    "người lập",
    "người kê khai",
    "người ủy quyền",
    "người giới thiệu",
    "đảng viên được phân công giúp đỡ",
    "người đứng đầu",
    "người đứng đầu đơn vị",
    "người sử dụng lao động",
    "người đứng đầu đơn vị sự nghiệp",
};

/* Where "HIỆU TRƯỞNG" begins in "P. HIỆU TRƯỞNG", a deputy; else `p`. */
static const char *
skip_deputy(const char *p, const char *end)
{
    const char *deputy = tc_phrase_at(p, end, "p");
    const char *position =
        deputy != NULL && deputy < end && *deputy == '.' ? tc_skip_between(deputy, end) : p;
    return tc_position_at(position, end) != NULL ? position : p;
}

/* Where that ends which a caption in capitals begins with; NULL when it is no caption. */
static const char *
caption_begins(const char *p, const char *end)
{
    const char *after = tc_phrase_any(p, end, on_behalf, G_N_ELEMENTS(on_behalf), NULL);
    p = after == NULL ? skip_deputy(p, end) : p;
    if (after == NULL)
        after = tc_position_at_bare(p, end);
    return after != NULL ? after : tc_phrase_any(p, end, writers, G_N_ELEMENTS(writers), NULL);
}

/* Whether [p, end), in capitals, begins like a position, of whatever kind: "PHÓ TỔNG KIỂM TOÁN
 * HUYỆN". */
static gboolean
begins_as_position(const char *p, const char *end)
{
    static const char *const words[] = {"phó",  "trưởng", "quyền",   "chánh",
                                        "tổng", "chủ",    "xác nhận"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (tc_phrase_at_bare(p, end, words[i]) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean
is_caption(const TcCell *cell)
{
    if (cell->end - cell->start > CAPTION_BYTES_MAX)
        return FALSE;
    if (tc_is_capitals(cell->start, cell->end))
        return caption_begins(cell->start, cell->end) != NULL;
    const char *after = tc_position_at(cell->start, cell->end);
    if (after == NULL)
        after = tc_phrase_any(cell->start, cell->end, writers, G_N_ELEMENTS(writers), NULL);
    if (after == NULL)
        return FALSE;
    /* "Chủ tịch" alone is one; "Chủ tịch UBND tỉnh giao ..." is a sentence. */
    const char *rest = tc_skip_between(after, cell->end);
    return rest == cell->end || tc_phrase_at(rest, cell->end, "thường trực") == cell->end;
}

gboolean
tc_is_signature(const char *p, const char *end)
{
    if (tc_phrase_any(p, end, on_behalf, G_N_ELEMENTS(on_behalf), NULL) != NULL)
        return TRUE;
    return tc_position_at(skip_deputy(p, end), end) == end;
}

gboolean
tc_is_writer(const char *p, const char *end)
{
    return tc_phrase_any(p, end, writers, G_N_ELEMENTS(writers), NULL) != NULL;
}

static gboolean
is_city(const char *p, const char *end)
{
    static const char *const cities[] = {"hà nội", "hải phòng", "đà nẵng", "cần thơ"};
    return tc_is_province(p, end) ||
           tc_phrase_any(p, end, cities, G_N_ELEMENTS(cities), NULL) == end;
}

/* "PHÙNG QUANG ĐẠT" as "Phùng Quang Đạt": one spelling for one person. */
static char *
in_small_letters(const char *name)
{
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean is_inside = FALSE;
    for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        g_string_append_unichar(out, is_inside ? g_unichar_tolower(c) : c);
        is_inside = g_unichar_isalpha(c);
    }
    return g_strdup(out->str);
}

/* The name of a person, if it is all of [p, end) but for honours before it. */
static char *
name_of(const char *p, const char *end)
{
    guint words = 0;
    guint capitals = 0;
    guint longer = 0;
    const char *after;
    p = tc_skip_between(p, end);
    if ((after = tc_honour_at(p, end, NULL)) != NULL)
        p = tc_skip_between(after, end);
    end = tc_skip_between_back(p, end);
    const char *start = p;
    while (p < end) {
        TcLetters word;
        gsize len = tc_letters_read(p, end, &word);
        /* "Nông Lâm Sản Và Thủy Sản" */
        if (len == 0 || word.foreign || !word.letters[0].upper || tc_letters_are(&word, "và") ||
            word.count > NAME_WORD_LETTERS_MAX || ++words > NAME_WORDS_MAX)
            return NULL;
        longer += word.count > 1;
        capitals += word.count > 1 && word.letters[1].upper;
        p += len;
        const char *next = p;
        while (next < end && g_unichar_isspace(g_utf8_get_char(next)))
            next = g_utf8_next_char(next);
        /* "K'Brể" and "Ka-ra" are names too, but cannot be told from codes. */
        if (next == p && p < end)
            return NULL;
        p = next;
    }
    /* All of it is in capitals, or none: "Số TT" is no name. */
    if (words < NAME_WORDS_MIN || (capitals > 0 && capitals < longer))
        return NULL;
    /* In capitals it may be anything, but what begins with a family name is a name. */
    if (capitals > 0 && after == NULL && !tc_family_at(start, end))
        return NULL;
    if (is_city(start, end))
        return NULL;
    /* "Nguyễn Văn A" stands in samples. */
    if (end - start > 2 && end[-2] == ' ' && strchr("ABCX", end[-1]) != NULL)
        return NULL;
    g_autofree char *name = tc_tidy(start, end, TC_HEADER_FIELD_MAX);
    return name != NULL && capitals > 0 ? in_small_letters(name) : g_steal_pointer(&name);
}

/* Whether [p, end) is what annexes are counted by, with or without more in parentheses: "I", "01",
 * "1A", "số 2", ":". */
static gboolean
is_enumerator(const char *p, const char *end)
{
    p = tc_skip_between(p, end);
    const char *number = tc_phrase_at(p, end, "số");
    p = number != NULL ? tc_skip_between(number, end) : p;
    const char *start = p;
    while (p < end && (g_ascii_isdigit(*p) || g_ascii_isupper(*p)) && p - start < 8)
        p++;
    if (p < end && tc_is_word_at(p, end))
        return FALSE;
    p = tc_skip_between(p, end);
    return p >= end || *p == '(' || *p == '/';
}

/* "Lưu Thị Bích Hợp", not "Lưu VT", "Lưu: Văn phòng": a family, too. */
static gboolean
is_name_of_luu(const TcCell *cell)
{
    const char *third = tc_next_word(tc_next_word(cell->start, cell->end), cell->end);
    return third < cell->end && tc_person_at(cell->start, cell->end, FALSE) == cell->end;
}

/* A line in capitals may be a name or the end of a caption: "PHÓ CHỦ TỊCH", "HÀ NỘI". */
static gboolean
may_be_name(const TcCell *cell)
{
    static const char *const headings[] = {"chương",  "điều",     "phần", "mục",
                                           "phụ lục", "danh mục", "mẫu",  "biểu"};
    const char *type;
    const char *heading =
        tc_phrase_any(cell->start, cell->end, headings, G_N_ELEMENTS(headings), NULL);
    if ((heading != NULL && is_enumerator(heading, cell->end)) ||
        tc_type_at(cell->start, cell->end, &type) != NULL)
        return FALSE;
    /* Đoàn and Vũ are family names, and also parts of bodies. */
    gboolean is_body =
        tc_is_capitals(cell->start, cell->end) &&
        (tc_org_begins(cell->start, cell->end) || begins_as_position(cell->start, cell->end));
    return !is_caption(cell) && !is_body &&
           tc_phrase_at(cell->start, cell->end, "nơi nhận") == NULL &&
           tc_phrase_at(cell->start, cell->end, "đã ký") == NULL &&
           (tc_phrase_at(cell->start, cell->end, "lưu") == NULL || is_name_of_luu(cell)) &&
           *cell->start != '-';
}

/* "T/M BAN THƯỜNG VỤ — BÍ THƯ: Thái Nhựt Thanh" */
static char *
name_after_colon(const TcCell *cell)
{
    const char *colon = memchr(cell->start, ':', (gsize)(cell->end - cell->start));
    return colon != NULL ? name_of(colon + 1, cell->end) : NULL;
}

static char *
name_behind_capitals(const char *p, const char *end)
{
    g_autofree char *line = tc_tidy(p, end, CAPTION_BYTES_MAX);
    if (line == NULL)
        return NULL;
    const char *line_end = line + strlen(line);
    const char *name = line;
    while (name < line_end) {
        TcLetters word;
        gsize len = tc_letters_read(name, line_end, &word);
        if (len > 0 && word.count > 1 && !word.letters[1].upper)
            break;
        name = len > 0 ? name + len : g_utf8_next_char(name);
    }
    if (name >= line_end || !tc_is_capitals(line, name) || caption_begins(line, name) == NULL ||
        tc_person_at(name, line_end, FALSE) != line_end)
        return NULL;
    return name_of(name, line_end);
}

/* Whether the last word of [p, end), or its first, is in capitals. */
static gboolean
is_capital_word(const char *p, const char *end, gboolean is_last)
{
    TcLetters word;
    gboolean has_any =
        is_last ? tc_letters_before(p, end, &word) != NULL : tc_letters_read(p, end, &word) > 0;
    return has_any && word.count > 1 && word.letters[1].upper;
}

/* "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Nguyễn Văn An": the lines of a cell became one line, which may have
 * been broken anew within the name. */
static char *
name_in_caption(const GArray *cells, guint at)
{
    const TcCell *cell = tc_cell_at(cells, at);
    if (cell->end - cell->start > CAPTION_BYTES_MAX)
        return NULL;
    const TcCell *below = at + 1 < cells->len ? cell + 1 : NULL;
    gboolean goes_on = below != NULL && cell->column > 0 && below->line == cell->line + 1 &&
                       is_capital_word(cell->start, cell->end, TRUE) ==
                           is_capital_word(below->start, below->end, FALSE);
    char *name = goes_on ? name_behind_capitals(cell->start, below->end) : NULL;
    return name != NULL ? name : name_behind_capitals(cell->start, cell->end);
}

static gboolean
has_two_words(const TcCell *cell)
{
    const char *second = tc_next_word(cell->start, cell->end);
    return second < cell->end && tc_next_word(second, cell->end) == cell->end;
}

/* "Phan" / "Thị Thắng", "Nguyễn" / "Văn Khởi": a name that a line breaks. Takes `name`, which is
 * that of cells[at]. */
static char *
with_family_above(char *name, const GArray *cells, guint at)
{
    const TcCell *cell = tc_cell_at(cells, at);
    const TcCell *above = at > 0 ? cell - 1 : NULL;
    if (above == NULL || above->line + 1 != cell->line || above->column != cell->column ||
        tc_next_word(above->start, above->end) != above->end ||
        !tc_family_at(above->start, above->end) || tc_is_capitals(above->start, above->end) ||
        (tc_phrase_at(cell->start, cell->end, "thị") == NULL && !has_two_words(cell)))
        return name;
    char *whole = g_strdup_printf("%.*s %s", (int)(above->end - above->start), above->start, name);
    g_free(name);
    return whole;
}

/* The name below the caption `cells[at]`, in its column, or the only name there. `where` (may be
 * NULL) gets its cell. */
static char *
name_below(const GArray *cells, guint at, guint *where)
{
    const TcCell *caption = tc_cell_at(cells, at);
    guint last = caption->line + LINES_BELOW_MAX;
    for (guint i = at + 1; i < cells->len; i++) {
        const TcCell *cell = tc_cell_at(cells, i);
        if (cell->line > last)
            return NULL;
        /* Recipients stand beside the signature, whose lines may be between theirs. */
        last += *cell->start == '-' && last < caption->line + LINES_BESIDE_MAX;
        if (cell->line == caption->line || !may_be_name(cell))
            continue;
        /* Two people signed side by side: takes the name in the column of the caption. */
        const TcCell *next = i + 1 < cells->len ? cell + 1 : NULL;
        if (next != NULL && next->line == cell->line && caption->column > cell->column &&
            may_be_name(next))
            continue;
        char *name = name_of(cell->start, cell->end);
        if (name != NULL) {
            if (where != NULL)
                *where = i;
            return with_family_above(name, cells, i);
        }
    }
    return NULL;
}

static const TcCell *
cell_at(const GArray *cells, guint i)
{
    return tc_cell_at(cells, i);
}

/* The first cell of the line that cells[i] is in. */
static guint
line_start(const GArray *cells, guint i)
{
    while (i > 0 && cell_at(cells, i - 1)->line == cell_at(cells, i)->line)
        i--;
    return i;
}

/* Puts the names that stand side by side below captions side by side at the front of `names`: those
 * in the lines of the caption `at` and of the name `where`. */
static void
take_side_by_side(const GArray *cells, guint at, guint where, char *name, GPtrArray *names)
{
    guint captions = 0;
    for (guint i = line_start(cells, at);
         i < cells->len && cell_at(cells, i)->line == cell_at(cells, at)->line; i++)
        captions += is_caption(cell_at(cells, i));
    guint first = line_start(cells, where);
    guint count = 0;
    for (guint i = first;
         captions > 1 && i < cells->len && cell_at(cells, i)->line == cell_at(cells, where)->line;
         i++) {
        char *other = may_be_name(cell_at(cells, i))
                          ? name_of(cell_at(cells, i)->start, cell_at(cells, i)->end)
                          : NULL;
        if (other != NULL)
            g_ptr_array_insert(names, (int)count++, other);
    }
    if (count == 0)
        g_ptr_array_insert(names, 0, name);
    else
        g_free(name);
}

/* The cell above the signature whose caption is cells[at], which may have more lines above it: the
 * last cell of the signature before. -1 when there is none. */
static gint
cell_above_signature(const GArray *cells, guint at)
{
    gint i = (gint)line_start(cells, at) - 1;
    while (i >= 0) {
        const TcCell *cell = cell_at(cells, (guint)i);
        gboolean is_on_behalf = tc_is_capitals(cell->start, cell->end) &&
                                (is_caption(cell) || tc_org_begins(cell->start, cell->end));
        if (!is_on_behalf &&
            tc_phrase_at(tc_skip_between(cell->start, cell->end), cell->end, "đã ký") == NULL &&
            !tc_is_rule(cell->start, cell->end))
            break;
        i--;
    }
    return i;
}

/* Takes the signatures above the one whose caption is cells[at]: if several people signed one after
 * the other, their names go to the front of `names`. */
static void
take_above(const GArray *cells, guint at, GPtrArray *names)
{
    while (names->len < SIGNERS_MAX) {
        gint above = cell_above_signature(cells, at);
        guint caption = above > 0 ? (guint)above : 0;
        g_autofree char *name = NULL;
        guint where = 0;
        if (above <= 0)
            return;
        while (caption > 0 && name == NULL &&
               cell_at(cells, (guint)above)->line - cell_at(cells, caption)->line <=
                   LINES_BELOW_MAX) {
            caption--;
            if (is_caption(cell_at(cells, caption)) &&
                tc_is_capitals(cell_at(cells, caption)->start, cell_at(cells, caption)->end))
                name = name_below(cells, caption, &where);
        }
        if (name == NULL || cell_at(cells, where)->line != cell_at(cells, (guint)above)->line)
            return;
        take_side_by_side(cells, caption, where, g_steal_pointer(&name), names);
        at = caption;
    }
}

static char *
join_names(const GPtrArray *names)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        if (out->len + strlen(name) + 2 > TC_HEADER_FIELD_MAX)
            break;
        g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", name);
    }
    return g_strdup(out->str);
}

/* The last line of speeches and e-mail: "(Bùi Quang Trấn)", "Lê Thị Trúc Ly, Trưởng phòng". */
static char *
name_at_end(const GArray *cells)
{
    /* "Nguyễn Văn An" above "(Đã ký)", without a caption, ends the older laws. */
    if (cells->len >= 2) {
        const TcCell *last = tc_cell_at(cells, cells->len - 1);
        /* "(Đã ký)" above "Hồ Chí Minh" */
        if (*last[-1].start == '(' && last[-1].line < last->line &&
            tc_phrase_at(last[-1].start + 1, last[-1].end, "đã ký") != NULL)
            return name_of(last->start, last->end);
        if (*last->start == '(' && tc_phrase_at(last->start + 1, last->end, "đã ký") != NULL)
            return name_of(last[-1].start, last[-1].end);
    }
    /* "- Lưu: VT, PC." above a name, whose caption is lost */
    if (cells->len >= 2) {
        const TcCell *last = tc_cell_at(cells, cells->len - 1);
        if (last[-1].line + 1 == last->line && tc_family_at(last->start, last->end) &&
            tc_phrase_at(tc_skip_between(last[-1].start, last[-1].end), last[-1].end, "lưu") !=
                NULL)
            return name_of(last->start, last->end);
    }
    guint from = cells->len > 3 ? cells->len - 3 : 0;
    for (guint i = cells->len; i > from; i--) {
        const TcCell *cell = tc_cell_at(cells, i - 1);
        gsize len = (gsize)(cell->end - cell->start);
        if (i == cells->len && *cell->start == '(' && cell->end[-1] == ')')
            return name_of(cell->start + 1, cell->end - 1);
        const char *comma = cell->column == 0 ? memchr(cell->start, ',', len) : NULL;
        if (comma != NULL &&
            tc_position_at(tc_skip_between(comma, cell->end), cell->end) == cell->end)
            return name_of(cell->start, comma);
    }
    return NULL;
}

/* "23", "1.": the first cell in the rows of lists. */
static gboolean
is_ordinal(const TcCell *cell)
{
    const char *p = cell->start;
    while (p < cell->end && g_ascii_isdigit(*p))
        p++;
    return p > cell->start && p + (p < cell->end && *p == '.') == cell->end;
}

/* Whether cells[i] stands in a row of a table, as in lists of people, and not above or beside a
 * signature. */
static gboolean
is_in_row(const GArray *cells, guint i)
{
    guint count = 0;
    const TcCell *first = cell_at(cells, line_start(cells, i));
    for (guint k = line_start(cells, i);
         k < cells->len && cell_at(cells, k)->line == cell_at(cells, i)->line; k++)
        count++;
    const TcCell *cell = cell_at(cells, i);
    /* "23. | Vũ Thị Lan | Ủy viên" */
    if (cell > first && is_ordinal(first))
        return TRUE;
    return count > (tc_is_capitals(cell->start, cell->end) ? COLUMNS_MAX : COLUMNS_MIXED_MAX);
}

/* "Đã ký: Nguyễn Văn An", "(Đã ký) Nguyễn Văn An": the name begins behind what stands for the hand.
 */
static void
begin_behind_marks(GArray *cells)
{
    for (guint i = 0; i < cells->len; i++) {
        TcCell *cell = tc_cell_at(cells, i);
        const char *begin = *cell->start == '(' ? cell->start + 1 : cell->start;
        const char *behind = tc_phrase_at(begin, cell->end, "đã ký");
        if (behind == NULL || behind >= cell->end || (*behind != ':' && *behind != ')'))
            continue;
        const char *name = tc_skip_between(behind + 1, cell->end);
        if (name < cell->end)
            cell->start = name;
    }
}

char *
tc_signer_find(const char *text, gsize len)
{
    g_autoptr(GArray) cells = tc_cells_split(text, len, CELLS_MAX);
    begin_behind_marks(cells);
    for (guint i = cells->len; i > 0; i--) {
        const TcCell *cell = tc_cell_at(cells, i - 1);
        if (is_in_row(cells, i - 1))
            continue;
        char *inside = name_in_caption(cells, i - 1);
        if (inside != NULL)
            return inside;
        if (!is_caption(cell)) {
            const char *after =
                tc_phrase_any(cell->start, cell->end, on_behalf, G_N_ELEMENTS(on_behalf), NULL);
            char *name = after != NULL ? name_after_colon(cell) : NULL;
            if (name != NULL)
                return name;
            continue;
        }
        guint where;
        char *name = name_below(cells, i - 1, &where);
        if (name == NULL)
            continue;
        g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
        take_side_by_side(cells, i - 1, where, name, names);
        take_above(cells, i - 1, names);
        return join_names(names);
    }
    return name_at_end(cells);
}

char *
tc_signature_body(const char *text, gsize len)
{
    static const char *const units[] = {"tỉnh",   "thành phố", "tp",     "huyện", "quận",
                                        "thị xã", "thị trấn",  "phường", "xã",    "đặc khu"};
    g_autoptr(GArray) cells = tc_cells_split(text, len, CELLS_MAX);
    for (guint i = cells->len; i > 1; i--) {
        const TcCell *cell = tc_cell_at(cells, i - 2);
        const TcCell *below = tc_cell_at(cells, i - 1);
        if (!tc_is_capitals(cell->start, cell->end) || below->line != cell->line + 1 ||
            cell->end - cell->start > CAPTION_BYTES_MAX || !is_caption(below))
            continue;
        const char *after =
            tc_phrase_any(cell->start, cell->end, on_behalf, G_N_ELEMENTS(on_behalf), NULL);
        const TcCell body = {.start =
                                 after != NULL ? tc_skip_between(after, cell->end) : cell->start,
                             .end = cell->end};
        if (!tc_org_begins(body.start, body.end) || tc_position_at(body.start, body.end) != NULL)
            continue;
        for (gsize k = 0; k < G_N_ELEMENTS(units); k++) {
            const char *unit_end;
            if (tc_phrase_find(body.start, body.end, units[k], &unit_end) != NULL &&
                tc_skip_between(unit_end, body.end) < body.end)
                return tc_org_of_letterhead(&body, 1);
        }
    }
    return NULL;
}

/* ---- annexes ---- */

/* The name of the State stands above another document; in "Ký bởi: CÔNG BÁO NƯỚC ..." it belongs to
 * whoever stamped the page. */
static const char state[] = "CHỦ NGHĨA VIỆT NAM";

/* Whether the line [p, end) begins an annex; `name` is where the name of the state stands next. */
static gboolean
begins_annex(const char *p, const char *end, const char *name)
{
    static const char *const captions[] = {"phụ lục", "mẫu số", "biểu số", "mẫu", "biểu mẫu"};
    static const char *const attached[] = {"ban hành kèm theo", "kèm theo", "ban hành theo"};
    if (end - p > ANNEX_LINE_BYTES || end - p < 3)
        return FALSE;
    if (*p == '(' && tc_phrase_any(p + 1, end, attached, G_N_ELEMENTS(attached), NULL) != NULL)
        return TRUE;
    /* "QCVN 05:2024/BCA": what a circular issues, below its signature */
    if ((*p == 'Q' || *p == 'T') && end - p > 6 && memcmp(p + 1, "CVN ", strlen("CVN ")) == 0 &&
        g_ascii_isdigit(p[5]))
        return TRUE;
    /* Most lines begin with none of the captions, and the state is named in few. */
    const gboolean is_named = name < end;
    TcLetter first;
    if (!is_named && *p != 'P' && *p != 'M' && *p != 'B' && (guchar)*p != 0xe1)
        return FALSE;
    if (((guchar)*p < 0x80 && !g_ascii_isupper(*p)) || tc_letter_read(p, end, &first) == 0 ||
        !first.upper)
        return FALSE;
    const char *after = first.base == 'p' || first.base == 'm' || first.base == 'b'
                            ? tc_phrase_any(p, end, captions, G_N_ELEMENTS(captions), NULL)
                            : NULL;
    /* "Mẫu số 1 Phụ lục ban hành kèm theo Nghị định này", in a line of a sentence that was wrapped
     */
    if (after != NULL && (tc_is_capitals(p, end) || is_enumerator(after, end)) &&
        tc_phrase_find(after, end, "này", NULL) == NULL)
        return TRUE;
    /* What pages show beside a law */
    if (first.base == 'm' && tc_phrase_at(p, end, "mục lục") == end)
        return TRUE;
    return is_named && memchr(p, ':', (gsize)(name - p)) == NULL;
}

/* The first place in [p, end) where the name of the state stands, else `end`: capitals are rare. */
static const char *
find_state(const char *p, const char *end)
{
    const gsize before = strlen("CHỦ NGHĨA ");
    const gsize behind = strlen("VIỆT NAM");
    for (const char *q = p; (q = memchr(q, 'V', (gsize)(end - q))) != NULL; q++)
        if ((gsize)(q - p) >= before && (gsize)(end - q) >= behind &&
            memcmp(q - before, state, before + behind) == 0)
            return q - before;
    return end;
}

const char *
tc_annex_find(const char *text, gsize len, const char *from)
{
    const char *end = text + len;
    const char *name = from;
    for (const char *p = from; p < end;) {
        if (*p == '\n') {
            p++;
            continue;
        }
        if (name != end && name <= p)
            name = find_state(p, end);
        const char *line_end = memchr(p, '\n', (gsize)(end - p));
        line_end = line_end != NULL ? line_end : end;
        const char *start = p;
        while (start < line_end && (*start == ' ' || *start == '\t'))
            start++;
        /* Most lines begin otherwise, and name no state. */
        if (start < line_end && (name < line_end || strchr("(QTPMB\xe1", *start) != NULL) &&
            begins_annex(start, line_end, name))
            return p;
        p = line_end + 1;
    }
    return NULL;
}

char *
tc_chair_find(const char *text, gsize len)
{
    static const char *const captions[] = {
        "chủ trì",           "chủ tọa",          "người chủ trì",    "chủ tọa kỳ họp",
        "chủ tọa phiên họp", "chủ trì hội nghị", "chủ trì cuộc họp", "chủ tọa cuộc họp",
    };
    g_autoptr(GArray) cells = tc_cells_split(text, len, CELLS_MAX);
    for (guint i = cells->len; i > 0; i--) {
        const TcCell *cell = tc_cell_at(cells, i - 1);
        if (tc_is_capitals(cell->start, cell->end) &&
            tc_phrase_any(cell->start, cell->end, captions, G_N_ELEMENTS(captions), NULL) ==
                cell->end)
            return name_below(cells, i - 1, NULL);
    }
    return NULL;
}
