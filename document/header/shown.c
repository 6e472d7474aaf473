/* The title that a page shows as one: in the middle, bold, or in larger letters than the rest. */
#include "document/header/head.h"
#include "document/header/header.h"
#include "document/header/name/name.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    SHOWN_CELLS_MAX = 45,  /* in which a title begins, behind a cover at most */
    SHOWN_LINES_MAX = 6,   /* of a title */
    SHOWN_BYTES_MAX = 400, /* longer ones are running text, all of which is bold or large */
    FULL_LINE_BYTES = 50,  /* a line that goes on below, in the middle or not */
    RUNNING_BYTES = 90,    /* a longer line that is not set apart: the text has begun */
};

/* How a line is set apart, least first. */
typedef enum {
    PLAIN,
    MIDDLE, /* bold in the middle */
    LARGE,
    STYLED, /* the writer called it a title */
} Rank;

/* Whether letters of one size are larger than others to the eye: by a tenth. */
static gboolean
is_larger(guint size, guint than)
{
    return than > 0 && size * 10 >= than * 11;
}

static Rank
rank_of(const TcHead *head, const TcCell *cell)
{
    if (!cell->has_look)
        return PLAIN;
    if (cell->look.is_heading)
        return STYLED;
    if (is_larger(cell->look.size, head->usual_size))
        return LARGE;
    /* A form may have larger letters than its title. */
    return cell->look.is_bold && cell->look.is_centred &&
                   cell->look.size * 10u >= head->usual_size * 8u
               ? MIDDLE
               : PLAIN;
}

gboolean
tc_head_is_below_larger(const TcHead *head, const TcCell *cell)
{
    for (const TcCell *above = tc_head_cell(head, 0); above < cell && cell->has_look; above++)
        if (above->has_look && is_larger(above->look.size, cell->look.size) &&
            !tc_org_begins(above->start, above->end))
            return TRUE;
    return FALSE;
}

gboolean
tc_cells_look_alike(const TcCell *a, const TcCell *b)
{
    return a->has_look && b->has_look && a->look.size == b->look.size &&
           a->look.is_bold == b->look.is_bold && a->look.is_centred == b->look.is_centred;
}

/* "1.Tổng quan", "3/51", "a) Sổ trực" */
static gboolean
is_numbered(const TcCell *cell)
{
    const char *p = cell->start;
    while (p < cell->end && g_ascii_isdigit(*p))
        p++;
    if (p == cell->start && g_ascii_isalpha(*p) && p + 1 < cell->end && p[1] == ')')
        return TRUE;
    return p > cell->start && p < cell->end && strchr("./)", *p) != NULL;
}

/* Whether the cell is a line of the issuing body. */
static gboolean
is_of_body(const TcHead *head, const TcCell *cell)
{
    guint first = 0;
    guint last = 0;
    tc_head_find_issuer(head, &first, &last);
    for (guint i = first; i < last; i++)
        if (head->org[i].start >= cell->start && head->org[i].start < cell->end)
            return TRUE;
    return FALSE;
}

/* Beside Vietnamese a line of English is what is said once more. */
static gboolean
is_vietnamese(const TcHead *head)
{
    enum { MARKS_BYTES = 400 };
    return tc_has_marks(head->text, head->text + MIN(head->len, (gsize)MARKS_BYTES));
}

/* "Tóm tắt: Sổ trực đêm của tổ dân phố" in larger letters than all that follows looks like what is
 * filled in, and is the title. */
static gboolean
is_labelled_title(const TcHead *head, guint i)
{
    enum { WORDS_MIN = 4 };
    const TcCell *cell = tc_head_cell(head, i);
    const char *colon = memchr(cell->start, ':', (gsize)(cell->end - cell->start));
    guint words = 0;
    if (i > 0 || colon == NULL || rank_of(head, cell) != LARGE)
        return FALSE;
    for (guint k = 1; k < MIN(head->cells->len, SHOWN_CELLS_MAX); k++)
        if (tc_head_cell(head, k)->has_look &&
            is_larger(tc_head_cell(head, k)->look.size, cell->look.size))
            return FALSE;
    for (const char *p = tc_space_skip(colon + 1, cell->end); p < cell->end;
         p = tc_next_word(p, cell->end))
        words += tc_room_at(p, cell->end) == NULL;
    return words >= WORDS_MIN;
}

/* What is set apart as titles are and is none: the letterhead, parts of the text, labels, days. */
static gboolean
is_other(const TcHead *head, guint i)
{
    const TcCell *cell = tc_head_cell(head, i);
    const char *p = cell->start;
    const char *end = cell->end;
    const char *after;
    g_autofree char *line = tc_tidy(p, end, TC_TITLE_MAX);
    return cell->is_taken || line == NULL || tc_is_rule(p, end) || is_of_body(head, cell) ||
           g_unichar_islower(g_utf8_get_char(p)) || strchr("([#-+*", *p) != NULL ||
           tc_is_bullet(cell) || g_str_has_prefix(p, "©") || tc_org_begins(p, end) ||
           tc_is_english_company(p, end) || tc_head_is_stamp(cell) ||
           (tc_is_capitals(p, end) && tc_is_signature(p, end)) ||
           tc_addressees_at(p, end) != NULL || tc_head_find_motto(p, end, &after) != NULL ||
           tc_head_begins_body(cell, FALSE) || tc_head_is_numbered_part(cell) ||
           is_numbered(cell) || tc_head_is_table_row(head, i) || tc_title_is_useless(line) ||
           (is_vietnamese(head) && tc_head_is_translation(cell)) ||
           ((tc_head_is_beside_title(head, i) || tc_head_ends_title(cell, TRUE)) &&
            !is_labelled_title(head, i));
}

