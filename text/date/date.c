#include "text/date/date.h"

#include "text/date/date_scan.h"
#include "text/date/relative.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    YEAR_CHARACTERS = 1500, /* where the year of the document is looked for */
    PHRASE_MAX = 24,        /* bytes between two dates that are written together */
    QUERY_LEN_MAX = 200,
};

/* Whether the date gives its year to others. */
static gboolean
tells_year(const TcFoundDate *found)
{
    return found->year != 0 && found->to_year == 0;
}

/* Whether `next` follows `found` in one phrase: "từ ngày 4-10 đến ngày 22-10-2021". */
static gboolean
is_together(const TcFoundDate *found, const TcFoundDate *next)
{
    if (!tells_year(next) || next->type == TC_DATE_YEAR || next->start - found->end > PHRASE_MAX)
        return FALSE;
    for (const char *p = found->end; p < next->start; p++)
        if (*p != '\0' && strchr(".;:\n()", *p) != NULL)
            return FALSE;
    return TRUE;
}

/* Whether there is a line end in [from, to). */
static gboolean
has_line_end(const char *from, const char *to)
{
    return to > from && memchr(from, '\n', (gsize)(to - from)) != NULL;
}

/* The year named most often in the first characters of the text, the first of equals; else 0. */
static guint
year_of_document(const char *text, gsize len, const GArray *dates)
{
    const char *limit = text;
    for (guint i = 0; i < YEAR_CHARACTERS && limit < text + len; i++) {
        limit++;
        while (limit < text + len && ((guchar)*limit & 0xc0) == 0x80)
            limit++;
    }
    guint16 counts[TC_DATE_YEAR_MAX + 1] = {0};
    guint best = 0;
    guint first = 0;
    for (guint i = 0; i < dates->len; i++) {
        const TcFoundDate *found = tc_found_date_at(dates, i);
        if (found->start >= limit)
            break;
        if (tells_year(found))
            counts[found->year]++;
        first = i;
    }
    for (guint i = 0; dates->len > 0 && i <= first; i++) {
        guint year = tc_found_date_at(dates, i)->year;
        if (tells_year(tc_found_date_at(dates, i)) && counts[year] > (best ? counts[best] : 0))
            best = year;
    }
    return best;
}

/* Set the year that each date means, its own or what the text around it says; 0 where that says
 * none. */
static void
infer_years(const char *text, gsize len, GArray *dates)
{
    guint document_year = year_of_document(text, len, dates);
    guint after = 0; /* in this paragraph */
    for (guint i = dates->len; i-- > 0;) {
        TcFoundDate *found = tc_found_date_at(dates, i);
        found->meant_year = after;
        if (tells_year(found))
            after = found->year;
        if (i > 0 && has_line_end(found[-1].end, found->start))
            after = 0;
    }
    guint before = 0;   /* in this paragraph */
    guint last_day = 0; /* in paragraphs before it */
    guint day_so_far = 0;
    for (guint i = 0; i < dates->len; i++) {
        TcFoundDate *found = tc_found_date_at(dates, i);
        if (i > 0 && has_line_end(found[-1].end, found->start)) {
            before = 0;
            last_day = day_so_far;
        }
        if (tells_year(found))
            before = found->year;
        if (found->year != 0)
            found->meant_year = found->year;
        else if (i + 1 < dates->len && is_together(found, found + 1))
            found->meant_year = found[1].year;
        else if (before != 0)
            found->meant_year = before;
        else if (found->meant_year == 0)
            found->meant_year = last_day != 0 ? last_day : document_year;
        if (found->type == TC_DATE_DAY && found->meant_year != 0)
            day_so_far = found->meant_year;
    }
}

/* YYYYMMDD; a day after the end of its month is its last. */
static guint32
make_day(guint year, guint month_day)
{
    guint month = month_day / 100;
    guint day = month_day % 100;
    if (day > 28)
        day = MIN(day, g_date_get_days_in_month((GDateMonth)month, (GDateYear)year));
    return year * 10000 + month * 100 + day;
}

void
tc_dates_find(const char *text, gsize len, TcDateFunc func, gpointer user)
{
    g_autoptr(GArray) dates = tc_dates_scan(text, len);
    infer_years(text, len, dates);
    for (guint i = 0; i < dates->len; i++) {
        const TcFoundDate *found = tc_found_date_at(dates, i);
        guint year = found->meant_year;
        /* 29/2 without a year, in a year that has none. */
        if (found->type == TC_DATE_DAY && year != 0 &&
            !tc_date_is_day(found->from % 100, found->from / 100, year))
            year = 0;
        TcDate date = {
            .type = found->type,
            .is_year_inferred = found->year == 0,
            .start = (gsize)(found->start - text),
            .end = (gsize)(found->end - text),
        };
        if (year != 0) {
            date.from = make_day(year, found->from);
            date.to = make_day(found->to_year != 0 ? found->to_year : year, found->to);
        }
        func(&date, user);
    }
}

