#include "query/parse/lexer.h"

#include "query/parse/field_name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NEAR_DEFAULT     10
#define NEAR_MAX         9999 /* words */
/* Of the name of a field: "ngày ban hành". */
#define NAME_WORDS_MAX   4
/* Of a value without quotes behind a space. */
#define CLAUSE_WORDS_MAX 12
/* Digits of the number of an item. */
#define ITEM_DIGITS_MAX  2

gsize
tc_lexer_column(TcLexer *lexer, const char *at)
{
    if (lexer->counted == NULL) {
        lexer->counted = lexer->query;
        lexer->counted_column = 1;
    }
    if (at >= lexer->counted)
        lexer->counted_column += (gsize)g_utf8_strlen(lexer->counted, at - lexer->counted);
    else
        lexer->counted_column -= (gsize)g_utf8_strlen(at, lexer->counted - at);
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

static gboolean
is_space(const char *at)
{
    return g_unichar_isspace(g_utf8_get_char(at)) || g_utf8_get_char(at) == 0xA0;
}

static gboolean
is_angle(gunichar c)
{
    return c == 0xAB || c == 0xBB;
}

/* Any quotation mark, which opens a phrase and ends it: " “ ” „ ‟ « ». */
static gboolean
is_opening_quote(gunichar c)
{
    return c == '"' || (c >= 0x201C && c <= 0x201F) || is_angle(c);
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
        gunichar c = g_utf8_get_char(at);
        /* « » within others are text, and others within them. */
        if (is_opening_quote(c) && is_angle(c) == is_angle(g_utf8_get_char(open))) {
            lexer->at = g_utf8_next_char(at);
            return g_strndup(start, (gsize)(at - start));
        }
    }
    tc_lexer_fail(lexer, open, TC_PARSE_ERROR_SYNTAX, error, _("quote is not closed"));
    return NULL;
}

/* If the word at `start` begins with the name of a field and a colon: the field, its colon, and in
 * *end the end of the word that has it. Names of several words ("cơ quan ban hành:") are the
 * longest that there is. */
static gboolean
read_field_name(const char *start, const char **end, TcFieldName *name, const char **colon)
{
    const char *word_end = *end;
    const char *at = memchr(start, ':', (gsize)(word_end - start));
    for (guint words = 1; at == NULL && words < NAME_WORDS_MAX; words++) {
        const char *from = word_end;
        if (!tc_is_name_joiner(g_utf8_get_char(word_end)))
            return FALSE;
        do {
            word_end = g_utf8_next_char(word_end);
        } while (!is_word_end(word_end));
        at = memchr(from, ':', (gsize)(word_end - from));
    }
    if (at == NULL || at == start || !tc_field_name_find(start, at, name))
        return FALSE;
    *end = word_end;
    *colon = at;
    return TRUE;
}

static gboolean
is_operator(const char *start, const char *end, const char *name)
{
    return strlen(name) == (gsize)(end - start) && memcmp(start, name, (gsize)(end - start)) == 0;
}

/* Where the value at `value` ends, which is typed without quotes behind a space: words up to a
 * comma, a line end, whatever has a meaning of its own, or the next field. */
static const char *
clause_end(const char *value)
{
    const char *end = value;
    guint words = 0;
    for (const char *at = value; *at != '\0' && *at != '\n' && words < CLAUSE_WORDS_MAX; words++) {
        const char *word = at;
        TcFieldName name;
        const char *colon;
        while (is_space(word) && *word != '\n')
            word = g_utf8_next_char(word);
        const char *stop = word;
        while (!is_word_end(stop))
            stop = g_utf8_next_char(stop);
        const char *named = stop;
        if (stop == word || *word == '+' || (*word == '-' && stop - word > 1) ||
            is_operator(word, stop, "AND") || is_operator(word, stop, "OR") ||
            is_operator(word, stop, "NOT") || (word > value && g_str_has_prefix(word, "NEAR")) ||
            read_field_name(word, &named, &name, &colon))
            break;
        end = at = stop;
        if (strchr(",;", stop[-1]) != NULL)
            return stop - 1;
    }
    return end;
}

