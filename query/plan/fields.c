#include "query/plan/fields.h"

#include "base/order.h"
#include "query/plan/readings.h"
#include "query/words/keystrokes.h"
#include "query/words/queries.h"
#include "store/schema.h"
#include "text/date/date.h"
#include "text/number/number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Terms that a prefix may stand for and still weigh something; with marks, may stand for at all. */
#define PREFIX_TERMS_MAX 20000

/* Words that may stand between those of an issuing body: "UBND Nghệ An" is that of the province. */
#define FIELD_GAP_MAX 6

static gboolean
read_date(const char *text, guint32 *from, guint32 *to, GError **error)
{
    if (!tc_date_parse_query(text, strlen(text), from, to)) {
        g_set_error(error, TC_PARSE_ERROR, TC_PARSE_ERROR_SYNTAX,
                    tc_date_query_is_reversed(text, strlen(text))
                        ? _("the end of “%s” is before its beginning")
                        : _("“%s” is not a date"),
                    text);
        return FALSE;
    }
    return TRUE;
}

/* What may be meant: "12/2020" alone is no number by itself, but the field says that one is meant.
 */
typedef struct {
    TcNumber items[2]; /* "30c/NQCP" as it is written, and as "30c/NQ-CP" */
    guint count;
} TypedNumber;

static gboolean
read_number(const char *text, TypedNumber *typed, GError **error)
{
    g_autofree char *said = g_strconcat("số ", text, NULL);
    TcNumber *items = typed->items;
    typed->count = 0;
    if (tc_number_parse(text, strlen(text), &items[0]) ||
        tc_number_parse(said, strlen(said), &items[0]))
        typed->count = 1;
    TcNumber *other = &items[typed->count];
    if ((tc_number_parse_named(text, strlen(text), other) ||
         tc_number_parse_named(said, strlen(said), other)) &&
        (typed->count == 0 || strcmp(items[0].key, other->key) != 0))
        typed->count++;
    if (typed->count == 0) {
        g_set_error(error, TC_PARSE_ERROR, TC_PARSE_ERROR_SYNTAX,
                    _("“%s” is not the number of a document"), text);
    }
    return typed->count > 0;
}

gboolean
tc_field_check(TcField field, const char *text, GError **error)
{
    guint32 from;
    guint32 to;
    TypedNumber number;
    switch (field) {
    case TC_FIELD_DATE:
        return read_date(text, &from, &to, error);
    case TC_FIELD_NUMBER:
        return read_number(text, &number, error);
    default:
        return TRUE;
    }
}

/* Have the other names told that were looked for. */
static void
add_also(TcWords *words, const TcFieldReadings *readings)
{
    for (guint i = 0; i < readings->scratch->len; i++) {
        const GPtrArray *also = ((const TcWords *)g_ptr_array_index(readings->scratch, i))->also;
        for (guint k = 0; k < also->len; k++) {
            const char *name = g_ptr_array_index(also, k);
            if (!g_ptr_array_find_with_equal_func(words->also, name, g_str_equal, NULL))
                g_ptr_array_add(words->also, g_strdup(name));
        }
    }
}

/* Have the words of `text` highlighted; of a `is_prefix` the last one is the beginning of a word.
 */
static void
add_shown(TcWords *words, const char *text, gboolean is_prefix)
{
    g_auto(TcTokens) tokens;
    tc_tokens_init(&tokens);
    tc_analyze(words->analyzer, text, strlen(text), &tokens);
    gboolean is_toned = FALSE;
    for (gsize i = 0; i < tokens.count; i++)
        is_toned |= tc_key_tone(tokens.items[i].key, tokens.items[i].key_len) != TC_TONE_NONE;
    for (gsize i = 0; i < tokens.count && words->shown->len < TC_WORDS_MAX; i++) {
        const TcToken *token = &tokens.items[i];
        TcShownWord word = {.key = g_memdup2(token->key, token->key_len),
                            .key_len = token->key_len,
                            .is_prefix = is_prefix && i + 1 == tokens.count,
                            .is_settled = is_toned};
        g_array_append_val(words->shown, word);
    }
}

/* The same for words of which the keys (TcFieldKey) are known; those that are there are not added
 * again. */
