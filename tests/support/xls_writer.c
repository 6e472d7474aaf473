#include "tests/support/xls_writer.h"

#include "tests/support/ole_writer.h"

#include <string.h>

/* A record of BIFF; its data follow and are closed by tc_xls_end_record(). */
guint
tc_xls_begin_record(GByteArray *out, guint16 type)
{
    tc_add16(out, type);
    tc_add16(out, 0);
    return out->len;
}

void
tc_xls_end_record(GByteArray *out, guint start)
{
    out->data[start - 2] = (guint8)(out->len - start);
    out->data[start - 1] = (guint8)((out->len - start) >> 8);
}

void
tc_xls_begin(GByteArray *out, guint16 version, guint16 kind)
{
    guint at = tc_xls_begin_record(out, 0x0809);
    tc_add16(out, version);
    tc_add16(out, kind);
    tc_add32(out, 0);
    tc_xls_end_record(out, at);
}

void
tc_xls_begin_old(GByteArray *out, guint excel, guint16 kind)
{
    guint at = tc_xls_begin_record(out, (guint16)(excel == 2   ? 0x0009
                                                  : excel == 3 ? 0x0209
                                                               : 0x0409));
    tc_add16(out, 0);
    tc_add16(out, kind);
    if (excel > 2)
        tc_add16(out, 0);
    tc_xls_end_record(out, at);
}

void
tc_xls_end(GByteArray *out)
{
    tc_xls_end_record(out, tc_xls_begin_record(out, 0x000A));
}

void
tc_xls_add_bytes(GByteArray *out, const char *bytes)
{
    g_byte_array_append(out, (const guint8 *)bytes, (guint)strlen(bytes));
}

void
tc_xls_add_cell(GByteArray *out, guint16 row, guint16 column)
{
    tc_add16(out, row);
    tc_add16(out, column);
    tc_add16(out, 0); /* format */
}

void
tc_xls_add_shared(GByteArray *out, guint16 row, guint16 column, guint32 string)
{
    guint at = tc_xls_begin_record(out, 0x00FD);
    tc_xls_add_cell(out, row, column);
    tc_add32(out, string);
    tc_xls_end_record(out, at);
}

void
tc_xls_add_number(GByteArray *out, guint16 row, guint16 column, double number)
{
    guint at = tc_xls_begin_record(out, 0x0203);
    tc_xls_add_cell(out, row, column);
    g_byte_array_append(out, (const guint8 *)&number, sizeof number);
    tc_xls_end_record(out, at);
}

void
tc_xls_add_wide(GByteArray *out, const char *text)
{
    tc_add16(out, (guint16)g_utf8_strlen(text, -1));
    g_byte_array_append(out, (const guint8 *)"\1", 1);
    tc_add_utf16(out, text);
}

/* The name of a sheet; returns where its place is to be set. */
static guint
add_sheet(GByteArray *out, const char *name, gboolean is_wide)
{
    guint at = tc_xls_begin_record(out, 0x0085);
    guint place = out->len;
    tc_add32(out, 0);
    tc_add16(out, 0);
    if (is_wide) {
        const guint8 head[] = {(guint8)g_utf8_strlen(name, -1), 1};
        g_byte_array_append(out, head, sizeof head);
        tc_add_utf16(out, name);
    } else {
        const guint8 head[] = {(guint8)strlen(name), 0};
        g_byte_array_append(out, head, sizeof head);
        tc_xls_add_bytes(out, name);
    }
    tc_xls_end_record(out, at);
    return place;
}

/* What follows is the sheet of which `place` is. */
static void
begin_sheet(GByteArray *out, guint place)
{
    guint32 start = out->len;

    memcpy(out->data + place, &start, 4);
    tc_xls_begin(out, 0x0600, 0x0010);
}

