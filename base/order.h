/* base/order.h - the order of two numbers, for functions that qsort() and its like compare with. */
#ifndef TC_BASE_ORDER_H
#define TC_BASE_ORDER_H

/* Below, equal to or above 0 where `a` is less than, equal to or more than `b`: ascending; with the
 * two exchanged, descending. Each may be evaluated twice. */
#define TC_ORDER(a, b) ((a) < (b) ? -1 : (a) > (b))

#endif
