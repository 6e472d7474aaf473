/* Days and places: "Nghệ An, ngày 04 tháng 12 năm 2020". */
#include "document/header/head.h"
#include "document/header/name/name.h"
#include "text/key/letter.h"

#include <string.h>

enum { PLACE_BYTES_MAX = 60, PLACE_WORDS_MAX = 5 };

static void
take_day(const TcDate *date, gpointer user)
{
    TcFoundDay *found = user;
    if (found->is_found || date->type != TC_DATE_DAY || date->from == 0)
        return;
    *found = (TcFoundDay){.date = *date, .is_found = TRUE};
}

gboolean
tc_head_find_day(const char *p, const char *end, TcFoundDay *found)
{
    found->is_found = FALSE;
    /* The year is in digits always. */
    const char *digit = p;
    while (digit < end && !g_ascii_isdigit(*digit))
        digit++;
    if (digit == end)
        return FALSE;
    tc_dates_find(p, (gsize)(end - p), take_day, found);
    return found->is_found;
}

/* Whether [p, end) is a time of day and nothing else: "08:59", "08:11 [GMT+7]", "8h30", "9:05 PM".
 */
static gboolean
is_time(const char *p, const char *end)
{
    static const char *const words[] = {"gmt", "am", "pm", "sa", "ch", "giờ", "phút", "h"};
    const char *hours = p;
    while (hours < end && g_ascii_isdigit(*hours))
        hours++;
    /* "– 2002", "– 29/3/1975" */
    if (hours == p || hours - p > 2 || hours == end || strchr(":.hg ", *hours) == NULL)
        return FALSE;
    while (p < end) {
        const char *after = tc_phrase_any(p, end, words, G_N_ELEMENTS(words), NULL);
        if (after != NULL) {
            p = after;
            continue;
        }
        if (!g_ascii_isdigit(*p) && *p != 'h' && tc_is_word_at(p, end))
            return FALSE;
        p = g_utf8_next_char(p);
    }
    return TRUE;
}

/* Whether [p, end) is the number that some districts and wards of cities have for a name: "Quận 1",
 * "P. 5". `before` is the word before it, NULL for none. */
static gboolean
is_number_of_place(const char *before, const char *p, const char *end)
{
    static const char *const kinds[] = {"quận", "phường", "q",  "p",   "khu",
                                        "tổ",   "thôn",   "ấp", "xóm", "phố"};
    enum { DIGITS_MAX = 2 };
    const char *kind_end =
        before == NULL ? NULL : tc_phrase_any(before, end, kinds, G_N_ELEMENTS(kinds), NULL);
    const char *q = p;
    while (q < end && g_ascii_isdigit(*q))
        q++;
    return kind_end != NULL && kind_end <= p && q == end && q > p && q - p <= DIGITS_MAX;
}

/* The name of a place, if that is all of [p, end): "Nghệ An", "TP. Hồ Chí Minh". */
static char *
read_place(const char *p, const char *end)
{
    guint words = 0;
    const char *last = NULL;
    end = tc_skip_between_back(p, end);
    /* "SYT-NVY - Kiên Giang": what is left of a number that could not be read */
    const char *dash = g_strstr_len(p, end - p, " - ");
    if (dash != NULL && tc_is_capitals(p, dash) && memchr(p, '-', (gsize)(dash - p)) != NULL)
        p = dash + strlen(" - ");
    if (end - p > PLACE_BYTES_MAX || p >= end)
        return NULL;
    for (const char *q = p; q < end;) {
        TcLetters word;
        gsize len = tc_letters_read(q, end, &word);
        if (is_number_of_place(last, q, end))
            break;
        if (len == 0) {
            if (*q != ' ' && *q != '.' && *q != '-' && *q != '\'')
                return NULL;
            q++;
            continue;
        }
        last = q;
        if (word.foreign || (!word.letters[0].upper && words == 0) || ++words > PLACE_WORDS_MAX)
            return NULL;
        q += len;
    }
    if (words == 0)
        return NULL;
    g_autofree char *place = tc_tidy(p, end, PLACE_BYTES_MAX);
    if (place == NULL || words == 1 || !tc_is_capitals(place, place + strlen(place)))
        return g_steal_pointer(&place);
    /* "HÀ NỘI" */
    GString *out = g_string_new(NULL);
    gboolean is_inside = FALSE;
    for (const char *q = place; *q != '\0'; q = g_utf8_next_char(q)) {
        gunichar c = g_utf8_get_char(q);
        g_string_append_unichar(out, is_inside ? g_unichar_tolower(c) : c);
        is_inside = g_unichar_isalpha(c);
    }
    return g_string_free(out, FALSE);
}

