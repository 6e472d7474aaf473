#include "document/dispatch.h"
#include "document/read/pdf/pdf_streams.h"
#include "document/sandbox/sandbox.h"
#include "tests/support/pdf_writer.h"
#include "tests/unit/rows.h"
#include "text/encoding/encoding.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>
#include <time.h>

/* Drawing of `text` in one of the old encodings, line by line from where `matrix` moves to. */
static void
draw_text_as(GString *out, const char *matrix, TcEncoding encoding, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_string_append_printf(out, "BT /F 12 Tf %s Tm 14 TL\n", matrix);
    for (gsize i = 0; lines[i] != NULL; i++) {
        g_autoptr(GString) bytes = g_string_new(NULL);
        tc_encoding_encode(encoding, lines[i], strlen(lines[i]), bytes);
        g_string_append_c(out, '<');
        for (gsize k = 0; k < bytes->len; k++)
            g_string_append_printf(out, "%02X", (guchar)bytes->str[k]);
        g_string_append(out, "> Tj T*\n");
    }
    g_string_append(out, "ET\n");
}

/* From the top at `x`, its letters in TCVN3 as in old documents. */
static void
draw_text(GString *out, int x, const char *text)
{
    g_autofree char *matrix = g_strdup_printf("1 0 0 1 %d 750", x);
    draw_text_as(out, matrix, TC_ENCODING_TCVN3, text);
}

static char *
page(const char *text)
{
    GString *out = g_string_new(NULL);
    draw_text(out, 50, text);
    return g_string_free(out, FALSE);
}

static TcDocument *
read_pdf(const GString *pdf, GError **error)
{
    return tc_document_read(pdf->str, pdf->len, "a.bin", NULL, error);
}

static TcDocument *
read_pages(const char *const *contents, gsize count, GError **error)
{
    g_autoptr(GString) pdf = tc_pdf_pages(contents, count, "");
    return read_pdf(pdf, error);
}

#define LETTER                                                                                     \
    "tỉnh ta báo cáo kết quả cải cách hành chính\n"                                   \
    "sáu tháng đầu năm và nhiệm vụ trọng tâm sáu tháng cuối năm"
#define ENGLISH                                                                                    \
    "the committee reports on the reform of public administration in the first\n"                  \
    "half of the year and on what it will do in the other half of the same year\n"                 \
    "and the council of the people has heard the report and has agreed with it"

Test(pdf, pages_are_read_in_order_and_tcvn3_is_repaired)
{
    g_autofree char *first = page(LETTER);
    g_autofree char *second = page("Nơi nhận: các sở, ngành cấp tỉnh; các phòng");
    const char *contents[] = {first, second};
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_pages(contents, 2, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, TC_FORMAT_PDF));
    cr_expect(eq(str, document->text,
                 (char *)LETTER "\n\nNơi nhận: các sở, ngành cấp tỉnh; các phòng\n"));
}

Test(pdf, columns_are_read_one_after_the_other)
{
    g_autoptr(GString) content = g_string_new(NULL);
    draw_text(content, 350, "cột phải một\ncột phải hai\ncột phải ba\ncột phải bốn");
    draw_text(content, 50, "cột trái một\ncột trái hai\ncột trái ba\ncột trái bốn");
    const char *contents[] = {content->str};
    g_autoptr(TcDocument) document = read_pages(contents, 1, NULL);
    cr_assert(document != NULL);
    cr_expect(eq(str, document->text,
                 (char *)"cột trái một\ncột trái hai\ncột trái ba\ncột trái bốn\n"
                         "cột phải một\ncột phải hai\ncột phải ba\ncột phải bốn\n"));
}

/* The number of a decision is a stamp in the room that was left for it, which is so wide that
 * poppler puts a line of the other half of the letterhead in between. */
