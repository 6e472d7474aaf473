#include "tests/support/analyzer_laws.h"
#include "tests/unit/rows.h"
#include "text/analyzer.h"
#include "text/key/normalize.h"
#include "text/key/syllable.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

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

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* How words may be written (docs/query-language.md), and the rules for positions. */
static const struct {
    const char *text;
    const char *tokens;
} rows[] = {
    {"", ""},
    {" \n.", ""},
    /* One form, whatever was typed. */
    {"Đường", "duong|23 26 2a 02@1"},
    {"\u0110u\u031Bo\u031B\u0300ng", "duong|23 26 2a 02@1"},
    {"\u0110\u01B0o\u0300\u031Bng", "duong|23 26 2a 02@1"},
    {"ĐƯỜNG", "duong|23 26 2a 02@1"},
    {"duong", "duong|@1"},
    {"ｋｉｎｈ　ＴＥ\u0302\u0301", "kinh|@1 te|24 05@2"},
    {"kinh\u00A0tế", "kinh|@1 te|24 05@2"},
    {"\uFEFFkinh", "kinh|@1"},
    {"ki\u200Bnh t\u00ADế", "kinh|@1 te|24 05@2"},
    {"ki\x1Fnh \x1Ftế\x1F", "kinh|@1 te|24 05@2"},
    /* U+200B parts words, but not a syllable. */
    {"kinh\u200Btế", "kinh|@1 te|24 05@2"},
    {"big\u200Bdata", "big|@1 data|@2"},
    {"c\u200Bả\u200Bi", "cai|03@1"},
    {"x\u200B\u200Bã", "xa|04@1"},
    /* Letters that look like Latin ones: Cyrillic Н, В, і, ӑ, Т and Р, Greek Α and Ο. */
    {"\u041DĐND", "hdnd|27@1"},
    {"U\u0412ND V\u0456\u1EBFt n\u04D1m", "ubnd|@1 viet|28 05@2 nam|25@3"},
    {"\u0391nh h\u039F\u0301a", "anh|@1 hoa|05@2"},
    {"xã \u0422\u0420 1", "xa|04@1 tp|@2 1|@3"},
    {"\u0422\u0420 \u041D\u0421\u041C", "\u0442\u0440|@1 \u043D\u0441\u043C|@2"},
    {"\u0422\u0420 \u041D\u0421\u041C, nay", "tp|@1 hcm|@2 nay|@3"},
    /* A Russian or Greek word is one, and so are a sign and a unit. */
    {"\u0442\u043E\u0441\u0442", "\u0442\u043E\u0441\u0442|@1"},
    {"sách \u043D\u0430 \u0440\u0443\u0441\u0441\u043A\u043E\u043C",
     "sach|05@1 \u043D\u0430|@2 \u0440\u0443\u0441\u0441\u043A\u043E\u043C|@3"},
    {"\u043B\u0435\u0441 \u0442\u0430\u043C a", "\u043B\u0435\u0441|@1 \u0442\u0430\u043C|@2 a|@3"},
    {"hệ số \u03B1, 5 \u03BCm", "he|24 06@1 so|24 05@2 \u03B1|@3 5|@4 \u03BCm|@5"},
    /* A caron for the breve where that makes a syllable, and Pinyin, where it does not. */
    {"n\u01CEm v\u0103n c\u01CE\u0301t", "nam|25@1 van|25@2 cat|25 05@3"},
    {"M\u01CE zh\u01D0", "ma|81 6c@1 zhi|82 6c@2"},
    /* Words set with spaces between their letters. */
    {"Q U Y Ế T   Đ Ị N H", "quyet|2c 05@1 dinh|23 06@2"},
    {"q u y ê\u0301 t đ ị n h.", "quyet|2c 05@1 dinh|23 06@2"},
    {"\nN G H Ị\u00A0\u00A0Q U Y Ế T\nVề", "nghi|06@1 quyet|2c 05@2 ve|24 02@13"},
    {"Đ Ộ C L Ậ P - T Ự D O", "doc|23 24 06@1 lap|24 06@2 tu|26 06@3 do|@4"},
    {"C Ô N G A N N H À N Ư Ớ C", "cong|24@1 an|@2 nha|02@3 nuoc|26 2a 05@4"},
    {"Đ Ề   Á N, a b", "de|23 24 02@1 an|05@2 a|@3 b|@4"},
    {"bản q u y ế t định", "ban|03@1 quyet|2c 05@2 dinh|23 06@3"},
    /* Letters that are none, and too few. */
    {"A C B Đ", "a|@1 c|@2 b|@3 d|23@4"},
    {"x y z", "x|@1 y|@2 z|@3"},
    {"a ă â ê", "a|@1 a|21@2 a|20@3 e|20@4"},
    {"b à n", "b|@1 a|02@2 n|@3"},
    {"t o a n h o c", "t|@1 o|@2 a|@3 n|@4 h|@5 o|@6 c|@7"},
    /* Initials, and short forms with a full stop. */
    {"U.B.N.D tỉnh", "ubnd|@1 tinh|03@2"},
    {"u.b.n.d", "ubnd|@1"},
    {"H.Đ.N.D", "hdnd|27@1"},
    {"TP.HCM", "tp|@1 hcm|@2"},
    {"P.V Hai, U.B.ND", "p|@1 v|@2 hai|@3 u|@4 b|@5 nd|@6"},
    {"TP. Hà Nội", "tp|@1 ha|02@2 noi|24 06@3"},
    {"H.U. Ba, T.\u01AF. Ba", "h|@1 u|@2 ba|@3 t|@4 u|22@5 ba|@6"},
    {"h.u. Ba U. Ba", "h|@1 u|@2 ba|@13 u|@14 ba|@25"},
    {"ThS. Nga, TX.Ba", "ths|@1 nga|@2 tx|@3 ba|@4"},
    {"NSND. Ba, NGƯT. Ba, TTƯT. Ba", "nsnd|@1 ba|@2 ngut|2a@3 ba|@4 ttut|2a@5 ba|@6"},
    {"ngút. Ba, ở H. Ba", "ngut|05@1 ba|@12 o|22 03@13 h|@14 ba|@15"},
    /* the number of a heading or an item, but not one at the end of a sentence */
    {"Dieu 3. Phi", "dieu|@1 3|@2 phi|@3"},
    {"a\n Phu luc II. Phi", "a|@1 phu|@12 luc|@13 ii|@14 phi|@15"},
    {"a\n1.2. Phi", "a|@1 1|@12 2|@13 phi|@14"},
    {"I.1. Phi", "i|@1 1|@2 phi|@3"},
    {"a. Phi", "a|@1 phi|@2"},
    {"Dieu 3.\nPhi", "dieu|@1 3|@2 phi|@13"},
    {"la so 3. Phi", "la|@1 so|@2 3|@3 phi|@4"},
    {"theo luat so 3. Phi", "theo|@1 luat|@2 so|@3 3|@4 phi|@15"},
    {"nho: dieu 3. Phi", "nho|@1 dieu|@12 3|@13 phi|@24"},
    {"\"Dieu 3. Phi", "dieu|@1 3|@2 phi|@3"},
    {"so a. Phi", "so|@1 a|@2 phi|@13"},
    {"ở TP.\nNgày", "o|22 03@1 tp|@2 ngay|02@13"},
    {"nhà. Tp", "nha|02@1 tp|@12"},
    {"e\u00AD\u0302", "e|20@1"},
    {"ê\u0323\u0301", "e|80 61 20 80 83@1"},
    {"e\u0301\u0302\u0323", "e|80 61 20 80 83@1"},
    {"Straße ﬁnal", "strasse|@1 final|@2"},
    /* Tone placement, i and y. */
    {"hoà hòa", "hoa|02@1 hoa|02@2"},
    {"thuỷ thủy uỷ ủy", "thuy|03@1 thuy|03@2 uy|03@3 uy|03@4"},
    {"toán toan\u0301 t\u0301oan", "toan|05@1 toan|05@2 toan|05@3"},
    {"lý lí Lý LÍ", "li|05@1 li|05@2 li|05@3 li|05@4"},
    {"hy kỷ mỹ sỹ tỷ", "hi|@1 ki|03@2 mi|04@3 si|04@4 ti|03@5"},
    {"quý quí quy", "qui|05@1 qui|05@2 qui|@3"},
    {"vy thy y quyết", "vy|@1 thy|@2 y|@3 quyet|2c 05@4"},
    /* đ, eth for đ. */
    {"đi Ði ði \u0189i \u0256i", "di|23@1 di|23@2 di|23@3 di|23@4 di|23@5"},
    /* Hyphens split and keep adjacency, digits stay. */
    {"kinh tế-xã hội", "kinh|@1 te|24 05@2 xa|04@3 hoi|24 06@4"},
    {"kinh tế - xã hội", "kinh|@1 te|24 05@2 xa|04@3 hoi|24 06@4"},
    {"Đảng–Đoàn", "dang|23 03@1 doan|23 02@2"},
    {"COVID-19 covid19", "covid|@1 19|@2 covid19|@3"},
    {"15% hộ, 7,5 % nữ", "15|@1 %|@2 ho|24 06@3 7|@4 5|@5 %|@6 nu|26 04@7"},
    {"$20, 30$/năm", "$|@1 20|@2 30|@3 $|@4 nam|25@5"},
    {"a%20b, tỷ lệ %, 5: %", "a|@1 20b|@2 ti|03@3 le|24 06@4 5|@5"},
    {"100%%. 3\u2030 \u20AC5 5\uFF05", "100|@1 %|@2 3|@13 \u2030|@14 \u20AC|@15 5|@16 5|@17 %|@18"},
    {"5.000\u20AB", "5000d|33@1"},
    {"30c/NQ-CP", "30c|@1 nq|@2 cp|@3"},
    {"15/17 a_b a&b d'Or d’Or d\u02BCOr", "15|@1 17|@2 a|@3 b|@4 a|@5 b|@6 d|@7 or|@8 d|@9 or|@10 "
                                          "d|@11 or|@12"},
    {"một, hai,ba", "mot|24 06@1 hai|@2 ba|@3"},
    /* Numbers. */
    {"1.500", "1500|@1"},
    {"３．５００", "3500|@1"},
    {"3,500,000 đồng", "3500000|@1 dong|23 24 02@2"},
    {"1.500đ 2.000.000đ", "1500d|33@1 2000000d|3f@2"},
    {"3,5", "3|@1 5|@2"},
    {"0,125 0.500", "0|@1 125|@2 0|@3 500|@4"},
    {"4.12.2020", "4|@1 12|@2 2020|@3"},
    {"1.234,5", "1234|@1 5|@2"},
    {"12.345.678,90", "12345678|@1 90|@2"},
    {"1.234.5 1.23", "1|@1 234|@2 5|@3 1|@4 23|@5"},
    {"1.234.5678", "1|@1 234|@2 5678|@3"},
    {"1234.567", "1234|@1 567|@2"},
    {"1.5.123", "1|@1 5|@2 123|@3"},
    {"1.500. Hai", "1500|@1 hai|@12"},
    {"1.500, hai", "1500|@1 hai|@2"},
    {"1. 500", "1|@1 500|@2"},
    {"1½ m²", "1|@1 1|@2 2|@3 m2|@4"},
    /* Segments. */
    {"Một. Hai", "mot|24 06@1 hai|@12"},
    {"... Một", "mot|24 06@1"},
    {"một; hai: ba? bốn! (năm) [sáu] \"bảy\"",
     "mot|24 06@1 hai|@12 ba|@23 bon|24 05@34 nam|25@45 sau|05@46 bay|03@47"},
    {"một “hai” «ba»… bốn", "mot|24 06@1 hai|@2 ba|@3 bon|24 05@14"},
    {"một。hai（ba）", "mot|24 06@1 hai|@12 ba|@13"},
    {"(một) “hai", "mot|24 06@1 hai|@2"},
    {"một (\"hai\").\n“Ba”", "mot|24 06@1 hai|@2 ba|@13"},
    {"năm 2020. Hai", "nam|25@1 2020|@2 hai|@13"},
    {"TP.HCM v.v. và", "tp|@1 hcm|@2 v|@3 v|@4 va|02@15"},
    {"a..b", "a|@1 b|@12"},
    {"một\nhai", "mot|24 06@1 hai|@2"},
    {"một\n  hai", "mot|24 06@1 hai|@2"},
    {"một\nHai", "mot|24 06@1 hai|@12"},
    {"một\n- hai", "mot|24 06@1 hai|@12"},
    {"một\n“hai", "mot|24 06@1 hai|@2"},
    {"một\nHAI", "mot|24 06@1 hai|@2"},
    {"một\nHAI. Ba", "mot|24 06@1 hai|@12 ba|@23"},
    {"Một\nHai", "mot|24 06@1 hai|@2"},
    {"Một\nH", "mot|24 06@1 h|@12"},
    {"MỘT\nHai", "mot|24 06@1 hai|@12"},
    {"a b c d e f g h i\nHai", "a|@1 b|@2 c|@3 d|@4 e|@5 f|@6 g|@7 h|@8 i|@9 hai|@10"},
    {"a b c d e f g h i\n2 ba", "a|@1 b|@2 c|@3 d|@4 e|@5 f|@6 g|@7 h|@8 i|@9 2|@10 ba|@11"},
    {"a b c d e f g h i\n2) ba", "a|@1 b|@2 c|@3 d|@4 e|@5 f|@6 g|@7 h|@8 i|@9 2|@20 ba|@21"},
    {"a b c d e f g h i\n- Hai", "a|@1 b|@2 c|@3 d|@4 e|@5 f|@6 g|@7 h|@8 i|@9 hai|@20"},
    {"a b c d e f g h i.\nHai", "a|@1 b|@2 c|@3 d|@4 e|@5 f|@6 g|@7 h|@8 i|@9 hai|@20"},
    {"a b c d e f g h i\n\nHai", "a|@1 b|@2 c|@3 d|@4 e|@5 f|@6 g|@7 h|@8 i|@9 hai|@20"},
    {"một\n2", "mot|24 06@1 2|@12"},
    {"một\r\nhai", "mot|24 06@1 hai|@2"},
    {"một\n\nhai", "mot|24 06@1 hai|@12"},
    {"một\r\n \r\nhai", "mot|24 06@1 hai|@12"},
    {"một.\nhai", "mot|24 06@1 hai|@12"},
    {"một\u2029hai một\u2028hai", "mot|24 06@1 hai|@12 mot|24 06@13 hai|@14"},
    /* Other marks and scripts. */
    {"ü ñ ç å", "u|80 68@1 n|04@2 c|80 87@3 a|80 6a@4"},
    {"résumé", "resume|81 61 85 61@1"},
    {"ø ł æ", "ø|@1 ł|@2 æ|@3"},
    {"Москва йод", "москва|@1 иод|21@2"},
    {"株式会社 ㍿", "株|@1 式|@2 会|@3 社|@4 株|@5 式|@6 会|@7 社|@8"},
    {"が", "か|80 d0@1"},
    {"a株b", "a|@1 株|@2 b|@3"},
    {"ไทย", "ไทย|@1"},
    /* Not text. */
    {"a\xFF"
     "b \xC0\x80 \xED\xA0\x80",
     "a|@1 b|@2"},
    {"\u0301\u0302", ""},
};

