#include "document/dispatch.h"
#include "document/sandbox/sandbox.h"
#include "tests/support/archive_writer.h"
#include "tests/support/cms_writer.h"
#include "tests/unit/document/read/office_samples.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define HEAD                                                                                       \
    "From: Sở Nội vụ <noivu@example.vn>\r\nTo: b@example.vn\r\nSubject: "                    \
    "=?UTF-8?B?QsOhbyBjw6FvIHF1w70gSQ==?=\r\nDate: Mon, 06 Jan 2020 08:00:00 "                     \
    "+0700\r\nMIME-Version: 1.0\r\n"
#define SHOWN "Báo cáo quý I\nSở Nội vụ <noivu@example.vn>\nb@example.vn\n06/01/2020 08:00\n"

static TcDocument *
read_mail(const char *mail, GError **error)
{
    return tc_document_read(mail, strlen(mail), "a.bin", NULL, error);
}

static const struct {
    const char *about, *body, *expect;
} rows[] = {
    {"plain", "Content-Type: text/plain; charset=utf-8\r\n\r\nkính gửi\r\ncác sở\r\n",
     "kính gửi\ncác sở\n"},
    {"quoted-printable",
     "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
     "quoted-printable\r\n\r\n"
     "k=C3=ADnh g=\r\n=E1=BB=ADi\r\n",
     "kính gửi\n"},
    {"base64 in windows-1258, which the header tells",
     "Content-Type: text/plain; charset=windows-1258\r\nContent-Transfer-Encoding: base64\r\n\r\n"
     "dGj0bmcgYuFvIPD99fJjIGf90mkgY+FjIHP10go=\r\n",
     "thông báo được gửi các sở\n"},
    {"HTML alone", "Content-Type: text/html; charset=utf-8\r\n\r\n<p>một</p><p>hai</p>",
     "một\nhai\n"},
    {"plain text before HTML",
     "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; "
     "charset=utf-8\r\n\r\nchữ\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>trang</p>\r\n--x--\r\n",
     "chữ\n"},
    {"HTML when the plain text is empty",
     "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: "
     "text/plain\r\n\r\n \r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>trang</p>\r\n"
     "--x--\r\n",
     "trang\n"},
    {"attachments: one read, one that cannot be, one picture",
     "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; "
     "charset=utf-8\r\n\r\nthân\r\n--x\r\nContent-Type: application/octet-stream; "
     "name=\"a.html\"\r\nContent-Disposition: attachment; "
     "filename=\"a.html\"\r\n\r\n<html><body><p>"
     "đính kèm</p></body></html>\r\n--x\r\nContent-Type: application/octet-stream; name=b\r\n"
     "Content-Transfer-Encoding: base64\r\n\r\nAAECAwQFBgcICQ==\r\n--x\r\nContent-Type: "
     "image/png\r\n"
     "\r\nx\r\n--x--\r\n",
     "thân\na.html\nđính kèm\nb\n"},
    {"a message in it",
     "Content-Type: message/rfc822\r\n\r\nSubject: trong\r\nContent-Type: text/plain; charset=utf-8"
     "\r\n\r\nthư trong\r\n",
     "trong\nthư trong\n"},
    {"UTF-7, which the header tells",
     "Content-Type: text/plain; charset=utf-7\r\n\r\nH+Hs0-p giao ban huy+Hsc-n\r\n",
     "Họp giao ban huyện\n"},
    {"a file in the text, uuencoded",
     "Content-Type: text/plain; charset=utf-8\r\n\r\nxem tệp\r\nbegin 644 v\xC4\x83n.txt\r\n"
     "<=L2#;B!BX;JC;B!MPZ,@=74@Q)##H\"!\"X;JO8P  \r\n`\r\nend\r\nhết\r\n",
     "xem tệp\nhết\nvăn.txt\nvăn bản mã uu Đà Bắc\n"},
    {"words of a text whose encoding nobody knows",
     "Content-Type: text/plain; charset=x-unknown\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
     "Invoice \x81\x8D\x8F\x81 2024-15, contact \x8D\x90\x9D\x81 sales@example.vn\r\n",
     "Invoice 2024-15, contact sales@example.vn\n"},
    {"what is no base64 after all",
     "Content-Type: text/plain; charset=x-unknown\r\nContent-Transfer-Encoding: base64\r\n\r\n"
     "just a few words that were never encoded by anyone\r\n",
     ""},
    {"an attachment that was taken out",
     "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; "
     "charset=utf-8\r\n\r\nthân\r\n--x\r\nContent-Type: application/msword\r\n"
     "Content-Disposition: attachment; filename=\"to trinh.doc\"\r\n\r\n--x--\r\n",
     "thân\nto trinh.doc\n"},
    {"names of attachments: encoded words cut in a letter, and RFC 2231 in pieces",
     "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n"
     "Content-Disposition: attachment;\r\n filename=\"=?UTF-8?B?VOG7qyDEkWnhu4NuIMSR4Q==?=\r\n "
     "=?UTF-8?B?u5lpLnR4dA==?=\"\r\n\r\nmot\r\n--x\r\nContent-Type: text/plain\r\n"
     "Content-Disposition: attachment;\r\n filename*0*=utf-8''B%C3%A1o%20c%C3;\r\n "
     "filename*1*=%A1o;\r\n filename*2=\".txt\"\r\n\r\nhai\r\n--x--\r\n",
     "Từ điển đội.txt\nmot\nBáo cáo.txt\nhai\n"},
    {"cut in a part",
     "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; "
     "charset=utf-8\r\n\r\nchưa hết",
     "chưa hết\n"},
};

