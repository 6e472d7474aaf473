/* Small pieces of RTF, each with what is to be read of it; encodings; hostile nesting. */
#include "document/document.h"
#include "tests/unit/rows.h"
#include "text/encoding/encoding.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define PARAGRAPH                                                                                                                    \
    "Căn cứ tình hình thực tế của địa phương, thường trực hội đồng nhân dân xã đề nghị các tổ " \
    "đại "                                                                                                                        \
    "biểu tiếp xúc cử tri trước ngày 20 hằng tháng."

static TcDocument *
read_bytes(const char *bytes, gsize len, GError **error)
{
    return tc_document_read(bytes, len, "a.rtf", NULL, error);
}

static char *
text_of(const char *rtf)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_bytes(rtf, strlen(rtf), &error);

    cr_assert(document != NULL, "%s: %s", error != NULL ? error->message : "", rtf);
    cr_expect(eq(int, document->format, TC_FORMAT_RTF));
    return g_steal_pointer(&document->text);
}

static const struct {
    const char *rtf, *want;
} rows[] = {
    /* Unicode, with what stands in for it: a character, an escape, none, several. */
    {"{\\rtf1 H\\u7897?i \\u273\\'3fo\\uc0\\u224n\\uc2 \\u7897?\?!}", "Hội đoànộ!\n"},
    {"{\\rtf1\\uc1 a{\\uc0\\u7897}b\\u-10179?\\u-8704?c\\u-10179?d}", "aộb😀cd\n"},
    {"{\\rtf1 \\u55357?x \\u56832?}", "x \uFFFD\n"},
    {"{\\rtf1 a\\u7897 {b}c\\u7897\\par d}", "aộbcộd\n"},
    {"{\\rtf1 a\\u7897\\'e1\\'e1}", "aộá\n"},
    {"{\\rtf1 a\\u0 ?b}", "a\uFFFDb\n"},
    /* Code pages: of the file, of the font. */
    {"{\\rtf1\\ansi caf\\'e9 \\'93x\\'94 \\'80}", "café “x” €\n"},
    {"{\\rtf1\\ansi\\ansicpg1251 \\'e4\\'e0}", "да\n"},
    {"{\\rtf1\\mac caf\\'8e}", "café\n"},
    {"{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}{\\f2\\fcharset128 C;}"
     "{\\f3\\fcharset163 D;}}\\f0 \\'e9\\f1 \\'e4{\\f2 \\'93\\'fa\\'96\\'7b}\\f3 \\'f0\\'fd"
     "\\'f5\\'ccng\\plain\\f0 \\'e9}",
     "éд日本đườngé\n"},
    {"{\\rtf1\\ansi\\deff1{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 "
     "B;}}\\'e4\\f0\\'e4\\plain"
     "\\'e4}",
     "дäд\n"},
    {"{\\rtf1\\ansi{\\fonttbl\\f0\\fcharset238 A;}\\f0\\'b9}", "ą\n"},
    {"{\\rtf1{\\fonttbl{\\f0\\fcharset2 Symbol;}{\\f1\\fcharset0 A;}}\\f0\\'b7\\f1 x}",
     "\uF0B7x\n"},
    /* Characters, lines, tables. */
    {"{\\rtf1 a\\~b\\_c\\-d\\tab e\\emdash f\\lquote g\\rquote\\ldblquote h\\rdblquote\\bullet}",
     "a\u00A0b\u2011c\u00ADd\te—f‘g’“h”•\n"},
    {"{\\rtf1 \\{a\\}\\\\\r\nb}", "{a}\\b\n"},
    {"{\\rtf1 a\\par b\\line c\\page d\\sect e\\\nf}", "a\nb\nc\nd\ne\nf\n"},
    {"{\\rtf1\\trowd\\intbl S\\'f4\\cell T\\'ean\\cell\\row\\intbl 1\\cell{An\\cell}\\row}",
     "Sô\tTên\n1\tAn\n"},
    {"{\\rtf1 a\\nestcell b\\nestcell{\\*\\nesttableprops\\nestrow}{\\nonesttables\\par}c}",
     "a\tb\tc\n"},
    /* What is no text. */
    {"{\\rtf1{\\fonttbl{\\f0 Times;}}{\\colortbl;\\red0;}{\\stylesheet{\\s0 "
     "Normal;}}{\\info{\\title "
     "T}}{\\*\\generator G;}{\\*\\unknown x{y}}a{\\pict 0102}{\\b b}}",
     "ab\n"},
    /* StarWriter puts the style of characters so: no destination, and no text is skipped. */
    {"{\\rtf1{\\stylesheet{\\*\\cs7 x;}{\\*\\ds3 y;}}a {\\*\\cs7\\b chu thich}{\\*\\cs8 z}\\par}",
     "a chu thichz\n"},
    {"{\\rtf1 a{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt{\\ul b}}}c}", "abc\n"},
    {"{\\rtf1 a{\\object{\\*\\objdata 0105}{\\result b}}{\\*\\bkmkstart x}c{\\xe d}}", "abc\n"},
    {"{\\rtf1 a{\\deleted b}{\\v c}\\v d\\v0 e{\\v f\\plain g}\\deleted0 h}", "aegh\n"},
    {"{\\rtf1 a\\bin6 }}{{\\b\\par }", "a\n"},
    {"{\\rtf1{\\upr{\\b wrong}{\\*\\ud{right}}} x}", "right x\n"},
    {"{\\rtf1{\\shp{\\*\\shpinst{\\sp{\\sn n}{\\sv v}}{\\shptxt box}}{\\shprslt again}}a}",
     "a\nbox\n"},
    /* Notes and headers go behind. */
    {"{\\rtf1{\\header top\\par}a{\\super 1{\\footnote{\\super 1} note}}b{\\*\\annotation remark}}",
     "a1b\n"
     "top\n1 note\nremark\n"},
    /* Damage. */
    {"{\\rtf1 a{\\b b", "ab\n"},
    {"{\\rtf1 a}}} b}", "a\n"},
    {"{\\rtf1 a\\'zzb\\'", "azzb\n"},
    {"{\\rtf1 a\\", "a\n"},
    {"{\\rtf1 a\\u99999999999999999999 ?b\\u-99999999999999999999?c}", "a\uFFFDbc\n"},
    {"{\\rtf1 a\\bin99999999 b}", "a\n"},
    {"{\\rtf1 a\\bin-5 b}", "ab\n"},
    {"{\\rtf1 a\\aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
     "b}",
     "ab\n"},
};

