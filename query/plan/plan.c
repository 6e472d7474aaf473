#include "query/plan/plan.h"

#include "query/plan/fields.h"
#include "query/plan/word_query.h"
#include "query/words/evidence.h"
#include "query/words/keystrokes.h"
#include "query/words/queries.h"
#include "query/words/spellings.h"
#include "store/schema.h"

#include <string.h>

struct TcPlan {
    const TcNode *node;
    TcFilters filters;
    TcWords *words;
    GHashTable *leaves;  /* TcNode -> GArray of TcWordAt */
    GHashTable *numbers; /* TcNode of a phrase that is a number of documents and nothing else -> 1 +
                          * the first of the words' evidence that is of it */
    GArray *topic;       /* of TcWordAt */
    GString *typed;      /* the topic as it was typed */
    gboolean has_other;  /* the query is more than its topic */
    gboolean is_restored;
    gboolean has_own_names; /* of bodies and places in fields, without what they became or were */
};

/* *column is set where a field cannot be understood. */
static gboolean
collect(TcPlan *plan, const TcNode *node, gboolean is_ranked, gsize *column, GError **error)
{
    if (node->type == TC_NODE_PREFIX) {
        if (is_ranked)
            tc_prefix_show(plan->words, node->text);
        return TRUE;
    }
    if (node->type == TC_NODE_RELATION) {
        if (!tc_field_check(TC_FIELD_NUMBER, node->text, error)) {
            *column = node->column;
            return FALSE;
        }
        return !is_ranked || tc_field_show(plan->words, TC_FIELD_NUMBER, node->text, error);
    }
    if (node->type == TC_NODE_FIELD) {
        if (!tc_field_check(node->field, node->text, error)) {
            *column = node->column;
            return FALSE;
        }
        return !is_ranked || tc_field_show(plan->words, node->field, node->text, error);
    }
    if (node->children == NULL) {
        GArray *at = g_array_new(FALSE, FALSE, sizeof(TcWordAt));
        g_hash_table_insert(plan->leaves, (gpointer)node, at);
        guint before = plan->words->sequence->len;
        guint known = plan->words->evidence->len;
        plan->words->is_quoted = node->type == TC_NODE_PHRASE;
        if (!tc_words_add(plan->words, node->text, is_ranked, at, error))
            return FALSE;
        if (plan->words->is_quoted && plan->words->evidence->len > known &&
            tc_evidence_is_all(node->text, &plan->words->tokens))
            g_hash_table_insert(plan->numbers, (gpointer)node, GUINT_TO_POINTER(known + 1));
        if (plan->words->is_quoted)
            plan->words->quoted_count += plan->words->sequence->len - before;
        return TRUE;
    }
    for (guint i = 0; i < node->children->len; i++) {
        const TcNode *child = g_ptr_array_index(node->children, i);
        gboolean is_excluded =
            child->occur == TC_OCCUR_MUST_NOT || (node->type == TC_NODE_AND_NOT && i > 0);
        if (!collect(plan, child, is_ranked && !is_excluded, column, error))
            return FALSE;
    }
    return TRUE;
}

/* The words of the query, and those of the options, which are highlighted where the query has none.
 */
static gboolean
read_query(TcPlan *plan, gsize *column, GError **error)
{
    const char *const *filters = plan->filters.fields;
    if (!collect(plan, plan->node, TRUE, column, error))
        return FALSE;
    for (guint i = 0; i < TC_FIELD_COUNT; i++)
        if (filters[i] != NULL && !tc_field_show(plan->words, (TcField)i, filters[i], error))
            return FALSE;
    return tc_words_resolve(plan->words, error);
}

/* The words that are ranked and not required; whatever else there is sets `has_other`. */
static void
find_topic(TcPlan *plan, const TcNode *node)
{
    for (guint i = 0; i < node->children->len; i++) {
        const TcNode *child = g_ptr_array_index(node->children, i);
        if (child->occur == TC_OCCUR_SHOULD && child->type == TC_NODE_WORDS) {
            const GArray *at = g_hash_table_lookup(plan->leaves, child);
            g_array_append_vals(plan->topic, at->data, at->len);
            g_string_append_printf(plan->typed, "%s ", child->text);
        } else if (child->occur == TC_OCCUR_SHOULD && child->type == TC_NODE_LIST) {
            find_topic(plan, child);
        } else {
            plan->has_other = TRUE;
        }
    }
}

