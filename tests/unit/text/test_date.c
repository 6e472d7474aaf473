#include "tests/unit/rows.h"
#include "tests/unit/text/collected.h"
#include "text/date/date.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static const char type_letters[] = "DMQYR";

static gboolean
is_real_day(guint32 day)
{
    return g_date_valid_dmy((GDateDay)(day % 100), (GDateMonth)(day / 100 % 100),
                            (GDateYear)(day / 10000));
}

/* "[source]=D20201204" or "[source]=R20200101-20251231", with ~ before an inferred year. */
static void
collect(const TcDate *date, gpointer user)
{
    Collected *collected = (Collected *)user;
    collected_next(collected, date->start, date->end);
    g_string_append_printf(collected->found, "%s[%.*s]=%s%c%u",
                           collected->found->len > 0 ? " " : "", (int)(date->end - date->start),
                           collected->text + date->start, date->is_year_inferred ? "~" : "",
                           type_letters[date->type], date->from);
    if (date->from != date->to)
        g_string_append_printf(collected->found, "-%u", date->to);
    cr_assert(date->from == 0
                  ? date->to == 0 && date->is_year_inferred
                  : date->from <= date->to && is_real_day(date->from) && is_real_day(date->to));
    cr_assert(date->type != TC_DATE_DAY || date->from == date->to);
}

static void
find_all(Collected *collected)
{
    tc_dates_find(collected->text, collected->len, collect, collected);
}

static char *
find(const char *text, gsize len)
{
    return collect_with(find_all, text, len);
}

