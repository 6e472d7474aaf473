/* Heads of scans: the stamps that programs print over them, and the specks that recognition takes
 * for signs. */
#include "document/header/head.h"
#include "document/header/name/name.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    CELLS_ABOVE_MAX = 16, /* of stamps, above the name of the state */
    LINES_ABOVE_MAX = 24,
    STAMP_LETTERS_MAX = TC_LETTERS_APART_MAX,
    STAMP_SLIPS = 3,
};

/* The first cell on the line of the cell `i`. */
static guint
first_of_line(const TcHead *head, guint i)
{
    while (i > 0 && tc_head_cell(head, i - 1)->line == tc_head_cell(head, i)->line)
        i--;
    return i;
}

static gboolean
has_motto(const TcCell *cell)
{
    const char *after;
    return tc_head_find_motto(cell->start, cell->end, &after) != NULL;
}

/* Whether the cell may be a line of a letterhead: capitals, without the signs of stamps. */
static gboolean
is_name_of_body(const TcCell *cell)
{
    for (const char *p = cell->start; p < cell->end; p++)
        if (g_ascii_isdigit(*p) || strchr("@:;()+", *p) != NULL)
            return FALSE;
    return tc_is_capitals(cell->start, cell->end);
}

/* Whether a type stands in one of the cells before `end`. */
static gboolean
has_type(const TcHead *head, guint end)
{
    const char *type;
    for (guint i = 0; i < end; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        if (tc_is_capitals(cell->start, cell->end) &&
            tc_type_at(cell->start, cell->end, &type) != NULL)
            return TRUE;
    }
    return FALSE;
}

/* The first line of a letterhead has the name of the state: what stands above it, unless it is the
 * name of a body, is a stamp, with or without its labels. So is what stands between that line and
 * the one with the motto. */
static void
leave_out_stamps_above(TcHead *head)
{
    guint state = 0;
    const guint most = MIN(head->cells->len, CELLS_ABOVE_MAX);
    while (state < most && !has_motto(tc_head_cell(head, state)))
        state++;
    if (state == most || tc_head_cell(head, state)->line > LINES_ABOVE_MAX)
        return;
    const guint line = tc_head_cell(head, state)->line;
    guint motto = state + 1;
    const guint below = MIN(head->cells->len, state + CELLS_ABOVE_MAX / 2);
    while (motto < below &&
           !(tc_head_cell(head, motto)->line > line && has_motto(tc_head_cell(head, motto))))
        motto++;
    if (motto < below && !has_type(head, motto)) {
        motto = first_of_line(head, motto);
        for (guint i = motto; i-- > state + 1;) {
            const TcCell *cell = tc_head_cell(head, i);
            if (cell->line > line && !is_name_of_body(cell))
                g_array_remove_index(head->cells, i);
        }
    }
    guint first = first_of_line(head, state);
    if (has_type(head, first))
        return;
    guint next = line;
    while (first > 0) {
        const TcCell *cell = tc_head_cell(head, first - 1);
        const guint gap = next - cell->line;
        if (!is_name_of_body(cell) || gap > 2 ||
            (gap == 2 && !tc_org_begins(cell->start, cell->end)))
            break;
        next = cell->line;
        first--;
    }
    if (first > 0)
        g_array_remove_range(head->cells, 0, first);
}

/* "CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ", which its stamp prints over a page, where it ends in [p,
 * end), with slips; NULL when it is something else. */
static const char *
stamp_of_portal(const char *p, const char *end)
{
    static const char *const portals[] = {"congthongtindientuchinhphu", "congtindientuchinhphu"};
    enum { WORDS_MIN = 6, WORDS_MAX = 7 };
    char letters[STAMP_LETTERS_MAX];
    gsize len = 0;
    for (guint i = 0; i < WORDS_MAX; i++) {
        TcLetters word;
        p = i > 0 ? tc_skip_between(p, end) : p;
        const gsize bytes = tc_letters_read(p, end, &word);
        if (bytes == 0 || len + word.count > STAMP_LETTERS_MAX)
            return NULL;
        for (guint k = 0; k < word.count; k++)
            letters[len++] = word.letters[k].base;
        p += bytes;
        for (gsize k = 0; i + 1 >= WORDS_MIN && k < G_N_ELEMENTS(portals); k++)
            if (tc_letters_apart(letters, len, portals[k], strlen(portals[k]), STAMP_SLIPS,
                                 FALSE) <= STAMP_SLIPS)
                return p;
    }
    return NULL;
}