TcPlan *
tc_plan_new(const TcNode *node, const TcFilters *filters, const TcAnalyzer *analyzer,
            const TcAbbreviations *abbreviations, TcReader *reader, gsize *column, GError **error)
{
    g_autoptr(TcPlan) plan = g_new0(TcPlan, 1);
    plan->node = node;
    plan->filters = *filters;
    plan->words = tc_words_new(analyzer, abbreviations, reader);
    plan->leaves = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    plan->numbers = g_hash_table_new(NULL, NULL);
    plan->words->pasted = node->typed;
    *column = 0;
    if (!read_query(plan, column, error))
        return NULL;
    /* Keystrokes are known now. What they mean may have an abbreviation, so it is all read again.
     */
    GHashTable *keystrokes = tc_keystrokes_among(plan->words);
    if (keystrokes != NULL) {
        tc_words_free(plan->words);
        plan->words = tc_words_new(analyzer, abbreviations, reader);
        plan->words->pasted = node->typed;
        tc_words_take_for_keystrokes(plan->words, keystrokes);
        g_hash_table_remove_all(plan->leaves);
        g_hash_table_remove_all(plan->numbers);
        if (!read_query(plan, column, error))
            return NULL;
    }
    plan->topic = g_array_new(FALSE, FALSE, sizeof(TcWordAt));
    plan->typed = g_string_new(NULL);
    if (node->type == TC_NODE_LIST)
        find_topic(plan, node);
    else
        plan->has_other = TRUE;
    return g_steal_pointer(&plan);
}

void
tc_plan_free(TcPlan *plan)
{
    if (plan == NULL)
        return;
    tc_words_free(plan->words);
    g_hash_table_unref(plan->leaves);
    g_hash_table_unref(plan->numbers);
    g_clear_pointer(&plan->topic, g_array_unref);
    if (plan->typed != NULL)
        g_string_free(plan->typed, TRUE);
    g_free(plan);
}

TcWords *
tc_plan_words(TcPlan *plan)
{
    return plan->words;
}

static TcXQuery *
word_query(TcPlan *plan, guint word, GError **error)
{
    const TcWord *found = g_ptr_array_index(plan->words->words, word);
    return plan->is_restored ? tc_restored_query(found, error) : tc_word_query(found, error);
}

static gboolean
add_word(TcPlan *plan, guint word, gboolean *is_seen, GPtrArray *queries, GError **error)
{
    if (is_seen[word])
        return TRUE;
    is_seen[word] = TRUE;
    return tc_queries_add(queries, word_query(plan, word, error));
}

/* The words of `at` with its first group, if any, written in the given way. */
static GArray *
substitute(const GArray *at, guint first, const TcGroup *group, const TcAlternative *alternative)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(TcWordAt));
    g_array_append_vals(out, at->data, first);
    guint32 position = group->position;
    for (guint i = 0; i < alternative->count; i++) {
        TcWordAt word = {alternative->words[i], position++};
        g_array_append_val(out, word);
    }
    for (guint i = first + group->count; i < at->len; i++) {
        TcWordAt word = *tc_word_at(at, i);
        word.position += alternative->count - group->count;
        g_array_append_val(out, word);
    }
    return out;
}

/* The group at the i-th of these words, NULL if there is none or it goes beyond them. */
static const TcGroup *
group_at(const TcPlan *plan, const GArray *at, guint i)
{
    const TcGroup *group = tc_words_group_at(plan->words, tc_word_at(at, i)->position);
    return group != NULL && i + group->count <= at->len ? group : NULL;
}

static TcXQuery *
all_words_query(TcPlan *plan, const GArray *at, GError **error)
{
    g_autoptr(GPtrArray) queries = tc_queries_new();
    g_autofree gboolean *is_seen = g_new0(gboolean, plan->words->words->len + 1);
    for (guint i = 0; i < at->len; i++)
        if (!add_word(plan, tc_word_at(at, i)->word, is_seen, queries, error))
            return NULL;
    return queries->len == 0 ? tc_x_query_nothing()
                             : tc_queries_combine(TC_X_AND, queries, 0, error);
}

