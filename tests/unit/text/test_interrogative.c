#include "text/analyzer.h"
#include "text/interrogative.h"
#include "text/key/syllable.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

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

static void
append_words(const TcAskingPair *pair, GString *out)
{
    tc_key_append_word(pair->first, strlen(pair->first), NULL, out);
    g_string_append_c(out, ' ');
    tc_key_append_word(pair->second, strlen(pair->second), NULL, out);
    g_string_append(out, pair->ends ? ". " : ", ");
}

Test(interrogative, pairs_are_the_keys_of_these_words)
{
    g_autoptr(GString) all = g_string_new(NULL);
    gsize count = 0;
    const char *expected = "bao nhiêu, bao lâu, bao giờ, thế nào, khi nào, tại sao, vì sao, là gì, "
                           "thứ mấy, ở đâu. ai có, ai được, ai phải, việc gì. những gì. làm gì. ";
    const TcAskingPair *pairs = tc_asking_pairs(&count);

    for (gsize i = 0; i < count; i++)
        append_words(&pairs[i], all);
    cr_assert(eq(int, g_strcmp0(all->str, expected), 0), "%s", all->str);
}
