#include "query/plan.h"

#include "query/spellings.h"
#include "query/word_query.h"
#include "store/schema.h"
#include "text/date.h"
#include "text/number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Terms that a prefix may stand for and still weigh something; with marks, may stand for at all. */
#define PREFIX_TERMS_MAX 20000

/* Words that may stand between those of an issuing body: "UBND Nghệ An" is that of the province. */
#define FIELD_GAP_MAX 6

struct TcPlan {
    const TcNode *node;
    TcFilters filters;
    TcReader *reader;
    TcWords *words;
    GHashTable *leaves; /* TcNode -> GArray of TcWordAt */
    gboolean restored;
};

static gboolean
read_date(const char *text, guint32 *from, guint32 *to, GError **error)
{
    if (!tc_date_parse_query(text, strlen(text), from, to)) {
        g_set_error(error, TC_PARSE_ERROR, TC_PARSE_ERROR_SYNTAX, _("“%s” is not a date"), text);
        return FALSE;
    }
    return TRUE;
}

static gboolean
read_number(const char *text, TcNumber *number, GError **error)
{
    /* "12/2020" alone is no number by itself, but the field says that one is meant. */
    g_autofree char *said = g_strconcat("số ", text, NULL);
    if (!tc_number_parse(text, strlen(text), number) &&
        !tc_number_parse(said, strlen(said), number)) {
        g_set_error(error, TC_PARSE_ERROR, TC_PARSE_ERROR_SYNTAX,
                    _("“%s” is not the number of a document"), text);
        return FALSE;
    }
    return TRUE;
}

/* Whether the value of a field can be understood. */
static gboolean
check_field(const TcNode *node, GError **error)
{
    guint32 from;
    guint32 to;
    TcNumber number;
    switch (node->field) {
    case TC_FIELD_DATE:
        return read_date(node->text, &from, &to, error);
    case TC_FIELD_NUMBER:
        return read_number(node->text, &number, error);
    default:
        return TRUE;
    }
}

/* Whether the words of a prefix or field may stand in the text, too. */
static gboolean
is_text_field(const TcNode *node)
{
    return node->type == TC_NODE_PREFIX ||
           (node->field != TC_FIELD_DATE && node->field != TC_FIELD_PATH);
}

/* How a field is asked for. */
typedef struct {
    const char *prefix;
    gboolean abbreviations; /* may be abbreviated, or stand in full for what is */
    gboolean ordered;       /* its words have their order, others may be between them */
} FieldForm;

/* Those of dates and numbers are asked for otherwise. */
static const FieldForm forms[TC_FIELD_COUNT] = {
    [TC_FIELD_TITLE] = {TC_TERM_TITLE, TRUE, FALSE},
    [TC_FIELD_TYPE] = {TC_TERM_TYPE, TRUE, FALSE},
    [TC_FIELD_ORG] = {TC_TERM_ORG, TRUE, TRUE},
    [TC_FIELD_PLACE] = {TC_TERM_PLACE, TRUE, FALSE},
    [TC_FIELD_PATH] = {TC_TERM_PATH, FALSE, FALSE},
    [TC_FIELD_SESSION] = {TC_TERM_SESSION, FALSE, FALSE},
    [TC_FIELD_TERM] = {TC_TERM_TERM, FALSE, FALSE},
    [TC_FIELD_CHAIR] = {TC_TERM_CHAIR, FALSE, FALSE},
    [TC_FIELD_SIGNER] = {TC_TERM_SIGNER, FALSE, FALSE},
};

/* Have the words of a field highlighted, in whichever way they are written. */
static gboolean
show_field(TcPlan *plan, const TcNode *node, GError **error)
{
    g_autoptr(TcWordReadings) readings = NULL;
    tc_words_add_shown(plan->words, node->text, FALSE);
    if (!forms[node->field].abbreviations) {
        return TRUE;
    }
    readings = tc_words_read(plan->words, node->text, TRUE, error);
    for (guint i = 0; readings != NULL && i < readings->lists->len; i++) {
        tc_words_add_shown_keys(plan->words, g_ptr_array_index(readings->lists, i));
    }
    return readings != NULL;
}