EACH_ROW(eml, message, rows)
ROW_TEST(size_t *row, eml, message)
{
    g_autofree char *mail = g_strconcat(HEAD, rows[*row].body, NULL);
    g_autofree char *expect = g_strconcat(SHOWN, rows[*row].expect, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_mail(mail, &error);
    cr_assert(document != NULL, "%s: %s", rows[*row].about, error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, TC_FORMAT_EML));
    cr_expect(eq(str, document->text, expect), "%s", rows[*row].about);
    cr_expect(eq(str, document->title, (char *)"Báo cáo quý I"));
}

/* As Word and browsers save a page with its pictures; Word leaves out sender and subject. */
#define PAGE                                                                                       \
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"; type=\"text/html\"\r\n" \
    "\r\nThis document is a Web archive.\r\n\r\n--x\r\nContent-Location: file:///C:/a.htm\r\n"     \
    "Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; "                     \
    "charset=utf-8\r\n\r\n"                                                                        \
    "<html><head><title>Bi=C3=AAn b=E1=BA=A3n</title></head><body><p>H=E1=BB=8Dp l=E1=BA=A7n "     \
    "=\r\n"                                                                                        \
    "hai</p></body></html>\r\n--x\r\nContent-Type: text/css\r\n\r\np { color: red }\r\n"           \
    "--x\r\nContent-Type: text/xml; charset=\"utf-8\"\r\n\r\n<xml/>\r\n--x\r\nContent-Type: "      \
    "image/png\r\nContent-Location: a.png\r\n\r\nx\r\n--x--\r\n"

Test(eml, pages_saved_with_their_pictures_are_read)
{
    static const char *const heads[] = {
        "", "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://example.vn/\r\n"};

    for (gsize i = 0; i < G_N_ELEMENTS(heads); i++) {
        g_autofree char *page = g_strconcat(heads[i], PAGE, NULL);
        g_autoptr(GError) error = NULL;
        g_autoptr(TcDocument) document = read_mail(page, &error);
        cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
        cr_expect(eq(int, document->format, TC_FORMAT_EML));
        cr_expect(eq(str, document->title, (char *)"Biên bản"));
        cr_expect(g_str_has_suffix(document->text, "Họp lần hai\n"), "%s", document->text);
        cr_expect(strstr(document->text, "color") == NULL && strstr(document->text, "xml") == NULL);
    }
}

