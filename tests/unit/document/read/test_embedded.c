/* Documents in documents: what Word, Excel and LibreOffice embed, in all the ways they have for it;
 * and how far one goes into them. */
#include "document/document.h"
#include "tests/support/ole_writer.h"
#include "tests/support/word_writer.h"
#include "tests/unit/document/read/office_samples.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define OBJECTS_MAX  2000 /* of embedded.h */
#define ZIP          "zip:compression=deflate"
#define P(text)      "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"

static TcDocument *
read_bytes(GBytes *bytes, TcFormat format)
{
    gsize len;
    const char *data = g_bytes_get_data(bytes, &len);
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = tc_document_read(data, len, NULL, NULL, &error);

    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_assert(eq(int, document->format, format));
    return g_steal_pointer(&document);
}

static void
expect_text(GBytes *bytes, TcFormat format, const char *want)
{
    g_autoptr(TcDocument) document = read_bytes(bytes, format);

    cr_expect(eq(str, document->text, (char *)want));
}

static GBytes *
package(const SampleMember *members, gsize count)
{
    gsize len;
    char *zip = sample_package(members, count, ZIP, 1 << 20, &len);

    return g_bytes_new_take(zip, len);
}

/* A Word file of one paragraph. */
static GBytes *
docx(const char *paragraph)
{
    g_autofree char *body = g_strdup_printf(SAMPLE_WORD(P("%s")), paragraph);
    const SampleMember members[] = {
        {.name = "[Content_Types].xml", .content = "<Types/>"},
        {.name = "word/document.xml", .content = body},
    };

    return package(members, COUNT(members));
}

/* A workbook of Excel 97 with one cell. */
static GByteArray *
book(const char *cell)
{
    GByteArray *out = g_byte_array_new();
    glong units = g_utf8_strlen(cell, -1);

    tc_add16(out, 0x0809); /* BOF */
    tc_add16(out, 8);
    tc_add16(out, 0x0600);
    tc_add16(out, 0x0010);
    tc_add32(out, 0);
    tc_add16(out, 0x0204); /* LABEL */
    tc_add16(out, (guint16)(9 + 2 * units));
    tc_add16(out, 0);
    tc_add16(out, 0);
    tc_add16(out, 0);
    tc_add16(out, (guint16)units);
    g_byte_array_append(out, (const guint8 *)"\1", 1);
    tc_add_utf16(out, cell);
    tc_add16(out, 0x000A); /* EOF */
    tc_add16(out, 0);
    return out;
}

static void
add_string(GByteArray *out, const char *text)
{
    g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text) + 1);
}

/* A file as the packager has it. */
static GByteArray *
packaged(const char *content)
{
    GByteArray *out = g_byte_array_new();

    tc_add16(out, 2);
    add_string(out, "phu-luc.txt");
    add_string(out, "C:\\phu-luc.txt");
    tc_add32(out, 0x30000);
    tc_add32(out, 6);
    add_string(out, "C:\\tmp");
    out->len--; /* its length is without the zero: none here */
    tc_add32(out, (guint32)strlen(content));
    g_byte_array_append(out, (const guint8 *)content, (guint)strlen(content));
    return out;
}

/* The same in a stream of a compound file. */
static GByteArray *
native(const char *content)
{
    g_autoptr(GByteArray) inner = packaged(content);
    GByteArray *out = g_byte_array_new();

    tc_add32(out, inner->len);
    g_byte_array_append(out, inner->data, inner->len);
    return out;
}

static TcOleStream
stream(const char *name, const GByteArray *bytes)
{
    return (TcOleStream){.name = name, .bytes = bytes->data, .len = bytes->len};
}

/* A Word file with `count` further streams. */
static GBytes *
doc_with(const TcOleStream *streams, gsize count)
{
    static const TcWordPiece pieces[] = {{"Tờ trình\r", TC_ENCODING_UTF16LE, 0}};
    const TcWordSpec spec = {.pieces = pieces, .piece_count = 1};
    g_autoptr(GByteArray) main = g_byte_array_new();
    g_autoptr(GByteArray) table = g_byte_array_new();
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(TcOleStream));

    tc_word_streams(&spec, main, table);
    TcOleStream first = stream("WordDocument", main), second = stream("0Table", table);
    g_array_append_val(all, first);
    g_array_append_val(all, second);
    g_array_append_vals(all, streams, (guint)count);
    return tc_ole_file(&g_array_index(all, TcOleStream, 0), all->len);
}

