#include "indexer/display.h"

#include <glib/gi18n.h>

static void
append_byte(GString *out, guchar byte)
{
    switch (byte) {
    case '\n':
        g_string_append(out, "\\n");
        break;
    case '\r':
        g_string_append(out, "\\r");
        break;
    case '\t':
        g_string_append(out, "\\t");
        break;
    default:
        g_string_append_printf(out, "\\x%02x", byte);
    }
}

void
tc_display_append(GString *out, const char *bytes)
{
    while (*bytes) {
        gunichar c = g_utf8_get_char_validated(bytes, -1);

        if (c == (gunichar)-1 || c == (gunichar)-2) {
            append_byte(out, (guchar)*bytes++);
            continue;
        }
        if (c == '\\')
            g_string_append(out, "\\\\");
        else if (c < 0x80 && g_ascii_iscntrl((gchar)c))
            append_byte(out, (guchar)c);
        else if (c < 0x80 || (g_unichar_isprint(c) && c != 0x2028 && c != 0x2029))
            g_string_append_unichar(out, c);
        else
            g_string_append_printf(out, "\\u%04x", c);
        bytes = g_utf8_next_char(bytes);
    }
}

char *
tc_display(const char *bytes)
{
    GString *out = g_string_new(NULL);

    tc_display_append(out, bytes);
    return g_string_free(out, FALSE);
}

char *
tc_display_duration(gint64 seconds)
{
    guint days = (guint)(seconds / 86400);

    if (seconds < 120)
        return g_strdup_printf(_("%d s"), (int)seconds);
    if (seconds < 2 * 3600)
        return g_strdup_printf(_("%d min"), (int)(seconds / 60));
    if (days < 2)
        return g_strdup_printf(_("%d h"), (int)(seconds / 3600));
    return g_strdup_printf(ngettext("%u day", "%u days", days), days);
}

char *
tc_display_hanging(const char *path)
{
    g_autofree char *shown = tc_display(path);

    return g_strdup_printf(
        _("%s does not answer, and the run is to end: it ends without that; the next one goes on"),
        shown);
}
