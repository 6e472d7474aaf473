/* store/standard.h - standard input, output and error of a program that opens an index. */
#ifndef TC_STORE_STANDARD_H
#define TC_STORE_STANDARD_H

#include <glib.h>

G_BEGIN_DECLS

/* A file or socket that got the number of a standard descriptor which was closed by the caller
 * would be written to by all that is said, and read for what is typed. What stands in its place
 * from now on gives nothing and cannot be written to, so that failures are told as if it were
 * closed. To be called before anything is opened; FALSE when there is no place for it. */
gboolean tc_standard_hold(void);

/* Why a file or folder could not be opened or read, of a G_FILE_ERROR, in the words of the C
 * library alone: GLib's name the file in a sentence of their own. Borrowed; of another error its
 * message. */
const char *tc_standard_reason(const GError *error);

/* `message` as it may go to a terminal: what would steer that, or break the line, is written as an
 * escape (\\x1b, \\u2028), bytes that are not UTF-8, too. Line ends stay where `keeps_lines`. Free
 * with g_free(). */
char *tc_standard_message(const char *message, gboolean keeps_lines);

G_END_DECLS

#endif
