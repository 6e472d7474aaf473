#include "query/parse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK(tc - parse - error - quark, tc_parse_error)

typedef enum {
    TOKEN_END,
    TOKEN_ATOM,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_AND,
    TOKEN_OR,
    TOKEN_NOT,
    TOKEN_NEAR,
} TokenType;

typedef struct {
    const char *query; /* whole */
    const char *at;    /* next unread byte */
    TokenType token;
    const char *token_start;
    TcNode *atom; /* of TOKEN_ATOM, owned until taken */
    const char *atom_end;
    TcOccur occur; /* sign before TOKEN_ATOM or TOKEN_OPEN */
    guint window;  /* of TOKEN_NEAR */
    guint depth;
    guint pieces; /* other than words, so far */
    guint prefixes;
    gsize error_column;
} Parser;

/* As they are compared: lower case, without what joins their words. */
static const struct {
    const char *name;
    TcField field;
} field_names[] = {
    {"title", TC_FIELD_TITLE},    {"tiêuđề", TC_FIELD_TITLE},  {"date", TC_FIELD_DATE},
    {"ngày", TC_FIELD_DATE},      {"type", TC_FIELD_TYPE},     {"loại", TC_FIELD_TYPE},
    {"org", TC_FIELD_ORG},        {"cơquan", TC_FIELD_ORG},    {"place", TC_FIELD_PLACE},
    {"nơi", TC_FIELD_PLACE},      {"path", TC_FIELD_PATH},     {"tệp", TC_FIELD_PATH},
    {"number", TC_FIELD_NUMBER},  {"số", TC_FIELD_NUMBER},     {"session", TC_FIELD_SESSION},
    {"kỳhọp", TC_FIELD_SESSION},  {"kìhọp", TC_FIELD_SESSION}, {"term", TC_FIELD_TERM},
    {"nhiệmkỳ", TC_FIELD_TERM},   {"nhiệmkì", TC_FIELD_TERM},  {"chair", TC_FIELD_CHAIR},
    {"chủtrì", TC_FIELD_CHAIR},   {"signer", TC_FIELD_SIGNER}, {"ngườiký", TC_FIELD_SIGNER},
    {"ngườikí", TC_FIELD_SIGNER},
};

static const char *const field_labels[TC_FIELD_COUNT] = {
    "title", "date", "type", "number", "org", "place", "path", "session", "term", "chair", "signer",
};

static TcNode *
node_new(TcNodeType type, gsize column)
{
    TcNode *node = g_new0(TcNode, 1);
    node->type = type;
    node->column = column;
    if (type >= TC_NODE_NEAR) {
        node->children = g_ptr_array_new_with_free_func((GDestroyNotify)tc_node_free);
    }
    return node;
}

void
tc_node_free(TcNode *node)
{
    if (node == NULL) {
        return;
    }
    if (node->children != NULL) {
        g_ptr_array_unref(node->children);
    }
    g_free(node->text);
    g_free(node);
}

static gsize
column_of(const Parser *parser, const char *at)
{
    return (gsize)g_utf8_strlen(parser->query, at - parser->query) + 1;
}

G_GNUC_PRINTF(4, 5)
static void
fail(Parser *parser, const char *at, GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    parser->error_column = column_of(parser, at);
    g_set_error_literal(error, TC_PARSE_ERROR, TC_PARSE_ERROR_SYNTAX, message);
}

/* What takes no room and is no letter: a byte order mark before the query, say. */
static gboolean
is_invisible(gunichar c)
{
    return c == 0xAD || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) || c == 0x2060;
}

static gboolean
is_space(const char *at)
{
    return g_unichar_isspace(g_utf8_get_char(at)) || g_utf8_get_char(at) == 0xA0;
}

static gboolean
is_opening_quote(gunichar c)
{
    return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E;
}

/* Whether nothing but space follows. */
static gboolean
is_blank(const char *at)
{
    while (*at != '\0' && is_space(at)) {
        at = g_utf8_next_char(at);
    }
    return *at == '\0';
}

static gboolean
is_word_end(const char *at)
{
    return *at == '\0' || is_space(at) || *at == '(' || *at == ')' ||
           is_opening_quote(g_utf8_get_char(at));
}

