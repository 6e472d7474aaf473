/* text/date/date_scan.h - dates as they are written, before a year is put to those that say none.
 *
 * Private to text/: date.c makes of them what text/date/date.h promises. */
#ifndef TC_TEXT_DATE_SCAN_H
#define TC_TEXT_DATE_SCAN_H

#include "text/date/date_type.h"

#include <glib.h>

G_BEGIN_DECLS

#define TC_DATE_YEAR_MIN 1000 /* of a year that is called one: "năm 1075" */
#define TC_DATE_YEAR_MAX 2099

/* A date as it is written; `year` 0 when it says none. from and to are MMDD; a day behind the end
 * of its month is the last of the month. */
typedef struct {
    TcDateType type;
    guint year;
    guint from;
    guint to;
    guint to_year;    /* of a range of years, else 0 */
    guint meant_year; /* for date.c: 0 so far */
    const char *start;
    const char *end;
} TcFoundDate;

static inline TcFoundDate *
tc_found_date_at(const GArray *dates, gsize index)
{
    return &g_array_index(dates, TcFoundDate, index);
}

/* The dates of a text, in order: an array of TcFoundDate. Free with g_array_unref(). */
GArray *tc_dates_scan(const char *text, gsize len);

/* A run of digits. */
typedef struct {
    guint value;
    guint digits;
    const char *end;
} TcDigits;

/* Read the digits at `p`. FALSE when there are none, or more than `digits_max`. */
gboolean tc_digits_read(const char *p, const char *end, guint digits_max, TcDigits *number);

/* Read four digits that are a year from `year_min` to TC_DATE_YEAR_MAX. */
gboolean tc_date_read_year(const char *p, const char *end, guint year_min, TcDigits *year);

/* Read the month at `p`, one or two digits or the word that follows "tháng": "7", "bảy", "mười
 * hai". Digits may be no month. */
gboolean tc_date_read_month(const char *p, const char *end, TcDigits *month);

/* A separator inside a date and before a digit: / or a dash or, with `may_be_dot`, a full stop;
 * spaces around it are allowed for the slash. `kind` gets '/', '-' or '.'; when it is not 0 the
 * separator must be that. Returns where the digits are, NULL if there is none. */
const char *tc_date_read_separator(const char *p, const char *end, gboolean may_be_dot, char *kind);

/* Whether a calendar has such a day; without a year (0), in some year. */
gboolean tc_date_is_day(guint day, guint month, guint year);

G_END_DECLS

#endif
