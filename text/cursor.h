/* text/cursor.h - text as folded characters, one at a time.
 *
 * Private to text/: the complete way through any text. What is ignored is not seen at all, a
 * character that folds to several comes as several, each with the source bytes of the whole. A
 * cursor is a value: copy it to look ahead. */
#ifndef TC_TEXT_CURSOR_H
#define TC_TEXT_CURSOR_H

#include "text/key/char_table.h"

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    gunichar cp;        /* folded */
    guint8 kind;        /* TC_CHAR_..., never IGNORE, HANGUL or EXPANSION */
    guint8 code;        /* of a MARK; combining class of a NONSTARTER */
    gboolean is_lower;  /* begins a source character that is a lower-case letter */
    gboolean is_digit;  /* 0..9 */
    gboolean is_inside; /* not the first of its source character */
    gsize start;        /* source bytes [start, end) of that character */
    gsize end;
} TcFolded;

typedef struct {
    const guchar *text;
    gsize len;
    gsize next; /* first byte not decoded */
    gsize start;
    gboolean is_lower;
    guint folded_count;
    guint folded_next;
    gunichar folded[TC_CHAR_EXPANSION_MAX];
} TcCursor;

/* Start at byte `offset` of `text`, a character boundary. */
void tc_cursor_init(TcCursor *cursor, const guchar *text, gsize len, gsize offset);

/* The next folded character; FALSE at the end of the text. */
gboolean tc_cursor_next(TcCursor *cursor, TcFolded *folded);

G_END_DECLS

#endif