EACH_ROW(analyzer, gives_these_tokens, rows)
ROW_TEST(size_t *row, analyzer, gives_these_tokens)
{
    g_autofree char *got = tc_describe_tokens(analyzer, rows[*row].text, strlen(rows[*row].text));

    cr_assert(eq(str, got, (char *)rows[*row].tokens));
}

Test(analyzer, takes_zero_bytes_for_separators)
{
    g_autofree char *got = tc_describe_tokens(analyzer, "a\0b", 3);

    cr_assert(eq(str, got, (char *)"a|@1 b|@2"));
}

Test(analyzer, gives_offsets_into_the_text_as_passed)
{
    static const char text[] = "\uFEFF Hoa\u0300\u00AD-1.500đ,\u200Bxã\u0323. ½";
    static const char *const words[] = {"Hoa\u0300", "1.500đ", "xã\u0323", "½", ""};
    g_auto(TcTokens) tokens = {0};

    tc_analyze(analyzer, text, strlen(text), &tokens);
    cr_assert(eq(sz, tokens.count, COUNT(words)));
    for (gsize i = 0; i < tokens.count; i++) {
        g_autofree char *word =
            g_strndup(text + tokens.items[i].start, tokens.items[i].end - tokens.items[i].start);

        cr_expect(eq(str, word, (char *)words[i]));
    }
}