Test(pdf, a_number_in_the_room_left_for_it_stays_on_its_line)
{
    static const struct {
        const char *matrix, *text;
    } lines[] = {
        {"1 0 0 1 100 740", "ỦY BAN NHÂN DÂN"},
        {"1 0 0 1 95 724", "THÀNH PHỐ HÀ NỘI"},
        {"1 0 0 1 259 740", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
        {"1 0 0 1 309 724", "Độc lập - Tự do - Hạnh phúc"},
        {"1 0 0 1 88 694", "Số:"},
        {"1 0 0 1 148 694", "/2024/QĐ-UBND"},
        {"1 0 0 1 116 696", "69"},
    };
    g_autoptr(GString) content = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++)
        draw_text_as(content, lines[i].matrix, TC_ENCODING_TCVN3, lines[i].text);
    draw_text_as(content, "1 0 0 1 60 640", TC_ENCODING_TCVN3, LETTER);
    const char *contents[] = {content->str};
    g_autoptr(TcDocument) document = read_pages(contents, 1, NULL);
    cr_assert(document != NULL);
    cr_expect(strstr(document->text, ": 69 /2024/QĐ-UBND\n") != NULL, "%s", document->text);
    cr_expect(eq(str, document->number, (char *)"69/2024/QĐ-UBND"));
}

#define NOTICE                                                                                              \
    "Trước tình hình đó, người dân và các phường, xã được hướng dẫn như sau:\n"  \
    "ưu tiên đường Trần Hưng Đạo, lưu ý tư vấn kinh tế-xã hội theo Quyết định\n" \
    "số 15-QĐ/TW về chủ nghĩa Mác-Lênin và tư tưởng Hồ Chí Minh, giai đoạn 2005-2010."

/* Fonts of TCVN3 have ư where WinAnsiEncoding has a hyphen; VNI writes two bytes for a letter. */
static const TcEncoding fonts[] = {TC_ENCODING_TCVN3, TC_ENCODING_VNI};

EACH_ROW(pdf, no_letter_of_old_fonts_is_lost, fonts)
ROW_TEST(size_t *row, pdf, no_letter_of_old_fonts_is_lost)
{
    g_autoptr(GString) first = g_string_new(NULL);
    g_autoptr(GString) second = g_string_new(NULL);
    draw_text_as(first, "1 0 0 1 50 750", fonts[*row], NOTICE);
    /* Too little on a page to tell its encoding by. */
    draw_text_as(second, "1 0 0 1 50 750", fonts[*row], "Như trên.");
    const char *contents[] = {first->str, second->str};
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_pages(contents, 2, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, (char *)NOTICE "\n\nNhư trên.\n"));
}

/* What is printed across the pages of a text, however it is turned, does not part its sentences. */
static const char *const turns[] = {
    "1 0 0 1 200 100",
    "0 1 -1 0 580 300",
    "0.7 0.7 -0.7 0.7 150 150",
};

EACH_ROW(pdf, watermark, turns)
ROW_TEST(size_t *row, pdf, watermark)
{
    static const char *const texts[] = {
        "LIÊN HIỆP CÁC HỘI\n" LETTER,
        "LIÊN HIỆP CÁC HỘI\ncủa tỉnh ta trong năm sau và các năm tiếp theo\n"
        "theo kế hoạch đã được Hội đồng nhân dân thông qua tại",
        "LIÊN HIỆP CÁC HỘI\nkỳ họp thứ hai vào ngày cuối cùng của tháng bảy.\n"
        "Các sở báo cáo kết quả thực hiện.",
    };
    g_autoptr(GPtrArray) contents = g_ptr_array_new_with_free_func(g_free);
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        GString *content = g_string_new(NULL);
        draw_text_as(content, turns[*row], TC_ENCODING_TCVN3, "BẢN SAO LƯU TRỮ");
        draw_text(content, 50, texts[i]);
        g_string_append_printf(content, "BT /F 10 Tf 300 30 Td (- %zu -) Tj ET\n", i + 1);
        g_ptr_array_add(contents, g_string_free(content, FALSE));
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document =
        read_pages((const char *const *)contents->pdata, contents->len, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    /* Letters that stand aslant have lines of their own, and are not made words again. */
    const char *mark = strstr(document->text, "BẢN SAO LƯU TRỮ");
    cr_expect(eq(int, mark != NULL, *row < 2), "%s", document->text);
    cr_expect(mark == NULL || strstr(mark + 1, "BẢN SAO LƯU TRỮ") == NULL, "%s", document->text);
    cr_expect(strstr(document->text, "LIÊN HIỆP CÁC HỘI\n" LETTER "\n"
                                     "của tỉnh ta trong năm sau và các năm tiếp theo\n"
                                     "theo kế hoạch đã được Hội đồng nhân dân thông qua tại\n"
                                     "kỳ họp thứ hai vào ngày cuối cùng của tháng bảy.\n"
                                     "Các sở báo cáo kết quả thực hiện.\n") != NULL,
              "%s", document->text);
}

static const struct {
    const char *text, *expect;
} hyphens[] = {
    {"the public informa-\ntion of the office", "the public information of the office\n"},
    {"công trình Vác-sa-\nva và thủ đô", "công trình Vác-sa-va và thủ đô\n"},
    {"chủ nghĩa Lê-\nnin bất diệt", "chủ nghĩa Lê-nin bất diệt\n"},
    {"phát triển kinh tế -\nxã hội của tỉnh", "phát triển kinh tế -\nxã hội của tỉnh\n"},
    {"phòng chống COVID-\n19 tại tỉnh", "phòng chống COVID-\n19 tại tỉnh\n"},
    {"nhiệm vụ gồm:\n- một\n- hai", "nhiệm vụ gồm:\n- một\n- hai\n"},
    {"kết thúc ở đây-", "kết thúc ở đây-\n"},
};

EACH_ROW(pdf, hyphen, hyphens)
ROW_TEST(size_t *row, pdf, hyphen)
{
    /* A line more, because a few words are too little to tell TCVN3 by. */
    g_autofree char *text = g_strconcat(LETTER "\n", hyphens[*row].text, NULL);
    g_autofree char *expect = g_strconcat(LETTER "\n", hyphens[*row].expect, NULL);
    g_autofree char *content = page(text);
    const char *contents[] = {content};
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_pages(contents, 1, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, expect));
}

