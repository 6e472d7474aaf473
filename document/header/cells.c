/* Cells, phrases and other small readings of a letterhead. */
#include "document/header/parts.h"
#include "text/key/letter.h"
#include "text/key/syllable.h"

#include <string.h>

enum { COLUMN_SPACES = 3, LETTER_BYTES_MAX = 8 };

/* How many bytes the white space at `p` has; 0 when there is none. U+00A0 and other wide ones
 * count. */
static gsize
space_len(const char *p, const char *end)
{
    if (p >= end)
        return 0;
    if ((guchar)*p < 0x80)
        return g_ascii_isspace(*p) || *p == '\0' || g_ascii_iscntrl(*p) ? 1 : 0;
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_isspace(c) || c == 0xFEFF || c == 0x200B)
        return (gsize)g_unichar_to_utf8(c, NULL);
    return 0;
}

static const char *
skip_space(const char *p, const char *end)
{
    for (gsize len; (len = space_len(p, end)) > 0;)
        p += len;
    return p;
}

static const char *
skip_space_back(const char *begin, const char *end)
{
    while (end > begin) {
        const char *previous = g_utf8_find_prev_char(begin, end);
        if (previous == NULL || space_len(previous, end) == 0)
            break;
        end = previous;
    }
    return end;
}

/* Whether the word at `p` is a part of a day that is written out: "tháng", "năm". */
static gboolean
is_month_word(const char *p, const char *end)
{
    const char *after = tc_phrase_at(p, end, "tháng");
    after = after != NULL ? after : tc_phrase_at(p, end, "năm");
    if (after == NULL)
        return FALSE;
    /* "Nam Định" without marks is a place. */
    const char *next = skip_space(after, end);
    return !tc_is_word_at(next, end) || g_ascii_isdigit(*next) ||
           tc_phrase_at(next, end, "năm") != NULL;
}

/* Room that was left for a number or a day to be written in is no gap between columns: "Số:
 * /QĐ-UBND", "ngày     tháng 3 năm 2026". `gap` is where the white space starts, `next` where it
 * ends. */
static gboolean
is_left_blank(const char *start, const char *gap, const char *next, const char *end)
{
    static const char *const day_words[] = {"ngày", "tháng", "năm"};
    TcLetters word;
    if (next >= end)
        return FALSE;
    gboolean is_digit = g_ascii_isdigit(*next);
    const char *last = gap;
    while (last > start && strchr(":._/", last[-1]) != NULL)
        last--;
    const char *word_start = tc_letters_before(start, last, &word);
    if (word_start == NULL)
        return FALSE;
    if (last == gap && (is_digit || strchr("/.", *next) != NULL || is_month_word(next, end)))
        for (gsize i = 0; i < G_N_ELEMENTS(day_words); i++)
            if (tc_letters_are(&word, day_words[i]))
                return TRUE;
    /* "ngày 10    tháng 02", "ngày ...    tháng" */
    if (is_month_word(next, end) && (g_ascii_isdigit(gap[-1]) || gap[-1] == '.'))
        return TRUE;
    /* "ngày 5/   /2020" */
    if (gap[-1] == '/' && (*next == '/' || is_digit))
        return TRUE;
    if (*next == '/' || *next == '-') {
        /* "Số hợp đồng:    /2021/HĐKT" */
        const gboolean is_counted = gap[-1] == ':' && tc_phrase_at(start, gap, "số") != NULL;
        if (tc_letters_are(&word, "số") || is_counted || g_ascii_isdigit(gap[-1]))
            return end - next > 1 &&
                   (tc_is_word_at(next + 1, end) || tc_room_at(next + 1, end) != NULL);
        return FALSE;
    }
    /* "Số:    12/QĐ-UBND" */
    return is_digit && gap[-1] == ':' && word_start == start && tc_letters_are(&word, "số");
}

/* Whether a bar between two columns stands at `p`, as in tables that became text. */
static gboolean
is_bar(const char *p, const char *end)
{
    return p < end && *p == '|' && (p + 1 == end || p[1] == '|' || space_len(p + 1, end) > 0);
}

