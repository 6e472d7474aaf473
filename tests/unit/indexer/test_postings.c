#include "indexer/postings.h"

#include <string.h>

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <criterion/parameterized.h>

#include "store/schema.h"

#define BARE_20                                                                                    \
    "ve viec day manh cai cach hanh chinh o tinh uy va cac huyen thi xa thanh pho nam nay "
#define MARKED_20                                                                                  \
    "về việc đẩy mạnh cải cách hành chính ở tỉnh ủy và các huyện thị xã thành phố năm nay "
#define ENGLISH                                                                                    \
    "the provincial party committee discussed public administration reform and asked every "       \
    "department to publish its procedures on the national portal before the end of this quarter "  \
    "while officials from neighbouring districts described several problems with registration "

static const struct {
    const char *text;
    guint times; /* how often it is repeated */
    gboolean unmarked;
} texts[] = {
    {BARE_20, 1, TRUE},
    {BARE_20, 50, TRUE},
    {"ve viec day manh cai cach hanh chinh o tinh uy va cac huyen thi xa thanh pho nam", 1, FALSE},
    {MARKED_20, 1, FALSE},
    {MARKED_20 BARE_20, 1, FALSE},
    {MARKED_20 BARE_20, 20, FALSE},
    /* One marked syllable in 41, and in 21. */
    {BARE_20 BARE_20 "đường", 1, TRUE},
    {BARE_20 "đường", 1, FALSE},
    {ENGLISH, 1, FALSE},
    {ENGLISH, 20, FALSE},
    {"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25", 1, FALSE},
    {"", 1, FALSE},
};

ParameterizedTestParameters(postings, text_without_marks_is_told)
{
    static size_t row[G_N_ELEMENTS(texts)];

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        row[i] = i;
    return cr_make_param_array(size_t, row, G_N_ELEMENTS(texts));
}

ParameterizedTest(size_t *row, postings, text_without_marks_is_told)
{
    g_autoptr(TcAnalyzer) analyzer = tc_analyzer_new(NULL);
    g_auto(TcPostings) postings = {0};
    g_autoptr(GString) text = g_string_new(NULL);
    TcDocument document = {.format = TC_FORMAT_TEXT};
    gboolean unmarked = FALSE;

    for (guint i = 0; i < texts[*row].times; i++)
        g_string_append(text, texts[*row].text);
    document.text = text->str;
    document.text_len = text->len;
    tc_postings_init(&postings);
    tc_postings_make(&postings, analyzer, &document, "/a.txt");
    for (guint i = 0; i < postings.items->len; i++) {
        const TcPosting *posting = &g_array_index(postings.items, TcPosting, i);

        if (posting->term_len == strlen(TC_TERM_UNMARKED) &&
            memcmp(posting->term, TC_TERM_UNMARKED, posting->term_len) == 0) {
            unmarked = TRUE;
            cr_assert(eq(u32, posting->position, 0));
        }
    }
    cr_assert(eq(int, unmarked, texts[*row].unmarked), "%s", texts[*row].text);
}
