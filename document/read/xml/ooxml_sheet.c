#include <string.h>

#include "document/read/reader.h"
#include "document/read/xml/ooxml.h"
#include "document/read/xml/ooxml_part.h"

/* The columns of a sheet end at XFD; its cells come in any number of rows. */
typedef struct {
    const TcReadLimits *limits;
    TcFlow flow;
    GPtrArray *strings; /* the shared ones: char * */
    GString *value;     /* of what is open: a cell, a shared string */
    gboolean is_open;   /* text belongs to `value` */
    gsize phonetic_depth;
    char cell_type;         /* 's' shared, 'e' error, 'b' truth value, 0 anything else */
    const char *sheet_name; /* to be written before the first text of the sheet; then NULL */
    TcEmbedded embedded;
} Sheets;

static void
on_string_start(TcXml *xml, const char *ns, const char *name)
{
    Sheets *sheets = xml->data;

    (void)ns;
    if (strcmp(name, "si") == 0)
        g_string_truncate(sheets->value, 0);
    else if (strcmp(name, "rPh") == 0 && sheets->phonetic_depth == 0)
        sheets->phonetic_depth = xml->depth;
    else if (strcmp(name, "t") == 0)
        sheets->is_open = sheets->phonetic_depth == 0;
}

static void
on_string_end(TcXml *xml, const char *ns, const char *name)
{
    Sheets *sheets = xml->data;

    (void)ns;
    if (sheets->phonetic_depth == xml->depth)
        sheets->phonetic_depth = 0;
    if (strcmp(name, "t") == 0)
        sheets->is_open = FALSE;
    else if (strcmp(name, "si") == 0)
        g_ptr_array_add(sheets->strings, g_strdup(sheets->value->str));
}

static void
on_value_text(TcXml *xml, const char *text, gsize len)
{
    Sheets *sheets = xml->data;
    if (sheets->is_open)
        g_string_append_len(sheets->value, text, (gssize)len);
}

static void
write_cell(TcXml *xml, Sheets *sheets)
{
    const char *text = sheets->value->str;
    gsize len = sheets->value->len;

    if (sheets->cell_type == 's') {
        guint64 index = g_ascii_strtoull(text, NULL, 10);
        text = len > 0 && index < sheets->strings->len
                   ? g_ptr_array_index(sheets->strings, (guint)index)
                   : "";
        len = strlen(text);
    } else if (sheets->cell_type == 'e' || sheets->cell_type == 'b') {
        return;
    }
    if (len == 0)
        return;
    if (sheets->sheet_name) {
        /* The name of a sheet without text is no text. */
        tc_flow_append(&sheets->flow, sheets->sheet_name, strlen(sheets->sheet_name));
        tc_flow_part(&sheets->flow, TC_GAP_LINE);
        sheets->sheet_name = NULL;
    }
    tc_flow_start_cell(&sheets->flow);
    tc_flow_append(&sheets->flow, text, len);
    tc_flow_end_cell(&sheets->flow);
    if (sheets->flow.text->len > sheets->limits->text_max)
        tc_xml_stop(xml);
}

static void
on_sheet_start(TcXml *xml, const char *ns, const char *name)
{
    Sheets *sheets = xml->data;

    (void)ns;
    if (strcmp(name, "c") == 0) {
        g_autofree char *type = tc_xml_attribute(xml, NULL, "t");
        /* "str" and "inlineStr" have their text with them, as numbers have. */
        sheets->cell_type =
            type && (strcmp(type, "s") == 0 || strcmp(type, "e") == 0 || strcmp(type, "b") == 0)
                ? type[0]
                : '\0';
        g_string_truncate(sheets->value, 0);
    } else if (strcmp(name, "rPh") == 0 && sheets->phonetic_depth == 0) {
        sheets->phonetic_depth = xml->depth;
    } else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
        sheets->is_open = sheets->phonetic_depth == 0;
    } else if (strcmp(name, "comment") == 0) {
        sheets->cell_type = '\0';
        g_string_truncate(sheets->value, 0);
    }
}

static void
on_sheet_end(TcXml *xml, const char *ns, const char *name)
{
    Sheets *sheets = xml->data;

    (void)ns;
    if (sheets->phonetic_depth == xml->depth)
        sheets->phonetic_depth = 0;
    if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
        sheets->is_open = FALSE;
    else if (strcmp(name, "c") == 0)
        write_cell(xml, sheets);
    else if (strcmp(name, "row") == 0)
        tc_flow_end_row(&sheets->flow);
    else if (strcmp(name, "comment") == 0) {
        write_cell(xml, sheets);
        tc_flow_end_row(&sheets->flow);
    }
}

/* The sheets of a workbook: name and relation, in turns. */
static void
on_workbook(TcXml *xml, const char *ns, const char *name)
{
    GPtrArray *list = xml->data;

    (void)ns;
    if (strcmp(name, "sheet") != 0)
        return;
    char *id = tc_xml_attribute(xml, "relationships", "id");
    if (!id)
        return;
    g_ptr_array_add(list, tc_xml_attribute(xml, NULL, "name"));
    g_ptr_array_add(list, id);
}

static gboolean
read_sheet(const TcPackage *package, const char *part, Sheets *sheets, GError **error)
{
    TcXml xml = {
        .start = on_sheet_start,
        .end = on_sheet_end,
        .text = on_value_text,
        .data = sheets,
    };

    sheets->is_open = FALSE;
    sheets->phonetic_depth = 0;
    gboolean is_read = tc_package_parse(package, part, &xml, error);
    tc_flow_end_row(&sheets->flow);
    if (is_read && sheets->flow.text->len > sheets->limits->text_max) {
        tc_set_text_too_large(sheets->limits, error);
        return FALSE;
    }
    return is_read;
}

