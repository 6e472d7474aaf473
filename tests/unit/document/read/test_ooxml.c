#include "document/dispatch.h"
#include "document/sandbox/sandbox.h"
#include "tests/unit/document/read/ooxml_samples.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"

static TcDocument *
read_body(const char *xml, const TcReadLimits *limits, GError **error)
{
    const SampleMember members[] = {TYPES, {.name = "word/document.xml", .content = xml}};
    return read_members(members, G_N_ELEMENTS(members), limits, error);
}

#define OLD_RUN(font, text)                                                                        \
    "<w:r><w:rPr><w:rFonts w:ascii=\"" font "\" w:hAnsi=\"" font "\"/></w:rPr>"                    \
    "<w:t xml:space=\"preserve\">" text "</w:t></w:r>"

static const struct {
    const char *about, *xml, *expect;
} bodies[] = {
    {"paragraphs", SAMPLE_WORD(P("Cải cách") P("hành chính")), "Cải cách\nhành chính\n"},
    {"runs of a word",
     SAMPLE_WORD("<w:p><w:r><w:t>Nghị qu</w:t></w:r><w:r><w:t>yết</w:t></w:r></w:p>"),
     "Nghị quyết\n"},
    {"kept space",
     SAMPLE_WORD("<w:p><w:r><w:t xml:space=\"preserve\">một </w:t></w:r>"
                 "<w:r><w:t>hai</w:t></w:r></w:p>"),
     "một hai\n"},
    {"white space between elements",
     SAMPLE_WORD("\n  <w:p>\n  <w:r>\n<w:t>một</w:t></w:r></w:p>\n"), "một\n"},
    {"tab, line break, hyphen",
     SAMPLE_WORD(
         "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t>"
         "<w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t></w:r>"
         "</w:p>"),
     "a\tb\nc-de\n"},
    {"deleted, inserted, moved",
     SAMPLE_WORD("<w:p><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins><w:r><w:t>mới"
                 "</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom><w:moveTo>"
                 "<w:r><w:t> đến</w:t></w:r></w:moveTo></w:p>"),
     "mới đến\n"},
    {"deleted paragraph end",
     SAMPLE_WORD(
         "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>kinh </w:t></w:r></w:p>" P("tế")),
     "kinh tế\n"},
    {"hidden",
     SAMPLE_WORD("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:rPr><w:vanish "
                 "w:val=\"0\"/></w:rPr><w:t>hiện</w:t></w:r><w:r><w:t> ra</w:t></w:r></w:p>"),
     "hiện ra\n"},
    {"fields",
     SAMPLE_WORD(
         "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>kết quả</w:t></w:r></w:p>"),
     "kết quả\n"},
    {"table",
     SAMPLE_WORD("<w:tbl><w:tr><w:tc>" P("TT") "</w:tc><w:tc>" P(
         "Họ tên") "</w:tc></w:tr><w:tr>"
                   "<w:tc>" P("1") "</w:tc><w:tc>" P("An")
                       P("Bình") "</w:tc><w:tc><w:p/></w:tc><w:tc>" P(
                           "x") "</w:tc></w:tr></w:tbl>" P("sau")),
     "TT\tHọ tên\n1\tAn\nBình\nx\nsau\n"},
    {"text box above all text, which is a cover",
     SAMPLE_WORD(
         "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" P("TRƯỜNG ĐẠI HỌC SÔNG NƯỚC")
             P("KHÓA LUẬN TỐT NGHIỆP VỀ CÁC LOÀI CÁ NƯỚC NGỌT") "</w:txbxContent></mc:Choice></"
                                                                "mc:AlternateContent></w:r></"
                                                                "w:p>" P("Lời đầu")),
     "TRƯỜNG ĐẠI HỌC SÔNG NƯỚC\nKHÓA LUẬN TỐT NGHIỆP VỀ CÁC LOÀI CÁ NƯỚC NGỌT\nLời đầu\n"},
    {"text box once, after the body",
     SAMPLE_WORD(
         "<w:p><w:r><w:t>trước</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" P(
             "hộp") "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" P("hộp") "</"
                                                                                        "w:"
                                                                                        "txbxConten"
                                                                                        "t></"
                                                                                        "mc:"
                                                                                        "Fallback><"
                                                                                        "/mc:"
                                                                                        "AlternateC"
                                                                                        "ontent></"
                                                                                        "w:r><w:r><"
                                                                                        "w:t> "
                                                                                        "sau</"
                                                                                        "w:t></w:r>"
                                                                                        "</w:p>"),
     "trước sau\nhộp\n"},
    {"characters by number", SAMPLE_WORD(P("A &amp; B &#x1EDB;&lt;")), "A & B ớ<\n"},
    {"two words in an old font among Unicode, cut into runs",
     SAMPLE_WORD(
         P("Báo cáo kết quả công tác thủy lợi nội đồng năm vừa qua của huyện") "<w:p>" OLD_RUN(
             "VNI-Times", "hoï") OLD_RUN("VNI-Times", "p toå")
             OLD_RUN("Arial", " hï") "</w:p><w:p>" OLD_RUN(
                 ".VnTime", "chî quª") "<w:r><w:tab/></w:r>" OLD_RUN(".VnTime", "®ß") "</w:p>"),
     "Báo cáo kết quả công tác thủy lợi nội đồng năm vừa qua của huyện\nhọp tổ hï\nchợ quê\tđò\n"},
    {"Unicode under the name of an old font",
     SAMPLE_WORD("<w:p>" OLD_RUN(".VnTime", "thôn Bãi Cát") "</w:p>"), "thôn Bãi Cát\n"},
    {"letters of TCVN3",
     SAMPLE_WORD(P("Céng hßa x· héi chñ nghÜa ViÖt Nam") P("§éc lËp - Tù do - H¹nh phóc")),
     "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc\n"},
};