Test(eml, what_a_browser_writes_when_it_saves_a_page_is_no_mail)
{
    static const char saved[] =
        "From: <Saved by Blink>\r\n"
        "Snapshot-Content-Location: https://hdnd.example.vn/tin/1\r\n"
        "Subject: Khai mac - Cong thong tin\r\n"
        "Date: Mon, 30 Nov 2026 08:00:00 -0000\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n"
        "--b\r\nContent-Type: text/html\r\nContent-Location: https://hdnd.example.vn/tin/1\r\n\r\n"
        "<meta charset=utf-8><title>Cổng thông tin điện tử</title><p>Thứ Hai, 30/11/2026</p>"
        "<h1>Khai mạc kỳ họp thứ mười của hội đồng</h1><p>Thứ Ba, 12/07/2022, 08:11</p>"
        "<p>Kỳ họp bàn về đê điều.</p>\r\n--b--\r\n";
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document =
        tc_document_read(saved, sizeof saved - 1, "trang.mht", NULL, &error);
    cr_assert(document != NULL);
    cr_assert(eq(str, document->title, (char *)"Khai mạc kỳ họp thứ mười của hội đồng"));
    cr_assert(strstr(document->text, "Saved by") == NULL);
    cr_assert(document->is_page);
}

Test(eml, a_mailbox_has_many_messages)
{
    g_autoptr(TcDocument) document =
        read_mail("From a@b Mon Jan  6 08:00:00 2020\nFrom: a@b.vn\nSubject: một\n\nthư một\n\n"
                  "From a@b Mon Jan  6 09:00:00 2020\nFrom: a@b.vn\nSubject: hai\n\nthư hai\n",
                  NULL);
    cr_assert(document != NULL);
    cr_expect(eq(str, document->text, (char *)"một\na@b.vn\nthư một\nhai\na@b.vn\nthư hai\n"));
    cr_expect(eq(str, document->title, (char *)"một"));
}

static const struct {
    const char *about, *subject, *expect;
} subjects[] = {
    {"iso-8859-1", "=?iso-8859-1?B?Uul1bmlvbiBn6W7pcmFsZSDpdOk=?=", "Réunion générale été"},
    {"windows-1252", "=?windows-1252?B?Q29uZulyZW5jZSCWIJNmb3LqdJQ=?=", "Conférence – “forêt”"},
    {"windows-1258", "=?windows-1258?Q?M=F5=CCi_ho=F2p?=", "Mời họp"},
    {"windows-1254", "=?windows-1254?Q?=DEehir_plan=FD?=", "Şehir planı"},
    {"Hebrew whose letters stand in their order", "=?iso-8859-8-i?B?+ezl7Q==?=", "שלום"},
    {"koi8-r", "=?koi8-r?B?8NLP1M/Lz8wg08/Xxd3BzsnR?=", "Протокол совещания"},
    {"koi8-r as some write it", "=?koi8_r?B?8NLP1M/Lz8wg08/Xxd3BzsnR?=", "Протокол совещания"},
    {"iso-8859-15 without its first hyphen", "=?ISO8859-15?Q?10_=A4?=", "10 €"},
    {"windows-1251 as some write it", "=?cp1251?B?z/Du8u7q7us=?=", "Протокол"},
    {"koi8-u", "=?KOI8-U?B?+tem1CCnyA==?=", "Звіт їх"},
    {"gb2312", "=?gb2312?B?u+HS6c2o1qo=?=", "会议通知"},
    {"iso-2022-jp", "=?ISO-2022-JP?B?GyRCMnE1RBsoQg==?=", "会議"},
    {"cut within a letter",
     "=?UTF-8?B?VOG7qyDEkWnhu4NuIMSR4Q==?=\r\n =?UTF-8?B?u5lpIHRodXnhu4FuIE3Ds25nIEPDoWk=?=",
     "Từ điển đội thuyền Móng Cái"},
    {"words around it", "Re: =?utf-8?q?h=E1=BB=8Dp?= (mai)", "Re: họp (mai)"},
    {"not encoded", "Báo cáo quý", "Báo cáo quý"},
    {"no encoded word after all", "=?utf-8?B?", "=?utf-8?B?"},
    {"its marks in each other", "a =?= b", "a =?= b"},
    {"an empty one", "=?utf-8?B?\?= a", "a"},
};

