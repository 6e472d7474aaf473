#include "document/read/xml/plain_xml.h"

#include "document/read/reader.h"
#include "document/read/xml/package.h"

#include <string.h>

/* The parser takes this many elements within each other. */
#define DEPTH_MAX 256u

typedef struct {
    TcFlow flow;
    const TcReadLimits *limits;
    gboolean has_text[DEPTH_MAX + 2]; /* the element of this depth has words of its own */
} Reader;

/* An element within a text is a part of its line: "của <b>Hội</b> đồng". */
static void
part_elements(TcXml *xml)
{
    Reader *reader = xml->data;
    gsize around = xml->depth - 1;

    if (around > DEPTH_MAX || !reader->has_text[around])
        tc_flow_part(&reader->flow, TC_GAP_LINE);
}

static void
on_start(TcXml *xml, G_GNUC_UNUSED const char *ns, G_GNUC_UNUSED const char *name)
{
    Reader *reader = xml->data;

    part_elements(xml);
    if (xml->depth <= DEPTH_MAX)
        reader->has_text[xml->depth] = FALSE;
}

static void
on_end(TcXml *xml, G_GNUC_UNUSED const char *ns, G_GNUC_UNUSED const char *name)
{
    part_elements(xml);
}

static void
on_text(TcXml *xml, const char *text, gsize len)
{
    Reader *reader = xml->data;
    const char *end = text + len;

    while (text < end) {
        const char *word = text;
        while (text < end && !g_ascii_isspace(*text))
            text++;
        if (text > word && xml->depth <= DEPTH_MAX)
            reader->has_text[xml->depth] = TRUE;
        tc_flow_append(&reader->flow, word, (gsize)(text - word));
        if (text < end) {
            tc_flow_part(&reader->flow, TC_GAP_SPACE);
            text++;
        }
    }
    if (reader->flow.text->len > reader->limits->text_max)
        tc_xml_stop(xml);
}

TcDocument *
tc_plain_xml_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
                  const TcReadLimits *limits, GError **error)
{
    g_autofree Reader *reader = g_new0(Reader, 1);
    g_autoptr(GError) problem = NULL;
    TcXml xml = {
        .start = on_start,
        .end = on_end,
        .text = on_text,
        .data = reader,
        .allows_doctype = TRUE,
        .recovers = TRUE,
    };
    TcDocument *document = NULL;

    g_autoptr(TcPackage) package = tc_package_new();
    reader->limits = limits;
    tc_flow_init(&reader->flow);
    gboolean is_read = tc_xml_parse(bytes, len, &xml, &problem);
    if (reader->flow.text->len > limits->text_max)
        tc_set_text_too_large(limits, error);
    else if (!is_read && reader->flow.text->len == 0)
        g_propagate_error(error, g_steal_pointer(&problem));
    else
        document = tc_package_document_take(package, &reader->flow, NULL, "none", limits, error);
    tc_flow_clear(&reader->flow);
    return document;
}