/* The lexeme is a piece of text; takes `text`. */
static void
set_atom(TcLexer *lexer, TcNodeType type, const char *start, char *text)
{
    lexer->lexeme = TC_LEXEME_ATOM;
    lexer->type = type;
    lexer->column = tc_lexer_column(lexer, start);
    lexer->text = text;
}

/* A value behind a space ("năm: 2014"). FALSE when it is none, so that the colon is punctuation, as
 * in "Kết luận: 12 ý kiến". */
static gboolean
read_spaced_value(TcLexer *lexer, const char *start, const TcFieldName *name, const char *colon)
{
    const char *value = colon + 1;
    while (is_space(value) && *value != '\n')
        value = g_utf8_next_char(value);
    gboolean is_quoted = is_opening_quote(g_utf8_get_char(value));
    const char *end = is_quoted ? value : clause_end(value);
    const char *behind = NULL;
    if (is_quoted) {
        const char *open = lexer->at;
        lexer->at = value;
        g_autofree char *text = read_quoted(lexer, NULL);
        behind = lexer->at;
        lexer->at = open;
        if (text == NULL)
            return FALSE;
        value = g_utf8_next_char(value);
        end = g_utf8_prev_char(behind);
    }
    /* Of dates and numbers as many words as make one. */
    g_autofree char *text = NULL;
    while (text == NULL && end > value) {
        text = tc_field_name_value(name, start, colon, value, (gsize)(end - value));
        behind = is_quoted ? behind : end;
        if (text == NULL && is_quoted)
            return FALSE;
        while (text == NULL && end > value && !is_space(g_utf8_prev_char(end)))
            end = g_utf8_prev_char(end);
        while (text == NULL && end > value && is_space(g_utf8_prev_char(end)))
            end = g_utf8_prev_char(end);
    }
    if (text == NULL)
        return FALSE;
    lexer->at = behind;
    set_atom(lexer, name->type, start, g_steal_pointer(&text));
    lexer->is_spaced = TRUE;
    return TRUE;
}

/* The value of a field right behind its colon. */
static gboolean
read_value(TcLexer *lexer, const char *start, const TcFieldName *name, const char *colon,
           const char *end, GError **error)
{
    g_autofree char *text = NULL;
    const char *value = colon + 1;
    lexer->at = value;
    if (value == end && is_opening_quote(g_utf8_get_char(end))) {
        text = read_quoted(lexer, error);
        if (text == NULL)
            return FALSE;
    } else {
        text = g_strndup(value, (gsize)(end - value));
        lexer->at = end;
    }
    if (*text == '\0' || is_blank(text)) {
        tc_lexer_fail(lexer, start, TC_PARSE_ERROR_SYNTAX, error, _("field “%.*s” has no value"),
                      (int)(colon - start), start);
        return FALSE;
    }
    /* What is none is told by who looks for it. */
    char *read = tc_field_name_value(name, start, colon, text, strlen(text));
    set_atom(lexer, name->type, start, read != NULL ? read : g_steal_pointer(&text));
    return TRUE;
}

/* A word that looks like a field and is none is told of. */
static void
note_missing(TcLexer *lexer, const char *start, const char *end)
{
    const char *colon = memchr(start, ':', (gsize)(end - start));
    if (lexer->note != NULL || colon == NULL || colon == start)
        return;
    gunichar next = g_utf8_get_char(colon + 1);
    if (colon + 1 < end ? g_unichar_isalnum(next) : is_opening_quote(next))
        lexer->note = tc_field_name_missing(start, colon);
}

