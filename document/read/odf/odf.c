#include "document/read/odf/odf.h"

#include "document/detect/container.h"
#include "document/message.h"
#include "document/read/embedded.h"
#include "document/read/odf/odf_forms.h"
#include "document/read/odf/odf_list.h"
#include "document/read/odf/odf_names.h"
#include "document/read/reader.h"
#include "document/read/xml/package.h"

#include <string.h>

/* What an element does to the text. */
typedef enum {
    KIND_OTHER,
    KIND_PARAGRAPH,
    KIND_TAB,
    KIND_BREAK,
    KIND_SPACE,
    KIND_CELL,
    KIND_ROW,
    KIND_SHEET,
    KIND_SIDE, /* its content goes behind the body when it stands within a paragraph */
    KIND_SKIP, /* its content is no text for a reader */
    KIND_FILE, /* its content is a file of another program */
    KIND_RUBY, /* stands above what it follows */
    KIND_FORMS,
    KIND_CONTROL, /* where a field of a form stands */
    KIND_CHART,
} Kind;

static const struct {
    const char *ns, *name;
    Kind kind;
} elements[] = {
    {"text", "p", KIND_PARAGRAPH},
    {"text", "h", KIND_PARAGRAPH},
    {"text", "tab", KIND_TAB},
    {"text", "line-break", KIND_BREAK},
    {"text", "s", KIND_SPACE},
    {"text", "tracked-changes", KIND_SKIP},
    {"text", "note-citation", KIND_SKIP},
    {"text", "note-body", KIND_SIDE},
    {"text", "tab-stop", KIND_TAB}, /* this and the next are of OpenOffice.org 1 */
    {"text", "footnote-citation", KIND_SKIP},
    {"text", "endnote-citation", KIND_SKIP},
    {"text", "footnote-body", KIND_SIDE},
    {"text", "endnote-body", KIND_SIDE},
    {"text", "ruby-text", KIND_RUBY},
    {"text", "page-number", KIND_SKIP},
    {"text", "page-count", KIND_SKIP},
    {"table", "table-cell", KIND_CELL},
    {"table", "table-row", KIND_ROW},
    {"table", "table", KIND_SHEET},
    {"table", "tracked-changes", KIND_SKIP},
    {"drawing", "object", KIND_SIDE}, /* a whole document, where everything is in one file */
    {"drawing", "object-ole", KIND_FILE},
    {"office", "binary-data", KIND_SKIP},
    {"chart", "chart", KIND_CHART},
    {"drawing", "text-box", KIND_SIDE},
    {"drawing", "custom-shape", KIND_SIDE},
    {"drawing", "rect", KIND_SIDE},
    {"drawing", "line", KIND_SIDE},
    {"drawing", "ellipse", KIND_SIDE},
    {"drawing", "circle", KIND_SIDE},
    {"drawing", "caption", KIND_SIDE},
    {"drawing", "connector", KIND_SIDE},
    {"drawing", "measure", KIND_SIDE},
    {"drawing", "path", KIND_SIDE},
    {"drawing", "polygon", KIND_SIDE},
    {"drawing", "polyline", KIND_SIDE},
    {"drawing", "regular-polygon", KIND_SIDE},
    {"office", "annotation", KIND_SIDE},
    {"office", "forms", KIND_FORMS},
    {"drawing", "control", KIND_CONTROL},
    {"office", "scripts", KIND_SKIP},
    {"svg-compatible", "title", KIND_SKIP},
    {"svg-compatible", "desc", KIND_SKIP},
};

