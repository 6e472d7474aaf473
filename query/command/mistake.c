#include "query/command/mistake.h"

#include "option/help.h"
#include "option/terminal.h"
#include "query/parse/parse.h"
#include "query/show/snippet.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

/* Characters of a query that are shown with a mistake in it. */
#define LINE_MAX_SHOWN 100

/* Of a line that is too long for a terminal keep what is around the end of `before`, which is its
 * beginning. */
static void
cut_long_line(GString *line, GString *before)
{
    const glong before_max = LINE_MAX_SHOWN / 2;
    glong ahead = g_utf8_strlen(before->str, -1);
    if (ahead > before_max && g_utf8_strlen(line->str, -1) > LINE_MAX_SHOWN) {
        gssize cut = g_utf8_offset_to_pointer(before->str, ahead - before_max) - before->str;
        g_string_erase(line, 0, cut);
        g_string_erase(before, 0, cut);
        g_string_prepend(line, "…");
        g_string_prepend(before, "…");
    }
    if (g_utf8_strlen(line->str, -1) > LINE_MAX_SHOWN) {
        char *end = g_utf8_offset_to_pointer(line->str, LINE_MAX_SHOWN);
        g_string_truncate(line, (gsize)(end - line->str));
        g_string_append(line, "…");
    }
}

void
tc_point_at(GError **error, const char *query, gsize column)
{
    if (!g_error_matches(*error, TC_PARSE_ERROR, TC_PARSE_ERROR_SYNTAX) || column == 0)
        return;
    g_autoptr(GString) shown = g_string_new(NULL);
    g_autoptr(GString) before = g_string_new(NULL);
    tc_append_printable(shown, query, strlen(query));
    /* What is hidden is not shown before the place either, and marks take no room of their own. */
    const char *at = query;
    for (gsize i = 1; i < column && *at != '\0'; i++)
        at = g_utf8_next_char(at);
    tc_append_printable(before, query, (gsize)(at - query));
    cut_long_line(shown, before);
    int width = 0;
    for (const char *c = before->str; *c != '\0'; c = g_utf8_next_char(c))
        width += !g_unichar_iszerowidth(g_utf8_get_char(c));
    char *message = g_strdup_printf(_("query, column %zu: %s\n  %s\n  %*s"), column,
                                    (*error)->message, shown->str, width + 1, "^");
    g_free((*error)->message);
    (*error)->message = message;
}

void
tc_tell_note(FILE *err, const char *file, guint line, const TcNode *node)
{
    if (node->note == NULL)
        return;
    g_autofree char *told = g_strdup_printf(_("%s: line %u: %s"), file, line, node->note);
    fprintf(err, "tracuu: %s\n", told);
}

void
tc_tell_beyond(FILE *err, guint rank)
{
    g_autofree char *message =
        rank == 1 ? g_strdup(_("tracuu: no document was found"))
                  : g_strdup_printf(_("tracuu: fewer than %u documents were found"), rank);
    g_autofree char *text = tc_message_wrap(message, tc_terminal_message_width(STDERR_FILENO));
    fprintf(err, "%s\n", text);
}
