/* Who issued a document: the lines of its letterhead, or what else says it. */
#include "document/header/head.h"
#include "document/header/header.h"
#include "document/header/name/name.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    USAGE_BYTES = 65536,     /* where the name of the body may be written out */
    BODY_ALONE_LINE_MAX = 2, /* with nothing else of a letterhead: the top of the first page */
    BODY_BYTES_MAX = 120,
};

/* Whether the letterhead has more than the body: then the name may stand anywhere in it. */
static gboolean
has_letterhead(const TcHead *head)
{
    return head->has_motto || head->number != NULL || head->is_number_blank || head->date != 0 ||
           head->type != NULL || head->is_letter;
}

/* "TỈNH NGHỆ AN", "VÀ ĐÀO TẠO" */
static gboolean
goes_on_with_name(const TcCell *cell)
{
    static const char *const words[] = {"tỉnh", "thành phố", "tp", "thị xã", "thị trấn", "huyện",
                                        "quận", "phường",    "xã", "và",     "khu vực"};
    return tc_phrase_any(cell->start, cell->end, words, G_N_ELEMENTS(words), NULL) != NULL;
}

/* Whether the name that ends with `cell` may be all of it: it ends in a place, or in what bodies
 * are known to look after. "CHI CỤC QUẢN LÝ" above "CHẤT LƯỢNG NÔNG" is a part of one. */
static gboolean
may_be_whole(const TcCell *cell)
{
    static const char *const units[] = {"tỉnh",   "thành phố", "huyện",   "quận",
                                        "phường", "thị xã",    "thị trấn"};
    static const char *const open[] = {"quản lý", "phát triển", "đầu tư", "hỗ trợ"};
    static const char *const offices[] = {"chi cục", "cục", "ban", "trung tâm", "viện", "phòng"};
    const char *name;
    if (tc_phrase_any(cell->start, cell->end, offices, G_N_ELEMENTS(offices), NULL) == NULL)
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
        if (tc_phrase_find(cell->start, cell->end, units[i], NULL) != NULL)
            return TRUE;
    for (const char *p = cell->start; p < cell->end; p = tc_next_word(p, cell->end))
        if (tc_is_province(p, cell->end) ||
            (tc_known_name_at(p, cell->end, TRUE, TRUE, &name) == cell->end &&
             tc_phrase_any(p, cell->end, open, G_N_ELEMENTS(open), NULL) == NULL))
            return TRUE;
    return FALSE;
}

/* "KHÓA XI", also without marks, not "KHOA CÔNG NGHỆ THÔNG TIN". */
static gboolean
is_course(const char *p, const char *end)
{
    const char *after = tc_phrase_at(p, end, "khóa");
    const char *number = after != NULL ? tc_skip_between(after, end) : NULL;
    return number != NULL &&
           (number == end || g_ascii_isdigit(*number) || strchr("IVX", *number) != NULL ||
            tc_phrase_at(number, end, "thứ") != NULL);
}

/* "ĐẠI HỘI NHIỆM KỲ 2023 - 2025", "HỘI NGHỊ VIÊN CHỨC": at which meeting a body below whose name it
 * stands adopted something; not "ĐẠI HỘI ĐỒNG CỔ ĐÔNG", nor "HỘI NGHỊ QUỐC GIA" of "TRUNG TÂM". */
static gboolean
is_meeting(const TcCell *cell)
{
    static const char *const who[] = {"cán bộ",   "viên chức",      "công chức", "cbcc",    "cbvc",
                                      "nhà giáo", "người lao động", "đại biểu",  "tổng kết"};
    const char *after = tc_phrase_at(cell->start, cell->end, "đại hội");
    if (after != NULL)
        return tc_phrase_at(tc_skip_between(after, cell->end), cell->end, "đồng") == NULL;
    after = tc_phrase_at(cell->start, cell->end, "hội nghị");
    return after != NULL && tc_phrase_any(tc_skip_between(after, cell->end), cell->end, who,
                                          G_N_ELEMENTS(who), NULL) != NULL;
}

/* The bodies of any unit of administration: a letterhead that lost its second line has no more. */
static const char *const councils[] = {"ủy ban nhân dân", "hội đồng nhân dân", "ubnd", "hđnd"};

/* Which of them the line is, with the slips of a scan; their count for none. */
static gsize
council_of_line(const TcHead *head, const TcCell *line)
{
    gsize which = 0;
    for (; which < G_N_ELEMENTS(councils); which++)
        if ((head->is_scan ? tc_phrase_at_bare(line->start, line->end, councils[which])
                           : tc_phrase_at(line->start, line->end, councils[which])) == line->end)
            break;
    return which;
}

