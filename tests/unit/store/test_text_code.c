#include "store/text/code.h"
#include "store/text/words.h"
#include "tests/unit/rows.h"
#include "tests/unit/store/support.h"

/* That a text is there as far as it was asked for, and then whole. */
static void
assert_comes_back_in_steps(const guint8 *code, gsize code_len, const char *text, gsize len)
{
    g_autofree char *back = g_malloc(len + 1);
    TcTextDecoder decoder = {code, code + code_len, back, back + len, FALSE, FALSE};
    for (gsize until = 0; until <= len; until += 1 + until / 8) {
        cr_assert(tc_text_decode_until(&decoder, back + until));
        const gsize done = (gsize)(decoder.to - back);
        cr_assert(ge(sz, done, until));
        cr_assert(memcmp(back, text, done) == 0, "%.*s", (int)done, back);
    }
    cr_assert(tc_text_decode_until(&decoder, back + len));
    cr_assert(memcmp(back, text, len) == 0);
    cr_assert(eq(ptr, decoder.to, decoder.to_end));
}

/* The same where the code is there a byte more at a time. */
static void
assert_comes_back_bit_by_bit(const guint8 *code, gsize code_len, const char *text, gsize len)
{
    g_autofree char *back = g_malloc(len + 1);
    TcTextDecoder decoder = {code, code, back, back + len, FALSE, TRUE};
    for (; decoder.end < code + code_len; decoder.end++) {
        cr_assert(tc_text_decode_until(&decoder, back + len));
        cr_assert(memcmp(back, text, (gsize)(decoder.to - back)) == 0);
    }
    decoder.is_partial = FALSE;
    cr_assert(tc_text_decode_until(&decoder, back + len));
    cr_assert(memcmp(back, text, len) == 0);
}

/* That the code of `text` gives it back; returns its length. */
static gsize
assert_comes_back(const char *text, gsize len)
{
    const gsize room = 3 * len;
    g_autofree guint8 *code = g_malloc(room + 1);
    g_autofree char *back = g_malloc(len + 1);
    const gsize code_len = tc_text_code(text, len, code, room);
    const gboolean is_coded = code_len > 0 || len == 0;
    cr_assert(is_coded, "not coded: %.*s", (int)len, text);
    cr_assert(tc_text_decode(code, code_len, back, len), "not decoded: %.*s", (int)len, text);
    cr_assert(memcmp(back, text, len) == 0, "%.*s", (int)len, text);
    assert_comes_back_in_steps(code, code_len, text, len);
    assert_comes_back_bit_by_bit(code, code_len, text, len);
    return code_len;
}

static const char *const texts[] = {
    "",
    " ",
    "  ",
    "và",
    " và ",
    "và  của",
    "và của các",
    "và, của. các",
    "và,của.các",
    "Và CỦA vÀ Của",
    "Việt Nam, VIỆT NAM, việtnam, ViệtNam",
    "nghiêngnghiêng nghiêngg",
    "Đ đ Ở ở A a",
    "“Điều 1” – khoản 2… ‘điểm a’",
    "15/2020/NQ-HĐND\r\n\tngày 5.6.2020\n",
    "Zürich và Москва và 北京, naïve",
    "hòa hoà HOÀ Hoà hoa\xcc\x80 ho\xcc\x80y",
    "\x01\x02\x03\x04\x7f và \x02và",
    "\xc3",
    "\xe1\xba",
    "\xe1",
    "và\xc3",
    "\xff\xfe và \xc3\xa0\xe1\xbb",
    "\xc4\xb0 \xc4\xb1 \xc5\xb8 \xc6\x9f", /* letters that are not Vietnamese */
};

EACH_ROW(text_code, whatever_it_is_comes_back, texts)
ROW_TEST(size_t *row, text_code, whatever_it_is_comes_back)
{
    assert_comes_back(texts[*row], strlen(texts[*row]));
}

Test(text_code, texts_with_zeros_come_back)
{
    assert_comes_back("và\0của\0\0", sizeof "và\0của\0\0" - 1);
}

