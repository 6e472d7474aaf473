#include "text/key/char_table.h"
#include "text/key/marks.h"
#include "text/key/normalize.h"
#include "text/key/syllable.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>
#include <unicode/uchar.h>

static char *
folded_text(gunichar cp)
{
    gunichar folded[TC_CHAR_EXPANSION_MAX];
    guint count = tc_char_fold(cp, folded);
    GString *out = g_string_new(NULL);

    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < count; i++)
        g_string_append_unichar(text, folded[i]);
    /* The marks in canonical order: "ậ" has its circumflex first in the table. */
    cr_assert(tc_normalize(TC_NORMAL_NFD, text->str, text->len, out, NULL));
    return g_string_free(out, FALSE);
}

/* What ICU makes of one character; our own rules are the exceptions listed in the test. */
static char *
icu_folded_text(gunichar cp)
{
    char text[6];
    int len = g_unichar_to_utf8(cp, text);
    g_autoptr(GString) casefolded = g_string_new(NULL);
    GString *out = g_string_new(NULL);

    cr_assert(tc_normalize(TC_NORMAL_NFKC_CASEFOLD, text, (gsize)len, casefolded, NULL));
    cr_assert(tc_normalize(TC_NORMAL_NFKD, casefolded->str, casefolded->len, out, NULL));
    return g_string_free(out, FALSE);
}

static gboolean
has_char(const char *text, gunichar cp)
{
    return g_utf8_strchr(text, -1, cp) != NULL;
}

Test(char_table, folds_every_word_character_as_icu_does)
{
    guint compared = 0;

    for (gunichar cp = 1; cp < 0x110000; cp++) {
        guint kind = TC_CHAR_KIND(tc_char_entry(cp));
        g_autofree char *got = NULL;
        g_autofree char *expected = NULL;
        char decomposed[8] = {0};
        g_autoptr(GString) nfkd = g_string_new(NULL);

        /* Separators are not looked at further, and đ is taken apart by our rule. */
        if (!TC_CHAR_IS_WORD(kind) || (cp >= 0xD800 && cp < 0xE000))
            continue;
        got = folded_text(cp);
        if (kind == TC_CHAR_LATIN && TC_CHAR_BYTE(tc_char_entry(cp)) == 'd' &&
            TC_CHAR_QUALITY(tc_char_entry(cp)) != 0) {
            cr_expect(eq(str, got, (char *)"d\u0335"));
            continue;
        }
        g_unichar_to_utf8(cp, decomposed);
        cr_assert(tc_normalize(TC_NORMAL_NFKD, decomposed, strlen(decomposed), nfkd, NULL));
        /* U+0345 is a mark to us, and a fraction begins with a separator. */
        if (has_char(nfkd->str, 0x345) || has_char(got, 0x2044))
            continue;
        expected = icu_folded_text(cp);
        cr_expect(strcmp(got, expected) == 0, "U+%04X: %s, not %s", cp, got, expected);
        compared++;
    }
    cr_assert(gt(uint, compared, 130000));
}

Test(char_table, ignores_what_unicode_says_to_ignore)
{
    for (gunichar cp = 1; cp < 0x110000; cp++)
        if (u_hasBinaryProperty((UChar32)cp, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
            cr_expect(eq(uint, TC_CHAR_KIND(tc_char_entry(cp)), TC_CHAR_IGNORE), "U+%04X", cp);
}

Test(char_table, knows_letters_digits_and_spaces_as_icu_does)
{
    for (gunichar cp = 1; cp < 0x110000; cp++) {
        guint kind = TC_CHAR_KIND(tc_char_entry(cp));
        guint32 category = U_MASK(u_charType((UChar32)cp));
        gboolean is_apostrophe = cp >= 0x2BB && cp <= 0x2BD;

        if ((category & (U_GC_L_MASK | U_GC_ND_MASK | U_GC_NL_MASK)) != 0 && !is_apostrophe &&
            !u_hasBinaryProperty((UChar32)cp, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
            cr_expect(gt(uint, kind, TC_CHAR_IGNORE), "U+%04X", cp);
        if ((category & U_GC_ZS_MASK) != 0)
            cr_expect(eq(uint, kind, TC_CHAR_SPACE), "U+%04X", cp);
    }
    cr_assert(eq(uint, TC_CHAR_KIND(tc_char_entry(0)), TC_CHAR_OTHER));
    cr_assert(eq(uint, TC_CHAR_KIND(tc_char_entry(0x1F)), TC_CHAR_IGNORE));
    cr_assert(eq(uint, TC_CHAR_KIND(tc_char_entry(0xFFFD)), TC_CHAR_OTHER));
}

/* The letters of Vietnamese, made and taken apart. */
Test(char_table, composes_what_it_decomposes)
{
    static const char letters[] = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợ"
                                  "pqrstuùủũúụưừửữứựvxyỳỷỹýỵ";

    for (const char *p = letters; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar cp = g_utf8_get_char(p);
        guint32 entry = tc_char_entry(cp);
        guint32 upper = tc_char_entry((gunichar)u_toupper((UChar32)cp));

        cr_expect(eq(uint, TC_CHAR_KIND(entry), TC_CHAR_LATIN));
        cr_expect(eq(uint, entry & ~(guint32)TC_CHAR_LOWER, upper), "%.2s", p);
        cr_expect(ne(uint, entry & TC_CHAR_LOWER, 0));
        cr_expect(eq(uint,
                     tc_char_compose(TC_CHAR_BYTE(entry), (int)TC_CHAR_QUALITY(entry) - 1,
                                     (int)TC_CHAR_TONE(entry)),
                     cp));
    }
    cr_assert(eq(uint, tc_char_compose('b', TC_QUALITY_HORN, TC_TONE_NONE), 0));
    cr_assert(eq(uint, tc_char_compose('d', TC_QUALITY_STROKE, TC_TONE_SAC), 0));
}

Test(char_table, maps_marks_and_codes_both_ways)
{
    for (guint code = 0; code < TC_MARK_COUNT; code++) {
        guint32 entry = tc_char_entry(tc_mark_char(code));

        /* U+0340, 0341, 0343, 0344 fold to other marks, U+034F is ignored. */
        if ((code >= 0x40 && code <= 0x44 && code != 0x42) || code == 0x4F)
            continue;
        cr_expect(eq(uint, TC_CHAR_KIND(entry), TC_CHAR_MARK));
        cr_expect(eq(uint, TC_CHAR_BYTE(entry), code));
        cr_expect(eq(int, (int)TC_CHAR_TONE(entry), tc_mark_tone(code)));
        cr_expect(eq(int, (int)TC_CHAR_QUALITY(entry) - 1, tc_mark_quality(code)));
    }
    for (int tone = TC_TONE_HUYEN; tone <= TC_TONE_NANG; tone++)
        cr_expect(eq(int, tc_mark_tone(tc_tone_mark(tone)), tone));
    for (int quality = 0; quality < 4; quality++)
        cr_expect(eq(int, tc_mark_quality(tc_quality_mark(quality)), quality));
}
