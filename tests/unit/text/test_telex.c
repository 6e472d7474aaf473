#include "tests/unit/rows.h"
#include "text/analyzer.h"
#include "text/key/syllable.h"
#include "text/telex.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static char *
decode(const char *word)
{
    g_autoptr(GPtrArray) found = tc_telex_decode(word, strlen(word));
    g_ptr_array_add(found, NULL);
    return g_strjoinv(" ", (char **)found->pdata);
}

static const struct {
    const char *typed;
    const char *words; /* all of them, in order */
} rows[] = {
    {"cair", "cải"},
    {"cachs", "cách"},
    {"hanhf", "hành"},
    {"chinhs", "chính"},
    {"hafnh", "hành"},
    {"ddooij", "đội"},
    {"DDooij", "Đội"},
    {"Ddooij", "Đội"},
    {"DDOOIJ", "ĐỘI"},
    {"doojid", "đội"},
    {"nguwowif", "người"},
    {"nguowif", "người"},
    {"ngwowif", "người"},
    {"nguoiwf", "người"},
    {"nguwoif", "người"},
    {"nwocs", "nước"},
    {"thuwong", "thương"},
    {"ngu7oi2", "người"},
    {"thuwr", "thử"},
    {"thuowr", "thuở"},
    {"Vieetj", "Việt"},
    {"vieetj", "việt"},
    {"vietej", "việt"},
    {"hoaf", "hòa"},
    {"hofa", "hòa"},
    {"hoafn", "hoàn"},
    {"thuyr", "thủy"},
    {"quys", "quý"},
    {"quis", "quí"},
    {"lys", "lý"},
    {"lis", "lí"},
    {"gif", "gì"},
    {"giuwx", "giữ"},
    {"dduwowngf", "đường"},
    {"dduowngf", "đường"},
    {"duowngfd", "đường"},
    {"uwowcs", "ước"},
    {"uowcs", "ước"},
    {"tw", "tư"},
    {"Wng", "Ưng"},
    {"muaw", "mưa"},
    {"tawng", "tăng"},
    {"quawng", "quăng"},
    {"ngoeof", "ngoèo"},
    {"aan", "ân"},
    {"thuwcj", "thực"},
    {"thuwc", "thưc"}, /* the tone left out */
    /* A key typed twice is itself, or an end. */
    {"booong", "boong"},
    {"sooocs", "soóc"},
    {"asss", ""},
    {"caarr", ""},
    {"ddd", ""},
    {"hoaff", ""},
    {"tawww", ""},
    /* z takes the tone away, and a key after another replaces it. */
    {"toanfz", "toan"},
    {"toanfs", "toán"},
    {"toanz", ""},
    /* VNI */
    {"ca3i", "cải"},
    {"ca1ch", "cách"},
    {"d9oi65", "đội"},
    {"D9o6i5", "Đội"},
    {"tie61ng", "tiếng"},
    {"tieng61", "tiếng"},
    {"ngu7o7i2", "người"},
    {"nguo7i2", "người"},
    {"d9u7o7ng2", "đường"},
    {"ta8ng", "tăng"},
    {"toan20", "toan"},
    {"toan22", ""},
    /* Some marks are there already. */
    {"ddường", "đường"},
    {"đươngf", "đường"},
    {"đuơngf", "đường"},
    {"ngươif", "người"},
    {"viêtj", "việt"},
    {"hànhf", ""},
    {"hànhs", ""},
    {"người", ""},
    {"hoà", ""},
    {"hoa\u0300", ""},
    {"vie\u0302tj", "việt"},
    /* Words that are none. */
    {"", ""},
    {"hanh", ""},
    {"chinh", ""},
    {"text", ""},
    {"xcode", ""},
    {"windows", ""},
    {"for", ""},
    {"covid19", ""},
    {"h2o", ""},
    {"QH13", ""},
    {"30c", ""},
    {"123", ""},
    {"привет", ""},
    {"số-5", ""},
    {"\xff\xfe", ""},
    {"hanh hf", ""},
    /* The caller decides. */
    {"test", "tét"},
    {"of", "ò"},
    {"was", "ứa"},
    {"as", "á"},
};

