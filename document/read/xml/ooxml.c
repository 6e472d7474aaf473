/* Parts and their relations, and Word's. Sheets and slides are in ooxml_sheet.c, ooxml_slide.c. */
#include "document/read/xml/ooxml.h"

#include <string.h>

#include "document/detect/container.h"
#include "document/read/reader.h"
#include "document/read/xml/flat.h"
#include "document/read/xml/ooxml_part.h"

#define PROPERTIES "docProps/core.xml"

/* What has text, or leads to it. Themes, styles, caches and media are never unpacked. */
static TcMemberUse
use_of(const char *name)
{
    static const char *const unwanted[] = {
        "/theme/",       "/pivotcache/",  "/pivottables/", "customxml/", "/media/",
        "/slidelayouts", "/slidemasters", "/charts/",      "/fonts/",    "/glossary/"};
    /* Of what Word is to import; usual names are "afchunk1.docx" and "htmlDoc1.html". */
    static const char *const chunks[] = {".docx", ".docm", ".rtf", ".htm",  ".html",
                                         ".mht",  ".txt",  ".dat", ".xhtml"};

    if (strstr(name, "/embeddings/"))
        return TC_MEMBER_EXTRA;
    for (gsize i = 0; i < G_N_ELEMENTS(unwanted); i++)
        if (strstr(name, unwanted[i]))
            return TC_MEMBER_UNWANTED;
    for (gsize i = 0; i < G_N_ELEMENTS(chunks); i++)
        if (g_str_has_suffix(name, chunks[i]))
            return TC_MEMBER_EXTRA;
    return g_str_has_suffix(name, ".rels") ||
                   (g_str_has_suffix(name, ".xml") && !g_str_has_suffix(name, "/styles.xml") &&
                    !g_str_has_suffix(name, "/calcchain.xml") &&
                    !g_str_has_suffix(name, "/settings.xml"))
               ? TC_MEMBER_WANTED
               : TC_MEMBER_UNWANTED;
}

static void
relation_free(gpointer data)
{
    TcRelation *relation = data;
    g_free(relation->id);
    g_free(relation->type);
    g_free(relation->target);
    g_free(relation);
}

/* `target` as a member's name, seen from the folder of `part`. */
static char *
resolve(const char *part, const char *target)
{
    g_autofree char *joined = NULL;
    if (target[0] == '/') {
        joined = g_strdup(target + 1);
    } else {
        const char *slash = strrchr(part, '/');
        joined = g_strdup_printf("%.*s%s", slash ? (int)(slash + 1 - part) : 0, part, target);
    }
    g_auto(GStrv) steps = g_strsplit(joined, "/", -1);
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    for (gsize i = 0; steps[i]; i++) {
        if (strcmp(steps[i], "..") == 0)
            g_ptr_array_set_size(kept, kept->len > 0 ? (gint)kept->len - 1 : 0);
        else if (strcmp(steps[i], ".") != 0 && steps[i][0] != '\0')
            g_ptr_array_add(kept, steps[i]);
    }
    g_ptr_array_add(kept, NULL);
    return g_strjoinv("/", (char **)kept->pdata);
}

typedef struct {
    const char *part;
    GPtrArray *relations;
} Relations;

static void
on_relation(TcXml *xml, const char *ns, const char *name)
{
    Relations *relations = xml->data;

    (void)ns;
    if (strcmp(name, "Relationship") != 0)
        return;
    g_autofree char *mode = tc_xml_attribute(xml, NULL, "TargetMode");
    g_autofree char *type = tc_xml_attribute(xml, NULL, "Type");
    g_autofree char *target = tc_xml_attribute(xml, NULL, "Target");
    const char *last = type ? strrchr(type, '/') : NULL;
    if (!last || !target || (mode && strcmp(mode, "External") == 0))
        return;
    TcRelation *relation = g_new0(TcRelation, 1);
    relation->id = tc_xml_attribute(xml, NULL, "Id");
    relation->type = g_strdup(last + 1);
    relation->target = resolve(relations->part, target);
    g_ptr_array_add(relations->relations, relation);
}

GPtrArray *
tc_ooxml_relations(const TcPackage *package, const char *part)
{
    const char *slash = strrchr(part, '/');
    int folder_len = slash ? (int)(slash + 1 - part) : 0;
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
        if ((!type || strcmp(relation->type, type) == 0) &&
            (!id || (relation->id && strcmp(relation->id, id) == 0)))
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
        if (bytes && g_hash_table_add(seen, relation->target))
            tc_embedded_add(embedded, bytes, len);
    }
}