/* Skips white space and the bars of columns. */
static const char *
skip_gap(const char *p, const char *end)
{
    for (;;) {
        p = skip_space(p, end);
        if (!is_bar(p, end))
            return p;
        p++;
    }
}

/* Where the column that starts at `p` ends: before a tab, a bar or a wide gap of spaces, or at
 * `end`. */
static const char *
column_end(const char *p, const char *end)
{
    const char *start = p;
    while (p < end) {
        /* Letters and single spaces first, as nearly all of a text is that. */
        if ((guchar)*p > ' ' && (guchar)*p < 0x7f) {
            p++;
            continue;
        }
        if (*p == ' ' && end - p > 1 && (guchar)p[1] > ' ' && (guchar)p[1] < 0x7f && p[1] != '|') {
            p += 2;
            continue;
        }
        if ((guchar)*p >= 0xc3 && (guchar)*p != 0xe2 && (guchar)*p != 0xe3 && (guchar)*p != 0xef &&
            !((guchar)*p == 0xe1 && (guchar)p[1] < 0xb8)) {
            p = g_utf8_next_char(p);
            continue;
        }
        gsize len = space_len(p, end);
        if (len == 0) {
            p = g_utf8_next_char(p);
            continue;
        }
        const char *gap = p;
        guint spaces = 0;
        gboolean is_tab = FALSE;
        for (; (len = space_len(p, end)) > 0; p += len, spaces++)
            is_tab = is_tab || *p == '\t';
        is_tab = is_tab || is_bar(p, end);
        if ((is_tab || spaces >= COLUMN_SPACES) && !is_left_blank(start, gap, p, end))
            return gap;
    }
    return end;
}

GArray *
tc_cells_split(const char *text, gsize len, guint max)
{
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(TcCell));
    const char *end = text + len;
    guint line = 0;
    for (const char *p = text; p < end && cells->len < max; line++) {
        const char *line_end = memchr(p, '\n', (gsize)(end - p));
        if (line_end == NULL)
            line_end = end;
        guint column = 0;
        for (const char *q = skip_gap(p, line_end); q < line_end && cells->len < max; column++) {
            TcCell cell = {.start = q, .line = line, .column = column};
            q = column_end(q, line_end);
            cell.end = skip_space_back(cell.start, q);
            g_array_append_val(cells, cell);
            q = skip_gap(q, line_end);
        }
        p = line_end < end ? line_end + 1 : end;
    }
    return cells;
}

/* Notes how the cell `i` looks, which stands on that line of those that show something, from 0. */
static void
note_look(GArray *cells, guint i, guint line, const TcLayout *layout)
{
    TcCell *cell = tc_cell_at(cells, i);
    const gboolean is_whole =
        cell->column == 0 && (i + 1 == cells->len || cell[1].line != cell->line);
    cell->has_look = is_whole && tc_layout_line(layout, line, &cell->look);
}

/* The same for all cells of `text`, whose lines were others once. */
static void
note_looks_of_mended(GArray *cells, const char *text, const char *lines, const TcLayout *layout)
{
    const char *p = text;
    const char *q = lines;
    const char *q_end = lines + strlen(lines);
    guint line = 0; /* that has begun at `q`, from 1 */
    gboolean is_inside = FALSE;
    for (guint i = 0; i < cells->len && line <= TC_LAYOUT_LINES; i++) {
        const TcCell *cell = tc_cell_at(cells, i);
        /* One step in both for each byte that shows. */
        while (p <= cell->start && q < q_end) {
            const gsize blank = tc_layout_blank_len(p, cell->end);
            if (blank > 0) {
                p += blank;
                continue;
            }
            for (gsize gap; q < q_end && (gap = tc_layout_blank_len(q, q_end)) > 0; q += gap)
                is_inside = is_inside && *q != '\n';
            line += !is_inside;
            is_inside = TRUE;
            p++;
            q++;
        }
        if (line > 0)
            note_look(cells, i, line - 1, layout);
    }
}