Test(embedded, word_has_a_pool_of_objects_of_all_programs)
{
    g_autoptr(GByteArray) sheet = book("Biểu số 1");
    g_autoptr(GByteArray) file = native("Phụ lục kèm theo");
    g_autoptr(GBytes) newer = docx("Danh sách");
    gsize newer_len;
    const char *newer_bytes = g_bytes_get_data(newer, &newer_len);
    const TcOleStream streams[] = {
        stream("ObjectPool/_1/Workbook", sheet),
        {.name = "ObjectPool/_1/\001CompObj", .bytes = "x", .len = 1},
        stream("ObjectPool/_2/\001Ole10Native", file),
        {.name = "ObjectPool/_3/Package", .bytes = newer_bytes, .len = newer_len},
        /* Of a program that is not known, and damaged ones. */
        {.name = "ObjectPool/_4/CONTENTS", .bytes = "Biểu đồ", .len = 9},
        {.name = "ObjectPool/_5/Workbook", .bytes = "no workbook", .len = 11},
        {.name = "ObjectPool/_6/\001Ole10Native", .bytes = "\xFF\xFF\xFF\xFF\2\0ab", .len = 8},
    };
    g_autoptr(GBytes) bytes = doc_with(streams, COUNT(streams));

    expect_text(bytes, TC_FORMAT_DOC, "Tờ trình\nBiểu số 1\nPhụ lục kèm theo\nDanh sách\n");
}

Test(embedded, excel_has_folders_of_numbers)
{
    g_autoptr(GByteArray) outer = book("Dự toán");
    g_autoptr(GByteArray) inner = book("Thuyết minh");
    const TcOleStream streams[] = {
        stream("Workbook", outer),
        stream("MBD0001/Workbook", inner),
        stream("Other/Workbook", inner),
    };
    g_autoptr(GBytes) bytes = tc_ole_file(streams, COUNT(streams));

    expect_text(bytes, TC_FORMAT_XLS, "Dự toán\nThuyết minh\n");
}

/* An object as OLE 1 has it, in hexadecimal, as RTF wants it. */
static char *
objdata(const char *program, const void *bytes, gsize len)
{
    g_autoptr(GByteArray) object = g_byte_array_new();
    GString *hex = g_string_new(NULL);

    tc_add32(object, 0x0501);
    tc_add32(object, 2);
    tc_add32(object, (guint32)strlen(program) + 1);
    add_string(object, program);
    tc_add32(object, 0);
    tc_add32(object, 0);
    tc_add32(object, (guint32)len);
    g_byte_array_append(object, bytes, (guint)len);
    for (guint i = 0; i < object->len; i++)
        g_string_append_printf(hex, i % 39 == 38 ? "%02x\r\n" : "%02x", object->data[i]);
    return g_string_free(hex, FALSE);
}

Test(embedded, rtf_has_objects_in_hexadecimal)
{
    g_autoptr(GByteArray) sheet = book("Biểu số 2");
    const TcOleStream streams[] = {stream("Workbook", sheet)};
    g_autoptr(GBytes) ole = tc_ole_file(streams, 1);
    g_autoptr(GByteArray) file = packaged("Phụ lục");
    gsize ole_len;
    const char *ole_bytes = g_bytes_get_data(ole, &ole_len);
    g_autofree char *first = objdata("Excel.Sheet.8", ole_bytes, ole_len);
    g_autofree char *second = objdata("Package", file->data, file->len);
    g_autofree char *rtf = g_strdup_printf(
        "{\\rtf1 \\u272?i\\u7873?u 1{\\object\\objemb{\\*\\objclass Excel.Sheet.8}{\\*\\objdata %s}"
        "{\\result{\\pict 00}}}\\par {\\object{\\*\\objdata %s}}{\\v{\\object{\\*\\objdata %s}}}"
        "{\\object{\\*\\objdata 0105}}{\\object{\\*\\objdata 01050000020000000800000}} "
        "cu\\u7889?i}",
        first, second, second);
    g_autoptr(GBytes) bytes = g_bytes_new_static(rtf, strlen(rtf));

    expect_text(bytes, TC_FORMAT_RTF, "Điều 1\n cuối\nBiểu số 2\nPhụ lục\n");
}

