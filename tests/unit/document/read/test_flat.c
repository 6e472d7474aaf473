/* Office documents that are one XML file: as Word 2003, Excel 2003, Word 2007 and LibreOffice write
 * them. */
#include "document/document.h"
#include "tests/unit/document/read/office_samples.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define WORD2003(body)                                                                             \
    "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Word.Document\"?>\n"                      \
    "<w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\" "            \
    "xmlns:v=\"urn:schemas-microsoft-com:vml\" "                                                   \
    "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "                                         \
    "xmlns:aml=\"http://schemas.microsoft.com/aml/2001/core\" "                                    \
    "xmlns:wx=\"http://schemas.microsoft.com/office/word/2003/auxHint\">"                          \
    "<o:DocumentProperties><o:Author>An</o:Author></o:DocumentProperties>"                         \
    "<w:styles><w:style><w:name w:val=\"Normal\"/></w:style></w:styles>"                           \
    "<w:docPr><w:footnotePr><w:footnote w:type=\"separator\"><w:p><w:r><w:separator/></w:r></w:p>" \
    "</w:footnote></w:footnotePr></w:docPr>"                                                       \
    "<w:body><wx:sect>" body "</wx:sect></w:body></w:wordDocument>"
#define R(text) "<w:r><w:t>" text "</w:t></w:r>"
#define P(text) "<w:p>" R(text) "</w:p>"

#define EXCEL2003(sheets)                                                                          \
    "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><!-- made by hand -->"       \
    "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "                            \
    "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\" "                                   \
    "xmlns:html=\"http://www.w3.org/TR/REC-html40\">" sheets "</Workbook>"

#define PKG "http://schemas.microsoft.com/office/2006/xmlPackage"
#define PART(name, content)                                                                        \
    "<pkg:part pkg:name=\"" name "\" pkg:contentType=\"x\"><pkg:xmlData>" content                  \
    "</pkg:xmlData></pkg:part>"
/* Declares Word's namespace outside of the parts, as nothing forbids. */
#define FLAT_OPC(parts)                                                                            \
    "<?xml version=\"1.0\" standalone=\"yes\"?><?mso-application progid=\"Word.Document\"?>"       \
    "<pkg:package xmlns:pkg=\"" PKG "\" " SAMPLE_WORD_NS                                           \
    ">" PART("/_rels/.rels",                                                                       \
             SAMPLE_RELS(SAMPLE_RELATION("rId1", "officeDocument", "word/document.xml"))) parts    \
        "</pkg:package>"

#define FLAT_ODF(type, kind, content)                                                              \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document " SAMPLE_ODF_NS                  \
    " xmlns:meta=\"" SAMPLE_ODF "meta:1.0\" office:version=\"1.3\" "                               \
    "office:mimetype=\"application/vnd.oasis.opendocument." type "\">"                             \
    "<office:meta><dc:title>Tên trong thuộc tính</dc:title></office:meta>"                     \
    "<office:master-styles><style:master-page><style:header><text:p>Đầu trang</text:p>"         \
    "</style:header></style:master-page></office:master-styles>"                                   \
    "<office:body><office:" kind ">" content "</office:" kind "></office:body></office:document>"

