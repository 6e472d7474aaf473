/* What programs ran together or broke when they made lines of tables and of columns. */
#include "document/header/name/name.h"
#include "document/header/parts.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    CELL_LINES_MAX = 8,     /* of one cell of a letterhead */
    LETTERHEAD_BYTES = 1536 /* where lines that were run together are looked for */
};

/* Tables of web pages that became text have a bar alone on a line between two cells, whose own
 * lines may be broken anywhere ("ỦY\nBAN NHÂN DÂN\n|\nCỘNG\nHÒA ..."). Makes each cell one line
 * again. */
static void
join_cells_between_bars(char *text, gsize len)
{
    char *end = text + len;
    char *cell = text;
    guint lines = 0;
    for (char *p = text; p < end;) {
        char *feed = memchr(p, '\n', (gsize)(end - p));
        if (feed == NULL)
            return;
        gboolean is_bar = feed - p == 1 && *p == '|';
        for (char *q = cell; is_bar && lines <= CELL_LINES_MAX && q < p - 1; q++)
            if (*q == '\n')
                *q = ' ';
        lines = is_bar || feed == p ? 0 : lines + 1;
        p = feed + 1;
        cell = lines == 0 ? p : cell;
    }
}

/* "CỤC" / "HẢI QUAN": no body is called so alone. */
static gboolean
is_kind_of_body(const char *p, const char *end)
{
    static const char *const kinds[] = {"bộ", "cục", "sở", "vụ", "viện", "phòng", "trường"};
    return tc_phrase_any(p, end, kinds, G_N_ELEMENTS(kinds), NULL) == end;
}

/* "NGHỊ" / "QUYẾT", "VĂN" / "PHÒNG CHÍNH PHỦ", "HỘI" / "ĐỒNG NHÂN DÂN": what is known as one is
 * made one line again, where a line has its first word alone. */
static void
join_broken_words(char *text, gsize len)
{
    enum { LINES = 120, WORD_BYTES = 12 };
    char *end = text + len;
    guint lines = 0;
    for (char *p = text; p < end && lines < LINES; lines++) {
        char *feed = memchr(p, '\n', (gsize)(end - p));
        if (feed == NULL)
            return;
        const char *word_end = tc_skip_between_back(p, feed);
        const char *next_end = memchr(feed + 1, '\n', (gsize)(end - feed - 1));
        next_end = next_end != NULL ? next_end : end;
        const char *name;
        if (word_end - p > 1 && word_end - p <= WORD_BYTES &&
            memchr(p, ' ', (gsize)(word_end - p)) == NULL && tc_is_capitals(p, word_end) &&
            tc_is_capitals(feed + 1, next_end)) {
            const char *type_end = tc_type_at(p, next_end, &name);
            const char *name_end = tc_known_name_at(p, next_end, TRUE, FALSE, &name);
            if ((type_end != NULL && type_end > feed) || (name_end != NULL && name_end > feed) ||
                is_kind_of_body(p, word_end))
                *feed = ' ';
        }
        p = feed + 1;
    }
}

/* Whether [p, end) ends in a number of one or two digits behind the word `first`. */
static gboolean
ends_in_part_of_day(const char *p, const char *end, const char *first)
{
    TcLetters word;
    const char *digits = end;
    while (digits > p && g_ascii_isdigit(digits[-1]))
        digits--;
    return digits < end && end - digits <= 2 && tc_letters_before(p, digits, &word) != NULL &&
           tc_letters_are(&word, first);
}

/* "Hà Nội, ngày 17 tháng 8" / "năm 2021": a day that was stamped into its line, which it parts. */
static void
join_parts_of_day(char *text, gsize len)
{
    enum { LINES = 40 };
    static const char *const parts[][2] = {{"ngày", "tháng "}, {"tháng", "năm "}};
    char *end = text + len;
    guint lines = 0;
    for (char *p = text; p < end && lines < LINES; lines++) {
        char *feed = memchr(p, '\n', (gsize)(end - p));
        if (feed == NULL)
            return;
        const char *line_end = tc_skip_between_back(p, feed);
        for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
            if (g_str_has_prefix(feed + 1, parts[i][1]) &&
                g_ascii_isdigit(feed[1 + strlen(parts[i][1])]) &&
                ends_in_part_of_day(p, line_end, parts[i][0]))
                *feed = ' ';
        p = feed + 1;
    }
}

