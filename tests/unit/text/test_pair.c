#include "text/analyzer.h"
#include "text/key/syllable.h"
#include "text/pair.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

/* The key of the two words of `text`. */
static gsize
key_of(const char *text, char out[TC_PAIR_KEY_MAX])
{
    g_autoptr(TcAnalyzer) analyzer = tc_analyzer_new(NULL);
    g_auto(TcTokens) tokens;
    tc_tokens_init(&tokens);
    tc_analyze(analyzer, text, strlen(text), &tokens);
    cr_assert(eq(sz, tokens.count, 2), "%s", text);
    return tc_pair_key(tokens.items[0].key, tokens.items[0].key_len, tokens.items[1].key,
                       tokens.items[1].key_len, out);
}

Test(pair, spellings_of_a_bare_pair_begin_alike)
{
    char bare[TC_PAIR_KEY_MAX];
    char marked[TC_PAIR_KEY_MAX];
    gsize bare_len = key_of("tiêu hanh", bare);
    gsize marked_len = key_of("tiểu hành", marked);
    gsize begin = strlen("tieu") + 1 + strlen("hanh") + 1;
    cr_assert(eq(sz, bare_len, begin + 2));   /* the circumflex */
    cr_assert(eq(sz, marked_len, begin + 4)); /* and two tones */
    cr_assert(eq(int, memcmp(bare, "tieu\x01hanh\x01", begin), 0));
    cr_assert(eq(int, memcmp(bare, marked, begin), 0));
}

/* The marks of both syllables of a key. */
typedef struct {
    const char *a, *b;
    gsize a_len, b_len;
} Marks;

static gboolean
find_marks(const char *key, gsize len, gsize begin_len, Marks *marks)
{
    return tc_pair_key_marks(key, len, begin_len, &marks->a, &marks->a_len, &marks->b,
                             &marks->b_len);
}

Test(pair, marks_are_found_again)
{
    char key[TC_PAIR_KEY_MAX];
    char begin[TC_PAIR_KEY_MAX];
    Marks marks;
    gsize len = key_of("đường dây", key);
    gsize begin_len = tc_pair_key_begin("duong\x01", 6, "day\x01", 4, begin);
    cr_assert(eq(int, memcmp(key, begin, begin_len), 0));
    cr_assert(find_marks(key, len, begin_len, &marks));
    cr_assert(eq(sz, marks.a_len, 4)); /* stroke, two horns, tone */
    cr_assert(eq(sz, marks.b_len, 1));
    cr_assert(eq(ptr, (void *)(marks.b + marks.b_len), (void *)(key + len)));
}

Test(pair, what_is_cut_off_is_no_key)
{
    char key[TC_PAIR_KEY_MAX];
    char begin[TC_PAIR_KEY_MAX];
    Marks marks;
    gsize begin_len = tc_pair_key_begin("ca\x01", 3, "cao\x01", 4, begin);
    key_of("cà cao", key);
    for (gsize len = 0; len <= begin_len; len++)
        cr_assert(not(find_marks(key, len, begin_len, &marks)));
}

Test(pair, only_syllables_have_one)
{
    char key[TC_PAIR_KEY_MAX];
    cr_assert(eq(sz, key_of("Windows mới", key), 0));
    cr_assert(eq(sz, key_of("năm 2020", key), 0));
    cr_assert(eq(sz, key_of("tieu hành", key), 0));
    cr_assert(gt(sz, key_of("nghiêng nghiêng", key), 0));
}

Test(pair, long_words_do_not_overflow)
{
    char word[TC_KEY_MAX];
    char key[TC_PAIR_KEY_MAX];
    memset(word, 'a', sizeof word);
    word[sizeof word - 1] = '\x01';
    cr_assert(eq(sz, tc_pair_key_begin(word, sizeof word, word, sizeof word, key), 0));
    cr_assert(eq(sz, tc_pair_key(word, sizeof word, "ca\x01", 3, key), 0));
    cr_assert(eq(sz, tc_pair_key("ca\x01", 3, word, sizeof word, key), 0));
}