static const struct {
    const char *about, *xml;
    TcFormat format;
    const char *want;
} rows[] = {
    {"Word 2003",
     WORD2003(P("Báo cáo") "<w:tbl><w:tr><w:tc>" P("Số") "</w:tc><w:tc>" P(
         "Tên") "</w:tc></w:tr>"
                "</w:tbl>" P("Cuối") "<w:sectPr/>"),
     TC_FORMAT_WORD_XML, "Báo cáo\nSố\tTên\nCuối\n"},
    {"Word 2003: changes, comments, notes, headers, fields, hidden text",
     WORD2003("<w:p>" R(
         "Một ") "<aml:annotation w:type=\"Word.Deletion\"><aml:content><w:r>"
                 "<w:delText>xóa</w:delText></w:r></aml:content></aml:annotation>"
                 "<aml:annotation w:type=\"Word.Insertion\"><aml:content>" R(
                     "thêm") "</aml:content></aml:annotation><w:r><w:instrText>PAGE</w:instrText></"
                             "w:r>"
                             "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
                             "<w:r><w:rPr><aml:annotation "
                             "w:type=\"Word.Formatting\"><aml:content><w:rPr>"
                             "<w:vanish/></w:rPr></aml:content></aml:annotation></w:rPr><w:t> "
                             "hiện</w:t></w:r>"
                             "<w:r><w:footnote>" P(
                                 "chú thích") "</w:footnote></w:r>"
                                              "<w:r><aml:annotation "
                                              "w:type=\"Word.Comment\"><aml:content>" P("ý kiến") "</aml:content></aml:annotation></w:r>" R(
                                                  " hai") "<w:r><w:pict><w:binData "
                                                          "w:name=\"a.png\">QUJD</"
                                                          "w:binData><v:textbox>"
                                                          "<w:txbxContent>" P(
                                                              "trong khung") "</w:txbxContent></"
                                                                             "v:textbox></w:pict></"
                                                                             "w:r></w:p>"
                                                                             "<w:p><w:pPr><w:"
                                                                             "sectPr><w:hdr "
                                                                             "w:type=\"odd\">" P(
                                                                                 "đầu trang") "</"
                                                                                              "w:"
                                                                                              "hdr>"
                                                                                              "</"
                                                                                              "w:"
                                                                                              "sect"
                                                                                              "Pr><"
                                                                                              "/w:"
                                                                                              "pPr"
                                                                                              ">" R(
                                                                                                  "ba") "</w:p>"),
     TC_FORMAT_WORD_XML, "Một thêm hiện hai\nba\nchú thích\ný kiến\ntrong khung\nđầu trang\n"},
    {"Word 2003: the mark of a paragraph that was deleted",
     WORD2003("<w:p><w:pPr><w:rPr><aml:annotation w:type=\"Word.Deletion\"/></w:rPr></w:pPr>" R(
         "một ") "</w:p>" P("hai")),
     TC_FORMAT_WORD_XML, "một hai\n"},
    {"Excel 2003",
     EXCEL2003("<Worksheet ss:Name=\"Trống\"><Table/></Worksheet><Worksheet ss:Name=\"Ngân sách\">"
               "<Table><Row><Cell><Data ss:Type=\"String\">Họ tên</Data></Cell><Cell/><Cell>"
               "<ss:Data ss:Type=\"String\"><html:B>Số</html:B> tiền</ss:Data></Cell></Row>"
               "<Row><Cell><Data ss:Type=\"Number\">12.5</Data></Cell><Cell><Data "
               "ss:Type=\"Error\">#N/A</Data></Cell><Cell><Comment><ss:Data>đã duyệt</ss:Data>"
               "</Comment></Cell></Row></Table></Worksheet>"),
     TC_FORMAT_EXCEL_XML, "Ngân sách\nHọ tên\tSố tiền\n12,5\tđã duyệt\n"},
    {"Word 2007",
     FLAT_OPC(PART(
         "/word/document.xml",
         "<w:document><w:body>" P("Tờ trình &lt;1&gt;") "<w:p><w:r><w:t xml:space=\"preserve\">a "
                                                        "&amp; b</w:t></w:r></w:p>"
                                                        "</w:body></w:document>")
                  PART("/word/theme/theme1.xml", "<x>Theme</x>")
                      PART("/word/_rels/document.xml.rels",
                           SAMPLE_RELS(SAMPLE_RELATION("rId1", "footer", "footer1.xml")))
                          PART("/word/footer1.xml", "<w:ftr>" P("chân trang") "</w:ftr>")),
     TC_FORMAT_DOCX, "Tờ trình <1>\na & b\nchân trang\n"},
    {"Word 2007: a file of another program",
     FLAT_OPC(
         PART("/word/document.xml", "<w:document><w:body>" P("Tờ trình") "</w:body></w:document>")
             PART("/word/_rels/document.xml.rels",
                  SAMPLE_RELS(SAMPLE_RELATION(
                      "rId1", "package",
                      "embeddings/a.rtf"))) "<pkg:part "
                                            "pkg:name=\"/word/embeddings/"
                                            "a.rtf\"><pkg:binaryData>e1xydGYx\r\n"
                                            "IHBodSBsdWN9</pkg:binaryData></pkg:part>"),
     TC_FORMAT_DOCX, "Tờ trình\nphu luc\n"},
    {"OpenDocument text",
     FLAT_ODF("text", "text",
              "<text:p>Công văn<text:note><text:note-body><text:p>chú thích"
              "</text:p></text:note-body></text:note> số 1</text:p>"),
     TC_FORMAT_ODT, "Công văn số 1\nchú thích\nĐầu trang\n"},
    {"OpenDocument text: pictures, documents and files in it",
     FLAT_ODF("text-template", "text",
              "<text:p>Công văn<draw:frame><draw:image><office:binary-data>iVBORw0KGgo="
              "</office:binary-data></draw:image></draw:frame><draw:frame><draw:object>"
              "<office:document " SAMPLE_ODF_NS "><office:meta><dc:title>x</dc:title></office:meta>"
              "<office:body><office:text><text:p>ở trong</text:p></office:text></office:body>"
              "</office:document></draw:object><draw:object-ole><office:binary-data>"
              "e1xydGYxIHBodSBsdWN9</office:binary-data></draw:object-ole></draw:frame> số 2"
              "</text:p>"),
     TC_FORMAT_ODT, "Công văn số 2\nở trong\nĐầu trang\nphu luc\n"},
    {"OpenDocument sheet",
     FLAT_ODF("spreadsheet", "spreadsheet",
              "<table:table table:name=\"Biểu\"><table:table-row><table:table-cell><text:p>Một"
              "</text:p></table:table-cell></table:table-row></table:table>"),
     TC_FORMAT_ODS, "Biểu\nMột\n"},
    {"of other XML the text between the tags",
     "<?xml version=\"1.0\"?>\n<ghi-chu loai=\"x\"><muc>Việc cần làm</muc><muc>của <b>Hội</b> "
     "đồng, "
     "hợp <i>tá</i>c</muc> <muc/></ghi-chu>",
     TC_FORMAT_XML, "Việc cần làm\ncủa Hội đồng, hợp tác\n"},
    {"other XML with a document type and a damaged end",
     "<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"a.dtd\"><a><b>một</b><c>hai</b></a>",
     TC_FORMAT_XML, "một\nhai\n"},
    {"other XML with damage that ends within a letter",
     "<?xml version=\"1.0\"?><a><b>một</b\xc2\xc3\xd0\x87>hai</b></a>", TC_FORMAT_XML,
     "một\n\uFFFD>hai\n"},
    {"XML that only its namespace tells",
     "<kml xmlns=\"http://www.opengis.net/kml/2.2\">ấp Tân Lập</kml>", TC_FORMAT_XML,
     "ấp Tân Lập\n"},
    {"XML of Word in words",
     "<p>xem wordDocument của http://schemas.microsoft.com/office/word/2003"
     "/wordml</p><p>b</p>",
     TC_FORMAT_HTML, NULL},
};

