/* query/parse/lexer.h - a query cut into its lexemes: words, phrases, fields, parentheses,
 * operators.
 *
 * The inside of query/parse/parse.c, which says how they are combined. Nobody else includes it. */
#ifndef TC_QUERY_LEXER_H
#define TC_QUERY_LEXER_H

#include "query/parse/node.h"

G_BEGIN_DECLS

typedef enum {
    TC_LEXEME_END,
    TC_LEXEME_ATOM, /* a piece of text: a word, a phrase, a prefix or a field */
    TC_LEXEME_OPEN,
    TC_LEXEME_CLOSE,
    TC_LEXEME_AND,
    TC_LEXEME_OR,
    TC_LEXEME_NOT,
    TC_LEXEME_NEAR,
} TcLexeme;

/* Where reading stands, and the lexeme that was read last. Begin with only `query` and `at` set. */
typedef struct {
    const char *query; /* whole, UTF-8; borrowed */
    const char *at;    /* next unread byte */
    TcLexeme lexeme;
    const char *start; /* of the lexeme, its sign included */
    TcOccur occur;     /* sign before an ATOM or OPEN */
    guint window;      /* of NEAR, in words */
    /* Of an ATOM. */
    TcNodeType type; /* WORDS (one word), PHRASE, PREFIX, FIELD or RELATION */
    TcField field;
    guint relation;
    gboolean is_spaced; /* a field with a space behind its colon */
    char *text;         /* owned, until it is taken */
    char *note;         /* what is to be told of the query; owned, NULL mostly */
    gsize column;       /* of its first character, behind the sign */
    gsize error_column; /* set by tc_lexer_fail() */
    /* Private: how far columns have been counted, so that a long query is not counted from its
     * beginning for each of its words. */
    guint depth;         /* of parentheses that are open */
    gboolean has_begun;  /* more than punctuation was read */
    const char *counted; /* NULL: nowhere yet */
    gsize counted_column;
} TcLexer;

/* Read the next lexeme; punctuation that stands alone is passed over. FALSE (TC_PARSE_ERROR_SYNTAX)
 * where a quote is not closed, a field has no value, or NEAR a distance that is not allowed. */
gboolean tc_lexer_advance(TcLexer *lexer, GError **error);
void tc_lexer_clear(TcLexer *lexer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcLexer, tc_lexer_clear)

/* Set `error` (TC_PARSE_ERROR with `code`), pointing at `at`. */
void tc_lexer_fail(TcLexer *lexer, const char *at, TcParseError code, GError **error,
                   const char *format, ...) G_GNUC_PRINTF(5, 6);

/* The character of the query, from 1, at that byte. Counted from where it was last asked for, which
 * is near. */
gsize tc_lexer_column(TcLexer *lexer, const char *at);

G_END_DECLS

#endif
