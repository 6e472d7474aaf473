#include "text/date/writings.h"

#include "text/date/date_scan.h"
#include "text/key/letter.h"
#include "text/number/ordinal.h"

#include <string.h>

/* Bytes of the longest date: "ngày mồng 02 tháng mười một năm 1945". */
#define WRITTEN_MAX 60

/* Words behind which a day comes; they are no part of what is written otherwise. */
static gsize
skip_day_words(const char *text, const char *end)
{
    static const char *const words[] = {"ngày", "mùng", "mồng"};
    const char *at = text;
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        TcLetters word;
        gsize len = tc_letters_read(at, end, &word);
        if (len > 0 && tc_letters_are(&word, words[i]) && tc_space_skip(at + len, end) > at + len)
            at = tc_space_skip(at + len, end);
    }
    return (gsize)(at - text);
}

/* Read the date at the beginning of `lead` and `rest`, which are written side by side; its end in
 * `rest` is written to *len. */
static gboolean
read_behind(const char *lead, const char *rest, gsize rest_len, TcFoundDate *found, gsize *len)
{
    g_autofree char *whole = g_strdup_printf("%s%.*s", lead, (int)rest_len, rest);
    g_autoptr(GArray) dates = tc_dates_scan(whole, strlen(whole));
    if (dates->len == 0 || tc_found_date_at(dates, 0)->start > whole)
        return FALSE;
    *found = *tc_found_date_at(dates, 0);
    *len = (gsize)(found->end - whole) - strlen(lead);
    found->start = found->end = NULL; /* of `whole` */
    return TRUE;
}

/* "T12/2022" -> where the figures are; 0 for anything else. */
static gsize
brief_month_len(const char *text, gsize len)
{
    return len > 2 && (*text == 'T' || *text == 't') && g_ascii_isdigit(text[1]) ? 1 : 0;
}

/* "quý hai năm 2021", "quý tư/2020": which quarter, as its number would be read; *words is set to
 * the bytes of "quý hai". NULL for anything else. */
static const char *
quarter_in_words(const char *text, const char *end, gsize *words)
{
    static const char *const numbered[] = {"quý 1", "quý 2", "quý 3", "quý 4"};
    TcLetters word;
    TcOrdinalForm form;
    guint value = 0;
    gsize len = tc_letters_read(text, end, &word);
    const char *number = text + len + (text + len < end && text[len] == ' ');
    const char *after = len > 0 && number > text + len &&
                                (tc_letters_are(&word, "quý") || tc_letters_are(&word, "quí"))
                            ? tc_ordinal_read(number, end, &value, &form)
                            : NULL;
    *words = after == NULL ? 0 : (gsize)(after - text);
    return after != NULL && form == TC_ORDINAL_WORDS && value <= G_N_ELEMENTS(numbered)
               ? numbered[value - 1]
               : NULL;
}

static void
set_date(const TcFoundDate *found, TcWrittenDate *date)
{
    date->year = found->year;
    if (found->type == TC_DATE_DAY)
        date->day = found->from % 100;
    if (found->type == TC_DATE_QUARTER)
        date->quarter = found->to / 300;
    else
        date->month = found->from / 100;
}

gboolean
tc_written_date_read(const char *text, gsize len, TcWrittenDate *date)
{
    TcFoundDate found;
    gsize rest = 0;
    len = MIN(len, WRITTEN_MAX);
    const gsize words = skip_day_words(text, text + len);
    const gsize brief = brief_month_len(text, len);
    gsize quarter_words = 0;
    const char *quarter = quarter_in_words(text, text + len, &quarter_words);
    *date = (TcWrittenDate){.words = words};
    if (brief > 0) {
        if (!read_behind("tháng ", text + brief, len - brief, &found, &rest) ||
            found.type != TC_DATE_MONTH || found.year == 0)
            return FALSE;
        date->len = brief + rest;
        date->is_said = TRUE;
    } else if (quarter != NULL) {
        if (!read_behind(quarter, text + quarter_words, len - quarter_words, &found, &rest))
            return FALSE;
        date->len = quarter_words + rest;
        date->is_said = TRUE;
    } else if (read_behind("", text, len, &found, &rest)) {
        date->len = rest;
        date->is_said = TRUE;
    } else if (g_ascii_isdigit(text[words]) &&
               read_behind("ngày ", text + words, len - words, &found, &rest)) {
        date->len = words + rest;
        date->is_said = words > 0 || memchr(text, ' ', date->len) != NULL;
    } else {
        return FALSE;
    }
    set_date(&found, date);
    return found.type == TC_DATE_DAY ||
           ((found.type == TC_DATE_MONTH || found.type == TC_DATE_QUARTER) && found.year > 0);
}

/* Add "`first`/`second`" and "`first``between``second`", of these the one that may be NULL, with
 * the year. */
static void
add_ways(GPtrArray *out, const char *first, const char *sign, const char *second, guint year,
         const char *before_year)
{
    g_autofree char *said = year == 0 ? g_strdup("") : g_strdup_printf("%s%u", before_year, year);
    g_ptr_array_add(out, g_strconcat(first, sign, second, said, NULL));
}

/* `value` as it is, and with a nought before it if it has one figure. */
static guint
figures_of(guint value, char *ways[2])
{
    ways[0] = g_strdup_printf("%u", value);
    ways[1] = value < 10 ? g_strdup_printf("0%u", value) : NULL;
    return value < 10 ? 2 : 1;
}

static void
add_days(GPtrArray *out, const TcWrittenDate *date)
{
    char *days[2];
    char *months[2];
    const guint day_count = figures_of(date->day, days);
    const guint month_count = figures_of(date->month, months);
    for (guint d = 0; d < day_count; d++)
        for (guint m = 0; m < month_count; m++) {
            add_ways(out, days[d], "/", months[m], date->year, "/");
            add_ways(out, days[d], " tháng ", months[m], date->year, " năm ");
        }
    g_free(days[0]);
    g_free(days[1]);
    g_free(months[0]);
    g_free(months[1]);
}

static void
add_months(GPtrArray *out, const TcWrittenDate *date)
{
    char *months[2];
    const guint month_count = figures_of(date->month, months);
    g_autofree char *words = tc_ordinal_words(date->month);
    for (guint m = 0; m < month_count; m++) {
        add_ways(out, "tháng ", months[m], "", date->year, "/");
        add_ways(out, "tháng ", months[m], "", date->year, " năm ");
        add_ways(out, "T", months[m], "", date->year, "/");
    }
    add_ways(out, "tháng ", date->month == 4 ? "tư" : words, "", date->year, " năm ");
    g_free(months[0]);
    g_free(months[1]);
}

GPtrArray *
tc_written_date_ways(const TcWrittenDate *date)
{
    GPtrArray *out = g_ptr_array_new_with_free_func(g_free);
    if (date->day > 0) {
        add_days(out, date);
    } else if (date->month > 0) {
        add_months(out, date);
    } else {
        g_autofree char *figures = g_strdup_printf("%u", date->quarter);
        g_autofree char *roman = tc_ordinal_roman(date->quarter);
        g_autofree char *words = tc_ordinal_words(date->quarter);
        const char *const numbers[] = {figures, roman, date->quarter == 4 ? "tư" : words};
        for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
            add_ways(out, "quý ", numbers[i], "", date->year, "/");
            add_ways(out, "quý ", numbers[i], "", date->year, " năm ");
        }
    }
    return out;
}