static void
add_shown_keys(TcWords *words, const GArray *keys)
{
    for (guint i = 0; i < keys->len && words->shown->len < TC_WORDS_MAX; i++) {
        const TcFieldKey *key = &g_array_index(keys, TcFieldKey, i);
        gboolean is_known = FALSE;
        for (guint k = 0; k < words->shown->len && !is_known; k++) {
            const TcShownWord *shown = tc_shown_word_at(words->shown, k);
            is_known = shown->key_len == key->len && memcmp(shown->key, key->key, key->len) == 0;
        }
        if (!is_known) {
            TcShownWord word = {.key = g_memdup2(key->key, key->len),
                                .key_len = (guint32)key->len,
                                .is_derived = TRUE,
                                .is_settled = TRUE};
            g_array_append_val(words->shown, word);
        }
    }
}

gboolean
tc_prefix_agrees(const char *typed, gsize typed_len, const char *key, gsize key_len)
{
    gsize typed_bare = tc_key_bare_len(typed, typed_len);
    gsize bare = tc_key_bare_len(key, key_len);
    const char *marks = key + MIN(bare + 1, key_len);
    gsize marks_len = key_len - MIN(bare + 1, key_len);
    if (bare < typed_bare || memcmp(key, typed, typed_bare) != 0)
        return FALSE;
    for (gsize i = typed_bare + 1; i < typed_len; i++)
        if (memchr(marks, typed[i], marks_len) == NULL)
            return FALSE;
    return TRUE;
}

void
tc_prefix_show(TcWords *words, const char *text)
{
    add_shown(words, text, TRUE);
}

gboolean
tc_field_show(TcWords *words, TcField field, const char *text, GError **error)
{
    const TcFieldRow *row = tc_field_row(field);
    if (row->is_outside)
        return TRUE;
    g_autofree char *meant = NULL;
    if (!tc_keystrokes_decode_text(words, text, &meant, error))
        return FALSE;
    add_shown(words, meant, FALSE);
    if (!row->has_short_forms)
        return TRUE;
    g_autoptr(TcFieldReadings) readings = tc_field_readings(words, row, meant, error);
    for (guint i = 0; readings != NULL && i < readings->lists->len; i++) {
        add_shown_keys(words, g_ptr_array_index(readings->lists, i));
        words->has_other_name |= g_array_index(readings->by_alias, gboolean, i);
    }
    if (readings != NULL)
        add_also(words, readings);
    return readings != NULL;
}

static int
most_frequent_first(gconstpointer a, gconstpointer b)
{
    const TcReaderTerm *x = a;
    const TcReaderTerm *y = b;
    return TC_ORDER(y->freq, x->freq);
}

/* All of these terms as one. They are named one by one, not left for each shard to find: their
 * common frequency is that of all shards then. */
static TcXQuery *
terms_query(GArray *terms, GError **error)
{
    g_autoptr(GPtrArray) queries = tc_queries_new();
    g_array_sort(terms, most_frequent_first);
    for (guint i = 0; i < terms->len; i++) {
        const TcReaderTerm *term = tc_reader_term_at(terms, i);
        if (!tc_queries_add(queries, tc_x_query_term(term->term, term->term_len, 1, error)))
            return NULL;
    }
    return queries->len == 0 ? tc_x_query_nothing()
                             : tc_queries_combine(TC_X_SYNONYM, queries, 0, error);
}

/* Every term that begins with `is_prefix`. Too many of them are too vague to weigh anything. */
static TcXQuery *
prefix_query(const TcWords *words, const char *prefix, gsize len, GError **error)
{
    g_autoptr(GArray) terms = tc_reader_terms_new();
    if (!tc_reader_terms(words->reader, prefix, len, PREFIX_TERMS_MAX + 1, terms, error))
        return NULL;
    if (terms->len <= PREFIX_TERMS_MAX)
        return terms_query(terms, error);
    g_autoptr(TcXQuery) any = tc_x_query_prefix(prefix, len, error);
    return any == NULL ? NULL : tc_x_query_scale(any, 0, error);
}

/* Files and folders are named without marks more often than with them. */
static gboolean
agrees_with(const TcFieldKey *typed, const char *key, gsize key_len, gboolean is_unmarked)
{
    return tc_key_tier(typed->key, typed->len, key, key_len) != TC_TIER_NONE ||
           (is_unmarked && !tc_key_is_marked(key, key_len));
}

