#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include <string.h>

#include "document/dispatch.h"
#include "tests/support/ole_writer.h"

/* A record; a container when `version` is 15. Its data follow and are closed by end_record(). */
static guint
begin_record(GByteArray *out, guint version, guint instance, guint16 type)
{
    tc_add16(out, (guint16)(version | instance << 4));
    tc_add16(out, type);
    tc_add32(out, 0);
    return out->len;
}

static void
end_record(GByteArray *out, guint start)
{
    guint32 len = out->len - start;
    memcpy(out->data + start - 4, &len, 4);
}

static void
add_text(GByteArray *out, const char *text, gboolean is_wide)
{
    guint at = begin_record(out, 0, 0, is_wide ? 4000 : 4008);
    if (is_wide)
        tc_add_utf16(out, text);
    else
        g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
    end_record(out, at);
}

/* A slide or its notes, with one box of text deep in it. Returns its place. */
static guint32
add_slide(GByteArray *out, guint16 type, const char *text)
{
    guint32 place = out->len;
    guint slide = begin_record(out, 15, 0, type);
    guint drawing = begin_record(out, 15, 0, 1036);
    guint box = begin_record(out, 15, 0, 0xF00D);
    add_text(out, text, TRUE);
    add_text(out, "*", FALSE); /* the number of the slide */
    end_record(out, box);
    end_record(out, drawing);
    end_record(out, slide);
    return place;
}

static void
add_place(GByteArray *out, guint32 number)
{
    guint at = begin_record(out, 0, 0, 1011);
    tc_add32(out, number);
    tc_add32(out, 0);
    end_record(out, at);
}

/* Saved twice: slide 2 and 3 are old and new versions of the same; slides come in another order
 * than they lie. Objects 1 document, 2 and 3 slides, 4 notes, 5 master. */
static GBytes *
make_show(guint32 token, gboolean has_user, guint32 edit_moved)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    g_autoptr(GByteArray) user = g_byte_array_new();
    guint32 second = add_slide(out, 1006, "Hộp thứ hai");
    guint32 old_first = add_slide(out, 1006, "bản cũ");
    guint32 notes = add_slide(out, 1008, "Ghi chú của người nói");
    guint32 master = add_slide(out, 1016, "Click to edit");

    guint32 directory = out->len;
    guint at = begin_record(out, 0, 0, 6002);
    tc_add32(out, 2 | 4u << 20);
    tc_add32(out, old_first);
    tc_add32(out, second);
    tc_add32(out, notes);
    tc_add32(out, master);
    end_record(out, at);
    guint32 first_edit = out->len;
    at = begin_record(out, 0, 0, 4085);
    tc_add32(out, 0);
    tc_add32(out, 0);
    tc_add32(out, 0);
    tc_add32(out, directory);
    tc_add32(out, 1);
    tc_add32(out, 0);
    tc_add32(out, 0);
    end_record(out, at);

    guint32 first = add_slide(out, 1006, "Hộp thứ nhất\rdòng hai\vdòng ba");
    guint32 document = out->len;
    guint doc = begin_record(out, 15, 0, 1000);
    guint list = begin_record(out, 15, 1, 4080); /* masters */
    add_place(out, 5);
    end_record(out, list);
    list = begin_record(out, 15, 0, 4080);
    add_place(out, 2);
    add_text(out, "Báo cáo tổng kết", TRUE);
    add_text(out, "Plain", FALSE);
    add_place(out, 3);
    add_text(out, "Phương hướng", TRUE);
    end_record(out, list);
    list = begin_record(out, 15, 2, 4080);
    add_place(out, 4);
    end_record(out, list);
    end_record(out, doc);
    directory = out->len;
    at = begin_record(out, 0, 0, 6002);
    tc_add32(out, 1 | 2u << 20);
    tc_add32(out, document);
    tc_add32(out, first);
    end_record(out, at);
    guint32 edit = out->len;
    at = begin_record(out, 0, 0, 4085);
    tc_add32(out, 0);
    tc_add32(out, 0);
    tc_add32(out, first_edit);
    tc_add32(out, directory);
    tc_add32(out, 1);
    tc_add32(out, 0);
    tc_add32(out, 0);
    end_record(out, at);

    at = begin_record(user, 0, 0, 4086);
    tc_add32(user, 20);
    tc_add32(user, token);
    tc_add32(user, edit + edit_moved);
    tc_add32(user, 0);
    end_record(user, at);
    const TcOleStream streams[] = {{"PowerPoint Document", out->data, out->len},
                                   {"Current User", user->data, user->len}};
    return tc_ole_file(streams, has_user ? 2 : 1);
}

static TcDocument *
read_show(GBytes *file, GError **error)
{
    return tc_document_read(g_bytes_get_data(file, NULL), g_bytes_get_size(file), "a.bin", NULL,
                            error);
}

#define TOKEN 0xE391C05F

Test(ppt, slides_are_read_as_they_are_now_and_in_order)
{
    g_autoptr(GBytes) file = make_show(TOKEN, TRUE, 0);
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
        g_autoptr(GBytes) file = make_show(TOKEN, i == 0, 1);
        g_autoptr(GError) error = NULL;
        g_autoptr(TcDocument) document = read_show(file, &error);
        cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
        cr_expect(strstr(document->text, "Báo cáo tổng kết") != NULL);
        cr_expect(strstr(document->text, "Hộp thứ hai") != NULL);
        cr_expect(strstr(document->text, "Click") == NULL);
    }
}

Test(ppt, a_password_is_told)
{
    g_autoptr(GBytes) file = make_show(0xF3D1C4DF, TRUE, 0);
    g_autoptr(GError) error = NULL;
    cr_assert(read_show(file, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_ENCRYPTED), "%s", error->message);
}

/* A list that names one slide for ever, and records in records. */
Test(ppt, what_grows_is_bounded, .timeout = 60)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    guint doc = begin_record(out, 15, 0, 1000);
    for (guint i = 0; i < 5000; i++)
        begin_record(out, 15, 0, 4080);
    for (guint i = 0; i < 5000; i++)
        add_place(out, 1);
    end_record(out, doc);
    guint slide = begin_record(out, 15, 0, 1006);
    for (guint i = 0; i < 5000; i++)
        begin_record(out, 15, 0, 1036);
    end_record(out, slide);
    const TcOleStream streams[] = {{"PowerPoint Document", out->data, out->len}};
    g_autoptr(GBytes) file = tc_ole_file(streams, 1);
    g_autoptr(GError) error = NULL;
    cr_assert(read_show(file, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_EMPTY), "%s", error->message);
}

Test(ppt, a_show_spoilt_anywhere_is_read_or_told, .timeout = 120)
{
    g_autoptr(GBytes) file = make_show(TOKEN, TRUE, 0);
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
