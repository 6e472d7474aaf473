#include "document/read/reader.h"
#include "document/sandbox/sandbox.h"
#include "tests/support/ole_writer.h"
#include "tests/support/xls_writer.h"
#include "tests/unit/document/read/locked_books.h"
#include "tests/unit/rows.h"
#include "text/encoding/encoding.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static TcDocument *
read_book(const GByteArray *book, const char *stream, GError **error)
{
    const TcOleStream streams[] = {{stream, book->data, book->len}};
    g_autoptr(GBytes) file = tc_ole_file(streams, 1);

    return tc_document_read(g_bytes_get_data(file, NULL), g_bytes_get_size(file), "a.bin", NULL,
                            error);
}

Test(xls, a_workbook_of_excel_97_is_read)
{
    g_autoptr(GByteArray) book = tc_xls_book();
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_book(book, "Workbook", &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, TC_FORMAT_XLS));
    cr_expect(
        eq(str, document->text,
           (char *)"Ngân sách\nHọ và tên\tSo tien\nnghị quyết của Hội!\t1234,5\t12,34\n-1\t0,5\n"
                   "ghép chữ\nhộp chữ\n"));
    cr_expect(eq(str, document->title, (char *)"Ngân sách"));
}

/* Excel 95 has bytes of the machine's code page, in Vietnam mostly those of TCVN3's fonts. */
Test(xls, a_workbook_of_excel_95_is_read)
{
    static const char *const cells[] = {"Hội đồng nhân dân", "Nước sạch và môi trường",
                                        "Kế hoạch phát triển kinh tế - xã hội"};
    g_autoptr(GByteArray) book = g_byte_array_new();

    tc_xls_begin(book, 0x0500, 0x0005);
    guint at = tc_xls_begin_record(book, 0x0042);
    tc_add16(book, 1252);
    tc_xls_end_record(book, at);
    at = tc_xls_begin_record(book, 0x0085);
    guint first = book->len;
    tc_add32(book, 0);
    tc_add16(book, 0);
    tc_xls_add_bytes(book, "\6Bang 1");
    tc_xls_end_record(book, at);
    tc_xls_end(book);
    guint32 start = book->len;
    memcpy(book->data + first, &start, 4);
    tc_xls_begin(book, 0x0500, 0x0010);
    for (guint16 i = 0; i < G_N_ELEMENTS(cells); i++) {
        g_autoptr(GString) bytes = g_string_new(NULL);
        tc_encoding_encode(TC_ENCODING_TCVN3, cells[i], strlen(cells[i]), bytes);
        at = tc_xls_begin_record(book, i == 1 ? 0x00D6 : 0x0204);
        tc_xls_add_cell(book, i, 0);
        tc_add16(book, (guint16)bytes->len);
        tc_xls_add_bytes(book, bytes->str);
        tc_xls_end_record(book, at);
    }
    at = tc_xls_begin_record(book, 0x001C); /* a note */
    tc_add32(book, 0);
    tc_add16(book, 5);
    tc_xls_add_bytes(book, "ghi v");
    tc_xls_end_record(book, at);
    tc_xls_end(book);

    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_book(book, "Book", &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    g_autofree char *lower = g_utf8_strdown(document->text, -1);
    cr_expect(eq(str, lower,
                 (char *)"bang 1\nhội đồng nhân dân\nnước sạch và môi trường\n"
                         "kế hoạch phát triển kinh tế - xã hội\nghi v\n"));
}

Test(xls, a_password_is_told)
{
    g_autoptr(GByteArray) book = g_byte_array_new();
    tc_xls_begin(book, 0x0600, 0x0005);
    guint at = tc_xls_begin_record(book, 0x002F);
    tc_add16(book, 0);
    tc_xls_end_record(book, at);
    g_autoptr(GError) error = NULL;
    cr_assert(read_book(book, "Workbook", &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_ENCRYPTED), "%s", error->message);
}

static const struct {
    const char *about, *book;
    guint times;
} locked[] = {
    {"Excel 95 and 97", TC_LOCKED_XOR, 1},
    {"Excel 97 and 2000", TC_LOCKED_MD5, 40},
    {"Excel 2003", TC_LOCKED_SHA1_128, 1},
    {"Excel 2002", TC_LOCKED_SHA1_40, 1},
};

/* As Excel writes a workbook whose sheets are protected: it opens for anyone. */
EACH_ROW(xls, a_book_that_needs_no_password_is_read, locked)
ROW_TEST(size_t *row, xls, a_book_that_needs_no_password_is_read)
{
    GByteArray book = {0};
    gsize len;
    g_autofree guchar *bytes = g_base64_decode(locked[*row].book, &len);
    g_autoptr(GString) want = g_string_new("Quy ba\n");
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < locked[*row].times; i++)
        g_string_append_printf(want, "%sBảng kê máy bơm", i > 0 ? " " : "");
    g_string_append_c(want, '\n');
    book.data = bytes;
    book.len = (guint)len;
    g_autoptr(TcDocument) document = read_book(&book, "Workbook", &error);
    cr_assert(document != NULL, "%s: %s", locked[*row].about, error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, want->str), "%s", locked[*row].about);
    /* Cut anywhere it is read or told. */
    for (guint cut = 0; cut < len; cut += 7) {
        book.len = cut;
        tc_document_free(read_book(&book, "Workbook", NULL));
    }
}

