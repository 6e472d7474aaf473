#include "document/read/reader.h"
#include "document/read/sheet/cells.h"
#include "document/read/xml/ooxml.h"
#include "document/read/xml/ooxml_binary.h"
#include "document/read/xml/ooxml_part.h"

#include <string.h>

/* From 1 January 1900 to 1904, as Excel counts. */
#define DAYS_TO_1904  1462
/* Styles of Excel 2003. */
#define FIRST_STYLE   1000u
#define STYLE_IDS_MAX 50000u

typedef struct {
    TcCells cells;
    GString *value;   /* of what is open: a cell, a shared string */
    gboolean is_open; /* text belongs to `value` */
    gsize phonetic_depth;
    char cell_type; /* 's' shared, 'e' error, 'b' truth value, 'n' number, 'd' date, 0 text */
    guint32 style;  /* of the cell */
    gboolean is_in_formats; /* the styles that are open are those of cells */
    GHashTable *style_ids;  /* of Excel 2003: name -> number of the style */
    TcEmbedded embedded;
} Sheets;

static void
sheets_init(Sheets *sheets, const TcReadLimits *limits)
{
    *sheets = (Sheets){.value = g_string_new(NULL)};
    tc_cells_init(&sheets->cells, limits);
    sheets->style_ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    tc_embedded_init(&sheets->embedded, limits);
}

static void
sheets_clear(Sheets *sheets)
{
    tc_cells_clear(&sheets->cells);
    g_hash_table_unref(sheets->style_ids);
    g_string_free(sheets->value, TRUE);
    tc_embedded_clear(&sheets->embedded);
}

/* Excel writes "_x000D_" for what XML cannot hold, and "_x005F_" for a "_" that would look like the
 * beginning of that. */
static void
unescape(GString *text)
{
    char *to = text->str;

    for (const char *p = text->str; *p != '\0';) {
        gboolean is_escape = p[0] == '_' && p[1] == 'x' && g_ascii_isxdigit(p[2]) &&
                             g_ascii_isxdigit(p[3]) && g_ascii_isxdigit(p[4]) &&
                             g_ascii_isxdigit(p[5]) && p[6] == '_';
        if (!is_escape) {
            *to++ = *p++;
            continue;
        }
        gunichar c = (gunichar)g_ascii_strtoull(p + 2, NULL, 16);
        p += 7;
        /* A line ends in both, or in one of them, or in one that is written in this way. */
        if (c == '\r')
            c = *p == '\n' ? 0 : '\n';
        if ((c >= 0x20 || c == '\t' || c == '\n') && g_unichar_validate(c))
            to += g_unichar_to_utf8(c, to);
    }
    g_string_truncate(text, (gsize)(to - text->str));
}

static void
on_string_start(TcXml *xml, G_GNUC_UNUSED const char *ns, const char *name)
{
    Sheets *sheets = xml->data;

    if (strcmp(name, "si") == 0)
        g_string_truncate(sheets->value, 0);
    else if (strcmp(name, "rPh") == 0 && sheets->phonetic_depth == 0)
        sheets->phonetic_depth = xml->depth;
    else if (strcmp(name, "t") == 0)
        sheets->is_open = sheets->phonetic_depth == 0;
}

static void
on_string_end(TcXml *xml, G_GNUC_UNUSED const char *ns, const char *name)
{
    Sheets *sheets = xml->data;

    if (sheets->phonetic_depth == xml->depth)
        sheets->phonetic_depth = 0;
    if (strcmp(name, "t") == 0)
        sheets->is_open = FALSE;
    else if (strcmp(name, "si") == 0) {
        unescape(sheets->value);
        g_ptr_array_add(sheets->cells.strings, g_strdup(sheets->value->str));
    }
}

static void
on_value_text(TcXml *xml, const char *text, gsize len)
{
    Sheets *sheets = xml->data;
    if (sheets->is_open)
        g_string_append_len(sheets->value, text, (gssize)len);
}

