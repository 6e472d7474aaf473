#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include <string.h>

#include "document/read/reader.h"
#include "document/sandbox/sandbox.h"
#include "tests/support/ole_writer.h"
#include "text/encoding/encoding.h"

/* A record of BIFF; its data follow and are closed by end_record(). */
static guint
begin_record(GByteArray *out, guint16 type)
{
    tc_add16(out, type);
    tc_add16(out, 0);
    return out->len;
}

static void
end_record(GByteArray *out, guint start)
{
    out->data[start - 2] = (guint8)(out->len - start);
    out->data[start - 1] = (guint8)((out->len - start) >> 8);
}

static void
add_begin(GByteArray *out, guint16 version, guint16 kind)
{
    guint at = begin_record(out, 0x0809);
    tc_add16(out, version);
    tc_add16(out, kind);
    tc_add32(out, 0);
    end_record(out, at);
}

static void
add_end(GByteArray *out)
{
    end_record(out, begin_record(out, 0x000A));
}

static void
add_bytes(GByteArray *out, const char *bytes)
{
    g_byte_array_append(out, (const guint8 *)bytes, (guint)strlen(bytes));
}

static void
add_cell(GByteArray *out, guint16 row, guint16 column)
{
    tc_add16(out, row);
    tc_add16(out, column);
    tc_add16(out, 0); /* format */
}

static void
add_shared(GByteArray *out, guint16 row, guint16 column, guint32 string)
{
    guint at = begin_record(out, 0x00FD);
    add_cell(out, row, column);
    tc_add32(out, string);
    end_record(out, at);
}

static void
add_number(GByteArray *out, guint16 row, guint16 column, double number)
{
    guint at = begin_record(out, 0x0203);
    add_cell(out, row, column);
    g_byte_array_append(out, (const guint8 *)&number, sizeof number);
    end_record(out, at);
}

static void
add_wide(GByteArray *out, const char *text)
{
    tc_add16(out, (guint16)g_utf8_strlen(text, -1));
    g_byte_array_append(out, (const guint8 *)"\1", 1);
    tc_add_utf16(out, text);
}

/* Excel 97: two sheets, the second without text; every kind of cell; shared strings that a record's
 * end parts, between one- and two-byte characters. */
static GByteArray *
book97(void)
{
    GByteArray *out = g_byte_array_new();

    add_begin(out, 0x0600, 0x0005);
    guint at = begin_record(out, 0x0085);
    guint first = out->len;
    tc_add32(out, 0);
    tc_add16(out, 0);
    g_byte_array_append(out, (const guint8 *)"\x09\1", 2);
    tc_add_utf16(out, "Ngân sách");
    end_record(out, at);
    at = begin_record(out, 0x0085);
    guint second = out->len;
    tc_add32(out, 0);
    tc_add16(out, 0);
    g_byte_array_append(out, (const guint8 *)"\6\0Sheet2", 8);
    end_record(out, at);

    at = begin_record(out, 0x00FC);
    tc_add32(out, 4);
    tc_add32(out, 4);
    add_wide(out, "Họ và tên");
    tc_add16(out, 7); /* of two runs, and something Asian */
    g_byte_array_append(out, (const guint8 *)"\x0C\2\0\4\0\0\0So tien", 14);
    g_byte_array_append(out, (const guint8 *)"runs:sumAsia", 12);
    tc_add16(out, 19); /* "nghị quy" here, "ết của Hội" as UTF-16, "!" as one byte */
    g_byte_array_append(out, (const guint8 *)"\1", 1);
    tc_add_utf16(out, "nghị quy");
    end_record(out, at);
    at = begin_record(out, 0x003C);
    g_byte_array_append(out, (const guint8 *)"\1", 1);
    tc_add_utf16(out, "ết của Hội");
    end_record(out, at);
    at = begin_record(out, 0x003C);
    g_byte_array_append(out, (const guint8 *)"\0!", 2);
    add_wide(out, "cuối \U0001F600");
    end_record(out, at);
    /* The last has a character of two units more than it counts; it is written as one is. */
    add_end(out);

    guint32 start = out->len;
    memcpy(out->data + first, &start, 4);
    add_begin(out, 0x0600, 0x0010);
    add_shared(out, 0, 0, 0);
    add_shared(out, 0, 1, 1);
    add_shared(out, 0, 2, 99); /* there is none */
    add_shared(out, 3, 0, 2);
    add_number(out, 3, 1, 1234.5);
    at = begin_record(out, 0x027E); /* 12.34 in hundredths */
    add_cell(out, 3, 2);
    tc_add32(out, 1234u << 2 | 3);
    end_record(out, at);
    at = begin_record(out, 0x00BD); /* -1 and 0.5 */
    tc_add16(out, 4);
    tc_add16(out, 0);
    tc_add16(out, 0);
    tc_add32(out, (guint32)-4 | 2);
    tc_add16(out, 0);
    tc_add32(out, 0x3FE00000);
    tc_add16(out, 1);
    end_record(out, at);
    at = begin_record(out, 0x0006); /* a formula that gives text */
    add_cell(out, 5, 0);
    g_byte_array_append(out, (const guint8 *)"\0\0\0\0\0\0\xFF\xFF\0\0\0\0\0\0\0\0", 16);
    end_record(out, at);
    at = begin_record(out, 0x0207);
    add_wide(out, "ghép chữ");
    end_record(out, at);
    at = begin_record(out, 0x01B6); /* a text box */
    g_byte_array_append(out, (const guint8 *)"\0\0\0\0\0\0\0\0\0\0\7\0\x10\0\0\0\0\0", 18);
    end_record(out, at);
    at = begin_record(out, 0x003C);
    g_byte_array_append(out, (const guint8 *)"\1", 1);
    tc_add_utf16(out, "hộp chữ");
    end_record(out, at);
    add_begin(out, 0x0600, 0x0020); /* a chart in it */
    add_number(out, 9, 9, 777);
    add_end(out);
    add_end(out);

    start = out->len;
    memcpy(out->data + second, &start, 4);
    add_begin(out, 0x0600, 0x0010);
    add_end(out);
    return out;
}

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
    g_autoptr(GByteArray) book = book97();
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

    add_begin(book, 0x0500, 0x0005);
    guint at = begin_record(book, 0x0042);
    tc_add16(book, 1252);
    end_record(book, at);
    at = begin_record(book, 0x0085);
    guint first = book->len;
    tc_add32(book, 0);
    tc_add16(book, 0);
    add_bytes(book, "\6Bang 1");
    end_record(book, at);
    add_end(book);
    guint32 start = book->len;
    memcpy(book->data + first, &start, 4);
    add_begin(book, 0x0500, 0x0010);
    for (guint16 i = 0; i < G_N_ELEMENTS(cells); i++) {
        g_autoptr(GString) bytes = g_string_new(NULL);
        tc_encoding_encode(TC_ENCODING_TCVN3, cells[i], strlen(cells[i]), bytes);
        at = begin_record(book, i == 1 ? 0x00D6 : 0x0204);
        add_cell(book, i, 0);
        tc_add16(book, (guint16)bytes->len);
        add_bytes(book, bytes->str);
        end_record(book, at);
    }
    at = begin_record(book, 0x001C); /* a note */
    tc_add32(book, 0);
    tc_add16(book, 5);
    add_bytes(book, "ghi v");
    end_record(book, at);
    add_end(book);

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
    add_begin(book, 0x0600, 0x0005);
    guint at = begin_record(book, 0x002F);
    tc_add16(book, 0);
    end_record(book, at);
    g_autoptr(GError) error = NULL;
    cr_assert(read_book(book, "Workbook", &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_ENCRYPTED), "%s", error->message);
}

