#include "indexer/command/set_file.h"

#include "base/free.h"
#include "field/names.h"
#include "indexer/command/assignment.h"
#include "indexer/display.h"
#include "indexer/scan/scan.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define BOM "\xef\xbb\xbf"

void
tc_set_request_free(TcSetRequest *request)
{
    if (request == NULL)
        return;
    tc_free_all(request->path, request->origin);
    for (guint i = 0; i < TC_FIELD_COUNT; i++)
        g_free(request->values[i]);
    g_free(request);
}

static void
free_request(gpointer request)
{
    tc_set_request_free(request);
}

/* Takes a path as it was typed or listed, or as show-as gives it (NULL: without). A path that no
 * line can hold is a file: URI. */
static gboolean
take_path(TcSetRequest *request, const GPtrArray *show_as, const char *said, GError **error)
{
    g_autofree char *bytes = g_str_has_prefix(said, "file://")
                                 ? g_filename_from_uri(said, NULL, error)
                                 : tc_options_here(show_as, said);

    request->path = bytes == NULL ? NULL : tc_scan_root(bytes, FALSE, error);
    return request->path != NULL;
}

static gboolean
take_assignment(TcSetRequest *request, const char *word, GError **error)
{
    TcField field;
    g_autofree char *value = NULL;

    if (!tc_assignment_parse(word, &field, &value, error))
        return FALSE;
    if (request->values[field] != NULL) {
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, _("%s: set twice"),
                    tc_field_typed_name(field));
        return FALSE;
    }
    request->values[field] = g_steal_pointer(&value);
    return TRUE;
}

TcSetRequest *
tc_set_request_parse(const char *const *words, gboolean is_unset, GError **error)
{
    g_autoptr(TcSetRequest) request = g_new0(TcSetRequest, 1);
    g_autofree char *shown = tc_display(words[0]);
    TcField field;

    request->unsets_all = is_unset && words[1] == NULL;
    if (!take_path(request, NULL, words[0], error)) {
        g_prefix_error(error, "%s: ", shown);
        return NULL;
    }
    for (words++; *words != NULL; words++) {
        if (is_unset ? !tc_assignment_field(*words, &field, error)
                     : !take_assignment(request, *words, error)) {
            g_prefix_error(error, "%s: ", shown);
            return NULL;
        }
        if (is_unset)
            request->is_unset[field] = TRUE;
    }
    return g_steal_pointer(&request);
}

/* ---- many ---- */

/* Where the quotes end of a cell that begins with one: the last byte in them. NULL where they do
 * not end with the cell, as in a title that only begins with a quotation. */
static const char *
quotes_end(const char *cell, char separator)
{
    const char *at = cell + 1;

    for (; *at != '\0'; at++)
        if (at[0] == '"' && at[1] == '"')
            at++;
        else if (at[0] == '"')
            break;
    return *at == '"' && (at[1] == '\0' || at[1] == separator) ? at : NULL;
}

/* The cells of a line as spreadsheets write it: a cell that has quotes or the separator in it
 * stands in quotes. */
static char **
split_cells(const char *line, char separator)
{
    g_autoptr(GStrvBuilder) cells = g_strv_builder_new();
    const char *at = line;

    for (;;) {
        const char *last = *at == '"' ? quotes_end(at, separator) : NULL;
        const char *end = last != NULL ? last + 1 : strchr(at, separator);
        g_autoptr(GString) cell = g_string_new(NULL);

        if (end == NULL)
            end = at + strlen(at);
        if (last == NULL)
            g_string_append_len(cell, at, end - at);
        for (const char *c = at + 1; last != NULL && c < last; c++) {
            g_string_append_c(cell, *c);
            if (c[0] == '"' && c[1] == '"')
                c++;
        }
        g_strv_builder_add(cells, g_strstrip(cell->str));
        if (*end == '\0')
            return g_strv_builder_end(cells);
        at = end + 1;
    }
}

static gboolean
names_path(char *const *cells)
{
    for (; *cells != NULL; cells++)
        if (tc_field_of_name(*cells) == TC_FIELD_PATH)
            return TRUE;
    return FALSE;
}

/* What stands between the cells, judged by the first line: if that is the heading of a register in
 * CSV, or in what spreadsheets of this country make of it, it tells; everything else has tabs. */
static char
separator_of(const char *line)
{
    for (const char *separator = ";,"; *separator != '\0' && strchr(line, '\t') == NULL;
         separator++) {
        g_auto(GStrv) cells = split_cells(line, *separator);

        if (cells[1] != NULL && names_path(cells))
            return *separator;
    }
    return '\t';
}

/* The columns of the first line by their places, if it names columns, one of which must be the
 * path. */
static gboolean
read_header(char *const *cells, GArray *columns, gboolean *is_header, GError **error)
{
    gboolean assigns = FALSE;

    for (guint i = 0; cells[i] != NULL; i++)
        assigns |= strchr(cells[i], '=') != NULL;
    *is_header = names_path(cells) && !assigns;
    for (guint i = 0; *is_header && cells[i] != NULL; i++) {
        TcField field = TC_FIELD_PATH;

        if (tc_field_of_name(cells[i]) != TC_FIELD_PATH &&
            !tc_assignment_field(cells[i], &field, error))
            return FALSE;
        g_array_append_val(columns, field);
    }
    return TRUE;
}

