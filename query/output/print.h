/* query/output/print.h - hits as text, JSON Lines, TSV, paths or a TREC run.
 *
 * Text that comes from documents is stripped of control characters wherever it could reach a
 * terminal. docs/output.md holds the schema of the JSON lines. */
#ifndef TC_QUERY_PRINT_H
#define TC_QUERY_PRINT_H

#include "query/output/print_parts.h"

G_BEGIN_DECLS

/* Whether the output shows snippets, so that they need to be made. */
gboolean tc_print_needs_snippet(const TcOptions *options);

/* What is said before the hits of a query, or instead of them, for people: its likely readings, and
 * what else may have been meant; nothing where there is nothing to say. */
void tc_print_reading(FILE *out, const TcOptions *options, const TcResults *results);

/* The line where the set of a topic ends; when nothing is in it (`has_any` is FALSE), what is said
 * instead of it. */
void tc_print_set_end(FILE *out, const TcOptions *options, gboolean has_any);

/* That words of the query are an order, newest first or oldest. */
void tc_print_order(FILE *out, const TcOptions *options, gboolean is_newest_first);

/* The line before the hits that have the phrase, where some that lack it stand before them. */
void tc_print_phrase_begin(FILE *out, const TcOptions *options);

/* The line before the hits that lack a phrase of the query, or with `is_field_lacking` a field of
 * it. */
void tc_print_rest(FILE *out, const TcOptions *options, gboolean is_field_lacking);

typedef struct {
    guint32 total;           /* of all that is found */
    gboolean is_all;         /* else there are more than that */
    gboolean is_about_topic; /* `total` is of what is about a topic */
    guint shown;
    guint joined; /* of these, with others */
} TcSummary;

/* The first line for people: how many there are, which are shown, how to see more. */
void tc_print_summary(FILE *out, const TcOptions *options, const TcSummary *summary);

/* The line with the names of the columns, of csv and of tsv with --columns; else nothing. */
void tc_print_header(FILE *out, const TcOptions *options);

/* The counts of a facet after the hits: lists or a bar chart in TEXT; in JSON a line for each value
 * with the fields facet, value and count. Nothing in the other formats. */
void tc_print_facet(FILE *out, const TcOptions *options, TcFacet facet, const GArray *values,
                    const char *query_id);

void tc_print_hit(FILE *out, const TcOptions *options, const TcPrintHit *hit);

G_END_DECLS

#endif
