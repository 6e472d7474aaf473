#include "text/key/letter.h"
#include "text/key/normalize.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uversion.h>

/* Unicode's own test, from Debian's package unicode-data. */
#define UNICODE_TEST "/usr/share/unicode/NormalizationTest.txt.bz2"

enum { SOURCE, NFC, NFD, NFKC, NFKD, COLUMN_COUNT };

static char *
normalized(TcNormalForm form, const char *text, gsize len)
{
    GString *out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    cr_assert(tc_normalize(form, text, len, out, &error), "%s",
              error != NULL ? error->message : "");
    return g_string_free(out, FALSE);
}

/* "0044 0307" as UTF-8. */
static char *
column_text(const char *column)
{
    GString *out = g_string_new(NULL);
    const char *p = column;

    while (*p != '\0') {
        char *end;
        gunichar cp = (gunichar)strtoul(p, &end, 16);

        cr_assert(ne(ptr, end, (void *)p));
        g_string_append_unichar(out, cp);
        p = end + strspn(end, " ");
    }
    return g_string_free(out, FALSE);
}

static void
check(TcNormalForm form, char *const *columns, int column, int expected, const char *line)
{
    g_autofree char *got = normalized(form, columns[column], strlen(columns[column]));

    cr_assert(strcmp(got, columns[expected]) == 0, "form %d of column %d of: %s", (int)form,
              column + 1, line);
}

/* The rules stated at the head of the file. */
static void
check_line(const char *line, guint8 *seen)
{
    g_auto(GStrv) fields = g_strsplit(line, ";", COLUMN_COUNT + 1);
    char *columns[COLUMN_COUNT];

    cr_assert(eq(uint, g_strv_length(fields), COLUMN_COUNT + 1));
    for (int i = 0; i < COLUMN_COUNT; i++)
        columns[i] = column_text(fields[i]);
    if (seen != NULL && strchr(fields[SOURCE], ' ') == NULL)
        seen[strtoul(fields[SOURCE], NULL, 16)] = 1;
    for (int i = 0; i < COLUMN_COUNT; i++) {
        gboolean is_compatibility = i >= NFKC;

        check(TC_NORMAL_NFC, columns, i, is_compatibility ? NFKC : NFC, line);
        check(TC_NORMAL_NFD, columns, i, is_compatibility ? NFKD : NFD, line);
        check(TC_NORMAL_NFKC, columns, i, NFKC, line);
        check(TC_NORMAL_NFKD, columns, i, NFKD, line);
    }
    for (int i = 0; i < COLUMN_COUNT; i++)
        g_free(columns[i]);
}

Test(normalize, agrees_with_every_line_of_the_unicode_test)
{
    g_autofree guint8 *seen = g_new0(guint8, 0x110000);
    FILE *lines = popen("bzcat " UNICODE_TEST, "r");
    char line[4096];
    int part = -1;
    guint count = 0;

    cr_assert(ne(ptr, lines, NULL));
    while (fgets(line, sizeof(line), lines) != NULL) {
        if (line[0] == '@')
            part = line[strlen("@Part")] - '0';
        if (line[0] == '#' || line[0] == '@' || line[0] == '\n')
            continue;
        check_line(line, part == 1 ? seen : NULL);
        count++;
    }
    cr_assert(eq(int, pclose(lines), 0), "is the package unicode-data installed?");
    cr_assert(gt(uint, count, 18000));
    /* Every character that part 1 does not list is its own form. */
    for (gunichar cp = 1; cp < 0x110000; cp++) {
        char text[8];
        int len;

        if (seen[cp] || (cp >= 0xD800 && cp < 0xE000))
            continue;
        len = g_unichar_to_utf8(cp, text);
        text[len] = '\0';
        for (TcNormalForm form = TC_NORMAL_NFC; form <= TC_NORMAL_NFKD; form++) {
            g_autofree char *got = normalized(form, text, (gsize)len);

            cr_assert(strcmp(got, text) == 0, "form %d of U+%04X", (int)form, cp);
        }
    }
}

Test(normalize, folds_case_and_drops_what_is_ignorable)
{
    static const char text[] = "ＨOÀ\u00ADStraße\uFEFF";
    g_autofree char *got = normalized(TC_NORMAL_NFKC_CASEFOLD, text, strlen(text));

    cr_assert(eq(str, got, (char *)"hoàstrasse"));
}

Test(normalize, makes_each_bad_byte_a_replacement_character)
{
    /* Lone bytes, an overlong form, a surrogate, above the last code point, a cut sequence. */
    static const struct {
        const char *text;
        guint replaced;
    } rows[] = {
        {"\xff", 1},         {"\x80\xbf", 2},         {"\xc0\x80", 2},
        {"\xed\xa0\x80", 3}, {"\xf4\x90\x80\x80", 4}, {"\xe1\xba", 2},
        {"\xe0\x9f\xbf", 3},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = g_strconcat("à", rows[i].text, "b", NULL);
        g_autofree char *got = normalized(TC_NORMAL_NFC, text, strlen(text));
        g_autoptr(GString) expected = g_string_new("à");

        for (guint j = 0; j < rows[i].replaced; j++)
            g_string_append(expected, "\uFFFD");
        g_string_append_c(expected, 'b');
        cr_expect(eq(str, got, expected->str));
    }
}