/* The words at their places; `is_unmarked`: in documents without marks. */
static TcXQuery *
places_query(const TcPlan *plan, const GArray *at, TcXOp op, guint window, gboolean is_unmarked,
             GError **error)
{
    g_autoptr(GPtrArray) leaves = tc_queries_new();
    for (guint i = 0; i < at->len; i++) {
        guint word = tc_word_at(at, i)->word;
        const TcWord *found = g_ptr_array_index(plan->words->words, word);
        if (!tc_queries_add(leaves, tc_word_leaf(found, is_unmarked, error)))
            return NULL;
    }
    return tc_queries_combine(op, leaves, window, error);
}

static gboolean
has_unmarked_form(const TcPlan *plan, const GArray *at)
{
    for (guint i = 0; i < at->len; i++) {
        guint word = tc_word_at(at, i)->word;
        if (tc_word_unmarked_form(g_ptr_array_index(plan->words->words, word)) != NULL)
            return TRUE;
    }
    return FALSE;
}

/* The words at their places, in documents without marks as well. */
static TcXQuery *
any_places_query(const TcPlan *plan, const GArray *at, TcXOp op, guint window, GError **error)
{
    g_autoptr(TcXQuery) places = places_query(plan, at, op, window, FALSE, error);
    if (places != NULL && has_unmarked_form(plan, at)) {
        g_autoptr(TcXQuery) bare = places_query(plan, at, op, window, TRUE, error);
        g_autoptr(TcXQuery) only =
            tc_x_query_term(TC_TERM_UNMARKED, strlen(TC_TERM_UNMARKED), 1, error);
        g_autoptr(TcXQuery) there = bare == NULL || only == NULL
                                        ? NULL
                                        : tc_query_combine_two(TC_X_FILTER, bare, only, error);
        g_autoptr(TcXQuery) marked = g_steal_pointer(&places);
        places = there == NULL ? NULL : tc_query_combine_two(TC_X_OR, marked, there, error);
    }
    return g_steal_pointer(&places);
}

/* OP_PHRASE and OP_NEAR take only terms and OR of terms and give open words no proper weight; so
 * they are a filter beside the weighted words. */
static TcXQuery *
positional_query(TcPlan *plan, const GArray *at, TcXOp op, guint window, GError **error)
{
    g_autoptr(TcXQuery) weighted = all_words_query(plan, at, error);
    if (weighted == NULL || at->len < 2)
        return g_steal_pointer(&weighted);
    g_autoptr(TcXQuery) places = any_places_query(plan, at, op, window, error);
    return places == NULL ? NULL : tc_query_combine_two(TC_X_FILTER, weighted, places, error);
}

/* Another name for what was typed joins as a whole: its words here and there say nothing of it. */
static TcXQuery *
alias_query(TcPlan *plan, const TcGroup *group, const TcAlternative *alias, GError **error)
{
    g_autoptr(GArray) at = g_array_new(FALSE, FALSE, sizeof(TcWordAt));
    for (guint i = 0; i < alias->count; i++) {
        TcWordAt word = {alias->words[i], i};
        g_array_append_val(at, word);
    }
    g_autoptr(TcXQuery) whole =
        positional_query(plan, at, TC_X_PHRASE, MAX(alias->count, 1), error);
    return whole == NULL ? NULL : tc_x_query_scale(whole, group->alias_share, error);
}

static gboolean
add_alternative(TcPlan *plan, const TcGroup *group, const TcAlternative *alternative,
                gboolean *is_seen, GPtrArray *queries, GError **error)
{
    if (alternative->kind == TC_ALTERNATIVE_ALIAS)
        return tc_queries_add(queries, alias_query(plan, group, alternative, error));
    for (guint i = 0; i < alternative->count; i++)
        if (!add_word(plan, alternative->words[i], is_seen, queries, error))
            return FALSE;
    return TRUE;
}

