/* indexer/display.h - paths are bytes; terminals, logs and JSON want text. */
#ifndef TC_INDEXER_DISPLAY_H
#define TC_INDEXER_DISPLAY_H

#include <glib.h>

G_BEGIN_DECLS

/* Append `bytes` so that it is one printable line: control, format (bidi overrides, zero width) and
 * unassigned characters, bytes that are not UTF-8, and the backslash itself are escaped as in
 * "\n", "\x1f", "\u202e", "\\". Reversible, and harmless to a terminal. */
void tc_display_append(GString *out, const char *bytes);

/* The same as a new string. Free with g_free(). */
char *tc_display(const char *bytes);

/* A time as people say it: "40 s", "5 min", "9 h", "3 days". Free with g_free(). */
char *tc_display_duration(gint64 seconds);

/* That a run ends without this file, whose disk does not answer. Free with g_free(). */
char *tc_display_hanging(const char *path);

G_END_DECLS

#endif