#define MISREAD                                                                                    \
    "UY BAN NHAN DAN HUYEN bao cao ket qua cong tac phong chong lut bao nam qua va phuong huong"

/* Text over a picture: what can be taken for the document's, and what cannot. */
static const struct {
    const char *about;
    const char *text;
    gboolean is_scan;
} layers[] = {
    {"none", "", TRUE},
    {"a watermark", "Bản sao y", TRUE},
    {"a few words of English", "The report of the year", TRUE},
    {"English", ENGLISH, FALSE},
    {"Vietnamese read as English", MISREAD "\n" MISREAD "\n" MISREAD "\n" MISREAD, TRUE},
    {"Vietnamese, as of good recognition", LETTER "\n" LETTER "\n" LETTER, FALSE},
};

EACH_ROW(pdf, layer, layers)
ROW_TEST(size_t *row, pdf, layer)
{
    g_autofree char *text = page(layers[*row].text);
    g_autofree char *content = g_strconcat(TC_PDF_PICTURE, text, NULL);
    const char *contents[] = {content, TC_PDF_PICTURE};
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_pages(contents, 2, &error);
    cr_assert(eq(int, document == NULL, layers[*row].is_scan), "%s", layers[*row].about);
    if (document != NULL)
        cr_expect(eq(int, document->is_ocr, FALSE));
    else
        cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_NEEDS_OCR), "%s", error->message);
}

Test(pdf, slides_and_covers_on_pictures_are_no_scans)
{
    g_autofree char *slide =
        page("Kế hoạch phòng chống lụt bão\n \n \n \nRà soát phương án sơ tán\n \n "
             "\n \n \n \nKiểm tra hồ chứa trước mùa mưa");
    g_autofree char *stamp = page("Người ký: Văn phòng Ủy ban nhân dân\n \n \n \n \n \n \n \n \n \n"
                                  "Thời gian ký: mười giờ");
    g_autofree char *set = g_strconcat(TC_PDF_PICTURE, slide, NULL);
    g_autofree char *signed_scan = g_strconcat(TC_PDF_PICTURE, stamp, NULL);
    g_autofree char *english = page(ENGLISH " " ENGLISH " " ENGLISH " " ENGLISH " " ENGLISH);
    g_autofree char *short_english =
        page("What is a Standard?\n \n \n \nA standard is usually\n \n \n \n \npublished as PDF");
    g_autofree char *english_slide = g_strconcat(TC_PDF_PICTURE, short_english, NULL);
    /* No language that is known by its words. */
    g_autofree char *list = page("Az Emberi Jogok\n \n \n \nMinden emberi szabadon\n \n \n \n \n"
                                 "egymassal szemben testveri szellemben");
    g_autofree char *on_coarse = g_strconcat(TC_PDF_PICTURE, list, NULL);
    g_autofree char *on_fine = g_strconcat(TC_PDF_FINE_PICTURE, list, NULL);
    /* What a scanner recognised has no colour, or lies below the picture. */
    g_autofree char *unseen = g_strconcat(TC_PDF_FINE_PICTURE "3 Tr\n", list, NULL);
    g_autofree char *below = g_strconcat(list, "\n" TC_PDF_FINE_PICTURE, NULL);
    const char *slides[] = {set, english_slide, on_coarse, on_fine};
    const char *read_badly[] = {unseen};
    const char *read_badly_below[] = {below};
    const char *scans[] = {signed_scan};
    const char *cover[] = {TC_PDF_PICTURE, english};
    const char *fine[] = {TC_PDF_FINE_PICTURE, english, TC_PDF_PICTURE};
    g_autoptr(GError) error = NULL;

    g_autoptr(TcDocument) first = read_pages(slides, 4, &error);
    cr_assert(first != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(u32, first->scan_count, 0));
    cr_expect(strstr(first->text, "Rà soát phương án sơ tán") != NULL, "%s", first->text);
    cr_expect(strstr(first->text, "testveri szellemben") != NULL, "%s", first->text);
    cr_expect(read_pages(read_badly, 1, NULL) == NULL);
    cr_expect(read_pages(read_badly_below, 1, NULL) == NULL);
    g_autoptr(TcDocument) second = read_pages(cover, 2, &error);
    cr_assert(second != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(u32, second->scan_count, 0));
    g_autoptr(TcDocument) third = read_pages(fine, 3, &error);
    cr_assert(third != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(u32, third->scan_count, 1));
    cr_assert(read_pages(scans, 1, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_NEEDS_OCR), "%s", error->message);
}