/* Any of the words, or of the abbreviations that stand for them, or another name for them. */
static TcXQuery *
any_words_query(TcPlan *plan, const GArray *at, GError **error)
{
    g_autoptr(GPtrArray) queries = tc_queries_new();
    g_autofree gboolean *is_seen = g_new0(gboolean, plan->words->words->len + 1);
    for (guint i = 0; i < at->len; i++) {
        const TcGroup *group = group_at(plan, at, i);
        if (!add_word(plan, tc_word_at(at, i)->word, is_seen, queries, error))
            return NULL;
        for (guint j = 0; group != NULL && j < group->alternatives->len; j++)
            if (!add_alternative(plan, group, tc_alternative_at(group->alternatives, j), is_seen,
                                 queries, error))
                return NULL;
    }
    return queries->len == 0 ? tc_x_query_nothing()
                             : tc_queries_combine(TC_X_OR, queries, 0, error);
}

typedef TcXQuery *(*ReadingFunc)(TcPlan *plan, const GArray *at, GError **error);

/* Readings of one piece up to which each choice of groups is looked for. */
#define READINGS_MAX 32

/* Whether the words may be written so where they must stand as they are. */
static gboolean
is_exact(const TcAlternative *alternative)
{
    return alternative->kind != TC_ALTERNATIVE_ALIAS;
}

/* How many readings all choices of groups give, G_MAXUINT for too many. */
static guint
count_readings(const TcPlan *plan, const GArray *at)
{
    guint count = 1;
    for (guint i = 0; i < at->len && count <= READINGS_MAX; i++) {
        const TcGroup *group = group_at(plan, at, i);
        count *= group != NULL ? 1 + group->alternatives->len : 1;
    }
    return count <= READINGS_MAX ? count : G_MAXUINT;
}

typedef struct {
    TcPlan *plan;
    const GArray *at;
    ReadingFunc func;
    GPtrArray *queries;
} Readings;

/* Go on from the i-th word with what was chosen so far; positions are `shift` further. There are
 * READINGS_MAX readings at most, so that it goes at most five deep where it branches. */
static gboolean
choose_readings(const Readings *readings, guint i, const GArray *chosen, gint shift, GError **error)
{
    g_autoptr(GArray) out = g_array_copy((GArray *)chosen);
    const GArray *at = readings->at;
    for (; i < at->len; i++) {
        TcWordAt word = *tc_word_at(at, i);
        const TcGroup *group = group_at(readings->plan, at, i);
        for (guint j = 0; group != NULL && j < group->alternatives->len; j++) {
            const TcAlternative *other = tc_alternative_at(group->alternatives, j);
            g_autoptr(GArray) with = NULL;
            if (!is_exact(other))
                continue;
            with = g_array_copy(out);
            for (guint k = 0; k < other->count; k++) {
                TcWordAt one = {other->words[k], (guint32)((gint)(word.position + k) + shift)};
                g_array_append_val(with, one);
            }
            if (!choose_readings(readings, i + group->count, with,
                                 shift + (gint)other->count - (gint)group->count, error))
                return FALSE;
        }
        word.position = (guint32)((gint)word.position + shift);
        g_array_append_val(out, word);
    }
    return tc_queries_add(readings->queries, readings->func(readings->plan, out, error));
}

/* `func` over the words as they are and with groups written in other ways: all choices of them, or
 * where these are too many any one group at a time. */
static TcXQuery *
each_reading(TcPlan *plan, const GArray *at, ReadingFunc func, GError **error)
{
    g_autoptr(GPtrArray) queries = tc_queries_new();
    if (count_readings(plan, at) <= READINGS_MAX) {
        const Readings readings = {plan, at, func, queries};
        g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(TcWordAt));
        return choose_readings(&readings, 0, none, 0, error)
                   ? tc_queries_combine(TC_X_OR, queries, 0, error)
                   : NULL;
    }
    if (!tc_queries_add(queries, func(plan, at, error)))
        return NULL;
    for (guint i = 0; i < at->len; i++) {
        const TcGroup *group = group_at(plan, at, i);
        for (guint j = 0; group != NULL && j < group->alternatives->len; j++) {
            const TcAlternative *other = tc_alternative_at(group->alternatives, j);
            g_autoptr(GArray) with = is_exact(other) ? substitute(at, i, group, other) : NULL;
            if (with != NULL && !tc_queries_add(queries, func(plan, with, error)))
                return NULL;
        }
    }
    return tc_queries_combine(TC_X_OR, queries, 0, error);
}