/* "TỈNH NGHỆ AN", "TINH NGHE AN": the province or city of a line, as it is written; NULL for none.
 */
static char *
province_of_scan(const TcCell *line)
{
    static const char *const units[] = {"tỉnh", "thành phố"};
    static const char *const cities[] = {"Hà Nội",  "Hải Phòng", "Đà Nẵng",
                                         "Cần Thơ", "Huế",       "Hồ Chí Minh"};
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        const char *p = tc_phrase_at_bare(line->start, line->end, units[i]);
        const char *name = NULL;
        p = p != NULL ? tc_skip_between(p, line->end) : line->end;
        if (tc_province_at(p, line->end, &name) == line->end && name != NULL)
            return g_strdup_printf("%s %s", units[i], name);
        for (gsize k = 0; k < G_N_ELEMENTS(cities); k++)
            if (tc_phrase_at_bare(p, line->end, cities[k]) == line->end)
                return g_strdup_printf("%s %s", units[i], cities[k]);
    }
    return NULL;
}

/* "TỈNH NGHỆ AN", "HUYỆN CON CUÔNG", with the slips of a scan */
static gboolean
begins_with_unit(const TcCell *cell)
{
    static const char *const units[] = {"tỉnh", "thành phố", "huyện",    "quận",   "thị xã",
                                        "xã",   "phường",    "thị trấn", "đặc khu"};
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
        if (tc_phrase_at_bare(cell->start, cell->end, units[i]) != NULL)
            return TRUE;
    return FALSE;
}

/* Whether too much stands between two lines of a letterhead. In scans the second is often apart:
 * "ỦY BAN NHÂN DÂN  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", with a stamp or an empty line above "TỈNH
 * NGHỆ AN  Độc lập - Tự do - Hạnh phúc". */
static gboolean
is_apart(const TcHead *head, const TcCell *above, const TcCell *cell)
{
    enum { LINES_MAX = 8 };
    if (cell->line <= above->line + 1)
        return FALSE;
    return !head->is_scan || !head->has_motto || cell->line > above->line + LINES_MAX ||
           council_of_line(head, above) == G_N_ELEMENTS(councils) ||
           !tc_is_capitals(cell->start, cell->end) || !begins_with_unit(cell);
}

gboolean
tc_head_find_issuer(const TcHead *head, guint *first, guint *last)
{
    static const char *const others[] = {"kỳ họp", "nhiệm kỳ", "danh mục", "tài liệu"};
    gboolean is_cut = FALSE;
    const gboolean is_cover =
        !head->has_motto && tc_head_find_kind_on_cover(head) < MIN(head->zone, head->cells->len);
    *first = 0;
    while (*first < head->org_count &&
           !tc_org_begins(head->org[*first].start, head->org[*first].end))
        (*first)++;
    *last = *first;
    /* Lines that follow each other. "KHÓA XI, KỲ HỌP THỨ 2" does not belong to a name, nor does "IN
     * SỔ VĂN BẢN ĐẾN" beside it. */
    while (*last < head->org_count) {
        const TcCell *cell = &head->org[*last];
        const TcCell *above = *last > *first ? cell - 1 : NULL;
        /* Without a letterhead it may be the title of something that the body made. */
        if (above != NULL && !has_letterhead(head) && !tc_org_begins(cell->start, cell->end) &&
            !goes_on_with_name(cell)) {
            is_cut = cell->line == above->line + 1 && !may_be_whole(above);
            break;
        }
        if (is_course(cell->start, cell->end) || is_meeting(cell) ||
            tc_head_is_kind_on_cover(cell) ||
            /* who wrote a paper, not "NGUYỄN DU" of a school in a letterhead */
            (is_cover && above != NULL &&
             tc_person_at(cell->start, cell->end, FALSE) == cell->end) ||
            tc_phrase_any(cell->start, cell->end, others, G_N_ELEMENTS(others), NULL) != NULL ||
            (above != NULL && !tc_org_begins(cell->start, cell->end) &&
             (is_apart(head, above, cell) ||
              (cell->line == above->line && cell->column != above->column))))
            break;
        (*last)++;
    }
    const TcCell *name = &head->org[*first];
    return *last > *first && !is_cut &&
           (tc_is_capitals(name->start, name->end) || head->number != NULL) &&
           (has_letterhead(head) || name->line <= BODY_ALONE_LINE_MAX);
}