EACH_ROW(rtf, gives_text, rows)
ROW_TEST(size_t *row, rtf, gives_text)
{
    g_autofree char *text = text_of(rows[*row].rtf);

    cr_expect(eq(str, text, (char *)rows[*row].want), "%s", rows[*row].rtf);
}

/* `text` in RTF as the programs of the time wrote it: bytes above 0x7F escaped, 0xAD as \-. */
static char *
legacy_rtf(TcEncoding encoding, const char *font, guint charset, const char *text)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    GString *rtf = g_string_new(NULL);

    tc_encoding_encode(encoding, text, strlen(text), bytes);
    g_string_printf(rtf, "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset%u %s;}}\\f0 ",
                    charset, font);
    for (gsize i = 0; i < bytes->len; i++) {
        guint8 byte = (guint8)bytes->str[i];
        if (byte == 0xAD)
            g_string_append(rtf, "\\-");
        else if (byte >= 0x80)
            g_string_append_printf(rtf, "\\'%02x", byte);
        else
            g_string_append_c(rtf, (char)byte);
    }
    g_string_append(rtf, "\\par }");
    return g_string_free(rtf, FALSE);
}

static const struct {
    TcEncoding encoding;
    const char *font;
    guint charset;
} fonts[] = {
    {TC_ENCODING_TCVN3, ".VnTime", 0},
    {TC_ENCODING_TCVN3, "Times New Roman", 0}, /* the name says nothing */
    {TC_ENCODING_TCVN3, ".VnTime", 163},       /* nor does the charset */
    {TC_ENCODING_TCVN3, ".VnTime", 2},
    {TC_ENCODING_VNI, "VNI-Times", 0},
    {TC_ENCODING_VNI, "Arial", 1},
    {TC_ENCODING_WINDOWS_1258, "Times New Roman", 163},
    {TC_ENCODING_WINDOWS_1258, ".VnTime", 0},
    {TC_ENCODING_VPS, "VPS Times", 0},
    {TC_ENCODING_VISCII, "VI Times", 0},
};