typedef struct {
    const TcReadLimits *limits;
    TcFlow body;
    TcFlow side;
    TcFlow *flow;          /* where text goes now */
    gboolean is_in_styles; /* in headers and footers all text counts, in other styles none */
    gboolean is_sheet;     /* tables have names that readers see */
    gboolean is_of_sheet;  /* the document, or that which the object is part of, is one */

    gsize body_depth;       /* of what holds the text: office:body, style:header */
    gsize paragraphs;       /* those that are open in this flow */
    gsize side_depth;       /* of the outermost element whose content goes to the side */
    gsize outer_paragraphs; /* open ones outside of it */
    TcOdfLists *lists;
    TcOdfListPlace place;       /* in lists */
    TcOdfListPlace outer_place; /* outside of what goes to the side */
    GString *label;             /* the number of a paragraph */
    TcLayout *layout;           /* of the body */
    TcLook paragraph, run;      /* how the open paragraph looks, and the words in it */
    char *sheet_name;           /* written before the first text of the sheet, then NULL */
    char *style;                /* the name of the style that is open, before the text */
    GHashTable *hidden;         /* set of styles whose text is not shown */
    TcOdfForms *forms;
    gsize forms_depth; /* of the list of forms */
    gsize chart_depth;
    gsize file_depth; /* of the element that is a file of another program */
    GString *file;    /* it, in base 64 */
    TcEmbedded embedded;
} Reader;

static Kind
kind_of(const char *ns, const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(elements); i++)
        if (strcmp(elements[i].name, name) == 0 && tc_odf_ns_is(ns, elements[i].ns))
            return elements[i].kind;
    return KIND_OTHER;
}

static gboolean
holds_text(const Reader *reader, const char *ns, const char *name)
{
    if (!reader->is_in_styles)
        return strcmp(name, "body") == 0 && tc_odf_ns_is(ns, "office");
    return tc_odf_ns_is(ns, "style") &&
           (g_str_has_prefix(name, "header") || g_str_has_prefix(name, "footer")) &&
           !g_str_has_suffix(name, "-style");
}

/* Styles stand before the text that has them. */
static void
note_style(TcXml *xml, Reader *reader, const char *ns, const char *name)
{
    if (!tc_odf_ns_is(ns, "style"))
        return;
    if (strcmp(name, "style") == 0) {
        g_free(reader->style);
        reader->style = tc_xml_attribute(xml, NULL, "name");
    } else if ((strcmp(name, "text-properties") == 0 || strcmp(name, "properties") == 0) &&
               reader->style != NULL) {
        g_autofree char *display = tc_xml_attribute(xml, NULL, "display");
        if (display != NULL && strcmp(display, "none") == 0)
            g_hash_table_add(reader->hidden, g_steal_pointer(&reader->style));
    }
}

static gboolean
is_hidden(TcXml *xml, const Reader *reader, const char *ns, const char *name)
{
    if (!tc_odf_ns_is(ns, "text"))
        return FALSE;
    if (strcmp(name, "section") == 0) {
        g_autofree char *display = tc_xml_attribute(xml, NULL, "display");
        return display != NULL && strcmp(display, "none") == 0;
    }
    if (g_hash_table_size(reader->hidden) == 0)
        return FALSE;
    g_autofree char *style = tc_xml_attribute(xml, NULL, "style-name");
    return style != NULL && g_hash_table_contains(reader->hidden, style);
}

static gboolean
notes_looks(const Reader *reader)
{
    return reader->flow == &reader->body && !tc_layout_is_full(reader->layout);
}

static void
start_paragraph(TcXml *xml, Reader *reader, gboolean is_heading)
{
    GString *label = reader->label;

    reader->paragraphs++;
    if (notes_looks(reader))
        reader->run = reader->paragraph = tc_odf_lists_look(reader->lists, xml);
    g_string_truncate(label, 0);
    tc_odf_lists_label(reader->lists, &reader->place, xml, is_heading, label);
    gboolean has_space = label->len > 0 && label->str[label->len - 1] == ' ';
    tc_flow_append(reader->flow, label->str, label->len - has_space);
    if (has_space)
        tc_flow_part(reader->flow, TC_GAP_SPACE);
    if (reader->body.text->len + reader->side.text->len > reader->limits->text_max)
        tc_xml_stop(xml);
}

static void
start_side(TcXml *xml, Reader *reader)
{
    if (reader->side_depth > 0 || reader->paragraphs == 0)
        return;
    reader->side_depth = xml->depth;
    reader->outer_paragraphs = reader->paragraphs;
    reader->outer_place = reader->place;
    reader->paragraphs = 0;
    reader->place = (TcOdfListPlace){0};
    reader->flow = &reader->side;
    tc_flow_end_row(reader->flow);
}