static void
take_place(TcHead *head, char *place)
{
    if (head->place == NULL)
        head->place = place;
    else
        g_free(place);
}

/* "Nghệ An, ngày     tháng 3 năm 2026", "ngày ... tháng ... năm ...", "Hà Nội, tháng 3 năm 2026":
 * the day was to be written in by hand, or is not given. */
static gboolean
read_blank_day(TcHead *head, const char *p, const char *end)
{
    static const char *const words[] = {"ngày", "tháng", "năm"};
    if (end - p > 200)
        return FALSE;
    const char *start = tc_phrase_find(p, end, words[0], NULL);
    const char *month = tc_phrase_find(start != NULL ? start : p, end, words[1], NULL);
    start = start != NULL ? start : month;
    if (start == NULL)
        return FALSE;
    guint seen = 0;
    for (const char *q = start; q < end;) {
        const char *after = NULL;
        for (gsize i = 0; i < G_N_ELEMENTS(words) && after == NULL; i++)
            after = tc_phrase_at(q, end, words[i]);
        seen += after != NULL;
        const char *room = after == NULL ? tc_room_at(q, end) : NULL;
        after = room != NULL ? room : after;
        if (after == NULL && !g_ascii_isdigit(*q) && tc_is_word_at(q, end))
            return FALSE;
        q = after != NULL ? after : g_utf8_next_char(q);
    }
    gboolean has_slashes = memchr(start, '/', (gsize)(end - start)) != NULL;
    if (seen < 2 && !has_slashes)
        return FALSE;
    const char *before = start;
    while (before > p && g_ascii_isspace(before[-1]))
        before--;
    char *place = NULL;
    if (before > p) {
        if (before[-1] != ',')
            return FALSE;
        place = read_place(p, before);
        if (place == NULL)
            return FALSE;
    }
    head->is_date_blank = head->date == 0;
    take_place(head, place);
    return TRUE;
}

/* Whether each word of `place` begins with a capital, and it is neither the name of a body nor
 * "Sinh" and the like. */
static gboolean
is_name_of_place(const char *place)
{
    static const char *const cities[] = {"hà nội", "hải phòng", "đà nẵng", "cần thơ"};
    static const char *const words[] = {"sinh", "cấp", "từ", "đến", "vào", "kể từ", "hôm nay"};
    const char *end = place + strlen(place);
    if (tc_is_province(place, end) ||
        tc_phrase_any(place, end, cities, G_N_ELEMENTS(cities), NULL) == end)
        return TRUE;
    if (tc_org_begins(place, end) ||
        tc_phrase_any(place, end, words, G_N_ELEMENTS(words), NULL) == end)
        return FALSE;
    TcLetters word;
    /* "MỨC LƯƠNG TỐI THIỂU TỪ NGÀY 01 THÁNG 01" */
    if (tc_letters_before(place, end, &word) != NULL)
        for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
            if (tc_letters_are(&word, words[i]))
                return FALSE;
    for (const char *p = place; p < end;) {
        gsize len = tc_letters_read(p, end, &word);
        if (len > 0 && !word.letters[0].upper)
            return FALSE;
        p = len > 0 ? p + len : g_utf8_next_char(p);
    }
    return TRUE;
}

/* "Hà" / "Nội, ngày ...": the line breaks the name of a place. Takes ownership of `place`. */
static char *
with_line_above(char *place, const TcCell *cell, const TcCell *above)
{
    enum { WORD_BYTES = 12, CITY_BYTES = 32 };
    if (above == NULL || above->line + 1 != cell->line || strchr(place, ' ') != NULL)
        return place;
    /* "Thành phố Hồ Chí" / "Minh" */
    if (tc_phrase_at(above->start, above->end, "thành phố") != NULL &&
        above->end - above->start <= CITY_BYTES && !tc_is_capitals(above->start, above->end)) {
        char *city =
            g_strdup_printf("%.*s %s", (int)(above->end - above->start), above->start, place);
        g_free(place);
        return city;
    }
    if (above->end - above->start > WORD_BYTES)
        return place;
    TcLetters word;
    gsize len = tc_letters_read(above->start, above->end, &word);
    if (above->start + len != above->end || !word.letters[0].upper || word.count < 2 ||
        word.letters[1].upper)
        return place;
    char *whole = g_strdup_printf("%.*s %s", (int)len, above->start, place);
    g_free(place);
    return whole;
}