/* In the sandbox, whose processes may load no converters. */
Test(eml, subjects_in_many_charsets, .timeout = 60)
{
    const TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autoptr(GError) error = NULL;
    g_autoptr(TcSandbox) sandbox = tc_sandbox_new(NULL, &error);

    cr_assert(sandbox != NULL, "%s", error != NULL ? error->message : "");
    for (gsize i = 0; i < G_N_ELEMENTS(subjects); i++) {
        g_autofree char *mail = g_strdup_printf("From: %s <a@b.vn>\r\nSubject: %s\r\n\r\nthân\r\n",
                                                subjects[i].subject, subjects[i].subject);
        g_autofree char *shown =
            g_strdup_printf("%s\n%s <a@b.vn>\nthân\n", subjects[i].expect, subjects[i].expect);
        g_autoptr(TcDocument) document =
            tc_sandbox_read(sandbox, mail, strlen(mail), NULL, &limits, &error);
        cr_assert(document != NULL, "%s: %s", subjects[i].about,
                  error != NULL ? error->message : "");
        cr_expect(eq(str, document->title, (char *)subjects[i].expect), "%s", subjects[i].about);
        cr_expect(eq(str, document->text, shown), "%s", subjects[i].about);
    }
}

/* A mail whose content is `wrapper`. Free with g_free(). */
static char *
wrapped_mail(const GByteArray *wrapper, const char *type)
{
    g_autofree char *base64 = g_base64_encode(wrapper->data, wrapper->len);

    return g_strdup_printf(HEAD "Content-Type: application/%s; name=smime.p7m\r\n"
                                "Content-Disposition: attachment; filename=smime.p7m\r\n"
                                "Content-Transfer-Encoding: base64\r\n\r\n%s\r\n",
                           type, base64);
}

Test(eml, opaque_signatures_lie_open)
{
    static const char content[] = "Content-Type: text/plain; charset=utf-8\r\n\r\nthư ký số\r\n";
    static const char *const types[] = {"pkcs7-mime", "x-pkcs7-mime; smime-type=signed-data"};

    for (guint i = 0; i < 4; i++) {
        g_autoptr(GByteArray) wrapper = cms_make(CMS_SIGNED, content, i >= 2);
        g_autofree char *mail = wrapped_mail(wrapper, types[i % 2]);
        g_autoptr(GError) error = NULL;
        g_autoptr(TcDocument) document = read_mail(mail, &error);
        cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
        cr_expect(eq(str, document->text, (char *)SHOWN "thư ký số\n"));
    }
}

Test(eml, a_signed_file_is_read_as_the_file)
{
    g_autoptr(GByteArray) wrapper = cms_make(CMS_SIGNED, "<p>một</p><p>hai</p>", FALSE);
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document =
        tc_document_read((const char *)wrapper->data, wrapper->len, "a.html.p7m", NULL, &error);

    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, TC_FORMAT_CMS));
    cr_expect(eq(str, document->text, (char *)"một\nhai\n"));
    /* Cut, it gives what is there. */
    for (guint len = 0; len < wrapper->len; len++)
        tc_document_free(tc_document_read((const char *)wrapper->data, len, NULL, NULL, NULL));
}

Test(eml, a_wrapper_may_be_text)
{
    g_autoptr(GByteArray) wrapper = cms_make(CMS_SIGNED, "<p>ba</p>", FALSE);
    g_autofree char *base64 = g_base64_encode(wrapper->data, wrapper->len);
    g_autofree char *text = g_strdup_printf(
        "-----BEGIN PKCS7-----\n%.20s\n%s\n-----END PKCS7-----\n", base64, base64 + 20);
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document =
        tc_document_read(text, strlen(text), "a.html.p7m", NULL, &error);

    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, (char *)"ba\n"));
    for (gsize len = 0; len < strlen(text); len++)
        tc_document_free(tc_document_read(text, len, NULL, NULL, NULL));
}