Test(xls, another_version_is_told)
{
    g_autoptr(GByteArray) book = g_byte_array_new();
    tc_xls_begin(book, 0x0400, 0x0005);
    g_autoptr(GError) error = NULL;
    cr_assert(read_book(book, "Workbook", &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_DAMAGED), "%s", error->message);
}

Test(xls, a_workbook_cut_or_spoilt_anywhere_is_read_or_told, .timeout = 120)
{
    g_autoptr(GByteArray) book = tc_xls_book();
    for (guint at = 4; at < book->len; at++) {
        g_autoptr(GByteArray) part = g_byte_array_new();
        g_byte_array_append(part, book->data, at);
        g_autoptr(GError) error = NULL;
        g_autoptr(TcDocument) cut = read_book(part, "Workbook", &error);
        cr_assert(cut != NULL || error->domain == TC_DOCUMENT_ERROR, "%u", at);
        g_clear_error(&error);

        guint8 kept = book->data[at];
        book->data[at] ^= 0xFF;
        g_autoptr(TcDocument) spoilt = read_book(book, "Workbook", &error);
        cr_assert(spoilt != NULL || error->domain == TC_DOCUMENT_ERROR, "%u", at);
        book->data[at] = kept;
    }
}

/* A string that is shown in many cells is text as often. */
Test(xls, text_over_the_limit_is_told)
{
    const TcReadLimits limits = {.input_max = 1u << 20, .text_max = 1000};
    g_autoptr(GByteArray) book = tc_xls_book();
    tc_xls_begin(book, 0x0600, 0x0010);
    for (guint16 i = 0; i < 500; i++)
        tc_xls_add_shared(book, i, 0, 2);
    const TcOleStream streams[] = {{"Workbook", book->data, book->len}};
    g_autoptr(GBytes) file = tc_ole_file(streams, 1);
    g_autoptr(GError) error = NULL;
    cr_assert(tc_document_read(g_bytes_get_data(file, NULL), g_bytes_get_size(file), NULL, &limits,
                               &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_TOO_LARGE), "%s", error->message);
}