/* A chart repeats the cells of a table: its titles are wanted, and the names of its rows and
 * columns where the table is not there to read. Its numbers are no words. */
static gboolean
is_repeated(TcXml *xml, const Reader *reader, Kind kind)
{
    if (reader->chart_depth == 0 || (kind != KIND_SHEET && kind != KIND_CELL))
        return FALSE;
    if (reader->is_of_sheet || kind == KIND_SHEET)
        return reader->is_of_sheet;
    g_autofree char *type = tc_xml_attribute(xml, NULL, "value-type");
    return type != NULL && strcmp(type, "string") != 0;
}

static Kind
kind_here(TcXml *xml, const Reader *reader, const char *ns, const char *name)
{
    const Kind kind = kind_of(ns, name);
    return is_hidden(xml, reader, ns, name) || is_repeated(xml, reader, kind) ? KIND_SKIP : kind;
}

static TcGap
gap_of(Kind kind)
{
    return kind == KIND_TAB ? TC_GAP_TAB : kind == KIND_BREAK ? TC_GAP_LINE : TC_GAP_SPACE;
}

/* Writes what a field of a form shows. */
static void
write_field(TcXml *xml, Reader *reader)
{
    const char *shown = tc_odf_forms_shown(reader->forms, xml);
    TcGap gap = reader->paragraphs > 0 ? TC_GAP_SPACE : TC_GAP_LINE;

    if (*shown == '\0')
        return;
    tc_flow_part(reader->flow, gap);
    tc_flow_append(reader->flow, shown, strlen(shown));
    tc_flow_part(reader->flow, gap);
    if (reader->body.text->len + reader->side.text->len > reader->limits->text_max)
        tc_xml_stop(xml);
}

static void
on_start(TcXml *xml, const char *ns, const char *name)
{
    Reader *reader = xml->data;

    if (reader->file_depth > 0)
        return;
    if (reader->forms_depth > 0) {
        tc_odf_forms_start(reader->forms, xml, ns, name);
        return;
    }
    if (reader->body_depth == 0) {
        if (holds_text(reader, ns, name))
            reader->body_depth = xml->depth;
        else
            note_style(xml, reader, ns, name);
        return;
    }
    const Kind kind = kind_here(xml, reader, ns, name);
    switch (kind) {
    case KIND_OTHER:
        if (tc_odf_ns_is(ns, "text"))
            tc_odf_lists_start(reader->lists, &reader->place, xml, name);
        if (strcmp(name, "span") == 0 && notes_looks(reader))
            reader->run = tc_odf_lists_span_look(reader->lists, xml, reader->paragraph);
        break;
    case KIND_ROW:
        break;
    case KIND_PARAGRAPH:
        start_paragraph(xml, reader, *name == 'h');
        break;
    case KIND_TAB:
    case KIND_BREAK:
    case KIND_SPACE:
    case KIND_RUBY:
        tc_flow_part(reader->flow, gap_of(kind));
        break;
    case KIND_CELL:
        tc_flow_start_cell(reader->flow);
        break;
    case KIND_SHEET:
        if (reader->is_sheet && reader->sheet_name == NULL && reader->chart_depth == 0)
            reader->sheet_name = tc_xml_attribute(xml, NULL, "name");
        break;
    case KIND_SIDE:
        start_side(xml, reader);
        break;
    case KIND_SKIP:
        tc_xml_skip(xml);
        break;
    case KIND_FILE:
        reader->file_depth = xml->depth;
        break;
    case KIND_FORMS:
        reader->forms_depth = xml->depth;
        break;
    case KIND_CONTROL:
        write_field(xml, reader);
        break;
    case KIND_CHART:
        reader->chart_depth = xml->depth;
        break;
    }
}

static void
end_file(Reader *reader)
{
    gsize len = reader->file->len;

    reader->file_depth = 0;
    if (len > 1) { /* as g_base64_decode_inplace() wants it */
        g_base64_decode_inplace(reader->file->str, &len);
        tc_embedded_add(&reader->embedded, reader->file->str, len);
    }
    g_string_truncate(reader->file, 0);
}