static const struct {
    const char *text;
    const char *found;
} rows[] = {
    /* Days */
    {"Ngày 4-12-2020, Tỉnh ủy", "[Ngày 4-12-2020]=D20201204"},
    {"4/12/2020", "[4/12/2020]=D20201204"},
    {"04.12.2020.", "[04.12.2020]=D20201204"},
    {"4 / 12 / 2020", "[4 / 12 / 2020]=D20201204"},
    {"04–12–2020", "[04–12–2020]=D20201204"},
    {"Hà Nội, ngày 04 tháng 12 năm 2020", "[ngày 04 tháng 12 năm 2020]=D20201204"},
    {"ngay 04 thang 12 nam 2020", "[ngay 04 thang 12 nam 2020]=D20201204"},
    {"NGÀY 04 THÁNG 12 NĂM 2020", "[NGÀY 04 THÁNG 12 NĂM 2020]=D20201204"},
    {"nga\u0300y 4 tha\u0301ng 12 na\u0306m 2020",
     "[nga\u0300y 4 tha\u0301ng 12 na\u0306m 2020]=D20201204"},
    {"ngày 04 tháng 12\nnăm 2020", "[ngày 04 tháng 12\nnăm 2020]=D20201204"},
    {"4 tháng 12 năm 2020", "[4 tháng 12 năm 2020]=D20201204"},
    {"ngày 4 tháng 12/2020", "[ngày 4 tháng 12/2020]=D20201204"},
    {"ngày 4/12 năm 2020", "[ngày 4/12 năm 2020]=D20201204"},
    {"ngày 4/12/20", "[ngày 4/12/20]=D20201204"},
    {"ngày 4/12/75", "[ngày 4/12/75]=D19751204"},
    {"2020-12-04", "[2020-12-04]=D20201204"},
    {"tối 28-4-2023, tại", "[tối 28-4-2023]=D20230428"},
    {"Ngày: 18/8/2020", "[Ngày: 18/8/2020]=D20200818"},
    {"29/2/2020", "[29/2/2020]=D20200229"},
    {"ngày 1 tháng 9 năm 1858", "[ngày 1 tháng 9 năm 1858]=D18580901"},
    {"4/12/2020-10/12/2020", "[4/12/2020]=D20201204 [10/12/2020]=D20201210"},
    /* Days that are none */
    {"31/2/2020", ""},
    {"29/2/2021", ""},
    {"ngày 3 tháng hai năm 1930", "[ngày 3 tháng hai năm 1930]=D19300203"},
    {"ngày 19 tháng năm năm 1890", "[ngày 19 tháng năm năm 1890]=D18900519"},
    {"mồng 2 tháng Chín năm 1945", "[mồng 2 tháng Chín năm 1945]=D19450902"},
    {"ngay 5 thang muoi hai nam 2020", "[ngay 5 thang muoi hai nam 2020]=D20201205"},
    {"ngày 4 tháng mười một, 2020", "[ngày 4 tháng mười một]=~D0"},
    {"tháng Tám năm 1945", "[tháng Tám năm 1945]=M19450801-19450831"},
    {"tháng mười một/2020", "[tháng mười một/2020]=M20201101-20201130"},
    {"tháng Giêng năm 2021", "[năm 2021]=Y20210101-20211231"},
    {"trong 3 tháng năm 2020", "[năm 2020]=Y20200101-20201231"},
    {"ngày 32/1/2020", ""},
    {"ngày 0/1/2020", ""},
    {"12/13/2020", ""},
    {"ngày 31 tháng 4 năm 2020", ""},
    {"15/17 chỉ tiêu, 24/7, 1/500", ""},
    {"tỷ lệ 4-12", ""},
    {"4.12 triệu", ""},
    {"định kỳ 6 tháng 1 lần", ""},
    {"15/2020/NĐ-CP, 4/12/2020/QĐ", ""},
    {"số 12/2020, 12/2020-NĐ", ""},
    {"0912-12-2020, 1.4.12.2020", ""},
    {"trước ngày 30/9 hằng năm", ""},
    {"ngày 4%", ""},
    /* Months, quarters, years */
    {"tháng 12/2020", "[tháng 12/2020]=M20201201-20201231"},
    {"tháng 2 năm 2020", "[tháng 2 năm 2020]=M20200201-20200229"},
    {"tháng 2-2021", "[tháng 2-2021]=M20210201-20210228"},
    {"từ 12/2020-3/2021", "[12/2020]=M20201201-20201231 [3/2021]=M20210301-20210331"},
    {"ngày .... tháng 12 năm 2020", "[tháng 12 năm 2020]=M20201201-20201231"},
    {"tháng 13/2020", ""},
    {"tháng 11 năm trước", ""},
    {"tháng 4,5 triệu", ""},
    {"quý I/2021", "[quý I/2021]=Q20210101-20210331"},
    {"Quý IV năm 2021", "[Quý IV năm 2021]=Q20211001-20211231"},
    {"quý 2/2021", "[quý 2/2021]=Q20210401-20210630"},
    {"qui III-2021", "[qui III-2021]=Q20210701-20210930"},
    {"quý V/2021", ""},
    {"năm 2020", "[năm 2020]=Y20200101-20201231"},
    {"nam 2020", "[nam 2020]=Y20200101-20201231"},
    {"năm 1075", "[năm 1075]=Y10750101-10751231"},
    {"Viet Nam 2020", ""},
    {"5 năm 2000 tỷ", ""},
    {"2020 người", ""},
    {"năm 20201", ""},
    /* Ranges */
    {"nhiệm kỳ 2020-2025", "[nhiệm kỳ 2020-2025]=R20200101-20251231"},
    {"nhiem ky 2020-2025", "[nhiem ky 2020-2025]=R20200101-20251231"},
    {"giai đoạn 2021 - 2025", "[giai đoạn 2021 - 2025]=R20210101-20251231"},
    {"giai đoạn từ 2021 đến 2025", "[giai đoạn từ 2021 đến 2025]=R20210101-20251231"},
    {"từ năm 2011 đến năm 2020", "[từ năm 2011 đến năm 2020]=R20110101-20201231"},
    {"năm học 2023–2024", "[năm học 2023–2024]=R20230101-20241231"},
    {"kế hoạch 5 năm 2021-2025", "[năm 2021-2025]=R20210101-20251231"},
    {"đầu tư công 2021-2025", "[2021-2025]=R20210101-20251231"},
    {"2025-2020, 1200-1300", ""},
    {"6 tháng đầu năm 2020", "[6 tháng đầu năm 2020]=R20200101-20200630"},
    {"sáu tháng cuối năm 2020", "[sáu tháng cuối năm 2020]=R20200701-20201231"},
    {"9 tháng đầu năm 2020", "[9 tháng đầu năm 2020]=R20200101-20200930"},
    {"đầu năm 2020", "[đầu năm 2020]=R20200101-20200430"},
    {"giữa năm 2020", "[giữa năm 2020]=R20200501-20200831"},
    {"cuối năm 2020", "[cuối năm 2020]=R20200901-20201231"},
    {"đầu tháng 12/2020", "[đầu tháng 12/2020]=R20201201-20201210"},
    {"cuối tháng 2/2020", "[cuối tháng 2/2020]=R20200221-20200229"},
    {"ngày 4-6/12/2020", "[ngày 4-6/12/2020]=R20201204-20201206"},
    {"từ ngày 20 đến ngày 24-12-2019", "[ngày 20 đến ngày 24-12-2019]=R20191220-20191224"},
    {"ngày 4 và 5 tháng 12 năm 2020", "[ngày 4 và 5 tháng 12 năm 2020]=R20201204-20201205"},
    /* The year from the text around */
    {"Ngày 4-12, Tỉnh ủy đánh giá năm 2020, bàn việc năm 2021",
     "[Ngày 4-12]=~D20201204 [năm 2020]=Y20200101-20201231 [năm 2021]=Y20210101-20211231"},
    {"Năm 2019 khó khăn. Ngày 4/12, bàn việc năm 2021.",
     "[Năm 2019]=Y20190101-20191231 [Ngày 4/12]=~D20191204 [năm 2021]=Y20210101-20211231"},
    {"Năm 2019 khó khăn: từ ngày 4-10 đến ngày 22-10-2021",
     "[Năm 2019]=Y20190101-20191231 [ngày 4-10]=~D20211004 [ngày 22-10-2021]=D20211022"},
    {"Ngày 5/3/2018 họp.\nNăm 2017, năm 2017.\nNgày 4/12 họp.",
     "[Ngày 5/3/2018]=D20180305 [Năm 2017]=Y20170101-20171231 [năm 2017]=Y20170101-20171231 "
     "[Ngày 4/12]=~D20181204"},
    {"Năm 2017, năm 2018.\nNăm 2018.\nChiều 4-12 họp.",
     "[Năm 2017]=Y20170101-20171231 [năm 2018]=Y20180101-20181231 "
     "[Năm 2018]=Y20180101-20181231 [Chiều 4-12]=~D20181204"},
    {"nhiệm kỳ 2020-2025, ngày 4-12", "[nhiệm kỳ 2020-2025]=R20200101-20251231 [ngày 4-12]=~D0"},
    {"ngày 04 tháng 12", "[ngày 04 tháng 12]=~D0"},
    {"ngày 29-2, năm 2021", "[ngày 29-2]=~D0 [năm 2021]=Y20210101-20211231"},
    {"tháng 5, năm 2021", "[tháng 5]=~M20210501-20210531 [năm 2021]=Y20210101-20211231"},
    {"", ""},
};

