/* Numbers in letterheads, and documents that are named above their text, "Quyết định 1408/QĐ-BXD",
 * and their translations: "Decree 18/2021/ND-CP". */
#include "document/header/head.h"
#include "document/header/header.h"
#include "text/key/letter.h"

#include <stdio.h>
#include <string.h>

enum { NAME_BYTES_MAX = 80, BODY_CELLS = 60 };

/* The types of what is translated, as the gazette of the State names them in English. */
static const struct {
    const char *english;
    const char *type;
} translations[] = {
    {"decree", "Nghị định"},
    {"decision", "Quyết định"},
    {"circular", "Thông tư"},
    {"joint circular", "Thông tư liên tịch"},
    {"resolution", "Nghị quyết"},
    {"joint resolution", "Nghị quyết liên tịch"},
    {"directive", "Chỉ thị"},
    {"ordinance", "Pháp lệnh"},
    {"law", "Luật"},
    {"code", "Bộ luật"},
};

static const char *const months[] = {"january",   "february", "march",    "april",
                                     "may",       "june",     "july",     "august",
                                     "september", "october",  "november", "december"};

/* The type whose name in English begins [p, end); `after` gets where that ends. NULL for none. */
static const char *
translated_type_at(const char *p, const char *end, const char **after)
{
    const char *type = NULL;
    *after = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(translations); i++) {
        const char *found = tc_phrase_at(p, end, translations[i].english);
        if (found != NULL && (*after == NULL || found > *after)) {
            *after = found;
            type = translations[i].type;
        }
    }
    return type;
}

/* Whether the text below is that of a document: recitals stand in it. `is_english`: of a
 * translation. */
static gboolean
has_recitals(const TcHead *head, gboolean is_english)
{
    const guint last = MIN(head->cells->len, BODY_CELLS);
    for (guint i = 0; i < last; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        if (tc_phrase_at(cell->start, cell->end, is_english ? "pursuant to" : "căn cứ") != NULL)
            return TRUE;
    }
    return FALSE;
}

/* "April 12, 2010" at `p`; 0 when it is no day. */
static guint32
english_day_at(const char *p, const char *end)
{
    for (guint month = 0; month < G_N_ELEMENTS(months); month++) {
        const char *after = tc_phrase_at(p, end, months[month]);
        guint day, year;
        int read = 0;
        if (after == NULL)
            continue;
        g_autofree char *rest = g_strndup(after, (gsize)MIN(end - after, 16));
        if (sscanf(rest, " %2u, %4u%n", &day, &year, &read) == 2 && read > 0 &&
            g_date_valid_dmy((GDateDay)day, (GDateMonth)(month + 1), (GDateYear)year))
            return year * 10000 + (month + 1) * 100 + day;
        return 0;
    }
    return 0;
}

/* The day behind the number of the document itself, in a line above its text: "Decree No.
 * 41/2010/ND-CP of April 12, 2010, on ...". */
static void
read_english_day(TcHead *head, const char *type)
{
    static const char of[] = " of ";
    const guint last = MIN(head->cells->len, BODY_CELLS);
    for (guint i = 0; i < last && head->date == 0; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        const char *after;
        const char *named = translated_type_at(cell->start, cell->end, &after);
        if (tc_phrase_at(cell->start, cell->end, "pursuant to") != NULL)
            return;
        if (named == NULL || strcmp(named, type) != 0 ||
            tc_phrase_at(tc_skip_between(after, cell->end), cell->end, "no") == NULL)
            continue;
        const char *day = g_strstr_len(after, cell->end - after, of);
        /* The law that is made known is another document: "Order No. 08/2011/L-CTN of ..." */
        if (day != NULL && day - after < NAME_BYTES_MAX / 2)
            head->date = english_day_at(day + strlen(of), cell->end);
    }
}

