#include "store/standard.h"

#include <fcntl.h>
#include <unistd.h>

gboolean
tc_standard_hold(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY | O_NOCTTY) != fd)
            return FALSE;
    return TRUE;
}

/* Marks that change the direction of the text behind them, and separators that end a line. */
static gboolean
steers(gunichar c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

char *
tc_standard_message(const char *message, gboolean keeps_lines)
{
    GString *out = g_string_new(NULL);
    for (const char *at = message; *at != '\0';) {
        const gunichar c = g_utf8_get_char_validated(at, -1);
        if (c == (gunichar)-1 || c == (gunichar)-2) {
            g_string_append_printf(out, "\\x%02x", (guchar)*at++);
            continue;
        }
        if (c == '\n' && keeps_lines)
            g_string_append_c(out, '\n');
        else if (steers(c))
            g_string_append_printf(out, c < 0x80 ? "\\x%02x" : "\\u%04x", c);
        else
            g_string_append_unichar(out, c);
        at = g_utf8_next_char(at);
    }
    return g_string_free(out, FALSE);
}

const char *
tc_standard_reason(const GError *error)
{
    const char *reason = g_strrstr(error->message, ": ");
    return error->domain == G_FILE_ERROR && reason != NULL ? reason + 2 : error->message;
}