/* The cell whose content is `value`. */
static void
write_cell(TcXml *xml, Sheets *sheets)
{
    TcCells *cells = &sheets->cells;
    const char *text = sheets->value->str;
    char *end = NULL;
    double number = 0;
    gboolean is_number = FALSE;

    switch (sheets->cell_type) {
    case 's':
        if (*text != '\0')
            tc_cells_add_shared(cells, g_ascii_strtoull(text, NULL, 10));
        text = "";
        break;
    case 'e':
    case 'b':
        text = "";
        break;
    case 'n':
        number = g_ascii_strtod(text, &end);
        is_number = *text != '\0' && *end == '\0';
        break;
    case 'd':
        is_number = tc_cell_parse_date(text, &number);
        number -= cells->formats.is_1904 ? DAYS_TO_1904 : 0;
        break;
    default:
        unescape(sheets->value);
    }
    if (is_number)
        tc_cells_add_number(cells, sheets->style, number);
    else
        tc_cells_add_text(cells, text);
    if (cells->is_too_large)
        tc_xml_stop(xml);
}

static gboolean
is_header(const char *name)
{
    static const char *const names[] = {"oddHeader", "evenHeader", "firstHeader",
                                        "oddFooter", "evenFooter", "firstFooter"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(names[i], name) == 0)
            return TRUE;
    return FALSE;
}

static void
on_sheet_start(TcXml *xml, G_GNUC_UNUSED const char *ns, const char *name)
{
    Sheets *sheets = xml->data;

    if (strcmp(name, "c") == 0) {
        g_autofree char *type = tc_xml_attribute(xml, NULL, "t");
        g_autofree char *style = tc_xml_attribute(xml, NULL, "s");
        /* "str" and "inlineStr" bring their text with them, as numbers do. */
        sheets->cell_type = type == NULL || strcmp(type, "n") == 0               ? 'n'
                            : strlen(type) == 1 && strchr("sebd", *type) != NULL ? *type
                                                                                 : '\0';
        sheets->style = style != NULL ? (guint32)g_ascii_strtoull(style, NULL, 10) : 0;
        g_string_truncate(sheets->value, 0);
    } else if (strcmp(name, "rPh") == 0 && sheets->phonetic_depth == 0) {
        sheets->phonetic_depth = xml->depth;
    } else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
        sheets->is_open = sheets->phonetic_depth == 0;
    } else if (strcmp(name, "comment") == 0) {
        sheets->cell_type = '\0';
        g_string_truncate(sheets->value, 0);
    } else if (is_header(name)) {
        g_string_truncate(sheets->value, 0);
        sheets->is_open = TRUE;
    }
}

static void
on_sheet_end(TcXml *xml, G_GNUC_UNUSED const char *ns, const char *name)
{
    Sheets *sheets = xml->data;

    if (sheets->phonetic_depth == xml->depth)
        sheets->phonetic_depth = 0;
    if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
        sheets->is_open = FALSE;
    else if (strcmp(name, "c") == 0)
        write_cell(xml, sheets);
    else if (strcmp(name, "row") == 0)
        tc_cells_end_row(&sheets->cells);
    else if (strcmp(name, "comment") == 0) {
        write_cell(xml, sheets);
        tc_cells_end_row(&sheets->cells);
    } else if (is_header(name)) {
        sheets->is_open = FALSE;
        unescape(sheets->value);
        tc_cells_add_header(&sheets->cells, sheets->value->str);
    }
}

/* The formats of cells. */
static void
on_formats_start(TcXml *xml, G_GNUC_UNUSED const char *ns, const char *name)
{
    Sheets *sheets = xml->data;

    if (strcmp(name, "numFmt") == 0) {
        g_autofree char *id = tc_xml_attribute(xml, NULL, "numFmtId");
        g_autofree char *code = tc_xml_attribute(xml, NULL, "formatCode");
        if (id != NULL && code != NULL)
            tc_cell_formats_add(&sheets->cells.formats, (guint32)g_ascii_strtoull(id, NULL, 10),
                                code);
    } else if (strcmp(name, "cellXfs") == 0) {
        sheets->is_in_formats = TRUE;
    } else if (strcmp(name, "xf") == 0 && sheets->is_in_formats) {
        g_autofree char *id = tc_xml_attribute(xml, NULL, "numFmtId");
        tc_cell_formats_add_style(&sheets->cells.formats,
                                  id != NULL ? (guint32)g_ascii_strtoull(id, NULL, 10) : 0);
    }
}