EACH_ROW(date, finds_in_running_text, rows)
ROW_TEST(size_t *row, date, finds_in_running_text)
{
    g_autofree char *found = find(rows[*row].text, strlen(rows[*row].text));
    cr_assert(eq(str, found, (char *)rows[*row].found), "%s", rows[*row].text);
}

Test(date, the_year_of_the_document_is_looked_for_at_its_start_only)
{
    g_autofree char *filler = g_strnfill(1600, 'x');
    g_autofree char *text =
        g_strdup_printf("năm 2018\n%s\nnăm 2019, năm 2019\n\nngày 4-12", filler);
    g_autofree char *found = find(text, strlen(text));
    cr_assert(g_str_has_suffix(found, "[ngày 4-12]=~D20181204"), "%s", found);
}

static const struct {
    const char *query;
    guint32 from; /* 0 and `to` 0: refused */
    guint32 to;
} queries[] = {
    {"tháng bảy năm 2020", 20200701, 20200731},
    {"ngày 3 tháng hai năm 2020", 20200203, 20200203},
    {"2020", 20200101, 20201231},
    {" 2020 ", 20200101, 20201231},
    {"2020-12", 20201201, 20201231},
    {"2020/2", 20200201, 20200229},
    {"12/2020", 20201201, 20201231},
    {"12-2020", 20201201, 20201231},
    {"4/12/2020", 20201204, 20201204},
    {"04-12-2020", 20201204, 20201204},
    {"2020-12-04", 20201204, 20201204},
    {"20201204", 20201204, 20201204},
    {"2019..2021", 20190101, 20211231},
    {"2019 .. 2021", 20190101, 20211231},
    {"..2021", 0, 20211231},
    {"2019..", 20190101, TC_DATE_MAX},
    {"12/2020..4/3/2021", 20201201, 20210304},
    {"nhiệm kỳ 2020-2025", 20200101, 20251231},
    {"2020-2025", 20200101, 20251231},
    {"năm 2020", 20200101, 20201231},
    {"tháng 12/2020", 20201201, 20201231},
    {"quý I/2021", 20210101, 20210331},
    {"ngày 04 tháng 12 năm 2020", 20201204, 20201204},
    {"ngay 4 thang 12 nam 2020", 20201204, 20201204},
    {"mùng 4 tháng 12 năm 2020", 20201204, 20201204},
    {"ngày mồng 6 tháng 12 năm 1945", 19451206, 19451206},
    {"2019…2021", 20190101, 20211231},
    {"từ 2019 đến 2021", 20190101, 20211231},
    {"từ năm 2019 tới năm 2021", 20190101, 20211231},
    {"từ tháng 6/2020 đến tháng 12/2020", 20200601, 20201231},
    {"từ 1/6/2020 đến 31/12/2020", 20200601, 20201231},
    {"1/6/2020 đến 31/12/2020", 20200601, 20201231},
    {"từ ngày 1-6 đến ngày 31-12-2020", 20200601, 20201231},
    {"tu ngay 1/6/2020 den ngay 31/12/2020", 20200601, 20201231},
    {"từ tháng 11/2019 đến quý I/2021", 20191101, 20210331},
    {"từ 1/6 đến 31/12/2020", 20200601, 20201231},
    {"1-6 đến 31-12-2020", 20200601, 20201231},
    {"từ 31/6 đến 31/12/2020", 0, 0},
    {"trước 2015", 0, 20141231},
    {"trước 1/3/2020", 0, 20200229},
    {"sau 2022", 20230101, TC_DATE_MAX},
    {"sau ngày 31/12/2020", 20210101, TC_DATE_MAX},
    {"từ 2019", 20190101, TC_DATE_MAX},
    {"từ năm 2019 đến nay", 20190101, TC_DATE_MAX},
    {"từ tháng 6/2019 trở đi", 20190601, TC_DATE_MAX},
    {"đến 30/6/2020", 0, 20200630},
    {"nhiệm kỳ 2016–2021", 20160101, 20211231},
    {"mùng 4 tháng Chạp năm 2020", 0, 0}, /* of the lunar calendar */
    {"trước", 0, 0},
    {"từ đến", 0, 0},
    {"từ 2021 đến 2019", 0, 0},
    {"từ 1/6/2020 đến đâu", 0, 0},
    {"1/6/2020 và 31/12/2020", 0, 0},
    {"trước 1/6/2020 đến 31/12/2020", 0, 0},
    {"đến nay", 0, 0},
    {"", 0, 0},
    {"..", 0, 0},
    {"...", 0, 0},
    {"2021..2019", 0, 0},
    {"31/2/2020", 0, 0},
    {"20200231", 0, 0},
    {"2020-13", 0, 0},
    {"2020-00", 0, 0},
    {"13/2020", 0, 0},
    {"4/12", 0, 0},
    {"ngày 4-12", 0, 0},
    {"99999", 0, 0},
    {"123", 0, 0},
    {"hôm kia", 0, 0},
    {"2020 2021", 0, 0},
    {"2020..abc", 0, 0},
    {"abc..2020", 0, 0},
    {"2019..2020..2021", 0, 0},
    {"4/12/2020 5/12/2020", 0, 0},
};

