/* A message is a folder with a stream for each property, named after its number and type; so are
 * its attachments, in folders of their own. */
#include "document/read/mail/msg.h"

#include "document/detect/detect.h"
#include "document/message.h"
#include "document/read/mail/mail_document.h"
#include "document/read/mail/mapi.h"
#include "document/read/ole/ole.h"
#include "document/read/reader.h"
#include "document/read/text/decode.h"
#include "document/read/text/plain.h"

#include <string.h>

#define ATTACHMENTS_MAX 2000
#define DEPTH_MAX       8u

typedef struct {
    const TcReadLimits *limits;
    gsize input_len;
    GString *text;
    char *title;
    int attachments;
    gboolean is_encrypted; /* some content is */
    gboolean has_text;     /* something behind the headers was found */
    gboolean is_too_large;
} Message;

static GBytes *
property_bytes(const Message *message, TcFolder *folder, guint number, guint type)
{
    g_autofree char *name = g_strdup_printf("__substg1.0_%04X%04X", number, type);
    return tc_ole_bytes(folder, name, message->input_len);
}

/* Limits that leave no more room for text than the message has left. */
static TcReadLimits
limits_left(const Message *message)
{
    TcReadLimits left = *message->limits;
    left.text_max -= MIN(message->text->len, left.text_max);
    return left;
}

/* A property that is text; NULL without it. */
static char *
property_text(Message *message, TcFolder *folder, guint number)
{
    TcReadLimits left = limits_left(message);
    TcDecoded decoded;
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) wide = property_bytes(message, folder, number, TC_MAPI_TYPE_WIDE);
    g_autoptr(GBytes) bytes =
        wide != NULL ? NULL : property_bytes(message, folder, number, TC_MAPI_TYPE_BYTES);
    gsize len;

    if (wide != NULL) {
        const char *data = g_bytes_get_data(wide, &len);
        GString *text = g_string_new(NULL);
        tc_unicode_append(TC_UNICODE_UTF16LE, data, len, left.text_max, text);
        message->is_too_large |= text->len > left.text_max;
        return g_string_free(text, FALSE);
    }
    if (bytes == NULL)
        return NULL;
    const char *data = g_bytes_get_data(bytes, &len);
    if (!tc_decode(data, len, "windows-1252", &left, &decoded, &error)) {
        message->is_too_large |= error->code == TC_DOCUMENT_ERROR_TOO_LARGE;
        return NULL;
    }
    return g_string_free(decoded.text, FALSE);
}

static void
append_text(Message *message, const char *text)
{
    if (!tc_append_text(message->text, text, message->limits))
        message->is_too_large = TRUE;
}

static void
append_line(Message *message, const char *text)
{
    g_autofree char *tidy = text != NULL ? tc_tidy_title(text) : NULL;
    if (tidy != NULL)
        append_text(message, tidy);
}

/* When it was sent, which only the stream of fixed properties has: entries of 16 bytes, behind a
 * header that is shorter in messages within messages. */
static void
append_date(Message *message, TcFolder *folder, gboolean is_inner)
{
    g_autoptr(GBytes) bytes = tc_ole_bytes(folder, "__properties_version1.0", message->input_len);
    gsize len = 0;
    const guint8 *p = bytes != NULL ? g_bytes_get_data(bytes, &len) : NULL;

    for (gsize at = is_inner ? 24 : 32; at + 16 <= len; at += 16) {
        guint number = p[at + 2] | (guint)p[at + 3] << 8;
        guint64 time = 0;
        for (guint i = 8; i > 0; i--)
            time = time << 8 | p[at + 7 + i];
        /* Tenths of microseconds since 1601. */
        gint64 seconds = (gint64)(time / 10000000) - G_GINT64_CONSTANT(11644473600);
        if ((number != TC_MAPI_SUBMIT_TIME && number != TC_MAPI_DELIVERY_TIME) || seconds <= 0)
            continue;
        g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(seconds);
        g_autofree char *day = date != NULL ? g_date_time_format(date, "%d/%m/%Y %H:%M") : NULL;
        append_line(message, day);
        return;
    }
}

/* A document within the message; TC_FORMAT_UNKNOWN when its bytes have to tell the format. If it
 * cannot be read, its name is appended: the message is there all the same, and tells what came with
 * it. */
static void
append_document(Message *message, GBytes *bytes, const char *name, TcFormat format)
{
    TcReadLimits left = limits_left(message);
    g_autoptr(GError) error = NULL;
    gsize len;
    const char *data = g_bytes_get_data(bytes, &len);
    g_autoptr(TcDocument) document =
        tc_read_inner(format != TC_FORMAT_UNKNOWN ? format : tc_detect_format(data, len, name),
                      data, len, name, &left, &error);

    if (document != NULL) {
        append_line(message, name);
        append_text(message, document->text);
        message->has_text = TRUE;
    } else if (error->code == TC_DOCUMENT_ERROR_ENCRYPTED && tc_is_cms(data, len)) {
        message->is_encrypted = TRUE;
    } else if (error->code == TC_DOCUMENT_ERROR_TOO_LARGE && len <= left.input_max) {
        message->is_too_large = TRUE;
    } else {
        append_line(message, name);
    }
}

