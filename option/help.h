/* option/help.h - what --help prints and what messages say, to the width of the terminal. */
#ifndef TC_OPTION_HELP_H
#define TC_OPTION_HELP_H

#include <glib.h>

G_BEGIN_DECLS

/* `help` with its lines broken at words: descriptions stay in their column, or where that leaves
 * too little, begin on a line of their own; sentences are filled. As it is for a `width` of 0. Free
 * with g_free(). */
char *tc_help_wrap(const char *help, guint width);

/* The same to the width of the terminal that `fd` is. */
char *tc_help_for(const char *help, int fd);

/* A message as it is printed on a terminal: its first line broken at words; what stands below, a
 * query with a caret, is as it is. Free with g_free(). */
char *tc_message_wrap(const char *message, guint width);

G_END_DECLS

#endif