void
tc_head_read_name(TcHead *head, const char *title)
{
    static const char introduction[] = "số ";
    const char *end = title + strlen(title);
    const char *type = NULL;
    const char *after = tc_type_at(title, end, &type);
    const char *as_translated = NULL;
    const char *translation = translated_type_at(title, end, &as_translated);
    if (head->number != NULL || head->is_number_blank || head->has_labels ||
        (after == NULL && translation == NULL))
        return;
    const char *number_at = tc_skip_between(after != NULL ? after : as_translated, end);
    const char *counted = tc_phrase_at(number_at, end, after != NULL ? "số" : "no");
    number_at = counted != NULL ? tc_skip_between(counted, end) : number_at;
    /* "Thông tư số 109/2025/TT-BCA Quy định về ...": what it is about may follow. */
    const char *space = counted != NULL ? memchr(number_at, ' ', (gsize)(end - number_at)) : NULL;
    end = space != NULL ? space : end;
    if (end - title > NAME_BYTES_MAX || memchr(number_at, '/', (gsize)(end - number_at)) == NULL)
        return;
    g_autofree char *said = g_strconcat(introduction, number_at, NULL);
    TcNumber number;
    gsize start, stop;
    if (!tc_number_find_first(said, strlen(said), &number, &start, &stop) ||
        start != strlen(introduction) || stop != strlen(said))
        return;
    const gboolean is_english = !head->has_type_line && has_recitals(head, TRUE);
    /* A text that names another type is another document; one without recitals may tell of it. */
    if (!is_english && !(head->has_type_line && head->type != NULL && has_recitals(head, FALSE) &&
                         after != NULL && strcmp(type, head->type) == 0))
        return;
    head->number = tc_number_tidy(number_at, end);
    g_strlcpy(head->symbol, number.key + number.symbol, sizeof head->symbol);
    if (!is_english)
        return;
    head->type = translation != NULL ? translation : type;
    read_english_day(head, head->type);
}

/* Whether [p, end) begins with the words of `title`, or with as many as suffice, in any case. */
static gboolean
begins_with_title(const char *p, const char *end, const char *title)
{
    enum { WORDS = 6 };
    const char *title_end = title + strlen(title);
    guint words = 0;
    for (; words < WORDS; words++) {
        TcLetters have;
        TcLetters want;
        const gsize len = tc_letters_read(p, end, &have);
        const gsize want_len = tc_letters_read(title, title_end, &want);
        if (want_len == 0 && title == title_end)
            break;
        if (len == 0 || have.count != want.count)
            return FALSE;
        for (guint i = 0; i < have.count; i++)
            if (have.letters[i].base != want.letters[i].base ||
                have.letters[i].tone != want.letters[i].tone)
                return FALSE;
        p = tc_skip_between(p + len, end);
        title = tc_skip_between(title + want_len, title_end);
    }
    return words > 2;
}

void
tc_head_read_number_of_heading(TcHead *head)
{
    const guint last = MIN(head->cells->len, BODY_CELLS);
    if (head->number != NULL || head->is_number_blank || head->type == NULL ||
        !head->has_type_line || head->title == NULL)
        return;
    for (guint i = 0; i < last; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        const char *type = NULL;
        const char *after = tc_type_at(cell->start, cell->end, &type);
        const char *p = after != NULL ? tc_skip_between(after, cell->end) : NULL;
        const char *counted = p != NULL ? tc_phrase_at(p, cell->end, "số") : NULL;
        TcNumber number;
        gsize start, stop;
        if (counted == NULL || strcmp(type, head->type) != 0 ||
            !tc_number_find_first(p, (gsize)(cell->end - p), &number, &start, &stop) ||
            p + start != tc_skip_between(counted, cell->end) ||
            !begins_with_title(tc_skip_between(p + stop, cell->end), cell->end, head->title))
            continue;
        head->number = tc_number_tidy(p + start, p + stop);
        g_strlcpy(head->symbol, number.key + number.symbol, sizeof head->symbol);
        return;
    }
}

/* ---- numbers in letterheads ---- */

/* Where the year ends that stands last in a number, "021/BG-2024", behind `p`; `p` without one. */
static const char *
skip_year(const char *p, const char *end)
{
    enum { YEAR_BYTES = 5 };
    if (end - p < YEAR_BYTES || strchr("-/", *p) == NULL ||
        (memcmp(p + 1, "19", 2) != 0 && memcmp(p + 1, "20", 2) != 0) || !g_ascii_isdigit(p[3]) ||
        !g_ascii_isdigit(p[4]) || (end - p > YEAR_BYTES && tc_is_word_at(p + YEAR_BYTES, end)))
        return p;
    return p + YEAR_BYTES;
}

/* Where the office ends that stands behind a number with spaces before it, "2944/SGTVT - KHTC",
 * from `p` on; `p` without one. "15/BC-UBND - Thạnh Mỹ" has a place there. */
static const char *
skip_office(const char *p, const char *end)
{
    enum { LETTERS_MIN = 2, LETTERS_MAX = 8 };
    const char *dash = tc_space_skip(p, end);
    const gsize dash_len = dash < end ? tc_dash_len(dash, end) : 0;
    const char *letters = tc_space_skip(dash + dash_len, end);
    const char *letters_end = letters;
    while (letters_end < end && g_ascii_isupper(*letters_end))
        letters_end++;
    if (dash == p || dash_len == 0 || letters_end - letters < LETTERS_MIN ||
        letters_end - letters > LETTERS_MAX ||
        (letters_end < end && !g_unichar_isspace(g_utf8_get_char(letters_end))))
        return p;
    return letters_end;
}

