#include "document/read/sheet/cells.h"

#include "document/read/sheet/sheet_text.h"

#include <string.h>

void
tc_cells_init(TcCells *cells, const TcReadLimits *limits)
{
    *cells = (TcCells){.limits = limits};
    tc_flow_init(&cells->flow);
    tc_cell_formats_init(&cells->formats);
    cells->strings = g_ptr_array_new_with_free_func(g_free);
    cells->shown = g_string_new(NULL);
}

void
tc_cells_clear(TcCells *cells)
{
    tc_flow_clear(&cells->flow);
    tc_cell_formats_clear(&cells->formats);
    g_clear_pointer(&cells->strings, g_ptr_array_unref);
    g_clear_pointer(&cells->sheet_name, g_free);
    if (cells->shown != NULL)
        g_string_free(cells->shown, TRUE);
    cells->shown = NULL;
}

void
tc_cells_start_sheet(TcCells *cells, const char *name)
{
    tc_flow_end_row(&cells->flow);
    g_free(cells->sheet_name);
    cells->sheet_name = g_strdup(name);
}

/* The name of a sheet without text is no text either: it is written with the first text. */
static void
write_name(TcCells *cells)
{
    g_autofree char *name = g_steal_pointer(&cells->sheet_name);

    if (name == NULL || tc_sheet_has_no_name(name))
        return;
    tc_flow_append(&cells->flow, name, strlen(name));
    tc_flow_part(&cells->flow, TC_GAP_LINE);
}

/* How a cell breaks its lines is a matter of layout, and a row is one line here. */
static void
append_on_one_line(TcFlow *flow, const char *text)
{
    for (const char *p = text; *p != '\0';) {
        gsize len = strcspn(p, "\r\n");
        tc_flow_append(flow, p, len);
        p += len;
        len = strspn(p, "\r\n");
        if (len > 0)
            tc_flow_append(flow, " ", 1);
        p += len;
    }
}

typedef void (*AppendFunc)(TcFlow *flow, const char *text);

static void
append_as_it_is(TcFlow *flow, const char *text)
{
    tc_flow_append(flow, text, strlen(text));
}

static void
add(TcCells *cells, const char *text, AppendFunc append)
{
    if (*text == '\0')
        return;
    write_name(cells);
    tc_flow_start_cell(&cells->flow);
    append(&cells->flow, text);
    tc_flow_end_cell(&cells->flow);
    cells->is_too_large |= cells->flow.text->len > cells->limits->text_max;
}

void
tc_cells_add_text(TcCells *cells, const char *text)
{
    add(cells, text, append_on_one_line);
}

void
tc_cells_add_shared(TcCells *cells, guint64 index)
{
    if (index < cells->strings->len)
        tc_cells_add_text(cells, g_ptr_array_index(cells->strings, (guint)index));
}

void
tc_cells_add_number(TcCells *cells, guint32 style, double number)
{
    g_string_truncate(cells->shown, 0);
    tc_cell_formats_show(&cells->formats, style, number, cells->shown);
    tc_cells_add_text(cells, g_strstrip(cells->shown->str));
}

void
tc_cells_end_row(TcCells *cells)
{
    tc_flow_end_row(&cells->flow);
}

void
tc_cells_add_line(TcCells *cells, const char *text)
{
    tc_flow_end_row(&cells->flow);
    add(cells, text, append_as_it_is);
    tc_flow_end_row(&cells->flow);
}

void
tc_cells_add_header(TcCells *cells, const char *header)
{
    g_autoptr(GString) text = g_string_new(NULL);

    tc_sheet_header_append(text, header);
    tc_cells_add_line(cells, g_strchomp(text->str));
}
