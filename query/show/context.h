/* query/show/context.h - the lines of a text around a passage of it.
 *
 * Blank lines do not count. Texts without line ends, and hostile ones, have lines of any length:
 * what is too far away is left out. */
#ifndef TC_QUERY_CONTEXT_H
#define TC_QUERY_CONTEXT_H

#include <glib.h>

G_BEGIN_DECLS

#define TC_CONTEXT_LINES_MAX 1000
#define TC_CONTEXT_BYTES_MAX ((gsize)64 << 10) /* on either side of the passage */

/* Bytes [from, to) of a text, both between characters. */
typedef struct {
    gsize from;
    gsize to;
} TcContext;

/* The lines that the bytes [from, to) of `text` (UTF-8) stand in, with `lines` more before and
 * behind. */
TcContext tc_context_around(const char *text, gsize len, gsize from, gsize to, guint lines);

G_END_DECLS

#endif