/* The body that alone issues what has such a symbol: "nq-ubtvqh15", "qh15", "nd-cp". NULL when it
 * may be another. */
static const char *
body_of_symbol(const char *symbol)
{
    static const struct {
        const char *symbol;
        const char *name;
    } bodies[] = {{"ubtvqh", "Ủy ban Thường vụ Quốc hội"},
                  {"nq-ubtvqh", "Ủy ban Thường vụ Quốc hội"},
                  {"qh", "Quốc hội"},
                  {"nd-cp", "Chính phủ"},
                  {"nq-cp", "Chính phủ"},
                  {"qd-ttg", "Thủ tướng Chính phủ"},
                  {"cd-ttg", "Thủ tướng Chính phủ"},
                  {"ct-ttg", "Thủ tướng Chính phủ"}};
    gsize len = strlen(symbol);
    while (len > 0 && g_ascii_isdigit(symbol[len - 1]))
        len--;
    for (gsize i = 0; i < G_N_ELEMENTS(bodies); i++)
        if (len == strlen(bodies[i].symbol) && memcmp(symbol, bodies[i].symbol, len) == 0)
            return bodies[i].name;
    return NULL;
}

/* "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH NINH BÌNH" above "Căn cứ", below a letterhead that only has "ỦY
 * BAN NHÂN DÂN": the body with its unit, in `whole`. */
static gboolean
find_authority(const TcHead *head, const TcCell *name, TcCell *whole)
{
    static const char *const units[] = {"tỉnh", "thành phố", "huyện",    "quận",   "thị xã",
                                        "xã",   "phường",    "thị trấn", "đặc khu"};
    const gsize which = council_of_line(head, name);
    if (which == G_N_ELEMENTS(councils))
        return FALSE;
    const guint last = MIN(head->zone + 1, head->cells->len);
    for (guint i = 0; i < last; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        if (cell->line <= name->line || cell->end - cell->start > BODY_BYTES_MAX ||
            !tc_is_capitals(cell->start, cell->end))
            continue;
        const char *chair = tc_phrase_at(cell->start, cell->end, "chủ tịch");
        const char *p = chair != NULL ? tc_skip_between(chair, cell->end) : cell->start;
        const char *body = tc_phrase_at(p, cell->end, councils[which]);
        const char *unit = body != NULL ? tc_skip_between(body, cell->end) : NULL;
        const char *place =
            unit != NULL ? tc_phrase_any(unit, cell->end, units, G_N_ELEMENTS(units), NULL) : NULL;
        if (place == NULL || tc_skip_between(place, cell->end) >= cell->end)
            continue;
        /* "... TỈNH NGHỆ AN ĐIỆN:" of a telegram */
        TcLetters word;
        const char *end = tc_skip_between_back(p, cell->end);
        const char *call = tc_letters_before(place, end, &word);
        if (call != NULL && call > place && tc_letters_are(&word, "điện"))
            end = tc_skip_between_back(p, call);
        *whole = (TcCell){.start = p, .end = end, .line = cell->line};
        return TRUE;
    }
    return FALSE;
}

/* Whether [p, end), a line of a letterhead that has marks elsewhere, lost those of its words: "UBND
 * THANH PHO HA NQI" of a poor text layer. "UBND TP. VINH" has none. */
static gboolean
has_lost_marks(const char *p, const char *end)
{
    const char *name;
    if (tc_has_marks(p, end))
        return FALSE;
    for (; p < end; p = tc_next_word(p, end)) {
        const char *after = tc_known_name_at(p, end, FALSE, FALSE, &name);
        if (after != NULL && memchr(p, ' ', (gsize)(after - p)) != NULL &&
            tc_has_marks(name, name + strlen(name)))
            return TRUE;
    }
    return FALSE;
}

/* Whether each word of `cell`, a line of a letterhead that was recognized, is known or is spelt so
 * in the text: "QUẠN BA ĐINH" is not. */
static gboolean
is_read_well(const TcCell *cell, const char *text, gsize len)
{
    for (const char *p = cell->start; p < cell->end;) {
        const char *name;
        TcLetters word;
        const gsize bytes = tc_letters_read(p, cell->end, &word);
        if (bytes == 0) {
            p = g_utf8_next_char(p);
            continue;
        }
        const char *after = tc_known_name_at(p, cell->end, TRUE, TRUE, &name);
        if (after == NULL && tc_org_begins(p, p + bytes))
            after = p + bytes;
        g_autofree char *used =
            after == NULL ? tc_usage_find(text, len, cell->start, p, p + bytes) : NULL;
        if (after == NULL && (used == NULL || word.count == 1))
            return FALSE;
        p = after != NULL ? after : p + bytes;
    }
    return TRUE;
}