EACH_ROW(ooxml, body, bodies)
ROW_TEST(size_t *row, ooxml, body)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_body(bodies[*row].xml, NULL, &error);
    cr_assert(document != NULL, "%s: %s", bodies[*row].about, error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, TC_FORMAT_DOCX));
    cr_expect(eq(str, document->text, (char *)bodies[*row].expect), "%s", bodies[*row].about);
}

/* What is wrong with a file is told, whichever XML it is in. */
static const struct {
    const char *about, *xml;
    TcDocumentError code;
} bad_bodies[] = {
    {"entities", SAMPLE_BILLION_LAUGHS SAMPLE_WORD(P("&d;")), TC_DOCUMENT_ERROR_DAMAGED},
    {"a file from outside",
     "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" SAMPLE_WORD(P("&x;")),
     TC_DOCUMENT_ERROR_DAMAGED},
    {"cut", "<w:document " SAMPLE_WORD_NS "><w:body>" P("một"), TC_DOCUMENT_ERROR_DAMAGED},
    {"no XML", "chữ", TC_DOCUMENT_ERROR_DAMAGED},
    {"no bytes", " ", TC_DOCUMENT_ERROR_DAMAGED},
    {"no text", SAMPLE_WORD("<w:p/>"), TC_DOCUMENT_ERROR_EMPTY},
    {"another root", "<x/>", TC_DOCUMENT_ERROR_EMPTY},
};

EACH_ROW(ooxml, bad_body, bad_bodies)
ROW_TEST(size_t *row, ooxml, bad_body)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_body(bad_bodies[*row].xml, NULL, &error);
    cr_assert(document == NULL, "%s: %s", bad_bodies[*row].about, document->text);
    cr_assert(eq(int, error->code, (int)bad_bodies[*row].code), "%s: %s", bad_bodies[*row].about,
              error->message);
}

Test(ooxml, notes_headers_and_comments_follow_the_body)
{
    const SampleMember members[] = {
        TYPES,
        {.name = "_rels/.rels",
         .content = SAMPLE_RELS(SAMPLE_RELATION("r1", "officeDocument", "/word/document2.xml"))},
        {.name = "word/_rels/document2.xml.rels",
         .content = SAMPLE_RELS(SAMPLE_RELATION("r1", "header", "header1.xml")
                                    SAMPLE_RELATION("r2", "footer", "../word/./footer1.xml")
                                        SAMPLE_RELATION("r3", "footnotes", "footnotes.xml")
                                            SAMPLE_RELATION("r4", "comments", "comments.xml")
                                                SAMPLE_RELATION("r5", "endnotes", "none.xml"))},
        {.name = "word/comments.xml",
         .content =
             "<w:comments " SAMPLE_WORD_NS "><w:comment>" P("ý kiến") "</w:comment></w:comments>"},
        {.name = "word/header1.xml", .content = "<w:hdr " SAMPLE_WORD_NS ">" P("đầu") "</w:hdr>"},
        {.name = "word/footer1.xml", .content = "<w:ftr " SAMPLE_WORD_NS ">" P("chân") "</w:ftr>"},
        {.name = "word/footnotes.xml",
         .content = "<w:footnotes " SAMPLE_WORD_NS
                    "><w:footnote>" P("chú thích") "</w:footnote></w:footnotes>"},
        {.name = "word/document2.xml", .content = SAMPLE_WORD(P("thân"))},
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_members(members, G_N_ELEMENTS(members), NULL, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, (char *)"thân\nchú thích\nđầu\nchân\ný kiến\n"));
}

Test(ooxml, the_title_of_the_properties_is_second_best)
{
    SampleMember members[] = {
        TYPES,
        {.name = "docProps/core.xml", .content = SAMPLE_CORE("Báo cáo tổng kết")},
        {.name = "word/document.xml",
         .content = SAMPLE_WORD(P("ỦY BAN NHÂN DÂN TỈNH") P("nội dung"))},
    };
    g_autoptr(TcDocument) from_properties =
        read_members(members, G_N_ELEMENTS(members), NULL, NULL);
    cr_assert(from_properties != NULL);
    cr_expect(eq(str, from_properties->title, (char *)"Báo cáo tổng kết"));

    members[2].content = SAMPLE_WORD(P("Kế hoạch năm 2020") P("nội dung"));
    g_autoptr(TcDocument) from_text = read_members(members, G_N_ELEMENTS(members), NULL, NULL);
    cr_assert(from_text != NULL);
    cr_expect(eq(str, from_text->title, (char *)"Kế hoạch năm 2020"));

    members[2].content = SAMPLE_WORD(P(
        "trước") "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>Chương trình</w:t></w:r>"
                 "</w:p>");
    g_autoptr(TcDocument) from_style = read_members(members, G_N_ELEMENTS(members), NULL, NULL);
    cr_assert(from_style != NULL);
    cr_expect(eq(str, from_style->title, (char *)"Chương trình"));
}

