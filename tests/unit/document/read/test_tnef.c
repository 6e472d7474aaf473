/* winmail.dat, made here attribute by attribute; and RTF as Outlook packs it. */
#include "document/dispatch.h"
#include "document/read/mail/mapi.h"
#include "tests/support/ole_writer.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The example of [MS-OXRTFCP], 3.1.1. */
static const guint8 packed[] = {0x2d, 0x00, 0x00, 0x00, 0x2b, 0x00, 0x00, 0x00, 0x4c, 0x5a,
                                0x46, 0x75, 0xf1, 0xc5, 0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00,
                                0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0a,
                                0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62, 0x77,
                                0x05, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0};

Test(mapi, packed_rtf_is_unpacked)
{
    static const char want[] = "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n";
    GString *rtf = tc_mapi_unpack_rtf(packed, sizeof packed, 1000);

    cr_assert(rtf != NULL);
    cr_expect(eq(str, rtf->str, (char *)want));
    g_string_free(rtf, TRUE);
    /* Cut anywhere it gives a part, and never more than is wanted. */
    for (gsize len = 0; len < sizeof packed; len++) {
        g_autofree guint8 *part = g_memdup2(packed, len + 1);
        rtf = tc_mapi_unpack_rtf(part, len, 10);
        cr_assert(rtf != NULL || len < 16);
        if (rtf != NULL) {
            cr_assert(le(sz, rtf->len, 10));
            cr_assert(g_str_has_prefix(want, rtf->str));
            g_string_free(rtf, TRUE);
        }
    }
}

Test(mapi, rtf_may_be_there_as_it_is)
{
    static const guint8 plain[] = "\x11\0\0\0\x05\0\0\0MELA\0\0\0\0{\\b}?";
    GString *rtf = tc_mapi_unpack_rtf(plain, sizeof plain - 1, 100);

    cr_assert(rtf != NULL);
    cr_expect(eq(str, rtf->str, (char *)"{\\b}?"));
    g_string_free(rtf, TRUE);
    cr_expect(tc_mapi_unpack_rtf((const guint8 *)"0123456789abcdefgh", 18, 100) == NULL);
}

static GByteArray *
begin(void)
{
    GByteArray *out = g_byte_array_new();

    tc_add32(out, 0x223E9F78);
    tc_add16(out, 1);
    return out;
}

static void
add(GByteArray *out, guint8 level, guint32 id, const void *bytes, gsize len)
{
    guint16 sum = 0;

    g_byte_array_append(out, &level, 1);
    tc_add32(out, id);
    tc_add32(out, (guint32)len);
    g_byte_array_append(out, bytes, (guint)len);
    for (gsize i = 0; i < len; i++)
        sum = (guint16)(sum + ((const guint8 *)bytes)[i]);
    tc_add16(out, sum);
}

static void
add_property(GByteArray *out, guint16 type, guint16 id, const void *bytes, gsize len)
{
    static const guint8 pad[4] = {0};

    tc_add16(out, type);
    tc_add16(out, id);
    tc_add32(out, 1);
    tc_add32(out, (guint32)len);
    g_byte_array_append(out, bytes, (guint)len);
    g_byte_array_append(out, pad, (4 - len % 4) % 4);
}

/* Properties of fixed length, with a name, and of many values, to be passed over. */
static GByteArray *
properties(guint16 type, guint16 id, const void *bytes, gsize len)
{
    GByteArray *out = g_byte_array_new();
    static const guint8 guid[16] = {1};

    tc_add32(out, 5);
    tc_add16(out, 0x000B);
    tc_add16(out, 0x0E1F);
    tc_add32(out, 1);
    tc_add16(out, 0x0040);
    tc_add16(out, 0x0039);
    tc_add32(out, 1);
    tc_add32(out, 2);
    tc_add16(out, 0x0003);
    tc_add16(out, 0x8001);
    g_byte_array_append(out, guid, sizeof guid);
    tc_add32(out, 1);
    tc_add32(out, 5);
    g_byte_array_append(out, (const guint8 *)"a\0b\0\0\0\0\0", 8);
    tc_add32(out, 7);
    tc_add16(out, 0x1003);
    tc_add16(out, 0x1234);
    tc_add32(out, 2);
    tc_add32(out, 8);
    tc_add32(out, 9);
    add_property(out, type, id, bytes, len);
    return out;
}

static GByteArray *
wide(const char *text)
{
    GByteArray *out = g_byte_array_new();

    tc_add_utf16(out, text);
    return out;
}

