#include "document/detect/container.h"
#include "document/detect/detect.h"
#include "tests/unit/document/samples.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

/* The files are literals, which may hold zeros; LITERAL gives them with their length. */
#define LITERAL(text) text, sizeof(text) - 1
static const struct {
    const char *bytes;
    gsize len;
    const char *name;
    TcFormat format;
} rows[] = {
    {LITERAL(""), "a.txt", TC_FORMAT_EMPTY},
    {LITERAL(" \r\n\t\n"), "a.txt", TC_FORMAT_EMPTY},
    {LITERAL("\xEF\xBB\xBF"), "a.txt", TC_FORMAT_EMPTY},
    {LITERAL("\xFF\xFE \0\n\0"), "a.txt", TC_FORMAT_EMPTY},
    {LITERAL("\0\0\0\0\0\0\0\0"), "a.doc", TC_FORMAT_EMPTY},

    {LITERAL("Nghị quyết về cải cách hành chính\n"), "a.doc", TC_FORMAT_TEXT},
    {LITERAL("x"), NULL, TC_FORMAT_TEXT},
    {LITERAL("# Họp\n"), "HOP.MD", TC_FORMAT_MARKDOWN},
    {LITERAL("# Họp\n"), "a.b.markdown", TC_FORMAT_MARKDOWN},
    {LITERAL("# Họp\n"), "md", TC_FORMAT_TEXT},
    {LITERAL("\xFF\xFEH\0\xCD\x1Ep\0"), "a.pdf", TC_FORMAT_TEXT},
    {LITERAL("H\0o\0p\0 \0H\0D\0N\0D\0"), "a", TC_FORMAT_TEXT},
    {LITERAL("\0H\0o\0p\0 \0H\0D\0N\0D"), "a", TC_FORMAT_TEXT},
    {LITERAL("C\xE9ng hoµ x\xB7 h\xE9i chñ nghÜa ViÖt Nam"), "tcvn3.txt", TC_FORMAT_TEXT},
    {LITERAL("Biên bản họp\n\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), "a", TC_FORMAT_TEXT},
    {LITERAL("a < b và b > c, x<y>z\n"), "a", TC_FORMAT_TEXT},
    {LITERAL("Thẻ <p> mở đoạn, thẻ <br> xuống dòng, </p> đóng đoạn."), "a", TC_FORMAT_TEXT},
    {LITERAL("Tệp PDF bắt đầu bằng %PDF-1.4 và kết thúc bằng %%EOF"), "a", TC_FORMAT_TEXT},
    {LITERAL("BM là viết tắt của ban mua sắm trong văn bản này"), "a", TC_FORMAT_TEXT},
    {LITERAL("Kính gửi: Ủy ban\nSố: 12\nNgày: 3\n\nx"), "a.eml", TC_FORMAT_TEXT},

    {LITERAL("<!DOCTYPE html><p>x"), "a.txt", TC_FORMAT_HTML},
    {LITERAL("\xEF\xBB\xBF\n <!-- x --> <!doctype HTML PUBLIC \"-//W3C\">x"), "a", TC_FORMAT_HTML},
    {LITERAL("<?xml version=\"1.0\"?>\n<html xmlns=\"x\">y</html>"), "a", TC_FORMAT_HTML},
    {LITERAL("<HTML><BODY>x</BODY></HTML>"), "a.md", TC_FORMAT_HTML},
    {LITERAL("<meta charset=utf-8>x"), "a.doc", TC_FORMAT_HTML},
    {LITERAL("<p>Họp</p><p>Bàn</p>"), "a", TC_FORMAT_HTML},
    {LITERAL("Họp <b>thường kỳ</b><br>Bàn <i>ba</i> việc<br/><p>x</p>"), "a", TC_FORMAT_HTML},
    {LITERAL("\xFF\xFE<\0h\0t\0m\0l\0>\0x\0"), "a", TC_FORMAT_HTML},
    {LITERAL("<\0h\0t\0m\0l\0>\0x\0"), "a", TC_FORMAT_HTML},
    {LITERAL("<heading>x</heading>"), "a", TC_FORMAT_TEXT},
    {LITERAL("\xEF\xBB\xBF\xEF\xBB\xBF<!DOCTYPE html><p>x"), "a", TC_FORMAT_HTML},
    {LITERAL("<section><label>Họp</label><button>Lưu</button><!-- <x> --></section>"), "a",
     TC_FORMAT_HTML},
    {LITERAL("<div><o:p>Họp</o:p><my-tag>a</my-tag><script>if (a<b) c()</script></div>"), "a",
     TC_FORMAT_HTML},
    {LITERAL("Họp <b>thường kỳ</b> tháng 4"), "a.html", TC_FORMAT_HTML},
    {LITERAL("Họp <b>thường kỳ</b> tháng 4"), "a.txt", TC_FORMAT_TEXT},
    {LITERAL("Thẻ <đoạn> và <câu> trong <p>"), "a.htm", TC_FORMAT_TEXT},

    {LITERAL("<div align=\"center\">\n<img src=\"a\"/>\n</div>\n\n# Họp\n"), "a.md",
     TC_FORMAT_MARKDOWN},
    {LITERAL("<p align=\"center\"><b>Họp</b><br></p>\n\n# Bàn\n"), "a.MD", TC_FORMAT_MARKDOWN},
    {LITERAL("<img src=\"a\"><a href=\"b\">c</a>\n\n# Bàn\n"), "a.md", TC_FORMAT_MARKDOWN},
    {LITERAL("<!-- bản thảo -->\n<h1 align=\"center\">Họp</h1>\n"), "a.md", TC_FORMAT_MARKDOWN},
    {LITERAL("<style>p {}</style>\n\n# Họp\n"), "a.md", TC_FORMAT_MARKDOWN},
    {LITERAL("---\ntitle: Họp\n---\n<p>a</p><p>b</p><p>c</p>\n"), "a.md", TC_FORMAT_MARKDOWN},
    {LITERAL("<!-- lưu từ trang -->\n<head><title>Họp</title></head>"), "a.md", TC_FORMAT_HTML},

    {LITERAL("From: a@b.vn\nSubject: Hop\n\nx"), "a.txt", TC_FORMAT_EML},
    {LITERAL("Received: from x\r\n\tby y;\r\n Mon\r\nMessage-ID: <1>\r\n\r\n"), "a", TC_FORMAT_EML},
    {LITERAL("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"), "a.mht",
     TC_FORMAT_EML},
    {LITERAL("From a@b.vn Mon Jan  1\nDate: x\nTo: y\n"), "a", TC_FORMAT_EML},
    {LITERAL("Subject: Hop\n\nFrom: trong thân thư"), "a", TC_FORMAT_TEXT},
    {LITERAL("Subject: Hop\nmột dòng thường\nFrom: x\n\n"), "a", TC_FORMAT_TEXT},
    {LITERAL("Subject: a\nSubject: b\n\n"), "a", TC_FORMAT_TEXT},

    {LITERAL("{\\rtf1\\ansi x}"), "a.doc", TC_FORMAT_RTF},
    {LITERAL("%PDF-1.4\n1 0 obj"), "a.doc", TC_FORMAT_PDF},
    {LITERAL("\n\njunk %PDF-1.7\n1 0 obj\n<<>>\nendobj\n"), "a", TC_FORMAT_PDF},
    {LITERAL("\x89PNG\r\n\x1A\n...."), "a", TC_FORMAT_IMAGE},
    {LITERAL("\xFF\xD8\xFF\xE0...."), "a", TC_FORMAT_IMAGE},
    {LITERAL("GIF89a...."), "a", TC_FORMAT_IMAGE},
    {LITERAL("II*\0...."), "a", TC_FORMAT_IMAGE},
    {LITERAL("MM\0*...."), "a", TC_FORMAT_IMAGE},
    {LITERAL("RIFF\x10\0\0\0WEBPVP8 "), "a", TC_FORMAT_IMAGE},
    {LITERAL("RIFF\x10\0\0\0WAVEfmt \x10\0\0\0"), "a", TC_FORMAT_UNKNOWN},
    {LITERAL("BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x02\0\0\0\x02\0\0\0"), "a", TC_FORMAT_IMAGE},
    {LITERAL("\x1F\x8B\x08\0\0\0\0\0"), "a.txt", TC_FORMAT_GZIP},
    {LITERAL("BZh91AY&SY\0\0"), "a", TC_FORMAT_GZIP},
    {LITERAL("\xFD"
             "7zXZ\0\0\4"),
     "a", TC_FORMAT_GZIP},
    {LITERAL("\x28\xB5\x2F\xFD\x24"), "a", TC_FORMAT_GZIP},
    {LITERAL("BZh là chữ"), "a", TC_FORMAT_TEXT},
    {LITERAL("\x7F"
             "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0"),
     "a.txt", TC_FORMAT_UNKNOWN},
    {LITERAL("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "a.doc", TC_FORMAT_OLE},
    {LITERAL("PK\3\4"), "a.docx", TC_FORMAT_ZIP},
    {LITERAL("PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), "a.docx", TC_FORMAT_ZIP},
};

EACH_ROW(detect, content_decides, rows)
ROW_TEST(size_t *row, detect, content_decides)
{
    /* A copy of the exact size, so that AddressSanitizer sees a read past its end. */
    g_autofree char *copy = g_memdup2(rows[*row].bytes, rows[*row].len);
    TcFormat format = tc_detect_format(copy != NULL ? copy : "", rows[*row].len, rows[*row].name);
    cr_assert(eq(str, (char *)tc_format_name(format), (char *)tc_format_name(rows[*row].format)),
              "row %zu: %.40s", *row, rows[*row].bytes);
}

static TcFormat
detect_array(GByteArray *bytes)
{
    TcFormat format = tc_detect_format((const char *)bytes->data, bytes->len, "a.bin");
    g_byte_array_free(bytes, TRUE);
    return format;
}

#define NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

/* What the head of a file says is what reading it ends in. */
Test(detect, a_head_refuses_only_what_cannot_be_read)
{
    const TcReadLimits limits = TC_READ_LIMITS_INIT;

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        const gboolean may_be_read = tc_document_check_head(rows[i].bytes, rows[i].len, rows[i].len,
                                                            FALSE, rows[i].name, &limits, &error);

        cr_assert(eq(int, may_be_read, rows[i].format != TC_FORMAT_UNKNOWN), "row %zu", i);
        cr_assert(may_be_read ||
                  g_error_matches(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNSUPPORTED));
    }
}

Test(detect, a_head_of_text_stands_for_at_least_half_of_it)
{
    static const char text[] = "Nghị quyết\r\n", wide[] = "H\0o\0p\0 \0";
    static const char page[] = "\0\5\26\7\n%PDF-1.4\1\2\3";
    TcReadLimits limits = TC_READ_LIMITS_INIT;

    limits.text_max = 1000;
    cr_assert(tc_document_check_head(LITERAL(text), 2001, FALSE, "a.md", &limits, NULL));
    cr_assert(not(tc_document_check_head(LITERAL(text), 2002, FALSE, "a.md", &limits, NULL)));
    /* What it ends in may be zeros that are no text. */
    cr_assert(tc_document_check_head(LITERAL(text), 2002, TRUE, "a.md", &limits, NULL));
    /* Of wide characters more may go; the first object of a PDF file may come later. */
    cr_assert(tc_document_check_head(LITERAL(wide), 3000, FALSE, "a.txt", &limits, NULL));
    cr_assert(tc_document_check_head(LITERAL(page), 3000, FALSE, "a.pdf", &limits, NULL));
}

Test(detect, office_files_are_told_by_their_members)
{
    cr_expect(eq(int,
                 detect_array(sample_zip(
                     NAMES("[Content_Types].xml", "_rels/.rels", "word/document.xml"), NULL)),
                 TC_FORMAT_DOCX));
    cr_expect(eq(int,
                 detect_array(sample_zip(NAMES("xl/workbook.xml", "[Content_Types].xml"), NULL)),
                 TC_FORMAT_XLSX));
    cr_expect(eq(
        int, detect_array(sample_zip(NAMES("[Content_Types].xml", "ppt/presentation.xml"), NULL)),
        TC_FORMAT_PPTX));
    /* Some programs for Windows write its own separators. */
    cr_expect(eq(int,
                 detect_array(sample_zip(NAMES("[Content_Types].xml", "word\\document.xml"), NULL)),
                 TC_FORMAT_DOCX));
    cr_expect(eq(int, detect_array(sample_zip(NAMES("word/document.xml", "x.txt"), NULL)),
                 TC_FORMAT_ZIP));
    cr_expect(eq(int,
                 detect_array(sample_zip(
                     NAMES("backup/[Content_Types].xml", "backup/word/document.xml"), NULL)),
                 TC_FORMAT_ZIP));
}

Test(detect, files_of_programs_are_no_archives)
{
    cr_expect(eq(int,
                 detect_array(sample_zip(
                     NAMES("[Content_Types].xml", "_rels/.rels", "visio/document.xml"), NULL)),
                 TC_FORMAT_VISIO));
    cr_expect(eq(int, detect_array(sample_zip(NAMES("META-INF/MANIFEST.MF", "A.class"), NULL)),
                 TC_FORMAT_PACKAGE));
    cr_expect(eq(int, detect_array(sample_zip(NAMES("AndroidManifest.xml", "a.dex"), NULL)),
                 TC_FORMAT_PACKAGE));
    cr_expect(eq(int, detect_array(sample_zip(NAMES("META-INF/container.xml", "a.xhtml"), NULL)),
                 TC_FORMAT_ZIP));
}

Test(detect, opendocument_is_told_by_its_mimetype)
{
    static const struct {
        const char *type;
        TcFormat format;
    } types[] = {
        {"application/vnd.oasis.opendocument.text", TC_FORMAT_ODT},
        {"application/vnd.oasis.opendocument.text-template", TC_FORMAT_ODT},
        {"application/vnd.oasis.opendocument.presentation", TC_FORMAT_ODP},
        {"application/vnd.oasis.opendocument.spreadsheet", TC_FORMAT_ODS},
        {"application/vnd.oasis.opendocument.graphics", TC_FORMAT_PACKAGE},
        {"application/epub+zip", TC_FORMAT_EPUB},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++) {
        const char *contents[] = {types[i].type, ""};
        cr_expect(eq(int, detect_array(sample_zip(NAMES("mimetype", "content.xml"), contents)),
                     types[i].format),
                  "%s", types[i].type);
    }
}

Test(detect, names_in_packages_may_be_small_and_have_backslashes)
{
    const char *contents[] = {"<x/>", "<y/>"};

    cr_expect(eq(
        int, detect_array(sample_zip(NAMES("xl\\workbook.xml", "[content_types].xml"), contents)),
        TC_FORMAT_XLSX));
}

Test(detect, a_zip_without_its_end_is_still_told)
{
    const char *contents[] = {"<x/>", "<y/>", "<z/>"};
    g_autoptr(GByteArray) zip =
        sample_zip(NAMES("[Content_Types].xml", "word/document.xml", "word/styles.xml"), contents);
    /* Everything from the second member's content on is lost. */
    gsize len = 30 + 19 + 4 + 30 + 17 + 2;
    cr_assert(eq(int, tc_detect_format((const char *)zip->data, len, NULL), TC_FORMAT_DOCX));
}

Test(detect, office_files_are_told_by_their_stream)
{
    cr_expect(
        eq(int, detect_array(sample_ole(NAMES("1Table", "WordDocument", "Data"))), TC_FORMAT_DOC));
    cr_expect(eq(int, detect_array(sample_ole(NAMES("1", "2", "3", "4", "5", "worddocument"))),
                 TC_FORMAT_DOC));
    cr_expect(eq(int, detect_array(sample_ole(NAMES("Workbook"))), TC_FORMAT_XLS));
    cr_expect(eq(int, detect_array(sample_ole(NAMES("Book"))), TC_FORMAT_XLS));
    static const char old_sheets[][9] = {"\x09\0\4\0\2\0\x10\0", "\x09\2\6\0\0\0\x10\0",
                                         "\x09\4\6\0\0\0\0\1", "\x09\x08\x08\0\0\0\x10\0",
                                         "\x09\x08\x10\0\0\6\5\0"};
    for (gsize i = 0; i < G_N_ELEMENTS(old_sheets); i++)
        cr_expect(eq(int, tc_detect_format(old_sheets[i], 8, NULL), TC_FORMAT_XLS), "%zu", i);
    cr_expect(ne(int, tc_detect_format("\x09\x08\x08\0\0\0\x11\0", 8, NULL), TC_FORMAT_XLS));
    cr_expect(eq(int, detect_array(sample_ole(NAMES("PowerPoint Document"))), TC_FORMAT_PPT));
    cr_expect(eq(int, detect_array(sample_ole(NAMES("__properties_version1.0"))), TC_FORMAT_MSG));
    cr_expect(eq(int, detect_array(sample_ole(NAMES("Contents"))), TC_FORMAT_OLE));
    cr_expect(eq(int, detect_array(sample_ole(NAMES("Workbook", "/WordDocument"))), TC_FORMAT_XLS),
              "an embedded object does not count");
    cr_expect(eq(int, detect_array(sample_ole(NAMES("WordDocument2"))), TC_FORMAT_OLE));
    cr_expect(
        eq(int, detect_array(sample_ole(NAMES("WordDocument", "EncryptedPackage"))), TC_FORMAT_OLE),
        "a document that says that the other is encrypted");
}

Test(detect, damaged_ole_tables_end)
{
    /* Every single byte of the tables wrong, in several ways: no crash, no endless loop, and the
     * answer is one of two. */
    static const guint8 values[] = {0, 1, 2, 0x7F, 0xFF};
    g_autoptr(GByteArray) ole = sample_ole(NAMES("1Table", "WordDocument", "Data"));
    for (guint at = 8; at < ole->len; at++) {
        guint8 kept = ole->data[at];
        for (gsize v = 0; v < G_N_ELEMENTS(values); v++) {
            ole->data[at] = values[v];
            TcFormat format = tc_detect_format((const char *)ole->data, ole->len, NULL);
            cr_assert(format == TC_FORMAT_DOC || format == TC_FORMAT_OLE);
        }
        ole->data[at] = kept;
    }
}

Test(detect, a_looping_directory_ends)
{
    g_autoptr(GByteArray) ole = sample_ole(NAMES("Workbook"));
    ole->data[512 + 4] = 1; /* the directory's sector is followed by itself */
    ole->data[512 + 5] = ole->data[512 + 6] = ole->data[512 + 7] = 0;
    guint entry = 2 * 512 + 128;
    ole->data[entry + 0x44] = 1; /* an entry that is its own left-hand neighbour */
    ole->data[entry + 0x45] = ole->data[entry + 0x46] = ole->data[entry + 0x47] = 0;
    TcFormat format = tc_detect_format((const char *)ole->data, ole->len, NULL);
    cr_assert(format == TC_FORMAT_XLS || format == TC_FORMAT_OLE);
}

Test(detect, cut_containers_are_told_or_not_but_never_crash)
{
    g_autoptr(GByteArray) ole = sample_ole(NAMES("1Table", "WordDocument", "Data"));
    g_autoptr(GByteArray) zip = sample_zip(NAMES("[Content_Types].xml", "word/document.xml"), NULL);
    for (guint len = 1; len < ole->len; len++) {
        g_autofree char *copy = g_memdup2(ole->data, len);
        cr_assert(lt(int, tc_detect_format(copy, len, NULL), TC_FORMAT_COUNT));
    }
    for (guint len = 1; len < zip->len; len++) {
        g_autofree char *copy = g_memdup2(zip->data, len);
        cr_assert(lt(int, tc_detect_format(copy, len, NULL), TC_FORMAT_COUNT));
    }
}

Test(detect, tar_is_told_with_and_without_its_mark)
{
    char block[1024] = "bien-ban.txt";
    strcpy(block + 100, "0000644");
    strcpy(block + 124, "00000000012");
    memset(block + 148, ' ', 8);
    guint sum = 0;
    for (int i = 0; i < 512; i++)
        sum += (guchar)block[i];
    g_snprintf(block + 148, 8, "%06o", sum);
    cr_expect(eq(int, tc_detect_format(block, sizeof block, NULL), TC_FORMAT_TAR));
    block[0] = 'B';
    cr_expect(ne(int, tc_detect_format(block, sizeof block, NULL), TC_FORMAT_TAR));
    strcpy(block + 257, "ustar");
    cr_expect(eq(int, tc_detect_format(block, sizeof block, NULL), TC_FORMAT_TAR));
}

Test(detect, random_bytes_are_no_text)
{
    char bytes[4096];
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (int round = 0; round < 50; round++) {
        for (gsize i = 0; i < sizeof bytes; i++)
            bytes[i] = (char)g_rand_int_range(random, 0, 256);
        cr_assert(eq(int, tc_detect_format(bytes, sizeof bytes, "a.txt"), TC_FORMAT_UNKNOWN));
    }
}

Test(detect, every_format_and_reason_has_a_name_of_its_own)
{
    for (int i = 0; i < TC_FORMAT_COUNT; i++) {
        cr_expect(eq(int, tc_format_of_name(tc_format_name(i)), i));
        for (int k = 0; k < i; k++)
            cr_assert(ne(str, (char *)tc_format_name(i), (char *)tc_format_name(k)));
    }
    cr_expect(eq(int, tc_format_of_name("of another version"), TC_FORMAT_UNKNOWN));
    for (int i = 0; i < TC_DOCUMENT_ERROR_COUNT; i++)
        for (int k = 0; k < i; k++)
            cr_assert(ne(str, (char *)tc_document_reason(i), (char *)tc_document_reason(k)));
}

Test(detect, what_is_not_read_has_a_name)
{
    static const struct {
        const char *bytes;
        gsize len;
        const char *kind;
    } kinds[] = {
        {LITERAL("ITSF\3\0\0\0"), "CHM"},
        {LITERAL("\0\1\0\0Standard Jet DB\0"), "Access"},
        {LITERAL("\0\0\0\x18"
                 "ftypmp42"),
         "video"},
        {LITERAL("\xFFWP"), NULL},
        {LITERAL("\1\2\3"), NULL},
        {LITERAL(""), NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        const char *kind = tc_detect_kind(kinds[i].bytes, kinds[i].len);
        cr_expect(g_strcmp0(kind, kinds[i].kind) == 0, "%zu: %s", i, kind != NULL ? kind : "-");
    }
    g_autoptr(GError) error = NULL;
    cr_assert(tc_document_read(kinds[0].bytes, kinds[0].len, "a.chm", NULL, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_UNSUPPORTED));
    cr_expect(strstr(error->message, "CHM") != NULL, "%s", error->message);
}

static const struct {
    const char *bytes;
    gsize len;
    TcFormat format;
} converted[] = {
    {LITERAL("\xFFWPC\x10\0\0\0\1\x0A"), TC_FORMAT_WORDPERFECT},
    {LITERAL("\x31\xBE\0\0\0\xAB"), TC_FORMAT_WORKS},
    {LITERAL("\xFF\0\x02\0\x04\x04\x05\x54"), TC_FORMAT_WORKS},
    {LITERAL("\0\0\x02\0\x06\x04\x06\0"), TC_FORMAT_LOTUS},
    {LITERAL("\0\0\0\0BOBO\0\0"), TC_FORMAT_MAC},
    {LITERAL("\xFE\x37\0\x23\0\0"), TC_FORMAT_MAC},
};

EACH_ROW(detect, what_a_converter_reads_says_what_to_install, converted)
ROW_TEST(size_t *row, detect, what_a_converter_reads_says_what_to_install)
{
    g_autoptr(GError) error = NULL;
    const char *bytes = converted[*row].bytes;

    TcFormat format = tc_detect_format(bytes, converted[*row].len, NULL);
    cr_expect(eq(int, format, converted[*row].format));
    cr_expect(tc_format_is_converted(format));
    cr_assert(tc_document_read(bytes, converted[*row].len, NULL, NULL, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_NEEDS_CONVERTER));
    cr_expect(strstr(error->message, "tracuu-convert") != NULL, "%s", error->message);
}

/* WordPerfect 4: codes that are closed by what opens them, and text between them. */
Test(detect, wordperfect_4_is_told_by_its_codes)
{
    static const char code[] = "\xCB\n\1\xF6\1\xCB", tabs[90] = {0};
    g_autoptr(GString) file = g_string_new(NULL);

    g_string_append_len(file, code, sizeof code - 1);
    g_string_append_c(file, '\xF1');
    g_string_append_len(file, tabs, sizeof tabs);
    g_string_append_c(file, '\xF1');
    for (guint i = 0; i < 10; i++) {
        g_string_append(file, "to trinh mua may cay cua hop tac xa\n");
        g_string_append_len(file, code, sizeof code - 1);
    }
    cr_expect(eq(int, tc_detect_format(file->str, file->len, NULL), TC_FORMAT_WORDPERFECT));
    /* One that is not closed is none. */
    g_string_insert_c(file, 150, '\xEF');
    cr_expect(eq(int, tc_detect_format(file->str, file->len, NULL), TC_FORMAT_UNKNOWN));
}

/* One control character in twenty bytes is allowed, wherever they stand. */
Test(detect, control_characters_are_counted_one_by_one)
{
    static const char controls[] = {0x01, 0x7F, 0x1A, 0x1C, 0x1D, 0x05};

    for (guint shift = 0; shift < 9; shift++)
        for (guint count = 15; count < 30; count++) {
            g_autoptr(GString) text = g_string_new_len("xxxxxxxxx", shift);

            for (guint i = 0; i < 100; i++) {
                g_string_append(text, i % 7 ? "ếb" : "\n\tc ");
                if (i % 3 == 1 && i / 3 < count)
                    g_string_append_c(text, controls[i % G_N_ELEMENTS(controls)]);
            }
            cr_assert(eq(int, tc_detect_format(text->str, text->len, NULL) == TC_FORMAT_TEXT,
                         count * 20 <= text->len));
        }
}
