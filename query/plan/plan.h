/* query/plan/plan.h - from a parsed query to what the index is asked.
 *
 * The tree decides which documents match and what the first stage thinks of them; the words it was
 * made of are what the second stage ranks by. */
#ifndef TC_QUERY_PLAN_H
#define TC_QUERY_PLAN_H

#include "query/parse/parse.h"
#include "query/plan/filters.h"
#include "query/words/words.h"

G_BEGIN_DECLS

typedef struct TcPlan TcPlan;

/* Analyse the query and look its words up. `node` must outlive the plan. A field value that cannot
 * be understood (a date) is TC_PARSE_ERROR with *column set. */
TcPlan *tc_plan_new(const TcNode *node, const TcFilters *filters, const TcAnalyzer *analyzer,
                    const TcAbbreviations *abbreviations, TcReader *reader, gsize *column,
                    GError **error);
void tc_plan_free(TcPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcPlan, tc_plan_free)

/* Borrowed. */
TcWords *tc_plan_words(TcPlan *plan);

/* The fields that the query or the filters ask for, but for those that it excludes: TRUE at their
 * TcField. */
void tc_plan_fields(const TcPlan *plan, gboolean is_field_asked[TC_FIELD_COUNT]);

/* The words that are a topic, ranked and not all required: GArray of TcWordAt, in order, borrowed.
 * Empty for a query of operators, phrases and fields alone. */
const GArray *tc_plan_topic(const TcPlan *plan);

/* The topic as it was typed, with short forms as they are; borrowed. */
const char *tc_plan_topic_text(const TcPlan *plan);

/* Whether there is more to match than the words of the topic. */
gboolean tc_plan_is_restricted(const TcPlan *plan);

/* Any of the words of the topic, without whatever else restricts the documents. */
TcXQuery *tc_plan_topic_query(TcPlan *plan, gboolean is_restored, GError **error);

/* The words topic[begin .. begin + count) one after another, without weights: in any spelling that
 * agrees, or with `is_exact` as they were typed. */
TcXQuery *tc_plan_run_query(const TcPlan *plan, guint begin, guint count, gboolean is_exact,
                            GError **error);

/* Whether nothing could be searched for: no word and no filter. */
gboolean tc_plan_is_empty(const TcPlan *plan);

/* The query tree. With `is_restored`, open words are weighted by their posteriors
 * (query/rank/restore.h).
 */
TcXQuery *tc_plan_query(TcPlan *plan, gboolean is_restored, GError **error);

/* Whether a field asks for a body or place that has other names: what it became or was. */
gboolean tc_plan_has_other_names(const TcPlan *plan);

/* The same query without the documents that have only such another name. */
TcXQuery *tc_plan_own_query(TcPlan *plan, gboolean is_restored, GError **error);

G_END_DECLS

#endif