/* Every word, in all of its ways, beside others and by itself. */
Test(text_code, every_word_comes_back)
{
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < TC_CODED_WORDS; i++) {
        const gsize len = (gsize)tc_coded_word_at[i + 1] - tc_coded_word_at[i];
        g_autofree char *word = g_strndup(tc_coded_words + tc_coded_word_at[i], len);
        g_autofree char *capitals = g_utf8_strup(word, -1);
        cr_assert(g_utf8_validate(word, -1, NULL));
        cr_assert_leq(g_utf8_strlen(word, -1), TC_CODED_WORD_LETTERS_MAX);
        cr_assert(assert_comes_back(word, len) <= 2, "%s", word);
        cr_assert(assert_comes_back(capitals, strlen(capitals)) <= 3, "%s", capitals);
        g_string_append_printf(all, "%s %s %c%s", word, capitals, i % 3 == 0 ? ' ' : ',', word);
    }
    assert_comes_back(all->str, all->len);
}

Test(text_code, usual_texts_take_less_than_half)
{
    static const char text[] =
        "Ủy ban nhân dân tỉnh ban hành quyết định về việc phê duyệt kế hoạch phát triển kinh tế";
    cr_assert(lt(sz, assert_comes_back(text, sizeof text - 1), sizeof text / 2));
}

Test(text_code, any_bytes_come_back)
{
    static const char *const pieces[] = {"và",   "Của",  " ", "  ",   ", ",  ".",  "“", "\xe1",
                                         "\xba", "\xc3", "x", "\x02", "ẾCH", "\n", "…", "\xe2\x80"};
    g_autoptr(GRand) random = g_rand_new_with_seed(16);
    for (int round = 0; round < 3000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        const int count = g_rand_int_range(random, 0, 12);
        for (int i = 0; i < count; i++)
            if (g_rand_boolean(random))
                g_string_append(text, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
            else
                g_string_append_c(text, (char)g_rand_int_range(random, 0, 256));
        assert_comes_back(text->str, text->len);
    }
}

Test(text_code, there_is_room_or_nothing)
{
    static const char text[] = "Và của các ông, các bà. “Được” \xc3\xbc\xff";
    guint8 code[3 * sizeof text];
    const gsize len = tc_text_code(text, sizeof text, code, sizeof code);
    cr_assert(gt(sz, len, 0));
    for (gsize room = 0; room < len; room++) {
        guint8 *exact = g_malloc(room + 1);
        exact[room] = 0xa5;
        const gsize got = tc_text_code(text, sizeof text, exact, room);
        cr_assert(eq(sz, got, 0), "in %zu bytes", room);
        cr_assert(exact[room] == 0xa5);
        g_free(exact);
    }
}

/* Codes that nothing was coded to: never more bytes than there is room for. */
Test(text_code, any_bytes_are_decoded_or_refused)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(17);
    for (int round = 0; round < 20000; round++) {
        guint8 code[12];
        const gsize len = (gsize)g_rand_int_range(random, 0, sizeof code + 1);
        const gsize room = (gsize)g_rand_int_range(random, 0, 40);
        for (gsize i = 0; i < len; i++)
            code[i] = (guint8)g_rand_int_range(random, 0, 256);
        char *to = g_malloc(room + 1);
        to[room] = 'z';
        tc_text_decode(code, len, to, room);
        cr_assert(to[room] == 'z');
        g_free(to);
    }
}

static const struct {
    const char *code;
    gsize len, text_len;
} broken[] = {
    {"\x00", 1, 1},                       /* nothing */
    {"\x01", 1, 0},                       /* raw bytes that are not there */
    {"\x01\x05zz", 4, 5}, {"\x02", 1, 0}, /* a capital without its word */
    {"\x02z", 2, 1},                      /* of what is no word */
    {"\x02\x04", 2, 2},                   /* of a mark */
    {"\xff", 1, 3},                       /* half of a word */
    {"zz", 2, 1},         {"zz", 2, 3},
};

EACH_ROW(text_code, what_is_no_code_is_refused, broken)
ROW_TEST(size_t *row, text_code, what_is_no_code_is_refused)
{
    char to[64];
    const gboolean is_decoded = tc_text_decode((const guint8 *)broken[*row].code, broken[*row].len,
                                               to, broken[*row].text_len);
    cr_assert(not(is_decoded), "row %zu", *row);
}
