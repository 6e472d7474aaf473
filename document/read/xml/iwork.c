#include "document/read/xml/iwork.h"

#include "document/detect/zip_member.h"
#include "document/message.h"
#include "document/read/reader.h"
#include "document/read/xml/package.h"

#include <string.h>

typedef struct {
    TcFlow flow;
    const TcReadLimits *limits;
    gsize paragraphs; /* open ones */
} Reader;

static TcMemberUse
use_of(const char *name)
{
    static const char *const wanted[] = {"index.xml", "index.apxl", ".iwph", ".iwpv2"};

    for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++)
        if (strcmp(name, wanted[i]) == 0)
            return TC_MEMBER_WANTED;
    return TC_MEMBER_UNWANTED;
}

/* What new pages, slides and tables begin with. */
static gboolean
is_pattern(const char *name)
{
    static const char *const names[] = {"prototypes",   "section-prototypes", "master-slides",
                                        "master-slide", "theme-list",         "stylesheet",
                                        "metadata",     "publication-info"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(names[i], name) == 0)
            return TRUE;
    return FALSE;
}

static void
on_start(TcXml *xml, const char *ns, const char *name)
{
    Reader *reader = xml->data;

    if (strstr(ns, "developer.apple.com/namespaces/") == NULL)
        return;
    if (is_pattern(name)) {
        tc_xml_skip(xml);
    } else if (strcmp(name, "p") == 0) {
        reader->paragraphs++;
    } else if (strcmp(name, "br") == 0 || strcmp(name, "lnbr") == 0 || strcmp(name, "crbr") == 0) {
        tc_flow_part(&reader->flow, TC_GAP_LINE);
    } else if (strcmp(name, "tab") == 0) {
        tc_flow_part(&reader->flow, TC_GAP_TAB);
    } else if (strcmp(name, "ct") == 0) {
        /* The text of a cell. */
        g_autofree char *text = tc_xml_attribute(xml, NULL, "s");
        if (text != NULL)
            tc_flow_append(&reader->flow, text, strlen(text));
        tc_flow_part(&reader->flow, TC_GAP_LINE);
    }
    if (reader->flow.text->len > reader->limits->text_max)
        tc_xml_stop(xml);
}

static void
on_end(TcXml *xml, const char *ns, const char *name)
{
    Reader *reader = xml->data;

    if (strcmp(name, "p") != 0 || strstr(ns, "developer.apple.com/namespaces/") == NULL)
        return;
    reader->paragraphs -= reader->paragraphs > 0;
    tc_flow_part(&reader->flow, TC_GAP_LINE);
}

static void
on_text(TcXml *xml, const char *text, gsize len)
{
    Reader *reader = xml->data;

    if (reader->paragraphs == 0)
        return;
    tc_flow_append(&reader->flow, text, len);
    if (reader->flow.text->len > reader->limits->text_max)
        tc_xml_stop(xml);
}

TcDocument *
tc_iwork_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
              const TcReadLimits *limits, GError **error)
{
    Reader reader = {.limits = limits};
    TcXml xml = {.start = on_start, .end = on_end, .text = on_text, .data = &reader};
    TcDocument *document = NULL;

    if (tc_zip_is_scrambled(bytes, len)) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ENCRYPTED,
                            _("it needs a password"));
        return NULL;
    }
    g_autoptr(TcPackage) package = tc_package_open(bytes, len, use_of, limits, error);
    if (package == NULL)
        return NULL;
    if (tc_package_has(package, ".iwph") || tc_package_has(package, ".iwpv2")) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ENCRYPTED,
                            _("it needs a password"));
        return NULL;
    }
    const char *index = tc_package_has(package, "index.xml") ? "index.xml" : "index.apxl";
    tc_flow_init(&reader.flow);
    if (tc_package_parse(package, index, &xml, error))
        document = tc_package_document_take(package, &reader.flow, NULL, "none", limits, error);
    tc_flow_clear(&reader.flow);
    return document;
}