Test(xls, it_is_read_in_the_sandbox, .timeout = 60)
{
    const TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autoptr(GByteArray) book = tc_xls_book();
    const TcOleStream streams[] = {{"Workbook", book->data, book->len}};
    g_autoptr(GBytes) file = tc_ole_file(streams, 1);
    g_autoptr(GError) error = NULL;
    g_autoptr(TcSandbox) sandbox = tc_sandbox_new(NULL, &error);
    cr_assert(sandbox != NULL, "%s", error != NULL ? error->message : "");
    g_autoptr(TcDocument) document = tc_sandbox_read(sandbox, g_bytes_get_data(file, NULL),
                                                     g_bytes_get_size(file), NULL, &limits, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(strstr(document->text, "ghép chữ") != NULL);
}

/* A record that is one number of 16 bits. */
static void
add_record16(GByteArray *out, guint16 type, guint16 number)
{
    guint at = tc_xls_begin_record(out, type);
    tc_add16(out, number);
    tc_xls_end_record(out, at);
}

Test(xls, cells_and_pages_are_as_the_reader_sees_them)
{
    g_autoptr(GByteArray) book = g_byte_array_new();

    tc_xls_begin(book, 0x0600, 0x0005);
    add_record16(book, 0x0022, 1); /* days from 1904 */
    guint at = tc_xls_begin_record(book, 0x041E);
    tc_add16(book, 164);
    tc_xls_add_wide(book, "\"ngày \"dd/mm/yyyy");
    tc_xls_end_record(book, at);
    static const guint16 formats[] = {0, 164, 10};
    for (guint i = 0; i < 3; i++) {
        at = tc_xls_begin_record(book, 0x00E0);
        tc_add16(book, 0);
        tc_add16(book, formats[i]);
        tc_add32(book, 0);
        tc_xls_end_record(book, at);
    }
    tc_xls_end(book);
    tc_xls_begin(book, 0x0600, 0x0010);
    at = tc_xls_begin_record(book, 0x0014);
    tc_xls_add_wide(book, "&CPhụ lục Trà Cú&RTrang &P");
    tc_xls_end_record(book, at);
    at = tc_xls_begin_record(book, 0x0203);
    tc_add32(book, 0);
    tc_add16(book, 1);
    double day = 42808;
    g_byte_array_append(book, (const guint8 *)&day, sizeof day);
    tc_xls_end_record(book, at);
    at = tc_xls_begin_record(book, 0x027E);
    tc_add32(book, 0x00010000);
    tc_add16(book, 2);
    tc_add32(book, 47u << 2 | 3); /* 0.47 */
    tc_xls_end_record(book, at);
    tc_xls_end(book);

    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_book(book, "Workbook", &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, (char *)"ngày 15/03/2021\t47,00%\nPhụ lục Trà Cú\nTrang\n"),
              "%s", document->text);
}

/* Until Excel 4 a workbook is no compound file, and records had other forms. */
static TcDocument *
read_bare(const GByteArray *book, GError **error)
{
    return tc_document_read((const char *)book->data, book->len, "a.bin", NULL, error);
}

static void
expect_bare(const GByteArray *book, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_bare(book, &error);

    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, TC_FORMAT_XLS));
    g_autofree char *lower = g_utf8_strdown(document->text, -1);
    cr_expect(eq(str, lower, (char *)text));
}

/* A text behind its length in one byte. */
static void
add_short_text(GByteArray *out, guint16 type, const char *text)
{
    const guint8 len = (guint8)strlen(text);
    guint at = tc_xls_begin_record(out, type);
    g_byte_array_append(out, &len, 1);
    tc_xls_add_bytes(out, text);
    tc_xls_end_record(out, at);
}

/* The place and the attributes of a cell of Excel 2: its style, and the number of its format. */
static void
add_old_cell(GByteArray *out, guint16 row, guint16 column, guint8 format)
{
    const guint8 attributes[] = {0x3F, format | 1 << 6, 0};
    tc_add16(out, row);
    tc_add16(out, column);
    g_byte_array_append(out, attributes, sizeof attributes);
}

static void
add_double(GByteArray *out, double number)
{
    g_byte_array_append(out, (const guint8 *)&number, sizeof number);
}

