/* text/unit.h - a number and what it counts, with the sign or the letters of it and in words: "15%"
 * and "15 phần trăm", "50kg" and "50 kí lô", "$20" and "20 USD". */
#ifndef TC_TEXT_UNIT_H
#define TC_TEXT_UNIT_H

#include "text/analyzer.h"

G_BEGIN_DECLS

/* The other ways of writing the number with its unit that stands at tokens[0], of `count` tokens of
 * `text`; *taken is set to the tokens that it takes. NULL when there is none. Free with
 * g_ptr_array_unref(). */
GPtrArray *tc_unit_writings(const TcAnalyzer *analyzer, const char *text, const TcToken *tokens,
                            guint count, guint *taken);

G_END_DECLS

#endif