static gboolean
read_row(TcSetRequest *request, char *const *cells, const GArray *columns, const GPtrArray *show_as,
         GError **error)
{
    request->differs = TRUE;
    for (guint i = 0; cells[i] != NULL; i++) {
        const TcField field =
            i < columns->len ? g_array_index(columns, TcField, i) : TC_FIELD_COUNT;

        if (*cells[i] == '\0')
            continue;
        if (field == TC_FIELD_COUNT) {
            g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                        _("more columns than the first line names"));
            return FALSE;
        }
        if (field == TC_FIELD_PATH) {
            if (!take_path(request, show_as, cells[i], error))
                return FALSE;
            continue;
        }
        g_free(request->values[field]);
        if ((request->values[field] = tc_assignment_value(field, cells[i], error)) == NULL)
            return FALSE;
    }
    return TRUE;
}

static gboolean
read_words(TcSetRequest *request, char *const *cells, const GPtrArray *show_as, GError **error)
{
    if (!take_path(request, show_as, cells[0], error))
        return FALSE;
    for (cells++; *cells != NULL; cells++)
        if (**cells != '\0' && !take_assignment(request, *cells, error))
            return FALSE;
    return TRUE;
}

static TcSetRequest *
read_line(char *const *cells, const GArray *columns, const GPtrArray *show_as, GError **error)
{
    g_autoptr(TcSetRequest) request = g_new0(TcSetRequest, 1);

    if (columns->len > 0 ? !read_row(request, cells, columns, show_as, error)
                         : !read_words(request, cells, show_as, error))
        return NULL;
    if (request->path == NULL) {
        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, _("no path"));
        return NULL;
    }
    return g_steal_pointer(&request);
}

/* What has been read of the file. */
typedef struct {
    const char *name;
    const GPtrArray *show_as;
    TcReport *report;
    GPtrArray *requests;
    GArray *columns; /* TcField; empty where lines are written as on the command line */
    guint line_number;
    guint wrong_count;
    gboolean has_begun; /* the first line has been seen, a heading or not */
    char separator;
} Reading;

/* FALSE when nothing that follows can be understood. */
static gboolean
take_line(Reading *reading, char *line)
{
    g_autofree char *origin = g_strdup_printf("%s:%u", reading->name, reading->line_number);
    GError *problem = NULL;
    gboolean is_header = FALSE, is_understood = TRUE;
    TcSetRequest *request = NULL;

    g_strchomp(line);
    if (*line == '\0' || *line == '#')
        return TRUE;
    if (!reading->has_begun)
        reading->separator = separator_of(line);
    g_auto(GStrv) cells = split_cells(line, reading->separator);
    if (!reading->has_begun)
        is_understood = read_header(cells, reading->columns, &is_header, &problem);
    reading->has_begun = TRUE;
    if (is_header && is_understood)
        return TRUE;
    if (is_understood)
        request = read_line(cells, reading->columns, reading->show_as, &problem);
    if (request != NULL) {
        request->origin = g_steal_pointer(&origin);
        g_ptr_array_add(reading->requests, request);
        return TRUE;
    }
    reading->wrong_count++;
    tc_report_problem(reading->report, origin, "correction", problem->message);
    g_error_free(problem);
    return is_understood;
}

static gboolean
read_lines(Reading *reading, FILE *file)
{
    g_autofree char *line = NULL;
    size_t capacity = 0;

    for (;;) {
        char *start;

        errno = 0;
        if (getline(&line, &capacity, file) < 0)
            break;
        start = line;
        if (reading->line_number++ == 0 && g_str_has_prefix(line, BOM))
            start += strlen(BOM);
        if (!take_line(reading, start))
            return TRUE;
    }
    return !ferror(file);
}

GPtrArray *
tc_set_file_read(const TcOptions *options, TcReport *report, GError **error)
{
    const char *path = options->set_file;
    const gboolean is_from_stdin = g_str_equal(path, "-");
    g_autoptr(GPtrArray) requests = g_ptr_array_new_with_free_func(free_request);
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(TcField));
    FILE *file = is_from_stdin ? stdin : fopen(path, "re");
    Reading reading = {.name = is_from_stdin ? _("standard input") : path,
                       .show_as = options->show_as,
                       .report = report,
                       .requests = requests,
                       .columns = columns};
    const gboolean is_done = file != NULL && read_lines(&reading, file);
    const int number = errno;

    if (file != NULL && !is_from_stdin)
        fclose(file);
    if (!is_done)
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot read %s: %s"),
                    reading.name, g_strerror(number));
    else if (reading.wrong_count > 0)
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                    ngettext("nothing was set: %u line is wrong",
                             "nothing was set: %u lines are wrong", reading.wrong_count),
                    reading.wrong_count);
    return is_done && reading.wrong_count == 0 ? g_steal_pointer(&requests) : NULL;
}
