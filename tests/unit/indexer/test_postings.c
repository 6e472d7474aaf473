#include "indexer/postings/postings.h"
#include "store/schema.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define BARE_20                                                                                    \
    "ve viec day manh cai cach hanh chinh o tinh uy va cac huyen thi xa thanh pho nam nay "
#define MARKED_20                                                                                  \
    "về việc đẩy mạnh cải cách hành chính ở tỉnh ủy và các huyện thị xã thành phố năm nay "
#define ENGLISH                                                                                    \
    "the provincial party committee discussed public administration reform and asked every "       \
    "department to publish its procedures on the national portal before the end of this quarter "  \
    "while officials from neighbouring districts described several problems with registration "

/* Where formal parts are, also one that goes on in the next batch of tokens. */
static const struct {
    guint words; /* before the text */
    const char *text;
    const char *formal;
} formals[] = {
    {3, "\nCăn cứ Luật Đất đai;\nQUYẾT ĐỊNH:\nThi hành\nNơi nhận:\n- Các xã;", "14-18 53-66"},
    {0, "Căn cứ Luật Đất đai", "1-5"},
    {0, "Căn cứ", "1-2"},
    {0, "Nơi nhận:\n\nCải cách", "1-2"},
    {0, "Cải cách", ""},
    {(1 << 16) - 3, "\nNơi nhận:\n- Sở Y tế huyện Yên Lập", "65534-65551"},
    {(1 << 16) - 2, "\nNơi nhận:\nXã", "65535-65536"},
};

EACH_ROW(postings, formal_parts_are_positions, formals)
ROW_TEST(size_t *row, postings, formal_parts_are_positions)
{
    g_autoptr(TcAnalyzer) analyzer = tc_analyzer_new(NULL);
    g_auto(TcPostings) postings = {0};
    g_autoptr(GString) text = g_string_new(NULL);
    TcDocument document = {.format = TC_FORMAT_TEXT};

    for (guint i = 0; i < formals[*row].words; i++)
        g_string_append(text, "xã ");
    g_string_append(text, formals[*row].text);
    document.text = text->str;
    document.text_len = text->len;
    tc_postings_init(&postings);
    tc_postings_make(&postings, analyzer, &document, "/a.txt");
    cr_assert(eq(str, postings.formal->str, (char *)formals[*row].formal));
}

