/* query/parse/lexer.c: what a query is cut into. */
#include "field/field.h"
#include "query/parse/lexer.h"
#include "query/parse/parse.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

/* "+W(cải) P(hành chính) AND (": a letter for the kind of a piece, with its sign before and its
 * text behind. */
static char *
cut(const char *query, gsize *column, GError **error)
{
    static const char *const names[] = {"", "", "(", ")", "AND", "OR", "NOT", "NEAR"};
    static const char *const signs[] = {"", "+", "-"};
    g_auto(TcLexer) lexer = {.query = query, .at = query};
    GString *out = g_string_new(NULL);

    for (;;) {
        if (!tc_lexer_advance(&lexer, error)) {
            *column = lexer.error_column;
            g_string_free(out, TRUE);
            return NULL;
        }
        if (lexer.lexeme == TC_LEXEME_END)
            return g_string_free(out, FALSE);
        if (out->len > 0)
            g_string_append_c(out, ' ');
        if (lexer.lexeme == TC_LEXEME_ATOM || lexer.lexeme == TC_LEXEME_OPEN)
            g_string_append(out, signs[lexer.occur]);
        if (lexer.lexeme != TC_LEXEME_ATOM)
            g_string_append(out, names[lexer.lexeme]);
        if (lexer.lexeme == TC_LEXEME_NEAR)
            g_string_append_printf(out, "%u", lexer.window);
        if (lexer.lexeme != TC_LEXEME_ATOM)
            continue;
        switch (lexer.type) {
        case TC_NODE_WORDS:
            g_string_append_c(out, 'W');
            break;
        case TC_NODE_PHRASE:
            g_string_append_c(out, 'P');
            break;
        case TC_NODE_PREFIX:
            g_string_append_c(out, 'X');
            break;
        case TC_NODE_RELATION:
            g_string_append_c(out, 'R');
            break;
        default:
            g_string_append_printf(out, "F%u", (guint)lexer.field);
        }
        g_string_append_printf(out, "(%s)", lexer.text);
    }
}

static const struct {
    const char *query;
    const char *lexemes;
} rows[] = {
    {"", ""},
    {" \t . , … ", ""},
    {"cải cách", "W(cải) W(cách)"},
    {"“cải cách”", "P(cải cách)"},
    {"«cải cách» „a b‟", "P(cải cách) P(a b)"},
    {"\"dự án «làng» xanh\"", "P(dự án «làng» xanh)"},
    {"+84 912.345.678", "W(+84) W(912.345.678)"},
    {"+84 912 xã", "+W(84) W(912) W(xã)"},
    {"+cải -cách", "+W(cải) -W(cách)"},
    {"-\"cải cách\" +(a b)", "-P(cải cách) +( W(a) W(b) )"},
    {"hành*", "X(hành)"},
    {"a AND (b OR c) NOT d", "W(a) AND ( W(b) OR W(c) ) NOT W(d)"},
    {"a and b or c", "W(a) W(and) W(b) W(or) W(c)"},
    {"a NEAR/5 b", "W(a) NEAR5 W(b)"},
    {"KT-XH 30c/NQ-CP", "W(KT-XH) W(30c/NQ-CP)"},
    {"https://a.vn/x", "W(https://a.vn/x)"},
};

EACH_ROW(lexer, cuts, rows)
ROW_TEST(size_t *row, lexer, cuts)
{
    g_autoptr(GError) error = NULL;
    gsize column = 0;
    g_autofree char *lexemes = cut(rows[*row].query, &column, &error);

    cr_assert(lexemes != NULL, "%s: %s", rows[*row].query, error != NULL ? error->message : "");
    cr_assert(eq(str, lexemes, (char *)rows[*row].lexemes), "%s", rows[*row].query);
}

/* Whatever it is called, and however its value is written. */
Test(lexer, fields_have_names_in_both_languages)
{
    static const char *const queries[] = {"loại:báo", "type:báo",  "LOẠI:báo",
                                          "loai:báo", "loại: báo", "loại:\"báo\""};
    g_autofree char *expect = g_strdup_printf("F%u(báo)", (guint)TC_FIELD_TYPE);

    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++) {
        g_autoptr(GError) error = NULL;
        gsize column = 0;
        g_autofree char *lexemes = cut(queries[i], &column, &error);

        cr_assert(lexemes != NULL, "%s", queries[i]);
        cr_assert(eq(str, lexemes, expect), "%s", queries[i]);
    }
}

static const struct {
    const char *query;
    gsize column;
} faults[] = {
    {"\"đất", 1},           {"đất \"đai", 5}, {"a NEAR/0 b", 3},
    {"a NEAR/100000 b", 3}, {"đất loại:", 5}, {"đất loại:\"", 10},
};

EACH_ROW(lexer, says_where_it_cannot_go_on, faults)
ROW_TEST(size_t *row, lexer, says_where_it_cannot_go_on)
{
    g_autoptr(GError) error = NULL;
    gsize column = 0;
    g_autofree char *lexemes = cut(faults[*row].query, &column, &error);

    cr_assert(lexemes == NULL, "%s: %s", faults[*row].query, lexemes);
    cr_assert(g_error_matches(error, TC_PARSE_ERROR, TC_PARSE_ERROR_SYNTAX));
    cr_assert(eq(sz, column, faults[*row].column), "%s", faults[*row].query);
}

/* Any bytes come to an end, within the query. */
Test(lexer, comes_to_the_end_of_anything)
{
    static const char alphabet[] = "a\"+-():*/ NEAR1\xC4\x91\xE2\x80\x9C";
    g_autoptr(GRand) random = g_rand_new_with_seed(1);

    for (guint round = 0; round < 2000; round++) {
        g_autoptr(GString) query = g_string_new(NULL);
        gsize column = 0;

        for (int len = g_rand_int_range(random, 0, 30); len > 0; len--)
            g_string_append_c(query, alphabet[g_rand_int_range(random, 0, sizeof alphabet - 1)]);
        g_autofree char *valid = g_utf8_make_valid(query->str, -1);
        g_autoptr(GError) error = NULL;
        g_autofree char *lexemes = cut(valid, &column, &error);
        cr_assert(eq(int, lexemes == NULL, error != NULL));
        cr_assert(le(sz, column, (gsize)g_utf8_strlen(valid, -1) + 1), "%s", valid);
    }
}
