#include "document/read/mail/eml.h"

#include "document/detect/detect.h"
#include "document/detect/unicode.h"
#include "document/message.h"
#include "document/read/mail/mail_document.h"
#include "document/read/mail/mail_header.h"
#include "document/read/mail/tnef.h"
#include "document/read/mail/uuencode.h"
#include "document/read/reader.h"
#include "document/read/text/decode.h"
#include "document/read/text/plain.h"

#include <gmime/gmime.h>
#include <string.h>

/* GMime has no cleanup functions. Names of our own will not clash with those of a later version. */
typedef GMimeStream MimeStream;
typedef GMimeParser MimeParser;
typedef GMimeMessage MimeMessage;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MimeMessage, g_object_unref)

/* Fields of a header that are looked at. */
#define HEADERS_MAX 2000

typedef struct {
    const TcReadLimits *limits;
    GString *text;
    char *title;
    const char *charset; /* of the message whose header is read, borrowed; NULL when unknown */
    guint parts;
    guint pages;         /* parts that are shown together (multipart/related), within each other */
    gboolean has_body;   /* some text of its own was found */
    gboolean has_text;   /* something behind the headers was found */
    gboolean has_header; /* some field was */
    gboolean is_encrypted;  /* some part is encrypted */
    gboolean is_saved_page; /* no mail, but a page of the web with its pictures (.mht) */
    guint32 published;      /* by what such a page says */
    GError *too_large;      /* why no more of it is read; NULL while all is well */
} Mail;

static void append_part(Mail *mail, GMimeObject *part, guint depth);

static void
set_text_too_large(Mail *mail)
{
    if (mail->too_large == NULL)
        tc_set_text_too_large(mail->limits, &mail->too_large);
}

/* Appends what a reader gave, so that it ends with a line end. */
static void
append_text(Mail *mail, const char *text)
{
    if (!tc_append_text(mail->text, text, mail->limits))
        set_text_too_large(mail);
}

/* Appends a header's value, in UTF-8, on a line of its own. */
static void
append_line(Mail *mail, const char *value)
{
    g_autofree char *tidy = value != NULL ? tc_tidy_title(value) : NULL;
    if (tidy != NULL)
        append_text(mail, tidy);
}

/* The bytes of a part, with its transfer encoding undone. */
static GByteArray *
part_bytes(GMimePart *part)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    GByteArray *bytes = g_byte_array_new();

    if (content == NULL)
        return bytes;
    g_autoptr(MimeStream) stream = g_mime_stream_mem_new_with_byte_array(bytes);
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    /* A part that is cut within its encoding gives what it has. */
    (void)g_mime_data_wrapper_write_to_stream(content, stream);
    return bytes;
}

static gboolean
is_type(GMimeObject *part, const char *type, const char *subtype)
{
    GMimeContentType *content_type = g_mime_object_get_content_type(part);
    return content_type != NULL && g_mime_content_type_is_type(content_type, type, subtype);
}

static gboolean
is_attachment(GMimeObject *part)
{
    const char *disposition = g_mime_object_get_disposition(part);
    return disposition != NULL && g_ascii_strcasecmp(disposition, "attachment") == 0;
}

/* Limits that leave no more room for text than the message has left. */
static TcReadLimits
limits_left(const Mail *mail)
{
    TcReadLimits left = *mail->limits;
    left.text_max -= MIN(mail->text->len, left.text_max);
    return left;
}

static void
free_uu_file(gpointer file)
{
    tc_uu_file_clear(file);
    g_free(file);
}

/* Of a text in an encoding that nobody knows: numbers, addresses and names are there all the same.
 */
static void
append_ascii_words(Mail *mail, const char *bytes, gsize len)
{
    g_autoptr(GString) text = g_string_sized_new(len);

    for (gsize i = 0; i < len; i++) {
        if (g_ascii_iscntrl(bytes[i]) && !g_ascii_isspace(bytes[i]))
            return; /* no text at all */
        char c = (guchar)bytes[i] < 0x80 ? bytes[i] : ' ';
        if (c != ' ' || text->len == 0 || text->str[text->len - 1] != ' ')
            g_string_append_c(text, c);
    }
    if (text->len * 2 < len)
        return;
    tc_plain_fix_lines(&text);
    append_text(mail, text->str);
    mail->has_body = mail->has_text = TRUE;
}

