/* Days as programs for sites write them, with the name of the month and often with it first. */
#include "text/date/date.h"
#include "text/date/date_scan.h"
#include "text/key/letter.h"

#include <string.h>

/* Where the digits or letters of [p, end) begin, behind spaces and commas. */
static const char *
skip_gap(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == ','))
        p++;
    return p;
}

/* Read "Tháng Bảy", "Tháng 7" or "Th7" at `p`. */
static gboolean
read_named_month(const char *p, const char *end, TcDigits *month)
{
    TcLetters word;
    const gsize len = tc_letters_read(p, end, &word);
    if (len > 0 && tc_letters_are(&word, "tháng"))
        return tc_date_read_month(skip_gap(p + len, end), end, month);
    return end - p > 2 && (p[0] == 'T' || p[0] == 't') && p[1] == 'h' &&
           tc_digits_read(p + 2, end, 2, month);
}

/* The month of "08 07 2022", of which the day was read: each has two digits, as no number has. */
static gboolean
read_apart_month(const TcDigits *day, const char *end, TcDigits *month)
{
    return day->digits == 2 && end - day->end > 4 && *day->end == ' ' &&
           tc_digits_read(day->end + 1, end, 2, month) && month->digits == 2 &&
           *month->end == ' ' && month->end[1] != ' ' && month->value > 0 && month->value <= 12;
}

guint32
tc_date_of_page_at(const char *p, const char *end)
{
    TcDigits day;
    TcDigits month;
    TcDigits year;
    if (tc_digits_read(p, end, 2, &day)) {
        if (!read_apart_month(&day, end, &month) &&
            !read_named_month(skip_gap(day.end, end), end, &month))
            return 0;
        p = month.end;
    } else {
        if (!read_named_month(p, end, &month) ||
            !tc_digits_read(skip_gap(month.end, end), end, 2, &day))
            return 0;
        p = day.end;
    }
    p = skip_gap(p, end);
    if (!tc_date_read_year(p, end, 1990, &year) || day.value == 0 ||
        !tc_date_is_day(day.value, month.value, year.value))
        return 0;
    return year.value * 10000 + month.value * 100 + day.value;
}