/* Whether lines stand above the cell, and the letters of all of them are smaller. */
static gboolean
is_larger_than_above(const TcHead *head, const TcCell *cell)
{
    const TcCell *first = tc_head_cell(head, 0);
    for (const TcCell *above = first; above < cell; above++)
        if (!above->has_look || !is_larger(cell->look.size, above->look.size))
            return FALSE;
    return cell > first;
}

/* Whether the cell `i` goes on with the block above it, which begins with `first` and says `text`.
 */
static gboolean
goes_on(const TcHead *head, const TcCell *first, guint i, const GString *text)
{
    const TcCell *cell = tc_head_cell(head, i);
    const gboolean is_large = rank_of(head, first) == LARGE && rank_of(head, cell) == LARGE &&
                              cell->look.is_centred && first->look.is_centred &&
                              cell->look.size * 4u >= first->look.size * 3u;
    if (cell->line != cell[-1].line + 1 || cell->column > 0)
        return FALSE;
    /* "... CỦA CHƯƠNG TRÌNH" / "và thực nghiệm", smaller; "... TẠI" / "TRƯỜNG ĐẠI HỌC ..." */
    if (g_unichar_islower(g_utf8_get_char(cell->start)) && !is_numbered(cell))
        return !cell->has_look || cell->look.is_bold == first->look.is_bold;
    const gboolean is_rest = cell[-1].end - cell[-1].start >= FULL_LINE_BYTES && cell->has_look &&
                             cell->look.size == first->look.size &&
                             cell->look.is_bold == first->look.is_bold;
    const gboolean is_unfinished = tc_title_is_unfinished(text);
    const gboolean is_alike = tc_cells_look_alike(first, cell);
    /* "... MANAGEMENT -" / "CMS": the middle of a line that is full is that of the page. */
    const gboolean is_joined = is_unfinished && cell->has_look &&
                               cell->look.size == first->look.size &&
                               cell->look.is_bold == first->look.is_bold;
    /* "ĐỀ CƯƠNG CHI TIẾT HỌC PHẦN" in bold / "KỸ NĂNG NGHỀ NGHIỆP" */
    const gboolean is_in_capitals = cell->has_look && cell->look.is_centred &&
                                    first->look.is_centred && cell->look.size == first->look.size &&
                                    tc_is_capitals(first->start, first->end) &&
                                    tc_is_capitals(cell->start, cell->end);
    /* "CHIẾN LƯỢC PHÁT TRIỂN" / "TRƯỜNG ĐẠI HỌC SÔNG NƯỚC", larger than the letterhead */
    const gboolean is_of_title =
        is_alike && is_larger_than_above(head, first) && tc_org_begins(cell->start, cell->end);
    return (is_alike || is_large || is_rest || is_joined || is_in_capitals) &&
           (!is_other(head, i) || is_unfinished || is_of_title);
}

/* The block that begins with the cell `*next`, which is moved behind it: lines right below each
 * other that look alike, or are all large. NULL for a longer one than titles are. */
static char *
read_block(const TcHead *head, guint *next)
{
    const TcCell *first = tc_head_cell(head, *next);
    g_autoptr(GString) out = g_string_new_len(first->start, first->end - first->start);
    guint lines = 1;
    for (guint i = *next + 1; i < head->cells->len && goes_on(head, first, i, out); i++, lines++) {
        const TcCell *cell = tc_head_cell(head, i);
        g_string_append_printf(out, " %.*s", (int)(cell->end - cell->start), cell->start);
    }
    *next += lines;
    if (lines > SHOWN_LINES_MAX || out->len > SHOWN_BYTES_MAX)
        return NULL;
    tc_title_cut_code(out);
    if (out->len > 1 && strchr(".:", out->str[out->len - 1]) != NULL &&
        out->str[out->len - 2] != '.')
        g_string_truncate(out, out->len - 1);
    return tc_tidy(out->str, out->str + out->len, SHOWN_BYTES_MAX);
}

char *
tc_head_find_shown(const TcHead *head)
{
    g_autofree char *best = NULL;
    Rank best_rank = PLAIN;
    guint best_size = 0;
    const guint last = MIN(head->cells->len, SHOWN_CELLS_MAX);
    for (guint i = 0, next; i < last; i = next) {
        const TcCell *cell = tc_head_cell(head, i);
        const Rank rank = rank_of(head, cell);
        next = i + 1;
        if (rank == PLAIN && cell->end - cell->start > RUNNING_BYTES)
            break;
        if (rank == PLAIN || rank < best_rank ||
            /* Of what is set apart in one way the first is the title, unless another is larger. */
            (rank == best_rank && !(rank == LARGE && is_larger(cell->look.size, best_size))) ||
            /* The first part of a text is called a heading as well. */
            (rank == STYLED && best != NULL && !is_larger(cell->look.size, best_size)) ||
            is_other(head, i))
            continue;
        next = i;
        char *text = read_block(head, &next);
        if (text == NULL || (rank != STYLED && strchr(text, ' ') == NULL)) {
            g_free(text);
            continue;
        }
        g_free(best);
        best = text;
        best_rank = rank;
        best_size = cell->look.size;
    }
    return g_steal_pointer(&best);
}