/* Whether the cell stands between bars: "| Thành lập | 28 tháng 8 năm 1945 |". */
static gboolean
is_between_bars(const TcHead *head, const TcCell *cell)
{
    const char *p = cell->start;
    while (p > head->text && p[-1] == ' ')
        p--;
    return p > head->text && p[-1] == '|';
}

/* Whether a day that stands alone in `cell` may be another than that of the document: a day of
 * birth in the margin of an application, the days of a week's work, a day in a table of a page or
 * far below its title. `is_bare`: without "ngày". */
static gboolean
is_day_of_something(const TcHead *head, const TcCell *cell, gboolean is_bare)
{
    static const char *const lists[] = {"lịch", "danh sách"};
    enum { LINES = 20 };
    const char *type = head->type;

    /* "| 25 tháng 8 năm 1883 |", in a table about a country. */
    if (is_bare && cell->line > LINES && head->text != NULL && is_between_bars(head, cell))
        return TRUE;
    if (type != NULL && head->has_type_line)
        return is_bare &&
               (tc_type_is_in_title(type) ||
                tc_phrase_any(type, type + strlen(type), lists, G_N_ELEMENTS(lists), NULL) != NULL);
    return !tc_head_is_official(head) &&
           (cell->column > 0 || cell->line > LINES ||
            memchr(cell->start, '\t', (gsize)(cell->end - cell->start)) != NULL ||
            (head->text != NULL && is_between_bars(head, cell)));
}

static gboolean
has_dash(const char *p, const char *end)
{
    for (; p < end; p = g_utf8_next_char(p))
        if (tc_dash_len(p, end) > 0)
            return TRUE;
    return FALSE;
}

/* Where the year at the end of [p, end) ends, without the number of a note behind it: "ngày 23
 * tháng 02 năm 20264". NULL when there is none. */
static const char *
without_note(const char *p, const char *end)
{
    enum { YEAR_DIGITS = 4 };
    const char *digits = end;
    while (digits > p && g_ascii_isdigit(digits[-1]))
        digits--;
    return end - digits == YEAR_DIGITS + 1 &&
                   (g_str_has_prefix(digits, "19") || g_str_has_prefix(digits, "20")) &&
                   tc_phrase_find(p, digits, "năm", NULL) != NULL
               ? end - 1
               : NULL;
}

/* tc_head_find_day() of "Ngày: 23 - 4 - 2021", with spaces around the dashes. */
static gboolean
find_spaced_day(const char *p, const char *end, TcFoundDay *found)
{
    enum { PARTS = 3, YEAR_DIGITS = 4 };
    g_autoptr(GString) day = g_string_new(NULL);
    const char *q = p;
    while (q < end && !g_ascii_isdigit(*q))
        q = g_utf8_next_char(q);
    const char *start = q;
    for (guint i = 0; i < PARTS; i++) {
        const char *digits = q;
        while (q < end && g_ascii_isdigit(*q))
            q++;
        if (q == digits || (i + 1 == PARTS) != (q - digits == YEAR_DIGITS))
            return FALSE;
        g_string_append_len(day, digits, q - digits);
        if (i + 1 == PARTS)
            break;
        while (q < end && *q == ' ')
            q++;
        if (q == end || (*q != '-' && *q != '/'))
            return FALSE;
        g_string_append_c(day, *q++);
        while (q < end && *q == ' ')
            q++;
    }
    if (!tc_head_find_day(day->str, day->str + day->len, found) || found->date.is_year_inferred)
        return FALSE;
    const char *word = tc_phrase_find(p, start, "ngày", NULL);
    found->date.start = (gsize)((word != NULL ? word : start) - p);
    found->date.end = (gsize)(q - p);
    return TRUE;
}

