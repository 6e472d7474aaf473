/* Parts and their relations. Texts, sheets and slides are in ooxml_word.c, ooxml_sheet.c and
 * ooxml_slide.c. */
#include "document/read/xml/ooxml.h"

#include "base/free.h"
#include "document/detect/container.h"
#include "document/read/reader.h"
#include "document/read/xml/flat.h"
#include "document/read/xml/ooxml_part.h"

#include <string.h>

#define PROPERTIES "docProps/core.xml"

/* Whether a part has text, leads to text, or says how it is shown. Themes, caches and media are
 * never unpacked. */
static TcMemberUse
use_of(const char *name)
{
    static const char *const unwanted[] = {"/theme/",       "/pivotcache/", "/pivottables/",
                                           "customxml/",    "/media/",      "/slidelayouts",
                                           "/slidemasters", "/fonts/",      "/glossary/"};
    /* How charts look; the charts themselves lie beside this. */
    if (strstr(name, "/charts/") != NULL && strstr(name, "/charts/chart") == NULL &&
        strstr(name, "/charts/_rels/") == NULL)
        return TC_MEMBER_UNWANTED;
    /* Parts that Word has to import; their usual names are "afchunk1.docx" and "htmlDoc1.html". */
    static const char *const chunks[] = {".docx", ".docm", ".rtf", ".htm",  ".html",
                                         ".mht",  ".txt",  ".dat", ".xhtml"};

    if (strstr(name, "/embeddings/") != NULL)
        return TC_MEMBER_EXTRA;
    for (gsize i = 0; i < G_N_ELEMENTS(unwanted); i++)
        if (strstr(name, unwanted[i]) != NULL)
            return TC_MEMBER_UNWANTED;
    for (gsize i = 0; i < G_N_ELEMENTS(chunks); i++)
        if (g_str_has_suffix(name, chunks[i]))
            return TC_MEMBER_EXTRA;
    /* Parts of binary workbooks; other parts of such names are macros, and what printers want. */
    if (g_str_has_suffix(name, ".bin"))
        return (strstr(name, "/worksheets/sheet") != NULL || strstr(name, "comments") != NULL ||
                g_str_has_suffix(name, "workbook.bin") || g_str_has_suffix(name, "styles.bin") ||
                g_str_has_suffix(name, "sharedstrings.bin"))
                   ? TC_MEMBER_WANTED
                   : TC_MEMBER_UNWANTED;
    return g_str_has_suffix(name, ".rels") ||
                   (g_str_has_suffix(name, ".xml") && !g_str_has_suffix(name, "/calcchain.xml") &&
                    !g_str_has_suffix(name, "/settings.xml"))
               ? TC_MEMBER_WANTED
               : TC_MEMBER_UNWANTED;
}

static void
relation_free(gpointer data)
{
    TcRelation *relation = data;
    tc_free_all(relation->id, relation->type, relation->target, relation);
}

typedef struct {
    const char *part;
    GPtrArray *relations;
} Relations;

static void
on_relation(TcXml *xml, G_GNUC_UNUSED const char *ns, const char *name)
{
    Relations *relations = xml->data;

    if (strcmp(name, "Relationship") != 0)
        return;
    g_autofree char *mode = tc_xml_attribute(xml, NULL, "TargetMode");
    g_autofree char *type = tc_xml_attribute(xml, NULL, "Type");
    g_autofree char *target = tc_xml_attribute(xml, NULL, "Target");
    const char *last = type != NULL ? strrchr(type, '/') : NULL;
    if (last == NULL || target == NULL || (mode != NULL && strcmp(mode, "External") == 0))
        return;
    TcRelation *relation = g_new0(TcRelation, 1);
    relation->id = tc_xml_attribute(xml, NULL, "Id");
    relation->type = g_strdup(last + 1);
    relation->target = tc_package_resolve(relations->part, target);
    g_ptr_array_add(relations->relations, relation);
}