/* A drawing: boxes, and the shapes of a diagram. */
typedef struct {
    TcFlow *flow;
    gsize text_max;
    gboolean is_open; /* an a:t is */
} Drawing;

static void
on_drawing_start(TcXml *xml, const char *ns, const char *name)
{
    Drawing *drawing = xml->data;

    if (!strstr(ns, "drawingml"))
        return;
    if (strcmp(name, "t") == 0)
        drawing->is_open = TRUE;
    else if (strcmp(name, "br") == 0)
        tc_flow_part(drawing->flow, TC_GAP_LINE);
}

static void
on_drawing_end(TcXml *xml, const char *ns, const char *name)
{
    Drawing *drawing = xml->data;

    if (!strstr(ns, "drawingml"))
        return;
    if (strcmp(name, "t") == 0)
        drawing->is_open = FALSE;
    else if (strcmp(name, "p") == 0)
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

gboolean
tc_ooxml_append_drawings(const TcPackage *package, const GPtrArray *relations, const char *type,
                         TcFlow *flow, const TcReadLimits *limits, GError **error)
{
    for (guint i = 0; i < relations->len; i++) {
        const TcRelation *relation = g_ptr_array_index(relations, i);
        Drawing drawing = {.flow = flow, .text_max = limits->text_max};
        TcXml xml = {
            .start = on_drawing_start,
            .end = on_drawing_end,
            .text = on_drawing_text,
            .data = &drawing,
        };
        if (strcmp(relation->type, type) != 0 || !tc_package_has(package, relation->target))
            continue;
        tc_flow_part(flow, TC_GAP_LINE);
        tc_package_parse(package, relation->target, &xml, NULL);
        tc_flow_part(flow, TC_GAP_LINE);
        if (flow->text->len > limits->text_max) {
            tc_set_text_too_large(limits, error);
            return FALSE;
        }
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
    if (!package)
        return NULL;
    g_autoptr(GPtrArray) relations = tc_ooxml_relations(package, "");
    const char *target = tc_ooxml_target(relations, "officeDocument", NULL);
    *main_part = g_strdup(target && tc_package_has(package, target) ? target : usual);
    return g_steal_pointer(&package);
}

TcDocument *
tc_ooxml_document_take(const TcPackage *package, TcFlow *flow, const char *title,
                       const TcReadLimits *limits, GError **error)
{
    return tc_package_document_take(package, flow, title, PROPERTIES, limits, error);
}

/* Word. */
typedef struct {
    const TcReadLimits *limits;
    TcFlow body;
    TcFlow side;  /* text boxes, notes, headers: after the body */
    TcFlow *flow; /* where text goes now */

    gsize skip_depth;   /* of the outermost element that is left out; 0: outside */
    gsize box_depth;    /* of the outermost text box */
    gsize text_depth;   /* of the w:t that is open */
    gsize mark_depth;   /* of the w:pPr that is open */
    gsize run_depth;    /* of the hidden run that is open */
    gboolean is_joined; /* the end of this paragraph was deleted */

    gboolean is_title_style;
    gsize title_start;
    GString *title; /* the first paragraph in the style "Title" */
    TcEmbedded embedded;
} Word;

static gboolean
is_on(const TcXml *xml)
{
    g_autofree char *value = tc_xml_attribute(xml, NULL, "val");
    return !value ||
           (strcmp(value, "0") != 0 && strcmp(value, "false") != 0 && strcmp(value, "off") != 0);
}

static gboolean
is_word(const char *ns)
{
    return strstr(ns, "wordprocessingml") || strstr(ns, "/word/2003/wordml");
}

/* Elements whose content is no text of the document as it stands. */
static gboolean
is_left_out(const char *ns, const char *name)
{
    return strcmp(name, "del") == 0 || strcmp(name, "moveFrom") == 0 ||
           strcmp(name, "delText") == 0 || strcmp(name, "instrText") == 0 ||
           /* The properties that something had before they were changed. */
           strcmp(name, "rPrChange") == 0 || strcmp(name, "pPrChange") == 0 ||
           /* What older programs would show in place of the text box that stands before it. */
           (strcmp(name, "Fallback") == 0 && strstr(ns, "markup-compatibility") != NULL);
}

/* What stands in the middle of the text, but is read behind it. */
static gboolean
is_aside(const char *name)
{
    static const char *const names[] = {"txbxContent", "hdr", "ftr", "footnote", "endnote"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i]) == 0)
            return TRUE;
    return FALSE;
}

static void
begin_aside(TcXml *xml, Word *word)
{
    if (word->box_depth > 0)
        return;
    word->box_depth = xml->depth;
    word->flow = &word->side;
    /* A header stands in the properties of a paragraph. */
    word->mark_depth = 0;
    tc_flow_part(word->flow, TC_GAP_LINE);
}