/* The words of a piece of text: any, or all when `is_strict`. */
static TcXQuery *
words_query(TcPlan *plan, const GArray *at, gboolean is_strict, GError **error)
{
    return is_strict ? each_reading(plan, at, all_words_query, error)
                     : any_words_query(plan, at, error);
}

/* In the text, or in the title that is shown of the document, which need not stand in it. */
static TcXQuery *
one_phrase_query(TcPlan *plan, const GArray *at, GError **error)
{
    guint span =
        at->len < 2 ? 1 : tc_word_at(at, at->len - 1)->position - tc_word_at(at, 0)->position + 1;
    span = MAX(span, at->len);
    g_autoptr(TcXQuery) text = positional_query(plan, at, TC_X_PHRASE, span, error);
    g_autoptr(TcXQuery) title =
        text == NULL ? NULL : tc_title_phrase_query(plan->words, at, span, error);
    return title == NULL ? NULL : tc_query_combine_two(TC_X_OR, text, title, error);
}

static TcXQuery *
phrase_query(TcPlan *plan, const GArray *at, GError **error)
{
    return each_reading(plan, at, one_phrase_query, error);
}

/* A phrase; where it is the number of a document, in whatever way that is written. */
static TcXQuery *
quoted_query(TcPlan *plan, const TcNode *node, GError **error)
{
    gpointer from = g_hash_table_lookup(plan->numbers, node);
    TcXQuery *phrase = phrase_query(plan, g_hash_table_lookup(plan->leaves, node), error);
    if (phrase == NULL || from == NULL)
        return phrase;
    g_autoptr(TcXQuery) typed = phrase;
    g_autoptr(TcXQuery) named = tc_evidence_query(plan->words->reader, plan->words->evidence,
                                                  GPOINTER_TO_UINT(from) - 1, error);
    return named == NULL ? NULL : tc_query_combine_two(TC_X_OR, typed, named, error);
}

/* Whether there is no word in it to search for: "…", or words beyond TC_WORDS_MAX. What says
 * nothing is passed over, not required. */
static gboolean
says_nothing(const TcPlan *plan, const TcNode *node)
{
    if (node->type == TC_NODE_FIELD || node->type == TC_NODE_RELATION ||
        node->type == TC_NODE_PREFIX)
        return FALSE;
    if (node->children == NULL) {
        const GArray *at = g_hash_table_lookup(plan->leaves, node);
        return at->len == 0;
    }
    for (guint i = 0; i < node->children->len; i++)
        if (!says_nothing(plan, g_ptr_array_index(node->children, i)))
            return node->type == TC_NODE_AND_NOT && i > 0;
    return TRUE;
}

static TcXQuery *
near_query(TcPlan *plan, const TcNode *node, GError **error)
{
    g_autoptr(GPtrArray) operands = tc_queries_new();
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(TcWordAt));
    for (guint i = 0; i < node->children->len; i++) {
        const TcNode *child = g_ptr_array_index(node->children, i);
        const GArray *at = g_hash_table_lookup(plan->leaves, child);
        if (at->len == 0)
            continue;
        if (!tc_queries_add(operands, phrase_query(plan, at, error)))
            return NULL;
        g_array_append_vals(all, at->data, at->len);
    }
    /* Within `window` words of each other: between the ends of the operands, hence their lengths.
     */
    g_autoptr(TcXQuery) near =
        positional_query(plan, all, TC_X_NEAR, node->window + all->len - 1, error);
    g_autoptr(TcXQuery) each =
        near == NULL ? NULL : tc_queries_combine(TC_X_AND, operands, 0, error);
    return each == NULL ? NULL : tc_query_combine_two(TC_X_FILTER, near, each, error);
}

static TcXQuery *node_query(TcPlan *plan, const TcNode *node, gboolean is_strict, GError **error);

