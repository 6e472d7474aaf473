#include "document/document.h"
#include "tests/unit/rows.h"
#include "text/encoding/encoding.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#define LITERAL(text) text, sizeof(text) - 1
static const struct {
    const char *bytes;
    gsize len;
    const char *text;
    const char *encoding;
} rows[] = {
    {LITERAL("Hội đồng"), "Hội đồng\n", "UTF-8"},
    {LITERAL("\xEF\xBB\xBFHội"), "Hội\n", "UTF-8"},
    {LITERAL("a\r\nb\rc\nd\r"), "a\nb\nc\nd\n", "UTF-8"},
    {LITERAL("a\fb\vc"), "a\n\nb\nc\n", "UTF-8"},
    {LITERAL("Hội nghị ban\0 chấp hành Đảng bộ tỉnh lần thứ hai mươi, nhiệm kỳ 2020-2025\0\0"),
     "Hội nghị ban chấp hành Đảng bộ tỉnh lần thứ hai mươi, nhiệm kỳ 2020-2025\n", "UTF-8"},
    /* damage: one bad byte among many good characters; a cut last character */
    {LITERAL("Ủy ban nhân dân tỉnh Nghệ An họp \xFF thường kỳ"),
     "Ủy ban nhân dân tỉnh Nghệ An họp \uFFFD thường kỳ\n", "UTF-8"},
    {LITERAL("Hộ\xE1\xBB"), "Hộ\uFFFD\n", "UTF-8"},
    {LITERAL("\xEF\xBB\xBF"
             "a\xFF"),
     "a\uFFFD\n", "UTF-8"},
    /* eight letters at once, and pieces that end within a character */
    {LITERAL("12345678ạbcdefgh12345678901234567890123456789012345678901234567890ệ1234567890ợ"),
     "12345678ạbcdefgh12345678901234567890123456789012345678901234567890ệ1234567890ợ\n", "UTF-8"},
    {LITERAL("1234567ạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạ 12345678 12345678 \xBA 12345678ạ"),
     "1234567ạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạạ 12345678 12345678 \uFFFD 12345678ạ\n", "UTF-8"},
    {LITERAL(
         "Ủy ban nhân dân tỉnh 12345678 1234\0005678 1234567890 1234567890 1234567890 12345678ạ"),
     "Ủy ban nhân dân tỉnh 12345678 12345678 1234567890 1234567890 1234567890 12345678ạ\n",
     "UTF-8"},
    /* UTF-16 */
    {LITERAL("\xFF\xFEH\0\xD9\x1Ei\0\r\0\n\0x\0"), "Hội\nx\n", "UTF-16LE"},
    {LITERAL("\xFE\xFF\0H\x1E\xD9\0i"), "Hội\n", "UTF-16BE"},
    {LITERAL("H\0\xD9\x1Ei\0 \0n\0g\0h\0\xCB\x1E"), "Hội nghị\n", "UTF-16LE"},
    {LITERAL("\0H\x1E\xD9\0i\0 \0n\0g\0h\x1E\xCB"), "Hội nghị\n", "UTF-16BE"},
    {LITERAL("\xFF\xFEH\0\xD9"), "H\uFFFD\n", "UTF-16LE"},
    {LITERAL("\xFF\xFE"
             "a\0\x3D\xD8\x00\xDE"
             "b\0"),
     "a\U0001F600b\n", "UTF-16LE"},
    {LITERAL("\xFF\xFE"
             "a\0\x3D\xD8"
             "b\0"),
     "a\uFFFD"
     "b\n",
     "UTF-16LE"},
    {LITERAL("\xFF\xFE"
             "a\0\x3D\xD8"),
     "a\uFFFD\n", "UTF-16LE"},
    /* UTF-32 */
    {LITERAL("\xFF\xFE\0\0H\0\0\0\xD9\x1E\0\0"), "Hộ\n", "UTF-32LE"},
    {LITERAL("\0\0\xFE\xFF\0\0\0H\0\0\x1E\xD9"), "Hộ\n", "UTF-32BE"},
    {LITERAL("\0\0\xFE\xFF\0\0\0H\x7F\0\0\0\0"), "H\uFFFD\uFFFD\n", "UTF-32BE"},
    /* and without a mark */
    {LITERAL("H\0\0\0\xD9\x1E\0\0p\0\0\0"), "Hộp\n", "UTF-32LE"},
    {LITERAL("\0\0\0H\0\0\x1E\xD9\0\0\0p"), "Hộp\n", "UTF-32BE"},
};

EACH_ROW(plain, decodes, rows)
ROW_TEST(size_t *row, plain, decodes)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *copy = g_memdup2(rows[*row].bytes, rows[*row].len);
    g_autoptr(TcDocument) document = tc_document_read(copy, rows[*row].len, "a.txt", NULL, &error);
    cr_assert(document != NULL, "row %zu: %s", *row, error != NULL ? error->message : "");
    cr_assert(eq(str, document->text, (char *)rows[*row].text), "row %zu", *row);
    cr_assert(eq(sz, document->text_len, strlen(document->text)));
    cr_assert(eq(str, document->encoding, (char *)rows[*row].encoding));
    cr_assert(eq(int, document->format, TC_FORMAT_TEXT));
    cr_assert(document->confidence > 0 && document->confidence <= 1);
}