/* The terms `is_prefix` + a spelling of `typed`, or with `is_beginning` of a word that begins with
 * it; the first PREFIX_TERMS_MAX of them. `is_unmarked`: it may stand there without its marks, too.
 */
static GArray *
scan_terms(const TcWords *words, const char *prefix, const TcFieldKey *typed, gboolean is_beginning,
           gboolean is_unmarked, GError **error)
{
    g_autofree char *begin = g_malloc(strlen(prefix) + typed->len + 1);
    gsize skip = strlen(prefix);
    gsize bare = tc_key_bare_len(typed->key, typed->len);
    gsize len = skip + (is_beginning ? bare : MIN(bare + 1, typed->len));
    g_autoptr(GArray) terms = tc_reader_terms_new();
    memcpy(begin, prefix, skip);
    memcpy(begin + skip, typed->key, len - skip);
    if (!tc_reader_terms(words->reader, begin, len, G_MAXUINT, terms, error))
        return NULL;
    for (guint i = terms->len; i-- > 0;) {
        const TcReaderTerm *term = tc_reader_term_at(terms, i);
        const char *key = term->term + skip;
        gsize key_len = term->term_len - skip;
        if (!(is_beginning ? tc_prefix_agrees(typed->key, typed->len, key, key_len)
                           : agrees_with(typed, key, key_len, is_unmarked)))
            g_array_remove_index(terms, i);
    }
    if (terms->len > PREFIX_TERMS_MAX)
        g_array_set_size(terms, PREFIX_TERMS_MAX);
    return g_steal_pointer(&terms);
}

TcXQuery *
tc_prefix_query(const TcWords *words, const char *text, GError **error)
{
    g_auto(TcTokens) tokens;
    tc_tokens_init(&tokens);
    tc_analyze(words->analyzer, text, strlen(text), &tokens);
    g_autoptr(GPtrArray) queries = tc_queries_new();
    for (gsize i = 0; i < tokens.count && i < TC_WORDS_MAX; i++) {
        const TcFieldKey typed = {tokens.items[i].key, tokens.items[i].key_len};
        gboolean is_last = i + 1 == tokens.count;
        TcXQuery *query = NULL;
        if (is_last && !tc_key_is_marked(typed.key, typed.len)) {
            query = prefix_query(words, typed.key, tc_key_bare_len(typed.key, typed.len), error);
        } else {
            g_autoptr(GArray) terms = scan_terms(words, "", &typed, is_last, FALSE, error);
            query = terms == NULL ? NULL : terms_query(terms, error);
        }
        if (!tc_queries_add(queries, query))
            return NULL;
    }
    return queries->len == 0 ? tc_x_query_nothing()
                             : tc_queries_combine(TC_X_AND, queries, 0, error);
}

/* Any of these terms, without weights. */
static TcXQuery *
terms_leaf(const GArray *terms, GError **error)
{
    g_autoptr(GPtrArray) queries = tc_queries_new();
    for (guint i = 0; i < terms->len; i++) {
        const TcReaderTerm *term = tc_reader_term_at(terms, i);
        if (!tc_queries_add(queries, tc_x_query_term(term->term, term->term_len, 1, error)))
            return NULL;
    }
    return tc_queries_leaf(queries, error);
}

/* All of these words (of TcFieldKey) must stand in the field. */
static TcXQuery *
field_reading_query(const TcWords *words, const TcFieldRow *row, const GArray *keys, GError **error)
{
    g_autoptr(GPtrArray) queries = tc_queries_new();
    g_autoptr(GPtrArray) leaves = tc_queries_new();
    for (guint i = 0; i < keys->len; i++) {
        const TcFieldKey *typed = &g_array_index(keys, TcFieldKey, i);
        g_autoptr(GArray) terms =
            scan_terms(words, row->term, typed, FALSE, row->is_unmarked, error);
        if (terms == NULL)
            return NULL;
        if (terms->len == 0)
            return tc_x_query_nothing();
        if ((row->has_order && !tc_queries_add(leaves, terms_leaf(terms, error))) ||
            !tc_queries_add(queries, terms_query(terms, error)))
            return NULL;
    }
    g_autoptr(TcXQuery) all = tc_queries_combine(TC_X_AND, queries, 0, error);
    if (all == NULL || leaves->len < 2)
        return g_steal_pointer(&all);
    g_autoptr(TcXQuery) phrase =
        tc_queries_combine(TC_X_PHRASE, leaves, leaves->len + FIELD_GAP_MAX, error);
    return phrase == NULL ? NULL : tc_query_combine_two(TC_X_FILTER, all, phrase, error);
}

