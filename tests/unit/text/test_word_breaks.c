/* Where words begin and end, against ICU's word break iterator (UAX #29). Each difference must be
 * one of ours on purpose, by the table of rules below. */
#include "text/analyzer.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

typedef struct {
    gsize start;
    gsize end;
} Range;

static inline Range *
range_at(const GArray *ranges, gsize index)
{
    return &g_array_index(ranges, Range, index);
}

typedef enum {
    RULE_NONE,
    RULE_UNDERSCORE,
    RULE_APOSTROPHE,
    RULE_DOT,
    RULE_NUMBER,
    RULE_COLON,
    RULE_AT,
    RULE_LAST_IGNORED,
    RULE_IDEOGRAPHS,
    RULE_NO_DICTIONARY,
    RULE_COMPATIBILITY,
    RULE_CONTROL,
    RULE_SIGN,
    RULE_COUNT,
} Rule;

static const char *const rule_names[RULE_COUNT] = {
    [RULE_NONE] = "no rule",
    [RULE_UNDERSCORE] = "an underscore splits: a_b",
    [RULE_APOSTROPHE] = "an apostrophe splits, the letter apostrophe too: d'Or",
    [RULE_DOT] = "a dot splits a word: TP.HCM",
    [RULE_NUMBER] = "only thousands hold a number together: 3,5 and 4.12.2020 split",
    [RULE_COLON] = "a colon or middle dot splits: a:b",
    [RULE_AT] = "an at sign splits: user@example.org",
    [RULE_LAST_IGNORED] = "what is ignored after the last letter is not of the word",
    [RULE_IDEOGRAPHS] = "an ideograph or kana is a word, ICU has a dictionary of words",
    [RULE_NO_DICTIONARY] = "Thai and its like are not divided, ICU has a dictionary",
    [RULE_COMPATIBILITY] = "a compatibility letter or number belongs to the word: m²",
    [RULE_CONTROL] = "a control or zero-width space inside a word is nothing",
    [RULE_SIGN] = "a sign that is said of a number is a word: 3,5%",
};

/* Text with every kind of difference, and the ordinary around them. */
static const char sample[] =
    "Căn cứ Luật số 25/2008/QH12 ngày 14-11-2008, UBND tỉnh báo cáo kết quả 6 tháng đầu năm.\n"
    "Tệp bao_cao_2020.doc; l'État, O’Brien, ʼn và Hawaiʻi; TP.HCM, v.v. và Q.1; Tp.Đà Nẵng.\n"
    "Thu ngân sách 1.234,5 tỷ đồng (tăng 3,5%), chi 1.500.000đ, ngày 4.12.2020, lúc 8:30, tỷ lệ "
    "1:2.\n"
    "a:b Catalan col·lecció; 東京都に行く 株式会社, カタカナ ひらがな; ภาษาไทยง่ายมาก; ພາສາລາວ.\n"
    "Diện tích 25 m², 10³ m; №5, 1½ và Windows™; ki\x1Fnh t\x02ế, kinh\u00ADtế, kinh\u200Btế.\n"
    "COVID-19 và Covid19; 30c/NQ-CP; kinh tế-xã hội; Đảng – Đoàn; e\u0302\u0301 \u0110\u1ED3ng; "
    "Ελλάδα, Москва;\n"
    "한국어 עברית العربية; user@example.org https://a.vn/?q=1&b=2#x C++ C# .NET; 1;2 3;4; "
    "🙂 "
    "👍🏽 1️⃣.\n";

static guint rule_uses[RULE_COUNT];
static TcAnalyzer *analyzer;

static GArray *
our_words(const char *text, gsize len)
{
    g_auto(TcTokens) tokens = {0};
    GArray *words = g_array_new(FALSE, FALSE, sizeof(Range));

    tc_analyze(analyzer, text, len, &tokens);
    for (gsize i = 0; i < tokens.count; i++) {
        Range range = {tokens.items[i].start, tokens.items[i].end};

        if (range.end > range.start)
            g_array_append_val(words, range);
    }
    return words;
}

