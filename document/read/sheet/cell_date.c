#include "document/read/sheet/cell_date.h"

#include <math.h>
#include <string.h>

#define DAYS_MAX 2958465.0

typedef struct {
    int year, month, day, weekday; /* weekday: 0 is Sunday */
    guint64 seconds;               /* of the day */
    guint64 all_seconds;           /* since the day 0 */
    guint milliseconds;
    gboolean is_english;
    gboolean is_half_day; /* hours only go up to 12 */
} Moment;

static gboolean
find_moment(double number, gboolean is_1904, gboolean has_fraction, Moment *moment)
{
    if (!(number >= 0 && number < DAYS_MAX + 1))
        return FALSE;
    double milliseconds = floor(number * 86400000.0 + 0.5);
    if (!has_fraction)
        milliseconds = floor(milliseconds / 1000 + 0.5) * 1000;
    guint64 total = (guint64)milliseconds;
    guint64 days = total / 86400000;
    moment->milliseconds = (guint)(total % 1000);
    moment->all_seconds = total / 1000;
    moment->seconds = total / 1000 % 86400;
    if (!is_1904 && days == 60) {
        /* There was no such day, but Excel has it. */
        moment->year = 1900;
        moment->month = 2;
        moment->day = 29;
        moment->weekday = 3;
        return TRUE;
    }
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, 1, G_DATE_JANUARY, is_1904 ? 1904 : 1900);
    gint64 offset = (gint64)days - (is_1904 ? 0 : days > 60 ? 2 : 1);
    if (offset >= 0)
        g_date_add_days(&date, (guint)offset);
    else
        g_date_subtract_days(&date, (guint)-offset);
    moment->year = g_date_get_year(&date);
    moment->month = g_date_get_month(&date);
    moment->day = g_date_get_day(&date);
    moment->weekday = g_date_get_weekday(&date) % 7;
    return TRUE;
}

static void
append_day(GString *out, const Moment *moment, gsize count)
{
    static const char *const english[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                          "Thursday", "Friday", "Saturday"};
    static const char *const long_names[] = {"Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư",
                                             "Thứ Năm",  "Thứ Sáu", "Thứ Bảy"};
    static const char *const short_names[] = {"CN", "T2", "T3", "T4", "T5", "T6", "T7"};
    guint day = (guint)moment->weekday;

    if (count <= 2)
        g_string_append_printf(out, count == 1 ? "%d" : "%02d", moment->day);
    else if (moment->is_english)
        g_string_append_len(out, english[day], count == 3 ? 3 : (gssize)strlen(english[day]));
    else
        g_string_append(out, count == 3 ? short_names[day] : long_names[day]);
}

