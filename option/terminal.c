#include "option/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH     80 /* of a terminal that does not tell */
#define WIDTH_MIN 20
#define WIDTH_MAX 1000

guint
tc_terminal_width(int fd, gboolean is_terminal, guint *height)
{
    const char *said = g_getenv("COLUMNS");
    struct winsize size = {0};
    guint64 columns = 0;
    if (is_terminal && ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        columns = size.ws_col;
        if (height != NULL)
            *height = size.ws_row;
    } else if (said == NULL ||
               !g_ascii_string_to_unsigned(said, 10, 1, G_MAXUINT, &columns, NULL)) {
        columns = is_terminal ? WIDTH : 0;
    }
    return columns > 0 ? (guint)CLAMP(columns, WIDTH_MIN, WIDTH_MAX) : 0;
}

guint
tc_terminal_message_width(int fd)
{
    return isatty(fd) ? tc_terminal_width(fd, TRUE, NULL) : 0;
}