void
tc_cells_note_looks(GArray *cells, const char *text, const char *lines, const TcLayout *layout)
{
    guint line = 0;
    if (strcmp(text, lines) != 0) {
        note_looks_of_mended(cells, text, lines, layout);
        return;
    }
    for (guint i = 0; i < cells->len && line < TC_LAYOUT_LINES; i++) {
        line += i > 0 && tc_cell_at(cells, i - 1)->line != tc_cell_at(cells, i)->line;
        note_look(cells, i, line, layout);
    }
}

static const char *
skip_joints(const char *p, const char *end)
{
    for (;;) {
        gsize len = space_len(p, end);
        if (len == 0)
            len = tc_dash_len(p, end);
        if (len == 0 && p < end && (*p == ',' || *p == '.' || *p == '/' || *p == '_'))
            len = 1;
        if (len == 0)
            return p;
        p += len;
    }
}

/* tc_letter_read(), but at once for an ASCII letter without a combining mark behind it, as most
 * are. */
static inline gsize
read_letter(const char *p, const char *end, TcLetter *letter)
{
    if (p < end && g_ascii_isalpha(*p) && (p + 1 == end || (guchar)p[1] < 0xcc)) {
        *letter = (TcLetter){.base = g_ascii_tolower(*p), .upper = g_ascii_isupper(*p)};
        return 1;
    }
    return tc_letter_read(p, end, letter);
}

/* The letter of a phrase, which ends in NUL and is in lower case. */
static inline gsize
read_phrase_letter(const char *p, TcLetter *letter)
{
    if (g_ascii_islower(*p) && (guchar)p[1] < 0xcc) {
        *letter = (TcLetter){.base = *p};
        return 1;
    }
    return tc_letter_read(p, p + strnlen(p, LETTER_BYTES_MAX), letter);
}

/* Whether what follows a letter may be a combining mark, by its first byte: "ệ" is E1 BB 87. */
static inline gboolean
may_be_mark(const char *p, const char *end)
{
    return p < end && (guchar)*p >= 0xcc && (guchar)*p != 0xe1;
}

/* The length of the letter at `p` where a phrase has it in just these bytes at `q`, as it mostly
 * has; 0 where it takes more to tell. */
static inline gsize
same_letter(const char *p, const char *end, const char *q)
{
    if (p >= end || *p != *q)
        return 0;
    const gsize len = (guchar)*p < 0x80 ? 1 : (guchar)*p >= 0xe0 ? 3 : 2;
    if (len > 1 && ((gsize)(end - p) < len || (guchar)*p < 0xc3 || p[1] != q[1] ||
                    (len > 2 && ((guchar)*p != 0xe1 || p[2] != q[2]))))
        return 0;
    return may_be_mark(p + len, end) ? 0 : len;
}

/* If the word at `p` is the first word of `phrase`, as tc_letters_are() tells, or has other marks
 * than that, returns where it ends and moves `*phrase` behind its own word; otherwise NULL. Nearly
 * all words are left at one of the first letters, which differs. */
static const char *
word_at(const char *p, const char *end, const char **phrase, gboolean is_bare)
{
    const char *q = *phrase;
    gboolean is_marked = FALSE;
    gboolean is_same_quality = TRUE;
    guint8 tone = TC_TONE_NONE;
    guint8 expected_tone = TC_TONE_NONE;
    TcLetter have;
    TcLetter want;
    while (*q != ' ' && *q != '\0') {
        const gsize same = same_letter(p, end, q);
        if (same > 0) {
            is_marked = is_marked || same > 1;
            p += same;
            q += same;
            continue;
        }
        if (p < end && g_ascii_isalpha(*p) && g_ascii_islower(*q) && (*p | 0x20) != *q)
            return NULL;
        gsize want_len = read_phrase_letter(q, &want);
        gsize len = read_letter(p, end, &have);
        if (len == 0 || want_len == 0 || have.base != want.base)
            return NULL;
        is_marked = is_marked || have.quality != 0 || have.tone != TC_TONE_NONE;
        is_same_quality = is_same_quality && have.quality == want.quality;
        tone = have.tone != TC_TONE_NONE ? have.tone : tone;
        expected_tone = want.tone != TC_TONE_NONE ? want.tone : expected_tone;
        p += len;
        q += want_len;
    }
    *phrase = q;
    if (p < end && !((guchar)*p < 0x80 && !g_ascii_isalnum(*p)) && read_letter(p, end, &have) > 0)
        return NULL;
    return is_bare || !is_marked || (is_same_quality && tone == expected_tone) ? p : NULL;
}