static void
append_month(GString *out, const Moment *moment, gsize count)
{
    static const char *const english[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
    static const char *const names[] = {"Một", "Hai", "Ba",   "Tư",   "Năm",      "Sáu",
                                        "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai"};
    guint month = (guint)moment->month - 1;

    if (count <= 2)
        g_string_append_printf(out, count == 1 ? "%d" : "%02d", moment->month);
    else if (count == 5)
        g_string_append_len(out, english[month], 1);
    else if (moment->is_english)
        g_string_append_len(out, english[month], count == 3 ? 3 : (gssize)strlen(english[month]));
    else if (count == 3)
        g_string_append_printf(out, "Thg%d", moment->month);
    else
        g_string_append_printf(out, "Tháng %s", names[month]);
}

/* Whether the letters m at `p` are minutes: these stand behind hours or before seconds. */
static gboolean
is_minutes(TcFormatPart rest, char last)
{
    const char *at;
    gsize len;

    if (last == 'h')
        return TRUE;
    for (TcFormatToken token; (token = tc_format_next_token(&rest, &at, &len)) != TC_FORMAT_END;) {
        char c =
            token == TC_FORMAT_CHAR || token == TC_FORMAT_BRACKET ? g_ascii_tolower(*at) : '\0';
        if (c == 's')
            return TRUE;
        if (c != '\0' && strchr("ymdhg", c) != NULL)
            return FALSE;
    }
    return FALSE;
}

/* Takes the same letter as often as it follows itself. */
static gsize
take_repeated(TcFormatPart *part, char letter)
{
    gsize count = 1;

    for (; part->p < part->end && g_ascii_tolower(*part->p) == letter; part->p++)
        count++;
    return count;
}

static void
append_elapsed(GString *out, const Moment *moment, const char *unit, gsize len)
{
    guint64 seconds = moment->all_seconds;
    guint64 value = *unit == 'h' || *unit == 'H'   ? seconds / 3600
                    : *unit == 'm' || *unit == 'M' ? seconds / 60
                                                   : seconds;
    g_string_append_printf(out, "%0*" G_GUINT64_FORMAT, (int)MIN(len, 4), value);
}

/* "AM/PM" or "A/P" at `p`. */
static gsize
half_day_len(const char *p, const char *end)
{
    if (end - p >= 5 && g_ascii_strncasecmp(p, "AM/PM", 5) == 0)
        return 5;
    return end - p >= 3 && g_ascii_strncasecmp(p, "A/P", 3) == 0 ? 3 : 0;
}

/* What a date has in it, found before it is shown. */

TcDateParts
tc_cell_date_find(TcFormatPart section)
{
    TcDateParts found = {0};
    const char *at;
    gsize len;
    char last = '\0';

    for (TcFormatToken token;
         (token = tc_format_next_token(&section, &at, &len)) != TC_FORMAT_END;) {
        char c = g_ascii_tolower(*at);
        if (token == TC_FORMAT_BRACKET && len > 0) {
            const char *country = *at == '$' ? memchr(at, '-', len) : NULL;
            guint64 id = country != NULL ? g_ascii_strtoull(country + 1, NULL, 16) & 0x3FF : 0;
            found.is_english |= country != NULL && id != 0 && id != 0x2A;
            found.is_date |= strspn(at, "hHmMsS") >= len;
        } else if (token == TC_FORMAT_CHAR) {
            gsize half = half_day_len(at, section.end);
            if (half > 0) {
                found.is_half_day = TRUE;
                section.p = at + half;
            }
            found.is_date |= strchr("ymdhsb", c) != NULL || half > 0;
            found.has_fraction |= c == '0' && last == '.';
            last = c;
        }
    }
    return found;
}

/* Appends one letter of a date, or several of the same. */
static void
append_date_part(GString *out, Moment *moment, TcFormatPart *section, char letter, char last)
{
    guint hour = (guint)(moment->seconds / 3600);
    gsize count = take_repeated(section, letter);

    switch (letter) {
    case 'd':
        append_day(out, moment, count);
        break;
    case 'm':
        if (count <= 2 && is_minutes(*section, last))
            g_string_append_printf(out, count == 1 ? "%u" : "%02u",
                                   (guint)(moment->seconds / 60 % 60));
        else
            append_month(out, moment, count);
        break;
    case 'y':
        if (count <= 2)
            g_string_append_printf(out, "%02d", moment->year % 100);
        else
            g_string_append_printf(out, "%d", moment->year);
        break;
    case 'b':
        g_string_append_printf(out, "%d", moment->year + 543);
        break;
    case 'h':
        if (moment->is_half_day)
            hour = hour % 12 == 0 ? 12 : hour % 12;
        g_string_append_printf(out, count == 1 ? "%u" : "%02u", hour);
        break;
    case 's':
        g_string_append_printf(out, count == 1 ? "%u" : "%02u", (guint)(moment->seconds % 60));
        break;
    default:
        break;
    }
}

gboolean
tc_cell_date_append(GString *out, TcFormatPart section, TcDateParts parts, double number,
                    gboolean is_1904)
{
    Moment moment = {.is_english = parts.is_english, .is_half_day = parts.is_half_day};
    const char *at;
    gsize len;
    char last = '\0';

    if (!find_moment(number, is_1904, parts.has_fraction, &moment))
        return FALSE;
    for (TcFormatToken token;
         (token = tc_format_next_token(&section, &at, &len)) != TC_FORMAT_END;) {
        char c = g_ascii_tolower(*at);
        if (token == TC_FORMAT_LITERAL) {
            g_string_append_len(out, at, (gssize)len);
        } else if (token == TC_FORMAT_BRACKET && len > 0 && strspn(at, "hHmMsS") >= len) {
            append_elapsed(out, &moment, at, len);
            last = c;
        } else if (token != TC_FORMAT_CHAR) {
            continue;
        } else if (half_day_len(at, section.end) > 0) {
            section.p = at + half_day_len(at, section.end);
            g_string_append(out, parts.is_english ? (moment.seconds < 43200 ? "AM" : "PM")
                                                  : (moment.seconds < 43200 ? "SA" : "CH"));
        } else if (c == '.' && section.p < section.end && *section.p == '0') {
            gsize zeros = strspn(section.p, "0");
            zeros = MIN(zeros, (gsize)(section.end - section.p));
            section.p += zeros;
            g_autofree char *digits = g_strdup_printf("%03u", moment.milliseconds);
            g_string_append_c(out, ',');
            g_string_append_len(out, digits, (gssize)MIN(zeros, 3));
        } else if (strchr("ymdhsb", c) != NULL) {
            append_date_part(out, &moment, &section, c, last);
            last = c;
        } else if (strchr("./,", c) != NULL) {
            g_string_append_c(out, c);
        }
    }
    return TRUE;
}