/* A message with a file, and a message in it. */
static GByteArray *
message(void)
{
    GByteArray *out = begin();
    g_autoptr(GByteArray) subject = wide("Giấy mời");
    g_autoptr(GByteArray) name = wide("phụ lục.txt");
    g_autoptr(GByteArray) of_message =
        properties(TC_MAPI_TYPE_WIDE, TC_MAPI_SUBJECT, subject->data, subject->len);
    g_autoptr(GByteArray) of_file =
        properties(TC_MAPI_TYPE_WIDE, TC_MAPI_LONG_NAME, name->data, name->len);
    g_autoptr(GByteArray) body =
        properties(TC_MAPI_TYPE_BINARY, TC_MAPI_RTF, packed, sizeof packed);
    g_autoptr(GByteArray) inner = begin();
    g_autoptr(GByteArray) object = g_byte_array_new();
    static const guint8 interface[16] = {7};
    static const char file[] = "Phụ lục kèm theo";

    add(inner, 1, 0x0002800C, "Ben trong", 10);
    g_byte_array_append(object, interface, sizeof interface);
    g_byte_array_append(object, inner->data, inner->len);
    g_autoptr(GByteArray) of_inner =
        properties(TC_MAPI_TYPE_OBJECT, TC_MAPI_DATA, object->data, object->len);

    add(out, 1, 0x00089006, "\0\0\1\0", 4);
    add(out, 1, 0x00069003, of_message->data, of_message->len);
    add(out, 1, 0x00069003, body->data, body->len);
    add(out, 2, 0x00069002, "\1\0", 2);
    add(out, 2, 0x0006800F, file, sizeof file - 1);
    add(out, 2, 0x00018010, "PHULUC~1.TXT", 13);
    add(out, 2, 0x00069005, of_file->data, of_file->len);
    add(out, 2, 0x00069002, "\1\0", 2);
    add(out, 2, 0x00069005, of_inner->data, of_inner->len);
    return out;
}

Test(tnef, a_message_that_was_saved_is_read)
{
    g_autoptr(GByteArray) bytes = message();
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document =
        tc_document_read((const char *)bytes->data, bytes->len, "winmail.dat", NULL, &error);

    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, TC_FORMAT_TNEF));
    cr_expect(eq(str, document->title, (char *)"Giấy mời"));
    cr_expect(
        eq(str, document->text, (char *)"Giấy mời\nhello world\nPhụ lục kèm theo\nBen trong\n"));
}

Test(tnef, in_mail_it_is_attachments)
{
    g_autoptr(GByteArray) bytes = message();
    g_autofree char *base64 = g_base64_encode(bytes->data, bytes->len);
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"--x\r\n\r\nkinh gui\r\n", "M\nkinh gui\nphụ lục.txt\nPhụ lục kèm theo\nBen trong\n"},
        {"", "M\nhello world\nphụ lục.txt\nPhụ lục kèm theo\nBen trong\n"},
    };

    for (gsize i = 0; i < COUNT(rows); i++) {
        g_autofree char *mail = g_strdup_printf(
            "From: \r\nSubject: M\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; "
            "boundary=x\r\n\r\n%s--x\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n"
            "Content-Transfer-Encoding: base64\r\n\r\n%s\r\n--x--\r\n",
            rows[i].text, base64);
        g_autoptr(TcDocument) document = tc_document_read(mail, strlen(mail), NULL, NULL, NULL);
        cr_assert(document != NULL);
        cr_expect(eq(str, document->text, (char *)rows[i].want));
    }
}

Test(tnef, damage_does_no_harm, .timeout = 60)
{
    g_autoptr(GByteArray) bytes = message();

    for (gsize len = 0; len < bytes->len; len++) {
        g_autofree guint8 *part = g_memdup2(bytes->data, len + 1);
        tc_document_free(
            tc_document_read_format(TC_FORMAT_TNEF, (const char *)part, len, NULL, NULL, NULL));
    }
    for (gsize at = 0; at < bytes->len; at++) {
        guint8 before = bytes->data[at];
        bytes->data[at] = 0xFF;
        tc_document_free(tc_document_read_format(TC_FORMAT_TNEF, (const char *)bytes->data,
                                                 bytes->len, NULL, NULL, NULL));
        bytes->data[at] = before;
    }
}

/* A saved message whose text is packed RTF alone. */
Test(tnef, outlook_messages_have_packed_rtf_too)
{
    static const char zeros[64] = {0};
    const TcOleStream streams[] = {
        {"__properties_version1.0", zeros, sizeof zeros},
        {"__substg1.0_10090102", packed, sizeof packed},
    };
    g_autoptr(GBytes) file = tc_ole_file(streams, COUNT(streams));
    gsize len;
    const char *data = g_bytes_get_data(file, &len);
    g_autoptr(TcDocument) document = tc_document_read(data, len, NULL, NULL, NULL);

    cr_assert(document != NULL);
    cr_expect(eq(str, document->text, (char *)"hello world\n"));
}