/* Whether the line, which has no marks, is made of known names of bodies and provinces: with fewer
 * of them its words might be others. */
static gboolean
is_known_all_over(const TcCell *cell)
{
    const char *p = cell->start;
    while (p < cell->end) {
        const char *name = NULL;
        const char *after = tc_known_name_at(p, cell->end, FALSE, TRUE, &name);
        if (after == NULL && tc_org_begins(p, cell->end))
            after = p + strcspn(p, " ");
        if (after == NULL)
            return FALSE;
        p = after;
        while (p < cell->end && *p == ' ')
            p++;
    }
    return TRUE;
}

/* Whether the name lacks its end, as scans lose it below a stamp: "Ủy ban nhân dân", "Sở Y tế thành
 * phố". */
static gboolean
is_without_end(const char *org)
{
    static const char *const ends[] = {"ủy ban nhân dân",
                                       "hội đồng nhân dân",
                                       "ban chấp hành trung",
                                       "lao động thương",
                                       "tỉnh",
                                       "thành phố",
                                       "huyện",
                                       "quận",
                                       "xã",
                                       "phường"};
    static const char *const units[] = {"tỉnh", "thành phố"};
    const char *end = org + strlen(org);
    const char *name = NULL;
    gboolean has_place = tc_phrase_at(org, end, "sở") == NULL;
    for (const char *p = org; p < end && !has_place; p = tc_next_word(p, end))
        has_place = tc_phrase_any(p, end, units, G_N_ELEMENTS(units), NULL) != NULL ||
                    tc_province_at(p, end, &name) != NULL;
    if (!has_place)
        return TRUE;
    for (const char *p = org; p < end; p = tc_next_word(p, end)) {
        const char *after = tc_phrase_any(p, end, ends, G_N_ELEMENTS(ends), NULL);
        if (after != NULL && (after == end || *after == ','))
            return TRUE;
    }
    return FALSE;
}

/* The council or committee of a province, of which `lines` lines of a scan were read, the second
 * with slips, or the whole below its title; NULL when it is another body, or unknown. */
static char *
council_of_scan(const TcHead *head, const TcCell *line, guint lines, const char *text, gsize len)
{
    static const char *const names[] = {"Ủy ban nhân dân", "Hội đồng nhân dân"};
    TcCell whole;
    const gsize which = council_of_line(head, line);
    if (which == G_N_ELEMENTS(councils))
        return NULL;
    if (find_authority(head, line, &whole) && is_read_well(&whole, text, len))
        return tc_org_in_text(&whole, 1, text, len);
    g_autofree char *province = lines == 2 ? province_of_scan(line + 1) : NULL;
    return province != NULL ? g_strdup_printf("%s %s", names[which % 2], province) : NULL;
}

/* The body of a letterhead of which some marks were misread, "UBND TĨNH NGHỆ AN" / "SỞ Y TẺ", by
 * its letters alone; NULL where these leave a word that is not known. */
static char *
org_without_marks(const TcHead *head, guint first, guint last)
{
    g_autoptr(GString) bare = g_string_new(NULL);
    TcCell lines[TC_LETTERHEAD_CELLS_MAX];
    gsize starts[TC_LETTERHEAD_CELLS_MAX + 1];
    for (guint i = first; i < last; i++) {
        starts[i - first] = bare->len;
        for (const char *p = head->org[i].start; p < head->org[i].end;) {
            TcLetter letter;
            const gsize len = tc_letter_read(p, head->org[i].end, &letter);
            g_string_append_c(bare, len > 0 ? g_ascii_toupper(letter.base) : ' ');
            p = len > 0 ? p + len : g_utf8_next_char(p);
        }
    }
    starts[last - first] = bare->len;
    for (guint i = 0; i < last - first; i++) {
        lines[i] = head->org[first + i];
        lines[i].start = bare->str + starts[i];
        lines[i].end = bare->str + starts[i + 1];
        if (!is_known_all_over(&lines[i]))
            return NULL;
    }
    g_autofree char *org = tc_org_of_letterhead(lines, last - first);
    return org != NULL && is_without_end(org) ? NULL : g_steal_pointer(&org);
}

/* "UBND TỈNH NGHỆ AN", of a scan, above a line that was lost: the number is that of another body,
 * or lost as well. The committee of a province writes its own name out. */
