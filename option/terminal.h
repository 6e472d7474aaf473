/* option/terminal.h - how large the terminal is that is written to. */
#ifndef TC_OPTION_TERMINAL_H
#define TC_OPTION_TERMINAL_H

#include <glib.h>

G_BEGIN_DECLS

/* Columns of the terminal that `fd` is: by what it says itself, by $COLUMNS, else 80; 20 to 1000.
 * What is no terminal has the columns of $COLUMNS, which is what somebody wants, or 0: lines are
 * as long as they are. *height, which may be NULL, is 0 where it is not known. */
guint tc_terminal_width(int fd, gboolean is_terminal, guint *height);

/* The same for messages, which programs read where they do not go to a terminal: 0 there. */
guint tc_terminal_message_width(int fd);

G_END_DECLS

#endif
