#include "document/read/xml/ooxml_binary.h"

#include "document/bytes.h"
#include "document/message.h"
#include "document/read/reader.h"
#include "document/read/xml/ooxml_part.h"

#include <string.h>

enum {
    RECORD_ROW = 0,
    RECORD_CELL_RK = 2,
    RECORD_CELL_REAL = 5,
    RECORD_CELL_STRING = 6,
    RECORD_CELL_SHARED = 7,
    RECORD_FORMULA_STRING = 8,
    RECORD_FORMULA_NUMBER = 9,
    RECORD_SHARED_STRING = 19,
    RECORD_FORMAT = 44,
    RECORD_STYLE = 47,
    RECORD_CELL_RICH = 62,
    RECORD_WORKBOOK = 153,
    RECORD_SHEET = 156,
    RECORD_HEADER = 479,
    RECORD_STYLES = 617,
    RECORD_STYLES_END = 618,
    RECORD_COMMENT = 637,
};
/* A cell begins with its column and its style. */
enum { CELL_LEN = 8 };

typedef struct {
    TcCells *cells;
    GPtrArray *sheets;     /* name and relation, in turns */
    gboolean is_in_styles; /* the styles that are open are those of cells */
    gsize strings_len;     /* bytes of the shared strings */
} Reader;

/* Takes a number of up to `bytes_max` bytes, with seven bits in each. */
static gboolean
take_packed(TcBytes *record, guint bytes_max, guint32 *number)
{
    *number = 0;
    for (guint i = 0; i < bytes_max; i++) {
        const guint8 *p = tc_bytes_take(record, 1);
        if (p == NULL)
            return FALSE;
        *number |= (guint32)(*p & 0x7F) << 7 * i;
        if ((*p & 0x80) == 0)
            break;
    }
    return TRUE;
}

