#include "text/interrogative.h"

#include <string.h>

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "text/analyzer.h"

static const struct {
    const char *word;
    gboolean asks;
} rows[] = {
    {"gì", TRUE},     {"Gì", TRUE},   {"nào", TRUE},  {"đâu", TRUE},  {"nhiêu", TRUE},
    {"gi", FALSE},    {"nao", FALSE}, {"não", FALSE}, {"dâu", FALSE}, {"đau", FALSE},
    {"nhiều", FALSE}, {"AI", FALSE},  {"sao", FALSE}, {"mấy", FALSE}, {"gìn", FALSE},
};

Test(interrogative, only_words_that_ask)
{
    g_autoptr(TcAnalyzer) analyzer = tc_analyzer_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(TcTokens) tokens;
        tc_tokens_init(&tokens);
        tc_analyze(analyzer, rows[i].word, strlen(rows[i].word), &tokens);
        cr_assert(eq(sz, tokens.count, 1));
        cr_expect(eq(int, tc_key_is_interrogative(tokens.items[0].key, tokens.items[0].key_len),
                     rows[i].asks),
                  "%s", rows[i].word);
    }
}