Test(embedded, rtf_may_have_them_in_binary)
{
    g_autoptr(GByteArray) file = packaged("Phụ lục");
    g_autoptr(GByteArray) rtf = g_byte_array_new();
    g_autofree char *hex = objdata("Package", "", 0);
    g_autofree char *begin = NULL;

    hex[strlen(hex) - 8] = '\0'; /* the length is in the binary part */
    begin = g_strdup_printf("{\\rtf1 a{\\object{\\*\\objdata %s\\bin%u ", hex, file->len + 4);
    g_byte_array_append(rtf, (const guint8 *)begin, (guint)strlen(begin));
    tc_add32(rtf, file->len);
    g_byte_array_append(rtf, file->data, file->len);
    g_byte_array_append(rtf, (const guint8 *)"}}b}", 4);
    g_autoptr(GBytes) bytes = g_bytes_new_static(rtf->data, rtf->len);

    expect_text(bytes, TC_FORMAT_RTF, "ab\nPhụ lục\n");
}

/* A Word file of 2007 with one thing in it. */
static GBytes *
docx_with(const char *type, const char *name, const void *bytes, gsize len)
{
    g_autofree char *relations =
        g_strdup_printf(SAMPLE_RELS("<Relationship Id=\"rId1\" Type=\"" SAMPLE_RELATIONS
                                    "/%s\" Target=\"%s\"/><Relationship Id=\"rId2\" "
                                    "Type=\"" SAMPLE_RELATIONS "/%s\" Target=\"%s\"/>"),
                        type, name, type, name);
    g_autofree char *path = g_strconcat("word/", name, NULL);
    const SampleMember members[] = {
        {.name = "[Content_Types].xml", .content = "<Types/>"},
        {.name = "word/document.xml", .content = SAMPLE_WORD(P("Báo cáo"))},
        {.name = "word/_rels/document.xml.rels", .content = relations},
        {.name = path, .content = bytes, .len = len},
    };

    return package(members, COUNT(members));
}

Test(embedded, word_of_2007_has_files_of_all_programs)
{
    g_autoptr(GByteArray) sheet = book("Biểu số 3");
    g_autoptr(GByteArray) file = native("Phụ lục");
    const TcOleStream books[] = {stream("Workbook", sheet)};
    const TcOleStream packages[] = {stream("\001Ole10Native", file)};
    g_autoptr(GBytes) old = tc_ole_file(books, 1);
    g_autoptr(GBytes) packed = tc_ole_file(packages, 1);
    g_autoptr(GBytes) newer = docx("Danh sách");
    const struct {
        const char *type, *name;
        GBytes *bytes;
        const char *want;
    } rows[] = {
        {"oleObject", "embeddings/oleObject1.bin", old, "Báo cáo\nBiểu số 3\n"},
        {"oleObject", "embeddings/oleObject2.bin", packed, "Báo cáo\nPhụ lục\n"},
        {"package", "embeddings/Word.docx", newer, "Báo cáo\nDanh sách\n"},
        {"aFChunk", "afchunk.docx", newer, "Báo cáo\nDanh sách\n"},
        {"image", "embeddings/Word.docx", newer, "Báo cáo\n"},
    };

    for (gsize i = 0; i < COUNT(rows); i++) {
        gsize len;
        const void *bytes = g_bytes_get_data(rows[i].bytes, &len);
        g_autoptr(GBytes) outer = docx_with(rows[i].type, rows[i].name, bytes, len);
        expect_text(outer, TC_FORMAT_DOCX, rows[i].want);
    }
    static const char html[] = "<html><body><p>Phần nhập vào</p></body></html>";
    g_autoptr(GBytes) chunk = docx_with("aFChunk", "htmlDoc1.html", html, sizeof html - 1);
    expect_text(chunk, TC_FORMAT_DOCX, "Báo cáo\nPhần nhập vào\n");
}

