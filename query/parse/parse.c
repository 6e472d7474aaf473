#include "query/parse/parse.h"

#include "query/parse/lexer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
    TcLexer lexer;
    guint depth;  /* of parentheses */
    guint pieces; /* other than words, so far */
    guint prefixes;
} Parser;

/* The piece of text that was read last; it is taken. */
static TcNode *
take_atom(TcLexer *lexer)
{
    TcNode *node = tc_node_new(lexer->type, lexer->column);
    node->field = lexer->type == TC_NODE_FIELD ? lexer->field : 0;
    node->relation = lexer->type == TC_NODE_RELATION ? lexer->relation : 0;
    /* A date or number is none by chance. */
    node->is_spaced = lexer->type == TC_NODE_FIELD && lexer->is_spaced &&
                      lexer->field != TC_FIELD_DATE && lexer->field != TC_FIELD_NUMBER;
    node->text = g_steal_pointer(&lexer->text);
    return node;
}

static TcNode *parse_or(Parser *parser, GError **error);

/* Phrases, prefixes and fields each ask the index for terms of their own: thousands would take
 * minutes, and nobody types them. */
static gboolean
count_piece(Parser *parser, GError **error)
{
    TcLexer *lexer = &parser->lexer;
    TcNodeType type = lexer->lexeme == TC_LEXEME_NEAR ? TC_NODE_NEAR : lexer->type;
    parser->pieces += type != TC_NODE_WORDS;
    parser->prefixes += type == TC_NODE_PREFIX;
    if (parser->pieces <= TC_QUERY_PIECES_MAX && parser->prefixes <= TC_QUERY_PREFIXES_MAX)
        return TRUE;
    tc_lexer_fail(
        lexer, lexer->start, TC_PARSE_ERROR_TOO_LONG, error,
        _("more than %d phrases, prefixes and fields, or than %d prefixes; split the query"),
        TC_QUERY_PIECES_MAX, TC_QUERY_PREFIXES_MAX);
    return FALSE;
}

/* An atom or a group in parentheses, with the sign before it. */
static TcNode *
parse_primary(Parser *parser, GError **error)
{
    TcLexer *lexer = &parser->lexer;
    TcOccur occur = lexer->occur;
    if (lexer->lexeme == TC_LEXEME_ATOM && !count_piece(parser, error))
        return NULL;
    if (lexer->lexeme == TC_LEXEME_ATOM) {
        TcNode *node = take_atom(lexer);
        node->occur = occur;
        return node;
    }
    const char *open = lexer->start;
    if (++parser->depth > TC_QUERY_DEPTH_MAX) {
        tc_lexer_fail(lexer, open, TC_PARSE_ERROR_TOO_LONG, error,
                      _("more than %d nested parentheses"), TC_QUERY_DEPTH_MAX);
        return NULL;
    }
    if (!tc_lexer_advance(lexer, error))
        return NULL;
    g_autoptr(TcNode) inner = parse_or(parser, error);
    if (inner == NULL)
        return NULL;
    if (lexer->lexeme != TC_LEXEME_CLOSE) {
        tc_lexer_fail(lexer, open, TC_PARSE_ERROR_SYNTAX, error, _("parenthesis is not closed"));
        return NULL;
    }
    parser->depth--;
    inner->occur = occur;
    return g_steal_pointer(&inner);
}

/* The operand of NEAR: one word or a phrase. */
static gboolean
is_near_operand(TcNodeType type)
{
    return type == TC_NODE_WORDS || type == TC_NODE_PHRASE || type == TC_NODE_NEAR;
}

static gboolean
parse_near(Parser *parser, GPtrArray *children, GError **error)
{
    TcLexer *lexer = &parser->lexer;
    guint window = lexer->window;
    const char *at = lexer->start;
    if (!count_piece(parser, error) || !tc_lexer_advance(lexer, error))
        return FALSE;
    TcNode *left = children->len > 0 ? g_ptr_array_index(children, children->len - 1) : NULL;
    if (left == NULL || !is_near_operand(left->type) || lexer->lexeme != TC_LEXEME_ATOM ||
        !is_near_operand(lexer->type)) {
        gboolean is_prefix = (left != NULL && left->type == TC_NODE_PREFIX) ||
                             (lexer->lexeme == TC_LEXEME_ATOM && lexer->type == TC_NODE_PREFIX);
        tc_lexer_fail(
            lexer, at, TC_PARSE_ERROR_SYNTAX, error, "%s",
            is_prefix ? _("NEAR takes whole words and phrases, not the beginning of a word (word*)")
                      : _("NEAR stands between two words or phrases"));
        return FALSE;
    }
    TcNode *near = left;
    if (left->type != TC_NODE_NEAR) {
        near = tc_node_new(TC_NODE_NEAR, left->column);
        near->occur = left->occur == TC_OCCUR_MUST_NOT ? TC_OCCUR_MUST_NOT : TC_OCCUR_MUST;
        left->occur = TC_OCCUR_SHOULD;
        g_ptr_array_add(near->children, left);
        g_ptr_array_index(children, children->len - 1) = near;
    }
    near->window = MAX(near->window, window);
    g_ptr_array_add(near->children, take_atom(lexer));
    return tc_lexer_advance(lexer, error);
}