Test(ooxml, sheets_are_read_row_by_row_in_the_workbooks_order)
{
    const SampleMember members[] = {
        TYPES,
        {.name = "xl/workbook.xml",
         .content = "<workbook " SAMPLE_SHEET_NS "><sheets><sheet name=\"Ngân sách\" sheetId=\"9\" "
                    "r:id=\"r2\"/><sheet name=\"Trống\" sheetId=\"3\" r:id=\"r3\"/><sheet "
                    "name=\"Dân số\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
        {.name = "xl/_rels/workbook.xml.rels",
         .content =
             SAMPLE_RELS(SAMPLE_RELATION("r1", "worksheet", "worksheets/sheet1.xml")
                             SAMPLE_RELATION("r2", "worksheet", "worksheets/sheet2.xml")
                                 SAMPLE_RELATION("r3", "worksheet", "worksheets/sheet3.xml")
                                     SAMPLE_RELATION("r4", "sharedStrings", "sharedStrings.xml"))},
        {.name = "xl/sharedStrings.xml",
         .content = "<sst " SAMPLE_SHEET_NS "><si><t>Tỉnh</t></si><si><r><t>Nghệ </t></r><r><t>An"
                    "</t></r><rPh><t>bỏ</t></rPh></si></sst>"},
        {.name = "xl/worksheets/sheet1.xml",
         .content =
             "<worksheet " SAMPLE_SHEET_NS "><sheetData><row><c t=\"s\"><v>0</v></c><c "
             "t=\"inlineStr\"><is><t>Số dân</t></is></c></row><row><c t=\"s\"><v>1</v></c><c>"
             "<f>A1+1</f><v>3327791</v></c><c t=\"e\"><v>#REF!</v></c><c t=\"s\"><v>99</v></c>"
             "</row></sheetData></worksheet>"},
        {.name = "xl/worksheets/sheet2.xml",
         .content = "<worksheet " SAMPLE_SHEET_NS "><sheetData><row><c t=\"str\"><f>x</f><v>chi</v>"
                    "</c></row></sheetData></worksheet>"},
        {.name = "xl/worksheets/sheet3.xml",
         .content = "<worksheet " SAMPLE_SHEET_NS "><sheetData/></worksheet>"},
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_members(members, G_N_ELEMENTS(members), NULL, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, TC_FORMAT_XLSX));
    cr_expect(eq(str, document->text,
                 (char *)"Ngân sách\nchi\nDân số\nTỉnh\tSố dân\nNghệ An\t3327791\n"));
}

/* Shapes of a diagram, and boxes on a sheet. */
Test(ooxml, drawings_have_text)
{
#define DRAWING                                                                                      \
    "<x:d xmlns:x=\"x\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:p>"     \
    "<a:r><a:t>Chủ </a:t></a:r><a:r><a:t>tịch</a:t></a:r></a:p><x:t>không</x:t><a:p><a:r><a:t>" \
    "Phó<a:br/></a:t></a:r></a:p></x:d>"
    const SampleMember word[] = {
        TYPES,
        {.name = "word/document.xml", .content = SAMPLE_WORD(P("Sơ đồ"))},
        {.name = "word/_rels/document.xml.rels",
         .content = SAMPLE_RELS(SAMPLE_RELATION("r1", "diagramData", "diagrams/data1.xml")
                                    SAMPLE_RELATION("r2", "diagramData", "diagrams/data2.xml"))},
        {.name = "word/diagrams/data1.xml", .content = DRAWING},
        {.name = "word/diagrams/data2.xml", .content = "<damaged"},
    };
    const SampleMember sheet[] = {
        TYPES,
        {.name = "xl/workbook.xml",
         .content = "<workbook " SAMPLE_SHEET_NS "><sheets><sheet name=\"Một\" sheetId=\"1\" "
                    "r:id=\"r1\"/></sheets></workbook>"},
        {.name = "xl/_rels/workbook.xml.rels",
         .content = SAMPLE_RELS(SAMPLE_RELATION("r1", "worksheet", "worksheets/sheet1.xml"))},
        {.name = "xl/worksheets/sheet1.xml",
         .content = "<worksheet " SAMPLE_SHEET_NS "><sheetData><row><c t=\"str\"><v>chi</v></c>"
                    "</row></sheetData></worksheet>"},
        {.name = "xl/worksheets/_rels/sheet1.xml.rels",
         .content = SAMPLE_RELS(SAMPLE_RELATION("r1", "drawing", "../drawings/drawing1.xml"))},
        {.name = "xl/drawings/drawing1.xml", .content = DRAWING},
    };
    g_autoptr(TcDocument) document = read_members(word, G_N_ELEMENTS(word), NULL, NULL);
    cr_assert(document != NULL);
    cr_expect(eq(str, document->text, (char *)"Sơ đồ\nChủ tịch\nPhó\n"));
    g_autoptr(TcDocument) book = read_members(sheet, G_N_ELEMENTS(sheet), NULL, NULL);
    cr_assert(book != NULL);
    cr_expect(eq(str, book->text, (char *)"Một\nchi\nChủ tịch\nPhó\n"));
}

Test(ooxml, slides_are_read_in_order_with_their_notes)
{
#define SHAPE(type, text)                                                                          \
    "<p:sp><p:nvSpPr><p:nvPr><p:ph type=\"" type                                                   \
    "\"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>" text                                       \
    "</a:t></a:r></a:p></p:txBody></p:sp>"
    const SampleMember members[] = {
        TYPES,
        {.name = "ppt/presentation.xml",
         .content = "<p:presentation " SAMPLE_SLIDE_NS "><p:sldIdLst><p:sldId id=\"256\" "
                    "r:id=\"r2\"/><p:sldId id=\"257\" r:id=\"r1\"/></p:sldIdLst></p:presentation>"},
        {.name = "ppt/_rels/presentation.xml.rels",
         .content = SAMPLE_RELS(SAMPLE_RELATION("r1", "slide", "slides/slide1.xml")
                                    SAMPLE_RELATION("r2", "slide", "slides/slide2.xml"))},
        {.name = "ppt/slides/slide1.xml",
         .content = "<p:sld " SAMPLE_SLIDE_NS ">" SHAPE("title", "Trang hai") "</p:sld>"},
        {.name = "ppt/slides/slide2.xml",
         .content = "<p:sld " SAMPLE_SLIDE_NS ">" SHAPE("body", "mở đầu") SHAPE(
             "ctrTitle", "Hội nghị tổng kết") "<a:tbl><a:tr><a:tc><a:p><a:r><a:t>a</a:t></a:r>"
                                              "</a:p></a:tc><a:tc><a:p><a:r><a:t>b</a:t></a:r>"
                                              "</a:p></a:tc></a:tr></a:tbl></p:sld>"},
        {.name = "ppt/slides/_rels/slide2.xml.rels",
         .content =
             SAMPLE_RELS(SAMPLE_RELATION("r1", "notesSlide", "../notesSlides/notesSlide1.xml")
                             SAMPLE_RELATION("r2", "comments", "../comments/comment1.xml"))},
        {.name = "ppt/comments/comment1.xml",
         .content = "<p:cmLst " SAMPLE_SLIDE_NS "><p:cm><p:text>góp ý</p:text></p:cm><p:cm><p:text>"
                    "trả lời</p:text></p:cm></p:cmLst>"},
        {.name = "ppt/notesSlides/notesSlide1.xml",
         .content = "<p:notes " SAMPLE_SLIDE_NS ">" SHAPE(
             "body", "ghi chú") "<a:p><a:fld "
                                "type=\"slidenum\"><a:t>7</a:t></a:fld></a:p></p:notes>"},
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_members(members, G_N_ELEMENTS(members), NULL, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, TC_FORMAT_PPTX));
    cr_expect(eq(str, document->text,
                 (char *)"mở đầu\nHội nghị tổng kết\na\tb\nghi chú\ngóp ý\ntrả lời\nTrang hai\n"));
    cr_expect(eq(str, document->title, (char *)"Hội nghị tổng kết"));
}

Test(ooxml, a_bomb_is_not_unpacked)
{
    gsize size = 100u << 20;
    gsize len;
    g_autofree char *xml = g_malloc(size);
    memset(xml, ' ', size);
    const SampleMember members[] = {TYPES,
                                    {.name = "word/document.xml", .content = xml, .len = size}};
    g_autofree char *zip =
        sample_package(members, G_N_ELEMENTS(members), "zip:compression=deflate", 1u << 20, &len);
    g_autoptr(GError) error = NULL;
    cr_assert(lt(sz, len, 200000));
    cr_assert(tc_document_read(zip, len, NULL, NULL, &error) == NULL);
    cr_assert(eq(int, error->code, TC_DOCUMENT_ERROR_TOO_LARGE), "%s", error->message);
}

Test(ooxml, text_over_the_limit_is_told)
{
    const TcReadLimits limits = {.input_max = 1u << 20, .text_max = 300};
    g_autoptr(GString) xml = g_string_new("<w:document " SAMPLE_WORD_NS "><w:body><w:p>");
    for (int i = 0; i < 20; i++)
        g_string_append(xml, "<w:r><w:t>mười chữ cái nhé</w:t></w:r>");
    g_string_append(xml, "</w:p></w:body></w:document>");
    g_autoptr(GError) error = NULL;
    cr_assert(read_body(xml->str, &limits, &error) == NULL);
    cr_assert(eq(int, error->code, TC_DOCUMENT_ERROR_TOO_LARGE), "%s", error->message);
}

Test(ooxml, nesting_without_end_is_damage)
{
    g_autoptr(GString) xml = g_string_new(NULL);
    for (int i = 0; i < 100000; i++)
        g_string_append(xml, "<w>");
    g_autoptr(GError) error = NULL;
    cr_assert(read_body(xml->str, NULL, &error) == NULL);
    cr_assert(eq(int, error->code, TC_DOCUMENT_ERROR_DAMAGED), "%s", error->message);
}

Test(ooxml, a_cut_file_is_read_or_damaged)
{
    const SampleMember members[] = {
        TYPES, {.name = "word/document.xml", .content = SAMPLE_WORD(P("một") P("hai"))}};
    gsize len;
    g_autofree char *zip =
        sample_package(members, G_N_ELEMENTS(members), "zip:compression=deflate", 1u << 20, &len);
    for (gsize cut = 0; cut < len; cut++) {
        g_autofree char *part = g_memdup2(zip, cut + 1);
        g_autoptr(GError) error = NULL;
        g_autoptr(TcDocument) document =
            tc_document_read_format(TC_FORMAT_DOCX, part, cut, NULL, NULL, &error);
        if (document != NULL)
            cr_assert(eq(str, document->text, (char *)"một\nhai\n"));
        else
            cr_assert(error->code == TC_DOCUMENT_ERROR_DAMAGED, "%zu: %s", cut, error->message);
    }
}

Test(ooxml, a_file_whose_list_of_members_is_broken_is_read)
{
    const SampleMember members[] = {
        TYPES, {.name = "word/document.xml", .content = SAMPLE_WORD(P("một") P("hai"))}};
    gsize len;
    g_autofree char *zip =
        sample_package(members, G_N_ELEMENTS(members), "zip:compression=deflate", 1u << 20, &len);
    char *list = memmem(zip, len, "PK\1\2", 4);
    cr_assert(list != NULL);
    /* Bytes were lost before it; and a comment is behind the end. */
    gsize at = (gsize)(list - zip), more = strlen("ghi chú");
    g_autoptr(GByteArray) moved = g_byte_array_new();
    g_byte_array_append(moved, (const guint8 *)zip, (guint)at);
    g_byte_array_append(moved, (const guint8 *)"lost", 4);
    g_byte_array_append(moved, (const guint8 *)list, (guint)(len - at));
    moved->data[moved->len - 2] = (guint8)more;
    g_byte_array_append(moved, (const guint8 *)"ghi chú", (guint)more);

    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document =
        tc_document_read((const char *)moved->data, moved->len, NULL, NULL, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, (char *)"một\nhai\n"));
}