static void
append_words(Mail *mail, const char *bytes, gsize len, const char *declared)
{
    TcDecoded decoded;
    TcReadLimits left = limits_left(mail);
    g_autoptr(GError) error = NULL;

    if (len == 0)
        return;
    if (!tc_decode(bytes, len, declared, &left, &decoded, &error)) {
        if (error->code == TC_DOCUMENT_ERROR_TOO_LARGE)
            set_text_too_large(mail);
        else
            append_ascii_words(mail, bytes, len);
        return;
    }
    tc_decode_repair(&decoded);
    tc_plain_fix_lines(&decoded.text);
    append_text(mail, decoded.text->str);
    mail->has_body = mail->has_text = TRUE;
    g_string_free(decoded.text, TRUE);
}

static void append_document(Mail *mail, const GByteArray *bytes, const char *name,
                            gboolean is_html);

/* Appends the message's own text, in the encoding that the part declares, and the files that stand
 * in it. */
static void
append_plain(Mail *mail, GMimeObject *part, const GByteArray *bytes)
{
    const char *charset = g_mime_object_get_content_type_parameter(part, "charset");
    g_autofree char *declared = charset != NULL ? g_ascii_strdown(charset, -1) : NULL;
    const char *text = (const char *)bytes->data;
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(free_uu_file);
    g_autoptr(GString) words = g_string_new(NULL);
    gsize at = 0;
    TcUuFile found;

    while (mail->parts <= TC_EML_PARTS_MAX && tc_uu_find(text, bytes->len, at, &found)) {
        g_string_append_len(words, text + at, (gssize)(found.start - at));
        at = found.end;
        mail->parts++;
        g_ptr_array_add(files, g_memdup2(&found, sizeof found));
    }
    g_string_append_len(words, text + at, (gssize)(bytes->len - at));
    append_words(mail, words->str, words->len, declared);
    for (guint i = 0; i < files->len && mail->too_large == NULL; i++) {
        const TcUuFile *file = g_ptr_array_index(files, i);
        g_autofree char *name = tc_decode_short(file->name, strlen(file->name), declared);
        append_document(mail, file->bytes, name, FALSE);
    }
}

/* Appends an attachment, or HTML. If it cannot be read, its name is appended: the message is there
 * all the same, and tells what came with it. */
static void
append_document(Mail *mail, const GByteArray *bytes, const char *name, gboolean is_html)
{
    TcReadLimits left = limits_left(mail);
    const char *data = (const char *)bytes->data;
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document =
        tc_read_inner(is_html ? TC_FORMAT_HTML : tc_detect_format(data, bytes->len, name), data,
                      bytes->len, name, &left, &error);
    if (document != NULL) {
        mail->has_body |= is_html;
        mail->has_text = TRUE;
        if (!is_html)
            append_line(mail, name);
        else if (mail->title == NULL) {
            mail->title = g_strdup(document->title);
            mail->published = document->published;
        }
        append_text(mail, document->text);
    } else if (error->code == TC_DOCUMENT_ERROR_ENCRYPTED && tc_is_cms(data, bytes->len)) {
        mail->is_encrypted = TRUE;
    } else if (error->code == TC_DOCUMENT_ERROR_TOO_LARGE && bytes->len <= left.input_max &&
               mail->too_large == NULL) {
        mail->too_large = g_steal_pointer(&error);
    } else if (!is_html) {
        append_line(mail, name);
    }
}

/* Appends HTML whose encoding only the part's header tells. */
static void
append_html(Mail *mail, GMimeObject *part, const GByteArray *bytes)
{
    const char *charset = g_mime_object_get_content_type_parameter(part, "charset");
    gboolean is_name = charset != NULL && *charset != '\0';

    for (const char *p = charset; is_name && *p != '\0'; p++)
        is_name = g_ascii_isalnum(*p) || strchr("-_:.+", *p) != NULL;
    if (!is_name) {
        append_document(mail, bytes, NULL, TRUE);
        return;
    }
    /* Placed first, it is what the page declares. */
    g_autofree char *meta = g_strdup_printf("<meta charset=\"%s\">", charset);
    g_autoptr(GByteArray) page = g_byte_array_new();
    g_byte_array_append(page, (const guint8 *)meta, (guint)strlen(meta));
    if (bytes->len > 0)
        g_byte_array_append(page, bytes->data, bytes->len);
    append_document(mail, page, NULL, TRUE);
}