Test(eml, compressed_mail_is_unpacked)
{
    /* "Content-Type: text/plain; charset=utf-8", an empty line, "tin nén", by zlib. */
    static const guint8 zlib[] = {0x78, 0xDA, 0x73, 0xCE, 0xCF, 0x2B, 0x49, 0xCD, 0x2B, 0xD1, 0x0D,
                                  0xA9, 0x2C, 0x48, 0xB5, 0x52, 0x28, 0x49, 0xAD, 0x28, 0xD1, 0x2F,
                                  0xC8, 0x49, 0xCC, 0xCC, 0xB3, 0x56, 0x48, 0xCE, 0x48, 0x2C, 0x2A,
                                  0x4E, 0x2D, 0xB1, 0x2D, 0x2D, 0x49, 0xD3, 0xB5, 0xE0, 0xE5, 0xE2,
                                  0xE5, 0x2A, 0xC9, 0xCC, 0x53, 0xC8, 0x3B, 0xBC, 0x32, 0x8F, 0x97,
                                  0x0B, 0x00, 0x02, 0xC2, 0x12, 0x3B};
    g_autoptr(GByteArray) wrapper = cms_make_compressed(zlib, sizeof zlib);
    g_autofree char *mail = wrapped_mail(wrapper, "pkcs7-mime; smime-type=compressed-data");
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_mail(mail, &error);

    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, (char *)SHOWN "tin nén\n"));
    /* Cut, it is damaged; no byte of it changed does harm. */
    for (guint i = 0; i < wrapper->len; i++) {
        wrapper->data[i] ^= 0x55;
        tc_document_free(
            tc_document_read((const char *)wrapper->data, wrapper->len, NULL, NULL, NULL));
        wrapper->data[i] ^= 0x55;
    }
}

Test(eml, what_is_not_read_of_a_mail_is_named)
{
    static const char mail[] =
        HEAD "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
             "Content-Type: text/plain; charset=utf-8\r\n\r\nthư\r\n--x\r\n"
             "Content-Type: application/octet-stream; name=\"bieu chi.wpd\"\r\n"
             "Content-Disposition: attachment; filename=\"bieu chi.wpd\"\r\n"
             "Content-Transfer-Encoding: base64\r\n\r\n/1dQQ5QAAAABCgIBAAAAAAIA\r\n--x--\r\n";
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_mail(mail, &error);

    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, (char *)SHOWN "thư\nbieu chi.wpd\n"));
}

Test(eml, wrappers_say_why_they_are_not_read)
{
    g_autoptr(GByteArray) encrypted = cms_make(CMS_ENVELOPED, "x", FALSE);
    g_autoptr(GByteArray) bare = cms_make(CMS_SIGNED, NULL, FALSE);
    g_autofree char *mail = wrapped_mail(encrypted, "x-pkcs7-mime");
    g_autoptr(GError) error = NULL;

    cr_assert(read_mail(mail, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_ENCRYPTED), "%s", error->message);
    g_clear_error(&error);
    cr_assert(tc_document_read((const char *)bare->data, bare->len, NULL, NULL, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_UNSUPPORTED), "%s", error->message);
}

Test(eml, blanks_before_it_and_utf_16_are_no_damage)
{
    static const char mail[] = HEAD "Content-Type: text/plain; charset=utf-8\r\n\r\nthư\r\n";
    g_autofree char *padded = g_strconcat("      \r\n", mail, NULL);
    gsize len = 0;
    g_autofree char *wide = g_convert(mail, -1, "UTF-16LE", "UTF-8", NULL, &len, NULL);
    g_autoptr(GByteArray) marked = g_byte_array_new();

    g_byte_array_append(marked, (const guint8 *)"\xFF\xFE", 2);
    g_byte_array_append(marked, (const guint8 *)wide, (guint)len);
    g_autoptr(TcDocument) first = read_mail(padded, NULL);
    g_autoptr(TcDocument) second =
        tc_document_read((const char *)marked->data, marked->len, NULL, NULL, NULL);
    cr_assert(first != NULL && second != NULL);
    cr_expect(eq(str, first->text, (char *)SHOWN "thư\n"));
    cr_expect(eq(str, second->text, (char *)SHOWN "thư\n"));
    cr_expect(eq(int, second->format, TC_FORMAT_EML));
}

