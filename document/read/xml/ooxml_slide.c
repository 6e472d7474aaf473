#include "document/read/reader.h"
#include "document/read/xml/ooxml.h"
#include "document/read/xml/ooxml_part.h"

#include <string.h>

typedef struct {
    const TcReadLimits *limits;
    TcFlow flow;
    gboolean is_open;   /* an a:t is open */
    gsize number_depth; /* of the field that shows the slide's number */
    gboolean is_title;  /* the shape is the title of its slide */
    gsize shape_start;  /* where in the text the shape begins */
    GString *title;     /* of the first slide that has one */
    TcEmbedded embedded;
} Slides;

static void
on_slide_start(TcXml *xml, const char *ns, const char *name)
{
    Slides *slides = xml->data;

    if (strcmp(name, "sp") == 0) {
        slides->is_title = FALSE;
        slides->shape_start = slides->flow.text->len;
    } else if (strcmp(name, "ph") == 0) {
        g_autofree char *type = tc_xml_attribute(xml, NULL, "type");
        slides->is_title =
            type != NULL && (strcmp(type, "title") == 0 || strcmp(type, "ctrTitle") == 0);
    }
    if (strcmp(name, "text") == 0 && strstr(ns, "presentationml") != NULL)
        slides->is_open = TRUE; /* a comment */
    if (strstr(ns, "drawingml") == NULL)
        return;
    if (strcmp(name, "t") == 0) {
        slides->is_open = slides->number_depth == 0;
    } else if (strcmp(name, "fld") == 0) {
        g_autofree char *type = tc_xml_attribute(xml, NULL, "type");
        if (type != NULL && strcmp(type, "slidenum") == 0)
            slides->number_depth = xml->depth;
    } else if (strcmp(name, "br") == 0) {
        tc_flow_part(&slides->flow, TC_GAP_LINE);
    } else if (strcmp(name, "tc") == 0) {
        tc_flow_start_cell(&slides->flow);
    }
}

static void
on_slide_end(TcXml *xml, const char *ns, const char *name)
{
    Slides *slides = xml->data;
    const GString *text = slides->flow.text;

    if (strcmp(name, "sp") == 0 && slides->is_title) {
        if (slides->title == NULL && text->len > slides->shape_start)
            slides->title = g_string_new_len(text->str + slides->shape_start,
                                             (gssize)(text->len - slides->shape_start));
        slides->is_title = FALSE;
    }
    if (strcmp(name, "text") == 0 && strstr(ns, "presentationml") != NULL) {
        slides->is_open = FALSE;
        tc_flow_part(&slides->flow, TC_GAP_LINE);
    }
    if (strstr(ns, "drawingml") == NULL)
        return;
    if (slides->number_depth == xml->depth)
        slides->number_depth = 0;
    if (strcmp(name, "t") == 0)
        slides->is_open = FALSE;
    else if (strcmp(name, "p") == 0)
        tc_flow_part(&slides->flow, TC_GAP_LINE);
    else if (strcmp(name, "tc") == 0)
        tc_flow_end_cell(&slides->flow);
    else if (strcmp(name, "tr") == 0)
        tc_flow_end_row(&slides->flow);
}

static void
on_slide_text(TcXml *xml, const char *text, gsize len)
{
    Slides *slides = xml->data;

    if (!slides->is_open)
        return;
    tc_flow_append(&slides->flow, text, len);
    if (slides->flow.text->len > slides->limits->text_max)
        tc_xml_stop(xml);
}

static void
on_presentation(TcXml *xml, G_GNUC_UNUSED const char *ns, const char *name)
{
    if (strcmp(name, "sldId") != 0)
        return;
    char *id = tc_xml_attribute(xml, "relationships", "id");
    if (id != NULL)
        g_ptr_array_add(xml->data, id);
}

static gboolean
read_slide(const TcPackage *package, const char *part, Slides *slides, GError **error)
{
    TcXml xml = {
        .start = on_slide_start,
        .end = on_slide_end,
        .text = on_slide_text,
        .data = slides,
    };

    slides->is_open = slides->is_title = FALSE;
    slides->number_depth = 0;
    gboolean is_read = tc_package_parse(package, part, &xml, error);
    tc_flow_end_row(&slides->flow);
    if (is_read && slides->flow.text->len > slides->limits->text_max) {
        tc_set_text_too_large(slides->limits, error);
        return FALSE;
    }
    return is_read;
}

static gboolean
read_presentation(const TcPackage *package, const char *main_part, Slides *slides, GError **error)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) relations = tc_ooxml_relations(package, main_part);
    TcXml xml = {.start = on_presentation, .data = ids};

    if (!tc_package_parse(package, main_part, &xml, error))
        return FALSE;
    for (guint i = 0; i < ids->len; i++) {
        const char *part = tc_ooxml_target(relations, "slide", g_ptr_array_index(ids, i));
        if (part == NULL || !tc_package_has(package, part))
            continue;
        if (!read_slide(package, part, slides, error))
            return FALSE;
        g_autoptr(GPtrArray) own = tc_ooxml_relations(package, part);
        if (!tc_ooxml_append_drawings(package, own, TRUE, &slides->flow, slides->limits, error))
            return FALSE;
        static const char *const asides[] = {"notesSlide", "comments"};
        for (gsize k = 0; k < G_N_ELEMENTS(asides); k++) {
            const char *aside = tc_ooxml_target(own, asides[k], NULL);
            if (aside != NULL && tc_package_has(package, aside) &&
                !read_slide(package, aside, slides, error))
                return FALSE;
        }
        tc_ooxml_add_embedded(package, own, &slides->embedded);
    }
    return TRUE;
}

TcDocument *
tc_pptx_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
             const TcReadLimits *limits, GError **error)
{
    g_autofree char *main_part = NULL;
    Slides slides = {.limits = limits};
    TcDocument *document = NULL;

    g_autoptr(TcPackage) package =
        tc_ooxml_open(bytes, len, "ppt/presentation.xml", limits, &main_part, error);
    if (package == NULL)
        return NULL;
    tc_flow_init(&slides.flow);
    tc_embedded_init(&slides.embedded, limits);
    if (read_presentation(package, main_part, &slides, error))
        document = tc_ooxml_document_take(
            package, &slides.flow, slides.title != NULL ? slides.title->str : NULL, limits, error);
    if (document != NULL) {
        tc_embedded_add_scans(&slides.embedded, bytes, len, document->text_len);
        document = tc_embedded_append(&slides.embedded, document, error);
    }
    tc_embedded_clear(&slides.embedded);
    tc_flow_clear(&slides.flow);
    if (slides.title != NULL)
        g_string_free(slides.title, TRUE);
    return document;
}