Test(ooxml, a_password_is_told)
{
    const SampleMember members[] = {TYPES,
                                    {.name = "word/document.xml", .content = SAMPLE_WORD("")}};
    gsize len;
    g_autofree char *zip =
        sample_package(members, G_N_ELEMENTS(members), "zip:compression=store", 1u << 20, &len);
    /* The flag of encryption in both headers of each member. */
    for (gsize i = 0; i + 10 < len; i++)
        if (memcmp(zip + i, "PK\3\4", 4) == 0)
            zip[i + 6] |= 1;
        else if (memcmp(zip + i, "PK\1\2", 4) == 0)
            zip[i + 8] |= 1;
    g_autoptr(GError) error = NULL;
    cr_assert(tc_document_read_format(TC_FORMAT_DOCX, zip, len, NULL, NULL, &error) == NULL);
    cr_assert(eq(int, error->code, TC_DOCUMENT_ERROR_ENCRYPTED), "%s", error->message);
}

/* The worker may open no files and load no code: nothing may be left to the first use. */
Test(ooxml, it_is_read_in_the_sandbox, .timeout = 60)
{
    const SampleMember members[] = {
        TYPES,
        {.name = "word/document.xml",
         .content = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" SAMPLE_WORD(P("một"))}};
    gsize len;
    g_autofree char *zip =
        sample_package(members, G_N_ELEMENTS(members), "zip:compression=deflate", 1u << 20, &len);
    const TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autoptr(GError) error = NULL;
    g_autoptr(TcSandbox) sandbox = tc_sandbox_new(NULL, &error);
    cr_assert(sandbox != NULL, "%s", error != NULL ? error->message : "");
    g_autoptr(TcDocument) document = tc_sandbox_read(sandbox, zip, len, NULL, &limits, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, (char *)"một\n"));
}

/* Automatic numbers. */
#define LVL(level, inside)   "<w:lvl w:ilvl=\"" level "\">" inside "</w:lvl>"
#define LOOK(format, text)   "<w:numFmt w:val=\"" format "\"/><w:lvlText w:val=\"" text "\"/>"
#define FORM(format, text)   "<w:start w:val=\"1\"/>" LOOK(format, text)
#define ABSTRACT(id, inside) "<w:abstractNum w:abstractNumId=\"" id "\">" inside "</w:abstractNum>"
#define NUM(id, list, inside)                                                                      \
    "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" list "\"/>" inside "</w:num>"
#define NUMBERING(inside) "<w:numbering " SAMPLE_WORD_NS ">" inside "</w:numbering>"
#define STYLES(inside)    "<w:styles " SAMPLE_WORD_NS ">" inside "</w:styles>"
#define NUMBERED(number, level, text)                                                              \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" number                   \
    "\"/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define STYLED(style, text)                                                                        \
    "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define ARTICLES                                                                                   \
    ABSTRACT("0", LVL("0", FORM("decimal", "Điều %1.")) LVL("1", FORM("decimal", "%1.%2"))         \
                      LVL("2", FORM("lowerLetter", "%3)")) LVL("3", FORM("bullet", "-"))           \
                          LVL("4", FORM("none", "Phụ lục")))

static const struct {
    const char *about, *numbering, *styles, *body, *expect;
} numbered[] = {
    {"levels", NUMBERING(ARTICLES NUM("1", "0", "")), STYLES(""),
     NUMBERED("1", "0", "một") NUMBERED("1", "1", "khoản") NUMBERED("1", "2", "điểm")
         NUMBERED("1", "3", "gạch") NUMBERED("1", "4", "rời") P("chữ") NUMBERED("1", "0", "hai")
             NUMBERED("1", "1", "nữa"),
     "Điều 1. một\n1.1 khoản\na) điểm\ngạch\nPhụ lục rời\nchữ\nĐiều 2. hai\n2.1 nữa\n"},
    {"instances share a count, one begins anew and looks otherwise",
     NUMBERING(ARTICLES NUM("1", "0", "") NUM("2", "0", "")
                   NUM("3", "0",
                       "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/>" LVL(
                           "0", FORM("upperRoman", "Chương %1")) "</w:lvlOverride>")),
     STYLES(""),
     NUMBERED("1", "0", "a") NUMBERED("2", "0", "b") NUMBERED("3", "0", "c") NUMBERED("3", "0", "d")
         NUMBERED("1", "0", "e"),
     "Điều 1. a\nĐiều 2. b\nChương VII c\nChương VIII d\nĐiều 9. e\n"},
    {"one that looks otherwise and does not say where it begins",
     NUMBERING(ABSTRACT("0", LVL("0", "<w:start w:val=\"4\"/>" LOOK("decimal", "%1."))) NUM(
         "1", "0",
         "<w:lvlOverride w:ilvl=\"0\">" LVL("0", LOOK("lowerLetter", "%1.")) "</w:lvlOverride>")),
     STYLES(""), NUMBERED("1", "0", "mua") NUMBERED("1", "0", "bán"), "d. mua\ne. bán\n"},
    {"styles, what they are based on, and the level that names a style",
     NUMBERING(ABSTRACT("0", LVL("0", FORM("decimal", "Mục %1"))
                                 LVL("1", "<w:pStyle w:val=\"Con\"/>" FORM("decimal", "%1.%2.")))
                   NUM("4", "0", "")),
     STYLES("<w:style w:styleId=\"Cha\"><w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr></w:pPr>"
            "</w:style><w:style w:styleId=\"Chau\"><w:basedOn w:val=\"Cha\"/></w:style>"
            "<w:style w:styleId=\"Con\"><w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr></w:pPr>"
            "</w:style><w:style w:styleId=\"Vong\"><w:basedOn w:val=\"Vong\"/></w:style>"),
     STYLED("Cha", "một") STYLED("Con", "khoản") STYLED("Chau", "hai")
         STYLED("Vong", "không") "<w:p><w:pPr><w:pStyle w:val=\"Cha\"/><w:numPr><w:numId "
                                 "w:val=\"0\"/></w:numPr></w:pPr>"
                                 "<w:r><w:t>thôi</w:t></w:r></w:p>",
     "Mục 1 một\n1.1. khoản\nMục 2 hai\nkhông\nthôi\n"},
    {"a list that is that of a style",
     NUMBERING(ARTICLES ABSTRACT("1", "<w:numStyleLink w:val=\"L\"/>") NUM("1", "1", "")
                   NUM("2", "0", "")),
     STYLES("<w:style w:type=\"numbering\" w:styleId=\"L\"><w:pPr><w:numPr><w:numId w:val=\"2\"/>"
            "</w:numPr></w:pPr></w:style>"),
     NUMBERED("1", "0", "một"), "Điều 1. một\n"},
    {"paragraphs that are not there do not count, empty ones do",
     NUMBERING(ARTICLES NUM("1", "0", "")), STYLES(""),
     NUMBERED("1", "0", "một") "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/>"
                               "</w:numPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>" NUMBERED("1", "0",
                                                                                          "hai")
                                   NUMBERED("1", "0", "") NUMBERED("1", "0", "bốn"),
     "Điều 1. một\nĐiều 2. hai\nĐiều 3.\nĐiều 4. bốn\n"},
    {"a paragraph that goes on with one whose end was deleted",
     NUMBERING(ARTICLES NUM("1", "0", "")), STYLES(""),
     P("đầu") "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:rPr>"
              "<w:del/></w:rPr></w:pPr><w:r><w:t>một</w:t></w:r></w:p>" NUMBERED("1", "0", " rưỡi")
                  NUMBERED("1", "0", "hai"),
     "đầu\nĐiều 1. một rưỡi\nĐiều 2. hai\n"},
    {"cells", NUMBERING(ABSTRACT("0", LVL("0", FORM("decimal", "%1"))) NUM("1", "0", "")),
     STYLES(""),
     "<w:tbl><w:tr><w:tc>" NUMBERED("1", "0", "") "</w:tc><w:tc>" P(
         "An") "</w:tc></w:tr><w:tr><w:tc>" NUMBERED("1", "0",
                                                     "") "</w:tc><w:tc>" P("Bình") "</w:tc></"
                                                                                   "w:tr></w:tbl>",
     "1\tAn\n2\tBình\n"},
    {"a level that tells no start begins with 0",
     NUMBERING(ABSTRACT("0", LVL("0", LOOK("decimal", "%1."))) NUM("1", "0", "")), STYLES(""),
     NUMBERED("1", "0", "một") NUMBERED("1", "0", "hai"), "0. một\n1. hai\n"},
    {"styles that hide, and runs that say otherwise", NUMBERING(ARTICLES NUM("1", "0", "")),
     STYLES("<w:style w:type=\"paragraph\" w:styleId=\"H\"><w:rPr><w:vanish/></w:rPr></w:style>"
            "<w:style w:type=\"paragraph\" w:styleId=\"G\"><w:basedOn w:val=\"H\"/></w:style>"
            "<w:style w:type=\"character\" w:styleId=\"C\"><w:rPr><w:vanish/></w:rPr></w:style>"
            "<w:style w:type=\"character\" w:styleId=\"S\"><w:rPr><w:vanish w:val=\"0\"/></w:rPr>"
            "</w:style>"),
     NUMBERED("1", "0",
              "một") "<w:p><w:pPr><w:pStyle w:val=\"G\"/><w:numPr><w:ilvl w:val=\"0\"/>"
                     "<w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>ẩn</w:t></w:r><w:r>"
                     "<w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>hiện </w:t></w:r><w:r><w:rPr>"
                     "<w:rStyle w:val=\"S\"/></w:rPr><w:t>rõ</w:t></w:r></w:p><w:p><w:r><w:rPr>"
                     "<w:rStyle w:val=\"C\"/></w:rPr><w:t>kín</w:t></w:r><w:r><w:t>hai</w:t>"
                     "</w:r></w:p>" NUMBERED("1", "0", "ba"),
     "Điều 1. một\nhiện rõ\nhai\nĐiều 2. ba\n"},
    {"a heading within a line", NUMBERING(ARTICLES NUM("1", "0", "")), STYLES(""),
     "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:vanish/>"
     "<w:specVanish/></w:rPr></w:pPr><w:r><w:t>Phạm vi.</w:t></w:r></w:p>" P("Nghị định này")
         NUMBERED("1", "0", "Đối tượng"),
     "Điều 1. Phạm vi.\nNghị định này\nĐiều 2. Đối tượng\n"},
    {"lists that are not there", NUMBERING(NUM("1", "77", "") NUM("2", "x", "")), STYLES(""),
     NUMBERED("1", "0", "a") NUMBERED("2", "0", "b") NUMBERED("9", "0", "c")
         NUMBERED("1", "99", "d"),
     "a\nb\nc\nd\n"},
};

EACH_ROW(ooxml, automatic_numbers, numbered)
ROW_TEST(size_t *row, ooxml, automatic_numbers)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *body = g_strconcat("<w:document " SAMPLE_WORD_NS "><w:body>",
                                        numbered[*row].body, "</w:body></w:document>", NULL);
    const SampleMember members[] = {
        TYPES,
        {.name = "word/document.xml", .content = body},
        {.name = "word/_rels/document.xml.rels",
         .content = SAMPLE_RELS(SAMPLE_RELATION("r1", "numbering", "numbering.xml")
                                    SAMPLE_RELATION("r2", "styles", "styles.xml"))},
        {.name = "word/numbering.xml", .content = numbered[*row].numbering},
        {.name = "word/styles.xml", .content = numbered[*row].styles},
    };
    g_autoptr(TcDocument) document = read_members(members, G_N_ELEMENTS(members), NULL, &error);
    cr_assert(document != NULL, "%s: %s", numbered[*row].about,
              error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, (char *)numbered[*row].expect), "%s", numbered[*row].about);
}