GPtrArray *
tc_ooxml_relations(const TcPackage *package, const char *part)
{
    const char *slash = strrchr(part, '/');
    int folder_len = slash != NULL ? (int)(slash + 1 - part) : 0;
    g_autofree char *member =
        g_strdup_printf("%.*s_rels/%s.rels", folder_len, part, part + folder_len);
    GPtrArray *found = g_ptr_array_new_with_free_func(relation_free);
    Relations relations = {.part = part, .relations = found};
    TcXml xml = {.start = on_relation, .data = &relations};

    /* A part without relations, or with damaged ones, is still a part. */
    if (tc_package_has(package, member))
        tc_package_parse(package, member, &xml, NULL);
    return found;
}

const char *
tc_ooxml_target(const GPtrArray *relations, const char *type, const char *id)
{
    for (guint i = 0; i < relations->len; i++) {
        const TcRelation *relation = g_ptr_array_index(relations, i);
        if ((type == NULL || strcmp(relation->type, type) == 0) &&
            (id == NULL || (relation->id != NULL && strcmp(relation->id, id) == 0)))
            return relation->target;
    }
    return NULL;
}

void
tc_ooxml_add_embedded(const TcPackage *package, const GPtrArray *relations, TcEmbedded *embedded)
{
    static const char *const types[] = {"oleObject", "package", "aFChunk"};
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < relations->len; i++) {
        const TcRelation *relation = g_ptr_array_index(relations, i);
        gboolean is_object = FALSE;
        gsize len;
        for (gsize k = 0; k < G_N_ELEMENTS(types); k++)
            is_object |= strcmp(relation->type, types[k]) == 0;
        const char *bytes = is_object ? tc_package_bytes(package, relation->target, &len) : NULL;
        if (bytes != NULL && g_hash_table_add(seen, relation->target))
            tc_embedded_add(embedded, bytes, len);
    }
}

/* A drawing: boxes, the shapes of a diagram, a chart. */
typedef struct {
    TcFlow *flow;
    gsize text_max;
    gboolean is_open;      /* an a:t or a label is open */
    gboolean wants_labels; /* names of rows and columns of charts are wanted, too */
    gsize label_depth;     /* of the texts that a chart keeps from a sheet; 0 outside of them */
    gsize repeated_depth;  /* of categories that a series before had already; 0 outside of them */
    guint series;          /* of the chart so far */
} Drawing;

static gboolean
is_chart(const char *ns)
{
    return strstr(ns, "drawingml/2006/chart") != NULL || strstr(ns, "drawingml/chart") != NULL;
}

/* Charts that Office has since 2016: waterfalls, trees, funnels. */
static gboolean
is_new_chart(const char *ns)
{
    return strstr(ns, "drawing/2014/chartex") != NULL;
}

static void
on_chart_start(TcXml *xml, Drawing *drawing, const char *name)
{
    if (strcmp(name, "ser") == 0)
        drawing->series++;
    else if (strcmp(name, "cat") == 0 && drawing->series > 1 && drawing->repeated_depth == 0)
        drawing->repeated_depth = xml->depth;
    else if (strcmp(name, "strCache") == 0 || strcmp(name, "strLit") == 0 ||
             strcmp(name, "tx") == 0)
        drawing->label_depth = xml->depth;
    else if (strcmp(name, "v") == 0 && drawing->wants_labels && drawing->repeated_depth == 0)
        drawing->is_open = drawing->label_depth > 0;
}

/* Each series has its categories, as a rule the same ones: those of the first are read. */
static void
on_new_chart_start(TcXml *xml, Drawing *drawing, const char *name)
{
    if (!drawing->wants_labels)
        return;
    if (strcmp(name, "strDim") == 0) {
        g_autofree char *type = tc_xml_attribute(xml, NULL, "type");
        if (type != NULL && strcmp(type, "cat") == 0 && drawing->series++ == 0)
            drawing->label_depth = xml->depth;
    } else if (strcmp(name, "txData") == 0) {
        drawing->label_depth = xml->depth;
    } else if (strcmp(name, "pt") == 0 || strcmp(name, "v") == 0) {
        drawing->is_open = drawing->label_depth > 0;
    }
}

