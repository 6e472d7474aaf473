/* text/date/writings.h - the ways in which people write one day, month or quarter: "2/9/1945",
 * "02-09-1945", "ngày 2 tháng 9 năm 1945", "mùng 2 tháng 9", "tháng 8/1945", "T8/1945", "quý
 * IV/2023". */
#ifndef TC_TEXT_DATE_WRITINGS_H
#define TC_TEXT_DATE_WRITINGS_H

#include <glib.h>

G_BEGIN_DECLS

/* What date a text begins with. */
typedef struct {
    guint day;     /* 0: a month or a quarter */
    guint month;   /* 0: a quarter */
    guint quarter; /* 0: a day or a month */
    guint year;    /* 0: none is said, as only of days */
    gsize words;   /* bytes of what only says that a date follows: "ngày ", "mùng ", 0 without */
    gsize len;     /* bytes in all */
    gboolean is_said; /* "ngày", "tháng" or a year say what it is: "2/9" may be something else */
} TcWrittenDate;

/* Read the date that `text` begins with. FALSE when there is none, or one of several days. */
gboolean tc_written_date_read(const char *text, gsize len, TcWrittenDate *date);

/* The ways of writing it, without "ngày": "2/9/1945", "02 tháng 9 năm 1945". Free with
 * g_ptr_array_unref(). */
GPtrArray *tc_written_date_ways(const TcWrittenDate *date);

G_END_DECLS

#endif