static const char *
phrase_at(const char *p, const char *end, const char *phrase, gboolean is_bare)
{
    /* Most words begin with another letter. */
    if (p < end && g_ascii_isalpha(*p) && g_ascii_isalpha(*phrase) && ((*p ^ *phrase) & 0x1f) != 0)
        return NULL;
    for (;;) {
        p = word_at(p, end, &phrase, is_bare);
        if (p == NULL || *phrase == '\0')
            return p;
        phrase++;
        const char *next = skip_joints(p, end);
        if (next == p)
            return NULL;
        p = next;
    }
}

const char *
tc_phrase_at(const char *p, const char *end, const char *phrase)
{
    return phrase_at(p, end, phrase, FALSE);
}

const char *
tc_phrase_at_bare(const char *p, const char *end, const char *phrase)
{
    return phrase_at(p, end, phrase, TRUE);
}

char
tc_first_letter(const char *p, const char *end)
{
    TcLetter letter;

    return read_letter(p, end, &letter) > 0 ? letter.base : '\0';
}

/* Marks and letters beyond ASCII belong to words; the punctuation of U+2000..U+20FF and
 * U+0080..U+00BF does not. */
const char *
tc_next_word(const char *p, const char *end)
{
    gboolean is_inside = TRUE;
    for (; p < end; p++) {
        guchar c = (guchar)*p;
        if ((c & 0xC0) == 0x80) /* of the character before */
            continue;
        gboolean is_word =
            g_ascii_isalnum(c) ||
            (c >= 0x80 && c != 0xc2 &&
             !(c == 0xe2 && end - p > 1 && ((guchar)p[1] == 0x80 || (guchar)p[1] == 0x81)));
        if (is_word && !is_inside)
            return p;
        is_inside = is_word;
    }
    return end;
}

const char *
tc_phrase_find(const char *p, const char *end, const char *phrase, const char **after)
{
    char first = tc_first_letter(phrase, phrase + strlen(phrase));
    for (; p < end; p = tc_next_word(p, end)) {
        char letter = g_ascii_isalpha(*p) ? g_ascii_tolower(*p) : tc_first_letter(p, end);
        const char *found = letter == first ? tc_phrase_at(p, end, phrase) : NULL;
        if (found != NULL) {
            if (after != NULL)
                *after = found;
            return p;
        }
    }
    return NULL;
}

const char *
tc_phrase_any(const char *p, const char *end, const char *const *phrases, gsize count, gsize *which)
{
    const char *longest = NULL;
    TcLetter first;
    if (read_letter(p, end, &first) == 0)
        return NULL;
    for (gsize i = 0; i < count; i++) {
        /* "đ" is C4 91. */
        if (first.base != ((guchar)*phrases[i] == 0xc4 ? 'd' : *phrases[i]) &&
            ((guchar)*phrases[i] < 0x80 || (guchar)*phrases[i] == 0xc4))
            continue;
        const char *found = tc_phrase_at(p, end, phrases[i]);
        if (found != NULL && (longest == NULL || found > longest)) {
            longest = found;
            if (which != NULL)
                *which = i;
        }
    }
    return longest;
}

static gboolean
is_between(gunichar c)
{
    return (c < 0x80 && c != 0 && strchr(",;:.-*|/_~", (int)c) != NULL) ||
           (c >= 0x2010 && c <= 0x2015) || c == 0x2022 || c == 0xB7 || c == 0x2026;
}

