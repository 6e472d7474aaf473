/* option/wrap.h - lines of text broken at words to the width of a terminal.
 *
 * Widths are columns: marks that combine take none, ideographs take two. Escape sequences for
 * colours and links may stand in the text; they take none either. */
#ifndef TC_OPTION_WRAP_H
#define TC_OPTION_WRAP_H

#include <glib.h>

G_BEGIN_DECLS

/* The bytes of the character at `at`, before `end`, where it is one that every terminal shows in
 * one column: a letter as Vietnamese has them, or what is printable in ASCII. Of all others 0: ask
 * GLib, which takes ten times as long. */
gsize tc_plain_len(const char *at, const char *end);
/* Where the run of such characters at `at` ends. */
const char *tc_plain_end(const char *at, const char *end);

/* Append `text`, which is one line without its end. A line that does not fit into `width` columns
 * is broken at a space, inside a word only where the word alone does not fit; the next one begins
 * with `indent` spaces. The first one begins at `column`, where the cursor is. 0 for `width` breaks
 * nothing. */
void tc_wrap(GString *out, const char *text, gsize len, guint column, guint indent, guint width);

/* How many lines that makes, from column 0 on, at least one. */
guint tc_wrap_count(const char *text, gsize len, guint indent, guint width);

/* The columns that `text` takes in one line. */
guint tc_wrap_columns(const char *text, gsize len);

G_END_DECLS

#endif
