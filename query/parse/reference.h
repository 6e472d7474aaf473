/* query/parse/reference.h - what people say around the name of a document: which part of it they
 * mean, and of which year it is. "khoản 2 Điều 96 Luật Đất đai", "luật đất đai năm 2024". */
#ifndef TC_QUERY_REFERENCE_H
#define TC_QUERY_REFERENCE_H

#include "text/analyzer.h"

G_BEGIN_DECLS

typedef struct {
    gsize begin; /* the words of the name: [begin, end) */
    gsize end;
    guint year; /* 0 without one */
} TcReference;

/* Reads the words of a query. FALSE where nothing but a name can be: no part, no year. */
gboolean tc_reference_read(const TcTokens *words, TcReference *reference);

G_END_DECLS

#endif