/* Takes a string behind its length. NULL when not all of it is there. Free with g_free(). */
static char *
take_string(TcBytes *record)
{
    const guint8 *count = tc_bytes_take(record, 4);
    /* If there is none at all, the length is -1. */
    const guint8 *units = count != NULL ? tc_bytes_take(record, 2 * (gsize)tc_get32(count)) : NULL;
    if (units == NULL)
        return NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    gunichar high = 0;
    for (gsize i = 0; i < tc_get32(count); i++) {
        gunichar c;
        if (!tc_utf16_next(tc_get16(units + 2 * i), &high, &c))
            continue;
        if (c >= 0x20 || c == '\t' || c == '\n')
            g_string_append_unichar(text, c);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
add_string_cell(TcCells *cells, TcBytes record)
{
    g_autofree char *text = take_string(&record);
    if (text != NULL)
        tc_cells_add_text(cells, text);
}

static void
read_cell(TcCells *cells, guint32 type, TcBytes record)
{
    const guint8 *head = tc_bytes_take(&record, CELL_LEN);
    gsize left = head != NULL ? (gsize)(record.end - record.p) : 0;

    if (head == NULL)
        return;
    guint32 style = tc_get32(head + 4) & 0xFFFFFF;
    if (type == RECORD_CELL_RK && left >= 4)
        tc_cells_add_number(cells, style, tc_cell_rk(tc_get32(record.p)));
    else if ((type == RECORD_CELL_REAL || type == RECORD_FORMULA_NUMBER) && left >= 8)
        tc_cells_add_number(cells, style, tc_get_double(record.p));
    else if (type == RECORD_CELL_SHARED && left >= 4)
        tc_cells_add_shared(cells, tc_get32(record.p));
    else if (type == RECORD_CELL_STRING || type == RECORD_FORMULA_STRING)
        add_string_cell(cells, record);
    else if (type == RECORD_CELL_RICH && tc_bytes_take(&record, 1) != NULL)
        add_string_cell(cells, record);
}

static void
read_sheet_record(Reader *reader, guint32 type, TcBytes record)
{
    TcCells *cells = reader->cells;
    g_autofree char *text = NULL;

    switch (type) {
    case RECORD_ROW:
        tc_cells_end_row(cells);
        break;
    case RECORD_HEADER:
        /* Flags, then header and footer of odd pages, of even ones, of the first. */
        if (tc_bytes_take(&record, 2) == NULL)
            break;
        for (guint i = 0; i < 6 && record.p < record.end; i++) {
            g_autofree char *header = take_string(&record);
            if (header != NULL)
                tc_cells_add_header(cells, header);
        }
        break;
    case RECORD_COMMENT:
        text = tc_bytes_take(&record, 1) != NULL ? take_string(&record) : NULL;
        if (text != NULL)
            tc_cells_add_line(cells, text);
        break;
    default:
        read_cell(cells, type, record);
    }
}

static void
read_book_record(Reader *reader, guint32 type, TcBytes record)
{
    TcCells *cells = reader->cells;
    const guint8 *head = NULL;
    char *text = NULL;

    switch (type) {
    case RECORD_WORKBOOK:
        head = tc_bytes_take(&record, 4);
        cells->formats.is_1904 = head != NULL && (head[0] & 1) != 0;
        break;
    case RECORD_SHEET:
        if (tc_bytes_take(&record, 8) != NULL && (text = take_string(&record)) != NULL) {
            char *name = take_string(&record);
            g_ptr_array_add(reader->sheets, name != NULL ? name : g_strdup(""));
            g_ptr_array_add(reader->sheets, text);
        }
        break;
    case RECORD_SHARED_STRING:
        text = tc_bytes_take(&record, 1) != NULL ? take_string(&record) : NULL;
        reader->strings_len += text != NULL ? strlen(text) : 0;
        cells->is_too_large |= reader->strings_len > 4 * cells->limits->text_max;
        g_ptr_array_add(cells->strings, text != NULL ? text : g_strdup(""));
        break;
    case RECORD_FORMAT:
        head = tc_bytes_take(&record, 2);
        text = head != NULL ? take_string(&record) : NULL;
        if (text != NULL)
            tc_cell_formats_add(&cells->formats, head[0] | (guint32)head[1] << 8, text);
        g_free(text);
        break;
    case RECORD_STYLES:
        reader->is_in_styles = TRUE;
        break;
    case RECORD_STYLES_END:
        reader->is_in_styles = FALSE;
        break;
    case RECORD_STYLE:
        head = tc_bytes_take(&record, 4);
        if (head != NULL && reader->is_in_styles)
            tc_cell_formats_add_style(&cells->formats, head[2] | (guint32)head[3] << 8);
        break;
    default:
        break;
    }
}

/* Reads all records of a part. If it is cut, it gives what it has. FALSE when there is no such
 * part, or too much. */
static gboolean
read_part(const TcPackage *package, const char *part, Reader *reader,
          void (*on_record)(Reader *reader, guint32 type, TcBytes record), GError **error)
{
    gsize len = 0;
    const guint8 *bytes =
        part != NULL ? (const guint8 *)tc_package_bytes(package, part, &len) : NULL;

    if (bytes == NULL) {
        g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED, _("it has no %s"),
                    part != NULL ? part : "workbook");
        return FALSE;
    }
    TcBytes rest = {bytes, bytes + len};
    guint32 type, record_len;
    while (!reader->cells->is_too_large && take_packed(&rest, 2, &type) &&
           take_packed(&rest, 4, &record_len)) {
        const guint8 *p = tc_bytes_take(&rest, record_len);
        if (p == NULL)
            break;
        on_record(reader, type, (TcBytes){p, p + record_len});
    }
    tc_cells_end_row(reader->cells);
    if (reader->cells->is_too_large)
        tc_set_text_too_large(reader->cells->limits, error);
    return !reader->cells->is_too_large;
}

static gboolean
has(const TcPackage *package, const char *part)
{
    return part != NULL && tc_package_has(package, part);
}

gboolean
tc_ooxml_read_binary(const TcPackage *package, const char *main_part, TcCells *cells,
                     TcEmbedded *embedded, GError **error)
{
    g_autoptr(GPtrArray) sheets = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) relations = tc_ooxml_relations(package, main_part);
    const char *styles = tc_ooxml_target(relations, "styles", NULL);
    const char *strings = tc_ooxml_target(relations, "sharedStrings", NULL);
    Reader reader = {.cells = cells, .sheets = sheets};

    if (!read_part(package, main_part, &reader, read_book_record, error) ||
        (has(package, styles) && !read_part(package, styles, &reader, read_book_record, error)) ||
        (has(package, strings) && !read_part(package, strings, &reader, read_book_record, error)))
        return FALSE;
    for (guint i = 0; i < sheets->len; i += 2) {
        const char *part = tc_ooxml_target(relations, NULL, g_ptr_array_index(sheets, i + 1));
        /* A workbook may also name sheets of charts and of macros, which have no rows. */
        if (!has(package, part))
            continue;
        tc_cells_start_sheet(cells, g_ptr_array_index(sheets, i));
        if (!read_part(package, part, &reader, read_sheet_record, error))
            return FALSE;
        g_autoptr(GPtrArray) own = tc_ooxml_relations(package, part);
        const char *comments = tc_ooxml_target(own, "comments", NULL);
        if (has(package, comments) &&
            !read_part(package, comments, &reader, read_sheet_record, error))
            return FALSE;
        if (!tc_ooxml_append_drawings(package, own, FALSE, &cells->flow, cells->limits, error))
            return FALSE;
        tc_ooxml_add_embedded(package, own, embedded);
    }
    return TRUE;
}