static void
on_formats_end(TcXml *xml, G_GNUC_UNUSED const char *ns, const char *name)
{
    Sheets *sheets = xml->data;

    if (strcmp(name, "cellXfs") == 0)
        sheets->is_in_formats = FALSE;
}

/* What a workbook says. */
typedef struct {
    GPtrArray *list; /* its sheets: name and relation, in turns */
    gboolean is_1904;
} Workbook;

static void
on_workbook(TcXml *xml, G_GNUC_UNUSED const char *ns, const char *name)
{
    Workbook *workbook = xml->data;
    GPtrArray *list = workbook->list;

    if (strcmp(name, "workbookPr") == 0) {
        g_autofree char *is_1904 = tc_xml_attribute(xml, NULL, "date1904");
        workbook->is_1904 =
            is_1904 != NULL && (strcmp(is_1904, "1") == 0 || strcmp(is_1904, "true") == 0);
    }
    if (strcmp(name, "sheet") != 0)
        return;
    char *id = tc_xml_attribute(xml, "relationships", "id");
    if (id == NULL)
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
    tc_cells_end_row(&sheets->cells);
    if (is_read && sheets->cells.is_too_large) {
        tc_set_text_too_large(sheets->cells.limits, error);
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
    const char *styles = tc_ooxml_target(relations, "styles", NULL);
    Workbook workbook = {.list = list};
    TcXml xml = {.start = on_workbook, .data = &workbook};
    TcXml formats = {.start = on_formats_start, .end = on_formats_end, .data = sheets};

    if (!tc_package_parse(package, main_part, &xml, error))
        return FALSE;
    sheets->cells.formats.is_1904 = workbook.is_1904;
    /* If these are damaged, the sheets are read all the same. */
    if (styles != NULL && tc_package_has(package, styles))
        tc_package_parse(package, styles, &formats, NULL);
    if (strings != NULL && tc_package_has(package, strings) &&
        !read_strings(package, strings, sheets, error))
        return FALSE;
    for (guint i = 0; i < list->len; i += 2) {
        const char *part = tc_ooxml_target(relations, NULL, g_ptr_array_index(list, i + 1));
        /* A workbook may also name sheets of charts and of macros, which have no rows. */
        if (part == NULL || !tc_package_has(package, part))
            continue;
        tc_cells_start_sheet(&sheets->cells, g_ptr_array_index(list, i));
        if (!read_sheet(package, part, sheets, error))
            return FALSE;
        g_autoptr(GPtrArray) own = tc_ooxml_relations(package, part);
        const char *comments = tc_ooxml_target(own, "comments", NULL);
        if (comments != NULL && tc_package_has(package, comments) &&
            !read_sheet(package, comments, sheets, error))
            return FALSE;
        if (!tc_ooxml_append_drawings(package, own, FALSE, &sheets->cells.flow,
                                      sheets->cells.limits, error))
            return FALSE;
        tc_ooxml_add_embedded(package, own, &sheets->embedded);
    }
    return TRUE;
}

/* Excel 2003 gives names to its styles, and formats, too. Each name becomes the number of a style
 * and of its format, above the numbers of the formats that are built in. */
static guint32
style_number(Sheets *sheets, const char *id)
{
    TcCellFormats *formats = &sheets->cells.formats;
    gpointer number = NULL;

    if (id == NULL)
        return 0;
    if (!g_hash_table_lookup_extended(sheets->style_ids, id, NULL, &number)) {
        if (g_hash_table_size(sheets->style_ids) >= STYLE_IDS_MAX)
            return 0;
        while (formats->styles->len < FIRST_STYLE)
            tc_cell_formats_add_style(formats, 0);
        number = GUINT_TO_POINTER(formats->styles->len);
        tc_cell_formats_add_style(formats, formats->styles->len);
        g_hash_table_insert(sheets->style_ids, g_strdup(id), number);
    }
    return GPOINTER_TO_UINT(number);
}

static const char *
old_format(const char *format)
{
    static const struct {
        const char *name, *format;
    } formats[] = {
        {"General Number", "General"},
        {"General Date", "dd/mm/yyyy h:mm"},
        {"Long Date", "dd mmmm yyyy"},
        {"Medium Date", "d-mmm-yy"},
        {"Short Date", "dd/mm/yyyy"},
        {"Long Time", "h:mm:ss"},
        {"Medium Time", "h:mm AM/PM"},
        {"Short Time", "h:mm"},
        {"Currency", "#,##0.00"},
        {"Euro Currency", "#,##0.00"},
        {"Fixed", "0.00"},
        {"Standard", "#,##0.00"},
        {"Percent", "0.00%"},
        {"Scientific", "0.00E+00"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
        if (strcmp(formats[i].name, format) == 0)
            return formats[i].format;
    return format;
}

/* Excel 2003: <Worksheet ss:Name=""><Table><Row><Cell><Data ss:Type=""> and the like. */
static void
on_old_start(TcXml *xml, const char *ns, const char *name)
{
    Sheets *sheets = xml->data;

    if (strstr(ns, ":office:spreadsheet") == NULL)
        return;
    if (strcmp(name, "Worksheet") == 0) {
        g_autofree char *title = tc_xml_attribute(xml, NULL, "Name");
        tc_cells_start_sheet(&sheets->cells, title);
    } else if (strcmp(name, "Style") == 0) {
        g_autofree char *id = tc_xml_attribute(xml, NULL, "ID");
        sheets->style = style_number(sheets, id);
    } else if (strcmp(name, "NumberFormat") == 0) {
        g_autofree char *format = tc_xml_attribute(xml, NULL, "Format");
        if (format != NULL)
            tc_cell_formats_add(&sheets->cells.formats, sheets->style, old_format(format));
    } else if (strcmp(name, "Cell") == 0) {
        g_autofree char *id = tc_xml_attribute(xml, NULL, "StyleID");
        sheets->style = style_number(sheets, id);
    } else if (strcmp(name, "Data") == 0) {
        g_autofree char *type = tc_xml_attribute(xml, NULL, "Type");
        sheets->cell_type = type != NULL && strcmp(type, "Error") == 0      ? 'e'
                            : type != NULL && strcmp(type, "Boolean") == 0  ? 'b'
                            : type != NULL && strcmp(type, "Number") == 0   ? 'n'
                            : type != NULL && strcmp(type, "DateTime") == 0 ? 'd'
                                                                            : '\0';
        g_string_truncate(sheets->value, 0);
        sheets->is_open = TRUE;
    }
}

static void
on_old_end(TcXml *xml, const char *ns, const char *name)
{
    Sheets *sheets = xml->data;

    if (strstr(ns, ":office:spreadsheet") == NULL)
        return;
    if (strcmp(name, "Data") == 0) {
        sheets->is_open = FALSE;
        write_cell(xml, sheets);
    } else if (strcmp(name, "Row") == 0) {
        tc_cells_end_row(&sheets->cells);
    }
}

TcDocument *
tc_excel_xml_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
                  const TcReadLimits *limits, GError **error)
{
    Sheets sheets;
    TcXml xml = {
        .start = on_old_start,
        .end = on_old_end,
        .text = on_value_text,
        .data = &sheets,
    };
    TcDocument *document = NULL;

    g_autoptr(TcPackage) package = tc_package_new();
    sheets_init(&sheets, limits);
    if (tc_xml_parse(bytes, len, &xml, error))
        document = tc_ooxml_document_take(package, &sheets.cells.flow, NULL, limits, error);
    sheets_clear(&sheets);
    return document;
}

TcDocument *
tc_xlsx_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
             const TcReadLimits *limits, GError **error)
{
    g_autofree char *main_part = NULL;
    Sheets sheets;
    TcDocument *document = NULL;

    g_autoptr(TcPackage) package =
        tc_ooxml_open(bytes, len, "xl/workbook.xml", limits, &main_part, error);
    if (package == NULL)
        return NULL;
    sheets_init(&sheets, limits);
    gboolean is_binary = g_str_has_suffix(main_part, ".bin");
    if (is_binary ? tc_ooxml_read_binary(package, main_part, &sheets.cells, &sheets.embedded, error)
                  : read_workbook(package, main_part, &sheets, error))
        document = tc_embedded_append(
            &sheets.embedded,
            tc_ooxml_document_take(package, &sheets.cells.flow, NULL, limits, error), error);
    sheets_clear(&sheets);
    return document;
}
