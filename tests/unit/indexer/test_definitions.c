#include "indexer/postings/definitions.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

/* Terms that a text gives, joined by '|'. */
static char *
terms_of(const char *text)
{
    g_autoptr(TcAnalyzer) analyzer = tc_analyzer_new(NULL);
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(TcPosting));
    GStringChunk *terms = g_string_chunk_new(256);
    GString *out = g_string_new(NULL);
    g_auto(TcTokens) scratch;

    tc_tokens_init(&scratch);
    tc_definitions_add(analyzer, &scratch, text, strlen(text), terms, items);
    for (guint i = 0; i < items->len; i++) {
        const TcPosting *posting = tc_posting_at(items, i);

        cr_assert(eq(u32, posting->position, 0));
        g_string_append_printf(out, "%s%.*s", i > 0 ? "|" : "", (int)posting->term_len,
                               posting->term);
    }
    g_string_chunk_free(terms);
    return g_string_free(out, FALSE);
}

Test(definitions, both_ways_by_bare_words)
{
    g_autofree char *terms = terms_of("phát triển kinh tế - xã hội (KT-XH) của tỉnh");

    cr_assert_str_eq(terms, "XAktxh\x02kinh tế - xã hội|XBkinh te xa hoi\x02KT-XH");
}

Test(definitions, once_for_each_text)
{
    /* quỹ and quĩ are one word: y is i after qu. */
    g_autofree char *terms = terms_of("Quỹ phát triển làng nghề (QPTLN). "
                                      "Quỹ phát triển làng nghề (QPTLN).");

    cr_assert_str_eq(terms,
                     "XAqptln\x02Quỹ phát triển làng nghề|XBqui phat trien lang nghe\x02QPTLN");
}

Test(definitions, line_ends_are_spaces)
{
    g_autofree char *terms = terms_of("Quỹ phát triển\nlàng nghề (QPTLN)");

    cr_assert_str_eq(terms,
                     "XAqptln\x02Quỹ phát triển làng nghề|XBqui phat trien lang nghe\x02QPTLN");
}

Test(definitions, names_of_three_words_both_ways)
{
    g_autofree char *terms = terms_of(
        "Ban Chỉ đạo cải cách hành chính tỉnh (sau đây gọi tắt là Ban Chỉ đạo) (ảnh: TTXVN) ()");

    cr_assert_str_eq(terms, "XDban chi dao\x02"
                            "Ban Chỉ đạo cải cách hành chính tỉnh|"
                            "XDban chi dao cai cach hanh chinh tinh\x02"
                            "Ban Chỉ đạo");
}

Test(definitions, shorter_names_and_remarks_are_left_out)
{
    g_autofree char *terms =
        terms_of("cán bộ, công chức (sau đây gọi chung là cán bộ) (ảnh: TTXVN) ()");

    cr_assert_str_eq(terms, "");
}

Test(definitions, a_flood_is_capped)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(TcAnalyzer) analyzer = tc_analyzer_new(NULL);
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(TcPosting));
    GStringChunk *terms = g_string_chunk_new(256);
    g_auto(TcTokens) scratch;

    tc_tokens_init(&scratch);
    for (int i = 0; i < 26 * 26; i++)
        g_string_append_printf(text, "%can %cinh thon xa (%c%cTX). ", 'a' + i / 26, 'a' + i % 26,
                               'A' + i / 26, 'A' + i % 26);
    tc_definitions_add(analyzer, &scratch, text->str, text->len, terms, items);
    cr_assert(gt(u32, items->len, TC_DEFINITIONS_MAX - 2));
    cr_assert(le(u32, items->len, TC_DEFINITIONS_MAX + 1));
    g_string_chunk_free(terms);
}