Test(xls, a_sheet_of_excel_2_is_read)
{
    g_autoptr(GByteArray) book = g_byte_array_new();
    g_autoptr(GString) bytes = g_string_new(NULL);
    static const char label[] = "Hội đồng nhân dân thị xã, kế hoạch sản xuất";

    tc_encoding_encode(TC_ENCODING_TCVN3, label, strlen(label), bytes);
    tc_xls_begin_old(book, 2, 0x0010);
    add_short_text(book, 0x0014, "&Cdau trang");
    add_short_text(book, 0x001E, "General");
    add_short_text(book, 0x001E, "dd/mm/yyyy");
    guint at = tc_xls_begin_record(book, 0x0043); /* how cells look: no format is looked up here */
    tc_add32(book, 0);
    tc_xls_end_record(book, at);
    at = tc_xls_begin_record(book, 0x0004);
    add_old_cell(book, 0, 0, 0);
    const guint8 len = (guint8)bytes->len;
    g_byte_array_append(book, &len, 1);
    tc_xls_add_bytes(book, bytes->str);
    tc_xls_end_record(book, at);
    at = tc_xls_begin_record(book, 0x0002);
    add_old_cell(book, 1, 0, 0);
    tc_add16(book, 65000);
    tc_xls_end_record(book, at);
    at = tc_xls_begin_record(book, 0x0003);
    add_old_cell(book, 1, 1, 1);
    add_double(book, 33239);
    tc_xls_end_record(book, at);
    at = tc_xls_begin_record(book, 0x0006);
    add_old_cell(book, 1, 2, 0);
    add_double(book, 2.5);
    add_double(book, 0);
    tc_xls_end_record(book, at);
    at = tc_xls_begin_record(book, 0x0006); /* its text follows */
    add_old_cell(book, 2, 0, 0);
    g_byte_array_append(book, (const guint8 *)"\0\0\0\0\0\0\xFF\xFF\0\0\0", 11);
    tc_xls_end_record(book, at);
    add_short_text(book, 0x0007, "tong cong");
    tc_xls_end(book);
    expect_bare(book, "hội đồng nhân dân thị xã, kế hoạch sản xuất\n65000\t01/01/1991\t2,5\n"
                      "tong cong\ndau trang\n");
}