/* A record that goes on with the one before, in UTF-16. */
static void
continue_wide(GByteArray *out, const char *text)
{
    guint at = tc_xls_begin_record(out, 0x003C);
    g_byte_array_append(out, (const guint8 *)"\1", 1);
    tc_add_utf16(out, text);
    tc_xls_end_record(out, at);
}

static void
add_shared_strings(GByteArray *out)
{
    guint at = tc_xls_begin_record(out, 0x00FC);
    tc_add32(out, 4);
    tc_add32(out, 4);
    tc_xls_add_wide(out, "Họ và tên");
    tc_add16(out, 7); /* of two runs, and something Asian */
    g_byte_array_append(out, (const guint8 *)"\x0C\2\0\4\0\0\0So tien", 14);
    g_byte_array_append(out, (const guint8 *)"runs:sumAsia", 12);
    tc_add16(out, 19); /* "nghị quy" here, "ết của Hội" as UTF-16, "!" as one byte */
    g_byte_array_append(out, (const guint8 *)"\1", 1);
    tc_add_utf16(out, "nghị quy");
    tc_xls_end_record(out, at);
    continue_wide(out, "ết của Hội");
    at = tc_xls_begin_record(out, 0x003C);
    g_byte_array_append(out, (const guint8 *)"\0!", 2);
    /* This has a character of two units, and counts it as one does. */
    tc_xls_add_wide(out, "cuối \U0001F600");
    tc_xls_end_record(out, at);
}

static void
add_packed_numbers(GByteArray *out)
{
    guint at = tc_xls_begin_record(out, 0x027E); /* 12.34 in hundredths */
    tc_xls_add_cell(out, 3, 2);
    tc_add32(out, 1234u << 2 | 3);
    tc_xls_end_record(out, at);
    at = tc_xls_begin_record(out, 0x00BD); /* -1 and 0.5 */
    tc_add16(out, 4);
    tc_add16(out, 0);
    tc_add16(out, 0);
    tc_add32(out, (guint32)-4 | 2);
    tc_add16(out, 0);
    tc_add32(out, 0x3FE00000);
    tc_add16(out, 1);
    tc_xls_end_record(out, at);
}

/* A formula that gives text, and a text box. */
static void
add_texts(GByteArray *out)
{
    guint at = tc_xls_begin_record(out, 0x0006);
    tc_xls_add_cell(out, 5, 0);
    g_byte_array_append(out, (const guint8 *)"\0\0\0\0\0\0\xFF\xFF\0\0\0\0\0\0\0\0", 16);
    tc_xls_end_record(out, at);
    at = tc_xls_begin_record(out, 0x0207);
    tc_xls_add_wide(out, "ghép chữ");
    tc_xls_end_record(out, at);
    at = tc_xls_begin_record(out, 0x01B6);
    g_byte_array_append(out, (const guint8 *)"\0\0\0\0\0\0\0\0\0\0\7\0\x10\0\0\0\0\0", 18);
    tc_xls_end_record(out, at);
    continue_wide(out, "hộp chữ");
}

GByteArray *
tc_xls_book(void)
{
    GByteArray *out = g_byte_array_new();

    tc_xls_begin(out, 0x0600, 0x0005);
    guint first = add_sheet(out, "Ngân sách", TRUE);
    guint second = add_sheet(out, "Sheet2", FALSE);
    add_shared_strings(out);
    tc_xls_end(out);

    begin_sheet(out, first);
    tc_xls_add_shared(out, 0, 0, 0);
    tc_xls_add_shared(out, 0, 1, 1);
    tc_xls_add_shared(out, 0, 2, 99); /* there is none */
    tc_xls_add_shared(out, 3, 0, 2);
    tc_xls_add_number(out, 3, 1, 1234.5);
    add_packed_numbers(out);
    add_texts(out);
    tc_xls_begin(out, 0x0600, 0x0020); /* a chart in it */
    tc_xls_add_number(out, 9, 9, 777);
    tc_xls_end(out);
    tc_xls_end(out);

    begin_sheet(out, second);
    tc_xls_end(out);
    return out;
}
