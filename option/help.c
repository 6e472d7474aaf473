#include "option/help.h"

#include "option/terminal.h"
#include "option/wrap.h"

#include <string.h>
#include <unistd.h>

/* Columns that a description needs beside its option, and its indent where it has fewer. */
#define ROOM_MIN 24
#define INDENT   6

/* Where the description of an option or a verb begins in a line: behind two spaces or more that
 * stand behind a word; 0 when there is none. */
static gsize
description_in(const char *line)
{
    gsize begin = strspn(line, " ");
    if (begin == 0)
        return 0;
    for (gsize at = begin; line[at] != '\0'; at++)
        if (line[at] == ' ' && line[at + 1] == ' ')
            return at + strspn(line + at, " ");
    return 0;
}

static void
wrap_line(GString *out, const char *line, guint width)
{
    const gsize begin = description_in(line);
    const guint column = tc_wrap_columns(line, begin);
    if (begin == 0) {
        tc_wrap(out, line, strlen(line), 0, (guint)strspn(line, " "), width);
    } else if (column + ROOM_MIN <= width || tc_wrap_columns(line, strlen(line)) <= width) {
        tc_wrap(out, line, strlen(line), 0, column, width);
    } else {
        gsize end = begin;
        while (line[end - 1] == ' ')
            end--;
        tc_wrap(out, line, end, 0, 2, width);
        g_string_append_printf(out, "\n%*s", INDENT, "");
        tc_wrap(out, line + begin, strlen(line + begin), INDENT, INDENT, width);
    }
    g_string_append_c(out, '\n');
}

/* Whether the sentence of this line goes on in the next. */
static gboolean
goes_on(const char *line, const char *next)
{
    return *line != '\0' && *line != ' ' && next != NULL && *next != '\0' && *next != ' ';
}

char *
tc_help_wrap(const char *help, guint width)
{
    g_auto(GStrv) lines = g_strsplit(help, "\n", -1);
    GString *out = g_string_new(NULL);
    g_autoptr(GString) line = g_string_new(NULL);
    if (width == 0) {
        g_string_append(out, help);
        return g_string_free(out, FALSE);
    }
    for (guint i = 0; lines[i] != NULL; i++) {
        if (lines[i + 1] == NULL && *lines[i] == '\0') /* behind the last end */
            break;
        g_string_assign(line, lines[i]);
        for (; goes_on(lines[i], lines[i + 1]); i++)
            g_string_append_printf(line, " %s", lines[i + 1]);
        wrap_line(out, line->str, width);
    }
    return g_string_free(out, FALSE);
}

char *
tc_message_wrap(const char *message, guint width)
{
    const gsize first = strcspn(message, "\n");
    GString *out = g_string_new(NULL);
    tc_wrap(out, message, first, 0, 2, width);
    g_string_append(out, message + first);
    return g_string_free(out, FALSE);
}

char *
tc_help_for(const char *help, int fd)
{
    return tc_help_wrap(help, tc_terminal_width(fd, isatty(fd), NULL));
}
