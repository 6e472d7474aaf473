#include "document/read/reader.h"
#include "tests/support/archive_writer.h"
#include "tests/support/cms_writer.h"
#include "tests/support/ole_writer.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define WIDE(name, array)                                                                          \
    {                                                                                              \
        name, (array)->data, (array)->len                                                          \
    }

static GByteArray *
wide(const char *text)
{
    GByteArray *out = g_byte_array_new();
    tc_add_utf16(out, text);
    return out;
}

static TcDocument *
read_streams(const TcOleStream *streams, gsize count, GError **error)
{
    g_autoptr(GBytes) file = tc_ole_file(streams, count);
    return tc_document_read(g_bytes_get_data(file, NULL), g_bytes_get_size(file), "a.bin", NULL,
                            error);
}

/* Submitted at 08:30 on 4 December 2020, in tenths of microseconds since 1601. */
static GByteArray *
properties(void)
{
    GByteArray *out = g_byte_array_new();
    guint64 time = (G_GUINT64_CONSTANT(1607070600) + 11644473600) * 10000000;

    for (guint i = 0; i < 8; i++)
        tc_add32(out, 0);
    tc_add32(out, 0x00170003); /* importance */
    tc_add32(out, 0);
    tc_add32(out, 1);
    tc_add32(out, 0);
    tc_add32(out, 0x00390040);
    tc_add32(out, 0);
    tc_add32(out, (guint32)time);
    tc_add32(out, (guint32)(time >> 32));
    return out;
}

Test(msg, a_message_with_attachments_is_read)
{
    g_autoptr(GByteArray) subject = wide("Giấy mời họp");
    g_autoptr(GByteArray) to = wide("Văn phòng UBND");
    g_autoptr(GByteArray) body = wide("Kính mời\r\nông bà dự họp.\r\n");
    g_autoptr(GByteArray) name = wide("nghị quyết.txt");
    g_autoptr(GByteArray) fixed = properties();
    static const char text[] = "Nghị quyết về đất đai\n";
    static const char garbage[] = "\x01\x02\x03\x00\x04";
    const TcOleStream streams[] = {
        WIDE("__properties_version1.0", fixed),
        WIDE("__substg1.0_0037001F", subject),
        {"__substg1.0_0C1A001E", "Nguyen Van A", 12},
        WIDE("__substg1.0_0E04001F", to),
        WIDE("__substg1.0_1000001F", body),
        WIDE("__attach_version1.0_#00000000/__substg1.0_3707001F", name),
        {"__attach_version1.0_#00000000/__substg1.0_37010102", text, sizeof text - 1},
        {"__attach_version1.0_#00000001/__substg1.0_37010102", garbage, sizeof garbage},
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_streams(streams, G_N_ELEMENTS(streams), &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, TC_FORMAT_MSG));
    cr_expect(eq(str, document->title, (char *)"Giấy mời họp"));
    cr_expect(eq(str, document->text,
                 (char *)"Giấy mời họp\nNguyen Van A\nVăn phòng UBND\n04/12/2020 08:30\n"
                         "Kính mời\nông bà dự họp.\nnghị quyết.txt\nNghị quyết về đất đai\n"));
}

Test(msg, what_is_attached_is_opened_or_named)
{
    static const ArchiveRow rows[] = {{"a.txt", "một", -1}, {"b.dgn", "\1\2\3\4", -1}};
    g_autoptr(GByteArray) archive = archive_writer_make("zip", "none", rows, 2);
    g_autoptr(GByteArray) zip = wide("goi.zip");
    g_autoptr(GByteArray) drawing = wide("ban do.dgn");
    static const char garbage[] = {1, 2, 3, 4, 5, 6, 7, 14, 15};
    const TcOleStream streams[] = {
        {"__properties_version1.0", "", 0},
        {"__substg1.0_0037001E", "Hop", 3},
        WIDE("__attach_version1.0_#00000000/__substg1.0_3707001F", zip),
        WIDE("__attach_version1.0_#00000000/__substg1.0_37010102", archive),
        WIDE("__attach_version1.0_#00000001/__substg1.0_3707001F", drawing),
        {"__attach_version1.0_#00000001/__substg1.0_37010102", garbage, sizeof garbage},
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_streams(streams, G_N_ELEMENTS(streams), &error);

    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, (char *)"Hop\ngoi.zip\na.txt\nmột\nb.dgn\nban do.dgn\n"));
    cr_expect(eq(str, document->unread,
                 (char *)"2 files in it are not read, the first of them is b.dgn: not read yet: "
                         "of an unknown kind"));
}