/* Seconds for a page whose ground is drawn in so many strips. */
static double
seconds_of_strips(guint count)
{
    g_autofree char *list = page("Az Emberi Jogok\n \n \n \nMinden emberi szabadon\n \n \n \n \n"
                                 "egymassal szemben testveri szellemben");
    g_autoptr(GString) content = g_string_new(NULL);
    for (guint i = 0; i < count; i++)
        g_string_append_printf(content, "q 600 0 0 %.3f 0 %.3f cm /I Do Q\n", 800.0 / count,
                               800.0 * i / count);
    g_string_append(content, list);
    const char *contents[] = {content->str};
    clock_t start = clock();
    g_autoptr(TcDocument) document = read_pages(contents, 1, NULL);
    cr_assert(document != NULL);
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

Test(pdf, of_many_pictures_a_few_are_looked_at, .timeout = 120)
{
    seconds_of_strips(1);
    cr_expect(lt(dbl, seconds_of_strips(2000), 40 * seconds_of_strips(200)));
}

/* A Greek text on a picture that could hold it, which its words are not known for. */
Test(pdf, a_text_in_another_script_is_no_scan)
{
    static const char content[] = TC_PDF_FINE_PICTURE
        "BT /F 14 Tf 1 0 0 1 50 750 Tm (abgd ezhq) Tj 0 -80 Td (iklm nxop) Tj 0 -80 Td (rstu fcyw) "
        "Tj 0 -80 Td (abgd ezhq) Tj ET\n";
    g_autofree char *stream =
        g_strdup_printf("<</Length %zu>>stream\n%sendstream", strlen(content), content);
    g_autofree char *image =
        g_strdup_printf("<</Type/XObject/Subtype/Image/Width 1000/Height 1400/ColorSpace/DeviceGray"
                        "/BitsPerComponent 1/Length 175000>>stream\n%0175000d\nendstream",
                        0);
    const char *objects[] = {
        TC_PDF_CATALOG,
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources"
        "<</Font<</F 5 0 R>>/XObject<</J 6 0 R>>>>>>",
        stream,
        "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>",
        image,
        NULL};
    g_autoptr(GString) pdf = tc_pdf_file(objects, "");
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_pdf(pdf, &error);

    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(strstr(document->text, "νξοπ") != NULL, "%s", document->text);
}

Test(pdf, a_text_in_another_language_is_no_scan)
{
    g_autofree char *content = page(ENGLISH);
    const char *contents[] = {content};
    g_autoptr(TcDocument) document = read_pages(contents, 1, NULL);
    cr_assert(document != NULL);
    cr_expect(eq(str, document->text, (char *)ENGLISH "\n"));
}

Test(pdf, scans_among_pages_of_text_are_left_out)
{
    g_autofree char *text = page(LETTER);
    g_autofree char *mark = page("Ban sao");
    g_autofree char *scan = g_strconcat(TC_PDF_PICTURE, mark, NULL);
    const char *contents[] = {scan, text, scan};
    g_autoptr(TcDocument) document = read_pages(contents, 3, NULL);
    cr_assert(document != NULL);
    cr_expect(eq(str, document->text, (char *)LETTER "\n"));
}

/* A picture that fills its page may be a scan or not: what stands below it is kept. */
Test(pdf, captions_of_pictures_among_pages_of_text_are_read)
{
    g_autofree char *text = page(LETTER);
    g_autofree char *caption = page("Hình 3: Sơ đồ tổ chức bộ máy của nhà trường");
    g_autofree char *stamp = page("Người ký: Văn phòng Ủy ban nhân dân tỉnh");
    g_autofree char *picture = g_strconcat(TC_PDF_FINE_PICTURE, caption, NULL);
    g_autofree char *signed_page = g_strconcat(TC_PDF_FINE_PICTURE, stamp, NULL);
    const char *contents[] = {text, picture, signed_page};
    g_autoptr(TcDocument) document = read_pages(contents, 3, NULL);
    cr_assert(document != NULL);
    cr_expect(eq(str, document->text,
                 (char *)LETTER "\n\nHình 3: Sơ đồ tổ chức bộ máy của nhà trường\n"));
    cr_expect(eq(u32, document->scan_count, 2));
    /* Alone it is a scan. */
    cr_expect(read_pages(contents + 1, 1, NULL) == NULL);
}

/* What no language is told of is a caption where the pages are in another language, and else a
 * layer that was read badly. */
Test(pdf, captions_are_in_the_language_of_the_pages)
{
    g_autofree char *english = page(ENGLISH);
    g_autofree char *vietnamese = page(LETTER);
    g_autofree char *words = page("Figure three: approach, sniffing, immobility response");
    g_autofree char *picture = g_strconcat(TC_PDF_FINE_PICTURE, words, NULL);
    const char *of_english[] = {english, picture};
    const char *of_vietnamese[] = {vietnamese, picture};
    const char *of_scans[] = {english, picture, TC_PDF_FINE_PICTURE};
    g_autoptr(TcDocument) captioned = read_pages(of_english, 2, NULL);
    g_autoptr(TcDocument) other = read_pages(of_vietnamese, 2, NULL);
    g_autoptr(TcDocument) scanned = read_pages(of_scans, 3, NULL);
    cr_assert(captioned != NULL && other != NULL && scanned != NULL);
    cr_expect(strstr(captioned->text, "immobility response") != NULL, "%s", captioned->text);
    cr_expect(eq(str, other->text, (char *)LETTER "\n"));
    cr_expect(eq(str, scanned->text, (char *)ENGLISH "\n"));
}

/* poppler gives pages without a word for them. */
Test(pdf, pages_that_cannot_be_unpacked_are_damage)
{
    static const char *const objects[] = {
        TC_PDF_CATALOG, "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        "<</Filter/FlateDecode/Length 5>>stream\nBT ET\nendstream", NULL};
    g_autoptr(GString) pdf = tc_pdf_file(objects, "");
    g_autoptr(GError) error = NULL;

    cr_assert(read_pdf(pdf, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_DAMAGED), "%s", error->message);
}

#define PACKED                       "\x78\xDA\x73\x0A\x51\x70\x0D\x51\x00\x00\x05\x4D\x01\x70"
#define ROW(about, bytes, is_broken) about, bytes, sizeof(bytes) - 1, is_broken

static const struct {
    const char *about, *bytes;
    gsize len;
    gboolean is_broken;
} streams[] = {
    {ROW("sound", "1 0 obj<</Filter/FlateDecode>>stream\n" PACKED "\nendstream", FALSE)},
    {ROW("sound, in a list, two bytes of a line's end",
         "1 0 obj<</Filter [ /FlateDecode]>>stream\r\n" PACKED "\nendstream", FALSE)},
    {ROW("not packed",
         "1 0 obj<</Filter/FlateDecode>>stream\n" PACKED "\nendstream endobj "
         "2 0 obj<</Filter/FlateDecode>>stream\nBT ET\nendstream",
         TRUE)},
    {ROW("cut", "1 0 obj<</Filter/FlateDecode>>stream\n\x78\xDA\x73", TRUE)},
    {ROW("cut at once", "1 0 obj<</Filter/FlateDecode>>stream", TRUE)},
    {ROW("packed by nothing", "1 0 obj<</Length 5>>stream\nBT ET\nendstream", FALSE)},
    {ROW("packed otherwise first",
         "1 0 obj<</Filter[/ASCIIHexDecode/FlateDecode]>>stream\n78DA\nendstream", FALSE)},
    {ROW("of another object", "1 0 obj<</Filter/FlateDecode>> 2 0 obj<<>>stream\nBT\nendstream",
         FALSE)},
    {ROW("encrypted", "1 0 obj<</Filter/FlateDecode>>stream\nBT\nendstream /Encrypt 3 0 R", FALSE)},
};

EACH_ROW(pdf, a_stream_that_cannot_be_unpacked_is_seen, streams)
ROW_TEST(size_t *row, pdf, a_stream_that_cannot_be_unpacked_is_seen)
{
    cr_expect(eq(int, tc_pdf_has_broken_stream(streams[*row].bytes, streams[*row].len),
                 streams[*row].is_broken),
              "%s", streams[*row].about);
}

Test(pdf, pages_with_nothing_on_them_are_empty)
{
    const char *contents[] = {"", ""};
    g_autoptr(GError) error = NULL;
    cr_assert(read_pages(contents, 2, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_EMPTY), "%s", error->message);
}

Test(pdf, a_password_is_told)
{
    g_autofree char *text = page(LETTER);
    const char *contents[] = {text};
    /* Keys of no password that could be guessed: they are not a hash of anything. */
    g_autoptr(GString) pdf =
        tc_pdf_pages(contents, 1,
                     "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4"
                     "/O<0102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F20>"
                     "/U<0102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F20>>>");
    g_autoptr(GError) error = NULL;
    cr_assert(read_pdf(pdf, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_ENCRYPTED), "%s", error->message);
}

/* Page trees that would never end. */
static const char *const trees[] = {
    "<</Type/Pages/Kids[2 0 R]/Count 1>>",
    "<</Type/Pages/Kids[2 0 R 2 0 R 2 0 R]/Count 2000000000>>",
    "<</Type/Pages/Kids[3 0 R]/Count 2000000000>>",
    "<</Type/Pages/Kids[]/Count 2147483647>>",
    "<</Type/Pages/Kids 2 0 R/Count -5>>",
    "<</Type/Pages/Parent 2 0 R>>",
    "null",
};

EACH_ROW(pdf, tree, trees)
ROW_TEST(size_t *row, pdf, tree, .timeout = 60)
{
    const char *objects[] = {TC_PDF_CATALOG, trees[*row],
                             "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]>>", NULL};
    g_autoptr(GString) pdf = tc_pdf_file(objects, "");
    g_autoptr(GError) error = NULL;
    cr_assert(read_pdf(pdf, &error) == NULL);
    cr_expect(error->code == TC_DOCUMENT_ERROR_DAMAGED || error->code == TC_DOCUMENT_ERROR_EMPTY,
              "%s", error->message);
}

Test(pdf, a_file_cut_anywhere_is_read_or_told, .timeout = 120)
{
    g_autofree char *text = page(LETTER);
    const char *contents[] = {text};
    g_autoptr(GString) pdf = tc_pdf_pages(contents, 1, "");
    for (gsize cut = 0; cut < pdf->len; cut += 7) {
        g_autofree char *part = g_memdup2(pdf->str, cut + 1);
        g_autoptr(GError) error = NULL;
        g_autoptr(TcDocument) document =
            tc_document_read_format(TC_FORMAT_PDF, part, cut, NULL, NULL, &error);
        if (document != NULL)
            cr_assert(g_str_has_prefix(LETTER "\n", document->text) || document->text_len > 0);
        else
            cr_assert(error->domain == TC_DOCUMENT_ERROR, "%zu", cut);
    }
}

Test(pdf, text_over_the_limit_is_told)
{
    const TcReadLimits limits = {.input_max = 1u << 20, .text_max = 100};
    g_autofree char *text = page(LETTER);
    const char *contents[] = {text, text};
    g_autoptr(GString) pdf = tc_pdf_pages(contents, 2, "");
    g_autoptr(GError) error = NULL;
    cr_assert(tc_document_read(pdf->str, pdf->len, NULL, &limits, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_TOO_LARGE), "%s", error->message);
}

Test(pdf, the_title_of_the_properties_is_second_best)
{
    g_autofree char *text = page("UBND\n" LETTER);
    const char *contents[] = {text};
    g_autoptr(GString) pdf = tc_pdf_pages(contents, 1, "/Info<</Title(Bao cao nam)>>");
    g_autoptr(TcDocument) document = read_pdf(pdf, NULL);
    cr_assert(document != NULL);
    cr_expect(eq(str, document->title, (char *)"Bao cao nam"));

    g_autoptr(GString) named = tc_pdf_pages(contents, 1, "/Info<</Title(Microsoft Word - x.doc)>>");
    g_autoptr(TcDocument) other = read_pdf(named, NULL);
    cr_assert(other != NULL);
    cr_expect(other->title == NULL);
}

static TcSandbox *
new_sandbox(void)
{
    g_autoptr(GError) error = NULL;
    TcSandbox *sandbox = tc_sandbox_new(NULL, &error);
    cr_assert(sandbox != NULL, "%s", error != NULL ? error->message : "");
    return sandbox;
}

static TcDocument *
read_in_sandbox(const char *bytes, gsize len)
{
    const TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autoptr(GError) error = NULL;
    g_autoptr(TcSandbox) sandbox = new_sandbox();
    TcDocument *document = tc_sandbox_read(sandbox, bytes, len, NULL, &limits, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    return document;
}

/* The worker may open no files and load no code: nothing may be left to the first use. */
Test(pdf, it_is_read_in_the_sandbox, .timeout = 60)
{
    const TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autofree char *text = page(LETTER);
    const char *good[] = {text};
    const char *scan[] = {TC_PDF_PICTURE};
    g_autoptr(GString) pdf = tc_pdf_pages(good, 1, "");
    g_autoptr(GString) scanned = tc_pdf_pages(scan, 1, "");
    g_autoptr(GError) error = NULL;
    g_autoptr(TcSandbox) sandbox = new_sandbox();
    g_autoptr(TcDocument) document = read_in_sandbox(pdf->str, pdf->len);
    cr_expect(eq(str, document->text, (char *)LETTER "\n"));
    cr_assert(tc_sandbox_read(sandbox, scanned->str, scanned->len, NULL, &limits, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_NEEDS_OCR), "%s", error->message);
}

/* A page "So:    /TTr" with a stamp "156" in its gap that has an appearance of its own, a note, a
 * field, and a file attached to the whole. */
static GString *
make_noted(void)
{
    static const char content[] = "BT /F 12 Tf 50 700 Td (So:) Tj 80 0 Td (/TTr ngay) Tj ET BT /F "
                                  "12 Tf 50 650 Td (Kinh gui) Tj ET";
    static const char stamp[] = "BT /F 12 Tf 1 1 Td (156) Tj ET";
    static const char attached[] = "tệp kèm theo";
    g_autofree char *page_stream =
        g_strdup_printf("<</Length %zu>>stream\n%s\nendstream", sizeof content - 1, content);
    g_autofree char *stamp_stream = g_strdup_printf(
        "<</Type/XObject/Subtype/Form/BBox[0 0 30 16]/Resources<</Font<</F 3 0 R>>>>/Length %zu>>"
        "stream\n%s\nendstream",
        sizeof stamp - 1, stamp);
    g_autofree char *file_stream = g_strdup_printf(
        "<</Type/EmbeddedFile/Length %zu>>stream\n%s\nendstream", sizeof attached - 1, attached);
    const char *objects[] = {
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[9 0 R]>>/Names<</EmbeddedFiles<</Names"
        "[(a.txt) 10 0 R]>>>>>>",
        "<</Type/Pages/Kids[5 0 R]/Count 1>>",
        TC_PDF_FONT,
        page_stream,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 3 0 "
        "R>>>>/Annots[7 0 R 8 0 R 9 0 R]>>",
        stamp_stream,
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(s)/F 132/Rect[85 698 115 714]/AP<</N 6 0 R>>>>",
        "<</Type/Annot/Subtype/Text/Rect[500 600 520 620]/F 4/Contents<FEFF0110006F00200111"
        "1EA1 0063>>>",
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(ten)/F 4/Rect[200 500 400 516]/V(Nguyen Van Khoai)>>",
        "<</Type/Filespec/F(a.txt)/EF<</F 11 0 R>>>>",
        file_stream,
        NULL,
    };
    return tc_pdf_file(objects, "");
}

/* In the sandbox, whose processes may load no converters for the words of notes. */
Test(pdf, stamps_notes_fields_and_attached_files_are_read, .timeout = 60)
{
    g_autoptr(GString) pdf = make_noted();
    g_autoptr(TcDocument) document = read_in_sandbox(pdf->str, pdf->len);

    cr_expect(strstr(document->text, "Đo đạc\n") != NULL, "%s", document->text);
    cr_expect(strstr(document->text, "Nguyen Van Khoai\n") != NULL, "%s", document->text);
    cr_expect(strstr(document->text, "tệp kèm theo\n") != NULL, "%s", document->text);
}

/* What was chosen in lists is read, and what was typed in place of a choice; not what else might
 * have been chosen. */
Test(pdf, choices_are_read, .timeout = 60)
{
    const char *objects[] = {
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R 6 0 R 7 0 R]>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 8 0 "
        "R>>>>/Annots[5 0 R 6 0 R 7 0 R]>>",
        "<</Length 40>>stream\nBT /F 12 Tf 50 700 Td (Kinh gui:) Tj ET \nendstream",
        "<</Type/Annot/Subtype/Widget/FT/Ch/Ff 131072/T(tinh)/F 4/Rect[200 600 400 616]"
        "/Opt[(Ha Giang)(Da Nang)]/V(Da Nang)>>",
        "<</Type/Annot/Subtype/Widget/FT/Ch/Ff 393216/T(huyen)/F 4/Rect[200 500 400 516]"
        "/Opt[(Cho Lach)(Ba Tri)]/V(Mo Cay)>>",
        "<</Type/Annot/Subtype/Widget/FT/Ch/Ff 2097152/T(xa)/F 4/Rect[200 300 400 416]"
        "/Opt[[(1)(Xa Mot)][(2)(Xa Hai)][(3)(Xa Ba)]]/V[(1)(3)]>>",
        TC_PDF_FONT,
        NULL,
    };
    g_autoptr(GString) pdf = tc_pdf_file(objects, "");
    g_autoptr(TcDocument) document = read_in_sandbox(pdf->str, pdf->len);

    cr_expect(eq(str, document->text, (char *)"Kinh gui:\nDa Nang\nMo Cay\nXa Mot\nXa Ba\n"));
}

/* The name of an axis beside a chart, and words that stand on their side at the edges of a page. */
Test(pdf, words_at_the_edges_are_read)
{
    const char *contents[] = {
        "BT /F 12 Tf 0 1 -1 0 12 300 Tm (Truc dung) Tj ET BT /F 12 Tf 100 750 Td (Bieu do thu) Tj "
        "ET "
        "BT /F 12 Tf 100 20 Td (Quy mot) Tj ET BT /F 12 Tf 0 1 -1 0 590 500 Tm (Ben phai) Tj ET"};
    g_autoptr(TcDocument) document = read_pages(contents, 1, NULL);

    cr_assert(document != NULL);
    cr_expect(strstr(document->text, "Truc dung") != NULL, "%s", document->text);
    cr_expect(strstr(document->text, "Bieu do thu") != NULL, "%s", document->text);
    cr_expect(strstr(document->text, "Quy mot") != NULL, "%s", document->text);
    cr_expect(strstr(document->text, "Ben phai") != NULL, "%s", document->text);
}

/* Files with the fonts in them: a stamp's letters are drawn, and the sandbox may open no fonts. */
static const struct {
    const char *file, *line;
} samples[] = {
    /* the number and the day stand in appearances of signatures */
    {"stamped.pdf", "Số: 156 /TTr-PNV\tMỹ An, ngày 25 tháng 8 năm 2025\n"},
    /* and among no-break spaces, which part the line for poppler */
    {"gap.pdf", "Số: 779 /TTr-PNV\tMỹ An, ngày 23 tháng 8 năm 2025\n"},
};

EACH_ROW(pdf, a_letterhead_is_one_line, samples)
ROW_TEST(size_t *row, pdf, a_letterhead_is_one_line, .timeout = 60)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(TC_SOURCE_DIR, "tests", "unit", "document", "read",
                                             "samples", samples[*row].file, NULL);
    g_autofree char *bytes = NULL;
    gsize len = 0;
    cr_assert(g_file_get_contents(path, &bytes, &len, &error), "%s",
              error != NULL ? error->message : "");
    g_autoptr(TcDocument) document = read_in_sandbox(bytes, len);
    cr_expect(strstr(document->text, samples[*row].line) != NULL, "%s", document->text);
}