/* Finds the number at `p` in [introduction, end), where "số" stands; `after` gets its end. A space
 * may stand before its symbol: "154 /HĐLĐ", "10 TC/V1". */
static gboolean
find_number(const char *introduction, const char *p, const char *end, TcNumber *number,
            const char **after)
{
    gsize start, stop;
    if (tc_number_find_first(introduction, (gsize)(end - introduction), number, &start, &stop) &&
        introduction + start == p) {
        *after = introduction + stop;
        return TRUE;
    }
    const char *digits_end = p;
    while (digits_end < end && g_ascii_isdigit(*digits_end))
        digits_end++;
    const char *symbol = tc_space_skip(digits_end, end);
    const char *symbol_end = symbol;
    while (symbol_end < end && !g_unichar_isspace(g_utf8_get_char(symbol_end)))
        symbol_end = g_utf8_next_char(symbol_end);
    const gboolean has_slash = symbol < end && *symbol == '/';
    const char *letters = symbol + has_slash;
    if (symbol == digits_end || letters >= symbol_end ||
        !g_unichar_isupper(g_utf8_get_char(letters)) ||
        (!has_slash && memchr(symbol, '/', (gsize)(symbol_end - symbol)) == NULL))
        return FALSE;
    const char *joint = has_slash ? "" : "-";
    g_autofree char *joined = g_strdup_printf("%.*s%s%.*s", (int)(digits_end - introduction),
                                              introduction, joint, (int)(end - symbol), symbol);
    if (!tc_number_find_first(joined, strlen(joined), number, &start, &stop) ||
        introduction + start != p)
        return FALSE;
    *after = introduction + stop - strlen(joint) + (symbol - digits_end);
    return TRUE;
}

/* The same for what stands behind the dot of "24.4/TTr-TCG", at `p`. */
static gboolean
find_number_of_day(const char *p, const char *end, TcNumber *number, const char **after)
{
    static const char introduction[] = "số ";
    const gsize at = strlen(introduction);
    g_autofree char *said = g_strdup_printf("%s%.*s", introduction, (int)(end - p), p);
    gsize start, stop;
    if (!tc_number_find_first(said, strlen(said), number, &start, &stop) || start != at)
        return FALSE;
    *after = p + (stop - at);
    return memchr(p, '/', (gsize)(*after - p)) != NULL;
}

/* Reads the number right after `p`, where "số" ends. Returns its end; NULL when there is none: "Số:
 * /QĐ-UBND" was to be filled in by hand. `introduction` is where "số" starts. */
const char *
tc_head_read_number(TcHead *head, const char *introduction, const char *p, const char *end,
                    gboolean is_bare)
{
    while (p < end && (*p == ':' || *p == '.' || g_unichar_isspace(g_utf8_get_char(p))))
        p = g_utf8_next_char(p);
    if (p >= end || !g_ascii_isdigit(*p))
        return NULL;
    TcNumber number;
    const char *after;
    /* "24.4/TTr-TCG": counted by the day. */
    const char *counted = p;
    while (counted < end && g_ascii_isdigit(*counted))
        counted++;
    counted += counted + 1 < end && *counted == '.' && g_ascii_isdigit(counted[1]);
    const gboolean is_counted_by_day = counted > p && counted[-1] == '.';
    if (find_number(introduction, p, end, &number, &after) ||
        (is_counted_by_day && find_number_of_day(counted, end, &number, &after))) {
        /* "01/TTr-____": of a form, whose symbol is not filled in either. */
        const char *dash = after + tc_dash_len(after, end);
        const char *room = dash > after ? tc_room_at(dash, end) : NULL;
        if (room != NULL) {
            head->is_number_blank = head->is_number_blank || head->number == NULL;
            if (*head->symbol == '\0')
                g_strlcpy(head->symbol, number.key + number.symbol, sizeof head->symbol);
            return room;
        }
        after = skip_office(skip_year(after, end), end);
        /* "103-SL/L.005" is more than can be understood. */
        if (end - after >= 2 && strchr("./-", *after) != NULL && g_ascii_isalnum(after[1]))
            return NULL;
        /* "QH 11" */
        const char *digits = after;
        while (digits < end && *digits == ' ')
            digits++;
        const char *digits_end = digits;
        while (digits_end < end && g_ascii_isdigit(*digits_end))
            digits_end++;
        if (digits > after && digits_end > digits && digits_end - digits <= 2 && after - p > 2 &&
            (strncmp(after - 2, "QH", 2) == 0))
            after = digits_end;
        if (head->number == NULL && !head->is_number_blank) {
            head->number = tc_number_tidy(p, after);
            g_strlcpy(head->symbol, number.key + number.symbol, sizeof head->symbol);
        }
        return after;
    }
    /* "Sắc lệnh số 6 ngày 5 tháng 9 năm 1945", "số 77-b ngày ..." */
    const char *digits_end = p;
    while (digits_end < end && g_ascii_isdigit(*digits_end))
        digits_end++;
    if (!is_bare || digits_end - p > 4)
        return NULL;
    const char *letter = digits_end + tc_dash_len(digits_end, end);
    if (letter < end && g_ascii_isalpha(*letter) && !tc_is_word_at(letter + 1, end))
        digits_end = letter + 1;
    if (digits_end < end && *digits_end != ' ')
        return NULL;
    if (head->number == NULL && !head->is_number_blank)
        head->number = g_strndup(p, (gsize)(digits_end - p));
    return digits_end;
}