static gboolean
is_above_lost_line(const TcHead *head, const TcCell *line)
{
    static const char *const units[] = {"tỉnh", "thành phố", "tp"};
    const char *unit = tc_phrase_at(line->start, line->end, "ubnd");
    if (unit == NULL)
        return FALSE;
    return *head->symbol != '\0' ? strstr(head->symbol, "ubnd") == NULL
                                 : tc_phrase_any(tc_skip_between(unit, line->end), line->end, units,
                                                 G_N_ELEMENTS(units), NULL) != NULL;
}

/* What the letterhead says; NULL when it says nothing. */
static char *
issuer_of_letterhead(const TcHead *head, const char *text, gsize len)
{
    guint first;
    guint last;
    TcCell whole;
    if (head->has_lost_org || !tc_head_find_issuer(head, &first, &last))
        return NULL;
    /* All of a letterhead is typed with marks, or none. */
    const gboolean is_marked =
        head->title != NULL && tc_has_marks(head->title, head->title + strlen(head->title));
    for (guint i = first; is_marked && i < last; i++)
        if (has_lost_marks(head->org[i].start, head->org[i].end))
            return NULL;
    const char *valid_end;
    g_utf8_validate(text, (gssize)MIN(len, USAGE_BYTES), &valid_end);
    const gsize valid = (gsize)(valid_end - text);
    char *council =
        head->is_scan ? council_of_scan(head, &head->org[first], last - first, text, valid) : NULL;
    if (council != NULL)
        return council;
    for (guint i = first; head->is_scan && i < last; i++)
        if (!is_read_well(&head->org[i], text, valid) ||
            memchr(head->org[i].start, ',', (gsize)(head->org[i].end - head->org[i].start)) != NULL)
            return org_without_marks(head, first, last);
    if (last - first == 1 && find_authority(head, &head->org[first], &whole))
        return tc_org_in_text(&whole, 1, text, valid);
    if (head->is_scan && last - first == 1 && is_above_lost_line(head, &head->org[first]))
        return NULL;
    g_autofree char *org = tc_org_in_text(head->org + first, last - first, text, valid);
    return org != NULL && head->is_scan && is_without_end(org) ? NULL : g_steal_pointer(&org);
}

/* "Bộ trưởng Bộ Y tế ban hành Thông tư ...": who issues the document, in the clause above its first
 * article. NULL without one. */
static char *
issuer_of_clause(const TcHead *head)
{
    static const char clause[] = "ban hành";
    if (head->type == NULL || !head->has_type_line || strstr(head->text, clause) == NULL)
        return NULL;
    for (guint i = 0; i < head->cells->len; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        const char *type = NULL;
        if (tc_phrase_at(cell->start, cell->end, "điều 1") != NULL)
            return NULL;
        const char *verb = g_strstr_len(cell->start, cell->end - cell->start, clause);
        const char *behind = verb != NULL ? verb + strlen(clause) : NULL;
        if (verb == NULL || verb - cell->start > BODY_BYTES_MAX ||
            tc_type_at(tc_skip_between(behind, cell->end), cell->end, &type) == NULL ||
            strcmp(type, head->type) != 0)
            continue;
        const char *position = tc_position_at(cell->start, verb);
        const char *p = position != NULL ? tc_skip_between(position, verb) : cell->start;
        if (!tc_org_begins(p, verb))
            p = cell->start;
        const TcCell body = {.start = p, .end = tc_skip_between_back(p, verb)};
        if (tc_org_begins(body.start, body.end) &&
            memchr(body.start, ',', (gsize)(body.end - body.start)) == NULL)
            return tc_org_of_letterhead(&body, 1);
    }
    return NULL;
}

/* Whether `org` is "Ủy ban nhân dân" and the like, of which `other` tells the unit. */
static gboolean
is_without_unit(const char *org, const char *other)
{
    const char *end = org + strlen(org);
    return tc_phrase_any(org, end, councils, G_N_ELEMENTS(councils), NULL) == end &&
           g_str_has_prefix(other, org) && other[strlen(org)] == ' ';
}

char *
tc_head_issuer(TcHead *head, const char *text, gsize len)
{
    char *org = issuer_of_letterhead(head, text, len);
    if (org != NULL && head->caption_org != NULL && is_without_unit(org, head->caption_org))
        g_clear_pointer(&org, g_free);
    if (org == NULL)
        org = g_steal_pointer(&head->caption_org);
    if (org == NULL)
        org = g_strdup(body_of_symbol(head->symbol));
    return org != NULL ? org : issuer_of_clause(head);
}