typedef struct {
    TcDate date;
    guint count;
} Only;

static void
take_only(const TcDate *date, gpointer user)
{
    Only *only = (Only *)user;
    only->date = *date;
    only->count++;
}

/* The one date that `text` is. */
static gboolean
read_whole(const char *text, gsize len, guint32 *from, guint32 *to)
{
    Only only = {.count = 0};
    tc_dates_find(text, len, take_only, &only);
    if (only.count != 1 || only.date.start != 0 || only.date.end != len || only.date.from == 0 ||
        only.date.is_year_inferred)
        return FALSE;
    *from = only.date.from;
    *to = only.date.to;
    return TRUE;
}

/* "2020", "2020-12", "20201204" */
static gboolean
read_numeric(const char *text, gsize len, guint32 *from, guint32 *to)
{
    const char *end = text + len;
    TcDigits year;
    TcDigits month;
    TcDigits day;
    char kind = '\0';
    if (len == 8 && tc_digits_read(text, end, 8, &day) && day.digits == 8) {
        guint value = day.value / 10000;
        if (value < TC_DATE_YEAR_MIN || value > TC_DATE_YEAR_MAX ||
            !tc_date_is_day(day.value % 100, day.value / 100 % 100, value))
            return FALSE;
        *from = *to = day.value;
        return TRUE;
    }
    if (!tc_date_read_year(text, end, TC_DATE_YEAR_MIN, &year))
        return FALSE;
    if (year.end == end) {
        *from = make_day(year.value, 101);
        *to = make_day(year.value, 1231);
        return TRUE;
    }
    const char *next = tc_date_read_separator(year.end, end, TRUE, &kind);
    if (next == NULL || !tc_digits_read(next, end, 2, &month) || month.end != end ||
        month.value < 1 || month.value > 12)
        return FALSE;
    *from = make_day(year.value, month.value * 100 + 1);
    *to = make_day(year.value, month.value * 100 + 31);
    return TRUE;
}

static gboolean
read_one(const char *text, gsize len, guint32 today, guint32 *from, guint32 *to)
{
    if (read_numeric(text, len, from, to) || read_whole(text, len, from, to) ||
        tc_date_read_relative(text, text + len, today, from, to))
        return TRUE;
    /* "12-2020" is a month in a date field, and no date elsewhere. */
    g_autofree char *month = g_strdup_printf("tháng %.*s", (int)len, text);
    return len > 0 && g_ascii_isdigit(text[0]) && read_whole(month, strlen(month), from, to);
}

static void
trim(const char **text, const char **end)
{
    *text = tc_space_skip(*text, *end);
    *end = tc_space_skip_back(*text, *end);
}

static gboolean
is_now(const char *p, const char *end)
{
    const char *after = tc_date_after_words(p, end, "nay", NULL);
    if (after == NULL)
        after = tc_date_after_words(p, end, "hiện", "nay");
    return after == end;
}

typedef struct {
    TcDate dates[2];
    guint count;
} Two;

static void
take_two(const TcDate *date, gpointer user)
{
    Two *two = (Two *)user;
    if (two->count < 2)
        two->dates[two->count] = *date;
    two->count++;
}

/* "từ 1/6/2020 đến 31/12/2020", "từ ngày 1-6 đến ngày 31-12-2020" */
static gboolean
read_from_to(const char *text, const char *end, guint32 *from, guint32 *to)
{
    const char *p = tc_date_after_words(text, end, "từ", NULL);
    p = p != NULL ? p : text;
    Two two = {.count = 0};
    tc_dates_find(p, (gsize)(end - p), take_two, &two);
    const TcDate *first = &two.dates[0];
    const TcDate *second = &two.dates[1];
    if (two.count != 2 || first->start != 0 || second->end != (gsize)(end - p) ||
        first->from == 0 || second->from == 0 || second->is_year_inferred)
        return FALSE;
    const char *between = tc_space_skip(p + first->end, p + second->start);
    const char *until = tc_date_after_words(between, p + second->start, "đến", NULL);
    if (until == NULL)
        until = tc_date_after_words(between, p + second->start, "tới", NULL);
    if (until != p + second->start)
        return FALSE;
    *from = first->from;
    *to = second->to;
    return TRUE;
}

/* "từ 1/6 đến 31/12/2020" as "ngày 1/6 đến ngày 31/12/2020"; NULL when it is not of this form. */
static char *
name_days(const char *text, const char *end)
{
    const char *p = tc_date_after_words(text, end, "từ", NULL);
    p = p != NULL ? p : text;
    if (p >= end || !g_ascii_isdigit(*p))
        return NULL;
    for (const char *q = p; q < end; q = g_utf8_next_char(q)) {
        const char *until = tc_date_after_words(q, end, "đến", NULL);
        if (until != NULL && until < end && g_ascii_isdigit(*until))
            return g_strdup_printf("ngày %.*s đến ngày %.*s", (int)(tc_space_skip_back(p, q) - p),
                                   p, (int)(end - until), until);
    }
    return NULL;
}