/* What has no text is an error that says why. */
static const struct {
    const char *bytes;
    gsize len;
    TcDocumentError code;
} failures[] = {
    {LITERAL(""), TC_DOCUMENT_ERROR_EMPTY},
    {LITERAL("\xEF\xBB\xBF"), TC_DOCUMENT_ERROR_EMPTY},
    {LITERAL(" \n\f\n"), TC_DOCUMENT_ERROR_EMPTY},
    {LITERAL("\u00A0\u200B\n"), TC_DOCUMENT_ERROR_EMPTY},
    {LITERAL("\xFF\xFE\x0B\x20"), TC_DOCUMENT_ERROR_EMPTY},
    {LITERAL("\x7F"
             "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0"),
     TC_DOCUMENT_ERROR_UNSUPPORTED},
    {LITERAL("ab\xE1"), TC_DOCUMENT_ERROR_ENCODING},
    {LITERAL("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), TC_DOCUMENT_ERROR_UNSUPPORTED},
};

EACH_ROW(plain, says_why_not, failures)
ROW_TEST(size_t *row, plain, says_why_not)
{
    g_autoptr(GError) error = NULL;
    TcDocument *document =
        tc_document_read(failures[*row].bytes, failures[*row].len, "a.txt", NULL, &error);
    cr_assert(document == NULL);
    cr_assert(error != NULL && error->domain == TC_DOCUMENT_ERROR);
    cr_assert(eq(int, error->code, failures[*row].code), "row %zu: %s", *row, error->message);
}

static const struct {
    const char *text;
    const char *title; /* NULL: none */
} titles[] = {
    {"\n\n  Báo cáo   tháng 3 \nNội dung\n", "Báo cáo tháng 3"},
    {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập\nBáo cáo\n", NULL},
    {"CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", NULL},
    {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", NULL},
    {"ĐẢNG CỘNG SẢN VIỆT NAM\nx\n", NULL},
    {"UỶ BAN NHÂN DÂN TỈNH NGHỆ AN\nx\n", NULL},
    {"Số: 12/NQ-HĐND\nx\n", NULL},
    {"-----\nx\n", NULL},
    {"Một dòng rất dài, một dòng rất dài, một dòng rất dài, một dòng rất dài, một dòng rất dài, "
     "một dòng rất dài, một dòng rất dài, một dòng rất dài, một dòng rất dài\nx\n",
     NULL},
};

EACH_ROW(plain, first_line_may_be_the_title, titles)
ROW_TEST(size_t *row, plain, first_line_may_be_the_title)
{
    const char *text = titles[*row].text;
    g_autoptr(TcDocument) document = tc_document_read(text, strlen(text), NULL, NULL, NULL);
    cr_assert(document != NULL);
    if (titles[*row].title != NULL)
        cr_assert(eq(str, document->title, (char *)titles[*row].title));
    else
        cr_assert(document->title == NULL, "%s", document->title);
}

Test(plain, limits_hold)
{
    TcReadLimits limits = {.input_max = 10, .text_max = 100};
    g_autoptr(GError) error = NULL;
    cr_assert(tc_document_read("01234567890", 11, NULL, &limits, &error) == NULL);
    cr_assert(eq(int, error->code, TC_DOCUMENT_ERROR_TOO_LARGE));
    g_clear_error(&error);

    limits = (TcReadLimits){.input_max = 100, .text_max = 10};
    cr_assert(tc_document_read("01234567890", 11, NULL, &limits, &error) == NULL);
    cr_assert(eq(int, error->code, TC_DOCUMENT_ERROR_TOO_LARGE));
    g_clear_error(&error);

    g_autoptr(TcDocument) fits = tc_document_read("012345678\n", 10, NULL, &limits, &error);
    cr_assert(fits != NULL);

    /* The text may be longer than the file: ộ has two bytes in UTF-16, three in UTF-8. */
    cr_assert(tc_document_read("\xFF\xFE\xD9\x1E\xD9\x1E\xD9\x1E\xD9\x1E", 10, NULL, &limits,
                               &error) == NULL);
    cr_assert(eq(int, error->code, TC_DOCUMENT_ERROR_TOO_LARGE));
}

/* The old encodings are told from the text, and a misreading of them is undone. */
static const char sentence[] =
    "Hội đồng nhân dân tỉnh khóa mười bảy họp kỳ thứ sáu, bàn về cải cách hành chính và phát triển "
    "kinh tế - xã hội của địa phương.\n";

static void
check_sentence(const GString *bytes, TcEncoding encoding)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document =
        tc_document_read(bytes->str, bytes->len, "a.txt", NULL, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    g_autofree char *text = g_utf8_normalize(document->text, -1, G_NORMALIZE_NFC);
    cr_assert(eq(str, text, (char *)sentence));
    cr_assert(eq(str, document->encoding, (char *)tc_encoding_name(encoding)));
    cr_assert(document->confidence > 0.5 && document->confidence <= 1);
}

Test(plain, old_encodings_are_told)
{
    static const TcEncoding encodings[] = {TC_ENCODING_TCVN3,  TC_ENCODING_VNI,
                                           TC_ENCODING_VISCII, TC_ENCODING_VPS,
                                           TC_ENCODING_VIQR,   TC_ENCODING_WINDOWS_1258};
    for (gsize i = 0; i < G_N_ELEMENTS(encodings); i++) {
        g_autoptr(GString) bytes = g_string_new(NULL);
        cr_assert(eq(sz, tc_encoding_encode(encodings[i], sentence, strlen(sentence), bytes), 0));
        check_sentence(bytes, encodings[i]);
    }
}

Test(plain, old_encodings_taken_for_latin_are_repaired)
{
    static const TcEncoding encodings[] = {TC_ENCODING_TCVN3, TC_ENCODING_VNI};
    for (gsize i = 0; i < G_N_ELEMENTS(encodings); i++) {
        g_autoptr(GString) bytes = g_string_new(NULL);
        g_autoptr(GString) misread = g_string_new(NULL);
        tc_encoding_encode(encodings[i], sentence, strlen(sentence), bytes);
        tc_encoding_decode(TC_ENCODING_WINDOWS_1252, bytes->str, bytes->len, misread);
        cr_assert(ne(str, misread->str, (char *)sentence));
        check_sentence(misread, encodings[i]);
    }
}

Test(plain, signs_in_unicode_text_stay)
{
    /* m² is no misread "mỗ". */
    static const char text[] = "Diện tích 1530 m² và 20 °C, « trích » – café, naïve, 5 µm.\n";
    g_autoptr(TcDocument) document = tc_document_read(text, strlen(text), NULL, NULL, NULL);
    cr_assert(document != NULL);
    cr_assert(eq(str, document->text, (char *)text));
}

Test(plain, huge_lines_are_read)
{
    gsize len = 20u << 20;
    g_autofree char *bytes = g_malloc(len);
    memset(bytes, 'a', len);
    g_autoptr(TcDocument) document = tc_document_read(bytes, len, NULL, NULL, NULL);
    cr_assert(document != NULL);
    cr_assert(eq(sz, document->text_len, len + 1));
    cr_assert(document->title == NULL);
}

Test(plain, bytes_of_no_encoding_are_told_so)
{
    char bytes[2000];
    g_autoptr(GError) error = NULL;
    memset(bytes, 0xBF, sizeof bytes);
    g_autoptr(TcDocument) document = tc_document_read(bytes, sizeof bytes, NULL, NULL, &error);
    cr_assert(document == NULL);
    cr_assert(eq(int, error->code, TC_DOCUMENT_ERROR_ENCODING));
}

/* As of a file that was not closed before the power went, or is filled up to a size. */
Test(plain, zeros_do_not_count_against_the_length)
{
    TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autofree char *words = g_strnfill(70000, 'x');

    limits.text_max = 100000;
    for (gsize between = 0; between <= 50000; between += 50000) {
        g_autoptr(GString) bytes = g_string_new(words);
        g_autoptr(GError) error = NULL;

        for (gsize i = 0; i < between; i++)
            g_string_append_c(bytes, '\0');
        g_string_append_len(bytes, words, 20000);
        while (bytes->len < 250000)
            g_string_append_c(bytes, '\0');
        g_autoptr(TcDocument) document =
            tc_document_read(bytes->str, bytes->len, "a.txt", &limits, &error);
        cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
        cr_assert(eq(sz, document->text_len, 90001));
    }
}

static const struct {
    const char *about, *text, *expect;
} escapes[] = {
    {"character references", "X&#243;m Chanh G&#7847;y &#x1ea1; &#38; &amp;\n",
     "Xóm Chanh Gầy ạ &#38; &amp;\n"},
    {"one alone is what it says", "mã &#243; trong HTML\n", "mã &#243; trong HTML\n"},
    {"JSON", "{\"a\": \"x\\u00f3m\\nRoi \\u0110\\u1ecf \\\"\\ud83d\\ude00\\\\n\"}\n",
     "{\"a\": \"xóm  Roi Đỏ \\\"😀\\\\n\"}\n"},
    {"properties of a program", "ten=Ng\\u01b0\\u1eddi d\\u00f9ng\n", "ten=Người dùng\n"},
    {"what is cut or no character", "{\"a\": \"\\u00e1 \\ud83d \\u12\"}\n",
     "{\"a\": \"á \\ud83d \\u12\"}\n"},
};

EACH_ROW(plain, letters_written_in_ascii, escapes)
ROW_TEST(size_t *row, plain, letters_written_in_ascii)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document =
        tc_document_read(escapes[*row].text, strlen(escapes[*row].text), NULL, NULL, &error);

    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, (char *)escapes[*row].expect), "%s", escapes[*row].about);
}
