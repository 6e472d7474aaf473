/* base/line.h - lines of a text. */
#ifndef TC_BASE_LINE_H
#define TC_BASE_LINE_H

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Where the last line of `text`, which need not end in NUL, begins that is all of `line`; NULL when
 * none is, and of an empty one. */
static inline const char *
tc_last_line(const char *text, gsize len, const char *line)
{
    const gsize line_len = strlen(line);
    const char *end = text + len;
    const char *last = NULL;

    if (line_len == 0)
        return NULL;
    for (const char *p = text;
         (p = (const char *)memmem(p, (gsize)(end - p), line, line_len)) != NULL; p += line_len)
        if ((p == text || p[-1] == '\n') && (p + line_len == end || p[line_len] == '\n'))
            last = p;
    return last;
}

G_END_DECLS

#endif
