/* Lines broken at words. */
#include "option/wrap.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define RED "\033[1;31m"
#define OFF "\033[0m"

static const struct {
    const char *text;
    guint column, indent, width;
    const char *expect;
} rows[] = {
    {"cải cách hành chính", 0, 0, 19, "cải cách hành chính"},
    {"cải cách hành chính", 0, 0, 18, "cải cách hành\nchính"},
    {"cải cách hành chính", 3, 3, 16, "cải cách hành\n   chính"},
    {"cải cách hành chính", 0, 0, 0, "cải cách hành chính"},
    /* Marks that combine take no column. */
    {"ca\u0309i ca\u0301ch", 0, 0, 8, "ca\u0309i ca\u0301ch"},
    {"中文 中文 中文", 0, 0, 10, "中文 中文\n中文"},
    /* A word that does not fit alone is broken where it must. */
    {"một abcdefghijklmnop hai", 0, 0, 10, "một\nabcdefghij\nklmnop hai"},
    {"abcdefghijkl", 0, 4, 14, "abcdefghijkl"},
    {"abcdefghijklmno", 4, 4, 14, "abcdefghij\n    klmno"},
    /* An indent that leaves no room is none. */
    {"mot hai ba bon nam", 0, 9, 10, "mot hai ba\nbon nam"},
    /* Colours take no room, and each line has its own. */
    {"a " RED "bc de" OFF " fg", 0, 0, 4, "a " RED "bc" OFF "\n" RED "de" OFF "\nfg"},
    {"\033]8;;file:///srv/kho/a%20b.doc\033\\/srv/kho\033]8;;\033\\", 0, 0, 8,
     "\033]8;;file:///srv/kho/a%20b.doc\033\\/srv/kho\033]8;;\033\\"},
    /* Nothing but what is there: bad bytes, escapes that do not end. */
    {"\xff\xfe \033[", 0, 0, 2, "\xff\xfe \033["},
    {"", 0, 0, 5, ""},
    {"   a b", 0, 0, 4, "   a\nb"},
};

Test(wrap, breaks_at_words)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        guint lines = 1;
        tc_wrap(out, rows[i].text, strlen(rows[i].text), rows[i].column, rows[i].indent,
                rows[i].width);
        cr_assert(eq(str, out->str, (char *)rows[i].expect), "row %zu", i);
        for (const char *c = out->str; *c != '\0'; c++)
            lines += *c == '\n';
        if (rows[i].column == 0)
            cr_assert(
                eq(uint,
                   tc_wrap_count(rows[i].text, strlen(rows[i].text), rows[i].indent, rows[i].width),
                   lines),
                "row %zu", i);
    }
}

Test(wrap, no_line_is_too_wide_and_no_word_is_lost)
{
    static const char *const words[] = {"cải", "cách", "hành", "chính", "22/2024/QĐ-UBND", "ở"};
    g_autoptr(GString) text = g_string_new("Về");
    guint32 seed = 7;
    for (guint i = 0; i < 500; i++) {
        seed = seed * 1664525 + 1013904223;
        g_string_append_printf(text, " %s", words[seed >> 16 & 3 ? seed >> 20 & 3 : 4]);
    }
    for (guint width = 20; width < 120; width++) {
        g_autoptr(GString) out = g_string_new(NULL);
        tc_wrap(out, text->str, text->len, 0, 0, width);
        g_auto(GStrv) lines = g_strsplit(out->str, "\n", -1);
        g_autofree char *again = g_strjoinv(" ", lines);
        cr_assert(eq(str, again, text->str));
        for (char **line = lines; *line != NULL; line++)
            cr_assert(le(uint, tc_wrap_columns(*line, strlen(*line)), width));
    }
}

Test(wrap, what_is_plain_takes_one_column_and_all_vietnamese_letters_are)
{
    guint plain = 0;
    for (gunichar c = 1; c < 0x3000; c++) {
        char bytes[6];
        const gsize len = (gsize)g_unichar_to_utf8(c, bytes);
        const gsize got = tc_plain_len(bytes, bytes + len);
        if (got == 0)
            continue;
        plain++;
        cr_assert(eq(sz, got, len), "U+%04X", c);
        cr_assert(g_unichar_isprint(c) && !g_unichar_iswide(c) && !g_unichar_iszerowidth(c),
                  "U+%04X", c);
        for (gsize cut = 1; cut < len; cut++) /* not behind the end */
            cr_assert(eq(sz, tc_plain_len(bytes, bytes + cut), 0), "U+%04X", c);
    }
    cr_assert(eq(uint, plain, 95 + 0x100 + 0x80));
    for (const char *c = "aăâđêôơưỲỷỹẲặộỮĐƯ -/,"; *c != '\0'; c = g_utf8_next_char(c))
        cr_assert(gt(sz, tc_plain_len(c, c + strlen(c)), 0), "%s", c);
    cr_assert(eq(sz, tc_plain_len("\xC4 ", "\xC4 " + 2), 0));
}