const char *
tc_skip_between(const char *p, const char *end)
{
    for (;;) {
        p = skip_space(p, end);
        if (p >= end || !is_between(g_utf8_get_char(p)))
            return p;
        p = g_utf8_next_char(p);
    }
}

const char *
tc_skip_between_back(const char *begin, const char *end)
{
    for (;;) {
        end = skip_space_back(begin, end);
        const char *previous = end > begin ? g_utf8_find_prev_char(begin, end) : NULL;
        if (previous == NULL || !is_between(g_utf8_get_char(previous)))
            return end;
        end = previous;
    }
}

gboolean
tc_is_capitals(const char *p, const char *end)
{
    const guint most = (guint)MIN(end - p, G_MAXINT);
    guint upper = 0;
    guint lower = 0;
    while (p < end) {
        if ((guchar)*p >= 0x80) {
            upper += g_unichar_isupper(g_utf8_get_char(p));
            p = g_utf8_next_char(p);
            continue;
        }
        upper += g_ascii_isupper(*p);
        /* So many small letters are too many for the rest to make up for. */
        if (g_ascii_islower(*p) && 9 * ++lower > most)
            return FALSE;
        p++;
    }
    return upper >= 2 && upper >= 9 * lower;
}

const char *
tc_addressees_at(const char *p, const char *end)
{
    static const char *const spellings[] = {"kính gửi", "kính gởi"};
    return tc_first_letter(p, end) == 'k'
               ? tc_phrase_any(p, end, spellings, G_N_ELEMENTS(spellings), NULL)
               : NULL;
}

/* If a field that a program fills in begins at `p`, its end: "{{NAME}}", "{so_van_ban}", "${name}",
 * "«HoTen»", "<<HoTen>>". NULL without one. */
static const char *
field_end(const char *p, const char *end)
{
    static const struct {
        const char *open;
        const char *close;
        gboolean may_have_words; /* otherwise words in it are text */
    } fields[] = {{"{{", "}}", TRUE},
                  {"${", "}", TRUE},
                  {"{", "}", FALSE},
                  {"«", "»", FALSE},
                  {"<<", ">>", FALSE}};
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
        const gsize len = strlen(fields[i].open);
        if ((gsize)(end - p) <= len || memcmp(p, fields[i].open, len) != 0)
            continue;
        const char *close = g_strstr_len(p + len, end - p - (gssize)len, fields[i].close);
        if (close != NULL && close > p + len &&
            (fields[i].may_have_words || memchr(p, ' ', (gsize)(close - p)) == NULL))
            return close + strlen(fields[i].close);
    }
    return NULL;
}

const char *
tc_room_at(const char *p, const char *end)
{
    enum { DOTS_MIN = 4, ELLIPSES_MIN = 2, RULE_MIN = 3 };
    const char *field = field_end(p, end);
    if (field != NULL)
        return field;
    guint dots = 0;
    guint ellipses = 0;
    guint rules = 0;
    for (; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c != '.' && c != 0x2026 && c != '_')
            break;
        dots += c == '.';
        ellipses += c == 0x2026;
        rules += c == '_';
    }
    return dots + ellipses * 2 >= DOTS_MIN || ellipses >= ELLIPSES_MIN || rules >= RULE_MIN ? p
                                                                                            : NULL;
}

gboolean
tc_is_rule(const char *p, const char *end)
{
    for (; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalnum(c))
            return FALSE;
    }
    return TRUE;
}

char *
tc_tidy(const char *p, const char *end, gsize max)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (p = skip_space(p, end); p < end;) {
        const char *next = skip_space(p, end);
        if (next > p) {
            if (next < end)
                g_string_append_c(out, ' ');
            p = next;
            continue;
        }
        next = g_utf8_next_char(p);
        g_string_append_len(out, p, next - p);
        p = next;
        if (out->len > max)
            return NULL;
    }
    return out->len > 0 ? g_strdup(out->str) : NULL;
}