/* Join neighbours that are plain words into one piece of text, so that what belongs together
 * ("30c/NQ-CP", "Quốc phòng - an ninh") is analysed together. */
static void
add_child(GPtrArray *children, TcNode *node, const char *start, const char *end,
          const char **last_start)
{
    TcNode *last = children->len > 0 ? g_ptr_array_index(children, children->len - 1) : NULL;
    if (last != NULL && *last_start != NULL && last->type == TC_NODE_WORDS &&
        last->occur == TC_OCCUR_SHOULD && node->type == TC_NODE_WORDS &&
        node->occur == TC_OCCUR_SHOULD) {
        g_free(last->text);
        last->text = g_strndup(*last_start, (gsize)(end - *last_start));
        tc_node_free(node);
    } else {
        g_ptr_array_add(children, node);
        *last_start = start;
    }
}

static TcNode *
parse_list(Parser *parser, GError **error)
{
    TcLexer *lexer = &parser->lexer;
    g_autoptr(TcNode) list = tc_node_new(TC_NODE_LIST, tc_lexer_column(lexer, lexer->start));
    /* Words are joined only at the end, as NEAR takes the single word before it. */
    g_autoptr(GPtrArray) starts = g_ptr_array_new();
    g_autoptr(GPtrArray) ends = g_ptr_array_new();
    gboolean is_negated = FALSE;
    for (;;) {
        if (lexer->lexeme == TC_LEXEME_NOT && list->children->len == 0 && !is_negated) {
            is_negated = TRUE;
            if (!tc_lexer_advance(lexer, error))
                return NULL;
            continue;
        }
        if (lexer->lexeme == TC_LEXEME_NEAR) {
            if (!parse_near(parser, list->children, error))
                return NULL;
            continue;
        }
        if (lexer->lexeme != TC_LEXEME_ATOM && lexer->lexeme != TC_LEXEME_OPEN)
            break;
        const char *start = lexer->start;
        const char *end = lexer->at;
        TcNode *node = parse_primary(parser, error);
        if (node == NULL)
            return NULL;
        if (is_negated) {
            node->occur = TC_OCCUR_MUST_NOT;
            is_negated = FALSE;
        }
        g_ptr_array_add(list->children, node);
        g_ptr_array_add(starts, (gpointer)start);
        g_ptr_array_add(ends, (gpointer)end);
        if (!tc_lexer_advance(lexer, error))
            return NULL;
    }
    if (is_negated) {
        tc_lexer_fail(lexer, lexer->start, TC_PARSE_ERROR_SYNTAX, error,
                      _("NOT needs something to exclude"));
        return NULL;
    }
    g_autoptr(GPtrArray) single = g_steal_pointer(&list->children);
    g_ptr_array_set_free_func(single, NULL);
    list->children = g_ptr_array_new_with_free_func((GDestroyNotify)tc_node_free);
    const char *last_start = NULL;
    for (guint i = 0; i < single->len; i++) {
        add_child(list->children, g_ptr_array_index(single, i), g_ptr_array_index(starts, i),
                  g_ptr_array_index(ends, i), &last_start);
    }
    return g_steal_pointer(&list);
}

/* Put `right` beside `left` under a node of `type`, joining chains of one operator. */
static TcNode *
combine(TcNodeType type, TcNode *left, TcNode *right)
{
    TcNode *node = left;
    if (left->type != type || type == TC_NODE_AND_NOT) {
        node = tc_node_new(type, left->column);
        g_ptr_array_add(node->children, left);
    }
    g_ptr_array_add(node->children, right);
    return node;
}

