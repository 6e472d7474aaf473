/* Packages of all kinds: told by what is in them, and each one document. */
#include "document/document.h"
#include "tests/unit/document/read/office_samples.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define OLD_NS                                                                                     \
    "xmlns:office=\"http://openoffice.org/2000/office\" "                                          \
    "xmlns:text=\"http://openoffice.org/2000/text\" "                                              \
    "xmlns:table=\"http://openoffice.org/2000/table\" "                                            \
    "xmlns:draw=\"http://openoffice.org/2000/drawing\" "                                           \
    "xmlns:style=\"http://openoffice.org/2000/style\""
#define OLD(class, body)                                                                           \
    "<?xml version=\"1.0\"?><!DOCTYPE office:document-content PUBLIC "                             \
    "\"-//OpenOffice.org//DTD OfficeDocument 1.0//EN\" "                                           \
    "\"office.dtd\"><office:document-content " OLD_NS                                              \
    " office:class=\"" class "\"><office:body>" body "</office:body></office:document-content>"
#define TEXT SAMPLE_ODF_CONTENT("text", "<text:p>Kế hoạch</text:p>")
#define MANIFEST(type)                                                                             \
    "<!DOCTYPE manifest:manifest PUBLIC \"-//OpenOffice.org//DTD Manifest 1.0//EN\" "              \
    "\"Manifest.dtd\"><manifest:manifest xmlns:manifest=\"http://openoffice.org/2001/manifest\">"  \
    "<manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"" type                    \
    "\"/></manifest:manifest>"
#define CONTAINER                                                                                  \
    "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile "   \
    "full-path=\"OPS/book.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles>"        \
    "</container>"
#define OPF                                                                                        \
    "<package xmlns=\"http://www.idpf.org/2007/opf\"><metadata "                                   \
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title> </dc:title>"                         \
    "<dc:title>Lịch sử huyện</dc:title><dc:title>Tập một</dc:title></metadata>"          \
    "<manifest><item id=\"b\" href=\"hai%20.xhtml\"/><item id=\"a\" href=\"mot.xhtml\"/><item "    \
    "id=\"c\" href=\"khac.xhtml\"/></manifest><spine><itemref idref=\"a\"/><itemref idref=\"b\"/>" \
    "<itemref idref=\"z\"/></spine></package>"
#define PAGE(title, text)                                                                          \
    "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>" title                             \
    "</title></head><body><p>" text "</p></body></html>"
#define APPLE                                                                                      \
    "xmlns:sf=\"http://developer.apple.com/namespaces/sf\" "                                       \
    "xmlns:sl=\"http://developer.apple.com/namespaces/sl\" "                                       \
    "xmlns:sfa=\"http://developer.apple.com/namespaces/sfa\""