Test(embedded, one_that_is_damaged_is_left_out)
{
    g_autoptr(GBytes) newer = docx("Danh sách");
    gsize len;
    const char *bytes = g_bytes_get_data(newer, &len);
    g_autoptr(GBytes) whole = docx_with("package", "embeddings/a.docx", bytes, len / 2);
    g_autoptr(GByteArray) spoilt = g_byte_array_new();

    expect_text(whole, TC_FORMAT_DOCX, "Báo cáo\n");
    /* The member itself: its bytes do not unpack to what the checksum says. */
    g_autoptr(GBytes) outer = docx_with("package", "embeddings/a.docx", bytes, len);
    bytes = g_bytes_get_data(outer, &len);
    g_byte_array_append(spoilt, (const guint8 *)bytes, (guint)len);
    guint8 *name = memmem(spoilt->data, spoilt->len, "word/embeddings/a.docx", 22);
    cr_assert(name != NULL);
    memset(name + 60, 0x55, 40);
    g_autoptr(GBytes) damaged = g_bytes_new_static(spoilt->data, spoilt->len);
    expect_text(damaged, TC_FORMAT_DOCX, "Báo cáo\n");
}

Test(embedded, open_document_has_folders_and_files)
{
    g_autoptr(GByteArray) sheet = book("Biểu số 4");
    const TcOleStream streams[] = {stream("Workbook", sheet)};
    g_autoptr(GBytes) old = tc_ole_file(streams, 1);
    gsize old_len;
    const char *old_bytes = g_bytes_get_data(old, &old_len);
    const SampleMember members[] = {
        {.name = "mimetype", .content = "application/vnd.oasis.opendocument.text"},
        {.name = "content.xml", .content = SAMPLE_ODF_CONTENT("text", "<text:p>Công văn</text:p>")},
        {.name = "Object 1/content.xml",
         .content = SAMPLE_ODF_CONTENT(
             "spreadsheet",
             "<table:table table:name=\"Trang\"><table:table-row><table:table-cell><text:p>Một"
             "</text:p></table:table-cell><table:table-cell><text:p>Hai</text:p>"
             "</table:table-cell></table:table-row></table:table>")},
        {.name = "Object 2/content.xml",
         .content = SAMPLE_ODF_CONTENT("chart", "<text:p>Biểu đồ</text:p>")},
        {.name = "Object 3", .content = old_bytes, .len = old_len},
        {.name = "Object 4/content.xml", .content = "<damaged"},
        {.name = "ObjectReplacements/Object 1", .content = "picture"},
    };
    g_autofree char *zip = NULL;
    gsize len;

    zip = sample_package(members, COUNT(members), "zip:compression=store", 1 << 20, &len);
    g_autoptr(GBytes) bytes = g_bytes_new_static(zip, len);
    expect_text(bytes, TC_FORMAT_ODT, "Công văn\nTrang\nMột\tHai\nBiểu đồ\nBiểu số 4\n");
}

