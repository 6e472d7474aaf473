#include "tests/support/analyzer_laws.h"
#include "text/analyzer.h"
#include "text/key/syllable.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static TcAnalyzer *analyzer;

static void
make_analyzer(void)
{
    analyzer = tc_analyzer_new(NULL);
    cr_assert(ne(ptr, analyzer, NULL));
}

static void
free_analyzer(void)
{
    tc_analyzer_free(analyzer);
}

TestSuite(syllable, .init = make_analyzer, .fini = free_analyzer);

typedef struct {
    char *bytes;
    gsize len;
} Key;

static Key
key_of(const char *word)
{
    Key key;

    key.bytes = tc_word_key(analyzer, word, &key.len);
    cr_assert(ne(ptr, key.bytes, NULL), "%s", word);
    return key;
}

static TcTier
tier(const char *typed, const char *indexed)
{
    Key a = key_of(typed);
    Key b = key_of(indexed);
    TcTier result = tc_key_tier(a.bytes, a.len, b.bytes, b.len);

    g_free(a.bytes);
    g_free(b.bytes);
    return result;
}

static char *
rendered(const char *word, const char *letters)
{
    Key key = key_of(word);
    GString *out = g_string_new(NULL);

    tc_key_append_word(key.bytes, key.len, letters, out);
    g_free(key.bytes);
    return g_string_free(out, FALSE);
}

static gboolean
is_syllable(const char *word, gboolean is_tone_strict)
{
    Key key = key_of(word);
    gboolean is_result = tc_key_is_syllable(key.bytes, key.len, is_tone_strict);

    g_free(key.bytes);
    return is_result;
}

Test(syllable, takes_keys_apart)
{
    static const struct {
        const char *word;
        gsize bare_len;
        int tone;
        gboolean is_marked;
    } rows[] = {
        {"đường", 5, TC_TONE_HUYEN, TRUE}, {"duong", 5, TC_TONE_NONE, FALSE},
        {"đương", 5, TC_TONE_NONE, TRUE},  {"tả", 2, TC_TONE_HOI, TRUE},
        {"tã", 2, TC_TONE_NGA, TRUE},      {"tá", 2, TC_TONE_SAC, TRUE},
        {"tạ", 2, TC_TONE_NANG, TRUE},     {"30c", 3, TC_TONE_NONE, FALSE},
        {"résumé", 6, TC_TONE_NONE, TRUE}, {"株", 3, TC_TONE_NONE, FALSE},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Key key = key_of(rows[i].word);

        cr_expect(eq(sz, tc_key_bare_len(key.bytes, key.len), rows[i].bare_len));
        cr_expect(eq(int, tc_key_tone(key.bytes, key.len), rows[i].tone));
        cr_expect(eq(int, tc_key_is_marked(key.bytes, key.len), rows[i].is_marked));
        g_free(key.bytes);
    }
    cr_assert(eq(sz, tc_key_bare_len("abc", 3), 3));
    cr_assert(eq(int, tc_key_tone("abc", 3), TC_TONE_NONE));
    cr_assert(eq(int, tc_key_tone("", 0), TC_TONE_NONE));
}

Test(syllable, tells_what_may_become_one)
{
    static const struct {
        const char *word;
        gboolean may_be;
    } rows[] = {
        {"tien", TRUE},  {"duong", TRUE},    {"nghieng", TRUE}, {"quoc", TRUE},
        {"gieng", TRUE}, {"an", TRUE},       {"ngương", TRUE},  {"pleiku", FALSE},
        {"kang", FALSE}, {"windows", FALSE}, {"tr", FALSE},     {"ien", FALSE},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Key key = key_of(rows[i].word);

        cr_expect(eq(int, tc_key_may_be_syllable(key.bytes, key.len), rows[i].may_be), "%s",
                  rows[i].word);
        g_free(key.bytes);
    }
}