EACH_ROW(date, reads_a_query, queries)
ROW_TEST(size_t *row, date, reads_a_query)
{
    const char *query = queries[*row].query;
    guint32 from = 1;
    guint32 to = 2;
    gboolean is_read = tc_date_parse_query(query, strlen(query), &from, &to);
    if (queries[*row].to == 0) {
        cr_assert(not(is_read), "%s", query);
        cr_assert(from == 1 && to == 2);
    } else {
        cr_assert(is_read, "%s", query);
        cr_assert(eq(u32, from, queries[*row].from));
        cr_assert(eq(u32, to, queries[*row].to));
    }
}

Test(date, tells_a_range_that_ends_before_it_begins)
{
    static const struct {
        const char *query;
        gboolean is_reversed;
    } ranges[] = {
        {"2021..2019", TRUE},
        {"4/12/2020..3/12/2020", TRUE},
        {"từ 1/6/2020 đến 1/6/2019", TRUE},
        {"2019..2021", FALSE},
        {"2020..2020", FALSE},
        {"..2021", FALSE},
        {"2021..abc", FALSE},
        {"hôm qua", FALSE},
        {"", FALSE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(ranges); i++)
        cr_assert(tc_date_query_is_reversed(ranges[i].query, strlen(ranges[i].query)) ==
                      ranges[i].is_reversed,
                  "%s", ranges[i].query);
}

/* `format` with %d, %m and %Y put in. */
static char *
write_day(const char *format, guint32 day)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *p = format; *p != '\0'; p++)
        if (*p != '%')
            g_string_append_c(out, *p);
        else if (*++p == 'd')
            g_string_append_printf(out, "%02u", day % 100);
        else if (*p == 'm')
            g_string_append_printf(out, "%02u", day / 100 % 100);
        else
            g_string_append_printf(out, "%04u", day / 10000);
    return g_strdup(out->str);
}