static const struct {
    const char *text;
    guint times; /* how often it is repeated */
    gboolean is_unmarked;
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

EACH_ROW(postings, text_without_marks_is_told, texts)
ROW_TEST(size_t *row, postings, text_without_marks_is_told)
{
    g_autoptr(TcAnalyzer) analyzer = tc_analyzer_new(NULL);
    g_auto(TcPostings) postings = {0};
    g_autoptr(GString) text = g_string_new(NULL);
    TcDocument document = {.format = TC_FORMAT_TEXT};
    gboolean is_unmarked = FALSE;

    for (guint i = 0; i < texts[*row].times; i++)
        g_string_append(text, texts[*row].text);
    document.text = text->str;
    document.text_len = text->len;
    tc_postings_init(&postings);
    tc_postings_make(&postings, analyzer, &document, "/a.txt");
    for (guint i = 0; i < postings.items->len; i++) {
        const TcPosting *posting = tc_posting_at(postings.items, i);

        if (posting->term_len == strlen(TC_TERM_UNMARKED) &&
            memcmp(posting->term, TC_TERM_UNMARKED, posting->term_len) == 0) {
            is_unmarked = TRUE;
            cr_assert(eq(u32, posting->position, 0));
        }
    }
    cr_assert(eq(int, is_unmarked, texts[*row].is_unmarked), "%s", texts[*row].text);
}

/* ---- neighbours that a text repeats ---- */

/* The pairs of `text`, as their keys. */
static GPtrArray *
pairs_of(const char *text)
{
    g_autoptr(TcAnalyzer) analyzer = tc_analyzer_new(NULL);
    g_auto(TcPostings) postings = {0};
    TcDocument document = {.format = TC_FORMAT_TEXT};
    GPtrArray *out = g_ptr_array_new_with_free_func(g_free);

    document.text = (char *)text;
    document.text_len = strlen(text);
    tc_postings_init(&postings);
    cr_assert(tc_postings_make(&postings, analyzer, &document, "/a.txt"));
    for (guint i = 0; i < postings.items->len; i++) {
        const TcPosting *posting = tc_posting_at(postings.items, i);
        const gsize prefix = strlen(TC_TERM_PAIR);

        if (posting->term_len > prefix && memcmp(posting->term, TC_TERM_PAIR, prefix) == 0) {
            cr_assert(eq(u32, posting->position, 0));
            g_ptr_array_add(out, g_strndup(posting->term + prefix, posting->term_len - prefix));
        }
    }
    return out;
}

static const struct {
    const char *text;
    const char *bare; /* of the only pair that counts; NULL: there is none */
} repeated[] = {
    {"Tiểu hành tinh. Các tiểu hành khác.", "tieu\x01hanh\x01"},
    {"tiểu hành, Tiểu Hành; TIỂU HÀNH", "tieu\x01hanh\x01"},
    {"tiểu hành tinh", NULL},
    /* Other marks, another pair. */
    {"tiểu hành và tiêu hành", NULL},
    /* The end of a sentence is between them. */
    {"Có tiểu. Hành lá. Có tiểu. Hành lá.", "hanh\x01la\x01"},
    {"Windows 11 và Windows 11 cùng Windows 11", NULL},
    {"", NULL},
};

Test(postings, neighbours_that_are_repeated_are_terms)
{
    for (guint i = 0; i < G_N_ELEMENTS(repeated); i++) {
        g_autoptr(GPtrArray) pairs = pairs_of(repeated[i].text);
        gboolean is_found = FALSE;

        for (guint j = 0; j < pairs->len; j++)
            is_found |=
                repeated[i].bare != NULL && g_str_has_prefix(pairs->pdata[j], repeated[i].bare);
        cr_assert(eq(int, is_found, repeated[i].bare != NULL), "%s", repeated[i].text);
        if (repeated[i].bare == NULL)
            cr_assert(eq(u32, pairs->len, 0), "%s", repeated[i].text);
    }
}

/* In a text of more than three thousand pairs, what stands twice may be chance. */
Test(postings, in_a_long_text_three_times_is_what_counts)
{
    g_autoptr(GString) text =
        g_string_new("tiểu hành. tiểu hành. hành tinh. hành tinh. hành tinh. ");
    for (guint i = 0; i < 3100; i++)
        g_string_append_printf(text, "%u ", i);
    g_autoptr(GPtrArray) pairs = pairs_of(text->str);

    cr_assert(eq(u32, pairs->len, 1));
    cr_assert(g_str_has_prefix(pairs->pdata[0], "hanh\x01tinh\x01"));
}

/* They would tell that words without marks are meant so. */
Test(postings, a_text_without_marks_tells_no_pairs)
{
    g_autoptr(GPtrArray) bare = pairs_of(BARE_20 BARE_20);
    g_autoptr(GPtrArray) marked = pairs_of(MARKED_20 MARKED_20);

    cr_assert(eq(u32, bare->len, 0));
    cr_assert(ge(u32, marked->len, 15));
}

/* However many different pairs there are, few of them are counted. */
Test(postings, the_pairs_of_an_endless_text_have_a_limit)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GPtrArray) pairs = NULL;

    for (guint i = 0; i < 700; i++)
        for (guint j = 0; j < 700; j++)
            g_string_append_printf(text, "%u %u ", i, j);
    for (guint i = 0; i < 2; i++)
        g_string_append(text, "cải cách hành chính ");
    pairs = pairs_of(text->str);
    cr_assert(eq(u32, pairs->len, 0));
}

/* Whether a word of a path with these bare letters is among the terms. */
static gboolean
has_path_word(const TcPostings *postings, const char *bare)
{
    g_autofree char *term = g_strconcat("XP", bare, NULL);
    for (guint i = 0; i < postings->items->len; i++) {
        const TcPosting *posting = tc_posting_at(postings->items, i);
        if (posting->term_len >= strlen(term) && memcmp(posting->term, term, strlen(term)) == 0 &&
            (posting->term_len == strlen(term) || posting->term[strlen(term)] == '\001'))
            return TRUE;
    }
    return FALSE;
}

Test(postings, a_path_that_was_misread_is_found_as_it_was_meant)
{
    static char text[] = "nội dung";
    g_autoptr(TcAnalyzer) analyzer = tc_analyzer_new(NULL);
    g_auto(TcPostings) postings = {0};
    TcDocument document = {.format = TC_FORMAT_TEXT, .text = text, .text_len = strlen(text)};

    tc_postings_init(&postings);
    tc_postings_make(&postings, analyzer, &document, "/kho/Kế hoạch chi tiết.txt");
    cr_expect(has_path_word(&postings, "hoach"));
    tc_postings_make(&postings, analyzer, &document, "/kho/Káº¿ hoáº¡ch chi tiáº¿t.txt");
    cr_expect(has_path_word(&postings, "hoach"));
    cr_expect(has_path_word(&postings, "kho"));
    /* as ISO 8859-1, which leaves controls */
    tc_postings_make(&postings, analyzer, &document,
                     "/kho/Quyáº¿t Ä\xC2\x91á»\xC2\x8Bnh k\xC3\xA1\xC2\xBA\xC2\xBF.txt");
    cr_expect(has_path_word(&postings, "quyet"));
    tc_postings_make(&postings, analyzer, &document, "/kho/Số liệu chi.txt");
    cr_expect(not(has_path_word(&postings, "hoach")));
}