EACH_ROW(rtf, words_tell_the_encoding, fonts)
ROW_TEST(size_t *row, rtf, words_tell_the_encoding)
{
    g_autofree char *rtf =
        legacy_rtf(fonts[*row].encoding, fonts[*row].font, fonts[*row].charset, PARAGRAPH);
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_bytes(rtf, strlen(rtf), &error);

    cr_assert(document != NULL);
    cr_expect(eq(str, document->text, (char *)PARAGRAPH "\n"), "%s %s",
              tc_encoding_name(fonts[*row].encoding), fonts[*row].font);
    cr_expect(eq(str, document->encoding, (char *)tc_encoding_name(fonts[*row].encoding)));
}

Test(rtf, unicode_in_a_font_of_tcvn3_stays_unicode)
{
    g_autoptr(GString) rtf =
        g_string_new("{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 .VnTime;}}\\f0 ");
    for (const char *p = PARAGRAPH; *p != '\0'; p = g_utf8_next_char(p))
        if ((guchar)*p < 0x80)
            g_string_append_c(rtf, *p);
        else
            g_string_append_printf(rtf, "\\u%u?", g_utf8_get_char(p));
    g_string_append_c(rtf, '}');
    g_autofree char *text = text_of(rtf->str);

    cr_assert(eq(str, text, (char *)PARAGRAPH "\n"));
}

Test(rtf, a_million_braces_are_no_matter, .timeout = 60)
{
    enum { DEPTH = 1000000 };
    g_autoptr(GString) rtf = g_string_new("{\\rtf1 a");

    for (guint i = 0; i < DEPTH; i++)
        g_string_append(rtf, "{\\b");
    g_string_append(rtf, " deep");
    for (guint i = 0; i < DEPTH; i++)
        g_string_append_c(rtf, '}');
    g_string_append(rtf, "z}");
    g_autofree char *text = text_of(rtf->str);
    cr_assert(eq(str, text, (char *)"adeepz\n"));
}

Test(rtf, destinations_beyond_the_stack_do_not_spill)
{
    /* A skipped destination that opens deeper than states are kept ends with its own group. */
    g_autoptr(GString) rtf = g_string_new("{\\rtf1 a");

    for (guint i = 0; i < 600; i++)
        g_string_append(rtf, "{");
    g_string_append(rtf, "{\\pict 00}b");
    for (guint i = 0; i < 600; i++)
        g_string_append_c(rtf, '}');
    g_string_append(rtf, "c}");
    g_autofree char *text = text_of(rtf->str);
    cr_assert(eq(chr, text[0], 'a'));
    cr_assert(g_str_has_suffix(text, "bc\n"));
}

Test(rtf, too_much_text_is_an_error)
{
    g_autoptr(GString) rtf = g_string_new("{\\rtf1 ");
    TcReadLimits limits = {.input_max = 1 << 20, .text_max = 1000};
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < 2000; i++)
        g_string_append(rtf, "x\\line ");
    g_string_append_c(rtf, '}');
    g_autoptr(TcDocument) document = tc_document_read(rtf->str, rtf->len, NULL, &limits, &error);
    cr_assert(document == NULL);
    cr_assert(eq(int, error->code, TC_DOCUMENT_ERROR_TOO_LARGE));
}

Test(rtf, nothing_in_it_is_an_error)
{
    static const char *const empty[] = {"{\\rtf1}", "{\\rtf1\\par\\par}",
                                        "{\\rtf1{\\info{\\title a}}}"};

    for (guint i = 0; i < COUNT(empty); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(TcDocument) document = read_bytes(empty[i], strlen(empty[i]), &error);
        cr_expect(document == NULL);
        cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_EMPTY));
    }
}