Test(date, each_day_is_read_in_each_spelling)
{
    static const char *const formats[] = {
        "%d/%m/%Y",
        "%d-%m-%Y",
        "%d.%m.%Y",
        "%Y-%m-%d",
        "%Y%m%d",
        "ngày %d tháng %m năm %Y",
        "ngay %d thang %m nam %Y",
        "%d tháng %m năm %Y",
        "ngày %d/%m/%Y",
    };
    g_autoptr(GDate) date = g_date_new_dmy(1, G_DATE_JANUARY, 2019);
    for (; g_date_get_year(date) < 2022; g_date_add_days(date, 1)) {
        guint32 day = g_date_get_year(date) * 10000u + (guint32)g_date_get_month(date) * 100u +
                      g_date_get_day(date);
        for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
            guint32 from = 0;
            guint32 to = 0;
            g_autofree char *text = write_day(formats[i], day);
            cr_assert(tc_date_parse_query(text, strlen(text), &from, &to), "%s", text);
            cr_assert(from == day && to == day, "%s", text);
        }
    }
}

Test(date, many_dates_without_a_year_take_no_quadratic_time)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 200000; i++)
        g_string_append(text, "ngày 4-12 ");
    g_string_append(text, "năm 2020");
    g_autofree char *found = find(text->str, text->len);
    cr_assert(g_str_has_prefix(found, "[ngày 4-12]=~D20201204"));
}

Test(date, a_text_cut_anywhere_is_read_within_its_bounds)
{
    static const char text[] =
        "ngày 04 tháng 12 năm 2020, quý IV–2021, nhiệm kỳ 2020 – 2025, 4-6/12/2020\xe2\x80";
    for (gsize len = 0; len < sizeof text; len++) {
        /* An exact copy, so that a sanitizer sees a read outside. */
        char *copy = (char *)g_malloc(len + 1);
        memcpy(copy + 1, text, len);
        guint32 from;
        guint32 to;
        g_autofree char *found = find(copy + 1, len);
        tc_date_parse_query(copy + 1, len, &from, &to);
        cr_assert(found != NULL);
        g_free(copy);
    }
}

/* On Sunday, the 29th of November 2026; and on the last of March, of a year with a 29th of
 * February.
 */