static void
on_drawing_start(TcXml *xml, const char *ns, const char *name)
{
    Drawing *drawing = xml->data;

    if (is_chart(ns))
        on_chart_start(xml, drawing, name);
    else if (is_new_chart(ns))
        on_new_chart_start(xml, drawing, name);
    else if (strstr(ns, "drawingml") == NULL)
        return;
    else if (strcmp(name, "t") == 0)
        drawing->is_open = TRUE;
    else if (strcmp(name, "br") == 0)
        tc_flow_part(drawing->flow, TC_GAP_LINE);
}

static void
on_drawing_end(TcXml *xml, const char *ns, const char *name)
{
    Drawing *drawing = xml->data;

    if (drawing->label_depth == xml->depth)
        drawing->label_depth = 0;
    if (drawing->repeated_depth == xml->depth)
        drawing->repeated_depth = 0;
    if (strstr(ns, "drawingml") == NULL && !is_new_chart(ns))
        return;
    if (strcmp(name, "t") == 0 || strcmp(name, "v") == 0 || strcmp(name, "pt") == 0)
        drawing->is_open = FALSE;
    if (strcmp(name, "p") == 0 || strcmp(name, "v") == 0 || strcmp(name, "pt") == 0)
        tc_flow_part(drawing->flow, TC_GAP_LINE);
}

static void
on_drawing_text(TcXml *xml, const char *text, gsize len)
{
    Drawing *drawing = xml->data;

    if (!drawing->is_open)
        return;
    tc_flow_append(drawing->flow, text, len);
    if (drawing->flow->text->len > drawing->text_max)
        tc_xml_stop(xml);
}

static gboolean
is_drawing(const TcRelation *relation)
{
    static const char *const types[] = {"drawing", "chart", "chartEx", "diagramData"};

    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        if (strcmp(types[i], relation->type) == 0)
            return TRUE;
    return FALSE;
}

gboolean
tc_ooxml_append_drawings(const TcPackage *package, const GPtrArray *relations,
                         gboolean wants_labels, TcFlow *flow, const TcReadLimits *limits,
                         GError **error)
{
    for (guint i = 0; i < relations->len; i++) {
        const TcRelation *relation = g_ptr_array_index(relations, i);
        Drawing drawing = {
            .flow = flow, .text_max = limits->text_max, .wants_labels = wants_labels};
        TcXml xml = {
            .start = on_drawing_start,
            .end = on_drawing_end,
            .text = on_drawing_text,
            .data = &drawing,
        };
        if (!is_drawing(relation) || !tc_package_has(package, relation->target))
            continue;
        tc_flow_part(flow, TC_GAP_LINE);
        tc_package_parse(package, relation->target, &xml, NULL);
        tc_flow_part(flow, TC_GAP_LINE);
        if (flow->text->len > limits->text_max) {
            tc_set_text_too_large(limits, error);
            return FALSE;
        }
        if (strcmp(relation->type, "drawing") != 0)
            continue;
        /* The charts of a sheet's drawing are parts of their own; these have no drawings. */
        g_autoptr(GPtrArray) own = tc_ooxml_relations(package, relation->target);
        for (guint k = 0; k < own->len; k++) {
            TcRelation *inner = g_ptr_array_index(own, k);
            if (strcmp(inner->type, "drawing") == 0)
                *inner->type = '\0';
        }
        if (!tc_ooxml_append_drawings(package, own, wants_labels, flow, limits, error))
            return FALSE;
    }
    return TRUE;
}

TcPackage *
tc_ooxml_open(const char *bytes, gsize len, const char *usual, const TcReadLimits *limits,
              char **main_part, GError **error)
{
    g_autoptr(TcPackage) package = tc_is_zip(bytes, len)
                                       ? tc_package_open(bytes, len, use_of, limits, error)
                                       : tc_flat_open(bytes, len, use_of, limits, error);
    if (package == NULL)
        return NULL;
    g_autoptr(GPtrArray) relations = tc_ooxml_relations(package, "");
    const char *target = tc_ooxml_target(relations, "officeDocument", NULL);
    *main_part = g_strdup(target != NULL && tc_package_has(package, target) ? target : usual);
    return g_steal_pointer(&package);
}

TcDocument *
tc_ooxml_document_take(const TcPackage *package, TcFlow *flow, const char *title,
                       const TcReadLimits *limits, GError **error)
{
    return tc_package_document_take(package, flow, title, PROPERTIES, limits, error);
}
