#include "query/show/context.h"

#include <string.h>

static gboolean
is_inside_character(const char *text, gsize len, gsize at)
{
    return at < len && ((guchar)text[at] & 0xC0) == 0x80;
}

static gboolean
is_blank(const char *text, gsize from, gsize to)
{
    while (from < to && g_ascii_isspace(text[from]))
        from++;
    return from >= to;
}

/* The beginning of the line that ends at `end`, not before `least`. */
static gsize
line_start(const char *text, gsize end, gsize least)
{
    const char *before = memrchr(text + least, '\n', end - least);
    return before != NULL ? (gsize)(before - text) + 1 : least;
}

static gsize
find_start(const char *text, gsize len, gsize from, guint lines)
{
    gsize least = from > TC_CONTEXT_BYTES_MAX ? from - TC_CONTEXT_BYTES_MAX : 0;
    while (is_inside_character(text, len, least))
        least++;
    gsize start = line_start(text, from, least);
    gsize reached = start;
    while (lines > 0 && reached > least) {
        gsize end = reached - 1; /* the line end before it */
        reached = line_start(text, end, least);
        if (!is_blank(text, reached, end)) {
            start = reached;
            lines--;
        }
    }
    return start;
}

static gsize
find_end(const char *text, gsize len, gsize to, guint lines)
{
    gsize most = len - to > TC_CONTEXT_BYTES_MAX ? to + TC_CONTEXT_BYTES_MAX : len;
    while (is_inside_character(text, len, most))
        most--;
    gsize end = to;
    gsize reached = to;
    for (gboolean is_own = TRUE; reached < most && (is_own || lines > 0); is_own = FALSE) {
        const char *line_end = memchr(text + reached, '\n', most - reached);
        gsize stop = line_end != NULL ? (gsize)(line_end - text) : most;
        gboolean was_blank = is_blank(text, reached, stop);
        if (is_own || !was_blank)
            end = stop;
        lines -= !is_own && !was_blank;
        reached = stop + 1;
    }
    return end;
}

TcContext
tc_context_around(const char *text, gsize len, gsize from, gsize to, guint lines)
{
    from = MIN(from, len);
    to = CLAMP(to, from, len);
    while (is_inside_character(text, len, from))
        from--;
    lines = MIN(lines, TC_CONTEXT_LINES_MAX);
    return (TcContext){find_start(text, len, from, lines), find_end(text, len, to, lines)};
}