Test(normalize, keeps_zero_bytes_and_appends)
{
    g_autoptr(GString) out = g_string_new("x");

    cr_assert(tc_normalize(TC_NORMAL_NFC, "a\0e\u0302", 5, out, NULL));
    cr_assert(eq(sz, out->len, 5));
    cr_assert(eq(int, memcmp(out->str, "xa\0ê", 5), 0));
    cr_assert(tc_normalize(TC_NORMAL_NFC, "", 0, out, NULL));
    cr_assert(eq(sz, out->len, 5));
}

/* It is in memory from when it is first needed. */
static gboolean
is_icu_loaded(void)
{
    void *library = dlopen("libicuuc.so." U_ICU_VERSION_SHORT, RTLD_LAZY | RTLD_NOLOAD);

    return library != NULL && dlclose(library) == 0;
}

Test(normalize, latin_letters_are_told_without_icu)
{
    static const struct {
        TcNormalForm form;
        const char *text, *want;
    } rows[] = {
        {TC_NORMAL_NFC, "u\u031B\u0309y ban, Đ \u0323\u0302", "ửy ban, Đ \u0323\u0302"},
        {TC_NORMAL_NFC, "a\u0302\u0323", "ậ"},
        {TC_NORMAL_NFD, "ửỹĐ", "u\u031B\u0309y\u0303Đ"},
        {TC_NORMAL_NFKC, "x²\u00A0Ǆ", "x2 DŽ"},
        {TC_NORMAL_NFKD, "ậª", "a\u0323\u0302a"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = normalized(rows[i].form, rows[i].text, strlen(rows[i].text));

        cr_expect(eq(str, got, (char *)rows[i].want));
    }
    cr_expect(not(is_icu_loaded()));
    g_autofree char *wide = normalized(TC_NORMAL_NFKC, "Ａ", strlen("Ａ"));
    cr_expect(eq(str, wide, (char *)"A"));
    cr_expect(is_icu_loaded(), "the other way round this test would see nothing");
}

Test(normalize, grows_for_text_that_expands)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *got = NULL;

    for (int i = 0; i < 1000; i++)
        g_string_append(text, "\uFDFA");
    got = normalized(TC_NORMAL_NFKD, text->str, text->len);
    cr_assert(eq(uint, (guint)g_utf8_strlen(got, -1), 18 * 1000));
}

/* As NFC has them; letters that are in no Vietnamese word are left alone. */
Test(normalize, letters_are_composed_in_place)
{
    static const char *const texts[] = {
        "Ủy ban nhân dân tỉnh Bắc Giang, ngày 05 tháng 3",
        "ĐIỀU 1. Bãi bỏ Quyết định số 12/2010/QĐ-UBND về chợ; lưỡng cực, khuỷu, ĨỊỴỹ",
        "",
        "a",
        "đ",
        "không dấu",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *apart = g_utf8_normalize(texts[i], -1, G_NORMALIZE_NFD);
        g_autofree char *whole = g_utf8_normalize(texts[i], -1, G_NORMALIZE_NFC);
        g_autoptr(GString) out = g_string_new(NULL);
        tc_letters_compose(apart, strlen(apart), out);
        cr_expect(eq(str, out->str, whole));
        g_string_truncate(out, 0);
        tc_letters_compose(whole, strlen(whole), out);
        cr_expect(eq(str, out->str, whole), "what is whole stays");
    }
    static const char *const left[] = {"n\xcc\x83o", "\xcc\x81x", "x\xcc",
                                       "\xcd",       "a\xcc\x88", "9\xcc\x81"};
    for (gsize i = 0; i < G_N_ELEMENTS(left); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        tc_letters_compose(left[i], strlen(left[i]), out);
        cr_expect(eq(str, out->str, (char *)left[i]), "row %zu", i);
    }
}

/* ---- capitals ---- */

static const struct {
    const char *meant, *like, *want;
} capitals[] = {
    {"nhiệm", "nhiêm", "nhiệm"},
    {"nhiệm", "Nhiêm", "Nhiệm"},
    {"nhiệm", "NHIÊM", "NHIỆM"},
    {"đất", "DDaats", "Đất"}, /* keystrokes: both letters of Đ */
    {"đi", "DDi", "Đi"},
    {"việt", "VIEET5", "VIỆT"}, /* the digit is a mark */
    {"ý", "Y", "Ý"},
    {"ở", "owr", "ở"},
    {"đường", "dUONG", "đường"},
    {"", "A", ""},
    {"a", "", "a"},
};

Test(letter, word_takes_the_capitals_of_another)
{
    for (gsize i = 0; i < G_N_ELEMENTS(capitals); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        tc_word_append_like(out, capitals[i].meant, strlen(capitals[i].meant), capitals[i].like,
                            capitals[i].like + strlen(capitals[i].like));
        cr_expect(eq(str, out->str, (char *)capitals[i].want), "like %s", capitals[i].like);
    }
}
