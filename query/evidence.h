/* query/evidence.h - numbers and dates in a query, which documents may write in other ways.
 *
 * "30c/NQ-CP" and "4/12/2020" are looked for by their keys as well as by their words. */
#ifndef TC_QUERY_EVIDENCE_H
#define TC_QUERY_EVIDENCE_H

#include <glib.h>

G_BEGIN_DECLS

/* The number of a document or a date, as terms of the index (store/schema.h). */
typedef struct {
    char *own;       /* term of documents that have it as theirs; NULL when there is no such */
    char *term;      /* term of documents that name it */
    gboolean begins; /* the terms are beginnings of terms */
} TcEvidence;

/* A GArray of TcEvidence that owns their strings. */
GArray *tc_evidence_new(void);

/* Bytes [start, end) of a text. */
typedef struct {
    gsize start;
    gsize end;
} TcSpan;

/* Append the numbers, days and months in `text` to `evidence`; where the numbers stand is appended
 * to `numbers` (of TcSpan). */
void tc_evidence_find(const char *text, GArray *evidence, GArray *numbers);

G_END_DECLS

#endif