static const struct {
    const char *about;
    SampleMember members[6];
    TcFormat format;
    const char *text, *title;
} rows[] = {
    {"OpenOffice.org 1",
     {{"mimetype", "application/vnd.sun.xml.writer", 0},
      {"content.xml",
       OLD("text", "<text:p>mua <text:span>máy</text:span> cày<text:tab-stop/>Khoái "
                   "Châu<text:footnote><text:footnote-citation>1</text:footnote-citation>"
                   "<text:footnote-body><text:p>chú</text:p></text:footnote-body></text:footnote>"
                   "</text:p>"),
       0},
      {"META-INF/manifest.xml", "<manifest/>", 0}},
     TC_FORMAT_ODT,
     "mua máy cày\tKhoái Châu\nchú\n",
     NULL},
    {"a sheet of OpenOffice.org 1 that no type tells",
     {{"content.xml",
       OLD("spreadsheet",
           "<table:table table:name=\"Thu\"><table:table-row><table:table-cell><text:p>"
           "phí</text:p></table:table-cell></table:table-row></table:table>"),
       0}},
     TC_FORMAT_ODS,
     "Thu\nphí\n",
     NULL},
    {"lists of OpenOffice.org 1",
     {{"mimetype", "application/vnd.sun.xml.writer", 0},
      {"content.xml",
       OLD("text", "<text:ordered-list text:style-name=\"L\"><text:list-item><text:p>một</text:p>"
                   "</text:list-item></text:ordered-list>"),
       0},
      {"styles.xml",
       "<office:document-styles " OLD_NS "><text:list-style style:name=\"L\">"
       "<text:list-level-style-number text:level=\"1\" style:num-format=\"1\" "
       "style:num-suffix=\".\"/>"
       "</text:list-style></office:document-styles>",
       0}},
     TC_FORMAT_ODT,
     "1. một\n",
     NULL},
    {"no type",
     {{"content.xml", TEXT, 0}, {"META-INF/manifest.xml", "<manifest/>", 0}},
     TC_FORMAT_ODT,
     "Kế hoạch\n",
     NULL},
    {"a type behind the rest",
     {{"content.xml", TEXT, 0}, {"mimetype", "application/vnd.oasis.opendocument.text", 0}},
     TC_FORMAT_ODT,
     "Kế hoạch\n",
     NULL},
    {"a type in the manifest",
     {{"content.xml",
       SAMPLE_ODF_CONTENT("presentation", "<draw:page><text:p>trang</text:p></draw:page>"), 0},
      {"META-INF/manifest.xml", MANIFEST("application/vnd.oasis.opendocument.presentation"), 0}},
     TC_FORMAT_ODP,
     "trang\n",
     NULL},
    {"a book",
     {{"mimetype", "application/epub+zip", 0},
      {"META-INF/container.xml", CONTAINER, 0},
      {"OPS/book.opf", OPF, 0},
      {"OPS/hai .xhtml", PAGE("Chương 2", "xã Hai"), 0},
      {"OPS/mot.xhtml", PAGE("Chương 1", "xã Một"), 0},
      {"OPS/khac.xhtml", PAGE("Bìa", "không trong sách"), 0}},
     TC_FORMAT_EPUB,
     "xã Một\nxã Hai\n",
     "Lịch sử huyện"},
    {"a book whose list lies beside its chapters",
     {{"mimetype", "application/epub+zip", 0},
      {"META-INF/container.xml", CONTAINER, 0},
      {"OPS/book.opf",
       "<package><manifest><item id='1' href='../chữ/Một.xhtml'/><item id='2' "
       "href='./b/../hai.xhtml'/></manifest><spine><itemref idref='1'/><itemref idref='2'/></spine>"
       "</package>",
       0},
      {"OPS/hai.xhtml", PAGE("Chương 2", "xã Hai"), 0},
      {"chu\u031B\u0303/Mo\u0323\u0302t.xhtml", PAGE("Chương 1", "xã Một"), 0}},
     TC_FORMAT_EPUB,
     "xã Một\nxã Hai\n",
     NULL},
    {"Pages '09",
     {{"index.xml",
       "<sl:document " APPLE "><sl:section-prototypes><sf:p>mẫu</sf:p></sl:section-prototypes>"
       "<sf:text-storage><sf:text-body><sf:p>Báo <sf:span>cáo</sf:span><sf:br/></sf:p><sf:p>dòng"
       "<sf:lnbr/>hai</sf:p></sf:text-body></sf:text-storage><sf:t><sf:ct sfa:s=\"ô bảng\"/></sf:t>"
       "</sl:document>",
       0},
      {"buildVersionHistory.plist", "<plist/>", 0}},
     TC_FORMAT_IWORK,
     "Báo cáo\ndòng\nhai\nô bảng\n",
     NULL},
    {"Office Open XML in folders of other names",
     {{"[Content_Types].xml",
       "<Types><Override PartName=\"/so/tay.xml\" ContentType=\"application/"
       "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
       0},
      {"_rels/.rels", SAMPLE_RELS(SAMPLE_RELATION("r", "officeDocument", "so/tay.xml")), 0},
      {"so/tay.xml",
       "<workbook " SAMPLE_SHEET_NS
       "><sheets><sheet name=\"Chi\" r:id=\"r1\"/></sheets></workbook>",
       0},
      {"so/_rels/tay.xml.rels", SAMPLE_RELS(SAMPLE_RELATION("r1", "worksheet", "trang.xml")), 0},
      {"so/trang.xml",
       "<worksheet " SAMPLE_SHEET_NS
       "><sheetData><row><c t=\"inlineStr\"><is><t>ô</t></is></c></row>"
       "</sheetData></worksheet>",
       0}},
     TC_FORMAT_XLSX,
     "Chi\nô\n",
     NULL},
};

