/* text/date/date_type.h - the kinds of dates; text/date/date.h shows one of each. */
#ifndef TC_TEXT_DATE_TYPE_H
#define TC_TEXT_DATE_TYPE_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    TC_DATE_DAY,
    TC_DATE_MONTH,
    TC_DATE_QUARTER,
    TC_DATE_YEAR,
    TC_DATE_RANGE,
} TcDateType;

G_END_DECLS

#endif