/* Filters and gateways break lines of a header. Fields that people write, too, are not enough then:
 * it may be a note. */
static const struct {
    const char *about, *header;
    gboolean is_mail;
} broken_headers[] = {
    {"a line that lost the blank before it",
     "Received: from a by b\nFrom: a@example.vn\nSubject: =?utf-8?B?SOG7jXA=?=\n"
     "=?utf-8?B?IGdpYW8gYmFu?=\nMessage-ID: <1@example.vn>\n",
     TRUE},
    {"a name that was cut",
     "From: a@example.vn\nent-Transfer Encoding 7bit\nMIME-Version: 1.0\nContent-Type: "
     "text/plain\n",
     TRUE},
    {"a part that was saved by itself",
     "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n", TRUE},
    {"a note", "From: Lan\nTo: Minh\nDate: mai\nnhớ mang sổ\n", FALSE},
    {"a text about mail",
     "Received: hôm qua\nMessage-ID: là gì\nmột dòng\nhai dòng\nba dòng\nbốn dòng\n", FALSE},
};

EACH_ROW(eml, headers_with_broken_lines, broken_headers)
ROW_TEST(size_t *row, eml, headers_with_broken_lines)
{
    g_autofree char *bytes = g_strconcat(broken_headers[*row].header, "\nđúng giờ\n", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = tc_document_read(bytes, strlen(bytes), "a.bin", NULL, &error);

    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(int, document->format == TC_FORMAT_EML, broken_headers[*row].is_mail), "%s",
              broken_headers[*row].about);
    cr_expect(strstr(document->text, "đúng giờ") != NULL, "%s", document->text);
    cr_expect(eq(int, strstr(document->text, "1@example.vn") == NULL, TRUE));
}

Test(eml, one_without_a_body_has_its_subject)
{
    g_autoptr(TcDocument) document = read_mail(HEAD "\r\n", NULL);

    cr_assert(document != NULL);
    cr_expect(eq(str, document->text, (char *)SHOWN));
}

Test(eml, what_has_neither_header_nor_text_is_damaged)
{
    g_autoptr(GError) error = NULL;

    cr_assert(tc_document_read_format(TC_FORMAT_EML, "\n\n", 2, NULL, NULL, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_DAMAGED), "%s", error->message);
}

Test(eml, an_encrypted_message_is_told)
{
    g_autoptr(GError) error = NULL;
    cr_assert(read_mail(HEAD
                        "Content-Type: multipart/encrypted; boundary=x; "
                        "protocol=\"application/pgp-encrypted\"\r\n\r\n--x\r\nContent-Type: "
                        "application/pgp-encrypted\r\n\r\nVersion: 1\r\n--x\r\n\r\nx\r\n--x--\r\n",
                        &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_ENCRYPTED), "%s", error->message);
}

Test(eml, messages_in_messages_end_somewhere)
{
    g_autoptr(GString) mail = g_string_new(HEAD);
    for (int i = 0; i < 1000; i++)
        g_string_append(mail, "Content-Type: message/rfc822\r\n\r\nSubject: x\r\n");
    g_string_append(mail, "\r\nđáy\r\n");
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_mail(mail->str, &error);
    if (document == NULL) {
        cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_TOO_LARGE), "%s", error->message);
        /* It is short: the reason is not that it is long. */
        cr_expect(strstr(error->message, "nested") != NULL, "%s", error->message);
    } else {
        cr_expect(lt(sz, document->text_len, 4096));
    }
}

