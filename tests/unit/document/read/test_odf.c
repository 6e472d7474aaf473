#include "document/read/reader.h"
#include "tests/unit/document/read/office_samples.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static TcDocument *
read_odf(const char *kind, const char *content, const char *more_name, const char *more,
         GError **error)
{
    g_autofree char *type = g_strdup_printf("application/vnd.oasis.opendocument.%s", kind);
    const SampleMember members[] = {
        {.name = "mimetype", .content = type},
        {.name = "content.xml", .content = content},
        {.name = more_name, .content = more},
    };
    gsize len;
    g_autofree char *zip =
        sample_package(members, more != NULL ? 3 : 2, "zip:compression=store", 1u << 20, &len);
    return tc_document_read(zip, len, "a.bin", NULL, error);
}

#define TEXT(content) SAMPLE_ODF_CONTENT("text", content)
#define P(text)       "<text:p>" text "</text:p>"

static const struct {
    const char *about, *kind, *content, *expect;
    TcFormat format;
} rows[] = {
    {"paragraphs and headings", "text", TEXT("<text:h>Phần I</text:h>" P("Cải\n   cách")),
     "Phần I\nCải cách\n", TC_FORMAT_ODT},
    {"spaces, tabs, breaks", "text",
     TEXT(P("a<text:s text:c=\"4\"/>b<text:tab/>c<text:line-break/>d<text:span>e</text:span>")),
     "a b\tc\nde\n", TC_FORMAT_ODT},
    {"fields of a form where they stand", "text",
     TEXT("<office:forms><form:form form:name=\"Phiếu\"><form:properties><form:property "
          "form:property-name=\"x\"/></form:properties>"
          "<form:text form:id=\"a\" form:value=\"cũ\" form:current-value=\"Lê Văn Mẫu\"/>"
          "<form:listbox xml:id=\"b\" form:id=\"b\"><form:option form:label=\"Xã "
          "Một\"/><form:option "
          "form:label=\"Xã Hai\" form:current-selected=\"true\"/><form:option form:label=\"Xã Ba\" "
          "form:selected=\"true\"/></form:listbox><form:checkbox form:id=\"c\" form:label=\"Đồng "
          "ý\"/><form:password form:id=\"d\" form:value=\"bí mật\"/><form:textarea "
          "form:id=\"e\"><text:p>không</text:p></form:textarea></form:form></office:forms>" P(
              "Họ tên:<draw:control draw:control=\"a\"/>ở<draw:control draw:control=\"b\"/>.") //
          P("<draw:control draw:control=\"c\"/><draw:control draw:control=\"d\"/><draw:control "
            "draw:control=\"khác\"/>")),
     "Họ tên: Lê Văn Mẫu ở Xã Hai, Xã Ba .\nĐồng ý\n", TC_FORMAT_ODT},
    {"what stands above a word", "text",
     TEXT(P("gốc<text:ruby><text:ruby-base>chữ</text:ruby-base><text:ruby-text>tự</text:ruby-text>"
            "</text:ruby>Nôm")),
     "gốcchữ tự Nôm\n", TC_FORMAT_ODT},
    {"deletions", "text",
     TEXT("<text:tracked-changes><text:changed-region><text:deletion>" P(
         "cũ") "</text:deletion></text:changed-region></text:tracked-changes>" P("mới")),
     "mới\n", TC_FORMAT_ODT},
    {"hidden text", "text",
     "<office:document-content " SAMPLE_ODF_NS "><office:automatic-styles>"
     "<style:style style:name=\"T1\"><style:text-properties/></style:style>"
     "<style:style style:name=\"T2\"><style:text-properties text:display=\"none\"/></style:style>"
     "</office:automatic-styles><office:body><office:text><text:p>a<text:span "
     "text:style-name=\"T1\">b</text:span><text:span "
     "text:style-name=\"T2\">c<text:tab/></text:span>"
     "d</text:p><text:p text:style-name=\"T2\">e</text:p><text:section text:display=\"none\">" P(
         "f") "</text:section>" P("g") "</office:text></office:body></office:document-content>",
     "abd\ng\n", TC_FORMAT_ODT},
    {"notes, comments, boxes and shapes in a paragraph", "text",
     TEXT(P("trước<text:note><text:note-citation>1</text:note-citation><text:note-body>" P(
         "chú thích") "</text:note-body></text:note> "
                      "giữa<office:annotation><dc:creator>ai</dc:creator>" P(
                          "ý") "</"
                               "office:"
                               "annotation><"
                               "draw:frame><"
                               "draw:text-"
                               "box>" P("hộp") "</draw:text-box></draw:frame>"
                                               "<draw:line>" P("") "</draw:line> sau")),
     "trước giữa sau\nchú thích\ný\nhộp\n", TC_FORMAT_ODT},
    {"table", "text",
     TEXT(
         "<table:table table:name=\"Bảng1\"><table:table-row><table:table-cell>" P("a")
             P("b") "</table:table-cell><table:table-cell>" P(
                 "c") "</table:table-cell></table:table-row>"
                      "<table:table-row><table:table-cell>" P(
                          "d") "</table:table-cell><table:table-cell/>"
                               "<table:table-cell>" P("e") "</table:table-cell></table:table-row></"
                                                           "table:table>" P("sau")),
     "a\nb\nc\nd\te\nsau\n", TC_FORMAT_ODT},
    {"sheets", "spreadsheet",
     SAMPLE_ODF_CONTENT("spreadsheet",
                        "<table:table table:name=\"Ngân sách\"><table:table-row "
                        "table:number-rows-repeated=\"1000000\"><table:table-cell "
                        "table:number-columns-repeated=\"16384\">" P(
                            "chi") "</table:table-cell>"
                                   "<table:table-cell>" P(
                                       "12,5") "</table:table-cell></table:table-row>"
                                               "</table:table><table:table table:name=\"Trống\"/>"),
     "Ngân sách\nchi\t12,5\n", TC_FORMAT_ODS},
    {"slides", "presentation",
     SAMPLE_ODF_CONTENT("presentation",
                        "<draw:page><draw:frame><draw:text-box>" P(
                            "một") "</draw:text-box>"
                                   "</draw:frame><presentation:notes><draw:frame><draw:text-box>" P(
                                       "ghi chú") "</draw:text-box></draw:frame></"
                                                  "presentation:notes></draw:page><draw:page>"
                                                  "<draw:custom-shape>" P(
                                                      "hai") "</draw:custom-shape></draw:page>"),
     "một\nghi chú\nhai\n", TC_FORMAT_ODP},
};