/* Pages that were scanned and put into a document. */
Test(embedded, pictures_instead_of_text_are_scans)
{
    enum { PICTURE_LEN = 40000 };
    static const struct {
        const char *about, *name, *text;
        gsize picture_len;
        guint scans;
    } rows[] = {
        {"nothing but a picture", "word/media/image1.png", "", PICTURE_LEN, 1},
        {"a caption", "word/media/image1.jpeg", P("Quyết định (bản quét)"), PICTURE_LEN, 1},
        {"a logo", "word/media/image1.png", P("Giấy mời"), 2000, 0},
        {"not shown", "word/other/image1.png", P("Giấy mời"), PICTURE_LEN, 0},
        {"a text with a picture", "word/media/image1.png",
         P("Căn cứ tình hình thực tế của địa phương, thường trực hội đồng nhân dân xã đề nghị các "
           "tổ đại biểu tiếp xúc cử tri trước ngày 20 hằng tháng, tổng hợp ý kiến và gửi về văn "
           "phòng để báo cáo tại kỳ họp tới, theo đúng quy định của luật và nghị quyết của hội "
           "đồng."),
         PICTURE_LEN, 0},
    };
    g_autofree char *picture = g_malloc(PICTURE_LEN);

    /* Random, so that it does not pack. */
    for (guint i = 0, state = 1; i < PICTURE_LEN; i++)
        picture[i] = (char)((state = state * 1103515245 + 12345) >> 16);
    memcpy(picture, "\x89PNG\r\n\x1A\n", 8);
    for (gsize i = 0; i < COUNT(rows); i++) {
        g_autofree char *body = g_strdup_printf(SAMPLE_WORD("%s"), rows[i].text);
        const SampleMember members[] = {
            {.name = "[Content_Types].xml", .content = "<Types/>"},
            {.name = "word/document.xml", .content = body},
            {.name = rows[i].name, .content = picture, .len = rows[i].picture_len},
        };
        g_autoptr(GBytes) bytes = package(members, COUNT(members));
        g_autoptr(GError) error = NULL;
        gsize len;
        const char *data = g_bytes_get_data(bytes, &len);
        g_autoptr(TcDocument) document = tc_document_read(data, len, NULL, NULL, &error);
        if (*rows[i].text == '\0') {
            cr_expect(document == NULL);
            cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_NEEDS_OCR), "%s", error->message);
        } else {
            cr_assert(document != NULL, "%s", rows[i].about);
            cr_expect(eq(u32, document->scan_count, rows[i].scans), "%s", rows[i].about);
        }
    }
}

Test(embedded, documents_in_documents_end_somewhere)
{
    g_autoptr(GBytes) inner = docx("Trong cùng");

    for (guint i = 0; i < 20; i++) {
        gsize len;
        const char *bytes = g_bytes_get_data(inner, &len);
        GBytes *outer = docx_with("package", "embeddings/a.docx", bytes, len);
        g_bytes_unref(inner);
        inner = outer;
    }
    g_autoptr(TcDocument) document = read_bytes(inner, TC_FORMAT_DOCX);
    cr_expect(not(zero(ptr, strstr(document->text, "Báo cáo\nBáo cáo\nBáo cáo\n"))));
    cr_expect(zero(ptr, strstr(document->text, "Trong cùng")));
}

Test(embedded, there_are_only_so_many, .timeout = 60)
{
    g_autoptr(GByteArray) file = native("đoạn");
    g_autoptr(GArray) streams = g_array_new(FALSE, FALSE, sizeof(TcOleStream));
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < OBJECTS_MAX + 100; i++) {
        g_ptr_array_add(names, g_strdup_printf("ObjectPool/_%05u/\001Ole10Native", i));
        TcOleStream one = stream(g_ptr_array_index(names, i), file);
        g_array_append_val(streams, one);
    }
    g_autoptr(GBytes) bytes = doc_with(&g_array_index(streams, TcOleStream, 0), streams->len);
    g_autoptr(TcDocument) document = read_bytes(bytes, TC_FORMAT_DOC);
    g_auto(GStrv) lines = g_strsplit(document->text, "\n", -1);
    cr_assert(eq(u32, g_strv_length(lines), OBJECTS_MAX + 2));
}

Test(embedded, their_text_counts_against_the_limit)
{
    g_autoptr(GByteArray) file = native("một hai ba bốn năm sáu bảy tám");
    const TcOleStream streams[] = {stream("ObjectPool/_1/\001Ole10Native", file),
                                   stream("ObjectPool/_2/\001Ole10Native", file)};
    g_autoptr(GBytes) bytes = doc_with(streams, 2);
    TcReadLimits limits = {.input_max = 1 << 20, .text_max = 60};
    g_autoptr(GError) error = NULL;
    gsize len;
    const char *data = g_bytes_get_data(bytes, &len);
    g_autoptr(TcDocument) document = tc_document_read(data, len, NULL, &limits, &error);

    cr_assert(document == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_TOO_LARGE));
    g_clear_error(&error);
    limits.text_max = 120;
    document = tc_document_read(data, len, NULL, &limits, &error);
    cr_expect(document != NULL);
}