/* Sheets as the reader sees them. */
#define CHART_NS "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\""
#define CHART                                                                                         \
    "<c:chartSpace " CHART_NS " " SAMPLE_SLIDE_NS                                                     \
    "><c:title><a:p><a:r><a:t>biểu đồ chè</a:t></a:r>"                                          \
    "</a:p></c:title><c:ser><c:tx><c:strRef><c:strCache><c:pt><c:v>năm 2020</c:v></c:pt>"            \
    "</c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache><c:pt><c:v>Quỳ Châu</c:v></c:pt>" \
    "</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:pt><c:v>4711</c:v></c:pt>"       \
    "</c:numCache></c:numRef></c:val></c:ser><c:ser><c:cat><c:strRef><c:strCache><c:pt><c:v>"         \
    "Quỳ Châu</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser></c:chartSpace>"
#define INLINE(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define BOOK(properties, name)                                                                     \
    "<workbook " SAMPLE_SHEET_NS "><workbookPr " properties "/><sheets><sheet name=\"" name        \
    "\" r:id=\"r1\"/></sheets></workbook>"
#define CELL_STYLES                                                                                \
    "<styleSheet " SAMPLE_SHEET_NS "><numFmts><numFmt numFmtId=\"164\" "                           \
    "formatCode=\"[$-42A]&quot;ngày &quot;dd/mm/yyyy;@\"/></numFmts><cellStyleXfs><xf "           \
    "numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf "       \
    "numFmtId=\"10\"/><xf numFmtId=\"3\"/><xf numFmtId=\"20\"/></cellXfs></styleSheet>"