/* Whether this is a picture that was sent, rather than one that a page is shown with: a logo, a
 * smiley. */
static gboolean
is_sent_picture(const Mail *mail, GMimeObject *part)
{
    return mail->pages == 0 && is_attachment(part);
}

/* winmail.dat: attachments, and the text once more, which counts if the mail has no other. */
static void
append_tnef(Mail *mail, const GByteArray *bytes)
{
    TcTnef tnef;

    tc_tnef_init(&tnef, (const char *)bytes->data, bytes->len, mail->limits->text_max);
    if (!mail->has_body && tnef.text != NULL && *g_strchug(tnef.text) != '\0') {
        append_text(mail, tnef.text);
        mail->has_text = TRUE;
    } else if (!mail->has_body && (tnef.html != NULL || tnef.rtf != NULL)) {
        g_autoptr(GByteArray) body =
            g_bytes_unref_to_array(g_bytes_ref(tnef.html != NULL ? tnef.html : tnef.rtf));
        append_document(mail, body, NULL, tnef.html != NULL);
    }
    for (guint i = 0; i < tnef.files->len && mail->too_large == NULL; i++) {
        const TcTnefFile *file = g_ptr_array_index(tnef.files, i);
        if (file->bytes == NULL || mail->parts++ > TC_EML_PARTS_MAX)
            continue;
        g_autoptr(GByteArray) content = g_bytes_unref_to_array(g_bytes_ref(file->bytes));
        append_document(mail, content, file->name, FALSE);
    }
    tc_tnef_clear(&tnef);
}

/* The value of a field of a part, as it was sent; NULL without it. */
static const char *
raw_field(GMimeObject *object, const char *field)
{
    GMimeHeader *header =
        g_mime_header_list_get_header(g_mime_object_get_header_list(object), field);
    return header != NULL ? g_mime_header_get_raw_value(header) : NULL;
}

/* What an attachment is called, NULL when it has no name. */
static char *
part_name(const Mail *mail, GMimeObject *part)
{
    const char *disposition = raw_field(part, "Content-Disposition");
    const char *type = raw_field(part, "Content-Type");
    char *name = disposition != NULL
                     ? tc_mail_header_parameter(disposition, "filename", mail->charset)
                     : NULL;

    return name != NULL || type == NULL ? name
                                        : tc_mail_header_parameter(type, "name", mail->charset);
}

static void
append_leaf(Mail *mail, GMimeObject *object)
{
    GMimePart *part = GMIME_PART(object);
    g_autofree char *name = part_name(mail, object);
    g_autoptr(GByteArray) bytes = part_bytes(part);

    if (bytes->len == 0) { /* taken out by an archive, which left its name */
        if (is_attachment(object))
            append_line(mail, name);
        return;
    }
    if (tc_is_tnef((const char *)bytes->data, bytes->len))
        append_tnef(mail, bytes);
    else if (!is_attachment(object) && name == NULL && is_type(object, "text", "html"))
        append_html(mail, object, bytes);
    else if (!is_attachment(object) && name == NULL && is_type(object, "text", "*"))
        append_plain(mail, object, bytes);
    else if (tc_is_cms((const char *)bytes->data, bytes->len))
        append_document(mail, bytes, NULL, FALSE);
    else if (!is_type(object, "audio", "*") && !is_type(object, "video", "*") &&
             (!is_type(object, "image", "*") || is_sent_picture(mail, object)))
        append_document(mail, bytes, name, FALSE);
}