static TcXQuery *
children_query(TcPlan *plan, const TcNode *node, TcXOp op, GError **error)
{
    g_autoptr(GPtrArray) queries = tc_queries_new();
    for (guint i = 0; i < node->children->len; i++) {
        const TcNode *child = g_ptr_array_index(node->children, i);
        if (says_nothing(plan, child))
            continue;
        if (!tc_queries_add(queries, node_query(plan, child, TRUE, error)))
            return NULL;
    }
    return tc_queries_combine(op, queries, 0, error);
}

/* Required ones filter, the others add weight; without required ones any of the others matches. A
 * phrase, NEAR or field is required as it stands. */
static TcXQuery *
list_query(TcPlan *plan, const TcNode *node, gboolean is_strict, GError **error)
{
    g_autoptr(GPtrArray) must = tc_queries_new();
    g_autoptr(GPtrArray) should = tc_queries_new();
    g_autoptr(GPtrArray) must_not = tc_queries_new();
    for (guint i = 0; i < node->children->len; i++) {
        const TcNode *child = g_ptr_array_index(node->children, i);
        if (says_nothing(plan, child))
            continue;
        gboolean is_required = child->occur == TC_OCCUR_MUST || child->type == TC_NODE_PHRASE ||
                               child->type == TC_NODE_FIELD || child->type == TC_NODE_RELATION ||
                               child->type == TC_NODE_NEAR || is_strict;
        GPtrArray *part = child->occur == TC_OCCUR_MUST_NOT ? must_not
                          : is_required                     ? must
                                                            : should;
        if (!tc_queries_add(
                part, node_query(plan, child, child->occur != TC_OCCUR_SHOULD || is_strict, error)))
            return NULL;
    }
    g_autoptr(TcXQuery) query = NULL;
    if (must->len > 0) {
        query = tc_queries_combine(TC_X_AND, must, 0, error);
        if (query != NULL && should->len > 0) {
            g_autoptr(TcXQuery) others = tc_queries_combine(TC_X_OR, should, 0, error);
            g_autoptr(TcXQuery) required = g_steal_pointer(&query);
            query = others == NULL ? NULL
                                   : tc_query_combine_two(TC_X_AND_MAYBE, required, others, error);
        }
    } else if (should->len > 0) {
        query = tc_queries_combine(TC_X_OR, should, 0, error);
    } else {
        query = must_not->len > 0 ? tc_x_query_all() : tc_x_query_nothing();
    }
    if (query != NULL && must_not->len > 0) {
        g_autoptr(TcXQuery) excluded = tc_queries_combine(TC_X_OR, must_not, 0, error);
        return excluded == NULL ? NULL : tc_query_combine_two(TC_X_AND_NOT, query, excluded, error);
    }
    return g_steal_pointer(&query);
}

/* `is_strict`: words beside each other are all required, as in "a b AND c". */
static TcXQuery *
node_query(TcPlan *plan, const TcNode *node, gboolean is_strict, GError **error)
{
    if (says_nothing(plan, node))
        return tc_x_query_nothing();
    switch (node->type) {
    case TC_NODE_WORDS:
        return words_query(plan, g_hash_table_lookup(plan->leaves, node), is_strict, error);
    case TC_NODE_PHRASE:
        return quoted_query(plan, node, error);
    case TC_NODE_PREFIX:
        return tc_prefix_query(plan->words, node->text, error);
    case TC_NODE_FIELD:
        if (node->field == TC_FIELD_PATH)
            return tc_path_words_query(plan->words, plan->filters.show_as, node->text, error);
        return tc_field_query(plan->words, node->field, node->text, !plan->has_own_names, error);
    case TC_NODE_RELATION:
        return tc_relation_query(plan->words, node->relation, node->text, error);
    case TC_NODE_NEAR:
        return near_query(plan, node, error);
    case TC_NODE_LIST:
        return list_query(plan, node, is_strict, error);
    case TC_NODE_AND:
        return children_query(plan, node, TC_X_AND, error);
    case TC_NODE_OR:
        return children_query(plan, node, TC_X_OR, error);
    case TC_NODE_AND_NOT:
        return children_query(plan, node, TC_X_AND_NOT, error);
    }
    g_assert_not_reached();
}

