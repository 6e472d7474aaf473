#include "document/dispatch.h"
#include "tests/support/ole_writer.h"
#include "tests/support/ppt_writer.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static TcDocument *
read_show(GBytes *file, GError **error)
{
    return tc_document_read(g_bytes_get_data(file, NULL), g_bytes_get_size(file), "a.bin", NULL,
                            error);
}

#define TOKEN 0xE391C05F

Test(ppt, slides_are_read_as_they_are_now_and_in_order)
{
    g_autoptr(GBytes) file = tc_ppt_show(TOKEN, TRUE, 0);
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_show(file, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, TC_FORMAT_PPT));
    cr_expect(eq(str, document->text,
                 (char *)"Báo cáo tổng kết\nPlain\nHộp thứ nhất\ndòng hai\ndòng ba\n"
                         "Phương hướng\nHộp thứ hai\nGhi chú của người nói\n"));
    cr_expect(eq(str, document->title, (char *)"Báo cáo tổng kết"));
}

Test(ppt, without_a_way_in_all_is_read)
{
    for (guint i = 0; i < 2; i++) {
        g_autoptr(GBytes) file = tc_ppt_show(TOKEN, i == 0, 1);
        g_autoptr(GError) error = NULL;
        g_autoptr(TcDocument) document = read_show(file, &error);
        cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
        cr_expect(strstr(document->text, "Báo cáo tổng kết") != NULL);
        cr_expect(strstr(document->text, "Hộp thứ hai") != NULL);
        cr_expect(strstr(document->text, "Click") == NULL);
    }
}

/* A container of what stands at a foot: `kinds` says which are shown, `words` are by instance. */
static void
add_feet(GByteArray *out, guint instance, guint16 kinds, const char *const words[3])
{
    guint feet = tc_ppt_begin_record(out, 15, instance, 4057);
    guint atom = tc_ppt_begin_record(out, 0, 0, 4058);
    const guint8 data[] = {0, 0, (guint8)kinds, (guint8)(kinds >> 8)};
    g_byte_array_append(out, data, sizeof data);
    tc_ppt_end_record(out, atom);
    for (guint i = 0; i < 3; i++) {
        glong len = 0;
        if (words[i] == NULL)
            continue;
        g_autofree gunichar2 *wide = g_utf8_to_utf16(words[i], -1, NULL, &len, NULL);
        guint at = tc_ppt_begin_record(out, 0, i, 4026);
        g_byte_array_append(out, (const guint8 *)wide, (guint)len * 2);
        tc_ppt_end_record(out, at);
    }
    tc_ppt_end_record(out, feet);
}

Test(ppt, what_stands_at_the_foot_of_slides_is_read_once)
{
    static const char *const all[3] = {"12 giờ", "Đầu trang", "Trạm thủy nông Vàm Cỏ"};
    static const char *const own[3] = {"Quý ba", NULL, "Lưu hành nội bộ"};
    g_autoptr(GByteArray) out = g_byte_array_new();
    guint doc = tc_ppt_begin_record(out, 15, 0, 1000);
    add_feet(out, 3, 0x23, all); /* a date of today, a footer */
    tc_ppt_end_record(out, doc);
    for (guint i = 0; i < 3; i++) {
        guint slide = tc_ppt_begin_record(out, 15, 0, 1006);
        add_feet(out, 0, i < 2 ? 0x20 : 0x25, i < 2 ? all : own);
        guint box = tc_ppt_begin_record(out, 0, 0, 4008);
        g_byte_array_append(out, (const guint8 *)"Trang", 5);
        tc_ppt_end_record(out, box);
        tc_ppt_end_record(out, slide);
    }
    const TcOleStream streams[] = {{"PowerPoint Document", out->data, out->len}};
    g_autoptr(GBytes) file = tc_ole_file(streams, 1);
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_show(file, &error);

    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, document->text,
                 (char *)"Trang\nTrang\nTrang\nTrạm thủy nông Vàm Cỏ\nQuý ba\nLưu hành nội bộ\n"),
              "%s", document->text);
}

Test(ppt, a_password_is_told)
{
    g_autoptr(GBytes) file = tc_ppt_show(0xF3D1C4DF, TRUE, 0);
    g_autoptr(GError) error = NULL;
    cr_assert(read_show(file, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_ENCRYPTED), "%s", error->message);
}

/* A list that names one slide for ever, and records in records. */
Test(ppt, what_grows_is_bounded, .timeout = 60)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    guint doc = tc_ppt_begin_record(out, 15, 0, 1000);
    for (guint i = 0; i < 5000; i++)
        tc_ppt_begin_record(out, 15, 0, 4080);
    for (guint i = 0; i < 5000; i++)
        tc_ppt_add_place(out, 1);
    tc_ppt_end_record(out, doc);
    guint slide = tc_ppt_begin_record(out, 15, 0, 1006);
    for (guint i = 0; i < 5000; i++)
        tc_ppt_begin_record(out, 15, 0, 1036);
    tc_ppt_end_record(out, slide);
    const TcOleStream streams[] = {{"PowerPoint Document", out->data, out->len}};
    g_autoptr(GBytes) file = tc_ole_file(streams, 1);
    g_autoptr(GError) error = NULL;
    cr_assert(read_show(file, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_EMPTY), "%s", error->message);
}

Test(ppt, a_show_spoilt_anywhere_is_read_or_told, .timeout = 120)
{
    g_autoptr(GBytes) file = tc_ppt_show(TOKEN, TRUE, 0);
    gsize len;
    const char *data = g_bytes_get_data(file, &len);
    g_autofree char *bytes = g_memdup2(data, len);
    for (gsize at = 512; at < len; at += 3) {
        g_autoptr(GError) error = NULL;
        bytes[at] ^= (char)0xFF;
        g_autoptr(TcDocument) document =
            tc_document_read_format(TC_FORMAT_PPT, bytes, len, NULL, NULL, &error);
        cr_assert(document != NULL || error->domain == TC_DOCUMENT_ERROR, "%zu", at);
        bytes[at] = data[at];
    }
}

Test(ppt, the_text_of_powerpoint_95_is_read)
{
    static const char records[] = "\3\0\0\0\xFF\xFF\0\0\xC7\xE4\x12\0\0\0\0\0";
    /* In a TCVN3 font; a line ends in \r, one within a paragraph in \v. */
    static const char text[] = "H\xE9i ngh\xDE t\xE6ng k\xD5t c\xAB"
                               "ng t\xB8"
                               "c n\xA8m\r"
                               "Ph\xAD\xAC"
                               "ng h\xAD\xED"
                               "ng nhi\xD6m v\xF4\vn\xA8m sau\r";
    const TcOleStream streams[] = {
        {"PowerPoint Document", records, sizeof records - 1},
        {"Text_Content", text, sizeof text - 1},
        {"Current User", "\2\0\0\0An", 6},
    };
    g_autoptr(GBytes) file = tc_ole_file(streams, G_N_ELEMENTS(streams));
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = tc_document_read(
        g_bytes_get_data(file, NULL), g_bytes_get_size(file), "a.ppt", NULL, &error);

    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, TC_FORMAT_PPT));
    cr_expect(eq(str, document->text,
                 (char *)"Hội nghị tổng kết công tác năm\nPhương hướng nhiệm vụ\nnăm sau\n"),
              "%s", document->text);
}