EACH_ROW(telex, decodes, rows)
ROW_TEST(size_t *row, telex, decodes)
{
    g_autofree char *words = decode(rows[*row].typed);
    cr_assert(eq(str, words, (char *)rows[*row].words), "%s", rows[*row].typed);
}

typedef void (*SyllableFunc)(const char *word, gpointer user);

/* Call `func` for each syllable that Vietnamese spelling allows: of all strings of an onset, one to
 * three vowels, a final and a tone those which tc_key_is_syllable() accepts. */
static guint
for_each_syllable(SyllableFunc func, gpointer user)
{
    static const char *const onsets[] = {"",   "b",  "c", "ch", "d",  "đ",  "g",  "gh",  "gi", "h",
                                         "k",  "kh", "l", "m",  "n",  "ng", "nh", "ngh", "p",  "ph",
                                         "qu", "r",  "s", "t",  "th", "tr", "v",  "x"};
    static const char *const vowels[] = {"",  "a", "ă", "â", "e", "ê", "i",
                                         "o", "ô", "ơ", "u", "ư", "y"};
    static const char *const finals[] = {"", "c", "ch", "m", "n", "ng", "nh", "p", "t"};
    static const int tones[] = {TC_TONE_NONE, TC_TONE_HUYEN, TC_TONE_HOI,
                                TC_TONE_NGA,  TC_TONE_SAC,   TC_TONE_NANG};
    g_autoptr(TcAnalyzer) analyzer = tc_analyzer_new(NULL);
    g_autoptr(GString) word = g_string_new(NULL);
    guint count = 0;
    for (gsize rime = 0; rime < 13 * 13 * 13 * G_N_ELEMENTS(finals); rime++) {
        gsize nucleus = rime / G_N_ELEMENTS(finals);
        g_autofree char *vowel = g_strconcat(vowels[nucleus / 169], vowels[nucleus / 13 % 13],
                                             vowels[nucleus % 13], NULL);
        /* Each once: the empty vowel stands in front. */
        if (nucleus == 0 || (nucleus >= 169 && nucleus / 13 % 13 == 0) ||
            (nucleus >= 13 && nucleus % 13 == 0))
            continue;
        for (gsize onset = 0; onset < G_N_ELEMENTS(onsets); onset++) {
            g_autofree char *toneless =
                g_strconcat(onsets[onset], vowel, finals[rime % G_N_ELEMENTS(finals)], NULL);
            gsize key_len;
            g_autofree char *key = tc_word_key(analyzer, toneless, &key_len);
            if (!tc_key_is_syllable(key, key_len, FALSE))
                continue;
            g_autofree char *bare = g_strndup(key, tc_key_bare_len(key, key_len));
            for (gsize i = 0; i < G_N_ELEMENTS(tones); i++) {
                char toned[TC_KEY_MAX + 1];
                gsize toned_len = key_len;
                memcpy(toned, key, key_len);
                if (tones[i] != TC_TONE_NONE)
                    toned[toned_len++] = (char)tones[i];
                if (tones[i] != TC_TONE_NONE && !tc_key_is_syllable(toned, toned_len, TRUE))
                    continue;
                g_string_truncate(word, 0);
                tc_key_append_word(toned, toned_len, bare, word);
                func(word->str, user);
                count++;
            }
        }
    }
    return count;
}

static void
check_round_trips(const char *word, gpointer user)
{
    guint *decoded = (guint *)user;
    for (int method = TC_TELEX_TELEX; method <= TC_TELEX_VNI; method++) {
        int styles = method == TC_TELEX_VNI ? TC_TELEX_W_FOR_U : 2 * TC_TELEX_W_FOR_U;
        for (int style = 0; style < styles; style++) {
            g_autofree char *typed =
                tc_telex_encode(word, strlen(word), (TcTelexMethod)method, (TcTelexStyle)style);
            cr_assert(g_str_is_ascii(typed), "%s", typed);
            if (g_str_equal(typed, word))
                continue;
            g_autoptr(GPtrArray) found = tc_telex_decode(typed, strlen(typed));
            cr_assert(g_ptr_array_find_with_equal_func(found, word, g_str_equal, NULL),
                      "%s, typed %s", word, typed);
            *decoded += 1;
        }
    }
}

