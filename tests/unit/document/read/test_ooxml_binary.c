#include "document/dispatch.h"
#include "tests/unit/document/read/ooxml_samples.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

/* Binary workbooks: a record is its type, its length and its data. */
static void
add_record(GByteArray *out, guint type, const void *data, guint8 len)
{
    guint8 head[3] = {(guint8)(type < 128 ? type : (type & 0x7F) | 0x80), (guint8)(type >> 7), len};

    g_byte_array_append(out, head, type < 128 ? 1 : 2);
    g_byte_array_append(out, &len, 1);
    g_byte_array_append(out, data, len);
}

/* A record whose data are `head` and then a text behind its length. */
static void
add_text_record(GByteArray *out, guint type, const char *head, gsize head_len, const char *text)
{
    g_autoptr(GByteArray) data = g_byte_array_new();
    glong count = 0;
    g_autofree gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, &count, NULL);
    guint32 length = (guint32)count;

    g_byte_array_append(data, (const guint8 *)head, (guint)head_len);
    g_byte_array_append(data, (const guint8 *)&length, 4);
    g_byte_array_append(data, (const guint8 *)units, (guint)count * 2);
    add_record(out, type, data->data, (guint8)data->len);
}

Test(ooxml, binary_workbooks_are_read)
{
    g_autoptr(GByteArray) book = g_byte_array_new();
    g_autoptr(GByteArray) styles = g_byte_array_new();
    g_autoptr(GByteArray) strings = g_byte_array_new();
    g_autoptr(GByteArray) sheet = g_byte_array_new();

    add_record(book, 153, "\1\0\0\0", 4); /* days from 1904 */
    /* State, number, relation "r1", name. */
    add_text_record(book, 156, "\0\0\0\0\1\0\0\0\2\0\0\0r\0001\0", 16, "Ngân sách");
    add_text_record(styles, 44, "\xA4\0", 2, "dd/mm/yyyy");
    add_record(styles, 47, "\0\0\x09\0", 4); /* a style that is none of cells */
    add_record(styles, 617, "\2\0\0\0", 4);
    add_record(styles, 47, "\0\0\0\0", 4);
    add_record(styles, 47, "\0\0\xA4\0", 4);
    add_record(styles, 618, "", 0);
    add_text_record(strings, 19, "\0", 1, "Họ và tên");
    add_record(sheet, 0, "", 0);
    add_record(sheet, 7, "\0\0\0\0\0\0\0\0\0\0\0\0", 12);
    add_record(sheet, 7, "\0\0\0\0\0\0\0\0\7\0\0\0", 12); /* there is no such string */
    add_text_record(sheet, 6, "\1\0\0\0\0\0\0\0", 8, "chữ");
    add_record(sheet, 0, "", 0);
    guint32 day[3] = {0, 1, 42808u << 2 | 2};
    add_record(sheet, 2, day, 12);
    double half = 0.5;
    guint8 real[16] = {0};
    memcpy(real + 8, &half, 8);
    add_record(sheet, 5, real, 16);
    add_text_record(sheet, 479, "\0\0", 2, "&CPhụ lục");
    g_byte_array_append(sheet, (const guint8 *)"\7\x0C\0", 3); /* cut */

    const SampleMember members[] = {
        TYPES,
        {.name = "_rels/.rels",
         .content = SAMPLE_RELS(SAMPLE_RELATION("r1", "officeDocument", "xl/workbook.bin"))},
        {.name = "xl/workbook.bin", .content = (char *)book->data, .len = book->len},
        {.name = "xl/_rels/workbook.bin.rels",
         .content = SAMPLE_RELS(SAMPLE_RELATION("r1", "worksheet", "worksheets/sheet1.bin")
                                    SAMPLE_RELATION("r2", "styles", "styles.bin") SAMPLE_RELATION(
                                        "r3", "sharedStrings", "sharedStrings.bin"))},
        {.name = "xl/styles.bin", .content = (char *)styles->data, .len = styles->len},
        {.name = "xl/sharedStrings.bin", .content = (char *)strings->data, .len = strings->len},
        {.name = "xl/worksheets/sheet1.bin", .content = (char *)sheet->data, .len = sheet->len},
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_members(members, G_N_ELEMENTS(members), NULL, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, TC_FORMAT_XLSX));
    cr_expect(
        eq(str, document->text, (char *)"Ngân sách\nHọ và tên\tchữ\n15/03/2021\t0,5\nPhụ lục\n"));
}