/* Every word of `text` must stand in the field, or what it stands for. */
static TcXQuery *
field_words_query(const TcWords *words, const TcFieldRow *row, const char *text,
                  gboolean has_other_names, GError **error)
{
    g_autoptr(GPtrArray) queries = tc_queries_new();
    g_autofree char *meant = NULL;
    if (!tc_keystrokes_decode_text(words, text, &meant, error))
        return NULL;
    g_autoptr(TcFieldReadings) readings = tc_field_readings(words, row, meant, error);
    if (readings == NULL)
        return NULL;
    for (guint i = 0; i < readings->lists->len; i++) {
        const GArray *keys = g_ptr_array_index(readings->lists, i);
        if (!has_other_names && g_array_index(readings->by_alias, gboolean, i))
            continue;
        g_autoptr(TcXQuery) query = field_reading_query(words, row, keys, error);
        if (!tc_queries_add(queries, g_steal_pointer(&query)))
            return NULL;
    }
    return queries->len == 0 ? tc_x_query_nothing()
                             : tc_queries_combine(TC_X_OR, queries, 0, error);
}

TcXQuery *
tc_title_phrase_query(const TcWords *words, const GArray *at, guint span, GError **error)
{
    const TcFieldRow *row = tc_field_row(TC_FIELD_TITLE);
    g_autoptr(GPtrArray) leaves = tc_queries_new();
    for (guint i = 0; i < at->len; i++) {
        const TcWord *word = g_ptr_array_index(words->words, g_array_index(at, TcWordAt, i).word);
        const TcFieldKey key = {word->key, word->key_len};
        if (!word->is_open && (word->is_marked || word->is_whole || word->freq > 0)) {
            g_autofree char *term = g_strconcat(row->term, word->key, NULL);
            if (!tc_queries_add(leaves, tc_x_query_term(term, strlen(term), 1, error)))
                return NULL;
            continue;
        }
        g_autoptr(GArray) terms = scan_terms(words, row->term, &key, FALSE, FALSE, error);
        if (terms == NULL)
            return NULL;
        if (terms->len == 0)
            return tc_x_query_nothing();
        if (!tc_queries_add(leaves, terms_leaf(terms, error)))
            return NULL;
    }
    if (leaves->len == 0)
        return tc_x_query_nothing();
    /* What the text says of the words is what they weigh. */
    g_autoptr(TcXQuery) phrase = tc_queries_combine(leaves->len > 1 ? TC_X_PHRASE : TC_X_OR, leaves,
                                                    leaves->len > 1 ? span : 0, error);
    return phrase == NULL ? NULL : tc_x_query_scale(phrase, 0, error);
}

TcXQuery *
tc_date_range_query(guint32 from, guint32 to, GError **error)
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
number_term_query(const TcWords *words, const char *prefix, const TcNumber *number, GError **error)
{
    gboolean begins = number->key[number->symbol] == '\0';
    g_autofree char *term = g_strconcat(prefix, number->key, begins ? "/" : NULL, NULL);
    return begins ? prefix_query(words, term, strlen(term), error)
                  : tc_x_query_term(term, strlen(term), 1, error);
}

/* The documents that have the number behind one of these prefixes, of which the second may be NULL.
 */
static TcXQuery *
number_query(const TcWords *words, const char *text, const char *prefix, const char *other,
             GError **error)
{
    TypedNumber typed;
    g_autoptr(GPtrArray) queries = tc_queries_new();
    if (!read_number(text, &typed, error))
        return NULL;
    for (guint i = 0; i < typed.count; i++) {
        const TcNumber *number = &typed.items[i];
        if (!tc_queries_add(queries, number_term_query(words, prefix, number, error)) ||
            (other != NULL &&
             !tc_queries_add(queries, number_term_query(words, other, number, error))))
            return NULL;
    }
    return tc_queries_combine(TC_X_OR, queries, 0, error);
}

