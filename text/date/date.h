/* text/date/date.h - dates in Vietnamese text and queries.
 *
 * A date is a range of days, both ends included, as YYYYMMDD: comparing numbers compares days.
 *
 *     ngày 4-12, 4/12/2020, 04.12.2020, 04 tháng 12 năm 2020, 2020-12-04          TC_DATE_DAY
 *     tháng 12/2020, 12/2020, tháng 12 năm 2020, tháng Tám năm 1945                TC_DATE_MONTH
 *     quý I/2021, quý 1 năm 2021                                                  TC_DATE_QUARTER
 *     năm 2020                                                                    TC_DATE_YEAR
 *     nhiệm kỳ 2020-2025, giai đoạn 2021 - 2025, từ năm 2011 đến năm 2020,
 *     6 tháng đầu năm 2020, đầu tháng 12/2020, ngày 4-6/12/2020                   TC_DATE_RANGE
 *
 * Words may be without marks ("ngay 04 thang 12 nam 2020"). The beginning, middle and end ("đầu",
 * "giữa", "cuối") of a month are its days 1-10, 11-20 and 21-; of a year, four months each.
 * A day that no calendar has (31/2) is no date. */
#ifndef TC_TEXT_DATE_H
#define TC_TEXT_DATE_H

#include "text/date/date_type.h"

#include <glib.h>

G_BEGIN_DECLS

#define TC_DATE_MAX 99991231u /* the end of a range without end */

typedef struct {
    TcDateType type;
    gboolean is_year_inferred; /* the date itself does not say its year */
    guint32 from;              /* YYYYMMDD; both 0 when the year is unknown */
    guint32 to;
    gsize start; /* bytes of the text, with the words that belong to it ("ngày", "nhiệm kỳ") */
    gsize end;
} TcDate;

typedef void (*TcDateFunc)(const TcDate *date, gpointer user);

/* Call `func` for each date in running text, in order; they do not overlap.
 *
 * A day, month or quarter without a year takes it from the text around it, from the first of these
 * that there is (ranges of years, such as a term of office, give none):
 *   1. the date it is written together with: "từ ngày 4-10 đến ngày 22-10-2021";
 *   2. the nearest year before it in its paragraph (line);
 *   3. the nearest year after it in its paragraph;
 *   4. the year of the last date before the paragraph that is a day, its own or inferred;
 *   5. the year named most often in the first 1,500 characters. */
void tc_dates_find(const char *text, gsize len, TcDateFunc func, gpointer user);

/* A day as programs for sites write it, at `p`: "12 Tháng Bảy, 2022", "Tháng Bảy 12, 2022", "12
 * Th7, 2022", "12 Tháng 7 2022", "12 07 2022". Returns YYYYMMDD, 0 when [p, end) begins with
 * something else. */
guint32 tc_date_of_page_at(const char *p, const char *end);

/* Read the value of a date field or of --from and --to: `2020`, `2020-12`, `12/2020`, `4/12/2020`,
 * `2020-12-04`, `20201204`, any date of above that says its year, and ranges of these:
 * `2019..2021`,
 * `..2021` (from 0), `2019..` (to TC_DATE_MAX). Returns FALSE, and writes nothing, for anything
 * else, and for a range that ends before it begins. */
gboolean tc_date_parse_query(const char *text, gsize len, guint32 *from, guint32 *to);

/* The same when today is another day: "năm nay", "30 ngày qua" are told from it
 * (text/date/relative.h). With 0 they are no dates. */
gboolean tc_date_parse_query_on(const char *text, gsize len, guint32 today, guint32 *from,
                                guint32 *to);

/* Today where the reader is ($TZ, else the machine's zone), YYYYMMDD. */
guint32 tc_date_today(void);

/* Whether it is a range that would be read, but for ending before it begins. */
gboolean tc_date_query_is_reversed(const char *text, gsize len);

G_END_DECLS

#endif