/* Where another word begins within the one at `p`, which begins with two capitals or more; NULL
 * when none does. "GDĐT-GDTrH" is a code, and in "NGHị ĐịNH" old fonts
 * left the marked letters small. */
static const char *
seam_of_word(const char *p, const char *end)
{
    guint capitals = 0;
    const char *last = p;
    for (; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isupper(c))
            return capitals > 2 && c < 0x80 && g_ascii_islower((char)c) ? last : NULL;
        last = p;
        capitals++;
    }
    return NULL;
}

/* Where a line was run on to one in capitals, in [p, end): "VIỆT NAM" and "Độc lập", "THÔNG TƯ" and
 * "Quy định": two capitals, and then one that begins a word. NULL when that is nowhere. */
static const char *
find_seam(const char *p, const char *end)
{
    while (p < end) {
        /* Most words are left at their first letters. */
        if (g_ascii_isupper(*p) || (guchar)*p >= 0x80) {
            const char *seam = seam_of_word(p, end);
            if (seam != NULL)
                return seam;
        }
        while (p < end && *p != ' ' && *p != '\n')
            p++;
        while (p < end && (*p == ' ' || *p == '\n' || *p == '*'))
            p++;
    }
    return NULL;
}

/* Parts such lines in the letterhead. */
static void
part_lines_run_together(char **text, gsize *len)
{
    gsize left = MIN(*len, (gsize)LETTERHEAD_BYTES);
    while (left > 0 && left < *len && ((*text)[left] & 0xC0) == 0x80)
        left--;
    const char *end = *text + left;
    const char *seam = find_seam(*text, end);
    if (seam == NULL)
        return;
    g_autoptr(GString) out = g_string_sized_new(*len + 16);
    const char *from = *text;
    for (; seam != NULL; seam = find_seam(seam, end)) {
        g_string_append_len(out, from, seam - from);
        g_string_append_c(out, '\n');
        from = seam;
    }
    g_string_append_len(out, from, (gssize)(*len - (gsize)(from - *text)));
    g_free(*text);
    *len = out->len;
    *text = g_strdup(out->str);
}

/* "UBNDTỈNH", "SỞY TẾ": words of the head that were typed, or recognized, without a space. */
static void
part_words_run_together(char **text, gsize *len)
{
    static const struct {
        const char *together;
        gsize first; /* bytes of the first word */
    } words[] = {{"UBNDTỈNH", 4}, {"UBNDHUYỆN", 4}, {"UBNDXÃ", 4}, {"SỞY T", 4}, {"SỞYT", 4}};
    gsize left = MIN(*len, (gsize)LETTERHEAD_BYTES);
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        const char *at = g_strstr_len(*text, (gssize)left, words[i].together);
        if (at == NULL || (at > *text && at[-1] != '\n' && at[-1] != ' ' && at[-1] != '\t'))
            continue;
        const gsize first = (gsize)(at - *text) + words[i].first;
        GString *out = g_string_new_len(*text, (gssize)*len);
        g_string_insert_c(out, (gssize)first, ' ');
        if (g_str_has_prefix(out->str + first + 1, "YT"))
            g_string_insert_c(out, (gssize)first + 2, ' ');
        g_free(*text);
        *len = out->len;
        *text = g_string_free(out, FALSE);
    }
}

void
tc_lines_mend(char **text, gsize *len)
{
    part_words_run_together(text, len);
    part_lines_run_together(text, len);
    join_cells_between_bars(*text, *len);
    join_broken_words(*text, *len);
    join_parts_of_day(*text, *len);
}