/* Which of several alternatives is best for reading: plain text, else HTML, else the last one. */
static GMimeObject *
choose(GMimeMultipart *multipart)
{
    int count = g_mime_multipart_get_count(multipart);
    GMimeObject *html = NULL;

    for (int i = 0; i < count; i++) {
        GMimeObject *part = g_mime_multipart_get_part(multipart, i);
        if (is_type(part, "text", "plain") && GMIME_IS_PART(part)) {
            /* Some programs send an empty one. */
            g_autoptr(GByteArray) bytes = part_bytes(GMIME_PART(part));
            for (guint k = 0; k < bytes->len; k++)
                if (!g_ascii_isspace((char)bytes->data[k]))
                    return part;
        } else if (is_type(part, "text", "html") || is_type(part, "multipart", "*")) {
            html = part;
        }
    }
    return html != NULL ? html : count > 0 ? g_mime_multipart_get_part(multipart, count - 1) : NULL;
}

/* Subject and addresses. */
static void
append_fields(Mail *mail, GMimeMessage *message)
{
    static const char *const fields[] = {"Subject", "From", "To", "Cc"};
    GMimeHeaderList *list = g_mime_object_get_header_list(GMIME_OBJECT(message));
    int count = MIN(g_mime_header_list_get_count(list), HEADERS_MAX);

    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
        for (int k = 0; k < count; k++) {
            GMimeHeader *header = g_mime_header_list_get_header_at(list, k);
            const char *raw = g_mime_header_get_raw_value(header);
            if (raw == NULL || g_ascii_strcasecmp(g_mime_header_get_name(header), fields[i]) != 0)
                continue;
            g_autofree char *text = tc_mail_header_text(raw, mail->charset);
            append_line(mail, text);
            if (i == 0 && mail->title == NULL)
                mail->title = g_steal_pointer(&text);
        }
    }
    mail->has_header |= count > 0;
}

/* "From: <Saved by Blink>", "Snapshot-Content-Location: https://...": sender, subject and day are
 * what the browser wrote when it saved a page. */
static gboolean
is_saved_page(GMimeMessage *message)
{
    GMimeHeaderList *list = g_mime_object_get_header_list(GMIME_OBJECT(message));
    int count = MIN(g_mime_header_list_get_count(list), HEADERS_MAX);
    GMimeObject *body = g_mime_message_get_mime_part(message);
    gboolean is_saved = FALSE;

    for (int i = 0; i < count && !is_saved; i++) {
        GMimeHeader *header = g_mime_header_list_get_header_at(list, i);
        const char *name = g_mime_header_get_name(header);
        const char *raw = g_mime_header_get_raw_value(header);
        is_saved = g_ascii_strcasecmp(name, "Snapshot-Content-Location") == 0 ||
                   (raw != NULL && g_ascii_strcasecmp(name, "From") == 0 &&
                    g_str_has_prefix(raw + strspn(raw, " \t\"<"), "Saved by "));
    }
    return is_saved && body != NULL &&
           (is_type(body, "multipart", "related") || is_type(body, "text", "html"));
}

static void
append_message(Mail *mail, GMimeMessage *message, guint depth)
{
    GDateTime *date = g_mime_message_get_date(message);
    GMimeObject *body = g_mime_message_get_mime_part(message);
    const char *charset =
        body != NULL ? g_mime_object_get_content_type_parameter(body, "charset") : NULL;
    g_autofree char *lower = charset != NULL ? g_ascii_strdown(charset, -1) : NULL;

    mail->is_saved_page = depth == 0 && is_saved_page(message);
    mail->charset = lower;
    if (!mail->is_saved_page)
        append_fields(mail, message);
    mail->charset = NULL;
    if (date != NULL && !mail->is_saved_page) {
        g_autofree char *day = g_date_time_format(date, "%d/%m/%Y %H:%M");
        append_line(mail, day);
    }
    if (body != NULL)
        append_part(mail, body, depth);
}

/* Whether this is something that a page is shown with, and nobody reads: styles, scripts, lists of
 * files. */
static gboolean
is_page_aid(GMimeObject *part)
{
    return is_type(part, "text", "*") && !is_type(part, "text", "html") &&
           !is_type(part, "text", "plain");
}