Test(telex, what_is_typed_decodes_to_each_syllable_in_each_style)
{
    guint decoded = 0;
    guint count = for_each_syllable(check_round_trips, &decoded);
    cr_assert(gt(u32, count, 15000));
    cr_assert(gt(u32, decoded, 15000 * 16));
}

static void
check_candidates(const char *word, gpointer user)
{
    const TcAnalyzer *analyzer = (const TcAnalyzer *)user;
    g_autofree char *typed = tc_telex_encode(word, strlen(word), TC_TELEX_TELEX, TC_TELEX_SHORT_UO);
    g_autoptr(GPtrArray) found = tc_telex_decode(typed, strlen(typed));
    cr_assert(le(u32, found->len, 3), "%s", typed);
    for (guint i = 0; i < found->len; i++) {
        const char *candidate = (const char *)found->pdata[i];
        gsize key_len;
        g_autofree char *key = tc_word_key(analyzer, candidate, &key_len);
        cr_assert(tc_key_is_syllable(key, key_len, FALSE), "%s gave %s", typed, candidate);
        g_autofree char *nfc = g_utf8_normalize(candidate, -1, G_NORMALIZE_NFC);
        cr_assert(eq(str, nfc, (char *)candidate));
        cr_assert(ne(str, (char *)candidate, typed));
    }
}

Test(telex, candidates_are_few_and_are_other_syllables_in_nfc)
{
    g_autoptr(TcAnalyzer) analyzer = tc_analyzer_new(NULL);
    for_each_syllable(check_candidates, analyzer);
}

static const struct {
    const char *word;
    TcTelexMethod method;
    TcTelexStyle style;
    const char *typed;
} encodings[] = {
    {"đường", TC_TELEX_TELEX, TC_TELEX_PLAIN, "dduwowngf"},
    {"đường", TC_TELEX_TELEX, TC_TELEX_TONE_INLINE, "dduwowfng"},
    {"đường", TC_TELEX_TELEX, TC_TELEX_MARKS_LAST, "duongdwf"},
    {"đường", TC_TELEX_TELEX, TC_TELEX_SHORT_UO, "dduowngf"},
    {"đường", TC_TELEX_TELEX, TC_TELEX_W_FOR_U, "ddwowngf"},
    {"Đường", TC_TELEX_TELEX, TC_TELEX_PLAIN, "DDuwowngf"},
    {"đường", TC_TELEX_VNI, TC_TELEX_PLAIN, "d9u7o7ng2"},
    {"đường", TC_TELEX_VNI, TC_TELEX_SHORT_UO, "d9uo7ng2"},
    {"boong", TC_TELEX_TELEX, TC_TELEX_PLAIN, "booong"},
    {"boong", TC_TELEX_VNI, TC_TELEX_PLAIN, "boong"},
    {"hoa\u0300", TC_TELEX_TELEX, TC_TELEX_PLAIN, "hoaf"},
    {"", TC_TELEX_TELEX, TC_TELEX_PLAIN, ""},
    {"30%", TC_TELEX_TELEX, TC_TELEX_PLAIN, "30%"},
};

EACH_ROW(telex, encodes, encodings)
ROW_TEST(size_t *row, telex, encodes)
{
    const char *word = encodings[*row].word;
    g_autofree char *typed =
        tc_telex_encode(word, strlen(word), encodings[*row].method, encodings[*row].style);
    cr_assert(eq(str, typed, (char *)encodings[*row].typed));
}

Test(telex, words_made_to_branch_end_soon)
{
    static const char *const hostile[] = {
        "uououowwwwwwwww", "wwwwwwwwwwwwwww", "aaaaaaaaaaaaaaa",  "uaoeuaowaowaowa",
        "aeo666666666666", "uououo777777777", "dddddddddddddddd",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(hostile); i++) {
        g_autoptr(GPtrArray) found = tc_telex_decode(hostile[i], strlen(hostile[i]));
        cr_assert(le(u32, found->len, 20));
    }
    g_autofree char *endless = g_strnfill(1 << 20, 'w');
    g_autoptr(GPtrArray) found = tc_telex_decode(endless, 1 << 20);
    cr_assert(eq(u32, found->len, 0));
}