static const struct {
    guint32 today;
    const char *query;
    guint32 from; /* 0: it is no date */
    guint32 to;
} relative[] = {
    {20261129, "hôm nay", 20261129, 20261129},
    {20261129, "hom nay", 20261129, 20261129},
    {20261129, "hôm qua", 20261128, 20261128},
    {20261129, "tuần này", 20261123, 20261129},
    {20261129, "tuần trước", 20261116, 20261122},
    {20261129, "tháng này", 20261101, 20261130},
    {20261129, "Tháng Trước", 20261001, 20261031},
    {20261129, "quý này", 20261001, 20261231},
    {20261129, "quy truoc", 20260701, 20260930},
    {20261129, "năm nay", 20260101, 20261231},
    {20261129, "nam nay", 20260101, 20261231},
    {20261129, "năm ngoái", 20250101, 20251231},
    {20261129, "năm trước", 20250101, 20251231},
    {20261129, "30 ngày qua", 20261030, 20261129},
    {20261129, "2 tuần gần đây", 20261115, 20261129},
    {20261129, "6 tháng vừa qua", 20260529, 20261129},
    {20261129, "3 năm trở lại đây", 20231129, 20261129},
    {20261129, "đầu năm đến nay", 20260101, 20261129},
    {20261129, "từ đầu năm đến nay", 20260101, 20261129},
    {20261129, "từ năm ngoái đến nay", 20250101, 99991231},
    {20261129, "trước năm nay", 0, 20251231},
    {20261129, "năm ngoái..năm nay", 20250101, 20261231},
    {20261129, "2019..nay", 20190101, 99991231},
    {20240331, "tháng trước", 20240201, 20240229},
    {20240331, "1 tháng qua", 20240229, 20240331},
    {20240101, "hôm qua", 20231231, 20231231},
    {20240101, "tuần này", 20240101, 20240107},
    {20240229, "1 năm qua", 20230228, 20240229},
    {20240101, "quý trước", 20231001, 20231231},
    {20261129, "0 ngày qua", 0, 0},
    {20261129, "9999 năm qua", 0, 0},
    {20261129, "ngày này", 0, 0},
    {20261129, "tháng ngoái", 0, 0},
    {20261129, "30 ngày", 0, 0},
    {20261129, "qua", 0, 0},
};

Test(date, days_are_told_from_today)
{
    for (gsize i = 0; i < G_N_ELEMENTS(relative); i++) {
        const char *query = relative[i].query;
        guint32 from = 0;
        guint32 to = 0;
        gboolean is_read =
            tc_date_parse_query_on(query, strlen(query), relative[i].today, &from, &to);
        cr_expect(eq(int, is_read, relative[i].to != 0), "%s", query);
        cr_expect(eq(u32, from, relative[i].from), "%s on %u", query, relative[i].today);
        cr_expect(eq(u32, to, relative[i].to), "%s on %u", query, relative[i].today);
    }
}

/* As programs for sites write days. */
typedef struct {
    char text[40];
    guint32 day;
} PageRow;

static const PageRow pages[] = {
    {"12 Tháng Bảy, 2022", 20220712},
    {"12 tháng 7 2022", 20220712},
    {"Tháng Bảy 12, 2022", 20220712},
    {"Tháng Mười Hai 1, 2022", 20221201},
    {"Tháng Mười 31, 2022 lúc 8:00", 20221031},
    {"12 Th7, 2022", 20220712},
    {"Th12 05, 2022", 20221205},
    {"Th13 05, 2022", 0},
    {"12 07 2022 08:52", 20220712},
    {"12 7 2022", 0},
    {"12 13 2022", 0},
    {"31 02 2022", 0},
    {"12 07  2022", 0},
    {"12 07 ", 0},
    {"Tháng Giêng 12, 2022", 0},
    {"31 Tháng Hai, 2022", 0},
    {"Tháng Bảy 2022", 0},
    {"Thứ 7, 2022", 0},
    {"12 Tháng Bảy", 0},
    {"", 0},
};

EACH_ROW(date, reads_days_of_pages, pages)
ROW_TEST(size_t *row, date, reads_days_of_pages)
{
    const char *text = pages[*row].text;
    cr_expect(eq(u32, tc_date_of_page_at(text, text + strlen(text)), pages[*row].day), "%s", text);
}