static const struct {
    const char *about, *book, *sheet, *expect;
} shown[] = {
    {"formats", BOOK("", "Sheet1"),
     "<sheetData><row><c s=\"1\"><v>44270</v></c><c s=\"2\"><v>0.4725</v></c><c s=\"3\"><v>1234567"
     "</v></c><c s=\"4\"><v>0.354166666666667</v></c><c><v>0.30000000000000004</v></c><c s=\"99\">"
     "<v>7</v></c><c t=\"d\" s=\"1\"><v>2021-03-15</v></c><c "
     "t=\"e\"><v>#N/A</v></c></row></sheetData>",
     "ngày 15/03/2021\t47,25%\t1.234.567\t8:30\t0,3\t7\tngày 15/03/2021\n"},
    {"days from 1904", BOOK("date1904=\"1\"", "Trang tính 2"),
     "<sheetData><row><c s=\"1\"><v>42808</v></c><c t=\"d\" s=\"1\"><v>2021-03-15</v></c></row>"
     "</sheetData>",
     "ngày 15/03/2021\tngày 15/03/2021\n"},
    {"escapes", BOOK("", "Một"),
     "<sheetData><row>" INLINE("trên_x000D_\ndưới") INLINE("a_x0041_b") INLINE("_x005F_x000D_")
         INLINE("_x00_") INLINE("x_x000D_y") "</row></sheetData>",
     "Một\ntrên dưới\taAb\t_x000D_\t_x00_\tx y\n"},
    {"headers of pages", BOOK("", "Sheet1"),
     "<sheetData><row>" INLINE(
         "ô") "</row></sheetData><headerFooter><oddHeader>&amp;Cđầu trang&amp;R"
              "Trang &amp;P</oddHeader><oddFooter>&amp;L&amp;\"Arial,Bold\"chân "
              "trang</oddFooter></headerFooter>",
     "ô\nđầu trang\nTrang\nchân trang\n"},
    {"charts", BOOK("", "Sheet1"), "<sheetData><row>" INLINE("ô") "</row></sheetData>",
     "ô\nbiểu đồ chè\n"},
};