static void
on_end(TcXml *xml, const char *ns, const char *name)
{
    Reader *reader = xml->data;

    if (reader->file_depth > 0) {
        if (reader->file_depth == xml->depth)
            end_file(reader);
        return;
    }
    if (reader->forms_depth > 0) {
        if (reader->forms_depth == xml->depth)
            reader->forms_depth = 0;
        return;
    }
    if (reader->body_depth == xml->depth) {
        reader->body_depth = 0;
        tc_flow_end_row(reader->flow);
        return;
    }
    if (reader->side_depth == xml->depth) {
        reader->side_depth = 0;
        tc_flow_end_row(reader->flow);
        reader->flow = &reader->body;
        reader->paragraphs = reader->outer_paragraphs;
        reader->place = reader->outer_place;
        return;
    }
    if (reader->body_depth == 0)
        return;
    switch (kind_of(ns, name)) {
    case KIND_PARAGRAPH:
        tc_flow_part(reader->flow, TC_GAP_LINE);
        reader->paragraphs -= reader->paragraphs > 0;
        break;
    case KIND_RUBY:
        tc_flow_part(reader->flow, TC_GAP_SPACE);
        break;
    case KIND_CELL:
        tc_flow_end_cell(reader->flow);
        break;
    case KIND_ROW:
        tc_flow_end_row(reader->flow);
        break;
    case KIND_SHEET:
        g_clear_pointer(&reader->sheet_name, g_free);
        break;
    case KIND_CHART:
        reader->chart_depth = 0;
        break;
    case KIND_OTHER:
        if (tc_odf_ns_is(ns, "text"))
            tc_odf_lists_end(&reader->place, name);
        if (strcmp(name, "span") == 0)
            reader->run = reader->paragraph;
        break;
    default:
        break;
    }
}

static gboolean
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* White space collapses, as in HTML. */
static void
on_text(TcXml *xml, const char *text, gsize len)
{
    Reader *reader = xml->data;
    const char *end = text + len;

    if (reader->file_depth > 0) {
        g_string_append_len(reader->file, text, (gssize)len);
        return;
    }
    if (reader->paragraphs == 0 || reader->body_depth == 0 || reader->forms_depth > 0)
        return;
    const gsize from = reader->flow->text->len;
    while (text < end) {
        const char *word = text;
        while (text < end && !is_space(*text))
            text++;
        if (text > word && reader->sheet_name != NULL && reader->flow == &reader->body) {
            gsize cell_start = reader->flow->cell_start;
            gboolean is_first = cell_start == reader->flow->text->len;
            tc_flow_append(reader->flow, reader->sheet_name, strlen(reader->sheet_name));
            reader->flow->gap = TC_GAP_LINE;
            if (is_first)
                tc_flow_start_cell(reader->flow);
            g_clear_pointer(&reader->sheet_name, g_free);
        }
        tc_flow_append(reader->flow, word, (gsize)(text - word));
        if (text < end) {
            tc_flow_part(reader->flow, TC_GAP_SPACE);
            text++;
        }
    }
    if (notes_looks(reader))
        tc_layout_note(reader->layout, reader->body.text->str, from, reader->body.text->len,
                       &reader->run);
    if (reader->body.text->len + reader->side.text->len > reader->limits->text_max)
        tc_xml_stop(xml);
}

/* The content of an object that is a document, too. */
#define OBJECT_CONTENT "/content.xml"

static TcMemberUse
use_of(const char *name)
{
    static const char *const wanted[] = {"content.xml", "styles.xml", "meta.xml", "mimetype",
                                         "meta-inf/manifest.xml"};

    for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++)
        if (strcmp(name, wanted[i]) == 0)
            return TC_MEMBER_WANTED;
    /* All programs name objects in this way: folders are documents, files come from other programs.
     * */
    return g_str_has_prefix(name, "object ") &&
                   (strchr(name, '/') == NULL || g_str_has_suffix(name, OBJECT_CONTENT))
               ? TC_MEMBER_EXTRA
               : TC_MEMBER_UNWANTED;
}