/* Whether the word [start, end) holds a letter or digit: others are punctuation that stands alone.
 */
static gboolean
has_word_character(const char *start, const char *end)
{
    for (const char *at = start; at < end; at = g_utf8_next_char(at)) {
        if (g_unichar_isalnum(g_utf8_get_char(at))) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Read what stands between quotes; parser->at is on the opening one. */
static char *
read_quoted(Parser *parser, GError **error)
{
    const char *open = parser->at;
    const char *start = g_utf8_next_char(open);
    for (const char *at = start; *at != '\0'; at = g_utf8_next_char(at)) {
        if (is_opening_quote(g_utf8_get_char(at))) {
            parser->at = g_utf8_next_char(at);
            return g_strndup(start, (gsize)(at - start));
        }
    }
    fail(parser, open, error, _("quote is not closed"));
    return NULL;
}

/* What is typed between the words of a name: "cơ-quan", "cơ_quan", "cơ quan". */
static gboolean
is_name_joiner(gunichar c)
{
    return c == '-' || c == '_' || c == ' ' || c == 0xA0 || (c >= 0x2010 && c <= 0x2015) ||
           is_invisible(c);
}

/* Whether the decomposed characters at `at` are marks; if so, *at is moved behind them. */
static gboolean
skip_marks(const char **at)
{
    const char *start = *at;
    while (g_unichar_ismark(g_utf8_get_char(*at))) {
        *at = g_utf8_next_char(*at);
    }
    return *at > start;
}

/* Whether a typed name is `name`: with all of its marks, or at some letters with none. */
static gboolean
is_name(const char *typed, const char *name)
{
    g_autofree char *typed_letters = g_utf8_normalize(typed, -1, G_NORMALIZE_NFD);
    g_autofree char *name_letters = g_utf8_normalize(name, -1, G_NORMALIZE_NFD);
    const char *a = typed_letters;
    const char *b = name_letters;
    while (*a != '\0' && *b != '\0') {
        gunichar typed_letter = g_utf8_get_char(a);
        gunichar letter = g_utf8_get_char(b);
        /* "d" may be typed for "đ"; ð and ɖ are what some keyboards give for it. */
        gboolean stroke = letter == 0x111 &&
                          (typed_letter == 'd' || typed_letter == 0xF0 || typed_letter == 0x256);
        if (typed_letter != letter && !stroke) {
            return FALSE;
        }
        const char *typed_marks = a = g_utf8_next_char(a);
        const char *marks = b = g_utf8_next_char(b);
        if (skip_marks(&a) && (!skip_marks(&b) || a - typed_marks != b - marks ||
                               memcmp(typed_marks, marks, (gsize)(b - marks)) != 0)) {
            return FALSE;
        }
        skip_marks(&b);
    }
    return *a == *b;
}

static gboolean
find_field(const char *start, const char *colon, TcField *field)
{
    g_autofree char *lower = g_utf8_strdown(start, colon - start);
    g_autoptr(GString) typed = g_string_new(NULL);
    for (const char *at = lower; *at != '\0'; at = g_utf8_next_char(at)) {
        if (!is_name_joiner(g_utf8_get_char(at))) {
            g_string_append_unichar(typed, g_utf8_get_char(at));
        }
    }
    for (gsize i = 0; i < G_N_ELEMENTS(field_names); i++) {
        if (is_name(typed->str, field_names[i].name)) {
            *field = field_names[i].field;
            return TRUE;
        }
    }
    return FALSE;
}

/* If the word at `start` begins with the name of a field and a colon: the field and what follows.
 * "cơ quan:" is one name, too, where a value follows at once; *end is moved to the end of the word
 * then. */
static gboolean
read_field_name(const char *start, const char **end, TcField *field, const char **value)
{
    const char *word_end = *end;
    const char *colon = memchr(start, ':', (gsize)(word_end - start));
    if (colon == NULL && is_name_joiner(g_utf8_get_char(word_end))) {
        do {
            word_end = g_utf8_next_char(word_end);
        } while (!is_word_end(word_end));
        colon = memchr(*end, ':', (gsize)(word_end - *end));
        gboolean valued = colon != NULL &&
                          (!is_word_end(colon + 1) || is_opening_quote(g_utf8_get_char(colon + 1)));
        colon = valued ? colon : NULL;
    }
    if (colon == NULL || colon == start || !find_field(start, colon, field)) {
        return FALSE;
    }
    *end = word_end;
    *value = colon + 1;
    return TRUE;
}

static TcNode *
leaf_new(const Parser *parser, TcNodeType type, const char *start, char *text)
{
    TcNode *node = node_new(type, column_of(parser, start));
    node->text = text;
    return node;
}

/* Read a word, a prefix or a field; parser->at is on its first byte. */
static TcNode *
read_word(Parser *parser, GError **error)
{
    const char *start = parser->at;
    const char *end = start;
    while (!is_word_end(end)) {
        end = g_utf8_next_char(end);
    }
    TcField field;
    const char *value;
    if (read_field_name(start, &end, &field, &value)) {
        g_autofree char *text = NULL;
        parser->at = value;
        if (value == end && is_opening_quote(g_utf8_get_char(end))) {
            text = read_quoted(parser, error);
            if (text == NULL) {
                return NULL;
            }
        } else {
            text = g_strndup(value, (gsize)(end - value));
            parser->at = end;
        }
        if (*text != '\0' && !is_blank(text)) {
            TcNode *node = leaf_new(parser, TC_NODE_FIELD, start, g_steal_pointer(&text));
            node->field = field;
            return node;
        }
        /* "số: 12" is how people write: a colon before a space is punctuation, except where nothing
         * else could be meant. */
        if (*text != '\0' || !is_space(end) || is_blank(end)) {
            fail(parser, start, error, _("field “%.*s” has no value"), (int)(value - 1 - start),
                 start);
            return NULL;
        }
    }
    parser->at = end;
    if (end - start > 1 && end[-1] == '*' && has_word_character(start, end)) {
        return leaf_new(parser, TC_NODE_PREFIX, start, g_strndup(start, (gsize)(end - start - 1)));
    }
    return leaf_new(parser, TC_NODE_WORDS, start, g_strndup(start, (gsize)(end - start)));
}

static gboolean
is_operator(const char *start, const char *end, const char *name)
{
    return strlen(name) == (gsize)(end - start) && memcmp(start, name, (gsize)(end - start)) == 0;
}

/* NEAR, NEAR/5: *window is 0 when [start, end) is neither. */
static gboolean
read_near(const char *start, const char *end, guint *window)
{
    *window = 0;
    if (end - start < 4 || memcmp(start, "NEAR", 4) != 0) {
        return FALSE;
    }
    if (end - start == 4) {
        *window = 10;
        return TRUE;
    }
    if (start[4] != '/' || end - start < 6 || end - start > 9) {
        return FALSE;
    }
    for (const char *at = start + 5; at < end; at++) {
        if (!g_ascii_isdigit(*at)) {
            return FALSE;
        }
        *window = *window * 10 + (guint)(*at - '0');
    }
    return *window > 0;
}

static gboolean
advance(Parser *parser, GError **error)
{
    g_clear_pointer(&parser->atom, tc_node_free);
    parser->occur = TC_OCCUR_SHOULD;
    for (;;) {
        while (*parser->at != '\0' &&
               (is_space(parser->at) || is_invisible(g_utf8_get_char(parser->at)))) {
            parser->at = g_utf8_next_char(parser->at);
        }
        parser->token_start = parser->at;
        if (*parser->at == '\0') {
            parser->token = TOKEN_END;
            return TRUE;
        }
        if ((*parser->at == '+' || *parser->at == '-') && parser->at[1] != '\0' &&
            !is_space(parser->at + 1) && parser->at[1] != ')') {
            parser->occur = *parser->at == '+' ? TC_OCCUR_MUST : TC_OCCUR_MUST_NOT;
            parser->at++;
        } else {
            parser->occur = TC_OCCUR_SHOULD;
        }
        if (*parser->at == '(') {
            parser->at++;
            parser->token = TOKEN_OPEN;
            return TRUE;
        }
        if (*parser->at == ')') {
            parser->at++;
            parser->token = TOKEN_CLOSE;
            return TRUE;
        }
        if (is_opening_quote(g_utf8_get_char(parser->at))) {
            const char *start = parser->at;
            char *text = read_quoted(parser, error);
            if (text == NULL) {
                return FALSE;
            }
            parser->token = TOKEN_ATOM;
            parser->atom = leaf_new(parser, TC_NODE_PHRASE, start, text);
            parser->atom_end = parser->at;
            return TRUE;
        }
        const char *start = parser->at;
        const char *end = start;
        while (!is_word_end(end)) {
            end = g_utf8_next_char(end);
        }
        if (parser->occur == TC_OCCUR_SHOULD) {
            parser->at = end;
            if (is_operator(start, end, "AND")) {
                parser->token = TOKEN_AND;
                return TRUE;
            }
            if (is_operator(start, end, "OR")) {
                parser->token = TOKEN_OR;
                return TRUE;
            }
            if (is_operator(start, end, "NOT")) {
                parser->token = TOKEN_NOT;
                return TRUE;
            }
            if (read_near(start, end, &parser->window)) {
                parser->token = TOKEN_NEAR;
                return TRUE;
            }
            parser->at = start;
        }
        if (!has_word_character(start, end)) {
            parser->at = end; /* punctuation that stands alone: "Quốc phòng - an ninh" */
            continue;
        }
        parser->atom = read_word(parser, error);
        if (parser->atom == NULL) {
            return FALSE;
        }
        parser->token = TOKEN_ATOM;
        parser->atom_end = parser->at;
        return TRUE;
    }
}

static TcNode *parse_or(Parser *parser, GError **error);

/* Phrases, prefixes and fields each ask the index for terms of their own: thousands would take
 * minutes, and nobody types them. */
static gboolean
count_piece(Parser *parser, GError **error)
{
    TcNodeType type = parser->token == TOKEN_NEAR ? TC_NODE_NEAR : parser->atom->type;
    parser->pieces += type != TC_NODE_WORDS;
    parser->prefixes += type == TC_NODE_PREFIX;
    if (parser->pieces <= TC_QUERY_PIECES_MAX && parser->prefixes <= TC_QUERY_PREFIXES_MAX) {
        return TRUE;
    }
    parser->error_column = column_of(parser, parser->token_start);
    g_set_error(
        error, TC_PARSE_ERROR, TC_PARSE_ERROR_TOO_LONG,
        _("more than %d phrases, prefixes and fields, or than %d prefixes; split the query"),
        TC_QUERY_PIECES_MAX, TC_QUERY_PREFIXES_MAX);
    return FALSE;
}

/* An atom or a group in parentheses, with the sign before it. */
static TcNode *
parse_primary(Parser *parser, GError **error)
{
    TcOccur occur = parser->occur;
    if (parser->token == TOKEN_ATOM && !count_piece(parser, error)) {
        return NULL;
    }
    if (parser->token == TOKEN_ATOM) {
        TcNode *node = g_steal_pointer(&parser->atom);
        node->occur = occur;
        return node;
    }
    const char *open = parser->token_start;
    if (++parser->depth > TC_QUERY_DEPTH_MAX) {
        parser->error_column = column_of(parser, open);
        g_set_error(error, TC_PARSE_ERROR, TC_PARSE_ERROR_TOO_LONG,
                    _("more than %d nested parentheses"), TC_QUERY_DEPTH_MAX);
        return NULL;
    }
    if (!advance(parser, error)) {
        return NULL;
    }
    g_autoptr(TcNode) inner = parse_or(parser, error);
    if (inner == NULL) {
        return NULL;
    }
    if (parser->token != TOKEN_CLOSE) {
        fail(parser, open, error, _("parenthesis is not closed"));
        return NULL;
    }
    parser->depth--;
    inner->occur = occur;
    return g_steal_pointer(&inner);
}

/* The operand of NEAR: one word or a phrase. */
static gboolean
is_near_operand(const TcNode *node)
{
    return node->type == TC_NODE_WORDS || node->type == TC_NODE_PHRASE ||
           node->type == TC_NODE_NEAR;
}

static gboolean
parse_near(Parser *parser, GPtrArray *children, GError **error)
{
    guint window = parser->window;
    const char *at = parser->token_start;
    if (!count_piece(parser, error) || !advance(parser, error)) {
        return FALSE;
    }
    TcNode *left = children->len > 0 ? g_ptr_array_index(children, children->len - 1) : NULL;
    if (left == NULL || !is_near_operand(left) || parser->token != TOKEN_ATOM ||
        !is_near_operand(parser->atom)) {
        gboolean prefix = (left != NULL && left->type == TC_NODE_PREFIX) ||
                          (parser->token == TOKEN_ATOM && parser->atom->type == TC_NODE_PREFIX);
        fail(parser, at, error, "%s",
             prefix ? _("NEAR takes whole words and phrases, not the beginning of a word (word*)")
                    : _("NEAR stands between two words or phrases"));
        return FALSE;
    }
    TcNode *near = left;
    if (left->type != TC_NODE_NEAR) {
        near = node_new(TC_NODE_NEAR, left->column);
        near->occur = left->occur == TC_OCCUR_MUST_NOT ? TC_OCCUR_MUST_NOT : TC_OCCUR_MUST;
        left->occur = TC_OCCUR_SHOULD;
        g_ptr_array_add(near->children, left);
        g_ptr_array_index(children, children->len - 1) = near;
    }
    near->window = MAX(near->window, window);
    g_ptr_array_add(near->children, g_steal_pointer(&parser->atom));
    return advance(parser, error);
}

/* Join neighbours that are plain words into one piece of text, so that what belongs together
 * ("30c/NQ-CP", "Quốc phòng - an ninh") is analysed together. */
static void
add_child(GPtrArray *children, TcNode *node, const char *start, const char *end,
          const char **last_start, const char **last_end)
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
    *last_end = end;
}

static TcNode *
parse_list(Parser *parser, GError **error)
{
    g_autoptr(TcNode) list = node_new(TC_NODE_LIST, column_of(parser, parser->token_start));
    /* Words are joined only at the end, as NEAR takes the single word before it. */
    g_autoptr(GPtrArray) starts = g_ptr_array_new();
    g_autoptr(GPtrArray) ends = g_ptr_array_new();
    gboolean negate = FALSE;
    for (;;) {
        if (parser->token == TOKEN_NOT && list->children->len == 0 && !negate) {
            negate = TRUE;
            if (!advance(parser, error)) {
                return NULL;
            }
            continue;
        }
        if (parser->token == TOKEN_NEAR) {
            if (!parse_near(parser, list->children, error)) {
                return NULL;
            }
            continue;
        }
        if (parser->token != TOKEN_ATOM && parser->token != TOKEN_OPEN) {
            break;
        }
        const char *start = parser->token_start;
        const char *end = parser->atom_end;
        TcNode *node = parse_primary(parser, error);
        if (node == NULL) {
            return NULL;
        }
        if (negate) {
            node->occur = TC_OCCUR_MUST_NOT;
            negate = FALSE;
        }
        g_ptr_array_add(list->children, node);
        g_ptr_array_add(starts, (gpointer)start);
        g_ptr_array_add(ends, (gpointer)end);
        if (!advance(parser, error)) {
            return NULL;
        }
    }
    if (negate) {
        fail(parser, parser->token_start, error, _("NOT needs something to exclude"));
        return NULL;
    }
    g_autoptr(GPtrArray) single = g_steal_pointer(&list->children);
    g_ptr_array_set_free_func(single, NULL);
    list->children = g_ptr_array_new_with_free_func((GDestroyNotify)tc_node_free);
    const char *last_start = NULL;
    const char *last_end = NULL;
    for (guint i = 0; i < single->len; i++) {
        add_child(list->children, g_ptr_array_index(single, i), g_ptr_array_index(starts, i),
                  g_ptr_array_index(ends, i), &last_start, &last_end);
    }
    return g_steal_pointer(&list);
}

/* Put `right` beside `left` under a node of `type`, joining chains of one operator. */
static TcNode *
combine(TcNodeType type, TcNode *left, TcNode *right)
{
    TcNode *node = left;
    if (left->type != type || type == TC_NODE_AND_NOT) {
        node = node_new(type, left->column);
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
        fail(parser, operator_start, error, _("%s needs words on both sides"), operator_name);
        return NULL;
    }
    return node;
}

static TcNode *
parse_and(Parser *parser, GError **error)
{
    g_autoptr(TcNode) left = parse_list(parser, error);
    while (left != NULL && (parser->token == TOKEN_AND || parser->token == TOKEN_NOT)) {
        TokenType token = parser->token;
        const char *at = parser->token_start;
        const char *name = token == TOKEN_AND ? "AND" : "NOT";
        if (left->children->len == 0) {
            fail(parser, at, error, _("%s needs words on both sides"), name);
            return NULL;
        }
        if (!advance(parser, error)) {
            return NULL;
        }
        if (token == TOKEN_AND && parser->token == TOKEN_NOT) { /* a AND NOT b */
            token = TOKEN_NOT;
            if (!advance(parser, error)) {
                return NULL;
            }
        }
        TcNode *right = parse_operand(parser, at, name, error);
        if (right == NULL) {
            return NULL;
        }
        left = combine(token == TOKEN_AND ? TC_NODE_AND : TC_NODE_AND_NOT, g_steal_pointer(&left),
                       right);
    }
    return g_steal_pointer(&left);
}

static TcNode *
parse_or(Parser *parser, GError **error)
{
    g_autoptr(TcNode) left = parse_and(parser, error);
    while (left != NULL && parser->token == TOKEN_OR) {
        const char *at = parser->token_start;
        if (left->children->len == 0) {
            fail(parser, at, error, _("%s needs words on both sides"), "OR");
            return NULL;
        }
        if (!advance(parser, error)) {
            return NULL;
        }
        g_autoptr(TcNode) right = parse_and(parser, error);
        if (right == NULL) {
            return NULL;
        }
        if (right->children->len == 0) {
            fail(parser, at, error, _("%s needs words on both sides"), "OR");
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
    Parser parser = {.query = query, .at = query};
    g_autofree char *narrowed = NULL;
    g_autoptr(TcNode) node = NULL;
    if (strlen(query) > TC_QUERY_MAX) {
        parser.error_column = 1;
        g_set_error(error, TC_PARSE_ERROR, TC_PARSE_ERROR_TOO_LONG,
                    _("query is longer than %d bytes"), TC_QUERY_MAX);
    } else if (!g_utf8_validate(query, -1, NULL)) {
        parser.error_column = 1;
        g_set_error_literal(error, TC_PARSE_ERROR, TC_PARSE_ERROR_SYNTAX, _("query is not UTF-8"));
    } else {
        narrowed = narrow(query);
        parser.query = parser.at = narrowed;
        node = advance(&parser, error) ? parse_or(&parser, error) : NULL;
        if (node != NULL && parser.token == TOKEN_CLOSE) {
            fail(&parser, parser.token_start, error, _("parenthesis was not opened"));
            g_clear_pointer(&node, tc_node_free);
        }
    }
    tc_node_free(parser.atom);
    if (node == NULL && column != NULL) {
        *column = parser.error_column;
    }
    return g_steal_pointer(&node);
}

TcNode *
tc_parse_plain(const char *query)
{
    TcNode *list = node_new(TC_NODE_LIST, 1);
    TcNode *words = node_new(TC_NODE_WORDS, 1);
    words->text = g_utf8_make_valid(query, (gssize)strnlen(query, TC_QUERY_MAX));
    g_ptr_array_add(list->children, words);
    return list;
}

static void
describe(const TcNode *node, GString *out)
{
    static const char *const names[] = {"words", "phrase", "prefix", "field",  "near",
                                        "list",  "and",    "or",     "and-not"};
    static const char *const occurs[] = {"", "must:", "must-not:"};
    g_string_append(out, occurs[node->occur]);
    if (node->children == NULL) {
        g_string_append(out, node->type == TC_NODE_FIELD ? field_labels[node->field]
                                                         : names[node->type]);
        g_string_append_printf(out, ":\"%s\"", node->text);
        return;
    }
    g_string_append_printf(out, "(%s", names[node->type]);
    if (node->type == TC_NODE_NEAR) {
        g_string_append_printf(out, "/%u", node->window);
    }
    for (guint i = 0; i < node->children->len; i++) {
        g_string_append_c(out, ' ');
        describe(g_ptr_array_index(node->children, i), out);
    }
    g_string_append_c(out, ')');
}

char *
tc_node_describe(const TcNode *node)
{
    GString *out = g_string_new(NULL);
    describe(node, out);
    return g_string_free(out, FALSE);
}