static GArray *
icu_words(const char *text, gsize len)
{
    UErrorCode status = U_ZERO_ERROR;
    UText *utext = utext_openUTF8(NULL, text, (int64_t)len, &status);
    UBreakIterator *iterator = ubrk_open(UBRK_WORD, "vi", NULL, 0, &status);
    GArray *words = g_array_new(FALSE, FALSE, sizeof(Range));
    int32_t start = 0;
    int32_t end;

    cr_assert(ne(ptr, iterator, NULL));
    ubrk_setUText(iterator, utext, &status);
    cr_assert(le(int, (int)status, (int)U_ZERO_ERROR));
    ubrk_first(iterator);
    while ((end = ubrk_next(iterator)) != UBRK_DONE) {
        Range range = {(gsize)start, (gsize)end};

        if (ubrk_getRuleStatus(iterator) >= UBRK_WORD_NONE_LIMIT)
            g_array_append_val(words, range);
        start = end;
    }
    ubrk_close(iterator);
    utext_close(utext);
    return words;
}

static gboolean
covers(const GArray *words, guint first, guint end, gsize offset)
{
    for (guint i = first; i < end; i++) {
        const Range *range = range_at(words, i);

        if (offset >= range->start && offset < range->end)
            return TRUE;
    }
    return FALSE;
}

static gboolean
begins(const GArray *words, guint first, guint end, gsize offset)
{
    for (guint i = first; i < end; i++)
        if (range_at(words, i)->start == offset)
            return TRUE;
    return FALSE;
}

static gboolean
is_script(gunichar c, const UScriptCode *scripts, gsize count)
{
    for (gsize i = 0; i < count; i++)
        if (uscript_hasScript((UChar32)c, scripts[i]))
            return TRUE;
    return FALSE;
}

/* ICU has the character inside a word, we have not. */
static Rule
splitting_rule(gunichar c, gunichar before, gunichar after)
{
    gboolean is_in_number = g_unichar_isdigit(before) && g_unichar_isdigit(after);

    switch (c) {
    case '_':
        return RULE_UNDERSCORE;
    case '\'':
    case 0x2018:
    case 0x2019:
    case 0x2BB:
    case 0x2BC:
        return RULE_APOSTROPHE;
    case '.':
        return is_in_number ? RULE_NUMBER : RULE_DOT;
    case ',':
    case ';':
    case 0x2044: /* fraction slash */
        return is_in_number ? RULE_NUMBER : RULE_NONE;
    case ':':
    case 0xB7:
        return RULE_COLON;
    case '@':
        return RULE_AT;
    default:
        return u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
                       u_charType((UChar32)c) == U_ENCLOSING_MARK
                   ? RULE_LAST_IGNORED
                   : RULE_NONE;
    }
}

/* We have the character inside a word, ICU has not. */
static Rule
joining_rule(gunichar c)
{
    int8_t category = u_charType((UChar32)c);

    if (category == U_CONTROL_CHAR || c == 0x200B)
        return RULE_CONTROL;
    if (c == '%' || c == '$')
        return RULE_SIGN;
    if (category == U_OTHER_NUMBER || category == U_OTHER_SYMBOL || category == U_CURRENCY_SYMBOL)
        return RULE_COMPATIBILITY;
    return RULE_NONE;
}

/* Both have the characters inside words, but only one has a boundary between them. */
static Rule
boundary_rule(gunichar before, gunichar after, gboolean is_ours)
{
    static const UScriptCode ideographic[] = {USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_KATAKANA};
    static const UScriptCode dictionary[] = {USCRIPT_THAI, USCRIPT_LAO, USCRIPT_KHMER,
                                             USCRIPT_MYANMAR};

    if (is_ours && (is_script(before, ideographic, G_N_ELEMENTS(ideographic)) ||
                    is_script(after, ideographic, G_N_ELEMENTS(ideographic))))
        return RULE_IDEOGRAPHS;
    if (!is_ours && is_script(before, dictionary, G_N_ELEMENTS(dictionary)))
        return RULE_NO_DICTIONARY;
    return RULE_NONE;
}

typedef struct {
    const char *text;
    gsize len;
    GArray *ours;
    GArray *icus;
} Comparison;

/* One place where the words overlap but differ: those of ours from `our` to before `our_end`, those
 * of ICU likewise, all of it in the bytes of `range`. */
