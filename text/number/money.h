/* text/number/money.h - round numbers and sums as people shorten them: "5tr", "1,5 triệu đồng",
 * "200k", "2 tỷ", "0,75 tỷ", "7tr5", "1 tỷ rưỡi", "1 tỷ 200 triệu", "5.000.000đ". */
#ifndef TC_TEXT_MONEY_H
#define TC_TEXT_MONEY_H

#include <glib.h>

G_BEGIN_DECLS

/* Larger ones are no sums that anybody types. */
#define TC_AMOUNT_MAX G_GUINT64_CONSTANT(1000000000000000)

typedef struct {
    guint64 value;
    gboolean is_money; /* "đồng" or "đ" was said */
} TcAmount;

/* Read the amount that stands at `p`: figures, with points between thousands or decimals behind a
 * comma, or a number in words ("hai trăm năm mươi triệu"), "nửa" and "1/2", "trăm" behind either,
 * and k, nghìn, ngàn, tr, triệu, tỷ, đồng, đ, VNĐ or VND behind them, apart or not, in any case,
 * with their marks or without. Returns its end; NULL when there is none, as figures alone are
 * ("200", "5.000") and what is no whole number ("1,0005 nghìn"). */
const char *tc_amount_read(const char *p, const char *end, TcAmount *amount);

/* The same for round thousands in figures alone, "150.000" and "150000", which something is counted
 * in; "2000" and "1000" may be years or names. */
const char *tc_amount_read_round(const char *p, const char *end, TcAmount *amount);

/* The ways in which people write it, in no order: "1.500.000", "1,5 triệu", "1,5tr", and with
 * "đồng" where it is money. Free with g_ptr_array_unref(). */
GPtrArray *tc_amount_writings(const TcAmount *amount);

G_END_DECLS

#endif
