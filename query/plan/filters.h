/* query/plan/filters.h - restrictions of a query that come from options, not from its words. */
#ifndef TC_QUERY_FILTERS_H
#define TC_QUERY_FILTERS_H

#include "config/show_as.h"
#include "query/parse/parse.h"
#include "query/words/words.h"

G_BEGIN_DECLS

/* Added to what the query says. Strings may be NULL. */
typedef struct {
    guint32 from; /* YYYYMMDD, 0 without */
    guint32 to;
    const char *fields[TC_FIELD_COUNT]; /* what stands in them, for those that have an option */
    const GPtrArray *show_as;  /* TcShowAs *: what paths are called elsewhere; NULL without */
    const char *under;         /* absolute: this folder or archive, and what is in it */
    const char *path;          /* absolute: just this document */
    const char *own_number;    /* documents of this number, not those that cite it */
    gboolean is_everything;    /* a query that says nothing means all documents */
    const char *const *texts;  /* only these: terms with TC_TERM_CONTENT, NULL behind the last */
    const char *const *except; /* none of these, in the same form */
    const char *const *ended;  /* nor of these */
} TcFilters;

/* Whether nothing is asked for. */
gboolean tc_filters_are_empty(const TcFilters *filters);

/* Set TRUE at the TcField that the filters ask for. */
void tc_filters_fields(const TcFilters *filters, gboolean is_field_asked[TC_FIELD_COUNT]);

/* What of `query` passes the filters; `has_other_names` as for tc_field_query(). Takes `query`,
 * which may be NULL; NULL on failure. */
TcXQuery *tc_filters_apply(const TcFilters *filters, const TcWords *words, gboolean has_other_names,
                           TcXQuery *query, GError **error);

G_END_DECLS

#endif