EACH_ROW(ooxml, sheets_as_they_are_shown, shown)
ROW_TEST(size_t *row, ooxml, sheets_as_they_are_shown)
{
    gboolean has_chart = strcmp(shown[*row].about, "charts") == 0;
    g_autofree char *sheet =
        g_strconcat("<worksheet " SAMPLE_SHEET_NS ">", shown[*row].sheet, "</worksheet>", NULL);
    const SampleMember members[] = {
        TYPES,
        {.name = "xl/workbook.xml", .content = shown[*row].book},
        {.name = "xl/_rels/workbook.xml.rels",
         .content = SAMPLE_RELS(SAMPLE_RELATION("r1", "worksheet", "worksheets/sheet1.xml")
                                    SAMPLE_RELATION("r2", "styles", "styles.xml"))},
        {.name = "xl/styles.xml", .content = CELL_STYLES},
        {.name = "xl/worksheets/sheet1.xml", .content = sheet},
        {.name = "xl/worksheets/_rels/sheet1.xml.rels",
         .content = SAMPLE_RELS(SAMPLE_RELATION("d", "drawing", "../drawings/drawing1.xml"))},
        {.name = "xl/drawings/drawing1.xml", .content = "<x/>"},
        {.name = "xl/drawings/_rels/drawing1.xml.rels",
         .content = SAMPLE_RELS(SAMPLE_RELATION("c", "chart", "../charts/chart1.xml")
                                    SAMPLE_RELATION("d", "drawing", "drawing1.xml"))},
        {.name = "xl/charts/chart1.xml", .content = CHART},
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document =
        read_members(members, has_chart ? G_N_ELEMENTS(members) : 5, NULL, &error);
    cr_assert(document != NULL, "%s: %s", shown[*row].about, error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, (char *)shown[*row].expect), "%s", shown[*row].about);
    if (strstr(shown[*row].about, "formats") != NULL)
        cr_expect(document->title == NULL || strcmp(document->title, "Sheet1") != 0);
}