Test(xls, another_version_is_told)
{
    g_autoptr(GByteArray) book = g_byte_array_new();
    add_begin(book, 0x0400, 0x0005);
    g_autoptr(GError) error = NULL;
    cr_assert(read_book(book, "Workbook", &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_DAMAGED), "%s", error->message);
}

Test(xls, a_workbook_cut_or_spoilt_anywhere_is_read_or_told, .timeout = 120)
{
    g_autoptr(GByteArray) book = book97();
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
    g_autoptr(GByteArray) book = book97();
    add_begin(book, 0x0600, 0x0010);
    for (guint16 i = 0; i < 500; i++)
        add_shared(book, i, 0, 2);
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
    g_autoptr(GByteArray) book = book97();
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
    guint at = begin_record(out, type);
    tc_add16(out, number);
    end_record(out, at);
}

Test(xls, cells_and_pages_are_as_the_reader_sees_them)
{
    g_autoptr(GByteArray) book = g_byte_array_new();

    add_begin(book, 0x0600, 0x0005);
    add_record16(book, 0x0022, 1); /* days from 1904 */
    guint at = begin_record(book, 0x041E);
    tc_add16(book, 164);
    add_wide(book, "\"ngày \"dd/mm/yyyy");
    end_record(book, at);
    static const guint16 formats[] = {0, 164, 10};
    for (guint i = 0; i < 3; i++) {
        at = begin_record(book, 0x00E0);
        tc_add16(book, 0);
        tc_add16(book, formats[i]);
        tc_add32(book, 0);
        end_record(book, at);
    }
    add_end(book);
    add_begin(book, 0x0600, 0x0010);
    at = begin_record(book, 0x0014);
    add_wide(book, "&CPhụ lục Trà Cú&RTrang &P");
    end_record(book, at);
    at = begin_record(book, 0x0203);
    tc_add32(book, 0);
    tc_add16(book, 1);
    double day = 42808;
    g_byte_array_append(book, (const guint8 *)&day, sizeof day);
    end_record(book, at);
    at = begin_record(book, 0x027E);
    tc_add32(book, 0x00010000);
    tc_add16(book, 2);
    tc_add32(book, 47u << 2 | 3); /* 0.47 */
    end_record(book, at);
    add_end(book);

    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_book(book, "Workbook", &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, (char *)"ngày 15/03/2021\t47,00%\nPhụ lục Trà Cú\nTrang\n"),
              "%s", document->text);
}