Test(analyzer, reuses_tokens_for_many_texts)
{
    g_auto(TcTokens) tokens = {0};
    g_autoptr(GString) text = g_string_new(NULL);

    for (int i = 0; i < 20000; i++)
        g_string_append(text, "đường ");
    tc_analyze(analyzer, text->str, text->len, &tokens);
    cr_assert(eq(sz, tokens.count, 20000));
    for (gsize i = 0; i < tokens.count; i++) {
        cr_assert(eq(uint, tokens.items[i].key_len, 10));
        cr_assert(eq(int, memcmp(tokens.items[i].key, "duong\x01\x23\x26\x2a\x02", 10), 0));
        cr_assert(eq(uint, tokens.items[i].position, (guint)i + 1));
        cr_assert(eq(uint, tokens.items[i].start, (guint)i * (guint)strlen("đường ")));
    }
    tc_analyze(analyzer, "a", 1, &tokens);
    cr_assert(eq(sz, tokens.count, 1));
    tc_analyze(analyzer, NULL, 0, &tokens);
    cr_assert(eq(sz, tokens.count, 0));
}

/* A long word is cut, its token is not; its bare prefix is the key of the bare word. */
Test(analyzer, cuts_long_words)
{
    static const char *const units[] = {"a", "ườ", "ก", "ế", "𝒳", "ñ", "가", "ü"};

    for (gsize i = 0; i < COUNT(units); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_auto(TcTokens) tokens = {0};
        g_autofree char *broken = NULL;

        for (int j = 0; j < 1000; j++)
            g_string_append(text, units[i]);
        tc_analyze(analyzer, text->str, text->len, &tokens);
        cr_assert(eq(sz, tokens.count, 1));
        cr_assert(eq(uint, tokens.items[0].end, (guint)text->len));
        cr_assert(le(uint, tokens.items[0].key_len, TC_KEY_MAX));
        cr_assert(ge(sz, tc_key_bare_len(tokens.items[0].key, tokens.items[0].key_len), 90));
        broken = tc_broken_analyzer_law(analyzer, text->str, text->len);
        cr_expect(eq(ptr, broken, NULL), "%s", broken);
    }
}

