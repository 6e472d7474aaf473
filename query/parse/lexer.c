#include "query/parse/lexer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NEAR_DEFAULT 10
#define NEAR_MAX     9999 /* words */

gsize
tc_lexer_column(const TcLexer *lexer, const char *at)
{
    return (gsize)g_utf8_strlen(lexer->query, at - lexer->query) + 1;
}

/* tc_lexer_column() for places that come one after the other. */
static gsize
count_to(TcLexer *lexer, const char *at)
{
    if (lexer->counted == NULL || at < lexer->counted) {
        lexer->counted = lexer->query;
        lexer->counted_column = 1;
    }
    lexer->counted_column += (gsize)g_utf8_strlen(lexer->counted, at - lexer->counted);
    lexer->counted = at;
    return lexer->counted_column;
}

void
tc_lexer_fail(TcLexer *lexer, const char *at, TcParseError code, GError **error, const char *format,
              ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    lexer->error_column = tc_lexer_column(lexer, at);
    g_set_error_literal(error, TC_PARSE_ERROR, code, message);
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
    while (*at != '\0' && is_space(at))
        at = g_utf8_next_char(at);
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
    for (const char *at = start; at < end; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            return TRUE;
    return FALSE;
}

/* Read what stands between quotes; lexer->at is on the opening one. */
static char *
read_quoted(TcLexer *lexer, GError **error)
{
    const char *open = lexer->at;
    const char *start = g_utf8_next_char(open);
    for (const char *at = start; *at != '\0'; at = g_utf8_next_char(at)) {
        if (is_opening_quote(g_utf8_get_char(at))) {
            lexer->at = g_utf8_next_char(at);
            return g_strndup(start, (gsize)(at - start));
        }
    }
    tc_lexer_fail(lexer, open, TC_PARSE_ERROR_SYNTAX, error, _("quote is not closed"));
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
    while (g_unichar_ismark(g_utf8_get_char(*at)))
        *at = g_utf8_next_char(*at);
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
        if (typed_letter != letter && !stroke)
            return FALSE;
        const char *typed_marks = a = g_utf8_next_char(a);
        const char *marks = b = g_utf8_next_char(b);
        if (skip_marks(&a) && (!skip_marks(&b) || a - typed_marks != b - marks ||
                               memcmp(typed_marks, marks, (gsize)(b - marks)) != 0))
            return FALSE;
        skip_marks(&b);
    }
    return *a == *b;
}

/* `name` in lower case, without what joins its words: "cơquan". */
static char *
bare_name(const char *name, gssize len)
{
    g_autofree char *lower = g_utf8_strdown(name, len);
    GString *bare = g_string_new(NULL);
    for (const char *at = lower; *at != '\0'; at = g_utf8_next_char(at))
        if (!is_name_joiner(g_utf8_get_char(at)))
            g_string_append_unichar(bare, g_utf8_get_char(at));
    return g_string_free(bare, FALSE);
}

/* Whether it is `name`, or one of the `count` in `names`, which may end earlier with a NULL. */
static gboolean
is_any_name(const char *typed, const char *name, const char *const *names, guint count)
{
    g_autofree char *first = bare_name(name, -1);
    gboolean found = is_name(typed, first);
    for (guint i = 0; !found && i < count && names[i] != NULL; i++) {
        g_autofree char *other = bare_name(names[i], -1);
        found = is_name(typed, other);
    }
    return found;
}

/* What stands before a colon. */
typedef struct {
    TcNodeType type; /* FIELD or RELATION */
    TcField field;
    guint relation;
} Name;

static gboolean
find_name(const char *start, const char *colon, Name *name)
{
    static const char *const cites[] = {"viện-dẫn", "nhắc-đến"};
    g_autofree char *typed = bare_name(start, colon - start);
    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        const TcFieldRow *row = tc_field_row((TcField)i);
        if (is_any_name(typed, row->name, row->names, TC_FIELD_NAMES_MAX)) {
            *name = (Name){.type = TC_NODE_FIELD, .field = (TcField)i};
            return TRUE;
        }
    }
    for (guint i = 0; i < TC_RELATION_KIND_COUNT; i++) {
        if (is_any_name(typed, tc_relation_kind_name(i), tc_relation_kind_names(i), G_MAXUINT)) {
            *name = (Name){.type = TC_NODE_RELATION, .relation = i};
            return TRUE;
        }
    }
    *name = (Name){.type = TC_NODE_RELATION, .relation = TC_RELATION_CITES};
    return is_any_name(typed, "cites", cites, G_N_ELEMENTS(cites));
}

/* If the word at `start` begins with the name of a field and a colon: the field and what follows.
 * "cơ quan:" is one name, too, where a value follows at once; *end is moved to the end of the word
 * then. */
static gboolean
read_field_name(const char *start, const char **end, Name *name, const char **value)
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
    if (colon == NULL || colon == start || !find_name(start, colon, name))
        return FALSE;
    *end = word_end;
    *value = colon + 1;
    return TRUE;
}

/* The lexeme is a piece of text; takes `text`. */
static void
set_atom(TcLexer *lexer, TcNodeType type, const char *start, char *text)
{
    lexer->lexeme = TC_LEXEME_ATOM;
    lexer->type = type;
    lexer->column = count_to(lexer, start);
    lexer->text = text;
}