static void
explain(const Comparison *c, Range range, guint our, guint our_end, guint icu, guint icu_end)
{
    const char *end = c->text + range.end;
    g_autofree char *shown = g_strndup(c->text + range.start, range.end - range.start);
    gunichar before = 0;
    gboolean is_both_before = FALSE;

    for (const char *p = c->text + range.start; p < end; p = g_utf8_next_char(p)) {
        gunichar here = g_utf8_get_char(p);
        const char *next = g_utf8_next_char(p);
        gunichar after = next < c->text + c->len ? g_utf8_get_char(next) : 0;
        gsize offset = (gsize)(p - c->text);
        gboolean is_in_ours = covers(c->ours, our, our_end, offset);
        gboolean is_in_icus = covers(c->icus, icu, icu_end, offset);
        gboolean is_our_begin = begins(c->ours, our, our_end, offset);
        gboolean is_icu_begin = begins(c->icus, icu, icu_end, offset);
        Rule rule = RULE_COUNT;

        if (is_in_icus && !is_in_ours)
            rule = splitting_rule(here, before, after);
        else if (is_in_ours && !is_in_icus)
            rule = joining_rule(here);
        else if (is_in_ours && is_both_before && is_our_begin != is_icu_begin)
            rule = boundary_rule(before, here, is_our_begin);
        if (rule < RULE_COUNT) {
            cr_assert(ne(int, (int)rule, (int)RULE_NONE), "U+%04X in \"%s\"", here, shown);
            rule_uses[rule]++;
        }
        is_both_before = is_in_ours && is_in_icus;
        before = here;
    }
}

/* Walk both lists; where two words are the same go on, else take all that overlap. */
static void
compare(const char *text, gsize len)
{
    g_autoptr(GArray) ours = our_words(text, len);
    g_autoptr(GArray) icus = icu_words(text, len);
    Comparison comparison = {text, len, ours, icus};
    guint our = 0;
    guint icu = 0;

    while (our < ours->len || icu < icus->len) {
        Range none = {G_MAXSIZE, G_MAXSIZE};
        Range a = our < ours->len ? *range_at(ours, our) : none;
        Range b = icu < icus->len ? *range_at(icus, icu) : none;
        guint first_our = our;
        guint first_icu = icu;
        Range range = {MIN(a.start, b.start), MIN(a.start, b.start) + 1};
        gboolean grows = TRUE;

        if (a.start == b.start && a.end == b.end) {
            our++;
            icu++;
            continue;
        }
        while (grows) {
            grows = FALSE;
            while (our < ours->len && range_at(ours, our)->start < range.end) {
                range.end = MAX(range.end, range_at(ours, our)->end);
                our++;
                grows = TRUE;
            }
            while (icu < icus->len && range_at(icus, icu)->start < range.end) {
                range.end = MAX(range.end, range_at(icus, icu)->end);
                icu++;
                grows = TRUE;
            }
        }
        explain(&comparison, range, first_our, our, first_icu, icu);
    }
}

static guint
compare_folder(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) dir = g_dir_open(path, 0, &error);
    const char *name;
    guint count = 0;

    cr_assert(ne(ptr, dir, NULL), "%s", path);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        g_autofree char *text = NULL;
        gsize len;

        if (g_file_test(child, G_FILE_TEST_IS_DIR)) {
            count += compare_folder(child);
            continue;
        }
        /* Only those that are UTF-8 text: the corpus has other formats and encodings too. */
        cr_assert(g_file_get_contents(child, &text, &len, NULL), "%s", child);
        if (!g_utf8_validate(text, (gssize)len, NULL))
            continue;
        compare(text, len);
        count++;
    }
    return count;
}

Test(word_breaks, differ_from_icu_only_by_rule)
{
    analyzer = tc_analyzer_new(NULL);
    cr_assert(ne(ptr, analyzer, NULL));
    compare(sample, strlen(sample));
    for (int rule = RULE_NONE + 1; rule < RULE_COUNT; rule++)
        cr_expect(gt(uint, rule_uses[rule], 0), "no example of: %s", rule_names[rule]);
    cr_assert(ge(uint, compare_folder(TC_SOURCE_DIR "/corpus/docs"), 20));
    tc_analyzer_free(analyzer);
}