gboolean
tc_head_read_parted_number(TcHead *head, const TcCell *cell, const char *p, const char *end)
{
    enum { CELLS = 5, DIGITS_MAX = 5 };
    while (p < end && (*p == ':' || *p == ' '))
        p++;
    const char *digits = p;
    while (p < end && g_ascii_isdigit(*p))
        p++;
    if (p == digits || p - digits > DIGITS_MAX || p < end || head->number != NULL ||
        head->cells->len == 0 || cell < tc_head_cell(head, 0))
        return FALSE;
    const TcCell *last = tc_head_cell(head, 0) + head->cells->len;
    for (const TcCell *next = cell + 1; next < last && next <= cell + CELLS; next++) {
        const char *symbol_end = next->start;
        while (symbol_end < next->end && *symbol_end != ' ')
            symbol_end++;
        if (*next->start != '/' || symbol_end - next->start < 3)
            continue;
        g_autofree char *joined = g_strdup_printf("Số: %.*s%.*s", (int)(p - digits), digits,
                                                  (int)(symbol_end - next->start), next->start);
        const char *joined_end = joined + strlen(joined);
        return tc_head_read_number(head, joined, tc_phrase_at(joined, joined_end, "số"), joined_end,
                                   FALSE) == joined_end;
    }
    return FALSE;
}

/* Where the symbol begins behind a number that a scan has garbled: "?6#/QĐ-TTg", "#71 /QĐ-TTg". `p`
 * when there is no such number. */
static const char *
skip_garbled_number(const char *p, const char *end)
{
    enum { GARBLED_BYTES = 14, WORD_LETTERS = 3 };
    /* "Số hiệu: 155/KH-UBND" */
    TcLetters word;
    if (tc_letters_read(p, end, &word) > 0 && word.count >= WORD_LETTERS && !word.letters[0].upper)
        return p;
    for (const char *q = p; q + 1 < end && q - p < GARBLED_BYTES; q++) {
        if (*q != '/')
            continue;
        gunichar next = g_utf8_get_char(q + 1);
        return g_unichar_isupper(next) ? q : p;
    }
    return p;
}

gboolean
tc_head_read_blank_number(TcHead *head, const char *after, const char *end, const char **rest)
{
    const char *p = after;
    while (p < end && (*p == ':' || *p == '.' || *p == '_' || g_ascii_isspace(*p) ||
                       g_utf8_get_char(p) == 0x2026 || g_utf8_get_char(p) == 0xA0))
        p = g_utf8_next_char(p);
    gboolean has_room = p > after;
    *rest = end;
    if (p < end && !g_ascii_isdigit(*p) && *p != '/')
        p = skip_garbled_number(p, end);
    if (p == end) {
        if (has_room)
            head->is_number_blank = TRUE;
        return has_room;
    }
    if (*p != '/' && tc_dash_len(p, end) == 0)
        return FALSE;
    head->is_number_blank = TRUE;
    /* With a number in front of it, the symbol is read like any other. */
    const char *stop = p;
    while (stop < end && !g_unichar_isspace(g_utf8_get_char(stop)))
        stop = g_utf8_next_char(stop);
    /* "/UBND- KSTTHC" */
    while (stop < end && stop > p && (stop[-1] == '-' || *stop != ' '))
        stop = g_utf8_next_char(stop);
    g_autofree char *filled = g_strdup_printf("số 1%.*s", (int)(stop - p), p);
    TcNumber number;
    gsize found_at, found_end;
    if (tc_number_find_first(filled, strlen(filled), &number, &found_at, &found_end) &&
        *head->symbol == '\0')
        g_strlcpy(head->symbol, number.key + number.symbol, sizeof head->symbol);
    *rest = stop;
    return TRUE;
}