static void
on_manifest(TcXml *xml, G_GNUC_UNUSED const char *ns, const char *name)
{
    gboolean *is_encrypted = xml->data;

    if (strcmp(name, "encryption-data") == 0)
        *is_encrypted = TRUE;
}

static gboolean
is_encrypted(const TcPackage *package)
{
    gboolean is_found = FALSE;
    TcXml xml = {.start = on_manifest, .data = &is_found, .allows_doctype = TRUE};

    if (tc_package_has(package, "META-INF/manifest.xml"))
        tc_package_parse(package, "META-INF/manifest.xml", &xml, NULL);
    return is_found;
}

typedef enum {
    BODY_UNKNOWN, /* of a formula, and what nobody here knows */
    BODY_SHEET,
    BODY_TEXT,
    BODY_OTHER, /* slides, a drawing, a chart */
} Body;

static void
on_body(TcXml *xml, const char *ns, const char *name)
{
    static const char *const others[] = {"presentation", "drawing", "impress", "draw", "chart"};
    Body *body = xml->data;

    /* The child of office:body tells what it is; in OpenOffice.org 1 the first element does. */
    if (!tc_odf_ns_is(ns, "office"))
        return;
    g_autofree char *old = xml->depth == 1 ? tc_xml_attribute(xml, NULL, "class") : NULL;
    if (old != NULL)
        name = old;
    if (strcmp(name, "spreadsheet") == 0)
        *body = BODY_SHEET;
    else if (strcmp(name, "text") == 0)
        *body = BODY_TEXT;
    for (gsize i = 0; i < G_N_ELEMENTS(others) && *body == BODY_UNKNOWN; i++)
        if (strcmp(name, others[i]) == 0)
            *body = BODY_OTHER;
    if (*body != BODY_UNKNOWN)
        tc_xml_stop(xml);
}

static gboolean
read_member(const TcPackage *package, const char *member, Reader *reader, GError **error)
{
    TcXml xml = {
        .start = on_start,
        .end = on_end,
        .text = on_text,
        .data = reader,
        .allows_doctype = TRUE,
    };

    reader->place = (TcOdfListPlace){0};
    reader->body_depth = reader->paragraphs = reader->side_depth = 0;
    reader->file_depth = reader->forms_depth = reader->chart_depth = 0;
    g_hash_table_remove_all(reader->hidden);
    gboolean is_read = tc_package_parse(package, member, &xml, error);
    tc_flow_end_row(reader->flow);
    if (is_read && reader->body.text->len + reader->side.text->len > reader->limits->text_max) {
        tc_set_text_too_large(reader->limits, error);
        return FALSE;
    }
    return is_read;
}

/* Reads an object that is a document. If it cannot be read, it is left out. */
static void
read_object(const TcPackage *package, const char *member, Reader *reader)
{
    Body body = BODY_UNKNOWN;
    TcXml kind = {.start = on_body, .data = &body, .allows_doctype = TRUE};
    gsize before = reader->body.text->len;

    if (!tc_package_parse(package, member, &kind, NULL) || body == BODY_UNKNOWN)
        return;
    reader->is_sheet = body == BODY_SHEET;
    reader->flow = &reader->body;
    reader->body.cell_start = before;
    tc_odf_lists_free(reader->lists);
    reader->lists = tc_odf_lists_new(package, NULL, member);
    if (!read_member(package, member, reader, NULL))
        g_clear_pointer(&reader->sheet_name, g_free);
    reader->body.cell_start = 0;
    tc_flow_part(&reader->body, TC_GAP_LINE);
}

