/* Who signed: the name below the last signature caption. */
#include "document/header/parts.h"

#include <string.h>

#include "document/header/header.h"
#include "text/key/letter.h"

enum {
    CELLS_MAX = 400,
    LINES_BELOW_MAX = 10, /* from a caption down to the name: stamp, "(Đã ký)", empty lines */
    NAME_WORDS_MIN = 2,
    NAME_WORDS_MAX = 6,
    NAME_WORD_LETTERS_MAX = 7,
};

/* TM., T/M, KT., TL., T/L, TUQ., Q.: on behalf of. The phrase reader takes "t/m" for two words. */
static const char *const on_behalf[] = {"tm", "t m", "kt", "k t", "tl", "t l", "tuq", "thay mặt"};

static gboolean
is_caption(const TcCell *cell)
{
    if (cell->end - cell->start > 200)
        return FALSE;
    if (tc_phrase_any(cell->start, cell->end, on_behalf, G_N_ELEMENTS(on_behalf), NULL) != NULL)
        return tc_is_capitals(cell->start, cell->end);
    const char *after = tc_position_at(cell->start, cell->end);
    if (after == NULL)
        return FALSE;
    /* "Chủ tịch" alone is one; "Chủ tịch UBND tỉnh giao ..." is a sentence. */
    const char *rest = tc_skip_between(after, cell->end);
    return rest == cell->end || tc_is_capitals(cell->start, cell->end) ||
           tc_phrase_at(rest, cell->end, "thường trực") == cell->end;
}

gboolean
tc_is_signature(const char *p, const char *end)
{
    if (tc_phrase_any(p, end, on_behalf, G_N_ELEMENTS(on_behalf), NULL) != NULL)
        return TRUE;
    return tc_position_at(p, end) == end;
}

/* The person's name that is all of [p, end), but for honours before it. */
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
        if (len == 0 || word.foreign || !word.letters[0].upper ||
            word.count > NAME_WORD_LETTERS_MAX || ++words > NAME_WORDS_MAX)
            return NULL;
        longer += word.count > 1;
        capitals += word.count > 1 && word.letters[1].upper;
        p += len;
        const char *next = p;
        while (next < end && g_unichar_isspace(g_utf8_get_char(next)))
            next = g_utf8_next_char(next);
        /* "K'Brể", "Ka-ra" are names too, but they are not told from codes. */
        if (next == p && p < end)
            return NULL;
        p = next;
    }
    /* All of it in capitals or none: "Số TT" is no name. */
    if (words < NAME_WORDS_MIN || (capitals > 0 && capitals < longer))
        return NULL;
    return tc_tidy(start, end, TC_HEADER_FIELD_MAX);
}

/* A line in capitals may be a name or the end of a caption: "PHÓ CHỦ TỊCH", "HÀ NỘI". */
static gboolean
may_be_name(const TcCell *cell)
{
    /* Đoàn and Vũ are families as well as parts of bodies. */
    gboolean body = tc_is_capitals(cell->start, cell->end) && tc_org_begins(cell->start, cell->end);
    return !is_caption(cell) && !body && tc_phrase_at(cell->start, cell->end, "nơi nhận") == NULL &&
           tc_phrase_at(cell->start, cell->end, "đã ký") == NULL &&
           tc_phrase_at(cell->start, cell->end, "lưu") == NULL && *cell->start != '-';
}

/* "T/M BAN THƯỜNG VỤ — BÍ THƯ: Thái Nhựt Thanh" */
static char *
name_after_colon(const TcCell *cell)
{
    const char *colon = memchr(cell->start, ':', (gsize)(cell->end - cell->start));
    return colon != NULL ? name_of(colon + 1, cell->end) : NULL;
}

/* The name below the caption `cells[at]`, in its column or the only one. */
static char *
name_below(const GArray *cells, guint at)
{
    const TcCell *caption = &g_array_index(cells, TcCell, at);
    for (guint i = at + 1; i < cells->len; i++) {
        const TcCell *cell = &g_array_index(cells, TcCell, i);
        if (cell->line > caption->line + LINES_BELOW_MAX)
            return NULL;
        if (cell->line == caption->line || !may_be_name(cell))
            continue;
        /* Two who signed side by side: the name in the column of the caption. */
        const TcCell *next = i + 1 < cells->len ? cell + 1 : NULL;
        if (next != NULL && next->line == cell->line && caption->column > cell->column &&
            may_be_name(next))
            continue;
        char *name = name_of(cell->start, cell->end);
        if (name != NULL)
            return name;
    }
    return NULL;
}

/* The last line of speeches and e-mail: "(Bùi Quang Trấn)", "Lê Thị Trúc Ly, Trưởng phòng". */
static char *
name_at_end(const GArray *cells)
{
    /* "Nguyễn Văn An" above "(Đã ký)", without a caption, ends the older laws. */
    if (cells->len >= 2) {
        const TcCell *last = &g_array_index(cells, TcCell, cells->len - 1);
        if (*last->start == '(' && tc_phrase_at(last->start + 1, last->end, "đã ký") != NULL)
            return name_of(last[-1].start, last[-1].end);
    }
    guint from = cells->len > 3 ? cells->len - 3 : 0;
    for (guint i = cells->len; i > from; i--) {
        const TcCell *cell = &g_array_index(cells, TcCell, i - 1);
        gsize len = (gsize)(cell->end - cell->start);
        if (i == cells->len && *cell->start == '(' && cell->end[-1] == ')')
            return name_of(cell->start + 1, cell->end - 1);
        const char *comma = memchr(cell->start, ',', len);
        if (comma != NULL &&
            tc_position_at(tc_skip_between(comma, cell->end), cell->end) == cell->end)
            return name_of(cell->start, comma);
    }
    return NULL;
}

char *
tc_signer_find(const char *text, gsize len)
{
    g_autoptr(GArray) cells = tc_cells_split(text, len, CELLS_MAX);
    for (guint i = cells->len; i > 0; i--) {
        const TcCell *cell = &g_array_index(cells, TcCell, i - 1);
        if (!is_caption(cell)) {
            const char *after =
                tc_phrase_any(cell->start, cell->end, on_behalf, G_N_ELEMENTS(on_behalf), NULL);
            char *name = after != NULL ? name_after_colon(cell) : NULL;
            if (name != NULL)
                return name;
            continue;
        }
        char *name = name_below(cells, i - 1);
        if (name != NULL)
            return name;
    }
    return name_at_end(cells);
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
        const TcCell *cell = &g_array_index(cells, TcCell, i - 1);
        if (tc_is_capitals(cell->start, cell->end) &&
            tc_phrase_any(cell->start, cell->end, captions, G_N_ELEMENTS(captions), NULL) ==
                cell->end)
            return name_below(cells, i - 1);
    }
    return NULL;
}
