#include "text/date/relative.h"

#include "text/date/date_scan.h"
#include "text/key/letter.h"

/* "9999 ngày qua" */
#define COUNT_DIGITS 4

const char *
tc_date_after_words(const char *p, const char *end, const char *first, const char *second)
{
    TcLetters word;
    gsize len = tc_letters_read(p, end, &word);
    if (len == 0 || !tc_letters_are(&word, first))
        return NULL;
    p = tc_space_skip(p + len, end);
    return second != NULL ? tc_date_after_words(p, end, second, NULL) : p;
}

guint32
tc_date_add_days(guint32 day, int days)
{
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)(day % 100), (GDateMonth)(day / 100 % 100),
                   (GDateYear)(day / 10000));
    if (days > 0)
        g_date_add_days(&date, (guint)days);
    else
        g_date_subtract_days(&date, (guint)-days);
    return g_date_get_year(&date) * 10000u + (guint32)g_date_get_month(&date) * 100u +
           g_date_get_day(&date);
}

typedef enum { DAYS, WEEKS, MONTHS, QUARTERS, YEARS, UNITS } Unit;

static const char *const unit_names[] = {
    [DAYS] = "ngày", [WEEKS] = "tuần", [MONTHS] = "tháng", [QUARTERS] = "quý", [YEARS] = "năm",
};
G_STATIC_ASSERT(G_N_ELEMENTS(unit_names) == UNITS);

/* The unit at `p`, and in *after what follows it; UNITS when there is none. */
static Unit
read_unit(const char *p, const char *end, const char **after)
{
    guint unit = 0;
    while (unit < UNITS && (*after = tc_date_after_words(p, end, unit_names[unit], NULL)) == NULL)
        unit++;
    return (Unit)unit;
}

static guint32
day_of(const GDate *date)
{
    return g_date_get_year(date) * 10000u + (guint32)g_date_get_month(date) * 100u +
           g_date_get_day(date);
}

/* The first day of the unit that `date` is in. */
static void
set_begin(GDate *date, Unit unit)
{
    if (unit == WEEKS)
        g_date_subtract_days(date, (guint)g_date_get_weekday(date) - G_DATE_MONDAY);
    if (unit >= MONTHS)
        g_date_set_day(date, 1);
    if (unit == QUARTERS)
        g_date_subtract_months(date, ((guint)g_date_get_month(date) - 1) % 3);
    if (unit == YEARS)
        g_date_set_month(date, G_DATE_JANUARY);
}

static void
go_back(GDate *date, Unit unit, guint count)
{
    if (unit == DAYS || unit == WEEKS)
        g_date_subtract_days(date, unit == WEEKS ? 7 * count : count);
    else
        g_date_subtract_months(date, unit == YEARS      ? 12 * count
                                     : unit == QUARTERS ? 3 * count
                                                        : count);
}

/* "này" is 0, "trước" 1; -1 for neither. */
static int
read_which(const char *p, const char *end, Unit unit)
{
    static const struct {
        const char *first;
        const char *second;
        int back;
        gboolean is_of_years;
    } names[] = {{"này", NULL, 0, FALSE},  {"nay", NULL, 0, FALSE},  {"trước", NULL, 1, FALSE},
                 {"vừa", "rồi", 1, FALSE}, {"vừa", "qua", 1, FALSE}, {"ngoái", NULL, 1, TRUE},
                 {"kia", NULL, 2, TRUE}};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if ((unit == YEARS || !names[i].is_of_years) &&
            tc_date_after_words(p, end, names[i].first, names[i].second) == end)
            return names[i].back;
    return -1;
}

/* Whether it says that the days before today are meant. */
static gboolean
is_past(const char *p, const char *end)
{
    const char *back = tc_date_after_words(p, end, "trở", "lại");
    return tc_date_after_words(p, end, "qua", NULL) == end ||
           tc_date_after_words(p, end, "vừa", "qua") == end ||
           tc_date_after_words(p, end, "gần", "đây") == end ||
           tc_date_after_words(p, end, "gần", "nhất") == end || back == end ||
           (back != NULL && tc_date_after_words(back, end, "đây", NULL) == end);
}

/* "30 ngày qua" */
static gboolean
read_last(const char *p, const char *end, GDate *date)
{
    TcDigits count;
    const char *after = NULL;
    if (!tc_digits_read(p, end, COUNT_DIGITS, &count))
        return FALSE;
    Unit unit = read_unit(tc_space_skip(count.end, end), end, &after);
    guint months = unit == YEARS ? 12 : 3;
    /* Not before there were years. */
    if (unit == UNITS || !is_past(after, end) || count.value == 0 ||
        count.value * months > g_date_get_year(date) * 6u)
        return FALSE;
    go_back(date, unit, count.value);
    return TRUE;
}

gboolean
tc_date_read_relative(const char *text, const char *end, guint32 today, guint32 *from, guint32 *to)
{
    GDate date;
    const char *after = NULL;
    if (today == 0)
        return FALSE;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)(today % 100), (GDateMonth)(today / 100 % 100),
                   (GDateYear)(today / 10000));
    if (tc_date_after_words(text, end, "hôm", "nay") == end ||
        tc_date_after_words(text, end, "hôm", "qua") == end) {
        *from = *to = tc_date_after_words(text, end, "hôm", "nay") == end
                          ? today
                          : tc_date_add_days(today, -1);
        return TRUE;
    }
    const char *begin = tc_date_after_words(text, end, "từ", NULL);
    const char *year = tc_date_after_words(begin != NULL ? begin : text, end, "đầu", "năm");
    const char *until = year == NULL ? NULL : tc_date_after_words(year, end, "đến", "nay");
    if (year != NULL && (until == end || tc_date_after_words(year, end, "tới", "nay") == end)) {
        set_begin(&date, YEARS);
        *from = day_of(&date);
        *to = today;
        return TRUE;
    }
    if (read_last(text, end, &date)) {
        *from = day_of(&date);
        *to = today;
        return TRUE;
    }
    Unit unit = read_unit(text, end, &after);
    int back = unit == UNITS || unit == DAYS ? -1 : read_which(after, end, unit);
    if (back < 0)
        return FALSE;
    set_begin(&date, unit);
    go_back(&date, unit, (guint)back);
    *from = day_of(&date);
    if (unit == WEEKS)
        g_date_add_days(&date, 7);
    else
        g_date_add_months(&date, unit == YEARS ? 12 : unit == QUARTERS ? 3 : 1);
    *to = tc_date_add_days(day_of(&date), -1);
    return TRUE;
}