Test(syllable, tells_tiers)
{
    static const struct {
        const char *typed;
        const char *indexed;
        TcTier tier;
    } rows[] = {
        {"đường", "đường", TC_TIER_EXACT},    {"hoà", "hòa", TC_TIER_EXACT},
        {"đương", "đường", TC_TIER_TONELESS}, {"duong", "đường", TC_TIER_BARE},
        {"đuong", "đường", TC_TIER_BARE},     {"dường", "đường", TC_TIER_BARE},
        {"duờng", "đường", TC_TIER_BARE},     {"đường", "dương", TC_TIER_NONE},
        {"đường", "duong", TC_TIER_NONE},     {"đường", "đương", TC_TIER_NONE},
        {"đưởng", "đường", TC_TIER_NONE},     {"đừờng", "đường", TC_TIER_NONE},
        {"tan", "tân", TC_TIER_BARE},         {"tăn", "tân", TC_TIER_NONE},
        {"hoa", "hoà", TC_TIER_TONELESS},     {"hoa", "hoan", TC_TIER_NONE},
        {"ho", "hoa", TC_TIER_NONE},          {"ly", "lí", TC_TIER_TONELESS},
        {"resume", "résumé", TC_TIER_BARE},   {"resumé", "résumé", TC_TIER_BARE},
        {"resumè", "résumé", TC_TIER_NONE},   {"30c", "30c", TC_TIER_EXACT},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        cr_expect(eq(int, (int)tier(rows[i].typed, rows[i].indexed), (int)rows[i].tier), "%s, %s",
                  rows[i].typed, rows[i].indexed);
}

Test(syllable, writes_words_with_new_tone_placement)
{
    static const struct {
        const char *word;
        const char *expected;
    } rows[] = {
        {"hoà", "hòa"},       {"thuỷ", "thủy"},       {"khoẻ", "khỏe"},
        {"quí", "quý"},       {"Giữa", "giữa"},       {"giá", "giá"},
        {"gìn", "gìn"},       {"gì", "gì"},           {"hoàn", "hoàn"},
        {"tóan", "toán"},     {"thuyền", "thuyền"},   {"huỳnh", "huỳnh"},
        {"ươ\u0301c", "ước"}, {"nguời", "nguời"},     {"muốn", "muốn"},
        {"tiếng", "tiếng"},   {"giếng", "giếng"},     {"hoài", "hoài"},
        {"khuỷu", "khuỷu"},   {"ngoèo", "ngoèo"},     {"xoáy", "xoáy"},
        {"thuở", "thuở"},     {"của", "của"},         {"mía", "mía"},
        {"lửa", "lửa"},       {"quả", "quả"},         {"quét", "quét"},
        {"quốc", "quốc"},     {"áo", "áo"},           {"ủy", "ủy"},
        {"ý", "ý"},           {"già", "già"},         {"đ", "đ"},
        {"ĐƯỜNG", "đường"},   {"nghiêng", "nghiêng"}, {"duong", "duong"},
        {"lý", "lí"},         {"30c", "30c"},         {"ń", "ń"},
        {"résumé", "résumé"}, {"Müller", "müller"},   {"1.500", "1500"},
        {"한국", "한국"},     {"が", "が"},           {"đ\u031B", "đ\u031B"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = rendered(rows[i].word, NULL);

        cr_expect(eq(str, got, (char *)rows[i].expected));
    }
}

Test(syllable, keeps_letters_that_are_given)
{
    static const struct {
        const char *word;
        const char *letters;
        const char *expected;
    } rows[] = {
        {"lý", "Ly", "Lý"},          {"lí", "LY", "LÝ"},          {"quý", "Qui", "Quí"},
        {"đường", "DUONG", "ĐƯỜNG"}, {"đường", "Đuong", "Đường"}, {"hoà", "Hoa", "Hòa"},
        {"hoà", "Hoá", "Hòa"},       {"hoà", "hoan", "hòa"},      {"hoà", "ho", "hòa"},
        {"hoà", "", "hòa"},          {"ký", "ki", "kí"},          {"việt", "VieT", "ViệT"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = rendered(rows[i].word, rows[i].letters);

        cr_expect(eq(str, got, (char *)rows[i].expected));
    }
}

/* An index may be damaged: nothing is read or written outside. */
Test(syllable, bears_any_bytes_as_a_key)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(2020);

    for (int round = 0; round < 20000; round++) {
        char bytes[200];
        gsize len = (gsize)g_rand_int_range(random, 0, (gint32)sizeof(bytes));
        g_autofree char *key = NULL;
        g_autoptr(GString) out = g_string_new(NULL);

        for (gsize i = 0; i < len; i++)
            bytes[i] = (char)g_rand_int_range(random, 0, g_rand_boolean(random) ? 8 : 256);
        key = g_memdup2(bytes, len);
        tc_key_append_word(key, len, "Ly", out);
        cr_assert(g_utf8_validate(out->str, -1, NULL));
        cr_assert(le(sz, tc_key_bare_len(key, len), len));
        tc_key_is_marked(key, len);
        tc_key_is_syllable(key, len, TRUE);
        cr_assert(eq(int, (int)tc_key_tier(key, len, key, len), TC_TIER_EXACT));
        tc_key_tier(key, len / 2, key, len);
    }
}

Test(syllable, knows_syllables)
{
    static const char *const allowed[] = {
        "đường", "nghiêng", "quốc",  "quý",   "quí",   "quyết", "quỳnh", "quýt",  "gì",
        "gìn",   "giếng",   "giết",  "giữa",  "giá",   "yêu",   "yên",   "y",     "ý",
        "ỷ",     "lý",      "lí",    "kỹ",    "kĩ",    "vy",    "thy",   "ghi",   "ghế",
        "nghỉ",  "ngành",   "cải",   "cách",  "hành",  "chính", "khuỷu", "khuya", "thuở",
        "huơ",   "ngoằn",   "ngoèo", "xoong", "oách",  "uỷ",    "huych", "uể",    "oải",
        "a",     "ơi",      "phở",   "pin",   "rượu",  "hươu",  "ừ",     "ưu",    "loắt",
        "choắt", "thuế",    "huệ",   "luân",  "tuất",  "toàn",  "tiếng", "việt",  "nam",
        "tích",  "iu",      "im",    "ỉa",    "xuyên", "tuyết", "đảng",  "bộ",    "cuốc",
    };
    static const char *const refused[] = {
        "kông", "cê",  "ngê",     "gê",   "nghà", "ghà", "quơm", "iêu", "thyên", "dyêu",
        "bl",   "str", "windows", "café", "zero", "fa",  "jack", "w",   "30c",   "2020",
        "ñ",    "ng",  "ngh",     "đ",    "ă",    "â",   "uk",   "ik",  "bao2",  "müller",
        "đă",   "hăy", "ươ",      "iê",   "uô",   "quu", "quo",  "giy", "株",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(allowed); i++)
        cr_expect(is_syllable(allowed[i], FALSE), "%s", allowed[i]);
    for (gsize i = 0; i < G_N_ELEMENTS(refused); i++)
        cr_expect(not(is_syllable(refused[i], FALSE)), "%s", refused[i]);
}

Test(syllable, is_strict_about_tones_of_closed_syllables_if_asked)
{
    static const char *const stopped[] = {"ac", "ach", "ap", "at", "iêc", "uât", "êch", "ip"};

    for (gsize i = 0; i < G_N_ELEMENTS(stopped); i++) {
        g_autofree char *sac = g_strconcat("t\u0301", stopped[i], NULL);
        g_autofree char *nang = g_strconcat("t\u0323", stopped[i], NULL);
        g_autofree char *huyen = g_strconcat("t\u0300", stopped[i], NULL);
        g_autofree char *none = g_strconcat("t", stopped[i], NULL);

        cr_expect(is_syllable(sac, TRUE));
        cr_expect(is_syllable(nang, TRUE));
        cr_expect(not(is_syllable(huyen, TRUE)));
        cr_expect(not(is_syllable(none, TRUE)));
        cr_expect(is_syllable(huyen, FALSE));
        cr_expect(is_syllable(none, FALSE));
    }
    cr_assert(is_syllable("anh", TRUE));
    cr_assert(is_syllable("àng", TRUE));
}

Test(syllable, years_are_of_four_digits)
{
    static const struct {
        const char *key;
        guint year;
    } rows[] = {{"2024", 2024}, {"1900", 1900}, {"2099", 2099}, {"1899", 0}, {"2100", 0},
                {"202", 0},     {"20245", 0},   {"20a4", 0},    {"", 0}};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        cr_expect(eq(uint, tc_key_year(rows[i].key, strlen(rows[i].key)), rows[i].year), "%s",
                  rows[i].key);
}

Test(syllable, letters_of_a_key_are_without_its_marks)
{
    cr_assert(tc_key_has_letters("dieu\x01x", 6, "dieu"));
    cr_assert(tc_key_has_letters("dieu", 4, "dieu"));
    cr_assert(not(tc_key_has_letters("dieu", 4, "die")));
    cr_assert(not(tc_key_has_letters("die", 3, "dieu")));
}
