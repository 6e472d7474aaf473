#include "document/read/sheet/cell_token.h"

#include <string.h>

TcFormatToken
tc_format_next_token(TcFormatPart *part, const char **at, gsize *len)
{
    if (part->p >= part->end)
        return TC_FORMAT_END;
    const char *p = part->p;
    gsize rest = (gsize)(part->end - p);
    if (*p == '"') {
        const char *close = memchr(p + 1, '"', rest - 1);
        if (close == NULL)
            close = part->end;
        *at = p + 1;
        *len = (gsize)(close - p) - 1;
        part->p = MIN(close + 1, part->end);
        return TC_FORMAT_LITERAL;
    }
    if (*p == '[') {
        const char *close = memchr(p + 1, ']', rest - 1);
        if (close != NULL) {
            *at = p + 1;
            *len = (gsize)(close - p) - 1;
            part->p = close + 1;
            return TC_FORMAT_BRACKET;
        }
    }
    if (strchr("\\_*", *p) != NULL && rest > 1) {
        const char *next = g_utf8_next_char(p + 1);
        *at = p + 1;
        *len = (gsize)(MIN(next, part->end) - *at);
        part->p = *at + *len;
        return *p == '\\' ? TC_FORMAT_LITERAL : TC_FORMAT_IGNORED;
    }
    *at = p;
    part->p = MIN(g_utf8_next_char(p), part->end);
    *len = (gsize)(part->p - p);
    /* What has no meaning stands for itself. */
    return strchr("0#?.,%/EeyYmMdDhHsSAaPpbBgG@", *p) != NULL ? TC_FORMAT_CHAR : TC_FORMAT_LITERAL;
}

gboolean
tc_format_next_section(const char **format, TcFormatPart *section)
{
    if (*format == NULL)
        return FALSE;
    TcFormatPart rest = {*format, *format + strlen(*format)};
    *section = rest;
    for (;;) {
        const char *at = NULL;
        gsize len = 0;
        const char *before = rest.p;
        TcFormatToken token = tc_format_next_token(&rest, &at, &len);
        if (token == TC_FORMAT_END) {
            *format = NULL;
            return TRUE;
        }
        if (token == TC_FORMAT_LITERAL && *before == ';') {
            section->end = before;
            *format = rest.p;
            return TRUE;
        }
    }
}