EACH_ROW(flat, format, rows)
ROW_TEST(size_t *row, flat, format)
{
    const char *xml = rows[*row].xml;
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = tc_document_read(xml, strlen(xml), "a.xml", NULL, &error);

    cr_assert(document != NULL, "%s: %s", rows[*row].about, error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, (int)rows[*row].format), "%s", rows[*row].about);
    if (rows[*row].want != NULL)
        cr_expect(eq(str, document->text, (char *)rows[*row].want), "%s", rows[*row].about);
}

Test(flat, utf16_is_read_too)
{
    static const char xml[] = WORD2003(P("Báo cáo"));
    glong units;
    g_autofree gunichar2 *wide = g_utf8_to_utf16(xml, -1, NULL, &units, NULL);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(GError) error = NULL;

    g_byte_array_append(bytes, (const guint8 *)"\xFF\xFE", 2);
    g_byte_array_append(bytes, (const guint8 *)wide, (guint)units * 2);
    g_autoptr(TcDocument) document =
        tc_document_read((const char *)bytes->data, bytes->len, NULL, NULL, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, TC_FORMAT_WORD_XML));
    cr_expect(eq(str, document->text, (char *)"Báo cáo\n"));
}

Test(flat, the_title_of_the_properties_is_second_best)
{
    static const char xml[] =
        FLAT_ODF("text", "text", "<text:p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</text:p>");
    g_autoptr(TcDocument) document = tc_document_read(xml, sizeof xml - 1, NULL, NULL, NULL);

    cr_assert(document != NULL);
    cr_expect(eq(str, document->title, (char *)"Tên trong thuộc tính"));
}

static const struct {
    const char *about, *xml;
    TcDocumentError code;
} bad[] = {
    {"cut", "<w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\">",
     TC_DOCUMENT_ERROR_DAMAGED},
    {"no parts", "<pkg:package xmlns:pkg=\"" PKG "\" a=\"b\"></pkg:package>",
     TC_DOCUMENT_ERROR_DAMAGED},
    {"no text", EXCEL2003(""), TC_DOCUMENT_ERROR_EMPTY},
};

EACH_ROW(flat, bad, bad)
ROW_TEST(size_t *row, flat, bad)
{
    const char *xml = bad[*row].xml;
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = tc_document_read(xml, strlen(xml), NULL, NULL, &error);

    cr_assert(document == NULL, "%s: %s", bad[*row].about, document->text);
    cr_expect(eq(int, error->code, (int)bad[*row].code), "%s: %s", bad[*row].about, error->message);
}

/* A part with more than may be taken: many namespaces, each written for every use. */
Test(flat, a_package_that_grows_is_bounded, .timeout = 60)
{
    g_autoptr(GString) xml = g_string_new("<?xml version=\"1.0\"?><pkg:package xmlns:pkg=\"" PKG
                                          "\"><pkg:part pkg:name=\"/word/document.xml\">"
                                          "<pkg:xmlData><a xmlns=\"u:");
    const TcReadLimits limits = {.input_max = 1u << 24, .text_max = 1000};
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < 5000; i++)
        g_string_append_printf(xml, "x\"><b xmlns=\"u:%u", i);
    g_autoptr(TcDocument) document = tc_document_read(xml->str, xml->len, NULL, &limits, &error);
    cr_assert(document == NULL);
    cr_expect(error->code == TC_DOCUMENT_ERROR_TOO_LARGE ||
              error->code == TC_DOCUMENT_ERROR_DAMAGED);
}