/* Read a word, a prefix or a field; lexer->at is on its first byte. */
static gboolean
read_word(TcLexer *lexer, GError **error)
{
    const char *start = lexer->at;
    const char *end = start;
    while (!is_word_end(end))
        end = g_utf8_next_char(end);
    Name name;
    const char *value;
    if (read_field_name(start, &end, &name, &value)) {
        g_autofree char *text = NULL;
        lexer->at = value;
        if (value == end && is_opening_quote(g_utf8_get_char(end))) {
            text = read_quoted(lexer, error);
            if (text == NULL)
                return FALSE;
        } else {
            text = g_strndup(value, (gsize)(end - value));
            lexer->at = end;
        }
        if (*text != '\0' && !is_blank(text)) {
            set_atom(lexer, name.type, start, g_steal_pointer(&text));
            lexer->field = name.field;
            lexer->relation = name.relation;
            return TRUE;
        }
        /* "số: 12" is how people write: a colon before a space is punctuation, except where nothing
         * else could be meant. */
        if (*text != '\0' || !is_space(end) || is_blank(end)) {
            tc_lexer_fail(lexer, start, TC_PARSE_ERROR_SYNTAX, error,
                          _("field “%.*s” has no value"), (int)(value - 1 - start), start);
            return FALSE;
        }
    }
    lexer->at = end;
    gboolean prefix = end - start > 1 && end[-1] == '*' && has_word_character(start, end);
    set_atom(lexer, prefix ? TC_NODE_PREFIX : TC_NODE_WORDS, start,
             g_strndup(start, (gsize)(end - start - prefix)));
    return TRUE;
}

static gboolean
is_operator(const char *start, const char *end, const char *name)
{
    return strlen(name) == (gsize)(end - start) && memcmp(start, name, (gsize)(end - start)) == 0;
}

/* NEAR, NEAR/5; with digits behind it nothing else is meant: *window is 0 when they are no distance
 * that is allowed. */
static gboolean
read_near(const char *start, const char *end, guint *window)
{
    if (end - start < 4 || memcmp(start, "NEAR", 4) != 0)
        return FALSE;
    if (end - start == 4) {
        *window = NEAR_DEFAULT;
        return TRUE;
    }
    if (start[4] != '/' || end - start < 6)
        return FALSE;
    guint distance = 0;
    for (const char *at = start + 5; at < end; at++) {
        if (!g_ascii_isdigit(*at))
            return FALSE;
        distance = MIN(distance * 10 + (guint)(*at - '0'), NEAR_MAX + 1);
    }
    *window = distance <= NEAR_MAX ? distance : 0;
    return TRUE;
}

gboolean
tc_lexer_advance(TcLexer *lexer, GError **error)
{
    g_clear_pointer(&lexer->text, g_free);
    lexer->occur = TC_OCCUR_SHOULD;
    for (;;) {
        while (*lexer->at != '\0' &&
               (is_space(lexer->at) || is_invisible(g_utf8_get_char(lexer->at))))
            lexer->at = g_utf8_next_char(lexer->at);
        lexer->start = lexer->at;
        if (*lexer->at == '\0') {
            lexer->lexeme = TC_LEXEME_END;
            return TRUE;
        }
        if ((*lexer->at == '+' || *lexer->at == '-') && lexer->at[1] != '\0' &&
            !is_space(lexer->at + 1) && lexer->at[1] != ')') {
            lexer->occur = *lexer->at == '+' ? TC_OCCUR_MUST : TC_OCCUR_MUST_NOT;
            lexer->at++;
        } else {
            lexer->occur = TC_OCCUR_SHOULD;
        }
        if (*lexer->at == '(') {
            lexer->at++;
            lexer->lexeme = TC_LEXEME_OPEN;
            return TRUE;
        }
        if (*lexer->at == ')') {
            lexer->at++;
            lexer->lexeme = TC_LEXEME_CLOSE;
            return TRUE;
        }
        if (is_opening_quote(g_utf8_get_char(lexer->at))) {
            const char *start = lexer->at;
            char *text = read_quoted(lexer, error);
            if (text == NULL)
                return FALSE;
            set_atom(lexer, TC_NODE_PHRASE, start, text);
            return TRUE;
        }
        const char *start = lexer->at;
        const char *end = start;
        while (!is_word_end(end))
            end = g_utf8_next_char(end);
        if (lexer->occur == TC_OCCUR_SHOULD) {
            lexer->at = end;
            if (is_operator(start, end, "AND")) {
                lexer->lexeme = TC_LEXEME_AND;
                return TRUE;
            }
            if (is_operator(start, end, "OR")) {
                lexer->lexeme = TC_LEXEME_OR;
                return TRUE;
            }
            if (is_operator(start, end, "NOT")) {
                lexer->lexeme = TC_LEXEME_NOT;
                return TRUE;
            }
            if (read_near(start, end, &lexer->window)) {
                if (lexer->window == 0) {
                    tc_lexer_fail(lexer, start, TC_PARSE_ERROR_SYNTAX, error,
                                  _("NEAR takes a distance of 1 to %d words"), NEAR_MAX);
                    return FALSE;
                }
                lexer->lexeme = TC_LEXEME_NEAR;
                return TRUE;
            }
            lexer->at = start;
        }
        if (!has_word_character(start, end)) {
            lexer->at = end; /* punctuation that stands alone: "Quốc phòng - an ninh" */
            continue;
        }
        return read_word(lexer, error);
    }
}

void
tc_lexer_clear(TcLexer *lexer)
{
    g_clear_pointer(&lexer->text, g_free);
}
