/* Any bytes as text and as a query: numbers and dates lie inside it, in order; what was found is
 * read again alone; every date is one of the calendar. */
#include "tests/fuzz/fuzz.h"
#include "text/date/date.h"
#include "text/number/number.h"

#include <stdlib.h>
#include <string.h>

static void
check_key(const TcNumber *number)
{
    gsize len = strlen(number->key);
    require(len >= 1 && len <= TC_NUMBER_KEY_MAX && g_ascii_isdigit(number->key[0]));
    require(number->key[0] != '0' && number->number > 0 && number->symbol <= len);
    for (gsize i = 0; i < len; i++)
        require(g_ascii_islower(number->key[i]) || g_ascii_isdigit(number->key[i]) ||
                number->key[i] == '/' || number->key[i] == '-');
}

static void
check_number(const TcNumber *number, gsize start, gsize end, gpointer user)
{
    Progress *progress = (Progress *)user;
    progress_to(progress, start, end);
    check_key(number);
    require(number->key[number->symbol] != '\0');
    g_autoptr(GString) alone = g_string_new("số ");
    g_string_append_len(alone, progress->text + start, (gssize)(end - start));
    TcNumber again;
    require(tc_number_parse(alone->str, alone->len, &again));
    require(g_str_equal(again.key, number->key));
}

static gboolean
is_day(guint32 day)
{
    return g_date_valid_dmy((GDateDay)(day % 100), (GDateMonth)(day / 100 % 100),
                            (GDateYear)(day / 10000));
}

static void
check_date(const TcDate *date, gpointer user)
{
    Progress *progress = (Progress *)user;
    progress_to(progress, date->start, date->end);
    if (date->from == 0)
        require(date->to == 0 && date->is_year_inferred);
    else
        require(is_day(date->from) && is_day(date->to) && date->from <= date->to);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    Progress progress = {.text = (const char *)data, .len = size};
    tc_numbers_find(progress.text, size, check_number, &progress);
    progress.last_end = 0;
    tc_dates_find(progress.text, size, check_date, &progress);
    TcNumber number;
    gboolean is_strict = tc_number_parse(progress.text, size, &number);
    if (is_strict)
        check_key(&number);
    gboolean is_typed = tc_number_parse_typed(progress.text, size, &number);
    if (is_typed)
        check_key(&number);
    require(is_typed || !is_strict);
    guint32 from;
    guint32 to;
    if (tc_date_parse_query(progress.text, size, &from, &to))
        require((from == 0 || is_day(from)) && is_day(to) && from <= to);
    return 0;
}