/* Read a word, a prefix or a field; lexer->at is on its first byte. */
static gboolean
read_word(TcLexer *lexer, GError **error)
{
    const char *start = lexer->at;
    const char *end = start;
    const char *colon;
    TcFieldName name;
    while (!is_word_end(end))
        end = g_utf8_next_char(end);
    const char *word_end = end;
    lexer->is_spaced = FALSE;
    if (read_field_name(start, &word_end, &name, &colon)) {
        gboolean is_spaced = colon + 1 == word_end && is_space(word_end) && !is_blank(word_end);
        lexer->field = name.field;
        lexer->relation = name.relation;
        /* "cơ quan:" at the end is no field that somebody began to type. */
        gboolean is_named_only = colon >= end && is_blank(colon + 1);
        if (!is_spaced && !is_named_only)
            return read_value(lexer, start, &name, colon, word_end, error);
        if (is_spaced && read_spaced_value(lexer, start, &name, colon))
            return TRUE;
    }
    note_missing(lexer, start, end);
    lexer->at = end;
    gboolean is_prefix = end - start > 1 && end[-1] == '*' && has_word_character(start, end);
    set_atom(lexer, is_prefix ? TC_NODE_PREFIX : TC_NODE_WORDS, start,
             g_strndup(start, (gsize)(end - start - is_prefix)));
    return TRUE;
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

static void
skip_space(TcLexer *lexer)
{
    while (*lexer->at != '\0' &&
           (is_space(lexer->at) || tc_is_invisible(g_utf8_get_char(lexer->at))))
        lexer->at = g_utf8_next_char(lexer->at);
}

/* "-5°C", "+2,5%": the sign of a number, as what it counts shows. */
static gboolean
is_below_zero(const char *at)
{
    gsize figures = strspn(at + 1, "0123456789.,");
    const char *behind = at + 1 + figures;
    return figures > 0 && g_ascii_isdigit(at[1]) &&
           (*behind == '%' || g_str_has_prefix(behind, "\u2030") ||
            g_str_has_prefix(behind, "\u00B0"));
}

/* "+84 912 345 678": a telephone with the code of the country. */
static gboolean
is_telephone(const char *at)
{
    guint digits = 0;
    if (!g_str_has_prefix(at, "+84"))
        return FALSE;
    for (at++; g_ascii_isdigit(*at) || (*at != '\0' && strchr(" .-()", *at) != NULL); at++)
        digits += g_ascii_isdigit(*at) != 0;
    return digits == 11 || digits == 12;
}

/* "+" and "-" before what must be there, or must not. */
static void
read_occur(TcLexer *lexer)
{
    lexer->occur = TC_OCCUR_SHOULD;
    if ((*lexer->at != '+' && *lexer->at != '-') || lexer->at[1] == '\0' ||
        is_space(lexer->at + 1) || lexer->at[1] == ')')
        return;
    if (is_below_zero(lexer->at) || is_telephone(lexer->at))
        return;
    lexer->occur = *lexer->at == '+' ? TC_OCCUR_MUST : TC_OCCUR_MUST_NOT;
    lexer->at++;
}

/* Whether [start, end) is an operator, which is read then; a NEAR without a distance that there is
 * has `window` 0. */
static gboolean
read_operator(TcLexer *lexer, const char *start, const char *end)
{
    if (is_operator(start, end, "AND"))
        lexer->lexeme = TC_LEXEME_AND;
    else if (is_operator(start, end, "OR"))
        lexer->lexeme = TC_LEXEME_OR;
    else if (is_operator(start, end, "NOT"))
        lexer->lexeme = TC_LEXEME_NOT;
    else if (read_near(start, end, &lexer->window))
        lexer->lexeme = TC_LEXEME_NEAR;
    else
        return FALSE;
    lexer->at = end;
    return TRUE;
}

/* The figures of the number of an item, also of one within others: "1", "2.1"; 0 for none. */
static gsize
item_figures(const char *at)
{
    gsize len = 0;
    for (;;) {
        gsize digits = strspn(at + len, "0123456789");
        if (digits == 0 || digits > ITEM_DIGITS_MAX)
            return 0;
        len += digits;
        if (at[len] != '.' || !g_ascii_isdigit(at[len + 1]))
            return len;
        len++;
    }
}

/* The end of the number or letter of an item at `at`: "1)", "(1)", "1.", "2.1.", "1/", "a)", "II.";
 * NULL when it is none. "P." and "V." are rather a ward and a name. */
static const char *
item_mark_end(const char *at)
{
    gboolean is_open = *at == '(';
    at += is_open ? 1 : 0;
    gsize digits = item_figures(at);
    gsize roman = MAX(strspn(at, "IVX"), strspn(at, "ivx"));
    const char *letter = g_utf8_next_char(at);
    if (digits > 0)
        at += digits;
    else if ((roman >= 2 && strncmp(at, "vi", roman) != 0 && strncmp(at, "xi", roman) != 0) ||
             (*at == 'I' && roman == 1))
        at += roman;
    else if (g_unichar_isalpha(g_utf8_get_char(at)) &&
             (*letter == ')' || *letter == '/' || (strchr("abc", *at) != NULL && *letter == '.')))
        at = letter;
    else
        return NULL;
    return (*at == ')' || ((*at == '.' || *at == '/') && !is_open)) && is_space(at + 1) ? at + 1
                                                                                        : NULL;
}

/* At the beginning of a query what numbers an item is punctuation, as a bullet is, where words
 * follow: it came with what was pasted. */
static void
skip_item_mark(TcLexer *lexer)
{
    gunichar c = g_utf8_get_char(lexer->at);
    const char *end = lexer->has_begun ? NULL : item_mark_end(lexer->at);
    lexer->has_begun |= g_unichar_isalnum(c) || is_opening_quote(c) || c == '(';
    if (end == NULL)
        return;
    const char *first = end;
    while (is_space(first))
        first = g_utf8_next_char(first);
    const char *rest = first;
    while (*rest != '\0' && !is_space(rest))
        rest = g_utf8_next_char(rest);
    if (g_unichar_isalpha(g_utf8_get_char(first)) && has_word_character(rest, rest + strlen(rest)))
        lexer->at = first;
}

gboolean
tc_lexer_advance(TcLexer *lexer, GError **error)
{
    g_clear_pointer(&lexer->text, g_free);
    lexer->occur = TC_OCCUR_SHOULD;
    for (;;) {
        skip_space(lexer);
        skip_item_mark(lexer);
        lexer->start = lexer->at;
        if (*lexer->at == '\0') {
            lexer->lexeme = TC_LEXEME_END;
            return TRUE;
        }
        read_occur(lexer);
        /* ":(" and "1)" are punctuation. */
        if ((*lexer->at == '(' && is_blank(lexer->at + 1)) ||
            (*lexer->at == ')' && lexer->depth == 0)) {
            lexer->at++;
            continue;
        }
        if (*lexer->at == '(') {
            lexer->at++;
            lexer->depth++;
            lexer->lexeme = TC_LEXEME_OPEN;
            return TRUE;
        }
        if (*lexer->at == ')') {
            lexer->at++;
            lexer->depth--;
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
        if (lexer->occur == TC_OCCUR_SHOULD && read_operator(lexer, start, end)) {
            if (lexer->lexeme != TC_LEXEME_NEAR || lexer->window > 0)
                return TRUE;
            tc_lexer_fail(lexer, start, TC_PARSE_ERROR_SYNTAX, error,
                          _("NEAR takes a distance of 1 to %d words"), NEAR_MAX);
            return FALSE;
        }
        if (!has_word_character(start, end)) {
            lexer->at = end; /* punctuation that stands alone: "Quốc phòng - an ninh" */
            continue;
        }
        lexer->has_begun = TRUE;
        return read_word(lexer, error);
    }
}

void
tc_lexer_clear(TcLexer *lexer)
{
    g_clear_pointer(&lexer->text, g_free);
    g_clear_pointer(&lexer->note, g_free);
}