static void
append_part(Mail *mail, GMimeObject *part, guint depth)
{
    if (mail->too_large != NULL)
        return;
    if (depth > TC_EML_DEPTH_MAX || mail->parts++ > TC_EML_PARTS_MAX) {
        g_set_error_literal(&mail->too_large, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE,
                            _("the mail has too many parts, or they are nested too deep"));
        return;
    }
    if (GMIME_IS_MULTIPART_ENCRYPTED(part)) {
        mail->is_encrypted = TRUE;
    } else if (GMIME_IS_MULTIPART(part)) {
        GMimeMultipart *multipart = GMIME_MULTIPART(part);
        if (is_type(part, "multipart", "alternative")) {
            GMimeObject *chosen = choose(multipart);
            if (chosen != NULL)
                append_part(mail, chosen, depth + 1);
            return;
        }
        gboolean is_page = is_type(part, "multipart", "related");
        mail->pages += is_page;
        int count = g_mime_multipart_get_count(multipart);
        for (int i = 0; i < count && mail->too_large == NULL; i++) {
            GMimeObject *inner = g_mime_multipart_get_part(multipart, i);
            if (!is_page || !is_page_aid(inner))
                append_part(mail, inner, depth + 1);
        }
        mail->pages -= is_page;
    } else if (GMIME_IS_MESSAGE_PART(part)) {
        GMimeMessage *message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
        if (message != NULL)
            append_message(mail, message, depth + 1);
    } else if (GMIME_IS_PART(part)) {
        append_leaf(mail, part);
    }
}

void
tc_eml_prepare(void)
{
    static gsize is_done;

    if (!g_once_init_enter(&is_done))
        return;
    g_mime_init();
    static const char sample[] =
        "Subject: =?UTF-8?B?YQ==?=\nFrom: a@b.c\nDate: Mon, 06 Jan 2020 08:00:00 +0700\n"
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\na\n--x--\n";
    const TcReadLimits limits = TC_READ_LIMITS_INIT;
    tc_document_free(tc_eml_read(sample, sizeof sample - 1, NULL, &limits, NULL));
    g_once_init_leave(&is_done, 1);
}

TcDocument *
tc_eml_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
            const TcReadLimits *limits, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    Mail mail = {.limits = limits, .text = text};
    gsize mark_len = 0;
    TcUnicode unicode = tc_unicode_detect(bytes, len, &mark_len);
    g_autoptr(GString) narrow = NULL;

    /* Some programs save it as a text in UTF-16. */
    if (unicode > TC_UNICODE_UTF8) {
        narrow = g_string_sized_new(len);
        tc_unicode_append(unicode, bytes + mark_len, len - mark_len, limits->input_max, narrow);
        bytes = narrow->str;
        len = narrow->len;
        mark_len = 0;
    }
    bytes += mark_len;
    len -= mark_len;
    /* Some exports begin with a line of blanks. */
    for (; len > 0 && g_ascii_isspace(*bytes); bytes++)
        len--;
    gboolean is_mailbox = len >= 5 && memcmp(bytes, "From ", 5) == 0;
    g_mime_init();
    g_autoptr(MimeStream) stream = g_mime_stream_mem_new_with_buffer(bytes, len);
    g_autoptr(MimeParser) parser = g_mime_parser_new_with_stream(stream);
    g_mime_parser_set_format(parser, is_mailbox ? GMIME_FORMAT_MBOX : GMIME_FORMAT_MESSAGE);
    do {
        g_autoptr(MimeMessage) message = g_mime_parser_construct_message(parser, NULL);
        if (message == NULL)
            break;
        append_message(&mail, message, 0);
    } while (is_mailbox && mail.too_large == NULL && !g_mime_parser_eos(parser));

    g_autofree char *title = mail.title;
    if (mail.too_large != NULL) {
        g_propagate_error(error, mail.too_large);
        return NULL;
    }
    if (!mail.has_header && !mail.has_text) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED, _("damaged mail"));
        return NULL;
    }
    TcDocument *document =
        tc_mail_document_take(&text, &title, mail.is_encrypted && !mail.has_text, error);
    if (document != NULL && mail.is_saved_page) {
        document->published = mail.published;
        document->is_page = TRUE;
    }
    return document;
}
