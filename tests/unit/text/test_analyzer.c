#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <criterion/parameterized.h>

#include <string.h>

#include "text/analyzer.h"
#include "text/syllable.h"

static TcAnalyzer *analyzer;

static void
make_analyzer(void)
{
    g_autoptr(GError) error = NULL;

    analyzer = tc_analyzer_new(&error);
    cr_assert(ne(ptr, analyzer, NULL));
    cr_assert(eq(ptr, error, NULL));
}

static void
free_analyzer(void)
{
    tc_analyzer_free(analyzer);
}

TestSuite(analyzer, .init = make_analyzer, .fini = free_analyzer);

/* A key as readable text: "duong|23 26 2a 02". */
static void
append_key(GString *out, const char *key, gsize key_len)
{
    gsize bare_len = tc_key_bare_len(key, key_len);

    cr_assert(lt(sz, bare_len, key_len));
    g_string_append_len(out, key, (gssize)bare_len);
    g_string_append_c(out, '|');
    for (gsize i = bare_len + 1; i < key_len; i++)
        g_string_append_printf(out, "%s%02x", i > bare_len + 1 ? " " : "", (guchar)key[i]);
}

/* Tokens as readable text: "dao|02@1 tao|@2". */
static char *
describe(const char *text, gsize len)
{
    g_auto(TcTokens) tokens = {0};
    GString *out = g_string_new(NULL);

    tc_analyze(analyzer, text, len, &tokens);
    for (gsize i = 0; i < tokens.count; i++) {
        if (i > 0)
            g_string_append_c(out, ' ');
        append_key(out, tokens.items[i].key, tokens.items[i].key_len);
        g_string_append_printf(out, "@%u", tokens.items[i].position);
    }
    return g_string_free(out, FALSE);
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
    const char *text;
    const char *tokens;
} rows[] = {
    {"Đường", "duong|23 26 2a 02@1"},
    {"duong", "duong|@1"},
    {"hoà hòa", "hoa|02@1 hoa|02@2"},
    {"lý lí Lý LÍ", "li|05@1 li|05@2 li|05@3 li|05@4"},
    {"quý quí", "qui|05@1 qui|05@2"},
    {"kinh tế-xã hội", "kinh|@1 te|24 05@2 xa|04@3 hoi|24 06@4"},
    {"COVID-19", "covid|@1 19|@2"},
    {"30c/NQ-CP", "30c|@1 nq|@2 cp|@3"},
    {"1.500", "1500|@1"},
    {"3,500,000 đồng", "3500000|@1 dong|23 24 02@2"},
    {"3,5", "3|@1 5|@2"},
    {"4.12.2020", "4|@1 12|@2 2020|@3"},
    {"1.234,5", "1234|@1 5|@2"},
    {"Một. Hai", "mot|24 06@1 hai|@12"},
    {"TP.HCM v.v.", "tp|@1 hcm|@2 v|@3 v|@4"},
    {"một\nhai", "mot|24 06@1 hai|@2"},
    {"một\nHai", "mot|24 06@1 hai|@12"},
    {"một\n\nhai", "mot|24 06@1 hai|@12"},
    {"một.\nhai", "mot|24 06@1 hai|@12"},
};

ParameterizedTestParameters(analyzer, gives_these_tokens)
{
    static size_t row[COUNT(rows)];

    for (size_t i = 0; i < COUNT(rows); i++)
        row[i] = i;
    return cr_make_param_array(size_t, row, COUNT(rows));
}

ParameterizedTest(size_t *row, analyzer, gives_these_tokens)
{
    g_autofree char *got = describe(rows[*row].text, strlen(rows[*row].text));

    cr_assert(eq(str, got, (char *)rows[*row].tokens));
}