/* A style with the number of a format: Excel 3 and 4 have them in the same place. */
static void
add_old_style(GByteArray *out, guint excel, guint8 format)
{
    const guint8 style[] = {0, format, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    guint at = tc_xls_begin_record(out, excel == 3 ? 0x0243 : 0x0443);
    g_byte_array_append(out, style, sizeof style);
    tc_xls_end_record(out, at);
}

static void
add_old_format(GByteArray *out, guint excel, const char *format)
{
    if (excel == 3) {
        add_short_text(out, 0x001E, format);
        return;
    }
    const guint8 head[] = {0, 0, (guint8)strlen(format)};
    guint at = tc_xls_begin_record(out, 0x041E);
    g_byte_array_append(out, head, sizeof head);
    tc_xls_add_bytes(out, format);
    tc_xls_end_record(out, at);
}

/* Two cells, the second of the second style, and a formula with a text. */
static void
add_old_cells(GByteArray *out, guint excel)
{
    guint at = tc_xls_begin_record(out, 0x0204);
    tc_xls_add_cell(out, 0, 0);
    tc_add16(out, 7);
    tc_xls_add_bytes(out, "so lieu");
    tc_xls_end_record(out, at);
    at = tc_xls_begin_record(out, 0x0203);
    tc_add16(out, 0);
    tc_add16(out, 1);
    tc_add16(out, 1);
    add_double(out, 0.125);
    tc_xls_end_record(out, at);
    at = tc_xls_begin_record(out, excel == 3 ? 0x0206 : 0x0406);
    tc_xls_add_cell(out, 1, 0);
    g_byte_array_append(out, (const guint8 *)"\0\0\0\0\0\0\xFF\xFF\0\0\0\0", 12);
    tc_xls_end_record(out, at);
    at = tc_xls_begin_record(out, 0x0207);
    tc_add16(out, 4);
    tc_xls_add_bytes(out, "cong");
    tc_xls_end_record(out, at);
}

Test(xls, sheets_of_excel_3_and_4_are_read)
{
    for (guint excel = 3; excel <= 4; excel++) {
        g_autoptr(GByteArray) book = g_byte_array_new();
        tc_xls_begin_old(book, excel, 0x0010);
        add_old_format(book, excel, "General");
        add_old_format(book, excel, "0.0%");
        add_old_style(book, excel, 0);
        add_old_style(book, excel, 1);
        add_old_cells(book, excel);
        tc_xls_end(book);
        expect_bare(book, "so lieu\t12,5%\ncong\n");
    }
}

Test(xls, all_sheets_of_a_workbook_of_excel_4_are_read)
{
    static const char *const names[] = {"Doanh thu", "Chi phi"};
    g_autoptr(GByteArray) book = g_byte_array_new();

    tc_xls_begin_old(book, 4, 0x0100);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        guint at = tc_xls_begin_record(book, 0x008F); /* its name, and how long it is */
        tc_add32(book, 0);
        const guint8 len = (guint8)strlen(names[i]);
        g_byte_array_append(book, &len, 1);
        tc_xls_add_bytes(book, names[i]);
        tc_xls_end_record(book, at);
        tc_xls_begin_old(book, 4, 0x0010);
        add_old_format(book, 4, "0%");
        add_old_style(book, 4, 0);
        add_old_style(book, 4, 0);
        add_old_cells(book, 4);
        tc_xls_end(book);
    }
    tc_xls_end(book);
    expect_bare(book, "doanh thu\nso lieu\t13%\ncong\nchi phi\nso lieu\t13%\ncong\n");
}

/* Pages on the web write a workbook as a few records: no compound file, no version. */
Test(xls, records_that_a_program_wrote_are_read)
{
    g_autoptr(GByteArray) book = g_byte_array_new();

    tc_xls_begin(book, 0, 0x0010);
    for (guint16 row = 0; row < 2; row++) {
        const char *text = row == 0 ? "Họ và tên" : "Đặng Thị Nở";
        guint at = tc_xls_begin_record(book, 0x0204);
        tc_xls_add_cell(book, row, 0);
        tc_add16(book, (guint16)strlen(text));
        tc_xls_add_bytes(book, text);
        tc_xls_end_record(book, at);
        tc_xls_add_number(book, row, 1, 7.5 + row);
    }
    tc_xls_end(book);
    expect_bare(book, "họ và tên\t7,5\nđặng thị nở\t8,5\n");
}

Test(xls, an_old_sheet_cut_or_spoilt_anywhere_is_read_or_told, .timeout = 120)
{
    g_autoptr(GByteArray) book = g_byte_array_new();

    tc_xls_begin_old(book, 4, 0x0010);
    add_old_format(book, 4, "0.0%");
    add_old_style(book, 4, 0);
    add_old_cells(book, 4);
    tc_xls_end(book);
    for (guint at = 10; at < book->len; at++) {
        g_autoptr(GByteArray) part = g_byte_array_new();
        g_byte_array_append(part, book->data, at);
        g_autoptr(GError) error = NULL;
        g_autoptr(TcDocument) cut = read_bare(part, &error);
        cr_assert(cut != NULL || error->domain == TC_DOCUMENT_ERROR, "%u", at);
        g_clear_error(&error);

        guint8 kept = book->data[at];
        book->data[at] ^= 0xFF;
        g_autoptr(TcDocument) spoilt = read_bare(book, &error);
        cr_assert(spoilt != NULL || error->domain == TC_DOCUMENT_ERROR, "%u", at);
        book->data[at] = kept;
    }
}
