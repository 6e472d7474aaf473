/* query/command/print.h - hits as text, JSON Lines, TSV, paths or a TREC run.
 *
 * Text that comes from documents is stripped of control characters wherever it could reach a
 * terminal. docs/output.md holds the schema of the JSON lines. */
#ifndef TC_QUERY_PRINT_H
#define TC_QUERY_PRINT_H

#include "query/command/options.h"
#include "query/show/explain.h"
#include "query/show/related.h"
#include "query/show/snippet.h"

#include <stdio.h>

G_BEGIN_DECLS

typedef struct {
    const TcSearchHit *hit;
    const TcRecord *record;
    const TcSnippet *snippet; /* NULL where the output shows none */
    const char *context;      /* with --context: lines in its place, ready to be printed; or NULL */
    const TcWords *words;
    const TcExplanation
        *explanation;         /* with --explain, of a hit that was ranked again; else NULL */
    const char *passage;      /* where the best passage and the best cluster of the explanation */
    const char *cluster;      /* begin: a few words of the document, or NULL */
    const gboolean *fields;   /* TC_FIELD_COUNT: fields that the query asks for; with --explain */
    const gboolean *evidence; /* which of the words' evidence the document has; with --explain */
    gboolean by_date;         /* hits are sorted by date, not ranked */
    const char *query_id;     /* with --topics and --watch, else NULL */
    const char *reading;      /* of the query; NULL if as typed */
    const char *also;         /* other names that were looked for; NULL without */
    const char *suggestion;   /* for the query, or NULL */
    GPtrArray *copies;        /* paths of identical documents, without this one's; may be NULL */
    const TcAnalyzer *analyzer;
    gboolean unmarked;        /* the document has no marks */
    const TcSnippet *title;   /* as the snippet, of the title; NULL where the output has none */
    const char *person;       /* who signed or presided, where the query asks for that; or NULL */
    gboolean is_gone;         /* the file is not there any more, though its folder is */
    const GArray *related;    /* of TcRelated: what others of the archive say of it; may be NULL */
    const GPtrArray *targets; /* TcRelated * for each of its own relations, NULL where the archive
                               * has no such document; with --show and JSON, else NULL */
} TcPrintHit;

/* Whether the output shows snippets, so that they need to be made. */
gboolean tc_print_needs_snippet(const TcOptions *options);

/* What is said before the hits of a query, or instead of them: its likely reading, and what else
 * may have been meant, for people. Both may be NULL. */
void tc_print_reading(FILE *out, const TcOptions *options, const char *reading, const char *also,
                      const char *suggestion);

/* The line where the set of a topic ends; when nothing is in it (`any` is FALSE), what is said
 * instead of it. */
void tc_print_set_end(FILE *out, const TcOptions *options, gboolean any);

/* The first line for people: how many there are, which are shown, how to see more. `total` is of
 * all that is found, or with `about` of what is about a topic. */
void tc_print_summary(FILE *out, const TcOptions *options, guint32 total, guint shown,
                      gboolean about);

/* The line with the names of the columns, of csv and of tsv with --columns; else nothing. */
void tc_print_header(FILE *out, const TcOptions *options);

/* The counts of a facet after the hits: lists or a bar chart in TEXT; in JSON a line for each value
 * with the fields facet, value and count. Nothing in the other formats. */
void tc_print_facet(FILE *out, const TcOptions *options, TcFacet facet, const GArray *values,
                    const char *query_id);

void tc_print_hit(FILE *out, const TcOptions *options, const TcPrintHit *hit);

/* The tier of a hit as the contract names it: "exact", "spelling", "toneless", "bare", "telex" or
 * "abbreviation"; NULL when nothing is highlighted. Static. */
const char *tc_hit_tier(const TcSnippet *snippet);

G_END_DECLS

#endif