/* tc_head_find_day(), also of "ngày 18 tháng 11năm 2025". */
static gboolean
find_day_of_line(const char *p, const char *end, TcFoundDay *found)
{
    static const char word[] = "năm";
    if (tc_head_find_day(p, end, found) && !found->date.is_year_inferred)
        return TRUE;
    const char *note = without_note(p, end);
    if (note != NULL && tc_head_find_day(p, note, found) && !found->date.is_year_inferred) {
        found->date.end += (gsize)(end - note);
        return TRUE;
    }
    if (!found->is_found && find_spaced_day(p, end, found))
        return TRUE;
    const char *year = memmem(p, (gsize)(end - p), word, strlen(word));
    if (year == NULL || year == p || !g_ascii_isdigit(year[-1]))
        return found->is_found;
    g_autoptr(GString) apart = g_string_new_len(p, end - p);
    const gsize at = (gsize)(year - p);
    g_string_insert_c(apart, (gssize)at, ' ');
    if (!tc_head_find_day(apart->str, apart->str + apart->len, found))
        return FALSE;
    found->date.end -= found->date.end > at;
    return TRUE;
}

/* "... Quyết định số 3258/QĐ-UBND ngày" / "23/7/2020": the line above ends in the word that goes
 * with the day that `cell` begins with. */
static gboolean
goes_on_with_day(const TcHead *head, const TcCell *cell)
{
    TcLetters word;
    if (head->cells->len == 0 || cell <= tc_head_cell(head, 0) ||
        cell >= tc_head_cell(head, 0) + head->cells->len || cell[-1].line + 1 != cell->line)
        return FALSE;
    return cell[-1].end - cell[-1].start > 8 &&
           tc_letters_before(cell[-1].start, cell[-1].end, &word) != NULL &&
           tc_letters_are(&word, "ngày");
}

/* "Sông Nước, hồi 15 giờ 00 ngày 20 ...": where [p, end), which stands before a day, ends without
 * the hour. */
static const char *
without_hour(const char *p, const char *end)
{
    const char *after;
    const char *at = tc_phrase_find(p, end, "hồi", &after);
    return at != NULL && at > p && is_time(tc_skip_between(after, end), end) ? at : end;
}

gboolean
tc_head_read_place_and_date(TcHead *head, const TcCell *cell, const char *p, const char *end)
{
    TcFoundDay found;
    p = tc_skip_between(p, end);
    /* "17.01.2025 14:13:38 +07:00": when it was signed, or copied, often days later */
    if (end - p > 200 || tc_head_stamp_time(p, end) != NULL)
        return FALSE;
    if (!find_day_of_line(p, end, &found))
        return read_blank_day(head, p, end);
    if (found.date.is_year_inferred)
        return FALSE;
    const char *date_end = p + found.date.end;
    const char *rest = tc_skip_between(date_end, end);
    if (rest < end && *rest != '(' && *rest != ')' && !is_time(rest, end))
        return FALSE;
    /* "3 tháng 12 năm 2019 (Bán kết) 7 tháng 12 năm 2019 (Chung kết)" */
    const char *close = rest < end && *rest == '(' ? memchr(rest, ')', (gsize)(end - rest)) : NULL;
    if (close != NULL && tc_skip_between(close + 1, end) < end && !tc_head_is_official(head))
        return FALSE;
    /* "Nhiệm kỳ  8 tháng 11 năm 1946 –": a time that begins */
    if (rest == end && !head->has_motto && has_dash(date_end, end))
        return FALSE;
    const char *before = p + found.date.start;
    char *place = NULL;
    if (before == p && g_ascii_isdigit(*p) && goes_on_with_day(head, cell))
        return TRUE;
    if (before == p && (rest == end || *rest == '(') &&
        is_day_of_something(head, cell, g_ascii_isdigit(*p)))
        return TRUE;
    if (before > p) {
        const char *q = without_hour(p, before);
        while (q > p && g_ascii_isspace(q[-1]))
            q--;
        /* "Hà Nội ngày 01 tháng 12": only with "ngày" is what stands before it a place. */
        if (q == p || (q[-1] != ',' && tc_phrase_at(before, end, "ngày") == NULL))
            return FALSE;
        const TcCell *above = cell > tc_head_cell(head, 0) ? cell - 1 : NULL;
        place = read_place(p, q);
        place = place != NULL ? with_line_above(place, cell, above) : NULL;
        if (place == NULL || (q[-1] != ',' && !is_name_of_place(place))) {
            g_free(place);
            return FALSE;
        }
    }
    tc_head_take_date(head, found.date.from);
    take_place(head, place);
    return TRUE;
}