#define STYLES(styles)                                                                             \
    "<office:document-content " SAMPLE_ODF_NS "><office:automatic-styles>" styles                  \
    "</office:automatic-styles>"
#define BODY(content)                                                                              \
    "<office:body><office:text>" content "</office:text></office:body></office:document-content>"
#define LEVEL(number, attributes)                                                                  \
    "<text:list-level-style-number text:level=\"" number "\" " attributes "/>"
#define ARTICLES                                                                                   \
    "<text:list-style style:name=\"L1\">" LEVEL(                                                   \
        "1", "style:num-prefix=\"Điều \" style:num-suffix=\".\" style:num-format=\"1\"")           \
        LEVEL("2", "style:num-format=\"a\" style:num-suffix=\")\"") LEVEL(                         \
            "3", "style:num-format=\"1\" text:display-levels=\"3\"") "<text:list-level-style-"     \
                                                                     "bullet text:level=\"4\" "    \
                                                                     "text:bullet-char=\"-\"/>"    \
                                                                     "</text:list-style>"
#define LIST(attributes, items) "<text:list " attributes ">" items "</text:list>"
#define ITEM(content)           "<text:list-item>" content "</text:list-item>"

#define SECOND                                                                                     \
    "<text:list-style style:name=\"L2\">" LEVEL(                                                   \
        "1", "style:num-format=\"A\" style:num-suffix=\".\"") "</text:list-style>"
#define OTHER(text)                                                                                \
    "<text:list-item text:style-override=\"L2\"><text:p>" text "</text:p></text:list-item>"