static void
on_symbol(TcXml *xml, Word *word)
{
    char utf8[6];
    g_autofree char *code = tc_xml_attribute(xml, NULL, "char");
    guint64 c = code ? g_ascii_strtoull(code, NULL, 16) : 0;
    if (c >= 0x20 && c <= 0xFFFF && g_unichar_validate((gunichar)c))
        tc_flow_append(word->flow, utf8, (gsize)g_unichar_to_utf8((gunichar)c, utf8));
}

static void
on_style(TcXml *xml, Word *word)
{
    g_autofree char *style = tc_xml_attribute(xml, NULL, "val");
    if (style && strcmp(style, "Title") == 0 && !word->title && word->flow == &word->body) {
        word->is_title_style = TRUE;
        word->title_start = word->flow->text->len;
    }
}

/* Word 2003 puts all that was done by someone into an element of its own. */
static void
on_annotation(TcXml *xml, Word *word)
{
    g_autofree char *type = tc_xml_attribute(xml, NULL, "type");

    if (type && strcmp(type, "Word.Comment") == 0) {
        begin_aside(xml, word);
    } else if (!type || strcmp(type, "Word.Insertion") != 0) {
        /* Deleted, or what something was before. */
        if (type && strcmp(type, "Word.Deletion") == 0 && word->mark_depth > 0)
            word->is_joined = TRUE;
        word->skip_depth = xml->depth;
    }
}

static void
on_word_start(TcXml *xml, const char *ns, const char *name)
{
    Word *word = xml->data;

    if (word->skip_depth > 0)
        return;
    if (strcmp(name, "del") == 0 && word->mark_depth > 0) {
        word->is_joined = TRUE;
        return;
    }
    if (is_left_out(ns, name)) {
        word->skip_depth = xml->depth;
        return;
    }
    /* DrawingML and mathematics have a "t", too; of the others nothing is wanted. */
    if (strcmp(name, "t") == 0) {
        word->text_depth = xml->depth;
        return;
    }
    if (strcmp(name, "annotation") == 0 && strstr(ns, "/aml/")) {
        on_annotation(xml, word);
        return;
    }
    if (!is_word(ns))
        return;
    if (strcmp(name, "p") == 0) {
        word->is_joined = FALSE;
    } else if (strcmp(name, "pPr") == 0) {
        word->mark_depth = xml->depth;
    } else if (strcmp(name, "pStyle") == 0) {
        on_style(xml, word);
    } else if (strcmp(name, "vanish") == 0) {
        if (word->mark_depth == 0 && is_on(xml))
            word->run_depth = xml->depth;
    } else if (strcmp(name, "r") == 0) {
        word->run_depth = 0;
    } else if (is_aside(name)) {
        begin_aside(xml, word);
    } else if (strcmp(name, "tc") == 0) {
        tc_flow_start_cell(word->flow);
    } else if (word->mark_depth > 0) {
        return; /* w:tab in w:pPr is a tab stop */
    } else if (strcmp(name, "tab") == 0 || strcmp(name, "ptab") == 0) {
        tc_flow_part(word->flow, TC_GAP_TAB);
    } else if (strcmp(name, "br") == 0 || strcmp(name, "cr") == 0) {
        tc_flow_part(word->flow, TC_GAP_LINE);
    } else if (strcmp(name, "noBreakHyphen") == 0) {
        tc_flow_append(word->flow, "-", 1);
    } else if (strcmp(name, "sym") == 0) {
        on_symbol(xml, word);
    }
}

static void
end_paragraph(Word *word)
{
    if (word->is_joined)
        word->is_joined = FALSE;
    else
        tc_flow_part(word->flow, TC_GAP_LINE);
    if (word->is_title_style && word->flow == &word->body) {
        const GString *text = word->flow->text;
        if (text->len > word->title_start)
            word->title = g_string_new_len(text->str + word->title_start,
                                           (gssize)(text->len - word->title_start));
        word->is_title_style = FALSE;
    }
}

static void
on_word_end(TcXml *xml, const char *ns, const char *name)
{
    Word *word = xml->data;

    if (word->skip_depth > 0) {
        if (word->skip_depth == xml->depth)
            word->skip_depth = 0;
        return;
    }
    if (word->text_depth == xml->depth)
        word->text_depth = 0;
    if (word->mark_depth == xml->depth)
        word->mark_depth = 0;
    if (word->box_depth == xml->depth) {
        word->box_depth = 0;
        tc_flow_part(word->flow, TC_GAP_LINE);
        word->flow = &word->body;
    }
    if (!is_word(ns))
        return;
    if (strcmp(name, "p") == 0)
        end_paragraph(word);
    else if (strcmp(name, "r") == 0)
        word->run_depth = 0;
    else if (strcmp(name, "tc") == 0)
        tc_flow_end_cell(word->flow);
    else if (strcmp(name, "tr") == 0)
        tc_flow_end_row(word->flow);
}