/* Whether [p, end), which stands before a type, is what is left of a stamp: "ĐẾN", "Ngày: Ạ L4",
 * "vu", "Ị -". */
static gboolean
is_rest_of_stamp(const char *p, const char *end)
{
    enum { LETTERS_MAX = 3, BYTES_MAX = 40 };
    if (end - p > BYTES_MAX)
        return FALSE;
    /* "HỖA TỔ": what is left of "HỎA TỐC" */
    static const char *const urgent[] = {"hỏa tố", "hỏa tốc", "hỏa xốc"};
    for (gsize i = 0; i < G_N_ELEMENTS(urgent); i++)
        if (tc_phrase_at_bare(p, end, urgent[i]) != NULL)
            return TRUE;
    if (tc_phrase_find(p, end, "ngày:", NULL) != NULL ||
        tc_phrase_find(p, end, "giờ:", NULL) != NULL)
        return TRUE;
    while (p < end) {
        TcLetters word;
        const gsize bytes = tc_letters_read(p, end, &word);
        if (bytes > 0 && word.count > 1 && tc_phrase_at(p, end, "đến") == NULL &&
            (word.count > LETTERS_MAX || word.letters[0].upper))
            return FALSE;
        p = bytes > 0 ? p + bytes : g_utf8_next_char(p);
    }
    return TRUE;
}

/* Where the type begins in [p, end), behind what is left of a stamp: "ĐẾN THÔNG BÁO". `p` when none
 * does. */
static const char *
type_behind_stamp(const char *p, const char *end)
{
    const char *type;
    if (tc_type_at(p, end, &type) != NULL)
        return p;
    for (const char *q = tc_next_word(p, end); q < end; q = tc_next_word(q, end))
        if (tc_is_capitals(q, end) && tc_type_at(q, end, &type) == end)
            return is_rest_of_stamp(p, q) ? q : p;
    return p;
}

/* ".^A k4 ˆ Lá ˆ Ẩ °": marks that were read as a line of their own. */
static gboolean
are_specks(const char *p, const char *end)
{
    static const char signs[] = "^`ˆ°»";
    enum { LETTERS_MIN = 3 };
    gboolean has_sign = FALSE;
    while (p < end) {
        TcLetters word;
        const gsize bytes = tc_letters_read(p, end, &word);
        if ((bytes > 0 && word.count >= LETTERS_MIN) || g_ascii_isdigit(*p))
            return FALSE;
        has_sign |= bytes == 0 && g_utf8_strchr(signs, -1, g_utf8_get_char(p)) != NULL;
        p = bytes > 0 ? p + bytes : g_utf8_next_char(p);
    }
    return has_sign;
}

/* "ẹ", "ĐẾN gu": what is left of the stamp of incoming mail, among the lines of a title. */
static gboolean
is_speck_of_stamp(const char *p, const char *end)
{
    enum { BYTES_MAX = 16 };
    TcLetters word;
    const gsize bytes = tc_letters_read(p, end, &word);
    if (bytes == (gsize)(end - p) && word.count == 1 && !g_ascii_isdigit(*p))
        return TRUE;
    return end - p <= BYTES_MAX && word.letters[0].upper && tc_phrase_at(p, end, "đến") != NULL &&
           tc_is_capitals(p, p + bytes) && is_rest_of_stamp(p, end);
}

/* "nóA TỐC)": the stamp "HỎA TỐC", misread. */
static gboolean
is_misread_stamp(const char *p, const char *end)
{
    enum { BYTES_MAX = 16 };
    TcLetters word;
    if (end - p > BYTES_MAX)
        return FALSE;
    while (end > p && g_ascii_ispunct(end[-1]))
        end--;
    return tc_letters_before(p, end, &word) != NULL &&
           (tc_letters_are(&word, "xốc") ||
            (tc_letters_are(&word, "tốc") && word.letters[0].upper));
}