static TcNode *
parse_operand(Parser *parser, const char *operator_start, const char *operator_name, GError **error)
{
    TcNode *node = parse_list(parser, error);
    if (node != NULL && node->children->len == 0) {
        tc_node_free(node);
        tc_lexer_fail(&parser->lexer, operator_start, TC_PARSE_ERROR_SYNTAX, error,
                      _("%s needs words on both sides"), operator_name);
        return NULL;
    }
    return node;
}

static TcNode *
parse_and(Parser *parser, GError **error)
{
    TcLexer *lexer = &parser->lexer;
    g_autoptr(TcNode) left = parse_list(parser, error);
    while (left != NULL && (lexer->lexeme == TC_LEXEME_AND || lexer->lexeme == TC_LEXEME_NOT)) {
        TcLexeme token = lexer->lexeme;
        const char *at = lexer->start;
        const char *name = token == TC_LEXEME_AND ? "AND" : "NOT";
        if (left->children->len == 0) {
            tc_lexer_fail(lexer, at, TC_PARSE_ERROR_SYNTAX, error,
                          _("%s needs words on both sides"), name);
            return NULL;
        }
        if (!tc_lexer_advance(lexer, error))
            return NULL;
        if (token == TC_LEXEME_AND && lexer->lexeme == TC_LEXEME_NOT) { /* a AND NOT b */
            token = TC_LEXEME_NOT;
            if (!tc_lexer_advance(lexer, error))
                return NULL;
        }
        TcNode *right = parse_operand(parser, at, name, error);
        if (right == NULL)
            return NULL;
        left = combine(token == TC_LEXEME_AND ? TC_NODE_AND : TC_NODE_AND_NOT,
                       g_steal_pointer(&left), right);
    }
    return g_steal_pointer(&left);
}

static TcNode *
parse_or(Parser *parser, GError **error)
{
    TcLexer *lexer = &parser->lexer;
    g_autoptr(TcNode) left = parse_and(parser, error);
    while (left != NULL && lexer->lexeme == TC_LEXEME_OR) {
        const char *at = lexer->start;
        if (left->children->len == 0) {
            tc_lexer_fail(lexer, at, TC_PARSE_ERROR_SYNTAX, error,
                          _("%s needs words on both sides"), "OR");
            return NULL;
        }
        if (!tc_lexer_advance(lexer, error))
            return NULL;
        g_autoptr(TcNode) right = parse_and(parser, error);
        if (right == NULL)
            return NULL;
        if (right->children->len == 0) {
            tc_lexer_fail(lexer, at, TC_PARSE_ERROR_SYNTAX, error,
                          _("%s needs words on both sides"), "OR");
            return NULL;
        }
        left = combine(TC_NODE_OR, g_steal_pointer(&left), g_steal_pointer(&right));
    }
    return g_steal_pointer(&left);
}

/* Full-width signs mean what the narrow ones do: one character for another, so that columns stay.
 */
static char *
narrow(const char *query)
{
    GString *out = g_string_sized_new(strlen(query));
    for (const char *at = query; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        g_string_append_unichar(out, c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + '!' : c);
    }
    return g_string_free(out, FALSE);
}

TcNode *
tc_parse(const char *query, gsize *column, GError **error)
{
    g_autofree char *narrowed = NULL;
    g_autoptr(TcNode) node = NULL;
    Parser parser = {.lexer = {.query = query, .at = query}};
    TcLexer *lexer = &parser.lexer;
    if (strlen(query) > TC_QUERY_MAX) {
        tc_lexer_fail(lexer, query, TC_PARSE_ERROR_TOO_LONG, error,
                      _("query is longer than %d bytes"), TC_QUERY_MAX);
    } else if (!g_utf8_validate(query, -1, NULL)) {
        tc_lexer_fail(lexer, query, TC_PARSE_ERROR_SYNTAX, error, _("query is not UTF-8"));
    } else {
        narrowed = narrow(query);
        lexer->query = lexer->at = narrowed;
        node = tc_lexer_advance(lexer, error) ? parse_or(&parser, error) : NULL;
        if (node != NULL)
            node->note = g_steal_pointer(&lexer->note);
    }
    tc_lexer_clear(lexer);
    if (node == NULL && column != NULL)
        *column = lexer->error_column;
    return g_steal_pointer(&node);
}

TcNode *
tc_parse_plain(const char *query)
{
    TcNode *list = tc_node_new(TC_NODE_LIST, 1);
    TcNode *words = tc_node_new(TC_NODE_WORDS, 1);
    words->text = g_utf8_make_valid(query, (gssize)strnlen(query, TC_QUERY_MAX));
    g_ptr_array_add(list->children, words);
    return list;
}