static const struct {
    const char *about, *content, *expect;
} lists[] = {
    {"levels",
     STYLES(ARTICLES)
         BODY(LIST("text:style-name=\"L1\"",
                   ITEM(P("một") LIST("", ITEM(P("khoản") P("không") LIST(
                                              "", ITEM(P("điểm") LIST("", ITEM(P("gạch"))))))))
                       ITEM(P("hai") LIST("", ITEM(P("lại")))))),
     "Điều 1. một\na) khoản\nkhông\n1.a.1 điểm\ngạch\nĐiều 2. hai\na) lại\n"},
    {"what goes on and what does not",
     STYLES(ARTICLES)
         BODY(LIST("text:style-name=\"L1\" xml:id=\"x\"", ITEM(P("một"))) P("giữa")
                  LIST("text:style-name=\"L1\" text:continue-numbering=\"true\"", ITEM(P("hai")))
                      LIST("text:style-name=\"L1\"", ITEM(P("mới")))
                          LIST("text:style-name=\"L1\" text:continue-list=\"x\"", ITEM(P("ba")))),
     "Điều 1. một\ngiữa\nĐiều 2. hai\nĐiều 1. mới\nĐiều 3. ba\n"},
    {"starts, headers of lists, empty items",
     STYLES(ARTICLES) BODY(LIST("text:style-name=\"L1\"",
                                "<text:list-item text:start-value=\"7\">" P(
                                    "bảy") "</text:list-item>"
                                           "<text:list-header>" P("đầu") "</text:list-header>" ITEM(
                                               "<text:p/>") ITEM(P("chín")))),
     "Điều 7. bảy\nđầu\nĐiều 8.\nĐiều 9. chín\n"},
    {"the style of the paragraph says the list, by what it is based on",
     STYLES(ARTICLES "<style:style style:name=\"A\" style:family=\"paragraph\" "
                     "style:list-style-name=\"L1\"/><style:style style:name=\"B\" "
                     "style:family=\"paragraph\" style:parent-style-name=\"A\"/>")
         BODY(LIST("", ITEM("<text:p text:style-name=\"B\">một</text:p>"))),
     "Điều 1. một\n"},
    {"an item with a style of its own, a start that is none",
     STYLES(ARTICLES SECOND)
         BODY(LIST("text:style-name=\"L1\"",
                   "<text:list-item text:start-value=\"327601520\"><text:p>một</text:p>"
                   "</text:list-item>" OTHER("hai") ITEM(P("ba"))) LIST("", OTHER("bốn"))),
     "Điều 1. một\nB. hai\nĐiều 3. ba\nA. bốn\n"},
    {"the outline numbers headings",
     STYLES("<text:outline-style><text:outline-level-style text:level=\"1\" style:num-format=\"I\" "
            "style:num-prefix=\"Chương \"/><text:outline-level-style text:level=\"2\" "
            "style:num-format=\"\"/></text:outline-style>")
         BODY("<text:h text:outline-level=\"1\">chung</text:h>"
              "<text:h text:outline-level=\"2\">mục</text:h>"
              "<text:h text:outline-level=\"1\" text:is-list-header=\"true\">không</text:h>"
              "<text:h text:outline-level=\"1\">cuối</text:h>"),
     "Chương I chung\nmục\nkhông\nChương II cuối\n"},
    {"the form of later writers",
     STYLES("<text:list-style style:name=\"L1\">" LEVEL(
         "1", "style:num-format=\"A\" "
              "style:num-list-format=\"Phần %1%:\"") "</text:list-style>")
         BODY(LIST("text:style-name=\"L1\"", ITEM(P("một")))),
     "Phần A: một\n"},
    {"a list in a text box is one of its own",
     STYLES(ARTICLES)
         BODY(LIST("text:style-name=\"L1\"",
                   ITEM("<text:p>một<draw:frame><draw:text-box>" LIST(
                       "text:style-name=\"L1\"",
                       ITEM(P("hộp"))) "</draw:text-box></draw:frame></text:p>") ITEM(P("hai")))),
     "Điều 1. một\nĐiều 2. hai\nĐiều 1. hộp\n"},
    {"hidden paragraphs do not count",
     STYLES(ARTICLES "<style:style style:name=\"H\"><style:text-properties text:display=\"none\"/>"
                     "</style:style>")
         BODY(LIST("text:style-name=\"L1\"",
                   ITEM(P("một")) ITEM("<text:p text:style-name=\"H\">ẩn</text:p>")
                       ITEM(P("hai")))),
     "Điều 1. một\nĐiều 2. hai\n"},
};

EACH_ROW(odf, list, lists)
ROW_TEST(size_t *row, odf, list)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_odf("text", lists[*row].content, NULL, NULL, &error);
    cr_assert(document != NULL, "%s: %s", lists[*row].about, error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, (char *)lists[*row].expect), "%s", lists[*row].about);
}

EACH_ROW(odf, content, rows)
ROW_TEST(size_t *row, odf, content)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document =
        read_odf(rows[*row].kind, rows[*row].content, NULL, NULL, &error);
    cr_assert(document != NULL, "%s: %s", rows[*row].about, error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, (int)rows[*row].format));
    cr_expect(eq(str, document->text, (char *)rows[*row].expect), "%s", rows[*row].about);
}

/* A chart as programs write it: its titles, then the rows and columns it is drawn from. */
#define CHART_NS "xmlns:chart=\"urn:oasis:names:tc:opendocument:xmlns:chart:1.0\""
#define CELL(text)                                                                                 \
    "<table:table-cell office:value-type=\"string\"><text:p>" text "</text:p></table:table-cell>"
#define NUMBER                                                                                     \
    "<table:table-cell office:value-type=\"float\"><text:p>9.1</text:p></table:table-cell>"
#define CHART                                                                                       \
    "<office:document-content " SAMPLE_ODF_NS " " CHART_NS "><office:body><office:chart>"           \
    "<chart:chart><chart:title><text:p>Sản lượng chè</text:p></chart:title><chart:plot-area>" \
    "<chart:axis><chart:title><text:p>Nghìn tấn</text:p></chart:title></chart:axis>"             \
    "</chart:plot-area><table:table table:name=\"local-table\"><table:table-row>" CELL("")          \
        CELL("Tân Cương") "</table:table-row><table:table-row>" CELL("Quý I") NUMBER                \
        "</table:table-row></table:table></chart:chart></office:chart></office:body>"               \
        "</office:document-content>"