static gboolean
read_strings(const TcPackage *package, const char *part, Sheets *sheets, GError **error)
{
    TcXml xml = {
        .start = on_string_start,
        .end = on_string_end,
        .text = on_value_text,
        .data = sheets,
    };
    return tc_package_parse(package, part, &xml, error);
}

static gboolean
read_workbook(const TcPackage *package, const char *main_part, Sheets *sheets, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) relations = tc_ooxml_relations(package, main_part);
    const char *strings = tc_ooxml_target(relations, "sharedStrings", NULL);
    TcXml xml = {.start = on_workbook, .data = list};

    if (!tc_package_parse(package, main_part, &xml, error))
        return FALSE;
    if (strings && tc_package_has(package, strings) &&
        !read_strings(package, strings, sheets, error))
        return FALSE;
    for (guint i = 0; i < list->len; i += 2) {
        const char *part = tc_ooxml_target(relations, NULL, g_ptr_array_index(list, i + 1));
        /* A workbook may name sheets of charts and of macros: these have no rows. */
        if (!part || !tc_package_has(package, part))
            continue;
        sheets->sheet_name = g_ptr_array_index(list, i);
        if (!read_sheet(package, part, sheets, error))
            return FALSE;
        g_autoptr(GPtrArray) own = tc_ooxml_relations(package, part);
        const char *comments = tc_ooxml_target(own, "comments", NULL);
        if (comments && tc_package_has(package, comments) &&
            !read_sheet(package, comments, sheets, error))
            return FALSE;
        if (!tc_ooxml_append_drawings(package, own, "drawing", &sheets->flow, sheets->limits,
                                      error))
            return FALSE;
        tc_ooxml_add_embedded(package, own, &sheets->embedded);
    }
    return TRUE;
}

/* Excel 2003: <Worksheet ss:Name=""><Table><Row><Cell><Data ss:Type=""> and the like. */
static void
on_old_start(TcXml *xml, const char *ns, const char *name)
{
    Sheets *sheets = xml->data;

    if (!strstr(ns, ":office:spreadsheet"))
        return;
    if (strcmp(name, "Worksheet") == 0) {
        char *title = tc_xml_attribute(xml, NULL, "Name");
        if (title) /* the list owns it */
            g_ptr_array_add(sheets->strings, title);
        sheets->sheet_name = title;
    } else if (strcmp(name, "Data") == 0) {
        g_autofree char *type = tc_xml_attribute(xml, NULL, "Type");
        sheets->cell_type = type && strcmp(type, "Error") == 0     ? 'e'
                            : type && strcmp(type, "Boolean") == 0 ? 'b'
                                                                   : '\0';
        g_string_truncate(sheets->value, 0);
        sheets->is_open = TRUE;
    }
}

static void
on_old_end(TcXml *xml, const char *ns, const char *name)
{
    Sheets *sheets = xml->data;

    if (!strstr(ns, ":office:spreadsheet"))
        return;
    if (strcmp(name, "Data") == 0) {
        sheets->is_open = FALSE;
        write_cell(xml, sheets);
    } else if (strcmp(name, "Row") == 0) {
        tc_flow_end_row(&sheets->flow);
    }
}

TcDocument *
tc_excel_xml_read(const char *bytes, gsize len, const char *name, const TcReadLimits *limits,
                  GError **error)
{
    Sheets sheets = {.limits = limits};
    TcXml xml = {
        .start = on_old_start,
        .end = on_old_end,
        .text = on_value_text,
        .data = &sheets,
    };
    TcDocument *document = NULL;

    (void)name;
    g_autoptr(TcPackage) package = tc_package_new();
    tc_flow_init(&sheets.flow);
    sheets.strings = g_ptr_array_new_with_free_func(g_free);
    sheets.value = g_string_new(NULL);
    if (tc_xml_parse(bytes, len, &xml, error))
        document = tc_ooxml_document_take(package, &sheets.flow, NULL, limits, error);
    tc_flow_clear(&sheets.flow);
    g_ptr_array_unref(sheets.strings);
    g_string_free(sheets.value, TRUE);
    return document;
}

TcDocument *
tc_xlsx_read(const char *bytes, gsize len, const char *name, const TcReadLimits *limits,
             GError **error)
{
    g_autofree char *main_part = NULL;
    Sheets sheets = {.limits = limits};
    TcDocument *document = NULL;

    (void)name;
    g_autoptr(TcPackage) package =
        tc_ooxml_open(bytes, len, "xl/workbook.xml", limits, &main_part, error);
    if (!package)
        return NULL;
    tc_flow_init(&sheets.flow);
    sheets.strings = g_ptr_array_new_with_free_func(g_free);
    sheets.value = g_string_new(NULL);
    tc_embedded_init(&sheets.embedded, limits);
    if (read_workbook(package, main_part, &sheets, error))
        document = tc_embedded_append(
            &sheets.embedded, tc_ooxml_document_take(package, &sheets.flow, NULL, limits, error),
            error);
    tc_embedded_clear(&sheets.embedded);
    tc_flow_clear(&sheets.flow);
    g_ptr_array_unref(sheets.strings);
    g_string_free(sheets.value, TRUE);
    return document;
}