/* Every prefix, and every byte replaced. */
Test(rtf, damage_does_no_harm, .timeout = 60)
{
    g_autoptr(GString) all = g_string_new(NULL);

    for (gsize i = 0; i < COUNT(rows); i++)
        g_string_append(all, rows[i].rtf);
    for (gsize i = 6; i < all->len; i++) {
        for (guint c = 0; c < 4; c++) {
            char saved = all->str[i];
            g_autoptr(GError) error = NULL;
            all->str[i] = "{}\\\xFF"[c];
            g_autoptr(TcDocument) document = read_bytes(all->str, all->len, &error);
            cr_assert(document != NULL ? g_utf8_validate(document->text, -1, NULL) : error != NULL);
            all->str[i] = saved;
        }
        g_autoptr(GError) error = NULL;
        g_autoptr(TcDocument) part = read_bytes(all->str, i, &error);
        cr_assert(part != NULL || error != NULL);
    }
}

/* As Word writes Vietnamese: letters that windows-1258 has as bytes, the others as Unicode. */
#define WORD_FONTS                                                                                 \
    "{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0\\fcharset163 Times New Roman;}"         \
    "{\\f1\\fcharset0 Arial;}{\\f2\\fcharset163 .VnTime;}}"

static const struct {
    const char *rtf, *expect;
} vietnamese_fonts[] = {
    {WORD_FONTS "\\f0 \\'f0\\u7847?u t\\'fd n\\'e3m\\par}", "đầu tư năm\n"},
    {WORD_FONTS
     "\\f0 h\\'fd\\u7899?ng d\\u7851?n \\'f0\\u7847?u t\\'fd x\\'e2y d\\u7921?ng n\\'e3m "
     "t\\u7899?i \\u7903? \\'f0\\u7883?a ph\\'fd\\'f5ng \\'f0\\'fd\\u7907?c ph\\'ea "
     "duy\\u7879?t\\par}",
     "hướng dẫn đầu tư xây dựng năm tới ở địa phương được phê duyệt\n"},
    {WORD_FONTS
     "\\f0 TH\\'d4NG T\\'dd\\par C\\'e3n c\\u7913? Lu\\u7853?t n\\'e3m 2005 \\f1 caf\\'e9\\par}",
     "THÔNG TƯ\nCăn cứ Luật năm 2005 café\n"},
    /* An old font under the same charset is what its words say, beside a new one. */
    {WORD_FONTS
     "\\f0 \\'f0\\u7847?u t\\'fd x\\'e2y d\\u7921?ng n\\'e3m nay\\par\\f2 "
     "C\\'e9ng h\\'dfa x\\'b7 h\\'e9i ch\\'f1 ngh\\'dca Vi\\'d6t Nam, \\'ae\\'e9c l\\'cbp\\par}",
     "đầu tư xây dựng năm nay\nCộng hòa xã hội chủ nghĩa Việt Nam, độc lập\n"},
    /* Letters alone in it, of words in another one. */
    {WORD_FONTS
     "\\f1 V\\u7845?n {\\f0 \\'f0}\\u7873? tr\\'ecnh; h\\u7891? s{\\f0 \\'f5} c\\'f4ng v{\\f0 "
     "\\'e3}n; {\\f0 \\'f0}\\u7847?u t{\\f0 \\'fd} n{\\f0 \\'fd}\\u7899?c\\par}",
     "Vấn đề trình; hồ sơ công văn; đầu tư nước\n"},
};

EACH_ROW(rtf, fonts_of_the_vietnamese_charset, vietnamese_fonts)
ROW_TEST(size_t *row, rtf, fonts_of_the_vietnamese_charset)
{
    const char *rtf = vietnamese_fonts[*row].rtf;
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = tc_document_read(rtf, strlen(rtf), NULL, NULL, &error);

    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, (char *)vietnamese_fonts[*row].expect));
}