static void
on_word_text(TcXml *xml, const char *text, gsize len)
{
    Word *word = xml->data;

    if (word->text_depth == 0 || word->skip_depth > 0 || word->run_depth > 0)
        return;
    tc_flow_append(word->flow, text, len);
    if (word->body.text->len + word->side.text->len > word->limits->text_max)
        tc_xml_stop(xml);
}

static gboolean
read_word_part(const TcPackage *package, const char *part, Word *word, TcFlow *flow, GError **error)
{
    TcXml xml = {.start = on_word_start, .end = on_word_end, .text = on_word_text, .data = word};

    word->flow = flow;
    word->skip_depth = word->text_depth = word->mark_depth = word->run_depth = 0;
    /* Where all goes to the side, text boxes are no exception. */
    word->box_depth = flow == &word->side ? G_MAXSIZE : 0;
    gboolean is_read = tc_package_parse(package, part, &xml, error);
    flow->cell_start = 0;
    tc_flow_part(flow, TC_GAP_LINE);
    return is_read;
}

static gboolean
read_word(const TcPackage *package, const char *main_part, Word *word, GError **error)
{
    static const char *const types[] = {"footnotes", "endnotes", "header", "footer", "comments"};

    if (!read_word_part(package, main_part, word, &word->body, error))
        return FALSE;
    g_autoptr(GPtrArray) relations = tc_ooxml_relations(package, main_part);
    tc_ooxml_add_embedded(package, relations, &word->embedded);
    if (!tc_ooxml_append_drawings(package, relations, "diagramData", &word->side, word->limits,
                                  error))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        for (guint k = 0; k < relations->len; k++) {
            const TcRelation *relation = g_ptr_array_index(relations, k);
            if (strcmp(relation->type, types[i]) != 0 ||
                !tc_package_has(package, relation->target) ||
                strcmp(relation->target, main_part) == 0)
                continue;
            if (!read_word_part(package, relation->target, word, &word->side, error))
                return FALSE;
            g_autoptr(GPtrArray) own = tc_ooxml_relations(package, relation->target);
            tc_ooxml_add_embedded(package, own, &word->embedded);
            if (word->body.text->len + word->side.text->len > word->limits->text_max) {
                tc_set_text_too_large(word->limits, error);
                return FALSE;
            }
        }
    tc_flow_append(&word->body, word->side.text->str, word->side.text->len);
    return TRUE;
}

/* The document whose main part is `main_part`. */
static TcDocument *
read_document(const TcPackage *package, const char *main_part, const char *bytes, gsize len,
              const TcReadLimits *limits, GError **error)
{
    Word word = {.limits = limits};
    TcDocument *document = NULL;

    tc_flow_init(&word.body);
    tc_flow_init(&word.side);
    tc_embedded_init(&word.embedded, limits);
    if (read_word(package, main_part, &word, error))
        document = tc_ooxml_document_take(package, &word.body, word.title ? word.title->str : NULL,
                                          limits, error);
    if (document) {
        tc_embedded_add_scans(&word.embedded, bytes, len, document->text_len);
        document = tc_embedded_append(&word.embedded, document, error);
    }
    tc_embedded_clear(&word.embedded);
    tc_flow_clear(&word.body);
    tc_flow_clear(&word.side);
    if (word.title)
        g_string_free(word.title, TRUE);
    return document;
}

TcDocument *
tc_docx_read(const char *bytes, gsize len, const char *name, const TcReadLimits *limits,
             GError **error)
{
    g_autofree char *main_part = NULL;

    (void)name;
    g_autoptr(TcPackage) package =
        tc_ooxml_open(bytes, len, "word/document.xml", limits, &main_part, error);
    return package ? read_document(package, main_part, bytes, len, limits, error) : NULL;
}

TcDocument *
tc_word_xml_read(const char *bytes, gsize len, const char *name, const TcReadLimits *limits,
                 GError **error)
{
    static const char main_part[] = "word/document.xml";
    g_autoptr(TcPackage) package = tc_package_new();
    g_autoptr(GBytes) content = g_bytes_new_static(bytes, len);

    (void)name;
    tc_package_put(package, main_part, content);
    return read_document(package, main_part, bytes, len, limits, error);
}