/* A mail with one attachment. Free with g_free(). */
static char *
mail_with(const GByteArray *attachment, const char *name)
{
    g_autofree char *base64 = g_base64_encode(attachment->data, attachment->len);

    return g_strdup_printf(HEAD "Content-Type: application/octet-stream; name=%s\r\n"
                                "Content-Transfer-Encoding: base64\r\n\r\n%s\r\n",
                           name, base64);
}

Test(eml, files_in_attached_archives_are_attachments)
{
    static const ArchiveRow inner_rows[] = {{"c.html", "<p>ba</p>", -1}};
    g_autoptr(GByteArray) inner = archive_writer_make("zip", "none", inner_rows, 1);
    const ArchiveRow packed[] = {{"a.txt", "một", -1},
                                 {"b.bin", "\1\2\3\4", -1},
                                 {"in.zip", (const char *)inner->data, inner->len}};
    g_autoptr(GByteArray) archive = archive_writer_make("ustar", "gzip", packed, 3);
    g_autofree char *mail = mail_with(archive, "files.tgz");
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_mail(mail, &error);

    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, document->text,
                 (char *)SHOWN "files.tgz\na.txt\nmột\nb.bin\nin.zip\nc.html\nba\n"));
}

#define PNG "iVBORw0KGgo=\r\n"

Test(eml, scans_that_are_attached_are_counted)
{
    static const struct {
        const char *about, *body;
        guint scans;
    } mails[] = {
        {"a picture that was sent",
         "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nkính gửi\r\n--x\r\n"
         "Content-Type: image/png; name=a.png\r\nContent-Disposition: attachment\r\n"
         "Content-Transfer-Encoding: base64\r\n\r\n" PNG "--x\r\n"
         "Content-Type: application/octet-stream\r\nContent-Disposition: attachment\r\n"
         "Content-Transfer-Encoding: base64\r\n\r\n" PNG "--x--\r\n",
         2},
        {"pictures that a page is shown with",
         "Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n"
         "<p>kinh gui\r\n--x\r\nContent-Type: image/png; name=a.png\r\nContent-ID: <a>\r\n"
         "Content-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n" PNG
         "--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" PNG
         "--x--\r\n",
         0},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(mails); i++) {
        g_autofree char *mail = g_strconcat(HEAD, mails[i].body, NULL);
        g_autoptr(GArray) scans = g_array_new(FALSE, FALSE, sizeof(TcAttachedScan));
        const TcReadLimits limits = TC_READ_LIMITS_INIT;
        g_array_set_clear_func(scans, (GDestroyNotify)tc_attached_scan_clear);
        g_autoptr(TcDocument) document =
            tc_document_read_with_scans(mail, strlen(mail), NULL, &limits, scans, NULL);
        cr_assert(document != NULL, "%s", mails[i].about);
        cr_expect(eq(u32, document->scan_count, mails[i].scans), "%s", mails[i].about);
        cr_expect(eq(u32, scans->len, mails[i].scans), "%s", mails[i].about);
    }
}

Test(eml, scans_in_attached_archives_are_counted)
{
    static const ArchiveRow packed[] = {{"a.png", "\x89PNG\r\n\x1A\n", 8}, {"b.txt", "hai", -1}};
    g_autoptr(GByteArray) archive = archive_writer_make("zip", "none", packed, 2);
    g_autofree char *mail = mail_with(archive, "a.zip");
    g_autoptr(TcDocument) document = read_mail(mail, NULL);

    cr_assert(document != NULL);
    cr_expect(eq(u32, document->scan_count, 1));
    /* Of the next file nothing is left of it. */
    static const char plain[] = HEAD "\r\nkính gửi\r\n";
    g_autoptr(TcDocument) next = read_mail(plain, NULL);
    cr_assert(next != NULL);
    cr_expect(eq(u32, next->scan_count, 0));
}