static TcDocument *
read_members(const SampleMember *members, GError **error)
{
    gsize count = 0;
    gsize len;

    while (count < 6 && members[count].name != NULL)
        count++;
    g_autofree char *zip =
        sample_package(members, count, "zip:compression=deflate", 1u << 20, &len);
    return tc_document_read(zip, len, "a.bin", NULL, error);
}

EACH_ROW(package_kinds, each_is_one_document, rows)
ROW_TEST(size_t *row, package_kinds, each_is_one_document)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_members(rows[*row].members, &error);

    cr_assert(document != NULL, "%s: %s", rows[*row].about, error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, (int)rows[*row].format), "%s", rows[*row].about);
    cr_expect(eq(str, document->text, (char *)rows[*row].text), "%s", rows[*row].about);
    if (rows[*row].title != NULL)
        cr_expect(eq(str, document->title, (char *)rows[*row].title), "%s", rows[*row].about);
}

static const struct {
    const char *about;
    SampleMember members[6];
    TcDocumentError code;
} refused[] = {
    {"a book that only its shop's program opens",
     {{"mimetype", "application/epub+zip", 0},
      {"META-INF/container.xml", CONTAINER, 0},
      {"META-INF/encryption.xml",
       "<e><EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#aes128-cbc\"/></e>", 0},
      {"OPS/book.opf", OPF, 0}},
     TC_DOCUMENT_ERROR_ENCRYPTED},
    {"Pages with a password",
     {{".iwpv2", "x", 0}, {"Index/Document.iwa", "x", 0}},
     TC_DOCUMENT_ERROR_ENCRYPTED},
    {"Pages '09 with a password",
     {{".iwph", "x", 0}, {"index.xml", "\x8F\x01", 0}},
     TC_DOCUMENT_ERROR_ENCRYPTED},
    {"Pages of 2013",
     {{"Index/Document.iwa", "x", 0}, {"preview.jpg", "x", 0}},
     TC_DOCUMENT_ERROR_NEEDS_CONVERTER},
    {"a drawing of Visio",
     {{"[Content_Types].xml", "<Types/>", 0}, {"visio/document.xml", "<VisioDocument/>", 0}},
     TC_DOCUMENT_ERROR_NEEDS_CONVERTER},
    {"a package of iWork packed as a folder",
     {{"thu chi.numbers/", "", 0},
      {"thu chi.numbers/Index.zip", "x", 0},
      {"thu chi.numbers/preview.jpg", "x", 0},
      {"__MACOSX/._thu chi.numbers", "x", 0}},
     TC_DOCUMENT_ERROR_NEEDS_CONVERTER},
    {"a book without its list",
     {{"mimetype", "application/epub+zip", 0}, {"META-INF/container.xml", CONTAINER, 0}},
     TC_DOCUMENT_ERROR_DAMAGED},
};

EACH_ROW(package_kinds, the_reason_is_true, refused)
ROW_TEST(size_t *row, package_kinds, the_reason_is_true)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_members(refused[*row].members, &error);

    cr_assert(document == NULL, "%s", refused[*row].about);
    cr_expect(eq(int, error->code, (int)refused[*row].code), "%s: %s", refused[*row].about,
              error->message);
}

/* The methods of packing of such files are none of ZIP's. */
Test(package_kinds, iwork_09_with_encrypted_members_needs_a_password)
{
    static const SampleMember members[] = {{"buildVersionHistory.plist", "x", 0},
                                           {"index.xml", "\x8F\x01", 0}};
    g_autoptr(GError) error = NULL;
    gsize len;

    g_autofree char *zip =
        sample_package(members, G_N_ELEMENTS(members), "zip:compression=deflate", 1u << 20, &len);
    for (gsize i = 0; i + 12 < len; i++) {
        gsize at = memcmp(zip + i, "PK\3\4", 4) == 0   ? i + 8
                   : memcmp(zip + i, "PK\1\2", 4) == 0 ? i + 10
                                                       : 0;
        if (at > 0)
            memcpy(zip + at, "\x6B\x63", 2);
    }
    cr_assert(tc_document_read(zip, len, "a.pages", NULL, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_ENCRYPTED), "%s", error->message);
}