Test(ooxml, charts_word_art_and_symbols_of_a_text_are_read)
{
    const SampleMember members[] = {
        TYPES,
        {.name = "word/document.xml",
         .content = SAMPLE_WORD(
             "<w:p><w:r><w:t xml:space=\"preserve\">mức </w:t></w:r><w:r><w:sym w:font=\"Symbol\" "
             "w:char=\"F0B3\"/></w:r><w:r><w:t> năm</w:t></w:r></w:p><w:p><w:r><w:pict><v:shape "
             "xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:textpath string=\"DỰ THẢO\"/></v:shape>"
             "</w:pict></w:r></w:p><w:p><w:r><w:ruby><w:rt><w:r><w:t>âm</w:t></w:r></"
             "w:rt><w:rubyBase>"
             "<w:r><w:t>gốc</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>")},
        {.name = "word/_rels/document.xml.rels",
         .content = SAMPLE_RELS(SAMPLE_RELATION("c", "chart", "charts/chart1.xml"))},
        {.name = "word/charts/chart1.xml", .content = CHART},
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_members(members, G_N_ELEMENTS(members), NULL, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, document->text,
                 (char *)"mức ≥ năm\ngốc\nDỰ THẢO\nbiểu đồ chè\nnăm 2020\nQuỳ Châu\n"));
}

/* A series whose name is of no cell; and a chart of Office 2016, whose second series has the same
 * categories. */
Test(ooxml, names_of_series_and_new_charts_are_read)
{
    static const char waterfall[] =
        "<cx:chartSpace "
        "xmlns:cx=\"http://schemas.microsoft.com/office/drawing/2014/chartex\" " SAMPLE_SLIDE_NS
        "><cx:chartData><cx:data><cx:strDim "
        "type=\"cat\"><cx:f>Sheet1!$A$2</cx:f><cx:lvl><cx:pt>Quý một</cx:pt>"
        "<cx:pt>Quý hai</cx:pt></cx:lvl></cx:strDim><cx:numDim "
        "type=\"val\"><cx:lvl><cx:pt>4711</cx:pt></cx:lvl>"
        "</cx:numDim></cx:data><cx:data><cx:strDim type=\"cat\"><cx:lvl><cx:pt>Quý "
        "một</cx:pt></cx:lvl></cx:strDim>"
        "</cx:data></cx:chartData><cx:chart><cx:title><cx:tx><cx:rich><a:p><a:r><a:t>Thu ngân "
        "sách</a:t></a:r></a:p>"
        "</cx:rich></cx:tx></cx:title><cx:series><cx:tx><cx:txData><cx:f>Sheet1!$B$1</"
        "cx:f><cx:v>Nghìn đồng</cx:v>"
        "</cx:txData></cx:tx></cx:series></cx:chart></cx:chartSpace>";
    const SampleMember members[] = {
        TYPES,
        {.name = "word/document.xml",
         .content = SAMPLE_WORD("<w:p><w:r><w:t>mức</w:t></w:r></w:p>")},
        {.name = "word/_rels/document.xml.rels",
         .content = SAMPLE_RELS(SAMPLE_RELATION("c", "chart", "charts/chart1.xml")
                                    SAMPLE_RELATION("e", "chartEx", "charts/chartEx1.xml"))},
        {.name = "word/charts/chart1.xml",
         .content =
             "<c:chartSpace " CHART_NS "><c:ser><c:tx><c:v>Xe tải</c:v></c:tx><c:val><c:numRef>"
             "<c:numCache><c:pt><c:v>4712</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>"
             "</c:chartSpace>"},
        {.name = "word/charts/chartEx1.xml", .content = waterfall},
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_members(members, G_N_ELEMENTS(members), NULL, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, document->text,
                 (char *)"mức\nXe tải\nQuý một\nQuý hai\nThu ngân sách\nNghìn đồng\n"));
}