Test(eml, archives_in_attached_archives_end_somewhere)
{
    static const ArchiveRow row = {"a.txt", "đáy", -1};
    GByteArray *archive = archive_writer_make("zip", "none", &row, 1);

    for (int i = 0; i < 5; i++) {
        ArchiveRow outer = {"in.zip", (const char *)archive->data, archive->len};
        GByteArray *next = archive_writer_make("zip", "none", &outer, 1);
        g_byte_array_unref(archive);
        archive = next;
    }
    g_autofree char *mail = mail_with(archive, "a.zip");
    g_byte_array_unref(archive);
    g_autoptr(TcDocument) document = read_mail(mail, NULL);
    cr_assert(document != NULL);
    cr_expect(eq(str, document->text, (char *)SHOWN "a.zip\nin.zip\nin.zip\n"));
    cr_expect(
        eq(str, document->unread, (char *)"a file in it is not read: in.zip: not read yet: zip"));
}

Test(eml, mail_attached_to_mail_as_files_ends_somewhere)
{
    g_autoptr(GString) mail = g_string_new(HEAD "Content-Type: text/plain\r\n\r\ndeep\r\n");
    for (int i = 0; i < 8; i++) {
        g_autofree char *base64 = g_base64_encode((const guchar *)mail->str, mail->len);
        g_string_printf(mail,
                        HEAD "Content-Type: application/octet-stream; name=a.eml\r\n"
                             "Content-Transfer-Encoding: base64\r\n\r\n%s\r\n",
                        base64);
    }
    g_autoptr(GError) error = NULL;
    cr_assert(read_mail(mail->str, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_TOO_LARGE), "%s", error->message);
}

/* The worker may open no files and load no code: nothing may be left to the first use. */
Test(eml, it_is_read_in_the_sandbox, .timeout = 60)
{
    const TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autofree char *mail = g_strconcat(HEAD, rows[2].body, NULL);
    g_autofree char *expect = g_strconcat(SHOWN, rows[2].expect, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(TcSandbox) sandbox = tc_sandbox_new(NULL, &error);
    cr_assert(sandbox != NULL, "%s", error != NULL ? error->message : "");
    g_autoptr(TcDocument) document =
        tc_sandbox_read(sandbox, mail, strlen(mail), NULL, &limits, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, expect));
}

/* Whoever looks for what was attached is told that it is found by its name alone. */
static const struct {
    const char *parts; /* after the text */
    const char *unread;
} unread[] = {
    {"", NULL},
    {"Content-Disposition: attachment; filename=a.txt\n\nnội dung\n--b\n", NULL},
    {"Content-Disposition: attachment; filename=\"ban "
     "do.dgn\"\n\n\1\2\3\4\5\6\7\16\17\20\21\22\n--b\n",
     "a file in it is not read: ban do.dgn: not read yet: of an unknown kind"},
    {"Content-Disposition: attachment; filename=thu.wpd\n\n\xFFWPC\20\1\1\1\1\n\1\1\n--b\n"
     "Content-Disposition: attachment; filename=b.pdf\n\n%PDF-1.4\n--b\n",
     "2 files in it are not read, the first of them is thu.wpd: not read yet: wordperfect"},
    {"Content-Disposition: attachment; filename=goi.zip\n\nPK\3\4\n--b\n",
     "a file in it is not read: goi.zip: damaged archive: there may be more files in it"},
};

EACH_ROW(eml, what_is_not_read_is_told, unread)
ROW_TEST(size_t *row, eml, what_is_not_read_is_told)
{
    g_autofree char *mail =
        g_strdup_printf("From: a@b.vn\nSubject: s\nMIME-Version: 1.0\n"
                        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nnội dung\n--b\n%s",
                        unread[*row].parts);
    memcpy(mail + strlen(mail) - 1, "-", 1); /* the last boundary closes the mail */
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = tc_document_read(mail, strlen(mail), "a.eml", NULL, &error);

    cr_assert(document != NULL, "%zu: %s", *row, error != NULL ? error->message : "");
    cr_expect(eq(str, document->unread != NULL ? document->unread : (char *)"",
                 unread[*row].unread != NULL ? (char *)unread[*row].unread : (char *)""));
}