/* The text, where Outlook only has it as packed RTF. */
static void
append_rtf(Message *message, TcFolder *folder)
{
    g_autoptr(GBytes) packed = property_bytes(message, folder, TC_MAPI_RTF, TC_MAPI_TYPE_BINARY);
    gsize len = 0;
    const guint8 *bytes = packed != NULL ? g_bytes_get_data(packed, &len) : NULL;
    GString *rtf =
        bytes != NULL ? tc_mapi_unpack_rtf(bytes, len, message->limits->input_max) : NULL;

    if (rtf == NULL)
        return;
    g_autoptr(GBytes) unpacked = g_string_free_to_bytes(rtf);
    append_document(message, unpacked, NULL, TC_FORMAT_UNKNOWN);
}

static void append_message(Message *message, TcFolder *folder, guint depth);

static void
append_attachment(Message *message, TcFolder *folder, gboolean is_content, guint depth)
{
    g_autofree char *name = property_text(message, folder, TC_MAPI_LONG_NAME);
    if (name == NULL)
        name = property_text(message, folder, TC_MAPI_SHORT_NAME);
    g_autoptr(GBytes) data = property_bytes(message, folder, TC_MAPI_DATA, TC_MAPI_TYPE_BINARY);
    g_autofree char *object =
        g_strdup_printf("__substg1.0_%04X%04X", TC_MAPI_DATA, TC_MAPI_TYPE_OBJECT);
    g_autoptr(TcStream) inner = tc_ole_child(folder, object);

    /* Under this name the text shows a picture: a logo, a smiley. */
    g_autofree char *content_id = property_text(message, folder, TC_MAPI_CONTENT_ID);
    gsize len = 0;
    const char *bytes = data != NULL ? g_bytes_get_data(data, &len) : NULL;

    if (bytes != NULL && content_id != NULL && *content_id != '\0' &&
        tc_detect_format(bytes, len, NULL) == TC_FORMAT_IMAGE)
        return;
    /* The message as it was sent, either in its wrapper or with the signature behind it. */
    if (bytes != NULL && is_content)
        append_document(message, data, NULL, tc_is_cms(bytes, len) ? TC_FORMAT_CMS : TC_FORMAT_EML);
    else if (data != NULL)
        append_document(message, data, name, TC_FORMAT_UNKNOWN);
    else if (inner != NULL && GSF_IS_INFILE(inner))
        append_message(message, GSF_INFILE(inner), depth + 1);
}

/* Whether a message is signed or encrypted: it then has one attachment, which is all of it. */
static gboolean
is_smime(Message *message, TcFolder *folder)
{
    static const char prefix[] = "IPM.Note.SMIME";
    g_autofree char *class = property_text(message, folder, TC_MAPI_CLASS);

    return class != NULL && g_ascii_strncasecmp(class, prefix, sizeof prefix - 1) == 0;
}

static void
append_message(Message *message, TcFolder *folder, guint depth)
{
    if (depth > DEPTH_MAX) {
        message->is_too_large = TRUE;
        return;
    }
    static const guint lines[] = {TC_MAPI_SUBJECT, TC_MAPI_SENDER, TC_MAPI_TO, TC_MAPI_CC};
    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autofree char *line = property_text(message, folder, lines[i]);
        append_line(message, line);
        if (lines[i] == TC_MAPI_SUBJECT && message->title == NULL)
            message->title = g_steal_pointer(&line);
    }
    append_date(message, folder, depth > 0);
    g_autofree char *body = property_text(message, folder, TC_MAPI_BODY);
    g_autoptr(GBytes) html = property_bytes(message, folder, TC_MAPI_HTML, TC_MAPI_TYPE_BINARY);
    if (body != NULL && *g_strchug(body) != '\0') {
        GString *text = g_string_new(body);
        tc_plain_fix_lines(&text);
        append_text(message, text->str);
        message->has_text = TRUE;
        g_string_free(text, TRUE);
    } else if (html != NULL) {
        append_document(message, html, NULL, TC_FORMAT_HTML);
    } else {
        append_rtf(message, folder);
    }
    gboolean is_wrapped = is_smime(message, folder);
    for (int i = 0; !message->is_too_large && i < gsf_infile_num_children(folder); i++) {
        const char *name = gsf_infile_name_by_index(folder, i);
        if (name == NULL || !g_str_has_prefix(name, "__attach_version1.0_"))
            continue;
        if (++message->attachments > ATTACHMENTS_MAX) {
            message->is_too_large = TRUE;
            return;
        }
        g_autoptr(TcStream) child = tc_ole_child_at(folder, i);
        if (child != NULL && GSF_IS_INFILE(child))
            append_attachment(message, GSF_INFILE(child), is_wrapped, depth);
    }
}

TcDocument *
tc_msg_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
            const TcReadLimits *limits, GError **error)
{
    g_autoptr(TcFolder) ole = tc_ole_open(bytes, len, error);
    if (ole == NULL)
        return NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    Message message = {.limits = limits, .input_len = len, .text = text};
    append_message(&message, ole, 0);
    g_autofree char *title = message.title;
    if (message.is_too_large) {
        tc_set_text_too_large(limits, error);
        return NULL;
    }
    return tc_mail_document_take(&text, &title, message.is_encrypted && !message.has_text, error);
}
