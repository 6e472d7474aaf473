#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include <string.h>

#include "document/read/reader.h"
#include "tests/unit/document/office_samples.h"
#include "tests/unit/rows.h"

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
        sample_package(members, more ? 3 : 2, "zip:compression=store", 1u << 20, &len);
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

EACH_ROW(odf, content, rows)
ParameterizedTest(size_t *row, odf, content)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document =
        read_odf(rows[*row].kind, rows[*row].content, NULL, NULL, &error);
    cr_assert(document != NULL, "%s: %s", rows[*row].about, error ? error->message : "");
    cr_expect(eq(int, document->format, (int)rows[*row].format));
    cr_expect(eq(str, document->text, (char *)rows[*row].expect), "%s", rows[*row].about);
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