Test(analyzer, gives_the_key_of_a_word)
{
    gsize key_len = 0;
    g_autofree char *key = tc_word_key(analyzer, " Lý luận", &key_len);

    cr_assert(eq(sz, key_len, 4));
    cr_assert(eq(int, memcmp(key, "li\x01\x05", 4), 0));
    cr_assert(eq(ptr, tc_word_key(analyzer, " - ", NULL), NULL));
}

Test(analyzer, folds_spellings)
{
    static const struct {
        const char *text;
        const char *folded;
    } spellings[] = {
        {"HOÀ", "hoà"},
        {"Hòa", "hòa"},
        {"hoa\u0300", "hoà"},
        {"  Kinh\u00A0tế -\nXÃ hội. ", "kinh tế xã hội"},
        {"Ðảng Đảng", "đảng đảng"},
        {"ki\u00ADnh\uFEFF", "kinh"},
        {"e\u00AD\u0302", "ê"},
        {"ＨＯÀ Straße", "hoà strasse"},
        {"½ m² \u0301", "1 2 m2"},
        {"Lý", "lý"},
        {"Зелёный", "зелёный"},
        {"\u2244", ""},
        {"", ""},
        {"a\xFF"
         "b",
         "a b"},
    };

    for (gsize i = 0; i < COUNT(spellings); i++) {
        g_autoptr(GString) out = g_string_new("> ");

        tc_fold_spelling(analyzer, spellings[i].text, strlen(spellings[i].text), out);
        cr_expect(eq(str, out->str + 2, (char *)spellings[i].folded));
    }
}

