#include "option/wrap.h"

#include <string.h>

#define DELETE 0x7F /* the character behind those that are printed */

/* Narrower than this, an indent leaves no room. */
#define ROOM_MIN 10

/* The bytes of an escape sequence that begins at `at`: "ESC [ ... m" or "ESC ] ... ESC \". */
static gsize
escape_len(const char *at, const char *end)
{
    const char *c = at + 1;
    if (c < end && *c == '[') {
        for (c++; c < end && (guchar)*c < 0x40; c++) {
        }
        return (gsize)(MIN(c + 1, end) - at);
    }
    if (c < end && *c == ']') {
        for (c++; c + 1 < end && !(c[0] == '\033' && c[1] == '\\'); c++) {
        }
        return (gsize)(MIN(c + 2, end) - at);
    }
    return 1;
}

static inline gsize
plain_len(const char *at, const char *end)
{
    const guchar *c = (const guchar *)at;
    if (*c < 0x80)
        return *c >= 0x20 && *c < 0x7F ? 1 : 0;
    if (*c >= 0xC3 && *c <= 0xC6) /* U+00C0 to U+01BF */
        return end - at >= 2 && (c[1] & 0xC0) == 0x80 ? 2 : 0;
    return *c == 0xE1 && end - at >= 3 && (c[1] == 0xBA || c[1] == 0xBB) && (c[2] & 0xC0) == 0x80
               ? 3 /* U+1E80 to U+1EFF */
               : 0;
}

gsize
tc_plain_len(const char *at, const char *end)
{
    return plain_len(at, end);
}

const char *
tc_plain_end(const char *at, const char *end)
{
    for (gsize size = 1; size > 0 && at < end; at += size) {
        while (at < end && (guchar)(*at - ' ') < DELETE - ' ')
            at++;
        size = at < end ? plain_len(at, end) : 0;
    }
    return at;
}

/* One character or escape sequence: its bytes and its columns. */
static gsize
step(const char *at, const char *end, guint *columns)
{
    if ((guchar)*at < 0x80) {
        *columns = *at == '\033' ? 0 : 1;
        return *at == '\033' ? escape_len(at, end) : 1;
    }
    const gsize plain = plain_len(at, end);
    if (plain > 0) {
        *columns = 1;
        return plain;
    }
    gunichar c = g_utf8_get_char_validated(at, end - at);
    if (c == (gunichar)-1 || c == (gunichar)-2) {
        *columns = 1;
        return 1;
    }
    *columns = c < 0x300 ? 1 : g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    return (gsize)(g_utf8_next_char(at) - at);
}

guint
tc_wrap_columns(const char *text, gsize len)
{
    guint sum = 0;
    for (gsize at = 0; at < len;) {
        guint columns;
        at += step(text + at, text + len, &columns);
        sum += columns;
    }
    return sum;
}

/* A colour that is on. */
typedef struct {
    const char *text;
    gsize len; /* 0: none */
} Colour;

static void
follow_colour(Colour *colour, const char *at, gsize len)
{
    if (len > 2 && at[0] == '\033' && at[1] == '[' && at[len - 1] == 'm') {
        gboolean is_off = (len == 3) || (len == 4 && at[2] == '0');
        *colour = (Colour){at, is_off ? 0 : len};
    }
}

/* A line ends within a colour: pagers look at each line by itself. */
static void
break_line(GString *out, const char *begin, const char *cut, const Colour *colour, guint indent)
{
    g_string_append_len(out, begin, cut - begin);
    if (colour->len > 0)
        g_string_append(out, "\033[0m");
    g_string_append_c(out, '\n');
    for (guint i = 0; i < indent; i++)
        g_string_append_c(out, ' ');
    g_string_append_len(out, colour->text, (gssize)colour->len);
}

/* The letters from `at` on that take a column each, at most `room` of them and none behind a space:
 * where they end. Most of a text is such. */
static const char *
plain_word(const char *at, const char *end, guint room, guint *columns)
{
    guint left = room;
    for (gsize size = 1; size > 0 && at < end && left > 0;) {
        for (; at < end && left > 0 && (guchar)(*at - '!') < DELETE - '!'; left--)
            at++;
        size = at < end && left > 0 && *at != ' ' ? plain_len(at, end) : 0;
        at += size;
        left -= size > 0;
    }
    *columns = room - left;
    return at;
}

/* As wrap(), for what does not fit into one line. */
static guint
wrap_long(GString *out, const char *text, gsize len, guint column, guint indent, guint width)
{
    const char *end = text + len;
    guint lines = 1;
    indent = indent + ROOM_MIN > width ? 0 : indent;
    const char *begin = text; /* of the line */
    const char *space = NULL; /* the last one in it */
    guint behind = 0;         /* columns behind that space */
    gboolean is_blank = TRUE; /* the line so far: a break there would leave it empty */
    Colour now = {"", 0};
    Colour then = {"", 0}; /* at that space */
    for (const char *at = text; at < end;) {
        guint columns = 0;
        const char *behind_word =
            plain_word(at, end, column < width ? width - column : 0, &columns);
        if (columns > 0) {
            is_blank = FALSE;
            column += columns;
            behind += columns;
            at = behind_word;
            continue;
        }
        gsize size = step(at, end, &columns);
        if (*at == ' ') {
            space = is_blank ? NULL : at;
            then = now;
            behind = 0;
            column++;
            at += size;
            continue;
        }
        if (columns == 0) {
            follow_colour(&now, at, size);
        } else if (column + columns > width && (space != NULL || at > begin)) {
            const char *cut = space != NULL ? space : at;
            if (out != NULL)
                break_line(out, begin, cut, space != NULL ? &then : &now, indent);
            begin = space != NULL ? space + 1 : at;
            column = indent + (space != NULL ? behind : 0);
            behind = space != NULL ? behind : 0;
            lines++;
            if (space != NULL && column + columns > width) { /* the word does not fit by itself */
                at = begin;
                now = then;
                column = indent;
                behind = 0;
                space = NULL;
                continue;
            }
            space = NULL;
        }
        is_blank = is_blank && columns == 0;
        column += columns;
        behind += columns;
        at += size;
    }
    if (out != NULL)
        g_string_append_len(out, begin, end - begin);
    return lines;
}

/* `out` may be NULL: lines are only counted. */
static guint
wrap(GString *out, const char *text, gsize len, guint column, guint indent, guint width)
{
    if (width > 0 && len + column > width)
        return wrap_long(out, text, len, column, indent, width);
    if (out != NULL)
        g_string_append_len(out, text, (gssize)len);
    return 1;
}

void
tc_wrap(GString *out, const char *text, gsize len, guint column, guint indent, guint width)
{
    wrap(out, text, len, column, indent, width);
}

guint
tc_wrap_count(const char *text, gsize len, guint indent, guint width)
{
    return wrap(NULL, text, len, 0, indent, width);
}