/* *column is set where a field cannot be understood. */
static gboolean
collect(TcPlan *plan, const TcNode *node, gboolean ranked, gsize *column, GError **error)
{
    if (node->type == TC_NODE_FIELD && !check_field(node, error)) {
        *column = node->column;
        return FALSE;
    }
    if (node->type == TC_NODE_FIELD || node->type == TC_NODE_PREFIX) {
        /* Asked for by their own terms. */
        if (ranked && node->type == TC_NODE_PREFIX) {
            tc_words_add_shown(plan->words, node->text, TRUE);
        }
        return !ranked || !is_text_field(node) || node->type == TC_NODE_PREFIX ||
               show_field(plan, node, error);
    }
    if (node->children == NULL) {
        GArray *at = g_array_new(FALSE, FALSE, sizeof(TcWordAt));
        g_hash_table_insert(plan->leaves, (gpointer)node, at);
        return tc_words_add(plan->words, node->text, ranked, at, error);
    }
    for (guint i = 0; i < node->children->len; i++) {
        const TcNode *child = g_ptr_array_index(node->children, i);
        gboolean excluded =
            child->occur == TC_OCCUR_MUST_NOT || (node->type == TC_NODE_AND_NOT && i > 0);
        if (!collect(plan, child, ranked && !excluded, column, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

TcPlan *
tc_plan_new(const TcNode *node, const TcFilters *filters, const TcAnalyzer *analyzer,
            const TcAbbreviations *abbreviations, TcReader *reader, gsize *column, GError **error)
{
    g_autoptr(TcPlan) plan = g_new0(TcPlan, 1);
    plan->node = node;
    plan->filters = *filters;
    plan->reader = reader;
    plan->words = tc_words_new(analyzer, abbreviations, reader);
    plan->leaves = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    *column = 0;
    if (!collect(plan, node, TRUE, column, error) || !tc_words_resolve(plan->words, error)) {
        return NULL;
    }
    return g_steal_pointer(&plan);
}

void
tc_plan_free(TcPlan *plan)
{
    if (plan == NULL) {
        return;
    }
    tc_words_free(plan->words);
    g_hash_table_unref(plan->leaves);
    g_free(plan);
}

TcWords *
tc_plan_words(TcPlan *plan)
{
    return plan->words;
}

/* A growing list of subqueries that owns them. */
static void
query_free(gpointer query)
{
    tc_x_query_free(query);
}

static GPtrArray *
queries_new(void)
{
    return g_ptr_array_new_with_free_func(query_free);
}

/* Weights do not depend on how the documents are spread over shards. */
static TcXQuery *
combine(TcXOp op, GPtrArray *queries, guint window, GError **error)
{
    TcXQuery *const *parts = (TcXQuery *const *)queries->pdata;
    if (queries->len == 1) {
        return tc_x_query_combine(TC_X_AND, parts, 1, 0, error);
    }
    if (op == TC_X_AND || op == TC_X_OR || op == TC_X_SYNONYM) {
        return tc_x_query_sum(op, parts, queries->len, error);
    }
    return tc_x_query_combine(op, parts, queries->len, window, error);
}

static TcXQuery *
combine_two(TcXOp op, TcXQuery *first, TcXQuery *second, GError **error)
{
    TcXQuery *both[] = {first, second};
    return tc_x_query_combine(op, both, 2, 0, error);
}

static TcXQuery *
word_query(TcPlan *plan, guint word, GError **error)
{
    const TcWord *found = g_ptr_array_index(plan->words->words, word);
    return plan->restored ? tc_restored_query(found, error) : tc_word_query(found, error);
}

static gboolean
add_word(TcPlan *plan, guint word, gboolean *seen, GPtrArray *queries, GError **error)
{
    if (seen[word]) {
        return TRUE;
    }
    TcXQuery *query = word_query(plan, word, error);
    if (query == NULL) {
        return FALSE;
    }
    seen[word] = TRUE;
    g_ptr_array_add(queries, query);
    return TRUE;
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
        TcWordAt word = g_array_index(at, TcWordAt, i);
        word.position += alternative->count - group->count;
        g_array_append_val(out, word);
    }
    return out;
}

/* The group at the i-th of these words, NULL if there is none or it goes beyond them. */
static const TcGroup *
group_at(const TcPlan *plan, const GArray *at, guint i)
{
    const TcGroup *group = tc_words_group_at(plan->words, g_array_index(at, TcWordAt, i).position);
    return group != NULL && i + group->count <= at->len ? group : NULL;
}

static TcXQuery *
all_words_query(TcPlan *plan, const GArray *at, GError **error)
{
    g_autoptr(GPtrArray) queries = queries_new();
    g_autofree gboolean *seen = g_new0(gboolean, plan->words->words->len + 1);
    for (guint i = 0; i < at->len; i++) {
        if (!add_word(plan, g_array_index(at, TcWordAt, i).word, seen, queries, error)) {
            return NULL;
        }
    }
    return queries->len == 0 ? tc_x_query_nothing() : combine(TC_X_AND, queries, 0, error);
}

/* Any of the words, or of the abbreviations that stand for them. */
static TcXQuery *
any_words_query(TcPlan *plan, const GArray *at, GError **error)
{
    g_autoptr(GPtrArray) queries = queries_new();
    g_autofree gboolean *seen = g_new0(gboolean, plan->words->words->len + 1);
    for (guint i = 0; i < at->len; i++) {
        const TcGroup *group = group_at(plan, at, i);
        if (!add_word(plan, g_array_index(at, TcWordAt, i).word, seen, queries, error)) {
            return NULL;
        }
        for (guint j = 0; group != NULL && j < group->alternatives->len; j++) {
            const TcAlternative *alternative =
                &g_array_index(group->alternatives, TcAlternative, j);
            for (guint k = 0; k < alternative->count; k++) {
                if (!add_word(plan, alternative->words[k], seen, queries, error)) {
                    return NULL;
                }
            }
        }
    }
    return queries->len == 0 ? tc_x_query_nothing() : combine(TC_X_OR, queries, 0, error);
}

/* OP_PHRASE and OP_NEAR take only terms and OR of terms and give open words no proper weight; so
 * they are a filter beside the weighted words. */
static TcXQuery *
positional_query(TcPlan *plan, const GArray *at, TcXOp op, guint window, GError **error)
{
    g_autoptr(TcXQuery) weighted = all_words_query(plan, at, error);
    if (weighted == NULL || at->len < 2) {
        return g_steal_pointer(&weighted);
    }
    g_autoptr(GPtrArray) leaves = queries_new();
    for (guint i = 0; i < at->len; i++) {
        TcXQuery *leaf = tc_word_leaf(
            g_ptr_array_index(plan->words->words, g_array_index(at, TcWordAt, i).word), error);
        if (leaf == NULL) {
            return NULL;
        }
        g_ptr_array_add(leaves, leaf);
    }
    g_autoptr(TcXQuery) positional = combine(op, leaves, window, error);
    return positional == NULL ? NULL : combine_two(TC_X_FILTER, weighted, positional, error);
}

typedef TcXQuery *(*ReadingFunc)(TcPlan *plan, const GArray *at, GError **error);

/* `func` over the words as they are, or with any one group written in another way. */
static TcXQuery *
each_reading(TcPlan *plan, const GArray *at, ReadingFunc func, GError **error)
{
    g_autoptr(GPtrArray) readings = queries_new();
    TcXQuery *first = func(plan, at, error);
    if (first == NULL) {
        return NULL;
    }
    g_ptr_array_add(readings, first);
    for (guint i = 0; i < at->len; i++) {
        const TcGroup *group = group_at(plan, at, i);
        for (guint j = 0; group != NULL && j < group->alternatives->len; j++) {
            g_autoptr(GArray) other =
                substitute(at, i, group, &g_array_index(group->alternatives, TcAlternative, j));
            TcXQuery *reading = func(plan, other, error);
            if (reading == NULL) {
                return NULL;
            }
            g_ptr_array_add(readings, reading);
        }
    }
    return combine(TC_X_OR, readings, 0, error);
}

/* The words of a piece of text: any, or all when `strict`. */
static TcXQuery *
words_query(TcPlan *plan, const GArray *at, gboolean strict, GError **error)
{
    return strict ? each_reading(plan, at, all_words_query, error)
                  : any_words_query(plan, at, error);
}

static TcXQuery *
one_phrase_query(TcPlan *plan, const GArray *at, GError **error)
{
    guint span = at->len < 2 ? 1
                             : g_array_index(at, TcWordAt, at->len - 1).position -
                                   g_array_index(at, TcWordAt, 0).position + 1;
    return positional_query(plan, at, TC_X_PHRASE, MAX(span, at->len), error);
}

static TcXQuery *
phrase_query(TcPlan *plan, const GArray *at, GError **error)
{
    return each_reading(plan, at, one_phrase_query, error);
}

/* Whether there is no word in it to search for: "…", or words beyond TC_WORDS_MAX. What says
 * nothing is passed over, not required. */
static gboolean
says_nothing(const TcPlan *plan, const TcNode *node)
{
    if (node->type == TC_NODE_FIELD || node->type == TC_NODE_PREFIX) {
        return FALSE;
    }
    if (node->children == NULL) {
        const GArray *at = g_hash_table_lookup(plan->leaves, node);
        return at->len == 0;
    }
    for (guint i = 0; i < node->children->len; i++) {
        if (!says_nothing(plan, g_ptr_array_index(node->children, i))) {
            return node->type == TC_NODE_AND_NOT && i > 0;
        }
    }
    return TRUE;
}

static TcXQuery *
near_query(TcPlan *plan, const TcNode *node, GError **error)
{
    g_autoptr(GPtrArray) operands = queries_new();
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(TcWordAt));
    for (guint i = 0; i < node->children->len; i++) {
        const TcNode *child = g_ptr_array_index(node->children, i);
        const GArray *at = g_hash_table_lookup(plan->leaves, child);
        if (at->len == 0) {
            continue;
        }
        TcXQuery *operand = phrase_query(plan, at, error);
        if (operand == NULL) {
            return NULL;
        }
        g_ptr_array_add(operands, operand);
        g_array_append_vals(all, at->data, at->len);
    }
    /* Within `window` words of each other: between the ends of the operands, hence their lengths.
     */
    g_autoptr(TcXQuery) near =
        positional_query(plan, all, TC_X_NEAR, node->window + all->len - 1, error);
    g_autoptr(TcXQuery) each = near == NULL ? NULL : combine(TC_X_AND, operands, 0, error);
    return each == NULL ? NULL : combine_two(TC_X_FILTER, near, each, error);
}

/* ---- prefixes and fields: terms that are no ranked words ---- */

static int
most_frequent_first(gconstpointer a, gconstpointer b)
{
    const TcReaderTerm *x = a;
    const TcReaderTerm *y = b;
    return x->freq < y->freq ? 1 : x->freq > y->freq ? -1 : 0;
}

/* All of these terms as one. They are named one by one, not left for each shard to find: their
 * common frequency is that of all shards then. */
static TcXQuery *
terms_query(GArray *terms, GError **error)
{
    g_autoptr(GPtrArray) queries = queries_new();
    g_array_sort(terms, most_frequent_first);
    for (guint i = 0; i < terms->len; i++) {
        const TcReaderTerm *term = &g_array_index(terms, TcReaderTerm, i);
        TcXQuery *query = tc_x_query_term(term->term, term->term_len, 1, error);
        if (query == NULL) {
            return NULL;
        }
        g_ptr_array_add(queries, query);
    }
    return queries->len == 0 ? tc_x_query_nothing() : combine(TC_X_SYNONYM, queries, 0, error);
}

/* Every term that begins with `prefix`. Too many of them are too vague to weigh anything. */
static TcXQuery *
prefix_query(TcPlan *plan, const char *prefix, gsize len, GError **error)
{
    g_autoptr(GArray) terms = tc_reader_terms_new();
    if (!tc_reader_terms(plan->reader, prefix, len, PREFIX_TERMS_MAX + 1, terms, error)) {
        return NULL;
    }
    if (terms->len <= PREFIX_TERMS_MAX) {
        return terms_query(terms, error);
    }
    g_autoptr(TcXQuery) any = tc_x_query_prefix(prefix, len, 0, error);
    return any == NULL ? NULL : tc_x_query_scale(any, 0, error);
}

/* Files and folders are named without marks more often than with them. */
static gboolean
agrees_with(const TcWordKey *typed, const char *key, gsize key_len, gboolean unmarked)
{
    return tc_key_tier(typed->key, typed->len, key, key_len) != TC_TIER_NONE ||
           (unmarked && !tc_key_is_marked(key, key_len));
}

/* The terms `prefix` + a spelling of `typed`, or with `beginning` of a word that begins with it;
 * the first PREFIX_TERMS_MAX of them. */
static GArray *
scan_terms(TcPlan *plan, const char *prefix, const TcWordKey *typed, gboolean beginning,
           GError **error)
{
    g_autofree char *begin = g_malloc(strlen(prefix) + typed->len + 1);
    gsize skip = strlen(prefix);
    gsize bare = tc_key_bare_len(typed->key, typed->len);
    gsize len = skip + (beginning ? bare : MIN(bare + 1, typed->len));
    gboolean unmarked = strcmp(prefix, TC_TERM_PATH) == 0;
    g_autoptr(GArray) terms = tc_reader_terms_new();
    memcpy(begin, prefix, skip);
    memcpy(begin + skip, typed->key, len - skip);
    if (!tc_reader_terms(plan->reader, begin, len, G_MAXUINT, terms, error)) {
        return NULL;
    }
    for (guint i = terms->len; i-- > 0;) {
        const TcReaderTerm *term = &g_array_index(terms, TcReaderTerm, i);
        const char *key = term->term + skip;
        gsize key_len = term->term_len - skip;
        if (!(beginning ? tc_prefix_agrees(typed->key, typed->len, key, key_len)
                        : agrees_with(typed, key, key_len, unmarked))) {
            g_array_remove_index(terms, i);
        }
    }
    if (terms->len > PREFIX_TERMS_MAX) {
        g_array_set_size(terms, PREFIX_TERMS_MAX);
    }
    return g_steal_pointer(&terms);
}

/* Every word that begins with `text`. */
static TcXQuery *
beginning_query(TcPlan *plan, const char *text, GError **error)
{
    g_auto(TcTokens) tokens;
    tc_tokens_init(&tokens);
    tc_analyze(plan->words->analyzer, text, strlen(text), &tokens);
    g_autoptr(GPtrArray) queries = queries_new();
    for (gsize i = 0; i < tokens.count && i < TC_WORDS_MAX; i++) {
        const TcWordKey typed = {tokens.items[i].key, tokens.items[i].key_len};
        gboolean last = i + 1 == tokens.count;
        TcXQuery *query = NULL;
        if (last && !tc_key_is_marked(typed.key, typed.len)) {
            query = prefix_query(plan, typed.key, tc_key_bare_len(typed.key, typed.len), error);
        } else {
            g_autoptr(GArray) terms = scan_terms(plan, "", &typed, last, error);
            query = terms == NULL ? NULL : terms_query(terms, error);
        }
        if (query == NULL) {
            return NULL;
        }
        g_ptr_array_add(queries, query);
    }
    return queries->len == 0 ? tc_x_query_nothing() : combine(TC_X_AND, queries, 0, error);
}

/* Any of these terms, without weights. */
static TcXQuery *
terms_leaf(const GArray *terms, GError **error)
{
    g_autoptr(GPtrArray) queries = queries_new();
    for (guint i = 0; i < terms->len; i++) {
        const TcReaderTerm *term = &g_array_index(terms, TcReaderTerm, i);
        TcXQuery *query = tc_x_query_term(term->term, term->term_len, 1, error);
        if (query == NULL) {
            return NULL;
        }
        g_ptr_array_add(queries, query);
    }
    return tc_x_query_combine(TC_X_OR, (TcXQuery *const *)queries->pdata, queries->len, 0, error);
}

/* All of these words (of TcWordKey) must stand in the field. */
static TcXQuery *
field_reading_query(TcPlan *plan, const FieldForm *form, const GArray *keys, GError **error)
{
    g_autoptr(GPtrArray) queries = queries_new();
    g_autoptr(GPtrArray) leaves = queries_new();
    for (guint i = 0; i < keys->len; i++) {
        const TcWordKey *typed = &g_array_index(keys, TcWordKey, i);
        g_autoptr(GArray) terms = scan_terms(plan, form->prefix, typed, FALSE, error);
        if (terms == NULL) {
            return NULL;
        }
        if (terms->len == 0) {
            return tc_x_query_nothing();
        }
        TcXQuery *leaf = form->ordered ? terms_leaf(terms, error) : NULL;
        if (form->ordered && leaf == NULL) {
            return NULL;
        }
        if (leaf != NULL) {
            g_ptr_array_add(leaves, leaf);
        }
        TcXQuery *query = terms_query(terms, error);
        if (query == NULL) {
            return NULL;
        }
        g_ptr_array_add(queries, query);
    }
    g_autoptr(TcXQuery) all = combine(TC_X_AND, queries, 0, error);
    if (all == NULL || leaves->len < 2) {
        return g_steal_pointer(&all);
    }
    g_autoptr(TcXQuery) phrase = combine(TC_X_PHRASE, leaves, leaves->len + FIELD_GAP_MAX, error);
    return phrase == NULL ? NULL : combine_two(TC_X_FILTER, all, phrase, error);
}

/* Every word of `text` must stand in the field, or what it stands for. */
static TcXQuery *
field_words_query(TcPlan *plan, const FieldForm *form, const char *text, GError **error)
{
    g_autoptr(GPtrArray) queries = queries_new();
    g_autoptr(TcWordReadings) readings =
        tc_words_read(plan->words, text, form->abbreviations, error);
    if (readings == NULL) {
        return NULL;
    }
    for (guint i = 0; i < readings->lists->len; i++) {
        TcXQuery *query =
            field_reading_query(plan, form, g_ptr_array_index(readings->lists, i), error);
        if (query == NULL) {
            return NULL;
        }
        g_ptr_array_add(queries, query);
    }
    return queries->len == 0 ? tc_x_query_nothing() : combine(TC_X_OR, queries, 0, error);
}

static TcXQuery *
date_range_query(guint32 from, guint32 to, GError **error)
{
    char begin[16];
    char end[16];
    g_snprintf(begin, sizeof begin, "%08u", from);
    g_snprintf(end, sizeof end, "%08u", to);
    /* A document without a date is never within a range: it has no value, which sorts first. */
    return tc_x_query_value_range(TC_SLOT_DATE, from > 0 ? begin : "0", from > 0 ? 8 : 1,
                                  to > 0 ? end : NULL, to > 0 ? 8 : 0, error);
}

/* A number without its symbol ("số 30c") is the beginning of the numbers that may be meant. */
static TcXQuery *
number_term_query(TcPlan *plan, const char *prefix, const TcNumber *number, GError **error)
{
    gboolean begins = number->key[number->symbol] == '\0';
    g_autofree char *term = g_strconcat(prefix, number->key, begins ? "/" : NULL, NULL);
    return begins ? prefix_query(plan, term, strlen(term), error)
                  : tc_x_query_term(term, strlen(term), 1, error);
}

/* The document of this number, and those that cite it. */
static TcXQuery *
number_query(TcPlan *plan, const char *text, GError **error)
{
    TcNumber number;
    if (!read_number(text, &number, error)) {
        return NULL;
    }
    g_autoptr(TcXQuery) own = number_term_query(plan, TC_TERM_OWN_NUMBER, &number, error);
    if (own == NULL) {
        return NULL;
    }
    g_autoptr(TcXQuery) cited = number_term_query(plan, TC_TERM_NUMBER, &number, error);
    return cited == NULL ? NULL : combine_two(TC_X_OR, own, cited, error);
}

static TcXQuery *
field_query(TcPlan *plan, TcField field, const char *text, GError **error)
{
    switch (field) {
    case TC_FIELD_DATE: {
        guint32 from = 0;
        guint32 to = 0;
        return read_date(text, &from, &to, error) ? date_range_query(from, to, error) : NULL;
    }
    case TC_FIELD_NUMBER:
        return number_query(plan, text, error);
    case TC_FIELD_TITLE:
    case TC_FIELD_TYPE:
    case TC_FIELD_ORG:
    case TC_FIELD_PLACE:
    case TC_FIELD_PATH:
    case TC_FIELD_SESSION:
    case TC_FIELD_TERM:
    case TC_FIELD_CHAIR:
    case TC_FIELD_SIGNER:
        return field_words_query(plan, &forms[field], text, error);
    case TC_FIELD_COUNT:
        break;
    }
    g_assert_not_reached();
}

/* ---- the tree ---- */

static TcXQuery *node_query(TcPlan *plan, const TcNode *node, gboolean strict, GError **error);

static TcXQuery *
children_query(TcPlan *plan, const TcNode *node, TcXOp op, GError **error)
{
    g_autoptr(GPtrArray) queries = queries_new();
    for (guint i = 0; i < node->children->len; i++) {
        const TcNode *child = g_ptr_array_index(node->children, i);
        if (says_nothing(plan, child)) {
            continue;
        }
        TcXQuery *query = node_query(plan, child, TRUE, error);
        if (query == NULL) {
            return NULL;
        }
        g_ptr_array_add(queries, query);
    }
    return combine(op, queries, 0, error);
}

/* Required ones filter, the others add weight; without required ones any of the others matches. A
 * phrase, NEAR or field is required as it stands. */
static TcXQuery *
list_query(TcPlan *plan, const TcNode *node, gboolean strict, GError **error)
{
    g_autoptr(GPtrArray) must = queries_new();
    g_autoptr(GPtrArray) should = queries_new();
    g_autoptr(GPtrArray) must_not = queries_new();
    for (guint i = 0; i < node->children->len; i++) {
        const TcNode *child = g_ptr_array_index(node->children, i);
        if (says_nothing(plan, child)) {
            continue;
        }
        gboolean required = child->occur == TC_OCCUR_MUST || child->type == TC_NODE_PHRASE ||
                            child->type == TC_NODE_FIELD || child->type == TC_NODE_NEAR || strict;
        TcXQuery *query = node_query(plan, child, child->occur != TC_OCCUR_SHOULD || strict, error);
        if (query == NULL) {
            return NULL;
        }
        g_ptr_array_add(child->occur == TC_OCCUR_MUST_NOT ? must_not
                        : required                        ? must
                                                          : should,
                        query);
    }
    g_autoptr(TcXQuery) query = NULL;
    if (must->len > 0) {
        query = combine(TC_X_AND, must, 0, error);
        if (query != NULL && should->len > 0) {
            g_autoptr(TcXQuery) others = combine(TC_X_OR, should, 0, error);
            g_autoptr(TcXQuery) required = g_steal_pointer(&query);
            query = others == NULL ? NULL : combine_two(TC_X_AND_MAYBE, required, others, error);
        }
    } else if (should->len > 0) {
        query = combine(TC_X_OR, should, 0, error);
    } else {
        query = must_not->len > 0 ? tc_x_query_all() : tc_x_query_nothing();
    }
    if (query != NULL && must_not->len > 0) {
        g_autoptr(TcXQuery) excluded = combine(TC_X_OR, must_not, 0, error);
        return excluded == NULL ? NULL : combine_two(TC_X_AND_NOT, query, excluded, error);
    }
    return g_steal_pointer(&query);
}

/* `strict`: words beside each other are all required, as in "a b AND c". */
static TcXQuery *
node_query(TcPlan *plan, const TcNode *node, gboolean strict, GError **error)
{
    if (says_nothing(plan, node)) {
        return tc_x_query_nothing();
    }
    switch (node->type) {
    case TC_NODE_WORDS:
        return words_query(plan, g_hash_table_lookup(plan->leaves, node), strict, error);
    case TC_NODE_PHRASE:
        return phrase_query(plan, g_hash_table_lookup(plan->leaves, node), error);
    case TC_NODE_PREFIX:
        return beginning_query(plan, node->text, error);
    case TC_NODE_FIELD:
        return field_query(plan, node->field, node->text, error);
    case TC_NODE_NEAR:
        return near_query(plan, node, error);
    case TC_NODE_LIST:
        return list_query(plan, node, strict, error);
    case TC_NODE_AND:
        return children_query(plan, node, TC_X_AND, error);
    case TC_NODE_OR:
        return children_query(plan, node, TC_X_OR, error);
    case TC_NODE_AND_NOT:
        return children_query(plan, node, TC_X_AND_NOT, error);
    }
    g_assert_not_reached();
}

/* Documents with one of these terms. */
static TcXQuery *
texts_query(const char *const *texts, GError **error)
{
    g_autoptr(GPtrArray) queries = queries_new();
    for (; *texts != NULL; texts++) {
        GError *local = NULL;
        TcXQuery *query = tc_x_query_term(*texts, strlen(*texts), 1, &local);
        if (query == NULL) {
            tc_store_propagate(error, local);
            return NULL;
        }
        g_ptr_array_add(queries, query);
    }
    return combine(TC_X_OR, queries, 0, error);
}

static void
note_fields(const TcNode *node, gboolean *fields)
{
    if (node->type == TC_NODE_FIELD) {
        fields[node->field] = TRUE;
    }
    for (guint i = 0; node->children != NULL && i < node->children->len; i++) {
        const TcNode *child = g_ptr_array_index(node->children, i);
        if (child->occur != TC_OCCUR_MUST_NOT && (node->type != TC_NODE_AND_NOT || i == 0)) {
            note_fields(child, fields);
        }
    }
}

void
tc_plan_fields(const TcPlan *plan, gboolean fields[TC_FIELD_COUNT])
{
    const TcFilters *filters = &plan->filters;
    memset(fields, 0, TC_FIELD_COUNT * sizeof *fields);
    note_fields(plan->node, fields);
    fields[TC_FIELD_DATE] |= filters->from > 0 || filters->to > 0;
    fields[TC_FIELD_TITLE] |= filters->title != NULL;
    fields[TC_FIELD_TYPE] |= filters->type != NULL;
    fields[TC_FIELD_NUMBER] |= filters->number != NULL;
    fields[TC_FIELD_ORG] |= filters->org != NULL;
    fields[TC_FIELD_PLACE] |= filters->place != NULL;
    fields[TC_FIELD_TERM] |= filters->term != NULL;
}

gboolean
tc_plan_is_empty(const TcPlan *plan)
{
    const TcFilters *filters = &plan->filters;
    return plan->node->type == TC_NODE_LIST && plan->node->children->len == 0 &&
           filters->from == 0 && filters->to == 0 && filters->title == NULL &&
           filters->type == NULL && filters->number == NULL && filters->org == NULL &&
           filters->place == NULL && filters->term == NULL;
}

TcXQuery *
tc_plan_query(TcPlan *plan, gboolean restored, GError **error)
{
    const TcFilters *filters = &plan->filters;
    const struct {
        const char *text;
        TcField field;
    } fields[] = {
        {filters->title, TC_FIELD_TITLE},   {filters->type, TC_FIELD_TYPE},
        {filters->number, TC_FIELD_NUMBER}, {filters->org, TC_FIELD_ORG},
        {filters->place, TC_FIELD_PLACE},   {filters->term, TC_FIELD_TERM},
    };
    plan->restored = restored;
    gboolean only_filters = plan->node->type == TC_NODE_LIST && plan->node->children->len == 0;
    g_autoptr(TcXQuery) query = only_filters && !tc_plan_is_empty(plan)
                                    ? tc_x_query_all()
                                    : node_query(plan, plan->node, FALSE, error);
    for (gsize i = 0; query != NULL && i < G_N_ELEMENTS(fields); i++) {
        if (fields[i].text != NULL) {
            g_autoptr(TcXQuery) filter = field_query(plan, fields[i].field, fields[i].text, error);
            g_autoptr(TcXQuery) unfiltered = g_steal_pointer(&query);
            query = filter == NULL ? NULL : combine_two(TC_X_FILTER, unfiltered, filter, error);
        }
    }
    if (query != NULL && filters->texts != NULL) {
        g_autoptr(TcXQuery) filter = texts_query(filters->texts, error);
        g_autoptr(TcXQuery) unfiltered = g_steal_pointer(&query);
        query = filter == NULL ? NULL : combine_two(TC_X_FILTER, unfiltered, filter, error);
    }
    if (query != NULL && (filters->from > 0 || filters->to > 0)) {
        g_autoptr(TcXQuery) filter = date_range_query(filters->from, filters->to, error);
        g_autoptr(TcXQuery) unfiltered = g_steal_pointer(&query);
        query = filter == NULL ? NULL : combine_two(TC_X_FILTER, unfiltered, filter, error);
    }
    return g_steal_pointer(&query);
}
