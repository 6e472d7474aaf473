#include "tests/unit/rows.h"
#include "text/date/writings.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static const struct {
    const char *text;
    const char *rest; /* NULL: no date */
    const char *ways; /* with | between */
} rows[] = {
    {"2/9/1945", "",
     "2/9/1945|2 tháng 9 năm 1945|2/09/1945|2 tháng 09 năm 1945|"
     "02/9/1945|02 tháng 9 năm 1945|02/09/1945|02 tháng 09 năm 1945"},
    {"ngày 20-11-1982 ở sân", " ở sân", "20/11/1982|20 tháng 11 năm 1982"},
    {"ngay mung 10 thang 10", "", "10/10|10 tháng 10"},
    {"12/10", "", "12/10|12 tháng 10"},
    {"tháng 12/2022", "", "tháng 12/2022|tháng 12 năm 2022|T12/2022|tháng mười hai năm 2022"},
    {"T12/2022", "", "tháng 12/2022|tháng 12 năm 2022|T12/2022|tháng mười hai năm 2022"},
    {"quý IV/2023", "",
     "quý 4/2023|quý 4 năm 2023|quý IV/2023|quý IV năm 2023|quý tư/2023|quý tư năm 2023"},
    {"quý hai năm 2021, thu", ", thu",
     "quý 2/2021|quý 2 năm 2021|quý II/2021|quý II năm 2021|quý hai/2021|quý hai năm 2021"},
    {"quý hai bên", NULL, NULL}, /* no year */
    {"quý năm 2021", NULL, NULL},
    {"tháng 12", NULL, NULL}, /* an ordinal */
    {"T54", NULL, NULL},
    {"31/2/2020", NULL, NULL},
    {"ngày 4-6/12/2020", NULL, NULL}, /* several days */
    {"năm 2020", NULL, NULL},
    {"họp ngày 2/9", NULL, NULL}, /* it begins with something else */
    {"", NULL, NULL},
};

EACH_ROW(date_writings, dates_are_written_in_all_ways, rows)

ROW_TEST(size_t *row, date_writings, dates_are_written_in_all_ways)
{
    const char *text = rows[*row].text;
    TcWrittenDate date;
    gboolean is_date = tc_written_date_read(text, strlen(text), &date);
    cr_assert_eq(is_date, rows[*row].rest != NULL, "%s", text);
    if (!is_date)
        return;
    cr_assert_str_eq(text + date.len, rows[*row].rest, "%s", text);
    g_autoptr(GPtrArray) ways = tc_written_date_ways(&date);
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < ways->len; i++)
        g_string_append_printf(all, "%s%s", i > 0 ? "|" : "",
                               (const char *)g_ptr_array_index(ways, i));
    cr_assert_str_eq(all->str, rows[*row].ways, "%s", text);
}

/* "2/9" may be anything; a word, a month or a year says that it is a day. */
Test(date_writings, what_says_that_it_is_a_date)
{
    static const struct {
        const char *text;
        gboolean is_said;
    } said[] = {{"2/9", FALSE}, {"ngày 2/9", TRUE}, {"2 tháng 9", TRUE}, {"2/9/1945", TRUE}};
    for (gsize i = 0; i < G_N_ELEMENTS(said); i++) {
        TcWrittenDate date;
        cr_assert(tc_written_date_read(said[i].text, strlen(said[i].text), &date));
        cr_assert_eq(date.is_said, said[i].is_said, "%s", said[i].text);
    }
}
