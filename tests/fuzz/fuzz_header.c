/* Any bytes as the text of a document: fields are UTF-8, on one line, within their caps; what is
 * set already stays; the date is one of the calendar; reading again gives the same, or an issuer
 * where a type is known. */
#include "document/header/header.h"
#include "document/read/reader.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

static void
check_field(const char *field, gsize max)
{
    if (field == NULL)
        return;
    gsize len = strlen(field);
    require(len > 0 && len <= max && g_utf8_validate(field, (gssize)len, NULL));
    require(strpbrk(field, "\n\t") == NULL);
}

static void
check_document(const TcDocument *document)
{
    check_field(document->number, TC_HEADER_FIELD_MAX);
    check_field(document->type, TC_HEADER_FIELD_MAX);
    check_field(document->org, TC_HEADER_ORG_MAX);
    check_field(document->place, TC_HEADER_FIELD_MAX);
    check_field(document->signer, TC_HEADER_FIELD_MAX);
    check_field(document->title, TC_TITLE_MAX);
    check_field(document->session, TC_HEADER_FIELD_MAX);
    check_field(document->term, TC_HEADER_FIELD_MAX);
    check_field(document->chair, TC_HEADER_ORG_MAX);
    guint32 date = document->date;
    require(date == 0 || g_date_valid_dmy((GDateDay)(date % 100), (GDateMonth)(date / 100 % 100),
                                          (GDateYear)(date / 10000)));
}

/* A page has a title, which may be a line of its text: here its first one. */
static void
make_page(const char *text, gsize len, TcDocument *document)
{
    const char *line_end = len > 0 ? memchr(text, '\n', len) : NULL;
    gsize line_len = line_end != NULL ? (gsize)(line_end - text) : len;

    document->is_page = TRUE;
    if (line_len > 0 && line_len <= TC_TITLE_MAX && memchr(text, '\t', line_len) == NULL &&
        memchr(text, '\0', line_len) == NULL && g_utf8_validate(text, (gssize)line_len, NULL))
        document->title = g_strndup(text, line_len);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    if (size == 0)
        return 0;
    /* The first byte is the format, and whether it is a scan or a page of the web. */
    const char *text = (const char *)data + 1;
    g_autoptr(TcDocument) document = g_new0(TcDocument, 1);
    document->format = (TcFormat)(data[0] % TC_FORMAT_COUNT);
    document->is_ocr = (data[0] & 0x80) != 0;
    if ((data[0] & 0x40) != 0)
        make_page(text, size - 1, document);
    tc_header_read(text, size - 1, document);
    check_document(document);
    require(!document->is_ocr || document->number == NULL);

    g_autoptr(TcDocument) again = g_new0(TcDocument, 1);
    again->format = document->format;
    again->is_ocr = document->is_ocr;
    if ((data[0] & 0x40) != 0)
        make_page(text, size - 1, again);
    again->type = g_strdup("Loại khác");
    again->date = 20200101;
    tc_header_read(text, size - 1, again);
    require(g_str_equal(again->type, "Loại khác") && again->date == 20200101);
    require(g_strcmp0(again->number, document->number) == 0);
    /* Of what is known to have a type a signature may say who issued it. */
    require(document->org == NULL || g_strcmp0(again->org, document->org) == 0);
    require(g_strcmp0(again->title, document->title) == 0);
    return 0;
}