static void
note_fields(const TcNode *node, gboolean *is_field_asked)
{
    if (node->type == TC_NODE_FIELD)
        is_field_asked[node->field] = TRUE;
    for (guint i = 0; node->children != NULL && i < node->children->len; i++) {
        const TcNode *child = g_ptr_array_index(node->children, i);
        if (child->occur != TC_OCCUR_MUST_NOT && (node->type != TC_NODE_AND_NOT || i == 0))
            note_fields(child, is_field_asked);
    }
}

void
tc_plan_fields(const TcPlan *plan, gboolean is_field_asked[TC_FIELD_COUNT])
{
    memset(is_field_asked, 0, TC_FIELD_COUNT * sizeof *is_field_asked);
    note_fields(plan->node, is_field_asked);
    tc_filters_fields(&plan->filters, is_field_asked);
}

const GArray *
tc_plan_topic(const TcPlan *plan)
{
    return plan->topic;
}

const char *
tc_plan_topic_text(const TcPlan *plan)
{
    return plan->typed->str;
}

gboolean
tc_plan_is_restricted(const TcPlan *plan)
{
    gboolean is_field_asked[TC_FIELD_COUNT];
    const TcFilters *filters = &plan->filters;
    gboolean has_any = plan->has_other || filters->texts != NULL || filters->except != NULL ||
                       (filters->ended != NULL && filters->ended[0] != NULL) ||
                       filters->under != NULL || filters->path != NULL ||
                       filters->own_number != NULL;
    tc_plan_fields(plan, is_field_asked);
    for (guint i = 0; i < TC_FIELD_COUNT; i++)
        has_any |= is_field_asked[i];
    return has_any;
}

TcXQuery *
tc_plan_topic_query(TcPlan *plan, gboolean is_restored, GError **error)
{
    plan->is_restored = is_restored;
    return any_words_query(plan, plan->topic, error);
}

TcXQuery *
tc_plan_run_query(const TcPlan *plan, guint begin, guint count, gboolean is_exact, GError **error)
{
    g_autoptr(GArray) at = g_array_new(FALSE, FALSE, sizeof(TcWordAt));
    g_autoptr(GPtrArray) leaves = tc_queries_new();
    for (guint i = begin; is_exact && i < begin + count; i++) {
        const TcWord *word =
            g_ptr_array_index(plan->words->words, tc_word_at(plan->topic, i)->word);
        const TcSpelling *typed = tc_spelling_at(word->spellings, 0);
        if (!tc_queries_add(leaves, tc_x_query_term(typed->term, typed->term_len, 1, error)))
            return NULL;
    }
    if (is_exact)
        return tc_queries_combine(TC_X_PHRASE, leaves, count, error);
    g_array_append_vals(at, tc_word_at(plan->topic, begin), count);
    return any_places_query(plan, at, TC_X_PHRASE, count, error);
}

gboolean
tc_plan_is_empty(const TcPlan *plan)
{
    return plan->node->type == TC_NODE_LIST && plan->node->children->len == 0 &&
           tc_filters_are_empty(&plan->filters);
}

TcXQuery *
tc_plan_query(TcPlan *plan, gboolean is_restored, GError **error)
{
    plan->is_restored = is_restored;
    gboolean has_only_filters = plan->node->type == TC_NODE_LIST && plan->node->children->len == 0;
    TcXQuery *query = has_only_filters && !tc_plan_is_empty(plan)
                          ? tc_x_query_all()
                          : node_query(plan, plan->node, FALSE, error);
    return tc_filters_apply(&plan->filters, plan->words, !plan->has_own_names, query, error);
}

gboolean
tc_plan_has_other_names(const TcPlan *plan)
{
    return plan->words->has_other_name;
}

TcXQuery *
tc_plan_own_query(TcPlan *plan, gboolean is_restored, GError **error)
{
    plan->has_own_names = TRUE;
    TcXQuery *query = tc_plan_query(plan, is_restored, error);
    plan->has_own_names = FALSE;
    return query;
}