/* "58/QĐ-TTg 2012", "58/QĐ-TTg (09/01/2012)": the number that `text` begins with, and of what day
 * or year; 0 for both where it says none. The day of many documents was not found. Free with
 * g_free(). */
static char *
read_dated_number(const char *text, guint32 *from, guint32 *to)
{
    *from = *to = 0;
    for (const char *space = strchr(text, ' '); space != NULL; space = strchr(space + 1, ' ')) {
        const gboolean is_bracket = space[1] == '(' && g_str_has_suffix(space, ")");
        const char *day = space + (is_bracket ? 2 : 1);
        if (tc_date_parse_query(day, strlen(day) - (is_bracket ? 1 : 0), from, to))
            return g_strndup(text, (gsize)(space - text));
    }
    return g_strdup(text);
}

gboolean
tc_own_number_check(const char *text)
{
    guint32 from, to;
    TypedNumber number;
    g_autofree char *bare = read_dated_number(text, &from, &to);
    return read_number(bare, &number, NULL);
}

/* Leave out of `query`, which is taken, the documents from `from` to `to`: others have a day of
 * their own, or none. */
static TcXQuery *
without_days(TcXQuery *query, guint32 from, guint32 to, GError **error)
{
    g_autoptr(TcXQuery) kept = query;
    if (query == NULL || from > to)
        return g_steal_pointer(&kept);
    g_autoptr(TcXQuery) range = tc_date_range_query(from, to, error);
    return range != NULL ? tc_query_combine_two(TC_X_AND_NOT, kept, range, error) : NULL;
}

TcXQuery *
tc_own_number_query(const TcWords *words, const char *text, GError **error)
{
    guint32 from, to;
    g_autofree char *bare = read_dated_number(text, &from, &to);
    TcXQuery *query = number_query(words, bare, TC_TERM_OWN_NUMBER, NULL, error);
    if (from == 0 && to == 0)
        return query;
    query = without_days(query, 1, from > 0 ? from - 1 : 0, error);
    return without_days(query, to + 1, TC_DATE_MAX, error);
}

TcXQuery *
tc_relation_query(const TcWords *words, guint relation, const char *text, GError **error)
{
    if (relation != TC_RELATION_CITES) {
        char prefix[sizeof TC_TERM_RELATION + 2];
        g_snprintf(prefix, sizeof prefix, "%s%cN", TC_TERM_RELATION,
                   tc_relation_letter((TcRelationKind)relation));
        return number_query(words, text, prefix, NULL, error);
    }
    g_autoptr(TcXQuery) named = number_query(words, text, TC_TERM_NUMBER, NULL, error);
    g_autoptr(TcXQuery) own =
        named == NULL ? NULL : number_query(words, text, TC_TERM_OWN_NUMBER, NULL, error);
    return own == NULL ? NULL : tc_query_combine_two(TC_X_AND_NOT, named, own, error);
}

TcXQuery *
tc_field_query(const TcWords *words, TcField field, const char *text, gboolean has_other_names,
               GError **error)
{
    switch (field) {
    case TC_FIELD_DATE: {
        guint32 from = 0;
        guint32 to = 0;
        return read_date(text, &from, &to, error) ? tc_date_range_query(from, to, error) : NULL;
    }
    case TC_FIELD_NUMBER:
        return number_query(words, text, TC_TERM_OWN_NUMBER, TC_TERM_NUMBER, error);
    default:
        return field_words_query(words, tc_field_row(field), text, has_other_names, error);
    }
}

TcXQuery *
tc_path_words_query(const TcWords *words, const GPtrArray *show_as, const char *text,
                    GError **error)
{
    g_auto(GStrv) parts = tc_show_as_parts(show_as, text);
    g_autoptr(GPtrArray) queries = tc_queries_new();
    if (!tc_queries_add(queries, tc_field_query(words, TC_FIELD_PATH, text, FALSE, error)))
        return NULL;
    for (char **part = parts; *part != NULL; part++)
        if (!tc_queries_add(queries, tc_field_query(words, TC_FIELD_PATH, *part, FALSE, error)))
            return NULL;
    return tc_queries_combine(TC_X_OR, queries, 0, error);
}
