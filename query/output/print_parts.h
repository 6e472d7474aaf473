/* query/output/print_parts.h - what the ways of printing a hit share. Private to print*.c. */
#ifndef TC_QUERY_PRINT_PARTS_H
#define TC_QUERY_PRINT_PARTS_H

#include "query/output/options.h"
#include "query/show/explain.h"
#include "query/show/related.h"
#include "query/show/snippet.h"
#include "query/show/stretches.h"

#include <jansson.h>
#include <stdio.h>

G_BEGIN_DECLS

/* Another document, whose text is nearly that of a hit. */
typedef struct {
    char *path;
    char *differences; /* see tc_similar_compare(); NULL where only spaces and marks differ */
    guint percent;
    GPtrArray *copies; /* paths of documents that are identical with it; NULL for none */
} TcNear;

typedef struct {
    const TcSearchHit *hit;
    const TcRecord *record;
    TcStoredRecord *stored;   /* with --show: its text is decoded while it is printed */
    const TcSnippet *snippet; /* NULL where the output shows none */
    const char *context;      /* with --context: lines in its place, ready to be printed; or NULL */
    const TcWords *words;
    const TcExplanation
        *explanation;    /* with --explain, of a hit that was ranked again; else NULL */
    const char *passage; /* where the best passage and the best cluster of the explanation */
    const char *cluster; /* begin: a few words of the document, or NULL */
    const gboolean
        *is_field_asked; /* TC_FIELD_COUNT: fields that the query asks for; with --explain */
    const gboolean
        *has_evidence;      /* which of the words' evidence the document has; with --explain */
    gboolean is_by_date;    /* hits are sorted by date, not ranked */
    const char *query_id;   /* with --topics and --watch, else NULL */
    const char *reading;    /* of the query; NULL if as typed */
    const GArray *meanings; /* of TcMeaning: what it may mean; NULL when one is far ahead */
    const char *also;       /* other names that were looked for; NULL without */
    const char *suggestion; /* for the query, or NULL */
    GPtrArray *copies;      /* paths of identical documents, without this one's; may be NULL */
    const GPtrArray *near;  /* TcNear: further hits that are shown with this one; may be NULL */
    const char *near_to;    /* path of the hit with which people are shown this one; or NULL */
    const TcNear *likeness; /* with --similar: to the document that was named; else NULL */
    const TcAnalyzer *analyzer;
    gboolean is_unmarked;     /* the document has no marks */
    const TcSnippet *title;   /* as the snippet, of the title; NULL where the output has none */
    const char *person;       /* who signed or presided, where the query asks for that; or NULL */
    gboolean is_gone;         /* the file is not there any more, though its folder is */
    const GArray *related;    /* of TcRelated: what others of the archive say of it; may be NULL */
    const GPtrArray *targets; /* TcRelated * for each of its own relations, NULL where the archive
                               * has no such document; with --show and JSON, else NULL */
    const TcStretches *stretches; /* where anything may be lit; with --show in colour, else NULL */
} TcPrintHit;

#define TC_COLOR_BOLD  "\033[1m"
#define TC_COLOR_DIM   "\033[2m"
#define TC_COLOR_MATCH "\033[1;31m"
#define TC_COLOR_RESET "\033[0m"

/* `text` as a terminal may show it, see tc_append_printable(). Free with g_free(). */
char *tc_printable(const char *text);

/* The tier of a hit as the contract names it: "exact", "spelling", "toneless", "bare", "telex" or
 * "abbreviation"; NULL when nothing is highlighted. Static. */
const char *tc_hit_tier(const TcSnippet *snippet);

#define TC_SCORE_BYTES G_ASCII_DTOSTR_BUF_SIZE

/* A score as programs read it, whatever the locale, by a `format` such as "%.6g". Returns `out`. */
const char *tc_score_text(double score, const char *format, char out[TC_SCORE_BYTES]);

/* "2020-12-04"; NULL when unknown. Free with g_free(). */
char *tc_date_text(guint32 date);

/* What a field holds, the date as tc_date_text() gives it, the path as it is shown; NULL when it is
 * not known. Free with g_free(). */
char *tc_field_shown(const TcOptions *options, const TcRecord *record, TcField field);

/* "04/12/2020", as clerks write it; NULL when unknown. Free with g_free(). */
char *tc_clerk_date(guint32 date);

/* The title, else the name of the file; printable. Free with g_free(). */
char *tc_title_of(const TcRecord *record);
/* The same for people: what is in capitals is in ordinary letters (query/show/ordinary.h). Free
 * with g_free(). */
char *tc_title_shown(const TcRecord *record);

/* How often: nothing for once, "×9", "×9 (+5)" where some are abbreviated or in full. */
void tc_append_count(GString *out, const TcExplained *item);

/* The numbers and dates of the query that the document has, as the index knows them
 * (store/schema.h). Free with g_free(). */
char *tc_evidence_text(const TcPrintHit *hit, const char *separator);

/* Set a field unless the value is NULL or empty. */
void tc_json_set(json_t *object, const char *key, const char *value);

/* "Replaced by" of a document that says something of another. Static, translated. */
const char *tc_related_label(const TcRelated *by);

/* A row of csv or tsv with the columns of --columns. */
void tc_print_columns(FILE *out, const TcOptions *options, const TcPrintHit *hit);

void tc_print_text(FILE *out, const TcOptions *options, const TcPrintHit *hit);
void tc_print_json(FILE *out, const TcOptions *options, const TcPrintHit *hit);

void tc_print_facet_text(FILE *out, const TcOptions *options, TcFacet facet, const GArray *values);

/* Why the hit was found, below it. */
void tc_print_explanation(FILE *out, const TcOptions *options, const TcPrintHit *hit);

G_END_DECLS

#endif
