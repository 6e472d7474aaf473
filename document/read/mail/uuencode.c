#include "document/read/mail/uuencode.h"

#include <string.h>

/* The letters of a line of 45 bytes, with its length and a check letter that some programs
 * add. */
#define UU_LINE_MAX 63u

static gsize
line_len(const char *text, gsize len, gsize from)
{
    const char *feed = memchr(text + from, '\n', len - from);

    return feed != NULL ? (gsize)(feed - text) + 1 - from : len - from;
}

/* The length of the line without its end. */
static gsize
content_len(const char *line, gsize len)
{
    while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
        len--;
    return len;
}

/* "begin", three or four octal digits, a name. */
static char *
begin_name(const char *line, gsize len)
{
    static const char word[] = "begin ";
    gsize at = sizeof word - 1;
    gsize digits = 0;

    len = content_len(line, len);
    if (len < at || memcmp(line, word, at) != 0)
        return NULL;
    for (; at < len && line[at] >= '0' && line[at] <= '7'; at++)
        digits++;
    if (digits < 3 || digits > 4 || at + 1 >= len || line[at] != ' ')
        return NULL;
    return g_strndup(line + at + 1, len - at - 1);
}

static guint
value_of(const char *line, gsize len, gsize at)
{
    /* Blanks at the end of a line get lost on the way. */
    return at < len ? ((guint)(guchar)line[at] - 0x20) & 0x3F : 0;
}

/* Appends what a line says. FALSE when it is no such line. */
static gboolean
decode_line(const char *line, gsize len, GByteArray *out)
{
    if (len == 0)
        return FALSE;
    gsize count = value_of(line, len, 0);
    gsize letters = (count + 2) / 3 * 4;
    if (count > 45 || len > UU_LINE_MAX || len > letters + 3)
        return FALSE;
    for (gsize i = 0; i < len; i++)
        if ((guchar)line[i] < 0x20 || (guchar)line[i] > 0x60)
            return FALSE;
    for (gsize i = 0, at = 1; i < count; i += 3, at += 4) {
        guint32 four = value_of(line, len, at) << 18 | value_of(line, len, at + 1) << 12 |
                       value_of(line, len, at + 2) << 6 | value_of(line, len, at + 3);
        guint8 three[] = {(guint8)(four >> 16), (guint8)(four >> 8), (guint8)four};
        g_byte_array_append(out, three, (guint)MIN(count - i, sizeof three));
    }
    return TRUE;
}

gboolean
tc_uu_find(const char *text, gsize len, gsize from, TcUuFile *file)
{
    while (from < len) {
        gsize start = from;
        gsize line = line_len(text, len, from);
        g_autofree char *name = begin_name(text + from, line);
        from += line;
        if (name == NULL)
            continue;
        g_autoptr(GByteArray) bytes = g_byte_array_new();
        gsize at = from;
        while (at < len) {
            line = line_len(text, len, at);
            if (!decode_line(text + at, content_len(text + at, line), bytes))
                break;
            at += line;
        }
        if (bytes->len == 0)
            continue;
        if (len - at >= 3 && memcmp(text + at, "end", 3) == 0)
            at += line_len(text, len, at);
        *file = (TcUuFile){.start = start,
                           .end = at,
                           .name = g_steal_pointer(&name),
                           .bytes = g_steal_pointer(&bytes)};
        return TRUE;
    }
    return FALSE;
}

void
tc_uu_file_clear(TcUuFile *file)
{
    g_free(file->name);
    g_byte_array_unref(file->bytes);
}