/* Embedded objects go behind the text and its headers. */
static gboolean
read_objects(const TcPackage *package, Reader *reader, GError **error)
{
    g_autoptr(GPtrArray) names = tc_package_names(package);

    for (guint i = 0; i < MIN(names->len, TC_EMBEDDED_MAX); i++) {
        const char *name = g_ptr_array_index(names, i);
        gsize len;
        const char *bytes = tc_package_bytes(package, name, &len);
        if (!g_str_has_prefix(name, "object "))
            continue;
        if (g_str_has_suffix(name, OBJECT_CONTENT))
            read_object(package, name, reader);
        else if (bytes != NULL)
            tc_embedded_add(&reader->embedded, bytes, len);
        if (reader->body.text->len + reader->side.text->len > reader->limits->text_max) {
            tc_set_text_too_large(reader->limits, error);
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
read_members(const TcPackage *package, Reader *reader, GError **error)
{
    Body body = BODY_UNKNOWN;
    TcXml kind = {.start = on_body, .data = &body, .allows_doctype = TRUE};

    if (!tc_package_parse(package, "content.xml", &kind, error))
        return FALSE;
    reader->is_sheet = reader->is_of_sheet = body == BODY_SHEET;
    reader->flow = &reader->body;
    reader->lists = tc_odf_lists_new(package, "styles.xml", "content.xml");
    if (!read_member(package, "content.xml", reader, error))
        return FALSE;
    reader->body.cell_start = 0;
    tc_flow_part(&reader->body, TC_GAP_LINE);
    tc_flow_append(&reader->body, reader->side.text->str, reader->side.text->len);
    tc_flow_part(&reader->body, TC_GAP_LINE);
    g_string_truncate(reader->side.text, 0);
    if (body == BODY_TEXT && tc_package_has(package, "styles.xml")) {
        reader->is_in_styles = TRUE;
        reader->flow = &reader->body;
        if (!read_member(package, "styles.xml", reader, error))
            return FALSE;
        reader->is_in_styles = FALSE;
        tc_flow_append(&reader->body, reader->side.text->str, reader->side.text->len);
        tc_flow_part(&reader->body, TC_GAP_LINE);
        g_string_truncate(reader->side.text, 0);
    }
    if (!read_objects(package, reader, error))
        return FALSE;
    tc_flow_append(&reader->body, reader->side.text->str, reader->side.text->len);
    return TRUE;
}

/* Opens a single file that holds what each member of a package holds. */
static TcPackage *
open_flat(const char *bytes, gsize len)
{
    static const char *const members[] = {"content.xml", "styles.xml", "meta.xml"};
    TcPackage *package = tc_package_new();
    g_autoptr(GBytes) content = g_bytes_new_static(bytes, len);

    for (gsize i = 0; i < G_N_ELEMENTS(members); i++)
        tc_package_put(package, members[i], content);
    return package;
}

TcDocument *
tc_odf_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
            const TcReadLimits *limits, GError **error)
{
    Reader reader = {.limits = limits};
    TcDocument *document = NULL;

    g_autoptr(TcPackage) package = tc_is_zip(bytes, len)
                                       ? tc_package_open(bytes, len, use_of, limits, error)
                                       : open_flat(bytes, len);
    if (package == NULL)
        return NULL;
    if (is_encrypted(package)) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ENCRYPTED,
                            _("it needs a password"));
        return NULL;
    }
    tc_flow_init(&reader.body);
    tc_flow_init(&reader.side);
    reader.file = g_string_new(NULL);
    reader.label = g_string_new(NULL);
    reader.layout = tc_layout_new();
    reader.forms = tc_odf_forms_new();
    reader.hidden = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    tc_embedded_init(&reader.embedded, limits);
    if (read_members(package, &reader, error))
        document = tc_package_document_take(package, &reader.body, NULL, "meta.xml", limits, error);
    if (document != NULL) {
        document->layout = g_steal_pointer(&reader.layout);
        tc_embedded_add_scans(&reader.embedded, bytes, len, document->text_len);
        document = tc_embedded_append(&reader.embedded, document, error);
    }
    tc_embedded_clear(&reader.embedded);
    tc_flow_clear(&reader.body);
    tc_flow_clear(&reader.side);
    g_free(reader.sheet_name);
    g_free(reader.style);
    g_hash_table_unref(reader.hidden);
    g_string_free(reader.file, TRUE);
    g_string_free(reader.label, TRUE);
    tc_odf_lists_free(reader.lists);
    tc_layout_free(reader.layout);
    tc_odf_forms_free(reader.forms);
    return document;
}