/* A process of its own, in which nothing has loaded ICU before. */
Test(analyzer_later, loads_what_rare_characters_need_when_one_comes)
{
    TcAnalyzer *later = tc_analyzer_new_later();
    g_autoptr(GString) out = g_string_new(NULL);
    gsize len = 0;

    tc_fold_spelling(later, "Ｌý ﬁ", strlen("Ｌý ﬁ"), out);
    cr_assert(eq(str, out->str, (char *)"lý fi"));
    g_autofree char *key = tc_word_key(later, "Lý", &len);
    cr_assert(eq(sz, len, 4));
    tc_analyzer_free(later);
}

/* Texts put together from what is near the rules, and plain noise. */
Test(analyzer, keeps_its_laws_on_random_text)
{
    static const char *const pieces[] = {
        "a",      "ư",          "Đ",      "ð",      "y",      "quy",    "1",      "500",
        "0",      ".",          ",",      " ",      "\n",     "\r\n",   "-",      "(",
        "…",      "\xAD",       "\u00AD", "\u200B", "\u0301", "\u0302", "\u0323", "\u031B",
        "\u0335", "\u0345",     "½",      "㏂",     "ﷺ",      "株",     "が",     "가",
        "\u05B0", "\u0E38",     "ß",      "İ",      "１",     "．",     "\u00A0", "\x1F",
        "\u2029", "ŉ",          "\u0340", "\u0344", "ü",      "\u1FB4", "\u037A", "\xE1\xBA",
        "\u20DD", "\U0001D4B3", "\u3099", "\u115F", "\u05D0", "ế",
    };
    g_autoptr(GRand) random = g_rand_new_with_seed(20240101);

    for (int round = 0; round < 8000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autofree char *broken = NULL;
        int count = g_rand_int_range(random, 0, 12);

        for (int i = 0; i < count; i++)
            g_string_append(text, pieces[g_rand_int_range(random, 0, (gint32)COUNT(pieces))]);
        broken = tc_broken_analyzer_law(analyzer, text->str, text->len);
        cr_assert(eq(ptr, broken, NULL), "%s", broken);
    }
}