Test(msg, scans_that_are_attached_are_counted)
{
    g_autoptr(GByteArray) subject = wide("Giấy mời họp");
    g_autoptr(GByteArray) id = wide("image001.png@01D6");
    static const char png[] = "\x89PNG\r\n\x1A\n";
    const TcOleStream streams[] = {
        {"__properties_version1.0", png, sizeof png - 1},
        WIDE("__substg1.0_0037001F", subject),
        {"__attach_version1.0_#00000000/__substg1.0_37010102", png, sizeof png - 1},
        /* A logo that the text shows. */
        WIDE("__attach_version1.0_#00000001/__substg1.0_3712001F", id),
        {"__attach_version1.0_#00000001/__substg1.0_37010102", png, sizeof png - 1},
    };
    g_autoptr(TcDocument) document = read_streams(streams, G_N_ELEMENTS(streams), NULL);

    cr_assert(document != NULL);
    cr_expect(eq(u32, document->scan_count, 1));
}

Test(msg, html_is_read_where_there_is_no_other_text)
{
    static const char html[] = "<html><meta charset=utf-8><p>Kính mời<p>ông bà";
    const TcOleStream streams[] = {
        {"__properties_version1.0", "", 0},
        {"__substg1.0_0037001E", "Hop", 3},
        {"__substg1.0_10130102", html, sizeof html - 1},
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_streams(streams, G_N_ELEMENTS(streams), &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(strstr(document->text, "Kính mời") != NULL, "%s", document->text);
}

Test(msg, one_without_text_is_empty)
{
    const TcOleStream streams[] = {{"__properties_version1.0", "", 0}};
    g_autoptr(GError) error = NULL;
    cr_assert(read_streams(streams, 1, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_EMPTY), "%s", error->message);
}

/* A message of class "IPM.Note.SMIME..." with one attachment. */
static TcDocument *
read_smime(const char *class, const void *bytes, gsize len, GError **error)
{
    g_autoptr(GByteArray) subject = wide("Thư ký số");
    g_autoptr(GByteArray) class_bytes = wide(class);
    g_autoptr(GByteArray) fixed = properties();
    const TcOleStream streams[] = {
        WIDE("__properties_version1.0", fixed),
        WIDE("__substg1.0_001A001F", class_bytes),
        WIDE("__substg1.0_0037001F", subject),
        {"__attach_version1.0_#00000000/__substg1.0_37010102", bytes, len},
    };
    return read_streams(streams, G_N_ELEMENTS(streams), error);
}

Test(msg, signed_messages_are_read_and_encrypted_ones_told)
{
    static const char part[] = "Content-Type: text/plain; charset=utf-8\r\n\r\nnội dung\r\n";
    static const char clear[] =
        "Content-Type: multipart/signed; boundary=x\r\n\r\n--x\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\nnội dung\r\n"
        "--x\r\nContent-Type: application/pkcs7-signature\r\n\r\n\1\2\3\4\r\n"
        "--x--\r\n";
    g_autoptr(GByteArray) opaque = cms_make(CMS_SIGNED, part, TRUE);
    g_autoptr(GByteArray) encrypted = cms_make(CMS_ENVELOPED, "x", FALSE);
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) first = read_smime("IPM.Note.SMIME", opaque->data, opaque->len, &error);
    g_autoptr(TcDocument) second =
        read_smime("IPM.Note.SMIME.MultipartSigned", clear, sizeof clear - 1, &error);

    cr_assert(first != NULL && second != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, first->text, (char *)"Thư ký số\n04/12/2020 08:30\nnội dung\n"));
    cr_expect(eq(str, second->text, first->text));
    cr_assert(read_smime("IPM.Note.SMIME", encrypted->data, encrypted->len, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_ENCRYPTED), "%s", error->message);
}