/* "trước 2015", "sau 2022", "từ 2019", "từ 2019 đến nay", "đến tháng 6/2020", "mùng 4/12/2020" */
static gboolean
read_in_words(const char *text, const char *end, guint32 today, guint32 *from, guint32 *to)
{
    const char *rest;
    if (read_from_to(text, end, from, to))
        return TRUE;
    /* "từ 1/6 đến 31/12/2020": days that are not called so. */
    g_autofree char *days = name_days(text, end);
    if (days != NULL && read_from_to(days, days + strlen(days), from, to))
        return TRUE;
    if ((rest = tc_date_after_words(text, end, "trước", NULL)) != NULL) {
        if (!read_one(rest, (gsize)(end - rest), today, from, to))
            return FALSE;
        *to = tc_date_add_days(*from, -1);
        *from = 0;
        return TRUE;
    }
    if ((rest = tc_date_after_words(text, end, "sau", NULL)) != NULL) {
        if (!read_one(rest, (gsize)(end - rest), today, from, to))
            return FALSE;
        *from = tc_date_add_days(*to, 1);
        *to = TC_DATE_MAX;
        return TRUE;
    }
    if ((rest = tc_date_after_words(text, end, "đến", NULL)) != NULL) {
        if (!read_one(rest, (gsize)(end - rest), today, from, to))
            return FALSE;
        *from = 0;
        return TRUE;
    }
    /* "từ 2019", "từ 2019 đến nay", "từ 2019 trở đi" */
    rest = tc_date_after_words(text, end, "từ", NULL);
    if (rest == NULL)
        return FALSE;
    const char *stop = end;
    for (const char *p = rest; p < end; p = g_utf8_next_char(p)) {
        if (tc_is_word_before(rest, p))
            continue;
        const char *until = tc_date_after_words(p, end, "đến", NULL);
        if ((until != NULL && is_now(until, end)) ||
            tc_date_after_words(p, end, "trở", "đi") == end)
            stop = tc_space_skip_back(rest, p);
    }
    if (!read_one(rest, (gsize)(stop - rest), today, from, to))
        return FALSE;
    *to = TC_DATE_MAX;
    return TRUE;
}

/* As tc_date_parse_query(), but that the end may be before the beginning. */
static gboolean
read_query(const char *text, gsize len, guint32 today, guint32 *from, guint32 *to)
{
    if (len > QUERY_LEN_MAX)
        return FALSE;
    const char *end = text + len;
    trim(&text, &end);
    const char *dots = g_strstr_len(text, end - text, "..");
    gsize dots_len = 2;
    /* What word processors make of dots. */
    if (dots == NULL && (dots = g_strstr_len(text, end - text, "…")) != NULL)
        dots_len = strlen("…");
    guint32 first = 0;
    guint32 last = TC_DATE_MAX;
    if (dots == NULL) {
        if (!read_one(text, (gsize)(end - text), today, &first, &last) &&
            !read_in_words(text, end, today, &first, &last))
            return FALSE;
    } else {
        const char *left_end = dots;
        const char *right = dots + dots_len;
        guint32 unused;
        trim(&text, &left_end);
        trim(&right, &end);
        if (left_end == text && right == end)
            return FALSE;
        if (left_end > text && !read_one(text, (gsize)(left_end - text), today, &first, &unused))
            return FALSE;
        if (end > right && !is_now(right, end) &&
            !read_one(right, (gsize)(end - right), today, &unused, &last))
            return FALSE;
    }
    *from = first;
    *to = last;
    return TRUE;
}

gboolean
tc_date_parse_query_on(const char *text, gsize len, guint32 today, guint32 *from, guint32 *to)
{
    guint32 first;
    guint32 last;
    if (!read_query(text, len, today, &first, &last) || first > last)
        return FALSE;
    *from = first;
    *to = last;
    return TRUE;
}

gboolean
tc_date_parse_query(const char *text, gsize len, guint32 *from, guint32 *to)
{
    return tc_date_parse_query_on(text, len, tc_date_today(), from, to);
}

gboolean
tc_date_query_is_reversed(const char *text, gsize len)
{
    guint32 first;
    guint32 last;
    return read_query(text, len, tc_date_today(), &first, &last) && first > last;
}

guint32
tc_date_today(void)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    return (guint32)(g_date_time_get_year(now) * 10000 + g_date_time_get_month(now) * 100 +
                     g_date_time_get_day_of_month(now));
}