static const struct {
    const char *about, *kind, *content, *object, *expect;
} objects[] = {
    {"a chart in a text: titles, rows and columns, no numbers", "text", TEXT(P("Báo cáo")), CHART,
     "Báo cáo\nSản lượng chè\nNghìn tấn\nTân Cương\nQuý I\n"},
    {"a chart in a sheet, whose cells are there already", "spreadsheet",
     SAMPLE_ODF_CONTENT("spreadsheet",
                        "<table:table table:name=\"Biểu\"><table:table-row>"
                        "<table:table-cell>" P("Tân Cương") "</table:table-cell>"
                                                            "</table:table-row></table:table>"),
     CHART, "Biểu\nTân Cương\nSản lượng chè\nNghìn tấn\n"},
    {"slides within slides", "presentation",
     SAMPLE_ODF_CONTENT("presentation",
                        "<draw:page><draw:rect>" P("một") "</draw:rect></draw:page>"),
     SAMPLE_ODF_CONTENT("presentation",
                        "<draw:page><draw:rect>" P("hai") "</draw:rect></draw:page>"),
     "một\nhai\n"},
    {"a drawing", "text", TEXT(P("một")),
     SAMPLE_ODF_CONTENT("drawing", "<draw:page><draw:rect>" P("hai") "</draw:rect></draw:page>"),
     "một\nhai\n"},
    {"a formula is no words", "text", TEXT(P("một")),
     "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>hai</mi></math>", "một\n"},
};

EACH_ROW(odf, objects_in_it, objects)
ROW_TEST(size_t *row, odf, objects_in_it)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_odf(objects[*row].kind, objects[*row].content,
                                              "Object 1/content.xml", objects[*row].object, &error);

    cr_assert(document != NULL, "%s: %s", objects[*row].about, error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, (char *)objects[*row].expect), "%s", objects[*row].about);
}

Test(odf, headers_and_footers_of_a_text_follow_it)
{
    g_autoptr(TcDocument) document = read_odf(
        "text", TEXT(P("thân")), "styles.xml",
        "<office:document-styles " SAMPLE_ODF_NS
        "><office:styles>" P("kiểu") "</"
                                     "office:styles><office:master-styles><style:master-page><"
                                     "style:header>" P("đầu") "</style:header><style:footer>" P(
                                         "trang <text:page-number>7</text:page-number>") "</"
                                                                                         "style:"
                                                                                         "footer></"
                                                                                         "style:"
                                                                                         "master-"
                                                                                         "page></"
                                                                                         "office:"
                                                                                         "master-"
                                                                                         "styles></"
                                                                                         "office:"
                                                                                         "document-"
                                                                                         "styles>",
        NULL);
    cr_assert(document != NULL);
    cr_expect(eq(str, document->text, (char *)"thân\nđầu\ntrang\n"));
}

Test(odf, the_title_of_the_properties_is_second_best)
{
    g_autoptr(TcDocument) document = read_odf(
        "text", TEXT(P("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")), "meta.xml",
        "<m xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>Báo cáo</dc:title></m>", NULL);
    cr_assert(document != NULL);
    cr_expect(eq(str, document->title, (char *)"Báo cáo"));
}

Test(odf, a_password_is_told)
{
    g_autoptr(GError) error = NULL;
    cr_assert(read_odf("text", "\x01\x02", "META-INF/manifest.xml",
                       "<m><file-entry><encryption-data/></file-entry></m>", &error) == NULL);
    cr_assert(eq(int, error->code, TC_DOCUMENT_ERROR_ENCRYPTED), "%s", error->message);
}

Test(odf, entities_are_refused)
{
    g_autoptr(GError) error = NULL;
    cr_assert(read_odf("text", SAMPLE_BILLION_LAUGHS TEXT(P("&d;")), NULL, NULL, &error) == NULL);
    cr_assert(eq(int, error->code, TC_DOCUMENT_ERROR_DAMAGED), "%s", error->message);
}

Test(odf, content_that_is_not_there_is_damage)
{
    const SampleMember members[] = {
        {.name = "mimetype", .content = "application/vnd.oasis.opendocument.text"}};
    gsize len;
    g_autofree char *zip = sample_package(members, 1, "zip:compression=store", 4096, &len);
    g_autoptr(GError) error = NULL;
    cr_assert(tc_document_read(zip, len, NULL, NULL, &error) == NULL);
    cr_assert(eq(int, error->code, TC_DOCUMENT_ERROR_DAMAGED), "%s", error->message);
}