Test(analyzer, keeps_its_laws_on_random_bytes)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(19450902);

    for (int round = 0; round < 4000; round++) {
        char bytes[64];
        int count = g_rand_int_range(random, 0, (gint32)sizeof(bytes));
        g_autofree char *broken = NULL;

        for (int i = 0; i < count; i++)
            bytes[i] = (char)g_rand_int_range(random, 0, 256);
        broken = tc_broken_analyzer_law(analyzer, bytes, (gsize)count);
        cr_assert(eq(ptr, broken, NULL), "%s", broken);
    }
}

Test(analyzer, keeps_its_laws_on_every_character)
{
    for (gunichar cp = 1; cp < 0x110000; cp += cp < 0x3400 || cp > 0xF000 ? 1 : 7) {
        char text[32] = "1.";
        int len = 2;
        g_autofree char *broken = NULL;

        if ((cp >= 0xD800 && cp < 0xE000) || (cp >= 0x20000 && cp % 97 != 0))
            continue;
        len += g_unichar_to_utf8(cp, text + len);
        memcpy(text + len, "50\u0301a", sizeof("50\u0301a"));
        len += (int)strlen(text + len);
        len += g_unichar_to_utf8(cp, text + len);
        broken = tc_broken_analyzer_law(analyzer, text, (gsize)len);
        cr_assert(eq(ptr, broken, NULL), "U+%04X: %s", cp, broken);
    }
}

typedef struct {
    GString *seen;
    gsize calls;
    gsize calls_max;
} Pieces;

static void
print_tokens(const TcTokens *tokens, GString *out)
{
    for (gsize i = 0; i < tokens->count; i++) {
        const TcToken *token = &tokens->items[i];

        g_string_append_len(out, token->key, token->key_len);
        g_string_append_printf(out, " %u %u-%u\n", token->position, token->start, token->end);
    }
}

static gboolean
take_piece(const TcTokens *tokens, gpointer user)
{
    Pieces *pieces = user;

    print_tokens(tokens, pieces->seen);
    return ++pieces->calls < pieces->calls_max;
}

Test(analyzer, pieces_of_any_length_are_the_whole)
{
    g_auto(TcTokens) tokens = {0};
    g_autoptr(GString) whole = g_string_new(NULL);

    for (gsize row = 0; row < COUNT(rows); row++) {
        g_autofree char *text =
            g_strconcat(rows[row].text, " 1.500.000 ㏂ TP.HCM\nhoà 漢字. ", rows[row].text, NULL);

        tc_analyze(analyzer, text, strlen(text), &tokens);
        g_string_truncate(whole, 0);
        print_tokens(&tokens, whole);
        for (gsize batch_len = 1; batch_len < 20; batch_len++) {
            g_autoptr(GString) seen = g_string_new(NULL);
            Pieces pieces = {.seen = seen, .calls_max = G_MAXSIZE};

            cr_assert(tc_analyze_each(analyzer, text, strlen(text), batch_len, &tokens, take_piece,
                                      &pieces));
            cr_assert(eq(str, seen->str, whole->str), "%s by %zu", text, batch_len);
        }
    }
}

Test(analyzer, pieces_end_where_the_function_says)
{
    g_auto(TcTokens) tokens = {0};
    g_autoptr(GString) seen = g_string_new(NULL);
    Pieces pieces = {.seen = seen, .calls_max = 2};

    cr_assert(not(tc_analyze_each(analyzer, "a b c d e", 9, 1, &tokens, take_piece, &pieces)));
    cr_assert(eq(sz, pieces.calls, 2));
}
