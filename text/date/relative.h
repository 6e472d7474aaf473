/* text/date/relative.h - days that are told from today: "hôm nay", "tháng trước", "30 ngày qua".
 *
 * Private to text/date/. */
#ifndef TC_TEXT_RELATIVE_H
#define TC_TEXT_RELATIVE_H

#include <glib.h>

G_BEGIN_DECLS

/* The days that [text, end) means on the day `today` (YYYYMMDD). Returns FALSE, and writes nothing,
 * when it is no such date:
 *
 *     hôm nay, hôm qua
 *     tuần này, tuần trước (from Monday), tháng này, tháng trước, quý này, quý trước
 *     năm nay, năm ngoái, năm trước
 *     30 ngày qua, 2 tuần gần đây, 6 tháng vừa qua, 3 năm trở lại đây: until today
 *     đầu năm đến nay, từ đầu năm đến nay: from the first day of the year until today
 *
 * Words may be without marks. */
gboolean tc_date_read_relative(const char *text, const char *end, guint32 today, guint32 *from,
                               guint32 *to);

/* The phrase `first second` (`second` may be NULL) at `p`: what follows it, over spaces; else NULL.
 */
const char *tc_date_after_words(const char *p, const char *end, const char *first,
                                const char *second);

/* The day that is a number of days after `day`, or before it. */
guint32 tc_date_add_days(guint32 day, int days);

G_END_DECLS

#endif
