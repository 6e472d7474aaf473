#include "document/sandbox/wire.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

/* Transfers all of the bytes, even if a signal comes between or they go in pieces. */
static gboolean
transfer(int fd, char *bytes, gsize len, gboolean is_write)
{
    while (len > 0) {
        gssize n = is_write ? write(fd, bytes, len) : read(fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return FALSE;
        bytes += n;
        len -= (gsize)n;
    }
    return TRUE;
}

gboolean
tc_wire_write(int fd, const void *bytes, gsize len)
{
    return transfer(fd, (char *)bytes, len, TRUE);
}

gboolean
tc_wire_read(int fd, void *bytes, gsize len)
{
    return transfer(fd, bytes, len, FALSE);
}

void
tc_wire_tidy_message(char *text)
{
    g_strdelimit(text, "\r\n\t\033", ' ');
}

gboolean
tc_wire_write_reply(int fd, const TcDocument *document, const GError *error)
{
    const char *strings[TC_WIRE_STRING_COUNT] = {NULL};
    TcWireReply reply;

    memset(&reply, 0, sizeof reply); /* padding goes over the wire, too */
    reply.magic = TC_WIRE_MAGIC;
    if (document != NULL) {
        reply.error_code = -1;
        reply.format = document->format;
        reply.ocr = document->is_ocr ? 1 : 0;
        reply.date = document->date;
        reply.scan_count = document->scan_count;
        reply.page_count = document->page_count;
        reply.text_len = document->text_len;
        reply.confidence = document->confidence;
        for (guint field = 0; field < TC_FIELD_COUNT; field++)
            if (tc_field_is_text((TcField)field))
                strings[field] = *tc_document_field((TcDocument *)document, (TcField)field);
        strings[TC_WIRE_ENCODING] = document->encoding;
        strings[TC_WIRE_RELATIONS] = document->relations;
        strings[TC_WIRE_UNREAD] = document->unread;
    } else {
        reply.error_code = error->code;
        strings[TC_WIRE_MESSAGE] = error->message;
    }
    for (gsize i = 0; i < TC_WIRE_STRING_COUNT; i++)
        reply.string_lens[i] = strings[i] != NULL
                                   ? (guint32)MIN(strlen(strings[i]), TC_WIRE_STRING_MAX + 1)
                                   : TC_WIRE_NULL;
    if (!tc_wire_write(fd, &reply, sizeof reply))
        return FALSE;
    for (gsize i = 0; i < TC_WIRE_STRING_COUNT; i++)
        if (strings[i] != NULL && !tc_wire_write(fd, strings[i], reply.string_lens[i]))
            return FALSE;
    return document == NULL || tc_wire_write(fd, document->text, document->text_len);
}

gboolean
tc_wire_check_reply(const TcWireReply *reply, const TcReadLimits *limits)
{
    if (reply->magic != TC_WIRE_MAGIC || reply->text_len > limits->text_max)
        return FALSE;
    for (gsize i = 0; i < TC_WIRE_STRING_COUNT; i++)
        if (reply->string_lens[i] != TC_WIRE_NULL &&
            (reply->string_lens[i] > TC_WIRE_STRING_MAX ||
             (i < TC_FIELD_COUNT && !tc_field_is_text((TcField)i))))
            return FALSE;
    if (reply->error_code == -1)
        return reply->format < TC_FORMAT_COUNT && reply->ocr <= 1 && reply->date <= 99991231 &&
               reply->scan_count <= TC_WIRE_PAGES_MAX && reply->page_count <= TC_WIRE_PAGES_MAX &&
               isfinite(reply->confidence) && reply->confidence >= 0 && reply->confidence <= 1;
    return reply->error_code >= 0 && reply->error_code < TC_DOCUMENT_ERROR_COUNT &&
           reply->text_len == 0 && reply->string_lens[TC_WIRE_MESSAGE] != TC_WIRE_NULL;
}

TcDocument *
tc_wire_take_reply(const TcWireReply *reply, const char *strings, char *text, gboolean *is_valid,
                   GError **error)
{
    g_autofree char *owned = text;
    char *copies[TC_WIRE_STRING_COUNT] = {NULL};

    *is_valid = FALSE;
    /* A zero byte is not valid here either, so that lengths and strings agree. */
    if (!g_utf8_validate_len(text, reply->text_len, NULL))
        return NULL;
    const char *at = strings;
    for (gsize i = 0; i < TC_WIRE_STRING_COUNT; i++) {
        gsize len = reply->string_lens[i];
        if (len == TC_WIRE_NULL)
            continue;
        if (!g_utf8_validate_len(at, len, NULL))
            return NULL;
        at += len;
    }
    *is_valid = TRUE;

    at = strings;
    for (gsize i = 0; i < TC_WIRE_STRING_COUNT; i++) {
        gsize len = reply->string_lens[i];
        if (len == TC_WIRE_NULL)
            continue;
        copies[i] = g_strndup(at, len);
        at += len;
    }
    TcDocument *document = g_new(TcDocument, 1);
    *document = (TcDocument){
        .format = (TcFormat)reply->format,
        .text = g_steal_pointer(&owned),
        .text_len = reply->text_len,
        .encoding = copies[TC_WIRE_ENCODING],
        .confidence = reply->confidence,
        .is_ocr = reply->ocr != 0,
        .date = reply->date,
        .scan_count = reply->scan_count,
        .page_count = reply->page_count,
        .relations = copies[TC_WIRE_RELATIONS],
        .unread = copies[TC_WIRE_UNREAD],
    };
    if (document->unread != NULL)
        tc_wire_tidy_message(document->unread);
    for (guint field = 0; field < TC_FIELD_COUNT; field++)
        if (tc_field_is_text((TcField)field))
            *tc_document_field(document, (TcField)field) = copies[field];
    g_autofree char *message = copies[TC_WIRE_MESSAGE];
    if (reply->error_code < 0)
        return document;
    tc_wire_tidy_message(message);
    g_set_error_literal(error, TC_DOCUMENT_ERROR, reply->error_code, message);
    tc_document_free(document);
    return NULL;
}