/* Takes out the cell `i`. If it was all of its line, what follows stands right below what is above
 * it. */
static void
leave_out(TcHead *head, guint i)
{
    const guint line = tc_head_cell(head, i)->line;
    const guint above = i > 0 ? tc_head_cell(head, i - 1)->line : line;
    const gboolean is_alone =
        above < line && i + 1 < head->cells->len && tc_head_cell(head, i + 1)->line > line;
    g_array_remove_index(head->cells, i);
    for (guint k = i; is_alone && k < head->cells->len; k++)
        tc_cell_at(head->cells, k)->line -= line - above;
}

/* Whether `c` may be a sign of the text at its end, and no speck: what closes a quotation that is
 * open in [p, end). */
static gboolean
is_closing(gunichar c, const char *p, const char *end)
{
    if (c == '"')
        return memchr(p, '"', (gsize)(end - p)) != NULL;
    return c == 0x201D && g_strstr_len(p, end - p, "\u201C") != NULL;
}

char *
tc_head_strip_specks(char *title)
{
    static const char specks[] = "'`´\"\u2018\u2019\u201D^~|_*»«°ˆ";
    const char *p = title;
    const char *end = title + strlen(title);
    while (p < end && (*p == ' ' || g_utf8_strchr(specks, -1, g_utf8_get_char(p)) != NULL)) {
        /* "Học tập và làm theo" is named in what follows. */
        if (*p == '"' && memchr(p + 1, '"', (gsize)(end - p - 1)) != NULL)
            break;
        p = g_utf8_next_char(p);
    }
    while (p < end) {
        const char *last = g_utf8_prev_char(end);
        const gunichar c = g_utf8_get_char(last);
        if (c != ' ' && (g_utf8_strchr(specks, -1, c) == NULL || is_closing(c, p, last)))
            break;
        end = last;
    }
    char *stripped = p < end ? g_strndup(p, (gsize)(end - p)) : g_strdup(title);
    g_free(title);
    return stripped;
}

char *
tc_head_mend_about(char *title)
{
    static const char *const misread[] = {"và việc", "vệ việc", "vê việc", "vế việc"};
    static const char *const run_together[] = {"Vêviệc", "Vềviệc", "Vêviêc", "Vềviêc"};
    const char *end = title + strlen(title);
    const char *after = tc_phrase_any(title, end, misread, G_N_ELEMENTS(misread), NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(run_together) && after == NULL; i++)
        if (g_str_has_prefix(title, run_together[i]))
            after = title + strlen(run_together[i]);
    const char *about = "Về việc";
    /* No title begins with "và". */
    if (after == NULL && (after = tc_phrase_at(title, end, "và")) != NULL)
        about = "Về";
    if (after == NULL)
        return title;
    char *mended = g_strconcat(about, after, NULL);
    g_free(title);
    return mended;
}

void
tc_head_leave_out_specks(TcHead *head)
{
    gboolean has_number = FALSE;
    leave_out_stamps_above(head);
    for (guint i = 0; i < head->cells->len;) {
        TcCell *cell = tc_cell_at(head->cells, i);
        /* "| Quy định về ...", ",Về việc ..." */
        while (cell->start < cell->end && strchr("|`,", *cell->start) != NULL)
            cell->start++;
        cell->start = tc_space_skip(cell->start, cell->end);
        has_number = has_number || tc_phrase_at(cell->start, cell->end, "số") != NULL;
        const char *portal = has_number ? stamp_of_portal(cell->start, cell->end) : NULL;
        if (portal != NULL)
            cell->start = tc_skip_between(portal, cell->end);
        if (cell->start < cell->end)
            cell->start = type_behind_stamp(cell->start, cell->end);
        if (cell->start >= cell->end || are_specks(cell->start, cell->end) ||
            (has_number && is_speck_of_stamp(cell->start, cell->end)) ||
            is_misread_stamp(cell->start, cell->end))
            leave_out(head, i);
        else
            i++;
    }
}
